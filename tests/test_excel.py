"""Excel and WPS: what is exported, what changed cells become, and where each mistake is pointed at."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

import payloads
from linli import spreadsheets
from linli.cli import main
from linli.excel import commas, overview
from linli.excel.loading import load
from linli.spreadsheets.commas import plain, safe
from tests_support import tree

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-26"
TABLES = {
    "venues": "- id: shu\n  name: 书法室\n- id: duo\n  name: 多功能室\n",
    "terms": "- id: qiu\n  name: 秋季学期\n  valid_from: 2026-09-01\n  valid_to: 2027-01-20\n",
    "courses": """\
# 课程
- id: shufa
  title: 书法班
  category: 青少年
  teacher: 王老师  # 周二的
  min_age: 5
  max_age: 14
  capacity: 20
  capacity_unit: 人
  summary: 写字
  description: |
    一

    =1+1
  phone: 0830-0000000
  tags: [毛笔, 免费]

- id: meishu
  title: 美术班
  category: 青少年
  summary: "+86 画画"
  sample: true
""",
    "groups": "- id: shufa-1-qiu\n  course: shufa\n  name: 启蒙一班\n  term: qiu\n",
    "schedules": """\
# 课表
- group: shufa-1-qiu
  weekday: 周二
  opens_at: "19:00"
  closes_at: "20:30"
  venue: shu
# 周四
- group: shufa-1-qiu
  weekday: 周四
  opens_at: "19:00"
  closes_at: "20:30"
  venue: shu
  weeks: "1-8"
- course: meishu
  term: qiu
  weekday: 周日
  opens_at: "09:00"
  venue: duo
""",
    "changes": "[]\n",
}


@pytest.fixture
def root(make_root: Callable[..., Path]) -> Path:
    return make_root(**TABLES)


def linli(root: Path, *arguments: object) -> int:
    return main([str(argument) for argument in arguments] + ["--root", str(root), "--today", TODAY])


class Edited:
    """The exported book, to be changed and read back."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.path = root, folder / "课表.xlsx"
        assert linli(root, "export", self.path) == 0
        self.book = openpyxl.load_workbook(self.path)
        self.before = {path: path.read_text("utf-8").splitlines() for path in (root / "data").glob("*.yml")}

    def cell(self, sheet: str, row: int, title: str) -> Any:
        head = next(cell for cell in self.book[sheet][1] if cell.value == title)
        return self.book[sheet].cell(row, head.column)

    def put(self, sheet: str, row: int, title: str, value: Any, shown_as: str | None = None) -> str:
        cell = self.cell(sheet, row, title)
        cell.value = value
        if shown_as:
            cell.number_format = shown_as
        return f"{sheet}!{cell.coordinate}"

    def read_back(self, *options: str) -> int:
        self.book.save(self.path)
        return linli(self.root, "import", self.path, *options)

    def difference(self) -> list[str]:
        """The lines that went and came, of all tables."""
        import difflib

        found = []
        for path, lines in sorted(self.before.items()):
            now = path.read_text("utf-8").splitlines()
            found += [
                line
                for line in difflib.unified_diff(lines, now, n=0, lineterm="")
                if line[:3] not in ("---", "+++", "@@ ")
            ]
        return found


@pytest.fixture
def edited(root: Path, tmp_path: Path) -> Edited:
    return Edited(root, tmp_path)


def test_every_cell_is_text_and_every_list_drops_down(edited: Edited) -> None:
    book = edited.book
    assert book.sheetnames[:7] == ["班次一览", "社区", "场地", "学期", "课程", "班次", "课表"]
    assert book["选项"].sheet_state == "hidden"
    for sheet in book:
        assert sheet.title in ("选项", "底稿") or sheet.freeze_panes == "A2"
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert (cell.data_type, cell.number_format) == ("s", "@"), cell
        for rule in sheet.data_validations.dataValidation:
            assert rule.formula1 in book.defined_names
            assert len(rule.formula1) <= 255
    assert book.defined_names["courses_编号"].attr_text.startswith("'选项'!$")
    assert edited.cell("课表", 4, "课程").value == "meishu 美术班"
    assert edited.cell("课表", 2, "班次").value == "shufa-1-qiu 书法班启蒙一班"
    assert edited.cell("课程", 3, "示例").value == "是"
    assert "24小时制" in edited.cell("课表", 1, "开始时间").comment.text
    titles = [cell.value for cell in book["课程"][1]]
    assert titles.index("标签") < titles.index("接替")


