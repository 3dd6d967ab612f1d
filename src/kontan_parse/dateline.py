"""The grammar of the dateline, the words that open a story.

    dateline   = tagged+ | reversed | (rubric dash)? old-style
    tagged     = outlet mark* (place close)?         KONTAN.CO.ID - SEOUL. Menjelang …
    reversed   = place mark outlet mark*             JAKARTA - KONTAN.CO.ID. Dua …
    old-style  = place ("." | dash | date mark)      JAKARTA. Komisi …
    close      = "." | dash | date ("." | dash)? | end of line; a mark that is none, or nothing,
                 behind a place that is known
    date       = "," weekday? "("? day month year ")"? agency?    , Rabu, 12 Juni 2024; in numbers
                 behind a place that is known                     (12/6/2024)
    mark       = dash | "." | ":" | ";" | "," | "/"

Reporters type it by hand, so outlets are misspelt, dashes and blanks vary, places stand in
title case, and one in twenty has no place. The trap is a first sentence that opens in
capitals (`KONTAN.CO.ID - PT Bank …`): a place is only what is closed as one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kontan_parse import places
from kontan_parse.patterns import lazy
from kontan_parse.places import SMALL, UPPER, WEEKDAY

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Hyphens, dashes and the minus sign."""
_DASH = f"[{DASHES}]{{1,2}}"

OUTLET = lazy(
    r"""
      K[ONTA]{3,6}[.,-][ ]?C\.?O?[., ]{0,2}C?[Ii]?[Dd]?(?![\w])  # KONTAN.CO.ID and its misspellings
    | KONTAN[ ]?[.,-]?[ ]?CO[., ]{1,2}[Ii][Dd](?![\w])
    | MOMSMONEY[.,][ ]?ID(?![\w])
    """,
    re.VERBOSE,
)
SPELLINGS = frozenset({"KONTAN.CO.ID", "MOMSMONEY.ID"})
"""The two outlets whose stories Kontan's sites carry, spelt right."""

LOWER_OUTLET = lazy(rf"(?P<outlet>kontan[.,-] ?co[.,] ?c?id|momsmoney\.id) ?{_DASH}")
"""A text that somebody has lower-cased keeps its dash; prose about the site has none."""

_MARK = rf"(?:{_DASH}|[.:;]|[,/](?= ?{_DASH}))"
_SEPARATOR = lazy(rf" ?(?:{_MARK}(?: ?{_MARK}(?!\.| ?\d|[a-z])){{0,2}}|(?P<odd>[,/|]))? ?")
"""A mark before a number is its sign, `- 3,2%`, and a point before a letter a site's, `.com`."""
_MISTYPED = lazy(rf"(?P<outlet>[^\W\d_].{{8,12}}?\w)(?=[ .,:;/]{{0,2}}{_DASH})")
"""What stands before a dash, as long as an outlet's name or by two characters off."""
_MOST_SLIPS = 2

