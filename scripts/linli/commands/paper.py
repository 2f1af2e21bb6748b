"""`linli paper`: takes the arguments, writes sheets into a folder, prints in Chinese what was made, gives an exit code."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.commands.saying import say

if TYPE_CHECKING:
    from linli.paper.sheet import Sheet
    from linli.views.edition import Edition


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    paper = commands.add_parser(
        "paper", parents=[common], help="做出可以打印的课表、门口的课表、海报、服务卡、签到表和微信群用的图片"
    )
    paper.add_argument("--week", type=_day, metavar="DATE", help="只要这一天所在的一周：公告栏的课表和每间教室门口的")
    paper.add_argument("--course", metavar="ID", help="只要这门课的海报、图片和签到表")
    outputs(paper)
    paper.set_defaults(run=run)


def outputs(command: argparse.ArgumentParser) -> None:
    """Let a command say where its sheets go, and which address their codes hold."""
    command.add_argument("--out", type=Path, default=Path("paper"), metavar="DIR", help="放在哪个文件夹（默认 paper）")
    command.add_argument("--site-url", metavar="URL", help="网站的网址，印进二维码（默认用 mkdocs.yml 里的 site_url）")


def run(options: argparse.Namespace) -> int:
    """Make the sheets. 0: made, 1: tables, typeface or disk do not allow it, 2: no such course."""
    from linli.commands import tables
    from linli.paper import folder

    edition = tables.edition(options)
    if isinstance(edition, str):
        return say(edition)
    if options.course and edition.community.find("courses", options.course) is None:
        known = "、".join(record.id for record in edition.community.courses)
        return say(f"没有编号是 {options.course} 的课程。现有：{known}", code=2)
    sheets = list(_wanted(edition, options.week, options.course))
    if why_not := folder.write(options, edition, sheets):
        return say(why_not)
    if not sheets:
        print("没有可做的：这门课已经结束、暂停，或者后面没有日期了。")
    return 0


def _wanted(edition: Edition, day: date | None, key: str | None) -> Iterator[Sheet]:
    from linli.paper import attendance, course, noticeboard, service
    from linli.paper.site import rooms
    from linli.views.print import week, weeks
    from linli.views.sheets import advertised, offered

    community = edition.community
    shown = [week(edition, day)] if day else [] if key else weeks(edition)
    yield from (noticeboard.sheet(edition, each) for each in shown)
    if shown:
        yield from rooms(edition, shown[0])
    if day and not key:
        return
    for record in community.courses:
        if key in (None, record.id) and advertised(edition, record):
            yield from course.sheets(edition, record)
            if found := attendance.sheet(edition, record):
                yield found
    if not key:
        yield from (service.sheet(edition, s) for s in community.services if offered(edition, s))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期 {text} 应写成 2026-11-24 的样子") from None
