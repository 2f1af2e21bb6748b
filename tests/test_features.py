"""Everything that an editor can write, by Material's manual: one page of all of it, drawn by both builders."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from fragments import gather, lay_out
from handwritten import ALL, PICTURE, publish
from linli.assets import read
from linli.checks import check_all, dangerous_links, page_writing
from linli.frames import Builder
from linli.problems import Problem
from linli.stylesheets import WRITTEN

WANTED = {
    "a note without a title": r'<div class="admonition note">\s*<p class="admonition-title">注意</p>',
    "a title of one's own": r'<div class="admonition tip">\s*<p class="admonition-title">自己写的标题</p>',
    "a note with no title": r'<div class="admonition info">\s*<p>没有标题的一框。</p>',
    "a note at the side": r'<div class="admonition info inline end">',
    "what folds": r'<details class="admonition note">\s*<summary>注意</summary>\s*<p>点开才看得到。</p>\s*</details>',
    "what is unfolded": r'<details class="admonition warning" open="open">\s*<summary>先展开的</summary>',
    "tabs": r'<input checked="checked" id="(__tabbed_1_1)" name="__tabbed_1" type="radio" ?/?><label for="\1">大人</label>'
    r'<div class="tabbed-content">\s*<p>周二',
    "cards": r'<div class="grid cards">\s*<ul>\s*<li>\s*<p><span class="twemoji lg middle"><svg aria-hidden="true"',
    "a card of one's own": r'<div class="grid">\s*<p class="card">旁边的一格。</p>',
    "an icon in a link": r'<a href="\.\./join/"><span class="twemoji"><svg[^>]*><path[^>]*/?></svg></span> 怎么报名</a>',
    "an emoji": "九点开门 😄。",
    "buttons": r'<a class="md-button" href="\.\./join/">怎么报名</a>\s*<a class="md-button md-button--primary" href="\.\./join/">',
    "marked, inserted, struck": "<mark>务必（家长）</mark>到场，<ins>新加的</ins>，<del>不办了</del>",
    "small letters": "H<sub>2</sub>O，36m<sup>2</sup>，周一~周五 19:00~20:30",
    "keys": r'<kbd class="key-control">Ctrl</kbd><span>\+</span><kbd class="key-c">C</kbd>',
    "corrections": '<del class="critic">去掉</del>、<ins class="critic">加上</ins>',
    "abbreviations": '区<abbr tabindex="0" title="妇女联合会">妇联</abbr>',
    "footnotes": r'<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
    "tasks": r'<li class="task-list-item"><span aria-label="已完成" class="task" role="img">☑</span>场地借好了</li>',
    "a note in a list": r'<li>\s*<p>先登记</p>\s*<div class="admonition tip">',
    "definitions": r"<dt>托管</dt>\s*<dd>放学后",
    "aligned columns": r'<td data-side="right">12</td>',
    "code": r'<span class="filename">changes.yml</span><pre><span></span><code><span class="linenos" data-linenos="1 "></span>',
    "a marked line of code": r'<span class="hll"><span class="linenos" data-linenos="2 "></span> *<span class="tok-word">date',
    "code in a line": r'<code class="highlight">range\(<span class="tok-figure">3</span>\)</code>',
    "a caption": r'<figure>\s*<img alt="一方红印" src="\.\./assets/yin\.svg" width="200" ?/?>[\s\S]*?<figcaption>邻府的印</figcaption>',
    "another caption": r"<figcaption>\s*<p>另一种写法的图注</p>\s*</figcaption>",
    "a picture at the side": r'<img alt="右边的印" data-side="right" loading="lazy" src="\.\./assets/yin\.svg" width="80" ?/?>',
    "an annotation": r'<p class="annotate">没有脚本也看得到的注解\(1\)。</p>',
}
RAW = (
    "!!!",
    "???",
    "===",
    "markdown=",
    "{ .",
    ":material",
    ":octicons",
    "==",
    "^^",
    "~~",
    "++",
    "[x]",
    "*[",
    "///",
    "[^1]",
    "#!",
)
"""What none of it leaves behind."""


@cache
def files(builder: Builder, folder: Path) -> dict[str, bytes]:
    return publish(folder, {"all": ALL}, builder)


@pytest.fixture(params=["mkdocs", "zensical"])
def main(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page's main part."""
    folder = tmp_path_factory.getbasetemp() / f"features-{request.param}"
    page = files(request.param, folder)["all/index.html"].decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.slow
def test_every_feature_works(main: str) -> None:
    assert [name for name, pattern in WANTED.items() if not re.search(pattern, main)] == []


@pytest.mark.slow
def test_nothing_is_left_as_it_was_typed(main: str) -> None:
    text = unescape(re.sub(r"<[^<>]+>", "", main))
    assert [sign for sign in RAW if sign in text] == []
    assert "style=" not in main


