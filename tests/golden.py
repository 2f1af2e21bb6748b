"""The whole site of a fixed community as text, to be compared word by word with what was last looked at and kept.

One community is invented, from what notices of summer programmes look like; the second is the reference site's as it was;
the third is the second with gaps: every field that may be missing is somewhere, and every kind of change meets every state.
Word tables say what must be said; this says that nothing else changed. `python3 scripts/run.py golden` keeps what is
said now: look at the difference in git before you commit it.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import cities
import edits
import gaps
import neighbours
from linli import structure
from linli.checks import check_all, context_of
from linli.history import Published
from linli.packed import whole
from linli.portal import figures
from linli.portal import pages as portal_pages
from linli.portal import site as portal_site
from linli.problems import in_order
from linli.render import Renderer
from linli.timetable import expand
from linli.views import Edition
from whole_sites import BRANCH, SITE, readable, short, texts_of

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tests/cases/golden"
DAYS = (
    ("summer", date(2027, 7, 8)),
    ("summer", date(2027, 7, 25)),
    ("school", date(2026, 8, 27)),  # sign-up has begun, classes have not
    ("school", date(2026, 9, 29)),  # before a week of holidays and a worked Saturday
    ("school", date(2026, 10, 10)),  # a Saturday on which a weekday is made up
    ("school", date(2026, 11, 24)),
    ("school", date(2026, 12, 31)),  # the next year begins
    ("school", date(2027, 1, 14)),  # one term ends, the next is not open yet
    ("gaps", date(2026, 9, 29)),
    ("gaps", date(2027, 1, 14)),
    ("gaps1", date(2026, 9, 29)),
    ("gaps1", date(2026, 10, 10)),
    ("gaps2", date(2026, 10, 1)),
    ("gaps2", date(2027, 1, 14)),
    ("portal", cities.DAY),
)
"""Communities, and the days on which they are built."""
WHOLE = re.compile(
    r"problems|index\.html|(courses|services|forms|stories)/[^/]+/index\.html|venues/bowuguan/.*"
    r"|q/(d|g|s|x)[^/]+/.*|calendar/[g-l][^/]+\.ics|calendar/groups/w.*|feeds/.*|data/[^s].*csv|search.*"
    r"|print/week-2027-07-12.*|(courses|services)/.*\.pdf|sitemap.*|gzh/courses/youyong/.*|gzh/stories/jianzhi/.*"
)
"""What is kept word by word of the first; of the rest, of which there is more of the same kind, a hash."""


def lay_out(community: str, folder: Path) -> Path:
    """Make a root of the community's tables and the schemas; a table without a file is empty."""
    if community == "portal":
        folder.mkdir()
        return folder
    if community.startswith("gaps"):
        return gaps.lay_out(lay_out("school", folder), int(community[4:] or 0))
    shutil.copytree(ROOT / "data/schemas", folder / "data/schemas")
    shutil.copytree(ROOT / "data/holidays", folder / "data/holidays")
    shutil.copy(ROOT / "data/datapackage.yaml", folder / "data")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    (folder / "content").mkdir()
    (folder / "content/about.md").write_text("# 关于\n\n我们是竹影社区。\n", "utf-8")
    for table in (ROOT / "data").glob("*.yml"):
        own = KEPT / community / table.name
        (folder / "data" / table.name).write_text(own.read_text("utf-8") if own.is_file() else "[]\n", "utf-8")
    return folder


def texts(root: Path, today: date) -> Iterator[tuple[str, str]]:
    """Yield every text of the site with its path, and what the checks say."""
    loaded = structure.load(root, today=today)
    timetable = expand(loaded.community, today)
    context = context_of(loaded, timetable, root=root, today=today, published=Published())
    problems = in_order([*loaded.problems, *check_all(context)])
    told = "".join(f"{p.mark} {p.level} [{p.code}] {p.record} | {p.message} | {p.hint}\n" for p in problems)
    assert readable(told)
    yield "problems", told
    edition = Edition(
        community=loaded.community,
        timetable=timetable,
        today=today,
        site_url=SITE,
        paper=True,
        package=loaded.package,
        branch=BRANCH,
    )
    yield from texts_of(edition, loaded.package, Renderer(root))
    yield "shequ.html", whole.page(root, edition)


def _portal(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages of a portal over three communities, one of which is not there and one is hostile."""
    rows: dict[str, cities.Rows] = {
        "organization": [{"name": "<b>示例&松涛社区</b>", "phone": "0830-0000009"}],
        "courses": [{"id": "evil", "title": "<i>\"'&课", "category": "健身", "plain": "<s>一句</s>"}],
        "forms": [],
        "schedules": [{"course": "evil", "term": "qiu", "weekday": "周二", "opens_at": "10:00"}],
    }
    streets = {"jia": "示例竹影街道", "yi": "<b>示例松涛街道", "bing": "示例竹影街道"}
    packages: dict[str, Any] = {"jia": cities.package(), "yi": cities.package(**rows), "bing": {}}
    listed = cities.city(root, packages, streets)
    listed.write_text(listed.read_text("utf-8").replace("示例yi社区", "<b>示例yi社区"), "utf-8")
    places, problems = cities.gathered(listed)
    yield "problems", "".join(f"{p.mark} {p.level} [{p.code}] {p.message} | {p.hint}\n" for p in problems)
    made = portal_pages.city("<b>示例区</b>", places, cities.DAY)
    for path, data in portal_site.files(made, ROOT, figures.make(made)[1]):
        if path.endswith((".html", ".json", ".js")) and not path.startswith("assets/"):
            yield path, data.decode()


def kept(community: str, day: date) -> Path:
    """The file of one day."""
    return KEPT / f"{community}-{day.isoformat()}.txt"


def neighbours_kept() -> Path:
    """The file of what stands near the rules' examples."""
    return KEPT / "neighbours.txt"


def edits_kept(part: int) -> Path:
    """The file of what single edits bring."""
    return KEPT / f"edits-{part}.txt"


def said(community: str, root: Path, day: date) -> dict[str, str]:
    """The texts of a day by path, those that are not kept whole as a hash."""
    first = (community, day) == DAYS[0]
    found = _portal(root) if community == "portal" else texts(root, day)
    return {
        path: text.strip() if path == "problems" or (first and WHOLE.fullmatch(path)) else short(text)
        for path, text in found
    }


def sections(text: str) -> dict[str, str]:
    """What was kept, by path."""
    return dict(part.split("\n", 1) for part in text.rstrip("\n").removeprefix("=== ").split("\n=== "))


def main() -> int:
    """Keep what is said now."""
    for community, day in DAYS:
        with tempfile.TemporaryDirectory() as folder:
            found = said(community, lay_out(community, Path(folder) / "r"), day)
        file = kept(community, day)
        file.write_text("".join(f"=== {path}\n{text}\n" for path, text in found.items()), "utf-8")
        print(file.relative_to(ROOT))
    for part in range(edits.PARTS):
        with tempfile.TemporaryDirectory() as folder:
            found_here = edits.said_of(lay_out("school", Path(folder) / "r"), part)
        edits_kept(part).write_text(found_here, "utf-8")
        print(edits_kept(part).relative_to(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        lines = [line for rule in neighbours.asked() for line in neighbours.told(rule.name, Path(folder))]
    neighbours_kept().write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print(neighbours_kept().relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
