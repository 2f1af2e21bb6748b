"""Walking through time: what the same files say before, during and after, on the day itself and months later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from test_pages import DESK, Open, axe, opened, visits  # noqa: F401  a fixture

from clock import said

pytestmark = pytest.mark.browser

TOLD = ("", "timetable/")
"""Pages that tell of every course."""
SEEN = """selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length)
    .map(e => e.innerText.replace(/\\s/g, '')).filter(Boolean)"""


@pytest.fixture
def autumn(browser: Browser, autumn_url: str) -> Iterator[Open]:
    """Open a page of the site as it was built on 25 August, before the term."""
    yield from visits(browser, autumn_url)


def turn(page: Page, now: str) -> None:
    """Let the time become `now` while the page is in the background, and come back to it."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{now}+08:00"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def session(page: Page, course: str, start: str) -> Locator:
    """The rows of a course that start then, on a page of all courses."""
    return page.locator(f'.session[data-start="{start}+08:00"]:has(a[href*="courses/{course}/"]):visible')


# What the unit tests say of words and clock (tests/clock.py) is what a browser shows


@pytest.mark.parametrize("path", TOLD)
@pytest.mark.parametrize("now", ["2025-11-25T12:00", "2026-11-24T19:30", "2026-12-02T20:30"])
def test_the_browser_chooses_as_the_unit_tests_do(opened: Open, site_dir: Path, path: str, now: str) -> None:  # noqa: F811
    page = opened(path, now=now)
    html = (site_dir / path / "index.html").read_text("utf-8")
    html = html[html.index("<main") : html.index("</main>") + 7]
    for name in ("alert", "near", "changes", "wd"):
        wanted = "".join(line.replace(" ", "") for line in said(html, now, class_=name).splitlines())
        seen = "".join(page.evaluate(SEEN, f"main .{name}"))
        if name == "changes":  # the first three
            assert wanted.startswith(seen.removesuffix("看全部变动→")), name
            assert len(seen) > 20 or not wanted
        elif name == "near" and path:  # of one day at a time
            assert seen == wanted[: len("今天")]
        elif name != "near":  # the home page also leaves out the days that are not today
            assert seen == wanted, name


@pytest.mark.parametrize("path", TOLD)
def test_a_class_is_next_then_running_then_over(opened: Open, path: str) -> None:  # noqa: F811
    page = opened(path, now="2026-11-24T18:59")
    row = session(page, "yexiao", "2026-11-24T19:00")
    word = row.locator(".w .sn:visible")
    expect(word).to_have_text("下一节")
    expect(row.locator(".c .sn:visible")).to_have_count(0)  # only a class that is full says so
    turn(page, "2026-11-24T19:00")
    expect(word).to_have_text("进行中")
    turn(page, "2026-11-24T20:30")
    over = page.locator('.is-past[data-start="2026-11-24T19:00+08:00"]').first
    expect(over.locator(".w")).to_contain_text("已结束")
    expect(over.locator(".c .sn").first).to_be_hidden()


def test_the_home_page_tells_a_change_once(opened: Open) -> None:  # noqa: F811
    page = opened("", now="2026-11-24T12:00")
    told = page.locator(".alert:visible, .changes li:visible", has_text="基地雨后整修")
    expect(told).to_have_count(1)
    expect(page.locator(".changes")).to_contain_text("基地雨后整修")
    turn(page, "2026-11-28T12:00")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("明天停课")


def test_what_is_cancelled_stays_struck_through_with_its_reason(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2026-11-25T17:00")
    row = page.locator('.session[data-state="cancelled"][data-start="2026-11-25T16:30+08:00"]')
    struck = row.locator("s").first
    assert struck.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    expect(row).to_contain_text("美术室检修电路")
    expect(row).to_contain_text("停课")
    expect(row).not_to_contain_text("进行中")


# Official days off, and days worked instead, on a page that was built long before


@pytest.mark.parametrize("path", TOLD)
def test_a_holiday_greys_its_classes_and_names_itself(autumn: Open, path: str) -> None:
    page = autumn(path, now="2026-10-01T17:00")
    day = page.locator('.day[data-date="2026-10-01"]')
    expect(day.locator("h2")).to_contain_text("国庆节放假")
    expect(day.locator("h2")).to_contain_text("今天")
    row = session(page, "shufa", "2026-10-01T16:30")
    expect(row).to_contain_text("放假")
    expect(row.locator("s").first).to_be_visible()
    colours = row.locator(".t a").evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(document.querySelector('.foot')).color]"
    )
    assert colours[0] == colours[1], "soft ink"
    expect(row.locator(".sn")).to_have_count(0)
    if not path:
        expect(page.locator(".changes")).to_contain_text("国庆节10月1日—7日全部停课；10月10日(周六)19:00补周三的")
        expect(page.locator(".changes")).not_to_contain_text("没有停课")


