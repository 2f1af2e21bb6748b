"""The timetable as an Excel person means it: takes the sheets, gives one row a class and time, everything beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from linli import ages, phrases
from linli.excel.tabs import Tab, name_of
from linli.rows import Row
from linli.spreadsheets import Sheet

HEADS: Final = ("课程", "班", "学期", "哪几天", "时间", "地点", "老师", "年龄", "名额", "还剩", "备注")


def rows(tabs: Sequence[Tab]) -> list[list[str]]:
    """Return the cells of each row, as text."""
    by_id = _by_id(tabs)
    schedules = next((tab.rows for tab in tabs if tab.resource.schema.name == "schedules"), ())
    return [_line(row, by_id) for row in schedules]


def _line(row: Row, by_id: Mapping[str, Mapping[str, Row]]) -> list[str]:
    def linked(table: str, *rows: Row | None) -> Row | None:
        name = {"courses": "course", "terms": "term", "venues": "venue", "forms": "form"}[table]
        return by_id.get(table, {}).get(_first(name, *rows))

    group = by_id.get("groups", {}).get(_text(row, "group"))
    course = linked("courses", row, group)
    form = linked("forms", group, course)
    term, venue = linked("terms", row, group), linked("venues", row)
    opens, closes = _text(row, "opens_at"), _text(row, "closes_at")
    room = _first("capacity", group, course)
    return [
        name_of(course) if course else _first("course", row, group),
        name_of(group) if group else _text(row, "group"),
        name_of(term) if term else phrases.joined([_text(row, "valid_from"), _text(row, "valid_to")], " 至 "),
        _days(row),
        f"{opens}–{closes}" if opens and closes else opens,
        name_of(venue) if venue else _text(row, "venue"),
        _first("teacher", group, course),
        _ages(_first("min_age", group, course), _first("max_age", group, course)),
        room and room + _first("capacity_unit", group, course),
        _left(
            group,
            form,
            [other for other in by_id.get("groups", {}).values() if form and _text(other, "form") == _text(form, "id")],
        ),
        _first("note", row, group),
    ]


def _left(group: Row | None, form: Row | None, sharing: Sequence[Row]) -> str:
    """Return what is left of the class, or of the form, which several classes may share."""
    left = _first("seats_left", group, form)
    return left if not left or _text(group, "seats_left") or len(sharing) < 2 else f"{len(sharing)}个班共{left}"


def _days(row: Row) -> str:
    weekday, nth = _text(row, "weekday"), _text(row, "month_week")
    if nth:
        weekday = f"每月第{nth}个{weekday}" if nth != "-1" else f"每月最后一个{weekday}"
    day = _text(row, "month_day")
    weeks, every = _text(row, "weeks"), _text(row, "every")
    return phrases.joined(
        [weekday, _text(row, "dates"), day and f"每月{day}日", weeks and f"第{weeks}周", every and f"每{every}周一次"],
        "，",
    )


def _ages(low: str, high: str) -> str:
    try:
        return phrases.ages(ages.age(low) if low else None, ages.age(high) if high else None)
    except ValueError:
        return phrases.joined([low, high], "—")


def _first(name: str, *rows: Row | None) -> str:
    return next((text for row in rows if row and (text := _text(row, name))), "")


def _text(row: Row | None, name: str) -> str:
    value = row.values.get(name) if row else None
    return "、".join(value) if isinstance(value, tuple) else value or ""


def _by_id(tabs: Sequence[Tab]) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for tab in tabs:
        own = found.setdefault(tab.resource.schema.name, {})
        for row in tab.rows:
            own.setdefault(_text(row, "id"), row)
    return found


def changed(sheet: Sheet, tabs: Sequence[Tab]) -> list[str]:
    """Say of cells that were changed here that nobody reads them."""
    now = [list(HEADS), *rows(tabs)]
    for row in sheet.rows:
        texts = [row[number].text.strip() for number in range(len(HEADS))]
        expected = [text.strip() for text in now[row.number - 1]] if row.number <= len(now) else [""] * len(HEADS)
        if texts != expected:
            number = next(n for n, (a, b) in enumerate(zip(texts, expected, strict=True)) if a != b)
            return [
                f"{sheet.at(row[number].place)} 和表格里不一样，没有读：这一页只看，要改请改 课表、班次、课程 那几页"
            ]
    return []
