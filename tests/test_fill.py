"""Frames, tokens and slots."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest

from linli.fill import WRITTEN, Frame, policy

DRAWN = (
    '<html lang="zh-CN" data-base="../../"><meta content="@@csp@@"><title>@@title@@</title>@@head@@'
    "<style>@@css@@</style><script>go()</script><script src=@@script@@></script>"
    "<!-- slot: banner --><main>@@body@@</main>"
)


def frame() -> Frame:
    shared = {"css": "p{}", "script": "@@base@@a.js"}
    return Frame(DRAWN, shared, lambda name, base: f"[{name} {base}]")


def test_every_hole_is_filled() -> None:
    page = frame().page({"title": "书法", "head": "<link>", "body": "<h1>书法</h1>"})
    assert "@@" not in page
    assert "slot:" not in page
    assert "<title>书法</title><link><style>p{}</style>" in page
    assert "<script src=../../a.js>" in page
    assert "[banner ../../]<main><h1>书法</h1></main>" in page


def test_a_record_that_holds_tokens_is_not_filled_again() -> None:
    page = frame().page({"title": "x", "body": "@@css@@ <!-- slot: banner -->"})
    assert "<main>@@css@@ <!-- slot: banner --></main>" in page


def test_policy_names_every_inline_script_and_style() -> None:
    page = frame().page({})
    for content in ("go()", "p{}"):
        assert f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" in page
    assert "unsafe" not in page
    assert "default-src 'none'" in page


def test_policy_forbids_foreign_scripts() -> None:
    assert "script-src 'self';" in policy("<p>no script</p>")


def test_policy_lets_one_module_make_markup_out_of_text() -> None:
    assert policy("").endswith("; trusted-types linli; require-trusted-types-for 'script'")


@pytest.mark.parametrize(
    "text",
    [
        "```\n\n<script>evil()</script>\n",
        "<div>\n`<script>evil()</script>`\n</div>\n",
        '<div markdown="1">\n~~~\n\n<script>evil()</script>\n</div>\n',
        "<div>``<script>evil()</script>``</div>\n",
    ],
)
def test_no_script_of_a_hand_written_text_is_allowed(text: str) -> None:
    """Whatever fences stand open: the tag is shown as typed, and the policy knows only the theme's scripts."""
    theme = "<script>theme()</script>"
    drawn = (
        f'<html data-base="">@@csp@@{theme}<main>{WRITTEN[0]}<script>evil()</script>{text}{WRITTEN[1]}</main></html>'
    )
    made = Frame(drawn, {}, lambda name, base: "").page({})
    digest = b64encode(hashlib.sha256(b"evil()").digest()).decode()
    assert digest not in made
    assert b64encode(hashlib.sha256(b"theme()").digest()).decode() in made
    assert "<script>evil" not in made


def test_tokens_in_a_hand_written_text_are_text() -> None:
    drawn = f'<html data-base="">@@body@@<main>{WRITTEN[0]}<code>@@body@@ @@csp@@</code>{WRITTEN[1]}</main></html>'
    made = Frame(drawn, {}, lambda name, base: "").page({"body": "B"})
    assert "<code>@@body@@ @@csp@@</code>" in made
    assert made.startswith('<html data-base="">B')
