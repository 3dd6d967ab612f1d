"""A run over many inputs: tasks → parts → an output, and the report.

The inputs are cut into tasks. With an output file, what comes of a task is a part beside it; the
parts are joined in input order at the end. So the order and the bytes of the output do not depend
on what ran when, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from typing import Any

from kontan_parse import __version__, packaged, record, sinks, sources, writing
from kontan_parse.batch import tasks, workers
from kontan_parse.batch.parts import Parts
from kontan_parse.batch.tasks import Done, Hold, Item, Runner, Settings, Tally, Task
from kontan_parse.diagnostics import SEVERITIES, Severity, UnreadableInput
from kontan_parse.lines import tidy
from kontan_parse.patterns import lazy

Step = Callable[[int, int], None]
"""Hears how many inputs are done, and how many of them failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of the inputs: `total == parsed + failed`."""

    total: int
    parsed: int
    failed: int
    failures: dict[str, int] = field(default_factory=dict)
    """How many inputs failed, by code."""
    findings: dict[str, int] = field(default_factory=dict)
    """How many findings there were, by code."""
    severities: dict[Severity, int] = field(default_factory=dict)
    """How many articles hold a finding, by their gravest."""
    said: dict[str, int] = field(default_factory=dict)
    """How many articles say each key of the record that may say nothing."""
    shapes: dict[str, int] = field(default_factory=dict)
    """How many inputs there were, by what they were."""
    resumed: int = 0
    """How many of the inputs an earlier run had done."""
    written: bool = True
    """Whether there is an output of this run; False where what stood under its name was left."""
    new: int | None = None
    """How many records are new in the database; None where the output is none."""
    updated: int | None = None
    """How many have replaced what the database had of them; None as above."""

    def holding(self, limit: Severity) -> int:
        """How many articles hold a finding of the severity `limit` or a graver one."""
        graver = SEVERITIES[SEVERITIES.index(limit) :]
        return sum(self.severities.get(severity, 0) for severity in graver)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data."""
        return asdict(self)


class Titles:
    """The titles that are known, each in ten bytes: an archive has hundreds of thousands.

    A table of numbers made of the titles, filled to four fifths at most. Two titles in ten billion
    share a number; nothing is known of a title but that it is one.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._table = array("Q", bytes(8 * 64))
        self._count = self._mixed = 0
        for title in titles:
            if title:
                self._add(_number(title))

    def _add(self, number: int) -> None:
        place = self._place(number)
        if self._table[place]:
            return
        self._table[place] = number
        self._count += 1
        self._mixed ^= number
        if 5 * self._count > 4 * len(self._table):
            full, self._table = self._table, array("Q", bytes(8 * (len(self._table) * 3 // 2)))
            for other in full:
                if other:
                    self._table[self._place(other)] = other

    def _place(self, number: int) -> int:
        """Where `number` stands in the table, or would."""
        table = self._table
        size = len(table)
        place = number % size
        while (other := table[place]) and other != number:
            place = (place + 1) % size
        return place

    def __contains__(self, title: object) -> bool:
        return self._table[self._place(_number(str(title)))] != 0

    def __len__(self) -> int:
        return self._count

    @property
    def fingerprint(self) -> str:
        """Equal for equal titles."""
        return f"{self._count}-{self._mixed:016x}"


def _number(title: str) -> int:
    digest = hashlib.blake2b(title.encode(errors="replace"), digest_size=8)
    return int.from_bytes(digest.digest()) or 1  # nought is an empty place


def printed_titles(inputs: Iterable[str | UnreadableInput], settings: Settings) -> Iterator[str]:
    """The headlines that the files of `inputs` print and the containers declare.

    Most cross-links point into the same archive, and a known title need not be guessed. What
    cannot be read twice, as a pipe, or not at all, adds none.
    """
    for given in inputs:
        if not isinstance(given, str) or not sources.is_rereadable(given):
            continue
        if sources.is_container(given):
            titles = sources.titles(given, settings.fields, max_size=settings.max_size)
            yield from map(tidy, titles)
            continue
        try:
            if _opens_with_its_story(sources.head(given)):
                continue
            document = sources.read(
                given, max_size=settings.max_size, media_type=settings.media_type, hashed=False
            )
            title = writing.printed_title(document)
        except MemoryError:
            raise
        except Exception:  # noqa: S112 - the parse says why
            continue
        if title:
            yield title


_STORY = lazy(rb"(?:\xef\xbb\xbf)?\s*+(?:(?:Reporter|Sumber|Penulis|Oleh) ?:|KONTAN\.|MOMSMONEY\.)")
"""How a text without a headline begins: with its byline or its dateline."""


def _opens_with_its_story(head: bytes) -> bool:
    """Whether nothing stands above the story, by a text's first bytes: most files need no more."""
    return _STORY.match(head) is not None


