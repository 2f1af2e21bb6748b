"""Words by the clock, by hand: a minute before, at and after every border of sign-up, sessions, days and site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import communities
from linli.model import SHANGHAI
from linli.structure import load
from linli.timetable import expand
from linli.timetable.form_phases import Joining
from linli.timetable.joining import Joinings
from linli.timetable.phases import Look, Phase, at, chain, of_banner, of_site
from tests_support import TODAY

MINUTE = timedelta(minutes=1)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def words(phases: Sequence[Phase], text: str) -> tuple[str, str, str]:
    """What holds a minute before, at, and a minute after a moment."""
    border = moment(text)
    return at(phases, border - MINUTE).words, at(phases, border).words, at(phases, border + MINUTE).words


def complete(phases: Sequence[Phase]) -> None:
    assert phases[0].start is None
    assert phases[-1].end is None
    for before, after in pairwise(phases):
        assert before.end == after.start
        assert before.end is not None
    for before, after in pairwise(p.start for p in phases[1:]):
        assert before is not None
        assert after is not None
        assert before < after


def joining(form: dict[str, Any] | None = None, group: dict[str, Any] | None = None, **course: Any) -> Joining:
    forms = (
        [{"id": "f", "title": "报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx", **form}] if form else []
    )
    groups = [{"id": "ke-1", "course": "ke", "name": "一班", **group}] if group is not None else []
    community = communities.make(
        courses=[{"id": "ke", "title": "课", "category": "课", **({"form": "f"} if form else {}), **course}],
        forms=forms,
        groups=groups,
        schedules=[
            {
                "course": "ke",
                "group": "ke-1" if groups else None,
                "weekday": "周三",
                "opens_at": "19:00",
                "closes_at": "20:30",
                "valid_from": "2026-09-02",
                "valid_to": "2026-12-30",
            }
        ],
    )
    timetable = expand(community, TODAY)
    return Joinings(community, timetable).of(timetable.groups_of("ke")[0])


DAYS = {"opens_at": "2026-12-01", "closes_at": "2026年12月20日"}
WINDOW = {"opens_at": "2026-12-01 09:00", "closes_at": "2026-12-20 18:00"}


@pytest.mark.parametrize(
    ("form", "border", "wanted"),
    [
        (WINDOW, "2026-12-01T09:00", ("报名未开始，12月1日9:00开放", "报名中", "报名中")),
        (WINDOW, "2026-12-20T18:00", ("报名中", "报名已截止", "报名已截止")),
        (WINDOW, "2026-12-20T00:00", ("报名中",) * 3),  # its own last day
        (WINDOW, "2026-12-21T00:00", ("报名已截止",) * 3),
        ({"seats_left": 6, "as_of": "2026-11-23"}, "2026-11-24T00:00", ("报名中 余6",) * 3),
        (
            {"seats_left": 6, "as_of": "2026-11-23"},
            "2026-11-27T00:00",
            ("报名中 余6", "报名中，名额以报名表为准", "报名中，名额以报名表为准"),
        ),
        ({"seats_left": 6}, "2026-11-24T12:00", ("报名中，名额以报名表为准",) * 3),  # nobody said when
        ({"seats_left": 0, "as_of": "2026-11-22"}, "2026-11-26T00:00", ("名额已满（截至11月22日）",) * 3),
        ({"seats_left": 0, "as_of": "2026-11-22"}, "2026-12-25T00:00", ("名额已满（截至11月22日）",) * 3),
        (
            {"seats_left": 0, "as_of": "2026-11-22", "waitlist": True, "closes_at": "2026-12-31 18:00"},
            "2026-12-28T09:00",
            ("名额已满（截至11月22日），可候补",) * 3,
        ),
        ({"seats_left": 0}, "2026-12-28T09:00", ("名额已满",) * 3),
        ({}, "2026-12-30T20:30", ("报名中", "已经结束", "已经结束")),  # the class's last session is over
        (
            {**WINDOW, "seats_left": 800, "as_of": "2026-11-23"},
            "2026-12-01T09:00",
            ("报名未开始，12月1日9:00开放", "报名中，名额以报名表为准", "报名中，名额以报名表为准"),
        ),
        ({"kind": "订单"}, "2026-11-24T12:00", ("下单中",) * 3),
        # a day without an hour: nobody knows when it begins on that day, and the last day is of it
        (DAYS, "2026-12-01T00:00", ("报名未开始，12月1日开放", "今天开始报名", "今天开始报名")),
        (DAYS, "2026-12-02T00:00", ("今天开始报名", "报名中", "报名中")),
        (DAYS, "2026-12-20T23:58", ("报名中",) * 3),
        (DAYS, "2026-12-21T00:00", ("报名中", "报名已截止", "报名已截止")),
    ],
)
def test_sign_up_by_the_clock(form: dict[str, Any], border: str, wanted: tuple[str, str, str]) -> None:
    found = joining(form or {"asks": "称呼"}).phases
    complete(found)
    assert words(found, border) == wanted


@pytest.mark.parametrize(
    ("form", "about"),
    [
        ({"threshold": 15, "interested": 9, "as_of": "2026-11-23"}, "满15人开班，11月23日已有9人"),
        ({"threshold": 15, "interested": 0, "as_of": "2026-11-23"}, "满15人开班，11月23日已有0人"),
        ({"threshold": 15, "interested": 9}, "满15人开班"),
        ({"threshold": 15, "as_of": "2026-11-23"}, "满15人开班"),
        ({"interested": 20, "as_of": "2026-11-23"}, "11月23日已有20人"),
        ({}, ""),
    ],
)
def test_how_many_want_it_is_said_with_its_day(form: dict[str, Any], about: str) -> None:
    found = joining({"kind": "意愿", **form})
    assert found.about == about
    assert words(found.phases, "2026-11-24T12:00") == ("登记中",) * 3


@pytest.mark.parametrize(
    ("phase", "action"),
    [
        ({"opens_at": "2026-12-01 09:00"}, "12月1日9:00开放"),
        ({"asks": "称呼"}, "去报名"),
        ({"seats_left": 0, "waitlist": True}, "去登记候补"),
        ({"seats_left": 0}, ""),
        ({"closes_at": "2026-11-01 09:00"}, ""),
        ({"url": None, "how_to_apply": "在公众号里点报名"}, "看怎么报名"),
    ],
)
def test_the_button_does_what_can_be_done(phase: dict[str, Any], action: str) -> None:
    assert at(joining(phase).phases, moment("2026-11-24T12:00")).action == action


def test_days_without_an_hour_are_said_without_one() -> None:
    found = joining({**DAYS, "how_to_apply": "在公众号里点报名。", "allocation": "审核"})
    assert found.word == "12月1日(周二)开始报名，12月20日(周日)截止"
    assert found.about == "在公众号里点报名；报名后审核"


@pytest.mark.parametrize(
    ("course", "word", "about", "everybody"),
    [
        ({}, "怎么参加请先问", "", False),
        ({"signup": "无需报名"}, "无需报名", "到时直接来。", True),
        ({"signup": "现场报名"}, "现场报名", "不在网上报，当面登记。", True),
        ({"signup": "电话报名"}, "电话报名", "", False),
        ({"signup": "微信报名", "how_to_apply": "公众号「小院」点报名"}, "微信报名", "公众号「小院」点报名", False),
        ({"signup": "需预约"}, "需预约", "", False),
        ({"how_to_apply": "到前台登记"}, "报名看说明", "到前台登记", False),
        ({"status": "暂停"}, "暂停开课", "", False),
        ({"status": "结束", "signup": "无需报名"}, "已经结束", "", False),
    ],
)
def test_silence_is_no_statement(course: dict[str, Any], word: str, about: str, everybody: bool) -> None:
    found = joining(None, **course)
    complete(found.phases)
    assert (found.word, found.about, found.open_to_all) == (word, about, everybody)
    assert at(found.phases, moment("2026-11-24T12:00")).words == word


@pytest.mark.parametrize(
    ("form", "now", "brief"),
    [
        (WINDOW, "2026-11-30T23:59", "12月1日起报名"),
        (WINDOW, "2026-12-01T08:59", "12月1日起报名"),
        (WINDOW, "2026-12-01T09:00", "报名中"),
        (DAYS, "2026-11-30T23:59", "12月1日起报名"),
        (DAYS, "2026-12-01T00:00", "今天开始报名"),
        (DAYS, "2026-12-02T00:00", "报名中"),
        (DAYS, "2026-12-20T23:59", "报名中"),
        (DAYS, "2026-12-21T00:00", "报名已截止"),
        ({"seats_left": 0, "as_of": "2026-11-22"}, "2026-11-26T00:00", "已满"),
        ({"seats_left": 0, "waitlist": True}, "2026-11-26T00:00", "已满，可候补"),
    ],
)
def test_the_state_alone_for_a_row(form: dict[str, Any], now: str, brief: str) -> None:
    phase = at(joining(form).phases, moment(now))
    assert phase.brief == brief
    assert (phase.look is Look.BAD) == (phase.kind == "full")


def test_a_full_class_without_a_form_looks_full() -> None:
    counted = {"seats_left": 0, "as_of": "2026-11-23"}
    now = at(joining(None, counted, signup="电话报名").phases, moment("2026-11-24T12:00"))
    assert now.look is Look.BAD


def test_a_class_counts_its_own_seats() -> None:
    found = joining({"seats_left": 26, "as_of": "2026-11-23"}, {"seats_left": 2, "as_of": "2026-11-23"})
    assert at(found.phases, moment("2026-11-24T12:00")).words == "报名中 余2"


@pytest.mark.parametrize(
    ("left", "words", "action"),
    [(1, "电话报名", "电话报名"), (0, "名额已满（截至11月23日）", ""), (None, "电话报名", "电话报名")],
)
def test_without_a_form_the_last_seat_is_a_seat(left: int | None, words: str, action: str) -> None:
    counted = {"seats_left": left, "as_of": "2026-11-23"} if left is not None else {}
    now = at(joining(None, counted, signup="电话报名").phases, moment("2026-11-24T12:00"))
    assert (now.words, now.action) == (words, action)


def test_shared_seats_are_called_shared() -> None:
    rows = [{"id": f"k{n}", "title": f"课{n}", "category": "课", "form": "f"} for n in range(5)]
    form = {
        "id": "f",
        "title": "报名",
        "kind": "报名",
        "url": "https://www.wjx.cn/vm/a.aspx",
        "seats_left": 3,
        "as_of": "2026-11-23",
    }
    community = communities.make(courses=rows, forms=[form])
    timetable = expand(community, TODAY)
    found = Joinings(community, timetable).of(timetable.groups_of("k1")[0])
    assert at(found.phases, moment("2026-11-24T12:00")).words == "报名中 五门课共余3"


def test_a_banner_stands_the_day_before_and_the_day() -> None:
    community = communities.make(
        courses=[{"id": "ke", "title": "课"}],
        schedules=[{"course": "ke", "dates": "2026-11-25", "opens_at": "19:00", "closes_at": "20:30"}],
        changes=[{"course": "ke", "date": "2026-11-25", "kind": "停课"}],
    )
    (session,) = expand(community, TODAY).occurrences
    found = of_banner(session)
    complete(found)
    assert words(found, "2026-11-24T00:00") == ("", "明天", "明天")
    assert words(found, "2026-11-25T00:00") == ("明天", "今天", "今天")
    assert words(found, "2026-11-25T20:30") == ("今天", "", "")


@pytest.mark.parametrize(
    ("border", "kinds"),
    [
        ("2026-11-24T00:00", ("wrong", "fresh", "fresh")),
        ("2026-11-27T00:00", ("fresh", "quiet", "quiet")),
        ("2026-12-08T00:00", ("quiet", "stale", "stale")),
    ],
)
def test_the_age_of_the_site(border: str, kinds: tuple[str, str, str]) -> None:
    found = of_site(date(2026, 11, 24))
    complete(found)
    there = moment(border)
    assert (at(found, there - MINUTE).kind, at(found, there).kind, at(found, there + MINUTE).kind) == kinds


def test_every_phase_list_of_the_reference_site_is_complete(root: Path) -> None:
    community = load(root).community
    timetable = expand(community, TODAY)
    joinings = Joinings(community, timetable)
    for group in timetable.groups:
        complete(joinings.of(group).phases)
    for session in timetable.occurrences:
        complete(of_banner(session))


def test_the_first_step_begins_at_any_time_before() -> None:
    steps = ((datetime(2026, 12, 1, tzinfo=SHANGHAI), words, Look.NONE, "", "far") for words in ("先", "后"))
    assert [(phase.start, phase.end, phase.words) for phase in chain(*steps)] == [(None, None, "后")]
    with pytest.raises(LookupError):
        at((), datetime(2026, 11, 24, tzinfo=SHANGHAI))
