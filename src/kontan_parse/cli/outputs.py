"""The files that a batch is to write: what they may not be, so that nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kontan_parse import sinks, sources
from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.lines import visible

if TYPE_CHECKING:
    from kontan_parse.batch.parts import Parts


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files that a batch is to write, where they are named."""

    records: str | None
    rejects: str | None
    report: str | None

    @property
    def named(self) -> Mapping[str, str]:
        """Those that are named, by their option."""
        options = ("--output", "--rejects", "--report")
        names = (self.records, self.rejects, self.report)
        return {
            option: name for option, name in zip(options, names, strict=True) if name is not None
        }

    @property
    def parts(self) -> Parts | None:
        """The parts of which the records are made, where they are not written as they come."""
        from kontan_parse.batch.parts import Parts

        return (
            None if self.records is None or sinks.is_streamed(self.records) else Parts(self.records)
        )

    def check(self, inputs: Iterable[str], shard_size: int | None, *, resume: bool) -> None:
        """Refuse to write over an input, two things into one, or in a way that there is not."""
        rejects, report = self.rejects, self.report
        for option, name in self.named.items():
            if not name:
                raise click.UsageError(f"{option} names nothing; name a file")
            if sources.is_remote(name):
                raise click.UsageError(
                    f"{option}: {visible(name)} is an address, and outputs are written on this "
                    "machine; name a file"
                )
        written = sinks.STDOUT if self.records is None else self.records
        if rejects is not None and sinks.same(rejects, written):
            raise click.UsageError(
                "--rejects would go where the records go; name another file, or add -o"
            )
        if report is not None and any(
            sinks.same(report, other) for other in filter(None, (written, rejects))
        ):
            raise click.UsageError(
                "--report would go where the records or the rejects go; name another file, or "
                "add -o"
            )
        for option, name in self.named.items():
            if option != "--output" and sinks.is_inside(name, written):
                raise click.UsageError(
                    f"{option} would go among the files of {visible(written)}; name a file "
                    "elsewhere"
                )
        for option, name in self.named.items():
            lost = sources.leads_to(inputs, name)
            if lost:
                raise _would_be_lost(option, lost)
        if sinks.is_streamed(written):
            if resume or shard_size:
                raise click.UsageError("--resume and --shard-size need an output: -o OUT.jsonl")
        else:
            try:
                sinks.check(written, shard_size=shard_size)
            except ValueError as error:
                raise click.UsageError(f"--output: {error}") from None
        for name in filter(None, (rejects, report)):
            sinks.check_aside(name)

    def check_found(self, paths: Iterable[str | UnreadableInput]) -> None:
        """Refuse to write over a file in `paths`, whatever led to it; shards replace a folder."""
        replaced = {
            file: option for option, name in self.named.items() for file in sinks.replaced(name)
        }
        parts = self.parts
        if parts is not None:
            replaced |= dict.fromkeys(parts.files(), "--output")
        if not replaced:
            return
        standing = {*map(_identity, replaced)}
        # What a path leads to takes long to find out, and there may be many.
        near = [
            path
            for path in paths
            if isinstance(path, str) and (sources.is_remote(path) or _identity(path) in standing)
        ]
        for file, option in replaced.items():
            lost = sources.leads_to(near, file)
            if lost:
                raise _would_be_lost(option, lost)


def _identity(path: str) -> tuple[int, int] | None:
    """What the system tells a file by; None for what is not there."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - no pathlib for each of many names
    except (OSError, ValueError):
        return None
    return stat.st_dev, stat.st_ino


def _would_be_lost(option: str, name: str) -> click.UsageError:
    return click.UsageError(
        f"{option} would write over what is read from {visible(name)}; name another file, such as "
        "articles.jsonl"
    )
