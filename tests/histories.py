"""Small communities in git: takes tables, commits them at a time, gives what became different."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from linli import structure
from linli.memory import Memory
from linli.model import Community
from linli.revisions import Change, Revisions, read
from linli.timetable import Timetable, expand
from linli.views import told
from tests_support import TODAY

COURSES = """
- id: shufa
  title: 书法班
  category: 文化
- id: yexiao
  title: 夜校
  category: 夜校
"""
VENUES = """
- id: shufashi
  name: 书法室
- id: dangqun
  name: 党群服务中心
  room: 2楼
"""
SATURDAY = """
- course: shufa
  group: 启蒙一班
  weekday: 周六
  opens_at: "14:00"
  closes_at: "15:30"
  valid_from: 2026-09-05
  valid_to: 2026-12-19
  venue: shufashi
"""
WEDNESDAY = """
- course: yexiao
  weekday: 周三
  opens_at: "19:00"
  closes_at: "20:30"
  valid_from: 2026-09-02
  valid_to: 2027-01-20
"""
OFF = "- course: shufa\n  date: 2026-11-28\n  kind: 停课\n  reason: 老师外出\n"
MOVED = '- course: shufa\n  date: 2026-11-28\n  kind: 改期\n  new_date: 2026-11-29\n  opens_at: "09:00"\n  closes_at: "10:30"\n'
PLACE = "- course: shufa\n  date: 2026-11-28\n  kind: 换地点\n  venue: dangqun\n"
EXTRA = '- course: shufa\n  date: 2026-12-01\n  kind: 加课\n  opens_at: "09:00"\n  closes_at: "10:00"\n'
HOLIDAYS = "".join(f"- date: 2026-12-{day}\n  name: 社区节\n  kind: 休\n  source: 通知\n" for day in ("02", "05"))
BASE = {"courses": COURSES, "venues": VENUES, "schedules": SATURDAY + WEDNESDAY}


@dataclass
class Repo:
    """A community in git."""

    root: Path

    def git(self, *command: str, when: str = "2026-11-20T09:00") -> str:
        who = {f"GIT_{role}_{part}": "a@b" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": f"{when}:00+08:00", "GIT_COMMITTER_DATE": f"{when}:00+08:00"}
        environment = {**os.environ, **who, **dates, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", "-C", str(self.root), *command], check=True, capture_output=True, text=True, env=environment
        )
        return done.stdout

    def write(self, **tables: str) -> None:
        for name, text in tables.items():
            (self.root / f"data/{name}.yml").write_text(text, "utf-8")

    def commit(self, when: str, **tables: str) -> None:
        self.write(**tables)
        self.git("add", "-A", "data", when=when)
        self.git("commit", "-q", "--allow-empty", "-m", "改表格", when=when)

    def read(self, today: date = TODAY, previous: Path | None = None) -> Revisions:
        loaded = structure.load(self.root)
        assert not loaded.problems
        memory, plan = Memory(self.root), expand(loaded.community, TODAY)
        found = read(self.root, loaded.package, loaded.community, plan, today, previous, memory)
        memory.keep()
        return found

    def timetable(self) -> Timetable:
        return expand(self.community(), TODAY)

    def community(self) -> Community:
        return structure.load(self.root).community


def lines(changes: tuple[Change, ...], today: date = TODAY) -> list[str]:
    return [f"{c.kind} {told.subject(c)} {told.sentence(c, today)}" for c in changes]
