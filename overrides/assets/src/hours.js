/** Where sessions of a day stand in a week's grid: takes their times in minutes, gives rows of a quarter of an hour. */

const QUARTER = 15;
/** Of a session of which nobody said when it ends. */
const OPEN = 60;

/**
 * @typedef {{ start: number, end: number, also: boolean }} Slot minutes since midnight; `also` goes with the one before
 * @typedef {{ from: number, to: number, lane: number }} Place rows from … to …, not included, from 0; lanes from 0
 */

/**
 * Minutes since midnight of a local time.
 * @param {string} iso
 */
export const minutes = (iso) => +iso.slice(11, 13) * 60 + +iso.slice(14, 16);

/**
 * A session's slot; what goes on after midnight ends there.
 * @param {DOMStringMap} dataset
 * @param {boolean} also
 * @returns {Slot}
 */
export function slotOf({ start, end, unended }, also) {
  const from = minutes(String(start));
  const over = unended === undefined && end && end.slice(0, 10) === String(start).slice(0, 10);
  return { start: from, end: over ? Math.max(minutes(end), from + QUARTER) : Math.min(from + OPEN, 1440), also };
}

/**
 * The hours that a week needs: from the full hour before the first to the full hour after the last.
 * @param {Slot[]} slots
 */
export const hoursOf = (slots) => ({
  first: Math.floor(Math.min(...slots.map(({ start }) => start)) / 60),
  last: Math.ceil(Math.max(...slots.map(({ end }) => end)) / 60),
});

/**
 * Places side by side what is at one time; what goes with the one before shares its lane and its rows, below it.
 * @param {Slot[]} slots by start
 * @param {number} first hour
 * @returns {Place[]}
 */
export function places(slots, first) {
  /** @param {number} time */
  const row = (time) => (time - first * 60) / QUARTER;
  /** @type {number[]} */
  const ends = [];
  /** @type {Place[]} */
  const found = [];
  while (found.length < slots.length) {
    const start = found.length;
    let next = start + 1;
    while (next < slots.length && slots[next].also) next++;
    const block = slots.slice(start, next);
    const from = Math.floor(row(block[0].start));
    const to = Math.max(from + 1, ...block.map(({ end }) => Math.ceil(row(end))));
    let lane = ends.findIndex((end) => end <= from);
    if (lane < 0) lane = ends.length;
    ends[lane] = to;
    // Where there are fewer quarters than sessions the last ones end together.
    const parts = Math.min(block.length, to - from);
    block.forEach((_, n) => {
      const part = Math.min(n, parts - 1);
      const at = (/** @type {number} */ border) => from + Math.round(((to - from) * border) / parts);
      found.push({ from: at(part), to: at(part + 1), lane });
    });
  }
  return found;
}

/** @param {Place[]} found */
export const lanes = (found) => Math.max(1, ...found.map(({ lane }) => lane + 1));
