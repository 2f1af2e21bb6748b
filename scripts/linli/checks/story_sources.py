"""A story names its source and keeps within its licence; a picture says what it shows and who agreed.

PASS:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, body: 自己的话。, source_licence: own}
    - {id: b, title: 托育园, date: 2024-05-31, body: 一句话。, source_licence: link-only, source_outlet: 中国新闻网, source_date: 2024-05-31}

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
    - {id: a, title: 托育园, date: 2024-05-31, source_licence: link-only, source_outlet: 中国新闻网, source_date: 2024-05-31, image: a.jpg, image_alt: 院子}

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

FAIL image-alt:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: a.jpg, consent: 图中无人}

FAIL image-consent:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: a.jpg, image_alt: 院子}

FAIL image-missing:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: nowhere.jpg, image_alt: 院子, consent: 图中无人}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.wording import shown

CODES: Final = (
    "link-only-body",
    "link-only-image",
    "permission-reference",
    "source-incomplete",
    "licence-missing",
    "source-url",
    "image-alt",
    "image-consent",
    "image-missing",
)
TITLE: Final = "故事要写清来源和许可"
_LONGEST: Final = 200
_WEB: Final = re.compile(r"https?://[^\s/@\\]+\.[^\s/@\\]+(?:/\S*)?$", re.IGNORECASE)
_PICTURE: Final = re.compile(r"!\[|<img\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Check the source, licence and picture of every story."""
    for story in context.community.stories:
        yield from _source(story)
        if story.source_url is not None and not _WEB.match(story.source_url):
            message = f"来源网址 source_url 写成了 {shown(story.source_url)},不是一个完整的网址"
            hint = "请从浏览器复制,以 https:// 开头;不知道就不写"
            yield story.problem("source_url", "source-url", message, hint)
        if story.image is not None:
            yield from _image(context.root, story)


def _source(story: Record) -> Iterator[Problem]:
    licence = story.source_licence
    named = story.source_outlet or story.source_title or story.source_url
    if licence is None:
        if named:
            hint = "自己写的写 source_licence: own;只引用来源写 link-only;得到许可写 permission"
            field = next(f for f in ("source_outlet", "source_title", "source_url") if getattr(story, f))
            yield story.problem(field, "licence-missing", "写了来源,没有写使用许可 source_licence", hint)
        return
    if licence in ("link-only", "permission") or named:
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
            yield story.problem("source_licence", "source-incomplete", f"来源没有写全,缺少{'和'.join(missing)}", hint)
    if licence == "link-only":
        body = story.body or ""
        if len(body.strip()) > _LONGEST:
            message = f"只许引用来源(link-only)的正文有 {len(body.strip())} 个字,最多 {_LONGEST} 个"
            yield story.problem("body", "link-only-body", message, "请用自己的话写短,细节让读者看原文")
        if story.image is not None or _PICTURE.search(body):
            field = "image" if story.image is not None else "body"
            message = "只许引用来源(link-only)的故事不能配图"
            yield story.problem(field, "link-only-image", message, "请去掉图片;自己拍的照片请另写一篇 own 的故事")
    elif licence == "permission" and not story.consent:
        message = "写了得到许可(permission),没有写凭据"
        yield story.problem("source_licence", "permission-reference", message, "请在 consent 里写授权书的编号或存放处")


def _image(root: Path, story: Record) -> Iterator[Problem]:
    if story.image_alt is None:
        hint = "看不见图的人靠这句话知道图上是什么,例如 image_alt: 桌上放着三把撑开的油纸伞"
        yield story.problem("image", "image-alt", "有图片,没有写图片说明 image_alt", hint)
    if story.consent is None:
        hint = "照片里认得出人就写同意书的编号或存放处,孩子的由监护人签;没有人就写 consent: 图中无人"
        yield story.problem("image", "image-consent", "有图片,没有写同意书 consent", hint, level="warning")
    parts = Path(story.image).parts
    if ".." in parts or urlsplit(story.image).scheme or story.image.startswith("/"):
        message = f"图片 image 写成了 {shown(story.image)},不在网站里"
        yield story.problem("image", "image-missing", message, "请把图片放进 content/assets,写成 image: assets/zhishan.jpg")
        return
    folder = root / "content"
    if not any(_is_file(path) for path in (folder / story.image, folder / "assets" / story.image)):
        message = f"图片 image 写成了 {shown(story.image)},content 里没有这个文件"
        yield story.problem("image", "image-missing", message, "请先上传图片,文件名的大小写也要一样")


def _is_file(path: Path) -> bool:
    """Whether it is there under exactly this name: macOS and Windows would take other letter cases too."""
    try:
        return path.is_file() and path.name in {other.name for other in path.parent.iterdir()}
    except (OSError, ValueError):
        return False
