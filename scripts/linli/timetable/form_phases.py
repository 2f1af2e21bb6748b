"""How one signs up with a form, and what holds when: takes a form and its seats, gives `Joining` with its phases.

Not yet, open, full (which never ages into open), closed; what nobody wrote is no statement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import inf
from typing import Final

from linli import phrases
from linli.model import Record
from linli.records import Allocation, FormKind
from linli.timetable.phases import Look, Phase, chain, midnight

ENDED: Final = "已经结束"
NEEDED: Final = "需报名"
"""All that is known where nothing is written but the form."""
_VERBS: Final = {FormKind.OPINION: "填写", FormKind.ORDER: "下单", FormKind.INTEREST: "登记"}
_ALLOCATIONS: Final = {
    Allocation.FIRST_COME: "名额先到先得",
    Allocation.DRAW: "名额抽签",
    Allocation.REVIEW: "报名后审核",
}
TRUSTED: Final = timedelta(days=4)
"""So many days, that of the count among them, a count is shown as a number; then only its state is known."""
_DAY: Final = timedelta(days=1)
FEW: Final = 3
"""So many seats or fewer are nearly none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seats:
    """What is left, of whom, and when that was counted."""

    left: int
    as_of: date | None
    pool: str = ""
    """五门课共, where several share the number; empty where it is this class's own."""
    waitlist: bool = False

    @property
    def trusted_until(self) -> datetime | None:
        """Until when the number is shown: through the third day after; None where nobody said when it was counted."""
        return midnight(self.as_of + TRUSTED) if self.as_of else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Joining:
    """How one joins."""

    word: str
    """Phase-free, for pages without a script and for paper: 12月1日9:00—12月20日18:00报名; 现场报名; 怎么参加请先问."""
    about: str
    """One more sentence that always holds, or empty."""
    phases: tuple[Phase, ...]
    form: Record | None = None
    """The form one signs up with, where it has an address."""
    open_to_all: bool = False
    """Whether one can come without signing up before."""

    @property
    def says_how(self) -> bool:
        """Whether the word says more than that one signs up."""
        return self.word != NEEDED

    @property
    def steps(self) -> tuple[object, ...]:
        """What tells ways apart: where nothing opens or closes, not the day on which each class's last session is."""
        if self.form:
            return tuple((p.start, p.kind, p.words) for p in self.phases if p.words != ENDED)
        return tuple((p.kind, p.words) for p in self.phases if p.kind != "over")

    @property
    def ends(self) -> float:
        """When it is over, in seconds since 1970; infinite where nobody knows."""
        last = self.phases[-1]
        return last.start.timestamp() if last.kind == "over" and last.start else inf


def of_form(
    form: Record,
    *,
    seats: Seats | None = None,
    pool: str = "",
    over: datetime | None = None,
    about: str = "",
) -> Joining:
    """Return how one joins by a form: not yet, open, full (which never ages into open), closed.

    `seats` are the class's own; else the form's count is shown, as that of a `pool` where others share it.
    """
    verb = _VERBS.get(form.kind, FormKind.SIGNUP)
    if seats is None and form.seats_left is not None:
        seats = Seats(left=form.seats_left, as_of=form.as_of, pool=pool, waitlist=form.waitlist)
    elif seats is not None:
        seats = Seats(left=seats.left, as_of=seats.as_of, waitlist=form.waitlist)
    online = bool(form.url)
    terms = _terms(form)
    about = about or form.how_to_apply or ""
    about = phrases.joined([about.rstrip("。") if terms else about, *terms], "；")
    opens, closes = form.opens_at, form.closes_at
    steps: list[tuple[datetime | None, str, Look, str, str]] = []
    if opens is not None:
        steps.append(_waiting(verb, opens))
    go = f"去{verb}" if online else "看怎么报名"
    steps += _opened(verb, seats, opens, go=go, online=online)
    if opens is not None and opens.time() == time() and steps[1][-1] == "open":
        # of that day nobody knows the hour
        steps[1:2] = [(opens, f"今天开始{verb}", Look.GOOD, go, "open"), (opens + _DAY, *steps[1][1:])]
    if closes is not None:
        steps.append((closes, f"{verb}已截止", Look.NONE, "", "over"))
    if over is not None and (closes is None or over < closes):
        steps.append((over, ENDED, Look.NONE, "", "over"))
    return Joining(
        word=_window(form, verb, seats),
        about=about,
        phases=tuple(replace(phase, short=_short(phase, form, verb, seats)) for phase in chain(*steps)),
        form=form if online else None,
    )


