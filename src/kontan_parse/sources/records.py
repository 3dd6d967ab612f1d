"""What a container holds: records with fields, of which a text is an article."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from kontan_parse import charset
from kontan_parse.diagnostics import Diagnostic, UnreadableInput
from kontan_parse.lines import visible
from kontan_parse.model import MARKUP, TEXT, Document, Origin
from kontan_parse.page import begins, unescaped
from kontan_parse.patterns import lazy

DEFAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": (
            *("text", "content", "article", "isi", "paragraf"),
            *("body", "konten", "isi_berita", "html"),
            *("artikel", "isi_artikel", "teks", "full_text", "maintext", "markdown"),
        ),
        "title": ("title", "judul", "headline", "judul_berita"),
        "url": ("url", "link", "source"),
        "published": (
            *("published", "date", "timestamp", "tanggal"),
            *("published_at", "publish_date", "tanggal_berita", "tanggal_terbit"),
            *("date_published", "date_publish", "pub_date", "pubdate", "waktu"),
        ),
        "id": ("id",),
    }
)
"""The names that are looked for where the user gives none, in their order."""

SOURCE = "source"
"""What is called so and was not named by the user is an address only where it looks like one."""
_ADDRESS = lazy(r"(?:[a-z][a-z0-9+.-]*:)?//\S|[\w.-]+\.[a-z]{2,}(?::\d+)?/", re.IGNORECASE)

PAGE = "html"
"""What is called so is a page, whatever it begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The names that a container has for what a document is made of; None looks for the usual."""

    text: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    id: str | None = None

    def within(
        self, names: Collection[str], wanted: Collection[str] = tuple(DEFAULTS)
    ) -> dict[str, list[str]]:
        """Which of `names` stand for which field `wanted`; one that none stands for is left out.

        A usual name is known in letters of any size, with blanks around it and blanks or hyphens
        between its words, unless it stands there as it is. The usual `source` stands for itself: it
        may be the address, or who published it.

        >>> Fields(text="berita").within(["id", "Judul ", "headline", "berita", "text"])
        {'text': ['berita'], 'title': ['Judul ', 'headline'], 'id': ['id']}
        >>> Fields().within(["source"]), Fields(url="source").within(["source"])
        ({'source': ['source']}, {'url': ['source']})
        """
        there = known(names)
        chosen: dict[str, list[str]] = {}
        for field in wanted:
            given = getattr(self, field)
            for name in (given,) if given is not None else DEFAULTS[field]:
                if name in there:
                    stands_for = SOURCE if name == SOURCE and given is None else field
                    chosen.setdefault(stands_for, []).append(there[name])
        return chosen

    def names(self) -> tuple[str | None, ...]:
        """What the user gave, in the order of `DEFAULTS`."""
        return self.text, self.title, self.url, self.published, self.id


def known(names: Iterable[str]) -> dict[str, str]:
    """`names` by what finds them: each as it is, and as usual names are written.

    >>> known(["Text", "text", "Judul "])
    {'text': 'text', 'judul': 'Judul ', 'Text': 'Text', 'Judul ': 'Judul '}
    """
    return {plain(name): name for name in names} | {name: name for name in names}


USUAL = Fields()
"""No name given."""


class Record(NamedTuple):
    """One record, as its container holds it."""

    number: int
    """1-based, of the line or row."""
    values: Mapping[str, Any]
    """By field: `text`, `title` …; bytes where the container does not know their encoding."""
    data: bytes | None = None
    """The bytes whose hash tells the record, where they are not those of its text."""
    media_type: str | None = None
    encoding: str = "utf-8"
    findings: tuple[Diagnostic, ...] = ()


class Bad(NamedTuple):
    """A record that cannot be read."""

    number: int
    code: str
    reason: str


NO_TEXT = "no-text"
TOO_LARGE = "too-large"


def too_large(number: int, max_size: int) -> Bad:
    """A record whose text is larger than anybody wants."""
    return Bad(number, TOO_LARGE, f"larger than {max_size:,} bytes; raise --max-size to read it")


def longest(max_size: int) -> int:
    """Bytes of the longest line that can hold a text of `max_size`; JSON may write six for one."""
    return 6 * max_size + (1 << 20)


def listed(names: Iterable[str]) -> str:
    """`names` for a message."""
    all_names = [visible(name[:40]) for name in names]
    shown = ", ".join(all_names[:20])
    return f"{shown}, …" if len(all_names) > 20 else shown or "nothing"


def columns(
    path: str, fields: Fields, names: Collection[str], wanted: Collection[str]
) -> dict[str, list[str]]:
    """Which of the columns `names` stand for which of the fields `wanted`.

    Raises `UnreadableInput` where the user names one that is not there, none is a text, or one is
    there twice.
    """
    there = known(names)
    absent = [name for name in fields.names() if name is not None and name not in there]
    if absent:
        raise UnreadableInput(
            path, "missing-column", f"has no column {absent[0]!r}; it has: {listed(names)}"
        )
    refuse_own(path, fields, names)
    chosen = fields.within(names, wanted)
    if "text" in wanted and "text" not in chosen:
        raise UnreadableInput(
            path,
            "missing-column",
            f"has no column {', '.join(DEFAULTS['text'])}; name its own with --text-field; "
            f"it has: {listed(names)}",
        )
    told = doubled("columns", fields, names, chosen)
    if told is not None:
        raise UnreadableInput(path, DOUBLED, told)
    return chosen


_OWN = frozenset(("published_estimate", "byline", "paragraphs", "cross_links", "syndicated"))
"""Names that our records have in every format, and hardly anybody else's together."""


