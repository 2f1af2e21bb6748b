"""`linli holidays 2027 < notice.txt`: takes the State Council's notice, shows it beside what was read, writes the year's file."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from linli.asking import Asker, StoppedError, terminal

if TYPE_CHECKING:
    from linli.holiday_notice import Notice

_MOST_BYTES: Final = 200_000


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    holidays = commands.add_parser(
        "holidays", parents=[common], help="把国务院办公厅的放假通知读进 data/holidays/年份.yml，给您看过再写"
    )
    holidays.add_argument("year", type=year, metavar="YEAR", help="哪一年，例如 2027")
    holidays.add_argument("file", nargs="?", type=Path, metavar="FILE", help="通知正文的文件；不写就从标准输入读")
    holidays.add_argument("--yes", action="store_true", help="不问，没有错就写")
    holidays.set_defaults(run=run)


def year(text: str) -> int:
    """Return the year of an argument."""
    if not re.fullmatch(r"20[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"年份 {text} 应写成 2027 的样子")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Read, show, ask, write. 0: written, or there already; 1: refused, by the text or by the person."""
    try:
        text, piped = _text(options.file, options.year)
    except OSError:
        return _no(f"打不开文件 {options.file or '标准输入'}。")
    except ValueError as error:
        return _no(str(error))
    except StoppedError as error:
        return _no(f"{error}，什么都没有写。")
    return take(options, text, terminal if piped else Asker)


def take(options: argparse.Namespace, text: str, asker: Any = Asker) -> int:
    """Do the same with the text at hand; `asker` gives who asks."""
    from linli import tablefile, trial
    from linli.holiday_notice import files, read
    from linli.model import SHANGHAI
    from linli.problems import errors
    from linli.report import report

    where = options.file.name if options.file else "通知"
    notice = read(text, options.year, where)
    if notice.problems:
        print(report(notice.problems, "text"))
        return _no("通知里有对不上的地方，什么都没有写。")
    path = f"data/holidays/{options.year}.yml"
    try:
        texts = files.texts(options.root, notice, path)
    except ValueError as error:
        return _no(str(error))
    print(shown(notice))
    if not texts:
        print(f"\n{path} 已经写好了，和通知一样，没有改。")
        return 0
    today = options.today or datetime.now(SHANGHAI).date()
    try:
        seen = {path: tablefile.text(options.root, path) for path in texts}
        brought = trial.brought(options.root, texts, today)
    except ValueError as error:
        return _no(f"{error}。没有写。")
    if brought:
        print(f"\n写了以后，检查会说：\n{report(brought, 'text')}")
    if errors(brought):
        return _no("写了会多出错误，什么都没有写。")
    print(f"\n要写的文件：{'、'.join(texts)}")
    try:
        if not options.yes and not asker().sure("和通知一样吗？写进去？"):
            return _no("没有写。")
        tablefile.write(options.root, texts, seen)
    except StoppedError as error:
        return _no(f"{error}，什么都没有写。看过没有错，可以加 --yes 再运行一次。")
    except ValueError as error:
        return _no(str(error))
    print(f"写好了：{'、'.join(texts)}")
    if any(day.worked for day in notice.days):
        print(
            f"调休上班的那几天补星期几的课，由社区定：在 {path} 里「班」的那几行加 weekday_as，例如 weekday_as: 周三。"
        )
    return 0


def shown(notice: Notice) -> str:
    """The text and what was read from it, day by day."""
    from linli.writing import WEEKDAYS

    lines = []
    for section in notice.sections:
        lines += ["", f"第{section.line}行  {' '.join(section.text.split())}"]
        lines += [
            f"    {day.kind}  {day.date} {WEEKDAYS[day.date.weekday()]}  {day.name}" for day in sorted(section.days)
        ]
    off = sum(not day.worked for day in notice.days)
    lines += ["", f"共放假{off}天，调休上班{len(notice.days) - off}天。来源：{notice.source}"]
    told = [" ".join(said.split()) for said in notice.unread]
    lines += [f"没有读进去的话：{said[:60]}{'…' if len(said) > 60 else ''}" for said in told]
    return "\n".join(lines[1:])


def _text(file: Path | None, year: int) -> tuple[str, bool]:
    """Return the notice, and whether it came through standard input."""
    if file is not None:
        if not file.is_file():
            raise ValueError(f"找不到文件 {file}")
        with file.open("rb") as opened:
            return decoded(opened.read(_MOST_BYTES + 1)), False
    if not sys.stdin.isatty():
        return decoded(sys.stdin.buffer.read(_MOST_BYTES + 1)), True
    print(f"请把{year}年通知的正文贴在这里，贴完另起一行写一个「完」字，再按回车：")
    return pasted(Asker()), False


def pasted(asker: Asker) -> str:
    """Return the lines up to 完."""
    lines: list[str] = []
    while sum(map(len, lines)) < _MOST_BYTES:
        line = asker.line("")
        if line in ("完", "完。"):
            break
        lines.append(line)
    return "\n".join(lines)


def decoded(data: bytes) -> str:
    """Return the text of a file as Windows or others save it; raises ValueError where it is none."""
    if len(data) > _MOST_BYTES:
        raise ValueError("通知太长，只要正文，不要整个网页。没有写。")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise ValueError("通知的文字读不懂：不是 UTF-8、UTF-16 或 GBK 的文本文件。请另存为文本文件（UTF-8）。")


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
