"""The rules, in one ordered table.

A rule looks at a read-only `Cursor` and answers with a `Taken` (so many lines are mine, and this
is what they say) or None. Its docstring is its grammar. The last rule takes anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby, takewhile
from typing import Literal, NamedTuple

from kontan_parse import byline, dateline
from kontan_parse.byline import Credits
from kontan_parse.cursor import Cursor
from kontan_parse.dateline import Reading
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.flat import (
    BULLETS,
    CHART,
    CLOSES,
    CONTENTS,
    FRAME,
    GOOGLE_NEWS,
    INSERTION,
    LINK,
    PHOTO_CREDIT,
    STYLESHEET,
    VIDEO_LIMIT,
    is_next,
    is_title,
    link_limit,
)
from kontan_parse.model import LinkKind, Syndication, Truncation
from kontan_parse.opening import (
    BANNER,
    CAPTION,
    FULL_STOPS,
    PAYWALL,
    PHOTOGRAPHER,
    PROSE,
    SENTENCE_END,
    caption_lines,
    is_prose,
    is_sentence,
    is_teaser,
    sells,
    torn_header,
)
from kontan_parse.patterns import lazy
from kontan_parse.titles import SMALL

Kind = Literal[
    "header", "date-line", "title", "caption", "dateline", "paragraph", "cross-link", "credit",
    "notice", "tags", "repeat", "boilerplate",
]  # fmt: skip
"""What a line is, in the words of the record."""


class Link(NamedTuple):
    """A cross-link's kind and title."""

    kind: LinkKind
    title: str
    more: tuple[str, ...] = ()
    """Titles in the lines behind that one."""


class Notice(NamedTuple):
    """A notice of first publication elsewhere; its lines are boilerplate all the same."""

    syndicated: Syndication


class Stub(NamedTuple):
    """A printed sign that the story goes on elsewhere."""

    truncated: Truncation


class Tags(NamedTuple):
    """The items of a printed tag list; none where they cannot be told apart."""

    items: tuple[str, ...]


Content = str | Credits | Reading | Link | Notice | Stub | Tags | None
"""What a block says beyond its lines, by its kind."""


class Taken(NamedTuple):
    """A rule's answer: the next `lines` lines are mine."""

    lines: int = 1
    content: Content = None
    findings: tuple[Diagnostic, ...] = ()


SOURCE = lazy(
    r"(?:\*{1,3}\)? ?)?(?:Sumber|SUMBER) ?: ?\S.*|\((?:Sumber|SUMBER) ?: ?[^\s()][^()]{0,120}\)"
    r"|sumber ?: ?[^\s.][^.]{0,60}|(?:Foto|Grafis) ?: ?\S.{0,80}",
    re.DOTALL,
)
_WAYS = r"Selanjutnya(?: ?[»›>])?|[«‹<] ?Sebelumnya|Tampilkan Semua"
PAGINATION = lazy(
    rf"(?![\d ]+$)(?:(?:{_WAYS}|Sebelumnya|Halaman(?: ?:(?= 1\b))?|[1-9]\d?)(?: |$)){{2,}}"
    rf"|Halaman(?: (?:[1-9]\d?|dari))+|{_WAYS}",
    re.IGNORECASE,
)
PAGE = lazy(rf"{_WAYS}|Sebelumnya|Halaman ?:?|[1-9]\d?", re.IGNORECASE)
"""An item of a pagination that has a line of its own."""
_NEXT_PAGE = lazy(
    "Halaman (?:selanjutnya|berikutnya) ?: ?[^ ]"
    "|(?:Daftar|Simak) [^.:!?]+ di halaman (?:selanjutnya|berikutnya) ?[.!>»]*$",
    re.IGNORECASE,
)
_LONGEST_NEXT = 130
_LIST_OF_PAGES = lazy(r"Halaman(?: ?:)? 1 2\b|Tampilkan Semua|[«‹<»›>]", re.IGNORECASE)
"""What such items need among them, since columns of tables are headed by the same words."""
CHART_LABEL = lazy(r"(?:[A-Z]{2,8}:)?[A-Z][A-Z0-9.]{1,11} Chart by TradingView")
FOOT = lazy(r"INDEKS BERITA", re.IGNORECASE)
"""What stands below the story on each page of the mobile site; behind it come only tags."""
INDEX = lazy(r"(?:INDEKS BERITA|Indeks Berita|Bagikan|BAGIKAN|Share)")
TAGS = lazy(r"(?:Tag|TAG|Tags|TAGS)\b(?: (?:Terkait|TERKAIT)\b)?(?P<colon> ?:)? ?(?P<rest>.*)")
TAGS_ALONE = lazy(r"Tags?(?: Terkait)?:?", re.IGNORECASE)
_NAME = r"[A-Z][\w.'’-]*"
SIGNATURE = lazy(
    rf"\((?!Dalam\b){_NAME}(?: {_NAME}){{1,4}}(?:(?:/|, ?){_NAME}(?: {_NAME}){{1,4}}){{0,3}}\)"
)
"""Names of two words or more; one word may be a ticker, an agency or an entry of a table."""
CONTENTS_ALONE = lazy(r"Daftar Isi ?:?", re.IGNORECASE)
_OTHERS = lazy("(?:Berita )?Terbaru", re.IGNORECASE)
"""What heads the list of other stories."""
FOOTER = lazy(
    rf"TERBARU|{_OTHERS.pattern}|TERPOPULER|Terpopuler|Kontan Academy|BERITA TERKAIT"
    r"|Berita Terkait|VIDEO PILIHAN|Video Pilihan|Berita Lainnya|BERITA LAINNYA"
)


