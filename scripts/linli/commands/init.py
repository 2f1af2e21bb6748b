"""`linli init`: takes a folder and what the community is called, leaves a small site of its own there that checks clean."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, Final, NamedTuple

from linli import documents, kit, origin, repository
from linli.commands.saying import say
from linli.schema import TABLES

START: Final = Path(__file__).resolve().parents[1] / "start"
_DOTTED: Final = {"gitignore": ".gitignore"}
"""Files that would mean something in the kit's own folder under their real names."""
_LONGEST: Final = 40
_PHONE: Final = re.compile(r"\+?[0-9][0-9 -]{4,18}[0-9]")


class Answers(NamedTuple):
    """What a host is asked."""

    name: str
    place: str
    phone: str


class Term(NamedTuple):
    """A row of terms.yml."""

    id: str
    name: str
    valid_from: date
    valid_to: date


def add(commands: Any, _common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`; it needs no site yet."""
    init = commands.add_parser("init", help="在一个新文件夹里建自己社区的网站，马上能检查、能生成")
    init.add_argument("folder", type=Path, metavar="DIR", help="放在哪里：还没有的，或空的文件夹")
    init.add_argument("--name", help="社区叫什么，例如 竹影社区")
    init.add_argument("--place", help="在哪里，例如 某市某区某街道竹影路1号")
    init.add_argument("--phone", help='居民打的电话，例如 0830-1234567；没有就写 ""')
    init.add_argument("--yes", action="store_true", help="不问：没给的先空着")
    init.set_defaults(run=run, root=None)


def run(options: argparse.Namespace) -> int:
    """Make the site. 0: made and checked, 1: it has errors, 2: nothing was made."""
    from linli.checking import check
    from linli.problems import errors
    from linli.report import report

    folder: Path = options.folder
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return say(f"{folder} 里已经有东西了，一个字也没动。请换一个还没有的文件夹名。", code=2)
        answers = _asked(options)
        if isinstance(answers, str):
            return say(answers, code=2)
        today = date.today()  # noqa: DTZ011 -- the day on the host's own calendar
        for path, data in files(answers, today):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    except OSError as error:
        return say(f"{folder} 写不进去（{error.strerror}），请换一个能写的地方。", code=2)
    repository.begin(folder)
    problems = check(folder, today).problems
    if problems:
        print(report(problems, "text"))
    print(f"{answers.name}的网站建好了，在 {folder}。接着：")
    print(f"  cd {folder}")
    print("  linli serve        在本机看一看")
    print("带「示例」的都换成自己的；架到网上的三步写在 README.md 里。")
    return 1 if errors(problems) else 0


def files(answers: Answers, today: date) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file of a new site."""
    words = _words(answers, today)
    for path in sorted(START.rglob("*")):
        relative = path.relative_to(START).as_posix()
        if not path.is_file() or "__pycache__" in relative:
            continue
        text = path.read_text("utf-8")
        if not relative.startswith(".github/"):
            text = Template(text).substitute(words)
        if not answers.phone:
            text = re.sub(r'^ +phone: ""\n', "", text, flags=re.MULTILINE)
        yield _DOTTED.get(relative, relative), text.encode()
    if beside := origin.wheel():
        yield beside.name, beside.read_bytes()
    years = [path for path in kit.holidays() if int(path.stem) in (today.year, today.year + 1)]
    yield "data/datapackage.yaml", _package(answers.name, [int(path.stem) for path in years]).encode()
    for path in years:
        yield f"data/holidays/{path.name}", path.read_bytes()


def terms(today: date) -> tuple[Term, Term]:
    """Return the school term of a day and the next one; what is long over by then is not this term."""
    year = today.year - ((today.month, today.day) < (1, 16))
    spring, autumn, after = _spring(year), _autumn(year), _spring(year + 1)
    return (spring, autumn) if today <= spring.valid_to else (autumn, after)


def _spring(year: int) -> Term:
    return Term(id=f"{year}-chun", name=f"{year}年春季", valid_from=date(year, 3, 1), valid_to=date(year, 7, 10))


def _autumn(year: int) -> Term:
    return Term(id=f"{year}-qiu", name=f"{year}年秋季", valid_from=date(year, 9, 1), valid_to=date(year + 1, 1, 15))


def _asked(options: argparse.Namespace) -> Answers | str:
    """Return what was given or answered, or the Chinese sentence why it cannot be used."""
    found = []
    for value, question, wrong in (
        (options.name, "社区叫什么？例如 竹影社区：", _bad_name),
        (options.place, "在哪里？例如 某市某区竹影路1号：", _bad_place),
        (options.phone, "居民打哪个电话？例如 0830-1234567（没有就直接回车）：", _bad_phone),
    ):
        answer = _answer(value, question, wrong, ask=not options.yes)
        if answer is None:
            return "没有回答完，什么也没有建。"
        if reason := wrong(answer):
            return reason
        found.append(answer)
    return Answers(*found)


def _answer(value: str | None, question: str, wrong: Callable[[str], str], *, ask: bool) -> str | None:
    """Return what was given; else what is typed, asked again while it is wrong. None at the end of input."""
    if value is not None or not ask:
        return (value or "").strip()
    while True:
        try:
            answer = input(question).strip()
        except EOFError:
            return None
        if not (reason := wrong(answer)):
            return answer
        print(reason)


def _bad_name(text: str) -> str:
    return "" if text and _is_line(text) else f"社区的名称要写，一行，不超过{_LONGEST}个字，例如 --name 竹影社区"


def _bad_place(text: str) -> str:
    return "" if _is_line(text) else f"地址写一行，不超过{_LONGEST}个字，例如 --place 某市某区竹影路1号"


def _bad_phone(text: str) -> str:
    good = not text or _PHONE.fullmatch(text)
    return "" if good else f"电话写成了 {text}，只写数字和短横线，例如 --phone 0830-1234567；没有就不写"


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST and text.isprintable()


def _words(answers: Answers, today: date) -> dict[str, str]:
    now, after = terms(today)
    texts = {
        "name": answers.name,
        "place": answers.place or "地址待填",
        "phone": answers.phone,
        "description": f"{answers.name}的课表、服务和故事",
        "about": f"{answers.name}的课程、活动和服务，都在这里看。",
        "who": f"{answers.name}是谁，在哪里，怎么找到我们。",
    }
    return {
        **texts,
        **{f"yaml_{key}": json.dumps(value, ensure_ascii=False) for key, value in texts.items()},
        "term": now.id,
        "term_name": now.name,
        "term_from": str(now.valid_from),
        "term_to": str(now.valid_to),
        "next_term": after.id,
        "next_name": after.name,
        "next_from": str(after.valid_from),
        "next_to": str(after.valid_to),
        "today": today.isoformat(),
        "requirement": origin.requirement(),
        "pins": origin.pins(),
    }


def _package(name: str, years: list[int]) -> str:
    """The text of datapackage.yaml."""
    title = json.dumps(name, ensure_ascii=False)
    tables = [(table, _title(table), f"{table}.yml", table) for table in TABLES if table != "holidays"]
    tables += [(f"holidays-{year}", f"{year}年放假安排", f"holidays/{year}.yml", "holidays") for year in years]
    head = f"# 这个文件夹里有哪些表。\nname: {origin.package_name(name)}\ntitle: {title}\nresources:\n"
    return head + "".join(
        f"  - name: {own}\n    title: {words}\n    type: table\n    path: {path}\n    format: yaml\n"
        f"    encoding: utf-8\n    schema: schemas/{table}.yaml\n"
        for own, words, path, table in tables
    )


def _title(table: str) -> str:
    title: str = documents.read(kit.HOME, f"data/schemas/{table}.yaml").value["title"]
    return title
