"""The few settings of mkdocs.yml that the fill needs: takes the root, gives `Settings`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Where the site lives."""

    site_url: str
    """Absolute, with a closing slash, or empty where the host has not said."""
    paper: bool
    """Whether posters and sheets for paper are made with the site."""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without running anything: `!ENV` is looked up, every other tag is nothing."""


def _env(loader: _Loader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node)
        return next((os.environ[name] for name in names if name in os.environ), default)
    return os.environ.get(str(node.value))


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read(root: Path) -> Settings:
    """Return the settings. Raises OSError or yaml.YAMLError where mkdocs.yml cannot be read."""
    found = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)  # a SafeLoader
    url = str((found or {}).get("site_url") or "")
    extra = (found or {}).get("extra") or {}
    return Settings(site_url=f"{url.rstrip('/')}/" if url else "", paper=extra.get("paper") is not False)
