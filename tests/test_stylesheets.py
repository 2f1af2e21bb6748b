"""Which styles a page carries: those of the templates that it is made from, of written texts only what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from rcssmin import cssmin

from linli import kinds
from linli.stylesheets import BASE, ORDER, SHEETS, WRITTEN, joined, wanted

BROUGHT = {"axis", "filter", "search"}
"""Sheets that come with a script."""
ROOT = Path(__file__).resolve().parents[1]
FILES = {path.stem: path for path in (ROOT / "overrides/assets/styles").glob("*.css")}


def test_every_sheet_has_its_place_and_every_place_its_sheet() -> None:
    assert set(ORDER) | BROUGHT == set(FILES)
    assert len(ORDER) == len(set(ORDER))
    assert {BASE, *WRITTEN}.union(*SHEETS.values()) == set(ORDER)


def test_every_kind_of_page_says_what_it_wants_and_every_template_that_is_listed_is_there() -> None:
    shown = {kind.name if kind.view else f"slots/{kind.slot}" for kind in kinds.KINDS if not kind.bare}
    assert shown <= set(SHEETS), "see SHEETS in linli/stylesheets.py"
    templates = {path.relative_to(ROOT / "overrides/views").with_suffix("").as_posix() for path in VIEWS}
    assert set(SHEETS) - templates == {"404.html", "index.html"}


VIEWS = sorted((ROOT / "overrides/views").rglob("*.html"))


def test_the_editors_texts_that_pages_show_are_looked_at() -> None:
    bare = {kind.name for kind in kinds.KINDS if kind.bare}  # their styles are whole
    showing = {path.stem for path in VIEWS if "| markdown" in path.read_text("utf-8")}
    assert showing - bare == {kind.name for kind in kinds.KINDS if kind.text}


@pytest.mark.parametrize("path", FILES.values(), ids=list(FILES))
def test_paper_stands_last_in_a_sheet(path: Path) -> None:
    _, _, paper = cssmin(path.read_text("utf-8")).partition("@media print{")
    assert "@media" not in paper
    assert not paper or paper.endswith("}}")
    assert path.stem not in BROUGHT or not paper


def test_paper_has_the_last_word_over_all_sheets() -> None:
    sheets = {"a": "p{x:1}@media print{p{x:2}}", "b": "p{x:3}", "c": "b{y:1}@media print{b{y:2}}"}
    assert joined("abc", sheets) == "p{x:1}p{x:3}b{y:1}@media print{p{x:2}b{y:2}}"
    assert joined("b", sheets) == "p{x:3}"


def test_a_sheet_is_named_once_and_after_those_that_it_adjusts() -> None:
    assert wanted(["slots/changes", "slots/open", "slots/banner"]) == ["base", "chips", "list", "home"]
    assert wanted(["index.html", "slots/print"]) == ["base", "code", "fold", "months", "home"]
    assert wanted([]) == ["base"]


@pytest.mark.parametrize(
    "html", ["<h2>周末</h2><p>见<a href='/'>这里</a>，<strong>免费</strong>。</p><ul><li>一</li></ul>", ""]
)
def test_a_plain_text_needs_no_styles_of_its_own(html: str) -> None:
    assert wanted([], [html]) == ["base"]


@pytest.mark.parametrize(
    ("html", "sheets"),
    [
        ("<table><td>", ["tables"]),
        ('<div class="aligned"><table>', ["tables", "aligned"]),
        ("<blockquote>", ["text"]),
        ("<p>E=mc<sup>2</sup>", ["text"]),
        ("<dl><dt>", ["text", "facts"]),
        ('<div class="language-py highlight"><pre><code>', ["code", "highlight"]),
        ('<details class="tip admonition"><summary>', ["fold", "admonition"]),
        ('<div class="grid cards">', ["tiles"]),
        ('<img data-side="left" src="a.png">', ["pictures"]),
        ('<div class="tabbed-set">', ["tabs"]),
        ('<a class="md-button"><span class="twemoji">', ["icons", "buttons"]),
    ],
)
def test_what_is_more_than_plain_brings_its_styles(html: str, sheets: list[str]) -> None:
    assert wanted([], ["<p>一</p>", html]) == ["base", *sheets]


def test_a_course_carries_the_styles_of_texts_once_one_text_needs_them() -> None:
    assert "tabs" not in wanted(["course"], ["<p>教毛笔字。</p>"])
    assert "tabs" in wanted(["course"], ["<p>教毛笔字。</p>", '<div class="tabbed-set">'])
