/** The form of a table: a new row, or one that is there; what is wrong is said beside its field. */

import { handOn } from "./handing.js";
import { dayName } from "./known.js";
import { written } from "./lines.js";
import { all, get, make, one, today } from "./page.js";
import { fileName, unpacked } from "./passing.js";
import { filled, refused } from "./refusing.js";
import { joined, rowText } from "./yaml.js";

/** @typedef {import("./yaml.js").Value} Value */
/** @typedef {[string, number, string, (Value)[]]} Row file, line, name, texts in the order of the fields */
/** @typedef {{ fields: string[][], parts: string[], file: string, rules: Record<string, import("./refusing.js").Rule[]>, rows: Row[], lists: Record<string, [string, string][]>, table: string, title: string, tasks: Record<string, string[]>, words: Record<string, string> }} Words */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * @param {Words} given
 */
export function fill(given) {
  const { fields, words, rows } = given;
  const form = /** @type {HTMLFormElement} */ (get("form"));
  const which = /** @type {HTMLSelectElement} */ (get("which"));
  const boxes = all(".f", form);
  /** @type {Set<string>} */
  let touched = new Set();
  let byLink = false;

  rows.forEach((row, at) => {
    const option = make("option", "", row[2], which);
    option.value = String(at);
  });

  boxes.forEach((box) => {
    const list = one("select,datalist", box);
    (given.lists[box.dataset.name || ""] || []).forEach(([value, said]) => {
      make("option", "", said, list).setAttribute("value", value);
    });
  });

  /** @returns {Row | undefined} */
  const old = () => rows[which.value ? +which.value : -1];

  /** @param {HTMLElement} box */
  const control = (box) => /** @type {Control} */ (one("input,select,textarea", box));

  /** @param {HTMLElement} box @returns {Value} */
  function typed(box) {
    const field = control(box);
    if (box.dataset.kind === "checkbox") return /** @type {HTMLInputElement} */ (field).checked ? "true" : null;
    const text = field.value.trim();
    if (box.dataset.kind !== "list") return text || null;
    const items = text.split(/\s*[、，,]\s*/).filter(Boolean);
    return items.length ? items : null;
  }

  /** @param {HTMLElement} box @param {Value} value */
  function put(box, value) {
    const field = control(box);
    if (box.dataset.kind === "checkbox") /** @type {HTMLInputElement} */ (field).checked = value === "true";
    else field.value = joined(value, "、");
    check(box, false);
  }

  /** The row as it would be: what was not touched stays as it is. @returns {Record<string, Value>} */
  function values() {
    const row = old();
    /** @type {Record<string, Value>} */
    const made = {};
    fields.forEach(([name], at) => {
      made[name] = row ? row[3][at] : null;
    });
    boxes.forEach((box) => {
      if (touched.has(box.dataset.name || "")) made[box.dataset.name || ""] = typed(box);
    });
    return made;
  }

  /**
   * Whether a field is wrong; says so where it is.
   * @param {HTMLElement} box
   * @param {boolean} whole whether everything should be there by now
   */
  function check(box, whole) {
    const name = box.dataset.name || "";
    const value = values()[name];
    const at = fields.findIndex(([one]) => one === name);
    const others = rows.filter((row) => row !== old()).map((row) => String(row[3][at]));
    const rules = (given.rules[name] || []).filter(({ what }) => whole || what !== "required");
    const said = (Array.isArray(value) ? value : [value || ""])
      .map((text) => refused(text, rules, others))
      .find(Boolean);
    const warning = one(":scope > .warn", box);
    warning.textContent = said || "";
    warning.hidden = !said;
    control(box).setAttribute("aria-invalid", String(!!said));
    if (box.dataset.kind === "date")
      one(".star", box).textContent = control(box).value ? dayName(control(box).value) : "";
    return !!said;
  }

  function load() {
    const row = old();
    touched = new Set();
    boxes.forEach((box, at) => {
      put(box, row ? row[3][fields.findIndex(([name]) => name === boxes[at].dataset.name)] : null);
    });
    end(false);
  }

  /** @param {boolean} over */
  function end(over) {
    form.hidden = over;
    get("result").hidden = !over;
    get("said").hidden = !over;
    scrollTo(0, 0);
  }

  /** @param {string} name */
  const titleOf = (name) => (fields.find((field) => field[0] === name) || ["", "", name])[2];

  /** @param {Value} value */
  const text = (value) => joined(value, "、").replace(/\s+/g, " ").slice(0, 30);

  /** 剩余名额 26 → 20，人数截至 2026-11-26 @param {Record<string, Value>} now @param {Row} row */
  function told(now, row) {
    return fields
      .map(([name], at) => ({ name, was: row[3][at], is: now[name] }))
      .filter(({ was, is }) => String(was || "") !== String(is || ""))
      .map(({ name, was, is }) =>
        filled(is ? (was ? words.became : words.set) : words.gone, {
          field: titleOf(name),
          was: text(was),
          now: text(is),
        }),
      );
  }

  /** What a new file is called by. @param {Record<string, Value>} now */
  const named = (now) =>
    (now.id ? [now.id] : [now.date, now.group || now.course || now.service]).map((one) => joined(one, "-"));

  /** What opens this page with the same row: its name and what is new in it. */
  function link() {
    const row = old();
    /** @type {Record<string, Value>} */
    const made = row ? { row: row[2] } : {};
    const now = values();
    touched.forEach((name) => {
      made[name] = now[name] == null ? "" : now[name];
    });
    return made;
  }

  function finish() {
    const wrong = boxes.filter((box) => check(box, true));
    const row = old();
    const now = values();
    const changes = row ? told(now, row) : [];
    const said = wrong.length ? filled(words.wrong, { n: wrong.length }) : row && !changes.length ? words.same : "";
    get("wrong").textContent = said;
    get("wrong").hidden = !said;
    if (said) {
      const rest = wrong[0] && /** @type {HTMLDetailsElement | null} */ (wrong[0].closest("details"));
      if (rest) rest.open = true;
      if (wrong[0]) control(wrong[0]).focus();
      return;
    }
    const name =
      [now.title, now.name, now.label, now.id].find(Boolean) || [now.date, now.kind].filter(Boolean).join(" ");
    get("said").textContent = row
      ? filled(words.edited, { table: given.title, name: row[2], changes: changes.join("，") })
      : filled(words.added, { table: given.title, name: text(name) });
    get("paper").textContent = "";
    handOn(
      {
        said: get("said").textContent || "",
        text: rowText(now, fields, written),
        link: link(),
        path: row ? row[0] : given.file || `data/${given.table}/${fileName(named(now), given.parts)}`,
        line: row ? row[1] : given.file ? -1 : 0,
        given: byLink,
      },
      words,
      `edit/${given.table}/`,
    );
    end(true);
  }

  /** What the address asks for: a task's fields first, a row, and what is new in it. */
  function open() {
    const asked = unpacked(location.hash);
    const first = given.tasks[asked.do] || [];
    const place = rows.findIndex(([, , name, texts]) => asked.row && (name === asked.row || texts[0] === asked.row));
    which.value = place >= 0 ? String(place) : given.file && rows.length === 1 ? "0" : "";
    load();
    narrow(first);
    let any = false;
    boxes.forEach((box) => {
      const name = box.dataset.name || "";
      if (name in asked && name !== "row" && name !== "do") {
        any = true;
        touched.add(name);
        put(box, box.dataset.kind === "list" ? asked[name].split("\n") : asked[name]);
      } else if (first.includes(name) && box.dataset.kind === "date") {
        touched.add(name);
        put(box, today());
      }
    });
    byLink = any;
    if (any) finish();
  }

  /** Only these fields; the others are one tap away. @param {string[]} first */
  function narrow(first) {
    if (!first.length) return;
    const rest = /** @type {HTMLDetailsElement} */ (get("rest"));
    rest.append(...boxes.filter((box) => !first.includes(box.dataset.name || "")));
    first.forEach((name) => {
      const box = boxes.find((one) => one.dataset.name === name);
      if (box) get("usual").append(box);
    });
  }

  boxes.forEach((box) => {
    box.addEventListener("input", () => {
      touched.add(box.dataset.name || "");
      if (box.dataset.kind === "date") check(box, false);
    });
    box.addEventListener("change", () => check(box, false));
  });
  which.addEventListener("change", load);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
  });
  get("again").addEventListener("click", (event) => {
    event.preventDefault();
    end(false);
  });
  open();
}
