"""What one build shares is worked out once, and what pages say of sheets for paper is what is printed."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

import communities
from communities import edition
from linli.paper import site
from linli.views import Edition, pages, slots
from linli.views.related import Related
from linli.views.rows import Sessions

PACKAGE = Path(__file__).resolve().parents[1] / "scripts/linli"
CLUMP = {"community", "timetable", "plan", "today", "sessions", "related", "joinings", "site_url"}
ABOVE = ("views", "feeds", "paper", "search.py", "site.py", "kinds.py")
"""The rooms that have an edition."""
COURSE = {"id": "shufa", "title": "书法班", "category": "青少年宫"}
ROW = {"course": "shufa", "weekday": "周三", "opens_at": "19:00", "valid_from": "2026-09-02", "valid_to": "2027-01-20"}


def made() -> Edition:
    services = [{"id": "tuoyu", "name": "托育"}, {"id": "off", "name": "停了的", "status": "暂停"}]
    return edition(communities.make(courses=[COURSE], schedules=[ROW], services=services), url="https://example.org/")


def test_shared_parts_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: Counter[str] = Counter()
    for part in (Sessions, Related):
        real = part.__init__

        def counted(self: object, *args: object, _real=real, _name=part.__name__, **more: object) -> None:  # type: ignore[no-untyped-def]
            built[_name] += 1
            _real(self, *args, **more)

        monkeypatch.setattr(part, "__init__", counted)
    found = made()
    list(pages(found))
    slots(found)
    list(site.sheets(found))
    assert built == {"Sessions": 1, "Related": 1}


def test_the_sheets_that_pages_lead_to_are_those_that_are_printed() -> None:
    found = made()
    printed = found.printed
    assert printed == {sheet.path for sheet in site.sheets(found)}
    assert {"courses/shufa/poster.pdf", "courses/shufa/poster.png", "services/tuoyu/card.pdf"} < printed
    assert "services/off/card.pdf" not in printed


def test_without_paper_no_page_leads_to_a_sheet() -> None:
    full = made()
    bare = Edition(community=full.community, timetable=full.timetable, today=full.today)
    assert bare.printed == frozenset()
    (page,) = (page for page in pages(bare) if page.path == "courses/shufa/")
    assert page.context["posters"] == []


def test_no_function_takes_what_an_edition_holds_one_by_one() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        if relative.parts[0] not in ABOVE or relative.as_posix() == "views/rows.py":  # the edition makes `Sessions`
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                names = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
                if len(names & CLUMP) > 2 or (names & CLUMP and "edition" in names):
                    found.append(f"{relative}:{node.lineno} {node.name}{sorted(names & CLUMP)}")
    assert not found, "take the edition instead"


def test_classes_that_are_over_are_told_only_where_nothing_else_is_left() -> None:
    rows = [
        {**ROW, "group": "旧班", "valid_to": "2026-10-14"},
        {**ROW, "group": "新班", "weekday": "周五"},
    ]
    group = {"id": "z", "course": "shufa", "name": "没排时间的班"}
    courses = [COURSE, {"id": "over", "title": "结束了的"}]
    over = {**ROW, "course": "over", "group": "旧班", "valid_to": "2026-10-14"}
    found = edition(communities.make(courses=courses, groups=[group], schedules=[*rows, over]))
    names = {course.id: sorted(group.name for group in found.alive(course)) for course in found.community.courses}
    assert names == {"shufa": ["新班", "没排时间的班"], "over": ["旧班"]}
