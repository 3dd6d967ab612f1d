"""The parts of a page that stand inside a line of text which has lost its line breaks.

A row of the table `SEAMS` finds one kind of part; `flat` cuts there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kontan_parse import byline, titles
from kontan_parse.lines import every, holds_any
from kontan_parse.links import LABEL, LINK, VIDEO_LIMIT, ends_a_sentence
from kontan_parse.patterns import lazy
from kontan_parse.places import WEEKDAY

INSERTION = lazy(r"© ?\d{4} Konten oleh Kontan\.?")
PHOTO_CREDIT = lazy(r"© ?Foto oleh\b.*")
CHART = lazy(r"(?:Chart ?by|by(?<![^\s)]by)) ?TradingView")
GOOGLE_NEWS = lazy(
    r"Cek Berita dan Artikel yang lain di(?: ?:)?"
    r"(?: ?Google ?News\.?(?: ?dan (?:WA|WhatsApp) Channel\.?)?| ?Go[ogle]{0,4}$)?"
)
_PAGES = lazy(
    r"Selanjutnya Halaman(?: \d{1,2})+(?: Tampilkan Semua)?|Halaman(?: \d{1,2})+ Tampilkan Semua"
)
NEXT_PAGE = lazy(
    "Halaman (?:selanjutnya|berikutnya) ?: ?[^ ]"
    "|(?:Daftar|Simak) [^.:!?]+ di halaman (?:selanjutnya|berikutnya) ?[.!>»]*$",
    re.IGNORECASE,
)
LONGEST_NEXT = 130
_HEADINGS = r"[^.!?:]{3,400}"
"""Those of a table of contents, which end with no mark."""
ROW_OF_HEADINGS = lazy(_HEADINGS)
CONTENTS = lazy(rf"Daftar Isi\b(?: {_HEADINGS})?")
STYLESHEET = lazy(r"[.#][A-Za-z][\w-]*(?: [a-z]{1,10})? ?\{")
_SCRIPT = lazy(r"googletag\.cmd\.push\(function ?\(\) ?\{[^{}]{0,200}\} ?\);?")
"""What asks for an advertisement."""

_CONTENTS = lazy(rf"(?:^|(?<=[.!?”\"] ))Daftar Isi {_HEADINGS}?(?= {LINK.pattern})")
_PART = rf"(?!{LABEL.pattern}\b|Cek|Editor|INDEKS|Tags?\b|TAGS?\b)[A-Z][\w.'’-]*"
_NAME = rf"{_PART}(?: {_PART}){{0,3}}"
_FOOTER = lazy(rf"Editor ?: ?{_NAME} ?\.?(?= (?:INDEKS BERITA|(?:Tags?|TAGS?) ?[ :])|$)")
_NAMES = rf"{_NAME}(?:, ?{_NAME}){{0,5}}"
_STAFF = lazy(rf"(?:Reporter|Penulis|(?P<source>Sumber)) ?: ?{_NAMES} ?(?P<bar>\|)? ?$")
"""Who stands before an editor; without a bar, a source is that of a table."""
_ADDRESS = r"\S+?(?:(?=Cek Berita|\s|$)|(?<=\d\.)(?=[A-Z“]))"
"""Up to the blank behind it, or what is glued to it: a sentence, or the last line of the page."""
NOTICE_OPENS = (
    "(?:Artikel ini|Berita ini|Tulisan ini|Sebagian artikel)"
    "(?: sudah| telah| pernah| sebelumnya){0,2}"
)
NOTICE_SAYS = "(?:tayang|terbit|dimuat|dipublikasikan)(?: sebelumnya)?(?: lebih dulu)? di"
_ISSUE = (
    rf"(?:edisi|pada)(?: tanggal)?(?: {WEEKDAY},?)? \(?(?:\d{{1,2}} )?[A-Z][a-z]{{2,8}} "
    r"\d{4}\)?(?=[.,]?$|\. |,? ?(?:dengan judul|berjudul|Cek Berita))"
)
"""The day on which the other paper printed it."""
_TITLE_BEHIND = rf"(?:dengan judul|berjudul|Klik untuk|https?:|Cek Berita|{_ISSUE})"
NOTICE_OUTLET = (
    rf"(?:[A-Z][\w-]*(?: [A-Z][\w-]*){{0,2}}(?=[.,]? {_TITLE_BEHIND}|[.,]?$)"
    r"|(?:https?://)?(?:[\w-]+\.){1,4}\w+?(?:/[^\s\"“”]*?)?"
    rf"(?=[.,]?(?: (?![a-z])|$)|[.,]? ?{_TITLE_BEHIND}))"
)
"""A site, an address, or a name of up to three words, `Kompas TV`, with nothing but the rest of the
notice behind it: prose goes on (`… dimuat di Jurnal Ekonomi, lalu dibahas`)."""
NOTICE_TITLE = (
    r"(?:dengan judul|berjudul):? ?"
    r"(?:[\"“](?P<quoted>[^\"“”]{0,200}"
    r"(?:(?<=[ \"“])[\"“](?=\w)[^\"“”]{1,80}[\"”][^\"“”]{0,100}){0,2})[\"”]"
    r"|['‘](?P<single>[^'‘’\"“”]{3,200})['’](?=[ ,.]|$)"
    r"|(?P<plain>[A-Z0-9](?:[^\"“”.|]|\.(?=\d)){2,150}?)"
    r"(?= ?[.,]? ?(?:$|https?:|Klik untuk|Cek Berita|INDEKS BERITA"
    rf"|(?:Editor|Penulis) ?:|{LINK.pattern})))"
)
"""A title in quotation marks, which may hold a word in such marks; else up to what comes next."""
NOTICE_ADDRESS = rf"(?:Klik untuk baca ?: ?)?https?://{_ADDRESS}"
_NOTICE = lazy(
    rf"(?:\([A-Z][^()]{{2,50}}\) ?)?{NOTICE_OPENS} {NOTICE_SAYS}"
    rf"(?: |(?=[A-Z]))(?P<outlet>{NOTICE_OUTLET})[.,]?(?: {_ISSUE}[.,]?)?"
    rf"(?: ?{NOTICE_TITLE}(?: ?[.,])?)?(?: ?{NOTICE_ADDRESS}(?: \.)?)?"
    rf"(?P<staff>(?: Penulis ?: ?{_NAME}(?= Editor))?(?: Editor ?: ?{_NAME})?)"
)
HOUSE = lazy(r"(?:[\w-]{1,40}\.){0,3}(?:kontan\.co|momsmoney)\.id|kontan", re.IGNORECASE)
"""The sites of the house, as notices call them."""
_WORD_OF_NAME = r"[A-Z][\w.'’-]*"
_NOBODY = (
    r"(?!(?:Dalam|Rp|US|Ribu|Juta|Miliar|Triliun|Persen|Ton|Unit"
    r"|Antara|Bloomberg|Kyodo|Reuters|Sumber|Xinhua)\b)"
)
"""What stands in brackets as names do: the unit of a table, an agency."""
SIGNATURE = lazy(
    rf"\({_NOBODY}{_WORD_OF_NAME}"
    rf"(?: {_WORD_OF_NAME}){{1,4}}(?:(?:/|, ?){_WORD_OF_NAME}(?: {_WORD_OF_NAME}){{1,4}}){{0,3}}\)"
)
"""Names of two words or more; one word may be a ticker, an agency or an entry of a table."""
LONE_NAME = lazy(rf"\({_NOBODY}[A-Z][a-z][\w'’-]{{1,30}}\)")
"""A name of one word, which only what stands around it can tell from those."""
CLOSING = lazy(
    rf"{NOTICE_OPENS} {NOTICE_SAYS}\b|Cek Berita dan Artikel|INDEKS BERITA"
    r"|(?:Editor|Reporter|Penulis) ?: ?[A-Z]"
)
"""What stands right behind a story, but for links."""
_BEHIND_A_SIGNATURE = lazy(rf" ?(?:$|{LINK.pattern}|Editor ?:|Artikel ini |Cek Berita)")
_FAR_BEHIND_A_SIGNATURE = lazy(
    rf"(?! ?{NOTICE_OPENS} {NOTICE_SAYS})"
    rf" ?(?:{LINK.pattern}[^.]{{5,400}}?)?(?:{CLOSING.pattern})"
)
"""What closes a story, perhaps with links before it; a notice right behind is one with the name."""
_SIGNED = lazy(rf"(?<=[.!?”\"]) ?(?P<name>{SIGNATURE.pattern}|{LONE_NAME.pattern})$")
_LONGEST_SIGNATURE = 200
_PAYWALL = lazy(r"Ini Artikel Spesial|Harian \+ Mingguan Arsip|Hanya Rp [\d.]+ untuk membaca")

GAPPED = (lazy("(?:Tag|Daftar Isi) "), _PAGES, _PAYWALL, _NOTICE)
"""Parts of the page with several elements inside."""
_TICKER = lazy(
    r"[A-Z][A-Z0-9]{3} $|(?<![A-Za-z0-9])(?:[A-Z]{2,8}:)?[A-Z][A-Z0-9]{1,11}(?:\.[A-Z])? $"
)
"""What stands before a chart's label, with its exchange or class: `IDX:SMKN`, `BRK.B`."""
_LONGEST_TICKER = len("NASDAQGS:SMKN12345678.A ")
_SENTENCE_GLUE = lazy(
    r"(?<=[.!?])(?!(?<=KONTAN\.)CO\.|(?<=\.CO\.)ID\b|(?<=MOMSMONEY\.)ID\b)[”\"’)]?(?=[A-Z“])"
    r"|(?<=[.!?][”\"’)])(?=[A-Z“])"
)
_WORD_GLUE = lazy(
    r"(?<=[a-z%)])(?=[A-Z])|(?<=\d)(?=[A-Z])(?![A-Z]{2}[a-z])|(?<=\d[A-Z])(?=[A-Z][a-z])"
)
"""Where two words touch: `TriliunTiga`, `2026Tan`, `5GTiga`."""
_CAPITALS_GLUE = lazy(
    r"(?<=[A-Z]{3})(?=[A-Z][a-z]+[ ,:?!])(?!.(?:nya|ers|isasi|an)\b)|(?<=,)(?=[A-Z])"
)
"""A word in capitals with one behind that opens a title, `BBCAKabar`; or a comma."""
_SENTENCE_END = lazy(r"[.!?][”\"’)]? (?=[A-Z“\"0-9])")
_SOURCES = "Logam Mulia|Pusat Data Kontan|Bursa Efek Indonesia|Bank Indonesia|Reuters|RTI"
_SOURCE = lazy(
    r"(?:Sumber|sumber(?:(?<=^.{6})|(?<=[.!?)”\"%}].{6})|(?<=[.!?)”\"}] .{6})))"
    rf" ?: ?(?:(?:{_SOURCES})(?:,? ?dan (?:{_SOURCES}))?(?= ?[A-Z“\"]|$)|(?:{_SOURCES.lower()})$"
    rf"|(?P<address>https?://{_ADDRESS}))"
)
"""A source that Kontan names beneath its tables, with a paragraph glued behind or nothing; or the
address of the page that an article was taken from."""


