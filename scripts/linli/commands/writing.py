"""Ask, then write: takes edits to tables that were shown, puts them on disk where nobody says no, gives the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from linli import tablefile
from linli.asking import Asker, StoppedError
from linli.commands.saying import say
from linli.writing_back import CannotWriteError, Edit


def write(
    options: argparse.Namespace,
    edits: Mapping[str, Sequence[Edit]],
    then: str,
    refused: Callable[[Mapping[str, str]], str] = lambda _: "",
) -> int:
    """Ask unless `--yes` was given, and write. 0: written, 1: not.

    `then`: what to do next, in Chinese; `refused` gives the reason why the new texts are not to be written, or ''.
    """
    try:
        seen = {path: tablefile.text(options.root, path) for path in edits}
        texts = tablefile.changed(options.root, edits)
        if why_not := refused(texts):
            return say(why_not)
        if not options.yes and not Asker().sure("写进表格吗？"):
            return say("没有写。")
        tablefile.write(options.root, texts, seen)
    except (CannotWriteError, StoppedError) as error:
        return say(f"没有写：{error}")
    print(f"写好了：{'、'.join(edits)}。{then}")
    return 0
