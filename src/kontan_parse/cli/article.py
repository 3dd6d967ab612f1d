"""The commands for single articles: parse, explain, schema."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import click

from kontan_parse import blocks, parser, record, sources
from kontan_parse.cli import options, terminal
from kontan_parse.diagnostics import SEVERITIES, UnreadableInput
from kontan_parse.lines import visible
from kontan_parse.model import Article

PARSE_EXAMPLES = """\b
Examples:
  kontan-parse parse article.txt
  kontan-parse parse --published 2026-06-15 article.txt
  pbpaste | kontan-parse parse | jq -r '.paragraphs[]'
  curl -s ADDRESS | kontan-parse parse --format table
"""
EXPLAIN_EXAMPLES = """\b
Examples:
  kontan-parse explain article.txt
  kontan-parse explain article.txt | cut -f 2 | sort | uniq -c
"""


@click.command(cls=terminal.Command, epilog=PARSE_EXAMPLES)
@click.argument("files", nargs=-1, type=options.FILE, metavar="[FILE…|-]")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["auto", "table", "json", "jsonl", "json-ld", "ninjs"]),
    default="auto",
    show_default=True,
    metavar="FORMAT",
    help="table; json: indented, an array for several files; jsonl: one line per article; json-ld: "
    "schema.org NewsArticle; ninjs: IPTC ninjs 3.1; auto: a table on a terminal, JSON otherwise.",
)
@click.option(
    "--published",
    type=options.published,
    metavar="DATE",
    help="The day of publication, as 2026-06-15 or as Kontan prints it: it settles the years of "
    "dates.",
)
@options.fail_on("error")
@options.media_type
@options.max_size
def parse(
    files: tuple[str, ...],
    form: str,
    published: dt.date | None,
    fail_on: str,
    media_type: str | None,
    max_size: int,
) -> None:
    """Parse articles and print them.

    FILE is a text or an HTML page, also as .gz or .zst; `-` or nothing is standard input. What is
    odd about an article is reported on standard error. Use `batch` for folders and for files of
    many articles.
    """
    options.only_once(files)
    if not files and terminal.is_terminal(sys.stdin):
        raise click.UsageError("name a file, or pipe an article in: kontan-parse parse article.txt")
    if form == "auto":
        form = "table" if terminal.is_terminal(sys.stdout) else "json"
    # The table shows the findings itself; say them again only to somebody else.
    shown = (
        form == "table" and terminal.is_terminal(sys.stdout) and terminal.is_terminal(sys.stderr)
    )
    policy = _Policy(fail_on, tell=not shown)
    parsed = policy.articles(files or (sources.STDIN,), max_size, media_type, published)
    if form == "table":
        _print_tables(parsed)
        sys.exit(policy.exit_code)
    made = map(_shape(form), parsed)
    if form != "jsonl" and len(files) > 1:
        terminal.write(record.dumps([*made], indent=True))
    else:
        for one in made:
            terminal.write(record.dumps(one, indent=form != "jsonl"))
    sys.exit(policy.exit_code)


@click.command(
    cls=terminal.Command,
    epilog=EXPLAIN_EXAMPLES,
    short_help="Show which rule took which line.",
)
@click.argument("file", default=sources.STDIN, type=options.FILE, metavar="[FILE|-]")
@options.media_type
@options.max_size
def explain(file: str, media_type: str | None, max_size: int) -> None:
    """Show what each line is and which rule took it.

    FILE is a text or an HTML page; `-` or nothing is standard input. In a pipe: line number, kind,
    rule and text, separated by tabs. A line that held two parts is cut, and both keep its number.
    The lines of a page are those that its reader sees.
    """
    if file == sources.STDIN and terminal.is_terminal(sys.stdin):
        raise click.UsageError(
            "name a file, or pipe an article in: kontan-parse explain article.txt"
        )
    document = sources.read(file, max_size=max_size, media_type=media_type)
    classified, findings = parser.classify(document)
    if terminal.is_terminal(sys.stdout):
        from kontan_parse import render

        render.show(render.blocks(classified))
    else:
        rows = (
            f"{number}\t{block.kind}\t{block.rule}\t{visible(text)}\n"
            for (number, text), block in blocks.by_line(classified)
        )
        terminal.write("".join(rows).encode())
    for finding in findings:
        terminal.tell_finding(file, finding)
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


@click.command(cls=terminal.Command, short_help="Print the JSON Schema of the record.")
def schema() -> None:
    """Print the JSON Schema (2020-12) of the record."""
    terminal.write(record.dumps(record.schema(), indent=True))


def _shape(form: str) -> Callable[[Article], dict[str, Any]]:
    """What makes an article the object that `form` asks for."""
    if form not in ("json-ld", "ninjs"):
        return record.to_dict
    from kontan_parse import standards  # a few ask for them, and each start would pay

    return standards.json_ld if form == "json-ld" else standards.ninjs


class _Policy:
    """What `parse` does about failures and findings, and the exit code that follows."""

    def __init__(self, fail_on: str, *, tell: bool) -> None:
        self.limit = None if fail_on == "never" else SEVERITIES.index(options.severity(fail_on))
        self.tell = tell
        self.exit_code = 0

    def articles(
        self,
        paths: Iterable[str],
        max_size: int,
        media_type: str | None,
        published: dt.date | None,
    ) -> Iterator[Article]:
        """The article of every readable file; findings and failures go to standard error."""
        for path in paths:
            try:
                document = sources.read(path, max_size=max_size, media_type=media_type)
                document = replace(document, published=published)
                yield self._judged(path, parser.read(document))
            except UnreadableInput as failure:
                terminal.tell(failure)
                self.exit_code = 1

    def _judged(self, path: str, article: Article) -> Article:
        for finding in article.diagnostics:
            if self.tell and finding.severity != "note":
                terminal.tell_finding(path, finding)
            if self.limit is not None and SEVERITIES.index(finding.severity) >= self.limit:
                self.exit_code = 1
        return article


def _print_tables(articles: Iterable[Article]) -> None:
    from kontan_parse import render

    for number, article in enumerate(articles):
        if number:
            render.show(render.divider())
        render.show(render.article(article))
