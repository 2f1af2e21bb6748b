/** The page /my/: the coming sessions of my courses, taken from the pages of the months, what changes, what overlaps. */

import { added } from "./again.js";
import { keep, kept, keyOfRows, press, wasRefused } from "./keeping.js";
import { holds, isClass } from "./kept.js";
import { load } from "./load.js";
import { fetchPage } from "./months.js";
import { all, base, get, one, textOf, today } from "./page.js";
import { overlap } from "./sessions.js";
import { listWords, namedBy, pageOf, shownWords } from "./sharing.js";
import { within } from "./weeks.js";

/** @typedef {import("./sharing.js").Named} Named */

/** Four weeks and eight. */
const NEAR = 27;
const FAR = 55;
/** What does not take place as planned is told two weeks ahead. */
const TOLD = 13;
const CHANGED = ["cancelled", "moved", "relocated"];
const root = get("my");
const said = get("my-said");
const days = get("my-days");
/** Names by key, as far as they have been met. @type {Record<string, Named>} */
const names = {};

/**
 * Every day section from today to n days ahead, by date; what a month's page cannot give, the timetable's fortnight may.
 * @param {number} ahead
 */
async function sections(ahead) {
  const first = today();
  const last = today(ahead);
  const months = String(root.dataset.months)
    .split(" ")
    .filter((month) => within(month, first, last));
  const more = await load("more.js");
  const take = (/** @type {string} */ path) => more.fetchMonth(`${base}timetable/${path}`).catch(() => null);
  const taken = await Promise.all(months.map((month) => take(`${month}/`)));
  if (!taken.every(Boolean)) taken.push(await take(""));
  const found = taken.filter(Boolean);
  if (!found.length && months.length) throw new Error("nothing");
  /** @type {Record<string, HTMLElement>} */
  const by = {};
  found.forEach((part) => {
    const month = /** @type {import("./months.js").Month} */ (part);
    more.addNotes(month, days);
    month.days.forEach((day) => {
      const date = String(day.dataset.date);
      if (date >= first && date <= last) by[date] = by[date] || day;
    });
  });
  const sorted = Object.keys(by).sort();
  return { days: sorted.map((date) => by[date]), lost: found.length < taken.length };
}

/** @param {HTMLElement} row */
const key = (row) => keyOfRows()(row);
/** @param {HTMLElement} row */
const title = (row) => textOf(row, ".t");
/** @param {HTMLElement} row */
const pageOfRow = (row) => /** @type {HTMLAnchorElement} */ (one(".t a", row)).href;

/**
 * A copy of one of the page's templates, and what in it has a mark: <span data-why> as `why`.
 * @param {string} id
 */
function copy(id) {
  const { content } = /** @type {HTMLTemplateElement} */ (get(id));
  const made = /** @type {HTMLElement} */ (document.importNode(content, true).firstElementChild);
  /** @type {Record<string, HTMLElement>} */
  const parts = { made };
  all("*", made).forEach((part) => {
    Object.keys(part.dataset).forEach((name) => {
      parts[name] = part;
    });
  });
  return parts;
}

/**
 * The days that hold a session of mine, and in them only those.
 * @param {HTMLElement[]} found
 * @param {string[]} keys
 */
function mine(found, keys) {
  const keyOf = keyOfRows();
  return found.filter((day) => {
    all(".session", day).forEach((row) => {
      // Here the list at the end says what is kept. What was over before the page was made has no button.
      const button = one("[data-keep]", row);
      if (button) button.remove();
      const known = keyOf(row);
      if (!holds(keys, known)) {
        row.remove();
        return;
      }
      // Who keeps a class attends it: how to sign up is no news.
      all(".c .sn", row).forEach((chip) => {
        chip.remove();
      });
      names[known] = names[known] || { key: known, text: title(row), href: pageOfRow(row) };
    });
    return one(".session", day);
  });
}

/**
 * What does not take place as planned, before everything else.
 * @param {HTMLElement[]} shown
 */
