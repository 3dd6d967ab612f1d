"""The grammar of the dateline, the words that open a story.

    dateline   = tagged+ | reversed | old-style
    tagged     = outlet dash? (place close)?         KONTAN.CO.ID - SEOUL. Menjelang …
    reversed   = place dash outlet "."?              JAKARTA - KONTAN.CO.ID. Dua …
    old-style  = place "."                           JAKARTA. Komisi …
    close      = "." | dash | "," date ("." | dash)? | end of line

Reporters type it by hand, so outlets are misspelt, dashes and blanks vary, places stand in
title case, and one in twenty has no place. The trap is a first sentence that opens in
capitals (`KONTAN.CO.ID - PT Bank …`): a place is only what is closed as one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DASH = r"[-–—]{1,2}"

OUTLET = re.compile(
    r"""
      K[ONTA]{3,6}[.,-][ ]?C\.?O?[., ]{0,2}C?[Ii]?[Dd]?(?![\w])  # KONTAN.CO.ID and its misspellings
    | KONTAN[ ]?[.,-]?[ ]?CO[., ]{1,2}[Ii][Dd](?![\w])
    | MOMSMONEY[.,][ ]?ID(?![\w])
    """,
    re.VERBOSE,
)
SPELLINGS = frozenset({"KONTAN.CO.ID", "MOMSMONEY.ID"})
"""The two outlets whose stories Kontan's sites carry, spelt right."""

LOWER_OUTLET = re.compile(r"(?:kontan\.co\.id|momsmoney\.id) ?[-–—]")
"""A text that somebody has lower-cased keeps its dash; prose about the site has none."""

_SEPARATOR = re.compile(rf" ?(?:{_DASH}|\.|:)? ?")

_CAPITALS = r"[A-Z][A-Z'’-]*[A-Z](?:(?:,[ ]|[ ]|/)[A-Z][A-Z'’-]*[A-Z]){0,5}"
_TITLED = r"[A-Z][a-z]{2,}(?:[ /][A-Z][a-z]+){0,3}"
_DATE = r"\d{1,2}[ ][A-Z][a-z]{2,8}[ ]\d{4}"

PLACE = re.compile(
    rf"""
    (?P<place>{_CAPITALS}|{_TITLED})
    (?:
        [ ]?,[ ](?P<date>{_DATE})(?:[ ]?(?:\.|{_DASH})|(?=[ ][A-Z])|$)
      | [ ]?\.(?!\d)
      | [ ]?{_DASH}(?=[ ])
      | (?P<end>$)
    )[ ]?
    """,
    re.VERBOSE,
)
UNCLOSED = re.compile(rf"(?P<place>{_CAPITALS}|{_TITLED})(?= [A-Z“\"‘'])")
LOWER_PLACE = re.compile(r"(?P<place>[a-z]{3,}(?:[ /][a-z]{3,}){0,2})(?P<date>)(?P<end>) ?\. ?")

REVERSED = re.compile(
    rf"(?P<place>{_CAPITALS}|{_TITLED})[ ]?(?:{_DASH}|,)[ ]?(?={OUTLET.pattern})", re.VERBOSE
)

_LONGEST = 40
"""Characters of the longest place seen (`ABOARD AIR FORCE ONE`), doubled: a longer run is prose."""

NOT_PLACES = frozenset(
    "PT CV UD IHSG MSCI OJK BEI BI AS DPR KPK BUMN BPK LPS IMF OPEC FED THE UU RUU APBN "
    "ILUSTRASI UMKM IPO RUPS PLN KAI BRI BNI BCA BTN BSI DR IR PROF HJ".split()
)
"""Words in capitals that open sentences; `PT. Bank …` is no town."""

