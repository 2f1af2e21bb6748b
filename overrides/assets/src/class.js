/** A course of several classes: one is chosen first, and the page then speaks of that one. `?g=id` carries the choice. */

import { always, announce } from "./again.js";
import { addressFor, asked, goOn, leftWords } from "./classes.js";
import { all, elsewhere, get, make, one, tapped } from "./page.js";
import { isHeld, notOver } from "./sessions.js";

const SHOWN = 8;
const table = get("classes");
const next = get("next");
const later = one("#later ul");
const keep = get("keep");
const calendar = get("calendar");
const dated = get("dates");
const poster = get("poster");
const whole = { keep: keep.dataset.keep, href: String(calendar.getAttribute("href")) };
const classes = all("[data-class]");
const rows = all("#next .session, #later .session");
const parts = all("[data-for]").filter((part) => rows.indexOf(part) < 0);
let chosen = "";
/** @type {HTMLElement | null} */
let line = null;

/** The next eight sessions of the chosen class (or of all) stand open, the others wait; what is over goes. */
function dates() {
  const mine = notOver(rows, Date.now()).filter((row) => !chosen || row.dataset.for === chosen);
  rows.forEach((row) => {
    if (mine.indexOf(row) < 0) row.remove();
  });
  mine.forEach((row, n) => {
    (n < SHOWN || !later ? next : later).append(row);
  });
  if (later) /** @type {HTMLElement} */ (later.parentNode).hidden = mine.length <= SHOWN;
  next.hidden = !mine.length;
  const countable = !table && !next.closest("[data-endless]");
  get("left").textContent = leftWords(mine.filter(isHeld).length, countable, goOn(classes, chosen, Date.now()));
}

/**
 * The address of what the chosen class has.
 * @param {string} name
 */
const at = (name) => String(table.dataset[name]).replace("*", chosen);

function show() {
  line = null;
  classes.forEach((each) => {
    const on = each.dataset.class === chosen;
    line = on ? each : line;
    each.classList.toggle("on", on);
    one("a", each).setAttribute("aria-current", String(on));
  });
  parts.forEach((part) => {
    part.hidden = line ? String(part.dataset.for).split(" ").indexOf(chosen) < 0 : "only" in part.dataset;
  });
  all("[data-chosen]").forEach((part) => {
    part.hidden = !line;
  });
  all("[data-unchosen]").forEach((part) => {
    part.hidden = !!line;
  });
  const own = classes.find((each) => each.dataset.class === chosen);
  keep.dataset.keep = own ? own.dataset.keepAs : whole.keep;
  calendar.setAttribute("href", own ? at("calendars") : whole.href);
  if (own && dated) dated.setAttribute("href", String(one("a", own).getAttribute("href")));
  if (poster) {
    poster.hidden = !own || !("printed" in own.dataset);
    poster.setAttribute("href", at("posters"));
  }
  one("[data-share]:not(.send)").dataset.share = chosen;
  if (next) dates();
  announce("chosen");
}

/** @param {string} id */
function choose(id) {
  chosen = id;
  try {
    history.replaceState(null, "", addressFor(location.pathname, location.search, id));
  } catch {
    // From a folder some browsers refuse; the choice holds all the same.
  }
  show();
}

if (table) {
  chosen = asked(
    location.search,
    location.hash,
    classes.map((each) => String(each.dataset.class)),
  );
  table.addEventListener("click", (event) => {
    const each = tapped(event, "[data-class]");
    if (/** @type {Element} */ (event.target).id === "unchoose") choose("");
    if (!each || elsewhere(event)) return;
    event.preventDefault();
    choose(String(each.dataset.class));
  });
}

rows.forEach((row) => {
  const send = make("button", "k send", "转发");
  send.type = "button";
  send.dataset.share = "";
  send.setAttribute("aria-label", `转发这一次：${String(row.dataset.say).split("\n")[0]}`);
  row.append(send);
});
always(show);