_KINDS: dict[str, LinkKind] = {
    "baca juga": "baca-juga",
    "tonton": "tonton",
    "selanjutnya": "selanjutnya",
    "berikutnya": "selanjutnya",
    "menarik dibaca": "menarik-dibaca",
}


def banner(cursor: Cursor, text: str) -> Taken | None:
    """banner = above the story: site name, subscription banner, indicator, `• LQ45 985 -4,4`."""
    if cursor.above and BANNER.fullmatch(text):
        return Taken()
    return None


def header(cursor: Cursor, text: str) -> Taken | None:
    """header = credit line, above the story or, with an editor, at the end with no prose after.

    It may be torn over several lines, behind the story only at the foot of the page. Behind "INDEKS
    BERITA" or "Tag" stand tags, however long.

    `Reporter: X` or `Penulis: X` right above such an editor line belongs to it.
    """
    lines, credits = _torn(cursor, text) or (1, byline.read(text))
    if credits is None:
        return None
    if not cursor.above:
        below = cursor.at + lines
        after = cursor.lines[below : below + _FOOTER_LINES + 1]
        belongs = after and not credits.has("sumber") and byline.names_editor(cursor.ahead())
        if not (credits.has("editor") or belongs):
            return None
        page = takewhile(lambda line: not _begins_tags(line.text), after)
        if len(after) > _FOOTER_LINES or any(is_prose(line.text) for line in page):
            return None
    bracket = credits.unbalanced
    number = cursor.lines[cursor.at].number
    return Taken(
        lines,
        content=credits,
        findings=(found("unbalanced-bracket", number, text=bracket),) if bracket else (),
    )


def columnist(cursor: Cursor, text: str) -> Taken | None:
    """columnist = above the story: name "|" what he is."""
    credits = byline.columnist(text) if cursor.above else None
    return Taken(content=credits) if credits else None


def _begins_tags(text: str) -> bool:
    """Whether tags, however long, begin with a line or stand below it."""
    return FOOT.fullmatch(text) is not None or (
        TAGS.fullmatch(text) is not None and not text.endswith(SENTENCE_END)
    )


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


