"""Flags in, exit code out. The only place with policy for one document."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import click

from kontan_parse import __version__, batch, parser, record, sinks, sources
from kontan_parse.diagnostics import (
    SEVERITIES,
    Diagnostic,
    KontanParseError,
    UnreadableInput,
    UnwritableOutput,
)
from kontan_parse.lines import visible
from kontan_parse.model import Article

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
SIZES = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


class Size(click.ParamType):
    """A number of bytes, with K, M or G for the powers of 1024."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Bytes, or a usage error that shows how to write them."""
        if isinstance(value, int):
            return value
        text = str(value).lower().removesuffix("ib").removesuffix("b")
        number, unit = text.rstrip("kmg"), text.lstrip("0123456789")
        if number.isascii() and number.isdigit() and unit in SIZES and int(number) > 0:
            return int(number) * SIZES[unit]
        self.fail(f"{value!r} is no size; write bytes, or a number with K, M or G: 16M", param, ctx)


def _fail_on(command: Any) -> Any:
    return click.option(
        "--fail-on",
        type=click.Choice(["never", "warning", "error"]),
        default="never",
        show_default=True,
        help="Exit with 1 when a finding is at least this grave.",
    )(command)


def _max_size(command: Any) -> Any:
    return click.option(
        "--max-size",
        type=Size(),
        default=sources.MAX_SIZE,
        show_default="16M",
        metavar="BYTES",
        help="Refuse larger files; K, M and G are understood.",
    )(command)


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="kontan-parse", message="%(prog)s %(version)s")
def cli() -> None:
    """Take articles of the Indonesian business daily Kontan apart.

    Byline, dateline, paragraphs, cross-links, captions, dates, and what is not story at all: as
    JSON for programs or as a table for people. Nothing of the text is lost.

    \b
      kontan-parse parse article.txt            a table here, JSON in a pipe
      kontan-parse batch folder -o out.jsonl    one line of JSON an article
      kontan-parse explain article.txt          what each line is, and why

    Exit codes: 0 all parsed; 1 some input failed or a finding reached --fail-on; 2 the command
    is wrong; 130 interrupted.
    """


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE…|-]")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["auto", "table", "json", "jsonl"]),
    default="auto",
    show_default=True,
    help="auto: a table on a terminal, JSON otherwise. json: indented, an array for several "
    "files. jsonl: one line an article.",
)
@_fail_on
@_max_size
def parse(files: tuple[str, ...], form: str, fail_on: str, max_size: int) -> None:
    """Parse articles and print them.

    FILE is a text file, `-` or nothing is standard input.

    \b
      kontan-parse parse article.txt
      pbpaste | kontan-parse parse | jq -r '.paragraphs[]'
    """
    if not files and sys.stdin.isatty():
        raise click.UsageError("name a file, or pipe an article in: kontan-parse parse article.txt")
    if form == "auto":
        form = "table" if sys.stdout.isatty() else "json"
    policy = _Policy(fail_on)
    parsed = policy.articles(files or (sources.STDIN,), max_size)
    if form == "table":
        _print_tables(parsed)
    elif form == "json" and len(files) > 1:
        _write(record.dumps([record.to_dict(article) for article in parsed], indent=True))
    else:
        for article in parsed:
            _write(record.dumps(record.to_dict(article), indent=form == "json"))
    sys.exit(policy.exit_code)


