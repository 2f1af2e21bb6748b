/** The page that looks for courses in all communities: fetches the shards that the question needs, one after the other. */

import { added } from "./again.js";
import { base, get, make } from "./page.js";
import { answers, bucketOf, candidates, cut, joined, shardsOf, told, wordsOf } from "./shards.js";

/** @typedef {import("./shards.js").Plan} Plan */
/** @typedef {import("./shards.js").Shard} Shard */
/** @typedef {import("./shards.js").States} States */

/** So many are shown before somebody asks for more. */
const SHOWN = 20;

const input = /** @type {HTMLInputElement} */ (get("q"));
const street = /** @type {HTMLSelectElement} */ (get("street"));
const community = /** @type {HTMLSelectElement} */ (get("community"));
const further = get("further");
const cards = get("cards");
const status = get("found");
/** @type {Record<string, Promise<any>>} */
const fetched = {};
/** @type {Plan} */
let plan;
/** @type {number[]} */
let left = [];
/** @type {string[]} */
let words = [];
/** Which search this is: an answer that comes late belongs to none. */
let turn = 0;

/** @param {string} name */
function file(name) {
  if (!fetched[name]) {
    fetched[name] = fetch(`${base}find/${name}.json`).then((answer) =>
      answer.ok ? answer.json() : Promise.reject(answer.status),
    );
    fetched[name].catch(() => delete fetched[name]);
  }
  return fetched[name];
}

/**
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} options
 */
function fill(select, options) {
  select.length = 1;
  options.forEach(([value, text]) => {
    select.append(new Option(text, value));
  });
}

function offerCommunities() {
  const chosen = plan.streets.find(([key]) => key === street.value);
  fill(community, chosen ? chosen[3].map(([id, name]) => [id, name]) : []);
  community.disabled = !chosen;
}

/**
 * The state that holds now is chosen by now.js.
 * @param {Element} place
 * @param {[string, States]} state
 */
function say(place, [plain, states]) {
  if (states.length === 1) {
    make("b", `sn sn-${states[0][3]} ${states[0][4]}`, plain, place);
    return;
  }
  make("b", "sn sn-ask n", plain, place).setAttribute("data-plain", "");
  states.forEach(([from, until, word, kind, tint]) => {
    const phase = make("b", `sn sn-${kind} ${tint}`, word, place);
    if (from) phase.dataset.from = from;
    if (until) phase.dataset.until = until;
    phase.hidden = true;
  });
}

/**
 * @param {Shard} shard
 * @param {import("./shards.js").Line} row
 * @param {string} where
 */
function card(shard, [own, title, href, , facts, , state, free], where) {
  const item = make("li", "card", "", cards);
  const name = make("p", "t", "", item);
  if (href) {
    const link = make("a", "", title, name);
    link.href = href;
    link.rel = "noopener";
  } else name.textContent = title;
  const states = make("p", "c", "", item);
  say(states, shard.states[state]);
  if (free) make("b", "g f", "免费", states);
  const line = make("p", "m facts", "", item);
  make("span", "of", shard.of[own][1], line);
  line.append(` · ${where}${facts ? ` · ${facts}` : ""}`);
}

/** Fetches shards until enough is shown. @param {number} most @param {number} mine */
async function more(most, mine) {
  while (left.length && cards.children.length < most) {
    const number = left[0];
    /** @type {Shard} */
    const shard = await file(`r/${number}`);
    if (mine !== turn) return;
    left.shift();
    const own = plan.streets.find((each) => each[2].indexOf(number) >= 0);
    const where = own ? own[1] : "";
    answers(shard, words, community.value, where).forEach((row) => {
      card(shard, row, where);
    });
    status.textContent = told(cards.children.length, left.length);
  }
  status.textContent = told(cards.children.length, left.length);
  further.hidden = !left.length;
  added();
}

async function search() {
  turn += 1;
  const mine = turn;
  words = wordsOf(input.value);
  cards.textContent = "";
  further.hidden = true;
  if (!words.length && !street.value) {
    status.textContent = "";
    return;
  }
  status.textContent = "正在找…";
  const grams = joined(words.map(cut));
  const buckets = Array.from(new Set(grams.map((gram) => bucketOf(gram, plan.buckets))));
  const known = Object.assign({}, ...(await Promise.all(buckets.map((number) => file(`g/${number}`)))));
  if (mine !== turn) return;
  left = candidates(shardsOf(plan, street.value, community.value), grams, known);
  await more(SHOWN, mine);
}

/** @param {() => Promise<void>} job */
const trying = (job) => () => {
  job().catch(() => {
    status.textContent = "没有找成，请看看网络再试一次。";
  });
};

const asked = new URLSearchParams(location.search);
input.value = asked.get("q") || "";
const start = trying(async () => {
  plan = await file("plan");
  fill(
    street,
    plan.streets.map(([key, name]) => [key, name]),
  );
  street.value = asked.get("street") || "";
  offerCommunities();
  community.value = asked.get("community") || "";
  await search();
});
/** The choice stands in the address, so that it can be sent to somebody. */
const changed = () => {
  const query = new URLSearchParams();
  [input, street, community].forEach((field) => {
    if (field.value) query.set(field.name || field.id, field.value);
  });
  try {
    history.replaceState(null, "", `?${query}`);
  } catch {
    // From a folder some browsers refuse.
  }
  if (plan) trying(search)();
  else start();
};
get("seek").addEventListener("submit", (event) => {
  event.preventDefault();
  changed();
});
street.addEventListener("change", () => {
  offerCommunities();
  changed();
});
community.addEventListener("change", changed);
further.addEventListener("click", () => {
  trying(() => more(cards.children.length + SHOWN, turn))();
});
start();
