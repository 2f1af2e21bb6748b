// Says whether a form is open at this moment, from the absolute times in the page.
(function (linli) {
  "use strict";

  function state(form) {
    const { opens, closes, left, asOf } = form.dataset;
    const now = Date.now();
    const fresh = asOf >= linli.date(-3);
    if (opens && now < Date.parse(opens)) {
      const day = linli.short(opens);
      return { word: day + linli.hour(opens.slice(11, 16)) + "开放", row: day + "报名", tint: "a", wait: true };
    }
    if (closes && now >= Date.parse(closes)) return { word: "报名已截止", tint: "n", over: true };
    if (left === "0" && fresh) return { word: "名额已满", row: "已满", tint: "r", note: "可以打电话候补" };
    if (!left || !fresh) return { word: "报名中", tint: "g", note: left && "名额以报名表为准" };
    return { word: "报名中 余" + left, tint: left > 3 ? "g" : "a" };
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
      chip.textContent = found.row || found.word;
      chip.className = found.tint;
    });
    const block = document.getElementById("signup");
    if (block && /报名|招募/.test(block.dataset.kind)) {
      const found = state(block);
      block.querySelector(".state").textContent = found.word + (found.wait ? "报名" : "") + (found.note ? "（" + found.note + "）" : "");
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
