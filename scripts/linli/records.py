"""The records of every table with their fields: made from data/schemas by `run.py types`, never by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Literal, overload

from linli.ages import Age
from linli.cells import Dates, Numbers, Weekdays, Weeks
from linli.names import Names
from linli.record import Base


class Standing(StrEnum):
    """状态"""

    NORMAL = "正常"
    PAUSED = "暂停"
    ENDED = "结束"


class Signup(StrEnum):
    """怎么参加"""

    NOT_NEEDED = "无需报名"
    ON_SITE = "现场报名"
    ONLINE = "网上报名"
    BY_PHONE = "电话报名"
    BY_WECHAT = "微信报名"
    BY_APPOINTMENT = "需预约"


class OnHoliday(StrEnum):
    """放假时"""

    CANCELLED = "停课"
    AS_USUAL = "照常"
    CLOSED = "休息"


class OnMakeup(StrEnum):
    """调休时、调休上班日"""

    FOLLOWS = "跟随"
    STAYS = "不跟随"


class Scope(StrEnum):
    """范围"""

    ALL = "全部"
    COURSES = "全部课程"
    SERVICES = "全部服务"


class ChangeKind(StrEnum):
    """变动"""

    CANCELLED = "停课"
    MOVED = "改期"
    RETIMED = "改时间"
    RELOCATED = "换地点"
    ADDED = "加课"
    SUBSTITUTE = "换老师"
    TOPIC = "说明"
    CLOSED = "休息"


class FormKind(StrEnum):
    """种类"""

    SIGNUP = "报名"
    OPINION = "意见"
    VOLUNTEERS = "招募"
    ORDER = "订单"
    INTEREST = "意愿"


class Allocation(StrEnum):
    """名额怎么分"""

    FIRST_COME = "先到先得"
    DRAW = "抽签"
    REVIEW = "审核"


class Licence(StrEnum):
    """使用许可"""

    OWN = "own"
    PERMISSION = "permission"
    LINK_ONLY = "link-only"


class DayKind(StrEnum):
    """休或班"""

    OFF = "休"
    WORKED = "班"


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
    consent_until: Any
    course: Any
    credit: Any
    date: Any
    date_to: Any
    dates: Any
    description: Any
    downloads: Any
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
    interested: Any
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
    downloads: Sequence[str]
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
    consent_until: dt.date | None
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
    signup: Signup | None
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
    consent_until: dt.date | None
    credit: str | None
    status: Standing | None
    succeeds: str | None
    verified_on: dt.date | None
    sample: bool

    closed: ClassVar = {"signup": Signup, "status": Standing}


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
    signup: Signup | None
    how_to_apply: str | None
    status: Standing | None
    note: str | None
    key: str | None
    sample: bool

    closed: ClassVar = {"signup": Signup, "status": Standing}


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
    on_holiday: OnHoliday | None
    on_makeup: OnMakeup | None
    note: str | None

    closed: ClassVar = {"on_holiday": OnHoliday, "on_makeup": OnMakeup}


class Change(Record):
    """变动"""

    scope: Scope | None
    course: str | None
    group: str | None
    service: str | None
    at: str | None
    date: dt.date
    date_to: dt.date | None
    session: dt.time | None
    kind: ChangeKind
    new_date: dt.date | None
    opens_at: dt.time | None
    closes_at: dt.time | None
    venue: str | None
    teacher: str | None
    note: str | None
    reason: str | None

    closed: ClassVar = {"scope": Scope, "kind": ChangeKind}


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
    signup: Signup | None
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
    consent_until: dt.date | None
    credit: str | None
    status: Standing | None
    sample: bool

    closed: ClassVar = {"signup": Signup, "status": Standing}


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
    on_holiday: OnHoliday | None
    on_makeup: OnMakeup | None
    venue: str | None
    sample: bool

    closed: ClassVar = {"on_holiday": OnHoliday, "on_makeup": OnMakeup}


class Form(Record):
    """表单"""

    id: str
    title: str
    kind: FormKind
    url: str | None
    how_to_apply: str | None
    allocation: Allocation | None
    threshold: int | None
    interested: int | None
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

    closed: ClassVar = {"kind": FormKind, "allocation": Allocation}


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
    consent_until: dt.date | None
    credit: str | None
    source_outlet: str | None
    source_title: str | None
    source_date: dt.date | None
    source_url: str | None
    source_licence: Licence | None
    sample: bool

    closed: ClassVar = {"source_licence": Licence}


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
    kind: DayKind
    weekday_as: Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"] | None
    source: str | None

    closed: ClassVar = {"kind": DayKind}


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
