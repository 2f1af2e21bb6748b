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
ALL = [*sorted(FILE.parent.glob("*.yml")), *sorted((ROOT / "scripts/linli/start/.github/workflows").glob("*.yml"))]
PULL = FILE.with_name("pull.yml")
INBOX = FILE.with_name("inbox.yml")
PACK = FILE.with_name("pack.yml")
AUDIT = FILE.with_name("audit.yml")
START = ROOT / "scripts/linli/start/.github/workflows"
ADDRESS = "https://example.github.io/linli"
REPOSITORY = "${{ github.server_url }}/${{ github.repository }}"
RIGHTS = {
    "build": {"contents": "read", "pages": "read"},
    "deploy": {"pages": "write", "id-token": "write"},
}


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    return load(FILE)


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_actionlint_is_content(file: Path) -> None:
    program = os.environ.get("LINLI_ACTIONLINT", str(Path(sys.executable).parent / "actionlint"))
    done = subprocess.run([program, str(file)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_actionlint_finds_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(
        FILE.read_text(encoding="utf-8").replace("steps.pages.outputs", "steps.paegs.outputs"), encoding="utf-8"
    )
    program = os.environ.get("LINLI_ACTIONLINT", str(Path(sys.executable).parent / "actionlint"))
    done = subprocess.run([program, str(broken)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "paegs" in done.stdout


def test_runs_on_push_every_night_and_by_hand(workflow: dict[str, Any]) -> None:
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert workflow["on"].keys() == {"push", "workflow_dispatch", "schedule"}
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


def test_a_publication_is_not_broken_off_by_the_next(workflow: dict[str, Any]) -> None:
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert "if" not in workflow["jobs"]["deploy"]
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_pull_requests_are_looked_at_with_the_right_to_read_and_nothing_else(workflow: dict[str, Any]) -> None:
    """Whoever sends one brings the program that runs: so no other right, no secret, and not `pull_request_target`."""
    pull = load(PULL)
    assert pull["on"] == {"pull_request": ""}, "data-only ones too: no paths are ignored"
    assert pull["permissions"] == {}
    assert pull["concurrency"]["cancel-in-progress"] == "true"
    (job,) = pull["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    published = {step["uses"] for each in workflow["jobs"].values() for step in each["steps"] if "uses" in step}
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert set(used[:-1]) <= published, "the same commits of the same actions"
    assert re.fullmatch(r"actions/upload-artifact@[0-9a-f]{40}", used[-1])
    assert "secrets" not in PULL.read_text("utf-8")
    check, diff = (step["run"] for step in job["steps"] if "run" in step)
    assert check.endswith('check --format github --summary "$GITHUB_STEP_SUMMARY"')
    assert " diff HEAD~1 --format markdown " in diff
    assert diff.endswith('>> "$GITHUB_STEP_SUMMARY"')
    upload = job["steps"][-1]
    assert upload["with"]["path"] in diff.split()
    assert upload["if"] == "${{ !cancelled() }}", "a large loss makes the step red, and just then one wants to look"


@pytest.mark.parametrize("file", [FILE, PULL, PACK, AUDIT], ids=lambda file: file.stem)
def test_no_step_puts_foreign_text_into_a_shell(file: Path) -> None:
    for step in steps(load(file)):
        assert "${{" not in step["run"]


@pytest.mark.slow
def test_every_step_works_in_a_fresh_clone(workflow: dict[str, Any], tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(clone)], check=True)
    kept = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA")
    base = {key: value for key, value in os.environ.items() if key in kept or key.startswith("PIP_")}
    summary = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
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
            env={**base, "CI": "true", "GITHUB_ACTIONS": "true", "TZ": "UTC", **extra, **summary},
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
    pull_request(clone, base)


def test_the_suite_runs_on_every_system_with_the_oldest_and_the_newest_python() -> None:
    tests = load(TESTS)
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
    tests = load(TESTS)
    assert tests["permissions"] == {}
    assert tests["concurrency"].keys() == {"group", "cancel-in-progress"}
    published = {step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step}
    for job in tests["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert {step["uses"] for step in job["steps"] if "uses" in step} <= published, (
            "the same commits of the same actions"
        )
        assert job["steps"][0]["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_every_action_is_pinned_to_one_commit_of_one_version(file: Path) -> None:
    used = re.findall(r"uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", file.read_text("utf-8"), re.MULTILINE)
    assert len(used) == file.read_text("utf-8").count("uses:")
    everywhere = {each for path in ALL for each in re.findall(r"uses: (\S+@\S+)", path.read_text("utf-8"))}
    assert len(everywhere) == len({each.partition("@")[0] for each in everywhere}), "one action in two versions"


@pytest.mark.parametrize("file", [PACK, START / "pack.yml"], ids=["kit", "start"])
def test_what_is_taken_along_is_attested(file: Path, workflow: dict[str, Any]) -> None:
    """Whoever has a site.zip can ask which commit and which workflow made it: `gh attestation verify`."""
    pack = load(file)
    assert pack["permissions"] == {}
    (job,) = pack["jobs"].values()
    assert job["permissions"] == {"contents": "read", "pages": "read", "id-token": "write", "attestations": "write"}
    (attest,) = (step for step in job["steps"] if "attest-build-provenance@" in step.get("uses", ""))
    upload = job["steps"][-1]
    wheels = ["packed/*.whl"] if file == PACK else []
    assert attest["with"]["subject-path"].split() == ["packed/site.zip", "packed/shequ.html", *wheels]
    assert upload["with"]["path"] == attest["with"]["subject-path"], "what is attested is what one gets"
    assert any("pip wheel" in step["run"] for step in steps(pack)) == bool(wheels)
    assert "cache" not in file.read_text("utf-8").replace("缓存", ""), "other workflows write into caches"


def test_the_audit_blocks_nothing_and_has_no_rights() -> None:
    audit = load(AUDIT)
    assert audit["on"].keys() == {"schedule", "workflow_dispatch"}
    assert audit["permissions"] == {}
    (job,) = audit["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert job["steps"][-1]["run"] == "python3 tests/tools/audit.py"


def pull_request(clone: Path, base: dict[str, str]) -> None:
    """Every step of the other workflow works there too, on a cancelled evening."""
    with (clone / "data/changes.yml").open("a", encoding="utf-8") as file:
        file.write("\n- scope: 全部\n  date: 2030-01-07\n  kind: 停课\n  reason: 台风\n")
    who = {f"GIT_{role}_{part}": "a@b" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(["git", "commit", "-qam", "停课"], cwd=clone, check=True, env={**base, **who})
    summary = clone.parent / "summary.md"
    for step in steps(load(PULL)):
        env = {**base, "CI": "true", "TZ": "UTC", "GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=clone, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}\n{done.stderr}"
    said = summary.read_text("utf-8")
    assert said.startswith("## 检查：")
    assert "## 居民会看到什么变化" in said
    assert "<iframe" in (clone / "preview.html").read_text("utf-8")


def load(file: Path) -> dict[str, Any]:
    """A workflow as data."""
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


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
