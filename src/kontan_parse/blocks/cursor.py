"""Where the driver stands in a text, and what the rules may ask about the lines around."""

from __future__ import annotations

from collections.abc import Container, Mapping
from types import MappingProxyType

from kontan_parse import byline
from kontan_parse.lines import Line
from kontan_parse.opening import CAPTION, headline, is_bare_headline, is_prose, is_sentence, opening


class Cursor:
    """Where the driver stands. Rules read it and change nothing."""

    def __init__(
        self,
        lines: tuple[Line, ...],
        title: str | None,
        body: int = 0,
        links: Mapping[int, Container[str]] = MappingProxyType({}),
    ) -> None:
        self.lines = lines
        self.links = links
        """The texts of the links in a line, by its number."""
        self.at = 0
        story = opening(lines, body, title)
        self.guesses = title is None and not body and is_bare_headline(lines, story)
        """Whether the first line is taken for the headline although nothing marks it."""
        self.story = story + self.guesses
        """Index of the line that opens the story; everything before it is furniture."""
        self.headline = headline(lines, self.story, title)
        """Index of the line that prints the headline, or None."""
        # What follows is asked once: a rule that looked through all lines each time would cost the
        # square.
        self._last_prose: int | None = None
        self._last_sentence: int | None = None
        self._last_of: Mapping[str, int] | None = None
        self._shows_a_page: int | None = None
        self._captioned: int | None = None
        self._editors: frozenset[str] | None = None

    @property
    def above(self) -> bool:
        """Whether this line stands above the story."""
        return self.at < self.story

    @property
    def last_prose(self) -> int:
        """Index of the last line as long as a paragraph; -1 where none is."""
        if self._last_prose is None:
            lines = reversed(range(len(self.lines)))
            self._last_prose = next((at for at in lines if is_prose(self.lines[at].text)), -1)
        return self._last_prose

    @property
    def last_sentence(self) -> int:
        """Index of the last line that is no heading or short item; -1 where none is."""
        if self._last_sentence is None:
            lines = reversed(range(len(self.lines)))
            self._last_sentence = next((at for at in lines if _is_story(self.lines[at].text)), -1)
        return self._last_sentence

    @property
    def last_of(self) -> Mapping[str, int]:
        """Index of the last line with each text."""
        if self._last_of is None:
            self._last_of = {line.text: at for at, line in enumerate(self.lines)}
        return self._last_of

    @property
    def shows_a_page(self) -> int:
        """Index of the line above the story by which it is a page's copy; beyond all where none is.

        That is a date line, or the headline where it stands again.
        """
        if self._shows_a_page is None:
            self._shows_a_page = self._find_a_page()
        return self._shows_a_page

    @property
    def captioned(self) -> int:
        """Index of the first marked caption above the story; beyond all lines where none is."""
        if self._captioned is None:
            marked = (at for at in range(self.story) if CAPTION.match(self.lines[at].text))
            self._captioned = next(marked, len(self.lines))
        return self._captioned

    @property
    def editors(self) -> frozenset[str]:
        """Who edited the article, by the credit lines above the story."""
        if self._editors is None:
            credits = (byline.read(line.text) for line in self.lines[: self.story])
            self._editors = frozenset(name for read in credits if read for name in read.editors)
        return self._editors

    def _find_a_page(self) -> int:
        seen = 0
        for at in range(self.story):
            text = self.lines[at].text
            seen += self.headline is not None and text == self.lines[self.headline].text
            if seen > 1 or byline.date_line(text):
                return at
        return len(self.lines)

    def ahead(self, count: int = 1) -> str:
        """The text `count` lines on, or nothing."""
        at = self.at + count
        return self.lines[at].text if 0 <= at < len(self.lines) else ""

    def is_link(self, count: int) -> bool:
        """Whether the line `count` lines on is a link and nothing else."""
        at = self.at + count
        return at < len(self.lines) and self.lines[at].text in self.links.get(
            self.lines[at].number, ()
        )


def _is_story(text: str) -> bool:
    return len(text) > 150 or is_sentence(text)
