/** What may be answered to a question: pure; asking.js takes the answer. */

import { classesOf, daysFor, usual } from "./asking.js";
import { called, clock, dateOf, dayName, dayOf, isOn, sessionsOf, told, typed } from "./known.js";
import { filled } from "./refusing.js";

/** @typedef {import("./known.js").Known} Known */
/** @typedef {import("./asking.js").Words} Words */
/** @typedef {import("./asking.js").Found} Found */

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [note]
 * @property {boolean} [bad] whether the note warns
 * @property {boolean} [off] whether it cannot be chosen
 * @property {string} [head] what is written above it
 * @property {string} [href] where it leads instead
 */

const SOON = 6;
const DAYS = 7;
const WHOLE = ["cancel", "place", "teacher"];

/**
 * @param {Known} known
 * @param {Words} words
 * @param {Found} found
 * @param {string} today
 * @param {string[]} near 今天 明天
 * @returns {Choice[]}
 */
export function offered(known, words, found, today, near) {
  const links = known.links[found.question];
  if (links) return links.map(([label, note, href]) => ({ value: "", label, note, href }));
  const offer = OFFERS[found.question];
  return offer ? offer({ known, words, found, today, near, from: dayOf(known, today) }) : [];
}

/** @typedef {{ known: Known, words: Words, found: Found, today: string, near: string[], from: number }} Given */

/** @type {Record<string, (given: Given) => Choice[]>} */
const OFFERS = {
  session: (given) => [...soon(given), ...courses(given)],
  course: courses,
  class: classes,
  date: dates,
  to: days,
  on: days,
  venue: (given) => others(given, "venue"),
  teacher: (given) => others(given, "teacher"),
  service: ({ known }) => known.services.map(([, label], at) => ({ value: `v${at}`, label })),
  day: open,
  reason: ({ words, found }) => words.reasons[found.task].map(([value, label]) => ({ value, label: label || value })),
};

/** @param {Given} given @returns {Choice[]} */
function soon({ known, words, near, from }) {
  return known.sessions
    .map((session, at) => ({ session, at }))
    .filter(({ session }) => isOn(session) && (session[1] === from || session[1] === from + 1))
    .slice(0, SOON)
    .map(({ session, at }, first) => ({
      value: `s${at}`,
      label: called(known, session[0]),
      note: `${near[session[1] - from]} ${session[2] < 0 ? words.words.noclock : clock(session[2])}`,
      head: first ? undefined : words.words.soon,
    }));
}

/** @param {Given} given @returns {Choice[]} */
function courses({ known, words, found, today }) {
  return known.courses
    .map(([, label], course) => ({
      course,
      label,
      klasses: classesOf(known, { ...found, question: "", course }, today),
    }))
    .filter(({ klasses }) => klasses.length)
    .map(({ course, label, klasses }, first) => ({
      value: `c${course}`,
      label,
      note: klasses.length > 1 ? filled(words.words.count, { n: klasses.length }) : "",
      head: first ? undefined : words.words.every,
    }));
}

/** @param {Given} given @returns {Choice[]} */
function classes({ known, words, found, today, from }) {
  /** @type {Choice[]} */
  const choices = classesOf(known, found, today).map((klass) => {
    const next = sessionsOf(known, [klass], from).find(isOn);
    return {
      value: `k${klass}`,
      label: known.classes[klass][2] || known.courses[found.course][1],
      note: next && moment(known, next),
    };
  });
  return WHOLE.includes(found.task) ? choices.concat({ value: "all", label: words.words.whole }) : choices;
}

/** 12月2日（周三）16:30 @param {Known} known @param {import("./known.js").Session} session */
const moment = (known, [, day, start]) => dayName(dateOf(known, day)) + (start < 0 ? "" : clock(start));

/** @param {Given} given @returns {Choice[]} */
function dates({ known, words, found, today, from }) {
  if (found.klass >= 0) {
    return known.sessions
      .map((session, at) => ({ session, at }))
      .filter(({ session }) => session[0] === found.klass && session[1] >= from)
      .map(({ session, at }) => ({
        value: `s${at}`,
        label: moment(known, session),
        note: isOn(session) ? session[6] || "" : filled(words.words.off, { word: session[6] }),
        off: !isOn(session),
      }));
  }
  const sessions = sessionsOf(known, classesOf(known, found, today), from).filter(isOn);
  return [...new Set(sessions.map((session) => session[1]))].map((day) => ({
    value: `d${day}`,
    label: dayName(dateOf(known, day)),
    note: filled(words.words.count, {
      n: new Set(sessions.filter((one) => one[1] === day).map(([klass]) => klass)).size,
    }),
  }));
}

/** @param {Given} given @returns {Choice[]} */
function days({ known, words, found, today }) {
  const slot = slotOf(known, found);
  const { start, end } = slot;
  const times = start < 0 ? "" : ` ${typed(start)}${end < 0 ? "" : ` ${typed(end)}`}`;
  return daysFor(known, found, today, DAYS).map((date) => {
    const { said, bad } = told(known, words.words, { ...slot, date });
    return { value: date + times, label: dayName(date) + (start < 0 ? "" : clock(start)), note: said, bad };
  });
}

/** The slot that the row has so far. @param {Known} known @param {Found} found */
export function slotOf(known, found) {
  const [, , start, end, venue, teacher] = usual(known, found) || [0, 0, -1, -1, -1, -1];
  return { klass: found.klass, date: found.row.date || "", start, end, venue, teacher };
}

/**
 * The other places, or the other teachers, and what they do at that time.
 * @param {Given} given
 * @param {"venue" | "teacher"} what
 * @returns {Choice[]}
 */
function others({ known, words, found }, what) {
  const slot = slotOf(known, found);
  return known[what === "venue" ? "venues" : "teachers"]
    .map(([value, label, alone], at) => {
      const { said, bad } = told(known, words.words, { ...slot, venue: -1, teacher: -1, [what]: at }, true);
      return { value, label, note: said, bad, other: at !== slot[what] && (alone || what === "venue") };
    })
    .filter(({ other }) => other);
}

/** @param {Given} given @returns {Choice[]} */
function open({ known, found, today }) {
  const service = known.services.find(([id]) => id === found.row.service);
  const days = service ? service[2] : "";
  const choices = [];
  for (let day = dayOf(known, today); day < days.length; day++) {
    const value = dateOf(known, day);
    if (days[day] === "1") choices.push({ value, label: dayName(value) });
  }
  return choices;
}
