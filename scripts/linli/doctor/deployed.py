"""What a web host did to a site: takes its address and a way to ask, gives sentences in Chinese, each with its remedy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.metadata import version
from typing import Any, Final, NamedTuple

from linli.feeds.version import PATH
from linli.links.asking import Asked

MISSING: Final = "zhe-yi-ye-mei-you/"
_TYPES: Final = {
    "": "text/html",
    "assets/linli.js": "javascript",
    "calendar/all.ics": "text/calendar",
    "feeds/stories.xml": "xml",
    "site.webmanifest": "json",
}
_OLD: Final = timedelta(days=2)


class Finding(NamedTuple):
    """One thing that is not as it should be."""

    what: str
    how: str


def look(address: str, ask: Callable[[str], Asked], today: date) -> list[Finding]:
    """Return what is wrong with the site at an address that ends with a slash; nothing where all is well."""
    home = ask(address)
    if wrong := _front(home):
        return [wrong]
    answers = {path: home if not path else ask(address + path) for path in _TYPES}
    return [
        *_compression(home),
        *_types(answers),
        *_missing(ask(address + MISSING)),
        *_version(ask(address + PATH), today),
    ]


def _front(home: Asked) -> Finding | None:
    """What keeps residents from seeing anything at all."""
    if not home.status:
        return Finding(what=f"首页打不开：{home.why}", how="看看网址写对没有；刚发布的等几分钟")
    if home.status == 401:
        return Finding(
            what="首页要登录（401）",
            how="EdgeOne Pages 的默认域名只能预览三小时，内地访问也是 401：请绑自己的域名",
        )
    if home.status != 200:
        return Finding(
            what=f"首页答 {home.status}", how="看看网址写对没有；GitHub Pages 在 Settings → Pages 里看是否发布了"
        )
    if "attachment" in home.headers.get("Content-Disposition", "").lower():
        return Finding(
            what="首页一打开就变成下载文件",
            how="腾讯云 COS、阿里云 OSS 的默认域名都会这样：请绑自己的域名（内地的要备案）",
        )
    return None


def _compression(home: Asked) -> Iterator[Finding]:
    if home.headers.get("Content-Encoding", "").lower() not in ("gzip", "br", "zstd", "deflate"):
        yield Finding(what="网页没有压缩，手机上要多等几倍", how="在服务器上打开 gzip（nginx：gzip on; gzip_types …）")


def _types(answers: dict[str, Asked]) -> Iterator[Finding]:
    for path, kind in _TYPES.items():
        answer = answers[path]
        said = answer.headers.get("Content-Type", "").lower()
        if answer.status != 200:
            yield Finding(what=f"/{path} 答 {answer.status or answer.why}", how="整个 site 文件夹都要传上去，不要漏")
        elif kind not in said:
            yield Finding(what=f"/{path} 的类型是 {said or '没有写'}，应是 {kind}", how="在服务器的 mime 类型里加上它")
        elif not path and "utf-8" not in said and "charset" in said:
            yield Finding(what=f"首页的编码写成了 {said}", how="服务器不要写别的编码，网页是 UTF-8")


def _missing(answer: Asked) -> Iterator[Finding]:
    how = "让服务器在找不到时给出 404.html，状态是 404（nginx：error_page 404 /404.html;）"
    if answer.status == 200:
        yield Finding(what="没有的网页也答 200，搜索引擎会收进一堆空页", how=how)
    elif answer.status == 404 and 'href="' not in answer.text:
        yield Finding(what="没有的网页只有一句 404，居民不知道往哪里走", how=how)


def _version(answer: Asked, today: date) -> Iterator[Finding]:
    told = _read(answer) if answer.status == 200 else None
    if told is None:
        yield Finding(what=f"没有 /{PATH}，网上的是旧程序做的", how="用现在的程序再发布一次")
        return
    built = _day(told.get("built"))
    if built is not None and today - built > _OLD:
        what = f"网上的网站是 {built} 做的，已经{(today - built).days}天没有更新"
        yield Finding(what=what, how="到 GitHub 的 Actions → 网站，点 Enable workflow 或 Run workflow")
    if told.get("kit") != version("linli"):
        what = f"网上的是 {told.get('kit')} 版程序做的，这里装的是 {version('linli')}"
        yield Finding(what=what, how="改 requirements.txt 里的版本，提交一次")


def _read(answer: Asked) -> dict[str, Any] | None:
    try:
        found = json.loads(answer.text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
