"""A community of its own has a package name of its own, by which calendars tell its classes from all others.

PASS:
  package: xiaoyuan
  organization: [{name: 小院}]

FAIL template-name:
  package: linli-linfu
  organization: [{name: 小院}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Mark, Problem

CODES: Final = ("template-name",)
TITLE: Final = "换成自己的社区，数据包也要换名字"
_TEMPLATE: Final = "linli-linfu"
_ITS_OWN: Final = ("邻府", "宝妈妇联")
"""What the organisation is called whose name that is."""


def check(context: Context) -> Iterator[Problem]:
    """Compare the package's name with the organisation's."""
    organization = context.community.organization
    called = f"{organization.name} {organization.short_name or ''}"
    if context.package.name != _TEMPLATE or any(word in called for word in _ITS_OWN):
        return
    message = f"数据包的名字 name 还是样板的 {_TEMPLATE}，社区已经是「{organization.name}」；两个社区的日历会混在一起"
    hint = "请改成自己的，用小写字母、数字和短横线，例如 name: linli-xiaoyuan；公布以后不要再改"
    yield Problem(
        mark=_mark(context),
        code=CODES[0],
        level="warning",
        message=message,
        hint=hint,
        table="datapackage",
        field="name",
    )


def _mark(context: Context) -> Mark:
    """Where the name stands in the package's file."""
    path = "data/datapackage.yaml"
    try:
        lines = (context.root / path).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return Mark(path=path)
    for number, line in enumerate(lines, 1):
        if line.startswith("name:"):
            return Mark(path=path, line=number, column=line.index(_TEMPLATE) + 1 if _TEMPLATE in line else 1)
    return Mark(path=path)
