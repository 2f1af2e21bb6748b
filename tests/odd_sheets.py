"""Two hundred files that nobody should send: takes a folder and an exported book, writes hostile and odd xlsx and csv files."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

CELLS = [
    *"书法班 =1+1 +86 -1 @x #REF! 1e308 -1e308 NaN 99999999999999999999 0.5 46350 2958465 2958466 1900-02-29 24:00 25:61".split(),
    *"' \" <b> &amp; {{7*7}} [] ~ null 周八 每月第九个周一 shufa\u3000书法班".split(" "),
    *[
        "",
        "a" * 40_000,
        "一\n二\r\n三",
        "\u200b",
        "\u2028",
        "\ufeff",
        "- a: b",
        "# c",
        "\t",
        "shufa shufa",
        "\U0001f600" * 99,
    ],
]
SHEET = "xl/worksheets/sheet5.xml"
BOOK = "xl/workbook.xml"


def write(folder: Path, good: bytes, seed: int = 7) -> list[Path]:
    """Return the files, the same ones for the same seed."""
    dice = random.Random(seed)
    made: list[Path] = []
    for kind in (_broken, _parts, _lies, _typed):
        for number, data in enumerate(kind(good, dice)):
            made.append(folder / f"{kind.__name__}{number:02d}.xlsx")
            made[-1].write_bytes(data)
    for number, data in enumerate(_commas(dice)):
        made.append(folder / f"课程{number:02d}.csv")
        made[-1].write_bytes(data)
    return made


def _broken(good: bytes, dice: random.Random) -> Iterator[bytes]:
    """Cut short, flipped bytes, doubled, other files under this name."""
    for _ in range(40):
        data = bytearray(good)
        for _ in range(dice.choice([1, 3, 50])):
            data[dice.randrange(len(data))] = dice.randrange(256)
        yield bytes(data)
    for share in (0, 1, 10, 50, 90, 99):
        yield good[: len(good) * share // 100]
    yield good + good
    yield b"PK\x03\x04" + b"\0" * 1000
    yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000
    yield b"<html><table><tr><td>1</table>"


def _parts(good: bytes, dice: random.Random) -> Iterator[bytes]:
    """One part is missing, empty, no XML, or XML that is a trap."""
    with zipfile.ZipFile(io.BytesIO(good)) as book:
        names = book.namelist()
    traps = [
        b"",
        b"<",
        b"\xff\xfe<\0",
        b"<?xml version='1.0'?><a/>",
        b"<a>" * 50_000,
        b'<!DOCTYPE a [<!ENTITY b0 "x">'
        + b"".join(b'<!ENTITY b%d "&b%d;&b%d;">' % (n, n - 1, n - 1) for n in range(1, 40))
        + b"]><a>&b39;</a>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ]
    for name in (
        "[Content_Types].xml",
        BOOK,
        SHEET,
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/_rels/workbook.xml.rels",
    ):
        if name in names:
            yield changed(good, name, lambda _: None)
            for trap in dice.sample(traps, 4):
                yield changed(good, name, lambda _, trap=trap: trap)  # type: ignore[misc]


def _lies(good: bytes, _: random.Random) -> Iterator[bytes]:
    """Sizes, places and ranges that no sheet has."""
    rows = [
        '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 30_000)),
        "<row>" * 2000,
        '<row r="-1"><c r="A-1"><v>1</v></c></row>',
        '<row r="x"><c r="ZZZZ99999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
        '<row r="1"><c r="A1" s="99999"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>2026-13-45</v></c></row>',
        '<row r="1"><c r="A1" t="n"><v>1e999</v></c><c r="A1"><f>A1</f><v>1</v></c></row>',
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 2_000_000}</t></is></c></row>',
    ]
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    for row in rows:
        yield changed(good, SHEET, lambda _, row=row: f"{start}{row}</sheetData></worksheet>".encode())  # type: ignore[misc]
    for area in ("A1:XFD1048576", "A1:A1", "ZZZ", "A2:B3"):
        merge = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode()
        yield changed(good, SHEET, lambda data, merge=merge: data.replace(b"</sheetData>", merge))  # type: ignore[misc]
    yield changed(good, SHEET, lambda _: b"<worksheet>" + b" " * 60_000_000 + b"</worksheet>")
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as book:
        for number in range(5000):
            book.writestr(f"xl/{number}.xml", "")
    yield many.getvalue()
    yield changed(good, BOOK, lambda data: data.replace("课程".encode(), b"../../../etc"))
    yield changed(good, BOOK, lambda data: data.replace("课程".encode(), "课表".encode()))
    yield changed(good, BOOK, lambda data: data.replace("课程".encode(), b"&#8238;a"))


def _typed(good: bytes, dice: random.Random) -> Iterator[bytes]:
    """What somebody may type, anywhere; and columns and rows moved, doubled and lost."""
    for number in range(66):
        book = openpyxl.load_workbook(io.BytesIO(good))
        sheet = book[dice.choice([name for name in book.sheetnames if name != "选项"])]
        for _ in range(dice.randrange(1, 12)):
            cell = sheet.cell(dice.randrange(1, sheet.max_row + 3), dice.randrange(1, sheet.max_column + 3))
            text = "".join(sign for sign in dice.choice(CELLS) if sign != "\ufeff")[:32_767]
            cell.value = float(text) if text in ("0.5", "46350", "2958466", "-1") else text
            cell.number_format = dice.choice(["@", "General", "yyyy-mm-dd", "h:mm", "[h]:mm", "[$-804]aaaa"])
        move = number % 7
        if move == 1:
            sheet.delete_cols(1)
        elif move == 2:
            sheet.delete_rows(1)
        elif move == 3:
            sheet.insert_cols(1)
        elif move == 4:
            sheet.cell(1, sheet.max_column + 1).value = sheet.cell(1, 1).value
        elif move == 5:
            sheet.insert_rows(1, 3)
        saved = io.BytesIO()
        book.save(saved)
        yield saved.getvalue()


def _commas(dice: random.Random) -> Iterator[bytes]:
    """Every encoding, quotes that never end, zeros, one endless line."""
    head = "编号,名称,类别\n"
    for number in range(40):
        cells = [cell for cell in CELLS if number % 8 == 0 or len(cell) < 1000]
        text = head + "\n".join(",".join(dice.choice(cells) for _ in range(dice.randrange(1, 9))) for _ in range(20))
        yield text.encode(["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-32"][number % 5], "replace")
    yield b""
    yield b"\0" * 10_000
    yield bytes(dice.randrange(256) for _ in range(10_000))
    yield (head + '"' + "x" * 3_000_000).encode()
    yield ("," * 1_000_000).encode()
    yield (head * 100_000).encode()


def changed(good: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Return the book with one part changed, or without it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = change(old.read(part)) if part == name else old.read(part)
            if data is not None:
                new.writestr(part, data)
    return made.getvalue()
