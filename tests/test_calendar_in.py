"""`linli import calendar.ics`: somebody's own calendar becomes rows; what is private in it is not looked at."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from fragments import lay_out
from linli import structure
from linli.calendar_in import reading
from linli.cli import main
from linli.feeds import ics
from linli.timetable import expand
from linli.views import Edition

TODAY = date(2026, 9, 4)
FILES = {
    "data/courses.yml": "- {id: shufa, title: 书法班, category: 课}\n- {id: qi, title: 围棋班, category: 课}\n",
    "data/groups.yml": "- {id: shufa-1, course: shufa, name: 启蒙一班}\n",
    "data/venues.yml": "- {id: shi, name: 书法室}\n",
    "data/schedules.yml": "# 课表\n",
    "data/changes.yml": "# 变动\n",
    "data/holidays/2026.yml": "- {date: 2026-09-25, name: 中秋节, kind: 休}\n",
}
PLANTED = ("欧阳铁柱", "司徒翠花", "13900000001", "铁柱@example.com", "体检", "离婚律师", "鸭儿凼街", "密码是")
WEEKLY = "DTSTART;TZID=Asia/Shanghai:20260908T190000\nDTEND;TZID=Asia/Shanghai:20260908T203000\n"


def calendar(*events: str) -> str:
    each = "".join(f"BEGIN:VEVENT\nUID:{n}\n{text.strip()}\nEND:VEVENT\n" for n, text in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{each}END:VCALENDAR\n".replace("\n", "\r\n")


class Community:
    """A root, and the command run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = lay_out(folder / "root", FILES)
        (self.root / "mkdocs.yml").write_text("site_name: 小院\n", "utf-8")
        self.file = folder / "日历.ics"
        self._capsys = capsys

    def run(self, text: str | bytes, *arguments: str, only: str = "书法", course: str = "shufa") -> tuple[int, str]:
        self.file.write_bytes(text if isinstance(text, bytes) else text.encode())
        words = ["import", str(self.file), "--only", only, "--course", course, *arguments]
        code = main([*words, "--root", str(self.root), "--today", str(TODAY)])
        out, told = self._capsys.readouterr()
        return code, out + told

    def rows(self, text: str, table: str = "schedules", **named: str) -> list[dict[str, str]]:
        """What is written for a calendar, without the course."""
        code, said = self.run(text, "--yes", **named)
        assert code == 0, said
        found = yaml.load((self.root / f"data/{table}.yml").read_text("utf-8"), yaml.BaseLoader) or []
        return [{name: value for name, value in row.items() if name != "course"} for row in found]


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Community:
    monkeypatch.setenv("LINLI_DEBUG", "1")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Community(tmp_path, capsys)


EVENING = {"opens_at": "19:00", "closes_at": "20:30"}
NIGHT = {"opens_at": "01:00", "closes_at": "02:00"}


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("", {"dates": "2026-09-08"}),
        ("RRULE:FREQ=WEEKLY", {"weekday": "周二", "valid_from": "2026-09-08"}),
        ("RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=TU,TH", {"weekday": "周二、周四", "valid_from": "2026-09-08"}),
        (
            "RRULE:FREQ=WEEKLY;UNTIL=20261231T110000Z",
            {"weekday": "周二", "valid_from": "2026-09-08", "valid_to": "2026-12-31"},
        ),
        (
            "RRULE:FREQ=WEEKLY;UNTIL=20261229T100000Z",
            {"weekday": "周二", "valid_from": "2026-09-08", "valid_to": "2026-12-28"},
        ),
        ("RRULE:FREQ=WEEKLY;COUNT=3", {"weekday": "周二", "valid_from": "2026-09-08", "valid_to": "2026-09-22"}),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2", {"weekday": "周二", "valid_from": "2026-09-08", "every": "2"}),
        ("RRULE:FREQ=DAILY;COUNT=3", {"weekday": "每天", "valid_from": "2026-09-08", "valid_to": "2026-09-10"}),
        ("RRULE:FREQ=DAILY;INTERVAL=3;COUNT=2", {"dates": "2026-09-08, 2026-09-11"}),
        ("RRULE:FREQ=MONTHLY;BYDAY=2TU", {"weekday": "周二", "month_week": "2", "valid_from": "2026-09-08"}),
        ("RRULE:FREQ=MONTHLY", {"month_day": "8", "valid_from": "2026-09-08"}),
        ("RDATE;TZID=Asia/Shanghai:20260910T190000,20260911T190000", {"dates": "2026-09-08, 2026-09-10, 2026-09-11"}),
    ],
)
def test_a_rule_is_written_in_the_words_of_the_table(rule: str, row: dict[str, str], here: Community) -> None:
    assert here.rows(calendar(f"SUMMARY:书法课\n{WEEKLY}{rule}")) == [row | EVENING]


