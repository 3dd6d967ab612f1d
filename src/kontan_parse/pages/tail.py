"""What stands behind the story of a page: its editor, its tags, and other stories."""

from __future__ import annotations

from collections.abc import Iterator

from kontan_parse import byline, dateline
from kontan_parse.lines import tidy
from kontan_parse.links import LINK
from kontan_parse.pages.densest import MENU, Span, is_link, is_paragraph
from kontan_parse.pages.markup import Item, Walk

LINES = 40
"""Lines behind the story among which the editor is looked for."""
_TAG_LABELS = frozenset(("Tag", "Tags", "TAG", "TAGS"))


def resumed(walk: Walk, span: Span, how: str) -> int:
    """Where the story in `span`, an element of the template `how`, ends if no end is in it.

    That is behind the element where a stray tag closed it. Prose or a cross-link right beside it
    tells so, before the end of a story; with no other story, body, tags, foot or menu before that.
    """
    items, stop = walk.items, span.stop
    containers = items[stop - 1].box.containers
    depth = next(at for at, (kind, _) in enumerate(containers) if kind == how)
    around = walk.blocks.get(containers[depth][1])
    end = min((end for end in walk.ends if end > stop), default=stop)
    told, links = False, 0
    opened = any(dateline.tagged(tidy(item.text)) for item in items[span.start : stop])
    for item in items[stop:end]:
        text = tidy(item.text)
        links = links + 1 if is_link(item) else 0
        tagged = dateline.tagged(text) is not None
        own = tagged and not opened  # its credits alone are in `span`
        opened = opened or own
        if (
            item.box.after
            or item.box.mark == "tags"
            or item.box.containers != containers[:depth]
            or links == MENU
            or ((item.box.heading or tagged) and not own)
            or byline.date_line(text)
        ):
            return stop
        beside = walk.blocks.get(item.block) == around
        told = told or (beside and (own or is_paragraph(item) or LINK.match(text) is not None))
    return end if told else stop


def credited(items: list[Item], stop: int, headline: str | None) -> Iterator[int]:
    """The lines behind the story that name its editor, with a reporter right before.

    Its own `headline`, here and below, may be printed again.
    """
    waiting: int | None = None
    for at in range(stop, min(len(items), stop + LINES)):
        item = items[at]
        text = tidy(item.text)
        if _begins_a_story(item, text, headline) or byline.date_line(text):
            return
        credits = byline.read(text) if item.box.mark is None and ":" in text else None
        if credits is None or credits.has("sumber"):
            waiting = None
        elif credits.has("editor"):
            yield from (at,) if waiting is None else (waiting, at)
            return
        else:
            waiting = at


def another(items: list[Item], stop: int, headline: str | None, last: int) -> int:
    """Where another story begins behind `stop`, if that is before `last`, or beyond all lines."""
    for at in range(stop, last):
        item = items[at]
        if item.box.mark is None and _begins_a_story(item, tidy(item.text), headline):
            return at
    return len(items)


def _begins_a_story(item: Item, text: str, headline: str | None) -> bool:
    """Whether a line, whose tidy text is `text`, is another headline or opens with a dateline.

    A date alone may be that of a link to a story.
    """
    return (item.box.heading and text != headline) or dateline.tagged(text) is not None


def tag_lines(walk: Walk, body: int, stop: int) -> list[int]:
    """The lines that may be its tags: in their box, or behind the story and the word "Tag"."""
    return [*_boxed(walk, body, stop), *_listed(walk.items, stop)]


def _listed(items: list[Item], stop: int) -> Iterator[int]:
    """The links to tags behind the story and the word "Tag"."""
    listed = False
    for at in range(stop, len(items)):
        item = items[at]
        if item.box.mark == "tags":
            continue
        if _is_tag_label(item.text):
            listed = True
        elif listed:
            listed = len(item.links) == 1 and any("/tag/" in a.href for a in item.anchors)
            if listed:
                yield at


def _boxed(walk: Walk, body: int, stop: int) -> list[int]:
    """The tags in the first box that has some: its links, or several blocks side by side.

    A heading of its own begins another list, of tags that are popular. A margin is such a box
    behind the last line of the story, if its links lead to tags.
    """
    linked: list[int] = []
    bare: list[int] = []
    around: int | None = None
    items, blocks = walk.items, walk.blocks
    told = (at for at in range(stop - 1, body - 1, -1) if items[at].box.mark is None)
    last = next(told, body)
    for at in range(body, len(items)):
        item = items[at]
        boxed = item.box.mark == "tags" or (at > last and item.box.margin and _leads_to_tags(item))
        if boxed and _is_tag_label(item.text):
            continue
        if not (boxed and (item.links or blocks.get(item.block) == around)):
            if linked or len(bare) > 1:
                break
            bare.clear()
        if boxed:
            around = blocks.get(item.block)
            (linked if item.links else bare).append(at)
    return linked or (bare if len(bare) > 1 else [])


def _leads_to_tags(item: Item) -> bool:
    """Whether a line has links, and all of them lead to tags."""
    anchors = item.anchors
    return bool(anchors) and all("/tag/" in anchor.href for anchor in anchors)


def _is_tag_label(text: str) -> bool:
    return text.strip().removesuffix(":").rstrip() in _TAG_LABELS
