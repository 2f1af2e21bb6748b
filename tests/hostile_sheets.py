"""Two hundred files that no editor would send: each a name and its bytes, made when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hostile_books import (
    BOOK,
    CELL,
    INNER,
    MAIN,
    PARTS,
    RELS,
    SHEET,
    STRINGS,
    STYLES,
    Make,
    book,
    containers,
    doctypes,
    packed,
    related,
    sheet,
    with_cell,
    with_rows,
)  # fmt: skip

PLANTED = "欧阳铁柱"
"""Stands in cells of the wrong kind; no sentence may repeat it."""


def strings(each: str, count: int = 1) -> bytes:
    return packed({STRINGS: f"<sst {MAIN}>{each * count}</sst>"})


def looks(code: str) -> bytes:
    formats = f'<numFmts><numFmt numFmtId="14" formatCode="{code.replace(chr(34), "&quot;")}"/></numFmts>'
    return packed({STYLES: str(PARTS[STYLES]).replace("<cellXfs", f"{formats}<cellXfs")})


def prefixed() -> bytes:
    rows = "<x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row>"
    return packed({SHEET: f"<x:worksheet xmlns:x='a'><x:sheetData>{rows}</x:sheetData></x:worksheet>"})


MARKUP: dict[str, Make] = {
    "100,000 deep": lambda: packed({SHEET: "<a>" * 100_000}),
    "50 deep": lambda: with_rows(CELL, "<a>" * 50 + "</a>" * 50),
    "2,000,000 empty cells": lambda: with_rows('<row r="1">' + "<c/>" * 2_000_000 + "</row>"),
    "1,048,576 empty rows": lambda: with_rows("<row/>" * 1_048_576),
    "a million names": lambda: packed({SHEET: "<a>" + "".join(f"<n{n}/>" for n in range(1_000_000))}),
    "a million attributes": lambda: packed({SHEET: "<a" + "".join(f" n{n}='>'" for n in range(1_000_000)) + "/>"}),
    "names of attributes": lambda: packed({SHEET: "<a>" + "".join(f"<b n{n}='1'/>" for n in range(500_000))}),
    "40 MB in an attribute": lambda: with_rows(f"<row r='{'1' * 40_000_000}'/>"),
    "40 MB of comment": lambda: with_rows(CELL, f"<!--{'<' * 40_000_000}-->"),
    "40 MB of instruction": lambda: with_rows(CELL, f"<?a {'<' * 40_000_000}?>"),
    "40 MB of raw text": lambda: with_cell("t='str'", f"<v><![CDATA[{'<' * 40_000_000}]]></v>"),
    "40 MB of raw text outside": lambda: with_rows(CELL, f"<![CDATA[{'<' * 40_000_000}]]>"),
    "45 MB in a cell": lambda: strings(f"<si><t>{'字' * 15_000_000}</t></si>"),
    "45 MB in many texts": lambda: strings(f"<si><t>{'字' * 9_999}</t></si>", 1_500),
    "400,000 texts": lambda: strings("<si><t>a</t></si>", 400_000),
    "900,000 empty texts": lambda: strings("<si/>", 900_000),
    "wide letters": lambda: strings(f"<si><t>😀{'a' * 30_000}</t></si>", 1_500),
    "900,000 looks": lambda: packed({STYLES: f"<styleSheet {MAIN}><cellXfs>{'<xf/>' * 900_000}"}),
    "format of brackets": lambda: looks("[" * 99_999),
    "format of quotes": lambda: looks('"' * 99_999),
    "format of hours": lambda: looks("[h" * 99_999),
    "format of escapes": lambda: looks("\\" * 9_999),
    "bad bytes": lambda: packed({SHEET: sheet(CELL).encode() + b"\xff\xfe\x00"}),
    "another prefix": prefixed,
    "no sheet at all": lambda: packed({SHEET: "<html><body>x</body></html>"}),
    "120 MB of blanks": lambda: with_rows(CELL + " " * 120_000_000),
}


CELLS = {
    "index beyond": ('t="s"', "<v>9</v>"),
    "index below": ('t="s"', "<v>-1</v>"),
    "index huge": ('t="s"', f"<v>{'9' * 9_999}</v>"),
    "index a name": ('t="s"', f"<v>{PLANTED}</v>"),
    "number a name": ("", f"<v>{PLANTED}</v>"),
    "number of digits": ("", f"<v>{'9' * 20_000}</v>"),
    "number infinite": ("", "<v>1e999</v>"),
    "number none": ("", "<v>NaN</v>"),
    "number tiny": ("", "<v>1e-300</v>"),
    "number large": ("", "<v>1e300</v>"),
    "number other digits": ("", "<v>１２</v>"),
    "number underscored": ("", "<v>1_000</v>"),
    "kind unknown": (f't="{PLANTED}"', f"<v>{PLANTED}</v>"),
    "boolean a name": ('t="b"', f"<v>{PLANTED}</v>"),
    "error a name": ('t="e"', f"<v>{PLANTED}</v>"),
    "date a name": ('t="d"', f"<v>{PLANTED}</v>"),
    "day below": ('s="1"', "<v>-1</v>"),
    "day 60": ('s="1"', "<v>60</v>"),
    "day 0": ('s="1"', "<v>0</v>"),
    "day last": ('s="1"', "<v>2958465.9999999</v>"),
    "day beyond": ('s="1"', "<v>99999999999</v>"),
    "look beyond": ('s="99999"', "<v>1</v>"),
    "look a name": (f's="{PLANTED}"', "<v>1</v>"),
    "text too long": ('t="inlineStr"', f"<is><t>{'字' * 40_000}</t></is>"),
    "text long in pieces": ('t="inlineStr"', "<is>" + ("<r><t>" + "字" * 30_000 + "</t></r>") * 99 + "</is>"),
    "text without end": ('t="str"', f"<v>{'_x' * 9_999}</v>"),
    "zero": ('t="str"', "<v>a_x0000_b_xD800_c_xFFFF_</v>"),
    "formula": ("", "<f>cmd|'/c calc'!A0</f><v>1</v>"),
    "formula of the net": ('t="str"', '<f>WEBSERVICE("http://203.0.113.1/")</f><v>x</v>'),
    "formula shared without": ("", '<f t="shared" si="99"/><v>1</v>'),
    "formula of an area": ("", '<f t="array" ref="A1:XFD1048576">1</f>'),
    "formula of a name": ("", f'<f t="array" ref="{PLANTED}">1</f>'),
    "formula long": ("", f"<f>{'1+' * 30_000}1</f>"),
    "two values": ("", "<v>1</v><v>2</v>"),
    "a cell in a cell": ("", '<c r="B1"><v>1</v></c><v>2</v>'),
}
PLACES = (
    "A0",
    "a1",
    "1A",
    "AAAA1",
    "XFE1",
    "A1048577",
    "A99999999999",
    "A-1",
    "",
    PLANTED,
    "$A$1",
    "A1:B2",
    "A2",
    "Ａ1",
)


def grids() -> Iterator[tuple[str, Make]]:
    for name, (attributes, inner) in CELLS.items():
        yield name, partial(with_cell, attributes, inner)
    for place in PLACES:
        yield f"place {place}", partial(with_rows, f'<row r="1"><c r="{place}"><v>1</v></c></row>')
    for number in ("0", "-1", "1048577", "99999999999", "x", "", "1.5"):
        yield f"row {number}", partial(with_rows, f'<row r="{number}"><c><v>1</v></c></row>')
    yield "rows backwards", partial(with_rows, '<row r="2"/><row r="1"/>')
    yield "rows twice", partial(with_rows, CELL * 2)
    yield "the first and the last", partial(with_rows, CELL + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "a last row", partial(with_rows, CELL + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    yield "lies of its size", partial(with_rows, CELL, before='<dimension ref="A1:XFD1048576"/>')
    yield "300 columns", partial(with_rows, "<row>" + "<c><v>1</v></c>" * 300 + "</row>")
    yield "250,000 cells", partial(with_rows, f"<row>{'<c><v>1</v></c>' * 100}</row>" * 2_500)
    yield "30,000 rows", partial(with_rows, "<row><c><v>1</v></c></row>" * 30_000)
    yield "all merged", partial(with_rows, CELL, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    yield "merged a name", partial(with_rows, CELL, f'<mergeCells><mergeCell ref="{PLANTED}"/></mergeCells>')
    yield "100,000 merged", partial(with_rows, CELL, '<mergeCell ref="A1:B2"/>' * 100_000)
    yield "outside of the rows", partial(with_rows, "", '<c r="A1"><v>1</v></c>')


def books() -> Iterator[tuple[str, Make]]:
    for name in ("a\nb\x1b[31m", "\u202eabc", "字" * 9_999, "'!'", "", "../x"):
        text = "".join(letter if ord(letter) > 31 else " " for letter in name)
        yield f"called {name[:9]!r}", partial(packed, {BOOK: book(f'<sheet name="{text}" r:id="r1"/>')})
    yield "no sheets", partial(packed, {BOOK: book("")})
    yield "500 sheets", partial(packed, {BOOK: book('<sheet name="a" r:id="r1"/>' * 500)})
    yield (
        "90 times the same",
        partial(
            packed,
            {
                BOOK: book('<sheet name="a" r:id="r1"/>' * 90),
                SHEET: sheet(f"<row>{'<c><v>1</v></c>' * 100}</row>" * 200),
            },
        ),
    )
    yield "all hidden", partial(packed, {BOOK: book('<sheet name="a" state="veryHidden" r:id="r1"/>')})
    for target in (
        "/etc/passwd",
        "../../../../etc/passwd",
        "file:///etc/passwd",
        "http://203.0.113.1/a",
        "workbook.xml",
        ".",
    ):
        yield f"sheet at {target}", partial(packed, {INNER: related(("r1", "worksheet", target))})
    outside = related(("r1", "worksheet", "http://203.0.113.1/a"), more=' TargetMode="External"')
    yield "sheet outside", partial(packed, {INNER: outside})
    link = f"<externalLink {MAIN}><externalBook r:id='r1'/></externalLink>"
    yield "links to other books", partial(packed, {"xl/externalLinks/externalLink1.xml": link})
    yield "book in itself", partial(packed, {RELS: related(("r1", "officeDocument", RELS))})
    yield "macros", partial(packed, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 999})
    yield "a document", partial(packed, {"word/document.xml": "<a/>"})
    yield "ods", partial(packed, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    yield "numbers", partial(packed, {"Index/Document.iwa": b"\0"})
    yield (
        "xlsb",
        partial(packed, {RELS: related(("r1", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"\0"}),
    )


TEXTS = {
    "empty": b"",
    "blank": b" \n\t",
    "only a mark": b"\xef\xbb\xbf",
    "only a wide mark": b"\xff\xfe",
    "odd wide": b"\xff\xfea",
    "zeros": b"\0" * 99,
    "gzip": b"\x1f\x8b\x08",
    "program": b"MZ\x90\0",
    "sqlite": b"SQLite format 3\0",
    "rtf": b"{\\rtf1 a}",
    "pdf": b"%PDF-1.7",
    "png": b"\x89PNG\r\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "rar": b"Rar!\x1a",
    "7z": b"7z\xbc\xaf\x27",
    "json": b'{"a":1}',
    "html": b"<html><table>",
    "old xml": b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>',
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999,
    "latin": b"caf\xe9,\xff\xff\xfe\n",
    "sep": b"sep=",
    "sep wide": b"sep=ab\na,b",
    "sep quote": b'sep="\na,b',
    "lone returns": b"a,b\rc,d\r",
    "quote": b'"',
    "odd quotes": b'a"b,"c"d,"',
    "a formula": b"=cmd|'/c calc'!A0,+1,-1,@x",
    "lines": "a,b\u2028c,d\u0085e".encode(),
    "surrogates": b"\xed\xa0\x80,a",
}
LONG: dict[str, Make] = {
    "never closed": lambda: b'a,b\n"' + b"c,d\n" * 500_000,
    "a cell of 9 MB": lambda: b"a," + b"x" * 9_000_000,
    "a million columns": lambda: b"," * 1_000_000 + b"a",
    "a million rows": lambda: b"a\n" * 1_000_000,
    "five million empty rows": lambda: b"\n" * 5_000_000,
    "11 MB": lambda: b"a,b\n" * 2_800_000,
    "only quotes": lambda: b'"' * 9_000_000,
    "a wide letter": lambda: b"\xf0\x9f\x98\x80" + b"a" * 9_000_000,
    "many wide rows": lambda: (",".join(["😀" + "a" * 50] * 100) + "\n").encode() * 1_700,
    "wide bytes": lambda: "字,".encode("utf-16") * 1_500_000,
}


def texts() -> Iterator[tuple[str, Make]]:
    for name, data in TEXTS.items():
        yield f"csv {name}", partial(bytes, data)
    for name, make in LONG.items():
        yield f"csv {name}", make


def every() -> dict[str, Make]:
    """All of them by name."""
    return {name: make for kind in (doctypes, containers, MARKUP.items, grids, books, texts) for name, make in kind()}