_REGION = rf",[ ](?!{WEEKDAY})[{UPPER}][{SMALL}]{{2,}}(?:[ ][{UPPER}][{SMALL}]+)?"
"""The province or state behind a town, in title case; for a pattern that reads blanks over."""
NAME = lazy(
    rf"""
      (?:(?:ST|KAB|D\.I)\.[ ])?                                  # ST. LOUIS, D.I. YOGYAKARTA
      [{UPPER}][{UPPER}'’-]*[{UPPER}]
      (?:(?:,[ ]|[ ]?/[ ]?|[ ]&[ ]|[ ])[{UPPER}][{UPPER}'’-]*[{UPPER}]){{0,5}}  # NEW YORK
      (?:,?[ ]D\.C\.                                             # WASHINGTON D.C.
        |{_REGION}(?=[ ]?(?:\.|{_DASH})[ ])                       # PALM BEACH, Florida.
      )?
    | (?:(?:St|Kab|D\.I)\.[ ])?
      [{UPPER}][{SMALL}]{{2,}}
      (?:(?:[ ]?/[ ]?|[ ]&[ ]|[ ](?:(?:am|da|de|del|la)[ ])?)[{UPPER}][{SMALL}]+){{0,3}}
      (?:{_REGION})?
      (?:,?[ ](?:DC\b|D\.C\.))?
    """,
    re.VERBOSE,
)
_TITLE_WORD = lazy(rf" [{UPPER}][{SMALL}]")
CLOSE = lazy(
    rf"""
    (?:
        (?:[ ]?,[ ](?:(?P<weekday>{WEEKDAY}),?[ ])?|[ ](?=\())
        \(?(?P<date>\d{{1,2}}(?:[ ][A-Z][a-z]{{2,8}}[ ]|/\d{{1,2}}/)\d{{4}})\)?
        (?:[ ](?:\([A-Z][\w ]{{2,30}}\)|/[A-Z][\w ]{{2,30}}/))?    # (GLOBE NEWSWIRE)
        (?:[ ]?(?:[.:]|{_DASH})|(?=[ ][A-Z])|$)
      | [ ]?\.(?!\d)(?:\.(?=[ ][A-Z“]))?
      | [ ]?{_DASH}(?:(?P<aside>(?=[ ][{SMALL}]))|(?=[ ]))
      | (?P<end>$)
    )[ ]?
    """,
    re.VERBOSE,
)
LOWER_PLACE = lazy(
    r"(?P<place>[a-z]{3,}(?:[ /][a-z]{3,}){0,2}?)(?: ?, (?P<date>\d{1,2} [a-z]{3,9} \d{4}))? ?"
    rf"(?:\.|(?P<dash>{_DASH} )) ?"
)
_BEFORE_OUTLET = lazy(rf" ?(?:{_DASH}|,|(?P<stop>\.(?= ))) ?$")
_OLD_CLOSE = lazy(r" ?\.(?!(?:CO|COM|ID|KONTAN|NET|ORG|TV)\b) ?(?=[A-Z0-9“\"'‘(])")
"""The point in `CONTOH.COM` closes nothing."""
_OLD_DASH = lazy(rf" ?{_DASH} (?=[A-Z0-9“\"'‘(])")
_SLIP = lazy(
    rf"(?P<place>(?![{UPPER}][{SMALL}]*\b|[{UPPER}]+\b)[{UPPER}{SMALL}]{{3,12}}) ?\.(?!\d) ?"
)
"""A town with a letter in the wrong case, which is read where it is known: `WAsHINGTON.`"""
_RUBRIC = lazy(rf"[A-Z]{{3,12}} {_DASH} (?=[A-Z]{{3}})")
_UNCLOSED = lazy("(?P<mark>[,:;])? ")
"""What stands between a known place and its story where nothing closed it, or another mark."""


class Reading(NamedTuple):
    """A dateline found at the start of a line."""

    text: str
    outlet: str | None
    places: tuple[str, ...]
    date: str | None
    """The date inside as printed, `26 Juni 2026`."""
    rest: str
    """What follows in the line: the first paragraph, or nothing."""
    findings: tuple[str, ...] = ()
    """Codes of what was odd about it."""


def tagged(text: str) -> Reading | None:
    """The dateline with the outlet's name that opens `text`, or None.

    >>> tagged("KONTAN.CO.ID - BEIJING/WASHINGTON. Dua negara …")[:3]
    ('KONTAN.CO.ID - BEIJING/WASHINGTON.', 'KONTAN.CO.ID', ('BEIJING', 'WASHINGTON'))
    >>> tagged("KONTAN.CO.ID - PT Contoh Makmur Tbk")[:3]
    ('KONTAN.CO.ID -', 'KONTAN.CO.ID', ())
    """
    return _read(text) if text.startswith(_INITIALS) or _holds_outlet(text) else None


def is_known(reading: Reading) -> bool:
    """Whether one of its places is known."""
    return any(map(places.is_known, reading.places))


def is_sure(reading: Reading) -> bool:
    """Whether it has a place in capitals or a known one: `Kontan.co.id - Nasional` has none."""
    return any(place.isupper() for place in reading.places) or is_known(reading)


