// Adds days to the timetable, up to eight weeks, from the pages of the months; the link stays where that fails.
(function (linli, document) {
  "use strict";
  const link = document.getElementById("more-weeks");
  const days = document.querySelector("[data-days=near]");
  if (!link || !days || !window.fetch || !window.DOMParser) return;
  const said = document.getElementById("more-said");

  function adopt(sections) {
    const had = linli.all(".day", days);
    const last = had.length ? had[had.length - 1].dataset.date : "";
    const until = linli.date(55);
    const fresh = sections.filter((day) => day.dataset.date > last && day.dataset.date <= until);
    days.append(...fresh);
    return fresh;
  }

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !link.dataset.pages) return;
    event.preventDefault();
    add(true);
  });
  // A page from before this fortnight shows no day at all: fetch the days without being asked.
  if (!linli.all(".day", days).some((day) => !day.hidden)) add(false);

  function add(asked) {
    said.textContent = "正在取后面的课表…";
    Promise.all(link.dataset.pages.split(" ").map(linli.month)).then(
      (months) => {
        const fresh = [].concat(...months.map(adopt));
        said.textContent = fresh.length ? "已加上到" + linli.short(fresh[fresh.length - 1].dataset.date) + "的课。" : "后面八周没有更多的课。";
        link.parentNode.remove();
        linli.again();
        if (asked && fresh.length) {
          const heading = fresh[0].querySelector("h2");
          heading.tabIndex = -1;
          heading.focus();
        }
      },
      () => {
        said.textContent = "没有取到。再点一次打开下个月的课表。";
        link.dataset.pages = "";
      }
    );
  }
})(window.linli, document);
