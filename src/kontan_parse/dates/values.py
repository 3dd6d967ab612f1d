"""Printed and given dates → values. The only place that knows dateutil.

Nothing here asks a clock: a date is what is printed, or it is not known.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

from kontan_parse.lines import tidy
from kontan_parse.patterns import lazy
from kontan_parse.places import APOSTROPHES

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan", "februari feb pebruari", "maret mar", "april apr", "mei", "juni jun",
            "juli jul", "agustus agu agt", "september sep sept", "oktober okt",
            "november nov nopember", "desember des",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ENGLISH_MONTHS = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December"
        .split(),
        1,
    )
}  # fmt: skip
ANY_MONTH = (
    MONTHS
    | {"febuari": 2, "ags": 8, "aug": 8, "oct": 10, "nop": 11, "dec": 12}
    | {name.lower(): number for name, number in ENGLISH_MONTHS.items()}
)
"""With those that are rarer, or from abroad: a date with one has its year."""
ZONES = {
    name: dt.timezone(dt.timedelta(hours=hours), name.upper())
    for name, hours in (("wib", 7), ("wita", 8), ("wit", 9))
} | dict.fromkeys(("utc", "gmt", "z"), dt.UTC)
"""Western, central and eastern Indonesian time, and universal time."""
WIB = ZONES["wib"]
"""The zone of Kontan's own clocks."""

Unit = Literal["day", "week", "month", "named month", "year"]
"""What a relative mention counts in; `named month`: months of that name."""


