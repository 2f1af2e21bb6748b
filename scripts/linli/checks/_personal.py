"""Personal data in a text: takes a text, gives the kind, the masked form and the place of each piece.

Numbers are looked for as people disguise them: full width, spaced, with dashes, points or brackets, in Chinese numerals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from linli.problems import Level

_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_NUMERALS: Final = "零〇一二三四五六七八九幺"
_SPOKEN: Final = re.compile(
    rf"(?<![{_NUMERALS}十百千])[一幺][\s\-]?[三四五六七八九](?:[\s\-]?[{_NUMERALS}]){{9}}(?![{_NUMERALS}十百千])"
)
_CANDIDATE: Final = re.compile(
    rf"\d(?:[\s.\-·—–_()（）－．\u2010-\u2012\u200b-\u200f\u2060\ufeff]{{0,3}}\d){{6}}|[微薇威][信芯]|[VvＶｖ]信|[Ww]e[Cc]hat|[Vv][Xx]"
    rf"|[Ww][Xx]|[VvＶｖ][:：]|[QqＱｑ]{{2}}|扣扣|护照|[{_PROVINCES}][A-Z]|[一幺][\s\-]?[三四五六七八九][\s\-]?[{_NUMERALS}]"
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
_MOBILE: Final = re.compile(r"(?<![\d.])(?:\+?86[\s-]?)?\(?1[3-9]\d\)?(?:[\s\-·.—–\u2010-\u2012]{0,2}\d{4}){2}(?!\d)")
_SPACED: Final = re.compile(r"(?<![\d.])1[\s\-·_]?[3-9](?:[\s\-·_]?\d){9}(?!\d)")
_CHAT: Final = r"(?:[微薇威][信芯]|[Vv]信|(?<![A-Za-z])(?:[Ww]e[Cc]hat|[VvWw][Xx]))(?:号码?|账号|[Ii][Dd])?"
_WECHAT: Final = re.compile(
    rf"{_CHAT}[\s]{{0,2}}(?:[::]|是|为|号|[Ii][Dd])[\s::]{{0,3}}([A-Za-z][A-Za-z0-9_-]{{5,19}})"
)
_LOOSE_WECHAT: Final = re.compile(
    rf"(?:{_CHAT}[\s+]{{0,3}}|(?<![A-Za-z])[Vv][::]\s?)((?=[A-Za-z-]*[\d_])[A-Za-z][A-Za-z0-9_-]{{5,19}})"
)
"""Without a colon an account is told from a word by its digits or its line below."""
_QQ: Final = re.compile(r"(?:[Qq]{2}|扣扣)(?:号码?|账号)?[\s::是为]{0,3}([1-9]\d{4,10})(?![\d年月日%人])")
_QQ_MAIL: Final = re.compile(r"(?<![\w.])([1-9]\d{4,10})@(?:qq|foxmail)\.com", re.IGNORECASE)
_PASSPORT: Final = re.compile(r"护照(?:号码?)?[\s::是为]{0,3}([A-Z]{1,2}\d{7,8})(?!\d)")
_PLATE: Final = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·•.\s-]?(?=[A-HJ-NP-Z0-9]{{0,5}}\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split()
)
_DIGITS: Final = str.maketrans("〇幺" + "零一二三四五六七八九", "01" + "0123456789")


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


def said(kind: str, masked: str) -> tuple[str, Level, str, str]:
    """Return code, level, message and hint of a piece that was found."""
    if kind == "车牌号":
        return "licence-plate", "warning", f"像是有一个车牌号 {masked}", "请删掉，说清是什么车就行"
    if kind == "手机号":
        hint = "个人的手机号请删掉；对外公开的电话请写在 phone 一栏。git 会记住删掉的内容，提交以前就要改"
    else:
        hint = "请删掉；git 会记住删掉的内容，提交以前就要改"
    return "personal-data", "error", f"像是有一个{kind} {masked}", hint


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
    (_SPOKEN, "手机号", _mobile),
    (_WECHAT, "微信号", _account),
    (_LOOSE_WECHAT, "微信号", _account),
    (_QQ, "QQ号", _account),
    (_QQ_MAIL, "QQ号", _account),
    (_PASSPORT, "护照号", _account),
    (_PLATE, "车牌号", _plate),
)
"""What is looked for, in this order: a longer number is not a shorter one too."""


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
    return re.sub(r"\D", "", match[0].translate(_DIGITS))


def _mask(text: str, head: int, tail: int) -> str:
    return f"{text[:head]}{'*' * max(len(text) - head - tail, 3)}{text[len(text) - tail :]}"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
