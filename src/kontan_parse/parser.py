"""Blocks → article. `parse` is the one function most users need."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Container, Mapping
from dataclasses import replace

from kontan_parse import arguments, blocks, byline, charset, dates, lines, writing
from kontan_parse.arguments import Nothing
from kontan_parse.blocks import Block, notice
from kontan_parse.blocks.taken import Link, Notice, Stub, Tags
from kontan_parse.byline import Credits
from kontan_parse.dateline import Reading
from kontan_parse.dates import slips
from kontan_parse.dates.settled import settle
from kontan_parse.dates.values import WIB
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.lines import Line
from kontan_parse.model import (
    MARKUP,
    Article,
    CrossLink,
    Dateline,
    Document,
    Origin,
    Syndication,
    Truncation,
)
from kontan_parse.page import Field, Hint, anchored, based, original, resolve
from kontan_parse.patterns import lazy
from kontan_parse.writing import Written

PRECEDENCE: Mapping[Field, tuple[str, ...]] = {
    "title": (
        "given", "printed", "NewsArticle", "og:title", "title", "notice", "front-matter", "reader",
    ),
    "published": (
        "given", "content_PublishedDate", "article:published_time", "printed", "NewsArticle",
        "front-matter", "reader",
    ),
    "url": (
        "given", "canonical", "og:url", "NewsArticle", "share-link", "saved-from", "notice",
        "front-matter", "reader",
    ),
}  # fmt: skip
"""Whose word stands, where several say what the title, date or address is.

`given` is the caller's; `printed` what a reader of the page sees; the others are where a page
declares it. Kontan's own date element has the seconds that the printed date lacks.
"""
_NAMES = {"given": "the given one", "printed": "the printed one"}
_EMPTY = ("( )", "()", "( ,", "(,")
_EMPTIED = lazy(r"(?<=[\w.] )\( ?[),]")
"""Brackets whose words were lost, `Tbk ( )`; right behind a word they are code, `print()`."""
_BESIDE = 40
"""Characters before them that are told."""
_ENDING = (")", ", ", ". ", "; ")
"""With what a story begins whose dateline and first name were lost."""
_LEFT = ("yang lain di", "( )")
"""How the foot ends where its link to Google News was lost, and what is left of a heading."""
_LATER_PAGE = lazy(r"[?&]page=(?:[2-9]|[1-9]\d+)(?:[&#]|$)")


def parse(
    text: str,
    *,
    title: str | Nothing = None,
    url: str | Nothing = None,
    published: str | dt.date | Nothing = None,
    known_titles: Container[str] = (),
) -> Article:
    """The article in `text`. Any string gives one; what is odd stands in its `diagnostics`.

    It is text whatever it begins like: of a page the tags are kept as words, which is said
    (`looks-like-markup`), since `parse_html` reads those.
    `title`, `url` and `published` (a date, ISO 8601, or as Kontan prints it) are what is known
    from elsewhere; they stand over what the text prints. None, an empty string and what tables
    have for nothing (NaN, NaT, NA) say nothing, and of another type raise `TypeError`.
    `known_titles` are titles of other articles (a set, where there are many; of a column, `set`
    makes one): in text that has lost its line breaks, a cross-link that bears one of them ends
    with it, and nothing has to be guessed.

    >>> parse("KONTAN.CO.ID - SEOUL. Harga naik.").dateline.places
    ('SEOUL',)
    """
    if not isinstance(text, str):
        raise TypeError(
            f"a str is parsed, not {type(text).__name__}: decode bytes, or give those of a page to "
            "parse_html"
        )
    return read(
        Document(
            text=text,
            title=arguments.string("title", title),
            url=arguments.string("url", url),
            published=arguments.day(published),
            known_titles=arguments.titles(known_titles),
        )
    )


def parse_html(
    markup: str | bytes,
    *,
    title: str | Nothing = None,
    url: str | Nothing = None,
    published: str | dt.date | Nothing = None,
) -> Article:
    """The article on the page `markup`, of any of Kontan's templates.

    Bytes are read with the encoding that their mark or the page declares, where it is true.
    `url` is the page's own address: links are resolved against it; what else is known is given as
    to `parse`. A page without an article gives one without paragraphs, whose `diagnostics` say
    `not-an-article`. Raises `UnreadableInput` for bytes that are no text, and for markup made to
    exhaust a parser.

    >>> parse_html("<h1>Gula Naik</h1><article>KONTAN.CO.ID - SEOUL. Naik.</article>").title
    'Gula Naik'
    """
    if not isinstance(markup, str | bytes):
        raise TypeError(f"str or bytes are parsed, not {type(markup).__name__}")
    known = Document(
        text="",
        title=arguments.string("title", title),
        url=arguments.string("url", url),
        published=arguments.day(published),
    )
    if isinstance(markup, str):
        return read(replace(known, text=markup, origin=Origin(media_type=MARKUP)))
    decoded = charset.decode("markup", markup, markup=True)
    origin = Origin(
        media_type=MARKUP,
        encoding=decoded.encoding,
        sha256=hashlib.sha256(markup).hexdigest(),
    )
    return read(replace(known, text=decoded.text, origin=origin, findings=decoded.findings))


def read(document: Document) -> Article:
    """The article in `document`. Raises `UnreadableInput` where `parse_html` does."""
    written = writing.classify(document)
    return _Assembly(written).article(written.blocks)


def classify(document: Document) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of `document`, every line in exactly one, and what its article's findings are.

    Those of a page have the numbers of the lines that it was made into.
    """
    written = writing.classify(document)
    assembly = _Assembly(written)
    assembly.article(written.blocks)
    return written.blocks, tuple(assembly.findings)


