"""What residents come for, counted in taps and screens from the home page on a phone of 360×780, on a busy Saturday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from linli.model import SHANGHAI

pytestmark = pytest.mark.browser

SATURDAY = datetime(2026, 11, 28, 8, tzinfo=SHANGHAI)
TUESDAY = datetime(2026, 11, 24, 17, tzinfo=SHANGHAI)
HEIGHT = 780
COPIED = """() => { window.said = ''; navigator.clipboard.writeText = text => { window.said = text; return Promise.resolve(); }; }"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 360, "height": HEIGHT}, has_touch=True, service_workers="block", accept_downloads=True
    )
    yield context
    context.close()


def at(phone: BrowserContext, url: str, now: datetime) -> Page:
    page = phone.new_page()
    page.clock.set_fixed_time(now)
    page.goto(url)
    page.wait_for_timeout(300)
    return page


def screens(page: Page) -> float:
    height: int = page.evaluate("document.documentElement.scrollHeight")
    return height / HEIGHT


@pytest.mark.parametrize(("path", "now"), [("", SATURDAY), ("", TUESDAY), ("timetable/", SATURDAY)])
def test_home_and_a_full_day_are_four_screens(phone: BrowserContext, site_url: str, path: str, now: datetime) -> None:
    assert screens(at(phone, f"{site_url}{path}", now)) <= 4


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2027-05"])
def test_a_month_is_a_calendar_and_one_day(phone: BrowserContext, site_url: str, month: str) -> None:
    page = at(phone, f"{site_url}timetable/{month}/", SATURDAY)
    assert screens(page) <= 6
    date = f"{month}-29" if month == "2026-11" else f"{month}-06"
    shown = page.locator(".day:visible")
    expect(shown).to_have_count(1)
    page.locator(f'#strip [data-date="{date}"]').click()
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("data-date", date)
    assert screens(page) <= 6
    page.emulate_media(media="print")
    assert page.locator(".day:visible").count() > 20, "on paper the whole month"


def test_tonights_class_is_on_the_first_screen(phone: BrowserContext, site_url: str) -> None:
    page = at(phone, site_url, TUESDAY)
    said = page.locator(".session", has_text="小学段").first.locator(".m").bounding_box()
    bar = page.locator(".actions").bounding_box()
    assert said is not None
    assert bar is not None
    assert said["y"] + said["height"] <= bar["y"]


def test_one_class_is_in_the_calendar_in_three_taps(phone: BrowserContext, site_url: str) -> None:
    page = at(phone, site_url, SATURDAY)
    page.locator(".session", has_text="书法班").get_by_role("link", name="启蒙一班").click()
    page.wait_for_url("**/courses/shufa/?g=shufa-qimeng1-2026-qiu")
    page.locator("#calendar").click()
    with page.expect_download() as given:
        page.get_by_text("下载", exact=False).locator("visible=true").first.click()
    text = given.value.path().read_text("utf-8")
    assert "启蒙一班" in text
    assert [name for name in ("启蒙二班", "基础一班", "提高一班", "平日一班") if name in text] == []


def test_the_next_class_goes_to_the_family_in_two_taps(phone: BrowserContext, site_url: str) -> None:
    page = at(phone, site_url, TUESDAY)
    page.locator(".session", has_text="小学段").first.locator("a").first.click()
    page.evaluate(COPIED)
    page.locator("[data-share]:visible").first.click()
    expect(page.locator("body")).to_contain_text("复制")
    said = page.evaluate("window.said")
    assert "家庭健康教育夜校" in said
    assert "0830-" in said


def test_the_week_is_on_paper_in_two_taps(phone: BrowserContext, site_url: str, site_dir: Path) -> None:
    page = at(phone, site_url, TUESDAY)
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="课表").click()
    link = page.get_by_role("link", name="打印一周")
    href = str(link.get_attribute("href")).replace("../", "")
    assert len(pypdfium2.PdfDocument(site_dir / href)) == 1


LARGEST = "localStorage.setItem('linli-size', '2')"
TWICE = """new MutationObserver((_, seen) => {
  if (document.documentElement) { document.documentElement.style.fontSize = '225%'; seen.disconnect(); }
}).observe(document, { childList: true })"""
SEEN = """() => {
  const shown = one => one.getClientRects().length && ['fixed', 'sticky'].includes(getComputedStyle(one).position);
  const below = [...document.querySelectorAll('body *')].filter(shown).map(one => one.getBoundingClientRect().top);
  const bottom = Math.min(innerHeight, ...below.filter(top => top > innerHeight / 2));
  return (bottom - document.querySelector('main').getBoundingClientRect().top) / innerHeight;
}"""


@pytest.mark.parametrize(("size", "large"), [((360, 780), LARGEST), ((320, 700), TWICE)], ids=["特大", "200 %"])
@pytest.mark.parametrize("path", ["", "timetable/", "courses/", "courses/shufa/", "services/tuoyu/"])
def test_most_of_the_screen_is_content_with_the_largest_letters(
    phone: BrowserContext, site_url: str, path: str, size: tuple[int, int], large: str
) -> None:
    phone.add_init_script(large)
    page = at(phone, f"{site_url}{path}", TUESDAY)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.reload()
    page.wait_for_timeout(300)
    assert page.evaluate(SEEN) >= 0.6
