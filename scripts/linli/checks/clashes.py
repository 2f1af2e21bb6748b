"""Two sessions are not in one room, and no teacher in two places, at one time; it may be meant, so it is only asked.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}, {id: meishu, title: 美术班, category: 青少年宫}]
  venues: [{id: shi, name: 书法室}, {id: zhongxin, name: 青少年活动中心}, {id: huiyi, name: 腾讯会议, online: true, url: "https://meeting.tencent.com/dm/abc"}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", venue: shi, valid_from: 2026-09-02}
    - {course: meishu, weekday: 周三, opens_at: "20:30", closes_at: "21:30", venue: shi, valid_from: 2026-09-02}
    - {course: shufa, group: 三班, weekday: 周五, opens_at: "19:00", closes_at: "20:30", venue: zhongxin, valid_from: 2026-09-02}
    - {course: meishu, group: 三班, weekday: 周五, opens_at: "19:00", closes_at: "20:30", venue: zhongxin, valid_from: 2026-09-02}
    - {course: shufa, group: 网上班, weekday: 周四, opens_at: "19:00", closes_at: "20:30", venue: huiyi, valid_from: 2026-09-02}
    - {course: meishu, group: 网上班, weekday: 周四, opens_at: "19:00", closes_at: "20:30", venue: huiyi, valid_from: 2026-09-02}

FAIL venue-clash:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}, {id: meishu, title: 美术班, category: 青少年宫}]
  venues: [{id: shi, name: 书法室}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", venue: shi, valid_from: 2026-09-02}
    - {course: meishu, weekday: 周三, opens_at: "20:00", closes_at: "21:30", venue: shi, valid_from: 2026-09-02}

FAIL teacher-clash:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, teacher: 王老师}
    - {id: meishu, title: 美术班, category: 青少年宫, teacher: 王老师}
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}
    - {course: meishu, weekday: 周三, opens_at: "20:00", closes_at: "21:30", valid_from: 2026-09-02}

FAIL terms-overlap:
  terms:
    - {id: qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}
    - {id: chun, name: 春季学期, valid_from: 2026-11-30, valid_to: 2027-06-30}
  courses: [{id: shufa, title: 书法班, category: 青少年宫}, {id: meishu, title: 美术班, category: 青少年宫}]
  venues: [{id: shi, name: 书法室}]
  schedules:
    - {course: shufa, term: qiu, weekday: 周二至周五, opens_at: "19:00", closes_at: "20:30", venue: shi}
    - {course: shufa, term: qiu, group: 周末班, weekday: 周六, opens_at: "09:00", closes_at: "10:30", venue: shi}
    - {course: meishu, term: chun, group: 一班, weekday: 周二, opens_at: "19:00", closes_at: "20:30", venue: shi}
    - {course: meishu, term: chun, group: 二班, weekday: 周三, opens_at: "19:00", closes_at: "20:30", venue: shi}
    - {course: meishu, term: chun, group: 三班, weekday: 周四, opens_at: "19:00", closes_at: "20:30", venue: shi}
    - {course: meishu, term: chun, group: 四班, weekday: 周六, opens_at: "09:00", closes_at: "10:30", venue: shi}
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.checks import Context, _changed, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind
from linli.timetable import Occurrence
from linli.timetable.changes import NEW_PLACE
from linli.timetable.phases import midnight

CODES: Final = ("venue-clash", "teacher-clash", "terms-overlap")
TITLE: Final = "同一时间一个地方只有一节课，一位老师只在一个地方"
AT_ONCE: Final = "{who}同一时间有两节课"
"""Of a place or a teacher; also what one reads while choosing a day (views/edit_sessions.py)."""
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹"
    "申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉"
)
_TITLES: Final = "老师|教练|教官|医生|大夫|护士|师傅|教授|律师|警官|女士|先生|阿姨|叔叔|奶奶|爷爷"
_NAMED: Final = re.compile(
    rf"[大小老]?(?:[{_SURNAMES}]|欧阳|上官|诸葛|司马|司徒|皇甫|夏侯|尉迟|东方|令狐)[\u4e00-\u9fff]{{0,2}}(?:{_TITLES})"
)
_TRADES: Final = re.compile(
    r"^(?:武术|古筝|古琴|古典|游泳|乐器|陶艺|陶笛|花艺|高级|成人|成长|文化|文学|华语|阳光|时尚|管乐|路跑|向导|安全|文艺|金牌|农技)"
    r"|志愿|专家|外聘|特聘|社区|助教"
)
"""Begin like a surname and are none."""
_HOUSE: Final = re.compile(
    r"(?:中心|文化馆|图书馆|博物馆|体育馆|科技馆|青少年宫|学校|小学|中学|幼儿园|广场|公园|社区|大楼)$"
)
_FEW: Final = 3
"""Clashes of two terms that are told one by one; of more the terms' dates are the likelier slip."""
_MOST_AT_ONCE: Final = 12
"""Sessions at one time in one place among which pairs are looked for; a field on which more meet is shared."""


@dataclass(slots=True)
class _Pair:
    """Two rows that meet at one time: the first occasion and all days."""

    earlier: Occurrence
    later: Occurrence
    days: set[date]


