"""The sentences for slips of typing: takes where something stands and what was typed, gives a `Slip` in Chinese.

Every hint shows what was typed in the right form, whole or visibly shortened, so that following it loses nothing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from linli.characters import COLONS, named

MANY: Final = frozenset({"body", "description"})
"""Fields that may have several lines (`lines: many` in a schema)."""
FOREIGN: Final = re.compile(r"```\w*|~~~\w*|//|/\*|<!--|-->|--(?!-)|\*/")
"""Signs of other languages: a fence, a comment."""
_CELLS: Final = re.compile(r"[,\t|]")
_LONG: Final = 40
NAME: Final = r"[A-Za-z_][A-Za-z0-9_-]{0,30}"


class Slip(NamedTuple):
    """One slip: where, counted from 0 for the line and from 1 for the column, what and how it is written."""

    line: int
    column: int
    message: str
    hint: str


def quote(text: str) -> str:
    """Return a text as one types it in quotes; a long one shortened in a way that everybody sees."""
    if len(text) > _LONG:
        return f'"{text[: _LONG // 2]}……"，省略号处照原文'.replace("\\", "\\\\")
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def shortened(text: str) -> str:
    """Return a text for a message."""
    text = text.strip()
    return text if len(text) <= _LONG else f"{text[:_LONG]}……"


def conflict(line: int, mark: str) -> Slip:
    """Git left both versions."""
    hint = "<<<<<<< 到 ======= 是一种写法，======= 到 >>>>>>> 是另一种；要的内容都留下，只删掉这三行记号"
    return Slip(line=line, column=1, message=f"这里有合并时留下的记号 {mark.strip()}，两个人改了同一处", hint=hint)


def odd_indent(line: int, index: int, character: str) -> Slip:
    """The blanks before a line are no spaces."""
    if character == "\t":
        return Slip(line=line, column=index + 1, message="缩进里用了 Tab 键", hint="请把 Tab 换成空格")
    return Slip(
        line=line,
        column=index + 1,
        message=f"行首的空白里有{named(character)}，不是普通空格",
        hint="请删掉行首的空白，用空格键重新空出来",
    )


def misaligned(line: int, indent: int, wanted: int) -> Slip:
    """A field does not stand below the others."""
    message = f"这一行前面有 {indent} 个空格，同一条记录的字段前面是 {wanted} 个"
    hint = "同一条记录的字段要左对齐，请把行首的空格改成一样多"
    return Slip(
        line=line, column=indent + 1, message=message, hint=hint if indent else f"{hint}；是新的一条，就在前面加「- 」"
    )


def misaligned_row(line: int, indent: int, wanted: int) -> Slip:
    """A row's dash does not stand below the others."""
    message = f"这一条的「- 」前面有 {indent} 个空格，上一条前面是 {wanted} 个"
    return Slip(line=line, column=indent + 1, message=message, hint="每条记录的「- 」要左对齐")


def false_dash(line: int, indent: int, dash: str, rest: str) -> Slip:
    """A row begins with what looks like `- `."""
    rest = re.sub(rf"^({NAME})\s*[:{''.join(COLONS)}]\s*", r"\1: ", rest)
    if dash == "-":
        return Slip(line=line, column=indent + 1, message="短横线 - 后面少了一个空格", hint=f"写成 - {shortened(rest)}")
    return Slip(
        line=line,
        column=indent + 1,
        message=f"行首的{named(dash)}不是英文短横线",
        hint=f"每条以英文短横线加空格开头：- {shortened(rest)}",
    )


def odd_dash(line: int, column: int, blank: str, rest: str) -> Slip:
    """No space stands after a row's dash."""
    message = f"短横线 - 后面是{named(blank)}，不是普通空格"
    return Slip(line=line, column=column, message=message, hint=f"写成 - {shortened(rest)}")


def false_hash(line: int, indent: int) -> Slip:
    """A comment begins with a full-width #."""
    return Slip(
        line=line, column=indent + 1, message=f"行首的{named('＃')}不是英文的 #", hint="写说明请用英文的 #，后面空一格"
    )