def refuse_own(path: str, fields: Fields, names: Collection[str]) -> None:
    """Raise `UnreadableInput` where `names` are those of records that `batch` wrote.

    Of an article its paragraphs alone stand in them, without byline and dateline, so that parsing
    them again would find neither; but who adds the text to such records, or names one, may.
    """
    if fields.text is not None or not _OWN.issubset(names):
        return
    if "words" in names or "text" not in fields.within(names, ("text",)):  # the former of CSV
        raise UnreadableInput(
            path,
            "already-parsed",
            "holds records that kontan-parse wrote, not articles: name what they were made from; "
            "`kontan_parse.sinks.collect` writes lines of records in another format",
        )


DOUBLED = "doubled-column"


def doubled(
    what: str, fields: Fields, names: Collection[str], chosen: Mapping[str, Iterable[str]]
) -> str | None:
    """Which of the `names` that were `chosen` is there twice, or None; `what` they are is told.

    >>> doubled("columns", USUAL, ["Text", "TEXT"], {"text": ["TEXT"]})
    "has 2 columns 'Text' and 'TEXT'; rename all but one"
    """
    if len(set(map(plain, names))) == len(names):
        return None  # as nearly always
    for name in chain.from_iterable(chosen.values()):
        is_exact = name in fields.names() or name == plain(name)
        same = [
            other
            for other in names
            if other == name or (not is_exact and plain(other) == plain(name))
        ]
        if len(same) > 1:
            told = " and ".join(map(repr, dict.fromkeys(same)))
            return f"has {len(same)} {what} {told}; rename all but one"
    return None


def first_said(
    chosen: Mapping[str, list[str]], values: Mapping[str, Any]
) -> tuple[dict[str, Any], str | None]:
    """What a record says of each field, and what its text is, where the name of that tells.

    Of the names that were `chosen` for a field, the first under which something is said counts;
    `values` holds what stands under each.
    """
    counts = {
        field: next((name for name in names if _says(values[name])), names[0])
        for field, names in chosen.items()
    }
    held = {field: values[name] for field, name in counts.items()}
    return held, MARKUP if plain(counts.get("text", "")) == PAGE else None


def _says(value: Any) -> bool:
    """Whether `value` says something: nothing, blanks and what is no number (NaN) do not."""
    if isinstance(value, str | bytes):
        return bool(value) and not value.isspace()
    return value is not None and value == value and value not in ([], {})


def plain(name: str) -> str:
    """`name` as usual names are written: in small letters, its words parted by `_`.

    >>> plain(" Isi Berita"), plain("publish-date"), plain("Judul")
    ('isi_berita', 'publish_date', 'judul')
    """
    small = name.strip().lower()
    return small if small.isidentifier() else _BETWEEN.sub("_", small)


_BETWEEN = lazy(r"[\s_-]+")
"""What may stand between the words of a name."""


