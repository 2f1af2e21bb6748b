"""One address asked over the net: takes it, gives status and text. The only importer of urllib3.

A hostile row must not make a machine call its own network: a name is resolved first, every address it has must be a
public one, the connection goes to exactly that address, and every redirect is asked the same way. What is read is cut.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import urllib3

MOST: Final = 1024 * 1024
"""Bytes that are read of one page."""
SECONDS: Final = 15.0
REDIRECTS: Final = 5
AGAIN: Final = 2
"""So many times more where nothing was answered."""
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (compatible; linli-links; checks its own links once a week)",
    "Accept": "text/html,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",
}
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([a-z0-9_-]{1,20})""", re.IGNORECASE)


class Asked(NamedTuple):
    """What came back."""

    status: int
    """0 where nothing did."""
    text: str
    address: str
    """Of the page after all redirects."""
    why: str = ""
    """In Chinese, where there is no status."""
    headers: Mapping[str, str] = MappingProxyType({})


def ask(address: str, permitted: Callable[[str], bool] | None = None) -> Asked:
    """Return what an address answers. `permitted` says of an IP address whether it may be called; public ones may."""
    may = permitted or is_public
    here = address
    for _ in range(REDIRECTS + 1):
        found = _once(here, may)
        if isinstance(found, Asked):
            return found
        status, headers, data = found
        target = headers.get("Location", "")
        if 300 <= status < 400 and target:
            try:
                here = urljoin(here, target)
            except ValueError:
                return Asked(status=0, text="", address=here, why="网址写得不对")
            continue
        text = _text(data, headers.get("Content-Type", ""))
        return Asked(status=status, text=text, address=here, headers=headers)
    return Asked(status=0, text="", address=here, why="转来转去没有尽头")


def is_public(ip: str) -> bool:
    """Whether an address is one of the open net: not this machine's, not a house's, not a cloud's own services."""
    found = ipaddress.ip_address(ip)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or is_public(str(inner)))


def _once(address: str, may: Callable[[str], bool]) -> tuple[int, urllib3.HTTPHeaderDict, bytes] | Asked:
    """Ask without following; where nothing is answered, say why."""
    nothing = Asked(status=0, text="", address=address)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return nothing._replace(why="网址写得不对")
    if parts.scheme not in ("http", "https") or not host:
        return nothing._replace(why="不是 http 或 https 的网址")
    try:
        known = socket.getaddrinfo(host.encode("idna").decode(), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return nothing._replace(why="找不到这个网站")
    ips = list(dict.fromkeys(str(each[4][0]) for each in known))
    if not all(may(ip) for ip in ips):
        return nothing._replace(why="这个网址指向内部的网络，没有去问")
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    for _ in range(AGAIN + 1):
        for ip in ips:
            try:
                return _get(ip, port, host, path, secure=parts.scheme == "https")
            except urllib3.exceptions.SSLError:
                return nothing._replace(why="网站的证书有问题")
            except (urllib3.exceptions.HTTPError, OSError, ValueError):
                continue
    return nothing._replace(why="没有回答")


def _get(ip: str, port: int, host: str, path: str, *, secure: bool) -> tuple[int, urllib3.HTTPHeaderDict, bytes]:
    pool = (
        urllib3.HTTPSConnectionPool(ip, port, server_hostname=host, assert_hostname=host)
        if secure
        else urllib3.HTTPConnectionPool(ip, port)
    )
    standard = port == (443 if secure else 80)
    named = f"[{host}]" if ":" in host else host
    with pool:
        answer = pool.urlopen(
            "GET",
            path,
            headers={**_HEADERS, "Host": named if standard else f"{named}:{port}"},
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(total=SECONDS),
        )
        try:
            return answer.status, answer.headers, answer.read(MOST, decode_content=True)
        finally:
            answer.close()


def _text(data: bytes, kind: str) -> str:
    """The page's words, in whatever coding it says it has."""
    told = _CHARSET.search(kind.encode("latin-1", "replace")) or _CHARSET.search(data[:2048])
    for coding in (told[1].decode() if told else "", "utf-8", "gb18030"):
        try:
            return data.decode(coding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")
