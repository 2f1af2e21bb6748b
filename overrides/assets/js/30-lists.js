// Keeps the lists true when the page is older than today: the home page's day.
(function (linli, document) {
  "use strict";
  const home = document.querySelector("[data-days=home]");
  let asked = false;

  function today() {
    const date = linli.date();
    const title = document.getElementById("today-h");
    title.querySelector(".when").textContent = linli.short(date) + " " + linli.star(date);
    if (!title.querySelector(".near")) title.prepend(linli.make("span", "near", "今天"), " ");
    const days = linli.all(".day", home);
    const day = days.find((section) => section.dataset.date === date);
    const left = day && linli.all(".session:not(.is-past)", day).length;
    // When nothing is left today, the next day that has something is shown too.
    const follows = !left && days.find((section) => section.dataset.date > date);
    days.forEach((section) => {
      const wrap = section.parentNode;
      section.hidden = section !== day && section !== follows;
      if (wrap !== home) wrap.hidden = section.hidden;
    });
    linli.all("h2", day).forEach((heading) => (heading.hidden = day && !heading.querySelector("b:not(.near)")));
    linli.all("#today > .note").forEach((note) => (note.hidden = note.dataset.date !== date));
    linli.all(".none .when", day).forEach((word) => (word.textContent = "今天"));
    if (!day && !asked) {
      asked = true;
      linli.load("more.js", () => linli.today(home, document.getElementById("today").dataset.months));
    }
  }

  linli.always(() => {
    if (home) today();
  });
})(window.linli, document);
