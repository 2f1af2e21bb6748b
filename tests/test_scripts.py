"""What scripts may not know: states of sessions, and how Python words them. They choose and count by attributes alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[1] / "overrides/assets"
SCRIPTS = sorted(path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.js") if "vendor" not in path.parts)
STATES = re.compile("停课|改期|放假|照常|换地点|加课|补课|名额|报名中|报名未|进行中|下一节|已结束")
PARSED = re.compile(r"(?<![\w)\]/])/(?![/*])[^/\n]*[\u4e00-\u9fff][^/\n]*/")
"""A regular expression with Chinese in it."""
TYPED = {"search.js"}
"""Scripts that read what residents type."""


def code(name: str) -> str:
    """A script without its comments."""
    return re.sub(r"(^|\s)//.*|/\*.*?\*/", "", (ASSETS / name).read_text("utf-8"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_knows_a_state_by_its_word(name: str) -> None:
    assert STATES.findall(code(name)) == []


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name not in TYPED])
def test_no_script_reads_words_back(name: str) -> None:
    assert PARSED.findall(code(name)) == []


@pytest.mark.parametrize("text", ["/停课|改期/.test(a)", "a.replace(/.*月/, '')"])
def test_words_that_are_read_back_would_be_found(text: str) -> None:
    assert PARSED.search(text)
