"""Why a build could not do its work: takes what happened, gives a `Problem` in Chinese."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from linli.paper.press import PaperError
from linli.problems import Level, Mark, Problem

REFUSED: Final = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超出了给您的磁盘空间",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有写的权限",
    errno.EPERM: "没有写的权限",
    errno.EIO: "磁盘坏了，读写出错",
}
"""What keeps a disk from being written to, by the system's numbers."""


def not_ours(site: Path) -> Problem:
    """The folder for the site is somebody's own."""
    return Problem(
        mark=Mark(path=site.name),
        code="not-our-folder",
        message=f"文件夹 {site.name} 里有别的文件，不像是本工具生成的网站，没有动它",
        hint="请换一个空文件夹，例如 --site-dir site",
    )


def foreign(site: Path, paths: Sequence[str]) -> Problem:
    """The site holds files that no build put there."""
    named = f"{'、'.join(paths[:5])}{'…' if len(paths) > 5 else ''}"
    return Problem(
        mark=Mark(path=site.name),
        code="foreign-files",
        message=f"文件夹 {site.name} 里有 {len(paths)} 个文件不是本工具放的：{named}；生成会删掉它们，所以没有动",
        hint=f"要放到网上的移进 content/，别的移出 {site.name}，再生成一次；都不要了就删掉整个 {site.name} 文件夹",
    )


def not_alone(site: Path) -> Problem:
    """Another build does not end."""
    return Problem(
        mark=Mark(path=site.name),
        code="another-build",
        message="另一个生成一直没有结束，等不到它",
        hint="请先停掉别的 linli build 或 linli serve，再生成一次；原来的网站没有动",
    )


def no_paper(error: PaperError, level: Level) -> Problem:
    """Posters and sheets are not there."""
    return Problem(
        mark=Mark(path="mkdocs.yml"),
        code="no-paper",
        level=level,
        message=f"海报和打印件没有做出来：{error}",
        hint="不需要打印件时，在 mkdocs.yml 的 extra 里写 paper: false",
    )


def disk(error: OSError, site: Path) -> Problem:
    """The system refuses to write."""
    return Problem(
        mark=Mark(path=site.name),
        code="cannot-write",
        message=f"写不进去：{REFUSED.get(error.errno or 0) or error.strerror or error}",
        hint="请检查磁盘空间和文件夹权限；原来的网站没有动",
    )