@pytest.mark.parametrize("path", TOLD)
def test_a_worked_saturday_says_whose_classes_it_has(autumn: Open, path: str) -> None:
    page = autumn(path, now="2026-10-10T19:30")
    day = page.locator('.day[data-date="2026-10-10"]')
    expect(day).to_contain_text("调休上班；周六的课照常，另补 家庭健康教育夜校 中学段 19:00")
    row = session(page, "yexiao", "2026-10-10T19:00")
    expect(row).to_contain_text("补课")
    expect(row.locator(".w .sn:visible")).to_have_text("进行中")


@pytest.mark.parametrize("path", ["", "timetable/", "courses/yexiao/", "timetable/2027-01/"])
def test_a_year_without_official_holidays_says_so(opened: Open, path: str) -> None:  # noqa: F811
    page = opened(path, now="2027-01-03T12:00")
    expect(page.locator(".note:visible", has_text="2027年放假安排尚未公布")).to_have_count(1)


# Before, after and long after


def test_before_the_term_nothing_runs_and_the_first_day_is_named(autumn: Open) -> None:
    page = autumn("", now="2026-08-25T19:30")
    expect(page.locator("#today")).to_contain_text("今天没有课程")
    expect(page.locator("#today")).to_contain_text("9月1日(周二)")
    expect(page.locator(".session .w .sn:visible")).to_have_count(0)


