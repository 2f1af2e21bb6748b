import assert from "node:assert/strict";
import { test } from "node:test";
import { isHeld, minutesOf, notOver, overlap } from "../../overrides/assets/src/sessions.js";

const row = (start, end, more = {}) => ({
  dataset: { start: `2026-11-24T${start}+08:00`, end: `2026-11-24T${end}+08:00`, ...more },
});

test("a session is left until its end", () => {
  const rows = [row("09:00", "10:00"), row("09:00", "11:00"), { dataset: {} }];
  const end = Date.parse("2026-11-24T10:00+08:00");
  assert.deepEqual(notOver(rows, end - 1), rows.slice(0, 2));
  assert.deepEqual(notOver(rows, end), [rows[1]]);
  assert.deepEqual(notOver(rows, end + 1), [rows[1]]);
});

test("held is an attribute without a value", () => {
  assert.equal(isHeld(row("09:00", "10:00", { held: "" })), true);
  assert.equal(isHeld(row("09:00", "10:00")), false);
});

test("sessions that touch do not overlap", () => {
  const nine = row("09:00", "10:00");
  assert.equal(overlap(nine, row("10:00", "11:00")), false);
  assert.equal(overlap(row("10:00", "11:00"), nine), false);
  assert.equal(overlap(nine, row("09:59", "11:00")), true);
  assert.equal(overlap(row("09:59", "11:00"), nine), true);
  assert.equal(overlap(nine, row("09:15", "09:30")), true);
  assert.equal(overlap(nine, row("09:00", "10:00")), true);
});

test("of what has no end only the beginning counts", () => {
  const open = row("09:00", "23:59", { unended: "" });
  assert.equal(overlap(open, row("10:00", "11:00")), false);
  assert.equal(overlap(open, row("08:00", "09:00")), false);
  assert.equal(overlap(open, row("08:00", "09:01")), true);
  assert.equal(overlap(row("09:00", "10:00"), open), true);
  assert.equal(overlap(open, row("09:00", "12:00", { unended: "" })), true);
  assert.equal(overlap(open, row("09:01", "12:00", { unended: "" })), false);
});

test("minutes of a session, none where nobody said when it ends", () => {
  assert.equal(minutesOf(row("09:00", "10:30")), 90);
  assert.equal(minutesOf(row("09:00", "23:59", { unended: "" })), 0);
});
