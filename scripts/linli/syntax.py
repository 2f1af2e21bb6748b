"""The Chinese sentences for what YAML refuses: takes the parser's error and the text, gives a `Problem`."""

from __future__ import annotations

from typing import Final

import yaml

from linli import slips
from linli.problems import Mark, Problem

_SYNTAX: Final = (
    ("found character '\\t'", "缩进里用了 Tab 键", "请把 Tab 换成空格"),
    ("found a tab character", "缩进里用了 Tab 键", "请把 Tab 换成空格"),
    (
        "mapping values are not allowed",
        "一行里出现了两个冒号，或缩进不对",
        '文字里有冒号时请加引号，例如 title: "周三:书法班"',
    ),
    ("could not find expected ':'", "这里少了冒号", "写法是「字段: 内容」，冒号用英文半角并在后面空一格"),
    ("did not find expected key", "这一行没有对齐，或少了引号", "同一条记录的字段要左对齐；引号要成对"),
    ("did not find expected '-' indicator", "这一行没有对齐", "每条记录以「- 」开头，后面的字段与第一个字段对齐"),
    ("did not find expected <document start>", "这一行没有对齐", "每条记录以「- 」开头，后面的字段与第一个字段对齐"),
    ("found unexpected end of stream", "引号没有配对", "请检查这一条里的引号是否成对"),
    ("did not find expected ',' or ']'", "方括号没有配对", "列表写成 tags: [书法, 免费]"),
    ("did not find expected ',' or '}'", "花括号没有配对", "文字以 { 开头时请加引号"),
    (
        "found character that cannot start any token",
        "这里有不能开头的符号",
        '以 @ ` % 开头的文字请加引号，例如 "@微信"',
    ),
    ("found unknown escape character", "双引号里的反斜杠 \\ 有特殊意思", "请改用单引号，或写两个反斜杠 \\\\"),
    ("too deep", "嵌套太深", "表格的每一行都是平的：字段: 内容"),
    ("too large", "用 & 和 * 引用的内容展开后太多", "请直接写出内容，不用引用"),
    ("found undefined alias", "以 * 开头的文字有特殊意思", '请加引号，例如 "*注意"'),
    ("while scanning an alias", "以 * 开头的文字有特殊意思", '请加引号，例如 "*注意"'),
    ("while scanning an anchor", "以 & 开头的文字有特殊意思", '请加引号，例如 "&"'),
    ("while scanning a tag", "以 ! 开头的文字有特殊意思", '请加引号，例如 "!注意"'),
)
_WHERE_IT_OPENED: Final = (
    "found unexpected end of stream",
    "did not find expected ',' or",
    "could not find expected ':'",
)
"""Errors whose cause stands where the parser began, not where it stopped."""
_UNCLEAR: Final = ("这里的写法读不懂", "看看这一行和上一行：冒号、引号、缩进是否与别的记录一样")
_MOST_LINES: Final = 20_000


def problem(path: str, text: str, error: yaml.YAMLError, offset: int, *, ends: bool = True) -> Problem:
    """Return what is wrong where; `offset` lines stand before the text, `ends` says whether the file ends with it."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {error}"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if any(english in said for english in _WHERE_IT_OPENED):
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line, mark.column + 1) if mark else (0, 1)
    found = next(((message, hint) for english, message, hint in _SYNTAX if english in said), _UNCLEAR)
    if "too deep" not in said and text.count("\n") < _MOST_LINES:
        stopped = getattr(error, "problem_mark", None)
        slip = slips.find(text.splitlines(), ends=ends)
        if slip and (stopped is None or slip.line <= stopped.line):
            line, column, found = slip.line, slip.column, (slip.message, slip.hint)
    mark = Mark(path=path, line=line + 1 + offset, column=column)
    return Problem(mark=mark, code="syntax", message=found[0], hint=found[1])
