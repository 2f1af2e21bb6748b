"""All files of a site that was checked: takes what was read, gives each file or its recipe while the sheets are printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from linli import assets, refusals, revisions, settings
from linli.memory import Memory
from linli.paper import drawings, unprinted
from linli.paper.press import PaperError, Press
from linli.paper.site import sheets
from linli.paper.typefaces import LACKING, find
from linli.pictures.album import Album
from linli.problems import Problem
from linli.recipe import File, Recipe
from linli.render import Renderer
from linli.site import Inputs, plan
from linli.structure import Loaded
from linli.timetable import Timetable
from linli.views import Edition


@contextmanager
def site_files(
    root: Path,
    loaded: Loaded,
    timetable: Timetable,
    drawn: dict[str, str],
    today: date,
    memory: Memory,
    previous: Path | None = None,
    *,
    paper: bool = True,
    site_url: str = "",
) -> Iterator[tuple[Iterator[File | Recipe], list[Problem]]]:
    """Give all files of the site, the sheets for paper printed meanwhile, and what kept any of them from being made.

    A `site_url` goes before that of mkdocs.yml.
    """
    chosen = settings.read(root)
    problems: list[Problem] = []
    wanted = chosen.paper and paper
    face = find(publish=True) if wanted else None
    album = Album(root, today, flat=face is not None)
    edition = Edition(
        community=loaded.community,
        timetable=timetable,
        today=today,
        site_url=site_url or chosen.site_url,
        mirrors=chosen.mirrors,
        paper=face is not None,
        package=loaded.package,
        branch=chosen.branch,
    )
    tables = loaded.community
    for record in (*tables.stories, *tables.courses, *tables.services, *tables.venues):
        album.of(record)
    press = None
    if face:
        printed = (*sheets(edition), *drawings.sheets(album.drawings))
        press = Press(root=root, face=face, today=today, sheets=printed, memory=memory)
        problems += unprinted.problems(loaded.community, press.glyphs, press.incomplete)
    elif wanted:
        problems.append(refusals.no_paper(PaperError(LACKING), "warning"))
    own = assets.read(root)
    inputs = Inputs(
        package=loaded.package,
        edition=edition,
        revisions=revisions.read(root, loaded.package, loaded.community, timetable, today, previous, memory),
        drawn=drawn,
        assets=own,
        album=album,
        memory=memory,
        renderer=Renderer(root, album, own.version),
    )
    try:
        yield plan(inputs, press.files() if press else ()), problems
        if press:
            press.forget_others()
    finally:
        if press:
            press.stop()
