"""What a text takes for granted, and so when it can have been written."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontan_parse import era
from kontan_parse.almanac import YEARS

NOTHING = (dt.date(YEARS.start, 1, 1), era.LAST)


def since(text: str, outlet: str | None = None, *titles: str) -> str:
    """The first day on which the text can have been written; nothing where all are possible."""
    first = era.read(text, outlet, titles).first
    return "" if first == NOTHING[0] else first.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rapat dipimpin Presiden Prabowo di Bogor.", "2024-10-20"),
        ("rapat dipimpin presiden prabowo di bogor.", "2024-10-20"),
        ('"Danantara siap," katanya (Danantara).', "2024-10-22"),
        ("Presiden AS Donald Trump menelepon Jerome Powell.", "2017-11-02"),
        ("Bank membayar lewat QRIS dan BI-Fast.", "2021-12-21"),
        ("Satgas PASTI menutup tiga situs, kata OJK Agusman.", "2023-10-01"),
        ("PT Contoh (CUAN) dan saham GOTO naik.", "2023-01-01"),
        ("saham cuan naik, saham hrta turun.", "2023-01-01"),
        ("Emas batangan Rp 1.910.000 per gram.", "2025-01-01"),
        ("emas batangan rp 1,45 juta per gram.", "2024-08-01"),
        ("Emas spot naik ke US$ 3.270,12 per ons troi.", "2025-03-01"),
        ("Kurs berada di Rp 18.058 per dolar AS.", "2025-04-01"),
        ("Harga timah mencapai US$ 50.553 per ton.", "2021-08-01"),
        ("IHSG ditutup menguat 1,2% ke 8.125,20.", "2025-08-01"),
        ("Indeks Nikkei naik ke 50.412,87 dan Kospi ke 4.105,15.", "2025-10-01"),
        ("Dow Jones ke 44.120,10, S&P 500 ke 6.010,21, Nasdaq ke 19.800,05.", "2024-11-01"),
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
        "Ia bercuan besar; CUAN adalah untung.",
        "Emas Rp 910.000 per gram, kalung Rp 2.500.000 per buah.",
        "Emas diperkirakan menyentuh US$ 4.500 per ons.",
        "Emas ditutup di US$ 1.890,20 per ons.",
        "Kurs Rp 16.500 per dolar AS.",
        "IHSG ditargetkan ke 9.000 akhir tahun. Laba bersih 8.500,25 juta.",
        "Timah laku. Nikel US$ 50.000 per ton.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert era.read(text, None, ()) == NOTHING


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
            ["Panen Kopi di Gayo Mundur, Pedagang Menahan Stok"],
            ("2021-07-01", era.LAST.isoformat()),
        ),
        (
            [
                "Panen kopi di Gayo mundur, pedagang menahan stok",
                "Harga gula naik lagi, warung sepi",
            ],
            ("2007-01-01", "2022-12-31"),
        ),
        (["Harga gula naik lagi"], ("2007-01-01", era.LAST.isoformat())),
        (["BRI, BNI dan BCA"], ("2007-01-01", era.LAST.isoformat())),
        (["Kopi Gayo naik, Kopi Toraja Turun Lagi"], ("2007-01-01", era.LAST.isoformat())),
        ([], ("2007-01-01", era.LAST.isoformat())),
    ],
)
def test_headlines_are_written_in_the_fashion_of_their_day(
    titles: list[str], span: tuple[str, str]
) -> None:
    read = era.read("Harga naik.", None, titles)
    assert (read.first.isoformat(), read.last.isoformat()) == span


@given(st.text(), st.none() | st.text(), st.lists(st.text()))
def test_any_text_has_an_era(text: str, outlet: str | None, titles: list[str]) -> None:
    first, last = era.read(text, outlet, titles)
    assert NOTHING[0] <= first <= last


def test_the_almanac_is_in_order() -> None:
    """Every day is one within the almanac, and names and codes stand once."""
    names = [name for line in era.SINCE.values() for name in line.split("|")]
    codes = [code for line in era.LISTED.values() for code in line.split()]
    assert len(names) == len(set(names))
    assert len(codes) == len(set(codes))
    days = [*era.SINCE, *(day for price in era.PRICES for _, day in price.reached)]
    assert all(NOTHING[0] < dt.date.fromisoformat(day) < era.LAST for day in days)
    assert all(list(price.reached) == sorted(price.reached) for price in era.PRICES)


@pytest.mark.parametrize("name", [n for line in era.SINCE.values() for n in line.split("|")])
def test_every_name_is_found(name: str) -> None:
    day = next(day for day, line in era.SINCE.items() if name in line.split("|"))
    assert since(f"Menurut {name}, harga naik.") >= day
    assert since(f"menurut {name}, harga naik.".lower()) >= day
