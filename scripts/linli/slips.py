"""The slip behind what YAML refuses: takes the lines of a table or a description, gives the first `Slip`, in Chinese.

YAML's parser says where it stopped, not what was mistyped. Here the lines are read as their writer meant them: a row of
`name: value`, blocks of text after `|-`, quotes and brackets. Following a hint never loses what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from linli import slipped, slipped_values
from linli.characters import BLANKS, BULLETS, COLONS, DASHES, UNSEEN
from linli.slipped import NAME, Slip

_LONGEST: Final = 5000
"""Characters of a line that a person typed; of a longer one nothing is known but what YAML says."""
_ODD: Final = "".join((*BLANKS, *UNSEEN))
_INDENT: Final = re.compile(f"[ \\t{_ODD}]*")
_CONFLICT: Final = re.compile(r"(<{7}|\|{7}|>{7})(?: |$)|={7}$")
_KEY: Final = re.compile(r"""("[^"]*"|'[^']*'|[^\s\-?:,\[\]{}#&*!|>'"%@`][^:#]*?|-[^\s:][^:#]*?)[ \t]*:(?=[ \t]|$)""")
_COLONS: Final = "".join(COLONS)
_DASHES: Final = "".join(DASHES)
_FALSE_DASH: Final = re.compile(rf"([{_DASHES}{''.join(BULLETS)}*]|-(?=[^\s\-]))[ {_ODD}]*(?=\S)")
_ODD_DASH: Final = re.compile(rf"- *([{_ODD}])")
_FIELD: Final = re.compile(rf"{NAME}\s*[:{_COLONS}]")
_FULL: Final = re.compile(rf"([^\s:{_COLONS}，。、,]{{1,20}})[ {_ODD}]*([{_COLONS}])")
_TIGHT: Final = re.compile(rf"({NAME})[ ]*:(?!//)(.+)")
_BARE: Final = re.compile(rf"({NAME})(?:[ {_ODD}]+(\S.*)|\s*[=;＝；]\s*(\S.*))?$")
_BLOCK: Final = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*)?[ \t]*$")


class _Line(NamedTuple):
    number: int
    text: str
    indent: int
    """Blanks before the first key or text, the dashes of a list counted in."""
    body: str
    dash: int | None
    """Where its first dash stands."""


@dataclass(slots=True)
class _State:
    indents: list[int] = field(default_factory=list)
    """Where names of the open records stand, the innermost last."""
    dashes: list[int] = field(default_factory=list)
    """Where the dashes of the open lists stand."""
    opened: bool = True
    """Whether a deeper record may begin: at the start, after a dash and after a name without a value."""
    block: int | None = None
    """Where the name stands that the block of text belongs to."""
    block_name: str = ""
    block_indent: int | None = None
    text: int | None = None
    """Where the name stands whose text may go on in the next line."""
    text_name: str = ""


def find(lines: Sequence[str], *, ends: bool = True) -> Slip | None:
    """Return the first slip; `ends` says whether the file ends with these lines."""
    if any(len(line) > _LONGEST for line in lines):
        return None
    state = _State()
    number = 0
    last = max((n for n, line in enumerate(lines) if line.strip()), default=-1) if ends else len(lines)
    while number < len(lines):
        found = _line(lines, number, state, last=number == last)
        if isinstance(found, Slip):
            return found
        number = found
    return None


def _line(lines: Sequence[str], number: int, state: _State, *, last: bool) -> Slip | int:
    """Return the slip of a line, or the number of the line to go on with."""
    text = lines[number]
    blanks = _INDENT.match(text)
    width = blanks.end() if blanks else 0
    if not text.strip() or (text[width : width + 1] == "#" and state.block is None):
        return number + 1
    if mark := _CONFLICT.match(text):
        return slipped.conflict(number, mark[0])
    if state.block is not None and (indent := _spaces(text)) > state.block:
        if state.block_indent is None:
            state.block_indent = indent
        if indent >= state.block_indent:
            return number + 1
        return slipped.uneven_block(number, indent, state.block_indent, state.block_name)
    if (odd := _odd_indent(text[:width])) is not None:
        return slipped.odd_indent(number, odd, text[odd])
    return _content(lines, _split(number, text, width), state, last=last)


def _content(lines: Sequence[str], line: _Line, state: _State, *, last: bool) -> Slip | int:
    after_block, text = state.block, state.text
    if (dash := _FALSE_DASH.match(line.body)) and (
        _FIELD.match(line.body, dash.end())
        or (
            dash[1] in DASHES
            and after_block is None
            and line.dash is None
            and (text is None or line.indent in state.dashes)
        )
    ):
        return slipped.false_dash(line.number, line.indent, dash[1], line.body[dash.end() :])
    if match := _ODD_DASH.match(line.body):
        return slipped.odd_dash(line.number, line.indent + match.end(), match[1], line.body[match.end() :])
    if line.body.startswith("＃"):
        return slipped.false_hash(line.number, line.indent)
    key = _KEY.match(line.body)
    full = _FULL.match(line.body)
    if full and (key is None or full.end() < key.end()):
        if after_block is not None and not full[1].isascii():
            return slipped.lost_from_block(line.number, line.indent, after_block, state.block_name)
        if full[1].isascii() or (line.dash is None and (text is None or line.indent <= text)):
            return slipped.full_colon(line.number, line.indent + full.start(2) + 1, line.body, full[2])
    if line.dash is not None and (slip := _misplaced_row(line, line.dash, state)):
        return slip
    if key is None:
        return _without_colon(lines, line, state, last=last)
    if after_block is not None and not key[1].isascii() and line.indent not in state.indents:
        return slipped.lost_from_block(line.number, line.indent, after_block, state.block_name)
    if slip := _misplaced(line, state):
        return slip
    state.block = state.text = None
    return _value(lines, line, key, state)


def _misplaced(line: _Line, state: _State) -> Slip | None:
    """Take note of where a name stands, or say that it stands beside the others."""
    if line.dash is not None or not state.indents or (state.opened and line.indent > state.indents[-1]):
        while state.indents and state.indents[-1] >= line.indent:
            state.indents.pop()
        state.indents.append(line.indent)
    elif line.indent in state.indents:
        while state.indents[-1] != line.indent:
            state.indents.pop()
    else:
        return slipped.misaligned(line.number, line.indent, state.indents[-1])
    return None


def _misplaced_row(line: _Line, dash: int, state: _State) -> Slip | None:
    """Take note of where a dash stands, or say that it stands beside the others."""
    while state.dashes and state.dashes[-1] > dash and dash in state.dashes:
        state.dashes.pop()
    if not state.dashes or (state.opened and dash > state.dashes[-1]):
        state.dashes.append(dash)
    elif dash != state.dashes[-1] and _KEY.match(line.body):
        return slipped.misaligned_row(line.number, dash, state.dashes[-1])
    return None


def _without_colon(lines: Sequence[str], line: _Line, state: _State, *, last: bool) -> Slip | int:
    tight, bare = _TIGHT.match(line.body), _BARE.match(line.body)
    goes_on = state.text is not None and line.indent > state.text and line.dash is None
    if tight and not goes_on:
        blank = tight[2][0] if tight[2][0] in _ODD else ""
        return slipped.tight_colon(line.number, line.indent + tight.start(2), tight[1], tight[2], blank)
    is_row = line.dash is not None and line.dash == state.dashes[0]
    value = ((bare[2] or bare[3]) if bare else None) or ""
    own = is_row or (line.dash is None and not goes_on and state.block is None)
    if bare and value and own and (is_row or bare[3] or not value.isascii() or re.match(r"[\"'0-9]|\S+$", value)):
        return slipped.no_colon(line.number, line.indent, bare[1], value.strip(), is_row=is_row)
    if line.dash is not None or goes_on:
        state.opened, state.block = False, None
        state.text = line.dash if line.dash is not None else state.text
        return _opened(lines, line, line.indent, line.body) or line.number + 1
    if state.block is not None:
        return slipped.lost_from_block(line.number, line.indent, state.block, state.block_name)
    if bare and last and not value:
        return slipped.cut_off(line.number, line.indent, bare[1])
    if bare and not value:
        return slipped.no_value(line.number, line.indent, bare[1])
    if not state.indents and not slipped.FOREIGN.match(line.body):
        return line.number + 1
    return slipped.prose(line.number, line.indent, line.body, state.text_name)


def _value(lines: Sequence[str], line: _Line, key: re.Match[str], state: _State) -> Slip | int:
    name = key[1].strip("\"'")
    rest = line.body[key.end() :]
    value = rest.strip(" \t")
    column = line.indent + key.end() + len(rest) - len(rest.lstrip(" \t"))
    state.opened = not value or value.startswith("#")
    if state.opened:
        return line.number + 1
    if _BLOCK.match(value):
        state.block, state.block_name, state.block_indent = line.indent, name, None
        return line.number + 1
    if value[:1] in ("'", '"', "[", "{"):
        after = _opened(lines, line, column, value, name)
        return after or line.number + 1
    state.text, state.text_name = line.indent, name
    return slipped_values.value(line.number, column, name, value) or line.number + 1


def _opened(lines: Sequence[str], line: _Line, column: int, value: str, name: str = "") -> Slip | int | None:
    """Look for the end of what a quote or bracket opens; return the line after it where that is another one."""
    if value[:1] in ("'", '"'):
        return slipped_values.quoted(lines, line.number, column, name, value, _is_next)
    if value[:1] in ("[", "{"):
        return slipped_values.bracketed(lines, line.number, column, name, value, _is_next)
    return None


def _is_next(text: str) -> bool:
    """Whether a line begins another field or row, so that nothing from before can still be open."""
    return re.match(rf"\s*(?:[-{_DASHES}]\s*)?{NAME}\s*[:{_COLONS}](?:\s|$)|\s*-\s", text) is not None


def _split(number: int, text: str, width: int) -> _Line:
    indent, body, dash = width, text[width:].rstrip(), None
    while match := re.match(r"- +(?=\S)", body):
        dash = indent if dash is None else dash
        indent, body = indent + match.end(), body[match.end() :]
    return _Line(number=number, text=text, indent=indent, body=body, dash=dash)


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _odd_indent(blanks: str) -> int | None:
    return next((index for index, c in enumerate(blanks) if c != " "), None)
