"""The rules: every docstring's examples, golden cases of tables with what an editor is told, and their speed."""

from __future__ import annotations

import json
import re
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from fragments import ROOT, examples, files_of, gather, lay_out, said, shown
from linli.checks import Rule, check_all, rules
from linli.checks._manual import KEPT, codes, entries, reading
from linli.history import Published
from linli.problems import Problem, in_order

CASES = sorted((Path(__file__).parent / "cases/checks").glob("*.yml"))

EXPLAINED = (reading(), *rules())
"""How a table is read, and the rules."""

ALL = [(rule, code, example) for rule in EXPLAINED for code, example in examples(rule)]


KEPT_EXAMPLES = json.loads(KEPT.read_text("utf-8"))


def test_rules_are_found() -> None:
    names = {rule.name for rule in rules()}
    assert {"times", "dates", "form_urls", "privacy", "published_ids"} <= names
    assert not any(name.startswith("_") for name in names)


def test_there_are_many_rules() -> None:
    assert len(rules()) >= 40
    assert len(codes()) == sum(len(rule.codes) for rule in EXPLAINED) >= 150


@pytest.mark.parametrize("rule", EXPLAINED, ids=lambda rule: rule.name)
def test_manual_is_complete(rule: Rule) -> None:
    sentence = rule.manual.partition("\n\n")[0]
    assert sentence.isascii(), "the first paragraph is English"
    assert re.search(r"[\u4e00-\u9fff]", rule.title)
    shown = [code for code, _ in examples(rule)]
    assert "" in shown, "no PASS example"
    assert set(shown) - {""} == set(rule.codes), "one FAIL example for every code, and none for others"


def test_the_manual_has_every_rule_and_no_other() -> None:
    """What the examples say is compared one by one below."""
    assert list(KEPT_EXAMPLES) == [rule.name for rule in EXPLAINED], "run python3 tests/tools/examples.py"
    for rule, entry in zip(EXPLAINED, entries(), strict=True):
        written = [code for code, _ in examples(rule)]
        assert [one["code"] for one in KEPT_EXAMPLES[rule.name]] == written
        assert (entry.name, entry.title) == (rule.name, rule.title)
        assert len(entry.passing) + len(entry.failing) == len(written)


def test_codes_belong_to_one_rule() -> None:
    every = [code for rule in EXPLAINED for code in rule.codes]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(("rule", "code", "example"), ALL, ids=[f"{r.name}-{c or 'PASS'}" for r, c, _ in ALL])
def test_example(rule: Rule, code: str, example: dict[str, Any], tmp_path: Path) -> None:
    files, published = files_of(example)
    context, before = gather(lay_out(tmp_path / "site", files), published)
    if rule.name != "reading":
        assert before == [], "the schemas refuse the example"
    found = [*before, *rule.check(context)]
    assert {problem.code for problem in found} == ({code} if code else set())
    for problem in found:
        assert re.search(r"[\u4e00-\u9fff]", problem.message), "messages are Chinese"
        assert problem.hint, "a message says how to write it"
    assert shown(code, example, found) in KEPT_EXAMPLES[rule.name], "run python3 tests/tools/examples.py"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    """A case: files, optionally `published`; what check reports for them, word for word."""
    case = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    published = Published(ids=case.get("published", {}))
    context, before = gather(lay_out(tmp_path / "site", case["files"]), published)
    found = [said(problem) for problem in in_order([*before, *check_all(context)])]
    assert found == case["problems"]


def test_there_are_cases() -> None:
    assert len(CASES) >= 8


def test_reference_site_is_fine() -> None:
    context, before = gather(ROOT)
    problems = [*before, *check_all(context)]
    assert [said(problem) for problem in problems if problem.level == "error"] == []


def test_rules_are_fast(tmp_path: Path) -> None:
    """1,000 courses with 2,000 schedules: less than 0.15 s on the machine this was measured on; twice that here."""
    context, before = gather(lay_out(tmp_path / "site", many(1000)))
    assert before == []
    check_all(context)
    best = min(_timed(context) for _ in range(3))
    assert best < 3, f"{best:.3f} s"


def _timed(context: Any) -> float:
    started = time.process_time()
    check_all(context)
    return time.process_time() - started


