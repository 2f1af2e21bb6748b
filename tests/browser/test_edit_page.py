"""改课单 in a real browser: from a phone in WeChat and from a folder, counted in taps, to a row that the check takes."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab
from test_pages import DESK, PHONE, Open, axe, opened, visits  # noqa: F401  a fixture

from linli.checking import check
from linli.problems import errors
from tests_support import TODAY

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
WECHAT = (
    "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0 Mobile Safari/537.36 "
    "MicroMessenger/8.0.40 WeChat/arm64 Weixin NetType/4G Language/zh_CN"
)
BOARD = "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
BRANCH = "https://github.com/linfu/linfu/blob/main"
MOST = 12_600
"""Bytes of a page as it is sent, its script and style inside it; 200 of them are the policy of trusted types."""


class Phone:
    """A finger that counts."""

    def __init__(self, page: Tab) -> None:
        self.page, self.taps = page, 0

    def tap(self, place: Locator | str) -> None:
        found = self.page.locator("#choices button:visible", has_text=place) if isinstance(place, str) else place
        found.first.click()
        self.taps += 1

    def row(self) -> str:
        return self.page.locator("#row").text_content() or ""

    def said(self) -> str:
        return self.page.locator("#said").text_content() or ""


@pytest.fixture
def phone(browser: Browser, site_url: str) -> Iterator[Callable[..., Phone]]:
    """A page of the site, built for a repository on GitHub, on a phone in WeChat."""
    found = visits(browser, site_url)
    visit = next(found)

    def open_(path: str = "edit/", **options: Any) -> Phone:
        page = visit("da/", user_agent=WECHAT, **options)
        page.add_init_script(BOARD)
        page.route("**/edit/**", on_github)
        page.goto(site_url + path)
        return Phone(page)

    yield open_
    next(found, None)


def on_github(route: Any) -> None:
    answer = route.fetch()
    if "html" not in answer.headers.get("content-type", ""):
        route.fulfill(response=answer)
        return
    route.fulfill(response=answer, body=answer.text().replace('data-branch=""', f'data-branch="{BRANCH}"'))


def test_one_evening_off_in_six_taps_and_two_more_to_github(phone: Callable[..., Phone]) -> None:
    worker = phone()
    for answer in ("停课", "美术班", "平日一班", "12月2日", "老师有事"):
        worker.tap(answer)
    worker.tap(worker.page.locator("#copy"))
    assert worker.taps <= 6
    expect(worker.page.locator("#copy")).to_have_text("已复制，去微信里粘贴")
    message = worker.page.evaluate("copied")
    said, link = message.split("\n")
    assert said == "【改课】美术班平日一班 12月2日（周三）16:30 停课：老师有事"
    address = re.search(r"http\S+", link)
    assert address

    volunteer = phone(f"edit/{address[0].partition('edit/')[2]}")
    expect(volunteer.page.locator("#said")).to_have_text(said.removeprefix("【改课】"))
    expect(volunteer.page.locator("#ways .btn:not(.line)")).to_have_text("直接提交")
    href = volunteer.page.locator("#commit").get_attribute("href") or ""
    assert href.startswith("https://github.com/linfu/linfu/new/main?filename=data/changes/2026-12-02-meishu-pingri1-")
    assert volunteer.row() == worker.row()
    assert worker.row() == "- group: meishu-pingri1-2026-qiu\n  date: 2026-12-02\n  kind: 停课\n  reason: 老师有事\n"


def test_a_link_about_what_is_not_in_the_timetable_warns(phone: Callable[..., Phone]) -> None:
    row = "group=meishu-pingri1-2026-qiu&kind=%E5%81%9C%E8%AF%BE&date="
    expect(phone(f"edit/#{row}2026-12-02").page.locator("#warn")).to_be_hidden()
    expect(phone(f"edit/#{row}2026-12-03").page.locator("#warn")).to_contain_text("没有这节课")
    odd = phone("edit/#kind=constructor&date=__proto__&group=%3Cimg%20src=x%20onerror=alert(1)%3E")
    expect(odd.page.locator("#question")).to_have_text("要改什么？")


def test_what_is_soon_takes_four_taps(phone: Callable[..., Phone]) -> None:
    worker = phone()
    for answer in ("停课", "书法班平日一班", "不写"):
        worker.tap(answer)
    worker.tap(worker.page.locator("#copy"))
    assert worker.taps == 4
    assert worker.said() == "书法班平日一班 11月24日（周二）16:30 停课"


WALKS: tuple[tuple[str, str], ...] = (
    ("停课 美术班 这一天的全部班 11月28日 天气不好", "美术班全部班 11月28日（周六） 停课：天气不好"),
    (
        "改期 美术班 平日一班 12月2日 12月3日 老师有事",
        "美术班平日一班 12月2日（周三）16:30 改到 12月3日（周四）16:30–18:00：老师有事",
    ),
    (
        "换地点 书法班8个班 平日一班 12月1日 多功能室 不写",
        "书法班平日一班 12月1日（周二）16:30 改在邻府社区多功能室 党群服务中心2楼",
    ),
    (
        "加课 美术班 平日一班 11月30日 想来的人多",
        "美术班平日一班 加课：11月30日（周一）16:30–18:00：想来的人多",
    ),
    ("服务休息 书屋 12月1日 盘点", "社区书屋 12月1日（周二） 休息：盘点"),
)


def test_what_was_written_passes_the_check(browser: Browser, site_dir: Path, tmp_path: Path) -> None:
    """From a folder, as on a USB stick; every row goes into a file of its own."""
    folder = tmp_path / "stick"
    for name in ("edit", "assets"):
        shutil.copytree(site_dir / name, folder / name)
    root = tmp_path / "community"
    for name in ("data", "content", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "data/changes").mkdir()
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, user_agent=WECHAT)
    noise: list[str] = []
    for number, (answers, said) in enumerate(WALKS):
        page = context.new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith("file:") else noise.append(request.url))
        page.add_init_script(BOARD)
        page.clock.set_fixed_time("2026-11-24T09:00:00+08:00")
        page.goto((folder / "edit/index.html").as_uri())
        worker = Phone(page)
        for answer in answers.split(" "):
            worker.tap(answer)
        assert worker.said() == said
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.click("#copy")
        expect(page.locator("#copy")).to_have_text("已复制，去微信里粘贴")
        assert page.evaluate("copied") == f"【改课】{said}\n{worker.row().strip()}", "no address leads to a folder"
        (root / f"data/changes/{number}.yml").write_text(worker.row(), "utf-8")
        page.close()
    context.close()
    assert noise == []
    assert [str(p) for p in errors(check(root, TODAY).problems)] == []


def test_another_teacher_may_be_typed_and_a_room_that_is_taken_is_told(phone: Callable[..., Phone]) -> None:
    worker = phone()
    for answer in ("换老师", "美术班", "平日一班", "12月2日"):
        worker.tap(answer)
    worker.page.fill("#text input", " 赵老师 ")
    worker.page.click("#text .btn")
    worker.tap("不写")
    assert worker.said() == "美术班平日一班 12月2日（周三）16:30 由赵老师来上"

    other = phone()
    for answer in ("改期", "美术班", "平日一班", "12月2日"):
        other.tap(answer)
    busy = other.page.locator("#choices button", has_text="12月4日")
    expect(busy.locator(".bad")).to_contain_text("美术班平日二班 16:30–18:00")
    other.tap("别的日子")
    other.page.fill("#when [name=date]", "2026-12-31")
    expect(other.page.locator("#when .star")).to_have_text("12月31日（周四）")
    other.page.fill("#when [name=date]", "2026-12-04")
    expect(other.page.locator("#when .warn")).to_contain_text("同一时间有两节课")
    other.page.click("#when .btn")
    other.tap("老师有事")
    expect(other.page.locator("#warn")).to_contain_text("同一时间有两节课")


def test_what_is_off_cannot_be_cancelled_again_and_back_goes_one_question_back(phone: Callable[..., Phone]) -> None:
    worker = phone()
    for answer in ("停课", "美术班", "平日一班"):
        worker.tap(answer)
    expect(worker.page.locator("#choices button", has_text="11月25日")).to_be_disabled()
    worker.page.go_back()
    expect(worker.page.locator("#question")).to_have_text("哪个班？")
    worker.page.go_back()
    worker.page.go_back()
    expect(worker.page.locator("#question")).to_have_text("要改什么？")
    worker.tap("加课")
    expect(worker.page.locator("#question")).to_have_text("哪门课？")


def test_seats_are_counted_and_the_whole_row_is_given_back(phone: Callable[..., Phone]) -> None:
    worker = phone()
    worker.tap("报名人数")
    worker.tap("家庭健康教育夜校报名")
    worker.page.fill("#f-seats_left", "20")
    worker.page.click("#form .btn")
    assert worker.said().endswith("：剩余名额 26 → 20，人数截至 2026-11-23 → 2026-11-24")
    page = worker.page
    table = (ROOT / "data/forms.yml").read_text("utf-8")
    line = 1 + table.splitlines().index("- id: yexiao-2026-qiu")
    expect(page.locator("#commit")).to_have_attribute("href", f"{BRANCH}/data/forms.yml#L{line}")
    expect(page.locator("#commit")).to_have_text(f"打开第 {line} 行")
    was = table[table.index("- id: yexiao-2026-qiu") :].split("\n\n")[0] + "\n"
    assert worker.row() == was.replace("left: 26", "left: 20").replace("as_of: 2026-11-23", "as_of: 2026-11-24")
    page.click("#copy")
    expect(page.locator("#copy")).to_have_text("已复制，去微信里粘贴")
    address = re.search(r"edit/forms/#\S+", page.evaluate("copied"))
    assert address
    volunteer = phone(address[0])
    assert volunteer.row() == worker.row()


def test_a_new_row_says_what_is_missing_and_becomes_a_file(phone: Callable[..., Phone]) -> None:
    worker = phone("edit/stories/")
    page = worker.page
    page.click("#form .btn")
    expect(page.locator("#wrong")).to_contain_text("处要改")
    expect(page.locator(".f[data-name=title] .warn")).to_contain_text("缺少 标题 title")
    page.fill("#f-id", "读书")
    page.locator("#f-id").blur()
    expect(page.locator(".f[data-name=id] .warn")).to_contain_text("编号只能用小写英文字母、数字和短横线")
    page.fill("#f-id", "dushu-hui")
    page.fill("#f-title", "是")
    page.fill("#f-date", "2026-11-20")
    expect(page.locator(".f[data-name=date] .star")).to_have_text("11月20日（周五）")
    page.click("#form .btn")
    assert '  title: "是"\n' in worker.row()
    href = page.locator("#commit").get_attribute("href") or ""
    assert "/new/main?filename=data/stories/dushu-hui.yml&value=-%20id%3A%20dushu-hui" in href


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing(opened: Open, size: tuple[int, int], scheme: str) -> None:  # noqa: F811
    page = opened("edit/", size=size, color_scheme=scheme, bypass_csp=True)
    wrong = axe(page)
    for answer in ("改期", "美术班", "平日一班", "12月2日", "12月4日", "老师有事"):
        page.locator("#choices button:visible", has_text=answer).first.click()
        wrong += axe(page)
    wrong += axe(opened("edit/courses/", size=size, color_scheme=scheme, bypass_csp=True))
    assert wrong == []


def test_each_page_is_small_and_nobody_finds_it_but_editors(site_dir: Path) -> None:
    sizes = {path: len(gzip.compress(path.read_bytes())) for path in (site_dir / "edit").rglob("index.html")}
    assert {path.relative_to(site_dir).as_posix(): size for path, size in sizes.items() if size > MOST} == {}
    assert len(sizes) > 10
    for path in sizes:
        assert '<meta name="robots" content="noindex">' in path.read_text("utf-8")
    assert "edit/" not in (site_dir / "sitemap.xml").read_text("utf-8")
    assert not [
        row
        for row in json.loads((site_dir / "search/index.json").read_text("utf-8"))["rows"]
        if row[1].startswith("edit/")
    ]
    linking = {
        path.relative_to(site_dir).as_posix()
        for path in site_dir.rglob("*.html")
        if re.search(r'href="(?:\.\./)*edit/', path.read_text("utf-8"))
    }
    assert linking == {"editing/index.html"}
