"""The unit of a batch: some inputs, and what became of them.

A task is worked off the same way wherever that happens: here, in a process beside, on another
machine. It pickles, and so does what comes of it.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kontan_parse import parser, record, sources
from kontan_parse.diagnostics import Severity, UnreadableInput, worst
from kontan_parse.model import Document

Item = str | Document | sources.Packed | UnreadableInput
"""One input: a file by its name, what a container gave, or why there is none."""

SIZE = 100
"""Inputs of a task: enough that handing it over costs nothing beside the work."""
SAID = (
    *("title", "url", "published", "published_text", "published_estimate", "byline", "sources"),
    *("reporters", "authors", "editors", "dateline", "paragraphs", "cross_links", "captions"),
    *("tags", "credits", "syndicated", "truncated", "boilerplate", "dates", "diagnostics"),
)
"""The keys of a record that may say nothing."""
WEIGHT = 1 << 22
"""Bytes of records that make a task of fewer: some tasks are in memory at a time."""


class Task(NamedTuple):
    """Inputs that stand next to each other."""

    number: int
    items: tuple[Item, ...]
    reads: str = ""
    """Its fingerprint, taken before anything of it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is the same for all tasks of a batch."""

    max_size: int = sources.MAX_SIZE
    media_type: str | None = None
    fields: sources.Fields = sources.USUAL
    """The columns of containers that are named."""
    hosts: tuple[str, ...] = sources.HOSTS
    """Whose pages are taken from web archives."""
    known_titles: Container[str] = ()

    def __post_init__(self) -> None:
        """Refuse a media type that is none, with `ValueError`, before any work."""
        sources.check(self.media_type)


@dataclass(slots=True)
class Tally:
    """How many, by what became of them; the sums add up to what went in."""

    parsed: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    """How many inputs failed, by code."""
    findings: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    """How many articles hold a finding, by their gravest."""
    said: Counter[str] = field(default_factory=Counter)
    """How many articles say each of `SAID`."""
    shapes: Counter[str] = field(default_factory=Counter)
    """How many inputs there were, by what they were: `txt`, `html`, `jsonl` …"""

    def add(self, other: Tally) -> None:
        """Count what another tally counted."""
        self.parsed += other.parsed
        self.failures.update(other.failures)
        self.findings.update(other.findings)
        self.severities.update(other.severities)
        self.said.update(other.said)
        self.shapes.update(other.shapes)

    @property
    def failed(self) -> int:
        """How many inputs gave no article."""
        return self.failures.total()

    @property
    def total(self) -> int:
        """How many inputs there were."""
        return self.parsed + self.failed


class Held(NamedTuple):
    """Records that stand on disk already."""

    name: str
    checksum: int


class Done(NamedTuple):
    """What came of a task."""

    data: bytes
    """The records, a line each, in order; none where they are `held`."""
    failures: tuple[tuple[str, str, str], ...]
    """Path, code and reason of each input that gave none."""
    tally: Tally
    held: Held | None = None


Hold = Callable[[Task, Done], Done]
"""Puts the records on disk, so that a process need not hand them on through a pipe."""

Runner = Callable[[Iterable[Task], Hold | None], Iterator[tuple[Task, Done]]]
"""Gives each task with what came of it, in any order.