def many(count: int) -> dict[str, str]:
    """Tables of a large community."""
    text = "从握笔、坐姿开始，一笔一画慢慢来。第2次课带旧报纸2张，见[课表](../../timetable/)。" * 8
    courses = [
        {"id": f"ke-{n}", "title": f"第{n}课", "category": "青少年宫", "summary": text[:80], "phone": "0830-0000000",
         "description": text, "min_age": "6", "max_age": "16", "fee": "免费", "audience": "6—16岁的孩子"}
        for n in range(count)
    ]  # fmt: skip
    schedules = [
        {"course": f"ke-{n // 2}", "group": "甲" if n % 2 else "乙", "term": "qiu", "weekday": "周三",
         "opens_at": "19:00", "closes_at": "20:30"}
        for n in range(2 * count)
    ]  # fmt: skip
    changes = [{"course": f"ke-{n}", "date": "2026-11-25", "kind": "停课"} for n in range(0, count, 5)]
    files, _ = files_of(
        {
            "courses": courses,
            "schedules": schedules,
            "changes": changes,
            "terms": [{"id": "qiu", "name": "秋", "valid_from": "2026-09-01", "valid_to": "2027-01-20"}],
        }
    )
    return files


def test_no_problem_is_lost_between_rules(tmp_path: Path) -> None:
    """check_all is the sum of the rules, each once."""
    files = many(3)
    files["data/changes.yml"] = "- course: ke-1\n  date: 2026-11-26\n  kind: 停课\n"
    context, _ = gather(lay_out(tmp_path / "site", files))
    by_rule: list[Problem] = [problem for rule in rules() for problem in rule.check(context)]
    assert check_all(context) == in_order(by_rule)
    assert {problem.code for problem in by_rule} == {"nothing-that-day", "holidays-unpublished"}


@pytest.mark.parametrize(("rule", "code"), [("clashes", "venue-clash"), ("repeats", "class-overlaps")])
def test_an_added_session_that_is_changed_again_has_its_last_change_for_a_row(
    rule: str, code: str, tmp_path: Path
) -> None:
    """It has none in the timetable."""
    example = {
        "venues": [{"id": "da", "name": "大厅", "room": "101室"}],
        "courses": [
            {"id": "shufa", "title": "书法班", "category": "课"},
            {"id": "meishu", "title": "美术班", "category": "课"},
        ],
        "schedules": [
            {"course": "meishu", "weekday": "周三", "opens_at": "20:00", "closes_at": "21:00", "venue": "da"}
            | {"valid_from": "2026-09-02"},
        ],
        "changes": [
            {"course": "shufa", "date": "2026-12-02", "kind": "加课", "opens_at": "19:00", "closes_at": "20:30"}
            | {"venue": "da"},
            {"course": "shufa", "date": "2026-12-02", "kind": "换老师", "teacher": "王老师"},
            {"course": "shufa", "date": "2026-12-02", "kind": "加课", "opens_at": "20:15", "closes_at": "21:30"},
        ],
    }
    files, _ = files_of(example)
    context, _ = gather(lay_out(tmp_path, files))
    found = import_module(f"linli.checks.{rule}").check(context)
    assert code in {problem.code for problem in found}


@pytest.mark.parametrize(("last", "code"), [("2026-01-20", "ends-before-begins"), ("2027-01-32", "bad-value")])
def test_a_term_that_is_wrong_is_told_alone(last: str, code: str, tmp_path: Path) -> None:
    term = "{id: %s, name: 学期, valid_from: %s, valid_to: %s}\n"
    files = {
        "data/courses.yml": "- {id: shufa, title: 书法班, category: 青少年宫}\n",
        "data/terms.yml": f"- {term % ('qiu', '2026-09-01', last)}- {term % ('chun', '2027-02-22', '2027-07-02')}",
        "data/schedules.yml": "".join(
            f'- {{course: shufa, term: {each}, weekday: 周三, opens_at: "19:00", closes_at: "20:00"}}\n'
            for each in ("qiu", "chun")
        ),
        "data/changes.yml": "- {course: shufa, date: 2026-11-25, kind: 停课}\n"
        '- {course: shufa, date: 2026-11-28, kind: 加课, opens_at: "09:00", closes_at: "10:00"}\n',
    }
    context, before = gather(lay_out(tmp_path / "site", files))
    assert [problem.code for problem in (*before, *check_all(context)) if "holiday" not in problem.code] == [code]
