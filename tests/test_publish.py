"""Publishing: whole or not at all, and only what changed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli import exchange, layout
from linli.publish import MARKER, ForeignFilesError, NotOursError, publish

FILES = [("index.html", b"one"), ("courses/shufa/index.html", b"two"), ("data/a.csv", b"three")]


def content(site: Path) -> dict[str, bytes]:
    found = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    found.pop(MARKER)
    return found


def test_first_site_holds_exactly_the_files(tmp_path: Path) -> None:
    done = publish(FILES, tmp_path / "site", tmp_path / "ledger.json")
    assert content(tmp_path / "site") == dict(FILES)
    assert len(done.written) == len(FILES) + 1


@pytest.mark.parametrize("ledger_kept", [True, False])
def test_only_changed_files_are_touched(tmp_path: Path, ledger_kept: bool) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    publish(FILES, site, ledger)
    before = {p: p.stat() for p in site.rglob("*") if p.is_file()}
    if not ledger_kept:
        ledger.unlink()
    done = publish([*FILES[:2], ("data/a.csv", b"THREE")], site, ledger)
    assert done.written == ("data/a.csv",)
    for path, stat in before.items():
        same = (path.stat().st_ino, path.stat().st_mtime_ns) == (stat.st_ino, stat.st_mtime_ns)
        assert same is (path.name != "a.csv")


def test_a_file_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    publish(FILES, site, ledger)
    (site / "index.html").write_bytes(b"ONE")
    os.utime(site / "index.html", ns=(1, 1))
    publish(FILES, site, ledger)
    assert content(site) == dict(FILES)


def test_stale_files_and_folders_go(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(FILES, site, tmp_path / "ledger.json")
    done = publish(FILES[:1], site, tmp_path / "ledger.json")
    assert done.removed == ("courses/shufa/index.html", "data/a.csv")
    assert content(site) == dict(FILES[:1])
    assert not (site / "courses").exists()


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/cat.jpg").write_bytes(b"cat")
    with pytest.raises(NotOursError):
        publish(FILES, tmp_path / "photos", tmp_path / "ledger.json")
    assert [p.name for p in (tmp_path / "photos").iterdir()] == ["cat.jpg"]


def test_files_of_ones_own_are_named_and_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(FILES, site, tmp_path / "ledger.json")
    (site / "CNAME").write_text("example.cn")
    (site / "courses/notes.doc").write_text("notes")
    with pytest.raises(ForeignFilesError) as caught:
        publish(FILES[:1], site, tmp_path / "ledger.json")
    assert caught.value.paths == ("CNAME", "courses/notes.doc")
    assert (site / "courses/notes.doc").read_text() == "notes"
    assert (site / "data/a.csv").read_bytes() == b"three"
    assert [p.name for p in tmp_path.glob(".site*")] == []


def test_a_copied_marker_makes_no_folder_ours(tmp_path: Path) -> None:
    publish(FILES, tmp_path / "site", tmp_path / "ledger.json")
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.doc").write_text("years")
    (home / MARKER).write_bytes((tmp_path / "site" / MARKER).read_bytes())
    with pytest.raises(ForeignFilesError):
        publish(FILES, home, tmp_path / "other.json")
    assert sorted(p.name for p in home.iterdir()) == [MARKER, "thesis.doc"]


def test_a_repository_in_the_site_moves_along(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(FILES, site, tmp_path / "ledger.json")
    (site / ".git/refs/tags").mkdir(parents=True)
    (site / ".git/HEAD").write_text("ref: refs/heads/gh-pages")
    (site / ".DS_Store").write_text("x")
    done = publish(FILES[:1], site, tmp_path / "ledger.json")
    assert done.removed == ("courses/shufa/index.html", "data/a.csv")
    assert (site / ".git/HEAD").read_text() == "ref: refs/heads/gh-pages"
    assert (site / ".git/refs/tags").is_dir()
    assert sorted(p.name for p in site.iterdir()) == [".git", MARKER, "index.html"]


def test_a_plan_that_fails_midway_leaves_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(FILES, site, tmp_path / "ledger.json")

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"NEW"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(failing(), site, tmp_path / "ledger.json")
    assert content(site) == dict(FILES)
    assert [p.name for p in tmp_path.glob(".site*")] == []


KILLED = """
import sys, time
from pathlib import Path
from linli.publish import publish
site = Path(sys.argv[1])
def files():
    for n in range(400):
        if n == 200:
            print("half", flush=True)
        time.sleep(0.002)
        yield f"page-{n}.html", b"new" * 1000
