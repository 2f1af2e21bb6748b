// Names the days (今天, 明天), hides those that are over, marks what runs now and what comes next.
(function (linli) {
  "use strict";
  const NOT_HELD = /停课|改期|放假/;

  linli.always(() => {
    const today = linli.date();
    linli.all(".day[data-date] > h2").forEach((heading) => {
      const day = heading.parentNode;
      const near = linli.near(day.dataset.date);
      let word = heading.querySelector(".near");
      if (near && !word) heading.prepend((word = linli.make("b", "near", "")), " ");
      if (word) word.textContent = near;
    });
    linli.all("[data-days=near] > .day, .wd").forEach((day) => {
      day.hidden = day.dataset.date < today;
    });
    linli.all(".wd, .alert").forEach((day) => {
      const when = day.querySelector(".when");
      when.dataset.was = when.dataset.was || when.textContent;
      when.textContent = linli.near(day.dataset.date) || when.dataset.was;
    });
    linli.all(".alert, .changes li").forEach((item) => {
      item.hidden = Date.parse(item.dataset.end) < Date.now();
    });
    mark();
  });

  function mark() {
    const now = Date.now();
    let next = Infinity;
    const rows = linli.all(".session").map((row) => {
      const start = Date.parse(row.dataset.start);
      const end = row.dataset.end ? Date.parse(row.dataset.end) : start + row.dataset.min * 6e4;
      const held = !NOT_HELD.test(row.dataset.status);
      if (held && start > now && start < next && row.closest(".days")) next = start;
      return { row, start, end, held };
    });
    rows.forEach(({ row, start, end, held }) => {
      const running = held && start <= now && now < end;
      row.classList.toggle("is-past", end <= now);
      row.classList.toggle("is-now", running);
      const text = running ? "进行中" : start === next && held && row.closest(".days") ? "下一节" : "";
      let word = row.querySelector(".w .g");
      if (text && !word) row.querySelector(".w").append((word = linli.make("b", "g", "")));
      if (word) {
        word.textContent = text;
        word.hidden = !text;
      }
    });
  }

  // Fetches a month page and gives its day sections; forms that its rows need are added to this page.
  linli.month = (address) =>
    fetch(address)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((html) => {
        const page = new DOMParser().parseFromString(html, "text/html");
        const from = new URL(address, location.href);
        linli.all("a[href]", page).forEach((link) => {
          link.href = new URL(link.getAttribute("href"), from).href;
        });
        linli.all("i[data-form]", page).forEach((form) => document.getElementById("main").append(form));
        return linli.all(".day[data-date]", page);
      });
})(window.linli);
