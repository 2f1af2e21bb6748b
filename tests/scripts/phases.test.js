import assert from "node:assert/strict";
import { test } from "node:test";
import { hasBegun, isOff, isPast, isWrong, nearDays } from "../../overrides/assets/src/phases.js";

const FROM = "2026-12-01T09:00+08:00";
const UNTIL = "2026-12-20T18:00+08:00";
const around = (border) => [-1, 0, 1].map((ms) => Date.parse(border) + ms);

test("an interval holds from its first instant until before its last", () => {
  assert.deepEqual(
    around(FROM).map((now) => isOff(now, FROM, UNTIL)),
    [true, false, false],
  );
  assert.deepEqual(
    around(UNTIL).map((now) => isOff(now, FROM, UNTIL)),
    [false, true, true],
  );
});

test("a missing border is open", () => {
  assert.deepEqual(
    around(FROM).map((now) => isOff(now, FROM, null)),
    [true, false, false],
  );
  assert.deepEqual(
    around(UNTIL).map((now) => isOff(now, null, UNTIL)),
    [false, true, true],
  );
  assert.equal(isOff(0, null, null), false);
  assert.equal(isOff(9e15, null, null), false);
  assert.equal(isOff(0, "@start", "@end"), false);
});

test("two phases that touch: exactly one holds", () => {
  for (const now of around(FROM)) assert.notEqual(isOff(now, null, FROM), isOff(now, FROM, null));
});

test("a clock is wrong while it is earlier than the page", () => {
  assert.deepEqual(
    around(FROM).map((now) => isWrong(now, FROM)),
    [true, false, false],
  );
  assert.equal(isWrong(0, null), false);
});

test("a session begins and is over at its borders", () => {
  assert.deepEqual(
    around(FROM).map((now) => hasBegun(now, FROM)),
    [false, true, true],
  );
  assert.deepEqual(
    around(UNTIL).map((now) => isPast(now, UNTIL)),
    [false, true, true],
  );
  assert.equal(hasBegun(9e15, null), false);
  assert.equal(isPast(9e15, null), false);
});

test("today, tomorrow and the day after in Shanghai", () => {
  const midnight = Date.parse("2026-12-31T00:00+08:00");
  const words = ["今天", "明天", "后天"];
  assert.deepEqual(nearDays(midnight - 1, words), ["2026-12-30", "2026-12-31", "2027-01-01"]);
  assert.deepEqual(nearDays(midnight, words), ["2026-12-31", "2027-01-01", "2027-01-02"]);
  assert.deepEqual(nearDays(midnight, ["今天"]), ["2026-12-31"]);
});
