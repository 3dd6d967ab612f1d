"""What a caller gives beside a text, as Python and tables have it, before any of it is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import Any, SupportsFloat, TypeAlias

Nothing: TypeAlias = SupportsFloat | None
"""What says nothing: None, and NaN, NaT or NA, as tables have it.

Types cannot tell NaN from another number, so a checker lets those pass; they raise `TypeError`.
"""


def string(name: str, value: object) -> str | None:
    """The string that is given as `name`, if one is. Raises `TypeError` for what is none."""
    if value is None or isinstance(value, str):
        return value
    if _says_nothing(value):
        return None
    raise TypeError(f"{name} is a str or None, not {type(value).__name__}")


def day(value: object) -> str | dt.date | None:
    """The day that is given, if one is. Raises `TypeError` for what is none."""
    if value is None or isinstance(value, str):
        return value
    if _says_nothing(value):
        return None
    if isinstance(value, dt.date):
        return value
    raise TypeError(f"published is a str, a date or None, not {type(value).__name__}")


def titles(value: object) -> Container[str]:
    """The titles that are given. Raises `TypeError` for what `in` does not ask for a whole title.

    Of a string it asks for a part, of a column for its index or for truth, of an iterator once.
    """
    if isinstance(value, str):
        raise TypeError("known_titles is a set of titles or the like, not a str; give {title}")
    if not isinstance(value, Container) or hasattr(value, "__array__"):  # numpy's, pandas', polars'
        kind = type(value).__name__
        raise TypeError(
            f"known_titles is a set of titles or the like, not {kind}; give set(titles)"
        )
    return value


def _says_nothing(value: Any) -> bool:
    """Whether `value` is what a table has for nothing: NaN and NaT are not themselves.

    Of `object`, mypyc would want a bool for an answer, and numpy has its own.
    """
    if type(value).__name__ == "NAType":  # pandas' own says neither that it is nor that it is not
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # an array, a column
        return False
