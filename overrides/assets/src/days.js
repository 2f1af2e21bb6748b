/** Takes past days off the lists that begin with today; gives the buttons of rows their whole names. */

import { always } from "./again.js";
import { all, textOf, today } from "./page.js";

export const keepDays = () =>
  always(() => {
    all("[data-days=near] > .day").forEach((day) => {
      day.classList.toggle("gone", String(day.dataset.date) < today());
    });
    all(".session .k:not([aria-label])").forEach((button) => {
      const title = textOf(/** @type {Element} */ (button.closest(".session")), ".t");
      button.setAttribute("aria-label", `收进${button.textContent}：${title}`);
    });
  });
