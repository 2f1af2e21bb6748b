"""The timetable in a browser: a list on phones, a week's grid on wide screens and paper, and other weeks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from test_pages import DESK, PHONE, Open, axe, opened  # noqa: F401  a fixture

from tests_support import until

pytestmark = pytest.mark.browser

WEEK = [(date(2026, 11, 23) + timedelta(days=n)).isoformat() for n in range(7)]
"""The week of the frozen Tuesday."""
STARTS = "rows => rows.filter(row => row.getClientRects().length).map(row => row.dataset.start)"
DATES = "days => days.filter(day => day.getClientRects().length).map(day => day.dataset.date)"
BOXES = """selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length)
    .map(e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })"""


def days(page: Page) -> list[str]:
    """Dates of the days that are seen."""
    found: list[str] = page.eval_on_selector_all(".days > .day", DATES)
    return found


def has_days(page: Page, wanted: int) -> None:
    """Wait until so many days are seen; the first tap fetches what it needs."""
    until(page, f"n => ({DATES})([...document.querySelectorAll('.days > .day')]).length === n", arg=wanted)


def starts(page: Page) -> list[str]:
    """Starts of the sessions that are seen."""
    found: list[str] = page.eval_on_selector_all(".days .session", STARTS)
    return found


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def pick(page: Page, day: str) -> None:
    """Tap a day of the strip."""
    page.locator(f'#strip [data-date="{day}"]').click()


def see(page: Page) -> None:
    """Close the sheet of filters."""
    page.locator(".see").click()
    expect(page.locator(".opts")).to_be_hidden()


def test_a_phone_has_one_day_under_a_strip_of_the_week(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/")
    assert days(page) == ["2026-11-24"]
    expect(page.locator("#span")).to_have_text("11月23日—29日")
    strip = page.locator("#strip button")
    assert strip.evaluate_all("all => all.map(e => e.dataset.date)") == WEEK
    assert page.locator("#strip .is-today").get_attribute("data-date") == "2026-11-24"
    assert strip.evaluate_all("all => all.map(e => e.getAttribute('aria-pressed'))") == [
        "false",
        "true",
        *["false"] * 5,
    ]
    expect(page.get_by_role("button", name=re.compile("周.*六.*28.*有课"))).to_be_visible()
    pick(page, "2026-11-28")
    assert days(page) == ["2026-11-28"]
    assert page.evaluate("document.documentElement.scrollHeight") <= 4 * PHONE[1]
    page.mouse.wheel(0, 900)
    expect(page.locator("#strip")).to_be_in_viewport()
    pick(page, "2026-11-23")
    assert days(page) == ["2026-11-23"], "yesterday too"
    expect(page.locator("[data-way]").first).to_be_hidden()
    page = opened("timetable/", java_script_enabled=False)
    assert len(days(page)) == 13


def test_only_the_exception_is_told(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2026-11-28T09:42")
    rows = page.locator('[data-date="2026-11-28"] .session')
    told = rows.locator(".c b:visible").all_inner_texts()
    assert set(told) == {"换地点"}
    expect(page.get_by_text("没写收费的都免费")).to_be_visible()
    expect(rows.first.get_by_role("button")).to_be_visible()


def test_what_is_over_today_is_folded(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2026-11-28T12:15")
    done = page.locator(".done button:visible")
    expect(done).to_have_text(re.compile("今天已上完[0-9]+节"))
    over = page.locator('[data-date="2026-11-28"] .is-past')
    assert over.count() > 3
    assert over.locator("visible=true").count() == 0
    done.click()
    expect(done).to_have_attribute("aria-expanded", "true")
    assert over.locator("visible=true").count() == over.count()
    page = opened("", now="2026-11-28T12:15")
    expect(page.locator(".done button:visible")).to_have_text(re.compile("今天已上完[0-9]+节"))
    assert page.locator(".today .session:visible").count() <= 5
    page.locator(".rest button:visible, .done button:visible").last.click()


def test_a_wide_screen_has_the_week_from_monday_side_by_side(opened: Open) -> None:  # noqa: F811
    requests: list[str] = []
    page = opened("about/", size=DESK)
    page.on("request", lambda request: requests.append(request.url))
    page.goto(page.url.replace("about/", "timetable/"), wait_until="networkidle")
    assert len([url for url in requests if not url.endswith("favicon.svg")]) <= 4, "the hours too"
    assert days(page) == WEEK
    boxes = page.evaluate(BOXES, ".days > .day")
    assert len({round(top) for _, top, *_ in boxes}) == 1, "side by side"
    assert all(before[2] <= after[0] + 1 for before, after in pairwise(boxes)), "no day covers another"
    for day in WEEK:
        rows = page.evaluate(BOXES, f'.day[data-date="{day}"] .session')
        for n, (left, top, right, bottom) in enumerate(rows):
            for other in rows[n + 1 :]:
                apart = right <= other[0] + 1 or other[2] <= left + 1 or bottom <= other[1] + 1 or other[3] <= top + 1
                assert apart, (day, n)
    expect(page.locator("#span")).to_have_text("11月23日—29日")
    expect(page.locator(".is-now")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK[0]


def test_the_grid_of_an_older_page_is_the_readers_week(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", now="2026-12-02T07:00", size=DESK)
    assert days(page) == [f"2026-{day}" for day in ("11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-06")]
    expect(page.locator(".is-today h2")).to_contain_text("12月2日")


def test_list_or_grid_is_kept_and_very_large_letters_get_the_list(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", size=DESK)
    page.click("[data-way=list]")
    expect(page.locator("[data-way=list]")).to_have_attribute("aria-pressed", "true")
    has_days(page, 13)
    page.reload()
    has_days(page, 13)
    page.click("[data-way=week]")
    has_days(page, 7)
    assert days(page) == WEEK
    page.reload()
    has_days(page, 7)
    assert days(page) == WEEK
    page.click("#size-open")
    page.click("text=特大")
    has_days(page, 13)
    page.click("text=标准")
    has_days(page, 7)
    assert days(page) == WEEK


@pytest.mark.parametrize("view", ["list", ""])
def test_paper_shows_the_week_as_a_list(opened: Open, view: str) -> None:  # noqa: F811
    """From the grid of a desktop as from the list of a phone: in two columns, none beside all seven."""
    page = opened("timetable/")
    page.evaluate(f"localStorage.setItem('linli-view', '{view}')")
    page.reload()
    page.set_viewport_size({"width": 1047, "height": 720})
    page.emulate_media(media="print")
    assert days(page) == WEEK
    assert len({round(left) for left, *_ in page.evaluate(BOXES, ".days .session")}) == 2
    expect(page.locator("#sift")).to_be_hidden()
    expect(page.locator(".near:visible, .session .sn:visible, button:visible")).to_have_count(0)


def test_thirty_two_classes_on_one_saturday_stay_readable(opened: Open) -> None:  # noqa: F811
    """The fullest day of the reference data, made fuller: each row keeps its own place and its words whole."""
    page = opened("timetable/")
    pick(page, "2026-11-28")
    page.evaluate(
        """() => { const list = document.querySelector('[data-date="2026-11-28"] .sessions');
            while (list.children.length < 32) list.append(list.lastElementChild.cloneNode(true)) }"""
    )
    rows = page.evaluate(BOXES, '[data-date="2026-11-28"] .session')
    assert len(rows) == 32
    assert all(after[1] >= before[3] - 1 for before, after in pairwise(rows))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


# Other weeks


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_weeks_are_turned_and_the_way_back_is_one_tap(opened: Open, size: tuple[int, int]) -> None:  # noqa: F811
    page = opened("timetable/", size=size)
    at_first = days(page)
    page.get_by_role("button", name="下一周").click()
    expect(page.locator("#span")).to_have_text("11月30日—12月6日")
    week = [f"2026-{day}" for day in ("11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-06")]
    assert days(page) == (week if size == DESK else week[:1])
    page.route("**/timetable/2026-12/", lambda route: (page.wait_for_timeout(200), route.continue_())[-1])
    for _ in range(2):  # the second tap before the first week has come
        page.get_by_role("button", name="下一周").click()
    expect(page.locator("#span")).to_have_text("12月14日—20日")
    week = [f"2026-12-{day}" for day in range(14, 21)]
    assert days(page) == (week if size == DESK else week[:1])
    assert starts(page) == sorted(starts(page))
    href = page.locator(".days .session:visible a").first.get_attribute("href") or ""
    assert page.request.get(href).ok, "links of fetched days lead from where they came"
    assert query(page)["week"] == ["2026-12-14"]
    page.get_by_role("button", name="回到今天").click()
    assert days(page) == at_first
    assert "week" not in query(page)
    page.get_by_role("button", name="上一周").click()
    expect(page.locator("#span")).to_have_text("11月16日—22日")
    assert len(days(page)) == (7 if size == DESK else 1)


def test_a_link_to_a_week_opens_it_and_the_list_reads_on_afterwards(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/?week=2027-01-18")
    expect(page.locator("#span")).to_have_text("1月18日—24日")
    expect(page.locator(".note")).to_contain_text("2027年放假安排尚未公布")
    page.get_by_role("button", name="回到今天").click()
    page = opened("timetable/?kind=夜校")
    page.click("#more-weeks")
    expect(page.locator("#more-said")).to_contain_text("已加上")
    assert days(page) == sorted(set(days(page)))


def test_where_no_month_exists_the_turning_ends_with_a_word(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/?week=2027-07-26")
    expect(page.locator("#span")).to_have_text("7月26日—8月1日")
    following = page.get_by_role("button", name="下一周")
    expect(following).to_have_attribute("aria-disabled", "true")
    following.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_have_text("后面的课还没有排出来。")
    expect(page.locator("#span")).to_have_text("7月26日—8月1日")


def test_a_week_that_cannot_be_fetched_is_said_and_tried_again(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/", quiet=False)
    page.route("**/timetable/2026-12/", lambda route: route.fulfill(status=503, body=""))
    for _ in range(2):
        page.get_by_role("button", name="下一周").click()
    expect(page.locator("#found")).to_contain_text("没有取到这一周的课表")
    page.unroute("**/timetable/2026-12/")
    page.get_by_role("button", name="下一周").click()
    expect(page.locator("#span")).to_have_text("12月7日—13日")
