"""HTML that the editor of 公众号 keeps: takes HTML of templates and Markdown, gives an article; takes that, gives what is copied.

The page may hold no `style`, so in it an article carries `data-style`, and beside the address of a picture from here the
whole one, `data-src`; `copied` says what the browser writes to the clipboard (overrides/assets/src/written.js). The editor
makes a line of every newline in its text and of every second piece of a list's item: there are none.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import normpath
from typing import Final

from linli.gzh.look import LOOK

KEPT: Final = frozenset(
    "section p h2 h3 strong em span br hr ul ol li blockquote table thead tbody tr th td img s sub sup a code".split()
)
_AS: Final = {
    "div": "section",
    "figure": "section",
    "details": "section",
    "dl": "section",
    "article": "section",
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "kbd": "code",
    "samp": "code",
    "pre": "p",
    "figcaption": "p",
    "summary": "p",
    "dt": "p",
    "dd": "p",
    "caption": "p",
}
_DROPPED: Final = frozenset("script style svg math template iframe object video audio canvas select textarea".split())
_VOID: Final = frozenset({"br", "hr", "img"})
_ALONE: Final = frozenset("br hr img input source link meta wbr area base col embed param track".split())
_SPANS: Final = ("colspan", "rowspan")
_LISTS: Final = ("ul", "ol")
INSIDE: Final = re.compile(r"https?://mp\.weixin\.qq\.com/")
"""All that an article may lead to."""
_DRAWN: Final = re.compile(r"\.(?:svg|avif|webp)(?:[?#]|$)", re.IGNORECASE)
"""Pictures that the editor does not take."""
_NEWLINES: Final = re.compile(r"[ \t\r]*\n\s*")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def article(html: str, base: str, url: str, here: str = "") -> str:
    """Return the HTML as the subset, its classes turned into `data-style`.

    `base` leads from the page to the site's root, `url` is that root's whole address; without it a picture is a line that
    asks for one. `here` is the address below the root from which relative ones in the text lead.
    """
    reader = _Subset(base, url, here)
    reader.feed(html)
    reader.close()
    return reader.text()


def copied(article: str) -> str:
    """Return what the clipboard gets of an article."""
    whole = re.sub(r'(<img) src="[^"]*" data-src="', r'\1 src="', article)
    return re.sub(r'(<[a-z0-9]+(?: [a-z-]+="[^"]*")*?) data-style="', r'\1 style="', whole)


def escaped(text: str) -> str:
    """Text for between tags and in attributes alike."""
    return text.translate(_ESCAPES)


class _Subset(HTMLParser):
    def __init__(self, base: str, url: str, here: str) -> None:
        super().__init__(convert_charrefs=True)
        self._base, self._url, self._here = base, url, here
        self._out: list[str] = []
        self._open: list[tuple[str, str]] = []
        """What was opened: the element of the source, and all tags that close with it."""
        self._dropped = 0

    def text(self) -> str:
        while self._open:
            self._close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        if self._dropped:
            return
        given = {name: value or "" for name, value in attrs}
        name = _AS.get(tag, tag)
        if name == "img":
            self._picture(given)
        elif name in _VOID:
            self._out.append(f"<{name}{_style(name, given)}>")
        elif tag not in _ALONE:
            self._begin(tag, name, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif not self._dropped and any(tag == source for source, _ in self._open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        if any(source == "pre" for source, _ in self._open):
            self._out.append(escaped(data.strip("\n")).replace("\n", "<br>"))
        elif data.strip() or "\n" not in data:
            spaced = self._out and not self._out[-1].endswith(">")
            self._out.append(escaped(_NEWLINES.sub(" ", data if spaced else data.lstrip("\n"))))

    def _begin(self, tag: str, name: str, given: dict[str, str]) -> None:
        if name == "a" and not INSIDE.match(given.get("href", "")):
            name = ""  # its words stay
        if name not in KEPT:
            self._open.append((tag, ""))
            return
        if name in _LISTS and any(source == "li" for source, _ in self._open):
            self._open.append((tag, ""))  # items of an inner list stand in the outer one
            return
        end = f"</{name}>"
        if name == "li":
            self._inner_item()
            self._out.append(f"<li{_style('li', given)}><section>")
            end = "</section></li>"
        else:
            kept = [f' {key}="{escaped(given[key])}"' for key in _SPANS if name in ("td", "th") and key in given]
            kept += [f' href="{escaped(given["href"])}"'] if name == "a" else []
            self._out.append(f"<{name}{''.join(kept)}{_style(name, given)}>")
        self._open.append((tag, end))

    def _inner_item(self) -> None:
        """End the item around an inner list before the inner one's begin."""
        for number in range(len(self._open) - 1, -1, -1):
            source, end = self._open[number]
            if source == "li" and end:
                self._out.append("".join(closing for _, closing in reversed(self._open[number:])))
                self._open[number:] = [(name, "") for name, _ in self._open[number:]]
                return
            if source in _LISTS and end:
                return

    def _close(self) -> str:
        source, end = self._open.pop()
        self._out.append(end)
        return source

    def _picture(self, given: dict[str, str]) -> None:
        src, alt = given.get("src", ""), given.get("alt", "")
        if not src or _DRAWN.search(src):
            return
        words = f' alt="{escaped(alt)}"' if alt else ""
        if re.match(r"https?://", src):
            self._out.append(f'<img src="{escaped(src)}"{words}{_style("img", given)}>')
        elif not self._url:
            self._out.append(f"【这里放图片{f'：{escaped(alt)}' if alt else ''}】")
        else:
            path = self._below(src)
            own, whole = escaped(self._base + path), escaped(self._url + path)
            self._out.append(f'<img src="{own}" data-src="{whole}"{words}{_style("img", given)}>')

    def _below(self, src: str) -> str:
        """The address below the site's root."""
        if src.startswith(self._base):
            return src.removeprefix(self._base)
        return normpath(f"{self._here}{src}").lstrip("./")


def _style(name: str, given: dict[str, str]) -> str:
    own = LOOK.get(f"{name}.{given.get('class', '')}") or LOOK.get(name, "")
    return f' data-style="{escaped(own)}"' if own else ""
