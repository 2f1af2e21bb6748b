"""Problems as text for people, for GitHub's annotations and as JSON: takes problems, gives a string."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final, Literal

from linli.problems import Problem, errors, in_order

Format = Literal["text", "github", "json"]
_LEVELS: Final = {"error": "错误", "warning": "警告"}


def report(problems: Sequence[Problem], form: Format) -> str:
    """Return all problems in the asked form."""
    found = in_order(problems)
    return {"text": text, "github": github, "json": as_json}[form](found)


def text(problems: Sequence[Problem]) -> str:
    """Return two lines a problem, ending with how many there are."""
    lines = []
    for problem in problems:
        name = f"{problem.record}：" if problem.record else ""
        lines.append(f"{problem.mark}  {_LEVELS[problem.level]}  {name}{problem.message}")
        pad = " " * (len(str(problem.mark)) + 2)
        lines.append(f"{pad}{problem.hint}{'  ' if problem.hint else ''}[{problem.code}]")
    lines.append(totals(problems))
    return "\n".join(lines)


def totals(problems: Sequence[Problem]) -> str:
    """Return the counts."""
    wrong = len(errors(problems))
    return f"共 {wrong} 个错误，{len(problems) - wrong} 个警告。"


def github(problems: Sequence[Problem]) -> str:
    """Return a workflow command a problem, then the same as text for the log."""
    lines = []
    for problem in problems:
        place = f"file={_property(problem.mark.path)},line={problem.mark.line},col={problem.mark.column}"
        name = f"{problem.record}：" if problem.record else ""
        said = _data(f"{name}{problem.message}\n{problem.hint}".strip())
        lines.append(f"::{problem.level} {place},title={_property(problem.code)}::{said}")
    return "\n".join([*lines, text(problems)])


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
