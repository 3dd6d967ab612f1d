"""Which year a date is of, where it is not printed.

No clock is asked. In this order:

1. The year is printed. A weekday that contradicts it is a finding, and the printed date stands.
2. The weekday and the day of publication: of the years in which the day falls on that weekday,
   the one next to the publication. They are five years apart or more, so one at most is near.
3. The day of publication alone: the year that puts the date into the twelve months that end
   `AHEAD` days behind it; what is spoken of as to come is not half a year before it, and not two
   months where its own clause or that month with its year says so; what is called `mendatang` or
   `lalu` lies on that side of it.
4. The weekday and what else the text says (see `context`): the first year with that weekday which
   is not before the latest year that the text prints as past, nor more than `BEYOND` years after
   it; else the latest of which it prints a full day; else that of its latest news; else that with
   most of several weekdays that do not agree; else the only one of the almanac (see `era`); else
   that of the last printed month or day nearby; else that of a reported month, where the weekday
   is last year's. Dates without a weekday then go by those that have one, or by the same day with
   its year.
5. Otherwise the year stays open, and a finding names the years that fit.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kontan_parse.dates import slips, tense
from kontan_parse.dates.context import Context, Shared
from kontan_parse.dates.days import (
    AHEAD,
    CLOSE,
    LAST,
    add,
    beside,
    date,
    edtf,
    weekday_years,
    within,
    year_of,
)
from kontan_parse.dates.values import DAYS, Mention, Part, possible
from kontan_parse.dates.witness import Witness, latest
from kontan_parse.model import (
    DateBasis,
)

_HALF_A_YEAR = 183
"""Days: a deadline that was longer ago is rather next year's."""
_TWO_MONTHS = 60
"""Days: a day of which it is announced what will be on it, and that was longer ago, is next
year's."""
_LATE = 7
"""Days that an article may appear behind what it says of a day to come."""
_AROUND = 2
"""Printed days before and behind a day with which it is compared."""


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