def check(context: Context) -> Iterator[Problem]:
    """Look at what overlaps in every place, then at the sessions of every teacher who is named."""
    coming = context.timetable.occurrences
    coming = coming[bisect_left(coming, midnight(context.today), key=lambda o: o.dtstart) :]
    places: dict[str, list[Occurrence]] = defaultdict(list)
    people: dict[str, list[Occurrence]] = defaultdict(list)
    named: dict[str, bool] = {}
    for o in coming:
        if (o.venue is None and not o.teacher) or o.all_day or not o.held:
            continue
        if o.venue is not None and not o.venue.online and not many_rooms(o.venue):
            places[o.venue.id].append(o)
        if o.teacher:
            if o.teacher not in named:
                named[o.teacher] = is_name(o.teacher)
            if named[o.teacher]:
                people[o.teacher].append(o)
    told = [(pair, _at_one_place(pair)) for found in places.values() for pair in _pairs(found, teacher=False)]
    for teacher, found in people.items():
        told += [(pair, _one_teacher(pair, teacher)) for pair in _pairs(found, teacher=True)]
    yield from _of_terms(context, told)


def _of_terms(context: Context, told: Iterable[tuple[_Pair, Problem]]) -> Iterator[Problem]:
    """Yield the clashes; those of two terms of which one begins before the other ends as one, where they are many."""
    terms = {term.id: term for term in context.community.terms}
    found: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for pair, problem in told:
        named = {name for o in (pair.earlier, pair.later) if (name := _term(o)) in terms}
        key = tuple(sorted(named, key=lambda name: (terms[name].valid_from, name))) if len(named) == 2 else ()
        found[key].append(problem)
    for key, problems in found.items():
        if not key or len(problems) <= _FEW:
            yield from problems
            continue
        first, second = (terms[name] for name in key)
        message = (
            f"{second.name}从 {_naming.day(second.valid_from)} 开始，{first.name}到 {_naming.day(first.valid_to)} 才结束，"
            f"两个学期的课撞了 {len(problems)} 处，例如{problems[0].message}"
        )
        hint = "日子写错了就改 valid_from；两个学期真有几天重在一起，就把撞了的课分开时间或地方"
        yield second.problem("valid_from", "terms-overlap", message, hint, level="warning")


def _term(o: Occurrence) -> str:
    named = o.schedule.term if o.schedule else None
    return named or (str(o.klass.term.id) if o.klass.term else "")


def is_name(teacher: str) -> bool:
    """Whether a teacher is a person: 王老师, but not 青少年宫志愿老师, 舞蹈老师 or 家庭教育专家."""
    return _NAMED.fullmatch(teacher) is not None and _TRADES.search(teacher) is None


def many_rooms(venue: Record) -> bool:
    """Whether a place is a house or a square as a whole, of which nobody said the room: 青少年活动中心, 中心广场."""
    return not venue.room and _HOUSE.search(venue.name) is not None


def _pairs(found: Iterable[Occurrence], *, teacher: bool) -> Iterator[_Pair]:
    """Yield each pair of rows of which sessions overlap; sessions come by start."""
    pairs: dict[tuple[int, int], _Pair] = {}
    running: list[Occurrence] = []
    for o in found:
        running = [r for r in running if (r.dtend is not None and r.dtend > o.dtstart) or r.dtstart == o.dtstart]
        for other in running[:_MOST_AT_ONCE]:
            if teacher and other.venue is not None and other.venue is o.venue:
                continue  # one teacher, one room: two classes taught together, or a clash of the room
            one, two = _source(other, teacher=teacher), _source(o, teacher=teacher)
            if other.klass is o.klass:
                continue  # one class twice at a time is another rule's matter
            key = (id(one), id(two)) if _order(one) <= _order(two) else (id(two), id(one))
            first, second = (other, o) if _order(one) <= _order(two) else (o, other)
            pair = pairs.setdefault(key, _Pair(first, second, set()))
            pair.days.add(o.day)
        running.append(o)
    yield from pairs.values()


def _source(o: Occurrence, *, teacher: bool) -> Record:
    """The row that put a session there: the change where it gave time, place or teacher, else the timetable's."""
    return _changed.row_of(o, NEW_PLACE | {ChangeKind.SUBSTITUTE} if teacher else NEW_PLACE)


def _order(record: Record) -> tuple[bool, str, int]:
    """Changes come after the rows of the timetable: the later one is where the warning stands."""
    return record.table == "changes", record.mark.path, record.mark.line


def _at_one_place(pair: _Pair) -> Problem:
    place = pair.later.venue.name if pair.later.venue else ""
    record = _source(pair.later, teacher=False)
    other = _source(pair.earlier, teacher=False)
    hint = "写错了就改时间或 venue；本来就合用这个地方，不用改"
    return _problem(pair, record, other, "venue", "venue-clash", AT_ONCE.format(who=place), hint)


def _one_teacher(pair: _Pair, teacher: str) -> Problem:
    record = _source(pair.later, teacher=True)
    other = _source(pair.earlier, teacher=True)
    hint = "写错了就改时间或老师；是两位同姓的老师，写得分得清，例如 大王老师、小王老师"
    return _problem(pair, record, other, "opens_at", "teacher-clash", AT_ONCE.format(who=teacher), hint)


def _problem(pair: _Pair, record: Record, other: Record, field: str, code: str, what: str, hint: str) -> Problem:
    one, two = pair.later, pair.earlier
    when = _naming.day(min(pair.days)) + (f"起共 {len(pair.days)} 天" if len(pair.days) > 1 else "")
    where = "同一行" if other is record else _naming.line(other)
    message = (
        f"{what}：{_naming.group(one.klass)} {_naming.span(one)}，"
        f"{_naming.group(two.klass)} {_naming.span(two)}（{where}）；{when}"
    )
    return record.problem(field, code, message, hint, level="warning")
