"""Two small communities side by side: takes the tables that differ from a plain one, gives the difference and its lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import communities
from linli.differing.base import Side
from linli.differing.entry import Difference, Part
from linli.differing.whole import compare
from linli.model import Community
from linli.timetable import expand
from tests_support import TODAY

COURSE = {"id": "shufa", "title": "书法班", "category": "文化"}
PHONE = {**COURSE, "phone": "0830-1"}
CLASS = {"id": "shufa-yi", "course": "shufa", "name": "一班"}
VENUES = [{"id": "shi", "name": "书法室"}, {"id": "lou", "name": "党群中心", "room": "2楼"}]
WEEKLY = {"course": "shufa", "weekday": "周二", "opens_at": "19:00", "closes_at": "20:30", "venue": "shi"} | {
    "valid_from": "2026-09-01",
    "valid_to": "2026-12-20",
}
"""Still on 11-24, 12-01, 12-08 and 12-15."""
SERVICE = {"id": "tuoyu", "name": "托育园"}
HOURS = {"service": "tuoyu", "weekday": "周一至周五", "opens_at": "08:00", "closes_at": "18:00"}
OFFER = {"service": "tuoyu", "name": "半日托", "price": "30", "unit": "半天"}
FORM = {"id": "biao", "title": "报名表", "url": "https://www.wjx.cn/vm/a.aspx", "opens_at": "2026-12-01T09:00"}
STORY = {"id": "gushi", "title": "开班了", "date": "2026-10-01", "summary": "一句话"}
COURTYARD = {"name": "小院", "short_name": "小院", "phone": "0830-1"}
PLAIN: dict[str, list[dict[str, Any]]] = {
    "courses": [COURSE],
    "groups": [],
    "venues": VENUES,
    "schedules": [WEEKLY],
    "services": [SERVICE],
    "hours": [HOURS],
    "offers": [OFFER],
    "forms": [FORM],
    "stories": [STORY],
    "figures": [{"id": "ren", "label": "来过的人", "value": "100", "as_of": "2026-10-01"}],
    "organization": [COURTYARD],
}


def side(community: Community, today: date = TODAY) -> Side:
    return Side(
        name="以前的版本",
        root=Path("nowhere"),
        problems=(),
        package=communities.package(),
        community=community,
        timetable=expand(community, today),
        today=today,
        unread=0,
        whole=False,
    )


def differ(new: dict[str, Any], old: dict[str, Any] | None = None, weeks: int | None = None) -> Difference:
    """Compare two communities that are `PLAIN` but for these tables."""
    was, now = (side(communities.make(**{**PLAIN, **tables})) for tables in (old or {}, new))
    return compare(was, now, weeks)


def lines(found: Difference, *parts: Part) -> list[str]:
    return [entry.line for entry in found.entries if entry.part in (parts or Part) and entry.part is not Part.PAGES]


def change(kind: str, **more: Any) -> dict[str, Any]:
    return {"changes": [{"course": "shufa", "date": "2026-12-01", "kind": kind, **more}]}
