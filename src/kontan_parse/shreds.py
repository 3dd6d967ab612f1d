"""Lines that were torn at every inline tag → the lines that they were.

Readers of pages that give each text node a line of its own break a sentence at each ticker that is
a link, and at each word in bold or italics. Two questions stand apart: whether a text is torn at
all, and where. Ordinary texts have a line now and then that begins in lower case; only several such
sentences, or one beside what nobody prints alone (`Baca Juga:` above its title), make a torn text.
In that, lines are joined where a reader would.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kontan_parse import byline, dateline
from kontan_parse.blocks.furniture import begins_foot
from kontan_parse.diagnostics import found
from kontan_parse.gaps import GOES_ON
from kontan_parse.lines import Line, Split
from kontan_parse.links import BULLETS, LINK
from kontan_parse.opening import CAPTION, is_prose, is_title_case, opening, torn_header
from kontan_parse.patterns import lazy
from kontan_parse.seams import GOOGLE_NEWS

_SUSPECT = frozenset("abcdefghijklmnopqrstuvwxyz),;%]”…!?.:")
"""With what a line begins in every torn text, and in one of a hundred others."""
_CLOSES = lazy(r"[),;%\]…]|[:!?”](?!\w)|\.(?![\w.])|/(?=\w|$)|-(?=[a-z])")
"""What begins no line: marks that belong to the word before them."""
_HALF = lazy(r"\w/$|[a-z]-$")
"""What ends a line in the middle of a word."""
_QUOTE = lazy(r"[\"'’](?=$|[\s.,;:!?)])")
"""A mark that closes a quotation, if one is open."""
_ENDS = lazy(r"[.!?:;…][\"”'’)\]]{0,3}$")
_TOLD = lazy(r"[.!?…][\"”]$")
"""What was said, with who said it behind: `"Harga naik." ujar Ratri`."""
_ABBREVIATED = lazy(r"\b(?:Tbk|PT|dr|Dr|Drs|Prof|Ir|H|No|St|a\.n|dll|[A-Z])\.$")
"""A point that ends a word and no sentence."""
_ITEM = lazy(r"(?:\d{1,2}|[a-zA-Z])[.)] ")
_IN_BRACKETS = lazy(r"\([^()]*\)$")
_SENTENCE = lazy(r"[a-z\d)%”\"][.!?][”\"]? [A-Z“\"]")
"""The end of a sentence and the beginning of the next: no heading."""
_CLAUSE = lazy(r", [a-z]")
_AMOUNT = lazy(r"\d[\d.,]*%?$")
_NUMBER = lazy(r"\d{1,2}[.)]")
"""The number of an item, alone."""
_STOPS = (".", "!", "?", '"', "”")
_OPEN = ("(", "[", "“", "‘")
_BRACKETS = {"(": ")", "[": "]"}
_SOURCES = ("Sumber:", "Sumber :", "Foto:", "Grafis:")
_NEWS = ("Google News", "Google News.")
_GOES_ON = GOES_ON | frozenset(
    "agar akan akibat antara antar atas bagi belum berjudul bernama bersama bukan dalam hingga "
    "jika karena kepada ketika lewat melalui melansir mengutip menurut namun oleh para per "
    "saat sampai seluruh sebelum seperti setelah sudah telah tentang terhadap tidak tiap".split()
)
_BEGINS = frozenset("Dalam Dari Di Laman Melansir Mengutip Menurut Namun Pada Situs Untuk".split())
"""Words that are a sentence's first and no heading."""
_LOST = (" dari", " di", " ke", " oleh", " pada", " kepada", " menurut", " dengan", " untuk")
"""What ends no line, unless what stood behind is lost."""
_JOINS = (" dan", " atau", " serta")
"""What ends the last item but one of a list, too."""
_HEADING = 80
"""Characters of the longest subheading."""
_INLINE = 60
"""Characters of what is set in bold or italics, or is a link, inside a sentence."""
_SHORT = 50
"""Characters of a line that may be an item of a list."""
_LONGEST = 10_000
"""Characters of a paragraph to which nothing is joined any more."""
_LONGEST_DATELINE = 60
"""Characters of one that is read together with the line below."""
_LAST_WORDS = 4
"""Words of a sentence's end that stands in a tag: one less."""
_END = 8
"""Characters that tell how a line ends."""
_ENOUGH = 3
"""Sentences that are surely torn in a text that shows no other sign."""


