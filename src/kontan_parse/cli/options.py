"""The options that several commands take, and the types of their values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from kontan_parse import dates, sources
from kontan_parse.diagnostics import SEVERITIES, Severity
from kontan_parse.patterns import lazy

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
SIZES = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
FILE = click.Path(readable=False, allow_dash=True)
"""A name to complete in the shell; whether it can be read is found out by reading."""


def size(value: str) -> int:
    """Bytes, with K, M or G for the powers of 1024."""
    text = value.lower().removesuffix("ib").removesuffix("b")
    number, unit = text.rstrip("kmg"), text.lstrip("0123456789")
    if number.isascii() and number.isdigit() and unit in SIZES and len(number) < 16 and int(number):
        return int(number) * SIZES[unit]
    raise click.BadParameter(f"{value!r} is not a size; write bytes, or with K, M or G, as in 16M")


def count(value: str) -> int:
    """How many of what there is one of at least."""
    if value.isascii() and value.isdigit() and len(value) < 10 and int(value):
        return int(value)
    raise click.BadParameter(f"{value!r} is not a whole number from 1 to {10**9 - 1:,}")


def seconds(value: str) -> float:
    """A time that ends."""
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if 0 < number < float("inf"):
        return number
    raise click.BadParameter(f"{value!r} is not a number of seconds above 0")


def host(value: str) -> str:
    """The name of a site, in small letters; of an address, that in it.

    >>> host("https://www.Kontan.co.id/news"), host("kontan.co.id.")
    ('www.kontan.co.id', 'kontan.co.id')
    """
    _, slashes, rest = value.partition("://")
    authority = (rest if slashes else value).partition("/")[0]
    name = authority.rpartition("@")[2].partition(":")[0].rstrip(".").lower()
    if not _HOST.fullmatch(name):
        raise click.BadParameter(
            f"{value!r} is not the name of a site; write one as kontan.co.id, whose subdomains are "
            "read, too"
        )
    return name


_HOST = lazy(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


def only_once(names: Iterable[str]) -> None:
    """Refuse to read standard input twice: the second time it holds nothing."""
    if [*names].count(sources.STDIN) > 1:
        raise click.UsageError("standard input, `-`, can be read once; name a file")


def published(value: str) -> dt.date:
    """A publication date, read where all are."""
    date = dates.given(value)
    if date is None:
        raise click.BadParameter(
            f"{value!r} is not a date; write 2024-06-18, 2024-06-18T10:26+07:00, 18/6/2024 or as "
            "Kontan prints it"
        )
    return date


def fail_on(default: str) -> Callable[[Decorated], Decorated]:
    """The option `--fail-on` of a command; one that tells errors fails with them unless told."""
    return click.option(
        "--fail-on",
        type=click.Choice(["never", "warning", "error"]),
        default=default,
        show_default=True,
        metavar="LEVEL",
        help="Exit with 1 if any finding is at LEVEL (`warning` or `error`) or above; or `never`.",
    )


max_size = click.option(
    "--max-size",
    type=size,
    default=f"{sources.MAX_SIZE // SIZES['m']}M",
    show_default=True,
    metavar="SIZE",
    help="Refuse an article of more bytes; K, M and G are understood.",
)


media_type = click.option(
    "--media-type",
    type=click.Choice(sources.MEDIA_TYPES),
    metavar="TYPE",
    help="text/plain or text/html: what the input is, whatever its name and beginning say.",
)


def severity(name: str) -> Severity:
    """The severity called `name`."""
    return next(severity for severity in SEVERITIES if severity == name)
