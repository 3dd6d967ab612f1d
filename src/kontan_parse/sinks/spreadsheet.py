"""Records → CSV: one row an article, flat, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kontan_parse.patterns import lazy
from kontan_parse.sinks import rows
from kontan_parse.sinks.compressed import Output

COLUMNS = (
    "path", "record", "title", "url", "published", "published_estimate", "outlet", "places",
    "byline", "sources", "reporters", "authors", "editors", "paragraphs", "words", "text",
    "cross_links", "captions", "tags", "dates", "syndicated", "truncated", "findings",
)  # fmt: skip
"""In their order; `docs/outputs.md` says what each holds."""

_RUN = lazy(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet would run, or that `armed` would take for a guarded one."""
_SPECIAL = lazy(r'[",\r\n]')


def write(blocks: Iterable[bytes], out: Output) -> None:
    """Write a head line and a row for every record of `blocks`."""
    out.write(_line(COLUMNS))
    for record in rows.records(blocks):
        out.write(_line(map(_cell, row(record).values())))


def row(record: Mapping[str, Any]) -> dict[str, str | int | list[str] | None]:
    """The values of `record` by column."""
    origin, dateline = record["origin"], record["dateline"] or {}
    paragraphs = record["paragraphs"]
    values = {
        "path": origin["path"],
        "record": origin["record"],
        "title": record["title"],
        "url": record["url"],
        "published": record["published"],
        "published_estimate": (record["published_estimate"] or {}).get("date"),
        "outlet": dateline.get("outlet"),
        "places": dateline.get("places"),
        "byline": record["byline"],
        "sources": record["sources"],
        "reporters": record["reporters"],
        "authors": record["authors"],
        "editors": record["editors"],
        "paragraphs": len(paragraphs),
        **rows.story(record),
        "cross_links": len(record["cross_links"]),
        "captions": record["captions"],
        "tags": record["tags"],
        "dates": [date["value"] for date in record["dates"] if date["value"]],
        "syndicated": (record["syndicated"] or {}).get("outlet"),
        "truncated": record["truncated"],
        "findings": list(dict.fromkeys(finding["code"] for finding in record["diagnostics"])),
    }
    return {column: values[column] for column in COLUMNS}


def guarded(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would run it.

    `armed` takes it away again. The minus of a list and the plus of a number are guarded too:
    nobody can tell them from a formula.

    >>> guarded("=HYPERLINK(1)"), guarded("Gula - naik"), guarded("'-5")
    ("'=HYPERLINK(1)", 'Gula - naik', "''-5")
    """
    return f"'{text}" if _RUN.match(text) else text


def armed(cell: str) -> str:
    """What `guarded` was given.

    >>> armed("'=HYPERLINK(1)"), armed("'Gula'")
    ('=HYPERLINK(1)', "'Gula'")
    """
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell


def _cell(value: str | int | list[str] | None) -> str:
    if isinstance(value, list):
        value = "; ".join(value)
    return guarded(value) if isinstance(value, str) else "" if value is None else str(value)


def _line(cells: Iterable[str]) -> bytes:
    r"""A row of RFC 4180. Python's own writer leaves a lone CR bare, where readers end the row.

    >>> _line(["Gula", "naik, lagi", ""])
    b'Gula,"naik, lagi",\n'
    """
    quoted = (
        '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell for cell in cells
    )
    return (",".join(quoted) + "\n").encode()
