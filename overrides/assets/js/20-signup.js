// Says whether a form is open at this moment, from the absolute times in the page.
(function (linli) {
  "use strict";

  function state(form) {
    const { opens, closes, left, asOf } = form.dataset;
    const now = Date.now();
    const fresh = asOf && asOf >= linli.date(-3);
    if (opens && now < Date.parse(opens)) {
      const when = linli.short(opens) + opens.slice(11, 16).replace(/^0/, "");
      return { word: when + "开放", row: linli.short(opens) + "报名", long: when + "开放报名", tint: "a", wait: true };
    }
    if (closes && now >= Date.parse(closes)) return { word: "已截止", row: "报名已截止", long: "报名已截止", tint: "n", over: true };
    if (left === "0" && fresh) return { word: "已满", row: "已满", long: "名额已满，可以打电话候补", tint: "r" };
    const few = left && +left <= 3 ? "a" : "g";
    const rest = left && fresh ? " 余" + left : "";
    const text = "报名中" + rest;
    return {
      word: text,
      row: text,
      long: text,
      tint: rest ? few : "g",
      note: left && !fresh ? "名额以报名表为准" : "",
    };
  }

  linli.always(() => {
    const states = {};
    linli.all("i[data-form]").forEach((form) => {
      states[form.dataset.form] = state(form);
    });
    linli.all(".c [data-form]").forEach((chip) => {
      const found = states[chip.dataset.form];
      chip.hidden = !!chip.closest(".is-past");
      if (!found) return;
      chip.textContent = found.row;
      chip.className = found.tint;
    });
    const block = document.getElementById("signup");
    if (block && /报名|招募/.test(block.dataset.kind)) {
      const found = state(block);
      block.querySelector(".state").textContent = found.long + (found.note ? "（" + found.note + "）" : "");
      linli.all(".go a", block).forEach((button) => button.classList.toggle("line", !!found.wait));
      linli.all(".go, .qr", block).forEach((part) => (part.hidden = !!found.over));
    }
    const open = linli.all(".open li");
    let count = 0;
    open.forEach((item) => {
      const found = state(item);
      const chip = item.querySelector(".state");
      item.hidden = !!found.over;
      count += found.over ? 0 : 1;
      chip.textContent = found.word;
      chip.className = "state " + found.tint;
    });
    if (open.length) {
      document.querySelector(".open .count").textContent = count;
      document.querySelector(".open .none").hidden = count > 0;
    }
  });
})(window.linli);
