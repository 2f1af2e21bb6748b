"""What people type and its one normal form: the unambiguous is rewritten, the rest stays, and twice is as once."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communities import package
from linli import writing
from linli.schema import Field
from linli.writing import normal

FIELDS = [field for schema in package().schemas.values() for field in schema.fields.values()]


def field(kind: str, name: str = "x", enum: tuple[str, ...] = (), of: str = "") -> Field:
    return Field(
        name=name,
        title="栏",
        description="",
        example="",
        type=kind,
        format="",
        of=of,
        required=False,
        enum=enum,
        constraints={},
    )


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("opens_at", "2026-12-01", "2026-12-01 00:00"),
        ("opens_at", "2026年12月1日", "2026-12-01 00:00"),
        ("closes_at", "2026-12-20", "2026-12-21 00:00"),  # the last day is of it
        ("closes_at", "2026/12/31（周四）", "2027-01-01 00:00"),
        ("closes_at", "2026-12-20 24:00", "2026-12-21 00:00"),
        ("opens_at", "2026-12-01 24:00", "2026-12-01 24:00"),
        ("closes_at", "2026-12-32", "2026-12-32"),
        ("closes_at", "9999-12-31", "9999-12-31"),  # after which there is no day
        ("closes_at", "额满为止", "额满为止"),
        ("closes_at", "12月20日", "12月20日"),
    ],
)
def test_days_without_an_hour(name: str, typed: str, meant: str) -> None:
    assert normal(typed, field("datetime", name=name)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("周一", "周一"),
        ("星期一", "周一"),
        ("礼拜一", "周一"),
        ("每周一", "周一"),
        ("每星期一", "周一"),
        ("周1", "周一"),
        ("周１", "周一"),
        ("MO", "周一"),
        ("mon", "周一"),
        ("Monday", "周一"),
        ("周日", "周日"),
        ("周天", "周日"),
        ("星期天", "周日"),
        ("礼拜天", "周日"),
        ("周7", "周日"),
        ("SU", "周日"),
        ("周末", "周末"),
        ("周八", "周八"),
        ("周0", "周0"),
        ("周一二", "周一二"),
        ("1", "1"),
        ("一", "一"),
        ("mo ", "周一"),
    ],
)
def test_weekdays(typed: str, meant: str) -> None:
    assert normal(typed, field("string", enum=writing.WEEKDAYS)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19:00", "19:00"),
        ("19：00", "19:00"),
        ("１９:００", "19:00"),
        ("9:30", "09:30"),
        ("09:30", "09:30"),
        ("19.30", "19:30"),
        ("19:00:00", "19:00"),
        ("19点", "19:00"),
        ("19时30分", "19:30"),
        ("9点", "09:00"),
        ("晚上7点半", "19:30"),
        ("晚上七点半", "19:30"),
        ("晚7点", "19:00"),
        ("晚上 7:30", "19:30"),
        ("下午两点一刻", "14:15"),
        ("下午3点", "15:00"),
        ("上午十点三刻", "10:45"),
        ("上午10点05分", "10:05"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("早上八点整", "08:00"),
        ("十九点零五分", "19:05"),
        ("二十点", "20:00"),
        ("凌晨12点", "00:00"),
        # two meanings, or none: kept for the schema to refuse
        ("3点", "3点"),
        ("9:5", "9:5"),
        ("7", "7"),
        ("晚上12点", "晚上12点"),
        ("晚上1点", "晚上1点"),
        ("下午11点", "下午11点"),
        ("25:00", "25:00"),
        ("24:00", "24:00"),
        ("19:00-20:30", "19:00-20:30"),
        ("七点", "07:00"),
        ("", None),
        ("晚上", "晚上"),
        ("١٩:٠٠", "١٩:٠٠"),
    ],
)
def test_times(typed: str, meant: str | None) -> None:
    assert normal(typed, field("time")) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-09-06", "2026-09-06"),
        ("2026-9-6", "2026-09-06"),
        ("2026/9/6", "2026-09-06"),
        ("2026.9.6", "2026-09-06"),
        ("2026年9月6日", "2026-09-06"),
        ("2026年9月6号", "2026-09-06"),
        ("2026年 9月 6日", "2026-09-06"),
        ("２０２６－０９－０６", "2026-09-06"),
        ("2026-13-06", "2026-13-06"),
        ("9月6日", "9月6日"),
        ("06/09/2026", "06/09/2026"),
        ("26-09-06", "26-09-06"),
        ("2026-09", "2026-09"),
    ],
)
def test_dates(typed: str, meant: str) -> None:
    assert normal(typed, field("date")) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-01 09:00", "2026-12-01 09:00"),
        ("2026-12-01T09:00", "2026-12-01 09:00"),
        ("2026-12-01T09:00:00+08:00", "2026-12-01 09:00"),
        ("2026年12月1日上午9点", "2026-12-01 09:00"),
        ("2026年12月1日 上午9点", "2026-12-01 09:00"),
        ("2026/12/1 晚上8点半", "2026-12-01 20:30"),
        ("2026-12-01", "2026-12-01 00:00"),
        ("2026-12-0109:00", "2026-12-0109:00"),
    ],
)
def test_datetimes(typed: str, meant: str) -> None:
    assert normal(typed, field("datetime")) == meant


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        ("是", "boolean", "true"),
        ("Yes", "boolean", "true"),
        ("否", "boolean", "false"),
        ("off", "boolean", "false"),
        ("也许", "boolean", "也许"),
        ("1,200", "integer", "1200"),
        ("３０", "integer", "30"),
        ("010", "integer", "010"),
        ("12.50", "number", "12.50"),
        ("书法, 毛笔、 免费", "array", ("书法", "毛笔", "免费")),
        (("书法", " ", "毛笔 "), "array", ("书法", "毛笔")),
        (None, "array", ()),
        ("  书法班 ", "string", "书法班"),
        ("19：00 开始", "string", "19：00 开始"),
    ],
)
def test_other_types(typed: str | tuple[str, ...] | None, kind: str, meant: object) -> None:
    assert normal(typed, field(kind)) == meant


def test_python_numbers_are_refused() -> None:
    assert normal("1_000", field("integer")) not in ("1_000", "1000")


def test_weeks_may_be_a_list() -> None:
    assert normal(("1-8", "１０"), field("string", of="weeks")) == "1-8、10"


_TYPED = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(
            list("0123456789:：.-/年月日号点时分半刻晚上下午早凌晨中周星期礼拜一二三四五六七八九十零天末 ,，、T")
        ),
        max_size=12,
    ).map("".join),
    st.times().map(lambda t: f"{t:%H:%M}"),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
)


@given(st.sampled_from(FIELDS), st.one_of(st.none(), _TYPED, st.lists(_TYPED, max_size=4).map(tuple)))
@settings(max_examples=1500, deadline=None)
def test_twice_is_as_once(field: Field, typed: str | tuple[str, ...] | None) -> None:
    once = normal(typed, field)
    assert normal(once, field) == once


@given(st.times())
def test_every_time_is_its_own_normal_form(value: time) -> None:
    assert normal(f"{value:%H:%M}", field("time")) == f"{value:%H:%M}"
    assert normal(f"{value.hour}点{value.minute:02d}分", field("time")) in (
        f"{value:%H:%M}",
        f"{value.hour}点{value.minute:02d}分",
    )


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 # as typed, without a zone
def test_every_date_is_its_own_normal_form(value: datetime) -> None:
    assert normal(f"{value:%Y-%m-%d}", field("date")) == f"{value:%Y-%m-%d}"
    assert normal(f"{value.year}年{value.month}月{value.day}日", field("date")) == f"{value:%Y-%m-%d}"
    assert normal(f"{value:%Y-%m-%d %H:%M}", field("datetime")) == f"{value:%Y-%m-%d %H:%M}"
