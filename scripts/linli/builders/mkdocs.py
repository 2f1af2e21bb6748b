"""Draws all pages with MkDocs: takes the root, a folder, and an address that goes before the file's own, leaves the HTML there."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from linli.mkdocs_plugin import LinliPlugin


def main(root: Path, out: Path, site_url: str) -> int:
    """Return 0, or 1 with the reason on standard error."""
    logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    try:
        config = load_config(
            str(root / "mkdocs.yml"), site_dir=str(out), **({"site_url": site_url} if site_url else {})
        )
        cast(LinliPlugin, config.plugins["linli"]).drawing = True
        build(config)
    except KeyError:
        print("mkdocs.yml 的 plugins 里要有 linli", file=sys.stderr)
        return 1
    except (Abort, ConfigurationError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