def join(split: Split) -> Split:
    r"""`split` with the lines joined that were one, if the text is torn, and a finding that it was.

    A joined line has the number of its first piece.

    >>> from kontan_parse import lines
    >>> [line.text for line in join(lines.split("PT Kecap Tbk (\nKCLB\n) tutup.\nNaik.")).lines]
    ['PT Kecap Tbk (KCLB) tutup.', 'Naik.']
    """
    for line in split.lines:  # twice as fast as any()
        if line.text[0] in _SUSPECT:
            break
    else:
        return split
    mended = _Mending(split.lines)
    joined = mended.lines
    if not mended.is_torn:
        return split
    count = len(split.lines) - len(joined)
    return Split(
        "\n".join([line.text for line in joined]),
        joined,
        (*split.findings, found("torn-lines", mended.first, count=count)),
    )


class _Mending:
    """A text while its lines are joined; never seen outside of this room."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.texts = [line.text for line in lines]
        self.signs = False
        """Whether something stands alone in its line that pages print with something else."""
        self.sure = 0
        """Sentences with a tear that no reader would doubt."""
        self.marked = self.doubtless = False
        """Whether the line at hand was torn before a mark, or where a sentence must go on."""
        self.listed = False
        """Whether it may be an item in lower case, below a colon."""
        self.told = False
        """Whether a sentence of the story stands above it."""
        self.first: int | None = None
        """The number of the first line to which another is joined."""
        self.lines = self._joined(lines)

    @property
    def is_torn(self) -> bool:
        """Whether the lines are those of a torn text."""
        proven = self.sure >= (1 if self.signs else _ENOUGH) or _holds_a_pair(self.texts)
        return proven and self.first is not None

    def _joined(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """The lines, joined where a reader would if they are torn."""
        texts = self.texts
        story = opening(lines)
        foot = _foot(texts)
        credits = self._credits(lines)
        joined: list[Line] = []
        number, whole = lines[0]
        pieces = 1
        closed = story > 0 or begins_part(whole)
        for at in range(1, len(lines)):
            fits = at <= foot + 1 and len(whole) <= _LONGEST
            fits = fits and at not in credits and at - 1 not in credits
            if fits and self._goes_on(at, whole, pieces, closed=closed):
                whole = _glued(whole, texts[at])
                pieces += 1
                self.first = number if self.first is None else self.first
                continue
            joined.append(Line(number, whole))
            self._end(whole, texts[at])
            label = LINK.fullmatch(whole) is not None
            number, whole = lines[at]
            pieces = 1
            closed = label or at < story or begins_part(whole)
        joined.append(Line(number, whole))
        self._end(whole, "")
        return tuple(joined)

    def _credits(self, lines: tuple[Line, ...]) -> set[int]:
        """Indexes of the lines of torn credit lines, which are read as they are."""
        credits: set[int] = set()
        for at in range(len(lines)):
            torn = torn_header(lines, at) if at not in credits else None
            if torn:
                credits.update(range(at, at + torn[0]))
                self.signs = True
        return credits

    def _end(self, whole: str, below: str) -> None:
        """Take note of a line to which no other is joined any more, not even the one `below`."""
        self.sure += self.marked or (self.doubtless and whole.endswith((":", *_STOPS)))
        self.marked = self.doubtless = False
        self.listed = below[:1].islower() and (self.listed or whole[-1] == ":")
        self.told = self.told or is_prose(whole) or _SENTENCE.search(whole) is not None
        opens = dateline.tagged(whole)
        alone = opens is not None and not opens.rest
        self.signs = self.signs or alone or LINK.fullmatch(whole) is not None

    def _goes_on(self, at: int, whole: str, pieces: int, *, closed: bool) -> bool:
        """Whether `whole`, of so many pieces, goes on with the line `at`.

        Where it is `closed`, a part of the page that is no prose, only marks tell.
        """
        below = self.texts[at]
        behind = self.texts[at + 1] if at + 1 < len(self.texts) else ""
        if GOOGLE_NEWS.match(whole):
            named = below in _NEWS
            self.signs = self.signs or named
            return named
        if _closes(below, whole):
            self.marked = self.marked or not _ends(whole)
            return True
        if _asks(whole, below, told=self.told):
            return True
        if begins_part(below) or is_item(below):
            return False
        if _is_open(whole):
            return True
        if closed:
            return False
        if below[0].islower() and not below[1:2].isupper():
            goes_on = self._goes_on_small(whole, below, behind, pieces)
            sure = pieces > 1 or _is_unfinished(whole)
            sure = sure or (len(whole) >= _SHORT and whole[0].isupper())
        else:
            goes_on = _goes_on_large(whole, self.texts[at - 1], below, behind, pieces)
            sure = len(whole) >= _SHORT and whole.endswith(_LOST)
        self.doubtless = self.doubtless or (goes_on and sure and not _ends(whole))
        return goes_on

    def _goes_on_small(self, whole: str, below: str, behind: str, pieces: int) -> bool:
        """Whether a sentence goes on with a line in lower case; items do not."""
        if self.listed or whole[-1] == ":":
            return False
        if _ends(whole):
            return _tail(_TOLD, whole) or _tail(_ABBREVIATED, whole)
        return (
            pieces > 1
            or len(whole) >= _SHORT
            or (len(below) >= _SHORT and not whole[0].isdigit())
            or _is_unfinished(whole)
            or (whole[0].isupper() and _CLAUSE.search(whole) is not None)
            or below.endswith((",", *_STOPS))
            or _closes(behind, below)
            or (whole[0].isupper() and behind[:1].islower() and _is_clause(behind))
        )


def _holds_a_pair(texts: Sequence[str]) -> bool:
    """Whether a bracket opens at the end of a line and closes near the start of one below it."""
    for at, text in enumerate(texts):
        closing = _BRACKETS.get(text[-1])
        if closing is None:
            continue
        for below in texts[at + 1 : at + _MOST_INSIDE]:
            inside, found_it, _ = below.partition(closing)
            if len(inside) > _INLINE or text[-1] in inside or _ITEM.match(below):
                break
            if found_it:
                return True
    return False


_MOST_INSIDE = 5
"""Lines that a bracket and what stands in it may be torn into."""


def _foot(texts: Sequence[str]) -> int:
    """Index of the line where the page's foot begins, with its tags and other headlines."""
    foot = len(texts)
    for at in reversed(range(len(texts))):
        if is_prose(texts[at]):
            break
        if begins_foot(texts[at]):
            foot = at
    return foot


