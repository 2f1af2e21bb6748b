"""The command line: takes arguments, prints Chinese, gives an exit code (0 fine, 1 problems, 2 usage)."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from linli.commands import COMMANDS
from linli.memory import Memory
from linli.model import SHANGHAI
from linli.problems import Problem, errors
from linli.progress import Progress
from linli.report import Format, report, summary
from linli.usage import Parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parser().parse_args(argv)
    root = Path() if options.command in ("init", "portal") else _root(options.root)
    if root is None:
        print("找不到 mkdocs.yml：请在网站的文件夹里运行，或用 --root 指明文件夹。", file=sys.stderr)
        return 2
    options.root = root
    if options.command != "serve":
        # one short run keeps nearly all it makes; 1,000 courses: 13.8 s of processor time, with collecting 16.3 s
        gc.disable()
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _stop_printing()
        return 1
    except Exception as error:  # the last resort: an editor never sees a traceback
        if os.environ.get("LINLI_DEBUG"):
            traceback.print_exc()
        print(f"程序自己出了错（不是您的表格有错）：{type(error).__name__}: {error}", file=sys.stderr)
        print("请把这一行发给维护者；想看细节请先设 LINLI_DEBUG=1 再运行一次。", file=sys.stderr)
        return 1


def _check(options: argparse.Namespace) -> int:
    from linli.checking import check

    memory = Memory(options.root)
    problems = check(options.root, _today(options), options.previous, memory).problems
    memory.keep()
    form: Format = options.format
    if options.summary and (why_not := _summarised(options.summary, problems)):
        print(why_not, file=sys.stderr)
        return 1
    try:
        print(report(problems, form), flush=True)
    except BrokenPipeError:  # `linli check | head` has seen enough; the exit code is still the answer
        _stop_printing()
    return 1 if errors(problems) or (options.strict and problems) else 0


def _summarised(path: Path, problems: Sequence[Problem]) -> str:
    """Write all problems behind what stands in the file; return why that cannot be."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(summary(problems))
    except OSError as error:
        return f"摘要写不进 {path}：{error.strerror}。请换一个地方。"
    return ""


def _stop_printing() -> None:
    """Let everything that is still to be said go nowhere: who listened has closed the pipe."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _build(options: argparse.Namespace) -> int:
    from linli.build import build

    started = time.perf_counter()
    site = _site(options)
    outcome = build(
        options.root,
        site,
        _today(options),
        builder=options.builder,
        previous=options.previous,
        strict=options.strict,
        say=(progress := Progress(sys.stderr)),
    )
    progress.end()
    _tell(outcome.problems)
    if outcome.published is None:
        print("网站未生成。" + ("原来的网站没有动。" if site.exists() else ""))
        return 1
    done = outcome.published
    seconds = time.perf_counter() - started
    print(f"网站已生成在 {_short(site)}：{len(done.written)} 个文件有变化，{done.kept} 个没变，", end="")
    print(f"{len(done.removed)} 个已删除，用时 {seconds:.1f} 秒。")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from linli.serve import serve

    return serve(options.root, _site(options), lambda: _today(options), options.builder, options.host, options.port)


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        print(report(problems, "text"))


def _today(options: argparse.Namespace) -> date:
    today: date | None = options.today
    return today or datetime.now(SHANGHAI).date()


def _site(options: argparse.Namespace) -> Path:
    site: Path = options.site_dir
    return site if site.is_absolute() else Path(options.root) / site


def _short(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _root(given: Path | None) -> Path | None:
    start = (given or Path.cwd()).resolve()
    folders = [start] if given else [start, *start.parents]
    return next((folder for folder in folders if (folder / "mkdocs.yml").is_file()), None)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期 {text} 应写成 2026-11-24 的样子") from None


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = Parser(prog="linli", description="把 YAML 表格变成社区网站。")
    names = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = Parser(add_help=False)
    common.add_argument("--root", type=Path, help="网站的文件夹（默认：往上找有 mkdocs.yml 的文件夹）")
    common.add_argument("--today", type=_date, metavar="DATE", help="把哪一天当作今天，例如 2026-11-24")
    careful = Parser(add_help=False)
    careful.add_argument("--strict", action="store_true", help="有警告也算不通过")
    careful.add_argument("--previous", type=Path, metavar="SITE", help="上次发布的网站文件夹，用来核对旧网址是否还在")
    building = Parser(add_help=False)
    building.add_argument("--site-dir", type=Path, default=Path("site"), help="网站放在哪里（默认 site）")
    building.add_argument("--builder", choices=("mkdocs", "zensical"), default="mkdocs", help="用哪个排版程序")

    check = names.add_parser("check", parents=[common, careful], help="检查表格，指出每个问题在哪一行、怎么改")
    check.add_argument("--format", choices=("text", "github", "json"), default="text", help="输出的形式")
    check.add_argument(
        "--summary",
        type=Path,
        metavar="FILE",
        help="把全部问题用 Markdown 写到这个文件的末尾，例如 $GITHUB_STEP_SUMMARY",
    )
    check.set_defaults(run=_check)
    build = names.add_parser("build", parents=[common, careful, building], help="检查并生成网站")
    build.set_defaults(run=_build)
    for command in COMMANDS:
        command.add(names, common)
    serve = names.add_parser("serve", parents=[common, building], help="在本机预览，表格一改就重新生成")
    serve.add_argument("--host", default="127.0.0.1", help="监听的地址（默认只有本机能看）")
    serve.add_argument("--port", type=int, default=8000, help="端口（默认 8000，被占用时换下一个）")
    serve.set_defaults(run=_serve)
    return top


if __name__ == "__main__":
    sys.exit(main())
