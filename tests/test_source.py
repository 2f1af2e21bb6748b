"""Reading YAML as text: its 1.2 meaning, where everything stands, and what an editor is told of typing errors."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fragments import ROOT
from linli import schema, slipped, slips, source
from linli.characters import trimmed
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


SLIPS = {
    # what is typed: line:column, code, message, hint
    "- a: 1\n  a: 2\n": ("2:3 duplicate-field", "字段 a 写了两次：第 1 行是「1」，这里是「2」", "两个内容都要，就合成一行"),
    "- a: 1\n  a: 1\n": ("2:3 duplicate-field", "字段 a 写了两次，第 1 行已经有一样的内容", "删掉其中一行"),
    "- a: b: c\n": ("1:7 syntax", "这一行里有两个冒号", 'a: "b: c"'),
    "- date: 2026-11-24  kind: 停课\n": ("1:25 syntax", "两个冒号", "kind 是另一个字段就另起一行"),
    "- a: 1\n\tb: 2\n": ("2:1 syntax", "缩进里用了 Tab 键", "空格"),
    "- id: a\n  title：书法班\n": ("2:8 syntax", "「title：书法班」里的冒号是中文冒号「：」(U+FF1A)", "title: 书法班"),
    "- id：a\n": ("1:3 not-a-record", "中文冒号「：」(U+FF1A)", "id: a"),
    "- id: a\n  title：书法班\n  fee: 免费\n": ("2:8 syntax", "中文冒号", "title: 书法班"),
    "- id: a\n  title∶书法班\n": ("2:8 syntax", "比号「∶」(U+2236)", "title: 书法班"),
    "- id: a\n  title:书法班\n": ("2:8 syntax", "title 的冒号后面少了一个空格", "title: 书法班"),
    "- course:shufa\n  date: 1\n": ("1:9 syntax", "course 的冒号后面少了一个空格", "course: shufa"),
    "- id: a\n  weekday 周一\n  b: 1\n": ("2:3 syntax", "weekday 后面少了冒号", "weekday: 周一"),
    "- a: 1\n  tags: [画画, , 绘画]\n": ("2:12 syntax", "逗号旁边没有内容", "写成 tags: [画画, 绘画]"),
    "- a: 1\n  tags: [, 绘画]\n": ("2:9 syntax", "逗号旁边没有内容", "写成 tags: [绘画]"),
    "- group xingti-a\n  b: 1\n": ("1:3 syntax", "group 后面少了冒号", "写成 - group: xingti-a"),
    "- group; xingti-a\n  b: 1\n": ("1:3 syntax", "group 后面少了冒号", "写成 - group: xingti-a"),
    "- a: 1\n- group= xingti-a\n  b: 1\n": ("2:3 syntax", "group 后面少了冒号", "写成 - group: xingti-a"),
    "- a: 1\n  group xingti-a\n  b: 1\n": ("2:3 syntax", "group 后面少了冒号", "写成 group: xingti-a"),
    "```yaml\n- a: 1\n  b: 2\n": ("1:1 syntax", "「```yaml」不是「字段: 内容」", "请删掉"),
    "- a: 1\n  b: 2\n```\n- c: 1\n": ("3:1 syntax", "「```」不是「字段: 内容」", "请删掉"),
    "- a: 1\n  // 第二条\n  b: 2\n": ("2:3 syntax", "「// 第二条」不是「字段: 内容」", "写成 # 第二条"),
    "- a: 1\n<!-- 停课 -->\n- b: 2\n": ("2:1 syntax", "「<!-- 停课 -->」不是「字段: 内容」", "写成 # 停课"),
    "- a: 1\n书法班,周三,19:00\n- b: 2\n": ("2:1 syntax", "「书法班,周三,19:00」不是", "从别的表格里粘来的"),
    "- a: 1\n书法班\t周三\t七点\n- b: 2\n": ("2:1 syntax", "不是「字段: 内容」", "从别的表格里粘来的"),
    "- body: 一\n  加微信群请找王老师\n  b: 1\n": ("2:3 syntax", "「加微信群请找王老师」不是「字段: 内容」", "在 body: 后面写 |-"),
    "- id: a\n title: b\n": ("2:2 syntax", "前面有 1 个空格，同一条记录的字段前面是 2 个", "左对齐"),
    "- id: a\n   title: b\n": ("2:4 syntax", "前面有 3 个空格，同一条记录的字段前面是 2 个", "左对齐"),
    "- id: a\n - id: b\n": ("2:2 syntax", "「- 」前面有 1 个空格，上一条前面是 0 个", "左对齐"),
    "- id: a\n\u3000\u3000b: 1\n": ("2:1 syntax", "全角空格(U+3000)", "空格键"),
    "- id: a\n\u00a0\u00a0b: 1\n": ("2:1 syntax", "不换行空格(U+00A0)", "空格键"),
    "- id: a\n  b:\u3000晚间班\n": ("2:5 syntax", "b 的冒号后面是全角空格(U+3000)", "b: 晚间班"),
    "-\u3000id: a\n  b: 1\n": ("1:2 syntax", "短横线 - 后面是全角空格(U+3000)", "- id: a"),
    "- id: a\n–id: b\n": ("2:1 syntax", "短破折号「–」(U+2013)", "- id: b"),
    "- id: a\n— id: b\n": ("2:1 syntax", "破折号「—」(U+2014)", "- id: b"),
    "- id: a\n－ id: b\n": ("2:1 syntax", "全角短横线「－」(U+FF0D)", "- id: b"),
    "－ id: b\n": ("1:1 syntax", "全角短横线「－」(U+FF0D)", "- id: b"),
    "- id: a\n* id: b\n": ("2:1 syntax", "「*」(U+002A)", "- id: b"),
    "- id: a\n  b: 1\nid: c\n": ("3:1 syntax", "前面有 0 个空格，同一条记录的字段前面是 2 个", "是新的一条，就在前面加「- 」"),
    "- id: a\n-id: b\n": ("2:1 syntax", "短横线 - 后面少了一个空格", "- id: b"),
    "-id: b\n  c: 1\n": ("1:1 syntax", "短横线 - 后面少了一个空格", "- id: b"),
    "- id: a\n  tags:\n    - b\n    –c\n": ("4:5 syntax", "短破折号「–」(U+2013)", "- c"),
    "- tags:\n    - b\n      –c\n": ("3:7 syntax", "「–c」算进了上一行的文字里", "短横线"),
    "- id: a\n• id: b\n": ("2:1 syntax", "圆点「•」(U+2022)", "- id: b"),
    "- id:a\n": ("1:3 not-a-record", "id 的冒号后面少了一个空格", "id: a"),
    "-id：a\n  b: 1\n": ("1:1 syntax", "短横线 - 后面少了一个空格", "- id: a"),
    "- a: 'don't'\n": ("1:11 syntax", "引号后面还有字「t'」", 'a: "don\'t"'),
    "＃ 说明\n- id: a\n": ("1:1 syntax", "全角井号「＃」(U+FF03)", "英文的 #"),
    "- id: 'a\n  title: b\n": ("1:7 syntax", "这里的引号 ' 没有配对", "id: 'a'"),
    '- a: "19:00\n  b: "20:30"\n': ("1:6 syntax", '这里的引号 " 没有配对', 'a: "19:00"'),
    '- a: "19:00”\n  b: "20:30"\n': ("1:12 syntax", "中文双引号「”」(U+201D)", 'a: "19:00"'),
    '- a: "19:00\n  closes_at: 20:30"\n': ("1:6 syntax", "第 2 行「closes_at: 20:30\"」也算进了文字里", "补上引号"),
    "- a: “书法: 晚间”\n": ("1:6 syntax", "中文双引号「“」(U+201C)", 'a: "书法: 晚间"'),
    '- a: "重点"内容\n': ("1:10 syntax", "引号后面还有字「内容」", "a: '\"重点\"内容'"),
    "- tags: [a, b\n- id: c\n": ("1:9 syntax", "这里的方括号 [ 没有配对", "[书法, 免费]"),
    "- tags: [a, b】\n": ("1:14 syntax", "中文方头括号「】」(U+3011)", "[书法, 免费]"),
    "- tags: [美术 #3]\n": ("1:13 syntax", "「#3]」成了说明", "加英文引号"),
    "- a: [重要] 带水\n": ("1:6 syntax", "方括号后面还有字「带水」", 'a: "[重要] 带水"'),
    "- {id: a， b: c}\n": ("1:9 syntax", "中文逗号「，」(U+FF0C)", "英文的"),
    "- {id: a, b: c\n": ("1:3 syntax", "花括号 { 没有配对", "补上 }"),
    "- id: @a\n": ("1:7 syntax", "以 @ 开头的文字有特殊意思", 'id: "@a"'),
    "- note: - 带水\n": ("1:9 syntax", "以「- 」开头的文字有特殊意思", 'note: "- 带水"'),
    "- audience: >60岁\n": ("1:13 syntax", "以 > 开头的文字有特殊意思", 'audience: ">60岁"'),
    "- id: *a\n": ("1:7 no-alias", "表格里不能用 & 和 * 引用", "引号"),
    "- id: &a b\n": ("1:7 no-alias", "表格里不能用 & 和 * 引用", "引号"),
    "- a: !b c\n": ("1:6 no-tag", "以 ! 开头的文字有特殊意思", "引号"),
    "- a: **重点** b\n": ("1:6 syntax", "以 * 开头的文字有特殊意思", 'a: "**重点** b"'),
    '- a: "b\\qc"\n': ("1:8 syntax", "双引号里的反斜杠", "单引号"),
    "- a:\n    b: 1\n": ("2:5 nested", "字段 a 里面又分了字段", "并成一行"),
    "- a: [[b]]\n": ("1:7 nested", "列表里只能是文字", "[书法, 免费]"),
    "- a: |-\n    一\n  二\n  b: 1\n": ("3:3 syntax", "像是 a 那段文字里的，前面的空格少了", "缩进"),
    "- a: |-\n    一\n  时间：周三\n  b: 1\n": ("3:3 syntax", "像是 a 那段文字里的", "缩进"),
    "- a: |-\n      一\n    二\n  b: 1\n": ("3:5 syntax", "前面只有 4 个空格，第一行有 6 个", "至少空 6 格"),
    "- a: |—\n    一\n\n    二\n": ("1:6 syntax", "「|—」不是写几行文字的记号", "a: |-"),
    "- a: |_\n    一\n": ("1:6 syntax", "「|_」不是写几行文字的记号", "a: |-"),
    "- a: >—\n    一\n": ("1:6 syntax", "「>—」不是写几行文字的记号", "a: |-"),
    "- a: |- 一\n    二\n": ("1:6 syntax", "「|-」后面还有字", "「一」另起一行"),
    "- a: |一段\n    二\n": ("1:6 syntax", "「|」后面还有字", "「一段」另起一行"),
    "- a: | 时间 | 地点 |\n    | --- | --- |\n": ("1:6 syntax", "以 | 开头的文字有特殊意思", "写 a: |-，从这一行起都另起一行"),
    "- a: 一\n  加微信群请找王老师\n  b: 1\n": ("2:3 syntax", "「加微信群请找王老师」不是「字段: 内容」", "接到上一行后面"),
    "- a: 一\n    reason：二\n": ("2:5 syntax", "「reason：二」算进了上一行的文字里", "左对齐"),
    "- id: a\n  tit": ("2:3 syntax", "文件到 tit 就断了", "找回"),
    "- id: a\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> x\n": ("2:1 syntax", "合并时留下的记号 <<<<<<< HEAD", "要的内容都留下"),
    "id: a\n": ("1:1 not-a-list", "表格应是一列记录", "- id: shufa"),
    "书法班\n": ("1:1 not-a-list", "表格应是一列记录", "- id: shufa"),
    "- a: 一\n  b \"19:30\"\n": ("2:3 syntax", "b 后面少了冒号", 'b: "19:30"'),
    "- a: 一\n  opens_at 19:30\n  c: 1\n": ("2:3 syntax", "opens_at 后面少了冒号", "opens_at: 19:30"),
    "- a: '19:30\"\n  b: 1\n": ("1:12 syntax", "引号一边是 '，另一边是 \"", 'a: "19:30"'),
    "- 书法班\n": ("1:3 not-a-record", "这一条不是「字段: 内容」的形式", "- id: shufa"),
    "- a: 1\n---\n- a: 2\n": ("3:1 several-documents", "表格在 --- 之后还有一份，没有读", "---"),
    '- a: "\\x07"\n': ("1:6 bad-character", "看不见的控制字符(U+0007)", "删掉"),
}  # fmt: skip


@pytest.mark.parametrize("text", SLIPS, ids=ascii)
def test_slips_are_told_apart(text: str) -> None:
    _, [problem] = source.read("t.yml", text)
    where, message, hint = SLIPS[text]
    assert f"{problem.mark.line}:{problem.mark.column} {problem.code}" == where
    assert message in problem.message
    assert hint in problem.hint


FINE = """\
# 说明
- id: a
  title: "周三: 书法班"  # 说明
  note: 3 < 5，见 https://example.org/#a
  tags: [a, "b: c"]
  list:
    - '甲'
    - 乙
  text: |-
    第一段：
      - 缩进

    # 标题
    时间: 周三
    "引号
  long: 这一句很长，
    写了两行
  quoted: "这一句也很长，
    写了两行"
