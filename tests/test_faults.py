"""Builds that are killed or refused by the disk: the site is the old or the new one, and the next build is as from nothing.

A few points of each kind; `run.py faults` tries hundreds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "faults"))

import disks
import killing
from places import Place, tree

from linli import cache, exchange
from linli.publish import MARKER, publish

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills what it forked")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("faults"))


@pytest.mark.slow
def test_killed_builds_leave_a_whole_site_and_the_next_one_heals(place: Place) -> None:
    found = killing.kills(place, 4)
    assert [each for each in found if each.was == "mixed" or each.wrong] == []
    assert {"publish swap-before", "publish swap-after"} <= {each.where for each in found}


@pytest.mark.slow
def test_killed_between_two_renames_the_next_build_puts_it_right(place: Place) -> None:
    found = killing.kills(place, 6, renames=True)
    assert [each for each in found if each.was == "mixed" or each.wrong] == []
    assert {each.was for each in found if each.where == "publish between-renames"} == {"gone"}


@pytest.mark.slow
def test_a_full_disk_is_told_and_changes_nothing(place: Place) -> None:
    place.build()
    before = tree(place.site)
    place.turn(place.other())
    for at in (0, 3):
        done = place.build(lambda at=at: disks._refuse_from(at))  # type: ignore[misc]
        assert (done.code, done.clean, "磁盘满了" in done.said) == (1, True, True), done.said
        assert tree(place.site) == before
    assert place.heals() == ""


@pytest.mark.slow
def test_spoiled_caches_are_as_good_as_none(place: Place) -> None:
    assert disks.caches(place, 0).wrong == []


def test_a_kept_file_knows_whether_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "kind/file"
    assert cache.kept(path) is None
    cache.keep(path, b"words")
    assert cache.kept(path) == b"words"
    whole = path.read_bytes()
    for spoiled in (b"", whole[:-1], whole[:10], whole + b"x", whole[:-1] + b"z", b"words"):
        path.write_bytes(spoiled)
        assert cache.kept(path) is None
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_what_cannot_be_kept_is_not_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    cache.keep(tmp_path / "file", b"words")
    (tmp_path / "no-folder").write_bytes(b"")
    cache.keep(tmp_path / "no-folder/file", b"words")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "no-folder"]


def test_what_a_killed_build_left_unfinished_goes_after_an_hour(tmp_path: Path) -> None:
    folder = cache.folder(tmp_path) / "memory"
    folder.mkdir()
    for name, age in (("rows.1.new", 2 * 3600), ("rows.2.new", 60), ("rows", 2 * 3600)):
        (folder / name).write_bytes(b"")
        when = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (when, when))
    with cache.alone(tmp_path):
        assert sorted(path.name for path in folder.iterdir()) == ["rows", "rows.2.new"]


def test_files_of_ones_own_are_kept_though_the_site_was_aside(tmp_path: Path) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    publish([("index.html", b"one")], site, ledger)
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref")
    (site / "notes.doc").write_text("notes")
    site.rename(tmp_path / ".site.old")
    with pytest.raises(Exception, match=r"notes\.doc"):
        publish([("index.html", b"two")], site, ledger)
    assert (site / "notes.doc").read_text() == "notes"
    (site / "notes.doc").unlink()
    site.rename(tmp_path / ".site.old")
    publish([("index.html", b"two")], site, ledger)
    assert sorted(path.name for path in site.iterdir()) == [".git", MARKER, "index.html"]


def test_a_site_that_cannot_take_its_place_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    publish([("index.html", b"one")], site, ledger)
    monkeypatch.setattr(exchange, "_swap", lambda _one, _other: False)
    rename = Path.rename

    def held_open(path: Path, target: Path) -> Path:
        if path.name.startswith(".site.next-"):
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held_open)
    with pytest.raises(PermissionError):
        publish([("index.html", b"two")], site, ledger)
    assert (site / "index.html").read_bytes() == b"one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_whoever_dies_while_publishing_leaves_no_ledger_of_another_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    publish([("index.html", b"one")], site, ledger)
    os.utime(site / "index.html", ns=(5, 5))
    publish([("index.html", b"one")], site, ledger)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(cache, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            publish([("index.html", b"two")], site, ledger)
    os.utime(site / "index.html", ns=(5, 5))  # a disk that knows whole seconds only
    publish([("index.html", b"one")], site, ledger)
    assert (site / "index.html").read_bytes() == b"one"
