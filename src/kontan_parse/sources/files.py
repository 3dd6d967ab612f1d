"""Names → files, and a file → the one document that it holds."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from kontan_parse import charset
from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.model import MARKUP, TEXT, Document, Origin
from kontan_parse.patterns import lazy
from kontan_parse.sources import mime, several, streams
from kontan_parse.sources.streams import PACKED, STDIN, is_remote, refusal

if TYPE_CHECKING:
    from pathlib import Path

MAX_SIZE = 16 * 1024 * 1024
"""Bytes of the largest text that is read as one article; the longest real one has 40 KB."""

_SAVED = (".mhtml", ".mht")
_SUFFIXES = {".txt": TEXT, ".html": MARKUP, ".htm": MARKUP, **dict.fromkeys(_SAVED, MARKUP)}
SUFFIXES = tuple(suffix + packed for packed in ("", *PACKED) for suffix in _SUFFIXES)
"""What a folder is searched for."""

_NOTHING_BELOW = "holds no .txt, .html, .htm, .mhtml or .mht file, nor do those below it"
Left: TypeAlias = dict[str, list[str]]
"""Containers and files without a suffix below folders, by the folder: each has to be named."""

LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
PARQUET = ".parquet"
ARCHIVE = ".warc"
_STREAMED = (*LINES, *TABLES, ARCHIVE)

_LOOKS_LIKE_MARKUP = lazy(
    rb"(?:\xef\xbb\xbf)?\s{0,512}+"
    rb"(?:(?:<!--.{0,2048}?-->|<\?xml\s[^<>]{0,256}>)\s{0,512}+){0,8}+"
    rb"\[?<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|h[1-6]|div|p|main|header"
    rb"|article|section|figure|img|table|[uo]l|li|blockquote|center|br|span|font|strong|em|[abiu])"
    rb"[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins, or a piece of one, also one printed as a list of elements."""
_PATTERN = lazy(r"[*?\[]")
_DIGITS = lazy(r"([0-9]+)")


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


def is_container(path: str) -> bool:
    """Whether `path` is, by its suffix, a file of many articles.

    >>> is_container("berita.jsonl.gz"), is_container("berita.txt.gz")
    (True, False)
    """
    if path.endswith(SUFFIXES) and not is_remote(path):
        return False  # nearly all: asked several times of each
    name = streams.unpacked_name(path)
    if name.endswith(_STREAMED):
        return True
    # Parquet packs its own pages, and can be read only where one can seek.
    return name.endswith(PARQUET) and not path.lower().endswith(PACKED)


def find(
    inputs: Iterable[str | os.PathLike[str]],
    on_left: Callable[[str, Sequence[str]], None] = lambda *_: None,
) -> Iterator[str | UnreadableInput]:
    """The files behind `inputs`: each file as given, each folder's texts and pages below it.

    A name that is no file and holds `*`, `?` or `[` is a pattern, and stands for what matches it
    in natural order. A remote address is a file, a folder or a pattern likewise.

    Inputs keep their order; a folder's files come in natural order of their path; a file that
    several inputs lead to comes once. A name that leads nowhere is yielded all the same, so that
    reading it says why; what cannot be searched is yielded as a failure. At the end, `on_left`
    hears of each folder with texts which containers below it no input leads to, and which files
    without a suffix, if they seem to be pages.
    """
    if isinstance(inputs, str | bytes | os.PathLike):
        raise TypeError(f"find takes names, such as [{inputs!r}], not {type(inputs).__name__}")
    seen: set[str] = set()
    folders: dict[str, str] = {}
    left: Left = {}
    several = not isinstance(inputs, Collection) or len(inputs) > 1
    for each in inputs:
        given = os.fspath(each)
        may_repeat = several or _PATTERN.search(given) is not None or is_remote(given)
        for path in _behind(given, left):
            if may_repeat and isinstance(path, str):
                real = _real(path, folders)
                if real in seen:
                    continue
                seen.add(real)
            yield path
    for folder, paths in left.items():
        unread = _worth_telling(path for path in paths if _real(path, folders) not in seen)
        if unread:
            on_left(folder, unread)


def _real(path: str, folders: dict[str, str]) -> str:
    """What `path` is, whatever links lead to it; `folders` keeps what their names stand for."""
    if "::" not in path:  # a chain leads to one of several files in what is here
        path = _local(path)
    if is_remote(path) or path == STDIN:
        return path
    if os.path.islink(path):  # noqa: PTH114 - pathlib costs more for each of many names
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return f"{folders[folder]}/{name}"


