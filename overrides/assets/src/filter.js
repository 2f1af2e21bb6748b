/** Fetched when wanted: filters of the timetable's sessions, with counts, kept in the address; and the other weeks. */

import looks from "../styles/filter.css";
import { added, announce, on } from "./again.js";
import { after, monday, short, star } from "./dates.js";
import { isGrid } from "./layout.js";
import { hand, load } from "./load.js";
import { dress } from "./looks.js";
import {
  AGES,
  addressOf,
  ageWords,
  answers,
  choiceIn,
  counts,
  failed,
  HOURS,
  KEYS,
  result,
  suits,
  used,
} from "./matching.js";
import { all, get, make, now, one, tapped, textOf, today } from "./page.js";
import { isHeld } from "./sessions.js";
import { askedWeek, beyond, daysOf, inWeek, monthsOf, named } from "./weeks.js";

/** @typedef {import("./matching.js").Answers} Answers */
/** @typedef {import("./matching.js").Fact} Fact */
/**
 * A value of a group: an option of a list, or a box to tick with its count.
 * @typedef {object} Control
 * @property {string} text
 * @property {HTMLOptionElement} [item]
 * @property {HTMLInputElement} [input]
 * @property {HTMLElement} [count]
 * @property {HTMLElement} [label]
 */

const days = one(".days");
const found = get("found");
/** @type {Record<string, string>} */
const NAMES = { kind: "类别", who: "给谁上", day: "星期", time: "时段", place: "地点" };
/** Groups of which one value is chosen from a list. */
const LISTS = ["who", "place"];
const chosen = choiceIn(location.search);
const asked = askedWeek(new URLSearchParams(location.search).get("week"));
/** @type {Record<string, Record<string, Control>>} */
const controls = {};
/** @type {Record<string, HTMLElement>} */
const boxes = {};
/** @type {WeakMap<HTMLElement, Answers>} */
const said = new WeakMap();

/**
 * @param {Element} element
 * @param {string} text
 */
function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement} row */
function answersOf(row) {
  let known = said.get(row);
  if (!known) {
    const whole = /** @type {Element} */ (row.parentNode).className === "whole";
    known = answers(row.dataset, textOf(row, "[data-place]"), whole);
    said.set(row, known);
  }
  return known;
}

/** The controls: built from what the rows say, added to when more rows come. */
const form = make("form", "opts", "");

/** @param {string} key */
function group(key) {
  controls[key] = {};
  if (LISTS.indexOf(key) >= 0) {
    const label = make("label", "", `${NAMES[key]} `, make("p", "", "", form));
    const select = make("select", "", "", label);
    select.name = key;
    make("option", "", "不限", select).value = "";
    boxes[key] = select;
  } else {
    const box = make("fieldset", "", "", form);
    make("legend", "", NAMES[key], box);
    boxes[key] = make("div", "", "", box);
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @param {string} text
 * @returns {Control}
 */
function option(key, value, text) {
  const known = controls[key];
  if (known[value]) return known[value];
  if (LISTS.indexOf(key) >= 0) {
    const item = make("option", "", text, boxes[key]);
    item.value = value;
    known[value] = { text, item };
  } else {
    const label = make("label", "opt", "", boxes[key]);
    const input = make("input", "", "", label);
    input.type = "checkbox";
    input.name = key;
    input.value = value;
    make("span", "", text, label);
    const small = make("small", "", "", label);
    const count = make("span", "", "", small);
    make("span", "sr", "节", small);
    known[value] = { text, input, count, label };
  }
  return known[value];
}

function build() {
  ["kind", "who", "day", "time", "place"].forEach(group);
  const last = make("fieldset", "", "", form);
  make("legend", "", "费用和报名", last);
  const box = make("div", "", "", last);
  ["free", "open"].forEach((key) => {
    boxes[key] = box;
    controls[key] = {};
  });
  AGES.forEach((age) => {
    option("who", age, ageWords(age));
  });
  "一二三四五六日".split("").forEach((word, n) => {
    option("day", String(n + 1), `周${word}`);
  });
  HOURS.forEach((hour) => {
    option("time", hour[0], hour[1]);
  });
  option("free", "1", "免费");
  option("open", "1", "可报名");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const { name, value, checked, type } = /** @type {HTMLInputElement} */ (event.target);
    if (type !== "checkbox") chosen[name] = value ? [value] : [];
    else chosen[name] = chosen[name].filter((each) => each !== value).concat(checked ? value : []);
    write();
    spread();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
  });
  form.append(see);
  get("choices").append(form);
}

