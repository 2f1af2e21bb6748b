"""`linli portal`: takes communities.yml, makes one site over all of them, tells in Chinese what of whom could not be used."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from linli.commands.saying import say
from linli.model import SHANGHAI
from linli.problems import Problem
from linli.report import report


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    portal = commands.add_parser(
        "portal", parents=[common], help="一个街道、一个城市的门户：由各社区公布的资料做成一个网站，每一行连到那个社区"
    )
    portal.add_argument("communities", type=Path, metavar="communities.yml", help="有哪些社区，资料在哪里")
    portal.add_argument("--name", default="", help="门户的名称，例如 竹影街道")
    portal.add_argument(
        "--site-dir", type=Path, metavar="DIR", help="写到哪里（默认 communities.yml 旁边的 portal-site）"
    )
    portal.add_argument("--copies", type=Path, metavar="DIR", help="各社区最后一份好资料放在哪里（默认 portal-copies）")
    portal.add_argument("--jobs", type=int, metavar="N", help="用几个处理器（默认全部）")
    portal.add_argument("--scheduler", default="", metavar="tcp://…", help="一台机器不够时，由 Dask 的几台机器一起读")
    portal.add_argument("--format", choices=("text", "github", "json"), default="text", help="输出的形式")
    portal.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Gather, draw, publish. 0: made, whatever single communities lack; 1: the list or the disk does not allow it."""
    from linli.portal import listed

    file: Path = options.communities
    try:
        communities, problems = listed.read(file)
    except OSError as error:
        return say(f"打不开 {file}（{error.strerror}）。", code=2)
    if not communities:
        print(report(problems, options.format))
        return say(f"{file.name} 里一个能用的社区也没有，没有做。")
    return _made(options, file.resolve().parent, communities, problems)


def _made(options: argparse.Namespace, root: Path, communities: Any, problems: list[Problem]) -> int:
    from linli import publish, refusals
    from linli.portal import figures, gathering, pages, running, site
    from linli.portal.copies import Copies

    began = time.monotonic()
    today = options.today or datetime.now(SHANGHAI).date()
    target: Path = options.site_dir or root / "portal-site"
    how = gathering.How(
        root=root,
        copies=Copies(options.copies or root / "portal-copies"),
        jobs=options.jobs,
        scheduler=options.scheduler,
    )
    try:
        places, found = gathering.gather(communities, today, how, _tell(len(communities)))
        city = pages.city(options.name, places, today)
        counted, context = figures.make(city)
        files = [*site.files(city, root, context), *counted]
        done = publish.publish(files, target, root / ".cache/linli/published/portal.json")
    except running.NoSchedulerError as error:
        return say(str(error))
    except publish.NotOursError:
        problems.append(refusals.not_ours(target))
    except publish.ForeignFilesError as error:
        problems.append(refusals.foreign(target, error.paths))
    except OSError as error:
        problems.append(refusals.disk(error, target))
    else:
        print(report([*problems, *found], options.format))
        stale = sum(1 for place in places if place.why)
        good = len(places) - stale
        print(
            f"{good}个社区是最新的" + (f"，{stale}个用不了新的" if stale else "") + f"。门户在 {target}："
            f"{len(done.written)} 个文件有变化，{done.kept} 个没变，用时 {time.monotonic() - began:.1f} 秒。",
            file=sys.stderr,
        )
        if lacking := context.get("lacking"):
            print(f"没有做数字：{lacking}。", file=sys.stderr)
        return 0
    print(report(problems, options.format))
    return 1


def _tell(total: int) -> Any:
    def tell(number: int) -> None:
        if number % 50 == 0 or number == total:
            print(f"读了 {number}/{total} 个社区 …", file=sys.stderr, flush=True)

    return tell
