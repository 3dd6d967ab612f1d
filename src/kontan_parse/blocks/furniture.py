"""The rules for what a page has around its story, and no article says.

They look and answer as those of `rules` do, where the table is that puts all in order.
"""

from __future__ import annotations

import itertools
import re

from kontan_parse import byline
from kontan_parse.blocks.cursor import Cursor
from kontan_parse.blocks.notice import read as read_notice
from kontan_parse.blocks.taken import Notice, Stub, Tags, Taken
from kontan_parse.diagnostics import found
from kontan_parse.lines import is_bare
from kontan_parse.links import BULLETS, LINK, past_links
from kontan_parse.opening import BANNER, OFFER, PROSE, SENTENCE_END, is_prose, is_sentence, sells
from kontan_parse.patterns import lazy
from kontan_parse.seams import (
    CHART,
    CLOSING,
    CONTENTS,
    GOOGLE_NEWS,
    LONE_NAME,
    LONGEST_NEXT,
    NEXT_PAGE,
    ROW_OF_HEADINGS,
    SIGNATURE,
    STYLESHEET,
    word_glue,
)

_WAYS = r"Selanjutnya(?: ?[»›>])?|[«‹<] ?Sebelumnya|Tampilkan Semua"
_PAGINATION = lazy(
    rf"(?![\d ]+$)(?:(?:{_WAYS}|Sebelumnya|Halaman(?: ?:(?= 1\b))?|[1-9]\d?)(?: |$)){{2,}}"
    rf"|Halaman(?: (?:[1-9]\d?|dari))+|{_WAYS}",
    re.IGNORECASE,
)
_PAGE = lazy(rf"{_WAYS}|Sebelumnya|Halaman ?:?|[1-9]\d?", re.IGNORECASE)
"""An item of a pagination that has a line of its own."""
_LIST_OF_PAGES = lazy(r"Halaman(?: ?:)? 1 2\b|Tampilkan Semua|[«‹<»›>]", re.IGNORECASE)
"""What such items need among them, since columns of tables are headed by the same words."""
_CHART_LABEL = lazy(r"(?:[A-Z]{2,8}:)?[A-Z][A-Z0-9.]{1,11} Chart by TradingView")
FOOT = lazy(r"INDEKS BERITA", re.IGNORECASE)
"""What stands below the story on each page of the mobile site; behind it come only tags."""
_INDEX = lazy(
    r"INDEKS BERITA|Indeks Berita|Bagikan|BAGIKAN|Share"
    r"|ADVERTISEMENT|(?:ADVERTISEMENT )?SCROLL TO CONTINUE WITH CONTENT"
)
_TAGS = lazy(r"(?:Tag|TAG|Tags|TAGS)\b(?: (?:Terkait|TERKAIT)\b)?(?P<colon> ?:)? ?(?P<rest>.*)")
_TAGS_ALONE = lazy(r"Tags?(?: Terkait)?:?", re.IGNORECASE)
_CONTENTS_ALONE = lazy(r"Daftar Isi ?:?", re.IGNORECASE)
_OTHERS = lazy("(?i:(?:Berita )?Terbaru)")
"""What heads the list of other stories."""
_FOOTER = lazy(
    rf"{_OTHERS.pattern}|TERPOPULER|Terpopuler|Kontan Academy|BERITA TERKAIT"
    r"|Berita Terkait|VIDEO PILIHAN|Video Pilihan|Berita Lainnya|BERITA LAINNYA"
)
_RIGHTS = lazy(
    r"Pedoman (?:Pemberitaan )?Media Siber|Privacy Policy|Kebijakan Privasi"
    r"|(?:Copyright |Hak Cipta )?© ?\d{4}\b.{0,80}"
)
"""The site's pages and rights, at the end of its foot."""
_SITE = lazy(rf"Tentang Kami|Redaksi|{_RIGHTS.pattern}")
"""The same with those that head a part of a story as well."""
_BOX = lazy("Ini Artikel Spesial|Agar bisa lanjut membaca [^.]{0,60}, pastikan [^.]{0,90}[.]")
_DATED = lazy(r"\| [A-Z][a-z]{3,5}, \d")
"""How the list of other stories dates them: `| Jumat, 06 Maret 2026 | 08:55 WIB`."""


