"""Posters, week sheets, cards and sign-in sheets: what is printed can be read, scanned and made twice alike."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdfium2 import raw

from communities import make
from linli import structure
from linli.model import Community
from linli.paper import site, typefaces
from linli.paper.attendance import sheet as attendance
from linli.paper.noticeboard import sheet as noticeboard
from linli.paper.press import PaperError, Press
from linli.paper.sheet import Edition, Sheet, plain, svg
from linli.timetable import Timetable, expand
from linli.views.print import week
from linli.views.related import Related
from linli.views.rows import Sessions
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
def reference() -> tuple[Community, Timetable]:
    community = structure.load(ROOT).community
    return community, expand(community, TODAY)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the repository's templates and a cache of its own."""
    root = tmp_path_factory.mktemp("workshop")
    shutil.copytree(ROOT / "overrides/paper", root / "overrides/paper")
    shutil.copytree(ROOT / "overrides/views/macros", root / "overrides/views/macros")
    return root


@pytest.fixture(scope="module")
def printed(reference: tuple[Community, Timetable], workshop: Path) -> dict[str, bytes]:
    """What the reference community's site offers on 2026-11-24."""
    return dict(site.files(*reference, TODAY, URL, workshop))


@pytest.fixture
def press(workshop: Path) -> Callable[[Sheet], bytes]:
    """Print one sheet."""
    face = typefaces.find(publish=True)
    assert face

    def one(sheet: Sheet) -> bytes:
        return dict(Press(workshop, face, TODAY, [sheet]).files())[sheet.path]

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


def poster(community: Community, url: str = URL) -> Sheet:
    return next(s for s in site._sheets(community, expand(community, TODAY), TODAY, url) if s.template == "poster")


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
    assert site.paths(*reference, TODAY) == set(printed)


def test_posters_are_text(printed: dict[str, bytes], reference: tuple[Community, Timetable]) -> None:
    for course in reference[0].courses:
        text = text_of(printed[f"courses/{course.id}/poster.pdf"])
        first = next(o for o in reference[1].of_course(course.id) if o.held and o.day >= TODAY)
        assert course.title in text
        assert text.count(course.phone) == 9, "once large and on each of the eight strips"
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
        if path.endswith(".png"):
            assert Image.open(io.BytesIO(data)).size == (1080, 1440)


def test_paper_sizes(printed: dict[str, bytes]) -> None:
    for path, size in {
        "courses/yexiao/poster.pdf": (210, 297),
        "print/week-2026-11-23.pdf": (210, 297),
        "services/tuoyu/card.pdf": (148, 210),
    }.items():
        width, height = pypdfium2.PdfDocument(printed[path])[0].get_size()
        assert (round(width / MM), round(height / MM)) == size


def test_one_page_each(printed: dict[str, bytes]) -> None:
    for path, data in printed.items():
        if path.endswith(("poster.pdf", "card.pdf")):
            assert len(pypdfium2.PdfDocument(data)) == 1, path


def test_the_week_names_every_session_and_what_is_off(
    printed: dict[str, bytes], reference: tuple[Community, Timetable]
) -> None:
    text = text_of(printed["print/week-2026-11-23.pdf"])
    monday = date(2026, 11, 23)
    for day, found in reference[1].days(monday, monday + timedelta(days=6)).items():
        assert f"{day.month}月{day.day}日" in text
        for title in {o.course.title for o in found}:
            assert text.count(title) >= sum(o.course.title == title for o in found)
    assert text.count("美术室检修电路") == 2, "among the changes and below the session"
    for words in ("停课", "改期", "改到11月26日(周四)19:30", "换地点", "加课", "2026年11月24日印"):
        assert words in text
    assert scanned(list(pages_of(printed["print/week-2026-11-23.pdf"]))[-1]) == [f"{URL}timetable/"]


