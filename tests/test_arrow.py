"""The record in Arrow, and a table of texts parsed in one call from other engines."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kontan_parse import Document, Origin, arrow, batch, parse, parse_html, parser, record, sources

pa: Any = pytest.importorskip("pyarrow")

FLAT = "KONTAN.CO.ID - SEOUL. Harga gula naik pada Senin (9/3)."
PAGE = "<h1>Gula Naik</h1><article>KONTAN.CO.ID - SEOUL. Naik.</article>"


def records(table: Any) -> list[dict[str, Any]]:
    return list(arrow.to_records(table))


def of(text: str, *, row: str | None = None, **known: Any) -> dict[str, Any]:
    """The record that one row should have."""
    return record.to_dict(parser.read(Document(text=text, origin=Origin(record=row), **known)))


# ── The schema ───────────────────────────────────────────────────────────────────────────


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The one alternative of `schema` that is not null."""
    alternatives = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return dict(alternatives[0])


def same_shape(kind: Any, schema: dict[str, Any]) -> bool:
    """Whether the Arrow type holds what the JSON Schema describes."""
    schema = resolved(schema)
    if schema.get("type") == "object":
        keys = schema["properties"]
        names = [kind.field(at).name for at in range(kind.num_fields)]
        return names == list(keys) and all(
            same_shape(kind.field(at).type, keys[name])
            and kind.field(at).nullable == may_be_null(keys[name])
            for at, name in enumerate(names)
        )
    if schema.get("type") == "array":
        return bool(pa.types.is_list(kind)) and same_shape(kind.value_type, schema["items"])
    numbers = schema.get("type") in ("integer", ["integer", "null"])
    return bool(kind == (pa.int32() if numbers else pa.string()))


def may_be_null(schema: dict[str, Any]) -> bool:
    if "anyOf" in schema:
        return {"type": "null"} in schema["anyOf"]
    return "null" in schema.get("type", ()) or None in schema.get("enum", ())


def test_the_schema_is_that_of_the_record() -> None:
    ours = arrow.schema()
    json_schema = record.schema()["properties"]
    assert [name for name in ours.names if name != "published_at"] == list(json_schema)
    for name, described in json_schema.items():
        field = ours.field(name)
        assert same_shape(field.type, described), name
        assert field.nullable == may_be_null(described), name


def test_a_record_comes_back(story: str) -> None:
    found = [record.to_dict(parse(story)), record.to_dict(parse_html(PAGE))]
    table = arrow.to_table(found)
    assert table.schema.equals(arrow.schema())
    table.validate(full=True)
    assert records(table) == found
    assert [record.from_dict(each) for each in records(table)] == [parse(story), parse_html(PAGE)]


def test_moments_are_those_that_are_printed() -> None:
    first = "0001-01-01T00:00:00+07:00"  # in Greenwich the year before, which no calendar has
    given = ("2026-03-09T08:15:00+07:00", "2026-03-09", "2026-03-09T08:15:00", None, first)
    found = [record.to_dict(parse(FLAT)) | {"published": published} for published in given]
    moment = dt.datetime(2026, 3, 9, 1, 15, tzinfo=dt.UTC)
    assert arrow.to_table(found)["published_at"].to_pylist() == [moment, *(None,) * 4]


def test_the_package_does_without_arrow(environment: dict[str, str]) -> None:
    program = (
        "import sys; from kontan_parse import arrow, sinks; "
        "sys.exit(any(name in sys.modules for name in ('pyarrow', 'zstandard')))"
    )
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=60)


# ── parse_batch ──────────────────────────────────────────────────────────────────────────


def test_rows_stay_in_their_order(story: str) -> None:
    texts = [story, FLAT, "", "Naik.", *(f"KONTAN.CO.ID - SEOUL. Nomor {n}." for n in range(50))]
    table = arrow.parse_batch(pa.table({"text": texts}))
    assert records(table) == [of(text) for text in texts]


