"""Events as rows: takes what a calendar gave, for whom and what is known, gives rows of schedules.yml and changes.yml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from linli.calendar_in.reading import Event, plain
from linli.calendar_in.repeating import NotSayableError, listed, repeating
from linli.model import Community
from linli.timetable import Timetable

Row = dict[str, str]


@dataclass(slots=True)
class Rows:
    """What is to be added, and how many events gave nothing, and why."""

    schedules: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)
    past: int = 0
    unsayable: int = 0
    places: int = 0
    """Events whose place is none of ours."""


def rows(events: Sequence[Event], whose: Row, community: Community, timetable: Timetable) -> Rows:
    """Return the rows of the course or class that `whose` names: {group: id} or {course: id}."""
    made = Rows()
    venue = _venues(community, made)
    masters = {event.uid: event for event in events if event.instead_of is None}
    changed = [event for event in events if event.instead_of is not None and event.uid in masters]
    single: dict[tuple[tuple[str, str], ...], list[date]] = defaultdict(list)
    for event in events:
        if event.cancelled or event in changed:
            continue
        try:
            times = _times(event) | venue(event)
            extra = [event.start, *event.added] if event.rule is None else list(event.added)
            for moment in extra:
                if moment.date() < timetable.today:
                    made.past += event.rule is None
                else:
                    single[tuple((_times(event, moment) | venue(event)).items())].append(moment.date())
            if event.rule is not None:
                _series(made, event, times, whose, timetable)
        except (NotSayableError, OverflowError):
            made.unsayable += 1
    made.schedules += [whose | {"dates": listed(sorted(set(days)))} | dict(times) for times, days in single.items()]
    for event in changed:
        if not masters[event.uid].cancelled and (row := _change(made, event, masters[event.uid], timetable)):
            made.changes.append(whose | row)
    return made


def _series(made: Rows, event: Event, times: Row, whose: Row, timetable: Timetable) -> None:
    found = repeating(event)
    if found.last is not None and found.last < timetable.today:
        made.past += 1
        return
    order = ("weekday", "dates", "month_week", "month_day")
    fields = {name: found.fields[name] for name in order if name in found.fields}
    rest = {name: value for name, value in found.fields.items() if name not in order}
    made.schedules.append(whose | fields | times | rest)
    for day in sorted(set(event.excluded) & set(found.dates)):
        if day >= timetable.today and not timetable.calendar.holiday(day):
            made.changes.append(whose | {"date": str(day), "kind": "停课"})


def _change(made: Rows, event: Event, master: Event, timetable: Timetable) -> Row | None:
    """Return what became of one session of a series."""
    planned = event.instead_of or event.start
    if max(planned, event.start).date() < timetable.today:
        return None
    row = {"date": str(planned.date())}
    if event.cancelled:
        return None if timetable.calendar.holiday(planned.date()) else row | {"kind": "停课"}
    try:
        times = _times(event)
    except (NotSayableError, OverflowError):
        made.unsayable += 1
        return None
    if event.start.date() != planned.date():
        return row | {"kind": "改期", "new_date": str(event.start.date())} | times
    return row | {"kind": "改时间"} | times if times != _times(master) else None


def _times(event: Event, start: datetime | None = None) -> Row:
    """Return when it begins and ends; nothing for what lasts all day."""
    begins = start or event.start
    if event.all_day:
        if event.end is not None and event.end - event.start > timedelta(days=1):
            raise NotSayableError
        return {}
    found = {"opens_at": f"{begins:%H:%M}"}
    if event.end is None or event.end == event.start:
        return found
    ends = begins + (event.end - event.start)
    if not timedelta() < ends - begins < timedelta(days=1):
        raise NotSayableError
    midnight = ends.date() > begins.date() and f"{ends:%H:%M}" == "00:00"
    found["closes_at"] = "24:00" if midnight else f"{ends:%H:%M}"
    return found | ({"overnight": "true"} if ends.date() > begins.date() and not midnight else {})


def _venues(community: Community, made: Rows) -> Callable[[Event], Row]:
    known = {plain(str(name)): str(one.id) for one in community.venues for name in (one.id, one.name) if name}
    asked: set[int] = set()

    def venue(event: Event) -> Row:
        where = plain(event.place)
        if not where:
            return {}
        found = known.get(where) or next((key for name, key in known.items() if len(name) > 1 and name in where), "")
        if not found and id(event) not in asked:
            asked.add(id(event))
            made.places += 1
        return {"venue": found} if found else {}

    return venue


def fresh(found: Sequence[Row], community: Community, table: str) -> list[Row]:
    """Return the rows that the table does not have yet."""
    known: list[Mapping[str, object]] = [record.row.values for record in community.tables[table]]
    return [row for row in found if not any(row.items() <= dict(one).items() for one in known)]


def told(row: Row, name: str) -> str:
    """Say a row in Chinese, as one checks it against the calendar."""
    clock = "–".join(row[field] for field in ("opens_at", "closes_at") if field in row)
    if "kind" in row:
        to = " ".join(part for part in (row.get("new_date"), clock) if part)
        return f"{name}：{row['date']} {row['kind']}{f'，改到 {to}' if to else ''}"
    when = row.get("dates") or "、".join(
        part for part in (_monthly(row), f"每{row['every']}周" if "every" in row else "") if part
    )
    since = f"，{row['valid_from']} 起" if "valid_from" in row else ""
    until = f"，到 {row['valid_to']}" if "valid_to" in row else "，没有写到哪天为止" if since else ""
    place = f"，在 {row['venue']}" if "venue" in row else ""
    return f"{name}：{when} {clock or '没有写几点'}{'（第二天）' if 'overnight' in row else ''}{place}{since}{until}"


def _monthly(row: Row) -> str:
    if "month_day" in row:
        return f"每月{row['month_day']}号"
    nth = f"每月第{row['month_week']}个" if "month_week" in row else ""
    return f"{nth}{row['weekday']}"
