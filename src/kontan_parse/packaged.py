"""What the package holds: beside its code the almanac, the weights of titles, the schema."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pkgutil import get_data  # importlib.resources costs a tenth of a command's start
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def read(name: str) -> bytes:
    """What the file `name` of the package holds; also where the package lies in a zip."""
    data = get_data("kontan_parse", name)
    if data is None:
        raise FileNotFoundError(name)
    return data


@cache  # a batch asks before it warns of parts, and when it opens them
def digest() -> str:
    """Equal for equal code and data, wherever the package lies, compiled or not."""
    from importlib.resources import files

    made = hashlib.blake2b(digest_size=6)
    for name, data in _sources(files("kontan_parse"), ""):
        made.update(f"{name}\0{len(data)}\0".encode())
        made.update(data)
    return made.hexdigest()


def _sources(folder: Traversable, within: str) -> Iterator[tuple[str, bytes]]:
    """The files that say what the program does; what is compiled says it once more, beside them."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{within}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, name)
        elif entry.name.endswith((".py", ".json")) and entry.is_file():  # no link to nowhere
            yield name, entry.read_bytes()
