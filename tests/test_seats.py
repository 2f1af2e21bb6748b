"""`linli seats`: who signed up for what is counted from every platform's export, and nobody's name is seen afterwards."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

import exports
from exports import PLATFORMS, SECRETS
from fragments import lay_out
from linli.cli import main
from tests_support import tree

FORMS = """\
- id: f
  title: 少年宫报名
  kind: 报名
  url: https://www.wjx.cn/vm/abcdefg.aspx
  opens_at: "2026-09-01 09:00"
  seats: 30 # 一共
  seats_left: 30
  as_of: 2026-09-01

- {id: g, title: 只有一个班的, kind: 报名, url: "https://www.wjx.cn/vm/abcdefh.aspx"}
- {id: chouqian, title: 抽签的, kind: 报名, allocation: 抽签, url: "https://www.wjx.cn/vm/abcdefi.aspx"}
- {id: yiyuan, title: 想学古琴, kind: 意愿, url: "https://www.wjx.cn/vm/abcdefj.aspx"}
"""
GROUPS = """\
# 班次

- id: meishu-1
  course: meishu
  name: 启蒙一班
  form: f

- id: meishu-2
  course: meishu
  name: 启蒙二班
  form: f
  capacity: 2
  seats_left: 2
  as_of: 2026-09-01
  note: 放学后

- id: shufa-1
  course: shufa
  name: 启蒙一班
  form: f
"""
FILES = {
    "data/forms.yml": FORMS,
    "data/groups.yml": GROUPS,
    "data/courses.yml": """\
- {id: meishu, title: 美术班, category: 少年宫, capacity: 10}
- {id: shufa, title: 书法班, category: 少年宫}
- {id: qi, title: 围棋班, category: 少年宫, capacity: 6, form: f}
- {id: gudao, title: 古道班, category: 少年宫, capacity: 20, form: g}
- {id: guzheng, title: 古筝班, category: 少年宫, capacity: 20, form: chouqian}
- {id: guqin, title: 古琴, category: 少年宫, form: yiyuan}
""",
}
ONE, TWO, BRUSH, GO = "美术班启蒙一班", "美术班（启蒙二班）", "书法班 启蒙一班", "围棋班"
ANSWERS = [[ONE], [ONE, BRUSH], [TWO], [TWO], [TWO], [GO], [GO, ONE], [BRUSH], [ONE], [TWO]]
COUNTED = {"美术班 启蒙一班": 4, "美术班 启蒙二班": 4, "书法班 启蒙一班": 2, "围棋班": 2}


class Community:
    """A root, and the command run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = lay_out(folder / "root", FILES)
        (self.root / "mkdocs.yml").write_text("site_name: 小院\n", "utf-8")
        self.file = folder / "export"
        self._capsys = capsys

    def run(self, *arguments: object, form: str = "f") -> tuple[int, str]:
        words = ["seats", form, *map(str, arguments), "--root", str(self.root), "--today", "2026-09-04"]
        code = main(words)
        out, told = self._capsys.readouterr()
        return code, out + told

    def counts(self, rows: exports.Rows, *arguments: object, form: str = "f") -> tuple[dict[str, int], str]:
        _, said = self.run(exports.save(self.file, rows), *arguments, form=form)
        return {name: int(number) for name, number in re.findall(r"^  (\S.*?)：报了(\d+)", said, re.MULTILINE)}, said

    def rows(self, table: str) -> list[dict[str, str]]:
        return list(yaml.load((self.root / f"data/{table}.yml").read_text("utf-8"), yaml.BaseLoader))


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Community:
    monkeypatch.setenv("LINLI_DEBUG", "1")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Community(tmp_path, capsys)


