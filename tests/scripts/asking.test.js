import assert from "node:assert/strict";
import { test } from "node:test";
import { classesOf, daysFor, follow, usual } from "../../overrides/assets/src/asking.js";
import { known, TODAY, words } from "./timetable-of-a-test.js";

const after = (...answers) => follow(known, words, answers, TODAY);
const row = (...answers) => after(...answers).row;

test("one question follows the other", () => {
  const questions = ["cancel", "c0", "k0", "s3", "老师有事"].map((_, n, all) => after(...all.slice(0, n)).question);
  assert.deepEqual(questions, ["task", "session", "class", "date", "reason"]);
  assert.equal(after("cancel", "c0", "k0", "s3", "老师有事").question, "done");
  assert.equal(after("cancel", "c1").question, "date", "a single class is not asked for");
  assert.equal(after("extra", "c0").question, "class");
  assert.equal(after("extra", "c1").question, "on");
  assert.equal(after("rest", "v0").question, "day");
  assert.equal(after("seats").question, "form");
});

test("a session is named by its class and its day", () => {
  assert.deepEqual(row("cancel", "s3", "老师有事"), {
    kind: "停课",
    group: "meishu-1",
    date: "2026-12-02",
    reason: "老师有事",
  });
  assert.deepEqual(row("cancel", "s0", ""), { kind: "停课", course: "hechang", date: "2026-11-24" });
});

test("of several on one day it is said which", () => {
  assert.deepEqual(row("cancel", "s5", ""), {
    kind: "停课",
    course: "shufa",
    group: "晚班",
    date: "2026-12-02",
    session: "14:00",
  });
});

test("a whole course on a day", () => {
  assert.deepEqual(row("cancel", "c0", "all", "d8", ""), { kind: "停课", course: "meishu", date: "2026-12-02" });
});

test("another day and other hours", () => {
  const moved = (to) => row("move", "s3", to);
  assert.deepEqual(moved("2026-12-04 16:30 18:00"), {
    kind: "改期",
    group: "meishu-1",
    date: "2026-12-02",
    new_date: "2026-12-04",
  });
  assert.equal(moved("2026-12-04 17:00 18:30").opens_at, "17:00");
  assert.equal(moved("2026-12-04 17:00 18:30").closes_at, "18:30");
  assert.deepEqual(moved("2026-12-02 17:00"), {
    kind: "改时间",
    group: "meishu-1",
    date: "2026-12-02",
    opens_at: "17:00",
  });
});

test("one session more, another place, another teacher, a closed day", () => {
  assert.deepEqual(row("extra", "c0", "k1", "2026-12-05 09:00 10:00", ""), {
    kind: "加课",
    group: "meishu-2",
    date: "2026-12-05",
    opens_at: "09:00",
    closes_at: "10:00",
  });
  assert.equal(row("place", "s3", "ting", "").venue, "ting");
  assert.equal(row("teacher", "s3", "李老师", "").teacher, "李老师");
  assert.deepEqual(row("rest", "v0", "2026-12-05", "盘点"), {
    kind: "休息",
    service: "shuwu",
    date: "2026-12-05",
    reason: "盘点",
  });
});

test("only classes that still meet can be changed, any can have one session more", () => {
  assert.deepEqual(classesOf(known, after("cancel", "c0"), TODAY), [0, 1]);
  assert.deepEqual(classesOf(known, after("cancel", "c0"), "2026-12-08"), [0]);
  assert.deepEqual(classesOf(known, { ...after("extra", "c0"), question: "course" }, "2027-01-01"), [0, 1]);
});

test("days that are offered come after today, and the class has nothing on them", () => {
  assert.deepEqual(daysFor(known, after("move", "s3"), TODAY, 3), ["2026-12-03", "2026-12-04", "2026-12-05"]);
  assert.deepEqual(daysFor(known, after("extra", "c0", "k0"), "2026-12-01", 2), ["2026-12-03", "2026-12-04"]);
  assert.equal(daysFor(known, after("move", "s0"), TODAY, 30).length, 20, "three weeks, without its own day");
});

test("the usual time is that of the session, else of the class", () => {
  assert.equal(usual(known, after("move", "s3")), known.sessions[3]);
  assert.equal(usual(known, after("extra", "c0", "k1")), known.sessions[2]);
});
