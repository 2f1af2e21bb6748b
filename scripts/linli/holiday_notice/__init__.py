"""The State Council's notice of days off and worked weekends: takes its text, gives its days, problems and the year's file."""

from linli.holiday_notice.reading import LONGEST, Day, Notice, read

__all__ = ["LONGEST", "Day", "Notice", "read"]