def test_what_the_columns_say_is_known() -> None:
    table = pa.table(
        {
            "body": [FLAT, FLAT],
            "judul": ["Gula Naik", None],
            "url": ["https://contoh.example/gula", None],
            "published": ["2026-03-09", None],
            "key": [17, 18],
        }
    )
    found = records(arrow.parse_batch(table, text="body", title="judul", id="key"))
    known = {"title": "Gula Naik", "url": "https://contoh.example/gula"}
    assert found == [of(FLAT, row="17", published="2026-03-09", **known), of(FLAT, row="18")]
    assert found[0]["dates"][0]["value"] == "2026-03-09"
    (first, _) = records(arrow.parse_batch(table, text="body", title=None, url=None))
    assert (first["title"], first["url"]) == (None, None)


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (pa.date32(), dt.date(2026, 3, 9), "2026-03-09"),
        (pa.timestamp("s"), dt.datetime(2026, 3, 9, 8, 15), "2026-03-09T08:15:00"),
        (pa.timestamp("ns", "UTC"), 1773018900123456789, "2026-03-09T01:15:00.123456+00:00"),
        (pa.timestamp("ns"), 1773018900123456789, "2026-03-09T01:15:00.123456"),
        (pa.int64(), 2026, None),
    ],
    ids=str,
)
def test_publication_dates_of_any_type(kind: Any, value: Any, told: str | None) -> None:
    table = pa.table({"text": [FLAT], "published": pa.array([value], kind)})
    (found,) = records(arrow.parse_batch(table))
    assert found["published"] == told
    codes = [finding["code"] for finding in found["diagnostics"]]
    assert ("unreadable-published" in codes) == (told is None)


@pytest.mark.parametrize(
    ("kind", "odd"),
    [
        (pa.timestamp("s"), 2**40),
        (pa.timestamp("s"), 2**60),
        (pa.timestamp("us"), 2**63 - 1),
        (pa.timestamp("s", "UTC"), 2**60),
        (pa.date32(), 2**30),
    ],
    ids=str,
)
def test_a_date_that_no_calendar_has_costs_no_other(kind: Any, odd: Any) -> None:
    table = pa.table({"text": [FLAT, FLAT], "published": pa.array([odd, 0], kind)})
    first, second = records(arrow.parse_batch(table))
    assert first["published"] is None
    assert first["diagnostics"][0]["code"] == "unreadable-published"
    assert second["published"].startswith("1970-01-01")


def test_a_zone_that_nobody_knows_is_taken_for_greenwich() -> None:
    column = pa.array([1773043200], pa.timestamp("s", "Antah/Berantah"))
    (found,) = records(arrow.parse_batch(pa.table({"text": [FLAT], "published": column})))
    assert found["published"] == "2026-03-09T08:00:00+00:00"


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (pa.array([float("nan")]), None),
        (pa.array([b"Gula Naik"]), "Gula Naik"),
        (pa.array([b"\xff"]).cast(pa.binary()).view(pa.string()), "ÿ"),
        (pa.array([["Gula"]]), (None, '["Gula"]')),
        (pa.array([{"judul": "Gula"}]), (None, '{"judul":"Gula"}')),
        (pa.array([[2**40]], pa.list_(pa.timestamp("s"))), None),
        (pa.array([True]), None),
        (pa.array([" "]), None),
        (pa.array([2026]), "2026"),
        (pa.array([Decimal(7)], pa.decimal128(38, 0)), "7"),
    ],
)
def test_values_are_what_they_are_to_a_batch(
    column: Any, told: str | tuple[None, str] | None
) -> None:
    table = pa.table({"text": [FLAT], "title": column, "url": column, "key": column})
    (found,) = records(arrow.parse_batch(table, id="key"))
    printed, key = told if isinstance(told, tuple) else (told, told)
    assert [found["title"], found["url"], found["origin"]["record"]] == [printed, printed, key]


def test_a_key_of_any_type_that_names_a_row() -> None:
    name = uuid.UUID(int=7)
    columns = [pa.array([str(name)])]
    if hasattr(pa, "uuid"):  # since pyarrow 18
        columns.append(pa.array([name.bytes], pa.uuid()))
    for column in columns:
        (found,) = records(arrow.parse_batch(pa.table({"text": [FLAT], "k": column}), id="k"))
        assert found["origin"]["record"] == str(name)


def test_a_text_that_is_no_utf_8_costs_no_other() -> None:
    column = pa.array([FLAT.replace(".", "\xa0.").encode("cp1252"), b"\xff\0\xfe", FLAT.encode()])
    odd, refused, good = records(arrow.parse_batch(pa.table({"text": column.view(pa.string())})))
    assert "undecodable-bytes" in [finding["code"] for finding in odd["diagnostics"]]
    assert [finding["code"] for finding in refused["diagnostics"]] == ["binary"]
    assert good == of(FLAT)


def test_a_media_type_that_is_none_is_a_mistake(tmp_path: Path) -> None:
    said = "media_type is 'text/plain' or 'text/html', not 'html'"
    (tmp_path / "a.txt").write_text(FLAT)
    (tmp_path / "a.csv").write_text("text\nNaik.\n")
    with pytest.raises(ValueError, match=said):
        arrow.parse_batch(pa.table({"text": [PAGE]}), media_type="html")
    with pytest.raises(ValueError, match=said):
        sources.read(f"{tmp_path}/a.txt", media_type="html")
    with pytest.raises(ValueError, match=said):
        list(sources.documents(f"{tmp_path}/a.csv", media_type="html"))
    with pytest.raises(ValueError, match=said):
        batch.Settings(media_type="html")


