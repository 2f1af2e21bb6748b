"""Which classes a cell of an export names: takes the classes of a form, recognises texts; what it does not know it forgets."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Final

from linli.timetable.groups import Group

UNKNOWN: Final = "?"
KNOWN: Final = "="
COLUMN: Final = "#column"
UNIQUE: Final = "#unique"
_NOTHING: Final = frozenset({"跳过", "空", "无", "没有", "未填", "未填写", "null", "none", "nan"})
_HARD: Final = re.compile(r"[┋|\n;；]")
_SOFT: Final = re.compile(r"[,，、/]")
_NUMBERED: Final = re.compile(r"^\s*[（(]?(?:[0-9]{1,3}|[A-Za-z])[)）]?\s*[、.．:：]\s*|^\s*[①-⑳]\s*")
_LONGEST: Final = 80

Choice = frozenset[int]
"""The classes that one choice may mean, by their number."""


def bare(text: str) -> str:
    """Return a text without what people and platforms put around words: blanks, brackets, full width."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).lower() if letter.isalnum())


def heading(text: str) -> str:
    """Return a question without its number: 2、您要报的班 is 您要报的班."""
    return bare(_NUMBERED.sub("", text))


class Labels:
    """The names that mean a class, and the two headings that somebody asked for."""

    def __init__(self, classes: Sequence[Group], *, column: str = "", unique: str = "") -> None:
        self._headings = {heading(text): mark for text, mark in ((unique, UNIQUE), (column, COLUMN)) if heading(text)}
        self._secret = secrets.token_bytes(32)
        found: dict[str, set[int]] = {}
        for number, one in enumerate(classes):
            title = str(one.course.title)
            for label in {one.id, one.course.id, title, one.name, title + one.name, one.name + title}:
                if bare(label):
                    found.setdefault(bare(label), set()).add(number)
        self._labels: dict[str, Choice] = {label: frozenset(numbers) for label, numbers in found.items()}
        self._within = [label for label in self._labels if len(label) > 1 and not label.isascii()]

    def keep(self, text: str) -> str:
        """Return what is kept of a cell: which classes it names, or only whether two cells are the same."""
        if mark := self._headings.get(heading(text[:_LONGEST])):
            return mark
        word = bare(text)
        if not word or word in _NOTHING:
            return ""
        choices, rest = self._choices(text)
        if choices:
            return KNOWN + ";".join("|".join(map(str, sorted(one))) for one in choices) + (UNKNOWN if rest else "")
        digest = hashlib.blake2b(word.encode(), key=self._secret, digest_size=8)
        return UNKNOWN + digest.hexdigest()

    def _choices(self, text: str) -> tuple[list[Choice], bool]:
        whole = self._labels.get(bare(text))
        if whole:
            return [whole], False
        found: list[Choice] = []
        rest = False
        for numbered in filter(bare, _HARD.split(text)):
            piece = _NUMBERED.sub("", numbered)
            parts = [part for part in (_NUMBERED.sub("", one) for one in _SOFT.split(piece)) if bare(part)]
            named = [self._one(part) for part in parts]
            if exact := self._labels.get(bare(piece)):
                found.append(exact)
            elif all(named):
                found += named
            elif not any(bare(part) in self._labels for part in parts) and (together := self._one(piece)):
                found.append(together)  # 启蒙一班（周六，少年宫）
            else:
                found += [one for one in named if one]
                rest = True
        return found, rest

    def _one(self, text: str) -> Choice:
        """Return what one piece means: a name, or names within it that agree."""
        word = bare(text)
        if exact := self._labels.get(word):
            return exact
        if len(word) > _LONGEST:
            return frozenset()
        within = [label for label in self._within if label in word]
        longest = [label for label in within if not any(label != other and label in other for other in within)]
        meant = [self._labels[label] for label in longest]
        return frozenset.intersection(*meant) if meant else frozenset()


def choices(kept: str) -> list[Choice]:
    """Return what a kept text says, class numbers of each choice."""
    if not kept.startswith(KNOWN):
        return []
    parts = kept.removeprefix(KNOWN).removesuffix(UNKNOWN).split(";")
    return [frozenset(map(int, part.split("|"))) for part in parts]
