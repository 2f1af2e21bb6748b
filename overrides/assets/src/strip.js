/** On a phone one day of the timetable at a time, under a strip of the week's days; a filter shows all days it finds. */

import { always, on } from "./again.js";
import { monday } from "./dates.js";
import { one as onlyOne } from "./layout.js";
import { all, make, one, tapped, today, wrongClock } from "./page.js";
import { isHeld } from "./sessions.js";
import { daysOf, dayToShow } from "./weeks.js";

/** @param {HTMLElement} days */
export function keepStrip(days) {
  const strip = one("#strip");
  if (!strip) return;
  const week = () => days.dataset.week || monday(today());
  let tappedOn = "";
  const buttons = "一二三四五六日".split("").map((word) => {
    const button = make("button", "", "");
    button.type = "button";
    const dot = make("i", "", "");
    dot.append(make("span", "sr", "有课"));
    button.append(make("span", "sr", "周"), word, make("b", "", ""), dot);
    return button;
  });
  strip.append(...buttons);

  /** @param {string} date */
  const rowsOf = (date) => all(`[data-date="${date}"] .session`, days).filter((row) => !row.hidden);
  // A day on which all is cancelled is looked at, but has no dot.
  const has = (/** @type {string} */ date) => rowsOf(date).length > 0;

  function draw() {
    const dates = daysOf(week());
    const known = all(".day", days).map((day) => String(day.dataset.date));
    const chosen = dayToShow(dates, tappedOn, today(), has, known);
    const every = days.classList.contains("every");
    buttons.forEach((button, n) => {
      const date = dates[n];
      const number = one("b", button);
      button.dataset.date = date;
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
