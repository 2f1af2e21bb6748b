import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ahead,
  flat,
  listWords,
  message,
  namedBy,
  offer,
  pageOf,
  pictureOf,
  savedWords,
  sessionWords,
  shownWords,
  webcal,
  withoutQuery,
} from "../../overrides/assets/src/sharing.js";

test("addresses", () => {
  assert.equal(withoutQuery("https://a.cn/c/?g=1#x"), "https://a.cn/c/");
  assert.equal(withoutQuery("https://a.cn/c/#x?y"), "https://a.cn/c/");
  assert.equal(webcal("https://a.cn/c.ics"), "webcal://a.cn/c.ics");
  assert.equal(webcal("http://a.cn/c.ics"), "webcal://a.cn/c.ics");
  assert.equal(pageOf("../", "yexiao.bede710f"), "../courses/yexiao/");
});

test("lines as one", () => {
  assert.equal(flat("  周二 \n\n 19:00\t—  20:00 "), "周二；19:00 — 20:00");
});

test("a session in a line", () => {
  assert.equal(sessionWords("", ["11月24日", "", "19:00", "书法"]), "11月24日 19:00 书法");
  assert.equal(sessionWords("不上", ["11月24日", "书法"]), "【不上】11月24日 书法");
});

test("what a course's page says of a key", () => {
  assert.deepEqual(namedBy("a", "书法", "", false, "h"), { key: "a", text: "书法", href: "h" });
  assert.deepEqual(namedBy("a.1", "书法", "小学段", false, "h"), { key: "a.1", text: "书法 · 小学段", href: "h" });
  assert.deepEqual(namedBy("a.1", "书法", "", true, "h"), { key: "a.1", text: "书法", href: "h" });
  assert.deepEqual(namedBy("a.1", "书法", "", false, "h"), { key: "a.1", text: "", was: "书法" });
});

test("the list says what is there, what is gone, and what could not be asked", () => {
  assert.equal(listWords({ key: "a", text: "书法" }), "书法");
  assert.equal(listWords({ key: "a.1", text: "", was: "书法" }), "书法：这个班网站上已经没有了（a.1）");
  assert.equal(listWords({ key: "a", text: "" }), "网站上已经没有这门课（a）");
  assert.equal(listWords({ key: "a" }), "课名没有取到（a）");
});

test("what was found", () => {
  assert.equal(shownWords("12月1日", 0, false), "列到12月1日。");
  assert.equal(shownWords("", 0, false), "后面八周没有这些课。");
  assert.equal(shownWords("12月1日", 2, true), "有2天两门课时间重叠，下面写明了。列到12月1日。有一部分没有取到。");
  assert.equal(savedWords(0), "日历文件已下载，点开它就加进日历。");
  assert.equal(savedWords(2), "日历文件已下载，点开它就加进日历。有2门课没有取到，不在里面。");
});

test("what can be done with the courses of a link", () => {
  const found = [{ key: "a", text: "书法" }, { key: "b.1" }, { key: "c", text: "" }];
  const first = offer(found, []);
  assert.equal(first.text, "这个链接里有2门课：书法、b.1。另有1门网站上已经没有了。");
  assert.deepEqual([first.kind, first.keys, first.merged], ["first", ["a", "b.1"], ["a", "b.1"]]);
  assert.equal(offer(found, ["a", "b.1"]).kind, "same");
  assert.equal(offer(found, ["b.1", "a"]).kind, "same");
  const more = offer(found, ["x", "a"]);
  assert.deepEqual([more.kind, more.merged], ["more", ["x", "a", "b.1"]]);
  assert.equal(offer(found.slice(0, 1), ["a", "x"]).kind, "more", "fewer than are kept: they can be changed for these");
  assert.equal(offer(found, ["a", "b.1", "c"]).kind, "more");
  const none = offer(found.slice(2), ["a"]);
  assert.deepEqual([none.kind, none.text], ["none", "这个链接里有0门课。另有1门网站上已经没有了。"]);
  assert.equal(offer(found.slice(0, 1), []).text, "这个链接里有1门课：书法。");
});

