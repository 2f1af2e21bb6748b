"""Sending by a tap: the words of the class that is chosen, by the phone or by copying; the site on a home screen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_calendar import COURSE, WECHAT, events, panel, read
from test_offline import until
from test_pages import Open, opened  # noqa: F401  a fixture

pytestmark = pytest.mark.browser

CLIPBOARD = "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); };"
SHARE = "navigator.share = what => { window.shared = what; return Promise.resolve(); };"
SEND = "发给家人、发到群里"
COPIED = "已复制，去微信粘贴"
CLASS = "shufa-qimeng1-2026-qiu"


def sent(page: Page, name: str = "copied") -> list[str]:
    until(page, f"window.{name}")
    found: Any = page.evaluate(f"window.{name}")
    return str(found["text"] if name == "shared" else found).split("\n")


def begun(opened: Open, path: str, script: str = CLIPBOARD, **options: Any) -> tuple[Page, list[str]]:  # noqa: F811
    page = opened("about/", **options)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.context.add_init_script(script)
    page.goto(page.url.replace("about/", path))
    return page, problems


def test_the_chosen_class_is_sent_with_its_own_time_and_link(opened: Open, site_url: str) -> None:  # noqa: F811
    page, problems = begun(opened, f"courses/shufa/?g={CLASS}")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("button", name=COPIED)).to_be_visible()
    lines = sent(page)
    assert lines[0] == "【示例】书法班 · 启蒙一班，6—8岁"
    assert "时间：每周六9:00–10:30，2026年秋季学期，2026年9月1日—2027年1月20日" in lines
    assert any(line.startswith("下一次：11月28日(周六)9:00–10:30，换地点") for line in lines)
    assert "报名已截止" in lines
    assert lines[-2:] == ["电话：0830-0000002", f"{site_url}q/{CLASS}/"]
    assert not any(other in "\n".join(lines) for other in ("基础", "提高", "平日", "10:40", "14:30"))
    page.goto(lines[-1])
    expect(page.locator("h1")).to_have_text("书法班 · 启蒙一班")
    assert problems == []


def test_another_choice_sends_another_class(opened: Open, site_url: str) -> None:  # noqa: F811
    page, _ = begun(opened, f"courses/shufa/?g={CLASS}")
    page.locator("[data-class='shufa-tigao2-2026-qiu'] a").click()
    page.get_by_role("button", name=SEND).click()
    lines = sent(page)
    assert lines[0].startswith("【示例】书法班 · 提高二班")
    assert any("每周日14:30" in line for line in lines)
    assert lines[-1] == f"{site_url}q/shufa-tigao2-2026-qiu/"
    assert "9:00" not in "\n".join(lines)


def test_without_a_choice_the_course_is_sent_and_no_class_is_next(opened: Open, site_url: str) -> None:  # noqa: F811
    page, _ = begun(opened, "courses/shufa/")
    page.get_by_role("button", name=SEND).click()
    lines = sent(page)
    assert lines[0] == "【示例】书法班，6—16岁的孩子"
    assert "启蒙一班：周六9:00" in lines
    assert not any(line.startswith("下一次") for line in lines)
    assert lines[-1] == f"{site_url}courses/shufa/"


def test_one_session_of_a_class_is_sent_from_its_row(opened: Open, site_url: str) -> None:  # noqa: F811
    page, _ = begun(opened, "courses/shufa/")
    row = page.locator("#next .session", has_text="启蒙一班").first
    row.get_by_role("button", name="转发这一次").click()
    lines = sent(page)
    assert lines[0] == "【示例】书法班 · 启蒙一班，6—8岁"
    assert lines[1].startswith("11月28日(周六)9:00–10:30，换地点，书法室换灯")
    assert lines[2] == "地点：妇女之家培训室 党群服务中心2楼203室（原在青少年宫书法室）"
    assert lines[3:] == ["电话：0830-0000002", f"{site_url}q/{CLASS}/"]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        (f"q/{CLASS}/", "【示例】书法班 · 启蒙一班，6—8岁"),
        ("services/tuoyu/", "【示例】普惠托育园：上班忙不过来，小娃娃可以放这里，半天也行。"),
        ("stories/weiquan-bangmang/", "难处说出来，有人一起想办法"),
    ],
)
def test_other_pages_are_sent_too(opened: Open, site_url: str, path: str, first: str) -> None:  # noqa: F811
    page, problems = begun(opened, path)
    page.get_by_role("button", name=SEND).click()
    lines = sent(page)
    assert (lines[0], lines[-1]) == (first, site_url + path)
    assert problems == []


def test_a_phone_that_can_share_is_asked_to_and_wechat_is_not(opened: Open) -> None:  # noqa: F811
    page, _ = begun(opened, COURSE, SHARE)
    page.get_by_role("button", name=SEND).click()
    assert sent(page, "shared")[0].startswith("【示例】家庭健康教育夜校")
    page, problems = begun(opened, COURSE, SHARE + CLIPBOARD, user_agent=WECHAT)
    page.get_by_role("button", name=SEND).click()
    assert sent(page)[0].startswith("【示例】家庭健康教育夜校")
    assert page.evaluate("window.shared") is None
    picture = page.locator("img").first
    expect(picture).to_be_hidden()
    until(page, "document.images[0].naturalWidth === 300")
    assert problems == []


def test_only_in_wechat_the_picture_is_fetched(opened: Open) -> None:  # noqa: F811
    page, _ = begun(opened, COURSE)
    assert page.locator("img[src*=square]").count() == 0


def test_the_manifest_is_read_without_an_error(opened: Open, site_url: str) -> None:  # noqa: F811
    page, problems = begun(opened, "about/")
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{site_url}site.webmanifest"
    assert json.loads(found["data"])["short_name"] == "邻府社区"
    for icon in json.loads(found["data"])["icons"]:
        assert page.request.get(site_url + icon["src"]).ok
    assert page.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
    assert page.locator("meta[name=theme-color]").count() == 2
    assert problems == []


@pytest.mark.parametrize(("name", "trigger"), [("提前1小时", "-1 day, 23:00:00"), ("提前1天", "-1 day, 0:00:00")])
def test_a_downloaded_calendar_reminds_as_chosen(opened: Open, name: str, trigger: str) -> None:  # noqa: F811
    page = opened(COURSE)
    page.get_by_role("link", name="加入手机日历").click()
    box = panel(page)
    box.get_by_role("button", name=name).click()
    expect(box.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    with page.expect_download() as got:
        box.get_by_role("link", name="下载日历文件").click()
    found = events(read(got.value))
    alarms = [alarm for event in found for alarm in event.walk("VALARM")]
    assert len(alarms) == len([event for event in found if event.get("STATUS") != "CANCELLED"]) > 3
    assert {str(alarm["TRIGGER"].dt) for alarm in alarms} == {trigger}
    with page.expect_download() as one:
        box.get_by_role("button", name="11月25日(周三)19:00").click()
    (event,) = events(read(one.value))
    assert len(event.walk("VALARM")) == 1


def test_the_address_to_subscribe_to_can_be_copied(opened: Open, site_url: str) -> None:  # noqa: F811
    page, _ = begun(opened, COURSE)
    page.get_by_role("link", name="加入手机日历").click()
    panel(page).get_by_role("button", name="复制订阅网址").click()
    assert sent(page) == [f"{site_url}calendar/courses/yexiao.ics"]
