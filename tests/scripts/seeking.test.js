import assert from "node:assert/strict";
import { test } from "node:test";
import { ageWords, KEYS } from "../../overrides/assets/src/matching.js";
import { answer, countOf, inOrder, judged, says, stepped } from "../../overrides/assets/src/seeking.js";

const chosen = (some) => Object.assign(Object.fromEntries(KEYS.map((key) => [key, []])), some);
const own = (some) => ({ days: "6", times: "morning", low: "72", high: "107", place: "书法室", ...some });
const found = (some, asked, course = {}, open = true) => judged(says(own(some), course, open, ["7"]), chosen(asked));

test("what a class says, and its course for it", () => {
  assert.deepEqual(
    says(own({ days: "67", times: "morning evening" }), { kind: "青少年宫", free: "" }, true, ["5", "7"]),
    {
      kind: ["青少年宫"],
      who: ["7"],
      day: ["6", "7"],
      time: ["morning", "evening"],
      place: ["书法室"],
      free: ["1"],
      open: ["1"],
    },
  );
  const silent = says({}, {}, false, ["0", "18-"]);
  assert.deepEqual(silent, { kind: [], who: ["0", "18-"], day: [], time: [], place: [], free: [], open: [] });
});

test("ages count to the end of the year", () => {
  const ages = (low, high) => says({ low, high }, {}, true, ["5", "6", "8", "9"]).who;
  assert.deepEqual(ages("72", "107"), ["6", "8"], "6—8岁");
  assert.deepEqual(ages("72", undefined), ["6", "8", "9"]);
  assert.deepEqual(ages(undefined, "83"), ["5", "6"]);
});

test("a class fails the questions that it does not answer", () => {
  const asked = { who: ["7"], day: ["6"], open: ["1"] };
  assert.deepEqual(found({}, asked).fails, []);
  assert.deepEqual(found({ days: "7" }, asked).fails, ["day"]);
  assert.deepEqual(found({ low: "108" }, asked, {}, false).fails, ["who", "open"]);
});

test("a count is of courses, whatever is chosen of the same question", () => {
  const asked = { day: ["6"], open: ["1"] };
  const courses = [
    [found({}, asked), found({ days: "67" }, asked)],
    [found({ days: "7" }, asked)],
    [found({ days: "7" }, asked, {}, false)],
  ];
  assert.equal(countOf(courses, "day", "6"), 1);
  assert.equal(countOf(courses, "day", "7"), 2, "the third cannot be joined");
  assert.equal(countOf(courses, "day", "1"), 0);
  assert.equal(countOf(courses, "open", "1"), 1, "on Saturday");
});

test("the answer in a sentence", () => {
  const words = (key) => ({ who: "7岁", day: "周六", open: "还能报名" })[key];
  const one = (some, asked, open = true) => answer([[found(some, asked, {}, open)]], chosen(asked), words);
  assert.equal(one({}, {}), "");
  assert.equal(one({}, { who: ["7"], day: ["6"] }), "7岁 · 周六：有1门");
  assert.equal(one({ days: "7" }, { who: ["7"], day: ["6"] }), "7岁 · 周六：没有同时符合的。不限“周六”，就有1门。");
  assert.equal(one({ low: "120" }, { who: ["7"], day: ["6"] }), "7岁 · 周六：没有同时符合的。不限“7岁”，就有1门。");
  assert.equal(one({ low: "120", days: "1" }, { who: ["7"], day: ["6"] }), "7岁 · 周六：没有符合的。请少选几样。");
});

test("where an age is asked for, what names ages comes first", () => {
  const course = (name, aged, fails) => ({ name, classes: [{ aged, fails, says: {} }] });
  const all = [course("一家人", false, []), course("6—8岁", true, []), course("12岁起", true, ["who"])];
  const names = (list) => list.map(({ name }) => name);
  assert.deepEqual(names(inOrder(all, true)), ["6—8岁", "一家人", "12岁起"]);
  assert.deepEqual(names(inOrder(all, false)), ["一家人", "6—8岁", "12岁起"]);
});

test("a year older or younger", () => {
  assert.deepEqual([stepped("7", 1), stepped("7", -1), stepped("0", -1)], ["8", "6", "0"]);
  assert.deepEqual([stepped("17", 1), stepped("18-", 1), stepped("18-", -1)], ["18-", "18-", "17"]);
  assert.deepEqual(["7", "0", "18-"].map(ageWords), ["7岁", "不到1岁", "大人"]);
});
