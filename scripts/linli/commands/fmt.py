"""`linli fmt`: takes the arguments, puts every table into its usual form, prints in Chinese which files changed."""

from __future__ import annotations

import argparse
import sys
from difflib import SequenceMatcher
from typing import Any


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    fmt = commands.add_parser(
        "fmt",
        parents=[common],
        help="把表格排整齐：栏目按说明里的次序，时间加引号，星期写成周几；注释、空行和意思都不变",
    )
    fmt.add_argument("--check", action="store_true", help="只说哪些文件不整齐，不改")
    fmt.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files. 0: all are neat now, 1: with --check one is not, or one cannot be read."""
    from linli import schema, tablefile
    from linli.documents import BrokenFileError
    from linli.neat import neat
    from linli.writing_back import CannotWriteError

    root = options.root
    before: dict[str, str] = {}
    after: dict[str, str | None] = {}
    refused = 0
    try:
        resources = schema.load(root).resources
    except (BrokenFileError, OSError, ValueError):
        print("表格的说明读不懂，请先运行 linli check 看哪里有错。", file=sys.stderr)
        return 1
    for resource in resources:
        for path in resource.paths:
            try:
                text = tablefile.text(root, path)
                new = neat(text, resource.schema)
            except CannotWriteError as error:
                print(f"{path}：{str(error).removeprefix(f'{path}：')}", file=sys.stderr)
                refused += 1
                continue
            if new != text:
                before[path], after[path] = text, new
                print(f"{path}：{'有' if options.check else '改了'}{_lines(text, new)}行{'不整齐' * options.check}")
    if after and not options.check:
        try:
            tablefile.write(root, after, before)
        except CannotWriteError as error:
            print(error, file=sys.stderr)
            return 1
    if not after and not refused:
        print("都整齐，没有要改的。")
    return 1 if refused or (after and options.check) else 0


def _lines(before: str, after: str) -> int:
    old, new = before.splitlines(), after.splitlines()
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in changes if kind != "equal")
