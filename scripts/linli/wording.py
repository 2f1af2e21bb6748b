"""The Chinese sentences for what frictionless refuses: takes a row and a field, gives a `Problem`."""

from __future__ import annotations

import re
from calendar import monthrange

from linli.model import name_of
from linli.problems import Mark, Problem
from linli.schema import Field, Schema
from linli.source import Row
from linli.writing import normal

_SHAPES = {
    "integer": "应是整数",
    "number": "应是数字，不带单位",
    "boolean": "应是 true 或 false",
    "date": "应是一个日期(年-月-日)",
    "time": "应是一个时间(24 小时制)",
    "datetime": "应是日期加时间",
    "array": "应是一列文字",
}


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


def bad_type(schema: Schema, row: Row, name: str) -> Problem:
    """The text is not of the field's type: `valid_from 写成了 2026-13-06，月份应为 01–12`."""
    field = schema.fields[name]
    found = row.values.get(name)
    if isinstance(found, tuple) and field.type != "array":
        message = f"{field.title} {name} 写成了一列({'、'.join(found)})，这里只能写一个"
    else:
        message = f"{field.title} {name} 写成了 {shown(found)}，{_why(field, normal(found, field))}"
    return problem(schema, row, name, "bad-value", message, example(field))


def bad_cell(schema: Schema, row: Row, name: str, why: str) -> Problem:
    """The text of a field with several values holds something that is none: `第几周 weeks 写成了 0-4，没有第 0 周`."""
    field = schema.fields[name]
    message = f"{field.title} {name} 写成了 {shown(row.values.get(name))}，{why}"
    return problem(schema, row, name, "bad-value", message, example(field))


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
        return problem(schema, row, name, "bad-choice", f"{said}只能写：{options}", example(field))
    if '"maxLength"' in note:
        length = len(str(found))
        said = f"{field.title} {name} 有 {length} 个字，最多 {limits['maxLength']} 个"
        return problem(schema, row, name, "too-long", said, "请写短一些")
    if '"minimum"' in note:
        return problem(schema, row, name, "bad-value", f"{said}不能小于 {limits['minimum']}", example(field))
    if '"maximum"' in note:
        return problem(schema, row, name, "bad-value", f"{said}不能大于 {limits['maximum']}", example(field))
    if name == "id" or name in schema.references:
        message = f"{said}编号只能用小写英文字母、数字和短横线"
        return problem(schema, row, name, "bad-id", message, example(field))
    return problem(schema, row, name, "bad-value", f"{said}写法不对", example(field))


def no_course(schema: Schema, row: Row, group: object, known: tuple[str, ...]) -> Problem:
    """A row names neither a course nor a class that is in groups.yml."""
    if not group:
        return problem(
            schema, row, "course", "missing-field", "没有写是哪门课", "请写 course: 课程的编号，或 group: 班次的编号"
        )
    message = f"班次 group 写成了 {shown(group)}，班次表 groups.yml 里没有这个编号，也没有写 course"
    return problem(schema, row, "group", "unknown-reference", message, f"请再写一行 course: 课程的编号{_among(known)}")


def other_than_its_class(schema: Schema, row: Row, name: str, own: str, group: str, theirs: str) -> Problem:
    """A row says another course or term than the class that it names."""
    title = schema.fields[name].title
    message = f"{title} {name} 写成了 {own}，班次 {group} 的{title}是 {theirs}"
    return problem(schema, row, name, "not-its-class", message, f"请看看 group 写对没有；写对了就改成 {name}: {theirs}")


def _among(known: tuple[str, ...]) -> str:
    return f"；已有的班次：{'、'.join(known[:8])}{'…' if len(known) > 8 else ''}" if known else ""


def unknown_reference(schema: Schema, row: Row, name: str, found: str, guess: str = "") -> Problem:
    """The id points at nothing; `guess` is the likeliest that is there."""
    field = schema.fields[name]
    table = schema.references[name]
    message = f"{field.title} {name} 写成了 {shown(found)}，但 {table} 表里没有这个编号"
    if guess:
        return problem(schema, row, name, "unknown-reference", message, f"是不是想写 {guess}?")
    return problem(
        schema, row, name, "unknown-reference", message, f"请先在 data/{table}.yml 里加上它，或改成已有的编号"
    )


def repeated_key(schema: Schema, row: Row) -> Problem:
    """Two rows have the same primary key."""
    name = schema.primary_key[0]
    title = schema.fields[name].title
    message = f"{title} {name} 写成了 {shown(row.values.get(name))}，前面已经有一条用了它"
    return problem(schema, row, name, "repeated-id", message, "每条记录的编号都不能重复，请换一个")


def example(field: Field) -> str:
    """The schema's own example as an editor would type it."""
    quoted = f'"{field.example}"' if field.type in ("time", "datetime") else field.example
    return f"写法示例：{field.name}: {quoted}" if field.example else ""


def shown(value: object) -> str:
    """A value in a message: short, on one line."""
    text = "、".join(value) if isinstance(value, tuple) else str(value)
    text = re.sub(r"\s+", " ", text)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _why(field: Field, text: object) -> str:
    if field.type in ("date", "datetime") and (match := re.match(r"(\d{4})-(\d\d?)-(\d\d?)", str(text))):
        year, month, day = (int(part) for part in match.groups())
        if not 1900 <= year <= 2100:
            return "年份应在 1900–2100 之间"
        if not 1 <= month <= 12:
            return "月份应为 01–12"
        if not 1 <= day <= monthrange(year, month)[1]:
            return f"{year}年{month}月只有 {monthrange(year, month)[1]} 天"
    if field.type in ("time", "datetime") and (match := re.search(r"(\d{1,2}):(\d\d)", str(text))):
        if int(match[1]) > 23:
            return "小时应为 00–23"
        if int(match[2]) > 59:
            return "分钟应为 00–59"
    return _SHAPES.get(field.type, "写法不对")