class _Assembly:
    """An article while its blocks come in; never seen outside of this room."""

    def __init__(self, written: Written) -> None:
        self.document = written.document
        self.page = written.page
        self.torn = written.torn
        self.findings = list(written.findings)
        self.hints = written.page.hints
        self.url = self._declared_url()
        self.title: str | None = None
        self.published: dt.date | None = None
        self.published_text: str | None = None
        self.bylines: dict[str, None] = {}
        self.names: dict[str, dict[str, None]] = {
            role: {} for role in ("sumber", "reporter", "penulis", "oleh", "editor")
        }
        self.dateline: Dateline | None = None
        self.paragraphs: list[str] = []
        self.numbers: list[int] = []
        """The line of each paragraph."""
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
        for block in classified:  # most of a story is paragraphs, most of a page is furniture
            kind, _, printed, content = block
            if kind == "paragraph":
                number, text = printed[0]
                paragraphs.append(text)
                self.numbers.append(number)
            elif kind == "boilerplate" and content is None:
                self.boilerplate += [line.text for line in printed]
            else:
                self._add(block)
        self._opening(classified)
        self._lost()
        self._recognise()
        title, published = self._title(), self._published()
        settled = settle(
            title,
            paragraphs,
            self.numbers,
            published,
            self.dateline,
            [link.title for link in self.cross_links],
            tuple(self.captions),
        )
        self.findings += settled.findings
        if self.url and _LATER_PAGE.search(self.url):
            self.truncated = self.truncated or "page"
        self.findings.sort(key=lambda d: d.line or 0)
        findings = self.findings
        if self.document.origin.media_type == MARKUP:
            findings = [replace(d, line=None) for d in findings]  # the lines are our own
        return Article(
            origin=self.document.origin,
            title=title,
            url=self.url,
            published=published,
            published_text=self.published_text,
            published_estimate=settled.estimate,
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
            dates=settled.dates,
            diagnostics=tuple(findings),
        )

    def _add(self, block: Block) -> None:
        """Put one block where it belongs; what has no place of its own is boilerplate."""
        match block.kind, block.content:
            case "repeat", _:
                pass
            case _, Credits() as credits:
                self._credit(credits, block.lines[0])
            case _, Reading() as reading:
                self._open(reading, block.lines[-1])
            case _, Link() as link:
                for title, line in blocks.titles(link, block):
                    self.cross_links.append(
                        CrossLink(
                            kind=link.kind,
                            title=title,
                            url=self._address(title, line),
                            after_paragraph=len(self.paragraphs),
                        )
                    )
            case "title", str(text):
                self.title = text
            case "date-line", str(text):
                self._date(text, block.lines[0])
                before = byline.rubric(block.lines[0].text)
                if before:
                    self.boilerplate.append(before)
            case "caption", str(text):
                self.captions[text] = None
            case "credit", str(text):
                self.credits.append(text)
            case _, Tags(items) if items:
                self.tags |= dict.fromkeys(items)
            case _, content:
                if isinstance(content, Notice):
                    self._syndicate(content.syndicated, block.lines)
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
        self._compare(printed, text, line)

    def _compare(self, printed: dates.Printed, text: str, line: Line) -> None:
        """Say where a printed date has another weekday."""
        if printed.weekday is not None:
            numbers = "/" in text.partition(" /")[0]
            day = dates.calendar_day(printed.value)
            read = slips.readings(day, printed.weekday, (), numbers=numbers)
            words = slips.told(day, printed.weekday, read)
            self.findings.append(found("weekday-mismatch", line.number, text=text, **words))

    def _open(self, reading: Reading, line: Line) -> None:
        printed = dates.read(reading.date) if reading.date else None
        if reading.date and printed is None:
            self.findings.append(found("unreadable-date", line.number, text=reading.date))
        if reading.date and printed:
            self._compare(printed, reading.date, line)
        self.dateline = Dateline(
            text=reading.text,
            outlet=reading.outlet,
            places=reading.places,
            date=printed.value if printed else None,
        )
        if reading.rest:
            self.paragraphs.append(reading.rest)
            self.numbers.append(line.number)

    def _opening(self, classified: tuple[Block, ...]) -> None:
        """Say what a reader would miss at the top."""
        if not classified:
            self.findings.append(found("empty-text"))
        elif not self.paragraphs:
            self.findings.append(found("missing-story"))
        elif self.dateline is None:
            first = next(b for b in classified if b.kind == "paragraph")
            self.findings.append(found("missing-dateline", first.lines[0].number))

    def _lost(self) -> None:
        """Say where the first words are missing.

        They are where a story begins with what ends something, in emptied brackets, or behind the
        foot's "di".
        """
        begins = self.paragraphs[0] if self.paragraphs and self.dateline is None else ""
        if begins.startswith(_ENDING):
            told = begins[:_BESIDE].rpartition(" ")[0] if len(begins) > _BESIDE else begins
            self.findings.append(found("lost-words", self.numbers[0], text=told))
            return
        for number, text in zip(self.numbers, self.paragraphs, strict=True):
            held = " (" in text and lines.holds_any(text, _EMPTY)
            emptied = _EMPTIED.search(text) if held else None
            if emptied:
                before = text[max(0, emptied.start() - _BESIDE) : emptied.end()]
                told = before.partition(" ")[2] if len(before) > _BESIDE else before
                self.findings.append(found("lost-words", number, text=told))
                return
        left = next((line for line in self.boilerplate if line.endswith(_LEFT)), None)
        if left and not any(line.startswith("Google News") for line in self.boilerplate):
            self.findings.append(found("lost-words", text=left))

    def _address(self, text: str, line: Line) -> str | None:
        """Where the link with the words `text` in `line` leads, or None where that is not said."""
        anchor = anchored(self.page, text, line.number)
        if anchor is None:
            return None
        address = resolve(based(self.page.base, self.url), anchor.href)
        if address is None:
            self.findings.append(found("unresolved-link", line.number, text=anchor.href))
        if self.page.prints_addresses and anchor.href not in (address or ""):
            self.boilerplate.append(anchor.href)
        return address

    def _syndicate(self, told: Syndication, printed: tuple[Line, ...]) -> None:
        """Keep the first notice, with the address behind its title."""
        if self.syndicated is None:
            url = told.url
            if url is None and told.title:
                addresses = (self._address(told.title, line) for line in printed)
                url = next((address for address in addresses if address), None)
            self.syndicated = replace(told, url=url)

    def _recognise(self) -> None:
        """Take what a notice of the house's own says for this article's: it was copied from there.

        But not where the text has another title, or is of the house's other site: such a story was
        published twice.
        """
        told, opens = self.syndicated, self.dateline
        if told is None or not notice.is_of_the_house(told.outlet):
            return
        if opens is None or opens.outlet is None:
            return  # another paper's, with a dateline of its own
        of_momsmoney = "momsmoney" in f"{told.outlet} {told.url}".lower()
        titles = [self.title, self.document.title, *self._said("title").values()]
        known = {lines.letters(title) for title in titles if title}
        if of_momsmoney != opens.outlet.upper().startswith("MOMS") or (
            known and told.title and lines.letters(told.title) not in known
        ):
            return
        self.syndicated = None
        if told.title:
            self.hints += (Hint("title", "notice", told.title),)
        if told.url:
            self.hints += (Hint("url", "notice", told.url),)
        self.url = self._declared_url()

    def _said(self, field: Field) -> dict[str, str]:
        """What the page declares of `field`, by where."""
        return {hint.source: hint.value for hint in self.hints if hint.field == field}

    def _declared_url(self) -> str | None:
        if self.document.url and (given := lines.writable(lines.tidy(self.document.url))):
            return original(given)
        said = self._said("url")
        base = based(self.page.base, None)
        addresses = (resolve(base, said[source]) for source in PRECEDENCE["url"] if source in said)
        return next((address for address in addresses if address), None)

    def _title(self) -> str | None:
        """The title, by precedence; where others differ, that is said."""
        said = self._said("title")
        if self.title is not None:
            said["printed"] = self.title
        if self.document.title and (given := lines.writable(lines.tidy(self.document.title))):
            said["given"] = given
        if not said:
            return None
        ranked = [source for source in PRECEDENCE["title"] if source in said]
        stands = said[ranked[0]]
        others = [source for source in ranked if said[source] != stands]
        told = {lines.letters(stands)} if others else set()
        for source in others:
            if lines.letters(said[source]) not in told:
                told.add(lines.letters(said[source]))
                self._conflict("conflicting-titles", source, said[source], ranked[0])
        if self.title is not None and self.title != stands:
            self.boilerplate.append(self.title)
        return stands

    def _published(self) -> dt.date | None:
        """The publication date, by precedence; where others differ, that is said.

        Of a date without a time the time is the next one's that is of the same day, and a time
        without a zone has that of one of the same minute.
        """
        said: dict[str, tuple[str, dt.date]] = {}
        for source, text in self._said("published").items():
            self._date_said(said, source, text, WIB)
        if self.published is not None and self.published_text is not None:
            said["printed"] = self.published_text, self.published
        given = self.document.published
        if given is not None and given == given and lines.tidy(str(given)):  # NaT is not itself
            self._date_said(said, "given", given, None)
        if not said:
            return None
        ranked = [source for source in PRECEDENCE["published"] if source in said]
        stands = said[ranked[0]][1]
        for source in ranked[1:]:
            text, value = said[source]
            if not dates.agree(stands, value):
                self._conflict("conflicting-dates", source, text, ranked[0])
            elif isinstance(value, dt.datetime) and not isinstance(stands, dt.datetime):
                stands = dates.local(value)
            elif isinstance(stands, dt.datetime) and stands.tzinfo is None:
                zone = WIB if isinstance(value, dt.datetime) and value.tzinfo else None
                stands = stands.replace(tzinfo=zone)  # they name the same minute
        return stands

    def _date_said(
        self,
        said: dict[str, tuple[str, dt.date]],
        source: str,
        value: str | dt.date,
        zone: dt.timezone | None,
    ) -> None:
        text, date = lines.tidy(str(value)), dates.given(value, zone)
        if date is None:
            self.findings.append(found("unreadable-published", text=text))
        else:
            said[source] = text, date

    def _conflict(self, code: str, source: str, text: str, stands: str) -> None:
        self.findings.append(
            found(
                code,
                text=text,
                source=_NAMES.get(source, source),
                stands=_NAMES.get(stands, stands),
            )
        )
