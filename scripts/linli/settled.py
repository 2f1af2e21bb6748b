"""What people write into one cell and the schema keeps in two; other words for a change: takes and gives a row's texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from linli import writing
from linli.cells import RANGE, dates
from linli.source import Text

ALL: Final = "全部"
_COUNTED: Final = re.compile(r"([0-9]+)\s*(人|名|位|组家庭|组|户家庭|户|个家庭|家庭|对)")
_PRICE: Final = re.compile(r"¥?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*元?\s*(?:(?:/|一|每)\s*([^\s0-9/]{1,12}))?")
_AGE: Final = r"((?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3})\s*(?:周?岁半?|个?月)?)"
_AGES: Final = re.compile(rf"{_AGE}\s*(?:-|–|—+|~|至|到)\s*{_AGE}")
_FROM: Final = re.compile(r"(?:及?以上|起)$")
_UP_TO: Final = re.compile(r"(?:及?以下|以内)$")
_KINDS: Final = {
    "加场": "加课",
    "加开": "加课",
    "取消": "停课",
    "停办": "停课",
    "闭馆": "休息",
    "停止开放": "休息",
    "改地点": "换地点",
    "换场地": "换地点",
    "换教室": "换地点",
    "换房间": "换地点",
    "地点变更": "换地点",
    "改日期": "改期",
    "延期": "改期",
}
"""What notices call a change, where it can mean but one."""
_WAYS: Final = dict.fromkeys(("不用报名", "免报名", "不需要报名", "不需报名", "不必报名", "无须报名"), "无需报名") | {
    "需要预约": "需预约",
    "要预约": "需预约",
}
_NEXT_DAY: Final = re.compile(r"(?:次日|第二天|翌日|隔天)\s*(\S.*)")


def settled(table: str, texts: Mapping[str, Text]) -> dict[str, Text]:
    """Set apart `date: 12月1日 至 12月5日`, `course: 全部`, `次日6:00`, `30组家庭`; call a change what the schema calls it."""
    found = dict(texts)
    end = found.get("closes_at")
    if table == "schedules" and isinstance(end, str) and (match := _NEXT_DAY.fullmatch(end.strip())):
        found["closes_at"], found["overnight"] = match[1], "true"
    for parts in (_counted(found), _ages(found)):
        if parts.keys() <= found.keys():
            found |= parts
    if isinstance(way := found.get("signup"), str):
        found["signup"] = _WAYS.get(way.strip(), way)
    return _changed(found) if table == "changes" else found


def _counted(found: Mapping[str, Text]) -> dict[str, Text]:
    """An amount without the unit that is written behind it, where the unit's own cell is empty or says the same."""
    room, price, value = (_plain(found.get(name)) for name in ("capacity", "price", "value"))
    if (match := _COUNTED.fullmatch(room)) and _plain(found.get("capacity_unit")) in ("", match[2]):
        return {"capacity": match[1], "capacity_unit": match[2]}
    unit = _plain(found.get("unit"))
    if (match := _PRICE.fullmatch(price)) and (
        not match[2] or unit.removeprefix("元/").removeprefix("每") in ("", match[2])
    ):
        return {"price": match[1]} | ({"unit": match[2]} if match[2] else {})
    if unit and value.endswith(unit) and re.search(r"\d\+?\s*$", amount := value.removesuffix(unit)):
        return {"value": amount.strip()}
    return {}


def _ages(found: Mapping[str, Text]) -> dict[str, Text]:
    """`6岁以上` is no less than 6; `6-12` in one of both cells is both where the other is empty."""
    low, high = _plain(found.get("min_age")), _plain(found.get("max_age"))
    if bool(low) != bool(high) and (match := _AGES.fullmatch(low or high)):
        unit = next((unit for unit in ("个月", "月") if match[2].endswith(unit)), "")
        return {"min_age": match[1] + (unit if match[1].isdigit() else ""), "max_age": match[2]}
    return {name: text for name, text in (("min_age", _FROM.sub("", low)), ("max_age", _UP_TO.sub("", high))) if text}


def _changed(found: dict[str, Text]) -> dict[str, Text]:
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


def _plain(value: Text) -> str:
    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
