"""What leads a parser that follows the standard astray: XML, and markup bombs.

In a bomb it needs minutes or gigabytes; in XML it takes elements that are closed for open ones.
"""

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

_CLOSED = lazy(rb"/>")
_VOID = frozenset(
    b"area base basefont bgsound br col command embed frame hr image img input keygen link meta "
    b"param source track wbr".split()
)
"""Elements that hold nothing, with a slash or without."""
_DRAWN = frozenset(b"circle ellipse g line path polygon polyline rect stop use".split())
"""Those of drawings, in which parsers mind the slash."""
_EMPTY = _VOID | _DRAWN
_MOST = frozenset((b"meta", b"link", b"img ", b"inpu", b"br /", b"br/>", b"path"))
"""How most tags with a slash begin, which saves the closer look."""
_BEFORE_A_SLASH = b"\"' \t\n\f\r"
_ATTRIBUTE_LIST = rb"[^<>=/]*+(?:(?:/(?!>)|=\s*+(?:\"[^<\"]*+\"|'[^<']*+'|[^\s<>]*+))[^<>=/]*+)*+"
"""As in XML, without a `<`; the slash of `<a href=https://…/>` is its value's."""
_SELF_CLOSED = lazy(
    rb"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+)"
    rb"|<(?P<raw>iframe|noembed|noframes|script|style|textarea|title|xmp)(?=[\s>])%b>"
    rb"[^<]*+(?:<(?!/(?P=raw))[^<]*+)*+"
    rb"|<(?!(?:%b)[\s/])(?P<name>[a-zA-Z][^\s/<>]*+)%b/>"
    % (_ATTRIBUTE_LIST, b"|".join(sorted(_EMPTY)), _ATTRIBUTE_LIST),
    re.IGNORECASE,
)
"""A tag that closes itself, but not in comments and scripts: they may hold one, but no pair."""


def paired(markup: bytes) -> bytes:
    """`markup` with an end tag for each element that closes itself and may hold something.

    That is how XML writes an empty element, as `<iframe src="…"/>`; in HTML the slash says nothing,
    so that all behind would be inside of it. Where such elements have end tags all the same, the
    slash is a slip.

    >>> paired(b'<div id="a"/><br/><a href="b"/>Gula</a><script src="c" />')
    b'<div id="a"></div><br/><a href="b"/>Gula</a><script src="c" ></script>'
    """
    if not _holds_pairs(markup):
        return markup
    begun: Counter[bytes] = Counter()
    for closing, written in _TAG.findall(markup):
        begun[written.lower()] += -1 if closing else 1
    closed = Counter(tag["name"].lower() for tag in _SELF_CLOSED.finditer(markup) if tag["name"])

    def pair(tag: re.Match[bytes]) -> bytes:
        name = tag["name"]
        if name is None or begun[name.lower()] < closed[name.lower()]:
            return tag[0]
        return b"%b></%b>" % (tag[0][:-2], name)

    return _SELF_CLOSED.sub(pair, markup)


def _holds_pairs(markup: bytes) -> bool:
    """Whether a tag in `markup` closes itself whose element may hold something, as far as seen."""
    end = 0
    for sign in _CLOSED.finditer(markup):
        slash = sign.start()
        begins = markup.rfind(b"<", end, slash) + 1
        end = slash
        if not begins or markup[begins : begins + 4] in _MOST:
            continue
        name, *attributes = markup[begins:slash].split(None, 1) or [b""]
        ends = not attributes or markup[slash - 1] in _BEFORE_A_SLASH
        if ends and name[:1].isalpha() and name.lower() not in _EMPTY:
            return True
    return False


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
