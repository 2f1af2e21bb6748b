"""`linli paper`: takes the arguments, writes sheets into a folder, prints in Chinese what was made, gives an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.model import SHANGHAI

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
    paper.add_argument("--out", type=Path, default=Path("paper"), metavar="DIR", help="放在哪个文件夹（默认 paper）")
    paper.add_argument("--site-url", metavar="URL", help="网站的网址，印进二维码（默认用 mkdocs.yml 里的 site_url）")
    paper.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the sheets. 0: made, 1: tables, typeface or disk do not allow it, 2: no such course."""
    from linli import settings, structure
    from linli.paper import unprinted
    from linli.paper.press import PaperError, Press
    from linli.paper.typefaces import LACKING, find
    from linli.problems import errors
    from linli.timetable import expand
    from linli.views.edition import Edition

    root, today = options.root, options.today or datetime.now(SHANGHAI).date()
    face = find(publish=False)
    if face is None:
        return _say(LACKING)
    try:
        loaded = structure.load(root)
        url = options.site_url or settings.read(root).site_url
    except (OSError, KeyError, TypeError, AttributeError, ValueError):
        return _say("表格或 mkdocs.yml 读不懂，请先运行 linli check 看哪里有错。")
    wrong = len(errors(loaded.problems))
    if wrong:
        return _say(f"表格里有{wrong}个错误，没有做；请先运行 linli check 改好。")
    if options.course and loaded.community.find("courses", options.course) is None:
        known = "、".join(record.id for record in loaded.community.courses)
        return _say(f"没有编号是 {options.course} 的课程。现有：{known}", code=2)
    edition = Edition(
        community=loaded.community,
        timetable=expand(loaded.community, today),
        today=today,
        site_url=f"{url.rstrip('/')}/" if url else "",
    )
    out = options.out if options.out.is_absolute() else root / options.out
    sheets = list(_wanted(edition, options.week, options.course))
    press = Press(root=root, face=face, today=today, sheets=sheets)
    try:
        for (path, data), sheet in zip(press.files(), sheets, strict=True):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(data)
            print(f"  {path}  {sheet.data['name']}")
    except PaperError as error:
        return _say(str(error))
    except OSError as error:
        return _say(f"写不进去：{error.strerror or error}。请检查磁盘空间和文件夹 {out} 的权限。")
    for problem in unprinted.problems(loaded.community, press.glyphs, press.incomplete):
        print(f"{problem.mark}  {problem.record}：{problem.message}。{problem.hint}。", file=sys.stderr)
    print(f"做好了{len(sheets)}份，在 {out}。" if sheets else "没有可做的：这门课已经结束、暂停，或者后面没有日期了。")
    if sheets and not edition.site_url:
        print("网站的网址还不知道，所以没有印二维码和短网址；想印上，请加 --site-url https://您的网址/")
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


def _say(sentence: str, *, code: int = 1) -> int:
    print(sentence, file=sys.stderr)
    return code
