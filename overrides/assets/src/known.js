/** The timetable of the next weeks as linli/views/edit_sessions.py gives it: pure look-ups, and what would overlap. */

import { after, short, star } from "./dates.js";
import { filled } from "./refusing.js";

/**
 * Class, day, start and end in minutes, place, teacher; then the word for what is not as planned, and whether it is held.
 * @typedef {[number, number, number, number, number, number, string?, number?]} Session
 */

/**
 * @typedef {object} Known
 * @property {string} first
 * @property {[string, string][]} courses id, title
 * @property {[number, Record<string, string>, string][]} classes course, how a row names it, name
 * @property {[string, string, number, string][]} venues id, name and room, whether two at once are told, name
 * @property {[string, string, number][]} teachers name twice, whether it is one person
 * @property {Session[]} sessions by day and start
 * @property {Record<string, string>} notes what is said of a date
 * @property {[string, string, string][]} services id, name, open days as 0 and 1
 * @property {Record<string, [string, string, string][]>} links by question: words, a note, where the choice leads
 * @property {string[]} parts
 */

/** @typedef {{ klass: number, date: string, start: number, end: number, venue: number, teacher: number }} Slot */

/** @param {Session} session */
export const isOn = (session) => session[7] !== 0;

/**
 * @param {Known} known
 * @param {number} day
 */
export const dateOf = (known, day) => after(known.first, day);

/**
 * @param {Known} known
 * @param {string} date
 */
export const dayOf = (known, date) => Math.round((Date.parse(date) - Date.parse(known.first)) / 864e5);

/** 16:30 @param {number} minutes */
export const clock = (minutes) => `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, "0")}`;

/** 16:30 → 990; -1 for nothing @param {string | undefined} text */
export const minutes = (text) => (text ? +text.slice(0, -3) * 60 + +text.slice(-2) : -1);

/** "16:30", as a table has it @param {number} value */
export const typed = (value) => clock(value).padStart(5, "0");

/** 12月2日（周三） @param {string} date */
export const dayName = (date) => `${short(date)}（周${star(date)[2]}）`;

/**
 * 16:30–18:00, 16:30开始; nothing where nobody said.
 * @param {number} start
 * @param {number} end
 * @param {string} open
 */
export const span = (start, end, open) =>
  start < 0 ? "" : end < 0 ? filled(open, { clock: clock(start) }) : `${clock(start)}–${clock(end)}`;

/**
 * 美术班平日一班
 * @param {Known} known
 * @param {number} klass
 */
export const called = (known, klass) => known.courses[known.classes[klass][0]][1] + known.classes[klass][2];

/**
 * The classes that a row of changes names: one, or all of a course.
 * @param {Known} known
 * @param {Record<string, string>} row
 */
export const named = (known, row) =>
  known.classes
    .map((_, klass) => klass)
    .filter((klass) => {
      const [course, own] = known.classes[klass];
      const same = known.courses[course][0] === row.course;
      return row.group ? own.group === row.group && (!own.course || same) : same;
    });

/**
 * The sessions of classes from a day on, or on that day.
 * @param {Known} known
 * @param {number[]} klasses
 * @param {number} from
 * @param {boolean} [only]
 */
export const sessionsOf = (known, klasses, from, only) =>
  known.sessions.filter(([klass, day]) => klasses.includes(klass) && (only ? day === from : day >= from));

/**
 * What else is on in the place, and where else the teacher is, at that time.
 * @param {Known} known
 * @param {Slot} slot
 * @returns {{ what: "venue" | "teacher", session: Session }[]}
 */
export function clashes(known, { klass, date, start, end, venue, teacher }) {
  const day = dayOf(known, date);
  const place = venue >= 0 && known.venues[venue][2];
  const person = teacher >= 0 && known.teachers[teacher][2];
  /** @type {{ what: "venue" | "teacher", session: Session }[]} */
  const found = [];
  known.sessions.forEach((session) => {
    const [other, on, begins, ends, where, who] = session;
    if (on !== day || other === klass || start < 0 || begins < 0 || !isOn(session)) return;
    if (!(begins === start || (begins < start ? ends > start : begins < end))) return;
    if (place && where === venue) found.push({ what: "venue", session });
    else if (person && who === teacher) found.push({ what: "teacher", session });
  });
  return found;
}

/**
 * What is to be known of a day and an hour before one chooses it; where it is known of a place or a teacher, unnamed.
 * @param {Known} known
 * @param {Record<string, string>} words
 * @param {Slot} slot
 * @param {boolean} [unnamed]
 */
export function told(known, words, slot, unnamed) {
  const [, , alone, place] = known.venues[slot.venue] || [];
  const [teacher, , person] = known.teachers[slot.teacher] || [];
  const note = unnamed ? "" : known.notes[slot.date];
  const said = (note ? [note] : []).concat(
    clashes(known, slot).map(({ what, session }) =>
      filled(words[what], {
        place: unnamed ? "" : place,
        teacher: unnamed ? "" : teacher,
        who: called(known, session[0]),
        span: span(session[2], session[3], words.from),
      }),
    ),
  );
  const day = dayOf(known, slot.date);
  const seen = known.sessions.length && day >= 0 && day <= known.sessions[known.sessions.length - 1][1];
  if (said.length || !seen || slot.start < 0 || !(alone || (unnamed && person)))
    return { said: said.join("；"), bad: !!said.length };
  return { said: filled(person && !unnamed ? words.free : words.vacant, { place: unnamed ? "" : place }), bad: false };
}
