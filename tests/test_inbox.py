"""The workflow that takes an uploaded sheet: its steps in a clone with an origin of its own, without GitHub."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from linli.cli import main

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = yaml.load((ROOT / ".github/workflows/inbox.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
[JOB] = WORKFLOW["jobs"].values()
STEPS = [step for step in JOB["steps"] if "run" in step]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the workflow runs in bash")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


class Hub:
    """A repository and what runs in it after an upload."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clone, self.summary = folder, folder / "clone", folder / "summary.md"
        folder.mkdir(exist_ok=True)
        self.clone.mkdir()
        for name in ("data", "content", "inbox", "mkdocs.yml"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.clone / name)
        git(self.clone, "init", "-q", "-b", "main")
        git(self.clone, "add", ".")
        git(self.clone, "commit", "-qm", "start")
        git(folder, "clone", "-q", "--bare", str(self.clone), "origin.git")
        git(self.clone, "remote", "add", "origin", str(folder / "origin.git"))
        programs = folder / "programs"
        programs.mkdir()
        self._program(programs / "python3", f'shift; exec {sys.executable} -m linli.cli "$@" --today 2026-11-26')
        self._program(programs / "gh", ":")
        self.path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    @staticmethod
    def _program(path: Path, line: str) -> None:
        path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        path.chmod(0o755)

    def run(self, step: dict[str, Any]) -> int:
        known = {
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_RUN_ID": "7",
            "GITHUB_REPOSITORY": "a/b",
            "GITHUB_REF_NAME": "main",
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.clone, capture_output=True, text=True, check=False,
            env={**os.environ, **known, "GITHUB_SERVER_URL": "https://hub.example", "PATH": self.path,
                 "PYTHONPATH": str(ROOT / "scripts")},
        )  # fmt: skip
        return done.returncode

    def upload(self, teacher: str, **more: str) -> None:
        file = self.folder / "a.xlsx"
        assert main(["export", str(file), "--root", str(self.clone)]) == 0
        book = openpyxl.load_workbook(file)
        for title, value in {"老师": teacher, **more}.items():
            head = next(cell for cell in book["课程"][1] if cell.value == title)
            book["课程"].cell(2, head.column).value = value
        book.save(self.clone / "inbox/新 课表.xlsx")
        git(self.clone, "add", ".")
        git(self.clone, "commit", "-qm", "upload")


def test_it_has_one_right_and_puts_no_text_of_others_into_a_shell() -> None:
    assert WORKFLOW["permissions"] == {}
    assert JOB["permissions"] == {"contents": "write"}
    assert WORKFLOW["on"] == {"push": {"branches": ["main"], "paths": ["inbox/*.xlsx", "inbox/*.csv"]}}
    assert JOB["steps"][0]["with"] == {"fetch-depth": "0", "persist-credentials": "false"}
    assert not any("${{" in step["run"] for step in STEPS)
    site = (ROOT / ".github/workflows/site.yml").read_text("utf-8")
    assert all(step["uses"] in site for step in JOB["steps"] if "uses" in step), "the same commits of the same actions"


def test_what_was_changed_comes_on_a_branch_with_a_link(tmp_path: Path) -> None:
    hub = Hub(tmp_path / "hub")
    hub.upload("张老师")
    assert [hub.run(step) for step in STEPS] == [0, 0]
    summary = hub.summary.read_text("utf-8")
    assert "家庭健康教育夜校的老师：家庭教育专家 → 张老师" in summary
    assert "+  teacher: 张老师" in summary
    assert "(https://hub.example/a/b/compare/main...inbox-7?quick_pull=1)" in summary
    names = git(hub.folder / "origin.git", "diff", "--name-only", "main", "inbox-7").split()
    assert names == ["data/courses.yml"]


def test_a_wrong_cell_stops_it(tmp_path: Path) -> None:
    hub = Hub(tmp_path / "hub")
    hub.upload("张老师", 报名表="meiyou")
    assert hub.run(STEPS[0]) == 1
    assert "课程!L2" in hub.summary.read_text("utf-8")
    assert git(hub.clone, "status", "--porcelain") == ""


def test_nothing_changed_makes_no_branch(tmp_path: Path) -> None:
    hub = Hub(tmp_path / "hub")
    hub.upload("家庭教育专家")
    assert [hub.run(step) for step in STEPS] == [0, 0]
    assert "表格没有变" in hub.summary.read_text("utf-8")
    assert git(hub.folder / "origin.git", "branch").split() == ["*", "main"]
