"""Nothing on a whole site changes unnoticed: every page, calendar, feed, sheet and message, on the days of golden.DAYS.

Nor does what an editor is told of one changed cell.
"""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest

import edits
import golden


@pytest.mark.parametrize(("community", "day"), golden.DAYS, ids=str)
def test_the_site_says_what_was_last_looked_at(community: str, day: date, tmp_path: Path) -> None:
    now = golden.said(community, golden.lay_out(community, tmp_path / "r"), day)
    before = golden.sections(golden.kept(community, day).read_text("utf-8"))
    assert list(now) == list(before), "another set of files"
    changed = [path for path in now if now[path] != before[path]]
    lines: list[str] = []
    for path in changed:
        pair = before[path].splitlines(), now[path].splitlines()
        lines += list(difflib.unified_diff(*pair, f"{path} 以前", f"{path} 现在", lineterm="", n=0))[:12]
    told = "\n".join(line[:300] for line in lines[:60])
    assert not changed, f"{len(changed)} 处变了；看过没有错，就运行 python3 scripts/run.py golden\n{told}"


@pytest.mark.parametrize("part", range(edits.PARTS))
def test_an_edit_brings_the_problems_that_were_last_looked_at(part: int, tmp_path: Path) -> None:
    now = edits.said_of(golden.lay_out("school", tmp_path / "r"), part).splitlines()
    before = golden.edits_kept(part).read_text("utf-8").splitlines()
    changed = list(difflib.unified_diff(before, now, "以前", "现在", lineterm="", n=1))
    assert not changed, "看过没有错，就运行 python3 scripts/run.py golden\n" + "\n".join(changed[:40])
