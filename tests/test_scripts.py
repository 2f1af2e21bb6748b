"""The browser scripts: what they may not know, that the bundles are made of them, which of them Node tests."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "tools"))

import bundle

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "overrides/assets/src"
SCRIPTS = sorted(path.name for path in SOURCES.glob("*.js"))
TESTED = {f"{path.name.removesuffix('.test.js')}.js" for path in (ROOT / "tests/scripts").glob("*.test.js")}
STATES = re.compile("停课|改期|放假|照常|换地点|加课|补课|名额|报名中|报名未|进行中|下一节|已结束")
PARSED = re.compile(r"(?<![\w)\]/])/(?![/*])[^/\n]*[\u4e00-\u9fff][^/\n]*/")
"""A regular expression with Chinese in it."""
TYPED = {"finding.js"}
"""Modules that read what residents type."""
SHARED = re.compile(r"\b(?:window|globalThis|self)\.(?!linliIndex\b)\w+\s*=(?!=)|\bwindow\.linli\b(?!Index)")
"""A name that a script puts where every other script finds it."""

MAKING = re.compile(
    r"\b(?:inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|createContextualFragment|parseFromString|\bdocument\.write|srcdoc"
    r"|\beval\(|\bnew Function|setHTMLUnsafe|trustedTypes|script\.src\s*=(?!\s*scriptAddress\()|\.register\((?!scriptAddress\()"
    r"|set(?:Timeout|Interval)\(\s*[\"'`]|\bimport\(|importScripts"
)
"""Where text becomes markup or code: a browser with trusted types refuses it, others would do it."""


def code(name: str) -> str:
    """A script without its comments."""
    return re.sub(r"(^|\s)//.*|/\*[\s\S]*?\*/", "", (SOURCES / name).read_text("utf-8"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_knows_a_state_by_its_word(name: str) -> None:
    assert STATES.findall(code(name)) == []


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name not in TYPED])
def test_no_script_reads_words_back(name: str) -> None:
    assert PARSED.findall(code(name)) == []


@pytest.mark.parametrize("text", ["/停课|改期/.test(a)", "a.replace(/.*月/, '')"])
def test_words_that_are_read_back_would_be_found(text: str) -> None:
    assert PARSED.search(text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_has_a_global_of_its_own(name: str) -> None:
    assert SHARED.findall(code(name)) == []


@pytest.mark.parametrize("text", ["window.linli.date()", "window.my = {}", "self.x = 1"])
def test_a_global_would_be_found(text: str) -> None:
    assert SHARED.search(text)


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "trusted.js"])
def test_one_module_makes_markup_or_scripts_out_of_text(name: str) -> None:
    assert MAKING.findall(code(name)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a.innerHTML = b",
        "a.outerHTML += b",
        "script.src = address",
        "workers.register(`${base}sw.js`)",
        'setTimeout("go()")',
    ],
)
def test_markup_out_of_text_would_be_found(text: str) -> None:
    assert MAKING.search(text)


def test_the_bundles_are_those_of_the_sources(tmp_path: Path) -> None:
    """A host has no Node: what pages load is part of the repository."""
    bundle.bundle(tmp_path)
    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.js")}
    kept = {path.relative_to(bundle.BUNDLES).as_posix(): path.read_bytes() for path in bundle.BUNDLES.rglob("*.*")}
    old = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert old == [], f"overrides/assets/dist 里的 {'、'.join(old)} 和 src 对不上，请运行 python3 scripts/run.py bundle"


def test_every_module_of_logic_has_tests() -> None:
    """What does not touch the page can be tested without one, and is (`node --test tests/scripts/*.test.js`)."""
    pure = {
        name
        for name in SCRIPTS
        if not re.search(r"\b(?:document|window|worker)\.|\./(?:page|again|showing)\.js", code(name))
    }
    assert {"matching.js", "finding.js"} <= pure
    assert pure - TESTED == set()
