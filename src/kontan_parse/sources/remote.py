"""Remote addresses → files and their bytes. The door for fsspec, and what its systems raise."""

from __future__ import annotations

from collections.abc import Iterator
from io import RawIOBase
from typing import Any, NamedTuple

from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.patterns import lazy
from kontan_parse.sources.failures import missing_extra, refusal
from kontan_parse.sources.names import natural

_WEB = ("http://", "https://")
"""Here `?` begins a query, and no page is known to be a folder."""
_GONE = (404, 410)
"""What a server answers where nothing is."""
_PATTERN = lazy(r"[*?\[]")


class _File(RawIOBase):
    """A remote file, whose every failure is an `OSError`."""

    def __init__(self, system: Any, inside: str) -> None:
        # An archive closes the file that it lies in when nothing holds its system any more.
        self._system = system
        self._file = system.open(inside, "rb")

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Whether Parquet can be read from it."""
        return bool(self._file.seekable())

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with what comes next; 0 at the end."""
        try:
            data = self._file.read(len(buffer))
        except Exception as error:
            raise _failure(error) from None
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        try:
            return int(self._file.seek(offset, whence))
        except Exception as error:
            raise _failure(error) from None

    def tell(self) -> int:
        """The place."""
        return int(self._file.tell())

    def close(self) -> None:
        """Let go."""
        self._file.close()
        super().close()


def opened(path: str) -> RawIOBase:
    """The bytes of `path`. Raises `UnreadableInput`."""
    system, inside = _system(path)
    try:
        return _File(system, inside)
    except Exception as error:
        raise _refusal(path, error) from None


class Folder(NamedTuple):
    """A folder of another system, with all files below it."""

    address: str
    files: tuple[tuple[str, str], ...]
    """In natural order, of each the path below the folder and the address."""


def find(path: str) -> Iterator[str | Folder | UnreadableInput]:
    """What stands behind `path`: itself, or the folder, or the files and folders that match it."""
    if path.lower().startswith(_WEB):
        yield path
        return
    try:
        system, inside = _system(path)
        if _PATTERN.search(inside) and not system.exists(inside):
            matches = system.glob(inside, detail=True)
            entries = matches.values()
            if not matches:
                yield UnreadableInput(path, "missing", "no file has such a name; check the pattern")
        elif system.isdir(inside):
            entries = ({"name": inside, "type": "directory"},)
        else:
            yield path
            return
        for entry in sorted(entries, key=lambda entry: natural(entry["name"])):
            if entry["type"] != "directory":
                yield _address(path, system, entry["name"])
            elif "**" not in path:
                yield _folder(path, system, entry["name"])
    except Exception as error:
        yield _refusal(path, error)


def _folder(path: str, system: Any, folder: str) -> Folder:
    return Folder(
        _address(path, system, folder),
        tuple(
            (name.removeprefix(folder).lstrip("/"), _address(path, system, name))
            for name in sorted(system.find(folder), key=natural)
        ),
    )


def _address(path: str, system: Any, name: str) -> str:
    """The whole address of what `system` calls `name`; of a chain as it was given, if it can be."""
    before, chain, _ = path.partition("::")
    if chain:
        protocol = before.partition("://")[0]
        return f"{protocol}://{name.lstrip('/')}{path[len(before) :]}"
    return str(system.unstrip_protocol(name))


def _system(path: str) -> tuple[Any, str]:
    """Where `path` is, and what it is called there."""
    told = _without_its_archive(path)
    if told:
        raise UnreadableInput(path, "missing", told)
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing_extra(path, "fsspec", "remote") from None
    try:
        system, inside = url_to_fs(path)
    except Exception as error:
        raise _refusal(path, error) from None
    return system, str(inside)


def way_into(archive: str) -> str:
    """How what stands in the zip archive of that name is read."""
    return (
        f"unpack it, or read the texts and pages in it as 'zip://::{archive}', tables as "
        f"'zip://**/*.csv::{archive}'"
    )


def _without_its_archive(address: str) -> str | None:
    """What to do about an address that leads into a zip archive and names none.

    >>> _without_its_archive("zip://a.csv")
    "names no archive; write 'zip://a.csv::ARCHIVE.zip'"
    >>> _without_its_archive("zip://a.csv::b.zip")
    """
    if "::" in address or not address.lower().startswith("zip://"):
        return None
    inside = address.partition("://")[2]
    is_archive = inside.lower().endswith(".zip")
    way = way_into(inside) if is_archive else f"write '{address}::ARCHIVE.zip'"
    return f"names no archive; {way}"


def _refusal(path: str, error: Exception) -> UnreadableInput:
    """Why `path` cannot be had."""
    if isinstance(error, ImportError):  # each kind of address has a package of its own
        told = " ".join(str(error).split())
        cause = error.__cause__ if isinstance(error.__cause__, ImportError) else error
        package = (cause.name or "").partition(".")[0]
        # One that is imported under another name than it is installed by is told in words alone.
        if package and package in told:
            command = f"needs {package}; type: pip install {package}"
        else:
            command = f"{told}; install it beside this program"
        return UnreadableInput(path, "missing-extra", command)
    if path.lower().rpartition("::")[2].startswith(_WEB):
        error = _answer(error)
    return refusal(path, _failure(error))


def _answer(error: Exception) -> Exception:
    """What a server said, or that none did, which fsspec takes for a missing file."""
    cause = error.__cause__
    if not isinstance(error, FileNotFoundError) or cause is None:
        return error
    status = getattr(cause, "status", None)
    if isinstance(cause, FileNotFoundError) or status in _GONE:
        return error
    said = f"the server answers {status} {getattr(cause, 'message', '')}" if status else str(cause)
    return OSError(" ".join(said.split()) or type(cause).__name__)


def _failure(error: Exception) -> Exception:
    """`error` as a failure of the system or of ours; what these systems raise is of any type."""
    match error:
        case OSError() | UnreadableInput():
            return error
    return OSError(" ".join(str(error).split()) or type(error).__name__)