class Seam(NamedTuple):
    """Where one kind of part is found inside a line."""

    cuts: Callable[[str], Iterable[int]]
    """The positions in a line's text before which it is cut."""
    signs: tuple[str, ...]
    """What a line must hold one of for it: a cheap way to say no."""


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
    glue = (
        [match.end() for match in _SENTENCE_GLUE.finditer(text, start, end)]
        or word_glue(text, start, end)
        or [match.start() for match in _CAPITALS_GLUE.finditer(text, start, end)]
    )
    if glue:
        return glue[-1]
    if end - low <= VIDEO_LIMIT + 10:
        return low
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
    return sentences[0] if sentences else end


def word_glue(text: str, start: int, end: int) -> list[int]:
    """Where two words touch between `start` and `end`, and are no name."""
    return [
        match.start()
        for match in _WORD_GLUE.finditer(text, start, end)
        if not titles.in_a_name(text, match.start())
    ]


def _photo_credits(text: str) -> Iterable[int]:
    """`… memikat. © Foto oleh Contoh`; a picture's text may be glued before it."""
    mark = PHOTO_CREDIT.search(text)
    if not mark or len(mark[0]) > 80:
        return
    low = max(0, mark.start() - LONGEST_CAPTION)
    glue = [m.end() for m in _SENTENCE_GLUE.finditer(text, low, mark.start())]
    if glue:
        yield glue[-1]
    elif low or ends_a_sentence(text, mark.start()):
        yield mark.start()


