"""What is printed of the reference site, sign-in sheets and cards: read, scanned, made twice alike."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from linli import structure
from linli.model import Community
from linli.paper import site
from linli.paper.attendance import sheet as attendance
from linli.paper.sheet import Sheet
from linli.recipe import followed
from linli.timetable import Timetable, expand
from printing import (
    COURSE,
    MM,
    ROOT,
    URL,
    WEDNESDAYS,
    begun,
    pages_of,
    printed_of,
    scanned,
    small,
    text_of,
    told,
    with_classes,
)
from tests_support import TODAY, shared


@pytest.fixture(scope="module")
def reference() -> tuple[Community, Timetable]:
    community = structure.load(ROOT).community
    return community, expand(community, TODAY)


@pytest.fixture(scope="module")
def printed(reference: tuple[Community, Timetable], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the reference community's site offers on 2026-11-24, printed once for all processes of a run."""
    with shared(tmp_path_factory, "printed") as folder:
        shutil.copytree(ROOT / "overrides", folder / "overrides", dirs_exist_ok=True)
        return printed_of(told(*reference), folder)


def test_every_course_with_a_future_has_poster_and_picture(
    printed: dict[str, bytes], reference: tuple[Community, Timetable]
) -> None:
    for course in reference[0].courses:
        assert f"courses/{course.id}/poster.pdf" in printed
        assert f"courses/{course.id}/poster.png" in printed
    assert {path for path in printed if path.startswith("print/")} == {
        "print/week-2026-11-23.pdf",
        "print/week-2026-11-30.pdf",
    }


def test_paths_are_those_of_the_files(printed: dict[str, bytes], reference: tuple[Community, Timetable]) -> None:
    assert told(*reference).printed == set(printed)


def test_posters_are_text(printed: dict[str, bytes], reference: tuple[Community, Timetable]) -> None:
    for course in reference[0].courses:
        text = text_of(printed[f"courses/{course.id}/poster.pdf"])
        first = next(o for o in reference[1].of_course(course.id) if o.held and o.day >= TODAY)
        assert course.title in text
        assert text.count(course.phone) == 7, "once large and on each of the six strips"
        assert f"{first.dtstart:%-H:%M}" in text
        assert "2026年11月24日印" in text
        assert "示例" in text


def test_printed_codes_open_the_course(printed: dict[str, bytes], reference: tuple[Community, Timetable]) -> None:
    for course in reference[0].courses[:6]:
        (page,) = pages_of(printed[f"courses/{course.id}/poster.pdf"])
        assert scanned(page) == [f"{URL}q/{course.id}/"]
        assert scanned(Image.open(io.BytesIO(printed[f"courses/{course.id}/poster.png"]))) == [f"{URL}q/{course.id}/"]


def test_a_worn_and_forwarded_code_can_still_be_scanned(printed: dict[str, bytes]) -> None:
    picture = Image.open(io.BytesIO(printed["courses/yexiao/poster.png"])).convert("RGB")
    (code,) = zxingcpp.read_barcodes(picture)
    corner = code.position.top_left
    picture.paste((0, 0, 0), (corner.x + 90, corner.y + 90, corner.x + 130, corner.y + 130))
    blurred = io.BytesIO()
    picture.resize((720, 960)).save(blurred, "JPEG", quality=40)
    assert scanned(Image.open(blurred)) == [f"{URL}q/yexiao/"]


def test_the_code_is_at_lower_right_and_at_least_30_mm(printed: dict[str, bytes]) -> None:
    dpi = 150
    for name in ("courses/shufa/poster.pdf", "services/tuoyu/card.pdf"):
        (page,) = pages_of(printed[name], dpi)
        (code,) = zxingcpp.read_barcodes(page)
        left, right = code.position.top_left, code.position.bottom_right
        modules = (right.x - left.x) / dpi * 25.4
        quiet = modules * 8 / 33
        assert modules + quiet >= 30, f"{name}: {modules:.1f} mm"
        assert left.x > page.width / 2
        assert left.y > page.height / 2


def test_pictures_are_1080_by_1440(printed: dict[str, bytes]) -> None:
    for path, data in printed.items():
        if path.endswith("poster.png"):
            assert Image.open(io.BytesIO(data)).size == (1080, 1440)


def test_paper_sizes(printed: dict[str, bytes]) -> None:
    for path, size in {
        "courses/yexiao/poster.pdf": (210, 297),
        "print/week-2026-11-23.pdf": (297, 210),
        "venues/shufa-shi/door.pdf": (210, 297),
        "services/tuoyu/card.pdf": (148, 210),
    }.items():
        width, height = pypdfium2.PdfDocument(printed[path])[0].get_size()
        assert (round(width / MM), round(height / MM)) == size


def test_one_page_each(printed: dict[str, bytes]) -> None:
    for path, data in printed.items():
        if path.endswith(".pdf"):
            assert len(pypdfium2.PdfDocument(data)) == 1, path


