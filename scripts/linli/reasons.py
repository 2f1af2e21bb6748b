"""Why a text is not what its field holds: takes a field and a text, gives the reason and a question in Chinese."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from linli import characters
from linli.cells import RANGE
from linli.schema import Field
from linli.writing import WEEKDAYS, weekday

_SHAPES: Final = {
    "integer": "应是整数",
    "number": "应是数字，不带单位",
    "boolean": "应是 true 或 false",
    "date": "应是一个日期(年-月-日)",
    "time": "应是一个时间(24 小时制)",
    "datetime": "应是日期加时间",
    "array": "应是一列文字",
}
_UNSAID: Final = re.compile(
    r"额满|报满|满员|招满|另行|另定|待定|未定|不定|不限|长期|请问|详见|暂无|^(?:上午|下午|晚上|全天)$"
)
"""What notices say in place of a day or an hour."""
_WEEKDAY: Final = r"(?:[(（]?((?:周|星期|礼拜)[一二三四五六日天1-7])[)）]?)?"
_SHORT_DATE: Final = re.compile(rf"([0-9]{{1,2}})(?:[-/.]|月)([0-9]{{1,2}})[日号]?{_WEEKDAY}")
_LONG_DATE: Final = re.compile(rf"([0-9]{{4}})[-/.年]([0-9]{{1,2}})[-/.月]([0-9]{{1,2}})[日号]?{_WEEKDAY}")
ONE_DIGIT: Final = re.compile(r"(?:^|\s)(\d{1,2})[:.](\d)$")
"""A time with one digit for the minutes: strptime would take 20:3 for 20:03."""
_OTHER_WAYS: Final = (
    (
        "every",
        re.compile(r"每?个?月.*|[0-9一二三两]个?月"),
        "每月的不写在这一栏：每月第几个写 month_week，每月几号写 month_day",
    ),
    ("every", re.compile(r"每?隔?(?:[一1]?个?|[两二2]个?)(?:周|星期)|[单双]周"), "隔一周上写 2，每周都上就不写"),
    ("opens_at", re.compile(r"\d{1,2}:\d\d *[-—–~至到] *\d{1,2}:\d\d"), "这里只写几点开始，几点结束写在 closes_at"),
)
"""What belongs into another field or is said by another word."""
_SEVERAL: Final = re.compile(r"[、，,;；/]|\s+或\s*|\s{2,}|\s(?=[0-9]{3,4}-)")


def why(field: Field, text: object) -> str:
    """Return what is wrong with a text in its normal form."""
    said = str(text)
    if field.type in ("date", "datetime") and (reason := _no_day(said)):
        return reason
    if field.type in ("time", "datetime") and (reason := _no_time(said)):
        return reason
    if other := next((told for name, typed, told in _OTHER_WAYS if name == field.name and typed.fullmatch(said)), ""):
        return other
    shape = _SHAPES.get(field.type, "写法不对")
    if field.type in ("date", "time", "datetime") and not field.required and _UNSAID.search(said):
        return f"{shape}；没有定、没有说的，这一栏就不写"
    if (index := characters.odd(said)) is not None:
        return f"{shape}，里面有{characters.named(said[index])}"
    return shape


def question(field: Field, found: object, today: date | None) -> str:
    """Return the date that was probably meant, as a question; empty where none is likely."""
    if field.type != "date" or today is None:
        return ""
    ends = [_SHORT_DATE.fullmatch(end) for end in RANGE.split(str(found).replace(" ", ""))]
    if field.name == "date" and len(ends) == 2 and None not in ends:
        days = [_nearest(int(end[1]), int(end[2]), today) for end in ends if end]
        return f"是 {days[0]} 至 {days[1]} 吗？写法：date: {days[0]} 至 {days[1]}" if None not in days else ""
    match = _SHORT_DATE.fullmatch(str(found).replace(" ", "").replace("\u3000", ""))
    if match is None:
        return ""
    near = _nearest(int(match[1]), int(match[2]), today)
    if near is None:
        return ""
    asked = f"是 {near} 吗？那天是{WEEKDAYS[near.weekday()]}"
    if match[3] and weekday(match[3]) != WEEKDAYS[near.weekday()]:
        asked += f"，不是{match[3]}"
    return f"{asked}。写法：{field.name}: {near}"


def several(pattern: str, found: str) -> bool:
    """Whether the text is several that the pattern would take one by one."""
    parts = [part.strip() for part in _SEVERAL.split(found) if part.strip()]
    return len(parts) > 1 and all(re.fullmatch(pattern, part) for part in parts)


def _no_day(text: str) -> str:
    if match := _LONG_DATE.match(text.replace(" ", "")):
        year, month, day = (int(part) for part in match.groups()[:3])
        if not 1900 <= year <= 2100:
            return "年份应在 1900–2100 之间"
        if not 1 <= month <= 12:
            return "月份应为 01–12"
        if not 1 <= day <= monthrange(year, month)[1]:
            return f"{year}年{month}月只有 {monthrange(year, month)[1]} 天"
        real = date(year, month, day)
        if match[4] and weekday(match[4]) != WEEKDAYS[real.weekday()]:
            return f"{real} 是{WEEKDAYS[real.weekday()]}，不是{match[4]}，日期和星期有一个写错了"
    elif _SHORT_DATE.fullmatch(RANGE.split(text.replace(" ", ""))[0]):
        return "没有写年份"
    return ""


def _no_time(text: str) -> str:
    if match := ONE_DIGIT.search(text):
        other = "" if match[2] == "0" else f" 还是 {match[1]}:0{match[2]}"
        return f"分钟要写两位：是 {match[1]}:{match[2]}0{other}？"
    if match := re.search(r"(\d{1,2}):(\d\d)", text):
        if int(match[1]) > 23:
            return "小时应为 00–23"
        if int(match[2]) > 59:
            return "分钟应为 00–59"
    return ""


def _nearest(month: int, day: int, today: date) -> date | None:
    if not 1 <= month <= 12:
        return None
    years = (y for y in range(today.year - 1, today.year + 2) if 1 <= day <= monthrange(y, month)[1])
    return min((date(y, month, day) for y in years), key=lambda found: abs(found - today), default=None)
