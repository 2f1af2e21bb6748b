"""我的课表 on another phone: by a link, by a picture with a code, and what a link may not bring."""

from __future__ import annotations

import pytest
import zxingcpp
from playwright.sync_api import expect
from test_my import NIGHT, kept, settle, with_kept
from test_pages import Open, opened  # noqa: F401  a fixture

pytestmark = pytest.mark.browser


def test_a_link_takes_it_to_another_phone_and_asks_in_the_page(opened: Open) -> None:  # noqa: F811
    sender = with_kept(opened, f"{NIGHT},shouna", permissions=["clipboard-read", "clipboard-write"])
    sender.get_by_role("button", name="复制链接").click()
    expect(sender.get_by_role("button", name="已复制")).to_be_visible()
    link = sender.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"/my/#my={NIGHT},shouna")

    phone = opened(link.split("/linli/")[1])
    ask = phone.get_by_role("group", name="收到一份课表")
    expect(ask).to_be_focused()
    expect(ask).to_contain_text("这个链接里有2门课：家庭健康教育夜校 · 小学段、收纳整理。")
    assert kept(phone) == []
    ask.get_by_role("button", name="收下").click()
    settle(phone)
    assert kept(phone) == [NIGHT, "shouna"]
    assert "#" not in phone.url
    expect(ask).to_be_hidden()

    again = phone.url + "#my=shouna,huiben"
    phone.goto(again)
    expect(ask).to_contain_text("2门课")
    ask.get_by_role("button", name="不要").click()
    assert kept(phone) == [NIGHT, "shouna"]
    phone.goto(again)
    ask.get_by_role("button", name="合并到我的课表").click()
    expect(phone.locator("#my-said")).to_contain_text("已合并")
    assert kept(phone) == [NIGHT, "shouna", "huiben"]
    phone.goto(again)
    ask.get_by_role("button", name="换成这一份").click()
    expect(phone.locator("#my-said")).to_contain_text("已换成这一份")
    assert kept(phone) == ["shouna", "huiben"]
    phone.goto(again)
    expect(ask).to_contain_text("和您现在收着的一样")


def test_the_picture_holds_the_link(opened: Open) -> None:  # noqa: F811
    page = with_kept(opened, f"{NIGHT},shouna")
    page.get_by_role("button", name="做成二维码").click()
    picture = page.get_by_role("img", name="我的课表的二维码，用另一部手机扫")
    expect(picture).to_be_visible()
    assert (picture.get_attribute("src") or "").startswith("blob:")
    pixels = page.evaluate(
        """async () => {
            const image = document.querySelector('#my-qr img');
            await image.decode();
            const canvas = document.createElement('canvas');
            canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
            const pen = canvas.getContext('2d');
            pen.drawImage(image, 0, 0);
            const data = pen.getImageData(0, 0, canvas.width, canvas.height).data;
            return [canvas.width, Array.from(data).filter((_, n) => n % 4 === 0)];
        }"""
    )
    width, grey = pixels
    code = memoryview(bytes(grey)).cast("B", (len(grey) // width, width))
    [found] = zxingcpp.read_barcodes(code)
    assert found.text == f"{page.url}#my={NIGHT},shouna"


def test_a_hostile_link_brings_nothing(opened: Open) -> None:  # noqa: F811
    page = opened("my/#my=<img/src=x>,../../etc,A.B,%22onload%22,a.b.c")
    expect(page.locator("#my-none")).to_be_visible()
    expect(page.locator("#my-ask")).to_be_hidden()
    broken = opened("my/#my=%E5%A", quiet=False)
    expect(broken.locator("#my-none")).to_be_visible()


def test_courses_that_are_gone_are_named_and_can_be_let_go(opened: Open) -> None:  # noqa: F811
    page = with_kept(opened, f"{NIGHT},nobody,yexiao.00000000", quiet=False)
    gone = page.locator("#my-list li", has_text="网站上已经没有")
    expect(gone.nth(0)).to_contain_text("网站上已经没有这门课（nobody）")
    expect(gone.nth(1)).to_contain_text("家庭健康教育夜校：这个班网站上已经没有了")
    gone.get_by_role("button").first.click()
    assert kept(page) == [NIGHT, "yexiao.00000000"]
    expect(page.locator("#my-said")).to_contain_text("已移出")
    link = opened("my/#my=nobody,shouna", quiet=False)
    expect(link.locator("#my-ask")).to_contain_text("这个链接里有1门课：收纳整理。另有1门网站上已经没有了。")
