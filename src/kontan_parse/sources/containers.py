"""Containers: many articles in one file → documents, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.model import Document
from kontan_parse.sources.failures import refusal
from kontan_parse.sources.files import MAX_SIZE
from kontan_parse.sources.names import (
    ARCHIVE,
    LINES,
    PARQUET,
    STDIN,
    TABLES,
    check,
    unpacked_name,
)
from kontan_parse.sources.records import DEFAULTS, USUAL, Bad, Fields, Record, document, string

HOSTS = ("kontan.co.id", "momsmoney.id")
"""Whose pages are taken from a web archive, with those of their subdomains."""


def documents(
    path: str | os.PathLike[str],
    fields: Fields = USUAL,
    *,
    media_type: str | None = None,
    max_size: int = MAX_SIZE,
    hosts: tuple[str, ...] = HOSTS,
) -> Iterator[Document | UnreadableInput]:
    """The documents in the container `path`, one at a time and in order.

    `fields` are the names of its columns, `media_type` is what each text is, whatever its column's
    name and its beginning say; `hosts` are whose pages are taken from a web archive. A record that
    is no document is one failure, whose path ends in its number, and the rest goes on. A container
    that cannot be opened, or breaks off, is one failure, the last. Nothing is raised but
    `ValueError` for a `media_type` that is none.
    """
    check(media_type)
    path = os.fspath(path)
    number = 0
    try:
        for record in _records(path, fields, True, max_size, hosts):
            number = record.number
            made = (
                record
                if isinstance(record, Bad)
                else document(path, record, media_type=media_type, max_size=max_size)
            )
            if isinstance(made, Bad):
                yield UnreadableInput(f"{path}:{made.number}", made.code, made.reason)
            else:
                yield made
    except UnreadableInput as failure:
        yield failure
    except OSError as error:
        yield refusal(f"{path}:{number + 1}", error)


class Packed(NamedTuple):
    """A record as its container holds it, to be read where it is parsed."""

    path: str
    number: int
    data: bytes
    media_type: str | None
    max_size: int


def packed(
    path: str,
    fields: Fields = USUAL,
    *,
    media_type: str | None = None,
    max_size: int = MAX_SIZE,
    hosts: tuple[str, ...] = HOSTS,
) -> Iterator[Packed | Document | UnreadableInput]:
    """What `documents` gives, but with lines of JSON still to be unpacked: that is half the work.

    Only where no field is named, since a name that no line has is told at the end.
    """
    if fields != USUAL or not _holds_lines(path):
        yield from documents(path, fields, media_type=media_type, max_size=max_size, hosts=hosts)
        return
    from kontan_parse.sources import json_lines

    check(media_type)
    number = 0
    try:
        for line in json_lines.lines(path, max_size):
            number = line.number
            if isinstance(line, Bad):
                yield UnreadableInput(f"{path}:{number}", line.code, line.reason)
            else:
                yield Packed(path, number, line.data, media_type, max_size)
    except UnreadableInput as failure:
        yield failure
    except OSError as error:
        yield refusal(f"{path}:{number + 1}", error)


def unpack(line: Packed) -> Document:
    """The document that a packed record is. Raises `UnreadableInput`."""
    from kontan_parse.sources import json_lines

    read = json_lines.record_on(
        line.path, json_lines.Line(line.number, line.data), USUAL, tuple(DEFAULTS)
    )
    made = (
        read
        if isinstance(read, Bad)
        else document(line.path, read, media_type=line.media_type, max_size=line.max_size)
    )
    if isinstance(made, Bad):
        raise UnreadableInput(f"{line.path}:{made.number}", made.code, made.reason)
    return made


def titles(
    path: str | os.PathLike[str], fields: Fields = USUAL, *, max_size: int = MAX_SIZE
) -> Iterator[str]:
    """The titles that the container `path` has in a column: of Parquet, it alone is read.

    What cannot be read adds none: `documents` says why. A web archive has no such column.
    """
    path = os.fspath(path)
    if unpacked_name(path).endswith(ARCHIVE):
        return
    try:
        for record in _records(path, fields, False, max_size, ()):
            if isinstance(record, Record):
                title = string(record.values.get("title"))
                if title is not None:
                    yield title
    except (UnreadableInput, OSError):
        return


def _holds_lines(path: str) -> bool:
    """Whether `path` is JSON Lines: by its suffix, or standard input, which holds no other kind."""
    return path == STDIN or unpacked_name(path).endswith(LINES)


def _records(
    path: str, fields: Fields, whole: bool, max_size: int, hosts: tuple[str, ...]
) -> Iterator[Record | Bad]:
    """The records of `path`, each `whole` or with its title alone."""
    name = unpacked_name(path)
    wanted = tuple(DEFAULTS) if whole else ("title",)
    if _holds_lines(path):
        from kontan_parse.sources import json_lines

        return json_lines.records(path, fields, wanted, max_size)
    if name.endswith(TABLES):
        from kontan_parse.sources import delimited

        return delimited.records(path, fields, wanted, max_size)
    if name.endswith(PARQUET):
        from kontan_parse.sources import parquet

        return parquet.records(path, fields, wanted)
    if name.endswith(ARCHIVE):
        from kontan_parse.sources import warc

        return warc.records(path, hosts, max_size)
    raise UnreadableInput(path, "no-container", f"is none of {', '.join(_ALL)}")


_ALL = (*LINES, *TABLES, PARQUET, ARCHIVE)
