import assert from "node:assert/strict";
import { test } from "node:test";
import { merge, single, withAlarm } from "../../overrides/assets/src/ics.js";

const crlf = (lines) => lines.map((line) => `${line}\r\n`).join("");
const HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "NAME:书法班", "X-WR-CALNAME:书法班"];
const event = (uid, more) => ["BEGIN:VEVENT", `UID:${uid}@linli`, ...more, "END:VEVENT"];
const weekly = (uid, start, more = []) =>
  event(uid, [
    "SUMMARY:书法班（一班）",
    `DTSTART;TZID=Asia/Shanghai:${start}`,
    "DTEND;TZID=Asia/Shanghai:20260901T203000",
    ...more,
  ]);
const calendar = (...events) => crlf([...HEAD, ...events.flat(), "END:VCALENDAR"]);
const field = (text, name) => (new RegExp(`^${name}[;:](.*)\\r$`, "m").exec(text.replace(/\r\n /g, "")) || [])[1];
const uid = (text) => field(text, "UID") || "";
const RULE = "RRULE:FREQ=WEEKLY;UNTIL=20261222T110000Z";
const TUESDAYS = weekly("shufa-a-qiu-TU", "20260901T190000", [RULE, "EXDATE;TZID=Asia/Shanghai:20261006T190000"]);
const TUESDAY = "2026-11-24T19:00+08:00";

test("one session of a series: its day and no repetition", () => {
  const made = single(calendar(TUESDAYS), TUESDAY, 90, "一班");
  assert.equal(
    made,
    crlf([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "BEGIN:VEVENT",
      "UID:shufa-a-qiu-TU-20261124@linli",
      "SUMMARY:书法班（一班）",
      "DTSTART;TZID=Asia/Shanghai:20261124T190000",
      "DTEND;TZID=Asia/Shanghai:20261124T203000",
      "END:VEVENT",
      "END:VCALENDAR",
    ]),
  );
});

test("a session over midnight ends on the next day, one without end has none", () => {
  assert.equal(field(single(calendar(TUESDAYS), TUESDAY, 360, ""), "DTEND"), "TZID=Asia/Shanghai:20261125T010000");
  assert.equal(field(single(calendar(TUESDAYS), TUESDAY, 0, ""), "DTEND"), undefined);
});

test("a series has sessions from its first day to its last, on its weekday, at its time", () => {
  const at = (start) => uid(single(calendar(TUESDAYS), start, 90, ""));
  assert.equal(at("2026-09-01T19:00+08:00"), "shufa-a-qiu-TU-20260901@linli");
  assert.equal(at("2026-12-22T19:00+08:00"), "shufa-a-qiu-TU-20261222@linli");
  for (const none of ["2026-08-25T19:00", "2026-12-29T19:00", "2026-11-25T19:00", "2026-11-24T19:30"]) {
    assert.equal(at(`${none}+08:00`), "", none);
  }
  const endless = weekly("e", "20260901T190000", ["RRULE:FREQ=WEEKLY"]);
  assert.equal(uid(single(calendar(endless), "2030-01-01T19:00+08:00", 90, "")), "e-20300101@linli");
});

test("a day of the month, not a weekday", () => {
  const monthly = weekly("m", "20260915T190000", ["RRULE:FREQ=MONTHLY;BYMONTHDAY=15"]);
  const at = (day) => uid(single(calendar(monthly), `${day}T19:00+08:00`, 90, ""));
  assert.equal(at("2026-11-15"), "m-20261115@linli");
  assert.equal(at("2026-11-17"), "", "a Tuesday, as 15 September is");
});

test("an event of its own is better than the series it belongs to", () => {
  const moved = weekly("shufa-a-qiu-TU", "20261124T190000", ["RECURRENCE-ID;TZID=Asia/Shanghai:20261123T190000"]);
  const made = single(calendar(TUESDAYS, moved), TUESDAY, 90, "一班");
  assert.equal(uid(made), "shufa-a-qiu-TU-20261123@linli", "under the day that was planned");
  assert.equal(field(made, "RECURRENCE-ID"), undefined);
  const alone = weekly("once", "20261124T190000");
  assert.equal(uid(single(calendar(TUESDAYS, alone), TUESDAY, 90, "")), "once@linli");
});

