"""Records → outputs: JSON Lines, CSV, Parquet, SQLite, one file or a folder of shards."""

from __future__ import annotations

from kontan_parse.sinks.files import (
    STDOUT,
    STDOUT_NAMES,
    Sink,
    check_lines,
    is_inside,
    lines,
    refusals,
    replaced,
    same,
    standard_output,
    sweep,
)
from kontan_parse.sinks.outputs import SUFFIXES, MissingExtra, check, collect, is_streamed

__all__ = [
    "STDOUT",
    "STDOUT_NAMES",
    "SUFFIXES",
    "MissingExtra",
    "Sink",
    "check",
    "check_lines",
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
