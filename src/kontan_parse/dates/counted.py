"""The grammar of what counts from the day of publication.

    counted = unit ("ini" | "lalu" | "kemarin" | "depan" | …)       pekan lalu, tahun ini
            | month-name ("ini" | "lalu" | "silam" | "depan" | …)    April lalu
              (or a range of two: Mei-Juni mendatang)
            | "kemarin" | "besok" | "lusa"
    unit    = "hari" | "pekan" | "minggu" | "bulan" | "tahun"

A number of units (`dua tahun lalu`) is no date. Behind what has its date already, or is longer than
a day, the name of a day only says on which side of now that is (`14 Februari kemarin`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontan_parse.dates.named import LAST_LETTERS, MONTH_AT_END, month_before
from kontan_parse.dates.signs import WEEKDAY, Signs, read_weekday
from kontan_parse.dates.values import ANY_MONTH, MONTHS, Mention, Part, Unit
from kontan_parse.lines import every
from kontan_parse.patterns import lazy

_BEHIND = {
    " ini": 0, " lalu": -1, " silam": -1, " kemarin": -1, " mendatang": 1, " depan": 1, " nanti": 1,
}  # fmt: skip
"""Words behind a month's name that say which one is meant, and on which side of now it lies; some
of them stand behind a unit."""
_UNITS: dict[str, Unit] = {
    "tahun": "year", "bulan": "month", "pekan": "week", "minggu": "week", "hari": "day",
}  # fmt: skip
_LENGTHS = {unit[-3:]: len(unit) for unit in _UNITS}
"""How long a unit is, by its last three letters."""
_UNIT = lazy(
    r"(?<![\w-])(?P<unit>(?ai:tahun|bulan|pekan|hari)|minggu)"
    r" (?ai:ini|lalu|kemarin|depan|mendatang)(?![\w-])"
)
_DAY = lazy(r"(?<![\w-])(?:[Kk]emarin|[Bb]esok|[Ll]usa)(?![\w-])")
_DAYS = {"kemarin": -1, "besok": 1, "lusa": 2}
_DAY_SIGNS = (("emarin", 1), ("esok", 1), ("lusa", 0), ("Lusa", 0))
"""What each of them has, and how many letters it has before."""
_BEFORE_DAY = lazy(
    rf"(?<!\w)(?:(?P<weekday>{WEEKDAY})|(?i:(?:se)?(?:pekan|minggu|bulan|tahun)"
    r"|(?:kuartal|semester|triwulan|paruh) [a-z]{1,7}"
    r"|lebaran|ramadh?an|natal|imlek|pemilu|pilpres|pilkada)) $"
)
"""Where `kemarin` stands behind these it is no day, or on that weekday: `sepekan kemarin`."""
_LONGEST_BEFORE_DAY = len(" triwulan pertama ")
_NUMBER_BEFORE = lazy(
    r"(?:(?<![\w.,:/-])(?:\d{1,3}[-–])?"
    r"(?:\d{1,3}(?:\.\d00)*|\d{1,2},\d{1,2}|\d\.\d|\d/\d|(?!19|20)\d{4})"
    r"|(?<!\w)(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas"
    r"|puluh|beberapa|belasan|puluhan|ratusan|ribu|juta|berbulan|bertahun|per))[ -]$",
    re.IGNORECASE,
)
"""A number of units is round or small; it is not the end of a name (`LQ45 hari ini`, `Covid-19
tahun lalu`), no year, no time of the day and no level of an index (`5.912 hari ini`)."""
_ANY_NUMBER = lazy(r"(?<![\w.,:/-])(?!\d{1,3}\.\d{3},)\d(?:[\d.,/]{0,13}\d)? $")
"""`2000 tahun lalu`, `65.250 tahun lalu`."""
_LONGEST_NUMBER = 16
_AMOUNT = lazy(r"(?:Rp\.?|\$|USD|EUR) ?\d[\d.,]{0,16} $")
"""Nor is this: `US$ 110 tahun lalu`."""
_LONGEST_AMOUNT = 24


def counted(signs: Signs) -> Iterator[Mention]:
    """counted = unit or month-name and which one, or a day by its name."""
    text = signs.text
    for word, offset in _BEHIND.items():
        for at in every(signs.small, word):
            last = signs.small[max(0, at - 3) : at]
            mention = None
            if last in _LENGTHS:
                mention = _unit(text, at - _LENGTHS[last], offset)
            if mention is None and last in LAST_LETTERS:
                mention = _month(text, at, at + len(word), offset)
            if mention is not None:
                yield mention
    for sign, back in _DAY_SIGNS:
        for at in every(text, sign):
            day = _DAY.match(text, at - back) if at >= back else None
            if not day:
                continue
            begin = day.start()
            before = _BEFORE_DAY.search(text, max(0, begin - _LONGEST_BEFORE_DAY), begin)
            if before and before["weekday"] is None:
                continue
            weekday, _ = read_weekday(before["weekday"] if before else None)
            offset = _DAYS[day[0].lower()]
            yield Mention(
                begin,
                day.end(),
                Part(),
                weekday=weekday,
                relative=("day", offset),
                future=offset > 0,
            )


def _unit(text: str, at: int, offset: int) -> Mention | None:
    """The unit at `at` with the word behind it, if it is none of a number of them."""
    match = _UNIT.match(text, at) if at >= 0 else None
    if match is None:
        return None
    unit = _UNITS[match["unit"].lower()]
    if _counts(text, at, years=unit == "year" and offset != 0):
        return None
    if unit == "day" and offset:
        return None
    return Mention(at, match.end(), Part(), relative=(unit, offset), future=offset > 0)


def _counts(text: str, at: int, *, years: bool) -> bool:
    """Whether a number of the units at `at` stands before them; of `years` ago, it may be any."""
    begin = max(0, at - _LONGEST_NUMBER)
    number = _NUMBER_BEFORE.search(text, begin, at) or (
        years and _ANY_NUMBER.search(text, begin, at)
    )
    return bool(number and _AMOUNT.search(text, max(0, at - _LONGEST_AMOUNT), at) is None)


def _month(text: str, at: int, end: int, offset: int) -> Mention | None:
    """The month whose name ends at `at`, with the word behind it, which ends at `end`."""
    if text[end : end + 1].isalnum():
        return None
    name = MONTH_AT_END.search(text, max(0, at - len(" September")), at)
    if name is None or not name[0].istitle() or name[0].lower() not in MONTHS:
        return None
    month = MONTHS[name[0].lower()]
    begun = month_before(text, name.start())
    return Mention(
        begun.start() if begun else name.start(),
        end,
        Part(month=ANY_MONTH[begun["month"].lower()] if begun else month),
        Part(month=month) if begun else None,
        relative=("named month", offset),
        future=offset > 0,
    )
