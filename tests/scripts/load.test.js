import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./page-of-a-test.js";

const { hand, load } = await import("../../overrides/assets/src/load.js");
const ADDRESS = "../assets/more.js";

test("a script is fetched once, and gives what it hands over", async () => {
  const first = load("more.js");
  const second = load("more.js");
  const script = page.scripts.get(ADDRESS);
  const part = { weeks: 1 };
  page.currentScript = script;
  hand(part);
  script.onload();
  assert.equal(await first, part);
  assert.equal(await second, part);
  assert.equal(await load("more.js"), part);
  assert.equal(page.scripts.size, 1);
});

test("after a failure the next call tries again", async () => {
  page.scripts.clear();
  const failed = load("more.js");
  page.scripts.get(ADDRESS).onerror();
  await assert.rejects(failed);
  assert.equal(page.scripts.size, 0);
  const again = load("more.js");
  page.scripts.get(ADDRESS).handed = 2;
  page.scripts.get(ADDRESS).onload();
  assert.equal(await again, 2);
});

test("a script that the page itself has is not taken for one that hands something over", async () => {
  page.scripts.clear();
  page.scripts.set(ADDRESS, {});
  const asked = load("more.js");
  page.scripts.get(ADDRESS).onload();
  assert.equal(await asked, undefined);
});
