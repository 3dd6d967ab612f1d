"""The rules, in one ordered table.

A rule looks at a read-only `Cursor` and answers with a `Taken` (so many lines are mine, and this
is what they say) or None. Its docstring is its grammar. The last rule takes anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby, takewhile
from typing import NamedTuple

from kontan_parse import byline, dateline
from kontan_parse.blocks import crosslinks, furniture
from kontan_parse.blocks.cursor import Cursor
from kontan_parse.blocks.furniture import FOOT, begins_tags
from kontan_parse.blocks.taken import Kind, Taken
from kontan_parse.byline import Credits
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.lines import is_bare
from kontan_parse.links import (
    BULLETS,
    CLOSES,
    LINK,
    VIDEO_LIMIT,
    is_next,
    is_title,
)
from kontan_parse.opening import (
    CAPTION,
    FULL_STOPS,
    PAYWALL,
    PHOTOGRAPHER,
    caption_lines,
    is_prose,
    is_teaser,
    torn_header,
)
from kontan_parse.patterns import lazy
from kontan_parse.seams import GOOGLE_NEWS, INSERTION, PHOTO_CREDIT

_PICTURED = (
    r"(?![a-z][^,/]{0,80},)(?:[^\s\d][^\d]{0,80}"
    r"|(?=[^/]{1,80}/|.{0,76}\b(?:19\d\d|20[0-4]\d)\b|(?:[Dd]ok|IG|123RF)\b)\S.{0,80})"
)
"""Who made a picture, or where it is from: `KONTAN/Satria Wibawa/12`, `Antara 2024`.

Other numbers are those of a list: `Foto: maksimal 200 KB`, `Foto: kamera 50 MP`.
"""
_SOURCE = lazy(
    r"(?:\*{1,3}\)? ?)?(?:Sumber|SUMBER) ?: ?\S.*|\((?:Sumber|SUMBER) ?: ?[^\s()][^()]{0,120}\)"
    rf"|sumber ?: ?[^\s.][^.]{{0,60}}|(?:Foto|Grafis) ?: ?{_PICTURED}",
    re.DOTALL,
)


def header(cursor: Cursor, text: str) -> Taken | None:
    """header = credit line, above the story or, with an editor, at the end with no prose after.

    It may be torn over several lines, behind the story only at the foot of the page. Behind "INDEKS
    BERITA" or "Tag" stand tags, however long.

    `Reporter: X` or `Penulis: X` right above such an editor line belongs to it, or right below.
    """
    lines, credits = _torn(cursor, text) or (1, byline.read(text))
    if credits is None:
        return None
    if not cursor.above:
        below = cursor.at + lines
        after = cursor.lines[below : below + _FOOTER_LINES + 1]
        editing = credits if credits.has("editor") else None
        if editing is None and not credits.has("sumber"):
            editing = _editing(cursor.ahead()) or _editing(cursor.ahead(-1))
        if editing is None:
            return None
        page = takewhile(lambda line: not begins_tags(line.text), after)
        if len(after) > _FOOTER_LINES or any(is_prose(line.text) for line in page):
            return None
        others = cursor.editors and cursor.editors.isdisjoint(editing.editors)
        if others and _is_among_others(cursor):
            return None  # who made a film or a book
    bracket = credits.unbalanced
    number = cursor.lines[cursor.at].number
    return Taken(
        lines,
        content=credits,
        findings=(found("unbalanced-bracket", number, text=bracket),) if bracket else (),
    )


def _editing(text: str) -> Credits | None:
    """The credits with an editor that the whole line `text` is, or None."""
    credits = byline.read(text)
    return credits if credits and credits.has("editor") else None


def _is_among_others(cursor: Cursor) -> bool:
    """Whether a role that no article has stands with these credits: `Sutradara: …`."""
    for step in (-1, 1):
        count = step
        while byline.read(cursor.ahead(count)):
            count += step
        text = cursor.ahead(count)
        if _OTHER_ROLE.match(text):
            return True
    return False


_OTHER_ROLE = lazy(
    r"(?:Sutradara|Pemeran|Pemain|Bintang|Produksi|Rumah produksi|Skenario|Naskah|Sinematografer"
    r"|Penata [a-z]{4,10}|Genre|Durasi|Distributor|Judul|Penerbit|Cetakan|Tebal|ISBN) ?:",
    re.IGNORECASE,
)
"""What stands beside the editor of a film or a book."""


def columnist(cursor: Cursor, text: str) -> Taken | None:
    """columnist = above the story: name "|" what he is."""
    credits = byline.columnist(text) if cursor.above else None
    return Taken(content=credits) if credits else None


def _torn(cursor: Cursor, text: str) -> tuple[int, Credits] | None:
    """How many lines a torn credit line has, and what it says; None where it may be a book's."""
    torn = torn_header(cursor.lines, cursor.at)
    if cursor.above:
        return torn
    if torn is None and byline.is_label(text):
        lone = byline.read(f"{text} {cursor.ahead()}")
        torn = (2, lone) if lone else None
    if torn is None or GOOGLE_NEWS.fullmatch(cursor.ahead(-1)):
        return torn
    return torn if FOOT.fullmatch(cursor.ahead(torn[0])) else None


