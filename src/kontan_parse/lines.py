"""Text → numbered lines. The only place that knows newlines, marks and odd blanks."""

from __future__ import annotations

import re
from typing import NamedTuple

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\ufffc"
"""Zero-width characters and the object mark: they print nothing, 50 in 8,394 texts hold one."""

_VANISH = dict.fromkeys(map(ord, INVISIBLE))
_ODD_BLANKS = "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_CONTROLS = "".join(map(chr, (*range(9), *range(14, 28), *range(127, 133), *range(134, 160))))
_SURROGATE = re.compile("[\ud800-\udfff]")


class Line(NamedTuple):
    """One line that prints something.

    A named tuple, since a parse makes one for every line of the text.
    """

    number: int
    """1-based line of the input."""
    text: str
    """What is printed, with single blanks."""


def tidy(text: str) -> str:
    """`text` with single blanks and without characters that print nothing.

    >>> tidy("KONTAN.CO.ID\\xa0-  JAKARTA.\\u200b")
    'KONTAN.CO.ID - JAKARTA.'
    """
    return " ".join(text.translate(_VANISH).split())


def split(text: str) -> tuple[Line, ...]:
    r"""The lines of `text` that print anything, numbered from 1.

    LF, CRLF and CR end a line; the other characters that `str.splitlines` breaks at are
    blanks here, since Kontan's text holds them inside sentences.

    >>> split("a\r\n\r\nb  c")
    (Line(number=1, text='a'), Line(number=3, text='b c'))
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = (
        "  " not in text
        and not any(char in text for char in _ODD_BLANKS)
        and not any(char in text for char in INVISIBLE)
    )
    clean = str.strip if plain else tidy
    return tuple(
        [
            Line(number, printed)
            for number, line in enumerate(text.split("\n"), 1)
            if line and (printed := clean(line))
        ]
    )


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


def controls(lines: tuple[Line, ...], text: str) -> tuple[int, ...]:
    """The numbers of the lines that hold control characters; `text` is what they come from."""
    held = [char for char in _CONTROLS if char in text]
    if not held:
        return ()
    return tuple(line.number for line in lines if any(char in line.text for char in held))


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