What comes of a task in another process of this machine may be held there.
"""


def cut(items: Iterable[Item], size: int = SIZE, weight: int = WEIGHT) -> Iterator[Task]:
    """The tasks that `items` make, in order: as many of them, or as heavy, as is said.

    Equal items are cut alike, so that a run goes on with what another has done.
    """
    number = held = 0
    some: list[Item] = []
    for item in items:
        some.append(item)
        held += _weight(item)
        if len(some) == size or held >= weight:
            yield Task(number, tuple(some), fingerprint(some))
            number, held, some = number + 1, 0, []
    if some:
        yield Task(number, tuple(some), fingerprint(some))


def _weight(item: Item) -> int:
    """What `item` itself holds: bytes or characters of a record, and nothing of a file."""
    if isinstance(item, sources.Packed):
        return len(item.data)
    return len(item.text) if isinstance(item, Document) else 0


def perform(
    task: Task, settings: Settings, on_item: Callable[[int], None] = lambda _: None
) -> Done:
    """Parse every input of `task`; `on_item` hears the index of each before its turn."""
    lines: list[bytes] = []
    failures: list[tuple[str, str, str]] = []
    findings: list[str] = []
    severities: list[Severity] = []
    said: list[str] = []
    for index, item in enumerate(task.items):
        on_item(index)
        try:
            article = parser.read(_document(item, settings))
            made = record.to_dict(article)
            line = record.dumps(made)
        except UnreadableInput as failure:
            failures.append((failure.path, failure.code, failure.reason))
            continue
        except MemoryError:
            raise
        except Exception as error:  # our mistake, which is to cost no more than this input
            bug = _bug(item, error)
            failures.append((bug.path, bug.code, bug.reason))
            continue
        lines.append(line)
        said += [key for key in SAID if made[key]]
        findings += [finding.code for finding in article.diagnostics]
        gravest = worst(article.diagnostics)
        if gravest is not None:
            severities.append(gravest)
    tally = Tally(
        parsed=len(lines),
        failures=Counter(code for _, code, _ in failures),
        findings=Counter(findings),
        severities=Counter(severities),
        said=Counter(said),
        shapes=Counter(map(shape, task.items)),
    )
    return Done(b"".join(lines), tuple(failures), tally)


def _bug(item: Item, error: Exception) -> UnreadableInput:
    """The failure of an input that met a mistake of this program, with its innermost place here."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        package, _, room = trace.tb_frame.f_globals.get("__name__", "").partition(".")
        if package == "kontan_parse":
            place = f" at {room.replace('.', '/')}.py:{trace.tb_lineno}"
        trace = trace.tb_next
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return UnreadableInput(
        name(item), "bug", f"a bug of kontan-parse{place}; please report it: {told[:200]}"
    )


def joined(pieces: Iterable[Done]) -> Done:
    """What came of a task that was done in pieces."""
    data: list[bytes] = []
    failures: list[tuple[str, str, str]] = []
    tally = Tally()
    for piece in pieces:
        data.append(piece.data)
        failures += piece.failures
        tally.add(piece.tally)
    return Done(b"".join(data), tuple(failures), tally)


def _document(item: Item, settings: Settings) -> Document:
    if isinstance(item, UnreadableInput):
        raise item
    if isinstance(item, sources.Packed):
        item = sources.unpack(item)
    elif isinstance(item, str):
        item = sources.read(item, max_size=settings.max_size, media_type=settings.media_type)
    return replace(item, known_titles=settings.known_titles) if settings.known_titles else item


def name(item: Item) -> str:
    """How a person calls the input: its path, in a container with the record."""
    match item:
        case str():
            return item
        case UnreadableInput(path=path):
            return path
        case sources.Packed(path=path, number=number):
            return f"{path}:{number}"
    path, key = item.origin.path or "", item.origin.record
    return path if key is None else f"{path}:{key}"


def shape(item: Item) -> str:
    """What the input is, by its name's suffix; compression aside."""
    if isinstance(item, Document):
        path = item.origin.path or ""
    elif isinstance(item, sources.Packed):
        path = item.path
    else:
        path = item if isinstance(item, str) else _container(item.path)
    if path == sources.STDIN:
        return "stdin"
    suffix = os.path.splitext(sources.unpacked_name(path))[1]  # noqa: PTH122 - no pathlib for each
    return suffix.removeprefix(".") or "other"


def _container(path: str) -> str:
    """`path` without its record, where it is one of a container."""
    colon = path.find(":")
    while colon >= 0:
        before = path[:colon]
        if before == sources.STDIN or sources.is_container(before):
            return before
        colon = path.find(":", colon + 1)
    return path


def fingerprint(items: Collection[Item]) -> str:
    """What `items` read: each file with its name, size and time, each document's bytes and facts.

    Equal fingerprints mean equal results, as far as a file system tells. What lies elsewhere does
    not say when it changed: with it among the items, there is none.
    """
    if any(isinstance(item, str) and sources.is_remote(item) for item in items):
        return ""
    digest = hashlib.blake2b(digest_size=16)
    for item in items:
        if isinstance(item, str):
            try:
                stat = os.stat(item)  # noqa: PTH116
                told = f"\0{stat.st_ino}\0{stat.st_size}\0{stat.st_mtime_ns}\0"
            except (OSError, ValueError) as error:  # a ValueError for a name with a NUL
                told = f"\0{error}\0"
        elif isinstance(item, sources.Packed):
            digest.update(item.data)
            told = f"\0{len(item.data)}\0"
        elif isinstance(item, Document):
            facts = item.origin, item.title, item.url, item.published, item.findings
            told = f"\0{facts}\0"
        else:
            told = f"\0{item.code}\0{item.reason}\0"
        digest.update(f"{name(item)}{told}".encode(errors="surrogatepass"))
    return digest.hexdigest()
