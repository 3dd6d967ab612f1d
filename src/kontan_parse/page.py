"""What a page is, whatever it was written in: lines, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from kontan_parse.diagnostics import Diagnostic
from kontan_parse.patterns import lazy

Mark = Literal["furniture", "tags", "paywall", "pagination", "caption"]
"""What a line around the story belongs to."""
Field = Literal["title", "published", "url"]
"""What a page may declare about itself."""
Source = Literal[
    "content_PublishedDate", "article:published_time", "canonical", "og:title", "og:url",
    "NewsArticle", "title", "share-link", "saved-from", "notice", "front-matter", "reader",
]  # fmt: skip
"""Where it declares it."""


class Hint(NamedTuple):
    """Something that a page declares about itself."""

    field: Field
    source: Source
    value: str


class Anchor(NamedTuple):
    """A link of the page."""

    text: str
    href: str
    """As written, often relative."""


_NOTHING: Mapping[int, Any] = MappingProxyType({})
_LONGEST_ANCHOR = 400
"""Characters of a link that may stand for a title; the longest title has a quarter of them."""
_MOST_ANCHORS = 50
"""Links of a line that are looked at; a line of a story has one or two."""


class Page(NamedTuple):
    """A page as text.

    `story` and `around` hold each line once: where one has it, the other has a blank line, so
    that both count the same lines.
    """

    story: str
    """The article's lines: title, date, credits, body, and the editor behind it."""
    around: str = ""
    """All other visible lines of the page."""
    marks: Mapping[int, Mark] = _NOTHING
    """What the lines of `around` belong to, by number; `furniture` where nothing is said."""
    headline: str | None = None
    """The line that is the headline's element."""
    body: int = 0
    """Number of the first line of the body; the story does not open before it."""
    anchors: Mapping[int, tuple[Anchor, ...]] = _NOTHING
    """The links in a line of the story or of the tags, by its number."""
    hints: tuple[Hint, ...] = ()
    base: str | None = None
    """The address that the page gives for its relative links."""
    findings: tuple[Diagnostic, ...] = ()
    prints_addresses: bool = False
    """Whether a reader sees where its links lead, as in Markdown."""


_BEGINS = lazy(
    r"\ufeff?\s{0,512}+"
    r"(?:(?:<!--.{0,2048}?-->|<\?xml\s[^<>]{0,256}>)\s{0,512}+){0,8}+"
    r"\[?<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|h[1-6]|div|p|main|header"
    r"|article|section|figure|img|table|[uo]l|li|blockquote|center|br|span|font|strong|em|[abiu])"
    r"[\s/>]",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
"""How a page begins, or a piece of one, also one printed as a list of elements."""
_OPEN = ("<", "[<", "\ufeff")
_ESCAPED = ("&lt;", "&amp;lt;")
"""As no page begins, nor any text."""
_HEAD = 520
"""Characters at the top that may be blanks."""


def begins(text: str) -> bool:
    """Whether `text` begins as a page does.

    >>> begins("<!-- a --> <p class=x>"), begins("Laba < Rp 1 triliun")
    (True, False)
    """
    return text[:_HEAD].lstrip().startswith(_OPEN) and _BEGINS.match(text) is not None


def unescaped(text: str) -> str | None:
    """The markup that `text` is, where all of it was escaped, as feeds write it; else None.

    >>> unescaped("&lt;p&gt;Gula &amp;amp; garam"), unescaped("&lt; 5% naik.")
    ('<p>Gula &amp; garam', None)
    """
    if not text[:_HEAD].lstrip().startswith(_ESCAPED):
        return None
    from html import unescape  # costs a fortieth of a command's start, for a few texts

    plain = unescape(text)
    if plain[:_HEAD].lstrip().startswith(_ESCAPED):
        plain = unescape(plain)
    return plain if begins(plain) else None


_UNSAFE = (
    "".join(map(chr, (*range(0x21), *b'"<>', *range(0x7F, 0xA1), *range(0x2000, 0x200B))))
    + "\u1680\u2028\u2029\u202f\u205f\u3000"
)
"""Blanks, controls and what would end an attribute: in an address, browsers write their bytes."""
_ABSOLUTE = lazy(rf"https?://[\w.-]+(?:[/?#][^{re.escape(_UNSAFE)}]*)?", re.ASCII)


_ARCHIVED = lazy(
    r"(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?P<address>https?://.*)",
    re.DOTALL,
)
"""An address of the Wayback Machine's, with that of the page it keeps."""
_WRITTEN: Mapping[int, str | None] = {
    ord(char): "".join([f"%{byte:02X}" for byte in char.encode()]) for char in _UNSAFE
} | dict.fromkeys(b"\t\n\r")


def resolve(base: str | None, href: str) -> str | None:
    """The absolute address of `href` on the page `base`, or None where it has none.

    >>> resolve("https://www.kontan.co.id/news/a", "//insight.kontan.co.id/b")
    'https://insight.kontan.co.id/b'
    >>> resolve(None, "/news/b") is None
    True

    `#` leads nowhere, and is what scripts stand behind.
    """
    href = original(href.strip())
    if _ABSOLUTE.fullmatch(href):
        return href
    from urllib.parse import urljoin, urlsplit  # costs a tenth of the command's start

    href = href.translate(_WRITTEN)
    if href.startswith("#"):
        return None
    try:
        address = urljoin(base or "https:", href)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def anchored(page: Page, text: str, number: int) -> Anchor | None:
    """The link in the line of `page` with that number that has the words `text`."""
    anchors = page.anchors.get(number, ())
    near = [a for a in anchors[:_MOST_ANCHORS] if len(a.text) <= _LONGEST_ANCHOR]
    like = [a for a in near if a.text in text or text in a.text]
    return max(like, key=lambda a: (a.text == text, len(a.text))) if like else None


def based(base: str | None, url: str | None) -> str | None:
    """What the links of a page at `url` are relative to, where it gives a `base` or none.

    >>> based("/x/", "https://contoh.example/gula"), based(None, "https://contoh.example/gula")
    ('https://contoh.example/x/', 'https://contoh.example/gula')
    """
    return resolve(url, base) if base else url


def original(address: str) -> str:
    """The address of the page that a web archive keeps at `address`, or else the same.

    >>> original("https://web.archive.org/web/20210716013000/https://a.kontan.co.id/news/b")
    'https://a.kontan.co.id/news/b'
    """
    kept = _ARCHIVED.fullmatch(address) if "/web/" in address else None
    return kept["address"] if kept else address
