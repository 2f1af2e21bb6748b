"""Whatever is written into a table: no traceback, no hang, no code run, and a problem that says what is wrong."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fragments import KNOWN, gather, lay_out
from linli import build, source
from linli.cells import weeks as parse_weeks
from linli.checks import check_all, dangerous_links, privacy
from linli.checks._pages import blank_code
from linli.problems import Problem, errors

SECONDS = 20.0
DEEP = 3000
COURSE = "- id: shufa\n  title: 书法班\n  category: 青少年宫\n"
SCHEDULE = """\
- course: shufa
  weekday: 周三
  opens_at: "19:00"
  closes_at: "20:30"
  valid_from: 2026-09-02
  valid_to: 2027-01-20
"""


@pytest.fixture
def soon() -> Iterator[None]:
    """Fail where a test took longer than an editor waits."""
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., list[Problem]]:
    """Load, expand and check tables: `check(courses=…, schedules=…)`."""

    def run(**tables: str) -> list[Problem]:
        root = lay_out(tmp_path / "site", {f"data/{name}.yml": text for name, text in tables.items()})
        context, problems = gather(root, KNOWN)
        return [*problems, *check_all(context)]

    return run


NESTED = {
    "flow lists": "[" * DEEP,
    "closed flow lists": "[" * DEEP + "]" * DEEP,
    "flow maps": "{" * DEEP,
    "closed flow maps": "- " + "{a: " * DEEP + "}" * DEEP,
    "mixed flow": "- " + "[{a: " * DEEP,
    "a list in a field": COURSE + "  tags: " + "[" * DEEP + "]" * DEEP + "\n",
    "a map in a field": COURSE + "  capacity: " + "{a: " * DEEP + "}" * DEEP + "\n",
    "block lists": "\n".join(" " * n + "- " for n in range(DEEP)),
    "block lists on a line": "- " * DEEP + "x",
    "block maps": "- a:\n" + "\n".join(" " * (n + 3) + "a:" for n in range(DEEP)),
    "complex keys": "- " + "? " * DEEP,
    "a list as a key": "- ? " + "[" * DEEP + "]" * DEEP + "\n  : 1\n",
    "two million brackets": "- a: " + "[" * 2_000_000,
    "two million braces": "- " + "{a: " * 500_000,
}


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_deep_nesting(text: str, check: Callable[..., list[Problem]]) -> None:
    assert errors(check(courses=text))


BOMB = "- a: &a [x, x]\n" + "".join(f"- b: &b{n} [*b{n - 1}, *b{n - 1}]\n" for n in range(1, 60))
ODD = {
    "alias bomb": BOMB,
    "alias bomb in one row": "- a: &a [x, x]\n  b: &b [*a, *a]\n  c: &c [*b, *b]\n  d: [*c, *c]\n",
    "recursive alias": "- &a\n  id: *a\n",
    "merge key": "- &base\n  id: a\n- <<: *base\n  title: b\n",
    "python object": '- !!python/object/apply:os.system ["touch /tmp/linli-was-here"]\n',
    "python name": COURSE + "  plain: !!python/name:os.system\n",
    "binary": COURSE + "  plain: !!binary aGFsbG8=\n",
    "tag": COURSE + "  plain: !注意 大家\n",
    "several documents": COURSE + "---\n" + COURSE,
    "escaped NUL": '- id: shufa\n  title: "书\\0法"\n  category: 青\n',
    "escaped surrogate": '- id: shufa\n  title: "\\ud800"\n  category: 青\n',
    "bell": "- id: \x07\n",
    "NUL": "- id: \x00\n",
    "next line": COURSE + "  plain: 一\x85二\n",
    "line separator": COURSE + "  plain: 一\u2028二\n",
    "byte order mark inside": COURSE + "  plain: 一\ufeff二\n",
    "a scalar": "书法班\n",
    "a map": "id: shufa\ntitle: 书法班\n",
    "null rows": "-\n- ~\n- ''\n- {}\n- []\n",
    "null fields": "- id:\n  title: ~\n  category: null\n",
    "huge integer": COURSE + f"  capacity: {'9' * 5000}\n",
    "large integer": COURSE + "  capacity: 99999999999999\n",
    "underscores": COURSE + "  capacity: 1_000\n",
    "exponent": COURSE + "  capacity: 1e9\n",
    "20,000 fields": "- " + "".join(f"k{n}: 1\n  " for n in range(20_000)) + "\n",
    "a long field name": f"- {'x' * 900}: 1\n",
    "20,000 broken rows": "- a: b: c\n" * 20_000,
    "open quotes": '- "\n' * 20_000,
    "500,000 aliases": "- a: [" + "*x, " * 500_000 + "]",
    "a directive": "%YAML 9.9\n---\n- id: a\n",
    "tabs": "-\tid: a\n\ttitle: b\n",
    "an id that climbs": "- id: ../../etc/passwd\n  title: b\n  category: c\n",
    "an id with a line break": '- id: "a\\nb"\n  title: b\n  category: c\n',
    "same ids": COURSE * 3,
}


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_tables(text: str, check: Callable[..., list[Problem]]) -> None:
    problems = check(courses=text)
    assert errors(problems)
    assert len(problems) <= source.MAX_PROBLEMS + 50
    assert all(re.search(r"[\u4e00-\u9fff]", problem.message) for problem in problems)
    assert all(len(problem.message) < 300 for problem in problems)
    assert not Path("/tmp/linli-was-here").exists()  # noqa: S108 # what the hostile row would write


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "[]", "---\n...\n", "\ufeff[]\n"])
def test_empty_tables_are_fine(text: str, check: Callable[..., list[Problem]]) -> None:
    assert check(courses=text) == []


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("valid_from", "0000-01-01"),
        ("valid_from", "0001-01-01"),
        ("valid_to", "9999-12-31"),
        ("valid_to", "2076-12-31"),
        ("valid_to", "2026-02-30"),
        ("valid_to", "2026-01-01"),
        ("every", "0"),
        ("every", "-1"),
        ("every", "99999999999999999999"),
        ("weeks", "1-999999999"),
        ("weeks", "0"),
        ("weeks", "8-1"),
        ("weeks", "-"),
        ("weeks", "1,,2"),
        ("opens_at", '"24:00"'),
        ("opens_at", '"20:30"'),
        ("closes_at", "[19:00, 20:00]"),
        ("weekday", "周八"),
        ("weekday", "[周一, 周八]"),
        ("term", "nowhere"),
        ("venue", "nowhere"),
        ("course", "nowhere"),
    ],
)
def test_odd_schedules(field: str, value: str, check: Callable[..., list[Problem]]) -> None:
    kept = [line for line in SCHEDULE.splitlines() if field not in line]
    rows = "\n".join([*kept, f"  {field}: {value}"]) if field != "course" else SCHEDULE.replace("shufa", value)
    assert errors(check(courses=COURSE, schedules=rows + "\n"))


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-Infinity", "1E+9999999", "1e400", "9" * 5000, "-1", "免费", "{}"]
)
def test_odd_prices(value: str, check: Callable[..., list[Problem]]) -> None:
    offers = f"- service: tuoyu\n  name: 半日托\n  price: {value}\n"
    assert errors(check(services="- id: tuoyu\n  name: 托育\n", offers=offers))


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+99999"])
def test_odd_places(value: str, check: Callable[..., list[Problem]]) -> None:
    venue = f"- id: a\n  name: 大厅\n  address: 某路1号\n  latitude: {value}\n"
    assert errors(check(venues=venue))


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    "change",
    [
        "kind: 加课, date: 9999-12-31",
        "kind: 加课, date: 2026-11-28, opens_at: '20:00', closes_at: '19:00'",
        "kind: 改期, date: 2026-11-25, new_date: 0001-01-01",
        "kind: 改期, date: 2026-11-25, closes_at: '18:00', new_date: 2026-11-26",
        "kind: 停课, date: 2026-11-26",
    ],
)
def test_odd_changes(change: str, check: Callable[..., list[Problem]]) -> None:
    assert errors(check(courses=COURSE, schedules=SCHEDULE, changes=f"- {{course: shufa, {change}}}\n"))


@pytest.mark.parametrize("size", [31, 50])
@pytest.mark.usefixtures("soon")
def test_a_large_file_is_answered_in_seconds(size: int, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site", {})
    row = COURSE.encode() + b"  plain: " + "字".encode() * 20 + b"\n"
    (root / "data/courses.yml").write_bytes(row * (size * 1024 * 1024 // len(row)))
    started = time.process_time()
    text, problems = source.decode("data/courses.yml", (root / "data/courses.yml").read_bytes())
    rows, more = source.read("data/courses.yml", text)
    assert [problem.code for problem in [*problems, *more]] == ["too-large"]
    assert len(rows) <= source.MAX_ROWS
    assert time.process_time() - started < SECONDS


@pytest.mark.usefixtures("soon")
def test_one_very_long_line(check: Callable[..., list[Problem]]) -> None:
    assert errors(check(courses=COURSE + "  plain: " + "字" * 5_000_000 + "\n"))


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    "piece",
    [
        "1 3",
        "13800138",
        "1-",
        "6222 ",
        "微信:",
        "QQ",
        "<a ",
        "<",
        "](",
        "](java",
        "`",
        "```\n",
        "~",
        "$$a",
        "a{.b",
        '=== "',
        "<a href=",
        "&#",
        "%25",
        "[a]:\n",
        "川A",
        "王小明 1栋",
        "王小明住",
        "1-1-",
        "a@",
        "a.@qq.",
        "加微信",
        "加V信a",
        "&amp;",
        "\\",
    ],
)
def test_no_pattern_blows_up(piece: str, check: Callable[..., list[Problem]]) -> None:
    text = piece * (300_000 // len(piece))
    list(privacy.find(text))
    blank_code(text)
    dangerous_links.plain(text)
    quoted = "'" + text[:100_000].replace("'", "").replace("\n", "\n\n    ") + "'"
    check(courses=COURSE + f"  description: {quoted}\n")


@pytest.mark.usefixtures("soon")
def test_files_that_are_none(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site", {})
    data = root / "data"
    for name in ("courses.yml", "services.yml", "stories.yml", "forms.yml", "venues.yml"):
        (data / name).unlink()
    (data / "courses.yml").mkdir()
    (data / "services.yml").symlink_to("services.yml")
    if hasattr(os, "mkfifo"):
        os.mkfifo(data / "forms.yml")
    (data / "venues.yml").symlink_to("/dev/zero")
    _, problems = gather(root)
    wrong = {problem.mark.path for problem in problems if problem.code == "missing-file"}
    assert wrong == {f"data/{name}.yml" for name in ("courses", "services", "stories", "forms", "venues")}


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("datapackage.yaml", "- a\n"),
        ("datapackage.yaml", "name: a\nresources:\n  - 5\n"),
        ("datapackage.yaml", "!!python/object/apply:os.system ['x']"),
        ("datapackage.yaml", "[" * 300_000),
        ("schemas/courses.yaml", "fields: " + "[" * 300_000 + "]" * 300_000),
        ("schemas/courses.yaml", "fields: " + "{a: " * 100_000),
        ("schemas/courses.yaml", "- " * 100_000 + "x"),
        ("schemas/courses.yaml", "fields: 5\n"),
        ("schemas/courses.yaml", "fields:\n  - name: id\n    type: nonsense\n"),
        ("schemas/courses.yaml", "fields:\n  - name: id\n    type: string\n    constraints:\n      pattern: '('\n"),
    ],
)
def test_a_broken_package_is_one_problem(file: str, text: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site", {"data/courses.yml": COURSE})
    (root / "data" / file).write_text(text, "utf-8")
    [problem] = build.check(root, date(2026, 11, 24)).problems
    assert problem.level == "error"
    assert problem.code == "broken-package"


@pytest.mark.usefixtures("soon")
def test_hand_written_pages_that_are_none(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site", {"content/a.md": "好"})
    (root / "content/b.md").mkdir()
    (root / "content/c.md").symlink_to("c.md")
    (root / "content/loop").symlink_to(".")
    (root / "content/d.md").write_bytes(b"\xff\xfe\x00")
    (root / "content/e.md").write_text("[a](" * 100_000, "utf-8")
    (root / "content/f.md").write_text("x" * 3_000_000, "utf-8")
    context, _ = gather(root)
    found = {(problem.mark.path, problem.code) for problem in check_all(context)}
    unread = {("content/d.md", "bad-page"), ("content/f.md", "bad-page")}
    assert found == unread | {("content/c.md", "link-outside"), ("content/loop", "link-outside")}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (COURSE.encode("gbk"), "bad-encoding"),
        (COURSE.encode("utf-16"), "bad-encoding"),
        (COURSE.encode() + b"  plain: \xed\xa0\x80\n", "bad-encoding"),
        (COURSE.encode() + b"  plain: \xff\n", "bad-encoding"),
        (COURSE.encode() + b"  plain: \x00\n", "bad-character"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, code: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site", {})
    (root / "data/courses.yml").write_bytes(data)
    _, problems = gather(root)
    assert [problem.code for problem in problems] == [code]


@given(st.binary(max_size=400))
@example(b"- {")
@example(b"- [\xe4\xb8\x80, &a ")
@settings(max_examples=400, deadline=None)
def test_any_bytes_can_be_read(data: bytes) -> None:
    text, problems = source.decode("x.yml", data)
    rows, more = source.read("x.yml", text)
    for problem in [*problems, *more]:
        assert problem.mark.line >= 1
        assert problem.mark.column >= 1
    assert all(isinstance(key, str) for row in rows for key in row.values)


_YAMLISH = st.lists(
    st.sampled_from(["- ", "id", ": ", "：", "\n", "  ", "\t", "[", "]", "{", "}", "'", '"', "&a ", "*a", "!!str ", "|\n",
                     ">\n", "? ", "#", "书", ",", "---\n", "~", "%", "\\", "<<", "@"]),
    max_size=60,
).map("".join)  # fmt: skip


@given(_YAMLISH)
@settings(max_examples=500, deadline=None)
def test_anything_like_yaml_can_be_read(text: str) -> None:
    rows, problems = source.read("x.yml", text)
    lines = text.count("\n") + 1
    for problem in problems:
        assert 1 <= problem.mark.line <= lines + 1
    for row in rows:
        assert set(row.values) <= set(row.places)


_VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "19:00",
            "2026-11-25",
            "周三",
            "停课",
            "加课",
            "改期",
            "1",
            "-1",
            "true",
            "shufa",
            "小学段",
            "9999-12-31",
            "1-8",
            "null",
            "[]",
            "[a]",
        ]
    ),
)


@given(
    st.dictionaries(st.sampled_from("course group date kind new_date opens_at closes_at venue reason".split()), _VALUES)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_change_is_checked(tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str]) -> None:
    import json

    row = (
        "- "
        + json.dumps({"course": "shufa", "date": "2026-11-25", "kind": "停课", **fields}, ensure_ascii=False)
        + "\n"
    )
    root = lay_out(
        tmp_path_factory.mktemp("any") / "site",
        {"data/courses.yml": COURSE, "data/schedules.yml": SCHEDULE, "data/changes.yml": row},
    )
    context, _ = gather(root, today=date(2026, 11, 24))
    check_all(context)


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_searched(text: str) -> None:
    list(privacy.find(text))
    dangerous_links.plain(text)
    assert len(blank_code(text)) == len(text)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)).map(sorted), min_size=1, max_size=5))
def test_weeks_are_what_they_say(parts: list[tuple[int, int]]) -> None:
    text = ",".join(f"{low}-{high}" for low, high in parts)
    assert parse_weeks(text).numbers == {n for low, high in parts for n in range(low, high + 1)}
