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
  const text = (row, selector) => (row.querySelector(selector) || { textContent: "" }).textContent.trim();
  const title = (row) => text(row, ".t");
  // A copy of one of the page's templates, and what in it has a mark: <span data-why> as `why`.
  const copy = (id) => {
    const made = document.importNode(get(id).content, true).firstElementChild;
    const parts = { made };
    linli.all("*", made).forEach((part) => Object.keys(part.dataset).forEach((name) => (parts[name] = part)));
    return parts;
  };

  // The days that hold a session of mine, and in them only those.
  function mine(found, kept) {
    return found.filter((day) => {
      linli.all(".session", day).forEach((row) => {
        // Here the list at the end says what is kept. What was over before the page was made has no button.
        const button = row.querySelector("[data-keep]");
        row.dataset.mine = row.dataset.mine || (button ? button.dataset.keep : "");
        if (button) button.remove();
        if (!linli.holds(kept, key(row))) return row.remove();
        // Who keeps a class attends it: how to sign up is no news.
        linli.all(".c .sn", row).forEach((chip) => chip.remove());
        names[key(row)] = names[key(row)] || { text: title(row), href: row.querySelector(".t a").href };
      });
      return day.querySelector(".session");
    });
  }

  // What does not take place as planned in the next two weeks, before everything else.
  function alerts(shown) {
    const until = linli.date(13);
    const wanted = ["cancelled", "moved", "relocated"];
    get("my-alerts").textContent = "";
    shown.filter((day) => day.dataset.date <= until).forEach((day) =>
      linli.all(".session[data-state]", day).forEach((row) => {
        if (wanted.indexOf(row.dataset.state) < 0) return;
        const { made, day: when, word, name, clock, why } = copy("my-alert");
        made.classList.add(row.dataset.state === "cancelled" ? "r" : "a");
        made.dataset.until = row.dataset.end;
        when.dataset.near = day.dataset.date;
        when.textContent = text(day, "h2 time");
        word.textContent = text(row, "[data-word]");
        name.textContent = title(row);
        name.href = row.querySelector(".t a").href;
        clock.textContent = text(row, "time");
        clock.parentNode.hidden = !clock.textContent;
        why.textContent = text(row, ".y");
        get("my-alerts").append(made);
      })
    );
  }

  // Says where two of my sessions are at the same time; gives on how many days. Nobody has to be at what lasts all day,
  // and of what has no end only the beginning counts.
  function overlaps(shown) {
    const start = (row) => Date.parse(row.dataset.start);
    const end = (row) => ("unended" in row.dataset ? start(row) + 1 : Date.parse(row.dataset.end));
    const called = (row) => text(row, "time") + " " + title(row);
    return shown.filter((day) => {
      const rows = linli.all(".sessions > [data-held]", day);
      const lines = [];
      rows.forEach((row, n) =>
        rows.slice(n + 1).forEach((other) => {
          if (start(row) >= end(other) || start(other) >= end(row) || key(row) === key(other)) return;
          const { made, one, other: also } = copy("my-overlap");
          one.textContent = called(row);
          also.textContent = called(other);
          lines.push(made);
        })
      );
      day.querySelector("h2").after(...lines);
      return lines.length;
    }).length;
  }

  // The name of a course or class that has no session near: from the course's own page. `was` is the course of a class
  // that is no longer there.
  linli.named = (keys) =>
    Promise.all(
      keys.filter((one) => !names[one]).map((one) => {
        const address = linli.base + "courses/" + one.split(".")[0] + "/";
        return page(address).then(
          (found) => {
            const course = text(found, "h1");
            const group = one.indexOf(".") > 0 ? text(found, '[data-keep-as="' + one + '"] a') : "";
            const alone = one.indexOf(".") < 0 || !!found.querySelector('#keep[data-keep="' + one + '"]');
            const href = new URL(address, location.href).href;
            if (group || alone) names[one] = { text: course + (group && one.indexOf(".") > 0 ? " · " + group : ""), href };
            else names[one] = { text: "", href, was: course };
          },
          (status) => (names[one] = status === 404 ? NONE : undefined)
        );
      })
    ).then(() => keys.map((one) => Object.assign({ key: one }, names[one])));

  function list(kept) {
    return linli.named(kept).then((found) => {
      get("my-list").textContent = "";
      found.forEach((one) => {
        const missing = one.was ? one.was + "：这个班网站上已经没有了（" : one.text === "" ? "网站上已经没有这门课（" : "课名没有取到（";
        const { made, name, keep } = copy("my-kept");
        name.textContent = one.text || missing + one.key + "）";
        if (one.href) name.href = one.href;
        keep.dataset.keep = one.key;
        keep.setAttribute("aria-label", "收进我的课表：" + name.textContent);
        get("my-list").append(made);
      });
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
        const some = end ? "列到" + text(end, "h2 time") + "。" : "后面八周没有这些课。";
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
