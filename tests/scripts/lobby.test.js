import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clockAt,
  dimHours,
  fitting,
  isGood,
  isLost,
  lightAt,
  paged,
  placesAsked,
  plan,
  turnOf,
} from "../../overrides/assets/src/lobby.js";

const at = (time) => Date.parse(`2026-11-${time}:00+08:00`);
const row = (name, start, end, more) => ({ name, start: at(start), end: at(end), held: true, whole: false, ...more });
const names = (rows) => rows.map((each) => each.name).join(" ");
const days = [
  { date: "2026-11-23", noted: false, rows: [row("night", "23T22:00", "24T06:00")] },
  {
    date: "2026-11-24",
    noted: false,
    rows: [
      row("nine", "24T09:00", "24T10:00"),
      row("off", "24T09:30", "24T10:30", { held: false }),
      row("two", "24T14:00", "24T15:00"),
      row("show", "24T00:00", "25T00:00", { whole: true }),
    ],
  },
  { date: "2026-11-25", noted: false, rows: [] },
  { date: "2026-11-26", noted: true, rows: [row("stopped", "26T09:00", "26T10:00", { held: false })] },
  { date: "2026-11-27", noted: true, rows: [] },
  { date: "2026-11-28", noted: false, rows: [row("sat", "28T09:00", "28T10:00")] },
];
const seen = (time, wrong) => {
  const found = plan(days, at(time), "2026-11-28", Boolean(wrong));
  const later = found.later.map((day) => day.date.slice(8)).join(" ");
  return [names(found.now), names(found.today), later, found.none].join("|");
};

test("what is on, what is to come today, and the days after", () => {
  assert.equal(seen("24T05:59"), "night show|nine off two|26 28|");
  assert.equal(seen("24T06:00"), "show|nine off two|26 28|");
  assert.equal(seen("24T08:59"), "show|nine off two|26 28|");
  assert.equal(seen("24T09:00"), "nine show|off two|26 28|");
  assert.equal(seen("24T09:30"), "nine off show|two|26 28|", "what is off stays as long as it would last");
  assert.equal(seen("24T10:30"), "show|two|26 28|");
  assert.equal(seen("24T15:00"), "show||26 28|");
});

test("where something has no hour the heading is today, not now", () => {
  const daylong = (time) => plan(days, at(time), "2026-11-28", false).daylong;
  assert.deepEqual(["23T23:59", "24T00:00", "24T23:59", "25T00:00", "28T09:30"].map(daylong), [
    false,
    true,
    true,
    false,
    false,
  ]);
});

test("of days without a session the next one that says why is told, and the next one with a session", () => {
  assert.equal(seen("25T12:00"), "||26 28|day");
  assert.equal(seen("26T12:00"), "||27 28|", "the day's own note says it");
  assert.equal(seen("27T12:00"), "||28|");
});

test("why nothing is on is told by the day", () => {
  assert.equal(seen("28T08:00"), "|sat||now");
  assert.equal(seen("28T10:00"), "|||over");
  assert.equal(seen("29T08:00"), "|||ended");
  const only = [{ date: "2026-11-24", noted: false, rows: [row("off", "24T09:00", "24T10:00", { held: false })] }];
  assert.equal(plan(only, at("24T08:00"), "2026-11-28", false).none, "day", "what is off is not to come");
  assert.equal(plan(only, at("24T11:00"), "2026-11-28", false).none, "day");
});

test("with a wrong clock nothing is now and no day is today", () => {
  assert.equal(seen("24T09:00", true), "||23 24|");
});

test("it is dim from ten to half past six, or as the address says", () => {
  assert.deepEqual(dimHours(null), [1320, 390]);
  assert.deepEqual(dimHours("22-7"), [1320, 420]);
  assert.deepEqual(dimHours("21:30-6:15"), [1290, 375]);
  assert.deepEqual(dimHours("0-5"), [0, 300]);
  assert.deepEqual(dimHours("22-24"), [1320, 0]);
  assert.deepEqual(dimHours("sometimes"), [1320, 390]);
  const usual = dimHours(null);
  assert.equal(lightAt(at("24T21:59"), usual), "evening");
  assert.equal(lightAt(at("24T22:00"), usual), "night");
  assert.equal(lightAt(at("24T06:29"), usual), "night");
  assert.equal(lightAt(at("24T06:30"), usual), "evening");
  assert.equal(lightAt(at("24T07:00"), usual), "day");
  assert.equal(lightAt(at("24T17:59"), usual), "day");
  assert.equal(lightAt(at("24T18:00"), usual), "evening");
  assert.equal(lightAt(at("24T13:30"), dimHours("13-14")), "night");
  assert.equal(lightAt(at("24T14:00"), dimHours("13-14")), "day");
  assert.equal(lightAt(at("24T03:00"), dimHours("off")), "evening");
});