function alerts(shown) {
  const until = today(TOLD);
  get("my-alerts").textContent = "";
  shown
    .filter((day) => String(day.dataset.date) <= until)
    .forEach((day) => {
      all(".session[data-state]", day).forEach((row) => {
        if (CHANGED.indexOf(String(row.dataset.state)) < 0) return;
        const { made, day: when, word, name, clock, why } = copy("my-alert");
        made.classList.add(row.dataset.state === "cancelled" ? "r" : "a");
        made.dataset.until = row.dataset.end;
        when.dataset.near = day.dataset.date;
        when.textContent = textOf(day, "h2 time");
        word.textContent = textOf(row, "[data-word]");
        name.textContent = title(row);
        /** @type {HTMLAnchorElement} */ (name).href = pageOfRow(row);
        clock.textContent = textOf(row, "time");
        /** @type {HTMLElement} */ (clock.parentNode).hidden = !clock.textContent;
        why.textContent = textOf(row, ".y");
        get("my-alerts").append(made);
      });
    });
}

/**
 * Says where two of my sessions are at the same time; gives on how many days. Nobody has to be at what lasts all day.
 * @param {HTMLElement[]} shown
 */
function overlaps(shown) {
  const called = (/** @type {HTMLElement} */ row) => `${textOf(row, "time")} ${title(row)}`;
  return shown.filter((day) => {
    const rows = all(".sessions > [data-held]", day);
    /** @type {HTMLElement[]} */
    const lines = [];
    rows.forEach((row, n) => {
      rows.slice(n + 1).forEach((other) => {
        if (!overlap(row, other) || key(row) === key(other)) return;
        const { made, one: first, other: also } = copy("my-overlap");
        first.textContent = called(row);
        also.textContent = called(other);
        lines.push(made);
      });
    });
    one("h2", day).after(...lines);
    return lines.length;
  }).length;
}

/**
 * The names of what has no session near: from the course's own page.
 * @param {string[]} keys
 * @returns {Promise<Named[]>}
 */
export function named(keys) {
  const unknown = keys.filter((each) => !names[each]);
  const asked = unknown.map((each) => {
    const address = pageOf(base, each);
    return fetchPage(address).then(
      (found) => {
        const group = isClass(each) ? textOf(found, `[data-keep-as="${each}"] a`) : "";
        const only = !!one(`#keep[data-keep="${each}"]`, found);
        names[each] = namedBy(each, textOf(found, "h1"), group, only, new URL(address, location.href).href);
      },
      (status) => {
        if (status === 404) names[each] = { key: each, text: "", href: "" };
      },
    );
  });
  return Promise.all(asked).then(() => keys.map((each) => names[each] || { key: each }));
}

/** @param {string[]} keys */
async function list(keys) {
  const found = await named(keys);
  get("my-list").textContent = "";
  found.forEach((each) => {
    const { made, name, keep: button } = copy("my-kept");
    name.textContent = listWords(each);
    if (each.href) /** @type {HTMLAnchorElement} */ (name).href = each.href;
    button.dataset.keep = each.key;
    button.setAttribute("aria-label", `收进我的课表：${name.textContent}`);
    get("my-list").append(made);
  });
  press();
}

/**
 * The days with the sessions of these keys: the next four weeks, or eight where those have none.
 * @param {string[]} keys
 */
async function daysOf(keys) {
  const near = await sections(NEAR);
  const keyOf = keyOfRows();
  const some = near.days.some((day) => all(".session", day).some((row) => holds(keys, keyOf(row))));
  return some ? near : sections(FAR);
}

/** Shows everything anew. */
export async function show() {
  const keys = kept();
  get("my-none").hidden = keys.length > 0;
  all(".my-some", root).forEach((part) => {
    part.hidden = !keys.length;
  });
  get("my-refused").hidden = !wasRefused();
  days.textContent = "";
  get("my-alerts").textContent = "";
  said.textContent = keys.length ? "正在取课表…" : "";
  if (!keys.length) return;
  try {
    const found = await daysOf(keys);
    const shown = mine(found.days, keys);
    alerts(shown);
    const double = overlaps(shown);
    days.append(...shown);
    const end = shown[shown.length - 1];
    said.textContent = shownWords(end ? textOf(end, "h2 time") : "", double, found.lost);
    await list(keys);
    added();
  } catch {
    said.textContent = "没有取到课表，请检查网络，或者打电话。";
    await list(keys).catch(() => 0);
  }
}

/** @param {boolean} off */
export function tellToggled(off) {
  said.textContent = off ? "已移出，下次打开就不再列出；再按一次就收回来。" : "收回来了。";
}

/**
 * Puts words before what is said, after everything is shown with other keys.
 * @param {string[] | null} keys what is kept from now on, or as before
 * @param {string} words
 */
export function showWith(keys, words) {
  if (keys) keep(keys);
  show().then(() => {
    said.textContent = words + said.textContent;
  });
}
