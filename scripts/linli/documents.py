"""The kit's own YAML files, guarded and with places: takes a file, gives its value and where each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from linli import guarded, kit, source, syntax
from linli.problems import Level, Mark, Problem

Place = tuple[str | int, ...]
_SHARED: Final = "data/schemas/"
"""Where the kit's own file stands in where the site has none."""


class BrokenFileError(ValueError):
    """A file of the kit cannot be used; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


@dataclass(slots=True)
class Document:
    """What a YAML file says."""

    path: str
    value: Any
    places: Mapping[Place, Mark]
    """Where each value stands, by the names and numbers that lead to it."""
    names: Mapping[Place, Mark]
    """Where the name of each value of a mapping stands."""
    problems: list[Problem] = field(default_factory=list)

    def mark(self, *place: str | int) -> Mark:
        """Where a value stands, or the nearest thing around it."""
        while place and place not in self.places:
            place = place[:-1]
        return self.places.get(place, Mark(path=self.path))

    def wrong(self, place: Place, message: str, hint: str, *, level: Level = "error", at_name: bool = False) -> None:
        """Take note of a problem at a value, or at its name."""
        mark = self.names.get(place, self.mark(*place)) if at_name else self.mark(*place)
        self.problems.append(Problem(mark=mark, code="broken-package", level=level, message=message, hint=hint))

    def refuse(self) -> None:
        """Raise BrokenFileError where there is an error."""
        if any(problem.level == "error" for problem in self.problems):
            raise BrokenFileError(tuple(self.problems))


def read(root: Path, path: str, loader: Any = guarded.LOADER) -> Document:
    """Return what a YAML file says. Raises BrokenFileError where it cannot be read."""
    try:
        data = (kit.file(root, path) if path.startswith(_SHARED) else root / path).read_bytes()
    except FileNotFoundError:
        raise _broken(path, "找不到这个文件", "这个文件不能少；请用 git 恢复，或从模板里复制一份") from None
    except OSError as error:
        raise _broken(path, f"打不开这个文件({error.strerror})", "请检查它是不是一个普通文件") from None
    if loader is not guarded.LOADER:
        return _read(path, data, loader)
    known = _known(path, data)
    return replace(known, problems=[*known.problems])


def _read(path: str, data: bytes, loader: Any) -> Document:
    text, problems = source.decode(path, data)
    if problems:
        raise BrokenFileError(tuple(replace(problem, code="broken-package") for problem in problems))
    return parse(path, text, loader)


def parse(path: str, text: str, loader: Any = guarded.LOADER) -> Document:
    """Return what a text of a file says. Raises BrokenFileError where it cannot be read."""
    try:
        node, value = guarded.node_and_value(text, loader)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        found = error if isinstance(error, yaml.YAMLError) else yaml.YAMLError(str(error))
        raise BrokenFileError((replace(syntax.problem(path, text, found, 0), code="broken-package"),)) from None
    document = Document(path=path, value=value, places={}, names={})
    if node is not None:
        _note(document, node)
    return document


@lru_cache(64)
def _known(path: str, data: bytes) -> Document:
    """What a file said before; nobody changes it, but takes note of problems."""
    return _read(path, data, guarded.LOADER)


def _note(document: Document, top: Any) -> None:
    """Take note of all places, and of names that stand twice in one mapping."""
    places: dict[Place, Mark] = {}
    names: dict[Place, Mark] = {}
    waiting: list[tuple[Place, Any]] = [((), top)]
    seen: set[int] = set()
    while waiting:
        place, node = waiting.pop()
        places[place] = _mark(document.path, node)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += [((*place, number), item) for number, item in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            for key, item in node.value:
                inner = (*place, str(key.value))
                if inner in names:
                    message = f"{key.value} 写了两次(第一次在第 {names[inner].line} 行)，只有后一次算数"
                    hint = "两处的内容都要，就合到一处"
                    mark = _mark(document.path, key)
                    document.problems.append(Problem(mark=mark, code="broken-package", message=message, hint=hint))
                names.setdefault(inner, _mark(document.path, key))
                waiting.append((inner, item))
    document.places, document.names = places, names


def _mark(path: str, node: Any) -> Mark:
    return Mark(path=path, line=node.start_mark.line + 1, column=node.start_mark.column + 1)


def _broken(path: str, message: str, hint: str) -> BrokenFileError:
    return BrokenFileError((Problem(mark=Mark(path=path), code="broken-package", message=message, hint=hint),))
