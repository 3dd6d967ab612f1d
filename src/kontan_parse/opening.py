"""Where the story opens, and which line above it prints the headline."""

from __future__ import annotations

import re

from kontan_parse import byline, dateline
from kontan_parse.lines import Line, holds_any, letters
from kontan_parse.links import LINK
from kontan_parse.patterns import lazy
from kontan_parse.seams import GOOGLE_NEWS

BANNER = lazy(
    r"(?:https?://)?(?:www\.|m\.|amp\.)?kontan\.co\.id/?"
    r"|banner langganan\b.{0,40}"
    r"|Kontan \+ Kompas\.id ?: ?Rp.{0,60}"
    r"|(?:Berl|BERL)(?:angganan|ANGGANAN)"
    r"|\|? ?:? ?WIB ?\|? ?INDIKATOR ?\|?"
    r"|[•·] ?[A-Z][\w ./&-]{0,40}? ?[\d.,-].{0,60}"
    r"|(?i:advertisement|iklan|(?:advertisement )?scroll to continue(?: with content)?)",
)
CAPTION = lazy(r"\[?IL[LUSTRA]{4,8}I\b ?[.:]|\[IL[LUSTRA]{4,8}I\]", re.IGNORECASE)
"""`ILUSTRASI.`, also as `ILUTRASI.`, `ILLUSTRASI.` or in brackets."""
_AGENCY = (
    r"(?:KONTAN|Kontan|REUTERS|Reuters|AFP|ANTARA(?: FOTO)?|Antara(?: Foto)?|AP(?: Photo)?"
    r"|XINHUA|Xinhua|BLOOMBERG|Bloomberg|KOMPAS|Kompas)(?:\.[Cc][Oo][Mm])?/"
)
PHOTOGRAPHER = lazy(rf"(?:\b{_AGENCY}|^Foto ?: ?)[^\s|:!?][^|:!?]{{1,60}}$")
"""Whose picture a caption ends with: `ANTARA FOTO/Satria Wibawa/nz/16`."""
_PHOTO_LINE = lazy(
    rf"(?:(?:Foto|Dok)\b[.:]? ?)?{_AGENCY}[^\s|:!?](?:(?<! )[^|:!?]|(?<= )[^|:!?a-z]){{1,60}}$"
    r"|(?:Foto|Dok) ?[:.] ?[^\s|:!?][^|:!?]{1,60}$"
)
"""The same on a line of its own; `Reuters/Ipsos merilis survei` is prose."""
PAYWALL = (
    "untuk membaca artikel ini", "Harian + Mingguan", "Ini Artikel Spesial", "BELI SEKARANG",
)  # fmt: skip
"""Words of the box that sells the rest of the story."""
OFFER = lazy(r"(?i:\bberlangganan|\blangganan|e-?paper\b|pembayaran\b)|\bPremium\b")
"""What a long line of the box offers."""
_PRICE = lazy(r"\bRp ?\d[\d.]* untuk membaca")

PROSE = 120
"""Characters from which a line without a mark is taken for a paragraph."""

_TEASER_DISTANCE = 8
"""Lines within which an AMP page repeats its lead."""

FULL_STOPS = (".", ".”", '."')
SENTENCE_END = (".", "?", "!", "”", '"', "’")


def opening(lines: tuple[Line, ...], body: int = 0, title: str | None = None) -> int:
    """Index of the line that opens the story.

    That is the first dateline; without one, the first paragraph behind the credit line and the date
    line below it; without those, the one behind a date line with its time; and 0 where two
    paragraphs come before them, for a text that begins with its story. It is no line with a number
    below `body`, where the page says where its body begins, nor one that repeats the `title`.
    """
    story = _opening(lines)
    while story < len(lines) and (
        lines[story].number < body or (body and is_top(lines[story].text))
    ):
        story += 1
    repeats = title is not None and story + 1 < len(lines) and _is_title(lines[story].text, title)
    return story + repeats


def _is_title(text: str, title: str) -> bool:
    """Whether a line prints the `title`, however it is spelt."""
    return len(text) <= TITLE_LONGEST and letters(text) == letters(title) != ""


