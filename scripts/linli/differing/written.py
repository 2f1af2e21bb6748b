"""A difference as text, Markdown, JSON and as a text for a chat group: takes a `Difference`, gives a string."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from linli import phrases
from linli.differing.entry import Difference, Entry, Part, plain
from linli.report import escaped
from linli.revisions import Slot, Step
from linli.views.changes import tail
from linli.views.edition import Edition
from linli.views.notice import LONGEST, short

MOST: Final = 200
"""Lines of a part in Markdown: a page is for reading."""
_NOTHING: Final = "居民看到的没有变化。"
_SENT: Final = frozenset({Part.SESSIONS, Part.SERVICES})
"""What a chat group wants to know."""
ASKED: Final = "确实是这样，加上 --confirm 再运行一次；不是，请看看是不是少贴了几行，或把文件恢复成原来的样子。"


def text(found: Difference) -> str:
    """Return the whole for people."""
    lines = [f"{_head(found)}："]
    for part, entries in _parts(found.entries):
        lines += ["", _title(part, entries)]
        lines += [f"  {_line(entry)}" for entry in entries]
    if not found.entries:
        lines.append(_NOTHING)
    lines += _after(found)
    if found.losses:
        lines += ["", "请再看一眼：", *(f"  {question}" for question in found.losses), f"  {ASKED}"]
    return "\n".join(lines)


def markdown(found: Difference) -> str:
    """Return the whole for a pull request's summary; what editors wrote stays text."""
    lines = ["## 居民会看到什么变化", "", f"{escaped(_head(found))}。", ""]
    if found.losses:
        lines += ["> [!WARNING]", "> **请再看一眼**", ">"]
        lines += [f"> - {escaped(question)}" for question in found.losses]
        lines += [">", "> 因为这个，检查是红的。确实是这样，照样可以合并；不是，请看看是不是少贴了几行。", ""]
    for part, entries in _parts(found.entries):
        lines += [f"### {_title(part, entries)}", ""]
        lines += [f"- **{escaped(entry.word)}** {escaped(_line(entry, word=False))}" for entry in entries[:MOST]]
        lines += [f"- 还有 {len(entries) - MOST} 处没有列出"] if len(entries) > MOST else []
        lines.append("")
    if not found.entries:
        lines += [_NOTHING, ""]
    lines += [escaped(line) for line in _after(found)]
    return "\n".join(lines).rstrip()


def as_json(found: Difference) -> str:
    """Return one object for programs."""
    whole = {
        "base": found.base,
        "today": found.today.isoformat(),
        "until": found.until.isoformat(),
        "later": found.later,
        "losses": list(found.losses),
        "notes": list(found.notes),
        "entries": [_plain(entry) for entry in found.entries],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def notice(found: Difference, edition: Edition) -> str:
    """Return what may be sent to a chat group as it is: dates as 12月2日, never 今天; '' where there is nothing to say."""
    entries = [entry for entry in found.entries if entry.part in _SENT and (entry.steps or entry.values)]
    if not entries:
        return ""
    organization = edition.community.organization
    days = sorted({step.start.date() for entry in entries for step in entry.steps})
    span = f"{phrases.short_day(days[0])}起" if days else ""
    head = f"【{plain(organization.short_name or organization.name)}】{span}有变动："
    last = [plain(line) for line in tail(edition)]
    room = LONGEST - len(head) - sum(len(line) + 1 for line in last) - 40
    lines: list[str] = []
    for number, entry in enumerate(entries):
        line = short(entry.line)
        room -= len(line) + 1
        if room < 0 and lines:
            lines.append(f"还有{len(entries) - number}处变动，见网站“最近变动”。")
            break
        lines.append(line)
    return "\n".join([head, *lines, *last])


FORMS: Final[Mapping[str, Callable[[Difference], str]]] = {"text": text, "markdown": markdown, "json": as_json}


def _head(found: Difference) -> str:
    first, last = phrases.full_day(found.today), phrases.full_day(found.until)
    return f"和{found.base}{' ' if found.base[-1:].isascii() else ''}比，{first}到{last}"


def _after(found: Difference) -> list[str]:
    lines = [f"{phrases.full_day(found.until)}以后还有 {found.later} 次课也变了。"] if found.later else []
    return ["", *lines, *found.notes] if lines or found.notes else []


def _parts(entries: Sequence[Entry]) -> Iterator[tuple[Part, list[Entry]]]:
    for part, found in groupby(entries, key=lambda entry: entry.part):
        yield part, list(found)


def _title(part: Part, entries: Sequence[Entry]) -> str:
    count = sum(len(entry.steps) for entry in entries) if part is Part.SESSIONS else 0
    return f"{part}（{len(entries)} 处{f'，{count} 次课' if count else ''}）"


def _line(entry: Entry, *, word: bool = True) -> str:
    line = entry.line if word else entry.line.partition("｜")[2]
    return f"{line}  {entry.mark}" if entry.mark else line


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "part": entry.part.name.lower(),
        "word": entry.word,
        "subject": entry.subject,
        "sentence": entry.sentence,
        "reason": entry.reason,
        "table": entry.table,
        "ids": list(entry.ids),
        "page": entry.page,
        "sessions": [_session(step) for step in entry.steps],
        "values": [value._asdict() for value in entry.values],
        "place": str(entry.mark) if entry.mark else "",
    }


def _session(step: Step) -> dict[str, Any]:
    return {"uid": step.uid, "was": _slot(step.was), "now": _slot(step.now)}


def _slot(slot: Slot | None) -> dict[str, Any] | None:
    return slot and {
        "start": slot.start.isoformat(),
        "end": slot.end.isoformat(),
        "place": slot.place,
        "room": slot.room,
        "status": str(slot.status),
        "reason": slot.reason,
    }