@pytest.mark.parametrize(
    ("times", "row"),
    [
        ("DTSTART:20260908T110000Z\nDTEND:20260908T123000Z", EVENING | {"dates": "2026-09-08"}),
        ("DTSTART:20260908T170000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=TU", NIGHT | {"weekday": "周三", "valid_from": "2026-09-09"}),
        ("DTSTART;TZID=China Standard Time:20260908T190000\nDURATION:PT90M", EVENING | {"dates": "2026-09-08"}),
        ("DTSTART:20260908T190000", {"dates": "2026-09-08", "opens_at": "19:00"}),
        ("DTSTART;VALUE=DATE:20260908", {"dates": "2026-09-08"}),
        ("DTSTART:20260908T190000\nBEGIN:VALARM\nDURATION:PT9M\nEND:VALARM", {"dates": "2026-09-08", "opens_at": "19:00"}),
        ("DTSTART:20260908T220000\nDTEND:20260909T000000", {"dates": "2026-09-08", "opens_at": "22:00", "closes_at": "24:00"}),
        ("DTSTART:20260908T010000\nDTEND:20260909T002000", NIGHT | {"dates": "2026-09-08", "closes_at": "00:20", "overnight": "true"}),
        ("DTSTART:20260908T190000\nDTEND:20260908T203000\nLOCATION:二楼\\, 书法室", EVENING | {"dates": "2026-09-08", "venue": "shi"}),
    ],
)  # fmt: skip
def test_times_are_those_of_beijing(times: str, row: dict[str, str], here: Community) -> None:
    assert here.rows(calendar(f"SUMMARY:书法课\n{times}")) == [row]


def test_what_became_of_single_sessions_is_a_change(here: Community) -> None:
    series = f"SUMMARY:书法课\n{WEEKLY}RRULE:FREQ=WEEKLY;COUNT=20\nEXDATE;TZID=Asia/Shanghai:20260915T190000"
    text = calendar(series + "\nEXDATE;TZID=Asia/Shanghai:20260901T190000")
    moved = (
        "SUMMARY:已改\nRECURRENCE-ID:20260922T110000Z\nDTSTART:20260923T120000Z\nDTEND:20260923T130000Z",
        "SUMMARY:书法课\nRECURRENCE-ID:20260929T110000Z\nDTSTART:20260929T120000Z\nDTEND:20260929T133000Z",
        f"SUMMARY:书法课\nRECURRENCE-ID:20261006T110000Z\n{WEEKLY}STATUS:CANCELLED",
        "SUMMARY:书法课\nRECURRENCE-ID:20261013T110000Z\nDTSTART:20261013T110000Z\nDTEND:20261013T123000Z",
    )
    for change in moved:
        event = f"BEGIN:VEVENT\r\nUID:0\r\n{change}\r\nEND:VEVENT\r\nEND:VCALENDAR".replace("\r\n", "\n")
        text = text.replace("END:VCALENDAR", event.replace("\n", "\r\n"))
    assert here.rows(text, "changes") == [
        {"date": "2026-09-15", "kind": "停课"},
        {"date": "2026-09-22", "kind": "改期", "new_date": "2026-09-23", "opens_at": "20:00", "closes_at": "21:00"},
        {"date": "2026-09-29", "kind": "改时间", "opens_at": "20:00", "closes_at": "21:30"},
        {"date": "2026-10-06", "kind": "停课"},
    ]
    assert (here.root / "data/changes.yml").read_text("utf-8").startswith("# 变动\n")


def test_a_day_off_is_no_change(here: Community) -> None:
    text = "SUMMARY:书法课\nDTSTART:20260911T190000\nRRULE:FREQ=WEEKLY\nEXDATE:20260925T190000"
    assert here.rows(calendar(text), "changes") == []


PRIVATE = (
    "SUMMARY:书法 体检\nCLASS:PRIVATE\nDTSTART:20260908T080000\nDESCRIPTION:离婚律师",
    "SUMMARY:书法 离婚律师\nclass:confidential\nDTSTART:20260908T080000",
    "SUMMARY:书法 欧阳铁柱\nCLASS;X=y:X-OTHER\nDTSTART:20260908T080000",
    "SUMMARY:欧阳铁柱 体检\nDTSTART:20260908T080000\nLOCATION:鸭儿凼街1号",
)


