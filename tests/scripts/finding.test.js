import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressIn,
  clocks,
  count,
  folding,
  foundWords,
  isFor,
  line,
  listed,
  place,
  prepare,
  sounding,
  spells,
  split,
  stateAt,
  stretches,
  syllables,
  value,
  ways,
} from "../../overrides/assets/src/finding.js";

const TODAY = "2026-11-24";
const { fold, plain } = folding("書书習习");
const row = (more) => ({
  kind: 0,
  href: "",
  name: "",
  title: "",
  when: "",
  tags: "",
  lead: "",
  text: "",
  last: "",
  facts: "",
  states: [],
  ages: [],
  phone: "",
  dialled: "",
  leadWord: plain(more.lead || ""),
  textWord: plain(more.text || ""),
  ...more,
});

test("characters are compared without width, case, blanks and punctuation, simplified", () => {
  assert.equal(plain("書法 ＡＢ，“班”（一）"), "书法ab班一");
  assert.equal(fold("習"), "习");
  assert.equal(fold("　"), "");
  assert.equal(plain(""), "");
});

test("clock times", () => {
  assert.deepEqual(clocks("", "7", "", ""), ["7:00", "19:00"]);
  assert.deepEqual(clocks("晚", "7", "", "半"), ["19:30"]);
  assert.deepEqual(clocks("早上", "七", "", ""), ["7:00"]);
  assert.deepEqual(clocks("", "十二", "", ""), ["12:00"]);
  assert.deepEqual(clocks("", "11", "", ""), ["11:00", "23:00"]);
  assert.deepEqual(clocks("下午", "13", "", ""), ["13:00"]);
  assert.deepEqual(clocks("下午", "两", "", "5分"), ["14:05"]);
  assert.deepEqual(clocks("傍晚", "6", "15", ""), ["18:15"]);
  assert.deepEqual(clocks("", "十", "", "")[0], "10:00");
  assert.deepEqual(clocks("", "二十", "", ""), ["20:00"]);
  assert.deepEqual(clocks("", "二十一", "", "30"), ["21:30"]);
});

test("ways to write a word, and what each costs", () => {
  assert.deepEqual(ways("书法", []), [{ word: "书法", cost: 0 }]);
  assert.deepEqual(ways("19:00", []), [
    { word: "19:00", cost: 0 },
    { word: "19:00", cost: 0 },
    { word: "7点", cost: 60 },
  ]);
  assert.equal(ways("12:00", []).pop()?.word, "12点");
  assert.deepEqual(
    ways("7:30", []).map(({ word }) => word),
    ["7:30", "7:30", "19:30"],
  );
  assert.deepEqual(ways("练毛笔字", [["书法", "毛笔字"], ["太极"]]), [
    { word: "练毛笔字", cost: 0 },
    { word: "练书法", cost: 150 },
  ]);
  assert.equal(ways("晚上7点书法", []).length, 1, "a time is a whole word");
  assert.deepEqual(
    ["晚7点半", "下午3:05", "早上七点10分"].map((word) => ways(word, [])[1].word),
    ["19:30", "15:05", "7:10"],
  );
});

test("a clock time is never found inside a longer one", () => {
  assert.equal(place("周二17:00", "7:00"), -1);
  assert.equal(place("17:00和7:00", "7:00"), 6);
  assert.equal(place("7:00", "7:00"), 0);
  assert.equal(place("周二7:00", "7:00"), 2);
  assert.equal(place("a1书", "书"), 2);
  assert.equal(place("书法", "画"), -1);
});

const heard = (text, characters) => syllables(text, [characters], fold);

test("letters spell syllables: whole, first letters, or a beginning", () => {
  const shufa = heard("shu fa", "书法");
  for (const letters of ["shufa", "sf", "shf", "sfa", "shuf", "shu", "sh", ""])
    assert.equal(spells(shufa, "书法", 0, letters), true, letters);
  for (const letters of ["shufab", "suf", "fs", "huf", "shuaf"])
    assert.equal(spells(shufa, "书法", 0, letters), false, letters);
  assert.equal(spells(shufa, "书法", 1, "fa"), true);
  assert.equal(spells(shufa, "书法", 2, ""), true);
  assert.equal(spells(shufa, "书法", 2, "a"), false);
  assert.equal(spells(heard("zhong", "中"), "中", 0, "zho"), true);
  assert.equal(spells(heard("zhong a", "中阿"), "中阿", 0, "zhoa"), false);
  assert.equal(spells(heard("la a", "拉阿"), "拉阿", 0, "la"), true);
  assert.equal(spells(heard("ban", "班"), "aed班", 0, "aedban"), true, "letters sound as they are written");
});

