/** What holds at an instant: takes half-open intervals as Python wrote them, gives what to show. */

/** @param {string | null} text */
const border = (text) => Date.parse(text || "");

/**
 * Whether an interval does not hold; a border that is missing is open.
 * @param {number} now
 * @param {string | null} from
 * @param {string | null} until
 */
export const isOff = (now, from, until) => now < border(from) || now >= border(until);

/**
 * A clock that is earlier than the page is wrong.
 * @param {number} now
 * @param {string | null} built
 */
export const isWrong = (now, built) => now < border(built);

/**
 * Today, tomorrow … in Shanghai, one day for each word.
 * @param {number} now
 * @param {string[]} words
 */
export const nearDays = (now, words) =>
  words.map((_, n) => new Date(now + 288e5 + n * 864e5).toISOString().slice(0, 10));

/**
 * @param {number} now
 * @param {string | null} end
 */
export const isPast = (now, end) => now >= border(end);

/**
 * @param {number} now
 * @param {string | null} start
 */
export const hasBegun = (now, start) => now >= border(start);