_FOOTER_LINES = 40
"""Lines of tags, share bar and menus that may follow the editor's name at the end."""


def date_line(cursor: Cursor, text: str) -> Taken | None:
    """date-line = (rubric "|")? weekday "," day month year ("/" | "|") time zone, at the top."""
    date = byline.date_line(text) if cursor.above else None
    return Taken(content=date) if date else None


def repeat(cursor: Cursor, text: str) -> Taken | None:
    """repeat = above or at the story: a headline printed before, or a lead that comes again."""
    if cursor.at > cursor.story:
        return None
    number = cursor.lines[cursor.at].number
    first = cursor.headline
    title_again = first is not None and first < cursor.at and cursor.lines[first].text == text
    if title_again or (cursor.above and is_teaser(cursor.lines, cursor.at)):
        return Taken(findings=(found("repeated-line", number, text=text),))
    return None


def caption(cursor: Cursor, text: str) -> Taken | None:
    """caption = "ILUSTRASI." text, anywhere; photographer and more text may stand behind it.

    In the story, "Ilustrasi:" is an example unless a photographer is named.
    """
    mark = CAPTION.match(text)
    if not mark:
        return None
    example = mark[0].endswith(":") and not mark[0].isupper()
    if example and not cursor.above and not PHOTOGRAPHER.search(text):
        return None
    lines = caption_lines(cursor.lines, cursor.at, cursor.story)
    return Taken(lines, " ".join(cursor.ahead(line) for line in range(lines)))


def insertion(cursor: Cursor, text: str) -> Taken | None:
    """insertion = a video's title "© 2026 Konten oleh Kontan", in a line or in two."""
    if INSERTION.search(text):
        return Taken()
    if not INSERTION.fullmatch(cursor.ahead()) or cursor.at <= cursor.story:
        return None
    titled = len(text) <= VIDEO_LIMIT and not text.endswith((*FULL_STOPS, ":"))
    return Taken(2) if titled and not _SOURCE.fullmatch(text) else None


def photo_credit(cursor: Cursor, text: str) -> Taken | None:
    """photo-credit = "© Foto oleh" name."""
    mark = PHOTO_CREDIT.search(text)
    return Taken() if mark and mark.start() == 0 else None


def photo_caption(cursor: Cursor, text: str) -> Taken | None:
    """photo-caption = a picture's text "© Foto oleh" name."""
    return Taken(content=text) if PHOTO_CREDIT.search(text) and len(text) <= 250 else None


def source(cursor: Cursor, text: str) -> Taken | None:
    """source = "*"? "Sumber" ":" name or address, inside or behind the story, or in brackets."""
    if cursor.above or not _SOURCE.fullmatch(text) or len(text) > 300 or "| Editor" in text:
        return None
    return Taken(content=text)


