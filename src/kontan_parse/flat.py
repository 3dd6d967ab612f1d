"""Parts that run on in one line → lines of their own.

Scrapers that join a page's elements without a blank leave a video's title, a stock chart's
label, a cross-link or the tail glued to a paragraph. Each *seam* below finds one kind of
glue; what it cuts off keeps its line number, so the rules see lines as they were on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise, zip_longest
from typing import NamedTuple

from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.lines import Line

TITLE_LIMIT = 86
"""Characters of the longest headline: Kontan's editor stops at 85, one in 5,812 has 86."""

VIDEO_LIMIT = 100
"""Characters of the longest video title, as its host allows."""

LINK = re.compile(r"(Baca [Jj]uga|BACA JUGA|Tonton|Selanjutnya|Menarik [Dd]ibaca) ?: ?")

INSERTION = re.compile(r"© ?\d{4} Konten oleh Kontan\.?")
PHOTO_CREDIT = re.compile(r"© ?Foto oleh\b.*")
CHART = re.compile(r"Chart ?by ?TradingView")
GOOGLE_NEWS = re.compile(r"Cek Berita dan Artikel yang lain di(?: ?Google ?News)?")

_TICKER = re.compile(r"[A-Z][A-Z0-9]{3} $|(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,11} $")
_SENTENCE_GLUE = re.compile(r"(?<=[.!?])[”\"’)]?(?=[A-Z“])|(?<=[.!?][”\"’)])(?=[A-Z“])")
_WORD_GLUE = re.compile(r"(?<=[a-z0-9%)])(?=[A-Z])")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]? (?=[A-Z“\"0-9])")
_WORD = re.compile(r"\w{1,60}")
_WORD_BEFORE = re.compile(r"\w{1,60}$")
_INTERCAPS = frozenset(
    "AirAsia BukaLapak DeepSeek FolaPlay GoFood GoPay GoTo iPad iPhone LinkAja LinkedIn MacBook "
    "OpenAI PayPal ShopeePay TikTok TradingView WhatsApp YouTube".split()
)
"""Names that are written with a capital inside; their seam is none."""

_SOURCES = ("Logam Mulia", "Pusat Data Kontan", "Bursa Efek Indonesia", "Bank Indonesia", "Reuters")
_SOURCE = re.compile(rf"Sumber ?: ?(?:{'|'.join(_SOURCES)}) (?=[A-Z“\"])")
"""Sources that Kontan names beneath its tables, with a paragraph glued behind."""


class Seam(NamedTuple):
    """Where one kind of glue is found."""

    cuts: Callable[[str], Iterable[int]]
    """The positions in a line's text before which it is cut."""
    sign: str
    """What a line must hold for it: a cheap way to say no."""


class Cut(NamedTuple):
    """Lines with glued parts as lines of their own."""

    lines: tuple[Line, ...]
    findings: tuple[Diagnostic, ...] = ()
    torn: tuple[str, ...] = ()
    """Words as printed that a cut runs through (`TriliunTiga`): no piece holds them any more."""


def cut(lines: tuple[Line, ...], text: str) -> Cut:
    """`lines` cut at their seams, with a finding for each; `text` is what they say together.

    >>> cut((Line(7, "Harga naik.ANTM Chart by TradingView"),), "TradingView").lines
    (Line(number=7, text='Harga naik.'), Line(number=7, text='ANTM Chart by TradingView'))
    """
    seams = [seam for seam in SEAMS if seam.sign in text]
    if not seams:
        return Cut(lines)
    pieces: list[Line] = []
    findings: list[Diagnostic] = []
    torn: list[str] = []
    for line in lines:
        number, whole = line
        positions: set[int] = set()
        for seam in seams:
            if seam.sign in whole:
                positions.update(seam.cuts(whole))
        positions -= {0, len(whole)}
        if not positions:
            pieces.append(line)
            continue
        edges = [0, *sorted(positions), len(whole)]
        parts = [part for start, end in pairwise(edges) if (part := whole[start:end].strip())]
        pieces += [Line(number, part) for part in parts]
        findings += [found("glued-line", number, text=part) for part in parts[1:]]
        torn += _torn(whole, positions)
    return Cut(tuple(pieces), tuple(findings), tuple(torn))


def _torn(text: str, positions: set[int]) -> list[str]:
    """The words of `text` that one of `positions` lies inside of, in order."""
    words: dict[int, str] = {}
    for at in sorted(positions):
        before, after = _WORD_BEFORE.search(text, max(0, at - 60), at), _WORD.match(text, at)
        if before and after:
            words[before.start()] = text[before.start() : after.end()]
    return list(words.values())


def _insertions(text: str) -> Iterable[int]:
    """A video's title with `© 2026 Konten oleh Kontan`, and whatever goes on behind it."""
    done = 0
    for mark in INSERTION.finditer(text):
        yield _title_start(text, done, mark.start())
        yield mark.end()
        done = mark.end()


def _title_start(text: str, low: int, end: int) -> int:
    """Where the title that ends at `end` begins: behind the last glue not before `low`."""
    start = max(low, end - VIDEO_LIMIT - 10)
    glue = [match.end() for match in _SENTENCE_GLUE.finditer(text, start, end)]
    if glue:
        return glue[-1]
    glue = _word_glue(text, start, end)
    if glue:
        return glue[-1]
    if end - low <= VIDEO_LIMIT + 10:
        return low
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
    return sentences[0] if sentences else end


def _word_glue(text: str, start: int, end: int) -> list[int]:
    """Where two words touch between `start` and `end`: `TriliunTiga`, `2026Tan`."""
    return [
        match.start()
        for match in _WORD_GLUE.finditer(text, start, end)
        if not any(
            name in text[max(0, match.start() - 8) : match.start() + 8] for name in _INTERCAPS
        )
    ]


def _photo_credits(text: str) -> Iterable[int]:
    """`… memikat. © Foto oleh Contoh`; a picture's text may be glued before it."""
    mark = PHOTO_CREDIT.search(text)
    if not mark or len(mark[0]) > 80:
        return
    glue = [m.end() for m in _SENTENCE_GLUE.finditer(text, 0, mark.start())]
    yield glue[-1] if glue and mark.start() - glue[-1] <= 150 else mark.start()


def _charts(text: str) -> Iterable[int]:
    """`… tahun lalu.ICBP Chartby TradingView`."""
    for mark in CHART.finditer(text):
        ticker = _TICKER.search(text, max(0, mark.start() - 13), mark.start())
        yield ticker.start() if ticker else mark.start()
        yield mark.end()


def _google_news(text: str) -> Iterable[int]:
    for mark in GOOGLE_NEWS.finditer(text):
        yield mark.start()
        yield mark.end()


def _links(text: str) -> Iterable[int]:
    """A cross-link behind a paragraph, and what is glued behind its title, where both ends show."""
    marks = [m for m in LINK.finditer(text) if m.start() == 0 or _ends(text, m.start())]
    for mark, following in zip_longest(marks, marks[1:]):
        end = following.start() if following else len(text)
        title_end = link_end(text, mark, end)
        if title_end is not None:
            yield mark.start()
            yield title_end


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends before `at`, with or without a blank."""
    before = text[max(0, at - 3) : at].rstrip()
    return before[-1:] in '.!?”"’)'


def link_limit(label: str) -> int:
    """The longest title, in characters, of a link with this label."""
    return VIDEO_LIMIT if label == "Tonton" else TITLE_LIMIT


def link_end(text: str, mark: re.Match[str], end: int) -> int | None:
    """Where the title of the link at `mark` ends before `end`; None where nothing shows it."""
    limit = link_limit(mark[1])
    if end - mark.end() <= limit + 4:
        return end
    glue = _word_glue(text, mark.end(), min(end, mark.end() + limit + 1))
    if glue:
        return glue[-1]
    return end if mark.start() == 0 and end - mark.end() <= 2 * limit else None


def _sources(text: str) -> Iterable[int]:
    """`Sumber: Logam Mulia Harga emas yang …`: a table's source with a paragraph behind."""
    mark = _SOURCE.match(text)
    if mark and len(text) > 120:
        yield mark.end()


SEAMS: tuple[Seam, ...] = (
    Seam(_insertions, "Konten oleh"),
    Seam(_photo_credits, "Foto oleh"),
    Seam(_charts, "TradingView"),
    Seam(_google_news, "Cek Berita"),
    Seam(_links, ":"),
    Seam(_sources, "Sumber"),
)