def test_each_text_is_what_it_begins_like() -> None:
    escaped = PAGE.replace("&", "&amp;").replace("<", "&lt;")
    table = pa.table({"text": [FLAT, PAGE, escaped, None]})
    said = [each["origin"]["media_type"] for each in records(arrow.parse_batch(table))]
    assert said == ["text/plain", "text/html", "text/html", "text/plain"]
    assert records(arrow.parse_batch(table))[1]["title"] == "Gula Naik"
    for kind in ("text/plain", "text/html"):
        told = records(arrow.parse_batch(table, media_type=kind))
        assert {each["origin"]["media_type"] for each in told} == {kind}


def test_a_null_is_an_empty_text() -> None:
    table = pa.table({"text": pa.array([None, FLAT, None], pa.string())})
    found = records(arrow.parse_batch(table))
    assert found == [of(""), of(FLAT), of("")]
    assert found[0]["diagnostics"][0]["code"] == "empty-text"
    assert records(arrow.parse_batch(pa.table({"text": pa.nulls(2)}))) == [of(""), of("")]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_strings_of_any_width(kind: Any) -> None:
    column = pa.array([FLAT], kind)
    assert records(arrow.parse_batch(pa.table({"text": column}))) == [of(FLAT)]


def test_a_dictionary_a_record_batch_and_chunks() -> None:
    column = pa.array([FLAT, FLAT]).dictionary_encode()
    assert records(arrow.parse_batch(pa.table({"text": column}))) == [of(FLAT)] * 2
    batch = pa.RecordBatch.from_pydict({"text": [FLAT]})
    assert records(arrow.parse_batch(batch)) == [of(FLAT)]
    chunks = pa.chunked_array([[FLAT], [], ["", FLAT]])
    assert records(arrow.parse_batch(pa.table({"text": chunks}))) == [of(FLAT), of(""), of(FLAT)]


def test_what_gives_its_rows_to_arrow() -> None:
    pandas, duckdb = pytest.importorskip("pandas"), pytest.importorskip("duckdb")
    frame = pandas.DataFrame({"text": [FLAT, ""], "title": ["Gula Naik", None]})
    expected = records(arrow.parse_batch(pa.Table.from_pandas(frame)))
    assert records(arrow.parse_batch(frame)) == expected
    assert records(arrow.parse_batch(duckdb.sql("SELECT text, title FROM frame"))) == expected
    for other in ([FLAT], FLAT, None, 7):
        with pytest.raises(TypeError, match=f"frame of pandas, not {type(other).__name__}"):
            arrow.parse_batch(other)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["Series", "ChunkedArray"])
def test_a_column_alone_is_no_table(kind: str) -> None:
    column = pa.chunked_array([[FLAT]])
    if kind == "Series":
        column = pytest.importorskip("pandas").Series([FLAT])
        if not hasattr(column, "__arrow_c_stream__"):
            pytest.skip("an older pandas, which tells")
    with pytest.raises(TypeError, match=f"this {kind} is a column alone; give the frame"):
        arrow.parse_batch(column)


def test_a_frame_that_arrow_cannot_read_says_where() -> None:
    frame = pytest.importorskip("pandas").DataFrame({"text": [FLAT, FLAT], "n": [1, "x"]})
    with pytest.raises(pa.ArrowInvalid, match="column n"):
        arrow.parse_batch(frame)


def test_without_arrow_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = pa.table({"text": [FLAT]})
    arrow.schema.cache_clear()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for attempt in (arrow.schema, lambda: arrow.to_table([]), lambda: arrow.parse_batch(table)):
        with pytest.raises(ModuleNotFoundError) as caught:
            attempt()
        assert caught.value.name == "pyarrow"
        assert str(caught.value).endswith("type: pip install 'kontan-parse[parquet]'")


def test_columns_by_the_other_names_that_a_batch_knows() -> None:
    columns = {"isi": [FLAT], "judul": ["Gula Naik"], "link": ["https://contoh.id/gula"]}
    (found,) = records(arrow.parse_batch(pa.table(columns | {"tanggal": ["2026-03-09"]})))
    told = [found[key] for key in ("title", "url", "published")]
    assert told == ["Gula Naik", "https://contoh.id/gula", "2026-03-09"]
    (bare,) = records(arrow.parse_batch(pa.table(columns), title=None, url=None))
    assert (bare["title"], bare["url"]) == (None, None)
    (both,) = records(arrow.parse_batch(pa.table(columns | {"title": ["Kopi"]})))
    assert both["title"] == "Kopi"
    (other,) = records(arrow.parse_batch(pa.table({"text": [FLAT], "source": ["Kontan"]})))
    assert other["url"] is None
    with pytest.raises(ValueError, match="no column 'text'"):
        arrow.parse_batch(pa.table({"html": [PAGE]}))


