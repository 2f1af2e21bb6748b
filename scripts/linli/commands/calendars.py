"""`linli import calendar.ics`: takes the arguments, shows the rows in Chinese, asks, and adds them to the tables."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from linli.commands.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from linli.calendar_in.reading import Found
    from linli.calendar_in.rows import Row, Rows
    from linli.timetable import Timetable
    from linli.writing_back import Edit


def options(parser: argparse.ArgumentParser) -> None:
    """Add what only a calendar needs to the parser of `linli import`."""
    parser.add_argument("--only", default="", metavar="TEXT", help="日历（.ics）：只要标题里有这几个字的")
    parser.add_argument("--course", default="", metavar="ID", help="日历（.ics）：是哪门课、哪个班的，写编号")


def run(options: argparse.Namespace) -> int:
    """Show, ask, write. 0: written or nothing to write, 1: not written, 2: the command lacks something."""
    from linli.calendar_in import reading
    from linli.calendar_in.rows import fresh, rows
    from linli.commands import tables, writing

    if len(options.only.strip()) < 2 or not options.course:
        return say(
            "日历里会有私人的事，请写明要哪些：--only 书法 --course shufa（标题里有「书法」的，放进这门课；至少两个字）",
            code=2,
        )
    options.site_url = ""
    edition = tables.edition(options)
    if isinstance(edition, str):
        return say(edition)
    whose = _whose(edition.timetable, options.course)
    if whose is None:
        return say(f"没有编号是 {options.course} 的课程或班次。", code=2)
    try:
        found = reading.read(options.file.read_bytes(), options.only)
    except OSError:
        return say("打不开这个文件。请看看文件名对不对。")
    except reading.CannotReadError as error:
        return say(f"{error}。")
    made = rows(found.events, whose[0], edition.community, edition.timetable)
    print(_read(found, made, options.only))
    new = {table: fresh(getattr(made, table), edition.community, table) for table in ("schedules", "changes")}
    if not any(new.values()):
        print("没有要加的。" + ("课表里已经有了。" if made.schedules else ""))
        return 0
    refused = partial(_refused, options.root, edition.today)
    return writing.write(options, _edits(new, whose[1]), "请运行 linli check 看看。", refused)


def _edits(new: dict[str, list[Row]], name: str) -> dict[str, list[Edit]]:
    """The rows to add, by file; they are printed."""
    from linli.calendar_in.rows import told
    from linli.writing_back import Append

    edits: dict[str, list[Edit]] = {}
    for table, found in new.items():
        if found:
            edits[f"data/{table}.yml"] = [Append(row) for row in found]
            print(f"data/{table}.yml 加{len(found)}行：", *(f"  {told(row, name)}" for row in found), sep="\n")
    return edits


def _refused(root: Path, today: date, texts: Mapping[str, str]) -> str:
    from linli.problems import errors
    from linli.trial import brought

    wrong = errors(brought(root, texts, today))
    said = "\n".join(f"  {problem.mark} {problem.message}（{problem.hint}）" for problem in wrong[:5])
    return f"加进去以后检查通不过，没有写：\n{said}" if wrong else ""


def _whose(timetable: Timetable, asked: str) -> tuple[Row, str] | None:
    """Return how a row names the class or the course, and how people do."""
    for group in timetable.groups:
        if group.record is not None and group.id == asked:
            return {"group": asked}, f"{group.course.title} {group.name}".strip()
    course = next((group.course for group in timetable.groups if group.course.id == asked), None)
    return ({"course": asked}, str(course.title)) if course else None


def _read(found: Found, made: Rows, only: str) -> str:
    told = [f"日历里有{found.all}条，标题里有「{only}」的（连同改动）{len(found.events)}条"]
    told += [f"私人的{found.private}条没有看"] if found.private else []
    told += [f"已经过去的{made.past}条不要"] if made.past else []
    told += [f"{found.unreadable}条读不懂，没有要"] if found.unreadable else []
    told += [f"{made.unsayable}条的时间或重复写不进课表，请手工写"] if made.unsayable else []
    told += [f"{made.places}条的地点不是我们的场地，venue 请手工写"] if made.places else []
    return "；".join(told) + "。"
