// A course of several classes: one is chosen first, and the page then speaks of that one. `?g=id` carries the choice.
(function (linli, document, location) {
  "use strict";
  const SHOWN = 8;
  const get = (id) => document.getElementById(id);
  const table = get("classes");
  const next = get("next");
  const later = document.querySelector("#later ul");
  const keep = get("keep");
  const calendar = get("calendar");
  const share = get("share");
  const all = { keep: keep.dataset.keep, href: calendar.getAttribute("href") };
  const lines = linli.all("[data-class]");
  const rows = linli.all("#next .session, #later .session");
  const parts = linli.all("[data-for]").filter((part) => rows.indexOf(part) < 0);
  let chosen = "";
  let line = null;

  // The next eight sessions of the chosen class (or of all) stand open, the others wait; what is over goes.
  function dates() {
    const now = Date.now();
    const mine = rows.filter((row) => (!chosen || row.dataset.for === chosen) && Date.parse(row.dataset.end) > now);
    rows.forEach((row) => mine.indexOf(row) < 0 && row.remove());
    mine.forEach((row, n) => (n < SHOWN || !later ? next : later).append(row));
    if (later) later.parentNode.hidden = mine.length <= SHOWN;
    next.hidden = !mine.length;
    const held = mine.filter((row) => "held" in row.dataset).length;
    get("left").textContent = !held ? "没有后续安排" : table || next.closest("[data-endless]") ? "" : "还有" + held + "次";
  }

  function show() {
    line = null;
    lines.forEach((one) => {
      const on = one.dataset.class === chosen;
      line = on ? one : line;
      one.classList.toggle("on", on);
      one.querySelector("a").setAttribute("aria-current", on);
    });
    parts.forEach((part) => {
      part.hidden = line ? part.dataset.for.split(" ").indexOf(chosen) < 0 : "only" in part.dataset;
    });
    linli.all("[data-chosen]").forEach((part) => (part.hidden = !line));
    linli.all("[data-unchosen]").forEach((part) => (part.hidden = !!line));
    keep.dataset.keep = line ? line.dataset.keepAs : all.keep;
    calendar.setAttribute("href", line ? line.dataset.calendarAt : all.href);
    share.hidden = !!table && !line;
    if (next) dates();
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
    chosen = lines.some((one) => one.dataset.class === asked) ? asked : "";
    table.addEventListener("click", (event) => {
      const one = event.target.closest("[data-class]");
      if (event.target.id === "unchoose") choose("");
      if (!one || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(one.dataset.class);
    });
  }
  // What the page says of the class, as it stands there: what, for whom, when, where, next time, whom to call.
  const said = (...found) => found.map((one) => one && one.innerText.trim().replace(/\s+/g, " ")).filter(Boolean).join("\n");
  share.addEventListener("click", () => {
    const times = linli.all(".facts dd").find((one) => !one.parentNode.hidden);
    const text = said(document.querySelector("h1"), line, times, next && next.firstElementChild, document.querySelector("[href^='tel:']"));
    const words = text + "\n" + location.href;
    const done = (ok) => (share.textContent = ok ? "已复制，去群里粘贴" : "没有复制成");
    if (navigator.share) navigator.share({ text: words }).catch(() => 0);
    else linli.load("my.js", () => linli.copy(words, done));
  });
  linli.always(show);
})(window.linli, document, window.location);
