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
  let chosen = "";
  const buttons = "一二三四五六日".split("").map((word) => {
    const button = make("button", "", "");
    button.type = "button";
    button.append(make("span", "sr", "周"), word, make("b", "", ""), make("i", "", ""));
    return button;
  });
  strip.append(...buttons);

  /** @param {string} date */
  const has = (date) => {
    const day = one(`[data-date="${date}"]`, days);
    return !!day && all(".session", day).some((row) => isHeld(row) && !row.hidden);
  };

  function draw() {
    const dates = daysOf(week());
    chosen = dayToShow(dates, chosen, today(), has);
    const every = days.classList.contains("every");
    buttons.forEach((button, n) => {
      const date = dates[n];
      const [, , number, dot] = Array.from(button.childNodes);
      button.dataset.date = date;
      if (number.textContent !== String(+date.slice(8))) number.textContent = String(+date.slice(8));
      const told = has(date) ? "有课" : "";
      if (dot.textContent !== told) dot.textContent = told;
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
    chosen = String(button.dataset.date);
    days.classList.remove("every");
    draw();
  });
  on("sifted", draw);
  onlyOne.addListener(draw);
  always(draw);
}
