"""Flags in, exit code out. The only place with policy for one document."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from io import StringIO, TextIOWrapper
from itertools import chain
from typing import TYPE_CHECKING, Any, TextIO

import click

from kontan_parse import __version__, dates, parser, record, sinks, sources
from kontan_parse.diagnostics import (
    SEVERITIES,
    Diagnostic,
    KontanParseError,
    Severity,
    UnreadableInput,
    UnwritableOutput,
)
from kontan_parse.lines import split, visible
from kontan_parse.model import Article

if TYPE_CHECKING:
    from kontan_parse import batch

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
SIZES = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
EXAMPLES = """\b
Examples:
  kontan-parse parse article.txt              a table here, JSON in a pipe
  kontan-parse batch articles/ -o all.jsonl   one line of JSON an article
  kontan-parse batch raw.csv -o all.sqlite    a database with full-text search
  kontan-parse explain article.txt            what each line is, and why

\b
Exit codes:
  0    all parsed
  1    some input failed, or a finding reached --fail-on
  2    the command is wrong
  130  interrupted
"""
PARSE_EXAMPLES = """\b
Examples:
  kontan-parse parse article.txt
  kontan-parse parse --published 2026-06-15 article.txt
  pbpaste | kontan-parse parse | jq -r '.paragraphs[]'
  curl -s ADDRESS | kontan-parse parse --format table
"""
BATCH_EXAMPLES = """\b
Examples:
  kontan-parse batch articles/ -o all.jsonl --rejects failed.jsonl
  kontan-parse batch articles/ | jq -r '.editors[]' | sort | uniq -c
  kontan-parse batch raw.jsonl.gz -o all.sqlite
  kontan-parse batch raw.jsonl.gz -o all.sqlite --resume    where that stopped
  kontan-parse batch raw.parquet --text-field body -o all.parquet
  find . -name '*.txt' -print0 | kontan-parse batch --from-list - -o all.csv
"""
BATCH_OPTIONS = {
    "Inputs": (
        *("from_list", "media_type", "max_size", "text_field", "title_field", "url_field"),
        *("published_field", "id_field", "hosts", "titles"),
    ),
    "Outputs": ("output", "shard_size", "rejects", "report"),
    "Work": ("jobs", "timeout", "resume", "cluster"),
}
"""The options of `batch` by what they are about; what is in none comes behind them."""
EXPLAIN_EXAMPLES = """\b
Examples:
  kontan-parse explain article.txt
  kontan-parse explain article.txt | cut -f 2 | sort | uniq -c
"""
FILE = click.Path(readable=False, allow_dash=True)
"""A name to complete in the shell; whether it can be read is found out by reading."""


def _size(value: str) -> int:
    """Bytes, with K, M or G for the powers of 1024."""
    text = value.lower().removesuffix("ib").removesuffix("b")
    number, unit = text.rstrip("kmg"), text.lstrip("0123456789")
    if number.isascii() and number.isdigit() and unit in SIZES and len(number) < 16:
        return int(number) * SIZES[unit]
    raise click.BadParameter(f"{value!r} is no size; write bytes, or with K, M or G, as in 16M")


def _published(value: str) -> dt.date:
    """A publication date, read where all are."""
    date = dates.given(value)
    if date is None:
        raise click.BadParameter(
            f"{value!r} is no date; write 2024-06-18, 2024-06-18T10:26+07:00 or as Kontan prints it"
        )
    return date


def _fail_on(command: Any) -> Any:
    return click.option(
        "--fail-on",
        type=click.Choice(["never", "warning", "error"]),
        default="never",
        show_default=True,
        metavar="LEVEL",
        help="Exit with 1 when a finding is as grave as `warning` or `error`, or graver.",
    )(command)


def _max_size(command: Any) -> Any:
    return click.option(
        "--max-size",
        type=_size,
        default=f"{sources.MAX_SIZE // SIZES['m']}M",
        show_default=True,
        metavar="SIZE",
        help="Refuse an article of more bytes; K, M and G are understood.",
    )(command)


def _media_type(command: Any) -> Any:
    return click.option(
        "--media-type",
        type=click.Choice(sources.MEDIA_TYPES),
        metavar="TYPE",
        help="text/plain or text/html: what the input is, whatever its name and beginning say.",
    )(command)


@contextmanager
def _closing_pipe() -> Iterator[None]:
    """End silently with 0 when the reader has gone, as behind `| head`."""
    try:
        yield
    except BrokenPipeError:
        _let_go(sys.stdout)
        sys.exit(0)


class _Commands(click.Group):
    """Commands that end well when the reader has gone, where Click would exit with 1."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """Read the options; `--help` prints here."""
        with _closing_pipe():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the arguments name."""
        with _closing_pipe():
            return super().invoke(ctx)


