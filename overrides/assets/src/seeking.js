/** Which courses answer what one looks for: takes what classes say and what is chosen, gives what shows, counts, words. */

import { ADULT, failed, suits, used } from "./matching.js";

/** @typedef {import("./matching.js").Choice} Choice */
/** @typedef {{ says: Choice, fails: string[] }} Found a class with the questions that it fails */

/** In months; older than anybody. */
const OLDEST = 1e4;

/**
 * What a class says; its course says of what kind it is and whether it costs nothing.
 * @param {DOMStringMap} own
 * @param {DOMStringMap} course
 * @param {boolean} open whether one can still join
 * @param {string[]} who the ages that are asked for
 * @returns {Choice}
 */
export function says({ days, times, low, high, place }, { kind, free }, open, who) {
  const ages = [low ? +low : 0, high ? +high : OLDEST];
  return {
    kind: kind ? [kind] : [],
    who: who.filter((value) => suits(ages, value)),
    day: (days || "").split(""),
    time: (times || "").split(" ").filter(Boolean),
    place: place ? [place] : [],
    free: free === undefined ? [] : ["1"],
    open: open ? ["1"] : [],
  };
}

/**
 * @param {Choice} said
 * @param {Choice} chosen
 * @returns {Found}
 */
export const judged = (said, chosen) => ({ says: said, fails: failed(said, chosen) });

/**
 * How many courses would show with one more value, whatever of the same question is chosen now.
 * @param {Found[][]} courses the classes of each
 * @param {string} key
 * @param {string} value
 */
export const countOf = (courses, key, value) =>
  courses.filter((classes) =>
    classes.some(({ says: said, fails }) => said[key].indexOf(value) >= 0 && fails.every((each) => each === key)),
  ).length;

/**
 * The answer in a sentence.
 * @param {Found[][]} courses
 * @param {Choice} chosen
 * @param {(key: string) => string} words of what is chosen in a question
 */
export function answer(courses, chosen, words) {
  const count = courses.filter((classes) => classes.some(({ fails }) => !fails.length)).length;
  const asked = used(chosen);
  const told = asked.map(words).join(" · ");
  if (!asked.length) return "";
  if (count) return `${told}：有${count}门`;
  const best = asked
    .map((key) => ({
      key,
      gain: courses.filter((classes) => classes.some(({ fails }) => fails.every((each) => each === key))).length,
    }))
    .sort((a, b) => b.gain - a.gain)[0];
  return best.gain
    ? `${told}：没有同时符合的。不限“${words(best.key)}”，就有${best.gain}门。`
    : `${told}：没有符合的。请少选几样。`;
}

/**
 * Where an age is asked for, what names ages comes before what is open to all.
 * @template {{ classes: (Found & { aged: boolean })[] }} Course
 * @param {Course[]} courses
 * @param {boolean} byAge
 * @returns {Course[]}
 */
export function inOrder(courses, byAge) {
  if (!byAge) return courses;
  /** @param {Course} course */
  const named = ({ classes }) => classes.some(({ fails, aged }) => aged && !fails.length);
  return courses.filter(named).concat(courses.filter((course) => !named(course)));
}

/**
 * A year older or younger; the grown-ups are one age.
 * @param {string} age
 * @param {number} by
 */
export function stepped(age, by) {
  const next = (age === `${ADULT}-` ? ADULT : +age) + by;
  return next >= ADULT ? `${ADULT}-` : String(Math.max(0, next));
}
