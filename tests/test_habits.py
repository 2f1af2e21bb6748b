"""What GitHub and editors' programs read of this repository: there, well formed, in Chinese, and safe to fill in."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import payloads

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
FORMS = [GITHUB / "ISSUE_TEMPLATE" / name for name in ("wrong.yml", "field.yml")]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ASKED = {"input", "textarea", "dropdown", "checkboxes"}
PERSONAL = re.compile("姓名|名字|电话|手机|微信|邮箱|地址|住址|联系")


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    "name",
    [
        ".editorconfig",
        ".pre-commit-config.yaml",
        ".github/CODEOWNERS",
        ".github/PULL_REQUEST_TEMPLATE.md",
        ".github/dependabot.yml",
        "SECURITY.md",
    ],
)
def test_it_is_there_and_explains_itself_in_chinese(name: str) -> None:
    assert CHINESE.search((ROOT / name).read_text("utf-8"))


def test_there_are_no_other_forms() -> None:
    assert sorted(FORMS) == sorted(set((GITHUB / "ISSUE_TEMPLATE").iterdir()) - {GITHUB / "ISSUE_TEMPLATE/config.yml"})
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml")["blank_issues_enabled"] in {"true", "false"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_as_github_wants_it(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "title", "labels", "body"}
    assert all(CHINESE.search(form[key]) for key in ("name", "description", "title"))
    assert all(CHINESE.search(label) for label in form["labels"])
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z_-]+", one) for one in ids)
    for field in form["body"]:
        if field["type"] == "markdown":
            assert field.keys() == {"type", "attributes"}
            assert field["attributes"].keys() == {"value"}
            continue
        assert field["type"] in ASKED
        assert field.keys() <= {"type", "id", "attributes", "validations"}
        assert CHINESE.search(field["attributes"]["label"])
        assert field.get("validations", {}).keys() <= {"required"}
        if field["type"] == "checkboxes":
            for option in field["attributes"]["options"]:
                assert option.keys() <= {"label", "required"}
                assert CHINESE.search(option["label"])
    labels = [field["attributes"]["label"] for field in form["body"] if field["type"] != "markdown"]
    assert len(labels) == len(set(labels)), "GitHub refuses a label that occurs twice"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_asks_for_nothing_personal_and_warns(path: Path) -> None:
    form = read(path)
    [warning] = [field["attributes"]["value"] for field in form["body"] if field["type"] == "markdown"]
    assert all(word in warning for word in ("看得见", "不要写手机号", "孩子的姓名"))
    [promise] = [field for field in form["body"] if field["type"] == "checkboxes"]
    assert [option["required"] for option in promise["attributes"]["options"]] == ["true"]
    for field in form["body"]:
        if field["type"] in {"input", "textarea", "dropdown"}:
            assert not PERSONAL.search(field["attributes"]["label"])


def test_editors_write_what_the_tables_are_checked_for() -> None:
    found = configparser.ConfigParser()
    found.read_string("[top]\n" + (ROOT / ".editorconfig").read_text("utf-8"))
    assert found["top"]["root"] == "true"
    every = found["*"]
    assert (every["charset"], every["end_of_line"], every["indent_style"]) == ("utf-8", "lf", "space")
    assert found["*.{yml,yaml}"]["indent_size"] == "2"


def test_hooks_are_our_own_commands() -> None:
    config = read(ROOT / ".pre-commit-config.yaml")
    assert [repo["repo"] for repo in config["repos"]] == ["local"], "nothing is fetched from elsewhere"
    for hook in config["repos"][0]["hooks"]:
        assert hook["entry"].startswith("python3 scripts/run.py ")
        assert hook["language"] == "system"
        assert CHINESE.search(hook["name"])


def test_dependabot_waits_groups_and_knows_every_place() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    places = {(one["package-ecosystem"], one["directory"]) for one in updates}
    assert places == {("pip", "/"), ("npm", "/tests/tools"), ("github-actions", "/")}
    for one in updates:
        assert one["schedule"]["interval"] == "weekly"
        assert int(one["cooldown"]["default-days"]) >= 7
        assert [group["patterns"] for group in one["groups"].values()] == [["*"]]


def test_nobody_is_invented_as_owner() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in lines if line.strip())


def test_security_says_how_in_both_languages() -> None:
    chinese, heading, english = (ROOT / "SECURITY.md").read_text("utf-8").partition("\n## Security\n")
    assert heading
    for part in (chinese, english):
        assert "**Security → Report a vulnerability**" in part
    assert not CHINESE.search(english)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(ROOT / ".github")
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / ".github/workflows/test.yml"
    broken.parent.mkdir(parents=True)
    text = (GITHUB / "workflows/test.yml").read_text("utf-8")
    broken.write_text(re.sub(r"(uses: actions/checkout)@\w+", r"\1@v7", text), "utf-8")
    done = zizmor(broken)
    assert done.returncode != 0
    assert "unpinned-uses" in done.stdout


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    """Ask it, offline, for all that even pedants complain of."""
    program = os.environ.get("LINLI_ZIZMOR", str(Path(sys.executable).parent / "zizmor"))
    command = [program, "--offline", "--no-progress", "--quiet", "--persona", "pedantic", "--", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_security_names_a_promise_and_tests_that_exist_for_each_threat() -> None:
    rows = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)[2:]
    assert len(rows) >= 15
    for threat, promise, tests in rows:
        assert CHINESE.search(threat), threat
        assert CHINESE.search(promise), threat
        named = re.findall(r"`([^`]+)`", tests)
        assert named, threat
        assert [path for path in named if not re.search(r"^def test_", read_text(path), re.MULTILINE)] == [], threat


def read_text(path: str) -> str:
    """A file of the repository; nothing where there is none."""
    return (ROOT / path).read_text("utf-8") if (ROOT / path).is_file() else ""


def test_security_counts_its_payloads() -> None:
    assert f"里的 {len(payloads.every())} 种" in (ROOT / "SECURITY.md").read_text("utf-8")
