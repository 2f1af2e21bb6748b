"""What it costs, on paper: takes a course, class or service with its offers, gives the row of its sheet."""

from __future__ import annotations

from collections.abc import Iterable

from linli import phrases
from linli.model import Community, Record
from linli.paper.sheet import Fact, fact
from linli.timetable import Group


def prices(community: Community, course: Record, group: Group | None = None) -> Fact:
    """Return the fee in the editor's words and a line for each offer, those of the class among them."""
    offers = list(community.referring("offers", "course", course.id))
    if group is not None:
        offers += community.referring("offers", "group", group.id)
    fee = course.fee or ""
    return fact("费用", fee, strong=phrases.just_free(fee), classes=lines(offers))


def lines(offers: Iterable[Record]) -> list[dict[str, str]]:
    """Return the offers as lines of four columns; a price that nobody wrote is not said."""
    return [
        {
            "group": o.name,
            "days": phrases.price(o.price, o.unit) if o.price is not None else "",
            "span": phrases.joined([o.eligibility, o.hours], "，"),
            "note": o.note or "",
        }
        for o in offers
    ]
