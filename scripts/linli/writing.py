"""What people type, in its one normal form: takes a field's text, gives the text its schema expects.

Only what is unambiguous is changed; anything else stays as typed, for the schema to refuse.
"""

from __future__ import annotations

import calendar
import datetime as moments
import re
import unicodedata
from typing import Final

from linli.characters import trimmed
from linli.schema import Field
from linli.source import Text


class UnclearError(ValueError):
    """Why a text says nothing certain here, with how to write what it says."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(f"{why}，{hint}")
        self.why, self.hint = why, hint


WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_WEEKDAY_NAMES: Final = {
    name: WEEKDAYS[number]
    for number, names in enumerate(
        ("mo mon monday 一 1", "tu tue tuesday 二 2", "we wed wednesday 三 3", "th thu thursday 四 4", "fr fri friday 五 5",
         "sa sat saturday 六 6", "su sun sunday 日 天 7")
    )
    for name in names.split()
}  # fmt: skip
_DAYS: Final = "一二三四五六日天"
_WEEKDAY: Final = re.compile(r"每?(?:周|星期|礼拜)([一二三四五六日天1-7])")
_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TIME: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
_HALF_DAY: Final = re.compile(r"(0?[1-9]|1[0-2])(?::([0-9]{2}))? *([ap])\.?m\.?", re.IGNORECASE)
_SPOKEN: Final = re.compile(
    r"(凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|夜里)?([0-9零一二三四五六七八九十两]{1,3})(?:[点时]"
    r"(?:(半)|([一1]刻)|([三3]刻)|([0-9零一二三四五六七八九十]{1,3})分?|整|钟)?|:([0-9]{2}))"
)
_HOURS: Final = {
    "凌晨": {12: 0, **{h: h for h in range(6)}},
    "清晨": {h: h for h in range(4, 9)},
    "早": {h: h for h in range(4, 12)},
    "上午": {h: h for h in range(6, 13)},
    "中午": {11: 11, 12: 12, 13: 13, 1: 13, 2: 14},
    "下午": {12: 12, **{h % 12: h for h in range(13, 19)}, **{h: h for h in range(13, 19)}},
    "傍晚": {**{h % 12: h for h in range(16, 21)}, **{h: h for h in range(16, 21)}},
    "晚": {**{h % 12: h for h in range(17, 24)}, **{h: h for h in range(17, 24)}},
    "夜里": {**{h: h for h in range(6)}, **{h % 12: h for h in range(20, 24)}, **{h: h for h in range(20, 24)}},
    "": {0: 0, **{h: h for h in range(7, 24)}},
}
"""The hour of the day that is meant by each hour that is said; where two may be meant, none."""
_DATE: Final = re.compile(
    r"([0-9]{4})(?:[-–—‐−/.]|年)([0-9]{1,2})(?:[-–—‐−/.]|月)([0-9]{1,2})[日号]?"
    r"(?:[(（]?((?:周|星期|礼拜)[一二三四五六日天1-7])[)）]?)?"
)
_TOGETHER: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{4}) +([0-9]{1,2}) +([0-9]{1,2})")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME: Final = re.compile(r"([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2})(?:[日号]\s*|[Tt]|\s+)(\S.*)")
_BRACKETED: Final = re.compile(r"[【〔（［〖]([^【】〔〕（）［］〖〗]*)[】〕）］〗]")
_TRUE: Final = frozenset({"true", "yes", "y", "on", "是", "对", "有", "1"})
_FALSE: Final = frozenset({"false", "no", "n", "off", "否", "不是", "无", "0"})


def normal(value: Text, field: Field) -> Text:
    """Return `value` in the normal form of `field`: text for scalars, a tuple for arrays, None for nothing."""
    if field.of and isinstance(value, tuple):
        value = "、".join(value)
    while isinstance(value, str) and (plain := trimmed(value.strip())) != value:
        value = plain  # what nobody sees may stand between blanks
    if value is None or value == "":
        return () if field.type == "array" else None
    if field.type == "array":
        # in a written list the English marks inside an item were meant; the Chinese ones set items apart
        texts, marks = (
            (value, "[，、；]") if isinstance(value, tuple) else ((_BRACKETED.sub(r"\1,", value),), "[,，、;；]")
        )
        items = (item.strip() for text in texts for item in re.split(marks, text))
        return tuple(item.strip("“”‘’") if item[:1] in "“‘" and item[-1:] in "”’" else item for item in items if item)
    if isinstance(value, tuple):
        return value
    if field.of:
        return _bare(value) or None
    if field.type == "time" and field.name == "closes_at" and _bare(value) in ("24:00", "24点", "零点"):
        return "00:00"  # as an end, the midnight that follows
    if field.type == "datetime" and (border := _border(_bare(value), end=field.name == "closes_at")):
        return border
    change = _BY_TYPE.get(field.type)
    if change:
        return change(_bare(value)) or None
    if field.enum:
        return _choice(_bare(value), field.enum) or None
    return (_plain(value) if field.constraints.get("pattern") else value.replace("\u00a0", " ").strip()) or None


def weekday(text: str) -> str:
    """`星期一`, `礼拜一`, `每周1`, `MO`, `Monday` → `周一`."""
    match = _WEEKDAY.fullmatch(text)
    if match:
        return _WEEKDAY_NAMES[match[1]]
    return _WEEKDAY_NAMES.get(text.lower(), text) if text.isascii() and text.isalpha() else text


def weekdays(text: str) -> str:
    """`周六周日`, `周六/周日`, `週六`, `双休日`, `一三五` → names with 、 between them; anything else is kept."""
    plain = text.strip().replace("週", "周").replace("禮拜", "礼拜")
    if plain in ("双休日", "双休"):
        return "周六、周日"
    plain = re.sub(r"\s*[/&+]\s*", "、", plain)
    if match := re.fullmatch(rf"每?(?:周|星期|礼拜)?([{_DAYS}]{{2,7}})", plain):
        return "、".join(f"周{day}" for day in match[1])
    if re.fullmatch(rf"(?:每?(?:周|星期|礼拜)[{_DAYS}]\s*)+", plain):
        return "、".join(f"周{day}" for day in re.findall(f"[{_DAYS}]", plain))
    return plain


def time(text: str) -> str:
    """`19:00`, `3:00 PM` → `15:00`, `晚上7点半` → `19:30`, `9点` → `09:00`; `3点` and `9:5` are kept: both could mean two things."""
    if match := _TIME.fullmatch(text):
        return f"{int(match[1]):02d}:{match[2]}"
    if match := _HALF_DAY.fullmatch(text):
        return f"{int(match[1]) % 12 + 12 * (match[3] in 'pP'):02d}:{match[2] or '00'}"
    if match := _SPOKEN.fullmatch(text.replace(" ", "")):
        part, hour_text, half, quarter, three, spoken, digits = match.groups()
        said, minute = number(hour_text), number(digits or spoken or "0")
        minute = 30 if half else 15 if quarter else 45 if three else minute
        hours = _HOURS[{"早上": "早", "早晨": "早", "晚上": "晚"}.get(part or "", part or "")]
        hour = None if said is None else hours.get(said)
        if hour is not None and minute is not None and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    return text


def date(text: str) -> str:
    """`2026/9/6`, `2026年9月6日` → `2026-09-06`; with a weekday where it is the right one: `2026年12月8日（周二）`."""
    match = _DATE.fullmatch(_with_dashes(text).replace(" ", ""))
    if match is None or (match[4] and not _is_weekday(match)):
        return text
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"


def _with_dashes(text: str) -> str:
    """`20261202`, `2026 12 02` → `2026-12-02`."""
    match = _TOGETHER.fullmatch(text)
    return "-".join(part for part in match.groups() if part) if match else text


def datetime(text: str) -> str:
    """`2026年12月1日 上午9点`, `2026-12-01T09:00:00` → `2026-12-01 09:00`."""
    match = _DATETIME.fullmatch(text)
    return f"{date(match[1])} {time(match[2].removesuffix('+08:00'))}" if match else text


def _border(text: str, *, end: bool) -> str:
    """A day without an hour: from its first moment on, or to its last, the midnight that follows; else nothing."""
    day = date(re.sub(r"\s*(?:24:00|24点)$", "", text) if end else text)
    if not _DAY.fullmatch(day):
        return ""
    try:
        return f"{moments.date.fromisoformat(day) + moments.timedelta(days=end)} 00:00"
    except (ValueError, OverflowError):
        return ""


def _is_weekday(match: re.Match[str]) -> bool:
    try:
        day = calendar.weekday(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return WEEKDAYS[day] == weekday(match[4])


def _boolean(text: str) -> str:
    low = text.lower()
    return "true" if low in _TRUE else "false" if low in _FALSE else text


def _numeric(text: str) -> str:
    if "_" in text:
        return "_"  # Python would read 1_000 as 1000; the schema is to refuse it
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def _choice(text: str, options: tuple[str, ...]) -> str:
    return weekday(text) if "周一" in options else text


def number(text: str) -> int | None:
    """`12`, `十二`, `两`; None where it is none."""
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return _DIGITS.get(text.lstrip("零〇") or "零")
    tens, _, ones = text.partition("十")
    high, low = _DIGITS.get(tens, 1 if not tens else None), _DIGITS.get(ones, 0 if not ones else None)
    return None if high is None or low is None else high * 10 + low


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _bare(text: str) -> str:
    """A text that has a type, without quotes round it."""
    plain = _plain(text)
    return plain[1:-1].strip() if plain[:1] in '“‘「『"' and plain[-1:] in '”’」』"' and len(plain) > 2 else plain


_BY_TYPE: Final = {
    "time": time,
    "date": date,
    "datetime": datetime,
    "boolean": _boolean,
    "integer": _numeric,
    "number": _numeric,
}
