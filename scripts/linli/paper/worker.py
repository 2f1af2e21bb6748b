"""The printing press as a process of its own: takes a file of jobs (JSON), keeps each job's PDF or PNG as its target.

The only importer of typst, whose threads would outlive a fork. Ends with 0, or with 3 and the reason on standard output.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import typst

from linli import cache
from linli.pictures import raster

PPI: Final = 72
"""A point of a picture's page is one pixel."""


def main(order: Path) -> int:
    """Print all jobs of the file, one after the other: two threads get in each other's way and take twice as long."""
    given = json.loads(order.read_text("utf-8"))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=given["folders"])
    if given["inputs"]["sans"] not in fonts.families():
        return _refuse("no-typeface")
    compiler = typst.Compiler(root=given["root"], font_paths=fonts, ignore_system_fonts=True)
    for job in given["jobs"]:
        template, target = Path(job["template"]), Path(job["target"])
        picture = target.suffix == ".png"
        options: dict[str, Any] = {"ppi": PPI} if picture else {"timestamp": given["timestamp"]}
        try:
            made = compiler.compile(
                input=template,
                format="png" if picture else "pdf",
                sys_inputs={**given["inputs"], "data": job["data"]},
                **options,
            )
        except typst.TypstError as error:
            return _refuse(f"{template.name} 排不出来：{error.message}")
        if not isinstance(made, bytes):
            return _refuse(f"{template.name} 排出了几页，图片只能有一页")
        cache.keep(target, raster.drawn(made) if picture else made)
    return 0


def _refuse(reason: str) -> int:
    print(reason)  # noqa: T201 -- the answer to the process that asked
    return 3


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
