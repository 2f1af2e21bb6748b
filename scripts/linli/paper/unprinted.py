"""What had to be left out on paper: takes the community, a typeface's glyphs and texts of sheets, gives problems at the records."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from linli.model import Community, Record
from linli.paper.glyphs import Glyphs, code_points
from linli.problems import Mark, Problem

_CODE = "not-printed"
_HINT = "打印件上要有的，请换成文字；网页上照常显示"


def problems(community: Community, glyphs: Glyphs, texts: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for every field of a record that one of these texts of sheets was made from."""
    missing = dict.fromkeys(sign for text in texts for sign in glyphs.lost(text))
    if not missing:
        return
    told: set[str] = set()
    for records in community.tables.values():
        for record in records:
            for field, signs in _fields(record, glyphs, texts):
                told.update(signs)
                yield record.problem(
                    field, _CODE, f"{field} 里的{_named(signs)}，打印件上略去了", _HINT, level="warning"
                )
    if rest := [sign for sign in missing if sign not in told]:
        message = f"打印件上略去了{_named(rest)}"
        yield Problem(mark=Mark(path="data"), code=_CODE, level="warning", message=message, hint=_HINT)


def _fields(record: Record, glyphs: Glyphs, texts: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    for field, value in record.__dict__.items():
        lines = value if isinstance(value, list | tuple) else value.splitlines() if isinstance(value, str) else ()
        lost = [
            sign
            for line in lines
            if isinstance(line, str) and (signs := glyphs.lost(line)) and any(line.strip() in text for text in texts)
            for sign in signs
        ]
        if lost:
            yield field, list(dict.fromkeys(lost))


def _named(signs: Collection[str]) -> str:
    return "、".join(f"「{sign}」（{code_points(sign)}）" for sign in signs) + "字体里没有"
