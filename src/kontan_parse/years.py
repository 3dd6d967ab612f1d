"""Which year a date is of, where it is not printed; and when an article appeared.

No clock is asked. In this order:

1. The year is printed. A weekday that contradicts it is a finding, and the printed date stands.
2. The weekday and the day of publication: of the years in which the day falls on that weekday,
   the one next to the publication. They are five years apart or more, so one at most is near.
3. The day of publication alone: the year that puts the date into the twelve months that end
   `AHEAD` days behind it.
4. The weekday and the other years of the text: the first year with that weekday which is not
   before the latest year that the text prints as past, nor more than `BEYOND` years after it; else
   the latest of which it prints a full day; else, where several weekdays do not agree, the first
   with half of them. Dates without a weekday then go by those that have one, or by the same day
   with its year.
5. Otherwise the year stays open, and a finding names the years that fit.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from kontan_parse import tense
from kontan_parse.dates import DAYS, Mention, Part, possible
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.mentions import find
from kontan_parse.model import (
    DateBasis,
    Dateline,
    DateMention,
    EstimateBasis,
    PublishedEstimate,
)
from kontan_parse.tense import Tense
from kontan_parse.witness import Witness, latest

YEARS = range(2007, 2047)
"""The years that an open date may be of: Kontan's site began in 2007."""
AHEAD = 45
"""Days behind the publication that a date without weekday and year may lie: plans, deadlines."""
BEYOND = 2
"""Years that an article may be younger than the latest past year it prints."""
NEAR = 200
"""Days from the publication within which a weekday settles a year."""


class Settled(NamedTuple):
    """The dates of a text."""

    dates: tuple[DateMention, ...]
    estimate: PublishedEstimate | None
    findings: tuple[Diagnostic, ...]


def settle(
    title: str | None,
    paragraphs: Sequence[str],
    lines: Sequence[int],
    published: dt.date | None,
    dateline: Dateline | None,
    around: Sequence[str] = (),
) -> Settled:
    """The dates in `title` and `paragraphs`, whose line numbers are `lines`.

    `around` is what else is printed; its years tell as well when the text was written.
    `published` is the day of publication where it is known; where it is not, a dateline that
    prints a day stands in for it, and the estimate says when the text appeared.
    """
    texts = [title or "", *paragraphs]
    text = "\n".join(texts)
    mentions = find(text, relative=published is not None)
    starts = [*accumulate(map(len, texts[:-1]), lambda at, length: at + length + 1, initial=0)]
    numbers = [None, *lines]
    day = _day(published) or (dateline.date if dateline else None)
    reading = _Text(text, mentions, day, given=published is not None, around=around)
    dates: list[DateMention] = []
    findings: list[Diagnostic] = []
    for mention, said in zip(mentions, reading.said, strict=True):
        if said is None:
            continue
        at = bisect_right(starts, mention.start) - 1
        printed = text[mention.start : mention.end]
        dates.append(
            DateMention(
                text=printed,
                value=said.value,
                basis=said.basis,
                paragraph=None if at == 0 else at - 1,
            )
        )
        findings += (
            found(code, numbers[at], text=printed, **words) for code, words in said.findings
        )
    estimate = None if published is not None else reading.estimate(dateline)
    return Settled(tuple(dates), estimate, tuple(findings))


def _day(published: dt.date | None) -> dt.date | None:
    """The calendar day of a publication."""
    return published.date() if isinstance(published, dt.datetime) else published


Findings = tuple[tuple[str, dict[str, object]], ...]
"""Codes with the words that fill their messages."""


class Said(NamedTuple):
    """What a mention says."""

    value: str | None
    """EDTF level 0."""
    basis: DateBasis | None
    day: dt.date | None = None
    """Where it is a single day."""
    candidates: tuple[int, ...] = ()
    """The years that fit, where it is a single day."""
    findings: Findings = ()


