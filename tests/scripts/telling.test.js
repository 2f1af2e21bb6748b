import assert from "node:assert/strict";
import { test } from "node:test";
import { follow } from "../../overrides/assets/src/asking.js";
import { progress, tell } from "../../overrides/assets/src/telling.js";
import { known, TODAY, words } from "./timetable-of-a-test.js";

const told = (row) => tell(known, words, row);
const one = { group: "meishu-1", date: "2026-12-02" };

test("a sentence names the class, the day and the hour", () => {
  assert.equal(
    told({ ...one, kind: "停课", reason: "老师外出" }).said,
    "美术班一班 12月2日（周三）16:30 停课：老师外出",
  );
  assert.equal(told({ ...one, kind: "停课" }).said, "美术班一班 12月2日（周三）16:30 停课");
  assert.equal(
    told({ course: "meishu", date: "2026-12-02", kind: "停课" }).said,
    "美术班全部班 12月2日（周三） 停课",
    "several classes have no hour",
  );
  assert.equal(told({ course: "hechang", date: "2026-11-24", kind: "停课" }).said, "合唱班 11月24日（周二）19:00 停课");
  assert.equal(
    told({ course: "shufa", group: "晚班", date: "2026-12-02", session: "14:00", kind: "停课" }).said,
    "书法班晚班 12月2日（周三）14:00 停课",
  );
  assert.equal(told({ service: "shuwu", date: "2026-12-02", kind: "休息" }).said, "书屋 12月2日（周三） 休息");
});

test("a row that nothing is known of is told as far as it goes", () => {
  assert.equal(told({ group: "x", date: "2027-05-02", kind: "停课" }).said, "x 5月2日（周日） 停课");
  assert.equal(told({ group: "x", kind: "别的" }).said, "x ");
});

test("a session that is not there, or is off already, is missed", () => {
  assert.equal(told({ ...one, kind: "停课" }).missing, false);
  assert.equal(told({ ...one, date: "2026-12-03", kind: "停课" }).missing, true);
  assert.equal(told({ ...one, date: "2026-11-25", kind: "停课" }).missing, true);
  assert.equal(told({ group: "meishu-2", date: "2026-12-05", kind: "加课" }).missing, false);
  assert.equal(told({ service: "shuwu", date: "2026-12-05", kind: "休息" }).missing, false);
});

test("where and when instead", () => {
  const moved = told({ ...one, kind: "改期", new_date: "2026-12-04", reason: "老师有事。" });
  assert.equal(moved.said, "美术班一班 12月2日（周三）16:30 改到 12月4日（周五）16:30–18:00：老师有事。");
  assert.equal(moved.line, "改到12月4日(周五)16:30，老师有事");
  assert.equal(moved.time, "16:30–18:00");
  assert.deepEqual(moved.slot, { klass: 0, date: "2026-12-04", start: 990, end: 1080, venue: 0, teacher: 0 });
  const later = told({ ...one, kind: "改时间", opens_at: "17:00", closes_at: "18:30" });
  assert.equal(later.line, "改到17:00");
  assert.equal(told({ ...one, kind: "改期", new_date: "2027-01-04" }).line, "改到2027年1月4日(周一)16:30");
  const there = told({ ...one, kind: "改期", new_date: "2026-12-04", venue: "ting" });
  assert.equal(there.slot.venue, 1);
});

test("another place, another teacher", () => {
  const place = told({ ...one, kind: "换地点", venue: "ting" });
  assert.equal(place.said, "美术班一班 12月2日（周三）16:30 改在大厅 2楼");
  assert.equal(place.line, "改在大厅 2楼（原在美术室）");
  assert.equal(place.slot, null);
  assert.equal(told({ ...one, kind: "换老师", teacher: "李老师" }).line, "这次由李老师来上（原来是王老师）");
  const nobody = { course: "taiji", date: "2026-12-04", kind: "换老师", teacher: "李老师" };
  assert.equal(told(nobody).line, "这次由李老师来上");
});

test("one session more", () => {
  const more = told({ group: "meishu-2", date: "2026-12-05", kind: "加课", venue: "ting", reason: "人多" });
  assert.equal(more.said, "美术班二班 加课：12月5日（周六）16:40–18:00，在大厅 2楼：人多");
  assert.equal(more.time, "16:40–18:00");
  assert.equal(more.slot.venue, 1);
  const own = told({ group: "meishu-2", date: "2026-12-05", kind: "加课", opens_at: "09:00" });
  assert.equal(own.said, "美术班二班 加课：12月5日（周六）9:00–10:20");
});

test("the sentence grows with the answers", () => {
  const grown = (...answers) => progress(known, words, follow(known, words, answers, TODAY));
  assert.equal(grown("cancel"), "停课…");
  assert.equal(grown("cancel", "c0"), "美术班 停课…");
  assert.equal(grown("cancel", "c0", "all", "d8"), "美术班全部班 12月2日（周三） 停课…");
  assert.equal(grown("move", "s3"), "美术班一班 12月2日（周三）16:30 改期…");
  assert.equal(
    grown("move", "s3", "2026-12-04 16:30 18:00"),
    "美术班一班 12月2日（周三）16:30 改到 12月4日（周五）16:30–18:00…",
  );
});
