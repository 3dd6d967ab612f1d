"""`parse`, `explain`, `schema` and what all commands share, as a user meets them."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from conftest import Run
from kontan_parse.patterns import lazy

EVIL = "\x1b[2J\x07\x7f\u009b31m\u202eabc\u2066"
"""Clear the screen, ring, delete, a C1 sequence, and two ways to turn text around."""
STEERING = [*map(chr, range(9)), "\x0b", "\x0c", *map(chr, range(14, 32)), "\x7f"]
STEERING += [*map(chr, range(0x80, 0xA0)), *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"]
STEERING += [*"\u2066\u2067\u2068\u2069"]


def steers(text: str) -> list[str]:
    """What in `text` a terminal would obey."""
    return [char for char in text if char in STEERING]


# What is printed


def test_one_file_gives_one_indented_object(run: Run, story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story)
    done = run("parse", "a.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith('{\n  "schema": "kontan-parse/1",\n')
    assert done.stdout.endswith("\n}\n")
    record = json.loads(done.stdout)
    assert record["title"] == "Harga Kakao Turun Tipis, Pabrik Cokelat Menunggu Pasokan"
    assert record["origin"]["path"] == "a.txt"
    assert record["editors"] == ["Edi Contoh"]
    assert len(record["paragraphs"]) == 2


def test_standard_input_is_read_with_and_without_a_dash(run: Run, story: str) -> None:
    piped = run("parse", stdin=story.encode())
    dash = run("parse", "-", stdin=story.encode())
    assert piped.stdout == dash.stdout
    assert json.loads(piped.stdout)["origin"]["path"] == "-"


def test_several_files_give_an_array(run: Run, story: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(story)
    done = run("parse", "b.txt", "a.txt")
    assert [record["origin"]["path"] for record in json.loads(done.stdout)] == ["b.txt", "a.txt"]


def test_several_files_give_json_lines_when_asked(run: Run, story: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(story)
    lines = run("parse", "a.txt", "b.txt", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["origin"]["path"] for line in lines] == ["a.txt", "b.txt"]


def test_a_table_can_be_asked_for_in_a_pipe(run: Run, story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story)
    done = run("parse", "a.txt", "--format", "table")
    assert "Edi Contoh" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.returncode == 0


def test_records_keep_to_the_schema_that_the_command_prints(run: Run, story: str) -> None:
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    record = json.loads(run("parse", stdin=story.encode()).stdout)
    jsonschema.validate(record, schema, jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record | {"extra": 1}, schema, jsonschema.Draft202012Validator)


def test_jq_reads_the_record(shell: Run, story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story)
    done = shell("kontan-parse parse < a.txt | jq -r '.cross_links[].title, .dateline.places[0]'")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Harga Gula Naik Lagi\nSURABAYA\n"


def test_explain_says_in_a_pipe_what_each_line_is(run: Run, story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story)
    rows = [line.split("\t") for line in run("explain", "a.txt").stdout.splitlines()]
    assert [row[:2] for row in rows] == [
        ["1", "title"],
        ["2", "date-line"],
        ["4", "header"],
        ["6", "dateline"],
        ["8", "cross-link"],
        ["10", "paragraph"],
    ]
    assert all(len(row) == 4 for row in rows)
    assert rows[-1][3] == "Menurut Tono Contoh, pasokan akan pulih pada kuartal ketiga."


def test_explain_tells_all_that_is_odd(run: Run, tmp_path: Path) -> None:
    odd = "Senin, 31 Februari 2025 / 20:46 WIB\nSumber: Radio Samudra | Editor: Edi Contoh\n"
    odd += (
        "Gula naik, kata Ratri, Senin (9/6/2026). Gula turun.Gula Diburu© 2026 Konten oleh Kontan"
    )
    (tmp_path / "a.txt").write_text(odd)
    lines = run("explain", "a.txt").stderr.splitlines()
    told = [re.fullmatch(r"a\.txt:(\d): \w+: .* \[([\w-]+)\]", line) for line in lines]
    assert [(m and m[1], m and m[2]) for m in told] == [
        ("1", "unreadable-date"),
        ("3", "glued-line"),
        ("3", "missing-dateline"),
        ("3", "weekday-mismatch"),
    ]


def test_explain_tells_the_lines_of_a_page(run: Run, tmp_path: Path) -> None:
    story = "<p>KONTAN.CO.ID - SEOUL. Gula naik.</p><p>Kata Ratri, Senin (9/6/2026).</p>"
    (tmp_path / "a.html").write_text(f"<h1>Gula Naik</h1><div class=tmpt-desk-kon>{story}</div>")
    done = run("explain", "a.html")
    (number,) = (row.split("\t")[0] for row in done.stdout.splitlines() if "Kata Ratri" in row)
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"a.html:{number}: warning: ")
    assert told.endswith("[weekday-mismatch]")


PAGE = "<h1>Gula Naik</h1><div class=tmpt-desk-kon><p>KONTAN.CO.ID - SOLO. Naik.</p>{}</div>"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            PAGE.format("<p>Stok turun.</p>,<p>(Baca Juga: <a href=/a>Kopi Dipanen</a>)</p>]"),
            "title dateline paragraph boilerplate cross-link boilerplate boilerplate",
        ),
        (
            PAGE.format("<p>Baca Juga:</p>(<p><a href=/a>Kopi Arenga Dipanen</a></p>)"),
            "title dateline cross-link boilerplate cross-link boilerplate",
        ),
        (
            "KONTAN.CO.ID - SOLO. **Harga** gula naik.\n"
            "- kata [Ratri](https://contoh.example/a) lagi\n"
            "- kata [Bagas](https://contoh.example/b) lagi\n",
            "dateline paragraph boilerplate paragraph boilerplate",
        ),
    ],
)
def test_explain_goes_from_the_first_line_to_the_last(run: Run, text: str, kinds: str) -> None:
    rows = [row.split("\t") for row in run("explain", stdin=text.encode()).stdout.splitlines()]
    assert " ".join(row[1] for row in rows) == kinds
    numbers = [int(row[0]) for row in rows]
    assert numbers == sorted(numbers)


def test_markup_is_text(run: Run) -> None:
    text = b"KONTAN.CO.ID - SEOUL. Harga [bold]naik[/bold] :smile: [link=x]y[/link] [/].\n"
    for arguments in (("parse", "-f", "json"), ("parse", "-f", "table"), ("explain",)):
        assert (
            "[bold]naik[/bold] :smile: [link=x]y[/link] [/]." in run(*arguments, stdin=text).stdout
        )


# What is refused


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.txt", "none.txt: error: no such file; check the name [missing]"),
        (".", ".: error: is a folder; `kontan-parse batch` reads folders [is-folder]"),
        ("nul.txt", "nul.txt: error: holds a NUL byte (at byte 5), so it is not text [binary]"),
        ("a.txt/b", "a.txt/b: error: cannot be read: Not a directory [unreadable]"),
        ("circle", "circle: error: cannot be read: Too many levels of symbolic links [unreadable]"),
    ],
)
def test_an_unreadable_file_is_one_line(run: Run, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "nul.txt").write_bytes(b"Harga\0naik")
    (tmp_path / "a.txt").write_text("Harga naik.")
    (tmp_path / "circle").symlink_to("circle")
    done = run("explain" if name == "none.txt" else "parse", name)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told + "\n")


def test_the_rest_goes_on(run: Run, story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story)
    done = run("parse", "none.txt", "a.txt")
    assert done.returncode == 1
    assert [record["origin"]["path"] for record in json.loads(done.stdout)] == ["a.txt"]
    assert done.stderr.startswith("none.txt: error: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Harga naik.")
    (tmp_path / "a.txt").chmod(0)
    done = run("parse", "a.txt")
    told = "a.txt: error: you have no permission to read it [no-permission]\n"
    assert (done.returncode, done.stderr) == (1, told)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["parse"], 1), (["explain"], 1), (["parse", "--fail-on", "never"], 0)],
)
def test_an_empty_file_is_told(run: Run, tmp_path: Path, arguments: list[str], code: int) -> None:
    (tmp_path / "a.txt").touch()
    done = run(*arguments, "a.txt")
    assert done.returncode == code
    if "parse" in arguments:
        assert json.loads(done.stdout)["paragraphs"] == []
    assert (
        done.stderr
        == "a.txt: error: the text is empty: there is no article to parse [empty-text]\n"
    )


def test_closed_standard_streams_are_no_traceback(shell: Run) -> None:
    unread = shell("kontan-parse parse <&-")
    told = "-: error: standard input is closed [unreadable]\n"
    assert (unread.returncode, unread.stderr) == (1, told)
    unwritten = shell("kontan-parse schema >&-")
    told = "standard output: error: cannot be written: it is closed [unwritable]\n"
    assert (unwritten.returncode, unwritten.stderr) == (1, told)


@pytest.mark.parametrize(
    "line",
    [
        *("parse a.txt", "parse -f table a.txt", "explain a.txt", "schema", "batch a.txt"),
        *("--help", "--version", "parse --help", "batch -h", "explain -h", "schema -h"),
    ],
)
def test_a_full_disk_is_one_line(shell: Run, story: str, tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(story)
    done = shell(f"kontan-parse {line} > /dev/full")
    told = "standard output: error: cannot be written: No space left on device [unwritable]\n"
    assert (done.returncode, done.stderr) == (1, told)


# Exit codes


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("", "never", 0),
        ("", "error", 1),
        ("Sumber: Reuters | Editor: Edi Contoh\n", "warning", 1),
        ("Sumber: Reuters | Editor: Edi Contoh\n", "error", 0),
        ("Harga naik.\n", "warning", 0),
    ],
)
@pytest.mark.parametrize("command_name", ["parse", "batch"])
def test_fail_on(
    run: Run, tmp_path: Path, command_name: str, text: str, fail_on: str, code: int
) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert run(command_name, "a.txt", "--fail-on", fail_on).returncode == code
    if fail_on == {"parse": "error", "batch": "never"}[command_name]:
        assert run(command_name, "a.txt").returncode == code


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("parsee",), "No such command 'parsee'"),
        (("parse", "--colour"), "No such option"),
        (("parse", "-f", "xml"), "'xml' is not one of"),
        (("parse", "--max-size", "much"), "'much' is not a size; write bytes, or with K, M or G"),
        (("parse", "--max-size", "9" * 5000), "is not a size"),
        (("batch",), "name files, folders or containers"),
        (("parse", "--a\u009bb"), "--a\\x9bb"),
    ],
)
def test_misuse_exits_with_2(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: kontan-parse")
    assert told in done.stderr
    assert not steers(done.stderr)


def test_the_help_of_batch_names_what_a_folder_gives(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = re.findall(r"\.\w+", run("batch", "empty").stderr.split("error:")[1])
    assert len(told) == 6
    folder = run("batch", "--help").stdout.partition("a folder, whose")[2].partition(" files")[0]
    assert re.findall(r"\.\w+", folder) == told


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("arguments", [(), ("parse",), ("batch",), ("explain",), ("schema",)])
def test_the_help_fits_a_narrow_terminal(
    run: Run, arguments: tuple[str, ...], columns: int
) -> None:
    text, _, examples = run(*arguments, "-h", COLUMNS=str(columns)).stdout.partition("Examples:")
    assert max(map(len, text.splitlines())) < columns
    assert "..." not in text.partition("\n")[2]  # behind the usage
    assert max(map(len, examples.splitlines()), default=0) <= 76  # can be copied, so not wrapped


@pytest.mark.parametrize("arguments", [(), ("parse",), ("batch",), ("explain",), ("schema",)])
def test_every_command_has_help(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "-h")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: kontan-parse")
    assert "\\b" not in done.stdout
    assert "\b" not in done.stdout
    if arguments in (("parse",), ("batch",), ("explain",)):
        assert "[default: 16M]" in done.stdout
        assert "\n  Examples:\n    kontan-parse" in done.stdout


def test_version(run: Run) -> None:
    assert run("--version").stdout == "kontan-parse 0.1.0\n"


def test_the_module_is_the_command(environment: dict[str, str], story: str, run: Run) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kontan_parse", "parse"],
        input=story.encode(),
        capture_output=True,
        check=True,
        env=environment,
    )
    assert done.stdout.decode() == run("parse", stdin=story.encode()).stdout


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_shell_completion_prints_a_script(run: Run, name: str) -> None:
    done = run(_KONTAN_PARSE_COMPLETE=f"{name}_source")
    assert done.returncode == 0
    assert f"_KONTAN_PARSE_COMPLETE={name}_complete" in done.stdout


def test_shell_completion_completes(run: Run) -> None:
    variables = {"_KONTAN_PARSE_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    assert run(**variables, COMP_WORDS="kontan-parse exp").stdout == "plain,explain\n"


# A reader that has gone

QUITTERS = [
    ("--help",),
    ("--version",),
    ("schema",),
    ("explain", "a.txt"),
    ("parse", "-f", "json", "a.txt", "b.txt"),
    ("parse", "-f", "jsonl", "a.txt", "b.txt"),
    ("parse", "-f", "table", "a.txt", "b.txt"),
    ("batch", "a.txt", "b.txt"),
]


@pytest.mark.parametrize(
    ("arguments", "both"),
    [*((each, False) for each in QUITTERS), *((each, True) for each in QUITTERS[-3:])],
)
def test_a_closed_pipe_ends_silently(
    command: str,
    environment: dict[str, str],
    tmp_path: Path,
    story: str,
    arguments: tuple[str, ...],
    both: bool,
) -> None:
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "b.txt").write_text("Sumber: Reuters | Editor: Edi Contoh\n")  # has a finding
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [command, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=writer if both else subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert done.returncode == 0
    if not both:
        told = [line for line in done.stderr.decode().splitlines() if "missing-story" not in line]
        assert told == []


@pytest.mark.parametrize("line", ["parse -f table", "parse -f json", "explain"])
def test_head_of_a_long_article(shell: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(
        "KONTAN.CO.ID - SEOUL. Harga naik.\n" + "Kalimat biasa yang agak panjang.\n" * 2500
    )
    done = shell(f"kontan-parse {line} a.txt | head -n 1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


# Text that would steer a terminal


def test_no_control_comes_out(run: Run, tmp_path: Path) -> None:
    name = f"a{EVIL.replace('/', '')}\n.txt"
    text = f"KONTAN.CO.ID - SEOUL. Harga {EVIL} naik.\nEditor: {EVIL}\nLagi.\n"
    (tmp_path / name).write_text(text)
    for arguments in (
        ("parse", "-f", "json"),
        ("parse", "-f", "jsonl"),
        ("parse", "-f", "table"),
        ("explain",),
        ("batch",),
    ):
        done = run(*arguments, name)
        assert done.returncode == 0
        assert not steers(done.stdout.replace("\n", "")), arguments
        assert not steers(done.stderr), arguments
        assert "control-characters" in done.stderr
    record = json.loads(run("parse", name).stdout)
    assert record["origin"]["path"] == name
    marks = dict.fromkeys(map(ord, "\u202e\u2066"))  # of direction, which print nothing
    assert record["paragraphs"][0] == f"Harga {EVIL.translate(marks)} naik."
    missing = run("parse", name[:-4] + ".md")
    assert not steers(missing.stderr)
    assert missing.stderr.startswith("a\\x1b[2J\\x07\\x7f\\x9b31m\\u202eabc\\u2066\\n.md: error: ")


def test_a_name_that_is_no_utf_8(run: Run, tmp_path: Path) -> None:
    name = b"a\xff.txt"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("")
    done = run("parse", name)
    assert json.loads(done.stdout)["origin"]["path"] == "a\ufffd.txt"
    assert done.stderr.startswith("a\\udcff.txt: error: ")


def test_a_locale_without_utf_8(run: Run, story: str) -> None:
    for arguments in (("--help",), ("parse", "-f", "table"), ("explain",), ("parse", "-f", "xml")):
        done = run(*arguments, stdin=(story + "“Naik” → 5.\n").encode(), PYTHONIOENCODING="ascii")
        assert "Traceback" not in done.stderr


# What a start costs


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["schema"],
        ["parse", "-f", "json", "a.txt"],
        ["batch", "a.txt"],
        ["explain", "a.txt"],
    ],
)
def test_rich_and_dateutil_are_not_on_the_way(
    environment: dict[str, str], tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(
        "KONTAN.CO.ID - SEOUL. Harga naik, Selasa (14/7/2026). Baca Juga: Gula Naik Lagi "
        "Harga gula naik, Rabu (15/7). Menurut Presiden Joko Widodo, 5 Mei harga turun.\n"
    )
    program = (
        "import sys, atexit\n"
        "heavy = 'rich', 'dateutil', 'jsonschema', 'importlib.resources', 'zipfile', 'html'\n"
        "atexit.register(lambda: print(*(m for m in heavy if m in sys.modules), file=sys.stderr))\n"
        "from kontan_parse.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == ""


def test_a_pattern_that_waits_can_be_copied() -> None:
    waiting = lazy(r"(?P<day>\d+)/(\d+)")
    again = copy.copy(waiting)
    assert again.pattern == waiting.pattern
    assert again.sub(r"\2/\1", "18/6") == "6/18"
    assert waiting.groupindex == {"day": 1}
    with pytest.raises(AttributeError):
        waiting.suche  # type: ignore[attr-defined]  # noqa: B018


def test_no_pattern_is_compiled_before_it_is_used() -> None:
    program = """
