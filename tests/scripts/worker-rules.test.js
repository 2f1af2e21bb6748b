import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asking,
  isKnown,
  isLasting,
  isOld,
  isPage,
  isReadable,
  isWanted,
  knownOf,
  plain,
  rooted,
  told,
  tooMany,
} from "../../overrides/assets/src/worker-rules.js";

test("a page is kept without what a chat adds, a script with its version", () => {
  assert.equal(plain("https://a.cn/c/?from=chat#x", true), "https://a.cn/c/");
  assert.equal(plain("https://a.cn/c/#x", true), "https://a.cn/c/");
  assert.equal(plain("https://a.cn/l.js?v=1#x", false), "https://a.cn/l.js?v=1");
});

test("pages, scripts and calendars are for reading", () => {
  assert.deepEqual(
    ["/", "/c/", "/a.html", "/a.js", "/a.ics", "/l/search/index.json"].map(isReadable),
    Array(6).fill(true),
  );
  assert.deepEqual(
    ["/a.png", "/a.csv", "/a.jsx", "/c", "/htmla", "/data/index.json"].map(isReadable),
    Array(6).fill(false),
  );
});

test("what is kept, by its type", () => {
  const types = [
    "text/html; charset=utf-8",
    "text/javascript",
    "application/javascript",
    "text/calendar",
    "application/json",
    "image/png",
    null,
  ];
  assert.deepEqual(types.map(isPage), [true, false, false, false, false, false, false]);
  assert.deepEqual(types.map(isWanted), [true, true, true, true, true, false, false]);
});

test("only a script with a version may be an old one", () => {
  assert.equal(isLasting("https://a.cn/l.js?v=1"), true);
  assert.equal(isLasting("https://a.cn/l.js"), false);
  assert.deepEqual(asking("https://a.cn/l.js?v=1"), {});
  assert.deepEqual(asking("https://a.cn/l.js"), { cache: "no-cache" });
  assert.deepEqual(asking("https://a.cn/c/"), { cache: "no-cache" });
});

test("what is a week old is fetched again, and what has no date", () => {
  const now = Date.parse("2026-11-25T09:00Z");
  assert.equal(isOld("Wed, 18 Nov 2026 09:00:01 GMT", now), false);
  assert.equal(isOld("Wed, 18 Nov 2026 09:00:00 GMT", now), true);
  assert.equal(isOld(null, now), true);
});

test("the pages read longest ago give way, the listed ones stay", () => {
  const pages = Array.from({ length: 83 }, (_, n) => ({ url: `u${n}` }));
  assert.deepEqual(tooMany(pages, ["u0", "x"]), pages.slice(1, 3));
  assert.deepEqual(tooMany(pages, []), pages.slice(0, 3));
  assert.deepEqual(tooMany(pages.slice(0, 80), []), []);
  assert.deepEqual(tooMany(pages.slice(0, 5), []), []);
});

test("a kept page says so, and of which day it is", () => {
  const foot = '<p id="updated" class="m">2026年11月24日</p></body>';
  const line = (why, day) => `<p class="stale" id="offline" role="status">${why}数据截至${day}</p>`;
  assert.equal(
    told(`<body class="x">\n<a class="skip" href="#main">跳</a>\n<header class="top">$&${foot}`, false),
    `<body class="x">\n<a class="skip" href="#main">跳</a>\n<header class="top">${line("离线，", "2026年11月24日")}$&${foot}`,
  );
  assert.equal(told("<body><main>", true), `<body>${line("网络太慢，先给您看存下的，", "")}<main>`);
});

test("the links of the page for what is not kept hold anywhere", () => {
  assert.equal(
    rooted('<a href="../../join/"><i src="../../a"><a href="x/../y">', "/linli/"),
    '<a href="/linli/join/"><i src="/linli/a"><a href="x/../y">',
  );
});

test("a page of the sheet of changes is kept with what it asks with", () => {
  const html = '<p></p><script src="../../edit/courses/known.js?v=1a2b"></script>';
  const known = "https://x.org/linli/edit/courses/known.js?v=1a2b";
  assert.deepEqual(knownOf(html, "https://x.org/linli/edit/courses/"), [known]);
  assert.deepEqual(knownOf('<script src="../assets/linli.js?v=1" defer>', "https://x.org/my/"), []);
  assert.deepEqual([isKnown(known), isKnown("https://x.org/assets/known.js")], [true, false]);
});
