"""The line that opens the story of a page, where teasers of other stories open as it does.

    opening = dateline, or else credits with an editor
    teaser  = one of several openings side by side, with no prose of its own

A front page, an index and the page of a tag hold teasers alone, and have no story.
"""

from __future__ import annotations

from collections.abc import Callable

from kontan_parse import byline, dateline
from kontan_parse.dateline import Reading
from kontan_parse.lines import tidy
from kontan_parse.opening import is_top
from kontan_parse.page import original
from kontan_parse.pages.densest import MENU, are_side_by_side, is_beside, is_link, is_paragraph
from kontan_parse.pages.markup import Item, Walk
from kontan_parse.patterns import lazy

TOP_LINES = 40
"""Lines between a headline and the body, at most: date, credits, caption, share bar."""
HOME = lazy(r"(?:(?:https?:)?//[^/?#]+)?/|(?:https?:)?//[^/?#]+")
"""The address of a site's front page."""


def story(walk: Walk) -> int | None:
    """Index of the first line that opens a story and no teaser of one."""
    items = walk.items
    opens = opening(items, 0, len(items))
    read = dateline.tagged
    if opens is None:
        opens, read = _old_style(items), dateline.old_style
    if opens is None or not read(tidy(items[opens].text)):
        return opens
    teased = _teased(walk)
    teaser: int | None = None
    for at in range(opens, len(items)):
        item = items[at]
        if item.box.mark is None and read(tidy(item.text)):
            if not _is_teaser(walk, at, teaser, read, teased):
                return at
            teaser = at
    return None


def _old_style(items: list[Item]) -> int | None:
    """Index of the first prose that a bare place opens below a headline, date line or credit."""
    top = None
    for at, item in enumerate(items):
        if item.box.mark is not None:
            continue
        if item.box.heading or is_top(tidy(item.text)):
            top = at
            continue
        near = top is not None and at - top <= TOP_LINES
        if near and is_paragraph(item) and dateline.old_style(tidy(item.text)):
            return at
    return None


def _is_teaser(
    walk: Walk,
    at: int,
    above: int | None,
    read: Callable[[str], Reading | None],
    teased: frozenset[int],
) -> bool:
    """Whether the line `at` opens one of several stories side by side, as on an index page.

    A story has a headline of its own that is not `teased`, or prose behind its dateline before
    another one opens; where a teaser is `above`, that prose is right beside it. Datelines in a row
    in an element are one's.
    """
    items, blocks = walk.items, walk.blocks
    first = items[at]
    head = headline(items, at)
    if head is not None:
        return head in teased
    if above is not None and are_side_by_side(blocks, items[above].block, first.block):
        below = range(at + 1, min(at + 2, len(items)))
        return not any(is_paragraph(items[line]) and is_beside(walk, line, at) for line in below)
    for behind in range(at + 1, len(items)):
        item = items[behind]
        if item.box.mark is None and read(tidy(item.text)):
            joined = behind == at + 1 and is_beside(walk, behind, at)
            again = item.text == first.text
            return not joined and not again and are_side_by_side(blocks, first.block, item.block)
        if is_paragraph(item):
            break
    return False


def _teased(walk: Walk) -> frozenset[int]:
    """The `h1`s that head teasers: each is a link, and leads from the page to another.

    That is known of a page that declares its address: a front page, or one that has several such
    and none that leads to itself. The declared title is no teaser's.
    """
    own = next(iter(walk.head.said("url")), None)
    if own is None:
        return frozenset()
    titles = walk.head.said("title")
    leads = {
        at: {_last_part(anchor.href) for anchor in item.anchors}
        for at, item in enumerate(walk.items)
        if item.box.heading and is_link(item) and tidy(item.text) not in titles
    }
    front = HOME.fullmatch(original(own)) is not None
    parts = set[str]().union(*leads.values()) - {""}
    if not front and (len(parts) < _TEASERS or _last_part(own) in parts):
        return frozenset()
    return frozenset(at for at, to in leads.items() if to and to <= parts)


_TEASERS = 2
"""Headlines that lead to as many other pages; a story may have one below."""


def _last_part(address: str) -> str:
    """The last part of an address's path, by which its pages and versions are the same.

    >>> _last_part("https://m.contoh.example/news/gula-naik/?page=all"), _last_part("//a.example")
    ('gula-naik', '')
    """
    path = original(address.strip()).partition("#")[0].partition("?")[0]
    if "//" in path:
        path = path.partition("//")[2].partition("/")[2]
    return path.rstrip("/").rpartition("/")[2]


def headline(items: list[Item], at: int) -> int | None:
    """Index of the nearest headline above the line `at` if it is an `h1`: teasers' are links."""
    links = 0
    for line in range(at - 1, max(-1, at - TOP_LINES - 1), -1):
        if items[line].box.heading:
            return line if links == 0 or links >= MENU else None
        if is_link(items[line]):
            links += 1
        elif 0 < links < MENU or is_paragraph(items[line]):
            return None
        else:
            links = 0
    return None


def opening(items: list[Item], start: int, stop: int) -> int | None:
    """Index of the line that opens a story: a dateline, or else a credit line with an editor."""
    credited = None
    for at in range(start, stop):
        item = items[at]
        if item.box.mark is None:
            text = tidy(item.text)
            if dateline.tagged(text):
                return at
            if credited is None and ":" in text and _names_who_tells(text):
                credited = at
    return credited


def opens_a_story(item: Item) -> bool:
    """Whether one line does."""
    return opening([item], 0, 1) is not None


def _names_who_tells(text: str) -> bool:
    """Whether a line is credits with an editor, alone or with the dateline glued behind."""
    if byline.names_editor(text):
        return True
    outlet = dateline.OUTLET.search(text) if byline.LABEL.match(text) else None
    return (
        outlet is not None
        and byline.names_editor(text[: outlet.start()].rstrip())
        and dateline.tagged(text[outlet.start() :]) is not None
    )
