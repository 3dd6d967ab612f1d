"""Where a text may hold a date: signs that are cheap to find, and what stands before them.

A pattern for all forms of a date would be tried at every letter. So a text is searched for the
few words and digits that each form has, and only what stands around them is read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kontan_parse.dates.values import DAYS, Unit
from kontan_parse.lines import every
from kontan_parse.places import APOSTROPHES

_WEEKDAYS = {name: number for number, name in enumerate(DAYS)} | {
    "ahad": 6, "juma": 4, "seni": 0, "selesa": 1, "selas": 1, "kami": 3, "sabut": 5,
}  # fmt: skip
_SPELT = frozenset(DAYS) | {"ahad"}
WEEKDAY = (
    "(?:[Ss]enin|Seni|[Ss]elas(?:a)?|[Ss]elesa|[Rr]abu|[Kk]amis|Kami"
    f"|[Jj]um[{APOSTROPHES}]?a(?:[{APOSTROPHES}]?t)?"
    "|[Ss]ab(?:tu|ut)|Minggu|minggu(?! (?:lalu|ini|depan|tanggal))|[Aa]had)"
)
"""`seni` is art, `kami` is we, and `minggu lalu` a week."""
DASH = "(?:--?|[–—])"
TO = rf"(?:{DASH}|hingga|sampai dengan|sampai|s\.?d\.?|s/d)"
"""What stands between the ends of a range."""
NO_DECIMAL = r"(?!,\d|\.\d(?!\d?\. ?[A-Z]))"
"""Behind a year: what stands there is no number, but for that of the next item of a list that has
lost its line breaks, `4 Mei 2026.2. Ex dividen`."""
PART = "(?:(?:akhir|awal|pertengahan) )?"
"""What may stand before the second end of a range: `Juni hingga akhir Juli 2026`."""
RULE = (
    "(?:UU|Undang-[Uu]ndang|Perpp?u|PP|Perpres|Kepp?res|Inpres|Per(?:da|gub|bup|wali)"
    r"|(?:Per|Kep)men\w*|PMK|POJK|SEOJK|PBI|PADG|SE|SK)"
)
"""Kinds of laws and regulations, whose numbers bear their year: `POJK 39/2024`."""
_OFFSETS = {"ini": 0, "lalu": -1, "depan": 1, "mendatang": 1}
"""Behind `tahun`: how many years from now."""
WHICH_YEAR = rf"(?ai:tahun) (?P<which>(?ai:{'|'.join(_OFFSETS)}))(?!\w)"
_WHICH = tuple(_OFFSETS)
_CENTURIES = ("20", "19")
_EARLIER = (" 18", " 17", " 16")
_SHAPES = {ord("0"): b"0123456789", ord(" "): b" ", ord("A"): b"ADFJMNOPS", ord("a"): b"adfjmnops"}
"""What stands in a text's shape for each of some characters: digits, and what months begin with."""
_SHAPE = bytes(
    next((shape for shape, bytes_ in _SHAPES.items() if byte in bytes_), ord("."))
    for byte in range(256)
)
_BACK = 36
"""Characters before a number or a month's name that may belong to its date."""


class Signs(NamedTuple):
    """A text, and where it holds what many forms of a date have."""

    text: str
    small: str
    """The text, its Latin letters small: headlines have capitals where stories have none."""
    shape: str
    """The text with `0` for any digit, `A` and `a` for what the name of a month may begin with, a
    blank for a blank, and a point for all else, so that one search finds any number."""
    years: tuple[int, ...]
    """Places of four digits, the first two of which are a century, 16 to 20."""
    tahun: tuple[int, ...]
    """Places of `ahun ` in the word for year."""
    counted: tuple[int, ...]
    """Those with `ini`, `lalu` or `depan` behind: places of the blank before ` tahun ini`."""


def look(text: str) -> Signs:
    """The signs of dates in `text`."""
    bytes_ = text.encode("latin-1", "replace")  # one for each character
    small = bytes_.lower().decode("latin-1")
    shape = bytes_.translate(_SHAPE).decode("ascii")
    years = [
        at
        for at in every(shape, "0000")
        # amounts begin as earlier years do, too: a year is a word of its own
        if text.startswith(_CENTURIES, at) or text.startswith(_EARLIER, max(0, at - 1))
    ]
    tahun = tuple(every(small, "ahun "))
    counted = [at - 2 for at in tahun if at > 1 and small.startswith(_WHICH, at + 5)]
    return Signs(text, small, shape, tuple(years), tahun, tuple(counted))


def year_meant(which: str | None) -> tuple[Unit, int] | None:
    """What counts from the publication in a match of `WHICH_YEAR`: `tahun lalu` is a year before.

    >>> year_meant("Lalu"), year_meant(None)
    (('year', -1), None)
    """
    return ("year", _OFFSETS[which.lower()]) if which else None


def left_of(text: str, at: int) -> str:
    """What stands before `at` in its line, as far as it may belong to a date."""
    begin = max(0, at - _BACK)
    return text[max(begin, text.rfind("\n", begin, at) + 1) : at]


def leading(frame: re.Match[str]) -> int:
    """Blanks before what stands around a date, which are not the date's."""
    return len(frame[0]) - len(frame[0].lstrip())


def read_weekday(spelt: str | None) -> tuple[int | None, bool]:
    """The number of a weekday, and whether its spelling is a slip."""
    if spelt is None:
        return None, False
    plain = _letters(spelt.lower())
    return _WEEKDAYS.get(plain), plain not in _SPELT


def may_be_weekday(word: str) -> bool:
    """Whether `word` is a weekday, where it is not the small `seni` or `kami`."""
    return word.lower() in (_SPELT if word.islower() else _WEEKDAYS)


def holds_weekday(word: str) -> bool:
    """Whether the letters of `word` are a weekday's."""
    return _letters(word) in _WEEKDAYS


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))
