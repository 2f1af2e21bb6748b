/** What is over today stands folded, and what comes much later too, so that one sees first what is next. */

import { always } from "./again.js";
import { all, make, one, tapped, today } from "./page.js";

/**
 * A button above or below a list that opens what is folded of it.
 * @param {HTMLElement} list
 * @param {string} kind done or rest
 * @param {number} count of what is folded
 * @param {string} text
 */
function fold(list, kind, count, text) {
  const parent = /** @type {Element} */ (list.parentNode);
  let line = /** @type {HTMLElement | null} */ (parent.querySelector(`.${kind}`));
  if (!line) {
    if (!count) return;
    line = make("p", kind, "");
    const made = make("button", "", "", line);
    made.type = "button";
    made.setAttribute("aria-expanded", "false");
    if (kind === "done") list.before(line);
    else list.after(line);
  }
  const button = one("button", line);
  if (button.textContent !== text) button.textContent = text;
  line.hidden = !count;
  list.classList.toggle(`${kind}-folded`, count > 0 && button.getAttribute("aria-expanded") === "false");
}

/**
 * @param {HTMLElement} days
 * @param {number} [most] so many sessions of today are shown; all where nothing is said
 */
export function foldDay(days, most) {
  always(() => {
    const day = one(`.day[data-date="${today()}"]`, days);
    const list = day && one(".sessions", day);
    if (!list) return;
    const held = all(".session.is-past", list).filter((row) => "held" in row.dataset).length;
    fold(list, "done", held, `今天已上完${held}节`);
    const later = most === undefined ? [] : all(".session:not(.is-past)", list).slice(most);
    all(".later", list).forEach((row) => {
      row.classList.toggle("later", later.indexOf(row) >= 0);
    });
    later.forEach((row) => {
      row.classList.add("later");
    });
    fold(list, "rest", later.length, `今天后面还有${later.length}节`);
  });
  days.addEventListener("click", (event) => {
    const button = tapped(event, ".done button, .rest button");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    const line = /** @type {Element} */ (button.parentNode);
    one(".sessions", /** @type {ParentNode} */ (line.parentNode)).classList.toggle(`${line.className}-folded`, !open);
  });
}
