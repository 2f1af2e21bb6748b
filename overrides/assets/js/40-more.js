// Adds days to the timetable, up to eight weeks; the link to the next month stays where that fails.
(function (linli, document) {
  "use strict";
  const link = document.getElementById("more-weeks");
  const days = document.querySelector("[data-days=near]");
  if (!link || !days || !window.fetch || !window.DOMParser) return;
  const add = (asked) => linli.load("more.js", () => linli.weeks(link, days, asked));

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !link.dataset.pages) return;
    event.preventDefault();
    add(true);
  });
  // A page older than its fortnight shows no day at all: fetch the days without being asked.
  if (linli.all(".day", days).every((day) => day.classList.contains("gone"))) add(false);
})(window.linli, document);
