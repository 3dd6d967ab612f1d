"""Parts that run on in one line → lines of their own.

Half of the stored Kontan text has lost its line breaks, and scrapers that join elements without
a blank glue a video's title, a chart's label or the tail to a paragraph. Each of the `seams` finds
one kind of part inside a line; what is cut off keeps its line number, so the rules see the lines
of the page, and no rule is written twice.

There is no verdict that a text as a whole is flat. A line is cut where a part shows inside it,
and nowhere else: a text of proper lines has no such place, and a text may be half flat.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from kontan_parse import byline, dateline, titles
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.lines import Line, holds_any, is_bare
from kontan_parse.links import (
    CLOSES,
    FRAME,
    LINK,
    PRINTED,
    VIDEO_LIMIT,
    ends_a_sentence,
    is_next,
    is_title,
    labels,
    link_limit,
    past_links,
)
from kontan_parse.patterns import lazy
from kontan_parse.places import WEEKDAY
from kontan_parse.seams import CLOSING, GAPPED, LONGEST_CAPTION, SEAMS, signed, word_glue

_HEADER = lazy(
    r"(?:Reporter|Sumber|Penulis|Oleh|\b(?:reporter|sumber|penulis|oleh)) ?: ?"
    r"(?P<names>[^|:]{1,160}?) ?\| ?[Ee]ditor ?: ?"
)
_CAPITALS = lazy(r" (?=[A-ZÀ-ÖØ-Þ]{2}|D\.I\.)(?![B-DF-HJ-NP-TV-Z]{2} )")
"""A word in capitals, but for initials that belong to a name before it, `Herlina KD`."""
_DATE_LINE = lazy(
    rf"(?P<date>{WEEKDAY}, ?\d{{1,2}} [A-Z][a-z]{{2,8}} \d{{4}} ?[/|] ?"
    r"\d{1,2}[.:]\d{2} WI(?:TA|T|B)(?:\b|(?=[A-Z][a-z])))(?: ?,? ?(?P=date))?"
)
"""The page of momsmoney.id prints its date twice."""
_SMALL_WORD = lazy(" [a-z]")
_NAME_WORD = lazy(r"[A-Z][\w.'’-]* ?")
_WORD = lazy(r"\w+")
_EDITORS = tuple(
    ("Adi Wikanto|Anna Suci Perwitasari|Asnil Amri|Avanty Nurdiana|Azis Husaini|Barratut Taqiyyah "
     "Rafie|Bimo Adi Kresnomurti|Dikky Setiawan|Djumyati Partawidjaja|Edy Can|Handoyo|Hendra "
     "Gunawan|Herlina Kartika Dewi|Ignatia Maria Sri Sayekti|Khomarul Hidayat|Narita Indrastiti|"
     "Noverius Laoli|Prihastomo Wahyu Widodo|Putri Werdiningsih|Rizki Caturini|S.S. Kurniawan|"
     "Sanny Cicilia|Syamsul Azhar|Tendi Mahadi|Tri Sulistiowati|Wahyu Tri Rahmawati|Yudho Winarto|"
     "Yuwono Triatmodjo").split("|")
)  # fmt: skip
"""Who edits Kontan: the names behind `Editor:` of 8,394 texts that occur often."""


class Cut(NamedTuple):
    """Lines with glued parts as lines of their own."""

    lines: tuple[Line, ...]
    findings: tuple[Diagnostic, ...] = ()
    torn: tuple[str, ...] = ()
    """Words as printed that a cut runs through (`TriliunTiga`): no piece holds them any more."""


def cut(
    lines: tuple[Line, ...],
    text: str,
    known: Container[str] = (),
    own: Mapping[int, Container[str]] = MappingProxyType({}),
    gaps: Mapping[int, tuple[int, ...]] = MappingProxyType({}),
) -> Cut:
    """`lines` cut at their seams, with a finding for each; `text` is what they say together.

    `known` are titles of articles; a cross-link that bears one ends with it. `own` are those of a
    line's own links, by its number, where its markup tells. `gaps` are the places in a line, by its
    number, where blanks tell that an element ended: there it is cut without a finding.

    >>> cut((Line(7, "Harga naik.ANTM Chart by TradingView"),), "TradingView").lines
    (Line(number=7, text='Harga naik.'), Line(number=7, text='ANTM Chart by TradingView'))
    """
    seams = [seam for seam in SEAMS if holds_any(text, seam.signs)]
    if not seams and ":" not in text and not gaps and not (lines and _top(lines[0].text)):
        return Cut(lines)
    signs = {":", *(sign for seam in seams for sign in seam.signs)}
    pieces: list[Line] = []
    findings: list[Diagnostic] = []
    torn: list[str] = []
    vocabulary = titles.Vocabulary(text)
    author, signature = _signed(lines) if ")" in text else (0, 0)
    for line in lines:
        number, whole = line
        first = line is lines[0]
        gapped = gaps.get(number, ())
        apart = frozenset(gapped)
        plain = not first and not gapped and number != author
        if plain and not holds_any(whole, signs):
            pieces.append(line)
            continue
        positions = _top(whole) if first else set()
        if number == author:
            positions.add(signature)
        for seam in seams:
            if holds_any(whole, seam.signs):
                positions.update(seam.cuts(whole))
        guesses: list[Diagnostic] = []
        if ":" in whole:
            begins, ends, guessed = _header(whole, _TOP if first else 1)
            if ends:
                positions |= {begins, ends}
            if guessed:
                credits = whole[begins:ends].strip()
                guesses.append(found("guessed-name-end", number, text=credits))
            sure = number in own
            titles_here = own[number] if sure else known
            stops = positions.union(gapped)
            for start, end, guess in _links(whole, vocabulary, stops, titles_here, sure=sure):
                positions |= {start, end}
                if guess:
                    title, hint = guess
                    guesses.append(found("guessed-title-end", number, text=title, hint=hint))
        positions -= {0, len(whole)}
        if not positions and not gapped:
            pieces.append(line)
            continue
        edges = [0, *sorted(positions), len(whole)]
        for start, end in pairwise(edges):
            part = whole[start:end].strip()
            if not part:
                continue
            told = start and start + (whole[start] == " ") not in apart
            if told and not is_bare(part):
                findings.append(found("glued-line", number, text=part))
            if gapped:
                pieces += [Line(number, piece) for piece in _apart(whole, start, end, gapped)]
            else:
                pieces.append(Line(number, part))
        findings += guesses
        torn += _torn(whole, positions)
    return Cut(tuple(pieces), tuple(findings), tuple(torn))


def _signed(lines: tuple[Line, ...]) -> tuple[int, int]:
    """The line that ends with its author, right above what closes the story, and where he stands.

    Links may stand between. Both are 0 where there is none.
    """
    for at, (number, text) in enumerate(lines):
        start = signed(text)
        if start:
            below = past_links(lines[index].text for index in range(at + 1, len(lines)))
            if CLOSING.match(below):
                return number, start
    return 0, 0


def _apart(text: str, start: int, end: int, gaps: tuple[int, ...]) -> Iterator[str]:
    """What stands between the gaps from `start` to `end`, but for parts that hold some."""
    inside = gaps[bisect_right(gaps, start) : bisect_left(gaps, end)]
    if inside:
        at = start + (text[start] == " ")
        inside = () if any(part.match(text, at) for part in GAPPED) else inside
    for one, two in pairwise((start, *inside, end)):
        piece = text[one:two].strip()
        if piece:
            yield piece


def _torn(text: str, positions: set[int]) -> list[str]:
    """The words of `text` that one of `positions` lies inside of, in order.

    >>> _torn("Harga naikTigaHal", {6, 10, 14})
    ['naikTigaHal']
    """
    words: list[str] = []
    done = 0
    for at in sorted(positions):
        after = _WORD.match(text, at) if at >= done and _WORD.match(text[at - 1]) else None
        if after:
            start = at - 1
            while start > done and _WORD.match(text[start - 1]):
                start -= 1
            done = after.end()
            words.append(text[start:done])
    return words


def _top(text: str) -> set[int]:
    """Where headline, date line, caption and dateline part in a text that is one line."""
    if len(text) < LONGEST_CAPTION:
        return set()
    head = text[:_TOP]
    found = set()
    date = _DATE_LINE.search(head) if " WI" in head else None
    if date:
        found |= {_line_start(head, date.start()), date.end()}
    caption = head.find("ILUSTRASI.")
    if caption > 0:
        found.add(caption)
    outlet = dateline.OUTLET.search(head)
    at = outlet.start() if outlet else 0
    told = head.endswith(_PREPOSITIONS, 0, at)
    opens = dateline.tagged(text[at : at + 200]) if at and not told else None
    if opens and dateline.tagged(head) is None:
        low = max(0, at - _LONGEST_PLACE)
        before = _place(head[low : at + 20]) if head.endswith(_MARKS, 0, at) else []
        if before and not opens.places:
            found.add(low + before[0])
        elif _opens_below(head[low:at], opens, captioned=caption >= 0):
            found.add(at)
    return found


def _line_start(head: str, at: int) -> int:
    """Where a date line begins whose date is `at`: before its bar, and who wrote the story.

    >>> _line_start("Gula Naik | Senin", 12), _line_start("Gula Naik Oleh Intan Kemala - Senin", 30)
    (10, 10)
    """
    before = _BEFORE_DATE.search(head, max(0, at - _LONGEST_AUTHOR), at)
    return before.start() if before else at


_LONGEST_AUTHOR = 70
_BEFORE_DATE = lazy(rf"(?:(?<= )Oleh {byline.NAME} [-–—|] ?|(?<= )\| ?)$")
_TOP = 700
"""Characters within which the first line may hold what stands above a story."""
_LONGEST_PLACE = 45
_MARKS = ("-", "–", "—", ",", "- ", "– ", "— ", ", ")
"""What stands between a place and the outlet behind it."""
_PREPOSITIONS = (
    " kepada ", " di ", " ke ", " dari ", " oleh ", " pada ", " dengan ", " untuk ", "(",
)  # fmt: skip
"""Behind these an outlet's name is prose: `kata dia kepada KONTAN.CO.ID. …`."""


