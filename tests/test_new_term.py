"""`linli term`: the reference site's next term comes out of the last one; what people decide is told, nothing is invented."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from linli.asking import Asker
from linli.cli import main
from linli.commands import term
from linli.next_term import Moved, Term, name_of

ROOT = Path(__file__).resolve().parents[1]
AUTUMN = Term(id="2026-qiu", name="2026年秋季学期", first=date(2026, 9, 1), last=date(2027, 1, 20))
SPRING = Term(id="2027-chun", name="2027年春季学期", first=date(2027, 3, 1), last=date(2027, 6, 30))
MOVED = Moved(AUTUMN, SPRING)
COUNTED = {"seats_left", "as_of", "verified_on", "interested", "key"}
SMALL = {
    "terms": "# 学期\n- {id: 2026-qiu, name: 2026年秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}\n",
    "courses": """
- {id: shufa, title: 书法班, category: 青少年宫, teacher: 待定}
- {id: yexiao, title: 夜校, category: 夜校, form: yexiao-2026-qiu}
- {id: zhanlan, title: 展览, category: 夜校, status: 结束}
""",
    "groups": """# 班次

# 2026年秋季学期，共3个班

- id: shufa-1-2026-qiu
  course: shufa
  name: 一班
  term: 2026-qiu
  teacher: 王老师   # 每周一次
  form: baoming
  seats_left: 3
  as_of: 2026-11-20
  key: abc
- {id: shufa-2, course: shufa, name: 二班, term: 2026-qiu, status: 暂停}
- {id: shufa-3, course: shufa, name: 三班, term: 2026-qiu, form: dongling}
- {id: zhanlan-1-2026-qiu, course: zhanlan, term: 2026-qiu}
""",
    "schedules": """
# 2026年秋季学期
- {group: shufa-1-2026-qiu, weekday: 周三, opens_at: "19:00", valid_from: 2026-09-16}
- {group: shufa-2, weekday: 周四, opens_at: "19:00"}
- {group: shufa-3, dates: "2026-11-28, 2026-12-05", opens_at: "19:00"}
- {course: yexiao, term: 2026-qiu, weekday: 周一, opens_at: "19:00", weeks: "1-19"}
# 只办一次
- {course: yexiao, dates: 2026-12-24, opens_at: "19:00"}
""",
    "forms": """
- {id: baoming, title: 报名（2026年秋）, kind: 报名, url: "https://www.wjx.cn/vm/abcdefg.aspx", opens_at: "2026-08-20 09:00",
   seats: 30, seats_left: 3, as_of: 2026-11-20, param: sojumpparm}