def test_the_week_is_set_in_14_points_or_more(printed: dict[str, bytes]) -> None:
    for page in pypdfium2.PdfDocument(printed["print/week-2026-11-23.pdf"]):
        words = page.get_textpage()
        sizes = {
            round(raw.FPDFText_GetFontSize(words.raw, index), 1)
            for index in range(words.count_chars())
            if chr(raw.FPDFText_GetUnicode(words.raw, index)).strip()
        }
        assert min(sizes - {10.6, 14 * 0.76}) >= 14, f"only the address below the name may be smaller: {sizes}"


def test_sheets_are_black_but_for_the_seal(printed: dict[str, bytes]) -> None:
    """Printed without colour nothing is lost: every coloured pixel belongs to the seal at upper left."""
    for name in ("print/week-2026-11-23.pdf", "courses/shufa/poster.pdf"):
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


def test_holidays_and_unpublished_years_are_said(press: Callable[[Sheet], bytes]) -> None:
    holiday = {"date": "2026-10-07", "name": "国庆节", "kind": "休"}
    community = small(holidays=[holiday])
    timetable = expand(community, TODAY)
    edition = Edition(community=community, today=TODAY, site_url=URL)
    sessions = Sessions(community, timetable, TODAY)
    text = text_of(press(noticeboard(edition, week(sessions, date(2026, 10, 7)))))
    assert "国庆节放假" in text
    text = text_of(press(noticeboard(edition, week(sessions, date(2027, 1, 6)))))
    assert "2027年放假安排尚未公布，以通知为准" in text


def test_without_an_address_the_code_opens_the_form(press: Callable[[Sheet], bytes]) -> None:
    community = small(courses=[{**COURSE, "form": "f"}], forms=[FORM])
    sheet = poster(community, url="")
    (page,) = pages_of(press(sheet))
    assert scanned(page) == ["https://www.wjx.cn/vm/abcdef.aspx?sojumpparm=shufa"]
    assert "扫码打开报名表（问卷星）" in text_of(press(sheet))


def test_without_address_and_form_there_is_no_code(press: Callable[[Sheet], bytes]) -> None:
    sheet = poster(small(), url="")
    (page,) = pages_of(press(sheet))
    assert scanned(page) == []
    assert "扫码" not in text_of(press(sheet))


@pytest.mark.parametrize(("form", "says"), [
    ({"closes_at": "2026-11-20 18:00"}, "这一期报名已截止"),
    ({"seats": 20, "seats_left": 0, "as_of": "2026-11-22"}, "名额已满（截至11月22日）"),
    ({"opens_at": "2026-12-01 09:00", "closes_at": "2026-12-20 18:00"}, "12月1日(周二)9:00开始报名"),
    ({"opens_at": "2026-11-01 09:00", "closes_at": "2026-12-20 18:00"}, "12月20日(周日)18:00截止"),
    ({}, "需报名"),
])  # fmt: skip
def test_joining_in_words(press: Callable[[Sheet], bytes], form: dict[str, object], says: str) -> None:
    community = small(courses=[{**COURSE, "form": "f"}], forms=[{**FORM, **form}])
    assert says in text_of(press(poster(community)))


def test_irregular_weeks_are_given_as_dates(press: Callable[[Sheet], bytes]) -> None:
    community = small(schedules=[{**WEDNESDAYS, "weeks": "14-15"}])
    text = text_of(press(poster(community)))
    assert "12月2日、12月9日" in text
    assert "第14" not in text


@pytest.mark.parametrize("status", ["暂停", "结束"])
def test_nothing_is_advertised_that_is_not_held(status: str) -> None:
    community = small(courses=[{**COURSE, "status": status}])
    assert not [path for path in site.paths(community, expand(community, TODAY), TODAY) if path.startswith("courses/")]


def test_a_finished_course_has_no_poster() -> None:
    community = small()
    assert not [
        path
        for path in site.paths(community, expand(community, TODAY), date(2027, 2, 1))
        if path.startswith("courses/")
    ]


