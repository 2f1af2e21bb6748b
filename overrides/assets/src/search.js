/** The search box: an ARIA combobox over search/index.json. Fetched when first wanted; finding.js says what is found. */

import looks from "../styles/search.css";
import { dateAt } from "./dates.js";
import { addressIn, foundWords, listed, prepare, stateAt } from "./finding.js";
import { hand } from "./load.js";
import { dress } from "./looks.js";
import { base, get, now } from "./page.js";
import { scriptAddress } from "./trusted.js";

/** @typedef {import("./finding.js").Found} Found */

const input = /** @type {HTMLInputElement} */ (get("search-input"));
const list = get("search-results");
const folder = location.protocol === "file:";
const status = document.createElement("div");
/** @type {ReturnType<typeof prepare> | null} */
let index = null;
/** @type {Promise<Response> | undefined} */
let given;
let started = false;
let loading = false;
/** @type {HTMLAnchorElement[]} */
let options = [];
let active = -1;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {Element} parent
 */
function make(name, className, parent) {
  const element = document.createElement(name);
  if (className) element.className = className;
  parent.append(element);
  return element;
}

/**
 * @param {Element} parent
 * @param {string} text
 * @param {[number, number][]} stretches what is marked in it
 */
function marked(parent, text, stretches) {
  let end = 0;
  stretches.forEach((stretch) => {
    parent.append(text.slice(end, stretch[0]));
    make("mark", "", parent).textContent = text.slice(stretch[0], stretch[1]);
    end = stretch[1];
  });
  parent.append(text.slice(end));
}

/**
 * @param {ReturnType<typeof prepare>} asked
 * @param {Found} found
 */
function show(asked, found) {
  const { groups, shown } = listed(found.hits);
  list.textContent = "";
  options = [];
  /**
   * @param {string} name
   * @param {string} id
   */
  const group = (name, id) => {
    const box = make("div", "search-group", list);
    box.setAttribute("role", "group");
    const label = make("div", "search-kind", box);
    label.id = `search-kind-${id}`;
    label.textContent = name;
    label.setAttribute("role", "presentation");
    box.setAttribute("aria-labelledby", label.id);
    return box;
  };
  /**
   * @param {Element} box
   * @param {string} href
   * @param {string} [state]
   */
  const option = (box, href, state) => {
    const made = make("a", "search-option", box);
    made.id = `search-option-${options.length}`;
    made.href = href;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    if (state) make("span", "search-state", made).textContent = `${state} `;
    options.push(made);
    return made;
  };
  /**
   * @param {Element} made
   * @param {string} className
   * @param {string} text
   */
  const say = (made, className, text) => {
    if (text) marked(make("span", className, made), text, asked.stretches(text, found.words));
    made.append(" ");
  };
  if (found.call) {
    const made = option(group("电话", "call"), `tel:${found.call.dialled}`);
    made.classList.add("search-call");
    say(made, "search-name", `打电话 ${found.call.phone}`);
    say(made, "search-line", found.call.name);
  }
  groups.forEach(({ kind, rows }) => {
    const box = group(asked.kinds[kind], String(kind));
    rows.forEach((row) => {
      const made = option(box, base + addressIn(row.href, folder) || "./", stateAt(row.states, now()));
      say(made, "search-name", row.name);
      say(made, "search-line", row.facts);
      say(made, "search-line", asked.line(row, found.words));
    });
  });
  status.textContent = foundWords(found.hits.length, shown);
}

/**
 * @param {string} query
 * @param {string[]} attempts
 */
function nothing(query, attempts) {
  list.textContent = "";
  options = [];
  status.textContent = `没有找到“${query}”。换个说法，或者试试：`;
  attempts.forEach((word) => {
    const button = make("button", "search-try", status);
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", () => {
      input.value = word;
      input.focus();
      update();
    });
  });
}

/** @param {boolean} shown */
function open(shown) {
  list.hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  choose(-1);
}

/** @param {number} number */
function choose(number) {
  if (options[active]) options[active].setAttribute("aria-selected", "false");
  active = number;
  if (number < 0) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  options[number].setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", options[number].id);
  options[number].scrollIntoView({ block: "nearest" });
}

function update() {
  const query = input.value.trim();
  if (!index) {
    if (query) status.textContent = "正在打开搜索…";
    fetchIndex();
    return;
  }
  const found = query ? index.answer(query, dateAt(Date.now())) : null;
  if (!found) {
    list.textContent = status.textContent = "";
    options = [];
  } else if (found.hits.length || found.call) show(index, found);
  else nothing(query, index.attempts);
  open(options.length > 0);
}

function fetchIndex() {
  if (loading) return;
  loading = true;
  const done = (/** @type {import("./finding.js").Data} */ data) => {
    index = prepare(data);
    status.textContent = "";
    if (input.value.trim()) update();
  };
  const failed = () => {
    loading = false;
    given = undefined;
    status.textContent = "搜索没有打开，请检查网络后再试一次。";
  };
  if (folder) {
    const script = make("script", "", document.head);
    script.onload = () => done(/** @type {any} */ (window).linliIndex);
    script.onerror = failed;
    script.src = scriptAddress(`${base}search/index.js`);
    return;
  }
  (given || fetch(`${base}search/index.json`))
    .then((answered) => (answered.ok ? answered.json() : Promise.reject(answered.status)))
    .then(done)
    .catch(failed);
}

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.isComposing || event.keyCode === 229) return;
  const last = options.length - 1;
  const shown = !list.hidden;
  switch (event.key) {
    case "ArrowDown":
      if (shown) choose(active < last ? active + 1 : 0);
      else update();
      break;
    case "ArrowUp":
      if (!shown) return;
      choose(active > 0 ? active - 1 : last);
      break;
    case "Home":
    case "End":
      if (!shown || active < 0) return;
      choose(event.key === "Home" ? 0 : last);
      break;
    case "Enter":
      if (shown && options.length) options[Math.max(active, 0)].click();
      break;
    case "Escape":
      if (!shown && !input.value) return;
      if (!shown) input.value = "";
      status.textContent = "";
      open(false);
      break;
    default:
      return;
  }
  event.preventDefault();
}

/**
 * Begins to listen; once.
 * @param {Promise<Response>} [answer] the index, where it is on its way already
 */
function start(answer) {
  if (started) return;
  started = true;
  given = answer;
  status.className = "search-status";
  status.setAttribute("role", "status");
  /** @type {Element} */ (list.parentNode).insertBefore(status, list);
  dress(looks);
  input.addEventListener("input", update);
  input.addEventListener("focus", () => {
    if (!index) fetchIndex();
    else if (list.hidden && input.value) update();
  });
  input.addEventListener("keydown", key);
  document.addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (list.parentNode).contains(/** @type {Node} */ (event.target)))) open(false);
  });
  update();
}

export const part = { start };
hand(part);
