"""`linli paper`: everything, one week or one course, and what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from printing import ROOT, pages_of, scanned


def command(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linli.cli", "paper", "--root", str(root), "--today", "2026-11-24", *words],
        capture_output=True, text=True, encoding="utf-8", check=False, env={"PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture
def village(make_root: Callable[..., Path]) -> Path:
    root = make_root(
        terms="- id: qiu\n  name: 秋\n  valid_from: 2026-09-01\n  valid_to: 2027-01-20\n",
        courses="- id: qi\n  title: 围棋班\n  category: 棋牌\n- id: lao\n  title: 老课\n  category: 棋牌\n  status: 结束\n",
        schedules='- course: qi\n  term: qiu\n  weekday: 周三\n  opens_at: "19:00"\n  closes_at: "20:30"\n',
    )
    shutil.copytree(ROOT / "overrides", root / "overrides", dirs_exist_ok=True)
    return root


def test_the_command_makes_everything(village: Path) -> None:
    done = command(village)
    assert (done.returncode, done.stderr) == (0, "")
    assert "做好了5份" in done.stdout
    assert "--site-url" in done.stdout
    made = {path.relative_to(village / "paper").as_posix() for path in (village / "paper").rglob("*.*")}
    assert made == {
        "print/week-2026-11-23.pdf",
        "print/week-2026-11-30.pdf",
        "courses/qi/poster.pdf",
        "courses/qi/poster.png",
        "courses/qi/sign-in.pdf",
    }


def test_the_command_makes_one_week_or_one_course(village: Path) -> None:
    assert command(village, "--week", "2026-10-08", "--out", "w").returncode == 0
    assert [path.name for path in (village / "w").rglob("*.*")] == ["week-2026-10-05.pdf"]
    assert command(village, "--course", "qi", "--out", "c", "--site-url", "https://a.example").returncode == 0
    assert {path.name for path in (village / "c").rglob("*.*")} == {"poster.pdf", "poster.png", "sign-in.pdf"}
    (page,) = pages_of((village / "c/courses/qi/poster.pdf").read_bytes())
    assert scanned(page) == ["https://a.example/q/qi/"]


def test_the_command_says_what_is_wrong(village: Path) -> None:
    unknown = command(village, "--course", "nope")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "没有编号是 nope 的课程。现有：qi、lao" in unknown.stderr
    over = command(village, "--course", "lao")
    assert over.returncode == 0
    assert "没有可做的" in over.stdout
    assert command(village, "--week", "2026-13-01").returncode == 2
    (village / "data/schedules.yml").write_text("- course: qi\n  weekday: 周八\n", "utf-8")
    wrong = command(village)
    assert wrong.returncode == 1
    assert "linli check" in wrong.stderr
