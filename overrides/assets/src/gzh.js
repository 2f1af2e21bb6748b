/** Articles for 公众号: shows them as WeChat will, and copies article, title, address and words. */

import { beat } from "./again.js";
import { copy } from "./copying.js";
import { completeLinks } from "./folder.js";
import { markup } from "./markup.js";
import { all, get, tapped } from "./page.js";
import { offerSizes } from "./sizes.js";

/** Characters of text that 公众号 takes. */
const LONGEST = 20000;

/**
 * Both forms of an article to the clipboard, by the event of a copy of what is selected.
 * @param {HTMLElement} article
 */
function byEvent(article) {
  const selection = getSelection();
  const range = document.createRange();
  let done = false;
  /** @param {ClipboardEvent} event */
  const fill = (event) => {
    if (!event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData("text/html", markup(article.childNodes));
    event.clipboardData.setData("text/plain", article.innerText);
    done = true;
  };
  range.selectNodeContents(article);
  if (selection) {
    selection.removeAllRanges();
    selection.addRange(range);
  }
  document.addEventListener("copy", fill);
  try {
    done = document.execCommand("copy") && done;
  } catch {
    done = false;
  }
  document.removeEventListener("copy", fill);
  if (selection && done) selection.removeAllRanges();
  return done;
}

/**
 * The same where a browser has no such event.
 * @param {HTMLElement} article
 * @param {(done: boolean) => void} then
 */
function byItem(article, then) {
  const board = navigator.clipboard;
  if (typeof ClipboardItem === "undefined" || !board || !board.write) {
    then(false);
    return;
  }
  const html = new Blob([markup(article.childNodes)], { type: "text/html" });
  const plain = new Blob([article.innerText], { type: "text/plain" });
  board.write([new ClipboardItem({ "text/html": html, "text/plain": plain })]).then(
    () => then(true),
    () => then(false),
  );
}

/** @param {HTMLElement} button */
function copyArticle(button) {
  const key = String(button.dataset.copy);
  const article = get(key);
  const said = all("[data-said]").find((element) => element.dataset.said === key);
  /** @param {boolean} done */
  const tell = (done) => {
    if (!said) return;
    const length = String(article.textContent).length;
    const long = length < LONGEST ? "" : `文章有${length}字，公众号只收两万字，请分成两篇。`;
    said.textContent = done
      ? `已复制，到公众号后台的正文里粘贴。${long}`
      : "这个浏览器不让复制：文章已选中，请按 Ctrl+C。";
  };
  if (byEvent(article)) tell(true);
  else byItem(article, tell);
}

/**
 * @param {HTMLElement} button
 * @param {string} words
 */
function copyWords(button, words) {
  if ("told" in button.dataset) return; // it says so still
  const before = Array.from(button.childNodes);
  copy(words, (done) => {
    button.textContent = done ? "已复制" : "请长按文字复制";
    button.dataset.told = "";
    setTimeout(() => {
      delete button.dataset.told;
      button.textContent = "";
      button.append(...before);
    }, 3000);
  });
}

all("[data-style]").forEach((element) => {
  element.style.cssText = String(element.dataset.style);
});
all("[data-copy], [data-text], [data-words]").forEach((button) => {
  button.hidden = false;
});
document.addEventListener("click", (event) => {
  const button = tapped(event, "[data-copy], [data-text], [data-words]");
  if (!button) return;
  if (button.dataset.copy) copyArticle(button);
  else {
    const words = "text" in button.dataset ? button.previousElementSibling : before(button);
    copyWords(button, String(words && words.textContent));
  }
});

/**
 * The words above a button of their own.
 * @param {HTMLElement} button
 */
function before(button) {
  const above = /** @type {Element} */ (button.parentElement).previousElementSibling;
  return above && above.querySelector("pre");
}

beat();
offerSizes();
completeLinks();
