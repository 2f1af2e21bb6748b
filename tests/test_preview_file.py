"""`linli diff --preview`: the pages that changed in one file that fetches nothing and runs nothing."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from histories import OFF, Repo
from linli.cli import main
from linli.differing import preview
from linli.differing.entry import Difference, Entry, Part
from tests_support import TODAY

PAGE = """<!doctype html><html lang="zh-CN"><head>
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<title>书法班｜每周三｜小院</title><link rel="icon" href="../../a.svg"><style>p{color:rgb(1, 2, 3)}</style>
<script>document.title="ran"</script><script src="../../assets/linli.js" defer></script></head>
<body><p id="now">每周三 &amp; 周五</p>
<picture><source srcset="a.avif"><img class="x" src="../../a.svg" srcset="b.png 2x" alt="图"></picture>
<img src="../../../secret.png" alt=""><img src="https://evil.example/x.png" alt="">
<a href="../../timetable/">课表</a> <a href="#now">这里</a></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = tmp_path / "site"
    for path in ("", "courses/shufa/", "timetable/", "services/tuoyu/", *(f"courses/k{n}/" for n in range(20))):
        (made / path).mkdir(parents=True, exist_ok=True)
        (made / path / "index.html").write_text(PAGE, "utf-8")
    (made / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return made


def difference(*pages: str, part: Part = Part.SESSIONS) -> Difference:
    entries = [Entry(part=part, word="停课", subject="<b>书法班</b>", sentence="12月1日", page=page) for page in pages]
    return Difference(
        base="昨天<i>", today=TODAY, until=TODAY, later=0, entries=entries, losses=["课表少了 9 行；确实吗？"]
    )


def shown(html: str) -> list[str]:
    return [found.split(" ")[-1] for found in re.findall(r"<figcaption>.*?<small>(.*?)</small>", html)]


def test_the_pages_that_changed_are_shown_the_most_changed_first(site: Path) -> None:
    found = difference("services/tuoyu/", "courses/shufa/", "courses/shufa/", "courses/gone/", "")
    assert shown(preview.html(site, found)) == ["courses/shufa/", "services/tuoyu/", "timetable/", "/"]


def test_a_service_does_not_bring_the_timetable_along(site: Path) -> None:
    assert shown(preview.html(site, difference("services/tuoyu/", part=Part.SERVICES))) == ["services/tuoyu/"]


def test_without_a_changed_page_the_usual_ones_are_shown(site: Path) -> None:
    assert shown(preview.html(site, difference())) == ["timetable/", "/"]


def test_there_is_an_end_to_it(site: Path) -> None:
    assert len(shown(preview.html(site, difference(*(f"courses/k{n}/" for n in range(20)))))) == preview.MOST


def test_everything_is_inside_and_nothing_else(site: Path) -> None:
    html = preview.html(site, difference("courses/shufa/"))
    assert "课表少了 9 行；确实吗？" in html
    assert "<b>" not in html
    assert "<i>" not in html
    page = unescape(re.findall(r'srcdoc="([^"]*)"', html)[0])
    assert "每周三 &amp; 周五" in page
    assert "data:image/svg+xml;base64," in page
    assert not re.search(r"<script|<link|<source|srcset|http-equiv|evil|secret|c2VjcmV0|\.\./", page)
    assert page.count('href="#') == 2


@pytest.mark.browser
def test_in_a_browser_it_is_read_and_does_nothing(site: Path, tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "预览.html"
    file.write_text(
        preview.html(site, difference("courses/shufa/")).replace(
            "&lt;picture&gt;", "&lt;script&gt;document.body.remove()&lt;/script&gt;&lt;picture&gt;"
        ),
        "utf-8",
    )
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    frame = tab.frames[1]
    assert frame.locator("#now").inner_text() == "每周三 & 周五"
    assert frame.locator("#now").evaluate("e => getComputedStyle(e).color") == "rgb(1, 2, 3)"
    frame.locator("a").first.click()
    assert frame.locator("#now").is_visible()
    assert [url for url in asked if not url.startswith(("data:", file.as_uri(), "about:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.close()


def test_a_site_that_cannot_be_built_gives_no_preview(
    repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write(changes=OFF)
    (repo.root / "mkdocs.yml").write_text("site_name: 小院\nhooks: [nowhere.py]\n", "utf-8")
    file = tmp_path / "p.html"
    assert main(["diff", "--root", str(repo.root), "--today", "2026-11-24", "--preview", str(file)]) == 1
    said = capsys.readouterr()
    assert "停课｜" in said.out
    assert "预览没有做成" in said.err
    assert not file.exists()
