"""What the files say without a clock: nothing that is true only today, on any page of the built site."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from clock import said
from linli.build import build
from tests_support import html_files

RELATIVE = re.compile(
    "今天|明天|后天|昨天|前天|今晚|明晚|本周|这周|下周|上周|本月|下个月|今年|明年|去年|刚刚|刚才|目前|此刻|现在|正在"
    "|报名中|进行中|下一节|即将|还有\\d+次|还没开课|已结束|后面还有|开门，到|名额已满(?!（截至)"
)
LEFT_OUT = re.compile(r"<(script|style|nav)\b.*?</\1>", re.DOTALL)
"""Scripts decide by the reader's clock; 今天 is the name of the first page."""
EXPLAINING = {"join", "editing", "rules", "about", "privacy", "404.html", "offline", "edit"}
"""Pages that explain the words, to residents or to editors."""
SAID = {
    "这周有变": "the heading of a printed week, under its dates",
    "现在是这一期": "of a printed code whose course has a successor for good",
    "通知要按今天的日期做": "of a notice that needs the reader's clock, where there is none",
    "现在没有网络": "the page that is shown without network",
}


def words(html: str) -> str:
    """What is seen without scripts and navigation; the title stays."""
    return " ".join(said(LEFT_OUT.sub("", html), None).split())


def relative(html: str) -> list[str]:
    """Every word that only holds for a while, with what stands around it."""
    text = words(html)
    for known in SAID:
        text = text.replace(known, "")
    return [text[max(0, found.start() - 12) : found.end() + 12] for found in RELATIVE.finditer(text)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>今天有课</p>", ["今天有课"]),
        ("<p>今<b>天</b></p>", ["今天"]),
        ("<p hidden>今天</p><template>进行中</template><b data-plain>需报名</b><b data-from='x' hidden>报名中</b>", []),
        ("<nav><a>今天</a></nav><script>今天</script>", []),
        ("<title>报名中</title>", ["报名中"]),
        ("<p>11月24日(周二)19:00，余3个（截至11月23日）</p>", []),
    ],
)
def test_the_test_itself(html: str, found: list[str]) -> None:
    assert relative(html) == found


def test_no_page_says_what_holds_only_today(site_dir: Path) -> None:
    pages = [page for page in html_files(site_dir) if page.relative_to(site_dir).parts[0] not in EXPLAINING]
    assert len(pages) > 100
    wrong = {str(page.relative_to(site_dir)): found for page in pages if (found := relative(page.read_text("utf-8")))}
    assert wrong == {}


def test_every_time_in_the_data_attributes_names_its_zone_and_its_year(site_dir: Path) -> None:
    times = re.compile(r'data-(?:start|end|opens|closes)="([^"]*)"')
    for page in html_files(site_dir):
        for value in times.findall(page.read_text("utf-8")):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d\+08:00", value), (page, value)


def test_the_same_words_on_the_next_day(site_dir: Path, root: Path, tmp_path: Path) -> None:
    """A sign-up block says the same whenever it was built, as long as the form is not closed for good."""
    assert build(root, tmp_path / "site", date(2026, 12, 2), paper=False).published
    for course in ("meishu", "yexiao", "xingti"):
        blocks = [
            re.search(
                r'<section class="signup".*?</section>',
                (site / f"courses/{course}/index.html").read_text("utf-8"),
                re.DOTALL,
            )
            for site in (site_dir, tmp_path / "site")
        ]
        assert blocks[0]
        assert blocks[1]
        assert blocks[0][0] == blocks[1][0]
