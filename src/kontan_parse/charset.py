"""Bytes → text. The only place that knows encodings, and what is no text.

    text   = byte order mark, else UTF-8, whole or damaged, else Windows-1252
    markup = byte order mark, else what the server or the page declares, else as text

UTF-8 is damaged where a byte went wrong, a character was cut in two or other text was pasted: most
of what is not ASCII is valid all the same, which Windows-1252 never is by chance.

What is declared is believed only where the bytes agree: a page that says `iso-8859-1` and holds
UTF-8 is UTF-8. A guesser would call Windows-1252 Indonesian something else, so none is asked.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

from kontan_parse.diagnostics import Diagnostic, UnreadableInput, found
from kontan_parse.patterns import lazy

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture, not text"),
    (b"\xff\xd8\xff", "a JPEG picture, not text"),
    (b"GIF8", "a GIF picture, not text"),
    (b"%PDF-", "a PDF, not text"),
    (
        b"PK\x03\x04",
        "a zip archive or office document, not text: unpack it, or save it as text, a page or CSV",
    ),
    (b"\x1f\x8b", "a gzip archive, not text: unpack it, or let its name end in .gz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive, not text: unpack it, or let its name end in .zst"),
    (
        b"SQLite format 3\0",
        "a SQLite database, not text: write a table of it as CSV, with "
        "`sqlite3 -header -csv FILE 'SELECT * FROM TABLE'`",
    ),
)
_TAR, _TAR_AT = b"ustar", 257
"""What a tar archive holds behind the name and the facts of its first file, and at which byte."""
_TOLD_BY_BEGINNING = tuple(beginning for beginning, _ in (*_MARKS, *_SIGNATURES))

_DECLARED_WITHIN = 4096
"""Bytes of a page that are searched for its declaration; browsers look at 1,024."""

_COMMENT = lazy(rb"<!--.*?-->", re.DOTALL)
_DECLARATION = lazy(
    rb"<meta\b[^>]{0,200}?\bcharset\s{0,8}=\s{0,8}[\"']?\s{0,8}(?P<label>[\w.:-]{2,40})",
    re.IGNORECASE,
)
_WESTERN = lazy(r"(?:x-)?(?:iso-?8859-?1|latin-?1|l1|us-ascii|ascii|windows-1252|cp-?1252)")
"""Labels that every browser reads as Windows-1252, which has letters where they have controls."""
_OTHERS = lazy(
    r"iso-8859-(?:[2-9]|1[013-6])|windows-(?:125[013-8]|874)|koi8-[ru]|macintosh"
    r"|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift[_-]jis"
)
"""Other labels that are believed; a codec such as `zip` or `idna` is no charset of a page."""


class Decoded(NamedTuple):
    """Text, and how it was read."""

    text: str
    encoding: str
    findings: tuple[Diagnostic, ...] = ()


def decode(path: str, data: bytes, *, markup: bool = False, declared: str | None = None) -> Decoded:
    """The text of `data`, which came from `path`; of a page, if it is `markup`.

    `declared` is what its server says of the encoding: it stands over what the page itself says.
    Raises `UnreadableInput` where the bytes are no text.
    """
    if data.startswith(_TOLD_BY_BEGINNING):
        refuse(path, data)
        return _marked(path, data, markup=markup)
    held, findings = _without_nuls(path, data, markup=markup)
    return _page(held, findings, declared) if markup else _plain(held, findings)


def _marked(path: str, data: bytes, *, markup: bool) -> Decoded:
    """Text behind a byte order mark."""
    mark, encoding = next(each for each in _MARKS if data.startswith(each[0]))
    if encoding != "utf-8":
        return _wide(path, data, encoding)
    return _plain(*_without_nuls(path, data, markup=markup), skip=len(mark))


def refuse(path: str, data: bytes) -> None:
    """Raise `UnreadableInput` where `data` is a file of another kind, by how it begins."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(path, "binary", f"is {what}")
    if data.startswith(_TAR, _TAR_AT):
        raise UnreadableInput(
            path,
            "binary",
            "is a tar archive, not text: `tar -xf` unpacks it; name the folder, or the containers, "
            "that it holds",
        )


