/** What changed since the last visit, and notices to pass on: pure; changes.js shows it. */

import { short } from "./dates.js";

/** As long as a group's notice may be. */
const MOST = 500;

/**
 * What a visit leaves for the next one: "last change seen|day of the visit".
 * @param {string[]} changed when each change was made
 * @param {string} day
 */
export const visit = (changed, day) => `${newest(changed)}|${day}`;

/** @param {string[]} changed */
const newest = (changed) => changed.slice().sort().pop() || "";

/**
 * Whether a change is newer than the visit that left these words.
 * @param {string} before
 * @param {string} changed
 */
export const isNew = (before, changed) => changed > before.split("|")[0];

/**
 * @param {string} before
 * @param {number} count
 */
export const sinceWords = (before, count) =>
  `自您上次来（${short(before.split("|")[1])}）又有${count}处变动，前面标着“新”。`;

/**
 * A notice with the page's address, where there is room and it names none itself.
 * @param {string[]} lines
 * @param {string} href
 */
export function notice(lines, href) {
  const words = lines.join("\n");
  const address = `\n详情：${href.replace(/[?#].*/, "")}`;
  const wanted = !/https?:/.test(lines[lines.length - 1]) && /^http/.test(href);
  return wanted && words.length + address.length <= MOST ? words + address : words;
}
