"""Records → outputs: JSON Lines, CSV, Parquet, SQLite, one file or a folder of shards."""

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
