"""`batch`: many files, in order, each a line or a named failure, and nothing half done."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import zstandard

from conftest import Run, hear_interrupts
from kontan_parse import Document, Origin, UnreadableInput, record, sources
from kontan_parse.batch import tasks


@pytest.fixture
def folder(tmp_path: Path, story: str) -> Path:
    """A folder of five articles, two of them deeper, and a file that is no text."""
    texts = tmp_path / "texts"
    (texts / "3" / "deep").mkdir(parents=True)
    for name in ("10.txt", "2.txt", "1.TXT", "3/4.txt", "3/deep/11.txt"):
        (texts / name).write_text(story)
    (texts / "notes.rst").write_text("not asked for")
    return texts


def paths(output: str) -> list[str]:
    """`origin.path` of every line."""
    return [json.loads(line)["origin"]["path"] for line in output.splitlines()]


def leftovers(folder: Path) -> list[str]:
    """Files beside the output that a run should have taken away."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


# Order and shape


def test_a_folder_comes_in_natural_order(run: Run, folder: Path) -> None:
    done = run("batch", folder.name)
    assert done.returncode == 0
    assert paths(done.stdout) == [
        "texts/1.TXT",
        "texts/2.txt",
        "texts/3/4.txt",
        "texts/3/deep/11.txt",
        "texts/10.txt",
    ]
    assert done.stderr.splitlines()[0] == "5 in = 5 parsed + 0 failed"


@pytest.mark.usefixtures("folder")
def test_inputs_keep_their_order(run: Run, story: str) -> None:
    done = run("batch", "texts/3/deep", "-", "texts/10.txt", "texts/2.txt", stdin=story.encode())
    assert paths(done.stdout) == ["texts/3/deep/11.txt", "-", "texts/10.txt", "texts/2.txt"]


def test_a_file_is_read_once_whatever_leads_to_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("Gula naik.")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "y.txt").symlink_to("a/x.txt")
    names = ["a", "link", "a/../a/x.txt", "y.txt"]
    found = sources.find([str(tmp_path / name) for name in names])
    assert list(found) == [str(tmp_path / "a" / "x.txt")]


def test_a_link_in_a_folder_is_no_second_file(tmp_path: Path, story: str) -> None:
    files = "a/A.TXT", "a/ok.txt", "a/deep/x.txt", "a/raw", "ab/z.txt", "b/y.txt", "b/notes"
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(story)
    for name, to in (
        ("a/link.txt", "ok.txt"),
        ("a/up.txt", "deep/x.txt"),
        ("a/deep/b1.txt", "../../b/y.txt"),
        ("a/deep/b2.txt", "../../b/y.txt"),
        ("a/notes.txt", "../b/notes"),
        ("a/nowhere.txt", "gone.txt"),
        ("a/raw.txt", "raw"),
        ("a/small.txt", "A.TXT"),
        ("a/z.txt", "../ab/z.txt"),
        ("c", "a"),
    ):
        (tmp_path / name).symlink_to(to)
    above = ["A.TXT", "deep/b1.txt", "deep/x.txt", "notes.txt", "nowhere.txt"]
    told = [*above, "ok.txt", "raw.txt", "z.txt"]
    for folder in ("a", "c"):
        found = sources.find([f"{tmp_path}/{folder}"])
        assert list(found) == [f"{tmp_path}/{folder}/{name}" for name in told]
    both = list(sources.find([f"{tmp_path}/a/link.txt", f"{tmp_path}/a"]))
    assert both == [f"{tmp_path}/a/{name}" for name in ("link.txt", *above, "raw.txt", "z.txt")]


def test_an_address_of_this_machine_is_its_file(run: Run, folder: Path) -> None:
    pytest.importorskip("fsspec")
    address = f"file://{folder}/2.txt"
    done = run("batch", "texts/2.txt", address)
    assert done.stderr.splitlines()[0] == "1 in = 1 parsed + 0 failed"
    (folder / "a.jsonl").touch()
    for given in ("file://{}", "local://{}", "simplecache::file://{}", "file://texts"):
        name = f"{given.format(folder)}/a.jsonl"
        lost = run("batch", name, "-o", "texts/a.jsonl")
        assert lost.returncode == 2
        told = "".join(lost.stderr.split())
        assert f"--outputwouldwriteoverwhatisreadfrom{name}" in told


