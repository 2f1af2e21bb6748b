"""The pages of a portal: links lead somewhere, texts stay texts, the search finds with few bytes, figures can be counted."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest

from cities import DAY, city, gathered, package
from linli.portal import figures, pages, shards, site
from linli.portal.pages import City

ROOT = Path(__file__).resolve().parents[1]
TITLE = "<script>alert(1)</script>\"'&"
PLAIN = "<img src=x onerror=alert(2)>@@csp@@"
STREETS = {"jia": "示例竹影街道", "yi": "示例松涛街道", "bing": "示例竹影街道"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> City:
    """Three communities in two streets; one writes scripts into every text, one is not there."""
    evil = package(
        courses=[{"id": "evil", "title": TITLE, "category": '"><b>x</b>', "plain": PLAIN, "signup": "无需报名"}],
        schedules=[{"course": "evil", "term": "qiu", "weekday": "周二", "opens_at": "10:00", "note": PLAIN[:20]}],
        services=[{"id": "evil", "name": TITLE, "summary": PLAIN}],
        forms=[],
    )
    places, _ = gathered(city(tmp_path_factory.mktemp("town"), {"jia": package(), "yi": evil, "bing": {}}, STREETS))
    return pages.city("示例区", places, DAY)


@pytest.fixture(scope="module")
def files(town: City) -> dict[str, bytes]:
    made, context = figures.make(town)
    return {**dict(site.files(town, ROOT, context)), **dict(made)}


def test_what_a_community_writes_is_text(files: dict[str, bytes]) -> None:
    assert "&lt;script&gt;alert(1)" in files["c/yi/index.html"].decode()
    for path, data in files.items():
        if path.endswith(".html"):
            html = data.decode()
            assert "<script>alert" not in html, path
            assert "<img" not in html, path
            assert html.count("script-src 'self' 'sha256-") == 1, path
            assert html.index("Content-Security-Policy") < html.index("<title>"), path


def test_the_portal_is_called_as_its_host_wrote_it_and_one_day_is_the_page_s_own(tmp_path: Path) -> None:
    places, _ = gathered(city(tmp_path, {"jia": package()}, {"jia": "示例竹影街道"}))
    found = pages.city("<b>示例区</b>", places, DAY)
    _, context = figures.make(found)
    made = {path: data.decode() for path, data in site.files(found, ROOT, context) if path.endswith(".html")}
    assert all("<b>示例区" not in html for html in made.values())
    days = [html for path, html in made.items() if re.fullmatch(r"s/[^/]+/\d{4}-\d\d-\d\d/index\.html", path)]
    assert days
    assert {len(re.findall(r'class="pill"[^>]* aria-current', html)) for html in days} == {1}


def test_every_link_leads_to_a_page_or_to_a_community(files: dict[str, bytes]) -> None:
    seen = 0
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for href in re.findall(r'(?:href|src)="([^"#]*)"', data.decode()):
            if href.startswith("https://"):
                assert re.match(r"https://(?:jia|yi)\.example/", href)
                continue
            target = (Path("/") / path).parent / href.split("?")[0]
            name = str(Path("/", *_resolved(target))).removeprefix("/")
            found = name if name in files else f"{name}/index.html".removeprefix("/")
            assert found in files, f"{path}: {href}"
            seen += 1
    assert seen > 100


def _resolved(path: Path) -> list[str]:
    parts: list[str] = []
    for part in path.parts[1:]:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return parts


def test_states_are_judged_by_the_readers_clock(files: dict[str, bytes]) -> None:
    html = files["index.html"].decode()
    assert 'data-from="2026-11-24T00:00+08:00" data-until="2026-11-25T00:00+08:00" data-plain' in html
    assert 'data-from="2026-11-25T00:00+08:00" data-until="2026-11-26T00:00+08:00" hidden' in html
    assert re.search(r'<b class="sn sn-open [a-z]"[^>]* data-until="2026-11-25T18:00\+08:00"[^>]*>[^<]*</b>', html)
    assert "已经一周没有更新" in html
    page = files["c/jia/index.html"].decode()
    assert '资料截至<time datetime="2026-11-24">11月24日</time>' in page
    assert "资料用不了，先不显示" in files["communities/index.html"].decode()
    assert "c/bing/index.html" not in files


def test_a_course_is_found_by_every_two_characters_of_it(files: dict[str, bytes]) -> None:
    plan = json.loads(files["find/plan.json"])
    assert [street[1] for street in plan["streets"]] == ["示例竹影街道", "示例松涛街道"]
    for word in ("太极", "打太", "极班", "健身", "竹影", "太"):
        bucket = json.loads(files[f"find/g/{shards.bucket(word)}.json"])
        assert bucket[word] == ([0] if word != "影" else [0, 1]), word
    shard = json.loads(files["find/r/0.json"])
    row = next(row for row in shard["rows"] if row[1] == "太极班")
    assert shard["of"][row[0]] == ["jia", "示例jia社区"]
    assert row[2] == "https://jia.example/courses/taiji/"
    assert shard["states"][row[6]][0] == "无需报名"


def test_words_are_cut_as_the_browser_cuts_them() -> None:
    """The same as in tests/scripts/shards.test.js."""
    assert shards.cut("书法班·A1") == {"书", "法", "班", "a", "1", "书法", "法班", "a1"}
    assert [shards.bucket(gram) for gram in ("书法", "a1", "舞")] == [59, 18, 30]


def test_a_first_search_costs_few_bytes(files: dict[str, bytes]) -> None:
    wanted = ["find/index.html", "assets/portal.js", "assets/city.js", "find/plan.json", "find/r/0.json"]
    wanted.append(f"find/g/{shards.bucket('太极')}.json")
    assert sum(len(gzip.compress(files[path])) for path in wanted) < 25_000


def test_the_figures_are_those_of_the_published_timetables(town: City, files: dict[str, bytes]) -> None:
    streets = list(csv.DictReader(io.StringIO(files["figures/streets.csv"].decode())))
    # 甲: a Tuesday morning of an hour, an evening of 1.5, a Saturday that nobody said the end of; 乙: one without an end
    assert streets == [
        {"street": "示例竹影街道", "communities": "1", "sessions": "3", "hours": "2.5", "places": "20"},
        {"street": "示例松涛街道", "communities": "1", "sessions": "1", "hours": "0.0", "places": ""},
    ]
    ages = {row["age"]: row for row in csv.DictReader(io.StringIO(files["figures/ages.csv"].decode()))}
    assert (ages["60岁以上"]["sessions"], ages["60岁以上"]["places"]) == ("1", "20")
    assert (ages["6—11岁"]["sessions"], ages["6—11岁"]["places"]) == ("2", "")
    assert (ages["6岁以下"]["sessions"], ages["没有写年龄"]["sessions"]) == ("0", "1")
    assert files["figures/held.parquet"][:4] == b"PAR1"
    assert "各街道（CSV）" in files["figures/index.html"].decode()


def test_without_the_extra_there_are_no_figures_and_it_is_said(monkeypatch: pytest.MonkeyPatch, town: City) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    made, context = figures.make(town)
    assert made == []
    html = dict(site.files(town, ROOT, context))["figures/index.html"].decode()
    assert "没有装 duckdb 和 pyarrow" in html


def test_streets_of_one_sound_have_two_addresses() -> None:
    keys = [street.key for street in pages.city("", _named("梅园街道", "媒园街道", "？？"), DAY).streets]
    assert keys[0] == "meiyuanjiedao"
    assert len(set(keys)) == 3
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)


def _named(*streets: str) -> list[pages.Place]:
    from linli.portal.listed import Listed
    from linli.source import Row

    row = Row("communities.yml", 1, 1)
    listed = [
        Listed(id=f"c{n}", name="甲", street=s, source="x", site="", sha256="", row=row) for n, s in enumerate(streets)
    ]
    return [pages.Place(listed=each, told=None) for each in listed]
