/**
 * Shows what holds now. Python wrote every wording with its half-open interval (timetable/phases.py); here it is only
 * chosen.
 *   data-from, data-until   the element holds from … until …; either may be missing
 *   data-plain              the words without a clock: shown where no script runs, or the clock is wrong;
 *                           with borders: shown then too
 *   data-of="key"           stands for <template data-phases="key">, whose borders may name facts of the row: @start, @end
 *   data-near="2026-11-25"  says 今天, 明天, 后天 (the words stand in the head) in place of its own text; not on paper
 *   data-start, data-end    a session: is-now, is-past
 *   data-always             holds with a wrong clock too
 */

import { hasBegun, isOff, isPast, isWrong, nearDays } from "./phases.js";

const root = document.documentElement;
const paper = window.matchMedia("print");
const words = (root.dataset.nearWords || "").split(" ");

/**
 * @param {string} selector
 * @param {(element: HTMLElement) => void} job
 */
const each = (selector, job) =>
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector)).forEach(job);

/** @param {HTMLElement} place */
function copy(place) {
  const source = /** @type {HTMLTemplateElement | null} */ (
    document.querySelector(`template[data-phases="${place.dataset.of}"]`)
  );
  const row = place.closest("[data-start]");
  if (!source) return;
  place.removeAttribute("data-of");
  place.setAttribute("data-plain", "");
  const copied = /** @type {DocumentFragment} */ (source.content.cloneNode(true));
  Array.from(copied.children).forEach((phase) => {
    const known = ["data-from", "data-until"].every((name) => {
      const named = phase.getAttribute(name) || "";
      if (named[0] !== "@") return true;
      const border = row && row.getAttribute(`data-${named.slice(1)}`);
      if (border) phase.setAttribute(name, border);
      return border;
    });
    if (known) place.before(phase);
  });
}

function show() {
  const now = Date.now();
  const built = root.getAttribute("data-built") || "";
  const wrong = isWrong(now, built);
  const dates = nearDays(now, words);
  root.classList.toggle("wrong-clock", wrong);
  each("[data-of]", copy);
  each("[data-from],[data-until]", (phase) => {
    const off = isOff(now, phase.getAttribute("data-from"), phase.getAttribute("data-until"));
    phase.hidden = wrong && !phase.hasAttribute("data-always") ? !phase.hasAttribute("data-plain") : off;
  });
  each("[data-plain]:not([data-from]):not([data-until])", (plain) => {
    plain.hidden = !wrong;
  });
  each("[data-near]", (day) => {
    const { dataset } = day;
    const near = wrong || paper.matches ? "" : words[dates.indexOf(dataset.near || "")];
    if (!("was" in dataset)) dataset.was = day.textContent || "";
    day.textContent = near || dataset.was || "";
  });
  each("[data-start][data-end]", (row) => {
    const past = !wrong && isPast(now, row.getAttribute("data-end"));
    const begun = !wrong && !past && hasBegun(now, row.getAttribute("data-start"));
    row.classList.toggle("is-past", past);
    row.classList.toggle("is-now", begun && row.hasAttribute("data-held"));
  });
  return wrong ? built.slice(0, 10) : dates[0];
}

/**
 * Now, every half minute, when the page is looked at again, and after somebody added elements.
 * @param {(today: string) => void} [then]
 */
export function keepShowing(then) {
  const again = () => {
    const today = show();
    if (then) then(today);
  };
  again();
  setInterval(again, 3e4);
  document.addEventListener("visibilitychange", again);
  document.addEventListener("linli:added", again);
  paper.addListener(again);
}
