/** What is left of a list of sessions: takes rows with their end, gives those that are not over. */

/** @typedef {{ dataset: DOMStringMap }} Row */

/**
 * @template {Row} R
 * @param {R[]} rows
 * @param {number} instant
 */
export const notOver = (rows, instant) => rows.filter((row) => Date.parse(row.dataset.end || "") > instant);

/** @param {Row} row */
export const isHeld = (row) => "held" in row.dataset;

/**
 * Whether two sessions are at the same time; of what has no end only the beginning counts.
 * @param {Row} one
 * @param {Row} other
 */
export function overlap(one, other) {
  const start = (/** @type {Row} */ row) => Date.parse(row.dataset.start || "");
  const end = (/** @type {Row} */ row) =>
    "unended" in row.dataset ? start(row) + 1 : Date.parse(row.dataset.end || "");
  return start(one) < end(other) && start(other) < end(one);
}

/**
 * How long a session is; nothing where nobody said when it ends.
 * @param {Row} row
 */
export const minutesOf = ({ dataset }) =>
  "unended" in dataset ? 0 : (Date.parse(dataset.end || "") - Date.parse(dataset.start || "")) / 6e4;