class _Text:
    """The mentions of one text, settled together."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        day: dt.date | None,
        *,
        given: bool,
        around: Sequence[str],
    ) -> None:
        self.text = text
        self.around = around
        """What else the page prints, for the years in it."""
        self.mentions = mentions
        self.day = day
        self.given = given
        """Whether the day of publication is known, and not only the dateline's."""
        self.printed = {
            mention.first[1:]: mention.first.year
            for mention in reversed(mentions)
            if mention.first.year is not None and possible(mention.first)
        }
        """The year with which the text prints a month and day, where it first does."""
        self.tenses: dict[int, Tense] = {}
        """How the text speaks of the mention at a place, once that was asked."""
        self.reference = day
        """The day that dates without weekday and year go by."""
        self.said: list[Said | None] = [None] * len(mentions)
        if day is None:
            self._find_reference()
        for at, mention in enumerate(mentions):
            if self.said[at] is None:
                self.said[at] = self._say(mention)

    def _find_reference(self) -> None:
        """Settle what needs no reference, surest first, and go by the latest day of that."""
        steps: tuple[Callable[[Mention], bool], ...] = (
            lambda m: m.weekday is not None and m.first.year is not None,
            lambda m: m.weekday is not None,
            lambda m: m.first.day is not None and m.last is None and m.first.year is not None,
        )
        for number, step in enumerate(steps):
            weekdays = number < 2
            shared = self._shared_year() if number == 1 else None
            for at, mention in enumerate(self.mentions):
                if self.said[at] is None and step(mention):
                    self.said[at] = self._say(mention, shared)
            self.reference = self._latest(weekdays=weekdays)
            if self.reference is not None:
                if shared is not None:  # those that disagree are near the others, by a slip
                    self.said = [said if said and said.value else None for said in self.said]
                return

    def _say(self, mention: Mention, shared: int | None = None) -> Said | None:
        if mention.relative is not None:
            return self._relative(mention)
        first, last = mention.first, mention.last
        if last is not None:
            return self._range(mention, first, last)
        if first.day is None:
            return Said(_edtf(first), "printed") if first.year is not None else None
        return self._single(mention, first, shared)

    def _single(self, mention: Mention, part: Part, shared: int | None) -> Said:
        month, day = part.month or 1, part.day or 1
        weekday = mention.weekday
        slips: Findings = (("mended-date", {}),) if mention.mended else ()
        fit = _weekday_years(month, day, weekday) if weekday is not None else ()
        if part.year is not None:
            value = _date(part.year, month, day)
            if value is None:
                return Said(None, None, findings=(("unreadable-date", {}),))
            return Said(
                value.isoformat(),
                "printed",
                value,
                (part.year,),
                (*slips, *self._mismatch(value, mention)),
            )
        if _date(2024, month, day) is None:
            return Said(None, None, findings=(("unreadable-date", {}),))
        if self.reference is not None:
            known: DateBasis = "published" if self.given else "context"
            near = self._near(fit, month, day)
            if near is not None:
                by: DateBasis = "weekday" if self.given else "context"
                return Said(near.isoformat(), by, near, fit, slips)
            value = _within(self.reference, month, day)
            if value is not None:
                return Said(
                    value.isoformat(),
                    known,
                    value,
                    (value.year,),
                    (*slips, *self._mismatch(value, mention)),
                )
        elif shared is not None:
            year = shared if shared in fit else shared - 1
            value = _date(year, month, day) if year in fit else None
            if value is not None:
                return Said(value.isoformat(), "context", value, fit, slips)
        same = self.printed.get((month, day))
        if same is not None and (weekday is None or same in fit):
            value = dt.date(same, month, day)
            return Said(value.isoformat(), "context", value, (same,), slips)
        told = f"; it may be {', '.join(map(str, fit))}" if fit else ""
        return Said(None, None, None, fit, (*slips, ("open-year", {"hint": told})))

    def _near(self, fit: tuple[int, ...], month: int, day: int) -> dt.date | None:
        """The day in one of the years `fit` that is near the reference, or None."""
        for year in fit:
            value = _date(year, month, day)
            if value and self.reference and abs((value - self.reference).days) <= NEAR:
                return value
        return None

    def _range(self, mention: Mention, first: Part, last: Part) -> Said:
        slips: Findings = (("mended-date", {}),) if mention.mended else ()
        basis: DateBasis = "printed"
        if last.year is None and first.year is not None:
            last = last._replace(year=first.year + ((last.month, last.day) < first[1:]))
        elif last.year is None:
            month, day = last.month or 1, last.day or 1
            if _date(2024, month, day) is None:
                return Said(None, None, findings=(*slips, ("unreadable-date", {})))
            value = _within(self.reference, month, day) if self.reference else None
            if value is None:
                return Said(None, None, findings=(*slips, ("open-year", {"hint": ""})))
            last = last._replace(year=value.year)
            basis = "published" if self.given else "context"
        if first.year is None:
            later = (first.month or 1, first.day or 1) > (last.month or 12, last.day or 31)
            first = first._replace(year=(last.year or 0) - later)
        one, two = _edtf(first), _edtf(last)
        if one is None or two is None or one > two:
            return Said(None, None, findings=(*slips, ("unreadable-date", {})))
        return Said(f"{one}/{two}" if one != two else one, basis, findings=slips)

    def _relative(self, mention: Mention) -> Said | None:
        """A day, week, month or year counted from the publication, where that is known."""
        if self.day is None or not self.given or mention.relative is None:
            return None
        unit, offset = mention.relative
        first, last = mention.first, mention.last
        match unit:
            case "day":
                value = _add(self.day, offset)
                return Said(value.isoformat(), "published", value) if value else None
            case "week":
                monday = _add(self.day, 7 * offset - self.day.weekday())
                sunday = _add(monday, 6) if monday else None
                return Said(f"{monday}/{sunday}", "published") if monday and sunday else None
            case "named month":
                year = _year_of(first.month or 1, self.day, offset)
            case "month":
                months = self.day.year * 12 + self.day.month - 1 + offset
                year, first = months // 12, Part(month=months % 12 + 1)
            case _:
                year = self.day.year + offset
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            return None
        one = _edtf(first._replace(year=year))
        two = _edtf(last._replace(year=year)) if last else one
        if one is None or two is None or one > two:
            return Said(None, None, findings=(("unreadable-date", {}),))
        return Said(one if one == two else f"{one}/{two}", "published")

    def _mismatch(self, value: dt.date, mention: Mention) -> Findings:
        """The finding that `value` fell on another weekday, with a reading that would fit."""
        if mention.weekday is None or value.weekday() == mention.weekday:
            return ()
        printed = DAYS[mention.weekday].capitalize()
        readings = [
            (_date(value.year + 1, value.month, value.day), ""),
            (_date(value.year - 1, value.month, value.day), ""),
        ]
        if "/" in self.text[mention.start : mention.end]:
            swapped = _date(value.year, value.day, value.month)
            readings.append((swapped, "with day and month swapped, "))
        near = self.reference or value
        fitting = [
            (abs((other - near).days), f"; {how}{other} was a {printed}")
            for other, how in readings
            if other is not None and other.weekday() == mention.weekday
        ]
        actual = DAYS[value.weekday()].capitalize()
        return (
            ("weekday-mismatch", {"actual": actual, "hint": min(fitting, default=("", ""))[1]}),
        )

    def _years(self) -> tuple[int | None, int | None]:
        """The latest year that the text prints as past, and the first it speaks of as to come."""
        years = [
            (part.year, self._tense(mention) == "plan")
            for mention in self.mentions
            for part in (mention.first, mention.last)
            if part is not None and part.year is not None
        ]
        years += [
            (int(match[0]), tense.plans(text, match.start()))
            for text in (self.text, "\n".join(self.around))
            for match in _ANY_YEAR.finditer(text)
        ]
        past = (year for year, plan in years if not plan and year in YEARS)
        return max(past, default=None), min((year for year, plan in years if plan), default=None)

    def _shared_year(self) -> int | None:
        """The year that all open dates with a weekday can be of, or the one and the year before."""
        fits = {
            _weekday_years(m.first.month or 1, m.first.day or 1, m.weekday)
            for m in self.mentions
            if m.weekday is not None and m.first.year is None
        } - {()}  # no calendar has `Selasa (31/6)`
        if not fits:
            return None
        past, planned = self._years()
        if past is not None:
            years = range(past, past + BEYOND + 1)
        elif planned is not None:
            years = range(planned, planned + 1)  # what is planned for a year is mostly so in it
        else:
            return None
        for year in years:
            if any(year in fit for fit in fits) and all(
                year in fit or year - 1 in fit for fit in fits
            ):
                return year
        printed = [m.first.year or 0 for m in self.mentions if m.first.day and m.first.year]
        fitting = [year for year in printed if all(year in fit for fit in fits)]
        if fitting:
            return max(fitting)
        if past is not None and len(fits) > 1:  # one of them may be a slip
            halves = (year for year in years if sum(year in fit for fit in fits) * 2 >= len(fits))
            return next(halves, None)
        return None

    def _tense(self, mention: Mention) -> Tense:
        """How the text speaks of a date."""
        if mention.start not in self.tenses:
            self.tenses[mention.start] = tense.read(self.text, mention)
        return self.tenses[mention.start]

    def _latest(self, *, weekdays: bool) -> dt.date | None:
        """The latest settled day that is no plan."""
        at = self._latest_at(weekdays=weekdays)
        said = self.said[at] if at is not None else None
        return said.day if said else None

    def _latest_at(self, *, weekdays: bool) -> int | None:
        """Index of that day's mention, or None."""
        witnesses = (
            Witness(
                at=at,
                day=said.day,
                how=self._tense(mention),
                by_weekday=mention.weekday is not None or self._tense(mention) == "today",
                printed=mention.first.year is not None,
                fits=not any(code == "weekday-mismatch" for code, _ in said.findings),
                ends=tense.ends_a_period(self.text, mention.start),
            )
            for at, (said, mention) in enumerate(zip(self.said, self.mentions, strict=True))
            if said is not None and said.day is not None
        )
        return latest(witnesses, weekdays=weekdays)

    def estimate(self, dateline: Dateline | None) -> PublishedEstimate | None:
        """When the text appeared, by its dateline or the latest day that it reports."""
        if dateline is not None and dateline.date is not None:
            return PublishedEstimate(
                date=dateline.date, basis="dateline", text=dateline.text,
                candidates=(str(dateline.date.year),),
            )  # fmt: skip
        bases: tuple[tuple[EstimateBasis, bool], ...] = (
            ("latest-weekday-date", True),
            ("latest-date", False),
        )
        for basis, weekdays in bases:
            if not weekdays and self._holds_an_open_weekday():
                return None  # it would be the better witness; an older day would mislead
            at = self._latest_at(weekdays=weekdays)
            said = self.said[at] if at is not None else None
            if at is not None and said is not None and said.day is not None:
                mention = self.mentions[at]
                return PublishedEstimate(
                    date=said.day,
                    basis=basis,
                    text=self.text[mention.start : mention.end],
                    candidates=tuple(map(str, said.candidates)),
                )
        return None

    def _holds_an_open_weekday(self) -> bool:
        """Whether a weekday date has no year."""
        return any(
            mention.weekday is not None and said is not None and said.day is None
            for mention, said in zip(self.mentions, self.said, strict=True)
        )