@cli.command(name="batch")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option("-o", "--output", metavar="OUT.jsonl", help="Write here instead of standard output.")
@click.option("--rejects", metavar="FILE", help="Write the inputs that failed here, as JSON lines.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@_fail_on
@_max_size
def batch_command(
    inputs: tuple[str, ...],
    output: str | None,
    rejects: str | None,
    quiet: bool,
    fail_on: str,
    max_size: int,
) -> None:
    """Parse files and folders to JSON Lines, one line an article.

    INPUT is a file, `-`, or a folder, whose .txt files are read with those of the folders below
    it, in natural order (2.txt before 10.txt). `origin.path` of each record names its file. OUT
    appears under its name only when it is whole.

    \b
      kontan-parse batch articles/ -o articles.jsonl
      kontan-parse batch articles/ | jq -r '.editors[]' | sort | uniq -c
    """
    if rejects is not None and rejects == output:
        raise click.UsageError("--rejects and --output name the same file")
    paths: Iterable[str] = sources.find(inputs)
    with _closing_pipe(), _stops_at(UnwritableOutput):
        bar: Any = nullcontext(lambda done, failed: None)
        if sys.stderr.isatty() and not quiet:
            from kontan_parse import render

            paths = tuple(paths)
            bar = render.progress(len(paths))
        with (
            sinks.lines(rejects) if rejects else nullcontext() as refused,
            sinks.lines(output) as out,
            bar as step,
        ):
            report = batch.run(
                paths,
                out,
                max_size=max_size,
                rejects=refused,
                on_failure=_tell,
                on_step=step,
            )
    if not quiet:
        click.echo(_summary(report, output), err=True)
    reached = fail_on != "never" and any(
        report.severities.get(severity) for severity in SEVERITIES[SEVERITIES.index(fail_on) :]
    )
    sys.exit(1 if report.failed or reached or not report.total else 0)


@cli.command()
@click.argument("file", default=sources.STDIN, metavar="[FILE|-]")
@_max_size
def explain(file: str, max_size: int) -> None:
    """Show, line by line, what each line is and which rule took it.

    In a pipe: line number, kind, rule and text, separated by tabs.
    """
    if file == sources.STDIN and sys.stdin.isatty():
        raise click.UsageError("name a file, or pipe an article in")
    with _closing_pipe(), _stops_at(UnreadableInput):
        document = sources.read(file, max_size=max_size)
        classified, findings = parser.classify(document)
        if sys.stdout.isatty():
            from kontan_parse import render

            render.console().print(render.blocks(classified))
        else:
            for block in classified:
                for number, text in block.lines:
                    click.echo(f"{number}\t{block.kind}\t{block.rule.name}\t{visible(text)}")
        for finding in findings:
            _tell_finding(file, finding)


@cli.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of the record."""
    _write(record.dumps(record.schema(), indent=True))


class _Policy:
    """What `parse` does about failures and findings, and the exit code that follows."""

    def __init__(self, fail_on: str) -> None:
        self.limit = len(SEVERITIES) if fail_on == "never" else SEVERITIES.index(fail_on)  # type: ignore[arg-type]
        self.exit_code = 0

    def articles(self, paths: Iterable[str], max_size: int) -> Iterator[Article]:
        """The article of every readable file; findings and failures go to standard error."""
        for path in paths:
            try:
                article = parser.read(sources.read(path, max_size=max_size))
            except UnreadableInput as failure:
                _tell(failure)
                self.exit_code = 1
                continue
            for finding in article.diagnostics:
                if finding.severity != "note":
                    _tell_finding(path, finding)
                if SEVERITIES.index(finding.severity) >= self.limit:
                    self.exit_code = 1
            yield article


def _print_tables(articles: Iterable[Article]) -> None:
    from kontan_parse import render

    with _closing_pipe():
        screen = render.console()
        for number, article in enumerate(articles):
            if number:
                screen.print(render.divider())
            screen.print(render.article(article))


def _write(data: bytes) -> None:
    with _closing_pipe():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _closing_pipe() -> Iterator[None]:
    """End silently with 0 when the reader has gone, as behind `| head`."""
    try:
        yield
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@contextmanager
def _stops_at(*failures: type[KontanParseError]) -> Iterator[None]:
    """Tell the failure in one line and exit with 1."""
    try:
        yield
    except failures as failure:
        _tell(failure)
        sys.exit(1)


def _tell(failure: KontanParseError) -> None:
    path = visible(getattr(failure, "path", ""))
    code = getattr(failure, "code", "unwritable")
    click.echo(f"{path}: error: {visible(getattr(failure, 'reason', ''))} [{code}]", err=True)


def _tell_finding(path: str, finding: Diagnostic) -> None:
    where = f"{visible(path)}:{finding.line}" if finding.line else visible(path)
    click.echo(
        f"{where}: {finding.severity}: {visible(finding.message)} [{finding.code}]", err=True
    )


def _summary(report: batch.Report, output: str | None) -> str:
    """`in = parsed + failed`, then what the findings were."""
    if not report.total:
        return "0 in: no .txt file was found in the inputs"
    text = f"{report.total:,} in = {report.parsed:,} parsed + {report.failed:,} failed"
    if output and output != "-":
        text += f" → {visible(output)}"
    counts = {code: n for code, n in report.findings.items()}
    if counts:
        told = ", ".join(f"{code} {n:,}" for code, n in list(counts.items())[:8])
        text += f"\nfindings: {told}{', …' if len(counts) > 8 else ''}"
    return text


def main() -> None:
    """Run the command; Ctrl-C exits with 130."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