def _waiting(verb: str, opens: datetime) -> tuple[None, str, Look, str, str]:
    """Before a form opens: 报名未开始，12月1日9:00开放; 报名未开始，12月1日开放 where only the day was said."""
    moment = f"{phrases.opening(opens, phrases.short_day)}开放"
    return None, f"{verb}未开始，{moment}", Look.CHANGED, moment, "wait"


def _short(phase: Phase, form: Record, verb: str, seats: Seats | None) -> str:
    """The state alone, for a row: 12月1日起报名, 报名中, 报名中 余3 of the class's own seats, 已满，可候补."""
    if phase.kind == "wait":
        return f"{phrases.short_day(form.opens_at.date())}起{verb}"
    if phase.kind == "full":
        return "已满，可候补" if phase.action else "已满"
    if phase.kind == "open" and phase.words.startswith("今天"):
        return phase.words
    if phase.kind == "open":
        own = seats is not None and not seats.pool and f"余{seats.left}" in phase.words
        return f"{verb}中 余{seats.left}" if seats and own else f"{verb}中"
    return ""


def _opened(
    verb: str, seats: Seats | None, opens: datetime | None, *, go: str, online: bool
) -> list[tuple[datetime | None, str, Look, str, str]]:
    """What holds while a form is open: with the number while it can be trusted, full for good."""
    if seats is None:
        return [(opens, f"{verb}中", Look.GOOD, go, "open")]
    if seats.left <= 0:
        counted = f"（截至{phrases.short_day(seats.as_of)}）" if seats.as_of else ""
        waiting = "，可候补" if seats.waitlist else ""
        action = "去登记候补" if seats.waitlist else ""
        return [(opens, f"名额已满{counted}{waiting}", Look.BAD, action, "full")]
    rest = f"{seats.pool}余{seats.left}" if seats.pool else f"余{seats.left}"
    look = Look.CHANGED if seats.left <= FEW and not seats.pool else Look.GOOD
    later = f"{verb}中，名额{'以报名表为准' if online else '请先问'}"
    until = seats.trusted_until
    if until is None or (opens is not None and opens >= until):
        return [(opens, later, Look.GOOD, go, "open")]
    return [
        (opens, f"{verb}中 {rest}", look, go, "open"),
        (until, later, Look.GOOD, go, "open"),
    ]


def _terms(form: Record) -> list[str]:
    """How seats are given, and how many are needed, where that was said."""
    needed = f"满{form.threshold}人开班" if form.threshold else ""
    known = form.interested is not None and form.as_of  # a number of which nobody said the day would soon be untrue
    counted = f"{phrases.short_day(form.as_of)}已有{form.interested}人" if known else ""
    return [term for term in (_ALLOCATIONS.get(form.allocation, ""), phrases.joined([needed, counted], "，")) if term]


def _window(form: Record, verb: str, seats: Seats | None) -> str:
    """12月1日(周二)9:00开始报名，12月20日(周日)18:00截止; true whenever it is read."""
    parts = [
        f"{phrases.opening(form.opens_at)}开始{verb}" if form.opens_at else "",
        f"{phrases.deadline(form.closes_at)}截止" if form.closes_at else "",
    ]
    said = phrases.joined(parts, "，")
    if seats is not None and seats.left <= 0:
        counted = f"（截至{phrases.short_day(seats.as_of)}）" if seats.as_of else ""
        said = phrases.joined([said, f"名额已满{counted}" + ("，可候补" if seats.waitlist else "")], "；")
    elif seats is not None and seats.as_of:
        said = phrases.joined([said, f"{seats.pool}余{seats.left}（截至{phrases.short_day(seats.as_of)}）"], "；")
    return said or (NEEDED if verb == FormKind.SIGNUP else f"可以{verb}")
