"""Borders of rules about files and addresses: how large, how deep in disguise, a folder or a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from fragments import context_of_rows
from linli.checks import content_files, content_links, dangerous_links, file_names, form_urls
from test_borders import FORM, messages


@pytest.mark.parametrize(("size", "told"), [(5 * 1024 * 1024, False), (5 * 1024 * 1024 + 1, True)])
def test_a_drawing_too_large_to_look_through(size: int, told: bool, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/large.svg").write_bytes(b"<svg/>".ljust(size))
    assert ("svg-code" in [problem.code for problem in content_files.check(context_of_rows(tmp_path))]) == told


def test_a_folder_is_no_paper_and_what_is_hidden_is_not_published(tmp_path: Path) -> None:
    """A folder may be called a list of names; a file in it may not."""
    for path in ("content/名单/a.md", "content/.git/身份证.jpg", "content/名单.jpg"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x", "utf-8")
    found = list(file_names.check(context_of_rows(tmp_path)))
    assert [problem.mark.path for problem in found] == ["content/名单.jpg"]


def test_a_folder_is_nothing_that_a_page_may_lead_to(tmp_path: Path) -> None:
    (tmp_path / "content/ziliao").mkdir(parents=True)
    (tmp_path / "content/about.md").write_text("# 关于\n\n看[资料](ziliao)。\n", "utf-8")
    (tmp_path / "content/ziliao/biao.pdf").write_bytes(b"%PDF")
    assert [problem.code for problem in content_links.check(context_of_rows(tmp_path))] == ["broken-link"]


@pytest.mark.parametrize(
    ("text", "read"), [("%2541", "A"), ("%252541", "A"), ("%25252541", "%41"), ("&amp;amp;lt;", "<"), ("a\\:b", "a:b")]
)
def test_disguises_are_taken_off_three_deep(text: str, read: str) -> None:
    assert dangerous_links.plain(text) == read


@pytest.mark.parametrize(
    ("sign", "what"),
    [
        ("\u200b", "里有零宽空格(U+200B)，"),
        ("，", "里有中文逗号「，」(U+FF0C)，"),
        ("报", "里有「报」"),
        (" ", "里有空格"),
        ("\u2003", "里有"),
    ],
)
def test_what_is_no_address_is_named(sign: str, what: str) -> None:
    form = FORM | {"url": f"https://www.wjx.cn/vm/a{sign}b.aspx"}
    (message,) = messages(form_urls, forms=[form])
    assert what in message
