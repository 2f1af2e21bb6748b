"""`linli new`: rows that are asked for or given by flags; nothing that `check` refuses, and nothing when broken off."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from linli.asked import proposals
from linli.asking import Asker, StoppedError
from linli.cli import main
from linli.commands import holidays, new, term

ROOT = Path(__file__).resolve().parents[1]
Give = Callable[[str], None]
TABLES = {
    "terms": "- {id: 2026-qiu, name: 2026年秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}\n",
    "venues": "- {id: shi, name: 书法室}\n- {id: ting, name: 大厅}\n",
    "courses": """# 课程
- {id: shufa, title: 书法班, category: 青少年宫, signup: 现场报名}
- {id: taiji, title: 太极班, category: 健身, signup: 无需报名}
""",
    "groups": """- {id: shufa-1, course: shufa, name: 一班, term: 2026-qiu}
- {id: shufa-2, course: shufa, name: 二班, term: 2026-qiu}
""",
    "schedules": """
- {group: shufa-1, weekday: 周三, opens_at: "19:00", closes_at: "20:30", venue: shi}
- {group: shufa-2, weekday: 周四, opens_at: "14:00", closes_at: "15:00", venue: shi}
- {group: shufa-2, weekday: 周四, opens_at: "16:00", closes_at: "17:00", venue: shi}
- {course: taiji, term: 2026-qiu, weekday: 周五, opens_at: "07:00", closes_at: "08:00", venue: ting}
""",
    "services": "- {id: shuwu, name: 书屋, signup: 无需报名}\n",
}


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found or []


def run(root: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--root", str(root), "--today", "2026-11-24"])


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}


@pytest.fixture
def root(make_root: Callable[..., Path]) -> Path:
    return make_root(**TABLES)


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Give the answers of a person, one a line."""

    def typed(text: str) -> None:
        stream = io.StringIO(text)
        for module in (new, term, holidays):
            monkeypatch.setattr(module, "Asker", lambda: Asker(stream))

    typed("")
    return typed


def test_a_course_with_its_time(root: Path, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    give("\n古琴班\n\n1\n8岁以上\n免费\n-\n\n现场报名\n学弹古琴。\n\n1\n星期六\n下午三点\n16:30\n大厅\n\n是\n")
    assert run(root, "course") == 0
    said = capsys.readouterr().out
    assert "这一栏要写" in said
    assert "编号（例如 shufa）［guqin］" in said
    assert rows(root / "data/courses.yml")[1] == {
        "id": "guqin", "title": "古琴班", "category": "青少年宫", "audience": "8岁以上", "fee": "免费", "signup": "现场报名",
        "plain": "学弹古琴。",
    }  # fmt: skip
    assert rows(root / "data/schedules.yml")[-1] == {
        "course": "guqin", "term": "2026-qiu", "weekday": "周六", "opens_at": "15:00", "closes_at": "16:30", "venue": "ting",
    }  # fmt: skip
    assert (root / "data/courses.yml").read_text("utf-8").startswith("# 课程\n- {id: shufa,")


def test_a_class_stands_behind_the_others_of_its_course(root: Path, give: Give) -> None:
    give("书法\n三班\n\n\n\n\n\n1\n3\n9点半\n11:00\nshi\ny\n")
    assert run(root, "group") == 0
    assert [row["id"] for row in rows(root / "data/groups.yml")] == ["shufa-1", "shufa-2", "shufa-san-2026-qiu"]
    assert rows(root / "data/schedules.yml")[3] == {
        "group": "shufa-san-2026-qiu", "weekday": "周三", "opens_at": "09:30", "closes_at": "11:00", "venue": "shi",
    }  # fmt: skip


def test_a_change_is_of_a_day_on_which_the_class_meets(
    root: Path, give: Give, capsys: pytest.CaptureFixture[str]
) -> None:
    give("\n书法\n一班\n换地点\n11月24日\n明天\n大厅\n空调坏了: #1\ny\n")
    assert run(root, "change") == 0
    said = capsys.readouterr().out
    assert "1 11月25日(周三) 19:00–20:30 书法室" in said
    assert "11月24日(周二)没有这个班的课；最近的是11月25日(周三)、12月2日(周三)、12月9日(周三)" in said
    assert rows(root / "data/changes.yml") == [
        {"group": "shufa-1", "date": "2026-11-25", "kind": "换地点", "venue": "ting", "reason": "空调坏了: #1"}
    ]


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        (
            "\n书法\n二班\n停课\n1\n16:00\n\ny\n",
            {"group": "shufa-2", "date": "2026-11-26", "session": "16:00", "kind": "停课"},
        ),
        (
            "\n书法\n3\n停课\n1\n下雨\ny\n",
            {"course": "shufa", "date": "2026-11-25", "kind": "停课", "reason": "下雨"},
        ),
        (
            "\n太极\n改期\n1\n2月30日\n11月28日\n\n\n\n\ny\n",
            {"course": "taiji", "date": "2026-11-27", "kind": "改期", "new_date": "2026-11-28", "opens_at": "07:00", "closes_at": "08:00"},
        ),
        (
            "\n太极\n加课\n后天\n晚上七点\n\n大厅\n\n19:00\n20:00\ny\n",
            {"course": "taiji", "date": "2026-11-26", "kind": "加课", "opens_at": "19:00", "closes_at": "20:00", "venue": "ting"},
        ),
        ("\n太极\n换老师\n2\n李老师\n\ny\n", {"course": "taiji", "date": "2026-12-04", "kind": "换老师", "teacher": "李老师"}),
        ("\n太极\n说明\n2\n第3讲\ny\n", {"course": "taiji", "date": "2026-12-04", "kind": "说明", "note": "第3讲"}),
        ("2\n书屋\n1\n12-8\n\n盘点\ny\n", {"service": "shuwu", "date": "2026-12-08", "kind": "休息", "reason": "盘点"}),
        (
            "3\n全部课程\n明天\n2026年11月27日\n台风\ny\n",
            {"scope": "全部课程", "date": "2026-11-25", "date_to": "2026-11-27", "kind": "停课", "reason": "台风"},
        ),
    ],
)  # fmt: skip
def test_each_kind_asks_for_what_it_needs(root: Path, give: Give, typed: str, row: dict[str, str]) -> None:
    give(typed)
    assert run(root, "change") == 0
    assert rows(root / "data/changes.yml") == [row]
    assert main(["check", "--root", str(root), "--today", "2026-11-24"]) == 0


