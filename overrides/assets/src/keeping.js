/** My courses on this phone, and the buttons that keep one. */

import { on } from "./again.js";
import { coursesOf, holdsAll, keysIn, toggled } from "./kept.js";
import { all, base } from "./page.js";
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

/** Says on each button whether it is kept. */
export function press() {
  const keys = kept();
  all("[data-keep]").forEach((button) => {
    button.setAttribute("aria-pressed", String(holdsAll(keys, keysIn(String(button.dataset.keep)))));
  });
}

/**
 * @param {HTMLElement} button
 * @returns {boolean} whether it was kept before
 */
export function toggle(button) {
  const wanted = keysIn(String(button.dataset.keep));
  const was = holdsAll(kept(), wanted);
  keep(toggled(kept(), wanted));
  if (!was) remember(wanted);
  return was;
}

/**
 * With a worker, what is fetched now can be read later without network.
 * @param {string[]} keys
 */
function remember(keys) {
  if (!navigator.serviceWorker || !navigator.serviceWorker.controller) return;
  coursesOf(keys).forEach((id) => {
    fetch(`${base}courses/${id}/`).catch(() => 0);
    fetch(`${base}calendar/courses/${id}.ics`).catch(() => 0);
  });
}

// Another class was chosen: the page's button stands for it now.
on("chosen", press);
