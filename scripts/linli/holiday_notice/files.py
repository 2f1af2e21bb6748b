"""The year files of holidays: takes the root and a notice, gives the new text of every file it changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from linli import phrases, source, writing
from linli.holiday_notice.reading import Day, Notice

_PACKAGE: Final = "data/datapackage.yaml"
_BLOCK: Final = re.compile(
    r"^(?P<indent> *)- name: holidays-(?P<year>[0-9]{4})\r?\n(?:(?P=indent) .*(?:\n|$))*", re.MULTILINE
)


def file_text(notice: Notice) -> str:
    """The year's file, in the form of those that are there."""
    published = f"，{notice.signed}发布" if notice.signed else ""
    rows = [_row(day, notice.source) for day in notice.days if day.date.year == notice.year]
    return f"# {notice.year}年放假与调休：国务院办公厅通知{published}\n" + "\n".join(rows)


def registered(text: str, year: int) -> str:
    """data/datapackage.yaml with the year in it, after the year before; raises ValueError where none is there to follow."""
    blocks = list(_BLOCK.finditer(text))
    if any(int(block["year"]) == year for block in blocks):
        return text
    if not blocks:
        raise ValueError(
            f"{_PACKAGE} 里没有 holidays-年份 的一段可以照着写；请照编辑手册「放假安排」登记 holidays-{year}"
        )
    model = max((b for b in blocks if int(b["year"]) < year), key=lambda b: int(b["year"]), default=blocks[0])
    block = model[0].replace(model["year"], str(year))
    if not model[0].endswith("\n"):
        block = f"\n{block}"
    place = model.end() if int(model["year"]) < year else model.start()
    return text[:place] + block + text[place:]


def texts(root: Path, notice: Notice, path: str) -> dict[str, str]:
    """Return the new text of every file that changes."""
    texts = {}
    wanted = [day for day in notice.days if day.date.year == notice.year]
    there = _there(root, path)
    if there is None:
        texts[path] = file_text(notice)
    elif differs := _differences(there, wanted):
        raise ValueError(f"{path} 已经有了，和通知不一样：\n{differs}\n请直接改那个文件，或者先移走再读一次。没有写。")
    if before := [day for day in notice.days if day.date.year < notice.year]:
        texts |= _year_before(root, notice, before)
    package = _read(root / _PACKAGE)
    new = registered(package, notice.year)
    return texts | ({_PACKAGE: new} if new != package else {})


def _year_before(root: Path, notice: Notice, days: Sequence[Day]) -> dict[str, str]:
    """The last days of December stand in the file of their own year."""
    path = f"data/holidays/{notice.year - 1}.yml"
    there = _there(root, path)
    told = "、".join(str(day.date) for day in days)
    if there is None:
        raise ValueError(f"{told} 要写在 {path} 里，那里还没有这个文件；请先读{notice.year - 1}年的通知。没有写。")
    new = [day for day in days if day.date not in there]
    if wrong := [day for day in days if there.get(day.date, day.kind) != day.kind]:
        raise ValueError(f"{path} 里 {wrong[0].date} 写的不是{wrong[0].kind}，和通知不一样，请先改好。没有写。")
    text = _read(root / path)
    rows = "".join(f"\n{_row(day, notice.source)}" for day in new)
    return {path: text + ("" if text.endswith("\n") else "\n") + rows} if new else {}


def _there(root: Path, path: str) -> dict[date, str] | None:
    """What a year's file says of each day, or None where it is not there or empty."""
    file = root / path
    if not file.exists():
        return None
    text, problems = source.decode(path, _read(file).encode())
    rows, wrong = source.read(path, text)
    if problems or wrong:
        raise ValueError(f"{path} 已经有了，里面有错，请先运行 linli check 改好。没有写。")
    found = {}
    for row in rows:
        try:
            found[date.fromisoformat(writing.date(str(row.values.get("date"))))] = str(row.values.get("kind"))
        except ValueError:
            raise ValueError(f"{row.mark}：日期读不懂，请先运行 linli check 改好。没有写。") from None
    return found or None


def _differences(there: dict[date, str], wanted: Sequence[Day]) -> str:
    said = {day.date: day.kind for day in wanted}
    return "\n".join(
        f"  {phrases.day(day)}：文件里{there.get(day, '没有写')}，通知里{said.get(day, '没有写')}"
        for day in sorted({*there, *said})
        if there.get(day) != said.get(day)
    )


def _row(day: Day, source: str) -> str:
    return f"- date: {day.date}\n  name: {day.name}\n  kind: {day.kind}\n  source: {source}\n"


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return opened.read()
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"{file.name} 打不开，或者不是 UTF-8，请先运行 linli check 改好。没有写。") from None
