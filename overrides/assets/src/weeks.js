/** Which weeks and months are wanted: takes days and the months that have a page, gives what to fetch and to show. */

import { after, monday, short, stretch } from "./dates.js";

/** @param {string} date */
export const monthOf = (date) => date.slice(0, 7);

/**
 * The month that an address of the timetable names: timetable/2026-11/.
 * @param {string} address
 */
export const named = (address) => (/\d{4}-\d\d/.exec(address) || [""])[0];

/**
 * Whether a month has days from the first to the last of these.
 * @param {string} month
 * @param {string} first
 * @param {string} last
 */
export const within = (month, first, last) => month >= monthOf(first) && month <= monthOf(last);

/**
 * The months of a week's first and last day.
 * @param {string} first its Monday
 */
export const monthsOf = (first) => [first, after(first, 6)].map(monthOf);

/** @param {string} first */
export const daysOf = (first) => [0, 1, 2, 3, 4, 5, 6].map((n) => after(first, n));

/**
 * @param {string} date
 * @param {string} first the Monday of the week
 */
export const inWeek = (date, first) => date >= first && date <= after(first, 6);

/**
 * Why there is no going to a week, or nothing.
 * @param {string} first its Monday
 * @param {string[]} known the months that have a page, in order
 */
export function beyond(first, known) {
  const wanted = monthsOf(first);
  if (wanted.some((month) => known.indexOf(month) >= 0)) return "";
  if (!known.some((month) => month > wanted[0])) return "后面的课还没有排出来。";
  return known.some((month) => month < wanted[0]) ? "这段时间没有课，请看下面的“按月看”。" : "更早的课表没有了。";
}

/**
 * The Monday of the week that an address asks for, or nothing.
 * @param {string | null} week
 */
export const askedWeek = (week) => (week && /^\d{4}-\d\d-\d\d$/.test(week) && Date.parse(week) ? monday(week) : "");

/**
 * What the timetable shows: a week, or the days from today.
 * @param {string} first the Monday of the week that is shown, or nothing
 * @param {string} today
 * @param {boolean} wrong the clock is
 */
export const spanWords = (first, today, wrong) =>
  first ? stretch(first, after(first, 6)) : `从${wrong ? short(today) : "今天"}起`;

/**
 * Whether a day is to be appended to those that are shown.
 * @param {string} date
 * @param {string} today
 * @param {string} until the last day to be shown
 * @param {string} last the last that is shown, or nothing
 */
export const isFurther = (date, today, until, last) => date <= until && date >= today && date > last;

/**
 * What was added, in a sentence.
 * @param {string} end the last day added, or nothing
 */
export const addedWords = (end) => (end ? `已加上到${short(end)}的课。` : "后面八周没有更多的课。");

/**
 * Today and the next day that has something, of a month's days.
 * @template {{ date: string, some: boolean }} Day
 * @param {Day[]} days
 * @param {string} today
 */
export const coming = (days, today) =>
  days.filter(({ date, some }) => date === today || (date > today && some)).slice(0, 2);

/**
 * Which day of a week is shown: the chosen one, else today, else the first that has something; of a week without
 * anything the next day that has.
 * @param {string[]} dates
 * @param {string} chosen
 * @param {string} today
 * @param {(date: string) => boolean} has
 * @param {string[]} known all days that are there, in order
 */
export function dayToShow(dates, chosen, today, has, known) {
  if (dates.indexOf(chosen) >= 0) return chosen;
  const next = dates.some(has) ? "" : known.find((date) => date > dates[6] && has(date));
  return next || (dates.indexOf(today) >= 0 ? today : dates.find(has) || dates[0]);
}

/**
 * The days of whole weeks, Monday first, that hold these days of one month.
 * @param {string[]} known in order
 */
export function weeksOf(known) {
  /** @type {string[]} */
  const found = [];
  const month = monthOf(known[0] || "");
  for (let first = month && monday(`${month}-01`); first && monthOf(first) <= month; first = after(first, 7))
    found.push(...daysOf(first));
  return found;
}

/**
 * Which day of a month is shown: the chosen one, else today, else the next that has something, else the first that has.
 * @param {string[]} known the days that are there, in order
 * @param {string} chosen
 * @param {string} today
 * @param {(date: string) => boolean} has
 */
export const dayOfMonth = (known, chosen, today, has) =>
  [chosen, today].find((date) => known.indexOf(date) >= 0) ||
  known.find((date) => date > today && has(date)) ||
  known.find(has) ||
  known[0];
