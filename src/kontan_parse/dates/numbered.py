"""The grammar of dates in numbers.

    numbered = weekday? part? "(" day "/" month ("/" year)? ")"     Rabu lalu (6/8/2025)
    range    = "(" day "/" month "-" day "/" month ")"              (30/6-2/7)

Numbers are always day and month in this order. What looks like a date and is none (`UU No. 3/2004`,
scores, fractions, prices) is named by what stands before or behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kontan_parse.dates.signs import (
    RULE,
    WEEKDAY,
    Signs,
    holds_weekday,
    leading,
    left_of,
    may_be_weekday,
    read_weekday,
)
from kontan_parse.dates.values import ANY_MONTH, Mention, Part, possible
from kontan_parse.lines import every
from kontan_parse.patterns import lazy
from kontan_parse.places import APOSTROPHES

_NUMBERED = lazy(
    r"(?:(?<![\w/.,-])|(?<=/\d{4}[-–]))(?:(?P<from>\d{1,2}) ?[-–] ?)?(?P<day>\d{1,2}) ?"
    r"(?P<slash>//?|\.) ?(?P<month>\d{1,2})(?P<rest>(?: ?[/.]{1,2} ?\d{1,4}){0,2})"
    r"(?![\w%]|[/,]\d|-(?!\d{1,2}/)\w)"
)
_YEAR_BEHIND = lazy(r" ?(?P<mark>[/.]{1,2}) ?(?P<year>\d{4}|\d{2})")
_PART_OF_DAY = (
    "(?:(?i:dini hari|subuh|pagi|siang|sore|petang|tengah malam|malam|kemarin|lalu|silam|ini|depan"
    "|mendatang|nanti|besok|(?:pekan|minggu) (?:lalu|ini|depan|kemarin)|kemarin malam)|WI(?:B|TA|T)"
    r"|[Ww]aktu (?:setempat|[A-Z]\w{1,12}(?: [A-Z]\w{1,12})?)|[Pp]ukul \d{1,2}[.:]\d\d)"
)
_BEFORE_NUMBERS = lazy(
    rf"(?:(?<!\w)(?:(?P<weekday>(?!(?:Kami|Seni) [a-z]){WEEKDAY})(?:-{WEEKDAY})?,?"
    rf"(?: {_PART_OF_DAY}){{0,2}},? ?"
    r"|(?P<relative>(?:(?i:hari ini|kemarin|besok|lusa|pekan (?:lalu|ini|depan)"
    r"|(?:pekan|bulan|tahun) kemarin)|minggu (?i:lalu|ini|depan|kemarin)) ?)))?"
    rf"(?P<open>\()? ?(?:(?P<inner>{WEEKDAY}),? ?)?$"
)
_FRAMES = frozenset(
    "hari subuh pagi siang sore petang malam kemarin lalu silam ini depan mendatang nanti setempat "
    "wib wita wit besok lusa".split()
)
"""Words that may stand between a weekday and the numbers of its date, or for a weekday."""
_CLOCK = lazy(r" (?:[Ww]aktu|[Pp]ukul) ")
_LAST_WORD = lazy(rf"(?:[^\W\d_]{{3,4}}[{APOSTROPHES}])?[^\W\d_]{{1,9}}$")
"""It may be glued to a dash or a quotation mark: `—Senin`, `“Kemarin`, also `—Jum'at`."""
_LATER = lazy(r"\b(?:mendatang|nanti|depan|besok|lusa)\b", re.IGNORECASE)
_NO_DATE_BEFORE = lazy(
    rf"\b{RULE}\b\)?\.?[ :]*$"
    r"|(?:\b(?:[Nn]o|[Nn]omor|[Nn]omer|NO|NOMOR|[Pp]asal|[Aa]yat|RT|RW"
    r"|[Bb]ab|[Bb]abak|[Hh]alaman|[Ss]kor|[Bb]agian|[Rr]asio|[Pp]eringkat|[Kk]elas|[Nn]ilai)\b"
    r"\)?\.?[ :]*"
    r"|(?:Rp|US\$|\$|€|£) ?)\(?$"
)
_DIGIT_BEFORE = lazy(r"\d ?\(?$")
_FIGURE_BEFORE = lazy(r"(?:\d\.\d{3}(?:,\d{1,3})?|\d{1,2}[.:]\d\d|[A-Za-z]-?\d{1,3}) \($")
"""What hardly a fraction stands behind: `6.512,45 (18/2)`, `15.00 (18/2)`, `Covid-19 (18/2)`."""
_FRACTION = 5
"""The largest number below the line of a common fraction: `12.000 (2/3) warga`."""
_UNIT_BEHIND = lazy(
    r"\)? ?(?:sendok|siung|buah|bagian|kg|gram|gelas|cangkir|butir|potong|ons|liter|ml|cm|persen|%"
    r"|dari|inci|inch|jam)\b"
)
_TERM_BEHIND = lazy(r" (?:bulan|tahun|hari|minggu|pekan)\b(?! (?i:ini|lalu|depan))")
"""What terms are counted in: `tenor 6/12/24 bulan`."""
_FRACTION_BEFORE = lazy(
    r"(?:setengah|separuh|sebagian|per(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh))"
    r" \(?$",
    re.IGNORECASE,
)
_NUMBER_BEFORE = lazy(r"(?:(?:\d{1,2} ?[-–] ?)?\d{1,2} ?\. ?|\d{1,2} ?[-–] ?)?\d{1,2} ?$")
_POINTED = lazy(r"\(\d{1,2}\.\d{1,2}(?:\.\d{4})?\)")
_RANGE_BEHIND = lazy(r" ?[-–] ?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?\)")
_DAMAGED = lazy(r"\([\d/ ]{3,14}\)")
_NO_DAY = Part(month=13, day=32)
"""What no calendar has."""
_PART_OF_A_MONTH = lazy(
    r"\b(?:awal|akhir|pertengahan|medio) (?:bulan )?(?P<month>[A-Za-z]{3,9}) \($"
)
_LONGEST_PART = len("pertengahan bulan September (")
_MONTHS = 12
_ZONE_BEHIND = lazy(r" ?,? ?(?:WI(?:B|TA|T)|waktu setempat|pagi|siang|sore|malam)\)")


def numbered(signs: Signs) -> Iterator[Mention]:
    """numbered = day "/" month, behind a weekday or in brackets; with a year, also bare."""
    text = signs.text
    for match in _numbers(text):
        start = match.start()
        before = left_of(text, start)
        frame = _frame(before)
        spelt, open_ = frame.weekday, frame.opens
        year, mended, end = _year_behind(match)
        close = _closing(text, end) if open_ else end
        reported = open_ and close is not None
        if close is None and (range_ := _RANGE_BEHIND.match(text, match.end())):
            yield from _bracketed(match, range_, year, start - len(before) + frame.start)
            continue
        if match["slash"] == ".":
            mended = True
            if not reported or (not spelt and year is None):
                continue
        elif not spelt and not reported:
            if year is None or mended or match["slash"] != "/":
                continue
            if _NO_DATE_BEFORE.search(before) or _TERM_BEHIND.match(text, end):
                continue
        elif not spelt and not frame.relative and _is_number(text, match, before, year):
            continue
        day, month = int(match["day"]), int(match["month"])
        part = Part(year, month, day)
        if not possible(part):
            if not spelt:
                continue
            swapped = Part(year, day, month)
            if possible(swapped):
                part, mended = swapped, True
        other = None if spelt or year is not None else _other_month(before, month)
        if other is not None:
            yield Mention(start - len(before) + other, close or end, _NO_DAY)
            continue
        weekday, slip = read_weekday(spelt)
        first = part._replace(day=int(match["from"])) if match["from"] else part
        yield Mention(
            start - len(before) + frame.start,
            close or end,
            first,
            part if first != part else None,
            weekday=weekday if first == part else None,
            mended=mended or slip or match["slash"] == "//" or close is None,
            future=frame.later,
        )


def _other_month(before: str, month: int) -> int | None:
    """Where the name of another month begins behind which the numbers stand: `awal Oktober (1/1)`.

    Of months that are neighbours both may be right: `akhir Maret (1/4)`.
    """
    named = _PART_OF_A_MONTH.search(before, max(0, len(before) - _LONGEST_PART))
    other = ANY_MONTH.get(named["month"].lower()) if named else None
    apart = 0 if other is None else abs(other - month)
    return named.start("month") if named and 1 < apart < _MONTHS - 1 else None


def damaged(signs: Signs) -> Iterator[Mention]:
    """damaged = weekday "(" digits and slashes that are no day and month ")": told, not read."""
    text = signs.text
    last = -1
    for slash in every(text, "/"):
        opened = text.rfind("(", max(0, slash - len("(2244")), slash)
        match = _DAMAGED.match(text, opened) if opened > last else None
        last = max(last, opened)
        if match is None or _NUMBERED.match(text, opened + 1):
            continue
        before = left_of(text, opened + 1)
        frame = _frame(before)
        if frame.weekday:
            weekday, _ = read_weekday(frame.weekday)
            start = opened + 1 - len(before) + frame.start
            yield Mention(start, match.end(), _NO_DAY, weekday=weekday)


def _bracketed(
    match: re.Match[str], behind: re.Match[str], year: int | None, start: int
) -> Iterator[Mention]:
    """bracketed = "(" day "/" month "-" day "/" month ")"."""
    last_year = None if behind["year"] is None else int(behind["year"]) % 2000 + 2000
    first = Part(year, int(match["month"]), int(match["day"]))
    last = Part(last_year, int(behind["month"]), int(behind["day"]))
    if possible(first) and possible(last):
        yield Mention(start, behind.end(), first, last)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Two numbers with a slash between them, or with a point where a bracket closes behind."""
    end = 0
    for slash in every(text, "/"):
        start = _number_start(text, slash, end) if slash >= end else None
        match = None if start is None else _NUMBERED.match(text, start)
        if match:
            end = match.end()
            yield match
    for opened in every(text, "("):
        pointed = "." in text[opened + 2 : opened + 4] and _POINTED.match(text, opened)
        match = _NUMBERED.match(text, opened + 1) if pointed else None
        if match:
            yield match


