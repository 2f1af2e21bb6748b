"""A community whose every text is hostile, and its harmless twin: takes what to write, gives `Community` values.

Every text field of every Table Schema is filled by itself, so a new field is covered on the day it is added. Only ids,
references, dates, numbers, choices and addresses are written here by hand; a row is there for each state they can be in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import communities
from linli.model import Community
from linli.schema import Field

HOSTILE: Final = (
    """<b>&"'</b><img src=x onerror=alert(1)>"</script><!--]]></style></title></textarea>&amp;&lt;"""
    "{{ 7*7 }}{% if x %}@@body@@<!-- slot: today -->${x}\\\\u003c;,:=?#%2F%22|^~"
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{RIGHT-TO-LEFT ISOLATE}\N{POP DIRECTIONAL ISOLATE}𠮷👵🏽‍🌾«»“”‘’「」"
) + "长" * 200
"""No blanks at its ends and none doubled: those are nobody's attack."""
_MARKED: Final = re.compile(r"课(\d{4})(丙*)")
"""What the twin writes: a number for the place, and as many signs as the hostile text has."""
_PLACES: Final[dict[str, str]] = {}
VALID: Final = {"url", "source_url", "image", "param"}
"""Text fields that hold addresses and paths, or go into a QR code, which has no room for more."""
_MARKDOWN: Final = {("courses", "description"), ("services", "description"), ("stories", "body")}


def harmless(place: str) -> str:
    """The twin's text for a place: it sorts, and is cut off, as the hostile one."""
    return f"课{_number(place)}{'丙' * len(HOSTILE)}"


def hostile(place: str) -> str:
    """The hostile text for a place."""
    return f"课{_number(place)}{HOSTILE}"


def turned(text: str) -> str:
    """Whatever the twin's site says, as the hostile one must say it."""
    return _MARKED.sub(lambda found: f"课{found[1]}{HOSTILE[: len(found[2])]}", text)


def place_of(text: str) -> str:
    """The first place whose text stands in it, for the message of a failing test."""
    found = _MARKED.search(text) or re.search(r"课(\d{4})", text)
    return next((place for place, number in _PLACES.items() if found and number == found[1]), "?")


def _number(place: str) -> str:
    return _PLACES.setdefault(place, f"{len(_PLACES):04d}")


def community(write: Callable[[str], str]) -> Community:
    """Make the community; `write` is `hostile` or `harmless`."""
    return communities.make(
        **{table: [filled(table, n, row, write) for n, row in enumerate(rows)] for table, rows in ROWS.items()}
    )


def filled(table: str, number: int, row: Mapping[str, Any], write: Callable[[str], str]) -> dict[str, Any]:
    """Fill every text field that the row leaves out; None leaves it empty, `=place` repeats another's text."""
    texts = {
        name: [write(f"{table}.{number}.{name}")] if field.type == "array" else write(f"{table}.{number}.{name}")
        for name, field in communities.package().schemas[table].fields.items()
        if name not in row and free(table, field)
    }
    given = {
        name: write(value[1:]) if isinstance(value, str) and value.startswith("=") else value
        for name, value in row.items()
    }
    return texts | given


def free(table: str, field: Field) -> bool:
    """Can an editor type anything there?"""
    spec = communities.package().schemas[table]
    bound = field.enum or field.of or field.constraints.get("pattern") or field.name in spec.references
    return (
        field.type in {"string", "array"}
        and not bound
        and field.name not in VALID
        and (table, field.name) not in _MARKDOWN
    )