@lru_cache(maxsize=1)  # asked for by the opening, and again by the rule for it; it may be long
def _read(text: str) -> Reading | None:
    head = (
        (None if _is_spelt(text) else _mistyped(text))
        or (_tagged(text, 0) if text.startswith(_INITIALS) else None)
        or _reversed(text)
    )
    if head is None:
        return None
    for _ in range(_MOST_AGAIN):
        again = _tagged(text, head.end) if text[head.end : head.end + 1] in ("K", "M") else None
        if again is None:
            break
        head = _Head(
            again.outlet,
            again.places or head.places,
            again.date or head.date,
            again.end,
            tuple(dict.fromkeys((*head.findings, "doubled-dateline", *again.findings))),
        )
    twice = _place_again(text, head)
    return Reading(
        text[:twice].strip(), head.outlet, head.places, head.date, text[twice:],
        head.findings if twice == head.end else (*head.findings, "doubled-dateline"),
    )  # fmt: skip


def _place_again(text: str, head: _Head) -> int:
    """Where the story goes on if the place stands twice, `JAKARTA.JAKARTA.`; else the same end."""
    place = "/".join(head.places)
    if not place.isupper() or not text.startswith(place, head.end):
        return head.end
    close = CLOSE.match(text, head.end + len(place))
    return close.end() if close else head.end


_INITIALS = ("K", "M", "k", "m")
_MOST_AGAIN = 2
"""How often a dateline is looked for behind a dateline; twice in a row was seen."""


class _Head(NamedTuple):
    """A dateline with the position where the story goes on."""

    outlet: str
    places: tuple[str, ...]
    date: str | None
    end: int
    findings: tuple[str, ...]


def _tagged(text: str, at: int) -> _Head | None:
    lower = LOWER_OUTLET.match(text, at)
    findings: tuple[str, ...] = ()
    odd = False
    if lower:
        outlet, at = lower["outlet"], lower.end()
        at += text[at : at + 1] == " "
        findings = () if outlet.upper() in SPELLINGS else ("misspelt-outlet",)
    else:
        tag = OUTLET.match(text, at)
        if not tag:
            return None
        outlet = tag[0].rstrip(" ")
        at, odd = _behind_marks(text, tag.end())
        if not text[tag.end() : at].strip() and not _place_or_sentence(text, at):
            return None
        findings = () if outlet in SPELLINGS else ("misspelt-outlet",)
    if OUTLET.match(text, at):
        return _Head(outlet, (), None, at, findings)
    place = _lower_place(text, at) if lower else _place(text, at)
    if odd and not place.places:
        return None  # prose: `KONTAN.CO.ID, media ekonomi …`
    return _Head(outlet, place.places, place.date, place.end, (*findings, *place.findings))


def _is_spelt(text: str) -> bool:
    """Whether `text` opens with an outlet that is no part of a longer word."""
    return text.startswith(_SPELT) and not text[_SPELT_LENGTH : _SPELT_LENGTH + 1].isalnum()


_SPELT = tuple(sorted(SPELLINGS))
_SPELT_LENGTH = len(_SPELT[0])
"""Both have as many letters."""


def _mistyped(text: str) -> _Head | None:
    """The dateline with a misspelling of an outlet, any: `KONTAB.CO.ID - JAKARTA. …`.

    Only for a text that does not open with an outlet spelt right.
    """
    tag = _MISTYPED.match(text)
    if tag is None:
        return None
    outlet = tag["outlet"]
    if outlet.islower():
        return None
    if min([_slips(outlet.upper(), name) for name in SPELLINGS]) > _MOST_SLIPS:
        return None
    at, _ = _behind_marks(text, tag.end())
    if text[at : at + 1].islower():
        return None  # prose: `Kontan.co.id - media ekonomi …`
    place = _place(text, at)
    findings = ("misspelt-outlet", *place.findings)
    return _Head(outlet, place.places, place.date, place.end, findings)


