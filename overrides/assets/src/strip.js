/**
 * On a phone one day of the timetable at a time, under a strip of the week's days or of the month's weeks; a filter shows
 * all days it finds.
 */

import { always, on } from "./again.js";
import { monday } from "./dates.js";
import { one as onlyOne } from "./layout.js";
import { all, make, one, tapped, today, wrongClock } from "./page.js";
import { isHeld } from "./sessions.js";
import { dayOfMonth, daysOf, dayToShow, monthOf, weeksOf } from "./weeks.js";

/** @param {HTMLElement} days */
export function keepStrip(days) {
  const strip = one("#strip");
  if (!strip) return;
  const week = () => days.dataset.week || monday(today());
  const known = () => all(".day", days).map((day) => String(day.dataset.date));
  /** Of a month the days of its weeks, which stay the same. */
  const month = days.dataset.days === "month" ? weeksOf(known()) : [];
  let tappedOn = "";
  const buttons = (month.length ? month : daysOf(week())).map((_, n) => {
    const button = make("button", "", "");
    button.type = "button";
    const dot = make("i", "", "");
    dot.append(make("span", "sr", "有课"));
    const name = make("span", n < 7 ? "" : "sr", "");
    name.append(make("span", "sr", "周"), "一二三四五六日"[n % 7]);
    button.append(name, make("b", "", ""), dot);
    return button;
  });
  strip.append(...buttons);

  /** @param {string} date */
  const rowsOf = (date) => all(`[data-date="${date}"] .session`, days).filter((row) => !row.hidden);
  // A day on which all is cancelled is looked at, but has no dot.
  const has = (/** @type {string} */ date) => rowsOf(date).length > 0;

  function draw() {
    const dates = month.length ? month : daysOf(week());
    const there = known();
    const chosen = month.length
      ? dayOfMonth(there, tappedOn, today(), has)
      : dayToShow(dates, tappedOn, today(), has, there);
    const every = days.classList.contains("every");
    buttons.forEach((button, n) => {
      const date = dates[n];
      const number = one("b", button);
      button.dataset.date = date;
      // A month's page has no section for a day on which nothing is; what is of another month only keeps its place.
      button.disabled = month.length > 0 && there.indexOf(date) < 0;
      button.classList.toggle("out", month.length > 0 && monthOf(date) !== monthOf(there[0]));
      if (number.textContent !== String(+date.slice(8))) number.textContent = String(+date.slice(8));
      one("i", button).hidden = !rowsOf(date).some(isHeld);
      button.setAttribute("aria-pressed", String(!every && date === chosen));
      button.classList.toggle("is-today", date === today() && !wrongClock());
    });
    all(".day", days).forEach((day) => {
      day.classList.toggle("on", day.dataset.date === chosen);
    });
  }

  strip.addEventListener("click", (event) => {
    const button = tapped(event, "button");
    if (!button) return;
    tappedOn = String(button.dataset.date);
    days.classList.remove("every");
    draw();
  });
  on("sifted", draw);
  onlyOne.addListener(draw);
  always(draw);
}