def _number_start(text: str, slash: int, low: int) -> int | None:
    """Where the numbers before a `slash` begin, not before `low`."""
    last = text[slash - 1 : slash]
    if last.isdecimal():
        start = slash - 1 - text[slash - 2 : slash - 1].isdecimal()
        if start > low and text[start - 1] == "(":
            return start  # most stand so: no need to search
    elif last != " ":
        return None
    head = _NUMBER_BEFORE.search(text, max(low, slash - 14), slash)
    return head.start() if head else None


class _Frame(NamedTuple):
    """What stands before the numbers of a date and belongs to it."""

    start: int
    weekday: str | None
    relative: str
    opens: bool
    """Whether a bracket opens."""
    later: bool = False
    """Whether the day is said to come: `Senin mendatang`, `besok`."""


def _frame(before: str) -> _Frame:
    """The weekday, relative day and bracket at the end of `before`."""
    bare = before.rstrip(" (")
    opens = "(" in before[len(bare) :]
    begin = max(bare.rfind(" "), bare.rfind("("), bare.rfind(",", 0, -1)) + 1
    word = bare[begin:].rstrip(",")
    if may_be_weekday(word) and bare[begin - 1 : begin] != "(":
        return _Frame(begin, word, "", opens)
    last_word = _LAST_WORD.search(word)
    last = last_word[0].lower() if last_word else ""
    framed = last in _FRAMES or holds_weekday(last) or _CLOCK.search(bare) is not None
    if framed and (match := _BEFORE_NUMBERS.search(before)):
        return _Frame(
            match.start() + leading(match),
            match["weekday"] or match["inner"],
            (match["relative"] or "").strip().lower(),
            match["open"] is not None,
            _LATER.search(match[0]) is not None,
        )
    return _Frame(before.rfind("(", len(bare)) if opens else len(before), None, "", opens)


