"""The grammar of calendar dates in running text.

    mention  = numbered | named | month | range | quarter, year, relative: see `periods`
    numbered = weekday? part? "(" day "/" month ("/" year)? ")"     Rabu lalu (6/8/2025)
    named    = weekday? ","? day month-name year?                    Jumat, 5 Maret 2021
    month    = month-name "tahun"? year                              Mei 2022
    range    = mention to mention | day to named | month to month    30 Juni-2 Juli 2026
             | "(" day "/" month "-" day "/" month ")"               (30/6-2/7)
    to       = "-" | "hingga" | "sampai" | "s.d."

A quarter may be written as analysts do (`3Q26`, `1H26`, `9M26`, `FY26`), a day as English has it
(`August 5, 2024`), or in ISO 8601.

Numbers are always day and month in this order. What looks like one and is none (`UU No. 3/2004`,
scores, fractions, prices) is named by what stands before or behind. Nothing here knows a
publication date: years that are not printed stay open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kontan_parse.dates import DAYS, MONTHS, Mention, Part, Unit
from kontan_parse.periods import OFFSETS, every, quarters, relatives, short_quarters, years

_WEEKDAYS = {name: number for number, name in enumerate(DAYS)} | {
    "ahad": 6, "juma": 4, "seni": 0, "selesa": 1, "selas": 1, "kami": 3, "sabut": 5,
}  # fmt: skip
_SPELT = frozenset(DAYS) | {"ahad"}
_WEEKDAY = (
    "(?:[Ss]enin|Seni|[Ss]elas(?:a)?|[Ss]elesa|[Rr]abu|[Kk]amis|Kami|[Jj]um[’'`]?a(?:t)?"
    "|[Ss]ab(?:tu|ut)|Minggu|minggu(?! (?:lalu|ini|depan))|[Aa]had)"
)
"""`seni` is art, `kami` is we, and `minggu lalu` a week."""
_LONG = (
    "Januari|Februari|Pebruari|Maret|April|Juni|Juli|Agustus|September|Oktober|November|Nopember"
    "|Desember"
)
_MONTH_NAME = re.compile(
    rf"(?<!\w)(?:{_LONG}|{_LONG.lower()}|{_LONG.upper()}|Mei|mei|MEI"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Agt|Agu|Ags|Aug|Sept|Sep|Okt|Oct|Nov|Nop|Des|Dec)(?![\w])"
)
_MONTHS = MONTHS | {"ags": 8, "aug": 8, "oct": 10, "nop": 11, "dec": 12}
_MONTH_SIGN = re.compile(
    "(?:Jan|Feb|Peb|Mar|Apr|Mei|Jun|Jul|Agu|Agt|Ags|Aug|Sep|Okt|Oct|Nov|Nop|Des|Dec)"
)
"""How the names of months begin: a pattern whose first characters are few is a quick one."""
_LOWER_SIGN = re.compile(f"(?:{_LONG.lower()}|mei)")
_CASED_BEFORE = re.compile(rf"(?<!\w)(?:{_LONG.lower()}|{_LONG.upper()}|mei|MEI)$")
_YEAR_SIGN = re.compile(r" (?:20|19)\d\d")
_ENGLISH = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December"
        .split(),
        1,
    )
}  # fmt: skip
_ENGLISH_DAY = re.compile(
    rf"(?<!\w)(?P<month>{'|'.join(_ENGLISH)}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, "
    r"(?P<year>\d{4})(?!\d)"
)
_ISO = re.compile(
    r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|\.\w)"
)

_ISO_SIGN = re.compile(r"-[01]\d-[0-3]")
_NUMBERED = re.compile(
    r"(?:(?<![\w/.,-])|(?<=/\d{4}[-–]))(?:(?P<from>\d{1,2}) ?[-–] ?)?(?P<day>\d{1,2}) ?"
    r"(?P<slash>//?|\.) ?(?P<month>\d{1,2})(?P<rest>(?: ?[/.]{1,2} ?\d{1,4}){0,2})"
    r"(?![\w%]|[/,]\d|-(?!\d{1,2}/)\w)"
)
_YEAR_BEHIND = re.compile(r" ?(?P<mark>[/.]{1,2}) ?(?P<year>\d{4}|\d{2})")
_PART_OF_DAY = (
    "(?:dini hari|pagi|siang|sore|petang|malam|kemarin|lalu|ini|depan|waktu setempat|pekan lalu"
    "|pekan ini|WIB|kemarin malam)"
)
_BEFORE_NUMBERS = re.compile(
    rf"(?:(?<!\w)(?:(?P<weekday>{_WEEKDAY})(?:-{_WEEKDAY})?,?(?: {_PART_OF_DAY}){{0,2}},? ?"
    r"|(?P<relative>(?:[Hh]ari ini|[Kk]emarin|[Bb]esok|[Ll]usa"
    r"|(?:[Pp]ekan|minggu) (?:lalu|ini|depan)) ?)))?"
    rf"(?P<open>\()? ?(?:(?P<inner>{_WEEKDAY}),? ?)?$"
)
_FRAMES = frozenset(
    "hari pagi siang sore petang malam kemarin lalu ini depan setempat wib besok lusa".split()
)
"""Words that may stand between a weekday and the numbers of its date, or for a weekday."""
_NO_DATE_BEFORE = re.compile(
    r"(?:\b(?:[Nn]o|[Nn]omor|[Nn]omer|NO|NOMOR|UU|PP|PMK|POJK|SEOJK|[Pp]asal|[Aa]yat|Perpres|Kepres"
    r"|Permen\w*|SK|SE|RT|RW|[Bb]ab|[Bb]abak|[Hh]alaman|[Ss]kor|[Bb]agian|[Rr]asio|[Pp]eringkat"
    r"|[Kk]elas|[Nn]ilai)\b\)?\.?[ :]*"
    r"|(?:Rp|US\$|\$|€|£) ?)\(?$"
)
_DIGIT_BEFORE = re.compile(r"\d ?\(?$")
_UNIT_BEHIND = re.compile(
    r"\)? ?(?:sendok|siung|buah|bagian|kg|gram|gelas|cangkir|butir|potong|ons|liter|ml|cm|persen|%"
    r"|dari|inci|inch|jam)\b"
)
_FRACTION_BEFORE = re.compile(
    r"(?:setengah|separuh|sebagian|per(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh))"
    r" \(?$",
    re.IGNORECASE,
)

_TO = r"(?:[-–—]|hingga|sampai dengan|sampai|s\.?d\.?|s/d)"
_BEFORE_MONTH = re.compile(
    rf"(?:(?<!\w)(?P<weekday>{_WEEKDAY}),? ?)?\(?"
    r"(?:(?<![\w.,/%–—-])|(?<=\d{4}[-–—])|(?<=(?:ari|ret|ril|mei|Mei|uni|uli|tus|ber)[-–—]))"
    rf"(?:(?P<from>\d{{1,2}}) ?{_TO} ?)?(?P<day>\d{{1,2}}) $"
)
_MONTH_BEFORE = re.compile(rf"(?<![\w-])(?P<month>{_LONG}|Mei) ?{_TO} ?$")
_DAY_BEFORE = re.compile(r"\d ?$")
_BEHIND_MONTH = re.compile(
    r"(?:,? (?:tahun )?|/|-)(?P<year>(?:19|20)\d\d)(?![\w]|[.,]\d|-\d{3})"
    r"| tahun (?P<which>ini|lalu|depan|mendatang)(?!\w)"
)
_NAMED_AFTER_A_DAY = re.compile(
    r"\b(?:[Jj]alan|Jl|[Uu]niversitas|[Ss]tadion|[Gg]edung|[Pp]asar|[Mm]onumen|[Jj]embatan"
    r"|[Pp]elabuhan|SMA|SMP|[Rr]umah [Ss]akit|[Mm]asjid|[Tt]aman|[Kk]elurahan)\.? "
    r"(?:Letjen |Jenderal )?$"
)
_CONNECTOR = re.compile(rf" ?{_TO} ?")

_BACK = 36
"""Characters before a number or a month's name that may belong to its date."""


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
    for form in FORMS:
        if relative or form is not relatives:
            found += form(text)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    apart: list[Mention] = []
    for mention in found:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return tuple(_ranges(text, apart))


