"""What changed in the sessions, told from small repositories with a history."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communities import edition
from histories import BASE, COURSES, EXTRA, HOLIDAYS, MOVED, OFF, PLACE, SATURDAY, WEDNESDAY, Repo, lines
from linli.revisions import Kind
from linli.views import changes as view

CASES: dict[str, tuple[dict[str, str], dict[str, str], list[str]]] = {
    "停课": ({}, {"changes": OFF}, ["停课 书法班 · 启蒙一班 11月28日(周六) 14:00 停课"]),
    "恢复": ({"changes": OFF}, {"changes": "[]"}, ["恢复 书法班 · 启蒙一班 11月28日(周六) 14:00 照常上课"]),
    "换地点": (
        {},
        {"changes": PLACE},
        ["换地点 书法班 · 启蒙一班 11月28日(周六) 14:00 换到 党群服务中心 2楼（原在书法室）"],
    ),
    "改回原地点": (
        {"changes": PLACE},
        {"changes": "[]"},
        ["恢复 书法班 · 启蒙一班 11月28日(周六) 14:00 改回原来的地点：书法室"],
    ),
    "改期": ({}, {"changes": MOVED}, ["改时间 书法班 · 启蒙一班 11月28日(周六) 14:00 改到 11月29日(周日) 9:00"]),
    "改回原时间": (
        {"changes": MOVED},
        {"changes": "[]"},
        ["恢复 书法班 · 启蒙一班 改回原来的时间：11月28日(周六) 14:00–15:30"],
    ),
    "加课": ({}, {"changes": EXTRA}, ["加课 书法班 12月1日(周二) 9:00–10:00，在书法室"]),
    "往后每周都改时间": (
        {},
        {"schedules": SATURDAY + WEDNESDAY.replace("19:00", "19:30").replace("20:30", "21:00")},
        ["改时间 夜校 每周三 19:00 改为 19:30，从11月25日起，共9次"],
    ),
    "上得更久": (
        {},
        {"schedules": SATURDAY.replace("15:30", "16:00") + WEDNESDAY},
        ["改时间 书法班 · 启蒙一班 每周六 14:00–15:30 改为 14:00–16:00，从11月21日起，共5次"],
    ),
    "换到一周的另一天": (
        {},
        {"schedules": SATURDAY + WEDNESDAY.replace("周三", "周四").replace("2027-01-20", "2027-01-21")},
        ["改时间 夜校 每周三 19:00 改为 每周四 19:00，从11月26日起，共9次"],
    ),
    "往后都换地点": (
        {},
        {"schedules": SATURDAY.replace("shufashi", "dangqun") + WEDNESDAY},
        ["换地点 书法班 · 启蒙一班 每周六 14:00，11月21日—12月19日，共5次 换到 党群服务中心 2楼（原在书法室）"],
    ),
    "新课": (
        {"courses": COURSES.split("- id: yexiao", maxsplit=1)[0], "schedules": SATURDAY},
        {"courses": COURSES, "schedules": SATURDAY + WEDNESDAY},
        ["新增 夜校 每周三 19:00–20:30，11月25日—2027年1月20日，共9次"],
    ),
    "取消": (
        {},
        {"schedules": SATURDAY},
        ["取消 夜校 每周三 19:00，11月25日—2027年1月20日，共9次 不再上"],
    ),
    "暂停": (
        {},
        {"courses": COURSES.replace("category: 夜校", "category: 夜校\n  status: 暂停")},
        ["停课 夜校 每周三 19:00，11月25日—2027年1月20日，共9次 停课"],
    ),
    "放假": ({}, {"holidays/2026": HOLIDAYS}, ["放假 社区节 12月2日(周三)、12月5日(周六) 不上课：夜校、书法班"]),
    "班名改了": ({}, {"schedules": SATURDAY.replace("启蒙一班", "启蒙班") + WEDNESDAY}, []),
    "写法变了": (
        {},
        {"schedules": (SATURDAY + WEDNESDAY).replace("周六", "星期六").replace("2026-09-05", "2026/9/5")},
        [],
    ),
    "收拾过去的": ({}, {"schedules": SATURDAY.replace("2026-09-05", "2026-11-14") + WEDNESDAY}, []),
    "只改文字": ({}, {"courses": COURSES.replace("category: 文化", "category: 文化\n  summary: 写字")}, []),
    "假日里的停课": ({"holidays/2026": HOLIDAYS}, {"changes": OFF.replace("11-28", "12-05")}, []),
}


@pytest.mark.parametrize("case", CASES)
def test_residents_read_what_became_different(repo: Repo, case: str) -> None:
    before, after, expected = CASES[case]
    for state, when in ((before, "2026-08-21T10:00"), (after, "2026-11-20T09:00")):
        repo.commit(when, **{**BASE, "changes": "[]", **state})
    assert lines(repo.read().changes) == expected


def test_equal_groups_are_told_in_one_line(repo: Repo) -> None:
    more = SATURDAY + "".join(
        SATURDAY.replace("启蒙一班", name).replace('"14:00"', f'"{hour}:00"').replace('"15:30"', f'"{hour}:50"')
        for name, hour in (("基础班", 16), ("提高班", 17))
    )
    repo.commit("2026-08-21T10:00", schedules=more)
    repo.commit("2026-11-20T09:00", changes=PLACE)
    repo.commit("2026-11-21T09:00", schedules=more.replace("2026-12-19", "2026-12-12"))
    assert lines(repo.read().changes) == [
        "取消 书法班 · 启蒙一班、基础班、提高班 12月19日(周六) 14:00、16:00、17:00 不再上",
        "换地点 书法班 · 启蒙一班、基础班、提高班 11月28日(周六) 14:00、16:00、17:00 换到 党群服务中心 2楼（原在书法室）",
    ]


def test_a_state_that_was_never_a_site_is_passed_over(repo: Repo) -> None:
    repo.commit("2026-11-10T09:00", changes=OFF.replace("2026-11-28", "2026-13-28"))
    repo.commit("2026-11-11T09:00", changes=OFF.replace("shufa", "nobody"), schedules="- : [")
    repo.commit("2026-11-12T09:00", schedules=SATURDAY + WEDNESDAY.replace("yexiao", "yexiao\n  venue: nowhere"))
    repo.commit("2026-11-13T09:00", **BASE, changes=OFF)
    found = repo.read().changes
    assert [(c.kind, f"{c.changed:%m-%d}") for c in found] == [(Kind.OFF, "11-13")]


HOSTILE = {
    "deep": "- a: " + "[" * 200_000,
    "deep rows": "- course: shufa\n  x: " + "- " * 100_000,
    "deep mapping": "- " + "? " * 100_000,
    "bomb": "- a: &a [x,x]\n" + "".join(f"  k{n}: &k{n} [{','.join(['*a'] * 99)}]\n" for n in range(99)),
    "not text": "\x00\xff",
    "one mapping": "a: b",
    "the last of all days": "- course: shufa\n  date: 9999-12-31\n  kind: 停课\n",
    "a number of thousands of digits": f"- course: shufa\n  date: 2026-11-28\n  kind: 加课\n  opens_at: {'9' * 5000}\n",
    "twice": OFF + "  date: 2026-11-29\n",
    "a type of its own": "- course: !!python/object:os.system x\n  date: 2026-11-28\n  kind: 停课\n",
    "flow": '[{"course": "shufa", "date": "2026-11-28", "kind": "停课"}]',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_old_state_can_stop_a_build(repo: Repo, text: str) -> None:
    repo.commit("2026-11-10T09:00", changes=text)
    repo.commit("2026-11-11T09:00", changes=EXTRA)
    assert Kind.EXTRA in [c.kind for c in repo.read().changes]


def test_parts_of_a_table_are_the_table(repo: Repo) -> None:
    """Moving rows into a part is no news; a row in a part is."""
    (repo.root / "data/schedules").mkdir()
    (repo.root / "data/changes").mkdir()
    repo.write(schedules=SATURDAY, **{"schedules/wed": WEDNESDAY})
    repo.commit("2026-11-19T09:00")
    assert lines(repo.read().changes) == []
    repo.commit("2026-11-20T09:00", **{"changes/a": OFF})
    [change] = repo.read().changes
    assert (change.kind, change.course, len(change.steps)) == (Kind.OFF, "shufa", 1)


def test_only_sixty_days_before_the_last_commit_count(repo: Repo) -> None:
    repo.commit("2026-09-20T09:00", changes=EXTRA)
    repo.commit("2026-09-23T09:00", changes=EXTRA + OFF)
    repo.commit("2026-11-20T09:00")
    found = repo.read()
    assert [c.kind for c in found.changes] == [Kind.OFF]
    assert found.since == date(2026, 9, 21)
    later = repo.read(today=date(2027, 1, 10))
    assert replace(later, announced=found.announced) == found, "the day of the build changes nothing"


def test_the_first_commit_is_no_news(make_root: Callable[..., Path]) -> None:
    repo = Repo(make_root(**BASE))
    repo.git("init", "-q", "-b", "main")
    assert repo.read().source == ""
    repo.commit("2026-11-10T10:00")
    found = repo.read()
    assert (found.changes, found.source, found.since, found.unknown) == ((), "git", date(2026, 11, 10), "")


def test_another_communitys_history_is_not_ours(repo: Repo) -> None:
    package = (repo.root / "data/datapackage.yaml").read_text("utf-8")
    repo.commit("2026-10-01T10:00", changes=OFF)
    (repo.root / "data/datapackage.yaml").write_text(package.replace("name: ", "name: new-", 1), "utf-8")
    repo.commit("2026-11-01T10:00", schedules=WEDNESDAY)
    assert repo.read().changes == ()


def test_a_merge_counts_when_it_came_in(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("2026-11-01T09:00", changes=OFF)
    repo.commit("2026-11-02T09:00", changes="[]")
    repo.commit("2026-11-03T09:00", changes=PLACE)
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "合并", "side", when="2026-11-10T09:00")
    assert [(c.kind, f"{c.changed:%m-%d}") for c in repo.read().changes] == [(Kind.PLACE, "11-10")]


def test_what_is_not_committed_counts_from_today(repo: Repo) -> None:
    repo.write(changes=OFF)
    found = repo.read().changes
    assert [(c.kind, f"{c.changed:%Y-%m-%d}") for c in found] == [(Kind.OFF, "2026-11-24")]
    repo.commit("2026-11-24T11:00")
    assert [f"{c.changed:%H:%M}" for c in repo.read().changes] == ["11:00"]


def test_a_folder_below_the_repository_has_its_own_history(repo: Repo) -> None:
    outer = repo.root.parent / "outer"
    outer.mkdir()
    shutil.copytree(repo.root / "data", outer / "社区 一/data")
    shutil.copy(repo.root / "mkdocs.yml", outer / "社区 一")
    top = Repo(outer)
    top.git("init", "-q")
    top.git("add", "-A")
    top.git("commit", "-qm", "x", when="2026-11-01T09:00")
    inner = Repo(outer / "社区 一")
    inner.commit("2026-11-20T09:00", changes=OFF)
    assert [c.kind for c in inner.read().changes] == [Kind.OFF]


def test_a_later_build_reads_no_tables_again(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("2026-11-10T09:00", changes="- : [")
    repo.commit("2026-11-20T09:00", changes=OFF)
    first = repo.read()
    kept = repo.root / ".cache/linli/memory/revisions"
    written = kept.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr("linli.revisions.reading.Reader.community", None)
        assert repo.read() == first
    assert kept.read_bytes() == written
    kept.write_text("broken", "utf-8")
    assert repo.read() == first
    assert kept.read_bytes() == written


def test_services_hours_and_prices(repo: Repo) -> None:
    service = {"services": "- id: tuoyu\n  name: 托育园\n"}
    hours = '- service: tuoyu\n  weekday: 周一\n  opens_at: "08:00"\n  closes_at: "18:00"\n'
    repo.commit("2026-08-21T10:00", **service, hours=hours, offers="- service: tuoyu\n  name: 半日托\n  price: 30\n")
    repo.commit("2026-11-19T10:00", hours=hours.replace("18:00", "19:00"))
    repo.commit("2026-11-20T10:00", offers="- service: tuoyu\n  name: 半日托\n  price: 35\n")
    found = repo.read()
    assert [(c.kind, c.title) for c in found.changes] == [(Kind.PRICES, "托育园"), (Kind.HOURS, "托育园")]
    services = view.context(edition(repo.community(), timetable=repo.timetable()), found)["services"]
    assert [item.href for item in services] == ["services/tuoyu/"] * 2


def test_the_same_hours_written_otherwise_are_no_change(repo: Repo) -> None:
    service = {"services": "- id: tuoyu\n  name: 托育园\n"}
    row = '- service: tuoyu\n  weekday: {}\n  opens_at: "08:00"\n  closes_at: "18:00"\n'
    repo.commit("2026-08-21T10:00", **service, hours="".join(row.format(day) for day in ("周一", "周二", "星期三")))
    repo.commit("2026-11-19T10:00", hours=row.format("周一至周三") + "  on_holiday: 休息\n  on_makeup: 跟随\n")
    assert repo.read().changes == ()
    repo.commit("2026-11-20T10:00", hours=row.format("周一至周四"))
    assert [c.kind for c in repo.read().changes] == [Kind.HOURS]
    repo.commit("2026-11-21T10:00", hours=row.format("周一至周四") + "  on_holiday: 照常\n")
    assert [c.kind for c in repo.read().changes] == [Kind.HOURS, Kind.HOURS]


def test_what_is_kept_is_all_that_was_found(repo: Repo) -> None:
    """A teacher and a topic are told by a later build as by the first one."""
    rows = "- course: yexiao\n  date: 2026-11-25\n  kind: 换老师\n  teacher: 王老师\n"
    rows += "- course: yexiao\n  date: 2026-12-02\n  kind: 说明\n  note: 第3讲 皮影\n"
    repo.commit("2026-11-20T09:00", changes=rows)
    first = repo.read()
    assert {step.now.teacher or step.now.topic for c in first.changes for step in c.steps if step.now} == {
        "王老师",
        "第3讲 皮影",
    }
    assert repo.read() == first


def test_an_old_row_is_typed_and_refused_as_today(repo: Repo) -> None:
    """What the build reads of a cell, and what it refuses, is so in the history too."""
    repo.commit("2026-11-10T09:00", changes=OFF.replace("2026-11-28", "11月28日"))
    repo.commit("2026-11-11T09:00", changes=OFF.replace("shufa", "shufaban"))
    repo.commit("2026-11-12T09:00", changes=OFF.replace("2026-11-28", "2026年11月28日"))
    assert [(c.kind, f"{c.changed:%m-%d}") for c in repo.read().changes] == [(Kind.OFF, "11-12")]