def assert_unseen(*texts: str) -> None:
    for secret in SECRETS:
        for text in texts:
            assert secret not in text


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_is_counted_and_nobody_is_seen(platform: str, here: Community) -> None:
    rows, form = PLATFORMS[platform]
    file = exports.save(here.file, rows(ANSWERS), form)
    code, said = here.run(file, "--yes")
    assert code == 0
    for name, number in COUNTED.items():
        assert f"  {name}：报了{number}" in said
    assert_unseen(said, *(data.decode("utf-8", "replace") for data in tree(here.root).values()))
    left = {row["id"]: (row.get("seats_left"), row.get("as_of")) for row in here.rows("groups")}
    assert left == {"meishu-1": ("6", "2026-09-04"), "meishu-2": ("0", "2026-09-04"), "shufa-1": (None, None)}
    form_ = here.rows("forms")[0]
    assert (form_["seats_left"], form_["as_of"]) == ("18", "2026-09-04")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_nothing_of_a_person_is_kept_while_reading(platform: str, here: Community) -> None:
    from linli import spreadsheets
    from linli.commands import tables
    from linli.seats.labels import Labels

    options = argparse.Namespace(root=here.root, today=date(2026, 9, 4), site_url="")
    edition = tables.edition(options)
    assert not isinstance(edition, str)
    labels = Labels([one for one in edition.timetable.groups if one.form == "f"], unique="手机")
    rows, form = PLATFORMS[platform]
    sheets = spreadsheets.read(exports.save(here.file, rows(ANSWERS), form), labels.keep)
    kept = [cell.text for sheet in sheets for cell in sheet.cells()]
    assert sum(text.startswith("=") for text in kept) >= len(ANSWERS)
    assert all(re.fullmatch(r"[=?#][0-9a-z;|?]*", text) for text in kept)
    assert_unseen(*kept, repr(sheets), repr(vars(labels)))


def test_only_two_fields_of_each_row_change(here: Community) -> None:
    assert here.run(exports.save(here.file, exports.wps(ANSWERS)), "--yes")[0] == 0
    lines = (here.root / "data/forms.yml").read_text("utf-8").splitlines()
    assert [new for old, new in zip(FORMS.splitlines(), lines, strict=True) if old != new] == [
        "  seats_left: 18",
        "  as_of: 2026-09-04",
    ]
    assert (here.root / "data/groups.yml").read_text("utf-8").startswith("# 班次\n\n- id: meishu-1\n")


def test_options_by_number_are_refused_with_the_way_out(here: Community) -> None:
    code, said = here.run(exports.save(here.file, exports.wenjuanxing_numbers(ANSWERS)), "--yes")
    assert code == 1
    assert "问卷星请选「按选项文本」下载" in said
    assert_unseen(said)
    assert (here.root / "data/forms.yml").read_text("utf-8") == FORMS


def test_what_cannot_be_known_is_said(here: Community) -> None:
    _, said = here.counts(exports.wps(ANSWERS))
    assert "书法班 启蒙一班：报了2；没有写名额 capacity，剩多少算不出" in said
    assert "围棋班：报了2；它在 groups.yml 里没有一行，剩多少没有地方写" in said
    assert "美术班 启蒙二班：报了4，名额2，还剩0（原来写2）（多了2）" in said
    assert "整张表：报了12，总名额30，还剩18（原来写30）\n" in said
    assert "会写：data/groups.yml 2条、data/forms.yml 1条的剩余名额 seats_left，人数截至 as_of 写 2026-09-04。" in said
    assert "没有写：没有回答完" in said
    assert (here.root / "data/forms.yml").read_text("utf-8") == FORMS


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("meishu-1", {ONE: 1}),
        ("Ｍｅｉｓｈｕ－１", {ONE: 1}),
        ("2、美术班·启蒙一班", {ONE: 1}),
        ("A. 美术班启蒙一班┋B. 围棋班", {ONE: 1, GO: 1}),
        ("①围棋班", {GO: 1}),
        ("启蒙二班", {TWO: 1}),
        ("2026年秋 美术班 周六9点 启蒙一班（剩余3）", {ONE: 1}),
        ("美术班启蒙一班（周六上午，少年宫）", {ONE: 1}),
        ("美术班启蒙一班、围棋班", {ONE: 1, GO: 1}),
        ("美术班启蒙一班┋其他", {ONE: 1}),
        ("美术班启蒙一班；美术班启蒙一班", {ONE: 1}),
    ],
)
def test_a_class_is_known_however_it_is_written(text: str, counted: dict[str, int], here: Community) -> None:
    names = {ONE: "美术班 启蒙一班", TWO: "美术班 启蒙二班", GO: GO}
    found, said = here.counts(
        [["序号", "姓名", "班"], *[[one, "欧阳铁柱", GO] for one in range(9)], [9, "司徒翠花", text]]
    )
    wanted = dict.fromkeys(COUNTED, 0) | {GO: 9}
    for name, number in counted.items():
        wanted[names[name]] += number
    assert found == wanted | {"整张表": sum(wanted.values())}
    assert_unseen(said)


