"""A document → its blocks, in one way whatever it is written in.

Plain lines, text that lost its line breaks or has too many, Markdown and markup all become the same
lines, and the same rules speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from kontan_parse import blocks, entities, flat, gaps, lines, opening, shreds, wraps
from kontan_parse.blocks import Block
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.model import MARKUP, Document
from kontan_parse.page import Page, begins

_MARKS = ("[", "*", "_")
"""Without these no text is Markdown; a search for one character is a memchr."""
_MARKDOWN = ("](", "**", "__", "*KONTAN", "_KONTAN")
"""What a text holds that may be Markdown; nearly none does."""
_HEADERS = ("---", "Title:", "URL Source:")
"""How one begins that is Markdown below what it declares."""
_number = itemgetter(0)


class Written(NamedTuple):
    """A document in blocks, with what stands beside its lines."""

    document: Document
    """As it was before somebody wrapped it, or left character references in it."""
    page: Page
    blocks: tuple[Block, ...]
    findings: tuple[Diagnostic, ...]
    torn: tuple[str, ...]


def classify(document: Document) -> Written:
    """The one way from a document to blocks, whatever it is written in."""
    document, page = _read(document)
    is_markup = document.origin.media_type == MARKUP
    split = lines.split(page.story)
    if not is_markup:  # its inline tags are known
        split = shreds.join(split)
    # A link's own text is its title, whatever else is known.
    own = {number: {a.text for a in anchors} for number, anchors in page.anchors.items()}
    ends: Mapping[int, tuple[int, ...]] = {}
    if split.written and not is_markup:  # in markup, blanks are layout of the source
        ends = gaps.find(split)
    cut = flat.cut(split.lines, split.text, document.known_titles, own, ends)
    title = page.headline or (lines.tidy(document.title) if document.title else None)
    story, bare = blocks.apart(cut.lines) if is_markup else (cut.lines, ())
    classified, odd = blocks.classify(story, split.text, title, page.body, own)
    findings = (*document.findings, *page.findings, *split.findings, *cut.findings, *odd)
    if page.prints_addresses:
        bare += blocks.addresses(page, classified)
    if page.around or bare:
        around = lines.split(page.around)
        findings += around.findings
        beside = sorted((*around.lines, *bare), key=_number) if bare else around.lines
        parts = {*map(_number, bare)}
        classified += blocks.around(beside, page.marks, page.anchors, parts)
        classified = tuple(sorted(classified, key=lambda block: block.lines[0].number))
    return Written(document, page, classified, findings, cut.torn)


def printed_title(document: Document) -> str | None:
    """The headline that `document` prints, found without parsing its story."""
    if document.origin.media_type == MARKUP:
        from kontan_parse.pages import html

        return html.headline(document.text)
    _, page = _read(document)
    if page.headline:
        return page.headline
    split = shreds.join(lines.split(page.story)).lines
    # One that nothing marks is a guess, and what is known here is taken for sure elsewhere.
    at = opening.headline(split, opening.opening(split), None)
    return None if at is None else split[at].text


def _read(document: Document) -> tuple[Document, Page]:
    """The page that a document is, with the document; plain text is nothing but its story."""
    if document.origin.media_type == MARKUP:
        # A third of the command's start, and text needs none of it.
        from kontan_parse.pages import html

        return document, html.read(document.text, document.origin.path)
    if unwrapped := wraps.undone(document.text):
        told = found(
            "wrapped-lines", unwrapped.first, width=unwrapped.width, count=unwrapped.joined
        )
        document = replace(document, text=unwrapped.text, findings=(*document.findings, told))
    page = _markdown(document.text)  # which has references for marks that are none
    if page is None and (plain := entities.decoded(document.text)):
        title = entities.decoded(document.title) if document.title else None
        number = lines.number_at(document.text, plain.at)
        document = replace(
            document,
            text=plain.text,
            title=title.text if title else document.title,
            findings=(*document.findings, found("undecoded-entities", number, text=plain.first)),
        )
        page = _markdown(document.text)
    if begins(document.text):
        document = replace(document, findings=(*document.findings, found("looks-like-markup", 1)))
    return document, page or Page(document.text)


def _markdown(text: str) -> Page | None:
    """The page that `text` is as Markdown, or None where it is none."""
    marked = lines.holds_any(text, _MARKS) and lines.holds_any(text, _MARKDOWN)
    if marked or text[:40].lstrip().startswith(_HEADERS):
        from kontan_parse.pages import markdown  # few texts need it

        return markdown.read(text)
    return None
