"""`linli override` and `linli upgrade --check`: a file of the kit made one's own, and which of those to look at again."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from typing import Any


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add both sub-commands to the parsers of `linli`."""
    override = commands.add_parser("override", parents=[common], help="把程序里的一个文件抄进网站，改成自己的样子")
    override.add_argument("path", metavar="PATH", help="例如 overrides/views/course.html、content/privacy.md")
    override.set_defaults(run=_override)
    upgrade = commands.add_parser("upgrade", parents=[common], help="升级以后：自己改过的文件里，哪些原来的又变了")
    upgrade.add_argument("--check", action="store_true", help="只说，不改（现在也只有这一种）")
    upgrade.set_defaults(run=_upgrade)


def _override(options: argparse.Namespace) -> int:
    """0: copied, 2: there is no such file, or it is there already."""
    from linli import owned

    try:
        path = owned.copy(options.root, options.path.removeprefix("./"))
    except owned.NotTheKitsError as why_not:
        print(why_not, file=sys.stderr)
        return 2
    print(f"{path} 抄好了，改它就行。最后一行注释记着是从哪一版抄的，请留着：升级以后 linli upgrade --check 靠它说话。")
    return 0


def _upgrade(options: argparse.Namespace) -> int:
    """0: nothing to look at, 1: an original changed or is gone."""
    from linli import owned

    found = owned.owned(options.root)
    words = {
        "changed": "原来的变了（这里的是从 {since} 抄的）：请对照新的改一遍",
        "gone": "程序里没有这个文件了：请看更新记录，用不着就删掉",
        "unmarked": "没有记着从哪一版抄的，看不出原来的变没变",
    }
    print(f"程序是 {version('linli')}，网站里有 {len(found)} 个自己的文件。")
    for one in found:
        if one.state in words:
            print(f"  {one.path}：{words[one.state].format(since=one.since)}")
    return 1 if any(one.state in ("changed", "gone") for one in found) else 0
