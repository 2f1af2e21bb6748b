import assert from "node:assert/strict";
import { test } from "node:test";
import {
  called,
  clashes,
  clock,
  dateOf,
  dayName,
  dayOf,
  isOn,
  minutes,
  named,
  sessionsOf,
  span,
  told,
  typed,
} from "../../overrides/assets/src/known.js";
import { known, words } from "./timetable-of-a-test.js";

const slot = { klass: 0, date: "2026-11-27", start: 990, end: 1080, venue: 0, teacher: 0 };

test("days and hours are counted and named", () => {
  assert.equal(dateOf(known, 8), "2026-12-02");
  assert.equal(dayOf(known, "2026-12-02"), 8);
  assert.equal(dayName("2026-12-02"), "12月2日（周三）");
  assert.equal(clock(545), "9:05");
  assert.equal(clock(1500), "1:00");
  assert.equal(typed(545), "09:05");
  assert.equal(minutes("09:05"), 545);
  assert.equal(minutes(""), -1);
  assert.equal(span(990, 1080, "{clock}开始"), "16:30–18:00");
  assert.equal(span(990, -1, "{clock}开始"), "16:30开始");
  assert.equal(span(-1, -1, ""), "");
});

test("a row names one class, or all of a course", () => {
  assert.deepEqual(named(known, { group: "meishu-2" }), [1]);
  assert.deepEqual(named(known, { course: "meishu" }), [0, 1]);
  assert.deepEqual(named(known, { course: "shufa", group: "晚班" }), [3]);
  assert.deepEqual(named(known, { course: "hechang", group: "晚班" }), []);
  assert.equal(called(known, 3), "书法班晚班");
});

test("sessions are those from a day on, or of that day", () => {
  assert.equal(sessionsOf(known, [0], 0).length, 3);
  assert.equal(sessionsOf(known, [0], 8, true).length, 1);
  assert.equal(isOn(known.sessions[1]), false);
  assert.equal(isOn(known.sessions[5]), true);
  assert.equal(isOn(known.sessions[0]), true);
});

test("what overlaps in the room or with the teacher is found, what touches is not", () => {
  const found = (more) => clashes(known, { ...slot, ...more }).map(({ what, session }) => [what, session[0]]);
  assert.deepEqual(found({}), [["venue", 1]]);
  assert.deepEqual(found({ start: 1080, end: 1140 }), []);
  assert.deepEqual(found({ start: 910, end: 1000 }), []);
  assert.deepEqual(found({ start: 910, end: 1001 }), [["venue", 1]]);
  assert.deepEqual(found({ start: 1000, end: -1 }), [["venue", 1]]);
  assert.deepEqual(found({ start: -1 }), []);
  assert.deepEqual(found({ klass: 1 }), [], "not with itself");
  assert.deepEqual(found({ venue: 2 }), [], "a place of many rooms");
  assert.deepEqual(found({ venue: 2, teacher: 1 }), [], "volunteers are many");
  assert.deepEqual(found({ date: "2026-12-02", start: 540, end: 600, venue: 2 }), [["teacher", 3]]);
  assert.deepEqual(found({ date: "2026-11-25", klass: 4, venue: 0 }), [], "cancelled");
});

test("what is to be known is said, and that nothing is", () => {
  const said = (more, unnamed) => told(known, words.words, { ...slot, ...more }, unnamed);
  assert.deepEqual(said({}), { said: "美术室有两节：美术班二班 16:40–18:00", bad: true });
  assert.deepEqual(said({}, true), { said: "有两节：美术班二班 16:40–18:00", bad: true });
  assert.deepEqual(said({ start: 600, end: 660 }), { said: "美术室空着，老师没有别的课", bad: false });
  assert.deepEqual(said({ start: 600, end: 660, teacher: 1 }), { said: "美术室空着", bad: false });
  assert.deepEqual(said({ start: 600, end: 660, teacher: -1 }, true), { said: "空着", bad: false });
  assert.deepEqual(
    said({ date: "2026-12-03" }).said,
    "12月3日是某节放假（周四）；美术室有两节：美术班二班 16:30–18:00",
  );
  assert.deepEqual(said({ date: "2027-03-01" }), { said: "", bad: false }, "nothing is known of that day");
  assert.deepEqual(said({ start: -1 }), { said: "", bad: false });
});
