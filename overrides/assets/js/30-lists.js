// Keeps the home page true when it is older than today: shows today's section, and the next one where nothing is left.
(function (linli, document) {
  "use strict";
  const home = document.querySelector("[data-days=home]");
  let asked = false;
  if (!home) return;

  linli.always(() => {
    const date = linli.date();
    const title = document.getElementById("today-h");
    const near = title.querySelector(".near");
    const days = linli.all(".day", home);
    const day = days.find((section) => section.dataset.date === date);
    const left = day && linli.all(".session:not(.is-past)", day).length;
    // When nothing is left today, the next day that has something is shown too.
    const follows = !left && days.find((section) => section.dataset.date > date);
    days.forEach((section) => {
      const wrap = section.parentNode;
      section.hidden = section !== day && section !== follows;
      if (wrap !== home) wrap.hidden = section.hidden;
      // Today's date stands above; its heading stays where it says more.
      linli.all("h2", section).forEach((heading) => (heading.hidden = section === day && !heading.querySelector("b:not(.near)")));
    });
    if (near.dataset.near !== date) {
      near.dataset.near = date;
      title.querySelector(".when").textContent = linli.short(date) + " " + linli.star(date);
      document.dispatchEvent(new Event("linli:added"));
    }
    if (!day && !asked) {
      asked = true;
      linli.load("more.js", () => linli.today(home, document.getElementById("today").dataset.months));
    }
  });
})(window.linli, document);