def test_links_in_a_folder_by_its_address_give_nothing_more(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    (tmp_path / "berita").mkdir()
    (tmp_path / "berita" / "1.txt").write_text("Gula naik.")
    (tmp_path / "berita" / "2.txt").symlink_to("1.txt")
    assert run("batch", f"file://{tmp_path}/berita").stderr.startswith("1 in = 1 parsed")
    assert run("batch", f"local://{tmp_path}/berita", "berita").stderr.startswith("1 in = 1 parsed")


def test_a_file_that_two_inputs_lead_to_is_read_once(run: Run, folder: Path) -> None:
    done = run("batch", "texts/10.txt", "texts", "./texts/10.txt", str(folder), "texts/3//4.txt")
    assert len(paths(done.stdout)) == len(set(paths(done.stdout))) == 5
    assert paths(done.stdout)[0] == "texts/10.txt"
    assert done.stderr.splitlines()[0] == "5 in = 5 parsed + 0 failed"


@pytest.mark.usefixtures("folder")
def test_every_line_keeps_to_the_schema(run: Run) -> None:
    validator = jsonschema.Draft202012Validator(record.schema())
    for line in run("batch", "texts").stdout.splitlines():
        validator.validate(json.loads(line))


@pytest.mark.usefixtures("folder")
def test_the_lines_are_those_of_parse(run: Run) -> None:
    one = run("parse", "-f", "jsonl", "texts/2.txt", "texts/10.txt")
    assert run("batch", "texts/2.txt", "texts/10.txt").stdout == one.stdout


@pytest.mark.usefixtures("folder")
def test_jq_reads_the_lines(shell: Run) -> None:
    done = shell("kontan-parse batch -q texts | jq -r '.editors[]' | sort | uniq -c")
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["5", "Edi", "Contoh"], "")


# Failures


@pytest.fixture
def bad(folder: Path) -> Path:
    """The folder with everything that cannot be read."""
    (folder / "nul.txt").write_bytes(b"Harga\0naik")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "large.txt").write_bytes(b"Harga naik. " * 1000)
    (folder / "nowhere.txt").symlink_to("none")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "up").symlink_to("..")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "fifo.txt")
    (folder / "n\n\x1b[2J.txt").write_bytes(b"\0")
    Path(os.fsdecode(os.fsencode(folder) + b"/z\xff.txt")).write_bytes(b"\0")
    return folder


def test_failures_are_named_counted_and_the_rest_goes_on(run: Run, bad: Path) -> None:
    done = run("batch", "texts", "none", "-o", "out.jsonl", "--max-size", "8K", "--rejects", "r")
    assert done.returncode == 1
    assert done.stdout == ""
    *told, summary = done.stderr.splitlines()
    assert told == [
        "texts/circle.txt: error: cannot be read: Too many levels of symbolic links [unreadable]",
        "texts/fifo.txt: error: is a pipe, socket or device, not a file [unreadable]",
        "texts/large.txt: error: larger than 8,192 bytes; raise --max-size to read it [too-large]",
        "texts/n\\n\\x1b[2J.txt: error: holds a NUL byte (at byte 0), so it is not text [binary]",
        "texts/nowhere.txt: error: no such file; check the name [missing]",
        "texts/nul.txt: error: holds a NUL byte (at byte 5), so it is not text [binary]",
        "texts/picture.txt: error: is a PNG picture, not text [binary]",
        "texts/z\\udcff.txt: error: holds a NUL byte (at byte 0), so it is not text [binary]",
        "none: error: no such file; check the name [missing]",
        "14 in = 5 parsed + 9 failed → out.jsonl",
    ]
    assert summary == "with title 5, url 0, published 5, byline 5, dateline 5"
    assert len((bad.parent / "out.jsonl").read_text().splitlines()) == 5
    rejects = [json.loads(line) for line in (bad.parent / "r").read_text().splitlines()]
    assert [set(reject) for reject in rejects] == [{"path", "code", "reason"}] * 9
    assert rejects[3]["path"] == "texts/n\n\x1b[2J.txt"
    assert rejects[2] == {
        "path": "texts/large.txt",
        "code": "too-large",
        "reason": "larger than 8,192 bytes; raise --max-size to read it",
    }


@pytest.mark.usefixtures("folder")
def test_what_is_told_beside_the_records_is_packed_as_its_name_says(
    run: Run, tmp_path: Path
) -> None:
    told = "--rejects", "failed.jsonl.gz", "--report", "report.json.zst"
    assert run("batch", "-q", "texts", "none", "-o", "out.jsonl", *told).returncode == 1
    rejects = gzip.decompress((tmp_path / "failed.jsonl.gz").read_bytes())
    assert [json.loads(line)["path"] for line in rejects.splitlines()] == ["none"]
    packed = (tmp_path / "report.json.zst").read_bytes()
    report = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    assert json.loads(report)["failed"] == 1


@pytest.mark.usefixtures("folder")
def test_a_folder_without_texts_is_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty" / "below").mkdir(parents=True)
    done = run("batch", "-q", "empty", "texts")
    told = (
        "empty: error: holds no .txt, .md, .html, .htm, .mhtml or .mht file, "
        "nor do those below it [empty-folder]\n"
    )
    assert (done.returncode, done.stderr) == (1, told)
    assert len(paths(done.stdout)) == 5


