"""Dates, times and numbers as residents read them: takes values, gives Chinese text and machine dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from linli.ages import Age, ranges
from linli.telephones import telephone
from linli.writing import WEEKDAYS

_PARTS: Final = ((6, "凌晨"), (8, "早上"), (11, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
HOURS_UNSAID: Final = "时间请问"
"""Of what has a day and no hour: nobody said that it lasts all day."""
_PLATFORMS: Final = (
    ("wjx", "问卷星"),
    ("jinshuju", "金数据"),
    ("jsj", "金数据"),
    ("wj.qq", "腾讯问卷"),
    ("docs.qq", "腾讯文档"),
    ("feishu", "飞书"),
    ("mikecrm", "麦客"),
    ("wps", "WPS 表单"),
    ("kdocs", "WPS 表单"),
    ("aliwork", "钉钉"),
    ("forms.office", "微软表单"),
)


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """11月24日(周二)"""
    return f"{value.month}月{value.day}日({WEEKDAYS[value.weekday()]})"


@lru_cache(maxsize=4096)
def short_day(value: date) -> str:
    """11月24日"""
    return f"{value.month}月{value.day}日"


def full_day(value: date) -> str:
    """2026年11月24日"""
    return f"{value.year}年{value.month}月{value.day}日"


def long_day(value: date) -> str:
    """2026年11月24日 星期二"""
    return f"{full_day(value)} {star(value)}"


def star(value: date) -> str:
    """星期二"""
    return f"星期{WEEKDAYS[value.weekday()][1]}"


def month(year: int, number: int) -> str:
    """2026年11月"""
    return f"{year}年{number}月"


def other_year(day: date, today: date) -> str:
    """2027年, where it is not that of `today`."""
    return f"{day.year}年" if day.year != today.year else ""


def day_off(name: str) -> str:
    """国庆节放假"""
    return name if name.endswith("假") else f"{name}放假"


def days(first: date, last: date, today: date) -> str:
    """11月24日, 11月24日—28日, 12月28日—2027年1月3日; the first year only where it is another than that of `today`."""
    start = other_year(first, today) + short_day(first)
    if first == last:
        return start
    if (first.year, first.month) == (last.year, last.month):
        return f"{start}—{last.day}日"
    return f"{start}—{other_year(last, first)}{short_day(last)}"


def between(first: date, last: date) -> str:
    """2026年9月1日—2027年1月20日; the second year only where it differs."""
    if first == last:
        return full_day(first)
    end = short_day(last) if first.year == last.year else full_day(last)
    return f"{full_day(first)}—{end}"


@lru_cache(maxsize=2048)
def clock(value: time) -> str:
    """19:00, 9:30"""
    return f"{value.hour}:{value.minute:02d}"


@lru_cache(maxsize=2048)
def spoken(value: time) -> str:
    """晚上7:00"""
    part = next(word for until, word in _PARTS if value.hour < until)
    hour = value.hour - 12 if value.hour > 12 else value.hour
    return f"{part}{hour}:{value.minute:02d}"


def span(opens: time | None, closes: time | None) -> str:
    """19:00–20:30, 19:00–24:00, 22:00–次日2:00; 19:00开始 where no end was said; 时间请问 where neither was."""
    if opens is None:
        return HOURS_UNSAID
    if closes is None:
        return f"{clock(opens)}开始"
    if closes == time():
        return f"{clock(opens)}–24:00"
    return f"{clock(opens)}–{'次日' if closes < opens else ''}{clock(closes)}"


def weekday(number: int) -> str:
    """周一 for 0"""
    return WEEKDAYS[number]


def moment(value: datetime) -> str:
    """12月1日(周二)9:00"""
    return f"{day(value.date())}{clock(value.time())}"


def opening(value: datetime, name: Callable[[date], str] = day) -> str:
    """12月1日(周二)9:00; 12月1日(周二) where only the day was said, which is from midnight on."""
    return name(value.date()) + ("" if value.time() == time() else clock(value.time()))


def deadline(value: datetime, name: Callable[[date], str] = day) -> str:
    """12月20日(周日)18:00; 12月20日(周日) where only the day was said, which is to the midnight after it."""
    return name(value.date() - timedelta(days=1)) if value.time() == time() else opening(value, name)


@lru_cache(maxsize=65536)
def iso(value: datetime) -> str:
    """2026-11-24T19:00+08:00, for `<time datetime>` and the scripts."""
    return value.isoformat("T", "minutes")


def weekdays(found: Iterable[str]) -> str:
    """周一、二、三"""
    order = sorted({WEEKDAYS.index(name) for name in found})
    return "周" + "、".join(WEEKDAYS[number][1] for number in order)


def weekday_range(found: Sequence[str]) -> str:
    """周一至周五, 每天, 周二、四"""
    order = sorted({WEEKDAYS.index(name) for name in found})
    if len(order) == len(WEEKDAYS):
        return "每天"
    if len(order) > 2 and order[-1] - order[0] == len(order) - 1:
        return f"{WEEKDAYS[order[0]]}至{WEEKDAYS[order[-1]]}"
    return weekdays(found)


def age(value: Age) -> str:
    """6岁, 6个月"""
    return str(value) if "月" in str(value) else f"{value}岁"


def ages(low: Age | None, high: Age | None) -> str:
    """3—6岁, 8—14个月, 6个月—3岁, 18岁以上, 12岁以下; empty where neither is given."""
    if low is not None and high is not None:
        if low == high:
            return age(low)
        return f"{low.months if '月' in age(high) else low}—{age(high)}"
    if low is not None:
        return f"{age(low)}以上"
    return f"{age(high)}以下" if high is not None else ""


def ages_beside(words: str | None, low: Age | None, high: Age | None) -> str:
    """3—6岁 beside 家长; empty beside words that name these ages, however they write them: 3-6周岁的孩子, 8—14个月宝宝."""
    said, words = ages(low, high), words or ""
    named = (low, high) in ranges(words) or said in words.replace("周岁", "岁")
    return "" if named else said


def count(number: int) -> str:
    """两, 五, 十; larger numbers in digits: how many of something, before its measure word."""
    return "零一两三四五六七八九十"[number] if number <= 10 else str(number)


def price(amount: Decimal | None, unit: str | None) -> str:
    """35元/小时, 免费 for nothing, 价格请问 where no price is given."""
    if amount is None:
        return "价格请问"
    if amount == 0:
        return FREE
    text = f"{amount.normalize():f}"
    return f"{text}元/{unit.removeprefix('元/').removeprefix('每')}" if unit and unit != "元" else f"{text}元"


FREE: Final = "免费"


def just_free(fee: str | None) -> bool:
    """Whether a fee says that it is free, and nothing else."""
    return fee == FREE


def free(fee: str | None) -> bool:
    """Whether a fee as people write it is none: 免费，每家带一个菜; 0元; 0.00元/次."""
    return fee is not None and re.match(r"免费|[¥￥]?0+(?:\.0+)?\s*(?:元|$)", fee) is not None


def tel(phone: str) -> str:
    """What is dialled, for `tel:`: 08300000000,8001."""
    return telephone(phone).dialled


def platform(url: str) -> str:
    """The form's platform in the word residents know, else empty."""
    host = urlsplit(url).netloc.lower()
    return next((name for part, name in _PLATFORMS if part in host), "")


def joined(parts: Sequence[str | None], sign: str = " · ") -> str:
    """The parts that say something, with a sign between."""
    return sign.join(part for part in parts if part)
