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

/** So few letters fit beside each other that nothing may stay fixed above them. */
const FEW = 13;

const fit = () => root.classList.toggle("tight", window.innerWidth / parseFloat(getComputedStyle(root).fontSize) < FEW);

export function offerSizes() {
  fit();
  window.addEventListener("resize", fit);
  // The browser's own size of letters changes without a word, but the header grows.
  if (window.ResizeObserver) new ResizeObserver(fit).observe(document.body);
  size(root.dataset.size);
  all("#sizes button").forEach((button) => {
    button.addEventListener("click", () => {
      size(button.dataset.size);
      store("linli-size", String(button.dataset.size));
    });
  });
}
