"""Runs of blanks that a line kept → where the elements of its page ended.

Text of the mobile pages often has its source's indentation in it, and other long lines have more
blanks than one between their paragraphs. But two blanks are as well what a word in italics leaves
behind that was lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

from kontan_parse.lines import RUNS, Split, holds_any, tidy
from kontan_parse.links import LINK
from kontan_parse.patterns import lazy
from kontan_parse.seams import CLOSING

_INDENT = "      "
"""In a line, the sign that its source's indentation was kept: one blank for each character."""
_GAP = lazy(r"\s\s+")
GOES_ON = frozenset(
    "dan atau atawa alias serta maupun di ke dari pada untuk yang dengan secara bahwa sebesar "
    "merupakan adalah ialah yakni yaitu menjadi sebagai pt rp us$ & menyatakan mengatakan menilai "
    "bilang menyebut menyebutkan menuturkan memaparkan mengungkapkan menjelaskan melihat ungkap "
    "merekomendasikan".split()
)
"""Words behind which no element ends."""
_LONGEST_WORD = 30
_HEADING_BEHIND = lazy(r"(?<=[a-z]\.) [A-Z](?:[^\s.,:;!?]+ ){2,8}[^\s.,:;!?]+$")
"""A heading behind a sentence, with the blanks that it lacks before it."""
_BELOW = lazy(rf"{CLOSING.pattern}|(?:Selanjutnya|Menarik [Dd]ibaca) ?:")
"""What stands below a story, and right below no heading of it."""
_NO_HEADING = lazy(r"[^\s\d][.!?][”\"]? [A-Z“\"]|, [a-z]")
"""Another sentence, or a clause."""
_NUMBER = lazy(r"Rp\b|\d(?!\d?\.\s)")
_NAME_OR_NUMBER = lazy(rf"[A-Z]{{2,5}}\b(?! [A-Z]{{2}})|{_NUMBER.pattern}")
_MEASURE = lazy(r"\d[\d.,]* [a-z]|(?!\d{1,2}\.)\w+\.(?:\s\s|$)|[A-Z]{2,5}\d{0,3}[.,]\s")
"""What no element begins with, a last word, and a share's code that ends a sentence or clause."""
_CONNECTIVES = (
    "Menurut|Namun|Selain itu|Sementara|Adapun|Sebelumnya|Di sisi lain|Meski|Lebih lanjut"
    "|Lebih rinci|Senada|Asal tahu|Dengan demikian|[Ii]tulah|Pada perdagangan|Oleh karena itu"
    "|Salah satunya|Kemudian|Tak hanya itu|Sebagai gambaran|Tentunya|Dus|Menanggapi"
)
_CONNECTS = lazy(
    rf"(?:{_CONNECTIVES})\b|(?:Dalam|Kepada|Berdasarkan|Mengutip|Melansir) [^.!?,]{{2,40}}, [A-Z]"
)
"""What begins sentences, and no heading."""
_OPENS = lazy(
    rf"(?:{_CONNECTIVES}|(?:Cum|Ex) [Dd]ividen|Recording [Dd]ate|Target (?:[Pp]rice|[Hh]arga)"
    r"|Entry [Ll]evel|Stop [Ll]oss)\b|\d{1,2}\.\s|•"
)
"""What begins sentences and items, and nothing else."""
_VALUE = lazy(r": (?:Rp|di|\d)")
"""An item of which the label in bold was lost: `: Rp 815 per saham`."""
_LABELLED = lazy(r"[A-Z][^:.!?]{3,80}: ?\S")
"""An item with its label: `Tanggal panen: 7 Juni 2026`."""
_NAMED = lazy(
    r"(?:\d{1,2}\. )?PT [^.!?]{3,80}(?:\. ?[^.!?]{3,40})? ?\( ?[A-Z]{0,4} ?\)$"
    r"|\d{1,2}\. (?:[^.!?]|(?<=\d)\.(?=\d)){3,80}$"
)
"""A heading that names a share or has a number: `1. PT Garam Laut Biru Tbk ( )`, `2. : Rp 940`."""
_SPOKEN = lazy(r"[”\"] [a-z]{3,12}nya$")
"""What was said and by whom, with its stop lost: `…,” tegasnya`."""
_FINISHED = lazy(rf"(?:{LINK.pattern}|Sumber ?: ?)\S")
"""A cross-link, or the source beneath a table: no sentence that could go on."""
_TICKER = lazy(r"[A-Z]{2,4}\d{0,3} [a-z]")
"""A share's code, or an index, that a sentence goes on with."""
_INSIDE = lazy(r"[a-zà-ÿ]|[,.;:()]|-[a-z]")
"""What goes on within a sentence: in lower case, with a mark, `-nya`."""
_REST = lazy(r"\( ?\)(?=\s\s)")
"""What is left of a heading that named a share, where its link was lost."""
_ITEM = lazy(r"(?:^|\s\s|[.:;!?”\"] )\d{1,2}\.$")
"""The number of an item, which stands before it, and ends no sentence."""
_LONGEST_ITEM = len("  10.")
_CLOSING = '.!?:”"'
_SHORT = 60
"""Characters of a piece that is no paragraph."""
_LONGEST_PIECE = 600
"""Characters at the end of a piece that are looked at."""
_WIDE = 4
"""Blanks that are more than those around a lost word."""
_LEAST = 400
"""Characters of a line that may hold several elements; shorter ones are rows of a table, but for a
text that is one line: the beginning of a paid one."""