class Part(NamedTuple):
    """A day, month or year, as far as it is printed."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


class Mention(NamedTuple):
    """A calendar date as printed."""

    start: int
    end: int
    first: Part
    last: Part | None = None
    """The end of a range; None for a single date."""
    weekday: int | None = None
    """As printed with a single day: 0 is Monday."""
    ends: tuple[Mention, ...] = ()
    """The two that a range joins, where a weekday is printed with one of them."""
    mended: bool = False
    """Whether a slip of the pen was read over: `(7/7//2026)`, `Selesa (9/6)`."""
    relative: tuple[Unit, int] | None = None
    """So many units from the day of publication; `first` holds a month where one is named."""
    future: bool = False
    """Whether the words say so: `besok`, `tahun depan`."""


def possible(part: Part) -> bool:
    """Whether a calendar has this day, in the printed year or in some."""
    try:
        dt.date(
            part.year or 2024,
            1 if part.month is None else part.month,
            1 if part.day is None else part.day,
        )
    except ValueError:
        return False
    return True


_WEEKDAY = rf"(?:(?P<weekday>[A-Za-z{APOSTROPHES}]{{4,6}})(?: ?, ?| ))?"
_TIME = (
    r"(?:(?: ?[/|,-] ?| )(?:(?:pukul|pkl\.?|jam) )?"
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?(?!\d)"
    r"(?: ?(?P<noon>[ap])\.?m\b\.?)?)?"
    r"(?: ?(?P<zone>WI(?:TA|T|B)|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?(?![+-]?[.:]?\d)"
    r"|[+-](?:0\d|1[0-4])\d{2}(?!\d)|\+\d{2}:\d{2}))?"
)
"""What may stand behind a day: `/ 10:26 WIB`, `pukul 21.20.33 GMT+8`, `9:20 PM`. No offset
is `-10:30`, which may be an end: `09:00-10:30 WIB`."""
_WORDS = lazy(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}}) (?P<month>[A-Za-z]{{3,9}}) (?P<year>\d{{4}})(?!\d){_TIME}",
    re.IGNORECASE,
)
_NUMBERS = lazy(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
    rf"(?P<year>\d{{4}}){_TIME}",
    re.IGNORECASE,
)
"""A day in numbers, as datelines and tables have it: `12/6/2024`, `12-06-2024 09:20:00`."""
_YEAR_FIRST = lazy(
    rf"(?P<year>\d{{4}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_TIME}",
    re.IGNORECASE,
)
"""The same the other way round, as programs write it: `2024/06/12 09:20`, `2024-06-12 09.20`."""

_CELL = lazy(
    rf"{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?P<mark>[ /-])(?P<month>[A-Za-z]{{3,9}})(?P=mark)"
    rf"(?P<year>\d{{4}}|'?\d{{2}})(?!\d)){_TIME}",
    re.IGNORECASE,
)
"""As spreadsheets and databases show a day: `1-Mar-26`, `01-MAR-2026`, `1 Mar 26`."""
_SHORT = lazy(
    rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d{{2}})(?!\d){_TIME}", re.IGNORECASE
)
"""As they show it in numbers: `31/12/26`. With `-` the year may be the first."""
_MONTH_FIRST = lazy(
    rf"(?:[A-Za-z]{{3,9}},? )?(?P<month>[A-Za-z]{{3,9}})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? "
    rf"(?P<year>\d{{4}})(?!\d){_TIME}",
    re.IGNORECASE,
)
"""As English has it: `Mar 1, 2026`, `Sunday, March 1, 2026 9:20 AM`."""


class Printed(NamedTuple):
    """What a printed date says."""

    value: dt.date
    """A datetime with its zone where a time is printed, else a date."""
    weekday: int | None
    """As printed, where the calendar has another: 0 is Monday."""


def read(text: str) -> Printed | None:
    """The value of a date as Kontan prints it, or None where no calendar has it.

    Without a printed zone a time is Western Indonesian, as all of Kontan's are.

    >>> read("Selasa, 18 Juni 2024 / 10:26 WIB").value.isoformat()
    '2024-06-18T10:26:00+07:00'
    >>> read("26 Juni 2026").value.isoformat()
    '2026-06-26'
    """
    match = _WORDS.search(text) or _NUMBERS.fullmatch(text)
    if match is None:
        return None
    try:
        value = _value(match, WIB)
    except ValueError:
        return None
    return Printed(value, _contradicting(match["weekday"], calendar_day(value)))


def _contradicting(spelt: str | None, day: dt.date) -> int | None:
    """The number of the printed weekday, where it is not that of `day`."""
    name = "".join(filter(str.isalpha, spelt or "")).lower()
    return DAYS.index(name) if name in DAYS and name != DAYS[day.weekday()] else None


def _value(match: re.Match[str], zone: dt.tzinfo | None) -> dt.date:
    """The day that is printed, with its time if it has one, which is of `zone` where it names none.

    Raises ValueError where no calendar or clock has it.
    """
    year, month, day = match.group("year", "month", "day")
    number = int(month) if month.isdecimal() else ANY_MONTH.get(month.lower(), 0)
    value = dt.date(_whole(year), number, int(day))
    if not match["hour"]:
        return value
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if match["noon"]:
        hour = _of_24(hour, after_noon=match["noon"].lower() == "p")
    if match["zone"]:
        zone = _zone(match["zone"])
    return dt.datetime.combine(value, dt.time(hour, minute, second, tzinfo=zone))


def _whole(year: str) -> int:
    """The year that is printed, of two digits one since 2000; ValueError where it may be older."""
    number = int(year.lstrip("'"))
    if len(year) == 4:
        return number
    if number >= _OLD:
        raise ValueError(year)
    return 2000 + number


_OLD = 70
"""From here on, two digits of a year are those of one before 2000 for most programs."""


def _of_24(hour: int, *, after_noon: bool) -> int:
    """The hour of the day that `hour` is with AM or PM; some write them behind one: `21:20 PM`."""
    if 1 <= hour <= 12:
        return hour % 12 + 12 * after_noon
    if after_noon != (hour > 12):
        raise ValueError(hour)
    return hour


def _zone(text: str) -> dt.tzinfo | None:
    """The zone `WIB`, `Z`, `+0700` or `GMT+8`."""
    named = ZONES.get(text.lower())
    if named is not None:
        return named
    offset = text.upper().lstrip("UTCGM")
    return dt.time.fromisoformat(f"00{offset[0]}{offset[1:].zfill(2)}").tzinfo


def given(value: str | dt.date, zone: dt.timezone | None = None) -> dt.date | None:
    """A publication date that is given or declared.

    A date, ISO 8601, as Kontan prints it, in numbers (day, month, year, or the other way round), as
    spreadsheets show it or as mail and feeds write it (RFC 2822). None where it cannot be read. A
    time without a zone is one of `zone`; midnight without one is what tables make of a date, and
    none. What is given has microseconds and an offset of whole minutes at most, as ISO 8601 and
    RFC 3339 write them.

    >>> given("2025-05-05 13:35:13+07:00").isoformat()
    '2025-05-05T13:35:13+07:00'
    >>> given("5/12/2025").isoformat(), given("Mon, 05 May 2025 06:35:13 GMT").isoformat()
    ('2025-12-05', '2025-05-05T06:35:13+00:00')
    """
    if isinstance(value, dt.datetime):
        return _plain(value) if _has_time(value) else value.date()
    if isinstance(value, dt.date):
        return value
    text = tidy(value)
    try:
        moment = _iso(text) or _mailed(text) or _printed(text)
    except (ValueError, OverflowError):
        return None
    if not isinstance(moment, dt.datetime):
        return moment
    if not _has_time(moment):
        return calendar_day(moment)
    return _plain(moment) if moment.tzinfo else moment.replace(tzinfo=zone)


_ISO = lazy(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8}|\d{4}-?\d{3}|\d{4}-W\d{2}-\d|\d{4}W\d{3})"
    r"(?:(?P<time>(?:T|[ _](?=\d{2}:)|[ _-](?=\d{6}))\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?)"
    r"(?: ?(?P<zone>WI(?:TA|T|B)|UTC|GMT|Z|[+-]\d{2}(?::?\d{2}){0,2}))?"
    r"|[+-]\d{2}:\d{2}| ?(?:WI(?:TA|T|B)|UTC|GMT|Z))?",
    re.IGNORECASE,
)
"""ISO 8601 with a day, and what databases and XML Schema write: a blank for the `T`, though not
before four digits, which may be a year, nor before two; a day with a zone."""
_MAIL = lazy(
    r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? "
    r"(?:[+-]\d{4}|UTC?|GMT)(?: \([A-Za-z ]{1,40}\))?"
)


def _iso(text: str) -> dt.datetime | None:
    """The moment that `text` tells in ISO 8601, a day at its midnight, or None."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    zone = _zone(match["zone"]) if match["zone"] else None
    return _moment(match["day"] + (match["time"] or "")).replace(tzinfo=zone)


