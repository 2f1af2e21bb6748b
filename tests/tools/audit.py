"""Ask for published flaws of what we depend on: runs pip-audit and npm audit, tells one of three things about each list.

发现 (something is known), 查过没有 (all were asked for and nothing is known), 没有查成 (nobody could be asked, or not about all): the
last must not look like the second. Exit code 1: something was found, 2: nothing was found but not all could be asked for.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ("requirements.txt", "requirements-test.txt", "requirements-bench.txt")
PACKAGES = ("tests/tools", "tests/bench")
PIP = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json", "--requirement")
NPM = ("audit", "--json", "--package-lock-only")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one list's audit came to."""

    asked: int = 0
    """How many packages were asked for with success."""
    found: list[str] = field(default_factory=list)
    """Each flaw: package, version, number, and what mends it."""
    unknown: list[str] = field(default_factory=list)
    """Whatever could not be asked for, and why."""

    @property
    def code(self) -> int:
        return 1 if self.found else 2 if self.unknown or not self.asked else 0


def python(printed: str, error: str = "") -> Answer:
    """Read what pip-audit printed as JSON."""
    data = _read(printed)
    if not isinstance(data.get("dependencies"), list):
        return Answer(unknown=[_last(error or printed) or "pip-audit 没有给出结果"])
    known = [each for each in data["dependencies"] if "skip_reason" not in each]
    found = [
        f"{each['name']} {each['version']}：{flaw['id']}，{_mended(flaw.get('fix_versions'))}"
        for each in known
        for flaw in each.get("vulns", ())
    ]
    unknown = [f"{each['name']}：{each['skip_reason']}" for each in data["dependencies"] if "skip_reason" in each]
    return Answer(asked=len(known), found=found, unknown=unknown)


def npm(printed: str, error: str = "") -> Answer:
    """Read what npm audit printed as JSON."""
    data = _read(printed)
    if "error" in data or not isinstance(data.get("vulnerabilities"), dict):
        said = data.get("message") or data.get("error", {}).get("summary") or _last(error or printed)
        return Answer(unknown=[said or "npm audit 没有给出结果"])
    found = [
        f"{name}：{flaw.get('severity', '?')}，{'有改好的版本' if flaw.get('fixAvailable') else '还没有改好的版本'}"
        for name, flaw in data["vulnerabilities"].items()
    ]
    total = data.get("metadata", {}).get("dependencies", {}).get("total", 0)
    return Answer(asked=total, found=found)


def _read(printed: str) -> dict[str, Any]:
    try:
        data = json.loads(printed)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""


def _mended(versions: list[str] | None) -> str:
    return f"改好的版本 {'、'.join(versions)}" if versions else "还没有改好的版本"


def told(name: str, answer: Answer) -> str:
    """Say it in a paragraph."""
    parts = []
    if answer.found:
        parts.append(f"**发现 {len(answer.found)} 处**：\n" + "\n".join(f"- {each}" for each in answer.found))
    if answer.unknown or not answer.asked:
        some = "\n".join(f"- {each}" for each in answer.unknown[:20]) or "- 一个也没有问到"
        parts.append(f"**没有查成 {max(len(answer.unknown), 1)} 处**，不等于没有问题：\n{some}")
    if not parts:
        parts.append(f"查过 {answer.asked} 个，没有公布过的漏洞。")
    return f"### {name}\n\n" + "\n\n".join(parts) + "\n"


def ask(command: list[str], folder: Path) -> tuple[str, str]:
    """Run a program that may not be there; give what it printed, and what it complained of."""
    program = shutil.which(command[0])
    if program is None:
        return "", f"没有 {command[0]}"
    try:
        done = subprocess.run(
            [program, *command[1:]], cwd=folder, capture_output=True, text=True, check=False, timeout=300
        )
    except subprocess.TimeoutExpired:
        return "", f"{command[0]} 五分钟没有回答"
    return done.stdout, done.stderr


def main() -> int:
    """Ask about every list."""
    answers = {name: python(*ask(["pip-audit", *PIP, name], ROOT)) for name in REQUIREMENTS}
    answers |= {name: npm(*ask(["npm", *NPM], ROOT / name)) for name in PACKAGES}
    said = "\n".join(told(name, answer) for name, answer in answers.items())
    print(said)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(said)
    return min((answer.code for answer in answers.values() if answer.code), default=0)


if __name__ == "__main__":
    sys.exit(main())
