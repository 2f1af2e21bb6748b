"""Photos: takes the bytes of a file, gives them without anything hidden, and smaller ones of them in three formats.

The only importer of PIL.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps, ImageSequence, __version__

KINDS: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"})
"""File names of what is drawn anew."""
UNREADABLE: Final = frozenset({".heic", ".heif", ".tif", ".tiff", ".bmp", ".dng"})
"""Photos that many phones cannot show, and of which nothing hidden could be taken out."""
VERSION: Final = __version__
WIDTHS: Final = (480, 800, 1200)
BYTES: Final = 20_000_000
PIXELS: Final = 64_000_000
"""More than the largest photo of a usual phone; as pixels it takes 200 MB of memory."""
FRAMES: Final = 200
_COLOURS: Final = 64
_OPAQUE: Final = 255
_WIDEST: Final = 1600
"""Of a file that hand-written pages show under its own name."""
_READ: Final = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_WRITTEN: Final[dict[str, dict[str, Any]]] = {
    "avif": {"quality": 55, "speed": 8},
    "webp": {"quality": 76, "method": 4},
    "jpg": {"quality": 80, "optimize": True, "progressive": True},
}
"""The formats of smaller versions, the best first."""
_SAVED: Final = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
_LOST: Final = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError)
"""What decoders raise of damaged files."""


class UnusableError(Exception):
    """The file is no photo that can be shown; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A photo at the widths that it is worth having."""

    width: int
    height: int
    smaller: dict[tuple[int, str], bytes]
    """By width and format."""


def weigh(size: int) -> None:
    """Raise UnusableError where a file of this many bytes is too large."""
    if size > BYTES:
        message = f"这个文件有 {size / 1e6:.0f} MB，最多 {BYTES // 1_000_000} MB"
        raise UnusableError(message, "请在手机或电脑上把照片缩小（宽 2000 左右就够），再上传")


def look(data: bytes) -> None:
    """Raise UnusableError where it is no photo, is too large or damaged."""
    with _opened(data) as image:
        image.draft("RGB", (WIDTHS[0], WIDTHS[0]))
        image.load()


def clean(data: bytes) -> bytes:
    """Return the photo in its format without anything hidden, turned upright. Raises UnusableError."""
    with _opened(data) as image:
        return _whole(image)


def made(data: bytes) -> Made:
    """Return the photo at several widths; it is never enlarged. Raises UnusableError."""
    with _opened(data) as image:
        upright = _flat(_upright(image))
        smaller = {}
        for width in widths(upright.width):
            sized = _at(upright, width)
            for kind, options in _WRITTEN.items():
                smaller[width, kind] = _bytes(sized, _SAVED[kind], options)
    return Made(width=upright.width, height=upright.height, smaller=smaller)


def drawn(data: bytes) -> bytes:
    """Return a drawn PNG with as many colours as letters on paper need: a third of its bytes, no difference to be seen."""
    image = Image.open(BytesIO(data)).convert("RGBA")
    if any(image.getchannel("A").histogram()[:_OPAQUE]):
        return data  # what one can look through needs more shades
    few = image.convert("RGB").quantize(colors=_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG")
    return min(out.getvalue(), data, key=len)


def widths(width: int) -> list[int]:
    """The widths at which a photo this wide is kept: none is enlarged."""
    return sorted({min(each, width) for each in WIDTHS})


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    weigh(len(data))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_READ) as image:
                if image.width * image.height * min(getattr(image, "n_frames", 1), FRAMES) > PIXELS:
                    message = f"这张图有 {image.width}×{image.height} 点，太大了"
                    raise UnusableError(message, "请把照片缩小（宽 2000 左右就够），再上传；会动的图请换成一张不动的")
                yield image
    except _LOST as error:
        message = "这个文件不是图片，或者没有传完整"
        hint = "请在手机或电脑上打开看一看，能看到图，再另存成 .jpg 上传（iPhone 的照片选「兼容性最佳」）"
        raise UnusableError(message, hint) from error


def _whole(image: Image.Image) -> bytes:
    kind = "JPEG" if image.format == "MPO" else image.format or "PNG"
    if kind == "GIF" and getattr(image, "n_frames", 1) > 1:
        return _moving(image)
    upright = _upright(image)
    if kind == "JPEG":
        return _bytes(_at(_flat(upright), _WIDEST), kind, {"quality": 88, "optimize": True, "progressive": True})
    sized = _at(upright, _WIDEST)
    return _bytes(sized, kind, {"lossless": False, "quality": 86} if kind == "WEBP" else {})


def _moving(image: Image.Image) -> bytes:
    """A GIF that moves, with its times and nothing else."""
    frames, times = [], []
    for frame in ImageSequence.Iterator(image):
        frames.append(_bare(frame.convert("RGBA")))
        times.append(frame.info.get("duration", 100))
        if len(frames) == FRAMES:
            break
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=times, loop=0, disposal=2)
    return out.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """The pixels as they are meant to be seen: turned as the camera was held, in the colours of the web."""
    turned = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if profile and turned.mode in ("RGB", "RGBA", "L", "CMYK"):
        mode = "RGBA" if turned.mode == "RGBA" else "RGB"
        try:
            found = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(turned, found, ImageCms.createProfile("sRGB"), outputMode=mode) or turned
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return _bare(turned if turned.mode in ("RGB", "RGBA", "L", "P") else turned.convert("RGB"))


def _bare(image: Image.Image) -> Image.Image:
    """The pixels, and which of them are clear; nothing else that the file said."""
    clear = image.info.get("transparency")
    image = image.copy()
    image.info = {} if clear is None else {"transparency": clear}
    image.getexif().clear()
    return image


def _flat(image: Image.Image) -> Image.Image:
    """On white paper where it has clear parts."""
    if image.mode in ("RGBA", "P") or "transparency" in image.info:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(paper, over).convert("RGB")
    return image.convert("RGB")


def _at(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    sized = image.convert("RGBA" if image.mode == "P" or "transparency" in image.info else image.mode)
    return sized.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _bytes(image: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
