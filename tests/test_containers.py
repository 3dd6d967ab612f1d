"""Containers, packed files, patterns, lists and remote addresses: every document, every failure."""

from __future__ import annotations

import ast
import base64
import contextlib
import csv
import datetime as dt
import gzip
import hashlib
import http.server
import importlib
import io
import json
import os
import random
import re
import socket
import sqlite3
import struct
import subprocess
import sys
import tarfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from conftest import Run
from kontan_parse import Document, UnreadableInput, batch, charset, parser, record, sinks, sources
from kontan_parse.sources import Fields, records, warc

GULA = "KONTAN.CO.ID - SEMARANG. Harga gula naik tipis, kata para pedagang."
KOPI = "KONTAN.CO.ID - LAMPUNG. Panen kopi mundur dua pekan “karena hujan”."
PAGE = (
    "<!DOCTYPE html><html><head><title>Panen Kopi Mundur</title></head><body>"
    "<h1>Panen Kopi Mundur</h1><article>KONTAN.CO.ID - LAMPUNG. Panen kopi mundur – kata Éva."
    "</article></body></html>"
)


def read(path: Path | str, *fields: Fields, **options: Any) -> list[Document | UnreadableInput]:
    return list(sources.documents(str(path), *fields, **options))


def good(path: Path | str, *fields: Fields, **options: Any) -> list[Document]:
    """The documents, where none fails."""
    made = read(path, *fields, **options)
    assert not [str(item) for item in made if isinstance(item, UnreadableInput)]
    return [item for item in made if isinstance(item, Document)]


def told(path: Path | str, *fields: Fields, **options: Any) -> list[str]:
    """For each record the key of its document, or where and what its failure is."""
    return [
        f"{item.path.rpartition('/')[2]} {item.code}"
        if isinstance(item, UnreadableInput)
        else str(item.origin.record)
        for item in read(path, *fields, **options)
    ]


def reasons(path: Path | str, *fields: Fields, **options: Any) -> list[str]:
    return [
        item.reason for item in read(path, *fields, **options) if isinstance(item, UnreadableInput)
    ]


def write(path: Path, *records: object) -> Path:
    """`path` as JSON Lines."""
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in records))
    return path


def noise(size: int, seed: int = 0) -> bytes:
    """A text that hardly packs, the same in every run."""
    return random.Random(seed).randbytes(size).hex().encode()  # noqa: S311


def jsonl(data: bytes) -> bytes:
    return json.dumps({"text": data.decode()}).encode() + b"\n"


# ── Which files are containers ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("packed", ["", ".gz", ".zst", ".GZ"])
@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".csv", ".tsv", ".warc", ".CSV"])
def test_the_suffix_makes_a_container(suffix: str, packed: str) -> None:
    assert sources.is_container(f"berita{suffix}{packed}")
    assert not sources.is_container(f"berita{suffix}{packed}.txt")


def test_parquet_and_addresses_are_containers_too() -> None:
    assert sources.is_container("berita.parquet")
    assert not sources.is_container("berita.parquet.GZ")
    assert sources.is_container("hf://datasets/a/berita.jsonl.gz")
    assert sources.is_container("https://contoh.id/berita.csv?download=1#a")
    assert not sources.is_container("berita.csv?download=1")
    assert not sources.is_container("-")


def test_what_is_no_container_says_so(tmp_path: Path) -> None:
    assert told(tmp_path / "a.txt") == ["a.txt no-container"]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet", ".warc", ".jsonl.gz", ".csv.zst"])
def test_a_container_that_is_not_there_is_one_failure(tmp_path: Path, suffix: str) -> None:
    assert told(tmp_path / f"a{suffix}") == [f"a{suffix} missing"]
    (tmp_path / f"a{suffix}").mkdir()
    assert told(tmp_path / f"a{suffix}") == [f"a{suffix} is-folder"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv.gz", "a.warc", "a.json", "a.txt", "-"])
@pytest.mark.parametrize("order", ["parse", "explain"])
def test_many_articles_are_not_taken_for_one(
    run: Run, tmp_path: Path, order: str, name: str
) -> None:
    data = b'\n {"text": "KONTAN.CO.ID - SOLO. Kopi naik."}\n'
    if name == "a.csv.gz":
        data = gzip.compress(b"text\nKONTAN.CO.ID - SOLO. Kopi naik.\n")
    if name == "a.warc":
        data = b"WARC/1.0\r\n"
    (tmp_path / name).write_bytes(data)
    done = run(order, name, stdin=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{name}: error: ")
    assert "[several-articles]" in done.stderr
    assert "`batch`" in done.stderr
    forced = run(order, "--media-type", "text/plain", name, stdin=data)
    assert forced.returncode == 0


TABLES = (
    *("id,isi", ",Isi", "No,Isi", "text,label", "TEXT,KATEGORI", "title, text", "sep=;"),
    *("Judul;Isi;Tanggal", "No;Judul Berita;isi", "text\tcategory", "\ttitle\ttext"),
    *('"No","Isi"', '"id", "text"', "\n\nid,text", "id|text", "id | title | text", "| id | text |"),
    *("Unnamed: 0,Title,Content,Author Name", "Judul Berita;Isi Berita;Kanal", '"No","Isi Berita"'),
)
NO_TABLES = (
    *("Isi, Foto, dan Artikel", "Body, Mind, Soul", "isi, waktu, dan tanggal", "Isi; Tanggal"),
    *("Home | Artikel | Video", "Home|Artikel|Video", "Artikel\tFoto", "| Artikel | Foto |"),
    *("Artikel,", "Text", "Reporter: Isi | Editor: Body", '"Isi", kata "Gula"', "id,judul"),
)


@pytest.mark.parametrize("head", TABLES)
def test_how_a_table_begins(tmp_path: Path, head: str) -> None:
    for data in (
        f"{head}\n1,2".encode(),
        f"\ufeff{head}".encode(),
        f"{head}\r\n1".encode("utf-16"),
    ):
        (tmp_path / "a.txt").write_bytes(data)
        with pytest.raises(UnreadableInput) as caught:
            sources.read(tmp_path / "a.txt")
        assert caught.value.code == "several-articles"
        assert ("sep=|" in caught.value.reason) is ("|" in head)
        assert sources.read(tmp_path / "a.txt", media_type=sources.TEXT).text


@pytest.mark.parametrize("head", NO_TABLES)
def test_how_no_table_begins(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.txt").write_text(f"{head}\n{GULA}\n")
    assert sources.read(tmp_path / "a.txt").text == f"{head}\n{GULA}\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet"])
def test_our_own_records_are_told_once(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(f"{GULA}\n")
    (tmp_path / "b.txt").write_text(f"{KOPI}\n")
    run("batch", "a.txt", "b.txt", "-o", name)
    done = run("batch", name, "-o", "b.jsonl")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: error: holds records that kontan-parse wrote")
    assert "[already-parsed]\n1 in = 0 parsed + 1 failed;" in done.stderr
    if name == "a.jsonl":
        assert "[already-parsed]" in run("batch", "-", stdin=(tmp_path / name).read_bytes()).stderr


def test_our_own_records_with_their_text_are_read(tmp_path: Path) -> None:
    """As who keeps both in one file may give them, and any column that is named."""
    own = record.to_dict(parser.read(Document(text=GULA)))
    assert [made.text for made in good(write(tmp_path / "a.jsonl", {**own, "text": GULA}))] == [
        GULA
    ]
    path = write(tmp_path / "a.jsonl", {**own, "words": 1, "text": "Naik."}, {"text": "Turun."})
    assert [made.text for made in good(path, Fields(text="text"))] == ["Naik.", "Turun."]
    assert told(path) == ["a.jsonl already-parsed"]
    path = write(tmp_path / "a.jsonl", {"text": GULA, "byline": "x", "published_estimate": None})
    assert [made.text for made in good(path)] == [GULA]


def test_usual_names_may_have_blanks_between_their_words(tmp_path: Path) -> None:
    row = {"Isi Berita": GULA, "JUDUL-BERITA ": "Gula", "publish date": "2026-06-15", "source": "a"}
    for path in in_each(tmp_path, row):
        (made,) = good(path)
        assert (made.text, made.title, made.published) == (GULA, "Gula", "2026-06-15")
        assert list(sources.titles(path)) == ["Gula"]
    for path in in_each(
        tmp_path, {"Isi Berita": KOPI, "isi_berita": GULA, "pub date": "", "pubdate": "x"}
    ):
        (made,) = good(path)
        assert (made.text, made.published) == (GULA, "x")
    for path in in_each(tmp_path, {"isi-berita": KOPI, "Isi Berita": GULA}):
        assert told(path)[0].endswith(" doubled-column")
    for path in in_each(tmp_path, {"naskah asli": GULA, "Kepala Asli": "Gula", "isi": "x"}):
        (made,) = good(path, Fields(text="naskah asli", title="kepala_asli"))
        assert (made.text, made.title) == (GULA, "Gula")
        assert list(sources.titles(path, Fields(title="kepala_asli"))) == ["Gula"]
    for path in in_each(tmp_path, {"isiberita": GULA}):
        assert not read(path) or told(path)[0].split()[1] in ("no-text", "missing-column")


UNKNOWN = ["No.", "Naskah Asli", "Kepala", "Tgl Muat"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("head", [UNKNOWN, ["1", GULA, "2", "3"], ["", "b", "c"]], ids=len)
def test_rows_that_agree_are_a_table_whatever_its_columns_are_called(
    run: Run, tmp_path: Path, delimiter: str, head: list[str]
) -> None:
    for encoding, count, ends in (
        ("utf-8", 2, "\n"),
        ("utf-8-sig", 90, "\r\n"),
        ("utf-16", 9, "\n"),
    ):
        with (tmp_path / "a").open("w", newline="", encoding=encoding) as file:
            table = csv.writer(file, delimiter=delimiter, lineterminator=ends)
            table.writerow(head)
            cell = f'{GULA}\n"Kopi{delimiter} teh," katanya.\n' * 20
            table.writerows(["x", cell, *head[2:]] for _ in range(count))
        done = run("parse", stdin=(tmp_path / "a").read_bytes())
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(
            "-: error: is a table: `batch` reads it, a row an article, by"
        )
        assert "--text-field which column holds the texts: " in done.stderr
        assert ("sep=|" in done.stderr) is (delimiter == "|")
        assert sources.read(tmp_path / "a", media_type=sources.TEXT).text


@pytest.mark.parametrize("row", ['xxxxxxxxx,"y",w\n', 'xx,"y",wwwwwwwwww\n', 'x,"y, z",w\n'])
def test_rows_are_looked_at_as_far_as_they_are_whole(tmp_path: Path, row: str) -> None:
    (tmp_path / "a").write_text("a,b,c\n" + row * 9000)
    with pytest.raises(UnreadableInput, match="is a table"):
        sources.read(tmp_path / "a")
    (tmp_path / "a").write_text("a,b,c\n" + row * 20 + "Gula,\n" + row * 9000)
    assert sources.read(tmp_path / "a").text


@pytest.mark.parametrize(
    "text",
    [
        'Gula, kopi, teh\n"Naik," kata Ucok, Sabtu,\n"Turun," kata Ani, Senin.\n',
        'Gula,kopi,teh\n"Naik",tulis Ucok,Sabtu\n"Turun",tulis Ani.\n',
        'Gula,kopi,teh\n"Naik",tulis Ucok,Sabtu\n"Turun,tulis Ani,Senin.\n',
        'Gula,kopi,teh\n"Naik",tulis Ucok,Sabtu\n',
        'Gula,kopi\n"Naik",Sabtu\n"Turun",Senin\n',
        'Gula,kopi,teh\n"Naik,"kata Ucok,Sabtu,"Senin"\n"Turun,"kata Ani,Senin,Rabu\n',
        "Gula\tkopi\tteh\n1\t2\t3\n4\t5\t6\n",
        '"Gula","kopi","teh"',
    ],
)
def test_rows_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert sources.read(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("name", ["-", "a.txt", "a.xlsx", "a"])
def test_a_table_without_its_name_says_which_it_needs(run: Run, tmp_path: Path, name: str) -> None:
    data = f"id,isi\n1,{GULA}\n".encode()
    (tmp_path / name).write_bytes(data)
    for order in (["parse", name], ["explain", name], ["batch", "-q", name]):
        for size in ("16M", "30"):  # a large one, too
            done = run(*order, "--max-size", size, stdin=data)
            assert (done.returncode, done.stdout) == (1, "")
            assert done.stderr == (
                f"{name}: error: is a table: `batch` reads it, a row an article, by a name that "
                "ends in .csv [several-articles]\n"
            )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "is a web archive: `batch` reads it by a name "),
        (b"filedesc://a.arc 0.0.0.0 2026 text/plain 7\n", "`warcio recompress` makes a .warc.gz"),
    ],
)
def test_a_web_archive_without_its_name_says_what_it_needs(
    run: Run, tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "a.arc.gz").write_bytes(gzip.compress(data))
    (tmp_path / "a").write_bytes(data)
    for name in ("a", "a.arc.gz", "-"):
        done = run("batch", "-q", name, stdin=data)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{name}: error: is a web archive")
        assert reason in done.stderr
        assert done.stderr.endswith(" [several-articles]\n")
    (tmp_path / "a").write_bytes(b"WARC/1.0 \nadalah bentuk arsip; " + data.replace(b"/", b""))
    assert sources.read(tmp_path / "a").text.startswith("WARC/1.0")


@pytest.mark.parametrize("kind", ["tar", "tar.gz", "sqlite"])
def test_what_holds_files_or_tables_says_what_to_do(run: Run, tmp_path: Path, kind: str) -> None:
    name = f"arsip.{kind}"
    (tmp_path / "a.txt").write_text(GULA * 200)
    if kind == "sqlite":
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as base:
            base.execute("CREATE TABLE a (isi)")
    else:
        with tarfile.open(tmp_path / name, "w:gz" if kind == "tar.gz" else "w") as made:
            made.add(tmp_path / "a.txt", "a.txt")
    for options in ((), ("--max-size", "1000"), ("--media-type", "text/html")):
        done = run("batch", "-q", *options, name)
        assert (done.returncode, done.stdout) == (1, "")
        told = (
            "a SQLite database, not" if kind == "sqlite" else "a tar archive, not text: `tar -xf`"
        )
        assert done.stderr.startswith(f"{name}: error: is {told}")
        assert done.stderr.endswith(" [binary]\n")
    (tmp_path / "b.txt").write_text("SQLite format 3 " + "x" * 241 + "ustar")
    assert sources.read(tmp_path / "b.txt").text.endswith("ustar")


@pytest.mark.parametrize("text", ['{"text": "x"}', "{}", " [{}]", "[]", '[\n{"a": 1}]'])
def test_how_json_begins(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    with pytest.raises(UnreadableInput, match="is JSON: "):
        sources.read(str(tmp_path / "a.txt"))
    for encoding in ("utf-16-le", "utf-16-be"):
        (tmp_path / "a.txt").write_bytes(f"\ufeff{text}".encode(encoding))
        with pytest.raises(UnreadableInput, match="is JSON in UTF-16, to be saved as UTF-8: "):
            sources.read(str(tmp_path / "a.txt"))


@pytest.mark.parametrize("text", ["[Foto] Gula naik", "{ Gula }", '"Gula naik"', "[1] Gula"])
def test_how_no_json_begins(tmp_path: Path, text: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        assert sources.read(str(tmp_path / "a.txt")).text == text


def test_a_page_in_utf_16_is_known_by_how_it_begins(run: Run, tmp_path: Path) -> None:
    data = PAGE.encode("utf-16")
    (tmp_path / "berita").write_bytes(data)
    made = sources.read(tmp_path / "berita")
    assert (made.origin.media_type, made.origin.encoding) == (sources.MARKUP, "utf-16")
    piped, named = run("parse", "-f", "json", stdin=data), run("parse", "-f", "json", "berita")
    assert json.loads(piped.stdout)["title"] == "Panen Kopi Mundur"
    assert piped.stdout.replace('"-"', '"berita"') == named.stdout


# ── JSON Lines ───────────────────────────────────────────────────────────────────────────


def test_an_object_a_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "berita.jsonl",
        {
            "id": "k-1",
            "judul": "Harga Gula Naik",
            "link": "https://contoh.id/1",
            "tanggal": "2026-03-09",
            "isi": GULA,
        },
        {"content": KOPI, "id": None, "timestamp": None, "title": ""},
    )
    first, second = good(path)
    assert (first.text, first.title, first.url) == (GULA, "Harga Gula Naik", "https://contoh.id/1")
    assert first.published == "2026-03-09"
    line = path.read_bytes().splitlines()[0]
    assert first.origin.sha256 == hashlib.sha256(line).hexdigest()
    assert (first.origin.path, first.origin.record) == (str(path), "k-1")
    assert (first.origin.encoding, first.origin.media_type) == ("utf-8", sources.TEXT)
    assert (second.text, second.origin.record) == (KOPI, 2)
    assert (second.title, second.url, second.published) == (None, None, None)


def test_the_usual_names_are_looked_for_in_their_order(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"html": "d", "isi": "c", "content": "b", "text": "a"})
    assert [made.text for made in good(path)] == ["a"]
    assert [made.text for made in good(path, Fields(text="isi"))] == ["c"]


def in_each(folder: Path, *rows: dict[str, Any]) -> Iterator[Path]:
    """The `rows`, of the same names each, in a container of every kind."""
    yield write(folder / "same.jsonl", *rows)
    with (folder / "same.csv").open("w", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    yield folder / "same.csv"
    pq.write_table(pa.Table.from_pylist(list(rows)), folder / "same.parquet")
    yield folder / "same.parquet"


def test_usual_names_are_known_in_any_writing_in_each_container(tmp_path: Path) -> None:
    row = {"Text ": GULA, "Title": "Gula", "pubDate": "2026-06-15", "URL": "//a.id/1", "ID": "k1"}
    for path in in_each(tmp_path, row):
        (made,) = good(path)
        assert (made.text, made.title, made.url) == (GULA, "Gula", "//a.id/1")
        assert (made.published, made.origin.record) == ("2026-06-15", "k1")
        assert list(sources.titles(path)) == ["Gula"]
        assert [made.title for made in good(path, Fields(title="title"))] == ["Gula"]
        assert reasons(path, Fields(title="TITLE"))[-1].endswith(
            "has: Text , Title, pubDate, URL, ID"
        )
    for path in in_each(tmp_path, {"HTML": GULA, "Text": "", "text": KOPI}):
        assert [made.text for made in good(path)] == [KOPI]
        (made,) = good(path, Fields(text="HTML"))
        assert (made.text, made.origin.media_type) == (GULA, sources.MARKUP)
    for path in in_each(tmp_path, {"id": 1, "Text": GULA, "TEXT": KOPI}):
        (reason,) = reasons(path)
        assert re.fullmatch("has 2 (columns|fields) 'Text' and 'TEXT'; rename all but one", reason)


def test_the_first_name_under_which_something_is_said_counts(tmp_path: Path) -> None:
    table = {
        "text": ("", " "),
        "content": (None, KOPI),
        "html": (GULA, GULA),
        "title": (" ", "Kopi"),
        "judul": ("Gula", "Gula"),
        "published": (None, "2026-06-16"),
        "date": ("2026-06-15", "2026-06-15"),
        "url": ("", "//a.id/2"),
        "source": ("//a.id/1", "//a.id/1"),
    }
    rows = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
    for path in in_each(tmp_path, *rows):
        first, second = good(path)
        assert (first.text, first.title, first.url) == (GULA, "Gula", "//a.id/1")
        assert (first.published, first.origin.media_type) == ("2026-06-15", sources.MARKUP)
        assert (second.text, second.title, second.url) == (KOPI, "Kopi", "//a.id/2")
        assert (second.published, second.origin.media_type) == ("2026-06-16", sources.TEXT)
        assert list(sources.titles(path)) == ["Gula", "Kopi"]
        first, _ = good(path, Fields(title="title", published="published", url="url"))
        assert (first.title, first.url, first.published) == (None, None, None)
    for path in in_each(tmp_path, {"text": "", "content": ""}):
        assert [made.text for made in good(path)] == [""]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("Kontan", None),
        ("KONTAN.CO.ID", None),
        ("Kontan/Antara", None),
        ("Dari https://contoh.id/a", None),
        ("https://contoh.id/a", "https://contoh.id/a"),
        (" //contoh.id/a", " //contoh.id/a"),
        ("nasional.contoh.ID/news/a", "nasional.contoh.ID/news/a"),
        ("contoh.id:80/a", "contoh.id:80/a"),
    ],
)
def test_a_source_is_an_address_where_it_looks_like_one(
    tmp_path: Path, source: str, url: str | None
) -> None:
    write(tmp_path / "a.jsonl", {"text": GULA, "source": source})
    (tmp_path / "a.csv").write_text(f"Text, Source\na,{source}\n")
    pq.write_table(pa.table({"text": [GULA], "source": [source]}), tmp_path / "a.parquet")
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        assert [made.url for made in good(tmp_path / name)] == [url]
    given = Fields(url="source")
    assert [made.url for made in good(tmp_path / "a.jsonl", given)] == [source]
    write(tmp_path / "a.jsonl", {"text": GULA, "source": "https://contoh.id", "link": "b"})
    assert [made.url for made in good(tmp_path / "a.jsonl")] == ["b"]


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "berita.jsonl"
    path.write_text(
        '{"text": "satu"}\n'
        "bukan json\n"
        "\n"
        '["text"]\n'
        '{"title": "tanpa isi"}\n'
        '{"text": null, "html": " "}\n'
        '{"text": 17}\n'
        '{"text": "terpotong\n'
        " \t\r\n" + "[" * 100_000 + "\n"
        '{"text": NaN}\n'
        '{"text": "dua"}'
    )
    assert told(path) == [
        "1",
        "berita.jsonl:2 not-json",
        "berita.jsonl:4 not-json",
        "berita.jsonl:5 no-text",
        "berita.jsonl:6 no-text",
        "berita.jsonl:7 no-text",
        "berita.jsonl:8 not-json",
        "berita.jsonl:10 not-json",
        "berita.jsonl:11 no-text",
        "12",
    ]
    assert reasons(path)[1:5] == [
        "is a list, and an object is wanted: `jq -c '.[]'` makes lines of a list",
        "has no field for a text; name its own with --text-field; it has: title",
        "its text is null",
        "its text is no string but of type int",
    ]


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ({"text": ["KONTAN.CO.ID - SOLO. Gula", "naik."]}, Fields()),
        ({"text": "", "Isi": {"id": 1, "rendered": GULA}}, Fields()),
        ({"_id": "1", "meta": {"id": 1}, "_source": {"Judul": "a", "Isi": GULA}}, Fields()),
        ({"kata kunci": {"berita": KOPI}, "_source": {"berita": GULA}}, Fields(text="berita")),
    ],
)
def test_what_jq_makes_of_a_text_that_is_no_string_or_lies_deeper(
    tmp_path: Path, value: object, fields: Fields
) -> None:
    path = write(tmp_path / "a.jsonl", value)
    (reason,) = (each for each in reasons(path, fields) if "jq" in each)
    (order,) = re.findall(r"`jq -c (.+?)`", reason)
    done = subprocess.run(
        ["jq", "-c", order.strip("'")],
        input=path.read_bytes(),
        capture_output=True,
        check=True,
    )
    path.write_bytes(done.stdout)
    assert good(path, fields)[0].text.startswith("KONTAN.CO.ID - S")


