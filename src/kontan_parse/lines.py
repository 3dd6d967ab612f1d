"""Text → numbered lines. The only place that knows newlines, marks and odd blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple

from kontan_parse.diagnostics import Diagnostic, found

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\ufffc"
"""Zero-width characters and the object mark: they print nothing, 50 in 8,394 texts hold one."""

_VANISH = dict.fromkeys(map(ord, INVISIBLE))

# Patterns over the UTF-8 bytes, by their first byte: to look for that one before is a memchr.
_ODD = {
    # U+2000–200D, 2028 …, 2060
    b"\xe2": re.compile(rb"\xe2(?:\x80[\x80-\x8d\xa8\xa9\xaf]|\x81[\x9f\xa0])"),
    b"\xc2": re.compile(rb"\xc2[\x85\xa0]"),  # next line, no-break space
    b"\xe1": re.compile(rb"\xe1\x9a\x80"),  # U+1680
    b"\xe3": re.compile(rb"\xe3\x80\x80"),  # U+3000
    b"\xef": re.compile(rb"\xef(?:\xbb\xbf|\xbf\xbc)"),  # U+FEFF, U+FFFC
}
_ODD_ASCII = b"\t\v\f\x1c\x1d\x1e\x1f"
_CONTROL_BYTES = bytes((*range(9), *range(14, 28), 127))
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


_INDENT = "      "
"""In a line, the sign that its source's indentation was kept: one blank for each character."""
_GAP = re.compile(r"\s\s+")
_GOES_ON = frozenset(
    "dan atau atawa alias serta di ke dari pada untuk yang dengan secara bahwa "
    "merupakan adalah ialah yakni yaitu menjadi sebagai pt rp".split()
)
"""Words behind which no element ends."""
_LONGEST_WORD = 30
_LINKS = ("Baca ", "Tonton", "Selanjutnya", "Menarik ")
_NO_HEADING = re.compile(r"[^\s\d][.!?][”\"]? [A-Z“\"]|, [a-z]")
"""Another sentence, or a clause."""
_NAME_OR_NUMBER = re.compile(r"[A-Z]{2,5}\b(?! [A-Z]{2})|Rp\b|\d(?!\d?\.\s)")
_MEASURE = re.compile(r"\d[\d.,]* [a-z]|[^\W\d]+\.(?:\s\s|$)")
"""What no element begins with, and a last word."""
_CLOSING = '.!?:”"'
_SHORT = 60
"""Characters of a piece that begins in lower case and is no paragraph."""
_LONGEST_PIECE = 600
"""Characters at the end of a piece that are looked at."""
_WIDE = 4
"""Blanks that are more than those around a lost word."""
_LEAST_GAPS = 3
"""Sentences behind which so many blanks stand that they end elements, in any long line."""
_LEAST_WITH_GAPS = 400
"""Characters of a line that may hold several elements; shorter ones are rows of a table."""


class Line(NamedTuple):
    """One line that prints something.

    A named tuple, since a parse makes one for every line of the text.
    """

    number: int
    """1-based line of the input."""
    text: str
    """What is printed, with single blanks."""


def tidy(text: str) -> str:
    r"""`text` with single blanks and without characters that print nothing.

    >>> tidy("KONTAN.CO.ID\xa0-  JAKARTA.\u200b")
    'KONTAN.CO.ID - JAKARTA.'
    """
    if not text.isascii() and holds_any(text, INVISIBLE):
        text = text.translate(_VANISH)
    return " ".join(text.split())


class Split(NamedTuple):
    """A text in lines."""

    text: str
    """What the lines say, to search all of them at once."""
    lines: tuple[Line, ...]
    findings: tuple[Diagnostic, ...] = ()
    gaps: Mapping[int, tuple[int, ...]] = MappingProxyType({})
    """Positions in the text of a line, by its number, before which its source ended an element."""


