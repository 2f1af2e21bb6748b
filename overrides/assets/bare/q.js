// Answers what a printed code asks: is it on? From the rows of the page and the clock, whatever the phone's zone.
(function (linli, document) {
  "use strict";
  const SHOWN = 6;
  const answer = document.getElementById("answer");
  const all = document.getElementById("all");
  const { first, over, status } = answer.dataset;
  const word = (row, name) => (row.querySelector(name) || { textContent: "" }).textContent;
  const rows = linli.all("#rows li").map((row) => {
    const { t, m, s = "照常" } = row.dataset;
    const start = Date.parse(t + "+08:00");
    return {
      row,
      start,
      end: start + m * 6e4,
      date: t.slice(0, 10),
      clock: linli.hour(t.slice(11)),
      status: s,
      held: !/停课|改期|放假/.test(s),
      about: [word(row, "i"), word(row, "em")],
    };
  });
  const built = document.getElementById("updated").dateTime;
  let open = false;
  let reason = "";

  // A reason that several groups share is said once.
  const tell = (tint, big, [group, why]) => {
    const line = linli.make("p", tint, "");
    const words = [group, why !== reason && why].filter(Boolean).join("，");
    reason = why;
    line.append(linli.make("strong", "", big), linli.make("span", "", words));
    answer.append(line);
  };
  const day = (date) => linli.near(date) || linli.day(date);
  const cut = (row) => tell(row.status === "停课" ? "r" : "a", day(row.date) + row.clock + row.status, row.about);

  function on(row) {
    const running = row.start <= Date.now();
    const until = linli.hour(new Date(row.end + 288e5).toISOString().slice(11, 16));
    tell(row.status === "换地点" ? "a" : "g", running ? "正在上，到" + until : "今天" + row.clock + row.status, row.about);
  }

  function say() {
    const today = linli.date();
    const left = rows.filter((row) => row.end > Date.now());
    const now = left.filter((row) => row.date === today);
    const next = left.find((row) => row.held && row.date > today);
    answer.append(linli.make("p", "m", "今天是" + linli.short(today) + " " + linli.star(today)));
    if (today < built) return tell("a", "手机上的日期不对", ["请看下面的日期，或者打电话问"]);
    if (status === "暂停") return tell("r", "现在停课", ["这门课暂停了，恢复时间以通知为准"]);
    now.forEach((row) => (row.held ? on(row) : cut(row)));
    if (now.some((row) => row.held)) return;
    if (!next) {
      left.filter((row) => row.date > today).forEach(cut);
      return tell("n", first || status ? over : "时间还没有定", []);
    }
    if (today < first) tell("n", "还没开课", []);
    else if (!now.length) tell("n", rows.some((row) => row.held && row.date === today) ? "今天的课上完了" : "今天没有课", []);
    left.filter((row) => !row.held && row.date > today && row.start < next.start).slice(0, 3).forEach(cut);
    tell("g", (today < first ? "第一次是" : "下一次是") + day(next.date) + next.clock, next.about);
  }

  linli.always(() => {
    answer.textContent = reason = "";
    say();
    const today = linli.date();
    let shown = 0;
    rows.forEach(({ row, date, end }) => {
      row.hidden = end <= Date.now() || (!open && shown >= SHOWN);
      shown += end > Date.now() ? 1 : 0;
      const name = row.querySelector("b");
      name.dataset.was = name.dataset.was || name.textContent;
      name.textContent = date < today ? name.dataset.was : linli.near(date) || name.dataset.was;
    });
    all.hidden = open || shown <= SHOWN;
    all.textContent = "看全部" + shown + "次";
    document.getElementById("dates").hidden = !shown;
    const goes = rows.some((row) => row.held && row.end > Date.now());
    linli.all(".after").forEach((link) => link.classList.toggle("btn", !goes));
  });

  all.addEventListener("click", () => {
    open = true;
    linli.again();
  });
})(window.linli, document);
