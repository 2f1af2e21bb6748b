"""`linli init`: whoever begins has a site of their own at once, clean, with nothing of the reference community in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from linli import kit, structure
from linli.build import build
from linli.checking import check
from linli.cli import main
from linli.commands import init
from linli.commands.init import Answers, files, terms
from tools import start_workflows

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = re.compile("邻府|宝妈|江阳|泸州|茜草|(?<!linli-)linfu")
ANSWERS = Answers("竹影社区", "某市某区竹影路1号", "0830-1234567")
TODAY = date(2026, 11, 24)
MADE_BY_TIME = {"holidays-unpublished", "promise-not-checked"}
"""What nobody who begins can do anything about."""


def begun(folder: Path, answers: Answers = ANSWERS, today: date = TODAY) -> Path:
    for path, data in files(answers, today):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    "today", ["2026-01-15", "2026-01-16", "2026-02-20", "2026-07-10", "2026-07-11", "2026-08-31", "2026-11-24"]
)
def test_it_checks_clean_whenever_it_is_begun(today: str, tmp_path: Path) -> None:
    day = date.fromisoformat(today)
    problems = check(begun(tmp_path, today=day), day).problems
    assert [str(p) for p in problems if p.code not in MADE_BY_TIME] == []


def test_its_tables_are_neat_and_its_own_commands_know_the_kits_schemas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = begun(tmp_path / "own")
    assert main(["fmt", "--check", "--root", str(root)]) == 0
    assert build(root, root / "site", TODAY, paper=False).published is not None
    with (root / "data/changes.yml").open("w", encoding="utf-8") as file:
        file.write("- {course: shufa, date: 2026-11-28, kind: 停课, reason: 停电}\n")
    arguments = ["diff", "--root", str(root), "--previous", str(root / "site"), "--today", "2026-11-24"]
    assert main(arguments) == 0
    assert "停电" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("today", "ids"),
    [
        ("2026-01-15", ("2025-qiu", "2026-chun")),
        ("2026-01-16", ("2026-chun", "2026-qiu")),
        ("2026-07-10", ("2026-chun", "2026-qiu")),
        ("2026-07-11", ("2026-qiu", "2027-chun")),
        ("2026-12-31", ("2026-qiu", "2027-chun")),
    ],
)
def test_this_term_and_the_next(today: str, ids: tuple[str, str]) -> None:
    now, after = terms(date.fromisoformat(today))
    assert (now.id, after.id) == ids
    assert now.valid_to < after.valid_from


def test_nothing_of_the_reference_community_is_in_it(tmp_path: Path) -> None:
    root = begun(tmp_path / "own")
    outcome = build(root, tmp_path / "site", TODAY)
    assert outcome.published is not None
    found = {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.suffix in {".html", ".yml", ".yaml", ".md", ".json", ".js", ".ics", ".csv", ".xml", ".txt", ".cfg"}
        and ".cache" not in path.parts
        and REFERENCE.search(path.read_text("utf-8"))
    }
    assert found == set()
    pages = {path.parent.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("index.html")}
    assert {".", "timetable", "courses", "courses/shufa", "services/daban", "my", "da", "q/taiji", "screen"} <= pages
    assert "竹影社区" in (tmp_path / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["甲: 乙 #丙", '"引号"', "{大} [括号] & *星*", "$name ${x}", "否", "123", "长" * 40, "𠮷👵", "a'b"]
)
def test_any_name_is_kept_as_it_was_typed(name: str, tmp_path: Path) -> None:
    root = begun(tmp_path, Answers(name, name, ""))
    loaded = structure.load(root)
    assert not [p for p in loaded.problems if p.level == "error"]
    assert loaded.community.organization.name == name
    assert loaded.community.venues[0].address == name
    assert loaded.community.organization.phone is None
    assert re.fullmatch(r"linli-[a-z0-9]+", loaded.package.name)


def test_it_asks_for_the_versions_that_were_tested(tmp_path: Path) -> None:
    wanted = (begun(tmp_path) / "requirements.txt").read_text("utf-8").splitlines()
    locked = (ROOT / "requirements.txt").read_text("utf-8")
    pinned = [line for line in wanted if "==" in line and not line.startswith("linli")]
    assert len(pinned) > 40
    assert all(f"\n{line}" in f"\n{locked}" for line in pinned)
    assert not [line for line in wanted if "\\" in line or "--hash" in line]
    assert [line for line in wanted if line.startswith(("linli", "./"))], "and the kit itself"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--name", ""], "社区的名称要写"),
        (["--name", "甲\n乙"], "社区的名称要写"),
        (["--name", "长" * 41], "不超过40个字"),
        (["--name", "甲", "--place", "a\tb"], "地址写一行"),
        (["--name", "甲", "--phone", "问老王"], "电话写成了 问老王"),
        ([], "社区的名称要写"),
    ],
)
def test_what_cannot_be_used_makes_nothing(
    given: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "own"), *given, "--yes"]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "own").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("我的", "utf-8")
    assert main(["init", str(tmp_path), "--name", "甲", "--yes"]) == 2
    assert main(["init", str(tmp_path / "a.txt"), "--name", "甲", "--yes"]) == 2
    assert "已经有东西了" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_it_asks_again_until_it_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["", "竹影社区", "竹影路1号", "没有", ""])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert main(["init", str(tmp_path / "own")]) == 0
    out = capsys.readouterr().out
    assert "社区的名称要写" in out
    assert "电话写成了 没有" in out
    assert "竹影社区的网站建好了" in out


def test_input_that_ends_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ends(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ends)
    assert main(["init", str(tmp_path / "own")]) == 2
    assert not (tmp_path / "own").exists()


def test_its_workflows_are_the_kits_with_the_program_installed() -> None:
    folder = init.START / ".github/workflows"
    assert {path: path.read_text("utf-8") for path in folder.glob("*.yml")} == dict(start_workflows.made())
    assert {path.stem for path in folder.glob("*.yml")} == {"site", "links", "pull", "inbox", "pack"}
    for path in folder.glob("*.yml"):
        text = path.read_text("utf-8")
        assert text.count(start_workflows.INSTALL) == 1
        assert "run.py" not in text


def test_pages_of_the_kit_are_as_good_as_hand_written_ones(tmp_path: Path) -> None:
    root = begun(tmp_path)
    for name, text in kit.pages(root):
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, "utf-8")
    problems = check(root, TODAY).problems
    assert [str(p) for p in problems if p.code not in MADE_BY_TIME] == []


@pytest.mark.parametrize("name", ["my.md", "my/index.md"])
def test_a_page_of_ones_own_stands_in_place_of_the_kits(name: str, tmp_path: Path) -> None:
    (tmp_path / "content" / name).parent.mkdir(parents=True)
    (tmp_path / "content" / name).write_text("# 我的\n", "utf-8")
    pages = dict(kit.pages(tmp_path))
    assert "my.md" not in pages
    assert {"da.md", "timetable/index.md", "editing.md"} <= pages.keys()


def test_one_small_file_changes_one_thing(tmp_path: Path) -> None:
    root = begun(tmp_path / "own")
    own = {
        "overrides/views/slots/today.html": "<p>我们自己的今天</p>\n",
        "overrides/assets/styles/base.css": ":root{--own:1}\n",
        "content/my.md": "---\ntitle: 我的\ndescription: 自己写的\n---\n\n# 自己写的我的\n\n<!-- slot: my -->\n",
    }
    for path, text in own.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    assert build(root, tmp_path / "site", TODAY).published is not None
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert "我们自己的今天" in home
    assert "--own:1" in home
    assert "自己写的我的" in (tmp_path / "site/my/index.html").read_text("utf-8")
    assert (tmp_path / "site/da/index.html").is_file()


def pythons() -> list[str]:
    """Every Python of this machine that is new enough, in PATH or kept by pyenv, one of each minor version."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = {}
    for minor in range(11, 30):
        name = f"python3.{minor}"
        for path in (shutil.which(name), *map(str, sorted(kept.glob(f"*/bin/{name}")))):
            if path and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0:
                found[minor] = path
    return list(found.values()) or [sys.executable]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as a host gets it, in a folder of its own."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "content/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    env = os.environ | {"PYTHONPATH": ""}
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", made, source], check=True, env=env)
    (file,) = made.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", made / "installed", file], check=True, env=env)
    return made / "installed"


