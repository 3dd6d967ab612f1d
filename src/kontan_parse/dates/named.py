"""The grammar of dates with the name of a month, and of those written as abroad.

    named   = weekday? ","? day month-name year?                    Jumat, 5 Maret 2021
    month   = month-name "tahun"? year                              Mei 2022
    near    = month-name ("ini" | "lalu" | "mendatang" | …)         April lalu
    days    = day ("," day)* "dan" named                            22 dan 29 Agustus 2026
    months  = month-name ("," month-name)* "dan" month              Maret dan April 2019
    range   = day to named | month to month                         12 hingga 14 Mei 2022
              (`November-Januari 2024` begins in the year before)
    to      = "-" | "hingga" | "sampai" | "s.d."
    english = month-name day "," year                               August 5, 2024
    iso     = year "-" month "-" day                                2024-08-05
    dashed  = day "-" month "-" year                                16-7-1990, 31-Des-2023

A month alone is no date without its year, and a day none without its month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontan_parse.dates.signs import (
    NO_DECIMAL,
    PART,
    TO,
    WEEKDAY,
    WHICH_YEAR,
    Signs,
    leading,
    left_of,
    may_be_weekday,
    read_weekday,
    year_meant,
)
from kontan_parse.dates.values import ANY_MONTH, ENGLISH_MONTHS, MONTHS, Mention, Part, possible
from kontan_parse.lines import every
from kontan_parse.patterns import lazy

_LONG = (
    "Januari|Februari|Pebruari|Febuari|Maret|April|Juni|Juli|Agustus|September|Oktober|November"
    "|Nopember|Desember"
)
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Agt|Agu|Ags|Aug|Sept|Sep|Okt|Oct|Nov|Nop|Des|Dec"
_THREE = "|".join(name for name in _SHORT.split("|") if len(name) == len("Jan"))
"""Those of three letters, as a look behind needs them."""
_ABROAD = "|".join(name for name in ENGLISH_MONTHS if name.lower() not in MONTHS)
"""English names that differ; a date with one has its year."""
_NAMES = f"(?:(?ai:{_LONG}|Mei)|{_SHORT}|{_ABROAD})"
_NAME = lazy(rf"(?<!\w){_NAMES}(?:(?!\w)|(?=20\d\d(?!\w)))")
MONTH_AT_END = lazy(rf"(?<!\w){_NAMES}$")
LAST_LETTERS = frozenset(name[-3:].lower() for name in f"{_LONG}|Mei|{_SHORT}|{_ABROAD}".split("|"))
"""The last three of the names of months: a cheap way to say no."""
_BEGINNINGS = frozenset(
    "Jan Feb Peb Mar Apr Mei May Jun Jul Agu Agt Ags Aug Sep Okt Oct Nov Nop Des Dec".split()
)
_SMALL_BEGINNINGS = frozenset(map(str.lower, _BEGINNINGS))
_ENGLISH_DAY = lazy(
    rf"(?<!\w)(?P<month>{'|'.join(ENGLISH_MONTHS)}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, "
    r"(?P<year>\d{4})(?!\d)"
)
_ISO_SIGN = lazy(r"-[01]\d-[0-3]")
_ISO = lazy(r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|\.\w)")
_DASHED = lazy(
    r"(?<![\w/.,-])(?P<day>\d{1,2})-(?P<month>\d{1,2}|[A-Z][a-z]{2})-(?P<year>\d{4})"
    r"(?![\w/-]|[.,]\w)"
)
_BEFORE_MONTH = lazy(
    rf"(?:(?<!\w)(?P<weekday>{WEEKDAY}),? ?(?:tanggal )?)?\(?"
    r"(?:(?<![\w.,/%–—-])|(?<=[a-z],)|(?P<glued>(?<=[a-z]{3}))|(?<=\d{4}[-–—])"
    rf"|(?<=(?:ari|ret|ril|mei|Mei|uni|uli|tus|ber|{_THREE})[-–—]))"
    rf"(?:(?P<from>\d{{1,2}}) ?{TO} ?)?(?P<day>\d{{1,2}}) $"
)
_TORN = lazy(r"\d ?[-–—] ?\d{1,2} $")
"""A range whose last day a blank tears: `9–1 1 Juni`."""
_LISTED = lazy(r"(?<![\w.,/%-])(?P<days>\d{1,2}(?:, \d{1,2})*),? (?:dan|serta|&) $")
_AND = ("dan ", "serta ", "& ")
_LISTED_MONTHS = lazy(
    rf"(?<![\w.,/–—-])(?<!\d )(?<!\d, )(?P<months>(?:{_NAMES}, ){{0,5}}{_NAMES}),? "
    r"(?:dan|serta|maupun|atau|&) $"
)
_LONGEST_LIST = 6 * len("September, ") + len("maupun ")
_AND_BEFORE = ("dan ", "serta ", "maupun ", "atau ", "& ")
_DAY = lazy(r"\d+")
_TO_BEFORE = lazy(rf"{TO} ?{PART}$")
_LONGEST_TO = len("sampai dengan pertengahan ")
_MONTH_BEFORE = lazy(rf"(?<![\w-])(?P<month>{_LONG}|Mei|{_SHORT}) ?{TO} ?{PART}$")
_LONGEST_MONTH_BEFORE = len("x 31 September ") + _LONGEST_TO
_DAY_BEFORE = lazy(r"\d ?$")
_BEHIND_MONTH = lazy(
    rf"(?:(?:(?<=\d (?:{_THREE}))\.)?,? (?:[Tt]ahun )?|/|-|(?=20))"
    rf"(?P<year>(?:1[6-9]|20)\d\d)(?![\da-z_]|-\d{{3}}){NO_DECIMAL}"
    rf"| {WHICH_YEAR}"
)
_SHORT_YEAR = lazy(
    rf"(?<=\d (?:{_THREE}))"
    r" '?(?P<year>\d\d)(?!\d|[.,]\d|%)"
)
"""Behind the short name of a month, as tables write it: `12 Jun 26`."""
_NUMBERED_THING = lazy(
    r"(?<!\w)(?:[Tt]anur|[Ff]urnan?ce|[Bb]lok|[Tt]ahap|[Uu]nit|[Gg]erbong|[Ff]ase|[Kk]ilang"
    r"|[Tt]urbin|[Ss]melter|[Ss]umur) $"
)
"""What bears a number of its own, so that no range begins with it: `perbaikan tanur 4 hingga` 22
Mei."""
_LONGEST_THING = len(" furnance ")
_WEEK = lazy(r"(?<!\w)(?P<before>\w+ )?[Pp]ekan [1-5] $")
_LONGEST_WEEK = len("menyelesaikan pekan 1 ")
_IN = frozenset("pada dalam di selama sejak hingga sampai untuk dari per satu".split())
"""Behind them a week is one that holds a day: `dalam pekan 1 Juli`."""
_NAMED_AFTER_A_DAY = lazy(
    r"\b(?:[Jj]alan|Jl|[Uu]niversitas|[Ss]tadion|[Gg]edung|Pasar|[Mm]onumen|[Jj]embatan"
    r"|[Pp]elabuhan|SMA|SMP|[Rr]umah [Ss]akit|[Mm]asjid|[Tt]aman|[Kk]elurahan)\.? "
    r"(?:Letjen |Jenderal )?$"
)


def named(signs: Signs) -> Iterator[Mention]:
    """named = day month-name year?, month-name year, and day "-" day month-name."""
    text = signs.text
    for match in _names(signs):
        month, misspelt = ANY_MONTH[match[0].lower()], _is_slip(match[0])
        start = match.start()
        before = left_of(text, start)
        behind = _BEHIND_MONTH.match(text, match.end())
        year = int(behind["year"]) if behind and behind["year"] else None
        relative = year_meant(behind["which"]) if behind else None
        end = behind.end() if behind else match.end()
        frame = _day(before)
        if frame and (_TORN.search(before, 0, frame.start("day")) or _is_of_a_week(before)):
            frame = None
        if frame is None:
            if year is None and relative is None:
                continue
            ahead = month_before(text, start)
            if ahead:
                earlier = ANY_MONTH[ahead["month"].lower()]
                first = Part(year - 1 if year and earlier > month else year, earlier)
                yield Mention(
                    ahead.start(), end, first, Part(year, month), mended=misspelt, relative=relative
                )
            else:
                alone = Mention(start, end, Part(year, month), mended=misspelt, relative=relative)
                if before.endswith(_AND_BEFORE):
                    yield from _listed_months(text, alone)
                yield alone
            continue
        if _NAMED_AFTER_A_DAY.search(before[: frame.start()]):
            continue
        short = _SHORT_YEAR.match(text, end)
        if short:
            year, end = 2000 + int(short["year"]), short.end()
        if year is None and relative is None and match[0].lower() not in MONTHS:
            continue
        if year is None and frame["glued"] is not None:
            continue
        last = Part(year, month, int(frame["day"]))
        ranged = frame["from"] is not None and not _is_of_a_thing(before, frame.start("from"))
        first = last._replace(day=int(frame["from"])) if ranged else last
        exists = possible(first) and possible(last)
        if not exists and frame["weekday"] is None and (year is None or int(frame["day"]) > 31):
            continue
        weekday, slip = read_weekday(frame["weekday"])
        if before.endswith(_AND, 0, frame.start("day")):
            yield from _listed(before[: frame.start("day")], start - len(before), last)
        opened = "(" in frame[0]
        closing = end + 1 if opened and text[end : end + 1] == ")" else end
        begin = frame.start() + leading(frame) + (opened and closing == end)
        if frame["from"] is not None and not ranged:
            begin = frame.start("day")
        yield Mention(
            start - len(before) + begin,
            closing,
            first,
            last if first != last else None,
            weekday=weekday,
            mended=slip or misspelt,
            relative=relative,
        )


def _is_of_a_thing(before: str, at: int) -> bool:
    """Whether the number at `at` is that of a thing: `tanur 4`."""
    return _NUMBERED_THING.search(before, max(0, at - _LONGEST_THING), at) is not None


def _is_of_a_week(before: str) -> bool:
    """Whether the number at the end of `before` is that of a week of the month: `Pekan 1` Juli."""
    week = _WEEK.search(before, max(0, len(before) - _LONGEST_WEEK))
    return week is not None and (week["before"] or "").strip().lower() not in _IN


def _is_slip(name: str) -> bool:
    """Whether the name of a month is misspelt: `Nopember`, `JUli`."""
    return name.lower().startswith(("pebr", "febu", "nop")) or not (
        name.istitle() or name.islower() or name.isupper()
    )


def _listed(before: str, begin: int, last: Part) -> Iterator[Mention]:
    """The days before the one that the month's name follows: `22 dan` 29 Agustus.

    `begin` is where `before` begins in the text.
    """
    listed = _LISTED.search(before)
    for day in _DAY.finditer(before, *listed.span("days")) if listed else ():
        part = last._replace(day=int(day[0]))
        if int(day[0]) < (last.day or 0) and possible(part):
            yield Mention(begin + day.start(), begin + day.end(), part)


def _listed_months(text: str, last: Mention) -> Iterator[Mention]:
    """The months before the one that the year stands behind: `Maret dan` April 2019.

    Where one is not before the next, `Desember dan Januari 2019`, nobody knows their year.
    """
    begin = max(0, last.start - _LONGEST_LIST)
    listed = _LISTED_MONTHS.search(text, begin, last.start)
    names = [*_NAME.finditer(text, *listed.span("months"))] if listed else []
    months = [*(ANY_MONTH[name[0].lower()] for name in names), last.first.month or 0]
    if months == sorted(set(months)):
        for name, month in zip(names, months, strict=False):
            part = last.first._replace(month=month)
            yield Mention(name.start(), name.end(), part, relative=last.relative)


def _names(signs: Signs) -> Iterator[re.Match[str]]:
    """The names of months with a day before or a year behind.

    They begin with a capital, in other cases only right before a year, or where all is small.
    """
    text = signs.text
    small = text.islower()
    begun: set[int] = set()
    beginnings = _SMALL_BEGINNINGS if small else _BEGINNINGS
    for day in every(signs.shape, "0 a" if small else "0 A"):
        begins = text[day + 2 : day + 5] in beginnings
        match = _NAME.match(text, day + 2) if begins else None
        if match:
            begun.add(match.start())
            yield match
    for end in (*(_name_end(text, year) for year in signs.years), *signs.counted):
        if end < 3 or text[end - 3 : end].lower() not in LAST_LETTERS:
            continue
        match = MONTH_AT_END.search(text, max(0, end - 10), end)
        if match is None or match.start() in begun:
            continue
        if small or match[0].istitle() or text.startswith((" 20", " 1", " TAHUN "), end):
            yield match


def _day(before: str) -> re.Match[str] | None:
    """The day and what belongs to it at the end of `before`, or None."""
    if not before[-2:-1].isdigit():
        return None
    head = before[:-1].rstrip("0123456789")
    word = head[head.rstrip().rfind(" ") + 1 : -1]
    apart = word.isalpha() and word != "tanggal" and not may_be_weekday(word)
    if head[-1:] == " " and apart and not _goes_on(head):
        return _BEFORE_MONTH.match(before, len(head))  # most stand alone: no need to search
    return _BEFORE_MONTH.search(before)


def _goes_on(before: str) -> bool:
    """Whether `before` ends with "hingga" or the like, so that a range may."""
    return _TO_BEFORE.search(before, max(0, len(before) - _LONGEST_TO)) is not None


def month_before(text: str, at: int) -> re.Match[str] | None:
    """The month in its line that a range begins with which ends with the one at `at`, or None."""
    begin = max(0, at - _LONGEST_MONTH_BEFORE)
    begin = max(begin, text.rfind("\n", begin, at) + 1)
    before = _TO_BEFORE.search(text, max(begin, at - _LONGEST_TO), at)
    ahead = _MONTH_BEFORE.search(text, begin, at) if before else None
    return None if ahead is None or _DAY_BEFORE.search(text, begin, ahead.start()) else ahead


def _name_end(text: str, year: int) -> int:
    """Where the name of a month before the `year` would end; 0 where there can be none."""
    mark = text[year - 1 : year]
    if mark in ("/", "-"):
        return year - 1
    if mark != " ":
        return year if mark.isalpha() else 0
    end = year - 1
    if text.startswith((" tahun", " Tahun"), end - 6):
        end -= 6
    return end - text.endswith(",", 0, end)


def english(signs: Signs) -> Iterator[Mention]:
    """english = month-name day "," year, in what is quoted from abroad."""
    text = signs.text
    if not any(text.startswith(", ", year - 2) for year in signs.years if year > 1):
        return
    for match in _ENGLISH_DAY.finditer(text):
        part = Part(int(match["year"]), ENGLISH_MONTHS[match["month"]], int(match["day"]))
        if possible(part):
            yield Mention(match.start(), match.end(), part)


def iso(signs: Signs) -> Iterator[Mention]:
    """iso = year "-" month "-" day."""
    text = signs.text
    if not any(text.startswith("-", year + 4) for year in signs.years):
        return
    if not _ISO_SIGN.search(text):
        return
    for match in _ISO.finditer(text):
        part = Part(int(match["year"]), int(match["month"]), int(match["day"]))
        if possible(part):
            yield Mention(match.start(), match.end(), part)


def dashed(signs: Signs) -> Iterator[Mention]:
    """dashed = day "-" month "-" year, in tables."""
    text = signs.text
    for year in signs.years:
        if not text.startswith("-", max(0, year - 1)):
            continue
        match = _DASHED.search(text, max(0, year - len("31-Des-")), year + len("2026.x"))
        if match is None:
            continue
        name = match["month"]
        month = int(name) if name.isdecimal() else ANY_MONTH.get(name.lower(), 0)
        part = Part(int(match["year"]), month, int(match["day"]))
        if possible(part):
            yield Mention(match.start(), match.end(), part)
