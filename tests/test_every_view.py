"""What holds of every page and slot: samples say so, texts stay texts, links lead from the root."""

from __future__ import annotations

from typing import Any

from linli.render import markdown
from test_views import COURSE, FORM, SCHEDULE, SERVICE, TERM, VENUE, body, made, text  # noqa: F401  a fixture


def test_figures_carry_date_and_source(made: Any) -> None:  # noqa: F811
    figure = "- {id: qi, label: 夜校, value: '64', unit: 期, as_of: 2024-05-31, source: 某报}\n"
    _, slot = made(figures=figure)
    for name in ("figures", "figure-list"):
        words = text(slot(name))
        assert "64 期" in words
        assert "截至2024年5月31日" in words
        assert "来源：某报" in words


def test_sample_sites_say_so(made: Any) -> None:  # noqa: F811
    _, slot = made(organization="- {name: 小院, sample: true}\n")
    assert "示范站点" in slot("banner")
    assert "示例" in slot("banner")
    _, slot = made()
    assert slot("banner").strip() == ""


def test_what_editors_write_is_text(made: Any) -> None:  # noqa: F811
    course = COURSE.replace("书法班", '"<b onclick=x>书法&班"').replace(
        "plain", 'description: "<script>x</script>好", plain'
    )
    pages, slot = made(courses=course, terms=TERM, venues=VENUE, schedules=SCHEDULE)
    html = body(pages["courses/shufa/"]) + slot("timetable") + slot("week")
    assert "<b onclick" not in html
    assert "<script>" not in html
    assert "&lt;b onclick=x&gt;书法&amp;班" in html


def test_markdown_is_safe_and_starts_below_the_headings_of_the_page() -> None:
    html = markdown("# 一\n\n[坏](javascript:alert(1)) <img src=x onerror=y>\n\n|甲|乙|\n|--|-:|\n|1|2|\n")
    assert "<h3>一</h3>" in html
    assert "javascript" not in html
    assert "<img" not in html
    assert "<table" in html
    assert "style=" not in html
    assert "<!--" not in html
    assert markdown(None) == ""


def test_links_of_texts_lead_from_the_site_s_root(made: Any) -> None:  # noqa: F811
    text = '见[国画](/courses/guohua/)、![图](/assets/a.png)、[站](https://example.org/)，码 `href="/x"`。'
    pages, _ = made(courses=COURSE.replace("plain:", f"description: '{text}', plain:"))
    page = body(pages["courses/shufa/"])
    assert '<a href="../../courses/guohua/">国画</a>' in page
    assert 'src="../../assets/a.png"' in page
    assert '<code>href="/x"</code>' in page


def test_every_page_has_one_heading_of_the_first_rank(made: Any) -> None:  # noqa: F811
    story = "- {id: yi, title: 一事, date: 2026-05-01, body: 正文, source_outlet: 某报, source_title: 某题}\n"
    tables = {"courses": COURSE, "forms": FORM, "services": SERVICE, "stories": story}
    pages, _ = made(terms=TERM, venues=VENUE, schedules=SCHEDULE, **tables)
    assert {page.kind for page in pages.values()} >= {"course", "month", "service", "story", "venue", "form"}
    for page in pages.values():
        assert body(page).count("<h1") == 1, page.path
        assert page.title.endswith("｜小院")
        assert page.description


def test_links_lead_from_the_root(made: Any) -> None:  # noqa: F811
    _, slot = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE)
    assert 'href="../courses/shufa/"' in slot("timetable", "../")
    assert 'href="courses/shufa/"' in slot("timetable", "")


def test_the_manual_lists_every_field(made: Any) -> None:  # noqa: F811
    _, slot = made()
    assert "<code>opens_at</code>" in slot("field-tables")
    assert "data/schedules.yml" in slot("field-tables")
