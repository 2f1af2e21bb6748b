/** Calendars made in the browser out of the published ones (RFC 5545): one session, or my courses in one file. */

import { courseOf } from "./kept.js";

const ZONE = ";TZID=Asia/Shanghai:";

/** @param {string} text */
const unfolded = (text) => text.replace(/\r?\n[ \t]/g, "");

/** @param {string} text */
const events = (text) => text.match(/BEGIN:VEVENT\r?\n[\s\S]*?END:VEVENT\r?\n/g) || [];

/**
 * @param {string} event
 * @param {string} name
 */
function field(event, name) {
  const found = new RegExp(`^${name}[;:](.*)$`, "m").exec(unfolded(event));
  return found ? found[1] : "";
}

/**
 * 20261124T190000 of a property with its time zone, 20261124T000000 of a day.
 * @param {string} event
 * @param {string} name
 */
function local(event, name) {
  const value = field(event, name).replace(/^.*:/, "");
  return value.length === 8 ? `${value}T000000` : value;
}

/** @param {string} stamp */
const dayOf = (stamp) => new Date(`${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`).getUTCDay();

/**
 * A line of ASCII, folded at 75 octets.
 * @param {string} line
 */
const folded = (line) => line.replace(/(.{74})(?=.)/g, "$1\r\n ");

/** @param {string} name */
const property = (name) => new RegExp(`^(?:${name})[;:].*(\\r?\\n[ \\t].*)*\\r?\\n`, "gm");

/**
 * What stands before a calendar's events, under another name, or none.
 * @param {string} text
 * @param {string} name
 */
function head(text, name) {
  const start = text.slice(0, text.indexOf("BEGIN:VEVENT"));
  return start.replace(property("(X-WR-CAL)?NAME"), (_, prefix) => (name ? `${prefix || ""}NAME:${name}\r\n` : ""));
}

/** @param {string} iso */
const stamp = (iso) => `${iso.slice(0, 16).replace(/[-:]/g, "")}00`;

/** How the UIDs of a class begin. @param {string} key */
const start = (key) => `${key.replace(".", "-")}-`;

/**
 * The calendars of courses (id → text) as one; of a course kept by groups only their events, and when one can sign up
 * for the course. Each stays under its published UID, so that nothing doubles beside the course's own calendar.
 * @param {Record<string, string>} texts
 * @param {string[]} keys
 * @param {string} name
 * @param {string[]} told the other classes of these courses: shufa.er-xia has no event of shufa.er
 */
export function merge(texts, keys, name, told = []) {
  const ids = Object.keys(texts);
  const others = told.filter((key) => keys.indexOf(key) < 0).map(start);
  const mine = (/** @type {string} */ id) => {
    const parts = keys.filter((key) => courseOf(key) === id).map(start);
    const all = keys.indexOf(id) >= 0;
    if (parts.length) parts.push(`${id}-join-`);
    const isMine = (/** @type {string} */ uid) => {
      const longest = (/** @type {string[]} */ from) =>
        Math.max(0, ...from.filter((part) => uid.indexOf(part) === 0).map((part) => part.length));
      return longest(parts) > longest(others);
    };
    return events(texts[id]).filter((event) => all || isMine(field(event, "UID")));
  };
  const found = /** @type {string[]} */ ([]).concat(...ids.map(mine));
  return found.length ? `${head(texts[ids[0]], name) + found.join("")}END:VCALENDAR\r\n` : "";
}

/**
 * Whether a repetition has an event at an instant of its clock time.
 * @param {string} rule
 * @param {string} begins
 * @param {string} from
 */
function meets(rule, begins, from) {
  const last = (/UNTIL=(\d{8})/.exec(rule) || ["", from])[1];
  if (!rule || begins > from || last < from.slice(0, 8)) return false;
  return /MONTHDAY/.test(rule) ? begins.slice(6, 8) === from.slice(6, 8) : dayOf(begins) === dayOf(from);
}

/** Of how many minutes before one can be reminded, and the trigger of a day without a clock time: at 8:00, at 9:00. */
/** @type {Record<number, [string, string]>} */
const TRIGGERS = { 60: ["-PT1H", "PT8H"], 1440: ["-P1D", "-PT15H"] };

/**
 * A calendar that reminds of each event that takes place; with 0 minutes as it is.
 * @param {string} text
 * @param {number} minutes 60 or 1440
 */
export function withAlarm(text, minutes) {
  const triggers = TRIGGERS[minutes];
  if (!triggers) return text;
  return text.replace(/BEGIN:VEVENT\r?\n[\s\S]*?END:VEVENT\r?\n/g, (event) => {
    if (field(event, "STATUS") === "CANCELLED") return event;
    const daylong = /^DTSTART;VALUE=DATE:/m.test(event);
    const said = /^SUMMARY[;:].*(\r?\n[ \t].*)*/m.exec(event);
    const words = said ? said[0].replace(/^SUMMARY[^:]*/, "DESCRIPTION") : "DESCRIPTION:-";
    const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", `TRIGGER:${triggers[daylong ? 1 : 0]}`, words, "END:VALARM", ""];
    return event.replace(/END:VEVENT\r?\n$/, (end) => alarm.join("\r\n") + end);
  });
}

/** @param {string} event */
const isSession = (event) => field(event, "UID").indexOf("-join-") < 0;

/**
 * How well a published event fits a session; 0 where it does not.
 * @param {string} event
 * @param {string} from
 * @param {string} group
 */
function fitness(event, from, group) {
  const begins = local(event, "DTSTART");
  if (field(event, "STATUS") === "CANCELLED") return 0;
  const named = group && field(event, "SUMMARY").indexOf(`（${group}）`) >= 0 ? 1 : 0;
  if (begins === from) return 4 + named;
  return begins.slice(8) === from.slice(8) && meets(field(event, "RRULE"), begins, from) ? 2 + named : 0;
}

/**
 * One session: the published event that takes place then, without its repetition.
 * @param {string} text
 * @param {string} start
 * @param {number} minutes 0 where it has no end
 * @param {string} group
 */
export function single(text, start, minutes, group) {
  const from = stamp(start);
  const to = minutes ? stamp(new Date(Date.parse(start) + 288e5 + minutes * 6e4).toISOString()) : "";
  const best = events(text)
    .filter(isSession)
    .sort((a, b) => fitness(b, from, group) - fitness(a, from, group))[0];
  if (!best || !fitness(best, from, group)) return "";
  const planned = local(best, "RECURRENCE-ID") || from;
  const part = field(best, "RRULE") || field(best, "RECURRENCE-ID");
  const uid = field(best, "UID").replace("@", part ? `-${planned.slice(0, 8)}@` : "@");
  const daylong = /^DTSTART;VALUE=DATE:/m.test(best);
  const at = (/** @type {string} */ name, /** @type {string} */ moment) =>
    `${name}${daylong ? `;VALUE=DATE:${moment.slice(0, 8)}` : ZONE + moment}\r\n`;
  const event = best
    .replace(property("RRULE|EXDATE|RECURRENCE-ID|RDATE"), "")
    .replace(property("UID"), `${folded(`UID:${uid}`)}\r\n`)
    .replace(property("DTSTART"), at("DTSTART", from))
    .replace(property("DTEND"), to ? at("DTEND", to) : "");
  return `${head(text, "") + event}END:VCALENDAR\r\n`;
}
