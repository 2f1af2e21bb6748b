/** The lobby's television: goes on for days by itself, alone where the network is gone; nobody touches it. */

import { added } from "./again.js";
import { dateAt, moment, short, star } from "./dates.js";
import { clockAt, dimHours, isGood, isLost, lightAt, placesAsked, plan, turnOf } from "./lobby.js";
import { keepOffline } from "./offline.js";
import { all, get, now, one, root, wrongClock } from "./page.js";
import { fillNext, isWhole, turnList } from "./screen-fit.js";
import { store, stored } from "./storage.js";
import { parsed } from "./trusted.js";

const EVERY = 10 * 6e4;
const CHECKED = "linli-screen-checked";
const main = get("main");
const asked = new URLSearchParams(location.search);
const dim = dimHours(asked.get("dim"));
/** When this text was last known to be what the site says. */
let checked = Number(stored(CHECKED)) || Date.parse(root.dataset.built || "");
let failed = false;
const began = Date.now();
/** What was fetched last. */
let text = "";

const places = () =>
  all("i", /** @type {HTMLTemplateElement} */ (get("places")).content).map(({ dataset, textContent }) => ({
    id: dataset.place || "",
    name: dataset.name || "",
    text: textContent || "",
  }));

/** @param {HTMLElement} element */
const session = (element) => ({
  element,
  start: Date.parse(element.dataset.start || ""),
  end: Date.parse(element.dataset.end || ""),
  held: "held" in element.dataset,
  whole: "whole" in element.dataset,
});

/** @param {string[]} ids */
const daysAt = (ids) =>
  all("section", get("days")).map((section) => ({
    section,
    date: section.dataset.date || "",
    noted: !!section.querySelector(".note"),
    rows: all(".row", section)
      .filter(({ dataset }) => !ids.length || [dataset.venue, dataset.was].some((id) => ids.indexOf(id || "") >= 0))
      .map(session),
  }));

/**
 * @param {string} id
 * @param {Element[]} elements
 * @param {string[]} ids
 */
function fill(id, elements, ids) {
  const list = get(id);
  list.textContent = "";
  elements.forEach((element) => {
    const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
    copy.classList.toggle("here", ids.length === 1 && copy.dataset.venue === ids[0]);
    list.append(copy);
  });
}

/** @param {string} kind */
const sayNone = (kind) =>
  all(".now [data-none]").forEach((told) => {
    told.hidden = told.dataset.none !== kind;
  });

/** Puts everything where it belongs at this moment. */
function arrange() {
  const instant = now();
  const date = dateAt(instant);
  const found = placesAsked(asked.get("venue"), places());
  const days = /** @type {ReturnType<typeof daysAt>} */ (daysAt(found.ids));
  const shown = plan(days, instant, get("days").dataset.last || "", wrongClock());
  const later = shown.later.map((each) => days.filter((day) => day.date === each.date)[0]);
  const following = later.map((day) => [one(".day", day.section), ...day.rows.map((row) => row.element)]);
  const today = shown.today.map(({ element }) => element);
  fill(
    "now",
    shown.now.map(({ element }) => element),
    found.ids,
  );
  fill("next", today.concat(...following), found.ids);
  all(".day ~ .row", get("next")).forEach((row) => {
    row.classList.add("later");
  });
  get("during").hidden = shown.daylong;
  get("daylong").hidden = !shown.daylong;
  sayNone(shown.none);
  one("[data-none=next]").hidden = today.length + later.length > 0 || shown.none === "ended";
  get("date").textContent = `今天 ${short(date)} ${star(date)}`;
  get("where").textContent = found.name && ` · ${found.name}`;
  get("unknown").hidden = !found.unknown;
  one("b", get("unknown")).textContent = found.unknown;
  all("[data-day-note]").forEach((note) => {
    note.hidden = note.dataset.date !== date;
  });
  all("[data-places]").forEach((item) => {
    const at = (item.dataset.places || "").split(" ").filter(Boolean);
    item.classList.toggle(
      "elsewhere",
      !!(found.ids.length && at.length && !at.some((id) => found.ids.indexOf(id) >= 0)),
    );
  });
  all("[data-turns]").forEach((list) => {
    turnList(list, instant);
  });
  get("notices").hidden = !one("ul:not(.empty)", get("notices"));
  all("#story").forEach((story) => {
    story.hidden = shown.now.length > 0;
    story.hidden = story.hidden || !isWhole(story);
  });
  one(".next").hidden = shown.none === "ended" && !later.length;
  fillNext(get("next"), get("rest"), instant);
}

/** What an editor wrote on the page itself stands among the notices. */
function takeOwn() {
  all("main > p").forEach((paragraph) => {
    const item = document.createElement("li");
    item.append(...Array.from(paragraph.childNodes));
    one("#notices ul").prepend(item);
    paragraph.remove();
  });
  one(".columns").hidden = false;
}

let stands = -1;

/** Every second: the clock, how bright it is, and the next page when it is time. */
function tick() {
  const instant = Date.now();
  const lost = isLost(instant, checked, failed);
  get("clock").textContent = clockAt(instant);
  root.dataset.light = lightAt(instant, dim);
  get("since").hidden = !lost;
  if (lost) one("b", get("since")).textContent = moment(new Date(checked + 288e5).toISOString());
  const turn = turnOf(instant, Infinity);
  if (turn === stands) return;
  stands = turn;
  arrange();
}

const again = () => {
  stands = -1;
  tick();
};

/** @param {Document} page */
const policy = (page) => one("meta[http-equiv]", page.head).getAttribute("content");

/**
 * New scripts or styles have other hashes in the policy. Their page is loaded whole, but never at once again: where the
 * network gives now the old, now the new page, that would have no end.
 * @param {Document} fresh
 */
function take(fresh) {
  const given = fresh.getElementById("main") || main;
  const html = given.innerHTML;
  if (policy(fresh) !== policy(document)) {
    if (Date.now() - began >= EVERY / 2) location.reload();
  } else if (html !== text) {
    text = html;
    root.dataset.built = fresh.documentElement.dataset.built;
    main.textContent = "";
    main.append(...Array.from(document.importNode(given, true).childNodes));
    takeOwn();
    added();
  }
}

/** Asks for this page anew; what is not it, or older, or from a cupboard, changes nothing. */
async function refresh() {
  try {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    const fresh = parsed(await answer.text());
    const told = {
      screen: !!fresh.getElementById("days"),
      kept: !!fresh.getElementById("offline"),
      built: fresh.documentElement.getAttribute("data-built"),
    };
    failed = !answer.ok || !isGood(told, root.dataset.built);
    if (!failed) {
      checked = Date.now();
      store(CHECKED, String(checked));
      take(fresh);
    }
  } catch {
    failed = true;
  }
  again();
}

function stayAwake() {
  const lock = navigator.wakeLock;
  if (lock && !document.hidden) lock.request("screen").catch(() => 0);
}

takeOwn();
tick();
setInterval(tick, 1e3);
window.addEventListener("resize", again);
window.addEventListener("load", again);
stayAwake();
document.addEventListener("visibilitychange", stayAwake);
keepOffline();
if (/^http/.test(location.protocol)) {
  refresh();
  setInterval(refresh, EVERY);
  window.addEventListener("online", refresh);
}
