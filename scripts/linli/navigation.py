"""What mkdocs.yml names: takes it as a document, takes note of pages, plugins, extensions and a theme that are not there.

At some of them MkDocs would stop with an English sentence and no line; of the others it makes dead links on every page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from linli import kinds, kit
from linli.characters import COLONS, named
from linli.descriptors import closest
from linli.documents import Document, Place

_KEYS: Final = (
    "site_name", "site_description", "site_url", "site_dir", "site_author", "docs_dir", "repo_url", "repo_name", "edit_uri",
    "theme", "nav", "plugins", "markdown_extensions", "extra", "extra_css", "extra_javascript", "copyright", "hooks",
)  # fmt: skip
"""Those that a misspelt one may mean."""
_LISTS: Final = {
    "nav": ("导航 nav", "例如 - 今天: index.md"),
    "plugins": ("插件 plugins", "例如 - linli"),
    "markdown_extensions": ("markdown_extensions", "例如 - attr_list"),
}
_COLON: Final = re.compile(rf"[:{''.join(COLONS)}]")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^ ]|//", re.IGNORECASE)
_HEADER: Final = 4
"""So many entries of the navigation stand in the header."""


def check(document: Document, root: Path) -> None:
    """Take note of all that is named and not there."""
    value = document.value
    for key in value:
        if key not in _KEYS and (guess := closest(str(key), _KEYS)):
            words = f"没有 {key} 这一项，写的不起作用", f"是不是想写 {guess}？"
            document.wrong((str(key),), *words, level="warning", at_name=True)
    for key, (what, example) in _LISTS.items():
        if not isinstance(value.get(key, []), list):
            document.wrong((key,), f"{what} 应是一列，每项以「- 」开头", example)
    pages = _pages(root)
    for place, name, target in _named(value.get("nav") if pages else None):
        _entry(document, pages, ("nav", *place), name, target)
    found = {str(name) for _, name, _ in _named(value.get("plugins"))}
    if isinstance(value.get("plugins"), list) and not closest("linli", found):
        document.wrong(("plugins",), "插件 plugins 里没有 linli，网站生成不出来", "加一行，写 - linli，和别的左对齐")
    for key, group in (("plugins", "mkdocs.plugins"), ("markdown_extensions", "markdown.extensions")):
        for place, name, _ in _named(value.get(key)):
            _installed(document, (key, *place), str(name), _LISTS[key][0], group)
    theme = value.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    chosen, last = (theme.get("name"), ("name",)) if isinstance(theme, dict) else (theme, ())
    _installed(document, ("theme", *last), str(chosen or ""), "theme", "mkdocs.themes")
    if isinstance(own, str) and not (root / own).is_dir():
        document.wrong(("theme", "custom_dir"), f"没有 {own} 这个文件夹", "建好这个文件夹，或者删掉这一行")
    if value.get("docs_dir", "content") != "content":
        document.wrong(("docs_dir",), f"docs_dir 写成了 {value['docs_dir']}", "文章都在 content：docs_dir: content")


def _named(given: Any) -> Iterator[tuple[Place, Any, Any]]:
    """Yield place, name and what belongs to it, of each item of a list of names and of names with something."""
    for number, item in enumerate(given if isinstance(given, list) else ()):
        if isinstance(item, dict):
            yield from (((number, str(name)), name, inner) for name, inner in item.items())
        else:
            yield (number,), item, None


def _pages(root: Path) -> set[str]:
    """The files of content/ and the pages that the program brings; nothing where there is no content/."""
    folder = root / "content"
    if not folder.is_dir():
        return set()
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*.*")} | {page for page, _ in kit.pages(root)}


def _entry(document: Document, pages: Collection[str], place: Place, name: Any, target: Any) -> None:
    """Look at an entry of the navigation, most often a name and a page."""
    example = _LISTS["nav"][1]
    if len(place) == 2:  # a page without a name, or a slip between both
        word = str(name)
        colon, pieces = _COLON.search(word), word.split()
        if isinstance(name, str) and colon and not (word.isascii() and _ELSEWHERE.match(word)):
            what = "冒号后面少了一个空格" if colon[0] == ":" else f"冒号是{named(colon[0])}"
            right = f"{word[: colon.start()].strip()}: {word[colon.end() :].strip()}"
            document.wrong(place, f"导航里「{word}」的{what}", f"写成 - {right}")
        elif len(pieces) > 1 and pieces[-1].endswith(".md"):
            document.wrong(place, f"导航里「{word}」少了冒号", f"写成 - {' '.join(pieces[:-1])}: {pieces[-1]}")
        elif not isinstance(name, str):
            document.wrong(place, f"导航的这一项写成了 {name}", example)
        else:
            _page(document, pages, place, "", word)
    elif isinstance(target, str) and target:
        _page(document, pages, place, str(name), target)
    elif isinstance(target, list):
        message = f"导航只有一层，「{name}」下面的 {len(target)} 项不会显示"
        hint = "每一项都另起一行，以「- 」开头，和别的左对齐"
        document.wrong(place, message, hint, level="error" if int(place[1]) < _HEADER else "warning", at_name=True)
    else:
        document.wrong(place, f"导航里「{name}」没有写是哪一页", example, at_name=True)


def _page(document: Document, pages: Collection[str], place: Place, name: str, target: str) -> None:
    """Look for the page; those made of records have rules of their own."""
    path = re.split("[?#]", target)[0].strip("/")
    if _ELSEWHERE.match(target) or not path or (path.partition("/")[0] in kinds.folders() and not path.endswith(".md")):
        return
    if not any(each in pages for each in (path, f"{path}.md", f"{path}/index.md")):
        guess = next((each for each in pages if each.lower() == path.lower()), "") or closest(path, sorted(pages))
        hint = f"先写好 content/{path if '.' in path else f'{path}.md'}，或者把这一行改成别的页"
        message = f"导航里{f'「{name}」的' if name else '的'} {target} 不存在，每一页上都是打不开的链接"
        document.wrong(place, message, f"是不是想写 {guess}？不是的话，{hint}" if guess else hint)


def _installed(document: Document, place: Place, name: str, what: str, group: str) -> None:
    """Ask for a part of MkDocs; the usual ones are known without looking at all that is installed."""
    if name in ("linli", "material", "") or (group == "markdown.extensions" and _is_extension(name)):
        return
    known = [each.name for each in entry_points(group=group)]
    if name not in known:
        guess = closest(name, [*known, "linli.prose"] if group == "markdown.extensions" else known)
        hint = f"是不是想写 {guess}？" if guess else "写错了就改过来；要用它，请站长先装上；用不着就删掉这一行"
        document.wrong(place, f"{what} 里写了 {name}，没有装这样的东西，网站生成不出来", hint, at_name=True)


def _is_extension(name: str) -> bool:
    try:
        return any(find_spec(module) for module in ([] if "." in name else [f"markdown.extensions.{name}"]) + [name])
    except (ImportError, ValueError):
        return False