def test_rows_that_do_not_count_are_named_by_their_number(here: Community) -> None:
    odd = [["美术班"], ["启蒙一班"], ["皇甫招娣"], [], [GO, "诸葛二狗"]]
    found, said = here.counts(exports.jinshuju([*[[GO]] * 30, *odd]))
    assert found == {"美术班 启蒙一班": 0, "美术班 启蒙二班": 0, "书法班 启蒙一班": 0, GO: 31, "整张表": 33}
    assert "第2行是标题，B、H 列写着课和班，下面有35份。" in said
    assert "第33、34行B、H 列说不清是哪个班" in said
    assert "第35、37行B、H 列有写法认不出是哪个班" in said
    assert "第36行B、H 列空着，没有算" in said
    assert_unseen(said)


def test_two_columns_that_complete_each_other(here: Community) -> None:
    rows = [["姓名", "报哪门课", "报哪个班"], ["欧阳铁柱", "美术班", "启蒙一班"], ["司徒翠花", "书法班", "启蒙一班"]]
    found, said = here.counts(rows)
    assert found == {"美术班 启蒙一班": 1, "美术班 启蒙二班": 0, "书法班 启蒙一班": 1, GO: 0, "整张表": 2}
    assert "B、C 列写着课和班" in said


def test_two_columns_that_say_different_things_are_asked_about(here: Community) -> None:
    rows: exports.Rows = [["姓名", "第一志愿", "第二志愿"], *[["欧阳铁柱", GO, TWO] for _ in range(5)]]
    code, said = here.run(exports.save(here.file, rows))
    assert (code, "B、C 列都写着课或班" in said) == (1, True)
    assert here.counts(rows, "--column", "B")[0][GO] == 5
    assert here.counts(rows, "--column", "第二志愿")[0]["美术班 启蒙二班"] == 5


def test_a_remark_that_names_a_class_is_no_column_of_classes(here: Community) -> None:
    rows: exports.Rows = [["姓名", "班", "备注"], *[["a", TWO, None]] * 9, ["b", TWO, GO]]
    found, said = here.counts(rows)
    assert (found["美术班 启蒙二班"], found[GO], "B 列写着课和班" in said) == (10, 0, True)


def test_a_column_may_be_named_where_few_cells_are_known(here: Community) -> None:
    rows: exports.Rows = [["姓名", "2、想上的班", "话"], ["a", GO, "x"], ["b", "别的", "y"], ["c", "另外的", "z"]]
    assert here.run(exports.save(here.file, rows))[0] == 1
    for column in ("b", "想上的班", "2、想上的班"):
        found, said = here.counts(rows, "--column", column)
        assert found[GO] == 1
        assert "第3、4行B 列有写法认不出" in said
    for column in ("ZZ", "没有的", "h"):
        code, said = here.run(exports.save(here.file, rows), "--column", column)
        assert (code, f"没有「{column}」这一列，最后一列是 C" in said) == (1, True)


@pytest.mark.parametrize("column", ["C", "您的手机"])
def test_the_same_telephone_counts_once_the_last_time(column: str, here: Community) -> None:
    rows: exports.Rows = [
        *[["序号", "班", "您的手机"], [1, GO, 13900000001], [2, GO, 13900000002]],
        *[[3, TWO, "139 0000 0001"], [4, TWO, ""], [5, TWO, None]],
    ]
    found, said = here.counts(rows, "--unique", column)
    assert (found[GO], found["美术班 启蒙二班"]) == (1, 3)
    assert "第2行下面还有一份一样的，只算最后那份" in said
    assert_unseen(said)


