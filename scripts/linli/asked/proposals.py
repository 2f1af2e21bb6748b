"""What a new row may hold before anybody typed: takes the tables as typed, gives ids from pinyin, choices and defaults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from linli import writing
from linli.records import Standing
from linli.rows import Row
from linli.schema import Field, Schema

Tables = Mapping[str, Sequence[Row]]
_TAIL: Final = re.compile(r"(?<=.)(?:班|课)?(?:报名表?)?$")
_BRACKETS: Final = re.compile(r"[（(【〔].*?[）)】〕]|[“”「」『』《》]")
_DIGITS: Final = {sign: str(number) for number, sign in enumerate("一二三四五六七八九", 1)}
_COUNTED: Final = re.compile(r"(?<=.)([一二三四五六七八九])(?=班$)")
_LONGEST: Final = 40
_SYLLABLES: Final = 6
_MOST: Final = 12
_LONG: Final = 60
_SHORT: Final = 12
"""Characters of a word like a category, of which even one that is used once is better than a new one."""


def said(row: Row, name: str) -> str:
    """A field's text, or empty."""
    value = row.values.get(name)
    return value.strip() if isinstance(value, str) else ""


def name(row: Row) -> str:
    """How people know a row."""
    return said(row, "title") or said(row, "name")


def pinyin(text: str) -> str:
    """书法班 → shufa; 启蒙一班 → qimeng1."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- its dictionary is large

    plain = _BRACKETS.sub("", text.strip()).lower()
    plain = _TAIL.sub("", _COUNTED.sub(lambda match: _DIGITS[match[1]], plain))
    parts = re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", plain)
    syllables = [syllable for part in parts for syllable in lazy_pinyin(part)][:_SYLLABLES]
    return re.sub(r"[^a-z0-9]+", "", "".join(syllables))[:_LONGEST]


def identifier(table: str, values: Mapping[str, object], tables: Tables) -> str:
    """Return an id that nobody has; empty where there is nothing to make it of."""
    taken = {said(row, "id") for rows in tables.values() for row in rows}
    own = pinyin(str(values.get("title") or values.get("name") or ""))
    if table == "groups":
        own = "-".join(filter(None, (str(values.get("course") or ""), own, str(values.get("term") or ""))))
    if table == "forms" and own and not own[-1].isdigit() and (term := _term_in(str(values.get("title")), tables)):
        own = f"{own}-{term}"
    return _free(own, taken) if own else ""


def _free(own: str, taken: Collection[str]) -> str:
    return next(key for key in (own, *(f"{own}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _term_in(title: str, tables: Tables) -> str:
    """The term that a title names: 夜校报名（2026年秋）."""
    for row in reversed(tables.get("terms", ())):
        short = re.sub(r"季?学期$", "", said(row, "name"))
        if short and short in title:
            return said(row, "id")
    return ""


def choices(schema: Schema, field: Field, tables: Tables, values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return what a field can be, each with its words; empty where anything can be written."""
    if field.enum:
        return [(word, "") for word in field.enum]
    table = schema.references.get(field.name, "groups" if schema.name == "changes" and field.name == "group" else "")
    rows = tables.get(table, ())
    if table == "groups" and values.get("course"):
        rows = [row for row in rows if said(row, "course") == values["course"]]
    if table in ("courses", "services"):
        rows = [row for row in rows if said(row, "status") != Standing.ENDED]
    return [(said(row, "id"), name(row)) for row in rows if said(row, "id")]


def usual(schema: Schema, field: Field, tables: Tables) -> list[str]:
    """Return the texts that a field has in several rows, the commonest first; of a short one, all."""
    if field.of == "weekdays":
        return list(writing.WEEKDAYS)  # in their order, so that 3 is 周三
    longest = field.constraints.get("maxLength", _LONG + 1)
    if field.type != "string" or field.many or longest > _LONG or field.name == "id":
        return []
    counts = Counter(said(row, field.name) for row in tables.get(schema.name, ()))
    return [text for text, count in counts.most_common() if text and (count > 1 or longest <= _SHORT)][:_MOST]


def default(schema: Schema, field: Field, tables: Tables, values: Mapping[str, object], today: date) -> str:
    """Return what an empty answer means; empty where it means nothing."""
    if field.name == "id":
        return identifier(schema.name, values, tables)
    if field.name == "term":
        return _term(tables, today)
    if schema.name == "stories" and field.name == "date":
        return str(today)
    return ""


def _term(tables: Tables, today: date) -> str:
    """The term that is on or comes next."""
    coming = []
    for row in tables.get("terms", ()):
        last = writing.date(said(row, "valid_to"))
        if last >= str(today):
            coming.append((last, said(row, "id")))
    return min(coming)[1] if coming else ""
