/**
 * What a search finds: takes the index (made by scripts/linli/search/) and what was typed, gives records in order.
 * Words are found inside words; blanks mean "and".
 */

/** How much a record counts by its kind (课程, 服务, 页面, 故事, 报名和表单, 地方, 数字), and a word by where it stands. */
const KIND = [200, 200, 100, 50, 30, 40, 0];
const TITLE = 600;
const WHEN = 600;
const SOUND = 560;
const TAGS = 450;
const LEAD = 450;
/** How much less it counts to sound like a tag, and like a first sentence. */
const SOUND_TAGS = 130;
const SOUND_LEAD = 160;
/** So few letters sound like a piece of any sentence. */
const FEW = 3;
const TEXT = 200;
/** What is over counts less. */
const OVER = 150;
const WEEKDAY = /(?:周|星期|礼拜)[一二三四五六日天]/g;
const CLOCK =
  /(早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)?(\d{1,2}|[一二两三四五六七八九十]{1,3})(?::(\d\d)|点(半|\d\d?分?)?)(?:钟|整)?/g;
const AGE = /(?:\d{1,2}|[一二两三四五六七八九十]{1,3})岁/g;
const ONLY_AGE = new RegExp(`^${AGE.source}$`);
/** What one asks who wants to call; whom, the rest of the query says. */
const CALLING = /的?(?:联系方式|联系电话|电话|热线|号码)(?:号码|是多少|多少)?$/;
const ONLY_CLOCK = new RegExp(`^${CLOCK.source}$`);
const SKIPPED = /[\s,;!?"'()[\]<>「」『』《》〈〉【】“”‘’、。·…—–|｜~\u200b-\u200f\u2060]/;

/** @typedef {(string | number)[]} States words, and between them the second from which the next ones hold */
/** @typedef {[number, string, string, string?, string?, string?, string?, string?, string?, States?, number[]?, string?, string?]} Line as in the index */
/** @typedef {{ from: number, han: string, sounds: string, kinds: string[], try: string[], same: string[][], rows: Line[] }} Data */
/** @typedef {Record<string, string[]>} Sounds the syllables of each character */
/** @typedef {{ word: string, cost: number, age?: number }} Way */
/**
 * @typedef {object} Row
 * @property {number} kind
 * @property {string} href
 * @property {string} name
 * @property {string} title
 * @property {string} when
 * @property {string} tags
 * @property {string} lead
 * @property {string} text
 * @property {string} last
 * @property {string} facts
 * @property {States} states
 * @property {number[]} ages from and to in months, one pair after the other
 * @property {string} phone
 * @property {string} dialled
 * @property {string} [leadWord] as it is compared, once it was asked for
 * @property {string} [textWord]
 */
/** @typedef {{ hits: { row: Row, number: number, score: number }[], words: string[], call?: Row }} Found */

/**
 * An index that can be asked.
 * @param {Data} data
 */
export function prepare(data) {
  const { fold, plain } = folding(data.han);
  const sounds = syllables(
    data.sounds,
    data.rows.map((row) => row[2] + (row[4] || "") + (row[5] || "")),
    fold,
  );
  const same = data.same.map((group) => group.map(plain));
  /** @type {Row[]} */
  const rows = data.rows.map((row) => ({
    kind: row[0],
    href: row[1],
    name: row[2],
    title: plain(row[2]),
    when: row[3] || "",
    tags: plain(row[4] || ""),
    lead: row[5] || "",
    text: row[6] || "",
    last: row[7] || "",
    facts: row[8] || "",
    states: (row[9] || []).map((one) => (typeof one === "number" ? data.from + one * 60 : one)),
    ages: row[10] || [],
    phone: row[11] || "",
    dialled: row[12] || "",
  }));
  const us = rows.filter(({ href }) => !href)[0];

  /**
   * @param {Way[][]} wanted
   * @param {string} today
   */
  function search(wanted, today) {
    /** @type {Found["hits"]} */
    const hits = [];
    rows.forEach((row, number) => {
      if (row.textWord === undefined) {
        row.leadWord = plain(row.lead);
        row.textWord = plain(row.facts + row.text);
      }
      let sum = 0;
      for (const words of wanted) {
        const score = value(row, words, sounds);
        if (!score) return;
        sum += score;
      }
      const over = row.last && row.last < today ? OVER : 0;
      hits.push({ row, number, score: sum / wanted.length + KIND[row.kind] - over });
    });
    return hits.sort((a, b) => b.score - a.score || a.number - b.number);
  }

  return {
    kinds: data.kinds,
    attempts: data.try,

    /**
     * What is found and by which words; 免费书法 that stands nowhere is tried as 免费 and 书法.
     * @param {string} query
     * @param {string} today
     * @returns {Found | null}
     */
    answer(query, today) {
      const asked = plain(query);
      const calling = CALLING.test(asked);
      const words = split(calling ? asked.replace(CALLING, "") || asked : query, fold);
      if (!words.length) return null;
      let wanted = words.map((word) => ways(word, same));
      let hits = search(wanted, today);
      const only = words[0];
      if (!hits.length && words.length === 1 && only.length > 2 && only.length < 13) {
        for (let cut = 2; cut <= only.length - 1 && !hits.length; cut++) {
          wanted = [ways(only.slice(0, cut), same), ways(only.slice(cut), same)];
          hits = search(wanted, today);
        }
      }
      const [call] = calling ? [...hits.map(({ row }) => row), us].filter((row) => row?.phone) : [];
      return { hits, words: /** @type {Way[]} */ ([]).concat(...wanted).map((way) => way.word), call };
    },

    /**
     * @param {string} text
     * @param {string[]} words
     */
    stretches: (text, words) => stretches(text, words, fold),

    /**
     * @param {Row} row
     * @param {string[]} words
     */
    line: (row, words) => line(row, words, fold),
  };
}

/**
 * How characters and texts are compared: no width, no case, simplified; nothing for blanks and punctuation.
 * @param {string} han pairs of a traditional character and its simplified one
 */
export function folding(han) {
  /** @type {Record<string, string>} */
  const simple = Object.create(null);
  for (let i = 0; i < han.length; i += 2) simple[han[i]] = han[i + 1];
  /** @type {Record<string, string>} */
  const folded = Object.create(null);

  /** @param {string} character */
  function fold(character) {
    let found = folded[character];
    if (found === undefined) {
      found = character.normalize("NFKC").toLowerCase().charAt(0) || character;
      found = SKIPPED.test(found) ? "" : simple[found] || found;
      folded[character] = found;
    }
    return found;
  }

  /** @param {string} text */
  function plain(text) {
    let word = "";
    for (let i = 0; i < text.length; i++) word += fold(text[i]);
    return word;
  }
  return { fold, plain };
}

/**
 * @param {string} text 7, 二十一
 */
export function count(text) {
  if (!Number.isNaN(+text)) return +text;
  const digits = "零一二三四五六七八九十";
  const two = text.replace("两", "二").split("十");
  if (two.length === 1) return digits.indexOf(two[0]);
  return (two[0] ? digits.indexOf(two[0]) : 1) * 10 + (two[1] ? digits.indexOf(two[1]) : 0);
}

/**
 * 七点 → 7:00 and 19:00; 晚7点半 → 19:30.
 * @param {string} part of the day, or nothing
 * @param {string} hour
 * @param {string} minute
 * @param {string} rest 半, 30分
 */
export function clocks(part, hour, minute, rest) {
  const number = count(hour);
  const minutes = minute || (rest === "半" ? "30" : rest ? `0${parseInt(rest, 10)}`.slice(-2) : "00");
  const late = /下午|傍晚|晚|夜/.test(part || "");
  const hours = number >= 12 ? [number] : late ? [number + 12] : part ? [number] : [number, number + 12];
  return hours.map((one) => `${one}:${minutes}`);
}

/**
 * The ways to write a word, each with what a hit by it costs.
 * @param {string} word
 * @param {string[][]} same words that mean the same
 */
export function ways(word, same) {
  /** @type {Way[]} */
  const found = [{ word, cost: 0 }];
  if (ONLY_AGE.test(word)) found.push({ word, cost: 0, age: count(word.slice(0, -1)) });
  const time = ONLY_CLOCK.exec(word);
  if (time) {
    clocks(time[1], time[2], time[3], time[4]).forEach((clock) => {
      found.push({ word: clock, cost: 0 });
    });
    if (time[3] === "00") found.push({ word: `${+time[2] % 12 || 12}点`, cost: 60 });
  }
  same.forEach((group) => {
    group.forEach((known) => {
      if (word.indexOf(known) < 0) return;
      group.forEach((other) => {
        if (other !== known) found.push({ word: word.replace(known, other), cost: 150 });
      });
    });
  });
  return found;
}

/**
 * Where a word stands; a clock time never inside a longer number (7:00 in 17:00).
 * @param {string} text
 * @param {string} word
 */
export function place(text, word) {
  let at = text.indexOf(word);
  while (at > 0 && word.indexOf(":") > 0 && /\d/.test(text[at - 1])) at = text.indexOf(word, at + 1);
  return at;
}

/**
 * @param {string} heard how each character sounds, in the order in which texts first have it: jia ting yin yue/le
 * @param {string[]} texts
 * @param {(character: string) => string} fold
 */
export function syllables(heard, texts, fold) {
  /** @type {Sounds} */
  const sounds = Object.create(null);
  const rest = heard.split(" ");
  /** @type {Record<string, number>} */
  const seen = Object.create(null);
  (texts.join("").match(/[\u3400-\u9fff]/g) || []).forEach((character) => {
    if (seen[character]) return;
    seen[character] = 1;
    const said = (rest.shift() || "").split("/");
    const folded = fold(character);
    sounds[folded] = (sounds[folded] || []).concat(
      said,
      said.map((syllable) => syllable.replace("v", "u")),
    );
  });
  return sounds;
}

/**
 * Whether letters spell a text from character i on: shufa, sf, shuf, sfa.
 * @param {Sounds} sounds
 * @param {string} text
 * @param {number} i
 * @param {string} letters
 * @returns {boolean}
 */
export function spells(sounds, text, i, letters) {
  if (!letters) return true;
  if (i >= text.length) return false;
  return (sounds[text[i]] || [text[i]]).some((syllable) => {
    for (let n = Math.min(letters.length, syllable.length); n > 0; n--) {
      const part = letters.slice(0, n);
      const whole = n === syllable.length || n === letters.length || n === 1 || (n === 2 && part[1] === "h");
      if (whole && syllable.slice(0, n) === part && spells(sounds, text, i + 1, letters.slice(n))) return true;
    }
    return false;
  });
}

/**
 * How well a record's name, tags or first sentence sound like letters; 0 where they do not.
 * @param {Sounds} sounds
 * @param {Row} row
 * @param {string} letters
 */
export function sounding(sounds, row, letters) {
  if (!/^[a-z]{2,}$/.test(letters)) return 0;
  const heard = (/** @type {string} */ text) => text.split("").some((_, i) => spells(sounds, text, i, letters));
  if (spells(sounds, row.title, 0, letters)) return SOUND + 20;
  if (heard(row.title)) return SOUND;
  if (heard(row.tags)) return SOUND - SOUND_TAGS;
  return letters.length >= FEW && heard(row.leadWord || "") ? SOUND - SOUND_LEAD : 0;
}

/**
 * Whether somebody of that age may come; who takes anybody is not what one asks for.
 * @param {number[]} ages
 * @param {number} [age]
 */
export const isFor = (ages, age) =>
  age !== undefined && ages.some((low, n) => n % 2 === 0 && low <= age * 12 + 11 && age * 12 <= ages[n + 1]);

/**
 * The words that hold at an instant; what nobody can say is empty.
 * @param {States} states
 * @param {number} now
 */
export function stateAt(states, now) {
  let at = 0;
  while (at + 2 < states.length && +states[at + 1] * 1e3 <= now) at += 2;
  return String(states[at] || "");
}

/**
 * How well a record answers to a word; 0 where it does not.
 * @param {Row} row
 * @param {Way[]} words the ways to write it
 * @param {Sounds} sounds
 */
export function value(row, words, sounds) {
  let best = 0;
  words.forEach(({ word, cost, age }) => {
    let score = isFor(row.ages, age) ? TITLE : sounding(sounds, row, word);
    const at = place(row.title, word);
    if (at >= 0) score = Math.max(score, TITLE + (at ? 0 : 10) + (row.title === word ? 100 : 0));
    else if (place(row.when, word) >= 0) score = Math.max(score, WHEN);
    else if (place(row.tags, word) >= 0) score = Math.max(score, TAGS);
    else if (place(row.leadWord || "", word) >= 0) score = Math.max(score, LEAD);
    else if (place(row.textWord || "", word) >= 0) score = Math.max(score, TEXT);
    if (score && score - cost > best) best = score - cost;
  });
  return best;
}

/**
 * The query's words: a weekday or a time is a word of its own, even in 周三晚上7点书法.
 * @param {string} query
 * @param {(character: string) => string} fold
 */
export function split(query, fold) {
  const letters = query
    .normalize("NFD")
    .replace(/u\u0308/gi, "v")
    .replace(/'|[\u0300-\u036f]/g, "");
  const text = letters.replace(/./g, (character) => fold(character) || " ");
  return text.replace(WEEKDAY, " $& ").replace(AGE, " $& ").replace(CLOCK, " $& ").split(" ").filter(Boolean);
}

/**
 * Stretches of the text in which a word stands, in order, not overlapping.
 * @param {string} text
 * @param {string[]} words
 * @param {(character: string) => string} fold
 */
export function stretches(text, words, fold) {
  /** @type {number[]} */
  const at = [];
  let word = "";
  for (let i = 0; i < text.length; i++) {
    if (!fold(text[i])) continue;
    word += fold(text[i]);
    at.push(i);
  }
  /** @type {[number, number][]} */
  const found = [];
  words.forEach((one) => {
    for (let i = place(word, one); i >= 0; i = word.indexOf(one, i + one.length)) {
      found.push([at[i], at[i + one.length - 1] + 1]);
    }
  });
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter((one, n) => !found.slice(0, n).some((before) => one[0] < before[1]));
}

/**
 * The line below the name: where the word stands, unless the name or the facts say it already; else what the record says
 * first, of what has facts nothing: they stand there.
 * @param {Row} row
 * @param {string[]} words
 * @param {(character: string) => string} fold
 */
export function line(row, words, fold) {
  const says = (/** @type {string} */ text) => stretches(text, words, fold);
  if (!says(row.name).length && !says(row.facts).length) {
    if (!row.facts && says(row.when).length) return row.when;
    for (const text of [row.lead, row.text]) {
      const first = says(text)[0];
      if (first) {
        const from = first[0] < 16 ? 0 : first[0] - 12;
        return (from ? "…" : "") + text.slice(from, from + 48) + (from + 48 < text.length ? "…" : "");
      }
    }
  }
  const said = row.facts ? "" : row.lead || row.text;
  return said.slice(0, 40) + (said.length > 40 ? "…" : "");
}

/**
 * What is listed first: the hits by kind, in the order in which kinds come, so many of each and in all.
 * @param {Found["hits"]} hits
 */
export function listed(hits) {
  /** @type {{ kind: number, rows: Row[] }[]} */
  const groups = [];
  let shown = 0;
  hits.forEach(({ row }) => {
    let group = groups.find((one) => one.kind === row.kind);
    if (!group) {
      group = { kind: row.kind, rows: [] };
      groups.push(group);
    }
    if (shown < SHOWN && group.rows.length < IN_GROUP) {
      group.rows.push(row);
      shown += 1;
    }
  });
  return { groups: groups.filter(({ rows }) => rows.length), shown };
}
const SHOWN = 24;
const IN_GROUP = 5;

/**
 * @param {number} found
 * @param {number} shown
 */
export const foundWords = (found, shown) => (shown < found ? `找到${found}条，先列出${shown}条` : `找到${shown}条`);

/**
 * Where a record's page stands below the site's root; in a folder there is no server to find index.html.
 * @param {string} href
 * @param {boolean} folder
 */
export const addressIn = (href, folder) => (folder ? href.replace(/(^|\/)(#|$)/, "$1index.html$2") : href);
