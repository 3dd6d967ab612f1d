"""Text that is Markdown → its lines, and what only its marks tell: see `Page`.

Crawlers store the body of a page so: html2text, Turndown, r.jina.ai and their kin.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from kontan_parse import dateline
from kontan_parse.lines import encoded, tidy, unified
from kontan_parse.opening import TITLE_LONGEST, is_prose
from kontan_parse.page import Anchor, Field, Page
from kontan_parse.pages.emphasis import LABELS, Emphasis
from kontan_parse.pages.head import Head
from kontan_parse.patterns import lazy

_OPENS = r"(?:[^\W_]|[“‘\"'(\[])"
_ADDRESSED = lazy(r"\[[^\[\]]*+\]\(<?(?:https?://|/)[\w.-]")
_BOLD = lazy(rf"(?<![\w*\\])\*{{2,3}}(?={_OPENS})[^*\n]*+(?<=\S)\*{{2,3}}(?!\*)")
"""A pair of marks around words; `(**) sementara, (***) sangat sementara` has none."""
_BEGUN = lazy(
    r"(?<!\w)[*_]{1,3} ?(?:KONTAN|MOMSMONEY)[.,]"
    rf"|(?<!\w)(?:\*\*|__) ?{LABELS}(?:\*\*|__|[^*_\n]*+__(?!\w))"
)
"""A dateline in bold or italics, and a label."""
_SURE = (_ADDRESSED, _BOLD, _BEGUN)
"""What no other text holds."""

_FIELDS: dict[str, Field] = {
    "title": "title", "headline": "title", "urlsource": "url", "url": "url", "source": "url",
    "sourceurl": "url", "canonical": "url", "link": "url", "date": "published",
    "published": "published", "publishedat": "published", "publishedtime": "published",
    "datepublished": "published",
}  # fmt: skip
"""What may be declared above a text, by the letters of its key."""
_READER_KEY = lazy(r"\b(Title|URL Source|Published Time|Warning|Markdown Content): ?")
_READER_END = "Markdown Content:"
_LONGEST_READER = 4_000
"""Characters within which the header of a reader ends."""
_FRONT = lazy(r"---[ \t]*\n(?P<rows>(?:(?!---)[^\n]*\n){1,80})---[ \t]*(?:\n|$)")
_FRONT_KEY = lazy(r"([A-Za-z][\w -]{1,30}?) ?: *(\S.*)")

_QUOTE = lazy(r"(?:>+[ \t]+)+|>+$")
_RULE = lazy(r"([-*_])(?:[ \t]*\1){2,}")
_HASHES = lazy(r"#{1,6}(?:[ \t]+|$)")
_DOUBLE = lazy(r"={3,}")
_HASHES_INSIDE = lazy(r"(?<= )#{2,6} (?=\S)")
"""The heading of a text that lost its line breaks."""
_RULER = lazy(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_BAR = lazy(r"(?<!\\)\|")
_HARD = ("  ", "\\")
"""How a row ends that is broken by hand."""

_REFERENCE = r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][\dA-Fa-f]{1,5});"
_MARK = lazy(
    rf"\\[!-/:-@\[-`{{-~]|{_REFERENCE}|<https?://[^\s<>]+>"
    r"|<br ?/?>|!?\[|\]|\*+|_+"
)
_TARGET = lazy(
    r"\([ \t]*+(?:<(?P<framed>[^<>\n]*+)>"
    r"|(?P<bare>[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+){0,4}+))"
    r"(?:[ \t]++(?P<title>\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'))?+[ \t]*+\)"
    r"|\((?P<spaced>https?://[^()<>\"\n]*+)\)"
)
"""Where a link leads, behind its words: an address, and what a browser shows above it.