def test_markdown_in_a_folder_is_read(run: Run, tmp_path: Path, story: str) -> None:
    """But not what tells of the folder, nor what is hidden."""
    for name in (
        *("a/2.md", "a/10.MD", "a/b/c.markdown", "a/d.md.gz", "a/readme kopi.md", "a/.e.txt"),
        *("a/README.md", "a/readme.id.md", "a/b/CHANGELOG.markdown", "a/License.md.gz"),
        *("a/CONTRIBUTING.md", "a/.git/f.md", "a/.g.md", "a/.h/b/i.md", "a/j.mdx"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        data = f"**{story}**".encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (tmp_path / "a" / "b" / "link.md").symlink_to("../.g.md")
    (tmp_path / "a" / "b" / "other.md").symlink_to("../2.md")
    done = run("batch", "a")
    taken = ["a/2.md", "a/10.MD", "a/.e.txt", "a/b/c.markdown", "a/b/link.md", "a/d.md.gz"]
    assert paths(done.stdout) == [*taken, "a/readme kopi.md"]
    (tmp_path / "a" / "page.md").write_text("<!DOCTYPE html><p>Gula naik.")
    (made,) = map(json.loads, run("batch", "a/page.md").stdout.splitlines())
    assert made["origin"]["media_type"] == "text/html"
    assert len(paths(run("batch", ".hidden", "a/.git", "a/README.md", "a").stdout)) == 10
    pytest.importorskip("fsspec")
    assert len(paths(run("batch", f"file://{tmp_path}/a").stdout)) == 8


def test_containers_in_a_folder_are_told(run: Run, tmp_path: Path, story: str) -> None:
    mix = tmp_path / "mix"
    (mix / "below").mkdir(parents=True)
    (mix / "a.txt").write_text(story)
    (mix / "scrape.csv").write_text(f'isi\n"{story}"\n')
    told = "mix: warning: a container in it is not read; name it: mix/scrape.csv\n"
    for _ in range(2):  # what is written there is not told
        done = run(
            *("batch", "-q", "mix", "-o", "mix/out.jsonl", "--rejects", "mix/rejects.jsonl"),
            *("--report", "mix/report.jsonl"),
        )
        assert (done.returncode, done.stderr) == (0, told)
    for name in ("out.jsonl", "rejects.jsonl", "report.jsonl"):
        (mix / name).unlink()
    (mix / "below" / "crawl.warc.gz").touch()
    (mix / "parts.jsonl.parts").mkdir()
    for name in ("plan.json", "00000000.jsonl"):  # of a batch that was stopped
        (mix / "parts.jsonl.parts" / name).touch()
    (mix / "folder.csv").mkdir()
    (mix / "link.csv").symlink_to("folder.csv")
    done = run("batch", "mix")
    assert done.stderr.splitlines()[:2] == [
        "mix: warning: 2 containers in it are not read; name them: "
        "mix/below/crawl.warc.gz, mix/scrape.csv",
        "1 in = 1 parsed + 0 failed",
    ]
    done = run("batch", "mix", "mix/../mix/scrape.csv")
    assert done.stderr.splitlines()[:2] == [
        "mix: warning: a container in it is not read; name it: mix/below/crawl.warc.gz",
        "2 in = 2 parsed + 0 failed",
    ]


def test_pages_without_a_suffix_in_a_folder_are_told(run: Run, tmp_path: Path) -> None:
    """As a crawler writes addresses that have none."""
    (tmp_path / "site" / "news").mkdir(parents=True)
    (tmp_path / "site" / "LICENSE").write_text("Bebas.")
    done = run("batch", "-q", "site")
    assert done.stderr.endswith("nor do those below it [empty-folder]\n")
    os.mkfifo(tmp_path / "site" / "news" / "antrean")
    (tmp_path / "site" / "news" / "harga-gula").write_text("<!DOCTYPE html><p>Gula naik.")
    (tmp_path / "site" / "news" / "harga-kopi").write_text("<!DOCTYPE html><p>Kopi naik.")
    done = run("batch", "-q", "site")
    assert done.stderr.endswith(
        "; name the files without a suffix (pages among them) in it: site/LICENSE, "
        "site/news/harga-gula, site/news/harga-kopi [empty-folder]\n"
    )
    (tmp_path / "site" / "robots.txt").write_text("Disallow: /")
    (tmp_path / "site" / "a.csv").write_text("isi\nGula naik.\n")
    done = run("batch", "-q", "site")
    assert done.returncode == 0
    assert done.stderr == (
        "site: warning: a container in it is not read; name it: site/a.csv\n"
        "site: warning: 3 files without a suffix (pages among them) in it are not read; name them: "
        "site/LICENSE, site/news/harga-gula, site/news/harga-kopi\n"
    )
    done = run("batch", "-q", "site", "site/[!n]*", "site/news/harga-g*")
    assert done.stderr == (
        "site: warning: a page without a suffix in it is not read; name it: site/news/harga-kopi\n"
    )
    assert run("batch", "-q", "site", "site/a.csv", "site/news/harga-*").stderr == ""


def test_a_folder_of_containers_names_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(1, 12):
        (tmp_path / "many" / f"{number}.csv").touch()
    done = run("batch", "-q", "many")
    assert done.returncode == 1
    assert done.stderr == (
        "many: error: holds no .txt, .md, .html, .htm, .mhtml or .mht file, nor do those below it; "
        "name the containers in it: many/1.csv, many/2.csv, many/3.csv and 8 more [empty-folder]\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_named(run: Run, folder: Path) -> None:
    (folder / "2.txt").chmod(0)
    (folder / "3").chmod(0)
    done = run("batch", "-q", "texts")
    (folder / "3").chmod(0o755)
    assert done.returncode == 1
    assert done.stderr == (
        "texts/2.txt: error: you have no permission to read it [no-permission]\n"
        "texts/3: error: you have no permission to read it [no-permission]\n"
    )


def test_findings_are_counted_in_the_summary(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").write_bytes("KONTAN.CO.ID - SEOUL. “Naik.”".encode("cp1252"))
    done = run("batch", ".")
    assert done.stderr == (
        "2 in = 2 parsed + 0 failed\n"
        "with title 0, url 0, published 0, byline 0, dateline 1\n"
        "findings: empty-text 1, undecodable-bytes 1\n"
    )


def test_what_the_records_say_is_counted(run: Run, tmp_path: Path) -> None:
    """So it is seen where a column was not found."""
    rows = [
        {"isi": "Editor: Edi\nKONTAN.CO.ID - SEOUL. Naik.", "judul": "Gula", "tgl": "2026-06-15"},
        {"isi": "Naik.", "tgl": "2026-06-15"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = run("batch", "a.jsonl", "-o", "o.jsonl", "--report", "r.json")
    assert done.stderr.splitlines()[1] == "with title 1, url 0, published 0, byline 1, dateline 1"
    said = json.loads((tmp_path / "r.json").read_text())["said"]
    always = {"schema", "origin"}
    assert list(said) == [key for key in record.schema()["properties"] if key not in always]
    some = {key: count for key, count in said.items() if count}
    named = {"title": 1, "byline": 1, "editors": 1, "dateline": 1}
    assert some == named | {"paragraphs": 2, "diagnostics": 1}
    done = run("batch", "a.jsonl", "-o", "o.jsonl", "--published-field", "tgl")
    assert done.stderr.splitlines()[1] == "with title 1, url 0, published 2, byline 1, dateline 1"


@pytest.fixture
def deep(tmp_path: Path, story: str) -> Iterator[str]:
    """The path of an article in a folder so deep that removing it takes the same care."""
    depth = 1500
    here = Path.cwd()
    os.chdir(tmp_path)
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text(story)
    yield "d/" * depth + "a.txt"
    Path("a.txt").unlink()
    for _ in range(depth):
        os.chdir("..")
        Path("d").rmdir()
    os.chdir(here)


def test_folders_deeper_than_python_recurses(run: Run, deep: str) -> None:
    done = run("batch", "-q", "d")
    assert done.stderr == ""
    assert paths(done.stdout) == [deep]


class Broken:
    """Titles that nobody can look for, which stands for a mistake of ours."""

    def __contains__(self, title: object) -> bool:
        raise LookupError(f"no title\nlike {title}")


def test_a_bug_costs_its_article_and_is_named() -> None:
    texts = ("KONTAN.CO.ID - SEOUL. Naik.", FLAT, "KONTAN.CO.ID - SEOUL. Turun.")
    documents = tuple(
        Document(text=text, origin=Origin(path="a.jsonl", record=number))
        for number, text in enumerate(texts, 1)
    )
    done = tasks.perform(tasks.Task(0, documents), tasks.Settings(known_titles=Broken()))
    assert [json.loads(line)["origin"]["record"] for line in done.data.splitlines()] == [1, 3]
    ((path, code, reason),) = done.failures
    assert (path, code) == ("a.jsonl:2", "bug")
    assert re.fullmatch(
        r"a bug of kontan-parse at \w+\.py:\d+; please report it: LookupError: no title like .*",
        reason,
    )
    assert (done.tally.parsed, done.tally.failed) == (2, 1)


# Tasks


def test_large_records_make_small_tasks() -> None:
    large = sources.Packed("a.jsonl", 1, b"x" * (tasks.WEIGHT // 4), None, sources.MAX_SIZE)
    text = Document(text="x" * (tasks.WEIGHT // 2 + 1))
    small = large._replace(data=b"{}")
    cases: list[tuple[list[tasks.Item], list[int]]] = [
        ([large] * 9, [4, 4, 1]),
        ([text] * 3, [2, 1]),
        ([small] * 250, [100, 100, 50]),
        ([*[small] * 99, text, text, text], [100, 2]),
        (["a.txt"] * 100, [100]),
        ([], []),
    ]
    for items, sizes in cases:
        made = list(tasks.cut(items))
        assert [len(task.items) for task in made] == sizes
        assert [task.number for task in made] == list(range(len(sizes)))
        assert [item for task in made for item in task.items] == items
        assert made == list(tasks.cut(iter(items)))


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_large_records_keep_their_order(run: Run, tmp_path: Path, jobs: str) -> None:
    lines = [json.dumps({"id": n, "text": "Gula naik. " * 100_000}) for n in range(15)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    done = run("batch", "a.jsonl", "-o", "out.jsonl", "-j", jobs)
    assert done.returncode == 0
    made = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [each["origin"]["record"] for each in made] == list(range(15))


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("arsip/b:c.txt", "txt"),
        ("a.csv.gz:3", "csv"),
        ("a.parquet:kunci-7", "parquet"),
        ("a.jsonl:https://contoh.example/a:b.html", "jsonl"),
        ("s3://arsip/a.csv:3", "csv"),
        ("-:7", "stdin"),
        ("-", "stdin"),
        ("arsip:2026", "other"),
    ],
)
def test_the_shape_of_a_failure(path: str, shape: str) -> None:
    assert tasks.shape(UnreadableInput(path, "timeout", "took longer; given up")) == shape


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("arsip/1.TXT", "txt"),
        ("arsip/1.html.GZ", "html"),
        ("arsip/1.txt.zst", "txt"),
        ("arsip.d/catatan", "other"),
        ("s3://arsip/1.htm", "htm"),
        ("https://contoh.example/raw.jsonl.gz?versi=1.2", "jsonl"),
    ],
)
def test_the_shape_of_an_input_is_the_end_of_its_name(path: str, shape: str) -> None:
    items: tuple[tasks.Item, ...] = (
        path,
        UnreadableInput(path, "missing", "no such file"),
        sources.Packed(path, 3, b"{}", None, 100),
        Document(text="", origin=Origin(path=path)),
    )
    assert [*map(tasks.shape, items)] == [shape] * 4


# Where the output goes


def test_output_replaces_the_file_and_keeps_its_permissions(run: Run, folder: Path) -> None:
    out = folder.parent / "out.jsonl"
    out.write_text("old")
    out.chmod(0o640)
    assert run("batch", "texts", "-o", "out.jsonl").stdout == ""
    assert len(out.read_text().splitlines()) == 5
    assert out.stat().st_mode & 0o777 == 0o640
    assert leftovers(folder.parent) == []


def test_a_new_output_has_the_permissions_of_any_new_file(shell: Run, folder: Path) -> None:
    assert shell("umask 027; kontan-parse batch texts -o out.jsonl").returncode == 0
    assert (folder.parent / "out.jsonl").stat().st_mode & 0o777 == 0o640


@pytest.mark.usefixtures("folder")
def test_a_link_stays_and_its_file_is_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.jsonl").symlink_to("real/out.jsonl")
    assert run("batch", "texts", "-o", "link.jsonl").returncode == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len((tmp_path / "real" / "out.jsonl").read_text().splitlines()) == 5


def test_the_output_may_stand_in_the_input_folder(run: Run, folder: Path) -> None:
    for _ in range(2):
        assert run("batch", "texts", "-o", "texts/out.jsonl").stderr.startswith("5 in = 5 parsed")
    assert leftovers(folder) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("texts", "-o", "texts/out.txt"),
        ("texts", "--rejects", "texts/3/4.txt"),
        ("texts/2.txt", "-o", "./texts/2.txt"),
        ("texts", "-o", "same", "--rejects", "./same"),
        ("texts", "--rejects", "-"),
        ("texts", "-o", "/dev/stdout", "--rejects", "-"),
    ],
    ids=" ".join,
)
def test_nothing_writes_over_an_input_or_another_output(
    run: Run, folder: Path, story: str, arguments: tuple[str, ...]
) -> None:
    done = run("batch", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "name another file" in " ".join(done.stderr.split())
    assert (folder / "2.txt").read_text() == (folder / "3" / "4.txt").read_text() == story
    assert not (folder / "out.txt").exists()


@pytest.mark.parametrize("option", ["-o", "--rejects", "--report"])
@pytest.mark.parametrize("listed", ["raw.jsonl", "link.jsonl", "r*.jsonl", "file://{}/raw.jsonl"])
def test_nothing_writes_over_what_a_list_names(
    run: Run, tmp_path: Path, story: str, option: str, listed: str
) -> None:
    raw = json.dumps({"id": "a", "text": story}) + "\n"
    (tmp_path / "raw.jsonl").write_text(raw)
    (tmp_path / "link.jsonl").symlink_to("raw.jsonl")
    (tmp_path / "names").write_text(listed.format(tmp_path))
    done = run("batch", "--from-list", "names", option, "raw.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert "would write over what is read from" in " ".join(done.stderr.split())
    assert (tmp_path / "raw.jsonl").read_text() == raw
    assert run("batch", "--from-list", "names", option, "new.jsonl").returncode == 0


@pytest.mark.parametrize("given", ["raw.jsonl.parts/*.jsonl", "raw.jsonl.parts/00000000.jsonl"])
def test_what_a_stopped_batch_has_done_is_not_replaced_when_it_is_read(
    run: Run, tmp_path: Path, story: str, given: str
) -> None:
    (tmp_path / "raw.jsonl.parts").mkdir()
    (tmp_path / "raw.jsonl.parts" / "plan.json").write_text('{"program": "kontan-parse 0.1.0"}')
    part = tmp_path / "raw.jsonl.parts" / "00000000.jsonl"
    part.write_text(json.dumps({"text": story}) + "\n")
    done = run("batch", given, "-o", "raw.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--output would write over what is read from" in " ".join(done.stderr.split())
    assert part.exists()
    assert run("batch", given, "-o", "other.jsonl").returncode == 0


@pytest.mark.parametrize("option", ["--rejects", "--report"])
@pytest.mark.parametrize("output", ["out/", "out", "new/"])
def test_nothing_else_is_written_among_shards(
    run: Run, folder: Path, tmp_path: Path, option: str, output: str
) -> None:
    assert run("batch", folder.name, "-o", "out/").returncode == 0
    before = (tmp_path / "out" / "part-00000.jsonl").read_bytes()
    for name in ("part-00000.jsonl", "failed.jsonl"):
        done = run("batch", folder.name, "-o", output, option, f"{output}/{name}")
        assert done.returncode == 2
        assert f"{option} would go among the files of" in " ".join(done.stderr.split())
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["part-00000.jsonl"]
    assert (tmp_path / "out" / "part-00000.jsonl").read_bytes() == before
    assert run("batch", folder.name, "-o", output, option, "outside.jsonl").returncode == 0


@pytest.mark.parametrize("inputs", [["out/*.jsonl"], ["out/part-00000.jsonl"], ["link.jsonl"]])
@pytest.mark.parametrize("output", ["out/", "out", "folder/"])
def test_shards_are_not_replaced_that_are_read(
    run: Run, folder: Path, tmp_path: Path, inputs: list[str], output: str
) -> None:
    assert run("batch", folder.name, "-o", "out/", "--shard-size", "3").returncode == 0
    before = [file.read_bytes() for file in sorted((tmp_path / "out").iterdir())]
    assert len(before) == 2
    (tmp_path / "link.jsonl").symlink_to("out/part-00001.jsonl")
    (tmp_path / "folder").symlink_to("out")
    (tmp_path / "names").write_text("\n".join(inputs))
    titles = [folder.name, "--titles", "out/part-00000.jsonl"]
    for named in (inputs, ["--from-list", "names"], titles):
        done = run("batch", *named, "--text-field", "title", "-o", output)
        assert (done.returncode, done.stdout) == (2, "")
        assert "would write over what is read from" in " ".join(done.stderr.split())
        after = [file.read_bytes() for file in sorted((tmp_path / "out").iterdir())]
        assert after == before


def test_a_hard_link_is_a_file_of_its_own(run: Run, tmp_path: Path, story: str) -> None:
    (tmp_path / "raw.jsonl").write_text(json.dumps({"text": story}))
    (tmp_path / "out.jsonl").hardlink_to(tmp_path / "raw.jsonl")
    assert run("batch", "raw.jsonl", "-o", "out.jsonl").returncode == 0
    assert json.loads((tmp_path / "raw.jsonl").read_text()) == {"text": story}


@pytest.mark.parametrize(
    ("option", "output", "reason"),
    [
        ("-o", "none/out.jsonl", "its folder does not exist; make it first"),
        ("-o", "texts", "holds 1.TXT, which is not a shard of ours; name a new folder"),
        ("-o", "texts/2.txt/out.jsonl", "its folder does not exist; make it first"),
        ("-o", "/proc/out.jsonl", "cannot be written: No such file or directory"),
        ("-o", "/dev/full", "cannot be written: No space left on device"),
        ("-o", f"{'x' * 300}.jsonl", "cannot be written: File name too long"),
        ("--rejects", "none/out.jsonl", "its folder does not exist; make it first"),
        ("--report", "none/report.json", "its folder does not exist; make it first"),
        ("--report", ".", "is a folder; name a file in it"),
        ("--rejects", "/dev/full", "cannot be written: No space left on device"),
    ],
)
def test_an_output_that_cannot_be_written_is_one_line(
    run: Run, folder: Path, option: str, output: str, reason: str
) -> None:
    done = run("batch", "-q", "texts/2.txt", option, output, "missing.txt")
    told = done.stderr.splitlines()
    assert done.returncode == 1
    assert told.pop() == f"{output}: error: {reason} [unwritable]"
    assert told in ([], ["missing.txt: error: no such file; check the name [missing]"])
    assert sorted(path.name for path in folder.parent.iterdir()) == ["texts"]


def test_a_full_disk_leaves_nothing_behind(shell: Run, folder: Path, story: str) -> None:
    for number in range(100, 140):
        (folder / f"{number}.txt").write_text(story)
    (folder.parent / "out.jsonl").write_text("old")
    unset = "env -u COVERAGE_PROCESS_CONFIG"  # its data would not fit either
    done = shell(f"ulimit -f 16; {unset} kontan-parse batch texts -o out.jsonl --rejects r.jsonl")
    told = "out.jsonl: error: cannot be written: File too large [unwritable]\n"
    assert (done.returncode, done.stderr) == (1, told)
    assert (folder.parent / "out.jsonl").read_text() == "old"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["out.jsonl", "texts"]


@pytest.mark.parametrize("output", ["-", "/dev/stdout"])
def test_standard_output_by_name_adds_to_its_file(shell: Run, folder: Path, output: str) -> None:
    (folder.parent / "all").write_text("before\n")
    assert shell(f"kontan-parse batch -q texts -o {output} >> all").returncode == 0
    before, *lines = (folder.parent / "all").read_text().splitlines()
    assert before == "before"
    assert len(lines) == 5


def test_a_fifo_is_written_as_it_is(shell: Run, folder: Path) -> None:
    done = shell("mkfifo f; kontan-parse batch -q texts -o f & jq -r .title f | wc -l; wait $!")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "5", "")
    assert (folder.parent / "f").is_fifo()


@pytest.mark.usefixtures("folder")
def test_a_pipe_of_the_shell_is_an_output(shell: Run) -> None:
    done = shell(
        "kontan-parse batch -q texts no -o >(jq -r .title | wc -l >n) --rejects >(jq -r .code >r) "
        "--report >(jq .parsed >p); for f in n r p; do until [ -s $f ]; do sleep 0.01; done; done; "
        "cat n r p"
    )
    assert done.stdout.split() == ["5", "missing", "5"]
    assert done.stderr == "no: error: no such file; check the name [missing]\n"


def test_where_nothing_could_be_parsed_the_old_output_stands(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    assert run("batch", folder.name, "-o", "out.jsonl", "-q").returncode == 0
    before = (tmp_path / "out.jsonl").read_bytes()
    done = run("batch", "text", "-o", "out.jsonl")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "1 in = 0 parsed + 1 failed; out.jsonl is left as it is"
    )
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", folder.name]


@pytest.mark.parametrize("output", ["never.jsonl", "never/"])
def test_where_nothing_could_be_parsed_nothing_is_written(
    run: Run, tmp_path: Path, output: str
) -> None:
    done = run("batch", "text", "-o", output, "--report", "report.json")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"1 in = 0 parsed + 1 failed; {output} is not written"
    assert not json.loads((tmp_path / "report.json").read_text())["written"]
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.usefixtures("folder")
def test_a_batch_into_a_database_tells_what_was_new(run: Run, tmp_path: Path) -> None:
    for new, updated in ((5, 0), (0, 5)):
        done = run("batch", "texts", "-o", "out.db", "--report", "report.json")
        assert done.stderr.splitlines()[0] == (
            f"5 in = 5 parsed + 0 failed → out.db: {new} new, {updated} updated"
        )
        told = json.loads((tmp_path / "report.json").read_text())
        assert (told["new"], told["updated"]) == (new, updated)
    run("batch", "texts", "-o", "out.jsonl", "--report", "report.json")
    told = json.loads((tmp_path / "report.json").read_text())
    assert (told["new"], told["updated"]) == (None, None)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("inputs", "output"),
    [
        (("none.jsonl",), "out.jsonl"),
        (("--from-list", "/dev/null"), "out.jsonl"),
        (("--from-list", "/dev/null", "-q"), "out/"),
        (("none.jsonl",), "out.csv"),
        (("none.jsonl",), "out.sqlite"),
    ],
)
def test_where_nothing_went_in_the_old_output_stands(
    run: Run, tmp_path: Path, inputs: tuple[str, ...], output: str
) -> None:
    (tmp_path / "none.jsonl").touch()
    fresh = run("batch", *inputs, "-o", output, "--report", "report.json")
    assert (fresh.returncode, fresh.stderr) == (0, "warning: 0 in: the inputs hold no article\n")
    assert json.loads((tmp_path / "report.json").read_text())["written"]
    assert run("batch", "texts", "-o", output).returncode == 0

    def held() -> list[bytes]:
        out = tmp_path / output
        return [path.read_bytes() for path in (sorted(out.iterdir()) if out.is_dir() else [out])]

    before = held()
    done = run("batch", *inputs, "-o", output, "--report", "report.json")
    told = f"warning: 0 in: the inputs hold no article; {output} is left as it is\n"
    assert (done.returncode, done.stderr) == (0, told)
    assert held() == before
    assert not json.loads((tmp_path / "report.json").read_text())["written"]
    assert not list(tmp_path.glob("*.parts"))


# Stopped from outside


def test_head_of_many_articles(shell: Run, folder: Path, story: str) -> None:
    for number in range(100, 400):
        (folder / f"{number}.txt").write_text(story)
    for line in ("batch texts", "batch texts -o /dev/stdout", "parse -f jsonl texts/*.txt"):
        done = shell(f"kontan-parse {line} | head -n 1")
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [(signal.SIGINT, 130, "\ninterrupted\n"), (signal.SIGTERM, 143, "")],
)
def test_an_interrupt_leaves_nothing_behind(
    command: str,
    environment: dict[str, str],
    folder: Path,
    number: signal.Signals,
    code: int,
    told: str,
) -> None:
    os.mkfifo(folder.parent / "slow")
    process = subprocess.Popen(
        [command, "batch", "texts", "slow", "-o", "out.jsonl", "--rejects", "rejects.jsonl"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder.parent,
        env=environment,
        text=True,
        preexec_fn=hear_interrupts,  # noqa: PLW1509 - no threads here
    )
    with process, (folder.parent / "slow").open("wb"):  # opens when the command waits for it
        assert leftovers(folder.parent) == []  # the records have parts
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (code, "", told)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["slow", "texts"]


# Titles that are known

FLAT = (
    "KONTAN.CO.ID - SEOUL. Harga gula naik. Baca Juga: Gula Naik, Pedagang Batu Ampar Gelisah "
    "Pedagang di pasar induk mengatakan stok mereka masih cukup untuk tiga pekan ke depan."
)
TITLE = "Gula Naik, Pedagang Batu Ampar Gelisah"


def links(output: str) -> list[list[str]]:
    """The titles of the cross-links of every line."""
    return [
        [link["title"] for link in json.loads(line)["cross_links"]] for line in output.splitlines()
    ]


def guesses(output: str) -> int:
    return output.count('"guessed-title-end"')


def test_titles_come_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "flat.txt").write_text(FLAT)
    (tmp_path / "titles.lst").write_bytes(f"Judul lain\r\n {TITLE} \r\n".encode())
    without = run("batch", "flat.txt", "-q")
    assert guesses(without.stdout) == 1
    done = run("batch", "flat.txt", "-q", "--titles", "titles.lst")
    assert links(done.stdout) == [[TITLE]]
    assert guesses(done.stdout) == 0


def test_titles_come_from_the_inputs_themselves(run: Run, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(FLAT)
    (tmp_path / "2.txt").write_text(f"{TITLE}\nEditor: Edi Contoh\nKONTAN.CO.ID - SEOUL. Naik.\n")
    done = run("batch", "1.txt", "2.txt", "-q")
    assert links(done.stdout) == [[TITLE], []]
    assert guesses(done.stdout) == 0


def test_titles_come_from_records_of_any_size_that_is_read(run: Run, tmp_path: Path) -> None:
    """`--max-size` goes for the titles, too: 17 MB are more than is read without it."""
    (tmp_path / "1.txt").write_text(FLAT)
    long = {"text": "KONTAN.CO.ID - SEOUL. " + "Naik. " * 3_000_000, "title": TITLE}
    (tmp_path / "2.jsonl").write_text(json.dumps(long))
    done = run("batch", "1.txt", "2.jsonl", "-q", "--max-size", "64M", "-o", "out.jsonl")
    assert done.returncode == 0
    with (tmp_path / "out.jsonl").open() as lines:
        assert links(next(lines)) == [[TITLE]]


def test_a_file_of_titles_may_be_larger_than_an_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "flat.txt").write_text(FLAT)
    (tmp_path / "titles.lst").write_text("Kopi Naik\n" * 400 + TITLE)
    done = run("batch", "flat.txt", "-q", "--titles", "titles.lst", "--max-size", "2K")
    assert (done.returncode, links(done.stdout)) == (0, [[TITLE]])


def test_a_missing_file_of_titles_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "flat.txt").write_text(FLAT)
    done = run("batch", "flat.txt", "--titles", "gone.lst", "-o", "out.jsonl")
    assert done.returncode == 1
    assert "gone.lst: error: no such file" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_the_file_of_titles_is_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "flat.txt").write_text(FLAT)
    (tmp_path / "titles.lst").write_text(TITLE)
    done = run("batch", "flat.txt", "--titles", "titles.lst", "-o", "titles.lst")
    assert done.returncode == 2
    assert (tmp_path / "titles.lst").read_text() == TITLE
