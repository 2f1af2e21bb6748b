/** The page that a script stands in: its clock, its way to the site's root, its elements. */

import { dateAt, notBefore } from "./dates.js";

export const root = document.documentElement;

/** The way from here to the site's root: "../../". */
export const base = root.dataset.base || "";

export const now = () => notBefore(Date.now(), root.dataset.built);

/**
 * The day in Shanghai, some days from now.
 * @param {number} [days]
 */
export const today = (days) => dateAt(now(), days);

/** A clock that is earlier than the page (now.js says so). */
export const wrongClock = () => root.classList.contains("wrong-clock");

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

/**
 * An element that the page's template is known to have.
 * @param {string} id
 */
export const get = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * The first such element, which the template is known to have.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
export const one = (selector, within) => /** @type {HTMLElement} */ ((within || document).querySelector(selector));

/**
 * The words of the first such element; none where there is none.
 * @param {ParentNode} within
 * @param {string} selector
 */
export const textOf = (within, selector) => {
  const found = within.querySelector(selector);
  return found ? (found.textContent || "").trim() : "";
};

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {string} text
 * @param {Element} [parent]
 */
export const make = (name, className, text, parent) => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  if (parent) parent.append(element);
  return element;
};

/**
 * A tap that should open a link elsewhere is the browser's.
 * @param {MouseEvent} event
 */
export const elsewhere = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

/**
 * The closest such element around what was tapped.
 * @param {Event} event
 * @param {string} selector
 */
export const tapped = (event, selector) =>
  /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(selector));
