import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, isAsked } from "../../overrides/assets/src/framed.js";

const KNOWN = [
  { what: "course", id: "shufa", name: "书法班" },
  { what: "venue", id: "jidi", name: "户外基地" },
  { what: "venue", id: "shufa", name: "书法室" },
];
const all = { course: "", venue: "", name: "", unknown: "" };

test("an address without a wish asks for everything", () => {
  assert.deepEqual(asked("", KNOWN), all);
  assert.deepEqual(asked("?other=1&course=", KNOWN), all);
});

test("a course, a place, or both", () => {
  assert.deepEqual(asked("?course=shufa", KNOWN), { ...all, course: "shufa", name: "书法班" });
  assert.deepEqual(asked("?venue=shufa", KNOWN), { ...all, venue: "shufa", name: "书法室" });
  assert.deepEqual(asked("?venue=jidi&course=%20shufa", KNOWN), {
    course: "shufa",
    venue: "jidi",
    name: "书法班 · 户外基地",
    unknown: "",
  });
});

test("what is not known is told and leaves nothing out", () => {
  assert.deepEqual(asked("?course=jidi", KNOWN), { ...all, unknown: "jidi" });
  assert.deepEqual(asked("?course=<b>&venue=jidi", KNOWN), { ...all, venue: "jidi", name: "户外基地", unknown: "<b>" });
});

test("a session is asked for by its course and its place", () => {
  const row = { course: "shufa", venue: "jidi" };
  assert.ok(isAsked(row, all));
  assert.ok(isAsked(row, { ...all, course: "shufa", venue: "jidi" }));
  assert.ok(!isAsked(row, { ...all, course: "shufa", venue: "duo" }));
  assert.ok(!isAsked(row, { ...all, course: "meishu" }));
  assert.ok(!isAsked({ course: "shufa", venue: "" }, { ...all, venue: "jidi" }));
});
