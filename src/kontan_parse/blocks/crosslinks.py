"""The rules for cross-links: `Baca Juga: …`, in a line, over two, or above a list of them."""

from __future__ import annotations

from kontan_parse.blocks.cursor import Cursor
from kontan_parse.blocks.taken import Link, Taken
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.links import (
    BULLETS,
    CLOSES,
    FRAME,
    LABEL,
    LINK,
    PRINTED,
    is_next,
    is_title,
    link_limit,
)
from kontan_parse.model import LinkKind
from kontan_parse.titles import SMALL

_KINDS: dict[str, LinkKind] = {
    "baca juga": "baca-juga",
    "tonton": "tonton",
    "selanjutnya": "selanjutnya",
    "berikutnya": "selanjutnya",
    "menarik dibaca": "menarik-dibaca",
}


def cross_link(cursor: Cursor, text: str) -> Taken | None:
    """cross-link = bullet? ("Baca Juga" | "Tonton" | "Selanjutnya" | "Menarik Dibaca") ":" title.

    "Berikutnya" says the same as "Selanjutnya". Brackets or quotation marks may stand around it.
    The title may stand in the next line, or several in the next ones, if each has the same bullet
    and is written as a headline or, on a page, is a link and no more; above such links the label
    needs no colon. What comes next, "Selanjutnya", opens steps and items as well: it has no bullet,
    no marks and no list.
    """
    inside = _unframed(text)
    mark = LINK.match(inside)
    if not mark:
        return _above_links(cursor, inside) or _listed(cursor)
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
        more = _linked(cursor, limit)[1:]
        return Taken(2 + len(more), Link(_KINDS[mark[1].lower()], title, more))
    if len(title) > 2 * limit:
        return None
    findings: tuple[Diagnostic, ...] = ()
    if len(title) > limit:
        findings = (found("overlong-title", number, length=len(title), limit=limit),)
    return Taken(content=Link(_KINDS[mark[1].lower()], title), findings=findings)


def link_address(cursor: Cursor, text: str) -> Taken | None:
    """link-address = behind a cross-link: the address where it leads, in brackets or without."""
    behind = LINK.match(_unframed(cursor.ahead(-1))) is not None
    return Taken() if behind and PRINTED.fullmatch(text) else None


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


def _above_links(cursor: Cursor, text: str) -> Taken | None:
    """A label without a colon, on a page, with the titles below that are links and no more.

    What comes next, "Selanjutnya", is there a step's heading or of the list of pages.
    """
    mark = LABEL.fullmatch(text)
    if not mark or is_next(mark):
        return None
    titles = _linked(cursor, link_limit(mark[1]))
    if not titles:
        return None
    return Taken(1 + len(titles), Link(_KINDS[mark[1].lower()], titles[0], titles[1:]))


def _linked(cursor: Cursor, limit: int) -> tuple[str, ...]:
    """The titles below a label, where each is all of its line's link."""
    count = 1
    while count <= _MOST_LISTED and cursor.is_link(count):
        text = cursor.ahead(count)
        if len(text) > limit or text.endswith(".") or LINK.match(text):
            break
        count += 1
    return tuple([cursor.ahead(at) for at in range(1, count)])


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
