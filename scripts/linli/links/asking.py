"""One address asked over the net: takes it, gives status and text. The only importer of urllib3.

A hostile row must not make a machine call its own network: a name is resolved first, every address it has must be a
public one, the connection goes to exactly that address, and every redirect is asked the same way. What is read is cut.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import urllib3

MOST: Final = 1024 * 1024
"""Bytes that are read of one page."""
SECONDS: Final = 15.0
PATIENCE: Final = 40.0
"""Seconds for all of an answer."""
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


class Limits(NamedTuple):
    """What may be asked, and how much is read."""

    permitted: Callable[[str], bool]
    """Whether an IP address may be called."""
    most: int = MOST
    allowed: Callable[[str], bool] = lambda _: True
    """Whether an address may be followed."""
    headers: Mapping[str, str] = _HEADERS


def ask(address: str, permitted: Callable[[str], bool] | None = None) -> Asked:
    """Return what an address answers. `permitted` says of an IP address whether it may be called; public ones may."""
    found = _followed(address, Limits(permitted=permitted or is_public))
    if isinstance(found, Asked):
        return found
    status, headers, data, here = found
    return Asked(status=status, text=_text(data, headers.get("Content-Type", "")), address=here, headers=headers)


def download(address: str, limits: Limits) -> tuple[int, bytes, str]:
    """Return the status (0 where nothing came), the bytes as they are, one more than `most` where there are more, and why not."""
    found = _followed(
        address, limits._replace(most=limits.most + 1, headers={**_HEADERS, "Accept-Encoding": "identity"})
    )
    if isinstance(found, Asked):
        return 0, b"", found.why
    status, headers, data, _ = found
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        return 0, b"", "服务器只给压缩过的，没有要它原样给"
    return status, data, ""


def _followed(address: str, limits: Limits) -> tuple[int, urllib3.HTTPHeaderDict, bytes, str] | Asked:
    """Ask, and where it leads elsewhere ask there, under the same limits."""
    here = address
    for _ in range(REDIRECTS + 1):
        if not limits.allowed(here):
            return Asked(status=0, text="", address=here, why="转到了不是 https 的网址，没有去问")
        found = _once(here, limits)
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
        return status, headers, data, here
    return Asked(status=0, text="", address=here, why="转来转去没有尽头")


def is_public(ip: str) -> bool:
    """Whether an address is one of the open net: not this machine's, not a house's, not a cloud's own services."""
    found = ipaddress.ip_address(ip)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or is_public(str(inner)))


def _once(address: str, limits: Limits) -> tuple[int, urllib3.HTTPHeaderDict, bytes] | Asked:
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
    if not all(limits.permitted(ip) for ip in ips):
        return nothing._replace(why="这个网址指向内部的网络，没有去问")
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    for _ in range(AGAIN + 1):
        for ip in ips:
            try:
                return _get(ip, port, host, path, limits, secure=parts.scheme == "https")
            except urllib3.exceptions.SSLError:
                return nothing._replace(why="网站的证书有问题")
            except (urllib3.exceptions.HTTPError, OSError, ValueError):
                continue
    return nothing._replace(why="没有回答")


def _get(
    ip: str, port: int, host: str, path: str, limits: Limits, *, secure: bool
) -> tuple[int, urllib3.HTTPHeaderDict, bytes]:
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
            headers={**limits.headers, "Host": named if standard else f"{named}:{port}"},
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(total=SECONDS),
        )
        try:
            return answer.status, answer.headers, _read(answer, limits.most)
        finally:
            answer.close()


def _read(answer: urllib3.BaseHTTPResponse, most: int) -> bytes:
    """Read so much and no more, in so much time: a server that sends a byte now and then keeps nobody waiting."""
    found, end = b"", time.monotonic() + PATIENCE
    while len(found) < most:
        piece = answer.read1(min(most - len(found), 1 << 16), decode_content=True)
        if not piece:
            break
        found += piece
        if time.monotonic() > end:
            raise urllib3.exceptions.ReadTimeoutError(None, None, "too slow")  # type: ignore[arg-type]
    return found[:most]


def _text(data: bytes, kind: str) -> str:
    """The page's words, in whatever coding it says it has."""
    told = _CHARSET.search(kind.encode("latin-1", "replace")) or _CHARSET.search(data[:2048])
    for coding in (told[1].decode() if told else "", "utf-8", "gb18030"):
        try:
            return data.decode(coding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")