test("a character is heard in every way it is read, however it is written", () => {
  const music = heard("yin yue/le", "音乐");
  assert.deepEqual(
    ["yinyue", "yinle", "yl"].map((letters) => spells(music, "音乐", 0, letters)),
    [true, true, true],
  );
  assert.equal(spells(heard("shu", "書"), "书", 0, "shu"), true);
  for (const letters of ["lvse", "luse"])
    assert.equal(spells(heard("lv se", "绿色"), "绿色", 0, letters), true, letters);
  assert.deepEqual(split("Lǜ sè", fold), ["lv", "se"]);
  assert.deepEqual(split("lüse", fold), ["lvse"]);
});

test("what sounds so: a name before tags before a first sentence", () => {
  const sounds = heard("shu fa ban", "书法班");
  const worth = (more, letters) => sounding(sounds, row(more), letters);
  assert.equal(worth({ title: "书法" }, "shufa"), 580);
  assert.equal(worth({ title: "书法" }, "fa"), 560);
  assert.equal(worth({ tags: "书法" }, "fa"), 430);
  assert.equal(worth({ lead: "书法班" }, "sfb"), 400);
  assert.equal(worth({ lead: "书法班" }, "sf"), 0, "two letters sound like a piece of any sentence");
  assert.equal(worth({ text: "书法" }, "shufa"), 0);
  assert.equal(worth({ title: "书法" }, "s"), 0);
  assert.equal(worth({ title: "书法" }, "书"), 0);
  assert.equal(worth({ title: "书法" }, "xx"), 0);
  assert.equal(worth({ title: "班", tags: "书", lead: "法" }, "shu"), 430);
});

test("where a word stands says how much it counts", () => {
  const worth = (more, word = "书法", cost = 0) => value(row(more), [{ word, cost }], heard("shu fa", "书法"));
  assert.equal(worth({ title: "书法" }), 710);
  assert.equal(worth({ title: "书法班" }), 610);
  assert.equal(worth({ title: "学书法" }), 600);
  assert.equal(worth({ when: "周二19:00" }, "19:00"), 600);
  assert.equal(worth({ tags: "书法" }), 450);
  assert.equal(worth({ lead: "学书法" }), 450);
  assert.equal(worth({ lead: "书法" }), 450);
  assert.equal(worth({ text: "学书法" }), 200);
  assert.equal(worth({ text: "书法" }), 200);
  assert.equal(worth({ title: "画画" }), 0);
  assert.equal(worth({ text: "书法" }, "书法", 150), 50);
  assert.equal(worth({ title: "书法", text: "书法" }), 710, "only where it counts most");
  assert.equal(worth({ tags: "书法", lead: "书法", text: "书法" }), 450);
  assert.equal(worth({ title: "书法" }, "sf"), 580);
  assert.equal(worth({ title: "书法", text: "sf" }, "sf"), 580);
  assert.equal(
    value(
      row({ title: "书法", text: "毛笔" }),
      [
        { word: "毛笔", cost: 0 },
        { word: "书法", cost: 150 },
      ],
      {},
    ),
    560,
  );
  assert.equal(
    value(
      row({ title: "书法", text: "毛笔" }),
      [
        { word: "书法", cost: 0 },
        { word: "毛笔", cost: 150 },
      ],
      {},
    ),
    710,
  );
});

test("a way that costs much is never better than one that costs nothing", () => {
  const both = [
    { word: "书法", cost: 0 },
    { word: "毛笔", cost: 160 },
  ];
  assert.equal(value(row({ title: "学书法", tags: "毛笔" }), both, {}), 600);
});

