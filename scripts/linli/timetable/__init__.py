"""The only source of dates: takes a community, gives a `Timetable` of occurrences."""

from linli.timetable.expand import Timetable, expand
from linli.timetable.occurrence import Day, Occurrence, Status, group_key

__all__ = ["Day", "Occurrence", "Status", "Timetable", "expand", "group_key"]
