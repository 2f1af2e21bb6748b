"""Whether a site is looked after: takes its folder and a day, gives what to do about its program, its workflow and its pages.

Nothing is asked of the network: what is installed is compared with what the site's own file asks for, and that with what
this kit was tested with. Whether there is a newer kit nobody here can know; so a year without a change is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from linli import kit, origin, repository
from linli.doctor.due import AHEAD, Due
from linli.problems import Mark

_FILE: Final = "requirements.txt"
_WORKFLOW: Final = ".github/workflows/site.yml"
_STOPS: Final = timedelta(days=60)
"""So long after the last commit GitHub goes on with what a clock starts."""
_YEAR: Final = timedelta(days=365)
_PINNED: Final = re.compile(r"([A-Za-z0-9._-]+)==([^\s\\;]+)")
_UNWRITTEN: Final = "这里写"
"""How the paragraphs of a new site begin that are to be replaced."""

Pins = dict[str, tuple[str, int]]
"""Version and line by name."""


def upkeep(root: Path, today: date) -> list[Due]:
    """Return what is late, or falls due within a month."""
    found = (*_program(root, today), *_workflow(root), *_pages(root, today))
    return sorted(one for one in found if one.by <= today + AHEAD)


def pins(text: str) -> Pins:
    """Return what a requirements.txt asks for, one version each."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _PINNED.match(line):
            found[match[1].lower().replace("_", "-")] = (match[2], number)
    return found


def _program(root: Path, today: date) -> Iterator[Due]:
    try:
        text = (root / _FILE).read_text("utf-8")
    except (OSError, ValueError):
        return
    asked, tested = pins(text), pins((kit.HOME / _FILE).read_text("utf-8"))
    own = next((n for n, line in enumerate(text.splitlines(), 1) if re.match(r"linli\b|\./linli-", line)), 0)
    if own and text.splitlines()[own - 1].strip() != origin.requirement():
        what = f"装的网站程序（{origin.requirement()}）不是 {_FILE} 里写的那一个"
        yield Due(by=today, what=what, how=f"pip install -r {_FILE}；要用装的这个，就改那一行", mark=_at(own))
    wrong = [(name, wanted, line) for name, (wanted, line) in asked.items() if _installed(name) not in {wanted, ""}]
    if wrong:
        name, wanted, line = wrong[0]
        what = f"装的依赖有{len(wrong)}个不是 {_FILE} 里写的，例如 {name} 是 {_installed(name)}，写的是 {wanted}"
        yield Due(by=today, what=what, how=f"pip install -r {_FILE}", mark=_at(line))
    other = [(n, asked[n][0], tested[n][0], asked[n][1]) for n in asked if n in tested and asked[n][0] != tested[n][0]]
    if other:
        name, wanted, good, line = other[0]
        what = f"{_FILE} 里有{len(other)}个依赖不是这一版程序试过的，例如 {name} {wanted}，试过的是 {good}"
        yield Due(by=today, what=what, how="改成试过的版本，再运行一次 linli check", mark=_at(line))
    if changed := repository.last_change(root, _FILE):
        what = f"{_FILE} 从{changed}起没有动过，程序和依赖多半旧了"
        how = "看看程序有没有新的一版，有就改那一行，再运行 linli check 和 linli upgrade --check"
        yield Due(by=changed + _YEAR, what=what, how=how, mark=_at(own or 1))


def _workflow(root: Path) -> Iterator[Due]:
    if (root / _WORKFLOW).is_file() and (last := repository.last_change(root)):
        what = f"最近一次提交是{last}，满60天 GitHub 就停掉每天的自动更新"
        how = "提交任何一处修改；已经停了，到 Actions → 网站，点 Enable workflow"
        yield Due(by=last + _STOPS, what=what, how=how, mark=Mark(path=_WORKFLOW))


def _pages(root: Path, today: date) -> Iterator[Due]:
    for path in sorted((root / "content").rglob("*.md")):
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, ValueError):
            continue
        for number, line in enumerate(lines, 1):
            if line.startswith(_UNWRITTEN):
                mark = Mark(path=path.relative_to(root).as_posix(), line=number)
                yield Due(by=today, what=f"这一页还没有写：{line[:20]}", how="换成自己的话", mark=mark)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _at(line: int) -> Mark:
    return Mark(path=_FILE, line=line)
