"""`linli digest`: takes the arguments, prints the draft of the month's story as a row of stories.yml."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from linli import months

if TYPE_CHECKING:
    from linli.views.digest import Digest


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    digest = commands.add_parser(
        "digest",
        parents=[common],
        help="这个月：由表格写出一篇故事的草稿（排了多少课、变动、数字、下个月），改好放进 stories.yml",
    )
    digest.add_argument("--month", type=months.month, metavar="MONTH", help="哪个月，例如 2026-11（默认这个月）")
    digest.set_defaults(run=run, site_url="")


def run(options: argparse.Namespace) -> int:
    """Print the row. 0: printed, 1: the tables do not allow it."""
    from linli.commands import tables
    from linli.views.digest import digest

    edition = tables.edition(options)
    if isinstance(edition, str):
        print(edition, file=sys.stderr)
        return 1
    found = digest(edition, options.month or edition.today.replace(day=1))
    print(row(found))
    print(
        "\n读一遍，改成自己的话，把上面这一段加到 data/stories.yml 的末尾。课表上排了的不等于来了多少人：人数请自己数。",
        file=sys.stderr,
    )
    return 0


def row(found: Digest) -> str:
    """The story as YAML; a text in double quotes is the same in JSON."""
    fields = [
        f"{name}: {value if name in ('id', 'date') else json.dumps(value, ensure_ascii=False)}"
        for name, value in found.fields.items()
    ]
    body = [f"  {line}" if line else "" for line in found.body.splitlines()]
    lines = [*fields, *(["body: |-", *body] if body else []), "tags: [月报]"]
    return "\n".join(("- " if number == 0 else "  ") + line if line else "" for number, line in enumerate(lines))