def _local(path: str) -> str:
    """What `path` is read from as this machine calls it, where it is an address here.

    >>> _local("file://a.csv"), _local("zip://*.csv::local:///arsip/a.zip"), _local("s3://a/b.csv")
    ('a.csv', '/arsip/a.zip', 's3://a/b.csv')
    """
    if not is_remote(path):
        return path
    last = path.rpartition("::")[2]
    here = last.removeprefix("file://").removeprefix("local://")
    return path if "://" in here else os.path.expanduser(here)  # noqa: PTH111 - as fsspec does


def _behind(given: str, left: Left) -> Iterable[str | UnreadableInput]:
    """What `given` alone leads to, but for containers in folders, which are `left`."""
    if given == STDIN:
        return (given,)
    if "\0" in given:
        return (UnreadableInput(given, "missing", "holds a NUL, and no file's name does"),)
    if is_remote(given):
        from kontan_parse.sources import remote

        return remote.find(given, left)
    if os.path.isdir(given):  # noqa: PTH112 - pathlib costs more for each of many names
        return _below(given, left)
    if _PATTERN.search(given) and not os.path.lexists(given):
        return _matching(given, left)
    return (given,)


def _matches(pattern: str) -> list[str]:
    """The names that `pattern` stands for, `**` for any folders between."""
    from glob import glob  # as pathlib: only where used

    try:
        matches = glob(pattern, recursive=True)  # noqa: PTH207 - keeps the name
    except ValueError:  # a lone surrogate, which no file's name holds
        return []
    if not _PARTS.search(pattern):
        matches = [match for match in matches if not _is_of_parts(match)]
    return sorted(matches, key=natural)


PARTS, PLAN = ".parts", "plan.json"
"""Of what a batch that was stopped keeps beside its output: how the folder's name ends, and a file
that it holds."""
_PARTS = lazy(rf"{re.escape(PARTS)}(?=/|\Z)")


def _is_of_parts(path: str) -> bool:
    """Whether `path` is what a batch that was stopped keeps beside its output, or stands in it."""
    folders = (path[: found.end()] for found in _PARTS.finditer(path))
    return any(os.path.isfile(f"{folder}/{PLAN}") for folder in folders)  # noqa: PTH113 - as above


def _matching(pattern: str, left: Left) -> Iterator[str | UnreadableInput]:
    matches = _matches(pattern)
    if not matches:
        yield UnreadableInput(pattern, "missing", "no file has such a name; check the pattern")
    for path in matches:
        if not os.path.isdir(path):  # noqa: PTH112 - as above
            yield path
        elif "**" not in pattern:  # whose matches are all the files below as well
            yield from _below(path, left)


def listed(path: str) -> Iterator[str]:
    """The names that the file `path` lists, or standard input for `-`.

    One a line; or, where its beginning holds a NUL, each up to the next NUL, as `find -print0`
    writes them, so that a name may hold a line end. Blank lines are no names. A name is what the
    system calls a file, whatever its encoding; but behind a mark of UTF-16 that is its own. Raises
    `UnreadableInput` for a list that cannot be read.
    """
    try:
        with streams.opened(path) as file:
            start = file.read(_LONGEST_NAME)  # all of that, however a pipe gives it
            whole = streams.again(start.removeprefix(streams.MARK), file)
            if start.startswith(streams.WIDE):
                yield from _wide_names(path, whole)
                return
            if _NO_NAME.search(start):
                raise UnreadableInput(path, "not-a-list", "is no list of names, one a line")
            if b"\0" in start:
                names: Iterable[bytes] = _parted(whole)
            else:
                names = (line.rstrip(b"\r\n") for line in _names(path, whole))
            for name in names:
                if name.strip():
                    yield os.fsdecode(name)
    except (OSError, ValueError) as error:
        raise refusal(path, error) from None


