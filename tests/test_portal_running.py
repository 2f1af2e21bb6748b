"""Who reads the communities makes no difference: one process, many, or the machines of a cluster of which one dies."""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from cities import BASE, DAY, package
from linli.portal import reading, running
from linli.portal.bundle import Part
from linli.portal.loading import Given
from linli.portal.told import Found

MADE = 24


def given(number: int) -> Given:
    taiji, wudao = BASE["courses"]
    files = package(courses=[{**taiji, "title": f"太极{number}班"}, wudao])
    if number == 5:
        files["courses.csv"] = b"\xff\xfe"
    parts = [Part(table=n.removesuffix(".csv"), path=n, data=d) for n, d in files.items() if n.endswith(".csv")]
    return Given(
        id=f"c{number}",
        name=f"社区{number}",
        street="街",
        site="https://a.example/",
        parts=tuple(parts),
        asof="2026-11-24",
    )


ALL = [given(number) for number in range(MADE)]


def packed(found: Sequence[Found]) -> list[bytes]:
    """Each as bytes; what two of them share must not matter."""
    return [repr(each).encode() for each in found]


@pytest.fixture(scope="module")
def alone() -> list[bytes]:
    """What one process makes of them, one community after the other."""
    return packed([found for each in ALL for found in reading.read([each], DAY)])


@pytest.mark.parametrize("together", [3, 7, MADE])
def test_a_community_is_the_same_whoever_is_read_with_it(together: int, alone: list[bytes]) -> None:
    assert packed(list(running.read_all(iter(ALL), DAY, jobs=1, together=together))) == alone
    assert [b"told=None" in each for each in alone].count(True) == 1


def test_two_processes_make_the_same(alone: list[bytes]) -> None:
    assert packed(list(running.read_all(iter(ALL), DAY, jobs=2, together=5))) == alone


def test_what_is_found_goes_to_another_machine_and_back() -> None:
    found = reading.read(ALL[:6], DAY)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 -- what this line wrote


def test_a_community_that_breaks_the_program_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def expand(community: object, *_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "expand", expand)
    found = reading.read(ALL[:2], DAY)
    assert [each.problems[0].message for each in found] == ["读它的时候程序出了错（ZeroDivisionError）"] * 2


def test_a_process_that_dies_takes_nobody_with_it(
    monkeypatch: pytest.MonkeyPatch, alone: list[bytes], tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "read_wave", dies_once)
    monkeypatch.setenv("LINLI_TEST_DEAD", str(tmp_path / "dead"))
    assert packed(list(running.read_all(iter(ALL), DAY, jobs=2, together=12))) == alone
    assert (tmp_path / "dead").exists()


def dies_once(wave: Sequence[Given], today: object) -> list[Found]:
    """Read, but the first process to come here is killed."""
    try:
        os.close(os.open(os.environ["LINLI_TEST_DEAD"], os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return reading.read(wave, today)
    os.kill(os.getpid(), signal.SIGKILL)
    return []


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_of_which_a_worker_is_killed_makes_the_same(alone: list[bytes]) -> None:
    import distributed

    settings = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**settings) as cluster:
        workers = [worker.process.pid for worker in cluster.workers.values()]
        found: list[Found] = []
        for each in running.read_all(iter(ALL), DAY, scheduler=cluster.scheduler_address, together=2):
            found.append(each)
            if len(found) == 4:  # twenty are on their way or not begun
                os.kill(workers[0], signal.SIGKILL)
        assert packed(found) == alone
        end = time.monotonic() + 30
        while workers[0] in (now := [w.process.pid for w in cluster.workers.values() if w.process]):
            assert time.monotonic() < end, now
            time.sleep(0.2)


def test_a_cluster_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PATIENCE", 1.0)
    with pytest.raises(running.NoSchedulerError, match=r"连不上 tcp://127\.0\.0\.1:9，请看看"):
        list(running.read_all(iter(ALL), DAY, scheduler="tcp://127.0.0.1:9"))
