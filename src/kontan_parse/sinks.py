"""Records → JSON Lines, on standard output or in a file that appears only when whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from kontan_parse.diagnostics import UnwritableOutput

if TYPE_CHECKING:
    from pathlib import Path

STDOUT = "-"
STDOUT_NAMES = (STDOUT, "/dev/stdout")
"""`/dev/stdout` behind `>> file` must add to that file, so it is not opened by its name."""


class Sink:
    """Something to write bytes to, whose refusals are `UnwritableOutput`.

    A closed pipe stays the `BrokenPipeError` it is: the reader has enough, nothing failed.
    """

    def __init__(self, path: str, file: BinaryIO) -> None:
        self.path, self._file = path, file

    def write(self, data: bytes) -> None:
        """Write all of `data`."""
        with refusals(self.path):
            self._file.write(data)

    def flush(self) -> None:
        """Hand what was written to the system."""
        with refusals(self.path):
            self._file.flush()


def standard_output() -> Sink:
    """The sink of the process itself."""
    if sys.stdout is None:  # closed by whoever started us
        raise UnwritableOutput("standard output", "cannot be written: it is closed")
    return Sink("standard output", sys.stdout.buffer)


def same(one: str, other: str) -> bool:
    """Whether two outputs would go to the same place."""
    if one in STDOUT_NAMES or other in STDOUT_NAMES:
        return one in STDOUT_NAMES and other in STDOUT_NAMES
    return os.path.realpath(one) == os.path.realpath(other)


@contextmanager
def lines(path: str | None) -> Iterator[Sink]:
    """A sink for lines: standard output for None, `-` or `/dev/stdout`, else the file `path`.

    The file is written beside its name and renamed at the end, so what stands under the name
    is either what was there before or the whole new content. A pipe or device, which cannot be
    renamed over, is written as it is. Raises `UnwritableOutput`.
    """
    if path is None or path in STDOUT_NAMES:
        sink = standard_output()
        yield sink
        sink.flush()
        return
    from pathlib import Path  # costs a twentieth of the command's start: only where used

    with refusals(path):
        # Follow links, so that the file they lead to is replaced and not the link.
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise UnwritableOutput(path, "is a folder; name a file in it")
        if not target.parent.is_dir():
            raise UnwritableOutput(path, "its folder does not exist; make it first")
        special = target.exists() and not target.is_file()
    with _device(path, target) if special else _beside(path, target) as sink:
        yield sink


@contextmanager
def _device(path: str, target: Path) -> Iterator[Sink]:
    with refusals(path):
        device = target.open("wb")
    try:
        sink = Sink(path, device)
        yield sink
        sink.flush()
    finally:
        with suppress(OSError):
            device.close()


@contextmanager
def _beside(path: str, target: Path) -> Iterator[Sink]:
    """A file without a name of its own, which takes the name of `target` when all went well."""
    from pathlib import Path  # as above
    from tempfile import mkstemp

    with refusals(path):
        handle, name = mkstemp(prefix=".kontan-parse-", suffix=".part", dir=target.parent)
    part = Path(name)
    file = os.fdopen(handle, "wb")
    try:
        sink = Sink(path, file)
        yield sink
        sink.flush()
        with refusals(path):
            os.fsync(handle)
            file.close()
            part.chmod(target.stat().st_mode & 0o777 if target.exists() else _new_mode())
            part.replace(target)
    except BaseException:
        with suppress(OSError):
            file.close()
        with suppress(OSError):
            part.unlink()
        raise


def _new_mode() -> int:
    """The permissions of any new file; the part beside is its owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def refusals(path: str) -> Iterator[None]:
    """Turn what the system refuses into the one failure of writing; a closed pipe stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableOutput(path, f"cannot be written: {error.strerror or error}") from None
