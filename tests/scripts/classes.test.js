import assert from "node:assert/strict";
import { test } from "node:test";
import { addressFor, asked, leftWords, withQuery } from "../../overrides/assets/src/classes.js";

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

test("what is left is counted only where it can be", () => {
  assert.equal(leftWords(3, true), "还有3次");
  assert.equal(leftWords(3, false), "");
  assert.equal(leftWords(0, true), "没有后续安排");
  assert.equal(leftWords(0, false), "没有后续安排");
});
