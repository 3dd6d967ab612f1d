"""The command for many articles: batch."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from kontan_parse import record, sinks, sources
from kontan_parse.cli import options, terminal
from kontan_parse.cli.outputs import Outputs
from kontan_parse.diagnostics import KontanParseError, UnreadableInput
from kontan_parse.lines import split, visible
from kontan_parse.patterns import lazy

if TYPE_CHECKING:
    from kontan_parse import batch
    from kontan_parse.batch.parts import Parts

BATCH_EXAMPLES = """\b
Examples:
  kontan-parse batch articles/ -o all.jsonl --rejects failed.jsonl
  kontan-parse batch articles/ | jq -r '.editors[]' | sort | uniq -c
  kontan-parse batch raw.jsonl.gz -o all.sqlite
  kontan-parse batch raw.jsonl.gz -o all.sqlite --resume
  kontan-parse batch raw.parquet --text-field naskah -o all.parquet
  find . -name '*.txt' | kontan-parse batch --from-list - -o all.csv
  duckdb -jsonlines -c "from 'a.parquet'" | kontan-parse batch - -o b.csv
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


class _Grouped(terminal.Command):
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


@click.command(
    name="batch",
    cls=_Grouped,
    epilog=BATCH_EXAMPLES,
    short_help="Parse many articles into one output.",
)
@click.argument("inputs", nargs=-1, type=options.FILE, metavar="[INPUT…]")
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    metavar="OUT",
    help="Write here instead of standard output; the suffix selects the format.",
)
@click.option(
    "--rejects",
    type=options.FILE,
    metavar="FILE",
    help="Write what failed here, as JSON Lines: path, code, reason.",
)
@click.option(
    "--report", type=options.FILE, metavar="FILE", help="Write the counts here, as one JSON object."
)
@click.option(
    "--from-list",
    type=options.FILE,
    metavar="FILE",
    help="Read names of inputs from here, one per line or separated by NUL; `-` is standard input.",
)
@click.option("--text-field", metavar="NAME", help="Field of a container that holds the text.")
@click.option("--title-field", metavar="NAME", help="Field that holds the title.")
@click.option("--url-field", metavar="NAME", help="Field that holds the address.")
@click.option("--published-field", metavar="NAME", help="Field that holds the day of publication.")
@click.option("--id-field", metavar="NAME", help="Field that names the record.")
@click.option(
    "--host",
    "hosts",
    type=options.host,
    multiple=True,
    metavar="NAME",
    help="Read pages of this site from web archives; repeatable.  "
    "[default: kontan.co.id, momsmoney.id]",
)
@click.option(
    "--titles",
    type=options.FILE,
    metavar="FILE",
    help="Titles of other articles, one per line: a link in text without line breaks ends with a "
    "known title. Those of the inputs are known anyway.",
)
@click.option("--resume", is_flag=True, help="Continue what a stopped run to OUT has begun.")
@click.option(
    "-j",
    "--jobs",
    type=options.count,
    default=None,
    metavar="N",
    help="Number of worker processes.  [default: number of cores]",
)
@click.option(
    "--timeout",
    type=options.seconds,
    default=None,
    metavar="SECONDS",
    help="Give up an input that takes longer than this.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Run on the Dask cluster whose scheduler is at tcp://HOST:PORT.",
)
@click.option(
    "--shard-size",
    type=options.count,
    metavar="N",
    help="Make OUT a folder of files with N records each.",
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
@options.fail_on("never")
@options.media_type
@options.max_size
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

    INPUT is a text or an HTML page; a folder, whose .txt, .md, .html, .htm, .mhtml and .mht files
    are read with those of the folders below it, 2.txt before 10.txt; a pattern, as
    'arsip/**/*.txt'; a container of many articles: .jsonl, .csv, .tsv, .parquet, .warc; an address,
    as s3://…; or `-`, an article or JSON Lines on standard input. Names may end in .gz or .zst. A
    file that several inputs lead to is read once.

    OUT ends in .jsonl, .csv (both also .gz or .zst), .parquet, .sqlite or .db, or in / for a folder
    of files; without it, JSON Lines go to standard output. Records keep the order of the inputs,
    and their `origin` says where each is from. OUT appears under its name only when it is whole;
    until then, what is done stands in OUT.parts.
    """
    import signal

    from kontan_parse import batch

    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # tidies up, as Ctrl-C
    if not inputs and from_list is None:
        raise click.UsageError("name files, folders or containers, or --from-list FILE")
    outputs = Outputs(output, rejects, report)
    lists = tuple(filter(None, (titles, from_list)))
    outputs.check((*inputs, *lists), shard_size, resume=resume)
    fields = sources.Fields(
        text=text_field, title=title_field, url=url_field, published=published_field, id=id_field
    )
    listed = tuple(sources.listed(from_list)) if from_list is not None else ()
    named = (*inputs, *listed)
    options.only_once((*named, *lists))
    left: dict[str, Sequence[str]] = {}
    paths = tuple(sources.find(named, left.__setitem__))
    outputs.check_found((*paths, *lists))
    settings = batch.Settings(
        max_size=max_size,
        media_type=media_type,
        fields=fields,
        hosts=hosts or sources.HOSTS,
    )
    parts = outputs.parts
    if parts is not None:
        parts.refuse_if_held()
        if not resume:
            _tell_thrown_away(parts.finished(batch.plan(settings)), parts.output)
    _tell_left(left, outputs.named.values())
    if cluster is None:
        batch.expect(paths)
    elif not _ADDRESS.fullmatch(cluster):
        raise click.UsageError(
            f"--cluster: {visible(cluster)} is not an address; write tcp://HOST:PORT"
        )
    known = batch.printed_titles(paths, settings)
    if titles is not None:
        # `--max-size` is of an article, and a list of titles is none.
        given = sources.read(titles, max_size=sys.maxsize, media_type=sources.TEXT)
        known = chain(known, (line.text for line in split(given.text).lines))
    settings = replace(settings, known_titles=batch.Titles(known))
    if cluster is None:
        runner = batch.here(settings, jobs or os.cpu_count() or 1, timeout)
    else:
        from kontan_parse.batch import cluster as machines

        runner = machines.there(cluster, settings)
    failures = _Failures()
    files = all(isinstance(path, str) and not sources.is_container(path) for path in paths)
    with (
        _resumable(parts),
        _progress("none" if quiet else progress, len(paths) if files else None) as step,
    ):
        done = batch.run(
            batch.items(paths, settings),
            output,
            settings,
            runner,
            resume=resume,
            shard_size=shard_size,
            rejects=rejects,
            on_failure=failures.tell,
            on_step=step,
        )
    failures.tell_rest(rejects)
    if report is not None:
        with sinks.aside(report) as out:
            out.write(record.dumps(done.to_dict(), indent=True))
    if not done.total:
        terminal.say(_told_of_none(done, output))
    elif not quiet:
        terminal.say(_summary(done, output))
    reached = 0 if fail_on == "never" else done.holding(options.severity(fail_on))
    if reached:
        terminal.say(_reached(reached, fail_on, output))
    sys.exit(1 if done.failed or reached else 0)


_ADDRESS = lazy(r"(?:[a-z]+://)?[^/\s]+:\d+")


@contextmanager
def _resumable(parts: Parts | None) -> Iterator[None]:
    """Say how to go on, when somebody, a full disk or a lost cluster stops a batch with parts."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, KontanParseError) as stop:
        from kontan_parse.batch.parts import ForeignParts

        if parts is None or isinstance(stop, ForeignParts) or not parts.folder.exists():
            raise
        how = "the same command with --resume goes on where it was"
        if isinstance(stop, KontanParseError):
            terminal.tell(stop)
            terminal.say(f"the parts are kept; {how}")
            sys.exit(1)
        if isinstance(stop, SystemExit):
            terminal.say(f"ended from outside; {how}")
            raise
        terminal.say(f"interrupted; {how}")
        sys.exit(130)


class _Failures:
    """Tells failures as they come: of a container the first, and at the end how many there were."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def tell(self, failure: UnreadableInput) -> None:
        """Say what could not be read, and why."""
        container, _, number = failure.path.rpartition(":")
        if number.isdecimal() and (container == sources.STDIN or sources.is_container(container)):
            self._counts[container] += 1
            if self._counts[container] > _TOLD:
                return
        terminal.tell(failure)

    def tell_rest(self, rejects: str | None) -> None:
        """Say how many were not told, and where they stand."""
        keep = "run with --rejects FILE to keep them all"
        how = f"{visible(rejects)} holds them all" if rejects else keep
        for container, count in self._counts.items():
            if count > _TOLD:
                terminal.say(f"{visible(container)}: error: … and {count - _TOLD:,} more; {how}")


_TOLD = 10
"""Failures of one container that are told one by one."""


def _progress(how: str, total: int | None) -> Any:
    """What tells how far a batch is: a bar, a line now and then, or nothing."""
    if how == "auto":
        how = "bar" if terminal.is_terminal(sys.stderr) else "none"
    if how == "none":
        return nullcontext(lambda *_: None)
    from kontan_parse import render

    return render.progress(total) if how == "bar" else render.told(total, terminal.say)


def _tell_left(left: Mapping[str, Sequence[str]], outputs: Collection[str]) -> None:
    """Say what is not read, though its folder is: that is hardly what was meant."""
    for folder, paths in left.items():
        unread = [
            path
            for path in paths
            if not any(sinks.same(path, name) or sinks.is_inside(path, name) for name in outputs)
        ]
        containers = [path for path in unread if sources.is_container(path)]
        others = [path for path in unread if not sources.is_container(path)]
        for one, several, which in (
            ("a container", "containers", containers),
            ("a page without a suffix", "files without a suffix (pages among them)", others),
        ):
            if which:
                what = (
                    f"{one} in it is not read; name it"
                    if len(which) == 1
                    else f"{len(which):,} {several} in it are not read; name them"
                )
                told = visible(sources.told_of(which))
                terminal.say(f"{visible(folder)}: warning: {what}: {told}")


def _tell_thrown_away(parts: int, output: str) -> None:
    """Say that work of hours may be lost, before it is; `--quiet` tells it, too."""
    if parts:
        left = "1 finished part" if parts == 1 else f"{parts:,} finished parts"
        terminal.say(
            f"{visible(output)}: warning: a stopped batch has left {left}, which this one throws "
            "away; --resume would go on with them"
        )


def _told_of_none(report: batch.Report, output: str | None) -> str:
    """That nothing went in: no failure, but hardly what was meant, so `--quiet` tells it, too."""
    text = "warning: 0 in: the inputs hold no article"
    return text if report.written or output is None else text + _left(output)


def _left(output: str) -> str:
    stands = os.path.exists(output)  # noqa: PTH110 - no pathlib for one question
    return f"; {visible(output)} is {'left as it is' if stands else 'not written'}"


def _reached(count: int, limit: str, output: str | None) -> str:
    """How many articles hold a finding of the level `limit` or above, and where to see them."""
    articles = "1 article holds" if count == 1 else f"{count:,} articles hold"
    where = visible(output) if output and output not in sinks.STDOUT_NAMES else "the records"
    return (
        f"--fail-on {limit}: {articles} a finding of this level or above; see their diagnostics in "
        f"{where}"
    )


_TOLD_OF = ("title", "url", "published", "byline", "dateline")
"""What an archive says of most articles, if its columns were found."""


def _summary(report: batch.Report, output: str | None) -> str:
    """`in = parsed + failed`, then what the findings were."""
    text = f"{report.total:,} in = {report.parsed:,} parsed + {report.failed:,} failed"
    if output and output not in sinks.STDOUT_NAMES:
        text += f" → {visible(output)}" if report.written else _left(output)
    if report.new is not None:
        text += f": {report.new:,} new, {report.updated:,} updated"
    if report.resumed:
        text += f"\n{report.resumed:,} of them were done by an earlier run"
    if report.parsed:
        text += f"\nwith {', '.join(f'{key} {report.said[key]:,}' for key in _TOLD_OF)}"
    counts = [f"{code} {number:,}" for code, number in report.findings.items()]
    if counts:
        text += f"\nfindings: {', '.join(counts[:8])}{', …' if len(counts) > 8 else ''}"
    return text