def begins_part(text: str) -> bool:
    """Whether a line begins a part of the page that is no prose."""
    return bool(
        text[0] == "|"
        or LINK.match(text)
        or CAPTION.match(text)
        or GOOGLE_NEWS.match(text)
        or byline.LABEL.match(text)
        or byline.date_line(text)
    )


def is_item(text: str) -> bool:
    """Whether a line begins as an item of a list does."""
    return text[0] in BULLETS or _ITEM.match(text) is not None


def _asks(whole: str, below: str, *, told: bool) -> bool:
    """Whether `whole` is a label, a number or part of a dateline, which asks for what is below."""
    if whole in _SOURCES or CAPTION.fullmatch(whole) or _NUMBER.fullmatch(whole):
        return not begins_part(below)
    if told or len(whole) > _LONGEST_DATELINE:
        return False
    opens = dateline.tagged(whole)
    if opens:
        return not opens.rest and (below[0] in dateline.DASHES or not opens.places)
    return whole[-1] == "." and dateline.old_style(f"{whole} {below}") is not None


def _is_open(whole: str) -> bool:
    """Whether a bracket or quotation that `whole` opens is not closed yet."""
    if _opens(whole):
        return True
    return not _ends(whole) and (
        whole.count("(") > whole.count(")")
        or whole.count("“") > whole.count("”")
        or whole.count('"') % 2 == 1
    )