def find(split: Split) -> Mapping[int, tuple[int, ...]]:
    """The positions in the text of a line, by its number, before which an element ended."""
    if not split.written:
        return {}
    alone = len(split.lines) == 1
    written = split.written.split("\n")
    return {
        line.number: ends
        for line in split.lines
        if (alone or len(line.text) >= _LEAST)
        and holds_any(raw := written[line.number - 1].strip(), RUNS)  # what stands around is none
        and (ends := _gaps(raw))
    }


def _gaps(raw: str) -> tuple[int, ...]:
    """Where elements ended in a line that kept its blanks, as positions in what it prints."""
    gaps = [gap.span() for gap in _GAP.finditer(raw)]
    ended = _elements if _INDENT in raw else _sentences
    edges = [0, *(end for _, end in ended(raw, gaps))]
    pieces = [len(tidy(raw[start:end])) + 1 for start, end in pairwise(edges)]
    return tuple(accumulate(pieces))


def _sentences(text: str, gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the blanks `gaps` before which a sentence or an item ended, and another begins."""
    begin = 0
    for start, end in gaps:
        piece = text[max(begin, start - _LONGEST_PIECE) : start]
        before, behind = piece[-1], text[end]
        if _ITEM.search(piece, max(0, len(piece) - _LONGEST_ITEM)) or before in ",(–-":
            ends = False
        elif _OPENS.match(text, end) or _is_item(piece, text, end):
            ends = True  # the stop may be lost with the last word
        elif before in _CLOSING or _SPOKEN.search(piece):
            ends = behind not in ".;:)" and not (behind.islower() and end - start < _WIDE)
        else:
            ends = end - start >= _WIDE and not _INSIDE.match(text, end)
        if ends:
            yield start, end
            begin = end


def _is_item(piece: str, text: str, at: int) -> bool:
    """Whether `piece` is an item of a list, or another begins at `at` in `text`."""
    return bool(
        _VALUE.match(text, at)
        or (_LABELLED.match(piece) and (piece[-1].isdigit() or _LABELLED.match(text, at)))
        or ((_NAMED.match(piece) or _FINISHED.match(piece)) and text[at].isupper())
    )


def _elements(text: str, gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the blanks `gaps` before which an element ended, and not a word was lost in them."""
    begin = 0
    for start, end in gaps:
        before, behind = text[start - 1], text[end]
        if _ITEM.search(text, max(0, start - _LONGEST_ITEM), start):
            ends = False
        elif before in _CLOSING:
            wide = end - start >= _WIDE and before not in '”"'
            ends = (behind not in ".;:)" and (wide or not behind.islower())) or bool(
                _VALUE.match(text, end) or _OPENS.match(text, end)
            )
        elif before in ",(–-" or _INSIDE.match(text, end):
            begins = _VALUE.match(text, end) or (end - start >= _WIDE and _REST.match(text, end))
            ends = before not in ",(–-" and bool(begins)
        else:
            piece = text[max(begin, start - _LONGEST_PIECE) : start]
            wide = end - start >= _WIDE and not _NUMBER.match(text, end)
            ends = wide or not _goes_on(piece, text, end)
            heading = _HEADING_BEHIND.search(piece) if ends else None
            if heading and not _BELOW.match(text, end):
                yield start - len(heading[0]), start - len(heading[0].lstrip())
        if ends:
            yield start, end
            begin = end


def _goes_on(piece: str, text: str, at: int) -> bool:
    """Whether the sentence that `piece` ends with, without a mark, goes on at `at` in `text`.

    Headings and cross-links end so, too, and some paragraphs whose stop was lost. But they begin
    with a capital, close their quotations, and what comes next is no name in capitals or number
    that would end a second sentence or clause.
    """
    if _FINISHED.match(piece) or _NAMED.match(piece):
        return False
    code = _TICKER.match(text, at)
    if code and piece.endswith(code[0][:-2]):
        return False  # a heading that ends with the share of which the text tells
    return bool(
        (piece[0].islower() and len(piece) <= _SHORT)
        or piece.count("“") > piece.count("”")
        or piece.count('"') % 2
        or piece[-_LONGEST_WORD:].split()[-1].lower() in GOES_ON
        or text.startswith("Rp", at)
        or _MEASURE.match(text, at)
        or code
        or (len(piece) <= _SHORT and _CONNECTS.match(piece))
        or (_NAME_OR_NUMBER.match(text, at) and _NO_HEADING.search(piece))
    )
