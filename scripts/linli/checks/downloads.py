"""Sheets, documents and archives in content/ are lists of people until organization.yml says that residents may have them.

PASS:
  organization: [{name: 小院, downloads: [files/shenqing.pdf]}]
  content: {files/shenqing.pdf: 申请表, images/a.jpg: 照片}

FAIL unlisted-download:
  organization: [{name: 小院, downloads: [files/shenqing.pdf]}]
  content: {files/shenqing.pdf: 申请表, 名单.xlsx: 表}

FAIL download-missing:
  organization: [{name: 小院, downloads: [files/shenqing.docx]}]

FAIL list-beside-tables:
  data/名单.csv: 表
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli import kit
from linli.checks import Context
from linli.checks._personal import masked
from linli.problems import Mark, Problem

CODES: Final = ("unlisted-download", "download-missing", "list-beside-tables")
TITLE: Final = "给居民下载的文件要登记，名单不能放进来"
_SHEETS: Final = ".xlsx .xlsm .xls .xlsb .csv .tsv .et .ods .numbers .mdb .accdb .db .sqlite .vcf"
_WRITTEN: Final = ".docx .docm .doc .wps .odt .rtf .pages .pptx .pptm .ppt .dps .odp .pdf .eml .msg"
_PACKED: Final = ".zip .rar .7z .gz .tar .tgz .bz2 .xz"
KINDS: Final = frozenset(f"{_SHEETS} {_WRITTEN} {_PACKED}".split())
"""Kinds of files in which people keep lists, letters and copies of papers."""


def listed(context: Context) -> frozenset[str]:
    """Return the files that residents may have, from the root: `content/files/a.pdf`."""
    rows = context.community.tables.get("organization", ())
    return frozenset(
        f"content/{name.strip().lstrip('/').removeprefix('content/')}" for row in rows for name in row.downloads
    )


def check(context: Context) -> Iterator[Problem]:
    """Compare the files with the list, both ways."""
    known, root = listed(context), context.root
    for top in () if "organization" in context.incomplete else ("content", "data"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            kind = file.suffix.lower()
            if kind in KINDS and path not in known and "/." not in path and file.is_file():
                yield _published(path, kind) if top == "content" else _lying(path, kind)
    for row in context.community.tables.get("organization", ()):
        for path in sorted(listed(context)):
            if not kit.there(root / path):
                message = f"downloads 里写了 {path.removeprefix('content/')}，content 里没有这个文件"
                hint = "请看看名字和文件夹，大小写也要一样；不再给人下载的，从 downloads 里删掉"
                yield row.problem("downloads", "download-missing", message, hint)


def _published(path: str, kind: str) -> Problem:
    message = f"{kind} 文件放进 content 谁都能下载，organization.yml 里没有登记"
    name = path.removeprefix("content/")
    hint = f"名单请移出去；真要给居民下载的，在 organization.yml 写 downloads: [{masked(name)}]"
    return Problem(mark=Mark(path=masked(path)), code="unlisted-download", message=message, hint=hint)


def _lying(path: str, kind: str) -> Problem:
    message = f"data 里有一个 {kind} 文件，网站用不到它，可是仓库里的文件谁都能下载"
    hint = "名单请移出仓库；课表改好了用 YAML 写进 data 里的表"
    return Problem(mark=Mark(path=masked(path)), code="list-beside-tables", level="warning", message=message, hint=hint)
