"""Files, folders and standard input → documents, one at a time."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kontan_parse.diagnostics import Diagnostic, UnreadableInput, found
from kontan_parse.model import Document, Origin

MAX_SIZE = 16 * 1024 * 1024
"""Bytes of the largest file that is read as one article; the longest real one has 40 KB."""

SUFFIXES = (".txt",)
"""What a folder is searched for."""

STDIN = "-"

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)
_DIGITS = re.compile(r"(\d+)")


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A sort key by which `2.txt` stands before `10.txt`, the same on every machine.

    >>> sorted(["10.txt", "2.txt", "a.txt"], key=natural)
    ['2.txt', '10.txt', 'a.txt']
    """
    return tuple(
        (int(part), part) if part.isdigit() and part.isascii() and len(part) < 19 else (-1, part)
        for part in _DIGITS.split(name)
        if part
    )


def find(inputs: tuple[str, ...]) -> Iterator[str]:
    """The files behind `inputs`: each file as given, each folder's `.txt` files below it.

    Inputs keep their order; a folder's files come in natural order of their path. A name that
    leads nowhere is yielded all the same, so that reading it says why.
    """
    for given in inputs:
        if given != STDIN and Path(given).is_dir():
            yield from _below(given)
        else:
            yield given


def _below(folder: str) -> Iterator[str]:
    """Files and folders of `folder` in natural order. Links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: natural(entry.name))
    except OSError:
        yield folder
        return
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif entry.name.lower().endswith(SUFFIXES) and not entry.is_dir():
            yield entry.path


def read(path: str, *, max_size: int = MAX_SIZE) -> Document:
    """The document in the file `path`, or on standard input for `-`.

    Raises `UnreadableInput` for what cannot be read, is larger than `max_size` bytes, or is
    no text.
    """
    data = _bytes(path, max_size)
    text, encoding, findings = decode(path, data)
    return Document(
        text=text,
        origin=Origin(
            path=path,
            media_type="text/plain",
            encoding=encoding,
            sha256=hashlib.sha256(data).hexdigest(),
        ),
        findings=findings,
    )


def _bytes(path: str, max_size: int) -> bytes:
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(max_size + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(max_size + 1)
    except FileNotFoundError:
        raise UnreadableInput(path, "missing", "no such file; check the name") from None
    except IsADirectoryError:
        raise UnreadableInput(
            path, "is-folder", "is a folder; `kontan-parse batch` reads folders"
        ) from None
    except PermissionError:
        raise UnreadableInput(path, "no-permission", "not readable for you") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput(path, "unreadable", f"cannot be read: {reason}") from None
    if len(data) > max_size:
        raise UnreadableInput(
            path, "too-large", f"larger than {max_size:,} bytes; raise --max-size to read it"
        )
    return data


def decode(path: str, data: bytes) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Text, encoding and findings of `data`: by its mark, else UTF-8, else Windows-1252.

    Raises `UnreadableInput` where the bytes are no text. A guesser would call Windows-1252
    Indonesian something else, so none is asked.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding).removeprefix("\ufeff"), encoding, ()
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break
                raise UnreadableInput(
                    path, "binary", f"has a {encoding} mark, but byte {error.start} is not {encoding}"
                ) from None
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(path, "binary", f"is {what}, not text")
    if b"\x00" in data:
        raise UnreadableInput(
            path, "binary", f"holds a NUL byte (at byte {data.index(0)}), so it is not text"
        )
    try:
        return data.decode(), "utf-8", ()
    except UnicodeDecodeError as error:
        # Five bytes have no meaning in Windows-1252; they become U+FFFD like any reader's.
        text = data.decode("cp1252", errors="replace")
        return text, "windows-1252", (found("undecodable-bytes", position=error.start),)
