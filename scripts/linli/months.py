"""Months as commands take them: the first day stands for the whole."""

from __future__ import annotations

import argparse
import re
from datetime import date, timedelta


def month(text: str) -> date:
    """2026-12 → 1 December 2026. Raises the error that argparse shows, in Chinese."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"月份 {text} 应写成 2026-12 的样子")


def after(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def last(first: date) -> date:
    """The last day of a month."""
    return after(first) - timedelta(days=1)
