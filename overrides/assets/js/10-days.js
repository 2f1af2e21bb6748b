// Names the days (今天, 明天), hides those that are over, marks what runs now and what comes next.
(function (linli) {
  "use strict";
  const NOT_HELD = /停课|改期|放假/;

  // A course's later sessions, hundreds at times, give their year; the rest of the start is in their words.
  const two = (n) => ("0" + n).slice(-2);
  linli.all("#later .session").forEach((row) => {
    const text = row.querySelector(".w").textContent + row.querySelector(".t span").textContent;
    const [month, day, hour, minute, toHour, toMinute] = text.match(/\d+/g);
    row.dataset.start = row.dataset.year + "-" + two(month) + "-" + two(day) + "T" + two(hour) + ":" + minute + "+08:00";
    row.dataset.min = (toHour - hour) * 60 + (toMinute - minute);
  });

  linli.always(() => {
    const today = linli.date();
    linli.all(".day[data-date] > h2").forEach((heading) => {
      const day = heading.parentNode;
      const near = linli.near(day.dataset.date);
      let word = heading.querySelector(".near");
      if (near && !word) heading.prepend((word = linli.make("b", "near", "")), " ");
      if (word) word.textContent = near;
    });
    linli.all("[data-days=near] > .day").forEach((day) => {
      day.classList.toggle("gone", day.dataset.date < today);
    });
    linli.all(".wd").forEach((day) => {
      day.hidden = day.dataset.date < today;
    });
    linli.all(".wd, .alert").forEach((day) => {
      const when = day.querySelector(".when");
      if (!when) return; // a page for paper names its days itself
      when.dataset.was = when.dataset.was || when.textContent;
      when.textContent = linli.near(day.dataset.date || day.dataset.end.slice(0, 10)) || when.dataset.was;
    });
    // What is off today or tomorrow stands above, what comes after in the list. (My courses tell of two weeks, by day.)
    linli.all(".alert[data-end], .changes li[data-end]").forEach((item) => {
      const { date, end } = item.dataset;
      const later = end.slice(0, 10) > linli.date(1);
      item.hidden = Date.parse(end) <= Date.now() || (!date && later === (item.tagName === "P"));
    });
    linli.all(".changes, .week").forEach((part) => {
      const over = part.dataset.until < today;
      const parts = linli.all("li[data-end], .wd", part);
      part.hidden = over || (parts.length > 0 && parts.every((item) => item.hidden));
    });
    mark();
  });

  function mark() {
    const now = Date.now();
    let next = Infinity;
    const rows = linli.all(".session[data-start]").map((row) => {
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
})(window.linli);
