/**
 * The timetable's week, a day at a time or as columns, and days to read on; the hours beside the columns come to wide
 * screens, the filters and other weeks with the first tap.
 */

import { again, always, on } from "./again.js";
import { monday } from "./dates.js";
import { openFolds } from "./folding.js";
import { huge, isGrid, one as oneDay, wide } from "./layout.js";
import { load } from "./load.js";
import { all, elsewhere, get, one, root, tapped, today, wrongClock } from "./page.js";
import { store } from "./storage.js";
import { keepStrip } from "./strip.js";
import { spanWords } from "./weeks.js";

const sift = get("sift");

function keepWeek() {
  const days = one(".days");
  const span = get("span");
  let list = !root.classList.contains("cal") && !huge();

  /** @param {boolean} wish */
  function lay(wish) {
    list = wish;
    root.classList.toggle("cal", !list && !huge());
    again();
  }

  const layHours = () => {
    if (isGrid())
      load("grid.js").then(
        ({ layGrid }) => layGrid(days),
        () => 0,
      );
  };

  always(() => {
    const date = today();
    all(".day", days).forEach((day) => {
      const own = String(day.dataset.date);
      day.classList.toggle("is-today", own === date && !wrongClock());
      day.classList.toggle("then", monday(own) !== monday(date));
    });
    const week = isGrid() || (oneDay.matches && !days.classList.contains("every"));
    const text = spanWords(days.dataset.week || (week ? monday(date) : ""), date, wrongClock());
    if (span && span.textContent !== text) span.textContent = text;
    all("[data-way]").forEach((way) => {
      way.setAttribute("aria-pressed", String((way.dataset.way === "list") === list));
    });
    layHours();
  });
  on("sifted", layHours);
  keepStrip(days);
  openFolds(days);
  wide.addListener(again);
  get("sizes").addEventListener("click", () => lay(list));

  let filtering = false;
  const filter = () =>
    load("filter.js").then(
      (part) => {
        filtering = true;
        return part.answer;
      },
      () => {
        get("found").textContent = "没有取到，请再点一次。";
      },
    );
  sift.addEventListener("click", (event) => {
    const button = tapped(event, "button");
    const way = button && button.dataset.way;
    // List or grid, kept on the phone; the head sets it before the first paint.
    if (way) {
      lay(way === "list");
      store("linli-view", way === "list" ? way : "");
    }
    // The tap that fetched the filters is answered too; the next ones they hear themselves.
    if (!filtering) filter().then((answer) => button && answer && answer(button));
  });
  if (/[?&](kind|who|day|time|place|free|open|week)=/.test(location.search)) filter();

  // More days, up to eight weeks; the link to the next month stays where that fails.
  const more = get("more-weeks");
  if (!more || !window.fetch || !window.DOMParser) return;
  const add = (/** @type {boolean} */ asked) =>
    load("more.js").then(
      (part) => part.weeks(more, days, asked),
      () => 0,
    );
  more.addEventListener("click", (event) => {
    if (elsewhere(event) || !more.dataset.pages) return;
    event.preventDefault();
    add(true);
  });
  // A page older than its fortnight shows no day at all: fetch the days without being asked.
  if (all(".day", days).every((day) => day.classList.contains("gone"))) add(false);
}

if (sift) keepWeek();
