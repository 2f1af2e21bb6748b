"""Where a printed QR code lands: takes a course with its occurrences, gives its `Page` q/<id>/.

The page holds every session that is not over as an absolute time; what of it is today, cancelled or over, and whether
one can still sign up, the browser decides. A code that was printed for a former course shows the one in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from linli import phrases
from linli.model import Community, Record
from linli.timetable import Timetable
from linli.views import page
from linli.views.moved import former, latest
from linli.views.page import Page
from linli.views.related import Related
from linli.views.rows import Sessions
from linli.views.signup import signup, way
from linli.views.times import meetings, short


def pages(
    community: Community, timetable: Timetable, today: date, sessions: Sessions, related: Related
) -> Iterator[Page]:
    """One page a course, and one for each id that a course had before."""
    codes = [(course.id, course) for course in community.courses] + list(former(community))
    for key, course in codes:
        when = "" if course.status == "结束" else short(meetings(related.parts(course.id), today))
        yield Page(
            view="q",
            path=f"q/{key}/",
            frame="q",
            title=page.title(community, course.title, when),
            description=f"{course.title}今天上不上课、几点、在哪里。",
            context=_context(community, timetable, today, sessions, related, course) | {"former": key != course.id},
            nav="课表",
            listed=False,
        )


def _context(
    community: Community, timetable: Timetable, today: date, sessions: Sessions, related: Related, course: Record
) -> dict[str, Any]:
    occurrences = timetable.of_course(course.id)
    coming = [o for o in occurrences if o.day >= today]
    form = community.find("forms", course.form)
    successor = latest(community, course)
    places = Counter(o.venue.id for o in coming or occurrences if o.venue)
    venue = community.find("venues", places.most_common(1)[0][0]) if places else None
    in_term = any(part.row.term for part in related.parts(course.id))
    return {
        "course": course,
        "name": community.organization.short_name or community.organization.name,
        "rows": sessions.rows(coming),
        "first": occurrences[0].day.isoformat() if occurrences else "",
        "over": "这门课已经结束" if course.status == "结束" else "本学期已结束" if in_term else "已经结束",
        "venue": venue,
        "usual": venue.name if venue else "",
        "signup": signup(community, form, course.id, today) if form else None,
        "way": way(course),
        "phone": page.phone(course.phone, community.organization.phone),
        "successor": page.course_link(successor) if successor else None,
        "unpublished": sorted({o.dtstart.year for o in coming} & related.unpublished),
        "updated": phrases.full_day(today),
    }
