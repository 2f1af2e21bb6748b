"""One set of Markdown rules: the same text through the way of the tables and the way of the pages gives the same HTML."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from linli.prose import PROSE
from linli.prose.notes import TITLES
from linli.prose.text import html, machine


def page(text: str) -> str:
    """As both builders render a hand-written page."""
    extensions = ["attr_list", "def_list", "md_in_html", "tables", PROSE]
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
        ("**一（二）**、**“三”**。", "<p><strong>一（二）</strong>、<strong>“三”</strong>。</p>"),
        ("***“全”***部", "<p><strong><em>“全”</em></strong>部</p>"),
        ("**粗\n体。**后", "<p><strong>粗体。</strong>后</p>"),
        ("**先**\n后", "<p><strong>先</strong>后</p>"),
        ("先\n`码`\n后", "<p>先<code>码</code>后</p>"),
        ("中文，\nEnglish", "<p>中文，English</p>"),
        ("中文\nEnglish\n中文", "<p>中文\nEnglish\n中文</p>"),
        ("한국\n한국", "<p>한국\n한국</p>"),
        ("“好”\n‘好’", "<p>“好”‘好’</p>"),
        ("先  \n后", "<p>先<br />\n后</p>"),
        ("> 引\n> 文", "<blockquote>\n<p>引文</p>\n</blockquote>"),
        ("![图\n片](/a.png)", '<p><img alt="图片" src="/a.png" /></p>'),
        ("见https://example.org/a、https://example.org/b；", None),
        ("**https://example.org/a_b_c**后", None),
        ("（见https://example.org/a(1)）", None),
        ("(https://example.org/a)", '<p>(<a href="https://example.org/a">https://example.org/a</a>)</p>'),
        (
            "https://example.org/?a=1&copy;=2&b=3",
            '<p><a href="https://example.org/?a=1&amp;copy;=2&amp;b=3">https://example.org/?a=1&amp;copy;=2&amp;b=3</a></p>',
        ),
        ("到www.example.org看", '<p>到<a href="http://www.example.org">www.example.org</a>看</p>'),
        ("写信给a.b@example.org。", '<p>写信给<a href="mailto:a.b@example.org">a.b@example.org</a>。</p>'),
        (
            "[https://example.org](https://example.org/x)",
            '<p><a href="https://example.org/x">https://example.org</a></p>',
        ),
        ("`https://example.org`", "<p><code>https://example.org</code></p>"),
        ("https://内网/a 和 http:// 和 1http://a.cn", "<p>https://内网/a 和 http:// 和 1http://a.cn</p>"),
        ("要带：\n- 纸\n- 笔", "<p>要带：</p>\n<ul>\n<li>纸</li>\n<li>笔</li>\n</ul>"),
        ("- 笔\n  - 毛笔\n- 纸", "<ul>\n<li>笔<ul>\n<li>毛笔</li>\n</ul>\n</li>\n<li>纸</li>\n</ul>"),
        ("1. 甲\n   - 乙\n2. 丙", "<ol>\n<li>甲<ul>\n<li>乙</li>\n</ul>\n</li>\n<li>丙</li>\n</ol>"),
        ("- 甲\n\n  续\n- 乙", None),
        ("第3期 2026.\n5. 号", "<p>第3期 2026.\n5. 号</p>"),
        ("```\n- 甲\n乙\n- 丙\n```", "<pre><code>- 甲\n乙\n- 丙\n</code></pre>"),
        ("甲\n:   乙", "<dl>\n<dt>甲</dt>\n<dd>乙</dd>\n</dl>"),
        ("有注[^1]。\n\n[^1]: 出处。", None),
        ("A&B 5 < 6", "<p>A&amp;B 5 &lt; 6</p>"),
        ("价5*8", "<p>价5*8</p>"),
        ("请==务必（家长）==到", "<p>请<mark>务必（家长）</mark>到</p>"),
        ("^^新加^^的", "<p><ins>新加</ins>的</p>"),
        ("H~2~O、36m^2^", "<p>H<sub>2</sub>O、36m<sup>2</sup></p>"),
        ("周一~周五19:00~20:30、9:00~10:00", "<p>周一~周五19:00~20:30、9:00~10:00</p>"),
        ("(^_^)和====", "<p>(^_^)和====</p>"),
        ("3:100:5，:smile:好，:nope:", "<p>3:100:5，😄好，:nope:</p>"),
        (":material-nope:", "<p>:material-nope:</p>"),
        ("- [x] 甲\n- [ ] 乙", None),
        ("!!! note\n    字", '<div class="admonition note">\n<p class="admonition-title">注意</p>\n<p>字</p>\n</div>'),
        ('!!! note "Note"\n    字', None),
        ("!!! 提示\n    字", '<div class="admonition tip">\n<p class="admonition-title">提示</p>\n<p>字</p>\n</div>'),
        (
            "???+ caution\n    字",
            '<details class="admonition caution warning" open="open">\n<summary>当心</summary>\n<p>字</p>\n</details>',
        ),
        (
            "1. 甲\n\n    !!! tip\n\n        乙\n2. 丙",
            (
                "<ol>\n<li>\n<p>甲</p>\n"
                '<div class="admonition tip">\n<p class="admonition-title">提示</p>\n<p>乙</p>\n</div>\n</li>\n'
                "<li>\n<p>丙</p>\n</li>\n</ol>"
            ),
        ),
        (
            "区妇联的HTML，XHTML\n\n*[妇联]: 妇女联合会\n*[HTML]: 语言",
            '<p>区<abbr tabindex="0" title="妇女联合会">妇联</abbr>的<abbr tabindex="0" title="语言">HTML</abbr>，XHTML</p>',
        ),
        ("按++ctrl+c++", None),
        (
            "{--去--}{++加++}{~~旧~>新~~}{==亮==}{>>注<<}`{--码--}`",
            (
                '<p><del class="critic">去</del><ins class="critic">加</ins>'
                '<span class="critic"><del>旧</del><ins>新</ins></span><mark class="critic">亮</mark>'
                '<span class="critic comment">注</span><code>{--码--}</code></p>'
            ),
        ),
        ("只{--去--}", None),
    ],
)
def test_tables_and_pages_say_the_same(text: str, wanted: str | None) -> None:
    assert str(html(text)) == page(text)
    assert wanted is None or page(text) == wanted


def test_aligned_columns_need_no_style() -> None:
    text = "| 甲 | 乙 |\n| :- | -: |\n| 1 | 2 |"
    for made in (str(html(text)), page(text)):
        assert "style=" not in made
        assert made.count("<td") == 2
        assert re.findall('data-side="([a-z]+)"', made) == ["left", "right"] * 2


def test_an_address_in_a_tag_of_a_page_stays(  # texts of the tables have no tags
) -> None:
    for text in (
        '见<a href="https://example.org/a">https://example.org/a</a>。',
        '见<img src="https://example.org/a.png" alt="">。',
        "见<a href='https://example.org/a'>这里 https://example.org/b</a>",
    ):
        assert page(text) == f"<p>{text}</p>"
    made = page("<a href='/x'>甲</a>，https://example.org/b")
    assert '<a href="https://example.org/b">' in made


@pytest.mark.parametrize("kind", TITLES)
def test_every_kind_of_note_is_headed_in_chinese(kind: str) -> None:
    for opening in ("!!!", "???", "???+"):
        made = page(f"{opening} {kind}\n    字")
        assert f">{TITLES[kind]}</" in made
        assert kind.capitalize() not in made
        assert page(f"{opening} {TITLES[kind]}\n    字") == made
        assert ">自己的</" in page(f'{opening} {kind} "自己的"\n    字')
    assert TITLES[kind] not in page(f'!!! {kind} ""\n    字')


def test_no_two_kinds_are_headed_alike() -> None:
    assert len(set(TITLES.values())) == len(TITLES)


def test_an_icon_takes_the_colour_and_size_of_its_words() -> None:
    made = page("九点 :material-clock: 开门")
    assert re.fullmatch(
        r'<p>九点 <span class="twemoji"><svg aria-hidden="true" viewBox="[^"]*"><path d="[^"]*"/></svg></span> 开门</p>',
        made,
    )
    assert made == html("九点 :material-clock: 开门")
    assert ":fontawesome-solid-people-group:" not in page(":fontawesome-solid-people-group:")


def test_a_glossary_explains_its_words_on_every_page() -> None:
    machine = Markdown(extensions=[PROSE], extension_configs={PROSE: {"glossary": {"妇联": "妇女联合会"}}})
    for _ in range(2):
        assert machine.reset().convert("妇联和妇联") == (
            '<p><abbr tabindex="0" title="妇女联合会">妇联</abbr>和<abbr title="妇女联合会">妇联</abbr></p>'
        ), "a finger reaches the first one"


def test_attributes_may_have_a_line_of_their_own() -> None:
    assert page("一段话。\n{ .card }") == '<p class="card">一段话。</p>'
    assert page("![图](a.png){ align=left }") == '<p><img alt="图" data-side="left" src="a.png" /></p>'


_PIECES = [
    *"中文字，。“”：:（）a1 \n\n\n-+=.!x\u3000\u00a0é\u2028",
    "  ",
    "19:00",
    "\n\n",
    "\n- ",
    "1. ",
    "**粗**",
    "# 题\n",
    "`码`",
    "==",
    "^",
    ":smile:",
    "!!! note\n    ",
    "??? ",
    "[x] ",
    "++",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_the_short_way_gives_what_the_machine_gives(text: str) -> None:
    text = re.sub(r"\A(?: *\n)+|(?:\n *)+\Z", "", text)
    assert html(text) == machine().reset().convert(text)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "*a ",
        "`",
        "<",
        "![",
        "_a",
        "|a",
        "> ",
        "[^a]",
        "a@",
        "==",
        "^a",
        "H~2",
        ":a",
        "++a",
        "- [ ] ",
        "{--a",
        "{>>",
        "中\n",
        "*中*\n",
    ],
)
@pytest.mark.parametrize("size", [4_000, 300_000])
def test_no_text_takes_long(piece: str, size: int) -> None:
    started = time.process_time()
    made = html(piece * (size // len(piece)))
    assert time.process_time() - started < 60
    assert len(made) >= size // 2


def test_remarks_are_left_out_but_not_code() -> None:
    assert html("前<!-- 私\n\n下 -->后 `<!-- 码 -->`") == "<p>前后 <code>&lt;!-- 码 --&gt;</code></p>"
    assert html("前<!-- 没完") == "<p>前</p>"


def test_headings_stand_below_the_page_s_own() -> None:
    assert html("# 一\n\n##### 五") == "<h3>一</h3>\n<h6>五</h6>"


def test_footnotes_stand_on_pages() -> None:
    made = page("有注[^1]。\n\n[^1]: 出处。")
    assert "出处" in made
    assert "[^1]" not in made


@pytest.mark.parametrize(
    "address", ["https://evil.test/x.png", "//evil.test/x.png", "\\\\\\\\evil.test/x.png", "https:evil.test"]
)
def test_a_picture_of_another_host_is_a_link(address: str) -> None:
    made = html(f"![图]({address}) ![自己的](a.png)")
    assert made.count("<img") == 1
    assert 'src="a.png"' in made
    assert re.search(r'<a class="elsewhere" href="[^"]*evil\.test[^"]*">图</a>', made)


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
