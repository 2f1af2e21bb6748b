"""What people write into one cell and the schema keeps in two; other words for a change: takes and gives a row's texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from linli import writing
from linli.cells import RANGE, dates
from linli.source import Text

ALL: Final = "全部"
_COUNTED: Final = re.compile(r"([0-9]+)\s*(人|名|位|组家庭|组|户家庭|户|个家庭|家庭|对)")
_KINDS: Final = {
    "加场": "加课",
    "加开": "加课",
    "取消": "停课",
    "停办": "停课",
    "闭馆": "休息",
    "停止开放": "休息",
    "改地点": "换地点",
    "换场地": "换地点",
    "地点变更": "换地点",
    "改日期": "改期",
    "延期": "改期",
}
"""What notices call a change, where it can mean but one."""
_NEXT_DAY: Final = re.compile(r"(?:次日|第二天|翌日|隔天)\s*(\S.*)")


def settled(table: str, texts: Mapping[str, Text]) -> dict[str, Text]:
    """Set apart `date: 12月1日 至 12月5日`, `course: 全部`, `次日6:00`, `30组家庭`; call a change what the schema calls it."""
    found = dict(texts)
    end = found.get("closes_at")
    if table == "schedules" and isinstance(end, str) and (match := _NEXT_DAY.fullmatch(end.strip())):
        found["closes_at"], found["overnight"] = match[1], "true"
    room = found.get("capacity")
    if isinstance(room, str) and not found.get("capacity_unit") and (match := _COUNTED.fullmatch(room.strip())):
        found["capacity"], found["capacity_unit"] = match[1], match[2]
    if table != "changes":
        return found
    kind = found.get("kind")
    if isinstance(kind, str):
        found["kind"] = _KINDS.get(kind.strip(), kind)
    for name, scope in (("course", "全部课程"), ("service", "全部服务")):
        if found.get(name) in (ALL, scope, "所有", scope.replace("全部", "所有")) and not found.get("scope"):
            found["scope"] = ALL if found[name] in (ALL, "所有") and name == "course" else scope
            found[name] = None
    when = found.get("date")
    if isinstance(when, str) and not found.get("date_to"):
        ends = RANGE.split(when)
        if len(ends) == 2:
            first, last = (writing.date(end) for end in ends)
            with suppress(ValueError):
                if not re.fullmatch(r"[0-9]{4}-[0-9-]{5}", last):  # its year or month may be the first one's
                    last = str(dates("至".join(ends)).days[-1])
                found["date"], found["date_to"] = str(date.fromisoformat(first)), last
    return found
