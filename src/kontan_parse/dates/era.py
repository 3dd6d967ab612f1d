"""When a text can have been written, by what it takes for granted.

A weekday falls on the same date again after five, six or eleven years. So where a text prints no
year, it is enough to know in which of these it was possible: it names nobody in an office before
its holder took it, quotes no price before it was reached, and follows the house's habits of its
day. Each entry is a fact with its day, and says what cannot have been before; only headlines in
sentence case say what cannot have been after.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kontan_parse import packaged
from kontan_parse.dates.days import LAST, YEARS
from kontan_parse.dates.signs import RULE
from kontan_parse.dates.values import ANY_MONTH, DAYS
from kontan_parse.lines import every
from kontan_parse.patterns import lazy

_OUTLETS = {"K": dt.date(2017, 4, 1), "M": dt.date(2020, 1, 1)}
"""Since when datelines begin with `KONTAN.CO.ID`, however it is misspelt, and `MOMSMONEY.ID`: the
early spring of 2017 still printed `JAKARTA.` alone."""
_TITLE_CASE_SINCE, _SENTENCE_CASE_UNTIL = dt.date(2020, 9, 1), dt.date(2022, 12, 31)
"""The desk for investors capitalised its headlines from then on, the others in 2021, and all but a
few in the year after."""
_FIRST_IN_TITLE_CASE = dt.date(2019, 3, 1)
"""Before that, here and there a headline was in it; hardly one with its links."""


class Facts(NamedTuple):
    """What `era.json` holds; its days and years are in order."""

    names: Mapping[str, Sequence[str]]
    """Names that no text can hold before a day: of offices, from when their holders were chosen,
    and of institutions, programmes, products and bonds, from when they were first heard of."""
    between: Mapping[str, Sequence[str]]
    """Offices that were held twice, by the day of their names: who held them in between, from when
    and until who came back was chosen."""
    shares: Mapping[str, str]
    """Codes of shares by the year in which they were first traded; those that are words in
    capitals, too, are left out."""


@cache
def facts() -> Facts:
    """The almanac of names, read once."""
    return Facts(**json.loads(packaged.read("era.json")))


_WORDS_TOO = frozenset(
    "awan baut bike bola buka cuan depo film fore goto inet keen keju laju maxi nasi obat oils "
    "ratu tugu".split()
)
"""What is no sign of a share in small letters."""


class _Price(NamedTuple):
    """What something cost, and the days before which it was never so much."""

    signs: tuple[str, ...]
    """What a text that quotes it holds, in small letters: a cheap way to say no."""
    quoted: re.Pattern[str]
    reached: tuple[tuple[int, str], ...]
    """Amounts, each with the first day of the month in which it was first exceeded."""


def _index(name: str) -> re.Pattern[str]:
    """How the points of an index are quoted: its name, and no other or money before the number.

    Only with decimals, since a number without may be what somebody expects.
    """
    return lazy(rf"{name}(?:(?!{_INDEXES})[^.\n]){{0,80}}? (\d{{1,2}}\.\d{{3}},\d+)", re.IGNORECASE)


_INDEXES = (
    "IHSG|Dow Jones|S&P|Nasdaq|Nikkei|Kospi|Hang Seng|Topix|Shanghai|Shenzhen|Straits|"
    r"\bRp|\bUS\$|\bSTI\b|FTSE|\bDAX|\bCAC\b|Stoxx|Sensex|Nifty|ASX|Taiex|KLCI|LQ45|Kosdaq|\bCSI"
)
_EXACT = r"(?:\d{3},\d+|(?!\d00|\d50)\d{3})"
"""The end of an amount in thousands: a round one may be what somebody expects."""
_NO_OTHER_METAL = r"(?:(?!alladi|aladi|latin|erak|embaga|ikel|obalt)[^\n])"
_PER_OUNCE = r" per (?:tro[yi] )?o(?:ns|unce)"
_GOLD_OF_ANTAM = lazy(
    r"[Ee]mas\b[^\n]{0,160}?[Rr]p ?(\d\.(?!\d00\.000)\d{3}\.\d{3}|\d,\d{2,3} juta)(?= per gram)"
)
_GOLD = lazy(rf"[Ee]mas\b{_NO_OTHER_METAL}{{0,160}}?(?:US|us)\$ ?(\d\.{_EXACT}){_PER_OUNCE}")
_TIN = lazy(rf"[Tt]imah\b{_NO_OTHER_METAL}{{0,80}}? (?:US|us)\$ ?(\d\d\.{_EXACT}) per ton")
_DOLLAR = lazy(rf"[Rr]p ?(\d\d\.{_EXACT}) per (?:dol|US\$|us\$)")

_DOLLAR_SINCE = (
    (12_900, "2014-12-01"), (14_000, "2015-08-01"), (15_500, "2020-03-01"), (17_100, "2025-04-01"),
)  # fmt: skip

PRICES = (
    _Price(
        (" per gram",), _GOLD_OF_ANTAM,
        ((1_100_000, "2020-08-01"), (1_400_000, "2024-04-01"), (1_600_000, "2024-10-01")),
    ),
    _Price(
        ("mas ", "$", " per "), _GOLD,
        (
            (2_100, "2023-12-01"), (2_600, "2024-09-01"), (3_000, "2025-03-01"),
            (4_000, "2025-10-01"),
        ),
    ),
    _Price(("imah", " per ton"), _TIN, ((35_000, "2021-07-01"),)),
    *(_Price((sign,), _DOLLAR, _DOLLAR_SINCE) for sign in (" per dol", " per us$")),
    _Price(
        ("ihsg",), _index("IHSG"),
        (
            (5_500, "2015-02-01"), (6_000, "2017-10-01"), (7_100, "2022-04-01"),
            (8_000, "2025-08-01"),
        ),
    ),
    _Price(
        ("dow jones",), _index("Dow Jones"),
        (
            (15_000, "2013-05-01"), (17_000, "2014-07-01"), (20_000, "2017-01-01"),
            (25_000, "2018-01-01"), (30_000, "2020-11-01"), (40_000, "2024-05-01"),
        ),
    ),
    _Price(
        ("s&p",), _index("S&P ?500"),
        (
            (2_000, "2014-08-01"), (3_000, "2019-07-01"), (4_000, "2021-04-01"),
            (5_000, "2024-02-01"), (6_000, "2024-11-01"),
        ),
    ),
    _Price(
        ("nasdaq",), _index("Nasdaq"),
        (
            (5_300, "2016-09-01"), (8_000, "2018-08-01"), (10_000, "2020-06-01"),
            (14_000, "2021-02-01"), (20_000, "2024-07-01"),
        ),
    ),
    _Price(
        ("nikkei",), _index("Nikkei"),
        ((31_000, "2023-05-01"), (40_000, "2024-03-01"), (50_000, "2025-10-01")),
    ),
    _Price(
        ("kospi",), _index("Kospi"),
        ((3_000, "2021-01-01"), (3_400, "2025-09-01"), (4_000, "2025-10-01")),
    ),
)  # fmt: skip
"""Prices that rose: highs of which everybody took note."""

_REGULATION = lazy(
    rf"\b(?:{RULE}"
    r"|(?:Peraturan|Keputusan|Surat Edaran) [A-Z][^\d.,;\n]{0,60}?)\)? (?:No\.? |Nomor )?"
    r"\d[\w./-]{0,30}?(?:/| [Tt]ahun )(20[0-4]\d)(?![\w/-]|[.,]\d)"
)
"""The number of a regulation, which bears its year: `POJK 39/2024`, `UU No. 4 Tahun 2023`."""
_LONGEST_REGULATION = 130
"""Characters of a regulation's name and number before its year."""


