"""`linli new course|group|…`: takes a kind of row, asks for it or takes it from flags, shows it, checks it, writes it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from linli.asking import Asker, StoppedError

if TYPE_CHECKING:
    from linli.asked.interview import Interview
    from linli.problems import Problem
    from linli.rows import Text
    from linli.structure import Loaded

_TABLES: Final = {
    "course": "courses",
    "group": "groups",
    "service": "services",
    "story": "stories",
    "change": "changes",
    "form": "forms",
}
YEAR: Final = "holiday-year"
_ASKED: Final = {
    "courses": ("title", "id", "category", "audience", "fee", "teacher", "form", "signup", "plain"),
    "groups": ("course", "name", "term", "id", "teacher", "form"),
    "services": ("name", "id", "kind", "plain", "eligibility", "fees", "how_to_apply", "venue", "phone"),
    "stories": ("title", "id", "date", "summary", "body"),
    "forms": (
        "title",
        "id",
        "kind",
        "url",
        "how_to_apply",
        "opens_at",
        "closes_at",
        "seats",
        "phone",
        "asks",
        "keeper",
    ),
}
"""What is asked for of itself; the rest is offered."""
_TIMES: Final = ("weekday", "opens_at", "closes_at", "venue")
_MOST_ROUNDS: Final = 5


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    new = commands.add_parser("new", parents=[common], help="加一行：一步一步问，查过没有错再写进表格")
    new.add_argument("kind", choices=(*_TABLES, YEAR), metavar="KIND", help=f"加什么：{'、'.join((*_TABLES, YEAR))}")
    new.add_argument(
        "--set", action="append", default=[], type=_pair, metavar="FIELD=VALUE",
        help="直接写好的一栏，不再问，例如 --set title=古琴班；上课时间写 --set schedule.weekday=周二",
    )  # fmt: skip
    new.add_argument("--yes", action="store_true", help="什么都不问，只用 --set 写的，没有错就写")
    new.set_defaults(run=run, file=None)


def run(options: argparse.Namespace) -> int:
    """Ask, show, check, write. 0: written; 1: not, because of the tables, an error or the person."""
    from linli import structure
    from linli.documents import BrokenFileError

    asker = Asker()
    try:
        if options.kind == YEAR:
            return _holidays(options, asker)
        return _row(options, structure.load(options.root), asker)
    except StoppedError as error:
        return _no(f"{error}，什么都没有写。")
    except (BrokenFileError, OSError, KeyError, TypeError, AttributeError):
        return _no("表格的说明读不懂，请先运行 linli check 看哪里有错。没有写。")
    except ValueError as error:
        return _no(f"{error}。没有写。")


def _row(options: argparse.Namespace, loaded: Loaded, asker: Asker) -> int:
    from linli import tablefile, trial
    from linli.asked import rows
    from linli.asked.interview import Interview
    from linli.model import SHANGHAI
    from linli.problems import errors

    table = _TABLES[options.kind]
    today = options.today or datetime.now(SHANGHAI).date()
    interview = Interview(
        package=loaded.package, rows=rows.read(options.root, loaded.package), today=today, asker=asker
    )
    values, times = _given(interview, table, options.set)
    if not options.yes:
        _ask(interview, loaded, table, values, times)
    elif "id" not in values and "id" in interview.schema(table).fields:
        from linli.asked import proposals

        if own := proposals.identifier(table, values, interview.rows):
            values["id"] = own
    made = rows.New(table, values, times)
    for _ in range(_MOST_ROUNDS):
        wrong = {(table, name): said for name, said in interview.wrong(table, values).items()}
        texts = {} if wrong else rows.texts(options.root, loaded.package, made, interview.rows)
        if texts:
            seen = {path: tablefile.text(options.root, path) for path in texts}
            brought = trial.brought(options.root, texts, today)
            wrong = {(p.table, p.field): f"{p.message}。{p.hint}" for p in errors(brought)}
            if not wrong:
                return _write(options, texts, seen, brought, rows.shown(made, loaded.package), asker)
        if options.yes or not _again(interview, wrong, {table: values, "schedules": times}):
            raise ValueError("写了会多出错误：" + "；".join(f"{name}：{said}" for (_, name), said in wrong.items()))
    raise StoppedError("改了几次还是不对")


def _again(interview: Interview, wrong: Mapping[tuple[str, str], str], rows: Mapping[str, dict[str, Text]]) -> bool:
    """Ask once more for each field that is wrong; whether there was one."""
    asked = False
    for (table, name), said in wrong.items():
        if table not in rows or name not in interview.schema(table).fields:
            continue
        interview.asker.say(f"\n{said}")
        rows[table].pop(name, None)
        for again in (name, "closes_at") if name == "opens_at" else (name,):  # an hour may only lack its end
            interview.ask(table, again, rows[table])
        asked = True
    return asked


def _ask(interview: Interview, loaded: Loaded, table: str, values: dict[str, Text], times: dict[str, Text]) -> None:
    from linli.asked import change
    from linli.timetable import expand

    interview.asker.say("一栏一栏地问；回车用［］里的，写 - 就不写这一栏，Ctrl-C 什么都不写。")
    if table == "changes":
        change.ask(interview, loaded.community, expand(loaded.community, interview.today), values)
        return
    for name in _ASKED[table]:
        if not (name == "how_to_apply" and table == "forms" and values.get("url")):
            interview.ask(table, name, values, needed=name == "how_to_apply" and table == "forms")
    interview.ask_more(table, values, _ASKED[table])
    if table in ("courses", "groups") and not times:
        ways = ("每周固定的星期几", "写明几天", "以后再写")
        way = interview.asker.choose("\n什么时候上？", ways, 2)
        if way < 2:
            for name in (_TIMES[0] if way == 0 else "dates", *_TIMES[1:]):
                interview.ask("schedules", name, times, needed=name in ("weekday", "dates"))
            if table == "courses":
                interview.ask("schedules", "term", times)


def _given(
    interview: Interview, table: str, pairs: Sequence[tuple[str, str]]
) -> tuple[dict[str, Text], dict[str, Text]]:
    """Return the values from flags, of the row and of its first line in the timetable."""
    values: dict[str, Text] = {}
    times: dict[str, Text] = {}
    for name, text in pairs:
        head, _, rest = name.partition(".")
        place, into, field = ("schedules", times, rest) if head == "schedule" and rest else (table, values, name)
        if place == "schedules" and table not in ("courses", "groups"):
            raise ValueError(f"{name}：只有 course 和 group 能带上课时间")
        if field not in interview.schema(place).fields:
            known = "、".join(interview.schema(place).fields)
            raise ValueError(f"没有 {field} 这一栏；有：{known}")
        if text.strip():
            into[field] = interview.taken(place, into, field, text)
    return values, times


def _write(
    options: argparse.Namespace,
    texts: Mapping[str, str],
    seen: Mapping[str, str],
    brought: Sequence[Problem],
    shown: str,
    asker: Asker,
) -> int:
    from linli import tablefile
    from linli.report import report

    print(f"\n要加的：\n\n{shown}")
    if brought:
        print(f"检查会说：\n{report(brought, 'text')}\n")
    if not options.yes and not asker.sure(f"写进 {'、'.join(texts)}？"):
        return _no("没有写。")
    tablefile.write(options.root, texts, seen)
    print(f"写好了：{'、'.join(texts)}")
    return 0


def _holidays(options: argparse.Namespace, asker: Asker) -> int:
    """Ask for the year and the text of the notice, then go on as `linli holidays`."""
    from linli.commands import holidays
    from linli.model import SHANGHAI

    given = dict(options.set)
    today = options.today or datetime.now(SHANGHAI).date()
    if options.yes or set(given) - {"year"}:
        return _no("放假安排要有通知的正文，请用：linli holidays 2027 通知.txt --yes")
    answer = given.get("year") or asker.valid(
        f"哪一年的放假安排［{today.year + 1}］：", lambda said: _year(said, today)
    )
    options.year = int(_year(answer, today))
    print(f"请把{options.year}年通知的正文贴在这里，贴完另起一行写一个「完」字，再按回车：")
    return holidays.take(options, holidays.pasted(asker), lambda: asker)


def _year(answer: str, today: date) -> str:
    if not re.fullmatch(r"20[0-9]{2}|", answer):
        raise ValueError("年份写成 2027 的样子")
    return answer or str(today.year + 1)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"{text[:40]} 要写成 栏名=内容，例如 --set title=古琴班")
    return name.strip(), value


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
