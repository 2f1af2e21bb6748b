"""Whether a service is open now: takes its days in order, gives the `Phase` values that a page chooses from.

A phase never reaches over a midnight that changes what 今天 or 明天 means in it; before the first day and after the
last only the neutral words hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from linli import phrases
from linli.timetable.openday import OpenDay, Span, State
from linli.timetable.phases import Look, Phase, midnight

NEUTRAL: Final = "开放时间见下"
_DAY: Final = timedelta(days=1)


def of_hours(days: Sequence[OpenDay], shown: int | None = None) -> tuple[Phase, ...]:
    """Return what is said from when to when; `days` follow each other without a gap.

    Only the first `shown` of them have phases of their own: the others say when it opens again.
    """
    told = days[:shown]
    if not told:
        return (Phase(start=None, end=None, words=NEUTRAL, kind="plain"),)
    named = len({span.place for day in days for span in day.spans}) > 1
    steps = [Phase(start=None, end=midnight(told[0].day), words=NEUTRAL, kind="plain")]
    for number in range(len(told)):
        steps += _of_day(days[number:], named=named)
    steps.append(Phase(start=midnight(told[-1].day + _DAY), end=None, words=NEUTRAL, kind="plain"))
    return tuple(_merged(steps))


def _of_day(days: Sequence[OpenDay], *, named: bool) -> Iterator[Phase]:
    """The phases of the first of `days`."""
    today = days[0]
    start, end = midnight(today.day), midnight(today.day + _DAY)
    if today.state is State.UNKNOWN:
        look = Look.CHANGED if today.why else Look.NONE
        yield Phase(start=start, end=end, words=today.why or NEUTRAL, look=look, kind="unknown")
        return
    if today.state is State.CLOSED:
        again = "" if today.why.endswith("开始") else _again(days, end, named=named)
        if today.sure:
            yield Phase(start=start, end=end, words=_then(today.why or "今天不开门", again), kind="closed")
        else:
            words = _noted(_then(f"{phrases.star(today.day)}平时不开门", again), today)
            yield Phase(start=start, end=end, words=words, look=Look.CHANGED, kind="closed")
        return
    borders = sorted({start, end, *(s.opens for s in today.spans), *(s.closes for s in today.spans)})
    for opens, closes in pairwise(borders):
        now = [span for span in today.spans if span.opens <= opens < span.closes]
        if now:
            words = _noted(f"现在开门，{_until(now, days, named=named)}", today)
            look = Look.GOOD if today.sure else Look.CHANGED
            yield Phase(start=opens, end=closes, words=words, look=look, kind="open")
            continue
        before = all(span.opens > opens for span in today.spans)
        after = all(span.closes <= opens for span in today.spans)
        state = "还没开门" if before else "今天已经关门" if after else "现在没开门"
        words = _then(state, _again(days, closes, named=named))
        yield Phase(start=opens, end=closes, words=words, kind="closed")


def _noted(words: str, day: OpenDay) -> str:
    """The words with what has to be known of the day, once."""
    return f"{words}（{day.why}）" if day.why and day.why not in words else words


def _then(state: str, again: str) -> str:
    return f"{state}，{again}" if again else state


def _again(days: Sequence[OpenDay], since: datetime, *, named: bool) -> str:
    """今天14:00开门, 明天国庆节休息，10月8日(周四)9:00开门; or what is unknown of a day before it opens."""
    today = days[0].day
    rest = ""
    for day in days:
        if day.state is State.UNKNOWN:
            return f"{rest}{_called(day.day, today)}{day.why}" if day.why and day.day > today else ""
        later = [span for span in day.spans if span.opens >= since]
        if later:
            opens = later[0].opens
            where = _places([span for span in later if span.opens == opens]) if named else ""
            return _noted(f"{rest}{_called(day.day, today)}{phrases.clock(opens.time())}{where}开门", day)
        if (day.day - today).days == 1 and day.why.endswith("休息") and days[0].state is State.OPEN:
            rest = f"明天{day.why}，"
    return rest.rstrip("，")


def _until(now: Iterable[Span], days: Sequence[OpenDay], *, named: bool) -> str:
    """到18:00; with its place where the service has several."""
    return "、".join(f"{_places([span]) if named else ''}{_end(span, days)}" for span in now)


def _end(span: Span, days: Sequence[OpenDay]) -> str:
    """到18:00, 到24:00, 到明天2:00; over a whole further day 今天不关门."""
    closes = span.closes
    for day in days[1:]:
        on = next((s for s in day.spans if s.opens == closes and s.place == span.place), None)
        if on is None:
            break
        closes = on.closes
    today = days[0].day
    if closes == midnight(today + _DAY):
        return "到24:00"
    if closes >= midnight(today + 2 * _DAY):
        return "今天不关门"
    return f"到{'明天' if closes.date() > today else ''}{phrases.clock(closes.time())}"


def _called(day: date, today: date) -> str:
    return {0: "今天", 1: "明天"}.get((day - today).days) or phrases.day(day)


def _places(spans: Iterable[Span]) -> str:
    return "、".join(str(span.venue.name) for span in spans if span.venue)


def _merged(steps: Iterable[Phase]) -> Iterator[Phase]:
    """Neighbours that say the same as one phase."""
    before: Phase | None = None
    for step in steps:
        if before and (before.words, before.look, before.kind) == (step.words, step.look, step.kind):
            before = replace(before, end=step.end)
            continue
        if before:
            yield before
        before = step
    if before:
        yield before
