import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answers,
  bucketOf,
  candidates,
  cut,
  fold,
  joined,
  shardsOf,
  told,
  wordsOf,
} from "../../overrides/assets/src/shards.js";

const plan = {
  buckets: 64,
  streets: [
    [
      "zhu",
      "竹影街道",
      [0, 1],
      [
        ["jia", "甲社区", [0]],
        ["yi", "乙社区", [0, 1]],
      ],
    ],
    ["song", "松涛街道", [2], [["bing", "丙社区", [2]]]],
  ],
};
const shard = {
  of: [
    ["jia", "甲社区"],
    ["yi", "乙社区"],
  ],
  states: [["无需报名", [["", "", "无需报名", "free", "g"]]]],
  rows: [
    [0, "书法班", "https://jia.example/", "书画", "周二 19:00", "免费学书法", 0, 1],
    [1, "舞蹈班", "", "舞蹈", "周六", "", 0, 0],
  ],
};

test("words are cut as shards.py cuts them", () => {
  assert.equal(fold("书法班·A1"), "书法班 a1");
  assert.deepEqual(wordsOf(" 书法 A1，"), ["书法", "a1"]);
  assert.deepEqual(joined(["书法班", "a1", "舞"].map(cut)), ["书法", "法班", "a1", "舞"]);
  assert.deepEqual(
    ["书法", "a1", "舞"].map((gram) => bucketOf(gram, 64)),
    [59, 18, 30],
  );
});

test("only shards in which every pair stands are fetched", () => {
  const known = { 书法: [0, 2], 法班: [2] };
  assert.deepEqual(candidates([0, 1, 2], ["书法"], known), [0, 2]);
  assert.deepEqual(candidates([0, 1, 2], ["书法", "法班"], known), [2]);
  assert.deepEqual(candidates([0, 1], [], known), [0, 1]);
  assert.deepEqual(candidates([0, 1], ["插花"], known), []);
});

test("a street has its shards, and a community its own", () => {
  assert.deepEqual(shardsOf(plan, "", ""), [0, 1, 2]);
  assert.deepEqual(shardsOf(plan, "zhu", ""), [0, 1]);
  assert.deepEqual(shardsOf(plan, "zhu", "jia"), [0]);
  assert.deepEqual(shardsOf(plan, "", "bing"), [2]);
});

test("every word must stand in the row, in its community's name or its street's", () => {
  const titles = (words, community = "") => answers(shard, words, community, "竹影街道").map((row) => row[1]);
  assert.deepEqual(titles(["书法"]), ["书法班"]);
  assert.deepEqual(titles(["书法", "竹影"]), ["书法班"]);
  assert.deepEqual(titles(["乙社区"]), ["舞蹈班"]);
  assert.deepEqual(titles(["书法", "周六"]), []);
  assert.deepEqual(titles([]), ["书法班", "舞蹈班"]);
  assert.deepEqual(titles([], "yi"), ["舞蹈班"]);
});

test("what is said of the result", () => {
  assert.equal(told(3, 0), "找到3门");
  assert.equal(told(3, 2), "找到3门，还有");
  assert.equal(told(0, 1), "正在找…");
  assert.match(told(0, 0), /^没有找到/);
});
