"""What falls due: takes a community and a day, gives what a host does within a month, the soonest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from linli.checks.stale_facts import HALF_A_YEAR
from linli.model import STOPPED, Community
from linli.problems import Mark
from linli.timetable.official import file_year

AHEAD: Final = timedelta(days=31)
_COUNTED: Final = timedelta(days=3)
"""So long a number of seats is shown."""
_NOTICE: Final = 11
"""The month in which the State Council usually publishes the next year's holidays."""
_SAMPLE: Final = "示例"
_PICTURED: Final = ("stories", "courses", "services", "venues")


class Due(NamedTuple):
    """One thing to do."""

    by: date
    what: str
    how: str
    mark: Mark


def due(community: Community, today: date) -> list[Due]:
    """Return what to do by when; what is late already stands first."""
    parts = (_forms, _terms, _asked, _consent, _holidays, _samples)
    return sorted(one for part in parts for one in part(community, today) if one.by <= today + AHEAD)


def _forms(community: Community, today: date) -> Iterator[Due]:
    for form in community.forms:
        closes, opens = form.closes_at, form.opens_at
        if closes is not None and closes.date() >= today:
            how = "到了那天平台上也要停；还收的，把 closes_at 改晚"
            yield Due(by=closes.date(), what=f"{form.title} 截止", how=how, mark=form.mark_of("closes_at"))
        running = (opens is None or opens.date() <= today) and (closes is None or closes.date() >= today)
        if running and form.as_of is not None and form.seats_left:
            how = "从平台导出名单，linli seats 数一数；只写人数"
            mark = form.mark_of("seats_left")
            yield Due(by=form.as_of + _COUNTED, what=f"{form.title} 的余数该再数一次", how=how, mark=mark)


def _terms(community: Community, today: date) -> Iterator[Due]:
    last = max(community.terms, key=lambda term: term.valid_to, default=None)
    if last is not None and last.valid_to >= today:
        what, how = f"{last.name} 结束，后面还没有学期", "linli term 新学期 --from 旧学期 --starts … --ends …"
        yield Due(by=last.valid_to, what=what, how=how, mark=last.mark_of("valid_to"))


def _asked(community: Community, today: date) -> Iterator[Due]:
    for record in (*community.services, *community.courses):
        if record.verified_on is not None and record.status not in STOPPED:
            by = record.verified_on + timedelta(days=HALF_A_YEAR)
            how = "linli confirm 出核对单，问过了写 verified_on"
            yield Due(by=by, what=f"{record.name_for_people} 该核对了", how=how, mark=record.mark_of("verified_on"))


def _consent(community: Community, today: date) -> Iterator[Due]:
    for table in _PICTURED:
        for record in community.tables[table]:
            if record.image is not None and record.consent_until is not None:
                what, how = f"{record.name_for_people} 的照片同意到这天", "再问一次；不同意了就拿掉照片"
                yield Due(by=record.consent_until, what=what, how=how, mark=record.mark_of("consent_until"))


def _holidays(community: Community, today: date) -> Iterator[Due]:
    years = {file_year(row) or row.date.year for row in community.holidays}
    for year in (today.year, today.year + 1):
        if year not in years:
            what = f"{year}年放假安排还没有写进来"
            how = f"国务院办公厅公布以后：linli holidays {year} < 通知.txt"
            by = date(year - 1, _NOTICE, 1)
            yield Due(by=by, what=what, how=how, mark=Mark(path="data/datapackage.yaml"))


def _samples(community: Community, today: date) -> Iterator[Due]:
    rows = [record for records in community.tables.values() for record in records if getattr(record, "sample", False)]
    if rows:
        what, how = f"还有{len(rows)}行是示例", "换成自己的，再删掉 sample: true"
        yield Due(by=today, what=what, how=how, mark=rows[0].mark_of("sample"))
    named = [
        r for records in community.tables.values() for r in records if r not in rows and _SAMPLE in r.name_for_people
    ]
    if named:
        what, how = f"{named[0].name_for_people} 不再是示例，名字里还写着", f"把「{_SAMPLE}」从名字里删掉"
        yield Due(by=today, what=what, how=how, mark=named[0].mark)
