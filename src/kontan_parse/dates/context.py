"""What the dates of a text tell of its year, where the day of publication is not known.

Either the open weekday dates agree, all or most, on a year that goes with those that the text
prints or with its era, or one of them is near a day or a month that it prints; or they all have the
weekdays of the year before the one whose months it reports.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

from kontan_parse.dates import era, tense
from kontan_parse.dates.days import (
    AHEAD,
    CLOSE,
    LAST,
    NEAR,
    YEARS,
    beside,
    date,
    middle,
    weekday_years,
    within,
)
from kontan_parse.dates.era import Era
from kontan_parse.dates.signs import NO_DECIMAL
from kontan_parse.dates.tense import Tense
from kontan_parse.dates.values import Mention, Part, possible
from kontan_parse.patterns import lazy

BEYOND = 2
"""Years that an article may be younger than the latest past year it prints."""
_REPORTED = 120
"""Days from a month that is reported to a day of its year with the weekday of the one before."""
_LAG = 4
"""Months from one that is reported, or from the last of a quarter, in which it is news."""
_ENDS = 40
"""Printed days and months that an open weekday date may be near."""
_ANY_YEAR = lazy(
    r"20[0-4]\d(?:(?<![\w.,/$©–—-]....)|(?<= [IV]-....)|(?<=I[IV]-....))"
    rf"(?<!© ....)(?<!opyright ....)(?!\w|/\d){NO_DECIMAL}"
)
"""Not that of a copyright, which is the year in which the page was fetched."""


Day = tuple[int, int, int]
"""Month, day and weekday of a date without a year."""


class Shared(NamedTuple):
    """The year that the open weekday dates can be of, all or most."""

    year: int
    last: Day
    """The latest of them that fell on its weekday in it."""
    agreed: bool
    """Whether they are several, and all are of it, or of the year before."""

    def of(self, day: Day) -> int | None:
        """The year of `day`: the shared one or the one before; None where it disagrees."""
        return _year(day, self.year, self.last)


class Anchor(NamedTuple):
    """What an open weekday date is near."""

    day: dt.date
    """As printed, or the middle of a month."""
    denies: bool
    """Whether a weekday which does not fit is a slip: so close is the day, or is reported up to."""


class Context:
    """The mentions of a text as witnesses of when it was written."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        outlet: str | None,
        titles: Sequence[str],
        captions: Sequence[str],
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.outlet = outlet
        """Its dateline's."""
        self.titles = titles
        """Its own and those of its cross-links."""
        self.captions = captions
        """Those of its pictures, for the years in them."""
        self._tenses: dict[int, Tense] = {}
        # Found when it is first asked for.
        self._open: Counter[Day] | None = None
        self._era: Era | None = None
        self._years: tuple[int | None, int | None] | None = None
        self._marked = False
        """Whether the latest past year is but that since which something was last as it is now:
        `terendah sejak Maret 2021`. The text is younger, nobody knows by how much."""

    def tense(self, mention: Mention) -> Tense:
        """How the text speaks of a date."""
        if mention.start not in self._tenses:
            self._tenses[mention.start] = tense.read(self.text, mention)
        return self._tenses[mention.start]

    @property
    def open(self) -> Counter[Day]:
        """Month, day and weekday of the dates without a year, by how often they are printed."""
        if self._open is None:
            self._open = Counter(
                (m.first.month or 1, m.first.day or 1, m.weekday)
                for m in self.mentions
                if m.weekday is not None and m.first.year is None and possible(m.first)
            )
        return self._open

    def possible(self, years: Sequence[int]) -> tuple[int, ...]:
        """Those of the years in which the text can have been written."""
        first, last = self.era.first, self.era.last
        return tuple(year for year in years if first.year <= year <= last.year)

    def possible_days(self, years: Sequence[int], month: int, day: int) -> tuple[int, ...]:
        """Those of the years on whose `day` of the `month` the text can have been written."""
        days = [(year, date(year, month, day)) for year in self.possible(years)]
        return tuple(year for year, value in days if value and self.era.holds(value))

    @property
    def era(self) -> Era:
        """When the text can have been written, by what it takes for granted."""
        if self._era is None:
            printed = "\n".join((self.text, *self.titles, *self.captions))
            self._era = era.read(printed, self.outlet, self.titles, past=self.past)
        return self._era

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The latest year that the text prints as past, and the first it speaks of as to come."""
        if self._years is None:
            self._years = self._find_years()
        return self._years

    def _find_years(self) -> tuple[int | None, int | None]:
        years = [
            (part.year + (mark and part.month is None), self.tense(mention) == "plan", mark)
            for mention in self.mentions
            for mark in (tense.is_a_mark(self.text, mention.start),)
            for part in (mention.first, mention.last)
            if part is not None and part.year is not None
            if part.month or part is mention.first  # `2026-2030` is mostly a plan from 2026 on
        ]
        years += [
            (int(match[0]), tense.plans(text, match.start()), False)
            for text in (self.text, "\n".join((*self.titles, *self.captions)))
            for match in _ANY_YEAR.finditer(text)
            if not tense.is_a_mark(text, match.start())
        ]
        past = {year for year, plan, _ in years if not plan and YEARS.start <= year <= LAST.year}
        last = max(past, default=None)
        self._marked = all(mark for year, plan, mark in years if year == last and not plan)
        return last, min((year for year, plan, _ in years if plan), default=None)

    @property
    def past(self) -> int | None:
        """The latest year that the text prints as past."""
        return self.years[0]

    def goes_with(self, reference: dt.date) -> bool:
        """Whether each open weekday date is near `reference`, or so close that it is a slip."""
        for month, number, weekday in self.open:
            if beside(reference, weekday_years(month, number, weekday), month, number):
                continue
            other = within(reference, month, number)
            if other is None or abs((other - reference).days) > CLOSE:
                return False
        return True

    def shared(self) -> Shared | None:
        """The year that the open weekday dates share, asked once for all of them."""
        year = self._shared_year()
        if year is None:
            return None
        last = max(day for day in self.open if year in weekday_years(*day))
        return Shared(year, last, len(self.open) > 1 and self._fits(year, self.open))

    def _shared_year(self) -> int | None:
        """The year that the open dates with a weekday can be of, or some of them the year before.

        All of them; or, where they do not agree, most.
        """
        days = Counter({day: n for day, n in self.open.items() if weekday_years(*day)})
        if not days:
            return None
        past, planned = self.years
        if past is not None:
            years = range(past, past + BEYOND + 1)
        elif planned is not None:
            years = range(planned, planned - 2, -1)  # plans are mostly for this year, or the next
        else:
            years = range(0)
        for year in years:
            if self._fits(year, days):
                return year
        printed = [m.first.year or 0 for m in self.mentions if m.first.day]
        fitting = [year for year in printed if all(year in weekday_years(*day) for day in days)]
        if fitting and self._in_era(max(fitting), days):
            return max(fitting)
        reported = self._reported_year(days)
        if reported is not None:
            return reported
        if past is not None:
            most = self._most(range(past, past + BEYOND + 2), days)
            if most and most[0] in years:
                return most[0]
        return self._only_year(past, days)

    def _reported_year(self, days: Counter[Day]) -> int | None:
        """The latest year that all days can be of, the text having news of months before them.

        A text of any other year has other news. What it prints of later years are then forecasts,
        however it speaks of them, `laba semester I-2022 …, dan Rp 5 triliun di 2023`; but where it
        tells of a later month or quarter, it is younger, and the weekday a slip.
        """
        parts = [
            (end.year * 12 + end.month - 1, tense.is_compared(self.text, mention.start))
            for mention in self.mentions
            for end in (mention.last or mention.first,)
            if end.year is not None and end.month is not None and self.tense(mention) != "plan"
        ]
        news = [month for month, compared in parts if not compared]
        years = {(month + lag) // 12 for month in news for lag in (0, _LAG)}
        for year in sorted(years, reverse=True):
            if not self._fits(year, days):
                continue
            last = year * 12 + max(day for day in days if year in weekday_years(*day))[0] - 1
            younger = any(last < month and not _ends_a_year_on(month, last) for month, _ in parts)
            if not younger and any(last - _LAG <= month <= last for month in news):
                return year
        return None

    def _only_year(self, past: int | None, days: Counter[Day]) -> int | None:
        """The one year of the almanac that all days can be of, none being before `past`."""
        years = range(self.era.first.year, self.era.last.year + 1)
        first = next((year for year in years if self._in_era(year, days)), years.stop)
        possible = range(max(past or 0, first), years.stop)
        only = [year for year in possible if self._fits(year, days)] or self._most(possible, days)
        if len(only) > 1:
            only = [year for year in only if year <= self._end_of_plans()]
        if len(only) != 1:
            return None
        year = only[0]
        # A text that nothing proves to be younger knows years that are near to its own.
        far = past is not None and past >= first and year > past + BEYOND + 1
        return None if far and not self._marked else year

    def _end_of_plans(self) -> int:
        """The first year of which it is sure that the text was written before its end.

        What will be in it is announced, and no later one is told of as past.
        """
        return min(
            (
                mention.first.year
                for mention in self.mentions
                if mention.first.year is not None
                and mention.first.year >= (self.past or 0)
                and self.tense(mention) == "plan"
                and tense.will_be(self.text, mention)
            ),
            default=LAST.year,
        )

    def _fits(self, year: int, days: Collection[Day]) -> bool:
        """Whether all days fell on their weekdays in `year`, or the later ones in the year before.

        The year is one in which the text can have been written.
        """
        this = [day for day in days if year in weekday_years(*day)]
        return (
            bool(this)
            and all(_year(day, year, max(this)) is not None for day in days)
            and self._in_era(year, this)
        )

    def _in_era(self, year: int, days: Collection[Day]) -> bool:
        """Whether the text can have been written at the last of these days of `year`."""
        month, day, _ = max(days)
        value = date(year, month, day)
        return value is not None and self.era.holds(value)

    def _most(self, years: Sequence[int], days: Counter[Day]) -> list[int]:
        """The years that most of several days fit, half of them at least: the others may be slips.

        Half are not enough where the other half fits another of the years.
        """
        fits = {}
        for year in years:
            these = [day for day in days if year in weekday_years(*day)]
            if these and self._in_era(year, these):
                fits[year] = sum(days[day] for day in these)
        most = max(fits.values(), default=0)
        agreed = [year for year, count in fits.items() if count == most]
        if len(days) < 2 or most * 2 < days.total() + (len(agreed) > 1):
            return []
        return agreed

    def misread(self) -> dt.date | None:
        """The latest open day, where all have last year's weekdays, by what the text says of this.

        Whoever errs by a day has mostly looked into the calendar of the year before. The text
        reports a month of this year that is not long before, and no year that is possible from then
        on fits any day; or this is the first year of which it speaks as to come, and none fits.
        """
        past, planned = self.years
        for year in (past, planned):
            if year is not None and self.open and self._are_misread(year, planned=year != past):
                month, number, _ = max(self.open)
                last = date(year, month, number)
                if last is not None and (year != past or self._is_news(last)):
                    return last
        return None

    def _are_misread(self, year: int, *, planned: bool) -> bool:
        """Whether all open days have the weekdays of the year before `year`, and it can be this.

        No year from then on fits them, nor one before that, if it is but `planned`.
        """
        month, number, _ = max(self.open)
        last = date(year, month, number)
        if last is None or not self.era.holds(last):
            return False
        for day in self.open:
            fit = weekday_years(*day)
            possible = self.possible_days(fit, day[0], day[1])
            if year - 1 not in fit or any(planned or other >= year for other in possible):
                return False
        return True

    def _is_news(self, last: dt.date) -> bool:
        """Whether the text reports a month or day of the year of `last` not long before it."""
        return any(
            end.year == last.year
            and end.month is not None
            and (end.month, end.day or 1) <= (last.month, last.day)
            and (last - middle(end)).days <= _REPORTED
            and self.tense(mention) != "plan"
            for mention in self.mentions
            for end in (mention.last or mention.first,)
        )

    def anchor(self, shared: Shared | None) -> Anchor | None:
        """The latest day or month with its year, and no plan, that an open weekday date is near.

        Where that day is not on its weekday, one of the two is a slip; then the text prints no
        later year as past. But several that agreed on the `shared` year are none; nor is a weekday
        near a month with which another time is compared, `lebih mahal daripada pada Maret 2021`:
        the article is younger. None counts on which the text cannot have been written.
        """
        if not self.open:
            return None
        agreed = shared is not None and shared.agreed
        ends = {
            m.last or m.first
            for m in self.mentions
            if m.first.month
            and (m.last or m.first).year
            and self.tense(m) != "plan"
            and not tense.begins_a_period(self.text, m.start)
        }
        compared = {
            end
            for m in self.mentions
            if (end := m.last or m.first) in ends
            and end.day is None
            and tense.is_compared(self.text, m.start)
        }
        latest = max((end.year or 0 for end in ends), default=0)
        # a day before the month of which it is the middle, since a set has no order
        order = sorted(ends, key=lambda end: (middle(end), end.day is not None), reverse=True)
        for end in order[:_ENDS]:
            day = middle(end)
            if day.year < latest:
                break
            near: dict[bool, int] = {}
            for month, number, weekday in self.open:
                other = within(day, month, number)
                if (
                    other is not None
                    and abs((other - day).days) <= AHEAD
                    and self.era.holds(other)
                    and ((fits := other.weekday() == weekday) or end not in compared)
                ):
                    near[fits] = min(near.get(fits, AHEAD), abs((other - day).days))
            if True in near or (near and day.year >= (self.past or 0)):
                if end.day is not None:
                    denies = near.get(False, AHEAD) <= CLOSE
                else:
                    denies = self._is_reported_up_to(end)
                return Anchor(day, denies=denies and True not in near and not agreed)
        return None if agreed else self._near_a_plan(shared)

    def _near_a_plan(self, shared: Shared | None) -> Anchor | None:
        """The planned day that an open weekday date is close to, whose weekday is then a slip.

        It is of a year before the `shared` one, since nobody plans what is over; or of one more
        than a year behind it, if the text does not print the shared one as past, and the weekday is
        that of the year before. But what is to end on such a day may have been planned long before.
        """
        planned = (
            (day, mention)
            for mention in self.mentions
            if (day := date(*(number or 0 for number in mention.first)))
            and self.tense(mention) == "plan"
        )
        for day, mention in islice(planned, _ENDS):
            outlived = shared is not None and day.year < shared.year
            if not outlived and (
                (shared is not None and (day.year <= shared.year + 1 or self.past == shared.year))
                or tense.ends(self.text, mention.start)
            ):
                continue
            near = [
                (other.weekday() == weekday, self._is_misread(other, weekday))
                for month, number, weekday in self.open
                if (other := within(day, month, number)) and abs((other - day).days) <= CLOSE
            ]
            if (
                near
                and not any(fits for fits, _ in near)
                and (outlived or all(misread for _, misread in near))
            ):
                return Anchor(day, denies=True)
        return None

    def _is_misread(self, day: dt.date, weekday: int) -> bool:
        """Whether the text can be of `day`, with the weekday that it had the year before."""
        return self.era.holds(day) and day.year - 1 in weekday_years(day.month, day.day, weekday)

    def _is_reported_up_to(self, end: Part) -> bool:
        """Whether a sentence reports up to that month: `Hingga Juni 2026, laba naik`."""
        return any(
            tense.is_reported_up_to(self.text, mention.start)
            for mention in self.mentions
            if (mention.last or mention.first) == end
        )


def _year(day: Day, shared: int, last: Day) -> int | None:
    """`shared` or the year before, whichever fits `day`; `last` is the latest that fits `shared`.

    The year before is that of December's days in January. A day that is near to the others is not
    of it, though it may fit: whoever errs by a day prints the weekday that the date had a year ago.
    Nor is one that is farther from them than a weekday settles a year.
    """
    fit = weekday_years(*day)
    if shared in fit:
        return shared
    latest = date(shared, last[0], last[1])
    value = within(latest, day[0], day[1]) if latest else None
    if latest is None or value is None or shared - 1 not in fit:
        return None
    before = value.year < shared and (latest - value).days <= NEAR
    return shared - 1 if before else None


def _ends_a_year_on(month: int, last: int) -> bool:
    """Whether `month` is a December over a year behind `last`: it is forecast as a year is."""
    return month % 12 == 11 and month > last + 12
