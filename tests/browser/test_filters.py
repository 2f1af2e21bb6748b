"""The timetable in a browser: a list on phones, a week's grid on wide screens and paper, other weeks, and the filters."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from test_pages import DESK, PHONE, Open, axe, opened  # noqa: F401  a fixture

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
    page.wait_for_function(f"n => ({DATES})([...document.querySelectorAll('.days > .day')]).length === n", arg=wanted)


def starts(page: Page) -> list[str]:
    """Starts of the sessions that are seen."""
    found: list[str] = page.eval_on_selector_all(".days .session", STARTS)
    return found


def filters(page: Page) -> None:
    """Open the filters, wherever they are."""
    page.click("#choices > summary")
    page.wait_for_selector(".opts")


def tick(page: Page, key: str, value: str) -> None:
    page.locator(f'.opts [name="{key}"][value="{value}"]').check()


def shown_count(page: Page, key: str, value: str) -> int:
    """The number beside a choice."""
    label = page.locator(f'.opts [name="{key}"][value="{value}"]').locator("xpath=..")
    return int((re.search(r"\d+", label.locator("small").inner_text()) or [""])[0])


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# The list and the grid


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
    assert len(days(page)) == 14


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
    assert len([url for url in requests if not url.endswith("favicon.svg")]) <= 3
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
    has_days(page, 14)
    page.reload()
    has_days(page, 14)
    page.click("[data-way=week]")
    has_days(page, 7)
    assert days(page) == WEEK
    page.reload()
    has_days(page, 7)
    assert days(page) == WEEK
    page.click("#size-open")
    page.click("text=特大")
    has_days(page, 14)
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


# The filters


def test_filters_combine_and_the_counts_say_what_would_remain(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/")
    filters(page)
    expect(page.locator("#found")).to_be_empty()
    saturdays = shown_count(page, "day", "6")
    tick(page, "day", "6")
    expect(page.locator("#found")).to_contain_text(f"找到{saturdays}节课")
    assert {date.fromisoformat(start[:10]).weekday() for start in starts(page)} == {5}
    wanted = shown_count(page, "time", "morning")
    assert 0 < wanted < saturdays
    sundays = shown_count(page, "day", "7")
    tick(page, "time", "morning")
    expect(page.locator("#found")).to_contain_text(f"找到{wanted}节课")
    assert all(start[11:] < "12" for start in starts(page))
    assert shown_count(page, "day", "7") < sundays, "a choice counts what the other groups leave"
    tick(page, "day", "7")
    expect(page.locator("#found")).to_contain_text(f"找到{wanted + shown_count(page, 'day', '7')}节课")
    tick(page, "kind", "阅读")
    titles = page.locator(".session:visible .t").all_inner_texts()
    assert titles
    assert set(titles) == {"绘本故事会"}
    page.locator(".opts [name=place]").select_option("社区书屋")
    assert page.locator(".session:visible .t").all_inner_texts() == titles


def test_ages_are_those_of_the_class_and_who_names_none_takes_all(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/")
    filters(page)
    page.locator(".opts [name=who]").select_option("5")
    said = set(page.locator(".session:visible .m span:last-child").all_inner_texts())
    assert {"3—8岁", "一家人"} <= said
    assert all(
        int(text.split("—")[0]) <= 5 <= int(re.split("—|岁", text)[1]) for text in said if re.match("[0-9]+—", text)
    )
    page = opened("timetable/?who=7")
    expect(page.locator("#chosen")).to_have_text("：7岁")
    bounds = page.locator(".session:visible").evaluate_all("all => all.map(row => [row.dataset.low, row.dataset.high])")
    assert len(bounds) > 4
    assert all(int(low or 0) <= 95 and int(high or 9999) >= 84 for low, high in bounds)


def test_a_child_finds_what_is_open_to_it_on_saturday(opened: Open) -> None:  # noqa: F811
    """Whoever may come without signing up before is let in, and so is a family."""
    page = opened("timetable/?who=6-12&day=6&free=1&open=1", now="2026-11-25T18:20")
    expect(page.locator("#found")).to_contain_text("找到")
    saturday = page.locator('[data-date="2026-11-28"] .session:visible')
    assert {"绘本故事会", "亲子星空电影会"} <= set(saturday.locator(".t").all_inner_texts())


def test_free_is_no_question_where_all_is_free(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/")
    filters(page)
    expect(page.locator('.opts [name="free"]')).to_be_hidden()
    page = opened("timetable/?free=1")
    before = len(starts(page))
    expect(page.locator("#found")).to_contain_text("另有")
    assert before > 20, "the cancelled too"


@pytest.mark.parametrize(("now", "some"), [("2026-11-24T17:00", False), ("2026-12-01T09:30", True)])
def test_what_can_be_joined_follows_the_readers_clock(opened: Open, now: str, some: bool) -> None:  # noqa: F811
    """The spring's 美术班 opens at 9:00 on 1 December."""
    page = opened("timetable/2027-03/?open=1", now=now)
    expect(page.locator("#found")).to_contain_text("找到")
    assert (page.locator(".session:visible", has_text="美术班").count() > 0) is some
    assert all(
        re.search("报名中|现场报名|无需报名", text) for text in page.locator(".session:visible .c").all_inner_texts()
    )


