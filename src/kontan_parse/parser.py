"""Blocks → article. `parse` is the one function most users need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from kontan_parse import blocks, dates, flat, lines, opening
from kontan_parse.blocks import Block
from kontan_parse.byline import Credits
from kontan_parse.dateline import Reading
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.lines import Line
from kontan_parse.model import (
    Article,
    CrossLink,
    Dateline,
    Document,
    Syndication,
    Truncation,
)
from kontan_parse.rules import Link, Notice, Stub, Tags


def parse(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    published: str | dt.date | None = None,
    known_titles: Collection[str] = (),
) -> Article:
    """The article in `text`. Any string gives one; what is odd stands in its `diagnostics`.

    `title`, `url` and `published` (a date, ISO 8601, or as Kontan prints it) are what is
    known from elsewhere; they stand over what the text prints. `known_titles` are titles of other
    articles (a set, where there are many): in text that has lost its line breaks, a cross-link
    that bears one of them ends with it, and nothing has to be guessed.

    >>> parse("KONTAN.CO.ID - SEOUL. Harga naik.").dateline.places
    ('SEOUL',)
    """
    return read(
        Document(text=text, title=title, url=url, published=published, known_titles=known_titles)
    )


def read(document: Document) -> Article:
    """The article in `document`."""
    classified, findings, torn = _classify(document)
    return _Assembly(document, findings, torn).article(classified)


def printed_title(document: Document) -> str | None:
    """The headline that `document` prints, found without parsing its story."""
    split = lines.split(document.text).lines
    at = opening.headline(split, opening.opening(split), None)
    return None if at is None else split[at].text


def classify(document: Document) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of `document`, every line in exactly one, with the findings so far."""
    return _classify(document)[:2]


def _classify(
    document: Document,
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...], tuple[str, ...]]:
    split = lines.split(document.text)
    cut = flat.cut(split.lines, split.text, document.known_titles)
    title = lines.tidy(document.title) if document.title else None
    classified, odd = blocks.classify(cut.lines, split.text, title)
    return classified, (*document.findings, *split.findings, *cut.findings, *odd), cut.torn


class _Assembly:
    """An article while its blocks come in; never seen outside of `read`."""

    def __init__(
        self, document: Document, findings: tuple[Diagnostic, ...], torn: tuple[str, ...]
    ) -> None:
        self.document = document
        self.torn = torn
        self.findings = list(findings)
        self.title: str | None = None
        self.published: dt.date | None = None
        self.published_text: str | None = None
        self.bylines: dict[str, None] = {}
        self.names: dict[str, dict[str, None]] = {
            role: {} for role in ("sumber", "reporter", "penulis", "oleh", "editor")
        }
        self.dateline: Dateline | None = None
        self.paragraphs: list[str] = []
        self.cross_links: list[CrossLink] = []
        self.captions: dict[str, None] = {}
        self.tags: dict[str, None] = {}
        self.credits: list[str] = []
        self.syndicated: Syndication | None = None
        self.truncated: Truncation | None = None
        self.boilerplate: list[str] = []

    def article(self, classified: tuple[Block, ...]) -> Article:
        """The article that the blocks make."""
        paragraphs = self.paragraphs
        for block in classified:
            if block.kind == "paragraph":
                paragraphs.append(block.lines[0].text)
            else:
                self._add(block)
        self._opening(classified)
        title, published = self._declared()
        url = lines.writable(lines.tidy(self.document.url)) if self.document.url else ""
        findings = tuple(sorted(self.findings, key=lambda d: d.line or 0))
        return Article(
            origin=self.document.origin,
            title=title,
            url=url or None,
            published=published,
            published_text=self.published_text,
            byline=" | ".join(self.bylines) or None,
            sources=tuple(self.names["sumber"]),
            reporters=tuple(self.names["reporter"]),
            authors=tuple(self.names["penulis"] | self.names["oleh"]),
            editors=tuple(self.names["editor"]),
            dateline=self.dateline,
            paragraphs=tuple(paragraphs),
            cross_links=tuple(self.cross_links),
            captions=tuple(self.captions),
            tags=tuple(self.tags),
            credits=tuple(self.credits),
            syndicated=self.syndicated,
            truncated=self.truncated,
            boilerplate=(*self.boilerplate, *self.torn),
            diagnostics=findings,
        )

    def _add(self, block: Block) -> None:
        """Put one block where it belongs; what has no place of its own is boilerplate."""
        match block.kind, block.content:
            case "repeat", _:
                pass
            case _, Credits() as credits:
                self._credit(credits, block.lines[0])
            case _, Reading() as reading:
                self._open(reading, block.lines[0])
            case _, Link(kind, title):
                self.cross_links.append(
                    CrossLink(kind=kind, title=title, after_paragraph=len(self.paragraphs))
                )
            case "title", str(text):
                self.title = text
            case "date-line", str(text):
                self._date(text, block.lines[0])
            case "caption", str(text):
                self.captions[text] = None
            case "credit", str(text):
                self.credits.append(text)
            case _, Tags(items) if items:
                self.tags |= dict.fromkeys(items)
            case _, content:
                if isinstance(content, Notice):
                    self.syndicated = self.syndicated or content.syndicated
                elif isinstance(content, Stub):
                    self.truncated = self.truncated or content.truncated
                self.boilerplate += [line.text for line in block.lines]

    def _credit(self, credits: Credits, line: Line) -> None:
        self.bylines[credits.text] = None
        for role, name in credits.names:
            self.names[role][name] = None
        if credits.date_text:
            self._date(credits.date_text, line)

    def _date(self, text: str, line: Line) -> None:
        if self.published_text is not None:
            if text != self.published_text:
                self.boilerplate.append(text)
            return
        self.published_text = text
        printed = dates.read(text)
        if printed is None:
            self.findings.append(found("unreadable-date", line.number, text=text))
            return
        self.published = printed.value
        if printed.weekday:
            self.findings.append(
                found("weekday-mismatch", line.number, text=text, actual=printed.weekday)
            )

    def _open(self, reading: Reading, line: Line) -> None:
        printed = dates.read(reading.date) if reading.date else None
        if reading.date and printed is None:
            self.findings.append(found("unreadable-date", line.number, text=reading.date))
        self.dateline = Dateline(
            text=reading.text,
            outlet=reading.outlet,
            places=reading.places,
            date=printed.value if printed else None,
        )
        if reading.rest:
            self.paragraphs.append(reading.rest)

    def _opening(self, classified: tuple[Block, ...]) -> None:
        """Say what a reader would miss at the top."""
        if not classified:
            self.findings.append(found("empty-text"))
        elif not self.paragraphs:
            self.findings.append(found("missing-story"))
        elif self.dateline is None:
            first = next(b for b in classified if b.kind == "paragraph")
            self.findings.append(found("missing-dateline", first.lines[0].number))

    def _declared(self) -> tuple[str | None, dt.date | None]:
        """Title and date, where what the caller gives stands over what is printed."""
        title, published = self.title, self.published
        given_title = lines.writable(lines.tidy(self.document.title or ""))
        if given_title:
            if title is not None and title != given_title:
                self.findings.append(found("conflicting-titles", text=title))
                self.boilerplate.append(title)
            title = given_title
        if self.document.published is not None:
            given = dates.given(self.document.published)
            if given is None:
                self.findings.append(
                    found("unreadable-published", text=lines.tidy(str(self.document.published)))
                )
            else:
                if published is not None and given.timetuple()[:3] != published.timetuple()[:3]:
                    self.findings.append(found("conflicting-dates", text=self.published_text))
                published = given
        return title, published
