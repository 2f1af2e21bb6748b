"""`linli pack`: a zip that is the same for the same site, and one page that asks nothing of anybody."""

from __future__ import annotations

import os
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

import communities
import hostile
from linli.cli import main
from linli.packed import archive, whole
from test_start import begun

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 24)


def test_the_same_files_give_the_same_zip(tmp_path: Path) -> None:
    made = []
    for name, when in (("a", 1_000_000_000), ("b", 1_700_000_000)):
        folder = tmp_path / name
        for path in ("z.html", "中文/甲.html", "a.html", ".nojekyll")[:: 1 if name == "a" else -1]:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(path, "utf-8")
            os.utime(folder / path, (when, when))
            (folder / path).chmod(0o600 if name == "a" else 0o644)
        made.append(archive.archive(folder))
    assert made[0] == made[1]
    with zipfile.ZipFile(BytesIO(made[0])) as file:
        assert file.namelist() == [".nojekyll", "a.html", "z.html", "中文/甲.html"]
        assert file.read("中文/甲.html").decode() == "中文/甲.html"


def page(**tables: object) -> str:
    found = communities.make(**tables)  # type: ignore[arg-type]
    return whole.page(ROOT, communities.edition(found, TODAY, url="https://example.org/linfu/"))


def test_the_page_says_what_is_and_until_when() -> None:
    html = page(
        organization=[{"name": "竹影社区", "phone": "0830-1234567", "address": "竹影路1号"}],
        courses=[{"id": "shufa", "title": "书法班", "signup": "现场报名"}],
        venues=[{"id": "shi", "name": "书法室"}],
        schedules=[
            {"course": "shufa", "dates": "2026-11-25, 2026-12-07", "opens_at": "09:00", "venue": "shi"},
            {"course": "shufa", "dates": "2026-12-08", "opens_at": "10:00", "venue": "shi"},
        ],
        changes=[{"course": "shufa", "date": "2026-12-07", "kind": "停课", "reason": "停电"}],
        services=[{"id": "tu", "name": "图书室", "plain": "看书借书", "venue": "shi"}],
        hours=[{"service": "tu", "weekday": "周六", "opens_at": "09:00", "closes_at": "17:00"}],
    )
    text = re.sub(r"<[^>]+>", " ", html)
    for words in (
        "竹影社区",
        "0830-1234567",
        "2026年11月24日做的，课写到2026年12月7日",
        "书法班",
        "图书室",
        "看书借书",
        "现场报名",
    ):
        assert words in text
    assert "停电" in text
    assert "不上" in text
    assert "12月8日" not in text
    assert "今天" not in text


def test_a_day_of_the_page_says_what_is_official_about_it() -> None:
    tables = {
        "courses": [{"id": "shufa", "title": "书法班"}],
        "schedules": [{"course": "shufa", "weekday": "周五", "opens_at": "09:00", "valid_from": "2026-12-01"}],
    }
    html = whole.page(ROOT, communities.edition(communities.make(**tables), date(2026, 12, 30)))
    friday = re.search(r"<h3>[^<]*1月1日.*?</li>", html, re.DOTALL)
    assert friday is not None
    assert '<span class="note">元旦放假</span></h3>' in friday[0]
    assert "不上" in friday[0]


def test_the_page_needs_nothing_and_leads_nowhere() -> None:
    html = whole.page(ROOT, communities.edition(hostile.community(hostile.hostile), TODAY, url="https://example.org/"))
    assert "<script" not in html
    assert "default-src 'none'" in html
    links = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert [link for link in links if not link.startswith(("#", "tel:", "data:image/png;base64,"))] == []
    assert "<img src=x" not in html
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", html)
    assert len(html.encode()) < 500_000


@pytest.mark.slow
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = begun(tmp_path / "own")
    text = (root / "mkdocs.yml").read_text("utf-8")
    own = (
        "site_url: https://own.example.org/\n",
        "  mirrors:\n    - https://mirror.example.org/linfu\n    - http://example.org/linfu/\n",
    )
    (root / "mkdocs.yml").write_text(text.replace('site_url: !ENV [SITE_URL, ""]\n', own[0]) + own[1], "utf-8")
    arguments = [
        "pack",
        "--root",
        str(root),
        "--no-paper",
        "--today",
        "2026-11-24",
        "--site-url",
        "http://example.org/linfu",
    ]
    assert main(arguments) == 0
    first = (root / "packed/site.zip").read_bytes()
    said = capsys.readouterr().out
    assert "shequ.html  " in said
    assert (root / "packed/site.zip.sha256").read_text("utf-8").split()[0] in said
    assert main(arguments) == 0
    assert (root / "packed/site.zip").read_bytes() == first
    with zipfile.ZipFile(BytesIO(first)) as file:
        names = file.namelist()
        pages = {name: file.read(name).decode() for name in names if name.endswith((".html", ".xml", ".ics", ".json"))}
    assert 'data-base="/linfu/"' in pages["404.html"]
    for name in ("sitemap.xml", "feeds/stories.xml", "index.html", "calendar/courses/shufa.ics"):
        assert "http://example.org/linfu/" in pages[name], name
    assert not [name for name, text in pages.items() if "own.example.org" in text]
    assert "http://example.org/linfu/" in (root / "packed/shequ.html").read_text("utf-8")
    mirror = '<a href="https://mirror.example.org/linfu/" rel="noopener">mirror.example.org/linfu</a></p>'
    footers = {name for name, text in pages.items() if "更新于" in text and name.endswith(".html")}
    assert {"index.html", "courses/shufa/index.html", "q/taiji/index.html", "da/index.html", "404.html"} <= footers
    assert [
        name for name in footers if '换一个网址：<a href="http://example.org/linfu/" rel="noopener">' in pages[name]
    ] == []
    assert [name for name in footers if mirror not in pages[name]] == []
    assert {"index.html", "version.json", "courses/shufa/index.html"} <= set(names)
    assert not [name for name in names if name.endswith(".pdf")]


def test_an_address_that_is_none_packs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "--root", str(begun(tmp_path / "own")), "--site-url", "example.org"]) == 1
    assert "要以 https:// 开头" in capsys.readouterr().err
    assert not (tmp_path / "own/packed").exists()


def test_tables_with_errors_are_not_packed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = begun(tmp_path / "own")
    (root / "data/courses.yml").write_text("- titel: 甲\n", "utf-8")
    assert main(["pack", "--root", str(root)]) == 1
    assert "linli check" in capsys.readouterr().err
    assert not (root / "packed").exists()
