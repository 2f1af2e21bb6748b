"""Take pytest's arguments, give one exit code: the whole test suite, in the environment that run.py prepared.

Order: outside tools, ruff, mypy, Biome, tsc, node --test, pytest — pytest last, so that its closing line is the last
line. A failure before it does not hide pytest's result, and pytest's success does not hide the failure.

Other ways, named before pytest's arguments; the last two run no browser tests and no linters:

    --lint       ruff and mypy only
    --coverage   which lines of scripts/linli run, with the floor that pyproject.toml sets (more than twice as slow)
    --lowest     with the lowest versions of our dependencies that pyproject.toml allows, in an environment of its own
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import provide

PYTHON = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy", "--strict", "scripts"],
}
SPREAD = ["--numprocesses=auto", "--dist=worksteal"]
QUICK = ["-m", "not browser"]
LOWEST = provide.ROOT / ".venv" / "lowest"
"""Goes with the environment that it stands in."""
SOURCES = "overrides/assets/src"
TESTS = "tests/scripts"
CONFIG = "tests/tools/scripts.jsonc"


def python() -> dict[str, list[str]]:
    """What is checked with nothing but Python."""
    return {name: [sys.executable, "-m", *command] for name, command in PYTHON.items()}


def lints(env: Mapping[str, str]) -> dict[str, list[str]]:
    """Every check but pytest, as commands by their names; the scripts of the browser have checks of their own."""
    node, packages = env["LINLI_NODE"], Path(env["LINLI_NPM"])
    biome = [node, str(packages / "@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", f"--config-path={CONFIG}"]
    tsc = [node, str(packages / "typescript/bin/tsc"), "--project"]
    tests = sorted(path.relative_to(provide.ROOT).as_posix() for path in (provide.ROOT / TESTS).glob("*.test.js"))
    return {
        **python(),
        "Biome": [*biome, SOURCES, TESTS, "tests/tools", "tests/mutants"],
        "tsc": [*tsc, "tests/tools/tsconfig.json"],
        "tsc (service worker)": [*tsc, "tests/tools/tsconfig.worker.json"],
        "node --test": [node, "--test", "--test-reporter=dot", *tests],
    }


def main(arguments: list[str]) -> int:
    """0 only if every part passed; 3 if a tool is missing; else what failed last."""
    if arguments[:1] == ["--lint"]:
        return lint(python(), os.environ)
    try:
        env = {**os.environ, **provide.environment()}
    except provide.MissingTool as lack:
        provide.say(f"{lack}\n测试没有运行。")
        return 3
    if arguments[:1] == ["--coverage"]:
        return coverage(arguments[1:], env)
    if arguments[:1] == ["--lowest"]:
        return lowest(arguments[1:], env)
    worst = lint(lints(env), env)
    return run([sys.executable, "-m", "pytest", *SPREAD, *arguments], env) or worst


def lint(commands: Mapping[str, list[str]], env: Mapping[str, str]) -> int:
    """Run every linter, whatever the others say; the first exit code that is not 0."""
    worst = 0
    for name, command in commands.items():
        provide.say(f"正在运行 {name} …")
        code = run(command, env)
        if code:
            print(f"{name} 没有通过（退出码 {code}）。", flush=True)
            worst = worst or code
    return worst


def coverage(arguments: list[str], env: Mapping[str, str]) -> int:
    """Run what needs no browser and print which lines it runs; 2 if they are fewer than the floor."""
    measure = [sys.executable, "-m", "coverage"]
    shutil.rmtree(provide.ROOT / ".cache/coverage", ignore_errors=True)
    (provide.ROOT / ".cache/coverage").mkdir(parents=True)
    worst = run([*measure, "run", "-m", "pytest", *SPREAD, *QUICK, *arguments], env)
    run([*measure, "combine", "--quiet"], env)
    return run([*measure, "report"], env) or worst


def lowest(arguments: list[str], env: Mapping[str, str]) -> int:
    """Run what needs no browser with the lowest allowed versions of what the kit needs; the tests' own tools stay."""
    provide.say("正在安装 pyproject.toml 允许的最低版本 …")
    uv = str(provide.program("uv"))
    clean = {key: value for key, value in env.items() if not key.startswith(("PIP_", "UV_", "VIRTUAL_ENV"))}
    python = LOWEST / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [uv, "pip", "install", "--no-config", "--quiet", "--compile-bytecode", "--python", str(python)]
    pins = LOWEST / "tools.txt"
    code = run([uv, "venv", "--no-config", "--quiet", "--clear", "--python", sys.executable, str(LOWEST)], clean)
    if not code:
        pins.write_text("\n".join(tools()), "utf-8")
        direct = ["--resolution", "lowest-direct", "--constraints", str(pins)]
        code = run([*install, *direct, "-r", "pyproject.toml", "--extra", "test", "--group", "build"], clean)
    if not code:
        code = run([*install, "--no-deps", "--no-build-isolation", "--editable", "."], clean)
    if code:
        provide.say("最低版本安装不上：请看看 pyproject.toml 的下限是否互相矛盾，再检查网络。")
        return code
    env = {**env, "PATH": os.pathsep.join([str(python.parent), env["PATH"]])}
    return run([str(python), "-m", "pytest", *SPREAD, *QUICK, *arguments], env)


def tools() -> list[str]:
    """The tests' own tools as `name==version`, as they are pinned."""
    wanted = tomllib.loads((provide.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"][
        "test"
    ]
    names = {re.split(r"[^\w.-]", line)[0] for line in wanted}
    pinned = re.findall(r"^([\w.-]+)(==\S+)", (provide.ROOT / "requirements-test.txt").read_text("utf-8"), re.MULTILINE)
    return [name + version for name, version in pinned if name in names]


def run(command: list[str], env: Mapping[str, str]) -> int:
    """Exit code of a command at the root."""
    return subprocess.run(command, cwd=provide.ROOT, env=dict(env), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
