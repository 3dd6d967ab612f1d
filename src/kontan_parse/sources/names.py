"""What an input's name tells: where it lies, whether it is packed, and what it holds."""

from __future__ import annotations

import os
import re

from kontan_parse.model import MARKUP, TEXT
from kontan_parse.patterns import lazy

STDIN = "-"

MEDIA_TYPES = (TEXT, MARKUP)

PACKED = (".gz", ".zst")
"""What stands behind the suffix of a packed file."""

_SAVED = (".mhtml", ".mht")
_MARKDOWN = (".md", ".markdown")
_SUFFIXES = {
    **dict.fromkeys((".txt", *_MARKDOWN), TEXT),
    **dict.fromkeys((".html", ".htm", *_SAVED), MARKUP),
}
SUFFIXES = tuple(suffix + packed for packed in ("", *PACKED) for suffix in _SUFFIXES)
"""What a folder is searched for."""
_OFTEN_OTHER = tuple(suffix + packed for packed in ("", *PACKED) for suffix in _MARKDOWN)
_BESIDE = ("readme.", "changelog.", "contributing.", "license.")
"""How files are called that are written in Markdown of a folder and what is in it."""
_HIDDEN = lazy(r"(?:\A|/)\.")

LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
PARQUET = ".parquet"
ARCHIVE = ".warc"
_STREAMED = (*LINES, *TABLES, ARCHIVE)

_ADDRESS = lazy(r"[a-z][a-z0-9+.-]+(?:::[a-z][a-z0-9+.-]+)*://", re.IGNORECASE)
_BEHIND = lazy(r"[?#].*", re.DOTALL)
"""What a web address holds behind its path."""
_DESCRIPTOR = lazy(r"/(?:dev|proc/self)/fd/(?:[3-9]|[1-9][0-9]+)")
_DIGITS = lazy(r"([0-9]+)")


def is_remote(path: str) -> bool:
    """Whether `path` is an address such as `s3://bucket/a.txt`, not a name of this machine.

    >>> is_remote("hf://datasets/a/b.jsonl"), is_remote("C:/berita/a.txt")
    (True, False)
    """
    return "://" in path and _ADDRESS.match(path) is not None


def whole_name(path: str) -> str:
    """`path` in small letters, without what follows the path of a web address.

    >>> whole_name("https://a.id/B.csv.gz?download=1")
    'https://a.id/b.csv.gz'
    """
    if is_remote(path):  # of a chain, the first link that holds a path: `zip://a.csv::s3://…`
        path = next(link for link in path.split("::") if "://" in link)
        path = _BEHIND.sub("", path)
    return path.lower()


def unpacked_name(path: str) -> str:
    """The same without the suffix of a packer.

    >>> unpacked_name("Berita.JSONL.gz"), unpacked_name("https://a.id/b.csv?download=1")
    ('berita.jsonl', 'https://a.id/b.csv')
    """
    name = whole_name(path)
    return name.rpartition(".")[0] if name.endswith(PACKED) else name


def is_plain(path: str) -> bool:
    """Whether the bytes of `path` are had as they stand in it."""
    return path != STDIN and not whole_name(path).endswith(PACKED)


def is_container(path: str) -> bool:
    """Whether `path` is, by its suffix, a file of many articles.

    >>> is_container("berita.jsonl.gz"), is_container("berita.txt.gz")
    (True, False)
    """
    if path.endswith(SUFFIXES) and not is_remote(path):
        return False  # nearly all: asked several times of each
    name = unpacked_name(path)
    if name.endswith(_STREAMED):
        return True
    # Parquet packs its own pages, and can be read only where one can seek.
    return name.endswith(PARQUET) and not path.lower().endswith(PACKED)


def is_taken(below: str) -> bool:
    """Whether a folder gives the file that stands at `below` in it: a text or a page.

    Of Markdown, which much else is written in, nothing that is hidden or tells of the folder.

    >>> is_taken("2026/Gula.MD.gz"), is_taken("README.md"), is_taken(".git/a.md")
    (True, False, False)
    """
    name = below.lower()
    if not name.endswith(SUFFIXES):
        return False
    if not name.endswith(_OFTEN_OTHER):
        return True
    return not (name.rpartition("/")[2].startswith(_BESIDE) or _HIDDEN.search(name))


def media_type(path: str) -> str | None:
    """What the one article in `path` is written in, by its suffix; None where that does not tell.

    >>> media_type("a.md"), media_type("a.HTM.gz"), media_type("a.csv")
    ('text/plain', 'text/html', None)
    """
    suffix = os.path.splitext(unpacked_name(path))[1]  # noqa: PTH122 - pathlib costs more
    return _SUFFIXES.get(suffix)


def check(media_type: str | None) -> None:
    """Raise `ValueError` where `media_type` is given, and no document is such."""
    if media_type is not None and media_type not in MEDIA_TYPES:
        raise ValueError(f"media_type is {' or '.join(map(repr, MEDIA_TYPES))}, not {media_type!r}")


def is_saved(path: str) -> bool:
    """Whether `path` is, by its suffix, a page that a browser saved in one file."""
    return unpacked_name(path).endswith(_SAVED)


def is_passing(path: str) -> bool:
    """Whether `path` means something else in each command: standard input, or what a shell makes.

    >>> is_passing("-"), is_passing("/dev/stdin"), is_passing("/dev/fd/63"), is_passing("a.txt")
    (True, True, True, False)
    """
    return path == STDIN or path.startswith(("/dev/stdin", "/dev/fd/", "/proc/self/fd/"))


def is_own(path: str) -> bool:
    """Whether `path` is there for this process alone, as what a shell makes of `<(…)`.

    >>> is_own("/dev/fd/63"), is_own("/dev/fd/0")
    (True, False)
    """
    return _DESCRIPTOR.fullmatch(path) is not None


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
