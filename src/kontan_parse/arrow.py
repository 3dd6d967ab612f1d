"""Records ⇄ Arrow: the schema, tables of records, and a table of texts parsed in one call.

The record is as in JSON, key for key, with two differences: `origin.record` is always a string,
and `published_at` stands beside `published`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from kontan_parse import parser, record, sources
from kontan_parse.diagnostics import Diagnostic, UnreadableInput
from kontan_parse.model import TEXT, Article, Document, Origin
from kontan_parse.sources import parquet, records

if TYPE_CHECKING:
    import pyarrow as pa

    class Exporting(Protocol):
        """What gives its rows to Arrow: a frame of pandas or polars, a relation of DuckDB."""

        def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


def _need_arrow() -> None:
    """Raise `ModuleNotFoundError` with what installs pyarrow, where it is missing."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise ModuleNotFoundError(
            "kontan_parse.arrow needs pyarrow; type: pip install 'kontan-parse[parquet]'",
            name="pyarrow",
        ) from None


@cache
def schema() -> pa.Schema:
    """The Arrow schema of the record."""
    _need_arrow()
    import pyarrow as pa

    def may(name: str, kind: pa.DataType | None = None) -> pa.Field[Any]:
        return pa.field(name, kind or pa.string())

    def must(name: str, kind: pa.DataType | None = None) -> pa.Field[Any]:
        return pa.field(name, kind or pa.string(), nullable=False)

    def many(name: str, kind: pa.DataType | None = None) -> pa.Field[Any]:
        return must(name, pa.list_(must("element", kind)))

    origin = pa.struct(
        [may("path"), may("record"), must("media_type"), may("encoding"), may("sha256")]
    )
    estimate = pa.struct([*map(must, ("date", "basis", "text")), many("candidates")])
    dateline = pa.struct([must("text"), may("outlet"), many("places"), may("date")])
    link = pa.struct(
        [must("kind"), must("title"), may("url"), must("after_paragraph", pa.int32())],
    )
    syndicated = pa.struct([must("outlet"), *map(may, ("title", "author", "url"))])
    date = pa.struct([must("text"), may("value"), may("basis"), may("paragraph", pa.int32())])
    finding = pa.struct(
        [*map(must, ("code", "severity", "message")), may("line", pa.int32())],
    )
    return pa.schema(
        [
            must("schema"),
            must("origin", origin),
            may("title"),
            may("url"),
            may("published"),
            may("published_at", pa.timestamp("us", "UTC")),
            may("published_text"),
            may("published_estimate", estimate),
            may("byline"),
            *map(many, ("sources", "reporters", "authors", "editors")),
            may("dateline", dateline),
            many("paragraphs"),
            many("cross_links", link),
            *map(many, ("captions", "tags", "credits")),
            may("syndicated", syndicated),
            may("truncated"),
            many("boilerplate"),
            many("dates", date),
            many("diagnostics", finding),
        ]
    )


