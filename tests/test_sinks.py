"""Every output is read back by its own tool, holds what the JSON Lines hold, or is not there."""

from __future__ import annotations

import contextlib
import csv
import gzip
import hashlib
import http.client
import importlib
import importlib.util
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import textwrap
import time
import urllib.parse
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from kontan_parse import Document, KontanParseError, Origin, UnwritableOutput, parser, record, sinks
from kontan_parse.sinks import identity, spreadsheet

Records = list[dict[str, Any]]

PAGE = """\
<html><head><link rel="canonical" href="https://industri.contoh.example/news/gula-naik"></head>
<body><h1>Gula Naik Lagi</h1><article>KONTAN.CO.ID - SEOUL. Harga gula naik. Baca Juga:
<a href="https://industri.contoh.example/news/kakao">Kakao</a></article></body></html>"""


def made(text: str, **origin: Any) -> dict[str, Any]:
    """The record of `text`."""
    read = {"encoding": "utf-8", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    where = Origin(**read | origin)
    return record.to_dict(parser.read(Document(text=text, origin=where)))


def block(records: Records) -> bytes:
    return b"".join(map(record.dumps, records))


@pytest.fixture
def archive(story: str) -> Records:
    """An archive of six: two that links lead to, one from a container, an empty one, odd words."""
    syndicated = 'Artikel ini telah tayang di Kompas.com dengan judul "Gula Naik"'
    return [
        made(story, path="1.txt"),
        made(story.replace("Baca Juga: Harga", "Tonton: HARGA"), path="all.jsonl", record=7),
        made(PAGE, path="gula.html", media_type="text/html"),
        made(
            "Harga Gula Naik, Lagi\nEditor: Edi\nKONTAN.CO.ID - JAKARTA. Gula naik.", path="=2.txt"
        ),
        made("", path="empty.txt"),
        made(f"JAKARTA, 27 Juni 2026. Naik.\n\n{syndicated}\nTag: gula, “pasar”", path=None),
    ]


@pytest.fixture
def blocks(archive: Records) -> list[bytes]:
    """The archive in blocks, one of them empty."""
    return [block(archive[:2]), b"", block(archive[2:])]


def named(folder: Path, suffix: str) -> tuple[str, Path]:
    """The name of an output in `folder`, and where it is; a folder's name ends with /."""
    return f"{folder}/out{suffix}", folder / f"out{suffix}"


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


# ── JSON Lines ───────────────────────────────────────────────────────────────────────────


def unzstd(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    unpacked: bytes = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return unpacked


UNPACK: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.decompress, ".zst": unzstd}


@pytest.mark.parametrize("packing", UNPACK)
@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".JSONL"])
def test_json_lines_are_the_blocks(
    tmp_path: Path, blocks: list[bytes], suffix: str, packing: str
) -> None:
    out = tmp_path / f"out{suffix}{packing}"
    sinks.check(str(out))
    sinks.collect(iter(blocks), str(out))
    assert UNPACK[packing](out.read_bytes()) == b"".join(blocks)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("tool", ["gzip", "zstd"])
def test_the_usual_tool_unpacks(tmp_path: Path, blocks: list[bytes], tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    out = tmp_path / {"gzip": "out.jsonl.gz", "zstd": "out.jsonl.zst"}[tool]
    sinks.collect(blocks, str(out))
    done = subprocess.run([tool, "-dc", str(out)], capture_output=True, check=True, timeout=60)
    assert done.stdout == b"".join(blocks)


@pytest.mark.parametrize("suffix", [s for s in sinks.SUFFIXES if s not in (".sqlite", ".db")])
def test_bytes_hang_on_the_records_alone(tmp_path: Path, archive: Records, suffix: str) -> None:
    many = archive * 400  # more than one piece of a compressor
    for name, cut in (("a", len(many)), ("b", 7)):
        pieces = (block(many[at : at + cut]) for at in range(0, len(many), cut))
        sinks.collect(pieces, str(tmp_path / (name + suffix)))
    written = (tmp_path / f"a{suffix}").read_bytes()
    assert written == (tmp_path / f"b{suffix}").read_bytes()
    plain, dot, packing = suffix.rpartition(".")
    if plain:
        sinks.collect([block(many)], str(tmp_path / f"c{plain}"))
        assert unpacked(written, dot + packing) == (tmp_path / f"c{plain}").read_bytes()


def unpacked(data: bytes, packing: str) -> bytes:
    """What another hand reads in `data`."""
    if packing == ".gz":
        return gzip.decompress(data)
    zstandard = pytest.importorskip("zstandard")
    assert zstandard.get_frame_parameters(data).has_checksum
    whole: bytes = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return whole


def test_gzip_says_no_name_and_no_time(tmp_path: Path, blocks: list[bytes]) -> None:
    sinks.collect(blocks, str(tmp_path / "secret.csv.gz"))
    assert (tmp_path / "secret.csv.gz").read_bytes()[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


def test_standard_output_gets_lines(capfdbinary: Any, blocks: list[bytes]) -> None:
    sinks.check("-")
    sinks.collect(blocks, "-")
    assert capfdbinary.readouterr().out == b"".join(blocks)


# ── CSV ──────────────────────────────────────────────────────────────────────────────────


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_holds_the_articles(tmp_path: Path, archive: Records, blocks: list[bytes]) -> None:
    sinks.collect(blocks, str(tmp_path / "out.csv"))
    rows = read_csv(tmp_path / "out.csv")
    assert len(rows) == len(archive)
    for row, article in zip(rows, archive, strict=True):
        cells = {key: spreadsheet.armed(cell) for key, cell in row.items()}
        assert cells["path"] == (article["origin"]["path"] or "")
        assert cells["title"] == (article["title"] or "")
        assert cells["published"] == (article["published"] or "")
        assert cells["text"] == "\n\n".join(article["paragraphs"])
        assert cells["editors"] == "; ".join(article["editors"])
        assert int(cells["paragraphs"]) == len(article["paragraphs"])
        assert int(cells["cross_links"]) == len(article["cross_links"])
    assert rows[1]["record"] == "7"
    assert rows[3]["path"] == "'=2.txt"
    assert "empty-text" in rows[4]["findings"]
    assert rows[5]["tags"] == "; ".join(archive[5]["tags"])


def test_every_column_holds_its_own(tmp_path: Path, archive: Records) -> None:
    keys = "title", "url", "published", "byline", "truncated"
    lists = "sources", "reporters", "authors", "editors", "captions", "tags"
    date = {"text": "Senin", "basis": None, "paragraph": 1}
    article = archive[0] | {
        **{key: f"a {key}" for key in keys},
        **{key: [f"one of {key}", "two"] for key in lists},
        "origin": archive[0]["origin"] | {"path": "a path", "record": "a record"},
        "published_estimate": {"date": "2026-03-09", "basis": "", "text": "", "candidates": []},
        "dateline": {"text": "x", "outlet": "an outlet", "places": ["SEOUL", "SOLO"], "date": None},
        "paragraphs": ["Gula naik.", "Kopi naik lagi."],
        "credits": ["a credit"],
        "syndicated": {"outlet": "another", "title": "x", "author": "x", "url": "x"},
        "dates": [date | {"value": value} for value in ("2026-03", None, "2026")],
        "diagnostics": [
            {"code": code, "severity": "note", "message": "x", "line": None} for code in "aba"
        ],
    }
    sinks.collect([record.dumps(article)], str(tmp_path / "out.csv"))
    (row,) = read_csv(tmp_path / "out.csv")
    assert row == {
        **{key: f"a {key}" for key in (*keys, "path", "record")},
        **{key: f"one of {key}; two" for key in lists},
        "published_estimate": "2026-03-09",
        "outlet": "an outlet",
        "places": "SEOUL; SOLO",
        "paragraphs": "2",
        "words": "5",
        "text": "Gula naik.\n\nKopi naik lagi.",
        "cross_links": "1",
        "dates": "2026-03; 2026",
        "syndicated": "another",
        "findings": "a; b",
    }


def test_csv_is_rfc_4180_but_for_the_line_ends(tmp_path: Path, blocks: list[bytes]) -> None:
    sinks.collect(blocks, str(tmp_path / "out.csv"))
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(",".join(spreadsheet.COLUMNS).encode() + b"\n")
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\n")


def test_other_tools_read_the_csv(tmp_path: Path, archive: Records, blocks: list[bytes]) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    out = str(tmp_path / "out.csv")
    sinks.collect(blocks, out)
    texts = ["\n\n".join(article["paragraphs"]) for article in archive]
    found = duckdb.sql(f"SELECT coalesce(text, '') FROM read_csv('{out}', all_varchar=true)")  # noqa: S608
    assert [row[0] for row in found.fetchall()] == texts
    assert list(pandas.read_csv(out, dtype=str, keep_default_na=False)["text"]) == texts


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A"]
)
def test_no_cell_is_a_formula(tmp_path: Path, archive: Records, start: str) -> None:
    article = archive[0] | {"title": start, "editors": [start, "Edi"], "paragraphs": [start]}
    sinks.collect([record.dumps(article)], str(tmp_path / "out.csv"))
    (row,) = read_csv(tmp_path / "out.csv")
    assert row["title"] == row["text"] == f"'{start}"
    assert row["editors"] == f"'{start}; Edi"


@given(st.text("='+-@\t\r\n\"; ,a＝", max_size=6) | st.text(max_size=20))
def test_a_guarded_cell_is_harmless_and_can_be_undone(text: str) -> None:
    cell = spreadsheet.guarded(text)
    assert spreadsheet.armed(cell) == text
    assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠")


def test_a_cell_that_nobody_guarded_stays() -> None:
    assert [spreadsheet.armed(cell) for cell in ("=1", "-5", "''t Hooft")] == [
        "=1",
        "-5",
        "''t Hooft",
    ]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=4))
