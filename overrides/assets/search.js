// The search box: an ARIA combobox over search/index.json (made by scripts/linli/search.py). Fetched when first wanted.
// Words are found inside words; blanks mean "and". Works on Chrome 70.
(function (window, document) {
  "use strict";
  const input = document.getElementById("search-input");
  const list = document.getElementById("search-results");
  if (!input || !list) return;
  const linli = window.linli || {};
  const base = document.documentElement.dataset.base || "";
  const folder = location.protocol === "file:";
  const SHOWN = 24;
  const IN_GROUP = 5;
  // How much a record counts by its kind (课程, 服务, 页面, 故事, 报名和表单, 地方, 数字), and a word by where it stands.
  const KIND = [200, 200, 100, 50, 30, 40, 0];
  const TITLE = 600;
  const WHEN = 600;
  const SOUND = 560;
  const TAGS = 450;
  const LEAD = 450;
  const TEXT = 200;
  const WEEKDAY = /(?:周|星期|礼拜)[一二三四五六日天]/g;
  const CLOCK = /(早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)?(\d{1,2}|[一二两三四五六七八九十]{1,3})(?::(\d\d)|点(半|\d\d?分?)?)(?:钟|整)?/g;
  const SKIPPED = /[\s,;!?"'()[\]<>「」『』《》〈〉【】“”‘’、。·…—–|｜~]/;

  let index = null;
  let loading = false;
  let options = [];
  let active = -1;
  const status = document.createElement("div");
  status.className = "search-status";
  status.setAttribute("role", "status");
  list.parentNode.insertBefore(status, list);

  // Looks of what only this script makes; every page would carry them in its own styles otherwise.
  const styles = document.styleSheets[0];
  [
    '.search-status { min-height: 1.7em; padding: .3rem 0; color: var(--soft); font-size: .889rem; }',
    '.search-try { min-height: 44px; margin: .2rem .5rem .2rem 0; padding: 0 .9em; border: 1px solid var(--line); border-radius: 2rem; background: var(--card); }',
    '#search-results { max-height: 60vh; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }',
    '.search-kind { padding: .5rem .8rem 0; color: var(--soft); font-size: .834rem; }',
    '.search-option { display: block; min-height: 48px; padding: .5rem .8rem; color: var(--ink); text-decoration: none; line-height: 1.5; }',
    '.search-option[aria-selected="true"], .search-option:hover { background: var(--blue-t); box-shadow: inset 4px 0 var(--blue); }',
    '.search-name { font-weight: 700; }',
    '.search-line { display: block; color: var(--soft); font-size: .889rem; }',
    'mark { background: none; color: var(--red); font-weight: 700; }',
  ].forEach((rule) => styles.insertRule(rule, styles.cssRules.length));

  // One character as it is compared: no width, no case, simplified; nothing for blanks and punctuation.
  const simple = Object.create(null);
  let folded = Object.create(null);
  function fold(character) {
    let found = folded[character];
    if (found === undefined) {
      found = character.normalize("NFKC").toLowerCase().charAt(0) || character;
      found = folded[character] = SKIPPED.test(found) ? "" : simple[found] || found;
    }
    return found;
  }

  // A text as it is compared.
  function plain(text) {
    let word = "";
    for (let i = 0; i < text.length; i++) word += fold(text[i]);
    return word;
  }

  function prepare(data) {
    for (let i = 0; i < data.han.length; i += 2) simple[data.han[i]] = data.han[i + 1];
    folded = Object.create(null);
    return {
      kinds: data.kinds,
      attempts: data.try,
      same: data.same.map((group) => group.map((word) => plain(word))),
      rows: data.rows.map((row) => ({
        kind: row[0],
        href: row[1],
        name: row[2],
        sounds: row[3] ? row[3].split(",").map((sound) => sound.split(" ")) : [],
        title: plain(row[2]),
        when: row[4] || "",
        tags: plain(row[5] || ""),
        lead: row[6] || "",
        text: row[7] || "",
        last: row[8] || "",
      })),
    };
  }

  // 七点 → 7:00 and 19:00; 晚7点半 → 19:30. Minutes after midnight.
  function clocks(part, hour, minute, rest) {
    const digits = "零一二三四五六七八九十";
    let number = +hour;
    if (isNaN(number)) {
      const two = hour.replace("两", "二").split("十");
      number = two.length === 1 ? digits.indexOf(two[0]) : (two[0] ? digits.indexOf(two[0]) : 1) * 10 + (two[1] ? digits.indexOf(two[1]) : 0);
    }
    const minutes = minute || (rest === "半" ? "30" : rest ? ("0" + parseInt(rest, 10)).slice(-2) : "00");
    const late = /下午|傍晚|晚|夜/.test(part || "");
    const hours = number >= 12 ? [number] : late ? [number + 12] : part ? [number] : [number, number + 12];
    return hours.map((one) => one + ":" + minutes);
  }

  // The ways to write a word, each with what a hit by it costs.
  function ways(word) {
    const found = [{ word, cost: 0 }];
    const time = new RegExp("^" + CLOCK.source + "$").exec(word);
    if (time) {
      clocks(time[1], time[2], time[3], time[4]).forEach((clock) => found.push({ word: clock, cost: 0 }));
      if (time[3] === "00") found.push({ word: (time[2] % 12 || 12) + "点", cost: 60 });
    }
    index.same.forEach((group) =>
      group.forEach((known) => {
        if (word.indexOf(known) < 0) return;
        group.forEach((other) => other !== known && found.push({ word: word.replace(known, other), cost: 150 }));
      })
    );
    return found;
  }

  // Where a word stands; a clock time never inside a longer number (7:00 in 17:00).
  function place(text, word) {
    let at = text.indexOf(word);
    while (at > 0 && word.indexOf(":") > 0 && /\d/.test(text[at - 1])) at = text.indexOf(word, at + 1);
    return at;
  }

  // Whether letters spell syllables from number i on: shufa, sf, shuf, sfa.
  function spells(sounds, i, letters) {
    if (!letters) return true;
    if (i >= sounds.length) return false;
    for (let n = Math.min(letters.length, sounds[i].length); n > 0; n--) {
      const part = letters.slice(0, n);
      const whole = n === sounds[i].length || n === letters.length || n === 1 || (n === 2 && part[1] === "h");
      if (whole && sounds[i].slice(0, n) === part && spells(sounds, i + 1, letters.slice(n))) return true;
    }
    return false;
  }

  function sounds(row, letters) {
    if (!/^[a-z]{2,}$/.test(letters)) return 0;
    let best = 0;
    row.sounds.forEach((phrase, number) => {
      for (let i = 0; i < phrase.length; i++) {
        if (spells(phrase, i, letters)) best = Math.max(best, SOUND - (number ? 130 : 0) + (i ? 0 : 20));
      }
    });
    return best;
  }

  function value(row, words) {
    let best = 0;
    for (let n = 0; n < words.length; n++) {
      const { word, cost } = words[n];
      let score = sounds(row, word);
      const at = place(row.title, word);
      if (at >= 0) score = Math.max(score, TITLE + (at ? 0 : 10) + (row.title === word ? 100 : 0));
      else if (row.when && place(row.when, word) >= 0) score = Math.max(score, WHEN);
      else if (row.tags && place(row.tags, word) >= 0) score = Math.max(score, TAGS);
      else if (place(row.leadWord, word) >= 0) score = Math.max(score, LEAD);
      else if (place(row.textWord, word) >= 0) score = Math.max(score, TEXT);
      if (score && score - cost > best) best = score - cost;
    }
    return best;
  }

  function search(wanted) {
    const today = new Date(Date.now() + 288e5).toISOString().slice(0, 10);
    const hits = [];
    index.rows.forEach((row, number) => {
      if (row.textWord === undefined) {
        row.leadWord = plain(row.lead);
        row.textWord = plain(row.text);
      }
      let sum = 0;
      for (let n = 0; n < wanted.length; n++) {
        const score = value(row, wanted[n]);
        if (!score) return;
        sum += score;
      }
      const over = row.last && row.last < today ? 150 : 0;
      hits.push({ row, number, score: sum / wanted.length + KIND[row.kind] - over });
    });
    return hits.sort((a, b) => b.score - a.score || a.number - b.number);
  }

  // The query's words: a weekday or a time is a word of its own, even in 周三晚上7点书法.
  function split(query) {
    const text = query.replace(/'/g, "").replace(/./g, (character) => fold(character) || " ");
    return text.replace(WEEKDAY, " $& ").replace(CLOCK, " $& ").split(" ").filter(Boolean);
  }

  // What is found and by which words; 免费书法 that stands nowhere is tried as 免费 and 书法.
  function answer(query) {
    const words = split(query);
    if (!words.length) return null;
    let wanted = words.map(ways);
    let hits = search(wanted);
    const only = words[0];
    if (!hits.length && words.length === 1 && only.length > 2 && only.length < 13) {
      for (let cut = 2; cut <= only.length - 1 && !hits.length; cut++) {
        wanted = [ways(only.slice(0, cut)), ways(only.slice(cut))];
        hits = search(wanted);
      }
    }
    return { hits, words: [].concat.apply([], wanted).map((way) => way.word) };
  }

  // Stretches of the text in which a word stands, in order, not overlapping.
  function stretches(text, words) {
    const at = [];
    let word = "";
    for (let i = 0; i < text.length; i++) {
      if (!fold(text[i])) continue;
      word += fold(text[i]);
      at.push(i);
    }
    const found = [];
    words.forEach((one) => {
      for (let i = place(word, one); i >= 0; i = word.indexOf(one, i + one.length)) {
        found.push([at[i], at[i + one.length - 1] + 1]);
      }
    });
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.filter((one, n) => !found.slice(0, n).some((before) => one[0] < before[1]));
  }

  function make(name, className, parent) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (parent) parent.appendChild(element);
    return element;
  }

  function marked(parent, text, words) {
    let end = 0;
    stretches(text, words).forEach((stretch) => {
      parent.appendChild(document.createTextNode(text.slice(end, stretch[0])));
      make("mark", "", parent).textContent = text.slice(stretch[0], stretch[1]);
      end = stretch[1];
    });
    parent.appendChild(document.createTextNode(text.slice(end)));
  }

  // The line below the name: where the word stands, else what the record says first.
  function line(row, words) {
    if (stretches(row.name, words).length === 0) {
      if (stretches(row.when, words).length) return row.when;
      const texts = [row.lead, row.text];
      for (let n = 0; n < texts.length; n++) {
        const first = stretches(texts[n], words)[0];
        if (first) {
          const from = first[0] < 16 ? 0 : first[0] - 12;
          return (from ? "…" : "") + texts[n].slice(from, from + 48) + (from + 48 < texts[n].length ? "…" : "");
        }
      }
    }
    const said = row.lead || row.text;
    return said.slice(0, 40) + (said.length > 40 ? "…" : "");
  }

  function show(found) {
    const groups = [];
    let shown = 0;
    found.hits.forEach((hit) => {
      let group = groups.filter((one) => one.kind === hit.row.kind)[0];
      if (!group) groups.push((group = { kind: hit.row.kind, rows: [] }));
      if (shown < SHOWN && group.rows.length < IN_GROUP) {
        group.rows.push(hit.row);
        shown++;
      }
    });
    list.textContent = "";
    options = [];
    groups.forEach((group) => {
      if (!group.rows.length) return;
      const box = make("div", "search-group", list);
      box.setAttribute("role", "group");
      const label = make("div", "search-kind", box);
      label.id = "search-kind-" + group.kind;
      label.textContent = index.kinds[group.kind];
      label.setAttribute("role", "presentation");
      box.setAttribute("aria-labelledby", label.id);
      group.rows.forEach((row) => {
        const option = make("a", "search-option", box);
        option.id = "search-option-" + options.length;
        option.href = base + (folder ? row.href.replace(/(^|\/)(#|$)/, "$1index.html$2") : row.href) || "./";
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        marked(make("span", "search-name", option), row.name, found.words);
        const said = line(row, found.words);
        if (said) {
          option.appendChild(document.createTextNode(" "));
          marked(make("span", "search-line", option), said, found.words);
        }
        options.push(option);
      });
    });
    status.textContent = shown < found.hits.length ? "找到" + found.hits.length + "条，先列出" + shown + "条" : "找到" + shown + "条";
  }

  function nothing(query) {
    list.textContent = "";
    options = [];
    status.textContent = "没有找到“" + query + "”。换个说法，或者试试：";
    index.attempts.forEach((word) => {
      const button = make("button", "search-try", status);
      button.type = "button";
      button.textContent = word;
      button.addEventListener("click", () => {
        input.value = word;
        input.focus();
        update();
      });
    });
  }

  function open(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", shown);
    choose(-1);
  }

  function choose(number) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = number;
    if (number < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    options[number].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[number].id);
    options[number].scrollIntoView({ block: "nearest" });
  }

  function update() {
    const query = input.value.trim();
    if (!index) {
      if (query) status.textContent = "正在打开搜索…";
      load();
      return;
    }
    const found = query ? answer(query) : null;
    if (!found) {
      list.textContent = status.textContent = "";
      options = [];
    } else if (found.hits.length) show(found);
    else nothing(query);
    open(options.length > 0);
  }

  function load() {
    if (loading) return;
    loading = true;
    const done = (data) => {
      index = prepare(data);
      status.textContent = "";
      if (input.value.trim()) update();
    };
    const failed = () => {
      loading = false;
      linli.index = null;
      status.textContent = "搜索没有打开，请检查网络后再试一次。";
    };
    if (folder) {
      const script = make("script", "", document.head);
      script.onload = () => done(window.linliIndex);
      script.onerror = failed;
      script.src = base + "search/index.js";
      return;
    }
    (linli.index || fetch(base + "search/index.json"))
      .then((answered) => (answered.ok ? answered.json() : Promise.reject(answered.status)))
      .then(done)
      .catch(failed);
  }

  function follow(number) {
    if (options[number]) options[number].click();
  }

  function key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const last = options.length - 1;
    const shown = !list.hidden;
    switch (event.key) {
      case "ArrowDown":
        if (shown) choose(active < last ? active + 1 : 0);
        else update();
        break;
      case "ArrowUp":
        if (!shown) return;
        choose(active > 0 ? active - 1 : last);
        break;
      case "Home":
      case "End":
        if (!shown || active < 0) return;
        choose(event.key === "Home" ? 0 : last);
        break;
      case "Enter":
        if (shown) follow(Math.max(active, 0));
        break;
      case "Escape":
        if (!shown && !input.value) return;
        if (!shown) input.value = "";
        status.textContent = "";
        open(false);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", () => (index ? list.hidden && input.value && update() : load()));
  input.addEventListener("keydown", key);
  document.addEventListener("click", (event) => {
    if (!list.parentNode.contains(event.target)) open(false);
  });
  update();
})(window, document);
