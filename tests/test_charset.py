"""Bytes of a page → text: what is declared is believed where the bytes agree."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kontan_parse import UnreadableInput, parse_html
from kontan_parse.charset import Decoded, decode

TEXT = "kafé “Wonomukti” – Rp 5"
UTF8, WESTERN = TEXT.encode(), TEXT.encode("cp1252")
GBK = "印尼糖价".encode("gbk")


def meta(label: str, body: bytes) -> bytes:
    """A page that declares `label`."""
    return f'<html><head><meta charset="{label}"></head><p>'.encode() + body


def http(label: str, body: bytes) -> bytes:
    """The same in the older way."""
    return (
        b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset='
        + label.encode()
        + b'"><p>'
        + body
    )


def page(data: bytes) -> Decoded:
    """What the bytes of a page are read as."""
    return decode("page", data, markup=True)


class Row(NamedTuple):
    """Bytes, the encoding they are read with, the findings, and what must stand in the text."""

    name: str
    data: bytes
    encoding: str
    codes: tuple[str, ...] = ()
    text: str = TEXT


TABLE = (
    Row("nothing is declared, UTF-8", b"<p>" + UTF8, "utf-8"),
    Row("nothing is declared, Windows-1252", b"<p>" + WESTERN, "windows-1252",
        ("undecodable-bytes",)),
    Row("utf-8 and true", meta("utf-8", UTF8), "utf-8"),
    Row("UTF8 and true", meta("UTF8", UTF8), "utf-8"),
    Row("utf-8 by http-equiv", http("utf-8", UTF8), "utf-8"),
    Row("utf-8 but Windows-1252", meta("utf-8", WESTERN), "windows-1252", ("undecodable-bytes",)),
    Row("windows-1252 and true", meta("windows-1252", WESTERN), "windows-1252"),
    Row("iso-8859-1 and Windows-1252, as browsers read it", meta("ISO-8859-1", WESTERN),
        "windows-1252"),
    Row("latin1 by http-equiv and true", http("latin1", WESTERN), "windows-1252"),
    Row("latin1 but UTF-8", meta("latin1", UTF8), "utf-8", ("wrong-charset",)),
    Row("iso-8859-1 by http-equiv but UTF-8", http("iso-8859-1", UTF8), "utf-8",
        ("wrong-charset",)),
    Row("gbk and true", meta("gbk", GBK), "gbk", (), "印尼糖价"),
    Row("gb2312 by http-equiv and true", http("GB2312", GBK), "gb2312", (), "印尼糖价"),
    Row("gbk but UTF-8", meta("gbk", UTF8), "utf-8", ("wrong-charset",)),
    Row("koi8-r but UTF-8", meta("koi8-r", UTF8), "utf-8", ("wrong-charset",)),
    Row("shift_jis but its bytes are not", meta("shift_jis", b"caf\xe9 \xff\xfe"),
        "windows-1252", ("undecodable-bytes", "wrong-charset"), "café ÿþ"),
    Row("koi8-r and true", meta("koi8-r", "сахар".encode("koi8-r")), "koi8-r", (), "сахар"),
    Row("a label that nobody knows, UTF-8", meta("indonesia-8", UTF8), "utf-8",
        ("wrong-charset",)),
    Row("a label that nobody knows, Windows-1252", meta("indonesia-8", WESTERN), "windows-1252",
        ("undecodable-bytes", "wrong-charset")),
    Row("a label that only begins like one", meta("gbk-2", UTF8 + b"\xff"), "utf-8",
        ("undecodable-bytes", "wrong-charset")),
    Row("a label that only ends like one", meta("bukan-gbk", UTF8 + b"\xff"), "utf-8",
        ("undecodable-bytes", "wrong-charset")),
    Row("a codec that is no charset", meta("rot13", UTF8), "utf-8", ("wrong-charset",)),
    Row("a declared utf-16 that could not be read", meta("utf-16", UTF8), "utf-8",
        ("wrong-charset",)),
    Row("declared in a comment", b'<!-- <meta charset="gbk"> --><p>' + UTF8, "utf-8"),
    Row("declared behind a comment", b'<!-- <meta charset="gbk"> -->' + meta("latin1", WESTERN),
        "windows-1252"),
    Row("declared without quotes", b"<meta charset=latin1><p>" + WESTERN, "windows-1252"),
    Row("declared with blanks", b"<meta charset = ' latin1 '><p>" + WESTERN, "windows-1252"),
    Row("declared twice: the first", meta("latin1", b"") + meta("gbk", WESTERN), "windows-1252"),
    Row("declared late, within four thousand bytes",
        b"<!-- " + b"x" * 3_000 + b" -->" + meta("latin1", WESTERN), "windows-1252"),
    Row("declared just within them", b" " * 4_079 + b"<meta charset=gbk><p>" + GBK, "gbk", (),
        "印尼糖价"),
    Row("declared between comments",
        b"<!-- <p> --><!----><meta charset=latin1><!-- --><p>" + WESTERN, "windows-1252"),
    Row("declared in a comment of two lines", b"<!-- \n <meta charset=gbk> \n --><p>" + UTF8,
        "utf-8"),
    Row("declared by another element", b"<metadata charset=gbk><p>" + UTF8, "utf-8"),
    Row("declared by another attribute", b"<meta subcharset=gbk><p>" + UTF8, "utf-8"),
    Row("a declaration behind its element", b"<meta name=a> charset=gbk <p>" + UTF8, "utf-8"),
    Row("declared too late", b" " * 5_000 + meta("gbk", UTF8), "utf-8"),
    Row("the word charset in a text", b"<p>meta charset=gbk " + UTF8, "utf-8"),
    Row("only ASCII, whatever is declared", meta("latin1", b"gula"), "windows-1252", (), "gula"),
    Row("a UTF-8 mark over latin1", b"\xef\xbb\xbf" + meta("latin1", UTF8), "utf-8"),
    Row("a UTF-8 mark over gbk", b"\xef\xbb\xbf" + meta("gbk", UTF8), "utf-8"),
    Row("a UTF-8 mark, but Windows-1252", b"\xef\xbb\xbf" + meta("utf-8", WESTERN),
        "windows-1252", ("undecodable-bytes",)),
    Row("a UTF-16 mark, little end first", b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
    Row("a UTF-16 mark, big end first, over utf-8",
        b"\xfe\xff" + meta("utf-8", UTF8).decode().encode("utf-16-be"), "utf-16"),
    Row("a UTF-32 mark", b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32"),
    Row("a UTF-32 mark, big end first", b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"), "utf-32"),
    Row("a few NULs", meta("utf-8", UTF8.replace(b" ", b"\0 ", 2)), "utf-8", ("nul-bytes",)),
    Row("a few NULs in latin1", meta("latin1", WESTERN + b"\0"), "windows-1252", ("nul-bytes",)),
    Row("a NUL behind a UTF-8 mark", b"\xef\xbb\xbf" + meta("utf-8", UTF8 + b"\0"), "utf-8",
        ("nul-bytes",)),
    Row("a few NULs in Windows-1252", meta("utf-8", WESTERN + b"\0"), "windows-1252",
        ("nul-bytes", "undecodable-bytes")),
    Row("a few NULs in damaged UTF-8", meta("utf-8", UTF8 + b"\0\xff"), "utf-8",
        ("nul-bytes", "undecodable-bytes")),
    Row("a NUL in the declaration", b"<meta chars\0et=latin1><p>" + WESTERN, "windows-1252",
        ("nul-bytes",)),
    Row("bytes that Windows-1252 does not have", meta("latin1", b"caf\xe9 \x81"), "windows-1252",
        (), "café \ufffd"),
    Row("nothing", b"", "utf-8", (), ""),
    Row("UTF-8 with one byte that is none", meta("utf-8", UTF8 + b"\xff."), "utf-8",
        ("undecodable-bytes",), TEXT + "\ufffd."),
    Row("UTF-8 cut in the middle of a character", "– “gula".encode() + "”".encode()[:2], "utf-8",
        ("undecodable-bytes",), "– “gula\ufffd"),
    Row("damaged UTF-8 that declares latin1", meta("latin1", UTF8 + b"\xff"), "utf-8",
        ("undecodable-bytes", "wrong-charset"), TEXT + "\ufffd"),
    Row("damaged UTF-8 behind its mark", b"\xef\xbb\xbf" + UTF8 + b"\xff", "utf-8",
        ("undecodable-bytes",), TEXT + "\ufffd"),
    Row("UTF-8 with a dash of Windows-1252", b"Rp\xc2\xa05 naik \x96 turun", "utf-8",
        ("undecodable-bytes",), "Rp\xa05 naik – turun"),
    Row("UTF-8 and as much of Windows-1252", "“gula”".encode() + b" \x93gula\x94", "utf-8",
        ("undecodable-bytes",), "“gula” “gula”"),
    Row("UTF-8 with a byte that Windows-1252 has not", UTF8 + b"\x81.", "utf-8",
        ("undecodable-bytes",), TEXT + "\ufffd."),
    Row("UTF-8 in which the rest of a character is lost", UTF8 + b"\xe2.", "utf-8",
        ("undecodable-bytes",), TEXT + "\ufffd."),
    Row("UTF-8 with two bytes in a row that are none", UTF8 + b" \x93\x96.", "utf-8",
        ("undecodable-bytes",), TEXT + " \ufffd."),
    Row("Windows-1252 with a letter that is valid UTF-8 by chance",
        meta("utf-8", WESTERN + b" \xdc\x94"), "windows-1252", ("undecodable-bytes",), "Ü”"),
    Row("Windows-1252 with a letter that begins characters of UTF-8", b"<p>ch\xe2teau",
        "windows-1252", ("undecodable-bytes",), "château"),
    Row("damaged UTF-8 that declares latin1, which has all of its bytes",
        meta("latin1", "kafé – gula".encode() + b"\xff"), "utf-8",
        ("undecodable-bytes", "wrong-charset"), "kafé – gula\ufffd"),
    *(
        Row(f"{label}, which means Windows-1252", meta(label, WESTERN), "windows-1252")
        for label in (
            "iso-8859-1", "iso8859-1", "iso-88591", "iso88591", "latin1", "latin-1", "l1", "ascii",
            "us-ascii", "windows-1252", "cp1252", "cp-1252", "x-cp1252",
        )
    ),
    *(
        Row(f"{label} and true", meta(label, text.encode(codec or label)), label, (), text)
        for label, text, codec in (
            ("iso-8859-2", "Zażółć", None), ("iso-8859-3", "ĉeno", None),
            ("iso-8859-4", "čukurs", None), ("iso-8859-5", "сахар", None),
            ("iso-8859-6", "سكر", None), ("iso-8859-7", "ζάχαρη", None),
            ("iso-8859-8", "סוכר", None), ("iso-8859-9", "şeker", None),
            ("iso-8859-10", "sykur é", None), ("iso-8859-11", "น้ำตาล", None),
            ("iso-8859-13", "čukurs", None), ("iso-8859-14", "siúcra ŵ", None),
            ("iso-8859-15", "harga 5 €", None), ("iso-8859-16", "zahăr", None),
            ("windows-1250", "Zażółć", None), ("windows-1251", "сахар", None),
            ("windows-1253", "ζάχαρη", None), ("windows-1254", "şeker", None),
            ("windows-1255", "סוכר", None), ("windows-1256", "سكر", None),
            ("windows-1257", "čukurs", None),
            ("windows-1258", "đưng", None), ("windows-874", "น้ำตาล", "cp874"),
            ("koi8-u", "цукор", None), ("macintosh", "café", None),
            ("gb18030", "糖价", None), ("big5", "糖價", None),
            ("euc-jp", "砂糖", None), ("euc-kr", "설탕", None), ("shift_jis", "砂糖", None),
            ("shift-jis", "砂糖", None),
        )
    ),
    Row("gbk in which some letters are valid UTF-8", meta("gbk", GBK[:2]*3 + b"\xb0\xa1"), "gbk",
        (), "印印"),
)  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_bytes_are_read_as(row: Row) -> None:
    decoded = page(row.data)
    assert decoded.encoding == row.encoding
    assert tuple(finding.code for finding in decoded.findings) == row.codes
    assert row.text in decoded.text
    assert "\0" not in decoded.text
    assert not decoded.text.startswith("\ufeff")


BEGINNING = b"\xc2\xc3\xe2\xef\xf0"
"""What begins most characters of UTF-8."""
MEANINGLESS = b"\x81\x8d\x8f\x90\x9d"
"""What Windows-1252 has not."""
NEVER = b"\xfe\xff"
"""What UTF-8 has not, and no text of Windows-1252 either."""


@pytest.mark.parametrize("byte", range(0x80, 0x100), ids=hex)
def test_a_stray_byte_is_read_as(byte: int) -> None:
    stray = bytes([byte])
    lost = stray in BEGINNING + MEANINGLESS + NEVER
    read = "\ufffd" if lost else stray.decode("cp1252")
    assert page(UTF8 + b" " + stray + b".").text == f"{TEXT} {read}."


@pytest.mark.parametrize("label", ["gbk", "utf-8", "koi8-r", "indonesia-8"])
def test_what_the_server_says_stands_over_what_the_page_declares(label: str) -> None:
    assert decode("page", meta(label, GBK), markup=True, declared="GBK").encoding == "gbk"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("<p>gula naik</p>".encode("utf-16-le"), "is not text; if it is UTF-16LE, `iconv"),
        ("<p>gula naik</p>".encode("utf-16-be"), "is not text; if it is UTF-16BE, `iconv"),
        (b"<p>gula\0 naik", "holds a NUL byte (at byte 7)"),
        (b"\0" * 40 + b"<p>gula</p>", "holds a NUL byte (at byte 0)"),
        (b"\xff\xfe<", "has a utf-16 mark, but byte 2 is not utf-16"),
        (b"\xff\xfe<\0\0\0", "has a utf-16 mark, but holds a NUL"),
        (b"\x89PNG\r\n<p>gula</p>", "is a PNG picture, not text"),
        (b"\xff\xd8\xff\xe0<html>", "is a JPEG picture"),
        (b"GIF89a<html>", "is a GIF picture"),
        (b"%PDF-1.7 <html>", "is a PDF"),
        (b"PK\x03\x04<html>", "is a zip archive or office document, not text: unpack it, or save"),
        (b"\x1f\x8b<html>", "is a gzip archive, not text: unpack it, or let its name end in .gz"),
        (b"\x28\xb5\x2f\xfd<html>", "is a Zstandard archive"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_what_is_no_text_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableInput) as failure:
        page(data)
    assert failure.value.code == "binary"
    assert told in failure.value.reason
    assert ("iconv" in failure.value.reason) is ("UTF-16" in told)


def test_a_few_nuls_are_one_in_twenty() -> None:
    assert page(b"<p>" + b"a" * 16 + b"\0").findings[0].message.startswith("the page holds NUL")
    with pytest.raises(UnreadableInput):
        page(b"<p>" + b"a" * 15 + b"\0")


def test_a_text_may_hold_no_nul_and_its_declaration_means_nothing() -> None:
    with pytest.raises(UnreadableInput):
        decode("text", b"gula " * 20 + b"\0")
    assert decode("text", meta("latin1", UTF8)) == Decoded(meta("latin1", UTF8).decode(), "utf-8")


def test_findings_say_where_and_what() -> None:
    (undecodable,) = page(meta("utf-8", WESTERN)).findings
    at = meta("utf-8", WESTERN).index(b"\xe9")
    assert f"at byte {at}" in undecodable.message
    (wrong,) = page(meta("latin1", UTF8)).findings
    assert "'latin1'" in wrong.message
    assert wrong.message.endswith("read as utf-8")
    (lost,) = page(UTF8 + b"\xff").findings
    assert lost.message.endswith("replaced by U+FFFD")
    (stray,) = page(UTF8 + b" \x96 ").findings
    assert stray.message.endswith("read as Windows-1252")
    marked = page(b"\xef\xbb\xbf" + meta("utf-8", WESTERN)).findings
    assert f"at byte {at + 3}" in marked[0].message


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_the_library_reads_bytes_the_same_way(row: Row) -> None:
    article = parse_html(row.data)
    assert article.origin.encoding == row.encoding
    assert set(row.codes) <= {finding.code for finding in article.diagnostics}


@pytest.mark.parametrize(
    "data",
    [
        b"<meta " * 5_000,
        b"<meta charset=" * 5_000,
        b"<meta " + b"charset " * 5_000,
        b"<!--" * 5_000,
        b"<!--" + b"-" * 50_000,
        b"<meta " + b" " * 50_000,
    ],
    ids=lambda data: ascii(data)[:30],
)
def test_declarations_that_never_end_are_none(data: bytes) -> None:
    assert page(data + UTF8) == Decoded((data + UTF8).decode(), "utf-8")