@pytest.mark.slow
def test_a_site_is_made_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(wheel), "PYTHONUTF8": "1"}

    def linli(*arguments: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "linli.cli", *arguments],
            cwd=cwd,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    linli("init", "own", "--name", "竹影社区", "--yes")
    own = tmp_path / "own"
    assert "\n./linli-0.1.0-py3-none-any.whl\n" in (own / "requirements.txt").read_text("utf-8")
    assert "已生成" in linli("build", cwd=own)
    assert not (own / "overrides").exists()
    assert not (own / "data/schemas").exists()
    home = (own / "site/index.html").read_text("utf-8")
    assert "竹影社区" in home
    assert (wheel / "linli/py.typed").is_file()
    assert not list((wheel / "linli/kit_files").rglob("src"))
    where = subprocess.run(
        [sys.executable, "-c", "from linli import kit; print(kit.HOME)"],
        check=True,
        cwd=own,
        env=env,
        capture_output=True,
        text=True,
    )
    assert Path(where.stdout.strip()) == wheel / "linli/kit_files"


@pytest.mark.slow
@pytest.mark.parametrize("python", pythons(), ids=lambda path: Path(path).name)
def test_it_builds_from_the_wheel_in_a_fresh_environment(python: str, wheel: Path, tmp_path: Path) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    assert uv, "comes with requirements-test.txt"
    (file,) = wheel.parent.glob("*.whl")
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    own, made = tmp_path / "own", tmp_path / "env"
    bin_ = made / ("Scripts" if os.name == "nt" else "bin")

    def run(*command: object, cwd: Path = tmp_path) -> str:
        words = [str(word) for word in command]
        done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(uv, "venv", "--quiet", "--python", python, made)
    run(uv, "pip", "install", "--quiet", "--python", bin_ / "python", file)
    run(bin_ / "linli", "init", own, "--name", "竹影社区", "--yes")
    run(uv, "pip", "install", "--quiet", "--python", bin_ / "python", "--requirement", "requirements.txt", cwd=own)
    assert "网站已生成" in run(bin_ / "linli", "build", cwd=own)
    assert "竹影社区" in (own / "site/index.html").read_text("utf-8")