import re, sys
from kontan_parse import cli, parse
from kontan_parse.pages import html
from kontan_parse.patterns import Lazy
held = [
    value
    for name, module in sys.modules.items() if name.startswith("kontan_parse")
    for value in vars(module).values() if isinstance(value, (Lazy, re.Pattern))
]
def compiled():
    return sum(isinstance(value, re.Pattern) or "match" in vars(value) for value in held)
before = compiled()
parse("KONTAN.CO.ID - SEOUL. Harga naik.")
print(before, 5 < compiled() < len(held) / 3)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("0 True\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.txt"], "a.txt is not a command; did you mean: kontan-parse parse a.txt"),
        (["."], ". is not a command; did you mean: kontan-parse batch ."),
        (["parse", "-", "-"], "standard input, `-`, can be read once; name a file"),
        (["batch", "-", "--from-list", "-"], "standard input, `-`, can be read once; name a file"),
        (["batch", "a.txt", "-o", ""], "--output names nothing; name a file"),
        (
            ["batch", "a.txt", "-o", "s3://x/y.jsonl"],
            "--output: s3://x/y.jsonl is an address, and outputs are written on this machine",
        ),
        (["batch", "a.txt", "--rejects", "memory://x/y.jsonl"], "--rejects: memory://x/y.jsonl is"),
        (["batch", "a.txt", "--report", ""], "--report names nothing; name a file"),
        (["batch", "a.txt", "--timeout", "10s"], "'10s' is not a number of seconds above 0"),
        (["batch", "a.txt", "--timeout", "nan"], "'nan' is not a number of seconds above 0"),
        (
            ["batch", "a.txt", "--max-size", "0"],
            "'0' is not a size; write bytes, or with K, M or G",
        ),
        (
            ["batch", "a.txt", "--shard-size", "9" * 30, "-o", "x/"],
            "9' is not a whole number from 1 to",
        ),
        (["batch", "a.txt", "--jobs", "abc"], "'abc' is not a whole number from 1 to 999,999,999"),
        (["batch", "a.txt", "-j", "0"], "'0' is not a whole number from 1 to 999,999,999"),
        (
            ["batch", "a.txt", "--cluster", "localhost", "-o", "a.jsonl"],
            "--cluster: localhost is not an address; write tcp://HOST:PORT",
        ),
        (["batch", "a.txt", "--report", "-"], "name another file, or add -o"),
    ],
)
def test_what_is_wrong_with_a_command_is_told(
    run: Run, tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "a.txt").write_text("KONTAN.CO.ID - SEOUL. Harga naik.\n")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_table_in_a_file_has_no_blanks_at_the_ends_of_lines(run: Run, story: str) -> None:
    done = run("parse", "-f", "table", stdin=story.encode())
    assert done.returncode == 0
    assert done.stdout.endswith("\n")
    assert all(line == line.rstrip() for line in done.stdout.split("\n"))


