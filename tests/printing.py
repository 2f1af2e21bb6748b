"""What tests of paper share: a root to print in, a press for single sheets, and what is read back from them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from communities import edition, make
from linli.model import Community
from linli.paper import site, typefaces
from linli.paper.press import Press
from linli.paper.sheet import Sheet
from linli.recipe import followed
from linli.timetable import Timetable
from linli.views import Edition
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
URL = "https://linfu.example.org/linli/"
MM = 72 / 25.4
"""Points in a millimetre."""

COURSE = {
    "id": "shufa",
    "title": "书法班",
    "category": "青少年宫",
    "plain": "免费教写字。",
    "phone": "0830-1234567",
    "fee": "免费",
}
TERM = {"id": "qiu", "name": "2026年秋季学期", "valid_from": "2026-09-01", "valid_to": "2027-01-20"}
WEDNESDAYS = {"course": "shufa", "term": "qiu", "weekday": "周三", "opens_at": "19:00", "closes_at": "20:30"}
FORM = {
    "id": "f",
    "title": "书法班报名",
    "kind": "报名",
    "url": "https://www.wjx.cn/vm/abcdef.aspx",
    "param": "sojumpparm",
}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the repository's templates and a cache of its own."""
    root = tmp_path_factory.mktemp("workshop")
    shutil.copytree(ROOT / "overrides/paper", root / "overrides/paper")
    shutil.copytree(ROOT / "overrides/views/macros", root / "overrides/views/macros")
    return root


@pytest.fixture
def press(workshop: Path) -> Callable[[Sheet], bytes]:
    """Print one sheet."""
    face = typefaces.find(publish=True)
    assert face

    def one(sheet: Sheet) -> bytes:
        return dict(followed(Press(root=workshop, face=face, today=TODAY, sheets=[sheet]).files()))[sheet.path]

    return one


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def scanned(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def pages_of(pdf: bytes, dpi: int = 150) -> Iterator[Image.Image]:
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=dpi / 72).to_pil()


def box_of(pdf: bytes, words: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the first character, in points from the page's lower left corner."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = text.search(words).get_next()
    assert found, words
    return text.get_charbox(found[0])  # type: ignore[no-any-return]


def bottom_of(pdf: bytes, words: str) -> float:
    return box_of(pdf, words)[1]


def top_of(pdf: bytes, words: str) -> float:
    return box_of(pdf, words)[3]


def small(**tables: object) -> Community:
    return make(**{"courses": [COURSE], "terms": [TERM], "schedules": [WEDNESDAYS], **tables})  # type: ignore[arg-type]


def told(community: Community, timetable: Timetable | None = None, today: date = TODAY) -> Edition:
    return edition(community, today, timetable, URL)


def begun(found: Edition, root: Path, sheets: Iterable[Sheet] | None = None) -> Press:
    """Printing that has begun, of all sheets where none are named."""
    face = typefaces.find(publish=True)
    assert face
    return Press(root=root, face=face, today=found.today, sheets=sheets or site.sheets(found))


def printed_of(found: Edition, root: Path) -> dict[str, bytes]:
    press = begun(found, root)
    files = dict(followed(press.files()))
    press.forget_others()
    return files


def poster(community: Community, url: str = URL) -> Sheet:
    return next(s for s in site.sheets(edition(community, url=url)) if s.template == "poster")


def with_classes(
    terms: tuple[str, ...] = ("qiu", "chun", "xia"),
    autumn: dict[str, object] | None = None,
    spring: dict[str, object] | None = None,
    **tables: object,
) -> Community:
    """Two classes in each term; sign-up for the spring is not open yet, unless said otherwise."""
    known = [TERM, {"id": "chun", "name": "2027年春季学期", "valid_from": "2027-02-22", "valid_to": "2027-07-02"},
             {"id": "xia", "name": "2027年暑期", "valid_from": "2027-07-10", "valid_to": "2027-08-20"}]  # fmt: skip
    groups = [
        {"id": f"shufa-{key}-{term}", "course": "shufa", "name": name, "term": term, "min_age": low, "max_age": low + 2,
         "form": "f" if term == "chun" else "a" if autumn and term == "qiu" else None,
         "teacher": f"{name}的老师", "capacity": 25, "capacity_unit": "人"}
        for term in terms
        for key, name, low in (("yi", "一班", 6), ("er", "二班", 9))
    ]  # fmt: skip
    rows = [
        {
            "group": g["id"],
            "course": "shufa",
            "term": g["term"],
            "weekday": day,
            "opens_at": "09:00",
            "closes_at": "10:30",
            "venue": "shufa-shi",
        }
        for g, day in zip(groups, ["周六", "周日"] * len(terms), strict=True)
    ]
    coming = {**FORM, "opens_at": "2026-12-01 09:00", "closes_at": "2026-12-20 18:00"}
    forms = [spring or coming, *([autumn] if autumn else [])]
    rooms = [{"id": "shufa-shi", "name": "书法室"}, {"id": "peixun", "name": "培训室", "room": "203室"}]
    return small(terms=known, groups=groups, schedules=rows, forms=forms, venues=rooms, **tables)
