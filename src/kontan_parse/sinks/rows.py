"""Blocks of JSON Lines → lines, records and groups of a bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from kontan_parse import record

Record = dict[str, Any]
"""One article, as `record.to_dict` gives it."""


class Loaded(NamedTuple):
    """How many records came into a database."""

    new: int
    updated: int
    """Those that have replaced what an earlier load had of them."""


def lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    r"""Every line of `blocks`, with its end.

    >>> list(lines([b'{"a":1}\n{"a":2}\n', b"", b'\n{"a":3}\n']))
    [b'{"a":1}\n', b'{"a":2}\n', b'{"a":3}\n']
    """
    for block in blocks:
        yield from (line for line in block.splitlines(keepends=True) if line != b"\n")


def records(blocks: Iterable[bytes]) -> Iterator[Record]:
    """The record of every line."""
    return map(record.loads, lines(blocks))


def story(record: Mapping[str, Any]) -> dict[str, Any]:
    r"""What one row of a table holds of a record's story.

    >>> story({"paragraphs": ["Harga naik.", "Stok turun."]})
    {'words': 4, 'text': 'Harga naik.\n\nStok turun.'}
    """
    paragraphs = record["paragraphs"]
    return {
        "words": sum(len(paragraph.split()) for paragraph in paragraphs),
        "text": "\n\n".join(paragraphs),
    }


def groups(blocks: Iterable[bytes], rows: int, size: int) -> Iterator[list[bytes]]:
    r"""The lines in groups of `rows` lines or `size` bytes, whichever comes first.

    >>> list(groups([b"1\n22\n3\n4\n5\n6\n"], 3, 6))
    [[b'1\n', b'22\n'], [b'3\n', b'4\n', b'5\n'], [b'6\n']]
    """
    group: list[bytes] = []
    held = 0
    for line in lines(blocks):
        if len(group) == rows or (group and held + len(line) > size):
            yield group
            group, held = [], 0
        group.append(line)
        held += len(line)
    if group:
        yield group


def shards(blocks: Iterable[bytes], rows: int) -> Iterator[Iterator[bytes]]:
    """The lines in runs of `rows`, one run at least; each is to be read before the next."""
    rest = lines(blocks)
    first: bytes | None = next(rest, b"")
    while first is not None:
        yield chain((first,), islice(rest, rows - 1))
        first = next(rest, None)
