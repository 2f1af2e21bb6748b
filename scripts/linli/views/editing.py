"""The pages for who changes the tables without an account: takes the edition, gives 改课单 and one page for every table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from linli import phrases
from linli.model import STOPPED, Record
from linli.records import FormKind
from linli.schema import Package, Schema
from linli.views import edit_forms, edit_sessions, edit_tasks, page, site
from linli.views.edition import Edition
from linli.views.page import Page

FOLDER: Final = "edit/"


def pages(edition: Edition) -> Iterator[Page]:
    """The page that asks one question after the other."""
    package = edition.package
    if package is None:
        return
    changes = package.schemas["changes"]
    known = edit_sessions.known(edition, package) | {"links": dict(_links(edition, package)), "words": _words(changes)}
    address, file = _given(f"{FOLDER}known.js", known)
    yield Page(
        kind="edit",
        title=page.title(edition.community, "改课单"),
        description="停课、改期、换地点、加课、换老师：点几下就写好，发给站长。",
        context={
            **_shared(edition, address),
            "tasks": edit_tasks.TASKS,
            "question": edit_tasks.QUESTIONS["task"],
            "longest": changes.fields["reason"].constraints.get("maxLength", 60),
        },
        beside=[file],
    )


def _words(changes: Schema) -> dict[str, Any]:
    """All that the script says, and the fields of the row that it writes."""
    return {
        "fields": _fields(changes),
        "questions": edit_tasks.QUESTIONS,
        "reasons": {
            key: [*([word] for word in words), ["", edit_tasks.NOTHING]] for key, words in edit_tasks.REASONS.items()
        },
        "says": edit_tasks.SAYS,
        "words": edit_tasks.WORDS,
        "retimed": edit_tasks.RETIMED,
        "titles": {task.key: task.title for task in edit_tasks.TASKS},
        "tasks": {task.key: [task.kind, task.asks] for task in edit_tasks.TASKS},
    }


def _links(edition: Edition, package: Package) -> Iterator[tuple[str, list[list[str]]]]:
    """For each question whose answer opens the page of a table: words, a note, and where it leads."""
    community = edition.community
    yield (
        "form",
        [
            [form.title, _counted(form), f"forms/#do=seats&row={form.id}"]
            for form in community.forms
            if form.kind == FormKind.SIGNUP
        ],
    )
    yield (
        "verified",
        [
            [service.name, _checked(service), f"services/#do=verify&row={service.id}"]
            for service in community.services
            if service.status not in STOPPED
        ],
    )
    yield "table", [[package.schemas[name].title, name, f"{name}/"] for name in _tables(package)]


def _counted(form: Record) -> str:
    if form.seats_left is None or form.as_of is None:
        return ""
    return edit_tasks.LEFT.format(n=form.seats_left, day=phrases.short_day(form.as_of))


def _checked(service: Record) -> str:
    day = service.verified_on
    return edit_tasks.CHECKED.format(day=phrases.short_day(day)) if day else edit_tasks.NEVER


def tables(edition: Edition) -> Iterator[Page]:
    """A page for every table."""
    package = edition.package
    if package is None:
        return
    for name in _tables(package):
        schema = package.schemas[name]
        asked = edit_forms.asked(schema, edition.community)
        known = {
            "table": name,
            "title": schema.title,
            "fields": _fields(schema),
            "parts": edit_sessions.parts(package, name),
            "file": _file(package, name),
            "rules": {one.field.name: one.rules for one in asked if one.rules},
            "lists": {one.field.name: one.known for one in asked if one.known},
            "tasks": {task.key: task.fields for task in edit_tasks.TASKS if task.table == name},
            "words": edit_tasks.WORDS,
            "rows": edit_forms.rows(schema, edition.community),
        }
        address, file = _given(f"{FOLDER}{name}/known.js", known)
        yield Page(
            kind="table",
            key=name,
            title=page.title(edition.community, f"改{schema.title}"),
            description=f"{schema.title}（{name}）：加一条，或改一条，发给站长。",
            context={**_shared(edition, address), "schema": schema, "asked": asked},
            beside=[file],
        )


def _shared(edition: Edition, data: str) -> dict[str, Any]:
    return {
        "name": site.masthead(edition)["short"] or edition.community.organization.name,
        "seal": site.masthead(edition)["seal"],
        "data": data,
        "url": edition.site_url,
        "branch": edition.branch,
    }


def _file(package: Package, table: str) -> str:
    """The file that takes new rows, where they cannot have one of their own.

    Of a table with a file for every year it is the last; the community has one row only.
    """
    paths = [resource.path for resource in package.resources if resource.schema.name == table]
    return paths[-1] if len(paths) > 1 or table == "organization" else ""


def _tables(package: Package) -> list[str]:
    """The tables that have a file, in the order of the package."""
    return list(dict.fromkeys(resource.schema.name for resource in package.resources))


def _fields(schema: Schema) -> list[list[str]]:
    """Name, type and title of each field, in their order in a row."""
    return [[field.name, field.type, field.title] for field in schema.fields.values()]


def _given(path: str, value: Any) -> tuple[str, tuple[str, bytes]]:
    """The address of a script that hands over a value, with its version, and the script: it works from a folder too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028")
    data = f"document.currentScript.handed={text.replace(chr(0x2029), chr(92) + 'u2029')};\n".encode()
    version = hashlib.blake2b(data, digest_size=4).hexdigest()
    return f"{path}?v={version}", (path, data)
