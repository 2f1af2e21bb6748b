/** The list of courses: for which age, on which days, what can still be joined. The choice stands in the address. */

import { always } from "./again.js";
import { addressOf, ageWords, choiceIn, KEYS, used } from "./matching.js";
import { all, get, make, one, tapped } from "./page.js";
import { answer, countOf, inOrder, judged, says, stepped } from "./seeking.js";

const CAN_JOIN = /\bsn-(open|free|wait|ask)\b/;
const chosen = choiceIn(location.search);
const form = get("ask");
const cards = get("cards");
const order = all(".card", cards);
const places = /** @type {HTMLSelectElement | null} */ (one("select", form));

/** @param {Element} place with the states of which one is shown */
const state = (place) => all(".sn", place).find((each) => !each.hidden);

/** @param {HTMLElement} card */
function classesOf(card) {
  const whole = state(one(".c", card));
  const found = card.dataset.class === undefined ? all("[data-class]", card) : [card];
  return found.map((element) => {
    const own = element === card ? whole : state(element) || whole;
    const open = CAN_JOIN.test(own ? own.className : "");
    const { low, high } = element.dataset;
    return { element, aged: !!(low || high), ...judged(says(element.dataset, card.dataset, open, asked()), chosen) };
  });
}

/** All ages that the buttons name, so that each knows how many courses it would show. */
const asked = () =>
  all("[data-age]", form)
    .map((button) => String(button.dataset.age))
    .concat(chosen.who)
    .filter(Boolean);

/** @param {string} key */
function words(key) {
  if (key === "who") return chosen.who.map(ageWords).join("、");
  if (key === "place") return chosen.place.join("、");
  return all(`[data-key="${key}"]`, form)
    .filter((button) => chosen[key].indexOf(String(button.dataset.value)) >= 0)
    .map((button) => String(button.dataset.text))
    .join("、");
}

/**
 * The count stands in the button, small.
 * @param {HTMLElement} button
 * @param {number} count
 */
function number(button, count) {
  if (button.dataset.text === undefined) {
    button.dataset.text = (button.textContent || "").trim();
    const small = document.createElement("small");
    small.append(make("span", "sr", "，"), make("span", "number", ""), make("span", "sr", "门"));
    button.append(small);
  }
  const told = one(".number", button);
  if (told.textContent !== String(count)) told.textContent = String(count);
  button.classList.toggle("m", !count);
}

function sift() {
  const courses = order.map((card) => ({ card, classes: classesOf(card) }));
  inOrder(courses, chosen.who.length > 0).forEach(({ card }, n) => {
    if (cards.children[n] !== card) cards.insertBefore(card, cards.children[n]);
  });
  cards.classList.toggle("asked", used(chosen).length > 0);
  courses.forEach(({ card, classes }) => {
    card.hidden = !classes.some(({ fails }) => !fails.length);
    classes.forEach(({ element, fails }) => {
      if (element !== card) element.hidden = fails.length > 0;
    });
  });
  const found = courses.map(({ classes }) => classes);
  all("[data-key]", form).forEach((button) => {
    const { key, value } = button.dataset;
    if (!key || value === undefined) return;
    button.setAttribute("aria-pressed", String(chosen[key].indexOf(value) >= 0));
    number(button, countOf(found, key, value));
  });
  all(".years [data-age]", form).forEach((button) => {
    number(button, countOf(found, "who", String(button.dataset.age)));
  });
  const [age] = chosen.who;
  one(".years", form).hidden = age !== undefined;
  one(".step", form).hidden = age === undefined;
  if (age !== undefined) get("age").textContent = ageWords(age);
  if (places) places.value = chosen.place[0] || "";
  const text = answer(found, chosen, words);
  const said = get("found");
  if (said.textContent !== text) said.textContent = text;
}

function changed() {
  try {
    history.replaceState(null, "", addressOf(location, chosen, undefined));
  } catch {
    // From a folder some browsers refuse; the choice holds all the same.
  }
  sift();
}

/** @param {HTMLElement} button */
function press(button) {
  const { key, value, age, step } = button.dataset;
  if (age !== undefined) chosen.who = age ? [age] : [];
  else if (step) chosen.who = [stepped(chosen.who[0], +step)];
  else if (key && value) {
    const on = chosen[key].indexOf(value) >= 0;
    chosen[key] = chosen[key].filter((each) => each !== value).concat(on ? [] : value);
  }
  changed();
  if (age !== undefined) one(age ? '.step [data-step="1"]' : ".years button", form).focus();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", (event) => {
  const button = tapped(event, "button");
  if (button) press(button);
});
if (places) {
  places.addEventListener("change", () => {
    chosen.place = places.value ? [places.value] : [];
    changed();
  });
}
if (KEYS.some((key) => ["time", "kind", "place", "free"].indexOf(key) >= 0 && chosen[key].length)) {
  /** @type {HTMLDetailsElement} */ (one("details", form)).open = true;
}
always(sift);
