"""`linli import`: takes a changed xlsx or csv file, says in Chinese what it changes, asks, writes it into the tables."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from linli.commands import calendars
from linli.commands.saying import say
from linli.model import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.excel.changing import Plan
    from linli.excel.tabs import Labels, Tab
    from linli.problems import Problem
    from linli.spreadsheets import Sheet

_FEW: Final = 5
"""Rows that may go away from a table without a further question."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    found = commands.add_parser(
        "import",
        parents=[common],
        help="把改好的 Excel 文件读回表格：先列出改了什么、哪一格有错，问过再写；没改的一个字也不动",
    )
    found.add_argument("file", type=Path, help="export 导出、改好了的 .xlsx；或 .csv，或放 csv 的文件夹；或日历 .ics")
    found.add_argument("--yes", action="store_true", help="不问，直接写")
    found.add_argument("--confirm", action="store_true", help="一张表要删去很多行，确实要删")
    calendars.options(found)
    found.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write what changed. 0: written, nothing to write, or not wanted; 1: cells or tables have errors."""
    from linli import tablefile
    from linli.excel.loading import NotReadableError, load
    from linli.spreadsheets import CannotReadError
    from linli.writing_back import CannotWriteError

    if options.file.suffix.lower() == ".ics":
        return calendars.run(options)
    try:
        package, tabs, labels = load(options.root)
        sheets = _sheets(options.file)
        plans = _plans(sheets, tabs, labels)
        if plans is None:
            return 1
        if not plans:
            print("和表格里的一样，没有要改的。")
            return 0
        edits = {path: found for one in plans for path, found in one.edits.items()}
        seen = {path: tablefile.text(options.root, path) for path in edits}
        texts = tablefile.changed(options.root, edits, package)
        _show(plans)
        today = options.today or datetime.now(SHANGHAI).date()
        if wrong := _wrong(options.root, texts, plans, today):
            return say("\n".join(wrong) + "\n改了以后检查通不过，没有写。请在表格软件里改好，再 import 一次。")
        if not _agreed(options, plans):
            return 0
        tablefile.write(options.root, texts, seen)
    except (NotReadableError, CannotReadError, CannotWriteError, ValueError) as error:
        return say(str(error))
    print(f"写好了：{'、'.join(texts)}。")
    return 0


def _sheets(path: Path) -> list[Sheet]:
    from linli import spreadsheets

    if not path.is_dir():
        return spreadsheets.read(path)
    files = sorted(path.glob("*.csv"))
    if not files:
        raise spreadsheets.CannotReadError(f"{path.name} 里没有 csv 文件")
    return [sheet for file in files for sheet in spreadsheets.read(file)]


def _plans(sheets: Sequence[Sheet], tabs: Sequence[Tab], labels: Labels) -> list[Plan] | None:
    """Return what each sheet changes; None where cells cannot be understood, which is then told."""
    from linli.excel import before, changing, incoming, matching, overview
    from linli.excel.tabs import OVERVIEW

    plans: list[Plan] = []
    complaints: list[str] = []
    notes: list[str] = []
    read: set[str] = set()
    only_looked_at: list[str] = []
    copies = before.sheets(sheets)
    for sheet in sheets:
        if sheet.hidden or not sheet.rows or sheet.name == before.NAME:
            continue
        if sheet.name.strip() == OVERVIEW:
            only_looked_at = overview.changed(sheet, tabs)
            continue
        tab = incoming.find(sheet, tabs)
        if tab is None:
            notes.append(f"{sheet.at('A1')} 不是哪张表，没有读；工作表的名字要和导出时一样，例如 {tabs[0].name}")
            continue
        if tab.name in read:
            complaints.append(f"{sheet.at('A1')} 和前面的一页是同一张表 {tab.name}，请只留一页")
            continue
        read.add(tab.name)
        found = incoming.read(sheet, tab, labels)
        complaints += found.complaints
        notes += found.notes
        if not found.complaints:
            matched = matching.match(found, labels)
            if tab.name in copies:
                before.compare(matched, copies[tab.name], labels)
            plans.append(changing.plan(matched, labels))
    plans = [one for one in plans if one.edits]
    for note in notes if plans else notes + only_looked_at:
        print(f"提醒：{note}")
    if complaints or not read:
        say("\n".join(complaints) or "没有认出一张表。工作表的名字要和 export 导出的一样，例如 课程、课表。")
        return None
    return plans


def _show(plans: Sequence[Plan]) -> None:
    for one in plans:
        print(one.summary)
        for sentence in one.told:
            print(f"  {sentence}")


def _wrong(root: Path, texts: dict[str, str], plans: Sequence[Plan], today: Any) -> list[str]:
    """Return what `check` has against the new tables, at the cells where it comes from."""
    from linli.problems import errors
    from linli.trial import brought

    return [_at_cell(problem, texts, plans) for problem in errors(brought(root, texts, today))]


def _at_cell(problem: Problem, texts: dict[str, str], plans: Sequence[Plan]) -> str:
    from linli import source

    path, text = problem.mark.path, texts.get(problem.mark.path)
    place = str(problem.mark)
    for one in plans:
        lines = one.lines.get(path)
        if lines is None or text is None:
            continue
        rows, _ = source.read(path, text.removeprefix("\ufeff"))
        known = [number for number, row in enumerate(rows) if row.line <= (problem.mark.line or 0)]
        line = lines[known[-1]] if known and known[-1] < len(lines) else None
        if line is None:
            break
        row = rows[known[-1]]
        names = [name for name, spot in row.places.items() if spot == (problem.mark.line, problem.mark.column)]
        cell = next((line.cells[name].place for name in names if name in line.cells), str(line.number))
        place = one.matched.incoming.sheet.at(cell)
        break
    return f"{place} {problem.message}（{problem.hint}）"


def _agreed(options: argparse.Namespace, plans: Sequence[Plan]) -> bool:
    many = [one for one in plans if len(one.matched.gone) > max(_FEW, len(one.matched.incoming.tab.rows) // 5)]
    for one in many:
        print(
            f"注意：{one.matched.incoming.tab.name} 共{len(one.matched.incoming.tab.rows)}行，要删去{len(one.matched.gone)}行。"
        )
    if options.yes:
        if many and not options.confirm:
            print("删去的行很多，没有写。确实要删，请加 --confirm。")
            return False
        return True
    if not sys.stdin.isatty():
        print("没有写。要写，请加 --yes。")
        return False
    try:
        answer = input("写进表格吗？写就输入 y 再按回车，不写直接按回车：")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes", "是", "写"):
        print("没有写。")
        return False
    return True
