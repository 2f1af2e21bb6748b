"""A form for every table: takes its schema and rows, gives the fields with what is refused of each, and the rows.

What is wrong is said in the words of the check: `wording` is asked once for a stand-in, the script puts in what was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linli import wording
from linli.model import Community, Record
from linli.problems import Problem
from linli.rows import Row
from linli.schema import Field, Schema

_STAND_IN: Final = "某" * 617
_SHORT: Final = wording.shown(_STAND_IN)
_KINDS: Final = {"date": "date", "time": "time", "boolean": "checkbox", "integer": "number", "number": "number"}
_TELLING: Final = ("scope", "at", "kind", "date", "weekday", "dates", "month_week", "month_day", "opens_at", "from")
"""What tells rows without a name from each other."""
_CONSTRAINTS: Final = ("pattern", "maxLength", "minimum", "maximum")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One field of a form."""

    field: Field
    kind: str
    """How it is drawn: choice, text, lines, list, date, time, moment, checkbox, number."""
    options: Sequence[str]
    """The words of a closed set."""
    known: Sequence[tuple[str, str]]
    """Ids of other rows that it may name, and how those are called: the only ones of a choice."""
    usual: bool
    """Whether at least half of the rows have it, or every row must."""
    rules: Sequence[Mapping[str, str]]
    """What is refused: `what`, its `limit`, and what is `said`; {value} and {n} there stand for what was typed."""


def asked(schema: Schema, community: Community) -> list[Asked]:
    """Return the fields of a table's form."""
    rows = community.tables[schema.name]
    return [_asked(schema, field, community, rows) for field in schema.fields.values()]


def rows(schema: Schema, community: Community) -> list[list[Any]]:
    """Return each row: file, line, how an editor knows it (each otherwise), and its texts in the order of the fields."""
    found = [record for record in community.tables[schema.name] if record.row.values]
    seen: Counter[str] = Counter()
    made = []
    for record in found:
        name = _known_as(community, record)
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
        made.append([record.mark.path, record.mark.line, name, [_text(record.row, field) for field in schema.fields]])
    return made


def _known_as(community: Community, record: Record) -> str:
    """书法班 (shufa); 美术班启蒙一班 周六 09:00 of a row without a name, with the names of what it points at."""
    texts = {name: text for name, text in record.row.values.items() if isinstance(text, str) and text}
    if not texts.keys().isdisjoint(("id", "title", "name", "label")):
        return record.name_for_people
    group = community.find("groups", texts.get("group"))
    course, service, venue = (community.find(f"{name}s", texts.get(name)) for name in ("course", "service", "venue"))
    subject = _class(community, group) if group else (course.title if course else "") + texts.get("group", "")
    told = [subject, service.name if service else "", *(texts.get(name, "") for name in _TELLING)]
    return " ".join(filter(None, [*told, venue.name if venue else ""])) or record.name_for_people


def _text(row: Row, name: str) -> Any:
    value = row.values.get(name)
    return list(value) if isinstance(value, tuple) else value


def _asked(schema: Schema, field: Field, community: Community, rows: Sequence[Record]) -> Asked:
    table = schema.references.get(field.name, "")
    others = [(record.id, _called(record)) for record in (community.tables[table] if table else ())]
    classes = field.name == "group" and schema.name != "groups"
    written = sum(field.name in r.row.values for r in rows)
    return Asked(
        field=field,
        kind="choice" if (field.enum or table) and field.type != "array" else _kind(field),
        options=field.enum,
        known=[(group.id, _class(community, group)) for group in community.groups] if classes else others,
        usual=field.required or 2 * written >= max(len(rows), 1),
        rules=list(_refused(schema, field)),
    )


def _kind(field: Field) -> str:
    if field.type == "array":
        return "list"
    if field.type == "datetime":
        return "moment"
    if field.of and field.type != "string":
        return "text"
    return "lines" if field.many else _KINDS.get(field.type, "text")


def _called(record: Record) -> str:
    return " ".join(str(getattr(record, "title", None) or getattr(record, "name", None) or record.id).split())


def _class(community: Community, group: Record) -> str:
    course = community.find("courses", group.course)
    return f"{course.title if course else ''}{group.name or ''}"


def _refused(schema: Schema, field: Field) -> Iterator[dict[str, str]]:
    row = Row(path=f"data/{schema.name}.yml", line=1, column=1, values={field.name: _STAND_IN})
    if field.required:
        yield {
            "what": "required",
            "limit": "",
            "said": _said(wording.bad_constraint(schema, row, field.name, '"required"')),
        }
    if field.name in schema.primary_key:
        yield {"what": "unique", "limit": "", "said": _said(wording.repeated_key(schema, row))}
    if field.type in ("integer", "number", "datetime"):
        yield {"what": field.type, "limit": "", "said": _said(wording.bad_type(schema, row, field.name))}
    for name in _CONSTRAINTS:
        if name in field.constraints:
            found = wording.bad_constraint(schema, row, field.name, f'"{name}"')
            yield {"what": name, "limit": str(field.constraints[name]), "said": _said(found)}


def _said(problem: Problem) -> str:
    said = f"{problem.message}。{problem.hint}" if problem.hint else problem.message
    return said.replace(_SHORT, "{value}").replace(str(len(_STAND_IN)), "{n}")
