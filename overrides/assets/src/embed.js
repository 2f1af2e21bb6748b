/** A page to frame in another site: of its sessions those that the address asks for, days without any left out. */

import { always, beat } from "./again.js";
import { completeLinks } from "./folder.js";
import { asked, isAsked } from "./framed.js";
import { all, base, get, one } from "./page.js";

const known = all("#known option").map((option) => ({
  what: String(option.dataset.what),
  id: /** @type {HTMLOptionElement} */ (option).value,
  name: String(option.textContent),
}));
const wanted = asked(location.search, known);

function choose() {
  let some = false;
  all(".day").forEach((day) => {
    const rows = all("li", day);
    rows.forEach((row) => {
      row.classList.toggle("left-out", !isAsked(row.dataset, wanted));
    });
    const empty = rows.every((row) => row.hidden || row.classList.contains("left-out"));
    day.classList.toggle("left-out", empty);
    some = some || !(empty || day.hidden);
  });
  get("none").hidden = some;
}

if (wanted.name) get("title").textContent = wanted.name;
get("unknown").hidden = !wanted.unknown;
one("b", get("unknown")).textContent = wanted.unknown;
if (wanted.course || wanted.venue) {
  const page = wanted.course ? `courses/${wanted.course}/` : `venues/${wanted.venue}/`;
  get("whole").setAttribute("href", base + page);
}
always(choose);
beat();
completeLinks();
