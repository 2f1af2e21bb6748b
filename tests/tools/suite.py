"""Take pytest's arguments, give one exit code: the whole test suite, in the environment that run.py prepared.

Order: outside tools, ruff, mypy, pytest — pytest last, so that its closing line is the last line. A failure
before it does not hide pytest's result, and pytest's success does not hide the failure.
"""

from __future__ import annotations

import os
import subprocess
import sys

import provide

LINTS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy", "--strict", "scripts"],
}


def main(arguments: list[str]) -> int:
    """0 only if every part passed; 3 if a tool is missing; else what failed last."""
    try:
        env = {**os.environ, **provide.environment()}
    except provide.MissingTool as lack:
        provide.say(f"{lack}\n测试没有运行。")
        return 3
    worst = 0
    for name, command in LINTS.items():
        provide.say(f"正在运行 {name} …")
        code = subprocess.run([sys.executable, "-m", *command], cwd=provide.ROOT, env=env, check=False).returncode
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
