"""What people type, in its one normal form: takes a field's text, gives the text its schema expects.

Only what is unambiguous is changed; anything else stays as typed, for the schema to refuse.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from linli.schema import Field
from linli.source import Text

WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ENGLISH: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TIME: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")
_SPOKEN: Final = re.compile(
    r"(凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|夜里)?([\d零一二三四五六七八九十两]{1,3})[点时:]"
    r"(?:(半)|(一刻)|(三刻)|([\d零一二三四五六七八九十]{1,3})分?|整|钟)?"
)
_DATE: Final = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_TRUE: Final = frozenset({"true", "yes", "y", "on", "是", "对", "有", "1"})
_FALSE: Final = frozenset({"false", "no", "n", "off", "否", "不是", "无", "0"})


def normal(value: Text, field: Field) -> Text:
    """Return `value` in the normal form of `field`: text for scalars, a tuple for arrays, None for nothing."""
    if value is None or value == "":
        return () if field.type == "array" else None
    if field.type == "array":
        items = value if isinstance(value, tuple) else re.split(r"[,，、;；]", value)
        return tuple(item.strip() for item in items if item.strip())
    if isinstance(value, tuple):
        return ",".join(value) if field.name == "weeks" else value
    change = _BY_TYPE.get(field.type)
    if change:
        return change(_plain(value))
    if field.enum:
        return _choice(_plain(value), field.enum)
    if field.constraints.get("pattern"):
        return _plain(value)
    return value.strip()


def weekday(text: str) -> str:
    """`星期一`, `礼拜一`, `周1`, `MO`, `Monday` → `周一`."""
    low = text.lower()
    for names in (_CODES, _ENGLISH):
        for day, name in zip(WEEKDAYS, names, strict=True):
            if low == name.lower():
                return day
    rest = re.sub(r"^(每?周|每?星期|每?礼拜)", "", text)
    if rest == text or len(rest) != 1:
        return text
    number = "一二三四五六".find(rest) + 1 or "123456".find(rest) + 1 or (7 if rest in "日天末7" and rest != "末" else 0)
    return WEEKDAYS[number - 1] if number else text


def time(text: str) -> str:
    """`19：00`, `9:5`→ kept, `晚上7点半` → `19:30`, `9点` → `09:00`."""
    if match := _TIME.fullmatch(text):
        return f"{int(match[1]):02d}:{match[2]}"
    if match := _SPOKEN.fullmatch(text.replace(" ", "")):
        part, hour_text, half, quarter, three, minute_text = match.groups()
        hour, minute = _number(hour_text), _number(minute_text or "0")
        if hour is None or minute is None:
            return text
        minute = 30 if half else 15 if quarter else 45 if three else minute
        if part in ("下午", "傍晚", "晚上", "晚", "夜里") and hour < 12:
            hour += 12
        elif part == "中午" and hour < 3:
            hour += 12
        elif part is None and ":" not in text and 1 <= hour <= 6:
            return text  # 「3点」 may be either half of the day
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    return text


def date(text: str) -> str:
    """`2026/9/6`, `2026年9月6日` → `2026-09-06`."""
    match = _DATE.fullmatch(text.replace(" ", ""))
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match else text


def datetime(text: str) -> str:
    """`2026年12月1日 上午9点`, `2026-12-01T09:00:00` → `2026-12-01 09:00`."""
    match = re.fullmatch(r"(\d{4}\D{1,2}\d{1,2}\D{1,2}\d{1,2}日?)[T\s]*(\S.*)", text)
    return f"{date(match[1])} {time(match[2].removesuffix('+08:00'))}" if match else text


def _boolean(text: str) -> str:
    low = text.lower()
    return "true" if low in _TRUE else "false" if low in _FALSE else text


def _numeric(text: str) -> str:
    if "_" in text:
        return "_"  # Python would read 1_000 as 1000; the schema is to refuse it
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def _choice(text: str, options: tuple[str, ...]) -> str:
    if "周一" in options:
        return weekday(text)
    return text


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return _DIGITS.get(text) if len(text) == 1 else None
    tens, _, ones = text.partition("十")
    high, low = _DIGITS.get(tens, 1 if not tens else None), _DIGITS.get(ones, 0 if not ones else None)
    return None if high is None or low is None else high * 10 + low


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


_BY_TYPE: Final = {
    "time": time,
    "date": date,
    "datetime": datetime,
    "boolean": _boolean,
    "integer": _numeric,
    "number": _numeric,
}
