import assert from "node:assert/strict";
import { test } from "node:test";
import { store, stored } from "../../overrides/assets/src/storage.js";

function memory() {
  const kept = new Map();
  return {
    kept,
    setItem: (name, value) => kept.set(name, value),
    getItem: (name) => (kept.has(name) ? kept.get(name) : null),
    removeItem: (name) => kept.delete(name),
  };
}
const refusing = () => {
  throw new Error("private");
};

test("what is kept can be had again, and nothing is kept of nothing", () => {
  const where = memory();
  assert.equal(
    store("a", "1", () => where),
    true,
  );
  assert.equal(
    stored("a", () => where),
    "1",
  );
  assert.equal(
    store("a", "", () => where),
    true,
  );
  assert.equal(where.kept.size, 0);
  assert.equal(
    stored("a", () => where),
    null,
  );
});

test("a browser that refuses is no error", () => {
  assert.equal(store("a", "1", refusing), false);
  assert.equal(stored("a", refusing), undefined);
  assert.equal(
    stored("a", () => ({ getItem: refusing })),
    undefined,
  );
  assert.equal(
    store("a", "", () => ({ removeItem: refusing })),
    false,
  );
});
