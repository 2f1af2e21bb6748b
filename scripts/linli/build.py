"""One build from files to files: takes the root and where to put the site, gives an `Outcome` with all problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from linli import cache, refusals
from linli.checking import check
from linli.frames import Builder, draw
from linli.memory import Memory
from linli.paper.press import PaperError
from linli.problems import Problem, errors
from linli.progress import Say, counted, silent
from linli.publish import MARKER, ForeignFilesError, NotOursError, Published, marker, publish
from linli.recipe import followed
from linli.whole import site_files


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a build; `published` is None where errors stopped it."""

    problems: Sequence[Problem]
    published: Published | None


def build(
    root: Path,
    site: Path,
    today: date,
    *,
    builder: Builder = "mkdocs",
    previous: Path | None = None,
    strict: bool = False,
    paper: bool = True,
    site_url: str = "",
    memory: Memory | None = None,
    say: Say = silent,
) -> Outcome:
    """Check, draw, fill and publish, one build at a time. The previous site is untouched where anything is wrong.

    Without `paper` no sheets are printed, whatever mkdocs.yml says; a `site_url` goes before its own. With a `memory` this is
    a build of many by one program, for a preview: what it remembers is not written down, and the files that changed take
    their places one by one.
    """
    known = memory or Memory(root)
    try:
        with cache.alone(root):
            outcome = _build(
                root,
                site,
                today,
                builder,
                previous,
                known,
                say,
                strict=strict,
                whole=memory is None,
                paper=paper,
                site_url=site_url,
            )
            if memory is None and outcome.published is not None:
                known.keep()
    except cache.NotAloneError:
        return Outcome(problems=[refusals.not_alone(site)], published=None)
    except OSError as error:
        if error.errno not in refusals.REFUSED:
            raise
        return Outcome(problems=[refusals.disk(error, site)], published=None)
    known.turn()
    return outcome


def _build(
    root: Path,
    site: Path,
    today: date,
    builder: Builder,
    previous: Path | None,
    memory: Memory,
    say: Say,
    *,
    strict: bool,
    whole: bool,
    paper: bool,
    site_url: str,
) -> Outcome:
    drawing = draw(root, builder, site_url)
    try:
        say("读表格、检查", 0)
        checked = check(root, today, previous, memory)
        problems = list(checked.problems)
        if errors(problems) or (strict and problems) or checked.loaded is None or checked.timetable is None:
            return Outcome(problems=problems, published=None)
        say("排版", 0)
        drawn, wrong = drawing.pages()
    finally:
        drawing.stop()
    if wrong:
        return Outcome(problems=[*problems, *wrong], published=None)
    try:
        made = site_files(
            root, checked.loaded, checked.timetable, drawn, today, memory, previous, paper=paper, site_url=site_url
        )
        with made as (files, lacking):
            problems += lacking
            done = publish(counted(files, say, "做网页和文件"), site, _ledger(root, site), whole=whole)
    except NotOursError:
        return Outcome(problems=[*problems, refusals.not_ours(site)], published=None)
    except ForeignFilesError as error:
        return Outcome(problems=[*problems, refusals.foreign(site, error.paths)], published=None)
    except PaperError as error:
        return Outcome(problems=[*problems, refusals.no_paper(error, "error")], published=None)
    except OSError as error:
        return Outcome(problems=[*problems, refusals.disk(error, site)], published=None)
    return Outcome(problems=problems, published=done)


def fill_in_place(root: Path, site: Path, today: date) -> list[Problem]:
    """Fill the pages that a builder left in `site`, there; return the problems that forbid it."""
    checked = check(root, today)
    wrong = errors(checked.problems)
    if wrong or checked.loaded is None or checked.timetable is None:
        return wrong
    drawn = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    try:
        with site_files(root, checked.loaded, checked.timetable, drawn, today, Memory()) as (files, _):
            planned = dict(followed(files))
            planned[MARKER] = marker(planned)
    except PaperError as error:
        return [refusals.no_paper(error, "error")]
    for path in site.rglob("*"):
        if path.is_file() and path.relative_to(site).as_posix() not in planned:
            path.unlink()
    for name, data in planned.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    for folder in sorted((p for p in site.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    return []


def _ledger(root: Path, site: Path) -> Path:
    name = site.resolve().as_posix().strip("/").replace("/", "-").replace(":", "")
    return cache.folder(root) / "published" / f"{name[-80:]}.json"
