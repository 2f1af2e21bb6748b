"""No public text holds a person's mobile or identity number, passport, bank card, WeChat, QQ, mail, plate or home.

Numbers that are meant for the public stand in the field phone; there, and wherever the same number is repeated, they
are fine. What is found is reported masked.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, phone: 138 0013 8000, description: "问王老师:13800138000"}]
  venues: [{id: dating, name: 大厅, address: "竹影社区；QQ群:123456789"}]

FAIL personal-data:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "问王老师:138-0013-8000"}]

FAIL unread-file:
  organization: [{name: 小院, downloads: 申请表.xls}]
  content: {申请表.xls: 表}

FAIL licence-plate:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "请把车牌川E·12345的车挪一下"}]

FAIL personal-mail:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "报名发到 wangli@163.com"}]

FAIL home-address:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "作品交给李小芳，家住3栋2单元501"}]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import yaml

from linli import guarded, source
from linli.checks import Context, downloads
from linli.checks._documents import PACKED, SEALED, text_of
from linli.checks._pages import place, written
from linli.checks._personal import find, said, suspect
from linli.problems import Mark, Problem

CODES: Final = ("personal-data", "unread-file", "licence-plate", "personal-mail", "home-address")
TITLE: Final = "公开的文字里不能有个人信息"
_KIT: Final = ("mkdocs.yml", "data/datapackage.yaml")
_TEMPLATES: Final = frozenset(".html .md .txt .typ .xml".split())
"""Kinds of files in overrides/ that hold words; scripts are made by a developer."""


def check(context: Context) -> Iterator[Problem]:
    """Look through the tables, all that git publishes with them, the hand-written pages and the files beside those."""
    public = _public(context)
    for table, records in context.community.tables.items():
        fields = context.package.schemas[table].fields
        names = [name for name, field in fields.items() if field.type in ("string", "array") and not field.of]
        for record in records:
            values = record.__dict__
            texts = {name: v if isinstance(v, str) else "\n".join(v) for name in names if (v := values[name])}
            if not suspect("\0".join(texts.values())):
                continue
            for name, text in texts.items():
                for kind, masked, _ in find(text, public, phone=name == "phone"):
                    code, level, message, hint = said(kind, masked)
                    found = record.problem(name, code, f"{fields[name].title} {name} 里{message}", hint, level=level)
                    yield _masked(found, public)
    for page in written(context.root):
        yield from _in_text(page.path, page.typed, public, "这一页里")
    yield from _beside_tables(context, public)
    yield from _in_files(context, public)
    for file in [*sorted(context.root.glob("*.md")), *sorted((context.root / "overrides").rglob("*"))]:
        if file.suffix.lower() in _TEMPLATES:
            yield from _in_text(file.relative_to(context.root).as_posix(), _read(file), public, "这个文件里")


def _beside_tables(context: Context, public: frozenset[str]) -> Iterator[Problem]:
    """Look through the comments of the tables, and through the other files of the kit whole."""
    tables = {path for resource in context.package.resources for path in resource.paths}
    top = context.root / "data"
    lying = {file.relative_to(context.root).as_posix() for kind in ("*.yml", "*.yaml") for file in top.rglob(kind)}
    for path in sorted({*tables, *lying, *_KIT}):
        text = _read(context.root / path)
        if path not in tables:
            yield from _in_text(path, text, public, "这个文件里")
        elif "#" in text and any(True for _ in find(_tails(text), public)):
            yield from _in_text(path, _comments(text), public, "注释里")


def _in_files(context: Context, public: frozenset[str]) -> Iterator[Problem]:
    """Look through the files that lie beside pages and tables; name those that nobody can look into."""
    root, listed = context.root, downloads.listed(context)
    for file in [*sorted((root / "content").rglob("*")), *sorted((root / "data").rglob("*"))]:
        path, kind = file.relative_to(root).as_posix(), file.suffix.lower()
        known = kind == ".md" if path.startswith("content/") else kind in (".yml", ".yaml")
        if known or "/." in path or not file.is_file():
            continue
        text = text_of(file)
        if text is not None:
            for found in _in_text(path, text, public, "这个文件里"):
                yield replace(found, mark=Mark(path=path)) if kind in PACKED else found
        elif kind in SEALED and path in listed:
            message = f"{kind} 文件会放到网上，里面有没有姓名、电话检查不了"
            hint = "请另存成 .docx、.xlsx 或 .pdf 再放"
            yield Problem(mark=Mark(path=path), code="unread-file", level="warning", message=message, hint=hint)


def _in_text(path: str, text: str, public: frozenset[str], where: str) -> Iterator[Problem]:
    for kind, masked, index in find(text, public):
        code, level, message, hint = said(kind, masked)
        line, column = place(text, index)
        mark = Mark(path=path, line=line, column=column)
        yield Problem(mark=mark, code=code, level=level, message=f"{where}{message}", hint=hint)


def _read(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > source.MAX_BYTES:
            return ""
        return path.read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""


def _tails(text: str) -> str:
    """What stands behind a # in each line: comments, and perhaps more."""
    return "\n".join(line.partition("#")[2] for line in text.split("\n"))


def _comments(text: str) -> str:
    """Return the text with blanks for all that YAML reads; what it cannot read is not read by it."""
    signs, end = list(text), 0
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    try:
        for token in guarded.tokens(text):
            first, end = (starts[m.line] + m.column for m in (token.start_mark, token.end_mark))
            signs[first:end] = [sign if sign == "\n" else " " for sign in signs[first:end]]
    except (yaml.YAMLError, IndexError):
        pass
    return "".join(signs)


def _masked(problem: Problem, public: frozenset[str]) -> Problem:
    """Return the problem with a row's name that does not repeat what was found."""
    if not any(True for _ in find(problem.record, public)):
        return problem
    return replace(problem, record=f"第 {problem.mark.line} 行的记录")


def _public(context: Context) -> frozenset[str]:
    """The mobile numbers that stand in a phone field."""
    numbers = set()
    for records in context.community.tables.values():
        for record in records:
            if phone := record.__dict__.get("phone"):
                numbers.add(re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))[-11:])
    return frozenset(numbers)
