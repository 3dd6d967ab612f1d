"""A folder of numbered files, which appears whole and in the place of such a folder alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from kontan_parse import record
from kontan_parse.diagnostics import UnreadableInput, UnwritableOutput
from kontan_parse.patterns import lazy
from kontan_parse.sinks import files, spreadsheet
from kontan_parse.sources import streams

_SHARD = lazy(r"part-\d{5,}\.(?P<shape>jsonl|ndjson|csv|parquet)(?:\.gz|\.zst|)")
_JSON = f'{{"schema":"{record.SCHEMA.partition("/")[0]}/'.encode()
_STARTS = {"jsonl": _JSON, "ndjson": _JSON, "csv": ",".join(spreadsheet.COLUMNS[:4]).encode()}
"""How what we write begins, in any version."""
_HEAD = 1 << 10
"""Bytes that tell how a file begins, and more."""


def folder(output: str) -> Path:
    """The folder that `output` leads to: new, empty, or shards of an earlier run.

    Raises `UnwritableOutput` where none can be, or what is there would be lost.
    """
    with files.refusals(output):
        found = Path(os.path.realpath(output))
        if found.exists() and not found.is_dir():
            raise UnwritableOutput(output, "is a file, and shards need a folder; name another")
        if not found.parent.is_dir():
            raise UnwritableOutput(output, "its folder does not exist; make it first")
        if os.path.ismount(found):
            raise UnwritableOutput(
                output, "is a mount point, which shards cannot replace; name a folder in it"
            )
        if found.is_dir():
            if found.samefile(os.curdir):
                raise UnwritableOutput(
                    output, "is the folder you are in, which shards would replace; name one in it"
                )
            for file in sorted(found.iterdir()):
                if not _is_ours(file):
                    raise UnwritableOutput(
                        output,
                        f"holds {file.name}, which is not a shard of ours; name a new folder",
                    )
    return found


def _is_ours(file: Path) -> bool:
    """Whether an earlier run wrote `file`, by its name and by what it holds."""
    named = _SHARD.fullmatch(file.name)
    if named is None or file.is_symlink() or not file.is_file():
        return False
    if not file.stat().st_size:
        return True
    with file.open("rb") as stream:
        if named["shape"] == "parquet":
            return _holds_records(stream)
        try:
            start = streams.unpacked(file.name, stream).read1(_HEAD)
        except (OSError, UnreadableInput):  # broken, or nothing here unpacks it
            return False
    return not start or start.startswith(_STARTS[named["shape"]])


def _holds_records(table: BinaryIO) -> bool:
    """Whether a Parquet file has our columns: their names stand in its footer as they are."""
    end = table.seek(0, os.SEEK_END)
    table.seek(max(end - 8, 0))
    size = int.from_bytes(table.read(4), "little")
    if table.read() != b"PAR1" or size > end - 8:
        return False
    table.seek(end - 8 - size)
    footer = table.read(size)
    return all(column in footer for column in (b"published_estimate", b"cross_links"))


@contextmanager
def whole(output: str) -> Iterator[Path]:
    """A folder without a name of its own, which becomes `output` when all went well."""
    final = folder(output)
    with files.refusals(output):
        part = Path(mkdtemp(prefix=files.prefix(final), suffix=files.PART, dir=final.parent))
    try:
        yield part
        with files.refusals(output):
            part.chmod(final.stat().st_mode & 0o777 if final.exists() else 0o777 & ~files.umask())
            _swap(part, final)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(part)
        raise


def _swap(part: Path, final: Path) -> None:
    """Put `part` in the place of `final`. Between two renames, for a moment, nothing is there."""
    if not final.exists():
        part.rename(final)
        return
    old = part.with_suffix(files.OLD)
    final.rename(old)
    try:
        part.rename(final)
    except BaseException:
        old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)
