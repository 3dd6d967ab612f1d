"""What the elements of a page mean for the text in them, by their names, classes and attributes.

The classes are those of Kontan's desktop pages (2018 to 2026) and mobile pages (2020 to 2022).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from threading import local
from typing import Any, Literal, NamedTuple, get_args

from selectolax.lexbor import LexborCSSSelector, LexborNode

from kontan_parse.page import Mark
from kontan_parse.patterns import lazy

Container = Literal["desktop", "mobile", "itemprop", "article"]
"""What may hold the body of an article."""
BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li "
    "listing main menu nav ol optgroup option p plaintext pre search section select summary table "
    "tbody td tfoot th thead tr ul xmp".split()
)
"""Elements that browsers set apart, the line break, and the button, which is no part of a line."""
SILENT = frozenset(
    "audio canvas embed head iframe img input noembed noframes noscript script source style svg "
    "template title track video".split()
)
"""What prints no text in a browser of today."""
_CLASS = lazy(
    r"(?<!\S)(?:"
    r"(?P<desktop>tmpt-desk-kon)"
    r"|(?P<mobile>ctn)"
    r"|(?P<tags>artikel__tags|tagl|wrap-tag)"
    r"|(?P<paywall>kontan_premiun|kgmPWall)"
    r"|(?P<pagination>paginations?)"
    r"|(?P<end>tpt_shr)"
    r"|(?P<furniture>ads-inreads|ads-partner-wrap|artikel__sosmed|block-shared|boxdonasi"
    r"|heightads\w*|insideads|kgmModal|kgnw-root|listbut-shr|persona-widget|prmtn"
    r"|state-picker|state-result)"
    r"|(?P<paging>paging)"
    r"|(?P<margin>bor-top|head-sec|mar-v-10|overlay|penampang_paging)"
    r")(?!\S)"
)
"""The classes that tell a container, the end of the story or furniture; the spelling is theirs."""
_WITHIN = {"paging": "pagination", "margin": "furniture"}
"""What those are that tell something only inside of a body, where no story has one."""
SHARE_BAR = "share-it"
"""The id of the share bar; on a desktop page the foot of the page stands behind it."""
_FURNITURE_IDS = frozenset(
    (SHARE_BAR, "adsoutsream", "endscroll", "isi-diskus-det", "loop_lastest", "persona-widget")
)
_FURNITURE_ID = ("div-belowarticle", "div-inside-")
"""How the ids of places for advertisements begin; the rubric stands behind."""
_FURNITURE_ATTRIBUTES = frozenset(("d-widget", "fallback", "placeholder"))
"""Those of widgets, and of what AMP shows until or unless an element loads."""
_ENDS = frozenset(("paywall", "pagination", "end"))
_NESTED_BODIES = 8
"""Elements that may hold a body, within each other, that are looked at."""
_NESTED_TABLES = 8
"""Tables within tables that are looked at; deeper ones lay out the page."""
_MARKED: Mapping[str, Mark] = {
    "button": "furniture", "figcaption": "caption", "option": "furniture",
}  # fmt: skip
"""What elements are beside the story by themselves."""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
"""Where a button that unfolds a part of the story prints its subheading."""
BOXES_OF_THEIR_OWN = frozenset(("article", "footer", "h1", "table", "tr", *_MARKED))
"""Blocks that tell something of their text whatever their attributes are."""


class Box(NamedTuple):
    """What the elements around a text tell of it; a block that tells nothing has that around it."""

    joined: bool = False
    """Whether blocks and breaks inside are blanks: a row of data, a headline."""
    silent: bool = False
    mark: Mark | None = None
    """What it stands beside the story for."""
    after: bool = False
    """Whether an element says that the story is over."""
    heading: bool = False
    containers: tuple[tuple[Container, int], ...] = ()
    """The elements around it that may hold the body, by their address."""
    tables: int = 0
    """How many tables it stands in."""
    data: bool = False
    """Whether the innermost of them holds data."""
    margin: bool = False
    """Whether it stands in a margin of a body, which may list tags."""


def box_of(box: Box, node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> Box:
    """What a block tells of its text, where its parent tells `box`."""
    class_ = attributes.get("class")
    kind = kind_of(class_) if class_ else None
    if class_ and kind is None and len(attributes) == 1 and tag not in BOXES_OF_THEIR_OWN:
        return box
    _, _, mark, after, _, containers, tables, data, margin = box
    if kind in _WITHIN:
        inside = any(name != "article" for name, _ in containers)
        margin = margin or (inside and kind == "margin")
        kind = _WITHIN[kind] if inside else None
    container = _container(kind, attributes)
    if container is not None:
        mark, containers = None, _one_more(containers, container, node.mem_id)
    elif kind in _MARKS:
        if mark != "paywall" or kind != "furniture":  # what sells the rest may be in a widget
            mark = _MARKS[kind]
    elif tag != "body" and _is_furniture(attributes):
        mark = "furniture"
    elif tag in _MARKED and not (
        tag == "button" and node.parent is not None and node.parent.tag in _HEADINGS
    ):
        mark = mark or _MARKED[tag]
    after = after or kind in _ENDS or (tag == "footer" and not containers)
    joined = heading = False
    match tag:
        case "article":
            mark, containers = None, _one_more(containers, "article", node.mem_id)
        case "h1":
            joined = heading = True
        case "table":
            tables += 1
            data = tables <= _NESTED_TABLES and _holds_data(node)
        case "tr":
            joined = data
    return Box(joined, False, mark, after, heading, containers, tables, data, margin)


def kind_of(class_: str) -> str | None:
    """What a class attribute says that an element is for."""
    return _kept(class_) if len(class_) <= _LONGEST_KEPT else _kind(class_)


_LONGEST_KEPT = 200
"""Characters of a class attribute that is kept; a page has few, and repeats them."""


def _kind(class_: str) -> str | None:
    told = [known.lastgroup for known in _CLASS.finditer(class_)]
    more = [kind for kind in told if kind != "margin"]  # any other class says more
    return (more or told or [None])[0]


_kept = lru_cache(maxsize=1024)(_kind)


_MARKS: Mapping[str | None, Mark] = {mark: mark for mark in get_args(Mark)}


def _one_more(
    containers: tuple[tuple[Container, int], ...], kind: Container, block: int
) -> tuple[tuple[Container, int], ...]:
    """`containers` with one more inside, unless they are too many to be meant."""
    return (*containers, (kind, block)) if len(containers) < _NESTED_BODIES else containers


def may_hold_a_body(attributes: Mapping[str, str | None], tag: str) -> bool:
    """Whether an element inside of a headline shows that the headline was never closed."""
    class_ = attributes.get("class") or ""
    return tag == "article" or _container(kind_of(class_), attributes) is not None


def _container(kind: str | None, attributes: Mapping[str, str | None]) -> Container | None:
    """What kind of a body the attributes of an element promise."""
    if kind == "desktop":
        return "desktop"
    if kind == "mobile":
        return "mobile"
    return "itemprop" if attributes.get("itemprop") == "articleBody" else None


def _is_furniture(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is a widget or is hidden."""
    id_ = attributes.get("id")
    return (
        (id_ is not None and (id_ in _FURNITURE_IDS or id_.startswith(_FURNITURE_ID)))
        or not _FURNITURE_ATTRIBUTES.isdisjoint(attributes)
        or is_hidden(attributes)
    )


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether the attributes of an element hide it."""
    style = attributes.get("style")
    return "hidden" in attributes or (
        style is not None and "display:none" in "".join(style.split()).lower()
    )


def _holds_data(table: LexborNode) -> bool:
    """Whether a table holds data: one that lays out a page nests, or its cells have many lines.

    Text processors write a paragraph into each cell; of such, few have another line. Where each row
    is one cell, nothing stands side by side, so one cell of several lines tells.
    """
    table.strip_tags(["noscript", "svg"])
    find = selector().find
    if len(find("table", table)) > 1:
        return False
    cells = find("td, th", table)
    if not selector().any_matches(_SECOND_CELL, table):
        return not find("br", table) and all(len(find(_IN_CELLS, cell)) <= 1 for cell in cells)
    lines = len(find(_IN_CELLS, table))
    if lines <= len(cells):
        return True
    paragraphs, breaks = len(find("p", table)), len(find("br", table))
    written = paragraphs + breaks == lines and paragraphs >= len(cells)
    return (
        written
        and 2 * (lines - len(cells)) < len(cells)
        and all(len(find(_IN_CELLS, cell)) <= 2 for cell in cells)
    )


_SECOND_CELL = "td + td, td + th, th + td, th + th"
_IN_CELLS = "p, div, ul, ol, li, br, h2, h3, h4, h5, h6"
"""What makes lines in a cell."""


_THREAD = local()


def selector() -> Any:  # LexborCSSSelector, whose stub has `bool` where it gives an int
    """What finds elements: one for each thread, since to make it costs as much as a small page."""
    try:
        return _THREAD.selector
    except AttributeError:
        _THREAD.selector = LexborCSSSelector()  # type: ignore[no-untyped-call]
        return _THREAD.selector
