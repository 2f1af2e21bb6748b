"""The Chinese sentences for what YAML refuses: takes the parser's error and the text, gives a `Problem`."""

from __future__ import annotations

from itertools import islice
from typing import Final

import yaml

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
    ("found undefined alias", "以 * 开头的文字有特殊意思", '请加引号，例如 "*注意"'),
    ("while scanning an alias", "以 * 开头的文字有特殊意思", '请加引号，例如 "*注意"'),
    ("while scanning an anchor", "以 & 开头的文字有特殊意思", '请加引号，例如 "&"'),
)

_UNCLEAR: Final = ("这里的写法读不懂", "看看这一行和上一行：冒号、引号、缩进是否与别的记录一样")


def problem(path: str, text: str, error: yaml.YAMLError, offset: int) -> Problem:
    """Return what is wrong where; `offset` lines stand before the text."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {error}"
    found = next(((message, hint) for english, message, hint in _SYNTAX if english in said), _UNCLEAR)
    if "could not find expected ':'" in said and (start := getattr(error, "context_mark", None)):
        line, column = start.line + 1, start.column + 1
        typed = next(islice(text.split("\n"), start.line, None), "")
        if "：" in typed:
            found = full_colon(typed)
    mark = Mark(path=path, line=line + offset, column=column)
    return Problem(mark=mark, code="syntax", message=found[0], hint=found[1])


def full_colon(typed: str) -> tuple[str, str]:
    """Return message and hint for a line whose colon is a Chinese one."""
    name, _, content = typed.strip().partition("：")
    content = content.split()[0] if content.split() else ""
    name, content = name.removeprefix("- ").strip()[:20], content[:20]
    return f"「{name}：{content}」里用了中文冒号", f"字段名后面用英文冒号加空格，例如 {name}: {content or '内容'}"
