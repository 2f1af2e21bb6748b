"""One list of page kinds: whatever a kind lacks, and whatever stands outside the list, is named here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import communities
import golden
from communities import edition
from linli import assets, frames, history, kinds, kit, schema, site
from linli.kinds import Kind
from linli.recipe import followed
from linli.render import Renderer
from linli.revisions import Revisions
from linli.views import Page, pages, slots
from tests_support import ADDRESSES, no_assets

ROOT = Path(__file__).resolve().parents[1]
VIEWS = ROOT / "overrides/views"
MADE = kinds.made()
WRITTEN = [kind for kind in kinds.KINDS if not kind.view]
BOARD = Kind(name="board", address="board/", view="views.board.pages", nav="timetable/", listed=False)
WINDOW = Kind(name="window", address="window/courses/*/", view="views.board.pages", bare=True)


def named(found: list[Kind]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", found, ids=lambda kind: kind.name)


def missing(kind: Kind) -> Iterator[str]:
    """Everything that has to be there for a kind, where it is not."""
    for name in filter(None, (kind.view, kind.jsonld, kind.search)):
        try:
            kinds.function(name)
        except (ImportError, AttributeError):
            yield f"scripts/linli has no function {name}"
    template = VIEWS / (f"{kind.name}.html" if kind.view else f"slots/{kind.slot}.html")
    needed = [template, *(_bare(kind) if kind.bare else ())]
    yield from (f"there is no {path.relative_to(ROOT)}" for path in needed if not path.is_file())
    if kind.table and kind.table not in schema.TABLES:
        yield f"data/schemas has no table {kind.table}"
    if not kind.view and f"<!-- slot: {kind.slot} -->" not in _text(kind):
        yield f"no page of content/ at /{kind.address} holds the slot {kind.slot}"
    if kind.name not in ADDRESSES:
        yield f"tests_support.ADDRESSES has no page of the reference site that is a {kind.name}"
    elif not re.fullmatch(kind.address.replace("*", "[^/]+"), ADDRESSES[kind.name]):
        yield f"tests_support.ADDRESSES: {ADDRESSES[kind.name]} is no {kind.name}"


def _bare(kind: Kind) -> list[Path]:
    return [ROOT / f"overrides/assets/{place}" for place in (f"bare/{kind.look}.css", f"dist/{kind.look}.js")]


def _text(kind: Kind) -> str:
    name = kind.address.rstrip("/")
    found = [
        path
        for folder in ("content", kit.PAGES)
        for path in (ROOT / f"{folder}/{name}.md", ROOT / f"{folder}/{name}/index.md")
        if path.is_file()
    ]
    return "".join(path.read_text("utf-8") for path in found)


@named(list(kinds.KINDS))
def test_a_kind_has_all_its_parts(kind: Kind) -> None:
    assert list(missing(kind)) == []
    assert bool(kind.view) != bool(kind.slot), "made from the tables, or written by hand"
    assert kind.address.endswith("/"), kind.address
    assert not kind.address.startswith("/"), kind.address
    assert kind.bare or bool(kind.nav) == bool(kind.view), "to which word of the head does a page in a frame belong?"


def test_what_is_forgotten_is_named() -> None:
    lacking = Kind(name="board", address="board/", view="views.board.pages", jsonld="feeds.jsonld.board", bare=True)
    assert list(missing(lacking)) == [
        "scripts/linli has no function views.board.pages",
        "scripts/linli has no function feeds.jsonld.board",
        "there is no overrides/views/board.html",
        "there is no overrides/assets/bare/board.css",
        "there is no overrides/assets/dist/board.js",
        "tests_support.ADDRESSES has no page of the reference site that is a board",
    ]
    with pytest.raises(KeyError, match=r"board.*kinds\.py"):
        kinds.of("board")


@pytest.mark.parametrize("template", sorted(path.stem for path in VIEWS.glob("*.html")))
def test_every_template_of_a_page_is_of_a_kind(template: str) -> None:
    assert template in {kind.name for kind in MADE}, f"overrides/views/{template}.html: no entry in linli/kinds.py"


@pytest.mark.parametrize("module", sorted(path.stem for path in (ROOT / "scripts/linli/views").glob("*.py")))
def test_every_view_that_gives_pages_is_of_a_kind(module: str) -> None:
    text = (ROOT / f"scripts/linli/views/{module}.py").read_text("utf-8")
    if module != "__init__" and "\ndef pages(" in text:
        name = f"views.{module}.pages"
        assert name in {kind.view for kind in MADE}, f"{name}: no entry in linli/kinds.py"


@pytest.mark.parametrize("file", sorted((ROOT / "overrides/assets/bare").glob("*.css")), ids=lambda path: path.stem)
def test_every_style_of_a_bare_page_is_of_a_kind(file: Path) -> None:
    assert file.stem in {"bare", *assets.bare()}, f"{file.name}: no bare entry in linli/kinds.py"


def test_names_and_addresses_are_unique() -> None:
    assert len({kind.name for kind in kinds.KINDS}) == len(kinds.KINDS)
    assert len({kind.address for kind in kinds.KINDS}) == len(kinds.KINDS)
    assert len({kind.frame for kind in MADE}) == len(MADE)


def test_addresses_and_ids_that_were_promised_stay() -> None:
    assert history.TABLES == ("courses", "services", "stories", "venues", "forms")
    assert (*history.TABLES, "groups") == history.PERMANENT
    for kind in MADE:
        if kind.table:
            assert kind.address == f"{kind.table}/*/"


@pytest.mark.parametrize("day", [day for day in golden.DAYS if day[0] != "portal"], ids=str)
def test_everything_on_a_site_stands_in_a_known_folder(day: tuple[str, object]) -> None:
    paths = golden.sections(golden.kept(*day).read_text("utf-8"))  # type: ignore[arg-type]
    own = {path.partition("/")[0] for path in paths if "/" in path}
    written = {"assets", "editing"}  # files of the theme and pages of content/ are known one by one
    assert own - written <= kinds.folders()


@pytest.mark.parametrize(
    ("file", "taken"),
    [
        ("q/shufa/index.html", True),
        ("timetable/2026-11/index.html", True),
        ("timetable/notes/index.html", False),
        ("calendar/all.ics", True),
        ("frames/course/index.html", True),
        ("courses/shufa/index.html", False),  # told by its id
        ("da/index.html", False),  # written in content/
        ("screen/index.html", False),  # written in content/
        ("screens/index.html", False),
        ("pictures/a.webp", True),
    ],
)
def test_what_a_build_writes_nobody_else_may(file: str, taken: bool) -> None:
    assert kinds.owns(file) is taken


@named(MADE)
def test_a_frame_lies_as_deep_as_its_pages(kind: Kind) -> None:
    assert kind.frame.count("/") == kind.address.count("/")


@pytest.fixture
def two_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A root with a single page in a frame, and with bare pages further down; nothing but entry, view and template."""
    view = ModuleType("linli.views.board")
    view.pages = lambda _: [  # type: ignore[attr-defined]
        Page(kind="board", title="告示", description="今天", context={"word": "<今天>"}),
        Page(kind="window", key="shufa", title="书法", description="书法", context={"word": "书法"}),
    ]
    monkeypatch.setitem(__import__("sys").modules, "linli.views.board", view)
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, BOARD, WINDOW))
    root = golden.lay_out("summer", tmp_path)
    for name in ("board", "window"):
        (root / f"overrides/views/{name}.html").write_text(
            '<p>{{ word }}</p><a href="{{ base }}my/">我的</a>\n', "utf-8"
        )
    return root


