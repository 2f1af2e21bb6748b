/** The editors' form, one question a screen; what is asked and said stands in pure modules. */

import { follow } from "./asking.js";
import { handOn } from "./handing.js";
import { dayName, minutes, told, typed } from "./known.js";
import { offered, slotOf } from "./offering.js";
import { all, get, make, one, root, tapped, today } from "./page.js";
import { fileName, unpacked } from "./passing.js";
import { filled } from "./refusing.js";
import { progress, tell } from "./telling.js";
import { rowText } from "./yaml.js";

/** Questions whose answers are short enough to stand side by side. */
const TWO = ["session", "course", "class"];
const near = (root.dataset.nearWords || "").split(" ");

/**
 * @param {import("./known.js").Known} known
 * @param {import("./asking.js").Words & { fields: string[][] }} words
 */
export function ask(known, words) {
  const box = get("choices");
  const first = Array.from(box.children);
  const name = get("step").textContent;
  const kinds = Object.keys(words.says);
  /** @type {string[]} */
  let answers = [];
  let begun = false;

  /** @param {string[]} given */
  function go(given) {
    answers = given;
    history.pushState({ answers }, "");
    show();
  }

  function show() {
    const given = answers.length ? "" : location.hash;
    const found = follow(known, words, answers, today());
    const row = given ? unpacked(given) : found.row;
    const over = given ? kinds.includes(row.kind) && !!row.date : found.question === "done";
    get("ask").hidden = over;
    get("result").hidden = !over;
    say(found, row, over);
    if (over) finish(row, !!given);
    else question(found);
    if (begun) {
      scrollTo(0, 0);
      get("question").focus();
    }
    begun = true;
  }

  /**
   * The step, and the sentence as far as it is known.
   * @param {import("./asking.js").Found} found
   * @param {Record<string, string>} row
   * @param {boolean} over
   */
  function say(found, row, over) {
    const task = words.tasks[found.task];
    const of = task ? task[1].length + 1 : 0;
    get("step").textContent = task ? filled(words.words.step, { at: found.at + 1, of }) : name;
    const said = over ? tell(known, words, row).said : task ? progress(known, words, found) : "";
    get("said").hidden = !said;
    get("said").textContent = said;
  }

  /** @param {import("./asking.js").Found} found */
  function question(found) {
    const name = found.question;
    get("question").textContent = words.questions[name];
    get("when").hidden = true;
    get("text").hidden = true;
    box.className = name === "task" ? "tasks" : TWO.includes(name) ? "choices two" : "choices";
    box.textContent = "";
    if (name === "task") {
      box.append(...first);
      return;
    }
    const choices = offered(known, words, found, today(), near);
    if (!choices.length && name !== "on" && name !== "teacher") make("p", "m", words.words.only, box);
    choices.forEach(draw);
    if (name === "to" || name === "on") when(found, choices.length > 0);
    if (name === "reason" || name === "teacher") text(name);
  }

  /** @param {import("./offering.js").Choice} choice */
  function draw(choice) {
    if (choice.head) make("h2", "", choice.head, box);
    const button = make("button", choice.off ? "off" : "", "", box);
    button.type = "button";
    button.value = choice.value;
    button.disabled = !!choice.off;
    if (choice.href) button.dataset.href = choice.href;
    make("b", "", choice.label, button);
    if (choice.note) make("span", choice.bad ? "bad" : "", choice.note, button);
  }

  /** Another day and other hours. @param {import("./asking.js").Found} found @param {boolean} folded */
  function when(found, folded) {
    const form = /** @type {HTMLFormElement} */ (get("when"));
    const [date, opens, closes] = /** @type {HTMLInputElement[]} */ (all("input", form));
    const slot = slotOf(known, found);
    date.value = found.row.date || "";
    date.min = today();
    opens.value = slot.start < 0 ? "" : typed(slot.start);
    closes.value = slot.end < 0 ? "" : typed(slot.end);
    const warning = one(".warn", form);
    const look = () => {
      one(".star", form).textContent = date.value ? dayName(date.value) : "";
      const { said, bad } = told(known, words.words, {
        ...slot,
        date: date.value,
        start: minutes(opens.value),
        end: minutes(closes.value),
      });
      warning.textContent = said;
      warning.className = bad ? "warn" : "m";
      warning.hidden = !said;
    };
    form.oninput = look;
    look();
    form.onsubmit = (event) => {
      event.preventDefault();
      if (date.value) go([...answers, [date.value, opens.value, closes.value].filter(Boolean).join(" ")]);
    };
    form.hidden = folded;
    if (!folded) return;
    const button = make("button", "", "", box);
    button.type = "button";
    make("b", "", words.words.other, button);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      button.remove();
      form.hidden = false;
      date.focus();
    });
  }

  /** @param {string} name */
  function text(name) {
    const form = /** @type {HTMLFormElement} */ (get("text"));
    const field = /** @type {HTMLInputElement} */ (one("input", form));
    one("span", form).textContent = name === "reason" ? words.words.write : words.words.name;
    field.value = "";
    form.hidden = false;
    form.onsubmit = (event) => {
      event.preventDefault();
      const value = field.value.trim();
      if (value) go([...answers, value]);
      else field.focus();
    };
  }

  /** @param {Record<string, string>} row @param {boolean} given */
  function finish(row, given) {
    const seen = tell(known, words, row);
    get("question").textContent = words.questions[given ? "given" : "done"];
    const paper = get("paper");
    paper.textContent = "";
    make("p", "day", seen.day, paper);
    const card = make("div", "card", "", paper);
    make("b", "t", seen.time, card);
    const body = make("div", "", "", card);
    const title = make("p", "n", "", body);
    make(seen.cut ? "s" : "b", "", seen.who, title);
    make("b", "chip", seen.word, title);
    if (seen.line) make("p", "why", seen.line, body);
    const met = seen.slot && told(known, words.words, seen.slot);
    handOn(
      {
        said: seen.said,
        text: rowText(row, words.fields),
        link: row,
        path: `data/changes/${fileName([row.date, row.group || row.course || row.service], known.parts)}`,
        line: 0,
        warning: seen.missing ? words.words.missing : met && met.bad ? met.said : "",
        given,
      },
      words.words,
      "edit/",
    );
  }

  box.addEventListener("click", (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (tapped(event, "button"));
    if (!button || button.disabled) return;
    const { href } = button.dataset;
    if (href) location.href = location.protocol === "file:" ? href.replace(/\/(#|$)/, "/index.html$1") : href;
    else go([...answers, button.value]);
  });
  addEventListener("popstate", (event) => {
    answers = (event.state && event.state.answers) || [];
    show();
  });
  addEventListener("hashchange", show);
  show();
}
