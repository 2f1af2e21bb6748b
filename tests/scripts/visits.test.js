import assert from "node:assert/strict";
import { test } from "node:test";
import { isNew, notice, sinceWords, visit } from "../../overrides/assets/src/visits.js";

const NEWER = "2026-11-20T09:00:00+08:00";
const OLDER = "2026-11-18T09:00:00+08:00";

test("a visit leaves the newest change and its day", () => {
  const changed = [OLDER, NEWER, OLDER];
  assert.equal(visit(changed, "2026-11-24"), `${NEWER}|2026-11-24`);
  assert.deepEqual(changed, [OLDER, NEWER, OLDER], "nothing is moved");
  assert.equal(visit([], "2026-11-24"), "|2026-11-24");
});

test("new is what came after the last change that was seen", () => {
  const before = visit([OLDER], "2026-11-19");
  assert.equal(isNew(before, NEWER), true);
  assert.equal(isNew(before, OLDER), false);
  assert.equal(isNew(before, "2026-11-18T10:00:00+08:00"), true, "not after the day of the visit");
  assert.equal(sinceWords(before, 2), "自您上次来（11月19日）又有2处变动，前面标着“新”。");
});

test("a notice says where to read on, where there is room", () => {
  const href = "https://a.cn/changes/?from=chat#x";
  const address = "\n详情：https://a.cn/changes/";
  assert.equal(notice(["一", "二"], href), `一\n二${address}`);
  assert.equal(notice(["一", "见 https://a.cn/q/"], href), "一\n见 https://a.cn/q/", "it says so already");
  assert.equal(notice(["见 https://a.cn/q/", "一"], href), `见 https://a.cn/q/\n一${address}`);
  assert.equal(notice(["一"], "file:///a/changes/index.html"), "一");
  const room = 500 - address.length;
  assert.equal(notice(["字".repeat(room)], href), "字".repeat(room) + address);
  assert.equal(notice(["字".repeat(room + 1)], href), "字".repeat(room + 1));
});
