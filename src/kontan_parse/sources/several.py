"""What is not one article, by its name and by how it begins, and what to type for it instead."""

from __future__ import annotations

import re
from io import StringIO
from itertools import chain

from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.patterns import lazy
from kontan_parse.sources import streams
from kontan_parse.sources.records import DEFAULTS, listed, plain

_SEVERAL = "several-articles"

_LOOKS_LIKE_JSON = lazy(rb"(?:\xef\xbb\xbf)?\s{0,512}+(?:\{\s{0,512}+[\"}]|\[\s{0,512}+[{\]])")
"""How an object begins, or a list of them; no article does so."""
_MAY_BE_JSON = lazy(rb"[\xfe\xff]|(?:\xef(?:\xbb(?:\xbf)?)?)?\s*+(?:[{\[]\s*+)?")
"""What more has to be known of, to tell."""

_WARC = lazy(rb"WARC/\d\.\d+\r?\n")
_ARC = b"filedesc://"
"""How a web archive begins, and one of the older kind."""
_MAILS = lazy(rb"\n\r?\nFrom [^\r\n]{1,200}\r?\n[A-Za-z][A-Za-z0-9-]{0,60}:")
"""How the second mail of a mailbox begins, and all below it."""
_ZIP = b"PK"

_HEAD = 4096
"""Bytes of the beginning that are looked at, and so of the longest first line."""
_MARKS = ",;\t|"
_TIGHT = ",;"
"""Of these, headlines have blanks behind, and menus none."""
_NAME = lazy(r"[^\W\d][\w .:/()#-]{0,39}|")
"""What a column may be called; nothing, where it holds the numbers of the rows."""
_SAID = lazy(r'"?sep=[^"]"?', re.IGNORECASE)
"""How a spreadsheet says its delimiter, in a line of its own."""


def refuse(path: str, data: bytes) -> None:
    """Raise `UnreadableInput` where `data`, which `path` holds, is many articles or an archive."""
    start = streams.narrow(data[:_HEAD])
    if _LOOKS_LIKE_JSON.match(start):
        first = " in UTF-16, to be saved as UTF-8" if data.startswith(streams.WIDE) else ""
        raise UnreadableInput(
            path,
            _SEVERAL,
            f"is JSON{first}: `batch` reads it by a name that ends in .jsonl, or from a pipe as "
            "`batch -`, an object on each line; `jq -c '.[]'` makes lines of a list",
        )
    if _WARC.match(data):
        raise UnreadableInput(
            path, _SEVERAL, "is a web archive: `batch` reads it by a name that ends in .warc"
        )
    if data.startswith(_ARC):
        raise UnreadableInput(
            path,
            _SEVERAL,
            "is a web archive of the older kind (ARC): `warcio recompress` makes a .warc.gz of it, "
            "which `batch` reads",
        )
    if data.startswith(b"From ") and _MAILS.search(data):
        raise UnreadableInput(
            path,
            _SEVERAL,
            "is a mailbox of several mails: `git mailsplit -oFOLDER` makes a file of each",
        )
    if data.startswith(_ZIP) and path.lower().endswith(".zip"):
        from kontan_parse.sources.remote import way_into  # only where used

        raise UnreadableInput(path, "binary", f"is a zip archive, not text: {way_into(path)}")
    mark = _delimiter(start)
    names: list[str] = []
    if mark is None:
        mark, names = _agreeing(data)
    if mark is not None:
        more = ", below a line sep=|" if mark == "|" else ""
        if names:
            more += f"; say with --text-field which column holds the texts: {listed(names)}"
        raise UnreadableInput(
            path,
            _SEVERAL,
            f"is a table: `batch` reads it, a row an article, by a name that ends in .csv{more}",
        )


def pipes_lines() -> bool:
    """Whether standard input holds JSON Lines, by how it begins; it is all there afterwards."""
    start = streams.looked_at(
        lambda start: (
            len(start) < 2048 and _MAY_BE_JSON.fullmatch(streams.narrow(start)) is not None
        )
    )
    return _LOOKS_LIKE_JSON.match(streams.narrow(start)) is not None


