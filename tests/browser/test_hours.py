"""What pages say at an hour: today, the days to come, sign-up, opening hours; and without any clock."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from test_pages import KINDS, Open, opened  # noqa: F401  a fixture

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("now", "words", "rows"),
    [
        ("2026-11-24T07:00", "今天 11月24日 星期二", ["9:30"]),
        ("2026-11-24T17:00", "今天 11月24日 星期二", ["进行中", "下一节"]),
        ("2026-11-24T23:00", "今天 11月24日 星期二", ["明天", "11月25日"]),
        ("2026-11-25T07:00", "今天 11月25日 星期三", ["家庭健康教育夜校 · 中学段"]),
        ("2026-12-10T08:00", "今天 12月10日 星期四", ["书法班 · 平日二班"]),
        ("2027-02-10T08:00", "今天 2月10日 星期三", ["今天没有课程", "2月22日"]),
    ],
)
def test_home_says_what_is_on_today(opened: Open, now: str, words: str, rows: list[str]) -> None:  # noqa: F811
    page = opened("", now=now)
    expect(page.locator("h1")).to_have_text(words)
    for row in rows:
        expect(page.locator("#today")).to_contain_text(row)
    expect(page.locator(".stale:visible")).to_have_count(1 if now > "2026-11-27" else 0)
    shown = page.locator("#today .day:visible")
    for index in range(shown.count()):
        assert (shown.nth(index).get_attribute("data-date") or "") >= now[:10]


def test_cancellations_of_today_and_tomorrow_are_named_so(opened: Open) -> None:  # noqa: F811
    expect(opened("", now="2026-11-24T07:00").locator(".alert", has_text="美术室检修电路")).to_contain_text("明天停课")
    expect(opened("", now="2026-11-25T07:00").locator(".alert", has_text="美术室检修电路")).to_contain_text("今天停课")
    expect(opened("", now="2026-11-26T07:00").locator(".alert", has_text="美术室检修电路")).to_be_hidden()


def test_the_timetable_hides_what_is_over_and_reads_on_for_eight_weeks(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/?kind=夜校&kind=青少年宫", now="2026-11-27T07:00")
    days = page.locator(".day:visible")
    assert days.first.get_attribute("data-date") == "2026-11-27"
    expect(days.first.locator("h2")).to_contain_text("今天")
    page.click("#more-weeks")
    expect(page.locator("#more-said")).to_contain_text("1月")
    dates = page.eval_on_selector_all(".day", "all => all.map(day => day.dataset.date)")
    assert dates == sorted(set(dates))
    assert "2027-01-20" in dates
    assert dates[-1] <= "2027-01-21"
    href = page.get_attribute('.day[data-date="2027-01-20"] a', "href") or ""
    assert page.request.get(href).ok, "links of adopted days lead from where they came"


def test_the_timetable_of_an_old_page_fetches_its_days(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2026-12-21T07:00")
    expect(page.locator(".day:visible").first).to_have_attribute("data-date", "2026-12-21")


def test_where_the_months_cannot_be_fetched_the_link_stays(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("timetable/?kind=夜校", quiet=False)
    page.route("**/timetable/2026-12/", lambda route: route.fulfill(status=503, body=""))
    page.click("#more-weeks")
    expect(page.locator("#more-said")).to_contain_text("没有取到")
    page.unroute("**/timetable/2026-12/")
    page.click("#more-weeks")
    page.wait_for_url(f"{site_url}timetable/2026-12/")


@pytest.mark.parametrize(
    ("path", "now", "words"),
    [
        ("courses/meishu/", "2026-11-24T17:00", "报名未开始，12月1日9:00开放"),
        ("courses/meishu/", "2026-12-01T09:01", "报名中"),
        ("courses/meishu/", "2026-12-20T18:00", "报名已截止"),
        ("courses/yexiao/", "2026-11-24T17:00", "报名中 三个班共余26"),
        ("courses/yexiao/", "2026-12-01T17:00", "名额以报名表为准"),
        ("courses/xingti/", "2026-11-24T17:00", "名额已满"),
    ],
)
def test_sign_up_is_said_as_it_is_at_this_moment(opened: Open, path: str, now: str, words: str) -> None:  # noqa: F811
    page = opened(path, now=now)
    block = page.locator(".signup").filter(has=page.locator(".state b:visible", has_text=words)).last
    expect(block.locator(".go:visible")).to_have_count(0 if "截止" in words else 1)


def test_the_next_eight_sessions_move_on_with_time(opened: Open) -> None:  # noqa: F811
    for now in ("2026-11-24T07:00", "2026-12-10T07:00"):
        page = opened("courses/huiben/", now=now)
        starts = page.eval_on_selector_all("#next .session", "all => all.map(row => row.dataset.start)")
        assert len(starts) == 8
        assert starts == sorted(starts)
        assert starts[0] >= now[:10]
    expect(page.locator(".past")).to_contain_text("2026年11月")


def test_a_service_says_whether_it_is_open(opened: Open) -> None:  # noqa: F811
    expect(opened("services/tuoyu/", now="2026-11-24T10:00").locator(".open-now b:visible")).to_contain_text("现在开门")
    expect(opened("services/tuoyu/", now="2026-11-24T21:00").locator(".open-now b:visible")).to_contain_text(
        "明天8:00开门"
    )


def test_without_scripts_there_are_only_absolute_dates(opened: Open) -> None:  # noqa: F811
    for path in KINDS:
        page = opened(path, java_script_enabled=False)
        words = page.inner_text("main")
        assert not re.search("今天|明天|后天|正在|进行中|现在", words), path
        assert re.search(r"11月2\d日", words)
        expect(page.locator(".tools")).to_be_hidden()
