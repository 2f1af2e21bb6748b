/** My courses on this phone, and the buttons that keep one. */

import { on } from "./again.js";
import { coursesOf, holdsAll, keysIn, keysOfClasses, landings, toggled } from "./kept.js";
import { fetchText } from "./months.js";
import { all, base, today } from "./page.js";
import { place } from "./place.js";
import { store, stored } from "./storage.js";

/** What is kept while a browser refuses to keep anything. */
let memory = "";
let refused = false;

export const wasRefused = () => refused;

export function kept() {
  const found = stored(place);
  if (found === undefined) refused = true;
  else memory = found || (refused ? memory : "");
  return keysIn(memory);
}

/** @param {string[]} keys */
export function keep(keys) {
  memory = keys.join(",");
  if (!store(place, memory)) refused = true;
  press();
}

/** @returns {(row: HTMLElement) => string} what the class of a row is known by, as this page tells it */
export function keyOfRows() {
  const keyOf = keysOfClasses(all("template[data-keeps]").map((told) => String(told.dataset.keeps)));
  return (row) => keyOf(String(row.dataset.group));
}

/** @returns {(button: HTMLElement) => string[]} what a button keeps: it says so itself, or it is its row's class */
function wanting() {
  const keyOf = keyOfRows();
  return (button) => {
    const row = /** @type {HTMLElement | null} */ (button.closest("[data-group]"));
    return keysIn(button.dataset.keep || (row ? keyOf(row) : ""));
  };
}

/** Says on each button whether it is kept. */
export function press() {
  const keys = kept();
  const wantedBy = wanting();
  all("[data-keep]").forEach((button) => {
    button.setAttribute("aria-pressed", String(holdsAll(keys, wantedBy(button))));
  });
}

/**
 * @param {HTMLElement} button
 * @returns {boolean} whether it was kept before
 */
export function toggle(button) {
  const wanted = wanting()(button);
  const was = holdsAll(kept(), wanted);
  keep(toggled(kept(), wanted));
  if (!was) remember(wanted);
  return was;
}

/**
 * With a worker, what is fetched now can be read later without network: a course's page, those of its classes that are
 * kept, and its calendar.
 * @param {string[]} keys
 */
function remember(keys) {
  if (!navigator.serviceWorker || !navigator.serviceWorker.controller) return;
  coursesOf(keys).forEach((id) => {
    const page = new URL(`${base}courses/${id}/`, location.href);
    fetch(`${base}calendar/courses/${id}.ics`).catch(() => 0);
    fetchText(page.href)
      .then((html) => Promise.all(landings(html, keys, id).map((href) => fetch(new URL(href, page).href))))
      .catch(() => 0);
  });
}

/** Once a day, when the page has come to rest: everything that is kept. */
export function refresh() {
  const name = `${place}:kept`;
  if (stored(name) === today() || !kept().length) return;
  setTimeout(() => {
    store(name, today());
    remember(kept());
  }, 4e3);
}

// Another class was chosen: the page's button stands for it now.
on("chosen", press);