def test_csv_round_trips_any_text(tmp_path_factory: pytest.TempPathFactory, texts: Any) -> None:
    article = made("KONTAN.CO.ID - SEOUL. Naik.", path="a")
    out = tmp_path_factory.mktemp("csv") / "out.csv"
    sinks.collect([block([article | {"title": text} for text in texts])], str(out))
    assert [spreadsheet.armed(row["title"]) for row in read_csv(out)] == texts
    shutil.rmtree(out.parent)


# ── Parquet ──────────────────────────────────────────────────────────────────────────────


def as_text(records: Records) -> Records:
    """The records with `origin.record` as text, as a column has one type."""
    return [
        article
        | {
            "origin": article["origin"]
            | {"record": None if (r := article["origin"]["record"]) is None else str(r)}
        }
        for article in records
    ]


def test_parquet_holds_the_records(tmp_path: Path, archive: Records, blocks: list[bytes]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from kontan_parse import arrow

    sinks.collect(blocks, str(tmp_path / "out.parquet"))
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(arrow.schema())
    (group,) = parquet.read_metadata(tmp_path / "out.parquet").to_dict()["row_groups"]
    assert {column["compression"] for column in group["columns"]} == {"ZSTD"}
    assert list(arrow.to_records(table)) == as_text(archive)


def test_duckdb_reads_the_parquet(tmp_path: Path, archive: Records, blocks: list[bytes]) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = str(tmp_path / "out.parquet")
    sinks.collect(blocks, out)
    found = duckdb.sql(f"SELECT * FROM '{out}'")  # noqa: S608
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    keys = list(archive[0])
    assert [{key: row[key] for key in keys} for row in rows] == as_text(archive)
    names = duckdb.sql(f"SELECT DISTINCT unnest(editors) AS name FROM '{out}' ORDER BY 1")  # noqa: S608
    assert names.fetchall() == sorted({(n,) for article in archive for n in article["editors"]})


def test_row_groups_are_bounded(
    tmp_path: Path, archive: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from kontan_parse.sinks import parquet as ours

    monkeypatch.setattr(ours, "GROUP_ROWS", 4)
    sinks.collect([block(archive * 3)], str(tmp_path / "out.parquet"))
    file = parquet.ParquetFile(tmp_path / "out.parquet")
    groups = [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)]
    assert groups == [4, 4, 4, 4, 2]
    monkeypatch.setattr(ours, "GROUP_BYTES", 1)
    sinks.collect([block(archive)], str(tmp_path / "out.parquet"))
    assert parquet.ParquetFile(tmp_path / "out.parquet").num_row_groups == len(archive)


# ── SQLite ───────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA foreign_keys = ON")
        yield database


def rebuilt(database: sqlite3.Connection) -> Records:
    """The records that the tables hold, in the order of their ids."""

    def below(table: str, article: int, *columns: str, where: str = "true") -> list[Any]:
        found = database.execute(
            f"SELECT * FROM {table} WHERE article = ? AND {where} ORDER BY number",  # noqa: S608
            (article,),
        )
        if len(columns) == 1:
            return [row[columns[0]] for row in found]
        return [{column: row[column] for column in columns} for row in found]

    def people(article: int, role: str) -> list[str]:
        return below("people", article, "name", where=f"role = '{role}'")

    return [
        {
            "schema": record.SCHEMA,
            "origin": {
                key: row[key] for key in ("path", "record", "media_type", "encoding", "sha256")
            },
            "title": row["title"],
            "url": row["url"],
            "published": row["published"],
            "published_text": row["published_text"],
            "published_estimate": row["estimate"]
            and {
                "date": row["estimate"],
                "basis": row["estimate_basis"],
                "text": row["estimate_text"],
                "candidates": json.loads(row["estimate_candidates"]),
            },
            "byline": row["byline"],
            "sources": people(row["id"], "source"),
            "reporters": people(row["id"], "reporter"),
            "authors": people(row["id"], "author"),
            "editors": people(row["id"], "editor"),
            "dateline": row["dateline"]
            and {
                "text": row["dateline"],
                "outlet": row["outlet"],
                "places": below("places", row["id"], "name"),
                "date": row["dateline_date"],
            },
            "paragraphs": below("paragraphs", row["id"], "text"),
            "cross_links": below(
                "cross_links", row["id"], "kind", "title", "url", "after_paragraph"
            ),
            "captions": below("captions", row["id"], "text"),
            "tags": below("tags", row["id"], "name"),
            "credits": below("credits", row["id"], "text"),
            "syndicated": row["syndicated_outlet"]
            and {
                "outlet": row["syndicated_outlet"],
                "title": row["syndicated_title"],
                "author": row["syndicated_author"],
                "url": row["syndicated_url"],
            },
            "truncated": row["truncated"],
            "boilerplate": below("boilerplate", row["id"], "text"),
            "dates": below("dates", row["id"], "text", "value", "basis", "paragraph"),
            "diagnostics": below("diagnostics", row["id"], "code", "severity", "message", "line"),
        }
        for row in database.execute("SELECT * FROM articles ORDER BY id").fetchall()
    ]


def sound(database: sqlite3.Connection) -> bool:
    """Whether tables, foreign keys and the index agree."""
    database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
    whole = database.execute("PRAGMA integrity_check").fetchone()[0]
    return whole == "ok" and not database.execute("PRAGMA foreign_key_check").fetchall()


@pytest.mark.parametrize("suffix", [".sqlite", ".db"])
def test_sqlite_holds_all_of_the_records(
    tmp_path: Path, archive: Records, blocks: list[bytes], suffix: str
) -> None:
    out = tmp_path / f"out{suffix}"
    sinks.check(str(out))
    sinks.collect(blocks, str(out))
    with opened(out) as database:
        assert rebuilt(database) == archive
        assert sound(database)
    assert sorted(path.name for path in tmp_path.iterdir()) == [out.name]


def test_a_pipe_into_sqlite3_reads_it(tmp_path: Path, blocks: list[bytes]) -> None:
    if shutil.which("sqlite3") is None:
        pytest.skip("sqlite3 is not installed")
    sinks.collect(blocks, str(tmp_path / "out.db"))
    query = "SELECT role, name FROM people WHERE article = 1 ORDER BY number"
    done = subprocess.run(
        ["sqlite3", str(tmp_path / "out.db"), query], capture_output=True, text=True, check=True
    )
    assert done.stdout == "source|Reuters\neditor|Edi Contoh\n"


def test_loading_again_changes_nothing(tmp_path: Path, archive: Records) -> None:
    # Two records of one address and one of no origin at all stay as many as they are.
    archive += [archive[2] | {"origin": archive[2]["origin"] | {"path": "copy.html"}}]
    for _ in range(3):
        sinks.collect([block(archive)], str(tmp_path / "out.db"))
        with opened(tmp_path / "out.db") as database:
            assert rebuilt(database) == archive
            assert sound(database)


@pytest.mark.parametrize("changed", [False, True])
def test_loading_again_does_not_grow(tmp_path: Path, archive: Records, changed: bool) -> None:
    out = tmp_path / "out.db"
    sizes = []
    for load in range(8):
        start = 1000 * (load % 2) if changed else 0
        records = [
            archive[0]
            | {"origin": archive[0]["origin"] | {"path": f"{number}.txt"}}
            | {"paragraphs": [" ".join(f"kata{start + number + n}" for n in range(300))]}
            for number in range(300)
        ]
        sinks.collect([block(records)], str(out))
        sizes.append(out.stat().st_size)
    assert max(sizes[4:]) <= sizes[3] * 1.01
    with opened(out) as database:
        assert sound(database)
        assert len(hits(database, f"kata{start + 299}")) == 300


def test_loading_again_updates_and_adds(tmp_path: Path, archive: Records, story: str) -> None:
    out = tmp_path / "out.db"
    sinks.collect([block(archive)], str(out))
    with opened(out) as database:
        before = {row["path"]: row["id"] for row in database.execute("SELECT * FROM articles")}
    changed = made(story.replace("pulih", "membaik"), path="1.txt")
    added = made("Kopi Naik\nEditor: Edi\nKONTAN.CO.ID - SEOUL. Kopi naik.", path="kopi.txt")
    sinks.collect([block([added, changed])], str(out))
    with opened(out) as database:
        assert rebuilt(database) == [changed, *archive[1:], added]
        after = {row["path"]: row["id"] for row in database.execute("SELECT * FROM articles")}
        assert {path: after[path] for path in before} == before
        assert sound(database)
        assert hits(database, "membaik") == [1]
        assert 1 not in hits(database, "pulih")


def test_an_archive_that_moved_is_the_same_archive(tmp_path: Path, archive: Records) -> None:
    archive = archive[:5]
    moved = [
        article | {"origin": article["origin"] | {"path": f"/mnt/{article['origin']['path']}"}}
        for article in archive
    ]
    sinks.collect([block(archive)], str(tmp_path / "out.db"))
    sinks.collect([block(moved)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == moved


def test_an_address_is_the_same_article_under_any_name(tmp_path: Path) -> None:
    old = made(PAGE, path="a.html", media_type="text/html")
    new = made(PAGE.replace("naik.", "turun."), path="b.html", media_type="text/html")
    other = made("KONTAN.CO.ID - SEOUL. Naik.", path="c.txt")
    for archive in ([old, other], [new]):
        sinks.collect([block(archive)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [new, other]


@pytest.mark.parametrize("url", ["Kontan", "Kontan/Reuters", "https://www.contoh.example/", ""])
def test_what_is_no_address_tells_no_article(tmp_path: Path, story: str, url: str) -> None:
    one, two, three = (
        made(f"{story}{n}", path=f"{n}.csv", record=n) | {"url": url} for n in (1, 2, 3)
    )
    for archive in ([one, two], [three]):
        sinks.collect([block(archive)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [one, two, three]


def test_no_link_leads_to_what_is_no_address(tmp_path: Path, archive: Records) -> None:
    linking = archive[0] | {"cross_links": [archive[0]["cross_links"][0] | {"url": "Kontan"}]}
    other = made("Kopi Naik\nEditor: Edi\nKONTAN.CO.ID - SEOUL. Naik.", path="n.txt")
    sinks.collect([block([linking, other | {"url": "Kontan"}])], str(tmp_path / "out.db"))
    assert targets(tmp_path / "out.db") == {"1.txt": None}


def at(article: dict[str, Any], url: str | None, **origin: Any) -> dict[str, Any]:
    """`article` with another address and origin."""
    here = url and f"https://contoh.example/{url}"
    return article | {"url": here, "origin": article["origin"] | origin}


def test_a_line_is_no_article_where_addresses_differ(tmp_path: Path, story: str) -> None:
    """A feed of the last three articles, without ids, loaded day after day."""
    out = tmp_path / "out.db"
    articles = [at(made(f"{story}{n}", path="feed.csv"), f"kopi-{n}") for n in range(1, 6)]

    def day(first: int) -> Records:
        rows = enumerate(articles[first : first + 3], 1)
        return [article | {"origin": article["origin"] | {"record": n}} for n, article in rows]

    for _ in range(2):
        sinks.collect([block(day(0))], str(out))
    for _ in range(2):
        sinks.collect([block(day(2))], str(out))
        with opened(out) as database:
            assert rebuilt(database) == [*day(0)[:2], *day(2)]
            assert hits(database, "kakao") == [1, 2, 3, 4, 5]
            assert sound(database)


@pytest.mark.parametrize("named", [int, str])
@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize("steps", [(0, 2), (2, 0), (2, 1, 0), (0, 1, 2), (0, 3, 0)])
def test_a_line_is_no_article_where_another_has_moved_there(
    tmp_path: Path, named: type[int | str], titled: bool, steps: tuple[int, ...]
) -> None:
    """A feed of three articles, without addresses, by their lines or the numbers of its index."""
    out = tmp_path / "out.db"
    names = ("gula", "kopi", "teh", "padi", "garam", "cabai")
    articles = [
        made(f"KONTAN.CO.ID - SOLO. Harga {name} naik.", path="feed.csv")
        | {"title": f"Harga {name.title()} Naik" if titled else None}
        for name in names
    ]
    for article, name in zip(articles, names, strict=True):
        article["origin"]["sha256"] = hashlib.sha256(name.encode()).hexdigest()
    seen: set[str] = set()
    for first in steps:
        rows = enumerate(articles[first : first + 3], 1)
        day = [
            article | {"origin": article["origin"] | {"record": named(n)}} for n, article in rows
        ]
        seen |= {article["paragraphs"][0] for article in day}
        sinks.collect([block(day)], str(out))
        with opened(out) as database:
            assert sorted(row["paragraphs"][0] for row in rebuilt(database)) == sorted(seen)
            assert sound(database)


def test_equal_texts_of_two_titles_keep_their_rows(tmp_path: Path) -> None:
    """Of an empty column."""
    bare = [
        made("", path="feed.csv", record=n) | {"title": f"Harga {name} Naik"}
        for n, name in enumerate(("Gula", "Kopi", "Teh"), 1)
    ]
    moved = [
        article | {"origin": article["origin"] | {"record": n}}
        for n, article in enumerate(bare[1:], 1)
    ]
    for archive in (bare, moved, bare):
        sinks.collect([block(archive)], str(tmp_path / "out.db"))
        with opened(tmp_path / "out.db") as database:
            titles = [row["title"] for row in rebuilt(database)]
            assert titles == ["Harga Gula Naik", "Harga Kopi Naik", "Harga Teh Naik"]


STUB = "Artikel ini khusus pelanggan Contoh."


@pytest.mark.parametrize("text", [STUB, ""])
@pytest.mark.parametrize("path", ["jan.csv", "feb.csv"])
def test_an_equal_text_makes_no_article_of_two_titles(tmp_path: Path, text: str, path: str) -> None:
    one = made(text, path="jan.csv", record=1) | {"title": "Harga Gula Naik"}
    two = made(text, path=path, record=1) | {"title": "Rupiah Menguat"}
    for article in (one, two, one, two):
        sinks.collect([record.dumps(article)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [one, two]


GULA = "Harga gula naik di Solo karena panen tebu gagal, kata Ratri."
KURS = "Rupiah ditutup menguat terhadap dolar pada akhir pekan."


@pytest.mark.parametrize("name", [None, "k-1"])
@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ({"title": "Rupiah Menguat", "text": KURS}, 2),
        ({"title": None, "text": KURS}, 2),
        ({"title": "Rupiah Menguat", "text": ""}, 2),
        ({"title": "Harga Gula Naik Tajam", "text": f"{GULA} Stok aman."}, 1),
        ({"title": "Tebu Langka", "text": GULA.replace("Solo", "Kota Solo")}, 1),
        ({"title": None, "text": GULA}, 1),
        ({"title": None, "text": ""}, 1),
        ({"text": KURS}, 1),
        ({"text": KURS, "url": "https://contoh.example/kurs"}, 2),
        ({"text": KURS, "published": "2026-06-16"}, 2),
        ({"text": KURS, "published": "2026-06-14T20:00:00+00:00"}, 1),
        ({"text": f"{GULA} Stok aman.", "url": "https://contoh.example/kurs"}, 1),
        ({"text": f"{GULA} Stok aman.", "published": "2026-06-16"}, 1),
        ({"title": "Rupiah Menguat", "text": GULA, "url": "https://contoh.example/kurs"}, 2),
    ],
    ids=str,
)
def test_a_name_comes_again_with_another_article(
    tmp_path: Path, name: str | None, change: dict[str, Any], rows: int
) -> None:
    """As `1.txt` in the folder of each day, or an id in the table of each."""
    said = {"title": "Harga Gula Naik", "published": "2026-06-15T08:00:00+07:00"}
    old = made(GULA, path="1.txt", record=name) | said | {"url": "https://contoh.example/gula"}
    new = made(change["text"], path="1.txt", record=name) | said | change
    del new["text"]
    for article in (old, new, new):
        sinks.collect([record.dumps(article)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [old, new][-rows:]


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("text", ["", STUB, None])
def test_an_address_that_many_share_tells_no_article(
    tmp_path: Path, first: int, text: str | None
) -> None:
    """That of the feed in every row."""
    names = ("gula", "kopi", "teh", "padi")
    articles = [
        made(f"Harga {name} naik." if text is None else text, path="feed.csv", record=n % 2)
        | {"title": f"Harga {name.title()} Berubah", "url": "https://contoh.example/rss/news"}
        for n, name in enumerate(names)
    ]
    for day in (articles[:2], articles[first:], articles[first:]):
        sinks.collect([block(day)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == articles


def test_one_row_with_the_address_of_a_feed_is_kept(tmp_path: Path) -> None:
    articles = [
        made(f"Harga {name} naik.", path="feed.csv", record=1)
        | {"title": f"{name.title()} Naik", "url": "https://contoh.example/rss/news"}
        for name in ("gula", "kopi", "teh")
    ]
    for day in (articles[:1], articles[1:]):
        sinks.collect([block(day)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == articles


def test_a_page_keeps_its_row_under_a_corrected_title(tmp_path: Path) -> None:
    old = at(made(GULA, path="a.html") | {"title": "Harga Gula Naik"}, "gula")
    new = at(made(f"{GULA} Stok aman.", path="b.html") | {"title": "Tebu Langka"}, "gula")
    for article in (old, new):
        sinks.collect([record.dumps(article)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [new]


def test_a_title_of_another_day_is_another_article(tmp_path: Path) -> None:
    one, two, unsaid = (
        made(f"Rupiah ditutup pada {n}.", path="kurs.csv", record=1)
        | {"title": "Kurs Rupiah Hari Ini", "published": day}
        for n, day in ((16_200, "2026-06-15"), (16_100, "2026-06-16T10:00:00+07:00"), (5, None))
    )
    for article in (one, two, one, two):
        sinks.collect([record.dumps(article)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [one, two]
    sinks.collect([record.dumps(unsaid)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [unsaid, two]


@pytest.mark.parametrize("url", [None, "https://contoh.example/rss/news"])
def test_what_many_rows_share_is_not_compared_with_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str | None
) -> None:
    """One text, or one address, under many titles, each a line further in the second load."""
    asked: list[str] = []

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            asked.append(name)
            return function(*arguments)

        return call

    functions = [(name, n, counted(name, call)) for name, n, call in identity.FUNCTIONS]
    monkeypatch.setattr(identity, "FUNCTIONS", functions)
    stubs = [made(STUB, path="feed.csv") | {"title": f"Harga {n}", "url": url} for n in range(200)]
    for day in (stubs[1:], stubs):
        asked.clear()
        for line, article in enumerate(day):
            article["origin"]["record"] = line
        sinks.collect([block(day)], str(tmp_path / "out.db"))
    assert len(asked) < 20 * len(stubs)
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [*stubs[1:], stubs[0]]


def test_a_load_tells_what_was_new(tmp_path: Path, archive: Records) -> None:
    out = str(tmp_path / "out.db")
    assert sinks.collect([block(archive[:4])], out) == (4, 0)
    assert sinks.collect([block(archive[2:])], out) == (2, 2)
    assert sinks.collect([], out) == (0, 0)
    assert sinks.collect([block(archive)], str(tmp_path / "out.csv")) is None


@pytest.mark.parametrize(
    ("title", "text", "rows"),
    [
        ("Harga Gula Naik", "Stok aman, kata Ratri, dan harga turun.", 1),
        ("HARGA GULA: NAIK", "Stok aman, kata Ratri, dan harga turun.", 1),
        ("Harga Gula Turun", "Harga gula naik.", 2),
        ("Harga Gula Turun", "Stok aman, kata Ratri, dan harga turun.", 2),
        (None, "Harga gula naik.", 1),
        (None, "Stok aman, kata Ratri, dan harga turun.", 2),
    ],
)
def test_an_edited_article_keeps_its_row(
    tmp_path: Path, title: str | None, text: str, rows: int
) -> None:
    old = made("KONTAN.CO.ID - SOLO. Harga gula naik.", path="feed.csv", record=1)
    new = made(f"KONTAN.CO.ID - SOLO. {text}", path="feed.csv", record=1)
    for one in (old | {"title": "Harga Gula Naik"}, new | {"title": title}):
        sinks.collect([block([one])], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert len(rebuilt(database)) == rows
        assert rebuilt(database)[-1]["paragraphs"] == [text]


def test_equal_texts_of_two_addresses_are_two_articles(tmp_path: Path) -> None:
    """What a paywall leaves of articles is the same text again and again."""
    stub = made("KONTAN.CO.ID - SEOUL. Untuk membaca, silakan berlangganan.", record=1)
    one, two = at(stub, "kopi", path="1.csv"), at(stub, "gula", path="2.csv")
    unsaid = at(stub, None, path="3.csv")
    for archive in ([one], [two], [one], [two]):
        sinks.collect([block(archive)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [one, two]
    sinks.collect([block([unsaid])], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [unsaid, two]


def test_an_id_is_the_article_wherever_it_moved(tmp_path: Path, story: str) -> None:
    old = at(made(story, path="all.jsonl", record="k-1"), "judul-lama")
    new = at(made(f"{story} Naik.", path="all.jsonl", record="k-1"), "judul-baru")
    other = at(made(f"{story} Turun.", path="all.jsonl", record="k-2"), "lain")
    for archive in ([old, other], [new]):
        sinks.collect([block(archive)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [new, other]


def test_of_several_with_one_address_each_keeps_its_row(tmp_path: Path, story: str) -> None:
    pages = [at(made(f"{story}{n}", path=f"{n}.html"), "kopi") for n in (1, 2)]
    sinks.collect([block(pages)], str(tmp_path / "out.db"))
    changed = at(made(f"{story} Naik.", path="2.html"), "kopi")
    sinks.collect([block([changed])], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [pages[0], changed]


@pytest.mark.parametrize("url", ["https://www.contoh.example/kopi/?page=all", None, "Kontan"])
def test_a_place_is_the_article_where_addresses_agree(
    tmp_path: Path, story: str, url: str | None
) -> None:
    old = at(made(story, path="all.csv", record=1), "kopi")
    new = made(f"{story} Naik.", path="all.csv", record=1) | {"url": url}
    for archive in ([old], [new]):
        sinks.collect([block(archive)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == [new]


def test_two_records_of_one_origin_stay_two(tmp_path: Path, story: str) -> None:
    twins = [made(f"{story}{n}", path="all.csv", record="key") for n in (1, 2)]
    for _ in range(2):
        sinks.collect([block(twins)], str(tmp_path / "out.db"))
        with opened(tmp_path / "out.db") as database:
            assert rebuilt(database) == twins


def test_a_record_of_a_container_finds_its_own_row(tmp_path: Path, story: str) -> None:
    out = tmp_path / "out.db"
    one, two = (made(f"{story}{n}", path="all.csv", record=n) for n in (1, 2))
    same = [made(story, path="other.csv", record=n) for n in (1, 2)]
    sinks.collect([block([one, two, *same])], str(out))
    two = two | {"paragraphs": ["Garam mahal."], "origin": two["origin"] | {"sha256": "0" * 64}}
    moved = made(story, path="moved.csv", record=2)
    sinks.collect([block([two, moved])], str(out))
    with opened(out) as database:
        assert rebuilt(database) == [one, two, same[0], moved]
        assert hits(database, "garam") == [2]
        assert sound(database)


def test_a_database_that_is_written_elsewhere_is_refused(tmp_path: Path, archive: Records) -> None:
    out = tmp_path / "out.db"
    sinks.collect([block(archive)], str(out))
    with opened(out) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE articles SET title = 'Dalam log' WHERE id = 5")
        database.commit()
        for attempt in (sinks.check, lambda path: sinks.collect([block(archive)], path)):
            with pytest.raises(UnwritableOutput, match="database is locked"):
                attempt(str(out))
        assert leftovers(tmp_path) == []
        assert rebuilt(database)[4]["title"] == "Dalam log"


def test_nobody_writes_a_database_that_is_about_to_be_replaced(
    tmp_path: Path, archive: Records
) -> None:
    out = tmp_path / "out.db"
    sinks.collect([block(archive)], str(out))

    def blocks() -> Iterator[bytes]:
        yield block(archive[:1])
        with opened(out) as other:
            other.execute("PRAGMA busy_timeout = 0")
            assert rebuilt(other) == archive
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("UPDATE articles SET title = 'Lain'")
        yield block(archive[1:])

    sinks.collect(blocks(), str(out))
    with opened(out) as database:
        assert rebuilt(database) == archive
        database.execute("UPDATE articles SET title = 'Lain'")
        assert sound(database)


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(143)], ids=repr)
@pytest.mark.parametrize("function", ["_apart", "_address", "_letters", "_agrees"])
def test_a_signal_is_heard_in_a_function_that_sqlite_calls(
    tmp_path: Path, archive: Records, stop: BaseException, function: str
) -> None:
    """A signal raises wherever Python is at work, and SQLite hides what its functions raise."""
    out = tmp_path / "out.db"
    archive = [at(article, f"{n}") for n, article in enumerate(archive)]
    sinks.collect([block(archive)], str(out))
    before = out.read_bytes()
    moved = [at(article, f"lain-{n}") for n, article in enumerate(archive)]

    def trace(frame: FrameType, _event: str, _arg: object) -> None:
        if frame.f_code.co_name == function:
            raise stop

    old = sys.gettrace()
    sys.settrace(trace)
    try:
        with pytest.raises(type(stop)):
            sinks.collect([block(moved)], str(out))
    finally:
        sys.settrace(old)
    assert out.read_bytes() == before
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("path", ["-", "/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"])
def test_two_texts_from_standard_input_are_two_articles(
    tmp_path: Path, story: str, path: str
) -> None:
    out = tmp_path / "out.db"
    one, two = (made(f"{story}{n}", path=path) for n in (1, 2))
    for article in (one, two, one):
        sinks.collect([record.dumps(article)], str(out))
    with opened(out) as database:
        assert rebuilt(database) == [one, two]


def hits(database: sqlite3.Connection, words: str) -> list[int]:
    query = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid"
    return [row[0] for row in database.execute(query, (words,))]


def test_search_finds_in_titles_and_paragraphs(tmp_path: Path, blocks: list[bytes]) -> None:
    sinks.collect(blocks, str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert hits(database, "kakao") == [1, 2]
        assert hits(database, "title: lagi") == [3, 4]
        assert hits(database, '"pasokan akan pulih"') == [1, 2]
        assert hits(database, "kelapa") == []
        shown = database.execute(
            "SELECT snippet(articles_fts, 1, '[', ']', '…', 4) FROM articles_fts "
            "WHERE articles_fts MATCH 'pedagang' LIMIT 1"
        ).fetchone()[0]
        assert "[pedagang]" in shown
        database.execute("DELETE FROM articles WHERE id = 1")
        assert hits(database, "kakao") == [2]
        assert sound(database)


def test_the_overview_tells_calendar_days(tmp_path: Path, archive: Records) -> None:
    """Those that are printed, of whatever zone."""
    out = tmp_path / "out.db"
    days = ["2026-03-02T08:00:00+07:00", "2026-03-02", "2026-03-02T23:30:00+00:00", None]
    estimate = {"date": "2026-03-02", "basis": "latest-date", "text": "2/3", "candidates": ["2026"]}
    dated = [
        one | {"published": day, "published_estimate": None if day else estimate}
        for one, day in zip(archive, days, strict=False)
    ]
    sinks.collect([block(dated)], str(out))
    with opened(out) as database:
        found = database.execute("SELECT id, day_is_estimate FROM overview WHERE day='2026-03-02'")
        assert [tuple(row) for row in found] == [(1, 0), (2, 0), (3, 0), (4, 1)]
        assert [one["published"] for one in rebuilt(database)] == days


def test_every_article_has_a_name(tmp_path: Path, archive: Records) -> None:
    """Its title, else how it begins, else its file; also one that somebody edits or adds."""
    out = tmp_path / "out.db"
    long = "Harga gula pasir di pasar induk naik sepekan ini karena stok di gudang Solo menipis."
    untitled = [
        archive[0] | {"title": None, "paragraphs": paragraphs}
        for paragraphs in (
            ["Gula naik.", "Stok aman."],
            [long],
            [long[:79], "Naik."],
            [long[:80]],
            [],
        )
    ]
    given = [archive[3], *untitled, untitled[4] | {"origin": archive[0]["origin"] | {"path": None}}]
    expected = [
        archive[3]["title"],
        "Gula naik. Stok aman.",
        "Harga gula pasir di pasar induk naik sepekan ini karena stok di gudang Solo meni…",
        "Harga gula pasir di pasar induk naik sepekan ini karena stok di gudang Solo men…",
        "Harga gula pasir di pasar induk naik sepekan ini karena stok di gudang Solo meni",
        "1.txt",
        "article 7",
    ]

    def names() -> list[str]:
        with opened(out) as database:
            assert sound(database)
            return [row[0] for row in database.execute("SELECT name FROM articles ORDER BY id")]

    sinks.collect([block(given)], str(out))
    assert names() == expected
    with opened(out) as database:
        assert rebuilt(database) == given
        database.execute("UPDATE articles SET title = 'Gula' WHERE id = 2")
        database.execute("UPDATE articles SET text = 'Kopi naik.' WHERE id = 3")
        database.commit()
    expected[1:3] = "Gula", "Kopi naik."
    new = made("Kopi Naik\nEditor: Edi\nKONTAN.CO.ID - SEOUL. Kopi naik.", path="kopi.txt")
    sinks.collect([record.dumps(new)], str(out))
    assert names() == [*expected, "Kopi Naik"]
    sinks.collect([record.dumps(new | {"title": None})], str(out))
    assert names() == [*expected, "Kopi naik."]


def test_nothing_stays_of_an_article_that_is_deleted(tmp_path: Path, archive: Records) -> None:
    """By hand, where no foreign keys are enforced, and the ids come again."""
    out = tmp_path / "out.db"
    sinks.collect([block(archive)], str(out))
    with contextlib.closing(sqlite3.connect(out)) as database:
        database.execute("DELETE FROM articles WHERE id IN (1, 4, 5, 6)")
        database.commit()
    with opened(out) as database:
        assert sound(database)
    new = made("Kopi Naik\nEditor: Edi\nKONTAN.CO.ID - SEOUL. Kopi naik.", path="kopi.txt")
    for _ in range(2):
        sinks.collect([record.dumps(new)], str(out))
        with opened(out) as database:
            assert rebuilt(database) == [*archive[1:3], new]
            assert sound(database)
            assert hits(database, "kopi") == [4]
            assert hits(database, "kakao") == [2]
    with contextlib.closing(sqlite3.connect(out)) as database:
        database.execute("DELETE FROM articles")
        database.commit()
        assert sound(database)
        assert not rebuilt(database)


def targets(path: Path) -> dict[str, Any]:
    """Where the links of each article lead, by its path."""
    with opened(path) as database:
        found = database.execute(
            "SELECT a.path, t.path AS target FROM cross_links l JOIN articles a ON a.id = l.article"
            " LEFT JOIN articles t ON t.id = l.target ORDER BY a.id, l.number"
        )
        return {row["path"]: row["target"] for row in found}


def test_links_lead_to_the_article_of_the_archive(tmp_path: Path, archive: Records) -> None:
    out = tmp_path / "out.db"
    linking = [article for article in archive if article["cross_links"]]
    sinks.collect([block(linking)], str(out))
    assert targets(out) == {"1.txt": None, "all.jsonl": None, "gula.html": None}
    titled = made("Harga gula naik LAGI!\nEditor: Edi\nKONTAN.CO.ID - SEOUL. Naik.", path="n.txt")
    addressed = titled | {
        "title": "Lain",
        "url": "http://www.industri.contoh.example/news/kakao/?page=all",
        "origin": titled["origin"] | {"path": "k.txt", "sha256": "1" * 64},
    }
    sinks.collect([block([titled, addressed])], str(out))
    assert targets(out) == {"1.txt": "n.txt", "all.jsonl": "n.txt", "gula.html": "k.txt"}
    twin = titled | {"origin": titled["origin"] | {"path": "twin.txt", "sha256": "2" * 64}}
    sinks.collect([block([twin])], str(out))
    assert targets(out) == {"1.txt": None, "all.jsonl": None, "gula.html": "k.txt"}


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("baca?id=1", "1.txt"),
        ("baca?id=2", "2.txt"),
        ("baca?id=3", None),
        ("baca", "1.txt"),
        ("kurs-15", None),
        ("kurs-16?page=all", "16.txt"),
        ("gula", "gula.txt"),
        ("gula?utm=x", "gula.txt"),
        (None, "16.txt"),
    ],
)
def test_no_link_leads_to_another_address(
    tmp_path: Path, link: str | None, target: str | None
) -> None:
    url = link and f"https://www.contoh.example/{link}"
    shown = {"kind": "baca-juga", "title": "Kurs Rupiah Hari Ini", "after_paragraph": 0}
    linking = made("Naik.", path="link.txt") | {"cross_links": [shown | {"url": url}]}
    reached = [
        at(made(path, path=path) | {"title": title}, address)
        for path, title, address in (
            ("1.txt", "Satu", "baca?id=1"),
            ("2.txt", "Dua", "baca?id=2"),
            ("16.txt", "Kurs Rupiah Hari Ini", "kurs-16"),
            ("all.txt", "Gula", "gula?page=all"),
            ("gula.txt", "Gula", "gula"),
        )
    ]
    sinks.collect([block([linking, *reached])], str(tmp_path / "out.db"))
    assert targets(tmp_path / "out.db") == {"link.txt": target}


@pytest.mark.parametrize("content", ["no database at all, " * 200, None], ids=["text", "foreign"])
def test_what_is_not_ours_is_left_alone(
    tmp_path: Path, blocks: list[bytes], content: str | None
) -> None:
    out = tmp_path / "out.db"
    if content is None:
        with opened(out) as database:
            database.execute("CREATE TABLE letters (id INTEGER PRIMARY KEY)")
            database.commit()
    else:
        out.write_text(content)
    before = out.read_bytes()
    with pytest.raises(UnwritableOutput, match=r"another kind|not a database"):
        sinks.check(str(out))
    with pytest.raises(UnwritableOutput, match=r"another kind|not a database"):
        sinks.collect(blocks, str(out))
    assert out.read_bytes() == before
    assert leftovers(tmp_path) == []


def test_a_database_with_a_write_ahead_log_loses_nothing(tmp_path: Path, archive: Records) -> None:
    out = tmp_path / "out.db"
    sinks.collect([block(archive)], str(out))
    copied = tmp_path / "copy.db"
    with opened(out) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE articles SET title = 'Dalam log' WHERE id = 5")
        database.commit()
        for path in (out, Path(f"{out}-wal")):  # as a program that died would leave them
            shutil.copy(path, Path(str(path).replace("out.db", "copy.db")))
    sinks.collect([record.dumps(archive[0])], str(copied))
    with opened(copied) as database:
        assert database.execute("SELECT title FROM articles WHERE id = 5").fetchone()[0] == (
            "Dalam log"
        )
        assert sound(database)
    assert not Path(f"{copied}-wal").exists()


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_database_that_is_only_checked_stays_as_it_is(
    tmp_path: Path, archive: Records, mode: str
) -> None:
    out = tmp_path / "out.db"
    sinks.collect([block(archive)], str(out))
    with opened(out) as database:
        database.execute(f"PRAGMA journal_mode = {mode}")
    before = out.read_bytes()
    sinks.check(str(out))
    assert out.read_bytes() == before
    assert [*tmp_path.iterdir()] == [out]
    sinks.collect([block(archive)], str(out))
    with opened(out) as database:
        assert rebuilt(database) == archive


def test_an_empty_file_becomes_a_database(tmp_path: Path, archive: Records) -> None:
    (tmp_path / "out.db").touch()
    sinks.check(str(tmp_path / "out.db"))
    sinks.collect([block(archive)], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        assert rebuilt(database) == archive


@pytest.fixture
def datasette(tmp_path: Path, blocks: list[bytes]) -> Iterator[Callable[[str], Any]]:
    """Ask Datasette, served from the database as it is."""
    if importlib.util.find_spec("datasette") is None:
        pytest.skip("datasette is not installed")
    sinks.collect(blocks, str(tmp_path / "out.db"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "datasette", "serve", "out.db", "-h", "127.0.0.1"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    process = subprocess.Popen(
        [*serve, "-p", str(port)],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(path: str) -> Any:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as web:
            web.request("GET", path)
            answer = web.getresponse()
            body = answer.read()
            assert answer.status == 200, body
            return json.loads(body) if ".json" in path else body.decode()

    try:
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(ConnectionRefusedError):
                ask("/-/versions.json")
                break
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)  # the server says nowhere that it listens
        yield ask
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_datasette_opens_it_as_it_is(datasette: Callable[[str], Any], archive: Records) -> None:
    titles = [article["title"] for article in archive]
    found = datasette("/out/articles.json?_shape=array&_size=max&_sort=id")
    assert [row["title"] for row in found] == titles
    query = urllib.parse.urlencode({"sql": "select count(*) as n from articles"})
    assert datasette(f"/out.json?{query}&_shape=array") == [{"n": len(archive)}]
    searched = datasette("/out/articles.json?_shape=array&_search=kakao")
    assert sorted(row["id"] for row in searched) == [1, 2]
    assert 'name="_search"' in datasette("/out/articles")
    assert titles[0] in datasette("/out/articles/1")
    links = datasette("/out/cross_links")
    assert f'<a href="/out/articles/1">{titles[0]}</a>' in links
    assert f'<a href="/out/articles/4">{titles[3]}</a>' in links
    assert '<a href="/out/articles/6">Naik.</a>' in datasette("/out/places")
    assert '<a href="/out/articles/5">empty.txt</a>' in datasette("/out/diagnostics")
    overview = datasette("/out/overview.json?_shape=array&_size=max")
    assert [row["editors"] for row in overview] == [
        "; ".join(article["editors"]) or None for article in archive
    ]


# ── Shards ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["new/", "there", "there/"])
def test_a_folder_gets_shards(tmp_path: Path, blocks: list[bytes], name: str) -> None:
    (tmp_path / "there").mkdir()
    out = str(tmp_path / name)
    sinks.check(out, shard_size=4)
    sinks.collect(blocks, out, shard_size=4)
    shards = sorted((tmp_path / name).iterdir())
    assert [shard.name for shard in shards] == ["part-00000.jsonl", "part-00001.jsonl"]
    assert [shard.read_bytes().count(b"\n") for shard in shards] == [4, 2]
    assert b"".join(shard.read_bytes() for shard in shards) == b"".join(blocks)
    assert leftovers(tmp_path) == []


def test_a_new_run_replaces_all_shards(tmp_path: Path, blocks: list[bytes]) -> None:
    out = str(tmp_path / "out")
    sinks.collect(blocks, out, shard_size=1)
    assert len(list((tmp_path / "out").iterdir())) == 6
    sinks.collect(blocks, out)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["part-00000.jsonl"]
    assert leftovers(tmp_path) == []


def test_shards_of_other_formats(tmp_path: Path, archive: Records, blocks: list[bytes]) -> None:
    duckdb = pytest.importorskip("duckdb")
    sinks.collect(blocks, str(tmp_path / "out.parquet"), shard_size=4)
    names = sorted(path.name for path in (tmp_path / "out.parquet").iterdir())
    assert names == ["part-00000.parquet", "part-00001.parquet"]
    found = duckdb.sql(f"SELECT title FROM '{tmp_path}/out.parquet/*.parquet'")  # noqa: S608
    assert [row[0] for row in found.fetchall()] == [article["title"] for article in archive]
    sinks.collect(blocks, str(tmp_path / "packed"), shard_size=6, suffix=".jsonl.gz")
    (shard,) = (tmp_path / "packed").iterdir()
    assert gzip.decompress(shard.read_bytes()) == b"".join(blocks)


def test_shards_keep_the_permissions_of_their_folder(tmp_path: Path, blocks: list[bytes]) -> None:
    out = tmp_path / "out"
    old = os.umask(0o027)
    try:
        sinks.collect(blocks, f"{out}/")
        assert out.stat().st_mode & 0o777 == 0o750
        out.chmod(0o711)
        sinks.collect(blocks, f"{out}/")
        assert out.stat().st_mode & 0o777 == 0o711
    finally:
        os.umask(old)


def test_a_file_becomes_no_folder(tmp_path: Path, blocks: list[bytes]) -> None:
    (tmp_path / "out").write_text("naskah")
    for attempt in (sinks.check, lambda out: sinks.collect(blocks, out)):
        with pytest.raises(UnwritableOutput, match="is a file, and shards need a folder"):
            attempt(f"{tmp_path}/out/")
    assert (tmp_path / "out").read_text() == "naskah"


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, blocks: list[bytes]) -> None:
    (tmp_path / "part-00000.jsonl").touch()
    (tmp_path / "part-00000.jsonl.bak").touch()
    for attempt in (sinks.check, lambda out: sinks.collect(blocks, out)):
        with pytest.raises(
            UnwritableOutput, match=r"holds part-00000\.jsonl\.bak, which is not a shard"
        ):
            attempt(str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 2


SHARDS = [suffix for suffix in sinks.SUFFIXES if suffix not in (".sqlite", ".db")]


@pytest.mark.parametrize("suffix", SHARDS)
def test_shards_of_any_kind_are_known_as_ours(
    tmp_path: Path, archive: Records, suffix: str
) -> None:
    for records in ([], archive[:1], archive * 200, archive[:2]):
        sinks.collect([block(records)], str(tmp_path / "out"), shard_size=1000, suffix=suffix)
    sinks.collect([block(archive)], str(tmp_path / "out"), shard_size=4)
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize("suffix", SHARDS)
def test_shards_of_another_program_are_left_alone(
    tmp_path: Path, blocks: list[bytes], suffix: str
) -> None:
    table = "path,title\n1,Gula\n" if "csv" in suffix else '{"text": "Gula naik"}\n'
    data = table.encode()
    if suffix.endswith(".gz"):
        data = gzip.compress(data)
    elif suffix.endswith(".zst"):
        data = pytest.importorskip("zstandard").ZstdCompressor().compress(data)
    elif suffix == ".parquet":
        pa = pytest.importorskip("pyarrow")
        sink = pa.BufferOutputStream()
        importlib.import_module("pyarrow.parquet").write_table(pa.table({"text": ["Gula"]}), sink)
        data = sink.getvalue().to_pybytes()
    shard = tmp_path / f"part-00000{suffix}"
    for content in (data, data[:-2], b"naskah"):
        shard.write_bytes(content)
        for attempt in (sinks.check, lambda out: sinks.collect(blocks, out)):
            with pytest.raises(
                UnwritableOutput, match=f"holds part-00000{re.escape(suffix)}, which is not"
            ):
                attempt(str(tmp_path))
        assert shard.read_bytes() == content


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_only_files_are_shards(tmp_path: Path, blocks: list[bytes], kind: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "naskah.txt").write_text("Gula naik")
    shard = tmp_path / "out" / "part-00000.jsonl"
    shard.parent.mkdir()
    if kind == "folder":
        (tmp_path / "a").rename(shard)
    else:
        shard.symlink_to("../a/naskah.txt")
    with pytest.raises(UnwritableOutput, match="which is not a shard"):
        sinks.collect(blocks, f"{tmp_path}/out/")
    assert shard.is_dir() or shard.is_symlink()


@pytest.mark.parametrize("name", [".", "./"])
def test_the_folder_one_is_in_is_not_replaced(
    tmp_path: Path, blocks: list[bytes], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for attempt in (sinks.check, lambda out: sinks.collect(blocks, out)):
        with pytest.raises(UnwritableOutput, match="is the folder you are in"):
            attempt(name)
    assert list(tmp_path.iterdir()) == []


def test_a_mount_point_is_not_replaced(blocks: list[bytes]) -> None:
    for attempt in (sinks.check, lambda out: sinks.collect(blocks, out)):
        with pytest.raises(UnwritableOutput, match="is a mount point"):
            attempt("/")


def test_what_is_mounted_is_refused_before_any_work(shell: Run, tmp_path: Path) -> None:
    if shell("unshare -rm true").returncode:
        pytest.skip("no mounts of one's own here")
    (tmp_path / "out.jsonl").touch()
    for name in ("disk", "shards"):
        (tmp_path / name).mkdir()
    mounted = (
        "mount -t tmpfs none disk; touch disk/a; mount --bind disk/a out.jsonl; "
        "mount -t tmpfs none shards; kontan-parse batch missing.txt "
    )
    for arguments, told in (
        ("-o out.jsonl", "out.jsonl: error: is mounted, so no other file can take its place; "),
        ("-o b.jsonl --rejects out.jsonl", "out.jsonl: error: is mounted, "),
        (
            "-o shards",
            "shards: error: is a mount point, which shards cannot replace; name a folder ",
        ),
        ("-o shards/a.jsonl", "missing.txt: error: no such file; "),
    ):
        done = shell(f"unshare -rm bash -c '{mounted}{arguments}'")
        assert done.returncode == 1
        assert done.stderr.startswith(told)
        assert done.stderr.count("missing.txt") == told.count("missing.txt")


@pytest.mark.parametrize("suffix", [*sinks.SUFFIXES, "/"])
def test_no_record_at_all_is_an_output_too(tmp_path: Path, suffix: str) -> None:
    name, out = named(tmp_path, suffix)
    sinks.collect([], name)
    assert out.exists()
    if suffix == ".csv":
        assert read_csv(out) == []
    if suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        assert parquet.read_table(out).num_rows == 0
    if suffix == "/":
        assert [path.name for path in out.iterdir()] == ["part-00000.jsonl"]


# ── What cannot be ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("output", "options", "said"),
    [
        ("out", {}, r"'out' does not say how to write; end it with \.jsonl, .*\.db, or with /"),
        ("out.txt", {}, "does not say how to write"),
        ("out.gz", {}, "does not say how to write"),
        ("out.jsonl", {"suffix": ".csv"}, "end the folder's name with /"),
        ("out.db", {"shard_size": 5}, r"shards cannot be \.db"),
        ("out/", {"suffix": ".txt"}, r"shards cannot be \.txt; they can be \.jsonl"),
        ("out/", {"shard_size": 0}, "there must be one at least"),
        ("-", {"shard_size": 5}, "standard output cannot be a folder"),
    ],
)
def test_a_name_that_asks_for_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    output: str,
    options: dict[str, Any],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=said):
        sinks.check(output, **options)
    with pytest.raises(ValueError, match=said):
        sinks.collect(iter(()), output, **options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("output", "package", "extra"),
    [
        ("out.parquet", "pyarrow", "parquet"),
        ("out.jsonl.zst", "zstandard", "zstd"),
        ("out.csv.zst", "zstandard", "zstd"),
    ],
)
def test_a_missing_package_is_named_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, package: str, extra: str
) -> None:
    if package == "zstandard" and sys.version_info >= (3, 14):
        pytest.skip("Python has it")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == package else find_spec(name)
    )
    told = f"{output}: needs {package}; type: pip install 'kontan-parse[{extra}]'"
    asides = [sinks.check_aside] if package == "zstandard" else []
    for attempt in (sinks.check, lambda out: sinks.collect([], out), *asides):
        with pytest.raises(sinks.MissingExtra) as caught:
            attempt(output)
        assert str(caught.value) == told
        assert isinstance(caught.value, KontanParseError)
    sinks.check("out.jsonl")


@pytest.mark.parametrize("suffix", [".jsonl", ".db", ".csv", "/"])
def test_a_folder_that_is_not_there(tmp_path: Path, suffix: str) -> None:
    for attempt in (sinks.check, lambda out: sinks.collect([], out)):
        with pytest.raises(UnwritableOutput, match="its folder does not exist"):
            attempt(f"{tmp_path}/none/out{suffix}")


@pytest.mark.parametrize("suffix", [*sinks.SUFFIXES, "/"])
def test_what_goes_wrong_before_leaves_what_stood_there(
    tmp_path: Path, archive: Records, suffix: str
) -> None:
    class StoppedError(OSError):
        pass

    def stopping() -> Iterator[bytes]:
        yield block(archive)
        raise StoppedError

    name, out = named(tmp_path, suffix)
    for there in (False, True):
        if there:
            sinks.collect([block(archive[:1])], name)
        before = content(out)
        with pytest.raises(StoppedError):
            sinks.collect(stopping(), name)
        assert content(out) == before
        assert leftovers(tmp_path) == []


def content(path: Path) -> object:
    """What stands under `path`: bytes, the files of a folder, or nothing."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes() if path.exists() else None


FILL = """
    import resource, signal, sys
    from kontan_parse import UnwritableOutput, sinks

    line = open("line", "rb").read()
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    numbered = (line.replace(b"1.txt", b"%d.txt" % n) for n in range(100_000))
    try:
        sinks.collect(numbered, sys.argv[1])
    except UnwritableOutput as failure:
        sys.exit(str(failure))
"""


@pytest.mark.parametrize("suffix", [*sinks.SUFFIXES, "/"])
def test_a_file_that_may_not_grow(
    tmp_path: Path, archive: Records, environment: dict[str, str], suffix: str
) -> None:
    pytest.importorskip("resource")
    name, out = named(tmp_path, suffix)
    sinks.collect([block(archive[:1])], name)
    before = content(out)
    noise = os.urandom(2000).hex()  # does not pack
    (tmp_path / "line").write_bytes(record.dumps(archive[0] | {"paragraphs": [noise]}))
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FILL), f"out{suffix}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        timeout=120,
        check=False,
    )
    assert done.stderr == f"out{suffix}: cannot be written: File too large\n"
    assert content(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["line", out.name]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk(archive: Records) -> None:
    with pytest.raises(UnwritableOutput, match="cannot be written: No space left on device"):
        sinks.collect([block(archive)], "/dev/full")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only the superuser mounts a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "kontan", str(place)], check=False
    )
    if made.returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet", ".db", "/"])
def test_a_disk_that_fills(small_disk: Path, archive: Records, suffix: str) -> None:
    noise = (os.urandom(1000).hex() for _ in range(1000))
    many = (record.dumps(archive[0] | {"paragraphs": [word]}) for word in noise)
    with pytest.raises(UnwritableOutput, match=r"No space left on device|disk is full"):
        sinks.collect(many, f"{small_disk}/out{suffix}")
    assert list(small_disk.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet", ".db", "/"])
def test_a_folder_that_may_not_be_written(tmp_path: Path, suffix: str) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UnwritableOutput, match="cannot be written: Permission denied"):
        sinks.collect([], f"{tmp_path}/out{suffix}")
    tmp_path.chmod(0o700)


def test_memory_stays_flat(tmp_path: Path, archive: Records, environment: dict[str, str]) -> None:
    """Forty megabytes through every writer, where little more than Python itself fits."""
    (tmp_path / "block").write_bytes(block(archive) * 10)
    program = """
        import resource, sys
        from kontan_parse import sinks

        block = open("block", "rb").read()
        peaks = []
        for times in (1, 40_000_000 // len(block)):
            sinks.collect((block for _ in range(times)), sys.argv[1])
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        print(peaks[1] - peaks[0])
    """
    for suffix in (".jsonl.gz", ".csv"):
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(program), f"out{suffix}"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=True,
        )
        assert int(done.stdout) < 16_000, suffix  # KiB


def test_a_pipe_gets_lines_and_is_no_database(tmp_path: Path, blocks: list[bytes]) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.db")
    with pytest.raises(ValueError, match="is not a file, and a database must be one"):
        sinks.check(str(tmp_path / "pipe.db"))
    sinks.check(str(tmp_path / "pipe"))
    with subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE) as reader:
        sinks.collect(blocks, str(tmp_path / "pipe"))
        assert reader.communicate(timeout=60)[0] == b"".join(blocks)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl.gz"])
def test_a_pipe_gets_what_its_name_asks_for(
    tmp_path: Path, blocks: list[bytes], suffix: str
) -> None:
    sinks.collect(blocks, str(tmp_path / f"file{suffix}"))
    pipe = tmp_path / f"pipe{suffix}"
    os.mkfifo(pipe)
    os.mkfifo(tmp_path / "pipe")
    assert not sinks.is_streamed(str(pipe))
    assert sinks.is_streamed(str(tmp_path / "pipe"))
    assert not sinks.is_streamed(str(tmp_path / "file"))
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        sinks.collect(blocks, str(pipe))
        assert reader.communicate(timeout=60)[0] == (tmp_path / f"file{suffix}").read_bytes()


def test_two_outputs_are_the_same_by_what_they_lead_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("out.jsonl")
    out = str(tmp_path / "out.jsonl")
    assert sinks.same(out, str(tmp_path / "link"))
    assert sinks.same("-", "/dev/stdout")
    assert not sinks.same(out, str(tmp_path / "other.jsonl"))
    assert not sinks.same(out, "-")
    assert not sinks.same("-", out)


def test_a_folder_that_cannot_be_replaced_stays(
    tmp_path: Path, blocks: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    sinks.collect(blocks[:1], f"{out}/")
    before, rename = content(out), Path.rename

    def refusing(path: Path, to: Path) -> Path:
        if to == out and path.suffix == ".part":
            raise PermissionError(1, "Operation not permitted")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(UnwritableOutput, match="Operation not permitted"):
        sinks.collect(blocks, f"{out}/")
    assert content(out) == before
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("name", ["out.jsonl", "out.sqlite", "out/"])
def test_what_gets_its_name_is_on_the_disk(
    tmp_path: Path, blocks: list[bytes], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Else a power cut may leave an empty file under the name of a whole one."""
    synced: set[int] = set()
    named: set[int] = set()
    fsync = os.fsync

    def syncing(handle: int) -> None:
        fsync(handle)
        synced.add(os.fstat(handle).st_ino)

    def holds(path: Path) -> set[int]:
        return {file.stat().st_ino for file in (path.iterdir() if path.is_dir() else (path,))}

    def sure(verb: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def naming(path: Path, to: Path) -> Path:
            assert holds(path) <= synced
            named.update(holds(path))
            return verb(path, to)

        return naming

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(Path, "rename", sure(Path.rename))
    monkeypatch.setattr(Path, "replace", sure(Path.replace))
    sinks.collect(blocks, f"{tmp_path}/{name}")
    assert holds(tmp_path / name) == named


# ── docs/outputs.md ──────────────────────────────────────────────────────────────────────

OUTPUTS = (Path(__file__).parent.parent / "docs" / "outputs.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return OUTPUTS.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_suffix_is_listed() -> None:
    table = OUTPUTS.partition("\nWhatever the format:")[0]
    cells = " ".join(re.findall(r"^\| (`\.[^|]*) \|", table, re.M))
    assert tuple(sorted(re.findall(r"`([^`]+)`", cells))) == tuple(sorted(sinks.SUFFIXES))


def test_every_column_is_explained_in_its_order() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", section("CSV"), re.M)) == spreadsheet.COLUMNS


def test_every_table_is_explained(tmp_path: Path) -> None:
    sinks.collect([], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        names = {row[0] for row in found if not re.search(r"_fts_", row[0])}
    tables = section("SQLite").partition("\n### ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", tables, re.M)) == names


def test_every_column_of_articles_is_explained_in_its_order(tmp_path: Path) -> None:
    sinks.collect([], str(tmp_path / "out.db"))
    with opened(tmp_path / "out.db") as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(articles)")]
    table = section("SQLite").partition("### Columns of `articles`\n")[2]
    rows = re.findall(r"^\| (`.*?) \|", table, re.M)
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == columns


@pytest.mark.parametrize("tool", ["duckdb", "sqlite"])
def test_the_queries_run(tmp_path: Path, blocks: list[bytes], tool: str) -> None:
    title, suffix = {"duckdb": ("Parquet", ".parquet"), "sqlite": ("SQLite", ".db")}[tool]
    (example,) = re.findall(r"^```sql\n(.*?)^```$", section(title), re.M | re.S)
    out = tmp_path / f"articles{suffix}"
    sinks.collect(blocks, str(out))
    queries = [query for query in example.replace(out.name, str(out)).split(";") if query.strip()]
    assert len(queries) == 2
    for query in queries:
        if tool == "duckdb":
            assert pytest.importorskip("duckdb").sql(query).fetchall()
        else:
            with opened(out) as database:
                assert database.execute(query).fetchall()
