"""Lines → classified blocks.

`classify` walks down the lines and asks the rules of `RULES`, in order, who takes the next ones.
Rules only look; the driver here moves on. So no rule can lose, repeat or reorder a line, and
every line is in exactly one block.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from kontan_parse.blocks.cursor import Cursor
from kontan_parse.blocks.rules import RULES, STARTS
from kontan_parse.blocks.taken import Content, Kind, Link, Stub, Tags
from kontan_parse.diagnostics import Diagnostic
from kontan_parse.lines import Line, holds_any, is_bare
from kontan_parse.page import Anchor, Mark, Page, anchored


class Block(NamedTuple):
    """Lines that belong together, and the name of the rule that took them."""

    kind: Kind
    rule: str
    lines: tuple[Line, ...]
    content: Content


_block: Callable[[tuple[Kind, str, tuple[Line, ...], Content]], Block] = partial(
    tuple.__new__, Block
)
"""A block of its fields, in half the time."""


def classify(
    lines: tuple[Line, ...],
    text: str,
    title: str | None = None,
    body: int = 0,
    links: Mapping[int, Container[str]] = MappingProxyType({}),
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Every line in exactly one block, in order, with what the rules found odd.

    `text` is what the lines come from, `title` the headline and `body` the number of the body's
    first line, where the caller knows them; `links` are the texts of a line's links, by its number.
    """
    active = [rule for rule in RULES if not rule.signs or holds_any(text, rule.signs)]
    story_rules = [rule for rule in active if not rule.top]
    plain_rules = [rule for rule in story_rules if not rule.starts]
    cursor = Cursor(lines, title, body, links)
    blocks: list[Block] = []
    findings: list[Diagnostic] = []
    story = cursor.story
    at = 0
    while at < len(lines):
        cursor.at = at
        printed = lines[at].text
        letter = printed[0]
        if at <= story:
            rules = active
        elif printed.startswith(STARTS.get(letter, ())):
            rules = story_rules
        else:
            rules = plain_rules
        for rule in rules:
            if rule.starts and not printed.startswith(rule.starts.get(letter, ())):
                continue
            taken = rule.look(cursor, printed)
            if taken is not None:
                break
        else:
            raise AssertionError("the last rule takes anything")
        count, content, odd = taken
        stop = at + count
        blocks.append(_block((rule.kind, rule.name, lines[at:stop], content)))
        findings += odd
        at = stop
    return tuple(blocks), tuple(findings)


def around(
    lines: Iterable[Line],
    marks: Mapping[int, Mark],
    anchors: Mapping[int, tuple[Anchor, ...]],
    parts: Container[int] = (),
) -> tuple[Block, ...]:
    """The blocks of the lines that stand around the story, by what the page's markup says.

    `marks` and `anchors` are what it says of a line, by number. Furniture that follows on each
    other is one block, but for `parts`, the numbers of lines whose other part is the story's.
    """
    blocks: list[Block] = []
    furniture: list[Line] = []
    above = 0
    for line in lines:
        number = line.number
        mark = marks.get(number)
        if mark is None:
            if furniture and (above + 1 != number or number in parts):
                blocks.append(_furniture(furniture))
                furniture = []
            furniture.append(line)
            above = number
            continue
        kind, rule, content = _AROUND[mark]
        if mark == "tags":
            items = tuple(anchor.text for anchor in anchors.get(number, ())) or (line.text,)
            content = Tags(items)
            beside = _beside(items, line.text)
            if beside:
                blocks.append(Block("boilerplate", rule, (Line(number, beside),), None))
        elif mark == "caption":
            content = line.text
        blocks.append(Block(kind, rule, (line,), content))
    if furniture:
        blocks.append(_furniture(furniture))
    return tuple(blocks)


def apart(cut: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of a page's story, and those that are marks alone, which belong to its markup."""
    bare = [line for line in cut if is_bare(line.text)]
    if not bare:
        return cut, ()
    marks = frozenset(bare)
    return tuple([line for line in cut if line not in marks]), tuple(bare)


def by_line(classified: Iterable[Block]) -> list[tuple[Line, Block]]:
    """Each line with its block, from the first line to the last."""
    held = [(line, block) for block in classified for line in block.lines]
    return sorted(held, key=lambda pair: pair[0].number)


def titles(link: Link, block: Block) -> Iterator[tuple[str, Line]]:
    """The titles of the cross-link that `block` is, several below one label, each with its line."""
    printed = (link.title, *link.more)
    return zip(printed, block.lines[-len(printed) :], strict=True)


def addresses(page: Page, classified: Iterable[Block]) -> tuple[Line, ...]:
    """Where the links of `page` lead that are no cross-links, with the number of their line."""
    led = {
        (line.number, anchored(page, title, line.number))
        for block in classified
        if isinstance(block.content, Link)
        for title, line in titles(block.content, block)
    }
    return tuple(
        [
            Line(number, anchor.href)
            for number, anchors in page.anchors.items()
            for anchor in anchors
            if (number, anchor) not in led
        ]
    )


def _beside(items: Iterable[str], text: str) -> str:
    """The words of `text` that stand beside its tags; all of them where a tag is no whole word.

    >>> _beside(["gula", "garam"], "Tag gula, garam (2)"), _beside(["gula"], "gula,")
    ('Tag (2)', '')
    >>> [_beside(["gula"], text) for text in ("Tag gulali", "Tag regula", "Tag garam gurih")]
    ['Tag gulali', 'Tag regula', 'Tag garam gurih']
    """
    rest = []
    done = 0
    for item in items:
        at = text.find(item, done)
        end = at + len(item)
        if at < 0 or text[max(0, at - 1) : at].isalnum() or text[end : end + 1].isalnum():
            return text
        rest.append(text[done:at].strip())
        done = end
    rest.append(text[done:].strip())
    return " ".join([part for part in rest if not is_bare(part)])


def _furniture(lines: list[Line]) -> Block:
    return Block("boilerplate", "page-furniture", tuple(lines), None)


_AROUND: Mapping[Mark, tuple[Kind, str, Content]] = {
    "tags": ("tags", "tag-box", None),
    "paywall": ("boilerplate", "paywall-box", Stub("paywall")),
    "pagination": ("boilerplate", "page-list", Stub("page")),
    "caption": ("caption", "figure-caption", None),
}
"""What a marked line around the story is, and the rule's name that `explain` prints."""
