"""Ids are promises only where a version with them was published: one that never checked can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fragments import lay_out
from linli.checking import check
from test_history import Repository

DAY = date(2026, 3, 2)
GOOD = "- {id: guohua, title: 国画班, category: 青少年宫}\n"
SLIP = GOOD.replace("guohua", "guohau")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one version of a community without courses."""
    found = Repository(lay_out(tmp_path / "r", {}))
    found.commit()
    return found


def gone(repository: Repository) -> set[str | None]:
    found = check(repository.root, DAY).problems
    assert {p.code for p in found if p.level == "error"} <= {"published-id-gone"}, found
    return {p.record for p in found if p.code == "published-id-gone"}


def test_a_slip_that_never_was_published_can_be_taken_back(repository: Repository) -> None:
    repository.commit(courses=SLIP.replace("category", "categry"))
    repository.commit(courses=GOOD)
    assert gone(repository) == set()


def test_what_one_version_without_errors_had_stays_a_promise(repository: Repository) -> None:
    repository.commit(courses=SLIP)
    repository.commit(courses=SLIP.replace("category", "categry"))
    repository.commit(courses=GOOD)
    assert gone(repository) == {"guohau"}


def test_a_slip_that_still_stands_uncommitted_in_the_table_is_no_question(repository: Repository) -> None:
    repository.commit(courses=SLIP.replace("category", "categry"))
    (repository.root / "data/courses.yml").write_text(GOOD, "utf-8")
    assert gone(repository) == set()


def test_versions_that_other_rules_judged_are_taken_for_published(repository: Repository) -> None:
    (repository.root / "scripts").mkdir()
    (repository.root / "scripts/run.py").write_text("1\n", "utf-8")
    repository.commit(courses=SLIP.replace("category", "categry"))
    (repository.root / "scripts/run.py").write_text("2\n", "utf-8")
    repository.commit(courses=GOOD)
    assert gone(repository) == {"guohau"}


def test_what_a_former_site_had_is_a_promise(repository: Repository, tmp_path: Path) -> None:
    site = tmp_path / "former"
    (site / "courses/guohau").mkdir(parents=True)
    for name in ("index.html", "courses/guohau/index.html"):
        (site / name).write_text("", "utf-8")
    repository.commit(courses=GOOD)
    assert [p.record for p in check(repository.root, DAY, site).problems if p.level == "error"] == ["guohau"]