- {id: b, title: 乙}
"""


@pytest.mark.parametrize("number", range(FINE.count("\n")))
def test_an_unreadable_row_does_not_blame_the_others(number: int) -> None:
    """Every line of a good table is cut short or overwritten in turn: the slip that is told is in that row."""
    lines = FINE.split("\n")
    lines[number] = "  @坏"
    _, problems = source.read("t.yml", "\n".join(lines))
    assert len(problems) <= 2
    assert all(problem.mark.line >= number - 1 for problem in problems)


def test_a_good_table_has_no_slip() -> None:
    assert slips.find(FINE.splitlines()) is None
    assert [row.values["id"] for row in rows(FINE)] == ["a", "b"]


def test_one_side_of_a_conflict_is_read() -> None:
    text = "- id: a\n<<<<<<< HEAD\n  b: 1\n||||||| x\n  b: 0\n=======\n  b: 2\n>>>>>>> x\n- id: c\n"
    found, problems = source.read("t.yml", text)
    assert [row.values for row in found] == [{"id": "a", "b": "1"}, {"id": "c"}]
    assert [row.line for row in found] == [1, 9]
    assert [problem.mark.line for problem in problems] == [2]


def test_what_yaml_forbids_costs_no_row() -> None:
    text, problems = source.decode("t.yml", "- a: 1\ufeff\n- a: \x072\n- a: 三\u2028四\n".encode())
    assert [(str(p.mark), p.code) for p in problems] == [
        ("t.yml:1:7", "bad-character"),
        ("t.yml:2:6", "bad-character"),
        ("t.yml:3:7", "bad-character"),
    ]
    assert "字节顺序标记(U+FEFF)" in problems[0].message
    assert [row.values["a"] for row in rows(text)] == ["1", "2", "三 四"]


def test_a_file_that_ends_within_a_character_was_cut() -> None:
    _, [problem] = source.decode("t.yml", "- a: 书".encode()[:-1])
    assert "断了" in problem.message


def test_what_nobody_sees_at_the_edges_is_left_out() -> None:
    [row] = rows("- url: https://www.wjx.cn/a.aspx\u200b\n  \u200bb\u3000: '\u00a0一\ufe0f\u200d'\n  c: [\u2060甲]\n")
    assert row.values == {"url": "https://www.wjx.cn/a.aspx", "b": "一\ufe0f", "c": ("甲",)}


def test_what_follows_a_value_is_kept() -> None:
    [row] = rows('- a: 美术 #3\n  b: #4\n  c: "x" #y\n  d: z  # 说明\n  e: [p, q] # r\n  f:\n    - s #5\n  g: a#b\n')
    assert {name: (c.text, c.line, c.column) for name, c in row.comments.items()} == {
        "a": (" #3", 1, 9),
        "b": (" #4", 2, 6),
        "c": (" #y", 3, 10),
        "d": ("  # 说明", 4, 9),
        "f": (" #5", 7, 9),
    }


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
        (5, "syntax"),
        (7, "syntax"),
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
    assert [row.values for row in found] == [{k: trimmed(v) for k, v in row.items()} for row in tables]
    lines = decoded.split("\n")
    for row in found:
        for name, (line, column) in row.keys.items():
            assert lines[line - 1][column - 1 :].startswith(f'"{name}"')


def test_the_fields_of_many_lines_are_those_of_the_schemas() -> None:
    package = schema.load(ROOT)
    many = {field.name for found in package.schemas.values() for field in found.fields.values() if field.many}
    assert many == slipped.MANY
