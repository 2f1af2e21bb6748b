"""The pages of a portal: takes its places and how they look, gives path and HTML of each; nothing is read or written here.

Lists only: what is told of a course stands on the community's own site, to which every row leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup
from pypinyin import lazy_pinyin

from linli import phrases, stylesheets
from linli.assets import Assets
from linli.fill import policy
from linli.portal.gathering import Place
from linli.portal.telling import DAYS
from linli.portal.told import Session
from linli.recipe import File
from linli.render import environment, finished
from linli.timetable.phases import midnight

FEW: Final = 40
"""So many sessions of a day are listed at the front; of more only how many there are in each street."""
_NAV: Final = (
    ("home", "", "今天"),
    ("find", "find/", "找课程"),
    ("communities", "communities/", "社区"),
    ("figures", "figures/", "数字"),
)
_WEEK: Final = timedelta(days=DAYS - 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Street:
    """A street with its communities."""

    key: str
    """In addresses: zhuyingjiedao."""
    name: str
    places: Sequence[Place]

    @property
    def courses(self) -> int:
        """How many courses there are."""
        return sum(len(place.told.lines) for place in self.places if place.told)


@dataclass(frozen=True, kw_only=True, slots=True)
class City:
    """All that the pages are made of."""

    name: str
    places: Sequence[Place]
    streets: Sequence[Street]
    today: date


def city(name: str, places: Sequence[Place], today: date) -> City:
    """Return the places by streets, in the order in which communities.yml names them first."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.listed.street, []).append(place)
    streets = []
    keys: set[str] = set()
    for street, own in found.items():
        key = _key(street)
        if key in keys:
            key = f"{key}-{blake2b(street.encode(), digest_size=3).hexdigest()}"
        keys.add(key)
        streets.append(Street(key=key, name=street, places=own))
    name = name or (streets[0].name if len(streets) == 1 else "各社区的课程和服务")
    return City(name=name, places=places, streets=streets, today=today)


class Pages:
    """Draws pages; what all share is worked out once."""

    def __init__(self, found: City, *, assets: Assets, root: Path, scripts: str) -> None:
        """`scripts` is the version behind the addresses of the portal's scripts."""
        self._city = found
        self._assets = assets
        self._environment = environment(root, scripts)
        self._environment.filters["on"] = lambda text: phrases.short_day(date.fromisoformat(text))
        self._days = [_day(found.today + timedelta(days=n), found.today) for n in range(DAYS)]

    def all(self, figures: Mapping[str, Any]) -> Iterator[File]:
        """Yield every page."""
        city = self._city
        yield "index.html", self._page("home", "", self._home())
        yield "find/index.html", self._page("find", "../", {})
        stale = sum(1 for place in city.places if place.why)
        yield (
            "communities/index.html",
            self._page("communities", "../", {"streets": city.streets, "stale_places": stale}),
        )
        yield "figures/index.html", self._page("figures", "../", figures)
        for street in city.streets:
            days = [day | {"count": len(_sessions(street.places, day["date"]))} for day in self._days]
            yield f"s/{street.key}/index.html", self._page("street", "../../", {"street": street, "days": days})
            for day in days:
                rows = _sessions(street.places, day["date"])
                context = {"street": street, "days": days, "day": day, **_told(rows, street.places)}
                yield f"s/{street.key}/{day['date']}/index.html", self._page("day", "../../../", context)
        for place in city.places:
            if place.told:
                yield f"c/{place.listed.id}/index.html", self._page("community", "../../", self._community(place))

    def _home(self) -> Mapping[str, Any]:
        places = self._city.places
        counts = {day["date"]: len(_sessions(places, day["date"])) for day in self._days}
        few = max(counts.values()) <= FEW
        days = [
            day
            | {
                "rows": _htmls(_sessions(places, day["date"])) if few else None,
                "streets": [] if few else [self._count(street, day["date"]) for street in self._city.streets],
            }
            for day in self._days
        ]
        return {"days": days, "streets": self._city.streets, "found": _words(places) if few else []}

    def _count(self, street: Street, day: str) -> Mapping[str, Any]:
        held = sum(1 for each in _sessions(street.places, day) if each.held)
        return {"key": street.key, "name": street.name, "count": held}

    def _community(self, place: Place) -> Mapping[str, Any]:
        days = [day | {"rows": _htmls(_sessions([place], day["date"]))} for day in self._days]
        cards = finished(place.told.cards) if place.told else ""
        return {"p": place, "days": days, "found": _words([place]), "cards": cards}

    def _page(self, name: str, base: str, context: Mapping[str, Any]) -> bytes:
        today = self._city.today
        css = stylesheets.joined(stylesheets.wanted([f"portal/{name}"]), self._assets.sheets)
        html = self._environment.get_template(f"portal/{name}.html").render(
            context,
            base=base,
            portal=self._city.name,
            places=self._city.places,
            nav=_NAV,
            here=name,
            built=phrases.iso(midnight(today)),
            today_words=phrases.full_day(today),
            stale=phrases.iso(midnight(today + _WEEK + timedelta(days=1))),
            css=finished(css),
            now=finished(self._assets.now),
        )
        return html.replace("@@csp@@", policy(html), 1).encode()


def _told(rows: Sequence[Session], places: Sequence[Place]) -> dict[str, Any]:
    return {"rows": _htmls(rows), "found": _words(places)}


def _sessions(places: Iterable[Place], day: str) -> list[Session]:
    """All sessions of a day, by time, of equal ones in the order of the communities."""
    found = chain.from_iterable(dict(place.told.days).get(day, ()) for place in places if place.told)
    return sorted(found, key=lambda session: session.start)


def _htmls(rows: Iterable[Session]) -> list[Markup]:
    return [finished(session.html) for session in rows]


def _words(places: Iterable[Place]) -> list[Markup]:
    """The templates of the states that rows name, each once: equal words have equal keys everywhere."""
    return [finished(html) for html in dict(chain.from_iterable(p.told.words for p in places if p.told)).values()]


def _day(day: date, today: date) -> dict[str, Any]:
    return {
        "date": day.isoformat(),
        "name": phrases.short_day(day),
        "short": f"{day.day}日",
        "star": phrases.star(day),
        "start": phrases.iso(midnight(day)),
        "end": phrases.iso(midnight(day + timedelta(days=1))),
        "first": day == today,
    }


def _key(street: str) -> str:
    found = "".join(lazy_pinyin(street, errors="default"))
    kept = "".join(sign for sign in found.lower() if sign.isascii() and sign.isalnum())
    return kept[:60] or blake2b(street.encode(), digest_size=4).hexdigest()
