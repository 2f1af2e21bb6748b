"""`linli doctor`: takes the tables, says what a host does this month; with an address, what a web host did to the site."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import Any

from linli.model import SHANGHAI


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    doctor = commands.add_parser("doctor", parents=[common], help="站长这个月要做什么；写了网址，再看网上的网站好不好")
    doctor.add_argument("--url", metavar="URL", help="发布好的网站，例如 https://example.org/linfu/")
    doctor.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print both lists. 0: nothing is late and nothing wrong, 1: something is, or the tables cannot be read."""
    from linli import structure
    from linli.doctor.due import due
    from linli.doctor.upkeep import upkeep

    today = options.today or datetime.now(SHANGHAI).date()
    try:
        loaded = structure.load(options.root, today=today)
    except ValueError:
        print("表格读不懂，请先运行 linli check 看哪里有错。", file=sys.stderr)
        return 1
    found = sorted([*due(loaded.community, today), *upkeep(options.root, today)])
    print(f"{today} 起一个月里：" if found else f"{today} 起一个月里没有要做的。")
    for one in found:
        when = "已经过了" if one.by < today else "今天" if one.by == today else str(one.by)
        print(f"  {when}  {one.what}（{one.mark.path} 第 {one.mark.line} 行）\n      {one.how}")
    wrong = _deployed(options.url, today) if options.url else 0
    return 1 if wrong or any(one.by < today for one in found) else 0


def _deployed(url: str, today: Any) -> int:
    """Print what is wrong with the published site; return how much it is."""
    from linli.doctor.deployed import look
    from linli.links.asking import ask

    address = f"{url.split('?', maxsplit=1)[0].split('#', maxsplit=1)[0].removesuffix('index.html').rstrip('/')}/"
    found = look(address, lambda each: ask(each, lambda _: True), today)
    print(f"网上的网站 {address}：" + ("" if found else "都好。"))
    for one in found:
        print(f"  {one.what}\n      {one.how}")
    return len(found)
