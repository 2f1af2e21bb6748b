"""One HTML file to look at before publishing: takes a built site and a difference, gives the pages that changed, in frames.

Nothing in it is fetched and nothing runs: each page stands in a sandboxed frame as a phone shows it without scripts, its
styles inside, its pictures as data. So the file opens anywhere, from a download or a chat, and cannot do anything.
"""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape
from pathlib import Path
from typing import Final

from linli import phrases
from linli.differing.entry import Difference, Part

MOST: Final = 12
"""Pages in one file; it is for looking at, and stays below two megabytes."""
_USUAL: Final = ("timetable/", "")
"""Where changed sessions are seen besides the page of their course: 课表 and 首页."""
_LARGEST: Final = 200_000
"""Bytes of a picture that is put in."""
_TYPES: Final = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp", ".avif": "avif"}
_ACTIVE: Final = re.compile(
    r"<script\b.*?</script>|<link\b[^>]*>|<source\b[^>]*>|<meta http-equiv[^>]*>|<base\b[^>]*>|\s(?:srcset|sizes)=\"[^\"]*\"",
    re.DOTALL | re.IGNORECASE,
)
_PICTURE: Final = re.compile(r'(<img\b[^>]*?\ssrc=")([^"]*)(")')
_LINK: Final = re.compile(r'(<a\b[^>]*?\shref=")(?!#)[^"]*(")')
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_STYLE: Final = (
    "body{margin:0;padding:1rem;font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;background:#f3efe8;"
    "color:#2b2620}h1{font-size:1.3rem;margin:.2rem 0}p{margin:.3rem 0;max-width:44rem}ul{padding-left:1.2rem;max-width:52rem}"
    "nav a{margin-right:1rem}a{color:#9c2f1b}.pages{display:flex;flex-wrap:wrap;gap:1.2rem;margin-top:1rem}"
    "figure{margin:0;width:min(390px,100%)}figcaption{padding:.2rem 0;font-weight:600}"
    "iframe{width:100%;height:780px;border:1px solid #cbbfae;border-radius:12px;background:#fff}"
    ".asked{border-left:4px solid #b3361f;padding:.4rem .8rem;background:#fff}"
)


def html(site: Path, found: Difference) -> str:
    """Return the whole file."""
    shown = [(path, _page(site, path)) for path in _paths(site, found)]
    links = "".join(f'<a href="#p{n}">{escape(_title(page, path))}</a>' for n, (path, page) in enumerate(shown))
    frames = "".join(
        f'<figure id="p{n}"><figcaption>{escape(_title(page, path))} <small>{escape(path or "/")}</small></figcaption>'
        f'<iframe sandbox="" title="{escape(_title(page, path))}" srcdoc="{escape(page)}"></iframe></figure>'
        for n, (path, page) in enumerate(shown)
    )
    asked = "".join(f'<p class="asked">{escape(question)}</p>' for question in found.losses)
    lines = "".join(f"<li>{escape(entry.line)}</li>" for entry in found.entries if entry.part is not Part.PAGES)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        f"<title>预览：居民会看到的变化</title>\n<style>{_STYLE}</style>\n<h1>预览：居民会看到的变化</h1>\n"
        f"<p>和{escape(found.base)}比；{phrases.full_day(found.today)}做的预览，还没有发布。"
        f"下面是变了的网页在手机上的样子，按钮和链接点不动。</p>\n{asked}"
        f"<ul>{lines}</ul>\n<nav>{links}</nav>\n"
        f'<div class="pages">{frames}</div>\n</html>\n'
    )


def _paths(site: Path, found: Difference) -> list[str]:
    """The pages on which something changed, those with the most lines first; the usual ones where sessions did."""
    counts: dict[str, int] = {}
    for entry in found.entries:
        if (entry.page or entry.part is Part.PAGES) and (site / entry.page / "index.html").is_file():
            counts[entry.page] = counts.get(entry.page, 0) + 1
    of_sessions = any(entry.part is Part.SESSIONS for entry in found.entries)
    usual = [path for path in _USUAL if path not in counts and (of_sessions or not counts)]
    most = sorted(counts, key=lambda path: -counts[path])[: MOST - len(usual)]
    return [path for path in (*most, *usual) if (site / path / "index.html").is_file()]


def _page(site: Path, path: str) -> str:
    """A page with everything in it and nothing that runs, loads or leads away."""
    folder = site / path
    text = _ACTIVE.sub("", (folder / "index.html").read_text("utf-8"))
    text = _PICTURE.sub(lambda found: found[1] + _data(site, folder, unescape(found[2])) + found[3], text)
    return _LINK.sub(r"\1#-\2", text)


def _data(site: Path, folder: Path, source: str) -> str:
    """A picture of the site as data; nothing where it is another's, missing or large."""
    if source.startswith("data:image/"):
        return source
    file = (folder / source.partition("?")[0]).resolve()
    kind = _TYPES.get(file.suffix.lower())
    if kind is None or not file.is_relative_to(site.resolve()) or not file.is_file() or file.stat().st_size > _LARGEST:
        return ""
    return f"data:image/{kind};base64,{b64encode(file.read_bytes()).decode()}"


def _title(page: str, path: str) -> str:
    match = _TITLE.search(page)
    return unescape(match[1]).split("｜")[0] if match else path
