"""`linli seats`: takes the arguments, counts an export, shows what would be written, asks, and writes it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.commands.saying import say

if TYPE_CHECKING:
    from linli.model import Record
    from linli.views.edition import Edition
    from linli.writing_back import Edit


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    seats = commands.add_parser(
        "seats",
        parents=[common],
        help="报名人数：从表单平台导出的表格里数出每个班报了多少，写好剩余名额；姓名、电话一概不留",
    )
    seats.add_argument("form", metavar="FORM", help="哪张报名表：forms.yml 里的编号")
    seats.add_argument("file", type=Path, metavar="FILE", help="从平台导出的 xlsx 或 csv；放在网站的文件夹外面")
    seats.add_argument("--column", default="", metavar="COLUMN", help="哪一列写着课或班：列的字母，或者那一问的题目")
    seats.add_argument("--unique", default="", metavar="COLUMN", help="这一列一样的只算最后一份，例如电话那一列")
    seats.add_argument("--total", action="store_true", help="表里没有问哪个班：只数一共多少份")
    seats.add_argument("--yes", action="store_true", help="不问，直接写")
    seats.set_defaults(run=run, site_url="")


def run(options: argparse.Namespace) -> int:
    """Count, show, ask and write. 0: written or nothing to write, 1: not written, 2: no such form."""
    from linli import spreadsheets
    from linli.commands import tables, writing
    from linli.records import Standing
    from linli.seats.counting import count
    from linli.seats.labels import Labels
    from linli.seats.plan import plan, written

    edition = tables.edition(options)
    if isinstance(edition, str):
        return say(edition)
    form = edition.community.find("forms", options.form)
    if form is None:
        known = "、".join(str(one.id) for one in edition.community.forms)
        return say(f"没有编号是 {options.form} 的表单。有：{known}", code=2)
    classes = [one for one in edition.timetable.groups if one.form == form.id]
    classes = [one for one in classes if one.status != Standing.ENDED] or classes
    labels = Labels(classes, column=options.column, unique=options.unique)
    try:
        sheets = spreadsheets.read(options.file, labels.keep)
        whole = options.total or len(classes) == 1
        counted = count(sheets, column=options.column, unique=options.unique, whole=whole)
    except spreadsheets.CannotReadError as error:
        return say(str(error))
    if options.file.resolve().is_relative_to(options.root.resolve()):
        say("注意：导出的文件在网站的文件夹里，可能跟着公开出去，请移到外面。")
    made = plan(form, classes, counted)
    print("\n".join(made.lines))
    if not made.left:
        return 0
    print(written(made, edition.today))
    return writing.write(options, _edits(edition, made.left), "导出的文件请删掉。")


def _edits(edition: Edition, left: Sequence[tuple[Record, int]]) -> dict[str, list[Edit]]:
    """The seats left and the day of counting, by file."""
    from linli.seats.plan import place
    from linli.writing_back import Set

    edits: dict[str, list[Edit]] = {}
    for record, number in left:
        row = place(edition.community, record)
        said = {"seats_left": str(number), "as_of": str(edition.today)}
        edits.setdefault(record.mark.path, []).extend(Set(row, name, text) for name, text in said.items())
    return edits