LINK: Final = "https://wj.qq.com/s2/1/?a=1&copy=2&lt;=3"
_SIGNUPS: Final = ("无需报名", "现场报名", "网上报名", "电话报名", "微信报名", "需预约")
_AUTUMN: Final = {"valid_from": "2026-09-01", "valid_to": "2027-01-20"}
_EVENING: Final = {"opens_at": "19:00", "closes_at": "20:30"}
_MARKDOWN_TEXT: Final = "一段<b onclick=x>话</b>&amp;<script>x</script>[坏](javascript:alert(1))"
ROWS: Final[dict[str, list[dict[str, Any]]]] = {
    "organization": [{"phone": "0830-1234567", "sample": True}],
    "venues": [
        {"id": "va", "phone": "0830-1234567", "latitude": "28.9", "longitude": "105.4", "url": LINK},
        {"id": "vb", "online": True, "url": LINK},
        {"id": "vc", "room": None, "address": None},
    ],
    "terms": [{"id": "qiu", **_AUTUMN}],
    "forms": [
        {"id": "fa", "kind": "报名", "url": LINK, "opens_at": "2026-11-01 09:00", "closes_at": "2026-12-20 18:00",
         "seats": 20, "seats_left": 3, "as_of": "2026-11-23", "allocation": "抽签", "param": "x\"'<&=#", "phone": "0830-1234567"},
        {"id": "fb", "kind": "报名", "url": LINK, "opens_at": "2026-12-01 09:00", "seats": 20, "seats_left": 0, "as_of": "2026-11-23",
         "waitlist": True},
        {"id": "fc", "kind": "报名", "url": LINK, "closes_at": "2026-11-01 09:00", "allocation": "审核"},
        {"id": "fd", "kind": "意见", "url": LINK}, {"id": "fe", "kind": "招募", "url": LINK},
        {"id": "ff", "kind": "订单", "url": LINK}, {"id": "fg", "kind": "意愿", "url": LINK, "threshold": 8},
    ],
    "courses": [
        {"id": "ca", "form": "fa", "min_age": "6", "max_age": "12", "capacity": 20, "icon": "书", "phone": "0830-1234567",
         "description": _MARKDOWN_TEXT, "sample": True},
        {"id": "cb", "form": "fb", "fee": "免费"}, {"id": "cc", "form": "fc", "status": "结束"},
        {"id": "cd", "status": "暂停", "succeeds": "cc"},
        *({"id": f"cs{n}", "signup": word, "how_to_apply": None} for n, word in enumerate(_SIGNUPS)),
        *({"id": f"ct{n}", "signup": word} for n, word in enumerate(_SIGNUPS)),
        {"id": "ce"}, {"id": "cf", "form": "ff"}, {"id": "cg", "form": "fg"},
    ],
    "groups": [
        {"id": "ga", "course": "ca", "term": "qiu", "min_age": "6", "max_age": "8", "form": "fa", "seats_left": 2, "as_of": "2026-11-23"},
        {"id": "gb", "course": "ca", "term": "qiu", "signup": "电话报名"},
        {"id": "gc", "course": "ce", "status": "暂停"},
    ],
    "schedules": [
        {"course": "ca", "group": "ga", "term": "qiu", "weekday": "周三", **_EVENING, "venue": "va"},
        {"course": "ca", "group": "gb", "term": "qiu", "weekday": "周四", **_EVENING, "venue": "vb"},
        {"course": "cb", "weekday": "周二、周四", **_EVENING, **_AUTUMN, "venue": "va", "on_holiday": "照常"},
        {"course": "cc", "weekday": "周五", **_EVENING, "valid_from": "2026-09-01", "valid_to": "2026-10-20", "venue": "vc"},
        {"course": "cd", "weekday": "周五", **_EVENING, **_AUTUMN},
        *({"course": f"{key}{n}", "group": None, "weekday": "周六", **_EVENING, **_AUTUMN, "venue": "va"}
          for key in ("cs", "ct") for n in range(len(_SIGNUPS))),
        {"course": "ce", "group": "gc", "weekday": "每天", "opens_at": "07:00", "valid_from": "2026-11-01", "valid_to": None},
        {"course": "cf", "dates": "2026-11-28, 2026-12-05", "opens_at": "22:00", "closes_at": "01:00", "overnight": True},
        {"course": "cg", "month_day": "25", "venue": "vc"},
    ],
    "changes": [
        {"course": "cb", "group": "=schedules.2.group", "date": "2026-11-24", "kind": "停课"},
        {"course": "cb", "group": None, "date": "2026-11-26", "kind": "改期", "new_date": "2026-11-27", "venue": "vb"},
        {"course": "ca", "group": "ga", "date": "2026-11-25", "kind": "换地点", "venue": "vc"},
        {"course": "ca", "group": "gb", "date": "2026-11-26", "kind": "换老师"},
        {"course": "ce", "group": None, "date": "2026-11-25", "kind": "改时间", "opens_at": "08:00"},
        {"course": "cs1", "group": None, "date": "2026-11-26", "kind": "加课", **_EVENING, "venue": "va"},
        {"course": "cs2", "group": None, "date": "2026-11-28", "kind": "说明"},
        {"course": "cs3", "group": None, "date": "2026-11-28", "kind": "停课", "reason": None},
        {"service": "sa", "group": None, "date": "2026-11-25", "kind": "休息"},
        {"scope": "全部", "group": None, "date": "2026-12-11", "kind": "停课"},
        {"at": "va", "group": None, "date": "2026-12-12", "date_to": "2026-12-13", "kind": "停课"},
    ],
    "services": [
        {"id": "sa", "venue": "va", "form": "fd", "phone": "0830-1234567", "verified_on": "2026-11-01", "icon": "食",
         "description": _MARKDOWN_TEXT, "sample": True},
        {"id": "sb", "venue": "vb", "form": "ff", "status": "暂停"}, {"id": "sc", "status": "结束"}, {"id": "sd", "form": "fe"},
    ],
    "offers": [
        {"service": "sa", "price": "3.5"}, {"service": "sa", "price": "0"}, {"service": "sb"},
        {"course": "ca", "price": "10"}, {"group": "ga", "price": "10"},
    ],
    "hours": [
        {"service": key, "weekday": day, "opens_at": "08:00", "closes_at": "11:30"}
        for key in ("sa", "sd")
        for day in ("周二", "周三", "周四")
    ],
    "stories": [
        {"id": "ta", "date": "2026-11-01", "course": "ca", "body": _MARKDOWN_TEXT, "source_date": "2026-11-01",
         "source_url": LINK, "source_licence": "link-only", "icon": "花", "sample": True},
        {"id": "tb", "date": "2026-10-01", "service": "sa", "source_licence": "own", "source_url": LINK},
        {"id": "tc", "date": "2026-09-01", "summary": None, "body": None},
    ],
    "figures": [
        {"id": "na", "as_of": "2026-11-01", "course": "ca"}, {"id": "nb", "as_of": "2026-11-01", "service": "sa"},
        {"id": "nc", "as_of": "2026-11-01", "unit": None},
    ],
    "holidays": [
        {"date": "2026-12-01", "kind": "休"}, {"date": "2026-12-05", "kind": "班", "weekday_as": "周二"},
    ],
    "redirects": [{"from": "courses/alt", "to": "courses/ca"}],
}  # fmt: skip
