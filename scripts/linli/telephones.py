"""Telephone numbers as people write them: takes a text, gives what is dialled and whether a telephone could have it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_EXTENSION: Final = re.compile(r"\s*(?:转|分机)\s*([0-9]{1,6})$")
_LAST_PART: Final = re.compile(r"\s*-\s*([0-9]{1,6})$")
_ABROAD: Final = re.compile(r"\+(?!86)|00(?!86)")
_SHORT: Final = r"1[0-9]{2,4}|9[56][0-9]{3,4}"
"""110, 12345, 10086, 95598, 96111."""
_NUMBER: Final = re.compile(
    r"(?:(?:\+|00)86)?0(?:(?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8})|(?:(?:\+|00)86)?1[3-9][0-9]{9}"
    r"|(?:\+|00)86(?:(?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8})|[48]00[0-9]{7}"
    rf"|(?:0[0-9]{{2,3}})?(?:{_SHORT})|[2-9][0-9]{{6,7}}"
)
"""With the area code or without, mobile, of a company, short."""
_NO_DIGIT: Final = re.compile(r"[^0-9+]")


class Telephone(NamedTuple):
    """A number and the extension behind it, in digits."""

    number: str
    extension: str = ""

    @property
    def is_one(self) -> bool:
        """Whether a telephone could have this number; of one abroad only its own country knows."""
        return bool(_ABROAD.match(self.number) or _NUMBER.fullmatch(self.number))

    @property
    def dialled(self) -> str:
        """08300000000,8001: a comma waits until somebody has answered."""
        return f"{self.number},{self.extension}" if self.extension else self.number


def telephone(text: str) -> Telephone:
    """`0830-0000000转8001`, `0830-0000002-8001`: a last part is an extension where the number is whole without it."""
    for way in (_EXTENSION, _LAST_PART):
        match = way.search(text)
        if match and ((found := Telephone(_digits(text[: match.start()]), match[1])).is_one or way is _EXTENSION):
            return found
    return Telephone(_digits(text))


def several(text: str) -> list[str]:
    """Return the numbers that stand side by side with nothing but blanks between them; empty where it is one."""
    words = text.split()
    if telephone(text).is_one or len(words) < 2:
        return []
    for cut in range(1, len(words)):
        first, rest = " ".join(words[:cut]), " ".join(words[cut:])
        more = [rest] if telephone(rest).is_one else several(rest)
        if more and telephone(first).is_one:
            return [first, *more]
    return []


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text)
