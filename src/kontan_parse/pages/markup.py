"""Markup → the lines of a page as its reader sees them.

One line for each block element and each `<br>`, one for each row of a table; inline tags leave
no trace, neither a blank more nor a blank less. With each line comes what only markup tells:
the links in it, whether it stands in a box that is no story, which element it belongs to.

What an element means is said in `elements`; no third room knows selectolax.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kontan_parse.lines import tidy
from kontan_parse.page import Anchor
from kontan_parse.pages.elements import (
    BLOCKS,
    BOXES_OF_THEIR_OWN,
    SHARE_BAR,
    SILENT,
    Box,
    box_of,
    is_hidden,
    kind_of,
    may_hold_a_body,
    selector,
)
from kontan_parse.pages.head import Head

SMALL = 20_000
"""Bytes of a page; in smaller ones too little stands far from a body to look for the last one."""
_CELLS = frozenset(("td", "th"))
_GONE = frozenset("iframe noscript script style svg template title".split())
"""Those of them that pages are full of; what they hold does not even part lines."""
_HUSHED = SILENT.difference(_GONE, "embed head img input source track".split())
"""Those that can hold text and blocks."""
_DECLARING = frozenset("base link meta script title".split())
"""What may say something about the page."""
_TELLING = BLOCKS | _GONE | _HUSHED | _DECLARING | {"-text", "-comment"}
"""What a walk looks at; all other elements are inline."""
_END_COMMENT = "pagination end"
_AMP = frozenset(("amp", "⚡"))
_BAR = " | "
"""What stands between the cells of a row."""
_TOP = -1
"""What stands for the block around all others."""
_PLAIN = Box()
Place = tuple[int, Box, LexborNode | None]
"""Where a text stands: in the block that makes its line, by its address, a box, and a link.

A bare tuple, since a walk makes one for nearly every element.
"""
_NOWHERE: Place = (0, _PLAIN, None)
_SILENCE: Place = (0, Box(joined=True, silent=True), None)


class Item(NamedTuple):
    """One line of the page."""

    text: str
    """With the blanks of the markup."""
    block: int
    """The block that makes it a line, by its address."""
    box: Box
    links: Sequence[tuple[str, LexborNode]]

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Its links that have a text and lead somewhere; several in a row to one place are one."""
        spans: list[tuple[int, int, str]] = []
        end = 0
        for text, node in self.links:
            href = node.attributes.get("href")
            at = self.text.index(text, end)
            apart, end = self.text[end:at].strip(), at + len(text)
            if not href or not tidy(text):
                continue
            if spans and not apart and spans[-1][2] == href:
                spans[-1] = (spans[-1][0], end, href)
            else:
                spans.append((at, end, href))
        return tuple([Anchor(tidy(self.text[at:end]), href) for at, end, href in spans])


_item: Callable[[tuple[str, int, Box, Sequence[tuple[str, LexborNode]]]], Item] = partial(
    tuple.__new__, Item
)
"""An item of its fields, in half the time."""


class Walk:
    """What a walk through a page brings home."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        """The lines that may be the article's."""
        self.above: list[str] = []
        """The lines far above it, of which nothing but their text is known."""
        self.below: list[str] = []
        """The lines far below."""
        self.blocks: dict[int, int] = {}
        """The block around a block, by their addresses; 0 around all."""
        self.named: set[int] = set()
        """The blocks that have a class or an id, by their addresses."""
        self.ends: list[int] = []
        """Lines before which a comment or an element says that the story is over."""
        self.bars: list[int] = []
        """Lines before which a share bar stands, whether it prints something or not."""
        self.head = Head()
        self.amp = False
        """Whether the page says that it is an AMP page."""
        self.partial = False
        """Whether lines far from any body were read without their place."""
        self.hides = False
        """Whether a block is hidden, which may be one of those lines."""


def read(markup: bytes, *, whole: bool = False) -> Walk:
    """All that a reader sees of `markup`, in UTF-8, and what it declares.

    Most of a page is menus: before the first headline or body and well behind the last element that
    may hold a body, only the lines are read and not their place, unless it is small or the `whole`
    is asked for.
    """
    tree = LexborHTMLParser(markup)
    walk = Walk()
    root = tree.root
    if root is None:
        return walk
    walk.amp = not _AMP.isdisjoint(root.attributes)
    find = selector().find
    bodies = [] if whole or len(markup) < SMALL else find(_BODIES, root)
    waiting = _last(root, bodies) if bodies else set()
    walk.partial = bool(waiting)
    covered = [
        node
        for node in find("[hidden], [style*='display' i]", root)
        if node.tag != "html" and is_hidden(node.attributes)
    ]
    walk.hides = any(node.tag in BLOCKS for node in covered)
    hidden = _hidden(root, {node.mem_id for node in covered if node.tag not in BLOCKS})
    page = _Nodes(root.traverse(include_text=True), _COMMON.copy(), hidden, walk.head)
    heads = find("h1", root) if walk.partial else []
    if heads:  # without a headline, what stands above the body is read with its place
        walk.above = _skim(page, until={node.mem_id for node in (*heads, *bodies)})
    _walk(page, walk, waiting)
    walk.below = _skim(page)
    return walk


