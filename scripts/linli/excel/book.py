"""An xlsx file: takes the sheets, gives a book in which every cell is text and every list of choices drops down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from linli.excel import before, overview
from linli.excel.tabs import OVERVIEW, YES, Column, Labels, Tab

CHOICES: Final = "选项"
MOST: Final = 32_767
"""Characters of a cell."""
_MORE_ROWS: Final = 500
"""Below the last row, for what will be added."""
_HEAD: Final = PatternFill("solid", fgColor="F3E9DC")
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_WORDS: Final = {
    "date": "日期写成 2026-11-24",
    "datetime": "写成 2026-11-24 09:00",
    "time": "24小时制，写成 19:00",
    "boolean": "写 是 或 否",
    "integer": "只写数字",
    "array": "几个之间用 、 隔开",
}


def book(tabs: Sequence[Tab], labels: Labels) -> Workbook:
    """Return the book. Raises ValueError, with the sentence, for a text that no cell can hold."""
    made = Workbook()
    made.remove(made.worksheets[0])
    made.properties.creator = "linli"
    _overview(made, tabs)
    choices = _Choices(made)
    for tab in tabs:
        sheet = made.create_sheet(tab.name)
        for number, column in enumerate(tab.columns, 1):
            head = _write(sheet, 1, number, column.title)
            head.font, head.fill = Font(bold=True), _HEAD
            head.comment = Comment(_explained(column), "邻里", width=320, height=150)
            texts = [labels.shown(row.values.get(column.field.name), column) for row in tab.rows]
            for line, text in enumerate(texts, 2):
                if text:
                    _write(sheet, line, number, text)
            _shape(sheet, number, [column.title, *texts])
            choices.offer(sheet, tab, number, column, labels)
        _frame(sheet, len(tab.rows), len(tab.columns))
    choices.sheet.sheet_state = "hidden"
    made.move_sheet(choices.sheet, len(made.worksheets))
    copy = made.create_sheet(before.NAME)
    copy.sheet_state = "veryHidden"
    for line, texts in enumerate(before.lines(tabs, labels), 1):
        for number, text in enumerate(texts, 1):
            if text:
                _write(copy, line, number, text)
    made.active = 0
    return made


class _Choices:
    """The hidden sheet with the choices, a column each, and a name for each column."""

    def __init__(self, made: Workbook) -> None:
        self.sheet = made.create_sheet(CHOICES)
        self._names = made.defined_names
        self._count = 0

    def offer(self, sheet: Any, tab: Tab, number: int, column: Column, labels: Labels) -> None:
        """Let the cells of a column be chosen from what it may say."""
        texts, name = self._texts(tab, column, labels)
        if not texts:
            return
        if name not in self._names:
            self._count += 1
            for line, text in enumerate(texts, 1):
                _write(self.sheet, line, self._count, text)
            letter = get_column_letter(self._count)
            self._names[name] = DefinedName(name, attr_text=f"'{CHOICES}'!${letter}$1:${letter}${len(texts)}")
        rule = DataValidation(type="list", formula1=name, allow_blank=True)
        rule.showErrorMessage = not column.table  # what is new on another sheet is no choice yet
        rule.error, rule.errorTitle = f"{column.title}请从列表里选", "不在列表里"
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{len(tab.rows) + _MORE_ROWS}")
        sheet.add_data_validation(rule)

    @staticmethod
    def _texts(tab: Tab, column: Column, labels: Labels) -> tuple[list[str], str]:
        if column.table:
            found = labels.names.get(column.table, {})
            return [f"{key} {label}".strip() for key, label in found.items()], f"{column.table}_编号"
        if column.field.type == "boolean":
            return list(YES.values()), "是否"
        name = re.sub(r"\W", "_", f"{tab.resource.schema.title}_{column.title}")
        return list(column.field.enum), name


def _overview(made: Workbook, tabs: Sequence[Tab]) -> None:
    sheet = made.create_sheet(OVERVIEW)
    lines = overview.rows(tabs)
    for number, title in enumerate(overview.HEADS, 1):
        head = _write(sheet, 1, number, title)
        head.font, head.fill = Font(bold=True), _HEAD
        for line, cells in enumerate(lines, 2):
            if cells[number - 1]:
                _write(sheet, line, number, cells[number - 1])
        _shape(sheet, number, [title, *(cells[number - 1] for cells in lines)])
    first = sheet.cell(1, 1)
    first.comment = Comment(
        "这一页只看：由后面几页拼成，改在这里不会读回去。要改请改 课表、班次、课程。", "邻里", width=280, height=80
    )
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = False
    _frame(sheet, len(lines), len(overview.HEADS))


def _write(sheet: Any, line: int, number: int, text: str) -> Any:
    if len(text) > MOST:
        place = f"{sheet.title}!{get_column_letter(number)}{line}"
        raise ValueError(f"{place} 有 {len(text)} 个字，一格最多 {MOST} 个，导不出来；请先把它写短")
    cell = sheet.cell(line, number)
    cell.value = text
    cell.data_type = "s"  # also what begins with =
    cell.number_format = "@"
    cell.alignment = _TOP
    return cell


def _shape(sheet: Any, number: int, texts: Sequence[str]) -> None:
    longest = max(max((_width(line) for line in text.split("\n")), default=0) for text in texts)
    look = sheet.column_dimensions[get_column_letter(number)]
    look.width = min(max(longest + 3, 8), 44)
    look.number_format = "@"  # what is typed below the last row stays text too


def _width(line: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in line)


def _frame(sheet: Any, rows: int, columns: int) -> None:
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows + 1}"


def _explained(column: Column) -> str:
    field = column.field
    lines = [
        f"{'必填。' if field.required else ''}{field.description}",
        f"例如：{YES.get(field.example, field.example) if field.type == 'boolean' else field.example}"
        if field.example
        else "",
        _WORDS.get(field.type, ""),
    ]
    return "\n".join(line for line in lines if line)