def test_hostile_lengths_stay_on_their_page(workshop: Path) -> None:
    classes = [
        {**WEDNESDAYS, "group": f"第{n}班", "weekday": f"周{'一二三四五六日'[n % 7]}", "note": "零基础，自带球拍"}
        for n in range(40)
    ]
    course = {**COURSE, "title": "书" * 40, "plain": "好" * 90, "bring": "笔" * 200, "phone": "010-88888888转8001"}
    service = {"id": "s", "name": "测" * 30, "how_to_apply": "怎" * 400, "eligibility": "谁" * 100}
    community = small(courses=[course], schedules=classes, services=[service])
    for path, data in site.files(community, expand(community, TODAY), TODAY, URL, workshop):
        if path.startswith(("courses", "services")) and path.endswith(".pdf"):
            (page,) = pages_of(data)
            assert len(scanned(page)) == 1, path
            assert "2026年11月24日印" in text_of(data)
        if path.endswith("poster.pdf"):
            assert bottom_of(data, "费用") > top_of(data, "怎么参加请先问"), "nothing is printed over another"


def test_emoji_and_code_are_not_taken_for_glyphs_or_markup(press: Callable[[Sheet], bytes]) -> None:
    community = small(courses=[{**COURSE, "title": "太极🥋班 #let x = 1 *粗* $a$"}])
    text = text_of(press(poster(community)))
    assert "太极班#letx=1*粗*$a$" in text
    assert plain({"a": ("🥋1", ["❤️"])}) == {"a": ["1", [""]]}


def test_sign_in_sheets_have_every_date_of_the_term(press: Callable[[Sheet], bytes]) -> None:
    stop = {"course": "shufa", "date": "2026-11-25", "kind": "停课", "reason": "检修"}
    community = small(courses=[{**COURSE, "capacity": 45}], changes=[stop])
    timetable = expand(community, TODAY)
    edition = Edition(community=community, today=TODAY, site_url=URL)
    sheet = attendance(edition, timetable, Related(community, timetable), community.courses[0])
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
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    for path, data in site.files(*reference, TODAY, URL, tmp_path):
        assert data == printed[path], path


def test_what_did_not_change_is_not_printed_again(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    community = small()
    files = dict(site.files(community, expand(community, TODAY), TODAY, URL, workshop))

    def fail(*_: object) -> None:
        raise AssertionError("printed again")

    monkeypatch.setattr(Press, "_start", fail)
    assert dict(site.files(community, expand(community, TODAY), TODAY, URL, workshop)) == files
    with pytest.raises(AssertionError, match="printed again"):
        dict(site.files(community, expand(community, TODAY), TODAY + timedelta(days=1), URL, workshop))


def test_the_cache_keeps_only_what_is_used(workshop: Path) -> None:
    cache = workshop / ".cache/linli/paper"
    community = small()
    files = dict(site.files(community, expand(community, TODAY), TODAY, URL, workshop))
    for path in cache.iterdir():
        os.utime(path, (0, 0))
    (cache / "just-printed-by-another.pdf").touch()
    assert dict(site.files(community, expand(community, TODAY), TODAY, URL, workshop)) == files
    assert len(list(cache.iterdir())) == len(files) + 1


def test_without_a_chinese_typeface_a_sentence_says_so(
    workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"")
    monkeypatch.setattr(typefaces, "places", lambda: [tmp_path])
    assert not site.printable()
    community = small()
    with pytest.raises(PaperError, match=r"没有能用来印刷的中文字体.*fonts-noto-cjk"):
        next(site.files(community, expand(community, TODAY), TODAY, URL, workshop))


def test_a_font_file_that_is_none_is_noticed(workshop: Path, tmp_path: Path) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"not a font")
    face = typefaces.find(publish=True, folders=[tmp_path])
    assert face
    with pytest.raises(PaperError, match="中文字体"):
        list(Press(workshop, face, TODAY, [poster(small())]).files())


