import assert from "node:assert/strict";
import { test } from "node:test";
import { follow } from "../../overrides/assets/src/asking.js";
import { offered, slotOf } from "../../overrides/assets/src/offering.js";
import { known, TODAY, words } from "./timetable-of-a-test.js";

const at = (answers, today = TODAY) =>
  offered(known, words, follow(known, words, answers, today), today, ["今天", "明天"]);
const told = (choices) => choices.map(({ value, label, note }) => [value, label, note].filter(Boolean).join(" "));

test("first what is soon, then every course that has something", () => {
  const found = at(["cancel"]);
  assert.deepEqual(told(found), ["s0 合唱班 今天 19:00", "c0 美术班 2个班", "c1 合唱班", "c2 书法班", "c3 太极班"]);
  assert.deepEqual(
    found.map(({ head }) => head),
    ["这两天", "按课程", undefined, undefined, undefined],
  );
  assert.deepEqual(told(at(["cancel"], "2026-12-03"))[0], "s6 美术班二班 今天 16:30");
  assert.deepEqual(told(at(["cancel"], "2026-12-06")).slice(1), []);
});

test("classes with their next day, and all of them where that makes sense", () => {
  assert.deepEqual(told(at(["cancel", "c0"])), [
    "k0 一班 12月2日（周三）16:30",
    "k1 二班 11月27日（周五）16:40",
    "all 全部",
  ]);
  assert.equal(at(["move", "c0"]).length, 2);
});

test("days on which the class meets; what is off cannot be chosen", () => {
  const found = at(["cancel", "c0", "k0"]);
  assert.deepEqual(told(found), [
    "s1 11月25日（周三）16:30 已经停课",
    "s3 12月2日（周三）16:30",
    "s9 12月9日（周三）16:30",
  ]);
  assert.deepEqual(
    found.map(({ off }) => off),
    [true, false, false],
  );
  assert.deepEqual(told(at(["cancel", "c3"])), ["s7 12月4日（周五）"]);
  assert.equal(told(at(["cancel", "c2"]))[1], "s5 12月2日（周三）14:00 换地点");
});

test("days of a whole course, each once", () => {
  assert.deepEqual(told(at(["cancel", "c0", "all"])).slice(0, 2), [
    "d3 11月27日（周五） 1个班",
    "d8 12月2日（周三） 1个班",
  ]);
});

test("other days with what would meet there", () => {
  const found = at(["move", "s3"]);
  assert.equal(found.length, 7);
  assert.equal(found[0].value, "2026-12-03 16:30 18:00");
  assert.equal(found[0].bad, true);
  assert.equal(found[1].note, "美术室空着，老师没有别的课");
  assert.equal(at(["move", "s8"])[0].value, "2026-12-06 17:00");
  assert.equal(at(["move", "s7"])[0].value, "2026-12-05");
});

test("other places and teachers, each with what it does at that hour", () => {
  assert.deepEqual(told(at(["place", "s3"])), ["ting 大厅 2楼 空着", "wang 网上"]);
  assert.deepEqual(told(at(["teacher", "s2"])), ["王老师 王老师 空着", "李老师 李老师 空着"]);
  assert.deepEqual(slotOf(known, follow(known, words, ["move", "s3"], TODAY)), {
    klass: 0,
    date: "2026-12-02",
    start: 990,
    end: 1080,
    venue: 0,
    teacher: 0,
  });
  assert.equal(slotOf(known, follow(known, words, ["extra", "c0", "k1"], TODAY)).start, 1000);
  assert.equal(slotOf(known, follow(known, words, ["rest", "v0"], TODAY)).start, -1);
});

test("days on which a service is open, reasons, and what leads to a table", () => {
  assert.equal(at(["rest", "v0"])[0].label, "11月25日（周三）");
  assert.equal(at(["rest", "v1"], "2026-11-26")[0].label, "11月26日（周四）");
  assert.deepEqual(told(at(["rest"])), ["v0 书屋", "v1 托育园"]);
  assert.deepEqual(told(at(["cancel", "s3"])), ["老师有事 老师有事", "不写"]);
  assert.deepEqual(at(["seats"]), [{ value: "", label: "报名表", note: "还剩 6 个", href: "forms/#do=seats&row=a" }]);
  assert.deepEqual(at([]), []);
});
