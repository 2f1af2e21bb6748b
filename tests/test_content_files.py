"""Files in content/: drawings that run nothing, addresses that are free, links that lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from fragments import context_of_rows as context
from linli import assets
from linli.checks import _pages, content_files
from linli.pictures.files import is_page

ROOT = Path(__file__).resolve().parents[1]
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def laid(root: Path, path: str, text: str | bytes) -> list[tuple[str, str, str]]:
    (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "content" / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    tables = {"courses": [{"id": "shufa", "title": "书法班", "category": "甲"}]}
    redirects = [{"from": "courses/alt", "to": "courses/shufa"}]
    found = content_files.check(context(root, **tables, redirects=redirects))
    return [(str(problem.mark), problem.code, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<SCRIPT href='a.js'/>", "SCRIPT"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>a()</h:script>", "script"),
        ('<rect onload="a()"/>', "onload"),
        ('<rect title="a>b"\nonclick = "a()"/>', "onclick"),
        ('<a href="javascript:alert(1)"><rect/></a>', "javascript"),
        ('<a xlink:href=" java&#115;cr&#x0A;ipt:alert(1)"/>', "javascript"),
        ("<foreignObject><div/></foreignObject>", "foreignObject"),
        ('<set attributeName="onclick" to="alert(1)"/>', "onclick"),
        ('<a href="data:text/html,a"/>', "data:text"),
    ],
)
def test_a_drawing_runs_nothing(inside: str, named: str, tmp_path: Path) -> None:
    [(mark, code, message)] = laid(tmp_path, "assets/a.svg", _SVG.format(inside))
    assert (mark.split(":")[0], code) == ("content/assets/a.svg", "svg-code")
    assert f"会运行的代码 {named}" in message


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://evil.test/a.png"/>',
        "<image xlink:href = '//evil.test/a.png'/>",
        '<s:use href="http://evil.test/a.svg#b"/>',
        "<style>a{fill:url(https://evil.test/a)}</style>",
        "<style>@import 'https://evil.test/a.css';</style>",
        '<rect fill="url(&#104;ttps://evil.test/a)"/>',
    ],
)
def test_a_drawing_asks_nobody(inside: str, tmp_path: Path) -> None:
    [(_, code, message)] = laid(tmp_path, "assets/a.svg", _SVG.format(inside))
    assert code == "svg-code"
    assert "向别的网站要东西" in message


def test_a_drawing_in_another_coding_hides_nothing(tmp_path: Path) -> None:
    assert len(laid(tmp_path, "a.SVG", _SVG.format("<script/>").encode("utf-16"))) == 1


@pytest.mark.parametrize(
    "inside",
    [
        "<rect width='3'/>",
        "<!-- <script> -->",
        "<style>a{fill:url(#b)}</style>",
        '<image href="data:image/png;base64,aGk="/>',
        "<text>javascript: 一门语言，on = 开</text>",
        '<a href="../courses/shufa/"><title>书法班</title></a>',
        '<a href="https://example.org/"><title>书法班</title></a>',
    ],
)
def test_an_ordinary_drawing_is_fine(inside: str, tmp_path: Path) -> None:
    assert laid(tmp_path, "assets/a.svg", _SVG.format(inside)) == []


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("courses/shufa.md", "taken-address", "网址 /courses/shufa/ 已由 data/courses.yml 里的 shufa 占用"),
        ("courses/shufa/poster.png", "taken-address", "里的 shufa 占用"),
        ("courses/alt/index.md", "taken-address", "旧网址占用"),
        ("assets/linli.js", "taken-address", "网站自己的文件占用"),
        ("sitemap.xml", "taken-address", "网站自己的文件占用"),
        ("q/shufa/index.md", "taken-address", "网站自己的文件占用"),
        ("timetable/2026-11.md", "taken-address", "网站自己的文件占用"),
        ("a.xhtml", "active-file", "运行"),
        ("a.html", "unpublished-file", "不会放到网上"),
        ("New.MD", "unpublished-file", "不会成为网页"),
        ("a.markdown", "unpublished-file", "不会成为网页"),
        ("a.md.txt", "unpublished-file", "不会成为网页"),
        ("about.md.bak", "unpublished-file", "不会放到网上"),
    ],
)
def test_a_file_that_would_be_lost_or_win_is_named(path: str, code: str, said: str, tmp_path: Path) -> None:
    [(mark, found, message)] = laid(tmp_path, path, "# 一页\n")
    assert (mark, found) == (f"content/{path}:1:1", code)
    assert said in message


@pytest.mark.parametrize("path", ["courses/xinke.md", "timetable/index.md", "assets/a.js", "CNAME", "robots.txt"])
def test_a_free_address_is_fine(path: str, tmp_path: Path) -> None:
    assert laid(tmp_path, path, "# 一页\n") == []


def test_what_word_keeps_of_an_open_file_is_no_page_and_no_file(tmp_path: Path) -> None:
    for name in ("~$about.md", "~$a.docx", "about.md.bak", "a.tmp", "b.md~"):
        laid(tmp_path, name, "张三")
    found = [problem.mark.path for problem in content_files.check(context(tmp_path))]
    assert found == ["content/a.tmp", "content/about.md.bak", "content/b.md~"]
    assert list(_pages.written(tmp_path)) == []
    assert list(assets.content(tmp_path / "content")) == []
    assert [name for name in ("a.md", "~$a.md", "a.MD", "a.markdown", "b/a.md", "b/~$a.md") if is_page(name)] == [
        "a.md",
        "b/a.md",
    ]


def test_two_pages_at_one_address_are_named(tmp_path: Path) -> None:
    assert laid(tmp_path, "join.md", "# 报名\n") == []
    [(mark, code, message)] = laid(tmp_path, "join/index.md", "# 报名\n")
    assert (mark, code) == ("content/join.md:1:1", "taken-address")
    assert "content/join/index.md" in message


def test_links_out_of_content_are_refused_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    laid(tmp_path, "a.txt", "a")
    (tmp_path / "content/b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "content/self").symlink_to(tmp_path / "content")
    (tmp_path / "content/c.txt").symlink_to("a.txt")
    found = [(str(p.mark), p.code, p.level) for p in content_files.check(context(tmp_path))]
    assert found == [
        ("content/b.txt:1:1", "link-outside", "error"),
        ("content/self:1:1", "link-outside", "error"),
    ]
    assert [path for path, _ in assets.content(tmp_path / "content")] == ["a.txt", "c.txt"]


def test_a_folder_and_a_page_too_large_hide_no_other_page(tmp_path: Path) -> None:
    (tmp_path / "content/a.md").mkdir(parents=True)
    (tmp_path / "content/b.md").write_text("字" * 700_000, "utf-8")
    (tmp_path / "content/c.md").write_text("好", "utf-8")
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    assert [(page.path, [p.code for p in page.problems]) for page in _pages.written(tmp_path)] == [
        ("content/b.md", ["too-large"]),
        ("content/c.md", []),
    ]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("`a` b `c`", "` ` b ` `"),
        ("`a b\n\nc`", "`a b\n\nc`"),
        ("``a`b`` c", "``   `` c"),
        ("`a ``b` c``", "`     ` c``"),
        ("`a`b`c`d", "` `b` `d"),
    ],
)
def test_only_what_is_code_is_left_out(typed: str, left: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/c.md").write_text(typed, "utf-8")
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (page,) = _pages.written(tmp_path)
    assert page.text == left