class _Grouped(click.Command):
    """A command whose help shows its options by what they are about."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group, all with columns of one width."""
        told = {
            option.name: option.get_help_record(ctx)
            for option in self.get_params(ctx)
            if isinstance(option, click.Option)
        }
        width = max(len(row[0]) for row in told.values() if row)
        groups = [
            (heading, [told.pop(name) for name in names])
            for heading, names in BATCH_OPTIONS.items()
        ]
        for heading, rows in (*groups, ("Other", [*told.values()])):
            with formatter.section(heading):
                formatter.write_dl([(row[0].ljust(width), row[1]) for row in rows if row])


@click.group(cls=_Commands, context_settings=CONTEXT, epilog=EXAMPLES)
@click.version_option(__version__, prog_name="kontan-parse", message="%(prog)s %(version)s")
def cli() -> None:
    """Take articles of the Indonesian business daily Kontan apart.

    Byline, dateline, paragraphs, cross-links, captions, dates, and what is not story at all: as
    JSON for programs or as a table for people. Nothing of the text is lost.
    """


@cli.command(epilog=PARSE_EXAMPLES)
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE…|-]")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["auto", "table", "json", "jsonl"]),
    default="auto",
    show_default=True,
    metavar="FORMAT",
    help="table; json: indented, an array for several files; jsonl: one line an article; auto: "
    "a table on a terminal, JSON otherwise.",
)
@click.option(
    "--published",
    type=_published,
    metavar="DATE",
    help="The day of publication, as 2026-06-15 or as Kontan prints it: it settles the years of "
    "dates.",
)
@_fail_on
@_media_type
@_max_size
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
    odd about an article is told on standard error. For folders and files of many articles there is
    `batch`.
    """
    if not files and _is_terminal(sys.stdin):
        raise click.UsageError("name a file, or pipe an article in: kontan-parse parse article.txt")
    if form == "auto":
        form = "table" if _is_terminal(sys.stdout) else "json"
    # The table shows the findings itself; say them again only to somebody else.
    shown = form == "table" and _is_terminal(sys.stdout) and _is_terminal(sys.stderr)
    policy = _Policy(fail_on, tell=not shown)
    parsed = policy.articles(files or (sources.STDIN,), max_size, media_type, published)
    if form == "table":
        _print_tables(parsed)
    elif form == "json" and len(files) > 1:
        _write(record.dumps([record.to_dict(article) for article in parsed], indent=True))
    else:
        for article in parsed:
            _write(record.dumps(record.to_dict(article), indent=form == "json"))
    sys.exit(policy.exit_code)


@cli.command(
    name="batch",
    cls=_Grouped,
    epilog=BATCH_EXAMPLES,
    short_help="Parse files, folders and archives into one output.",
)
@click.argument("inputs", nargs=-1, type=FILE, metavar="[INPUT…]")
@click.option(
    "-o",
    "--output",
    type=FILE,
    metavar="OUT",
    help="Write here instead of standard output; the end of the name says how.",
)
@click.option(
    "--rejects",
    type=FILE,
    metavar="FILE",
    help="Write what failed here, as JSON Lines: path, code, reason.",
)
@click.option(
    "--report", type=FILE, metavar="FILE", help="Write the counts here, as one JSON object."
)
@click.option(
    "--from-list",
    type=FILE,
    metavar="FILE",
    help="Read names of inputs from here, one a line or one a NUL; `-` is standard input.",
)
@click.option("--text-field", metavar="NAME", help="What a container calls the text,")
@click.option("--title-field", metavar="NAME", help="… the title,")
@click.option("--url-field", metavar="NAME", help="… the address,")
@click.option("--published-field", metavar="NAME", help="… the day of publication,")
@click.option("--id-field", metavar="NAME", help="… and what names the record.")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Read pages of this site from web archives; may be given again.  "
    "[default: kontan.co.id, momsmoney.id]",
)
@click.option(
    "--titles",
    type=FILE,
    metavar="FILE",
    help="Titles of other articles, one a line: a link in text without line breaks ends with a "
    "known title. Those of the inputs are known anyway.",
)
@click.option("--resume", is_flag=True, help="Go on with what a stopped run to OUT has done.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Share the work among so many processes.  [default: as many as cores]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=None,
    metavar="SECONDS",
    help="Give up an input that takes longer.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on the Dask cluster whose scheduler is there: tcp://HOST:PORT.",
)
@click.option(
    "--shard-size",
    type=click.IntRange(min=1),
    metavar="N",
    help="Make OUT a folder of files of so many records each.",
)
@click.option(
    "--progress",
    type=click.Choice(["auto", "bar", "plain", "none"]),
    default="auto",
    show_default=True,
    metavar="HOW",
    help="bar; plain: a line now and then, for logs; none; auto: a bar on a terminal.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@_fail_on
@_media_type
@_max_size
def batch_command(
    inputs: tuple[str, ...],
    output: str | None,
    rejects: str | None,
    report: str | None,
    from_list: str | None,
    text_field: str | None,
    title_field: str | None,
    url_field: str | None,
    published_field: str | None,
    id_field: str | None,
    hosts: tuple[str, ...],
    titles: str | None,
    resume: bool,
    jobs: int | None,
    timeout: float | None,
    cluster: str | None,
    shard_size: int | None,
    progress: str,
    quiet: bool,
    fail_on: str,
    media_type: str | None,
    max_size: int,
) -> None:
    """Parse files, folders and archives into one output.

    INPUT is a text or an HTML page; a folder, whose .txt, .html and .htm files are read with those
    of the folders below it, 2.txt before 10.txt; a pattern, as 'arsip/**/*.txt'; a container of
    many articles: .jsonl, .csv, .tsv, .parquet, .warc; an address, as s3://…; or `-`, an article
    on standard input. Names may end in .gz or .zst. A file that several inputs lead to is read
    once.

    OUT ends in .jsonl, .csv (both also .gz or .zst), .parquet, .sqlite or .db, or in / for a folder
    of files; without it, JSON Lines go to standard output. Records keep the order of the inputs,
    and their `origin` says where each is from. OUT appears under its name only when it is whole;
    until then, what is done stands in OUT.parts.
    """
    import signal

    from kontan_parse import batch, tasks

    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # tidies up, as Ctrl-C
    if not inputs and from_list is None:
        raise click.UsageError("name files, folders or containers, or --from-list FILE")
    _check_outputs(
        (*inputs, *filter(None, (titles, from_list))), output, rejects, report, shard_size, resume
    )
    fields = sources.Fields(
        text=text_field, title=title_field, url=url_field, published=published_field, id=id_field
    )
    listed = tuple(sources.listed(from_list)) if from_list is not None else ()
    paths = tuple(sources.find((*inputs, *listed)))
    settings = tasks.Settings(
        max_size=max_size,
        media_type=media_type,
        fields=fields,
        hosts=hosts or sources.HOSTS,
    )
    if cluster is None:
        batch.expect(paths)
    known = batch.printed_titles(paths, settings)
    if titles is not None:
        given = sources.read(titles, max_size=max_size, media_type=sources.TEXT)
        known = chain(known, (line.text for line in split(given.text).lines))
    settings = replace(settings, known_titles=batch.Titles(known))
    if cluster is None:
        runner = batch.here(settings, jobs or os.cpu_count() or 1, timeout)
    else:
        from kontan_parse import cluster as machines

        runner = machines.there(cluster, settings)
    files = all(isinstance(path, str) and not sources.is_container(path) for path in paths)
    with (
        _resumable(output),
        sinks.lines(rejects) if rejects else nullcontext() as refused,
        _progress("none" if quiet else progress, len(paths) if files else None) as step,
    ):
        done = batch.run(
            batch.items(paths, settings),
            output,
            settings,
            runner,
            resume=resume,
            shard_size=shard_size,
            rejects=refused,
            on_failure=_tell,
            on_step=step,
        )
    if report is not None:
        with sinks.lines(report) as out:
            out.write(record.dumps(done.to_dict(), indent=True))
    if not quiet:
        _say(_summary(done, output))
    reached = fail_on != "never" and done.holds(_severity(fail_on))
    sys.exit(1 if done.failed or reached else 0)


@contextmanager
def _resumable(output: str | None) -> Iterator[None]:
    """Say how to go on, when somebody stops a batch that has parts."""
    try:
        yield
    except KeyboardInterrupt:
        from kontan_parse.parts import Parts

        if output is None or output in sinks.STDOUT_NAMES or not Parts(output).folder.exists():
            raise
        _say("interrupted; the same command with --resume goes on where it was")
        sys.exit(130)


def _progress(how: str, total: int | None) -> Any:
    """What tells how far a batch is: a bar, a line now and then, or nothing."""
    if how == "auto":
        how = "bar" if _is_terminal(sys.stderr) else "none"
    if how == "none":
        return nullcontext(lambda *_: None)
    from kontan_parse import render

    return render.progress(total) if how == "bar" else render.told(total, _say)


def _check_outputs(
    inputs: Iterable[str],
    output: str | None,
    rejects: str | None,
    report: str | None,
    shard_size: int | None,
    resume: bool,
) -> None:
    """Refuse to write over an input, two things into one file, or in a way that there is not."""
    written = output or sinks.STDOUT
    if rejects is not None and sinks.same(rejects, written):
        raise click.UsageError("--rejects would go where the records go; name another file")
    if report is not None and any(sinks.same(report, other) for other in (written, rejects or "")):
        raise click.UsageError("--report would go where something else goes; name another file")
    for option, name in (("--output", output), ("--rejects", rejects), ("--report", report)):
        lost = name and sources.leads_to(inputs, name)
        if lost:
            raise click.UsageError(
                f"{option} would write over what is read from {visible(lost)}; name another file, "
                "such as articles.jsonl"
            )
    if written in sinks.STDOUT_NAMES:
        if resume or shard_size:
            raise click.UsageError("--resume and --shard-size need an output: -o OUT.jsonl")
    else:
        try:
            sinks.check(written, shard_size=shard_size)
        except ValueError as error:
            raise click.UsageError(f"--output: {error}") from None


@cli.command(epilog=EXPLAIN_EXAMPLES)
@click.argument("file", default=sources.STDIN, type=FILE, metavar="[FILE|-]")
@_media_type
@_max_size
def explain(file: str, media_type: str | None, max_size: int) -> None:
    """Show what each line is and which rule took it.

    FILE is a text or an HTML page; `-` or nothing is standard input. In a pipe: line number, kind,
    rule and text, separated by tabs. A line that held two parts is cut, and both keep its number.
    The lines of a page are those that its reader sees.
    """
    if file == sources.STDIN and _is_terminal(sys.stdin):
        raise click.UsageError(
            "name a file, or pipe an article in: kontan-parse explain article.txt"
        )
    document = sources.read(file, max_size=max_size, media_type=media_type)
    classified, findings = parser.classify(document)
    if _is_terminal(sys.stdout):
        from kontan_parse import render

        render.show(render.blocks(classified))
    else:
        rows = (
            f"{number}\t{block.kind}\t{block.rule}\t{visible(text)}\n"
            for block in classified
            for number, text in block.lines
        )
        _write("".join(rows).encode())
    for finding in findings:
        _tell_finding(file, finding)


@cli.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of the record."""
    _write(record.dumps(record.schema(), indent=True))