def open_dateline(cursor: Cursor, text: str) -> Taken | None:
    """dateline = the line that opens the story, if it opens with one (see `dateline`).

    The place may stand in the line below the outlet.
    """
    if cursor.at != cursor.story:
        return None
    reading = dateline.tagged(text) or dateline.old_style(text, below=cursor.at > 0)
    if not reading:
        return None
    number = cursor.lines[cursor.at].number
    count = 1
    if not reading.rest and not reading.places:
        below = dateline.tagged(f"{text} {cursor.ahead()}")
        if below and dateline.is_known(below) and "unclosed-dateline" not in below.findings:
            reading, count = below, 2
    return Taken(
        count,
        content=reading,
        findings=(
            *(
                found(
                    code,
                    number,
                    text=reading.outlet if code == "misspelt-outlet" else reading.text,
                )
                for code in reading.findings
            ),
            *(_suspicions(cursor, reading.rest) if ":" in reading.rest else ()),
        ),
    )


def title(cursor: Cursor, text: str) -> Taken | None:
    """title = the line that `headline` chose, or the first of a text, if it reads like one."""
    if cursor.at != cursor.headline:
        return None
    number = cursor.lines[cursor.at].number
    return Taken(
        content=text,
        findings=(found("guessed-title", number, text=text),) if cursor.guesses else (),
    )


def bare_caption(cursor: Cursor, text: str) -> Taken | None:
    """caption = an unmarked line between the headline and the credit line of a page copy.

    Only where the headline is printed twice or a date line stands with it, as on a page; a link
    is none, nor is what a marked caption stands above.
    """
    if not cursor.above or cursor.headline is None or cursor.at < cursor.headline:
        return None
    if not byline.read(cursor.ahead()) or len(text) < 10 or cursor.is_link(0):
        return None
    if cursor.at > cursor.captioned and not PHOTOGRAPHER.search(text):
        return None
    return Taken(content=text) if cursor.at > cursor.shows_a_page else None


def stray(cursor: Cursor, text: str) -> Taken | None:
    """stray = any other line above the story."""
    if not cursor.above:
        return None
    if is_bare(text):
        return Taken()
    number = cursor.lines[cursor.at].number
    return Taken(findings=(found("unknown-line-above-story", number, text=text),))


def mark(cursor: Cursor, text: str) -> Taken | None:
    """mark = a line without a letter or digit in the story: what parts it, or rules a table."""
    return Taken() if is_bare(text) else None


def paragraph(cursor: Cursor, text: str) -> Taken:
    """paragraph = anything."""
    return Taken(findings=_suspicions(cursor, text)) if ":" in text else _PARAGRAPH


_PARAGRAPH = Taken()


def _suspicions(cursor: Cursor, text: str) -> tuple[Diagnostic, ...]:
    """What makes a paragraph look like more than one thing."""
    number = cursor.lines[cursor.at].number
    if "| Editor" in text and byline.read(text):
        return (found("stray-header", number, text=text),)
    inside = LINK.search(text)
    if inside and not is_next(inside) and (inside[1][0].isupper() or is_title(inside, text)):
        return (found("unsplit-cross-link", number, text=text[inside.start() :]),)
    return ()


class Rule(NamedTuple):
    """One row of the grammar. The columns beyond `look` only save asking in vain."""

    name: str
    """As `explain` prints it."""
    kind: Kind
    look: Callable[[Cursor, str], Taken | None]
    starts: Mapping[str, tuple[str, ...]]
    """What a line it takes begins with, by its first letter; empty: anything."""
    signs: tuple[str, ...] = ()
    """Words of which the text must hold one; empty: any text."""
    top: bool = False
    """Whether it only takes lines above the story or the story's first."""


def _rule(
    kind: Kind,
    look: Callable[[Cursor, str], Taken | None],
    starts: tuple[str, ...] = (),
    signs: tuple[str, ...] = (),
    *,
    top: bool = False,
) -> Rule:
    return Rule(look.__name__.replace("_", "-"), kind, look, _by_letter(starts), signs, top)


