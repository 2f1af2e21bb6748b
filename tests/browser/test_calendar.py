"""Adding a course or one session to the phone's calendar, and what WeChat, which takes no calendar files, is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Download, Page, expect
from test_pages import DESK, PHONE, Open, axe, opened  # noqa: F401  a fixture

from linli.model import SHANGHAI
from linli.structure import load
from linli.timetable import Occurrence, expand
from linli.views.courses import LASTS, first_of_each
from test_my_ics import singles
from tests_support import TODAY

pytestmark = pytest.mark.browser

WECHAT = (
    "Mozilla/5.0 (Linux; Android 9; STF-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/70.0.3538.110 "
    "Mobile Safari/537.36 MicroMessenger/8.0.49 NetType/WIFI Language/zh_CN"
)
COURSE = "courses/yexiao/"
LINK = "加入手机日历"


def read(download: Download) -> bytes:
    data = Path(download.path()).read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    return data


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data.decode()).walk("VEVENT"))


def panel(page: Page, name: str = LINK) -> Any:
    return page.get_by_role("group", name=name, exact=True)


def test_without_scripts_the_link_is_the_calendar_file(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened(COURSE, java_script_enabled=False)
    link = page.get_by_role("link", name=LINK)
    assert (
        page.request.get(f"{site_url}{COURSE}{link.get_attribute('href')}").headers["content-type"] == "text/calendar"
    )
    for button in page.locator("[data-keep]").all():
        expect(button).to_be_hidden()


def test_the_panel_opens_on_a_tap_only_and_gives_the_focus_back(opened: Open) -> None:  # noqa: F811
    page = opened(COURSE)
    expect(page.locator(".panel")).to_have_count(0)
    page.get_by_role("link", name=LINK).click()
    expect(panel(page)).to_be_focused()
    close = panel(page).get_by_role("button", name="关闭")
    box = close.bounding_box() or {}
    assert min(box["width"], box["height"]) >= 44
    close.click()
    expect(page.locator(".panel")).to_have_count(0)
    expect(page.get_by_role("link", name=LINK)).to_be_focused()


def test_the_panel_by_keyboard_alone(opened: Open) -> None:  # noqa: F811
    page = opened(COURSE)
    page.get_by_role("link", name=LINK).focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_focused()
    for name in ("不提醒", "提前1小时", "提前1天"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="下载日历文件")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    expect(page.get_by_role("link", name=LINK)).to_be_focused()


@pytest.mark.parametrize("path", [COURSE, "timetable/", "venues/jidi/"])
def test_the_whole_calendar_is_a_file_and_a_subscription(opened: Open, site_url: str, path: str) -> None:  # noqa: F811
    page = opened(path, accept_downloads=True)
    link = page.locator("[data-calendar]")
    link.click()
    feed = panel(page).get_by_role("link", name="订阅").get_attribute("href") or ""
    assert feed.startswith("webcal://")
    assert page.request.get(feed.replace("webcal:", "http:")).ok
    with page.expect_download() as waiting:
        panel(page).get_by_role("link", name="下载日历文件").click()
    assert events(read(waiting.value))


@pytest.mark.parametrize("course", ["yexiao", "xingti", "wudao"])
def test_every_session_can_be_had_alone_as_the_timetable_has_it(opened: Open, root: Path, course: str) -> None:  # noqa: F811
    """Each row's own file holds one event with the planned session's UID, time and place."""
    timetable = expand(load(root).community, TODAY)
    ahead = [o for o in timetable.of_course(course) if o.day.isoformat() >= "2026-11-24"]
    several = len({o.klass.id for o in ahead}) > 1
    held = [o for o in (first_of_each(ahead, TODAY + LASTS) if several else ahead) if o.held]
    page = opened(f"courses/{course}/", now="2026-11-24T01:00")
    page.get_by_role("link", name=LINK).click()
    expect(panel(page)).to_be_visible()
    text, asked = page.evaluate(
        """async () => {
            const text = await (await fetch(document.querySelector('[data-calendar]').href)).text();
            const rows = Array.from(document.querySelectorAll('#next .session, #later .session'));
            return [text, rows.filter(r => 'held' in r.dataset).map(r => {
                const group = (r.querySelector('[data-name]') || { textContent: '' }).textContent;
                const minutes = (Date.parse(r.dataset.end) - Date.parse(r.dataset.start)) / 6e4;
                return [r.dataset.start, minutes, group];
            })];
        }"""
    )
    made = singles(text, asked)
    assert len(made) == len(held) > 1

    def expected(one: Occurrence) -> tuple[Any, ...]:
        place = one.venue.name if one.venue else ""
        return one.uid, one.dtstart, one.dtend, place, one.group

    def found(text: str, one: Occurrence) -> tuple[Any, ...]:
        event, *more = events(text.encode())
        assert not more
        assert not {"RRULE", "EXDATE", "RECURRENCE-ID"} & event.keys()
        assert event["STATUS"] == "CONFIRMED"
        place = one.venue.name if one.venue and str(event["LOCATION"]).startswith(one.venue.name) else "?"
        group = one.group if one.group in str(event["SUMMARY"]) else "?"
        uid = str(event["UID"]).split("@")[0]
        return uid, event.start.astimezone(SHANGHAI), event.end.astimezone(SHANGHAI), place, group

    for text, one in zip(made, held, strict=True):
        assert found(text, one) == expected(one)


def test_one_session_is_saved_and_said_so(opened: Open) -> None:  # noqa: F811
    page = opened(COURSE, accept_downloads=True)
    page.get_by_role("link", name=LINK).click()
    with page.expect_download() as waiting:
        panel(page).get_by_role("button", name="11月24日(周二)19:00 小学段").click()
    assert waiting.value.suggested_filename == "家庭健康教育夜校2026-11-24.ics"
    [event] = events(read(waiting.value))
    assert event.start.isoformat() == "2026-11-24T19:00:00+08:00"
    expect(panel(page).get_by_role("status")).to_contain_text("已下载")


def test_where_the_calendar_cannot_be_fetched_it_says_so(opened: Open) -> None:  # noqa: F811
    page = opened(COURSE, quiet=False)
    page.get_by_role("link", name=LINK).click()
    page.route("**/*.ics", lambda route: route.fulfill(status=503))
    panel(page).get_by_role("button", name="小学段").first.click()
    expect(panel(page).get_by_role("status")).to_contain_text("没有取到")


def test_where_the_script_does_not_come_the_link_is_followed(opened: Open) -> None:  # noqa: F811
    page = opened(COURSE, quiet=False, accept_downloads=True)
    page.route("**/my.js?v=*", lambda route: route.abort())
    with page.expect_download() as waiting:
        page.get_by_role("link", name=LINK).click()
    assert waiting.value.suggested_filename == "yexiao.ics"


def test_wechat_is_shown_the_way_out_and_the_words_to_copy(opened: Open) -> None:  # noqa: F811
    page = opened(COURSE, user_agent=WECHAT, permissions=["clipboard-read", "clipboard-write"])
    expect(page.get_by_text("在浏览器打开")).to_have_count(0)
    page.get_by_role("link", name=LINK).click()
    guide = panel(page, "在微信里加不了日历")
    expect(guide).to_be_focused()
    expect(guide).to_contain_text("右上角的“···”，选“在浏览器打开”")
    expect(guide.get_by_role("link")).to_have_count(0)
    guide.get_by_role("button", name="复制时间地点").click()
    expect(guide.get_by_role("button", name="已复制")).to_be_focused()
    expect(guide.get_by_role("status")).to_contain_text("已复制")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("家庭健康教育夜校\n下一次：11月24日(周二)19:00 小学段\n")
    assert "地点：邻府社区多功能室" in words
    assert words.endswith(f"/{COURSE}")
    guide.get_by_role("button", name="关闭").click()
    expect(page.get_by_role("link", name=LINK)).to_be_focused()


def test_copying_works_on_phones_without_the_clipboard_api(opened: Open) -> None:  # noqa: F811
    page = opened("about/", user_agent=WECHAT)
    context: BrowserContext = page.context
    context.grant_permissions(["clipboard-read"])
    context.add_init_script(
        """window.copied = ''; const board = navigator.clipboard;
        Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true});
        document.addEventListener('copy', () => { window.copied = document.activeElement.value || String(getSelection()); });"""
    )
    page.goto(page.url.replace("about/", COURSE))
    page.get_by_role("link", name=LINK).click()
    page.get_by_role("button", name="复制时间地点").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("window.copied").startswith("家庭健康教育夜校\n")


@pytest.mark.parametrize("agent", ["", WECHAT], ids=["browser", "wechat"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing_in_the_panel(opened: Open, size: tuple[int, int], agent: str) -> None:  # noqa: F811
    options = {"user_agent": agent} if agent else {}
    for scheme in ("light", "dark"):
        page = opened(COURSE, size=size, bypass_csp=True, color_scheme=scheme, **options)
        page.locator("[data-keep]").first.click()
        page.get_by_role("link", name=LINK).click()
        expect(page.locator(".panel")).to_be_visible()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