def is_bare_headline(lines: tuple[Line, ...], story: int) -> bool:
    """Whether the first line of a text that opens at `story` reads like a headline, unmarked.

    It has words enough, does not end like a sentence or as if it went on, and a line as long as a
    paragraph follows. A dateline there, a date or a credit line would mark it.
    """
    if story or len(lines) < 2 or not is_prose(lines[1].text):
        return False
    text = lines[0].text
    return (
        text.count(" ") >= _WORDS - 1
        and not _BESIDE.match(text)
        and _HEADLINE.match(text) is not None
        and not text.endswith((*FULL_STOPS, *_GOES_ON))
        and _TOLD.search(text) is None
        and not (PHOTOGRAPHER.search(text) or _PHOTO_LINE.match(text))
        and _may_be_title(text)
        and not _opens(lines, 0, first=True)
    )


_WORDS = 3
"""Words of the shortest headline that nothing marks."""
_BESIDE = lazy(
    r"(?i:oleh|reporter|penulis|editor|foto|grafis|tags?|(?:baca|lihat) juga|bagikan|dibaca|dear"
    r"|halo|yth|laporan wartawan|(?:bab|bagian) \d+)\b|(?:[A-Z]{1,3}|\d{1,3})[.)] "
    r"|(?:[QTAJ]|Tanya|Jawab|[Ss]umber) ?:|[A-Z][A-Za-z ]{2,30}, \d{1,2} [A-Z][a-z]+ \d{4}$"
)
"""How credits, tags, items, letters, questions and a letterhead begin, and no headline."""
_HEADLINE = lazy(r"[“‘\"']?(?:[A-Z]|\d)")
_GOES_ON = (":", ",", ";", "-", "–", "—", "…", " Rp")
_TOLD = lazy(
    r"\( ?\)|^(?:Lalu|Lantas|Namun|Kemudian|Selanjutnya|Sementara itu|Selain itu|Meski(?:pun)?"
    r" (?:begitu|demikian)|Oleh (?:karena|sebab) itu|Karena itu|Dengan (?:begitu|demikian)"
    r"|Di sisi lain|Sebelumnya|Adapun|Akibatnya|Hasilnya),? (?=[a-z])"
)
"""What no headline has: brackets that were emptied, and what joins a sentence to one before."""


