/** One question after the other: takes what is known and the answers so far, gives the next question and the row. Pure. */

import { after } from "./dates.js";
import { dateOf, dayOf, isOn, minutes, sessionsOf, typed } from "./known.js";

/** @typedef {import("./known.js").Known} Known */

/**
 * What Python wrote into the page (linli/views/edit_tasks.py). A task: its kind, its questions.
 * @typedef {object} Words
 * @property {Record<string, string>} questions
 * @property {Record<string, string[][]>} reasons
 * @property {Record<string, [string, string, string[], number, number]>} says by kind: the sentence, the word and the line for
 *   residents, whether its title is struck through, whether it adds a session
 * @property {Record<string, string>} words
 * @property {string} retimed
 * @property {Record<string, string>} titles of the tasks
 * @property {Record<string, [string, string[]]>} tasks
 */

/**
 * @typedef {object} Found
 * @property {string} task
 * @property {string} question
 * @property {number} at which of the task's questions
 * @property {number} course
 * @property {number} klass -1 where all classes of the course are meant
 * @property {number} session its place among the sessions, -1 where it is none or several
 * @property {Record<string, string>} row
 */

/**
 * @param {Known} known
 * @param {Words} words
 * @param {string[]} answers
 * @param {string} today
 */
export function follow(known, words, answers, today) {
  /** @type {Found} */
  const found = { task: "", question: "task", at: 0, course: -1, klass: -1, session: -1, row: {} };
  for (const answer of answers) take(known, words, found, answer, today);
  return found;
}

/** @param {Words} words @param {Found} found */
function on(words, found) {
  found.at++;
  found.question = asked(words, found);
}

/** The name of the question that a task begins with. @param {Words} words @param {Found} found */
function asked(words, found) {
  const name = words.tasks[found.task][1][found.at];
  return name === "class" ? "course" : name || "done";
}

/**
 * @param {Known} known
 * @param {Words} words
 * @param {Found} found
 * @param {string} answer
 * @param {string} today
 */
function take(known, words, found, answer, today) {
  const { row } = found;
  const number = +answer.slice(1);
  switch (found.question) {
    case "task":
      found.task = answer;
      row.kind = words.tasks[answer][0];
      found.question = asked(words, found);
      return;
    case "session":
    case "course":
      if (answer[0] === "s") return choose(known, words, found, number);
      found.course = number;
      return classes(known, words, found, classesOf(known, found, today));
    case "class":
      return classes(known, words, found, answer === "all" ? [] : [number], answer === "all");
    case "date":
      if (answer[0] === "s") return choose(known, words, found, number);
      row.course = known.courses[found.course][0];
      row.date = dateOf(known, number);
      return on(words, found);
    case "to":
    case "on":
      moved(known, words, found, answer);
      return on(words, found);
    case "service":
      row.service = known.services[number][0];
      return on(words, found);
    default:
      if (answer) row[found.question === "day" ? "date" : found.question] = answer;
      on(words, found);
  }
}

/**
 * The classes of the course that may be meant: for a change of a session those that have one.
 * @param {Known} known
 * @param {Found} found
 * @param {string} today
 */
export function classesOf(known, found, today) {
  const all = known.classes.map((_, klass) => klass).filter((klass) => known.classes[klass][0] === found.course);
  if (found.question === "course" || found.task === "extra") return all;
  const coming = sessionsOf(known, all, dayOf(known, today)).filter(isOn);
  return all.filter((klass) => coming.some((session) => session[0] === klass));
}

/**
 * @param {Known} known
 * @param {Words} words
 * @param {Found} found
 * @param {number[]} klasses
 * @param {boolean} [whole]
 */
function classes(known, words, found, klasses, whole) {
  if (klasses.length > 1) {
    found.question = "class";
    return;
  }
  if (!whole) found.klass = klasses[0];
  if (words.tasks[found.task][1][found.at] === "class") {
    name(known, found);
    on(words, found);
  } else found.question = "date";
}

/** @param {Known} known @param {Found} found */
function name(known, found) {
  const [course, own] = known.classes[found.klass];
  found.course = course;
  Object.assign(found.row, own);
}

/**
 * @param {Known} known
 * @param {Words} words
 * @param {Found} found
 * @param {number} place
 */
function choose(known, words, found, place) {
  const [klass, day, start] = known.sessions[place];
  found.session = place;
  found.klass = klass;
  name(known, found);
  found.row.date = dateOf(known, day);
  if (sessionsOf(known, [klass], day, true).filter(isOn).length > 1 && start >= 0) found.row.session = typed(start);
  on(words, found);
}

/**
 * Another day and time: `2026-12-03 16:30 18:00`, either may be missing.
 * @param {Known} known
 * @param {Words} words
 * @param {Found} found
 * @param {string} answer
 */
function moved(known, words, found, answer) {
  const { row } = found;
  const [date, opens, closes] = answer.split(" ");
  const session = known.sessions[found.session];
  const same = session && minutes(opens) === session[2] && minutes(closes) === session[3];
  if (opens && !same) {
    row.opens_at = opens;
    if (closes) row.closes_at = closes;
  }
  if (found.question === "on") row.date = date;
  else if (date === row.date) row.kind = words.retimed;
  else row.new_date = date;
}

/**
 * The time at which a class meets as a rule, for another session: its next one's, else its last one's.
 * @param {Known} known
 * @param {Found} found
 * @returns {import("./known.js").Session | undefined}
 */
export function usual(known, found) {
  if (found.session >= 0) return known.sessions[found.session];
  return sessionsOf(known, [found.klass], 0)[0];
}

/**
 * Days on which a session may be instead, or as well.
 * @param {Known} known
 * @param {Found} found
 * @param {string} today
 * @param {number} count
 */
export function daysFor(known, found, today, count) {
  const days = [];
  const from = found.row.date && found.row.date > today ? found.row.date : today;
  const own = sessionsOf(known, [found.klass], 0).filter(isOn);
  for (let n = 1; days.length < count && n < 22; n++) {
    const date = after(from, n);
    if (!own.some((session) => session[1] === dayOf(known, date))) days.push(date);
  }
  return days;
}
