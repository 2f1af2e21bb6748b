"""The commands besides check, build and serve: each a module that adds its arguments to the parser and runs, in Chinese."""

from __future__ import annotations

from typing import Final

from linli.commands import (
    confirm,
    diff,
    digest,
    doctor,
    export,
    fmt,
    holidays,
    imports,
    init,
    links,
    new,
    pack,
    paper,
    portal,
    seats,
    term,
    tidy,
    upgrade,
)

COMMANDS: Final = (
    *(init, upgrade, doctor, links, pack, portal, diff),
    *(new, term, holidays, seats, export, imports, fmt, tidy),
    *(paper, confirm, digest),
)
"""In the order of the help: for hosts, for editors, for paper and words."""
