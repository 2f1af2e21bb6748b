"""Tables on disk: all files are written or none, `linli fmt` keeps the meaning, `linli tidy` loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli import schema, source, tablefile, writing
from linli.cli import main
from linli.folding import folded
from linli.neat import neat
from linli.writing_back import Append, CannotWriteError, Set

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = schema.load(ROOT).schemas
CHANGES, SCHEDULES, HOURS = SCHEMAS["changes"], SCHEMAS["schedules"], SCHEMAS["hours"]
MakeRoot = Callable[..., Path]

COURSES = "- id: shufa\n  title: 书法班\n  summary: 写字\n"
MAIN = "# 变动\n- course: shufa\n  date: 2026-11-28\n  kind: 停课\n"
PART = "# 老师来的电话\n- course: shufa\n  date: 2026-12-05\n  kind: 停课  # 全天\n"


def values(text: str) -> list[dict[str, Any]]:
    return [row.values for row in source.read("t.yml", text)[0]]


def test_edits_of_several_files_are_given_as_texts_and_written(make_root: MakeRoot) -> None:
    root = make_root(courses=COURSES, changes=MAIN)
    edits = {"data/courses.yml": [Set(0, "fee", "免费")], "data/changes/2026-12-05.yml": [Append({"course": "shufa"})]}
    texts = tablefile.changed(root, edits)
    assert texts == {
        "data/courses.yml": COURSES.replace("  summary", "  fee: 免费\n  summary"),
        "data/changes/2026-12-05.yml": "- course: shufa\n",
    }
    tablefile.write(root, texts)
    assert {path: tablefile.text(root, path) for path in texts} == texts
    assert not list(root.glob("data/**/.*.yml.*"))


def test_nothing_is_written_where_one_file_cannot_be(make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_root(courses=COURSES, changes=MAIN)
    put = tablefile._put

    def broken(place: Path, made: Path | None) -> None:
        if place.name == "changes.yml":
            raise OSError(28, "No space left on device")
        put(place, made)

    monkeypatch.setattr(tablefile, "_put", broken)
    with pytest.raises(CannotWriteError, match="什么也没有改"):
        tablefile.write(root, {"data/courses.yml": "[]\n", "data/a.yml": "[]\n", "data/changes.yml": "[]\n"})
    assert tablefile.text(root, "data/courses.yml") == COURSES
    assert tablefile.text(root, "data/changes.yml") == MAIN
    assert not (root / "data/a.yml").exists()
    assert not list(root.glob("data/.*"))


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(make_root: MakeRoot) -> None:
    root = make_root(courses=COURSES)
    with pytest.raises(CannotWriteError, match="刚才有人改过"):
        tablefile.write(root, {"data/courses.yml": "[]\n"}, {"data/courses.yml": COURSES + "# 新\n"})
    with pytest.raises(CannotWriteError, match="读不懂"):
        tablefile.write(root, {"data/courses.yml": "- id: [\n"})
    with pytest.raises(CannotWriteError, match="没有哪张表"):
        tablefile.changed(root, {"data/nothing.yml": [Append({})]})
    assert tablefile.text(root, "data/courses.yml") == COURSES


UNTIDY = """\
# 课表
- weekday: 每周二、星期四  # 两天
  # 教室
  venue: a
  closes_at: 20:30
  opens_at: 晚上7点

  course: shufa
# 第二
- course: shufa
  opens_at: 3点
  valid_from: 2026/9/1
  weeks: 1-8
  note: |
    一

    二
"""
TIDY = """\
# 课表
- course: shufa
  weekday: 周二、周四  # 两天
  opens_at: "19:00"
  closes_at: "20:30"
  # 教室
  venue: a