def _year_behind(match: re.Match[str]) -> tuple[int | None, bool, int]:
    """The year behind day and month, whether that is mended, and where the date ends."""
    rest = match["rest"]
    if not rest:
        return None, False, match.end()
    clean = _YEAR_BEHIND.fullmatch(rest)
    if clean is None:
        return None, True, match.end()
    year = int(clean["year"])
    year += 2000 if year < 100 else 0
    if not 1900 <= year <= 2099:
        return None, True, match.end()
    return year, clean["mark"] != "/" or " " in rest, match.end()


def _closing(text: str, at: int) -> int | None:
    """The end of the bracket that closes at `at`, or None."""
    behind = text[at : at + 6]
    inside = behind.lstrip(" .")
    if inside.startswith(")"):
        return at + len(behind) - len(inside) + 1
    zone = _ZONE_BEHIND.match(text, at)
    return zone.end() if zone else None


_PARTS = 5
"""Parts of a series that is counted, `(2/3)`, at most."""


def _is_number(text: str, match: re.Match[str], before: str, year: int | None) -> bool:
    """Whether two numbers in brackets without a weekday are something else than a date."""
    if _NO_DATE_BEFORE.search(before) or _FRACTION_BEFORE.search(before):
        return True
    day, month = int(match["day"]), int(match["month"])
    if year is None and _DIGIT_BEFORE.search(before):
        return day < month <= _FRACTION or not _FIGURE_BEFORE.search(before)
    if year is None and _UNIT_BEHIND.match(text, match.end()):
        return True
    # "(1/2)" that ends a line counts the parts of a series; "(6/9)" is rather a day.
    alone = text[match.end() + 1 : match.end() + 2] in ("", "\n")
    return year is None and alone and day <= month <= _PARTS
