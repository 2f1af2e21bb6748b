/** Fetched with the first tap on 发给家人、发到群里: sends the page's words, or those of one session, by the phone or by copying. */

import { copy } from "./copying.js";
import { hand } from "./load.js";
import { all, get, make, now, one } from "./page.js";
import { ahead, message, withoutQuery } from "./sharing.js";
import { inWeChat } from "./wechat.js";

const DONE = "已复制，去微信粘贴";

/**
 * The address of the class that is spoken of: its own page, whose picture and title are its own; else that of this page.
 * @param {string} key
 */
function address(key) {
  if (!/^http/.test(location.protocol)) return "";
  const here = withoutQuery(location.href);
  const link = /** @type {HTMLAnchorElement | null} */ (key && one(`[data-class="${key}"] a`));
  if (!link) return here;
  return /\/q\//.test(link.href) && link.href.indexOf(`/${key}/`) > 0 ? link.href : `${here}?g=${key}`;
}

/** @param {HTMLElement} button */
function words(button) {
  const row = /** @type {HTMLElement | null} */ (button.closest("[data-say]"));
  const key = (row ? row.dataset.for : button.dataset.share) || "";
  const lines = all("p", /** @type {HTMLTemplateElement} */ (one("template[data-message]")).content).map((line) => ({
    text: String(line.textContent),
    dataset: line.dataset,
  }));
  const rows = all("[data-say]").filter((each) => (each.dataset.for || "") === key);
  return [...message(lines, row || ahead(rows, now()), key, now()), address(key)].filter(Boolean).join("\n");
}

/**
 * @param {HTMLElement} button
 * @param {string} text
 */
function copied(button, text) {
  const name = button.textContent;
  const said = get("was-sent") || make("p", "sr", "");
  said.id = "was-sent";
  said.setAttribute("role", "status");
  /** @type {Element} */ (button.parentNode).append(said);
  copy(text, (done) => {
    said.className = done ? "sr" : "note";
    said.textContent = done ? `${DONE}。` : `没有复制成，请长按这些字来复制：${text}`;
    if (!done) return;
    button.textContent = DONE;
    button.focus();
    setTimeout(() => {
      button.textContent = name;
    }, 4e3);
  });
}

/** @param {HTMLElement} button */
function share(button) {
  const text = words(button);
  if (navigator.share && !inWeChat) {
    navigator.share({ text }).catch((refused) => {
      if (refused.name !== "AbortError") copied(button, text);
    });
  } else copied(button, text);
}

export const part = { share };
hand(part);