def to_table(records: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A table of `records`, as `record.to_dict` gives them, a row each in their order."""
    _need_arrow()
    import pyarrow as pa

    return pa.Table.from_pylist([_row(each) for each in records], schema=schema())


def to_records(table: pa.Table | pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The records of a table that `to_table` or `parse_batch` made, but `origin.record` as text."""
    keys = record.schema()["properties"]
    for row in table.to_pylist():
        yield {key: row[key] for key in keys}


def parse_batch(
    table: pa.Table | pa.RecordBatch | Exporting,
    *,
    text: str = "text",
    title: str | None = "title",
    url: str | None = "url",
    published: str | None = "published",
    id: str | None = None,
    media_type: str | None = None,
) -> pa.Table:
    """The records of the articles in `table`: as many rows, in the same order.

    The arguments name columns. `text` holds the articles; what the others hold is taken as known.
    A column that an argument names must be there, and once; `title`, `url` and `published`, which
    are looked for anyway, need not, and they and `text` are also looked for by the other names that
    `batch` knows, as `judul`. `id` goes to `origin.record`. Each text is what it begins like, text
    or a page, unless `media_type` says what all are. A null text gives a row like that of an
    empty one, with the finding `empty-text`; a page that `parse_html` refuses gives one with the
    reason as a finding, and so does a date that no calendar has. Raises `ValueError` for a table or
    a `media_type` that is none of articles, `TypeError` for what Arrow can make no table of, as a
    column alone.
    """
    _need_arrow()
    import pyarrow as pa

    sources.check(media_type)
    table = _table(table)
    names = table.schema.names
    text = _usual("text", text, names)
    title, url, published = (
        column and _usual(field, column, names)
        for field, column in (("title", title), ("url", url), ("published", published))
    )
    given = {"text": text, "title": title, "url": url, "published": published, "id": id}
    for field, column in given.items():
        if column is not None:
            _check(field, column, names)
    kind = table.schema.field(text).type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not (pa.types.is_null(kind) or _is_string(kind)):
        raise ValueError(f"the column {text!r} holds {kind}, and articles are strings")
    known = {
        field: (parquet.keys if field == "id" else parquet.values)(table.column(column))
        for field, column in (("title", title), ("url", url), ("published", published), ("id", id))
        if column is not None and column in names
    }
    nothing = {"title": None, "url": None, "published": None, "id": None}
    rows = (
        nothing | {field: values[number] for field, values in known.items()}
        for number in range(table.num_rows)
    )
    return to_table(
        _parsed(article, row, media_type)
        for article, row in zip(parquet.values(table.column(text)), rows, strict=True)
    )


def _parsed(
    text: str | bytes | None, known: Mapping[str, Any], media_type: str | None
) -> dict[str, Any]:
    origin = Origin(record=records.key(known["id"]), media_type=media_type or TEXT)
    findings: tuple[Diagnostic, ...] = ()
    try:
        if isinstance(text, bytes):  # a string that is no UTF-8
            text, _, findings = records.decoded("", text)
        kind, text = records.written_as(text or "", media_type)
        origin = replace(origin, media_type=kind)
        article = parser.read(
            Document(
                text=text,
                origin=origin,
                title=records.string(known["title"]),
                url=records.string(known["url"]),
                published=records.date(known["published"]),
                findings=findings,
            )
        )
    except UnreadableInput as failure:
        finding = Diagnostic(code=failure.code, severity="error", message=failure.reason)
        article = Article(origin=origin, diagnostics=(finding,))
    return record.to_dict(article)


def _table(given: pa.Table | pa.RecordBatch | Exporting) -> pa.Table | pa.RecordBatch:
    import pyarrow as pa

    if isinstance(given, pa.Table | pa.RecordBatch):
        return given
    # Older frames of pandas know only the second.
    if not (hasattr(given, "__arrow_c_stream__") or hasattr(given, "__dataframe__")):
        raise TypeError(
            "parse_batch takes an Arrow table or record batch, or what gives its rows to Arrow, as "
            f"a frame of pandas, not {type(given).__name__}"
        )
    try:
        return pa.table(given)
    except pa.ArrowInvalid as error:
        if "non-struct type" not in str(error):
            raise
        raise TypeError(
            f"parse_batch takes a table, and this {type(given).__name__} is a column alone; give "
            "the frame, as parse_batch(frame, text='isi')"
        ) from None


_AMBIGUOUS = (records.PAGE, records.SOURCE)
"""Names that say more, or less, than which column it is."""


def _usual(field: str, column: str, names: list[str]) -> str:
    """`column`, or where it is the usual name and not there, the first of the other usual ones."""
    if column != field or column in names:
        return column
    others = (name for name in records.DEFAULTS[field] if name not in _AMBIGUOUS)
    return next((name for name in others if name in names), column)


def _check(field: str, column: str, names: list[str]) -> None:
    """Raise `ValueError` where the column for `field` is not there, or not alone."""
    if column not in names and (column != field or field in ("text", "id")):
        what = "with the articles" if field == "text" else f"for {field!r}"
        raise ValueError(
            f"the table has no column {column!r}; name the one {what}: parse_batch(…, {field}=…). "
            f"It has {', '.join(map(repr, names)) or 'none'}"
        )
    if names.count(column) > 1:
        raise ValueError(f"the table has {names.count(column)} columns {column!r}; rename one")


def _is_string(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    """`record` with the two differences."""
    origin = record["origin"]
    key = origin["record"]
    return {
        **record,
        "origin": {**origin, "record": None if key is None else str(key)},
        "published_at": _moment(record["published"]),
    }


def _moment(published: str | None) -> dt.datetime | None:
    """The moment of `published`, where it says a time and a zone."""
    if published is None or "T" not in published:
        return None
    moment = dt.datetime.fromisoformat(published)
    if moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:  # the first or last day that a calendar of four digits has
        return None
