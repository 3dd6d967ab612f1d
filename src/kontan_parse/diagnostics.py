"""Findings and failures.

A *finding* says that a text is odd and that parsing went on: a `Diagnostic`, returned
in the record. A *failure* says that a document cannot be read or written: an exception
under `KontanParseError`, raised once and handled where policy lives.

    KontanParseError
    ├── UnreadableInput     the bytes cannot be had, or are no text
    ├── UnwritableOutput    the result cannot be put where it was asked for
    │   └── MissingExtra    a package that is not installed would be needed for it (sinks)
    ├── ForeignParts        parts that another program or other options made (parts)
    ├── NoWorkers           processes cannot be started (workers)
    └── NoCluster           no cluster answers (cluster)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Severity = Literal["note", "warning", "error"]
"""How grave a finding is: `note` (worth knowing), `warning` (look), `error` (no article)."""

SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding about one document."""

    code: str
    """The state that was found, in kebab-case; `docs/diagnostics.md` explains each."""
    severity: Severity
    message: str
    """One sentence for a person."""
    line: int | None = field(default=None, compare=False)
    """The 1-based line of the input, or None where lines mean nothing."""


CATALOGUE: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        "empty-text": ("error", "the text is empty: there is no article to parse"),
        "missing-story": ("warning", "no paragraph of a story was found"),
        "missing-dateline": ("note", "the story opens without a dateline"),
        "misspelt-outlet": ("note", "the outlet's name is misspelt: {text!r}"),
        "doubled-dateline": ("note", "the dateline is printed twice: {text!r}"),
        "reversed-dateline": ("note", "the place stands before the outlet: {text!r}"),
        "unclosed-dateline": (
            "note",
            "no mark closes the dateline; read as a place because it is a known one: {text!r}",
        ),
        "repeated-line": ("note", "the line is printed twice and kept once: {text!r}"),
        "glued-line": ("note", "the line holds parts that ran together; cut before {text!r}"),
        "wrapped-lines": (
            "note",
            "wrapped at about {width} columns; {count} of the lines were joined to others",
        ),
        "torn-lines": (
            "note",
            "the text was torn at inline tags; {count} of its lines were joined to others",
        ),
        "guessed-title": (
            "note",
            "nothing marks the headline; the first line is taken for it: {text!r}",
        ),
        "guessed-title-end": (
            "note",
            "nothing marks the end of a cross-link's title; the most likely one is {text!r}{hint}",
        ),
        "guessed-name-end": (
            "note",
            "nothing marks the end of the editor's name; taken for the byline: {text!r}",
        ),
        "empty-cross-link": ("note", "a cross-link has no title: {text!r}"),
        "unsplit-cross-link": (
            "warning",
            "a cross-link inside the line has no clear end and stays in the paragraph: {text!r}",
        ),
        "overlong-title": (
            "note",
            "the cross-link's title has {length} characters, more than the {limit} Kontan allows",
        ),
        "stray-header": (
            "warning",
            "a credit line inside the story is not taken for the article's: {text!r}",
        ),
        "unknown-line-above-story": (
            "warning",
            "no rule knows this line above the story; kept as boilerplate: {text!r}",
        ),
        "unbalanced-bracket": ("note", "a name in the byline has an unclosed bracket: {text!r}"),
        "unsplit-tags": ("note", "the tag list has no separators; kept as boilerplate: {text!r}"),
        "unreadable-date": ("warning", "no calendar has this date: {text!r}"),
        "weekday-mismatch": (
            "warning",
            "{text!r} was a {actual}{hint}; the printed date stands",
        ),
        "mended-date": ("note", "a slip of the pen in a date was read over: {text!r}"),
        "open-year": (
            "note",
            "nothing settles the year of {text!r}{hint}",
        ),
        "unreadable-published": (
            "warning",
            "the given or declared publication date cannot be read: {text!r}; 2024-06-18, "
            "2024-06-18T10:26+07:00 and 18/6/2024 can",
        ),
        "conflicting-titles": (
            "warning",
            "the titles differ: {source} is {text!r}; {stands} stands",
        ),
        "conflicting-dates": (
            "warning",
            "the publication dates differ: {source} is {text!r}; {stands} stands",
        ),
        "lost-words": (
            "warning",
            "words are missing, as where links and bold words were left out: {text!r}; take the "
            "text of whole elements",
        ),
        "control-characters": ("warning", "the line holds control characters"),
        "lone-surrogates": (
            "warning",
            "the text holds lone surrogates, which no encoding can write; replaced by U+FFFD",
        ),
        "undecodable-bytes": (
            "warning",
            "the bytes are not UTF-8 (at byte {position}); {remedy}",
        ),
        "undecoded-entities": (
            "note",
            "the text holds character references, as {text!r}; read as what they stand for",
        ),
        "looks-like-markup": (
            "warning",
            "the text begins as a page does, and is read as text, tags and all: give a page to "
            "parse_html, or do not say --media-type text/plain",
        ),
        "wrong-charset": (
            "warning",
            "the page declares {text!r}, but its bytes are not; read as {actual}",
        ),
        "nul-bytes": ("warning", "the page holds NUL bytes ({count}); left out"),
        "not-an-article": (
            "error",
            "the page holds no article that is known; all its text is kept as boilerplate",
        ),
        "unknown-template": (
            "note",
            "the page is of no known template; the story was found by {text!r}",
        ),
        "unresolved-link": (
            "note",
            "a link's address resolves to none; the page's own may be unknown: {text!r}",
        ),
    }
)
"""Every code with its severity and message; the words in braces are filled per finding."""


def found(code: str, line: int | None = None, **words: object) -> Diagnostic:
    """The finding `code` at `line`; `words` fill the message of the catalogue.

    >>> found("missing-dateline", 1).message
    'the story opens without a dateline'
    """
    severity, message = CATALOGUE[code]
    if "text" in words:
        text = str(words["text"])
        words["text"] = text if len(text) <= 60 else text[:59] + "…"
    return Diagnostic(code=code, severity=severity, message=message.format(**words), line=line)


def worst(diagnostics: tuple[Diagnostic, ...]) -> Severity | None:
    """The gravest severity among `diagnostics`, or None when there are none."""
    return max([d.severity for d in diagnostics], key=SEVERITIES.index, default=None)


class KontanParseError(Exception):
    """A failure: this document cannot be read or written. `str()` says why in one line."""


class UnreadableInput(KontanParseError):  # noqa: N818 - a state, like the codes of findings
    """The bytes cannot be had, or are no text.

    `code` is a kebab-case state, such as `missing`; `docs/inputs.md` explains each. `path` is the
    input's name.
    """

    def __init__(self, path: str, code: str, reason: str) -> None:
        super().__init__(path, code, reason)
        self.path, self.code, self.reason = path, code, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class UnwritableOutput(KontanParseError):  # noqa: N818 - as above
    """The result cannot be put where it was asked for."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"
