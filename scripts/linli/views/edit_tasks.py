"""What the editors' page can do and how it says it: gives the tasks, and every sentence that its script fills in.

The script knows no state and no sentence: it asks what a task names, in that order, and puts names into `{…}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.checks.clashes import AT_ONCE
from linli.records import ChangeKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One thing that changes."""

    key: str
    title: str
    plain: str
    kind: str = ""
    """Of the row of changes that it writes."""
    asks: tuple[str, ...] = ()
    """Its questions, by the names of `QUESTIONS`."""
    table: str = ""
    """Of a task that changes another table: the table, whose own page finishes it."""
    fields: tuple[str, ...] = ()
    """There, the fields that are asked for first."""


TASKS: Final = (
    Task(
        key="cancel",
        title="停课",
        plain="有一次不上",
        kind=ChangeKind.CANCELLED,
        asks=("session", "reason"),
    ),
    Task(
        key="move",
        title="改期",
        plain="换一天，或换个时间",
        kind=ChangeKind.MOVED,
        asks=("session", "to", "reason"),
    ),
    Task(
        key="place",
        title="换地点",
        plain="这一次换个地方",
        kind=ChangeKind.RELOCATED,
        asks=("session", "venue", "reason"),
    ),
    Task(
        key="extra",
        title="加课",
        plain="多上一次",
        kind=ChangeKind.ADDED,
        asks=("class", "on", "reason"),
    ),
    Task(
        key="teacher",
        title="换老师",
        plain="这一次换人来上",
        kind=ChangeKind.SUBSTITUTE,
        asks=("session", "teacher", "reason"),
    ),
    Task(
        key="rest",
        title="服务休息",
        plain="哪天不开门",
        kind=ChangeKind.CLOSED,
        asks=("service", "day", "reason"),
    ),
    Task(
        key="seats",
        title="报名人数",
        plain="还剩几个名额",
        asks=("form",),
        table="forms",
        fields=("seats_left", "as_of"),
    ),
    Task(
        key="verify",
        title="核对",
        plain="问过了，写的都对",
        asks=("verified",),
        table="services",
        fields=("verified_on", "verified_by"),
    ),
    Task(key="course", title="新课", plain="多一门课", table="courses"),
    Task(key="group", title="新班", plain="一门课多一个班", table="groups"),
    Task(key="story", title="新故事", plain="办成了一件事", table="stories"),
    Task(key="other", title="别的", plain="全部表格", asks=("table",)),
)
QUESTIONS: Final = {
    "task": "要改什么？",
    "session": "哪门课？",
    "course": "哪门课？",
    "class": "哪个班？",
    "date": "哪一天？",
    "to": "改到哪一天？",
    "on": "加在哪一天？",
    "venue": "改在哪里？",
    "teacher": "由谁来上？",
    "service": "哪项服务？",
    "day": "哪一天不开？",
    "reason": "为什么？",
    "form": "哪张报名表？",
    "verified": "哪项服务核对过了？",
    "table": "哪张表？",
    "done": "居民会看到",
    "given": "有人请您改这个",
}
REASONS: Final = {
    "cancel": ("老师有事", "老师生病", "场地检修", "场地另有安排", "天气不好"),
    "move": ("老师有事", "场地另有安排", "天气不好"),
    "place": ("原来的地方在检修", "原来的地方另有安排", "来的人多，换大一点的"),
    "extra": ("想来的人多", "补上次停的课"),
    "teacher": ("原来的老师有事", "原来的老师生病"),
    "rest": ("盘点", "检修", "工作人员培训"),
}
"""What is said most; anything else may be typed."""
NOTHING: Final = "不写"
WORDS: Final = {
    "step": "第 {at} 步，共 {of} 步",
    "soon": "这两天的",
    "every": "按课程找",
    "whole": "这一天的全部班",
    "off": "已经{word}",
    "only": "这几周没有可改的课",
    "free": "{place}空着，老师没有别的课",
    "vacant": "{place}空着",
    "venue": f"{AT_ONCE.format(who='{place}')}：{{who}} {{span}}",
    "teacher": f"{AT_ONCE.format(who='{teacher}')}：{{who}} {{span}}",
    "other": "别的日子…",
    "usual": "还在{place}",
    "write": "写别的…",
    "next": "下一步",
    "why": "：{reason}",
    "comma": "，",
    "at": "，在{place}",
    "all": "全部班",
    "count": "{n}个班",
    "noclock": "没有写几点",
    "from": "{clock}开始",
    "message": "【改课】{said}",
    "link": "站长点这里提交：{url}",
    "send": "复制，发给站长",
    "alone": "只复制这一行",
    "copied": "已复制，去微信里粘贴",
    "line": "打开第 {n} 行",
    "missing": "课表里这一天没有这节课，或者已经停了，请再看看。",
    "file": "打开这张表",
    "below": "先复制下面的一条，再打开，粘贴到合适的地方。",
    "instead": "先复制下面的一条，再打开，把那一条整个换掉。",
    "done": "已复制",
    "name": "或者写称呼，例如 李老师",
    "long": "这一行太长，GitHub 的网址放不下。请先复制，再点开，粘贴进去。",
    "added": "{table}加一条：{name}",
    "edited": "{table}「{name}」：{changes}",
    "became": "{field} {was} → {now}",
    "set": "{field} {now}",
    "gone": "{field} 不写了",
    "same": "还没有改动",
    "wrong": "还有 {n} 处要改",
}
_MOVED: Final = ("改到{to}|，在{place}|（原在{was}）", "{reason}")
SAYS: Final = {
    ChangeKind.CANCELLED: ("{who} {when} 停课{why}", "停课", ("{reason}",), 1, 0),
    ChangeKind.MOVED: ("{who} {when} 改到 {to}{why}", "改期", _MOVED, 1, 0),
    ChangeKind.RETIMED: ("{who} {when} 改到 {to}{why}", "改时间", _MOVED, 1, 0),
    ChangeKind.RELOCATED: ("{who} {when} 改在{place}{why}", "换地点", ("改在{place}|（原在{was}）", "{reason}"), 0, 0),
    ChangeKind.ADDED: ("{who} 加课：{to}{at}{why}", "加课", ("{reason}",), 0, 1),
    ChangeKind.SUBSTITUTE: (
        "{who} {when} 由{teacher}来上{why}",
        "换老师",
        ("这次由{teacher}来上|（原来是{taught}）", "{reason}"),
        0,
        0,
    ),
    ChangeKind.CLOSED: ("{who} {when} 休息{why}", "休息", ("{reason}",), 1, 0),
}
"""By the kind of a row: the sentence for who enters it; the word and the line that residents read, as views/became.py
writes them (tests/test_editing.py compares); whether the title is struck through; whether it adds a session.

A piece between two | that names what nobody said is left out, with those after it.
"""
LEFT: Final = "还剩 {n} 个，{day}数的"
CHECKED: Final = "上次核对 {day}"
NEVER: Final = "没有核对过"
RETIMED: Final = str(ChangeKind.RETIMED)
