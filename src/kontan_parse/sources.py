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
    """The files behind `inputs`: each file as given, each folder's `.txt` files below it.

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
    """The texts below `folder` in natural order. Links to folders are not followed."""
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
        yield UnreadableInput(folder, "empty-folder", "holds no .txt file, nor do those below it")


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


def decode(path: str, data: bytes) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Text, encoding and findings of `data`: by its mark, else UTF-8, else Windows-1252.

    Raises `UnreadableInput` where the bytes are no text. A guesser would call Windows-1252
    Indonesian something else, so none is asked.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(path, data, mark, encoding)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(path, "binary", f"is {what}, not text")
    return _unmarked(path, data)


def _marked(
    path: str, data: bytes, mark: bytes, encoding: str
) -> tuple[str, str, tuple[Diagnostic, ...]]:
    if encoding == "utf-8":
        return _unmarked(path, data, len(mark))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            path, "binary", f"has a {encoding} mark, but byte {error.start} is not {encoding}"
        ) from None
    if "\0" in text:
        raise UnreadableInput(
            path, "binary", f"has a {encoding} mark, but holds a NUL, so it is not text"
        )
    return text, encoding, ()


def _unmarked(path: str, data: bytes, start: int = 0) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """UTF-8, else Windows-1252, from the byte `start` on."""
    if b"\0" in data:
        raise UnreadableInput(
            path, "binary", f"holds a NUL byte (at byte {data.index(0)}), so it is not text"
        )
    data = data[start:]
    try:
        return data.decode(), "utf-8", ()
    except UnicodeDecodeError as error:
        # Five bytes have no meaning in Windows-1252; they become U+FFFD like any reader's.
        text = data.decode("cp1252", errors="replace")
        finding = found("undecodable-bytes", position=error.start + start)
        return text, "windows-1252", (finding,)