def _opens(whole: str) -> bool:
    """Whether `whole` ends with a bracket or quotation mark that opens."""
    return whole[-1] in _OPEN or (whole[-1] == '"' and whole.count('"') % 2 == 1)


def _closes(text: str, whole: str) -> bool:
    """Whether `text` begins with what belongs to the word before it, at the end of `whole`."""
    if not text:
        return False
    first = text[0]
    if first in "\"'’":
        opened = "‘" in whole if first == "’" else whole.count(first) % 2 == 1
        return opened and _QUOTE.match(text) is not None
    if first == "-" and (whole[0] == "-" or not whole[-1].isalnum()):
        return False  # a bullet
    return _CLOSES.match(text) is not None


def _goes_on_large(whole: str, last: str, below: str, behind: str, pieces: int) -> bool:
    """Whether a sentence goes on with a line that might begin one; headings and items do not.

    `last` is the last of the pieces: of an even number, it is what stood in a tag.
    """
    if _ends(whole) and not _tail(_ABBREVIATED, whole):
        return False
    continues = len(below) <= _INLINE and not _ends(below) and _continues(behind, below)
    long = len(whole) >= _SHORT or pieces > 1
    if _is_unfinished(whole):
        return long or continues or not (below[0].isdigit() or whole.endswith(_JOINS))
    if whole[-1] == ",":
        return long or continues
    if below[0] == "(":
        return long or continues or not _IN_BRACKETS.match(below)
    finishes = len(below) <= _INLINE and below.count(" ") < _LAST_WORDS and below[-1] in _STOPS
    if pieces % 2 == 0 and len(last) <= _INLINE:
        return continues or finishes or len(below) > _HEADING or _ends(below)
    if pieces > 1 or len(whole) > _HEADING or _SENTENCE.search(whole):
        return continues or finishes
    amount = _AMOUNT.match(below) is not None
    if whole[0].islower() or (below[0].isdigit() and not amount):
        return False  # an item
    small = whole.rpartition(" ")[2][:1].islower() and not is_title_case(whole)
    return continues and small and (amount or _is_clause(behind) or _closes(behind, below))


def _is_clause(text: str) -> bool:
    """Whether a line is the rest of a sentence, and no item."""
    return len(text) >= _SHORT or text[-1] in _STOPS


def _is_unfinished(whole: str) -> bool:
    """Whether `whole` ends with a word behind which a sentence goes on."""
    return whole.rpartition(" ")[2] in _GOES_ON or whole in _BEGINS


def _continues(text: str, above: str) -> bool:
    """Whether `text`, below a line that might begin a sentence, shows that this lies inside one."""
    return bool(text) and (text[0].islower() or text[0] == "(" or _closes(text, above))


def _glued(whole: str, below: str) -> str:
    """Both in one line, with a blank unless a mark says otherwise.

    >>> _glued("Kecap Tbk (", "KCLB"), _glued("naik", ", lalu"), _glued("naik", "(IPO)")
    ('Kecap Tbk (KCLB', 'naik, lalu', 'naik (IPO)')
    """
    apart = not (_opens(whole) or _tail(_HALF, whole) or _closes(below, whole))
    return f"{whole} {below}" if apart else whole + below


def _ends(text: str) -> bool:
    """Whether a sentence ends with `text`, or what opens a list or a quotation."""
    return _tail(_ENDS, text)


def _tail(pattern: re.Pattern[str], text: str) -> bool:
    """Whether `pattern` finds something among the last characters of `text`."""
    return pattern.search(text, max(0, len(text) - _END)) is not None
