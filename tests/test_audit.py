"""The audit of dependencies: what was found, what is clean and what could not be asked are three different answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent / "tools"))

import audit

CLEAN = {"name": "jinja2", "version": "3.1.6", "vulns": []}
FLAWED = {**CLEAN, "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["3.1.7"], "aliases": [], "description": "x"}]}
SKIPPED = {"name": "markdown", "skip_reason": "Dependency not found on PyPI and could not be audited: markdown (3.11)"}
NPM = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 7}}}
OFF = {"message": "request to https://npm.test/-/npm/v1/security/audits failed", "error": {"summary": "", "detail": ""}}


def pip(*dependencies: dict[str, Any]) -> audit.Answer:
    return audit.python(json.dumps({"dependencies": list(dependencies), "fixes": []}))


@pytest.mark.parametrize(
    ("answer", "code", "said", "not_said"),
    [
        (pip(CLEAN), 0, "查过 1 个，没有公布过的漏洞", "没有查成"),
        (pip(FLAWED), 1, "jinja2 3.1.6：PYSEC-2026-1，改好的版本 3.1.7", "没有查成"),
        (pip(CLEAN, SKIPPED), 2, "没有查成 1 处", "没有公布过"),
        (pip(FLAWED, SKIPPED), 1, "没有查成 1 处", "没有公布过"),
        (pip(), 2, "没有查成", "没有公布过"),
        (audit.python("", "ERROR: no network"), 2, "ERROR: no network", "没有公布过"),
        (audit.python("<html>"), 2, "<html>", "没有公布过"),
        (audit.python("[]"), 2, "没有查成", "没有公布过"),
        (audit.npm(json.dumps(NPM)), 0, "查过 7 个", "没有查成"),
        (audit.npm(json.dumps(OFF)), 2, "request to https://npm.test", "没有公布过"),
        (audit.npm(json.dumps({"error": {"code": "ENOLOCK", "summary": "no lock"}})), 2, "no lock", "没有公布过"),
        (audit.npm(""), 2, "没有查成", "没有公布过"),
        (
            audit.npm(json.dumps({**NPM, "vulnerabilities": {"x": {"severity": "high", "fixAvailable": True}}})),
            1,
            "x：high，有改好的版本",
            "没有公布过",
        ),
    ],
)
def test_three_answers_are_three(answer: audit.Answer, code: int, said: str, not_said: str) -> None:
    words = audit.told("requirements.txt", answer)
    assert answer.code == code
    assert said in words
    assert not_said not in words


def test_a_program_that_is_not_there_is_no_clean_audit(tmp_path: Path) -> None:
    answer = audit.python(*audit.ask(["linli-no-such-program"], tmp_path))
    assert answer.code == 2
    assert "没有 linli-no-such-program" in audit.told("x", answer)


def test_what_was_found_is_the_answer_of_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clean = pip(CLEAN)
    answers = {"requirements.txt": pip(FLAWED), "requirements-test.txt": pip(SKIPPED)}
    monkeypatch.setattr(audit, "ask", lambda command, _: (command[-1], ""))
    monkeypatch.setattr(audit, "python", lambda name, _: answers.get(name, clean))
    monkeypatch.setattr(audit, "npm", lambda *_: clean)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert audit.main() == 1
    assert "没有查成" in (tmp_path / "summary.md").read_text("utf-8")
    answers.clear()
    assert audit.main() == 0


def test_every_list_is_audited() -> None:
    root = audit.ROOT
    assert sorted(audit.REQUIREMENTS) == sorted(path.name for path in root.glob("requirements*.txt"))
    locks = (path for path in root.glob("tests/*/package-lock.json"))
    assert sorted(audit.PACKAGES) == sorted(path.parent.relative_to(root).as_posix() for path in locks)
