// Says whether a form is open at this moment, from the absolute times in the page.
(function (linli) {
  "use strict";

  // What holds now: the words, their shape and tint, what the button does, and whether it is still a way to sign up.
  linli.state = (form) => {
    const { opens, closes, left, asOf, waits } = form.dataset;
    const now = Date.now();
    if (now < Date.parse(opens)) {
      return { word: "报名未开始，" + linli.short(opens) + linli.hour(opens.slice(11, 16)) + "开放", look: "sn-wait a", line: true };
    }
    if (now >= Date.parse(closes)) return { word: "报名已截止", look: "sn-over n", over: true };
    const unsure = left && !(asOf >= linli.date(-3));
    if (left === "0" && !unsure) {
      const waiting = waits === "";
      return { word: "名额已满" + (waiting ? "，可候补" : ""), look: "sn-full r", go: waiting && "去登记候补", line: true };
    }
    const count = unsure ? "，名额以报名表为准" : left && " 余" + left;
    return { word: "报名中" + (count || ""), look: left < 4 && count && !unsure ? "sn-open a" : "sn-open g", go: "去报名", open: true };
  };

  const tell = (element, text) => element.textContent === text || (element.textContent = text);
  const show = (form, chip, word) => {
    const found = linli.state(form);
    tell(chip, word ? word(found) : found.word);
    chip.className = "state sn " + found.look;
    return found;
  };

  function block(part) {
    const verb = { 意见: "填写", 订单: "下单" }[part.dataset.kind] || "报名";
    const say = (text) => text.replace("报名", verb);
    const found = show(part, part.querySelector(".state"), ({ word, open }) => (open && verb !== "报名" ? part.dataset.kind : say(word)));
    linli.all(".go a", part).forEach((button) => {
      const name = button.querySelector("span");
      name.dataset.was = name.dataset.was || name.textContent;
      tell(name, say(found.go || name.dataset.was));
      button.classList.toggle("line", !!found.line);
    });
    linli.all(".go, .qr", part).forEach((one) => (one.hidden = !!found.over));
    linli.all(".rest", part).forEach((one) => (one.hidden = !(part.dataset.asOf >= linli.date(-3))));
  }

  linli.always(() => {
    const forms = {};
    linli.all("i[data-form]").forEach((form) => (forms[form.dataset.form] = form));
    linli.all(".c [data-form]").forEach((chip) => {
      if (forms[chip.dataset.form]) show(forms[chip.dataset.form], chip);
    });
    linli.all("#signup[data-kind]").forEach(block);
    const open = linli.all(".open li");
    const left = open.filter((item) => !(item.hidden = !!show(item, item.querySelector(".state")).over)).length;
    if (!open.length) return;
    tell(document.querySelector(".open .count"), "" + left);
    document.querySelector(".open .none").hidden = left > 0;
  });
})(window.linli);
