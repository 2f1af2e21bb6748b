"""Which Chinese typeface this machine prints with: takes font folders, gives a `Typeface` or a sentence that says how to get one."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

FREE: Final = (
    ("Noto Sans CJK SC", ("NotoSansCJK-*.ttc", "NotoSansCJKsc-*.otf")),
    ("Source Han Sans SC", ("SourceHanSans*.ttc", "SourceHanSansSC-*.otf")),
    ("Source Han Sans CN", ("SourceHanSansCN-*.otf",)),
    ("Noto Sans SC", ("NotoSansSC-*.otf", "NotoSansSC-*.ttf")),
    ("WenQuanYi Micro Hei", ("wqy-microhei.ttc",)),
    ("WenQuanYi Zen Hei", ("wqy-zenhei.ttc",)),
)
"""Typefaces whose licence lets anyone publish pictures and files made with them, the best first."""
OWN: Final = (
    ("PingFang SC", ("PingFang.ttc",)),
    ("Hiragino Sans GB", ("Hiragino Sans GB.ttc",)),
    ("Microsoft YaHei", ("msyh.ttc",)),
    ("SimHei", ("simhei.ttf",)),
)
"""Typefaces that come with a computer: good enough to print at home, not to publish with."""
SERIF: Final = (
    ("Noto Serif CJK SC", ("NotoSerifCJK-*.ttc", "NotoSerifCJKsc-*.otf")),
    ("Source Han Serif SC", ("SourceHanSerif*.ttc", "SourceHanSerifSC-*.otf")),
    ("Source Han Serif CN", ("SourceHanSerifCN-*.otf",)),
    ("Noto Serif SC", ("NotoSerifSC-*.otf", "NotoSerifSC-*.ttf")),
)

LACKING: Final = (
    "这台电脑上没有能用来印刷的中文字体，海报和课表没有生成（硬印出来会是一个个方框）。"
    "请安装免费的思源黑体（Noto Sans CJK SC）；Debian、Ubuntu 上是：sudo apt-get install fonts-noto-cjk"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Typeface:
    """What the sheets are set in."""

    sans: str
    serif: str
    """For titles and the seal; the sans where there is none."""
    folders: tuple[str, ...]
    files: tuple[Path, ...]
    """One file of each, to see which characters they have: all weights have the same."""
    stamp: str
    """Changes when the font files do."""


def find(*, publish: bool, folders: Sequence[Path] | None = None) -> Typeface | None:
    """Return the best typeface found; for what is published only free ones count."""
    files = list(_files(places() if folders is None else folders))
    sans = _first(files, FREE if publish else FREE + OWN)
    if sans is None:
        return None
    serif = _first(files, SERIF) or sans
    used = sorted({*sans[1], *serif[1]})
    stamp = hashlib.blake2b(digest_size=8)
    for path in used:
        stamp.update(f"{path.name} {path.stat().st_size}\n".encode())
    return Typeface(
        sans=sans[0],
        serif=serif[0],
        folders=tuple(dict.fromkeys(str(path.parent) for path in used)),
        files=tuple(dict.fromkeys(min(found) for _, found in (sans, serif))),
        stamp=stamp.hexdigest(),
    )


def places() -> list[Path]:
    """Where this system keeps fonts; LINLI_FONTS names one more folder, which comes first."""
    home, named = Path.home(), os.environ.get("LINLI_FONTS")
    found = [Path(named)] if named else []
    if sys.platform == "win32":
        windows, local = os.environ.get("WINDIR", r"C:\Windows"), os.environ.get("LOCALAPPDATA", str(home))
        return [*found, Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")]
    if sys.platform == "darwin":
        return [*found, home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    shared = [Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    return [*found, home / ".local/share/fonts", home / ".fonts", *shared]


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        for here, _, names in os.walk(folder):
            for name in names:
                yield Path(here, name)


def _first(files: Sequence[Path], wanted: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, list[Path]] | None:
    for family, patterns in wanted:
        found = [path for path in files if any(fnmatch(path.name, pattern) for pattern in patterns)]
        if found:
            return family, found
    return None
