"""Parquet → records: a row each, of the columns that are wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.sources import streams
from kontan_parse.sources.failures import Damaged, missing_extra
from kontan_parse.sources.records import Fields, Record, columns, first_said, written

_ROWS = 64
"""Rows that are in memory at once."""
_BUFFER = 1 << 20
"""Bytes of a column that are read at once, however large its part of a row group is."""


def records(path: str, fields: Fields, wanted: Collection[str]) -> Iterator[Record]:
    """The rows of `path`. A file that breaks off gives those before, then an `OSError`."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise missing_extra(path, "pyarrow", "parquet") from None
    with streams.opened_as_is(path) as file:
        try:
            table = ParquetFile(file, buffer_size=_BUFFER)
            names = table.schema_arrow.names
        except (ArrowException, OSError, ValueError) as error:
            raise UnreadableInput(
                path, "broken", f"is no whole Parquet file: {_said(error)}"
            ) from None
        chosen = columns(path, fields, names, wanted)
        if not chosen:
            return
        number = 0
        wanted_names = list(dict.fromkeys(chain.from_iterable(chosen.values())))
        try:
            for batch in _batches(table, wanted_names):
                held = {
                    name: values(batch.column(batch.schema.get_field_index(name)))
                    for name in wanted_names
                }
                for name in chosen.get("id", ()):  # which alone may be the name of another, too
                    ids = keys(batch.column(batch.schema.get_field_index(name)))
                for row in range(batch.num_rows):
                    number += 1
                    cells = {name: column[row] for name, column in held.items()}
                    said, media_type = first_said(chosen, cells)
                    if "id" in chosen:
                        said["id"] = ids[row]
                    yield Record(number, said, media_type=media_type)
        except (ArrowException, OSError, ValueError) as error:
            raise Damaged(f"the Parquet file is broken here: {_said(error)}") from None


def _batches(table: Any, names: list[str]) -> Iterator[Any]:
    """The rows of `table`, group by group, so that a broken group costs none of the one before."""
    for group in range(table.num_row_groups):
        yield from table.iter_batches(_ROWS, row_groups=[group], columns=names)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def values(column: Any) -> list[Any]:
    """What stands in `column`: strings, numbers, dates; what Python has no type for as a string."""
    import pyarrow as pa

    column = _plain(column)
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        # They would come as a type of pandas, or not at all.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    elif pa.types.is_decimal(column.type):
        column = column.cast(pa.string())  # the numbers of some warehouses, whole ones too
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError, LookupError):
        return [_value(scalar) for scalar in column]


def keys(column: Any) -> list[Any]:
    """What stands in the `column` of ids, where no two may become one: times to the nanosecond."""
    import pyarrow as pa

    column = _plain(column)
    if pa.types.is_timestamp(column.type) and column.type.tz:
        column = column.cast(pa.timestamp(column.type.unit, "UTC"))
    if pa.types.is_temporal(column.type):
        column = column.cast(pa.string())
    read = values(column)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return read  # whose encoding may be another
    return [written(value) if isinstance(value, bytes) else value for value in read]


def _plain(column: Any) -> Any:
    """`column` with its values where a dictionary's numbers stood."""
    import pyarrow as pa

    is_coded = pa.types.is_dictionary(column.type)
    return column.cast(column.type.value_type) if is_coded else column


def _value(scalar: Any) -> Any:
    """One value of a column that holds some which cannot be read."""
    import pyarrow as pa

    try:
        return scalar.as_py()
    except (ValueError, OverflowError, LookupError) as error:
        if pa.types.is_nested(scalar.type):
            return None
        if isinstance(error, UnicodeDecodeError):
            return scalar.as_buffer().to_pybytes()
        if pa.types.is_timestamp(scalar.type) and scalar.type.tz:
            scalar = scalar.cast(pa.timestamp(scalar.type.unit, "UTC"))  # a zone that nobody knows
        return scalar.cast("string").as_py()
