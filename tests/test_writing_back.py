"""Changing tables as text: what is read afterwards is what was meant, and every other character stays."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linli import schema, source
from linli.rows import Text
from linli.writing_back import Append, CannotWriteError, Delete, Edit, Insert, Remove, Set, apply, row_text, scalar

ROOT = Path(__file__).resolve().parents[1]
ORDER = ("id", "title", "more", "tags", "note")
TABLE = """\
# 表的说明

# 甲的说明
- id: jia
  title: 书法班  # 说明
  tags: [书法, 免费]

# 2026年秋季学期

# 乙的说明
- id: yi
  note: |-
    一

    二
  # 还是乙的

- id: "007"
  more:
    - a
    - b  # 第二
  title: '引号'
"""


def model(text: str) -> list[dict[str, Text]]:
    rows, problems = source.read("t.yml", text.removeprefix("\ufeff"), ORDER)
    assert [p for p in problems if p.code not in source.HARMLESS] == []
    return [row.values for row in rows]


def changed(text: str, *edits: Edit) -> str:
    """The text afterwards, as the lines that went and came."""
    import difflib

    lines = difflib.unified_diff(text.splitlines(), apply(text, edits, ORDER).splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


@pytest.mark.parametrize(
    ("edit", "difference"),
    [
        (Set(0, "title", "国画班"), "-  title: 书法班  # 说明\n+  title: 国画班  # 说明"),
        (Set(0, "title", "一\n二"), "-  title: 书法班  # 说明\n+  title: |-  # 说明\n+    一\n+    二"),
        (Set(0, "tags", ("a", "b, c")), '-  tags: [书法, 免费]\n+  tags: [a, "b, c"]'),
        (Set(0, "note", "19:00"), '+  note: "19:00"'),
        (Set(0, "more", ("a", "010")), '+  more:\n+    - a\n+    - "010"'),
        (Set(0, "stranger", "x"), "+  stranger: x"),
        (Set(1, "title", "乙"), "+  title: 乙"),
        (Set(1, "note", "短"), "-  note: |-\n-    一\n-\n-    二\n+  note: 短"),
        (Set(2, "more", ("b",)), "-    - a"),
        (Set(2, "more", "一"), "-  more:\n-    - a\n-    - b  # 第二\n+  more: 一  # 第二"),
        (Set(2, "title", "it's"), "-  title: '引号'\n+  title: 'it''s'"),
        (Remove(0, "id"), "-- id: jia\n-  title: 书法班  # 说明\n+- title: 书法班  # 说明"),
        (Remove(2, "more"), "-  more:\n-    - a\n-    - b  # 第二"),
        (Set(2, "title", None), "-  title: '引号'"),
        (Delete(0), "-\n-# 甲的说明\n-- id: jia\n-  title: 书法班  # 说明\n-  tags: [书法, 免费]"),
        (Delete(1), "-# 乙的说明\n-- id: yi\n-  note: |-\n-    一\n-\n-    二\n-  # 还是乙的\n-"),
        (Delete(2), "-\n-- id: \"007\"\n-  more:\n-    - a\n-    - b  # 第二\n-  title: '引号'"),
        (Append({"title": "丙", "id": "bing", "note": None}), "+\n+- id: bing\n+  title: 丙"),
        (Append({"more": ("x",)}), "+\n+- more:\n+    - x"),
        (Insert(-1, {"id": "a"}), "+\n+- id: a"),
        (Insert(0, {"id": "a"}), "+\n+- id: a"),
    ],
)
def test_an_edit_changes_its_own_lines(edit: Edit, difference: str) -> None:
    assert changed(TABLE, edit) == difference


def test_a_heading_at_the_top_stays_with_the_file() -> None:
    text = "# 变动：一行一次。\n- id: a\n\n- id: b\n"
    assert apply(text, [Delete(0)], ORDER) == "# 变动：一行一次。\n- id: b\n"
    assert apply(text, [Insert(-1, {"id": "x"})], ORDER) == "# 变动：一行一次。\n- id: x\n\n- id: a\n\n- id: b\n"
    assert apply(text, [Delete(0), Delete(1)], ORDER) == "# 变动：一行一次。\n[]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "- id: x\n"),
        ("[]\n", "- id: x\n"),
        ("[]", "- id: x"),
        ("# 说明\n", "# 说明\n- id: x\n"),
        ("# 说明\n[]  # 还没有\n", "# 说明\n# 还没有\n\n- id: x\n"),
        ("\ufeff# 说明\r\n[]\r\n", "\ufeff# 说明\r\n- id: x\r\n"),
        ("- id: a", "- id: a\n\n- id: x"),
        ("- id: a\r\n- id: b\r\n", "- id: a\r\n- id: b\r\n- id: x\r\n"),
        ("  -   id: a\n", "  -   id: a\n\n  -   id: x\n"),
        ("- id: a\n\n# 2027年春季学期\n", "- id: a\n\n# 2027年春季学期\n\n- id: x\n"),
        ("---\n- id: a\n...\n", "---\n- id: a\n\n- id: x\n...\n"),
    ],
)
def test_a_row_goes_to_the_end_of_any_file(before: str, after: str) -> None:
    assert apply(before, [Append({"id": "x"})], ORDER) == after


@pytest.mark.parametrize(
    "text",
    ["- {id: a, title: b}\n", "- {}\n", "- {id: a,}\n", "- id:\n  title: b # c\n", "-\n  id: a\n", "- id: {x: 1}\n"],
)
@pytest.mark.parametrize("edit", [Set(0, "id", "a: b"), Set(0, "title", "[x]"), Set(0, "tags", ("a", "b:"))])
def test_rows_in_braces_and_odd_places_are_changed_too(text: str, edit: Set) -> None:
    [before], [after] = model(text), model(apply(text, [edit], ORDER))
    assert after == {**before, edit.field: edit.value}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- id: a\n  title 没有冒号\n  x: [\n", "第2行"),
        ("[{id: a}]\n", "方括号"),
        ("id: a\n", "表格应是一列记录"),
        ("- id: a\u200bb\n- id: \x07\n", "看不见"),
        ("- a\n- id: b\n", "字段"),
        ("<<<<<<< a\n- id: a\n=======\n- id: b\n>>>>>>> b\n", "第1行"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_written(text: str, reason: str) -> None:
    with pytest.raises(CannotWriteError, match=reason):
        apply(text, [Append({"id": "x"})], ORDER)


def test_what_no_file_can_hold_is_not_written() -> None:
    with pytest.raises(CannotWriteError, match=r"U\+2028"):
        apply(TABLE, [Set(0, "title", "一\u2028二")], ORDER)
    with pytest.raises(CannotWriteError, match="没有第4条"):
        apply(TABLE, [Delete(3)], ORDER)


@pytest.mark.parametrize(
    "value",
    [*"19:00 09:00 是 yes No on ~ null 007 010 1-8 1-15单 @x *x &x !x %x |x >x a: 1e5 0x1F .5 1_000 = << 12:30:45 1,2".split(),
     "2026-08-25T09:00", "a: b", "a:\tb", "a #b", "- a", "? a", " a", "a ", "", "2026-08-25 09:00", "---", "#a", "[a", "{a",
     "'a", '"a', "`a"],
)  # fmt: skip
def test_what_another_reader_would_take_for_something_else_is_quoted(value: str) -> None:
    assert scalar(value)[0] == '"'
    assert yaml.safe_load(f"- a: {scalar(value)}\n") == [{"a": value}]


@pytest.mark.parametrize(
    "value", ["书法班", "免费", "0830-0000000", "a#b", "周一、周三", "https://x.cn/a", "2026-11-24", "40", "true"]
)
def test_what_everybody_reads_alike_has_no_quotes(value: str) -> None:
    assert scalar(value) == value


def test_a_number_in_a_field_of_text_is_quoted() -> None:
    fields = schema.load(ROOT).schemas["courses"].fields
    assert row_text({"teacher": "2026", "capacity": "40", "id": "a"}, fields) == (
        '- id: a\n  teacher: "2026"\n  capacity: 40\n'
    )


def test_the_reference_tables_are_written_as_they_stand() -> None:
    for resource in schema.load(ROOT).resources:
        text = (ROOT / resource.path).read_text("utf-8")
        rows, _ = source.read(resource.path, text, resource.schema.fields)
        assert apply(text, [], resource.schema.fields) == text
        fresh = apply("", [Append(row.values) for row in rows], resource.schema.fields)
        again, _ = source.read(resource.path, fresh, resource.schema.fields)
        assert [row.values for row in again] == [
            {name: value for name, value in row.values.items() if value is not None} for row in rows
        ]


CHARACTERS = st.sampled_from(list("ab 书1:#-'\"[]{},|>&*!%@`\\\n\t😀~?=.0"))
TEXT = st.text(CHARACTERS, max_size=12)
VALUES: st.SearchStrategy[Any] = st.none() | TEXT | st.lists(TEXT, max_size=3).map(tuple)
ROWS = st.dictionaries(st.sampled_from([*ORDER, "extra"]), VALUES, max_size=4)
EDITS = st.lists(
    st.builds(Set, st.integers(0, 2), st.sampled_from([*ORDER, "extra"]), VALUES)
    | st.builds(Remove, st.integers(0, 2), st.sampled_from([*ORDER, "extra"]))
    | st.builds(Append, ROWS)
    | st.builds(Insert, st.integers(-1, 2), ROWS)
    | st.builds(Delete, st.integers(0, 2)),
    max_size=6,
)
FORMS = [
    TABLE,
    TABLE.replace("\n", "\r\n"),
    "\ufeff" + TABLE.removesuffix("\n"),
    TABLE.replace("\n\n-", "\n-").replace("|-", "|"),
    "- id: a\n# 乙\n- id: b\n# 丙\n- {id: c, more: [x, y]}\n",
    "- id: a\n  note: |+\n    一\n\n- id: b\n  note: >-\n    长\n    长\n\n-   id: c\n    tags:\n    - x\n\n# 尾\n",
]


def sealed(value: Text) -> Text:
    from linli.characters import trimmed

    return tuple(map(trimmed, value)) if isinstance(value, tuple) else value and trimmed(value)


def after(before: Sequence[Mapping[str, Text]], edits: Sequence[Edit]) -> list[dict[str, Text]]:
    """The operations on the rows themselves, written down another way than the program does."""
    rows: list[tuple[float, dict[str, Text]]] = [(float(n), dict(row)) for n, row in enumerate(before)]
    gone = {edit.row for edit in edits if isinstance(edit, Delete)}
    for edit in edits:
        if isinstance(edit, Set) and edit.value is not None:
            rows[edit.row][1][edit.field] = sealed(edit.value)
        elif isinstance(edit, Set | Remove):
            rows[edit.row][1].pop(edit.field, None)
    new: list[tuple[float, dict[str, Text]]] = []
    for edit in edits:
        if isinstance(edit, Append | Insert):
            place = len(before) - 0.5 if isinstance(edit, Append) else edit.after + 0.5
            place += 0.25 * isinstance(edit, Append)
            new.append((place, {name: sealed(value) for name, value in edit.values.items() if value is not None}))
    left = [row for row in rows if row[0] not in gone]
    return [row for _, row in sorted([*left, *new], key=lambda pair: pair[0])]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMS), EDITS)
def test_what_is_read_afterwards_is_what_was_meant(text: str, edits: list[Edit]) -> None:
    done = apply(text, edits, ORDER)
    assert model(done) == after(model(text), edits)
    assert done.startswith("\ufeff") == text.startswith("\ufeff")
    assert ("\r\n" in text) == ("\n" in done and "\n" not in done.replace("\r\n", ""))


@cache
def tables() -> list[tuple[str, str, list[dict[str, Text]], schema.Schema]]:
    found = []
    for resource in schema.load(ROOT).resources:
        text = (ROOT / resource.path).read_text("utf-8")
        rows, _ = source.read(resource.path, text, resource.schema.fields)
        found.append((resource.path, text, [row.values for row in rows], resource.schema))
    return found


def outside(before: str, done: str) -> tuple[str, str]:
    """What is left of both texts without their common beginning and end, in whole lines."""
    old, new = before.splitlines(keepends=True), done.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        old.pop(0), new.pop(0)
    while old and new and old[-1] == new[-1]:
        old.pop(), new.pop()
    return "".join(old), "".join(new)


def test_two_thousand_random_splices_leave_every_other_byte() -> None:
    dice = random.Random(9)
    words = ["改了：#1", "19:00", "一\n\n二", "a: b", "否", "'", "2026-12-01", "x" * 90, "[书法]"]
    for number in range(2000):
        path, text, rows, about = dice.choice(tables())
        row, name = dice.randrange(len(rows)), dice.choice(list(about.fields))
        edit: Edit = dice.choice([
            Set(row, name, dice.choice(words)), Remove(row, name), Delete(row), Insert(row, {name: dice.choice(words)}),
            Append({name: dice.choice(words)}),
        ])  # fmt: skip
        done = apply(text, [edit], about.fields)
        old, new = outside(text, done)
        case = f"{number} {path} {edit}"
        if isinstance(edit, Insert | Append):
            assert old == "", case
            assert len(new.strip().splitlines()) <= 5, case
        elif isinstance(edit, Delete):
            assert new == "" or len(rows) == 1, case
            assert sum(line.startswith("- ") for line in old.splitlines()) == 1, case
        elif isinstance(edit, Remove) or isinstance(edit.value, str):
            kept = rows[row].get(name)
            assert len(old.splitlines()) <= (len(str(kept).splitlines()) + 2 if kept is not None else 0) + 1, case
            assert len(new.splitlines()) <= 5, case