def test_sheets_are_black_but_for_the_seal(printed: dict[str, bytes]) -> None:
    """Printed without colour nothing is lost: every coloured pixel belongs to the seal at upper left."""
    for name in ("print/week-2026-11-23.pdf", "courses/shufa/poster.pdf", "venues/shufa-shi/door.pdf"):
        page = next(pages_of(printed[name], 60)).convert("RGB")
        coloured = [
            (n % page.width, n // page.width)
            for n, (r, g, b) in enumerate(
                page.getdata() if not hasattr(page, "get_flattened_data") else page.get_flattened_data()
            )
            if max(r, g, b) - min(r, g, b) > 24
        ]
        assert coloured
        assert all(x < page.width * 0.2 and y < page.height * 0.12 for x, y in coloured)


def test_sign_in_sheets_are_of_classes(press: Callable[[Sheet], bytes]) -> None:
    community = with_classes()
    timetable = expand(community, TODAY)
    sheet = attendance(told(community, timetable), community.courses[0])
    assert sheet
    assert [page["title"] for page in sheet.data["sheets"]] == ["书法班 · 一班"] * 2 + ["书法班 · 二班"] * 2
    assert "老师：一班的老师" in sheet.data["sheets"][0]["when"]
    assert {len(page["dates"]) for page in sheet.data["sheets"]} <= set(range(5, 23))


def test_sign_in_sheets_tell_topics_and_who_else_comes() -> None:
    changes = [
        {"course": "shufa", "date": "2026-11-25", "kind": "说明", "note": "第3讲 皮影"},
        {"course": "shufa", "date": "2026-12-02", "kind": "换老师", "teacher": "王老师"},
    ]
    endless = {**WEDNESDAYS, "term": None, "valid_from": "2025-09-03"}
    community = small(schedules=[endless], changes=changes)
    timetable = expand(community, TODAY)
    sheet = attendance(told(community, timetable), community.courses[0])
    assert sheet
    (page,) = sheet.data["sheets"]
    assert page["notes"] == "11月25日 第3讲 皮影；12月2日 这次由王老师来上"
    assert (page["dates"][0]["day"], len(page["dates"])) == ("25", 22)


def test_cards_say_what_is_written_only(press: Callable[[Sheet], bytes]) -> None:
    services = [
        {"id": "s", "name": "阅览室", "signup": "需预约", "valid_from": "2026-07-01", "valid_to": "2027-08-31"},
        {"id": "o", "name": "夏令营", "valid_to": "2026-08-31"},
    ]
    hours = [{"service": "s", "weekday": "周二至周五", "opens_at": "09:00", "closes_at": "17:00"}]
    offers = [{"service": "s", "name": "借书证", "eligibility": "60岁以上"}]
    community = small(courses=[], schedules=[], services=services, hours=hours, offers=offers)
    cards = [s for s in site.sheets(told(community)) if s.template == "card"]
    (card,) = cards
    text = text_of(press(card))
    for words in ("周二至周五9:00–17:00", "需预约", "2027年8月31日", "借书证60岁以上"):
        assert words in text, words
    assert "节假日" not in text
    assert "面议" not in text


def test_sign_in_sheets_have_every_date_of_the_term(press: Callable[[Sheet], bytes]) -> None:
    stop = {"course": "shufa", "date": "2026-11-25", "kind": "停课", "reason": "检修"}
    community = small(courses=[{**COURSE, "capacity": 45}], changes=[stop])
    timetable = expand(community, TODAY)
    sheet = attendance(told(community, timetable), community.courses[0])
    assert sheet
    pages = sheet.data["sheets"]
    assert [row for page in pages for row in page["rows"]] == [str(n) for n in range(1, 46)]
    assert (
        sum(month["days"] for month in pages[0]["months"])
        == len(timetable.of_course("shufa"))
        == len(pages[0]["dates"])
    )
    assert [date["day"] for date in pages[0]["dates"] if date["off"] == "停课"] == ["25"]
    document = pypdfium2.PdfDocument(press(sheet))
    assert len(document) == len(pages) == 3
    assert "书法班签到表" in text_of(press(sheet))


def test_two_runs_are_equal_to_the_byte(
    printed: dict[str, bytes], reference: tuple[Community, Timetable], tmp_path: Path
) -> None:
    """Of every kind of sheet some: the rest differ in their words alone."""
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    kinds: dict[str, list[Sheet]] = {}
    for sheet in site.sheets(told(*reference)):
        kinds.setdefault(f"{sheet.template} {Path(sheet.path).suffix}", []).append(sheet)
    some = [sheet for alike in kinds.values() for sheet in alike[:4]]
    again = dict(followed(begun(told(*reference), tmp_path, some).files()))
    assert len(again) >= len(kinds) > 2
    for path, data in again.items():
        assert data == printed[path], path


def test_printing_can_be_stopped(reference: tuple[Community, Timetable], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    press = begun(told(*reference), tmp_path)
    press.stop()
    left = [path.name for path in (tmp_path / ".cache/linli/paper").iterdir()]
    assert len(left) < 100
    assert not [name for name in left if name.endswith(".json")]
