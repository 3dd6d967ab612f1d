"""An article in the shapes that other programs know: schema.org's JSON-LD, IPTC's ninjs.

Both say less than the record: they have no place for findings, boilerplate, dates and estimates.
What an article does not say is left out.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any

from kontan_parse.model import Article, CrossLink

LANGUAGE = "id"
"""Indonesian, in BCP 47."""
NINJS = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_VIDEO = "tonton"


def json_ld(article: Article) -> dict[str, Any]:
    r"""The article as a schema.org `NewsArticle` in JSON-LD.

    `@id` and each `url` are whole addresses; others are left out. `datePublished` is what is said,
    never the estimate. `creditText` is the byline as printed; `citation` are the source lines of
    the story, `isBasedOn` where it was published first.

    >>> from kontan_parse import parse
    >>> json_ld(parse("Editor: Edi Contoh\nKONTAN.CO.ID - SEOUL. Harga naik."))["locationCreated"]
    [{'@type': 'Place', 'name': 'SEOUL'}]
    """
    dateline, syndicated = article.dateline, article.syndicated
    address = _address(article.url)
    return _said(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "headline": article.title,
            "datePublished": article.published and article.published.isoformat(),
            "inLanguage": LANGUAGE,
            "author": _named("Person", dict.fromkeys((*article.reporters, *article.authors))),
            "editor": _named("Person", article.editors),
            "sourceOrganization": _named("Organization", article.sources),
            "creditText": article.byline,
            "dateline": dateline and dateline.text,
            "locationCreated": _named("Place", dateline.places) if dateline else None,
            "articleBody": _body(article),
            "mentions": [
                _said(
                    {
                        "@type": "VideoObject" if link.kind == _VIDEO else "NewsArticle",
                        "name": link.title,
                        "url": _address(link.url),
                    }
                )
                for link in article.cross_links
            ],
            "keywords": list(article.tags),
            "image": [{"@type": "ImageObject", "caption": text} for text in article.captions],
            "citation": list(article.credits),
            "isBasedOn": syndicated
            and _said(
                {
                    "@type": "NewsArticle",
                    "headline": syndicated.title,
                    "url": _address(syndicated.url),
                    "author": syndicated.author and {"@type": "Person", "name": syndicated.author},
                    "publisher": {"@type": "Organization", "name": syndicated.outlet},
                }
            ),
            "isAccessibleForFree": False if article.truncated == "paywall" else None,
        }
    )


def ninjs(article: Article) -> dict[str, Any]:
    r"""The article as a news object of IPTC ninjs 3.1.

    `uri` is its address, else the hash of what it was made from (RFC 6920). `contentCreated` needs
    a time with its zone. Cross-links are associations if they have an address, since ninjs knows no
    news object without one.

    >>> from kontan_parse import parse
    >>> ninjs(parse("Editor: Edi Contoh\nKONTAN.CO.ID - SEOUL. Harga naik."))["people"]
    [{'name': 'Edi Contoh', 'rel': 'editor'}]
    """
    places = article.dateline.places if article.dateline else ()
    body, published = _body(article), article.published
    timed = isinstance(published, dt.datetime) and published.tzinfo is not None
    roles = {
        "reporter": article.reporters,
        "author": article.authors,
        "editor": article.editors,
    }
    return _said(
        {
            "uri": _address(article.url) or _hash(article),
            "standard": NINJS,
            "type": "text",
            "representationType": "partial" if article.truncated else "full",
            "contentCreated": published.isoformat() if published and timed else None,
            "language": LANGUAGE,
            "headlines": [{"value": article.title}] if article.title else None,
            "by": article.byline,
            "people": [{"name": name, "rel": role} for role in roles for name in roles[role]],
            "infoSources": [
                *({"name": name, "role": "source"} for name in article.sources),
                *({"literal": text, "role": "credit"} for text in article.credits),
            ],
            "located": "/".join(places) or None,
            "places": [{"name": place, "rel": "dateline"} for place in places],
            "bodies": body
            and [
                {
                    "contentType": "text/plain",
                    "charCount": len(body),
                    "wordCount": len(body.split()),
                    "value": body,
                }
            ],
            "descriptions": [{"role": "caption", "value": text} for text in article.captions],
            "subjects": [{"name": tag, "rel": "tag"} for tag in article.tags],
            "associations": [
                _association(link) for link in article.cross_links if _address(link.url)
            ],
        }
    )


def _address(url: str | None) -> str | None:
    """`url` where it is whole: what a caller, a table or a notice says may be none."""
    whole = url is not None and url.startswith(("https://", "http://")) and " " not in url
    return url if whole else None


def _association(link: CrossLink) -> dict[str, Any]:
    return {
        "name": link.title,
        "rel": link.kind,
        "uri": link.url,
        "type": "video" if link.kind == _VIDEO else "text",
        "headlines": [{"value": link.title}],
    }


def _body(article: Article) -> str | None:
    """The paragraphs, with a blank line between two."""
    return "\n\n".join(article.paragraphs) or None


def _hash(article: Article) -> str:
    """The name, by RFC 6920, of the bytes that were read; else of headline and body."""
    if article.origin.sha256:
        digest = bytes.fromhex(article.origin.sha256)
    else:
        printed = f"{article.title or ''}\n\n{_body(article) or ''}"
        digest = hashlib.sha256(printed.encode(errors="replace")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _named(kind: str, names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": kind, "name": name} for name in names]


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What of `values` says anything."""
    return {key: value for key, value in values.items() if value not in (None, [], "")}
