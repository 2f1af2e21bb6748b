import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "../../overrides/assets/src/lines.js";

test("a list stands in brackets", () => {
  assert.deepEqual(written(["画画", "3", " a, b "], "array"), ['[画画, "3", "a, b"]']);
});

test("a text of several lines is a block, one line is none", () => {
  assert.deepEqual(written("一\n\n二", "string"), ["|-", "    一", "", "    二"]);
  assert.deepEqual(written("一\n", "string"), ["一"]);
});

test("what a block cannot hold is quoted", () => {
  assert.deepEqual(written("一\n\t二", "string"), ['"一\\n\\t二"']);
  assert.deepEqual(written("一\n \n二", "string"), ['"一\\n \\n二"']);
});
