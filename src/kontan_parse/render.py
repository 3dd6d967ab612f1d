"""Articles, blocks and reports → rich tables for a person. Text is data: no markup, no controls."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kontan_parse import sinks
from kontan_parse.blocks import Block, by_line
from kontan_parse.diagnostics import SEVERITIES, Diagnostic
from kontan_parse.lines import visible
from kontan_parse.model import Article, DateMention

_KIND_STYLES = {
    "header": "cyan",
    "date-line": "cyan",
    "title": "bold",
    "dateline": "green",
    "paragraph": "",
    "cross-link": "blue",
    "caption": "magenta",
    "credit": "magenta",
}
_SEVERITY_STYLES = {"note": "dim", "warning": "yellow", "error": "bold red"}
_SHOWN = 8
"""Lines of boilerplate that are printed: a saved page has hundreds."""
_ALIKE = 3
"""Findings of one code that are printed: text that lost its line breaks has dozens."""
_MEASURE = 100
"""Columns of the widest text; longer lines are hard to read."""


class _Console(Console):
    """A console that leaves a closed pipe to the command."""

    def on_broken_pipe(self) -> None:
        """Called inside the handler of the error, which goes on its way."""
        raise  # noqa: PLE0704


def console(file: TextIO | None = None) -> Console:
    """A console on `file` (standard output) that neither guesses markup nor highlights.

    `NO_COLOR` in the environment takes the colors away.
    """
    return _Console(file=file or sys.stdout, markup=False, highlight=False, emoji=False)


def show(page: RenderableType) -> None:
    """Print `page` on standard output."""
    sinks.standard_output()  # says so when it is closed
    with sinks.refusals("standard output"):
        screen = console()
        if screen.is_terminal:
            screen.print(page)
            return
        with screen.capture() as printed:
            screen.print(page)
        # Cells are filled with blanks, which are noise in a file.
        print("\n".join(map(str.rstrip, printed.get().split("\n"))), end="", flush=True)


def article(parsed: Article) -> RenderableType:
    """`parsed` as a readable page: what is known, the story with its links in place, the rest."""
    parts: list[RenderableType] = []
    heading = parsed.title or parsed.origin.path
    if heading:
        parts += [Padding(_plain(heading, "bold"), (0, 0, 1, 0))]
    parts.append(_labelled((label, _plain(value)) for label, value in _facts(parsed)))
    if parsed.paragraphs or parsed.cross_links:
        parts += [Text(), _story(parsed)]
    rest = [
        ("dates", _date(mention))
        for mention in dict.fromkeys(replace(date, paragraph=None) for date in parsed.dates)
    ]
    rest += [("boilerplate", _plain(line, "dim")) for line in parsed.boilerplate[:_SHOWN]]
    more = len(parsed.boilerplate) - _SHOWN
    if more > 0:
        rest.append(("boilerplate", _plain(f"… and {_count(more, 'line')} more", "dim")))
    rest += [("findings", told) for told in _findings(parsed.diagnostics)]
    if rest:
        parts += [Text(), _labelled(rest)]
    return Group(*parts)


def _labelled(rows: Iterable[tuple[str, Text]]) -> RenderableType:
    """Two columns; a label that stood on the row above is not printed again."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold", max_width=_MEASURE)
    above = ""
    for label, value in rows:
        # A column's least width has its padding in some versions of rich, and not in others.
        table.add_row(("" if label == above else label).ljust(len("boilerplate")), value)
        above = label
    return table


def _date(mention: DateMention) -> Text:
    """A date as printed, with its value and what settled it; where it stands is left out."""
    if mention.value is None:
        return Text.assemble(visible(mention.text), (" is open", "yellow"))
    basis = f" [{mention.basis}]"
    return Text.assemble(
        visible(mention.text), (" = ", "dim"), (mention.value, "green"), (basis, "dim")
    )


def _findings(findings: Sequence[Diagnostic]) -> Iterator[Text]:
    """The gravest first; of many with the same code the first ones, and how many more there are."""
    counts = Counter(finding.code for finding in findings)
    told: Counter[str] = Counter()
    for finding in sorted(findings, key=lambda each: SEVERITIES.index(each.severity), reverse=True):
        told[finding.code] += 1
        if told[finding.code] <= _ALIKE:
            yield _finding(finding)
        elif told[finding.code] == counts[finding.code]:
            more = counts[finding.code] - _ALIKE
            yield _plain(f"{finding.severity}: … and {more} more [{finding.code}]", "dim")


def _finding(finding: Diagnostic) -> Text:
    where = f", line {finding.line}:" if finding.line else ":"
    return Text.assemble(
        (finding.severity, _SEVERITY_STYLES[finding.severity]),
        (where, "dim"),
        f" {visible(finding.message)} ",
        (f"[{finding.code}]", "dim"),
    )


