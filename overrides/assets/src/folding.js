/**
 * What is over today stands folded, and what comes much later too, so that one sees first what is next:
 *   data-fold="4"   around the days: so many sessions of today are shown; all where nothing is said
 */

/**
 * A button above or below a list that opens what is folded of it.
 * @param {HTMLElement} list
 * @param {string} kind done or rest
 * @param {number} count of what is folded
 * @param {string} text
 */
function fold(list, kind, count, text) {
  let line = /** @type {HTMLElement | null} */ (/** @type {Element} */ (list.parentNode).querySelector(`.${kind}`));
  if (!line) {
    if (!count) return;
    line = document.createElement("p");
    line.className = kind;
    const made = document.createElement("button");
    made.type = "button";
    made.setAttribute("aria-expanded", "false");
    line.append(made);
    list[kind === "done" ? "before" : "after"](line);
  }
  const button = /** @type {Element} */ (line.firstChild);
  if (button.textContent !== text) button.textContent = text;
  line.hidden = !count;
  list.classList.toggle(`${kind}-folded`, count > 0 && button.getAttribute("aria-expanded") === "false");
}

/**
 * Folds the list of a day.
 * @param {string} today
 */
export function foldDay(today) {
  const days = /** @type {HTMLElement | null} */ (document.querySelector("[data-fold]"));
  const list = days && /** @type {HTMLElement | null} */ (days.querySelector(`[data-date="${today}"] .sessions`));
  if (!days || !list) return;
  let done = 0;
  let later = -(days.dataset.fold || 1e3);
  /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".session")).forEach((row) => {
    const over = row.classList.contains("is-past");
    if (over && "held" in row.dataset) done += 1;
    if (!over) later += 1;
    row.classList.toggle("later", !over && later > 0);
  });
  fold(list, "done", done, `今天已上完${done}节`);
  fold(list, "rest", Math.max(0, later), `今天后面还有${later}节`);
}

/**
 * A tap opens or closes a fold.
 * @param {HTMLElement} days
 */
export function openFolds(days) {
  days.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest(".done button, .rest button");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    const line = /** @type {Element} */ (button.parentNode);
    const list = /** @type {Element} */ (/** @type {Element} */ (line.parentNode).querySelector(".sessions"));
    list.classList.toggle(`${line.className}-folded`, !open);
  });
}
