"""Texts that were wrapped at a width: read as before, and no others."""

from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontan_parse import Article, parse, wraps

PARTS = (
    "Reporter: Ratri Wulandari | Editor: Intan Kemala",
    "KONTAN.CO.ID - SEMARANG. Harga cabai merah di pasar induk turun sejak pekan lalu, rata-rata "
    "Rp 4.000 per kilogram, karena pasokan dari lereng selatan bertambah dan jalan ke kota sudah "
    "kering. Pedagang PT Cabai Lembah Tbk memperkirakan penurunan berlanjut sampai hari raya, "
    "sebab panen berikutnya dari dataran tinggi sudah dekat dan pembeli dari luar pulau belum "
    "kembali memesan seperti pada musim yang lalu, ketika sebuah kapal berangkat tiap pekan dari "
    "pelabuhan.",
    "Baca Juga: Petani Cabai di Lereng Selatan Menunda Tanam Sampai Hujan Turun Lagi di Pegunungan",
    "Menurut Ketua Asosiasi Petani Rangga Suwito, luas tanam tahun ini naik 12% menjadi 3.400 "
    'hektare. "Kami masih menunggu bibit baru dari balai penelitian, dan itu perlu waktu," '
    "katanya, Selasa (9/6/2026).",
    "Stok di gudang cukup untuk tiga pekan. Pemerintah kabupaten berencana membuka gudang dingin "
    "di dekat pasar agar panen raya tidak lagi menjatuhkan harga, dan petani boleh menyewa ruang "
    "di dalamnya dengan membayar seperdua puluh dari nilai barang yang disimpan setiap bulannya.",
)
"""The parts of an invented story."""


def shown(article: Article) -> tuple[object, ...]:
    """What an article holds that line numbers do not touch."""
    return (
        article.byline, article.dateline, article.paragraphs, article.cross_links,
        article.boilerplate, [date.value for date in article.dates],
    )  # fmt: skip


def codes(article: Article) -> list[str]:
    return [finding.code for finding in article.diagnostics]


@pytest.mark.parametrize("width", [50, 60, 72, 78, 80, 100, 120])
@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("hyphens", [True, False])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_wrapped_text_is_read_as_it_was_before(
    width: int, indent: str, hyphens: bool, newline: str
) -> None:
    wrapped = "\n\n".join(
        fill(
            part, width, break_on_hyphens=hyphens, break_long_words=False,
            initial_indent=indent, subsequent_indent=indent,
        )
        for part in PARTS
    )  # fmt: skip
    article = parse(wrapped.replace("\n", newline))
    assert shown(article) == shown(parse("\n".join(PARTS)))
    assert "wrapped-lines" in codes(article)


def test_parts_without_blank_lines_between_begin_lines_of_their_own() -> None:
    article = parse("\n".join(fill(part, 64) for part in PARTS))
    assert [link.title for link in article.cross_links] == [PARTS[2].removeprefix("Baca Juga: ")]
    assert article.byline == PARTS[0]
    assert article.paragraphs == parse("\n".join(PARTS)).paragraphs


def test_links_of_markdown_may_run_over_rows() -> None:
    address = "https://industri.contoh.example/news/petani-cabai-di-lereng-selatan-menunda-tanam"
    parts = [
        PARTS[1],
        f"**Baca Juga:[{PARTS[2].removeprefix('Baca Juga: ')}]({address})**",
        PARTS[3],
    ]
    wrapped = "\n\n".join(fill(part, 78, break_long_words=False) for part in parts)
    assert shown(parse(wrapped)) == shown(parse("\n\n".join(parts)))
    (link,) = parse(wrapped).cross_links
    assert link.url == address


def test_the_finding_says_where_and_how_wide() -> None:
    article = parse("\n\n".join(fill(part, 64) for part in PARTS))
    (finding,) = [one for one in article.diagnostics if one.code == "wrapped-lines"]
    rows = "\n\n".join(fill(part, 64) for part in PARTS).split("\n")
    assert finding.line == 3
    assert f"about {max(map(len, rows))} columns" in finding.message
    assert f"{sum(map(bool, rows)) - len(PARTS)} of the lines" in finding.message


def test_a_line_keeps_the_number_of_its_first_row() -> None:
    parts = (*PARTS, "Rangga lahir pada Senin, 31 Februari 2026.")
    wrapped = "\n\n".join(fill(part, 64) for part in parts)
    (finding,) = [one for one in parse(wrapped).diagnostics if one.code == "unreadable-date"]
    assert wrapped.split("\n")[finding.line - 1].startswith("Rangga lahir")  # type: ignore[operator]


OTHERS = {
    "a line for each paragraph": "\n".join(PARTS),
    "headlines": "\n".join(
        f"{word} di lereng selatan turun menjelang hari raya tahun ini" for word in
        ("Harga cabai", "Stok garam", "Panen padi", "Upah petani", "Ongkos truk", "Sewa gudang")
    ),
    "items in lower case": "Yang turun:\n" + "\n".join(
        ("cabai merah", "garam dapur dari pesisir", "kentang", "gula", "beras dari lereng selatan")
    ),
    "a text torn at tags": (
        "Pabrik kecap di Lembah Tirta menambah dua lini setelah\nstock split\nselesai, dan harga\n"
        "KCLB\nnaik 12% dalam dua pekan sehingga kapitalisasinya melewati PT Garam Biru Tbk\n"
        "secara\nyear on year\nmenjadi yang terbesar."
    ),
    "a mark below each name": (
        "Reporter: Ratri Wulandari | Editor: Intan Kemala\nkontan.co.id\n" * 4
    ),
    "two rows": fill(PARTS[1][:180], 100),
    "rows of a table": "\n".join(
        f"| emas batangan {n} gram | Rp {n}.000.000 | naik |" for n in range(9)
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert wraps.undone(text) is None


def test_what_begins_a_line_is_joined_to_none() -> None:
    rows = fill(" ".join((PARTS[1], PARTS[3])), 60).split("\n")
    items = ["1. cabai merah", "- garam dapur", "# Harga Cabai", "> Rangga", "| a | b |"]
    unwrapped = wraps.undone("\n".join([*rows[:-1], *items, *rows[-1:]]))
    assert unwrapped is not None
    lines = unwrapped.text.split("\n")
    for item in items:
        assert any(line.startswith(item) for line in lines)


def test_a_row_that_is_broken_by_hand_stays_one() -> None:
    rows = fill(PARTS[1], 60).split("\n")
    unwrapped = wraps.undone("\n".join([f"{rows[0]}  ", *rows[1:]]))
    assert unwrapped is not None
    assert unwrapped.text.split("\n")[0] == f"{rows[0]}"


@given(st.lists(st.text("ab -|#\u00e9\n", max_size=90), max_size=12).map("\n".join))
def test_no_character_is_lost_and_no_row_moves(text: str) -> None:
    unwrapped = wraps.undone(text)
    if unwrapped is not None:
        assert "".join(unwrapped.text.split()) == "".join(text.split())
        assert unwrapped.text.count("\n") == text.count("\n")