def test_what_the_whole_row_gets_wrong_is_asked_again(
    root: Path, give: Give, capsys: pytest.CaptureFixture[str]
) -> None:
    give("\n太极\n改时间\n1\n9:00\n8:30\n\n10:00\ny\n")
    assert run(root, "change") == 0
    assert "不晚于开始时间" in capsys.readouterr().out
    assert rows(root / "data/changes.yml")[0]["closes_at"] == "10:00"


@pytest.mark.parametrize(
    ("arguments", "table", "row"),
    [
        (
            (
                "course", "title=古琴班", "category=健身", "signup=现场报名", "tags=琴、弦",
                "schedule.weekday=周六", "schedule.valid_from=12月5日",
            ),
            "courses",
            {"id": "guqin", "title": "古琴班", "category": "健身", "signup": "现场报名", "tags": ["琴", "弦"]},
        ),
        (
            ("form", "title=古琴班报名（2026年秋）", "kind=报名", "how_to_apply=打电话。", "opens_at=2026年12月1日 上午9点", "seats="),
            "forms",
            {
                "id": "guqin-2026-qiu", "title": "古琴班报名（2026年秋）", "kind": "报名", "how_to_apply": "打电话。",
                "opens_at": "2026-12-01 09:00",
            },
        ),
        (("story", "title=熬粥", "date=2026/11/20"), "stories", {"id": "aozhou", "title": "熬粥", "date": "2026-11-20"}),
        (("service", "name=no", "id=bu", "phone=0830-0000000"), "services", {"id": "bu", "name": "no", "phone": "0830-0000000"}),
        (("change", "group=shufa-1", "date=明天", "kind=停课"), "changes", {"group": "shufa-1", "date": "2026-11-25", "kind": "停课"}),
    ],
)  # fmt: skip
def test_everything_by_flags(root: Path, arguments: tuple[str, ...], table: str, row: dict[str, Any]) -> None:
    kind, *pairs = arguments
    assert run(root, kind, *(part for pair in pairs for part in ("--set", pair)), "--yes") == 0
    assert row in rows(root / f"data/{table}.yml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("course", "title=古琴班"), "缺少 类别 category"),
        (("course", "title=古琴班", "category=健身", "id=shufa"), "编号 shufa 已经有了"),
        (("course", "title=古琴班", "category=健身", "form=x"), "x"),
        (("course", "nope=1"), "没有 nope 这一栏"),
        (("course", "title=一\n二"), "这一栏一行写完"),
        (("course", "title=" + "长" * 9000), "9000 个字，最多 30 个"),
        (("course", "title=坏\x00"), "看不见的字符"),
        (("course", "title=坏\udcff", "category=x"), ""),
        (("story", "title=x", "date=2月30日"), "日期"),
        (("story", "title=x", "date=2026-11-20", "schedule.weekday=周六"), "只有 course 和 group"),
        (("change", "group=shufa-1", "date=2026-11-24", "kind=停课"), "没有什么可停课的"),
        (("change", "date=2026-11-24", "kind=放假"), "放假"),
    ],
)
def test_what_check_would_refuse_is_not_written(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    before = files(root)
    kind, *pairs = arguments
    assert run(root, kind, *(part for pair in pairs for part in ("--set", pair)), "--yes") == 1
    assert said in capsys.readouterr().err
    assert files(root) == before


def test_a_flag_without_a_value_is_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(root, "course", "--set", "title")
    assert stopped.value.code == 2
    assert "title 要写成 栏名=内容" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed",
    [
        "", "古琴班\n", "?\n" * 100, "\x00\n" * 100, "\ud83d\n" * 40, "1" * 100_000 + "\n", "古琴班\n" * 60,
        "-\n" * 60, "99999999999999\n" * 60,
        "古琴班\n\n1\n\n\n\n\n\n\n\nn\n", "古琴班\n\n1\n\n\n\n\n\n\n3\n\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["course", "change", "holiday-year"])
def test_hostile_answers_write_nothing_and_end(root: Path, give: Give, kind: str, typed: str) -> None:
    before = files(root)
    give(typed)
    assert run(root, kind) == 1
    assert files(root) == before


def test_ctrl_c_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)

    def broken(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Asker, "_answer", broken)
    for kind in ("course", "change", "holiday-year"):
        assert run(root, kind) == 1
        assert "什么都没有写" in capsys.readouterr().err
    assert files(root) == before


def test_a_file_that_somebody_changed_meanwhile_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "data/stories.yml"

    def meanwhile(*_: object) -> bool:
        path.write_text("# 别人写的\n[]\n", "utf-8")
        return True

    monkeypatch.setattr(Asker, "sure", meanwhile)
    monkeypatch.setattr(new, "Asker", lambda: Asker(io.StringIO("\n")))
    assert (
        run(
            root,
            "story",
            "--set",
            "title=x",
            "--set",
            "id=x",
            "--set",
            "date=2026-11-20",
            "--set",
            "summary=x",
            "--set",
            "body=x",
        )
        == 1
    )
    assert path.read_text("utf-8") == "# 别人写的\n[]\n"


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("书法班", "shufa"), ("启蒙一班", "qimeng1"), ("音乐课", "yinyue"), ("古琴班报名（2026年秋）", "guqin"),
        ("「美食光」小木屋", "meishiguangxiaomuwu"), ("AI 班", "ai"), ("！？", ""),
    ],
)  # fmt: skip
def test_pinyin(title: str, made: str) -> None:
    assert proposals.pinyin(title) == made


