"""How one joins a class or a service, and what holds when: takes what was written, gives `Joining` with its phases.

The only wording of sign-up: pages, /q/, posters, share texts and calendars all say what stands here. What nobody wrote
is no statement: without a way to join one is asked to ask.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import Final

from linli import phrases
from linli.model import Community, Record
from linli.records import Signup, Standing
from linli.timetable.expand import Timetable
from linli.timetable.form_phases import ENDED, Joining, Seats, of_form
from linli.timetable.groups import Group
from linli.timetable.occurrence import finished
from linli.timetable.phases import Look, Phase, chain

ASK: Final = "怎么参加请先问"
TOLD: Final = "报名看说明"
"""The editor's own words stand beside it."""
_WALK_IN: Final = {
    Signup.NOT_NEEDED: ("无需报名", "到时直接来。"),
    Signup.ON_SITE: ("现场报名", "不在网上报，当面登记。"),
}
_CALLS: Final = {
    Signup.BY_PHONE: "电话报名",
    Signup.BY_WECHAT: "微信报名",
    Signup.BY_APPOINTMENT: "需预约",
}


def of_group(group: Group, form: Record | None, *, pool: str = "", over: datetime | None = None) -> Joining:
    """Return how one joins a class. `over`: when its last session is over; `pool`: who shares the form's seats."""
    if group.status == Standing.ENDED:
        return _plain(ENDED, Look.NONE, "over")
    if group.status == Standing.PAUSED:
        return _plain("暂停开课", Look.BAD, "paused")
    signup = group.signup
    apply = group.how_to_apply or ""
    if signup in _WALK_IN:
        word, about = _WALK_IN[signup]
        return _with_seats(word, apply or about, group, over, open_to_all=True)
    if form is not None:
        return of_form(form, seats=_own_seats(group), pool=pool, over=over, about=apply)
    if signup in _CALLS:
        return _with_seats(_CALLS[signup], apply, group, over)
    if apply:
        return _with_seats(TOLD, apply, group, over)
    return _with_seats(ASK, "", group, over)


def _own_seats(group: Group) -> Seats | None:
    return None if group.seats_left is None else Seats(left=group.seats_left, as_of=group.as_of)


def _with_seats(word: str, about: str, group: Group, over: datetime | None, *, open_to_all: bool = False) -> Joining:
    seats = _own_seats(group)
    full = seats is not None and seats.left <= 0
    counted = f"（截至{phrases.short_day(seats.as_of)}）" if seats and seats.as_of else ""
    said = f"名额已满{counted}" if full else word
    look = Look.BAD if full else Look.GOOD if open_to_all else Look.NONE
    action = "" if full else {"电话报名": "电话报名", "需预约": "打电话预约"}.get(word, "")
    steps: list[tuple[datetime | None, str, Look, str, str]] = [
        (None, said, look, action, "full" if full else "free" if open_to_all else "ask")
    ]
    if over is not None:
        steps.append((over, ENDED, Look.NONE, "", "over"))
    return Joining(word=said, about=about, phases=chain(*steps), open_to_all=open_to_all and not full)


def _plain(word: str, look: Look, kind: str) -> Joining:
    return Joining(word=word, about="", phases=chain((None, word, look, "", kind)))


def brief(phase: Phase) -> str:
    """The state in a word, for a table of classes: 未开始, 余6, 报名中, 已满, 已截止."""
    if phase.kind in ("wait", "full"):
        return "未开始" if phase.kind == "wait" else "已满"
    if phase.kind == "over":
        return "已截止" if phase.words.endswith("截止") else "已结束"
    return phase.words.rpartition(" ")[2].partition("，")[0]


class Joinings:
    """How one joins every class of a community; what its forms are shared by is worked out once."""

    def __init__(self, community: Community, timetable: Timetable) -> None:
        self._community = community
        self._timetable = timetable
        self._pools = _pools(timetable)
        self._found: dict[str, Joining] = {}

    def of(self, group: Group) -> Joining:
        """Return how one joins a class."""
        if group.id not in self._found:
            form = self._community.find("forms", group.form)
            self._found[group.id] = of_group(
                group,
                form,
                pool=self._pools.get(group.form or "", ""),
                over=finished(self._timetable.of_group(group.id)),
            )
        return self._found[group.id]

    def pool(self, form: Record) -> str:
        """Who shares a form's seats: 五门课共, 3个班共; empty for one class."""
        return self._pools.get(form.id, "")


def _pools(timetable: Timetable) -> dict[str, str]:
    users: dict[str, list[Group]] = defaultdict(list)
    for group in timetable.groups:
        if group.form and group.seats_left is None:
            users[group.form].append(group)
    pools = {}
    for form, groups in users.items():
        courses = Counter(group.course.id for group in groups)
        if len(courses) > 1:
            pools[form] = f"{phrases.count(len(courses))}门课共"
        elif len(groups) > 1:
            pools[form] = f"{phrases.count(len(groups))}个班共"
    return pools
