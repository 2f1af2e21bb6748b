import assert from "node:assert/strict";
import { test } from "node:test";
import { markup } from "../../overrides/assets/src/markup.js";

/** @param {string} nodeValue */
const words = (nodeValue) => ({ nodeName: "#text", nodeValue, childNodes: [] });

/**
 * @param {string} nodeName
 * @param {Record<string, string>} given
 * @param {import("../../overrides/assets/src/markup.js").Piece[]} childNodes
 */
const element = (nodeName, given, ...childNodes) => ({
  nodeName,
  nodeValue: null,
  childNodes,
  attributes: Object.entries(given).map(([name, value]) => ({ name, value })),
});

test("styles are those that are carried, not those that the page shows", () => {
  const found = element("P", { "data-style": "color:#b3382c;", style: "color: rgb(179, 56, 44);" }, words("甲"));
  assert.equal(markup([found]), '<p style="color:#b3382c;">甲</p>');
});

test("a picture has its whole address", () => {
  const carried = { src: "../a.jpg", "data-src": "https://example.org/a.jpg", alt: "甲" };
  assert.equal(markup([element("IMG", carried)]), '<img src="https://example.org/a.jpg" alt="甲">');
  assert.equal(markup([element("IMG", { src: "https://x/a.jpg" })]), '<img src="https://x/a.jpg">');
});

test("texts and attributes are escaped alike, remarks left out", () => {
  const remark = { nodeName: "#comment", nodeValue: "x", childNodes: [] };
  assert.equal(markup([words('<b> & "'), remark]), "&lt;b&gt; &amp; &quot;");
  assert.equal(markup([element("A", { href: 'x"&' }, words("甲"))]), '<a href="x&quot;&amp;">甲</a>');
});

test("what is inside is inside, and a break closes nothing", () => {
  const inner = element("STRONG", {}, words("甲"), element("BR", {}), words("乙"));
  assert.equal(markup([element("SECTION", {}, inner)]), "<section><strong>甲<br>乙</strong></section>");
});
