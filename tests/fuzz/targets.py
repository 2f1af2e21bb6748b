"""What is fed with anything: each target takes bytes and ends well or not; and the seeds that it begins with.

A target may refuse, in the way its module says; any other exception is a find. The tables' two also hold what they promise:
`fmt` of what is neat changes nothing, and no address that is not public is ever called.
"""

from __future__ import annotations

import contextlib
import io
import ipaddress
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock

import urllib3

import neighbours
from fragments import context_of_rows
from linli import build, schema, source
from linli.calendar_in import reading
from linli.calendar_in.rows import rows
from linli.cli import main
from linli.commands.imports import _plans
from linli.commands.init import Answers, files
from linli.excel.loading import load
from linli.links import answers, asking
from linli.neat import neat
from linli.spreadsheets import CannotReadError, read
from linli.timetable import expand
from linli.writing_back import CannotWriteError

DAY: Final = date(2026, 11, 24)
CUT: Final = b"\n=== "
"""Before the name of each table of a community in one input."""
_ICS: Final = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:书法\r\n"
    "DTSTART;TZID=Asia/Shanghai:20260908T190000\r\nDTEND;TZID=Asia/Shanghai:20260908T203000\r\n"
    "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261201T000000Z\r\nEXDATE:20260915T110000Z\r\nLOCATION:示例活动室\r\n"
    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:书法\r\nRECURRENCE-ID:20260922T110000Z\r\n"
    "DTSTART:20260923T110000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_PAGES: Final = (
    "http://example.org/a\n/b\nhttp://127.0.0.1/\n\n<p>此问卷(12345)已暂停</p>",
    "https://example.org:443/\nhttp://169.254.169.254/latest/\n\n<div id=divQuestion> <input> 企业标准版 问卷发布者 未购买 暂时不能填写",
    "http://[::1]/\n//user@localhost:80\n\n此问卷将于 2026-12-01 09:00 开放 charset=gbk",
)


class Target(NamedTuple):
    """One entry of the program."""

    run: Callable[[bytes], None]
    seeds: list[bytes]


