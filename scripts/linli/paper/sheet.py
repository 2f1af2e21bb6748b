"""What is to be printed, before it is ink: gives `Sheet`, and the words and codes that all kinds of sheets share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

import zxingcpp

from linli import kinds, phrases
from linli.model import Record
from linli.views.edition import Edition
from linli.views.page import initial

Fact = dict[str, Any]
"""A row of a sheet's table: `name`, `head`, `lines` of {text, strong, more}, `classes` of {group, days, span, note}."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One file to print: overrides/paper/<template>.typ filled with plain data."""

    path: str
    """Relative, with the suffix that says the format: .pdf or .png."""
    template: str
    data: Mapping[str, Any]


def common(edition: Edition, name: str, record: Record | None = None) -> dict[str, Any]:
    """Return the data that every template reads: who speaks, and the day of this version."""
    organization = edition.community.organization
    short = organization.short_name or organization.name
    return {
        "name": name,
        "organization": organization.name,
        "below": organization.address or (short if short != organization.name else ""),
        "seal": initial(short),
        "sample": bool(record.sample if record else organization.sample),
        "printed": f"{phrases.full_day(edition.today)}印",
    }


def course_code(edition: Edition, key: str) -> dict[str, str]:
    """Return the QR code of a course or class: its page for printed codes, which says when something changes."""
    return code(edition, kinds.of("q").path(key), "扫码看今天上不上课")


def short_address(edition: Edition, course: Record) -> str:
    """linfu.example.org/q/shufa/: what one can type from a strip; empty without a site."""
    return f"{edition.site_url.partition('://')[2]}{kinds.of('q').path(course.id)}" if edition.site_url else ""


def service_code(edition: Edition, service: Record) -> dict[str, str]:
    """Return the QR code of a service."""
    return code(edition, kinds.of("service").path(service.id), "扫码看现在开没开门")


def venue_code(edition: Edition, venue: Record) -> dict[str, str]:
    """Return the QR code of a place."""
    return code(edition, kinds.of("venue").path(venue.id), "扫码看这里的课")


def timetable_code(edition: Edition) -> dict[str, str]:
    """Return the QR code of the timetable."""
    return code(edition, kinds.of("timetable").path(), "扫码看最新课表")


def code(edition: Edition, path: str, opens: str) -> dict[str, str]:
    """A code and what it opens; none where the site's address is not known: one that leads nowhere is worse."""
    return {"qr": svg(f"{edition.site_url}{path}"), "opens": opens} if edition.site_url else {"qr": "", "opens": ""}


def fact(name: str, *lines: str, strong: bool = False, more: str = "", classes: Iterable[Any] = ()) -> Fact:
    """Return a row of a sheet's table: 地点 and what is said of it."""
    said = [{"text": line, "strong": strong, "more": more if number == 0 else ""} for number, line in enumerate(lines)]
    return {"name": name, "head": "", "lines": [line for line in said if line["text"]], "classes": list(classes)}


def plain(value: Any, printed: Callable[[str], str]) -> Any:
    """Return data as JSON knows it, every text as `printed` gives it."""
    if isinstance(value, str):
        return printed(value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value), printed)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict(), printed)
    if isinstance(value, Mapping):
        return {key: plain(item, printed) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, printed) for item in value]
    return value


def svg(text: str) -> str:
    """Return the QR code as one vector path, error correction Q: a quarter may be dirty or torn off (ISO/IEC 18004)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    modules = memoryview(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=True))
    height, width = modules.shape or (0, 0)
    data = modules.tobytes()
    runs = [
        f"M{match.start()} {row}h{len(match[0])}v1h-{len(match[0])}z"
        for row in range(height)
        for match in re.finditer(rb"\0+", data[row * width : (row + 1) * width])
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{width}v{height}h-{width}z"/><path d="{"".join(runs)}"/></svg>'
    )
