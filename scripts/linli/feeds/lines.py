"""One property after another (RFC 5545): takes a name and a value, gives the folded line.

icalendar writes and folds every property; equal ones (a place, a rule, a description) are written once and kept,
because a thousand courses share them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from icalendar import Parameters, vCategory, vDate, vDatetime, vDDDLists, vGeo, vRecur, vText, vUri
from icalendar.parser import Contentline

_NONE: Final = Parameters()
_DATE: Final = Parameters(VALUE="DATE")


@lru_cache(maxsize=16384)
def line(name: str, text: str) -> bytes:
    """Return a TEXT property."""
    return _property(name, vText(text))


@lru_cache(maxsize=16384)
def moment(name: str, value: datetime, all_day: bool) -> bytes:
    """Return a DATE-TIME property, or a DATE where it lasts all day."""
    return _property(name, vDate(value.date()), _DATE) if all_day else _property(name, vDatetime(value))


@lru_cache(maxsize=8192)
def stamp(name: str, value: datetime) -> bytes:
    """Return a DATE-TIME property in UTC."""
    return _property(name, vDatetime(value.astimezone(UTC)))


@lru_cache(maxsize=2048)
def rule(**parts: Any) -> bytes:
    """Return an RRULE; UNTIL is in UTC, as RFC 5545 3.3.10 asks where DTSTART has a time zone."""
    return _property("RRULE", vRecur(**parts))


def except_dates(values: Iterable[datetime], all_day: bool) -> bytes:
    """Return an EXDATE."""
    days: list[date] = [value.date() if all_day else value for value in values]
    return _property("EXDATE", vDDDLists(days), _DATE if all_day else None)


@lru_cache(maxsize=1024)
def categories(name: str) -> bytes:
    """Return CATEGORIES with one category."""
    return _property("CATEGORIES", vCategory([name]))


@lru_cache(maxsize=1024)
def position(latitude: float, longitude: float) -> bytes:
    """Return a GEO property."""
    return _property("GEO", vGeo((latitude, longitude)))


@lru_cache(maxsize=1024)
def address(name: str, url: str) -> bytes:
    """Return a URI property."""
    return _property(name, vUri(url))


@lru_cache(maxsize=1024)
def conference(url: str, label: str) -> bytes:
    """Return a CONFERENCE property (RFC 7986 5.11)."""
    whole = Contentline.from_parts("CONFERENCE", Parameters(VALUE="URI", LABEL=label), vUri(url))
    return bytes(whole.to_ical()) + b"\r\n"


def _property(name: str, value: Any, parameters: Parameters | None = None) -> bytes:
    own: Any = getattr(value, "params", _NONE)
    whole = Contentline.from_parts(name, parameters or own, value)
    data = whole.encode()
    return data + b"\r\n" if len(data) < 75 else bytes(whole.to_ical()) + b"\r\n"
