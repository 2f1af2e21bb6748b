"""The bootstrap `scripts/run.py` and what it installs from: it must work on machines that have nothing yet."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parents[1]
SOURCE = (ROOT / "scripts" / "run.py").read_text(encoding="utf-8")
REQUIREMENTS = [f"requirements{part}.txt" for part in ("", "-test", "-bench")]


def imported(source: str) -> set[str]:
    """Top-level names of the modules a source imports, at its start or later."""
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [
        name
        for node in nodes
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    ]
    return {name.split(".")[0] for name in names} - {"__future__"}


def test_an_old_python_can_read_it() -> None:
    ast.parse(SOURCE, feature_version=(3, 7))


def test_it_needs_nothing_but_the_standard_library() -> None:
    assert imported(SOURCE) <= sys.stdlib_module_names


def test_an_old_python_gets_a_sentence() -> None:
    pretend = (
        f"import sys, pathlib; sys.version_info = (3, 9, 2); exec(pathlib.Path({run.__file__!r}).read_text('utf-8'))"
    )
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "需要 Python 3.11 或更新的版本，当前是 3.9。请安装新版 Python 后重试。"


def test_without_a_command_it_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 2
    said = capsys.readouterr().out
    assert all(
        re.search(rf"^  {command} ", said, re.MULTILINE)
        for command in ("serve", "check", "build", "test", "mutants", "bench")
    )
    assert run.main(["--help"]) == 0


def test_missing_venv_is_explained(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as stopped:
        run.create()
    assert stopped.value.code == 3
    assert f"sudo apt-get install python3.{sys.version_info.minor}-venv" in capsys.readouterr().err


def test_root_on_debian_installs_venv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[list[str]] = []

    def note(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(run.subprocess, "run", note)
    run.create()
    assert [command[:2] for command in calls[:2]] == [["apt-get", "update"], ["apt-get", "install"]]
    assert calls[2][1:3] == ["-m", "venv"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project as small as can be, with this run.py: its `linli` gives the number it is asked for as exit code."""
    root = tmp_path / "项目 one"
    package = root / "scripts" / "linli"
    package.mkdir(parents=True)
    shutil.copy(run.__file__, root / "scripts")
    (package / "__init__.py").write_text("", encoding="utf-8")
    code = "import sys\ndef main():\n    print('好', *sys.argv[1:])\n    return int(sys.argv[-1])\n"
    (package / "cli.py").write_text(code, encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        '[project]\nname = "linli"\nversion = "0"\n[project.scripts]\nlinli = "linli.cli:main"\n'
        '[tool.setuptools]\npackage-dir = { "" = "scripts" }\npackages = ["linli"]\n',
        encoding="utf-8",
    )
    pinned = re.search(
        r"^setuptools==.*?(?=^\S|\Z)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert pinned
    (root / "requirements.txt").write_text(pinned[0], encoding="utf-8")
    return root


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the project's run.py with the interpreter that made this one's environment."""
    command = [sys._base_executable, str(project / "scripts" / "run.py"), *arguments]  # type: ignore[attr-defined]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, output and progress of a started run.py."""
    out, err = process.communicate(timeout=300)
    assert "Traceback" not in err
    return process.returncode, out.strip(), err


@pytest.mark.slow
def test_first_use_next_use_and_every_mishap(project: Path) -> None:
    code, out, err = finish(start(project, "check", "a b", "7"))
    assert (code, out) == (7, "好 check a b 7"), err
    assert "正在建立运行环境 .venv" in err
    assert "requirements.txt" in err

    assert finish(start(project, "check", "0")) == (0, "好 check 0", ""), "the second time there is nothing to prepare"

    marker = project / ".venv" / "linli-installed.json"
    marker.unlink()
    shutil.rmtree(next((project / ".venv").rglob("site-packages")) / "pip")
    code, out, err = finish(start(project, "check", "0"))
    assert (code, out) == (0, "好 check 0"), "an installation that broke off is made anew"

    moved = project.with_name("moved")
    project.rename(moved)
    code, out, err = finish(start(moved, "check", "0"))
    assert (code, out) == (0, "好 check 0"), "so is one whose folder was moved"
    assert "正在建立运行环境" in err

    with (moved / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    code, out, err = finish(start(moved, "check", "0"))
    assert (code, out) == (0, "好 check 0")
    assert "登记" in err
    assert "requirements.txt" not in err, "a change of the project alone installs no requirement"

    (moved / "requirements.txt").write_text(f"setuptools==80.9.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    code, out, err = finish(start(moved, "check", "0"))
    assert (code, out) == (3, "")
    assert err.rstrip().endswith("安装没有成功。请检查网络，然后再运行一次同样的命令。")


@pytest.mark.slow
def test_two_at_once_do_not_disturb_each_other(project: Path) -> None:
    both = [start(project, "check", "0") for _ in range(2)]
    results = [finish(process) for process in both]
    assert [(code, out) for code, out, _ in results] == [(0, "好 check 0")] * 2, results
    assert sum("正在建立运行环境" in err for *_, err in results) == 1


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_are_pinned_by_hash_and_name_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(?:extra-)?index|--find-links|#", text)
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(entries) > 3
    for entry in entries:
        if not entry.startswith("-r "):
            assert re.match(r"[a-z0-9.-]+==\S+( ; [^\\\n]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+\Z", entry), (
                entry
            )


def test_requirements_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {"": project["dependencies"], "-test": extras["test"] + extras["portal"]}
    wanted["-bench"] = extras["bench"] + extras["portal"]
    assert {name for name in extras if f"-{name}" not in wanted} == {"portal"}, "pinned with the tests"
    base = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for part, dependencies in wanted.items():
        text = base + (ROOT / f"requirements{part}.txt").read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))
        missing = {re.split(r"[<>=~!\[ ;]", dependency)[0].lower() for dependency in dependencies} - pinned
        assert not missing, f"run tests/tools/lock.py: requirements{part}.txt lacks {missing}"


def test_everything_imported_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=~!\[ ;]", line)[0].lower() for line in project["dependencies"]} | {"markupsafe"}
    extra = {re.split(r"[<>=~!\[ ;]", line)[0].lower() for line in project["optional-dependencies"]["portal"]}
    installed = packages_distributions()
    for path in (ROOT / "scripts" / "linli").rglob("*.py"):
        known = names | extra if path.parent.name == "portal" else names
        for module in imported(path.read_text(encoding="utf-8")) - sys.stdlib_module_names - {"linli"}:
            packages = {name.lower() for name in installed.get(module, [])}
            assert packages & known, f"{path.name} imports {module}, which pyproject.toml does not name"


def test_zensical_is_the_version_that_is_tested() -> None:
    assert version("zensical") == "0.0.73"


def test_a_missing_tool_is_named_and_fails() -> None:
    env = {**os.environ, "LINLI_CHROMIUM": "/nowhere/chromium"}
    suite = ROOT / "tests" / "tools" / "suite.py"
    done = subprocess.run([sys.executable, str(suite)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "LINLI_CHROMIUM 指定的浏览器无法启动：/nowhere/chromium" in done.stderr
    assert done.stderr.rstrip().endswith("测试没有运行。")
    assert done.stdout == ""


def test_ci_calls_the_one_entry() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("exec python3 scripts/run.py test")
