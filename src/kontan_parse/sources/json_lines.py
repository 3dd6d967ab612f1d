"""JSON Lines → records: an object a line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kontan_parse import charset, record
from kontan_parse.diagnostics import Diagnostic, UnreadableInput
from kontan_parse.patterns import lazy
from kontan_parse.sources import streams
from kontan_parse.sources.records import (
    DEFAULTS,
    DOUBLED,
    NO_TEXT,
    USUAL,
    Bad,
    Fields,
    Record,
    decoded,
    doubled,
    first_said,
    known,
    listed,
    longest,
    refuse_own,
    too_large,
)

_NOT_JSON = "not-json"
_ROUNDED = 1 << 63
"""From here on, a whole number may come as a float, which is that of its neighbours, too."""
_LIST = "`jq -c '.[]'` makes lines of a list"
_SPREAD = lazy(rb"(?P<list>\[)\s*(?:\{.*,\s*)?|\{\s*")
"""How a file begins that is one list, or objects, over several lines: no line of it is whole."""


def records(
    path: str, fields: Fields, wanted: Collection[str], max_size: int
) -> Iterator[Record | Bad]:
    """The objects of `path`, one a line. Blank lines are none.

    Objects need not have the same keys; but a name that the user gave and no object has is a
    failure at the end, unless it is that of the text, without which each line is one. Where no text
    is wanted, lines may be left out that hold nothing else.
    """
    unseen = {name for name in fields.names() if name is not None} - {fields.text}
    names: Collection[str] = ()
    signs = () if "text" in wanted else _signs(fields, wanted)
    for line in lines(path, max_size, fields):
        if isinstance(line, Bad):
            yield line
            continue
        if signs and not _holds(line.data.lower(), signs):
            continue
        read = _read(path, *line)
        if isinstance(read, Bad):
            yield read
            continue
        names = read[0].keys()
        unseen.difference_update(known(names) if unseen else ())
        yield _chosen(line, read, fields, wanted)
    if unseen and names:
        raise UnreadableInput(
            path,
            "missing-column",
            f"no line has a field {min(unseen)!r}; the last has: {listed(names)}",
        )


def _signs(fields: Fields, wanted: Collection[str]) -> tuple[bytes, ...]:
    r"""What is in each line that holds a field `wanted`, to read no other; none if one may hide.

    >>> _signs(Fields(title="Kepala"), ("title", "id")), _signs(Fields(title="kop 1"), ("title",))
    ((b'kepala', b'id', b'\\u00'), ())
    """
    given = {field: getattr(fields, field) for field in wanted}
    names = [name for field, own in given.items() for name in ((own,) if own else DEFAULTS[field])]
    if not all(name.isascii() and name.isidentifier() for name in names):
        return ()
    words = (max(name.lower().split("_"), key=len) for name in names)  # a blank may part them
    return (*(word.encode() for word in words), rb"\u00")  # a letter may be written so


def _holds(data: bytes, signs: tuple[bytes, ...]) -> bool:
    return any(sign in data for sign in signs)


_OWN = b'"published_estimate"'
"""What stands in each of our own records."""


class Line(NamedTuple):
    """A line as it stands there."""

    number: int
    data: bytes


def lines(path: str, max_size: int, fields: Fields = USUAL) -> Iterator[Line | Bad]:
    """The lines of `path` that are not blank, without their ends.

    JSON that is spread over several lines is one failure, and so are our own records.
    """
    first = True
    with streams.opened(path) as file:
        if file.peek(2).startswith(streams.WIDE) or charset.unmarked(file.peek(2)):
            raise UnreadableInput(path, "unreadable", "is UTF-16; save it as UTF-8")
        for number, line in enumerate(streams.lines(file, longest(max_size)), 1):
            if line is None:
                yield too_large(number, max_size)
                continue
            data = line.removeprefix(streams.MARK)  # of each of several files that were joined
            if not data or data.isspace():
                continue
            spread = _SPREAD.fullmatch(data) if first else None
            if spread:
                hint = _LIST if spread["list"] else "`jq -c .` makes a line of each"
                raise UnreadableInput(
                    path, _NOT_JSON, f"is JSON, but not one object a line: {hint}"
                )
            if first and _OWN in data:
                read = _read(path, number, data)
                refuse_own(path, fields, () if isinstance(read, Bad) else read[0])
            first = False
            yield Line(number, data.rstrip(b"\r\n"))


def record_on(path: str, line: Line, fields: Fields, wanted: Collection[str]) -> Record | Bad:
    """The record that a line of `path` is."""
    read = _read(path, *line)
    return read if isinstance(read, Bad) else _chosen(line, read, fields, wanted)


def _chosen(
    line: Line,
    read: tuple[dict[str, Any], str, tuple[Diagnostic, ...]],
    fields: Fields,
    wanted: Collection[str],
) -> Record | Bad:
    """The fields `wanted` of the object on a line."""
    values, encoding, findings = read
    chosen = fields.within(values, wanted)
    twice = doubled("fields", fields, values, {"text": chosen.get("text", ())})
    if twice is not None:
        return Bad(line.number, DOUBLED, twice)
    if "text" in wanted and "text" not in chosen:
        told = "a text" if fields.text is None else repr(fields.text)
        way = _way_in(values, fields)
        reason = f"has no field for {told}; {way}it has: {listed(values.keys())}"
        return Bad(line.number, NO_TEXT, reason)
    held, media_type = first_said(chosen, values)
    text = held.get("text")
    if isinstance(text, list | dict):
        name = next(name for name in chosen["text"] if values[name] is text)
        told = f"its text is no string but of type {type(text).__name__}{_way_to(name, text)}"
        return Bad(line.number, NO_TEXT, told)
    if any(isinstance(value, float) and abs(value) >= _ROUNDED for value in held.values()):
        try:
            whole = json.loads(decoded("", line.data).text)
        except RecursionError as error:
            return Bad(line.number, _NOT_JSON, f"is no JSON: {error}")
        held, _ = first_said(chosen, whole)
    return Record(
        line.number,
        held,
        data=line.data,
        media_type=media_type,
        encoding=encoding,
        findings=findings,
    )


def _way_in(values: Mapping[str, Any], fields: Fields) -> str:
    """What to do about an object without a text: an object in it may hold one.

    >>> _way_in({"kopi": {"isi": "Naik."}}, Fields(text="kopi.isi"))
    "`jq -c '.text = .kopi.isi'` makes a field text of it; "
    """
    way = fields.text.split(".") if fields.text else []
    if len(way) > 1 and all(map(_is_plain, way)) and isinstance(_inside(values, way), str):
        return f"`jq -c '.text = .{fields.text}'` makes a field text of it; "
    for name, value in values.items():
        if _is_plain(name) and isinstance(value, dict) and fields.within(value, ("text",)):
            return f"`jq -c .{name}` makes a line of what is in {name}; "
    return "name its own with --text-field; " if fields.text is None else ""


def _inside(value: Any, way: Iterable[str]) -> Any:
    """What stands in `value` where the names of `way` lead, or None."""
    for name in way:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _way_to(name: str, text: list[Any] | dict[str, Any]) -> str:
    """What makes the `text` that is called so a string, where that is known.

    >>> _way_to("isi", {"id": 1, "rendered": "a"}), _way_to("isi", [1])
    (": `jq -c '.isi |= .rendered'` takes what is in it", '')
    """
    if not _is_plain(name):
        return ""
    if isinstance(text, list):
        is_joined = all(isinstance(part, str) for part in text)
        return f": `jq -c '.{name} |= join(\"\\n\\n\")'` joins it" if is_joined else ""
    for inside, value in text.items():
        if _is_plain(inside) and isinstance(value, str):
            return f": `jq -c '.{name} |= .{inside}'` takes what is in it"
    return ""


def _is_plain(name: str) -> bool:
    """Whether `name` may stand in a command as it is."""
    return name.isascii() and name.isidentifier()


def _read(
    path: str, number: int, data: bytes
) -> tuple[dict[str, Any], str, tuple[Diagnostic, ...]] | Bad:
    """The object on a line, and how its bytes were read."""
    encoding = "utf-8"
    findings: tuple[Diagnostic, ...] = ()
    try:
        try:
            value = record.loads(data)
        except UnicodeDecodeError:
            text, encoding, findings = charset.decode(path, data)
            value = record.loads(text.encode())
    except UnreadableInput as failure:
        return Bad(number, failure.code, failure.reason)
    except json.JSONDecodeError as error:  # its line is the first of this one
        return Bad(number, _NOT_JSON, f"is no JSON: {error.msg} (at column {error.colno})")
    except (ValueError, RecursionError) as error:
        return Bad(number, _NOT_JSON, f"is no JSON: {error}")
    if isinstance(value, list):
        return Bad(number, _NOT_JSON, f"is a list, and an object is wanted: {_LIST}")
    if not isinstance(value, dict):
        return Bad(number, _NOT_JSON, f"is no JSON object but of type {type(value).__name__}")
    return value, encoding, findings
