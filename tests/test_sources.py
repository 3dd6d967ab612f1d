"""Bytes → text: marks, encodings, line ends, and what is no text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from kontan_parse import UnreadableInput, charset, parse, sources

TEXT = "KONTAN.CO.ID - SEOUL. “Harga naik” – 5 €, kata André.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "utf-32"),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), "utf-32"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (b"\xef\xbb\xbf" + TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_every_writing_gives_the_same_text(data: bytes, encoding: str) -> None:
    text, read_with, findings = charset.decode("a.txt", data)
    assert (text, read_with) == (TEXT, encoding)
    codes = [finding.code for finding in findings]
    assert codes == (["undecodable-bytes"] if encoding == "windows-1252" else [])


def test_windows_1252_is_told_with_the_byte(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1252"))
    done = run("parse", "a.txt")
    assert done.returncode == 0
    assert done.stderr == (
        "a.txt: warning: the bytes are not UTF-8 (at byte 22); read as Windows-1252"
        " [undecodable-bytes]\n"
    )
    assert json.loads(done.stdout)["origin"]["encoding"] == "windows-1252"
    assert json.loads(done.stdout)["paragraphs"] == ["“Harga naik” – 5 €, kata André."]


def test_bytes_without_meaning_become_the_replacement_character() -> None:
    assert charset.decode("a.txt", b"Harga \x81 naik \xe9")[0] == "Harga \ufffd naik é"


@pytest.mark.parametrize(
    "data",
    [
        b"Harga\0naik",
        b"\xef\xbb\xbfHarga\0",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 JFIF",
        b"GIF89a",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        b"\xff\xfea",
        b"\xff\xfe\x00\xd8a\0",
        b"\xff\xfea\0\0\0b\0",
        b"\0\0\xfe\xff\xff\xff\xff\xff",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as caught:
        charset.decode("a.txt", data)
    assert caught.value.code == "binary"
    assert str(caught.value).startswith("a.txt: ")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding, findings = charset.decode("a", data)
    except UnreadableInput:
        return
    assert "\0" not in text
    parse(text)
    if encoding == "utf-8" and not findings:
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(run: Run, tmp_path: Path, story: str, end: str) -> None:
    (tmp_path / "a.txt").write_bytes(story.replace("\n", end).encode())
    told = json.loads(run("parse", "a.txt").stdout)
    plain = json.loads(run("parse", stdin=story.encode()).stdout)
    del told["origin"], plain["origin"]
    assert told == plain


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 70_000)
    assert sources.read(str(path), max_size=70_000).text == "x" * 70_000
    with pytest.raises(UnreadableInput) as caught:
        sources.read(str(path), max_size=69_999)
    assert caught.value.code == "too-large"
    with pytest.raises(UnreadableInput, match="larger than 100 bytes"):
        sources.read("/dev/zero", max_size=100)


def test_standard_input_has_the_limit_too(run: Run) -> None:
    done = run("parse", "--max-size", "1K", stdin=b"x" * 1025)
    told = "-: error: larger than 1,024 bytes; raise --max-size to read it [too-large]\n"
    assert (done.returncode, done.stderr) == (1, told)
    assert run("parse", "--max-size", "1KiB", stdin=b"x" * 1024).returncode == 0
    assert run("parse", "--max-size", "99999999g", stdin=b"x").returncode == 0


@given(st.permutations(["9", "010", "10", "9" * 30, "a", "a9", "a10", "a10b", "b", "²"]))
def test_natural_order(names: list[str]) -> None:
    names.sort(key=sources.natural)
    assert names == ["9", "010", "10", "9" * 30, "a", "a9", "a10", "a10b", "b", "²"]
