"""Where this kit came from: gives the line by which a site's requirements.txt gets the same one, and a name in letters."""

from __future__ import annotations

import json
import re
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from linli import kit, repository

_LONGEST: Final = 40
_PINNED: Final = re.compile(r"^([a-z0-9._-]+==[^\\\n]+)", re.MULTILINE | re.IGNORECASE)
"""A line of requirements.txt, without its hashes."""


def requirement() -> str:
    """Return a line for pip: a commit of the repository it came from, a wheel beside the site, or a version."""
    dist = distribution("linli")
    told = _told(dist)
    vcs = told.get("vcs_info")
    if isinstance(vcs, dict) and vcs.get("vcs") == "git":
        return f"linli @ git+{told['url']}@{vcs['commit_id']}"
    if wheel() is not None:
        return f"./{Path(urlsplit(str(told['url'])).path).name}"
    if kit.IS_CLONE and (found := repository.origin(kit.HOME)):
        return f"linli @ git+{found[0]}@{found[1]}"
    return f"linli=={dist.version}"


def wheel() -> Path | None:
    """Return the file that it was installed from, where that is a wheel that is still there."""
    address = urlsplit(str(_told(distribution("linli")).get("url", "")))
    path = Path(unquote(address.path))
    return path if address.scheme == "file" and path.suffix == ".whl" and path.is_file() else None


def pins() -> str:
    """Return a line for each package that this kit was tested with, so that a site is not surprised by a newer one."""
    locked = (kit.HOME / "requirements.txt").read_text("utf-8")
    return "\n".join(match[1].rstrip() for match in _PINNED.finditer(locked))


def package_name(title: str) -> str:
    """Return a name for a data package: linli-zhuyingshequ; letters and digits only."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- 0.1 s, and only a new site needs it

    letters = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(title)).lower())
    return f"linli-{letters[:_LONGEST] or 'site'}"


def _told(dist: Distribution) -> dict[str, object]:
    """What pip noted (PEP 610)."""
    try:
        found = json.loads(dist.read_text("direct_url.json") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
