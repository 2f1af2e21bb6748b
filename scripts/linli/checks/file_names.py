"""The name of a file tells nothing of a person: it is public as the file is, also where the file is not published.

PASS:
  content: {images/mmexport1700000000000.jpg: 照片, images/2026-11-24.jpg: 照片, zhiyuan.md: 志愿者}

FAIL personal-file-name:
  content: {images/13800138000.jpg: 照片}

FAIL private-paper:
  content: {images/身份证正面.jpg: 照片}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.checks._personal import find, masked
from linli.problems import Mark, Problem

CODES: Final = ("personal-file-name", "private-paper")
TITLE: Final = "文件名里不能有个人信息"
_FOLDERS: Final = ("content", "data", "overrides")
_PAPERS: Final = re.compile(
    r"身份证|户口[本簿]|护照|驾驶证|社保卡|残疾证|出生证|病历|体检|花名册|名单|通讯录|签到表|聊天记录|银行卡|收款码"
)
_EXPLAINED: Final = frozenset({".md", ".svg", ".yaml"})
"""A page about what to bring may be called so."""


def check(context: Context) -> Iterator[Problem]:
    """Look at the names of files and folders that git or the site publishes."""
    for top in _FOLDERS:
        for file in sorted((context.root / top).rglob("*")):
            path = file.relative_to(context.root).as_posix()
            if "/." in path or not file.is_file():
                continue
            mark = Mark(path=masked(path))
            for kind, mask, _ in find(path):
                message = f"文件名里像是有一个{kind} {mask}，网址和 git 里都看得到"
                hint = "请换一个名字，例如 huodong-1.jpg；git 会记住旧名字，提交以前就要改"
                yield Problem(mark=mark, code="personal-file-name", message=message, hint=hint)
            if file.suffix.lower() not in _EXPLAINED and (paper := _PAPERS.search(file.name)):
                message = f"从名字看是{paper[0]}，放进来谁都能看"
                hint = "是的请移出去；不是的请换一个名字，例如 huodong-1.jpg"
                yield Problem(mark=mark, code="private-paper", level="warning", message=message, hint=hint)