def test_only_what_was_asked_for_is_read_and_nobody_is_shown(here: Community) -> None:
    guests = "ATTENDEE;CN=司徒翠花:mailto:铁柱@example.com\nORGANIZER;CN=欧阳铁柱:tel:13900000001\n"
    alarm = "BEGIN:VALARM\nSUMMARY:密码是\nTRIGGER:-PT1H\nEND:VALARM\n"
    own = f"SUMMARY:书法课（欧阳铁柱的孩子也来）\n{WEEKLY}{guests}DESCRIPTION:密码是\\n13900000001\nLOCATION:鸭儿凼街1号\n{alarm}"
    code, said = here.run(calendar(own, *PRIVATE), "--yes")
    assert code == 0
    assert "日历里有5条，标题里有「书法」的（连同改动）1条；私人的3条没有看；1条的地点不是我们的场地" in said
    written = "".join(path.read_text("utf-8") for path in (here.root / "data").glob("*.yml"))
    for secret in PLANTED:
        assert secret not in said + written
    found = reading.read(calendar(own, *PRIVATE).encode(), "书法")
    for secret in PLANTED:
        assert secret not in repr(found)


def test_without_a_text_nothing_is_read(here: Community) -> None:
    for only in ("", " ", "书"):
        code, said = here.run(calendar(*PRIVATE), only=only)
        assert (code, "--only 书法 --course shufa" in said) == (2, True)
    assert here.run(calendar(*PRIVATE), course="nichts") == (2, "没有编号是 nichts 的课程或班次。\n")
    assert "没有要加的" in here.run(calendar(*PRIVATE), only="没有的")[1]


def test_it_asks_shows_and_adds_only_once(here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    text = calendar(f"SUMMARY:书 法 课\n{WEEKLY}RRULE:FREQ=WEEKLY;UNTIL=20270119")
    code, said = here.run(text, course="shufa-1")
    assert "  书法班 启蒙一班：周二 19:00–20:30，2026-09-08 起，到 2027-01-19\n" in said
    assert (code, (here.root / "data/schedules.yml").read_text("utf-8")) == (1, "# 课表\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert here.run(text, course="shufa-1")[0] == 0
    assert (here.root / "data/schedules.yml").read_text("utf-8") == (
        '# 课表\n- group: shufa-1\n  weekday: 周二\n  opens_at: "19:00"\n  closes_at: "20:30"\n'
        "  valid_from: 2026-09-08\n  valid_to: 2027-01-19\n"
    )
    assert "课表里已经有了" in here.run(text, course="shufa-1")[1]


def test_what_the_checks_refuse_is_not_written(here: Community) -> None:
    text = calendar(
        f"SUMMARY:书法课\n{WEEKLY}RRULE:FREQ=WEEKLY;UNTIL=20261231", f"SUMMARY:书法课二\n{WEEKLY}RRULE:FREQ=WEEKLY"
    )
    code, said = here.run(text, "--yes")
    assert (code, "加进去以后检查通不过，没有写" in said) == (1, True)
    assert (here.root / "data/schedules.yml").read_text("utf-8") == "# 课表\n"


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (f"{WEEKLY}RRULE:FREQ=YEARLY", "1条的时间或重复写不进课表"),
        (f"{WEEKLY}RRULE:FREQ=WEEKLY;BYSETPOS=1", "1条的时间或重复写不进课表"),
        (f"{WEEKLY}RRULE:FREQ=DAILY;INTERVAL=3", "1条的时间或重复写不进课表"),
        ("DTSTART:20260908T190000\nDTEND:20260911T190000", "1条的时间或重复写不进课表"),
        ("DTSTART:20260801T190000", "已经过去的1条不要"),
        ("DTSTART:20250801T190000\nRRULE:FREQ=WEEKLY;COUNT=4", "已经过去的1条不要"),
        ("DTSTART:欧阳铁柱", "1条读不懂"),
        ("", "1条读不懂"),
        (f"{WEEKLY}STATUS:CANCELLED", "没有要加的"),
    ],
)
def test_what_gives_no_row_is_counted(event: str, sentence: str, here: Community) -> None:
    code, said = here.run(calendar(f"SUMMARY:书法课\n{event}"), "--yes")
    assert (code, sentence in said, "欧阳铁柱" in said) == (0, True, False)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "这不是日历文件"),
        (b"\xff\xff\xff", "编码认不出来"),
        (b"BEGIN:VCALENDAR\n" + b"x" * (6 << 20), "日历太大"),
        (calendar(*["SUMMARY:书法课\nDTSTART:20260908T190000"] * 501).encode(), "超过500条"),
    ],
)
def test_files_that_are_refused(data: bytes, sentence: str, here: Community) -> None:
    code, said = here.run(data)
    assert (code, sentence in said) == (1, True)