@pytest.mark.parametrize(
    "value", [{"text": [1]}, {"text": {"a b": "x"}}, {"isi berita": []}, {"isi berita": {"a": ""}}]
)
def test_nothing_is_said_of_what_no_plain_command_makes(tmp_path: Path, value: object) -> None:
    assert "jq" not in reasons(write(tmp_path / "a.jsonl", value))[0]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('[\n {"text": "a"},\n {"text": "b"}\n]\n', "`jq -c '.[]'` makes lines of a list"),
        ('\ufeff\n[{"text": "a"},\n{"text": "b"}]\n', "`jq -c '.[]'` makes lines of a list"),
        ('{\n "text": "a"\n}\n{\n "text": "b"\n}\n', "`jq -c .` makes a line of each"),
    ],
)
def test_json_over_several_lines_is_one_failure(
    run: Run, tmp_path: Path, text: str, hint: str
) -> None:
    (tmp_path / "a.jsonl").write_text(text)
    assert told(tmp_path / "a.jsonl") == ["a.jsonl not-json"]
    assert reasons(tmp_path / "a.jsonl") == [f"is JSON, but not one object a line: {hint}"]
    assert list(sources.titles(str(tmp_path / "a.jsonl"))) == []
    done = run("batch", "a.jsonl", "-q")
    assert done.stderr == f"a.jsonl: error: {reasons(tmp_path / 'a.jsonl')[0]} [not-json]\n"


@pytest.mark.parametrize("first", ["[INFO] mulai", '{"text": "terpotong', "[", "{"])
def test_a_line_that_is_torn_costs_only_itself(tmp_path: Path, first: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "satu"}}\n{first}\n{{"text": "dua"}}\n')
    assert told(path) == ["1", "a.jsonl:2 not-json", "3"]
    if len(first) > 1:
        path.write_text(f'{first}\n{{"text": "dua"}}\n')
        assert told(path) == ["a.jsonl:1 not-json", "2"]


def test_where_a_line_is_torn_is_told_by_its_column(tmp_path: Path) -> None:
    """The parser's own count of lines would say 1 of each."""
    (tmp_path / "a.jsonl").write_text('{"text": "satu"}\n\n{"text": }\n')
    (reason,) = reasons(tmp_path / "a.jsonl")
    assert re.fullmatch(r"is no JSON: [\w ]+ \(at column 10\)", reason)


def test_of_a_damaged_container_the_first_failures_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("bukan\n" * 1234 + '{"text": "satu"}\n')
    (tmp_path / "b.csv").write_text("text,id\n" + "satu\n" * 10)
    done = run("batch", "a.jsonl", "b.csv", *(f"{n}.txt" for n in range(20)))
    *told, rest, summary, _, _ = done.stderr.splitlines()
    assert len(told) == 40
    assert told[9].startswith("a.jsonl:10: error: is no JSON")
    assert rest == "a.jsonl: error: … and 1,224 more; run with --rejects FILE to keep them all"
    assert summary == "1,265 in = 1 parsed + 1,264 failed"
    done = run("batch", "a.jsonl", "--rejects", "r.jsonl", "--report", "report.json")
    assert "a.jsonl: error: … and 1,224 more; r.jsonl holds them all\n" in done.stderr
    assert len((tmp_path / "r.jsonl").read_text().splitlines()) == 1234
    assert json.loads((tmp_path / "report.json").read_text())["failures"] == {"not-json": 1234}


def test_a_field_that_no_line_has_is_told_at_the_end(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": GULA, "judul": "x"}, {"text": KOPI})
    assert told(path, Fields(title="tittle")) == ["1", "2", "a.jsonl missing-column"]
    assert reasons(path, Fields(title="tittle")) == [
        "no line has a field 'tittle'; the last has: text"
    ]
    assert told(path, Fields(title="judul")) == ["1", "2"]
    assert told(path, Fields(text="isi")) == ["a.jsonl:1 no-text", "a.jsonl:2 no-text"]
    assert told(path, Fields(text="isi", title="tittle"))[2:] == ["a.jsonl missing-column"]
    assert "has no field for 'isi'; it has: text, judul" in reasons(path, Fields(text="isi"))
    path.write_text("bukan\n")
    assert told(path, Fields(title="judul")) == ["a.jsonl:1 not-json"]


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("kopi.isi", "`jq -c '.text = .kopi.isi'` makes a field text of it; "),
        ("kopi.dalam.teks", "`jq -c '.text = .kopi.dalam.teks'` makes a field text of it; "),
        ("kopi.dalam", ""),
        ("kopi.teh", ""),
        ("kopi.isi.lain", ""),
        ("a b.isi", ""),
        (".", ""),
    ],
)
def test_a_name_with_dots_says_how_to_reach_what_is_there(
    tmp_path: Path, name: str, way: str
) -> None:
    row = {"id": 1, "kopi": {"isi": KOPI, "dalam": {"teks": GULA}}, "a b": {"isi": GULA}}
    path = write(tmp_path / "a.jsonl", row)
    assert reasons(path, Fields(text=name)) == [
        f"has no field for {name!r}; {way}it has: id, kopi, a b"
    ]
    path = write(tmp_path / "a.jsonl", {"kopi.isi": KOPI, "kopi": {"isi": GULA}})
    assert [made.text for made in good(path, Fields(text="kopi.isi"))] == [KOPI]


def test_lines_that_go_to_a_worker_are_read_as_those_that_do_not(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = (
        b'\xef\xbb\xbf{"text": "satu", "id": "a"}',
        b"bukan",
        b"",
        b'{"judul": "tanpa isi"}',
        b'{"html": "caf\xe9"}',
        b'{"text": "' + b"x" * 101 + b'"}',
        b'{"text": "' + b"x" * (1 << 21) + b'"}',
        b'{"text": "dua"}',
    )
    path.write_bytes(gzip.compress(b"\n".join(lines) + b"\n") + b"rusak")
    for name in (str(path), str(tmp_path / "none.jsonl")):
        for media_type in (None, sources.MARKUP):
            options: dict[str, Any] = {"media_type": media_type, "max_size": 100}
            made: list[Document | UnreadableInput] = []
            for item in sources.packed(name, **options):
                try:
                    made.append(
                        item if not isinstance(item, sources.Packed) else sources.unpack(item)
                    )
                except UnreadableInput as failure:
                    made.append(failure)
            assert [*map(repr, made)] == [*map(repr, read(name, **options))]
    assert told(path, max_size=100)[-2:] == ["8", "a.jsonl.gz:9 broken"]
    named = list(sources.packed(str(path), Fields(title="kepala")))
    assert isinstance(named[-1], UnreadableInput)


def test_lone_surrogates_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "Naik \\ud83d.", "id": "\\udc00"}\n')
    (made,) = good(path)
    assert made.text == "Naik \ud83d."
    assert record.dumps(record.to_dict(parser.read(made)))
    path.write_bytes(b'{"text": "<p>Naik \\ud83d."}\n')
    (page,) = good(path, max_size=12)  # as three bytes
    assert (page.text, page.origin.media_type) == ("<p>Naik \ud83d.", sources.MARKUP)
    assert page.origin.sha256 == hashlib.sha256(path.read_bytes()[:-1]).hexdigest()
    assert told(path, max_size=11) == ["a.jsonl:1 too-large"]


