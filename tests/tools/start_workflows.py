"""The workflows of a new site, made from the kit's own: run it after one of those changed; a test compares.

There the program is installed from requirements.txt; here it is in the repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "scripts/linli/start/.github/workflows"
INSTALL = "      - name: 安装网站程序\n        run: python3 -m pip install --quiet --requirement requirements.txt\n"
OURS = "python3 scripts/run.py "
KIT = ("test", "audit")
WHEEL = re.compile(r"^ {6}- name: 程序的 wheel\n(?: {8}.*\n)+|^ +packed/\*\.whl\n", re.MULTILINE)


def made() -> Iterator[tuple[Path, str]]:
    """Yield path and text of each: all but those that test the kit itself, and without the kit's wheel."""
    for path in sorted((ROOT / ".github/workflows").glob("*.yml")):
        text = path.read_text("utf-8")
        if path.stem not in KIT:
            text = WHEEL.sub("", text)
            first = re.search(rf"^ {{6}}- name: (?:(?!^ {{6}}- )[\s\S])*?{re.escape(OURS)}", text, re.MULTILINE)
            assert first, f"{path.name} runs nothing of ours"
            text = text[: first.start()] + INSTALL + text[first.start() :]
            yield START / path.name, text.replace(OURS, "linli ")


if __name__ == "__main__":
    for target, words in made():
        target.write_text(words, "utf-8")