publish(files(), site, site.parent / "ledger.json")
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("wait", [0.0, 0.2, 0.5])
def test_killed_at_any_point_the_site_is_whole(tmp_path: Path, wait: float) -> None:
    site = tmp_path / "site"
    old = [(f"page-{n}.html", b"old") for n in range(400)]
    publish(old, site, tmp_path / "ledger.json")
    command = [sys.executable, "-c", KILLED, str(site)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
    new = {f"page-{n}.html": b"new" * 1000 for n in range(400)}
    assert content(site) in (dict(old), new)
    publish(old, site, tmp_path / "ledger.json")
    assert content(site) == dict(old)
    assert [p.name for p in tmp_path.glob(".site*")] == []


def test_where_names_cannot_be_swapped_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    publish(FILES, site, tmp_path / "ledger.json")
    monkeypatch.setattr(exchange, "_swap", lambda _one, _other: False)
    publish(FILES[:1], site, tmp_path / "ledger.json")
    assert content(site) == dict(FILES[:1])
    publish(FILES, site, tmp_path / "ledger.json")
    assert content(site) == dict(FILES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ledger.json", "ledger.site", "site"]


PLANS = st.lists(
    st.dictionaries(
        st.sampled_from(["index.html", "a", "a/index.html", "a/b/c.html", "b/x.csv", "b"]),
        st.sampled_from([b"one", b"two", b"three"]),
        min_size=1,
    ).filter(lambda plan: not any(one.startswith(f"{other}/") for one in plan for other in plan)),
    min_size=2,
    max_size=6,
)


@given(plans=PLANS, chance=st.randoms(use_true_random=False))
def test_whatever_the_spare_site_holds_the_next_one_holds_its_files(
    plans: list[dict[str, bytes]], chance: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("spare")
    site, ledger, spare = folder / "site", folder / "ledger.json", folder / "ledger.site"
    for plan in plans:
        if chance.random() < 0.2:
            shutil.rmtree(site, ignore_errors=True)
        publish(plan.items(), site, ledger, whole=chance.random() < 0.7)
        assert content(site) == plan
        for path in sorted(spare.rglob("*")) if chance.random() < 0.5 else ():
            if path.is_file() and chance.random() < 0.5:
                path.unlink()
        if spare.is_dir() and chance.random() < 0.5:
            (spare / "left").mkdir(exist_ok=True)
            (spare / "left/over.html").write_bytes(b"left over")


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_takes_the_place_of_a_folder_that_was_left_empty(tmp_path: Path, whole: bool) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    publish([("index.html", b"one")], site, ledger)
    (site / "a/b").mkdir(parents=True)
    plan = {"index.html": b"one", "a": b"two"}
    publish(plan.items(), site, ledger, whole=whole)
    assert content(site) == plan


def test_a_small_change_moves_no_more_than_it_must(tmp_path: Path) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    plans = [[("index.html", text), *FILES[1:]] for text in (b"one", b"two", b"three")]
    folders = []
    for plan in plans:
        publish(plan, site, ledger)
        folders.append((site / "courses").stat().st_ino)
    assert folders[0] == folders[2] != folders[1], "two folders take turns, nothing in them is laid out anew"


def test_a_repository_moves_along_from_site_to_site(tmp_path: Path) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    for turn in range(4):
        publish([("index.html", b"%d" % turn), (".nojekyll", b"")], site, ledger)
        (site / ".git/refs/tags").mkdir(parents=True, exist_ok=True)
        (site / ".git/HEAD").write_text(f"turn {turn}")
        if turn:
            assert (site / ".git/turn").read_text() == str(turn - 1)
            (site / ".git/turn").unlink()
        (site / ".git/turn").write_text(str(turn))
    assert (site / ".git/HEAD").read_text() == "turn 3"


def test_on_another_disk_no_site_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_disk", hash)
    for text in (b"one", b"two", b"three"):
        publish([("index.html", text)], tmp_path / "site", tmp_path / "kept/ledger.json")
        assert content(tmp_path / "site") == {"index.html": text}
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["ledger.json"]


def test_a_site_that_was_aside_when_the_process_was_killed_comes_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(FILES, site, tmp_path / "ledger.json")
    site.rename(tmp_path / ".site.old")
    (tmp_path / ".site.next-x").mkdir()
    exchange.clear_leftovers(site)
    assert content(site) == dict(FILES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ledger.json", "site"]
