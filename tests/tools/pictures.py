"""Take the built reference site, write the pictures of the editors' manual into overrides/assets/editing/.

    python3 tests/tools/pictures.py [SITE]

Without a folder the site is built first. Every picture is of a real page, or of what `linli check` really says, on a
fixed day; run it again after the pages changed. A new picture is one more entry in SHOTS.
"""

from __future__ import annotations

import io
import sys
import tempfile
import threading
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from typing import Final

from PIL import Image, ImageOps
from playwright.sync_api import Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests"), str(ROOT / "tests/tools")]

import provide  # noqa: E402 -- found through the line above

from linli import build  # noqa: E402
from linli.report import report  # noqa: E402

TARGET: Final = ROOT / "overrides/assets/editing"
TODAY: Final = date(2026, 11, 25)
CLOCK: Final = "2026-11-25T09:00:00+08:00"
_SLIP: Final = "\n- group: meishu-pingri1-2026-qiu\n  date: 2026-12-03\n  kind: 停课\n  reasn: 美术室检修电路\n"
_STILL: Final = """() => {
  const floats = one => ["fixed", "sticky"].includes(getComputedStyle(one).position);
  for (const one of document.querySelectorAll("body *")) if (floats(one)) one.remove();
}"""
"""What floats over the page would hide a part of it."""
_FRAME: Final = "#c9bfae"
"""A line around the picture: it is of a page, and stands on one."""
_PAPER: Final = (
    "<!doctype html><meta charset=utf-8><style>body{margin:0;padding:16px 18px;background:#fbf8f1;color:#2b2622;"
    "font:15px/1.7 'Noto Sans CJK SC','Noto Sans SC',sans-serif}p{margin:0 0 14px;white-space:pre-wrap}"
    "b{color:#a3231c}code{font-family:inherit;color:#6b5f52}</style>"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shot:
    """A picture: of which page, how wide, from the top of one element to the bottom of another."""

    name: str
    path: str
    """Below the site's root; `check` is what the command says of a slip."""
    first: str = "body"
    last: str = ""
    """Empty for the same element."""
    width: int = 360
    press: tuple[str, ...] = ()
    """Buttons to press first, by their words."""
    most: int = 900
    """Pixels of the page that are shown at most."""


SHOTS: Final = (
    Shot(name="tasks", path="edit/", first="main h1, main h2", last="main", most=420),
    Shot(
        name="written",
        path="edit/",
        first="main",
        press=("停课", "美术班", "平日一班", "12月2日", "老师有事"),
        most=700,
    ),
    Shot(name="check", path="check", width=420),
    Shot(name="rule", path="rules/", first="#nothing-that-day", last="#nothing-that-day + details", width=420),
    Shot(name="fields", path="editing/", first="#table-changes", last="#table-changes ~ table", width=420, most=520),
    Shot(name="notice", path="changes/", first="main h1", last="main", width=360, most=560),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main(arguments: list[str]) -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(arguments[0]) if arguments else _built(Path(folder) / "site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=provide.chromium())
            TARGET.mkdir(exist_ok=True)
            for shot in SHOTS:
                room = browser.new_context(
                    viewport={"width": shot.width, "height": 800}, device_scale_factor=2, service_workers="block"
                )
                page = room.new_page()
                page.clock.set_fixed_time(CLOCK)
                if shot.path == "check":
                    page.set_content(_said(Path(folder) / "slip"))
                else:
                    page.goto(f"http://127.0.0.1:{server.server_port}/{shot.path}")
                for words in shot.press:
                    page.get_by_role("button", name=words).first.click()
                (TARGET / f"{shot.name}.png").write_bytes(_taken(page, shot))
            browser.close()
        server.shutdown()


def _built(site: Path) -> Path:
    outcome = build.build(ROOT, site, TODAY)
    if outcome.published is None:
        sys.exit(report(outcome.problems, "text"))
    return site


def _said(folder: Path) -> str:
    """What check says of the reference site's tables with one slip in them, as a page."""
    for name in ("data", "content", "overrides/views/slots"):
        copytree(ROOT / name, folder / name)
    (folder / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    with (folder / "data/changes.yml").open("a", encoding="utf-8") as file:
        file.write(_SLIP)
    found = [problem for problem in build.check(folder, TODAY).problems if problem.mark.path == "data/changes.yml"]
    lines = [
        f"<p>{escape(str(problem.mark))}  <b>{'错误' if problem.level == 'error' else '警告'}</b>  "
        f"{escape(problem.record and problem.record + '：')}{escape(problem.message)}<br>"
        f"{escape(problem.hint)}  <code>[{problem.code}]</code></p>"
        for problem in found
    ]
    return _PAPER + "".join(lines)


def _taken(page: Page, shot: Shot) -> bytes:
    """The picture, framed, in few colours: a page of text needs no more."""
    page.wait_for_timeout(300)
    page.evaluate(_STILL)
    first = page.locator(shot.first).first.bounding_box()
    last = page.locator(shot.last or shot.first).first.bounding_box()
    if first is None or last is None:
        sys.exit(f"{shot.name}：{shot.path} 里没有 {shot.first} 或 {shot.last}")
    top = max(first["y"] - 8, 0)
    height = min(last["y"] + last["height"] + 8 - top, shot.most)
    data = page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": shot.width, "height": height})
    made = io.BytesIO()
    framed = ImageOps.expand(Image.open(io.BytesIO(data)).convert("RGB"), border=2, fill=_FRAME)
    framed.quantize(64).save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
