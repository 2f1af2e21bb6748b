import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { page, root } from "./page-of-a-test.js";

const { all, base, elsewhere, get, make, now, one, tapped, textOf, today, wrongClock } = await import(
  "../../overrides/assets/src/page.js"
);

test("a page knows its way to the root and its day", () => {
  assert.equal(base, "../");
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-25T12:00+08:00") });
  assert.equal(now(), Date.parse("2026-11-25T12:00+08:00"));
  assert.deepEqual([today(), today(1), today(-1)], ["2026-11-25", "2026-11-26", "2026-11-24"]);
  mock.timers.setTime(Date.parse("2026-11-20T12:00+08:00"));
  assert.equal(today(), "2026-11-24", "a clock earlier than the page is wrong");
  mock.timers.reset();
});

test("whether the clock is wrong says now.js", () => {
  assert.equal(wrongClock(), false);
  root.classList.contains = (name) => name === "wrong-clock";
  assert.equal(wrongClock(), true);
});

test("elements of a page", () => {
  assert.equal(get("main").id, "main");
  page.scripts.set("x", "found");
  assert.equal(one('script[src="x"]'), "found");
  assert.equal(one("p", { querySelector: () => "inside" }), "inside");
  assert.deepEqual(all("b", { querySelectorAll: () => [3] }), [3]);
  const { name, className, textContent } = make("p", "none", "没有课程");
  assert.deepEqual([name, className, textContent], ["p", "none", "没有课程"]);
});

test("a tap with a key held opens a link elsewhere", () => {
  assert.equal(!!elsewhere({}), false);
  for (const key of ["ctrlKey", "metaKey", "shiftKey"]) assert.equal(elsewhere({ [key]: true }), true, key);
  assert.equal(tapped({ target: { closest: (selector) => selector } }, "button"), "button");
});

test("words of an element, none where there is none", () => {
  const within = { querySelector: (selector) => (selector === ".t" ? { textContent: " 书法班 " } : null) };
  assert.equal(textOf(within, ".t"), "书法班");
  assert.equal(textOf(within, ".x"), "");
  assert.equal(textOf({ querySelector: () => ({ textContent: null }) }, ".t"), "");
  page.buttons = [1, 2];
  assert.deepEqual(all("b"), [1, 2]);
});
