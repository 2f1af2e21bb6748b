"""`linli links`: takes the tables and pages, asks every address outside whether it still answers, in Chinese."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.model import SHANGHAI
from linli.problems import errors
from linli.report import report

if TYPE_CHECKING:
    from linli.links.asked import Answered


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    links = commands.add_parser("links", parents=[common], help="外面的链接和报名表还打不打得开、还收不收")
    links.add_argument("--forms", action="store_true", help="只看报名表")
    links.add_argument(
        "--notes", type=Path, metavar="FILE", help="记下哪天打不开；有了它，隔一天还打不开才算错误（每周自动检查用）"
    )
    links.add_argument("--format", choices=("text", "github", "json"), default="text", help="输出的形式")
    links.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask and tell. 0: nothing is wrong, 1: something is, or the tables have errors."""
    from linli import structure
    from linli.links import asked, asking, collecting

    loaded = structure.load(options.root)
    if wrong := errors(loaded.problems):
        print(f"表格里有{len(wrong)}个错误，没有问链接；请先运行 linli check 改好。", file=sys.stderr)
        return 1
    found = collecting.links(options.root, loaded.community)
    if options.forms:
        found = {address: places for address, places in found.items() if any(link.is_form for link in places)}
    print(f"共{len(found)}个网址，一个一个问，同一个网站隔一秒问一次 …", file=sys.stderr, flush=True)
    answered = asked.ask_all(found, asking.ask, _tell)
    before = _read(options.notes) if options.notes else None
    problems, notes = asked.problems(answered, before, datetime.now(SHANGHAI))
    if options.notes:
        options.notes.parent.mkdir(parents=True, exist_ok=True)
        options.notes.write_text(json.dumps(notes, ensure_ascii=False, indent=1), "utf-8")
    print(_counts(answered), file=sys.stderr)
    print(report(problems, options.format))
    return 1 if errors(problems) else 0


def _tell(answer: Answered) -> None:
    print(f"  {answer.verdict.state}  {answer.links[0].address}  {answer.verdict.why}", file=sys.stderr, flush=True)


def _counts(answered: Sequence[Answered]) -> str:
    states = [str(answer.verdict.state) for answer in answered]
    return "，".join(f"{state} {states.count(state)} 个" for state in dict.fromkeys(sorted(states))) or "没有外面的链接"


def _read(path: Path) -> dict[str, list[str]]:
    """Return the notes; none where there are none yet or they cannot be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): [str(day) for day in days] for key, days in found.items() if isinstance(days, list)}
