"""Problems as text for people, for GitHub's annotations and summaries, and as JSON: takes problems, gives a string."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final, Literal

from linli.problems import Problem, errors, in_order

Format = Literal["text", "github", "json"]
MOST: Final = 10
"""Annotations of one step that GitHub shows; it drops the rest and says nothing."""
SUMMARY_BYTES: Final = 900_000
"""GitHub refuses a step's summary of more than a mebibyte; what is compared is written behind it."""
_LEVELS: Final = {"error": "错误", "warning": "警告"}
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!@&])")


def report(problems: Sequence[Problem], form: Format) -> str:
    """Return all problems in the asked form."""
    found = in_order(problems)
    return {"text": text, "github": github, "json": as_json}[form](found)


def text(problems: Sequence[Problem]) -> str:
    """Return two lines a problem, ending with how many there are."""
    lines = []
    for problem in problems:
        lines.append(f"{problem.mark}  {_LEVELS[problem.level]}  {_named(problem)}")
        pad = " " * (len(str(problem.mark)) + 2)
        lines.append(f"{pad}{problem.hint}{'  ' if problem.hint else ''}[{problem.code}]")
    lines.append(totals(problems))
    return "\n".join(lines)


def totals(problems: Sequence[Problem]) -> str:
    """Return the counts."""
    wrong = len(errors(problems))
    return f"共 {wrong} 个错误，{len(problems) - wrong} 个警告。"


def github(problems: Sequence[Problem]) -> str:
    """Return a workflow command for each of the most useful problems, then all of them as text for the log."""
    shown = useful(problems)
    lines = []
    for problem in shown:
        place = f"file={_property(problem.mark.path)},line={problem.mark.line},col={problem.mark.column}"
        said = _data(f"{_named(problem)}\n{problem.hint}".strip())
        lines.append(f"::{problem.level} {place},title={_property(problem.code)}::{said}")
    more = len(problems) - len(shown)
    last = [f"只标出最要紧的 {len(shown)} 个，其余 {more} 个在上面；写了 --summary 的，摘要里有全部。"] if more else []
    return "\n".join([*lines, text(problems), *last])


def useful(problems: Sequence[Problem]) -> list[Problem]:
    """Return those that tell most: errors first, and of each code one before any of them comes again."""
    seen: dict[str, int] = {}
    ranks = []
    for problem in problems:
        seen[problem.code] = again = seen.get(problem.code, -1) + 1
        ranks.append((problem.level != "error", again))
    order = sorted(range(len(problems)), key=ranks.__getitem__)[:MOST]
    return [problems[number] for number in sorted(order)]


def summary(problems: Sequence[Problem]) -> str:
    """Return all problems as Markdown; what editors wrote stays text."""
    found = in_order(problems)
    if not found:
        return "## 检查：没有问题\n\n"
    lines = [f"## 检查：{totals(found)}", ""]
    size = 0
    for number, problem in enumerate(sorted(found, key=lambda p: p.level)):
        line = f"- **{_LEVELS[problem.level]}** `{problem.mark}` {escaped(_named(problem))}"
        line += f"  \n  {escaped(problem.hint)}" if problem.hint else ""
        size += len(line.encode()) + 1
        if size > SUMMARY_BYTES:
            lines.append(f"- 还有 {len(found) - number} 个写不下，请先改好上面的")
            break
        lines.append(line)
    return "\n".join([*lines, "", ""])


def escaped(line: str) -> str:
    """A text that is the same in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(line.split()))


def _named(problem: Problem) -> str:
    return f"{problem.record}：{problem.message}" if problem.record else problem.message


def as_json(problems: Sequence[Problem]) -> str:
    """Return one object: problems, errors, warnings."""
    wrong = len(errors(problems))
    whole = {"problems": [_plain(p) for p in problems], "errors": wrong, "warnings": len(problems) - wrong}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.mark.path,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "level": problem.level,
        "code": problem.code,
        "table": problem.table,
        "record": problem.record,
        "field": problem.field,
        "message": problem.message,
        "hint": problem.hint,
        "rule": problem.rule,
    }


def _data(said: str) -> str:
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(said: str) -> str:
    return _data(said).replace(":", "%3A").replace(",", "%2C")