def document(path: str, record: Record, *, media_type: str | None, max_size: int) -> Document | Bad:
    """The document that `record` of the container `path` is, or why it is none."""
    text = record.values.get("text")
    encoding, findings = record.encoding, record.findings
    data = record.data
    if isinstance(text, bytes):
        if len(text) > max_size:
            return too_large(record.number, max_size)
        data = text
        try:
            text, encoding, odd = decoded(path, text)
        except UnreadableInput as failure:
            return Bad(record.number, failure.code, failure.reason)
        findings += odd
    if not isinstance(text, str):
        kind = "null" if text is None else f"no string but of type {type(text).__name__}"
        return Bad(record.number, NO_TEXT, f"its text is {kind}")
    if 4 * len(text) > max_size or data is None:
        written = text.encode(errors="surrogatepass")
        if len(written) > max_size:
            return too_large(record.number, max_size)
        data = written if data is None else data
    name = key(record.values.get("id"))
    kind, text = written_as(text, media_type or record.media_type)
    return Document(
        text=text,
        origin=Origin(
            path=path,
            record=record.number if name is None else name,
            media_type=kind,
            encoding=encoding,
            sha256=hashlib.sha256(data).hexdigest(),
        ),
        title=string(record.values.get("title")),
        url=_url(record.values),
        published=date(record.values.get("published")),
        findings=findings,
    )


def written_as(text: str, media_type: str | None) -> tuple[str, str]:
    """What the `text` of a record is, if not of `media_type`: what it begins like; and its text.

    Markup that was escaped is read as it was.

    >>> written_as("<p>Gula", None), written_as("&lt;p&gt;Gula", None), written_as("<p>", TEXT)
    (('text/html', '<p>Gula'), ('text/html', '<p>Gula'), ('text/plain', '<p>'))
    """
    if media_type == TEXT:
        return TEXT, text
    markup = unescaped(text)
    if markup is not None:
        return MARKUP, markup
    return media_type or (MARKUP if begins(text) else TEXT), text


def decoded(path: str, data: bytes) -> charset.Decoded:
    """The text of the bytes `data`: UTF-8, whatever it holds, else as a file's are."""
    try:
        return charset.Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return charset.decode(path, data)


def string(value: object) -> str | None:
    """`value`, if it is a string that says something, or a number."""
    if isinstance(value, bytes):
        value = _written(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        value = str(value)
    return value if isinstance(value, str) and value.strip() else None


def _written(data: bytes) -> str:
    """What `data` says, read as a text is; but what is none refuses no document."""
    try:
        return decoded("", data).text
    except UnreadableInput:
        return data.decode(errors="replace")


def key(value: object) -> str | int | None:
    """`value` as the name of its record; a number stays one as far as JSON holds it."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63:
        return value
    if isinstance(value, bytes):
        read = _written(value)
        value = read if "\ufffd" not in read else written(value)
    elif isinstance(value, dict | list):
        value = _compact(value)
    elif value is not None and not isinstance(value, str | int | float):
        value = str(value)  # a UUID
    return string(value)


def written(data: bytes) -> str:
    """The text that `data` is in UTF-8, or its digits in base 16 where it is none to be printed.

    >>> written(b"k-1"), written(bytes([255, 0]))
    ('k-1', 'ff00')
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data.hex()
    return text if text.isprintable() else data.hex()


def _compact(value: dict[str, Any] | list[Any]) -> str | None:
    """`value` as JSON; alone what databases write a value's type beside, as `{"$oid": "…"}`."""
    if not value:
        return None
    if isinstance(value, dict) and len(value) == 1:
        ((name, inner),) = value.items()
        if name.startswith("$") and isinstance(inner, str):
            return inner
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_told)
    except RecursionError:
        return None


def _told(value: object) -> str:
    return written(value) if isinstance(value, bytes) else str(value)


def _url(values: Mapping[str, Any]) -> str | None:
    """The address among `values`: what the user or its name says, or what a source looks like."""
    url = string(values.get("url"))
    source = string(values.get(SOURCE)) if url is None else None
    return source if source is not None and _ADDRESS.match(source.strip()) else url


def date(value: object) -> str | dt.date | None:
    """`value` as a publication date; what is none is kept as a string, so that parsing says so.

    >>> date({"$date": "2026-03-09T01:00:00Z"}), date({"$date": {"$numberLong": "1773018000000"}})
    ('2026-03-09T01:00:00Z', datetime.datetime(2026, 3, 9, 1, 0, tzinfo=datetime.timezone.utc))
    """
    match value:  # MongoDB's
        case {"$date": {"$numberLong": str(since)}} | {"$date": int(since)}:
            return _moment(since)
        case {"$date": str(told)}:
            value = told
    if isinstance(value, dt.date):
        return value
    if value is None or isinstance(value, str | bytes | int | float):
        return string(value)
    return str(value)


def _moment(since: str | int) -> str | dt.datetime:
    """The moment `since` milliseconds after 1970 began in UTC, or them where no calendar has it."""
    try:
        return _EPOCH + dt.timedelta(milliseconds=int(since))
    except (ValueError, OverflowError):
        return str(since)


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
