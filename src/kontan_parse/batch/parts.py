"""What a batch has done already, on disk beside its output.

    OUT.parts/
      lock               held by the batch that writes here, as long as it lives
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
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from kontan_parse.batch.tasks import Done, Held, Tally, Task
from kontan_parse.diagnostics import KontanParseError
from kontan_parse.patterns import lazy
from kontan_parse.sinks import refusals, sweep
from kontan_parse.sources import PARTS, PLAN

_LOCK = "lock"
_OURS = lazy(
    r"(?P<early>lock|\.(?:plan\.json|\d{8,}\.(?:json|\d+))\.tmp)|plan\.json|\d{8,}\.jsonl?"
)
"""The names of what batches put into the folder; without a plan only what is `early` is theirs."""
_FINISHED = lazy(r"\d{8,}\.json")
"""The name of what is written last of a part."""
_PROGRAM = "kontan-parse"
"""How the program of every plan begins."""
_MAY_PASS = frozenset(
    ("timeout", "worker-died", "bug", "missing-extra", "no-permission", "unreadable")
)
"""Failures that another try may not have, since something was mended that no fingerprint tells."""


class ForeignParts(KontanParseError):  # noqa: N818 - a state, like the other failures
    """Parts that another batch writes, or that cannot be gone on with as others made them."""


class Parts:
    """The folder of parts of the batch that writes `output`."""

    def __init__(self, output: str) -> None:
        self.output = output
        # Beside what `output` leads to, so that there is one for all the links there.
        self.folder = Path(f"{os.path.realpath(output)}{PARTS}")
        self._lock: BinaryIO | None = None

    def __reduce__(self) -> tuple[type[Parts], tuple[str]]:
        """To a worker goes the place, not the lock."""
        return Parts, (self.output,)

    def files(self) -> list[str]:
        """What stands in the folder, which the next batch that is no continuation replaces."""
        with refusals(self.output):
            return [entry.path for entry in os.scandir(self.folder)] if self.folder.is_dir() else []

    def refuse_if_held(self) -> None:
        """Raise `ForeignParts` where another batch is writing here, before any work."""
        if (self.folder / _LOCK).exists():
            with refusals(self.output):
                self._hold_lock()
            self.close()

    def finished(self, plan: dict[str, Any]) -> int:
        """How many parts a stopped batch has finished that one with `plan` may go on with."""
        with refusals(self.output):
            made = self._made()
            if not made or _differs(made, plan) or self._strange():
                return 0
            return sum(_FINISHED.fullmatch(file.name) is not None for file in self.folder.iterdir())

    def open(self, plan: dict[str, Any], *, resume: bool) -> None:
        """Make the folder, or go on with the one that is there.

        Raises `ForeignParts` where the parts there cannot be used, `UnwritableOutput` where the
        folder cannot be made.
        """
        with refusals(self.output):
            try:
                if (self.folder / _LOCK).exists():
                    self._hold_lock()
                self._refuse_others()  # before anything of ours is put there
                self.folder.mkdir(exist_ok=True)
                if self._lock is None:
                    self._hold_lock()
                if self._lock is not None:
                    sweep(self.output)
                if resume and (self.folder / PLAN).exists():
                    self._check(plan)
                    return
                self._empty()
                self._write(PLAN, json.dumps(plan, indent=2).encode())
            except BaseException:
                self.close()
                raise

    def _refuse_others(self) -> None:
        """Raise `ForeignParts` where something stands that no batch has put there."""
        strange = self._strange()
        if strange:
            raise ForeignParts(f"{strange[0]} is in the way and was not made by a batch; move it")

    def _strange(self) -> list[Path]:
        """What no batch has put into the folder, or in its place."""
        if not self.folder.is_dir():
            return [self.folder] if os.path.lexists(self.folder) else []
        planned = self._made() is not None
        return [
            file for file in sorted(self.folder.iterdir()) if not _is_ours(file, planned=planned)
        ]

    def _made(self) -> dict[str, Any] | None:
        """The plan that a batch has made, empty where a power cut left nothing of it; or None."""
        try:
            written = (self.folder / PLAN).read_bytes().strip(b"\0")
            made = json.loads(written) if written else {}
        except (OSError, ValueError):
            return None
        is_ours = isinstance(made, dict) and str(made.get("program")).startswith(_PROGRAM)
        return made if is_ours or not written else None

    def _empty(self) -> None:
        """Take away what batches have put there, the plan last: without it, parts are nobody's."""
        for file in sorted(self.folder.iterdir(), key=lambda file: file.name == PLAN):
            if file.name != _LOCK and _OURS.fullmatch(file.name):
                file.unlink()

    def _hold_lock(self) -> None:
        """Keep others from the folder until this process ends, whatever ends it."""
        try:
            import fcntl
        except ImportError:  # a system without such locks
            return
        self._lock = (self.folder / _LOCK).open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(self._lock.fileno()).st_nlink:
                raise BlockingIOError  # it went with the folder, just now
        except BlockingIOError:
            self.close()
            raise ForeignParts(
                f"another batch is writing {self.output}; wait for it, or name another output"
            ) from None
        except OSError:  # a file system without them
            self.close()

    def close(self) -> None:
        """Let others write here."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _check(self, plan: dict[str, Any]) -> None:
        made = self._made()
        if not made:
            raise ForeignParts(
                f"nothing is left of {self.folder / PLAN}; run without --resume to start over"
            )
        key = _differs(made, plan)
        if key is not None:
            raise ForeignParts(
                f"the parts in {self.folder} were made with {key} {_told(made.get(key))}, and "
                f"this is {_told(plan[key])}; run without --resume to start over"
            )

    def read(self, number: int, fingerprint: str) -> Done | None:
        """The part of that number without its data, or None where it must be done (again)."""
        if not fingerprint:
            return None
        try:
            told = json.loads(self._path(number, ".json").read_bytes())
            if told["reads"] != fingerprint or not _MAY_PASS.isdisjoint(told["failures"]):
                return None
            if told["holds"] != zlib.crc32(self._path(number, ".jsonl").read_bytes()):
                return None
            tally = Tally(
                parsed=int(told["parsed"]),
                failures=_counted(told["failures"]),
                findings=_counted(told["findings"]),
                severities=_counted(told["severities"]),
                said=_counted(told["said"]),
                shapes=_counted(told["shapes"]),
            )
            failures = tuple((str(p), str(c), str(r)) for p, c, r in told["failed"])
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None  # torn, or no part at all
        return Done(b"", failures, tally)

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
            "said": tally.said,
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
            self._empty()
            (self.folder / _LOCK).unlink(missing_ok=True)
            self.folder.rmdir()
        self.close()

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


def _differs(made: dict[str, Any], plan: dict[str, Any]) -> str | None:
    """The first key in which the plan that a batch has `made` is another than `plan`, or None."""
    return next((key for key, value in plan.items() if made.get(key) != value), None)


def _is_ours(file: Path, *, planned: bool) -> bool:
    """Whether a batch has put `file` into its folder, where there is a plan or not."""
    named = _OURS.fullmatch(file.name)
    return named is not None and file.is_file() and (planned or named["early"] is not None)


def _counted(told: dict[Any, Any]) -> Counter[Any]:
    return Counter({code: int(number) for code, number in told.items()})


def _told(value: object) -> str:
    """What an option is, for a message."""
    return "none" if value is None else repr(value)