def test_no_row_at_all() -> None:
    table = arrow.parse_batch(pa.table({"text": pa.array([], pa.string())}))
    assert (table.num_rows, table.schema) == (0, arrow.schema())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pa.table({"naskah": [FLAT]}), "no column 'text'; name the one .* It has 'naskah'"),
        (pa.table({}), "It has none"),
        (pa.table({"text": [1]}), "'text' holds int64, and articles are strings"),
        (pa.table({"text": [b"x"]}), "'text' holds binary"),
    ],
)
def test_a_table_without_texts_is_a_mistake(table: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        arrow.parse_batch(table)


@pytest.mark.parametrize("field", ["title", "url", "published", "id"])
def test_a_column_that_was_misspelt_is_a_mistake(field: str) -> None:
    table = pa.table({"text": [FLAT], "judul": ["Gula"]})
    said = f"no column 'jdul'; name the one for '{field}': .* It has 'text', 'judul'"
    with pytest.raises(ValueError, match=said):
        arrow.parse_batch(table, **{field: "jdul"})
    with pytest.raises(ValueError, match="no column 'id'"):
        arrow.parse_batch(table, id="id")


@pytest.mark.parametrize("twice", ["text", "title"])
def test_a_column_that_is_there_twice_is_a_mistake(twice: str) -> None:
    columns = [pa.array([FLAT])] * 3
    table = pa.Table.from_arrays(columns, names=["text", twice, "title"])
    with pytest.raises(ValueError, match=f"has 2 columns '{twice}'; rename one"):
        arrow.parse_batch(table)


def test_pages_and_what_is_none() -> None:
    bomb = "<p>" + "<div>" * 100_000
    table = pa.table({"html": [PAGE, bomb], "key": ["a", "b"]})
    page, refused = records(arrow.parse_batch(table, text="html", id="key", media_type="text/html"))
    assert page["title"] == "Gula Naik"
    assert [refused["origin"]["record"], refused["paragraphs"]] == ["b", []]
    assert [finding["severity"] for finding in refused["diagnostics"]][:1] == ["error"]


# ── Other engines ────────────────────────────────────────────────────────────────────────


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": [FLAT, None, FLAT], "title": ["Gula", None, float("nan")]})
    frame["published"] = pandas.to_datetime(["2026-03-09", None, "2025-01-01"])
    table = arrow.parse_batch(pa.Table.from_pandas(frame))
    found = records(table)
    assert [each["title"] for each in found] == ["Gula", None, None]
    assert [each["dates"][0]["value"][:4] for each in found if each["dates"]] == ["2026", "2024"]
    assert list(table.to_pandas()["title"].notna()) == [True, False, False]


def test_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    articles = duckdb.sql(f"SELECT 'A' AS id, '{FLAT}' AS text").to_arrow_table()
    parsed = arrow.parse_batch(articles, id="id")
    found = duckdb.from_arrow(parsed).query(
        "parsed", "SELECT origin.record, dateline.places[1], len(paragraphs) FROM parsed"
    )
    assert found.fetchall() == [("A", "SEOUL", 1)]


def test_what_goes_to_a_worker_can_be_sent() -> None:
    assert pickle.loads(pickle.dumps(arrow.parse_batch)) is arrow.parse_batch  # noqa: S301


def test_dask() -> None:
    dataframe = pytest.importorskip("dask.dataframe")
    pandas = pytest.importorskip("pandas")
    texts = [f"KONTAN.CO.ID - SEOUL. Nomor {n}." for n in range(10)]
    frame = dataframe.from_pandas(pandas.DataFrame({"text": texts}), npartitions=3)

    def parsed(part: Any) -> Any:
        return arrow.parse_batch(pa.Table.from_pandas(part)).to_pandas(
            types_mapper=pandas.ArrowDtype
        )

    meta = arrow.schema().empty_table().to_pandas(types_mapper=pandas.ArrowDtype)
    found = frame.map_partitions(parsed, meta=meta).compute(scheduler="synchronous")
    assert [list(paragraphs) for paragraphs in found["paragraphs"]] == [
        [f"Nomor {n}."] for n in range(10)
    ]
