"""Hand-written pages, drawn by both builders: what was typed is shown, and nothing of it runs or is filled."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html import unescape
from pathlib import Path

import pytest

from fragments import gather, lay_out
from handwritten import HOSTILE, publish
from linli.checks import content_links, dangerous_links, slot_names
from linli.frames import Builder

TYPED = """---
title: 题@@css@@ <i>
description: 述 @@body@@ "甲"
---
请**务必（家长）**到场，**“重点”**内容。见https://example.org/a。谢谢
第二行

记号 `@@body@@ @@css@@ <!-- slot: today -->` 和 @@csp@@ @@head@@，代码 `<a href="/courses/">`。

    <!-- slot: banner --> @@now@@

| 甲 | 乙 | 丙 |
|:--|--:|:-:|
| 1 | 2 | 3 |

有注[^1]。

[^1]: 见[关于](about.md)。

<!-- slot: figures -->
"""


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages by name."""
    builder: Builder = request.param
    files = publish(tmp_path_factory.mktemp(builder), {"typed": TYPED, **HOSTILE}, builder)
    return {path.removesuffix("/index.html"): data.decode() for path, data in files.items() if path.endswith(".html")}


def main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.slow
def test_what_was_typed_reappears(site: dict[str, str]) -> None:
    page = site["typed"]
    text = unescape(re.sub(r"<[^<>]+>", "", main(page)))
    for typed in (
        "@@body@@ @@css@@ <!-- slot: today -->",
        "@@csp@@ @@head@@",
        '<a href="/courses/">',
        "<!-- slot: banner --> @@now@@",
    ):
        assert typed in text
    [title] = re.findall("<title>(.*?)</title>", page)
    assert unescape(title).startswith("题@@css@@ <i>｜")
    assert unescape(re.findall('<meta name="description" content="([^"]*)"', page)[0]) == '述 @@body@@ "甲"'
    assert unescape(re.findall('<meta property="og:title" content="([^"]*)"', page)[0]).startswith("题@@css@@ <i>｜")
    assert page.count("@@") == 2 * 7, "only what the text holds, and its title and description for chats"
    assert "<!--" not in page, "the true slot is filled"


@pytest.mark.slow
def test_the_rules_are_those_of_the_tables(site: dict[str, str]) -> None:
    page = main(site["typed"])
    assert "请<strong>务必（家长）</strong>到场，<strong>“重点”</strong>内容。" in page
    assert '<a href="https://example.org/a">https://example.org/a</a>。谢谢第二行' in page
    assert "style=" not in page
    assert page.count("data-side=") == 6
    assert "回到正文里的注1" in page
    assert 'href="../about/"' in page


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_the_policy_knows_no_script_of_an_editor(name: str, site: dict[str, str]) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', site[name])
    assert found
    for script in re.findall(r"(?is)<script[^>]*>(.*?)</script>", site[name]):
        if "pwned" in script:
            assert b64encode(hashlib.sha256(script.encode()).digest()).decode() not in found[1]
    assert "unsafe" not in found[1]
    assert name == "bare" or "<script>window" not in site[name].lower()
    assert name in ("title", "meta", "bare") or "pwned" in main(site[name]), "it is shown"


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - {"link"}))
def test_check_names_the_line(name: str, tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {f"content/{name}.md": HOSTILE[name]}))
    [problem] = [problem for problem in dangerous_links.check(context) if problem.code == "raw-html"]
    assert problem.level == "error"
    lines = HOSTILE[name].splitlines()
    assert re.search(r"(?i)<script|on[a-z]+ ?=", lines[problem.mark.line - 1])


