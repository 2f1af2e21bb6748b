"""这一页不对？ at the foot of every page: the form is told which page of which day; without one there is the telephone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from communities import edition, make
from linli.views.page import Link
from linli.views.site import wrong

URL = "https://jinshuju.net/f/AbCdEf"
FORM = {"id": "a", "title": "网页上哪里不对", "kind": "意见", "url": URL, "param": "x_field_1"}


def told(organization: dict[str, Any], form: dict[str, Any], address: str = "courses/shufa/") -> Link | None:
    community = make(organization=[{"name": "小院", **organization}], forms=[form])
    return wrong(edition(community), address)


@pytest.mark.parametrize(
    ("organization", "form", "wanted"),
    [
        ({"feedback": "a"}, FORM, Link(href=f"{URL}?x_field_1=courses/shufa/%202026-11-24", text="填表告诉我们")),
        ({"feedback": "a"}, FORM | {"param": None}, Link(href=URL, text="填表告诉我们")),
        ({"feedback": "a"}, FORM | {"sample": True, "param": None}, Link(href=URL, text="填表告诉我们", note="（示例）")),
        ({"phone": "0830-1234567"}, FORM, Link(href="tel:08301234567", text="打电话告诉我们")),
        ({"feedback": "a", "phone": "0830-1234567"}, FORM | {"url": None}, Link(href="tel:08301234567", text="打电话告诉我们")),
        ({}, FORM, None),
    ],
)  # fmt: skip
def test_the_form_is_told_the_page_or_the_telephone_stands_in(
    organization: dict[str, Any], form: dict[str, Any], wanted: Link | None
) -> None:
    assert told(organization, form) == wanted


def test_the_home_page_has_a_name_too() -> None:
    link = told({"feedback": "a"}, FORM, "")
    assert link
    assert link.href == f"{URL}?x_field_1=/%202026-11-24"


@pytest.mark.parametrize(
    "page", ["index", "timetable/index", "courses/shufa/index", "stories/yexiao-dengguang/index", "about/index"]
)
def test_every_page_has_the_line_once(site_dir: Path, page: str) -> None:
    html = (site_dir / f"{page}.html").read_text("utf-8")
    address = page.removesuffix("index") or "/"
    assert html.count("这一页不对？") == 1
    assert f"x_field_1={address}%20" in html
    assert re.search(r"[,}>]\.tail a[,{]", html), "it is large enough to tap: its style is there"


def test_a_page_that_is_none_has_none(site_dir: Path) -> None:
    for page in ("404", "my/offline/index"):
        assert "这一页不对" not in (site_dir / f"{page}.html").read_text("utf-8")
