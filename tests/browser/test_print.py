"""What the browser's own 打印 gives: few sheets, with what one needs on them and nothing to press."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp
from test_pages import Open, opened  # noqa: F401  a fixture

pytestmark = pytest.mark.browser


def printed(opened: Open, path: str) -> pypdfium2.PdfDocument:  # noqa: F811
    page = opened(path)
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def text_of(document: pypdfium2.PdfDocument) -> str:
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.parametrize(("path", "most"), [
    ("", 2), ("timetable/", 2), ("courses/shufa/", 1), ("courses/yexiao/", 1), ("courses/dushu/", 1), ("courses/xingti/", 1),
])  # fmt: skip
def test_pages_take_few_sheets(opened: Open, path: str, most: int) -> None:  # noqa: F811
    document = printed(opened, path)
    assert len(document) <= most
    width, height = document[0].get_size()
    assert width < height, "upright"
    said = text_of(document)
    for word in ("打电话问", "怎么报名", "长辈版", "加入手机日历", "收进我的课表", "编辑手册"):
        assert word not in said, word
    assert "0830-0000000" in said, "whom to ask"


@pytest.mark.parametrize(
    "path",
    ["", "timetable/", "courses/", "courses/xingti/", "courses/shufa/", "services/", "services/tuoyu/", "venues/wudao-shi/",
     "changes/", "stories/", "forms/peixun-2026-dong/", "embed/"],
)  # fmt: skip
def test_paper_that_hangs_for_days_says_dates(opened: Open, path: str) -> None:  # noqa: F811
    said = text_of(printed(opened, path))
    for word in ("今天", "明天", "后天", "现在开门", "还没开门", "进行中", "下一节"):
        assert word not in said, word


def test_a_course_brings_its_sign_up_and_code(opened: Open) -> None:  # noqa: F811
    document = printed(opened, "courses/shufa/")
    assert "12月1日(周二)9:00开始报名" in text_of(document)
    (code,) = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    assert code.text.startswith("https://")
    assert (code.position.bottom_right.x - code.position.top_left.x) / 3 / 72 * 25.4 > 25


def test_the_week_can_be_printed_two_taps_from_home(opened: Open) -> None:  # noqa: F811
    page = opened("")
    page.click(".words a:has-text('课表')")
    assert page.get_by_role("link", name="打印一周").get_attribute("href") == "../print/week-2026-11-23.pdf"
