"""Signs of Markdown typed in Chinese ways are told; sentences that only hold such signs are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from fragments import ROOT, gather, lay_out
from linli.checks import check_all, content_links, dangerous_links, mistyped_signs
from linli.problems import Problem

MKDOCS = (ROOT / "mkdocs.yml").read_text("utf-8")
PAGES = {
    "content/join.md": "# 报名\n\n## 怎么走\n\n## 第三步 {#san}\n",
    "content/images/b.jpg": "照片",
    "mkdocs.yml": MKDOCS,
}


def in_page(folder: Path, text: str) -> list[Problem]:
    context, _ = gather(lay_out(folder / "page", {**PAGES, "content/a.md": text}))
    return [*mistyped_signs.check(context), *content_links.check(context)]


def in_table(folder: Path, text: str) -> list[Problem]:
    course = "- id: shufa\n  title: 书法班\n  category: 青少年宫\n  description: |\n    "
    row = course + text.rstrip("\n").replace("\n", "\n    ")
    context, before = gather(lay_out(folder / "table", {**PAGES, "data/courses.yml": f"{row}\n"}))
    assert before == []
    return [*mistyped_signs.check(context), *content_links.check(context)]


SIGNS = {
    "[怎么报名]（/join/）": "括号不是英文的，会照原样显示 | 写成 [怎么报名](/join/)",
    "【怎么报名】(/join/)": "写成 [怎么报名](/join/)",
    "【怎么报名】（/join/）": "写成 [怎么报名](/join/)",
    "[怎么报名](/join/）": "写成 [怎么报名](/join/)",
    "[怎么报名] (/join/)": "中间有空格，会照原样显示 | 写成 [怎么报名](/join/)",
    "见【问卷】(https://wjx.cn/a)": "写成 [问卷](https://wjx.cn/a)",
    "！[合影](/images/b.jpg)": "感叹号不是英文的，会照原样显示 | 写成 ![合影](/images/b.jpg)",
    "![合影]（/images/b.jpg）": "像是图片，括号不是英文的，会照原样显示 | 写成 ![合影](/images/b.jpg)",
    "＃＃ 标题": "写成 ## 标题",
    "＃\u3000标题": "写成 # 标题",
    "带＊＊水杯＊＊": "写成 **水杯**",
    "[怎么报名]()": "没有写链接到哪里",
    "```\n一\n": "在代码的最后另起一行写 ```",
}


@pytest.mark.parametrize("text", SIGNS)
def test_a_sign_that_is_none_is_told(text: str, tmp_path: Path) -> None:
    [here], [there] = in_page(tmp_path, f"一\n\n{text}\n"), in_table(tmp_path, f"一\n\n{text}\n")
    assert (here.level, here.mark.line) == (there.level, there.mark.line - 4) == ("warning", 3)
    assert SIGNS[text] in f"{here.message} | {here.hint}"
    assert (here.message, here.hint) == (there.message, there.hint)


@pytest.mark.parametrize("sign", ["···", "｀｀｀", "'''"])
def test_other_signs_around_code_are_told(sign: str, tmp_path: Path) -> None:
    found = in_page(tmp_path, f"{sign}\n一\n{sign}\n")
    assert [(problem.mark.line, problem.hint) for problem in found] == [(1, "写成 ```"), (3, "写成 ```")]


@pytest.mark.parametrize(
    "text",
    [
        "【示例】（周三）",
        "【问卷星】（https://wjx.cn/a）",
        "[1] (https://wjx.cn/a)",
        "欢迎！[怎么报名](/join/)",
        "欢迎！[合影](/images/b.jpg)",
        "＃书法＃",
        "＃书法",
        "一\n\n···\n\n二",
        "`[a]（/join/）`",
        "```\n＃＃ 一\n```",
        "````\n```\n````",
        "- 一\n\n    ```\n    一\n    ```",
        "[ ] 一（二）",
    ],
)
def test_what_is_right_or_only_a_sentence_is_fine(text: str, tmp_path: Path) -> None:
    assert in_page(tmp_path, text) == in_table(tmp_path, text) == []


LINKS = {
    "[甲](www.wjx.cn/a)": "：https://www.wjx.cn/a",
    "[甲](wjx.cn/a)": "：https://wjx.cn/a",
    "[甲](https:/wjx.cn/a)": "：https://wjx.cn/a",
    "[甲](https：//wjx.cn/a)": "：https://wjx.cn/a",
    "[甲](http//wjx.cn/a)": "：https://wjx.cn/a",
    "![合影](合影.jpg)": "图片 合影.jpg 不存在 | 请把图片上传到 content/images/，写成 ![说明](",
    "![合影](合影 1.jpg)": "图片 合影 1.jpg 不存在",
}


@pytest.mark.parametrize("text", LINKS)
def test_an_address_that_leads_nowhere_is_told(text: str, tmp_path: Path) -> None:
    for [problem] in (in_page(tmp_path, text), in_table(tmp_path, text)):
        assert problem.code == "broken-link"
        assert LINKS[text] in f"{problem.message} | {problem.hint}"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("[甲](join.md#怎么走)", [5]),
        ("[甲](#没有)、[乙](join.md#没有)", [5, 14]),
        ("[甲](join.md#san)、[乙](join.md#)、[丙](#)、[丁](#ben)\n\n## 本页 {#ben}", []),
        ("`[甲](join.md#没有)`、[乙](editing.md#gai)、[丙](/join/#x)、[丁](https://example.org/#x)", []),
    ],
)
def test_a_place_within_a_page_is_looked_for(text: str, columns: list[int], tmp_path: Path) -> None:
    found = in_page(tmp_path, text)
    assert [problem.mark.column for problem in found] == columns
    assert {(problem.code, problem.level) for problem in found} <= {("no-anchor", "warning")}


def test_pages_that_are_right_are_fine(tmp_path: Path) -> None:
    """Those of the kit, and that which shows how everything is written."""
    kits = ROOT / "overrides/pages"
    files = {f"content/{path.relative_to(kits).as_posix()}": path.read_text("utf-8") for path in kits.rglob("*.md")}
    files |= {
        "content/all.md": (ROOT / "tests/cases/prose/all.md").read_text("utf-8"),
        "content/about.md": "好",
        "mkdocs.yml": MKDOCS,
    }
    context, _ = gather(lay_out(tmp_path / "site", files))
    new = {"mistyped-sign", "open-fence", "empty-link", "no-anchor", "odd-slot", "front-matter", "front-matter-name"}
    assert [problem for problem in check_all(context) if problem.code in new] == []


@pytest.mark.parametrize("target", [r"C:\照片\a.jpg", "D:/照片/a.jpg", "file:///C:/a.jpg"])
def test_a_file_of_ones_own_computer_is_told(target: str, tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {**PAGES, "content/a.md": f"![合影]({target})\n"}))
    [problem] = dangerous_links.check(context)
    assert "content/images/，写 ![说明](/images/a.jpg)" in problem.hint