test("a weekday or a time is a word of its own", () => {
  assert.deepEqual(split("周三晚上7点书法", fold), ["周三", "晚上7点", "书法"]);
  assert.deepEqual(split("免费 書法，班", fold), ["免费", "书法", "班"]);
  assert.deepEqual(split("xi'an", fold), ["xian"]);
  assert.deepEqual(split("礼拜天7:30", fold), ["礼拜天", "7:30"]);
  assert.deepEqual(split("星期二七点整", fold), ["星期二", "七点整"]);
  assert.deepEqual(split(" ，", fold), []);
});

test("stretches of a text in which words stand", () => {
  assert.deepEqual(stretches("学 書 法", ["书法"], fold), [[2, 5]]);
  assert.deepEqual(stretches("书法书法", ["书法"], fold), [
    [0, 2],
    [2, 4],
  ]);
  assert.deepEqual(stretches("书法班", ["法班", "书法", "书法班"], fold), [[0, 3]], "the longest, not overlapping");
  assert.deepEqual(stretches("书法班", ["书法", "书法班"], fold), [[0, 3]]);
  assert.deepEqual(stretches("书法班", ["书法班", "书法"], fold), [[0, 3]]);
  assert.deepEqual(stretches("书法", ["画"], fold), []);
  assert.deepEqual(stretches("ab", ["b", "a"], fold), [
    [0, 1],
    [1, 2],
  ]);
  assert.deepEqual(stretches("17:00", ["7:00"], fold), []);
});

test("the line below a name", () => {
  const about = (more, words = ["书法"]) => line(row(more), words, fold);
  assert.equal(about({ name: "书法班", lead: "教写字" }), "教写字");
  assert.equal(about({ name: "书法班", when: "书法", lead: "教写字" }), "教写字");
  assert.equal(about({ name: "夜校", when: "周二书法", lead: "书法" }), "周二书法");
  assert.equal(about({ name: "夜校", lead: "学书法", text: "书法" }), "学书法");
  assert.equal(about({ name: "夜校", lead: "一", text: "学书法" }), "学书法");
  assert.equal(about({ name: "夜校", lead: "一", text: "二" }), "一");
  assert.equal(about({ name: "夜校", lead: "", text: "字".repeat(41) }), `${"字".repeat(40)}…`);
  assert.equal(about({ name: "夜校", text: "字".repeat(40) }), "字".repeat(40));
  assert.equal(about({ name: "夜校", text: `${"字".repeat(15)}书法` }), `${"字".repeat(15)}书法`);
  assert.equal(about({ name: "夜校", text: `${"字".repeat(16)}书法` }), `…${"字".repeat(12)}书法`);
  const long = `${"字".repeat(20)}书法${"画".repeat(40)}`;
  assert.equal(about({ name: "夜校", text: long }), `…${"字".repeat(12)}书法${"画".repeat(34)}…`);
  assert.equal(about({ name: "夜校", text: `书法${"画".repeat(46)}` }), `书法${"画".repeat(46)}`);
  assert.equal(about({ name: "夜校", text: `书法${"画".repeat(47)}` }), `书法${"画".repeat(46)}…`);
});

test("what has facts needs no lead below them, only where else the word stands", () => {
  const about = (more) => line(row({ facts: "周二 · 书法室", ...more }), ["书法"], fold);
  assert.equal(about({ name: "美术班", lead: "学书法" }), "", "书法室 has it");
  assert.equal(about({ name: "书法班", facts: "周二", lead: "教写字" }), "");
  assert.equal(about({ name: "夜校", facts: "周二", lead: "学书法" }), "学书法");
  assert.equal(about({ name: "夜校", facts: "周二", when: "书法" }), "");
});

test("what holds at an instant", () => {
  const states = ["", 100, "报名中", 200, "报名已截止"];
  assert.deepEqual(
    [99_999, 100_000, 199_999, 200_000].map((now) => stateAt(states, now)),
    ["", "报名中", "报名中", "报名已截止"],
  );
  assert.equal(stateAt(["无需报名"], 5), "无需报名");
  assert.equal(stateAt(["报名中", 100, ""], 100_000), "");
  assert.equal(stateAt([], 0), "");
});