/** The days in question, before any filter: a chosen week, this week in the grid, else all from today. */
function scope() {
  const near = days.dataset.days === "near" && !days.dataset.week;
  const hides = near ? (isGrid() ? "then" : "gone") : "";
  return all(".day", days).filter((day) => !day.hidden && !(hides && day.classList.contains(hides)));
}

function sift() {
  const instant = now();
  const inside = scope();
  const facts = all(".session", days).map((row) => {
    const known = answersOf(row);
    const held = isHeld(row);
    const joins = held && one("[data-open]:not([hidden])", row);
    const says = Object.assign({}, known, {
      who: Object.keys(controls.who).filter((value) => suits(known.ages, value)),
      open: joins && Date.parse(String(row.dataset.start)) > instant ? ["1"] : [],
    });
    return { row, says: /** @type {any} */ (says), held, fails: failed(/** @type {any} */ (says), chosen) };
  });
  const some = used(chosen).length > 0;
  facts.forEach(({ row, fails }) => {
    row.hidden = fails.length > 0;
  });
  all(".day", days).forEach((day) => {
    const left = all(".session", day).filter((row) => !row.hidden);
    day.classList.toggle("blank", some && !left.length);
    all(".first", day).forEach((row) => {
      row.classList.remove("first");
    });
    if (left.length) left[0].classList.add("first");
  });
  days.classList.toggle("joins", chosen.open.length > 0);
  const seen = facts.filter(({ row }) => inside.indexOf(/** @type {HTMLElement} */ (row.closest(".day"))) >= 0);
  count(seen);
  say(seen, some);
  announce("sifted");
}

/** On a phone all days are shown in which something is found, and one day where nothing is asked. */
function spread() {
  days.classList.toggle("every", used(chosen).length > 0);
  sift();
}

/** @param {Fact[]} facts */
function count(facts) {
  KEYS.forEach((key) => {
    const sums = counts(facts, key);
    Object.keys(sums)
      .concat(chosen[key])
      .forEach((value) => {
        option(key, value, value);
      });
    Object.keys(controls[key]).forEach((value) => {
      const { text, item, input, count: number, label } = controls[key][value];
      const sum = sums[value] || 0;
      const on = chosen[key].indexOf(value) >= 0;
      if (item) {
        tell(item, `${text}（${sum}节）`);
        item.selected = on;
      } else if (input && number && label) {
        input.checked = on;
        tell(number, String(sum));
        label.classList.toggle("m", !sum);
        // To tick what holds of all takes nothing away.
        if (key === "free") label.hidden = !on && facts.every(({ says }) => says.free.length);
      }
    });
    if (LISTS.indexOf(key) >= 0 && !chosen[key].length) /** @type {HTMLSelectElement} */ (boxes[key]).value = "";
  });
}

const undo = make("p", "undo", "");
const loosen = make("button", "", "", undo);
const clear = make("button", "", "清除筛选", undo);
const back = make("button", "", "回到今天");
const see = make("button", "btn see", "");
loosen.type = clear.type = back.type = see.type = "button";

/** @param {string} key */
const words = (key) => chosen[key].map((value) => (controls[key][value] || { text: value }).text).join("、");

/**
 * @param {Fact[]} facts
 * @param {boolean} some filters are set
 */
function say(facts, some) {
  const { text, best } = result(facts, chosen, words);
  tell(see, `看${facts.filter(({ fails, held }) => held && !fails.length).length}节`);
  tell(found, some ? text : "");
  loosen.hidden = !(some && best);
  clear.hidden = !some;
  if (best) {
    tell(loosen, `去掉“${words(best.key)}”`);
    loosen.dataset.key = best.key;
  }
  tell(get("chosen"), some ? `：${used(chosen).map(words).join("、")}` : "");
}

/** Closes the sheet of filters, and leads to what was found. */
function shut() {
  /** @type {HTMLDetailsElement} */ (get("choices")).open = false;
  toChoices();
}

function toChoices() {
  /** @type {HTMLElement} */ (get("choices").firstElementChild).focus();
}

/** @param {string[]} keys */
function reset(keys) {
  keys.forEach((key) => {
    chosen[key] = [];
  });
  write();
  spread();
  toChoices();
}

