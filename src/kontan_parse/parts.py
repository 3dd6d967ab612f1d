"""What a batch has done already, on disk beside its output.

    OUT.parts/
      plan.json          which program, with which options
      00000000.jsonl     the records of the first task
      00000000.json      what it read, how many failed and why; written last
      .00000000.77.tmp   the records of a task that process 77 did, on their way to a part

A part counts when its second file is there and the first holds what that says, so a run that is
killed or loses power leaves nothing that is half and taken for whole. A part is done again when
what it reads has changed.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from kontan_parse.diagnostics import KontanParseError
from kontan_parse.sinks import refusals
from kontan_parse.tasks import Done, Held, Tally, Task

_PLAN = "plan.json"
_BY_CHANCE = frozenset(("timeout", "worker-died"))
"""Failures that another try may not have."""


class ForeignParts(KontanParseError):  # noqa: N818 - a state, like the other failures
    """Parts that another program or other options made, and that cannot be gone on with."""


class Parts:
    """The folder of parts of the batch that writes `output`."""

    def __init__(self, output: str) -> None:
        self.output = output
        self.folder = Path(f"{output.rstrip('/')}.parts")

    def open(self, plan: dict[str, Any], *, resume: bool) -> None:
        """Make the folder, or go on with the one that is there.

        Raises `ForeignParts` where the parts there cannot be used, `UnwritableOutput` where the
        folder cannot be made.
        """
        with refusals(self.output):
            there = (self.folder / _PLAN).is_file()
            if there and resume:
                self._check(plan)
                return
            if there:
                self.drop()
            elif self.folder.exists() and any(self.folder.iterdir()):
                raise ForeignParts(
                    f"{self.folder} is in the way and was not made by a batch; move it"
                )
            self.folder.mkdir(exist_ok=True)
            self._write(_PLAN, json.dumps(plan, indent=2).encode())

    def _check(self, plan: dict[str, Any]) -> None:
        try:
            made = json.loads((self.folder / _PLAN).read_bytes())
        except ValueError:
            made = {}
        for key, value in plan.items():
            if made.get(key) != value:
                raise ForeignParts(
                    f"the parts in {self.folder} were made with {key} {made.get(key)!r}, and this "
                    f"is {value!r}; run without --resume to start over"
                )

    def read(self, number: int, fingerprint: str) -> Done | None:
        """The part of that number without its data, or None where it must be done (again)."""
        if not fingerprint:
            return None
        try:
            told = json.loads(self._path(number, ".json").read_bytes())
            data = self._path(number, ".jsonl").read_bytes()
        except (OSError, ValueError):
            return None
        by_chance = not _BY_CHANCE.isdisjoint(told["failures"])
        if by_chance or told["reads"] != fingerprint or told["holds"] != zlib.crc32(data):
            return None
        tally = Tally(
            parsed=told["parsed"],
            failures=Counter(told["failures"]),
            findings=Counter(told["findings"]),
            severities=Counter(told["severities"]),
            shapes=Counter(told["shapes"]),
        )
        return Done(b"", tuple((p, c, r) for p, c, r in told["failed"]), tally)

    def hold(self, task: Task, done: Done) -> Done:
        """`done` with its records on disk, but no part yet; as it is where the disk takes none.

        `write` makes a part of them, or says why there is none. It is the one process that makes
        parts, so a worker that outlives its batch does not meddle with the next.
        """
        with suppress(OSError):
            return done._replace(data=b"", held=self._held(task.number, done.data))
        return done

    def _held(self, number: int, data: bytes) -> Held:
        name = f".{number:08}.{os.getpid()}.tmp"
        self._lay(name, data)
        return Held(name, zlib.crc32(data))

    def write(self, number: int, fingerprint: str, done: Done) -> None:
        """Keep what came of the task of that number. Raises `UnwritableOutput`."""
        with refusals(self.output):
            held = done.held or self._held(number, done.data)
            (self.folder / held.name).replace(self._path(number, ".jsonl"))
        tally = done.tally
        told = {
            "reads": fingerprint,
            "holds": held.checksum,
            "parsed": tally.parsed,
            "failures": tally.failures,
            "findings": tally.findings,
            "severities": tally.severities,
            "shapes": tally.shapes,
            "failed": done.failures,
        }
        with refusals(self.output):
            self._write(self._path(number, ".json").name, json.dumps(told).encode())

    def blocks(self, count: int) -> Iterator[bytes]:
        """The records of the first `count` parts, a part at a time, in order."""
        for number in range(count):
            with refusals(self.output):
                yield self._path(number, ".jsonl").read_bytes()

    def drop(self) -> None:
        """Take the folder away."""
        with suppress(OSError):
            shutil.rmtree(self.folder)

    def drop_if_empty(self) -> None:
        """Take the folder away where nothing of it could be gone on with."""
        with suppress(OSError):
            if not any(self.folder.glob("*.jsonl")):
                self.drop()

    def _path(self, number: int, suffix: str) -> Path:
        return self.folder / f"{number:08}{suffix}"

    def _write(self, name: str, data: bytes) -> None:
        """A file that appears whole."""
        beside = f".{name}.tmp"
        self._lay(beside, data)
        (self.folder / beside).replace(self.folder / name)

    def _lay(self, name: str, data: bytes) -> None:
        """A file that is whole or not there, unless the process is killed."""
        file = self.folder / name
        try:
            file.write_bytes(data)
        except BaseException:
            with suppress(OSError):
                file.unlink()
            raise