def cross_link(cursor: Cursor, text: str) -> Taken | None:
    """cross-link = bullet? ("Baca Juga" | "Tonton" | "Selanjutnya" | "Menarik Dibaca") ":" title.

    "Berikutnya" says the same as "Selanjutnya". Brackets or quotation marks may stand around it.
    The title may stand in the next line, or several in the next ones, if each has the same bullet
    and is written as a headline or, on a page, is a link and no more. What comes next,
    "Selanjutnya", opens steps and items as well: it has no bullet, no marks and no list.
    """
    inside = _unframed(text)
    mark = LINK.match(inside)
    if not mark:
        return _listed(cursor)
    if not is_title(mark, inside) or (is_next(mark) and inside != text):
        return None
    title = inside[mark.end() :].lstrip(": |").rstrip()
    limit = link_limit(mark[1])
    number = cursor.lines[cursor.at].number
    if not title:
        behind = cursor.ahead()
        bullet = _bullet(behind)
        title = behind.removeprefix(bullet).lstrip()
        listed = bullet and (cursor.ahead(2).startswith(bullet) or not _is_headline(title))
        if is_next(mark) and listed:
            return None
        if behind.endswith(".") or LINK.match(behind) or not 0 < len(title) <= limit:
            return Taken(findings=(found("empty-cross-link", number, text=text),))
        more = _linked(cursor, limit)
        return Taken(2 + len(more), Link(_KINDS[mark[1].lower()], title, more))
    if len(title) > 2 * limit:
        return None
    findings: tuple[Diagnostic, ...] = ()
    if len(title) > limit:
        findings = (found("overlong-title", number, length=len(title), limit=limit),)
    return Taken(content=Link(_KINDS[mark[1].lower()], title), findings=findings)


def _unframed(text: str) -> str:
    """`text` without the bullet, the brackets or the quotation marks that it is set in."""
    frame = FRAME.match(text)
    if not frame:
        return text
    inside = text[frame.end() :]
    opens = text[0]
    closes = CLOSES.get(opens)
    if closes is None:
        return inside
    inside = inside.removesuffix(closes)
    pairs = inside.count(opens) if opens != closes else 0
    return inside if inside.count(closes) == pairs else text


def _linked(cursor: Cursor, limit: int) -> tuple[str, ...]:
    """The second title below a label and later ones, where each is all of its line's link."""
    count = 1
    while count <= _MOST_LISTED and cursor.is_link(count):
        text = cursor.ahead(count)
        if len(text) > limit or text.endswith(".") or LINK.match(text):
            break
        count += 1
    return tuple([cursor.ahead(at) for at in range(2, count)])


def _listed(cursor: Cursor) -> Taken | None:
    """The second link or a later one below a label, where all have the same bullet."""
    text = cursor.ahead(0)
    bullet = _bullet(text)
    title = text.removeprefix(bullet).lstrip()
    if not bullet or not _is_headline(title):
        return None
    for back in range(1, min(cursor.at, _MOST_LISTED) + 1):
        above = cursor.ahead(-back)
        mark = LINK.fullmatch(above)
        if mark:
            fits = back > 1 and not is_next(mark) and len(title) <= link_limit(mark[1])
            return Taken(content=Link(_KINDS[mark[1].lower()], title)) if fits else None
        if not above.startswith(bullet) or not _is_headline(above.removeprefix(bullet).lstrip()):
            return None
    return None


def _is_headline(text: str) -> bool:
    """Whether `text` is written as headlines are now, with capitals on all but small words."""
    words = text.split()
    small = any(word[0].islower() and word not in SMALL for word in words)
    return len(words) > 1 and not small and not text.endswith(".")


def _bullet(text: str) -> str:
    return text[0] if text[:1] in BULLETS else ""


_MOST_LISTED = 10
"""Titles below one label."""


def insertion(cursor: Cursor, text: str) -> Taken | None:
    """insertion = a video's title "© 2026 Konten oleh Kontan", in a line or in two."""
    if INSERTION.search(text):
        return Taken()
    if not INSERTION.fullmatch(cursor.ahead()) or cursor.at <= cursor.story:
        return None
    titled = len(text) <= VIDEO_LIMIT and not text.endswith((*FULL_STOPS, ":"))
    return Taken(2) if titled and not SOURCE.fullmatch(text) else None


def photo_credit(cursor: Cursor, text: str) -> Taken | None:
    """photo-credit = "© Foto oleh" name."""
    mark = PHOTO_CREDIT.search(text)
    return Taken() if mark and mark.start() == 0 else None


def photo_caption(cursor: Cursor, text: str) -> Taken | None:
    """photo-caption = a picture's text "© Foto oleh" name."""
    return Taken(content=text) if PHOTO_CREDIT.search(text) and len(text) <= 250 else None


def chart(cursor: Cursor, text: str) -> Taken | None:
    """chart = ticker "Chart by TradingView", anywhere, in a line or one for its name."""
    if len(text) > 40:
        return None
    if CHART.search(text):
        return Taken()
    label = f"{text} {cursor.ahead()}"
    return Taken(2) if CHART_LABEL.fullmatch(label) else None