_ANY_YEAR = re.compile(r"20[0-4]\d(?<![\w.,/$©-]....)(?<!© ....)(?<!opyright ....)(?![\w]|[.,/]\d)")
"""Not that of a copyright, which is the year in which the page was fetched."""


@lru_cache(maxsize=4096)
def _weekday_years(month: int, day: int, weekday: int | None) -> tuple[int, ...]:
    """The years of `YEARS` in which the day falls on the weekday."""
    dates = (_date(year, month, day) for year in YEARS)
    return tuple(date.year for date in dates if date and date.weekday() == weekday)


def _year_of(month: int, day: dt.date, side: int) -> int:
    """The year of the month that is next to `day`: behind it, ahead of it, or on either side."""
    ahead = month - day.month
    if side == 0:
        return day.year - (ahead > 6) + (ahead < -6)
    return day.year + (ahead <= 0) if side > 0 else day.year - (ahead >= 0)


def _within(reference: dt.date, month: int, day: int) -> dt.date | None:
    """The day in the twelve months that end `AHEAD` days behind `reference`."""
    for year in (reference.year + 1, reference.year, reference.year - 1):
        value = _date(year, month, day)
        if value and (value - reference).days <= AHEAD:
            return value
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _add(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def _edtf(part: Part) -> str | None:
    """The part in EDTF, or None where no calendar has it."""
    year, month, day = part
    if year is None:
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    value = _date(year, month, day)
    return value.isoformat() if value else None
