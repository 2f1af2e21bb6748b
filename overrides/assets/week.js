// The timetable's week as a grid on wide screens and on paper, and days to read on; the filters and other weeks come with
// the first tap.
(function (linli, document, window) {
  "use strict";
  const sift = document.getElementById("sift");
  if (!sift) return;
  const root = document.documentElement;
  const days = document.querySelector(".days");
  const span = document.getElementById("span");
  const wide = window.matchMedia("(min-width:56.25em)");
  const huge = () => root.dataset.size > 1;
  let list = !root.classList.contains("cal") && !huge();

  linli.after = (date, n) => new Date(Date.parse(date) + n * 864e5).toISOString().slice(0, 10);
  linli.monday = (date) => linli.after(date, -linli.weekday(date));

  // Very large letters need the list. Only the style knows of the width, so nothing moves after the first paint.
  linli.lay = (wish) => {
    list = wish;
    root.classList.toggle("cal", !list && !huge());
    linli.again();
  };
  linli.grid = () => wide.matches && root.classList.contains("cal");
  // 11月23日—29日, 11月30日—12月6日
  const week = (first, last) =>
    linli.short(first) + "—" + (first.slice(5, 7) === last.slice(5, 7) ? +last.slice(8) + "日" : linli.short(last));
  linli.always(() => {
    const today = linli.date();
    const wrong = root.classList.contains("wrong-clock");
    linli.all(".day", days).forEach((day) => {
      const { date } = day.dataset;
      day.classList.toggle("is-today", date === today && !wrong);
      day.classList.toggle("then", linli.monday(date) !== linli.monday(today));
    });
    const monday = days.dataset.week || (linli.grid() && linli.monday(today));
    const text = monday ? week(monday, linli.after(monday, 6)) : "从" + (wrong ? linli.short(today) : "今天") + "起";
    if (span && span.textContent !== text) span.textContent = text;
    linli.all("[data-way]").forEach((way) => way.setAttribute("aria-pressed", (way.dataset.way === "list") === list));
  });
  wide.addListener(linli.again);
  window.addEventListener("beforeprint", () => root.classList.add("cal"));
  window.addEventListener("afterprint", () => linli.lay(list));
  document.getElementById("sizes").addEventListener("click", () => linli.lay(list));

  const load = (then) =>
    linli.load("filter.js", then, () => (document.getElementById("found").textContent = "没有取到，请再点一次。"));
  sift.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!linli.sift) load(() => button && linli.sift(button));
  });
  if (/[?&](kind|who|day|time|place|free|open|week)=/.test(location.search)) load();

  // More days, up to eight weeks; the link to the next month stays where that fails.
  const more = document.getElementById("more-weeks");
  if (!more || !window.fetch || !window.DOMParser) return;
  const add = (asked) => linli.load("more.js", () => linli.weeks(more, days, asked));
  more.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !more.dataset.pages) return;
    event.preventDefault();
    add(true);
  });
  // A page older than its fortnight shows no day at all: fetch the days without being asked.
  if (linli.all(".day", days).every((day) => day.classList.contains("gone"))) add(false);
})(window.linli, document, window);
