import assert from "node:assert/strict";
import { test } from "node:test";
import { addressFor, asked, goOn, leftWords, withQuery } from "../../overrides/assets/src/classes.js";

test("an address asks for a class that there is", () => {
  const known = ["xiao", "da"];
  assert.equal(asked("?g=da", "", known), "da");
  assert.equal(asked("?from=chat&g=xiao", "#g-da", known), "xiao");
  assert.equal(asked("", "#g-da", known), "da");
  assert.equal(asked("", "#da", known), "");
  assert.equal(asked("?g=gone", "", known), "");
  assert.equal(asked("", "#other", known), "");
  assert.equal(asked("", "", known), "");
});

test("a choice goes into the address and out of it", () => {
  assert.equal(addressFor("/c/", "", "da"), "/c/?g=da");
  assert.equal(addressFor("/c/", "?from=chat&g=xiao", "da"), "/c/?from=chat&g=da");
  assert.equal(addressFor("/c/", "?g=da", ""), "/c/");
  assert.equal(withQuery("/c/", new URLSearchParams("a=1")), "/c/?a=1");
});

test("what is left is counted only where it can be, and is nothing only where nothing comes", () => {
  assert.equal(leftWords(3, true, false), "还有3次");
  assert.equal(leftWords(3, false, true), "");
  assert.equal(leftWords(0, true, false), "没有后续安排");
  assert.equal(leftWords(0, false, false), "没有后续安排");
  assert.equal(leftWords(0, false, true), "后面的日期在各班自己的页上");
});

test("a class goes on until its last session is over, the course as long as any", () => {
  const classes = [
    { dataset: { class: "a", last: "2026-12-01T18:00+08:00" } },
    { dataset: { class: "b", last: "2026-12-02T18:00+08:00" } },
    { dataset: { class: "c" } },
  ];
  const at = (chosen, instant) => goOn(classes, chosen, Date.parse(`${instant}+08:00`));
  assert.deepEqual([at("a", "2026-12-01T17:59"), at("a", "2026-12-01T18:00")], [true, false]);
  assert.deepEqual([at("", "2026-12-02T17:59"), at("", "2026-12-02T18:00")], [true, false]);
  assert.deepEqual([at("c", "2026-11-01T00:00"), goOn([], "", 0)], [false, false]);
});