def items(inputs: Iterable[str | UnreadableInput], settings: Settings) -> Iterator[Item]:
    """The single inputs: files by name, to be read where they are parsed; containers opened.

    Standard input is read here, since no other process has it; JSON Lines on it are a container. So
    is what a shell makes of `<(…)`.
    """
    for given in inputs:
        if given == sources.STDIN:
            yield from _piped(settings)
        elif isinstance(given, str) and sources.is_container(given):
            yield from _packed(given, settings)
        elif isinstance(given, str) and sources.is_own(given):
            yield _read(given, settings)
        else:
            yield given


def _piped(settings: Settings) -> Iterator[Item]:
    """What standard input holds: many articles, unless it is named a text or a page, or one."""
    try:
        several = settings.media_type is None and sources.pipes_lines()
    except UnreadableInput as failure:
        yield failure
        return
    if several:
        yield from _packed(sources.STDIN, settings)
    else:
        yield _read(sources.STDIN, settings)


def _read(path: str, settings: Settings) -> Item:
    """The one document in `path`, or why there is none."""
    try:
        return sources.read(path, max_size=settings.max_size, media_type=settings.media_type)
    except UnreadableInput as failure:
        return failure


def _packed(path: str, settings: Settings) -> Iterator[Item]:
    """The records of a container."""
    return sources.packed(
        path,
        settings.fields,
        media_type=settings.media_type,
        max_size=settings.max_size,
        hosts=settings.hosts,
    )


def run(
    inputs: Iterable[Item],
    output: str | os.PathLike[str] | None,
    settings: Settings,
    performed: Runner,
    *,
    resume: bool = False,
    shard_size: int | None = None,
    rejects: str | os.PathLike[str] | None = None,
    on_failure: Callable[[UnreadableInput], None] = lambda _: None,
    on_step: Step = lambda *_: None,
) -> Report:
    """Parse `inputs` and write their records to `output`, in their order.

    `output` is standard output for None, else a name whose suffix says how (see `sinks`); a pipe or
    device without one takes JSON Lines as they come. Where nothing was parsed, what stands under
    the name stands; there is an empty output only where none stood and nothing failed. What
    cannot be read is told to `on_failure`, written to the file `rejects` as a JSON line, counted,
    and the rest goes on. `performed` does the work: `here(settings)`, or `cluster.there`. With
    `resume`, what an earlier run into `output` has done is kept.
    """
    todo = tasks.cut(inputs)
    output = None if output is None else os.fspath(output)
    batch = _Batch(None if rejects is None else os.fspath(rejects), on_failure, on_step)
    if output is None or sinks.is_streamed(output):
        with sinks.lines(output) as out:
            for task, done in _in_order(performed(todo, None)):
                out.write(done.data)
                batch.count(task, done)
        batch.reject()
        return batch.report()
    parts = Parts(output)
    parts.open(plan(settings), resume=resume)
    try:
        for task, done in performed(_fresh(todo, parts, batch, settings), parts.hold):
            parts.write(task.number, _key(task, settings), done)
            batch.count(task, done)
        stood = os.path.exists(output)  # noqa: PTH110 - no pathlib for one question
        if batch.tally.parsed or not (batch.tally.failed or stood):
            loaded = sinks.collect(parts.blocks(batch.parts), output, shard_size=shard_size)
            if loaded is not None:
                batch.new, batch.updated = loaded
        else:
            batch.written = False
        batch.reject()
    except BaseException:
        parts.drop_if_empty()
        parts.close()
        raise
    parts.drop()
    return batch.report()


