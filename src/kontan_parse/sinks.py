"""Records → JSON Lines, on standard output or in a file that appears only when whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kontan_parse.diagnostics import UnwritableOutput


@contextmanager
def lines(path: str | None) -> Iterator[BinaryIO]:
    """A binary file to write lines to: standard output for None or `-`, else the file `path`.

    The file is written beside its name and renamed at the end, so what stands under the name
    is either what was there before or the whole new content. A pipe or device, which cannot be
    renamed over, is written as it is. Raises `UnwritableOutput`.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not target.is_file() and not target.is_dir():
        with _refusals(path), target.open("wb") as device:
            yield device
        return
    with _refusals(path):
        if target.is_dir():
            raise IsADirectoryError(21, "is a folder; name a file")
        if target.is_symlink():
            target = target.resolve()
        handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with _refusals(path):
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(_mode(target))
            Path(beside).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _refusals(path: str) -> Iterator[None]:
    """Turn what the system refuses into the one failure of writing."""
    try:
        yield
    except OSError as error:
        raise UnwritableOutput(path, f"cannot be written: {error.strerror or error}") from None
