"""Markup bombs: what a parser that follows the standard needs minutes or gigabytes for."""

from __future__ import annotations

import re
from collections import Counter

from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.patterns import lazy

_FORMATTING = b"b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_FORMATTED = lazy(rb"<[bceifnstuBCEIFNSTU][a-zA-Z]{0,5}[\s/]")
"""About these, with attributes: `<span ` counts as well, which does no harm and saves time."""
_FORMATTING_TAG = lazy(rb"</?(?:%b)(?=[\s/>])[^<>]*+>" % _FORMATTING, re.IGNORECASE)
_TAG = lazy(rb"<(/?)([a-zA-Z][^\s/>]*+)")
_TAGS = lazy(rb"<[a-zA-Z][^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+)[^>=]*+)*+")
_QUOTED = lazy(rb"\"[^\"]*+\"|'[^']*+'")
_ATTRIBUTES = 10_000
"""Attributes of a tag that take the parser a fifth of a second; twice as many four fifths."""
_UNCLOSED = frozenset(
    b"area base body br col dd dt embed head hr html img input li link meta option p rp rt source "
    b"tbody td tfoot th thead tr track wbr".split()
)
"""Elements that are empty, or that a page may leave open without nesting."""
_ADOPTING = frozenset((b"a", *_FORMATTING.split(b"|")))
"""Elements whose end closes no block inside of them: the standard adopts it."""
_LARGE = 20_000
"""Tags of a page whose depth is measured; fewer cannot nest deep enough to hurt."""
_OTHERS = bytes(byte for byte in range(256) if byte not in b"< \t\n\f\r/=")
"""All but what begins a tag, and what stands behind the name of each attribute but the last."""
_ATTRIBUTES_FROM = 2 * _ATTRIBUTES
"""Signs of a page between attributes from which on its tags are measured; most have fewer."""
_COPIES = 5_000_000
"""Copies of unclosed formatting that the parser may have to make."""
_DEPTH = 2_000
"""Elements within elements; browsers flatten from 512 on."""


def tame(markup: bytes, path: str) -> bytes:
    """`markup` in UTF-8, unless the parser would need minutes or gigabytes for it.

    A parser that follows the standard repeats every open formatting element in each block, so
    where they are many they are left out: they print nothing. Raises `UnreadableInput` for
    thousands of elements within each other or of attributes in a tag, which cost it the square.
    """
    signs = markup.translate(None, _OTHERS)
    count = signs.count(b"<")
    # A tag opens formatting or a block, so copies are a quarter of the square: half of the limit.
    if count * count > 2 * _COPIES and len(_FORMATTED.findall(markup)) * count > _COPIES:
        markup = _FORMATTING_TAG.sub(b"", markup)
    if len(signs) - count > _ATTRIBUTES_FROM and _is_crowded(markup):
        raise UnreadableInput(path, "tangled", "holds a tag of thousands of attributes")
    if count > _LARGE and _is_deep(markup):
        raise UnreadableInput(
            path, "tangled", f"nests more than {_DEPTH:,} elements, so it is no page of an article"
        )
    return markup


def _is_crowded(markup: bytes) -> bool:
    """Whether a tag of `markup` has thousands of attributes."""
    large = [tag for tag in _TAGS.findall(markup) if len(tag) > 2 * _ATTRIBUTES]
    return any(
        len(_QUOTED.sub(b"", tag).replace(b"/", b" ").split()) > _ATTRIBUTES for tag in large
    )


def _is_deep(markup: bytes) -> bool:
    """Whether the elements of `markup` nest too deep, about."""
    open_: list[bytes] = []
    held: Counter[bytes] = Counter()
    for closing, written in _TAG.findall(markup):
        name = written.lower()
        if name in _UNCLOSED:
            continue
        if not closing:
            open_.append(name)
            held[name] += 1
            if len(open_) > _DEPTH:
                return True
        elif held[name] and name in _ADOPTING:
            del open_[-1 - open_[::-1].index(name)]  # blocks inside of it stay open
            held[name] -= 1
        elif held[name]:
            while (closed := open_.pop()) != name:
                held[closed] -= 1
            held[name] -= 1
    return False
