/** Fetched by wide screens: the week as a grid with the hours at its left; where a browser cannot, columns remain. */

import rules from "../styles/axis.css";
import { hoursOf, lanes, places, slotOf } from "./hours.js";
import { hand } from "./load.js";
import { dress } from "./looks.js";
import { all, make, one } from "./page.js";

/** Rows above the hours: the day's name, what is official, what lasts all day. */
const ABOVE = 3;
const can = !!(window.CSS && CSS.supports && CSS.supports("grid-template-rows", "subgrid"));

/** @param {HTMLElement} days */
const columns = (days) =>
  all(".day", days).filter((day) => !day.hidden && (days.dataset.week || !day.classList.contains("then")));

/**
 * What begins at one time stands in one block, whose first row says when.
 * @param {HTMLElement} day
 */
function slots(day) {
  const rows = all(".sessions .session", day).filter((row) => !row.hidden);
  return rows.map((row, n) => {
    const goes = n > 0 && rows[n - 1].dataset.start === row.dataset.start;
    row.classList.toggle("goes", goes);
    return { row, slot: slotOf(row.dataset, goes) };
  });
}

/** @param {HTMLElement} days those of the timetable; a month stays a list */
function layGrid(days) {
  if (!days.classList.contains("weekly")) return;
  const week = columns(days).map((day) => ({ day, found: slots(day) }));
  const all = week.reduce((sum, { found }) => sum.concat(found), /** @type {ReturnType<typeof slots>} */ ([]));
  const laid = can && week.length === 7 && all.length > 0;
  days.classList.toggle("axed", laid);
  if (!laid) return;
  const { first, last } = hoursOf(all.map(({ slot }) => slot));
  const widths = week.map(({ day, found }) => {
    const placed = places(
      found.map(({ slot }) => slot),
      first,
    );
    found.forEach(({ row }, n) => {
      const { from, to, lane } = placed[n];
      row.style.gridRow = `${from + 1} / ${to + 1}`;
      row.style.gridColumn = String(lane + 1);
    });
    day.style.setProperty("--lanes", String(lanes(placed)));
    return found.length ? lanes(placed) : 0.55;
  });
  days.style.setProperty("--quarters", String((last - first) * 4));
  days.style.gridTemplateColumns = `2.6rem ${widths.map((width) => `minmax(0,${width}fr)`).join(" ")}`;
  axis(days, first, last);
}

/**
 * @param {HTMLElement} days
 * @param {number} first hour
 * @param {number} last
 */
function axis(days, first, last) {
  const old = /** @type {HTMLElement | null} */ (one(".axis", days));
  const line = old || make("div", "axis", "");
  line.setAttribute("aria-hidden", "true");
  line.textContent = "";
  for (let hour = first; hour < last; hour++) {
    const label = make("span", "", `${hour}:00`, line);
    label.style.gridRow = String((hour - first) * 4 + 1 + ABOVE);
  }
  if (!old) days.prepend(line);
}

dress(rules);
export const part = { layGrid };
hand(part);