def _opens_below(above: str, opens: dateline.Reading, *, captioned: bool) -> bool:
    """Whether a dateline opens the story behind `above`, for prose names the house as well.

    It has a dash, and a place or a caption above it, which may end in any way; or one of them, and
    `above` ends as a part of the page does: with a sentence, or in title case.
    """
    dashed = holds_any(opens.text.removeprefix(opens.outlet or ""), dateline.DASHES)
    if dashed and (opens.places or captioned):
        return True
    return (dashed or bool(opens.places)) and _PART_END.search(above) is not None


_PART_END = lazy(r"(?:[.!?][”\"’)]?|[A-Z0-9][\w%'’-]*(?: [a-z]{1,4})? [A-Z0-9][\w%'’-]*) ?$")


_REACH, _LONGEST_EDITOR = 70, 60
"""Characters behind `Editor:` in which a name ends, and up to which all of a line is one."""


def _header(text: str, reach_of_start: int) -> tuple[int, int, bool]:
    """Where the credit line that begins within `reach_of_start` begins and ends, and if guessed.

    Both are 0 where there is none. The editor's name ends where a dateline or a cross-link
    begins; without one, behind a name that is known, else behind two words.
    """
    mark = _HEADER.search(text, 0, reach_of_start + 250) if "ditor" in text else None
    if not mark or mark.start() >= reach_of_start:
        return 0, 0, False
    start = mark.start()
    at = mark.end()
    reach = text[at : at + _REACH]
    outlet = dateline.OUTLET.search(reach) or dateline.LOWER_OUTLET.search(reach)
    # What is no longer than an editor with a position is one, unless a dateline follows.
    short = len(text) - at <= _LONGEST_EDITOR
    if short and not (outlet and dateline.tagged(reach[outlet.start() :])):
        return 0, 0, False
    places = [m.start() for m in (outlet, LINK.search(reach)) if m]
    places += _place(reach)
    small = reach.islower()
    if places and (small or not _SMALL_WORD.search(reach, 0, min(places))):
        return start, at + min(places), False
    for name in (*_EDITORS, *(name.strip() for name in mark["names"].split(","))):
        if (
            reach.startswith(name.lower() if small else name)
            and not reach[len(name) : len(name) + 1].islower()
        ):
            return start, at + len(name), False
    words = _NAME_WORD.match(text, at)
    second = _NAME_WORD.match(text, words.end()) if words else None
    return (start, second.end(), True) if second else (0, 0, False)


