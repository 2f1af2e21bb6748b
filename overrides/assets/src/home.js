/**
 * What every page runs, and what keeps the home page true when it is older than today: today's section, and the next one
 * where nothing is left.
 */

import "./linli.js";
import { always, announce } from "./again.js";
import { short, star } from "./dates.js";
import { openFolds } from "./folding.js";
import { load } from "./load.js";
import { all, get, one, today } from "./page.js";

function keepHome() {
  const home = one("[data-days=home]");
  let asked = false;
  if (!home) return;
  openFolds(home);
  // Until now the next day's place waited for the end of today's sessions.
  all("[data-from]", home).forEach((wrap) => {
    if (wrap.parentNode === home) wrap.removeAttribute("data-from");
  });

  always(() => {
    const date = today();
    const title = get("today-h");
    const near = one(".near", title);
    const days = all(".day", home);
    const day = days.find((section) => section.dataset.date === date);
    const left = day && all(".session:not(.is-past)", day).length;
    // What began yesterday and still runs; nothing else of that day is shown.
    const runs = (/** @type {HTMLElement} */ section) =>
      String(section.dataset.date) < date && !!one(".is-now", section);
    // When nothing is left today, the next day that has something is shown too.
    const follows = !left && days.find((section) => String(section.dataset.date) > date);
    days.forEach((section) => {
      const wrap = /** @type {HTMLElement} */ (section.parentNode);
      section.classList.toggle("ran", runs(section));
      section.hidden = section !== day && section !== follows && !runs(section);
      if (wrap !== home) wrap.hidden = section.hidden;
      // Today's date stands above; of its heading stays what says more.
      all("h2 > *", section).forEach((part) => {
        part.hidden = section === day && !part.matches("b:not(.near)");
      });
      all("h2", section).forEach((heading) => {
        heading.hidden = section === day && !one("b:not(.near)", heading);
      });
    });
    if (near.dataset.near !== date) {
      near.dataset.near = date;
      one(".when", title).textContent = `${short(date)} ${star(date)}`;
      announce("added");
    }
    if (!day && !asked) {
      asked = true;
      load("more.js").then(
        (more) => more.today(home, String(get("today").dataset.months)),
        () => 0,
      );
    }
  });
}

keepHome();
