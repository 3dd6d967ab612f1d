"""What a page declares about itself: meta elements, `<title>`, canonical link, JSON-LD.

Whether Kontan ships JSON-LD is not known, and the fragments at hand have no head: each is read
where it is there, and nothing relies on it. Which of them is believed is the parser's to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote

from kontan_parse.lines import holds_any, tidy
from kontan_parse.page import Field, Hint, Source, based, resolve
from kontan_parse.patterns import lazy

_METAS: Mapping[str, tuple[Field, Source]] = {
    "og:title": ("title", "og:title"),
    "og:url": ("url", "og:url"),
    "content_publisheddate": ("published", "content_PublishedDate"),
    "article:published_time": ("published", "article:published_time"),
}
_ARTICLES = frozenset(("NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle"))
_ADDRESS = r"(?P<address>https?(?:://|%3[aA]%2[fF]%2[fF])[^\s\"'<>&]{1,500}+)(?![^\s\"'<>&])"
_SHARED = lazy(rf"sharer\.php\?u={_ADDRESS}")
_LOGIN = lazy(rf"/login/\?uri={_ADDRESS}")
"""Where a reader of a paid article is sent back to."""
_SAVED = lazy(r"<!-- saved from url=\(\d{1,8}\)(?P<address>https?://[^\s\"'<>]{1,500}+)[\s<]")
_SAVED_WITHIN = 1_024
"""Characters of a page in which browsers write where they saved it from."""
_TAG = lazy(r"</?[a-zA-Z][^<>]*>")
_APART = r"(?: ?\| ?| [-–—:«] )"
_RUBRIC = (
    "(?:nasional|keuangan|investasi|industri|internasional|regional|peluang ?usaha|kesehatan"
    "|personal ?finance|lifestyle|kiat|kiaton|insight|executive|analisis|fokus|tekno|saham|harian)"
)
_SITE = lazy(
    rf"(?:{_APART}(?:{_RUBRIC}|(?:halaman|page) (?:\d{{1,2}}|all))){{0,2}}"
    rf"{_APART}(?:{_RUBRIC} )?(?:[a-z]{{3,20}}\.)?(?:kontan|momsmoney)(?:(?:\.co)?\.id)?"
    rf"(?: online| news)?(?:{_APART}[^-|–—?!]{{1,40}})?$",
    re.IGNORECASE,
)
"""What a site adds to a headline: `X - Industri - Kontan.co.id`; a headline may end in its name.

What stands behind the name is the site's motto, which asks nothing.
"""
_SITES = ("kontan", "momsmoney")


class Head:
    """What a page declares, while its elements come in; of each source the first time counts."""

    def __init__(self) -> None:
        self.base: str | None = None
        self._hints: dict[tuple[Field, Source], Hint] = {}

    @property
    def hints(self) -> tuple[Hint, ...]:
        """All that was declared."""
        return tuple(self._hints.values())

    def said(self, field: Field) -> list[str]:
        """What was declared of one field."""
        return [hint.value for hint in self.hints if hint.field == field]

    def beside(self, headline: str | None) -> tuple[Hint, ...]:
        """All that was declared; a title that lacks but the site's name of `headline` is that."""
        bare = _without_site(headline or "")
        return tuple(
            [
                hint._replace(value=headline) if headline and hint.value == bare else hint
                for hint in self.hints
            ]
        )

    def add(
        self, tag: str | None, attributes: Mapping[str, str | None], text: Callable[[], str]
    ) -> None:
        """Read an element that may declare something; `text` gives what stands inside of it."""
        match tag:
            case "title":
                self.say("title", "title", text())
            case "meta":
                key = attributes.get("property") or attributes.get("name") or ""
                declared = _METAS.get(key.lower())
                if declared is not None:
                    self.say(*declared, attributes.get("content"))
            case "link":
                if (attributes.get("rel") or "").lower() == "canonical":
                    self.say("url", "canonical", attributes.get("href"))
            case "base":
                self.base = self.base or attributes.get("href")
            case "script":
                if (attributes.get("type") or "").lower() == "application/ld+json":
                    for field, value in _news_article(text()):
                        self.say(field, "NewsArticle", value)

    def add_share(self, markup: str) -> None:
        """Read the address that a share button in `markup`, its login or its browser gives away.

        A page that declares a whole address is not searched: nobody asks for a second.
        """
        base = based(self.base, None)
        if any(resolve(base, value) for value in self.said("url")):
            return
        button = _SHARED.search(markup) or _LOGIN.search(markup)
        if button:
            self.say("url", "share-link", unquote(button["address"]))
        saved = _SAVED.search(markup, 0, _SAVED_WITHIN)
        if saved:
            self.say("url", "saved-from", saved["address"])

    def say(self, field: Field, source: Source, value: str | None) -> None:
        """Take what is declared of `field`; of each source the first time counts."""
        text = tidy(_plain(value or ""))
        if field == "title":
            text = _without_site(text)
        if text:
            self._hints.setdefault((field, source), Hint(field, source, text))


def _without_site(title: str) -> str:
    return _SITE.sub("", title) if holds_any(title.lower(), _SITES) else title


def _plain(text: str) -> str:
    """What a declared text says, where it holds entities or tags of its own."""
    text = unescape(text) if "&" in text else text
    return _TAG.sub("", text) if "<" in text else text


def _news_article(text: str) -> Iterator[tuple[Field, str]]:
    """Headline, date and address of the first article in the JSON-LD `text`.

    >>> dict(_news_article('[{"@type": "NewsArticle", "headline": "Gula Naik"}]'))
    {'title': 'Gula Naik'}
    """
    try:
        waiting = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for node in waiting:
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if _is_article(node.get("@type")):
                page = node.get("mainEntityOfPage")
                address = page.get("@id") if isinstance(page, dict) else page
                fields: tuple[tuple[Field, Any], ...] = (
                    ("title", node.get("headline")),
                    ("published", node.get("datePublished")),
                    ("url", node.get("url") or address),
                )
                yield from ((field, value) for field, value in fields if isinstance(value, str))
                return
            waiting.append(node.get("@graph"))


def _is_article(kinds: object) -> bool:
    """Whether a JSON-LD type, or one of several, is an article's."""
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind in _ARTICLES for kind in listed)
