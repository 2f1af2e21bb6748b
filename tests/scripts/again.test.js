import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { page } from "./page-of-a-test.js";

const { added, again, always, announce, beat, on } = await import("../../overrides/assets/src/again.js");

test("a job runs now and again", () => {
  const runs = [];
  always(() => runs.push(1));
  assert.equal(runs.length, 1);
  again();
  assert.equal(runs.length, 2);
  announce("other");
  assert.equal(runs.length, 2);
});

test("what was added is shown first, then every job runs", () => {
  const told = [];
  on("added", () => told.push("added"));
  on("again", () => told.push("again"));
  added();
  assert.deepEqual(told, ["added", "again"]);
});

test("a page that stays open is looked at every half minute, and when it is shown again", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  let runs = 0;
  on("again", () => {
    runs += 1;
  });
  beat();
  mock.timers.tick(29_999);
  assert.equal(runs, 0);
  mock.timers.tick(1);
  assert.equal(runs, 1);
  mock.timers.tick(30_000);
  assert.equal(runs, 2);
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(runs, 2);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(runs, 3);
  mock.timers.reset();
});
