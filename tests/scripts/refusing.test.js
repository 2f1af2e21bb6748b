import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, refused } from "../../overrides/assets/src/refusing.js";

const rule = (what, limit = "") => [{ what, limit, said: `${what} {value} {n}` }];

test("places are filled, others become nothing", () => {
  assert.equal(filled("{who} {when}，{n}", { who: "$&", n: 0 }), "$& ，0");
});

test("an empty field is only missing", () => {
  assert.equal(refused("", [...rule("pattern", "x"), ...rule("required")]), "required  0");
  assert.equal(refused("", rule("maxLength", "0")), "");
});

test("each rule refuses what breaks it, and nothing else", () => {
  const cases = {
    integer: ["", "12", "1.5"],
    number: ["", "1.5", "1元"],
    datetime: ["", "2026-12-01 09:00", "12月1日"],
    pattern: ["^[a-z0-9-]+$", "shufa", "书法"],
    maxLength: ["2", "𠮷野", "三个字"],
    minimum: ["1", "1", "0"],
    maximum: ["9", "9", "10"],
  };
  for (const [what, [limit, right, wrong]] of Object.entries(cases)) {
    assert.equal(refused(right, rule(what, limit)), "", `${what} ${right}`);
    assert.equal(refused(wrong, rule(what, limit)), `${what} ${wrong} ${wrong.length}`, `${what} ${wrong}`);
  }
  assert.equal(refused("2026-12-01", rule("datetime")), "");
  assert.equal(refused("a", rule("unique"), ["b"]), "");
  assert.equal(refused("a", rule("unique"), ["b", "a"]), "unique a 1");
});

test("a pattern holds for the whole text, and one that only Python reads for all", () => {
  assert.notEqual(refused("ab", rule("pattern", "a|b")), "");
  assert.equal(refused("x", rule("pattern", "(?P<n>a)")), "");
  assert.equal(refused("x", rule("unknown")), "");
});

test("a long value is shown by its beginning", () => {
  assert.equal(refused("字".repeat(50), rule("maxLength", "3")), `maxLength ${"字".repeat(40)}… 50`);
});
