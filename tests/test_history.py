"""Ids that were published, read from git's history and from a former site."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from linli.history import published

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "甲",
    "GIT_AUTHOR_EMAIL": "a@example.cn",
    "GIT_COMMITTER_NAME": "甲",
    "GIT_COMMITTER_EMAIL": "a@example.cn",
    "GIT_AUTHOR_DATE": "2026-03-01T12:00:00+08:00",
    "GIT_COMMITTER_DATE": "2026-03-01T12:00:00+08:00",
}


class Repository:
    """A repository that commits tables."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments], env=ENVIRONMENT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def commit(self, **files: str | None) -> None:
        for name, text in files.items():
            path = self.root / "data" / f"{name.replace('__', '/')}.yml"
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "改表")

    def ids(self, table: str = "courses") -> set[str]:
        found = published(self.root)
        assert found.unknown == ""
        return set(found.ids[table])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "r")


def test_an_id_that_is_gone_is_remembered(repository: Repository) -> None:
    repository.commit(courses="- id: shufa\n  title: 书法\n- id: guohua\n")
    repository.commit(courses="- id: guohua\n")
    found = published(repository.root)
    assert set(found.ids["courses"]) == {"shufa", "guohua"}
    assert found.ids["courses"]["shufa"].startswith("2026-03-01 的版本 ")
    assert found.unknown == ""


def test_every_way_to_write_an_id(repository: Repository) -> None:
    repository.commit(
        courses="# id: not-this\n"
        "- id: a-1\n"
        "-   id: 'b-2'\n"
        '- title: 丙\n  id: "c-3" # 说明\n'
        "- {id: d-4, title: 丁}\n"
        "- {title: 戊, 'id': e-5}\n"
        "- course-id: no\n"
        "- title: |\n      id: not-this-either\n"
        "- id: f-6\r\n"
        '- "id": g-7',
        schedules="- id: other-table\n",
    )
    repository.commit(courses="[]\n")
    assert repository.ids() == {"a-1", "b-2", "c-3", "d-4", "e-5", "f-6", "g-7"}


def test_files_may_be_renamed_and_removed(repository: Repository) -> None:
    repository.commit(stories__2025="- id: alt\n" + "  title: 一样的一长段文字\n" * 20, services="- id: tuoyu\n")
    repository.git("mv", "data/stories/2025.yml", "data/stories.yml")
    repository.commit(services=None)
    repository.commit(stories="- id: neu\n")
    assert repository.ids("stories") == {"alt", "neu"}
    assert repository.ids("services") == {"tuoyu"}


def test_branches_that_were_merged(repository: Repository) -> None:
    repository.commit(courses="- id: a\n")
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(services="- id: b\n")
    repository.commit(services="- id: c\n")
    repository.git("checkout", "-q", "main")
    repository.commit(venues="- id: d\n")
    repository.git("merge", "-q", "--no-edit", "side")
    assert (repository.ids("services"), repository.ids("venues")) == ({"b", "c"}, {"d"})
    repository.git("checkout", "-q", "-b", "elsewhere", "HEAD~1")
    repository.commit(courses="- id: never-published\n")
    repository.git("checkout", "-q", "main")
    assert repository.ids() == {"a"}


def test_another_community_starts_afresh(repository: Repository) -> None:
    repository.commit(courses="- id: theirs\n", datapackage="x: 1\n")
    package = repository.root / "data/datapackage.yaml"
    package.write_text("name: linli-theirs\nresources:\n  - name: courses\n", "utf-8")
    repository.commit(courses="- id: theirs\n- id: more\n")
    package.write_text("name: linli-ours\nresources:\n  - name: kecheng\n", "utf-8")
    repository.commit(courses="- id: ours\n")
    package.write_text('name: "linli-ours" # 我们\n', "utf-8")
    repository.commit(courses="- id: later\n")
    assert repository.ids() == {"ours", "later"}


def test_the_editors_own_git_settings_do_not_matter(repository: Repository) -> None:
    repository.commit(courses="- id: 'a'\n")
    for name, value in {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "color.ui": "always",
        "diff.external": "false",
        "log.showSignature": "true",
        "diff.context": "5",
    }.items():
        repository.git("config", name, value)
    repository.commit(courses="- id: 'b'\n")
    assert repository.ids() == {"a", "b"}


def test_a_site_in_a_subfolder(tmp_path: Path) -> None:
    outer = Repository(tmp_path / "r")
    (outer.root / "my data/data").mkdir(parents=True)
    (outer.root / "my data/data/courses.yml").write_text("- id: a\n", "utf-8")
    outer.commit(courses="- id: not-ours\n")
    assert set(published(outer.root / "my data").ids["courses"]) == {"a"}


def test_classes_are_promises_too(repository: Repository) -> None:
    repository.commit(groups="- id: shufa-1-qiu\n  course: shufa\n  name: 一班\n")
    repository.commit(groups="[]\n")
    assert repository.ids("groups") == {"shufa-1-qiu"}


def test_nothing_was_committed_yet(repository: Repository) -> None:
    assert repository.ids() == set()


def test_why_history_is_unknown(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert published(tmp_path / "plain").unknown == "这个文件夹不在 git 仓库里"
    repository.commit(courses="- id: a\n")
    repository.commit(courses="- id: b\n")
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "shallow"))
    found = published(tmp_path / "shallow")
    assert found.unknown == "git 历史不完整（浅克隆）"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert published(repository.root).unknown == "这台电脑上没有 git"


def test_a_former_site_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    site = tmp_path / "site"
    written = (
        "index.html courses/shufa/index.html stories/index.html forms/f/index.html calendar/groups/shufa-1-qiu.ics"
    )
    for page in (*written.split(), "calendar/groups/shufa.ics", "calendar/groups/shufa-2f6c1a0b.ics"):
        (site / page).parent.mkdir(parents=True, exist_ok=True)
        (site / page).write_text("", "utf-8")
    (tmp_path / "root").mkdir()
    found = published(tmp_path / "root", site)
    assert found.unknown == ""
    assert {table: set(ids) for table, ids in found.ids.items() if ids} == {
        "courses": {"shufa"},
        "forms": {"f"},
        "groups": {"shufa-1-qiu"},  # of the free name and of the course itself nobody gave an id
    }
    assert published(tmp_path / "root", tmp_path / "nowhere").unknown


def test_a_long_history_is_quick(repository: Repository) -> None:
    """Fast-import makes 1,000 versions of a table."""
    import time

    stream = []
    for number in range(1000):
        text = "".join(f"- id: k{n}\n  title: 课\n" for n in range(number % 50, number % 50 + 50))
        stream.append(
            f"commit refs/heads/main\ncommitter a <a@example.cn> {1700000000 + number} +0800\ndata 1\nx\n"
            f"M 100644 inline data/courses.yml\ndata {len(text.encode())}\n{text}\n"
        )
    subprocess.run(
        ["git", "-C", str(repository.root), "fast-import", "--quiet"],
        input="".join(stream).encode(),
        check=True,
        env=ENVIRONMENT,
    )
    started = time.process_time()
    assert len(repository.ids()) == 99
    assert time.process_time() - started < 10