test("a picture of a code has a quiet zone of four modules and is wide enough to scan", () => {
  assert.deepEqual(pictureOf(52), { scale: 8, size: 480 });
  assert.deepEqual(pictureOf(40), { scale: 10, size: 480 });
  assert.deepEqual(pictureOf(177), { scale: 4, size: 740 });
  assert.deepEqual(
    [66, 56].map((modules) => pictureOf(modules).scale),
    [6, 8],
  );
  assert.deepEqual(pictureOf(92), { scale: 5, size: 500 });
});

const NOW = Date.parse("2026-11-25T09:00+08:00");
const row = (start, say, held, klass) => ({
  dataset: { start, say, ...(held ? { held: "" } : {}), ...(klass ? { for: klass } : {}) },
});
const ROWS = [
  row("2026-11-25T08:00+08:00", "已经开始的那次", true),
  row("2026-12-05T09:00+08:00", "12月5日(周六)9:00–10:30", true),
  row("2026-11-28T09:00+08:00", "11月28日(周六)9:00–10:30停课，书法室换灯", false),
  row("2026-12-12T09:00+08:00", "12月12日(周六)9:00–10:30", true),
];
const line = (text, dataset = {}) => ({ text, dataset });
const PARTS = [
  line("书法班", { for: "-" }),
  line("书法班 · 甲班", { for: "jia" }),
  line("书法班 · 乙班", { for: "yi" }),
  line("时间：每周六9:00", { for: "jia", part: "usual" }),
  line("时间：每周日10:40", { for: "yi", part: "usual" }),
  line("下一次：", { part: "next" }),
  line("地点：书法室", { part: "place" }),
  line("12月1日9:00开始报名", { part: "usual", until: "2026-12-01T09:00+08:00" }),
  line("报名中", { part: "usual", from: "2026-12-01T09:00+08:00" }),
  line("电话：0830"),
];

test("what is ahead: what is off before the next session, and that one", () => {
  assert.deepEqual(
    ahead(ROWS, NOW).map((each) => each.dataset.say),
    ["11月28日(周六)9:00–10:30停课，书法室换灯", "12月5日(周六)9:00–10:30"],
  );
  assert.equal(ahead(ROWS, Date.parse("2026-12-12T09:00+08:00")).length, 0, "what has begun is not next");
  assert.equal(ahead([ROWS[2]], NOW).length, 1, "nothing is held any more: that it is off is still told");
});

test("a message of a class says only what is of it, and what holds now", () => {
  assert.deepEqual(message(PARTS, ahead(ROWS, NOW), "jia", NOW), [
    "书法班 · 甲班",
    "时间：每周六9:00",
    "11月28日(周六)9:00–10:30停课，书法室换灯",
    "下一次：12月5日(周六)9:00–10:30",
    "地点：书法室",
    "12月1日9:00开始报名",
    "电话：0830",
  ]);
  const later = message(PARTS, [], "yi", Date.parse("2026-12-01T09:00+08:00"));
  assert.deepEqual(later, ["书法班 · 乙班", "时间：每周日10:40", "地点：书法室", "报名中", "电话：0830"]);
});

test("while no class is chosen no class's time is said", () => {
  const found = message(PARTS, [], "", NOW);
  assert.deepEqual(found, ["书法班", "地点：书法室", "12月1日9:00开始报名", "电话：0830"]);
});

test("a message of one session has its own time and place", () => {
  const moved = row("2026-11-28T09:00+08:00", "11月28日(周六)9:00，换地点\n地点：培训室（原在书法室）", true);
  const found = message(PARTS, moved, "jia", NOW);
  assert.deepEqual(found, ["书法班 · 甲班", "11月28日(周六)9:00，换地点", "地点：培训室（原在书法室）", "电话：0830"]);
  assert.deepEqual(message(PARTS, ROWS[2], "jia", NOW)[1], "11月28日(周六)9:00–10:30停课，书法室换灯");
});

test("where only what is off is ahead nothing is called next", () => {
  assert.deepEqual(message(PARTS, [ROWS[2]], "jia", NOW).slice(2, 4), [
    "11月28日(周六)9:00–10:30停课，书法室换灯",
    "地点：书法室",
  ]);
});
