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
    rf"\d(?:[\s.\-·—–_()（）－．\u2010-\u2012\u200b-\u200f\u2060\ufe0f\u20e3\ufeff]{{0,3}}\d){{6}}|[微薇威][信芯]|[VvＶｖ]信|[Ww]e[Cc]hat|[Vv][Xx]"
    rf"|[Ww][Xx]|[VvＶｖ][:：]|[QqＱｑ]{{2}}|扣扣|护照|[{_PROVINCES}][A-Z]|[@＠]|[⓪①-⑨]{{7}}"
    rf"|[\d０-９]{{1,4}}\s?(?:栋|幢|座|号楼|单元|[#＃]|[-－–][\d０-９]{{1,2}}[-－–][\d０-９]{{3}})|[一幺][\s\-]?[三四五六七八九][\s\-]?[{_NUMERALS}]"
)
"""A cheap look for anything that may be one: nearly all texts stop here."""
_HIDDEN: Final = re.compile("[\u200b-\u200f\u2060\ufe0f\u20e3\ufeff\xad]")
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
_ADDED_WECHAT: Final = re.compile(
    rf"[加搜](?!入)[^\s，。；,;]{{0,4}}?{_CHAT}[\s]{{0,2}}([A-Za-z][A-Za-z0-9_-]{{5,19}})(?![A-Za-z])"
)
"""加王老师微信 linfubaoma: nobody adds a word."""
_QQ: Final = re.compile(r"(?:[Qq]{2}|扣扣)(?:号码?|账号)?[\s::是为]{0,3}([1-9]\d{4,10})(?![\d年月日%人])")
_QQ_MAIL: Final = re.compile(r"(?<![\w.])([1-9]\d{4,10})@(?:qq|foxmail)\.com", re.IGNORECASE)
_MAIL: Final = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9][\w.+-]{1,63}@(?:vip\.)?(?:qq|foxmail|163|126|188|yeah|sina|sohu|139|189|wo|21cn|263|tom"
    r"|aliyun|gmail|outlook|hotmail|live|msn|icloud|me|yahoo)\.(?:com\.cn|com|cn|net))(?![\w-])",
    re.IGNORECASE,
)
"""At the providers where people have theirs; an institution's own domain is public."""
_SURNAMES: Final = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤康易乔赖文樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦鄢]"
)
_HOUSEHOLD: Final = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[给找是由叫])|(?:姓名|住户|业主|家长|学生|孩子|联系人|户主|户名|居民|志愿者):?\s?)"
    rf"((?!周[一二三四五六日末])(?:{_SURNAMES})[\u4e00-\u9fff]{{1,2}})"
    r"(?<![区路街巷村镇乡县市省苑园城里弄楼栋座馆厅室店站院校厦场心府庭湾庄桥门台坊都郡轩居阁社师生士姨伯爷奶叔婶哥姐嫂队])"
    r"(?:[\s,、;:|/()]{1,3}(?:家?住址?|家庭住址|地址|家在)?在?|家?住在?|家在):?[^\n。;]{0,14}?"
    r"((?<![\d-])\d{1,4}\s?(?:栋|幢|座|号楼|#)\s?(?:\d{1,2}\s?(?:单元|[#-])\s?)?\d{3,4}(?:室|号|户|(?!\d))"
    r"|(?<![\d-])\d{1,2}-\d{1,2}-(?!(?:19|20)\d\d)\d{3,4}(?![\d-]))"
)
"""王小明，3栋2单元501: a full name, then a flat; not 王老师, and no name of a place."""
_PASSPORT: Final = re.compile(r"护照(?:号码?)?[\s::是为]{0,3}([A-Z]{1,2}\d{7,8})(?!\d)")
_PLATE: Final = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·•.\s-]?(?=[A-HJ-NP-Z0-9]{{0,5}}\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split()
)
_DIGITS: Final = str.maketrans("〇幺" + "零一二三四五六七八九", "01" + "0123456789")


def suspect(text: str) -> bool:
    """Whether there may be a piece of personal data in a text, or in one of several with a NUL between them."""
    return _CANDIDATE.search(text) is not None


def find(text: str, public: frozenset[str] = frozenset(), *, phone: bool = False) -> Iterator[tuple[str, str, int]]:
    """Yield (kind, masked, position) of each piece of personal data in a text.

    `public` are mobile numbers that may be shown; in a `phone` field all may. The position is exact where the text
    holds no full-width digits or hidden characters, else 0.
    """
    if not suspect(text):
        return
    exact = len(_plain(text)) == len(text)
    for kind, mask, start, _ in _pieces(text, public, phone=phone):
        yield kind, mask, start if exact else 0


def _pieces(text: str, public: frozenset[str], *, phone: bool) -> Iterator[tuple[str, str, int, int]]:
    """Yield kind, mask, beginning and end, in the plain text."""
    if not suspect(text):
        return
    plain = _plain(text)
    rest = _URL.sub(_blank, plain) if "://" in plain else plain
    for pattern, kind, read in _KINDS:
        for match in pattern.finditer(rest):
            mask = read(match)
            if mask is None or (kind == "手机号" and (phone or _digits(match)[-11:] in public)):
                continue
            yield kind, mask, match.start(), match.end()
            rest = f"{rest[: match.start()]}{'#' * len(match[0])}{rest[match.end() :]}"


def _plain(text: str) -> str:
    """Return the text with usual digits and letters and nothing hidden."""
    return _HIDDEN.sub("", unicodedata.normalize("NFKC", text))


def masked(text: str, public: frozenset[str] = frozenset()) -> str:
    """Return a text with each piece of personal data masked, as a report may show it."""
    pieces = list(_pieces(text, public, phone=False))
    if not pieces:
        return text
    plain, shown, done = _plain(text), "", 0
    for _, mask, start, end in sorted(pieces, key=lambda piece: piece[2:]):
        if start >= done:
            shown += plain[done:start] + mask
        done = max(done, end)
    return shown + plain[done:]


def said(kind: str, masked: str) -> tuple[str, Level, str, str]:
    """Return code, level, message and hint of a piece that was found."""
    if kind == "车牌号":
        return "licence-plate", "warning", f"像是有一个车牌号 {masked}", "请删掉，说清是什么车就行"
    if kind == "个人邮箱":
        return (
            "personal-mail",
            "warning",
            f"像是有一个{kind} {masked}",
            "个人的请删掉；单位对外的信箱，请用单位自己的域名",
        )
    if kind == "姓名和门牌":
        return "home-address", "warning", f"像是有{kind} {masked}", "谁住在哪里不要公开；说清是哪一片、哪栋楼就行"
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


def _mail(match: re.Match[str]) -> str:
    name, _, host = match[1].partition("@")
    return f"{_mask(name, 1, 0)}@{host}"


def _household(match: re.Match[str]) -> str:
    return f"{match[1][0]}** {re.sub(r'[0-9]', '*', match[2])}"


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
    (_ADDED_WECHAT, "微信号", _account),
    (_QQ, "QQ号", _account),
    (_QQ_MAIL, "QQ号", _account),
    (_PASSPORT, "护照号", _account),
    (_PLATE, "车牌号", _plate),
    (_MAIL, "个人邮箱", _mail),
    (_HOUSEHOLD, "姓名和门牌", _household),
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