LONGEST_CAPTION = 150


def _charts(text: str) -> Iterable[int]:
    """`… tahun lalu.ICBP Chartby TradingView`."""
    for mark in CHART.finditer(text):
        ticker = _TICKER.search(text, max(0, mark.start() - _LONGEST_TICKER), mark.start())
        yield ticker.start() if ticker else mark.start()
        yield mark.end()


def _both_sides(pattern: re.Pattern[str], text: str) -> Iterable[int]:
    """Before and behind each match."""
    for mark in pattern.finditer(text):
        yield from mark.span()


def _google_news(text: str) -> Iterable[int]:
    return _both_sides(GOOGLE_NEWS, text)


def _sources(text: str) -> Iterable[int]:
    """`… per keping. Sumber: Logam Mulia Perak tetap …`: a table's source inside its line."""
    if len(text) > 120:
        done = 0
        for at in every(text, "umber"):
            mark = _SOURCE.match(text, at - 1) if at > done else None  # an address may hold more
            if mark is None:
                continue
            done = mark.end()
            if "|" in text[done : done + 40]:
                continue
            # A headline glued to the address of a line of its own has no mark to be cut at.
            if mark.start() or not mark["address"] or ends_a_sentence(text, len(text)):
                yield from mark.span()


def _footers(text: str) -> Iterable[int]:
    """`… Reporter: Contoh Editor: Contoh INDEKS BERITA Tag …`, the foot of the mobile page."""
    for mark in _FOOTER.finditer(text, 1):
        start, end = mark.span()
        if not byline.read(text):  # all of a credit line is one
            staff = _STAFF.search(text, max(0, start - _LONGEST_STAFF), start)
            above = staff.start() if staff else 0
            dated = above <= byline.LONGEST_DATE_LINE and byline.date_line(text[:above])
            if staff and not dated and (staff["bar"] or not staff["source"]):
                yield from (staff.start(), end)
        if not holds_any(text[start - 2 : start], "|•│¦/"):
            yield from (start, end)