def full_colon(line: int, column: int, typed: str, colon: str = "：") -> Slip:
    """The colon is a Chinese one."""
    message, hint = full_colon_words(typed, colon)
    return Slip(line=line, column=column, message=message, hint=hint)


def full_colon_words(typed: str, colon: str = "：") -> tuple[str, str]:
    """Return message and hint for a line whose colon is a Chinese one."""
    name, _, content = typed.strip().removeprefix("- ").partition(colon)
    name, content = name.strip(), shortened(content)
    message = f"「{name[:20]}{colon}{content[:20]}」里的冒号是{named(colon)}"
    return message, f"字段名后面用英文冒号加空格，例如 {name[:20]}: {content or '内容'}"


def tight_colon(line: int, column: int, name: str, rest: str, blank: str) -> Slip:
    """No space stands after the colon, or one that is none."""
    hint = f"冒号后面空一格：{name}: {shortened(rest.strip())}"
    if blank:
        return Slip(line=line, column=column + 1, message=f"{name} 的冒号后面是{named(blank)}，不是普通空格", hint=hint)
    return Slip(line=line, column=column, message=f"{name} 的冒号后面少了一个空格", hint=hint)


def no_colon(line: int, indent: int, name: str, rest: str, *, is_row: bool = False) -> Slip:
    """A name and a value without a colon."""
    hint = f"写成 {'- ' if is_row else ''}{name}: {shortened(rest)}"
    return Slip(line=line, column=indent + 1, message=f"{name} 后面少了冒号", hint=hint)


def no_value(line: int, indent: int, name: str) -> Slip:
    """A lone word."""
    hint = f"是字段名就写成 {name}: 内容；是上一行的后半句就接到上一行后面"
    return Slip(line=line, column=indent + 1, message=f"这一行只有 {name}，没有冒号和内容", hint=hint)


def cut_off(line: int, indent: int, name: str) -> Slip:
    """The file ends within a name."""
    hint = "请从原来的文件或以前的版本里找回后面的内容，再补全这一行"
    return Slip(line=line, column=indent + 1, message=f"文件到 {name} 就断了，后面的内容可能没有保存下来", hint=hint)


def prose(line: int, indent: int, typed: str, before: str = "") -> Slip:
    """A line of text where a field is expected; `before` is the field above."""
    if match := FOREIGN.match(typed):
        hint = "这一行不是表格的写法，请删掉"
        if note := typed[match.end() :].removesuffix("-->").removesuffix("*/").strip(" -*\t"):
            hint += f"；要留着给自己看的，写成 # {shortened(note)}"
    elif len(_CELLS.findall(typed)) > 1:
        hint = (
            "像是从别的表格里粘来的：每一格另起一行写成「字段: 内容」，写好了就删掉这一行；要留着自己看就在前面加「# 」"
        )
    else:
        hint = "是上一栏的后半句就接到上一行后面；是给自己看的说明就在前面加「# 」"
        if before in MANY:
            hint += f"；{before} 有几行的，在 {before}: 后面写 |-，下面每行多空两格"
    return Slip(line=line, column=indent + 1, message=f"这一行「{shortened(typed)[:20]}」不是「字段: 内容」", hint=hint)


def lost_from_block(line: int, indent: int, block: int, name: str) -> Slip:
    """A line of a block of text with too few blanks before it."""
    message = f"这一行像是 {name} 那段文字里的，前面的空格少了"
    return Slip(
        line=line, column=indent + 1, message=message, hint=f"请把它缩进到和那段文字对齐，前面至少 {block + 2} 个空格"
    )


def uneven_block(line: int, indent: int, wanted: int, name: str) -> Slip:
    """A block of text whose lines begin at different places."""
    message = f"{name} 那段文字里，这一行前面只有 {indent} 个空格，第一行有 {wanted} 个"
    return Slip(line=line, column=indent + 1, message=message, hint=f"这一段每行前面至少空 {wanted} 格")
