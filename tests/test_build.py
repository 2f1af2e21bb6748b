"""The main job, end to end on the reference site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from linli.build import build
from linli.checking import check
from tests_support import TODAY, html_files, tree

BANNED = (
    "fonts.googleapis.com fonts.gstatic.com unpkg.com cdn.jsdelivr.net cdnjs.cloudflare.com ajax.googleapis.com "
    "gravatar.com googletagmanager.com api.github.com raw.githubusercontent.com polyfill.io"
).split()


class Page(HTMLParser):
    """The links, ids and headings of a page, and what must not be there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.bad: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src") and tag != "base":
                self.links.append((tag, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name.startswith("on") or name == "style":
                self.bad.append(f"<{tag} {name}>")


def test_every_kind_of_page_is_there(site_dir: Path) -> None:
    for address in (
        "index.html timetable/index.html timetable/2026-11/index.html timetable/2026-09/index.html services/index.html "
        "stories/index.html figures/index.html join/index.html about/index.html 404.html calendar/all.ics "
        "feeds/stories.xml data/datapackage.json data/sessions.json data/courses.csv search/index.json sitemap.xml"
    ).split():
        assert (site_dir / address).is_file(), address
    for kind in ("courses", "services", "stories", "venues", "forms"):
        assert len(list((site_dir / kind).glob("*/index.html"))) > 3, kind


def test_nothing_of_the_machinery_is_left(site_dir: Path) -> None:
    assert not (site_dir / "frames").exists()
    for path in html_files(site_dir):
        text = path.read_text("utf-8")
        assert not re.search(r"@@\w+@@|<!-- slot", text), path
        assert 'lang="zh-CN"' in text


def test_all_links_are_relative_and_lead_somewhere(site_dir: Path) -> None:
    pages = {path: Page(path.read_text("utf-8")) for path in html_files(site_dir)}
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for tag, link in page.links:
            if re.match(r"(https?|tel|mailto|webcal|geo):", link):
                assert tag in {"a", "link"}, f"{path}: <{tag}> loads {link}"
                continue
            assert not link.startswith("/"), f"{path}: {link} is not relative"
            address, _, fragment = link.partition("#")
            target = (path.parent / address.split("?")[0]).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path.relative_to(site_dir)}: {link} leads nowhere"
            if fragment and target.suffix == ".html":
                assert fragment in pages[target].ids, f"{path.relative_to(site_dir)}: {link}"


def test_one_h1_unique_ids_and_no_inline_handlers(site_dir: Path) -> None:
    for path in html_files(site_dir):
        page = Page(path.read_text("utf-8"))
        assert page.tags.count("h1") == 1, path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.bad == [], path
        assert page.tags.count("main") == 1, path


def test_no_banned_host_anywhere(site_dir: Path) -> None:
    for path in site_dir.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [host for host in BANNED if host.encode() in data], path


def test_two_builds_are_equal_to_the_byte(root: Path, site_dir: Path, tmp_path: Path) -> None:
    other = tmp_path / "again"
    assert build(root, other, TODAY).published
    assert tree(other) == tree(site_dir)


def test_a_second_build_touches_nothing(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(root, site, TODAY)
    done = build(root, site, TODAY).published
    assert done
    assert done.written == ()
    assert done.removed == ()


@pytest.mark.slow
def test_plain_mkdocs_makes_the_same_site(root: Path, tmp_path: Path) -> None:
    site, ours = tmp_path / "plain", tmp_path / "ours"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml"), "-d", str(site)]
    subprocess.run(command, check=True, capture_output=True)
    from linli.cli import main

    assert main(["build", "--root", str(root), "--site-dir", str(ours)]) == 0
    assert tree(site) == tree(ours)


@pytest.mark.slow
def test_zensical_makes_the_same_pages(root: Path, site_dir: Path, tmp_path: Path) -> None:
    other = tmp_path / "zensical"
    outcome = build(root, other, TODAY, builder="zensical")
    assert outcome.published, outcome.problems
    assert set(tree(other)) == set(tree(site_dir))

    def words(path: Path) -> str:
        return "".join(unescape(re.sub(r"(?s)<style>.*?</style>|<[^>]*>", "", path.read_text("utf-8"))).split())

    for path in html_files(site_dir):
        assert words(other / path.relative_to(site_dir)) == words(path), path


def test_an_error_leaves_the_previous_site(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "root"
    for name in ("content", "data", "overrides"):
        shutil.copytree(root / name, copy / name)
    shutil.copy(root / "mkdocs.yml", copy)
    assert build(copy, copy / "site", TODAY, paper=False).published
    before = tree(copy / "site")
    courses = copy / "data/courses.yml"
    courses.write_text(courses.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    outcome = build(copy, copy / "site", TODAY, paper=False)
    assert outcome.published is None
    assert any("是不是想写 title" in p.hint for p in outcome.problems)
    assert tree(copy / "site") == before


def test_a_folder_for_reading_only_is_built_elsewhere(
    root: Path, make_root: Callable[..., Path], tmp_path: Path
) -> None:
    """A checkout that nobody may write: not one file in it is made or changed (and, but for root, none can be)."""
    small = make_root()
    shutil.copytree(root / "overrides", small / "overrides", dirs_exist_ok=True)
    (small / "content").mkdir(exist_ok=True)
    for page in ("index", "about"):
        (small / f"content/{page}.md").write_text("# 一页\n", "utf-8")
    (small / ".cache").write_text("no folder")
    before = {path: path.lstat().st_mtime_ns for path in small.rglob("*")}
    for path in before:
        path.chmod(0o555 if path.is_dir() else 0o444)
    small.chmod(0o555)
    try:
        outcome = build(small, tmp_path / "elsewhere", TODAY)
    finally:
        for path in (small, *before):
            path.chmod(0o755)
    assert outcome.published, outcome.problems
    assert (tmp_path / "elsewhere/index.html").is_file()
    assert {path: path.lstat().st_mtime_ns for path in small.rglob("*")} == before


def test_an_empty_community_still_has_a_site(root: Path, make_root: Callable[..., Path]) -> None:
    small = make_root()
    for name in ("content", "overrides"):
        shutil.copytree(root / name, small / name, dirs_exist_ok=True)
    for page in small.glob("content/*.md"):
        page.write_text(re.sub(r"\]\(/[^)]*\)", "](/)", page.read_text("utf-8")), "utf-8")
    outcome = build(small, small / "site", TODAY)
    assert outcome.published, outcome.problems
    assert "没有" in (small / "site/timetable/index.html").read_text("utf-8")


@pytest.mark.parametrize("today", [date(2026, 8, 1), date(2026, 11, 24), date(2027, 2, 1), date(2028, 2, 29)])
def test_the_reference_data_has_no_errors_on_any_day(root: Path, today: date) -> None:
    assert [p for p in check(root, today).problems if p.level == "error"] == []
