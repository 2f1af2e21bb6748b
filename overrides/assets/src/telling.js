/** A row of changes in words: for who enters it, and as residents will see it. Pure; the sentences are Python's. */

import { moment } from "./dates.js";
import { called, clock, dayName, dayOf, isOn, minutes, named, sessionsOf, span, typed } from "./known.js";
import { filled } from "./refusing.js";

/** @typedef {import("./known.js").Known} Known */
/** @typedef {import("./asking.js").Words} Words */

/**
 * The session that a row changes.
 * @param {Known} known
 * @param {Record<string, string>} row
 * @param {number[]} klasses
 */
function sessionOf(known, row, klasses) {
  const there = sessionsOf(known, klasses, dayOf(known, row.date || ""), true);
  const meant = row.session ? there.filter((session) => session[2] === minutes(row.session)) : there;
  return meant.find(isOn) || meant[0];
}

/** 美术班平日一班, 美术班全部班 @param {Known} known @param {Words} words @param {Record<string, string>} row @param {number[]} klasses */
function subject(known, words, row, klasses) {
  const service = known.services.find(([id]) => id === row.service);
  if (service) return service[1];
  if (klasses.length === 1 && row.group) return called(known, klasses[0]);
  const course = known.courses.find(([id]) => id === row.course);
  if (!course) return row.group || row.course || row.service || "";
  return klasses.length > 1 ? course[1] + words.words.all : course[1];
}

/** Where a place stands in the list, else the usual one. @param {Known} known @param {string | undefined} id @param {number} usual */
const placeOf = (known, id, usual) => (id ? known.venues.findIndex((one) => one[0] === id) : usual);

/** A place's name, or its id where the page does not know it. @param {Known} known @param {string | undefined} id */
const placed = (known, id) => (known.venues[placeOf(known, id, -1)] || [])[1] || id || "";

/**
 * 12月3日(周四)16:30, as the site writes it; with the year where it is another, only the hour on the day itself.
 * @param {Known} known
 * @param {string} was
 * @param {string} date
 * @param {number} start
 */
function toward(known, was, date, start) {
  if (was === date && start >= 0) return clock(start);
  const year = date.slice(0, 4) === known.first.slice(0, 4) ? "" : `${date.slice(0, 4)}年`;
  return year + (start < 0 ? moment(date) : moment(`${date}T${typed(start)}`));
}

/**
 * A line of pieces: what names something that nobody said is left out, and what comes after it.
 * @param {string[]} pieces
 * @param {Record<string, string | undefined>} values
 * @param {string} comma
 */
const joined = (pieces, values, comma) =>
  pieces
    .map((piece) => {
      const parts = piece.split("|");
      const unsaid = parts.findIndex((part) => !values[(part.match(/[a-z]+/) || [""])[0]]);
      const said = unsaid < 0 ? parts : parts.slice(0, unsaid);
      return said.map((part) => filled(part, values)).join("");
    })
    .filter(Boolean)
    .join(comma);

/**
 * A row of changes: its sentence, what residents will see of it (the day, the time, the title, the word, and the line
 * below it), whether the timetable has no such session, and the slot that it takes where that is a new one.
 * @param {Known} known
 * @param {Words} words
 * @param {Record<string, string>} row
 */
export function tell(known, words, row) {
  const klasses = named(known, row);
  const [says, word, pieces, cut, adds] = words.says[row.kind] || ["{who} {when}", row.kind, [], 0, 0];
  const there = sessionOf(known, row, klasses);
  const session = there && (klasses.length === 1 || row.session) ? there : undefined;
  const usual = session || (adds && sessionsOf(known, klasses, 0)[0]) || [-1, 0, minutes(row.session), -1, -1, -1];
  const [, , start, end, venue, teacher] = usual;
  const opens = row.opens_at ? minutes(row.opens_at) : start;
  const lasting = start >= 0 && end > start ? opens + end - start : -1; // as long as usual, as the site will say
  const closes = row.closes_at ? minutes(row.closes_at) : row.opens_at ? (lasting <= 1440 ? lasting : -1) : end;
  const date = row.new_date || row.date;
  const moves = adds || row.new_date || row.opens_at;
  const place = placed(known, row.venue);
  const said = {
    who: subject(known, words, row, klasses),
    when: row.date ? dayName(row.date) + (start < 0 || adds ? "" : clock(start)) : "",
    to: date ? dayName(date) + span(opens, closes, words.words.from) : "",
    place,
    at: place && filled(words.words.at, { place }),
    teacher: row.teacher,
    taught: there && there[5] >= 0 ? known.teachers[there[5]][0] : "",
    was: there && there[4] >= 0 ? known.venues[there[4]][3] : "",
    why: row.reason && filled(words.words.why, row),
    reason: row.reason && row.reason.replace(/[。，；]+$/, ""),
  };
  return {
    who: said.who,
    when: said.when,
    said: filled(says, said),
    day: row.date ? dayName(row.date) : "",
    time: adds ? span(opens, closes, words.words.from) : session ? span(start, end, words.words.from) : "",
    word,
    line: joined(pieces, { ...said, to: moves && date ? toward(known, row.date, date, opens) : "" }, words.words.comma),
    cut,
    missing: !adds && !row.service && !(there && isOn(there)),
    slot:
      moves && date
        ? { klass: klasses[0], date, start: opens, end: closes, venue: placeOf(known, row.venue, venue), teacher }
        : null,
  };
}

/**
 * The sentence as far as it is known: 美术班平日一班 12月2日（周三）16:30 停课…
 * @param {Known} known
 * @param {Words} words
 * @param {import("./asking.js").Found} found
 */
export function progress(known, words, { question, task, course, row }) {
  const { said, who, when } = tell(known, words, row);
  const sofar = [who || (known.courses[course] || [])[1], when, words.titles[task]].filter(Boolean).join(" ");
  return `${question === "reason" ? said : sofar}…`;
}
