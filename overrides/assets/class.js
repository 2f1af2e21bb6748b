// A course of several classes: one is chosen first, and the page then speaks of that one. `?g=id` carries the choice.
(function (linli, document, location) {
  "use strict";
  const SHOWN = 8;
  const table = document.getElementById("classes");
  const next = document.getElementById("next");
  const later = document.querySelector("#later ul");
  const left = document.getElementById("left");
  const keep = document.getElementById("keep");
  const calendar = document.getElementById("calendar");
  const all = table && { keep: keep.dataset.keep, href: calendar.getAttribute("href") };
  const lines = table ? linli.all("[data-class]", table) : [];
  const rows = linli.all("#next .session, #later .session");
  let chosen = "";

  // The next eight sessions of the chosen class (or of all) stand open, the others wait; what is over goes.
  function dates() {
    if (!next) return;
    const now = Date.now();
    const mine = rows.filter((row) => !chosen || row.dataset.for === chosen).filter((row) => Date.parse(row.dataset.end) > now);
    rows.forEach((row) => mine.indexOf(row) < 0 && row.remove());
    mine.slice(0, SHOWN).forEach((row) => next.append(row));
    if (later) {
      mine.slice(SHOWN).forEach((row) => later.append(row));
      later.parentNode.hidden = mine.length <= SHOWN;
    }
    next.hidden = !mine.length;
    const held = mine.filter((row) => row.dataset.held !== undefined).length;
    left.textContent = !held ? "没有后续安排" : table || next.closest("[data-endless]") ? "" : "还有" + held + "次";
  }

  function show() {
    linli.all("[data-for]").forEach((part) => {
      if (rows.indexOf(part) >= 0) return;
      const mine = part.dataset.for.split(" ").indexOf(chosen) >= 0;
      part.hidden = chosen ? !mine : part.dataset.only !== undefined;
    });
    linli.all("[data-chosen]").forEach((part) => (part.hidden = !chosen));
    linli.all("[data-unchosen]").forEach((part) => (part.hidden = !!chosen));
    lines.forEach((line) => {
      const mine = line.dataset.class === chosen;
      line.classList.toggle("on", mine);
      line.querySelector("a").setAttribute("aria-current", mine);
      if (!mine) return;
      keep.dataset.keep = line.dataset.keepAs;
      calendar.setAttribute("href", line.dataset.calendarAt);
    });
    if (table && !chosen) {
      keep.dataset.keep = all.keep;
      calendar.setAttribute("href", all.href);
    }
    dates();
    linli.all("[data-share]").forEach((button) => (button.hidden = false));
    if (linli.press) linli.press();
  }

  function choose(id) {
    chosen = id;
    const query = new URLSearchParams(location.search);
    if (id) query.set("g", id);
    else query.delete("g");
    const text = query.toString();
    try {
      history.replaceState(null, "", location.pathname + (text ? "?" + text : ""));
    } catch (refused) {
      // From a folder some browsers refuse; the choice holds all the same.
    }
    show();
  }

  if (table) {
    const asked = new URLSearchParams(location.search).get("g") || location.hash.replace(/^#g-/, "");
    chosen = lines.some((line) => line.dataset.class === asked) ? asked : "";
    table.addEventListener("click", (event) => {
      const line = event.target.closest("[data-class]");
      if (event.target.id === "unchoose") choose("");
      if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(line.dataset.class);
    });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-share]");
    if (!button) return;
    const text = button.dataset.share + "\n" + location.href;
    const said = (done) => (button.textContent = done ? "已复制，去群里粘贴" : "没有复制成");
    if (navigator.share) navigator.share({ text }).catch(() => 0);
    else linli.load("my.js", () => linli.copy(text, said));
  });
  if (next || table) linli.always(show);
})(window.linli, document, window.location);
