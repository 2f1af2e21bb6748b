/**
 * The only place where text becomes markup or the address of a script. Browsers with trusted types refuse it elsewhere
 * (fill.py's policy: `require-trusted-types-for 'script'`); others do as they always did.
 */

import { base, root } from "./page.js";

/** @typedef {HTMLElement & { policy?: ReturnType<NonNullable<Window["trustedTypes"]>["createPolicy"]> }} Root */

const own = /** @type {Root} */ (root);

/**
 * An address as it was given, where it is one of this site's scripts.
 * @param {string} address
 */
function checked(address) {
  const home = new URL(base || "./", location.href).href;
  const { href } = new URL(address, location.href);
  if (href.indexOf(home) !== 0 || !/\.js(\?[^#]*)?$/.test(href)) throw new TypeError(`no script of this site: ${href}`);
  return address;
}

/**
 * Its own styles are not needed, and this page's policy would refuse them noisily.
 * @param {string} html
 */
const bare = (html) => html.replace(/<style>[\s\S]*?<\/style>/, "");

/** One for all scripts of a page: the policy allows no second of this name. */
function policy() {
  const types = window.trustedTypes;
  if (types && !own.policy) own.policy = types.createPolicy("linli", { createHTML: bare, createScriptURL: checked });
  return own.policy || { createHTML: bare, createScriptURL: checked };
}

/**
 * A page of this site that was fetched, as a document of its own in which nothing runs.
 * @param {string} html
 */
export const parsed = (html) => new DOMParser().parseFromString(policy().createHTML(html), "text/html");

/** @param {string} address */
export const scriptAddress = (address) => policy().createScriptURL(address);
