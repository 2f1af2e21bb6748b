"""`linli diff`: takes the arguments, prints in Chinese what residents will see of the changes, gives an exit code."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.commands.saying import say

if TYPE_CHECKING:
    from linli.differing.entry import Difference


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    diff = commands.add_parser(
        "diff",
        parents=[common],
        help="改完先看：居民会看到什么变化（停了、改了、多了、没了的课，服务，电话，价钱，网页）",
    )
    diff.add_argument(
        "base",
        nargs="?",
        metavar="BASE",
        help="和谁比：git 的版本（HEAD~1、分支、提交编号）或文件夹；不写就和已经发布的比（main 上最近一个没有错误的版本）",
    )
    diff.add_argument("--previous", type=Path, metavar="SITE", help="和上次发布的网站文件夹比，没有 git 也行")
    diff.add_argument("--weeks", type=_weeks, metavar="N", help="只看以后几周的课（默认看到课表排到的最后一天）")
    diff.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="输出的形式")
    diff.add_argument("--notice", action="store_true", help="只要一段群通知，复制到群里就能发")
    diff.add_argument("--preview", type=Path, metavar="FILE", help="把变了的网页放进一个 HTML 文件，打开就能看")
    diff.add_argument("--confirm", action="store_true", help="大量减少是有意的，不算不通过")
    diff.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the difference. 0: said, 1: tables with errors, or a large loss that nobody confirmed, 2: nothing to compare with."""
    from linli import settings
    from linli.differing import base, written
    from linli.differing.whole import compare
    from linli.model import SHANGHAI
    from linli.problems import errors

    today = options.today or datetime.now(SHANGHAI).date()
    new = base.side("现在的表格", options.root, today)
    wrong = len(errors(new.problems)) if new else 0
    if new is None or wrong:
        what = f"有 {wrong} 个错误" if wrong else "读不懂"
        return say(f"现在的表格{what}，还不能比；请先运行 linli check，照着改好。")
    try:
        with base.opened(options.root, options.base, options.previous, today) as old:
            found = compare(old, new, options.weeks)
    except base.NoBaseError as error:
        return say(str(error), code=2)
    if options.notice:
        edition = replace(new.edition, site_url=settings.read(options.root).site_url)
        said = written.notice(found, edition)
        print(said or "没有要通知的：课和服务的时间、地点都没有变。", file=sys.stdout if said else sys.stderr)
    else:
        print(written.FORMS[options.format](found))
    if options.preview and (why_not := _preview(options, found, today)):
        return say(why_not)
    if found.losses and not options.confirm:
        if options.notice or options.format != "text":
            say("\n".join([*found.losses, written.ASKED]))
        return 1
    return 0


def _preview(options: argparse.Namespace, found: Difference, today: date) -> str:
    """Build the site beside, without sheets for paper, and write its changed pages; return why that cannot be."""
    from linli import cache
    from linli.build import build
    from linli.differing import preview
    from linli.report import text

    site = cache.folder(options.root) / "preview"
    outcome = build(options.root, site, today, paper=False)
    if outcome.published is None:
        return f"{text(outcome.problems)}\n预览没有做成。"
    try:
        options.preview.write_text(preview.html(site, found), "utf-8")
    except OSError as error:
        return f"预览写不进 {options.preview}：{error.strerror}。请换一个地方。"
    print(f"预览写在 {options.preview}，用浏览器打开。", file=sys.stderr)
    return ""


def _weeks(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 520:
        raise argparse.ArgumentTypeError(f"写成了 {text}，应是 1 到 520 的数，例如 --weeks 8")
    return int(text)