def torn_header(lines: tuple[Line, ...], at: int) -> tuple[int, byline.Credits] | None:
    """How many lines from `at` are one credit line that was torn, and what it says, or None."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    if not below.startswith("|") and not byline.is_label(lines[at].text):
        return None
    return byline.torn([line.text for line in lines[at : at + byline.MOST_PIECES]])


def is_top(text: str) -> bool:
    """Whether a line is a credit line, a date line or a caption, as above a story."""
    return bool(byline.read(text) or byline.date_line(text) or CAPTION.match(text))


def _opening(lines: tuple[Line, ...]) -> int:
    """Where the story opens by its lines alone."""
    header: int | None = None
    unknown: int | None = None
    dated = False
    first = paragraphs = 0
    leads: set[str] = set()
    for at, (_, text) in enumerate(lines):
        if text in leads:
            return at
        if header is not None and at <= header:
            continue
        torn = torn_header(lines, at)
        if torn or byline.read(text) or (header is not None and byline.is_timed(text)):
            header = at + (torn[0] if torn else 1) - 1
            unknown = None
            continue
        if is_teaser(lines, at):
            leads.add(text)
            continue
        opens = _opens(lines, at, first=unknown is None or unknown == at - 1)
        prose = is_prose(text)
        # Most lines of a menu tell nothing: that saves the patterns of the furniture.
        tells = opens or prose or unknown is None or header is not None or is_sentence(text)
        if not tells or _furniture(text):
            dated = dated or (paragraphs == 0 and byline.is_timed(text))
            continue
        if opens:
            return at
        unknown = at if unknown is None else unknown
        if header is not None:
            below = None if prose else _dateline_below(lines, at)
            if below is not None:
                return below
            if prose or text.endswith(SENTENCE_END):
                return header + 1 if unknown == at else unknown
            if at - unknown >= 3:
                return unknown
            continue
        if prose or is_sentence(text):
            paragraphs += 1
            first = first or (at if dated else 0)
        if paragraphs == 2:
            return first
    if header is not None:
        above = [line.text for line in lines[:header] if not is_top(line.text)]
        if not any(is_prose(text) or is_sentence(text) for text in above):
            return header + 1
    return first


def _opens(lines: tuple[Line, ...], at: int, *, first: bool) -> bool:
    """Whether a dateline at `at` opens the story; one without an outlet does on the `first` line.

    What may be a headline or a site's section (`UPDATE. Harga Gula Naik`, `Kontan.co.id -
    Nasional`) opens none where the top of a story follows.
    """
    text = lines[at].text
    tagged = dateline.tagged(text)
    if tagged:
        told = is_prose(text) or is_sentence(text) or dateline.is_sure(tagged)
        return told or not _top_follows(lines, at + 1)
    opens = first and dateline.old_style(text, below=at > 0) is not None
    return opens and not _top_follows(lines, at)


def _top_follows(lines: tuple[Line, ...], at: int) -> bool:
    """Whether the top of a story is among the lines from `at`.

    That is a dateline with an outlet, or a credit line with prose behind it.
    """
    credited = False
    for _, text in lines[at : at + _TOP_DISTANCE]:
        if dateline.tagged(text):
            return True
        if is_prose(text):
            return credited
        credited = credited or byline.read(text) is not None
    return False


_TOP_DISTANCE = 7


def _dateline_below(lines: tuple[Line, ...], at: int) -> int | None:
    """Index of the dateline with an outlet right below the short line at `at`, or None."""
    for below in range(at + 1, min(at + 4, len(lines))):
        text = lines[below].text
        if dateline.tagged(text):
            return below
        if is_prose(text):
            return None
    return None


def is_prose(text: str) -> bool:
    """Whether a line without a mark is so long that it is taken for a paragraph.

    >>> is_prose("a" * 119), is_prose("a" * 120)
    (False, True)
    """
    return len(text) >= PROSE


def is_sentence(text: str) -> bool:
    """Whether a short line reads like a paragraph: no headline ends with a full stop."""
    return text.endswith(FULL_STOPS) and text.count(" ") >= 3


def is_title_case(text: str) -> bool:
    """Whether half of the words of `text` or more have a capital letter.

    >>> is_title_case("Harga Gula Naik Lebih dari 13%."), is_title_case("Pabrik itu tutup.")
    (True, False)
    """
    words = [word for word in text.split(" ") if word[:1].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def is_teaser(lines: tuple[Line, ...], at: int) -> bool:
    """Whether the long line at the top stands again a few lines on, as on AMP pages."""
    text = lines[at].text
    return (
        at < _TEASER_DISTANCE
        and len(text) > TITLE_LONGEST
        and any(line.text == text for line in lines[at + 1 : at + _TEASER_DISTANCE])
        and any(len(line.text) <= TITLE_LONGEST for line in lines[at + 1 : at + _TEASER_DISTANCE])
    )


def _furniture(text: str) -> bool:
    """Whether `text` is a line that may stand above a story whatever its length."""
    return bool(
        LINK.match(text)
        or CAPTION.match(text)
        or BANNER.fullmatch(text)
        or GOOGLE_NEWS.fullmatch(text)
        or byline.date_line(text)
        or sells(text)
    )


def sells(text: str) -> bool:
    """Whether `text` is the box that sells the rest of the story, and no sentence of one.

    A sentence has another of its words, or the price before them.

    >>> sells("Cukup Rp 5.000 untuk membaca artikel ini sampai tuntas.")
    True
    >>> sells("Pedagang itu berhenti untuk membaca artikel ini sampai tuntas.")
    False
    """
    if not holds_any(text, PAYWALL):
        return False
    return (
        not is_sentence(text)
        or sum([sign in text for sign in PAYWALL]) > 1
        or _PRICE.search(text) is not None
    )


def offers(text: str) -> bool:
    """Whether a line sells the rest of the story, or a subscription.

    >>> offers("Ini Artikel Spesial"), offers("Segera berlangganan sekarang"), offers("Epaper")
    (True, True, True)
    """
    return sells(text) or BANNER.fullmatch(text) is not None or OFFER.search(text) is not None


def names_its_price(text: str) -> bool:
    """Whether a line says what it costs to read this article.

    >>> names_its_price("Hanya Rp 5.000 untuk membaca artikel ini. BELI SEKARANG")
    True
    """
    return PAYWALL[0] in text and _PRICE.search(text) is not None


def caption_lines(lines: tuple[Line, ...], at: int, story: int) -> int:
    """How many lines the caption has that begins at `at`.

    Its photographer may stand in the next line, and without one above the story another sentence;
    one in title case is a headline, unless the photographer comes behind it.
    """
    end = sure = at + 1
    for _, text in lines[end : end + _CAPTION_LINES]:
        if is_prose(text):
            break
        if _PHOTO_LINE.match(text):
            return end + 1 - at
        if end >= story or not is_sentence(text) or _names_its_photographer(lines[end - 1].text):
            break
        end += 1
        if sure == end - 1 and not is_title_case(text):
            sure = end
    return sure - at


def _names_its_photographer(text: str) -> bool:
    """Whether a line of a caption says who took the picture behind what it shows."""
    named = PHOTOGRAPHER.search(text)
    return named is not None and named.start() > len("[ILUSTRASI. ")


_CAPTION_LINES = 3
"""Lines that may follow the first of a caption."""

TITLE_LONGEST = 110
"""Characters; headlines end at 85, but a title may carry a site's suffix."""


def headline(lines: tuple[Line, ...], story: int, title: str | None) -> int | None:
    """Index of the line above the story that prints the headline, or None.

    In this order: the title that the caller knows; a line printed twice (the page prints the
    headline above and below the date); the line above the date line that reads most like one, or
    the line below it; the first line of three words or more that nothing else explains; a shorter
    one above the credit line.
    """
    top = lines[:story]
    for at, line in enumerate(top):
        if line.text == title:
            return at
    parts = {
        behind for at in range(story) for behind in range(at, at + _part_lines(lines, at, story))
    }
    credited = next((at for at, line in enumerate(top) if byline.read(line.text)), story)
    free = [
        at
        for at, line in enumerate(top)
        if at not in parts
        and _may_be_title(line.text)
        and not (is_sentence(line.text) and (at > credited or _tells_on(top, parts, at)))
    ]
    free = [at for at in free if not dateline.tagged(top[at].text)] or free
    seen: dict[str, int] = {}
    for at in free:
        if top[at].text in seen:
            return seen[top[at].text]
        seen[top[at].text] = at
    for at, line in enumerate(top):
        if byline.date_line(line.text):
            before = [f for f in free if f < at]
            for words, beside in _LIKELY:
                long = [
                    f
                    for f in before
                    if _count(top[f].text) >= words and not beside.match(top[f].text)
                ]
                if long:
                    return long[-1]
            return before[-1] if before else next((f for f in free if f > at), None)
    short = free[0] if free and free[0] < credited < story else None
    return next((f for f in free if top[f].text.count(" ") >= _WORDS - 1), short)


def _count(text: str) -> int:
    """How many words `text` has; marks between them are none: `Home / Investasi`."""
    return sum(any(map(str.isalnum, word)) for word in text.split(" "))


_CREDIT = lazy(r"(?:Oleh|Reporter|Penulis|Editor|Foto|Grafis|Sumber|Video|Tags?) ?:")
"""How a long line begins that is no headline; `Foto` alone begins some."""
_LIKELY = ((5, _CREDIT), (2, _BESIDE))
"""Words of most headlines, and of nearly all, with what begins a line that is none: a rubric, a
label or a name has fewer."""


def _tells_on(top: tuple[Line, ...], parts: set[int], at: int) -> bool:
    """Whether the line right below a caption or credits is told in a sentence, as no headline."""
    return at - 1 in parts and not is_title_case(top[at].text)


def _part_lines(lines: tuple[Line, ...], at: int, story: int) -> int:
    """How many lines from `at` are a caption or a torn credit line; 0 where they are neither."""
    if CAPTION.match(lines[at].text):
        return caption_lines(lines, at, story)
    torn = torn_header(lines, at)
    return torn[0] if torn else 0


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= TITLE_LONGEST
        and "://" not in text
        and byline.read(text) is None
        and not byline.is_label(text)
        and any(char.isalpha() for char in text)
        and not _furniture(text)
        and not byline.date_line(text.partition(" | ")[2])  # `Industri | Senin, 28 April 2025`
    )
