// Fetched when wanted: filters of the timetable's sessions, with counts, kept in the address; and the other weeks.
(function (linli, document) {
  "use strict";
  const get = (id) => document.getElementById(id);
  const days = document.querySelector(".days");
  const found = get("found");
  const HOURS = [["morning", "上午"], ["afternoon", "下午"], ["evening", "晚上"]];
  const AGES = [["0-5", "5岁以下"], ["6-12", "6—12岁"], ["13-17", "13—17岁"], ["18-", "18岁以上"]];
  // One group for each question; a session must answer all of them, within a group one of the ticked is enough.
  const groups = [
    { key: "kind", name: "类别" },
    { key: "who", name: "给谁上", single: true },
    { key: "day", name: "星期" },
    { key: "time", name: "时段" },
    { key: "place", name: "地点", single: true },
    { key: "free", name: "" },
    { key: "open", name: "" },
  ];
  const chosen = {};
  const controls = {};

  const make = (name, className, text, parent) => {
    const element = linli.make(name, className, text || "");
    if (parent) parent.append(element);
    return element;
  };
  const tell = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  // What a row says, in its attributes; what lasts all day is there at any hour.
  function answers(row) {
    if (row.linli) return row.linli;
    const { kind, free, start, low, high } = row.dataset;
    const named = row.querySelector("[data-place]");
    const place = named ? named.textContent.trim() : "";
    const [date, clock] = start.split("T");
    const all = row.parentNode.className === "whole";
    return (row.linli = {
      kind: kind ? [kind] : [],
      ages: [low ? +low : 0, high ? +high : 1e4],
      day: [String(linli.weekday(date) + 1)],
      time: all ? HOURS.map((hour) => hour[0]) : [HOURS[clock < "12" ? 0 : clock < "18" ? 1 : 2][0]],
      place: place ? [place] : [],
      free: free === undefined ? [] : ["1"],
    });
  }

  // A choice of ages, 6-12, 18- or 7, in months; who says no ages takes all.
  function span(value) {
    const [low, high] = value.split("-");
    return [low * 12, high === undefined ? low * 12 + 11 : high ? high * 12 + 11 : 1e4];
  }
  const suits = (ages, value) => ages[0] <= span(value)[1] && ages[1] >= span(value)[0];

  // The controls: built from what the rows say, added to when more rows come.
  const form = make("form", "opts");

  function group(each) {
    const box = make(each.single ? "p" : "fieldset", "", "", form);
    if (each.single) {
      const label = make("label", "", each.name + " ", box);
      const select = make("select", "", "", label);
      select.name = each.key;
      make("option", "", "不限", select).value = "";
      each.box = select;
    } else {
      make("legend", "", each.name, box);
      each.box = make("div", "", "", box);
    }
    controls[each.key] = {};
  }

  function option(each, value, text) {
    const known = controls[each.key];
    if (known[value]) return known[value];
    if (each.single) {
      const item = make("option", "", text, each.box);
      item.value = value;
      return (known[value] = { text, item });
    }
    const label = make("label", "opt", "", each.box);
    const input = make("input", "", "", label);
    input.type = "checkbox";
    input.name = each.key;
    input.value = value;
    make("span", "", text, label);
    const small = make("small", "", "", label);
    const count = make("span", "", "", small);
    make("span", "sr", "节", small);
    return (known[value] = { text, input, count, label });
  }

  function build() {
    groups.slice(0, 5).forEach(group);
    const last = make("fieldset", "", "", form);
    make("legend", "", "费用和报名", last);
    const box = make("div", "", "", last);
    groups.slice(5).forEach((each) => {
      each.box = box;
      controls[each.key] = {};
    });
    AGES.forEach((age) => option(groups[1], age[0], age[1]));
    "一二三四五六日".split("").forEach((star, n) => option(groups[2], String(n + 1), "周" + star));
    HOURS.forEach((hour) => option(groups[3], hour[0], hour[1]));
    option(groups[5], "1", "免费");
    option(groups[6], "1", "可报名");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      const { name, value, checked, type } = event.target;
      if (type !== "checkbox") chosen[name] = value ? [value] : [];
      else chosen[name] = chosen[name].filter((one) => one !== value).concat(checked ? value : []);
      write();
      sift();
    });
    get("choices").append(form);
  }

  // The days in question, before any filter: a chosen week, this week in the grid, else all from today.
  function scope() {
    const { week } = days.dataset;
    const near = days.dataset.days === "near" && !week;
    const hides = near ? (linli.grid() ? "then" : "gone") : "";
    return linli.all(".day", days).filter((day) => !day.hidden && !(hides && day.classList.contains(hides)));
  }

  function sift() {
    const now = linli.now();
    const rows = linli.all(".session", days);
    const seen = new Set(scope());
    // Which groups a row fails; it shows when it fails none, and counts for a choice when it fails no other group.
    const facts = rows.map((row) => {
      const says = Object.assign({}, answers(row));
      const held = "held" in row.dataset;
      const joins = held && row.querySelector("[data-open]:not([hidden])");
      says.who = Object.keys(controls.who).filter((value) => suits(says.ages, value));
      says.open = joins && Date.parse(row.dataset.start) > now ? ["1"] : [];
      const fails = groups.filter(({ key }) => chosen[key].length && !chosen[key].some((value) => says[key].indexOf(value) >= 0));
      return { row, says, held, fails, inside: seen.has(row.closest(".day")) };
    });
    const some = groups.some(({ key }) => chosen[key].length);
    facts.forEach(({ row, fails }) => (row.hidden = fails.length > 0));
    linli.all(".day", days).forEach((day) => {
      const left = linli.all(".session", day).filter((row) => !row.hidden);
      day.classList.toggle("blank", some && !left.length);
      linli.all(".first", day).forEach((row) => row.classList.remove("first"));
      if (left.length) left[0].classList.add("first");
    });
    const inside = facts.filter((fact) => fact.inside);
    count(inside);
    say(inside, some);
  }

  function count(facts) {
    groups.forEach((each) => {
      const { key } = each;
      const sums = {};
      facts.forEach(({ says, held, fails }) => {
        const counts = held && fails.every((failed) => failed === each);
        says[key].forEach((value) => (sums[value] = (sums[value] || 0) + counts));
      });
      Object.keys(sums).concat(chosen[key]).forEach((value) => option(each, value, value));
      Object.keys(controls[key]).forEach((value) => {
        const control = controls[key][value];
        const sum = sums[value] || 0;
        const on = chosen[key].indexOf(value) >= 0;
        if (each.single) {
          tell(control.item, control.text + "（" + sum + "节）");
          control.item.selected = on;
        } else {
          control.input.checked = on;
          tell(control.count, String(sum));
          control.label.classList.toggle("m", !sum);
        }
      });
      if (each.single && !chosen[key].length) each.box.value = "";
    });
  }

  const undo = make("p", "undo");
  const loosen = make("button", "", "", undo);
  const clear = make("button", "", "清除筛选", undo);
  loosen.type = clear.type = "button";

  const words = ({ key }) => chosen[key].map((value) => (controls[key][value] || { text: value }).text).join("、");

  // The result in a sentence; where there is none, which filter to take back.
  function say(facts, some) {
    const used = groups.filter(({ key }) => chosen[key].length);
    const shown = facts.filter(({ fails }) => !fails.length);
    const held = shown.filter((fact) => fact.held).length;
    const off = shown.length - held;
    let text = "找到" + held + "节课" + (off ? "，另有" + off + "节不上" : "") + "。";
    let best = null;
    if (!shown.length) {
      const gain = (each) => facts.filter(({ fails }) => fails.every((failed) => failed === each)).length;
      best = used.map((each) => ({ each, n: gain(each) })).sort((a, b) => b.n - a.n)[0];
      if (best && !best.n) best = null;
      text = !facts.length
        ? "这几天没有课程。"
        : best
        ? "没有同时符合的课。去掉“" + words(best.each) + "”，就有" + best.n + "节。"
        : "没有符合的课，去掉其中一项也没有。请清除筛选重新选。";
    }
    tell(found, some ? text : "");
    loosen.hidden = !(some && best);
    clear.hidden = !some;
    if (best) {
      tell(loosen, "去掉“" + words(best.each) + "”");
      loosen.dataset.key = best.each.key;
    }
    tell(get("chosen"), used.length ? "：" + used.map(words).join("、") : "");
  }

  function reset(keys) {
    keys.forEach((key) => (chosen[key] = []));
    write();
    sift();
    get("choices").firstElementChild.focus();
  }

  // The address holds the choice, so that it can be sent to somebody.
  function write() {
    const query = new URLSearchParams(location.search);
    groups.forEach(({ key }) => {
      query.delete(key);
      chosen[key].forEach((value) => query.append(key, value));
    });
    query.delete("week");
    if (days.dataset.week) query.set("week", days.dataset.week);
    const text = query.toString();
    try {
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    } catch (refused) {
      // From a folder some browsers refuse; the choice holds all the same.
    }
  }

  // Other weeks: days that the page lacks come from the pages of the months, and leave again with their week.
  const extra = {};
  const months = {};
  const fetched = {};
  linli.all(".months a").forEach((link) => (months[(/\d{4}-\d\d/.exec(link.pathname) || [])[0]] = link.href));
  const known = Object.keys(months).sort();
  const back = make("button", "", "回到今天");
  back.type = "button";

  // Why there is no going to a week, or nothing.
  function beyond(monday) {
    const wanted = [monday, linli.after(monday, 6)].map((date) => date.slice(0, 7));
    if (wanted.some((month) => months[month])) return "";
    if (!known.some((month) => month > wanted[0])) return "后面的课还没有排出来。";
    return known.some((month) => month < wanted[0]) ? "这段时间没有课，请看下面的“按月看”。" : "更早的课表没有了。";
  }

  function fetchMonth(month) {
    if (!months[month]) return Promise.resolve();
    const take = (all) => {
      linli.notes(all, days);
      all.forEach((day) => (extra[day.dataset.date] = extra[day.dataset.date] || day));
    };
    const get = () => new Promise((done, fail) => linli.load("more.js", () => linli.month(months[month]).then(done, fail), fail));
    fetched[month] = fetched[month] || get().then(take);
    return fetched[month].catch(() => {
      fetched[month] = null;
      throw new Error(month);
    });
  }

  function empty(date) {
    const day = make("section", "day bare");
    day.dataset.date = date;
    const heading = make("h2", "", "", day);
    make("b", "near", "", heading).dataset.near = date;
    heading.append(" ");
    const time = make("time", "", linli.short(date), heading);
    time.dateTime = date;
    heading.append(" ", linli.make("span", "", linli.star(date)));
    make("p", "none", "没有课程", day);
    return day;
  }

  function place(monday) {
    linli.all("[data-extra]", days).forEach((day) => day.remove());
    linli.all(".day", days).forEach((day) => {
      const { date } = day.dataset;
      day.hidden = !!monday && (date < monday || date > linli.after(monday, 6));
    });
    for (let n = 0; monday && n < 7; n++) {
      const date = linli.after(monday, n);
      if (linli.all('[data-date="' + date + '"]', days).length) continue;
      const day = (extra[date] = extra[date] || empty(date));
      day.dataset.extra = "";
      day.hidden = false;
      const next = linli.all(".day", days).find((other) => other.dataset.date > date);
      days.insertBefore(day, next || null);
    }
    if (monday) days.dataset.week = monday;
    else delete days.dataset.week;
    back.hidden = !monday;
    linli.all("[data-turn]").forEach((button) => {
      button.setAttribute("aria-disabled", !!beyond(linli.after(monday || linli.monday(linli.date()), +button.dataset.turn)));
    });
    write();
    linli.added();
  }

  function turn(monday) {
    const end = beyond(monday);
    if (end) return tell(found, end);
    if (monday === linli.monday(linli.date())) return place("");
    const wanted = [monday, linli.after(monday, 6)].map((date) => date.slice(0, 7));
    const have = [0, 1, 2, 3, 4, 5, 6].every((n) => days.querySelector('[data-date="' + linli.after(monday, n) + '"]:not([data-extra])'));
    if (have) return place(monday);
    tell(found, "正在取这一周的课表…");
    return Promise.all(wanted.map(fetchMonth)).then(
      () => place(monday),
      () => tell(found, "没有取到这一周的课表，请再点一次，或者看下面的按月课表。")
    );
  }

  // List or grid, kept on the phone; the head sets it before the first paint.
  function lay(list) {
    linli.lay(list);
    try {
      if (list) localStorage.setItem("linli-view", "list");
      else localStorage.removeItem("linli-view");
    } catch (refused) {
      // Private windows keep nothing; the choice holds for this page.
    }
  }

  // The tap that fetched this script is answered too.
  linli.sift = (button) => {
    if (button.dataset.way) lay(button.dataset.way === "list");
    else if (button.dataset.turn) {
      const now = days.dataset.week || linli.monday(linli.date());
      turn(linli.after(now, +button.dataset.turn));
    } else if (button === back) {
      place("");
      get("choices").firstElementChild.focus();
    } else if (button === clear) reset(groups.map(({ key }) => key));
    else if (button === loosen) reset([loosen.dataset.key]);
  };

  const asked = new URLSearchParams(location.search);
  groups.forEach(({ key }) => (chosen[key] = asked.getAll(key)));
  chosen.who = chosen.who.filter((value) => /^\d{1,2}(-(\d{1,3})?)?$/.test(value));
  build();
  chosen.who.forEach((value) => option(groups[1], value, value + "岁"));
  found.parentNode.append(undo);
  const turns = document.querySelector(".turns");
  if (turns) found.parentNode.insertBefore(back, found);
  const week = asked.get("week");
  const monday = turns && /^\d{4}-\d\d-\d\d$/.test(week) && Date.parse(week) ? linli.monday(week) : "";
  if (turns) place("");
  linli.always(sift);
  if (monday) turn(monday);
  get("sift").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) linli.sift(button);
  });
})(window.linli, document);