class Calendar:
    """The mentions of one text, settled together."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        day: dt.date | None,
        context: Context,
        *,
        given: bool,
    ) -> None:
        self.text = text
        self.context = context
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
        # Found when they are first asked for.
        self._days: list[dt.date] | None = None
        self._months: set[tuple[int, int]] | None = None
        self.reference = day
        """The day that dates without weekday and year go by."""
        self.said: list[Said | None] = [None] * len(mentions)
        if day is None:
            self._find_reference()
        self._settle(lambda _: True)

    def _find_reference(self) -> None:
        """Settle what needs no reference, surest first, and go by the latest day of that."""
        self._settle(lambda mention: mention.first.year is not None)
        stated = self._latest(weekdays=True)
        goes = stated is not None and self.context.goes_with(stated)
        shared = None if goes else self.context.shared()
        if stated is not None and (shared is None or shared.year < stated.year):
            self.reference = stated
            return
        anchor = self.context.anchor(shared)
        if anchor is not None and (shared is None or anchor.denies):
            shared, self.reference = None, anchor.day
        self._settle(lambda mention: mention.weekday is not None, shared)
        self.reference = self._latest(weekdays=True)
        if self.reference is None:
            self.reference = self._latest(weekdays=False)
        elif shared is not None or anchor is not None:  # the others are near, by a slip
            self._ask_again()
        if self.reference is None:
            self.reference = self.context.misread() or self._first_plan()
            if self.reference is not None:
                self._ask_again()

    def _first_plan(self) -> dt.date | None:
        """The first weekday, where all are plans: not the day of writing, but near to it."""
        planned = [
            said.day
            for said, mention in zip(self.said, self.mentions, strict=True)
            if said is not None and said.day is not None and mention.weekday is not None
        ]
        return min(planned, default=None)

    def _settle(self, asked: Callable[[Mention], bool], shared: Shared | None = None) -> None:
        """Say of those of the mentions what can be said, where that is still to do."""
        for at, mention in enumerate(self.mentions):
            if self.said[at] is None and asked(mention):
                self.said[at] = self._say(mention, shared)

    def _ask_again(self) -> None:
        """Forget of which mentions nothing could be said."""
        self.said = [said if said and said.value else None for said in self.said]

    def _say(self, mention: Mention, shared: Shared | None = None) -> Said | None:
        if mention.relative is not None:
            return self._relative(mention)
        first, last = mention.first, mention.last
        if last is not None:
            return self._range(mention, first, last)
        if first.day is None:
            return Said(edtf(first), "printed") if first.year is not None else None
        return self._single(mention, first, shared)

    def _single(self, mention: Mention, part: Part, shared: Shared | None) -> Said:
        month, day = part.month or 1, part.day or 1
        weekday = mention.weekday
        mended: Findings = (("mended-date", {}),) if mention.mended else ()
        fit = weekday_years(month, day, weekday)
        if part.year is not None:
            value = date(part.year, month, day)
            if value is None:
                return Said(None, None, findings=(("unreadable-date", {}),))
            return Said(
                value.isoformat(),
                "printed",
                value,
                (part.year,),
                (*mended, *self._mismatch(value, mention, settled=False)),
            )
        if date(2024, month, day) is None:
            return Said(None, None, findings=(("unreadable-date", {}),))
        if self.reference is not None:
            known: DateBasis = "published" if self.given else "context"
            near = beside(self.reference, fit, month, day)
            if near is not None:
                by: DateBasis = "weekday" if self.given else "context"
                return Said(near.isoformat(), by, near, fit, mended)
            value = self._next_to(self.reference, mention, month, day)
            if weekday is not None and value is not None and self._is_far_slip(value, weekday):
                meant = self._meant(value, weekday, mention)
                return Said(None, None, findings=(*mended, ("open-year", {"hint": meant})))
            if value is not None:
                return Said(
                    value.isoformat(),
                    known,
                    value,
                    (value.year,),
                    (*mended, *self._mismatch(value, mention, settled=True)),
                )
        elif shared is not None and weekday is not None:
            year = shared.of((month, day, weekday))
            value = date(year, month, day) if year else None
            if value is not None:
                return Said(value.isoformat(), "context", value, fit, mended)
        same = self.printed.get((month, day))
        if same is not None and (weekday is None or same in fit):
            value = dt.date(same, month, day)
            return Said(value.isoformat(), "context", value, (same,), mended)
        possible = self.context.possible_days(fit, month, day)
        hint = self._hint(possible) if possible else _denied(fit, weekday)
        return Said(None, None, None, possible, (*mended, ("open-year", {"hint": hint})))

    def _is_far_slip(self, value: dt.date, weekday: int) -> bool:
        """Whether `value` has another weekday, and is far away in a year that nothing prints."""
        reference = self.reference
        return (
            reference is not None
            and not self.given
            and value.weekday() != weekday
            and value.year != reference.year
            and abs((value - reference).days) > AHEAD
            and value.year not in self.printed.values()
        )

    def _meant(self, value: dt.date, weekday: int, mention: Mention) -> str:
        """Which day may be meant by `value`, which has another weekday.

        That is one close to the reference, in its year, or else one beside `value`.
        """
        reference = self.reference or value
        here = date(reference.year, value.month, value.day) or value
        read = self._readings(here, weekday, mention, settled=True)
        if not read or abs((read[0].day - reference).days) > CLOSE:
            read = self._readings(value, weekday, mention, settled=True)
        return str(slips.told(value, weekday, read)["hint"])

    def _hint(self, possible: tuple[int, ...]) -> str:
        """Which years an open day may be of; and of which the text tells, where that is later."""
        past = self.context.past or 0
        but = f", though the text tells of {past}" if past > possible[-1] else ""
        return f"; it may be {', '.join(map(str, possible))}{but}"

    def _next_to(
        self, reference: dt.date, mention: Mention, month: int, day: int
    ) -> dt.date | None:
        """The day in the twelve months around `reference`; no plan is half a year before it.

        Nor is it months before where its clause says that it is to come, or where the text prints
        that month of the next year. What is called `mendatang` lies ahead, and what is called
        `lalu` before a day of publication, unless that is only some days off, by a slip or since
        the article appeared late. None: it is a leap day, and the year on that side has none.
        """
        value = within(reference, month, day)
        if value is None:
            return None
        age = (reference - value).days
        side = tense.side(self.text, mention.end)
        if side < 0 and age < -_LATE and self.given:  # else the text may be younger than that
            return date(value.year - 1, month, day)
        if (side > 0 and age > _LATE) or (age > _TWO_MONTHS and self._comes(mention, value, age)):
            return date(value.year + 1, month, day)
        return value

    def _comes(self, mention: Mention, value: dt.date, age: int) -> bool:
        """Whether a day that would be `age` days ago at `value` is rather one of the next year."""
        if tense.announces(self.text, mention.start):
            return True
        how = self.context.tense(mention)
        if how == "plan" and age > _HALF_A_YEAR:
            return True
        then = value.year, value.month
        return (
            how in ("plan", "open")
            and then not in self.months
            and (value.year + 1, value.month) in self.months
        )

    @property
    def months(self) -> set[tuple[int, int]]:
        """The months that are printed with their years."""
        if self._months is None:
            self._months = {
                (part.year, part.month)
                for mention in self.mentions
                for part in (mention.first, mention.last)
                if part is not None and part.year is not None and part.month is not None
            }
        return self._months

    def _range(self, mention: Mention, first: Part, last: Part) -> Said:
        mended: Findings = (("mended-date", {}),) if mention.mended else ()
        basis: DateBasis = "printed"
        if last.year is None and first.year is not None:
            last = last._replace(year=first.year + ((last.month, last.day) < first[1:]))
        elif last.year is None:
            month, day = last.month or 1, last.day or 1
            if date(2024, month, day) is None:
                return Said(None, None, findings=(*mended, ("unreadable-date", {})))
            near = self.reference and self._next_to(self.reference, mention, month, day)
            if near is None:
                return Said(None, None, findings=(*mended, ("open-year", {"hint": ""})))
            last = last._replace(year=near.year)
            basis = "published" if self.given else "context"
        if first.year is None:
            later = (first.month or 1, first.day or 1) > (last.month or 12, last.day or 31)
            first = first._replace(year=(last.year or 0) - later)
        one, two = edtf(first), edtf(last)
        if one is None or two is None or one[: len(two)] > two:
            return Said(None, None, findings=(*mended, ("unreadable-date", {})))
        said = mended
        for end, part in zip(mention.ends, (first, last), strict=False):
            value = date(part.year or 0, part.month or 0, part.day or 0)
            text = self.text[end.start : end.end]
            said += tuple(
                (code, {**words, "text": text})
                for code, words in (
                    self._mismatch(value, end, settled=basis != "printed") if value else ()
                )
            )
        return Said(f"{one}/{two}" if one != two else one, basis, findings=said)

    def _relative(self, mention: Mention) -> Said | None:
        """A day, week, month or year counted from the publication, where that is known."""
        if self.day is None or not self.given or mention.relative is None:
            return None
        unit, offset = mention.relative
        first, last = mention.first, mention.last
        match unit:
            case "day":
                value = add(self.day, offset)
                if value is None or mention.weekday not in (None, value.weekday()):
                    return None  # `Jumat kemarin`, on a Monday
                return Said(value.isoformat(), "published", value)
            case "week":
                monday = add(self.day, 7 * offset - self.day.weekday())
                sunday = add(monday, 6) if monday else None
                return Said(f"{monday}/{sunday}", "published") if monday and sunday else None
            case "named month":
                year = year_of((last or first).month or 1, self.day, offset)
            case "month":
                months = self.day.year * 12 + self.day.month - 1 + offset
                year, first = months // 12, Part(month=months % 12 + 1)
            case _:
                year = self.day.year + offset
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            return None
        # `November hingga Februari tahun lalu` begins in the year before
        later = last is not None and (first.month or 0) > (last.month or 0)
        one = edtf(first._replace(year=year - later))
        two = edtf(last._replace(year=year)) if last else one
        if one is None or two is None or one > two:
            return Said(None, None, findings=(("unreadable-date", {}),))
        return Said(one if one == two else f"{one}/{two}", "published")

    def _mismatch(self, value: dt.date, mention: Mention, *, settled: bool) -> Findings:
        """The finding that `value` fell on another weekday, with a reading that would fit.

        Whether its year was `settled` by the reference, and is not printed.
        """
        if mention.weekday is None or value.weekday() == mention.weekday:
            return ()
        read = self._readings(value, mention.weekday, mention, settled=settled)
        return (("weekday-mismatch", slips.told(value, mention.weekday, read)),)

    def _readings(
        self, value: dt.date, weekday: int, mention: Mention, *, settled: bool
    ) -> list[slips.Slip]:
        """The days that may be meant by `value`, which has another weekday."""
        numbers = "/" in self.text[mention.start : mention.end]
        around = self._around(value, settled=settled)
        return slips.readings(value, weekday, around, numbers=numbers, settled=settled)

    def _around(self, value: dt.date, *, settled: bool) -> list[dt.date]:
        """The days with which `value` is compared: of those around it one may be meant.

        Where its year was `settled`, that is the day by which it was.
        """
        reference = self.reference if settled else self.day
        if reference is not None:
            return [reference]
        printed = self.days
        at, end = bisect_left(printed, value), bisect_right(printed, value)
        days = printed[max(0, at - _AROUND) : at] + printed[end : end + _AROUND]
        if not days and self.context.past:
            days = [value.replace(year=self.context.past, day=1)]
        return days

    @property
    def days(self) -> list[dt.date]:
        """The days that are printed with their year, in order, but for ends of what is reported."""
        if self._days is None:
            parts = {
                mention.first
                for mention in self.mentions
                if mention.first.year and not tense.ends_a_period(self.text, mention.start)
            }
            days = (date(p.year or 0, p.month or 0, p.day or 0) for p in parts)
            self._days = sorted(day for day in days if day is not None)
        return self._days

    def _latest(self, *, weekdays: bool) -> dt.date | None:
        """The latest settled day that is no plan."""
        witness = latest(self.witnesses(), weekdays=weekdays)
        return witness.day if witness else None

    def witnesses(self) -> list[Witness]:
        """The settled days of the text."""
        witnesses = []
        for at, (said, mention) in enumerate(zip(self.said, self.mentions, strict=True)):
            if said is None or said.day is None:
                continue
            how = self.context.tense(mention)
            by_weekday = mention.weekday is not None or how == "today"
            off = 0 if mention.weekday is None else (said.day.weekday() - mention.weekday) % 7
            if off and said.day.year < (self.context.past or 0):
                continue  # a slip in the year, too: the text is younger
            witnesses.append(
                Witness(
                    at=at,
                    day=said.day,
                    how=how,
                    by_weekday=by_weekday,
                    printed=mention.first.year is not None,
                    off=min(off, 7 - off),
                    ends=not by_weekday and tense.ends_a_period(self.text, mention.start),
                )
            )
        return witnesses

    def is_far_from_what_is_meant(self, witness: Witness) -> bool:
        """Whether a day contradicts its weekday by a slip in its month or year."""
        mention = self.mentions[witness.at]
        if not witness.off or mention.weekday is None:
            return False
        settled = not witness.printed
        meant = self._readings(witness.day, mention.weekday, mention, settled=settled)
        return bool(meant) and abs((meant[0].day - witness.day).days) > CLOSE


def _denied(fit: Sequence[int], weekday: int | None) -> str:
    """In which years a day fell on its `weekday`, where the text can be of none of them."""
    years = [str(year) for year in fit if year <= LAST.year]
    if weekday is None or not years:
        return ""
    name = DAYS[weekday].capitalize()
    return f"; it was a {name} in {', '.join(years)}, when the text cannot have been written"
