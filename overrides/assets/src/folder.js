/** From a folder (a USB stick) there is no server to find index.html, so the links say it. */

import { always } from "./again.js";
import { all } from "./page.js";

export function completeLinks() {
  if (location.protocol !== "file:") return;
  always(() => {
    all("a[href]").forEach((element) => {
      const link = /** @type {HTMLAnchorElement} */ (element);
      if (link.protocol === "file:" && /\/$/.test(link.pathname)) link.pathname += "index.html";
    });
  });
}
