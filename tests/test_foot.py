"""What stands behind a story: foot, tags, who signed it; and the story's own last words."""

from __future__ import annotations

import pytest

from kontan_parse import parse

MOBILE = "        "
"""Blanks of a source's indentation."""


@pytest.mark.parametrize(
    "below",
    [
        "Cek Berita dan Artikel yang lain di Google News",
        "Reporter: Intan Kemala   Editor: Ratri Wulandari   INDEKS BERITA",
        "Editor: Ratri Wulandari   INDEKS BERITA",
        "INDEKS BERITA   Tag   sup tahu",
        'Artikel ini telah tayang di Contoh.com dengan judul "Jagung"',
        "Selanjutnya: Harga Kedelai Naik   Menarik Dibaca: Sup Jagung",
        "Menarik Dibaca: Sup Jagung",
        "Penulis: Intan Kemala   Editor: Ratri Wulandari   INDEKS BERITA",
    ],
)
def test_a_sentence_without_a_stop_above_the_foot_is_no_heading(below: str) -> None:
    last = "Petani menahan stok. Ratih berharap hujan turun. Hujan belum juga turun di Kediri"
    text = f"KONTAN.CO.ID - JAKARTA. Harga jagung naik.  {last}  {below}{MOBILE}x"
    assert parse(text).paragraphs[:2] == ("Harga jagung naik.", last)


@pytest.mark.parametrize("below", ["Pedagang menambah stok.", "Baca Juga: Sup Jagung"])
def test_a_heading_that_lost_its_blanks_is_one_elsewhere(below: str) -> None:
    story = "Petani menahan stok. Ratih berharap hujan turun."
    heading = "Hujan belum juga turun di Kediri"
    text = f"KONTAN.CO.ID - JAKARTA. Harga naik.  {story} {heading}  {below}{MOBILE}Harga naik."
    assert parse(text).paragraphs[1:3] == (story, heading)
