"""The dates of an article, and when it appeared, where nobody says so."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kontan_parse.dates import tense
from kontan_parse.dates.context import Context
from kontan_parse.dates.days import LAST, date
from kontan_parse.dates.mentions import find
from kontan_parse.dates.values import calendar_day, local
from kontan_parse.dates.witness import Witness, as_of, latest
from kontan_parse.dates.years import Calendar
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.model import Dateline, DateMention, EstimateBasis, PublishedEstimate


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
    titles: Sequence[str] = (),
    captions: Sequence[str] = (),
) -> Settled:
    """The dates in `title` and `paragraphs`, whose line numbers are `lines`.

    `titles` are those of its cross-links; they and `captions` tell as well when the text was
    written. `published` is the day of publication where it is known; where it is not, a dateline
    that prints a day stands in for it, and the estimate says when the text appeared.
    """
    texts = [title or "", *paragraphs]
    text = "\n".join(texts)
    mentions = find(text, relative=published is not None)
    starts = [0]
    for printed in texts:
        starts.append(starts[-1] + len(printed) + 1)
    numbers = [None, *lines]
    day = _day(published) or (dateline.date if dateline else None)
    outlet = dateline.outlet if dateline else None
    context = Context(text, mentions, outlet, [*titles, *filter(None, (title,))], captions)
    calendar = Calendar(text, mentions, day, context, given=published is not None)
    dates: list[DateMention] = []
    findings: list[Diagnostic] = []
    for mention, said in zip(mentions, calendar.said, strict=True):
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
            found(code, numbers[at], **{"text": printed, **words}) for code, words in said.findings
        )
    estimate = None if published is not None else _estimate(calendar, dateline)
    return Settled(tuple(dates), estimate, tuple(findings))


def _day(published: dt.date | None) -> dt.date | None:
    """The calendar day of a publication, in Jakarta."""
    return None if published is None else calendar_day(local(published))


def _estimate(calendar: Calendar, dateline: Dateline | None) -> PublishedEstimate | None:
    """When the text appeared, by its dateline or the latest day that it reports."""
    if dateline is not None and dateline.date is not None:
        return PublishedEstimate(
            date=dateline.date, basis="dateline", text=dateline.text,
            candidates=(str(dateline.date.year),),
        )  # fmt: skip
    witnesses = calendar.witnesses()
    basis: EstimateBasis = "latest-weekday-date"
    witness = latest(witnesses, weekdays=True)
    if witness is None and _holds_an_open_weekday(calendar):
        return None  # it would be the better witness; an older day would mislead
    if witness is not None and calendar.is_far_from_what_is_meant(witness):
        return None
    later = as_of(witnesses, witness.day) if witness else _latest_news(calendar, witnesses)
    if later is not None:
        basis, witness = "latest-date", later
    if witness is None:
        return None
    mention = calendar.mentions[witness.at]
    return PublishedEstimate(
        date=witness.day,
        basis=basis,
        text=calendar.text[mention.start : mention.end],
        candidates=tuple(map(str, _candidates(calendar, witness))),
    )


def _latest_news(calendar: Calendar, witnesses: list[Witness]) -> Witness | None:
    """The latest day without a weekday that may be news: no birthday, and no day long gone."""
    witness = latest(
        [
            w
            for w in witnesses
            if not tense.is_long_ago(calendar.text, calendar.mentions[w.at].start)
        ],
        weekdays=False,
    )
    if witness is None or any(
        one.ends and one.how != "plan" and one.day > witness.day for one in witnesses
    ):
        return None  # nothing that the text reports was before it was written
    if witness.day > LAST:
        return None  # what is due in years, and was called nothing that tells
    if witness.day.year >= LAST.year - 1:
        return witness  # no fact of the almanac is younger: no need to ask it
    # A text names, in the titles of films or laws, days before it can have been written.
    return witness if witness.day >= calendar.context.era.first else None


def _candidates(calendar: Calendar, witness: Witness) -> tuple[int, ...]:
    """The years that fit a day: of several, those in which the text can have been written."""
    said = calendar.said[witness.at]
    fit, day = said.candidates if said else (), witness.day
    if len(fit) <= 1:  # no need to ask the almanac
        return (day.year,)
    days = [date(year, day.month, day.day) for year in fit]
    possible = [value.year for value in days if value and calendar.context.era.holds(value)]
    return tuple(sorted({day.year, *possible}))


def _holds_an_open_weekday(calendar: Calendar) -> bool:
    """Whether a weekday date has no year."""
    return any(
        mention.weekday is not None and said is not None and said.day is None
        for mention, said in zip(calendar.mentions, calendar.said, strict=True)
    )
