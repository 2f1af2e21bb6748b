"""我的课表: kept on the phone, shown by day, taken along as a calendar."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from test_calendar import WECHAT
from test_pages import DESK, PHONE, Open, axe, opened  # noqa: F401  a fixture

from linli.structure import load
from linli.timetable import expand
from linli.views.rows import keep
from tests_support import TODAY

pytestmark = pytest.mark.browser

NIGHT = "yexiao.bede710f"
CLASS = "yexiao-xiaoxue-2026-qiu"
"""小学段 of 家庭健康教育夜校, Tuesdays."""
PLACE = "linli-my:/linli/"
"""Where the phone keeps them: one list for each site of a host."""


def kept(page: Page) -> list[str]:
    text = page.evaluate(f"localStorage.getItem('{PLACE}') || ''")
    return [key for key in text.split(",") if key]


def settle(page: Page) -> None:
    """Wait until the page has its sessions."""
    expect(page.locator("#my-list li").first).to_be_visible()


def with_kept(opened: Open, keys: str, path: str = "my/", **options: Any) -> Page:  # noqa: F811
    """The page as it is for somebody who keeps these courses."""
    page = opened("about/", **options)
    page.evaluate(f"keys => localStorage.setItem('{PLACE}', keys)", keys)
    page.goto(page.url.replace("about/", path))
    if path == "my/":
        settle(page)
    return page


def test_one_tap_in_the_timetable_keeps_a_course(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("timetable/")
    button = page.get_by_role("button", name="收进我的课表：家庭健康教育夜校 · 小学段").first
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.url == f"{site_url}timetable/", "the row's link is not followed"
    same = page.locator(f'[data-group="{CLASS}"] [data-keep]')
    assert same.evaluate_all("all => all.every(one => one.getAttribute('aria-pressed') === 'true')")
    page.goto(f"{site_url}courses/yexiao/?g=yexiao-xiaoxue-2026-qiu")
    expect(page.locator("#keep")).to_have_attribute("aria-pressed", "true")
    page.click("#unchoose")
    expect(page.locator("#keep")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("link", name="看我的课表").click()
    settle(page)
    rows = page.locator("#my-days .session .t").all_inner_texts()
    assert rows
    assert set(rows) == {"家庭健康教育夜校 · 小学段"}


def test_a_second_tap_lets_it_go(opened: Open) -> None:  # noqa: F811
    page = opened("courses/yexiao/")
    keep = page.locator("#keep")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    assert len(kept(page)) == 3
    page.locator("[data-class=yexiao-xiaoxue-2026-qiu]").click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "false")
    assert NIGHT not in kept(page)


def test_the_buttons_work_by_keyboard(opened: Open) -> None:  # noqa: F811
    page = opened("courses/yexiao/?g=yexiao-xiaoxue-2026-qiu")
    button = page.locator("#keep")
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_be_focused()


def test_an_empty_list_says_how_to_fill_it_and_fetches_nothing(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    page.goto(f"{site_url}my/", wait_until="networkidle")
    expect(page.locator("#my-none")).to_contain_text("还没有收进课程")
    expect(page.locator("#my-share")).to_be_hidden()
    assert not [url for url in asked if "my.js" in url or "timetable" in url]


def test_the_days_to_come_are_those_of_the_timetable(opened: Open, root: Path) -> None:  # noqa: F811
    """Four weeks, in order, exactly the sessions of what is kept; a year's turn between the pages of the months too."""
    timetable = expand(load(root).community, TODAY)
    for now, until in (("2026-11-24", "2026-12-21"), ("2026-12-20", "2027-01-16")):
        page = with_kept(opened, f"{NIGHT},shufa.6bf44a65,shouna", now=f"{now}T00:30")
        wanted = [
            f"{o.klass.id} {o.dtstart.isoformat(timespec='minutes')}"
            for o in timetable.occurrences
            if now <= o.day.isoformat() <= until and keep(o.klass) in (NIGHT, "shouna", "shufa.6bf44a65")
        ]
        expect(page.locator("#my .note", has_text="2027年放假安排尚未公布")).to_have_count(int(until > "2027"))
        seen = "all => all.map(row => `${row.dataset.group} ${row.dataset.start}`)"
        assert page.eval_on_selector_all("#my-days .session", seen) == wanted
        assert wanted
        expect(page.locator("#my-days .day").first).to_be_visible()


def test_what_does_not_take_place_stands_before_everything(opened: Open) -> None:  # noqa: F811
    page = with_kept(opened, "xingti.acfe9f14,meishu.6bf44a65")
    alerts = page.locator("#my-alerts .alert")
    expect(alerts).to_have_count(2)
    expect(alerts.nth(0)).to_contain_text("今天改期 公益形体课 · 晚间班（19:30）")
    expect(alerts.nth(0)).to_contain_text("改到11月26日(周四)19:30")
    expect(alerts.nth(1)).to_contain_text("明天停课 美术班 · 平日一班")
    expect(page.locator("#my-days s").first).to_be_visible()
    later = with_kept(opened, "xingti.acfe9f14,meishu.6bf44a65", now="2026-11-27T08:00")
    expect(later.locator("#my-alerts .alert:visible")).to_have_count(0)