def test_the_overview_joins_class_course_place_and_teacher(root: Path) -> None:
    assert overview.rows(load(root)[1])[1] == [
        "书法班", "启蒙一班", "秋季学期", "周四，第1-8周", "19:00–20:30", "书法室", "王老师", "5—14岁", "20人", "", "",
    ]  # fmt: skip


def test_seats_of_a_form_are_those_of_all_its_classes(make_root: Callable[..., Path]) -> None:
    form = "- id: bao\n  title: 报名\n  kind: 报名\n  url: https://a.example/\n  seats_left: 7\n"
    group = "- id: shufa-{0}-qiu\n  course: shufa\n  name: {0}班\n  form: bao\n"
    rows = "- group: shufa-1-qiu\n  weekday: 周二\n"
    one = make_root(**TABLES | {"forms": form, "groups": group.format(1), "schedules": rows})
    assert overview.rows(load(one)[1])[0][9] == "7"
    two = make_root(**TABLES | {"forms": form, "groups": group.format(1) + group.format(2), "schedules": rows})
    assert overview.rows(load(two)[1])[0][9] == "2个班共7"


def test_nothing_changed_changes_nothing(edited: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(edited.root)
    assert edited.read_back("--yes") == 0
    assert "没有要改的" in capsys.readouterr().out
    edited.book["课表"].move_range("A2:Z2", rows=9)
    assert edited.read_back("--yes") == 0
    assert tree(edited.root) == before


def test_three_cells_are_three_lines(edited: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    first = edited.put("课程", 2, "老师", "李老师")
    edited.put("课表", 2, "开始时间", dt.time(18, 30), "h:mm")
    edited.put("课表", 4, "场地", "shu 书法室")
    assert edited.read_back("--yes") == 0
    assert edited.difference() == [
        "-  teacher: 王老师  # 周二的", "+  teacher: 李老师  # 周二的", '-  opens_at: "19:00"', '+  opens_at: "18:30"',
        "-  venue: duo", "+  venue: shu",
    ]  # fmt: skip
    told = capsys.readouterr().out
    assert f"{first} 书法班的老师：王老师 → 李老师" in told
    assert "课表：改2处" in told


@pytest.mark.parametrize(
    ("sheet", "row", "title", "value", "shown_as", "line"),
    [
        ("学期", 2, "开始日期", 46270, "General", "+  valid_from: 2026-09-05"),
        ("学期", 2, "开始日期", dt.date(2026, 9, 5), "yyyy-mm-dd", "+  valid_from: 2026-09-05"),
        ("学期", 2, "开始日期", "2026年9月5日", "@", "+  valid_from: 2026-09-05"),
        ("课表", 2, "星期几", 46351, "[$-804]aaaa", "+  weekday: 周三"),
        ("课表", 2, "星期几", 46351, "General", "+  weekday: 周三"),
        ("课表", 2, "星期几", "星期三", "@", "+  weekday: 周三"),
        ("课表", 2, "开始时间", 0.7916666 - 1 / 24, "hh:mm", '+  opens_at: "18:00"'),
        ("课表", 2, "开始时间", 0.75, "General", '+  opens_at: "18:00"'),
        ("课表", 2, "开始时间", "晚上6点", "@", '+  opens_at: "18:00"'),
        ("课表", 4, "每几周", 2.0, "General", "+  every: 2"),
        ("课程", 2, "标签", "毛笔，写字", "@", "+  tags: [毛笔, 写字]"),
        ("课程", 3, "示例", "否", "@", "+  sample: false"),
        ("课程", 3, "简介", "@大家：来画画", "@", '+  summary: "@大家：来画画"'),
        ("课程", 3, "老师", "2026", "@", '+  teacher: "2026"'),
        ("课表", 4, "课程", "书法班", "@", "+- course: shufa"),
        ("课程", 2, "老师", None, None, "-  teacher: 王老师  # 周二的"),
    ],
)
def test_what_people_type_is_written_as_the_manual_has_it(
    edited: Edited,
    monkeypatch: pytest.MonkeyPatch,
    sheet: str,
    row: int,
    title: str,
    value: Any,
    shown_as: str | None,
    line: str,
) -> None:
    monkeypatch.setattr("linli.trial.brought", lambda *_: [])  # to save the time: what is checked is not asked here
    edited.put(sheet, row, title, value, shown_as)
    assert edited.read_back("--yes") == 0
    assert [found for found in edited.difference() if found.startswith(line[0])] == [line]


@pytest.mark.parametrize(
    ("sheet", "row", "title", "value", "shown_as", "words"),
    [
        ("课表", 2, "场地", "meiyou", "@", "没有这个编号"),
        ("课表", 3, "星期几", "周八", "@", "周八 不是星期几"),
        ("课表", 3, "第几周", dt.date(2026, 1, 8), "m-d", "变成了日期"),
        ("课程", 2, "名额", "二十", "@", "名额"),
        ("课程", 2, "名额", "=1+1", "@", "是公式"),
        ("课程", 3, "示例", "大概", "@", "请写 是 或 否"),
        ("学期", 2, "开始日期", 12, "General", "不是日期"),
    ],
)
def test_a_mistake_is_told_at_its_cell_and_nothing_is_written(
    edited: Edited,
    capsys: pytest.CaptureFixture[str],
    sheet: str,
    row: int,
    title: str,
    value: Any,
    shown_as: str,
    words: str,
) -> None:
    place = edited.put(sheet, row, title, value, shown_as)
    edited.put("课程", 2, "老师", "李老师")
    assert edited.read_back("--yes") == 1
    [line] = [line for line in capsys.readouterr().err.splitlines() if words in line]
    assert line.startswith(place)
    assert edited.difference() == []


def test_merged_cells_are_refused_with_their_range(edited: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    edited.book["课程"].merge_cells("A2:A3")
    assert edited.read_back("--yes") == 1
    assert "课程!A2:A3 合并了单元格" in capsys.readouterr().err


def test_lost_zeros_are_warned_of(edited: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    place = edited.put("课程", 2, "电话", 8300000000, "General")
    assert edited.read_back("--yes") == 0
    assert f"提醒：{place} 电话存成了数字 8300000000" in capsys.readouterr().out
    assert '+  phone: "8300000000"' in edited.difference()


def test_rows_are_added_where_they_stand_and_taken_away(edited: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    book = edited.book
    book["课表"].insert_rows(3)
    for title, value in {"班次": "shufa-1-qiu", "星期几": "周三", "开始时间": "19:00", "场地": "shu"}.items():
        edited.put("课表", 3, title, value)
    for title, value in {"编号": "guohua", "名称": "国画班", "类别": "成人", "简介": "画画"}.items():
        edited.put("课程", 4, title, value)
    for title, value in {
        "课程": "guohua",
        "日期": "2026-12-05",
        "变动": "加课",
        "开始时间": "19:00",
        "原因": "老师: 来",
    }.items():
        edited.put("变动", 2, title, value)
    book["课表"].delete_rows(5)
    assert edited.read_back("--yes") == 0
    told = capsys.readouterr().out
    assert "课表：加1行，删1行" in told
    assert "课表!3 新的一行：班次 shufa-1-qiu 书法班启蒙一班，星期几 周三" in told
    assert "课表 删去一行：meishu 美术班，qiu 秋季学期，周日" in told
    text = (edited.root / "data/schedules.yml").read_text("utf-8")
    assert text.index("周二") < text.index("周三") < text.index("# 周四\n- group")
    assert (edited.root / "data/changes.yml").read_text("utf-8") == (
        '- course: guohua\n  date: 2026-12-05\n  kind: 加课\n  opens_at: "19:00"\n  reason: "老师: 来"\n'
    )
    assert (edited.root / "data/courses.yml").read_text("utf-8") == TABLES["courses"] + (
        "\n- id: guohua\n  title: 国画班\n  category: 成人\n  summary: 画画\n"
    )


def test_an_old_file_takes_nothing_back(edited: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    courses, schedules = edited.root / "data/courses.yml", edited.root / "data/schedules.yml"
    courses.write_text(
        courses.read_text("utf-8").replace("王老师", "赵老师").replace("capacity: 20", "capacity: 21")
        + "\n- id: guohua\n  title: 国画班\n  category: 成人\n  summary: 画画\n",
        "utf-8",
    )
    text = schedules.read_text("utf-8")
    schedules.write_text(text[: text.index("# 周四")] + text[text.index("- course") :], "utf-8")
    edited.before = {path: path.read_text("utf-8").splitlines() for path in edited.before}
    place = edited.put("课程", 2, "老师", "李老师")
    edited.put("课程", 2, "费用", "免费")
    assert edited.read_back("--yes") == 0
    assert edited.difference() == ["-  teacher: 赵老师  # 周二的", "+  teacher: 李老师  # 周二的", "+  fee: 免费"]
    told = capsys.readouterr().out
    assert f"{place} 书法班的老师：赵老师 → 李老师（导出以后表里也改过，请核对）" in told


def test_many_rows_do_not_vanish_by_mistake(
    make_root: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = "".join(f"- id: v{number}\n  name: 室{number}\n" for number in range(20))
    edited = Edited(make_root(venues=many), tmp_path)
    edited.book["场地"].delete_rows(5, 10)
    assert edited.read_back("--yes") == 0
    assert "共20行，要删去10行" in capsys.readouterr().out
    assert edited.difference() == []
    assert edited.read_back("--yes", "--confirm") == 0
    assert len(edited.difference()) == 20


def test_parts_are_changed_where_they_are(root: Path, tmp_path: Path) -> None:
    (root / "data/changes").mkdir()
    part = root / "data/changes/a.yml"
    part.write_text("- course: shufa\n  date: 2026-12-08\n  kind: 停课\n", "utf-8")
    edited = Edited(root, tmp_path)
    edited.put("变动", 2, "原因", "老师外出")
    assert edited.read_back("--yes") == 0
    assert part.read_text("utf-8") == "- course: shufa\n  date: 2026-12-08\n  kind: 停课\n  reason: 老师外出\n"


def test_without_yes_somebody_is_asked(
    edited: Edited, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edited.put("课程", 2, "老师", "李老师")
    assert edited.read_back() == 0
    assert "请加 --yes" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "")
    assert edited.read_back() == 0
    assert edited.difference() == []
    monkeypatch.setattr("builtins.input", lambda _: "y")
    assert edited.read_back() == 0
    assert len(edited.difference()) == 2


def test_what_is_no_table_is_said(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.save(tmp_path / "a.xlsx")
    assert linli(root, "import", tmp_path / "a.xlsx") == 1
    (tmp_path / "b.csv").write_text("姓名,电话\n张三,1\n", "utf-8")
    assert linli(root, "import", tmp_path / "b.csv") == 1
    assert "没有认出一张表" in capsys.readouterr().err
    assert linli(root, "export", tmp_path / "a.xlsx") == 1
    assert linli(root, "export", tmp_path / "a.doc") == 1


def test_what_was_published_does_not_vanish(edited: Edited, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "a"]):
        names = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *names, *arguments], cwd=edited.root, check=True, capture_output=True)
    edited.put("课程", 3, "编号", "huihua")
    edited.put("课表", 4, "课程", "huihua")
    assert edited.read_back("--yes") == 1
    assert "meishu" in capsys.readouterr().err


def test_csv_goes_out_and_comes_in(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "表格"
    assert linli(root, "export", folder) == 0
    assert (folder / "课程.csv").read_bytes().startswith("\ufeff编号,名称".encode())
    assert linli(root, "import", folder) == 0
    assert "没有要改的" in capsys.readouterr().out
    text = (folder / "场地.csv").read_text("utf-8-sig").replace("多功能室", "大教室")
    (folder / "场地.csv").write_bytes(text.encode("gb18030"))
    assert linli(root, "import", folder / "场地.csv", "--yes") == 0
    assert (root / "data/venues.yml").read_text("utf-8") == TABLES["venues"].replace("多功能室", "大教室")


@pytest.mark.parametrize(
    "payload", [*payloads.groups()["tables"], "-1", "+2.5", "'", "''=1", "- 甲", "@所有人", "'甲'"]
)
def test_no_cell_of_a_csv_is_a_formula_and_each_comes_back(payload: str, tmp_path: Path) -> None:
    assert not re.match(r"[=+\-@＝＋－＠\t\r]", safe(payload)) or payload in ("-1", "+2.5"), "a number is one"
    assert plain(safe(payload)) == payload
    rows = [["名称"], [payload]]
    commas._write(tmp_path / "a.csv", rows)
    [_, row] = spreadsheets.read(tmp_path / "a.csv")[0].rows
    assert row[0].text == payload


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.parametrize("means", ["openpyxl", "LibreOffice"])
def test_the_reference_tables_come_back_as_they_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], means: str
) -> None:
    file = tmp_path / "课表.xlsx"
    assert linli(ROOT, "export", file) == 0
    if means == "LibreOffice":
        if OFFICE is None:
            pytest.skip("LibreOffice is not installed")
        subprocess.run(
            [OFFICE, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "xlsx",
             "--outdir", tmp_path / "out", file],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        file = tmp_path / "out/课表.xlsx"
    assert linli(ROOT, "import", file, "--yes") == 0
    assert "没有要改的" in capsys.readouterr().out
