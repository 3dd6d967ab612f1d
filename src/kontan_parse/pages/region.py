"""Where the article stands among the lines of a page.

    page = … (headline top* | top* headline?) body … editor … tags …
    top  = date | credits | caption
    body = the container of a known template, or the likeliest element

What stands behind the end of the story, inside its container or out of it, is the page's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from kontan_parse import byline, dateline, dates
from kontan_parse.dates.values import WIB
from kontan_parse.diagnostics import Diagnostic, found
from kontan_parse.lines import letters, tidy
from kontan_parse.opening import SENTENCE_END, TITLE_LONGEST, is_top
from kontan_parse.page import original
from kontan_parse.pages import densest, tail, teasers
from kontan_parse.pages.densest import PARAGRAPH, TOLD, Span, is_link, is_paragraph
from kontan_parse.pages.elements import Container
from kontan_parse.pages.markup import Item, Walk


class Region(NamedTuple):
    """The article's lines, by their index among the items: `top:stop`, from `body` on its body."""

    top: int
    """Below 0 where it begins with lines far above."""
    headline: int | None
    body: int
    stop: int
    findings: tuple[Diagnostic, ...] = ()


def find(walk: Walk, *, fragment: bool = False) -> Region | None:
    """Where the article stands on the page, or None where there is none.

    None as well where the walk read too little of the page to tell. A `fragment` of a page, where
    nothing else tells, is a story if most of it is prose.
    """
    _uncover(walk.items)
    _demote(walk.items)
    chosen = _body(walk, fragment=fragment)
    if chosen is None:
        return None
    span, how = chosen
    items = walk.items
    stop = _end(walk, span, how)
    if stop is None:
        stop = tail.resumed(walk, span, how) if how in _TEMPLATES else span.stop
    stop = _before_another(items, span.start, stop)
    known = how in _TEMPLATES or (walk.amp and how != "opening")
    findings = () if known else (found("unknown-template", text=_HOW[how]),)
    headline = _headline(walk, span.start, stop)
    if headline is None:
        top, body = _top(walk, span.start), span.start
    else:
        body = max(span.start, headline + 1)
        top = _dated_top(walk, headline, body)
    if top < 0 and walk.hides:  # what is far above may be hidden
        return None
    return Region(top, headline, body, stop, findings)


_TEMPLATES = ("desktop", "mobile")


def _end(walk: Walk, span: Span, how: str) -> int | None:
    """Where something in `span` says that the story is over, or None where nothing does."""
    items = walk.items
    after = [
        at
        for at in range(span.start + 1, span.stop)
        if items[at].box.after and not items[at - 1].box.after
    ]
    marked = [end for end in walk.ends if end <= span.stop]
    # Once lines tell, they do so with more behind them: the first of them decides.
    told = _first_that_tells(items, *span) if marked or after else None
    marked = [end for end in marked if told is not None and told < end]
    ends = [*marked, *(end for end in after if told is not None and told < end)]
    if walk.bars and not marked and how in _TEMPLATES:
        ends += _bars(walk, span)
    return min(ends, default=None)


def _bars(walk: Walk, span: Span) -> Iterator[int]:
    """The share bars in `span` that stand behind prose or a dateline, as the foot of a page does.

    Credits do not tell: the bar may stand above the story, too.
    """
    told = next((at for at in range(*span) if _is_told_by(walk.items[at])), span.stop)
    return (bar for bar in walk.bars if told < bar <= span.stop)


def _is_told_by(item: Item) -> bool:
    """Whether a line is of the story whatever stands around it: a dateline, or unmarked prose."""
    if item.box.mark is not None or item.box.heading:
        return False
    return is_paragraph(item) or dateline.tagged(tidy(item.text)) is not None


def _before_another(items: list[Item], start: int, stop: int) -> int:
    """Where the headline of another story stands between `start` and `stop`, or `stop`."""
    opens = teasers.opening(items, start, stop)
    if opens is None:
        return stop
    first = tidy(items[opens].text)
    heads = _heads(items, opens + 1, stop)
    for line in range(heads[0] + 1 if heads else stop, stop):
        text = tidy(items[line].text)
        if items[line].box.mark is None and text != first and dateline.tagged(text):
            return max(head for head in heads if head < line)
    return stop


def _uncover(items: list[Item]) -> None:
    """Take the mark off the first caption with a dateline, unless the next prose has one.

    It opens the story of a page whose pictures tell it.
    """
    opens: int | None = None
    for at, item in enumerate(items):
        mark = item.box.mark
        if mark == "caption":
            if opens is None and dateline.tagged(tidy(item.text)):
                opens = at
        elif mark is None and opens is not None:
            if dateline.tagged(tidy(item.text)):
                return
            if len(item.text) >= PARAGRAPH:
                break
    if opens is not None:
        items[opens] = items[opens]._replace(box=items[opens].box._replace(mark=None))


