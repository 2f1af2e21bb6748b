import assert from "node:assert/strict";
import { test } from "node:test";
import { cleaned, rowText, scalar } from "../../overrides/assets/src/yaml.js";

const FIELDS = [
  ["group", "string"],
  ["date", "date"],
  ["session", "time"],
  ["seats", "integer"],
  ["reason", "string"],
];

test("a row has its fields in the order of the schema, and only those that say something", () => {
  const row = { reason: "老师外出", date: "2026-12-02", group: "meishu-1", session: null, seats: undefined };
  assert.equal(rowText(row, FIELDS), "- group: meishu-1\n  date: 2026-12-02\n  reason: 老师外出\n");
  assert.equal(rowText({}, FIELDS), "- {}\n");
});

test("what YAML would read as something else stands in quotes", () => {
  for (const text of [
    "19:00",
    "是",
    "yes",
    "NO",
    "007",
    "1-8",
    "1e5",
    "0x1F",
    "a: b",
    "a #b",
    "@x",
    "- x",
    "?",
    "%",
    "x:",
  ])
    assert.equal(scalar(text, "string"), `"${text}"`, text);
  for (const text of ["老师外出", "a:b", "a#b", "0830-0000000", "meishu-1", "https://example.org/?a=1", "-x", "3楼"])
    assert.equal(scalar(text, "string"), text, text);
  assert.equal(scalar("", "string"), '""');
});

test("a number or a date is quoted only where the field holds text", () => {
  assert.equal(scalar("20", "integer"), "20");
  assert.equal(scalar("20", "string"), '"20"');
  assert.equal(scalar("2026-12-02", "date"), "2026-12-02");
  assert.equal(scalar("2026-12-02", "string"), '"2026-12-02"');
  assert.equal(scalar("true", "boolean"), "true");
  assert.equal(scalar("true", "string"), '"true"');
});

test("quotes, backslashes and breaks in quotes are escaped", () => {
  assert.equal(scalar('"a"\\\n\tb', "string"), '"\\"a\\"\\\\\\n\\tb"');
});

test("in brackets a comma counts too", () => {
  assert.equal(scalar("a,b", "string"), "a,b");
  assert.equal(scalar("a,b", "string", true), '"a,b"');
});

test("what no file may hold is left out", () => {
  assert.equal(cleaned("\ufeff 老师\u2028有事\u0007\r\n好 "), "老师有事\n好");
  assert.equal(rowText({ reason: " 老师 \n" }, FIELDS), "- reason: 老师\n");
});

test("values of several lines are written by whoever knows them", () => {
  const text = rowText({ group: "a", reason: "b" }, FIELDS, (value) => [`|-`, `    ${value}`]);
  assert.equal(text, "- group: |-\n    a\n  reason: |-\n    b\n");
});
