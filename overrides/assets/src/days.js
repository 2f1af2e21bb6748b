/** Takes past days off the lists that begin with today; gives the buttons of rows their whole names, and leads to classes. */

import { always } from "./again.js";
import { all, tapped, textOf, today } from "./page.js";

export const keepDays = () =>
  always(() => {
    all("[data-days=near] > .day").forEach((day) => {
      day.classList.toggle("gone", String(day.dataset.date) < today());
    });
    all(".session .k:not([aria-label])").forEach((button) => {
      if (!button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", "false");
      const title = textOf(/** @type {Element} */ (button.closest(".session")), ".t");
      button.setAttribute("aria-label", `收进${button.textContent}：${title}`);
    });
  });

/** Who taps a class wants that class: the course's page opens with it chosen. */
export function leadToClasses() {
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (tapped(event, ".session a"));
    if (link?.querySelector(".co")) {
      link.search = `?g=${/** @type {HTMLElement} */ (link.closest(".session")).dataset.group}`;
    }
  });
}