def _by_letter(starts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    letters = groupby(sorted(set(starts)), key=lambda start: start[0])
    return {letter: tuple(group) for letter, group in letters}


def _spellings(*words: str) -> tuple[str, ...]:
    """Each word as given, in capitals and in lower case."""
    return tuple(dict.fromkeys(s for w in words for s in (w, w.upper(), w.lower())))


_LINKS = (
    *_spellings("Baca", "Tonton", "Selanjutnya", "Menarik"),
    "BAca",
    "iBaca",
    "iBACA",
    "Berikutnya",
)
_ROLES = _spellings(*byline.LABELS)
_DAYS = _spellings("Senin", "Selasa", "Rabu", "Kamis", "Jum", "Sabtu", "Minggu")

RULES: tuple[Rule, ...] = (
    _rule("boilerplate", furniture.banner, top=True),
    _rule("repeat", repeat, top=True),
    _rule(
        "notice", furniture.notice, ("(", *_spellings("Artikel", "Berita", "Tulisan", "Sebagian"))
    ),
    _rule("boilerplate", furniture.signature, ("(",)),
    _rule("header", header, (*_ROLES, *_DAYS, *"0123456789")),
    _rule("header", columnist, signs=(" | ",), top=True),
    _rule("date-line", date_line, top=True),
    _rule("caption", caption, _spellings("Il", "[Il")),
    _rule(
        "boilerplate",
        furniture.pagination,
        (
            *_spellings("Selanjutnya", "Sebelumnya", "Halaman", "Daftar", "Simak", "Tampilkan"),
            *"«‹<123456789",
        ),
    ),
    _rule(
        "cross-link",
        crosslinks.cross_link,
        (
            *_LINKS,
            *BULLETS,
            *(mark + blank + link for mark in CLOSES for blank in ("", " ") for link in _LINKS),
        ),
    ),
    _rule("boilerplate", crosslinks.link_address, ("http", "(http", "<http", "[http")),
    _rule("boilerplate", insertion, signs=("©",)),
    _rule("boilerplate", photo_credit, ("©",)),
    _rule("caption", photo_caption, signs=("©",)),
    _rule("boilerplate", furniture.chart, signs=("TradingView",)),
    _rule("boilerplate", furniture.google_news, ("Cek",)),
    _rule("boilerplate", furniture.paywall, signs=(*PAYWALL, "Agar bisa lanjut")),
    _rule(
        "boilerplate",
        furniture.code,
        (
            *".#!$(})];",
            *"googletag window document jQuery function".split(),
            *("var ", "let ", "const "),
        ),
    ),
    _rule(
        "boilerplate",
        furniture.index,
        (*_spellings("Indeks", "Bagikan", "Share"), "ADVERTISEMENT", "SCROLL"),
    ),
    _rule("boilerplate", furniture.contents, (*_spellings("Daftar Isi"), "Daftar isi")),
    _rule("tags", furniture.tags, ("Tag", "TAG")),
    _rule(
        "boilerplate",
        furniture.footer,
        (
            *_spellings("Terbaru", "Terpopuler", "Kontan", "Berita", "Video"),
            *"Tentang Redaksi Pedoman Privacy Kebijakan Copyright Hak ©".split(),
        ),
    ),
    _rule("credit", source, (*_spellings("Sumber"), "*", "(Sumber", "(SUMBER", "Foto", "Grafis")),
    _rule("dateline", open_dateline, top=True),
    _rule("title", title, top=True),
    _rule("caption", bare_caption, top=True),
    _rule("boilerplate", stray, top=True),
    _rule("boilerplate", mark),
    _rule("paragraph", paragraph),
)
"""The grammar, in order; the first rule that answers has the lines."""

STARTS: Mapping[str, tuple[str, ...]] = _by_letter(
    start for rule in RULES for starts in rule.starts.values() for start in starts
)
"""How any line begins that a rule with `starts` may take, by its first letter."""
