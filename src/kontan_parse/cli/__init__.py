"""Flags in, exit code out. Policy lives here and in `batch`, nowhere below.

archive      the command for many articles: batch
article      those for single ones: parse, explain, schema
options      what several commands take
outputs      the files that a batch is to write: what they may not be
terminal     data to standard output, words for people to standard error
"""

from __future__ import annotations

import os
import sys
from io import StringIO, TextIOWrapper
from typing import Any

import click

from kontan_parse import __version__
from kontan_parse.cli import archive, article, terminal
from kontan_parse.diagnostics import KontanParseError
from kontan_parse.lines import visible

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
EXAMPLES = """\b
Examples:
  kontan-parse parse article.txt              a table here, JSON in a pipe
  kontan-parse batch articles/ -o all.jsonl   one line of JSON per article
  kontan-parse batch raw.csv -o all.sqlite    a database with a search
  kontan-parse explain article.txt            what each line is, and why

\b
Exit codes:
  0    all parsed
  1    an input failed, or an output, or a finding at --fail-on
  2    the command is wrong
  130  interrupted
  143  ended by SIGTERM
"""


class _Commands(terminal.Command, click.Group):
    """Commands that end well when the reader has gone, where Click would exit with 1."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """Read the options; `--help` and `--version` print here."""
        with terminal.closing_pipe():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the arguments name."""
        with terminal.closing_pipe():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a file in its place is told."""
        if args and self.get_command(ctx, args[0]) is None and os.path.exists(args[0]):  # noqa: PTH110 - start-up
            word = "batch" if os.path.isdir(args[0]) else "parse"  # noqa: PTH112 - as above
            name = visible(args[0])
            meant = f"{ctx.info_name} {word} {name}"
            raise click.UsageError(f"{name} is not a command; did you mean: {meant}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings=CONTEXT, epilog=EXAMPLES)
@click.version_option(__version__, prog_name="kontan-parse", message="%(prog)s %(version)s")
def cli() -> None:
    """Parse articles of the Indonesian business daily Kontan.

    Byline, dateline, paragraphs, cross-links, captions, dates, and what is not story at all: as
    JSON for programs or as a table for people. Nothing of the text is lost.
    """


for command in (article.parse, archive.batch_command, article.explain, article.schema):
    cli.add_command(command)


def main() -> None:
    """Run the command and exit: 130 after Ctrl-C, silently with 0 when the reader has gone."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know no UTF-8
    try:
        cli.main(standalone_mode=False)
    except KontanParseError as failure:
        terminal.tell(failure)
        terminal.let_go(sys.stdout)
        sys.exit(1)
    except click.exceptions.Abort:
        terminal.say("interrupted")
        sys.exit(130)
    except click.ClickException as error:
        told = StringIO()
        error.show(told)
        terminal.say("\n".join(map(visible, told.getvalue().rstrip().split("\n"))))
        sys.exit(error.exit_code)
