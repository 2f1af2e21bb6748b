/** Fetched when wanted: days from the pages of the months, for a timetable read on or a page older than its days. */

import { added } from "./again.js";
import { hand } from "./load.js";
import { addNotes, fetchMonth } from "./months.js";
import { all, base, today as dateFrom, get, make, one } from "./page.js";
import { addedWords, coming, isFurther, monthOf, named, within } from "./weeks.js";

/** Eight weeks. */
const AHEAD = 55;

/**
 * Appends the days after the last one that is shown, up to eight weeks from now.
 * @param {HTMLElement} link
 * @param {HTMLElement} days
 * @param {boolean} asked
 */
function weeks(link, days, asked) {
  const said = get("more-said");
  said.textContent = "正在取后面的课表…";
  const shown = all(".day", days).pop();
  const last = (shown && shown.dataset.date) || "";
  const until = dateFrom(AHEAD);
  const [, first] = [dateFrom(), last].sort();
  // The links to all months, not those that were near when the page was made: it may be a year old.
  const wanted = all(".months a")
    .map((each) => String(each.getAttribute("href")))
    .filter((address) => within(named(address), first, until));
  Promise.all(wanted.map(fetchMonth)).then(
    (months) => {
      const fetched = /** @type {HTMLElement[]} */ ([]).concat(...months.map((month) => month.days));
      const fresh = fetched.filter((day) => isFurther(String(day.dataset.date), dateFrom(), until, last));
      months.forEach((month) => {
        addNotes(month, days);
      });
      days.append(...fresh);
      /** @type {Element} */ (link.parentNode).remove();
      added();
      const end = fresh[fresh.length - 1];
      said.textContent = addedWords(end ? String(end.dataset.date) : "");
      if (!asked || !end) return;
      const heading = one("h2", fresh[0]);
      heading.tabIndex = -1;
      heading.focus();
    },
    () => {
      said.textContent = "没有取到。再点一次打开下个月的课表。";
      link.dataset.pages = "";
    },
  );
}

/**
 * Puts today and the next day that has sessions into the home page's list.
 * @param {HTMLElement} home
 * @param {string} months those that have a page
 */
function today(home, months) {
  const date = dateFrom();
  const left = months.split(" ").filter((month) => month && month >= monthOf(date));
  const tell = (/** @type {string} */ text) => home.prepend(make("p", "none", text));
  function look() {
    if (!left.length) {
      tell("今天没有课程，后面也没有排课。");
      return;
    }
    fetchMonth(`${base}timetable/${left.shift()}/`).then(
      ({ days }) => {
        const found = days.map((day) => ({ day, date: String(day.dataset.date), some: !!one(".session", day) }));
        const next = coming(found, date);
        if (!next.length) {
          look();
          return;
        }
        // The page's own next day stands in its order among them.
        all(".day", home).forEach((day) => {
          if (next.some(({ date }) => date === day.dataset.date)) day.remove();
        });
        home.append(...next.map(({ day }) => day));
        // The home page's own rows have none.
        all(".k", home).forEach((button) => {
          button.remove();
        });
        if (next[0].date > date) tell("今天没有课程，接下来是：");
        added();
      },
      () => tell("今天的安排没有取到，请看课表或打电话。"),
    );
  }
  look();
}

export const part = { weeks, today, fetchMonth, addNotes };
hand(part);
