"""The Chinese sentences for what frictionless refuses: takes a row and a field, gives a `Problem`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from unicodedata import normalize

from linli import characters, reasons
from linli.model import name_of
from linli.problems import Mark, Problem
from linli.schema import Field, Schema
from linli.source import Row
from linli.writing import UnclearError, normal

_ENDING: Final = ("courses", "services")
"""Tables whose rows may stay with `status: 结束`."""
_MOST_LINES: Final = 8
_ONE_DAY: Final = "某一天休息或改时间写在 data/changes.yml，例如 - {service: 服务的编号, date: 2026-11-24, kind: 休息}"
_ELSEWHERE: Final = {("hours", name): _ONE_DAY for name in ("date", "date_to", "kind", "reason")}
"""What to write in another table."""


def problem(
    schema: Schema,
    row: Row,
    field: str,
    code: str,
    message: str,
    hint: str,
    *,
    line: int | None = None,
    column: int | None = None,
) -> Problem:
    """Return an error at the field's value, at its name where line and column are given."""
    mark = row.mark_of(field)
    if line is not None and column is not None:
        mark = Mark(path=row.path, line=line, column=column)
    return Problem(
        mark=mark,
        code=code,
        message=message,
        hint=hint,
        table=schema.name,
        record=name_of(row.values),
        field=field,
    )


def bad_type(schema: Schema, row: Row, name: str, today: date | None = None) -> Problem:
    """The text is not of the field's type: `valid_from 写成了 2026-13-06，月份应为 01–12`."""
    field = schema.fields[name]
    found = row.values.get(name)
    if isinstance(found, tuple) and field.type != "array":
        message = f"{field.title} {name} 写成了一列({'、'.join(found)})，这里只能写一个"
        hint = f"不用方括号，写成 {name}: {found[0]}" if len(found) == 1 else example(field)
        return problem(schema, row, name, "bad-value", message, hint)
    message = f"{field.title} {name} 写成了 {shown(found)}，{reasons.why(field, normal(found, field))}"
    hint = reasons.question(field, found, today) or example(field)
    return _at_odd(row, name, problem(schema, row, name, "bad-value", message, hint))


def bad_cell(schema: Schema, row: Row, name: str, error: ValueError) -> Problem:
    """The text of a field with several values holds something that is none: `第几周 weeks 写成了 0-4，没有第 0 周`."""
    field = schema.fields[name]
    found = row.values.get(name)
    why, hint = (error.why, error.hint) if isinstance(error, UnclearError) else (str(error), example(field))
    index = _odd(row, name)
    if index is not None and (sign := str(found)[index]) not in "、，；（）：":
        why += f"；里面有{characters.named(sign)}"
    message = f"{field.title} {name} 写成了 {shown(found)}，{why}"
    return problem(schema, row, name, "bad-value", message, hint)


def bad_constraint(schema: Schema, row: Row, name: str, note: str) -> Problem:
    """The value breaks a constraint of the schema."""
    field = schema.fields[name]
    found = row.values.get(name)
    limits = field.constraints
    if '"required"' in note:
        return problem(schema, row, name, "missing-field", f"缺少 {field.title} {name}", example(field))
    said = f"{field.title} {name} 写成了 {shown(found)}，"
    if '"enum"' in note:
        options = "、".join(str(option) for option in field.enum)
        close = _likeliest(str(found)[:40], field.enum)
        hint = f"是不是想写 {close}？" if close else example(field)
        message = f"{said}只能写：{options}{_odd_inside(row, name)}"
        return _at_odd(row, name, problem(schema, row, name, "bad-choice", message, hint))
    if '"maxLength"' in note:
        length = len(str(found))
        said = f"{field.title} {name} 有 {length} 个字，最多 {limits['maxLength']} 个"
        room = next((other for other in schema.fields.values() if other.many and other.name != name), None)
        hint = f"请写短一些；放不下的写进{room.title} {room.name}" if room else "请写短一些"
        return problem(schema, row, name, "too-long", said, hint)
    if '"minimum"' in note:
        return problem(schema, row, name, "bad-value", f"{said}不能小于 {limits['minimum']}", example(field))
    if '"maximum"' in note:
        return problem(schema, row, name, "bad-value", f"{said}不能大于 {limits['maximum']}", example(field))
    if reasons.several(str(limits.get("pattern", "")), str(normal(found, field))):
        what = "号码" if name == "phone" else field.title
        hint = f"{example(field)}；别的{what}另写一条，或写进说明文字里"
        return problem(schema, row, name, "bad-value", f"{said}这里只能写一个{what}", hint)
    hint = example(field)
    if _is_id(schema, name) and (key := _as_id(str(found))):
        hint = f"是不是想写 {key}？"
    code, what = (
        ("bad-id", "编号只能用小写英文字母、数字和短横线") if _is_id(schema, name) else ("bad-value", "写法不对")
    )
    return _at_odd(row, name, problem(schema, row, name, code, f"{said}{what}{_odd_inside(row, name)}", hint))


def several_lines(schema: Schema, row: Row, name: str) -> Problem:
    """A field of one line has line breaks."""
    field, value = schema.fields[name], row.values[name]
    text = "、".join(value) if isinstance(value, tuple) else str(value)
    first = text.strip().partition("\n")[0]
    message = f"{field.title} {name} 写了几行，这里只能写一行(「{shown(first)}」后面换行了)"
    room = next((other for other in schema.fields.values() if other.many), None)
    hint = f"请接成一行；要分段的写进{room.title} {room.name}" if room else "请接成一行"
    return problem(schema, row, name, "line-break", message, hint)