class Era(NamedTuple):
    """The days on which a text can have been written."""

    first: dt.date
    last: dt.date
    gaps: tuple[tuple[dt.date, dt.date], ...] = ()
    """Times between, from a day until another, on which it can not."""

    def holds(self, day: dt.date) -> bool:
        """Whether the text can be of `day`."""
        return self.first <= day <= self.last and not self.lacks(day)

    def lacks(self, day: dt.date) -> bool:
        """Whether `day` lies in a gap."""
        return any(left <= day < back for left, back in self.gaps)


def read(text: str, outlet: str | None, titles: Sequence[str], *, past: int | None = None) -> Era:
    """When `text` was written at the earliest and the latest.

    `outlet` is its dateline's, `titles` are its own and those of its cross-links, `past` is the
    latest year that it tells of as past.

    >>> read("Kata Presiden Prabowo, Selasa (9/6).", None, ()).first.isoformat()
    '2024-02-14'
    """
    case = _case(titles)
    small = text.islower()
    words = set(_words(text))
    named = set(_named(text, words, small=small))
    since = [
        dt.date(YEARS.start, 1, 1),
        *(day for name, day in _OUTLETS.items() if outlet and outlet.upper().startswith(name)),
        *named,
        *_listed(text, words, small=small),
        *_priced(text),
        *_regulated(text),
    ]
    if case == "title":
        since.append(_TITLE_CASE_SINCE if len(set(titles)) > 1 else _FIRST_IN_TITLE_CASE)
    first = max(since)
    gaps = tuple(_held_by_others(text, named, words, small=small))
    for left, back in gaps:
        if left <= first < back:
            first = back
    # A few are written so today.
    old = (
        case == "sentence"
        and first <= _SENTENCE_CASE_UNTIL
        and (past is None or past <= _SENTENCE_CASE_UNTIL.year)
    )
    return Era(first, _SENTENCE_CASE_UNTIL if old else LAST, gaps)