def _demote(items: list[Item]) -> None:
    """Make plain lines of the headlines that are a link home: they print the site's name."""
    for at, item in enumerate(items):
        if not (item.box.heading and is_link(item)):
            continue
        addresses = [original(anchor.href.strip()) for anchor in item.anchors]
        if addresses and all(map(teasers.HOME.fullmatch, addresses)):
            items[at] = item._replace(box=item.box._replace(heading=False))


def _headline(walk: Walk, start: int, stop: int) -> int | None:
    """Index of the line that is the headline of the body that begins at `start`.

    That is an `h1`, or below it, or without one, the last line above the story that prints a title
    which the page declares, with another site's name behind it or without.
    """
    heading = _heading(walk.items, start, stop)
    titles = walk.head.said("title")
    if not titles or (heading is not None and tidy(walk.items[heading].text) in titles):
        return heading
    first = max(0, start - teasers.TOP_LINES) if heading is None else heading + 1
    declared: int | None = None
    for at in range(first, stop):
        item = walk.items[at]
        if item.box.mark is not None:
            continue
        if _prints_one(tidy(item.text), titles):
            declared = at
        elif at >= start and _says_more_than_a_label(item):
            break
    return heading if declared is None else declared


def _prints_one(text: str, titles: list[str]) -> bool:
    """Whether a line of three words or more is one of the `titles`."""
    if text.count(" ") < _TITLE_WORDS - 1 or len(text) > TITLE_LONGEST:
        return False
    same = letters(text)
    return any(
        letters(title) == same or title.startswith(tuple([text + mark for mark in _MARKS]))
        for title in titles
    )


_TITLE_WORDS = 3
"""Fewer may name a section, or the site."""
_MARKS = (" - ", " | ", " – ", " — ", " « ")
"""What stands between a title and the name of a site."""


def _heading(items: list[Item], start: int, stop: int) -> int | None:
    """Index of the last `h1` above the body that begins at `start`, or with which it begins.

    Without one, it is the first before `stop` that has some of the story below.
    """
    heads = _heads(items, max(0, start - teasers.TOP_LINES), stop)
    said = (line for line in range(start, stop) if items[line].box.mark is None)
    told = next((line for line in said if _says_more_than_a_label(items[line])), stop)
    above = [line for line in heads if line < told]
    if above or not heads:
        return above[-1] if above else None
    head = heads[0]
    opens_above = teasers.opening(items, start, head) is not None
    if opens_above and teasers.opening(items, head + 1, stop) is None:
        return None  # a subheading
    return head if _first_that_tells(items, head + 1, stop) is not None else None


def _heads(items: list[Item], start: int, stop: int) -> list[int]:
    """The headlines from `start` to `stop` that are in no box."""
    return [
        line
        for line in range(start, stop)
        if items[line].box.heading and items[line].box.mark is None
    ]


def _says_more_than_a_label(item: Item) -> bool:
    """Whether a line is of the story: no headline, and no rubric above one."""
    text = tidy(item.text)
    return not item.box.heading and (
        len(text) >= PARAGRAPH or text.endswith(SENTENCE_END) or teasers.opens_a_story(item)
    )


def _top(walk: Walk, at: int) -> int:
    """Index of the first of the date, credits and caption right above the line `at`.

    It is below 0 where that is far above.
    """
    while at > -len(walk.above) and is_top(tidy(_line(walk, at - 1))):
        at -= 1
    return at


def _dated_top(walk: Walk, headline: int, body: int) -> int:
    """`_top` of the headline, but for a date above it that is today's.

    The story's has a time or credits beside it, none below, and agrees with what is declared.
    """
    top = _top(walk, headline)
    lines = [tidy(_line(walk, at)) for at in range(top, headline)]
    credited = any(map(byline.read, lines))
    dated = any(_date(tidy(item.text)) for item in walk.items[headline + 1 : body])
    for at in range(len(lines) - 1, -1, -1):
        text = _date(lines[at])
        if not text:
            continue
        if dated or not (credited or ":" in text or "." in text) or _is_denied(walk, text):
            return top + at + 1
        dated = True
    return top


def _line(walk: Walk, at: int) -> str:
    """The line `at`, which is below 0 where it is far above."""
    return walk.above[at] if at < 0 else walk.items[at].text


