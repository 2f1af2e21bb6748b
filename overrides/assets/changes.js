// The page of recent changes: parts coming from past by the clock, marks what is new since the last visit, copies texts.
(function (linli, document, window) {
  "use strict";
  const get = (id) => document.getElementById(id);
  const coming = get("coming");
  const past = document.querySelector("#past ul");
  if (!coming || !past) return;
  const keep = (kind, name, value) => {
    try {
      if (value === undefined) return window[kind].getItem(name);
      window[kind].setItem(name, value);
    } catch (refused) {
      // Private windows keep nothing; then nothing is called new.
    }
    return null;
  };

  linli.always(() => {
    const now = Date.now();
    const items = linli.all("li", coming);
    const over = items.filter((item) => Date.parse(item.dataset.end) <= now);
    past.prepend(...over);
    let old = 0;
    linli.all("li", past).forEach((item) => {
      item.hidden = Date.parse(item.dataset.changed) < now - 60 * 864e5;
      old += item.hidden ? 0 : 1;
    });
    const left = items.length - over.length;
    get("coming-none").hidden = left > 0;
    coming.hidden = !left;
    if (over.length) get("coming-n").textContent = left + "处";
    get("past").hidden = !old;
    get("past").firstElementChild.textContent = "已经过去的" + old + "处";
    week(now);
  });

  function week(now) {
    const last = linli.date(6);
    get("notice-from").textContent = linli.short(linli.date());
    get("notice-to").textContent = linli.short(last);
    let room = +get("notice").dataset.room;
    let shown = 0;
    let rest = false;
    linli.all("#notice [data-start]").forEach((line) => {
      const wanted = Date.parse(line.dataset.end) > now && line.dataset.start.slice(0, 10) <= last;
      room -= wanted ? line.textContent.length + 1 : 0;
      line.hidden = !wanted || room < 0;
      rest = rest || (wanted && line.hidden);
      shown += line.hidden ? 0 : 1;
    });
    get("notice-none").hidden = shown > 0;
    get("notice-rest").hidden = !rest;
  }

  // "last change seen|day of the visit"; a tab that stays open keeps its marks.
  function since() {
    const changed = linli.all("[data-changed]").map((item) => item.dataset.changed);
    const newest = changed.sort().pop() || "";
    const before = keep("sessionStorage", "linli-changes") || keep("localStorage", "linli-changes");
    if (before) keep("sessionStorage", "linli-changes", before);
    keep("localStorage", "linli-changes", newest + "|" + linli.date());
    if (!before) return;
    const [seen, day] = before.split("|");
    const fresh = linli.all("[data-changed]").filter((item) => item.dataset.changed > seen);
    fresh.forEach((item) => item.firstElementChild.prepend(linli.make("b", "g new", "新"), " "));
    if (!fresh.length) return;
    get("since").hidden = false;
    get("since").textContent = "自您上次来（" + linli.short(day) + "）又有" + fresh.length + "处变动，前面标着“新”。";
  }

  function text(id) {
    const lines = linli.all("p", get(id)).filter((line) => !line.hidden).map((line) => line.textContent.trim());
    const words = lines.join("\n");
    const address = "\n详情：" + location.href.replace(/[?#].*/, "");
    const wanted = !/https?:/.test(lines[lines.length - 1]) && /^http/.test(location.protocol);
    return wanted && words.length + address.length <= 500 ? words + address : words;
  }

  function byHand(words) {
    const box = document.createElement("textarea");
    box.value = words;
    box.readOnly = true;
    box.className = "sr";
    document.body.append(box);
    box.select();
    box.setSelectionRange(0, words.length);
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch (refused) {
      done = false;
    }
    box.remove();
    return done;
  }

  linli.all("[data-copy]").forEach((button) => {
    const name = button.textContent;
    button.hidden = false;
    const say = (done) => {
      button.textContent = done ? "已复制，去微信群里粘贴" : "没有复制成，请长按上面的文字";
      get("copied").textContent = button.textContent;
      setTimeout(() => (button.textContent = name), 4e3);
      button.focus();
    };
    button.addEventListener("click", () => {
      const words = text(button.dataset.copy);
      const board = navigator.clipboard;
      if (board && board.writeText) board.writeText(words).then(() => say(true), () => say(byHand(words)));
      else say(byHand(words));
    });
  });
  since();
})(window.linli, document, window);
