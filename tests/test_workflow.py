"""The workflows: valid, pinned, with least rights; the publishing one is known to work from a fresh clone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / ".github" / "workflows" / "site.yml"
TESTS = FILE.with_name("test.yml")
ADDRESS = "https://example.github.io/linli"
REPOSITORY = "${{ github.server_url }}/${{ github.repository }}"
RIGHTS = {
    "build": {"contents": "read", "pages": "read"},
    "deploy": {"pages": "write", "id-token": "write"},
}


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("file", [FILE, TESTS], ids=lambda file: file.stem)
def test_actionlint_is_content(file: Path) -> None:
    program = os.environ.get("LINLI_ACTIONLINT", str(Path(sys.executable).parent / "actionlint"))
    done = subprocess.run([program, str(file)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_actionlint_finds_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(
        FILE.read_text(encoding="utf-8").replace("github.event_name", "github.evnt_name"), encoding="utf-8"
    )
    program = os.environ.get("LINLI_ACTIONLINT", str(Path(sys.executable).parent / "actionlint"))
    done = subprocess.run([program, str(broken)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "evnt_name" in done.stdout


def test_runs_on_push_every_night_and_by_hand(workflow: dict[str, Any]) -> None:
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert {"pull_request", "workflow_dispatch"} <= workflow["on"].keys()
    minute, hour, *rest = workflow["on"]["schedule"][0]["cron"].split()
    assert (int(hour) + 8) % 24 == 0, "daily between 0 and 1 o'clock in Beijing"
    assert 0 < int(minute) < 60
    assert rest == ["*", "*", "*"]


def test_actions_are_official_and_pinned_by_commit(workflow: dict[str, Any]) -> None:
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) == 5
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
    commented = re.findall(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commented) == len(used)
    assert len({action.split("@")[0] for action in used}) == len(set(used)), "one action in two versions"


def test_rights_are_the_least(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == RIGHTS
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_pull_requests_are_only_checked(workflow: dict[str, Any]) -> None:
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert "if" not in build
    always = [step.get("name", step.get("uses", "").split("@")[0]) for step in build["steps"] if "if" not in step]
    assert always == ["actions/checkout", "actions/setup-python", "检查表格"], "one job and one installation for both"
    conditions = {step["if"] for step in (*build["steps"], deploy) if "if" in step}
    assert conditions == {"github.event_name != 'pull_request'"}
    assert deploy["if"] == "github.event_name != 'pull_request'"
    assert deploy["needs"] == "build"


def test_no_step_puts_foreign_text_into_a_shell(workflow: dict[str, Any]) -> None:
    for step in steps(workflow):
        assert "${{" not in step["run"]


@pytest.mark.slow
def test_every_step_works_in_a_fresh_clone(workflow: dict[str, Any], tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(clone)], check=True)
    kept = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA")
    base = {key: value for key, value in os.environ.items() if key in kept or key.startswith("PIP_")}
    for step in steps(workflow):
        extra = {
            key: value.replace("${{ steps.pages.outputs.base_url }}", ADDRESS).replace(
                REPOSITORY, "https://github.com/o/r"
            )
            for key, value in step["env"].items()
        }
        assert not any("${{" in value for value in extra.values())
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=clone,
            env={**base, "CI": "true", "GITHUB_ACTIONS": "true", "TZ": "UTC", **extra},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stdout + done.stderr
    upload = next(s for s in workflow["jobs"]["build"]["steps"] if "upload-pages-artifact" in s.get("uses", ""))
    home = (clone / upload["with"]["path"] / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}/"' in home, "the address of a project page reaches the site"
    assert not re.search(r'(?:href|src)="/(?!/)', home), "links from the root would break at a sub-path"
    assert not git_changes(clone), "building changes nothing that is under version control"


def test_the_suite_runs_on_every_system_with_the_oldest_and_the_newest_python() -> None:
    tests = yaml.load(TESTS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    matrix = tests["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    oldest = re.search(r'^requires-python = ">=(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert oldest
    assert matrix["python"] == [oldest[1], "3.13"]
    runs = {name: job["steps"][-1]["run"] for name, job in tests["jobs"].items()}
    assert runs == {"test": "python3 scripts/run.py test", "lowest": "python3 scripts/run.py test --lowest"}
    lowest = next(step for step in tests["jobs"]["lowest"]["steps"] if "setup-python" in step.get("uses", ""))
    assert lowest["with"]["python-version"] == oldest[1]


def test_the_suites_workflow_is_as_careful_as_the_sites(workflow: dict[str, Any]) -> None:
    tests = yaml.load(TESTS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert tests["permissions"] == {}
    assert tests["concurrency"].keys() == {"group", "cancel-in-progress"}
    published = {step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step}
    for job in tests["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert {step["uses"] for step in job["steps"] if "uses" in step} <= published, (
            "the same commits of the same actions"
        )
        assert job["steps"][0]["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """Every `run:` step of the workflow in the order of its jobs."""
    return [
        {"run": step["run"], "env": step.get("env", {})}
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]


def git_changes(folder: Path) -> str:
    """What `git status` sees as changed or new."""
    return subprocess.run(
        ["git", "status", "--porcelain"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