def test_numbers_as_keys_stay_numbers_as_far_as_json_holds_them(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    ids = "0", "7", "-3", "9223372036854775807", "9223372036854775808", "1.5", "true", '" "', "NaN"
    path.write_text("".join(f'{{"id": {key}, "text": "a"}}\n' for key in ids))
    keys = [made.origin.record for made in good(path)]
    assert keys == [0, 7, -3, 2**63 - 1, str(2**63), "1.5", 7, 8, 9]
    for made in good(path):
        assert record.dumps(record.to_dict(parser.read(made)))


def test_large_numbers_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    numbers = str(2**64), str(2**64 + 1), str(-(2**63) - 1), "1" * 4300, "1e20"
    lines = [f'{{"id": {number}, "title": {number}, "text": "garam”"}}' for number in numbers]
    for encoding in ("utf-8", "cp1252"):
        path.write_text("\n".join(lines), encoding=encoding)
        told_of = [(made.origin.record, made.title, made.text) for made in good(path)]
        assert told_of[:4] == [(number, number, "garam”") for number in numbers[:4]]
        assert told_of[4] == ("1e+20", "1e+20", "garam”")
    path.write_bytes(f'{{"id": {2**64}, "text": "“garam” '.encode() + b'\xe9"}\n')
    assert [(made.origin.record, made.text) for made in good(path)] == [(str(2**64), "“garam” é")]
    nested = "[" * 1010 + "]" * 1010
    path.write_text(
        f'{{"id": {"1" * 4301}, "text": "a"}}\n{{"text": {2**64}}}\n'
        f'{{"id": {2**64}, "text": "a", "x": {nested}}}\n'
    )
    *first, last = told(path)
    assert first == ["a.jsonl:1 not-json", "a.jsonl:2 no-text"]
    assert last in ("a.jsonl:3 not-json", str(2**64))  # by the depth that Python allows


def test_an_object_as_key_is_told_whole(tmp_path: Path) -> None:
    told_as: tuple[tuple[Any, object], ...] = (
        ({"$oid": "abc"}, "abc"),
        ({"$oid": 7}, '{"$oid":7}'),
        ({"kode": "é", "no": [1, None]}, '{"kode":"é","no":[1,null]}'),
        ({"$a": "1", "$b": "2"}, '{"$a":"1","$b":"2"}'),
        (["x", 1], '["x",1]'),
        ({}, 6),
        ({"$oid": " "}, 7),
        ({"kode": "x"}, '{"kode":"x"}'),
    )
    path = write(tmp_path / "a.jsonl", *({"text": GULA, "id": key} for key, _ in told_as))
    assert [made.origin.record for made in good(path)] == [key for _, key in told_as]
    deep = "[" * 1000 + "]" * 1000
    path.write_text(f'{{"text": "a", "id": {deep}}}')
    assert told(path)[0] in ("1", deep)  # by the depth that Python allows


def test_odd_values_of_hints_are_not_guessed_at(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"text": GULA, "title": ["a"], "url": {"a": 1}, "published": 1773014400000},
        {"text": GULA, "title": 2026, "published": {"tanggal": "2026-03-09"}},
    )
    first, second = good(path)
    assert (first.title, first.url, first.published) == (None, None, "1773014400000")
    assert (second.title, second.published) == ("2026", "{'tanggal': '2026-03-09'}")
    codes = {finding.code for finding in parser.read(first).diagnostics}
    assert "unreadable-published" in codes


@pytest.mark.parametrize(
    ("moment", "value"),
    [
        ("2026-03-09T01:00:00Z", "2026-03-09T01:00:00+00:00"),
        ("2026-03-09T08:00:00.250+0700", "2026-03-09T08:00:00.250000+07:00"),
        ({"$numberLong": "1773018000250"}, "2026-03-09T01:00:00.250000+00:00"),
        (1773018000000, "2026-03-09T01:00:00+00:00"),
        ({"$numberLong": "-1"}, "1969-12-31T23:59:59.999000+00:00"),
        ({"$numberLong": "kemarin"}, None),
        (10**18, None),
        ("1773018000000", None),
        (None, None),
        ([], None),
    ],
)
def test_the_dates_of_mongodb(tmp_path: Path, moment: object, value: str | None) -> None:
    (made,) = good(write(tmp_path / "a.jsonl", {"text": GULA, "published": {"$date": moment}}))
    article = parser.read(made)
    assert record.to_dict(article)["published"] == value
    assert ("unreadable-published" in {d.code for d in article.diagnostics}) == (value is None)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_of_windows(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in (GULA, KOPI)]
    path.write_bytes(mark + "\r\n".join(lines).encode("cp1252"))
    first, second = good(path)
    assert (first.text, first.origin.encoding) == (GULA, "utf-8")
    assert (second.text, second.origin.encoding) == (KOPI, "windows-1252")
    assert [finding.code for finding in second.findings] == ["undecodable-bytes"]


def test_files_that_were_joined_keep_their_marks(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"".join(b"\xef\xbb\xbf" + jsonl(t) for t in (b"a", b"b")))
    assert good_texts(tmp_path / "a.jsonl") == ["a", "b"]


def test_what_is_no_text_at_all_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a"}\n'.decode().encode("utf-16"))
    assert told(path) == ["a.jsonl unreadable"]
    path.write_bytes(b"\xfe\xff" + '{"text": "a"}\n'.encode("utf-16-be"))
    assert told(path) == ["a.jsonl unreadable"]
    path.write_bytes(b"\xef\xbb\xbf")
    assert told(path) == []
    path.write_bytes(b"\x89PNG\xff\n\xff\0\n")
    assert told(path) == ["a.jsonl:1 binary", "a.jsonl:2 binary"]
    path.write_bytes(b"")
    assert told(path) == []


def test_large_texts_and_lines_cost_only_themselves(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"text": "x" * 100},
        {"text": "x" * 101},
        {"text": "é" * 51},
        {"text": "x", "html": "y" * (1 << 21)},
        {"text": "é" * 50},
    )
    assert told(path, max_size=100) == [
        "1",
        "a.jsonl:2 too-large",
        "a.jsonl:3 too-large",
        "a.jsonl:4 too-large",
        "5",
    ]
    path.write_text('{"text": "' + r"\u0041" * 300_000 + '"}\n{}\n')
    assert told(path, max_size=300_000) == ["1", "a.jsonl:2 no-text"]
    assert reasons(path) == [
        "has no field for a text; name its own with --text-field; it has: nothing"
    ]


# ── Text or page ─────────────────────────────────────────────────────────────────────────


def test_a_text_or_a_page(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": PAGE}, {"text": "Laba < Rp 1"}, {"html": "Naik."})
    kinds = [made.origin.media_type for made in good(path)]
    assert kinds == [sources.MARKUP, sources.TEXT, sources.MARKUP]
    assert {made.origin.media_type for made in good(path, media_type=sources.TEXT)} == {
        sources.TEXT
    }
    assert parser.read(good(path)[0]).title == "Panen Kopi Mundur"


# ── CSV ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_by_any_hand(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter, lineterminator=end)
    table.writerow(["judul", "isi; penuh", "isi", "tanggal"])
    title = "“Naik”, lagi; ya\ttidak – Éva"
    table.writerow([title, "", f'{KOPI}\n\n"Ya", katanya.', "9 Maret 2026"])
    table.writerow(["Turun", "", GULA, ""])
    path = tmp_path / "a.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    first, second = good(path)
    assert (first.title, first.published) == (title, "9 Maret 2026")
    assert list(sources.titles(str(path))) == [title, "Turun"]
    assert first.text == f'{KOPI}\n\n"Ya", katanya.'
    read_as = {"cp1252": "windows-1252", "utf-16": "utf-16"}.get(encoding, "utf-8")
    assert first.origin.encoding == read_as
    assert (second.text, second.published, second.origin.record) == (GULA, None, 2)


def test_every_cell_is_read_as_a_text_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    table = f"isi – café;judul;id\n{GULA};“Naik”;é\n{GULA};Turun;è\n"
    for data in (
        table.encode(),
        table.encode("cp1252"),
        b"\xfe\xff" + table.encode("utf-16-be"),
    ):
        path.write_bytes(data)
        first, second = good(path, Fields(text="isi – café"))
        assert (first.text, first.title, first.origin.record) == (GULA, "“Naik”", "é")
        assert second.origin.record == "è"
        assert not first.findings  # the text itself says nothing of its encoding
    path.write_bytes("text\nHarga “naik”.\n".encode("cp1252"))
    (odd,) = good(path)
    assert (odd.text, odd.origin.encoding) == ("Harga “naik”.", "windows-1252")
    assert odd.origin.sha256 == hashlib.sha256(odd.text.encode("cp1252")).hexdigest()
    assert [finding.code for finding in odd.findings] == ["undecodable-bytes"]
    path.write_bytes(b"text,title\nsatu,\xff\0\n")  # a hint that is no text costs no article
    assert [(made.text, made.title) for made in good(path)] == [("satu", "\ufffd\0")]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ('"text"s,id\n', "',' expected after '\"'"),
        ('text,"id\n' + "x" * (1 << 21) + '"\n', "a line is longer than any"),
    ],
)
def test_a_first_row_that_is_broken_is_one_failure(tmp_path: Path, head: str, why: str) -> None:
    (tmp_path / "a.csv").write_text(f"{head}satu,1\n")
    assert told(tmp_path / "a.csv", max_size=100) == ["a.csv broken-row"]
    assert reasons(tmp_path / "a.csv", max_size=100) == [f"its first row is broken: {why}"]


def test_bad_rows_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "berita.csv"
    path.write_text(
        "\n"
        "id,title,text\n"
        "a,Naik,satu\n"
        "\n"
        "b,Naik\n"
        "c,Naik,dua,tiga\n"
        'd,"Naik" lagi,empat\n'
        'e,Naik,"li""ma"\n'
        ',Naik,"enam\n\nbaris"\n'
        'f,Naik,"tanpa akhir\n'
        "g,Naik,tujuh\n"
    )
    assert told(path) == [
        "a",
        "berita.csv:2 ragged-row",
        "berita.csv:3 ragged-row",
        "berita.csv:4 broken-row",
        "e",
        "6",
        "berita.csv:7 broken-row",
    ]
    assert good_texts(path) == ["satu", 'li"ma', "enam\n\nbaris"]
    assert reasons(path)[:2] == [
        "has 2 cells for 3 columns (ends in line 5)",
        "has 4 cells for 3 columns (ends in line 6)",
    ]


def good_texts(path: Path) -> list[str]:
    return [made.text for made in read(path) if isinstance(made, Document)]


@pytest.mark.parametrize(
    "head",
    [
        'id;text;"topik, kata kunci, rubrik"',
        'id;text;"topik, ""kata"", kunci, rubrik"',
        'id;text;"topik, kata,\nkunci, rubrik"',
        "sep=;\nid;text;a,b,c,d,e",
        '"sep=;"\r\nid;text;a,b,c,d,e',
        "\nSEP=|\nid|text|a;b;c;d",
    ],
)
def test_the_delimiter_stands_outside_of_quotation_marks(tmp_path: Path, head: str) -> None:
    mark = "|" if "|" in head else ";"
    (tmp_path / "a.csv").write_text(f"{head}\n7{mark}satu, dua{mark}z\n8{mark}tiga\n")
    line = 3 + head.count("\n")
    assert told(tmp_path / "a.csv") == ["7", "a.csv:2 ragged-row"]
    assert reasons(tmp_path / "a.csv") == [f"has 2 cells for 3 columns (ends in line {line})"]
    assert good_texts(tmp_path / "a.csv") == ["satu, dua"]


@pytest.mark.parametrize(
    ("name", "table", "texts"),
    [
        ("a.tsv", "tanggal, jam\tisi\n7, 8\tsatu, dua\n", ["satu, dua"]),
        ("a.tsv", "tanggal, jam, hari; bulan\tisi\n7\tsatu; dua\n", ["satu; dua"]),
        ("a.tsv", "isi\nsatu, dua\n", ["satu, dua"]),
        ("a.tsv", "id,isi\n7,satu\n", ["satu"]),
        ("a.tsv", "sep=;\nid\t;isi\n7;satu\n", ["satu"]),
        ("a.csv", "tanggal, jam\tisi\n7, 8\tsatu\n", []),
    ],
)
def test_a_tab_parts_what_is_named_for_it(
    tmp_path: Path, name: str, table: str, texts: list[str]
) -> None:
    (tmp_path / name).write_text(table)
    (tmp_path / f"{name.upper()}.gz").write_bytes(gzip.compress(table.encode()))
    for path in sorted(tmp_path.iterdir()):
        assert good_texts(path) == texts


def test_a_column_that_is_not_there_is_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("judul,berita\nNaik,satu\n")
    assert told(path) == ["a.csv missing-column"]
    assert reasons(path)[0].endswith("it has: judul, berita")
    assert [made.text for made in good(path, Fields(text="berita"))] == ["satu"]
    assert reasons(path, Fields(text="berita", url="alamat")) == [
        "has no column 'alamat'; it has: judul, berita"
    ]
    path.write_text("id|isi\n1|satu\n")
    assert reasons(path)[0].endswith("it has: id|isi; if | parts them, put a line sep=| above")
    path.write_text("sep=|\nid|isi\n1|satu\n")
    assert good_texts(path) == ["satu"]
    path.write_text("sep=|\nid|berita\n1|satu\n")
    assert reasons(path)[0].endswith("it has: id, berita")
    path.write_text(",".join(["\x1b[2J", "k" * 50, *map(str, range(20))]) + "\nsatu,1\n")
    (reason,) = reasons(path)
    assert reason.endswith(f"; it has: \\x1b[2J, {'k' * 40}, {', '.join(map(str, range(18)))}, …")
    path.write_text("text,id\nsatu\n")
    assert reasons(path) == ["has 1 cell for 2 columns (ends in line 2)"]


def test_usual_names_are_known_in_any_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID, Judul,HTML ,Tanggal\n7,Naik,satu,9 Maret 2026\n")
    (made,) = good(path)
    assert (made.text, made.title, made.published) == ("satu", "Naik", "9 Maret 2026")
    assert (made.origin.record, made.origin.media_type) == ("7", sources.MARKUP)
    path.write_text("Text,text\nsatu,dua\n")
    assert good_texts(path) == ["dua"]
    assert [made.text for made in good(path, Fields(text="Text"))] == ["satu"]


def test_a_column_that_is_there_twice_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,text,title,title\nsatu,dua,tiga,empat\n")
    columns = [pa.array(["satu"]), pa.array(["dua"]), pa.array(["tiga"])]
    pq.write_table(
        pa.Table.from_arrays(columns, names=["text", "text", "title"]), tmp_path / "a.parquet"
    )
    for name in ("a.csv", "a.parquet"):
        assert told(tmp_path / name) == [f"{name} doubled-column"]
        assert reasons(tmp_path / name) == ["has 2 columns 'text'; rename all but one"]
    (tmp_path / "a.csv").write_text("id,Text,TEXT,TEXT\n1,satu,dua,tiga\n")
    assert told(tmp_path / "a.csv") == ["a.csv doubled-column"]
    assert reasons(tmp_path / "a.csv") == ["has 3 columns 'Text' and 'TEXT'; rename all but one"]
    assert [made.text for made in good(tmp_path / "a.csv", Fields(text="Text"))] == ["satu"]
    assert told(tmp_path / "a.csv", Fields(text="TEXT")) == ["a.csv doubled-column"]