function write() {
  try {
    history.replaceState(null, "", addressOf(location, chosen, days.dataset.week));
  } catch {
    // From a folder some browsers refuse; the choice holds all the same.
  }
}

/** Other weeks: days that the page lacks come from the pages of the months, and leave again with their week. */
/** @type {Record<string, HTMLElement>} */
const extra = {};
/** @type {Record<string, string>} */
const months = {};
/** @type {Record<string, Promise<void> | null>} */
const fetched = {};
all(".months a").forEach((element) => {
  const link = /** @type {HTMLAnchorElement} */ (element);
  if (named(link.pathname)) months[named(link.pathname)] = link.href;
});
const known = Object.keys(months).sort();

/** @param {string} month */
function fetchDays(month) {
  if (!months[month]) return Promise.resolve();
  const get = () =>
    load("more.js").then((more) =>
      more.fetchMonth(months[month]).then((taken) => {
        more.addNotes(taken, days);
        taken.days.forEach((day) => {
          const date = String(day.dataset.date);
          extra[date] = extra[date] || day;
        });
      }),
    );
  const promise = fetched[month] || get();
  fetched[month] = promise;
  return promise.catch(() => {
    fetched[month] = null;
    throw new Error(month);
  });
}

/** The Monday of the week that is on its way: the next tap goes on from there, and only the last one is shown. */
let coming = "";

/** @param {string} date */
function empty(date) {
  const day = make("section", "day bare", "");
  day.dataset.date = date;
  const heading = make("h2", "", "", day);
  make("b", "near", "", heading).dataset.near = date;
  heading.append(" ");
  const time = make("time", "", short(date), heading);
  time.dateTime = date;
  heading.append(" ", make("span", "", star(date)));
  make("p", "none", "没有课程", day);
  return day;
}

/** @param {string} first the Monday of the week to show, or nothing */
function place(first) {
  coming = "";
  all("[data-extra]", days).forEach((day) => {
    day.remove();
  });
  all(".day", days).forEach((day) => {
    day.hidden = !!first && !inWeek(String(day.dataset.date), first);
  });
  (first ? daysOf(first) : []).forEach((date) => {
    if (one(`[data-date="${date}"]`, days)) return;
    const day = extra[date] || empty(date);
    extra[date] = day;
    day.dataset.extra = "";
    day.hidden = false;
    const next = all(".day", days).find((other) => String(other.dataset.date) > date);
    days.insertBefore(day, next || null);
  });
  if (first) days.dataset.week = first;
  else delete days.dataset.week;
  if (!used(chosen).length) days.classList.remove("every");
  back.hidden = !first;
  all("[data-turn]").forEach((button) => {
    const end = beyond(after(first || monday(today()), Number(button.dataset.turn)), known);
    button.setAttribute("aria-disabled", String(!!end));
  });
  write();
  added();
}

/** @param {string} first the Monday of the week to go to */
function turn(first) {
  const end = beyond(first, known);
  if (end) tell(found, end);
  else if (first === monday(today())) place("");
  else if (daysOf(first).every((date) => one(`[data-date="${date}"]:not([data-extra])`, days))) place(first);
  else {
    coming = first;
    tell(found, "正在取这一周的课表…");
    Promise.all(monthsOf(first).map(fetchDays)).then(
      () => {
        if (coming === first) place(first);
      },
      () => {
        if (coming === first) coming = "";
        tell(found, "没有取到这一周的课表，请再点一次，或者看下面的按月课表。");
      },
    );
  }
}

/** @param {HTMLElement} button */
function answer(button) {
  if (button.dataset.turn) turn(after(coming || days.dataset.week || monday(today()), Number(button.dataset.turn)));
  else if (button === back) {
    place("");
    toChoices();
  } else if (button === see) shut();
  else if (button === clear) reset(KEYS);
  else if (button === loosen) reset([String(loosen.dataset.key)]);
}

dress(looks);
build();
chosen.who.forEach((value) => {
  option("who", value, ageWords(value));
});
/** @type {Element} */ (found.parentNode).append(undo);
const turns = one(".turns");
if (turns) {
  /** @type {Element} */ (found.parentNode).insertBefore(back, found);
  place("");
}
spread();
on("again", sift);
if (turns && asked) turn(asked);
get("sift").addEventListener("click", (event) => {
  const button = tapped(event, "button");
  if (button) answer(button);
});

export const part = { answer };
hand(part);
