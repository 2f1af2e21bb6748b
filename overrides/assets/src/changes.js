/** The page of recent changes: marks what is new since the last visit and copies texts. What holds now shows now.js. */

import { load } from "./load.js";
import { all, get, make, today } from "./page.js";
import { store, stored } from "./storage.js";
import { isNew, notice, sinceWords, visit } from "./visits.js";

const NAME = "linli-changes";
const tab = () => window.sessionStorage;

/** A tab that stays open keeps its marks. */
function since() {
  const items = all("[data-changed]");
  const before = stored(NAME, tab) || stored(NAME);
  if (before) store(NAME, before, tab);
  store(
    NAME,
    visit(
      items.map((item) => String(item.dataset.changed)),
      today(),
    ),
  );
  if (!before) return;
  const fresh = items.filter((item) => isNew(before, String(item.dataset.changed)));
  fresh.forEach((item) => {
    /** @type {Element} */ (item.firstElementChild).prepend(make("b", "g new", "新"), " ");
  });
  if (!fresh.length) return;
  get("since").hidden = false;
  get("since").textContent = sinceWords(before, fresh.length);
}

/** @param {string} id */
const text = (id) =>
  notice(
    all("p", get(id)).map((line) => String(line.textContent).trim()),
    location.href,
  );

all("[data-copy]").forEach((button) => {
  const name = button.textContent;
  button.hidden = false;
  const say = (/** @type {boolean} */ done) => {
    button.textContent = done ? "已复制，去微信群里粘贴" : "没有复制成，请长按上面的文字";
    get("copied").textContent = button.textContent;
    setTimeout(() => {
      button.textContent = name;
    }, 4e3);
    button.focus();
  };
  button.addEventListener("click", () => {
    load("my.js").then(
      (part) => part.copy(text(String(button.dataset.copy)), say),
      () => say(false),
    );
  });
});
since();
