"""Take a number of courses, give a community of that size: this repository's site with generated rows added.

The same number always gives the same bytes. Texts have about 700 characters, as Chinese course pages do.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOPICS = (
    "书法",
    "国画",
    "合唱",
    "舞蹈",
    "太极拳",
    "摄影",
    "插花",
    "烘焙",
    "急救",
    "编织",
    "英语",
    "二胡",
    "瑜伽",
    "剪纸",
)
PEOPLE = ("老年人", "全职妈妈", "小学生", "初中生", "上班族", "隔代老人", "残疾人朋友", "新居民家庭")
PLACES = ("文化活动室", "社区书屋", "妇女之家", "多功能厅", "户外基地", "舞蹈教室", "议事厅", "手工坊")
OPENINGS = (
    "这门课",
    "老师",
    "我们",
    "每次活动",
    "第一节课",
    "志愿者",
    "课堂上",
    "报名以后",
    "学期结束时",
    "遇到下雨天",
)
ACTIONS = (
    "从最简单的动作教起，不要求有任何基础",
    "会先讲十分钟的要点，再一个一个地看大家练习",
    "把材料按人数分好，需要多练的可以带回家",
    "按年龄和基础分成两个小组，互相不耽误",
    "请大家提前五分钟到场，把手机调成静音",
    "留出一刻钟回答问题，也欢迎家里人一起来听",
    "会把当天的内容写成一页纸，放在门口的架子上自取",
    "准备了热水和老花镜，坐轮椅也能方便地进出",
)
ENDINGS = (
    "三次课以后大多数人都能独立完成一件作品",
    "没有赶上的内容，下一次课开头会再讲一遍",
    "孩子由家长接送，中途离开请告诉值班的志愿者",
    "课程全部免费，材料费用由社区承担",
    "人数满了可以先登记，有空位时按顺序电话通知",
    "去年参加过的居民可以直接升入提高班",
)
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
VENUES = ("duogongneng", "peixun-shi", "meishu-shi", "shufa-shi", "wudao-shi", "caochang", "shuwu", "zhigongdang")
TERMS = {
    "bench-2024-chun": ("2024-02-26", "2024-07-05"),
    "bench-2024-qiu": ("2024-09-02", "2025-01-17"),
    "bench-2025-chun": ("2025-02-17", "2025-07-04"),
    "bench-2025-qiu": ("2025-09-01", "2026-01-23"),
    "bench-2026-chun": ("2026-03-02", "2026-07-03"),
    "bench-2026-qiu": ("2026-09-01", "2027-01-20"),
}
"""Past terms stay on a community's site; courses are spread over them evenly."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A record that has a page, with the text of that page, for this kit and its peers alike."""

    table: str
    id: str
    title: str
    text: str
    fields: Mapping[str, object]