"""


def test_fields_come_in_order_with_their_comments() -> None:
    text = UNTIDY.replace("\n\n  course", "\n  course").replace("每周二", "周二")
    assert neat(text, SCHEDULES) == TIDY + (
        '# 第二\n- course: shufa\n  opens_at: 3点\n  valid_from: 2026-09-01\n  weeks: "1-8"\n  note: |\n    一\n\n    二\n'
    )


def test_a_comment_above_the_field_that_comes_first_goes_above_the_row() -> None:
    assert neat("- date: 2026-11-28\n  # 书法\n  course: a\n", CHANGES) == "# 书法\n- course: a\n  date: 2026-11-28\n"


@pytest.mark.parametrize(
    ("typed", "usual"),
    [("星期一至星期五", "周一至周五"), ("礼拜天", "周日"), ("每月第一个星期六", "每月第一个周六"), ("Monday", "周一"),
     ("节假日", "节假日"), ("看情况", "看情况")],
)  # fmt: skip
def test_days_of_the_week_are_written_one_way(typed: str, usual: str) -> None:
    assert values(neat(f"- weekday: {typed}\n", HOURS)) == [{"weekday": usual}]


@pytest.mark.parametrize(
    "text",
    [
        "- kind: 停课\n  date: 2026-11-28\n  course: a\n  date: 2026-11-29\n",
        "- kind: 停课\n  course: a\n  course: a\n",
        "- kind: 停课\n  date: [2026-11-28\n  course: a\n",
    ],
    ids=["said twice, each otherwise", "said twice alike", "broken"],
)
def test_a_row_that_does_not_say_one_thing_stays_as_it_was_typed(text: str) -> None:
    try:
        assert neat(text, CHANGES) == text
    except CannotWriteError:
        assert "[" in text


def test_the_reference_tables_are_neat() -> None:
    for resource in schema.load(ROOT).resources:
        text = tablefile.text(ROOT, resource.path)
        assert neat(text, resource.schema) == text


FIELDS = {
    "course": ["shufa", "'a'"],
    "weekday": ["星期二", "周一、礼拜四", "每月第2个星期天"],
    "opens_at": ["19:00", "9点", "'9:30'", "24:00"],
    "valid_from": ["2026/9/1", "2026年9月1日", "明天"],
    "every": ["2"],
    "note": ["|-\n    一\n    二", "a  # b", "1"],
    "other": ["[a, 1]"],
}


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.permutations(list(FIELDS)).flatmap(lambda names: st.tuples(st.just(names), st.data())),
        min_size=1,
        max_size=3,
    )
)
def test_meaning_comments_and_lines_are_kept_and_a_second_time_changes_nothing(rows: list[Any]) -> None:
    text = ""
    for names, data in rows:
        for number, name in enumerate(names[: data.draw(st.integers(1, 6))]):
            above = (
                data.draw(st.sampled_from(["", "  # 注\n", "\n"]))
                if number
                else data.draw(st.sampled_from(["", "# 行\n", "\n"]))
            )
            text += f"{above}{'- ' if number == 0 else '  '}{name}: {data.draw(st.sampled_from(FIELDS[name]))}\n"
    once = neat(text, SCHEDULES)
    assert neat(once, SCHEDULES) == once

    def meant(shown: str) -> list[dict[str, Any]]:
        fields = SCHEDULES.fields
        from linli.cells import BY_KIND

        return [
            {n: BY_KIND["weekdays"](v) if n == "weekday" else writing.normal(v, fields[n]) if n in fields else v for n, v in row.items()}
            for row in values(shown)
        ]  # fmt: skip

    assert meant(once) == meant(text)
    assert once.count("#") == text.count("#")
    assert len(once.splitlines()) == len(text.splitlines())


def test_the_command_says_what_is_not_neat_then_writes_it(
    make_root: MakeRoot, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_root(courses=COURSES, schedules="- opens_at: 19:00\n  course: shufa\n  weekday: 周二\n")
    assert main(["fmt", "--check", "--root", str(root)]) == 1
    assert "data/schedules.yml：有3行不整齐" in capsys.readouterr().out
    assert main(["fmt", "--root", str(root)]) == 0
    assert tablefile.text(root, "data/schedules.yml") == '- course: shufa\n  weekday: 周二\n  opens_at: "19:00"\n'
    assert main(["fmt", "--check", "--root", str(root)]) == 0
    assert "都整齐" in capsys.readouterr().out
    (root / "data/courses.yml").write_text("- id: [\n", "utf-8")
    assert main(["fmt", "--root", str(root)]) == 1
    assert "data/courses.yml：第" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("main_text", "parts", "wanted"),
    [
        (MAIN, [PART], f"{MAIN}\n{PART}"),
        ("[]\n", [PART], PART),
        ("", [PART], PART),
        ("# 变动\n[]\n", [PART], f"# 变动\n\n{PART}"),
        (MAIN.replace("\n", "\r\n"), [PART], f"{MAIN}\n{PART}".replace("\n", "\r\n")),
        (MAIN.removesuffix("\n"), ["---\n" + PART + "...\n"], f"{MAIN}\n{PART}"),
        (MAIN, ["# 只有说明\n[]\n", "  - course: a\n    note: |-\n      一\n       二\n"],
         f"{MAIN}\n# 只有说明\n\n- course: a\n  note: |-\n    一\n     二\n"),
        ("  - course: b\n", ["- course: a\n  note: |-\n    一\n\n    二\n"],
         "  - course: b\n\n  - course: a\n    note: |-\n      一\n\n      二\n"),
    ],
)  # fmt: skip
def test_parts_come_below_the_table_with_their_comments(main_text: str, parts: list[str], wanted: str) -> None:
    assert folded(main_text, {str(n): part for n, part in enumerate(parts)}, CHANGES) == wanted


def test_a_part_that_cannot_be_read_is_named() -> None:
    with pytest.raises(CannotWriteError, match=r"^data/changes/a\.yml：第1行"):
        folded(MAIN, {"data/changes/a.yml": "- a: [\n"}, CHANGES)


def test_the_command_folds_and_deletes(make_root: MakeRoot, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_root(courses=COURSES, changes=MAIN)
    assert main(["tidy", "--root", str(root), "--today", "2026-11-26"]) == 0
    assert "不用并" in capsys.readouterr().out
    (root / "data/changes").mkdir()
    (root / "data/changes/2026-12-05.yml").write_text(PART, "utf-8")
    assert main(["tidy", "--root", str(root), "--today", "2026-11-26"]) == 0
    assert "data/changes/2026-12-05.yml 并进了 data/changes.yml" in capsys.readouterr().out
    assert tablefile.text(root, "data/changes.yml") == f"{MAIN}\n{PART}"
    assert not (root / "data/changes").exists()


def test_a_part_with_an_error_is_not_folded(make_root: MakeRoot, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_root(courses=COURSES, changes=MAIN)
    (root / "data/changes").mkdir()
    wrong = root / "data/changes/a.yml"
    wrong.write_text(PART.replace("shufa", "shufaa"), "utf-8")
    assert main(["tidy", "--root", str(root), "--today", "2026-11-26"]) == 1
    err = capsys.readouterr().err
    assert "data/changes/a.yml:2" in err
    assert "没有并" in err
    assert wrong.exists()
    assert tablefile.text(root, "data/changes.yml") == MAIN