def test_a_line_with_two_texts_is_one_failure_and_two_titles_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"Text": "satu", "TEXT": "dua"}\n')
    assert told(path) == ["a.jsonl:1 doubled-column"]
    path.write_text('{"text": "satu", "title": "Naik", "Judul": "Turun", "JUDUL": "Tetap"}\n')
    (made,) = good(path)
    assert (made.text, made.title) == ("satu", "Naik")


@pytest.fixture
def limit_of_cells() -> Iterator[None]:
    """The limit of a cell as Python has it, which is the process's, whoever raises it."""
    before = csv.field_size_limit(1 << 17)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("limit_of_cells")
def test_large_cells_and_lines_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    large, endless = "x" * 200_000, "y" * (1 << 21)
    path.write_text(
        f'text\n{large}\nsatu\n{endless}\ndua\n"{"é" * 100_000}"\n{"é" * 50}\n{"é" * 51}\n'
    )
    assert told(path, max_size=100) == [
        "a.csv:1 too-large",
        "2",
        "a.csv:3 too-large",
        "4",
        "a.csv:5 too-large",
        "6",
        "a.csv:7 too-large",
    ]
    assert told(path, max_size=200_000) == ["1", "2", "a.csv:3 too-large", "4", "5", "6", "7"]
    path.write_text(endless)
    assert told(path, max_size=100) == ["a.csv too-large"]
    path.write_text(f"text,lain\nsatu,{large}\n")
    for size in (1 << 40, 100):  # the limit of a cell is the process's, and never lowered
        assert told(path, max_size=size) == ["1"]


@pytest.mark.usefixtures("limit_of_cells")
@pytest.mark.parametrize("more", [-1, 0, 1])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_longest_line_does_not_swallow_the_next(tmp_path: Path, more: int, end: bytes) -> None:
    size = records.longest(100) + more - len(end)
    (tmp_path / "a.jsonl").write_bytes(
        b'{"text": "satu"}'.ljust(size) + end + b'{"text": "dua"}' + end
    )
    (tmp_path / "a.csv").write_bytes(
        b"text,lain" + end + b"satu,".ljust(size, b"x") + end + b"dua," + end
    )
    first = "1" if more < 1 else "a.jsonl:1 too-large"
    assert told(tmp_path / "a.jsonl", max_size=100) == [first, "2"]
    assert told(tmp_path / "a.csv", max_size=100) == ["a.csv:1 too-large", "2"]


def test_an_empty_table_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert told(tmp_path / "a.csv") == []
    (tmp_path / "a.csv").write_text("text,title\r\n")
    assert told(tmp_path / "a.csv") == []


def test_bytes_as_keys_are_never_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n\xe9,a\n\x81,b\n\x8d,c\n\xc3\xa9-1,d\n\xff\0,e\n")
    assert told(path) == ["é", "81", "8d", "é-1", "ff00"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_once(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(f"id,isi\n1,{GULA}\n".encode(encoding))
    (reason,) = reasons(tmp_path / "a.csv")
    assert f"`iconv -f UTF-16{encoding[-2:].upper()} -t UTF-8`" in reason
    (tmp_path / "a.jsonl").write_bytes(f'{{"isi":"{GULA}"}}\n{{"isi":"b"}}\n'.encode(encoding))
    assert reasons(tmp_path / "a.jsonl") == ["is UTF-16; save it as UTF-8"]


def test_a_table_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"text\n\xff\0\nsatu\n")
    assert told(tmp_path / "a.csv") == ["a.csv:1 binary", "2"]
    (tmp_path / "a.csv").write_bytes(b"\xff\xfet\0e\0x\0t\0\n\0\0\xd8a\0\n\0")
    assert told(tmp_path / "a.csv") == ["a.csv binary"]


# ── Parquet ──────────────────────────────────────────────────────────────────────────────


def test_a_row_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    zone = dt.timezone(dt.timedelta(hours=7))
    moment = dt.datetime(2026, 3, 9, 8, 15, tzinfo=zone)
    table = pa.table(
        {
            "other": pa.array([[1]] * 200),
            "id": pa.array([10, None] * 100),
            "text": pa.array([GULA, KOPI] * 100).dictionary_encode(),
            "title": pa.array(["Gula", None] * 100, pa.large_string()),
            "date": pa.array([moment, None] * 100, pa.timestamp("ns", "Asia/Jakarta")),
        }
    )
    pq.write_table(table, path, row_group_size=70)
    made = good(path)
    assert [one.text for one in made] == [GULA, KOPI] * 100
    assert [one.origin.record for one in made[:4]] == [10, 2, 10, 4]
    assert (made[0].title, made[0].published) == ("Gula", moment)
    assert type(made[0].published) is dt.datetime
    assert (made[1].title, made[1].published) == (None, None)
    assert made[0].origin.sha256 == hashlib.sha256(GULA.encode()).hexdigest()
    published = parser.read(made[0]).published
    assert published is not None
    assert published.isoformat() == "2026-03-09T08:15:00+07:00"


@pytest.mark.parametrize(
    ("column", "published"),
    [
        (pa.array([20521], pa.date32()), dt.date(2026, 3, 9)),
        (pa.array([1773043200123456789], pa.timestamp("ns")), "2026-03-09T08:00:00.123456"),
        (pa.array([1773043200], pa.timestamp("s")), "2026-03-09T08:00:00"),
        (pa.array([10**8], pa.date32()), None),
        (pa.array([-(10**15)], pa.timestamp("s")), None),
        (pa.array([2**62], pa.timestamp("ms")), None),  # in microseconds it would be in 1970
        (
            pa.array([1773043200], pa.timestamp("s", "Antah/Berantah")),
            "2026-03-09 08:00:00.000Z",
        ),
        (pa.array(["Senin, 09 Maret 2026 / 08:15 WIB"]), "Senin, 09 Maret 2026 / 08:15 WIB"),
    ],
)
def test_dates_of_every_kind(tmp_path: Path, column: Any, published: object) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [GULA], "published": column}), path)
    (made,) = good(path)
    given = made.published
    if published is None:
        assert isinstance(given, str)
    else:
        assert published == (given.isoformat() if isinstance(given, dt.datetime) else given)


def test_decimals_are_told_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    ids = pa.array([Decimal(12345678901234567890), None], pa.decimal128(38, 0))
    prices = pa.array([Decimal(12), None], pa.decimal128(12, 2))
    pq.write_table(pa.table({"text": [GULA, KOPI], "id": ids, "title": prices}), path)
    made = [(one.origin.record, one.title) for one in good(path)]
    assert made == [("12345678901234567890", "12.00"), (2, None)]


@pytest.mark.parametrize(
    ("column", "keys"),
    [
        (pa.array([b"k-1", b"\xff" * 16, b"\0\1", None]), ["k-1", "ff" * 16, "0001", 4]),
        (pa.array([b"\x81" * 2, b"\x8d" * 2], pa.binary(2)), ["8181", "8d8d"]),
        (pa.array([b"\x81", b"\x8d"]).dictionary_encode(), ["81", "8d"]),
        (pa.array([b"\xe9"]).cast(pa.string(), safe=False), ["é"]),
        (pa.array([b"\xe9"]).cast(pa.string(), safe=False).dictionary_encode(), ["é"]),
        (pa.array([b"\xe9", b"\x81\xe9"]).cast(pa.large_string(), safe=False), ["é", "81e9"]),
        (
            pa.StructArray.from_arrays([pa.array([b"\xe9"]).cast(pa.string(), safe=False)], ["a"]),
            [1],
        ),
        (pa.array([{"a": 2**62}], pa.struct([("a", pa.timestamp("ms"))])), [1]),
        (
            pa.array([1773043200123456789, 1773043200123456788], pa.timestamp("ns")),
            ["2026-03-09 08:00:00.123456789", "2026-03-09 08:00:00.123456788"],
        ),
        (pa.array([0], pa.timestamp("s", "Antah/Berantah")), ["1970-01-01 00:00:00.000Z"]),
        (pa.array([20521, None], pa.date32()), ["2026-03-09", 2]),
        (pa.array([{"a": b"\xff", "b": dt.date(2026, 3, 9)}]), ['{"a":"ff","b":"2026-03-09"}']),
        (pa.array([[1, 2], []]), ["[1,2]", 2]),
        (pa.array([True]), [1]),
        (pa.array([1.5]), ["1.5"]),
    ],
)
def test_keys_of_every_kind(tmp_path: Path, column: Any, keys: list[object]) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [GULA] * len(column), "id": column}), path)
    assert [made.origin.record for made in good(path)] == keys


def test_a_uuid_is_a_key(tmp_path: Path) -> None:
    import duckdb

    key = "0f8df678-3e31-458a-b7e2-159673293ca2"
    path = tmp_path / "a.parquet"
    duckdb.sql(f"COPY (SELECT '{key}'::UUID AS id, 'Gula naik.' AS text) TO '{path}'")
    (made,) = good(path)
    assert made.origin.record in (key, key.replace("-", ""))  # before pyarrow 18 it is but bytes


def test_rows_without_a_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [GULA, None, ""]}), path)
    assert told(path) == ["1", "a.parquet:2 no-text", "3"]
    pq.write_table(pa.table({"text": [1, 2]}), path)
    assert told(path) == ["a.parquet:1 no-text", "a.parquet:2 no-text"]
    assert told(path, Fields(text="isi")) == ["a.parquet missing-column"]
    assert reasons(path, Fields(text="isi")) == ["has no column 'isi'; it has: text"]


