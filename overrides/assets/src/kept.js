/**
 * Which courses somebody keeps: lists of keys. A key is "shouna", or "yexiao.bede710f" or "shufa.shufa-er" for one group
 * of a course; a button may hold several, parted by blanks.
 */

const KEY = /^[a-z0-9-]{1,80}(\.[a-z0-9-]{1,80})?$/;
const MOST = 60;

/**
 * Every valid key of a text once, in order.
 * @param {string} text
 */
export const keysIn = (text) =>
  text
    .split(/[\s,]+/)
    .filter((key, n, all) => KEY.test(key) && all.indexOf(key) === n)
    .slice(0, MOST);

/**
 * The course of a key.
 * @param {string} key
 */
export const courseOf = (key) => key.split(".")[0];

/** @param {string} key */
export const isClass = (key) => key.indexOf(".") > 0;

/**
 * The courses of keys, each once.
 * @param {string[]} keys
 */
export const coursesOf = (keys) => keysIn(keys.map(courseOf).join(","));

/**
 * By what the classes are known of which pages tell it: "yexiao-xiaoxue-2026-qiu yexiao.bede710f …"; others by their id.
 * @param {string[]} told
 * @returns {(id: string) => string}
 */
export function keysOfClasses(told) {
  /** @type {Record<string, string>} */
  const known = {};
  told.forEach((text) => {
    text.split(" ").forEach((id, n, all) => {
      if (n % 2 === 0) known[id] = all[n + 1];
    });
  });
  return (id) => known[id] || id;
}

/**
 * A course kept as a whole holds each of its groups.
 * @param {string[]} kept
 * @param {string} key
 */
export const holds = (kept, key) => kept.indexOf(key) >= 0 || kept.indexOf(courseOf(key)) >= 0;

/**
 * The keys of all classes that a course's page tells.
 * @param {string} html
 */
export const toldBy = (html) => (html.match(/data-keep-as="[^"]+/g) || []).map((found) => found.slice(14));

/**
 * The pages for printed codes of classes that are kept, as a course's page links them; of a course of one class its own.
 * @param {string} html
 * @param {string[]} kept
 * @param {string} course
 */
export function landings(html, kept, course) {
  const found = /** @type {string[]} */ ([]);
  html.replace(/data-keep-as="([^"]+)"[^>]*>\s*<th[^>]*><a href="([^"]+)"/g, (all, key, href) => {
    if (holds(kept, key)) found.push(href);
    return all;
  });
  return found.length ? found : [`../../q/${course}/`];
}

/**
 * Whether there is something wanted and all of it is kept.
 * @param {string[]} kept
 * @param {string[]} wanted
 */
export const holdsAll = (kept, wanted) => wanted.length > 0 && wanted.every((key) => holds(kept, key));

/**
 * What is kept after a tap: what was wanted is added, or taken away where all of it was kept.
 * @param {string[]} kept
 * @param {string[]} wanted
 */
export function toggled(kept, wanted) {
  const courses = wanted.map(courseOf);
  const others = kept.filter((key) => wanted.indexOf(key) < 0 && courses.indexOf(key) < 0);
  return holdsAll(kept, wanted) ? others : others.concat(wanted);
}

/**
 * The keys that a link brings (#my=…); some chats write the comma as %2C.
 * @param {string} hash
 */
export function broughtBy(hash) {
  const found = /^#my=([^&]*)/.exec(hash);
  return keysIn(found ? found[1].replace(/%2C/gi, ",") : "");
}

/**
 * The link that takes keys along.
 * @param {string} href
 * @param {string[]} kept
 */
export const linkWith = (href, kept) => `${href.replace(/[?#].*/, "")}#my=${kept.join(",")}`;