def _behind_marks(text: str, at: int) -> tuple[int, bool]:
    """Where the text goes on behind the marks at `at`, which follow on an outlet; if one is odd."""
    separator = _SEPARATOR.match(text, at)
    return (separator.end(), separator["odd"] is not None) if separator else (at, False)


def _slips(typed: str, meant: str) -> int:
    """How many letters `typed` has too many, too few or wrong: the edit distance."""
    above = list(range(len(meant) + 1))
    for letter in typed:
        row = [above[0] + 1]
        for at, other in enumerate(meant):
            row.append(min(above[at] + (letter != other), above[at + 1] + 1, row[at] + 1))
        above = row
    return above[-1]


def _place_or_sentence(text: str, at: int) -> bool:
    """Whether a dateline without a dash goes on at `at` as one would: with a capital, or ends."""
    return at >= len(text) or _capital(text, at) or text[at] == "("


class _Place(NamedTuple):
    """What stands behind an outlet, with the position where the story goes on."""

    places: tuple[str, ...]
    date: str | None
    end: int
    findings: tuple[str, ...] = ()


def _place(text: str, at: int) -> _Place:
    """The places at `at`, if there are any."""
    return _slipped(text, at) or _closed(text, at) or _unclosed(text, at) or _Place((), None, at)


def _lower_place(text: str, at: int) -> _Place:
    """The same behind an outlet in small letters."""
    lowered = LOWER_PLACE.match(text, at)
    known = lowered is not None and lowered["place"] in places.KNOWN
    if lowered and (known or not lowered["dash"]) and len(lowered["place"]) <= places.LONGEST:
        return _Place(places.several(lowered["place"]), lowered["date"], lowered.end())
    return _Place((), None, at)


def _slipped(text: str, at: int) -> _Place | None:
    """A known place with a slip in its case: `JaKARTA.`."""
    slip = _SLIP.match(text, at)
    if slip and slip["place"].casefold() in places.KNOWN:
        return _Place((slip["place"],), None, slip.end())
    return None


def _closed(text: str, at: int) -> _Place | None:
    """A name with what closes a dateline behind it, and perhaps its day."""
    name = NAME.match(text, at)
    close = _close(CLOSE, text, name) if name else None
    if not name or not close or not places.may_be_one(name[0]):
        return None
    place = name[0]
    sure = place.isupper() or (close["end"] is None and close["aside"] is None)
    dated = close["date"] and not close[0].rstrip().endswith(tuple(DASHES + ".:"))
    doubtful = dated or _is_numbers(close)
    if places.is_known(place) or (sure and not doubtful):  # `Gulali - pembuat permen …` is prose
        return _Place(places.several(place), _day(close), close.end())
    return None


def _unclosed(text: str, at: int) -> _Place | None:
    """A known town that nothing closes, before a capital: `JAKARTA Harga naik`."""
    name = NAME.match(text, at)
    words = name[0].split(" ") if name else []
    for count in range(min(3, len(words)), 0, -1):
        town = " ".join(words[:count])
        apart = _UNCLOSED.match(text, at + len(town))
        if apart and town.casefold() in places.KNOWN:
            story = apart.end()
            opens = _capital(text, story)
            if places.opens_a_name(town, text[story : story + 40]):
                return None
            if apart["mark"]:  # `Jakarta, Bogor, dan Depok …` is prose
                opens = opens and town.isupper() and text[story + 1 : story + 2].islower()
            return _Place((town,), None, story, ("unclosed-dateline",)) if opens else None
    return None


def _day(close: re.Match[str]) -> str | None:
    """The day that a dateline prints, with its weekday."""
    return " ".join(filter(None, close.group("weekday", "date"))) or None


def _is_numbers(close: re.Match[str]) -> bool:
    """Whether a day stands in numbers, as behind any name in prose: `ANTAM (12/6/2024) …`."""
    return close["date"] is not None and "/" in close["date"]


def _close(mark: re.Pattern[str], text: str, name: re.Match[str]) -> re.Match[str] | None:
    """What closes a dateline behind the name of its place, also the point of an abbreviation."""
    return mark.match(text, name.end()) or mark.match(text, name.end() - name[0].endswith("."))


