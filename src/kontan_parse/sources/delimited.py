"""Tables of text, such as CSV → records: a row each, whose names stand in the first."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator
from io import TextIOWrapper
from itertools import chain

from kontan_parse import charset, lines
from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.patterns import lazy
from kontan_parse.sources import streams
from kontan_parse.sources.names import unpacked_name
from kontan_parse.sources.records import (
    TOO_LARGE,
    Bad,
    Fields,
    Record,
    columns,
    decoded,
    first_said,
    longest,
    too_large,
)

_DELIMITERS = ",;\t"
_QUOTED = lazy(r'"[^"]*(?:"|\Z)')
_SAID = lazy(r'"?sep=(?P<mark>[^"\r\n])"?[\r\n]*', re.IGNORECASE)
"""How a spreadsheet says its delimiter, in a line of its own above the names."""
_BYTES = "latin-1"
"""Each byte is one character, so a table is taken apart before anybody knows its encoding."""


class _TooLong(Exception):  # noqa: N818 - a state
    """A line is longer than a row can be."""


def records(
    path: str, fields: Fields, wanted: Collection[str], max_size: int
) -> Iterator[Record | Bad]:
    """The rows of `path` below the first, which names the columns. Blank lines are none.

    The delimiter is the one of `,`, `;` and tab that stands most often in the first line outside of
    quotation marks, in a `.tsv` the tab, or what a line above it says, `sep=;`. A cell is read as
    a file of text is: UTF-8, else Windows-1252.
    """
    # The limit is the process's, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), min(max_size, (1 << 31) - 1)))
    with streams.opened(path) as file:
        is_wide = file.peek(2).startswith(streams.WIDE)
        if way := charset.unmarked(file.peek(2)):
            raise UnreadableInput(path, "binary", f"holds NUL bytes, so it is not text; {way}")
        if file.peek(3).startswith(streams.MARK):
            file.read(len(streams.MARK))
        text = TextIOWrapper(file, "utf-16" if is_wide else _BYTES, newline="")
        try:
            yield from _rows(path, text, is_wide, fields, wanted, max_size)
        except UnicodeError as error:
            raise UnreadableInput(path, "binary", f"is no UTF-16: {error}") from None


def _rows(
    path: str,
    file: TextIOWrapper,
    is_wide: bool,
    fields: Fields,
    wanted: Collection[str],
    max_size: int,
) -> Iterator[Record | Bad]:
    next_line = _lines(file, longest(max_size))
    try:
        first, above = next_line(), 0
        while first and not first.strip():
            first, above = next_line(), above + 1
        said = _SAID.fullmatch(first)
        if said:
            first, above = next_line(), above + 1
    except _TooLong:
        raise UnreadableInput(path, TOO_LARGE, "its first line is longer than any") from None
    bare = _QUOTED.sub("", first)
    delimiter = said["mark"] if said else _delimiter(path, bare)
    pending = [first]
    line = ""

    def read_line() -> str:
        nonlocal line
        line = pending.pop() if pending else next_line()
        return line

    # A list's iterator ends at the first error; one made of a callable goes on.
    rows = csv.reader(iter(read_line, ""), delimiter=delimiter, strict=True)
    try:
        header = next(rows, None)
    except (csv.Error, _TooLong) as error:
        raise UnreadableInput(path, "broken-row", f"its first row is broken: {error}") from None
    if header is None:
        return
    names = [name if is_wide else decoded(path, name.encode(_BYTES)).text for name in header]
    try:
        chosen = columns(path, fields, names, wanted)
    except UnreadableInput as failure:
        if said or "|" not in bare:
            raise
        told = f"{failure.reason}; if | parts them, put a line sep=| above"
        raise UnreadableInput(path, failure.code, told) from None
    places = {name: names.index(name) for name in chain.from_iterable(chosen.values())}
    number = 0
    while True:
        start = above + rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            number += 1
            if "limit" in str(error):
                yield Bad(
                    number,
                    TOO_LARGE,
                    f"a cell is larger than {max_size:,} bytes: raise --max-size, or close the "
                    f"quotation mark that opens in line {start}; all up to line "
                    f"{above + rows.line_num} is lost",
                )
            elif "end of data" in str(error):
                yield Bad(
                    number,
                    "broken-row",
                    f"a quotation mark opens in line {start} and none closes; the rest is lost",
                )
            else:
                yield Bad(number, "broken-row", _broken(error, start, above + rows.line_num, line))
            continue
        except _TooLong:
            number += 1
            yield too_large(number, max_size)
            continue
        if row is None:
            return
        if not row:
            continue
        number += 1
        if len(row) != len(names):
            yield Bad(
                number,
                "ragged-row",
                f"has {len(row)} cell{'s' if len(row) != 1 else ''} for {len(names)} columns "
                f"(ends in line {above + rows.line_num})",
            )
            continue
        cells = {
            name: row[place] if is_wide else row[place].encode(_BYTES)
            for name, place in places.items()
        }
        held, media_type = first_said(chosen, cells)
        yield Record(number, held, media_type=media_type, encoding="utf-16" if is_wide else "utf-8")


def _delimiter(path: str, names: str) -> str:
    """What parts the `names` of columns, bare of what was quoted."""
    is_tabbed = unpacked_name(path).endswith(".tsv")
    if is_tabbed and ("\t" in names or not lines.holds_any(names, _DELIMITERS)):
        return "\t"
    return max(_DELIMITERS, key=names.count)


def _broken(error: csv.Error, start: int, end: int, line: str) -> str:
    """What is wrong with the row from line `start` to `end`, of which `line` is the last."""
    told = f"is broken near line {end}: {error}"
    if end > start:
        told += (
            f"; a quotation mark that opens in line {start} or below closes there, and lines "
            f"{start} to {end} are lost"
        )
    if '\\"' in line:
        told += '; inside of a cell, write "" and not \\"'
    return told


def _lines(file: TextIOWrapper, limit: int) -> Callable[[], str]:
    """What gives the next line of `file`, or nothing at its end."""

    def next_line() -> str:
        line = file.readline(limit)
        if len(line) < limit or line.endswith(("\n", "\r")):
            return line
        while (rest := file.readline(1 << 16)) and not rest.endswith(("\n", "\r")):
            pass
        raise _TooLong("a line is longer than any")

    return next_line