test("an age is one of those that may come", () => {
  assert.deepEqual(
    [5, 6, 7, 8].map((age) => isFor([72, 95], age)),
    [false, true, true, false],
  );
  assert.ok(isFor([72, 95, 120, 9999], 60), "the second class");
  assert.ok(isFor([30, 35], 2), "from two and a half on: some of two are old enough");
  assert.ok(!isFor([], 7), "who takes anybody is not what one asks for");
  assert.ok(!isFor([72, 95], undefined));
  assert.deepEqual([count("7"), count("七"), count("十二"), count("二十"), count("两")], [7, 7, 12, 20, 2]);
});

const PEOPLE = {
  from: 0,
  han: "",
  sounds: "",
  kinds: ["课程", "服务"],
  try: [],
  same: [["电话", "热线"]],
  rows: [
    [0, "courses/a/", "书法班", "周六9:00", "", "", "", "", "", [], [72, 107]],
    [0, "courses/b/", "美术班", "周六9:00", "", "", "7岁学起", "", "", [], [120, 9999]],
    [1, "services/t/", "托育园", "", "", "", "", "", "", [], [], "0830-3转1", "08303,1"],
    [2, "", "小院", "", "", "", "", "", "", [], [], "0830-1"],
  ],
};

test("7岁 finds who takes seven-year-olds before who only says so", () => {
  const found = (query) =>
    prepare(PEOPLE)
      .answer(query, TODAY)
      ?.hits.map(({ row: { name } }) => name);
  assert.deepEqual(found("7岁"), ["书法班", "美术班"]);
  assert.deepEqual(found("七岁周六"), ["书法班"]);
  assert.deepEqual(found("周六 15岁"), ["美术班"]);
  assert.deepEqual(found("5岁"), []);
});

test("who asks for a telephone gets the number", () => {
  const call = (query) => prepare(PEOPLE).answer(query, TODAY)?.call?.phone;
  assert.equal(call("托育园的电话是多少"), "0830-3转1");
  assert.equal(call("托育园电话"), "0830-3转1");
  assert.equal(prepare(PEOPLE).answer("托育园电话", TODAY)?.call?.dialled, "08303,1");
  assert.equal(call("电话"), "0830-1");
  assert.equal(call("书法班 热线"), "0830-1", "whose own is not known");
  assert.equal(call("量子 电话"), "0830-1");
  assert.equal(call("托育园"), undefined);
  assert.equal(prepare({ ...PEOPLE, rows: PEOPLE.rows.slice(0, 2) }).answer("电话", TODAY)?.call, undefined);
});

test("hits are listed by kind, five of each and two dozen in all", () => {
  const hits = (kinds) => kinds.map((kind, number) => ({ row: row({ kind, name: String(number) }), number, score: 0 }));
  const { groups, shown } = listed(hits([1, 0, 1, 1, 1, 1, 1, 0]));
  assert.deepEqual(
    groups.map(({ kind, rows }) => [kind, rows.map(({ name }) => name).join("")]),
    [
      [1, "02345"],
      [0, "17"],
    ],
  );
  assert.equal(shown, 7);
  const many = listed(hits([0, 1, 2, 3, 4, 5].flatMap((kind) => Array(5).fill(kind))));
  assert.equal(many.shown, 24);
  assert.deepEqual(
    many.groups.map(({ rows }) => rows.length),
    [5, 5, 5, 5, 4],
  );
  assert.equal(foundWords(7, 7), "找到7条");
  assert.equal(foundWords(8, 7), "找到8条，先列出7条");
});

test("addresses on a host and in a folder", () => {
  assert.equal(addressIn("courses/a/#g", false), "courses/a/#g");
  assert.equal(addressIn("courses/a/#g", true), "courses/a/index.html#g");
  assert.equal(addressIn("courses/a/", true), "courses/a/index.html");
  assert.equal(addressIn("", true), "index.html");
  assert.equal(addressIn("data/a.csv", true), "data/a.csv");
});

const INDEX = {
  from: 0,
  han: "書书",
  sounds: "shu fa ban wang lao shi",
  kinds: ["课程", "服务", "页面", "故事", "报名和表单", "地方", "数字"],
  try: ["书法"],
  same: [["书法", "毛笔字"]],
  rows: [
    [0, "courses/shufa/", "书法班", "周二19:00", "免费 王老师", "教写字", "从怎么握笔教起"],
    [0, "courses/old/", "書法班（去年）", "", "", "", "", "2026-11-23"],
    [0, "courses/today/", "书法节", "", "", "", "", "2026-11-24"],
    [3, "stories/a/", "书法故事"],
    [6, "figures/", "书法人数"],
    [1, "services/a/", "代办", "", "", "帮您写毛笔字"],
  ],
};
const names = (query) =>
  prepare(INDEX)
    .answer(query, TODAY)
    ?.hits.map(({ row: { href } }) => href.replace("courses/", ""));

