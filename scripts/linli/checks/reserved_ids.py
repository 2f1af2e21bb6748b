"""An id makes a folder, also on Windows and on a USB stick, which keep some names for themselves.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]

FAIL reserved-id:
  courses: [{id: con, title: 书法班, category: 青少年宫}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.history import PERMANENT
from linli.problems import Problem

CODES: Final = ("reserved-id",)
TITLE: Final = "编号要能做文件夹的名字"
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "index", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
)


def check(context: Context) -> Iterator[Problem]:
    """Look at the ids of all records that have a page or a calendar."""
    for table in PERMANENT:
        for record in context.community.tables.get(table, ()):
            if record.id in _RESERVED or not record.id.strip("-"):
                message = f"编号 id 写成了 {record.id},Windows 不能用它做文件夹的名字"
                yield record.problem(
                    "id", CODES[0], message, f"请加几个字母，例如 id: {record.id.strip('-') or 'ke'}-ban"
                )