def _delimiter(start: bytes) -> str | None:
    r"""What parts the cells of the table that begins so, by its first line; None where it is none.

    All its cells may be names of columns, and one is that of a text. Since headlines, tags and
    menus are lists of words, too, something else must say so: the usual name of another field,
    quotation marks, or that no blank stands in it.

    >>> _delimiter(b"id,isi\n1,Harga naik."), _delimiter(b"Isi, Foto, dan Artikel\n")
    (',', None)
    """
    text = start.removeprefix(streams.MARK).decode(errors="replace")
    line = text.lstrip("\r\n").replace("\r", "\n").partition("\n")[0]
    if _SAID.fullmatch(line):
        return line.strip('"')[-1]
    for mark in _MARKS:
        if mark in line and _names_columns(line, mark):
            return mark
    return None


def _names_columns(line: str, mark: str) -> bool:
    is_quoted = '"' in line
    is_loose = mark in _TIGHT and f"{mark} " in line
    if is_loose and not (is_quoted or line.islower()):
        return False  # as most headlines are
    names = [_bare(cell.strip()).lower() for cell in line.split(mark)]
    if not all(map(_NAME.fullmatch, names)):
        return False
    usual_names = {*map(plain, names)}
    if usual_names.isdisjoint(DEFAULTS["text"]):
        return False
    if is_quoted or (mark in _TIGHT and not names[0]):
        return True
    usual = {"no", *chain.from_iterable(DEFAULTS.values())}.difference(DEFAULTS["text"])
    if not usual.isdisjoint(usual_names):
        return not is_loose or not any(" " in name for name in names)
    return " " not in line and "" not in names and (mark in _TIGHT or line.islower())


def _agreeing(data: bytes) -> tuple[str | None, list[str]]:
    r"""What parts the cells of the table that `data` is, and its first row; None where it is none.

    Its names may be any, so its rows tell: all have as many cells, and some of these stand between
    quotation marks. No prose has those right behind a comma.

    >>> _agreeing(b'no,naskah asli,kepala\n1,"Gula, kopi",a\n2,"Teh.",b\n')
    (',', ['no', 'naskah asli', 'kepala'])
    >>> _agreeing(b'Gula, kopi, teh\n"Naik," kata Ucok, Sabtu,\n"Turun," kata Ani, Senin.\n')
    (None, [])
    """
    start = streams.narrow(data[:_TOP]).removeprefix(streams.MARK).lstrip(b"\r\n")
    line, end, _ = start[:_HEAD].replace(b"\r", b"\n").partition(b"\n")
    if not end or b'"' not in start:  # as of text that lost its line breaks
        return None, []
    for mark in _MARKS:
        sign = mark.encode()
        if line.count(sign) < _FEWEST - 1 or not (sign + b'"' in start or b'"' + sign in start):
            continue
        rows = _rows(start.decode(errors="replace"), mark, is_whole=len(data) <= _TOP)
        if len(rows) >= _FEWEST:
            return mark, rows[0]
    return None, []


_TOP = 1 << 16
"""Bytes whose rows are looked at: a row that holds an article has thousands."""
_FEWEST = 3
"""Rows that agree, the names among them, and cells of each, that no prose has by chance."""


def _rows(text: str, mark: str, *, is_whole: bool) -> list[list[str]]:
    """The rows of `text`, without the last where it was cut; none where they do not agree."""
    import csv  # costs a start, and few texts come here

    read = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[list[str]] = []
    try:
        for row in filter(None, read):
            if rows and len(row) != len(rows[0]):
                return [] if is_whole or next(read, None) is not None else rows
            rows.append(row)
    except csv.Error:  # a cell that was cut has no end
        return [] if is_whole else rows
    return rows


def _bare(cell: str) -> str:
    """`cell` without the quotation marks around it."""
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
