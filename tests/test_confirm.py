"""核对单: what the site says of a month, for each teacher, place and service, and the command that prints it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

import communities
from fragments import lay_out
from linli.cli import main
from linli.views import confirm

DECEMBER = date(2026, 12, 1)
VENUES = [{"id": "shu", "name": "书法室"}, {"id": "duo", "name": "多功能室"}]
COURSES = [{"id": "ke", "title": "书法班", "teacher": "王老师"}]
ROW = {"course": "ke", "weekday": "周二、四", "opens_at": "19:00", "closes_at": "20:30", "valid_from": "2026-09-01"}
ROW |= {"valid_to": "2027-01-20", "venue": "shu"}
SERVICE = {"id": "tuo", "name": "托育园", "phone": "0830-1234567"}
HOURS = {"service": "tuo", "weekday": "周一至周五", "opens_at": "8:00", "closes_at": "18:00"}


def texts(first: date = DECEMBER, url: str = "", **tables: Any) -> dict[str, str]:
    given = {"venues": VENUES, "courses": COURSES, "schedules": [ROW], **tables}
    edition = communities.edition(communities.make(**given), url=url)
    return {one.name: one.text for one in confirm.asked(edition, first)}


def test_a_teacher_is_asked_about_each_class_by_weekday_and_date() -> None:
    assert texts(url="https://linfu.example/")["王老师"].splitlines() == [
        "王老师，您好。12月网上是这样写的，对吗？",
        "书法班 周二19:00–20:30（书法室）：1日、8日、15日、22日、29日",
        "书法班 周四19:00–20:30（书法室）：3日、10日、17日、24日、31日",
        "都对请回“对”；不对的，请写出哪里不对。",
        "https://linfu.example/timetable/",
    ]


def test_the_borders_of_the_month() -> None:
    assert "30日" not in texts()["王老师"]
    november = texts(date(2026, 11, 1))["王老师"]
    assert "11月网上" in november
    assert "3日、10日、17日、24日" in november
    assert "2027年1月网上" in texts(date(2027, 1, 1))["王老师"]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"kind": "停课", "reason": "老师外出"}, "书法班 12月8日(周二)19:00–20:30：停课，老师外出"),
        ({"kind": "改期", "new_date": "2026-12-09"}, "书法班 12月8日(周二)19:00–20:30：改期，改到12月9日(周三)19:00"),
        ({"kind": "换老师", "teacher": "李老师"}, "换老师，这次由李老师来上（原来是王老师）"),
    ],
)
def test_what_is_not_as_usual_has_a_line_of_its_own(change: dict[str, Any], wanted: str) -> None:
    found = texts(changes=[{"course": "ke", "date": "2026-12-08", **change}])
    assert wanted in found["王老师"]
    assert "1日、15日、22日、29日" in found["王老师"]
    if change["kind"] == "换老师":
        assert wanted in found["李老师"]


def test_a_moved_class_is_told_to_both_places() -> None:
    found = texts(changes=[{"course": "ke", "date": "2026-12-08", "kind": "换地点", "venue": "duo"}])
    assert "改在多功能室（原在书法室）" in found["书法室"]
    assert "改在多功能室（原在书法室）" in found["多功能室"]
    assert "这个月没有排课。" in texts()["多功能室"]


def test_a_service_is_asked_about_its_hours_and_its_telephone() -> None:
    assert texts(services=[SERVICE], hours=[HOURS])["托育园"].splitlines()[1:3] == [
        "周一至周五 8:00–18:00",
        "电话 0830-1234567",
    ]
    assert "没有写开放时间。" in texts(services=[{"id": "tuo", "name": "托育园"}])["托育园"]
    assert "托育园" not in texts(services=[SERVICE | {"status": "暂停"}])


FILES = {
    "data/courses.yml": "- {id: ke, title: 书法班, category: 课, teacher: 王老师}\n",
    "data/schedules.yml": "- {course: ke, weekday: 周二, opens_at: '19:00', closes_at: '20:30', valid_from: 2026-09-01}\n",
}


def run(root: Path, *arguments: str) -> int:
    (root / "mkdocs.yml").write_text("site_name: 小院\n")
    return main(["confirm", "--root", str(root), "--today", "2026-11-24", *arguments])


def test_the_command_prints_the_next_month_or_the_one_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, FILES)
    assert run(root) == 0
    out, told = capsys.readouterr()
    assert "王老师，您好。12月网上是这样写的，对吗？" in out
    assert "verified_on" in told
    assert run(root, "--month", "2027-02", "--about", "王老师") == 0
    assert capsys.readouterr().out.startswith("王老师，您好。2027年2月")
    assert run(root, "--about", "李老师") == 2
    assert "没有叫 李老师 的" in capsys.readouterr().err


def test_on_paper_everyone_has_a_page_with_boxes_and_the_code_of_what_the_site_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {
        "data/venues.yml": "- {id: shu, name: 书法室}\n",
        "data/services.yml": "- {id: tuo, name: 托育园, phone: 0830-1234567}\n",
    }
    root = lay_out(tmp_path / "c", FILES | tables)
    for folder in ("paper", "views/macros"):
        shutil.copytree(Path(__file__).parents[1] / "overrides" / folder, root / "overrides" / folder)
    assert run(root, "--paper", "--site-url", "https://linfu.example/") == 0
    out, told = capsys.readouterr()
    assert "2026年12月核对单" in out
    assert "共3份" in told
    pages = list(pypdfium2.PdfDocument(root / "paper/confirm-2026-12.pdf"))
    said = ["".join(page.get_textpage().get_text_range().split()) for page in pages]
    assert [next(name for name in ("王老师", "书法室", "托育园") if name in text) for text in said] == [
        "王老师", "书法室", "托育园",
    ]  # fmt: skip
    assert (
        "核对单·老师王老师12月网上是这样写的，对吗？书法班周二19:00–20:30：1日、8日、15日、22日、29日对改成" in said[0]
    )
    assert "这个月没有排课。" in said[1]
    assert "电话0830-1234567" in said[2]
    codes = [code.text for page in pages for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    assert codes == [f"https://linfu.example/{path}/" for path in ("timetable", "venues/shu", "services/tuo")]
    assert run(root, "--paper", "--about", "王老师") == 0
    assert "没有印二维码" in capsys.readouterr().out
    assert len(pypdfium2.PdfDocument(root / "paper/confirm-2026-12.pdf")) == 1


def test_nothing_to_ask_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lay_out(tmp_path, {})) == 0
    assert "没有要核对的" in capsys.readouterr().err


@pytest.mark.parametrize("month", ["2026-13", "2026", "12月", "2026-1-1"])
def test_a_month_is_a_month(month: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(lay_out(tmp_path, FILES), "--month", month)
    assert f"月份 {month} 应写成 2026-12 的样子" in capsys.readouterr().err


def test_wrong_tables_are_not_sent_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, FILES | {"data/courses.yml": "- {id: ke}\n"})
    assert run(root) == 1
    assert "请先运行 linli check" in capsys.readouterr().err
