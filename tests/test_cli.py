"""Commands as an editor runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from linli import report
from linli.cli import main
from linli.problems import Mark, Problem

GOOD = "- id: shufa\n  title: 书法班\n  category: 书法\n  status: 结束\n"
BAD = "- id: shufa\n  titel: 书法班\n  category: 书法\n"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "linli.cli", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


def test_check_says_what_is_wrong_where_and_how_to_write_it(
    make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(make_root(courses=BAD))]) == 1
    said = capsys.readouterr().out
    assert "data/courses.yml:2:3  错误" in said
    assert "没有字段 titel" in said
    assert "是不是想写 title" in said
    assert "缺少" in said
    assert "共 2 个错误" in said


def test_check_of_good_data_is_fine(make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(make_root(courses=GOOD))]) == 0
    assert "共 0 个错误" in capsys.readouterr().out


def test_json_is_one_object_with_every_key(make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(make_root(courses=BAD)), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["errors"] == 2
    assert found["warnings"] == len(found["problems"]) - 2
    keys = {"path", "line", "column", "level", "code", "table", "record", "field", "message", "hint", "rule"}
    assert all(set(problem) == keys for problem in found["problems"])
    first = next(p for p in found["problems"] if p["code"] == "unknown-field")
    assert (first["path"], first["line"], first["column"]) == ("data/courses.yml", 2, 3)
    assert first["table"] == "courses"


def test_github_annotations_are_one_line_each(
    make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--root", str(make_root(courses=BAD)), "--format", "github"])
    said = capsys.readouterr().out
    assert "::error file=data/courses.yml,line=2,col=3,title=unknown-field::" in said
    assert "%0A" in said


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_every_form_points_to_the_rule_and_shows_nobodys_number(
    form: str, make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where another rule repeats what was typed."""
    root = make_root(courses=GOOD.replace("id: ", "icon: 13800138001\n  id: ", 1))
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    main(["check", "--root", str(root), "--format", form])
    said = capsys.readouterr().out
    assert "例子：" not in said
    monkeypatch.setenv("GITHUB_REPOSITORY", "Linfu/baoma")
    main(["check", "--root", str(root), "--format", form])
    assert "例子：https://linfu.github.io/baoma/rules/#bad-choice" in capsys.readouterr().out
    monkeypatch.setenv("SITE_URL", "https://linfu.example/a")
    (root / "mkdocs.yml").write_text('site_name: 小院\nsite_url: !ENV [SITE_URL, ""]\n', "utf-8")
    main(["check", "--root", str(root), "--format", form])
    said += capsys.readouterr().out
    assert "例子：https://linfu.example/a/rules/#bad-choice" in said
    assert "138****8001" in said
    assert "13800138001" not in said
    assert ('"rule": "rules/#bad-choice"' in said) is (form == "json")


def test_github_shows_the_ten_most_useful_and_the_summary_all(
    make_root: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"- id: k-{n:02}\n  titel: 书法班\n  category: 书法\n" for n in range(20))
    root = make_root(courses=rows, venues="- id: a\n  name: 甲\n- id: a\n  name: <b>乙</b>\n")
    (tmp_path / "summary").write_text("前面的话\n", "utf-8")
    main(["check", "--root", str(root), "--format", "github", "--summary", str(tmp_path / "summary")])
    said = capsys.readouterr().out
    shown = [line for line in said.splitlines() if line.startswith("::")]
    assert len(shown) == 10
    assert all(line.startswith("::error ") for line in shown)
    assert "title=repeated-id" in said, "of every code one comes before any of them comes again"
    wrote = (tmp_path / "summary").read_text("utf-8")
    assert wrote.startswith("前面的话\n## 检查：共 ")
    assert wrote.count("\n- **") == said.count("  错误  ") + said.count("  警告  ") > 40
    assert f"只标出最要紧的 10 个，其余 {wrote.count('- **') - 10} 个在上面；写了 --summary 的，摘要里有全部。" in said
    assert "<b>" not in wrote


def test_a_summary_has_room_for_what_comes_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "SUMMARY_BYTES", 300)
    problem = Problem(mark=Mark(path="a.yml", line=1), code="x", message="很长的话" * 10, hint="")
    found = [replace(problem, mark=Mark(path="a.yml", line=n)) for n in range(1, 9)]
    assert report.summary(found).endswith("- 还有 6 个写不下，请先改好上面的\n\n")
    assert report.summary([]) == "## 检查：没有问题\n\n"


def test_a_summary_that_cannot_be_written_is_said(
    make_root: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(make_root(courses=GOOD)), "--summary", str(tmp_path / "no/where")]) == 1
    assert "摘要写不进" in capsys.readouterr().err


def test_strict_makes_warnings_count(make_root: Callable[..., Path]) -> None:
    root = str(make_root(courses=GOOD))
    assert main(["check", "--root", root]) == 0
    assert main(["check", "--root", root, "--strict"]) == 1  # nothing was published before: the promise is unchecked


def test_root_is_found_upwards(make_root: Callable[..., Path]) -> None:
    root = make_root(courses=GOOD)
    assert run("check", cwd=root / "data/holidays").returncode == 0


def test_no_root_is_said_in_chinese(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "找不到 mkdocs.yml" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["check", "--today", "2026-13-01"], ["nonsense"], [], ["build", "--builder", "x"]]
)
def test_wrong_usage_is_2_and_chinese(tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "命令写法不对" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["foo"], "没有这个命令 foo；可以写：check、build、init、override、"),
        (["chek"], "没有这个命令 chek；是不是想写 check？"),
        ([], "没有写要做什么，例如 linli check"),
        (["check", "--format", "jsn"], "--format 不能写成 jsn；是不是想写 json？"),
        (["check", "--format"], "--format 后面要写内容\n可以用 linli check --help 查看写法。"),
        (["check", "--fromat=json"], "不认识 --fromat=json"),
        (["check", "--strict=1"], "--strict 后面不写内容，多了 1"),
        (["serve", "--port", "八千"], "--port 不能写成 八千"),
        (["check", "--today", "2026-13-01"], "日期 2026-13-01 应写成 2026-11-24 的样子"),
    ],
    ids=" ".join,
)
def test_wrong_usage_says_what_to_write(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", "check", "build", "serve", "paper", "confirm", "digest", "diff", "seats"])
def test_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：linli")
    assert said.count("选项:") == 1
    assert not re.search("usage|options:|show this help", said)


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_reader_that_has_seen_enough_is_no_error(form: str, make_root: Callable[..., Path]) -> None:
    """`linli check | head`: the pipe is closed before the report is out."""
    root = make_root(courses="".join(f"- id: k-{n}\n  titel: 书法班\n" for n in range(2000)))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "linli.cli", "check", "--root", str(root), "--format", form]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said.decode()) == (1, "")


def test_build_refuses_a_folder_that_is_not_ours(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert main(["build", "--root", str(root), "--site-dir", str(tmp_path)]) == 1
    assert "没有动它" in capsys.readouterr().out
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_broken_package_is_a_problem_not_a_traceback(
    make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_root()
    for text in ("{", "resources: 3", "name: x\nresources:\n- {name: a}\n", "[]", ""):
        (root / "data/datapackage.yaml").write_text(text, "utf-8")
        assert main(["check", "--root", str(root)]) == 1
        said = capsys.readouterr()
        assert "broken-package" in said.out
        assert said.err == ""