Buttons to share a page have addresses with blanks.
"""
_ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")
_ENTITY = lazy(_REFERENCE)


def read(text: str) -> Page | None:
    """The page that the Markdown `text` is, each line with its number; None where it may be none.

    >>> read("Baca Juga: [Gula Naik](https://contoh.example/gula)").story
    'Baca Juga: Gula Naik'
    >>> read("*) harga per kilogram, **) per karung") is None
    True
    """
    text = unified(text)
    declared = _declared(text)
    if not declared.end and not any(pattern.search(text) for pattern in _SURE):
        return None
    text, _, findings = encoded(text)
    above = ["" if _RULE.fullmatch(row) else row for row in text[: declared.end].split("\n")]
    rows = text[declared.end :].split("\n")
    blocks = [*_blocks(rows)]
    flat = sum(map(bool, map(str.strip, rows))) == 1
    story: list[str] = []
    around: list[list[str]] = [[row] for row in above] + [[] for _ in rows[1:]]
    links: dict[int, list[Anchor]] = {}
    number = len(above)
    while len(story) < len(rows):
        first = len(story)
        stop = first + 1
        while stop < len(rows) and rows[stop - 1].endswith(_HARD) and blocks[stop].text:
            stop += 1
        written = "\n".join([block.text for block in blocks[first:stop]])
        inline = _inline(_HASHES_INSIDE.sub("", written) if flat and "## " in written else written)
        story += inline.text.split("\n")
        for row, beside in inline.beside:
            around[number + first + row - 1].append(beside)
        for row, anchor in inline.links:
            links.setdefault(number + first + row, []).append(anchor)
    anchors = {line: tuple(held) for line, held in links.items()}
    titles = declared.head.said("title")
    top = _headline(story, blocks, anchors, number, titles)
    headline = None if top is None else tidy(story[top])
    return Page(
        story="\n" * (number - 1) + "\n".join(story),
        around="\n".join(map(" ".join, around)),
        headline=headline,
        body=0 if top is None else number + top + 1,
        anchors=anchors,
        hints=declared.head.beside(headline),
        findings=findings,
        prints_addresses=True,
    )


class _Declared(NamedTuple):
    """What stands above a text about it, and where it ends; at 0 where nothing does."""

    head: Head
    end: int = 0


def _declared(text: str) -> _Declared:
    """The header of r.jina.ai above `text`, or what begins it in YAML."""
    head = Head()
    start = text[:100].lstrip()
    end = text.find(_READER_END, 0, _LONGEST_READER)
    if end > 0 and start.startswith(("Title:", "URL Source:")):
        end += len(_READER_END)
        parts = _READER_KEY.split(text[:end])
        for key, value in zip(parts[1::2], parts[2::2], strict=True):
            _declare(head, key, value.strip(), reader=True)
        return _Declared(head, end)
    front = _FRONT.match(text) if start.startswith("---") else None
    if front is not None:
        for row in front["rows"].split("\n"):
            pair = _FRONT_KEY.match(row)
            if pair:
                _declare(head, pair[1], pair[2].strip().strip("\"'"), reader=False)
    return _Declared(head, front.end() if front is not None and head.hints else 0)


def _declare(head: Head, key: str, value: str, *, reader: bool) -> None:
    field = _FIELDS.get("".join(filter(str.isalpha, key.lower())))
    if field is not None and (field != "url" or value.startswith(("http://", "https://"))):
        head.say(field, "reader" if reader else "front-matter", value)


class _Block(NamedTuple):
    """A row without the marks of its block."""

    text: str
    level: int = 0
    """Of a heading, 1 to 6."""


def _blocks(rows: list[str]) -> Iterator[_Block]:
    """Each row without the marks of what it is: a quotation, a heading, a rule, a table's row."""
    tables = _tables(rows)
    for at, row in enumerate(rows):
        printed = row.strip()
        quote = _QUOTE.match(printed)
        printed = printed[quote.end() :] if quote else printed
        hashes = _HASHES.match(printed)
        if at in tables:
            yield _Block(_cells(printed))
        elif _RULE.fullmatch(printed) or _DOUBLE.fullmatch(printed):
            yield _Block("")
        elif hashes:
            text = printed[hashes.end() :]
            bare = text.rstrip("#")
            text = bare.rstrip() if bare.endswith((" ", "\t")) or not bare else text
            yield _Block(text, hashes[0].count("#"))
        else:
            below = rows[at + 1].strip() if at + 1 < len(rows) else ""
            hard = printed.endswith("\\") and not printed.endswith("\\\\")
            yield _Block(printed[:-1] if hard else printed, int(bool(_DOUBLE.fullmatch(below))))