_LONGEST_STAFF = 160


def _indexes(text: str) -> Iterable[int]:
    at = text.find("INDEKS BERITA")
    yield from (at, at + len("INDEKS BERITA"))


def _notices(text: str) -> Iterable[int]:
    """A notice, with the other paper's staff; behind one of the house's own are the story's."""
    for mark in _NOTICE.finditer(text):
        yield mark.start()
        yield mark.start("staff") if HOUSE.fullmatch(host(mark["outlet"])) else mark.end()


def _signatures(text: str) -> Iterable[int]:
    """`… di atas tanah.(Satria Wibawa) Baca Juga: …`: who wrote it for another paper.

    A blank before it, or one word alone, needs the notice or the foot behind it.
    """
    for opens in every(text, "("):
        if not ends_a_sentence(text, opens):
            continue
        mark = SIGNATURE.match(text, opens)
        if mark and text[opens - 1] == "." and _BEHIND_A_SIGNATURE.match(text, mark.end()):
            yield from mark.span()
            continue
        mark = mark or LONE_NAME.match(text, opens)
        if mark and _FAR_BEHIND_A_SIGNATURE.match(text, mark.end()):
            yield from mark.span()


def signed(text: str) -> int:
    """Where a name in brackets begins with which a paragraph ends, behind its last sentence.

    >>> signed("Bus diuji. (Satria)"), signed("Bus diuji (Satria)"), signed("(Satria)")
    (11, 0, 0)
    """
    low = max(0, len(text) - _LONGEST_SIGNATURE)
    mark = _SIGNED.search(text, low) if text.endswith(")") else None
    return mark.start("name") if mark else 0


def host(outlet: str) -> str:
    """What a notice calls an outlet; of an address, its host.

    >>> host("https://www.contoh.example/gula"), host("Radio Lembah")
    ('contoh.example', 'Radio Lembah')
    """
    for start in ("https://", "http://", "www."):
        outlet = outlet.removeprefix(start)
    return outlet.partition("/")[0]


def _contents(text: str) -> Iterable[int]:
    """`… tahan lama. Daftar Isi Memilih gula Menyimpan gula Baca Juga: …`."""
    return _both_sides(_CONTENTS, text)


def _pages(text: str) -> Iterable[int]:
    return _both_sides(_PAGES, text)


def _next_pages(text: str) -> Iterable[int]:
    """`… tanpa izin Simak daftar pedagang di halaman selanjutnya`, at the end."""
    low = max(0, len(text) - LONGEST_NEXT)
    at = text.rfind("Simak ", low)
    if at < 0:
        at = text.rfind("Daftar ", low)
    if at > 0 and NEXT_PAGE.match(text, at):
        yield at


def _paywalls(text: str) -> Iterable[int]:
    """From the box's first words to its button."""
    mark = _PAYWALL.search(text)
    end = text.rfind("BELI SEKARANG")
    if mark and end > mark.start():
        yield mark.start()
        yield end + len("BELI SEKARANG")


def _code(text: str) -> Iterable[int]:
    """`… saham. .tg {border:0} .tg td{…} Sumber …`, of a lost table; or an advertisement's."""
    if "googletag" in text:
        yield from _both_sides(_SCRIPT, text)
        text = _SCRIPT.sub(lambda script: " " * len(script[0]), text)
    mark = STYLESHEET.search(text)
    end = text.rfind("}") + 1
    if mark and end > mark.start():
        yield mark.start()
        yield end


SEAMS: tuple[Seam, ...] = (
    Seam(_insertions, ("©",)),
    Seam(_photo_credits, ("©",)),
    Seam(_charts, ("TradingView",)),
    Seam(_google_news, ("Cek Berita",)),
    Seam(_footers, ("Editor",)),
    Seam(_indexes, ("INDEKS BERITA",)),
    Seam(_notices, ("Artikel ini ", "Berita ini ", "Tulisan ini ", "Sebagian artikel ")),
    Seam(_signatures, (".(", ". (", "!(", "! (")),
    Seam(_contents, ("Daftar Isi",)),
    Seam(_pages, ("Halaman ",)),
    Seam(_next_pages, ("di halaman ",)),
    Seam(_paywalls, ("BELI SEKARANG",)),
    Seam(_code, ("{",)),
    Seam(_sources, ("umber",)),
)
