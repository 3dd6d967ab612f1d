"""A page's markup → its lines, for the rules that read any text.

Nothing here knows how Kontan writes a cross-link or a dateline: that is the rules' to say. What
markup alone tells goes along: see `Page`.
"""

from __future__ import annotations

import re
from html import unescape

from kontan_parse.diagnostics import found
from kontan_parse.lines import encoded, tidy
from kontan_parse.opening import names_its_price
from kontan_parse.page import Anchor, Mark, Page
from kontan_parse.pages import markup, region, tail
from kontan_parse.pages.markup import Walk
from kontan_parse.pages.region import Region
from kontan_parse.pages.tangle import paired, tame
from kontan_parse.patterns import lazy
from kontan_parse.seams import INSERTION


def read(text: str, path: str | None = None) -> Page:
    """The page that the markup `text` is, which came from `path`.

    Raises `UnreadableInput` for markup that is no page but a bomb: see `tame`.
    """
    text, data, findings = encoded(text)
    if b"\0" in data:  # those of bytes `charset` has left out, and told
        findings += (found("nul-bytes", count=data.count(0)),)
        text, data = text.replace("\0", ""), data.replace(b"\0", b"")
    tamed = tame(paired(data), path or "markup")
    fragment = _WHOLE.search(text) is None
    walk = markup.read(tamed)
    article = region.find(walk, fragment=fragment)
    if article is None and walk.partial:
        walk = markup.read(tamed, whole=True)
        article = region.find(walk, fragment=fragment)
    walk.head.add_share(text)
    page = _page(walk, article)
    return page._replace(findings=(*page.findings, *findings)) if findings else page


def headline(text: str) -> str | None:
    """The headline of the page that the markup `text` is, where its template is known.

    Found without parsing, since a batch asks each page before it parses any.
    """
    found_at = _HEADLINE.search(text.replace("\0", ""))
    return tidy(unescape(_TAG.sub("", found_at["inside"]))) or None if found_at else None


_WHOLE = lazy(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
"""What a page has and a fragment lacks."""
_HEADLINE = lazy(
    r"<h1\b[^<>]{0,200}\bclass=[\"']?(?:[\w-]{1,40} ){0,5}(?:detail-desk|jdl_dtl)\b[^<>]{0,200}>"
    r"(?P<inside>.{1,600}?)</h1>",
    re.DOTALL,
)
_TAG = lazy(r"<[^<>]*>")


_TRUNCATING = ("paywall", "pagination")


def _page(walk: Walk, found_region: Region | None) -> Page:
    items = walk.items
    article = found_region or Region(0, None, 0, 0, (found("not-an-article"),))
    top = max(0, article.top)
    inside = {at for at in range(top, article.stop) if items[at].box.mark is None}
    headline = None if article.headline is None else tidy(items[article.headline].text)
    first = len(walk.above)
    number = first + 1
    marks: dict[int, Mark] = {}
    cuts: dict[int, Mark] = {}
    for at in range(top, min(len(items), article.stop + tail.LINES)):
        mark = items[at].box.mark
        if mark is None:
            if at >= article.stop and names_its_price(items[at].text):
                cuts[at] = "paywall"
        elif mark in _TRUNCATING and at >= article.body:
            cuts[at] = mark
        elif mark == "caption" and at < article.stop and not INSERTION.search(tidy(items[at].text)):
            marks[number + at] = mark
    tags: set[int] = set()
    if found_region:
        inside.update(tail.credited(items, article.stop, headline))
        tagged = tail.tag_lines(walk, article.body, article.stop)
        other = tail.another(items, article.stop, headline, max((*tagged, *cuts), default=0))
        tags.update(at for at in tagged if at < other)
        cuts = {at: mark for at, mark in cuts.items() if at < other}
    texts = [*walk.above, *[item.text for item in items], *walk.below]
    around = [text.replace("\n", " ") for text in texts]
    story = [""] * len(texts)
    anchors: dict[int, tuple[Anchor, ...]] = {}
    for at in (*range(article.top, top), *(inside - tags)):
        story[first + at], around[first + at] = around[first + at], ""
    for at in inside | tags:
        if items[at].links:
            anchors[number + at] = items[at].anchors
    marks |= {number + at: mark for at, mark in cuts.items()}
    marks |= {number + at: "tags" for at in tags}
    return Page(
        story="\n".join(story).replace("\r", " "),
        around="\n".join(around).replace("\r", " "),
        marks=marks,
        headline=headline,
        body=number + article.body,
        anchors=anchors,
        hints=walk.head.beside(headline),
        base=walk.head.base,
        findings=article.findings,
    )
