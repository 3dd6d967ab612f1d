"""Data to standard output, words for people to standard error, and what a closed pipe means."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import click

from kontan_parse import sinks
from kontan_parse.diagnostics import (
    Diagnostic,
    KontanParseError,
    UnreadableInput,
    UnwritableOutput,
)
from kontan_parse.lines import visible


def write(data: bytes) -> None:
    """Write data to standard output, at once."""
    out = sinks.standard_output()
    out.write(data)
    out.flush()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at `stream`, which is None where it was closed."""
    return stream is not None and stream.isatty()


def say(text: str) -> None:
    """Print a line on standard error; that nobody reads it is no failure."""
    if sys.stderr is not None:  # print would take that for standard output
        try:
            # Not click.echo, which would write past a progress bar.
            print(text, file=sys.stderr, flush=True)
        except OSError:
            let_go(sys.stderr)


def tell(failure: KontanParseError) -> None:
    """Say what could not be read or written, and why."""
    match failure:
        case UnreadableInput(path=path, code=code, reason=reason):
            say(f"{visible(path) or repr(path)}: error: {visible(reason)} [{code}]")
        case UnwritableOutput(path=path, reason=reason):
            say(f"{visible(path)}: error: {visible(reason)} [unwritable]")
        case _:
            say(f"error: {visible(str(failure))}")


def tell_finding(path: str, finding: Diagnostic) -> None:
    """Say what is odd about an article, as `path:line: severity: message [code]`."""
    where = f"{visible(path)}:{finding.line}" if finding.line else visible(path)
    say(f"{where}: {finding.severity}: {visible(finding.message)} [{finding.code}]")


@contextmanager
def closing_pipe() -> Iterator[None]:
    """End silently with 0 when the reader has gone, as behind `| head`."""
    try:
        yield
    except BrokenPipeError:
        let_go(sys.stdout)
        sys.exit(0)


class Command(click.Command):
    """A command whose `--help`, which Click prints, fails as its output does."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """Read the options; `--help` prints here."""
        with sinks.refusals("standard output"):
            return super().make_context(*arguments, **more)


def let_go(stream: TextIO | None) -> None:
    """Let what is still unwritten vanish, or Python complains about it when it shuts down."""
    if stream is not None:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
