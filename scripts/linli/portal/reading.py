"""The pure function: takes the bytes of some communities and a day, gives what the portal shows of each, problems as values.

It reads no clock and no file but the kit's own, so it may run anywhere; of the same bytes it always makes the same.
What would take too long is refused before it is begun: the timetable is counted before it is expanded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from linli.checks import context_of, rules
from linli.model import Community
from linli.portal import loading, telling
from linli.portal.loading import Given
from linli.portal.told import Found
from linli.problems import Mark, Problem, errors, in_order
from linli.structure import Loaded
from linli.timetable import expand
from linli.timetable.series import bounds

MOST_SESSIONS: Final = 60_000
"""Of one community's timetable."""
_MOST_TOLD: Final = 20
"""Problems of one community that are passed on; the others are only counted."""
_WITH_FILES: Final = frozenset(
    "consent content_files content_links downloads file_names images own_name page_writing published_ids slot_names".split()
)
"""Rules about files and a history that a package does not hold."""
_OF_THE_YEAR: Final = frozenset({"holidays", "holiday_years"})
"""Rules that say the same of every community."""
_NOWHERE: Final = Path("/nonexistent/linli")


def read(given: Sequence[Given], today: date) -> list[Found]:
    """Return what was found of each community, in order."""
    try:
        return [_found(each, loaded, today) for each, loaded in zip(given, loading.load(given, today), strict=True)]
    except Exception as error:  # a community that breaks the program must not take the others with it
        if len(given) == 1:
            return [broken(given[0], f"读它的时候程序出了错（{type(error).__name__}）")]
        return [found for each in given for found in read([each], today)]


def _found(given: Given, loaded: Loaded, today: date) -> Found:
    problems = list(loaded.problems)
    if count_of(loaded.community, today) > MOST_SESSIONS:
        return broken(given, f"课表排出来超过 {MOST_SESSIONS} 次课，没有排")
    if errors(problems) and not given.trusted:
        return Found(id=given.id, told=None, problems=_few(given, problems))
    timetable = expand(loaded.community, today)
    context = context_of(loaded, timetable, root=_NOWHERE, today=today)
    problems += [
        problem for rule in rules() if rule.name not in _WITH_FILES | _OF_THE_YEAR for problem in rule.check(context)
    ]
    if errors(problems) and not given.trusted:
        return Found(id=given.id, told=None, problems=_few(given, problems))
    told = telling.tell(given, loaded, timetable, today, doubts=len(in_order(problems)))
    return Found(id=given.id, told=told, problems=())


def count_of(community: Community, today: date) -> int:
    """Return about how many sessions the timetable has, without making any."""
    count = 0
    for row in community.schedules:
        found = bounds(community, row, today)
        if row.dates:
            count += len(row.dates.days)
        elif found:
            count += (found.last - found.first).days // 7 * max(1, len(row.weekday.days) if row.weekday else 1)
    return count + len(community.changes) * max(1, len(community.courses)) // 10


def _few(given: Given, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Errors first, some of them, called by the community's id."""
    found = sorted(in_order(problems), key=lambda problem: problem.level)[:_MOST_TOLD]
    return tuple(_placed(given, problem) for problem in found)


def _placed(given: Given, problem: Problem) -> Problem:
    if problem.mark.path.startswith(f"{given.id}/"):
        return problem
    return replace(problem, mark=replace(problem.mark, path=f"{given.id}/{problem.mark.path}"))


def broken(given: Given, message: str) -> Found:
    """Return a community that could not be read."""
    mark = Mark(path=given.id)
    problem = Problem(mark=mark, code="portal-broken", message=message, hint="请和这个社区的人一起看看它的表格")
    return Found(id=given.id, told=None, problems=(problem,))
