"""The files of data/ that nobody registered: takes the root and what is registered, gives parts of tables and problems.

A table may be a folder of parts: data/changes.yml and any data/changes/*.yml, by name. Stock frictionless finds a part
only where `extrapaths` lists it; the kit finds all. What no table takes is named, for nothing of it would be shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from linli.descriptors import closest
from linli.pictures.files import is_left_over
from linli.problems import Mark, Problem

_KINDS: Final = (".yml", ".yaml")
_ENDING: Final = re.compile(r"\.ya?ml(?:[.~ (]|$)", re.IGNORECASE)
"""Of a table, whatever Notepad, a browser or a Mac put behind it."""
_NOTE: Final = re.compile(r"[^.]+(?:\.(?:txt|text|yam|ym|yl|md))?", re.IGNORECASE)
_NO_TABLES: Final = ("data/datapackage.yaml", "data/datapackage.yml")


@dataclass(slots=True)
class Found:
    """What lies in data/ beside the registered files."""

    parts: Mapping[str, Sequence[str]]
    """Path of a registered file → further files of its table."""
    tables: Sequence[str]
    """Known tables that lie there without being registered."""
    problems: list[Problem] = field(default_factory=list)


def look(root: Path, registered: Sequence[tuple[Sequence[str], str]], tables: Collection[str]) -> Found:
    """Return what to read besides the registered files, each with the table it belongs to."""
    known = {path for paths, _ in registered for path in paths}
    owners = {table: paths[0] for paths, table in registered}
    listing = {table for paths, table in registered if len(paths) > 1}
    yearly = {table for paths, table in registered if paths[0].startswith(f"data/{table}/")}
    parts: dict[str, list[str]] = defaultdict(list)
    loose: list[str] = []
    found = Found(parts, loose)
    for paths, _ in registered:
        found.problems += _not_joined(root, paths)
    for path in _files(root):
        pieces = PurePosixPath(path).parts
        table = PurePosixPath(path).stem if len(pieces) == 2 else pieces[1]
        if path in known or pieces[1] == "schemas":
            continue
        if len(pieces) == 3 and table in owners:
            parts[owners[table]].append(path)
            if table in yearly:
                found.problems.append(_unregistered(path, _block(path, table)))
            elif table in listing:
                hint = f"请在 data/datapackage.yaml 里 {table} 那一段的 extrapaths 加一行 - {'/'.join(pieces[1:])}"
                found.problems.append(_unregistered(path, hint))
        elif len(pieces) == 2 and path.endswith(".yml") and table in tables and table not in owners:
            loose.append(table)
            found.problems.append(_unregistered(path, _block(path, table)))
        else:
            found.problems.append(_unused(path, table, tables))
    found.problems += _misnamed(root, tables)
    return found


def _not_joined(root: Path, paths: Sequence[str]) -> list[Problem]:
    """Tell of listed files that the stock program, which puts one below the other, could not read as one list."""
    problems = []
    for path in paths if len(paths) > 1 else ():
        try:
            data = (root / path).read_bytes()
        except OSError:
            continue
        rows = [line for line in data.split(b"\n") if line.strip() and not line.startswith(b"#")]
        if rows and not rows[0].startswith(b"- "):
            hint = "每条记录以「- 」从行首开始写；没有记录就只留 # 开头的说明"
        elif path != paths[-1] and data and not data.endswith(b"\n"):
            hint = "请在文件末尾加一个换行"
        else:
            continue
        message = "和 extrapaths 里的别的文件接不起来，frictionless 读不了这张表"
        problems.append(
            Problem(mark=Mark(path=path), code="parts-not-joined", level="warning", message=message, hint=hint)
        )
    return problems


def _files(root: Path) -> list[str]:
    top = root / "data"
    names = (
        path.relative_to(root).as_posix()
        for kind in _KINDS
        for path in top.rglob(f"*{kind}")
        if path.is_file() and not is_left_over(path.name)
    )
    return sorted(name for name in names if name not in _NO_TABLES and "/." not in name)


def _block(path: str, table: str) -> str:
    inner = path.removeprefix("data/")
    name = inner.rpartition(".")[0].replace("/", "-")
    return (
        f"请在 data/datapackage.yaml 里照 {table} 的样子加一段：name: {name}，path: {inner}，"
        f"schema: schemas/{table}.yaml，其余照抄"
    )


def _misnamed(root: Path, tables: Collection[str]) -> Iterator[Problem]:
    """Tell of tables that nobody reads for their ending, or for the folder in which they lie."""
    for top, pattern in (("data", "**/*"), (".", "*"), ("content", "*")):
        for file in sorted((root / top).glob(pattern)):
            path = file.relative_to(root).as_posix()
            if not file.is_file() or is_left_over(file.name) or path.startswith((".", "data/schemas/")) or "/." in path:
                continue
            folder, word = file.parent.name if path.count("/") == 2 else "", file.name.partition(".")[0].lower()
            table = next((each for each in (folder, word) if each in tables), "")
            if top == "data":
                guess = table or closest(word, tables)
                ending = _ENDING.search(file.name) or (guess and word != "readme" and _NOTE.fullmatch(file.name))
                wrong = ending and file.suffix not in _KINDS
            else:
                guess, wrong = table, bool(table and _ENDING.search(file.name))
            if wrong:
                right = f"data/{guess}/{word}.yml" if folder == guess else f"data/{guess}.yml"
                hint = f"改名为 {right}；电脑上看不到文件名的结尾，先勾上「文件扩展名」"
                if not guess:
                    hint = "是表格就改名为 data/表名.yml；用不着就移出 data 文件夹"
                elif (root / right).is_file() and (root / right).samefile(file):
                    continue  # a disk that makes no difference between .yml and .YML
                elif (root / right).is_file():
                    hint = f"把里面的内容接到 {right} 的最后，再删掉这个文件"
                yield _lost(path, "这个文件不是表格的名字和位置，里面写的都不会出现在网站上", hint)


def _unregistered(path: str, hint: str) -> Problem:
    message = "这个文件没有在 datapackage.yaml 里登记；网站读了它，别的工具找不到它"
    return Problem(mark=Mark(path=path), code="unregistered-file", level="warning", message=message, hint=hint)


def _unused(path: str, table: str, tables: Collection[str]) -> Problem:
    guess = table if table in tables else closest(table, tables)
    hint = (
        f"是 {guess} 的内容就移到 data/{guess}.yml 里；用不着就移出 data 文件夹"
        if guess
        else "用不着就移出 data 文件夹"
    )
    return _lost(path, "这个文件没有登记，里面写的都不会出现在网站上", hint)


def _lost(path: str, message: str, hint: str) -> Problem:
    return Problem(mark=Mark(path=path), code="unused-file", level="warning", message=message, hint=hint)
