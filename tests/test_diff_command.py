"""`linli diff` on the command line: what is compared with, what it answers, and its exit codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import communities
from histories import BASE, EXTRA, MOVED, OFF, PLACE, SATURDAY, WEDNESDAY, Repo
from linli import structure
from linli.cli import main
from linli.feeds import opendata


def run(repo: Repo, *arguments: str, today: str = "2026-11-24") -> int:
    return main(["diff", "--root", str(repo.root), "--today", today, *arguments])


def test_what_is_not_committed_is_compared_with_the_last_commit(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(changes=OFF)
    assert run(repo) == 0
    said = capsys.readouterr().out
    assert "和已发布的版本（2026年8月20日提交的 " in said
    assert "停课｜书法班 · 启蒙一班：11月28日(周六) 14:00 停课（老师外出）" in said


def test_a_revision_a_branch_and_a_folder_are_compared_with(
    repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(repo.root, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    repo.commit("2026-11-20T09:00", changes=OFF)
    repo.git("switch", "-q", "-c", "work")
    repo.commit("2026-11-21T09:00", changes=PLACE)
    told = {}
    for base in ("HEAD~1", "HEAD~2", "main", str(tmp_path / "copy"), "work"):
        assert run(repo, base) == 0
        told[base] = capsys.readouterr().out
    assert "恢复｜" in told["HEAD~1"]
    assert "恢复｜" in told["main"]
    assert "换地点｜" in told["HEAD~2"]
    assert "文件夹「" in told[str(tmp_path / "copy")]
    assert "换地点｜" in told[str(tmp_path / "copy")]
    assert "居民看到的没有变化。" in told["work"]


def test_of_a_branch_everything_since_it_left_is_told_and_nothing_of_others(
    repo: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.git("switch", "-q", "-c", "work")
    repo.commit("2026-11-20T09:00", changes=OFF)
    repo.git("switch", "-q", "main")
    repo.commit("2026-11-21T09:00", schedules=SATURDAY)
    repo.git("switch", "-q", "work")
    assert run(repo) == 0
    said = capsys.readouterr().out
    assert "停课｜书法班" in said
    assert "夜校" not in said


def test_a_version_with_errors_was_never_published(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit("2026-11-20T09:00", changes="- course: shfa\n  date: 2026-11-28\n  kind: 停课\n")
    repo.write(changes=OFF)
    assert run(repo) == 0
    said = capsys.readouterr().out
    assert "2026年8月20日提交的" in said
    assert "后来的1个版本有错误，没有发布" in said
    assert "停课｜书法班" in said


def test_old_tables_are_read_with_the_descriptions_of_today(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    schema = repo.root / "data/schemas/courses.yaml"
    schema.write_text(schema.read_text("utf-8") + "\n# 改过\n", "utf-8")
    repo.commit("2026-11-20T09:00", changes=OFF)
    assert run(repo, "HEAD~1") == 0
    assert "停课｜书法班" in capsys.readouterr().out


def test_a_former_site_is_enough(repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "public"
    (site / "data").mkdir(parents=True)
    loaded = structure.load(repo.root)
    for name, data in opendata.files(loaded.package, communities.edition(loaded.community)):
        (site / name).write_bytes(data)
    shutil.rmtree(repo.root / ".git")
    assert run(repo, "--previous", str(site)) == 0
    assert "居民看到的没有变化。" in capsys.readouterr().out
    repo.write(changes=EXTRA, schedules=SATURDAY)
    assert run(repo, str(site)) == 0
    said = capsys.readouterr().out
    assert "和以前生成的网站「public」比" in said
    assert "加课｜书法班：12月1日(周二) 9:00–10:00" in said
    assert "取消｜夜校：每周三 19:00" in said
    assert "手写的文章和检查的结果没有比" in said


def test_new_clashes_and_problems_are_told_and_mended_ones(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    twice = SATURDAY.replace("启蒙一班", "启蒙二班")
    repo.commit("2026-11-20T09:00", schedules=SATURDAY + WEDNESDAY + twice)
    assert run(repo, "HEAD~1") == 0
    said = capsys.readouterr().out
    assert "撞在一起的课（1 处）" in said
    assert "书法室同一时间有两节课" in said
    assert "data/schedules.yml:" in said
    repo.write(schedules=SATURDAY + WEDNESDAY)
    assert run(repo) == 0
    assert "已改好的提醒｜" in capsys.readouterr().out


def test_rows_that_only_moved_bring_no_problem(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    twice = SATURDAY.replace("启蒙一班", "启蒙二班")
    repo.commit("2026-11-20T09:00", schedules=SATURDAY + WEDNESDAY + twice)
    repo.write(schedules=f"# 一行\n\n{WEDNESDAY}{SATURDAY}{twice}")
    assert run(repo) == 0
    assert "居民看到的没有变化。" in capsys.readouterr().out


# exit codes


def test_a_large_loss_is_1_until_it_is_confirmed(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(
        SATURDAY.replace("启蒙一班", f"{n}班").replace("14:0", f"{n + 8:02}:0").replace("15:3", f"{n + 8:02}:3")
        for n in range(12)
    )
    repo.commit("2026-11-20T09:00", schedules=rows + WEDNESDAY)
    repo.write(schedules=WEDNESDAY)
    assert run(repo) == 1
    said = capsys.readouterr().out
    assert "课表少了 12 行（原来 13 行），涉及 12 个班，以后少上 48 次课；确实吗？" in said
    assert "--confirm" in said
    assert run(repo, "--confirm") == 0
    capsys.readouterr()
    assert run(repo, "--notice") == 1
    assert "确实吗" in capsys.readouterr().err
    assert run(repo, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["losses"]


def test_tables_with_errors_are_1_and_say_what_to_do(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(changes="- course: shfa\n")
    assert run(repo) == 1
    assert "个错误，还不能比；请先运行 linli check" in capsys.readouterr().err


@pytest.mark.parametrize("base", ["nowhere", "-x", "--help^", "HEAD~99", "HEAD^{tree}", "a\nb", ""])
def test_an_unknown_base_is_2(repo: Repo, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["diff", "--root", str(repo.root), "--", base]) if base else run(repo, "--previous", str(repo.root))
    assert code == 2
    said = capsys.readouterr().err
    assert "没有" in said
    assert "Traceback" not in said


def test_without_git_and_without_a_base_the_way_is_said(
    make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--root", str(make_root(**BASE))]) == 2
    assert "--previous" in capsys.readouterr().err


@pytest.mark.parametrize("weeks", ["0", "x", "-1", "９", "521"])
def test_weeks_are_a_number(repo: Repo, weeks: str) -> None:
    with pytest.raises(SystemExit) as left:
        run(repo, f"--weeks={weeks}")
    assert left.value.code == 2


def test_json_has_everything(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(changes=MOVED)
    assert run(repo, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["today"] == "2026-11-24"
    entry = found["entries"][0]
    assert (entry["part"], entry["word"], entry["page"]) == ("sessions", "改期", "courses/shufa/")
    assert entry["sessions"][0]["was"]["start"] == "2026-11-28T14:00:00+08:00"
    assert entry["sessions"][0]["now"]["start"] == "2026-11-29T09:00:00+08:00"
