// The page of recent changes: marks what is new since the last visit and copies texts. What holds now shows now.js.
(function (linli, document, window) {
  "use strict";
  const get = (id) => document.getElementById(id);
  const keep = (kind, name, value) => {
    try {
      if (value === undefined) return window[kind].getItem(name);
      window[kind].setItem(name, value);
    } catch (refused) {
      // Private windows keep nothing; then nothing is called new.
    }
    return null;
  };

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
    const lines = linli.all("p", get(id)).map((line) => line.textContent.trim());
    const words = lines.join("\n");
    const address = "\n详情：" + location.href.replace(/[?#].*/, "");
    const wanted = !/https?:/.test(lines[lines.length - 1]) && /^http/.test(location.protocol);
    return wanted && words.length + address.length <= 500 ? words + address : words;
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
    button.addEventListener("click", () => linli.load("my.js", () => linli.copy(text(button.dataset.copy), say)));
  });
  since();
})(window.linli, document, window);
