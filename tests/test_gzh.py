"""Articles for 公众号: what is copied of them, that its editor keeps it, that it is true whenever it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import communities
import hostile
from communities import edition, make
from linli import structure
from linli.gzh import look, rules, subset
from linli.gzh.article import MOST, cut, words
from linli.model import Community
from linli.render import Renderer, environment
from linli.views import Page, pages
from test_messages import CANCELLED, COURSE, RELATIVE, SATURDAYS, VENUES
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
RENDERER = Renderer(ROOT)
URL = "https://linfu.example.org/"
BASE = "../../../"
ARTICLE = re.compile(r'<article class="phone"[^>]*>(.*?)</article>', re.DOTALL)
TOLD = re.compile(rf"{RELATIVE.pattern}|上周|还有\d+天|报名中|正在报名")
DAYS = (date(2026, 8, 27), date(2026, 9, 29), TODAY, date(2027, 1, 14))


def told(found: Community, today: date = TODAY, url: str = URL) -> dict[str, Page]:
    """The pages of articles by their addresses."""
    made = {page.path: page for page in pages(edition(found, today, url=url))}
    return {path: page for path, page in made.items() if path.startswith("gzh/")}


def copies(page: Page) -> list[str]:
    """What is copied of each article of a page."""
    return [subset.copied(found) for found in ARTICLE.findall(RENDERER.body(page, BASE))]


def small(**tables: Any) -> Community:
    return make(**{"venues": VENUES, "courses": [COURSE], "schedules": [SATURDAYS], **tables})


def text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>甲</p>\n\n<p>乙\nb</p>", "<p>甲</p><p>乙 b</p>"),
        ("<div id='x' class='y' onclick='z'><b>甲</b></div>", "<section><strong>甲</strong></section>"),
        ("<script>alert(1)</script><style>p{}</style>甲", "甲"),
        ("<svg><use href='#a'/><text>乙</text></svg>甲", "甲"),
        ("<a href='https://example.org/'>甲</a>", "甲"),
        ("<a href='https://mp.weixin.qq.com/s/x'>甲</a>", '<a href="https://mp.weixin.qq.com/s/x">甲</a>'),
        ("<ul>\n<li>甲 <b>乙</b>：丙</li>\n</ul>", "<ul><li><section>甲 <strong>乙</strong>：丙</section></li></ul>"),
        (
            "<ul><li>甲<ol><li>乙</li></ol></li><li>丙</li></ul>",
            "<ul><li><section>甲</section></li><li><section>乙</section></li><li><section>丙</section></li></ul>",
        ),
        ("<details><summary>甲</summary><p>乙</p></details>", "<section><p>甲</p><p>乙</p></section>"),
        ("<h4>甲</h4><h6>乙</h6>", "<h3>甲</h3><h3>乙</h3>"),
        ("<pre><code>a\nb</code></pre>", "<p><code>a<br>b</code></p>"),
        (
            '<table><tr><td colspan="2" align="left">甲</td></tr></table>',
            '<table><tr><td colspan="2">甲</td></tr></table>',
        ),
        ("<p>甲<br />\n乙", "<p>甲<br>乙</p>"),
        ('&lt;b&gt; &amp; "', "&lt;b&gt; &amp; &quot;"),
        ('<input type="checkbox"><label>甲</label>', "甲"),
        ('<img src="../../../a.jpg" alt="甲">', f'<img src="{URL}a.jpg" alt="甲">'),
        ('<img src="../../images/a.jpg">', f'<img src="{URL}images/a.jpg">'),
        ('<img src="../../../a.svg" alt="甲">乙', "乙"),
        ("<p>甲</div></p></p>", "<p>甲</p>"),
    ],
)
def test_what_the_editor_keeps_of_a_text(html: str, made: str) -> None:
    found = subset.copied(subset.article(html, BASE, URL, "stories/a/"))
    assert re.sub(r' style="[^"]*"', "", found) == made
    assert rules.problems(found) == []


def test_the_page_holds_no_style_and_the_copy_no_data() -> None:
    found = subset.article('<p class="lead">data-style="x" <img src="../../../a.jpg"></p>', BASE, URL)
    assert " style=" not in found
    assert 'src="../../../a.jpg" data-src="' in found
    copy = subset.copied(found)
    assert copy.startswith('<p style="margin:')
    assert ">data-style=&quot;x&quot; <img" in copy
    assert copy.count("data-") == 1


def test_without_an_address_a_picture_is_a_line_that_asks_for_it() -> None:
    assert text(subset.article('<img src="../../../a.jpg" alt="春游">', BASE, "")).strip() == "【这里放图片：春游】"


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<div>甲</div>", "<div> is not kept"),
        ("<script>1</script>", "<script> is not kept"),
        ("<svg><use/></svg>", "<use> is not kept"),
        ('<p class="a">甲</p>', "class"),
        ('<p id="a">甲</p>', "id"),
        ('<p data-style="color:red">甲</p>', "data-style"),
        ('<p onclick="a()">甲</p>', "onclick"),
        ('<p style="position:fixed">甲</p>', "position"),
        ('<p style="float:left">甲</p>', "float"),
        ('<p style="background-color:url(x)">甲</p>', "url"),
        ('<p style="color:var(--ink)">甲</p>', "var"),
        ('<a href="https://example.org/">甲</a>', "leads out"),
        ('<img src="a.jpg">', "no whole address"),
        ('<img src="data:image/png;base64,a">', "no whole address"),
        ('<img src="https://example.org/a.svg">', "a kind"),
        ("<p>甲", "not closed"),
        ("<p>甲</h2></p>", "closes"),
        ("<p>甲\n乙</p>", "newline"),
        ("<ul><li>甲</li></ul>", "one section"),
        ("<!-- 甲 -->", "remark"),
        (f"<p>{'甲' * 20_000}</p>", "20000 characters"),
        (f'<p style="{"color:red;" * 110_000}">甲</p>', "bytes"),
    ],
)
def test_what_the_editor_would_not_keep_is_named(html: str, word: str) -> None:
    assert any(word in problem for problem in rules.problems(html)), rules.problems(html)


@cache
def reference(today: date) -> Community:
    return structure.load(ROOT, today=today).community


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_article_of_the_reference_site_is_kept_and_stays_true(today: date) -> None:
    for url in (URL, ""):
        for path, page in told(reference(today), today, url).items():
            found = copies(page)
            assert found, path
            for each in found:
                assert (path, rules.problems(each)) == (path, [])
                assert (path, TOLD.findall(text(each))) == (path, [])
            for article in _articles(page):
                assert len(article.words) <= MOST
                assert len(article.title) <= rules.TITLE
                assert len(article.summary) <= rules.SUMMARY
                assert (path, TOLD.findall(article.words + article.title + article.summary)) == (path, [])


def _articles(page: Page) -> Iterator[Any]:
    yield from [page.context["article"]] if "article" in page.context else [w.article for w in page.context["weeks"]]


@pytest.mark.parametrize("url", [URL, ""])
def test_hostile_texts_stay_texts(url: str) -> None:
    made = told(hostile.community(hostile.hostile), url=url)
    assert len(made) > 5
    for path, page in made.items():
        for each in copies(page):
            found = [problem for problem in rules.problems(each) if "characters of text" not in problem]
            assert (path, found) == (path, [])
            assert "<img src=x" not in each
        assert all(len(article.words) <= MOST and len(article.title) <= rules.TITLE for article in _articles(page))


def test_a_course_is_told_with_its_dates_and_what_is_off() -> None:
    page = told(small(changes=[CANCELLED]))["gzh/courses/shufa/"]
    (copy,) = copies(page)
    said = text(copy)
    for each in ("每周六", "9:00–10:30", "书法室 1楼102", "孩子", "免费", "0830-1", "长按识别二维码"):
        assert each in said
    assert "11月28日(周六)9:00–10:30停课，书法室换灯" in said
    assert f'src="{URL}gzh/courses/shufa/code.png"' in copy
    assert page.context["codes"] == [("gzh/courses/shufa/code.png", f"{URL}q/shufa/")]
    assert page.context["article"].words.endswith(f"电话：0830-1\n{URL}q/shufa/")


def test_without_an_address_there_is_no_code_and_the_telephone_stays() -> None:
    page = told(small(), url="")["gzh/courses/shufa/"]
    (copy,) = copies(page)
    assert "<img" not in copy
    assert "二维码" not in copy
    assert "0830-1" in copy
    assert page.context["codes"] == []
    assert page.context["article"].words.endswith("电话：0830-1")


@pytest.mark.parametrize("status", ["暂停", "结束"])
def test_a_course_without_a_poster_has_no_article(status: str) -> None:
    made = told(small(courses=[{**COURSE, "status": status}]))
    assert list(made) == ["gzh/"]
    assert list(made["gzh/"].context["courses"]) == []


def test_samples_are_marked() -> None:
    page = told(small(courses=[{**COURSE, "sample": True}]))["gzh/courses/shufa/"]
    assert "示例" in text(copies(page)[0])
    assert page.context["article"].words.startswith("【示例】书法班")
    page = told(small())["gzh/courses/shufa/"]
    assert "示例" not in text(copies(page)[0]) + page.context["article"].words


def test_a_reason_is_told_once_of_classes_that_move_together() -> None:
    groups = [{"id": f"shufa-{key}", "course": "shufa", "name": f"{key}班"} for key in ("jia", "yi")]
    rows = [{**SATURDAYS, "group": group["id"]} for group in groups]
    change = {**CANCELLED, "kind": "换地点", "venue": "peixun"}
    said = told(small(groups=groups, schedules=rows, changes=[change]), date(2026, 11, 23))["gzh/courses/shufa/"]
    dates = said.context["dates"]
    assert dates[0].startswith("jia班，11月28日(周六)9:00–10:30，换地点，书法室换灯")
    assert dates[1] == "yi班，11月28日(周六)9:00–10:30，换地点"


def test_a_week_joins_parallel_classes_and_dates_what_moved() -> None:
    groups = [{"id": f"shufa-{key}", "course": "shufa", "name": f"{key}班"} for key in ("jia", "yi")]
    rows = [{**SATURDAYS, "group": group["id"]} for group in groups]
    moved = {**CANCELLED, "kind": "改期", "new_date": "2026-11-29", "group": "shufa-yi"}
    page = told(small(groups=groups, schedules=rows, changes=[moved]))["gzh/"]
    first, second = copies(page)
    assert "2026年11月23日(周一)—11月29日(周日)" in text(first)
    assert "改到11月29日(周日)9:00" in text(first)
    assert "jia班 · yi班" in text(second)
    assert [week.article.title for week in page.context["weeks"]] == [
        "邻府社区一周课表｜11月23日—11月29日",
        "邻府社区一周课表｜11月30日—12月6日",
    ]


def test_an_empty_week_says_so() -> None:
    page = told(make())["gzh/"]
    assert "11月23日—11月29日没有课" in text(copies(page)[0])


def test_a_story_keeps_its_forms_and_its_source() -> None:
    body = "第一段**重点**。\n\n### 小标题\n\n- 一\n- 二\n\n> 引用\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n[看](https://example.org/)"
    story = {
        "id": "hua",
        "title": "花",
        "date": "2026-11-01",
        "summary": "花开了",
        "body": body,
        "source_outlet": "晚报",
    }
    page = told(make(stories=[story]))["gzh/stories/hua/"]
    (copy,) = copies(page)
    for tag in ("<strong>重点", "<h3 style", "<li style", "<blockquote style", "<td style"):
        assert tag in copy
    assert "来源：晚报" in text(copy)
    assert "https://example.org" not in copy
    assert page.context["article"].words.split("\n")[:4] == ["花", "花开了", "第一段重点。", "小标题"]
    assert page.context["codes"] == [("gzh/stories/hua/code.png", f"{URL}stories/hua/")]


def test_words_that_do_not_fit_are_left_out_by_lines_and_that_is_said() -> None:
    said = words(["题目", *["字" * 99] * 20], ["电话：1"])
    assert len(said) <= MOST
    assert said.split("\n")[-2:] == ["后面的看网站", "电话：1"]
    assert words(["题目", "", "一"], ["电话：1"]) == "题目\n一\n电话：1"
    assert cut("一\n二", 9) == "一 二"
    assert cut("字" * 9, 4) == "字字字…"


def test_drawings_go_to_articles_as_files_that_the_editor_takes(site_dir: Path) -> None:
    for name in ("gzh/stories/youzhisan-shouyi/", "gzh/courses/shufa/"):
        html = (site_dir / name / "index.html").read_text("utf-8")
        (path,) = re.findall(r'href="\.\./\.\./\.\./(pictures/illustrations/[a-z]+\.png)" download', html)
        with Image.open(site_dir / path) as image:
            assert image.size == (1080, 608)


def test_articles_have_the_colours_of_the_site() -> None:
    css = (ROOT / "overrides/assets/styles/base.css").read_text("utf-8")
    light = css[css.index(":root {") : css.index("}")]
    used = {colour for style in look.LOOK.values() for colour in re.findall("#[0-9a-f]+", style)}
    assert used == set(re.findall("--(?:paper|ink|soft|red|line|amber|amber-t): (#[0-9a-f]+)", light))


def test_articles_are_nobodys_to_find(site_dir: Path) -> None:
    assert 'content="noindex"' in (site_dir / "gzh/courses/shufa/index.html").read_text("utf-8")
    for name in ("sitemap.xml", "sw.js", "search/index.json"):
        assert "gzh/" not in (site_dir / name).read_text("utf-8"), name
    assert 'href="../gzh/"' in (site_dir / "print/index.html").read_text("utf-8")


def test_the_reference_community_has_articles_of_all_kinds() -> None:
    made = told(communities.make())
    assert list(made) == ["gzh/"]
    assert {path.split("/")[1] for path in told(reference(TODAY))} == {"", "courses", "stories"}


@pytest.mark.parametrize(
    ("article", "files", "named"),
    [
        ({}, [], []),
        ({"cover": {"href": "c.png", "text": "封面"}}, [], ["c.png"]),
        ({"code": "q.png"}, [], ["q.png"]),
        ({}, [("p.png", "照片")], ["p.png"]),
    ],
)
def test_pictures_to_upload_are_offered_where_there_is_any(
    article: dict[str, Any], files: list[tuple[str, str]], named: list[str]
) -> None:
    below = environment(ROOT).get_template("macros/gzh.html").module.below  # type: ignore[attr-defined]
    html = str(
        below({"title": "书法班", "words": "写字", "card": None, "cover": None, "code": None, **article}, "", files)
    )
    assert re.findall(r'href="([^"]+)" download', html) == named
    assert ("图片另存后上传" in html) is bool(named)
