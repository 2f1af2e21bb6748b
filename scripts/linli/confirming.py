"""`linli confirm`: takes the arguments, prints a text for each teacher, place and service to look through, in Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date, datetime, timedelta
from typing import Any

from linli.model import SHANGHAI


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    confirm = commands.add_parser(
        "confirm", parents=[common], help="核对单：下个月网上怎么写的，发给老师、场地、服务的人看，请他们说对不对"
    )
    confirm.add_argument("--month", type=_month, metavar="MONTH", help="哪个月，例如 2026-12（默认下个月）")
    confirm.add_argument("--about", metavar="NAME", help="只要这位老师、这个场地或这项服务：姓名、名称或编号")
    confirm.add_argument(
        "--site-url", metavar="URL", help="网站的网址，写在最后一行（默认用 mkdocs.yml 里的 site_url）"
    )
    confirm.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the texts. 0: printed, 1: the tables have errors, 2: nobody of that name."""
    from linli import settings, structure
    from linli.problems import errors
    from linli.timetable import expand
    from linli.views import confirm
    from linli.views.edition import Edition

    today = options.today or datetime.now(SHANGHAI).date()
    try:
        loaded = structure.load(options.root)
        url = options.site_url or settings.read(options.root).site_url
    except (OSError, KeyError, TypeError, AttributeError, ValueError):
        return _say("表格或 mkdocs.yml 读不懂，请先运行 linli check 看哪里有错。")
    wrong = len(errors(loaded.problems))
    if wrong:
        return _say(f"表格里有{wrong}个错误；请先运行 linli check 改好，免得请人核对错的。")
    edition = Edition(
        community=loaded.community,
        timetable=expand(loaded.community, today),
        today=today,
        site_url=f"{url.rstrip('/')}/" if url else "",
    )
    found = confirm.asked(edition, options.month or _next(today))
    if options.about:
        known = "、".join(one.name for one in found)
        found = confirm.about(found, options.about)
        if not found:
            return _say(f"没有叫 {options.about} 的老师、场地或服务。有：{known}", code=2)
    print("\n\n".join(one.text for one in found))
    print(
        f"\n共{len(found)}份。对了的，把那门课、那项服务的 verified_on 写成收到回话的日子；不对的，改了表格再发一次。",
        file=sys.stderr,
    )
    return 0


def _next(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=31)).replace(day=1)


def _month(text: str) -> date:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"月份 {text} 应写成 2026-12 的样子")


def _say(sentence: str, *, code: int = 1) -> int:
    print(sentence, file=sys.stderr)
    return code
