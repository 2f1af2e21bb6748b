"""Take the Table Schemas, give scripts/linli/records.py: a class for each table, so that a misspelt field fails in mypy.

Run by a developer after a schema changed: `python3 scripts/run.py types`; a test says when that was forgotten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linli import schema
from linli.schema import Field, Package, Schema

ROOT: Final = Path(__file__).resolve().parents[2]
TARGET: Final = ROOT / "scripts/linli/records.py"
NAMES: Final = {
    "organization": "Organization",
    "venues": "Venue",
    "terms": "Term",
    "courses": "Course",
    "groups": "Group",
    "schedules": "Schedule",
    "changes": "Change",
    "services": "Service",
    "offers": "Offer",
    "hours": "Hours",
    "forms": "Form",
    "stories": "Story",
    "figures": "Figure",
    "holidays": "Holiday",
    "redirects": "Redirect",
}
_TYPES: Final = {
    "string": "str",
    "integer": "int",
    "number": "Decimal",
    "boolean": "bool",
    "date": "dt.date",
    "time": "dt.time",
    "datetime": "dt.datetime",
    "array": "Sequence[str]",
}
_READ: Final = {
    "weekdays": "Weekdays",
    "hours-days": "Weekdays",
    "weeks": "Weeks",
    "dates": "Dates",
    "numbers": "Numbers",
    "age": "Age",
    "files": "Names",
    "steps": "Names",
}
_SETS: Final = {
    ("courses", "status"): "Standing",
    ("groups", "status"): "Standing",
    ("services", "status"): "Standing",
    ("courses", "signup"): "Signup",
    ("groups", "signup"): "Signup",
    ("services", "signup"): "Signup",
    ("schedules", "on_holiday"): "OnHoliday",
    ("hours", "on_holiday"): "OnHoliday",
    ("schedules", "on_makeup"): "OnMakeup",
    ("hours", "on_makeup"): "OnMakeup",
    ("changes", "scope"): "Scope",
    ("changes", "kind"): "ChangeKind",
    ("forms", "kind"): "FormKind",
    ("forms", "allocation"): "Allocation",
    ("stories", "source_licence"): "Licence",
    ("holidays", "kind"): "DayKind",
}
"""Closed sets of words that the program tells apart: what each is called, for the fields that hold it."""
_MEMBERS: Final = {
    "Standing": {"正常": "NORMAL", "暂停": "PAUSED", "结束": "ENDED"},
    "Signup": {
        "无需报名": "NOT_NEEDED",
        "现场报名": "ON_SITE",
        "网上报名": "ONLINE",
        "电话报名": "BY_PHONE",
        "微信报名": "BY_WECHAT",
        "需预约": "BY_APPOINTMENT",
    },
    "OnHoliday": {"停课": "CANCELLED", "休息": "CLOSED", "照常": "AS_USUAL"},
    "OnMakeup": {"跟随": "FOLLOWS", "不跟随": "STAYS"},
    "Scope": {"全部": "ALL", "全部课程": "COURSES", "全部服务": "SERVICES"},
    "ChangeKind": {
        "停课": "CANCELLED",
        "改期": "MOVED",
        "改时间": "RETIMED",
        "换地点": "RELOCATED",
        "加课": "ADDED",
        "换老师": "SUBSTITUTE",
        "说明": "TOPIC",
        "休息": "CLOSED",
    },
    "FormKind": {"报名": "SIGNUP", "意见": "OPINION", "招募": "VOLUNTEERS", "订单": "ORDER", "意愿": "INTEREST"},
    "Allocation": {"先到先得": "FIRST_COME", "抽签": "DRAW", "审核": "REVIEW"},
    "Licence": {"own": "OWN", "permission": "PERMISSION", "link-only": "LINK_ONLY"},
    "DayKind": {"休": "OFF", "班": "WORKED"},
}
_FILLED: Final = {("schedules", "course")}
"""Fields that may be left out because another says it; no record is without them."""
_HEAD: Final = '''"""The records of every table with their fields: made from data/schemas by `run.py types`, never by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Literal, overload

from linli.ages import Age
from linli.cells import Dates, Numbers, Weekdays, Weeks
from linli.names import Names
from linli.record import Base
'''
_RECORD: Final = '''

class Record(Base):
    """A row of any table: it has some of these."""

'''


def text(root: Path) -> str:
    """Return the module."""
    package = schema.load(root)
    tables = [package.schemas[name] for name in NAMES]
    parts = [
        _HEAD,
        *_sets(package),
        _RECORD,
        *(f"    {name}: Any\n" for name in sorted({field for each in tables for field in _fields(each)})),
    ]
    parts += map(_class, tables)
    parts.append("\n\nBY_TABLE: dict[str, type[Record]] = {\n")
    parts += [f'    "{table}": {name},\n' for table, name in NAMES.items()]
    parts.append('}\n\n\nclass Tables:\n    """The tables as attributes."""\n\n')
    parts += [f"    {table}: tuple[{name}, ...]\n" for table, name in NAMES.items() if table != "organization"]
    parts.append("    index: Mapping[tuple[str, str], Record]\n")
    for table, name in NAMES.items():
        if "id" in package.schemas[table].fields:
            parts.append(
                "\n    @overload\n"
                f'    def find(self, table: Literal["{table}"], key: str | None) -> {name} | None: ...\n'
            )
    parts.append(
        "\n    @overload\n    def find(self, table: str, key: str | None) -> Record | None: ...\n\n"
        "    def find(self, table: str, key: str | None) -> Record | None:\n"
        '        """Return the record with this id, or None."""\n'
        "        return self.index.get((table, key)) if key else None\n"
    )
    return "".join(parts)


def _sets(package: Package) -> Iterator[str]:
    """Yield every closed set as an enumeration. Raises KeyError where a word has no English name yet."""
    for name, members in _MEMBERS.items():
        fields = [place for place, owner in _SETS.items() if owner == name]
        words = dict.fromkeys(word for table, field in fields for word in package.schemas[table].fields[field].enum)
        where = "、".join(dict.fromkeys(package.schemas[table].fields[field].title for table, field in fields))
        lines = "".join(f'    {members[word]} = "{word}"\n' for word in words)
        yield f'\n\nclass {name}(StrEnum):\n    """{where}"""\n\n{lines}'


def _fields(table: Schema) -> list[str]:
    return [name for name in table.fields if name.isidentifier() and name != "from"]


def _class(table: Schema) -> str:
    lines = [f"    {name}: {_type(table.name, table.fields[name])}\n" for name in _fields(table)]
    own = ", ".join(f'"{name}": {_SETS[table.name, name]}' for name in _fields(table) if (table.name, name) in _SETS)
    sets = f"\n    closed: ClassVar = {{{own}}}\n" if own else ""
    return f'\n\nclass {NAMES[table.name]}(Record):\n    """{table.title}"""\n\n{"".join(lines)}{sets}'


def _type(table: str, field: Field) -> str:
    if field.of:
        name = _READ[field.of]
    elif (table, field.name) in _SETS:
        name = _SETS[table, field.name]
    elif field.enum and field.type == "string":
        words = ", ".join(f'"{word}"' for word in field.enum)
        name = f"Literal[{words}]"
    elif field.type == "any":
        return "Any"
    else:
        name = _TYPES[field.type]
    never_none = field.required or field.type in ("boolean", "array") or (table, field.name) in _FILLED
    return name if never_none else f"{name} | None"


if __name__ == "__main__":
    TARGET.write_text(text(ROOT), "utf-8")
    sys.exit(0)
