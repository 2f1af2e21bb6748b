/** The two buttons of the header open the panels of sizes and of search; search is fetched when first wanted. */

import { load } from "./load.js";
import { base, get, root } from "./page.js";

/** @type {Promise<Response> | undefined} */
let index;

function search() {
  // Fetched beside the script that reads it: one round trip less. (From a folder search.js loads it as a script.)
  if (!index && location.protocol !== "file:") index = fetch(`${base}search/index.json`);
  load("search.js").then(
    (part) => part.start(index),
    () => 0,
  );
  get("search-input").focus();
}

export function openPanels() {
  const pairs = [
    [get("search-open"), get("search")],
    [get("size-open"), get("sizes")],
  ];
  // On the home page the field is there from the beginning, and stays, unless letters are so large that it takes the
  // room of what one came for; its index comes when somebody goes into it.
  const field = get("search");
  const stays = field.hidden || root.classList.contains("tight") ? null : field;

  /**
   * @param {HTMLElement} button
   * @param {HTMLElement} panel
   * @param {boolean} open
   */
  function show(button, panel, open) {
    const shown = open || panel === stays;
    button.setAttribute("aria-expanded", String(shown));
    panel.hidden = !shown;
  }

  if (!stays) show(get("search-open"), field, false);
  pairs.forEach(([button, panel]) => {
    button.addEventListener("click", () => {
      const open = panel.hidden || panel === stays;
      pairs.forEach((pair) => {
        show(pair[0], pair[1], open && pair[0] === button);
      });
      if (open && panel.id === "search") search();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      show(button, panel, false);
      button.focus();
    });
  });
  get("search-input").addEventListener("focus", search, { once: true });
  get("search").addEventListener("submit", (event) => event.preventDefault());
}