def rows(courses: int) -> Iterator[Row]:
    """`courses` courses, a twentieth as many services, a tenth as many stories."""
    chance = random.Random(courses)
    for number in range(courses):
        topic, people = chance.choice(TOPICS), chance.choice(PEOPLE)
        text = article(chance, 700)
        yield Row(
            table="courses",
            id=f"ke-{number:05}",
            title=f"{topic}公益班第{number + 1}期",
            text=text,
            fields={
                "category": topic,
                "audience": people,
                "provider": "社区青少年宫" if number % 2 else "社区志愿服务站",
                "teacher": f"{chance.choice('王李张刘陈杨赵黄')}老师",
                "fee": "免费",
                "capacity": chance.randrange(15, 60),
                "form": f"biao-{number % max(1, courses // 50):04}",
                "plain": f"免费学{topic},{people}都能来。",
                "summary": f"面向{people}的{topic}课，每周两次，从零开始。",
                "description": text,
                "tags": [topic, people, "公益课"],
            },
        )
    for number in range(courses // 20):
        text = article(chance, 500)
        yield Row(
            table="services",
            id=f"fuwu-{number:04}",
            title=f"{chance.choice(PEOPLE)}服务站{number + 1}号",
            text=text,
            fields={"kind": "便民", "summary": "工作日有人值守，可以先打电话问。", "description": text},
        )
    for number in range(courses // 10):
        text = article(chance, 700)
        day = f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        yield Row(
            table="stories",
            id=f"gushi-{number:04}",
            title=f"{chance.choice(TOPICS)}课上的第{number + 1}个故事",
            text=text,
            fields={
                "date": day,
                "summary": "邻居们一起做成的一件小事。",
                "body": text,
                "tags": ["志愿"],
                "source_outlet": "邻府社区",
                "source_title": "社区简报",
                "source_date": day,
                "source_licence": "own",
            },
        )


def article(chance: random.Random, length: int) -> str:
    """Markdown of about `length` characters: paragraphs, one heading, one list."""
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length - 140:
        sentences = [
            f"{chance.choice(OPENINGS)}{chance.choice(ACTIONS)}；{chance.choice(ENDINGS)}，地点在{chance.choice(PLACES)}。"
            for _ in range(3)
        ]
        paragraphs.append("".join(sentences))
    listed = "\n".join(f"- **{place}**：{chance.choice(ENDINGS)}" for place in chance.sample(PLACES, 2))
    return "\n\n".join([*paragraphs[:-1], "### 还有一点", paragraphs[-1], listed])


def make(folder: Path, courses: int) -> None:
    """Write the community: this repository's content, theme and tables, with the generated rows appended."""
    for name in ("content", "overrides", "data"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")  # the peers make no posters, so they are left out here too
    (folder / "mkdocs.yml").write_text(settings.replace("paper: true", "paper: false"), "utf-8")
    chance = random.Random(courses + 1)
    made = list(rows(courses))
    for table, label in {"courses": "title", "services": "name", "stories": "title"}.items():
        append(folder, table, ({"id": r.id, label: r.title, **r.fields} for r in made if r.table == table))
    append(folder, "terms", ({"id": t, "name": t, "valid_from": a, "valid_to": b} for t, (a, b) in TERMS.items()))
    append(folder, "schedules", (row for r in made if r.table == "courses" for row in schedules(chance, r.id)))
    append(
        folder,
        "hours",
        (
            {"service": r.id, "weekday": day, "opens_at": "09:00", "closes_at": "17:00"}
            for r in made
            if r.table == "services"
            for day in WEEKDAYS[:5]
        ),
    )
    append(folder, "forms", (form(number) for number in range(max(1, courses // 50))))


def schedules(chance: random.Random, course: str) -> Iterator[dict[str, object]]:
    """Two weekly sessions of one course, on different days, for eight weeks of one term."""
    term = chance.choice(tuple(TERMS))
    first = chance.choice((1, 5, 9))
    for day in sorted(chance.sample(WEEKDAYS, 2), key=WEEKDAYS.index):
        hour = chance.randrange(8, 20)
        yield {
            "course": course,
            "term": term,
            "weekday": day,
            "opens_at": f"{hour:02}:00",
            "closes_at": f"{hour + 1:02}:30",
            "weeks": f"{first}-{first + 7}",
            "venue": chance.choice(VENUES),
        }


def form(number: int) -> dict[str, object]:
    """A sign-up form at a known platform, with an id that nobody has."""
    return {
        "id": f"biao-{number:04}",
        "title": f"公益课报名第{number + 1}批",
        "kind": "报名",
        "url": f"https://www.wjx.cn/vm/bench{number:04}.aspx",
        "opens_at": "2026-08-25 09:00",
        "closes_at": "2027-01-10 22:00",
    }


def append(folder: Path, table: str, records: Iterable[Mapping[str, object]]) -> None:
    """Append rows to a table in the form an editor writes: one field a line, long text as a block."""
    with (folder / "data" / f"{table}.yml").open("a", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write("\n" + entry(record))


def entry(record: Mapping[str, object]) -> str:
    """One YAML list item."""
    lines = []
    for key, value in record.items():
        if isinstance(value, str) and "\n" in value:
            lines.append(f"{key}: |-\n" + "\n".join(f"    {line}" if line else "" for line in value.split("\n")))
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "- " + "\n  ".join(lines) + "\n"
