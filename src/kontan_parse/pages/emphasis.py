"""Marks of Markdown around words, which vanish in pairs.

Those of converters are not always those of the standard (`**KONTAN.CO.ID -**JAKARTA`,
`_online_nya`), and a text may hold stars that are none: a mark without its pair stays as printed.
"""

from __future__ import annotations

from kontan_parse import byline
from kontan_parse.links import LINK
from kontan_parse.patterns import lazy

LABELS = rf"(?:{LINK.pattern}|(?:{'|'.join(byline.LABELS)}) ?: ?)"
"""How credits and cross-links begin."""
_KNOWN = lazy(rf" ?(?:{LABELS}|(?:KONTAN|MOMSMONEY)[.,])")
"""With what bold text begins that may have a blank inside its marks, `**Baca Juga: **`."""
_SUFFIX = lazy(r"(?:nya|lah|kah|pun|ku|mu|an|i)\b")
_PREFIXES = ("di", "me", "mem", "men", "meng", "nge", "ter", "ber", "ke", "se", "pe", "non")
"""What Indonesian puts right before and behind a foreign word in italics."""
_BLANK = ("", " ", "\t", "\n")
"""What stands around marks; converters leave a no-break space inside of them."""
_CLOSING = frozenset(".,;:!?%)]}”’")
"""What no emphasis begins with: `*) catatan`."""


class Emphasis:
    """The marks around words, while they come in; those that are a pair vanish from `pieces`."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._open: dict[str, list[tuple[int, int]]] = {}
        """The marks that are still open: where in `pieces`, and where they end in the text."""

    def add(self, text: str, start: int, end: int) -> None:
        """Take the mark from `start` to `end` of `text`."""
        mark = text[start:end]
        at = len(self._pieces)
        self._pieces.append(mark)
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        blank_before, blank_after = before in _BLANK, after in _BLANK
        half = mark[:2]
        if mark == "__" and (blank_before or before == "[") and (blank_after or after == "]"):
            self._pieces[at] = ""  # an icon, which is an element in italics without words
            return
        if len(mark) > 3:
            # One ends and another begins: `**KONTAN.CO.ID -****JAKARTA.**`.
            if len(mark) == 4 and not (blank_before or blank_after) and self._close(half, at):
                self._pieces[at] = half
                self._open.setdefault(half, []).append((at, end))
            return
        closes = not blank_before and (
            mark != "_" or not after.isalnum() or self._ends_inside(text, start)
        )
        if (closes or self._is_labelled(text, mark)) and self._close(mark, at):
            return
        if blank_after:
            opens = len(mark) > 1 and _begins(text, end)
        elif before.isalnum():
            foreign = (mark[0] == "*" and after.isalpha()) or _ends_in_prefix(text, start)
            opens = before.isalpha() and (after in "[\xa0" or foreign)
        else:
            opens = after not in _CLOSING
        if opens:
            self._open.setdefault(mark, []).append((at, end))

    def _ends_inside(self, text: str, start: int) -> bool:
        """Whether `_` right before a letter ends italics: before a suffix, or of several words."""
        waiting = self._open.get("_")
        begins = waiting[-1][1] if waiting else start
        several = (
            text[max(0, begins - 2) : begins - 1] in _BLANK
            and text.find(" ", max(begins, start - 200), start) > 0
        )
        return several or _SUFFIX.match(text, start + 1) is not None

    def _is_labelled(self, text: str, mark: str) -> bool:
        """Whether the open `mark` is that of a label, which may end with a blank inside of it."""
        waiting = self._open.get(mark) or None
        return waiting is not None and len(mark) > 1 and _begins(text, waiting[-1][1])

    def _close(self, mark: str, at: int) -> bool:
        """Whether what is open ends with `mark`, which then vanishes."""
        exact = self._open.get(mark)
        sign = mark[0]
        if exact:
            self._pieces[exact.pop()[0]] = ""
        elif len(mark) < 3 and (three := self._open.get(sign * 3)):
            opened, end = three.pop()
            rest = sign * (3 - len(mark))
            self._pieces[opened] = rest
            self._open.setdefault(rest, []).append((opened, end))
        elif len(mark) == 3 and (one := self._open.get(sign)) and (two := self._open.get(sign * 2)):
            self._pieces[one.pop()[0]] = self._pieces[two.pop()[0]] = ""
        else:
            return False
        self._pieces[at] = ""
        return True


def _begins(text: str, at: int) -> bool:
    """Whether a dateline, a credit or a cross-link begins at `at`."""
    return _KNOWN.match(text, at) is not None


def _ends_in_prefix(text: str, at: int) -> bool:
    before = text[max(0, at - 5) : at].rpartition(" ")[2].lower()
    return before in _PREFIXES