KNOWN_PLACES = frozenset(
    place.casefold()
    for place in (
        # Indonesian towns and provinces that news comes from
        "Ambon|Badung|Balikpapan|Banda Aceh|Bandar Lampung|Bandung|Banjarmasin|Banten|Banyuwangi"
        "|Batam|Bekasi|Belitung|Bengkulu|Blitar|Bogor|Bontang|Brebes|Cianjur|Cikarang|Cilacap"
        "|Cilegon|Cirebon|Demak|Denpasar|Depok|Gianyar|Gorontalo|Gresik|Indramayu|Jakarta|Jambi"
        "|Jayapura|Jember|Jepara|Karawang|Kediri|Kendal|Kendari|Klaten|Kudus|Kupang|Labuan Bajo"
        "|Lamongan|Lampung|Madiun|Magelang|Makassar|Malang|Mamuju|Manado|Manokwari|Mataram|Medan"
        "|Merauke|Morowali|Nusa Dua|Nusa Tenggara Timur|Padang|Palangkaraya|Palembang|Palu"
        "|Pangkal Pinang|Pekalongan|Pekanbaru|Pontianak|Probolinggo|Purwakarta|Purwokerto"
        "|Rokan Hilir|Sabang|Salatiga|Samarinda|Sampit|Semarang|Serang|Serpong|Sidoarjo|Singkawang"
        "|Sleman|Solo|Sorong|Subang|Sukabumi|Sumedang|Surabaya|Surakarta|Tangerang"
        "|Tangerang Selatan|Tanjung Pinang|Tarakan|Tasikmalaya|Tegal|Ternate|Timika|Tuban|Ubud"
        "|Yogyakarta"
        # places abroad
        "|Abu Dhabi|Ankara|Athena|Bangkok|Beijing|Berlin|Brasilia|Brussels|Canberra|Davos|Dubai"
        "|Frankfurt|Hanoi|Hong Kong|Houston|Istanbul|Jenewa|Kairo|Kiev|Kuala Lumpur|Kyiv|London"
        "|Los Angeles|Madrid|Manila|Melbourne|Moskow|Mumbai|New Delhi|New York|Paris|Riyadh|Roma"
        "|San Francisco|Seoul|Shanghai|Singapura|Sydney|Taipei|Teheran|Tel Aviv|Tokyo|Washington"
        "|Wina|Zurich"
    ).split("|")
)
"""Places that are taken for one even without a closing mark, or in the old style's title case."""


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
    if text[:1] not in "KMkm":
        return _reversed(text)
    lower = LOWER_OUTLET.match(text)
    if lower:
        outlet, at = lower[0].rstrip(" -–—"), lower.end()
        at += text[at : at + 1] == " "
        findings: tuple[str, ...] = ()
    else:
        tag = OUTLET.match(text)
        if not tag:
            return _reversed(text)
        outlet = tag[0].rstrip(" ")
        separator = _SEPARATOR.match(text, tag.end())
        at = separator.end() if separator else tag.end()
        if not text[tag.end() : at].strip() and not _place_or_sentence(text, at):
            return None
        findings = () if outlet in SPELLINGS else ("misspelt-outlet",)
    again = tagged(text[at:]) if text[at : at + 1] in "KM" else None
    if again and again.outlet:
        head = text[: len(text) - len(again.rest)].strip()
        return again._replace(text=head, findings=(*findings, "doubled-dateline", *again.findings))
    places, date, end, unclosed = _place(text, at, lower=bool(lower))
    rest = text[end:]
    if places and rest[:1] in "KM" and (again := tagged(rest)) and again.outlet:
        head = text[: len(text) - len(again.rest)].strip()
        doubled = again if again.places else again._replace(places=places, date=date)
        return doubled._replace(
            text=head, findings=(*findings, "doubled-dateline", *again.findings)
        )
    if unclosed:
        findings = (*findings, "unclosed-dateline")
    return Reading(text[:end].strip(), outlet, places, date, rest, findings)


def _place_or_sentence(text: str, at: int) -> bool:
    """Whether a dateline without a dash goes on at `at` as one would: with a capital, or ends."""
    return at >= len(text) or text[at].isupper() or text[at] in "“\"'‘("


def _place(
    text: str, at: int, *, lower: bool = False
) -> tuple[tuple[str, ...], str | None, int, bool]:
    """The places at `at`, the date with them, where the story goes on, and if nothing closed."""
    match = (LOWER_PLACE if lower else PLACE).match(text, at)
    if match and _may_be_place(match["place"]):
        bare_end = match["end"] is not None and not lower
        if not bare_end or match["place"].isupper() or match["place"].casefold() in KNOWN_PLACES:
            return _several(match["place"]), match["date"] or None, match.end(), False
    if lower:
        return (), None, at, False
    open_place = UNCLOSED.match(text, at)
    if open_place:
        words = open_place["place"].split(" ")
        for count in range(min(3, len(words)), 0, -1):
            place = " ".join(words[:count])
            end = at + len(place)
            if place.casefold() in KNOWN_PLACES and text[end : end + 2].strip()[:1].isupper():
                return (place,), None, end + 1, True
    return (), None, at, False


def _may_be_place(place: str) -> bool:
    return (
        len(place) <= _LONGEST
        and len(place) >= 3
        and not any(word in NOT_PLACES for word in re.split("[ /,]+", place))
    )


def _several(place: str) -> tuple[str, ...]:
    """`BEIJING/WASHINGTON` is two places, `GILROY, CALIFORNIA` one."""
    return tuple(place.split("/"))


def _reversed(text: str) -> Reading | None:
    head = text[: _LONGEST + 20]
    if "ID" not in head and "CO" not in head:
        return None
    place = REVERSED.match(text)
    if not place or not _may_be_place(place["place"]):
        return None
    tag = OUTLET.match(text, place.end())
    if not tag:
        return None
    outlet = tag[0].rstrip(" ")
    separator = _SEPARATOR.match(text, tag.end())
    end = separator.end() if separator else tag.end()
    findings = ("reversed-dateline", *(() if outlet in SPELLINGS else ("misspelt-outlet",)))
    return Reading(
        text[:end].strip(), outlet, _several(place["place"]), None, text[end:], findings
    )


OLD_STYLE = re.compile(
    rf"(?P<place>{_CAPITALS}|{_TITLED}) ?\. ?(?=[A-Z0-9“\"'‘(])(?P<rest>.)", re.DOTALL
)


def old_style(text: str) -> Reading | None:
    """The dateline without an outlet that opens `text`, as before August 2017, or None.

    >>> old_style("JAKARTA. Komisi itu …")[:3]
    ('JAKARTA.', None, ('JAKARTA',))
    """
    match = OLD_STYLE.match(text)
    if not match or not _may_be_place(match["place"]):
        return None
    place = match["place"]
    if not (place.isupper() and len(place) > 3) and place.casefold() not in KNOWN_PLACES:
        return None
    end = match.start("rest")
    return Reading(text[:end].strip(), None, _several(place), None, text[end:])