test("the clock is Shanghai's", () => {
  assert.equal(clockAt(at("24T09:05")), "9:05");
  assert.equal(clockAt(at("24T00:00")), "0:00");
});

test("a screen is of one place, of several, or of a house", () => {
  const places = [
    { id: "shufa", name: "书法室", text: "书法室 1楼102室 青年路1号" },
    { id: "meishu", name: "美术室", text: "美术室 1楼101室 青年路1号" },
    { id: "lou", name: "多功能室", text: "多功能室 党群楼2楼 青年路2号" },
  ];
  assert.deepEqual(placesAsked(null, places), { ids: [], name: "", unknown: "" });
  assert.deepEqual(placesAsked("shufa", places), { ids: ["shufa"], name: "书法室", unknown: "" });
  assert.deepEqual(placesAsked("shufa,meishu", places).ids, ["shufa", "meishu"]);
  assert.deepEqual(placesAsked("青年路1号", places), { ids: ["shufa", "meishu"], name: "青年路1号", unknown: "" });
  assert.deepEqual(placesAsked("党群楼", places).ids, ["lou"]);
  assert.deepEqual(placesAsked("没有,lou", places), { ids: ["lou"], name: "多功能室", unknown: "没有" });
});

test("what does not fit stands on the next page", () => {
  const of = (...heights) => heights.map((height) => ({ height, day: 0, head: 0 }));
  assert.deepEqual(paged(of(10, 10, 10), 20), { pages: [0, 0, 1], tallest: 20 });
  assert.deepEqual(paged(of(10, 30, 10), 20), { pages: [0, 1, 2], tallest: 30 }, "what is too high stands alone");
  assert.deepEqual(paged(of(10.4, 10.4), 20).pages, [0, 0], "a fraction of a dot is none");
  assert.deepEqual(paged([], 20), { pages: [], tallest: 0 });
  assert.equal(turnOf(14_999, 3), 0);
  assert.equal(turnOf(15_000, 3), 1);
  assert.equal(turnOf(45_000, 3), 0);
});

test("on every page a later day has its heading", () => {
  const of = (day, ...heights) => heights.map((height) => ({ height, day, head: 5 }));
  assert.deepEqual(paged(of(1, 10, 10, 10), 25), { pages: [0, 0, 1], tallest: 25 });
  assert.deepEqual(paged(of(1, 10, 10, 10, 10), 23).pages, [0, 1, 2, 3]);
  assert.deepEqual(paged([...of(1, 10), ...of(2, 10)], 30), { pages: [0, 0], tallest: 30 });
  assert.deepEqual(paged([...of(1, 10), ...of(2, 10)], 28), { pages: [0, 1], tallest: 15 });
});

test("where not all fits there is a line that says how many more", () => {
  assert.equal(fitting([10, 10, 10], 30, 5), 3);
  assert.equal(fitting([10, 10, 10], 28, 5), 2);
  assert.equal(fitting([10, 10, 10], 23, 5), 1);
  assert.equal(fitting([10, 10], -40, 5), 0);
  assert.equal(fitting([], 10, 5), 0);
});

test("only this page, fresh and not older, takes its place", () => {
  const built = "2026-11-24T00:00+08:00";
  assert.equal(isGood({ screen: true, kept: false, built }, built), true);
  assert.equal(isGood({ screen: true, kept: false, built: "2026-11-25T00:00+08:00" }, built), true);
  assert.equal(isGood({ screen: true, kept: false, built: "2026-11-23T00:00+08:00" }, built), false);
  assert.equal(isGood({ screen: true, kept: true, built }, built), false);
  assert.equal(isGood({ screen: false, kept: false, built }, built), false);
  assert.equal(isGood({ screen: true, kept: false, built: null }, built), false);
});

test("half an hour without network is said", () => {
  assert.equal(isLost(30 * 6e4, 0, true), true);
  assert.equal(isLost(30 * 6e4 - 1, 0, true), false);
  assert.equal(isLost(90 * 6e4, 0, false), false);
});
