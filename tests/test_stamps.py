"""When each calendar entry was last changed: small histories, what each commit concerns, and that nothing goes back."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from histories import BASE, COURSES, HOLIDAYS, MOVED, OFF, PLACE, SATURDAY, VENUES, WEDNESDAY, Repo
from linli.revisions import Stamp
from tests_support import TODAY

OTHER = SATURDAY.replace("启蒙一班", "基础班").replace("周六", "周日").replace("2026-09-05", "2026-09-06")


def stamps(repo: Repo) -> dict[str, Stamp]:
    """The stamps of the two series, by course."""
    from linli import structure
    from linli.timetable import expand

    found = repo.read().stamps
    rows = expand(structure.load(repo.root).community, TODAY).occurrences
    known = {row.series: found.of(row.series) for row in rows}
    assert all(known.values())
    return {f"{series.split('-')[0]}-{series.rsplit('-', 1)[1]}": stamp for series, stamp in known.items() if stamp}


def when(stamp: Stamp) -> str:
    return f"{stamp.changed:%m-%d}"


CHANGES: dict[str, tuple[dict[str, str], str]] = {
    "another place": ({"schedules": SATURDAY.replace("shufashi", "dangqun") + WEDNESDAY}, "shufa-sa"),
    "another time": ({"schedules": SATURDAY.replace("15:30", "15:45") + WEDNESDAY}, "shufa-sa"),
    "another end": ({"schedules": SATURDAY + WEDNESDAY.replace("2027-01-20", "2027-01-27")}, "yexiao-we"),
    "the title": ({"courses": COURSES.replace("夜校\n", "夜校课\n", 1)}, "yexiao-we"),
    "the fee": ({"courses": COURSES.replace("title: 夜校", "title: 夜校\n  fee: 5元/次")}, "yexiao-we"),
    "cancelled": ({"changes": OFF}, "shufa-sa"),
    "moved": ({"changes": MOVED}, "shufa-sa"),
    "elsewhere": ({"changes": PLACE}, "shufa-sa"),
    "the room's name": ({"venues": VENUES.replace("name: 书法室", "name: 书画室")}, "shufa-sa"),
    "everything off": ({"changes": "- scope: 全部\n  date: 2026-11-28\n  kind: 停课\n"}, "shufa-sa"),
    "a house closed": ({"changes": "- at: shufashi\n  date: 2026-11-20 至 2026-11-30\n  kind: 停课\n"}, "shufa-sa"),
    "a house nobody uses then": ({"changes": "- at: dangqun\n  date: 2026-11-28\n  kind: 停课\n"}, ""),
    "a holiday on a Wednesday": (
        {"holidays/2026": HOLIDAYS.split("- date: 2026-12-05", maxsplit=1)[0]},
        "yexiao-we",
    ),
    "only the text": ({"courses": COURSES.replace("title: 夜校", "title: 夜校\n  summary: 好课")}, ""),
    "only the way of writing": ({"schedules": SATURDAY.replace('"14:00"', "'14:00'") + WEDNESDAY}, ""),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_commit_moves_the_stamp_of_what_it_changes_and_no_other(repo: Repo, case: str) -> None:
    tables, concerned = CHANGES[case]
    before = stamps(repo)
    repo.commit("2026-11-20T09:00", **tables)
    after = stamps(repo)
    for name, stamp in after.items():
        if name == concerned:
            assert (when(stamp), stamp.certain) == ("11-20", True)
            assert stamp.sequence > before[name].sequence
        else:
            assert stamp == before[name]


def test_a_neighbouring_class_leaves_the_others_alone(repo: Repo) -> None:
    before = stamps(repo)
    repo.commit("2026-11-20T09:00", schedules=SATURDAY + OTHER + WEDNESDAY)
    after = stamps(repo)
    assert {name: after[name] for name in before} == before
    assert when(after["shufa-su"]) == "11-20"
    repo.commit("2026-11-21T09:00", changes=OFF.replace("course: shufa", "course: shufa\n  group: 启蒙一班"))
    assert {name: when(stamp) for name, stamp in stamps(repo).items()} == {
        "shufa-sa": "11-21",
        "shufa-su": "11-20",
        "yexiao-we": "08-20",
    }


def test_every_change_and_every_withdrawal_counts_once_more(repo: Repo) -> None:
    seen = [stamps(repo)["shufa-sa"].sequence]
    states = [{"changes": OFF}, {"changes": "[]"}, {"changes": MOVED}, {"changes": PLACE}, {"changes": OFF + PLACE}]
    for tables in [*states, {"schedules": SATURDAY.replace("12-19", "11-21") + WEDNESDAY}]:
        repo.commit("2026-11-20T09:00", **tables)  # all in the same second
        seen.append(stamps(repo)["shufa-sa"].sequence)
    assert seen == sorted(set(seen))
    assert max(seen) < 2**31


def test_a_clock_that_went_back_takes_no_stamp_with_it(repo: Repo) -> None:
    repo.commit("2026-11-20T09:00", changes=OFF)
    before = stamps(repo)["shufa-sa"]
    repo.commit("2025-01-01T09:00", changes=PLACE)
    after = stamps(repo)["shufa-sa"]
    assert after.sequence > before.sequence
    assert after.changed == before.changed


def test_a_later_build_and_another_clone_find_the_same(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2026-11-18T09:00", changes=OFF)
    stamps(repo)
    repo.commit("2026-11-19T09:00", changes="- : [")
    repo.commit("2026-11-20T09:00", changes=PLACE, courses=COURSES.replace("夜校\n", "夜校课\n", 1))
    step_by_step = repo.read().stamps
    assert repo.read().stamps == step_by_step
    shutil.rmtree(repo.root / ".cache")
    assert repo.read().stamps == step_by_step
    (repo.root / ".cache/linli/memory/revisions").write_bytes(pickle.dumps(("another program", {"key": 1})))
    assert repo.read().stamps == step_by_step
    clone = Repo(tmp_path / "clone")
    repo.git("clone", "-q", str(repo.root), str(clone.root))
    assert clone.read().stamps == step_by_step


def test_a_later_build_reads_no_tables_again(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("2026-11-20T09:00", changes=OFF)
    first = repo.read().stamps
    monkeypatch.setattr("linli.revisions.reading.Reader.community", None)
    assert repo.read().stamps == first


def test_a_squashed_history_goes_on_growing(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2026-11-18T09:00", changes=OFF)
    before = stamps(repo)["shufa-sa"].sequence
    squashed = Repo(tmp_path / "squashed")
    shutil.copytree(repo.root, squashed.root, ignore=shutil.ignore_patterns(".git", ".cache"))
    squashed.git("init", "-q")
    squashed.git("add", "-A", when="2026-11-19T09:00")
    squashed.git("commit", "-qm", "一次", when="2026-11-19T09:00")
    assert stamps(squashed)["shufa-sa"].sequence > before


def test_what_is_not_committed_counts_one_further_and_less_than_its_commit(repo: Repo) -> None:
    repo.write(changes=OFF)
    before, after = stamps(repo)["yexiao-we"], stamps(repo)["shufa-sa"]
    assert after.sequence == before.sequence + 1
    repo.commit("2026-11-24T11:00")
    assert stamps(repo)["shufa-sa"].sequence > after.sequence


def test_a_shallow_clone_knows_no_day_but_does_not_fall_back(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2026-11-10T09:00", changes=OFF)
    before = stamps(repo)
    repo.commit("2026-11-20T09:00", courses=COURSES.replace("夜校\n", "夜校课\n", 1))
    clone = Repo(tmp_path / "clone")
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(clone.root))
    shutil.copytree(repo.root / "data/holidays", clone.root / "data/holidays", dirs_exist_ok=True)
    for name, stamp in stamps(clone).items():
        assert not stamp.certain
        assert stamp.sequence > before[name].sequence
    repo.git("-C", str(clone.root), "fetch", "-q", "--unshallow")
    assert stamps(clone) == stamps(repo)


def test_without_git_nothing_is_known(make_root: Callable[..., Path]) -> None:
    assert Repo(make_root(**BASE)).read().stamps.of("shufa") is None


def test_the_first_commit_is_the_first_stamp(repo: Repo) -> None:
    assert {stamp.changed for stamp in stamps(repo).values()} == {datetime.fromisoformat("2026-08-20T10:00:00+08:00")}
