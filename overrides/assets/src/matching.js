/** Which sessions answer the filters: takes what rows say and what is chosen, gives what shows, counts and words. */

import { withQuery } from "./classes.js";
import { weekday } from "./dates.js";

export const HOURS = [
  ["morning", "上午"],
  ["afternoon", "下午"],
  ["evening", "晚上"],
];
/** In years; from then on everybody is an adult. */
export const ADULT = 18;
/** Every age that one can ask for. */
export const AGES = Array.from({ length: ADULT }, (_, age) => String(age)).concat(`${ADULT}-`);
/** In months; older than anybody. */
const OLDEST = 1e4;

/** One group for each question; a session must answer all of them, within a group one of the ticked is enough. */
export const KEYS = ["kind", "who", "day", "time", "place", "free", "open"];

/** @typedef {Record<string, string[]>} Choice by key: what is ticked, or what a session says */

/**
 * What a row says in its attributes, before it is known which ages are asked for.
 * @typedef {object} Answers
 * @property {string[]} kind
 * @property {number[]} ages from … to …, in months; who says none takes all
 * @property {string[]} day
 * @property {string[]} time
 * @property {string[]} place
 * @property {string[]} free
 */

/** @typedef {{ says: Choice, held: boolean, fails: string[] }} Fact */

/**
 * What a row says; what lasts all day is there at any hour.
 * @param {DOMStringMap} dataset
 * @param {string} place
 * @param {boolean} whole
 * @returns {Answers}
 */
export function answers({ kind, free, start, low, high }, place, whole) {
  const [date, clock] = String(start).split("T");
  return {
    kind: kind ? [kind] : [],
    ages: [low ? +low : 0, high ? +high : OLDEST],
    day: [String(weekday(date) + 1)],
    time: whole ? HOURS.map((hour) => hour[0]) : [HOURS[clock < "12" ? 0 : clock < "18" ? 1 : 2][0]],
    place: place ? [place] : [],
    free: free === undefined ? [] : ["1"],
  };
}

/**
 * 7岁, 大人; of several 6—12岁.
 * @param {string} age
 */
export function ageWords(age) {
  const [low, high] = age.split("-");
  if (age === `${ADULT}-`) return "大人";
  if (high === undefined) return low === "0" ? "不到1岁" : `${low}岁`;
  return high ? `${low}—${high}岁` : `${low}岁以上`;
}

/** @param {string} value */
export const isAge = (value) => /^\d{1,2}(-(\d{1,3})?)?$/.test(value);

/**
 * A choice of ages, 6-12, 18- or 7, in months.
 * @param {string} value
 */
export function span(value) {
  const [low, high] = value.split("-");
  return [+low * 12, high === undefined ? +low * 12 + 11 : high ? +high * 12 + 11 : OLDEST];
}

/**
 * @param {number[]} ages
 * @param {string} value
 */
export const suits = (ages, value) => ages[0] <= span(value)[1] && ages[1] >= span(value)[0];

/**
 * Which groups a session fails; it shows when it fails none, and counts for a choice when it fails no other group.
 * @param {Choice} says
 * @param {Choice} chosen
 */
export const failed = (says, chosen) =>
  used(chosen).filter((key) => !chosen[key].some((value) => says[key].indexOf(value) >= 0));

/** @param {Choice} chosen */
export const used = (chosen) => KEYS.filter((key) => chosen[key].length);

/**
 * @param {Fact} fact
 * @param {string} key
 */
const onlyFails = ({ fails }, key) => fails.every((each) => each === key);

/**
 * How many sessions each value of a group would show; values without any too.
 * @param {Fact[]} facts
 * @param {string} key
 */
export function counts(facts, key) {
  /** @type {Record<string, number>} */
  const sums = {};
  facts.forEach((fact) => {
    const one = fact.held && onlyFails(fact, key) ? 1 : 0;
    fact.says[key].forEach((value) => {
      sums[value] = (sums[value] || 0) + one;
    });
  });
  return sums;
}

/**
 * The filter to take back where nothing is found: the one that gives most, if any does.
 * @param {Fact[]} facts
 * @param {Choice} chosen
 */
export function loosest(facts, chosen) {
  const gains = used(chosen).map((key) => ({ key, count: facts.filter((fact) => onlyFails(fact, key)).length }));
  const best = gains.sort((a, b) => b.count - a.count)[0];
  return best && best.count ? best : null;
}

/**
 * The result in a sentence, and which filter to take back where there is none.
 * @param {Fact[]} facts those of the days in question
 * @param {Choice} chosen
 * @param {(key: string) => string} words of what is chosen in a group
 */
export function result(facts, chosen, words) {
  const shown = facts.filter(({ fails }) => !fails.length);
  const held = shown.filter((fact) => fact.held).length;
  const off = shown.length - held;
  const best = shown.length ? null : loosest(facts, chosen);
  const none = !facts.length
    ? "这几天没有课程。"
    : best
      ? `没有同时符合的课。去掉“${words(best.key)}”，就有${best.count}节。`
      : "没有符合的课，去掉其中一项也没有。请清除筛选重新选。";
  return { best, text: shown.length ? `找到${held}节课${off ? `，另有${off}节不上` : ""}。` : none };
}

/**
 * What an address asks for.
 * @param {string} search
 * @returns {Choice}
 */
export function choiceIn(search) {
  const query = new URLSearchParams(search);
  /** @type {Choice} */
  const chosen = {};
  KEYS.forEach((key) => {
    chosen[key] = query.getAll(key).filter((value) => key !== "who" || isAge(value));
  });
  return chosen;
}

/**
 * The address that holds the choice, so that it can be sent to somebody.
 * @param {{ pathname: string, search: string, hash: string }} address
 * @param {Choice} chosen
 * @param {string | undefined} week
 */
export function addressOf({ pathname, search, hash }, chosen, week) {
  const query = new URLSearchParams(search);
  KEYS.forEach((key) => {
    query.delete(key);
    chosen[key].forEach((value) => {
      query.append(key, value);
    });
  });
  query.delete("week");
  if (week) query.set("week", week);
  return withQuery(pathname, query) + hash;
}
