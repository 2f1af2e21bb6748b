"""A word that stands once and is one character off a word that stands more often is probably that word.

PASS:
  courses:
    - {id: a, title: 甲, category: 青少年宫, audience: 6—16岁的孩子, teacher: 王老师, status: 结束}
    - {id: b, title: 乙, category: 青少年宫, audience: 6—16岁的孩子, teacher: 王老师, status: 结束}
    - {id: c, title: 丙, category: 夜校, audience: 6—12岁的孩子, teacher: 汪老师, status: 结束}

FAIL near-word:
  courses:
    - {id: a, title: 甲, category: 青少年宫, status: 结束}
    - {id: b, title: 乙, category: 青少年宫, status: 结束}
    - {id: c, title: 丙, category: 青少年官, status: 结束}
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.wording import shown

CODES: Final = ("near-word",)
TITLE: Final = "同一个叫法要写得一样"
_WORDS: Final = (
    ("类别", (("courses", "category"),)),
    ("类别", (("services", "kind"),)),
    ("适合谁", (("courses", "audience"),)),
    ("谁可以来", (("services", "eligibility"),)),
    ("主办", (("courses", "provider"), ("services", "provider"))),
    ("老师", (("courses", "teacher"), ("groups", "teacher"), ("changes", "teacher"))),
    ("单位", (("courses", "capacity_unit"), ("groups", "capacity_unit"))),
)
"""Fields in which the same word is meant to come again."""
_MEANT: Final = re.compile(r"[0-9A-Za-z零一二三四五六七八九十两半上中下大小老少男女前后春夏秋冬东南西北新旧]")
"""Characters in which two names differ on purpose: 一班 and 二班, 上午 and 下午."""
_SHORTEST: Final = 3
"""Characters of a word of which one may be another; of shorter words every other character makes another word."""
_ALIKE: Final = (
    "宫官",
    "育肓",
    "未末",
    "土士",
    "己已巳",
    "校较效",
    "书叔",
    "班斑",
    "课棵",
    "园圆元",
    "站占",
    "社设",
    "区曲",
    "文艺闻",
)
"""Characters that are taken for each other also in a word of two."""


def check(context: Context) -> Iterator[Problem]:
    """Compare the words of each kind of field."""
    for title, places in _WORDS:
        records: dict[str, list[tuple[Record, str]]] = defaultdict(list)
        for table, field in places:
            for record in context.community.tables.get(table, ()):
                if value := getattr(record, field):
                    records[value].append((record, field))
        counts = Counter({word: len(found) for word, found in records.items()})
        often = [word for word, count in counts.items() if count > 1]
        for word, other in _near([word for word, count in counts.items() if count == 1], often, title == "老师"):
            record, field = records[word][0]
            message = f"{title} {field} 写成了 {shown(word)}，别处有 {counts[other]} 次写的是 {shown(other)}"
            hint = f"是不是想写 {shown(other)}？真的是另一个，不用改"
            yield record.problem(field, CODES[0], message, hint, level="warning")


def _near(once: list[str], often: list[str], named: bool) -> Iterator[tuple[str, str]]:  # one of two kinds
    """Yield each word that stands once with one that stands more often and differs by a character.

    Words that are the same but for one character share a form with that character left out.
    """
    forms: dict[str, list[str]] = defaultdict(list)
    for word in often:
        for form in _forms(word):
            forms[form].append(word)
    for word in once:
        others = dict.fromkeys(other for form in _forms(word) for other in forms.get(form, ()))
        for other in others:
            if is_slip(word, other, named=named):
                yield word, other
                break


def _forms(word: str) -> set[str]:
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def is_slip(word: str, other: str, *, named: bool = False) -> bool:
    """Whether two words differ by one character that is not meant: another one, one more or less, two changed over.

    `named`: the words are people, of whom the first character tells one from another.
    """
    if word == other:
        return False
    if len(word) == len(other):
        places = [n for n, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
        if len(places) == 2 and places[1] - places[0] == 1:
            n = places[0]
            return len(word) >= _SHORTEST and word[n] == other[n + 1] and word[n + 1] == other[n]
        if len(places) != 1 or (named and (places[0] == 0 or (places[0] == 1 and word[0] in "大小老"))):
            return False
        one, two = word[places[0]], other[places[0]]
        if _MEANT.match(one) and _MEANT.match(two):
            return False
        alike = any(one in group and two in group for group in _ALIKE)
        return alike or (len(word) >= _SHORTEST and not (_MEANT.match(one) or _MEANT.match(two)))
    short, long = sorted((word, other), key=len)
    if len(long) - len(short) != 1 or len(short) < 2:
        return False
    place = next((n for n, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    if short[place:] != long[place + 1 :] or (named and place == 0):
        return False
    return not _MEANT.match(long[place])