test("of two classes at the same time the one that is named", () => {
  const other = TUESDAYS.map((line) => line.replace("一班", "二班").replace("shufa-a", "shufa-b"));
  for (const both of [calendar(TUESDAYS, other), calendar(other, TUESDAYS)]) {
    assert.match(uid(single(both, TUESDAY, 90, "一班")), /^shufa-a/);
    assert.match(uid(single(both, TUESDAY, 90, "二班")), /^shufa-b/);
  }
  const alone = weekly("once", "20261124T190000").map((line) => line.replace("一班", "二班"));
  assert.equal(uid(single(calendar(TUESDAYS, alone), TUESDAY, 90, "一班")), "once@linli", "its own day counts more");
});

test("what is cancelled is no session", () => {
  const off = weekly("once", "20261124T190000", ["STATUS:CANCELLED"]);
  assert.equal(single(calendar(off), TUESDAY, 90, ""), "");
  assert.match(uid(single(calendar(off, TUESDAYS), TUESDAY, 90, "")), /^shufa-a/);
  assert.equal(single(calendar(), TUESDAY, 90, ""), "");
});

test("a whole day stays a day", () => {
  const days = event("show", [
    "SUMMARY:展览",
    "DTSTART;VALUE=DATE:20261120",
    "DTEND;VALUE=DATE:20261121",
    "RRULE:FREQ=WEEKLY;BYDAY=FR",
  ]);
  const made = single(calendar(days), "2026-11-27T00:00+08:00", 1440, "");
  assert.deepEqual([field(made, "DTSTART"), field(made, "DTEND")], ["VALUE=DATE:20261127", "VALUE=DATE:20261128"]);
});

test("folded lines are read, and long ones folded", () => {
  const long = "a".repeat(80);
  const lines = weekly("x", "20260901T190000", [RULE]).map((line) =>
    line.startsWith("UID") ? `UID:${long.slice(0, 60)}\r\n ${long.slice(60)}@linli` : line,
  );
  const made = single(calendar(lines), TUESDAY, 90, "");
  assert.equal(uid(made), `${long}-20261124@linli`);
  assert.ok(made.split("\r\n").every((line) => line.length <= 75));
  assert.equal(made.split("\r\n").filter((line) => line.startsWith(" ")).length, 1);
});

