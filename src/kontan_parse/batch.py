"""Many documents, in order, each a record or a named failure, and a report that adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from kontan_parse import parser, record, sources
from kontan_parse.diagnostics import SEVERITIES, Severity, UnreadableInput, worst
from kontan_parse.sinks import Sink


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

    def holds(self, limit: Severity) -> bool:
        """Whether an article holds a finding of the severity `limit` or a graver one."""
        return any(
            severity in self.severities for severity in SEVERITIES[SEVERITIES.index(limit) :]
        )


def printed_titles(
    inputs: Iterable[str | UnreadableInput],
    *,
    max_size: int = sources.MAX_SIZE,
    media_type: str | None = None,
) -> frozenset[str]:
    """The headlines that the files of `inputs` print.

    Most cross-links point into the same archive, and a known title need not be guessed. What
    cannot be read twice, as a pipe, or not at all, adds none.
    """
    found = set()
    for given in inputs:
        if isinstance(given, str) and sources.is_rereadable(given):
            with suppress(UnreadableInput):
                document = sources.read(given, max_size=max_size, media_type=media_type)
                found.add(parser.printed_title(document))
    return frozenset(title for title in found if title)


def run(
    inputs: Iterable[str | UnreadableInput],
    out: Sink,
    *,
    max_size: int = sources.MAX_SIZE,
    media_type: str | None = None,
    known_titles: Collection[str] = (),
    rejects: Sink | None = None,
    on_failure: Callable[[UnreadableInput], None] = lambda _: None,
    on_step: Callable[[int, int], None] = lambda *_: None,
) -> Report:
    """Write the record of every file in `inputs` to `out`, a line each, in their order.

    What cannot be read is told to `on_failure`, written to `rejects` as a JSON line, counted,
    and the rest goes on. `known_titles` are those of `parse`. `on_step` hears, after each input,
    how many are done and failed.
    """
    done = failed = 0
    findings: Counter[str] = Counter()
    severities: Counter[Severity] = Counter()
    for given in inputs:
        done += 1
        try:
            if isinstance(given, UnreadableInput):
                raise given
            document = sources.read(given, max_size=max_size, media_type=media_type)
            if known_titles:
                document = replace(document, known_titles=known_titles)
            article = parser.read(document)
        except UnreadableInput as failure:
            failed += 1
            on_failure(failure)
            if rejects is not None:
                told = {"path": failure.path, "code": failure.code, "reason": failure.reason}
                rejects.write(record.dumps(told))
        else:
            out.write(record.dumps(record.to_dict(article)))
            findings.update(finding.code for finding in article.diagnostics)
            gravest = worst(article.diagnostics)
            if gravest is not None:
                severities[gravest] += 1
        on_step(done, failed)
    return Report(
        total=done,
        parsed=done - failed,
        failed=failed,
        findings=dict(findings.most_common()),
        severities=dict(severities),
    )