_NO_NAME = lazy(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that stand in what is no text, and hardly in a name."""
_LONGEST_NAME = 1 << 16
"""Bytes of a line that may be a name; the systems allow 4,096."""


def _names(path: str, file: BinaryIO | TextIOWrapper) -> Iterator[Any]:
    nothing = file.read(0)
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_NAME), nothing), 1):
        if len(line) == _LONGEST_NAME:
            raise UnreadableInput(path, "not-a-list", f"line {number} is longer than any name")
        yield line


def _wide_names(path: str, file: BufferedReader) -> Iterator[str]:
    """The names in UTF-16, one a line."""
    text = TextIOWrapper(file, "utf-16", newline="\n")
    try:
        for line in _names(path, text):
            if line.strip():
                yield line.rstrip("\r\n")
    except UnicodeError as error:
        raise UnreadableInput(path, "not-a-list", f"is no UTF-16: {error}") from None


def _parted(file: BinaryIO) -> Iterator[bytes]:
    """What stands between the NULs of `file`."""
    rest = b""
    while piece := file.read(_LONGEST_NAME):
        *names, rest = (rest + piece).split(b"\0")
        yield from names
    yield rest


def leads_to(inputs: Iterable[str], output: str) -> str | None:
    """The input by which `find` would come to the file `output`, there or not, or None."""
    from pathlib import Path  # as above

    target = Path(os.path.realpath(output))
    for name in inputs:
        given = _local(name)
        if given == STDIN or is_remote(given) or "\0" in given:
            continue
        if _leads_to(Path(os.path.realpath(given)), target):
            return name
        if _PATTERN.search(given) and not os.path.lexists(given):
            expanded = (Path(os.path.realpath(match)) for match in _matches(given))
            pattern = Path(os.path.realpath(given))
            if _fits(target.parts, pattern.parts) or any(
                _leads_to(path, target) for path in expanded
            ):
                return name
    return None


def _fits(names: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether `pattern` stands for the path of these `names`, `**` for any number of them."""
    from fnmatch import fnmatchcase  # as above

    if not pattern or not names:
        return not names and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _fits(names, pattern[1:]) or _fits(names[1:], pattern)
    return fnmatchcase(names[0], pattern[0]) and _fits(names[1:], pattern[1:])


def _leads_to(read: Path, target: Path) -> bool:
    found_below = read in target.parents and target.name.lower().endswith(SUFFIXES)
    return found_below or (read == target and read.is_file())


def _below(folder: str, left: Left) -> Iterator[str | UnreadableInput]:
    """The texts and pages below `folder` in natural order. Links to folders are not followed.

    A link to a file that is below as well gives nothing, and of several to another one the first.
    """
    empty = True
    unread: list[str] = []
    led_to: set[str] = set()
    waiting: list[os.DirEntry[str] | str] = [folder]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str) or entry.is_dir(follow_symlinks=False):
            inside = _standing_in(os.fspath(entry))
            if isinstance(inside, UnreadableInput):
                empty = False
                yield inside
            else:
                waiting += inside
        elif entry.name.lower().endswith(SUFFIXES):
            file = _file(entry)
            empty = empty and file is None
            if file is not None and not (entry.is_symlink() and _repeats(entry, folder, led_to)):
                yield file
        elif is_container(entry.name) or "." not in entry.name:
            is_left = isinstance(_file(entry), str) and not _is_of_parts(entry.path)
            unread += [entry.path] if is_left else []
    if empty:
        yield nothing_below(folder, _worth_telling(unread))
    elif unread:
        left[folder] = unread


def _worth_telling(unread: Iterable[str]) -> list[str]:
    """The containers among `unread`, and all others if one of the first begins like a page.

    So a crawler writes addresses that have no suffix.
    """
    containers: list[str] = []
    others: list[str] = []
    for path in unread:
        (containers if is_container(path) else others).append(path)
    for path in others[:_TOLD]:
        with suppress(UnreadableInput):
            if looks_like_markup(head(path)):
                return containers + others
    return containers


def nothing_below(folder: str, unread: Sequence[str]) -> UnreadableInput:
    """Why `folder` gives nothing, though there may be what is `unread` in it."""
    containers = [path for path in unread if is_container(path)]
    what = "containers" if containers else "files and pages without a suffix"
    told = f"; name the {what} in it: {told_of(containers or unread)}" if unread else ""
    return UnreadableInput(folder, "empty-folder", _NOTHING_BELOW + told)


def told_of(paths: Sequence[str]) -> str:
    """The first of `paths`, and how many more there are.

    >>> told_of(["a.csv", "b.csv"]), told_of(list("abcde"))
    ('a.csv, b.csv', 'a, b, c and 2 more')
    """
    more = len(paths) - _TOLD
    return ", ".join(paths[:_TOLD]) + (f" and {more:,} more" if more > 0 else "")


_TOLD = 3
"""Files of a folder that are named, or opened to see what they are: it may hold thousands."""


