"""A file → the one document that it holds."""

from __future__ import annotations

import hashlib
import os
from io import BufferedReader, RawIOBase

from kontan_parse import charset
from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.model import MARKUP, TEXT, Document, Origin
from kontan_parse.page import begins, unescaped
from kontan_parse.sources import mime, names, several, streams
from kontan_parse.sources.failures import refusal
from kontan_parse.sources.names import (
    PACKED,
    STDIN,
    check,
    is_container,
    is_plain,
    is_remote,
    is_saved,
)

MAX_SIZE = 16 * 1024 * 1024
"""Bytes of the largest text that is read as one article; the longest real one has 40 KB."""


def is_rereadable(path: str) -> bool:
    """Whether `path` is a file that gives the same bytes when it is read again."""
    # pathlib costs more for each of many names
    return path != STDIN and (is_remote(path) or os.path.isfile(path))  # noqa: PTH113


def head(path: str) -> bytes:
    """The first bytes of a file as it stands there; nothing of one that is packed or remote.

    Raises `UnreadableInput` where it cannot be read.
    """
    if path.endswith(PACKED) or is_remote(path):
        return b""
    with streams.unbuffered(path) as file:
        try:
            return file.read(_HEAD) or b""
        except OSError as error:
            raise refusal(path, error) from None


_HEAD = 512
"""Bytes; the top of a text, and the first elements of a page."""


def read(
    path: str | os.PathLike[str],
    *,
    max_size: int = MAX_SIZE,
    media_type: str | None = None,
    hashed: bool = True,
) -> Document:
    """The document in the file `path`, or on standard input for `-`.

    `media_type` is one of `MEDIA_TYPES`; without it, the name tells or else how the bytes begin.
    Unless `hashed`, its origin has no hash, which takes as long as reading does. A file whose name
    ends in `.gz` or `.zst` is unpacked first; sizes and hashes are those of what it holds. Of a
    page that a browser saved in one file (MHTML), or of a mail, it is the page, with its address.
    Raises `UnreadableInput` for what cannot be read, is larger than `max_size` bytes, is no text,
    or, unless `media_type` says otherwise, holds many articles; `ValueError` for another
    `media_type`.
    """
    check(media_type)
    path = os.fspath(path)
    data = _bytes(path, max_size + 1)
    if media_type is None:
        if is_container(path):
            raise UnreadableInput(
                path, "several-articles", "holds many articles; `batch` reads them"
            )
        several.refuse(path, data)
    if len(data) > max_size:
        charset.refuse(path, data)  # of which no part is read, however large
        raise UnreadableInput(
            path, "too-large", f"larger than {max_size:,} bytes; raise --max-size to read it"
        )
    saved = mime.page(data) if media_type != TEXT else None
    if saved is None:
        if media_type is None and is_saved(path) and not looks_like_markup(data):
            raise UnreadableInput(
                path,
                "no-text",
                "holds no page, as what a browser saves in one file does; save it again",
            )
        written = media_type or _media_type(path, data)
        decoded = charset.decode(path, data, markup=written == MARKUP)
        markup = unescaped(decoded.text) if media_type != TEXT else None
        if markup is not None:
            written, decoded = MARKUP, decoded._replace(text=markup)
    else:
        written = MARKUP
        decoded = charset.decode(path, saved.data, markup=True, declared=saved.charset)
    return Document(
        text=decoded.text,
        url=saved.url if saved else None,
        origin=Origin(
            path=path,
            media_type=written,
            encoding=decoded.encoding,
            sha256=hashlib.sha256(data).hexdigest() if hashed else None,
        ),
        findings=decoded.findings,
    )


def _media_type(path: str, data: bytes) -> str:
    """What the file's name says or how `data` begins: many a page is kept under `.txt`."""
    return MARKUP if names.media_type(path) == MARKUP or looks_like_markup(data) else TEXT


def looks_like_markup(data: bytes) -> bool:
    """Whether `data` begins as a page does.

    >>> looks_like_markup(b"<!-- a --> <p class=x>"), looks_like_markup(b"Laba < Rp 1 triliun")
    (True, False)
    """
    start = streams.narrow(data[:_BEGINNING]).removeprefix(streams.MARK)
    return begins(start.decode("latin-1"))  # what tells is ASCII


_BEGINNING = 1 << 16
"""Bytes that are looked at to tell a page by."""


def _bytes(path: str, limit: int) -> bytes:
    """The first bytes of `path`, `limit` at most."""
    try:
        # A buffer beside the pieces would only cost.
        plain = is_plain(path)
        with streams.unbuffered(path) if plain else streams.opened(path) as file:
            return _limited(file, limit)
    except (OSError, ValueError) as error:
        raise refusal(path, error) from None


def _limited(file: RawIOBase | BufferedReader, limit: int) -> bytes:
    """What `file` holds, `limit` bytes at most; in pieces, since `read(limit)` reserves it all."""
    pieces = []
    while limit and (piece := file.read(min(limit, 1 << 16))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)
