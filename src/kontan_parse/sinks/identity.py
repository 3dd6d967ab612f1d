"""Which row of a database is a record's, and which article a link's, as docs/outputs.md says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import urlsplit

from kontan_parse import dates, sources
from kontan_parse.lines import letters
from kontan_parse.patterns import lazy

INDEXES = """
CREATE INDEX articles_origin ON articles (path, record);
CREATE INDEX articles_address ON articles (url, title) WHERE url IS NOT NULL;
CREATE INDEX articles_bytes ON articles (sha256, title, record);
"""
"""For what `KNOWN` looks up, however many rows share an address or a text."""

_APART = "(apart(url, :url) OR coalesce(day(published) <> day(:published), false))"
_ADDRESS = "url = :url AND address(url) IS NOT NULL"
_ONLY_ADDRESS = (
    "url = (SELECT CASE count(*) WHEN 1 THEN :url END FROM"
    " (SELECT 1 FROM articles WHERE url = :url LIMIT 2)) AND address(url) IS NOT NULL"
)
_PLACE = "path = :path AND record IS :record AND NOT passing(:path)"
_BYTES = f"sha256 = :sha256 AND title IS :title AND NOT {_APART}"
_AGREES = f"agrees(title, text, :title, :text, {_APART})"
_STAYED = f"NOT {_APART} AND NOT moved(title, text, :title, :text)"

KNOWN = tuple(
    f"SELECT id FROM articles INDEXED BY {index} "  # noqa: S608 - names of our own
    f"WHERE {said} AND id NOT IN (SELECT id FROM taken) ORDER BY id LIMIT 1"
    for index, said in (
        # Its address: where it was found before, else with its title; else the only such row.
        (
            "articles_origin",
            f"{_PLACE} AND {_ADDRESS} "
            f"AND CASE WHEN numbers(record) THEN {_STAYED} ELSE {_AGREES} END",
        ),
        ("articles_address", f"{_ADDRESS} AND title = :title AND NOT {_APART}"),
        ("articles_address", f"{_ONLY_ADDRESS} AND {_AGREES}"),
        # Its own name: digits may be those of a line, which tell a place and no article.
        ("articles_origin", f"{_PLACE} AND NOT numbers(record) AND {_AGREES}"),
        # Its bytes in the same file, first in the same line.
        ("articles_origin", f"{_PLACE} AND {_BYTES}"),
        ("articles_bytes", f"path = :path AND NOT passing(:path) AND {_BYTES}"),
        # Its line, unless another article has come there; then its bytes under another name.
        ("articles_origin", f"{_PLACE} AND numbers(record) AND {_STAYED}"),
        ("articles_bytes", f"record IS :record AND {_BYTES}"),
    )
)
"""How a record finds the row that it had in an earlier load, the surest way first."""
UNADDRESSED = KNOWN[3:]
"""The same for a record without an address, sooner."""

LINK = """
CREATE TEMP TABLE addresses (key TEXT PRIMARY KEY, article INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE titles (key TEXT PRIMARY KEY, article INTEGER) WITHOUT ROWID;
INSERT OR IGNORE INTO addresses SELECT asked(url), id FROM articles ORDER BY id;
INSERT OR IGNORE INTO addresses SELECT address(url), id FROM articles ORDER BY id;
INSERT INTO titles
  SELECT letters(title), id FROM articles WHERE letters(title) IS NOT NULL
  ON CONFLICT DO UPDATE SET article = NULL;
UPDATE cross_links SET target = coalesce(
  (SELECT article FROM addresses WHERE key = asked(url)),
  (SELECT article FROM addresses WHERE key = unasked(url)),
  (SELECT article FROM titles JOIN articles ON id = article
   WHERE key = letters(cross_links.title) AND NOT apart(articles.url, cross_links.url))
);
"""
"""Where links lead: to the first article of the same address, or the only one of the title."""

_WWW = lazy(r"^(?:www|m|amp)\.")
_BARE = lazy(r"[\w-]++(?:\.[\w-]++)++/")
"""How an address begins that lacks its scheme: with a host."""


def _parts(url: str | None) -> tuple[str, str] | None:
    """Host and path of an address, and its query; None for what is no address of an article."""
    if url is None:
        return None
    try:
        parts = urlsplit(f"//{url}" if _BARE.match(url) else url)
    except ValueError:
        return None
    host, path = _WWW.sub("", parts.netloc.lower()), parts.path.rstrip("/")
    return (host + path, parts.query) if host and path else None


def _address(url: str | None) -> str | None:
    """What the addresses of one article have in common: host and path.

    >>> _address("http://www.kontan.co.id/news/gula/?page=2#top")
    'kontan.co.id/news/gula'
    >>> _address("https://amp.kontan.co.id/news"), _address("https://m.kontan.co.id/news")
    ('kontan.co.id/news', 'kontan.co.id/news')
    >>> _address("www.kontan.co.id/news"), _address("Kontan"), _address("Kontan/Reuters")
    ('kontan.co.id/news', None, None)
    >>> _address("https://www.kontan.co.id/"), _address("https://[kontan.co.id/news")
    (None, None)
    """
    parts = _parts(url)
    return parts and parts[0]


def _asked(url: str | None) -> str | None:
    """An address with its query, even if it has none.

    >>> _asked("https://kontan.co.id/baca?id=1"), _asked("https://kontan.co.id/baca")
    ('kontan.co.id/baca?id=1', 'kontan.co.id/baca?')
    """
    parts = _parts(url)
    return parts and "?".join(parts)


def _unasked(url: str | None) -> str | None:
    """Which other addresses are not apart: the one without a query, or those with any.

    >>> _unasked("https://kontan.co.id/baca?id=1"), _unasked("https://kontan.co.id/baca")
    ('kontan.co.id/baca?', 'kontan.co.id/baca')
    """
    parts = _parts(url)
    return parts and parts[0] + ("?" if parts[1] else "")


def _apart(one: str | None, other: str | None) -> bool:
    """Whether two addresses are those of two articles; what is no address tells nothing.

    >>> _apart("https://kontan.co.id/news/gula", "http://www.kontan.co.id/news/gula/?page=all")
    False
    >>> _apart("https://kontan.co.id/news?id=1", "https://kontan.co.id/news?id=2")
    True
    >>> _apart("https://kontan.co.id/gula", "https://kontan.co.id/kopi"), _apart(None, "Kontan")
    (True, False)
    """
    if one == other:
        return False
    first, second = _parts(one), _parts(other)
    if first is None or second is None:
        return False
    return first[0] != second[0] or "" != first[1] != second[1] != ""


def _agrees(title: str | None, text: str, other: str | None, other_text: str, apart: int) -> bool:
    """Whether the title or most of the text is the same; both, where address or day is another.

    >>> gula = "Gula Naik", "Harga gula naik di Solo karena panen gagal."
    >>> kopi = "Kopi Naik", "Harga kopi turun di Solo."
    >>> _agrees(*gula, "Gula naik!", kopi[1], False), _agrees(*gula, "Tebu Langka", gula[1], False)
    (True, True)
    >>> _agrees(*gula, *kopi, False), _agrees(*gula, "Gula Naik", kopi[1], True)
    (False, False)
    """
    titled = title is not None and (title == other or _letters(title) == (_letters(other) or ""))
    if titled != bool(apart):
        return titled
    return _alike(_pairs(title, text), _pairs(other, other_text))


def _pairs(title: str | None, text: str) -> set[tuple[str, str]]:
    """The words of an article, each with the one before it."""
    return set(pairwise(("", *f"{title or ''} {text}".casefold().split())))


def _alike(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    """Whether more than half of the shorter stands in the longer; what is empty stands anywhere."""
    shorter = min(len(one), len(other))
    return not shorter or 2 * len(one & other) > shorter


def _moved(title: str | None, text: str, other_title: str | None, other_text: str) -> bool:
    """Whether another article has come to a line: under another title.

    Of texts without a title the beginning tells: who edits an article mostly leaves it.

    >>> _moved("Gula Naik", "Harga naik.", "Gula naik!", "Harga turun.")
    False
    >>> _moved("Gula Naik", "Harga naik.", "Kopi Naik", "Harga naik."), _moved("A", "", None, "")
    (True, True)
    """
    one, two = _letters(title), _letters(other_title)
    if one is None or two is None:
        one, two = _letters(text[:_BEGINNING]), _letters(other_text[:_BEGINNING])
    return one is None or one != two


_BEGINNING = 300
"""Characters."""


def _day(published: str | None) -> str | None:
    """The calendar day of a publication on Kontan's clocks.

    >>> _day("2026-06-10T23:30:00+00:00"), _day("2026-06-11"), _day(None)
    ('2026-06-11', '2026-06-11', None)
    """
    if published is None or "T" not in published:
        return published
    moment = dates.local(dt.datetime.fromisoformat(published))
    return dates.calendar_day(moment).isoformat()


def _numbers(record: str | int | None) -> bool:
    """Whether a record's name is a number, as of a line, a row or an index.

    >>> _numbers(7), _numbers("7"), _numbers("k-7"), _numbers(None)
    (True, True, False, False)
    """
    return record is not None and str(record).isdecimal()


def _letters(title: str | None) -> str | None:
    """What two spellings of a title have in common: letters and digits.

    >>> _letters("Gula Naik 5%!"), _letters("… ?"), _letters(None)
    ('gulanaik5', None, None)
    """
    return letters(title or "") or None


FUNCTIONS: tuple[tuple[str, int, Callable[..., str | int | None]], ...] = (
    ("address", 1, _address),
    ("agrees", 5, _agrees),
    ("apart", 2, _apart),
    ("asked", 1, _asked),
    ("day", 1, _day),
    ("letters", 1, _letters),
    ("moved", 4, _moved),
    ("numbers", 1, _numbers),
    ("passing", 1, lambda path: path is not None and sources.is_passing(path)),
    ("unasked", 1, _unasked),
)
"""What the statements ask of us."""
