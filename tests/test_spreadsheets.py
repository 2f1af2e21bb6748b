"""Sheets from other programs, written by openpyxl, are read as a person sees them; what is no sheet is refused in Chinese."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from linli import spreadsheets
from linli.spreadsheets import CannotReadError, Kind, Sheet


def saved(folder: Path, book: Workbook) -> list[Sheet]:
    book.save(folder / "课表.xlsx")
    return spreadsheets.read(folder / "课表.xlsx")


def typed(folder: Path, value: object, shown_as: str = "General", *, since_1904: bool = False) -> tuple[str, Kind]:
    book = Workbook()
    if since_1904:
        book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 -- a sheet knows no zones
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = value
    sheet["C2"].number_format = shown_as
    (read,) = saved(folder, book)
    cell = read.rows[0][2]
    return cell.text, cell.kind


@pytest.mark.parametrize(
    ("value", "shown_as", "text", "kind"),
    [
        ("书法班", "General", "书法班", Kind.TEXT),
        ("007", "@", "007", Kind.TEXT),
        (12, "General", "12", Kind.NUMBER),
        (12.0, "0.00", "12", Kind.NUMBER),
        (0.1 + 0.2, "General", "0.3", Kind.NUMBER),
        (13800000000, "General", "13800000000", Kind.NUMBER),
        (-2.5, "0.00_);[Red](0.00)", "-2.5", Kind.NUMBER),
        (1.5e21, "0.00E+00", "1500000000000000000000", Kind.NUMBER),
        (46350, "General", "46350", Kind.NUMBER),
        (46350, '"第"0"天"', "46350", Kind.NUMBER),
        (46350, "yyyy-mm-dd", "2026-11-24", Kind.DATE),
        (46350, 'm"月"d"日"', "2026-11-24", Kind.DATE),
        (46350, "[$-804]aaaa", "2026-11-24", Kind.DATE),
        (46350.25, "yyyy-mm-dd", "2026-11-24", Kind.DATE),
        (46350.8541666, "yyyy/m/d h:mm", "2026-11-24 20:30", Kind.DATE),
        (46350.9999999, "yyyy/m/d h:mm", "2026-11-25", Kind.DATE),
        (dt.time(20, 30), "hh:mm", "20:30", Kind.TIME),
        (0.7916666, "hh:mm", "19:00", Kind.TIME),
        (0.79166, "上午/下午h:mm", "19:00", Kind.TIME),
        (0.7920139, "h:mm:ss", "19:00:30", Kind.TIME),
        (46350.7916666, "h:mm", "19:00", Kind.TIME),
        (1, "hh:mm", "24:00", Kind.TIME),
        (dt.timedelta(days=1), "[h]:mm", "24:00", Kind.DURATION),
        (0.3125, "[hh]:mm", "07:30", Kind.DURATION),
        (True, "General", "true", Kind.TEXT),
        ("a_x000D_\nb", "General", "a\nb", Kind.TEXT),
    ],
)
def test_a_cell_says_what_a_person_sees(tmp_path: Path, value: object, shown_as: str, text: str, kind: Kind) -> None:
    assert typed(tmp_path, value, shown_as) == (text, kind)


@pytest.mark.parametrize(("number", "text"), [(31, "2026-11-24"), (58, "2026-11-24"), (57, "2026-11-24")])
def test_formats_of_chinese_programs_go_by_number_only(number: int, text: str) -> None:
    from linli.spreadsheets import values

    assert values.typed(46350, values.look(number, None), since_1904=False) == (text, Kind.DATE)


def test_old_macs_count_from_1904(tmp_path: Path) -> None:
    assert typed(tmp_path, 46350 - 1462, "yyyy-mm-dd", since_1904=True) == ("2026-11-24", Kind.DATE)
    assert spreadsheets.day("44888", since_1904=True) == "2026-11-24"


@pytest.mark.parametrize(
    ("serial", "day"), [("46350", "2026-11-24"), ("60", ""), ("20261124", ""), ("书法", ""), ("", "")]
)
def test_a_bare_number_may_be_a_day(serial: str, day: str) -> None:
    assert spreadsheets.day(serial) == day


def test_merged_cells_formulas_and_errors_are_told_with_their_place(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "课程"
    sheet["A1"], sheet["D12"], sheet["E3"] = "名称", "=1+1", "#REF!"
    sheet["E3"].data_type = "e"
    sheet.merge_cells("A2:A9")
    hidden = book.create_sheet("选项")
    hidden.sheet_state = "hidden"
    hidden["B7"] = "x"
    first, second = saved(tmp_path, book)
    assert [sentence.split(" ")[0] for sentence in first.complaints()] == ["课程!A2:A9", "课程!D12", "课程!E3"]
    assert [row.number for row in first.rows] == [1, 3, 12]
    assert first.rows[-1][3].kind is Kind.FORMULA
    assert (first.hidden, second.hidden) == (False, True)
    assert second.rows[0][1].place == "B7"
    assert second.rows[0][9].kind is Kind.EMPTY


def test_openpyxl_reads_the_same_texts(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 60):
        for column in range(1, 30):
            if (row * column) % 3:
                sheet.cell(row, column, f"{row}·{column}<&>" if row % 2 else row * column)
    (read,) = saved(tmp_path, book)
    other = load_workbook(tmp_path / "课表.xlsx", read_only=True).active
    assert other is not None
    theirs = {cell.coordinate: str(cell.value) for row in other.iter_rows() for cell in row if cell.value is not None}
    assert {cell.place: cell.text for cell in read.cells()} == theirs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_csv_in_every_encoding(tmp_path: Path, encoding: str, between: str) -> None:
    file = tmp_path / "报名.csv"
    lines = ["序号|班次|备注", '1|书法班|"一行，\n另一行"', "", "3||"]
    file.write_bytes("\r\n".join(lines).replace("|", between).encode(encoding))
    (sheet,) = spreadsheets.read(file)
    assert [[cell.text for cell in row.cells.values()] for row in sheet.rows] == [
        ["序号", "班次", "备注"],
        ["1", "书法班", "一行，\n另一行"],
        ["3"],
    ]
    assert [(row.number, sheet.at(row[1].place)) for row in sheet.rows][1] == (2, "报名!B2")
    assert sheet.rows[2].number == 4


def test_excel_may_name_what_stands_between(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sep=;\n书法,美术;周六\n", encoding="utf-8")
    (sheet,) = spreadsheets.read(file)
    assert [(cell.text, cell.place) for cell in sheet.cells()] == [("书法,美术", "A2"), ("周六", "B2")]


def test_what_keep_drops_is_nowhere(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["书法班", "张三丰", 13812345678, True, dt.date(2026, 11, 24)])
    book.save(tmp_path / "a.xlsx")
    seen = []

    def keep(text: str) -> str:
        seen.append(text)
        return text if text == "书法班" else ""

    (read,) = spreadsheets.read(tmp_path / "a.xlsx", keep)
    assert [cell.text for cell in read.cells()] == ["书法班"]
    assert {"张三丰", "13812345678", "true", "2026-11-24"} < set(seen)
    assert "书法班" not in repr(read) + repr(read.rows) + repr(list(read.cells()))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "这是旧格式的表格。请在 WPS 或 Excel 里打开它，另存为「Excel 工作簿",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "文件加了密码，读不了。请去掉密码，在 WPS 或 Excel 里打开它，另存为",
        ),
        (b"<html><table><tr><td>x", "这是网页或旧式的 xml 表格"),
        (b"%PDF-1.7", "这是 PDF，不是表格"),
        (b"PK\x03\x04 no zip", "文件坏了或不完整，读不了"),
        (b"a,b\0c", "文件的编码认不出来，或者不是表格"),
        (b"\xff\xff\xff\xff,", "文件的编码认不出来，或者不是表格"),
    ],
)
def test_what_is_no_table_is_refused_with_the_way_out(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    with pytest.raises(CannotReadError, match=re.escape(sentence)):
        spreadsheets.read(file)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(CannotReadError, match=r"打不开 没有\.xlsx"):
        spreadsheets.read(Path("没有.xlsx"))
