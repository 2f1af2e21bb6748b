"""No public text holds a person's mobile number, identity number, bank card, WeChat or QQ account or licence plate.

Numbers that are meant for the public stand in the field phone; there, and wherever the same number is repeated, they
are fine. What is found is reported masked.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, phone: 138 0013 8000, description: "问王老师:13800138000"}]
  venues: [{id: dating, name: 大厅, address: "邻府社区；QQ群:123456789"}]

FAIL personal-data:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "问王老师:138-0013-8000"}]

FAIL licence-plate:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "请把车牌川E·12345的车挪一下"}]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from linli import source
from linli.checks import Context
from linli.checks._pages import pages, place
from linli.problems import Level, Mark, Problem

CODES: Final = ("personal-data", "licence-plate")
TITLE: Final = "公开的文字里不能有个人信息"

_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_CANDIDATE: Final = re.compile(
    rf"\d(?:[\s.\-·—–_()（）\u200b-\u200f\u2060\ufeff]{{0,3}}\d){{6}}|微信|[Ww]e[Cc]hat|[Vv][Xx]|[QqＱｑ]{{2}}|扣扣|[{_PROVINCES}][A-Z]"
)
"""A cheap look for anything that may be one: nearly all texts stop here."""
_HIDDEN: Final = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
_URL: Final = re.compile(r"https?://[^\s<>\"'）)】」]+?(?=[?#\s<>\"'）)】」]|$)")
_GAP: Final = r"[\s\-·—–_.]{0,2}"
_ID18: Final = re.compile(
    rf"(?<![\dA-Za-z])([1-9]\d{{5}}){_GAP}((?:18|19|20)\d{{2}}){_GAP}(0[1-9]|1[0-2]){_GAP}(0[1-9]|[12]\d|3[01]){_GAP}(\d{{3}}[\dXx])(?![\dA-Za-z])"
)
_ID15: Final = re.compile(r"(?<![\dA-Za-z.])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])")
_CARD: Final = re.compile(r"(?<![\d.])[3-6]\d{3}(?:[\s-]?\d{4}){2,3}(?:[\s-]?\d{1,4})?(?![\d])")
_MOBILE: Final = re.compile(r"(?<![\d.])(?:\+?86[\s-]?)?1[3-9]\d(?:[\s\-·]?\d{4}){2}(?!\d)")
_SPACED: Final = re.compile(r"(?<![\d.])1[\s\-·_]?[3-9](?:[\s\-·_]?\d){9}(?!\d)")
_WECHAT: Final = re.compile(
    r"(?:微信|[Ww]e[Cc]hat|(?<![A-Za-z])[Vv][Xx])(?:号码?|账号|[Ii][Dd])?[\s]{0,2}(?:[::]|是|为|号|[Ii][Dd])[\s::]{0,3}"
    r"([A-Za-z][A-Za-z0-9_-]{5,19})"
)
_QQ: Final = re.compile(r"(?:[Qq]{2}|扣扣)(?:号码?|账号)?[\s::是为]{0,3}([1-9]\d{4,10})(?![\d年月日%人])")
_PLATE: Final = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·•.\s-]?(?=[A-HJ-NP-Z0-9]{{0,5}}\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split()
)


def check(context: Context) -> Iterator[Problem]:
    """Look through every text of the tables, their comments (git publishes them) and the hand-written pages."""
    public = _public(context)
    for table, records in context.community.tables.items():
        fields = context.package.schemas[table].fields
        names = [name for name, field in fields.items() if field.type in ("string", "array") and not field.of]
        for record in records:
            values = record.__dict__
            for name in names:
                value = values[name]
                if not value:
                    continue
                text = value if isinstance(value, str) else "\n".join(value)
                if _CANDIDATE.search(text) is None:
                    continue
                for kind, masked, _ in find(text, public, phone=name == "phone"):
                    code, level, message, hint = _said(kind, masked)
                    found = record.problem(name, code, f"{fields[name].title} {name} 里{message}", hint, level=level)
                    yield _masked(found, public)
    for path, text, _ in pages(context.root):
        yield from _in_file(path, text, public, "这一页里")
    for path in (path for resource in context.package.resources for path in resource.paths):
        comments = "\n".join(line if line[:1] == "#" else "" for line in _lines(context.root / path))
        yield from _in_file(path, comments, public, "注释里")


def _in_file(path: str, text: str, public: frozenset[str], where: str) -> Iterator[Problem]:
    for kind, masked, index in find(text, public):
        code, level, message, hint = _said(kind, masked)
        line, column = place(text, index)
        mark = Mark(path=path, line=line, column=column)
        yield Problem(mark=mark, code=code, level=level, message=f"{where}{message}", hint=hint)


def _lines(path: Path) -> list[str]:
    try:
        if not path.is_file() or path.stat().st_size > source.MAX_BYTES:
            return []
        text = path.read_text("utf-8-sig", errors="replace")
    except OSError:
        return []
    return text.split("\n") if "\n#" in f"\n{text}" else []


def find(text: str, public: frozenset[str] = frozenset(), *, phone: bool = False) -> Iterator[tuple[str, str, int]]:
    """Yield (kind, masked, position) of each piece of personal data in a text.

    `public` are mobile numbers that may be shown; in a `phone` field all may. The position is exact where the text
    holds no full-width digits or hidden characters, else 0.
    """
    if _CANDIDATE.search(text) is None:
        return
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text))
    exact = len(plain) == len(text)
    rest = _URL.sub(_blank, plain) if "://" in plain else plain
    for pattern, kind, read in _KINDS:
        for match in pattern.finditer(rest):
            masked = read(match)
            if masked is None or (kind == "手机号" and (phone or _digits(match)[-11:] in public)):
                continue
            yield kind, masked, match.start() if exact else 0
            rest = f"{rest[: match.start()]}{'#' * len(match[0])}{rest[match.end() :]}"


def _identity(match: re.Match[str]) -> str | None:
    number = "".join(match.groups())
    return _mask(number, 3, 2) if _is_identity(number) else None


def _old_identity(match: re.Match[str]) -> str | None:
    return _mask(match[0], 3, 2) if match[0][:2] in _REGIONS else None


def _card(match: re.Match[str]) -> str | None:
    digits = _digits(match)
    return _mask(digits, 4, 4) if _is_card(digits) else None


def _mobile(match: re.Match[str]) -> str:
    digits = _digits(match)[-11:]
    return f"{digits[:3]}****{digits[7:]}"


def _account(match: re.Match[str]) -> str:
    return _mask(match[1], 2, 1)


def _plate(match: re.Match[str]) -> str:
    return f"{match[0][:2]}****{match[0][-1]}"


_KINDS: Final[tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str | None]], ...]] = (
    (_ID18, "身份证号", _identity),
    (_ID15, "身份证号", _old_identity),
    (_CARD, "银行卡号", _card),
    (_MOBILE, "手机号", _mobile),
    (_SPACED, "手机号", _mobile),
    (_WECHAT, "微信号", _account),
    (_QQ, "QQ号", _account),
    (_PLATE, "车牌号", _plate),
)
"""What is looked for, in this order: a longer number is not a shorter one too."""


def _said(kind: str, masked: str) -> tuple[str, Level, str, str]:
    if kind == "车牌号":
        return "licence-plate", "warning", f"像是有一个车牌号 {masked}", "请删掉，说清是什么车就行"
    if kind == "手机号":
        hint = "个人的手机号请删掉；对外公开的电话请写在 phone 一栏。git 会记住删掉的内容，提交以前就要改"
    else:
        hint = "请删掉；git 会记住删掉的内容，提交以前就要改"
    return "personal-data", "error", f"像是有一个{kind} {masked}", hint


def _masked(problem: Problem, public: frozenset[str]) -> Problem:
    """Return the problem with a row's name that does not repeat what was found."""
    if not any(True for _ in find(problem.record, public)):
        return problem
    name = f"第 {problem.mark.line} 行的记录"
    return Problem(
        mark=problem.mark,
        code=problem.code,
        level=problem.level,
        message=problem.message,
        hint=problem.hint,
        table=problem.table,
        record=name,
        field=problem.field,
    )


def _public(context: Context) -> frozenset[str]:
    """The mobile numbers that stand in a phone field."""
    numbers = set()
    for records in context.community.tables.values():
        for record in records:
            if phone := record.__dict__.get("phone"):
                numbers.add(re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))[-11:])
    return frozenset(numbers)


def _is_identity(number: str) -> bool:
    """GB 11643: weighted sum modulo 11."""
    if number[:2] not in _REGIONS:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def _is_card(digits: str) -> bool:
    """16 to 19 digits with Luhn's check digit."""
    if not 16 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    total = 0
    for place_from_right, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place_from_right % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match[0])


def _mask(text: str, head: int, tail: int) -> str:
    return f"{text[:head]}{'*' * max(len(text) - head - tail, 3)}{text[len(text) - tail :]}"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