def _numbered(text: str) -> Iterator[Mention]:
    """numbered = day "/" month, behind a weekday or in brackets; with a year, also bare."""
    for match in _numbers(text):
        start = match.start()
        before = _before(text, start)
        frame = _frame(before)
        spelt, open_ = frame.weekday, frame.opens
        year, mended, end = _year_behind(match)
        close = _closing(text, end) if open_ else end
        reported = open_ and close is not None
        if open_ and close is None and (range_ := _RANGE_BEHIND.match(text, match.end())):
            yield from _bracketed(match, range_, year, start - len(before) + frame.start)
            continue
        if match["slash"] == ".":
            mended = True
            if not reported or (not spelt and year is None):
                continue
        elif not spelt and not reported:
            if year is None or mended or match["slash"] != "/" or match["rest"].count("/") != 1:
                continue
            if _NO_DATE_BEFORE.search(before):
                continue
        elif not spelt and not frame.relative and _is_number(text, match, before, year):
            continue
        day, month = int(match["day"]), int(match["month"])
        part = Part(year, month, day)
        if not _possible(part):
            if not spelt:
                continue
            swapped = Part(year, day, month)
            if _possible(swapped):
                part, mended = swapped, True
        weekday, slip = _weekday(spelt)
        first = part._replace(day=int(match["from"])) if match["from"] else part
        yield Mention(
            start - len(before) + frame.start,
            close or end,
            first,
            part if first != part else None,
            weekday=weekday if first == part else None,
            mended=mended or slip or match["slash"] == "//" or (open_ and close is None),
            future=frame.relative in ("besok", "lusa", "pekan depan", "minggu depan"),
        )


