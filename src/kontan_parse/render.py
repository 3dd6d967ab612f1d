"""Articles, blocks and reports → rich tables for a person. Text is data: no markup, no controls."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kontan_parse.blocks import Block
from kontan_parse.lines import visible
from kontan_parse.model import Article

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
_MEASURE = 100
"""Columns of the widest text; longer lines are hard to read."""


def console(file: TextIO | None = None, *, color: bool | None = None) -> Console:
    """A console on `file` (standard output) that neither guesses markup nor highlights.

    `color` False prints none; `NO_COLOR` in the environment does the same.
    """
    return Console(
        file=file or sys.stdout,
        markup=False,
        highlight=False,
        emoji=False,
        no_color=True if color is False else None,
        soft_wrap=False,
    )


def article(parsed: Article, paragraphs: bool = True) -> RenderableType:
    """`parsed` as a readable page: what is known, the story with its links in place, the rest."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold", max_width=_MEASURE)
    for label, value in _facts(parsed):
        facts.add_row(label, _plain(value))
    parts: list[RenderableType] = []
    heading = parsed.title or parsed.origin.path
    if heading:
        parts += [_plain(heading, "bold"), Text()]
    parts.append(facts)
    if paragraphs and (parsed.paragraphs or parsed.cross_links):
        parts += [Text(), _story(parsed)]
    if parsed.boilerplate:
        parts += [Text(), _list("boilerplate", parsed.boilerplate, "dim")]
    if parsed.diagnostics:
        findings = Table.grid(padding=(0, 2))
        findings.add_column(no_wrap=True)
        findings.add_column(no_wrap=True, justify="right")
        findings.add_column(overflow="fold", max_width=_MEASURE)
        for finding in parsed.diagnostics:
            style = _SEVERITY_STYLES[finding.severity]
            where = f"line {finding.line}" if finding.line else ""
            findings.add_row(
                Text(finding.severity, style), Text(where, "dim"), _plain(finding.message)
            )
        parts += [Text(), Text("findings", "dim"), Padding(findings, (0, 0, 0, 2))]
    return Group(*parts)


def _facts(parsed: Article) -> Iterator[tuple[str, str]]:
    dateline = parsed.dateline
    published = parsed.published
    rows = (
        ("file", parsed.origin.path if parsed.title else None),
        ("url", parsed.url),
        ("published", published.isoformat(" ") if hasattr(published, "hour") else published),
        ("printed as", parsed.published_text),
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


def _list(label: str, items: tuple[str, ...], style: str) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold", max_width=_MEASURE, style=style)
    for item in items:
        table.add_row(label, _plain(item))
        label = ""
    return table


def _plain(text: str, style: str = "") -> Text:
    """`text` as it is: no markup read, controls shown instead of obeyed."""
    return Text("\n".join(map(visible, text.split("\n"))), style)


def divider() -> RenderableType:
    """A line between two articles."""
    return Rule(style="dim")


def blocks(classified: tuple[Block, ...]) -> RenderableType:
    """Line by line, what each is and which rule took it."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("line", justify="right", style="dim", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("rule", style="dim", no_wrap=True)
    table.add_column("text", no_wrap=True, overflow="ellipsis", ratio=1)
    for block in classified:
        for line in block.lines:
            style = _KIND_STYLES.get(block.kind, "dim")
            table.add_row(
                str(line.number), Text(block.kind, style), block.rule.name, _plain(line.text[:300])
            )
    return table


class _Rate(TextColumn):
    """Files a second and failures so far."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """The text of the column."""
        speed = f"{task.speed:,.0f} files/s" if task.speed else ""
        failed = task.fields.get("failed", 0)
        return Text.assemble(
            (speed, "dim"), (f"  {failed:,} failed", "yellow" if failed else "dim")
        )


@contextmanager
def progress(total: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error for `total` files; the yielded function takes done and failed."""
    screen = console(sys.stderr)
    with Progress(
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total, failed=0)

        def step(done: int, failed: int) -> None:
            if done % 64 == 0 or done == total:
                bar.update(task, completed=done, failed=failed)

        yield step
