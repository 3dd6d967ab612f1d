"""Records → Parquet: the record as it is, in columns."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from kontan_parse import arrow
from kontan_parse.sinks import rows
from kontan_parse.sinks.compressed import Output

GROUP_ROWS, GROUP_BYTES = 10_000, 32 * 1024 * 1024
"""How many records, and of how many bytes of JSON, one row group holds at most."""


def write(blocks: Iterable[bytes], out: Output) -> None:
    """Write a table of every record of `blocks`, one row group at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    file = pa.PythonFile(_File(out), mode="w")
    with parquet.ParquetWriter(file, arrow.schema(), compression="zstd") as writer:
        for group in rows.groups(blocks, GROUP_ROWS, GROUP_BYTES):
            writer.write_table(arrow.to_table(rows.records(group)))


class _File(io.RawIOBase):
    """An output as a file. What comes after a failure is dropped: the failure is on its way."""

    def __init__(self, out: Output) -> None:
        self._out, self._failed = out, False

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if not self._failed:
            self._failed = True
            self._out.write(bytes(data))
            self._failed = False
        return len(data)