def test_bytes_and_broken_strings_are_read_as_a_file_is(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    written = [PAGE.encode(), KOPI.encode("cp1252"), b"\xff\0"]
    plain = pa.array(written)
    strings = plain.cast(pa.string(), safe=False)
    coded = strings.dictionary_encode(), plain.dictionary_encode()
    for column in (plain, strings, *coded):
        pq.write_table(pa.table({"html": column}), path)
        first, second, third = read(path)
        assert isinstance(first, Document)
        assert isinstance(second, Document)
        assert isinstance(third, UnreadableInput)
        assert (first.text, first.origin.media_type) == (PAGE, sources.MARKUP)
        assert (second.text, second.origin.encoding) == (KOPI, "windows-1252")
        assert second.origin.media_type == sources.MARKUP  # by the name of its column
        assert third.code == "binary"


def test_a_broken_parquet_is_one_failure_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [
        f"{GULA} {number} {hashlib.sha256(b'%d' % number).hexdigest()}" for number in range(300)
    ]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=100, write_page_checksum=False)
    whole = path.read_bytes()
    for cut in (0, 3, 5000, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert told(path) == ["a.parquet broken"]
    path.write_bytes(b"PAR1 bukan parquet PAR1")
    assert told(path) == ["a.parquet broken"]
    place = pq.ParquetFile(io.BytesIO(whole)).metadata.row_group(1).column(0).dictionary_page_offset
    assert place
    path.write_bytes(whole[:place] + b"\xff" * 40 + whole[place + 40 :])
    codes = told(path)
    assert codes[:100] == [str(number) for number in range(1, 101)]
    assert codes[-1].endswith(" broken")
    assert sum(" " in code for code in codes) == 1


# ── WARC ─────────────────────────────────────────────────────────────────────────────────


class Writer(WARCWriter):  # type: ignore[misc]
    """One that leaves no open files behind."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


def response(
    url: str = "https://nasional.kontan.co.id/news/panen-kopi-mundur",
    body: bytes = PAGE.encode(),
    status: str = "200 OK",
    kind: str | None = "text/html; charset=UTF-8",
    key: str | None = None,
    warc: dict[str, str] | None = None,
    record_type: str = "response",
    packed: bool = True,
    **headers: str,
) -> bytes:
    """A record, as warcio writes it."""
    out = io.BytesIO()
    more = [(name.replace("_", "-"), value) for name, value in headers.items()]
    said = [("Content-Type", kind)] if kind is not None else []
    writer = Writer(out, gzip=packed)
    made = writer.create_warc_record(
        url,
        record_type,
        payload=io.BytesIO(body),
        http_headers=StatusAndHeaders(status, said + more, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{key}>"} | (warc or {})
        if key
        else warc or {},
    )
    writer.write_record(made)
    return out.getvalue()


def keys(path: Path, **options: Any) -> list[str]:
    """The keys without what they all begin with."""
    return [key.removeprefix("urn:uuid:") for key in told(path, **options)]


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz", ".warc.zst"])
def test_the_pages_of_the_hosts(tmp_path: Path, suffix: str) -> None:
    packed = suffix == ".warc.gz"
    data = b"".join(
        response(packed=packed, **options)
        for options in (
            {"key": "1"},
            {"key": "r", "record_type": "request", "status": "GET / HTTP/1.1"},
            {"key": "2", "url": "http://momsmoney.id:80/a"},
            {"key": "w", "url": "https://contoh.id/kontan.co.id"},
            {"key": "x", "url": "https://bukankontan.co.id/a"},
            {"key": "p", "kind": "image/png", "body": b"\x89PNG" * 50_000},
            {"key": "4", "status": "404 Not Found"},
            {"key": "j", "kind": "text/plain", "body": b'{"a": 1}'},
            {"key": "3", "kind": None},
            {"key": "5", "kind": "application/xhtml+xml"},
            {"key": "7", "kind": "Text/HTML ; charset=UTF-8"},
            {"key": "8", "kind": "text/plain; charset=UTF-8"},
            {"key": "9", "kind": "application/octet-stream"},
            {"key": "10", "kind": "binary/octet-stream"},
            {"key": "t", "kind": "text/plain", "body": b"\x1f\x8b", "Content_Encoding": "gzip"},
            {"key": "6", "url": "<https://www.KONTAN.co.id/a>"},
            {"key": "u", "url": "https://[kontan.co.id/"},
            {"key": "d", "url": "dns:kontan.co.id"},
        )
    )
    path = tmp_path / f"a{suffix}"
    path.write_bytes(zstandard.compress(data) if suffix == ".warc.zst" else data)
    assert keys(path) == ["1", "2", "3", "5", "7", "8", "9", "10", "6"]
    assert keys(path, hosts=("Contoh.ID",)) == ["w"]
    assert keys(path, hosts=("contoh.id", "none.id")) == ["w"]
    assert keys(path, hosts=("none.id",)) == [f"a{suffix} missing-host"]
    (reason,) = reasons(path, hosts=("none.id",))
    assert reason.startswith("no response is of none.id; name a site with --host; it has: ")
    assert "nasional.kontan.co.id 11, momsmoney.id 1, contoh.id 1" in reason
    first, *_, last = good(path)
    assert (first.text, first.origin.media_type) == (PAGE, sources.MARKUP)
    assert first.url == "https://nasional.kontan.co.id/news/panen-kopi-mundur"
    assert last.url == "https://www.KONTAN.co.id/a"
    assert first.published is None
    assert first.origin.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert parser.read(first).paragraphs == ("Panen kopi mundur – kata Éva.",)


def test_an_archive_without_responses_names_no_sites(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = Writer(out)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "tangan"}))
    (tmp_path / "a.warc.gz").write_bytes(out.getvalue() + response(record_type="resource"))
    assert keys(tmp_path / "a.warc.gz", hosts=("none.id",)) == []


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("contoh.id", "contoh.id"),
        ("https://Contoh.ID:8080/berita?x=1", "contoh.id"),
        ("nope", "nope"),
        ("", None),
        ("https://", None),
        ("*.contoh.id", None),
        ("contoh id", None),
    ],
)
def test_a_site_is_named_by_its_host(run: Run, tmp_path: Path, host: str, site: str | None) -> None:
    (tmp_path / "a.warc").write_bytes(response(packed=False, url="http://www.contoh.id/a"))
    done = run("batch", "a.warc", "--host", host)
    if site is None:
        assert done.returncode == 2
        assert "is not the name of a site; write one as kontan.co.id" in " ".join(
            done.stderr.split()
        )
    elif site == "nope":
        assert done.returncode == 1
        assert "it has: www.contoh.id 1 [missing-host]" in done.stderr
    else:
        assert done.stderr.startswith("1 in = 1 parsed")


def chunks(data: bytes, size: int = 100) -> bytes:
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def members(data: bytes, size: int = 100) -> bytes:
    return b"".join(gzip.compress(data[at : at + size]) for at in range(0, len(data), size))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunks(PAGE.encode()), {"Transfer_Encoding": "chunked"}),
        (PAGE.encode(), {"Transfer_Encoding": "chunked"}),
        (chunks(PAGE.encode()), {"Transfer_Encoding": "Chunked"}),
        (chunks(PAGE.encode())[:-2] + b"X-T: 1\r\nY: 2\r\n\r\n", {"Transfer_Encoding": "chunked"}),
        (
            chunks(PAGE.encode()).replace(b"\r\n", b";x=" + b"y" * 90 + b"\r\n", 1) + b"lagi",
            {"Transfer_Encoding": "chunked"},
        ),
        (gzip.compress(PAGE.encode()), {"Content_Encoding": "gzip"}),
        (gzip.compress(PAGE.encode()), {"Content_Encoding": "X-GZip"}),
        (PAGE.encode(), {"Content_Encoding": "deflate"}),
        (b"Panen", {"Content_Encoding": "identity"}),
        (b"Panen", {"Content_Encoding": "gzip"}),
        (PAGE.encode(), {"Content_Encoding": "gzip"}),
        (members(PAGE.encode()), {"Content_Encoding": "gzip"}),
        (members(PAGE.encode(), 9) + b"lagi", {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode()) + gzip.compress(b"lagi"), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode(), wbits=-15), {"Content_Encoding": "deflate"}),
        (PAGE.encode(), {"Content_Encoding": "br"}),
        (
            chunks(gzip.compress(PAGE.encode())),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
        ),
    ],
)
def test_what_was_sent_in_pieces_or_packed(
    tmp_path: Path, body: bytes, headers: dict[str, str]
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(response(body=body, **headers))  # type: ignore[arg-type]
    (made,) = good(path)
    assert made.text == ("Panen" if body == b"Panen" else PAGE)
    assert made.origin.media_type == sources.MARKUP


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (chunks(PAGE.encode())[:-30], {"Transfer_Encoding": "chunked"}, "cut-off"),
        (chunks(PAGE.encode())[:-2], {"Transfer_Encoding": "chunked"}, "cut-off"),
        (chunks(PAGE.encode() + b"\r\n\r\n")[:-2], {"Transfer_Encoding": "chunked"}, "cut-off"),
        (chunks(PAGE.encode())[:-2] + b"X-T: 1\r\n", {"Transfer_Encoding": "chunked"}, "cut-off"),
        (
            chunks(PAGE.encode())[:-2] + b"<p>lagi\r\n\r\n",
            {"Transfer_Encoding": "chunked"},
            "cut-off",
        ),
        (
            chunks(PAGE.encode()).replace(b"\r\n57", b"57"),
            {"Transfer_Encoding": "chunked"},
            "cut-off",
        ),
        (gzip.compress(PAGE.encode())[:-20], {"Content_Encoding": "gzip"}, "cut-off"),
        (members(PAGE.encode())[:-20], {"Content_Encoding": "gzip"}, "cut-off"),
        (members(PAGE.encode())[:-8] + b"12345678", {"Content_Encoding": "gzip"}, "cut-off"),
        (members(b" " * 2_000_000, 99_999), {"Content_Encoding": "gzip"}, "too-large"),
        (gzip.compress(b" " * 2_000_000), {"Content_Encoding": "gzip"}, "too-large"),
        (chunks(b" " * 2_000_000, 99_999), {"Transfer_Encoding": "chunked"}, "too-large"),
        (b"\x0b\x02\x80", {"Content_Encoding": "br"}, "unknown-encoding"),
        (b"<p>" + b" " * 1_000_000, {}, "too-large"),
        (b"<p>" + b" " * 4_000_000, {}, "too-large"),
        (b"\x89PNG\r\n\x1a\n", {}, "binary"),
        (PAGE.encode(), {"warc": {"WARC-Truncated": "length"}}, "cut-off"),
    ],
)
def test_pages_that_are_not_whole_are_named(
    tmp_path: Path, body: bytes, headers: dict[str, Any], code: str
) -> None:
    path = tmp_path / "a.warc.gz"
    film = response(body=b" " * 2_000_000, kind="video/mp4")
    path.write_bytes(response(key="1") + response(body=body, **headers) + film + response(key="3"))
    assert keys(path, max_size=100_000) == ["1", f"a.warc.gz:2 {code}", "3"]


def test_the_limit_of_a_page_is_that_of_what_is_unpacked(tmp_path: Path) -> None:
    bodies = [gzip.compress(b"<p>".ljust(size)) for size in (1000, 1001)]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(response(key="1", body=b, Content_Encoding="gzip") for b in bodies))
    assert keys(path, max_size=1000) == ["1", "a.warc.gz:2 too-large"]


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each call gave to zlib."""
    sizes: list[int] = []
    inflate = zlib.decompressobj

    class Counting:
        def __init__(self, window: int) -> None:
            self.inner = inflate(window)

        def decompress(self, data: bytes, limit: int = 0) -> bytes:
            sizes.append(len(data))
            return self.inner.decompress(data, limit)

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    return sizes


def test_many_small_members_are_not_copied_again_and_again(tmp_path: Path, fed: list[int]) -> None:
    body = gzip.compress(b"") * 20_000 + gzip.compress(PAGE.encode())
    path = tmp_path / "a.warc"
    path.write_bytes(response(body=body, packed=False, Content_Encoding="gzip"))
    assert [made.text for made in good(path)] == [PAGE]
    assert 0 < sum(fed) < 200 * len(body)


def stored(*blocks: bytes) -> bytes:
    """Blocks of gzip as they stand there, behind a header and before a checksum that is wrong."""
    head, sizes = b"\x1f\x8b\x08\0\0\0\0\0\0\3", [len(block) for block in blocks]
    kept = [b"\0" + struct.pack("<HH", size, size ^ 0xFFFF) for size in sizes]
    return head + b"".join(map(bytes.__add__, kept, blocks)) + b"\1\0\0\xff\xffgaram123"


def nested(size: int) -> bytes:
    """A block that holds the beginnings of members, each of which reaches to the end of it."""
    begun = [stored(b"x" * left)[:15] for left in range(size - 15, 0, -15)]
    return b"".join(begun)


@pytest.mark.parametrize(
    "block",
    [b"\x1f\x8b\x08\xff" * 16_000, b"\x1f\x8b\x08\0" * 16_000, nested(60_000)],
    ids=["odd", "even", "nested"],
)
def test_what_looks_like_members_is_not_unpacked_again_and_again(
    tmp_path: Path, fed: list[int], block: bytes
) -> None:
    path = tmp_path / "a.warc.gz"
    bad = stored(*[block] * 4)
    path.write_bytes(bad + response(key="2"))
    assert keys(path) == ["a.warc.gz:1 broken-record", "2"]
    assert len(bad) < sum(fed) < 40 * len(bad)


def test_between_broken_members_nothing_is_kept(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.warc.gz"
    path.write_bytes(response(key="1")[:-8] + noise(3_000_000) + response(key="2"))
    tracemalloc.start()
    try:
        assert keys(path) == ["a.warc.gz:1 broken-record", "2"]
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_the_server_says_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    page = '<meta charset="utf-8"><h1>Zażółć</h1>'
    path.write_bytes(
        response(body=page.encode("iso-8859-2"), kind="text/html;Charset=iso-8859-2", packed=False)
        + response(
            body=b"\xef\xbb\xbf" + page.encode(),
            kind='text/html; charset="iso-8859-2"',
            packed=False,
        )
        + response(body="<p>Éva".encode("cp1252"), kind="text/html", packed=False)
    )
    first, second, third = good(path)
    assert (first.text, first.origin.encoding) == (page, "iso-8859-2")
    assert first.origin.sha256 == hashlib.sha256(page.encode("iso-8859-2")).hexdigest()
    assert [finding.code for finding in third.findings] == ["undecodable-bytes"]
    assert (second.text, second.origin.encoding) == (page, "utf-8")


def test_what_is_declared_stands_beneath_the_mark_and_above_the_page() -> None:
    page = '<meta charset="iso-8859-1"><p>Éva</p>'
    given = charset.decode("a", page.encode(), markup=True, declared="UTF-8")
    assert (given.text, given.findings) == (page, ())
    wrong = charset.decode("a", page.encode(), markup=True, declared="koi8-r")
    assert (wrong.text, wrong.encoding) == (page, "utf-8")
    assert [finding.code for finding in wrong.findings] == ["wrong-charset"]


def broken(how: str) -> bytes:
    """A plain archive of five pages of which the second or third is broken."""
    one, two, three, four, five = (response(key=str(key), packed=False) for key in range(1, 6))
    size = int(two.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
    sizes = {
        "long": b"%d" % (size + 900),
        "short": b"%d" % (size - 50),
        "none": b"tujuh",
        "endless": b"9" * 15,
        "huge": b"9" * 30,
        "odd": "²".encode(),
        "past-the-end": b"%d" % (5 * size),
    }
    if how in sizes:
        two = two.replace(b"Content-Length: %d" % size, b"Content-Length: " + sizes[how])
    elif how == "no-length":
        two = two.replace(b"Content-Length: %d\r\n" % size, b"")
    elif how == "long-line":
        two = response(body=b"<p>" + b"x" * 70_000, packed=False)
        two = re.sub(rb"(?<=Content-Length: )\d+", b"71000", two, count=1)
    elif how == "cut":
        two = two[:-200]
    elif how == "cut-header":
        two = two[:100] + b"\r\n"
    elif how == "torn-header":
        two = two[:100]
    elif how == "noise":
        two = b"bising\r\n\r\nlagi\r\n" * 50
    elif how == "fat":
        two = two.replace(b"WARC-Date:", b"X: y\r\n" * 12_000 + b"WARC-Date:")
    elif how == "no-http":
        two = two.replace(b"HTTP/1.1 200 OK", b"XTTP/1.1 200 OK")
    return one + two + three + four + five


@pytest.mark.parametrize(
    "how",
    [
        "long",
        "short",
        "none",
        "endless",
        "huge",
        "odd",
        "past-the-end",
        "no-length",
        "long-line",
        "fat",
        "cut",
        "cut-header",
        "torn-header",
        "noise",
        "no-http",
    ],
)
def test_a_broken_record_costs_only_itself(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(broken(how) * 2)
    expected = [*"1:345", *"1:345"]
    expected[1], expected[6] = "a.warc:2 broken-record", "a.warc:7 broken-record"
    assert keys(path) == expected


def test_an_absurd_length_costs_none_of_the_many_records_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    rest = [response(key=str(key), body=PAGE.encode().ljust(9_000), packed=False) for key in "6789"]
    path.write_bytes(broken("endless") + b"".join(rest * 5))
    assert keys(path) == ["1", "a.warc:2 broken-record", *"345", *("6789" * 5)]


def test_an_absurd_length_in_what_one_cannot_go_back_in_costs_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(broken("endless")))
    assert keys(path) == ["1", "a.warc.gz:2 broken-record"]


def test_lengths_that_are_too_large_cost_no_more_than_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = 0

    def counting(method: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            nonlocal moved
            result = method(*arguments)
            moved += sum(len(one) for one in (*arguments, result) if isinstance(one, bytes))
            return result

        return counted

    for name, method in [*vars(warc._Feed).items()]:
        if callable(method):
            monkeypatch.setattr(warc._Feed, name, counting(method))
    one = response(body=b"<p>", packed=False)
    one = re.sub(rb"(?<=Content-Length: )\d+", b"30000000", one, count=1)
    path = tmp_path / "a.warc"
    path.write_bytes(one * 500 + response(key="last", packed=False))
    assert keys(path) == [*(f"a.warc:{number} broken-record" for number in range(1, 501)), "last"]
    assert len(one) * 500 < moved < 5 * len(one) * 500


@pytest.mark.parametrize("missing", range(30))
def test_a_length_that_reaches_into_the_next_record_is_noticed(
    tmp_path: Path, missing: int
) -> None:
    path = tmp_path / "a.warc"
    one, two, three = (response(key=str(key), packed=False) for key in (1, 2, 3))
    at = one.index(b"HTTP/")
    path.write_bytes(one[:at] + one[at + missing :] + two + three)
    expected = "a.warc:1 broken-record" if missing else "1"
    assert keys(path) == [expected, "2", "3"]


def test_a_length_that_holds_all_of_the_next_record_is_noticed(tmp_path: Path) -> None:
    one, two, three = (response(key=str(key), packed=False) for key in (1, 2, 3))
    size = one.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
    one = one.replace(size, b"%d" % (int(size) + len(two)), 1)
    (tmp_path / "a.warc").write_bytes(one + two + three)
    assert keys(tmp_path / "a.warc") == ["a.warc:1 broken-record", "2", "3"]


def test_a_page_may_end_with_the_first_words_of_a_record(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    body = PAGE.encode() + b" WARC/1.0"
    path.write_bytes(response(key="1", body=body, packed=False) + response(key="2", packed=False))
    assert keys(path) == ["1", "2"]


def test_a_page_of_another_site_may_hold_records(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    other = response(url="http://contoh.id/", body=b"WARC/1.0\r\nWARC-Type: x", packed=False)
    path.write_bytes(response(key="1", packed=False) + other + response(key="3", packed=False))
    assert keys(path) == ["1", "3"]


def test_a_record_without_a_name_of_its_own_has_that_of_its_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(re.sub(rb"WARC-Record-ID: .*?\r\n", b"", response(packed=False)))
    assert keys(path) == ["https://nasional.kontan.co.id/news/panen-kopi-mundur"]


def test_a_broken_member_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    one, two, three = (
        response(key=str(key), body=PAGE.encode() + noise(5000, key)) for key in range(1, 4)
    )
    for bad in (
        two[:-500],
        two[:500],
        two[:400] + b"\xff" * 40 + two[440:],
        two[:-8] + b"12345678",
    ):
        path.write_bytes(one + bad + three)
        assert keys(path) == ["1", "a.warc.gz:2 broken-record", "3"]
    for cut in (20, 500, len(three) - 100):
        path.write_bytes(one + two + three[:cut])
        assert keys(path) == ["1", "2", "a.warc.gz:3 broken-record"]
    path.write_bytes(one + two + three[:-1])  # the page is whole, its check is not
    assert keys(path) == ["1", "2", "3", "a.warc.gz:4 broken-record"]


def test_one_member_for_all_records(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    data = b"".join(response(key=str(key), packed=False) for key in range(3))
    path.write_bytes(gzip.compress(data))
    assert keys(path) == ["0", "1", "2"]


@given(st.data())
@settings(max_examples=60)
def test_any_damage_leaves_the_rest(tmp_path_factory: Any, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "damage.warc"
    one, two, three = (response(key=str(key), packed=False) for key in (1, 2, 3))
    at = data.draw(st.integers(0, len(two)))
    noise = data.draw(st.binary(max_size=20))
    path.write_bytes(one + two[:at] + noise + two[at + data.draw(st.integers(0, 300)) :] + three)
    found = keys(path)
    assert found[0] == "1"
    assert found[-1] == "3"
    assert len(found) <= 4


# ── Packed ───────────────────────────────────────────────────────────────────────────────


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


PACKERS = pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zst)])


@PACKERS
def test_packed_containers(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    padding = b"\0" * 5000
    path.write_bytes(pack(jsonl(b"satu")) + pack(b"") + padding + pack(jsonl(b"dua") * 2) + padding)
    assert good_texts(path) == ["satu", "dua", "dua"]
    path.write_bytes(pack(b""))
    assert told(path) == []
    path.write_bytes(b"bukan")
    assert told(path) == [f"a.jsonl{suffix}:1 broken"]


@PACKERS
def test_a_large_member_is_read_to_its_end(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    texts = [noise(1_000, seed) for seed in range(2_200)]
    packed = pack(b"".join(map(jsonl, texts)))
    assert len(packed) > 1 << 21
    (tmp_path / f"a.jsonl{suffix}").write_bytes(packed)
    assert good_texts(tmp_path / f"a.jsonl{suffix}") == [text.decode() for text in texts]


@PACKERS
def test_of_a_large_member_little_is_kept(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    import tracemalloc

    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack(jsonl(noise(5_000_000)) + jsonl(b"satu")))
    tracemalloc.start()
    try:
        assert told(path, max_size=10) == [f"a.jsonl{suffix}:1 too-large", "2"]
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


@PACKERS
def test_an_empty_file_is_nothing_packed(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    for name, code in (("a.jsonl", "broken"), ("a.csv", "broken"), ("a.warc", "broken-record")):
        (tmp_path / (name + suffix)).touch()
        assert told(tmp_path / (name + suffix)) == [f"{name}{suffix}:1 {code}"]
    (tmp_path / f"a.txt{suffix}").touch()
    with pytest.raises(UnreadableInput, match="the file is empty") as caught:
        sources.read(str(tmp_path / f"a.txt{suffix}"))
    assert caught.value.code == "broken"
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(b""))
    assert sources.read(str(tmp_path / f"a.txt{suffix}")).text == ""


@PACKERS
def test_a_container_that_breaks_off(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    name = f"a.jsonl{suffix}"
    path = tmp_path / name
    whole = pack(b"".join(jsonl(noise(100, seed)) for seed in range(3000)))
    for spoilt in (
        whole[: len(whole) // 2],
        whole[:-1],
        whole[:-4] + b"\0\1\2\3",
        whole[: len(whole) // 2] + b"\xff" * 100 + whole[len(whole) // 2 + 100 :],
        whole[:-1] + pack(b"lagi\n"),
    ):
        path.write_bytes(spoilt)
        *before, last = told(path)
        # What is broken may unpack to noise before it is seen to be.
        whole_lines = [str(number) for number in range(1, 1000)]
        assert before[:999] == whole_lines
        assert re.fullmatch(rf"{re.escape(name)}:\d+ broken", last)


def test_what_a_frame_needs_is_named(tmp_path: Path) -> None:
    known = zstandard.train_dictionary(
        2000, [b"Harga gula naik %d persen" % n for n in range(2000)]
    )
    wide = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=28)
    ).compressobj()
    frames = {
        "window of more than 128 MB": wide.compress(jsonl(b"satu")) + wide.flush(),
        "dictionary": zstandard.ZstdCompressor(dict_data=known).compress(jsonl(b"satu")),
    }
    for need, frame in frames.items():
        for name in ("a.jsonl.zst", "a.warc.zst", "a.csv.zst"):
            (tmp_path / name).write_bytes(frame)
            assert told(tmp_path / name) == [f"{name}:1 unreadable"]
            assert f"it is packed with a {need}; unpack it" in reasons(tmp_path / name)[0]
        (tmp_path / "a.txt.zst").write_bytes(frame)
        with pytest.raises(UnreadableInput, match=need):
            sources.read(str(tmp_path / "a.txt.zst"))


@PACKERS
def test_a_packed_file_is_one_document(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    for name, text, kind in (("a.txt", GULA, sources.TEXT), ("b.HTML", KOPI, sources.MARKUP)):
        path = tmp_path / (name + suffix)
        path.write_bytes(pack(text.encode()))
        made = sources.read(str(path))
        assert (made.text, made.origin.media_type) == (text, kind)
        assert made.origin.sha256 == hashlib.sha256(text.encode()).hexdigest()
    found = [str(name).rpartition("/")[2] for name in sources.find([str(tmp_path)])]
    assert found == [f"a.txt{suffix}", f"b.HTML{suffix}"]
    path.write_bytes(pack(b"x" * 10_000_000))
    for size, code in ((9_999_999, "too-large"), (10_000_000, None)):
        if code is None:
            assert len(sources.read(str(path), max_size=size).text) == size
        else:
            with pytest.raises(UnreadableInput) as caught:
                sources.read(str(path), max_size=size)
            assert caught.value.code == code
    path.write_bytes(pack(noise(5000))[:-9])
    with pytest.raises(UnreadableInput) as caught:
        sources.read(str(path))
    assert caught.value.code == "broken"


@PACKERS
def test_a_bomb_is_never_whole_in_memory(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    import tracemalloc

    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack(b" " * 100_000_000 + b"\n" + jsonl(b"satu")))
    tracemalloc.start()
    try:
        assert told(path, max_size=1000) == [f"a.jsonl{suffix}:1 too-large", "2"]
        assert tracemalloc.get_traced_memory()[1] < 75_000_000
    finally:
        tracemalloc.stop()


# ── The same documents, whatever holds them ──────────────────────────────────────────────

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=8))
def test_every_container_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    names = ["text", "title", "id"]
    write(folder / "law.jsonl", *(dict(zip(names, row, strict=True)) for row in rows))
    with (folder / "law.csv").open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, quoting=csv.QUOTE_ALL)
        table.writerows([names, *rows])
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    pq.write_table(
        pa.table([pa.array(column, pa.string()) for column in columns], names),
        folder / "law.parquet",
    )
    made = [
        [
            (one.text, one.title, one.origin.record, one.origin.media_type)
            for one in good(folder / f"law{suffix}")
        ]
        for suffix in (".jsonl", ".csv", ".parquet")
    ]
    assert made[0] == made[1] == made[2]
    assert [one[0] for one in made[0]] == [row[0] for row in rows]
    titles = [list(sources.titles(str(folder / f"law{s}"))) for s in (".jsonl", ".csv", ".parquet")]
    assert titles[0] == titles[1] == titles[2] == [row[1] for row in rows if row[1].strip()]


SAVED = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://industri.kontan.co.id/news/gula-naik
Subject: =?utf-8?Q?Gula=20Naik?=
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----b"

------b
Content-Type: {kind}; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable
Content-Location: https://industri.kontan.co.id/news/gula-naik?page=3Dall

<!DOCTYPE html><html><body><h1>Gula Na=
ik</h1><p>KONTAN.CO.ID - SOLO. Harga =E9clair naik.</p></body></html>
------b
Content-Type: text/css

p {{ color: red }}
------b--
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_page_that_was_saved_in_one_file(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(SAVED.format(kind="text/html").replace("\n", end).encode())
    made = sources.read(path)
    assert (made.url, made.origin.media_type, made.origin.encoding) == (
        "https://industri.kontan.co.id/news/gula-naik", sources.MARKUP, "windows-1252",
    )  # fmt: skip
    assert made.origin.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    article = parser.read(made)
    assert (article.title, article.paragraphs) == ("Gula Naik", ("Harga éclair naik.",))
    assert article.url == made.url
    plain = sources.read(path, media_type=sources.TEXT)
    assert plain.text.startswith("From: <Saved by Blink>")
    assert list(sources.find([tmp_path])) == [str(path)]


@pytest.mark.parametrize(
    "text",
    [
        SAVED.format(kind="text/plain"),
        SAVED.format(kind="text/html").replace("multipart/related", "text/calendar"),
        "Reporter: Ratri | Editor: Bagas\nKONTAN.CO.ID - SOLO. Content-Type: multipart/related",
        "Content-Type: multipart/related; boundary=x\n\n",
        "Content-Type: multipart/related\n" * 3000,
    ],
)
def test_what_is_no_page_in_one_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    made = sources.read(tmp_path / "a.txt")
    assert (made.text, made.url, made.origin.media_type) == (text, None, sources.TEXT)


TORN = base64.encodebytes(PAGE.encode()).decode()
MAIL = (
    "From: a@contoh.id\nSubject: Kopi\nMIME-Version: 1.0\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + TORN
)
SIGNED = """\
Subject: Kopi
Content-Type: multipart/signed; boundary="b"; protocol="application/pgp-signature"

--b
{mail}
--b
Content-Type: application/pgp-signature

tanda
--b--
"""


@pytest.mark.parametrize(
    "text",
    [
        MAIL,
        SIGNED.format(mail=MAIL),
        "".join(f"X-Jejak: {number}\n" for number in range(100)) + MAIL,
        f"From a@contoh.id Mon Jun 15 09:20:00 2026\n{MAIL}",
        f"\ufeff{MAIL}",
        f"\r\n\n{MAIL}",
    ],
)
def test_a_page_that_came_by_mail(run: Run, tmp_path: Path, text: str) -> None:
    for name in ("a.eml", "a.mht", "a"):
        (tmp_path / name).write_bytes(text.encode())
        made = sources.read(tmp_path / name)
        assert (made.text, made.origin.media_type) == (PAGE, sources.MARKUP)
    done = run("parse", "-f", "json", stdin=text.encode())
    assert json.loads(done.stdout)["title"] == "Panen Kopi Mundur"


def test_mails_are_not_taken_for_one(tmp_path: Path) -> None:
    mail = f"From a@contoh.id Mon Jun 15 09:20:00 2026\n{MAIL}\n"
    (tmp_path / "a").write_text(mail * 2)
    with pytest.raises(UnreadableInput, match="is a mailbox of several mails") as caught:
        sources.read(tmp_path / "a")
    assert caught.value.code == "several-articles"
    (tmp_path / "a").write_text(f"{GULA}\n\nFrom a\nb: c")
    assert GULA in sources.read(tmp_path / "a").text


@pytest.mark.parametrize("name", ["a.mhtml", "A.MHT", "a.mht.gz"])
@pytest.mark.parametrize("text", [SAVED.format(kind="text/plain"), GULA, ""])
def test_what_was_saved_and_holds_no_page_is_a_failure(
    tmp_path: Path, name: str, text: str
) -> None:
    def write(text: str) -> None:
        data = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    write(text)
    with pytest.raises(UnreadableInput, match="holds no page") as caught:
        sources.read(tmp_path / name)
    assert caught.value.code == "no-text"
    assert sources.read(tmp_path / name, media_type=sources.MARKUP).text == text
    write(PAGE)
    assert sources.read(tmp_path / name).text == PAGE


def test_markup_that_was_escaped_is_a_page(tmp_path: Path) -> None:
    """As feeds write it, and what copies them."""
    lead = "<p><strong>KONTAN.CO.ID - SOLO.</strong> Gula &amp; garam naik.</p>"
    escaped = lead.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    path = write(
        tmp_path / "a.jsonl",
        {"text": f"\n{escaped}"},
        {"text": f"Tulis {escaped}"},
        {"text": "&lt; 5% naik."},
    )
    first, *others = good(path)
    assert first.origin.media_type == sources.MARKUP
    assert parser.read(first).paragraphs == ("Gula & garam naik.",)
    assert [one.origin.media_type for one in others] == [sources.TEXT] * 2
    assert others[1].text == "&lt; 5% naik."


def test_markup_that_was_escaped_is_a_page_in_a_field_for_pages(tmp_path: Path) -> None:
    """And where the user says that it is one, but not where it is said to be text."""
    lead = "<p>KONTAN.CO.ID - SOLO. Gula &amp; garam naik.</p>"
    texts = (escape(lead), lead, "&lt; 5% naik.", f"Tulis {escape(lead)}")
    for field, media_type in (("html", None), ("text", sources.MARKUP), ("html", sources.MARKUP)):
        path = write(tmp_path / "a.jsonl", *({field: text} for text in texts))
        made = good(path, media_type=media_type)
        assert [one.text for one in made] == [lead, *texts[1:]]
        assert {one.origin.media_type for one in made} == {sources.MARKUP}
    (first, *_) = good(path, media_type=sources.TEXT)
    assert first.text == texts[0]


FED = "Harga kecap naik karena panen kedelai mundur."


@pytest.mark.parametrize("name", ["a", "a.txt", "a.html"])
def test_a_file_of_escaped_markup_is_a_page(name: str, tmp_path: Path) -> None:
    lead = f"<p><b>KONTAN.CO.ID - SOLO.</b> Gula &amp; garam. {FED}</p><p>{FED}</p>"
    once = lead.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    path = tmp_path / name
    for written in (once, f"\n {once}", once.replace("&", "&amp;")):
        path.write_text(written)
        document = sources.read(path)
        assert document.origin.media_type == sources.MARKUP
        assert parser.read(document).paragraphs == (f"Gula & garam. {FED}", FED)
    assert sources.read(path, media_type=sources.TEXT).text == path.read_text()


@pytest.mark.parametrize("name", ["a", "a.txt", "a.TXT.gz", "a.md"])
def test_a_page_is_one_whatever_its_file_is_called(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    pack = gzip.compress if name.endswith(".gz") else bytes
    for page in (PAGE, f"\ufeff\n<!-- disimpan --> {PAGE}", PAGE.upper()):
        for encoding in ("utf-8", "utf-16"):
            path.write_bytes(pack(page.encode(encoding)))
            assert sources.read(path).origin.media_type == sources.MARKUP
            assert sources.read(path, media_type=sources.TEXT).origin.media_type == sources.TEXT


@pytest.mark.parametrize("text", ["<5% naik.", "<< Kembali", "< p >", f"Tulis {PAGE}", "<Ucok>"])
def test_what_holds_a_bracket_is_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert sources.read(path).origin.media_type == sources.TEXT


@pytest.mark.parametrize("text", ["&lt; 5% naik.", f"Tulis &lt;p&gt;{FED}&lt;/p&gt;", "&lt;3"])
def test_a_file_that_holds_some_is_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(text)
    document = sources.read(path)
    assert (document.origin.media_type, document.text) == (sources.TEXT, text)


def test_fields_as_scrapers_call_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "saham,tanggal_berita,judul_berita,isi_berita,html\n"
        'GULA,"Senin, 09 Maret 2026",Gula Naik,Gula naik tipis.,<p>Gula'
    )
    (made,) = good(path)
    assert (made.text, made.title) == ("Gula naik tipis.", "Gula Naik")
    assert made.published == "Senin, 09 Maret 2026"


def test_names_as_the_standard_library_makes_them(tmp_path: Path) -> None:
    """`pathlib` and `os.scandir` give names that are no strings."""
    path = write(tmp_path / "a.jsonl", {"text": GULA, "title": "Gula Naik"})
    (tmp_path / "b.txt").write_text(KOPI)
    assert list(sources.find([tmp_path, path])) == [str(tmp_path / "b.txt"), str(path)]
    assert [one.text for one in sources.documents(path) if isinstance(one, Document)] == [GULA]
    assert list(sources.titles(path)) == ["Gula Naik"]
    assert sources.read(tmp_path / "b.txt").origin.path == str(tmp_path / "b.txt")
    with pytest.raises(TypeError, match="find takes names"):
        list(sources.find(path))  # type: ignore[arg-type]
    output, rejects = tmp_path / "out.jsonl", tmp_path / "failed.jsonl"
    sinks.check(output)
    settings = batch.Settings()
    inputs = batch.items(sources.find([path, tmp_path / "none.txt"]), settings)
    report = batch.run(inputs, output, settings, batch.here(settings), rejects=rejects)
    assert (report.parsed, report.failed) == (1, 1)
    assert "none.txt" in rejects.read_text()
    sinks.collect([output.read_bytes()], tmp_path / "out.csv")
    assert "Gula Naik" in (tmp_path / "out.csv").read_text()


# ── Titles alone ─────────────────────────────────────────────────────────────────────────


def test_lines_that_can_hold_no_title_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Gula naik.", "sub": 1}\n{"text": "Gula naik."}\n'
        '{"\\u0074itle": "Gula"}\n{"ti\\u0074le" : "Kopi"}\n{"judul lain": "Teh"}\n'
        '{"kepala": "Padi"}\n'
    )
    read: list[bytes] = []
    loads = record.loads

    def counting(data: bytes) -> object:
        read.append(data)
        return loads(data)

    monkeypatch.setattr(record, "loads", counting)
    assert list(sources.titles(str(path))) == ["Gula", "Kopi"]
    assert len(read) == 3
    assert list(sources.titles(str(path), Fields(title="judul lain"))) == ["Teh"]
    assert list(sources.titles(str(path), Fields(title="kepala"))) == ["Padi"]
    assert len(read) == 3 + 6 + 3


def test_titles(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"judul": "Gula Naik"},
        {"text": GULA},
        {"judul": None},
        {"judul": " "},
    )
    path.write_text(path.read_text() + 'bukan\n{"judul": "Kopi Turun", "kepala": "Lain"}')
    assert list(sources.titles(str(path))) == ["Gula Naik", "Kopi Turun"]
    assert list(sources.titles(str(path), Fields(title="kepala"))) == ["Lain"]
    assert list(sources.titles(str(tmp_path / "none.jsonl"))) == []
    (tmp_path / "a.csv").write_text("text\nsatu\n")
    assert list(sources.titles(str(tmp_path / "a.csv"))) == []
    (tmp_path / "a.warc").write_bytes(response(packed=False))
    assert list(sources.titles(str(tmp_path / "a.warc"))) == []
    pq.write_table(pa.table({"text": [GULA], "judul": ["Gula"]}), tmp_path / "a.parquet")
    assert list(sources.titles(str(tmp_path / "a.parquet"))) == ["Gula"]
    pq.write_table(pa.table({"text": [GULA]}), tmp_path / "a.parquet")
    assert list(sources.titles(str(tmp_path / "a.parquet"))) == []


# ── One at a time ────────────────────────────────────────────────────────────────────────


def test_documents_come_before_the_container_is_read_through(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    os.mkfifo(path)
    handle = os.open(path, os.O_RDWR)
    try:
        os.write(handle, jsonl(b"satu") * 2)
        made = next(iter(sources.documents(str(path))))
        assert isinstance(made, Document)
    finally:
        os.close(handle)


def test_the_first_documents_of_a_large_parquet_take_little(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    text = noise(5000).decode()
    schema = pa.schema({"text": pa.string()})
    with pq.ParquetWriter(path, schema, compression="none", use_dictionary=False) as writer:
        writer.write_table(pa.table({"text": [text] * 8_000}), row_group_size=8_000)
    assert path.stat().st_size > 75_000_000
    before = pa.total_allocated_bytes()
    for count, _ in enumerate(sources.documents(str(path))):
        assert pa.total_allocated_bytes() - before < 20_000_000
        if count == 500:
            break


# ── Missing packages ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("a.parquet", "pyarrow", "parquet"),
        ("a.warc", "warcio", "warc"),
        ("a.csv.zst", "zstandard", "zstd"),
        ("memory://a.csv", "fsspec", "remote"),
    ],
)
def test_a_missing_package_is_named_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
) -> None:
    if package == "zstandard" and sys.version_info >= (3, 14):
        pytest.skip("Python brings it")
    for loaded in [*sys.modules]:
        if loaded.partition(".")[0] == package:
            monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, package, None)
    path = name if "://" in name else str(tmp_path / name)
    if "://" not in name:
        Path(path).touch()
    assert reasons(path) == [f"needs {package}; type: pip install 'kontan-parse[{extra}]'"]


@pytest.mark.parametrize(
    ("address", "module", "reason"),
    [
        ("s3://a/b.csv", "s3fs", "needs s3fs; type: pip install s3fs"),
        ("simplecache::gs://a/b.csv", "gcsfs", "needs gcsfs; type: pip install gcsfs"),
        ("https://contoh.id/b.csv", "aiohttp", "needs aiohttp; type: pip install aiohttp"),
        ("smb://a/b.csv", "smbclient", "SMB requires .*; install it beside this program"),
    ],
)
def test_a_missing_package_of_an_address_is_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, address: str, module: str, reason: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (found,) = reasons(address)
    assert re.fullmatch(reason, found)


def test_nothing_heavy_is_loaded_before_it_is_needed(shell: Run) -> None:
    heavy = "csv", "gzip", "glob", "pyarrow", "warcio", "zstandard", "fsspec", "urllib.parse"
    done = shell(
        f'{sys.executable} -c "import sys; before = set(sys.modules); import kontan_parse.sources;'
        f' print(*set({heavy!r}) & (set(sys.modules) - before))"'
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


# ── Patterns and lists ───────────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of texts and containers, in which the test stands."""
    monkeypatch.chdir(tmp_path)
    texts = "a/2.txt", "a/10.txt", "a/b/3.html", "e[1].txt", "f.txt.gz"
    for name in (*texts, "a/c.jsonl", "d.csv", "g/h.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        (["a"], ["a/2.txt", "a/10.txt", "a/b/3.html"]),
        (["a/*.txt"], ["a/2.txt", "a/10.txt"]),
        (["a/*"], ["a/2.txt", "a/10.txt", "a/b/3.html", "a/c.jsonl"]),
        (["a/**"], ["a/2.txt", "a/10.txt", "a/b/3.html", "a/c.jsonl"]),
        (["a/**/*.html"], ["a/b/3.html"]),
        (["**/[dg]*"], ["d.csv"]),
        (["?.csv", "d.csv"], ["d.csv"]),
        (["e[1].txt"], ["e[1].txt"]),
        (["a/c.jsonl", "none.csv", "-"], ["a/c.jsonl", "none.csv", "-"]),
        (["a/[0-9].txt", "a/2.txt"], ["a/2.txt"]),
    ],
)
def test_names_and_patterns(inputs: list[str], found: list[str]) -> None:
    assert list(sources.find(inputs)) == found
    assert list(sources.find(iter(inputs))) == found


@pytest.mark.parametrize("inputs", ["samples/", b"samples/"])
def test_names_are_not_the_letters_of_one(inputs: Any) -> None:
    with pytest.raises(TypeError, match=r"names, such as \[b?'samples/'\]"):
        next(sources.find(inputs))


@pytest.mark.usefixtures("folder")
def test_a_pattern_that_nothing_matches_is_a_failure() -> None:
    for pattern in ("*.parquet", "a/[", "x*\0", "\ud800/*"):
        (failure,) = sources.find([pattern])
        assert isinstance(failure, UnreadableInput)
        assert (failure.path, failure.code) == (pattern, "missing")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("inputs", "output", "lost"),
    [
        (["*.csv"], "d.csv", "*.csv"),
        (["*.jsonl"], "out.jsonl", "*.jsonl"),
        (["**/*.jsonl"], "out.jsonl", "**/*.jsonl"),
        (["**/*.jsonl"], "a/b/out.jsonl", "**/*.jsonl"),
        (["a/**/*.jsonl"], "out.jsonl", None),
        (["a/**/x/*.jsonl"], "a/b/out.jsonl", None),
        (["**/**"], "a/out.jsonl", "**/**"),
        (["a/*/out.jsonl"], "a/out.jsonl", None),
        (["a*"], "a/out.txt", "a*"),
        (["a*"], "a/out.txt.gz", "a*"),
        (["a"], "a/c.jsonl", None),
        (["a"], "a/out.TXT", "a"),
        (["a"], "out.txt", None),
        (["*"], "a/out.jsonl", None),
        (["e[1].txt"], "e1.txt", None),
        (["none.csv"], "none.csv", None),
        (["a/c.jsonl"], "a/c.jsonl", "a/c.jsonl"),
        (["*.txt", "memory://a", "-"], "out.jsonl", None),
    ],
)
def test_an_output_that_a_pattern_leads_to(
    inputs: list[str], output: str, lost: str | None
) -> None:
    assert sources.leads_to(inputs, output) == lost


def test_a_pattern_matches_no_parts_of_a_batch(folder: Path) -> None:
    for name in ("d.csv.parts/0.jsonl", "d.csv.parts/plan.json", "lain.parts/0.jsonl"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    assert list(sources.find(["**/*.jsonl"])) == ["a/c.jsonl", "lain.parts/0.jsonl"]
    assert list(sources.find(["*/*.jsonl"])) == ["a/c.jsonl", "lain.parts/0.jsonl"]
    assert list(sources.find(["d*"])) == ["d.csv"]
    assert list(sources.find(["d.csv.parts/*.jsonl"])) == ["d.csv.parts/0.jsonl"]
    assert sources.leads_to(["**/*.jsonl"], "e.csv") is None


WIDE = ["a.txt", "é b.txt", "c.txt"]


def test_lists_of_names(tmp_path: Path) -> None:
    path = tmp_path / "list"
    for written, names in (
        (b"", []),
        (b"a.txt\nb c.txt\n\n \nd.txt", ["a.txt", "b c.txt", "d.txt"]),
        (b"\xef\xbb\xbfa.txt\r\nb.txt\r\n", ["a.txt", "b.txt"]),
        (b"a\nb.txt\0\xff.txt\0\0", ["a\nb.txt", os.fsdecode(b"\xff.txt")]),
        (b"a\0b", ["a", "b"]),
        (b"\xef\xbb\xbfa\0b\0", ["a", "b"]),
        (b"", []),
        ("\ufeffa.txt\r\né b.txt\r\n\r\n \r\nc.txt".encode("utf-16-le"), WIDE),
        ("\ufeffa.txt\né b.txt\nc.txt\n".encode("utf-16-be"), WIDE),
        (b"x" * 60_000 + b"\0b\n", ["x" * 60_000, "b\n"]),
        (b"a\n" * 40_000 + b"b\0c\n", ["a"] * 40_000 + ["b\0c"]),
        (b"\xff.txt\n", [os.fsdecode(b"\xff.txt")]),
        (b"x" * 300 + b"\0" + b"y\n" * 100_000 + b"\0", ["x" * 300, "y\n" * 100_000]),
    ):
        path.write_bytes(written)
        assert list(sources.listed(str(path))) == names


def test_a_list_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        list(sources.listed(str(tmp_path / "none")))
    assert caught.value.code == "missing"
    (tmp_path / "list.gz").write_bytes(gzip.compress(b"a\n")[:-1])
    with pytest.raises(UnreadableInput) as caught:
        list(sources.listed(str(tmp_path / "list.gz")))
    assert caught.value.code == "broken"
    (tmp_path / "list").write_bytes(b"a\n" + b"x" * 100_000)
    with pytest.raises(UnreadableInput, match="line 2 is longer than any name") as caught:
        list(sources.listed(str(tmp_path / "list")))
    assert caught.value.code == "not-a-list"
    for broken in (b"a", "x".encode("utf-16-le") * 100_000, b"a\0\0\xd8b\0"):
        (tmp_path / "list").write_bytes(b"\xff\xfe" + broken)
        with pytest.raises(UnreadableInput) as caught:
            list(sources.listed(str(tmp_path / "list")))
        assert caught.value.code == "not-a-list"


def test_a_name_with_a_nul_is_a_failure_of_its_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GULA)
    (tmp_path / "b.txt").write_text(KOPI)
    (tmp_path / "list").write_bytes(b"\n" * 70_000 + b"a.txt\na\0.txt\nb.txt\n")
    done = run("batch", "--from-list", "list", "-o", "out.jsonl")
    assert done.stderr.startswith("a\\x00.txt: error: holds a NUL, and no file's name does")
    assert "3 in = 2 parsed + 1 failed" in done.stderr
    found = list(sources.find(["a\0b", "x\0*"]))
    assert [item.code for item in found if isinstance(item, UnreadableInput)] == ["missing"] * 2
    assert sources.leads_to(["a\0b"], "out.jsonl") is None
    assert told("a\0b.csv") == ["a\0b.csv unreadable"]


def test_lines_on_standard_input(run: Run, tmp_path: Path) -> None:
    lines = [{"isi": GULA, "id": "a"}, {"isi": KOPI}]
    data = b"".join(json.dumps(line).encode() + b"\n" for line in lines) + b"{\n"
    (tmp_path / "a.jsonl").write_bytes(data)
    piped, named = run("batch", "-", stdin=data), run("batch", "a.jsonl")
    assert [json.loads(line)["origin"]["record"] for line in piped.stdout.splitlines()] == ["a", 2]
    assert piped.stdout.replace('"path":"-"', '"path":"a.jsonl"') == named.stdout
    assert piped.stderr.replace("-:3:", "a.jsonl:3:") == named.stderr
    assert "-:3: error: is no JSON" in piped.stderr
    wanting = run("batch", "-", "--text-field", "berita", stdin=data)
    assert "-:2: error: has no field for 'berita'; it has: isi [no-text]" in wanting.stderr
    assert "3 in = 0 parsed + 3 failed" in wanting.stderr
    one = run("batch", "--media-type", "text/plain", "-", stdin=data)
    assert json.loads(one.stdout)["paragraphs"][0].startswith('{"isi": ')
    run("batch", "-", "-o", "b.jsonl", "--report", "report.json", stdin=data)
    assert (tmp_path / "b.jsonl").read_text() == piped.stdout
    assert json.loads((tmp_path / "report.json").read_text())["shapes"] == {"stdin": 3}


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["{", '"text": "Gula"}\n', '{"text": "Kopi"}\n'], [1, 2]),
        (["\n", " ", '\n{"text": "Gula"}\n'], [3]),
        (["\ufeff", "{", " ", '"text": "Gula"}\n'], [1]),
        (["\ufeff".encode()[:1], "\ufeff".encode()[1:], '{"text": "Gula"}\n'], [1]),
        (
            [*map(bytes, zip('\ufeff {"text": "Gula"}'.encode("utf-16-be")))],
            ["is UTF-16; save it as UTF-8"],
        ),
        ([" ", "Gula", " naik.\n", '{"text": "Kopi"}'], [None]),
        ([" " * 4000, "Gula", " naik."], [None]),
        (["{", " Gula", " naik."], [None]),
        (["{"], [None]),
        ([""], [None]),
    ],
)
def test_a_slow_pipe_gives_the_same(
    monkeypatch: pytest.MonkeyPatch, pieces: list[str | bytes], keys: list[int | str | None]
) -> None:
    class Slow(io.RawIOBase):
        left = iter([piece if isinstance(piece, bytes) else piece.encode() for piece in pieces])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            piece = next(self.left, b"")
            buffer[: len(piece)] = piece
            return len(piece)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Slow())))
    made = list(batch.items(["-"], batch.Settings()))
    found = [
        item.reason
        if isinstance(item, UnreadableInput)
        else item.number
        if isinstance(item, sources.Packed)
        else item.origin.record
        for item in made
        if not isinstance(item, str)
    ]
    assert found == keys
    (first, *_) = made
    if isinstance(first, Document):
        whole = b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
        assert first.text == whole.decode()


