/** Words to send, and about my courses, for people and for links: pure; calendar.js, share.js, my-page.js and my-share.js show them. */

import { courseOf, isClass, keysIn } from "./kept.js";
import { isOff } from "./phases.js";
import { isHeld } from "./sessions.js";

/**
 * What is known of a key: its words and page. `was` is the course of a class that is no longer there; words are ""
 * where there is nothing any more, and undefined where nobody could be asked.
 * @typedef {object} Named
 * @property {string} key
 * @property {string} [text]
 * @property {string} [href]
 * @property {string} [was]
 */

/** @param {string} href */
export const withoutQuery = (href) => href.replace(/[?#].*/, "");

/** @param {string} href */
export const webcal = (href) => href.replace(/^https?:/, "webcal:");

/**
 * Several lines as one.
 * @param {string} text
 */
export const flat = (text) =>
  text
    .replace(/\s*\n\s*/g, "；")
    .replace(/\s+/g, " ")
    .trim();

/**
 * A session in a line.
 * @param {string} state what it is called where it is not as planned
 * @param {string[]} parts day, weekday, time, title, place; some may be empty
 */
export const sessionWords = (state, parts) => (state && `【${state}】`) + parts.filter(Boolean).join(" ");

/**
 * What a course's own page says of a key.
 * @param {string} key
 * @param {string} course
 * @param {string} group the words of the class, where the page has it
 * @param {boolean} only the page has no classes, and this key
 * @param {string} href
 * @returns {Named}
 */
export function namedBy(key, course, group, only, href) {
  if (!group && isClass(key) && !only) return { key, text: "", was: course };
  return { key, text: course + (group && ` · ${group}`), href };
}

/**
 * The words in the list of what is kept.
 * @param {Named} one
 */
export function listWords({ key, text, was }) {
  if (text) return text;
  return `${was ? `${was}：这个班网站上已经没有了` : text === "" ? "网站上已经没有这门课" : "课名没有取到"}（${key}）`;
}

/**
 * What was found, under the list's title.
 * @param {string} end the last day listed, in words, or nothing
 * @param {number} double on how many days two are at the same time
 * @param {boolean} lost some could not be fetched
 */
export const shownWords = (end, double, lost) =>
  (double ? `有${double}天两门课时间重叠，下面写明了。` : "") +
  (end ? `列到${end}。` : "后面八周没有这些课。") +
  (lost ? "有一部分没有取到。" : "");

/** @param {number} lost how many courses could not be fetched */
export const savedWords = (lost) =>
  `日历文件已下载，点开它就加进日历。${lost ? `有${lost}门课没有取到，不在里面。` : ""}`;

/**
 * What can be done with the courses that a link brings.
 * @param {Named[]} found
 * @param {string[]} kept
 */
export function offer(found, kept) {
  const known = found.filter((one) => one.text !== "");
  const keys = known.map((one) => one.key);
  const gone = found.length - known.length;
  const names = known.map((one) => one.text || one.key).join("、");
  const merged = keysIn(kept.concat(keys).join(","));
  const same = merged.length === kept.length && keys.length === kept.length;
  return {
    text:
      `这个链接里有${known.length}门课${known.length ? `：${names}` : ""}。` +
      (gone ? `另有${gone}门网站上已经没有了。` : ""),
    keys,
    merged,
    kind: !keys.length ? "none" : same ? "same" : !kept.length ? "first" : "more",
  };
}

/**
 * A line of a message as Python wrote it: `for` names its classes ("-": none is chosen), `part` what it is about.
 * @typedef {{ text: string, dataset: DOMStringMap }} Part
 */

/**
 * What comes next among rows of sessions: the next that is held, after what is off before it.
 * @param {{ dataset: DOMStringMap }[]} rows
 * @param {number} instant
 */
export function ahead(rows, instant) {
  const start = (/** @type {{ dataset: DOMStringMap }} */ row) => Date.parse(String(row.dataset.start));
  const coming = rows.filter((row) => start(row) > instant).sort((a, b) => start(a) - start(b));
  const next = coming.findIndex(isHeld);
  return next < 0 ? coming : coming.slice(0, next + 1);
}

const OFF = 2;

/**
 * A message: the lines of a class (or of all) that hold at an instant, with the words of one session, or of what is ahead.
 * @param {Part[]} parts
 * @param {{ dataset: DOMStringMap } | { dataset: DOMStringMap }[]} about
 * @param {string} key
 * @param {number} instant
 * @returns {string[]}
 */
export function message(parts, about, key, instant) {
  const rows = Array.isArray(about) ? about : [about];
  const single = rows !== about;
  const said = rows.map((row) => String(row.dataset.say).split("\n"));
  const next = rows.length && (single || isHeld(rows[rows.length - 1])) ? said.pop() : undefined;
  const before = said.slice(0, OFF).map((lines) => lines[0]);
  /** @type {string[]} */
  const found = [];
  parts.forEach(({ text, dataset }) => {
    const { part } = dataset;
    const mine = !dataset.for || dataset.for.split(" ").indexOf(key || "-") >= 0;
    if (!mine || isOff(instant, dataset.from || null, dataset.until || null)) return;
    if (part === "next") found.push(...before, ...(next ? [(single ? "" : text) + next[0]] : []));
    else if (part === "place") found.push((next && next[1]) || text);
    else if (part !== "usual" || !single) found.push(text);
  });
  return found;
}

/**
 * The modules of a QR code as a picture: how many dots a module has, and how wide the picture is with its quiet zone.
 * @param {number} modules
 */
export function pictureOf(modules) {
  const scale = Math.max(4, Math.round(480 / (modules + 8)));
  return { scale, size: (modules + 8) * scale };
}

/**
 * The courses' own pages that names are to be asked from.
 * @param {string} base
 * @param {string} key
 */
export const pageOf = (base, key) => `${base}courses/${courseOf(key)}/`;