def _place(text: str) -> list[int]:
    """Where the first dateline begins that opens in capitals and names a place, if one does.

    It has no outlet (`NEW YORK . …`), or one behind it (`JAKARTA - KONTAN.CO.ID. …`) or misspelt.
    """
    for mark in _CAPITALS.finditer(text):
        behind = text[mark.end() :]
        opens = dateline.old_style(behind, below=True) or dateline.tagged(behind)
        if opens and opens.places:
            return [mark.end()]
    return []


def _links(
    text: str, vocabulary: titles.Vocabulary, stops: set[int], known: Container[str], *, sure: bool
) -> list[tuple[int, int, tuple[str, str] | None]]:
    """Start and end of every cross-link in the line, and where the end is a guess, what is told.

    `vocabulary` is that of the whole text, `stops` are the places where other parts begin; whether
    the titles that are `known` are those of the line's own links, the caller is `sure`.
    """
    marks: list[re.Match[str]] = []
    small: bool | None = None
    for mark in labels(text):
        if small is None and mark[1].islower():
            small = text.islower()  # asked once for all links of a long line
        near = marks and mark.start() - marks[-1].end() <= VIDEO_LIMIT
        at = mark.start()
        placed = at in stops or near or not is_next(mark) or ends_a_sentence(text, at)
        if placed and is_title(mark, text, small=small):
            marks.append(mark)
    if not marks:
        return []
    edges = sorted({*stops, *(mark.start() for mark in marks), len(text)})
    result = []
    for mark in marks:
        start = mark.end()
        limit = edges[min(bisect_right(edges, start), len(edges) - 1)]
        limit -= text[limit - 1] == " "
        begin = 0 if FRAME.fullmatch(text, 0, mark.start()) else mark.start()
        framed = begin < mark.start() and text.endswith(CLOSES.get(text[0], "\n"))
        address = None if framed else _printed_address(text, start, limit)
        if address:
            limit = address.start()
        end, guess = _title_end(
            text, vocabulary, mark, start, limit, known, sure=sure, framed=framed
        )
        if end is not None:
            told = (text[start:end], _or_else(text, guess)) if guess else None
            result.append((begin, end, told))
            if address and end == limit:
                result.append((*address.span(), None))
    return result