- {id: dongling, title: 长期报名, kind: 报名, how_to_apply: 打电话。}
- {id: yexiao-2026-qiu, title: 夜校, kind: 报名, how_to_apply: 打电话。}
""",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def run(root: Path, *arguments: str) -> int:
    return main(["term", *arguments, "--root", str(root), "--today", "2026-11-26"])


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the answers of a person."""

    def give(text: str) -> None:
        stream = io.StringIO(text)
        monkeypatch.setattr(term, "Asker", lambda: Asker(stream))

    give("")
    return give


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """The reference site without the spring term that it has already."""
    root = tmp_path / "site"
    for name in ("data", "content", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    for table in ("terms", "groups", "schedules"):
        path = root / f"data/{table}.yml"
        text = path.read_text("utf-8")
        first = re.search(r"(?:# 2027年春季学期|- id: 2027-chun)", text)
        assert first
        end = text.find("# 只办一次的活动")
        path.write_text(text[: first.start()] + (text[end:] if end > 0 else ""), "utf-8")
    return root


def test_the_next_term_of_the_reference_site(
    reference: Path, answers: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """One command and two answers; the result is the spring term that people wrote, but for what only people know."""
    before = {path: path.read_bytes() for path in (reference / "data").rglob("*.yml")}
    answers("\ny\n")
    code = run(reference, "2027-chun", "--from", "2026-qiu", "--starts", "2027-02-22", "--ends", "2027-07-02")
    said = capsys.readouterr().out
    assert code == 0, said
    assert "要加：1个学期、45个班、48行课表" in said
    assert "2027年的放假安排还没有写进来" in said
    assert main(["check", "--root", str(reference), "--today", "2026-11-26"]) == 0
    for table, unlike in (("groups", {"form", "how_to_apply", "key"}), ("schedules", {"weeks"}), ("terms", set())):
        made, real = rows(reference / f"data/{table}.yml"), rows(ROOT / f"data/{table}.yml")
        assert [without(row, unlike) for row in made] == [without(row, unlike) for row in real], table
    for table in ("groups", "schedules"):
        comments = [
            line for line in (reference / f"data/{table}.yml").read_text("utf-8").splitlines() if line[:1] == "#"
        ]
        real = (ROOT / f"data/{table}.yml").read_text("utf-8").splitlines()
        assert comments == [line for line in real if line[:1] == "#"]
    new = [
        row
        for table in ("groups", "forms")
        for row in rows(reference / f"data/{table}.yml")
        if "2027-chun" in row["id"]
    ]
    assert not [row for row in new if row["id"] != "qsn-2027-chun" and row.keys() & COUNTED]
    for path, data in before.items():
        assert kept(data.decode(), path.read_text("utf-8")), path


def without(row: Mapping[str, Any], unlike: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in unlike}


def kept(before: str, after: str) -> bool:
    """Whether every line is still there, in its order."""
    lines = iter(after.splitlines())
    return all(line in lines for line in before.splitlines())


def test_only_what_is_certain_is_written(make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = make_root(**SMALL)
    assert run(root, "2027-chun", "--starts", "2027-03-01", "--ends", "2027-06-30", "--yes") == 0
    said = capsys.readouterr().out
    assert rows(root / "data/terms.yml")[-1] == {
        "id": "2027-chun", "name": "2027年春季学期", "valid_from": "2027-03-01", "valid_to": "2027-06-30",
    }  # fmt: skip
    groups = rows(root / "data/groups.yml")
    assert groups[4:] == [
        {
            "id": "shufa-1-2027-chun", "course": "shufa", "name": "一班", "term": "2027-chun", "teacher": "王老师",
            "form": "baoming-2027-chun",
        }
    ]  # fmt: skip
    assert "# 2027年春季学期，共1个班" in (root / "data/groups.yml").read_text("utf-8")
    assert rows(root / "data/schedules.yml")[4:6] == [
        {"group": "shufa-1-2027-chun", "weekday": "周三", "opens_at": "19:00", "valid_from": "2027-03-16"},
        {"course": "yexiao", "term": "2027-chun", "weekday": "周一", "opens_at": "19:00", "weeks": "1-18"},
    ]
    assert rows(root / "data/forms.yml")[3:] == [
        {
            "id": "baoming-2027-chun", "title": "报名（2027年春）", "kind": "报名", "seats": "30", "opens_at": "2027-02-17 09:00",
            "how_to_apply": "报名表做好以后在这里公布；想先问一问，请打电话。",
        }
    ]  # fmt: skip
    assert "# 待填：新的报名表做好以后写 url、param（上学期是 sojumpparm），删掉 how_to_apply\n- " in (
        root / "data/forms.yml"
    ).read_text("utf-8")
    for sentence in (
        "书法班老师待定", "shufa 一班(shufa-1-2026-qiu)：照写王老师，还是这位吗", "shufa 二班(shufa-2)：写着暂停，没有搬",
        "shufa-3：上学期是 2026-11-28, 2026-12-05，新的日子请加进课表", "yexiao：上学期是第 1-19 周，新学期只有18周，写成了 1-18",
        "shufa-1-2026-qiu：valid_from 上学期是 2026-09-16，改成了 2027-03-16", "链接 url 待填",
        "夜校（courses.yml）的 form 还是 yexiao-2026-qiu，开始新报名时改成 yexiao-2027-chun", "2027年的放假安排还没有写进来",
    ):  # fmt: skip
        assert sentence in said, sentence
    assert main(["check", "--root", str(root), "--today", "2026-11-26"]) == 0


def test_again_adds_only_what_is_not_there(make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = make_root(**SMALL)
    first = ("2027-chun", "--starts", "2027-03-01", "--ends", "2027-06-30", "--yes", "--only", "yexiao")
    assert run(root, *first) == 0
    assert [row["id"] for row in rows(root / "data/groups.yml")][4:] == []
    assert run(root, "2027-chun", "--from", "2026-qiu", "--yes") == 0
    assert [row["id"] for row in rows(root / "data/groups.yml")][4:] == ["shufa-1-2027-chun"]
    before = {path: path.read_bytes() for path in (root / "data").rglob("*.yml")}
    assert run(root, "2027-chun", "--from", "2026-qiu", "--yes") == 0
    assert "没有要加的：都已经有了" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in (root / "data").rglob("*.yml")} == before


@pytest.mark.parametrize("typed", ["", "\n", "\nn\n", "99\n" * 30, "\nmaybe\n" + "?\n" * 30, "1\n"])
def test_broken_off_nothing_is_written(
    make_root: Callable[..., Path], answers: Callable[[str], None], typed: str
) -> None:
    root = make_root(**SMALL)
    before = {path: path.read_bytes() for path in (root / "data").rglob("*.yml")}
    answers(typed)
    assert run(root, "2027-chun", "--starts", "2027-03-01", "--ends", "2027-06-30") == 1
    assert {path: path.read_bytes() for path in (root / "data").rglob("*.yml")} == before


def test_ctrl_c_writes_nothing(
    make_root: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_root(**SMALL)
    before = {path: path.read_bytes() for path in (root / "data").rglob("*.yml")}

    def broken(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Asker, "_answer", broken)
    assert run(root, "2027-chun", "--starts", "2027-03-01", "--ends", "2027-06-30") == 1
    assert "没有回答完，什么都没有写" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (root / "data").rglob("*.yml")} == before


def test_asked_for_what_was_not_given(make_root: Callable[..., Path], answers: Callable[[str], None]) -> None:
    root = make_root(**SMALL)
    answers("三月\n2027年3月1日\n2027/6/30\n\nxin\n1,书法\n是\n")
    assert run(root, "xin") == 0
    assert rows(root / "data/terms.yml")[-1]["name"] == "xin"
    assert len(rows(root / "data/schedules.yml")) == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2027-chun", "--from", "2025-qiu"), "没有学期 2025-qiu；有：2026-qiu"),
        (("2027春", "--yes"), "编号 2027春 只用小写字母、数字和短横线"),
        (("2027-chun", "--yes"), "请加 --starts 和 --ends"),
        (("2026-qiu", "--yes"), "还没有别的学期"),
        (("2027-chun", "--starts", "2027-03-01", "--ends", "2027-02-01"), "不像一个学期"),
        (("2027-chun", "--starts", "2027-01-10", "--ends", "2027-06-01"), "和2026年秋季学期（2026-09-01 到 2027-01-20）重着"),
        (("x", "--starts", "2027-03-01", "--ends", "2027-06-01", "--yes"), "新学期叫什么"),
        (("2027-chun", "--starts", "2027-03-01", "--ends", "2027-06-01", "--only", "shuf"), "没有课程 shuf；有：shufa、yexiao"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    root = make_root(**SMALL)
    assert run(root, *arguments) == 1
    assert said in capsys.readouterr().err


def test_broken_tables_are_not_written_to(make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = make_root(**{**SMALL, "forms": "- id: x\n title: 歪\n"})
    assert run(root, "2027-chun", "--starts", "2027-03-01", "--ends", "2027-06-30", "--yes") == 1
    assert "data/forms.yml:2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("meishu-1-2026-qiu", "meishu-1-2027-chun"),
        ("2026-qiu-x", "2027-chun-x"),
        ("peixun-2026-dong", "peixun-2027-chun"),
        ("gongyike", "gongyike-2027-chun"),
        ("a" * 60, "a" * 50 + "-2027-chun"),
    ],
)
def test_ids(old: str, new: str) -> None:
    assert MOVED.id(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("夜校报名（2026年秋）", "夜校报名（2027年春）"),
        ("2026年秋季学期报名", "2027年春季学期报名"),
        ("培训（2026年冬）", "培训（2027年春）"),
        ("长期报名", "长期报名"),
    ],
)
def test_titles(old: str, new: str) -> None:
    assert MOVED.text(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-08-25 09:00", "2027-02-22 09:00"),
        ("2027-01-10 22:00", "2027-06-20 22:00"),
        ("2026年9月1日", "2027-03-01"),
        ("2026-11-10", "2027-05-10"),
        ("以后", ""),
    ],
)
def test_days_keep_their_distance_from_the_begin_or_the_end(old: str, new: str) -> None:
    assert MOVED.moment(old) == new


def test_names_of_terms() -> None:
    assert name_of("2027-chun", AUTUMN) == "2027年春季学期"
    assert name_of("xin", AUTUMN) == ""
    assert name_of("2027-chun", Term(id="2026-qiu", name="下半年", first=AUTUMN.first, last=AUTUMN.last)) == ""


@pytest.mark.parametrize(
    ("old", "new"), [("1-8,10", "1-8,10"), ("12-20", "12-18"), ("17单,20", "17"), ("19-20", ""), ("?", "")]
)
def test_weeks(old: str, new: str) -> None:
    assert MOVED.weeks(old) == new
