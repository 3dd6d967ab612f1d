"""What a text takes for granted, and so when it can have been written."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontan_parse import packaged
from kontan_parse.dates import era
from kontan_parse.dates.days import LAST, YEARS

NOTHING = (dt.date(YEARS.start, 1, 1), LAST)


def since(text: str, outlet: str | None = None, *titles: str) -> str:
    """The first day on which the text can have been written; nothing where all are possible."""
    first = era.read(text, outlet, titles).first
    return "" if first == NOTHING[0] else first.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“Danantara siap,” katanya. “QRIS” juga.", "2024-10-01"),
        (
            "Menurut Peraturan OJK Nomor 31 Tahun 2024 dan Undang-Undang (UU) Nomor 4 Tahun 2023.",
            "2024-01-01",
        ),
        ("Rapat dipimpin Presiden Prabowo di Bogor.", "2024-02-14"),
        ("rapat dipimpin presiden prabowo di bogor.", "2024-02-14"),
        ('"Danantara siap," katanya (Danantara).', "2024-10-01"),
        ("Presiden AS Donald Trump menelepon Ketua The Fed Jerome Powell.", "2017-11-02"),
        ("Bank membayar lewat QRIS dan BI-Fast.", "2019-05-01"),
        ("Satgas PASTI menutup tiga situs, kata OJK Ogi Prastomiyono.", "2023-06-01"),
        ("PT Contoh (CUAN) dan saham GOTO naik.", "2022-12-01"),
        ("saham brpt naik, saham mbma turun.", "2022-12-01"),
        ("Emas batangan Rp 1.910.000 per gram.", "2024-10-01"),
        ("emas batangan rp 1,45 juta per gram.", "2024-04-01"),
        ("Emas spot naik ke US$ 3.281,45 per ons troi.", "2025-03-01"),
        ("Kurs berada di Rp 18.071 per dolar AS.", "2025-04-01"),
        ("Harga timah mencapai US$ 50.553 per ton.", "2021-07-01"),
        ("IHSG ditutup menguat 1,2% ke 8.125,20.", "2025-08-01"),
        ("ihsg ditutup menguat 1,2% ke 8.125,20.", "2025-08-01"),
        ("Dow Jones melompat ke 17.068,26.", "2014-07-01"),
        ("Indeks Nikkei naik ke 50.412,87 dan Kospi ke 4.105,15.", "2025-10-01"),
        ("Indeks KOSPI naik ke 4.105,15.", "2025-10-01"),
        ("Dow Jones ke 44.120,10, S&P 500 ke 6.010,21, Nasdaq ke 19.800,05.", "2024-11-01"),
        ("Emas naik ke US$ 3.271 per ons.", "2025-03-01"),
        ("Sesuai POJK 39/2024, bank wajib melapor.", "2024-01-01"),
        ("UU No. 4 Tahun 2023 dan PMK Nomor 7/PMK.03/2022 berlaku.", "2023-01-01"),
        ("Aturan Nomor 12/2055 salah cetak.", ""),
        # An office was not held between two terms.
        ("PT Contoh (CUAN) naik karena tarif Presiden AS Donald Trump.", "2024-11-06"),
        ("saham mbma naik karena tarif presiden trump.", "2024-11-06"),
        ("PT Contoh (CUAN) naik. Mantan Presiden Donald Trump berpidato.", "2022-12-01"),
        ("PT Contoh (CUAN) naik. Bekas Presiden Donald Trump berpidato.", "2022-12-01"),
        ("Stok gula naik selama pandemi.", "2020-01-20"),
        ("Selama pandemi stok gula naik.", "2020-01-20"),
        ("Stok gula naik selama pandemi flu babi.", ""),
        ("Pelantikan Wamenkeu Anggito ditunda.", ""),
        ("PT Contoh (CUAN) naik. Biden mencabut tarif Presiden Donald Trump.", "2022-12-01"),
        ("Ketua The Fed Jerome Powell dan Presiden AS Donald Trump berdebat.", "2017-11-02"),
        ("Menkeu Purbaya menemui Presiden Donald Trump.", "2025-09-08"),
        ("Presiden Amerika Serikat, Donald Trump, berpidato.", "2016-11-09"),
        ("Presiden Amerika Serikat (AS), Donald Trump, berpidato.", "2016-11-09"),
    ],
)
def test_what_a_text_takes_for_granted(text: str, day: str) -> None:
    assert since(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Presiden baru akan dipilih.",
        "Para calon presiden, Prabowo dan Jokowi, berdebat.",
        "Gubernur Bank Indonesia bicara.",
        "Danantaraya dan QRISKU bukan nama yang dikenal.",
        "Akun @Danantara_gula mengunggah QRIS_gula.pdf.",
        "Presiden Prabowowati, bukan Prabowo, berpidato.",
        "wapresiden prabowo tidak ada, kata presiden pabrik gula.",
        "Ia bercuan besar; CUAN adalah untung.",
        "Emas Rp 910.000 per gram, kalung Rp 2.500.000 per buah.",
        "Emas diperkirakan menyentuh US$ 4.500 per ons.",
        "Emas ditutup di US$ 1.890,20 per ons.",
        "Kurs Rp 16.500 per dolar AS.",
        "IHSG ditargetkan ke 9.000 akhir tahun. Laba bersih 8.500,25 juta.",
        "Timah laku. Nikel US$ 50.000 per ton.",
        "Timah dan nikel turun ke US$ 51.210 per ton.",
        "Emas, perak, paladium naik; paladium ke US$ 2.350,20 per ons.",
        "IHSG dan Nikkei 225 turun, Nikkei ke 27.120,15.",
        "S&P 500 naik 0,5%, Dow Jones naik 0,7% ke 14.123,10.",
        "Rupiah bisa menyentuh Rp 20.000 per dolar AS.",
        "Para calon presiden prabowo menunggu.",
        "Calon Presiden Prabowo menyapa warga.",
        "Calon Presiden, Joe Biden, berpidato.",
        "Calon tunggal Gubernur BI Perry Warjiyo, kandidat Presiden Joe Biden.",
        "Asisten Gubernur BI Perry Warjiyo berpidato.",
        "RUU APBN Tahun 2025 dan KPP Pratama Tahun 2025.",
        "IHSG turun, nilai transaksi Rp 8.234,56 miliar.",
        "Mantan Wakil Presiden Joe Biden berpidato.",
        "Deputi Gubernur BI Perry Warjiyo berpidato.",
        "Asosiasi Bank Syariah Indonesia rapat.",
        "laju harga (laju inflasi), sarapan (nasi goreng), dan saham cuan.",
        "Emas diperkirakan ke Rp 1.500.000 per gram atau Rp 1,5 juta per gram.",
        "Timah laku. Nikel US$ 51.210 per ton. Timah dan Nikel ke US$ 51.210 per ton.",
        "Garuda Jadi Maskapai Nomor 1 Tahun 2024, kata Perpres 12/2035.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert era.read(text, None, ()) == (*NOTHING, ())


@pytest.mark.parametrize(
    ("outlet", "day"),
    [
        ("KONTAN.CO.ID", "2017-04-01"),
        ("KONTA.CO.ID", "2017-04-01"),
        ("kontan.co.id", "2017-04-01"),
        ("MOMSMONEY.ID", "2020-01-01"),
        (None, ""),
    ],
)
def test_an_outlet_in_the_dateline_is_of_its_time(outlet: str | None, day: str) -> None:
    assert since("Harga naik.", outlet) == day


@pytest.mark.parametrize(
    ("titles", "span"),
    [
        (
            ["Panen Kopi di Gayo Mundur, Pedagang Menahan Stok", "Harga Gula Naik Lagi"],
            ("2020-09-01", LAST.isoformat()),
        ),
        # a single one, that some pages print twice, may be older
        (
            ["Panen Kopi di Gayo Mundur, Pedagang Menahan Stok"] * 2,
            ("2019-03-01", LAST.isoformat()),
        ),
        (
            [
                "Panen kopi di Gayo mundur, pedagang menahan stok",
                "Harga gula naik lagi, warung sepi",
            ],
            ("2007-01-01", "2022-12-31"),
        ),
        # one word in ten, or names, may be in the other case; what is all in capitals says nothing
        (
            ["Panen Kopi di Gayo Mundur, Pedagang Menahan Stok, Harga Naik, Warung sepi"],
            ("2019-03-01", LAST.isoformat()),
        ),
        (
            ["Panen kopi di Gayo mundur, pedagang Toraja menahan stok gula Kediri"],
            ("2007-01-01", "2022-12-31"),
        ),
        (
            ["Laba BRI, BNI, BCA dan BTN naik, kredit PNM tumbuh, saham gula susut, aset tetap"],
            ("2007-01-01", "2022-12-31"),
        ),
        (
            ["Kopi Gayo naik, Kopi Toraja Turun Lagi, Pedagang menahan stok"],
            ("2007-01-01", LAST.isoformat()),
        ),
        (["Harga gula naik lagi"], ("2007-01-01", LAST.isoformat())),
        (
            ["panen kopi di gayo mundur, pedagang menahan stok " * 2],
            ("2007-01-01", LAST.isoformat()),
        ),
        (["BRI, BNI dan BCA"], ("2007-01-01", LAST.isoformat())),
        # three words are enough for either, if the small ones are as many as the large ones
        (["Gula Naik, Warung Sepi"], ("2019-03-01", LAST.isoformat())),
        (["Gula, Kopi dan Teh"], ("2007-01-01", LAST.isoformat())),
        (["Gula Manis (GULA) naikkan harga, warung sepi"], ("2007-01-01", "2022-12-31")),
        (["Gula Manis Abadi bidik laba lewat Kopi Toraja"], ("2007-01-01", LAST.isoformat())),
        (["Gula Manis Abadi hitung ulang nilai Kopi Toraja"], ("2007-01-01", LAST.isoformat())),
        (["Gula Manis Abadi hitung ulang nilai Toraja"], ("2007-01-01", "2022-12-31")),
        # words that are large in both, and what opens a sentence, tell nothing; halves do
        (
            ["Diborong Senin (5/3), gula-gula ini habis Rp 3.000 per Mei"],
            ("2007-01-01", LAST.isoformat()),
        ),
        (
            ["Diborong Senin (5/3), gula-gula ini laku keras Rp 3.000 per Mei"],
            ("2007-01-01", "2022-12-31"),
        ),
        (["Manis! Gula laku keras: Pabrik panen"], ("2007-01-01", "2022-12-31")),
        (["Gula Manis: Warung Sepi, Kopi-Kopi Laku"], ("2019-03-01", LAST.isoformat())),
        # a link in title case is of a time when not all headlines were in sentence case
        (
            [
                "Panen kopi di Gayo mundur, pedagang kecil menahan stok lagi",
                "Harga Gula Naik Lagi di Kediri",
            ],
            ("2007-01-01", LAST.isoformat()),
        ),
        (["Kopi Gayo naik, Kopi Toraja Turun Lagi"], ("2007-01-01", LAST.isoformat())),
        ([], ("2007-01-01", LAST.isoformat())),
    ],
)
def test_headlines_are_written_in_the_fashion_of_their_day(
    titles: list[str], span: tuple[str, str]
) -> None:
    read = era.read("Harga naik.", None, titles)
    assert (read.first.isoformat(), read.last.isoformat()) == span


def test_a_headline_in_the_fashion_of_old_does_not_outdo_what_the_text_says() -> None:
    old = "Harga gula naik lagi di pasar tradisional, warung sepi pembeli, pedagang menahan stok"
    read = era.read("Kata Menkeu Purbaya, harga naik.", None, [old])
    assert (read.first.isoformat(), read.last) == ("2025-09-08", LAST)


@pytest.mark.parametrize(("past", "last"), [(2022, "2022-12-31"), (2023, LAST.isoformat())])
def test_nor_what_it_tells_of_later_years(past: int, last: str) -> None:
    read = era.read("Harga naik.", None, ["Harga gula naik, warung sepi"], past=past)
    assert read.last.isoformat() == last


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2017-11-01", False),
        ("2017-11-02", True),
        ("2021-01-19", True),
        ("2021-01-20", False),
        ("2024-11-05", False),
        ("2024-11-06", True),
    ],
)
def test_a_text_is_not_of_the_time_when_another_held_the_office(day: str, holds: bool) -> None:
    text = "Presiden AS Donald Trump menelepon Ketua The Fed Jerome Powell."
    assert era.read(text, None, ()).holds(dt.date.fromisoformat(day)) == holds
    assert era.read(f"{text} Biden diam.", None, ()).holds(dt.date(2022, 5, 5))


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("Mantan Presiden AS itu diam.", True),
        ("Mantan presiden itu diam.", True),
        ("Bekas Presiden Trump diam.", True),
        ("Seorang mantan pejabat pemerintahan Trump diam.", True),
        ("Begitu kata mantan presiden", True),
        ("Mantan ekonom The Fed diam.", False),
        ("Mantan Presiden Joko Widodo diam.", False),
        ("Seorang mantan menteri diam. Trump bicara.", False),
        ("Dua mantannya diam, kata ekspatriat Trump.", False),
    ],
)
def test_who_is_called_former_may_be_of_that_time(said: str, holds: bool) -> None:
    text = "Presiden AS Donald Trump menelepon Ketua The Fed Jerome Powell."
    assert era.read(f"{text} {said}", None, ()).holds(dt.date(2022, 5, 5)) is holds


@given(st.text(), st.none() | st.text(), st.lists(st.text()))
def test_any_text_has_an_era(text: str, outlet: str | None, titles: list[str]) -> None:
    read = era.read(text, outlet, titles)
    assert NOTHING[0] <= read.first <= read.last
    assert read.holds(read.first)


def test_the_almanac_is_in_order() -> None:
    """Every day is one within the almanac; days, names and codes stand once and in order."""
    keys: list[list[str]] = []

    def keep(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys.append([key for key, _ in pairs])
        return dict(pairs)

    data = packaged.read("era.json")
    json.loads(data, object_pairs_hook=keep)
    assert all(of_one == sorted(set(of_one)) for of_one in keys[:-1])
    names = [name for of_one in era.facts().names.values() for name in of_one]
    codes = [code for of_one in era.facts().shares.values() for code in of_one.split()]
    assert len(names) == len(set(names))
    assert len(codes) == len(set(codes))
    assert era.facts().between.keys() <= era.facts().names.keys()
    assert all(one < left < back for one, (_, left, back) in era.facts().between.items())
    days = [*era.facts().names, *(day for price in era.PRICES for _, day in price.reached)]
    assert all(NOTHING[0] < dt.date.fromisoformat(day) < LAST for day in days)
    assert all(list(price.reached) == sorted(price.reached) for price in era.PRICES)
    assert all(NOTHING[0].year < int(year) <= LAST.year for year in era.facts().shares)


NAMES = [(day, name) for day, names in era.facts().names.items() for name in names]


@pytest.mark.parametrize(("day", "name"), NAMES)
def test_every_name_is_found(day: str, name: str) -> None:
    assert since(f"Menurut {name}, harga naik.") >= day
    assert since(f"Kata “{name}” itu.") >= day
    assert since(f"menurut {name}, harga naik.".lower()) >= day
