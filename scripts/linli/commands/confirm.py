"""`linli confirm`: takes the arguments, prints a text for each teacher, place and service to look through, in Chinese."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from linli import months
from linli.commands.paper import outputs
from linli.commands.saying import say


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    confirm = commands.add_parser(
        "confirm",
        parents=[common],
        help="核对单：下个月网上怎么写的，请老师、场地、服务的人看对不对；发到群里，或印出来",
    )
    confirm.add_argument("--month", type=months.month, metavar="MONTH", help="哪个月，例如 2026-12（默认下个月）")
    confirm.add_argument("--about", metavar="NAME", help="只要这位老师、这个场地或这项服务：姓名、名称或编号")
    confirm.add_argument("--paper", action="store_true", help="印成一份 PDF，一人、一处一页，可以打勾")
    outputs(confirm)
    confirm.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the texts, or their sheets. 0: printed, 1: tables or paper do not allow it, 2: nobody of that name."""
    from linli.commands import tables
    from linli.views import confirm

    edition = tables.edition(options)
    if isinstance(edition, str):
        return say(edition)
    first = options.month or months.after(edition.today)
    every = confirm.asked(edition, first)
    found = confirm.about(every, options.about) if options.about else every
    if options.about and not found:
        known = "、".join(one.name for one in every)
        return say(f"没有叫 {options.about} 的老师、场地或服务。有：{known}", code=2)
    if not found:
        return say("没有要核对的：表格里还没有课、场地和服务。", code=0)
    if options.paper:
        from linli.paper import checklist, folder

        if why_not := folder.write(options, edition, [checklist.sheet(edition, first, found)]):
            return say(why_not)
    else:
        print("\n\n".join(one.text for one in found))
    print(
        f"\n共{len(found)}份。对了的，把那门课、那项服务的 verified_on 写成收到回话的日子；不对的，改了表格再发一次。",
        file=sys.stderr,
    )
    return 0
