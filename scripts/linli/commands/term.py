"""`linli term 2027-chun --from 2026-qiu`: takes the new term, shows what it adds and what is left to decide, asks, writes."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from linli.asking import Asker, StoppedError

if TYPE_CHECKING:
    from linli.next_term import Moved, Plan, Term
    from linli.rows import Row
    from linli.schema import Package

_MOST_SHOWN: Final = 12
_LONGEST: Final = 400
"""Days of a term; more is a typing error."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    term = commands.add_parser(
        "term", parents=[common], help="照上一个学期排好新学期：学期、班次、课表、要填的报名表，给您看过再写"
    )
    term.add_argument("id", metavar="ID", help="新学期的编号，例如 2027-chun")
    term.add_argument("--from", dest="old", metavar="ID", help="照哪个学期，例如 2026-qiu（默认最近的一个）")
    term.add_argument("--starts", type=day, metavar="DATE", help="新学期第一天")
    term.add_argument("--ends", type=day, metavar="DATE", help="新学期最后一天")
    term.add_argument("--title", metavar="NAME", help="新学期的名称，例如 2027年春季学期（默认照编号写）")
    term.add_argument("--only", action="append", default=[], metavar="COURSE", help="只要这门课，可以写几次")
    term.add_argument("--without", action="append", default=[], metavar="COURSE", help="不要这门课，可以写几次")
    term.add_argument("--yes", action="store_true", help="不问，没有错就写")
    term.set_defaults(run=run)