def test_a_list_on_standard_input(shell: Run, tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").touch()
    (tmp_path / "c.txt").touch()
    program = "from kontan_parse import sources; print(sorted(sources.listed('-')))"
    done = shell(f'find . -name "*.txt" -print0 | {sys.executable} -c "{program}"')
    assert done.stdout == "['./a\\nb.txt', './c.txt']\n"


def test_many_files_come_in_natural_order(tmp_path: Path) -> None:
    count = 20_000
    for number in range(count):
        (tmp_path / f"berita-{number}.txt").touch()
    (tmp_path / "circle").symlink_to(".")
    (tmp_path / "x\ny.txt").touch()
    found = list(sources.find([str(tmp_path)]))
    names = [str(name).removeprefix(f"{tmp_path}/") for name in found]
    assert names == [*(f"berita-{number}.txt" for number in range(count)), "x\ny.txt"]


# ── Remote addresses ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def memory() -> Iterator[Any]:
    """A file system that stands in memory alone."""
    system = importlib.import_module("fsspec").filesystem("memory")
    for name, data in (
        ("/berita/2.txt", GULA.encode()),
        ("/berita/10.txt.GZ", gzip.compress(KOPI.encode())),
        ("/berita/dalam/3.html", PAGE.encode()),
        ("/berita/e[1].txt", b""),
        ("/berita/kosong/a.rst", b""),
        ("/berita/a.jsonl", jsonl(GULA.encode()) * 2),
        ("/berita/a.csv.gz", gzip.compress(b"text\nsatu\n")[:-4]),
    ):
        system.pipe(name, data)
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [GULA, KOPI]}), out)
    system.pipe("/berita/a.parquet", out.getvalue())
    yield system
    system.rm("/berita", recursive=True)


