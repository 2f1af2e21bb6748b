/** What a page may need later: the calendar, my courses and what is sent come with the first tap on one of their buttons. */

import { load } from "./load.js";
import { elsewhere, tapped } from "./page.js";
import { place } from "./place.js";
import { stored } from "./storage.js";

let wanted = false;

/** @param {HTMLElement} [button] */
function need(button) {
  wanted = true;
  const link = /** @type {HTMLAnchorElement | undefined} */ (button);
  load("my.js").then(
    (part) => part.open(button),
    () => link && link.href && location.assign(link.href),
  );
}

/** @param {HTMLElement} button */
export const sendBy = (button) =>
  load("share.js").then(
    (part) => part.share(button),
    () => {
      button.textContent = "没有取到，请再点一次";
    },
  );

export function offerMine() {
  document.addEventListener("click", (event) => {
    const button = tapped(event, "[data-keep],[data-calendar],[data-share]");
    if (!button || elsewhere(event)) return;
    event.preventDefault();
    if ("share" in button.dataset) sendBy(button);
    else need(button);
  });
  // Whoever keeps courses, or brings some by a link, needs it at once; whenever the page is shown again, too.
  const start = () => {
    if (wanted || /^#my=/.test(location.hash) || stored(place)) need();
  };
  window.addEventListener("pageshow", start);
  window.addEventListener("hashchange", start);
}