def _bracketed(
    match: re.Match[str], behind: re.Match[str], year: int | None, start: int
) -> Iterator[Mention]:
    """bracketed = "(" day "/" month "-" day "/" month ")"."""
    last_year = None if behind["year"] is None else int(behind["year"]) % 2000 + 2000
    first = Part(year, int(match["month"]), int(match["day"]))
    last = Part(last_year, int(behind["month"]), int(behind["day"]))
    if _possible(first) and _possible(last):
        yield Mention(start, behind.end(), first, last)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Two numbers with a slash between them, or with a point where a bracket closes behind."""
    end = 0
    for slash in every(text, "/"):
        if slash < end:
            continue
        head = _NUMBER_BEFORE.search(text, max(end, slash - 14), slash)
        match = _NUMBERED.match(text, head.start()) if head else None
        if match:
            end = match.end()
            yield match
    for pointed in _POINTED.finditer(text):
        match = _NUMBERED.match(text, pointed.start() + 1)
        if match:
            yield match


_NUMBER_BEFORE = re.compile(r"(?:(?:\d{1,2} ?[-–] ?)?\d{1,2} ?\. ?|\d{1,2} ?[-–] ?)?\d{1,2} ?$")
_POINTED = re.compile(r"\(\d{1,2}\.\d{1,2}(?:\.\d{4})?\)")
_RANGE_BEHIND = re.compile(
    r" ?[-–] ?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?\)"
)


def _before(text: str, at: int) -> str:
    """What stands before `at` in its line, as far as it may belong to a date."""
    begin = max(0, at - _BACK)
    return text[max(begin, text.rfind("\n", begin, at) + 1) : at]


class _Frame(NamedTuple):
    """What stands before the numbers of a date and belongs to it."""

    start: int
    weekday: str | None = None
    relative: str = ""
    opens: bool = False
    """Whether a bracket opens."""


def _frame(before: str) -> _Frame:
    """The weekday, relative day and bracket at the end of `before`."""
    bare = before.rstrip(" (")
    opens = "(" in before[len(bare) :]
    begin = max(bare.rfind(" "), bare.rfind("(")) + 1
    word = bare[begin:].rstrip(",")
    known = word.lower() in (_SPELT if word.islower() else _WEEKDAYS)  # `seni` is art, `kami` we
    if known and bare[begin - 1 : begin] != "(":
        return _Frame(begin, word, "", opens)
    last = word[word.rfind("-") + 1 :].lower()
    framed = last in _FRAMES or _letters(last) in _WEEKDAYS
    if framed and (match := _BEFORE_NUMBERS.search(before)):
        return _Frame(
            match.start() + _leading(match),
            match["weekday"] or match["inner"],
            (match["relative"] or "").strip().lower(),
            match["open"] is not None,
        )
    return _Frame(before.rfind("(", len(bare)) if opens else len(before), None, "", opens)


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))


def _leading(frame: re.Match[str]) -> int:
    """Characters of the frame that are not the date's: a bracket that only a bare date has."""
    return len(frame[0]) - len(frame[0].lstrip())


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


_ZONE_BEHIND = re.compile(r" ?,? ?(?:WI(?:B|TA|T)|waktu setempat|pagi|siang|sore|malam)\)")


def _is_number(text: str, match: re.Match[str], before: str, year: int | None) -> bool:
    """Whether two numbers in brackets without a weekday are something else than a date."""
    if any(p.search(before) for p in (_NO_DATE_BEFORE, _FRACTION_BEFORE, _DIGIT_BEFORE)):
        return True
    if year is None and _UNIT_BEHIND.match(text, match.end()):
        return True
    # "(1/2)" that ends a line counts the parts of a series.
    alone = text[match.end() + 1 : match.end() + 2] in ("", "\n")
    return year is None and alone and int(match["day"]) <= int(match["month"]) <= 12


def _weekday(spelt: str | None) -> tuple[int | None, bool]:
    """The number of a weekday, and whether its spelling is a slip."""
    if spelt is None:
        return None, False
    plain = _letters(spelt.lower())
    return _WEEKDAYS.get(plain), plain not in _SPELT


