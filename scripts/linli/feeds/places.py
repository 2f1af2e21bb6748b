"""Where something is: takes a venue, tells the place on the map from the place in the net."""

from __future__ import annotations

from linli.model import Record


def is_online(venue: Record) -> bool:
    """Whether nobody has to go anywhere: it says so, or its only address is one of the web."""
    return bool(venue.online) or _is_url(venue.address)


def link(venue: Record) -> str:
    """Return the address on the web where one enters, or of the place's own page; empty where there is none."""
    found: str = venue.url or (venue.address if _is_url(venue.address) else "")
    return found or ""


def position(venue: Record) -> tuple[float, float] | None:
    """Return latitude and longitude where both are known."""
    if venue.latitude is None or venue.longitude is None:
        return None
    return float(venue.latitude), float(venue.longitude)


def street(venue: Record) -> str:
    """Return the address to go to; empty where there is none."""
    return "" if _is_url(venue.address) else venue.address or ""


def name(venue: Record) -> str:
    """书法室 2楼203室"""
    return f"{venue.name} {venue.room}" if venue.room else str(venue.name)


def _is_url(text: str | None) -> bool:
    return (text or "").startswith(("https://", "http://"))