def plan(settings: Settings) -> dict[str, Any]:
    """What all parts of an output must have in common."""
    return {
        "program": f"kontan-parse {__version__} ({packaged.digest()})",
        "schema": record.SCHEMA,
        "max size": settings.max_size,
        "media type": settings.media_type,
        **{f"{field} field": name for field, name in asdict(settings.fields).items()},
        "hosts": list(settings.hosts),
        "task size": f"{tasks.SIZE} inputs, {tasks.WEIGHT} bytes",
    }


def _key(task: Task, settings: Settings) -> str:
    """What a part rests on: what its task reads, and the titles that were known."""
    titles = settings.known_titles
    known = titles.fingerprint if isinstance(titles, Titles) else ""
    return f"{task.reads}:{known}" if task.reads else ""


def _fresh(todo: Iterable[Task], parts: Parts, batch: _Batch, settings: Settings) -> Iterator[Task]:
    """The tasks that no part answers; those that one does are counted."""
    for task in todo:
        batch.parts = task.number + 1
        done = parts.read(task.number, _key(task, settings))
        if done is None:
            yield task
        else:
            batch.count(task, done, resumed=True)


def expect(paths: Sequence[str | UnreadableInput]) -> None:
    """Get ready for the work on `paths`, if that will be done in processes of their own."""
    if len(paths) > _FEW * tasks.SIZE or any(
        isinstance(path, str) and sources.is_container(path) for path in paths
    ):
        workers.warm_up()


def here(settings: Settings, jobs: int = 1, timeout: float | None = None) -> Runner:
    """Work on this machine: in this process for a few tasks, else in `jobs` of their own.

    Raises `ValueError` for less than one.
    """
    if jobs < 1:
        raise ValueError(f"jobs is the number of processes, 1 or more, not {jobs}")

    def performed(todo: Iterable[Task], hold: Hold | None) -> Iterator[tuple[Task, Done]]:
        rest = iter(todo)
        first = tuple(islice(rest, _FEW + 1))
        if len(first) <= _FEW and timeout is None:
            for task in first:
                yield task, tasks.perform(task, settings)
            return
        with workers.Pool(jobs, settings, timeout, hold) as pool:
            yield from pool.run(chain(first, rest))

    return performed


_FEW = 2
"""Tasks that are done sooner than processes are started."""


def _in_order(results: Iterable[tuple[Task, Done]]) -> Iterator[tuple[Task, Done]]:
    """The results in the order of their tasks."""
    waiting: dict[int, tuple[Task, Done]] = {}
    turn = 0
    for result in results:
        waiting[result[0].number] = result
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1


class _Batch:
    """The count while results come in."""

    def __init__(
        self, rejects: str | None, on_failure: Callable[[UnreadableInput], None], on_step: Step
    ) -> None:
        self.rejects, self.on_failure, self.on_step = rejects, on_failure, on_step
        self.tally = Tally()
        self.resumed = 0
        self.written = True
        self.new: int | None = None
        self.updated: int | None = None
        self.parts = 0
        """How many parts there are, done now or before."""
        self.failures: dict[int, tuple[tuple[str, str, str], ...]] = {}

    def count(self, task: Task, done: Done, *, resumed: bool = False) -> None:
        """Count what came of a task, and tell its failures."""
        self.tally.add(done.tally)
        self.resumed += done.tally.total if resumed else 0
        for failure in done.failures:
            self.on_failure(UnreadableInput(*failure))
        if done.failures:
            self.failures[task.number] = done.failures
        self.on_step(self.tally.total, self.tally.failed)

    def reject(self) -> None:
        """Write the failures in the order of the inputs."""
        if self.rejects is None:
            return
        with sinks.aside(self.rejects) as out:
            for number in sorted(self.failures):
                for path, code, reason in self.failures[number]:
                    out.write(record.dumps({"path": path, "code": code, "reason": reason}))

    def report(self) -> Report:
        """What became of all inputs."""
        tally = self.tally
        return Report(
            total=tally.total,
            parsed=tally.parsed,
            failed=tally.failed,
            failures=dict(tally.failures.most_common()),
            findings=dict(tally.findings.most_common()),
            severities=dict(tally.severities),
            said={key: tally.said[key] for key in tasks.SAID},
            shapes=dict(tally.shapes.most_common()),
            resumed=self.resumed,
            written=self.written,
            new=self.new,
            updated=self.updated,
        )
