"""The command line's own words: gives a parser whose help and complaints are Chinese."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

_OPTION: Final = r"argument (?P<name>[^:]+): "
_SAID: Final[tuple[tuple[str, Callable[[re.Match[str]], str]], ...]] = (
    (rf"{_OPTION}invalid choice: '(?P<found>.*)' \(choose from (?P<known>.*)\)", lambda m: _choice(m)),  # noqa: PLW0108 # defined below
    (rf"{_OPTION}expected (?:one argument|at least one argument|\d+ arguments?)", lambda m: f"{m['name']} 后面要写内容"),
    (rf"{_OPTION}invalid \w+ value: '(?P<found>.*)'", lambda m: f"{m['name']} 不能写成 {m['found']}"),
    (rf"{_OPTION}ignored explicit argument '(?P<found>.*)'", lambda m: f"{m['name']} 后面不写内容，多了 {m['found']}"),
    (rf"{_OPTION}not allowed with argument (?P<other>.+)", lambda m: f"{m['name']} 和 {m['other']} 不能一起用"),
    (r"the following arguments are required: (?P<names>.+)", lambda m: _lacking(m["names"])),
    (r"unrecognized arguments: (?P<found>.+)", lambda m: f"不认识 {m['found']}"),
    (r"ambiguous option: (?P<found>\S+) could match (?P<known>.+)", lambda m: f"{m['found']} 可能是 {m['known']} 中的一个，请写全"),
    (rf"{_OPTION}(?P<rest>.+)", lambda m: f"{m['name']}：{m['rest']}"),
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese to the people who type."""

    def __init__(
        self,
        prog: str | None = None,
        *,
        description: str | None = None,
        parents: Sequence[argparse.ArgumentParser] = (),
        add_help: bool = True,
    ) -> None:
        super().__init__(prog, description=description, add_help=False, formatter_class=_Help)
        self._positionals.title = "命令"
        self._optionals.title = "选项"
        for parent in parents:
            self._add_container_actions(parent)  # after the titles, by which argparse joins the groups
        if add_help:
            self.add_argument("-h", "--help", action="help", help="显示这些说明")

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong, where help is, and leave with 2."""
        said = next((say(m) for pattern, say in _SAID if (m := re.fullmatch(pattern, message))), message)
        self.exit(2, f"命令写法不对：{said}\n可以用 {self.prog} --help 查看写法。\n")


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def _choice(match: re.Match[str]) -> str:
    known = re.findall(r"[\w.-]+", match["known"])
    close = difflib.get_close_matches(match["found"], known, n=1, cutoff=0.5)
    what = "没有这个命令" if match["name"] == "COMMAND" else f"{match['name']} 不能写成"
    guess = f"是不是想写 {close[0]}？" if close else ""
    return f"{what} {match['found']}；{guess}可以写：{'、'.join(known)}"


def _lacking(names: str) -> str:
    return "没有写要做什么，例如 linli check" if names == "COMMAND" else f"少了 {names}"