def banner(cursor: Cursor, text: str) -> Taken | None:
    """banner = above the story: site name, subscriptions, indicator, `• LQ45 985 -4,4`, "Iklan"."""
    if cursor.above and BANNER.fullmatch(text):
        return Taken()
    return None


def chart(cursor: Cursor, text: str) -> Taken | None:
    """chart = ticker "Chart by TradingView", anywhere, in a line or one for its name."""
    if len(text) > 40:
        return None
    if CHART.search(text):
        return Taken()
    label = f"{text} {cursor.ahead()}"
    return Taken(2) if _CHART_LABEL.fullmatch(label) else None


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
    if len(text) <= LONGEST_NEXT and NEXT_PAGE.match(text):
        # Several pages may stand in one, each below such a line.
        return Taken(content=None if cursor.last_prose > cursor.at else Stub("page"))
    items: list[str] = []
    number = 0
    while _PAGE.fullmatch(item := cursor.ahead(len(items))) and len(items) < _MOST_ITEMS:
        if item.isdecimal():
            number += 1
            if int(item) != number:
                break
        items.append(item)
    joined = " ".join(items)
    if len(items) > 1 and _PAGINATION.fullmatch(joined) and _LIST_OF_PAGES.search(joined):
        return Taken(len(items), Stub("page"))
    if text == "Sebelumnya":
        above = cursor.ahead(-1)
        ends = (is_sentence(above) or _is_furniture(above)) and (
            cursor.at + 1 == len(cursor.lines) or _is_furniture(cursor.ahead())
        )
        return Taken(content=Stub("page")) if ends else None
    if cursor.ahead().isdecimal() and " " not in text and not _LIST_OF_PAGES.search(text):
        return None
    return Taken(content=Stub("page")) if _PAGINATION.fullmatch(text) else None