@pytest.mark.parametrize(
    "text",
    [
        "```\n<script>\n```\n",
        "~~~ html\n<script>\n~~~\n",
        "码 `<script>` 和 ``<b onclick=`x`>``。",
        "    <script>\n",
        "- 一\n\n    ~~~\n    x\n    ~~~\n",
        "写 onclick= 也行",
        "<svg viewBox='0 0 1 1'></svg>\n\n`<script>`",
    ],
)
def test_code_that_is_only_shown_is_fine(text: str, tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": text}))
    assert list(dangerous_links.check(context)) == []


def test_a_slot_in_code_is_none(tmp_path: Path) -> None:
    text = "`<!-- slot: a -->`\n\n    <!-- slot: b -->\n\n```\n<!-- slot: c -->\n\n<!-- slot: d -->\n"
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": text}))
    assert [problem.mark.line for problem in slot_names.check(context)] == [6, 8], "nobody closed the fence"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<<<<<<< HEAD\n一\n=======\n二\n>>>>>>> b\n\n三\n\n<<<<<<< HEAD\n四\n=======\n>>>>>>> b\n", [1, 9]),
        ("一\n\n<<<<<<< HEAD\n二\n", [3]),
        ("一\n\n=======\n二\n>>>>>>> b\n", [3, 5]),
        ("一\n=======\n\n```\n<<<<<<< HEAD\n```\n\n<<<<<< 六个\n", []),
    ],
)
def test_what_git_left_of_two_versions_is_told_once(text: str, lines: list[int], tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": text}))
    found = list(content_links.check(context))
    assert [(problem.code, problem.mark.line) for problem in found] == [("bad-page", line) for line in lines]
    assert all("合并时留下的记号" in problem.message for problem in found)


SLOTS = (
    "<!-- slot: today", "<!-- slot: today\n-->", "<!--\nslot: today\n-->", "slot: today -->", "!-- slot: today -->",
    "<!-- slot：today -->", "‹!-- slot: today -->", "<！--slot: today -->", "< !-- slot: today -->", "\\<!-- slot: today -->",
    "＜!-- slot: today --＞", "<!— slot: today —>", "&lt;!-- slot: today --&gt;", "<!-- slot: today -- >", "<!- slot: today ->",
    "<!-- slot today -->", "<!-- slots: today -->", "<!-- solt: today -->", "<!--slot:today-->", "<!--  slot: today -->",
    "<!-- slot; today -->", "<!-- Slot: Today -->", "<!-- ｓｌｏｔ: today -->", "一 <!-- slot: open --> 二 <!-- slot today -->",
)  # fmt: skip


@pytest.mark.parametrize("text", SLOTS)
def test_what_looks_like_a_slot_and_is_none_is_told(text: str, tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": f"# 一\n\n{text}\n\n<!-- slot: changes -->\n"}))
    [problem] = slot_names.check(context)
    assert (problem.code, problem.level) == ("odd-slot", "error")
    assert problem.hint.startswith("写成 <!-- slot: today -->")
    line = f"# 一\n\n{text}".splitlines()[problem.mark.line - 1]
    assert problem.message.startswith(f"「{line[problem.mark.column - 1 :].strip()}")


@pytest.mark.parametrize(
    ("text", "said"), [("<!-- slot: 今天 -->", "可以写的记号"), ("<!-- slot todya -->", "是不是想写 <!-- slot: today")]
)
def test_a_slot_of_no_known_name_is_told_with_those_there_are(text: str, said: str, tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": text}))
    [problem] = slot_names.check(context)
    assert said in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "<!-- slots are nice, see -->",
        "<!-- show: today -->",
        "- slot: evening",
        "time slot: evening",
        "slot: evening",
        "<b>slot</b>",
        "早 — slot b",
        "    <!-- slot today -->",
        "`<!-- slot today -->`",
        "一 -- today --",
    ],
)
def test_what_only_speaks_of_slots_is_fine(text: str, tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": f"{text}\n"}))
    assert list(slot_names.check(context)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[甲](../guohua/)", ["broken-link"]),
        ("[甲](../shufa/)", []),
        ("[甲](/courses/shufa/#time)", []),
        ("[甲](/courses/nope/)", ["broken-link"]),
        ("[甲](../../join/)", []),
        ("[甲](join.md)", ["broken-link"]),
        ("[甲](/assets/a.pdf)", []),
        ("![甲](../../assets/b.jpg)", ["broken-link"]),
        ("![甲](https://example.org/a.jpg)", ["outside-image"]),
        ("![甲][x]\n\n[x]: //example.org/a.jpg", ["outside-image"]),
        ("[甲](https://example.org/a.jpg)、`[x](nope/)`、见https://example.org/nope", []),
        ("注[^1]\n\n[^1]: 见[甲](/nope/)", ["broken-link"]),
        ("[甲][x]\n\n[x]: /nope/", ["broken-link"]),
    ],
)
def test_links_in_texts_of_the_tables(text: str, said: list[str], tmp_path: Path) -> None:
    course = "- id: shufa\n  title: 书法班\n  category: 青少年宫\n  description: |\n    " + text.replace("\n", "\n    ")
    files = {"data/courses.yml": course + "\n", "content/join.md": "好", "content/assets/a.pdf": "x"}
    context, before = gather(lay_out(tmp_path / "site", files))
    assert before == []
    found = list(content_links.check(context))
    assert [problem.code for problem in found] == said
    for problem in found:
        assert (problem.mark.path, problem.field) == ("data/courses.yml", "description")
        assert problem.level == ("warning" if problem.code == "outside-image" else "error")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("有注[^1]。\n\n[^1]: 见文件\n", []),
        ("有注[^1]。\n\n[^1]: 见[关于](abuot.md)。\n", [3]),
        ("`[x](nope.md)`\n\n    [y](nope.md)\n", []),
        ("[书]: nope.md\n", []),
        ("[书]\n\n[书]: nope.md\n", [3]),
        ("[注意]: 这不是链接 是一句话\n", []),
        ("![图](https://example.org/a.jpg)\n", [1]),
        ("[图](https://example.org/a.jpg)\n", []),
        ("好\n\n<img src='nope.png' alt=''>\n", [3]),
    ],
)
def test_links_in_pages(text: str, lines: list[int], tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": text, "content/about.md": "好"}))
    assert [problem.mark.line for problem in content_links.check(context)] == lines
