/** Days of Shanghai, written "2026-11-24": takes instants (milliseconds) and days, gives days and their words. */

const DAY = 864e5;
/** Shanghai is eight hours ahead all year. */
const EAST = 288e5;

/**
 * The day in Shanghai, some days from an instant.
 * @param {number} instant
 * @param {number} [days]
 */
export const dateAt = (instant, days) => new Date(instant + EAST + (days || 0) * DAY).toISOString().slice(0, 10);

/**
 * What time it is: a clock that is earlier than the page is wrong; then it is the day of the page.
 * @param {number} clock
 * @param {string | undefined} built
 */
export const notBefore = (clock, built) => Math.max(clock, Date.parse(built || "") || 0);

/**
 * 0 is Monday.
 * @param {string} date
 */
export const weekday = (date) => (new Date(date).getUTCDay() + 6) % 7;

/**
 * @param {string} date
 * @param {number} days
 */
export const after = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** @param {string} date */
export const monday = (date) => after(date, -weekday(date));

/**
 * 11月24日
 * @param {string} date
 */
export const short = (date) => `${+date.slice(5, 7)}月${+date.slice(8, 10)}日`;

/**
 * 星期二
 * @param {string} date
 */
export const star = (date) => `星期${"一二三四五六日"[weekday(date)]}`;

/**
 * 11月24日(周二)19:00
 * @param {string} iso
 */
export const moment = (iso) => `${short(iso)}(周${star(iso.slice(0, 10))[2]})${iso.slice(11, 16).replace(/^0/, "")}`;

/**
 * 11月23日—29日, 11月30日—12月6日
 * @param {string} first
 * @param {string} last
 */
export const stretch = (first, last) =>
  `${short(first)}—${first.slice(5, 7) === last.slice(5, 7) ? `${+last.slice(8)}日` : short(last)}`;
