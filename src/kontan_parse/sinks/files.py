"""Bytes on standard output, or in a file that appears only when whole."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from kontan_parse.diagnostics import UnwritableOutput

if TYPE_CHECKING:
    from pathlib import Path

STDOUT = "-"
STDOUT_NAMES = (STDOUT, "/dev/stdout")
"""`/dev/stdout` behind `>> file` must add to that file, so it is not opened by its name."""

PREFIX, PART = ".kontan-parse-", ".part"
"""How the names begin and end of what is not whole yet."""
OLD = ".old"
"""How the name ends of what is replaced, for a moment."""


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


def is_inside(path: str, folder: str) -> bool:
    """Whether the output `path` would go into the output `folder`, there or not."""
    if path in STDOUT_NAMES or folder in STDOUT_NAMES:
        return False
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))  # noqa: PTH118 - as below


def replaced(path: str) -> Iterator[str]:
    """The files that an output `path` would replace: the one there, or all in the folder there."""
    if path in STDOUT_NAMES or is_special(path):
        return
    if os.path.isdir(path):  # noqa: PTH112 - pathlib costs start-up
        with refusals(path):
            yield from [entry.path for entry in os.scandir(path)]
    elif os.path.exists(path):  # noqa: PTH110 - as above
        yield path


def target(path: str) -> Path:
    """The file that `path` leads to, there or not. Raises `UnwritableOutput` where none can be."""
    from pathlib import Path  # costs a twentieth of the command's start: only where used

    with refusals(path):
        # Follow links, so that the file they lead to is replaced and not the link.
        found = Path(os.path.realpath(path))
        if found.is_dir():
            raise UnwritableOutput(path, "is a folder; name a file in it")
        if not found.parent.is_dir():
            raise UnwritableOutput(path, "its folder does not exist; make it first")
        if os.path.ismount(found):
            raise UnwritableOutput(
                path,
                "is mounted, so no other file can take its place; mount a folder, and name "
                "a file in it",
            )
    return found


@contextmanager
def lines(path: str | None) -> Iterator[Sink]:
    """A sink for bytes: standard output for None, `-` or `/dev/stdout`, else the file `path`.

    The file is written beside its name and renamed at the end, so what stands under the name
    is either what was there before or the whole new content. A pipe or device, which cannot be
    renamed over, is written as it is. Raises `UnwritableOutput`.
    """
    if path is None or path in STDOUT_NAMES:
        sink = standard_output()
        yield sink
        sink.flush()
    elif is_special(path):
        from pathlib import Path  # as above

        with opened(path, Path(path)) as sink:  # what it leads to may have no name
            yield sink
    else:
        with beside(path) as part, opened(path, part) as sink:
            yield sink


def check_lines(path: str) -> None:
    """Raise `UnwritableOutput` where no file could be written beside `path`."""
    if path in STDOUT_NAMES or is_special(path):
        return
    from tempfile import TemporaryFile

    parent = target(path).parent
    with refusals(path), TemporaryFile(prefix=PREFIX, suffix=PART, dir=parent):
        pass


def is_special(path: str) -> bool:
    """Whether `path` is a pipe, socket or device."""
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))  # noqa: PTH110, PTH112, PTH113 - pathlib costs start-up


@contextmanager
def opened(path: str, file: Path) -> Iterator[Sink]:
    """A sink into `file`; what the system refuses is told of `path`."""
    with refusals(path):
        stream = file.open("wb")
    try:
        sink = Sink(path, stream)
        yield sink
        sink.flush()
        if file.is_file():
            with refusals(path):
                os.fsync(stream.fileno())
    finally:
        with suppress(OSError):
            stream.close()


@contextmanager
def beside(path: str) -> Iterator[Path]:
    """An empty file without a name of its own, which becomes `path` when all went well."""
    from pathlib import Path  # as above
    from tempfile import mkstemp

    final = target(path)
    with refusals(path):
        handle, name = mkstemp(prefix=prefix(final), suffix=PART, dir=final.parent)
    part = Path(name)
    try:
        yield part
        with refusals(path):
            os.fsync(handle)
            part.chmod(final.stat().st_mode & 0o777 if final.exists() else 0o666 & ~umask())
            part.replace(final)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    finally:
        os.close(handle)


def prefix(final: Path) -> str:
    """How the names begin of what is to become `final`, so that what a kill left is known by it."""
    return f"{PREFIX}{zlib.crc32(os.fsencode(final.name)):08x}-"


def sweep(path: str) -> None:
    """Take away what was to become `path` when somebody was killed. Nobody else may write it."""
    import shutil
    from pathlib import Path  # as above

    final = Path(os.path.realpath(path))
    for left in final.parent.glob(f"{prefix(final)}*"):
        # Killed between two renames, the old shards have this name alone.
        if left.suffix == OLD and not final.exists():
            continue
        with suppress(OSError):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def umask() -> int:
    """The permissions that new files and folders are not given; a part is its owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def refusals(path: str) -> Iterator[None]:
    """Turn what the system refuses into the one failure of writing; a closed pipe stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableOutput(path, f"cannot be written: {error.strerror or error}") from None