def test_between_the_terms_the_next_one_is_named(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2027-02-10T12:00")
    expect(page.locator(".day:visible").first).to_have_attribute("data-date", "2027-02-22")
    expect(page.locator(".day:visible h2").first).to_contain_text("2027年2月22日")


def test_after_the_last_term_nothing_is_promised(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2027-07-10T12:00")
    expect(page.locator("#more-said")).to_contain_text("没有更多的课")
    expect(page.locator(".day:visible")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("课表排到2027年7月2日为止")
    page = opened("", now="2027-07-10T12:00")
    expect(page.locator("#today")).to_contain_text("今天没有课程")
    expect(page.locator(".changes, .week").first).to_be_hidden()


def test_forty_days_without_a_build_the_day_is_still_right(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2027-01-03T08:00")
    expect(page.locator(".stale:visible")).to_contain_text("没有更新")
    first = page.locator(".day:visible").first
    expect(first).to_have_attribute("data-date", "2027-01-03")
    expect(first.locator("h2")).to_contain_text("今天 2027年1月3日")
    page = opened("", now="2027-01-03T08:45")
    expect(page.locator("h1")).to_have_text("今天 1月3日 星期日")
    expect(session(page, "shufa", "2027-01-03T09:00").locator(".w .sn:visible")).to_have_text("下一节")
    expect(page.locator(".changes")).to_be_hidden()


def test_an_old_page_names_no_day_twice(autumn: Open) -> None:
    page = autumn("", now="2026-10-03T12:00")
    expect(page.locator("[data-days=home] h2:visible", has_text="国庆节放假")).to_have_count(1)
    named = "".join(page.evaluate(SEEN, "h1, [data-days=home] h2"))
    assert named.count("10月3日") == 1
    assert "".join(page.evaluate(SEEN, "main")).count("今天10月3日") == 1


def test_an_old_page_has_its_days_in_order(opened: Open, site_dir: Path) -> None:  # noqa: F811
    """Its own next day lies after today, which comes later, from the page of the month."""
    page = opened("", now="2026-11-24T12:00")
    html = (site_dir / "index.html").read_text("utf-8")
    home = html.index('data-days="home"')
    aged = html[:home] + html[home:].replace('data-date="2026-11-25"', 'data-date="2027-01-02"', 1)
    page.route(page.url, lambda route: route.fulfill(body=aged, content_type="text/html"))
    page.clock.set_fixed_time(datetime.fromisoformat("2027-01-01T23:30+08:00"))
    page.reload()
    expect(page.locator('.day[data-date="2027-01-01"]:visible')).to_have_count(1)
    shown = page.evaluate("[...document.querySelectorAll('.day')].filter(e => e.offsetParent).map(e => e.dataset.date)")
    assert shown == ["2027-01-01", "2027-01-02"]


@pytest.mark.parametrize("path", TOLD)
def test_a_clock_before_the_build_is_wrong(opened: Open, path: str) -> None:  # noqa: F811
    """The page says so, calls no day today and shows the day it was made on."""
    page = opened(path, now="2025-11-25T17:00")
    expect(page.locator(".stale.wrong")).to_be_visible()
    words = page.inner_text("main")
    assert not re.search("今天|明天|后天|进行中|下一节|已结束|报名中|没有课程，", words)
    assert page.locator(".day:visible").first.get_attribute("data-date") == "2026-11-24"
    assert page.locator('.day[data-date="2026-11-24"] .session:visible').count() == 4
    expect(page.locator(".alert:visible")).to_have_count(0 if path else 2)  # the rows of the timetable tell it


# Signing up


def test_a_row_and_its_course_open_in_the_same_minute(opened: Open) -> None:  # noqa: F811
    """The spring's classes are signed up for from 9:00 on 1 December; the autumn's were until September."""
    page = opened("timetable/2027-03/", now="2026-12-01T08:59")
    page.locator('#strip [data-date="2027-03-02"]').click()
    chip = session(page, "shufa", "2027-03-02T16:30").first.locator(".c .sn:not([hidden])")
    expect(chip).to_have_text("12月1日起报名")
    turn(page, "2026-12-01T09:00")
    expect(chip).to_have_text("报名中")
    page = opened("timetable/", now="2026-12-01T09:00")
    chip = session(page, "shufa", "2026-12-01T16:30").first.locator(".c .sn:not([hidden])")
    expect(chip).to_have_text("报名已截止")
    expect(chip).to_be_hidden()  # only a class that is full says so
    page = opened("courses/shufa/", now="2026-12-01T08:59")
    state = page.locator(".signup .state .sn:visible", has_text="12月1日9:00开放")
    expect(state).to_have_count(1)
    turn(page, "2026-12-01T09:00")
    expect(state).to_have_count(0)


def test_the_page_notices_by_itself(browser: Browser, site_url: str) -> None:
    """Nobody touches it: the timer alone opens the form."""
    context = browser.new_context(timezone_id="Pacific/Honolulu")
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat("2026-12-01T08:59:30+08:00"))
    page.goto(f"{site_url}courses/shufa/")
    waiting = page.locator(".signup .state .sn:visible", has_text="报名未开始")
    expect(waiting).to_have_count(1)
    page.clock.fast_forward("01:00")
    expect(waiting).to_have_count(0)
    context.close()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Shanghai", "Pacific/Honolulu"])
def test_the_phones_own_zone_does_not_matter(browser: Browser, site_url: str, zone: str) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-25T00:30+08:00"))
    page.goto(site_url)
    expect(page.locator("h1")).to_have_text("今天 11月25日 星期三")
    expect(page.locator(".alert.r:visible")).to_contain_text("今天停课")
    context.close()


@pytest.mark.parametrize("size", [(360, 780), DESK])
@pytest.mark.parametrize(
    ("site", "path", "now"),
    [
        ("opened", "", "2026-11-25T17:00"),  # cancelled today
        ("opened", "timetable/", "2026-11-24T19:30"),  # running, cancelled tomorrow
        ("opened", "courses/meishu/", "2026-11-25T07:00"),  # not yet open
        ("opened", "courses/meishu/", "2026-12-01T09:00"),  # open
        ("opened", "courses/xingti/", "2026-11-24T12:00"),  # full
        ("opened", "courses/yexiao/", "2027-01-10T22:00"),  # closed, old
        ("opened", "courses/huiben/", "2026-11-24T12:00"),  # no form
        ("opened", "timetable/", "2027-01-03T12:00"),  # forty days old
        ("autumn", "", "2026-10-01T12:00"),  # holiday
        ("autumn", "timetable/", "2026-10-01T12:00"),
        ("autumn", "timetable/", "2026-10-10T12:00"),  # a worked Saturday
    ],
)
def test_axe_finds_nothing_in_any_state(request: Any, site: str, path: str, now: str, size: tuple[int, int]) -> None:
    page = request.getfixturevalue(site)(path, now=now, size=size, bypass_csp=True)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