def test_only_free_typefaces_publish(tmp_path: Path) -> None:
    (tmp_path / "msyh.ttc").write_bytes(b"x")
    assert typefaces.find(publish=True, folders=[tmp_path]) is None
    face = typefaces.find(publish=False, folders=[tmp_path])
    assert face
    assert (face.sans, face.serif) == ("Microsoft YaHei", "Microsoft YaHei")


def test_a_broken_template_is_named(workshop: Path, tmp_path: Path) -> None:
    shutil.copytree(workshop / "overrides", tmp_path / "overrides")
    (tmp_path / "overrides/paper/poster.typ").write_text("#nothing-of-this-name")
    community = small()
    with pytest.raises(PaperError, match=r"overrides/paper.*poster\.typ 排不出来"):
        dict(site.files(community, expand(community, TODAY), TODAY, URL, tmp_path))


def test_printing_can_be_stopped(reference: tuple[Community, Timetable], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    press = site.begin(*reference, TODAY, URL, tmp_path)
    press.stop()
    left = [path.name for path in (tmp_path / ".cache/linli/paper").iterdir()]
    assert len(left) < 52
    assert not [name for name in left if name.endswith(".json")]


def test_codes_are_vectors() -> None:
    drawing = svg(f"{URL}q/shufa/")
    assert drawing.startswith("<svg")
    assert "<image" not in drawing


def command(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linli.cli", "paper", "--root", str(root), "--today", "2026-11-24", *words],
        capture_output=True, text=True, encoding="utf-8", check=False, env={"PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture
def village(make_root: Callable[..., Path]) -> Path:
    root = make_root(
        terms="- id: qiu\n  name: 秋\n  valid_from: 2026-09-01\n  valid_to: 2027-01-20\n",
        courses="- id: qi\n  title: 围棋班\n  category: 棋牌\n- id: lao\n  title: 老课\n  category: 棋牌\n  status: 结束\n",
        schedules='- course: qi\n  term: qiu\n  weekday: 周三\n  opens_at: "19:00"\n  closes_at: "20:30"\n',
    )
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def test_the_command_makes_everything(village: Path) -> None:
    done = command(village)
    assert (done.returncode, done.stderr) == (0, "")
    assert "做好了5份" in done.stdout
    assert "--site-url" in done.stdout
    made = {path.relative_to(village / "paper").as_posix() for path in (village / "paper").rglob("*.*")}
    assert made == {
        "print/week-2026-11-23.pdf",
        "print/week-2026-11-30.pdf",
        "courses/qi/poster.pdf",
        "courses/qi/poster.png",
        "courses/qi/sign-in.pdf",
    }


def test_the_command_makes_one_week_or_one_course(village: Path) -> None:
    assert command(village, "--week", "2026-10-08", "--out", "w").returncode == 0
    assert [path.name for path in (village / "w").rglob("*.*")] == ["week-2026-10-05.pdf"]
    assert command(village, "--course", "qi", "--out", "c", "--site-url", "https://a.example").returncode == 0
    assert {path.name for path in (village / "c").rglob("*.*")} == {"poster.pdf", "poster.png", "sign-in.pdf"}
    (page,) = pages_of((village / "c/courses/qi/poster.pdf").read_bytes())
    assert scanned(page) == ["https://a.example/q/qi/"]


def test_the_command_says_what_is_wrong(village: Path) -> None:
    unknown = command(village, "--course", "nope")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "没有编号是 nope 的课程。现有：qi、lao" in unknown.stderr
    over = command(village, "--course", "lao")
    assert over.returncode == 0
    assert "没有可做的" in over.stdout
    assert command(village, "--week", "2026-13-01").returncode == 2
    (village / "data/schedules.yml").write_text("- course: qi\n  weekday: 周八\n", "utf-8")
    wrong = command(village)
    assert wrong.returncode == 1
    assert "linli check" in wrong.stderr
