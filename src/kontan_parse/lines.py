"""Text → numbered lines. The only place that knows newlines, marks and odd blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.patterns import lazy

INVISIBLE = (
    "\xad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
    "\u2069\ufeff\ufffc"
)
"""Zero-width characters, marks of direction, the soft hyphen and the object mark: they print
nothing, 50 in 8,394 texts hold one."""

_VANISH = dict.fromkeys(map(ord, INVISIBLE))
_VANISHING = lazy(f"[{INVISIBLE}]")
"""For short texts; in long ones a search for each of them is as quick."""

# Patterns over the UTF-8 bytes, by their first byte: to look for that one before is a memchr.
_ODD = {
    # U+2000–200F, 2028–202F, 205F, 2060, 2066–2069
    b"\xe2": lazy(rb"\xe2(?:\x80[\x80-\x8f\xa8-\xaf]|\x81[\x9f\xa0\xa6-\xa9])"),
    b"\xc2": lazy(rb"\xc2[\x85\xa0\xad]"),  # next line, no-break space, soft hyphen
    b"\xd8": lazy(rb"\xd8\x9c"),  # U+061C
    b"\xe1": lazy(rb"\xe1\x9a\x80"),  # U+1680
    b"\xe3": lazy(rb"\xe3\x80\x80"),  # U+3000
    b"\xef": lazy(rb"\xef(?:\xbb\xbf|\xbf\xbc)"),  # U+FEFF, U+FFFC
}
_ODD_ASCII = b"\t\v\f\x1c\x1d\x1e\x1f"
_BLANKS = (
    *map(chr, _ODD_ASCII), *"\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000",
    *map(chr, range(0x2000, 0x200B)),
)  # fmt: skip
"""What `str.split` parts at, but for the blank and the ends of lines."""
RUNS = ("  ", "\xa0" * 4)
"""Of these blanks some may end an element; fewer of the others are what an editor left."""
_CONTROL_BYTES = bytes((*range(9), *range(14, 28), 127))
_C1 = lazy(rb"\xc2[\x80-\x84\x86-\x9f]")
_CONTROL = lazy("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SURROGATE = lazy(r"[\ud800-\udfff]")


class Line(NamedTuple):
    """One line that prints something.

    A named tuple, since a parse makes one for every line of the text.
    """

    number: int
    """1-based line of the input."""
    text: str
    """What is printed, with single blanks."""


_line: Callable[[tuple[int, str]], Line] = partial(tuple.__new__, Line)
"""A line of its number and text, in half the time: a page has hundreds."""
_prints = itemgetter(1)


def tidy(text: str) -> str:
    r"""`text` with single blanks and without characters that print nothing.

    >>> tidy("KONTAN.CO.ID\xa0-  JAKARTA.\u200b")
    'KONTAN.CO.ID - JAKARTA.'
    """
    if not text.isascii() and _VANISHING.search(text):
        text = text.translate(_VANISH)
    return " ".join(text.split())


class Split(NamedTuple):
    """A text in lines."""

    text: str
    """What the lines say, to search all of them at once."""
    lines: tuple[Line, ...]
    findings: tuple[Diagnostic, ...] = ()
    written: str = ""
    """The text with its runs of blanks, where it has some."""


def split(text: str) -> Split:
    r"""The lines of `text` that print anything, numbered from 1.

    LF, CRLF and CR end a line; the other characters that `str.splitlines` breaks at are
    blanks here, since Kontan's text holds them inside sentences.

    >>> split("a\r\n\r\nb  c").lines
    (Line(number=1, text='a'), Line(number=3, text='b c'))
    """
    text, data, findings = encoded(text)
    text = unified(text)
    ascii_ = text.isascii()
    odd = _holds(data, _ODD_ASCII) or (not ascii_ and _is_odd(data))
    if odd and holds_any(text, INVISIBLE):
        text = text.translate(_VANISH)
    written = text.replace("\t", " ") if odd else text
    if odd:
        text = _plain(text)
    wide = "  " in text
    if not wide or not holds_any(written, RUNS):
        written = ""
    rows = [*map(str.strip, text.split("\n"))]
    if wide:
        rows = _single("\n".join(rows)).split("\n")
    lines = tuple(map(_line, filter(_prints, enumerate(rows, 1))))
    if odd or wide:
        text = "\n".join([line.text for line in lines])
    if _holds(data, _CONTROL_BYTES) or (not ascii_ and _C1.search(data)):
        held = (line.number for line in lines if _CONTROL.search(line.text))
        findings += tuple([found("control-characters", number) for number in held])
    return Split(text, lines, findings, written)


def unified(text: str) -> str:
    r"""`text` with LF where a line ends.

    >>> unified("a\r\nb\rc")
    'a\nb\nc'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def encoded(text: str) -> tuple[str, bytes, tuple[Diagnostic, ...]]:
    """`text` as it can be written, and in UTF-8, with the finding that it could not be."""
    try:
        return text, text.encode(), ()
    except UnicodeEncodeError:
        text = writable(text)
        return text, text.encode(), (found("lone-surrogates"),)


def _single(text: str) -> str:
    """`text` with a blank for each run of blanks."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _plain(text: str) -> str:
    """`text` with blanks for the odd ones."""
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    return text


def _holds(data: bytes, bytes_: bytes) -> bool:
    """Whether `data` holds one of `bytes_`; a search for each beats a pattern for all tenfold."""
    for byte in bytes_:  # noqa: SIM110 - twice as fast as any()
        if byte in data:
            return True
    return False


def _is_odd(data: bytes) -> bool:
    """Whether `data` holds an odd character beyond ASCII."""
    for first, pattern in _ODD.items():  # noqa: SIM110 - as above
        if first in data and pattern.search(data):
            return True
    return False


def holds_any(text: str, signs: Iterable[str]) -> bool:
    """Whether `text` holds one of `signs`."""
    for sign in signs:  # noqa: SIM110 - as above
        if sign in text:
            return True
    return False


def letters(title: str) -> str:
    """What two spellings of a title have in common.

    >>> letters("Harga “Cabai” Turun!") == letters('Harga "cabai" turun')
    True
    """
    return "".join(filter(str.isalnum, title.casefold()))


def is_bare(text: str) -> bool:
    """Whether `text` has no letter or digit.

    >>> is_bare("***"), is_bare("5*")
    (True, False)
    """
    return not (text[:1].isalnum() or any(map(str.isalnum, text)))


def every(text: str, sign: str) -> Iterator[int]:
    """Every place of `sign`; where a pattern has no literal start, this is ten times as fast."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def number_at(text: str, at: int) -> int:
    r"""The number of the line of `text` that holds the character at `at`.

    >>> number_at("a\r\nb\rc", 5)
    3
    """
    above = text[:at]
    return above.count("\n") + above.count("\r") - above.count("\r\n") + 1


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

    >>> visible("“a”\x1b[2Jb")
    '“a”\\x1b[2Jb'
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