def _odd() -> Iterator[bytes]:
    whole = calendar(f"SUMMARY:书法课\n{WEEKLY}RRULE:FREQ=WEEKLY;COUNT=20\nEXDATE:20260915T190000", *PRIVATE).encode()
    for seed in range(150):
        rng = random.Random(seed)
        data = bytearray(whole)
        for _ in range(1 + seed % 5):
            data[rng.randrange(len(data))] = rng.randrange(256)
        yield bytes(data)
    for rule in (
        "COUNT=999999999",
        "INTERVAL=999999999",
        "INTERVAL=0",
        "COUNT=-1",
        "UNTIL=00010101",
        "UNTIL=99991231",
        "UNTIL=202600Z",
        "BYDAY=XX",
    ):
        yield calendar(f"SUMMARY:书法课\n{WEEKLY}RRULE:FREQ=WEEKLY;{rule}").encode()
        yield calendar(f"SUMMARY:书法课\n{WEEKLY}RRULE:FREQ=DAILY;{rule}").encode()
    yield calendar("SUMMARY:书法课\nDTSTART:99991231T235959\nDURATION:P99999999D\nRRULE:FREQ=WEEKLY").encode()
    yield calendar("SUMMARY:书法课\nDTSTART:00010101T000000Z\nRRULE:FREQ=DAILY").encode()
    for line in ("RECURRENCE-ID:202600Z", "EXDATE:202600Z", "RDATE;VALUE=TIME:202600Z", "DTEND:202600Z"):
        yield calendar(f"SUMMARY:书法课\n{WEEKLY}RRULE:FREQ=WEEKLY\n{line}").encode()
    yield calendar("SUMMARY:书法课\nDTSTART:202600Z").encode()
    for zone in ("Asia/", "../Asia", "Mars/Base", "Asia/" + "x" * 5000):
        yield calendar(f"SUMMARY:书法课\nDTSTART;TZID={zone}:20260908T190000").encode()
    yield b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 200_000
    yield b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY" + b';a="' * 500_000


def test_odd_calendars_end_in_a_sentence(here: Community) -> None:
    from linli.calendar_in import rows as made

    community = structure.load(here.root).community
    timetable = expand(community, TODAY)
    for data in _odd():
        try:
            found = reading.read(data, "书法")
        except reading.CannotReadError:
            continue
        made.rows(found.events, {"course": "shufa"}, community, timetable)


def test_our_own_calendar_comes_back_as_it_went(here: Community) -> None:
    rows = """\
- {course: shufa, weekday: 周二, opens_at: "19:00", closes_at: "20:30", venue: shi, valid_from: 2026-09-08, valid_to: 2027-01-19}
- {course: shufa, weekday: 周五, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-11, valid_to: 2026-12-18, every: 2}
"""
    changes = (
        '- {course: shufa, date: 2026-10-13, kind: 改期, new_date: 2026-10-14, opens_at: "19:00", closes_at: "20:30"}\n'
    )
    (here.root / "data/schedules.yml").write_text(rows, "utf-8")
    (here.root / "data/changes.yml").write_text(changes, "utf-8")
    before, text = _sessions(here.root)
    for table in ("schedules", "changes"):
        (here.root / f"data/{table}.yml").write_text("[]\n", "utf-8")
    code, said = here.run(text, "--yes")
    assert code == 0, said
    assert _sessions(here.root)[0] == before


def _sessions(root: Path) -> tuple[list[tuple[str, str, str]], bytes]:
    community = structure.load(root).community
    timetable = expand(community, TODAY)
    files = dict(ics.calendars(Edition(community=community, timetable=timetable, today=TODAY, site_url="")))
    rows = [(str(o.dtstart), str(o.dtend), str(o.status)) for o in timetable.occurrences]
    return rows, files["calendar/courses/shufa.ics"]
