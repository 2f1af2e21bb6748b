import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addedWords,
  askedWeek,
  beyond,
  coming,
  dayOfMonth,
  daysOf,
  dayToShow,
  inWeek,
  isFurther,
  monthOf,
  monthsOf,
  named,
  spanWords,
  weeksOf,
  within,
} from "../../overrides/assets/src/weeks.js";

test("months of days and addresses", () => {
  assert.equal(monthOf("2026-11-24"), "2026-11");
  assert.equal(named("/linli/timetable/2026-12/"), "2026-12");
  assert.equal(named("/linli/timetable/"), "");
  assert.deepEqual(monthsOf("2026-11-30"), ["2026-11", "2026-12"]);
  assert.deepEqual(monthsOf("2026-11-24"), ["2026-11", "2026-11"]);
  assert.deepEqual(monthsOf("2026-11-25"), ["2026-11", "2026-12"]);
});

test("months from the first day to the last", () => {
  const wanted = (month) => within(month, "2026-11-24", "2027-01-18");
  assert.deepEqual(["2026-10", "2026-11", "2026-12", "2027-01", "2027-02", ""].map(wanted), [
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("seven days of a week", () => {
  const days = daysOf("2026-11-30");
  const december = ["01", "02", "03", "04", "05", "06"].map((day) => `2026-12-${day}`);
  assert.deepEqual(days, ["2026-11-30", ...december]);
  assert.deepEqual(
    ["2026-11-29", "2026-11-30", "2026-12-06", "2026-12-07"].map((day) => inWeek(day, "2026-11-30")),
    [false, true, true, false],
  );
});

test("there is no going to a week of which no month has a page", () => {
  const known = ["2026-10", "2026-11", "2027-02"];
  assert.equal(beyond("2026-11-02", known), "");
  assert.equal(beyond("2026-11-30", known), "", "its first day has a page");
  assert.equal(beyond("2026-09-28", known), "", "its last day has a page");
  assert.equal(beyond("2026-12-07", known), "这段时间没有课，请看下面的“按月看”。");
  assert.equal(beyond("2027-03-01", known), "后面的课还没有排出来。");
  assert.equal(beyond("2026-09-21", known), "更早的课表没有了。");
  assert.equal(beyond("2026-09-21", []), "后面的课还没有排出来。");
});

test("the week that an address asks for begins on its Monday", () => {
  assert.equal(askedWeek("2026-12-02"), "2026-11-30");
  assert.equal(askedWeek("2026-11-30"), "2026-11-30");
  for (const wrong of [null, "", "2026-13-45", "x2026-12-02", "2026-12-021", "今天"])
    assert.equal(askedWeek(wrong), "");
});

test("what is shown, in words", () => {
  assert.equal(spanWords("2026-11-30", "2026-11-24", false), "11月30日—12月6日");
  assert.equal(spanWords("", "2026-11-24", false), "从今天起");
  assert.equal(spanWords("", "2026-11-24", true), "从11月24日起");
});

test("days to be appended: after the last, from today, as far as is shown", () => {
  const further = (date, last = "2026-12-07") => isFurther(date, "2026-11-24", "2027-01-18", last);
  assert.deepEqual(
    ["2026-12-07", "2026-12-08", "2027-01-18", "2027-01-19"].map((day) => further(day)),
    [false, true, true, false],
  );
  assert.deepEqual(
    ["2026-11-23", "2026-11-24"].map((day) => further(day, "")),
    [false, true],
  );
  assert.equal(further("2026-11-23", "2026-11-20"), false);
  assert.equal(addedWords("2027-01-18"), "已加上到1月18日的课。");
  assert.equal(addedWords(""), "后面八周没有更多的课。");
});

test("today, whatever it has, and the next day that has something", () => {
  const day = (date, some = true) => ({ date, some });
  const dates = (days) => coming(days, "2026-11-24").map(({ date }) => date);
  const days = [
    day("2026-11-23"),
    day("2026-11-24", false),
    day("2026-11-25", false),
    day("2026-11-26"),
    day("2026-11-27"),
  ];
  assert.deepEqual(dates(days), ["2026-11-24", "2026-11-26"]);
  assert.deepEqual(dates(days.slice(2)), ["2026-11-26", "2026-11-27"]);
  assert.deepEqual(dates(days.slice(0, 1)), []);
});

test("the day that is shown of a week", () => {
  const week = ["2026-11-30", "2026-12-01", "2026-12-02"];
  const has = (date) => date === "2026-12-01";
  assert.equal(dayToShow(week, "2026-12-02", "2026-11-30", has, []), "2026-12-02", "the chosen one");
  assert.equal(dayToShow(week, "2026-11-24", "2026-11-30", has, []), "2026-11-30", "else today");
  assert.equal(dayToShow(week, "", "2026-11-24", has, []), "2026-12-01", "else the first with something");
  assert.equal(
    dayToShow(week, "", "2026-11-24", () => false, []),
    "2026-11-30",
  );
});

test("of a week with nothing the next day with something is shown, till one of the week is chosen", () => {
  const week = [8, 9, 10, 11, 12, 13, 14].map((day) => `2027-02-${String(day).padStart(2, "0")}`);
  const known = [...week, "2027-02-21", "2027-02-22", "2027-02-23"];
  const has = (date) => date >= "2027-02-22";
  assert.equal(dayToShow(week, "", "2027-02-10", has, known), "2027-02-22");
  assert.equal(dayToShow(week, "2027-02-22", "2027-02-10", has, known), "2027-02-22", "again and again");
  assert.equal(dayToShow(week, "2027-02-09", "2027-02-10", has, known), "2027-02-09");
  assert.equal(dayToShow(week, "", "2027-02-10", has, week), "2027-02-10", "where there is none, today");
});

test("a month is whole weeks around its days", () => {
  const found = weeksOf(["2026-12-02", "2026-12-31"]);
  assert.deepEqual([found.length, found[0], found[34]], [35, "2026-11-30", "2027-01-03"]);
  assert.deepEqual(weeksOf(["2027-02-23"]).slice(-1), ["2027-02-28"], "four weeks to the day");
  assert.equal(weeksOf(["2026-08-05"]).length, 42);
  assert.deepEqual(weeksOf([]), []);
});

test("of a month one day is shown: what was tapped, today, or what comes next", () => {
  const known = ["2026-12-02", "2026-12-03", "2026-12-05"];
  const has = (date) => date !== "2026-12-03";
  assert.equal(dayOfMonth(known, "2026-12-03", "2026-12-02", has), "2026-12-03");
  assert.equal(dayOfMonth(known, "", "2026-12-03", has), "2026-12-03");
  assert.equal(dayOfMonth(known, "", "2026-12-04", has), "2026-12-05");
  assert.equal(dayOfMonth(known, "", "2026-11-01", has), "2026-12-02");
  assert.equal(dayOfMonth(known, "", "2027-03-01", has), "2026-12-02");
  assert.equal(dayOfMonth(["2026-12-03"], "", "2027-03-01", has), "2026-12-03", "all is cancelled");
});
