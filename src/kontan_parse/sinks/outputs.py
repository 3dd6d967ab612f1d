"""Which output a name asks for, and the one way there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, NamedTuple

from kontan_parse.diagnostics import UnwritableOutput
from kontan_parse.sinks import files

if TYPE_CHECKING:
    from kontan_parse.sinks.compressed import Output, Packing
    from kontan_parse.sinks.rows import Loaded

SHARD_SIZE = 10_000
"""Records in each file of a folder, when nobody says how many."""


_Shape = Literal["lines", "csv", "parquet", "sqlite"]


class _Format(NamedTuple):
    shape: _Shape
    packing: Packing = ""


_FORMATS: Mapping[str, _Format] = {
    ".jsonl": _Format("lines"),
    ".jsonl.gz": _Format("lines", ".gz"),
    ".jsonl.zst": _Format("lines", ".zst"),
    ".ndjson": _Format("lines"),
    ".ndjson.gz": _Format("lines", ".gz"),
    ".ndjson.zst": _Format("lines", ".zst"),
    ".csv": _Format("csv"),
    ".csv.gz": _Format("csv", ".gz"),
    ".csv.zst": _Format("csv", ".zst"),
    ".parquet": _Format("parquet"),
    ".sqlite": _Format("sqlite"),
    ".db": _Format("sqlite"),
}
SUFFIXES = tuple(_FORMATS)
"""The ends of names that say how to write."""
_PACKINGS: tuple[Packing, ...] = (".gz", ".zst")
_SHARDS = tuple(suffix for suffix, form in _FORMATS.items() if form.shape != "sqlite")


class MissingExtra(UnwritableOutput):
    """A package that this output needs is not installed; `str()` holds the command."""


class _Plan(NamedTuple):
    """What an output is to be."""

    suffix: str
    shard_size: int | None
    """None for one file."""

    @property
    def format(self) -> _Format:
        """How its files are written."""
        return _FORMATS[self.suffix]


def check(
    output: str | os.PathLike[str], *, shard_size: int | None = None, suffix: str | None = None
) -> None:
    """Find out before any work whether `collect` could write `output`.

    Raises `ValueError` where the name asks for nothing that there is, `MissingExtra` where a
    package is not installed, `UnwritableOutput` where the place or what stands there is unfit.
    """
    output = os.fspath(output)
    plan = _plan(output, shard_size, suffix)
    _need(output, plan.format.shape, plan.format.packing)
    if output in files.STDOUT_NAMES:
        return
    if plan.shard_size is not None:
        from kontan_parse.sinks import shards

        shards.folder(output)
        return
    if is_streamed(output):
        return
    place = files.target(output)
    if plan.format.shape == "sqlite":
        from kontan_parse.sinks import sqlite

        sqlite.check(output, place)


def is_streamed(output: str) -> bool:
    """Whether records go to `output` as they come: standard output, a pipe, a device."""
    if output in files.STDOUT_NAMES:
        return True
    return files.is_special(output) and not output.lower().endswith(SUFFIXES)


def collect(
    blocks: Iterable[bytes],
    output: str | os.PathLike[str],
    *,
    shard_size: int | None = None,
    suffix: str | None = None,
) -> Loaded | None:
    """Write the records of `blocks` to `output`, in the way that its suffix says.

    Each block is bytes of whole lines, one record a line. `output` appears only when it is whole;
    until then what stood there stands. A name that ends with `/`, an existing folder, or a
    `shard_size` asks for a folder of files of so many records each, written as `suffix` says.
    Memory stays flat. Gives what became of the records in a database. Raises as `check` does.
    """
    output = os.fspath(output)
    plan = _plan(output, shard_size, suffix)
    _need(output, plan.format.shape, plan.format.packing)
    if plan.shard_size is not None:
        _write_shards(blocks, output, plan.suffix, plan.shard_size)
    elif plan.format.shape == "sqlite":
        from kontan_parse.sinks import sqlite

        return sqlite.write(blocks, output)
    else:
        with files.lines(output) as out:
            _write(blocks, out, plan.format)
    return None


def check_aside(path: str) -> None:
    """Find out before any work whether `aside` could write `path`.

    Raises `MissingExtra` where a package is not installed, `UnwritableOutput` where the place is
    unfit.
    """
    _need(path, "lines", _packing(path))
    files.check_lines(path)


@contextmanager
def aside(path: str) -> Iterator[Output]:
    """A sink for what is told beside the records: `files.lines`, packed as the name ends."""
    from kontan_parse.sinks import compressed

    with files.lines(path) as out, compressed.packed(out, _packing(path)) as inner:
        yield inner


def _packing(path: str) -> Packing:
    return next((end for end in _PACKINGS if path.lower().endswith(end)), "")


def _plan(output: str, shard_size: int | None, suffix: str | None) -> _Plan:
    if output in files.STDOUT_NAMES:
        named: str | None = ".jsonl"
    else:
        named = next((end for end in _FORMATS if output.rstrip("/").lower().endswith(end)), None)
    is_folder = output.endswith(("/", os.sep)) or os.path.isdir(output)  # noqa: PTH112 - start-up
    if shard_size is not None or is_folder:
        end = suffix or named or ".jsonl"
        if end not in _SHARDS:
            raise ValueError(f"shards cannot be {end}; they can be {', '.join(_SHARDS)}")
        if shard_size is not None and shard_size < 1:
            raise ValueError(f"a shard of {shard_size} records; there must be one at least")
        if output in files.STDOUT_NAMES:
            raise ValueError("standard output cannot be a folder of shards; name a folder")
        return _Plan(end, shard_size or SHARD_SIZE)
    if suffix is not None:
        raise ValueError("a suffix is for the shards of a folder; end the folder's name with /")
    if named is None and files.is_special(output):
        named = ".jsonl"
    if named is None:
        raise ValueError(
            f"the name {output!r} does not say how to write; end it with "
            f"{', '.join(SUFFIXES)}, or with / for a folder of shards"
        )
    if _FORMATS[named].shape == "sqlite" and files.is_special(output):
        raise ValueError(f"{output!r} is not a file, and a database must be one")
    return _Plan(named, None)


def _need(output: str, shape: _Shape, packing: Packing) -> None:
    """Raise `MissingExtra` where a package is not there."""
    needs = []
    if shape == "parquet":
        needs.append(("parquet", "pyarrow"))
    if packing == ".zst" and sys.version_info < (3, 14):
        needs.append(("zstd", "zstandard"))
    from importlib.util import find_spec

    for extra, package in needs:
        if find_spec(package) is None:
            reason = f"needs {package}; type: pip install 'kontan-parse[{extra}]'"
            raise MissingExtra(output, reason)


def _write(blocks: Iterable[bytes], out: Output, form: _Format) -> None:
    from kontan_parse.sinks import compressed

    with compressed.packed(out, form.packing) as inner:
        match form.shape:
            case "csv":
                from kontan_parse.sinks import spreadsheet

                spreadsheet.write(blocks, inner)
            case "parquet":
                from kontan_parse.sinks import parquet

                parquet.write(blocks, inner)
            case _:
                for block in blocks:
                    inner.write(block)


def _write_shards(blocks: Iterable[bytes], output: str, suffix: str, size: int) -> None:
    from kontan_parse.sinks import rows, shards

    with shards.whole(output) as part:
        for number, shard in enumerate(rows.shards(blocks, size)):
            with files.opened(output, part / f"part-{number:05}{suffix}") as out:
                _write(shard, out, _FORMATS[suffix])
