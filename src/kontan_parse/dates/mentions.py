"""The grammar of calendar dates in running text.

    mention  = numbered | named | quarter, year … | counted  see the rooms of these names, `periods`
    range    = mention to mention                           30 Juni-2 Juli 2026
    to       = "-" | "hingga" | "sampai" | "s.d."

Nothing here knows a publication date: years that are not printed stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kontan_parse.dates.counted import counted
from kontan_parse.dates.days import date
from kontan_parse.dates.named import dashed, english, iso, named
from kontan_parse.dates.numbered import damaged, numbered
from kontan_parse.dates.periods import (
    bare_years,
    first_months,
    fiscal_years,
    quarters,
    short_quarters,
    years,
)
from kontan_parse.dates.signs import PART, TO, Signs, look
from kontan_parse.dates.values import Mention, Part
from kontan_parse.patterns import lazy

_CONNECTOR = lazy(rf" ?{TO} ?(?P<part>{PART})(?:tanggal )?")
_LONGEST_CONNECTOR = len(" sampai dengan pertengahan tanggal ")
_AND = lazy(",? (?:dan|serta|maupun|atau|&) (?:tanggal )?")
_LONGEST_AND = len(", maupun tanggal ")


def find(text: str, *, relative: bool = True) -> tuple[Mention, ...]:
    """The calendar dates in `text`, in order; none overlaps another.

    Days that count from another, as `kemarin`, are left out unless `relative`.

    >>> [text[m.start:m.end] for text in ("Kata Putin, Selasa (18/6), sejak tahun 2006.",)
    ...  for m in find(text)]
    ['Selasa (18/6)', 'tahun 2006']
    >>> find("UU No. 3/2004, skor 3/1, Rp 15,98 triliun")
    ()
    """
    found: list[Mention] = []
    signs = look(text)
    for form in FORMS:
        found += form(signs)
    if relative:
        found += counted(signs)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    apart: list[Mention] = []
    for mention in found:
        end = apart[-1].end if apart else 0
        if mention.start >= end and not (apart and _only_says_when(text, mention, end)):
            apart.append(mention)
    return tuple(_shared(text, [*_ranges(text, apart)]))


def _only_says_when(text: str, mention: Mention, end: int) -> bool:
    """Whether a day by its name says no more of the date that ends at `end`: `(14/2) kemarin`."""
    return (
        mention.start == end + 1
        and mention.relative is not None
        and mention.relative[0] == "day"
        and mention.relative[1] != 0
        and text[end] == " "
    )


def _ranges(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Neighbours that a hyphen or "hingga" joins, as one."""
    at = 0
    while at < len(mentions):
        one = mentions[at]
        two = mentions[at + 1] if at + 1 < len(mentions) else None
        if two is not None and _joins(text, one, two):
            last = two.last or two.first
            mended = one.mended or two.mended
            dated = one.weekday is not None or two.weekday is not None
            yield Mention(
                one.start,
                two.end,
                one.first,
                last,
                ends=(one, two) if dated else (),
                mended=mended,
                relative=two.relative,
            )
            at += 2
        else:
            yield one
            at += 1


def _joins(text: str, one: Mention, two: Mention) -> bool:
    """Whether two mentions are the ends of a range."""
    first, last = one.first, two.first
    if (
        two.start - one.end > _LONGEST_CONNECTOR
        or one.relative is not None
        or (two.relative is not None and not _closes_with_its_year(first, last))
        or (one.last is not None and one.last.day is not None)
    ):
        return False
    joined = _CONNECTOR.fullmatch(text, one.end, two.start)
    if joined is None:
        return False
    if (first.month is None, first.day is None) == (last.month is None, last.day is None):
        return True
    if first.year and last.year and two.last is None and joined[0].lstrip()[0].isalpha():
        # `sejak 2014 hingga Mei 2025`; a dash between such two is none of a range.
        told = 3 - max(first.count(None), last.count(None))
        if first[:told] < last[:told]:
            return True
    months = first.month is not None and last.month is not None
    return months and joined["part"] != "" and last.day is None


def _closes_with_its_year(first: Part, last: Part) -> bool:
    """Whether the year behind the day `last`, `tahun lalu`, is that of the day `first`, too."""
    return last.day is not None and first.year is None and first[1:] < last[1:]


def _shared(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with the year of a day also for those that are named in one breath before it.

    Of `30 Juni dan 31 Desember 2018` both are of that year, and so is a range, or a weekday that
    fits; where the second is the earlier one, nobody knows. Of more than two, commas part the
    first.
    """
    listed = False
    for at in range(len(mentions) - 2, -1, -1):
        one, two = mentions[at], mentions[at + 1]
        year = two.first.year
        end = one.last or one.first
        listed = (
            two.start - one.end <= _LONGEST_AND
            and (one.first.year, end.year) == (None, None)
            and one.relative is None  # so it has its day
            and two.first.day is not None
            and one.first[1:] < (two.first.month or 0, two.first.day or 0)
            and end[1:] < (two.first.month or 0, two.first.day or 0)
            and (one.weekday is None or _falls(one, year))
            and (
                _AND.fullmatch(text, one.end, two.start) is not None
                or (listed and text[one.end : two.start] == ", ")
            )
        )
        if listed:
            first = one.first._replace(year=year)
            last = one.last and one.last._replace(year=year)
            mentions[at] = one._replace(first=first, last=last, relative=two.relative)
    return mentions


def _falls(mention: Mention, year: int | None) -> bool:
    """Whether its day fell on its weekday in the `year`."""
    day = date(year or 0, mention.first.month or 0, mention.first.day or 0)
    return day is not None and day.weekday() == mention.weekday


FORMS: tuple[Callable[[Signs], Iterator[Mention]], ...] = (
    numbered, named, quarters, first_months, short_quarters, fiscal_years, years, bare_years,
    english, iso, dashed, damaged,
)  # fmt: skip
"""The ways to write a date that count from no other; where two find something in the same place,
the one that begins first and reaches farther has it."""
