"""How to get to a place: takes a venue, gives links into map apps, and the way in as steps with what they are drawn as.

Nothing is asked of any map before somebody taps a link. Nothing is drawn that the table does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from linli.model import Record
from linli.views.page import Link

_AMAP: Final = "https://uri.amap.com/"
_BAIDU: Final = "https://api.map.baidu.com/"
_DRAWN: Final = (
    ("left", r"左"),
    ("right", r"右"),
    ("ramp", r"坡道|无障碍"),
    ("lift", r"电梯"),
    ("stairs", r"楼梯|台阶|上楼|下楼"),
    ("gate", r"门"),
    ("room", r"室|房|教室|厅$"),
    ("floor", r"楼|层"),
    ("ahead", r"直走|往前|向前|穿过|沿"),
)
"""What a step is drawn as, by the first words found in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """大门, drawn as a gate."""

    text: str
    icon: str


def maps(venue: Record) -> list[Link]:
    """Links that open the place in a map: by its coordinates (GPS), else by its address and name."""
    if venue.online or (venue.address or "").startswith(("http://", "https://")):
        return []
    if venue.latitude is not None and venue.longitude is not None:
        here, there = f"{venue.latitude},{venue.longitude}", f"{venue.longitude},{venue.latitude}"
        name = str(venue.name)
        amap = {"position": there, "name": name, "coordinate": "wgs84", "src": "linli", "callnative": "1"}
        baidu = {"location": here, "title": name, "content": venue.address or name, "coord_type": "wgs84"}
        return [
            Link(href=f"{_AMAP}marker?{_query(amap)}", text="高德地图"),
            Link(href=f"{_BAIDU}marker?{_query({**baidu, **_SHOWN})}", text="百度地图"),
            Link(href=f"geo:{here}", text="手机自带地图"),
        ]
    if not venue.address:
        return []
    words = whole(venue.address, venue.name)
    return [
        Link(href=f"{_AMAP}search?{_query({'keyword': words, 'src': 'linli', 'callnative': '1'})}", text="高德地图"),
        Link(href=f"{_BAIDU}geocoder?{_query({'address': words, **_SHOWN})}", text="百度地图"),
    ]


def whole(address: str, name: str) -> str:
    """Address and name as one looks for them; what ends the one and begins the other stands once."""
    shared = next((n for n in range(min(len(address), len(name)), 0, -1) if address.endswith(name[:n])), 0)
    return address + name[shared:]


def steps(venue: Record) -> list[Step]:
    """The way in."""
    return [Step(text=text, icon=_icon(text)) for text in venue.way_in.names] if venue.way_in else []


def _icon(text: str) -> str:
    return next((icon for icon, words in _DRAWN if re.search(words, text)), "place")


def _query(values: dict[str, str]) -> str:
    return urlencode(values, quote_via=quote)


_SHOWN: Final = {"output": "html", "src": "linli"}
"""That Baidu shows a page, and who asks."""
