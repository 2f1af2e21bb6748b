"""A page that was there once stays reachable: printed QR codes point at it.

PASS:
  published: {courses: {shufa: 2026-03-01 的版本 1a2b3c4, guohua: 2026-03-01 的版本 1a2b3c4}, groups: {shufa-1: 2026-03-01 的版本 1a2b3c4}}
  courses: [{id: meishu, title: 美术班, category: 青少年宫, succeeds: guohua}]
  groups: [{id: shufa-1, course: meishu, name: 一班, status: 结束}]
  redirects: [{from: courses/shufa, to: courses/meishu}]

FAIL published-id-gone:
  published: {courses: {shufa: 2026-03-01 的版本 1a2b3c4}}
  courses: [{id: shufa-2, title: 书法班, category: 青少年宫}]

FAIL promise-not-checked:
  published: 这个文件夹不在 git 仓库里
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Mark, Problem

CODES: Final = ("published-id-gone", "promise-not-checked")
TITLE: Final = "公布过的网址不能消失"
_ENDED: Final = {"courses": "这门课", "services": "这项服务", "groups": "这个班"}
"""What is marked as over instead of being taken out."""


def check(context: Context) -> Iterator[Problem]:
    """Compare the ids that were published with those that are."""
    published = context.published
    if published is None or published.unknown:
        reason = published.unknown if published else "没有读历史"
        message = f"没有检查以前公布的网址是否都还在：{reason}"
        hint = "请在完整克隆的 git 仓库里检查(git fetch --unshallow)，或用 --previous 指明上一次生成的网站"
        mark = Mark(path="data/datapackage.yaml")
        yield Problem(mark=mark, code="promise-not-checked", level="warning", message=message, hint=hint)
    if published is None:
        return
    community = context.community
    redirected = {getattr(redirect, "from") for redirect in community.redirects}
    redirected |= {f"courses/{course.succeeds}" for course in community.courses if course.succeeds}
    paths = {resource.schema.name: resource.path for resource in context.package.resources}
    for table, ids in published.ids.items():
        if table in context.incomplete or table not in paths:
            continue
        here = [record.id for record in community.tables.get(table, ())]
        gone = set(ids) - set(here)
        for key in sorted(gone):
            if f"{table}/{key}" not in redirected:
                yield _gone(paths[table], table, key, ids[key], [new for new in here if new not in ids])


def _gone(path: str, table: str, key: str, where: str, new: list[str]) -> Problem:
    """An id that is gone; only one that was not there before may be its new name."""
    close = difflib.get_close_matches(key, new, n=1, cutoff=0.5) if len(new) < 5000 else []
    to = f" 和 to: {table}/{close[0]}" if close else "，to 写它现在的编号"
    back = "请把它加回来"
    if table in _ENDED:
        back = f"请把它加回来；{_ENDED[table]}不办了，在它那里写 status: 结束，网页和二维码就还能打开"
    moved = f"；只是换了编号，就在 data/redirects.yml 加一条 from: {table}/{key}{to}"
    if table == "courses":
        moved += f"，或在接替它的课程里写 succeeds: {key}"
    elif table == "groups":
        moved = "；班次的编号定下后不要改"
    hint = f"{back}{moved}"
    message = f"编号 {key} 以前公布过({where})，现在被删掉了；印出去的二维码会打不开"
    return Problem(
        mark=Mark(path=path), code="published-id-gone", message=message, hint=hint, table=table, record=key, field="id"
    )
