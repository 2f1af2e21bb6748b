"""What pages of articles share: gives `Article`, the words for 小红书 and 朋友圈, and the files that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linli import kinds, phrases
from linli.gzh.rules import SUMMARY, TITLE
from linli.views import page
from linli.views.edition import Edition
from linli.views.page import Link
from linli.views.preview import pictures

MOST: Final = 1000
"""Characters that 小红书 takes; 朋友圈 takes more."""
_CUT: Final = "后面的看网站"


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What is copied beside the article's own words, and what is uploaded."""

    key: str
    """Names it in its page."""
    title: str
    summary: str
    source: str
    """The whole address for 阅读原文; empty where the site's is not known."""
    code: str
    """Address of the picture of its QR code below the site's root; empty as above."""
    opens: str
    """What the code opens."""
    words: str
    """For 小红书 and 朋友圈, at most 1,000 characters."""
    card: Link | None
    """The picture that goes with those words."""
    cover: Link | None
    sample: bool = False


def article(
    edition: Edition,
    *,
    path: str,
    folder: str,
    title: str,
    summary: str,
    code: str,
    opens: str,
    lines: Iterable[str],
    phone: str | None = None,
    key: str = "",
    card: str = "",
    sample: bool = False,
) -> Article:
    """Return an article of the page at `path`, whose pictures for chats lie in `folder`."""
    printed = edition.printed
    source = f"{edition.site_url}{path}" if edition.site_url else ""
    wide = pictures(folder, printed).wide
    picture = card if card in printed else wide
    number = phone or edition.community.organization.phone
    said = [f"【示例】{title}" if sample else title, *lines]
    return Article(
        key=key or "article",
        title=cut(title, TITLE),
        summary=cut(summary, SUMMARY),
        source=source,
        code=code if source else "",
        opens=opens,
        words=words(said, [line for line in (f"电话：{number}" if number else "", source) if line]),
        card=Link(href=picture, text="配图") if picture else None,
        cover=Link(href=wide, text="封面图（1200×630）") if wide else None,
        sample=sample,
    )


def cut(text: str, most: int) -> str:
    """At most so many characters, of one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def words(lines: Iterable[str], last: Sequence[str]) -> str:
    """Return lines as one text that 小红书 takes: what does not fit is left out before the last ones, and that is said."""
    room = MOST - len("\n".join(["", _CUT, *last]))
    found: list[str] = []
    for line in filter(None, lines):
        if room < len(line) + 1:
            found.append(_CUT)
            break
        room -= len(line) + 1
        found.append(line)
    return "\n".join([*found, *last])


def shared(edition: Edition, phone: str | None = None) -> dict[str, Any]:
    """Return what every page of articles says."""
    organization = edition.community.organization
    return {
        "name": organization.short_name or organization.name,
        "organization": organization.name,
        "address": organization.address or "",
        "phone": page.phone(phone, organization.phone),
        "url": edition.site_url,
        "dated": f"{phrases.full_day(edition.today)}整理，有变动以通知为准",
        "all": kinds.of("gzh").address,
    }
