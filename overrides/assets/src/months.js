/** Pages of the site as other pages take parts of them: fetches them, gives their days with links that hold here. */

import { all, get, one } from "./page.js";
import { parsed } from "./trusted.js";

/** @typedef {{ days: HTMLElement[], notes: HTMLElement[] }} Month */

/**
 * @param {string} address
 * @returns {Promise<string>}
 */
export const fetchText = (address) =>
  fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));

/** @param {string} address */
export const fetchPage = (address) =>
  fetchText(address).then((html) => {
    const page = parsed(html);
    const from = new URL(address, location.href);
    all("a[href]", page).forEach((link) => {
      /** @type {HTMLAnchorElement} */ (link).href = new URL(String(link.getAttribute("href")), from).href;
    });
    return page;
  });

/**
 * A month page's day sections; what its rows name (words of states, the keys of classes) is added to this page.
 * @param {string} address
 * @returns {Promise<Month>}
 */
export const fetchMonth = (address) =>
  fetchPage(address).then((page) => {
    const known = (/** @type {HTMLElement} */ words) => one(`template[data-phases="${words.dataset.phases}"]`);
    get("main").append(...all("template[data-phases]", page).filter((words) => !known(words)));
    get("main").append(...all("template[data-keeps]", page));
    // A kept page says so (sw.js), and so does what is taken from it.
    const old = page.getElementById("offline");
    if (old && !get("offline")) one(".top").prepend(old);
    return { days: all(".day[data-date]", page), notes: all("p.note", page) };
  });

/**
 * What a month's page says above its days (no official holidays yet) holds for the days taken from it.
 * @param {Month} month
 * @param {HTMLElement} days
 */
export function addNotes(month, days) {
  const known = all("p.note").map((note) => note.textContent);
  month.notes
    .filter((note) => known.indexOf(note.textContent) < 0)
    .forEach((note) => {
      days.before(note);
    });
}