def split(text: str) -> Split:
    r"""The lines of `text` that print anything, numbered from 1.

    LF, CRLF and CR end a line; the other characters that `str.splitlines` breaks at are
    blanks here, since Kontan's text holds them inside sentences.

    >>> split("a\r\n\r\nb  c").lines
    (Line(number=1, text='a'), Line(number=3, text='b c'))
    """
    findings: list[Diagnostic] = []
    try:
        data = text.encode()
    except UnicodeEncodeError:
        text = writable(text)
        data = text.encode()
        findings.append(found("lone-surrogates"))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    ascii_ = text.isascii()
    odd = b"  " in data or _holds(data, _ODD_ASCII) or (not ascii_ and _is_odd(data))
    if odd and holds_any(text, INVISIBLE):
        text = text.translate(_VANISH)
    clean = _spaced if odd else str.strip
    lines = tuple(
        [
            Line(number, printed)
            for number, line in enumerate(text.split("\n"), 1)
            if line and (printed := clean(line))
        ]
    )
    gaps: Mapping[int, tuple[int, ...]] = MappingProxyType({})
    if odd and "  " in text:
        raw = text.split("\n")
        gaps = {line.number: ends for line in lines if (ends := _gaps(raw[line.number - 1]))}
    if odd:
        text = "\n".join([line.text for line in lines])
    if _holds(data, _CONTROL_BYTES) or (not ascii_ and _C1.search(data)):
        held = (line.number for line in lines if _CONTROL.search(line.text))
        findings += [found("control-characters", number) for number in held]
    return Split(text, lines, tuple(findings), gaps)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _gaps(raw: str) -> tuple[int, ...]:
    """Where elements ended in a line that kept its blanks, as positions in what it prints."""
    stripped = raw.strip()
    if len(stripped) < _LEAST_WITH_GAPS or "  " not in stripped:
        return ()
    gaps = [gap.span() for gap in _GAP.finditer(stripped)]
    ends = [gap for gap in gaps if _closed(stripped, *gap)]
    if _INDENT in stripped:
        ends = list(_elements(stripped, gaps))
    elif len(ends) < _LEAST_GAPS:
        return ()
    edges = [0, *(end for _, end in ends)]
    pieces = [len(_spaced(stripped[start:end])) + 1 for start, end in pairwise(edges)]
    return tuple(accumulate(pieces))


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends before the blanks from `start` to `end`, and another begins."""
    small = text[end].islower() and end - start < _WIDE
    return text[start - 1] in _CLOSING and not small and text[end] not in ".;:)"


def _elements(text: str, gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the blanks `gaps` before which an element ended, and not a word was lost in them."""
    begin = 0
    for start, end in gaps:
        before, behind = text[start - 1], text[end]
        if before in _CLOSING:
            ends = behind not in ".;:)" and not (before in '”"' and behind.islower())
        elif behind.islower() or before in ",(–-" or behind in ",.;:()":
            ends = False
        else:
            wide = end - start >= _WIDE and not _NAME_OR_NUMBER.match(text, end)
            ends = wide or not _goes_on(text[max(begin, start - _LONGEST_PIECE) : start], text, end)
        if ends:
            yield start, end
            begin = end


def _goes_on(piece: str, text: str, at: int) -> bool:
    """Whether the sentence that `piece` ends with, without a mark, goes on at `at` in `text`.

    Headings and cross-links end so, too, and some paragraphs whose stop was lost. But they begin
    with a capital, close their quotations, and what comes next is no name in capitals or number
    that would end a second sentence or clause.
    """
    if piece.startswith(_LINKS):
        return False
    return bool(
        (piece[0].islower() and len(piece) <= _SHORT)
        or piece.count("“") > piece.count("”")
        or piece.count('"') % 2
        or piece[-_LONGEST_WORD:].split()[-1].lower() in _GOES_ON
        or _MEASURE.match(text, at)
        or (_NAME_OR_NUMBER.match(text, at) and _NO_HEADING.search(piece))
    )


def _holds(data: bytes, bytes_: bytes) -> bool:
    """Whether `data` holds one of `bytes_`; a search for each beats a pattern for all tenfold."""
    for byte in bytes_:  # noqa: SIM110 - twice as fast as any()
        if byte in data:
            return True
    return False


def _is_odd(data: bytes) -> bool:
    """Whether `data` holds an odd character beyond ASCII."""
    return any(pattern.search(data) for first, pattern in _ODD.items() if first in data)


def holds_any(text: str, signs: Iterable[str]) -> bool:
    """Whether `text` holds one of `signs`."""
    for sign in signs:  # noqa: SIM110 - as above
        if sign in text:
            return True
    return False


def writable(text: str) -> str:
    r"""`text` with every lone surrogate replaced by U+FFFD, so that any encoding can write it.

    >>> writable("a\ud800")
    'a\ufffd'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def visible(text: str) -> str:
    r"""`text` with control, bidirectional and other unprintable characters escaped.

    For terminals and messages: nothing in an article may move a cursor.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