def test_the_address_carries_the_choice(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("timetable/?da=0")
    filters(page)
    tick(page, "kind", "青少年宫")
    tick(page, "day", "6")
    tick(page, "day", "7")
    tick(page, "time", "afternoon")
    expect(page.locator(".see")).to_have_text(re.compile("看[0-9]+节"))
    see(page)
    assert query(page) == {"da": ["0"], "kind": ["青少年宫"], "day": ["6", "7"], "time": ["afternoon"]}
    seen, said = starts(page), page.inner_text("#found")
    assert seen
    page.goto("about:blank")
    page = opened(f"timetable/?{'kind=青少年宫&day=6&day=7&time=afternoon'}")
    expect(page.locator("#found")).to_have_text(said)
    assert starts(page) == seen
    expect(page.locator("#chosen")).to_have_text("：青少年宫、周六、周日、下午")
    filters(page)
    expect(page.locator('.opts [value="青少年宫"]')).to_be_checked()
    see(page)
    page.get_by_role("button", name="清除筛选").click()
    assert query(page) == {}
    assert days(page) == ["2026-11-24"]
    expect(page.locator("#found")).to_be_empty()
    expect(page.locator(".opts :checked:not(option)")).to_have_count(0)


def test_nothing_found_says_what_to_loosen_and_does_it(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/?kind=夜校&day=6")
    found = page.locator("#found")
    expect(found).to_contain_text(re.compile("没有同时符合的课。去掉“(夜校|周六)”，就有[0-9]+节。"))
    assert starts(page) == []
    page.get_by_role("button", name=re.compile("^去掉")).click()
    expect(found).to_contain_text("找到")
    assert starts(page) != []
    expect(page.get_by_role("button", name=re.compile("^去掉"))).to_be_hidden()
    page = opened("timetable/?kind=没有这样的课&place=没有这个地方&day=6")
    expect(page.locator("#found")).to_contain_text("去掉其中一项也没有")
    page.get_by_role("button", name="清除筛选").click()
    assert days(page) == ["2026-11-24"]


def test_filters_hold_in_the_grid_in_other_weeks_and_for_days_read_on(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/?kind=夜校", size=DESK)
    expect(page.locator("#found")).to_contain_text("找到")
    assert days(page) == WEEK, "the grid keeps its columns"
    assert set(
        page.locator(".session:visible .t").evaluate_all("all => all.map(t => t.textContent.split(' · ')[0])")
    ) == {"家庭健康教育夜校"}
    for _ in range(3):
        page.get_by_role("button", name="下一周").click()
    expect(page.locator("#span")).to_have_text("12月14日—20日")
    assert all("夜校" in text for text in page.locator(".session:visible .t").all_inner_texts())
    assert query(page) == {"kind": ["夜校"], "week": ["2026-12-14"]}
    page = opened("timetable/?kind=夜校")
    page.click("#more-weeks")
    expect(page.locator("#more-said")).to_contain_text("已加上")
    assert all("夜校" in text for text in page.locator(".session:visible .t").all_inner_texts())


def test_a_months_page_has_the_filters_too(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/2026-12/")
    filters(page)
    tick(page, "kind", "急救")
    expect(page.locator("#found")).to_contain_text("找到")
    assert all("急救" in text or "应急" in text for text in page.locator(".session:visible .t").all_inner_texts())
    expect(page.get_by_role("button", name="下一周")).to_have_count(0)


def test_everything_by_keyboard_with_names(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/")
    page.locator("#choices > summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".opts")
    page.keyboard.press("Tab")
    first = page.locator(".opts input").first
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    expect(page.locator("#found")).to_contain_text("找到")
    expect(page.get_by_role("group", name="星期")).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile("^周六 *[0-9]+ *节$"))).to_be_visible()
    expect(page.get_by_role("combobox", name="地点")).to_be_visible()
    clear = page.get_by_role("button", name="清除筛选")
    clear.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#choices > summary")).to_be_focused()
    expect(first).not_to_be_checked()
    assert page.get_attribute("#found", "role") == "status"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing_with_the_filters_open(opened: Open, size: tuple[int, int], scheme: str) -> None:  # noqa: F811
    page = opened("timetable/?kind=青少年宫&day=6", size=size, color_scheme=scheme, bypass_csp=True)
    filters(page)
    page.get_by_role("button", name="下一周").click()
    expect(page.locator("#span")).to_have_text("11月30日—12月6日")
    assert axe(page) == []
    tick(page, "time", "evening")
    assert axe(page) == []


def test_targets_are_large_and_nothing_scrolls_sideways_with_letters_twice_as_large(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/?kind=夜校&day=6", size=(320, 640))
    filters(page)
    page.get_by_role("button", name="下一周").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll('#sift button,#sift label.opt,#sift select,#sift summary')]
            .map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
            .filter(([r]) => r.height && (r.height < 44 || r.width < 44)).map(([, html]) => html)"""
    )
    assert small == []
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(
        "[...document.querySelectorAll('#sift *')].every(e => e.closest('.sr') || e.getBoundingClientRect().right <= 320)"
    )


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_without_scripts_nothing_of_it_shows_and_the_list_is_whole(opened: Open, size: tuple[int, int]) -> None:  # noqa: F811
    page = opened("timetable/", size=size, java_script_enabled=False)
    expect(page.locator("#sift")).to_be_hidden()
    seen = page.locator(".days > .day:visible")
    assert seen.count() == 14
    assert seen.first.get_attribute("data-date") == "2026-11-24"
    lefts = {seen.nth(n).bounding_box()["x"] for n in range(3)}  # type: ignore[index]
    assert len(lefts) == 1