def _wide(path: str, data: bytes, encoding: str) -> Decoded:
    """UTF-16 or UTF-32 behind its mark."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            path, "binary", f"has a {encoding} mark, but byte {error.start} is not {encoding}"
        ) from None
    if "\0" in text:
        raise UnreadableInput(
            path, "binary", f"has a {encoding} mark, but holds a NUL, so it is not text"
        )
    return Decoded(text, encoding)


def _without_nuls(path: str, data: bytes, *, markup: bool) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """`data`, if it is text; a page may hold a few NULs, which browsers leave out too."""
    if b"\0" not in data:
        return data, ()
    refuse(path, data)
    count = data.count(0)
    if not markup or count * _NULS_OF > len(data):
        told = f"holds a NUL byte (at byte {data.index(0)}), so it is not text"
        way = unmarked(data)
        raise UnreadableInput(path, "binary", f"{told}; {way}" if way else told)
    return data.replace(b"\0", b""), (found("nul-bytes", count=count),)


def unmarked(data: bytes) -> str | None:
    r"""What to type for `data` that begins as Latin letters do in UTF-16 without its mark, or None.

    >>> unmarked(b"\0G\0u"), unmarked(b"Gula")
    ('if it is UTF-16BE, `iconv -f UTF-16BE -t UTF-8` makes text of it', None)
    """
    first, second = data[:_LETTERS:2], data[1:_LETTERS:2]
    for kind, letters, nuls in (("UTF-16LE", first, second), ("UTF-16BE", second, first)):
        if letters and nuls and all(letters) and not any(nuls):
            return f"if it is {kind}, `iconv -f {kind} -t UTF-8` makes text of it"
    return None


_LETTERS = 16
"""Bytes of the first letters, which are hardly ever other ones."""
_NULS_OF = 20
"""Bytes of a page that may hold one NUL; with more of them it is UTF-16 or no text."""


def _plain(data: bytes, findings: tuple[Diagnostic, ...], skip: int = 0) -> Decoded:
    """UTF-8, else Windows-1252, from the byte `skip` on."""
    body = data[skip:]
    try:
        return Decoded(body.decode(), "utf-8", findings)
    except UnicodeDecodeError as error:
        at = error.start + skip
    text, stray, lost = _mended(body)
    valid = len(text) - len(text.encode("ascii", "ignore")) - stray - lost
    if valid >= stray + lost:
        remedy = "replaced by U+FFFD" if lost else "read as Windows-1252"
        told = found("undecodable-bytes", position=at, remedy=remedy)
        return Decoded(text, "utf-8", (*findings, told))
    # Five bytes have no meaning in Windows-1252; they become U+FFFD like any reader's.
    text = body.decode("cp1252", errors="replace")
    told = found("undecodable-bytes", position=at, remedy="read as Windows-1252")
    return Decoded(text, "windows-1252", (*findings, told))


def _mended(data: bytes) -> tuple[str, int, int]:
    """Damaged UTF-8, how many stray bytes were read as Windows-1252, and how many runs are lost."""
    text, stray = _STRAY.subn(_western, data.decode(errors="surrogateescape"))
    text, lost = _BROKEN.subn("\ufffd", text)
    return text, stray, lost


def _western(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252")


_BROKEN = lazy("[\udc80-\udcff]+")
_STRAY = lazy(
    "(?<![\udc80-\udcff])"
    "[\udc80\udc82-\udc8c\udc8e\udc91-\udc9c\udc9e-\udcc1\udcc4-\udce1\udce3-\udcee\udcf1-\udcfd]"
    "(?![\udc80-\udcff])"
)
"""A byte alone that Windows-1252 has; but not those that begin most characters of UTF-8, and may be
what is left of one."""


def _page(data: bytes, findings: tuple[Diagnostic, ...], said: str | None) -> Decoded:
    """A page without a mark, by what is `said` of it or its declaration, where its bytes agree."""
    match = _DECLARATION.search(_COMMENT.sub(b"", data[:_DECLARED_WITHIN]))
    label = said or (match["label"].decode() if match else "utf-8")
    label = label.lower().replace("utf8", "utf-8")
    plain = _plain(data, findings)
    declared = "windows-1252" if _WESTERN.fullmatch(label) else label
    if declared == "utf-8":
        return plain
    if declared == "windows-1252" or _OTHERS.fullmatch(declared):
        if data.isascii():
            return plain._replace(encoding=declared)
        if plain.encoding == declared:
            return plain._replace(findings=findings)
        if plain.findings != findings and declared != "windows-1252":
            codec = declared.replace("windows-", "cp")  # Python knows 874 by this name alone
            with suppress(UnicodeDecodeError):
                return Decoded(data.decode(codec), declared, findings)
    told = found("wrong-charset", text=label, actual=plain.encoding)
    return plain._replace(findings=(*plain.findings, told))
