"""The seal as icons for a phone's home screen: takes the community, gives sheets; which sizes, says views/preview.py."""

from __future__ import annotations

from collections.abc import Iterator

from linli.paper.sheet import Sheet, common
from linli.views.edition import Edition
from linli.views.preview import ICONS


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield every icon, with the community's own character."""
    shared = common(edition, "图标")
    for icon in ICONS:
        data = {**shared, "printed": "", "sample": False, "side": icon.side, "shape": icon.shape}
        yield Sheet(path=icon.path, template="icon", data=data)
