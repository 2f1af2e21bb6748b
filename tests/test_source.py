"""Reading YAML as text: its 1.2 meaning, where everything stands, and what an editor is told of typing errors."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linli import source
from linli.source import Row


def rows(text: str) -> list[Row]:
    found, problems = source.read("t.yml", text)
    assert problems == []
    return found


def told(text: str) -> list[str]:
    """What is wrong, as `line:column code message`."""
    _, problems = source.read("t.yml", text)
    return [f"{p.mark.line}:{p.mark.column} {p.code} {p.message}" for p in problems]


@pytest.mark.parametrize(
    "typed",
    ["19:00", "9:30", "010", "0x1F", "1_000", "1e3", ".5", "yes", "no", "on", "off", "True", "2026-11-24", "2026-11-24 09:00",
     "12:30:45", "0o17", ".inf", ".nan", "-1", "=", "y", "1.0", "+1", "100:00:00"],
)  # fmt: skip
def test_what_is_typed_stays_text(typed: str) -> None:
    assert rows(f"- a: {typed}\n")[0].values["a"] == typed


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing(typed: str) -> None:
    assert rows(f"- a: {typed}\n  b: 1\n")[0].values == {"a": None, "b": "1"}


def test_quoted_nothing_is_text() -> None:
    assert rows("- a: 'null'\n  b: \"~\"\n  c: ''\n")[0].values == {"a": "null", "b": "~", "c": ""}


def test_lists_and_blocks() -> None:
    [row] = rows(
        "- tags: [书法, 010, no]\n  more:\n    - a\n    - 'b: c'\n  text: |\n    一\n    二\n  fold: >-\n    三\n    四\n"
    )
    assert row.values == {"tags": ("书法", "010", "no"), "more": ("a", "b: c"), "text": "一\n二\n", "fold": "三 四"}


def test_marks_count_characters() -> None:
    [one, two] = rows(
        "# 表\n- id: 书法班  # 说明\n  title: 😀😀\n  tags: [a, b]\n\n-   id: '乙'\n    title:\n      长\n"
    )
    assert (one.line, one.column) == (2, 3)
    assert one.places == {"id": (2, 7), "title": (3, 10), "tags": (4, 9)}
    assert one.keys == {"id": (2, 3), "title": (3, 3), "tags": (4, 3)}
    assert two.places == {"id": (6, 9), "title": (8, 7)}
    assert str(two.mark_of("title")) == "t.yml:8:7"
    assert str(two.mark_of("absent")) == "t.yml:6:5"


def test_marks_on_a_line_with_wide_characters() -> None:
    [row] = rows("- {书: 😀, id: 甲}\n")
    assert row.places == {"书": (1, 7), "id": (1, 14)}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    found = rows(f"- a: 1{end}  b: 2{end}- a: 3{end}")
    assert [row.values for row in found] == [{"a": "1", "b": "2"}, {"a": "3"}]
    assert [row.line for row in found] == [1, 3]


def test_byte_order_mark_is_no_character() -> None:
    text, problems = source.decode("t.yml", b"\xef\xbb\xbf- a: 1\n")
    assert (text, problems) == ("- a: 1\n", [])


def test_encodings_are_named() -> None:
    _, [problem] = source.decode("t.yml", "- id: a\n- 书法\n".encode("gbk"))
    assert (problem.code, problem.mark.line) == ("bad-encoding", 2)
    assert "GBK" in problem.message
    assert "UTF-8" in problem.hint
    _, [problem] = source.decode("t.yml", "- a".encode("utf-16"))
    assert "UTF-16" in problem.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a: 1\n  a: 2\n", ["2:3 duplicate-field 字段 a 写了两次(第一次在第 1 行)"]),
        ("- a: b: c\n", ["1:7 syntax 一行里出现了两个冒号，或缩进不对"]),
        ("- a: 1\n\tb: 2\n", ["2:1 syntax 缩进里用了 Tab 键"]),
        ("- id: a\n  title：书法班\n", ["2:3 syntax 「title：书法班」里用了中文冒号"]),
        ("- id：a\n", ["1:3 not-a-record 「id：a」里用了中文冒号"]),
        ("- id: a\n  title：书法班\n  fee: 免费\n", ["2:3 syntax 「title：书法班」里用了中文冒号"]),
        ("- id: a\n  title:书法班\n", ["2:3 syntax 这里少了冒号"]),
        ("- id: a\n title: b\n", ["2:2 syntax 这一行没有对齐"]),
        ("- id: a\n   title: b\n", ["2:9 syntax 一行里出现了两个冒号，或缩进不对"]),
        ("- id: 'a\n  title: b\n", ["3:1 syntax 引号没有配对"]),
        ("- tags: [a, b\n- id: c\n", ["2:1 syntax 方括号没有配对"]),
        ("- id: @a\n", ["1:7 syntax 这里有不能开头的符号"]),
        ("- id: *a\n", ["1:7 no-alias 表格里不能用 & 和 * 引用"]),
        ("- id: &a b\n", ["1:7 no-alias 表格里不能用 & 和 * 引用"]),
        ("- a: !b c\n", ["1:6 no-tag 以 ! 开头的文字有特殊意思"]),
        ('- a: "b\\qc"\n', ["1:8 syntax 双引号里的反斜杠 \\ 有特殊意思"]),
        ("- a:\n    b: 1\n", ["2:5 nested 字段 a 里面又分了字段，表格的每一行都是平的"]),
        ("- a: [[b]]\n", ["1:7 nested 列表里只能是文字"]),
        ("id: a\n", ["1:1 not-a-list 表格应是一列记录"]),
        ("书法班\n", ["1:1 not-a-list 表格应是一列记录"]),
        ("- 书法班\n", ["1:3 not-a-record 这一条不是「字段: 内容」的形式"]),
        ("- a: 1\n---\n- a: 2\n", ["3:1 several-documents 表格在 --- 之后还有一份，没有读"]),
        ('- a: "\\x07"\n', ["1:6 bad-character 这里有一个看不见的控制字符(U+0007)"]),
    ],
)
def test_typing_errors(text: str, said: list[str]) -> None:
    assert told(text) == said


def test_every_problem_says_how_to_write_it() -> None:
    for text in ("- a: b: c\n", "- a: 1\n\tb: 2\n", "- x\n", "id: a\n", "- a: *b\n", "- a: [\n", "- a: 1\n  a: 2\n"):
        _, problems = source.read("t.yml", text)
        assert problems
        assert all(problem.hint for problem in problems)


def test_one_error_hides_nothing_else() -> None:
    text = "- id: a\n- id: b: c\n- id: d\n  id: e\n- id: 'f\n- id: g\n  tags: [x\n- id: h\n"
    found, problems = source.read("t.yml", text)
    assert [row.values["id"] for row in found] == ["a", "d", "h"]
    assert [(p.mark.line, p.code) for p in problems] == [
        (2, "syntax"),
        (4, "duplicate-field"),
        (6, "syntax"),
        (8, "syntax"),
    ]


def test_an_indented_list_recovers_too() -> None:
    found, problems = source.read("t.yml", "# 表\n  - id: a\n  - id: b: c\n  - id: d\n")
    assert [(row.values["id"], row.line, row.column) for row in found] == [("a", 2, 5), ("d", 4, 5)]
    assert [str(p.mark) for p in problems] == ["t.yml:3:10"]


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"], exclude_characters="\ufeff"), max_size=20
)


@given(st.lists(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), _TEXT, min_size=1), max_size=5))
@settings(max_examples=200, deadline=None)
def test_what_yaml_writes_is_read(tables: list[dict[str, str]]) -> None:
    text = yaml.safe_dump(tables, allow_unicode=True, default_style='"')
    decoded, problems = source.decode("t.yml", text.encode())
    assert problems == []
    found, problems = source.read("t.yml", decoded)
    assert problems == []
    assert [row.values for row in found] == tables
    lines = decoded.split("\n")
    for row in found:
        for name, (line, column) in row.keys.items():
            assert lines[line - 1][column - 1 :].startswith(f'"{name}"')
