"""Articles for 公众号 in a browser: what arrives in the clipboard is letter for letter what the rules were asked about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_pages import DESK, PHONE, Open, axe, visits

from conftest import served
from fragments import lay_out
from linli.build import build
from linli.gzh import rules, subset
from test_gzh import ARTICLE, TOLD
from tests_support import TODAY, until

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
TABLES = {
    "courses": """
- {id: shufa, title: 书法班, category: 青少年宫, plain: "写 <毛笔> & \\"字\\"", phone: 0830-1234567, fee: 免费, signup: 无需报名}
""",
    "schedules": """
- {course: shufa, weekday: 周六, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-05, valid_to: 2026-12-26}
""",
    "changes": "- {course: shufa, date: 2026-11-28, kind: 停课, reason: 教室换灯}\n",
    "stories": """
- {id: hua, title: 花开了, date: 2026-11-01, summary: 院子里。, body: "第一段**重点**。", source_licence: own,
   image: hua.png, image_alt: 一盆花, consent: 没有人}
""",
}
PATHS = ("gzh/courses/shufa/", "gzh/stories/hua/", "gzh/")
PASTE = """() => {
  const box = document.body.appendChild(document.createElement('div'));
  box.contentEditable = 'true';
  box.addEventListener('paste', event => {
    event.preventDefault(); // it would be the test that breaks the page's policy
    window.pasted = ['text/html', 'text/plain'].map(type => event.clipboardData.getData(type));
  });
  box.focus();
}"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A small community whose address is known: its folder, and where it is served."""
    folder = tmp_path_factory.mktemp("gzh")

    files = {f"data/{name}.yml": text for name, text in TABLES.items()} | {"content/about.md": "# 关于我们\n"}
    root = lay_out(folder / "root", {"package": "linli-linfu", "content/images/hua.png": "照片", **files})
    shutil.copytree(ROOT / "overrides", root / "overrides", dirs_exist_ok=True)
    shutil.copy(ROOT / "content/index.md", root / "content")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("paper: true", "paper: false"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://linfu.example.org/")
        outcome = build(root, folder / "site", TODAY)
    assert outcome.published, outcome.problems
    with served(folder / "site") as address:
        yield folder / "site", address


@pytest.fixture
def seen(browser: Browser, whole: tuple[Path, str]) -> Iterator[Open]:
    """Open a page of it, on a browser that lets one paste."""
    yield from visits(browser, whole[1])


def pasted(page: Page) -> tuple[str, str]:
    page.evaluate(PASTE)
    page.keyboard.press("Control+V")
    until(page, "!!window.pasted")
    html, plain = page.evaluate("window.pasted")
    return html, plain


@pytest.mark.parametrize("path", PATHS)
def test_what_is_pasted_is_what_the_rules_were_asked_about(seen: Open, whole: tuple[Path, str], path: str) -> None:
    page = seen(path, size=DESK)
    page.get_by_role("button", name="复制到公众号").first.click()
    expect(page.get_by_role("status").first).to_have_text("已复制，到公众号后台的正文里粘贴。")
    html, plain = pasted(page)
    article = ARTICLE.findall((whole[0] / path / "index.html").read_text("utf-8"))[0]
    assert html == subset.copied(article)
    assert rules.problems(html) == []
    assert TOLD.findall(plain) == []
    assert plain.strip()


def test_pictures_have_whole_addresses(seen: Open) -> None:
    page = seen("gzh/stories/hua/")
    page.get_by_role("button", name="复制到公众号").click()
    html, _ = pasted(page)
    found = re.findall(r'<img src="([^"]*)"', html)
    assert len(found) == 2
    assert all(each.startswith("https://linfu.example.org/") for each in found)
    for link in page.locator(".files a").all():
        assert page.request.get(link.evaluate("a => a.href")).ok


def test_the_preview_shows_the_styles_that_are_copied(seen: Open) -> None:
    page = seen("gzh/courses/shufa/", size=DESK)
    paper = page.locator("article > section")
    assert paper.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 251, 245)"
    assert page.locator("article h2").first.evaluate("e => getComputedStyle(e).borderLeftWidth") == "4px"
    assert page.locator("article").bounding_box()["width"] <= 677  # type: ignore[index]
    assert page.locator("article img").evaluate("e => e.naturalWidth") > 200


def test_title_address_and_words_are_copied_by_themselves(seen: Open) -> None:
    page = seen("gzh/courses/shufa/")

    def copied(name: str) -> str:
        page.evaluate("window.pasted = undefined")
        button = page.get_by_role("button", name=re.compile(f"复制 ?{name}")).element_handle()
        button.click()
        until(page, "button => button.textContent.includes('已复制')", button)
        return pasted(page)[1]

    assert copied("标题") == "书法班｜11月28日停课｜每周六9:00"
    assert copied("阅读原文") == "https://linfu.example.org/q/shufa/"
    button = page.locator("button").filter(has_text="已复制").first
    button.click()  # once more, while it still says so
    expect(page.get_by_role("button", name="已复制")).to_have_count(0, timeout=8000)
    said = copied("文字")
    assert said.split("\n")[0] == "书法班｜11月28日停课｜每周六9:00"
    assert said.split("\n")[-1] == "https://linfu.example.org/q/shufa/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing_and_nothing_is_too_wide(seen: Open, size: tuple[int, int], scheme: str) -> None:
    for path in PATHS:
        page = seen(path, size=size, color_scheme=scheme, bypass_csp=True)
        assert (path, axe(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