def google_news(cursor: Cursor, text: str) -> Taken | None:
    """google-news = "Cek Berita dan Artikel yang lain di" "Google News"?, in a line or in two."""
    if not GOOGLE_NEWS.fullmatch(text):
        return None
    return Taken(2) if cursor.ahead() in ("Google News", "Google News.") else Taken()


def pagination(cursor: Cursor, text: str) -> Taken | None:
    """pagination = "Selanjutnya" "Halaman" "1" "2" "Tampilkan Semua", in a line or one a line.

    Or the next page by its title, `Halaman Selanjutnya: Daftar sepuluh pabrik gula`, or by what
    it holds, `Simak daftar itu di halaman selanjutnya`.
    One a line, they count from 1, and there is an arrow, "Tampilkan Semua", or "Halaman" with two
    numbers. "Sebelumnya" alone is none but at the end of the story, since it heads columns.
    """
    if len(text) <= _LONGEST_NEXT and _NEXT_PAGE.match(text):
        # Several pages may stand in one, each below such a line.
        return Taken(content=None if cursor.last_prose > cursor.at else Stub("page"))
    items: list[str] = []
    number = 0
    while PAGE.fullmatch(item := cursor.ahead(len(items))) and len(items) < _MOST_ITEMS:
        if item.isdecimal():
            number += 1
            if int(item) != number:
                break
        items.append(item)
    joined = " ".join(items)
    if len(items) > 1 and PAGINATION.fullmatch(joined) and _LIST_OF_PAGES.search(joined):
        return Taken(len(items), Stub("page"))
    if text == "Sebelumnya":
        above = cursor.ahead(-1)
        ends = (is_sentence(above) or _is_furniture(above)) and (
            cursor.at + 1 == len(cursor.lines) or _is_furniture(cursor.ahead())
        )
        return Taken(content=Stub("page")) if ends else None
    if cursor.ahead().isdecimal() and " " not in text and not _LIST_OF_PAGES.search(text):
        return None
    return Taken(content=Stub("page")) if PAGINATION.fullmatch(text) else None


def _is_furniture(text: str) -> bool:
    """Whether `text` is a line that pages have below the story."""
    return bool(
        LINK.match(text)
        or GOOGLE_NEWS.fullmatch(text)
        or INDEX.fullmatch(text)
        or TAGS.match(text)
        or byline.names_editor(text)
    )


_MOST_ITEMS = 20
"""Lines of a pagination; the longest seen has 4 pages."""


def paywall(cursor: Cursor, text: str) -> Taken | None:
    """paywall = the box that sells the rest of the story; a sentence of it has two of its signs.

    Behind its heading, "Ini Artikel Spesial", or its first words, all is of the box or of the
    page's foot, but for a credit line, a link or tags, and for a paragraph that does not sell.
    """
    begins = not cursor.above and _BOX.fullmatch(text) is not None
    if not begins and (len(text) > 600 or not sells(text)):
        return None
    return Taken(_box(cursor) if begins else 1, Stub("paywall"))


def _box(cursor: Cursor) -> int:
    """How many lines the box has that begins here, with the list of other stories behind it."""
    count = 1
    listed = False
    while text := cursor.ahead(count):
        listed = listed or _OTHERS.fullmatch(text) is not None
        prose = is_prose(text) and not listed and not _OFFER.search(text)
        if prose or LINK.match(text) or byline.read(text) or _begins_tags(text):
            break
        count += 1
    return count


_BOX = lazy("Ini Artikel Spesial|Agar bisa lanjut membaca [^.]{0,60}, pastikan [^.]{0,90}[.]")
_DATED = lazy(r"\| [A-Z][a-z]{3,5}, \d")
"""How the list of other stories dates them: `| Jumat, 06 Maret 2026 | 08:55 WIB`."""
_OFFER = lazy(r"(?i:\bberlangganan|\blangganan|e-?paper\b|pembayaran\b)|\bPremium\b")
"""What a long line of the box offers."""


