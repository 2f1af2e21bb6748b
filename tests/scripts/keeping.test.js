import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { page, storage } from "./page-of-a-test.js";

const { keep, kept, toggle, wasRefused } = await import("../../overrides/assets/src/keeping.js");
const { place } = await import("../../overrides/assets/src/place.js");

/** A button that names its keys, or stands in the row of a class. */
const button = (keys, group) => ({
  dataset: { keep: keys },
  closest: () => (group ? { dataset: { group } } : null),
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

test("a class whose key has hyphens is kept; what is no key shows no tick", () => {
  page.buttons = [button("shufa.shufa-b"), button("Shufa.B")];
  const pressed = () => page.buttons.map((one) => one["aria-pressed"]);
  assert.equal(toggle(page.buttons[0]), false);
  assert.deepEqual([kept(), pressed()], [["shufa.shufa-b"], ["true", "false"]]);
  assert.equal(toggle(page.buttons[0]), true);
  assert.deepEqual([kept(), pressed()], [[], ["false", "false"]]);
});

test("a button in a class's row keeps that class, under what the page tells of it", () => {
  const inRow = button("", "yexiao-xiaoxue");
  assert.equal(toggle(inRow), false);
  assert.deepEqual(kept(), ["yexiao-xiaoxue"]);
  page.told = [{ dataset: { keeps: "yexiao-xiaoxue yexiao.bede710f" } }];
  assert.equal(toggle(inRow), false);
  assert.deepEqual(kept(), ["yexiao-xiaoxue", "yexiao.bede710f"]);
  page.told = [];
});

test("with a worker, what is kept is fetched, to be read later without network", () => {
  const fetched = [];
  globalThis.fetch = (address) => {
    fetched.push(address);
    return Promise.reject(new Error("no network"));
  };
  toggle(button("a.1"));
  globalThis.navigator.serviceWorker = { controller: null };
  toggle(button("b"));
  assert.deepEqual(fetched, []);
  globalThis.navigator.serviceWorker.controller = {};
  toggle(button("a.1"));
  assert.deepEqual(fetched, [], "not when it goes");
  toggle(button("a.2 a.3"));
  assert.deepEqual(fetched, ["../calendar/courses/a.ics", "https://a.cn/linli/courses/a/"]);
});

test("a page that speaks of another class says anew whether it is kept", () => {
  page.buttons = [button("a.1")];
  page.dispatchEvent(new Event("linli:chosen"));
  assert.equal(page.buttons[0]["aria-pressed"], "false");
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

test("a browser that refuses to keep is known by the first try", async () => {
  const { keep: keepAnew, wasRefused: refusedAnew } = await import("../../overrides/assets/src/keeping.js?writing");
  const ask = storage.ask;
  storage.getItem = () => null;
  storage.refuses = true;
  keepAnew(["a"]);
  assert.equal(refusedAnew(), true);
  const { kept: keptAnew, wasRefused } = await import("../../overrides/assets/src/keeping.js?reading");
  storage.getItem = ask;
  assert.deepEqual(keptAnew(), []);
  assert.equal(wasRefused(), true);
});
