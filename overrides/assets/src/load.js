/** Scripts that are fetched when they are wanted, and what they hand over to those that wanted them. */

import { base } from "./page.js";
import { scriptAddress } from "./trusted.js";

const own = /** @type {HTMLScriptElement | null} */ (document.currentScript);
/** All scripts are of one version; without it the browser would have to ask whether a script is still the same. */
const version = own ? own.src.replace(/^[^?]*/, "") : "";

/**
 * What each file hands over.
 * @typedef {{
 *   "more.js": typeof import("./more.js").part,
 *   "grid.js": typeof import("./grid.js").part,
 *   "filter.js": typeof import("./filter.js").part,
 *   "search.js": typeof import("./search.js").part,
 *   "share.js": typeof import("./share.js").part,
 *   "my.js": typeof import("./my.js").part,
 *   "vendor/qrcode.js": undefined,
 * }} Parts
 */

/** @typedef {HTMLScriptElement & { handed?: any, wanted?: Promise<any> }} Fetched */

/**
 * Fetches a script once, whoever asks; after a failure the next call tries again.
 * @template {keyof Parts} File
 * @param {File} file
 * @returns {Promise<Parts[File]>}
 */
export function load(file) {
  const address = `${base}assets/${file}${version}`;
  const known = /** @type {Fetched | null} */ (document.querySelector(`script[src="${address}"]`));
  if (known && known.wanted) return known.wanted;
  const script = /** @type {Fetched} */ (document.createElement("script"));
  script.wanted = new Promise((done, fail) => {
    script.onload = () => done(script.handed);
    script.onerror = () => {
      script.remove();
      fail();
    };
  });
  script.src = scriptAddress(address);
  document.head.append(script);
  return script.wanted;
}

/**
 * Called by a script while it first runs: what others get from `load`.
 * @param {object} part
 */
export function hand(part) {
  /** @type {Fetched} */ (document.currentScript).handed = part;
}
