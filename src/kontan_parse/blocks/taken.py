"""What a rule answers: how many lines are its own, and what they say."""

from __future__ import annotations

from typing import Literal, NamedTuple

from kontan_parse.byline import Credits
from kontan_parse.dateline import Reading
from kontan_parse.diagnostics import Diagnostic
from kontan_parse.model import LinkKind, Syndication, Truncation

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