def test_questions_end() -> None:
    with pytest.raises(StoppedError, match="20次"):
        Asker(io.StringIO("x\n" * 100)).choose("哪个？", ["甲", "乙"])
    assert Asker(io.StringIO("乙\n")).choose("哪个？", ["甲", "乙"]) == 1
    assert Asker(io.StringIO("\n")).choose("哪个？", ["甲", "乙"]) == 0
    assert not Asker(io.StringIO("\n")).sure("写？")


def test_all_three_on_the_reference_site(tmp_path: Path, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    """The year's notice, the autumn after next, a new class in it, an evening off: `check` has no error."""
    site = tmp_path / "site"
    for name in ("data", "content", "overrides"):
        shutil.copytree(ROOT / name, site / name)
    shutil.copyfile(ROOT / "mkdocs.yml", site / "mkdocs.yml")
    notice = (ROOT / "tests/cases/notices/made-up-2027.txt").read_text("utf-8")
    give(f"\n{notice}完\ny\n")
    assert run(site, "holiday-year") == 0
    give("\ny\n")
    common = ("--root", str(site), "--today", "2026-11-24")
    assert (
        main(["term", "2027-qiu", "--from", "2026-qiu", "--starts", "2027-09-01", "--ends", "2028-01-18", *common]) == 0
    )
    give("书法\n周末三班\n2027-qiu\n\n\nqsn-2027-qiu\n\n1\n周六\n16:10\n17:40\nshufa-shi\ny\n")
    assert run(site, "group") == 0
    give("\n夜校\n1\n停课\n1\n老师外出\ny\n")
    assert run(site, "change") == 0
    assert main(["check", *common]) == 0
    said = capsys.readouterr().out
    assert re.search(r"共 0 个错误，\d+ 个警告。\s*$", said)
    assert rows(site / "data/groups.yml")[-45 - 1 :][-1]["term"] == "2027-qiu"
    assert any(row["id"] == "shufa-zhoumo3-2027-qiu" for row in rows(site / "data/groups.yml"))
