"""The tables beside the timetable: takes two sides, gives an `Entry` for records that came, went or say something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from linli import phrases
from linli.differing.base import Side
from linli.differing.entry import LONGEST, Entry, Part, Value, names, plain
from linli.model import Record
from linli.records import Standing
from linli.schema import Field, Schema
from linli.views.page import title as page_title

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "organization": (),
    "offers": ("service", "course", "group", "name"),
    "figures": ("label", "course", "service", "as_of"),
}
"""What tells the rows of a table without ids apart; a table of neither kind is told by its sessions, hours or days."""
_SILENT: Final = frozenset({"id", "sample", "consent", "param", "key", "status"})
"""Fields that no page shows, or that have a word of their own."""
_UNITS: Final = {"courses": "门课", "groups": "个班", "services": "项服务", "stories": "篇故事", "venues": "个场地"}
_OWNERS: Final = ("course", "service", "group")
_STANDING: Final = {Standing.PAUSED: "暂停", Standing.ENDED: "结束"}


def entries(old: Side, new: Side) -> Iterator[Entry]:
    """Yield, table by table, the records that are new, those that are gone, and those that differ."""
    for name, schema in new.package.schemas.items():
        if name not in _KEYS and "id" not in schema.fields:
            continue
        was, now = ({_key(record): record for record in side.community.tables[name]} for side in (old, new))
        yield from _listed("新增", name, [now[key] for key in now if key not in was], new)
        yield from _listed("撤下", name, [was[key] for key in was if key not in now], old)
        both = [(was[key], now[key]) for key in now if key in was]
        yield from _standing(both, new)
        yield from _differing(schema, both, old, new)


def _key(record: Record) -> tuple[object, ...]:
    fields = _KEYS.get(record.table, ("id",))
    return tuple(record.__dict__[field] for field in fields)


def _listed(word: str, table: str, records: Sequence[Record], side: Side) -> Iterator[Entry]:
    """Records that came or went: those of one course or service together, courses and services one by one."""
    together: dict[Record | None, list[Record]] = defaultdict(list)
    for record in records:
        own = record if table in ("courses", "services") else None
        together[_owner(record, side) or own].append(record)
    for owner, found in together.items():
        kind = side.package.schemas[table].title
        said = names([_name(record) for record in found], _UNITS.get(table, "行"))
        yield Entry(
            part=_part(table),
            word=f"{word}{kind}",
            subject=_name(owner) if owner and owner is not found[0] else "",
            sentence=plain(said + _price(found)),
            table=table,
            ids=_ids(found),
            page=_page(found[0]),
        )


def _price(records: Sequence[Record]) -> str:
    if records[0].table == "offers" and len(records) == 1:
        return f" {phrases.price(records[0].price, records[0].unit)}"
    return ""


def _standing(both: Iterable[tuple[Record, Record]], new: Side) -> Iterator[Entry]:
    """Courses, classes and services that stop or go on."""
    for was, now in both:
        before, after = (record.__dict__.get("status") or Standing.NORMAL for record in (was, now))
        if before != after:
            yield Entry(
                part=_part(now.table),
                word=_STANDING.get(after, "恢复"),
                subject=_subject(now, new),
                sentence=f"状态由 {before} 改为 {after}",
                table=now.table,
                ids=_ids([now]),
                page=_page(now),
                values=(Value(field="status", title="状态", was=str(before), now=str(after)),),
            )


def _differing(schema: Schema, both: Iterable[tuple[Record, Record]], old: Side, new: Side) -> Iterator[Entry]:
    """Records of which other fields differ; where they differ alike they are told together."""
    alike: dict[tuple[Value, ...], list[Record]] = defaultdict(list)
    for was, now in both:
        found = tuple(
            Value(field=name, title=field.title, was=_said(was, field, old), now=_said(now, field, new))
            for name, field in schema.fields.items()
            if name not in _SILENT and was.__dict__.get(name) != now.__dict__[name]
        )
        if found := tuple(value for value in found if value.was != value.now):
            alike[found].append(now)
    for values, records in alike.items():
        subject = names([_subject(record, new) for record in records], _UNITS.get(schema.name, "行"))
        yield Entry(
            part=Part.FACTS,
            word="价目" if schema.name == "offers" else "改写",
            subject=subject,
            sentence="；".join(_became(value) for value in values),
            table=schema.name,
            ids=_ids(records),
            page=_page(records[0]),
            values=values,
        )


def _became(value: Value) -> str:
    if not value.was:
        return f"写上了{value.title} {value.now}" if len(value.now) <= LONGEST else f"写上了{value.title}"
    if not value.now:
        return f"不再写{value.title}" + (f"（原来是 {value.was}）" if len(value.was) <= LONGEST else "")
    if max(len(value.was), len(value.now)) > LONGEST:
        return f"{value.title}改写了（原来{len(value.was)}个字，现在{len(value.now)}个字）"
    return f"{value.title} {value.was} 改为 {value.now}"


def _said(record: Record, field: Field, side: Side) -> str:
    """A value in words: a reference by its name, a date as 12月1日, a text on one line."""
    value: Any = record.__dict__.get(field.name)
    table = side.package.schemas[record.table].references.get(field.name)
    if value is None or value == ():
        return ""
    if table and (found := side.community.find(table, value)):
        return _name(found)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return _day(value.date(), side.today) + (
            f" {phrases.clock(value.time())}" if value.time().hour or value.time().minute else ""
        )
    if isinstance(value, date):
        return _day(value, side.today)
    if record.table == "offers" and field.name == "price":
        return plain(phrases.price(value, record.unit))
    return plain("、".join(map(str, value)) if isinstance(value, tuple) else str(value))


def _day(value: date, today: date) -> str:
    return phrases.short_day(value) if value.year == today.year else phrases.full_day(value)


def _name(record: Record) -> str:
    values = record.__dict__
    if record.table == "organization":
        return ""
    return plain(str(values.get("title") or values.get("name") or values.get("label") or values.get("id") or ""))


def _owner(record: Record, side: Side) -> Record | None:
    """The course, service or class that a class or a price belongs to."""
    names = _OWNERS if record.table in ("groups", "offers") else ()
    name = next((name for name in names if record.__dict__.get(name)), "")
    return side.community.find(f"{name}s", record.__dict__[name]) if name else None


def _subject(record: Record, side: Side) -> str:
    if record.table == "organization":
        return plain(page_title(side.community))
    owner = _owner(record, side)
    return plain(phrases.joined([_name(owner) if owner else "", _name(record)]))


def _ids(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(str(record.__dict__["id"]) for record in records if record.__dict__.get("id"))


def _part(table: str) -> Part:
    return {"courses": Part.CLASSES, "groups": Part.CLASSES, "services": Part.SERVICES}.get(table, Part.FACTS)


def _page(record: Record) -> str:
    """Where it is seen: its own page, or that of its course or service."""
    if record.table in ("courses", "services", "venues", "forms", "stories"):
        return f"{record.table}/{record.id}/"
    for name in ("course", "service"):
        if record.__dict__.get(name):
            return f"{name}s/{record.__dict__[name]}/"
    return ""