def choices(ids: Sequence[str]) -> str:
    """A few ids of many."""
    return f"{'、'.join(ids[:8])}{'…' if len(ids) > 8 else ''}"


def unknown_reference(schema: Schema, row: Row, name: str, found: str, guess: str = "", gone: str = "") -> Problem:
    """The id points at nothing; `guess` is the likeliest that is there, `gone` says where the id was seen before."""
    field = schema.fields[name]
    table = schema.references[name]
    message = f"{field.title} {name} 写成了 {shown(found)}，但 {table} 表里没有这个编号"
    if gone:
        message += f"；以前有过({gone})，被删掉或改了名"
        back = "请把那一条加回来，不办了就在那一条写 status: 结束" if table in _ENDING else "请把那一条加回来"
        return problem(schema, row, name, "unknown-reference", message, f"{back}；换了编号的，这里改成新编号")
    if guess:
        return problem(schema, row, name, "unknown-reference", message, f"是不是想写 {guess}?")
    hint = f"请先在 data/{table}.yml 里加上它，或改成已有的编号"
    return problem(schema, row, name, "unknown-reference", message + _odd_inside(row, name), hint)


def also_in(found: Problem, rows: Sequence[Row]) -> Problem:
    """The same problem of one value in other rows, told once."""
    lines = [f"{row.path}:{row.line}" if row.path != found.mark.path else f"第 {row.line} 行" for row in rows]
    more = f"等 {len(lines)} 条" if len(lines) > _MOST_LINES else ""
    said = f"{found.message}；另有 {len(rows)} 条也这样写({'、'.join(lines[:_MOST_LINES])}{more})"
    return replace(found, message=said)


def repeated_key(schema: Schema, row: Row, first: Row | None = None) -> Problem:
    """Two rows have the same primary key."""
    name = schema.primary_key[0]
    title = schema.fields[name].title
    where = "" if first is None else f"({first.path}:{first.line})"
    message = f"{title} {name} 写成了 {shown(row.values.get(name))}，前面已经有一条用了它{where}"
    if first is not None and first.values == row.values:
        return problem(schema, row, name, "repeated-id", message, "两条的内容完全一样，留一条")
    hint = "每条记录的编号都不能重复；新加的那条换一个编号，已经公布过的那条不要改"
    if name != "id":
        hint = f"一个{title}只写一条：{title}写错了就改正，两条说的是一件事就合成一条"
    return problem(schema, row, name, "repeated-id", message, hint)


def unknown_field(schema: Schema, row: Row, name: str, guess: str) -> Problem:
    """A field that the table does not have."""
    line, column = row.keys[name]
    message = f"没有字段 {shown(name)}"
    if (index := characters.odd(name)) is not None:
        message += f"，里面有{characters.named(name[index])}"
    if elsewhere := _ELSEWHERE.get((schema.name, name)):
        hint = elsewhere
    elif guess and guess in row.values:
        hint = f"是不是想写 {guess}？这一条已经有 {guess} 了，两处的内容都要就合到一处"
    elif guess:
        hint = f"是不是想写 {guess}?"
    elif not name.isascii() and any(field.many and field.name in row.values for field in schema.fields.values()):
        hint = "是上面那段文字里的一行，就把它缩进到和那段文字对齐；是字段就用英文的字段名"
    else:
        hint = f"可以写的字段：{'、'.join(schema.fields)}"
    return problem(schema, row, name, "unknown-field", message, hint, line=line, column=column)


def example(field: Field) -> str:
    """The schema's own example as an editor would type it."""
    quoted = f'"{field.example}"' if field.type in ("time", "datetime") else field.example
    return f"写法示例：{field.name}: {quoted}" if field.example else ""


def shown(value: object) -> str:
    """A value in a message: short, on one line."""
    text = "、".join(value) if isinstance(value, tuple) else str(value)
    text = re.sub(r"\s+", " ", text)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _likeliest(typed: str, options: Sequence[str]) -> str:
    """The option that was meant: of the same length with half its characters in place, or else nearly the same."""
    alike = [o for o in options if len(o) == len(typed) and 2 * sum(map(str.__eq__, o, typed)) >= len(o)]
    return alike[0] if len(alike) == 1 else next(iter(difflib.get_close_matches(typed, options, n=1, cutoff=0.6)), "")


def _is_id(schema: Schema, name: str) -> bool:
    return name == "id" or name in schema.references


def _as_id(typed: str) -> str:
    """The id that differs only by capitals and by what stands between its words; empty where it is none."""
    key = re.sub(rf"[\s_.{''.join(characters.DASHES)}]+", "-", normalize("NFKC", typed).strip().lower()).strip("-")
    return key if re.fullmatch("[a-z0-9-]+", key) else ""


def _odd(row: Row, name: str) -> int | None:
    """Where a character stands in a field that is neither English nor Han, if there is one."""
    found = row.values.get(name)
    return characters.odd(found) if isinstance(found, str) else None


def _odd_inside(row: Row, name: str) -> str:
    index = _odd(row, name)
    return "" if index is None else f"，里面有{characters.named(str(row.values[name])[index])}"


def _at_odd(row: Row, name: str, found: Problem) -> Problem:
    """The problem at the character that its message names."""
    index = _odd(row, name)
    value = row.values.get(name)
    if index is None or not isinstance(value, str) or characters.named(value[index]) not in found.message:
        return found
    return replace(found, mark=row.mark_in(name, index))
