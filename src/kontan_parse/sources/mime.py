"""A page that was saved in one file, as browsers do (MHTML), or sent by mail → its markup."""

from __future__ import annotations

import re
from typing import NamedTuple

from kontan_parse.patterns import lazy

_BEGIN = lazy(
    rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\r\n]{0,1000}\r?\n(?:[ \t][^\r\n]{0,1000}\r?\n){0,20}){0,40}?"
    rb"Content-Type:[ \t]*multipart/(?:related|alternative|mixed)\b",
    re.IGNORECASE,
)
"""How such a file begins: with a header that says of how many parts it is."""


class Saved(NamedTuple):
    """The page in such a file."""

    data: bytes
    charset: str | None
    """What the file says that `data` is written in."""
    url: str | None
    """Where it was saved from."""


def page(data: bytes) -> Saved | None:
    """The first page in `data`, or None where that is no such file, or holds none."""
    if _BEGIN.match(data) is None:
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
