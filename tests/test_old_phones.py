"""Every script that is shipped runs on a WebView of 2018 (Chrome 70): its grammar is read, its newer names are known."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests_support import html_files

YEAR: Final = 2018
"""ECMAScript 2018 is what Chrome 70, and what iOS of that year, read in full."""
NEWER: Final = {
    r"\?\.(?!\d)|\?\?|\|\|=|&&=": "ES2020 operators",
    r"\(\?<[=!]": "lookbehind, not in Safari before 16.4",
    r"/[a-z]*[dv][a-z]*\.(?:test|exec)": "newer flags of regular expressions",
    r"\.replaceAll\(|(?<!clients)\.matchAll\(|\.at\(-|\.at\(\d": "Chrome 85, 73, 92",
    r"\.flat(?:Map)?\(|fromEntries\(|hasOwn\(|\.findLast|\.toSorted\(|\.group(?:By)?\(": "Chrome 69–117",
    r"\.replaceChildren\(|\.checkVisibility\(|:has\(|:is\(|:where\(|\.inert\b": "Chrome 86 and later",
    r"allSettled|Promise\.any|structuredClone|queueMicrotask|globalThis|WeakRef|BigInt\b": "Chrome 71 and later",
    r"AbortSignal\.(?:timeout|any)|ResizeObserver\(.*borderBox|\bscheduler\b": "Chrome 103 and later",
    r"RelativeTimeFormat|ListFormat|DisplayNames|Segmenter|dateStyle|timeStyle": "Chrome 71 and later",
    r"showModal|showPopover|popover=|<dialog|loading\s*=\s*\"lazy\"\s*;": "dialogs and popovers",
    r"\bimport\(|\bexport\s|type=\"module\"|\bimport\s": "modules",
    r"navigation\.|startViewTransition|CompressionStream|\.gap\b": "Chrome 80 and later",
}
"""Names that Chrome 70 lacks: pattern → what it is."""
TESTED: Final = {
    r"navigator\.share\(": r"if\s?\(navigator\.share\)|navigator\.share(?:\?|&&)",
    r"speechSynthesis": r"(?:\"speechSynthesis\" in|window\.speechSynthesis\b)",
    r"navigator\.clipboard": r"&&\s*\w+\.writeText",
    r"wakeLock": r"=\s*navigator\.wakeLock",
    r"serviceWorker": r"!\w*\.?serviceWorker|=\s*navigator\.serviceWorker",
    r"requestIdleCallback": r"window\.requestIdleCallback|\"requestIdleCallback\" in",
    r"CSS\.escape|IntersectionObserver": r"window\.(?:CSS|IntersectionObserver)|\" in window",
}
"""Names that some phone lacks: pattern → the feature test that must stand in the same script."""
PARSE: Final = """
const [acorn, year] = process.argv.slice(1);
const scripts = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const wrong = {};
for (const [name, text] of Object.entries(scripts)) {
  try { require(acorn).parse(text, { ecmaVersion: +year, sourceType: "script", allowHashBang: false }); }
  catch (error) { wrong[name] = error.message; }
}
process.stdout.write(JSON.stringify(wrong));
"""
INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def scripts(site_dir: Path) -> dict[str, str]:
    """Every script that the built site ships, those inside pages too, each text once."""
    found = {path.relative_to(site_dir).as_posix(): path.read_text("utf-8") for path in site_dir.rglob("*.js")}
    inside = {}
    for path in html_files(site_dir):
        for text in INLINE.findall(path.read_text("utf-8")):
            inside.setdefault(text, f"{path.relative_to(site_dir).as_posix()} (inline)")
    assert {"assets/linli.js", "assets/my.js", "sw.js"} <= found.keys()
    assert inside
    return found | {name: text for text, name in inside.items()}


def wrong_grammar(scripts: dict[str, str]) -> dict[str, str]:
    command = [os.environ["LINLI_NODE"], "-e", PARSE, os.environ["LINLI_ACORN"], str(YEAR)]
    done = subprocess.run(command, input=json.dumps(scripts), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def newer_names(text: str) -> list[str]:
    found = [what for pattern, what in NEWER.items() if re.search(pattern, text)]
    return found + [name for name, test in TESTED.items() if re.search(name, text) and not re.search(test, text)]


def own(scripts: dict[str, str]) -> dict[str, str]:
    return {
        name: text for name, text in scripts.items() if not name.startswith(("assets/vendor/", "search/index", "edit/"))
    }


def test_the_grammar_is_that_of_2018(scripts: dict[str, str]) -> None:
    assert wrong_grammar(scripts) == {}


def test_no_newer_names_without_a_feature_test(scripts: dict[str, str]) -> None:
    assert {name: found for name, text in own(scripts).items() if (found := newer_names(text))} == {}


@pytest.mark.parametrize("text", ["a?.b", "a ?? b", "try { } catch { }", "class A { #b }", "a ||= 1", "1_000"])
def test_newer_grammar_would_be_found(text: str) -> None:
    assert wrong_grammar({"x": text}).keys() == {"x"}


@pytest.mark.parametrize(
    "text",
    [
        "/(?<=a)b/",
        "a.replaceAll(b, c)",
        "a.at(-1)",
        "structuredClone(a)",
        "find('p:has(a)')",
        "navigator.share({})",
        "a.flat()",
    ],
)
def test_newer_names_would_be_found(text: str) -> None:
    assert newer_names(text)


SHEETS = sorted((Path(__file__).resolve().parents[1] / "overrides/assets/styles").glob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_styles_have_no_gap_that_old_phones_lack(sheet: Path) -> None:
    """Flex containers got `gap` in Chrome 84; grid has it since 66. `inset`, `aspect-ratio` and `:is()` are newer too."""
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    bad = [name.strip() for name, body in rules if "flex" in body and re.search(r"(?<![\w-])gap:", body)]
    assert bad == []
    assert not re.findall(r"(?<![\w-])(?:inset|aspect-ratio)\s*:|:is\(|:where\(|:has\(", css)