def _named(text: str, words: set[bytes], *, small: bool) -> Iterator[dt.date]:
    """The days of the names in `text`, which are looked for where all their words are.

    A comma may part an office from its holder: `Presiden Amerika Serikat, Donald Trump`.
    """
    ended = _names(small=small)
    plain = text.replace(", ", " ")
    for word in ended.keys() & words:
        if word == b"pandemi" and not _FLU.isdisjoint(words):
            continue
        yield from (day for name, all_, day in ended[word] if all_ <= words and _holds(plain, name))


_FLU = frozenset((b"flu", b"Flu", b"H1N1", b"h1n1"))
"""What the pandemic of 2009 was of."""


def _held_by_others(
    text: str, named: set[dt.date], words: set[bytes], *, small: bool
) -> Iterator[tuple[dt.date, dt.date]]:
    """From when until when another held an office that `named` knows, which was taken again.

    A text that names the other as well, or the former holder, may be of that time.
    """
    for begun, (other, left, back) in facts().between.items():
        name = (other.lower() if small else other).encode()
        if dt.date.fromisoformat(begun) not in named or name in words:
            continue
        if _FORMER_WORDS.isdisjoint(words) or not _is_former(text, facts().names[begun]):
            yield dt.date.fromisoformat(left), dt.date.fromisoformat(back)


_FORMER = ("mantan", "bekas", "eks")
_FORMER_WORDS = frozenset(
    spelt.encode() for word in _FORMER for spelt in (word, word.title(), word.upper())
)
_FROM_FORMER = 40
"""Characters between such a word and the name of who held the office."""


def _is_former(text: str, offices: Sequence[str]) -> bool:
    """Whether `text` calls one of these `offices`, or its holder, former.

    So `mantan presiden` does, and `mantan pejabat Trump`; but no `mantan ekonom The Fed`, and no
    president of another country.
    """
    names = [[word.decode() for word in _words(office.lower())] for office in offices]
    office, holder = {name[0] for name in names}, {name[-1] for name in names}
    known = {word for name in names for word in name}
    lowered = text.lower()
    for word in _FORMER:
        for at in every(lowered, word):
            end = at + len(word)
            if lowered[at - 1 : at].isalnum() or lowered[end : end + 1].isalnum():
                continue
            printed = _words(text[end : end + _FROM_FORMER].partition(". ")[0])
            behind = [one.decode() for one in printed]
            small = [one.lower() for one in behind]
            other = behind[1:2] and behind[1][0].isupper() and small[1] not in known
            if not holder.isdisjoint(small) or (not office.isdisjoint(small[:1]) and not other):
                return True
    return False


@cache
def _names(*, small: bool) -> Mapping[bytes, Sequence[tuple[str, frozenset[bytes], dt.date]]]:
    """The names of `era.json` with their words and days, by their last word, mostly the rarest.

    Each as it is, and as it begins a sentence.
    """
    ended: dict[bytes, list[tuple[str, frozenset[bytes], dt.date]]] = {}
    for day, names in facts().names.items():
        spelt = {name.lower() for name in names} if small else {*names, *map(_opening, names)}
        for name in sorted(spelt):
            words = _words(name)
            entry = name, frozenset(words), dt.date.fromisoformat(day)
            ended.setdefault(words[-1], []).append(entry)
    return ended


def _opening(name: str) -> str:
    return name[0].upper() + name[1:]


def _holds(text: str, name: str) -> bool:
    """Whether `text` holds `name`, as whole words, and not of a deputy or a candidate."""
    for at in every(text, name):
        end = at + len(name)
        before = text[max(0, at - _LONGEST_LESSER) : at]
        if not (
            text[end : end + 1].isalnum()
            or before[-1:].isalnum()
            or before.lower().endswith(_LESSER)
        ):
            return True
    return False


_APART = bytes(
    byte if byte < 128 and (chr(byte).isalnum() or byte == ord("_")) else ord(" ")
    for byte in range(256)
)


def _words(text: str) -> list[bytes]:
    """The words of `text` in UTF-8: to part them so takes a third of the time of a pattern."""
    return text.encode(errors="replace").translate(_APART).split()


