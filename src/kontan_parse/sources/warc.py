"""Web archives (WARC) → records: the pages of some hosts, a response each.

The records are told apart here, so that a broken one costs nothing but itself; warcio reads the
headers inside.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from io import BufferedReader, BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kontan_parse import charset
from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.model import MARKUP
from kontan_parse.patterns import lazy
from kontan_parse.sources import streams
from kontan_parse.sources.failures import Damaged, missing_extra
from kontan_parse.sources.files import looks_like_markup
from kontan_parse.sources.records import Bad, Record, listed, too_large

_PAGES = ("text/html", "application/xhtml+xml")
_ANYTHING = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
"""Types behind which a page may stand; how it begins tells."""
_BEGIN = lazy(rb"WARC/\d\.\d+\r?\n\Z")
"""A record's first line, or where it begins behind one that was cut off."""
_LONGEST_BEGIN = 20
"""Bytes of that line, and some."""
_INSIDE = lazy(rb"WARC/\d\.\d+\r?\n(?:WARC|Content)-")
"""Where a page holds this, it has swallowed the next."""
_FIELD = lazy(rb"[!#$%&'*+.^`|~\w-]+[ \t]*:|[ \t]")
_CHARSET = lazy(r";\s*charset\s*=\s*[\"']?(?P<label>[\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = lazy(rb"(?P<size>[0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")

_HEADER = 1 << 16
"""Bytes of a header, and as many as are looked at to see whether a response is a page."""

_BROKEN = "broken-record"
_CUT_OFF = "cut-off"
_WRONG_LENGTH = "its length is not the one that its header gives"


class _Feed:
    """Bytes in order. One can go back to what was passed since the last `mark`."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._held = bytearray()
        self._forgotten = 0
        """Bytes before the mark."""
        self._end: int | None = None
        """Bytes of all, if that is known."""
        self.at = 0
        """The place, counted from the mark."""

    def mark(self) -> None:
        """Forget what was passed."""
        del self._held[: self.at]
        self._forgotten += self.at
        self.at = 0

    def line(self, limit: int = _HEADER) -> bytes:
        """The next line with its end, or a part of a long one."""
        start, most = self.at, self.at + limit
        self.at = self._held.find(b"\n", start, most) + 1
        if not self.at:
            if most > len(self._held):
                self._held += self._file.readline(most - len(self._held))
            self.at = min(most, len(self._held))
        return self.held(start, self.at)

    def go(self, size: int) -> bool:
        """Pass over bytes; False where there are fewer, and then none is passed."""
        missing = self.at + size - len(self._held)
        if missing > 0:
            self._held += self._file.read(missing)
        is_there = self.at + size <= len(self._held)
        self.at += size if is_there else 0
        return is_there

    def skip(self, size: int) -> bool:
        """Pass over bytes for good; False where there are fewer.

        Then none is passed in a file that one can go back in, and none is left in another.
        """
        start = self._forgotten + self.at
        if self._end is not None and start + size > self._end:
            return False
        while size:
            self.mark()
            some = min(size, _HEADER)
            if not self.go(some):
                self._end = self._forgotten + len(self._held)
                self._held.clear()
                if self._file.seekable():
                    self._forgotten = self._file.seek(start)
                return False
            size -= some
        return True

    def held(self, start: int, end: int) -> bytes:
        """What stands between two places."""
        return bytes(self._held[start:end])

    def finds(self, pattern: re.Pattern[bytes], start: int, end: int) -> bool:
        """Whether there is what the pattern says between two places."""
        return pattern.search(self._held, start, end) is not None


class _Wanted(NamedTuple):
    """What is taken."""

    path: str
    hosts: Collection[str]
    max_size: int
    sites: Counter[str]
    """How many responses there were, by host."""


class _Lost(Exception):  # noqa: N818 - a state
    """A record ends elsewhere than it says: the next one has to be looked for."""


def records(path: str, hosts: Collection[str], max_size: int) -> Iterator[Record | Bad]:
    """The pages of `hosts` and their subdomains in `path`, in order: HTML, answered with 200.

    A record's number counts all records before it, whatever they hold. An archive that has
    responses, but none of `hosts`, is a failure at the end.
    """
    try:
        import warcio  # noqa: F401 - before anything is opened
    except ImportError:
        raise missing_extra(path, "warcio", "warc") from None
    wanted = _Wanted(path, tuple(host.lower() for host in hosts), max_size, Counter())
    number = 0
    lost = False
    with streams.opened(path) as file:
        feed = _Feed(file)
        while True:
            begun = False
            feed.mark()
            try:
                line = feed.line()
                if not line:
                    break
                begun = _BEGIN.match(line) is not None
                if not begun:
                    if line.strip():
                        feed.at -= len(_next(line))
                        raise _Lost("no record begins where one should")
                    continue
                lost = False
                number += 1
                made = _record(feed, line, number, wanted)
            except (_Lost, Damaged) as error:
                if lost:
                    continue
                number += not begun
                lost = True
                made = Bad(number, _BROKEN, str(error))
            if made is not None:
                yield made
    if wanted.sites and not any(_is_of(host, wanted.hosts) for host in wanted.sites):
        told = (f"{host} {count:,}" for host, count in wanted.sites.most_common())
        raise UnreadableInput(
            path,
            "missing-host",
            f"no response is of {' or '.join(wanted.hosts)}; name a site with --host; "
            f"it has: {listed(told)}",
        )


def _record(feed: _Feed, begin: bytes, number: int, wanted: _Wanted) -> Record | Bad | None:
    """The record that begins with the line `begin`; None where it is no page that is wanted."""
    headers = _headers(feed, begin)
    length = (headers.get_header("Content-Length") or "").strip()
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise _Lost("its header gives no length")
    size = int(length)
    url = (headers.get_header("WARC-Target-URI") or "").strip().strip("<>")
    is_response = headers.get_header("WARC-Type") == "response"
    host = _host(url) if is_response else ""
    if host:
        wanted.sites[host] += 1
    is_wanted = _is_of(host, wanted.hosts)
    largest = 2 * wanted.max_size + (1 << 20)  # chunks and headers take their share
    start = feed.at
    if size > largest:  # its beginning says what it is
        feed.go(_HEADER)
        block = feed.held(start, feed.at)
        feed.at = start
        if not feed.skip(size):
            raise _Lost("it is cut off")
        start = feed.at
    elif not feed.go(size):
        raise _Lost(_WRONG_LENGTH)
    stop = feed.at
    end = feed.line(_LONGEST_BEGIN)
    if feed.finds(_BEGIN, max(start, stop - _LONGEST_BEGIN), feed.at):
        end += feed.line()  # no end, where the header of the next record goes on
    if end.strip() or (is_wanted and feed.finds(_INSIDE, start, stop)):
        feed.at = start
        raise _Lost(_WRONG_LENGTH)
    if not is_wanted:
        return None
    if size > largest:
        made = _page(number, block, wanted, whole=False)
        return too_large(number, wanted.max_size) if isinstance(made, _Page) else made
    made = _page(number, feed.held(start, stop), wanted, whole=True)
    if not isinstance(made, _Page):
        return made
    if headers.get_header("WARC-Truncated"):
        reason = headers.get_header("WARC-Truncated")
        return Bad(number, _CUT_OFF, f"the archive holds a part of the page only: {reason}")
    try:
        text, encoding, findings = charset.decode(
            wanted.path, made.data, markup=True, declared=made.charset
        )
    except UnreadableInput as failure:
        return Bad(number, failure.code, failure.reason)
    key = (headers.get_header("WARC-Record-ID") or url).strip().strip("<>")
    return Record(
        number,
        {"text": text, "url": url, "id": key},
        data=made.data,
        media_type=MARKUP,
        encoding=encoding,
        findings=findings,
    )


def _headers(feed: _Feed, begin: bytes) -> Any:
    """The header of a record."""
    from warcio.statusandheaders import StatusAndHeadersParser

    head = begin
    while (line := feed.line()).strip():
        if not _FIELD.match(line) or _next(line) or len(head) > _HEADER:
            feed.at -= len(_next(line))
            raise _Lost("its header does not end")
        head += line
    return StatusAndHeadersParser((), verify=False).parse(BytesIO(head))


def _next(line: bytes) -> bytes:
    """The first line of a record, if `line` ends with it."""
    begin = _BEGIN.search(line)
    return line[begin.start() :] if begin else b""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_of(host: str, hosts: Collection[str]) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in hosts)


class _Page(NamedTuple):
    """The bytes of a page, and what the server says of them."""

    data: bytes
    charset: str | None


def _page(number: int, block: bytes, wanted: _Wanted, *, whole: bool) -> _Page | Bad | None:
    """The page in the response `block`; None where it is another thing."""
    from warcio.statusandheaders import StatusAndHeadersParser

    if not block.startswith(b"HTTP/"):
        return Bad(number, _BROKEN, "holds no response of a web server")
    stream = BytesIO(block)
    headers = StatusAndHeadersParser((), verify=False).parse(stream)
    said = headers.get_header("Content-Type") or ""
    kind = said.partition(";")[0].strip().lower()
    if headers.statusline[:3] != "200" or kind not in (*_PAGES, *_ANYTHING):
        return None
    declared = _CHARSET.search(said)
    data = stream.read()
    if whole:
        unpacked = _unpacked(number, data, headers, wanted.max_size)
        if isinstance(unpacked, Bad):
            return unpacked if kind in _PAGES else None
        data = unpacked
    if kind in _ANYTHING and not looks_like_markup(data):
        return None
    return _Page(data, declared and declared["label"])


def _unpacked(number: int, data: bytes, headers: Any, max_size: int) -> bytes | Bad:
    """The payload `data` as it was before it was sent.

    Archives often keep the headers of a payload that they unpacked, so it tells by itself.
    """
    sent = (headers.get_header("Transfer-Encoding") or "").lower()
    if "chunked" in sent and _CHUNK.match(data):
        whole = _joined(data)
        if whole is None:
            return Bad(number, _CUT_OFF, "the chunks of the response are broken or cut off")
        data = whole
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        if encoding == "deflate" or data.startswith(streams.GZIP):
            return _inflated(number, data, max_size)
    elif encoding not in ("", "identity") and not looks_like_markup(data):
        return Bad(number, "unknown-encoding", f"the response is packed with {encoding!r}")
    return data


def _joined(data: bytes) -> bytes | None:
    """What the chunks `data` hold; None where they are broken or cut off.

    Fields may stand behind the last, and behind those an empty line.
    """
    pieces: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(data, at):
        start, size = chunk.end(), int(chunk["size"], 16)
        if not size:
            end = data.find(b"\r\n\r\n", start - 2)
            fields = data[start:end].split(b"\r\n") if end >= start else ()
            return b"".join(pieces) if end >= 0 and all(map(_FIELD.match, fields)) else None
        at = start + size + 2
        if data[at - 2 : at] != b"\r\n":
            return None
        pieces.append(data[start : at - 2])
    return None


def _inflated(number: int, data: bytes, max_size: int) -> bytes | Bad:
    for window in (47, -15):  # with the header of gzip or zlib; or with none, as some servers do
        try:
            text, is_whole = _members(data, window, max_size + 1)
        except zlib.error:
            continue
        if len(text) > max_size:
            return too_large(number, max_size)
        if not is_whole:
            break
        return text
    if looks_like_markup(data):
        return data
    return Bad(number, _CUT_OFF, "the packed response is broken or cut off")


def _members(data: bytes, window: int, limit: int) -> tuple[bytes, bool]:
    """What is packed in `data`, and whether it comes to an end: at most 2 MB beyond `limit`.

    Of gzip there may be several members; what stands behind the last and is none is nothing.
    """
    text = bytearray()
    at = 0
    while True:
        inflate = zlib.decompressobj(window)
        while not inflate.eof and at < len(data) and len(text) < limit:
            text += inflate.decompress(data[at : at + streams.PIECE])
            at += streams.PIECE
        # What was not used is a piece at most: a member of twenty bytes may be one of many.
        at = min(at, len(data)) - len(inflate.unused_data)
        more = data.startswith(streams.GZIP) and data.startswith(streams.GZIP, at)
        if not (inflate.eof and more):
            return bytes(text), inflate.eof
