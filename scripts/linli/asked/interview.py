"""One row asked for, field by field: takes the tables and who asks, gives the values as they are written.

Each answer goes through the same reading and typing as the tables, so that what is refused is refused in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from linli import source, tables, writing
from linli import writing_back as back
from linli.asked import proposals
from linli.asked.proposals import Tables
from linli.asking import Asker, chosen
from linli.rows import Text
from linli.schema import Field, Package, Resource, Schema

NOTHING: Final = "-"
"""What one answers to leave a field with a default empty."""
_MONTH_DAY: Final = re.compile(
    r"([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})[日号]?(?:[(（](?:周|星期)[一二三四五六日天][)）])?"
)
_NEAR: Final = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_AGO: Final = timedelta(days=60)
_MOST_SHOWN: Final = 40


class Interview:
    """Asks for rows of one package."""

    def __init__(self, *, package: Package, rows: Tables, today: date, asker: Asker) -> None:
        self.package = package
        self.rows = rows
        self.today = today
        self.asker = asker
        self._ids = {
            table: [key for row in found if isinstance(key := row.values.get("id"), str)]
            for table, found in rows.items()
        }

    def schema(self, table: str) -> Schema:
        """Return a table's schema."""
        return self.package.schemas[table]

    def resource(self, table: str) -> Resource:
        """Return the file that new rows of a table go to. Raises ValueError where there is none."""
        found = [resource for resource in self.package.resources if resource.schema.name == table]
        if not found:
            raise ValueError(f"没有{self.schema(table).title}这张表：请先建一个 data/{table}.yml，里面写 []")
        return found[0]

    def taken(self, table: str, values: Mapping[str, Text], name: str, answer: str) -> Text:
        """Return an answer as it is written. Raises ValueError with what `check` would say of it."""
        field = self.schema(table).fields[name]
        text = standard(answer, field, self.today)
        value: Text = tuple(p for p in re.split(r"[,，、;；]\s*", text) if p) if field.type == "array" else text
        if isinstance(value, str) and "\n" in value and not field.many:
            raise ValueError("这一栏一行写完")
        wrong = self.wrong(table, {**values, name: value})
        if name in wrong:
            raise ValueError(wrong[name])
        if name == "id" and value in self._ids.get(table, ()):
            raise ValueError(f"编号 {value} 已经有了，请另起一个，例如 {value}-2")
        return value

    def wrong(self, table: str, values: Mapping[str, Text]) -> dict[str, str]:
        """Return field → what is wrong with it, in the words of `check`; of a row not complete yet too."""
        resource = self.resource(table)
        try:
            text = back.row_text(values, resource.schema.fields)
            shown, unseen = source.decode(resource.path, text.encode("utf-8", "replace"))
            rows, problems = source.read(resource.path, shown, resource.schema.fields)
        except back.CannotWriteError as error:
            return dict.fromkeys(values, str(error))
        found = [*unseen, *problems]
        if found:
            return dict.fromkeys(values, f"{found[0].message}。{found[0].hint}")
        _, typed = tables.type_rows(resource, rows, self._ids, today=self.today)
        return {problem.field: f"{problem.message}。{problem.hint}" for problem in reversed(typed)}

    def ask(self, table: str, name: str, values: dict[str, Text], *, needed: bool = False, given: str = "") -> None:
        """Ask for one field and put the answer among the values; one that is there already is not asked for."""
        if name in values:
            return
        schema = self.schema(table)
        field = schema.fields[name]
        must = needed or field.required
        options = proposals.choices(schema, field, self.rows, values)
        words = [f"{key} {title}".strip() for key, title in options] or proposals.usual(schema, field, self.rows)
        suggestion = given or proposals.default(schema, field, self.rows, values, self.today)
        self.asker.say(f"\n{field.title}{'（必填）' if must else ''}：{field.description}")
        for number, word in enumerate(words[:_MOST_SHOWN], 1):
            self.asker.say(f"  {number} {word}")
        if len(words) > _MOST_SHOWN:
            self.asker.say(f"  … 还有{len(words) - _MOST_SHOWN}个，写编号或名称")
        shown = suggestion or ("" if must else "不写")
        example = "" if words else f"（例如 {_example(field)}）"

        def read(answer: str) -> str:
            if answer == NOTHING and not must:
                return ""
            answer = answer or suggestion
            if not answer:
                if must:
                    raise ValueError("这一栏要写")
                return ""
            if options:
                answer = options[chosen(answer, words)][0]
            elif answer.isdecimal() and field.type == "string" and 1 <= int(answer[:9]) <= len(words):
                answer = words[int(answer) - 1]
            self.taken(table, values, name, answer)
            return answer

        answer = self.asker.valid(f"{field.title}{example}{f'［{shown}］' if shown else ''}：", read)
        if answer:
            values[name] = self.taken(table, values, name, answer)

    def ask_more(self, table: str, values: dict[str, Text], asked: Collection[str]) -> None:
        """Offer the fields that were not asked for."""
        fields = [field for field in self.schema(table).fields.values() if field.name not in (*values, *asked)]
        words = [f"{field.title} {field.name}" for field in fields]
        self.asker.say(f"\n还可以写：{'、'.join(f'{n} {field.title}' for n, field in enumerate(fields, 1))}")

        def read(answer: str) -> str:
            for part in re.split(r"[,，、\s]+", answer) if answer else ():
                chosen(part, words)
            return answer

        answer = self.asker.valid("还要写哪几栏？写号码，几栏用逗号隔开；不写就按回车：", read)
        for part in filter(None, re.split(r"[,，、\s]+", answer)):
            self.ask(table, fields[chosen(part, words)].name, values)


def standard(answer: str, field: Field, today: date) -> str:
    """An answer in the form that the tables have: 12月3日 → 2026-12-03, 晚上7点 → 19:00."""
    plain = answer.strip()
    if field.type in ("date", "datetime"):
        head, _, rest = plain.partition(" ")
        plain = f"{_day(head, today)} {rest}".strip()
    if field.type == "date":
        return writing.date(plain)
    if field.type == "datetime":
        return writing.datetime(plain) if " " in plain or "T" in plain else writing.date(plain)
    if field.type == "time":
        return writing.time(plain) if plain not in ("24:00", "24点") else "24:00"
    if field.of == "weekdays":
        return re.sub("星期|礼拜", "周", plain)
    if field.type == "boolean" or field.enum:
        return str(writing.normal(plain, field) or "")
    return plain


def _day(text: str, today: date) -> str:
    """A day without a year is the next such day, or one that has just been."""
    if text in _NEAR:
        return str(today + timedelta(_NEAR[text]))
    match = _MONTH_DAY.fullmatch(text)
    for year in (today.year, today.year + 1) if match else ():
        try:
            found = date(year, int(match[1]), int(match[2])) if match else today
        except ValueError:
            continue
        if found >= today - _AGO:
            return str(found)
    return text


def _example(field: Field) -> str:
    example: Any = field.example
    return "、".join(example) if isinstance(example, Sequence) and not isinstance(example, str) else str(example)
