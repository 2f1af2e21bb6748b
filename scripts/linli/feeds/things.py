"""Small schema.org objects: takes a venue, a price, an age as people wrote them, gives what machines may take for sure.

What nobody wrote is left out, and so is what cannot be told from it with certainty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from linli.ages import Age
from linli.feeds import places
from linli.model import Community, Record

Thing = dict[str, Any]

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SCHEMA: Final = "https://schema.org/"
_SEVERAL: Final = re.compile(r"[，。；：、,;]|(?<!参)与|(?<!普)及|等(?:单位|机构|部门)?$")
"""A text with one of these names no single organization: 公建民营，由社区监督; 妇联与专家."""
_AMOUNT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*元")
_ONE_PRICE: Final = re.compile(r"(?:每[^\W\d]{1,3})?(\d+(?:\.\d+)?)\s*元(?:[/每一].*|[，。；（(].*)?")
_FREE: Final = re.compile(r"(?:全部|全程|公益)?免费(?:参加|开放|上课|入场)?(?:[，。；（( ！!].*)?")


def thing(kind: str, **properties: Any) -> Thing:
    """Return an object of a schema.org type without its empty properties."""
    return {"@type": kind, **{name: value for name, value in properties.items() if _says(value)}}


def day_of_week(number: int) -> str:
    """Return the address of a weekday; Monday is 0."""
    return f"{SCHEMA}{DAYS[number]}"


def one_or_many(found: Sequence[Any]) -> Any:
    """Return a single value as such, several as a list, none as nothing."""
    return list(found) if len(found) > 1 else found[0] if found else None


def location(venue: Record | None) -> Thing | None:
    """Return a place on the map or in the net."""
    if venue is None:
        return None
    if places.is_online(venue):
        return thing("VirtualLocation", name=venue.name, url=places.link(venue))
    position = places.position(venue)
    street = places.street(venue)
    return thing(
        "Place",
        name=places.name(venue),
        address=thing("PostalAddress", streetAddress=street) if street else None,
        telephone=venue.phone,
        geo=thing("GeoCoordinates", latitude=position[0], longitude=position[1]) if position else None,
        url=places.link(venue),
    )


def attendance(venues: Iterable[Record | None]) -> str | None:
    """Return `Offline`, `Online` or `Mixed`; None where a place is not known."""
    found = {None if venue is None else places.is_online(venue) for venue in venues}
    if not found or None in found:
        return None
    return "Mixed" if len(found) > 1 else "Online" if True in found else "Offline"


def provider(name: str | None) -> Thing | None:
    """Return the organization of that name, where the text is the name of one."""
    plain = (name or "").strip()
    if not plain or _SEVERAL.search(plain):
        return None
    whole = re.fullmatch(r"「([^「」]+)」", plain)
    return thing("Organization", name=whole[1] if whole else plain)


def publisher(community: Community) -> Thing:
    """Return the community, whose site it is."""
    return thing("Organization", name=community.organization.name)


def fee(text: str | None) -> Thing | None:
    """Return the offer of a fee as people write it: 免费, 0元, 30元/次; None where it holds no single price."""
    if not text:
        return None
    amounts = [float(amount) for amount in _AMOUNT.findall(text)]
    price = _ONE_PRICE.fullmatch(text)
    if not any(amounts) and (_FREE.fullmatch(text) or (price and len(amounts) == 1)):
        more = None if text in ("免费", "0元") else text
        return thing("Offer", price="0", priceCurrency="CNY", category="Free", description=more)
    if price and len(amounts) == 1:
        return thing("Offer", price=price[1], priceCurrency="CNY", category="Paid", description=text)
    return None


def offers(rows: Iterable[Record]) -> list[Thing]:
    """Return the rows of the table of prices."""
    return [
        thing(
            "Offer",
            name=offer.name,
            price=str(offer.price) if offer.price is not None else None,
            priceCurrency="CNY" if offer.price is not None else None,
            description="；".join(text for text in (offer.unit, offer.eligibility, offer.hours, offer.note) if text),
        )
        for offer in rows
    ]


def is_free(found: Sequence[Thing]) -> bool | None:
    """Whether everything offered costs nothing; None where that is not known."""
    return True if found and all(offer.get("price") in ("0", "0.0", "0.00") for offer in found) else None


def ages(low: Age | None, high: Age | None) -> str | None:
    """Return `6-8`, `18-` or `0-3`, in full years: `0-1` of 8—14个月, for with 14 months one is one year old."""
    if low is None and high is None:
        return None
    last = "" if high is None else str(high.years)
    return f"{low.years if low else 0}-{last}"


def _says(value: Any) -> bool:
    return value is not None and value != "" and (not isinstance(value, Iterable) or bool(value))