@pytest.mark.usefixtures("memory")
def test_remote_documents() -> None:
    assert sources.read("memory://berita/2.txt").text == GULA
    assert sources.read("memory://berita/10.txt.GZ").text == KOPI
    made = sources.read("memory://berita/dalam/3.html")
    assert (made.origin.path, made.origin.media_type) == (
        "memory://berita/dalam/3.html",
        sources.MARKUP,
    )
    assert good_texts(Path("x")) == []
    assert [one.text for one in good("memory://berita/a.jsonl")] == [GULA, GULA]
    assert [one.text for one in good("memory://berita/a.parquet")] == [GULA, KOPI]
    assert told("memory://berita/a.csv.gz") == ["1", "a.csv.gz:2 broken"]
    assert told("memory://berita/none.csv") == ["none.csv missing"]
    assert list(sources.titles("memory://berita/none.csv")) == []
    assert sources.is_rereadable("memory://berita/2.txt")


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        (["memory://berita"], ["2.txt", "10.txt.GZ", "dalam/3.html", "e[1].txt"]),
        (["memory://berita/*.txt*"], ["2.txt", "10.txt.GZ", "e[1].txt"]),
        (["memory://berita/d*"], ["dalam/3.html"]),
        (["memory://berita/**/*.html"], ["dalam/3.html"]),
        (["memory://berita/**/*[3k]*"], ["dalam/3.html"]),
        (["memory://berita/e[1].txt"], ["e[1].txt"]),
        (["memory://berita/a.jsonl", "memory://berita/a.jsonl"], ["a.jsonl"]),
        (["memory://berita/none.txt"], ["none.txt"]),
    ],
)
def test_remote_folders_and_patterns(inputs: list[str], found: list[str]) -> None:
    names = [str(path).replace("memory:///", "memory://") for path in sources.find(inputs)]
    assert names == [f"memory://berita/{name}" for name in found]
    for path in sources.find(inputs):
        assert isinstance(path, str)
        if path.endswith(("2.txt", ".GZ", ".html")) and not sources.is_container(path):
            assert sources.read(path).text