def _is_denied(walk: Walk, text: str) -> bool:
    """Whether the page declares another date than `text`."""
    printed = dates.read(text)
    declared = [dates.given(value, WIB) for value in walk.head.said("published")]
    return printed is not None and any(
        date is not None and not dates.agree(date, printed.value) for date in declared
    )


_HOW = {
    "itemprop": "itemprop=articleBody",
    "article": "<article>",
    "opening": "the block around a dateline or credit line",
    "fragment": "nothing but its prose: it is a fragment of a page",
}


def _body(walk: Walk, *, fragment: bool) -> tuple[Span, str] | None:
    """The lines of the element that holds the body, and what told."""
    starts: dict[tuple[Container, int], int] = {}
    stops: dict[tuple[Container, int], int] = {}
    inside: tuple[tuple[Container, int], ...] = ()
    for at, item in enumerate(walk.items):
        if item.box.containers is not inside:  # most lines stand where the one above stands
            stops |= dict.fromkeys(inside, at)
            inside = item.box.containers
            for container in inside:
                starts.setdefault(container, at)
    stops |= dict.fromkeys(inside, len(walk.items))
    for kind in get_args(Container):
        named = [Span(starts[named], stops[named]) for named in starts if named[0] == kind]
        named = [span for span in named if _first_that_tells(walk.items, *span) is not None]
        # Comments are articles, too.
        joined = _joined(walk.items, named) if kind != "article" and len(named) > 1 else None
        if joined is not None:
            return joined, kind
        if kind == "article" and len(named) > 1:
            named = [span for span in named if teasers.opening(walk.items, *span) is not None]
            if len(named) > 1 and not any(_is_told(walk.items, span) for span in named):
                continue
        if named:
            return _chosen(walk, named), kind
    if walk.partial:
        return None
    opens = teasers.story(walk)
    if opens is not None:
        return densest.find(walk, opens), "opening"
    whole = Span(0, len(walk.items))
    if fragment and teasers.opening(walk.items, *whole) is None and densest.is_told(walk):
        return whole, "fragment"
    return None


def _chosen(walk: Walk, spans: list[Span]) -> Span:
    """The body of several: of stories one below the other that of the declared title, or the first.

    Where they are no stories, or parts of one below its headline, it is the longest.
    """
    items = walk.items
    told = [s for s in spans if teasers.opening(items, *s) is not None] if spans[1:] else []
    between = items[_opens(items, told[0]) + 1 : _opens(items, told[-1])] if told else []
    if any(item.box.heading or _date(tidy(item.text)) for item in between):
        titles = walk.head.said("title")
        for span in told:
            at = _heading(items, span.start, span.stop)
            if at is not None and tidy(items[at].text) in titles:
                return span
        told = [span for span in told if _is_told(items, span)]
        if told:
            return told[0]
    return max(spans, key=lambda span: _weight(items, span))


def _joined(items: list[Item], spans: list[Span]) -> Span | None:
    """The parts of one story, which follow each other without a line between, as one; or None.

    The first opens it, and the others are prose.
    """
    first, *others = spans
    stop = first.stop
    for span in others:
        inside = items[span.start : span.stop]
        if (
            span.start != stop
            or teasers.opening(items, *span) is not None
            or any(item.box.heading for item in inside)
            or not any(map(is_paragraph, inside))
        ):
            break
        stop = span.stop
    if stop == first.stop or teasers.opening(items, *first) is None:
        return None
    return Span(first.start, stop)


def _weight(items: list[Item], span: Span) -> int:
    return sum(len(item.text) for item in items[span.start : span.stop])


def _first_that_tells(items: list[Item], start: int, stop: int) -> int | None:
    """Index of the first line of prose, or that opens a story; a page of headlines has none."""
    for at in range(start, stop):
        item = items[at]
        prose = len(item.text) >= PARAGRAPH and item.box.mark in TOLD and not item.box.heading
        if prose or teasers.opens_a_story(item):
            return at
    return None


def _is_told(items: list[Item], span: Span) -> bool:
    """Whether what is in `span` is more than a teaser, which is the line that opens it alone."""
    opens = _opens(items, span)
    if teasers.headline(items, opens) is not None:
        return True
    return any(map(is_paragraph, items[opens + 1 : span.stop]))


def _opens(items: list[Item], span: Span) -> int:
    """Index of the line that opens the story in `span`, or else of its first."""
    opens = teasers.opening(items, *span)
    return span.start if opens is None else opens


def _date(text: str) -> str | None:
    """The date in a line of the top."""
    credits = byline.read(text)
    return credits.date_text if credits else byline.date_line(text)
