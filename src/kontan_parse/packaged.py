"""What lies in the package beside its code: the almanac, the weights of titles, the schema."""

from __future__ import annotations

from pkgutil import get_data  # importlib.resources costs a tenth of a command's start


def read(name: str) -> bytes:
    """What the file `name` of the package holds; also where the package lies in a zip."""
    data = get_data("kontan_parse", name)
    if data is None:
        raise FileNotFoundError(name)
    return data
