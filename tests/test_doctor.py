"""`linli doctor`: what falls due on which day, and each thing that a web host does to a site, by its name."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from communities import make, notice
from histories import Repo
from linli import origin
from linli.cli import main
from linli.doctor.deployed import MISSING, look
from linli.doctor.due import due
from linli.doctor.upkeep import upkeep
from linli.links.asking import Asked
from test_start import begun

TODAY = date(2026, 11, 24)
FORM = {"id": "f", "title": "报名", "kind": "报名", "url": "https://example.org/f"}
TERM = {"id": "q", "name": "秋季", "valid_from": "2026-09-01"}
PHOTO = {"id": "s", "title": "一事", "date": "2026-01-01", "image": "a.jpg", "image_alt": "图"}
YEARS = [*notice(2026), *({**row, "date": row["date"].replace("2026", "2027")} for row in notice(2026))]


def said(today: date = TODAY, **tables: Any) -> list[str]:
    return [f"{one.by:%m-%d} {one.what}" for one in due(make(**{"holidays": YEARS, **tables}), today)]


@pytest.mark.parametrize(
    ("tables", "lines"),
    [
        ({}, []),
        ({"forms": [{**FORM, "closes_at": "2026-12-25 09:00"}]}, ["12-25 报名 截止"]),
        ({"forms": [{**FORM, "closes_at": "2026-12-26 09:00"}]}, []),
        ({"forms": [{**FORM, "closes_at": "2026-11-24 00:01"}]}, ["11-24 报名 截止"]),
        ({"forms": [{**FORM, "closes_at": "2026-11-23 23:59"}]}, []),
        ({"forms": [{**FORM, "seats_left": "3", "as_of": "2026-11-20"}]}, ["11-23 报名 的余数该再数一次"]),
        ({"forms": [{**FORM, "seats_left": "0", "as_of": "2026-11-20"}]}, []),
        ({"forms": [{**FORM, "seats_left": "3", "as_of": "2026-11-20", "opens_at": "2026-11-25 09:00"}]}, []),
        ({"terms": [{**TERM, "valid_to": "2026-12-25"}]}, ["12-25 秋季 结束，后面还没有学期"]),
        ({"terms": [{**TERM, "valid_to": "2026-12-26"}]}, []),
        ({"terms": [{**TERM, "valid_to": "2026-12-25"}, {**TERM, "id": "c", "valid_to": "2027-06-30"}]}, []),
        ({"services": [{"id": "t", "name": "托育", "verified_on": "2026-06-28"}]}, ["12-25 托育 (t) 该核对了"]),
        ({"services": [{"id": "t", "name": "托育", "verified_on": "2026-06-29"}]}, []),
        ({"services": [{"id": "t", "name": "托育", "verified_on": "2026-01-01", "status": "结束"}]}, []),
        ({"courses": [{"id": "t", "title": "书法", "verified_on": "2026-05-01"}]}, ["10-28 书法 (t) 该核对了"]),
        ({"stories": [{**PHOTO, "consent_until": "2026-12-25"}]}, ["12-25 一事 (s) 的照片同意到这天"]),
        ({"stories": [{**PHOTO, "consent_until": "2026-12-26"}]}, []),
        ({"holidays": notice(2026)}, ["11-01 2027年放假安排还没有写进来"]),
        ({"courses": [{"id": "t", "title": "书法（示例）", "sample": True}]}, ["11-24 还有1行是示例"]),
        ({"courses": [{"id": "t", "title": "书法（示例）"}]}, ["11-24 书法（示例） (t) 不再是示例，名字里还写着"]),
    ],
)
def test_what_falls_due(tables: dict[str, Any], lines: list[str]) -> None:
    assert said(**tables) == lines


def test_next_years_holidays_are_waited_for_until_november() -> None:
    assert said(date(2026, 9, 30), holidays=notice(2026)) == []
    assert said(date(2026, 10, 1), holidays=notice(2026)) == ["11-01 2027年放假安排还没有写进来"]


@pytest.fixture
def looked_after(tmp_path: Path) -> Repo:
    """A new site of its own, committed on 1 October."""
    repo = Repo(begun(tmp_path / "own"))
    (repo.root / "content/about.md").write_text("# 关于我们\n\n竹影社区在竹影路1号。\n", "utf-8")
    repo.git("init", "-q")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "开始", when="2026-10-01T09:00")
    return repo


def told(repo: Repo, today: date = TODAY) -> list[str]:
    return [f"{one.by:%Y-%m-%d} {one.what} {one.mark.path}:{one.mark.line}" for one in upkeep(repo.root, today)]


WORKFLOW = "2026-11-30 最近一次提交是2026-10-01，满60天 GitHub 就停掉每天的自动更新 .github/workflows/site.yml:1"


def test_a_site_that_was_just_made_needs_nothing(looked_after: Repo) -> None:
    assert told(looked_after, date(2026, 10, 29)) == []


def test_the_daily_workflow_stops_sixty_days_after_the_last_commit(looked_after: Repo) -> None:
    assert told(looked_after, date(2026, 10, 30)) == [WORKFLOW]
    assert told(looked_after, date(2027, 1, 1)) == [WORKFLOW]
    looked_after.git("commit", "-q", "--allow-empty", "-m", "改", when="2026-11-20T09:00")
    assert told(looked_after) == []
    (looked_after.root / ".github/workflows/site.yml").unlink()
    assert [line for line in told(looked_after, date(2027, 3, 1)) if "提交" in line] == []


def test_a_page_that_nobody_wrote(tmp_path: Path) -> None:
    assert told(Repo(begun(tmp_path))) == [
        "2026-11-24 这一页还没有写：这里写社区是谁、在哪里、做什么、怎么找到 content/about.md:8"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            r"^linli.*|^\./linli.*",
            "linli==0.0.1",
            f"装的网站程序（{origin.requirement()}）不是 requirements.txt 里写的那一个",
        ),
        (r"^mkdocs==.*", "mkdocs==1.0", "装的依赖有1个不是 requirements.txt 里写的，例如 mkdocs 是 "),
        (r"^mkdocs==.*", "mkdocs==1.0", "里有1个依赖不是这一版程序试过的，例如 mkdocs 1.0，试过的是 "),
    ],
)
def test_a_program_that_is_another_one(looked_after: Repo, old: str, new: str, said: str) -> None:
    path = looked_after.root / "requirements.txt"
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, "utf-8")
    line = changed.splitlines().index(new) + 1
    assert [
        each
        for each in told(looked_after, date(2026, 10, 2))
        if said in each and each.endswith(f"requirements.txt:{line}")
    ]


def test_a_program_that_nobody_looked_at_for_a_year(looked_after: Repo) -> None:
    looked_after.git("commit", "-q", "--allow-empty", "-m", "改", when="2027-09-20T09:00")
    said = "2027-10-01 requirements.txt 从2026-10-01起没有动过，程序和依赖多半旧了 requirements.txt:2"
    assert told(looked_after, date(2027, 8, 30)) == []
    assert told(looked_after, date(2027, 9, 1)) == [said]


def test_a_folder_without_any_of_these_files_is_left_alone(tmp_path: Path) -> None:
    assert upkeep(tmp_path, TODAY) == []
    (tmp_path / "requirements.txt").write_bytes(b"\xff\xfe")
    assert upkeep(tmp_path, TODAY) == []


SITE = "https://example.org/linfu/"
GOOD: dict[str, tuple[int, str, dict[str, str]]] = {
    "": (200, "<p>好</p>", {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}),
    "assets/linli.js": (200, "", {"Content-Type": "application/javascript"}),
    "calendar/all.ics": (200, "", {"Content-Type": "text/calendar"}),
    "feeds/stories.xml": (200, "", {"Content-Type": "application/xml"}),
    "site.webmanifest": (200, "", {"Content-Type": "application/manifest+json"}),
    "version.json": (200, json.dumps({"kit": version("linli"), "built": "2026-11-23"}), {}),
    MISSING: (404, '<a href="./">今天</a>', {}),
}
HTML = {"Content-Type": "text/html", "Content-Encoding": "br"}


def found(**changes: tuple[int, str, dict[str, str]]) -> list[str]:
    pages = GOOD | changes

    def ask(address: str) -> Asked:
        status, text, headers = pages[address.removeprefix(SITE)]
        return Asked(status=status, text=text, address=address, headers=headers, why="" if status else "没有回答")

    return [finding.what for finding in look(SITE, ask, TODAY)]


def test_a_good_host_is_left_alone() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("path", "answer", "what"),
    [
        ("", (0, "", {}), "首页打不开：没有回答"),
        ("", (401, "", {}), "首页要登录（401）"),
        ("", (404, "", {}), "首页答 404"),
        ("", (200, "", {**HTML, "Content-Disposition": "attachment"}), "首页一打开就变成下载文件"),
        ("", (200, "", {"Content-Type": "text/html"}), "网页没有压缩，手机上要多等几倍"),
        ("", (200, "", {**HTML, "Content-Type": "text/html; charset=gbk"}), "首页的编码写成了 text/html; charset=gbk"),
        ("", (200, "", {**HTML, "Content-Type": "text/plain"}), "/ 的类型是 text/plain，应是 text/html"),
        ("calendar/all.ics", (200, "", {}), "/calendar/all.ics 的类型是 没有写，应是 text/calendar"),
        ("assets/linli.js", (404, "", {}), "/assets/linli.js 答 404"),
        ("version.json", (404, "", {}), "没有 /version.json，网上的是旧程序做的"),
        ("version.json", (200, "<html>", {}), "没有 /version.json，网上的是旧程序做的"),
        ("version.json", (200, "[1]", {}), "没有 /version.json，网上的是旧程序做的"),
        (MISSING, (200, "", {}), "没有的网页也答 200，搜索引擎会收进一堆空页"),
        (MISSING, (404, "not found", {}), "没有的网页只有一句 404，居民不知道往哪里走"),
    ],
)
def test_what_hosts_do(path: str, answer: tuple[int, str, dict[str, str]], what: str) -> None:
    assert found(**{path: answer}) == [what]


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"built": "2026-11-22"}, []),
        ({"built": "2026-11-21"}, ["网上的网站是 2026-11-21 做的，已经3天没有更新"]),
        ({"built": "昨天"}, []),
        ({"kit": "0.0.1"}, [f"网上的是 0.0.1 版程序做的，这里装的是 {version('linli')}"]),
    ],
)
def test_what_the_site_says_of_itself(told: dict[str, str], what: list[str]) -> None:
    whole = {"kit": version("linli"), "built": "2026-11-24", **told}
    assert found(**{"version.json": (200, json.dumps(whole), {})}) == what


def test_the_command(root: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--root", str(root), "--today", "2026-11-24"]) == 1
    out = capsys.readouterr().out
    assert "2026-11-24 起一个月里：\n  已经过了  2027年放假安排还没有写进来" in out
    assert "2026-12-20  社区青少年宫报名（2027年春） 截止（data/forms.yml 第 " in out