@pytest.mark.slow
def test_a_page_carries_only_the_sheets_it_uses(tmp_path: Path) -> None:
    made = publish(tmp_path, {"tip": "!!! tip\n    字\n"})
    style = {
        name: made[f"{name}/index.html"].decode().partition("<style>")[2].partition("</style>")[0]
        for name in ("tip", "about")
    }
    assert ".admonition.tip{" in style["tip"]
    for absent in (".tabbed-set", ".grid", ".md-button", "figcaption", ".tok-word"):
        assert absent not in style["tip"]
    assert ".admonition" not in style["about"]
    assert 0 < len(style["tip"]) - len(style["about"]) < 2500


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_every_feature_brings_its_sheet(tmp_path_factory: pytest.TempPathFactory, builder: Builder) -> None:
    page = files(builder, tmp_path_factory.getbasetemp() / f"features-{builder}")["all/index.html"].decode()
    sheets = read(Path(__file__).resolve().parents[1]).sheets
    assert [name for name in WRITTEN if sheets[name].partition("@media print{")[0] not in page] == []


def found(tmp_path: Path, text: str) -> list[Problem]:
    pages = {"content/all.md": text, "content/about.md": "好", "content/join.md": "好"}
    pages |= {f"content/{path}": data.decode() for path, data in PICTURE.items()}
    context, before = gather(lay_out(tmp_path / "site", {**pages, "mkdocs.yml": MKDOCS}))
    assert before == []
    return check_all(context)


MKDOCS = (Path(__file__).resolve().parents[1] / "mkdocs.yml").read_text("utf-8")


def test_no_rule_refuses_any_of_it(tmp_path: Path) -> None:
    assert [problem for problem in found(tmp_path, ALL) if problem.mark.path == "content/all.md"] == []


@pytest.mark.parametrize(
    "text",
    [
        '<input name="a">\n',
        '<input id="__tabbed_1_1" name="__tabbed_1" type="radio" onclick="x()" />\n',
        '=== "甲"\n\n    <script>x()</script>\n',
        '<div class="grid cards" markdown>\n\n- <iframe src="/a"></iframe>\n\n</div>\n',
        '<figure markdown="span" onclick="x()">\n![甲](assets/yin.svg)\n</figure>\n',
        "!!! note\n    <form action='/a'></form>\n",
        "[甲](join.md){ .md-button onclick=x() }\n",
        "*[甲]: <object>\n\n<object data='a'></object> 甲\n",
        "``` yaml\n<script>\n```\n<script>x()</script>\n",
        '=== "甲"\n\n    字\n\n<button>乙</button>\n',
    ],
)
def test_what_runs_is_refused_as_before(text: str, tmp_path: Path) -> None:
    assert "raw-html" in {problem.code for problem in found(tmp_path, text)}


@pytest.mark.parametrize(
    "text",
    [
        '=== "甲"\n\n    写 `<input>` 就行\n',
        '``` html title="a" linenums="1"\n<input name="a" onclick="x()">\n<script>x()</script>\n```\n',
        "写 `#!html <script>` 就行\n",
        "!!! note\n\n    ``` html\n    <script>x()</script>\n    ```\n",
    ],
)
def test_coloured_code_is_only_shown(text: str, tmp_path: Path) -> None:
    lay_out(tmp_path / "site", {"content/a.md": text, "mkdocs.yml": MKDOCS})
    context, _ = gather(tmp_path / "site")
    assert list(dangerous_links.check(context)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (":fontawesome-solid-usr:", ":fontawesome-solid-user:"),
        ("`:material-nope:` 和 :material-clock:", ""),
        ("$$ x^2 $$", "公式"),
        ("价 $$，另价 5", ""),
        ("~~~mermaid\na\n~~~", "流程图"),
    ],
)
def test_what_cannot_be_shown_is_told(text: str, said: str, tmp_path: Path) -> None:
    context, _ = gather(lay_out(tmp_path / "site", {"content/a.md": text, "mkdocs.yml": MKDOCS}))
    told = [problem.message + problem.hint for problem in page_writing.check(context)]
    assert len(told) == bool(said)
    assert said in "".join(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("!!! tip\n    字\n\n- [x] 甲\n\n==乙== :material-clock: ++ctrl++", 0),
        ('=== "甲"\n\n    字', 1),
        ("字\n{ .card }", 1),
        ("字\n/// caption\n图\n///", 1),
        ('``` py title="a"\nx\n```', 1),
        ("`{ .card }` 和 {甲} 和 { 乙 }", 0),
    ],
)
def test_what_only_pages_know_is_told_in_tables(text: str, told: int, tmp_path: Path) -> None:
    course = "- id: shufa\n  title: 书法班\n  category: 青少年宫\n  description: |\n    " + text.replace("\n", "\n    ")
    context, before = gather(lay_out(tmp_path / "site", {"data/courses.yml": course + "\n"}))
    assert before == []
    assert [problem.code for problem in page_writing.check(context)] == ["pages-only"] * told
