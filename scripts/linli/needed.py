"""The fields and words that the program works with: takes a root and its data package, tells of those that it has no more.

A host may add fields and tables and change every title; a field of another name, or a word that only looks like one of a
closed set, would stop the program or be passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from linli import documents
from linli.descriptors import closest
from linli.documents import BrokenFileError, Document
from linli.records import BY_TABLE
from linli.schema import Package


def check(root: Path, package: Package) -> Package:
    """Return the package. Raises BrokenFileError where a description lacks what the program needs."""
    problems = []
    for table, kind in BY_TABLE.items():
        fields = package.schemas[table].fields
        needed = [name for name in kind.__annotations__ if name not in ("table", "closed")]
        known = {name: tuple(words) for name, words in kind.closed.items() if name in fields}
        if fields.keys() >= set(needed) and all({*fields[name].enum} <= {*words} for name, words in known.items()):
            continue
        document = documents.read(root, f"data/schemas/{table}.yaml")
        _fields(document, needed)
        _words(document, known)
        problems += document.problems
    if problems:
        raise BrokenFileError(tuple(problems))
    return package


def _fields(document: Document, needed: list[str]) -> None:
    """Take note of every field that is not there, at the one that may have taken its place."""
    names = [entry["name"] for entry in document.value["fields"]]
    missing = [name for name in needed if name not in names]
    added = [name for name in names if name not in needed]
    for number, name in enumerate(missing):
        message = f"程序要用的栏 {name} 没有了，网站生成不出来"
        renamed = closest(name, added) or (added[number] if len(added) == len(missing) else "")
        if renamed:
            hint = f"栏名不能改，写回 name: {name}；要改给居民看的字，改下面的 title"
            document.wrong(("fields", names.index(renamed), "name"), f"栏名写成了 {renamed}，{message}", hint)
        else:
            hint = f"用不着的栏也留着，表格里不写就行；请用 git 恢复 {name} 这一段，或从模板里复制"
            document.wrong(("fields",), message, hint)


def _words(document: Document, known: Mapping[str, Sequence[str]]) -> None:
    """Take note of words of closed sets that nothing is known of."""
    for number, entry in enumerate(document.value["fields"]):
        words = known.get(entry["name"], ())
        for index, word in enumerate(entry.get("constraints", {}).get("enum", ()) if words else ()):
            if word not in words:
                message = f"{entry['name']} 的「{word}」程序不认识，写了不起作用"
                hint = f"程序认识的词：{'、'.join(words)}，请写回原来的"
                document.wrong(("fields", number, "constraints", "enum", index), message, hint)
