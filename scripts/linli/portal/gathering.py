"""All communities of a portal: takes communities.yml, gives for each what may be shown of it, and what went wrong where.

What cannot be got, is broken or is another than was pinned keeps its last good copy, and says so; it never stops the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from linli.links.asking import is_public
from linli.portal import running
from linli.portal.bundle import Bundle, NoBundleError
from linli.portal.copies import Copies, Copy
from linli.portal.fetching import Permitted, fetch_all
from linli.portal.listed import Listed
from linli.portal.loading import Given
from linli.portal.told import Found, Told
from linli.problems import Problem, errors


class Place(NamedTuple):
    """A community in the portal."""

    listed: Listed
    told: Told | None
    """None where it was never good."""
    why: str = ""
    """Why it is not the newest, in Chinese; empty where it is."""
    copied: str = ""
    """Of which day the copy is that stands in, 2026-11-26; empty where the newest is shown."""


class How(NamedTuple):
    """Where and how it is read."""

    root: Path
    copies: Copies
    jobs: int | None = None
    scheduler: str = ""
    permitted: Permitted = is_public


def gather(
    listed: Sequence[Listed], today: date, how: How, say: Callable[[int], None]
) -> tuple[list[Place], list[Problem]]:
    """Return every community in the file's order, and all problems. Raises NoSchedulerError."""
    bundles: dict[str, Bundle] = {}
    whys: dict[str, NoBundleError] = {}

    def fetched() -> Iterator[Given]:
        for each, found in fetch_all(listed, how.root, how.permitted):
            if isinstance(found, NoBundleError):
                whys[each.id] = found
                continue
            bundles[each.id] = found
            yield _given(each, found, found.built or today.isoformat())

    problems: list[Problem] = []
    told: dict[str, Told] = {}
    complaints: dict[str, Sequence[Problem]] = {}
    for number, found in enumerate(running.read_all(fetched(), today, jobs=how.jobs, scheduler=how.scheduler), 1):
        say(number)
        bundle = bundles.pop(found.id)
        if found.told is None:
            complaints[found.id] = found.problems
            continue
        told[found.id] = found.told
        how.copies.keep(found.id, bundle, today)
    missing = [each for each in listed if each.id not in told]
    copies = {each.id: copy for each in missing if (copy := how.copies.get(each.id))}
    old = {found.id: found for found in _old(missing, copies, today, how)}
    places = []
    for each in listed:
        if each.id in told:
            places.append(Place(listed=each, told=told[each.id]))
            continue
        before = old.get(each.id)
        day = copies[each.id].day.isoformat() if before and before.told else ""
        why = str(whys[each.id]) if each.id in whys else _why(complaints.get(each.id, ()))
        problems.append(_problem(each, why, day))
        problems += complaints.get(each.id, ())
        places.append(Place(listed=each, told=before.told if before else None, why=why, copied=day))
    return places, problems


def _old(missing: Sequence[Listed], copies: dict[str, Copy], today: date, how: How) -> Iterator[Found]:
    given = [
        _given(
            each, copies[each.id].bundle, copies[each.id].bundle.built or copies[each.id].day.isoformat(), trusted=True
        )
        for each in missing
        if each.id in copies
    ]
    return running.read_all(given, today, jobs=how.jobs if len(given) > running.TOGETHER else 1)


def _given(listed: Listed, bundle: Bundle, asof: str, *, trusted: bool = False) -> Given:
    return Given(
        id=listed.id,
        name=listed.name,
        street=listed.street,
        site=listed.site,
        parts=bundle.parts,
        asof=asof,
        trusted=trusted,
    )


def _why(complaints: Sequence[Problem]) -> str:
    wrong = errors(complaints)
    return f"它的表格里有{len(wrong)}处错误" if len(wrong) > 1 else wrong[0].message if wrong else "没有读成"


def _problem(listed: Listed, why: str, day: str) -> Problem:
    kept = f"用 {day} 取到的那一份" if day else "以前也没有好的，这个社区先不显示"
    hint = "请告诉这个社区的人；它好了，下次自己就换成新的"
    return listed.problem("source", "portal-package", f"{listed.name}的资料用不了：{why}；{kept}", hint)