def test_of_a_page_s_furniture_a_table_shows_the_beginning(run: Run, story: str) -> None:
    page = "<html><body><ul>" + "<li>Menu</li>" * 40 + f"</ul><article>{story}</article>"
    done = run("parse", "-f", "table", stdin=page.encode())
    assert 6 <= done.stdout.count("Menu") <= 15  # the findings quote some
    assert "more" in done.stdout


def test_a_batch_of_nothing_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    done = run("batch", "none.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "warning: 0 in: the inputs hold no article\n"


def test_a_list_that_is_none_is_told_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(bytes(range(256)) * 4)
    done = run("batch", "--from-list", "list")
    assert done.returncode == 1
    assert done.stderr == "list: error: is no list of names, one a line [not-a-list]\n"


def test_a_finding_that_fails_a_batch_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KONTAN.CO.ID - SEOUL. Naik Senin (9/6/2026).\n")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text("KONTAN.CO.ID - SEOUL. Harga naik.\n")
    order = ("batch", "a.txt", "b.txt", "c.txt", "--fail-on")
    two = "2 articles hold a finding of this level or above; see their diagnostics in "
    for quiet in ((), ("-q",)):
        done = run(*order, "warning", *quiet)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1] == f"--fail-on warning: {two}the records"
    assert run(*order, "warning", "-q", "-o", "o.csv").stderr.endswith(f": {two}o.csv\n")
    one = "1 article holds a finding of this level or above; see their diagnostics in the records"
    assert run(*order, "error", "-q").stderr == f"--fail-on error: {one}\n"
    assert run(*order, "never", "-q").stderr == ""


def test_a_table_tells_the_gravest_finding_first_and_of_many_alike_the_first(
    run: Run, tmp_path: Path
) -> None:
    links = " ".join(f"Baca Juga: Harga Gula Pasir Naik Rp {n}.000" for n in "23456")
    odd = "Menurut Ratri, Senin (9/6/2026), stok di gudang aman sampai panen raya usai."
    (tmp_path / "a.txt").write_text(f"KONTAN.CO.ID - SOLO. Harga gula naik. {links} {odd}")
    done = run("parse", "a.txt", "--format", "table")
    told = done.stdout[done.stdout.index("\nfindings") :].split("[")
    codes = [part.partition("]")[0] for part in told[1:]]
    assert codes[0] == "weekday-mismatch"
    assert codes.count("glued-line") == 4
    assert "note: … and 3 more [glued-line]" in done.stdout
