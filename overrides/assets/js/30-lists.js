// Keeps the lists true when the page is older than today: the home page's day, a course's next eight sessions.
(function (linli, document) {
  "use strict";
  const home = document.querySelector("[data-days=home]");
  const next = document.getElementById("next");
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

  function course() {
    const date = linli.date();
    linli.all(".session .d", next).forEach((word) => {
      word.dataset.was = word.dataset.was || word.textContent;
      word.textContent = linli.near(word.closest(".session").dataset.start.slice(0, 10)) || word.dataset.was;
    });
    const later = document.querySelector("#later ul");
    linli.all("#next .session, #later .session").forEach((row) => {
      if (row.dataset.start.slice(0, 10) < date) row.remove();
    });
    while (later && later.firstElementChild && next.children.length < 8) next.append(later.firstElementChild);
    next.hidden = !next.firstElementChild;
    if (later) {
      later.parentNode.hidden = !later.firstElementChild;
      later.parentNode.firstElementChild.textContent = "后面还有" + later.children.length + "次";
    }
    const held = linli.all("#next .session, #later .session").filter((row) => !/停课|改期|放假/.test(row.dataset.status));
    document.querySelector("#runs-h small").textContent = held.length ? "还有" + held.length + "次" : "没有后续安排";
  }

  linli.always(() => {
    if (home) today();
    if (next) course();
  });
})(window.linli, document);
