"""The slips in data/datapackage.yaml and the Table Schemas: takes a `Document`, gives problems in Chinese at the line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from linli import kit
from linli.documents import Document, Place

_TYPES: Final = ("string", "integer", "number", "boolean", "date", "time", "datetime", "array", "year", "object", "any")
_FIELD_KEYS: Final = (
    "name", "type", "format", "title", "description", "example", "constraints", "arrayItem", "rdfType", "missingValues",
    "trueValues", "falseValues", "of", "lines",
)  # fmt: skip
_SCHEMA_KEYS: Final = (
    "name", "title", "description", "fields", "fieldsMatch", "primaryKey", "foreignKeys", "missingValues", "uniqueKeys",
)  # fmt: skip
_CONSTRAINTS: Final[Mapping[str, Any]] = {
    "required": bool, "unique": bool, "pattern": str, "enum": list, "minimum": (int, float, str),
    "maximum": (int, float, str), "minLength": int, "maxLength": int, "jsonSchema": dict,
}  # fmt: skip
_RESOURCE: Final = "每一段照这样写：- name: courses，下面对齐写 path: courses.yml 和 schema: schemas/courses.yaml"
_FIELD: Final = "每一栏照这样写：- name: title，下面对齐写 type: string 和 title: 名称"


def check_package(document: Document, root: Path) -> None:
    """Take note of what keeps a datapackage.yaml from being used."""
    value = document.value
    if not isinstance(value, dict):
        document.wrong((), "这个文件应是 name、title、resources 几项，每项一行", "例如 name: linli-linfu")
        return
    name = value.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9._-]+", name):
        found = f"写成了 {name}" if name is not None else "没有写"
        hint = "社区的英文名，只用小写字母、数字和短横线，例如 name: linli-linfu"
        document.wrong(("name",), f"社区的英文名 name {found}", hint)
    if not isinstance(value.get("title", ""), str):
        document.wrong(("title",), "title 应是文字", '纯数字的名称请加引号，例如 title: "2026"')
    resources = value.get("resources")
    if not isinstance(resources, list) or not resources:
        found = "没有写" if resources is None else "应是一列"
        document.wrong(("resources",), f"登记表格的 resources {found}", _RESOURCE)
        return
    for number, entry in enumerate(resources):
        _check_resource(document, number, entry, root)
    if all(isinstance(entry, dict) for entry in resources):
        _check_names(document, resources)


def _check_resource(document: Document, number: int, entry: Any, root: Path) -> None:
    place: Place = ("resources", number)
    if not isinstance(entry, dict):
        document.wrong(place, f"这一段「{entry}」没有写成几栏", _RESOURCE)
        return
    for key in ("name", "path", "schema"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            found = "没有写" if entry.get(key) is None else f"写成了 {entry[key]}，应是文字"
            document.wrong((*place, key), f"登记的这一段 {entry.get('name', '')}，{key} {found}", _RESOURCE)
    extra = entry.get("extrapaths", [])
    if not isinstance(extra, list) or any(not isinstance(path, str) for path in extra):
        document.wrong((*place, "extrapaths"), "extrapaths 应是一列文件名", "例如 extrapaths: [changes/2026-12.yml]")
        extra = []
    for key, path in [("path", entry.get("path")), *(("extrapaths", path) for path in extra)]:
        if isinstance(path, str) and _leaves(path):
            document.wrong(
                (*place, key), f"文件 {path} 不在 data 文件夹里", "只写 data 里的文件名，例如 path: courses.yml"
            )
    schema = entry.get("schema")
    if isinstance(schema, str) and schema:
        if _leaves(schema):
            document.wrong((*place, "schema"), f"说明 {schema} 不在 data 文件夹里", "例如 schema: schemas/courses.yaml")
        elif not kit.there(kit.file(root, f"data/{schema}")):
            known = [f"schemas/{name}" for name in kit.files(root, "data/schemas", "*.yaml")]
            hint = f"是不是想写 {guess}？" if (guess := closest(schema, known)) else f"可以写：{'、'.join(known)}"
            document.wrong((*place, "schema"), f"没有 data/{schema} 这个文件", hint)


def _check_names(document: Document, resources: list[dict[str, Any]]) -> None:
    """Names are unique, and so are files: of two with one name, one would be lost."""
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(resources):
        for key, what in (("name", "名字"), ("path", "文件")):
            value = entry.get(key)
            if not isinstance(value, str):
                continue
            first = seen.setdefault((key, value), number)
            if first == number:
                continue
            line = document.mark("resources", first, key).line
            hint = "每一段登记不同的表；复制来的这一段请改成新的"
            if key == "name" and isinstance(path := entry.get("path"), str):
                better = path.rpartition(".")[0].replace("/", "-")
                if better not in {other.get("name") for other in resources}:
                    hint = f"复制来的这一段请改成 name: {better}"
            message = f"{what} {key}: {value} 用了两次(第 {line} 行已经用过)"
            document.wrong(("resources", number, key), message, hint)


def check_schema(document: Document, tables: Collection[str]) -> None:
    """Take note of what keeps a Table Schema from being used; `tables` are the names of all."""
    value = document.value
    if not isinstance(value, dict):
        document.wrong((), "这个文件应是 title、description、fields 几项", _FIELD)
        return
    _misspelt(document, (), value, _SCHEMA_KEYS)
    fields = value.get("fields")
    if not isinstance(fields, list) or not fields:
        found = "没有写" if fields is None else "应是一列"
        document.wrong(("fields",), f"栏目 fields {found}", _FIELD)
        return
    names: dict[str, int] = {}
    for number, entry in enumerate(fields):
        place: Place = ("fields", number)
        if not isinstance(entry, dict):
            document.wrong(place, f"这一栏「{entry}」没有写成几项", _FIELD)
            continue
        _check_field(document, place, entry)
        name = entry.get("name")
        if isinstance(name, str) and names.setdefault(name, number) != number:
            line = document.mark("fields", names[name], "name").line
            document.wrong((*place, "name"), f"栏名 {name} 用了两次(第 {line} 行已经用过)", "两栏的名字不能一样")
    _check_keys(document, value, names, tables)


def _check_field(document: Document, place: Place, entry: dict[str, Any]) -> None:
    if not isinstance(entry.get("name"), str):
        found = "没有写" if entry.get("name") is None else f"写成了 {entry['name']}"
        document.wrong((*place, "name"), f"栏名 name {found}", _FIELD)
    for key in ("title", "description", "format", "of", "lines"):
        if not isinstance(entry.get(key, ""), str):
            document.wrong((*place, key), f"{key} 应是文字", f'数字和 true 这样的字请加引号，例如 {key}: "2026"')
    _misspelt(document, place, entry, _FIELD_KEYS)
    kind = entry.get("type", "string")
    if kind not in _TYPES:
        hint = f"是不是想写 {guess}？" if (guess := closest(str(kind), _TYPES)) else f"可以写：{'、'.join(_TYPES)}"
        document.wrong((*place, "type"), f"没有 {kind} 这种类型", hint)
    rules = entry.get("constraints", {})
    if not isinstance(rules, dict):
        document.wrong((*place, "constraints"), "规则 constraints 应是几行「名字: 内容」", "例如 required: true")
        return
    for key, rule in rules.items():
        here = (*place, "constraints", str(key))
        if key not in _CONSTRAINTS:
            guess = closest(str(key), _CONSTRAINTS)
            hint = f"是不是想写 {guess}？" if guess else f"可以写：{'、'.join(_CONSTRAINTS)}"
            document.wrong(here, f"没有 {key} 这条规则", hint)
        elif not isinstance(rule, _CONSTRAINTS[key]) or (isinstance(rule, bool) and _CONSTRAINTS[key] is int):
            document.wrong(here, f"规则 {key} 写成了 {rule}，类型不对", "请对照别的栏里的写法")
        elif key == "pattern" and (reason := _bad_pattern(rule)):
            document.wrong(here, f"规则 pattern 写成了 {rule}，不是正则表达式({reason})", "例如 pattern: ^[a-z0-9-]+$")


def _check_keys(document: Document, value: dict[str, Any], names: Iterable[str], tables: Collection[str]) -> None:
    names = list(names)
    key = value.get("primaryKey", [])
    for name in [key] if isinstance(key, str) else key if isinstance(key, list) else [None]:
        if name not in names:
            document.wrong(("primaryKey",), f"primaryKey 写成了 {key}，没有这一栏", f"可以写：{'、'.join(names)}")
    links = value.get("foreignKeys", [])
    for number, link in enumerate(links if isinstance(links, list) else [None]):
        place: Place = ("foreignKeys", number)
        reference = link.get("reference") if isinstance(link, dict) else None
        own = link.get("fields") if isinstance(link, dict) else None
        own = [own] if isinstance(own, str) else own
        if not isinstance(own, list) or len(own) != 1 or not isinstance(reference, dict):
            document.wrong(place, "foreignKeys 的这一段写得不全", "要有 fields(一栏)和 reference 里的 resource、fields")
        elif own[0] not in names:
            document.wrong((*place, "fields"), f"foreignKeys 写了 {own[0]}，没有这一栏", f"可以写：{'、'.join(names)}")
        elif reference.get("resource") not in tables:
            document.wrong(
                (*place, "reference", "resource"),
                f"foreignKeys 指向 {reference.get('resource')}，没有这张表",
                f"可以写：{'、'.join(sorted(tables))}",
            )


def closest(typed: str, known: Iterable[str]) -> str:
    """Return the likeliest of the known words, or nothing."""
    return next(iter(difflib.get_close_matches(typed[:60], list(known), n=1, cutoff=0.7)), "")


def _misspelt(document: Document, place: Place, entry: dict[str, Any], known: Collection[str]) -> None:
    for key in entry:
        if key not in known and (guess := closest(str(key), known)):
            document.wrong((*place, str(key)), f"没有 {key} 这一项", f"是不是想写 {guess}？", at_name=True)


def _bad_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""


def _leaves(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return path.startswith(("/", "~")) or ".." in parts or ":" in path or "\\" in path
