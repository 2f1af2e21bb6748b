import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AGES,
  addressOf,
  ageWords,
  answers,
  choiceIn,
  counts,
  failed,
  isAge,
  KEYS,
  loosest,
  result,
  span,
  suits,
  used,
} from "../../overrides/assets/src/matching.js";

const chosen = (some) => Object.assign(Object.fromEntries(KEYS.map((key) => [key, []])), some);
const fact = (fails, says = {}, held = true) => ({ fails, held, says: chosen(says) });

test("what a row says", () => {
  const row = { kind: "健身", free: "", start: "2026-11-24T19:00+08:00", low: "72", high: "155" };
  assert.deepEqual(answers(row, "活动室", false), {
    kind: ["健身"],
    ages: [72, 155],
    day: ["2"],
    time: ["evening"],
    place: ["活动室"],
    free: ["1"],
  });
  const silent = answers({ start: "2026-11-29T00:00+08:00" }, "", true);
  assert.deepEqual(silent.time, ["morning", "afternoon", "evening"], "what lasts all day is there at any hour");
  assert.deepEqual([silent.kind, silent.ages, silent.day, silent.place, silent.free], [[], [0, 1e4], ["7"], [], []]);
});

test("parts of the day begin at noon and at six", () => {
  const time = (clock) => answers({ start: `2026-11-24T${clock}+08:00` }, "", false).time[0];
  assert.deepEqual(["00:00", "11:59", "12:00", "17:59", "18:00", "23:30"].map(time), [
    "morning",
    "morning",
    "afternoon",
    "afternoon",
    "evening",
    "evening",
  ]);
});

test("choices of ages in months", () => {
  assert.deepEqual(span("6-12"), [72, 155]);
  assert.deepEqual(span("7"), [84, 95]);
  assert.deepEqual(span("18-"), [216, 1e4]);
  assert.deepEqual(span("0"), [0, 11]);
  assert.deepEqual([AGES.length, AGES[0], AGES[17], AGES[18]], [19, "0", "17", "18-"], "year by year");
  AGES.map(span).forEach(([low, high], n, all) => {
    assert.equal(low, n * 12);
    if (n < 18) assert.equal(high + 1, all[n + 1][0], "without a gap");
  });
  assert.deepEqual(["0", "7", "17", "18-", "6-12", "13-"].map(ageWords), [
    "不到1岁",
    "7岁",
    "17岁",
    "大人",
    "6—12岁",
    "13岁以上",
  ]);
});

test("an age suits from its first month to its last", () => {
  assert.deepEqual(
    [
      [0, 71],
      [0, 72],
      [155, 300],
      [156, 300],
    ].map((ages) => suits(ages, "6-12")),
    [false, true, true, false],
  );
  assert.equal(suits([0, 1e4], "18-"), true);
});

test("ages of an address", () => {
  assert.deepEqual(["7", "12", "6-12", "18-", "0-120"].map(isAge), Array(5).fill(true));
  assert.deepEqual(["", "-", "-5", "123", "6-1234", "6-12x", "a"].map(isAge), Array(7).fill(false));
});

test("a session must answer every group, and any one choice of a group", () => {
  const says = chosen({ kind: ["健身"], day: ["2"], who: ["0-5", "6-12"] });
  assert.deepEqual(failed(says, chosen({})), []);
  assert.deepEqual(failed(says, chosen({ kind: ["音乐", "健身"], day: ["2"] })), []);
  assert.deepEqual(failed(says, chosen({ kind: ["音乐"], day: ["3", "4"], who: ["6-12"], free: ["1"] })), [
    "kind",
    "day",
    "free",
  ]);
  assert.deepEqual(used(chosen({ open: ["1"], kind: ["a"] })), ["kind", "open"]);
});

test("a session counts for a choice when it fails no other group", () => {
  const facts = [
    fact([], { day: ["1"] }),
    fact(["day"], { day: ["1"] }),
    fact(["day", "kind"], { day: ["1"] }),
    fact(["kind"], { day: ["2"] }),
    fact([], { day: ["3"] }, false),
  ];
  assert.deepEqual(counts(facts, "day"), { 1: 2, 2: 0, 3: 0 });
  assert.deepEqual(counts(facts, "kind"), {});
});

test("the filter to take back is the one that gives most", () => {
  const facts = [fact(["day"]), fact(["kind"]), fact(["kind"]), fact(["kind", "day"]), fact(["place", "day"])];
  assert.deepEqual(loosest(facts, chosen({ day: ["1"], kind: ["a"], place: ["x"] })), { key: "kind", count: 2 });
  assert.equal(loosest([fact(["kind", "day"])], chosen({ day: ["1"], kind: ["a"] })), null);
  assert.equal(loosest(facts, chosen({})), null);
});

test("the result in a sentence", () => {
  const some = chosen({ day: ["1"], kind: ["a"] });
  const words = (key) => `<${key}>`;
  const say = (facts, choice = some) => result(facts, choice, words);
  assert.deepEqual(say([fact([]), fact([]), fact(["day"])]), { best: null, text: "找到2节课。" });
  assert.equal(say([fact([]), fact([], {}, false)]).text, "找到1节课，另有1节不上。");
  assert.equal(say([fact([], {}, false)]).text, "找到0节课，另有1节不上。");
  const none = say([fact(["day"]), fact(["day"]), fact(["kind"])]);
  assert.equal(none.text, "没有同时符合的课。去掉“<day>”，就有2节。");
  assert.equal(none.best.key, "day");
  assert.equal(say([fact(["day", "kind"])]).text, "没有符合的课，去掉其中一项也没有。请清除筛选重新选。");
  assert.deepEqual(say([]), { best: null, text: "这几天没有课程。" });
});

test("an address asks for filters and keeps them", () => {
  const search = "?kind=健身&kind=音乐&who=7&who=nobody&from=chat&week=2026-11-23";
  assert.deepEqual(choiceIn(search), chosen({ kind: ["健身", "音乐"], who: ["7"] }));
  const address = { pathname: "/timetable/", search, hash: "#d" };
  assert.equal(
    addressOf(address, chosen({ kind: ["a", "b"], free: ["1"] }), undefined),
    "/timetable/?from=chat&kind=a&kind=b&free=1#d",
  );
  assert.equal(addressOf(address, chosen({}), "2026-11-30"), "/timetable/?from=chat&week=2026-11-30#d");
  assert.equal(addressOf({ ...address, search: "?week=2026-11-30", hash: "" }, chosen({}), ""), "/timetable/");
});
