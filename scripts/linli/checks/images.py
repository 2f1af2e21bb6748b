"""A picture is in the site, says what it shows and who agreed.

PASS:
  content: {assets/a.jpg: 图}
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: assets/a.jpg, image_alt: 院子, consent: 图中无人}

FAIL image-alt:
  content: {assets/a.jpg: 图}
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: a.jpg, consent: 图中无人}

FAIL image-consent:
  content: {assets/a.jpg: 图}
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: a.jpg, image_alt: 院子}

FAIL image-kind:
  content: {about.md: 关于}
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: about.md, image_alt: 院子, consent: 图中无人}

FAIL image-missing:
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: nowhere.jpg, image_alt: 院子, consent: 图中无人}
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.wording import shown

CODES: Final = ("image-alt", "image-consent", "image-kind", "image-missing")
_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"})
TITLE: Final = "图片要有说明和同意书"


def check(context: Context) -> Iterator[Problem]:
    """Check the picture of every story."""
    for story in context.community.stories:
        if story.image is not None:
            yield from _image(context.root, story)


def _image(root: Path, story: Record) -> Iterator[Problem]:
    if story.image_alt is None:
        hint = "看不见图的人靠这句话知道图上是什么，例如 image_alt: 桌上放着三把撑开的油纸伞"
        yield story.problem("image", "image-alt", "有图片，没有写图片说明 image_alt", hint)
    if story.consent is None:
        hint = "照片里认得出人就写同意书的编号或存放处，孩子的由监护人签；没有人就写 consent: 图中无人"
        yield story.problem("image", "image-consent", "有图片，没有写同意书 consent", hint, level="warning")
    if Path(story.image).suffix.lower() not in _PICTURES:
        message = f"图片 image 写成了 {shown(story.image)}，不是图片文件"
        yield story.problem("image", "image-kind", message, "请写图片的文件名，例如 image: assets/zhishan.jpg")
        return
    parts = Path(story.image).parts
    if ".." in parts or ":" in story.image or story.image.startswith("/"):
        message = f"图片 image 写成了 {shown(story.image)}，不在网站里"
        yield story.problem(
            "image", "image-missing", message, "请把图片放进 content/assets，写成 image: assets/zhishan.jpg"
        )
        return
    folder = root / "content"
    if not any(_is_file(path) for path in (folder / story.image, folder / "assets" / story.image)):
        message = f"图片 image 写成了 {shown(story.image)},content 里没有这个文件"
        yield story.problem("image", "image-missing", message, "请先上传图片，文件名的大小写也要一样")


def _is_file(path: Path) -> bool:
    """Whether it is there under exactly this name: macOS and Windows would take other letter cases too."""
    try:
        return path.is_file() and path.name in {other.name for other in path.parent.iterdir()}
    except (OSError, ValueError):
        return False
