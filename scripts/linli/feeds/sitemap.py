"""What search engines should look at (sitemaps.org 0.9): takes the real pages' paths, gives sitemap.xml."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape


def sitemap(paths: Iterable[str], site_url: str) -> bytes:
    """Return the sitemap of `paths` ('courses/shufa/', '' for the home page), in their order by name.

    `site_url` ends with a slash. Without it the addresses stay relative, which is all that can be known.
    """
    lines = [f"<url><loc>{escape(site_url + quote(path))}</loc></url>" for path in sorted(set(paths))]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>\n"]).encode()
