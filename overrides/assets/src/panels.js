/** Buttons that a script adds, and the panel that one of them opens. */

import { copy } from "./copying.js";
import { make } from "./page.js";

/** @type {{ button: HTMLElement, close: () => void } | null} */
let shown = null;

/**
 * @param {string} name
 * @param {(event: MouseEvent) => void} act
 */
export function button(name, act) {
  const made = make("button", "pill", name);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/**
 * A button that copies; it says so itself and to the screen reader.
 * @param {string} name
 * @param {() => string} words
 * @param {HTMLElement} said
 */
export function copier(name, words, said) {
  const made = button(name, () => {
    copy(words(), (done) => {
      made.textContent = done ? "已复制" : "没有复制成";
      said.textContent = done ? "已复制，去聊天里粘贴。" : `没有复制成，请长按这些字来复制：${words()}`;
      made.focus();
      setTimeout(() => {
        made.textContent = name;
      }, 4e3);
    });
  });
  return made;
}

/**
 * Opens a panel after the button's line, or closes it; the focus goes in, and back to the button at the end.
 * @param {HTMLElement} opener
 * @param {string} title
 * @param {(said: HTMLElement) => HTMLElement[]} fill
 */
export function panel(opener, title, fill) {
  const again = shown && shown.button === opener;
  if (shown) shown.close();
  if (again) return;
  const box = make("div", "note panel", "");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title);
  box.tabIndex = -1;
  const close = () => {
    box.remove();
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
    shown = null;
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  const said = make("p", "m", "");
  said.setAttribute("role", "status");
  box.append(make("b", "", title), ...fill(said), button("关闭", close), said);
  /** @type {Element} */ (opener.parentNode).insertAdjacentElement("afterend", box);
  opener.setAttribute("aria-expanded", "true");
  shown = { button: opener, close };
  box.focus();
}

/**
 * The way out of WeChat, and the words to copy.
 * @param {HTMLElement} opener
 * @param {() => string} words
 */
export const guide = (opener, words) =>
  panel(opener, "在微信里加不了日历", (said) => [
    make("p", "", "请点右上角的“···”，选“在浏览器打开”，到那里再点一次这个按钮。也可以先把时间地点抄下来："),
    copier("复制时间地点", words, said),
  ]);

/**
 * Hands a calendar to the phone as a file.
 * @param {string} name
 * @param {string} text
 */
export function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  link.download = `${name}.ics`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
}
