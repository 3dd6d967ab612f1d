"""A page that was saved in one file, as browsers do (MHTML), or sent by mail → its markup."""

from __future__ import annotations

from typing import NamedTuple

from kontan_parse.patterns import lazy
from kontan_parse.sources import streams

_BEGIN = lazy(rb"(?:From [^\r\n]{1,200}\r?\n)?[A-Za-z][A-Za-z0-9-]{0,60}:")
"""How such a file begins: with a field of a header, in a mailbox below a line of its own."""
_TYPE = "content-type"
"""The field that says what it holds."""
_HEADER = 1 << 16
"""Bytes within which that stands; large ones have 20 KB of signatures above it."""


class Saved(NamedTuple):
    """The page in such a file."""

    data: bytes
    charset: str | None
    """What the file says that `data` is written in."""
    url: str | None
    """Where it was saved from."""


def page(data: bytes) -> Saved | None:
    """The first page in `data`, or None where that is no such file, or holds none."""
    data = data.removeprefix(streams.MARK).lstrip()
    if _BEGIN.match(data) is None or _TYPE.encode() not in data[:_HEADER].lower():
        return None
    from email import message_from_bytes  # costs a tenth of a command's start

    try:
        message = message_from_bytes(data)
        part = next(part for part in message.walk() if part.get_content_type() == "text/html")
        inside = part.get_payload(decode=True)
    except (StopIteration, RecursionError, LookupError, ValueError):
        return None
    url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
    said = "".join(str(url).split()) if url else ""
    is_address = said.startswith(("http://", "https://"))
    if not isinstance(inside, bytes):
        return None
    return Saved(inside, part.get_content_charset(), said if is_address else None)
