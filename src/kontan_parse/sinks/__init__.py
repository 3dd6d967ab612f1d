"""Records → outputs: JSON Lines, CSV, Parquet, SQLite, one file or a folder of shards.

outputs      which sink a name asks for, and the one way there
shards       a folder of numbered files
parquet, spreadsheet, sqlite
             a format each; JSON Lines are what records come in
identity     which row of a database is a record's, and which article a link's
rows         JSON Lines → lines, records and groups of a bounded size
compressed   bytes → the same, packed
files        standard output, or a file that appears only when whole
"""

from __future__ import annotations

from kontan_parse.sinks.files import (
    STDOUT,
    STDOUT_NAMES,
    Sink,
    is_inside,
    lines,
    refusals,
    replaced,
    same,
    standard_output,
    sweep,
)
from kontan_parse.sinks.outputs import (
    SUFFIXES,
    MissingExtra,
    aside,
    check,
    check_aside,
    collect,
    is_streamed,
)

__all__ = [
    "STDOUT",
    "STDOUT_NAMES",
    "SUFFIXES",
    "MissingExtra",
    "Sink",
    "aside",
    "check",
    "check_aside",
    "collect",
    "is_inside",
    "is_streamed",
    "lines",
    "refusals",
    "replaced",
    "same",
    "standard_output",
    "sweep",
]
