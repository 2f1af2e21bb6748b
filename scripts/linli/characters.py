"""Characters that look like others or like nothing: takes text, gives their Chinese names and where they stand."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

BLANKS: Final = {
    "\u00a0": "不换行空格",
    "\u1680": "欧甘空格",
    "\u2002": "半身空格",
    "\u2003": "全身空格",
    "\u2007": "数字宽空格",
    "\u2009": "窄空格",
    "\u200a": "极窄空格",
    "\u202f": "窄的不换行空格",
    "\u205f": "数学空格",
    "\u3000": "全角空格",
} | {chr(code): "特殊空格" for code in (0x2000, 0x2001, 0x2004, 0x2005, 0x2006, 0x2008)}
"""Blanks that are no space to YAML."""
UNSEEN: Final = {
    "\u00ad": "软连字符",
    "\u034f": "看不见的组合符",
    "\u061c": "看不见的方向记号",
    "\u115f": "看不见的填充符",
    "\u1160": "看不见的填充符",
    "\u180e": "看不见的分隔符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "看不见的方向记号",
    "\u200f": "看不见的方向记号",
    "\u2060": "零宽不换行",
    "\u3164": "看不见的填充符",
    "\ufeff": "字节顺序标记",
    "\uffa0": "看不见的填充符",
} | {chr(code): "看不见的方向记号" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""Characters of no width."""
BREAKS: Final = {"\u0085": "特殊的换行符", "\u2028": "行分隔符", "\u2029": "段分隔符"}
DASHES: Final = {
    "\u2010": "连字符",
    "\u2011": "不换行连字符",
    "\u2012": "数字线",
    "\u2013": "短破折号",
    "\u2014": "破折号",
    "\u2015": "横线",
    "\u2212": "减号",
    "\ufe58": "小破折号",
    "\ufe63": "小短横线",
    "\uff0d": "全角短横线",
}
BULLETS: Final = {"•": "圆点", "●": "实心圆点", "·": "间隔号", "・": "中点", "◆": "菱形", "■": "方块"}
QUOTES: Final = {
    "“": "中文双引号",
    "”": "中文双引号",
    "‘": "中文单引号",
    "’": "中文单引号",
    "「": "直角引号",
    "」": "直角引号",
    "『": "直角引号",
    "』": "直角引号",
    "„": "低双引号",
    "‟": "反双引号",
    "＂": "全角双引号",
    "＇": "全角单引号",
    "〝": "撇号引号",
    "〞": "撇号引号",
}
BRACKETS: Final = {
    "【": "中文方头括号",
    "】": "中文方头括号",
    "〔": "六角括号",
    "〕": "六角括号",
    "（": "中文圆括号",
    "）": "中文圆括号",
    "［": "全角方括号",
    "］": "全角方括号",
    "｛": "全角花括号",
    "｝": "全角花括号",
    "〖": "空心方头括号",
    "〗": "空心方头括号",
    "《": "书名号",
    "》": "书名号",
}
COLONS: Final = {
    "：": "中文冒号",
    "\u2236": "比号",
    "\ufe13": "竖排冒号",
    "\ufe30": "竖排两点",
    "\ufe55": "小冒号",
    "\ua789": "字母冒号",
}
COMMAS: Final = {"，": "中文逗号", "、": "顿号", "；": "中文分号", "。": "句号", "．": "全角句点"}
OTHERS: Final = {
    "＃": "全角井号",
    "／": "全角斜线",
    "！": "中文感叹号",
    "？": "中文问号",
    "＝": "全角等号",
    "＠": "全角 @",
}
HALF: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width letters and signs as those of a keyboard, for str.translate: no character moves."""
BARS: Final = {
    "｜": "全角竖线",
    "丨": "竖笔",
    "│": "制表线",
    "∣": "整除号",
    "¦": "断竖线",
    "︱": "竖排破折号",
    "￨": "半角竖线",
    "＞": "全角大于号",
}
NAMES: Final = {
    **BLANKS,
    **UNSEEN,
    **BREAKS,
    **DASHES,
    **BULLETS,
    **QUOTES,
    **BRACKETS,
    **COLONS,
    **COMMAS,
    **BARS,
    **OTHERS,
}

_EDGE: Final = "".join((*BLANKS, *UNSEEN)) + " \t"
_AT_EDGE: Final = frozenset((*BLANKS, *UNSEEN))
_HIDDEN: Final = re.compile(f"[{''.join(UNSEEN)}]")
_JOINERS: Final = frozenset("\u200c\u200d")
_FIRST_PICTURE: Final = 0x1F000


def named(character: str) -> str:
    """Return a character in a message: `全角空格(U+3000)`, `短破折号「–」(U+2013)`."""
    name = NAMES.get(character) or ("看不见的控制字符" if unicodedata.category(character)[0] == "C" else "")
    shown = "" if character in BLANKS or character in UNSEEN or character in BREAKS else f"「{character}」"
    if unicodedata.category(character)[0] == "C":
        shown = ""
    return f"{name}{shown}(U+{ord(character):04X})"


def trimmed(text: str) -> str:
    """Return the text without what nobody sees at its beginning and end."""
    return text.strip(_EDGE) if text and (text[0] in _AT_EDGE or text[-1] in _AT_EDGE) else text


def hidden(text: str) -> int | None:
    """Return where the first character of no width stands that has no work to do there.

    A joiner works inside an emoji and inside a word of a script that joins its letters.
    """
    for match in _HIDDEN.finditer(text):
        if match[0] not in _JOINERS or not _joins(text[: match.start()]):
            return match.start()
    return None


def odd(text: str, kinds: str = "") -> int | None:
    """Return where the first character stands that has a name here, or is one of `kinds`."""
    return next((index for index, c in enumerate(text) if c in NAMES or c in kinds), None)


def _joins(before: str) -> bool:
    if not before:
        return False
    last = before[-1]
    if ord(last) >= _FIRST_PICTURE or unicodedata.category(last) in ("So", "Sk", "Mn", "Mc", "Me"):
        return "CJK" not in unicodedata.name(last, "")
    return unicodedata.category(last) == "Lo" and not unicodedata.name(last, "CJK").startswith(("CJK", "HANGUL"))