def test_files_in_a_zip(memory: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a/2.txt", GULA)
        made.writestr("a/10.txt.gz", gzip.compress(KOPI.encode()))
        made.writestr("b.jsonl", jsonl(KOPI.encode()))
    memory.pipe("/berita/a.zip", out.getvalue())
    inside = "zip://{}::memory://berita/a.zip"
    found = [str(name) for name in sources.find([inside.format("a")])]
    assert found == [inside.format("a/2.txt"), inside.format("a/10.txt.gz")]
    assert [sources.read(name).text for name in found] == [GULA, KOPI]
    (name,) = sources.find([inside.format("*.jsonl")])
    assert name == inside.format("b.jsonl")
    assert sources.is_container(name)
    assert [one.text for one in good(name)] == [KOPI]
    assert sources.is_container("simplecache::s3://arsip/b.jsonl.gz")


@pytest.mark.parametrize("where", ["file://{}", "{}", "local://{}"])
def test_files_in_a_zip_of_this_machine(tmp_path: Path, where: str) -> None:
    """Which nothing but the reader holds open."""
    pytest.importorskip("fsspec")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.jsonl", jsonl(KOPI.encode()) + jsonl(GULA.encode()))
        made.writestr("b.txt", GULA)
    inside = "zip://{}::" + where.format(path)
    found = list(sources.find([inside.format("*")]))
    assert found == [inside.format("a.jsonl"), inside.format("b.txt")]
    assert [one.text for one in good(str(found[0]))] == [KOPI, GULA]
    assert sources.read(str(found[1])).text == GULA


@pytest.mark.usefixtures("memory")
def test_containers_in_a_remote_folder_are_told() -> None:
    left: dict[str, Sequence[str]] = {}
    assert len([*sources.find(["memory://berita"], left.__setitem__)]) == 4
    ((folder, paths),) = left.items()
    names = [path.rpartition("/")[2] for path in paths]
    assert folder.endswith("/berita")
    assert names == ["a.csv.gz", "a.jsonl", "a.parquet"]
    left.clear()
    inputs = [f"{folder}/{name}" for name in names[1:]]
    assert len([*sources.find([*inputs, folder], left.__setitem__)]) == 6
    assert left == {folder: [f"{folder}/a.csv.gz"]}


def test_a_zip_says_by_which_address_it_is_read(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ZIP", "w") as made:
        for name in ("a.txt", "b/c.txt", "d.csv", "b/e.csv"):
            made.writestr(name, GULA if name.endswith("txt") else f"isi\n{KOPI}\n")
    way = (
        "unpack it, or read the texts and pages in it as 'zip://::a.ZIP', tables as "
        "'zip://**/*.csv::a.ZIP'"
    )
    for name, told in (
        ("a.ZIP", f"is a zip archive, not text: {way} [binary]"),
        ("zip://a.ZIP", f"names no archive; {way} [missing]"),
        ("zip://*.csv", "names no archive; write 'zip://*.csv::ARCHIVE.zip' [missing]"),
    ):
        for arguments in (["batch", "-q"], ["parse"], ["batch", "-q", "--max-size", "10"]):
            done = run(*arguments, name)
            assert (done.returncode, done.stdout, done.stderr) == (
                1,
                "",
                f"{name}: error: {told}\n",
            )
    assert [
        [json.loads(line)["origin"]["path"] for line in run("batch", name).stdout.splitlines()]
        for name in re.findall("'(.*?)'", way)
    ] == [
        ["zip://a.txt::a.ZIP", "zip://b/c.txt::a.ZIP"],
        ["zip://b/e.csv::a.ZIP", "zip://d.csv::a.ZIP"],
    ]


@pytest.mark.usefixtures("memory")
def test_remote_failures() -> None:
    for address, code in (
        ("memory://berita/*.warc", "missing"),
        ("memory://berita/kosong", "empty-folder"),
        ("tidakada://a/b", "unreadable"),
    ):
        (failure,) = sources.find([address])
        assert isinstance(failure, UnreadableInput)
        assert failure.code == code
    with pytest.raises(UnreadableInput) as caught:
        sources.read("tidakada://a/b.txt")
    assert "tidakada" in caught.value.reason
    for address in ("https://contoh.id/a?b=[1]", "HTTP://contoh.id/a?b=[1]"):
        assert list(sources.find([address])) == [address]


class _Answers(http.server.BaseHTTPRequestHandler):
    """Answers with the status that the name says."""

    def do_GET(self) -> None:
        """The text, whatever the status."""
        self.send_response(int(self.path[1:4]))
        self.send_header("Content-Length", str(len(GULA)))
        self.end_headers()
        self.wfile.write(GULA.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    pytest.importorskip("aiohttp")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def test_what_a_server_answers(server: str) -> None:
    assert sources.read(f"{server}/200.txt").text == GULA
    for status, code, reason in (
        (404, "missing", "no such file; check the name"),
        (410, "missing", "no such file; check the name"),
        (403, "unreadable", "cannot be read: the server answers 403 Forbidden"),
        (429, "unreadable", "cannot be read: the server answers 429 Too Many Requests"),
        (500, "unreadable", "cannot be read: the server answers 500 Internal Server Error"),
    ):
        for name in (f"{server}/{status}.txt", f"zip://a.txt::{server}/{status}.zip"):
            with pytest.raises(UnreadableInput) as caught:
                sources.read(name)
            assert (caught.value.code, caught.value.reason) == (code, reason)
        (failure,) = sources.documents(f"{server}/{status}.csv")
        assert isinstance(failure, UnreadableInput)
        assert failure.code == code


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("aiohttp")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # nobody listens there
        with pytest.raises(UnreadableInput) as caught:
            sources.read(f"http://127.0.0.1:{free.getsockname()[1]}/a.txt")
    assert caught.value.code == "unreadable"
    assert caught.value.reason.startswith("cannot be read: Cannot connect to host 127.0.0.1:")


def test_what_a_remote_system_raises_is_a_failure(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Odd(Exception):  # noqa: N818
        pass

    given: list[io.BytesIO] = []

    class File(io.BytesIO):
        def __init__(self) -> None:
            super().__init__(jsonl(b"satu") * 100)
            given.append(self)

        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100:
                raise Odd("the line\nis dead")
            return super().read(min(size or 0, 64))

        def seek(self, *_: int) -> int:
            raise Odd("nobody\nis there")

    monkeypatch.setattr(type(memory), "open", lambda *_, **__: File(), raising=True)
    *before, last = told("memory://berita/a.jsonl")
    assert last == f"a.jsonl:{len(before) + 1} unreadable"
    assert reasons("memory://berita/a.jsonl") == ["cannot be read: the line is dead"]
    (reason,) = reasons("memory://berita/a.parquet")
    assert reason == "is no whole Parquet file: nobody is there"
    assert [file.closed for file in given] == [True] * 3


# ── docs/inputs.md ───────────────────────────────────────────────────────────────────────

ROOT = Path(__file__).parent.parent
INPUTS = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    return INPUTS.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_page_lists_the_fields() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| `--(.*?)-field` \|", section("Fields"), re.M)
    told = {field: tuple(re.findall(r"`(\w+)`", names)) for field, names, _ in rows}
    assert told == dict(records.DEFAULTS)
    assert [field for field, _, option in rows if field == option] == list(records.DEFAULTS)


def codes() -> Iterator[str]:
    """Every code of a failure to read."""
    package = ROOT / "src" / "kontan_parse"
    rooms = ("charset", "pages/tangle", "batch/tasks", "batch/workers")
    named = (package / f"{room}.py" for room in rooms)
    for path in (*named, *(package / "sources").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("UnreadableInput", "Bad")
            ):
                code = node.args[1]
                if isinstance(code, ast.Constant):
                    yield str(code.value)
                elif isinstance(code, ast.Name) and code.id in names:
                    yield str(names[code.id])


def test_the_page_lists_the_failures() -> None:
    listed = re.findall(r"^\| `([\w-]+)` \|", section("Failures"), re.M)
    assert len(listed) == len(set(listed))
    assert set(listed) == set(codes())


def test_the_examples_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written, read_back = re.findall(r"^```python\n(.*?)^```$", section("Examples"), re.M | re.S)
    exec(written)  # noqa: S102 - our own page
    for name in ("articles.parquet", "articles.jsonl", "articles.csv"):
        (made,) = good(name)
        published = parser.read(made).published
        assert published is not None
        assert published.isoformat()[:10] == "2026-03-09"
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(read_back)  # noqa: S102
    assert out.getvalue().startswith("1 Dateline(text='KONTAN.CO.ID - SEMARANG.'")


def test_a_quotation_that_is_never_closed_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\nsatu\n"dua\n' + "x" * 40 + "\n" * 3)
    *_, last = sources.documents(str(path))
    assert isinstance(last, UnreadableInput)
    assert last.reason == "a quotation mark opens in line 3 and none closes; the rest is lost"
    path.write_text('id,text\n1,"satu\n2,dua\n3,"tiga"\n4,empat\n5,"li\\"ma"\n')
    assert told(path) == ["a.csv:1 broken-row", "4", "a.csv:3 broken-row"]
    unclosed, escaped = reasons(path)
    assert unclosed.startswith("is broken near line 4: ")
    assert unclosed.endswith(
        "; a quotation mark that opens in line 2 or below closes there, and lines 2 to 4 are lost"
    )
    assert escaped.startswith("is broken near line 6: ")
    assert escaped.endswith('; inside of a cell, write "" and not \\"')


@pytest.mark.usefixtures("limit_of_cells")
def test_a_quotation_that_makes_a_large_cell_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\nsatu\n"dua\n' + "garam mahal\n" * 15_000)
    (lost, *_) = reasons(path, max_size=100)
    assert lost.startswith("a cell is larger than 100 bytes: raise --max-size, or close the ")
    assert "quotation mark that opens in line 3; all up to line 10926 is lost" in lost
