"""Take pytest's arguments, give one exit code: the whole test suite, in the environment that run.py prepared.

Order: outside tools, ruff, mypy, Biome, tsc, node --test, pytest — pytest last, so that its closing line is the last line. A failure
before it does not hide pytest's result, and pytest's success does not hide the failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import provide

PYTHON = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy", "--strict", "scripts"],
}
SOURCES = "overrides/assets/src"
TESTS = "tests/scripts"
CONFIG = "tests/tools/scripts.jsonc"


def lints(env: Mapping[str, str]) -> dict[str, list[str]]:
    """Every check but pytest, as commands by their names; the scripts of the browser have checks of their own."""
    node, packages = env["LINLI_NODE"], Path(env["LINLI_NPM"])
    biome = [node, str(packages / "@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", f"--config-path={CONFIG}"]
    tsc = [node, str(packages / "typescript/bin/tsc"), "--project"]
    tests = sorted(path.relative_to(provide.ROOT).as_posix() for path in (provide.ROOT / TESTS).glob("*.test.js"))
    return {
        **{name: [sys.executable, "-m", *command] for name, command in PYTHON.items()},
        "Biome": [*biome, SOURCES, TESTS, "tests/tools", "tests/mutants"],
        "tsc": [*tsc, "tests/tools/tsconfig.json"],
        "tsc (service worker)": [*tsc, "tests/tools/tsconfig.worker.json"],
        "node --test": [node, "--test", "--test-reporter=dot", *tests],
    }


def main(arguments: list[str]) -> int:
    """0 only if every part passed; 3 if a tool is missing; else what failed last."""
    try:
        env = {**os.environ, **provide.environment()}
    except provide.MissingTool as lack:
        provide.say(f"{lack}\n测试没有运行。")
        return 3
    worst = 0
    for name, command in lints(env).items():
        provide.say(f"正在运行 {name} …")
        code = subprocess.run(command, cwd=provide.ROOT, env=env, check=False).returncode
        if code:
            print(f"{name} 没有通过（退出码 {code}）。", flush=True)
            worst = worst or code
    spread = ["--numprocesses=auto", "--dist=loadfile"]  # by file: what a file's tests share is made once
    code = subprocess.run(
        [sys.executable, "-m", "pytest", *spread, *arguments], cwd=provide.ROOT, env=env, check=False
    ).returncode
    return code or worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