test("courses before stories before figures, what is over after what is not", () => {
  assert.deepEqual(names("書法"), ["shufa/", "today/", "old/", "stories/a/", "figures/", "services/a/"]);
  const scores = prepare(INDEX)
    .answer("书法", TODAY)
    ?.hits.map(({ score }) => score);
  assert.deepEqual(scores, [810, 810, 660, 660, 610, 500]);
});

test("a record counts by its kind, after courses and services", () => {
  const kinds = [0, 1, 2, 3, 4, 5, 6];
  const index = prepare({ ...INDEX, rows: kinds.map((kind) => [kind, String(kind), "书法"]) });
  const hits = index.answer("书法", TODAY)?.hits || [];
  assert.deepEqual(
    hits.map(({ row: { href }, score }) => [href, score - 710]),
    [
      ["0", 200],
      ["1", 200],
      ["2", 100],
      ["3", 50],
      ["5", 40],
      ["4", 30],
      ["6", 0],
    ],
  );
});

test("a record of the index", () => {
  const index = prepare({
    ...INDEX,
    rows: [[2, "h", "名", "周二", "标签", "先", "文", "2026-01-01", "", ["休息", 2, "开门"]]],
    from: 60,
  });
  const found = index.answer("名", TODAY)?.hits[0].row;
  assert.deepEqual(found, {
    kind: 2,
    href: "h",
    name: "名",
    title: "名",
    when: "周二",
    tags: "标签",
    lead: "先",
    text: "文",
    last: "2026-01-01",
    facts: "",
    states: ["休息", 180, "开门"],
    ages: [],
    phone: "",
    dialled: "",
    leadWord: "先",
    textWord: "文",
  });
});

test("every word must be found; blanks mean and", () => {
  assert.deepEqual(names("免费 书法"), ["shufa/"]);
  assert.equal(prepare(INDEX).answer("免费 书法", TODAY)?.hits[0].score, 730, "the mean of both, and of its kind");
  assert.deepEqual(names("免费书法"), ["shufa/"], "tried as two");
  assert.deepEqual(names("周二晚上7点"), ["shufa/"]);
  assert.deepEqual(names("wls"), ["shufa/"]);
  assert.deepEqual(names("免费画画"), []);
  assert.equal(prepare(INDEX).answer(" ，", TODAY), null);
  assert.deepEqual(prepare(INDEX).answer("免费书法", TODAY)?.words, ["免费", "书法", "毛笔字"]);
});

test("one long word is tried as two, a short or very long one is not", () => {
  const index = prepare({
    ...INDEX,
    same: [],
    rows: [
      [0, "a", "甲乙", "", "丙丁戊己庚辛壬癸子丑寅"],
      [0, "b", "甲", "", "丙丁"],
    ],
  });
  const hits = (query) => index.answer(query, TODAY)?.hits.length;
  assert.equal(hits("甲乙丙丁"), 1);
  assert.equal(hits("甲乙丙丁戊己庚辛壬癸子丑"), 1, "twelve characters");
  assert.equal(hits("甲乙丙丁戊己庚辛壬癸子丑寅"), 0, "thirteen");
  assert.equal(hits("甲丁"), 0, "two");
  assert.equal(hits("甲乙丁"), 1, "three: 甲乙 and 丁");
  assert.equal(hits("丁甲乙"), 0, "no word of one character before another");
});

test("an index gives its words, marks and lines", () => {
  const index = prepare(INDEX);
  assert.deepEqual([index.attempts, index.kinds[6]], [["书法"], "数字"]);
  assert.deepEqual(index.stretches("書法班", ["书法"]), [[0, 2]]);
  const found = index.answer("握笔", TODAY);
  assert.equal(index.line(found?.hits[0].row, ["握笔"]), "从怎么握笔教起");
});
