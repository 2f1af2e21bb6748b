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
    linli.all("h2", day).forEach((heading) => (heading.hidden = !!day));
    linli.all(".none .when", day).forEach((word) => (word.textContent = "今天"));
    if (!day && !asked) {
      asked = true;
      linli.load("more.js", () => linli.today(home, document.getElementById("today").dataset.month));
    }
  }

  function course() {
    const date = linli.date();
    linli.all(".session .d", next).forEach((word) => {
      word.dataset.was = word.dataset.was || word.textContent;
      word.textContent = linli.near(word.closest(".session").dataset.start.slice(0, 10)) || word.dataset.was;
    });
    const lists = { later: 0, past: 0 };
    Object.keys(lists).forEach((id) => (lists[id] = document.querySelector("#" + id + " ul")));
    const { later, past } = lists;
    linli.all("#next .session, #later .session").forEach((row) => {
      if (row.dataset.start.slice(0, 10) >= date) return;
      if (past) past.append(row);
      else row.remove();
    });
    while (later && later.firstElementChild && next.children.length < 8) next.append(later.firstElementChild);
    const tell = (id, list, before) => {
      if (!list) return;
      const details = document.getElementById(id);
      details.hidden = !list.children.length;
      details.firstElementChild.textContent = before + list.children.length + "次";
    };
    tell("later", later, "后面还有");
    tell("past", past, "已经过去的");
    const coming = next.children.length + (later ? later.children.length : 0);
    document.querySelector("#runs-h small").textContent = coming ? "还有" + coming + "次" : "没有后续安排";
  }

  linli.always(() => {
    if (home) today();
    if (next) course();
  });
})(window.linli, document);