test("calendars as one: of a course kept by classes only their events", () => {
  const texts = {
    shufa: calendar(
      TUESDAYS,
      weekly("shufa-b-qiu-WE", "20260902T190000"),
      weekly("shufa-ab-qiu-WE", "20260902T190000"),
    ),
    xingti: calendar(weekly("xingti-z-qiu-MO", "20260907T090000")).replaceAll("书法班", "形体"),
  };
  const uids = (keys) => [...merge(texts, keys, "我的课表").matchAll(/^UID:(.*)@/gm)].map((found) => found[1]);
  assert.deepEqual(uids(["shufa.a", "xingti"]), ["shufa-a-qiu-TU", "xingti-z-qiu-MO"]);
  assert.deepEqual(uids(["shufa"]), ["shufa-a-qiu-TU", "shufa-b-qiu-WE", "shufa-ab-qiu-WE"]);
  assert.deepEqual(uids(["shufa.b", "shufa.a"]), ["shufa-a-qiu-TU", "shufa-b-qiu-WE"]);
  assert.equal(merge(texts, ["other"], "我的课表"), "");
  const made = merge(texts, ["xingti", "shufa.a"], "我的课表");
  assert.ok(
    made.startsWith(crlf(["BEGIN:VCALENDAR", "VERSION:2.0", "NAME:我的课表", "X-WR-CALNAME:我的课表", "BEGIN:VEVENT"])),
  );
  assert.ok(made.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  assert.equal(made.match(/BEGIN:VCALENDAR/g)?.length, 1);
  const newer = { shufa: texts.shufa, xingti: texts.xingti.replace("VERSION:2.0", "VERSION:2.1") };
  assert.match(merge(newer, ["xingti"], "我的课表"), /VERSION:2\.0/, "under the head of the first");
});

test("a class whose name begins with another's is not that class", () => {
  const texts = {
    shufa: calendar(weekly("shufa-er-qiu-TU", "20260901T190000"), weekly("shufa-er-xia-qiu-WE", "20260902T190000")),
  };
  const uids = (keys, told) => [...merge(texts, keys, "", told).matchAll(/^UID:(.*)@/gm)].map((found) => found[1]);
  const both = ["shufa.er", "shufa.er-xia"];
  assert.deepEqual(uids(["shufa.er"], both), ["shufa-er-qiu-TU"]);
  assert.deepEqual(uids(["shufa.er-xia"], both), ["shufa-er-xia-qiu-WE"]);
  assert.deepEqual(uids(both, both), ["shufa-er-qiu-TU", "shufa-er-xia-qiu-WE"]);
  assert.deepEqual(uids(["shufa"], both), ["shufa-er-qiu-TU", "shufa-er-xia-qiu-WE"]);
});

test("who keeps one class is told when one can sign up for its course", () => {
  const opens = event("shufa-join-chun", ["SUMMARY:书法班 报名开始", "DTSTART;TZID=Asia/Shanghai:20261201T090000"]);
  const texts = {
    shufa: calendar(TUESDAYS, weekly("shufa-b-qiu-WE", "20260902T190000"), opens),
    other: calendar(opens),
  };
  const uids = (keys) => [...merge(texts, keys, "我的课表").matchAll(/^UID:(.*)@/gm)].map((found) => found[1]);
  assert.deepEqual(uids(["shufa.a"]), ["shufa-a-qiu-TU", "shufa-join-chun"]);
  assert.deepEqual(uids(["shufa"]), ["shufa-a-qiu-TU", "shufa-b-qiu-WE", "shufa-join-chun"]);
  assert.deepEqual(uids(["xingti.a"]), []);
});

const alarmed = (event, minutes) => withAlarm(`BEGIN:VCALENDAR\r\n${event}END:VCALENDAR\r\n`, minutes);
const entry = (lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT", ""].join("\r\n");
const WEEKLY = entry(["UID:a@x", "DTSTART;TZID=Asia/Shanghai:20261128T090000", "SUMMARY:书法班（启蒙\r\n 一班）"]);

test("a reminder is put into every event, with its title and before its end", () => {
  const found = alarmed(WEEKLY, 60);
  assert.match(
    found,
    /BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\nDESCRIPTION:书法班（启蒙\r\n 一班）\r\nEND:VALARM\r\nEND:VEVENT/,
  );
  assert.match(alarmed(WEEKLY, 1440), /TRIGGER:-P1D\r\n/);
  assert.equal(alarmed(WEEKLY + WEEKLY, 60).match(/BEGIN:VALARM/g).length, 2);
});

test("nobody is reminded who does not wish it, nor of what is off", () => {
  assert.equal(alarmed(WEEKLY, 0), `BEGIN:VCALENDAR\r\n${WEEKLY}END:VCALENDAR\r\n`);
  const off = entry(["UID:a@x", "DTSTART;TZID=Asia/Shanghai:20261128T090000", "STATUS:CANCELLED"]);
  assert.equal(alarmed(off, 60).indexOf("VALARM"), -1);
  assert.equal(withAlarm("", 60), "");
});

test("of a whole day one is reminded by day, not at night", () => {
  const day = entry(["UID:a@x", "DTSTART;VALUE=DATE:20261128", "SUMMARY:画展"]);
  assert.match(alarmed(day, 60), /TRIGGER:PT8H\r\n/);
  assert.match(alarmed(day, 1440), /TRIGGER:-PT15H\r\n/);
});

test("the moment from which on one can sign up is no session", () => {
  const join = entry(["UID:a-join-f@x", "DTSTART;TZID=Asia/Shanghai:20261128T090000", "SUMMARY:书法班 报名开始"]);
  const text = `BEGIN:VCALENDAR\r\n${join}END:VCALENDAR\r\n`;
  assert.equal(single(text, "2026-11-28T09:00+08:00", 90, ""), "");
});