def _facts(parsed: Article) -> Iterator[tuple[str, str]]:
    dateline = parsed.dateline
    published, estimate = parsed.published, parsed.published_estimate
    rows = (
        ("file", parsed.origin.path if parsed.title else None),
        ("url", parsed.url),
        ("published", str(published) if published else None),
        ("printed as", parsed.published_text),
        (
            "estimated",
            f"{estimate.date} by {estimate.text} [{estimate.basis}]" if estimate else None,
        ),
        ("sources", ", ".join(parsed.sources)),
        ("reporters", ", ".join(parsed.reporters)),
        ("authors", ", ".join(parsed.authors)),
        ("editors", ", ".join(parsed.editors)),
        ("dateline", dateline.text if dateline else None),
        ("places", ", ".join(dateline.places) if dateline else None),
        ("captions", "\n".join(parsed.captions)),
        ("credits", "\n".join(parsed.credits)),
        ("tags", ", ".join(parsed.tags)),
        ("truncated", parsed.truncated),
    )
    for label, value in rows:
        if value:
            yield label, str(value)
    notice = parsed.syndicated
    if notice:
        told = (notice.outlet, notice.author, notice.title, notice.url)
        yield "syndicated", " · ".join(part for part in told if part)
    story = sum(len(paragraph.split()) for paragraph in parsed.paragraphs)
    links = len(parsed.cross_links)
    yield (
        "story",
        f"{_count(len(parsed.paragraphs), 'paragraph')}, {_count(story, 'word')}, "
        f"{_count(links, 'cross-link')}",
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _story(parsed: Article) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold", max_width=_MEASURE)
    links = list(parsed.cross_links)
    for index in range(len(parsed.paragraphs) + 1):
        while links and links[0].after_paragraph <= index:
            link = links.pop(0)
            table.add_row("↗", _plain(f"{link.kind}: {link.title}", "blue"))
        if index < len(parsed.paragraphs):
            table.add_row(str(index + 1), _plain(parsed.paragraphs[index]))
    return table


def _plain(text: str, style: str = "") -> Text:
    """`text` as it is: no markup read, controls shown instead of obeyed."""
    return Text("\n".join(map(visible, text.split("\n"))), style)


def divider() -> RenderableType:
    """A line between two articles."""
    return Rule(style="dim")


def blocks(classified: tuple[Block, ...]) -> RenderableType:
    """Line by line, what each is and which rule took it, where that has another name."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("line", justify="right", style="dim", no_wrap=True)
    table.add_column("kind / rule", no_wrap=True)
    table.add_column("text", overflow="fold", max_width=_MEASURE)
    for line, block in by_line(classified):
        kind = Text(block.kind, _KIND_STYLES.get(block.kind, "dim"))
        if block.rule != block.kind:
            kind.append(f"\n  {block.rule}", "dim")
        table.add_row(str(line.number), kind, _plain(line.text))
    return table


class _Tally(TextColumn):
    """How many are done, of how many where that is known."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """The text of the column."""
        of = "" if task.total is None else f"/{task.total:,.0f}"
        return Text(f"{task.completed:,.0f}{of}", "progress.download")


class _Rate(TextColumn):
    """Files, or articles where some are records, a second and failures so far."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """The text of the column."""
        what = "articles" if task.total is None else "files"
        speed = f"{task.speed:,.0f} {what}/s" if task.speed else ""
        failed = task.fields.get("failed", 0)
        return Text.assemble(
            (speed, "dim"), (f"  {failed:,} failed", "yellow" if failed else "dim")
        )


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error for `total` inputs, which are files where that is known.

    The yielded function takes how many are done and failed.
    """
    screen = console(sys.stderr)
    with Progress(
        SpinnerColumn(),
        BarColumn(),
        _Tally(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=screen,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total, failed=0)

        def step(done: int, failed: int) -> None:
            bar.update(task, completed=done, failed=failed)

        yield step


@contextmanager
def told(total: int | None, say: Callable[[str], None]) -> Iterator[Callable[[int, int], None]]:
    """The same as lines for a log, one every few seconds, each given to `say`."""
    began = last = time.monotonic()

    def step(done: int, failed: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _TOLD_EVERY and done != total:
            return
        last = now
        rate = done / (now - began) if now > began else 0.0
        left = f", {(total - done) / rate:,.0f} s left" if total and rate else ""
        of = f" of {total:,}" if total else ""
        say(f"{done:,}{of} done, {failed:,} failed, {rate:,.0f} a second{left}")

    yield step


_TOLD_EVERY = 5.0
"""Seconds between two lines of plain progress."""