_LESSER = ("calon ", "wakil ", "deputi ", "kandidat ", "bakal ", "tunggal ", "kuat ", "asisten ")
"""Before an office they say that somebody only runs for it, or for another."""
_LONGEST_LESSER = max(map(len, _LESSER))


def _listed(text: str, words: set[bytes], *, small: bool) -> Iterator[dt.date]:
    """The days since when the shares that `text` names are traded, or were on offer."""
    begun = _codes(small=small)
    if begun.keys() & words:
        named = {share[1].encode() for share in _SHARE.finditer(text)}
        yield from (begun[code] for code in begun.keys() & named)


_SHARE = lazy(r"(?:\(|\b(?:saham|[Tt]bk) )([A-Za-z]{4})\b(?! [a-z]+\))")
"""How a share is named by its code: `PT Contoh Tbk (CODE)`, `saham CODE`."""


@cache
def _codes(*, small: bool) -> Mapping[bytes, dt.date]:
    """The codes of `era.json` with the day on which they may first be read."""
    return {
        code.encode(): dt.date(int(year) - 1, 12, 1)  # known from the offer on, a month before
        for year, printed in facts().shares.items()
        for code in (printed.lower() if small else printed).split()
        if code not in _WORDS_TOO
    }


def _priced(text: str) -> Iterator[dt.date]:
    """The days since when things cost what `text` says."""
    lowered = text.lower()
    for price in PRICES:
        if all(sign in lowered for sign in price.signs):
            for quoted in price.quoted.finditer(text):
                amount = _amount(quoted[1])
                yield from (
                    dt.date.fromisoformat(day) for least, day in price.reached if amount > least
                )


def _amount(printed: str) -> float:
    """The number behind `1.910.000`, `2,04 juta` or `3.281,45`."""
    number = float(printed.removesuffix(" juta").replace(".", "").replace(",", "."))
    return number * 1_000_000 if printed.endswith("juta") else number


def _regulated(text: str) -> Iterator[dt.date]:
    """The years of the regulations that `text` names by number."""
    for sign in ("/20", "ahun 20"):
        for at in every(text, sign):
            end = at + len(sign) + len("26, 1")
            for number in _REGULATION.finditer(text, max(0, at - _LONGEST_REGULATION), end):
                if int(number[1]) <= LAST.year:
                    yield dt.date(int(number[1]), 1, 1)


_SMALL = frozenset(
    "dan atau di ke dari pada untuk dengan dalam yang oleh per vs bagi hingga sampai usai akan "
    "tak saat agar jadi ini itu soal karena demi serta bila jika tapi juga sejak antara seperti "
    "sebagai secara terhadap tentang para lagi masih sudah belum bisa lewat via atas the of and in "
    "on at to".split()
)
"""Words that are small in titles of either kind."""
_MARKS = ",.;:?!()\"'“”‘’"
_LEAST_LARGE, _LEAST_SMALL = 3, 3
"""Words that must be in a kind of capitals: of title case large ones, without those that are small
in either kind; of sentence case small ones, of which title case has none but by a slip. Of today's
headlines one in a thousand has three, and as few large ones."""
_LARGE_IN_BOTH = frozenset((*DAYS, *ANY_MONTH, "rp"))


def _case(titles: Sequence[str]) -> str | None:
    """Whether titles are in `title` or `sentence` case; None where they do not tell.

    One of several in title case is enough not to be of the time when all were in the other.
    """
    counts = [
        _capitals(title)
        for title in dict.fromkeys(titles)  # pages print some twice
        if not title.islower()  # by whoever lower-cased the text
    ]
    large, small = (sum(numbers) for numbers in zip(*counts, strict=True)) if counts else (0, 0)
    if _is_title_case(large, small):
        return "title"
    if small < _LEAST_SMALL or small < large or any(_is_title_case(*one) for one in counts):
        return None
    return "sentence"


def _is_title_case(large: int, small: int) -> bool:
    return large >= _LEAST_LARGE and large >= small * 9


def _capitals(title: str) -> tuple[int, int]:
    """How many words of `title` begin large, and how many small, of those that tell its kind.

    Those do that are small in neither kind, nor large in both, as the first is, or codes in
    brackets. Of `saham-saham` and its like either half is a word.
    """
    large = small = 0
    opens = True
    for printed in title.split():
        word, first = printed.strip(_MARKS), opens
        opens = printed.endswith((":", "?", "!"))
        plain = word.replace("-", "").isalpha() and not word.isupper()
        lowered = word.lower()
        if first or not plain or lowered in _SMALL or lowered in _LARGE_IN_BOTH:
            continue
        large += word[0].isupper()
        small += word.islower()
    return large, small