def _moment(text: str) -> dt.datetime:
    """The moment without a zone that `text` tells. Raises ValueError where none is so."""
    try:
        return dt.datetime.fromisoformat(text)  # nearly all, and a page declares one
    except ValueError:
        from dateutil.parser import isoparse  # knows more of the standard: `2024-170T10:26`

        moment: dt.datetime = isoparse(text)
        return moment


def _mailed(text: str) -> dt.datetime | None:
    """The moment of a mail's or a feed's date, or None."""
    if not _MAIL.fullmatch(text):
        return None
    from email.utils import parsedate_to_datetime  # few have such dates, and it costs a start

    try:
        return parsedate_to_datetime(text)
    except ValueError:  # `28 Agu 2025 20:46 +0700`
        return None


def _printed(text: str) -> dt.date | None:
    """The date that `text` prints, a time without a zone as it is, or None.

    Behind one in words a scraped column may go on: `28 April 2025 / 20:46 WIB Reporter: …`.
    """
    match = _WORDS.match(text) or _NUMBERS.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if match is None:
        shown = (pattern.fullmatch(text) for pattern in (_CELL, _SHORT, _MONTH_FIRST))
        match = next(filter(None, shown), None)
    return _value(match, None) if match else None


def _has_time(moment: dt.datetime) -> bool:
    return moment.tzinfo is not None or moment.time() != dt.time.min


def _plain(moment: dt.datetime) -> dt.datetime:
    """`moment` without what some types add to it, as nanoseconds, and old zones: seconds."""
    offset = moment.utcoffset()
    zone = None if offset is None else dt.timezone(dt.timedelta(minutes=offset // _MINUTE))
    time = dt.time(moment.hour, moment.minute, moment.second, moment.microsecond, zone)
    return dt.datetime.combine(calendar_day(moment), time)


_MINUTE = dt.timedelta(minutes=1)


def agree(one: dt.date, two: dt.date) -> bool:
    """Whether two dates name the same minute, or the same day where one has no time.

    A time without a zone is Western Indonesian.

    >>> agree(dt.date(2025, 5, 5), dt.datetime(2025, 5, 4, 18, 30, tzinfo=dt.timezone.utc))
    True
    """
    first, second = local(one), local(two)
    if isinstance(first, dt.datetime) and isinstance(second, dt.datetime):
        return first.replace(second=0, microsecond=0) == second.replace(second=0, microsecond=0)
    return calendar_day(first) == calendar_day(second)


def calendar_day(value: dt.date) -> dt.date:
    """The calendar day of a date or a moment, on the moment's own clock."""
    return dt.date(value.year, value.month, value.day)


def local(date: dt.date) -> dt.date:
    """`date` on Kontan's clocks: a time without a zone is one of theirs."""
    if not isinstance(date, dt.datetime):
        return date
    if date.tzinfo is None:
        return date.replace(tzinfo=WIB)
    try:
        return date.astimezone(WIB)
    except OverflowError:  # the first or last day that a calendar of four digits has
        return date
