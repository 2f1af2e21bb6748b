// Where a printed code lands: names the day, shows the next six dates and, when asked, all. What holds now shows now.js.
(function (linli, document) {
  "use strict";
  const SHOWN = 6;
  const all = document.getElementById("all");
  const list = document.getElementById("rows");
  const rows = linli.all("li", list);
  let open = false;

  linli.always(() => {
    const now = Date.now();
    const today = linli.date();
    const wrong = document.documentElement.classList.contains("wrong-clock");
    document.getElementById("date").textContent = wrong ? "" : "今天是" + linli.short(today) + " " + linli.star(today);
    const left = rows.filter((row) => Date.parse(row.dataset.end) > now);
    rows.forEach((row) => (row.hidden = left.indexOf(row) < 0 || (!open && left.indexOf(row) >= SHOWN)));
    all.hidden = open || left.length <= SHOWN;
    all.textContent = "endless" in list.dataset ? "看后面的日期" : "看全部" + left.length + "次";
    document.getElementById("dates").hidden = !left.length;
    linli.all(".after").forEach((link) => link.classList.toggle("btn", !left.some((row) => "held" in row.dataset)));
  });

  all.addEventListener("click", () => {
    open = true;
    linli.again();
  });
})(window.linli, document);
