/**
 * The only place where text becomes markup or the address of a script. Browsers with trusted types refuse it elsewhere
 * (fill.py's policy: `require-trusted-types-for 'script'`); others do as they always did.
 */

import { base, root } from "./page.js";

/** @typedef {Parameters<NonNullable<Window["trustedTypes"]>["createPolicy"]>[1]} Rules */

const rules = {
  /**
   * A page's own styles are not needed, and this page's policy would refuse them noisily.
   * @param {string} html
   */
  createHTML: (html) => html.replace(/<style>[\s\S]*?<\/style>/, ""),
  /**
   * An address as it was given, where it is one of this site's scripts.
   * @param {string} address
   */
  createScriptURL(address) {
    const { href, pathname } = new URL(address, location.href);
    if (href.indexOf(new URL(base || "./", location.href).href) || !/\.js$/.test(pathname)) throw TypeError(address);
    return address;
  },
};

/** One for all scripts of a page: the policy allows no second of this name. */
function policy() {
  const own = /** @type {HTMLElement & { policy?: Rules }} */ (root);
  const types = window.trustedTypes;
  if (!own.policy) own.policy = types ? types.createPolicy("linli", rules) : rules;
  return own.policy;
}

/**
 * A page of this site that was fetched, as a document of its own in which nothing runs.
 * @param {string} html
 */
export const parsed = (html) => new DOMParser().parseFromString(policy().createHTML(html), "text/html");

/** @param {string} address */
export const scriptAddress = (address) => policy().createScriptURL(address);