def test_a_form_of_one_class_asks_for_none(here: Community) -> None:
    rows = [["姓名", "电话"], ["欧阳铁柱", 13900000001], ["司徒翠花", 13900000002]]
    found, said = here.counts(rows, "--yes", form="g")
    assert found == {"古道班": 2}
    assert "没有写班的一列，每一份都算" in said
    assert (here.rows("forms")[1]["seats_left"], here.rows("forms")[1]["as_of"]) == ("18", "2026-09-04")


def test_answers_alone_can_be_counted(here: Community) -> None:
    rows = [["姓名", "电话"], ["欧阳铁柱", 13900000001], ["司徒翠花", 13900000002]]
    found, _ = here.counts(rows, "--total", "--yes")
    assert found == {"整张表": 2}
    assert here.rows("forms")[0]["seats_left"] == "28"


@pytest.mark.parametrize(
    ("form", "sentence"), [("chouqian", "名额是抽签的，报了不等于有了"), ("yiyuan", "登记了多少写在 interested 里")]
)
def test_forms_whose_answers_are_no_seats(form: str, sentence: str, here: Community) -> None:
    before = tree(here.root)
    found, said = here.counts([["姓名", "电话"], ["欧阳铁柱", 1]], "--yes", form=form)
    assert list(found.values()) == [1]
    assert sentence in said
    assert tree(here.root) == before


def test_not_even_a_fault_of_ours_tells_who_signed_up(here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("linli.seats.labels.bare", "linli.seats.counting.Counted", "linli.seats.plan.plan"):
        with monkeypatch.context() as patched:
            patched.setattr(name, _broken)
            code, said = here.run(exports.save(here.file, exports.wenjuanxing(ANSWERS)), "--yes")
        assert (code, "Traceback" in said) == (1, True)
        assert_unseen(said)


def _broken(*given: object, **named: object) -> None:
    raise ValueError(f"a fault of ours with {given} {named}")


def test_it_asks_and_takes_no_for_an_answer(here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    file = exports.save(here.file, exports.feishu(ANSWERS))
    assert here.run(file)[0] == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert here.run(file)[0] == 1
    assert (here.root / "data/groups.yml").read_text("utf-8") == GROUPS
    monkeypatch.setattr("sys.stdin", io.StringIO(" Y \n"))
    assert here.run(file)[0] == 0
    assert (here.root / "data/groups.yml").read_text("utf-8") != GROUPS


def test_a_table_that_somebody_changes_meanwhile_is_left_alone(
    here: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(io.StringIO):
        def readline(self, *_: object) -> str:
            (here.root / "data/groups.yml").write_text("# 新的\n" + GROUPS, "utf-8")
            return "y\n"

    monkeypatch.setattr("sys.stdin", Slow())
    code, said = here.run(exports.save(here.file, exports.feishu(ANSWERS)))
    assert (code, "刚才有人改过这个文件，没有写" in said) == (1, True)
    assert (here.root / "data/groups.yml").read_text("utf-8") == "# 新的\n" + GROUPS
    assert (here.root / "data/forms.yml").read_text("utf-8") == FORMS


def test_an_export_within_the_site_is_warned_about(here: Community) -> None:
    assert "请移到外面" in here.run(exports.save(here.root / "content", exports.feishu(ANSWERS)))[1]
    assert "请移到外面" not in here.run(exports.save(here.file, exports.feishu(ANSWERS)))[1]


def test_a_form_that_is_not_there(here: Community) -> None:
    code, said = here.run("x.xlsx", form="h")
    assert (code, said) == (2, "没有编号是 h 的表单。有：f、g、chouqian、yiyuan\n")


@pytest.mark.parametrize("rows", [[], [["姓名"]], [["姓名", "班"], ["欧阳铁柱", "司徒翠花"]]])
def test_exports_with_nothing_in_them(rows: Sequence[list[object]], here: Community) -> None:
    code, said = here.run(exports.save(here.file, list(rows)), "--yes")
    assert code == 1
    assert "程序自己出了错" not in said
    assert_unseen(said)
