"""`linli new change`: takes an interview and the timetable, asks what is not as usual, gives the row's values.

Of a class only days are offered on which it meets; what a kind of change needs is asked for, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from linli import phrases
from linli.asked.interview import Interview, standard
from linli.asking import chosen
from linli.model import Community
from linli.records import ChangeKind, Scope
from linli.rows import Text
from linli.timetable import NOT_HELD, Occurrence, Status, Timetable

_WHO: Final = ("一个班、一门课", "一项服务", "全部（台风天、修房子）")
_OF_CLASSES: Final = (
    ChangeKind.CANCELLED, ChangeKind.MOVED, ChangeKind.RETIMED, ChangeKind.RELOCATED, ChangeKind.ADDED,
    ChangeKind.SUBSTITUTE, ChangeKind.TOPIC,
)  # fmt: skip
_OF_SERVICES: Final = (ChangeKind.CLOSED, ChangeKind.RETIMED)
_NEEDS: Final = {
    ChangeKind.MOVED: ("new_date",),
    ChangeKind.RETIMED: ("opens_at",),
    ChangeKind.RELOCATED: ("venue",),
    ChangeKind.ADDED: ("opens_at",),
    ChangeKind.SUBSTITUTE: ("teacher",),
    ChangeKind.TOPIC: ("note",),
}
_ALSO: Final = {
    ChangeKind.MOVED: ("opens_at", "closes_at", "venue"),
    ChangeKind.RETIMED: ("closes_at",),
    ChangeKind.ADDED: ("closes_at", "venue"),
}
_MOST_DAYS: Final = 12
_WHOLE: Final = "这门课当天所有的班"


def ask(interview: Interview, community: Community, timetable: Timetable, values: dict[str, Text]) -> None:
    """Ask for everything that is not among the values yet."""
    asker = interview.asker
    if not values.keys() & {"course", "group", "service", "scope", "at", "venue"}:
        who = asker.choose("\n什么和平时不一样？", _WHO)
        if who == 1:
            interview.ask("changes", "service", values, needed=True)
        elif who == 2:
            values["scope"] = tuple(Scope)[asker.choose("\n哪些？", [str(scope) for scope in Scope])].value
        else:
            _class(interview, community, timetable, values)
    if "kind" not in values:
        kinds = _OF_SERVICES if "service" in values else _OF_CLASSES if "scope" not in values else _OF_CLASSES[:1]
        values["kind"] = kinds[asker.choose("\n怎么变？", [str(kind) for kind in kinds]) if len(kinds) > 1 else 0].value
    kind = ChangeKind(str(values["kind"]))
    usual = _day(interview, timetable, values) if "date" not in values else None
    for name in _NEEDS.get(kind, ()):
        interview.ask("changes", name, values, needed=True, given=_given(name, usual))
    for name in _ALSO.get(kind, ()):
        interview.ask("changes", name, values, given=_given(name, usual) if kind == ChangeKind.MOVED else "")
    if kind not in (ChangeKind.ADDED, ChangeKind.TOPIC) and not values.keys() & {"group", "course", "date_to"}:
        interview.ask("changes", "date_to", values)
    if kind != ChangeKind.TOPIC:
        interview.ask("changes", "reason", values)


def _class(interview: Interview, community: Community, timetable: Timetable, values: dict[str, Text]) -> None:
    """Ask for the course, and for its class where several are still to meet."""
    coming = [o for o in timetable.occurrences if o.day >= interview.today]
    meeting = {o.course.id for o in coming}
    courses = [course for course in community.courses if course.id in meeting]
    if not courses:
        raise ValueError("课表里今天以后没有课")
    course = courses[interview.asker.choose("\n哪门课？", [f"{c.id} {c.title}" for c in courses], None)]
    classes = list({o.klass.id: o.klass for o in coming if o.course.id == course.id}.values())
    terms = {klass.term.id for klass in classes if klass.term}
    words = [
        f"{klass.name or course.title}{f'（{klass.term.name}）' if klass.term and len(terms) > 1 else ''}，"
        f"{_when(coming, klass.id)}"
        for klass in classes
    ]
    number = interview.asker.choose("\n哪个班？", [*words, _WHOLE], None) if len(classes) > 1 else len(classes)
    if number < len(classes):
        klass = classes[number]
        values["group"] = klass.id if klass.record else klass.name
        if klass.record:
            return
    elif len(classes) == 1 and classes[0].record:
        values["group"] = classes[0].id
        return
    values["course"] = course.id


def _when(coming: Sequence[Occurrence], klass: str) -> str:
    first = next(o for o in coming if o.klass.id == klass)
    return f"下一次 {_shown(first)}"


def _day(interview: Interview, timetable: Timetable, values: dict[str, Text]) -> Occurrence | None:
    """Ask for the day, of a class among those on which it meets; return its session there."""
    kind = ChangeKind(str(values["kind"]))
    if kind == ChangeKind.ADDED or not values.keys() & {"group", "course"}:
        interview.ask("changes", "date", values, needed=True)
        return None
    own = [o for o in _sessions(timetable, values) if o.day >= interview.today and o.status not in NOT_HELD]
    if not own:
        raise ValueError("这个班今天以后没有课，没有可以改的日子")
    days = list(dict.fromkeys(o.day for o in own))
    words = [_shown(next(o for o in own if o.day == day)) for day in days[:_MOST_DAYS]]
    interview.asker.say("\n哪一天？")
    for number, word in enumerate(words, 1):
        interview.asker.say(f"  {number} {word}")
    field = interview.schema("changes").fields["date"]

    def taken(answer: str) -> str:
        if answer.isdecimal() and len(answer) <= 2:
            return str(days[chosen(answer, words)])
        day = standard(answer, field, interview.today)
        if day in map(str, days):
            return day
        raise ValueError(_no_such(day, days))

    more = "，更后面的写日期" if len(days) > _MOST_DAYS else ""
    day = interview.asker.valid(f"写号码{more}：", taken)
    values["date"] = day
    there = [o for o in own if str(o.day) == day]
    starts = sorted({o.dtstart for o in there})
    if len(starts) > 1 and "group" in values and "session" not in values:
        whole = "这天的都一样"
        number = interview.asker.choose(
            "\n这天有几节，哪一节？", [*(f"{start:%H:%M}" for start in starts), whole], None
        )
        if number < len(starts):
            values["session"] = f"{starts[number]:%H:%M}"
            return next(o for o in there if o.dtstart == starts[number])
    return there[0] if len(starts) == 1 else None


def _no_such(day: str, days: Sequence[date]) -> str:
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return f"「{day[:20]}」不是日期，请写号码，或者写成 {days[0]} 的样子"
    near = sorted(days, key=lambda one: abs(one - wanted))[:3]
    return f"{phrases.day(wanted)}没有这个班的课；最近的是{'、'.join(map(phrases.day, sorted(near)))}"


def _sessions(timetable: Timetable, values: dict[str, Text]) -> Iterator[Occurrence]:
    group, course = values.get("group"), values.get("course")
    for session in timetable.occurrences:
        named = group in (session.klass.id, session.klass.name) if group else True
        if named and course in (None, session.course.id):
            yield session


def _shown(session: Occurrence) -> str:
    hours = "全天" if session.all_day else phrases.clock(session.dtstart.timetz())
    end = f"–{phrases.clock(session.dtend.timetz())}" if session.dtend and not session.all_day else ""
    place = f" {session.venue.name}" if session.venue else ""
    changed = f"（{session.status}）" if session.status != Status.ON else ""
    return f"{phrases.day(session.day)} {hours}{end}{place}{changed}"


def _given(name: str, usual: Occurrence | None) -> str:
    """What stays as it was: the hours of the session, where they are known."""
    if usual is None or usual.all_day:
        return ""
    if name == "opens_at":
        return f"{usual.dtstart:%H:%M}"
    return f"{usual.dtend:%H:%M}" if name == "closes_at" and usual.dtend else ""