def _capital(text: str, at: int) -> bool:
    """Whether a sentence may begin at `at`."""
    return text[at : at + 1].isupper() or text[at : at + 1] in tuple("“\"'‘")


def _holds_outlet(text: str) -> bool:
    """Whether an outlet may stand behind a place at the start of `text`."""
    head = text[: places.LONGEST + 20]
    return "ID" in head or "CO" in head


def _reversed(text: str) -> _Head | None:
    if not _holds_outlet(text):
        return None
    tag = OUTLET.search(text, 0, places.LONGEST + 20)
    if tag is None:
        return None
    apart = _BEFORE_OUTLET.search(text, 0, tag.start())
    if apart is None:
        return None
    place = text[: apart.start()]
    if not NAME.fullmatch(place) or not places.may_be_one(place):
        return None
    outlet = tag[0].rstrip(" ")
    end, _ = _behind_marks(text, tag.end())
    if apart["stop"] and not text[tag.end() : end].strip():
        return None  # prose: `JAKARTA. KONTAN.CO.ID mencatat …`
    findings = ("reversed-dateline", *(() if outlet in SPELLINGS else ("misspelt-outlet",)))
    return _Head(outlet, places.several(place), None, end, findings)


def old_style(text: str, *, below: bool = False) -> Reading | None:
    """The dateline without an outlet that opens `text`, as before August 2017, or None.

    Only `below` a headline or credit line can a dash close it: `JAKARTA - Cikampek` is a way. A
    rubric may stand before a known place, where an outlet would: `HOBI - JAKARTA. …`.

    >>> old_style("JAKARTA. Komisi itu …")[:3]
    ('JAKARTA.', None, ('JAKARTA',))
    >>> old_style("JAKARTA - Wonomukti kini lebih dekat …")
    """
    rubric = _RUBRIC.match(text)
    if rubric and not places.begins_known(rubric[0]):
        name = NAME.match(text, rubric.end())
        if name and name[0].casefold() in places.KNOWN:
            close = _OLD_CLOSE.match(text, name.end())
            if close:
                opens, rest = text[: close.end()].strip(), text[close.end() :]
                return Reading(opens, None, (name[0],), None, rest)
    name = NAME.match(text)
    if not name:
        return None
    place = name[0]
    known = place.casefold() in places.KNOWN
    if not (known or (place.isupper() and len(place) > 3)) or not places.may_be_one(place):
        return None
    close, date = _close(_OLD_CLOSE, text, name), None
    if close is None:
        close = _dated(text, name)
        if close and not known and _is_numbers(close):
            return None
        date = _day(close) if close else None
    if close is None and below and known and place.isupper():
        close = _dashed(text, name)
    if close is None:
        return None
    return Reading(
        text[: close.end()].strip(), None, places.several(place), date, text[close.end() :]
    )


def _dated(text: str, name: re.Match[str]) -> re.Match[str] | None:
    """The day behind a place that no outlet stands before: `Jakarta, 12 Juni 2024 - …`.

    A point closes it only behind capitals: `Jakarta, 12 Mei 1998. Pagi itu …` sets a scene.
    """
    close = CLOSE.match(text, name.end())
    if not close or close["date"] is None or not _capital(text, close.end()):
        return None
    marks = DASHES + ".:" if name[0].isupper() else DASHES
    return close if close[0].rstrip().endswith(tuple(marks)) else None


def _dashed(text: str, name: re.Match[str]) -> re.Match[str] | None:
    """The dash behind a place that no outlet stands before, but for a way: `JAKARTA - BANDUNG`."""
    close = _OLD_DASH.match(text, name.end())
    other = NAME.match(text, close.end()) if close else None
    if other is None or not places.may_be_one(other[0]):
        return close
    way = other[0].isupper() and not _TITLE_WORD.match(text, other.end())  # `BPJS Kesehatan`
    return None if way or places.begins_known(other[0]) else close
