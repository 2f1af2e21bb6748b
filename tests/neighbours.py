"""Tables near the examples of the rules: one cell of an example gets the next value, or none; what is then said of them.

An example stands at the border of its rule, so its neighbours stand on both sides of it: the day before and after, a
minute earlier, one more or less, another word of a closed set, a row twice or gone. All rules are asked about each; of
the examples, and of some neighbours, the whole site is made. Kept are the codes and short hashes of the sentences and
pages; `python3 scripts/run.py golden` keeps what is said now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from communities import edition, package
from fragments import context_of_rows, examples
from linli.checks import Context, Rule, rules
from linli.problems import in_order
from linli.render import Renderer
from linli.schema import Field
from whole_sites import ROOT, SITE, readable, texts_of

SITES_EVERY = 11
"""Of every so many neighbours one is made a site of."""
_RENDERER = Renderer(ROOT)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
Tables = Mapping[str, list[dict[str, Any]]]


@cache
def asked() -> list[Rule]:
    """The rules of rows; those that mostly look at files find none here."""
    return [rule for rule in rules() if 2 * len(list(examples_of(rule))) > len(list(examples(rule)))]


def told(name: str, root: Path) -> Iterator[str]:
    """Below a root without files, yield a line for each neighbour of a rule's examples, and more for its site."""
    rule = next(each for each in asked() if each.name == name)
    for number, tables in enumerate(examples_of(rule), 1):
        usual: set[str] = set()
        for turn, (what, edited) in enumerate([("", tables), *around(tables)]):
            try:
                context = context_of_rows(root, **edited)
            except ValueError:  # a text that is no value of its type never comes to a rule
                continue
            found = in_order(problem for each in asked() for problem in each.check(context))
            codes = dict.fromkeys(each.code for each in found)
            new = [code for code in codes if code not in usual]
            sentences = [f"{each.level} {each.record} {each.message} {each.hint}" for each in found]
            assert all(map(readable, sentences)), sentences
            usual = usual if what else set(codes)
            yield " ".join([f"{name} {number}", what, *new, _hash(sentences)])
            if turn % SITES_EVERY == 0:
                yield from site(context)


def examples_of(rule: Rule) -> Iterator[Tables]:
    """Yield the examples that are rows only: those with files, or with what was published, are more than their rows."""
    for _, tables in examples(rule):
        if all(isinstance(rows, list) and table in package().schemas for table, rows in tables.items()):
            yield tables


def around(tables: Tables) -> Iterator[tuple[str, Tables]]:
    """Yield what is changed, and the tables with it."""
    for table, rows in tables.items():
        fields = package().schemas[table].fields
        for place, row in enumerate(rows):
            at, before, after = f"{table}[{place}]", rows[:place], rows[place + 1 :]
            for field in (fields[name] for name in row if name in fields):
                others = [each[field.name] for each in rows if field.name in each]
                for value in _near(field, row[field.name], others):
                    edited = {key: text for key, text in row.items() if key != field.name}
                    edited |= {field.name: value} if value is not None else {}
                    yield f"{at}.{field.name}={value}", {**tables, table: [*before, edited, *after]}
            if table != "organization":  # there is always one
                yield f"{at} 没有", {**tables, table: [*before, *after]}
                yield f"{at} 两次", {**tables, table: [*rows, row]}


def _near(field: Field, value: Any, others: Iterable[Any]) -> Iterator[Any]:
    """Yield what may stand in a cell instead; None: nothing."""
    if not field.constraints.get("required") and field.name != "id":
        yield None
    if field.enum:
        yield from (word for word in field.enum if word != value)
        return
    try:
        match field.type:
            case "date":
                yield from (str(date.fromisoformat(value) + n * _DAY) for n in (-7, -1, 1, 7))
            case "time":
                clock = datetime.fromisoformat(f"2026-01-01T{value}")
                yield from (f"{clock + n * _MINUTE:%H:%M}" for n in (-1, 1, 60))
            case "datetime":
                moment = datetime.fromisoformat(value)
                yield from (f"{moment + n * _MINUTE:%Y-%m-%dT%H:%M}" for n in (-1440, -1, 1, 1440))
            case "integer" | "number":
                yield from (str(int(value) + n) for n in (-1, 1))
            case "boolean":
                yield from {"true", "false"} - {value}
            case _:
                yield from [other for other in others if other != value][:1]
    except ValueError:  # such as 12.5, or a day that is none
        return


def site(context: Context) -> Iterator[str]:
    """Yield the files of the site by their first folder, with a hash of all of them."""
    folders: dict[str, list[str]] = {}
    found = edition(context.community, context.today, context.timetable, SITE)
    for path, text in texts_of(found, context.package, _RENDERER):
        folders.setdefault(path.partition("/")[0], []).append(f"{path} {text}")
    yield "  " + " ".join(f"{folder} {_hash(files)}" for folder, files in folders.items())


def _hash(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=3).hexdigest()
