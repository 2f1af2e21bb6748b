"""How long photos may be shown: takes what a record says of consent, gives the last day, or None where none is named."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Protocol

_UNTIL: Final = re.compile(r"(?:至|到|截止|有效期)[:：\s]{0,2}([0-9]{4})[-年/.]([0-9]{1,2})[-月/.]([0-9]{1,2})")


class Agreed(Protocol):
    """A record with photos."""

    @property
    def consent(self) -> str | None:
        """How those who are seen agreed; perhaps with a last day among the words."""

    @property
    def consent_until(self) -> date | None:
        """The last day, where it has its own field."""


def until(record: Agreed) -> date | None:
    """Return the last day on which the record's photos may be shown."""
    if record.consent_until is not None:
        return record.consent_until
    said = _UNTIL.search(record.consent or "")
    try:
        return date(int(said[1]), int(said[2]), int(said[3])) if said else None
    except ValueError:
        return None
