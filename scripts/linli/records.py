"""The records of every table with their fields: made from data/schemas by `run.py types`, never by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, overload

from linli.cells import Age, Dates, Numbers, Weekdays, Weeks
from linli.names import Names
from linli.record import Base


class Record(Base):
    """A row of any table: it has some of these."""

    about: Any
    accessibility: Any
    address: Any
    allocation: Any
    as_of: Any
    asks: Any
    at: Any
    audience: Any
    body: Any
    bring: Any
    capacity: Any
    capacity_unit: Any
    category: Any
    closes_at: Any
    consent: Any
    course: Any
    credit: Any
    date: Any
    date_to: Any
    dates: Any
    description: Any
    eligibility: Any
    every: Any
    fee: Any
    feedback: Any
    fees: Any
    form: Any
    group: Any
    hours: Any
    how_to_apply: Any
    icon: Any
    icp: Any
    id: Any
    image: Any
    image_alt: Any
    keeper: Any
    key: Any
    kind: Any
    label: Any
    latitude: Any
    longitude: Any
    max_age: Any
    min_age: Any
    month_day: Any
    month_week: Any
    name: Any
    new_date: Any
    note: Any
    on_holiday: Any
    on_makeup: Any
    online: Any
    opens_at: Any
    overnight: Any
    param: Any
    phone: Any
    plain: Any
    police: Any
    price: Any
    provider: Any
    reason: Any
    required_documents: Any
    room: Any
    sample: Any
    scope: Any
    seats: Any
    seats_left: Any
    service: Any
    session: Any
    short_name: Any
    signup: Any
    source: Any
    source_date: Any
    source_licence: Any
    source_outlet: Any
    source_title: Any
    source_url: Any
    status: Any
    succeeds: Any
    summary: Any
    tags: Any
    teacher: Any
    term: Any
    threshold: Any
    title: Any
    to: Any
    topic: Any
    unit: Any
    url: Any
    valid_from: Any
    valid_to: Any
    value: Any
    venue: Any
    verified_by: Any
    verified_on: Any
    waitlist: Any
    way_in: Any
    weekday: Any
    weekday_as: Any
    weeks: Any


class Organization(Record):
    """社区"""

    name: str
    short_name: str | None
    about: str | None
    address: str | None
    phone: str | None
    icp: str | None
    police: str | None
    feedback: str | None
    sample: bool


class Venue(Record):
    """场地"""

    id: str
    name: str
    address: str | None
    room: str | None
    url: str | None
    online: bool
    latitude: Decimal | None
    longitude: Decimal | None
    accessibility: str | None
    way_in: Names | None
    image: Names | None
    image_alt: str | None
    consent: str | None
    credit: str | None
    phone: str | None
    sample: bool


class Term(Record):
    """学期"""

    id: str
    name: str
    valid_from: dt.date
    valid_to: dt.date
    sample: bool


class Course(Record):
    """课程"""

    id: str
    title: str
    category: str
    audience: str | None
    min_age: Age | None
    max_age: Age | None
    provider: str | None
    teacher: str | None
    fee: str | None
    capacity: int | None
    capacity_unit: str | None
    form: str | None
    signup: Literal["无需报名", "现场报名", "网上报名", "电话报名", "微信报名", "需预约"] | None
    how_to_apply: str | None
    plain: str | None
    summary: str | None
    description: str | None
    bring: str | None
    phone: str | None
    tags: Sequence[str]
    icon: Literal["书", "笔", "舞", "育", "伞", "食", "急救", "志愿", "军", "野", "花", "播", "美", "课"] | None
    image: Names | None
    image_alt: str | None
    consent: str | None
    credit: str | None
    status: Literal["正常", "暂停", "结束"] | None
    succeeds: str | None
    verified_on: dt.date | None
    sample: bool


class Group(Record):
    """班次"""

    id: str
    course: str
    name: str | None
    term: str | None
    teacher: str | None
    min_age: Age | None
    max_age: Age | None
    capacity: int | None
    capacity_unit: str | None
    form: str | None
    seats_left: int | None
    as_of: dt.date | None
    signup: Literal["无需报名", "现场报名", "网上报名", "电话报名", "微信报名", "需预约"] | None
    how_to_apply: str | None
    status: Literal["正常", "暂停", "结束"] | None
    note: str | None
    key: str | None
    sample: bool


class Schedule(Record):
    """课表"""

    course: str
    group: str | None
    term: str | None
    weekday: Weekdays | None
    dates: Dates | None
    month_week: Numbers | None
    month_day: Numbers | None
    opens_at: dt.time | None
    closes_at: dt.time | None
    overnight: bool
    valid_from: dt.date | None
    valid_to: dt.date | None
    every: int | None
    weeks: Weeks | None
    venue: str | None
    on_holiday: Literal["停课", "照常"] | None
    on_makeup: Literal["跟随", "不跟随"] | None
    note: str | None


class Change(Record):
    """变动"""

    scope: Literal["全部", "全部课程", "全部服务"] | None
    course: str | None
    group: str | None
    service: str | None
    at: str | None
    date: dt.date
    date_to: dt.date | None
    session: dt.time | None
    kind: Literal["停课", "改期", "改时间", "换地点", "加课", "换老师", "说明", "休息"]
    new_date: dt.date | None
    opens_at: dt.time | None
    closes_at: dt.time | None
    venue: str | None
    teacher: str | None
    note: str | None
    reason: str | None


class Service(Record):
    """服务"""

    id: str
    name: str
    kind: str | None
    provider: str | None
    plain: str | None
    summary: str | None
    description: str | None
    eligibility: str | None
    fees: str | None
    how_to_apply: str | None
    signup: Literal["无需报名", "现场报名", "网上报名", "电话报名", "微信报名", "需预约"] | None
    required_documents: str | None
    venue: str | None
    phone: str | None
    form: str | None
    verified_on: dt.date | None
    verified_by: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    icon: Literal["书", "笔", "舞", "育", "伞", "食", "急救", "志愿", "军", "野", "花", "播", "美", "课"] | None
    image: Names | None
    image_alt: str | None
    consent: str | None
    credit: str | None
    status: Literal["正常", "暂停", "结束"] | None
    sample: bool


class Offer(Record):
    """价目"""

    service: str | None
    course: str | None
    group: str | None
    name: str
    price: Decimal | None
    unit: str | None
    eligibility: str | None
    hours: str | None
    note: str | None
    sample: bool


class Hours(Record):
    """开放时间"""

    service: str
    weekday: Weekdays
    opens_at: dt.time
    closes_at: dt.time
    valid_from: dt.date | None
    valid_to: dt.date | None
    on_holiday: Literal["休息", "照常"] | None
    on_makeup: Literal["跟随", "不跟随"] | None
    venue: str | None
    sample: bool


class Form(Record):
    """表单"""

    id: str
    title: str
    kind: Literal["报名", "意见", "招募", "订单", "意愿"]
    url: str | None
    how_to_apply: str | None
    allocation: Literal["先到先得", "抽签", "审核"] | None
    threshold: int | None
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    seats: int | None
    seats_left: int | None
    as_of: dt.date | None
    waitlist: bool
    param: str | None
    phone: str | None
    asks: str | None
    keeper: str | None
    sample: bool


class Story(Record):
    """故事"""

    id: str
    title: str
    date: dt.date
    summary: str | None
    body: str | None
    tags: Sequence[str]
    course: str | None
    service: str | None
    icon: Literal["书", "笔", "舞", "育", "伞", "食", "急救", "志愿", "军", "野", "花", "播", "美", "课"] | None
    image: Names | None
    image_alt: str | None
    consent: str | None
    credit: str | None
    source_outlet: str | None
    source_title: str | None
    source_date: dt.date | None
    source_url: str | None
    source_licence: Literal["own", "permission", "link-only"] | None
    sample: bool


class Figure(Record):
    """数字"""

    id: str
    label: str
    topic: str | None
    value: str
    unit: str | None
    as_of: dt.date
    source: str
    course: str | None
    service: str | None


class Holiday(Record):
    """放假安排"""

    date: dt.date
    name: str
    kind: Literal["休", "班"]
    weekday_as: Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"] | None
    source: str | None


class Redirect(Record):
    """旧网址"""

    to: str
    reason: str | None


BY_TABLE: dict[str, type[Record]] = {
    "organization": Organization,
    "venues": Venue,
    "terms": Term,
    "courses": Course,
    "groups": Group,
    "schedules": Schedule,
    "changes": Change,
    "services": Service,
    "offers": Offer,
    "hours": Hours,
    "forms": Form,
    "stories": Story,
    "figures": Figure,
    "holidays": Holiday,
    "redirects": Redirect,
}


class Tables:
    """The tables as attributes."""

    venues: tuple[Venue, ...]
    terms: tuple[Term, ...]
    courses: tuple[Course, ...]
    groups: tuple[Group, ...]
    schedules: tuple[Schedule, ...]
    changes: tuple[Change, ...]
    services: tuple[Service, ...]
    offers: tuple[Offer, ...]
    hours: tuple[Hours, ...]
    forms: tuple[Form, ...]
    stories: tuple[Story, ...]
    figures: tuple[Figure, ...]
    holidays: tuple[Holiday, ...]
    redirects: tuple[Redirect, ...]
    index: Mapping[tuple[str, str], Record]

    @overload
    def find(self, table: Literal["venues"], key: str | None) -> Venue | None: ...

    @overload
    def find(self, table: Literal["terms"], key: str | None) -> Term | None: ...

    @overload
    def find(self, table: Literal["courses"], key: str | None) -> Course | None: ...

    @overload
    def find(self, table: Literal["groups"], key: str | None) -> Group | None: ...

    @overload
    def find(self, table: Literal["services"], key: str | None) -> Service | None: ...

    @overload
    def find(self, table: Literal["forms"], key: str | None) -> Form | None: ...

    @overload
    def find(self, table: Literal["stories"], key: str | None) -> Story | None: ...

    @overload
    def find(self, table: Literal["figures"], key: str | None) -> Figure | None: ...

    @overload
    def find(self, table: str, key: str | None) -> Record | None: ...

    def find(self, table: str, key: str | None) -> Record | None:
        """Return the record with this id, or None."""
        return self.index.get((table, key)) if key else None
