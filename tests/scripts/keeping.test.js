import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { page, storage } from "./page-of-a-test.js";

const { keep, kept, toggle, wasRefused } = await import("../../overrides/assets/src/keeping.js");
const { place } = await import("../../overrides/assets/src/place.js");

const button = (keys) => ({
  dataset: { keep: keys },
  setAttribute(name, value) {
    this[name] = value;
  },
});

beforeEach(() => {
  storage.kept.clear();
  page.buttons = [];
});

test("each site of a host has its own list", () => {
  assert.equal(place, "linli-my:/linli/");
  keep(["a", "b.1"]);
  assert.deepEqual([...storage.kept], [[place, "a,b.1"]]);
  assert.deepEqual(kept(), ["a", "b.1"]);
  keep([]);
  assert.deepEqual([...storage.kept], []);
  assert.deepEqual(kept(), []);
});

test("what another tab changed counts", () => {
  keep(["a"]);
  storage.kept.set(place, "b <script>");
  assert.deepEqual(kept(), ["b"]);
  storage.kept.delete(place);
  assert.deepEqual(kept(), []);
});

test("a tap keeps, says whether it was kept before, and every button says so", () => {
  page.buttons = [button("a.1"), button("a.1 b"), button("c")];
  assert.equal(toggle(page.buttons[0]), false);
  const pressed = () => page.buttons.map((one) => one["aria-pressed"]);
  assert.deepEqual(pressed(), ["true", "false", "false"]);
  assert.equal(toggle(page.buttons[1]), false);
  assert.deepEqual(kept(), ["a.1", "b"]);
  assert.deepEqual(pressed(), ["true", "true", "false"]);
  assert.equal(toggle(page.buttons[1]), true);
  assert.deepEqual(kept(), []);
});

test("where a browser keeps nothing, the list holds for the page", () => {
  assert.equal(wasRefused(), false);
  storage.refuses = true;
  keep(["a"]);
  assert.equal(wasRefused(), true);
  assert.deepEqual(kept(), ["a"]);
  storage.refuses = false;
  assert.deepEqual(kept(), ["a"], "still of this page");
});
