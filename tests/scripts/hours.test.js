import assert from "node:assert/strict";
import { test } from "node:test";
import { hoursOf, lanes, minutes, places, slotOf } from "../../overrides/assets/src/hours.js";

const row = (start, end, more) => ({ start: `2026-11-28T${start}+08:00`, end: `2026-11-28T${end}+08:00`, ...more });
const slot = (start, end, also = false) => slotOf(row(start, end), also);

test("a session's minutes", () => {
  assert.equal(minutes("2026-11-28T09:05+08:00"), 545);
  assert.deepEqual(slot("09:00", "10:30"), { start: 540, end: 630, also: false });
  assert.deepEqual(slot("09:00", "09:05"), { start: 540, end: 555, also: false }, "no less than a quarter");
  assert.equal(slotOf(row("19:00", "23:59", { unended: "" }), false).end, 1200, "nobody said when it ends");
  assert.equal(slotOf({ ...row("23:30", ""), end: "2026-11-29T06:00+08:00" }, false).end, 1440, "over night");
});

test("the hours of a week are whole ones", () => {
  assert.deepEqual(hoursOf([slot("09:30", "11:00"), slot("19:00", "20:30")]), { first: 9, last: 21 });
  assert.deepEqual(hoursOf([slot("09:00", "10:00")]), { first: 9, last: 10 });
});

test("what overlaps stands side by side, what follows takes the place again", () => {
  const found = places(
    [slot("08:30", "11:30"), slot("09:00", "10:30"), slot("10:40", "12:10"), slot("10:50", "11:20")],
    8,
  );
  assert.deepEqual(
    found.map(({ from, to, lane }) => [from, to, lane]),
    [
      [2, 14, 0],
      [4, 10, 1],
      [10, 17, 1],
      [11, 14, 2],
    ],
  );
  assert.equal(lanes(found), 3);
  assert.equal(lanes([]), 1);
});

test("what begins at one time shares one block", () => {
  const found = places([slot("09:00", "10:00"), slot("09:00", "10:30", true), slot("09:00", "09:30", true)], 9);
  assert.deepEqual(
    found.map(({ from, to, lane }) => [from, to, lane]),
    [
      [0, 2, 0],
      [2, 4, 0],
      [4, 6, 0],
    ],
  );
  const many = places(
    Array.from({ length: 4 }, (_, n) => slot("09:00", "09:30", n > 0)),
    9,
  );
  assert.deepEqual(
    many.map(({ from, to }) => [from, to]),
    [
      [0, 1],
      [1, 2],
      [1, 2],
      [1, 2],
    ],
    "more than there are quarters end together",
  );
});
