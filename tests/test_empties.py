"""No page has an element for words without any, unless a script fills it: what is not known has no place at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests_support import html_files

WORDS = "b|strong|em|s|p|li|ul|ol|h[1-6]|dl|dd|dt|th|time|figcaption|figure|section|address|summary|details"
EMPTY = re.compile(rf"<({WORDS})((?:\s[^<>]*)?)>\s*</\1>")
FILLED = re.compile(r"\s(?:id|role|hidden|data-[a-z]+|aria-[a-z]+)(?:[=\s]|$)")
"""A script knows it by this."""
SIGNS = frozenset({"c", "near"})
"""The place of a row's signs, and of 今天 beside a date."""


def empties(html: str) -> list[str]:
    """The elements for words that have none."""
    shown = re.sub(r"<(script|template|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    return [
        found[0]
        for found in EMPTY.finditer(shown)
        if not FILLED.search(found[2]) and not SIGNS.intersection(re.findall(r'class="([^"]*)"', found[2]))
    ]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p class="m"></p>', ['<p class="m"></p>']),
        ("<li>\n</li>", ["<li>\n</li>"]),
        ("<p>x</p><b>\n</b>", ["<b>\n</b>"]),
        ('<p id="found" role="status"></p><p class="c"></p><b data-name></b><p hidden></p>', []),
        ("<template><b></b></template>", []),
    ],
)
def test_what_an_empty_element_is(html: str, wanted: list[str]) -> None:
    assert empties(html) == wanted


def test_no_place_for_what_is_not_known(site_dir: Path) -> None:
    """But pages that scripts fill as a whole: the television's, the form's, and the frame for other sites."""
    found = {
        f"{path.relative_to(site_dir).as_posix()}: {each}"
        for path in html_files(site_dir)
        if path.relative_to(site_dir).parts[0] not in {"screen", "edit", "embed"}
        for each in empties(path.read_text("utf-8"))
    }
    assert sorted(found) == []
