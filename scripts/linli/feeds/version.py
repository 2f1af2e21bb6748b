"""Which program made the site and of which day it is: takes the edition, gives version.json, for `linli doctor --url`."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Final

from linli.views import Edition

PATH: Final = "version.json"


def told(edition: Edition) -> bytes:
    """Return the kit's version, the day that the pages take for today, and the package's name."""
    found = {"kit": version("linli"), "built": edition.today.isoformat(), "package": edition.community.identifier}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
