"""The data: what comes in (`Document`) and what an article is made of (`Article`).

Plain frozen dataclasses: no input or output, no dict, no clock. `None` means *not said*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Literal

from kontan_parse.diagnostics import Diagnostic

TEXT, MARKUP = "text/plain", "text/html"
"""The media types of documents."""

LinkKind = Literal["baca-juga", "tonton", "selanjutnya", "menarik-dibaca"]
"""The four cross-links that Kontan prints, by their label."""

Truncation = Literal["paywall", "page"]
"""Why the text is not the whole story: behind a paywall, or one page of several."""

EstimateBasis = Literal["latest-weekday-date", "latest-date", "dateline"]
DateBasis = Literal["printed", "weekday", "published", "context"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document came from."""

    path: str | None = None
    """As given; `-` for standard input, None for a string handed to the library."""
    record: str | int | None = None
    """Line, row or key inside a container, else None."""
    media_type: str = TEXT
    encoding: str | None = None
    """The encoding that the bytes were read with."""
    sha256: str | None = None
    """Of the bytes read, in hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text to parse, with what is known about it from elsewhere."""

    text: str
    origin: Origin = Origin()
    title: str | None = None
    url: str | None = None
    published: str | dt.date | None = None
    """A date, an aware or naive datetime, or a string that holds one."""
    known_titles: Container[str] = ()
    """Titles of other articles, with single blanks: a cross-link in one-line text ends with one.

    A set or frozenset, where there are many.
    """
    findings: tuple[Diagnostic, ...] = ()
    """What was odd already when the text was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The words that open a story and say where it comes from: `KONTAN.CO.ID - SEOUL.`."""

    text: str
    """As printed."""
    outlet: str | None = None
    """`KONTAN.CO.ID`, `MOMSMONEY.ID`, or as misspelt; None in the old style `JAKARTA. …`."""
    places: tuple[str, ...] = ()
    """As printed: `BEIJING/WASHINGTON` gives two."""
    date: dt.date | None = None
    """Where the dateline holds one: `SURABAYA, 27 Juni 2026.`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossLink:
    """A link to another article that the page prints between the paragraphs."""

    kind: LinkKind
    title: str
    url: str | None = None
    after_paragraph: int
    """How many paragraphs stand before it: 0 is before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Syndication:
    """What a notice of first publication elsewhere says: `Artikel ini telah tayang di …`."""

    outlet: str
    title: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEstimate:
    """When the article probably appeared, where it does not say so."""

    date: dt.date
    basis: EstimateBasis
    text: str
    """The words that the estimate rests on."""
    candidates: tuple[str, ...] = ()
    """Every year that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A calendar date in the title or the body."""

    text: str
    value: str | None
    """EDTF level 0 (`2024-06-18`, `2022-05`, `2024-06-19/2024-06-20`); None when open."""
    basis: DateBasis | None
    paragraph: int | None
    """Index of the paragraph, None for the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article, taken apart. Every string has single blanks and is otherwise as printed."""

    origin: Origin = field(default=Origin(), compare=False)
    title: str | None = None
    """The headline, when the input prints or declares it."""
    url: str | None = None
    published: dt.date | None = None
    """A `datetime` with its zone where a time is printed, else a `date`; never a guess."""
    published_text: str | None = None
    """That date as printed: `Selasa, 18 Juni 2024 / 10:26 WIB`."""
    published_estimate: PublishedEstimate | None = None
    byline: str | None = None
    """The credit line as printed; parts that stand apart are joined with ` | `."""
    sources: tuple[str, ...] = ()
    """The names behind `Sumber:` of the header or footer."""
    reporters: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """The names behind `Penulis:` or `Oleh:`."""
    editors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    paragraphs: tuple[str, ...] = ()
    """Paragraphs, subheadings and list items in reading order, and nothing else."""
    cross_links: tuple[CrossLink, ...] = ()
    captions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    """Source lines that belong to the story: `Sumber: Logam Mulia`."""
    syndicated: Syndication | None = None
    truncated: Truncation | None = None
    boilerplate: tuple[str, ...] = ()
    """Everything else that was printed and is not the story."""
    dates: tuple[DateMention, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