def notice(cursor: Cursor, text: str) -> Taken | None:
    """notice = "(" author ")"? "Artikel ini telah tayang di" outlet …, with its credits."""
    from kontan_parse.notice import read  # hardly a text has one, and its patterns are large

    reading = read(cursor.ahead)
    return Taken(reading[0], Notice(reading[1])) if reading else None


def signature(cursor: Cursor, text: str) -> Taken | None:
    """signature = "(" name (("/" | ",") name)* ")" behind the story, below a sentence or link.

    That is whoever wrote it for the paper it comes from. Below a heading stands a table's unit.
    """
    if cursor.above or not SIGNATURE.fullmatch(text) or cursor.last_sentence > cursor.at:
        return None
    above = cursor.ahead(-1)
    ended = is_prose(above) or above.endswith(SENTENCE_END) or LINK.match(above)
    return Taken() if ended else None


def stylesheet(cursor: Cursor, text: str) -> Taken | None:
    """stylesheet = "." name "{" … "}", what is left of a lost table."""
    return Taken() if STYLESHEET.match(text) and text.endswith("}") else None


def index(cursor: Cursor, text: str) -> Taken | None:
    """index = "INDEKS BERITA" or a share bar's word; in a one-line text with the tags behind it."""
    if not INDEX.fullmatch(text):
        return None
    behind = cursor.ahead()
    if not behind or cursor.ahead(2) or TAGS_ALONE.fullmatch(behind) or len(behind) > _LONGEST_TAGS:
        return Taken()
    number = cursor.lines[cursor.at + 1].number
    if number != cursor.lines[cursor.at].number:
        return Taken()
    return Taken(2, findings=(found("unsplit-tags", number, text=behind),))


_LONGEST_TAGS = 1_000
"""Characters of all tags of an article in one line; the most seen have 332."""


def contents(cursor: Cursor, text: str) -> Taken | None:
    """contents = "Daftar Isi" ":"? heading*, in a line or on the next, where each stands again."""
    if not CONTENTS_ALONE.fullmatch(text):
        return Taken() if CONTENTS.fullmatch(text) else None
    headings: set[str] = set()
    for at in range(cursor.at + 1, len(cursor.lines)):
        heading = cursor.lines[at].text
        if heading in headings or cursor.last_of[heading] == at:
            break
        headings.add(heading)
    return Taken(1 + len(headings)) if headings else None


def tags(cursor: Cursor, text: str) -> Taken | None:
    """tags = "Tag" ":"? item ("," item)*, or "Tag" alone with an item on each of the last lines.

    Below the editor's name or "INDEKS BERITA", no comma is needed.
    """
    mark = TAGS.fullmatch(text)
    if not mark or cursor.above:
        return None
    rest = mark["rest"]
    if not rest:
        return _tag_lines(cursor)
    items = [item.strip() for item in rest.split(",")]
    if len(items) > 1 and not text.endswith(SENTENCE_END) and max(map(len, items)) <= 40:
        return Taken(content=Tags(tuple(item for item in items if item)))
    foot = _is_foot(cursor) and not text.endswith(SENTENCE_END)
    if len(text) > (_LONGEST_TAGS if foot else PROSE) or not (foot or mark["colon"]):
        return None
    if " " not in rest:
        return Taken(content=Tags((rest,)))
    number = cursor.lines[cursor.at].number
    return Taken(content=Tags(()), findings=(found("unsplit-tags", number, text=rest),))


def _is_foot(cursor: Cursor) -> bool:
    """Whether the line above ends the mobile page's story, and no sentence comes any more."""
    above = cursor.ahead(-1)
    ends = FOOT.fullmatch(above) is not None or byline.names_editor(above)
    return ends and cursor.last_sentence <= cursor.at


def _tag_lines(cursor: Cursor) -> Taken | None:
    """The items below "Tag", if nothing but furniture comes behind them."""
    if cursor.last_prose > cursor.at:
        return None
    items: list[str] = []
    for at in range(cursor.at + 1, len(cursor.lines)):
        text = cursor.lines[at].text
        if len(text) > 60 or GOOGLE_NEWS.match(text) or FOOTER.fullmatch(text) or byline.read(text):
            break
        items.append(text)
    return Taken(1 + len(items), Tags(tuple(items))) if items else None


