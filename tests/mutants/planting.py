"""Small semantic faults: takes the text of a module or a template, gives every `Mutant` that can be planted in it.

Own code, because what is there does not fit: mutmut 3 rewrites functions into its own `mutants/` layout, so that
module-level code (tables of words, patterns) and this suite's second processes escape it, and it knows neither a seeded
sample nor a diff per place; cosmic-ray runs one whole test command for each mutant and keeps a database. Neither reads
Jinja templates, where half of what residents see is decided. Both plant the same simple faults as these.

Python faults are found in the syntax tree and cut into the text, so that a diff shows one spot; the inside of
f-strings is left alone (its positions are right only since Python 3.12), and so are annotations and decorators.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from typing import Final

STATUSES: Final = (
    ("停课", "放假", "改期", "加课", "换地点", "换老师", "休息", "说明", "改时间"),
    ("正常", "结束", "暂停"),
    ("报名", "意见", "招募", "订单", "意愿"),
    ("今天", "明天", "后天"),
    ("无需报名", "现场报名", "网上报名", "电话报名", "微信报名", "需预约", "需报名"),
    ("先到先得", "抽签", "审核"),
    ("照常", "跟随", "不跟随"),
    ("error", "warning"),
)
"""Words of which each has a brother that it can be mistaken for."""
_BROTHER: Final = {word: row[(n + 1) % len(row)] for row in STATUSES for n, word in enumerate(row)}

_SWAPS: Final[dict[str, str]] = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
    "and": "or",
    "or": "and",
    "+": "-",
    "-": "+",
    "*": "+",
    "//": "*",
    "%": "*",
    "&": "|",
    "break": "continue",
    "continue": "break",
    "True": "False",
    "False": "True",
    "true": "false",
    "false": "true",
}
_COMPARED: Final = re.compile(r"<=|>=|==|!=|<|>|\bnot\s+in\b|\bis\s+not\b|\bin\b|\bis\b")
_JOINED: Final = re.compile(r"\band\b|\bor\b")
_RECKONED: Final = re.compile(r"//|[-+*%&]")
_ESCAPES: Final = ("escape", "quote", "quoteattr", "unescape", "unquote")
_ESCAPED: Final = re.compile(rf"\b(?:{'|'.join(_ESCAPES)})\((\w[\w.]*(?: \+ \w+)*)\)")
"""A call of these that stands in an f-string."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """One fault: the text between two offsets becomes another; `lines` are those whose tests can notice it."""

    kind: str
    start: int
    stop: int
    new: str
    lines: tuple[int, int]
    path: str = ""

    def planted(self, text: str) -> str:
        """Return the text with the fault."""
        return text[: self.start] + self.new + text[self.stop :]

    def diff(self, text: str) -> str:
        """Return the changed lines, as a diff without context."""
        lines = unified_diff(text.splitlines(), self.planted(text).splitlines(), n=0, lineterm="")
        return "\n".join(list(lines)[3:])


def mutants(path: str, text: str) -> Iterator[Mutant]:
    """Yield every fault for a file, by its ending."""
    found = _Python(text).found() if path.endswith(".py") else _template(text)
    yield from (replace(one, path=path) for one in found)


class _Python:
    """Walks a syntax tree; offsets are counted in characters, as the text is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows = [row.encode() for row in text.splitlines(keepends=True)]
        self._starts = [0]
        for row in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(row))
        self._span = (1, 1)

    def found(self) -> Iterator[Mutant]:
        yield from self._walk(ast.parse(self._text))

    def _walk(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, ast.JoinedStr):
            for call in _ESCAPED.finditer(self._text, *self._offsets(node)):
                yield Mutant(kind="escape", start=call.start(), stop=call.end(), new=f"({call[1]})", lines=self._span)
            return
        if isinstance(node, ast.stmt):
            head = node.body[0].lineno - 1 if isinstance(getattr(node, "body", None), list) else node.end_lineno
            self._span = (node.lineno, max(node.lineno, head or 0))
        span = self._span
        yield from self._operators(node)
        yield from self._decisions(node)
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self._span = span
                    yield from self._walk(child)

    def _operators(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare():
                for left, right in zip([node.left, *node.comparators], node.comparators, strict=False):
                    yield from self._between("comparison", left, right, _COMPARED)
            case ast.BoolOp():
                for left, right in zip(node.values, node.values[1:], strict=False):
                    yield from self._between("and/or", left, right, _JOINED)
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.FloorDiv() | ast.Mod() | ast.BitAnd()):
                if not any(isinstance(side, ast.JoinedStr) or _is(side, str) for side in (node.left, node.right)):
                    yield from self._between("operator", node.left, node.right, _RECKONED)
            case ast.UnaryOp(op=ast.Not()):
                yield self._at("not", node, re.sub(r"^not\s*", "", self._source(node)))
            case ast.Constant(value=bool()):
                yield self._at("constant", node, _SWAPS[str(node.value)])
            case ast.Constant(value=int()):
                yield self._at("constant", node, str(node.value + 1))
                if node.value > 0:
                    yield self._at("constant", node, str(node.value - 1))
            case ast.Constant(value=str()) if node.value in _BROTHER:
                yield self._at("status", node, f'"{_BROTHER[node.value]}"')

    def _decisions(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Return() if node.value is not None and not (_is(node.value, None) or _is(node.value, False)):
                yield self._at("return", node, "return None")
            case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
                yield self._at("return", node, "yield from ()")
            case ast.Break() | ast.Continue():
                yield self._at("loop", node, _SWAPS[self._source(node)])
            case ast.If() | ast.IfExp():
                yield from (self._at("if", node.test, word) for word in ("True", "False"))
            case ast.comprehension():
                yield from (self._at("if", test, "True") for test in node.ifs)
            case ast.match_case() if node.guard is not None:
                yield self._at("if", node.guard, "True")
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if node.args and name in _ESCAPES:
                yield self._at("escape", node, f"({self._source(node.args[0])})")
            case ast.Call(func=ast.Attribute(attr="replace"), args=[ast.Constant(), ast.Constant()]):
                yield self._at("escape", node, self._source(node.func.value))  # type: ignore[attr-defined]

    def _between(self, kind: str, left: ast.expr, right: ast.expr, operator: re.Pattern[str]) -> Iterator[Mutant]:
        """Swap the operator that stands between two expressions."""
        start, stop = self._offsets(left)[1], self._offsets(right)[0]
        if found := operator.search(self._text, start, stop):
            new = _SWAPS[" ".join(found[0].split())]
            yield Mutant(kind=kind, start=found.start(), stop=found.end(), new=new, lines=self._span)

    def _at(self, kind: str, node: ast.AST, new: str) -> Mutant:
        start, stop = self._offsets(node)
        return Mutant(kind=kind, start=start, stop=stop, new=new, lines=self._span)

    def _source(self, node: ast.AST) -> str:
        return self._text[slice(*self._offsets(node))]

    def _offsets(self, node: ast.AST) -> tuple[int, int]:
        line, column, last, end = (
            getattr(node, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")
        )
        return self._offset(line, column), self._offset(last, end)

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._rows[line - 1][:column].decode())


def _is(node: ast.AST, value: object) -> bool:
    """Is the node a constant: None itself, or one of a type?"""
    if not isinstance(node, ast.Constant):
        return False
    return isinstance(node.value, value) if isinstance(value, type) else node.value is value


_TAG: Final = re.compile(r"\{%-?\s*(?P<word>\w+)\b(?P<body>.*?)\s*-?%\}|\{\{-?(?P<out>.*?)-?\}\}", re.DOTALL)
_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_TEXT: Final = re.compile(r""""[^"]*"|'[^']*'""")
_INLINE_IF: Final = re.compile(r"\bif\b(.+?)(?=\belse\b|$)", re.DOTALL)
_IN_TEMPLATE: Final = (
    ("comparison", re.compile(r"<=|>=|==|!=|<|>")),
    ("and/or", _JOINED),
    ("constant", re.compile(r"(?<![\w.])\d+\b|\btrue\b|\bfalse\b")),
    ("not", re.compile(r"\bnot\s+")),
    ("escape", re.compile(r"\|\s*e\b")),
)
_SAFE: Final = re.compile(
    r"\||\(|[\"']\s*$|^\s*(base|loop\.\w+|\w*\.?(href|start|end|date|day|id|tint|clock|opens|closes))\s*$"
)
"""Outputs that are HTML already, or are our own words or machine-made."""


def _template(text: str) -> Iterator[Mutant]:
    """Yield the faults of one Jinja template."""
    text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    bare = [found.span() for found in re.finditer(r"\{% autoescape false %\}.*?\{% endautoescape %\}", text, re.DOTALL)]
    for tag in _TAG.finditer(text):
        line = text.count("\n", 0, tag.start()) + 1
        lines = (line, line + tag[0].count("\n"))
        part = "body" if tag["out"] is None else "out"
        where = tag.start(part)
        for kind, start, stop, new in _in_tag(tag["word"] or "", tag[part]):
            yield Mutant(kind=kind, start=where + start, stop=where + stop, new=new, lines=lines)
        escaped = not any(first <= where < last for first, last in bare)
        if part == "out" and escaped and not _SAFE.search(tag["out"]):
            yield Mutant(kind="escape", start=tag.end("out"), stop=tag.end("out"), new="| safe ", lines=lines)


def _in_tag(word: str, body: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield kind, place and new text of every fault between the braces."""
    quoted = [found.span() for found in _TEXT.finditer(body)]
    if word in {"if", "elif"}:
        yield from (("if", 0, len(body), f" {new}") for new in ("true", "false"))
    elif word in {"for", "set", ""}:
        for found in _INLINE_IF.finditer(body):
            yield from (("if", *found.span(1), f" {new} ") for new in ("true", "false"))
    for first, last in quoted if word not in {"from", "import", "include"} else ():
        if (text := body[first + 1 : last - 1]) in _BROTHER:
            yield "status", first + 1, last - 1, _BROTHER[text]
    if word in {"macro", "from", "import", "autoescape"}:
        return
    for kind, pattern in _IN_TEMPLATE:
        for found in pattern.finditer(body):
            if not any(first <= found.start() < last for first, last in quoted):
                yield kind, *found.span(), _new(found[0])


def _new(old: str) -> str:
    """Return what stands in place of an operator, a number or something that is dropped."""
    return str(int(old) + 1) if old.isdigit() else _SWAPS.get(old, "")
