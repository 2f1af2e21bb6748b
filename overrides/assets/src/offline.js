/** Registers the worker that keeps pages readable without network, long after the first view. */

import { base } from "./page.js";

export function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers || !/^http/.test(location.protocol)) return;
  window.addEventListener("load", () => {
    setTimeout(() => workers.register(`${base}sw.js`).catch(() => 0), 5e3);
  });
}
