"""The only source of dates: takes a community, gives a `Timetable` of occurrences."""

from linli.timetable.expand import Timetable, expand
from linli.timetable.groups import Group, group_key
from linli.timetable.occurrence import NOT_HELD, Day, Occurrence, Rule, Status

__all__ = ["NOT_HELD", "Day", "Group", "Occurrence", "Rule", "Status", "Timetable", "expand", "group_key"]
