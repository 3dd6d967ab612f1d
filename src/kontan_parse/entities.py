"""Character references that were left in a text → the characters that they stand for.

What copies markup as if it were text leaves `&nbsp;`, `&amp;` or `&#8211;`, sometimes escaped once
more: `&amp;nbsp;`. Only what has its semicolon and a name of HTML 4 is one: `AT&T`, `R&D;` and `&c`
are what they are.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kontan_parse.lines import INVISIBLE
from kontan_parse.patterns import lazy

_REFERENCE = lazy(r"&(?:#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,7}));")
_MOST_TIMES = 3
"""How often a reference is looked for in what came of others."""


class Decoded(NamedTuple):
    """A text without references."""

    text: str
    first: str
    """The first reference, as it was written."""
    at: int
    """Where it stood."""


def decoded(text: str) -> Decoded | None:
    r"""`text` with its references decoded, or None where it holds none; no line is made of one.

    >>> decoded("KONTAN.CO.ID -&nbsp;JAKARTA. Gula &amp; garam")
    Decoded(text='KONTAN.CO.ID -\xa0JAKARTA. Gula & garam', first='&nbsp;', at=14)
    >>> decoded("AT&T; R&D")
    """
    if "&" not in text or ";" not in text:
        return None
    first = next((one for one in _REFERENCE.finditer(text) if _character(one) != one[0]), None)
    if first is None:
        return None
    for _ in range(_MOST_TIMES):
        plain = _REFERENCE.sub(_character, text)
        if plain == text:
            break
        text = plain
    return Decoded(text, first[0], first.start())


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for, or the reference, where that is nothing that a text can hold."""
    from html import unescape  # costs a fortieth of a command's start, for a few texts
    from html.entities import name2codepoint

    written = reference[0]
    name = reference["name"]
    if name is not None and name not in name2codepoint and name != "apos":
        return written
    character = unescape(written)
    if character.isspace() and character != "\xa0":
        return " "
    seen = character.isprintable() and character != "\ufffd"
    return character if character and (seen or character in INVISIBLE + "\xa0") else written
