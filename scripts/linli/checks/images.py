"""A picture is in the site, can be shown, says what it shows and who agreed.

PASS:
  content: {images/a.jpg: 照片, images/b.jpg: 照片}
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: 'a.jpg, b.jpg', image_alt: 院子；四张小椅子, consent: 没有人}

FAIL image-alt:
  content: {images/a.jpg: 照片, images/b.jpg: 照片}
  services:
    - {id: a, name: 托育园, image: 'a.jpg, b.jpg', image_alt: 院子, consent: 没有人}

FAIL image-consent:
  content: {images/a.jpg: 照片}
  courses:
    - {id: a, title: 书法班, category: 青少年宫, image: a.jpg, image_alt: 一张长桌}

FAIL image-kind:
  content: {about.md: 关于}
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: about.md, image_alt: 院子, consent: 没有人}

FAIL image-missing:
  venues:
    - {id: a, name: 舞蹈室, image: nowhere.jpg, image_alt: 大门, consent: 没有人}

FAIL image-missing:
  content: {images/damen.png: 照片}
  venues:
    - {id: a, name: 舞蹈室, image: Damen.jpg}

FAIL image-file:
  content: {images/a.jpg: 这不是照片}
  stories:
    - {id: a, title: 托育园, date: 2024-05-31, image: a.jpg, image_alt: 院子, consent: 没有人}

FAIL image-format:
  content: {images/a.heic: 照片}
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.pictures import drawing, files, kept, raster
from linli.pictures.album import texts
from linli.problems import Mark, Problem
from linli.wording import shown

CODES: Final = ("image-alt", "image-consent", "image-kind", "image-missing", "image-file", "image-format")
TITLE: Final = "图片要打得开，有说明，写明同意"
_NONE: Final = frozenset("无 没有 暂无 没有图片 无图 暂缺 - / none None".split())
_TABLES: Final = ("stories", "courses", "services", "venues")


def check(context: Context) -> Iterator[Problem]:
    """Check the pictures of every record, then those of content/ that no record names."""
    named: set[Path] = set()
    for table in _TABLES:
        for record in context.community.tables.get(table, ()):
            if record.image is not None:
                yield from _record(context.root, record, named)
    folder = context.root / "content"
    for path in sorted(folder.rglob("*")):
        mark = Mark(path=f"content/{path.relative_to(folder).as_posix()}", line=1, column=1)
        kind = path.suffix.lower()
        if kind in raster.UNREADABLE and files.is_published(path, folder):
            message = f"{kind} 格式的照片很多手机看不到，不会放到网上"
            hint = "请另存成 .jpg 再上传；iPhone 在「设置」「相机」「格式」里选「兼容性最佳」"
            yield Problem(mark=mark, code="image-format", message=message, hint=hint)
        elif kind not in raster.KINDS or path in named or not files.is_published(path, folder):
            continue
        elif wrong := _unusable(context.root, path):
            yield Problem(mark=mark, code="image-file", message=wrong[0], hint=wrong[1])


def _record(root: Path, record: Record, named: set[Path]) -> Iterator[Problem]:
    names = record.image.names
    if slips := [slip for name in names if (slip := _slip(root, record, name))]:
        yield from slips  # what is said of a picture depends on which it is
        return
    said = texts(record.image_alt)
    photos = [name for name in names if not files.is_drawing(name)]
    needed = [name for name in names if name in photos or (said and len(names) > 1) or not _title(root, name)]
    if needed and len(said) < len(names):
        hint = "看不见图的人靠这句话知道图上是什么，例如 image_alt: 桌上放着三把撑开的油纸伞"
        if len(names) > 1:
            hint += "；一张一句，用分号隔开"
        counted = f"有 {len(names)} 张图片，只写了 {len(said)} 句图片说明" if said else "有图片，没有写图片说明"
        yield record.problem("image", "image-alt", f"{counted} image_alt", hint)
    elif len(said) > len(names):
        message = f"有 {len(names)} 张图片，写了 {len(said)} 句图片说明 image_alt"
        yield record.problem("image_alt", "image-alt", message, "一张一句，用分号隔开；一句里面请用逗号")
    if photos and record.consent is None:
        hint = "照片里认得出人，写 consent: 书面同意（孩子的由监护人签）；没有人就写 consent: 没有人"
        yield record.problem("image", "image-consent", "有照片，没有写同意 consent：里面的人同意放到网上吗？", hint)
    for name in names:
        yield from _file(root, record, name, named)


def _slip(root: Path, record: Record, name: str) -> Problem | None:
    """The name of a picture that is there under another; a word for none."""
    message = f"图片 image 写成了 {shown(name)}，content/images 里没有这个文件"
    if name in _NONE:
        return record.problem("image", "image-missing", message, "没有图片就不写 image 这一行")
    if not files.inside(name) or files.find(root, name) or not (there := files.likeliest(root, name)):
        return None
    return record.problem("image", "image-missing", message, f"是不是想写 image: {there}？不是的话，请先上传图片")


def _file(root: Path, record: Record, name: str, named: set[Path]) -> Iterator[Problem]:
    if not files.is_picture(name):
        message = f"图片 image 写成了 {shown(name)}，不是图片文件"
        yield record.problem("image", "image-kind", message, "请写图片的文件名，例如 image: zhishan.jpg")
        return
    if not files.inside(name):
        message = f"图片 image 写成了 {shown(name)}，不在网站里"
        yield record.problem("image", "image-missing", message, "请把照片放进 content/images，写成 image: zhishan.jpg")
        return
    path = files.find(root, name)
    if path is None:
        message = f"图片 image 写成了 {shown(name)}，content/images 里没有这个文件"
        yield record.problem("image", "image-missing", message, "请先上传图片，文件名的大小写也要一样")
        return
    if path not in named and (wrong := _unusable(root, path)):
        yield record.problem("image", "image-file", f"图片 {shown(name)} 用不了：{wrong[0]}", wrong[1])
    named.add(path)


def _title(root: Path, name: str) -> str:
    """What a drawing says of itself; a file that is missing or none is told elsewhere."""
    path = files.find(root, name)
    found = drawing.read(path.read_text("utf-8", "replace")) if path else None
    return found.title if found else "?"


def _unusable(root: Path, path: Path) -> tuple[str, str] | None:
    """What is wrong with a file and what to do, or None."""
    try:
        raster.weigh(path.stat().st_size)
        data = path.read_bytes()
        if files.is_drawing(path.name):
            if drawing.read(data.decode("utf-8", "replace")) is None:
                return "这张插图没有写 viewBox，不知道多宽多高", "请在画图软件里另存成「普通 SVG」"
        elif not kept.is_known(root, data):
            raster.look(data)
    except raster.UnusableError as error:
        return str(error), error.hint
    except OSError:
        return "这个文件读不出来", "请重新上传"
    return None