class Targets:
    """All of them, over one small community in a folder of its own."""

    def __init__(self) -> None:
        memory = Path("/dev/shm")  # noqa: S108 -- faster than a disk, where there is one
        self._folder = tempfile.TemporaryDirectory(prefix="linli-fuzz-", dir=memory if memory.is_dir() else None)
        self._root = Path(self._folder.name) / "root"
        for path, data in files(Answers("竹影社区", "竹影路1号", "0830-1234567"), DAY):
            (self._root / path).parent.mkdir(parents=True, exist_ok=True)
            (self._root / path).write_bytes(data)
        self._tables = {path.stem: path.read_bytes() for path in sorted((self._root / "data").glob("*.yml"))}
        self._package = schema.load(self._root)
        self._community = build.check(self._root, DAY).loaded.community  # type: ignore[union-attr]
        self._plan = expand(self._community, DAY)
        self._book = load(self._root)[1:]
        self._file = Path(self._folder.name) / "in"
        self._empty = Path(self._folder.name) / "empty"
        self._empty.mkdir()

    def all(self) -> dict[str, Target]:
        """The targets by name."""
        tables = [data for data in self._tables.values() if data.strip()]
        whole = b"".join(CUT + name.encode() + b"\n" + data for name, data in self._tables.items())
        return {
            "loader": Target(
                self._loader, [*tables, b"- a: [1, 2]\n  b: |\n    x\n", b"<<<<<<< a\n- a: 1\n=======\n>>>>>>> b\n"]
            ),
            "check": Target(self._check, [whole]),
            "fmt": Target(self._fmt, tables),
            "import": Target(self._import, self._sheets()),
            "ics": Target(self._ics, [_ICS.encode()]),
            "links": Target(self._links, [page.encode() for page in _PAGES]),
            "pages": Target(self._pages, [b"%d" % number for number in range(9)]),
        }

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()

    def _loader(self, data: bytes) -> None:
        text, _ = source.decode("data/courses.yml", data)
        source.read("data/courses.yml", text, self._package.schemas["courses"].fields)

    def _check(self, data: bytes) -> None:
        for name, before in self._tables.items():
            (self._root / f"data/{name}.yml").write_bytes(before)
        for part in (b"\n" + data).split(CUT)[1:]:
            name, _, text = part.partition(b"\n")
            if (told := name.decode("ascii", "replace")) in self._tables:
                (self._root / f"data/{told}.yml").write_bytes(text)
        build.check(self._root, DAY)

    def _fmt(self, data: bytes) -> None:
        text, _ = source.decode("data/schedules.yml", data)
        for name in ("schedules", "courses"):
            spec = self._package.schemas[name]
            with contextlib.suppress(CannotWriteError):
                once = neat(text, spec)
                assert neat(once, spec) == once, "neat twice is not neat once"
                before, after = ([dict(row.values) for row in source.read("", each)[0]] for each in (text, once))
                assert len(before) == len(after), "another number of rows"

    def _import(self, data: bytes) -> None:
        self._file.write_bytes(data)
        with contextlib.suppress(CannotReadError, CannotWriteError), contextlib.redirect_stdout(io.StringIO()):
            found = read(self._file)
            for sheet in found:
                sheet.complaints()
            with contextlib.redirect_stderr(io.StringIO()):
                _plans(found, *self._book)

    def _ics(self, data: bytes) -> None:
        with contextlib.suppress(reading.CannotReadError):
            found = reading.read(data, "书法")
            rows(found.events, {"course": "shufa"}, self._community, self._plan)

    def _links(self, data: bytes) -> None:
        head, _, page = data.partition(b"\n\n")
        lines = head.decode("utf-8", "replace").split("\n")
        html = asking._text(page, "text/html")
        answers.of_form(200, html)
        answers.of_page(200, html)
        targets = iter(lines[1:])

        def get(ip: str, *_: object, **__: object) -> tuple[int, Any, bytes]:
            assert asking.is_public(ip), f"called {ip}"
            target = next(targets, "")
            headers = urllib3.HTTPHeaderDict({"Location": target} if target else {})
            return (302 if target else 200), headers, page

        with mock.patch.object(asking, "_get", get), mock.patch.object(asking.socket, "getaddrinfo", _known):
            asking.ask(lines[0])

    def _pages(self, data: bytes) -> None:
        """The whole site of some rows: an example of a rule with some cells changed, on a day; drawn by lot from the bytes."""
        chance = random.Random(data)
        rule = chance.choice(neighbours.asked())
        tables = chance.choice(list(neighbours.examples_of(rule)))
        for _ in range(chance.choice((0, 1, 2, 5))):
            _, tables = chance.choice([("", tables), *neighbours.around(tables)])
        day = DAY + timedelta(days=chance.choice((-80, -7, -1, 0, 1, 7, 60, 220)))
        with contextlib.suppress(ValueError):  # a text that is no value of its type never comes so far
            context = context_of_rows(self._empty, day, **tables)
            for each in neighbours.asked():
                list(each.check(context))
            list(neighbours.site(context))

    def _sheets(self) -> list[bytes]:
        made = Path(self._folder.name) / "book.xlsx"
        with contextlib.redirect_stdout(io.StringIO()):
            main(["export", str(made), "--root", str(self._root), "--today", str(DAY)])
            main(["export", str(made.with_suffix("")), "--root", str(self._root), "--today", str(DAY)])
        found = [made.read_bytes(), *(path.read_bytes() for path in made.with_suffix("").glob("*.csv"))]
        shutil.rmtree(made.with_suffix(""), ignore_errors=True)
        return found


def _known(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
    """Names without a network: a number is itself, `local…` is this machine, anything else lies outside."""
    with contextlib.suppress(ValueError):
        return [(0, 1, 6, "", (str(ipaddress.ip_address(host)), port))]
    return [(0, 1, 6, "", ("127.0.0.1" if host.startswith("local") else "93.184.216.34", port))]