def _tables(rows: list[str]) -> set[int]:
    """The rows of tables, which are those around a ruler, `|---|---|`."""
    tables: set[int] = set()
    inside = False
    for at, row in enumerate(rows):
        if "|" not in row:
            inside = False
            continue
        if "-" in row and _RULER.fullmatch(row.strip()):
            inside = True
            if at and "|" in rows[at - 1]:
                tables.add(at - 1)
        if inside:
            tables.add(at)
    return tables


def _cells(row: str) -> str:
    """A row of a table as that of a page is written; its ruler is no text."""
    if _RULER.fullmatch(row):
        return ""
    cells = [cell.strip() for cell in _BAR.split(row.removeprefix("|"))]
    while cells and not cells[-1]:
        cells.pop()
    return " | ".join(cells)


def _headline(
    story: list[str],
    blocks: list[_Block],
    anchors: dict[int, tuple[Anchor, ...]],
    number: int,
    titles: list[str],
) -> int | None:
    """Index of the first heading of the first level above the story, or of a declared title.

    None is a link to a site's front page.
    """
    for at, (row, block) in enumerate(zip(story, blocks, strict=True)):
        text = tidy(row)
        links = anchors.get(number + at, ())
        if dateline.tagged(text) or (is_prose(text) and not links):
            return None
        home = any(link.text == text and _HOME.fullmatch(link.href) for link in links)
        top = block.level == 1 and text != "" and not home
        if (top or text in titles) and len(text) <= TITLE_LONGEST:
            return at
    return None


_HOME = lazy(r"(?:https?://[^/]+)?/?")


class _Inline(NamedTuple):
    """What rows say, and what they have beside their words, by row."""

    text: str
    links: list[tuple[int, Anchor]]
    beside: list[tuple[int, str]]


def _inline(text: str) -> _Inline:
    """`text` without its marks; its rows stay rows."""
    pieces: list[str] = []
    emphasis = Emphasis(pieces)
    brackets: list[tuple[int, int]] = []
    image: tuple[int, int] | None = None  # one inside of another is none
    spans: list[tuple[int, int, int, str, str]] = []
    beside: list[tuple[int, str]] = []
    at = row = 0
    while mark := _MARK.search(text, at):
        start, end = mark.span()
        pieces.append(text[at:start])
        row += text.count("\n", at, start)
        at = end
        sign = mark[0]
        if sign[0] in "*_":
            emphasis.add(text, start, end)
            continue
        if sign == "![":
            image = len(pieces), row
        elif sign == "[":
            brackets.append((len(pieces), row))
        elif sign == "]" and (image or brackets):
            is_image = image is not None and (not brackets or image > brackets[-1])
            opened, begun = image if image is not None and is_image else brackets.pop()
            image = None if is_image else image
            target = _TARGET.match(text, end)
            if target:
                at = target.end()
                href = target["framed"] or target["bare"] or target["spaced"] or ""
                href = tidy(_plain(href))
                said = _plain((target["title"] or "")[1:-1])
                if is_image:
                    told = "".join(pieces[opened + 1 :])
                    pieces[opened:] = ["\n" * told.count("\n"), *[""] * (len(pieces) - opened - 1)]
                    beside.append((begun, " ".join((told, href, said)).replace("\n", " ")))
                else:
                    pieces[opened] = ""
                    spans.append((opened, len(pieces), begun, href, said))
                    brackets.clear()  # a link holds no other
                continue
        pieces.append(_character(sign))
    pieces.append(text[at:])
    links: list[tuple[int, Anchor]] = []
    for opened, stop, begun, href, said in spans:
        words = tidy("".join(pieces[opened:stop]))
        if words and href:
            links.append((begun, Anchor(words, href)))
        else:
            beside.append((begun, href))
        if tidy(said) != words:
            beside.append((begun, said))
    return _Inline("".join(pieces), links, beside)


def _character(sign: str) -> str:
    """What a mark that is no emphasis prints."""
    if sign.startswith("<"):
        return sign[1:-1] if sign.startswith("<http") else " "
    return _plain(sign)


def _plain(text: str) -> str:
    """`text` without what keeps its marks from being read."""
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return text.replace("\n", " ").replace("\r", " ")
