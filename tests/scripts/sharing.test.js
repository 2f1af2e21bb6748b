import assert from "node:assert/strict";
import { test } from "node:test";
import {
  flat,
  listWords,
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
