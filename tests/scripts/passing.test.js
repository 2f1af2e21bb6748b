import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, newFile, packed, unpacked } from "../../overrides/assets/src/passing.js";

test("a row comes out of an address as it went in", () => {
  const row = { group: "meishu-1", date: "2026-12-02", reason: "老师外出 & 100% #1 + (急)'\"=?/\n好" };
  assert.match(packed(row), /^[A-Za-z0-9_.*%&=-]+$/);
  assert.deepEqual({ ...unpacked(`#${packed(row)}`) }, row);
  assert.equal(packed({ a: null, b: undefined, c: "" }), "c=");
  assert.equal(packed({ tags: ["a", "b"] }), "tags=a%0Ab");
});

test("an address that was cut off or is none gives what is left", () => {
  assert.deepEqual({ ...unpacked("") }, {});
  assert.deepEqual({ ...unpacked("#a=%E8%80") }, { a: "\ufffd" });
  assert.equal(unpacked("#__proto__=x").constructor, undefined);
});

test("a new file has a name of its own", () => {
  assert.equal(fileName(["2026-12-02", "meishu-1"], []), "2026-12-02-meishu-1.yml");
  assert.equal(fileName(["2026-12-02", "meishu-1"], ["2026-12-02-meishu-1.yml"]), "2026-12-02-meishu-1-2.yml");
  assert.equal(fileName(["2026-12-02", "晚班"], []), "2026-12-02.yml");
  assert.equal(fileName(["../../x", undefined], []), "x.yml");
  assert.equal(fileName(["班"], []), "1.yml");
  assert.equal(fileName(["a".repeat(80)], []).length, 64);
});

test("GitHub gets the file filled in, as long as the address is not too long", () => {
  const branch = "https://github.com/o/r/blob/main";
  const path = "data/changes/a.yml";
  assert.equal(
    newFile(branch, path, "- date: 2026-12-02\n"),
    "https://github.com/o/r/new/main?filename=data/changes/a.yml&value=-%20date%3A%202026-12-02%0A",
  );
  const room = 8191 - newFile(branch, path, "").length;
  assert.equal(newFile(branch, path, "x".repeat(room)).length, 8191);
  assert.equal(
    newFile(branch, path, "x".repeat(room + 1)),
    "https://github.com/o/r/new/main?filename=data/changes/a.yml",
  );
});
