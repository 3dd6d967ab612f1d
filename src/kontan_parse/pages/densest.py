"""The element that holds a story, on a page of a template that nobody knows: the densest one.

It is sought from the line outwards that opens the story, by what stands side by side there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kontan_parse import byline
from kontan_parse.lines import tidy
from kontan_parse.links import LINK, PRINTED
from kontan_parse.opening import SENTENCE_END, is_top, offers
from kontan_parse.pages.markup import Item, Walk
from kontan_parse.patterns import lazy
from kontan_parse.seams import GOOGLE_NEWS

PARAGRAPH = 80
"""Characters from which a line counts as prose when the body has to be found."""
MENU = 4
"""Lines in a row that are links alone, from which they are a menu; a story has one or two."""
TOLD = (None, "caption")
"""The marks of what a story may be told by."""


class Span(NamedTuple):
    """The lines of an element."""

    start: int
    stop: int


def find(walk: Walk, at: int) -> Span:
    """The element around the line `at` that holds most of its story and little else.

    From the innermost block outwards, as long as more prose than other text comes with it, but for
    menus at its edges, and boxes at its end. Once there are paragraphs, others come in company.
    """
    whole = best = Span(at, at + 1)
    block: int | None = walk.items[at].block
    for _ in range(_OUTWARDS):
        if block is None:
            break
        around = _span(walk, block, whole)
        span = _without_menus(walk, around, best, at)
        if _gain(walk, span, best, at) < 0 or (span == best and around != whole):
            break
        whole, best = around, span
        block = walk.blocks.get(block)
    return _without_boxes(walk, best, at)


def is_told(walk: Walk) -> bool:
    """Whether more than half of all text is prose, without that of teasers, and few lines links."""
    items = walk.items
    told = [
        item for at, item in enumerate(items) if is_paragraph(item) and not _is_summary(walk, at)
    ]
    links = sum(map(_is_in_menu, items))
    prose = sum(len(item.text) for item in told)
    return 2 * prose > sum(len(item.text) for item in items) and 2 * links <= len(told)


def _gain(walk: Walk, span: Span, inside: Span, at: int) -> int:
    """How many more characters of prose than of other text are in `span`, beyond those `inside`.

    A short sentence beside the line `at` is neither.
    """
    items = walk.items
    told = sum(is_paragraph(items[line]) or is_beside(walk, line, at) for line in range(*inside))
    gain = 0
    for line in (*range(span.start, inside.start), *range(inside.stop, span.stop)):
        item = items[line]
        joins = told < _PARAGRAPHS or not _is_alone(items, line)
        if is_paragraph(item) and joins and not _is_summary(walk, line):
            gain += len(item.text)
        elif not (_goes_with_prose(item) or (is_beside(walk, line, at) and _is_sentence(item))):
            gain -= len(item.text)
    return gain


_PARAGRAPHS = 2
"""Lines of prose, or side by side, by which the element of the paragraphs is known."""


def _is_alone(items: list[Item], line: int) -> bool:
    """Whether neither line beside this one is prose, as in a teaser, a box, or a comment."""
    return not any(map(is_paragraph, (*items[line - 1 : line], *items[line + 1 : line + 2])))


def _without_boxes(walk: Walk, span: Span, at: int) -> Span:
    """`span` without what stands behind the story's paragraphs in an element of its own, and alone.

    Where each paragraph has an element of its own, too, nothing tells them from boxes. Nor is one
    a box that goes on with nothing but sentences, in elements without a name.
    """
    items = walk.items
    behind = range(at + 1, span.stop)
    if not any(is_paragraph(items[line]) and is_beside(walk, line, at) for line in behind):
        return span
    last = max(
        line
        for line in behind
        if is_beside(walk, line, at)
        or items[line].box.data
        or (is_paragraph(items[line]) and not _is_alone(items, line))
    )
    story = walk.blocks.get(items[at].block)
    for prose in behind[last - at :]:
        if prose <= last or not is_paragraph(items[prose]):
            continue
        box = _part(walk, items[prose].block, story)
        begin, stop = prose, prose + 1
        while begin > last + 1 and _part(walk, items[begin - 1].block, story) == box:
            begin -= 1
        while stop < span.stop and _part(walk, items[stop].block, story) == box:
            stop += 1
        if (
            box is None
            or any(item.links for item in items[begin:stop])
            or not all(map(_is_sentence, items[begin - 1 : stop]))
            or _has_name(walk, prose, last)
        ):
            return Span(span.start, begin)
        last = stop - 1
    return span


def _is_sentence(item: Item) -> bool:
    """Whether a line ends as sentences do; of a box, the label, a name or a button does not."""
    return item.text.rstrip().endswith(SENTENCE_END)


def _has_name(walk: Walk, line: int, above: int) -> bool:
    """Whether an element around a line, but not around the one `above`, has a class or an id.

    Boxes do, for their style.
    """
    block, beside = walk.items[line].block, walk.items[above].block
    for _ in range(_OUTWARDS):
        if not block or _is_in(beside, block, walk.blocks):
            break
        if block in walk.named:
            return True
        block = walk.blocks.get(block, 0)
    return False


def _part(walk: Walk, block: int | None, story: int | None) -> int | None:
    """The element right inside of `story` that `block` is or lies in, or None."""
    for _ in range(_OUTWARDS):
        if block is None or walk.blocks.get(block) == story:
            return block
        block = walk.blocks.get(block)
    return None


def _without_menus(walk: Walk, span: Span, inside: Span, at: int) -> Span:
    """`span` without what stands beyond a menu above or below what is `inside`.

    Below, only where less prose than other text comes with the menu, and with its heading. Beside
    the line `at`, prose and credits end the story, and where no headline is, any line.
    """
    items = walk.items
    start, stop = span
    alone = not any(item.box.heading for item in items[start:at])
    links = prose = other = 0
    for line in range(stop - 1, inside.stop - 1, -1):
        item = items[line]
        links = links + 1 if _is_in_menu(item) else 0
        if is_paragraph(item) and not _is_summary(walk, line):
            prose += len(item.text)
        else:
            other += len(item.text)
        beside = is_beside(walk, line, at) and not is_link(item)
        if beside and (alone or is_paragraph(item) or byline.read(tidy(item.text))):
            break
        above = items[line - 1]
        if links >= MENU and prose < other and not _is_in_menu(above):
            if above.text.rstrip().endswith(":"):
                break
            stop = line - _is_heading(above) if line > inside.stop else line
            prose = other = 0
    links = 0
    for line in range(inside.start - 1, start - 1, -1):
        links = links + 1 if is_link(items[line]) else 0
        if links == MENU:
            return Span(line + MENU, stop)
    return Span(start, stop)


def _span(walk: Walk, block: int, inside: Span) -> Span:
    """The lines of `block`, which has at least those `inside`."""
    items = walk.items
    start, stop = inside
    while start and _is_in(items[start - 1].block, block, walk.blocks):
        start -= 1
    while (
        stop < len(items)
        and not items[stop].box.after
        and _is_in(items[stop].block, block, walk.blocks)
    ):
        stop += 1
    return Span(start, stop)


def _is_in(inner: int | None, block: int, blocks: Mapping[int, int]) -> bool:
    for _ in range(2 * _OUTWARDS):
        if inner is None or inner == block:
            break
        inner = blocks.get(inner)
    return inner == block


_OUTWARDS = 40
"""Elements around a line that are looked at, from the inside; pages nest half as deep."""


def _is_heading(item: Item) -> bool:
    """Whether a line above a menu may be its heading."""
    text = tidy(item.text)
    return len(text) < PARAGRAPH and not item.links and not text.endswith(SENTENCE_END)


def _is_summary(walk: Walk, at: int) -> bool:
    """Whether the line `at` stands beside a headline above it that is a link, as on a teaser."""
    return at > 0 and _is_in_menu(walk.items[at - 1]) and is_beside(walk, at - 1, at)


def _is_in_menu(item: Item) -> bool:
    """Whether a line may be one of a menu: a link, but no cross-link and no row of a table."""
    return is_link(item) and not item.box.data and not LINK.match(tidy(item.text))


def _goes_with_prose(item: Item) -> bool:
    """Whether a line is a headline, credits, a date, a caption, a cross-link, or the foot's.

    So is what sells the rest of the story, or a subscription, and the address of a source.
    """
    text = tidy(item.text)
    told = LINK.match(text) or GOOGLE_NEWS.match(text) or _SOURCE.fullmatch(text)
    return item.box.heading or told is not None or is_top(text) or offers(text)


_SOURCE = lazy(rf"(?:(?:Sumber|SUMBER|sumber) ?:)?{PRINTED.pattern}")
"""An address alone; the name of a source is a credit."""


def is_paragraph(item: Item) -> bool:
    """Whether a line is prose: long, with no mark but a caption's, and no link."""
    return len(item.text) >= PARAGRAPH and item.box.mark in TOLD and not is_link(item)


def is_link(item: Item) -> bool:
    """Whether a line is its links and nothing else."""
    return bool(item.links) and tidy("".join([text for text, _ in item.links])) == tidy(item.text)


def is_beside(walk: Walk, one: int, two: int) -> bool:
    """Whether the blocks of two lines are right inside of the same block."""
    blocks, items = walk.blocks, walk.items
    return blocks.get(items[one].block) == blocks.get(items[two].block)


def are_side_by_side(blocks: Mapping[int, int], one: int, two: int) -> bool:
    """Whether two blocks lie as deep as each other in elements of the same block."""
    for _ in range(_OUTWARDS):
        if not one or not two:
            break
        one, two = blocks.get(one, 0), blocks.get(two, 0)
    return one == two
