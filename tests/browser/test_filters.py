"""The filters of the timetable in a browser: counts, addresses, what to loosen, by keyboard and on every width."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from test_pages import DESK, PHONE, Open, axe, opened  # noqa: F401  a fixture
from test_weeks import WEEK, days, query, see, starts

pytestmark = pytest.mark.browser


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
    assert seen.count() == 13
    assert seen.first.get_attribute("data-date") == "2026-11-24"
    lefts = {seen.nth(n).bounding_box()["x"] for n in range(3)}  # type: ignore[index]
    assert len(lefts) == 1
