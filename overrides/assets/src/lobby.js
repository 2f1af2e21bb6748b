/** What the lobby's television shows: takes days with their sessions, an instant and the address, gives what stands where. */

import { dateAt } from "./dates.js";

/** @typedef {{ start: number, end: number, held: boolean, whole: boolean }} Session times in milliseconds */
/**
 * @template {Session} S
 * @typedef {{ date: string, noted: boolean, rows: S[] }} Day
 */
/** @typedef {{ id: string, name: string, text: string }} Place */

/** So long a set stands before the next one. */
const TURN = 15e3;
/** After so long without a good answer the screen says so. */
const LOST = 30 * 6e4;
const MINUTES = 1440;

/**
 * Minutes since midnight in Shanghai.
 * @param {number} now
 */
const minute = (now) => Math.floor((now + 288e5) / 6e4) % MINUTES;

/**
 * From and until which minute of the day the screen is dim: "22-7", "22:30-6:30"; never for "off".
 * @param {string | null} asked
 * @returns {[number, number]}
 */
export function dimHours(asked) {
  const found = /^(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?$/.exec(asked || "");
  if (asked === "off") return [0, 0];
  if (!found) return [22 * 60, 6 * 60 + 30];
  const [from, until] = [1, 3].map((at) => (+found[at] * 60 + +(found[at + 1] || 0)) % MINUTES);
  return [from, until];
}

/**
 * @param {number} now
 * @param {[number, number]} dim
 * @returns {"day" | "evening" | "night"}
 */
export function lightAt(now, [from, until]) {
  const at = minute(now);
  if (from <= until ? at >= from && at < until : at >= from || at < until) return "night";
  return at >= 7 * 60 && at < 18 * 60 ? "day" : "evening";
}

/**
 * 9:42
 * @param {number} now
 */
export const clockAt = (now) => `${Math.floor(minute(now) / 60)}:${`0${minute(now) % 60}`.slice(-2)}`;

/**
 * The places that ?venue= asks for: by id, several with commas between; or all whose name, room or address has the words.
 * @param {string | null} asked
 * @param {Place[]} places
 * @returns {{ ids: string[], name: string, unknown: string }} no ids: everything
 */
export function placesAsked(asked, places) {
  const words = (asked || "").split(/[,，]/).filter((word) => word.trim());
  const found = words.map((word) => {
    const exact = places.filter(({ id }) => id === word.trim());
    return exact.length ? exact : places.filter(({ text }) => text.indexOf(word.trim()) >= 0);
  });
  const unknown = words.filter((_, at) => !found[at].length).join("、");
  const name = words
    .filter((_, at) => found[at].length)
    .map((word) => (places.filter(({ id }) => id === word.trim())[0] || { name: word.trim() }).name)
    .join("、");
  /** @type {Place[]} */
  const all = [];
  return { ids: all.concat(...found).map(({ id }) => id), name, unknown };
}

/**
 * What is on, what comes today, and which days are told after that: the next one of which something is known, and the
 * next one on which something is held.
 * @template {Session} S
 * @param {Day<S>[]} days
 * @param {number} now
 * @param {string} last the last day of which all is known
 * @param {boolean} wrong a clock that is wrong: then the days stand as they were written
 * @returns {{ now: S[], today: S[], later: Day<S>[], none: "" | "now" | "over" | "day" | "ended",
 *   daylong: boolean }} daylong: something has no hour, so it is of today, nobody knows whether it is on now
 */
export function plan(days, now, last, wrong) {
  const date = dateAt(now);
  const known = days.filter((day) => day.rows.length || day.noted);
  if (wrong) return { now: [], today: [], later: known.slice(0, 2), none: "", daylong: false };
  const today = days.filter((day) => day.date === date)[0] || { date, noted: false, rows: [] };
  /** @type {S[]} */
  const all = [];
  const on = all.concat(...days.map(({ rows }) => rows.filter(({ start, end }) => start <= now && now < end)));
  on.sort((one, other) => +one.whole - +other.whole || one.start - other.start);
  const coming = today.rows.filter(({ start }) => start > now);
  const after = known.filter((day) => day.date > date);
  const later = after.slice(0, 1);
  const held = after.filter(({ rows }) => rows.some((row) => row.held))[0];
  if (held && held !== later[0]) later.push(held);
  const over = today.rows.some((row) => row.held && row.end <= now);
  const none = date > last ? "ended" : on.length ? "" : coming.some((row) => row.held) ? "now" : over ? "over" : "day";
  const daylong = on.some(({ whole }) => whole);
  return { now: on, today: coming, later, none: none === "day" && today.noted ? "" : none, daylong };
}

/**
 * On which page each thing stands, so that none is cut. Things of a later day have its heading above them, on every page.
 * @param {{ height: number, day: number, head: number }[]} things
 * @param {number} room
 * @returns {{ pages: number[], tallest: number }}
 */
export function paged(things, room) {
  let page = 0;
  let filled = 0;
  let day = -1;
  let tallest = 0;
  const pages = things.map((thing) => {
    const own = thing.height + (thing.day === day ? 0 : thing.head);
    if (filled && filled + own > room + 1) {
      page += 1;
      filled = thing.head + thing.height;
    } else filled += own;
    day = thing.day;
    tallest = Math.max(tallest, filled);
    return page;
  });
  return { pages, tallest };
}

/**
 * How many of these fit where `line` is needed to say that there are more.
 * @param {number[]} heights
 * @param {number} room
 * @param {number} line
 */
export function fitting(heights, room, line) {
  const sum = (/** @type {number} */ count) => heights.slice(0, count).reduce((one, other) => one + other, 0);
  if (sum(heights.length) <= room + 1) return heights.length;
  let count = heights.length - 1;
  while (count && sum(count) + line > room + 1) count -= 1;
  return count;
}

/**
 * Which of so many pages stands now.
 * @param {number} now
 * @param {number} count
 */
export const turnOf = (now, count) => Math.floor(now / TURN) % count;

/**
 * Whether an answer is this page, from the network, and no older than what stands.
 * @param {{ screen: boolean, kept: boolean, built: string | null }} answer
 * @param {string | undefined} built
 */
export const isGood = (answer, built) =>
  answer.screen && !answer.kept && Date.parse(answer.built || "") >= (Date.parse(built || "") || 0);

/**
 * Whether the network has been away for so long that it must be said.
 * @param {number} now
 * @param {number} checked
 * @param {boolean} failed
 */
export const isLost = (now, checked, failed) => failed && now - checked >= LOST;
