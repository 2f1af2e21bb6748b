"""A place on the net has an address that one can open, and a street address is no link.

PASS:
  venues:
    - {id: huiyi, name: 腾讯会议, online: true, url: "https://meeting.tencent.com/dm/abc"}
    - {id: shi, name: 书法室, address: 竹影社区, url: "https://example.org/shi"}

FAIL online-without-url:
  venues: [{id: huiyi, name: 腾讯会议, online: true}]

FAIL url-in-address:
  venues: [{id: huiyi, name: 腾讯会议室, address: "https://meeting.tencent.com/dm/abc"}]

FAIL bad-venue-url:
  venues: [{id: huiyi, name: 腾讯会议, online: true, url: meeting.tencent.com/dm/abc}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem
from linli.wording import shown

CODES: Final = ("online-without-url", "url-in-address", "bad-venue-url")
TITLE: Final = "线上的地方要写网址"
_LINK: Final = re.compile(r"https?://|(?<![\w.@])(?:www\.|[a-z0-9-]+\.(?:com|cn|net|org)/)", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?(?:[/?#][!-~]*)?", re.IGNORECASE)

_ODD: Final = re.compile(r"https?://.*?[^!-~]", re.DOTALL)
"""Of which form_urls says what is in it that no address holds."""


def check(context: Context) -> Iterator[Problem]:
    """Look at the address and the link of every venue."""
    for venue in context.community.venues:
        for field, title in (("address", "地址"), ("room", "房间")):
            text = getattr(venue, field)
            if text and _LINK.search(text):
                message = f"{title} {field} 写成了 {shown(text)}，是网址，居民点不开"
                hint = "网址请写在 url 里；线上的地方再加一行 online: true"
                yield venue.problem(field, CODES[1], message, hint, level="warning")
                break
        else:
            if venue.online and venue.url is None:
                hint = "请加上 url，例如 url: https://meeting.tencent.com/dm/shili；每次都不同的，说明在哪里能拿到"
                yield venue.problem("online", CODES[0], "写了线上 online，没有写从哪里进", hint, level="warning")
        if venue.url is not None and _WEB.fullmatch(venue.url) is None and not _ODD.match(venue.url):
            message = f"网址 url 写成了 {shown(venue.url)}，不是一个完整的网址"
            hint = "请从浏览器复制，以 https:// 开头，例如 url: https://meeting.tencent.com/dm/shili"
            yield venue.problem("url", CODES[2], message, hint)
