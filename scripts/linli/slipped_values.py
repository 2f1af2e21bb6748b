"""The sentences for slips within a value, its quotes, brackets and signs: takes what was typed, gives a `Slip` in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from linli.characters import BRACKETS, DASHES, QUOTES, named
from linli.slipped import NAME, Slip, quote, shortened

_SECOND: Final = re.compile(r":(?=\s|$)")
_COMMENT: Final = re.compile(r"\s#")
_SIGN: Final = re.compile(r"[!&*](?![A-Za-z0-9_:!/.-]+(?:\s|$))")
"""A sign that YAML reads with the name after it, where no name is: `!重要`, `**重点**`."""
_BLOCK: Final = re.compile(
    rf"[|>][-+_~=.{''.join(DASHES)}]{{0,3}}$|\|[-{''.join(DASHES)}]?(?=[^\s|]*[^\x00-\x7f]|\s)[^|]*$"
)
"""What begins a text of several lines, mistyped or with the text on its line."""
_TWICE: Final = re.compile(r"([\[,])(?:\s*,)+\s*")
"""In a list, a comma behind another or behind its beginning."""
_CLOSING: Final = {"[": "]", "{": "}"}
_MARKS: Final = "：，；"
_KINDS: Final = {"[": "方括号", "{": "花括号"}

IsNext = Callable[[str], bool]


def quoted(lines: Sequence[str], line: int, column: int, name: str, value: str, is_next: IsNext) -> Slip | int | None:
    """A value in quotes: a slip, the line after its end, or None where it ends here."""
    key = f"{name}: " if name else "- "
    sign = value[0]
    end = _close(value, sign)
    if end is None:
        wrong = next((n for n, c in enumerate(value) if c in QUOTES), None)
        for number in range(line + 1, len(lines)):
            if is_next(lines[number]):
                break
            if _close(f"{sign}{lines[number]}", sign) is not None:
                return number + 1
        if wrong is not None:
            inner = value[1:wrong]
            message = f"引号一边是英文的，另一边是{named(value[wrong])}"
            return Slip(
                line=line,
                column=column + wrong + 1,
                message=message,
                hint=f"两边都用英文引号：{key}{quote(inner)}{value[wrong + 1 :]}",
            )
        if value[-1] in "'\"" and len(value) > 1:
            message = f"引号一边是 {sign}，另一边是 {value[-1]}"
            return Slip(
                line=line,
                column=column + len(value),
                message=message,
                hint=f"两边写成一样的：{key}{quote(value[1:-1])}",
            )
        hint = f"在这段文字后面补上引号：{key}{shortened(value)}{sign}"
        return Slip(line=line, column=column + 1, message=f"这里的引号 {sign} 没有配对", hint=hint)
    rest = value[end + 1 :]
    if not rest.strip() or (rest.lstrip() != rest and rest.lstrip().startswith("#")):
        return None
    extra = rest.lstrip()
    if extra[0] in QUOTES and not extra[1:].strip():
        return Slip(
            line=line,
            column=column + value.rindex(extra[0]) + 1,
            message=f"后面多了一个{named(extra[0])}",
            hint=f"写成 {key}{value[: end + 1]}",
        )
    hint = f"整段文字前后各用一个引号：{key}{quote(value[1:-1] if value[-1] == sign else value)}"
    return Slip(line=line, column=column + end + 2, message=f"引号后面还有字「{shortened(extra)[:20]}」", hint=hint)


def bracketed(
    lines: Sequence[str], line: int, column: int, name: str, value: str, is_next: IsNext
) -> Slip | int | None:
    """A value in brackets: a slip, the line after its end, or None where it ends here."""
    key, sign, kind = (f"{name}: " if name else "- "), value[0], _KINDS[value[0]]
    end = _close(value, sign)
    if end is not None:
        rest = value[end + 1 :].strip()
        if sign == "{" and (wrong := next((n for n, c in enumerate(value[:end]) if c in _MARKS), None)) is not None:
            message = f"花括号里用了{named(value[wrong])}"
            return Slip(
                line=line,
                column=column + wrong + 1,
                message=message,
                hint="花括号里的冒号和逗号用英文的，后面空一格：{id: shufa, title: 书法班}",
            )
        if sign == "[" and "'" not in value and '"' not in value and (twice := _TWICE.search(value, 0, end + 1)):
            hint = f"写成 {key}{_TWICE.sub(lambda found: found[1] + ' ' * (found[1] == ','), value[: end + 1])}"
            message = "列表里有一处逗号旁边没有内容"
            return Slip(line=line, column=column + twice.start() + 1, message=message, hint=hint)
        if not rest or rest.startswith("#"):
            return None
        message = f"{kind}后面还有字「{shortened(rest)[:20]}」；以 {sign} 开头的会当成一列"
        return Slip(
            line=line, column=column + 1, message=message, hint=f"是一句话就整段加英文引号：{key}{quote(value)}"
        )
    for number in range(line + 1, len(lines)):
        if is_next(lines[number]):
            break
        if _CLOSING[sign] in lines[number]:
            return number + 1
    if (wrong := next((n for n, c in enumerate(value) if c in BRACKETS), None)) is not None:
        message = f"{kind}一边是英文的，另一边是{named(value[wrong])}"
        return Slip(
            line=line,
            column=column + wrong + 1,
            message=message,
            hint=f"列表两边都用英文{kind}，例如 tags: [书法, 免费]",
        )
    if match := _COMMENT.search(value):
        message = f"{kind}没有配对：「{value[match.end() - 1 :][:20]}」成了说明"
        return Slip(
            line=line,
            column=column + match.end(),
            message=message,
            hint=f'含有 # 的词请加英文引号，例如 {key}{sign}"美术 #3"{_CLOSING[sign]}',
        )
    hint = "列表写成 tags: [书法, 免费]" if sign == "[" else "在这一条的末尾补上 }；文字以 { 开头时整段加英文引号"
    return Slip(line=line, column=column + 1, message=f"这里的{kind} {sign} 没有配对", hint=hint)


def value(line: int, column: int, name: str, typed: str) -> Slip | None:
    """A value without quotes."""
    bare = _COMMENT.split(typed)[0].rstrip()
    if bare[0] in QUOTES and (bare[-1] in QUOTES or bare[-1] in "'\"") and _SECOND.search(bare):
        message = f"引号用了{named(bare[0])}"
        return Slip(line=line, column=column + 1, message=message, hint=f"请用英文引号：{name}: {quote(bare[1:-1])}")
    if bare == "-" or bare.startswith(("- ", "? ", ": ")):
        message = f"以「{bare[0]} 」开头的文字有特殊意思"
        return Slip(line=line, column=column + 1, message=message, hint=f"整段加英文引号：{name}: {quote(bare)}")
    if _BLOCK.match(bare):
        return odd_block(line, column, name, bare)
    if bare[0] in ">|@`%,]}" or _SIGN.match(bare):
        message = f"以 {bare[0]} 开头的文字有特殊意思"
        hint = f"整段加英文引号：{name}: {quote(bare)}"
        if bare[0] == "|":
            hint = f"是几行的表格，写 {name}: |-，从这一行起都另起一行，每行多空两格；只有一行，{hint}"
        return Slip(line=line, column=column + 1, message=message, hint=hint)
    if (match := _SECOND.search(bare)) is None:
        return None
    other = re.search(rf"\s({NAME})\s*$", bare[: match.start()])
    hint = f"文字里有冒号时整段加英文引号：{name}: {quote(bare)}"
    if other:
        hint = f"{other[1]} 是另一个字段就另起一行；{hint}"
    return Slip(line=line, column=column + match.start() + 1, message="这一行里有两个冒号", hint=hint)


def odd_block(line: int, column: int, name: str, typed: str) -> Slip:
    """What should be `|-` is something else, or has the text behind it."""
    mark = re.match(rf"[|>][-+_~=.{''.join(DASHES)}]*", typed)
    rest = typed[mark.end() :].strip() if mark else typed
    if rest:
        hint = f"写成 {name}: |-，「{shortened(rest)}」另起一行，这段文字每行前面比 {name} 多空两格"
        return Slip(
            line=line, column=column + 1, message=f"「{typed[: len(typed) - len(rest)].strip()}」后面还有字", hint=hint
        )
    message, hint = odd_block_words(name, typed)
    return Slip(line=line, column=column + 1, message=message, hint=hint)


def odd_block_words(name: str, mark: str) -> tuple[str, str]:
    """Return message and hint for a mark that does not begin a text of several lines."""
    return f"「{mark}」不是写几行文字的记号", f"写成 {name}: |-，竖线和短横线都是英文的，文字从下一行写起"


def _close(value: str, sign: str) -> int | None:
    """Return where what `sign` opens at the beginning is closed."""
    if sign == '"':
        match = re.match(r'"(?:\\.|[^"\\])*"', value)
    elif sign == "'":
        match = re.match(r"'(?:''|[^'])*'", value)
    else:
        return _balanced(value)
    return match.end() - 1 if match else None


def _balanced(value: str) -> int | None:
    depth = index = 0
    while index < len(value):
        sign = value[index]
        if sign in "'\"" and value[index - 1] in "[{, :":
            end = _close(value[index:], sign)
            if end is None:
                return None
            index += end
        elif sign == "#" and value[index - 1].isspace():
            return None
        depth += (sign in "[{") - (sign in "]}")
        if depth == 0:
            return index
        index += 1
    return None
