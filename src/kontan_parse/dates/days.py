"""Days of the calendar: which exist, and in which years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from kontan_parse.dates.values import Part

YEARS = range(2007, 2047)
"""The years that an open date may be of: Kontan's site began in 2007."""
LAST = dt.date(2027, 12, 31)
"""The end of what the almanac of `era` covers, the year behind the one it was last gone through in.

Move it, and add there what is new, with each year's first release.
"""
AHEAD = 45
"""Days behind a publication that a date without weekday and year may lie: plans, deadlines."""
NEAR = 200
"""Days from the publication within which a weekday settles a year."""
CLOSE = 14
"""Days from a printed day within which it outdoes a weekday that only fits another year."""


def date(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where no calendar has it."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def add(day: dt.date, days: int) -> dt.date | None:
    """The day so many days on, or None beyond the calendar's ends."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


@lru_cache(maxsize=4096)
def weekday_years(month: int, day: int, weekday: int | None) -> tuple[int, ...]:
    """The years of `YEARS` in which the day falls on the weekday."""
    dates = (date(year, month, day) for year in YEARS)
    return tuple(found.year for found in dates if found and found.weekday() == weekday)


def year_of(month: int, day: dt.date, side: int) -> int:
    """The year of the month that is next to `day`: behind it, ahead of it, or on either side."""
    ahead = month - day.month
    if side == 0:
        return day.year - (ahead > 6) + (ahead < -6)
    return day.year + (ahead <= 0) if side > 0 else day.year - (ahead >= 0)


def beside(reference: dt.date, years: Sequence[int], month: int, day: int) -> dt.date | None:
    """The day in the first of `years` in which it is at most `NEAR` days from `reference`."""
    for year in years:
        value = date(year, month, day)
        if value and abs((value - reference).days) <= NEAR:
            return value
    return None


def within(reference: dt.date, month: int, day: int) -> dt.date | None:
    """The day in the twelve months that end `AHEAD` days behind `reference`."""
    for year in (reference.year + 1, reference.year, reference.year - 1):
        value = date(year, month, day)
        if value and (value - reference).days <= AHEAD:
            return value
    return None


def middle(part: Part) -> dt.date:
    """The day, or the middle of the month; the first of all where no calendar has it."""
    return date(part.year or 0, part.month or 0, part.day or 15) or dt.date.min


def edtf(part: Part) -> str | None:
    """The part in EDTF, or None where no calendar has it.

    >>> edtf(Part(2024, 6))
    '2024-06'
    """
    year, month, day = part
    if year is None:
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    value = date(year, month, day)
    return value.isoformat() if value else None
