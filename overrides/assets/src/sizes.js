/** The three sizes of the letters, kept for every page. The head sets the kept one before the first paint. */

import { all, root } from "./page.js";
import { store } from "./storage.js";

/** @param {string | undefined} step */
function size(step) {
  if (Number(step) > 0) root.dataset.size = step;
  else root.removeAttribute("data-size");
  all("#sizes button").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.size === (step || "0")));
  });
}

export function offerSizes() {
  size(root.dataset.size);
  all("#sizes button").forEach((button) => {
    button.addEventListener("click", () => {
      size(button.dataset.size);
      store("linli-size", String(button.dataset.size));
    });
  });
}
