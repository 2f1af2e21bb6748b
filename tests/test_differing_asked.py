"""`linli diff`: the questions asked back about large losses, the text for a chat group, and what is never said."""

from __future__ import annotations

import json
from typing import Any

import pytest

import communities
import hostile
from differences import CLASS, COURSE, HOURS, OFFER, PHONE, PLAIN, SERVICE, WEEKLY, change, differ, lines, side
from linli import report
from linli.differing import written
from linli.differing.entry import plain
from linli.differing.whole import compare

MANY = [{**WEEKLY, "group": f"shufa-{n}", "weekday": f"周{day}"} for n in range(9) for day in "二三四五六日"]
CLASSES = [{**CLASS, "id": f"shufa-{n}", "name": f"{n}班"} for n in range(9)]


def joined(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"groups": CLASSES, "schedules": rows}


@pytest.mark.parametrize(
    ("new", "old", "questions"),
    [
        ({}, {}, []),
        (joined(MANY[:2]), joined(MANY), ["课表少了 52 行（原来 54 行），涉及 9 个班，以后少上 208 次课；确实吗？"]),
        (joined(MANY[:50]), joined(MANY), []),
        (joined(MANY[:34]), joined(MANY), ["课表少了 20 行（原来 54 行），涉及 4 个班，以后少上 80 次课；确实吗？"]),
        (
            {**joined(MANY), "courses": [{**COURSE, "status": "暂停"}]},
            joined(MANY),
            ["以后要上的课少了 216 次（原来 216 次），9个班一次也不剩；确实吗？"],
        ),
        ({"services": []}, {"services": [{"id": f"f{n}", "name": f"服务{n}"} for n in range(3)]}, ["服务少了 3 行（原来 3 行）；确实吗？"]),
        ({"services": []}, {"services": [SERVICE]}, []),
        (joined(MANY * 3), joined(MANY * 4), ["课表少了 54 行（原来 216 行），以后少上 216 次课；确实吗？"]),
        (joined((MANY * 3)[:120]), joined((MANY * 3)[:140]), ["课表少了 20 行（原来 140 行），以后少上 80 次课；确实吗？"]),
        (joined((MANY * 3)[:121]), joined((MANY * 3)[:140]), []),
        (joined(MANY), joined([*MANY, *({**row, "valid_to": "2026-10-01"} for row in MANY)]), []),
        ({}, {"changes": [row for day in range(1, 9) for row in change("停课", date=f"2026-09-0{day}")["changes"]]}, []),
    ],
    ids=[
        "nothing", "most rows", "a few rows", "twenty rows", "paused", "a table", "one of one",
        "a quarter, the same rows again", "twenty of many", "nineteen of many", "a past term", "past changes",
    ],
)  # fmt: skip
def test_large_losses_are_asked_about(new: dict[str, Any], old: dict[str, Any], questions: list[str]) -> None:
    assert differ(new, old).losses == questions


def test_the_notice_can_be_sent_as_it_is() -> None:
    new = {
        **change("停课", reason="老师外出"),
        "offers": [{**OFFER, "price": "35"}],
        "hours": [{**HOURS, "opens_at": "09:00"}],
    }
    found = differ(new)
    edition = communities.edition(communities.make(**PLAIN), url="https://example.org/")
    assert written.notice(found, edition).split("\n") == [
        "【小院】12月1日起有变动：",
        "停课｜书法班：12月1日(周二) 19:00 停课（老师外出）",
        "开放时间｜托育园：周一至周五 8:00–18:00 改为 周一至周五 9:00–18:00",
        "咨询：0830-1",
        "详情：https://example.org/changes/",
    ]
    assert written.notice(differ({"offers": []}), edition) == ""


def test_a_notice_stays_short() -> None:
    courses = [{"id": f"ke{n}", "title": f"第{n}门很长名字的课程", "category": "文化"} for n in range(40)]
    rows = [{**WEEKLY, "course": course["id"]} for course in courses]
    found = differ({"courses": courses, "schedules": []}, {"courses": courses, "schedules": rows})
    said = written.notice(found, communities.edition(communities.make(**PLAIN)))
    assert len(said) <= 500
    assert "处变动，见网站“最近变动”。" in said
    assert not {"今天", "明天", "本周", "下周"} & {said[n : n + 2] for n in range(len(said))}


def test_hostile_texts_stay_texts() -> None:
    bad = side(hostile.community(hostile.hostile))
    for old, new in ((side(communities.make(**PLAIN)), bad), (bad, side(communities.make(**PLAIN)))):
        found = compare(old, new)
        assert found.entries
        said = [written.text(found), written.markdown(found), written.notice(found, new.edition)]
        assert all(sign not in text for text in said for sign in "\u202e\u2067\u2069\x1b\u2028")
        assert "<img" not in said[1].replace("\\<", "")
        assert "](" not in said[1].replace("\\]", "")
        assert json.loads(written.as_json(found))["entries"]
        for line in said[1].splitlines():
            assert line.startswith(("## ", "### ", "- ", "> ", ">", "和", "2", "手", "按")) or not line


NUMBER = "1380013" + "8000"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"courses": [{**COURSE, "summary": f"找李姐{NUMBER}"}]}, {"courses": [{**COURSE, "summary": "找社区"}]}),
        (change("停课", reason=f"李姐{NUMBER}"), change("停课", reason="下雨")),
        ({}, change("停课", reason=f"李姐{NUMBER[:3]} {NUMBER[3:7]} {NUMBER[7:]}")),
        ({}, change("说明", note=f"加微信：lijie{NUMBER[:4]}")),
    ],
    ids=["field", "former reason", "reason", "topic"],
)
def test_nobodys_number_is_said(old: dict[str, Any], new: dict[str, Any]) -> None:
    for found in (differ(new, old), differ(old, new)):
        edition = communities.edition(communities.make(**PLAIN))
        said = [*(form(found) for form in written.FORMS.values()), written.notice(found, edition)]
        assert found.entries
        for text in said:
            assert NUMBER not in text
            assert f"{NUMBER[3:7]} {NUMBER[7:]}" not in text
            assert f"lijie{NUMBER[:4]}" not in text


def test_a_public_number_may_change() -> None:
    other = {"courses": [{**COURSE, "phone": NUMBER}]}
    assert lines(differ({"courses": [PHONE]}, other)) == [f"改写｜书法班：电话 {NUMBER} 改为 0830-1"]


def test_a_line_holds_no_steering_characters() -> None:
    assert plain("\x1b[31m红\n::error::\u202e书\t法 ") == "[31m红 ::error::书 法"
    assert plain("👩‍🏫") == "👩‍🏫"


def test_markdown_escapes_what_editors_write() -> None:
    assert report.escaped("<b>*x*</b> [a](b) @all #1 a|b") == r"\<b\>\*x\*\</b\> \[a\](b) \@all \#1 a\|b"
