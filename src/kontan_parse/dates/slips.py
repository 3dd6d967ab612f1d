"""What a day may have been meant to be whose weekday contradicts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from kontan_parse.dates.days import CLOSE, add, date
from kontan_parse.dates.values import DAYS


class Slip(NamedTuple):
    """A day that falls on the printed weekday, one slip of the pen away from the printed one."""

    day: dt.date
    swapped: bool
    """Whether day and month have changed places."""


def readings(
    printed: dt.date,
    weekday: int,
    around: Collection[dt.date],
    *,
    numbers: bool,
    settled: bool = False,
) -> list[Slip]:
    """The days that may be meant by `printed`, which has another weekday; next to `around` first.

    With none around, those next to `printed` come first. A month that is not next to the printed
    one counts where days around are close to it, and none to `printed`. Whether the month is
    printed as a number, `numbers` says: only then can it have changed places with the day. Where
    the year is not printed but `settled`, it may then be another one, close to days around.

    >>> readings(dt.date(2026, 10, 9), 1, [dt.date(2026, 6, 8)], numbers=False)
    [Slip(day=datetime.date(2026, 6, 9), swapped=False)]
    """
    fitting = []
    for day, swapped, likely in _slips(printed, around, numbers=numbers, settled=settled):
        if day.weekday() == weekday:
            near = _distance(day, around or (printed,))
            proven = bool(around) and near <= CLOSE < _distance(printed, around)
            if likely or proven:
                fitting.append((near, swapped, day))
    return [Slip(day, swapped) for _, swapped, day in sorted(fitting)]


def told(printed: dt.date, weekday: int, read: Sequence[Slip]) -> dict[str, object]:
    """The words of a `weekday-mismatch`: the day's own weekday, and what may be meant.

    Of the `readings`, which are `read`, that is the likeliest, and that of swapped numbers where it
    is not.

    >>> told(dt.date(2026, 10, 9), 1, [Slip(dt.date(2026, 6, 9), swapped=False)])
    {'actual': 'Jumat', 'hint': '; 2026-06-09 was a Selasa'}
    """
    meant = [
        f"with day and month swapped, {one.day}" if one.swapped else f"{one.day}"
        for at, one in enumerate(read)
        if at == 0 or one.swapped
    ]
    hint = f"; {', or '.join(meant)} was a {DAYS[weekday].capitalize()}" if meant else ""
    return {"actual": DAYS[printed.weekday()].capitalize(), "hint": hint}


def _slips(
    printed: dt.date, around: Collection[dt.date], *, numbers: bool, settled: bool
) -> Iterator[tuple[dt.date, bool, bool]]:
    """The days that are one slip away, if they are so by a swap, and if they are likely by kind."""
    year, month, day = printed.year, printed.month, printed.day
    years = {year + 1, year - 1, *(other.year for other in around)} - {year}
    near = [*(date(other, month, day) for other in years), add(printed, 1), add(printed, -1)]
    yield from ((found, False, True) for found in near if found)
    for other in range(1, 13):
        if found := date(year, other, day):
            yield found, False, abs(other - month) == 1
    if numbers:
        for other in (year, *years) if settled else (year,):
            if found := date(other, day, month):
                yield found, True, other == year or _distance(found, around) <= CLOSE


def _distance(day: dt.date, around: Collection[dt.date]) -> int:
    return min(abs((other - day).days) for other in around)
