"""How changes are told: on the page, in texts for a chat group, in the feed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from communities import edition, make
from histories import BASE, EXTRA, OFF, PLACE, SATURDAY, WEDNESDAY, Repo
from linli.feeds import changes as feed
from linli.revisions import Revisions
from linli.revisions.announced import announced
from linli.timetable import expand
from linli.timetable.phases import midnight
from linli.views import changes as view
from linli.views import told
from linli.views.notice import LONGEST
from tests_support import TODAY


def test_what_changed_once_more_is_not_told_as_true(repo: Repo) -> None:
    repo.commit("2026-11-18T09:00", changes=OFF)
    repo.commit("2026-11-19T09:00", changes=PLACE)
    context = view.context(edition(repo.community(), timetable=repo.timetable()), repo.read())
    assert [(item.word, item.again) for item in context["coming"]] == [("换地点", False)]
    assert [(item.word, item.again) for item in context["past"]] == [("停课", True), ("放假", False)]


def test_coming_sessions_stand_before_past_ones(repo: Repo) -> None:
    repo.commit("2026-11-10T09:00", changes=OFF.replace("11-28", "11-14"))
    repo.commit("2026-11-11T09:00", changes=OFF.replace("11-28", "11-14") + EXTRA)
    repo.commit("2026-11-12T09:00", changes=OFF.replace("11-28", "11-14") + EXTRA + OFF)
    context = view.context(edition(repo.community(), timetable=repo.timetable()), repo.read())
    assert [(item.word, item.day) for item in context["coming"]] == [
        ("停课", "11月12日(周四)"),
        ("加课", "11月11日(周三)"),
    ]
    assert "11月14日(周六) 14:00 停课" in [item.what for item in context["past"]]


def test_texts_for_a_chat_group_say_dates_and_stay_short(repo: Repo) -> None:
    many = "".join(
        f"- course: shufa\n  group: 启蒙一班\n  date: 2026-11-{day}\n  kind: 加课\n"
        f'  opens_at: "{hour:02}:00"\n  closes_at: "{hour:02}:50"\n  reason: {"想来的人很多，" * 8}\n'
        for day in range(24, 31)
        for hour in range(8, 13)
    )
    repo.commit("2026-11-20T09:00", changes=many)
    community, found = repo.community(), repo.read()
    context = view.context(edition(community, url="https://example.org/sub/"), found)
    for item in context["coming"]:
        assert len("\n".join(item.notice)) <= LONGEST
    assert context["coming"][0].notice[0] == "【小院·加课】书法班 · 启蒙一班"
    assert context["coming"][0].notice[-1] == "详情：https://example.org/sub/courses/shufa/"
    for notice in context["notices"]:
        assert len("\n".join(notice.lines)) <= LONGEST
    first = context["notices"][0].lines
    assert first[0] == "【小院】11月24日—11月30日课程变动："
    assert first[1].startswith("加课｜书法班 · 启蒙一班：11月24日(周二) 8:00起，在书法室")
    assert re.fullmatch(r"还有\d+处变动，见网站“最近变动”。", first[-3])
    assert first[-2:] == ["其余照课表。", "详情：https://example.org/sub/changes/"]


def test_the_weeks_text_holds_old_announcements_and_new_rules(repo: Repo) -> None:
    repo.commit("2026-08-25T09:00", changes=OFF + EXTRA)
    repo.commit(
        "2026-11-20T09:00", schedules=SATURDAY + WEDNESDAY.replace('"19:00"', '"18:30"').replace('"20:30"', '"20:00"')
    )
    first, second, third = view.context(edition(repo.community(), timetable=repo.timetable()), repo.read())["notices"]
    assert first.lines == [
        "【小院】11月24日—11月30日课程变动：",
        "停课｜书法班 · 启蒙一班：11月28日(周六) 14:00 停课（老师外出）",
        "改时间｜夜校：每周三 19:00 改为 18:30，从11月25日起，共9次",
        "其余照课表。",
    ]
    extra = "加课｜书法班：12月1日(周二) 9:00–10:00，在书法室"
    assert extra in second.lines, "for a reader a day from now"
    assert (second.start, second.end, third.start) == (midnight(date(2026, 11, 25)), third.start, second.end)


def test_holidays_are_changes_too_whatever_the_history_knows(make_root: Callable[..., Path]) -> None:
    """National Day without any commit: told as one thing, on the page, in the notice and in the feed."""
    days = "".join(f"- {{date: 2026-10-{n:02d}, name: 国庆节, kind: 休}}\n" for n in range(1, 8))
    made = "- {date: 2026-10-10, name: 国庆节, kind: 班, weekday_as: 周三}\n"
    evening = WEDNESDAY.rstrip("\n") + "\n  on_makeup: 跟随\n"
    repo = Repo(make_root(**{**BASE, "schedules": SATURDAY + evening}))
    repo.write(**{"holidays/2026": days + made})
    today = date(2026, 9, 30)
    community = repo.community()
    timetable = expand(community, today)
    found = Revisions(announced=tuple(announced(community, timetable, today)))
    context = view.context(edition(community, today, timetable), found)
    said = [(item.word, item.title, item.what) for item in context["coming"]]
    assert ("放假", "国庆节", "10月1日—7日全部停课") in said
    assert ("补课", "补周三的课", "10月10日(周六) 19:00 补周三的课：夜校") in said
    notice = context["notices"][0].lines
    assert "放假｜国庆节：10月1日—7日全部停课" in notice
    assert not [line for line in notice if "没有" in line and "停课" in line]


def test_a_typhoon_is_told_as_one_thing(repo: Repo) -> None:
    repo.write(changes="- {scope: 全部, date: 2026-11-25, date_to: 2026-11-28, kind: 停课, reason: 台风}\n")
    context = view.context(edition(repo.community(), timetable=repo.timetable()), repo.read())
    said = [(item.word, item.title, item.what, item.why) for item in context["coming"] if item.word == "停课"]
    assert said == [("停课", "全部课程", "11月25日(周三)、11月28日(周六)停课", "台风")]


def test_feed_entries_never_alter(repo: Repo) -> None:
    space = {"a": "http://www.w3.org/2005/Atom"}
    repo.commit("2026-11-18T09:00", changes=OFF)
    before = ET.fromstring(feed.feed(repo.community(), repo.read(), ""))  # noqa: S314  our own
    repo.commit("2026-11-19T09:30", changes=PLACE)
    after = ET.fromstring(feed.feed(repo.community(), repo.read(), ""))  # noqa: S314  our own
    old = [ET.tostring(entry) for entry in before.findall("a:entry", space)]
    new = [ET.tostring(entry) for entry in after.findall("a:entry", space)]
    old = [entry for entry in old if b"2026-11-18" in entry]
    assert len(old) == 1
    assert [entry for entry in new if b"2026-11-19" in entry]
    assert old[0] in new
    assert after.findtext("a:updated", "", space) == "2026-11-19T09:30:00+08:00"
    ids = [entry.findtext("a:id", "", space) for entry in after.findall("a:entry", space)]
    assert len(set(ids)) == len(ids)
    assert ids[0].startswith("tag:")


def test_a_holiday_by_law_is_in_the_feed_before_its_notice(repo: Repo) -> None:
    made = ET.fromstring(feed.feed(repo.community(), repo.read(), "https://example.org/"))  # noqa: S314  our own
    assert "放假：国庆节，10月1日—3日全部停课" in "".join(made.itertext())


def test_the_page_needs_no_inline_script(repo: Repo, root: Path) -> None:
    from linli.render import Renderer

    repo.commit("2026-11-20T09:00", changes=OFF)
    html = Renderer(root).slot(
        "changed", view.context(edition(repo.community(), timetable=repo.timetable()), repo.read()), "../"
    )
    assert " on" not in html.replace(" on=", "")
    assert "style=" not in html
    assert html.count("<script") == 1
    assert '<script src="../assets/changes.js" defer></script>' in html


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("2026-12-01, 2026-12-03, 2026-12-05", "12月1日(周二)、12月3日(周四)、12月5日(周六)停课"),
        ("2026-12-01, 2026-12-03, 2026-12-05, 2026-12-08", "12月1日—8日停课"),
        ("2026-12-01, 2026-12-02, 2026-12-03", "12月1日—3日停课"),
        ("2026-12-01", "12月1日(周二)停课"),
    ],
)
def test_a_few_days_are_named_one_by_one(dates: str, said: str) -> None:
    tables = make(
        courses=[{"id": "shufa", "title": "书法班"}],
        schedules=[{"course": "shufa", "dates": dates, "opens_at": "09:00"}],
        changes=[{"scope": "全部", "date": "2026-12-01", "date_to": "2026-12-09", "kind": "停课"}],
    )
    (off,) = (c for c in announced(tables, expand(tables, TODAY), TODAY) if c.kind == "停课")
    assert told.sentence(off, TODAY) == said


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("24", "每周二"),
        ("10 17 24", "每周二"),
        ("10 24", "周二"),
        ("10 17 25", "周二、三"),
        ("3 4 10 11 17", "每周二、三"),
        ("3 4 10 11 24", "周二、三"),
        ("2 3 4 5 6 7 8 9", "每天"),
    ],
)
def test_every_week_is_said_only_where_none_is_left_out(days: str, words: str) -> None:
    assert told._rhythm([date(2026, 11, int(day)) for day in days.split()]) == words
