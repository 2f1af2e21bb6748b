"""`linli tidy`: takes the arguments, puts the parts of tables (data/changes/*.yml) into their tables, in Chinese."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from linli.commands.saying import say
from linli.model import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.problems import Problem
    from linli.schema import Package, Resource


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    tidy = commands.add_parser(
        "tidy",
        parents=[common],
        help="把分开放的小文件（data/changes/*.yml）并进它的表（data/changes.yml），注释留着，小文件删掉",
    )
    tidy.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fold the parts. 0: done or nothing to do, 1: a part has errors or cannot be folded."""
    from linli import checking, tablefile
    from linli.folding import folded
    from linli.problems import errors
    from linli.report import report
    from linli.writing_back import CannotWriteError

    checked = checking.check(options.root, options.today or datetime.now(SHANGHAI).date())
    if checked.loaded is None:
        return say("表格的说明读不懂，请先运行 linli check 看哪里有错。")
    found = [
        (resource, loose)
        for resource in checked.loaded.package.resources
        if (loose := _loose(checked.loaded.package, resource))
    ]
    if not found:
        print("没有分开放的小文件，不用并。")
        return 0
    paths = {path for _, loose in found for path in loose}
    wrong: Sequence[Problem] = [problem for problem in errors(checked.problems) if problem.mark.path in paths]
    if wrong:
        return say(f"{report(wrong, 'text')}\n小文件里有错误，没有并；请先改好。")
    texts: dict[str, str | None] = {}
    seen: dict[str, str] = {}
    try:
        for resource, loose in found:
            parts = {path: tablefile.text(options.root, path) for path in loose}
            own = tablefile.text(options.root, resource.path)
            seen |= {resource.path: own, **parts}
            texts |= {resource.path: folded(own, parts, resource.schema), **dict.fromkeys(loose)}
        tablefile.write(options.root, texts, seen)
    except CannotWriteError as error:
        return say(str(error))
    for resource, loose in found:
        for path in loose:
            print(f"{path} 并进了 {resource.path}")
            with suppress(OSError):
                (options.root / path).parent.rmdir()  # only where nothing is left in it
    return 0


def _loose(package: Package, resource: Resource) -> list[str]:
    """Return the parts of a table that nobody registered; those of extrapaths are apart on purpose."""
    entries = {f"data/{entry['path']}": entry for entry in package.descriptor["resources"]}
    listed = {f"data/{path}" for path in entries.get(resource.path, {}).get("extrapaths", [])}
    folder = f"{resource.path.removesuffix('.yml')}/"
    return [path for path in resource.parts if path not in listed and path.startswith(folder)]
