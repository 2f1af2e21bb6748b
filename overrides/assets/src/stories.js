/** Of the list of stories one topic or one year, as the address says: `?topic=托育`, `?year=2024`. */

import { all, elsewhere, get, tapped } from "./page.js";

const sieve = get("sieve");
const links = all("a", sieve);

/** @param {HTMLElement} part */
const empty = (part) => all("li", part).every((story) => story.hidden);

function show() {
  const asked = new URLSearchParams(location.search);
  const [topic, year] = [asked.get("topic"), asked.get("year")];
  const here = links.find((link) => {
    const own = new URL(/** @type {HTMLAnchorElement} */ (link).href).searchParams;
    return own.get("topic") === topic && own.get("year") === year;
  });
  // Of a topic or a year that there is not, all are shown.
  const some = here && here !== links[0];
  links.forEach((link) => {
    link.setAttribute("aria-current", String(link === (here || links[0])));
  });
  all("[data-year]").forEach((section) => {
    all("li", section).forEach((story) => {
      const fits = (!topic || story.dataset.topic === topic) && (!year || section.dataset.year === year);
      story.hidden = !!some && !fits;
    });
    all("div", section).forEach((group) => {
      group.hidden = empty(group);
    });
    section.hidden = empty(section);
  });
  const left = all("[data-year] li").filter((story) => !story.hidden).length;
  get("sieved").textContent = some ? `有${left}篇` : "";
}

sieve.addEventListener("click", (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (tapped(event, "a"));
  if (!link || elsewhere(event)) return;
  try {
    history.pushState(null, "", link.getAttribute("href") === "./" ? location.pathname : link.search);
  } catch {
    // From a folder some browsers refuse: the link itself leads there.
    return;
  }
  event.preventDefault();
  show();
});
window.addEventListener("popstate", show);
show();
