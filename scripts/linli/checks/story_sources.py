"""A story names its source and keeps within its licence.

PASS:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, body: 自己的话。, source_licence: own}
    - {id: b, title: 伞, date: 2024-05-31, body: 一句。, source_licence: link-only, source_outlet: 新闻网, source_date: 2024-05-31}

FAIL link-only-body:
  stories:
    - id: a
      title: 托育园
      date: 2024-05-31
      source_licence: link-only
      source_outlet: 中国新闻网
      source_date: 2024-05-31
      body: >-
        一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十。
        一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十。
        一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十。
        一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十。
        一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十。

FAIL link-only-image:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, source_licence: link-only, source_outlet: 中国新闻网, source_date: 2024-05-31, image: a.jpg}

FAIL link-only-image:
  stories:
    - id: a
      title: 托育园
      date: 2024-05-31
      source_licence: link-only
      source_outlet: 中国新闻网
      source_date: 2024-05-31
      body: 孩子们在院子里。![院子](assets/a.jpg)

FAIL permission-reference:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, source_licence: permission, source_outlet: 中国新闻网, source_date: 2024-05-31}

FAIL source-incomplete:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, source_licence: link-only, source_outlet: 中国新闻网}

FAIL licence-missing:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, source_outlet: 中国新闻网, source_date: 2024-05-31}

FAIL source-url:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, source_licence: own, source_outlet: 年报, source_date: 2024-05-31, source_url: example.cn/a}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.pictures.files import is_drawing
from linli.problems import Problem
from linli.records import Licence
from linli.wording import shown

CODES: Final = (
    "link-only-body",
    "link-only-image",
    "permission-reference",
    "source-incomplete",
    "licence-missing",
    "source-url",
)
TITLE: Final = "故事要写清来源和许可"
_LONGEST: Final = 200
_WEB: Final = re.compile(r"https?://[^\s/@\\]+\.[^\s/@\\]+(?:/\S*)?$", re.IGNORECASE)
_PICTURE: Final = re.compile(r"!\[|<img\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Check the source and licence of every story."""
    for story in context.community.stories:
        yield from _source(story)
        if story.source_url is not None and not _WEB.match(story.source_url):
            message = f"来源网址 source_url 写成了 {shown(story.source_url)}，不是一个完整的网址"
            hint = "请从浏览器复制，以 https:// 开头；不知道就不写"
            yield story.problem("source_url", "source-url", message, hint)


def _source(story: Record) -> Iterator[Problem]:
    licence = story.source_licence
    named = story.source_outlet or story.source_title or story.source_url
    if licence is None:
        if named:
            hint = "自己写的写 source_licence: own；只引用来源写 link-only；得到许可写 permission"
            field = next(f for f in ("source_outlet", "source_title", "source_url") if getattr(story, f))
            yield story.problem(field, "licence-missing", "写了来源，没有写使用许可 source_licence", hint)
        return
    if licence in (Licence.LINK_ONLY, Licence.PERMISSION) or named:
        missing = [
            text
            for text, value in (
                ("来源媒体 source_outlet", story.source_outlet),
                ("来源日期 source_date", story.source_date),
            )
            if value is None
        ]
        if missing:
            hint = "例如 source_outlet: 中国新闻网 和 source_date: 2024-05-31"
            yield story.problem(
                "source_licence", "source-incomplete", f"来源没有写全，缺少 {' 和 '.join(missing)}", hint
            )
    if licence == Licence.LINK_ONLY:
        body = story.body or ""
        if len(body.strip()) > _LONGEST:
            message = f"只许引用来源(link-only)的正文有 {len(body.strip())} 个字，最多 {_LONGEST} 个"
            yield story.problem("body", "link-only-body", message, "请用自己的话写短，细节让读者看原文")
        photo = story.image is not None and not all(map(is_drawing, story.image.names))
        if photo or _PICTURE.search(body):
            message = "只许引用来源(link-only)的故事不能配照片"
            hint = "请去掉照片，或换成插图，例如 image: san.svg；自己拍的照片请另写一篇 own 的故事"
            yield story.problem("image" if photo else "body", "link-only-image", message, hint)
    elif licence == Licence.PERMISSION and not story.consent:
        message = "写了得到许可(permission)，没有写凭据"
        yield story.problem("source_licence", "permission-reference", message, "请在 consent 里写授权书的编号或存放处")