def test_a_new_kind_needs_no_more_than_its_entry_view_and_template(two_more: Path) -> None:
    sources = dict(frames.sources(ROOT))
    assert sources["frame-board.md"] == "---\ntitle: board\nframe: board\nnav: timetable/\n---\n"
    assert "bare: window\ntemplate: bare.html" in sources["frames/deeper/window.md"]
    community = communities.make()
    made = {page.path: page for page in pages(edition(community))}
    assert {"board/", "window/courses/shufa/"} <= made.keys()
    assert kinds.owns("board/index.html")
    assert not kinds.owns("board/photo.jpg")
    assert kinds.owns("window/courses/shufa/index.html")
    assert {"board", "window"} <= kinds.folders()
    tokens = "<html data-base='BASE'>@@head@@<main>@@body@@</main>".replace("'", '"')
    depth = {"frame-board/": "../", "frames/deeper/window/": "../../../"}
    drawn = {
        f"{kind.frame}index.html": tokens.replace("BASE", depth.get(kind.frame, "../../")) for kind in kinds.made()
    }
    inputs = site.Inputs(
        package=communities.package(),
        edition=edition(community, url="https://example.org/"),
        revisions=Revisions(),
        drawn=drawn,
        assets=no_assets(),
        renderer=Renderer(two_more),
    )
    files = {
        path: data.decode() for path, data in followed(site.page_files(inputs)) if path.endswith((".html", ".xml"))
    }
    board = files["board/index.html"]
    assert '<p>&lt;今天&gt;</p><a href="../my/">我的</a>' in board
    assert '<meta name="robots" content="noindex">' in board
    assert 'href="../../../my/"' in files["window/courses/shufa/index.html"]
    assert "board/" not in files["sitemap.xml"]
    assert "window/courses/shufa/" in files["sitemap.xml"]
    assert not any(path.startswith("frame") for path in files)


def test_every_record_of_a_searched_kind_is_found() -> None:
    from linli import search

    rows = {
        "courses": [{"id": "a", "title": "书法班", "category": "青少年宫"}],
        "services": [{"id": "a", "name": "托育"}],
        "stories": [{"id": "a", "title": "花", "date": "2026-11-01"}],
        "venues": [{"id": "a", "name": "活动室"}],
        "forms": [{"id": "a", "title": "报名表", "kind": "报名", "url": "https://example.org/f"}],
    }
    found = {row[1] for row in search.index(edition(communities.make(**rows)), [])["rows"]}
    for kind in MADE:
        if kind.table:
            assert kind.path("a") in found, f"{kind.name}: name in linli/kinds.py what makes its row of the search"


def test_every_slot_can_be_filled_wherever_an_editor_puts_it() -> None:
    """What only the program fills stands in overrides/views/parts: as a slot it would stop a build."""
    templates = {path.stem for path in (VIEWS / "slots").glob("*.html")}
    assert templates == set(slots(edition(communities.make()), package=communities.package()))