def day(text: str) -> date:
    """Return the date of an argument."""
    from linli import writing

    try:
        return date.fromisoformat(writing.date(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期 {text} 应写成 2027-03-01 的样子") from None


def run(options: argparse.Namespace) -> int:
    """Plan, show, ask, write. 0: written, or all there already; 1: refused, by the tables or by the person."""
    from linli import schema, structure
    from linli.documents import BrokenFileError
    from linli.writing_back import CannotWriteError

    try:
        package = schema.load(options.root)
    except (BrokenFileError, OSError, KeyError, TypeError, AttributeError, ValueError):
        return _no("表格的说明读不懂，请先运行 linli check 看哪里有错。")
    tables: dict[str, list[Row]] = {name: [] for name in package.schemas}
    for resource in package.resources:
        rows, problems = structure.read(options.root, resource)
        tables[resource.schema.name] += rows
        if wrong := [p for p in problems if p.level == "error"]:
            return _no(f"{wrong[0].mark}：{wrong[0].message}。表格里有错，请先运行 linli check 改好。没有写。")
    try:
        return _take(options, package, tables, Asker())
    except (ValueError, CannotWriteError) as error:
        return _no(f"{error}。没有写。")
    except StoppedError as error:
        return _no(f"{error}，什么都没有写。")


def _take(options: argparse.Namespace, package: Package, tables: Mapping[str, Sequence[Row]], asker: Asker) -> int:
    from linli import next_term, tablefile, trial
    from linli.model import SHANGHAI
    from linli.next_term import files, said
    from linli.problems import errors
    from linli.report import report

    moved = _moved(options, tables["terms"], asker)
    known = {said(row, "id"): said(row, "title") for row in tables["courses"]}
    if wrong := [key for key in (*options.only, *options.without) if key not in known]:
        raise ValueError(f"没有课程 {wrong[0]}；有：{'、'.join(known)}")
    made = next_term.plan(tables, moved, only=options.only, without=options.without)
    if not options.yes and not options.only and not options.without and made.classes():
        leaving = _leaving(made, known, asker)
        made = next_term.plan(tables, moved, without=leaving) if leaving else made
    today = options.today or datetime.now(SHANGHAI).date()
    texts = files.texts(options.root, package, made, made.owners)
    print(shown(made, known))
    if not texts:
        print("没有要加的：都已经有了。")
        return 0
    seen = {path: tablefile.text(options.root, path) for path in texts}
    brought = trial.brought(options.root, texts, today)
    if wrong := errors(brought):
        print(report(wrong, "text"))
        return _no("写了会多出上面的错误，什么都没有写。")
    print(f"\n要写的文件：{'、'.join(texts)}")
    if not options.yes and not asker.sure("写进去？"):
        return _no("没有写。")
    tablefile.write(options.root, texts, seen)
    print(f"写好了：{'、'.join(texts)}。检查 0 个新的错误，{len(brought)} 个新的警告。")
    return 0


def shown(made: Plan, titles: Mapping[str, str]) -> str:
    """The summary, and what is left to people."""
    from linli.next_term import said

    new, old = made.moved.new, made.moved.old
    numbers = [
        f"{len(made.added[table])}{unit}"
        for table, unit in (("terms", "个学期"), ("groups", "个班"), ("schedules", "行课表"), ("forms", "张报名表"))
        if made.added[table]
    ]
    lines = [f"\n{new.name} ({new.id})：{_long(new.first)} 到 {_long(new.last)}，共{new.weeks}周；照{old.name}的样子"]
    lines += [f"要加：{'、'.join(numbers) or '没有'}"]
    for course, count in made.classes().items():
        own = [said(new.model, "weekday") for new in made.added["schedules"] if _of(made, new.model) == course]
        days = "、".join(sorted(set(filter(None, own)), key=_rank))
        lines.append(f"  {titles.get(course, course)} ({course})：{count}行课表，{days}")
    if made.decide:
        lines += ["", "要您定的（写好以后再改也行）："]
    for kind, sentences in made.decide.items():
        lines.append(f"  {kind}")
        lines += [f"    · {said}" for said in sentences[:_MOST_SHOWN]]
        if len(sentences) > _MOST_SHOWN:
            lines.append(f"    · 还有{len(sentences) - _MOST_SHOWN}条")
    return "\n".join(lines)


def _rank(weekday: str) -> tuple[int, str]:
    from linli.writing import WEEKDAYS

    return (WEEKDAYS.index(weekday) if weekday in WEEKDAYS else len(WEEKDAYS)), weekday


def _of(made: Plan, row: Row) -> str:
    from linli.next_term import course_of

    return course_of(row, made.owners)


def _leaving(made: Plan, titles: Mapping[str, str], asker: Asker) -> list[str]:
    """Ask which courses do not come again."""
    from linli.asking import chosen

    courses = list(made.classes())
    choices = [f"{titles.get(course, course)} ({course})" for course in courses]
    print("新学期照样开这些课：")
    for number, choice in enumerate(choices, 1):
        print(f"  {number} {choice}，{made.classes()[courses[number - 1]]}行课表")

    def taken(answer: str) -> str:
        for part in filter(None, re.split(r"[,，、\s]+", answer)):
            chosen(part, choices)
        return answer

    answer = asker.valid("有哪些不再开？写号码，几门用逗号隔开；都开就按回车：", taken)
    return [courses[chosen(part, choices)] for part in filter(None, re.split(r"[,，、\s]+", answer))]


def _moved(options: argparse.Namespace, terms: Sequence[Row], asker: Asker) -> Moved:
    """Return both terms; what was not given and cannot be told is asked for."""
    from linli.next_term import Moved, Term, name_of

    known = [_term(row) for row in terms]
    if not re.fullmatch(r"[a-z0-9-]{1,40}", options.id):
        raise ValueError(f"编号 {options.id[:60]} 只用小写字母、数字和短横线，例如 2027-chun")
    others = [term for term in known if term.id != options.id]
    if not others:
        raise ValueError("terms.yml 里还没有别的学期，没有样子可以照；请先在 terms.yml 写一个学期")
    old = next((term for term in others if term.id == options.old), None)
    if options.old and old is None:
        raise ValueError(f"没有学期 {options.old}；有：{'、'.join(term.id for term in others)}")
    old = old or max(others, key=lambda term: term.first)
    there = next((term for term in known if term.id == options.id), None)
    if there:
        if {options.starts, options.ends} - {None, there.first, there.last}:
            raise ValueError(f"学期 {there.id} 已经有了：{there.first} 到 {there.last}；改日子请直接改 terms.yml")
        return Moved(old, there)
    first = options.starts or _asked(asker, f"{options.id} 第一天是哪天（例如 2027-03-01）：", options)
    last = options.ends or _asked(asker, f"{options.id} 最后一天是哪天（例如 2027-06-30）：", options)
    if not 0 <= (last - first).days <= _LONGEST:
        raise ValueError(f"{first} 到 {last} 不像一个学期：结束要在开始以后，最多{_LONGEST}天")
    if clash := next((term for term in known if first <= term.last and term.first <= last), None):
        raise ValueError(f"{first} 到 {last} 和{clash.name}（{clash.first} 到 {clash.last}）重着，请看看日子")
    name = options.title or name_of(options.id, old)
    if not name:
        if options.yes:
            raise ValueError("新学期叫什么？请加 --title，例如 --title 2027年春季学期")
        name = asker.valid("新学期叫什么（例如 2027年春季学期）：", _name)
    return Moved(old, Term(id=options.id, name=_name(name), first=first, last=last))


def _asked(asker: Asker, prompt: str, options: argparse.Namespace) -> date:
    if options.yes:
        raise ValueError("请加 --starts 和 --ends，例如 --starts 2027-03-01 --ends 2027-06-30")

    def taken(answer: str) -> str:
        try:
            return str(day(answer))
        except argparse.ArgumentTypeError as error:
            raise ValueError(str(error)) from None

    return date.fromisoformat(asker.valid(prompt, taken))


def _name(text: str) -> str:
    if not 0 < len(text.strip()) <= 30:
        raise ValueError("名称要写，最多30个字，例如 2027年春季学期")
    return text.strip()


def _term(row: Row) -> Term:
    from linli import writing
    from linli.next_term import Term, said

    try:
        first, last = (date.fromisoformat(writing.date(said(row, name))) for name in ("valid_from", "valid_to"))
    except ValueError:
        raise ValueError(f"{row.mark}：学期的起止日期读不懂，请先运行 linli check 改好") from None
    return Term(id=said(row, "id"), name=said(row, "name") or said(row, "id"), first=first, last=last)


def _long(value: date) -> str:
    from linli.writing import WEEKDAYS

    return f"{value} {WEEKDAYS[value.weekday()]}"


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
