"""Children on photos are there by their guardians' signature, and nobody longer than was agreed to.

PASS:
  content: {images/a.jpg: 照片, images/b.jpg: 照片}
  stories:
    - {id: a, title: 绘本, date: 2026-05-31, image: a.jpg, image_alt: 两个孩子在看书, consent: 书面同意, consent_until: 2026-11-24}
    - {id: b, title: 画展, date: 2026-05-31, image: b.jpg, image_alt: 墙上挂着孩子们的画, consent: 没有人}

FAIL child-not-in-writing:
  content: {images/a.jpg: 照片}
  stories:
    - {id: a, title: 绘本, date: 2026-05-31, image: a.jpg, image_alt: 两个孩子在看绘本, consent: 家长口头说可以}

FAIL nobody-but-a-child:
  content: {images/a.jpg: 照片}
  stories:
    - {id: a, title: 绘本, date: 2026-05-31, image: a.jpg, image_alt: 小朋友们坐在地垫上听故事, consent: 没有人}

FAIL child-on-a-page:
  content:
    images/a.jpg: 照片
    about.md: "![两个小朋友在看书](/images/a.jpg)"

FAIL consent-expired:
  content: {images/a.jpg: 照片}
  stories:
    - {id: a, title: 绘本, date: 2026-05-31, image: a.jpg, image_alt: 一位妈妈, consent: 书面同意, consent_until: 2026-11-23}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.checks._pages import Page, place, written
from linli.model import Record
from linli.pictures import agreed, files
from linli.problems import Mark, Problem
from linli.wording import shown

CODES: Final = ("child-not-in-writing", "nobody-but-a-child", "child-on-a-page", "consent-expired")
TITLE: Final = "孩子的照片要监护人书面同意，过了期限不再用"
_TABLES: Final = ("stories", "courses", "services", "venues")
_CHILD: Final = re.compile(
    r"(?:小?(?:男|女)孩|孩子|小朋友|小学生|学生|宝宝|娃娃?|婴儿|幼儿(?!园)|青?少年(?!宫)|(?<!妇女)儿童(?![画书椅节]|绘本|之家|乐园|读物|友好|游乐|活动室))"
    r"们?+(?!的|画的|写的|做的|专用|衣|房|用)"
)
_DOING: Final = re.compile(r"(?:正?在|坐|站|蹲|跑|跳|围|排|举|抱|牵|看|听|笑|玩|画着|写着|做着|拿|穿|戴)")
_WRITTEN: Final = re.compile(r"书面|签|同意书|授权书|知情书")
_LACKING: Final = re.compile(
    r"(?:没|未|待|补)有?[^，。；]{0,4}(?:签|书面|同意书)|(?:签|书面|同意书?)[^，。；]{0,4}(?:没|未|待|不)"
)
_UNKNOWN: Final = re.compile(r"认不出|背影")
_NOBODY: Final = re.compile(rf"没有?人(?![反不])|无人|{_UNKNOWN.pattern}")
_PHOTO: Final = re.compile(r"!\[([^\]\n]+)\]\([^)\s]+\.(?:jpe?g|png|webp|avif|gif)\b", re.IGNORECASE)
_SAID: Final = re.compile(r"<!--\s*consent[:：][^>]*(?:书面|签|同意书|授权书|认不出)")


def check(context: Context) -> Iterator[Problem]:
    """Look at every record that shows a photo."""
    for table in _TABLES:
        for record in context.community.tables.get(table, ()):
            if record.image is None or record.consent is None or all(files.is_drawing(n) for n in record.image.names):
                continue
            yield from _children(record)
            last = agreed.until(record)
            if last is not None and last < context.today:
                message = f"照片只同意用到 {last}，已经过了，网站不再显示"
                hint = "请把照片从 content/images 和 image 一栏里删掉；又同意了的，写 consent_until 和新的日子"
                field = "consent_until" if record.consent_until else "consent"
                yield record.problem(field, "consent-expired", message, hint, level="warning")
    for page in written(context.root):
        yield from _on_page(page)


def _on_page(page: Page) -> Iterator[Problem]:
    """A hand-written page has no field for it: its photos of children belong to a record, or it says so beside them."""
    for photo in () if _SAID.search(page.typed) else _PHOTO.finditer(page.text):
        child = _CHILD.search(photo[1])
        if child is None or not _DOING.match(photo[1], child.end()):
            continue
        line, column = place(page.text, photo.start())
        message = f"照片说明里说{child[0]}在做什么，这一页没有写监护人同意没有"
        hint = (
            "请放进故事、课程或服务，写 consent；一定要放在这里的，旁边写一行 <!-- consent: 监护人书面同意，存A-03 -->"
        )
        mark = Mark(path=page.path, line=line, column=column)
        yield Problem(mark=mark, code="child-on-a-page", level="warning", message=message, hint=hint)


def _children(record: Record) -> Iterator[Problem]:
    said = record.image_alt or ""
    child = _CHILD.search(said)
    if child is None:
        return
    if not _NOBODY.search(record.consent):
        if not _WRITTEN.search(record.consent) or _LACKING.search(record.consent):
            message = f"图片说明里有{child[0]}，同意 consent 写成了 {shown(record.consent)}，不是书面的"
            hint = "孩子的照片要监护人签字：签了的写 consent: 监护人书面同意，存档案柜A-03；没有签的请换一张"
            yield record.problem("consent", "child-not-in-writing", message, hint)
    elif not _UNKNOWN.search(record.consent) and (doing := _DOING.match(said, child.end())):
        message = f"图片说明里说{child[0]}{doing[0]}，同意 consent 写成了 {shown(record.consent)}"
        hint = "有人就写监护人怎么同意的，例如 consent: 监护人书面同意；只有背影的写 consent: 认不出人"
        yield record.problem("consent", "nobody-but-a-child", message, hint, level="warning")
