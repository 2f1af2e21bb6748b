// The page /my/: the coming sessions of my courses, taken from the pages of the months, what changes, what overlaps.
(function (linli, document) {
  "use strict";
  const root = document.getElementById("my");
  if (!root) return;
  const get = (id) => document.getElementById(id);
  const said = get("my-said");
  const days = get("my-days");
  const NEAR = 27;
  const FAR = 55;
  const NONE = { text: "", href: "" };
  // Names by key, as far as they have been met.
  const names = {};

  const page = (address) =>
    linli.ics.get(address).then((html) => {
      // Its own styles are not needed, and this page's policy would refuse them noisily.
      const found = new DOMParser().parseFromString(html.replace(/<style>[^]*?<\/style>/, ""), "text/html");
      const from = new URL(address, location.href);
      linli.all("a[href]", found).forEach((link) => {
        link.href = new URL(link.getAttribute("href"), from).href;
      });
      return found;
    });

  // Every day section from today to n days ahead, by date; what a month's page cannot give, the timetable's fortnight may.
  function sections(n) {
    const first = linli.date();
    const last = linli.date(n);
    const months = root.dataset.months.split(" ").filter((month) => month >= first.slice(0, 7) && month <= last.slice(0, 7));
    const take = (address) => linli.month(linli.base + "timetable/" + address).catch(() => null);
    return new Promise((done, failed) => linli.load("more.js", done, failed))
      .then(() => Promise.all(months.map((month) => take(month + "/"))))
      .then((taken) => (taken.every(Boolean) ? taken : take("").then((near) => [...taken, near])))
      .then((taken) => {
        const found = taken.filter(Boolean);
        if (!found.length && months.length) throw new Error("nothing");
        const by = {};
        found.forEach((part) => {
          linli.notes(part, days);
          part.forEach((day) => {
            const date = day.dataset.date;
            if (date >= first && date <= last) by[date] = by[date] || day;
          });
        });
        return { days: Object.keys(by).sort().map((date) => by[date]), lost: found.length < taken.length };
      });
  }

  const key = (row) => row.dataset.mine;
  const title = (row) => row.querySelector(".t").textContent.trim();
  const held = (row) => "held" in row.dataset;

  // The days that hold a session of mine, and in them only those.
  function mine(found, kept) {
    return found.filter((day) => {
      linli.all(".session", day).forEach((row) => {
        // Here the list at the end says what is kept.
        const button = row.querySelector("[data-keep]");
        row.dataset.mine = row.dataset.mine || button.dataset.keep;
        if (button) button.remove();
        names[key(row)] = names[key(row)] || { text: title(row), href: row.querySelector(".t a").href };
        if (!linli.holds(kept, key(row))) row.remove();
      });
      return day.querySelector(".session");
    });
  }

  // What does not take place as planned in the next two weeks, before everything else.
  function alerts(shown) {
    const until = linli.date(13);
    const found = [];
    shown.filter((day) => day.dataset.date <= until).forEach((day) =>
      linli.all(".session", day).forEach((row) => {
        const state = row.dataset.state;
        const word = row.querySelector("[data-word]");
        if (!word || ["cancelled", "moved", "relocated"].indexOf(state) < 0) return;
        const line = linli.make("p", "alert " + (state === "cancelled" ? "r" : "a"), "");
        line.dataset.until = row.dataset.end;
        line.dataset.plain = "";
        const strong = linli.make("strong", "", "");
        const when = linli.make("span", "", linli.day(day.dataset.date));
        when.dataset.near = day.dataset.date;
        strong.append(when, word.textContent);
        const link = linli.make("a", "", title(row));
        link.href = row.querySelector(".t a").href;
        const why = row.querySelector(".y");
        line.append(strong, " ", link, "（" + row.dataset.start.slice(11, 16).replace(/^0/, "") + "）" + (why ? why.textContent : ""));
        found.push(line);
      })
    );
    get("my-alerts").textContent = "";
    get("my-alerts").append(...found);
  }

  // Says where two of my sessions are at the same time; gives on how many days.
  function overlaps(shown) {
    return shown.filter((day) => {
      const rows = linli.all(".session", day).filter(held);
      const lines = [];
      rows.forEach((row, n) =>
        rows.slice(n + 1).forEach((other) => {
          const together = row.dataset.start < other.dataset.end && other.dataset.start < row.dataset.end;
          if (!together || key(row) === key(other)) return;
          const name = (one) => one.dataset.start.slice(11, 16).replace(/^0/, "") + " " + title(one);
          lines.push(linli.make("p", "note a", "时间重叠：" + name(row) + "，和 " + name(other) + "。"));
        })
      );
      day.querySelector("h2").after(...lines);
      return lines.length;
    }).length;
  }

  // The name of a course or group that has no session near: from the course's own page.
  linli.named = (keys) =>
    Promise.all(
      keys.filter((one) => !names[one]).map((one) => {
        const href = linli.base + "courses/" + one.split(".")[0] + "/";
        return page(href).then(
          (found) => {
            const group = found.querySelector('.pick [data-keep="' + one + '"]');
            const course = found.querySelector("h1").textContent.trim();
            const part = group && one.indexOf(".") > 0 ? " · " + group.textContent.trim() : "";
            names[one] = part || one.indexOf(".") < 0 ? { text: course + part, href: new URL(href, location.href).href } : NONE;
          },
          (status) => (names[one] = status === 404 ? NONE : undefined)
        );
      })
    ).then(() => keys.map((one) => Object.assign({ key: one }, names[one])));

  function list(kept) {
    return linli.named(kept).then((found) => {
      const items = found.map((one) => {
        const item = linli.make("li", "", "");
        const missing = one.text === "" ? "网站上已经没有这门课（" : "课名没有取到（";
        const link = linli.make(one.href ? "a" : "span", "t", one.text || missing + one.key + "）");
        if (one.href) link.href = one.href;
        const button = linli.make("button", "k", "我的课表");
        button.type = "button";
        button.dataset.keep = one.key;
        button.setAttribute("aria-label", "收进我的课表：" + link.textContent);
        item.append(link, " ", button);
        return item;
      });
      get("my-list").textContent = "";
      get("my-list").append(...items);
      linli.press();
    });
  }

  function show() {
    const kept = linli.kept();
    get("my-none").hidden = kept.length > 0;
    linli.all(".my-some", root).forEach((part) => (part.hidden = !kept.length));
    get("my-refused").hidden = !linli.refused;
    days.textContent = "";
    get("my-alerts").textContent = "";
    said.textContent = kept.length ? "正在取课表…" : "";
    if (!kept.length) return Promise.resolve();
    return sections(NEAR)
      .then((found) => (found.days.some((day) => linli.all("[data-keep]", day).some((button) => linli.holds(kept, button.dataset.keep))) ? found : sections(FAR)))
      .then((found) => {
        const shown = mine(found.days, kept);
        alerts(shown);
        const double = overlaps(shown);
        days.append(...shown);
        const end = shown[shown.length - 1];
        const some = end ? "列到" + linli.short(end.dataset.date) + "。" : "后面八周没有这些课。";
        said.textContent = (double ? "有" + double + "天两门课时间重叠，下面写明了。" : "") + some;
        if (found.lost) said.textContent += "有一部分没有取到。";
        return list(kept);
      })
      .then(linli.added, () => {
        said.textContent = "没有取到课表，请检查网络，或者打电话。";
        return list(kept).catch(() => 0);
      });
  }

  linli.toggled = (off) => {
    said.textContent = off ? "已移出，下次打开就不再列出；再按一次就收回来。" : "收回来了。";
  };
  linli.show = show;
})(window.linli, document);
