"""Article ⇄ dict: the one serialised shape, its JSON, its schema."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import orjson

from kontan_parse import packaged
from kontan_parse.diagnostics import Diagnostic
from kontan_parse.lines import writable
from kontan_parse.model import (
    Article,
    CrossLink,
    Dateline,
    DateMention,
    Origin,
    PublishedEstimate,
    Syndication,
)
from kontan_parse.patterns import lazy

SCHEMA = "kontan-parse/1"
"""The shape's name and version; a change of shape changes it."""

# By their first byte: to look for that one before is a memchr.
_STEERING = {
    b"\x7f": lazy(rb"\x7f"),
    b"\xc2": lazy(rb"\xc2[\x80-\x9f]"),
    b"\xd8": lazy(rb"\xd8\x9c"),
    b"\xe2": lazy(rb"\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])"),
}
"""DEL, the C1 controls and the bidirectional marks: JSON may hold them raw, a terminal obeys."""


def to_dict(article: Article) -> dict[str, Any]:
    """The record of `article`: plain dicts, lists, strings and numbers, every key there."""
    origin, dateline = article.origin, article.dateline
    syndicated, estimate = article.syndicated, article.published_estimate
    return {
        "schema": SCHEMA,
        "origin": {
            "path": origin.path,
            "record": origin.record,
            "media_type": origin.media_type,
            "encoding": origin.encoding,
            "sha256": origin.sha256,
        },
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_text": article.published_text,
        "published_estimate": estimate
        and {
            "date": estimate.date.isoformat(),
            "basis": estimate.basis,
            "text": estimate.text,
            "candidates": list(estimate.candidates),
        },
        "byline": article.byline,
        "sources": list(article.sources),
        "reporters": list(article.reporters),
        "authors": list(article.authors),
        "editors": list(article.editors),
        "dateline": dateline
        and {
            "text": dateline.text,
            "outlet": dateline.outlet,
            "places": list(dateline.places),
            "date": dateline.date.isoformat() if dateline.date else None,
        },
        "paragraphs": list(article.paragraphs),
        "cross_links": [
            {
                "kind": link.kind,
                "title": link.title,
                "url": link.url,
                "after_paragraph": link.after_paragraph,
            }
            for link in article.cross_links
        ],
        "captions": list(article.captions),
        "tags": list(article.tags),
        "credits": list(article.credits),
        "syndicated": syndicated
        and {
            "outlet": syndicated.outlet,
            "title": syndicated.title,
            "author": syndicated.author,
            "url": syndicated.url,
        },
        "truncated": article.truncated,
        "boilerplate": list(article.boilerplate),
        "dates": [
            {"text": d.text, "value": d.value, "basis": d.basis, "paragraph": d.paragraph}
            for d in article.dates
        ],
        "diagnostics": [
            {"code": d.code, "severity": d.severity, "message": d.message, "line": d.line}
            for d in article.diagnostics
        ],
    }


def from_dict(record: Mapping[str, Any]) -> Article:
    """The article of a record that `to_dict` made.

    Raises `ValueError` where the record has another `schema`, `KeyError` where a key is missing;
    keys that it does not know are passed over.
    """
    if record["schema"] != SCHEMA:
        raise ValueError(f"a record of schema {record['schema']!r}; this reads {SCHEMA!r}")
    dateline, estimate = record["dateline"], record["published_estimate"]
    syndicated = record["syndicated"]
    return Article(
        origin=_made(Origin, record["origin"]),
        title=record["title"],
        url=record["url"],
        published=_date(record["published"]),
        published_text=record["published_text"],
        published_estimate=estimate
        and PublishedEstimate(
            date=dt.date.fromisoformat(estimate["date"]),
            basis=estimate["basis"],
            text=estimate["text"],
            candidates=tuple(estimate["candidates"]),
        ),
        byline=record["byline"],
        sources=tuple(record["sources"]),
        reporters=tuple(record["reporters"]),
        authors=tuple(record["authors"]),
        editors=tuple(record["editors"]),
        dateline=dateline
        and Dateline(
            text=dateline["text"],
            outlet=dateline["outlet"],
            places=tuple(dateline["places"]),
            date=_date(dateline["date"]),
        ),
        paragraphs=tuple(record["paragraphs"]),
        cross_links=tuple(_made(CrossLink, link) for link in record["cross_links"]),
        captions=tuple(record["captions"]),
        tags=tuple(record["tags"]),
        credits=tuple(record["credits"]),
        syndicated=syndicated and _made(Syndication, syndicated),
        truncated=record["truncated"],
        boilerplate=tuple(record["boilerplate"]),
        dates=tuple(_made(DateMention, mention) for mention in record["dates"]),
        diagnostics=tuple(_made(Diagnostic, finding) for finding in record["diagnostics"]),
    )


def _made(kind: type[Any], record: Mapping[str, Any]) -> Any:
    """The part of an article that has the same keys in a record."""
    return kind(**{field.name: record[field.name] for field in fields(kind)})


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def dumps(record: object, *, indent: bool = False) -> bytes:
    """`record` as JSON in UTF-8 with a line end, in one line or indented by two.

    Characters that would steer a terminal are escaped; the value stays the same.
    """
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    try:
        written = orjson.dumps(record, option=option)
    except orjson.JSONEncodeError:
        # Only text that came round the parser, such as a file's name, holds lone surrogates.
        written = orjson.dumps(_writable(record), option=option)
    for first, pattern in _STEERING.items():
        if first in written:
            written = pattern.sub(_escape, written)
    return written


def loads(data: bytes) -> Any:
    """The value that the JSON `data` holds, lone surrogates and all. Raises `ValueError`."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        import json  # takes what some writers make of half a character

        return json.loads(data.decode())


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {key: _writable(item) for key, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, list) else value


def _escape(match: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(match[0].decode())


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the record."""
    loaded: dict[str, Any] = orjson.loads(packaged.read("schema.json"))
    return loaded
