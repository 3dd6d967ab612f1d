"""Which of a text's days says best when it was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from kontan_parse.dates.days import CLOSE
from kontan_parse.dates.tense import Tense


class Witness(NamedTuple):
    """A settled day that a text mentions."""

    at: int
    """Index among the mentions."""
    day: dt.date
    how: Tense
    by_weekday: bool
    """Whether a weekday stands with it, or `hari ini`."""
    printed: bool
    """Whether its year is printed with it."""
    off: int
    """Days, at most three, between its weekday and the one that is printed with it."""
    ends: bool
    """Whether it ends a period that is reported, without a weekday: `per 30 Juni 2026`."""


def latest(witnesses: Sequence[Witness], *, weekdays: bool) -> Witness | None:
    """The witness of the latest day that is no plan, with a weekday or without; None without any.

    What the text calls today goes before all; a day that contradicts its weekday (but see
    `_credible`), or that is elsewhere spoken of as to come, only counts where no other is. Where
    days are reported, one that is merely named counts to the next day only. Of a day's mentions
    the one whose weekday is right, and that prints its year, is the witness.
    """
    told = {one.day for one in witnesses if one.how in ("told", "today")}
    planned = {one.day for one in witnesses if one.how == "plan"} - told
    asked = [
        one
        for one in witnesses
        if one.how != "plan" and one.by_weekday is weekdays and not one.ends
    ]
    reported = [one for one in asked if one.day not in planned]
    asked = reported or asked if weekdays else reported
    if len(asked) > 1:
        asked = _credible(asked)
        likely = [one for one in asked if one.how == "today"] or asked
        done = ("was", "told") if weekdays else ("told",)
        last = max((one.day for one in likely if one.how in done), default=None)
        if last is not None:
            # Other days than weekdays are printed with their year, if they are news.
            likely = [
                one
                for one in likely
                if (one.day - last).days <= 1 or (one.printed and not weekdays)
            ]
        day = max(one.day for one in likely)
        asked = [one for one in asked if one.day == day]
    return max(asked, key=lambda one: (-one.off, one.printed, one.at)) if asked else None


def _credible(witnesses: list[Witness]) -> list[Witness]:
    """Those whose weekday is right, or one day off where somebody spoke in a year of theirs.

    That is a slip of the day or of its weekday, and whichever it is, the text is younger than the
    others; but where the year is not printed, only close to one of them. All are credible where
    none is right.
    """
    right = [one for one in witnesses if not one.off]
    return [
        one
        for one in witnesses
        if not one.off
        or (
            one.off == 1
            and one.how == "told"
            and any(
                other.day.year == one.day.year
                and (one.printed or abs((one.day - other.day).days) <= CLOSE)
                for other in right
            )
        )
    ] or witnesses


AS_OF = 7
"""Days after the last weekday within which something may be reported up to a day."""


def as_of(witnesses: Sequence[Witness], last: dt.date) -> Witness | None:
    """The witness of the latest day up to which something is reported after `last`, or None.

    `Per 18 Juni 2026 harganya …` was written on that day or later.
    """
    asked = [
        one
        for one in witnesses
        if one.ends and one.printed and one.how != "plan" and 0 < (one.day - last).days <= AS_OF
    ]
    return max(asked, key=attrgetter("day", "at")) if asked else None
