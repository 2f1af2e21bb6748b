"""`linli export`: takes the arguments, writes the tables as one xlsx file or as a folder of csv files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.commands.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.excel.tabs import Labels, Tab


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    export = commands.add_parser(
        "export",
        parents=[common],
        help="把全部表格导出成一个 Excel 文件（课表.xlsx），用 WPS 或 Excel 改，再用 import 读回来",
    )
    export.add_argument("file", type=Path, help="写到哪里：课表.xlsx；写一个文件夹的名字，就导出成 csv")
    export.add_argument("--force", action="store_true", help="已经有了也重写")
    export.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file. 0: written, 1: the tables or the place do not allow it."""
    from linli.excel.loading import NotReadableError, load

    target: Path = options.file
    if target.suffix.lower() not in (".xlsx", ""):
        return say(f"只能导出成 .xlsx 文件，或者一个文件夹的 csv；{target.name} 请改成 {target.stem}.xlsx")
    if target.exists() and not options.force:
        return say(f"{target.name} 已经有了，里面可能有还没读回来的改动。请换个名字；不要那些改动，就加 --force")
    try:
        _, tabs, labels = load(options.root)
        _write(target, tabs, labels)
    except (NotReadableError, ValueError) as error:
        return say(str(error))
    except OSError as error:
        return say(f"{target.name} 写不进去（{error.strerror}）。如果它正在 WPS 或 Excel 里开着，请先关掉。")
    rows = sum(len(tab.rows) for tab in tabs)
    print(f"导出了{len(tabs)}张表、{rows}行，在 {target}。改好以后运行：linli import {target}")
    return 0


def _write(target: Path, tabs: Sequence[Tab], labels: Labels) -> None:
    if target.suffix:
        from linli.excel.book import book

        made = book(tabs, labels)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.new")
        try:
            made.save(fresh)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        return
    from linli.excel.commas import folder

    folder(target, tabs, labels)
