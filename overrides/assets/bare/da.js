// The 长辈版: names today and tomorrow, hides what is over, fetches the days that an old page lacks, reads aloud.
(function (linli, document) {
  "use strict";
  const SHOWN = 7;
  const said = document.getElementById("said");
  const week = document.getElementById("week");
  const call = document.getElementById("call");
  const PARTS = [[6, "凌晨"], [8, "早上"], [11, "上午"], [13, "中午"], [18, "下午"], [24, "晚上"]];
  let asked = "";
  // The one sentence of each course, for its sessions in the months.
  const plain = {};
  linli.all(".day li").forEach((row) => {
    const words = row.querySelector(".p span");
    if (words) plain[row.querySelector("a").getAttribute("href")] = words.textContent;
  });

  const days = () => linli.all(".day[data-date]");
  const spoken = (iso) => {
    const hour = +iso.slice(11, 13);
    return PARTS.find((part) => hour < part[0])[1] + (hour > 12 ? hour - 12 : hour) + iso.slice(13, 16);
  };

  linli.always(() => {
    const today = linli.date();
    const last = linli.date(SHOWN - 1);
    days().forEach((day) => {
      const date = day.dataset.date;
      const near = date < linli.date(2) ? linli.near(date) : "";
      day.hidden = date < today || date > last;
      day.classList.toggle("later", !near);
      day.querySelector(".near").textContent = near && near + " ";
      linli.all(".which", day).forEach((word) => (word.textContent = near));
      const rows = linli.all("li", day);
      rows.forEach((row) => (row.hidden = Date.parse(row.dataset.end) <= Date.now()));
      if (date !== today) return;
      day.after(call);
      const over = rows.length > 0 && rows.every((row) => row.hidden);
      let word = day.querySelector(".over");
      if (over && !word) day.append((word = linli.make("p", "none over", "今天的课上完了")));
      if (word) word.hidden = !over;
    });
    const later = document.querySelector(".later:not([hidden])");
    week.hidden = !later;
    week.textContent = "这一周（到" + linli.short(last) + "）";
    if (later && later.previousElementSibling !== week) later.before(week);
    if (asked !== today && !document.querySelector('.day[data-date="' + last + '"]')) fill(today, last);
  });

  // The pages of the months hold the days that this page was built too early for.
  function fill(today, last) {
    asked = today;
    said.textContent = "正在取后面几天的课…";
    const months = [today.slice(0, 7), last.slice(0, 7)].filter((month, n, all) => all.indexOf(month) === n);
    Promise.all(months.map(month)).then(
      (found) => {
        const pages = found.filter(Boolean);
        said.textContent = pages.length ? "" : "后面的课还没有排出来，请打电话问。";
        if (!pages.length) return;
        pages.forEach((page) => linli.all("main > .note", page).forEach(notice));
        for (let n = 0; n < SHOWN; n++) add(linli.date(n), pages);
        linli.again();
      },
      () => {
        asked = "";
        said.textContent = "后面几天的课没有取到，请打电话问。";
      }
    );
  }

  function month(name) {
    return fetch(linli.base + "timetable/" + name + "/").then((answer) => {
      if (answer.status === 404) return null; // nothing is held in that month
      if (!answer.ok) throw answer.status;
      // Its head is left out: its styles are not wanted here, nor allowed.
      return answer.text().then((html) => new DOMParser().parseFromString(html.slice(html.indexOf("<main")), "text/html"));
    });
  }

  // 2027年放假安排尚未公布: said once.
  function notice({ textContent }) {
    if (linli.all("main > .note").every((note) => note.textContent !== textContent)) said.after(linli.make("p", "note", textContent));
  }

  function add(date, pages) {
    if (document.querySelector('.day[data-date="' + date + '"]')) return;
    const from = pages.map((page) => page.querySelector('.day[data-date="' + date + '"]')).find(Boolean);
    const day = linli.make("section", "day", "");
    const heading = linli.make("h2", "", "");
    day.dataset.date = date;
    heading.append(linli.make("span", "near", ""), linli.make("time", "", linli.short(date) + " " + linli.star(date)));
    heading.lastChild.dateTime = date;
    day.append(heading);
    const note = from && from.querySelector("h2 b:not(.near)");
    if (note) day.append(linli.make("p", "note", note.textContent));
    const rows = from ? linli.all(".session", from) : [];
    if (rows.length) day.append(linli.make("ul", "", ""));
    else day.append(linli.make("p", "none", "没有课"));
    rows.forEach((row) => day.lastChild.append(tell(row)));
    const next = days().find((other) => other.dataset.date > date);
    const end = document.querySelector(".doors");
    end.parentNode.insertBefore(day, next || end);
  }

  // One row of the timetable in spoken words.
  function tell(row) {
    const { start, end } = row.dataset;
    const changed = row.querySelector("[data-word]");
    const status = changed ? changed.textContent : "";
    const text = (selector) => (row.querySelector(selector) || { textContent: "" }).textContent.trim();
    const link = row.querySelector(".t a");
    const parts = link.textContent.trim().split(" · ");
    const cut = !("held" in row.dataset);
    const address = linli.base + "q/" + link.getAttribute("href").split("/").slice(-2)[0] + "/";
    const item = linli.make("li", cut ? "off" : status ? "odd" : "", "");
    item.dataset.start = start;
    item.dataset.end = end;
    const clock = linli.make("p", "t", cut ? "" : spoken(start));
    if (cut) clock.append(linli.make("s", "", spoken(start)));
    const name = linli.make("p", "n", "");
    const door = linli.make("a", "", parts[0]);
    if (parts[1]) door.append(linli.make("span", "", "（" + parts[1] + "）"));
    door.href = address;
    name.append(door);
    const word = cut ? "不上" : status;
    if (word) {
      const bold = linli.make("b", "", "");
      bold.append(linli.make("span", cut ? "which" : "", ""), word);
      name.append(" ", bold);
    }
    const place = text("[data-place]");
    const about = [cut || !place ? "" : "在" + place, text(".y")].filter(Boolean);
    const told = linli.make("p", "p", about.map((part) => part + "。").join(""));
    if (!cut) told.append(linli.make("span", "", plain[address] || ""));
    item.append(clock, " ", name, " ", told);
    return item;
  }
})(window.linli, document);
