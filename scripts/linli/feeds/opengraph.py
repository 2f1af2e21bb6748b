"""What a chat shows of a link (ogp.me): takes a page's title, description and pictures, gives the lines of its head."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from linli.views.preview import Pictures


def lines(title: str, description: str, address: str, pictures: Pictures, site_url: str, base: str) -> Iterator[str]:
    """Yield the lines; a chat needs whole addresses, so that without `site_url` there is no picture for it.

    WeChat takes the first large picture of the page instead: the script puts it there (overrides/assets/src/chat.js).
    """
    yield _meta("title", title)
    yield _meta("description", description)
    if site_url:
        yield _meta("url", site_url + address)
    if site_url and pictures.wide:
        yield _meta("image", site_url + pictures.wide)
        yield _meta("image:width", "1200")
        yield _meta("image:height", "630")
    if pictures.square:
        yield f'<link rel="image_src" href="{escape(base + pictures.square)}">'


def _meta(name: str, content: str) -> str:
    return f'<meta property="og:{name}" content="{escape(content)}">'