def footer(cursor: Cursor, text: str) -> Taken | None:
    """footer = "TERBARU" or another heading of the page's foot, with all short lines behind it.

    With all lines, where other stories stand below with their dates.
    """
    if cursor.above or not FOOTER.fullmatch(text):
        return None
    dated = _OTHERS.fullmatch(text) and _DATED.match(cursor.ahead(2))
    if cursor.last_sentence > cursor.at and not dated:
        return None
    return Taken(len(cursor.lines) - cursor.at)


def source(cursor: Cursor, text: str) -> Taken | None:
    """source = "*"? "Sumber" ":" name or address, inside or behind the story, or in brackets."""
    if cursor.above or not SOURCE.fullmatch(text) or len(text) > 300 or "| Editor" in text:
        return None
    return Taken(content=text)


def table_rule(cursor: Cursor, text: str) -> Taken | None:
    """table-rule = dashes and bars below a table's head, as readers of pages write them."""
    return Taken() if "---" in text and "|" in text and not text.strip("|-: ") else None


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
    """title = the line that `headline` chose."""
    return Taken(content=text) if cursor.at == cursor.headline else None


def bare_caption(cursor: Cursor, text: str) -> Taken | None:
    """caption = an unmarked line between the headline and the credit line of a page copy.

    Only where the headline is printed twice or a date line stands with it, as on a page.
    """
    if not cursor.above or cursor.headline is None or cursor.at < cursor.headline:
        return None
    if not byline.read(cursor.ahead()) or len(text) < 10:
        return None
    return Taken(content=text) if cursor.at > cursor.shows_a_page else None


def stray(cursor: Cursor, text: str) -> Taken | None:
    """stray = any other line above the story."""
    if not cursor.above:
        return None
    if not any(map(str.isalnum, text)):
        return Taken()
    number = cursor.lines[cursor.at].number
    return Taken(findings=(found("unknown-line-above-story", number, text=text),))


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
    _rule("boilerplate", banner, top=True),
    _rule("repeat", repeat, top=True),
    _rule("notice", notice, ("(", *_spellings("Artikel", "Berita", "Tulisan", "Sebagian"))),
    _rule("boilerplate", signature, ("(",)),
    _rule("header", header, (*_ROLES, *_DAYS, *"0123456789")),
    _rule("header", columnist, signs=(" | ",), top=True),
    _rule("date-line", date_line, top=True),
    _rule("caption", caption, _spellings("Il", "[Il")),
    _rule(
        "boilerplate",
        pagination,
        (
            *_spellings("Selanjutnya", "Sebelumnya", "Halaman", "Daftar", "Simak", "Tampilkan"),
            *"«‹<123456789",
        ),
    ),
    _rule(
        "cross-link",
        cross_link,
        (*_LINKS, *BULLETS, *(mark + link for mark in CLOSES for link in _LINKS)),
    ),
    _rule("boilerplate", insertion, signs=("©",)),
    _rule("boilerplate", photo_credit, ("©",)),
    _rule("caption", photo_caption, signs=("©",)),
    _rule("boilerplate", chart, signs=("TradingView",)),
    _rule("boilerplate", google_news, ("Cek",)),
    _rule("boilerplate", paywall, signs=(*PAYWALL, "Agar bisa lanjut")),
    _rule("boilerplate", stylesheet, (".",)),
    _rule("boilerplate", index, _spellings("Indeks", "Bagikan", "Share")),
    _rule("boilerplate", contents, (*_spellings("Daftar Isi"), "Daftar isi")),
    _rule("boilerplate", table_rule, ("|", "-", ":")),
    _rule("tags", tags, ("Tag", "TAG")),
    _rule("boilerplate", footer, _spellings("Terbaru", "Terpopuler", "Kontan", "Berita", "Video")),
    _rule("credit", source, (*_spellings("Sumber"), "*", "(Sumber", "(SUMBER", "Foto", "Grafis")),
    _rule("dateline", open_dateline, top=True),
    _rule("title", title, top=True),
    _rule("caption", bare_caption, top=True),
    _rule("boilerplate", stray, top=True),
    _rule("paragraph", paragraph),
)
"""The grammar, in order; the first rule that answers has the lines."""

STARTS: Mapping[str, tuple[str, ...]] = _by_letter(
    start for rule in RULES for starts in rule.starts.values() for start in starts
)
"""How any line begins that a rule with `starts` may take, by its first letter."""