_COMMON: dict[int, str] = {}
"""The names by number that the pages so far have shown, of those that are the same on each."""
_OF_A_PAGE = 65_536
"""The number of an element that the standard does not know is an address, and of one page only."""


class _Nodes(NamedTuple):
    """The nodes of a page that are still to come, in its order."""

    coming: Iterator[LexborNode]
    tags: dict[int, str]
    """The name of what a walk looks at, and "" for any other, by the parser's number for it.

    Numbers are read in half the time of names; they differ by version, and some by page.
    """
    hidden: frozenset[int]
    """The inline elements whose attributes hide them, by their address."""
    head: Head
    """Takes in what they declare."""

    def name(self, node: LexborNode) -> str:
        """The entry in `tags` for a node that is the first of its kind."""
        tag = node.tag if node.tag in _TELLING else ""
        self.tags[node.tag_id] = tag
        if node.tag_id < _OF_A_PAGE:
            _COMMON[node.tag_id] = tag
        return tag

    def declare(self, node: LexborNode, tag: str) -> None:
        """Take what an element declares."""
        self.head.add(tag, node.attributes, node.text)

    def skip(self, node: LexborNode, tag: str) -> None:
        """Take what an element, or one inside of it, declares, and leave it behind."""
        if tag in _DECLARING:
            self.declare(node, tag)
        inside = node.traverse(include_text=True)
        next(inside)  # the element itself
        for inner, _ in zip(inside, self.coming, strict=False):  # both pass the same nodes
            name = inner.tag
            # The title of a drawing is not the page's.
            if name in _DECLARING and inner.parent is not None and inner.parent.tag != "svg":
                self.declare(inner, name)


def _skim(page: _Nodes, until: Set[int] = frozenset()) -> list[str]:
    """The lines far from any body, up to the first block `until`, by its address.

    The block around a text is looked up only where it tells something: where no block or break
    stands before the text, and where an element may hide it.
    """
    lines: list[str] = []
    tags = page.tags
    blocks = dict.fromkeys(page.hidden, 0)
    tail: list[str] = []  # of the last line
    first: LexborNode | None = None
    block, broken, blank, hushed = 0, True, False, bool(page.hidden)
    for node in page.coming:
        try:
            tag = tags[node.tag_id]
        except KeyError:
            tag = page.name(node)
        if not tag:
            continue
        if tag == "-text":
            text = node.text_content
            if not text or text.isspace():
                blank = not broken
                continue
            if broken and not hushed:
                first, broken = node, False
            else:
                if first is not None:
                    block, first = _block(first, blocks), None
                here = _block(node, blocks)
                if not here:
                    continue
                broken = broken or here != block
                if not broken:
                    tail += (" ", text) if blank else (text,)
                    blank = False
                    continue
                block, broken = here, False
            if tail:
                lines[-1] += "".join(tail)
                tail.clear()
            lines.append(text)
            blank = False
        elif tag in BLOCKS:
            broken = True
            if until and node.mem_id in until:
                break
        elif tag == "-comment":
            broken = broken or _END_COMMENT in (node.html or "")
        elif tag in _GONE:
            page.skip(node, tag)
        elif tag in _HUSHED:
            hushed = True
        else:
            page.declare(node, tag)
    if tail:
        lines[-1] += "".join(tail)
    return lines


def _hidden(root: LexborNode, hidden: set[int]) -> frozenset[int]:
    """The inline elements that are `hidden` by their attributes, by their address.

    Where they hold all that may be the body, or else all headlines, they are the page itself, which
    a script shows.
    """
    find = selector().find
    if hidden:
        around: dict[int, bool] = {}  # whether something around an element, or itself, is hidden
        for inside in find(_BODIES, root) or find("h1", root):
            path: list[int] = []
            element: LexborNode | None = inside
            while element is not None and element.mem_id not in around:
                path.append(element.mem_id)
                element = element.parent
            covered = element is not None and around[element.mem_id]
            for address in reversed(path):
                covered = covered or address in hidden
                around[address] = covered
            if not covered:
                return frozenset(hidden)
        hidden.difference_update(around)
    return frozenset(hidden)


def _block(text: LexborNode, blocks: dict[int, int]) -> int:
    """The address of the block around a text, or 0 where an element hides it; kept in `blocks`."""
    inside: list[LexborNode] = []
    node = text.parent
    while node is not None and node.mem_id not in blocks:
        inside.append(node)
        node = node.parent
    block = blocks[node.mem_id] if node is not None else _TOP
    for node in reversed(inside):
        if node.tag in SILENT:
            block = 0
        elif block and node.tag in BLOCKS:
            block = node.mem_id
        blocks[node.mem_id] = block
    return block


