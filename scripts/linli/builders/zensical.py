"""Draws all pages with Zensical: takes the root, a folder, and an address that goes before the file's own, leaves the HTML there.

Zensical runs no plugins, so the hand-written pages and the frames are laid together in a folder of their own first.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from linli import kit, settings
from linli.frames import sources
from linli.pictures.files import is_page
from linli.prose import PROSE


def main(root: Path, out: Path, site_url: str) -> int:
    """Return Zensical's exit code."""
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        stage = Path(folder)
        shutil.copytree(root / "content", stage / "content", ignore=_no_pages)
        for each in reversed(kit.roots(root)):
            shutil.copytree(each / "overrides", stage / "overrides", dirs_exist_ok=True)
        for path, text in sources(root):
            target = stage / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        own: dict[str, Any] = {
            "INHERIT": str(root / "mkdocs.yml"),
            "docs_dir": "content",
            "site_dir": "site",
            "theme": {"custom_dir": "overrides"},
        }
        if site_url:
            own["site_url"] = site_url
        listed = settings.extensions(root)
        if PROSE not in listed:
            own["markdown_extensions"] = [*({name: options} for name, options in listed.items()), PROSE]
        (stage / "mkdocs.yml").write_text(json.dumps(own, ensure_ascii=False), "utf-8")
        command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", str(stage / "mkdocs.yml")]
        done = subprocess.run(command, cwd=stage, check=False)
        if done.returncode == 0:
            shutil.copytree(stage / "site", out, dirs_exist_ok=True)
        return done.returncode


def _no_pages(_: str, names: list[str]) -> list[str]:
    """Of the names in a folder, those that would become pages and are none."""
    return [name for name in names if ".md" in name.lower() and not is_page(name)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