def _repeats(link: os.DirEntry[str], folder: str, led_to: set[str]) -> bool:
    """Whether the file that `link` leads to comes anyway: below `folder`, or by a link before."""
    file = os.path.realpath(link)
    if file.startswith(os.path.join(os.path.realpath(folder), "")):  # noqa: PTH118 - as above
        return file.lower().endswith(SUFFIXES) and os.path.isfile(file)  # noqa: PTH113 - as above
    before = file in led_to
    led_to.add(file)
    return before


def _standing_in(folder: str) -> list[os.DirEntry[str]] | UnreadableInput:
    """What stands in `folder`, last first."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: natural(entry.name), reverse=True)
    except OSError as error:
        return refusal(folder, error)


def _file(entry: os.DirEntry[str]) -> str | UnreadableInput | None:
    """The path of a text, a failure for what would block or never end, None for a folder."""
    try:
        if entry.is_file():  # the folder says so itself, where it is no link
            return entry.path
        mode = entry.stat().st_mode
    except OSError:
        return entry.path  # a link to nowhere, or in a circle: reading it says so
    if stat.S_ISDIR(mode):
        return None
    return UnreadableInput(entry.path, "unreadable", "is a pipe, socket or device, not a file")


def is_rereadable(path: str) -> bool:
    """Whether `path` is a file that gives the same bytes when it is read again."""
    return path != STDIN and (is_remote(path) or os.path.isfile(path))  # noqa: PTH113 - as above


def is_passing(path: str) -> bool:
    """Whether `path` means something else in each command: standard input, or what a shell makes.

    >>> is_passing("-"), is_passing("/dev/stdin"), is_passing("/dev/fd/63"), is_passing("a.txt")
    (True, True, True, False)
    """
    return path == STDIN or path.startswith(("/dev/stdin", "/dev/fd/", "/proc/self/fd/"))


_DESCRIPTOR = lazy(r"/(?:dev|proc/self)/fd/(?:[3-9]|[1-9][0-9]+)")


def is_own(path: str) -> bool:
    """Whether `path` is there for this process alone, as what a shell makes of `<(…)`.

    >>> is_own("/dev/fd/63"), is_own("/dev/fd/0")
    (True, False)
    """
    return _DESCRIPTOR.fullmatch(path) is not None


def head(path: str, size: int = 512) -> bytes:
    """The first bytes of a file as it stands there; nothing of one that is packed or remote.

    Raises `UnreadableInput` where it cannot be read.
    """
    if path.endswith(PACKED) or is_remote(path):
        return b""
    with streams.unbuffered(path) as file:
        try:
            return file.read(size) or b""
        except OSError as error:
            raise refusal(path, error) from None


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
    streams.check(media_type)
    path = os.fspath(path)
    data = _bytes(path, max_size + 1)
    if media_type is None:
        if is_container(path):
            raise UnreadableInput(
                path, "several-articles", "holds many articles; `batch` reads them"
            )
        several.refuse(path, data)
    if len(data) > max_size:
        raise UnreadableInput(
            path, "too-large", f"larger than {max_size:,} bytes; raise --max-size to read it"
        )
    saved = mime.page(data) if media_type != TEXT else None
    if saved is None:
        if media_type is None and _is_saved(path) and not looks_like_markup(data):
            raise UnreadableInput(
                path,
                "no-text",
                "holds no page, as what a browser saves in one file does; save it again",
            )
        written = media_type or _media_type(path, data)
        decoded = charset.decode(path, data, markup=written == MARKUP)
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
    """What the file's name says, or else how `data` begins."""
    named = _SUFFIXES.get(os.path.splitext(streams.unpacked_name(path))[1])  # noqa: PTH122 - as above
    return named or (MARKUP if looks_like_markup(data) else TEXT)


def _is_saved(path: str) -> bool:
    """Whether `path` is, by its suffix, a page that was saved in one file."""
    return streams.unpacked_name(path).endswith(_SAVED)


def looks_like_markup(data: bytes) -> bool:
    """Whether `data` begins as a page does.

    >>> looks_like_markup(b"<!-- a --> <p class=x>"), looks_like_markup(b"Laba < Rp 1 triliun")
    (True, False)
    """
    return _LOOKS_LIKE_MARKUP.match(streams.narrow(data)) is not None


def _bytes(path: str, limit: int) -> bytes:
    """The first bytes of `path`, `limit` at most."""
    try:
        # A buffer beside the pieces would only cost.
        plain = streams.is_plain(path)
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