def _walk(page: _Nodes, walk: Walk, waiting: set[int]) -> None:
    """Read the lines with their place; where some are `waiting`, up to well behind the last.

    The nodes come in the order of the page, and where an element ends is not told: text belongs
    to another line when it stands in another block, or when a block or break came between.
    """
    items = walk.items
    tags = page.tags
    behind = _LINES_BEHIND
    places: dict[int, Place] = {}
    pieces: list[str] = []
    links: list[tuple[int, int, LexborNode]] = []
    block, box, _ = _NOWHERE
    broken, cells = True, 0
    for node in page.coming:
        try:
            tag = tags[node.tag_id]
        except KeyError:
            tag = page.name(node)
        if not tag:
            continue
        if tag == "-text":
            text = node.text_content
            if not text or text.isspace():
                if not broken:
                    pieces.append(" ")
                continue
            parent = node.parent
            if parent is None:
                continue
            here, told, link = places.get(parent.mem_id) or _place(
                parent, places, walk, page.hidden
            )
            if told.silent:
                continue
            if here != block or (broken and not told.joined):
                _add(walk, pieces, block, box, links)
                block, box = here, told
            elif broken:
                pieces.append(" ")
            broken = False
            if cells > 1 and told.joined and told.data:
                pieces += [_BAR] * (cells - 1)
                cells = 1
            pieces.append(text)
            if link is not None:
                end = len(pieces)
                start = links.pop()[0] if links and links[-1][2] is link else end - 1
                links.append((start, end, link))
            continue
        if tag == "-comment":
            if _END_COMMENT not in (node.html or ""):
                continue
            _end(walk.ends, items, pieces)
        elif tag in _CELLS:
            cells += 1
        elif tag == "tr":
            cells = 0
        elif tag == "div":
            attributes = node.attributes
            if kind_of(attributes.get("class") or "") == "pagination":
                _end(walk.ends, items, pieces)
            elif attributes.get("id") == SHARE_BAR:
                _end(walk.bars, items, pieces)
        elif tag not in BLOCKS:
            if tag in _GONE:
                page.skip(node, tag)
            elif tag in _DECLARING:
                page.declare(node, tag)
            continue
        if walk.partial:
            if waiting:
                if node.mem_id in waiting:
                    waiting.discard(node.mem_id)
                    behind = len(items) + _LINES_BEHIND
            elif len(items) >= behind and not box.joined:
                break
        broken = True
    _add(walk, pieces, block, box, links)


_BODIES = ".tmpt-desk-kon, .ctn, [itemprop=articleBody], article"
"""What may hold the story."""
_BOXES = (".wrap-tag", ".tagl", ".artikel__tags")
"""A box of tags, the list in it, asked for where no box is, and the box of another template."""
_LINES_BEHIND = 40
"""Lines behind the last body and the last box of tags that are read with their place."""


def _last(root: LexborNode, bodies: list[LexborNode]) -> set[int]:
    """The elements behind the last of those that may hold a body, and the last box of tags."""
    known = {node.mem_id: node for node in bodies}
    outer = node = bodies[-1]
    while (parent := node.parent) is not None:
        node = parent
        outer = known.get(node.mem_id, outer)
    behind = tuple(_behind(outer))
    found = (selector().find(box, root) for box in _BOXES)
    boxes: list[LexborNode] = next(filter(None, found), [])
    return {node.mem_id for node in (*behind, *boxes[-1:])} if behind else {0}


def _behind(node: LexborNode | None) -> Iterator[LexborNode]:
    """The first block behind the end of `node`."""
    while node is not None:
        after = node.next
        while after is not None and after.tag not in BLOCKS:
            after = after.next
        if after is not None:
            yield after
            return
        node = node.parent


def _end(ends: list[int], items: list[Item], pieces: list[str]) -> None:
    """Keep in `ends` that the story may be over behind the line at hand."""
    ends.append(len(items) + bool(pieces))


def _add(
    walk: Walk, pieces: list[str], block: int, box: Box, links: list[tuple[int, int, LexborNode]]
) -> None:
    """End a line."""
    if pieces:  # the first of them is never blank
        said = [("".join(pieces[start:end]), node) for start, end, node in links] if links else ()
        walk.items.append(_item(("".join(pieces), block, box, said)))
    pieces.clear()
    links.clear()


def _place(node: LexborNode, places: dict[int, Place], walk: Walk, hidden: frozenset[int]) -> Place:
    """What `node` means for its text, kept in `places`; upwards only to what is known."""
    above: list[tuple[LexborNode, int]] = []
    place = _NOWHERE
    around: LexborNode | None = node
    while around is not None:
        address = around.mem_id
        known = places.get(address)
        if known is not None:
            place = known
            break
        above.append((around, address))
        around = around.parent
    for element, address in reversed(above):
        tag = element.tag or ""
        block, box, link = place
        if tag not in BLOCKS:
            if tag in SILENT or address in hidden:
                place = _SILENCE
            elif tag == "a":
                place = (block, box, element)
        elif not box.joined or box.heading:
            attributes = element.attributes
            if not box.joined or may_hold_a_body(attributes, tag):
                if attributes or tag in BOXES_OF_THEIR_OWN:
                    box = box_of(box, element, tag, attributes)
                    if "class" in attributes or "id" in attributes:
                        walk.named.add(address)
                walk.blocks[address] = block
                place = (address, box, link)
        places[address] = place
    return place
