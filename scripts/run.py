#!/usr/bin/env python3
"""Take a command, give its exit code: prepares `.venv` with the pinned packages, then runs `linli` in it.

Standard library only; Linux, macOS and Windows. Environment problems exit with 3.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- the sentence below is for people whose Python is older
    sys.exit("需要 Python 3.11 或更新的版本，当前是 {}.{}。请安装新版 Python 后重试。".format(*sys.version_info[:2]))

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
MARKER = VENV / "linli-installed.json"
"""What is installed: requirements file → hash. Written after each finished step, so a broken-off one is redone."""
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")

HELP = """用法：python3 scripts/run.py 命令 [选项]

  init     在一个新文件夹里建自己社区的网站，例如 init ../wode
  override 把程序里的一个文件抄进网站，改成自己的样子
  upgrade  升级以后：自己改过的文件里，哪些原来的又变了
  serve    检查、生成网站并在本机预览（打印出网址）
  check    检查 data/ 里的表格，列出全部问题
  build    检查并生成网站，写入 site/
  paper    做出可以打印的课表、海报、服务卡、签到表，放进 paper/
  diff     改完先看：居民会看到什么变化（加 --notice 得一段群通知）
  confirm  核对单：下个月网上怎么写的，发给老师看对不对（加 --paper 印出来）
  digest   这个月：由表格写出一篇故事的草稿，改好放进 stories.yml
  doctor   站长这个月要做什么；加 --url 网址，再看网上的网站好不好
  pack     把网站打成 site.zip，另做一页能放进 U 盘的 shequ.html
  portal   一个街道、一个城市的门户，由各社区公布的资料做成：portal communities.yml
  links    外面的链接和报名表还打不打得开、还收不收
  export   把全部表格导出成一个 Excel 文件，用 WPS 或 Excel 改：export 课表.xlsx
  import   把改好的 Excel 文件读回来，先列出改了什么，问过再写：import 课表.xlsx
  fmt      把表格排整齐：栏目的次序、时间的引号、周几；意思和注释不变（--check 只看不改）
  seats    报名人数：从平台导出的表格里数出每个班报了多少，写好剩余名额
  tidy     把 data/changes/*.yml 一类的小文件并进它的表，小文件删掉
  holidays 把放假通知读进 data/holidays/：run.py holidays 2027 通知.txt（给您看过再写）
  term     照上一个学期排好新学期：run.py term 2027-chun --from 2026-qiu（给您看过再写）
  new      加一行，一步一步问：new course、group、service、story、change、form、holiday-year
  test     安装测试所需的工具并运行全部测试（后面可加 pytest 的选项）
           test --lint 只看代码规范和类型；--coverage 量覆盖率；--lowest 用允许的最低版本
  types    表的说明（data/schemas）改了以后，重新生成 scripts/linli/records.py 和 .vscode/
  golden   网页、日历和提示的文字有意改了，看过 git diff 没有错，就收下新的样子
  bundle   把 overrides/assets/src 里的脚本打包成网页用的文件（改了脚本以后运行）
  mutants  在一份拷贝里种小错，看不用浏览器的测试能发现多少（可加 --count 150 --seed 1 --only 路径）
  faults   杀死、满盘、坏缓存、跳时钟以后，网站还是不是整的（可加 --kills 200）
  fuzz     拿乱写的表格、Excel、日历、网页喂程序，数数有没有坏的（可加 --only check）
  bench    安装对比对象并测量速度（可加 --sizes 100,1000 --quick --only 名称）

其他命令原样交给 linli，例如 python3 scripts/run.py check --help。
第一次运行会建立 .venv 并安装固定版本的依赖，之后直接使用。"""


def say(text: str) -> None:
    """A line of progress; on standard error, so that `check --format json` stays pure JSON."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """The environment cannot be prepared: say why and stop with 3."""
    say(text)
    sys.exit(3)


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Announce something that takes a while, then how long it took."""
    say(f"{text} …")
    start = time.monotonic()
    yield
    say(f"  完成，用时 {time.monotonic() - start:.0f} 秒")


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let one process at a time change `.venv`; the lock ends with the process, however that ends."""
    with (ROOT / ".venv.lock").open("a+b") as file:
        waited = False
        while not lock(file.fileno()):
            if not waited:
                say("另一个进程正在准备运行环境，请稍候 …")
            waited = True
            time.sleep(0.3)
        yield


def lock(descriptor: int) -> bool:
    """True if this process holds the lock now; closing the file (or ending) gives it back."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- there is none elsewhere

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 -- there is none on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def digest(name: str) -> str:
    """What tells two versions of a file of this repository apart."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """The state `.venv` has; empty if there is none or its last installation broke off."""
    try:
        state = json.loads(MARKER.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    usable = PYTHON.exists() and state.get("place") == str(VENV) and state.get("python") == sys.version
    return state if usable else {}


def remember(state: dict[str, str]) -> None:
    """Write the marker at one stroke."""
    new = MARKER.with_suffix(".new")
    new.write_text(json.dumps(state, indent=1), encoding="utf-8")
    new.replace(MARKER)


def create() -> None:
    """A fresh `.venv`; where Debian left out ensurepip, install it as root or say what to do."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
            fail(f"这台机器的 Python 缺少 venv 组件。请先运行：sudo apt-get install {package}")
        with step(f"正在安装 {package}"):
            for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
                subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if VENV.is_symlink():
        fail(".venv 是一个符号链接，请删除后重试。")
    shutil.rmtree(VENV, ignore_errors=True)
    with step("正在建立运行环境 .venv"):
        command = [getattr(sys, "_base_executable", sys.executable), "-m", "venv", str(VENV)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"无法建立 .venv：\n{done.stdout}{done.stderr}")


def pip(text: str, *arguments: str) -> None:
    """Install something; what pip says is shown only when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    with step(text):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"{done.stdout}{done.stderr}\n安装没有成功。请检查网络，然后再运行一次同样的命令。")


def prepare(files: Sequence[str]) -> None:
    """Bring `.venv` to the state these requirements files describe; nothing happens if it has it."""
    goal = {name: digest(name) for name in [*files, "pyproject.toml"]}
    if goal.items() <= installed().items():
        return
    with only_one():
        state = installed()
        if not state:
            create()
            state = {"place": str(VENV), "python": sys.version}
        for name in files:
            if state.get(name) != goal[name]:
                pip(f"正在安装 {name} 中固定版本的依赖", "--require-hashes", "--requirement", name)
                state[name] = goal[name]
                remember(state)
        if state.get("pyproject.toml") != goal["pyproject.toml"]:
            pip("正在登记 linli 命令", "--no-deps", "--no-build-isolation", "--no-index", "--editable", ".")
            state["pyproject.toml"] = goal["pyproject.toml"]
            remember(state)


def run(command: list[str]) -> int:
    """Run in the environment and pass the exit code (and, on POSIX, every signal) through."""
    os.environ["PYTHONUTF8"] = "1"
    os.environ["PATH"] = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", "")])
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 -- a list of ours, no shell
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.run(command, check=False).returncode
    return 130


def main(arguments: list[str]) -> int:
    """Give the exit code of the command; without one, a short help."""
    if not arguments or arguments[0] in {"-h", "--help", "help", "帮助"}:
        print(HELP)
        return 0 if arguments else 2
    command, rest = arguments[0], arguments[1:]
    if command == "test":
        prepare(["requirements.txt", "requirements-test.txt"])
        return run([str(PYTHON), str(ROOT / "tests" / "tools" / "suite.py"), *rest])
    if command == "golden":
        prepare(["requirements.txt", "requirements-test.txt"])
        return run([str(PYTHON), str(ROOT / "tests" / "golden.py"), *rest])
    if command == "types":
        prepare(["requirements.txt"])
        tools = ROOT / "tests" / "tools"
        done = subprocess.run([str(PYTHON), str(tools / "record_types.py"), *rest], check=False)
        return done.returncode or run([str(PYTHON), str(tools / "hints.py"), *rest])
    if command == "bundle":
        prepare(["requirements.txt", "requirements-test.txt"])
        return run([str(PYTHON), str(ROOT / "tests" / "tools" / "bundle.py")])
    if command == "mutants":
        prepare(["requirements.txt", "requirements-test.txt"])
        return run([str(PYTHON), str(ROOT / "tests" / "mutants"), *rest])
    if command == "faults":
        prepare(["requirements.txt"])
        return run([str(PYTHON), str(ROOT / "tests" / "faults"), *rest])
    if command == "fuzz":
        prepare(["requirements.txt"])
        return run([str(PYTHON), str(ROOT / "tests" / "fuzz"), *rest])
    if command == "bench":
        prepare(["requirements.txt", "requirements-bench.txt"])
        return run([str(PYTHON), str(ROOT / "tests" / "bench" / "bench.py"), *rest])
    prepare(["requirements.txt"])
    return run([str(PROGRAMS / ("linli.exe" if os.name == "nt" else "linli")), *arguments])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        fail("已中断。")
