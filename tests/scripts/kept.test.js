import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  broughtBy,
  courseOf,
  coursesOf,
  holds,
  holdsAll,
  isClass,
  keysIn,
  keysOfClasses,
  landings,
  linkWith,
  toggled,
  toldBy,
} from "../../overrides/assets/src/kept.js";

test("valid keys once, in order", () => {
  assert.deepEqual(keysIn("shouna, yexiao.bede710f shouna\n<b> A .x x. a.b.c"), ["shouna", "yexiao.bede710f"]);
  assert.deepEqual(keysIn(""), []);
  assert.deepEqual(keysIn("a".repeat(80)), ["a".repeat(80)]);
  assert.deepEqual(keysIn("a".repeat(81)), []);
  assert.deepEqual(keysIn(`a.${"b".repeat(81)} a.${"b".repeat(80)}`), [`a.${"b".repeat(80)}`]);
  const many = Array.from({ length: 61 }, (_, n) => `k${n}`);
  assert.deepEqual(keysIn(many.join(",")), many.slice(0, 60));
});

test("the longest id that a class may have, with its course's, is a key; so is what the pattern of ids lets through", () => {
  const longest = (table) => {
    const [, pattern, most] = /name: id\n[\s\S]*?pattern: (\S+)\n\s+maxLength: (\d+)/.exec(
      readFileSync(new URL(`../../data/schemas/${table}.yaml`, import.meta.url), "utf8"),
    );
    const id = "2-e-".repeat(Number(most)).slice(0, Number(most));
    assert.match(id, new RegExp(pattern));
    return id;
  };
  const widest = `${longest("courses")}.${longest("groups")}`;
  const hyphens = ["shufa.shufa-b", "-.-", "shufa-2.shufa-er-2026-qiu"];
  assert.deepEqual(keysIn([widest, ...hyphens].join(",")), [widest, ...hyphens]);
  assert.deepEqual(broughtBy("#my=shufa.shufa-b"), ["shufa.shufa-b"]);
  assert.deepEqual(toggled([], keysIn("shufa.shufa-b")), ["shufa.shufa-b"]);
});

test("courses of keys", () => {
  assert.equal(courseOf("yexiao.bede710f"), "yexiao");
  assert.equal(courseOf("shouna"), "shouna");
  assert.deepEqual(coursesOf(["b.1", "a", "b.2"]), ["b", "a"]);
  assert.deepEqual([isClass("b.1"), isClass("b"), isClass(".b")], [true, false, false]);
});

test("a course kept as a whole holds its classes, a class not its course", () => {
  assert.equal(holds(["a"], "a"), true);
  assert.equal(holds(["a"], "a.1"), true);
  assert.equal(holds(["a.1"], "a.1"), true);
  assert.equal(holds(["a.1"], "a"), false);
  assert.equal(holds(["a.1"], "a.2"), false);
  assert.equal(holds([], "a"), false);
  assert.equal(holds(["b", "a.1"], "a.1"), true);
  assert.equal(holdsAll(["a", "b.1"], ["a.3", "b.1"]), true);
  assert.equal(holdsAll(["a", "b.1"], ["a.3", "b.2"]), false);
  assert.equal(holdsAll(["a"], []), false, "a button that wants nothing has nothing kept");
});

test("a tap adds what is missing and takes away what is all kept", () => {
  assert.deepEqual(toggled([], ["a.1"]), ["a.1"]);
  assert.deepEqual(toggled(["b", "a.1"], ["a.1"]), ["b"]);
  assert.deepEqual(toggled(["b", "a.1"], ["a.1", "a.2"]), ["b", "a.1", "a.2"]);
  assert.deepEqual(toggled(["a", "b"], ["a.1"]), ["b"], "the course goes with the tap on one of its classes");
  assert.deepEqual(toggled(["a.2"], ["a.1"]), ["a.2", "a.1"]);
  assert.deepEqual(toggled(["a.1", "c"], ["a"]), ["a.1", "c", "a"]);
});

test("a link brings keys, whatever a chat does to its commas", () => {
  assert.deepEqual(broughtBy("#my=a,b.1"), ["a", "b.1"]);
  assert.deepEqual(broughtBy("#my=a%2Cb.1%2cc&from=chat"), ["a", "b.1", "c"]);
  assert.deepEqual(broughtBy("#other"), []);
  assert.deepEqual(broughtBy("x#my=a"), []);
  assert.deepEqual(broughtBy("#my="), []);
});

test("a link takes keys along, without what the address had", () => {
  assert.equal(linkWith("https://a.cn/my/?x=1#y", ["a", "b.1"]), "https://a.cn/my/#my=a,b.1");
  assert.equal(linkWith("https://a.cn/my/", []), "https://a.cn/my/#my=");
});

test("the pages of classes that are kept, as a course's page links them", () => {
  const line = (id, key) =>
    `<tr id="g-${id}" data-class="${id}" data-keep-as="${key}" data-printed><th scope="row"><a href="../../q/${id}/">`;
  const html = line("jia", "shufa.jia") + line("yi", "shufa.yi");
  assert.deepEqual(landings(html, ["shufa.yi"], "shufa"), ["../../q/yi/"]);
  assert.deepEqual(landings(html, ["shufa"], "shufa"), ["../../q/jia/", "../../q/yi/"]);
  assert.deepEqual([toldBy(html), toldBy("<p>")], [["shufa.jia", "shufa.yi"], []]);
  assert.deepEqual(landings("<p>", ["taiji"], "taiji"), ["../../q/taiji/"]);
});

test("a class is known by what pages tell, else by its id", () => {
  const keyOf = keysOfClasses(["yexiao-xiaoxue yexiao.bede710f yexiao-chuzhong yexiao.66fe0cb2", "geidai-qiu geidai"]);
  assert.deepEqual(["yexiao-chuzhong", "geidai-qiu", "shouna"].map(keyOf), ["yexiao.66fe0cb2", "geidai", "shouna"]);
});