def test_overlapping_sessions_are_said_in_words(opened: Open, root: Path) -> None:  # noqa: F811
    timetable = expand(load(root).community, TODAY)
    coming = [o for o in timetable.occurrences if "2026-11-24" <= o.day.isoformat() <= "2026-12-20" and o.held]
    one, other = next(
        (a, b)
        for a, b in combinations(coming, 2)
        if a.course is not b.course and a.dtstart < b.over and b.dtstart < a.over and a.dtend and b.dtend
    )
    page = with_kept(opened, f"{keep(one.klass)},{keep(other.klass)}", now="2026-11-24T00:10")
    expect(page.locator("#my-said")).to_contain_text("时间重叠")
    day = page.locator(f'.day[data-date="{one.day}"]')
    for title in (one.course.title, other.course.title):
        expect(day.locator(".note")).to_contain_text(title)
    page = with_kept(opened, NIGHT)
    expect(page.locator("#my-said")).not_to_contain_text("重叠")


def test_one_calendar_with_the_published_events(opened: Open, site_dir: Path) -> None:  # noqa: F811
    page = with_kept(opened, f"{NIGHT},shouna", accept_downloads=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载日历").click()
    assert waiting.value.suggested_filename == "我的课表.ics"
    data = Path(waiting.value.path()).read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(data.decode())
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert calendar["X-WR-CALNAME"] == "我的课表"

    def published(course: str) -> list[bytes]:
        text = (site_dir / f"calendar/courses/{course}.ics").read_text("utf-8")
        return [event.to_ical() for event in Calendar.from_ical(text).walk("VEVENT")]

    mine = re.compile(rb"UID:yexiao-(?:bede710f|join)-")  # the class that is kept, and when one can sign up
    wanted = [event for event in published("yexiao") if mine.search(event)] + published("shouna")
    assert sum(b"-join-" in event for event in wanted) == 2
    assert [event.to_ical() for event in calendar.walk("VEVENT")] == wanted
    expect(page.locator("#my-told")).to_contain_text("已下载")


def test_in_wechat_the_calendar_is_not_offered_but_the_way_out(opened: Open) -> None:  # noqa: F811
    page = with_kept(opened, NIGHT, user_agent=WECHAT, permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="下载日历")
    button.click()
    guide = page.get_by_role("group", name="在微信里加不了日历")
    expect(guide).to_be_focused()
    guide.get_by_role("button", name="复制时间地点").click()
    expect(guide.get_by_role("button", name="已复制")).to_be_visible()
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("我的课表\n11月24日 星期二 19:00 家庭健康教育夜校 · 小学段 邻府社区多功能室\n")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_where_nothing_can_be_kept_the_page_still_serves(opened: Open) -> None:  # noqa: F811
    page = opened("about/")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page.goto(page.url.replace("about/", "courses/shouna/"))
    button = page.get_by_role("button", name="收进我的课表")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(page.url.replace("courses/shouna/", "my/#my=shouna"))
    page.get_by_role("button", name="收下").click()
    settle(page)
    expect(page.locator("#my-refused")).to_be_visible()
    expect(page.locator("#my-days .session").first).to_contain_text("收纳整理")


def test_what_cannot_be_fetched_is_said(opened: Open) -> None:  # noqa: F811
    page = with_kept(opened, NIGHT, quiet=False)
    page.route("**/timetable/2026-1*/", lambda route: route.abort())
    page.reload()
    expect(page.locator("#my-said")).to_contain_text("有一部分没有取到")
    expect(page.locator("#my-said")).to_contain_text("列到12月1日")
    expect(page.locator("#my-days .session").first).to_be_visible()
    page.route("**/timetable/**", lambda route: route.abort())
    page.reload()
    expect(page.locator("#my-said")).to_contain_text("没有取到课表")


def test_another_community_on_the_same_host_has_its_own_list(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/")
    page.locator(f'[data-group="{CLASS}"] [data-keep]').first.click()
    expect(page.locator(f'[data-group="{CLASS}"] [data-keep]').first).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("Object.keys(localStorage)") == [PLACE]


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing_with_courses_and_when_asked(opened: Open, size: tuple[int, int]) -> None:  # noqa: F811
    for scheme in ("light", "dark"):
        page = with_kept(
            opened, f"{NIGHT},xingti.acfe9f14,meishu.6bf44a65,shouna", size=size, bypass_csp=True, color_scheme=scheme
        )
        page.get_by_role("button", name="做成二维码").click()
        expect(page.get_by_role("img", name="二维码")).to_be_visible()
        assert axe(page) == []
        page.goto(page.url + "#my=huiben")
        expect(page.locator("#my-ask")).to_be_visible()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_every_target_is_large_and_nothing_scrolls_sideways_with_large_letters(opened: Open) -> None:  # noqa: F811
    page = with_kept(opened, f"{NIGHT},shouna", size=(320, 640))
    small = page.eval_on_selector_all(
        "main button, main .pill",
        """all => all.map(e => e.getBoundingClientRect())
            .filter(box => box.height && (box.height < 44 || box.width < 44)).length""",
    )
    assert small == 0
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