def _is_furniture(text: str) -> bool:
    """Whether `text` is a line that pages have below the story."""
    return bool(
        LINK.match(text)
        or GOOGLE_NEWS.fullmatch(text)
        or _INDEX.fullmatch(text)
        or _TAGS.match(text)
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
        prose = is_prose(text) and not listed and not OFFER.search(text)
        if prose or LINK.match(text) or byline.read(text) or begins_tags(text):
            break
        count += 1
    return count


def notice(cursor: Cursor, text: str) -> Taken | None:
    """notice = "(" author ")"? "Artikel ini telah tayang di" outlet …, with its credits."""
    reading = read_notice(cursor.ahead)
    return Taken(reading[0], Notice(reading[1])) if reading else None


def signature(cursor: Cursor, text: str) -> Taken | None:
    """signature = "(" name (("/" | ",") name)* ")" behind the story, below a sentence or link.

    That is whoever wrote it for the paper it comes from. Below a heading stands a table's unit.
    Links may stand between it and the notice that names that paper, or the foot. One name of one
    word has nothing else behind it.
    """
    lone = LONE_NAME.fullmatch(text) is not None
    if cursor.above or not (lone or SIGNATURE.fullmatch(text)):
        return None
    behind = past_links(map(cursor.ahead, itertools.count(1)))
    if not CLOSING.match(behind) and (
        cursor.last_sentence > cursor.at or (lone and behind and not _is_part(behind))
    ):
        return None
    above = cursor.ahead(-1)
    ended = is_prose(above) or above.endswith(SENTENCE_END) or LINK.match(above)
    return Taken() if ended else None


def code(cursor: Cursor, text: str) -> Taken | None:
    """code = style rules, of a lost table or the page's; or a script, or its last brackets."""
    if STYLESHEET.match(text):
        return Taken() if text.endswith("}") else None
    script = _SCRIPT.match(text) and text.endswith(_SCRIPT_ENDS)
    return Taken() if script or (not text.strip("(){}[]; ") and text[0] in "})];") else None


_SCRIPT = lazy(
    r"googletag\.|(?:window|document|jQuery)[.(\[]|\$[.(]|!?\(?function ?\w{0,30}\("
    r"|(?:var|let|const) [\w$]{1,40} ?="
)
_SCRIPT_ENDS = (";", "}", ")")


def index(cursor: Cursor, text: str) -> Taken | None:
    """index = "INDEKS BERITA", a word of the share bar or an advertisement's label in capitals.

    "INDEKS BERITA" has the tags behind it that lack their label, in its line or in those below.
    """
    if not _INDEX.fullmatch(text):
        return None
    items = _unlabelled(cursor) if FOOT.fullmatch(text) else []
    if not items:
        return Taken()
    told = found("unsplit-tags", cursor.lines[cursor.at + 1].number, text=" ".join(items))
    return Taken(1 + len(items), findings=(told,))


def _unlabelled(cursor: Cursor) -> list[str]:
    """The tags behind "INDEKS BERITA" that no "Tag" stands before; none where story may follow."""
    begin = cursor.at + 1
    behind = cursor.lines[begin : begin + _MOST_LINES]
    items = [
        line.text for line in itertools.takewhile(lambda line: not _is_part(line.text), behind)
    ]
    end = begin + len(items)
    if not items or len(items) == _MOST_LINES or sum(map(len, items)) > _LONGEST_TAGS:
        return []
    number = cursor.lines[cursor.at].number
    in_its_line = cursor.lines[end - 1].number == number
    if in_its_line and end == begin + 1 == len(cursor.lines):
        return items
    ended = (
        cursor.at > cursor.story and cursor.last_sentence < end and not any(map(is_sentence, items))
    )
    above = cursor.ahead(-1)
    return items if ended and (in_its_line or byline.names_editor(above)) else []


def _is_part(text: str) -> bool:
    """Whether a line that stands among a page's last is another part than its tags."""
    return bool(
        _INDEX.fullmatch(text)
        or begins_tags(text)
        or begins_foot(text)
        or _RIGHTS.fullmatch(text)
        or LINK.match(text)
        or byline.read(text)
    )


_MOST_LINES = 40
"""Lines behind "INDEKS BERITA" that may be tags; more are a list of stories."""
_LONGEST_TAGS = 1_000
"""Characters of all tags of an article in one line; the most seen have 332."""


def contents(cursor: Cursor, text: str) -> Taken | None:
    """contents = "Daftar Isi" ":"? heading*, in a line or on the next, where each stands again.

    In the next line all may stand, joined without a blank, or the first of them stands again.
    """
    if not _CONTENTS_ALONE.fullmatch(text):
        return Taken() if CONTENTS.fullmatch(text) else None
    if _is_row_of_headings(cursor, cursor.ahead()):
        return Taken(2)
    headings: set[str] = set()
    for at in range(cursor.at + 1, len(cursor.lines)):
        heading = cursor.lines[at].text
        if heading in headings or cursor.last_of[heading] == at:
            break
        headings.add(heading)
    return Taken(1 + len(headings)) if headings else None


def _is_row_of_headings(cursor: Cursor, text: str) -> bool:
    """Whether `text`, below "Daftar Isi", is several headings: `Pilih BibitCara MenyiramPanen`."""
    if not ROW_OF_HEADINGS.fullmatch(text):
        return False
    if len(word_glue(text, 0, len(text))) > 1:
        return True
    words = text.split(" ")
    return any(
        words[count][0].isupper() and cursor.last_of.get(" ".join(words[:count]), 0) > cursor.at + 1
        for count in range(2, min(len(words), _LONGEST_HEADING))
    )


_LONGEST_HEADING = 12
"""Words of one in a table of contents."""


def tags(cursor: Cursor, text: str) -> Taken | None:
    """tags = "Tag" ":"? item ("," item)*, or "Tag" alone with an item on each of the last lines.

    Below the editor's name or "INDEKS BERITA", no comma is needed.
    """
    mark = _TAGS.fullmatch(text)
    if not mark or cursor.above:
        return None
    rest = mark["rest"]
    if not rest:
        return _tag_lines(cursor)
    items = [item.strip() for item in rest.split(",")]
    if (
        len(items) > 1
        and not text.endswith(SENTENCE_END)
        and max(map(len, items)) <= 40
        and (mark["colon"] or cursor.last_sentence <= cursor.at)
    ):
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
    """The items below "Tag", if nothing but furniture comes behind them.

    Where the first has a bullet, all have it, and the record has none. A bullet may be torn off.
    """
    if cursor.last_prose > cursor.at:
        return None
    items: list[str] = []
    first = cursor.ahead()
    bullet = first[0] if first.startswith(BULLETS) and not is_bare(first) else ""
    for at in range(cursor.at + 1, len(cursor.lines)):
        text = cursor.lines[at].text
        if (
            len(text) > 60
            or not text.startswith(bullet)
            or GOOGLE_NEWS.match(text)
            or _FOOTER.fullmatch(text)
            or _is_sites(cursor, at)
            or byline.read(text)
        ):
            break
        items.append(text.removeprefix(bullet).lstrip())
    told = tuple([item for item in items if not is_bare(item)])
    return Taken(1 + len(items), Tags(told)) if told else None


def begins_tags(text: str) -> bool:
    """Whether tags, however long, begin with a line or stand below it."""
    return FOOT.fullmatch(text) is not None or (
        _TAGS.fullmatch(text) is not None and not text.endswith(SENTENCE_END)
    )


def begins_foot(text: str) -> bool:
    """Whether the page's foot, or what stands right above it, begins with a line."""
    return bool(
        FOOT.fullmatch(text)
        or _TAGS_ALONE.fullmatch(text)
        or _FOOTER.fullmatch(text)
        or GOOGLE_NEWS.match(text)
    )


def footer(cursor: Cursor, text: str) -> Taken | None:
    """footer = "TERBARU" or another heading of the page's foot, with all short lines behind it.

    Or what the site says of itself, "Pedoman Media Siber". With all lines, where other stories
    stand below with their dates. But none above who edited this one, if nothing else follows.
    """
    if cursor.above or not (_FOOTER.fullmatch(text) or _is_sites(cursor, cursor.at)):
        return None
    dated = _OTHERS.fullmatch(text) and _DATED.match(cursor.ahead(2))
    if cursor.last_sentence > cursor.at and not dated:
        return None
    return Taken((not dated and _above_editor(cursor)) or len(cursor.lines) - cursor.at)


def _above_editor(cursor: Cursor) -> int:
    """How many lines from here stand above the story's editor; 0 where none names one.

    No other was named before, and nothing but tags and the foot stands below.
    """
    begin = cursor.at + 1
    before = cursor.lines[max(0, begin - _NEAR) : begin]
    if cursor.editors or any(byline.names_editor(line.text) for line in before):
        return 0
    behind = (at for at in range(begin, len(cursor.lines)) if _credits(cursor, at))
    first = last = next(behind, 0)
    while last and _credits(cursor, last):
        last += 1
    if not any(byline.names_editor(line.text) for line in cursor.lines[first:last]):
        return 0
    ends = last == len(cursor.lines) or _is_part(cursor.lines[last].text)
    return first - cursor.at if ends or _is_sites(cursor, last) else 0


_NEAR = 40
"""Lines above a heading of the foot among which the story's own editor would stand."""


def _credits(cursor: Cursor, at: int) -> bool:
    """Whether a line is one of credits."""
    return at < len(cursor.lines) and byline.read(cursor.lines[at].text) is not None


def _is_sites(cursor: Cursor, at: int) -> bool:
    """Whether a line is the site's own: `© 2026 Kontan`, or "Redaksi" above another such."""
    text = cursor.lines[at].text
    if _RIGHTS.fullmatch(text):
        return True
    below = at + 1
    return bool(
        _SITE.fullmatch(text)
        and below < len(cursor.lines)
        and _SITE.fullmatch(cursor.lines[below].text)
    )
