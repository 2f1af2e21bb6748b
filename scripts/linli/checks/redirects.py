"""A redirect leads from a page that is gone to one that is there, and a course succeeds one that was there.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  redirects: [{from: courses/shufa-2025, to: courses/shufa}]

FAIL redirect-target-missing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  redirects: [{from: courses/shufa-2025, to: courses/shufaa}]

FAIL redirect-hides-page:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}, {id: guohua, title: 国画班, category: 青少年宫}]
  redirects: [{from: courses/guohua, to: courses/shufa}]

FAIL succeeds-unknown:
  published: {courses: {shufa: 2026-03-01 的版本 1a2b3c4}}
  courses: [{id: shufa, title: 书法班, category: 青少年宫, succeeds: shuhua}]

FAIL succeeds-twice:
  published: {courses: {shuhua: 2026-03-01 的版本 1a2b3c4}}
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, succeeds: shuhua}
    - {id: guohua, title: 国画班, category: 青少年宫, succeeds: shuhua}
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.history import TABLES
from linli.problems import Problem

CODES: Final = ("redirect-target-missing", "redirect-hides-page", "succeeds-unknown", "succeeds-twice")
TITLE: Final = "旧网址要转到有的网页"


def check(context: Context) -> Iterator[Problem]:
    """Check redirects.yml and the field succeeds of courses."""
    pages = {f"{table}/{record.id}" for table in TABLES for record in context.community.tables.get(table, ())}
    for redirect in context.community.redirects:
        old, new = getattr(redirect, "from"), redirect.to
        if new not in pages and new.partition("/")[0] not in context.incomplete:
            message = f"新地址 to 写成了 {new}，没有这一页"
            hint = _meant(context, new, pages)
            yield redirect.problem("to", "redirect-target-missing", message, hint)
        if old in pages:
            message = f"旧地址 from 写成了 {old}，这一页还在，不会转走"
            yield redirect.problem(
                "from", "redirect-hides-page", message, "网页还在的不用转；要转走的是别的旧地址，请改 from"
            )
    yield from _succeeds(context)


def _meant(context: Context, new: str, pages: set[str]) -> str:
    """How to write the page that is meant; no likely one is told where it was just taken out."""
    table, _, key = new.partition("/")
    if context.published is not None and key in context.published.ids.get(table, ()):
        return f"{new} 以前有，现在被删掉了：请把它加回来，或写接替它的那一页"
    close = difflib.get_close_matches(new, pages, n=1, cutoff=0.7) if len(pages) < 5000 else []
    return f"是不是想写 {close[0]}?" if close else "写成「表名/编号」，例如 to: courses/shufa"


def _succeeds(context: Context) -> Iterator[Problem]:
    published = context.published
    seen: dict[str, str] = {}
    for course in context.community.courses:
        former = course.succeeds
        if former is None:
            continue
        known = context.community.find("courses", former) is not None
        if published is not None and not known and "courses" not in context.incomplete:
            known = bool(published.unknown) or former in published.ids.get("courses", {})
        elif published is None:
            known = True
        if former == course.id or not known:
            what = "是它自己" if former == course.id else "没有过这门课"
            hint = "写以前那门课的编号，例如 succeeds: shufa-2025；没有接替谁的，不写 succeeds"
            message = f"接替 succeeds 写成了 {former}，{what}"
            yield course.problem("succeeds", "succeeds-unknown", message, hint)
        elif former in seen:
            message = f"{former} 已经由 {seen[former]} 接替了，旧网址只能转到一页"
            yield course.problem("succeeds", "succeeds-twice", message, "只在一门课里写 succeeds")
        seen.setdefault(former, course.id)
