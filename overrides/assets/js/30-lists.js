// Keeps the lists true when the page is older than today: the home page's day, a course's next eight sessions.
(function (linli, document) {
  "use strict";
  const home = document.querySelector("[data-days=home]");
  const next = document.getElementById("next");
  let asked = false;

  linli.always(() => {
    if (home) today();
    if (next) course();
  });

  function today() {
    const date = linli.date();
    const heading = document.querySelector("#today-h .when");
    heading.textContent = linli.short(date) + " " + linli.star(date);
    if (!document.querySelector("#today-h .near")) {
      document.getElementById("today-h").prepend(linli.make("span", "near", "今天"), " ");
    }
    const days = linli.all(".day", home);
    const day = days.find((section) => section.dataset.date === date);
    if (!day && !asked) {
      asked = true;
      linli.month(document.getElementById("today").dataset.month.replace(/[\d-]{7}/, date.slice(0, 7))).then(adopt, () => empty(days, date));
    }
    days.forEach((section) => {
      const shown = section === day;
      section.hidden = !shown;
      if (section.parentNode !== home) section.parentNode.hidden = !shown;
      if (shown) linli.all("h2", section).forEach((h2) => (h2.hidden = true));
    });
    later(days, date, day);
  }

  // When nothing is left today, the next day that has something is shown too.
  function later(days, date, day) {
    if (!day || linli.all(".session:not(.is-past)", day).length) return;
    const follows = days.find((section) => section.dataset.date > date && section.querySelector(".session"));
    const said = day.querySelector(".none .when");
    if (said) said.textContent = "今天";
    if (!follows) return;
    follows.hidden = follows.parentNode.hidden = false;
  }

  function adopt(sections) {
    sections.filter((section) => section.dataset.date >= linli.date()).slice(0, 2).forEach((section) => home.append(section));
    linli.again();
    empty(linli.all(".day", home), linli.date());
  }

  function empty(days, date) {
    if (days.some((section) => section.dataset.date === date)) return;
    const follows = days.find((section) => section.dataset.date > date);
    home.prepend(linli.make("p", "none", follows ? "今天没有课程，接下来是：" : "今天的安排没有取到，请看课表或打电话。"));
    if (follows) follows.hidden = false;
  }

  function course() {
    const date = linli.date();
    linli.all(".session .d", next).forEach((word) => {
      const near = linli.near(word.closest(".session").dataset.start.slice(0, 10));
      word.dataset.was = word.dataset.was || word.textContent;
      word.textContent = near || word.dataset.was;
    });
    const list = (id) => document.querySelector("#" + id + " ul");
    const later = list("later");
    linli.all(".session", next).forEach((row) => {
      if (row.dataset.start.slice(0, 10) >= date) return;
      if (list("past")) list("past").append(row);
      else row.remove();
      if (later && later.firstElementChild) next.append(later.firstElementChild);
    });
    const count = later ? later.children.length : 0;
    if (later) {
      document.getElementById("later").hidden = !count;
      document.querySelector("#later summary").textContent = "后面还有" + count + "次";
    }
    const coming = linli.all(".session", next).length + count;
    const told = document.querySelector("#runs-h small");
    told.textContent = coming ? "还有" + coming + "次" : "没有后续安排";
    if (list("past")) {
      document.querySelector("#past summary").textContent = "已经过去的" + list("past").children.length + "次";
    }
  }
})(window.linli, document);