def _or_else(text: str, guess: titles.Guess) -> str:
    """The words in which the next likely end of a title differs, where that is close."""
    end, rival = guess
    if rival is None:
        return ""
    words = text[min(end, rival) : max(end, rival)].strip()
    return f", or without {words!r}" if rival < end else f", or with {words!r} behind"


def _printed_address(text: str, start: int, limit: int) -> re.Match[str] | None:
    """The address that is printed behind a title, as some texts have links."""
    at = text.find("://", start, limit)
    return PRINTED.search(text, max(start, at - len(" (https")), limit) if at >= 0 else None


def _title_end(
    text: str,
    vocabulary: titles.Vocabulary,
    mark: re.Match[str],
    start: int,
    limit: int,
    known: Container[str],
    *,
    sure: bool,
    framed: bool,
) -> tuple[int | None, titles.Guess | None]:
    """Where the title from `start` ends, not behind `limit`, with the guess that says so if one is.

    A link that is `framed` fills its line, and the closing mark belongs to it.
    """
    longest = link_limit(mark[1]) + framed * len(" ]")
    own_line = limit == len(text) and (framed or mark.start() == 0)
    if own_line and limit - start <= longest and not sure:
        asked = _ASKED.search(text, start, limit)
        if asked:
            return asked.end(), titles.Guess(asked.end())
        return limit, None  # as nearly every link in a text of lines; no need to look further
    reach = min(limit, start + _LONGEST_KNOWN)
    end = titles.known_end(text, start, reach, known) if known else None
    if end is not None:
        return end, None
    if limit - start <= longest and not _FULL_STOP.search(text, max(start, limit - 5), limit):
        return limit, None
    own_line = own_line and limit - start <= longest + _SLACK
    if own_line and not word_glue(text, start, start + longest):
        return limit, None
    if mark[1].islower():
        return None, None  # no capital tells where a sentence begins
    guess = titles.guess(text, vocabulary, start, limit, longest)
    return (guess.end, guess) if guess else (None, None)


_FULL_STOP = lazy(r"(?<!\.)(?<!Tbk)(?<!dll)(?<!dkk)(?<!dst)\.$")
"""How a sentence ends, which may stand behind the title."""
_ASKED = lazy(r"[?!](?=[A-Z][a-z])")
"""The end of a headline that asks, where the next line's word is glued to it."""

_LONGEST_KNOWN = 150
"""Characters of a known title that are looked at."""

_SLACK = 30
"""Characters by which a link on a line of its own may exceed the limit and still be one title."""
