"""Where changes are known from: a whole or a shallow history, an earlier site, or nothing but the tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clock import said
from communities import ROOT, edition
from histories import BASE, COURSES, EXTRA, OFF, PLACE, SATURDAY, WEDNESDAY, Repo, lines
from linli import structure
from linli.feeds import changes as feed
from linli.feeds import opendata
from linli.render import Renderer
from linli.revisions import Kind, Revisions, log
from linli.timetable.phases import midnight
from linli.views import changes as view
from tests_support import TODAY


def publish(repo: Repo, site: Path, found: Revisions, day: str) -> None:
    """The files of a site that a later build without git looks at."""
    loaded = structure.load(repo.root)
    written = dict(opendata.files(loaded.package, edition(loaded.community)))
    written |= dict(feed.files(loaded.community, found, ""))
    written["index.html"] = f'<time id="updated" datetime="{day}">'.encode()
    for path, data in written.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


def test_without_git_an_earlier_site_remembers(make_root: Callable[..., Path], tmp_path: Path) -> None:
    repo = Repo(make_root(**BASE))
    publish(repo, tmp_path / "one", repo.read(date(2026, 11, 18)), "2026-11-18")
    repo.write(changes=OFF)
    second = repo.read(date(2026, 11, 20), tmp_path / "one")
    assert (second.source, second.since) == ("site", date(2026, 11, 18))
    assert lines(second.changes) == ["停课 书法班 · 启蒙一班 11月28日(周六) 14:00 停课"]
    publish(repo, tmp_path / "two", second, "2026-11-20")
    repo.write(changes="[]", schedules=SATURDAY, courses=COURSES.split("- id: yexiao", maxsplit=1)[0])
    third = repo.read(TODAY, tmp_path / "two")
    assert lines(third.changes) == [
        "取消 夜校 每周三 19:00，11月25日—2027年1月20日，共9次 不再上",
        "恢复 书法班 · 启蒙一班 11月28日(周六) 14:00 照常上课",
        "停课 书法班 · 启蒙一班 11月28日(周六) 14:00 停课",
    ]
    assert lines(repo.read(date(2027, 2, 1), tmp_path / "two").changes) == [], "after sixty days nobody asks any more"


def test_what_was_told_is_written_as_ever(repo: Repo, tmp_path: Path) -> None:
    """A site of before is read, and one of before can read a site of now."""
    line = (
        '["2026-11-20T09:00", ["停课", "shufa", "书法班", ["启蒙一班"], [["shufa-1-20261128", '
        '["2026-11-28T14:00", "2026-11-28T15:30", "shufashi", "书法室", "", "照常", "", false, "", ""], '
        '["2026-11-28T14:00", "2026-11-28T15:30", "shufashi", "书法室", "", "停课", "老师外出", false, "", ""]]]]]'
    )
    repo.commit("2026-11-20T09:00", changes=OFF)
    [change] = repo.read().changes
    told = [replace(change, steps=tuple(step._replace(uid="shufa-1-20261128") for step in change.steps))]
    assert log.dump(told).decode() == f"[\n{line}\n]\n"
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes/log.json").write_text(f"[{line}]", "utf-8")
    assert log.load(tmp_path, midnight(TODAY)) == []
    assert log.load(tmp_path, midnight(date(2026, 11, 20))) == told


def test_of_an_earlier_site_only_what_differs_is_news(make_root: Callable[..., Path], tmp_path: Path) -> None:
    """A teacher and a topic that it told of are not told again; the price of a service is, where it is another."""
    teacher = "- course: yexiao\n  date: 2026-11-25\n  kind: 换老师\n  teacher: 王老师\n"
    endless = WEDNESDAY.replace("  valid_to: 2027-01-20\n", "")
    offer = "- service: tuoyu\n  name: 半日托\n  price: 30\n"
    tables = {"services": "- id: tuoyu\n  name: 托育园\n", "offers": offer, "schedules": SATURDAY + endless}
    repo = Repo(make_root(**{**BASE, **tables}, changes=teacher + teacher.replace("11-25", "12-02")))
    publish(repo, tmp_path / "one", repo.read(date(2026, 11, 3)), "2026-11-03")
    assert lines(repo.read(TODAY, tmp_path / "one").changes) == []
    repo.write(offers=offer.replace("30", "35"))
    assert [(c.kind, c.title) for c in repo.read(TODAY, tmp_path / "one").changes] == [(Kind.PRICES, "托育园")]


def test_without_anything_the_page_says_that_only_announcements_are_known(
    make_root: Callable[..., Path], root: Path
) -> None:
    repo = Repo(make_root(**BASE, changes=OFF))
    found = repo.read()
    assert (found.source, found.changes) == ("", ())
    html = Renderer(root).slot(
        "changed", view.context(edition(repo.community(), timetable=repo.timetable()), found), "../"
    )
    assert "这个文件夹不在 git 仓库里，课表本身早先改了什么，这里看不出来" in html
    assert "11月28日(周六) 14:00 停课" in html
    missing = repo.read(previous=repo.root / "nowhere")
    assert "nowhere 里没有可以比较的课表" in missing.unknown


def test_a_shallow_clone_says_so(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2026-11-10T09:00", changes=OFF)
    repo.commit("2026-11-20T09:00", changes=OFF + EXTRA)
    for depth, source, kinds in ((1, "", []), (2, "git", [Kind.EXTRA])):
        clone = Repo(tmp_path / f"clone{depth}")
        repo.git("clone", "-q", f"--depth={depth}", f"file://{repo.root}", str(clone.root))
        shutil.copytree(repo.root / "data/holidays", clone.root / "data/holidays", dirs_exist_ok=True)
        found = clone.read()
        assert (found.source, [c.kind for c in found.changes]) == (source, kinds)
        assert "浅克隆" in found.unknown


def test_another_clone_gives_the_same_page_and_feed(repo: Repo, tmp_path: Path, root: Path) -> None:
    repo.commit("2026-11-19T09:00", changes=OFF)
    repo.commit("2026-11-20T09:00", changes=PLACE, schedules=SATURDAY + WEDNESDAY.replace("周三", "周四"))
    clone = Repo(tmp_path / "clone")
    repo.git("clone", "-q", str(repo.root), str(clone.root))
    made = []
    for where in (repo, clone):
        found, community = where.read(), where.community()
        context = view.context(edition(community, url="https://example.org/"), found)
        made.append(
            (Renderer(root).slot("changed", context, "../"), feed.feed(community, found, "https://example.org/"))
        )
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("now", "told", "none"),
    [
        ("2026-11-23T23:00", True, False),  # the clock is wrong: as written
        (None, True, False),
        ("2026-11-28T15:29", True, False),
        ("2026-11-28T15:30", False, True),
    ],
)
def test_what_is_coming_stands_until_it_is_over_and_with_a_wrong_clock(
    make_root: Callable[..., Path], now: str | None, told: bool, none: bool
) -> None:
    repo = Repo(make_root(**BASE, changes=OFF))
    html = Renderer(ROOT).slot("changed", view.context(edition(repo.community()), repo.read()), "../")
    coming = said(html, now, TODAY, aria_labelledby="coming-h")
    assert ("11月28日(周六) 14:00 停课" in coming) is told
    assert ("没有已经公布、还没到的变动" in coming) is none


def test_what_is_past_can_be_read(make_root: Callable[..., Path]) -> None:
    repo = Repo(make_root(**BASE, changes=OFF))
    day = date(2026, 12, 2)
    html = Renderer(ROOT).slot("changed", view.context(edition(repo.community(), day), repo.read(day)), "../")
    for now in ("2026-12-02T12:00", "2026-12-01T12:00", None):
        assert "11月28日(周六) 14:00 停课" in said(html, now, day, id="past")
