import assert from "node:assert/strict";
import { test } from "node:test";
import {
  after,
  dateAt,
  moment,
  monday,
  notBefore,
  short,
  star,
  stretch,
  weekday,
} from "../../overrides/assets/src/dates.js";

const at = Date.parse;

test("a day begins at midnight in Shanghai", () => {
  const midnight = at("2026-11-25T00:00+08:00");
  assert.equal(dateAt(midnight - 1), "2026-11-24");
  assert.equal(dateAt(midnight), "2026-11-25");
  assert.equal(dateAt(midnight + 1), "2026-11-25");
});

test("days are counted on over the ends of months and years", () => {
  const noon = at("2026-12-30T12:00+08:00");
  assert.deepEqual(
    [0, 1, 2, -30].map((n) => dateAt(noon, n)),
    ["2026-12-30", "2026-12-31", "2027-01-01", "2026-11-30"],
  );
  assert.equal(after("2026-12-31", 1), "2027-01-01");
  assert.equal(after("2028-03-01", -1), "2028-02-29");
});

test("a clock earlier than the page is not believed", () => {
  const built = "2026-11-24T00:00+08:00";
  assert.equal(notBefore(at(built) - 1, built), at(built));
  assert.equal(notBefore(at(built) + 1, built), at(built) + 1);
  assert.equal(notBefore(5, undefined), 5);
  assert.equal(notBefore(0, "?"), 0);
});

test("weeks begin on Monday", () => {
  const days = ["23", "24", "25", "26", "27", "28", "29"].map((day) => `2026-11-${day}`);
  assert.deepEqual(days.map(weekday), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(
    days.map((day) => monday(day)),
    Array(7).fill("2026-11-23"),
  );
  assert.equal(monday("2026-11-30"), "2026-11-30");
  assert.equal(days.map((day) => star(day)[2]).join(""), "一二三四五六日");
});

test("dates in words", () => {
  assert.equal(short("2026-01-09"), "1月9日");
  assert.equal(short("2026-11-24T19:00+08:00"), "11月24日");
  assert.equal(star("2026-11-24"), "星期二");
  assert.equal(moment("2026-11-24T19:05+08:00"), "11月24日(周二)19:05");
  assert.equal(moment("2026-11-24T09:00+08:00"), "11月24日(周二)9:00");
  assert.equal(moment("2026-11-24T00:30+08:00"), "11月24日(周二)0:30");
  assert.equal(stretch("2026-11-23", "2026-11-29"), "11月23日—29日");
  assert.equal(stretch("2026-11-30", "2026-12-06"), "11月30日—12月6日");
  assert.equal(stretch("2026-12-01", "2026-12-07"), "12月1日—7日");
});
