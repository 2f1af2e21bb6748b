"""One set of Markdown rules: the same text through the way of the tables and the way of the pages gives the same HTML."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from linli.prose import PROSE
from linli.prose.text import html


def page(text: str) -> str:
    """As both builders render a hand-written page."""
    extensions = ["admonition", "attr_list", "def_list", "md_in_html", "tables", PROSE]
    return Markdown(extensions=extensions).convert(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "请**务必（家长）**到场，**“重点”**内容。",
            "<p>请<strong>务必（家长）</strong>到场，<strong>“重点”</strong>内容。</p>",
        ),
        ("**注意：**带水", "<p><strong>注意：</strong>带水</p>"),
        ("他说：**「好」**。", "<p>他说：<strong>「好」</strong>。</p>"),
        ("*（可不来）*也行", "<p><em>（可不来）</em>也行</p>"),
        (
            "见https://example.org/a。谢谢",
            '<p>见<a href="https://example.org/a">https://example.org/a</a>。谢谢</p>',
        ),
        (
            "（https://example.org/b?x=1），再说",
            '<p>（<a href="https://example.org/b?x=1">https://example.org/b?x=1</a>），再说</p>',
        ),
        ("看https://example.org/路", '<p>看<a href="https://example.org/">https://example.org/</a>路</p>'),
        ("第一行\n第二行", "<p>第一行第二行</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("免费\nWiFi", "<p>免费\nWiFi</p>"),
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
        ("~~旧~~新", "<p><del>旧</del>新</p>"),
        ("𠮷\n𬱖", "<p>𠮷𬱖</p>"),
    ],
)
def test_tables_and_pages_say_the_same(text: str, wanted: str) -> None:
    assert str(html(text)) == wanted
    assert page(text) == wanted


def test_aligned_columns_need_no_style() -> None:
    text = "| 甲 | 乙 |\n| :- | -: |\n| 1 | 2 |"
    for made in (str(html(text)), page(text)):
        assert "style=" not in made
        assert made.count("<td") == 2


def test_footnotes_stand_on_pages() -> None:
    made = page("有注[^1]。\n\n[^1]: 出处。")
    assert "出处" in made
    assert "[^1]" not in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点](javascript:alert(1))",
        "[点](JaVaScRiPt:alert(1))",
        "[点](&#106;avascript:alert(1))",
        "[点](data:text/html,<script>)",
        "<a href='javascript:alert(1)'>x</a>",
        "```\n<script>alert(1)</script>",
        "<!-- x --><script>y</script>",
        "![x](javascript:alert(1))",
    ],
)
def test_texts_of_tables_cannot_run_anything(text: str) -> None:
    made = str(html(text))
    assert not re.search(r"<(script|img|iframe|style|svg)\b", made, re.IGNORECASE) or 'src="x' not in made
    assert not re.search(r"<script|<[^>]*\son\w+=|(?:href|src)=\"\s*(?:javascript|data)", made, re.IGNORECASE)
