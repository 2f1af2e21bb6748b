"""A telephone number is one that can be dialled, and one only.

PASS:
  organization: [{name: 小院, phone: 0830-1234567转8001}]
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, phone: (0830)1234567}
    - {id: meishu, title: 美术班, category: 青少年宫, phone: 0830-1234567-8001}
  services: [{id: rexian, name: 热线, phone: 12355}, {id: xiaodian, name: 小店, phone: 400-123-4567}]

FAIL several-phones:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, phone: 0830-1234567 0830-1234568}]

FAIL odd-phone:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, phone: 0830-123456}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem
from linli.telephones import several, telephone
from linli.wording import shown

CODES: Final = ("several-phones", "odd-phone")
TITLE: Final = "电话打得通，一栏只写一个"
_TABLES: Final = ("organization", "venues", "courses", "services", "forms")


def check(context: Context) -> Iterator[Problem]:
    """Look at the telephone of every record that may have one."""
    tables = context.community.tables
    for record in (record for table in _TABLES for record in tables.get(table, ()) if record.phone):
        said = f"电话 phone 写成了 {shown(record.phone)}，"
        if found := several(record.phone):
            hint = f"只留一个，例如 phone: {found[0]}；别的号码({'、'.join(found[1:])})另写一条，或写进说明文字里"
            yield record.problem("phone", CODES[0], f"{said}这里只能写一个号码", hint)
        elif not (number := telephone(record.phone)).is_one:
            digits = len(number.number.removeprefix("+"))
            hint = "请数一数：座机是区号 3–4 位加号码 7–8 位，手机 11 位，分机写成 0830-0000000转8001；对的就不用改"
            yield record.problem("phone", CODES[1], f"{said}一共 {digits} 位数字，不像一个完整的号码", hint, "warning")