def _possible(part: Part) -> bool:
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


def _named(text: str) -> Iterator[Mention]:
    """named = day month-name year?, month-name year, and day "-" day month-name."""
    for match in _month_names(text):
        month = _MONTHS[match[0].lower()]
        start = match.start()
        before = _before(text, start)
        behind = _BEHIND_MONTH.match(text, match.end())
        year = int(behind["year"]) if behind and behind["year"] else None
        which = behind["which"] if behind else None
        relative: tuple[Unit, int] | None = ("year", OFFSETS[which]) if which else None
        end = behind.end() if behind else match.end()
        frame = _BEFORE_MONTH.search(before) if before[-2:-1].isdigit() else None
        if frame is None:
            if year is None and relative is None:
                continue
            ahead = _MONTH_BEFORE.search(before)
            if ahead and not _DAY_BEFORE.search(before, 0, ahead.start()):
                first = Part(year, _MONTHS[ahead["month"].lower()])
                at_first = start - len(before) + ahead.start()
                yield Mention(at_first, end, first, Part(year, month), relative=relative)
            else:
                yield Mention(start, end, Part(year, month), relative=relative)
            continue
        if _NAMED_AFTER_A_DAY.search(before[: frame.start()]):
            continue
        if year is None and relative is None and match[0].lower() not in MONTHS:
            continue
        last = Part(year, month, int(frame["day"]))
        first = last._replace(day=int(frame["from"])) if frame["from"] else last
        possible = _possible(first) and _possible(last)
        if not possible and frame["weekday"] is None and (year is None or int(frame["day"]) > 31):
            continue
        weekday, slip = _weekday(frame["weekday"])
        opened = "(" in frame[0]
        closing = end + 1 if opened and text[end : end + 1] == ")" else end
        yield Mention(
            start - len(before) + frame.start() + _leading(frame) + (opened and closing == end),
            closing,
            first,
            last if first != last else None,
            weekday=weekday,
            mended=slip or match[0].lower().startswith(("pebr", "nop")),
            relative=relative,
        )


def _month_names(text: str) -> Iterator[re.Match[str]]:
    """The names of months; in one case before a year, or where all is in lower case."""
    signs = _LOWER_SIGN if text.islower() else _MONTH_SIGN
    for sign in signs.finditer(text):
        match = _MONTH_NAME.match(text, sign.start())
        if match:
            yield match
    if signs is _MONTH_SIGN:
        for sign in _YEAR_SIGN.finditer(text):
            cased = _CASED_BEFORE.search(text, max(0, sign.start() - 10), sign.start())
            match = _MONTH_NAME.match(text, cased.start()) if cased else None
            if match:
                yield match


def _english(text: str) -> Iterator[Mention]:
    """english = month-name day "," year, in what is quoted from abroad."""
    if ", 20" not in text and ", 19" not in text:
        return
    for match in _ENGLISH_DAY.finditer(text):
        part = Part(int(match["year"]), _ENGLISH[match["month"]], int(match["day"]))
        if _possible(part):
            yield Mention(match.start(), match.end(), part)


def _iso(text: str) -> Iterator[Mention]:
    """iso = year "-" month "-" day."""
    if not _ISO_SIGN.search(text):
        return
    for match in _ISO.finditer(text):
        part = Part(int(match["year"]), int(match["month"]), int(match["day"]))
        if _possible(part):
            yield Mention(match.start(), match.end(), part)


def _ranges(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Neighbours that a hyphen or "hingga" joins, as one."""
    at = 0
    while at < len(mentions):
        one = mentions[at]
        two = mentions[at + 1] if at + 1 < len(mentions) else None
        if two is not None and _joins(text, one, two):
            last = two.last or two.first
            yield Mention(one.start, two.end, one.first, last, mended=one.mended or two.mended)
            at += 2
        else:
            yield one
            at += 1


def _joins(text: str, one: Mention, two: Mention) -> bool:
    """Whether two mentions are the ends of a range."""
    first, last = one.first, two.last or two.first
    alike = (first.day is None) == (last.day is None) and (first.month is None) == (
        last.month is None
    )
    return (
        alike
        and one.relative is None
        and two.relative is None
        and (one.last is None or one.last.day is None)
        and _CONNECTOR.fullmatch(text, one.end, two.start) is not None
    )


FORMS: tuple[Callable[[str], Iterator[Mention]], ...] = (
    _numbered, _named, quarters, short_quarters, years, relatives, _english, _iso,
)  # fmt: skip
"""All ways to write a date; where two find something in the same place, the one that begins first
and reaches farther has it."""
