"""The few settings of mkdocs.yml that the fill needs: takes the root, gives `Settings`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from linli import documents, guarded, navigation
from linli.documents import BrokenFileError, Document


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Where the site lives."""

    site_url: str
    """Absolute, with a closing slash, or empty where the host has not said."""
    paper: bool
    """Whether posters and sheets for paper are made with the site."""
    mirrors: tuple[str, ...]
    """Other addresses of the same site, each with a closing slash."""
    branch: str
    """Where its files lie on GitHub, https://github.com/OWNER/REPO/blob/BRANCH, or empty."""


_ADDRESS: Final = re.compile(r"https?://[^\s/?#@\\]+(?:/[^\s?#\\]*)?", re.IGNORECASE)
_MIRRORS: Final = 5
"""So many fit a line or two of the footer."""
_REPOSITORY: Final = re.compile(r"(https://github\.com/[\w.-]+/[\w.-]+?)(?:\.git)?/?")


class _Loader(guarded.LOADER):  # type: ignore[misc] # libyaml where it is there
    """Reads mkdocs.yml without running anything: `!ENV` is looked up, every other tag is nothing."""


def _env(loader: _Loader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node) or [None]
        return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)
    return os.environ.get(str(node.value))


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read(root: Path) -> Settings:
    """Return the settings. Raises BrokenFileError where mkdocs.yml cannot be used."""
    document = documents.read(root, "mkdocs.yml", _Loader)
    found = document.value
    if not isinstance(found, dict):
        document.wrong((), "mkdocs.yml 应是 site_name、theme 几项，每项一行", "例如 site_name: 某某社区")
        document.refuse()
    if not isinstance(found.get("site_name"), str):
        what = "没有写" if found.get("site_name") is None else f"写成了 {found['site_name']}，应是文字"
        document.wrong(("site_name",), f"网站名称 site_name {what}", "例如 site_name: 某某社区；纯数字的请加引号")
    url = found.get("site_url") or ""
    if not isinstance(url, str) or (url and not address(url)):
        document.wrong(
            ("site_url",), f"网址 site_url 写成了 {url}", "要以 https:// 开头，例如 https://example.org/；不知道就留空"
        )
    extra = found.get("extra") or {}
    if not isinstance(extra, dict):
        document.wrong(("extra",), "extra 应是几行「名字: 内容」", "例如 extra: 下面缩进两格写 paper: true")
        extra = {}
    if not isinstance(extra.get("paper", True), bool):
        document.wrong(("extra", "paper"), f"paper 写成了 {extra['paper']}", "只能写 true 或 false")
    mirrors = _mirrors(document, extra.get("mirrors"))
    navigation.check(document, root)
    document.refuse()
    return Settings(
        site_url=address(url),
        mirrors=tuple(mirrors),
        paper=extra.get("paper") is not False,
        branch=_branch(found.get("repo_url"), found.get("edit_uri")),
    )


def address(text: str) -> str:
    """Return a site's address with a closing slash; nothing where it is none."""
    return f"{text.rstrip('/')}/" if _ADDRESS.fullmatch(text) else ""


def _mirrors(document: Document, given: Any) -> list[str]:
    """Return the other addresses, each once."""
    if given is None:
        return []
    hint = "例如 extra: 下面写 mirrors:，再下面每行一个，「- https://example.org/linfu/」"
    if not isinstance(given, list):
        document.wrong(("extra", "mirrors"), "mirrors 应是一列网址，每行以「- 」开头", hint)
        return []
    if len(given) > _MIRRORS:
        document.wrong(("extra", "mirrors"), f"mirrors 写了{len(given)}个，最多{_MIRRORS}个", "留下居民用得着的")
    found: list[str] = []
    for number, each in enumerate(given):
        own = address(each) if isinstance(each, str) else ""
        if not own:
            what = f"mirrors 的第{number + 1}个写成了 {each}，不是网址"
            document.wrong(
                ("extra", "mirrors", number),
                what,
                "要以 https:// 开头，只写到网站的首页，例如 https://example.org/linfu/",
            )
        elif own in found:
            document.wrong(("extra", "mirrors", number), f"mirrors 里 {each} 写了两次", "删掉一个", level="warning")
        else:
            found.append(own)
    return found


def _branch(repository: Any, edit: Any) -> str:
    """https://github.com/OWNER/REPO/blob/main, by MkDocs' own settings; of a host that is not GitHub nothing is known."""
    named = _REPOSITORY.fullmatch(str(repository or ""))
    said = re.match(r"(?:edit|blob|tree|raw)/([\w.-]+)/", str(edit or ""))
    return f"{named[1]}/blob/{said[1] if said else 'main'}" if named else ""


def extensions(root: Path) -> dict[str, Mapping[str, Any]]:
    """Return the Markdown extensions of mkdocs.yml with their options; none where the file cannot be read."""
    try:
        found = documents.read(root, "mkdocs.yml", _Loader).value
    except (OSError, BrokenFileError):
        return {}
    return dict(_named(found.get("markdown_extensions"))) if isinstance(found, dict) else {}


def _named(given: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield names and options from either form that MkDocs allows: a mapping, or a list of names and mappings."""
    for item in given if isinstance(given, list) else [given]:
        for name, options in item.items() if isinstance(item, dict) else [(item, None)] if item else []:
            yield str(name), options if isinstance(options, dict) else {}
