"""Many documents, in order, each a record or a named failure, and a report that adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from kontan_parse import parser, record, sources
from kontan_parse.diagnostics import SEVERITIES, Severity, UnreadableInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of the inputs: `total == parsed + failed`."""

    total: int
    parsed: int
    failed: int
    findings: dict[str, int] = field(default_factory=dict)
    """How many findings there were, by code."""
    severities: dict[Severity, int] = field(default_factory=dict)
    """How many articles hold a finding, by their gravest."""


def run(
    paths: Iterable[str],
    out: BinaryIO,
    *,
    max_size: int = sources.MAX_SIZE,
    rejects: BinaryIO | None = None,
    on_failure: Callable[[UnreadableInput], None] = lambda failure: None,
    on_step: Callable[[int, int], None] = lambda done, failed: None,
) -> Report:
    """Write the record of every file in `paths` to `out`, a line each, in their order.

    A file that cannot be read is told to `on_failure`, written to `rejects` as a JSON line,
    counted, and the rest goes on. `on_step` hears, after each file, how many are done and failed.
    """
    done = failed = 0
    findings: Counter[str] = Counter()
    severities: Counter[Severity] = Counter()
    for path in paths:
        done += 1
        try:
            document = sources.read(path, max_size=max_size)
        except UnreadableInput as failure:
            failed += 1
            on_failure(failure)
            if rejects is not None:
                rejects.write(
                    record.dumps(
                        {"path": failure.path, "code": failure.code, "reason": failure.reason}
                    )
                )
        else:
            article = parser.read(document)
            out.write(record.dumps(record.to_dict(article)))
            if article.diagnostics:
                findings.update(d.code for d in article.diagnostics)
                gravest = max(SEVERITIES.index(d.severity) for d in article.diagnostics)
                severities[SEVERITIES[gravest]] += 1
        on_step(done, failed)
    return Report(
        total=done,
        parsed=done - failed,
        failed=failed,
        findings=dict(findings.most_common()),
        severities=dict(severities),
    )
