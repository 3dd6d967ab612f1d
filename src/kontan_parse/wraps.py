"""Lines that were wrapped at a width → the lines that they were.

Mail, text browsers, `fold -s` and html2text break a paragraph where the next word would pass so
many columns. One width then tells all of the breaks: below it lies each broken line, and beyond it
the same line with the first word of the next. Lines that nobody wrapped have no such width.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from kontan_parse.lines import unified
from kontan_parse.patterns import lazy
from kontan_parse.shreds import begins_part, is_item

_NARROWEST, _WIDEST = 40, 132
"""Columns at which somebody wraps: those of half a terminal, and of a wide one."""
_SHARE_OF_LONG = 5
"""Lines of which one may be wider than any; html2text wraps no items of lists."""
_ENOUGH = 3
"""Broken lines that go on in lower case, as nearly all of a wrapped text do."""
_NEARLY_ALL = 0.9
_MARKUP = lazy(r"[#>|`~]|[-*_=]{3,}|[-*+] ")
"""With what a row of Markdown begins that goes on with none above."""
_HARD = "  "
"""How a row of Markdown ends that is broken by hand."""
_HYPHENATED = lazy(r"\w-$")
"""What is broken behind its hyphen: `rata-` above `rata`."""


class Unwrapped(NamedTuple):
    """A text as it was before it was wrapped."""

    text: str
    """Each line where its first row was; so many rows as before."""
    width: int
    """Columns of the widest row that was broken, but for words that never fit."""
    first: int
    """The number of the first row to which another is joined."""
    joined: int
    """Rows that were joined to others."""


def undone(text: str) -> Unwrapped | None:
    r"""`text` with the lines joined that a width broke, or None where none did.

    >>> undone(
    ...     "Panen cabai di lereng selatan turun karena\nhujan lebat sepanjang pekan lalu membuat\n"
    ...     "banyak bunga gugur, dan jalan ke pasar di\nkota rusak."
    ... ).width
    42
    """
    if text.count("\n") < _ENOUGH and "\r" not in text:
        return None
    written = unified(text).split("\n")
    long = printed = 0
    for row in written:  # twice as fast as sum()
        printed += row != ""
        long += len(row) > _WIDEST
    if long * _SHARE_OF_LONG > printed:
        return None
    rows = [*map(str.rstrip, written)]
    low, high = _width(rows)
    if not low:
        return None
    first = joined = width = 0
    lines: list[str] = []
    pieces: list[str] = []
    for number, row in enumerate(rows):
        begins = row.lstrip()
        by_hand = number and written[number - 1].endswith(_HARD)
        if number and not by_hand and _goes_on(rows[number - 1], begins, low, high):
            pieces += (begins,) if _HYPHENATED.search(pieces[-1]) else (" ", begins)
            joined += 1
            width = max(width, min(high, len(rows[number - 1])))
            first = first or len(lines) + 1
            continue
        if number:
            lines.append("".join(pieces))
            lines += [""] * (number - len(lines))
        pieces = [row]
    lines.append("".join(pieces))
    lines += [""] * (len(rows) - len(lines))
    return Unwrapped("\n".join(lines), width, first, joined)


def _width(rows: list[str]) -> tuple[int, int]:
    """From where to where the width may be at which the rows were broken; 0 where none was."""
    counts = [0] * (_WIDEST + 2)
    asked: list[tuple[str, str]] = []
    for above, row in pairwise(rows):
        begins = row.lstrip()
        if not above or not begins[:1].islower():
            continue
        asked.append((above, row))
        first = max(_NARROWEST, len(above))
        beyond = min(_WIDEST + 1, _reach(above, begins))
        if first < beyond:
            counts[first] += 1
            counts[beyond] -= 1
    best = held = low = high = 0
    for width, change in enumerate(counts):
        held += change
        if held > best:
            best, low = held, width
        if held == best:
            high = width
    # A mark that stands below the same line again and again ends it at the same width each time.
    is_broken = best >= max(_ENOUGH, len(asked) * _NEARLY_ALL) and len({*asked}) > 1
    return (low, high) if is_broken else (0, 0)


def _reach(above: str, row: str) -> int:
    """Columns of the row `above` with the first word of the next."""
    return len(above) + 1 + len(row.split(" ", 1)[0])


def _goes_on(above: str, row: str, low: int, high: int) -> bool:
    """Whether the row `above` was broken before `row`."""
    if not (row and above):
        return False
    never_fits = len(above) > high and " " not in above.lstrip()
    fills = len(above) <= high and _reach(above, row) > low
    if not (fills or never_fits):
        return False
    return not (_MARKUP.match(row) or is_item(row) or begins_part(row))
