"""Names → files: folders, patterns and lists of names."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from io import BufferedReader, TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.patterns import lazy
from kontan_parse.sources import streams
from kontan_parse.sources.failures import refusal
from kontan_parse.sources.files import head, looks_like_markup
from kontan_parse.sources.names import STDIN, is_container, is_remote, is_taken, natural

if TYPE_CHECKING:
    from pathlib import Path

_NOTHING_BELOW = "holds no .txt, .md, .html, .htm, .mhtml or .mht file, nor do those below it"
Left: TypeAlias = dict[str, list[str]]
"""Containers and files without a suffix below folders, by the folder: each has to be named."""

_PATTERN = lazy(r"[*?\[]")


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
        return _elsewhere(given, left)
    if os.path.isdir(given):  # noqa: PTH112 - pathlib costs more for each of many names
        return _below(given, left)
    if _PATTERN.search(given) and not os.path.lexists(given):
        return _matching(given, left)
    return (given,)


def _elsewhere(given: str, left: Left) -> Iterator[str | UnreadableInput]:
    """What the address `given` leads to."""
    from kontan_parse.sources import remote  # only where used

    for found in remote.find(given):
        if not isinstance(found, remote.Folder):
            yield found
            continue
        texts = [address for below, address in found.files if is_taken(below)]
        yield from texts
        containers = [address for below, address in found.files if is_container(below)]
        if not texts:
            yield _nothing_below(found.address, containers)
        elif containers:
            left[found.address] = containers


def _matches(pattern: str) -> list[str]:
    """The names that `pattern` stands for, `**` for any folders between."""
    from glob import glob  # as above

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
    if read in target.parents:
        return is_taken(target.relative_to(read).as_posix())
    return read == target and read.is_file()


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
        elif is_taken(entry.path[len(folder) :].lstrip("/")):
            file = _file(entry)
            empty = empty and file is None
            if file is not None and not (entry.is_symlink() and _repeats(entry, folder, led_to)):
                yield file
        elif is_container(entry.name) or "." not in entry.name:
            is_left = isinstance(_file(entry), str) and not _is_of_parts(entry.path)
            unread += [entry.path] if is_left else []
    if empty:
        yield _nothing_below(folder, _worth_telling(unread))
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


def _nothing_below(folder: str, unread: Sequence[str]) -> UnreadableInput:
    """Why `folder` gives nothing, though there may be what is `unread` in it."""
    containers = [path for path in unread if is_container(path)]
    what = "containers" if containers else "files without a suffix (pages among them)"
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
    top = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - as above
    if file.startswith(top):
        return is_taken(file[len(top) :]) and os.path.isfile(file)  # noqa: PTH113 - as above
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
