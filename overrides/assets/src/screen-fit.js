/** Nothing scrolls on the lobby's television: what does not fit stands on a page of its own, or is counted. */

import { fitting, paged, turnOf } from "./lobby.js";
import { all, one } from "./page.js";

/** @typedef {{ item: HTMLElement, head?: HTMLElement, day: number }} Unit an item, and the heading of its day */

/** @param {HTMLElement | undefined} element */
const height = (element) => (element ? element.getBoundingClientRect().height : 0);

/**
 * @param {Unit[]} units
 * @param {(at: number) => boolean} isShown
 */
function show(units, isShown) {
  units.forEach(({ item, head }) => {
    item.classList.add("out");
    if (head) head.classList.add("out");
  });
  units.forEach(({ item, head }, at) => {
    if (!isShown(at)) return;
    item.classList.remove("out");
    if (head) head.classList.remove("out");
  });
}

/**
 * Shows of a list what belongs to this quarter of a minute.
 * @param {HTMLElement} list
 * @param {Unit[]} units
 * @param {number} now
 * @param {number} [room] where it is not the list's own
 */
function turn(list, units, now, room) {
  list.style.height = "";
  show(units, () => true);
  const { pages, tallest } = paged(
    units.map(({ item, head, day }) => ({ height: height(item), head: height(head), day })),
    room || list.clientHeight,
  );
  const count = units.length ? pages[pages.length - 1] + 1 : 1;
  const page = turnOf(now, count);
  if (count > 1) list.style.height = `${tallest}px`; // what stands below does not move
  show(units, (at) => pages[at] === page);
  all(".turn", /** @type {HTMLElement} */ (list.parentNode)).forEach((told) => {
    told.textContent = count > 1 ? `${page + 1}/${count}` : "";
  });
}

/**
 * @param {HTMLElement} list
 * @param {number} now
 */
export function turnList(list, now) {
  const items = all("li", list).filter((item) => !item.hidden && !item.classList.contains("elsewhere"));
  list.classList.toggle("empty", !items.length);
  turn(
    list,
    items.map((item) => ({ item, day: 0 })),
    now,
  );
}

/**
 * Whether nothing of it is cut at the end of its column.
 * @param {HTMLElement} element
 */
export const isWhole = (element) =>
  element.getBoundingClientRect().bottom <=
  /** @type {HTMLElement} */ (element.parentNode).getBoundingClientRect().bottom + 1;

/**
 * A day without sessions is its heading alone.
 * @param {HTMLElement[]} items
 */
function daysOf(items) {
  /** @type {Unit[]} */
  const units = [];
  /** @type {HTMLElement | undefined} */
  let head;
  let day = 0;
  items.forEach((item, at) => {
    const isHead = item.classList.contains("day");
    const next = items[at + 1];
    if (isHead) day += 1;
    if (!isHead) units.push({ item, head, day });
    else if (next && !next.classList.contains("day")) head = item;
    else units.push({ item, day });
  });
  return units;
}

/**
 * What comes next: today's sessions, and of the days after as much as there is room for.
 * @param {HTMLElement} list
 * @param {HTMLElement} rest says how many more there are
 * @param {number} now
 */
export function fillNext(list, rest, now) {
  const units = daysOf(all("li", list));
  const coming = units.filter(({ day }) => !day);
  const later = units.filter(({ day }) => day);
  show(units, () => true);
  rest.hidden = false;
  const bottom = /** @type {HTMLElement} */ (list.parentNode).getBoundingClientRect().bottom;
  const space = bottom - list.getBoundingClientRect().top;
  const left = space - coming.reduce((sum, { item }) => sum + height(item), 0);
  const heights = later.map(
    ({ item, head }, at) => height(item) + (at && later[at - 1].head === head ? 0 : height(head)),
  );
  const count = coming.length ? fitting(heights, left, rest.offsetHeight) : later.length;
  const cut = later.slice(count);
  const more = cut.filter(({ item }) => "held" in item.dataset).length;
  const line = rest.offsetHeight;
  rest.hidden = !more || !count;
  one("b", rest).textContent = String(more);
  show(cut, () => false);
  turn(list, [...coming, ...later.slice(0, count)], now, rest.hidden ? space : space - line);
}
