"""`run.py mutants`: the faults it plants, the copy it plants them in, and what it says of those that nobody noticed."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "mutants"))

import modules
from planting import Mutant, mutants
from reach import Copy, Reached, nearest, within

ROOT = Path(__file__).resolve().parents[1]


def planted(text: str, path: str = "x.py", kind: str | None = None) -> list[str]:
    return [one.planted(text) for one in mutants(path, text) if kind in {None, one.kind}]


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("comparison", "a < b", ["a <= b"]),
        ("comparison", "a <= b < c", ["a < b < c", "a <= b <= c"]),
        ("comparison", "(a) != (b)", ["(a) == (b)"]),
        ("comparison", "a not in b", ["a in b"]),
        ("comparison", "'>' is b", ["'>' is not b"]),
        ("and/or", "a and b or c", ["a and b and c", "a or b or c"]),
        ("and/or", "(a or b) and c", ["(a or b) or c", "(a and b) and c"]),
        ("operator", "课 + b * 2", ["课 - b * 2", "课 + b + 2"]),
        ("operator", "f'{a}' + b + '-'", []),
        ("not", "not (a and b)", ["(a and b)"]),
        ("constant", "x = 7", ["x = 8", "x = 6"]),
        ("constant", "x = 0, True", ["x = 1, True", "x = 0, False"]),
        ("status", "'停课' == k", ['"放假" == k']),
        ("status", "{'网上报名': '书法班'}", ['{"电话报名": \'书法班\'}']),
        ("return", "def f():\n    return 课\ndef g():\n    return None\n", ["def f():\n    return None\ndef g():\n    return None\n"]),
        ("return", "def f():\n    return False\n", []),  # to whoever asks, None is the same
        ("return", "def f():\n    yield 1\n", ["def f():\n    yield from ()\n"]),
        ("if", "if a:\n    b", ["if True:\n    b", "if False:\n    b"]),
        ("if", "a if b else c", ["a if True else c", "a if False else c"]),
        ("if", "[a for a in b if c]", ["[a for a in b if True]"]),
        ("loop", "for a in b:\n    break", ["for a in b:\n    continue"]),
        ("escape", "html.escape(a, quote=False)", ["(a)"]),
        ("escape", "f'长<p>{escape(a + b)}</p>'", ["f'长<p>{(a + b)}</p>'"]),
        ("escape", "a.replace('<', 'lt')", ["a"]),
    ],
)  # fmt: skip
def test_python(kind: str, text: str, wanted: list[str]) -> None:
    assert planted(text, kind=kind) == wanted


@pytest.mark.parametrize(
    "text",
    ["def f(a: Literal[3]) -> Literal[4]: ...", "@lru_cache(maxsize=8)\nclass A: ...", "f'{a < 3}'", "x = '3 < 4'"],
)
def test_what_does_nothing_is_left_alone(text: str) -> None:
    assert planted(text) == []


def test_the_lines_of_a_fault_are_those_that_run() -> None:
    text = "def f(\n    a,\n):\n    if (\n        a\n        < 3\n    ):\n        return 1\n"
    border = next(one for one in mutants("x.py", text) if one.kind == "comparison")
    assert border.lines == (4, 7)
    assert next(one for one in mutants("x.py", text) if one.kind == "return").lines == (8, 8)


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("if", "{% if a %}x{% endif %}", ["{% if true %}x{% endif %}", "{% if false %}x{% endif %}"]),
        ("if", '{{ "a" if b else "c" }}', ['{{ "a" if true else "c" }}', '{{ "a" if false else "c" }}']),
        ("comparison", '{% if a == "<" %}', ['{% if a != "<" %}']),
        ("and/or", "{{ a or b }}", ["{{ a and b }}"]),
        ("not", "{% if not a %}", ["{% if a %}"]),
        ("not", "{% if a not in b %}", ["{% if a in b %}"]),
        ("constant", '{{ x[:4] ~ "8" }}', ['{{ x[:5] ~ "8" }}']),
        ("constant", "{{ dates(a, true) }}", ["{{ dates(a, false) }}"]),
        ("status", '{% if a == "停课" %}', ['{% if a == "放假" %}']),
        (
            "escape",
            "{% autoescape false %}<i>{{ a | e }}</i>{% endautoescape %}",
            ["{% autoescape false %}<i>{{ a  }}</i>{% endautoescape %}"],
        ),
        ("escape", "<i>{{ a.title }}</i>{{ base }}", ["<i>{{ a.title | safe }}</i>{{ base }}"]),
        ("not", "{# if not a #}", []),
    ],
)  # fmt: skip
def test_template(kind: str, text: str, wanted: list[str]) -> None:
    assert planted(text, "x.html", kind) == wanted


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("comparison", "a < b === c", ["a <= b === c", "a < b !== c"]),
        ("and/or", "a && b || c", ["a && b && c", "a || b || c"]),
        ("operator", "a + 课 * 2", ["a - 课 * 2", "a + 课 / 2"]),
        ("operator", "f(`${a}` + b, a + '-' + b)", []),
        ("not", "!(a && b)", ["(a && b)"]),
        ("constant", "x = [7, true]", ["x = [8, true]", "x = [6, true]", "x = [7, false]"]),
        ("if", "if (a) b", ["if (true) b", "if (false) b"]),
        ("if", "a ? b : c", ["true ? b : c", "false ? b : c"]),
        ("return", "function f() { return a; }", ["function f() { return undefined; }"]),
        ("return", "f = (a) => a.b", ["f = (a) => undefined"]),
        ("comparison", '// a < b\nx = "a < b";', []),
    ],
)  # fmt: skip
def test_module(kind: str, text: str, wanted: list[str]) -> None:
    assert sorted(one.planted(text) for one in modules.mutants("x.js", text) if one.kind == kind) == sorted(wanted)


def test_a_test_reaches_what_its_module_imports() -> None:
    reached = modules.reached(ROOT, "tests/scripts/ics.test.js")
    assert reached.keys() == {"overrides/assets/src/ics.js", "overrides/assets/src/kept.js"}
    assert "overrides/assets/src/ics.js" in modules.files(ROOT)


def test_a_fault_in_a_module_is_noticed_by_its_test(tmp_path: Path) -> None:
    for folder in ("overrides/assets/src", "tests/scripts"):
        (tmp_path / "root" / folder).mkdir(parents=True)
        (tmp_path / "root" / folder / "package.json").write_text('{"type": "module"}')
    path, test = "overrides/assets/src/ages.js", "tests/scripts/ages.test.js"
    text = "export const grown = (age) => age >= 18;\n"
    (tmp_path / "root" / path).write_text(text)
    asked = 'if (grown(3) || !grown(20)) throw new Error("ages");'
    imported = f'import {{ test }} from "node:test";\nimport {{ grown }} from "../../{path}";\n'
    (tmp_path / "root" / test).write_text(f'{imported}test("ages", () => {{ {asked} }});\n')
    copy = Copy(tmp_path / "root", tmp_path / "copy", {"PATH": ""})
    reached = copy.survey(test)
    assert (reached.code, reached.touches(path, 1, 1)) == (0, True)
    found = modules.mutants(path, text)
    verdicts = {one.new: copy.notices(path, one.planted(text), [test], 60) for one in found}
    assert verdicts.keys() == {">", "19", "17", "undefined"}
    assert [new for new, noticed in verdicts.items() if noticed] == ["undefined"]
    assert str(verdicts["undefined"]).startswith("✖ ages")


def test_only_so_many_seconds_of_tests_the_first_at_any_rate() -> None:
    tests = [Reached(test=str(n), seconds=n, code=0, lines={}, said="") for n in (1, 2, 3)]
    chosen = {limit: [each.test for each in within(tests, limit)] for limit in (0.5, 1, 3, 5.9, 6, float("inf"))}
    assert list(chosen.values()) == [["1"], ["1"], ["1", "2"], ["1", "2"], ["1", "2", "3"], ["1", "2", "3"]]
    assert [each.test for each in within([tests[2], *tests], 4)] == ["3", "1"], "what does not fit is left out"
    assert within([], 9) == []


def test_a_diff_shows_one_spot() -> None:
    one = next(mutants("x.py", "a = 1\nb = a < 3\n"))
    assert one == Mutant(kind="constant", start=4, stop=5, new="2", lines=(1, 1), path="x.py")
    assert one.diff("a = 1\nb = a < 3\n") == "-a = 1\n+a = 2"


def test_every_fault_in_the_site_is_still_python() -> None:
    path = ROOT / "scripts/linli/timetable/phases.py"
    text = path.read_text("utf-8")
    found = list(mutants("phases.py", text))
    assert len(found) > 30
    for one in found:
        ast.parse(one.planted(text))


def test_a_fault_is_noticed_in_a_copy_and_nowhere_else(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "scripts/linli").mkdir(parents=True)
    (root / "tests").mkdir()
    (root / "scripts/linli/__init__.py").write_text("")
    module = root / "scripts/linli/ages.py"
    module.write_text("def grown(age):\n    return age >= 18\n")
    test = "from linli.ages import grown\ndef test_it():\n    assert grown(20) and not grown(3)\n"
    (root / "tests/test_ages.py").write_text(test)
    (root / "pyproject.toml").write_text('[tool.pytest.ini_options]\nmarkers = ["browser", "slow"]\n')
    (root / "tests/mutants").mkdir()
    (root / "tests/mutants/quick.py").write_text((ROOT / "tests/mutants/quick.py").read_text("utf-8"), "utf-8")
    before = module.read_bytes()
    copy = Copy(root, tmp_path / "copy", {"PATH": ""})
    reached = copy.survey("tests/test_ages.py")
    assert (reached.code, reached.touches("scripts/linli/ages.py", 2, 2)) == (0, True)
    assert not reached.touches("scripts/linli/ages.py", 3, 9)
    verdicts = {
        one.new: copy.notices("scripts/linli/ages.py", one.planted(before.decode()), [reached.test], 60)
        for one in mutants("scripts/linli/ages.py", before.decode())
    }
    assert verdicts == {">": None, "19": None, "17": None, "return None": "FAILED tests/test_ages.py::test_it"}
    assert module.read_bytes() == (tmp_path / "copy/scripts/linli/ages.py").read_bytes() == before
    endless = copy.notices("scripts/linli/ages.py", "while True: pass", [reached.test], 2)
    assert endless == "超时"


def test_the_command_says_what_it_can(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests/mutants"), "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert all(option in said for option in ("--count", "--seed", "--only", "--jobs", "--json"))
    command = [sys.executable, str(ROOT / "tests/mutants"), "--only", "nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "0 个文件" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_tests_that_say_most_of_a_file_are_asked_first() -> None:
    names = ("test_phases", "test_checks", "test_borders", "test_golden")
    tests = [Reached(test=f"tests/{name}.py", seconds=1, code=0, lines={}, said="") for name in names]

    def asked(path: str) -> list[str]:
        return [each.test[len("tests/") : -len(".py")] for each in nearest(ROOT, path, tests)]

    assert asked("scripts/linli/checks/seats.py") == ["test_borders", "test_checks", "test_golden", "test_phases"]
    assert asked("scripts/linli/timetable/phases.py") == ["test_phases", "test_golden", "test_checks", "test_borders"]
    slow = [replace(each, seconds=11) for each in tests]
    assert [each.test for each in nearest(ROOT, "scripts/linli/checks/seats.py", slow)][:2] == [
        "tests/test_checks.py",
        "tests/test_golden.py",
    ]
