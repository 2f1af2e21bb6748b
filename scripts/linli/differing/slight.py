"""What is written beside sessions that take place as before: takes two sides, gives an `Entry` for what says something else.

`revisions` leaves it out, since nobody stands before a closed door for it; an editor who changed it wants to see it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from linli import phrases
from linli.differing.base import Side
from linli.differing.entry import Entry, Part, plain
from linli.revisions import Slot, Step
from linli.revisions.compare import Session, kind_of, sessions
from linli.timetable.phases import midnight
from linli.views import told


def entries(old: Side, new: Side, until: date) -> Iterator[Entry]:
    """Yield one for each class and text."""
    was, now = (sessions(side.timetable.occurrences) for side in (old, new))
    notes = [
        {o.uid: "" if o.note == o.klass.about else o.note for o in side.timetable.occurrences} for side in (old, new)
    ]
    alike: dict[tuple[str, str, str, str], list[tuple[Session, Step]]] = defaultdict(list)
    for uid, session in now.items():
        former = was.get(uid)
        if former is None or session.slot.end <= midnight(new.today) or session.slot.start.date() > until:
            continue
        for word, sentence in _said(former.slot, session.slot, notes[0][uid], notes[1][uid]):
            step = Step(uid, former.slot, session.slot)
            alike[session.course, session.group, word, sentence].append((session, step))
    for (course, group, word, sentence), found in alike.items():
        yield Entry(
            part=Part.SESSIONS,
            word=word,
            subject=plain(phrases.joined([found[0][0].title, group])),
            sentence=plain(f"{told.when([session.slot for session, _ in found], new.today)} {sentence}"),
            table="courses",
            ids=(course,),
            page=f"courses/{course}/",
            steps=tuple(step for _, step in found),
        )


def _said(was: Slot, now: Slot, note_was: str, note: str) -> Iterator[tuple[str, str]]:
    """Word and sentence for what differs and is no change."""
    if was != now and kind_of(Step("", was, now)) is None:
        if was.held and now.held:
            if was.teacher and not now.teacher:
                yield "恢复", "仍由平时的老师上课"
            if was.topic and not now.topic:
                yield "说明", f"不再写 {was.topic}"
        elif not was.held and not now.held and (was.status, was.reason) != (now.status, now.reason):
            reason = now.reason or "没有写"
            yield (
                str(now.status),
                f"仍不上课，{f'改为{now.status}，' if was.status != now.status else ''}原因：{reason}",
            )
    if now.held and note != note_was:
        yield "备注", f"写着 {note}" if note else f"不再写 {note_was}"