def _severity(name: str) -> Severity:
    """The severity called `name`."""
    return next(severity for severity in SEVERITIES if severity == name)


class _Policy:
    """What `parse` does about failures and findings, and the exit code that follows."""

    def __init__(self, fail_on: str, *, tell: bool) -> None:
        self.limit = None if fail_on == "never" else SEVERITIES.index(_severity(fail_on))
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
                _tell(failure)
                self.exit_code = 1

    def _judged(self, path: str, article: Article) -> Article:
        for finding in article.diagnostics:
            if self.tell and finding.severity != "note":
                _tell_finding(path, finding)
            if self.limit is not None and SEVERITIES.index(finding.severity) >= self.limit:
                self.exit_code = 1
        return article


def _print_tables(articles: Iterable[Article]) -> None:
    from kontan_parse import render

    for number, article in enumerate(articles):
        if number:
            render.show(render.divider())
        render.show(render.article(article))


def _write(data: bytes) -> None:
    out = sinks.standard_output()
    out.write(data)
    out.flush()


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at `stream`, which is None where it was closed."""
    return stream is not None and stream.isatty()


def _say(text: str) -> None:
    """Print a line on standard error; that nobody reads it is no failure."""
    if sys.stderr is not None:  # print would take that for standard output
        try:
            # Not click.echo, which would write past a progress bar.
            print(text, file=sys.stderr, flush=True)
        except OSError:
            _let_go(sys.stderr)


def _tell(failure: KontanParseError) -> None:
    match failure:
        case UnreadableInput(path=path, code=code, reason=reason):
            _say(f"{visible(path)}: error: {visible(reason)} [{code}]")
        case UnwritableOutput(path=path, reason=reason):
            _say(f"{visible(path)}: error: {visible(reason)} [unwritable]")
        case _:
            _say(f"error: {visible(str(failure))}")


def _tell_finding(path: str, finding: Diagnostic) -> None:
    where = f"{visible(path)}:{finding.line}" if finding.line else visible(path)
    _say(f"{where}: {finding.severity}: {visible(finding.message)} [{finding.code}]")


def _summary(report: batch.Report, output: str | None) -> str:
    """`in = parsed + failed`, then what the findings were."""
    text = f"{report.total:,} in = {report.parsed:,} parsed + {report.failed:,} failed"
    if output and output not in sinks.STDOUT_NAMES:
        text += f" → {visible(output)}"
    if report.resumed:
        text += f"\n{report.resumed:,} of them were done by an earlier run"
    counts = [f"{code} {number:,}" for code, number in report.findings.items()]
    if counts:
        text += f"\nfindings: {', '.join(counts[:8])}{', …' if len(counts) > 8 else ''}"
    return text


def main() -> None:
    """Run the command and exit: 130 after Ctrl-C, silently with 0 when the reader has gone."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know no UTF-8
    try:
        cli.main(standalone_mode=False)
    except KontanParseError as failure:
        _tell(failure)
        _let_go(sys.stdout)
        sys.exit(1)
    except click.exceptions.Abort:
        _say("interrupted")
        sys.exit(130)
    except click.ClickException as error:
        told = StringIO()
        error.show(told)
        _say("\n".join(map(visible, told.getvalue().rstrip().split("\n"))))
        sys.exit(error.exit_code)


def _let_go(stream: TextIO | None) -> None:
    """Let what is still unwritten vanish, or Python complains about it when it shuts down."""
    if stream is not None:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
