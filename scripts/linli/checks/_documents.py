"""The words of a file that readers can fetch: takes a file of content/, gives its text, or None where it has none."""

from __future__ import annotations

import re
import zipfile
import zlib
from html import unescape
from pathlib import Path
from typing import Final

SEALED: Final = frozenset(
    ".xls .doc .ppt .et .wps .dps .mdb .accdb .db .sqlite .rar .7z .gz .tar .tgz .numbers .pages .zip .msg".split()
)
"""Kinds that usually hold lists or letters."""
_PLAIN: Final = frozenset(".txt .md .csv .tsv .json .xml .svg .ics .vcf .yml .yaml .html .htm .eml .log .ini".split())
_MARKED: Final = frozenset({".svg", ".xml", ".html", ".htm"})
PACKED: Final = frozenset(".xlsx .xlsm .docx .docm .pptx .ods .odt .odp".split())
_LARGEST: Final = 5 * 1024 * 1024
_END: Final = re.compile(r"</(?:w:p|a:p|text:p|t|si|c|row|table:table-cell)>|<(?:w:br|w:tab|c)\b[^>]*/?>")
_TAG: Final = re.compile(r"<[^>]*>")
_PLACES: Final = re.compile(
    r"(?:word/(?:document|comments|header\d*|footer\d*|footnotes)|xl/(?:sharedStrings|comments\d*|worksheets/[^/]+)"
    r"|ppt/(?:slides|notesSlides)/[^/]+|content)\.xml"
)


def text_of(file: Path) -> str | None:
    """Return the words of a file, None where nothing can look into it."""
    kind = file.suffix.lower()
    try:
        if kind in _PLAIN:
            text = decoded(file.read_bytes()[:_LARGEST])
            return _TAG.sub(_blank, text) if kind in _MARKED else text
        return _unpacked(file) if kind in PACKED else None
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return None


def decoded(data: bytes) -> str:
    """Text as editors save it: UTF-8, UTF-16 with its mark, else GB 18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _blank(tag: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", tag[0])


def _unpacked(file: Path) -> str:
    """The texts of an office file, one cell or paragraph a line."""
    texts = []
    with zipfile.ZipFile(file) as packed:
        for part in packed.infolist():
            if _PLACES.fullmatch(part.filename):
                with packed.open(part) as opened:
                    markup = opened.read(_LARGEST).decode("utf-8", errors="replace")
                texts.append(unescape(_TAG.sub("", _END.sub("\n", markup))))
    return "\n".join(texts)
