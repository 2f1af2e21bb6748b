"""What reads well but was hardly meant: takes a row and its schema, gives problems in Chinese.

What was typed reappears or is reported: text behind a # is lost to YAML, an invisible character is lost to search, a
line break to one-line places. A comment is told from lost text by its form: two blanks before the #, one after it.
Text in quotes and fields of a type (dates, numbers, ids, choices) may have a comment in any form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from linli import characters, slipped_values, wording
from linli.characters import BARS, DASHES, QUOTES
from linli.problems import Problem
from linli.rows import Comment, Row, Text
from linli.schema import Field, Schema
from linli.slipped import quote, shortened
from linli.writing import normal

CODES: Final = ("cut-by-hash", "line-break", "invisible-character", "odd-list", "mixed-quotes")
_ONE_ROW: Final = "organization"
_COMMENT: Final = re.compile(r"(?:[ \t]{2,}|[ ]*\t[ \t]*)#(?:[\s#!].*)?")
_SIGNS: Final = rf"[-{''.join(DASHES)}]?[{''.join(BARS)}][-+_{''.join(DASHES)}](?=\s|$)|[-{''.join(DASHES)}][|](?=\s|$)"
_BLOCK: Final = re.compile(_SIGNS)
_BAR: Final = re.compile(rf"{_SIGNS}|[｜丨│∣¦︱￨](?=\s|$)")
"""What should be `|-`; before several lines the dash is often left out."""
_ID: Final = "^[a-z0-9-]+$"
_LIST_BRACKETS: Final = "【〔（［〖"
_PAIRS: Final = ("()", "[]", "（）", "《》", "「」", "【】")
_ENDS: Final = "".join(_PAIRS)
_SEPARATORS: Final = re.compile(r"[，、；]")


def of_row(schema: Schema, row: Row) -> Iterator[Problem]:
    """Yield what is doubtful in a row."""
    for name, value in row.values.items():
        field = schema.fields.get(name)
        if field is None:
            continue
        text = value if isinstance(value, str) else "\n".join(value or ())
        if (comment := row.comments.get(name)) and _is_text(schema, field) and _lost(comment, row, name):
            yield _cut(schema, row, field, comment)
        if not field.many and "\n" in (text.strip() if isinstance(value, str) else "".join(value or ())):
            yield wording.several_lines(schema, row, name)
        if text.isascii():
            continue
        if _is_text(schema, field) and not name.endswith("url") and (index := characters.hidden(text)) is not None:
            yield _unseen(schema, row, field, text, index)
        if (
            isinstance(value, str)
            and name not in row.quoted
            and (mark := (_BAR if field.many else _BLOCK).match(value))
        ):
            message, hint = slipped_values.odd_block_words(name, mark[0])
            yield wording.problem(schema, row, name, "odd-block", f"{message}，几段并成了一段", hint)
        if field.type == "array":
            yield from _no_list(schema, row, field, value)
        elif isinstance(value, str) and value[:1] in QUOTES and value[-1] in "'\"" and _is_text(schema, field):
            yield _mixed(schema, row, field, value)


def second_rows(schema: Schema, rows: list[Row]) -> list[Problem]:
    """Take what follows the only row out of a table that has one, and tell of it."""
    after = rows[1:] if schema.name == _ONE_ROW else []
    del rows[len(rows) - len(after) :]
    message = f"这张表只有一行，「{schema.title}」从第 {rows[0].line} 行起已经写了，这一条不起作用" if rows else ""
    hint = "下面的栏接在那一条的后面：删掉这里的「- 」，每一栏和上面的左对齐；两处都写了的栏留一个"
    return [wording.problem(schema, row, "", "second-row", message, hint) for row in after]


def _is_text(schema: Schema, field: Field) -> bool:
    """Whether the field holds words, in which everything that was typed counts."""
    if field.type == "array":
        return True
    typed = field.enum or field.of or field.name in schema.references or field.constraints.get("pattern") == _ID
    return field.type == "string" and not typed


def _lost(comment: Comment, row: Row, name: str) -> bool:
    """Whether what follows the value is text rather than a comment."""
    if row.values.get(name) in (None, "") or name in row.quoted:
        return re.match(r"\s+#[^\s#!]", comment.text) is not None
    return _COMMENT.fullmatch(comment.text) is None


def _cut(schema: Schema, row: Row, field: Field, comment: Comment) -> Problem:
    value = row.values.get(field.name)
    lost = comment.text.strip()
    read = f"只读到「{wording.shown(value)}」" if value else "什么也没有读到"
    message = f"{field.title} {field.name} {read}，后面的「{wording.shown(lost)}」丢了"
    if isinstance(value, tuple):
        right = f"这一项加英文引号，例如 - {quote(comment.value + comment.text)}"
    else:
        right = f"整段加英文引号：{field.name}: {quote((comment.value + comment.text).strip())}"
    hint = f"空格后面的 # 起算说明；是正文就把{right}；真是说明就写成两个空格加「# 」"
    found = wording.problem(
        schema, row, field.name, "cut-by-hash", message, hint, line=comment.line, column=comment.column
    )
    return replace(found, level="warning")


def _unseen(schema: Schema, row: Row, field: Field, text: str, index: int) -> Problem:
    message = f"{field.title} {field.name} 里有{characters.named(text[index])}，看不见，搜索和复制会出错"
    near = text[max(index - 6, 0) : index].rsplit("\n", maxsplit=1)[-1]
    hint = f"请删掉「{near}」后面的这个字符，或把这几个字重新输入" if near else "请把这几个字重新输入"
    found = wording.problem(schema, row, field.name, "invisible-character", message, hint)
    mark = row.mark_in(field.name, index) if isinstance(row.values[field.name], str) else found.mark
    return replace(found, mark=mark, level="warning")


def _no_list(schema: Schema, row: Row, field: Field, value: Text) -> Iterator[Problem]:
    items = value if isinstance(value, tuple) else (value or "",)
    wrong = next((item for item in items if item[:1] in _LIST_BRACKETS or item[:1] in "“‘"), None)
    read = [str(item) for item in normal(value, field) or ()]
    wrong = wrong or next((sign for item in read for sign in _unpaired(item)), None)
    if wrong is None and isinstance(value, tuple):
        wrong = next((match[0] for item in items if (match := _SEPARATORS.search(item))), None)
    if not wrong:
        return
    message = f"{field.title} {field.name} 的列表里用了{characters.named(wrong[0])}，按一列读成了：{'、'.join(read)}"
    right = [item.strip(_ENDS) if any(_unpaired(item)) else item for item in read]
    hint = f"列表用英文的方括号和逗号：{field.name}: [{', '.join(right)}]"
    yield replace(wording.problem(schema, row, field.name, "odd-list", message, hint), level="warning")


def _unpaired(item: str) -> Iterator[str]:
    """Yield the brackets at the ends of an item that have no other half in it."""
    for first, last in _PAIRS:
        if item.count(first) != item.count(last):
            yield from (sign for sign in (item[0], item[-1]) if sign in (first, last))


def _mixed(schema: Schema, row: Row, field: Field, value: str) -> Problem:
    message = f"{field.title} {field.name} 前面是{characters.named(value[0])}，后面是英文引号，都会印出来"
    hint = f"两边写成一样的，不要引号就写 {field.name}: {shortened(value[1:-1])}"
    found = wording.problem(schema, row, field.name, "mixed-quotes", message, hint)
    return replace(found, level="warning")
