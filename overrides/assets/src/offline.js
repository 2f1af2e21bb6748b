/** Registers the worker that keeps pages readable without network, long after the first view. */

import { base } from "./page.js";
import { scriptAddress } from "./trusted.js";

export function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers || !/^http/.test(location.protocol)) return;
  window.addEventListener("load", () => {
    setTimeout(() => workers.register(scriptAddress(`${base}sw.js`)).catch(() => 0), 5e3);
  });
}
