"""Files, folders and standard input → documents, one at a time."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from io import FileIO
from typing import BinaryIO

from kontan_parse import charset
from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.model import Document, Origin

MAX_SIZE = 16 * 1024 * 1024
"""Bytes of the largest file that is read as one article; the longest real one has 40 KB."""

TEXT, MARKUP = "text/plain", "text/html"
MEDIA_TYPES = (TEXT, MARKUP)
_SUFFIXES = {".txt": TEXT, ".html": MARKUP, ".htm": MARKUP}
SUFFIXES = tuple(_SUFFIXES)
"""What a folder is searched for."""

_ANY = ".txt, .html or .htm"

STDIN = "-"

_LOOKS_LIKE_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,512}+(?:<!--.{0,2048}?-->\s{0,512}+){0,8}+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|h1|div|p|article|table|section)"
    rb"[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins."""
_DIGITS = re.compile(r"([0-9]+)")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which `2.txt` stands before `10.txt`, the same on every machine.

    >>> sorted(["10.txt", "a.txt", "2.txt"], key=natural)
    ['2.txt', '10.txt', 'a.txt']
    """
    return tuple(
        (0, int(part), part) if part[0] in "0123456789" and len(part) < 19 else (1, 0, part)
        for part in _DIGITS.split(name)
        if part
    )


def find(inputs: Collection[str]) -> Iterator[str | UnreadableInput]:
    """The files behind `inputs`: each file as given, each folder's texts and pages below it.

    Inputs keep their order; a folder's files come in natural order of their path; a file that
    several inputs lead to comes once. A name that leads nowhere is yielded all the same, so that
    reading it says why; what cannot be searched is yielded as a failure.
    """
    from pathlib import Path  # costs a twentieth of the command's start, and `parse` needs none

    seen: set[str] = set()
    for given in inputs:
        if given == STDIN or not Path(given).is_dir():
            found_here: Iterable[str | UnreadableInput] = (given,)
        else:
            found_here = _below(given)
        for path in found_here:
            if isinstance(path, str) and len(inputs) > 1:
                absolute = str(Path(path).absolute())
                if absolute in seen:
                    continue
                seen.add(absolute)
            yield path


def leads_to(inputs: Iterable[str], output: str) -> str | None:
    """The input by which `find` would come to the file `output`, there or not, or None."""
    from pathlib import Path  # as above

    target = Path(os.path.realpath(output))
    for given in inputs:
        read = Path(os.path.realpath(given))
        found_below = read in target.parents and target.name.lower().endswith(SUFFIXES)
        if given != STDIN and (found_below or (read == target and read.is_file())):
            return given
    return None


def _below(folder: str) -> Iterator[str | UnreadableInput]:
    """The texts and pages below `folder` in natural order. Links to folders are not followed."""
    empty = True
    waiting: list[os.DirEntry[str] | str] = [folder]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str) or entry.is_dir(follow_symlinks=False):
            inside = _listed(os.fspath(entry))
            if isinstance(inside, UnreadableInput):
                empty = False
                yield inside
            else:
                waiting += inside
        elif entry.name.lower().endswith(SUFFIXES):
            file = _file(entry)
            empty = empty and file is None
            if file is not None:
                yield file
    if empty:
        yield UnreadableInput(
            folder, "empty-folder", f"holds no {_ANY} file, nor do those below it"
        )


def _listed(folder: str) -> list[os.DirEntry[str]] | UnreadableInput:
    """What stands in `folder`, last first."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: natural(entry.name), reverse=True)
    except OSError as error:
        return _refusal(folder, error)


def _file(entry: os.DirEntry[str]) -> str | UnreadableInput | None:
    """The path of a text, a failure for what would block or never end, None for a folder."""
    try:
        mode = entry.stat().st_mode
    except OSError:
        return entry.path  # a link to nowhere: reading it says so
    if stat.S_ISDIR(mode):
        return None
    if stat.S_ISREG(mode):
        return entry.path
    return UnreadableInput(entry.path, "unreadable", "is a pipe, socket or device, not a file")


def is_rereadable(path: str) -> bool:
    """Whether `path` is a file that gives the same bytes when it is read again."""
    return path != STDIN and os.path.isfile(path)  # noqa: PTH113 - pathlib costs start-up


def read(path: str, *, max_size: int = MAX_SIZE, media_type: str | None = None) -> Document:
    """The document in the file `path`, or on standard input for `-`.

    `media_type` is one of `MEDIA_TYPES`; without it, the name tells or else how the bytes begin.
    Raises `UnreadableInput` for what cannot be read, is larger than `max_size` bytes, or is
    no text.
    """
    data = _bytes(path, max_size)
    written = media_type or _media_type(path, data)
    decoded = charset.decode(path, data, markup=written == MARKUP)
    return Document(
        text=decoded.text,
        origin=Origin(
            path=path,
            media_type=written,
            encoding=decoded.encoding,
            sha256=hashlib.sha256(data).hexdigest(),
        ),
        findings=decoded.findings,
    )


def _media_type(path: str, data: bytes) -> str:
    """What the file's name says, or else how `data` begins."""
    named = _SUFFIXES.get(os.path.splitext(path)[1].lower())  # noqa: PTH122 - costs start-up
    return named or (MARKUP if _LOOKS_LIKE_MARKUP.match(data) else TEXT)


def _bytes(path: str, max_size: int) -> bytes:
    try:
        if path == STDIN:
            data = _limited(sys.stdin.buffer, max_size + 1)
        else:
            with FileIO(path) as file:
                data = _limited(file, max_size + 1)
    except (OSError, ValueError, AttributeError) as error:  # closed standard input is None
        raise _refusal(path, error) from None
    if len(data) > max_size:
        raise UnreadableInput(
            path, "too-large", f"larger than {max_size:,} bytes; raise --max-size to read it"
        )
    return data


def _limited(file: FileIO | BinaryIO, limit: int) -> bytes:
    """What `file` holds, `limit` bytes at most; in pieces, since `read(limit)` reserves it all."""
    pieces = []
    while limit and (piece := file.read(min(limit, 1 << 16))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def _refusal(path: str, error: Exception) -> UnreadableInput:
    """Why the system does not give the bytes of `path`."""
    match error:
        case FileNotFoundError():
            return UnreadableInput(path, "missing", "no such file; check the name")
        case IsADirectoryError():
            return UnreadableInput(
                path, "is-folder", "is a folder; `kontan-parse batch` reads folders"
            )
        case PermissionError():
            return UnreadableInput(path, "no-permission", "you have no permission to read it")
        case AttributeError():
            return UnreadableInput(path, "unreadable", "standard input is closed")
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableInput(path, "unreadable", f"cannot be read: {reason}")
