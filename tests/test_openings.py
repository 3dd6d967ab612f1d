"""How texts open: what is a dateline, a place, a caption, and what only looks like one."""

from __future__ import annotations

import pytest

from kontan_parse import parse

_HEADER = "Reporter: Bagas Pramudito | Editor: Ningsih Larasati"
_STORY = "KONTAN.CO.ID - JAKARTA. Harga gula naik."
_LEAD = f"Harga gula {'naik dan ' * 10}tetap tinggi."
"""Too long for a headline, too short for prose: only that it comes again says what it is."""
_MORE = " Penjualan pabrik Wonomukti naik 12% menjadi Rp 3,4 triliun pada semester pertama."


@pytest.mark.parametrize(
    ("opens", "places"),
    [
        ("SURABAYA & WONOMUKTI. Gula naik.", ("SURABAYA", "WONOMUKTI")),
        ("Bogor, Jawa Barat. Gula naik.", ("Bogor, Jawa Barat",)),
        ("GILROY, CALIFORNIA. Gula naik.", ("GILROY, CALIFORNIA",)),
        ("SEMARANG (12 Juni 2024) Gula naik.", ("SEMARANG",)),
        ("PALO ALTO - perusahaan gula itu naik.", ("PALO ALTO",)),
        ("Jakarta Musik selalu menyatukan.", ("Jakarta",)),
        ("Jakarta Presiden Ratri Wulan tiba.", ("Jakarta",)),
        ("JAKARTA Ratri Wulan tiba.", ("JAKARTA",)),
        ("JAKARTA “Gula naik,” kata Ratri.", ("JAKARTA",)),
        ("WONOMUKTI, 12 Juni 2024. Gula naik.", ("WONOMUKTI",)),
        ("ULU. Gula naik.", ("ULU",)),
        ("Lembah Manis & Samudra. Saham naik.", ()),
        ("Emas, Perak. Dua logam naik.", ()),
        ("Gulakoin & Garamkoin - Dua aset naik.", ()),
        ("RW & BP. Dua tokoh itu bertemu.", ()),
        ("KPR / KPA. Dua kredit itu naik.", ()),
        ("KPR/ KPA. Dua kredit itu naik.", ()),
        ("KPR /KPA. Dua kredit itu naik.", ()),
        ("RW. Tokoh itu naik.", ()),
        ("Jakarta? Kota itu naik.", ()),
        ("Jakarta; Bogor; Depok kehabisan gula.", ()),
        ("JAKARTA, D.I. YOGYAKARTA, dan BANTEN kehabisan gula.", ()),
        ("JAKARTA: ratusan karung gula naik.", ()),
        ("harga gula naik.", ()),
        ("Ratri (12 Juni 2024) Menyebut gula.", ()),
        (".com adalah akhir nama situs.", ()),
        ("- 3,2% inflasi bulan itu.", ()),
        ("Hong Kong Monetary Authority menaikkan bunga.", ()),
        ("Hong Kong Exchange naik.", ()),
    ],
)
def test_a_place_is_what_a_place_can_be(opens: str, places: tuple[str, ...]) -> None:
    article = parse(f"KONTAN.CO.ID - {opens}{_MORE}")
    assert article.dateline is not None
    assert article.dateline.places == places
    if not places:
        assert article.paragraphs == (opens + _MORE,)


@pytest.mark.parametrize("apart", ["KONTAN.CO.ID -\nLembah. ", "KONTAN.CO.ID - Lembah\n"])
def test_only_a_known_place_stands_below_its_outlet(apart: str) -> None:
    article = parse(f"{apart}Perusahaan itu naik.{_MORE}")
    assert article.dateline is not None
    assert article.dateline.places == ()


@pytest.mark.parametrize("place", ["WONOMUKTI", "Semarang"])
def test_a_place_above_its_story_opens_it(place: str) -> None:
    article = parse(f"KONTAN.CO.ID - {place}\nGula naik tipis.\n{_STORY}")
    assert article.dateline is not None
    assert article.dateline.places == (place,)


@pytest.mark.parametrize(
    ("opens", "outlet", "story"),
    [
        ("KONTAN.CO.IDN - JAKARTA.", "KONTAN.CO.IDN", "Gula naik."),
        ("KOMTAB.CO.ID - JAKARTA.", "KOMTAB.CO.ID", "Gula naik."),
        ("KONTAN.CO,ID. JAKARTA.", "KONTAN.CO,ID", "Gula naik."),
        ("KONTAN.CO.ID - KOTAN.CO.ID - JAKARTA.", "KOTAN.CO.ID", "Gula naik."),
        ("JAKARTA - KONTAN.CO -", "KONTAN.CO", "Gula naik."),
        ("JAKARTA - MOMSMONEY.ID.", "MOMSMONEY.ID", "Gula naik."),
        ("JAKARTA - KONTAN.CO.ID", "KONTAN.CO.ID", "Gula naik."),
        ("KONTAN.CO.ID - JAKARTA.", "KONTAN.CO.ID", "JAKARTA menanam tebu."),
        ("HOBI - JAKARTA .", None, "Gula naik."),
    ],
)
def test_a_dateline_ends_before_its_story(opens: str, outlet: str | None, story: str) -> None:
    article = parse(f"{opens} {story}{_MORE}")
    assert article.dateline is not None
    assert (article.dateline.text, article.dateline.outlet) == (opens, outlet)
    assert article.dateline.places == ("JAKARTA",)
    assert article.paragraphs == (story + _MORE,)
    misspelt = outlet not in {None, "KONTAN.CO.ID", "MOMSMONEY.ID"}
    assert misspelt == ("misspelt-outlet" in {finding.code for finding in article.diagnostics})


def test_a_dateline_keeps_place_and_day_before_another_tag() -> None:
    opens = "KONTAN.CO.ID - KONTAN.CO.ID - SURABAYA, 26 Juni 2026. KONTAN.CO.ID -"
    article = parse(f"{opens} Harga gula naik.{_MORE}")
    assert article.dateline is not None
    assert article.dateline.text == opens
    assert article.dateline.places == ("SURABAYA",)
    assert str(article.dateline.date) == "2026-06-26"


@pytest.mark.parametrize(
    ("opens", "places"),
    [
        ("wonomukti. gula naik.", ("wonomukti",)),
        ("pemberdayaan penggilingan diperbincangkan. pedagang menunggu.", ()),
    ],
)
def test_a_place_in_small_letters_is_no_long_sentence(opens: str, places: tuple[str, ...]) -> None:
    article = parse(f"kontan.co.id - {opens}{_MORE.lower()}")
    assert article.dateline is not None
    assert article.dateline.places == places


@pytest.mark.parametrize(
    ("opens", "place"),
    [
        ("SEMARANG - “Gula naik,” kata Ratri.", "SEMARANG"),
        ("SEMARANG - IHSG naik lagi.", "SEMARANG"),
        ("WONOMUKTI, 12 Juni 2024 - Gula naik.", "WONOMUKTI"),
    ],
)
def test_a_dash_behind_a_place_without_outlet(opens: str, place: str) -> None:
    article = parse(f"{_HEADER}\n{opens}{_MORE}")
    assert article.dateline is not None
    assert article.dateline.places == (place,)


@pytest.mark.parametrize(
    "opens",
    [
        "KONTAN.CO.ID mencatat kenaikan itu.",
        "IHSG - KONTAN.CO.ID. Indeks itu naik.",
        "SEMARANG, 12 Juni 2024 - hari itu gula naik.",
        "SEMARANG menanam tebu.",
        "WONOMUKTI - Gula naik.",
        "Semarang - Gula naik.",
        "SPP. Gula naik.",
        "HOBI - LEMBAH. Gula naik.",
        "HOBI - JAKARTA naik.",
    ],
)
def test_what_opens_like_a_dateline_and_is_none(opens: str) -> None:
    article = parse(f"{_HEADER}\n{opens}{_MORE}")
    assert article.dateline is None
    assert article.paragraphs == (opens + _MORE,)


@pytest.mark.parametrize("mark", ["• ", '"', "“", "(", "* ", "[", "- "])
def test_a_mark_before_an_outlet_is_no_slip(mark: str) -> None:
    assert parse(mark + _STORY).dateline is None


@pytest.mark.parametrize("way", ["Wonomukti macet total.", "Tebing Tinggi terhubung tol."])
def test_a_way_opens_no_story(way: str) -> None:
    assert parse(f"JAKARTA - {way}{_MORE}").dateline is None


def test_an_acronym_behind_a_dash_is_no_other_town() -> None:
    article = parse(f"{_HEADER}\nJAKARTA - BPR Lembah ditutup.{_MORE}")
    assert article.dateline is not None
    assert article.dateline.places == ("JAKARTA",)


@pytest.mark.parametrize(
    "site",
    [
        "Kontan.co.id - Portal Berita Bisnis",
        "Kontan.co.id - Nasional - 8 Juni 2020",
        "Kontan.co.id – 3 jam lalu",
        "KONTAN.CO.ID - Nasional",
        "KONTAN.CO.ID\nNASIONAL",
    ],
)
def test_a_site_above_a_headline_opens_no_story(site: str) -> None:
    article = parse(f"{site}\nHarga Gula Naik Lagi\n{_HEADER}\n{_STORY}")
    assert article.title == "Harga Gula Naik Lagi"
    assert article.editors == ("Ningsih Larasati",)
    assert article.paragraphs == ("Harga gula naik.",)


@pytest.mark.parametrize("story", ["Harga gula naik.", f"Harga gula naik.{_MORE}"])
def test_a_sentence_behind_the_outlet_opens_the_story(story: str) -> None:
    article = parse(f"KONTAN.CO.ID - {story}\n{_HEADER}")
    assert article.dateline is not None
    assert article.paragraphs == (story,)


@pytest.mark.parametrize(
    ("behind", "captions", "title", "paragraphs"),
    [
        (f"Popularitas Turun dalam Survei Reuters/Lembah\n{_HEADER}\n{_STORY}",
         "", "Popularitas Turun dalam Survei Reuters/Lembah", 1),
        (f"Harga Gula Naik Lebih dari 13%.\n{_HEADER}\n{_STORY}",
         "", "Harga Gula Naik Lebih dari 13%.", 1),
        ("KONTAN.CO.ID - WASHINGTON. Gula turun, kata survei Reuters/Lembah.", "", None, 1),
        (f"Pedagang itu menimbang gula.\n{_HEADER}\n{_STORY}",
         " Pedagang itu menimbang gula.", None, 1),
        (f"Harga Gula Naik Lagi.\n{_LEAD}\n{_HEADER}\n{_LEAD}", "", "Harga Gula Naik Lagi.", 1),
        (f"Pasar Induk Wonomukti Pagi Itu.\nFoto KONTAN/Surya Atmaja\n{_HEADER}\n{_STORY}",
         " Pasar Induk Wonomukti Pagi Itu. Foto KONTAN/Surya Atmaja", None, 1),
    ],
)  # fmt: skip
def test_a_caption_ends_before_headline_and_story(
    behind: str, captions: str, title: str | None, paragraphs: int
) -> None:
    article = parse(f"ILUSTRASI. Karung gula.\n{behind}")
    assert article.captions == (f"ILUSTRASI. Karung gula.{captions}",)
    assert article.title == title
    assert len(article.paragraphs) == paragraphs


@pytest.mark.parametrize("photographer", ["KONTAN/Surya Atmaja", "Foto ANTARA FOTO/Surya Atmaja"])
def test_a_caption_ends_with_its_photographer(photographer: str) -> None:
    caption = f"ILUSTRASI. Karung gula. {photographer}"
    lead = "Pedagang itu menimbang gula."
    article = parse(f"Gula Naik Lagi\n{caption}\n{lead}\n{_HEADER}\n{_STORY}")
    assert article.title == "Gula Naik Lagi"
    assert article.captions == (caption,)
    assert article.boilerplate == (lead,)


@pytest.mark.parametrize(
    "credits",
    ["Reporter: Bagas Pramudito", "Penulis:\nRatri Ayu Wulandari\n| Editor:\nBagas Pramudito"],
)
@pytest.mark.parametrize(
    "story",
    [
        ("Gula naik.",),
        ("Mengapa harga gula naik?",),
        (f"Harga gula naik.{_MORE} Kenaikan itu berlanjut sampai",),
        (
            "Gula pasir Rp 17.000",
            "Gula aren Rp 24.000",
            "Gula batu Rp 21.000",
            "Gula cair Rp 9.000",
        ),
    ],
)
def test_the_story_is_what_stands_between_credits(credits: str, story: tuple[str, ...]) -> None:
    lines = "\n".join(story)
    article = parse(f"Harga Gula Hari Ini\n{credits}\n{lines}\nEditor: Ningsih Larasati")
    assert article.title == "Harga Gula Hari Ini"
    assert article.paragraphs == story


@pytest.mark.parametrize(
    "above",
    [
        "Penulis:\nRatri Ayu Wulandari, S.E.\n| Editor:\nBagas Pramudito",
        "Kabar dari Daerah | Senin, 28 April 2025",
        "Kabar gula dan garam dari pasar, pabrik dan pelabuhan".ljust(111, "."),
    ],
)
def test_a_line_of_another_kind_is_no_headline(above: str) -> None:
    assert parse(f"{above}\nHarga Gula Naik Lagi\n{_STORY}").title == "Harga Gula Naik Lagi"


def test_a_headline_has_110_characters_at_most() -> None:
    longest = "Harga Gula Naik Lagi ".ljust(110, "i")
    assert parse(f"{longest}\n{_HEADER}\n{_STORY}").title == longest
    assert parse(f"{longest}i\n{_HEADER}\n{_STORY}").title is None


def test_a_known_headline_is_found_among_others() -> None:
    text = f"Kabar Gula Hari Ini\nHarga Gula Naik Lagi\n{_HEADER}\n{_STORY}"
    assert parse(text).title == "Kabar Gula Hari Ini"
    article = parse(text, title="Harga Gula Naik Lagi")
    assert [(d.code, d.line) for d in article.diagnostics] == [("unknown-line-above-story", 1)]


_PROSE = "Harga gula kristal di pasar induk itu naik tipis pada pekan pertama bulan ini, " * 2
"""A paragraph without anything that marks the beginning of a story."""


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Gula Naik, Pedagang Menahan Stok", True),
        ("Apa yang membuat gula naik?", True),
        ("Gula Naik", False),
        ("gula naik, pedagang menahan stok", False),
        ("Pedagang menahan stok gula.", False),
        ("Pedagang menahan stok gula:", False),
        ("5 Pabrik Gula Terbesar", True),
        ("“Kami Rugi,” Kata Pedagang Gula", True),
        ("1. Pedagang menahan stok", False),
        ("B. Pedagang menahan stok", False),
        ("Tanya: Mengapa gula naik?", False),
        ("Pedagang menahan stok,", False),
        ("Pedagang menahan stok;", False),
        ("Pedagang menahan stok –", False),
        ("KONTAN.CO.ID - MEDAN. Gula naik lagi", False),
        ("Semarang, 18 Juni 2024 Pagi", True),
        ("Semarang, 18 Juni 2024", False),
        ("Halo pembaca yang budiman!", False),
        ("Oleh Ratri Wulandari, analis gula", False),
        ("ANTARA FOTO/Satria Wibawa Putra", False),
        ("Pasar Gula Daerah | Senin, 28 April 2025", False),
        ("Gula Naik Lagi".ljust(111, "i"), False),
        ("ILUSTRASI. Karung gula di pasar", False),
        ("Oleh Ratri Ayu Wulandari", False),
        ("Foto: Ratri Ayu Wulandari", False),
        ("Lantas, bagaimana nasib kedua pabrik gula itu ke depan?", False),
        ("Selain itu pabrik gula menahan stok", False),
        ("Lalu Lintas Truk Gula Dibatasi", True),
        ("Laba PT Gula Lembah Tbk ( ) naik 4% pada pekan lalu", False),
        ("Laba PT Gula Lembah Tbk naik menjadi Rp", False),
    ],
)
def test_a_first_line_that_reads_like_one_is_the_headline(first: str, title: bool) -> None:
    article = parse(f"{first}\n{_PROSE}")
    guessed = [d.line for d in article.diagnostics if d.code == "guessed-title"]
    assert (article.title, guessed) == ((first, [1]) if title else (None, []))
    assert article.paragraphs[-1].endswith(_PROSE.strip())
    assert parse(f"{first}\n{_MORE}").title is None
    assert parse(f"{first}\n{_LEAD}\n{_PROSE}").title is None
    known = parse(f"{first}\n{_PROSE}", title="Garam Turun")
    assert known.title == "Garam Turun"
    assert "guessed-title" not in [d.code for d in known.diagnostics]


def test_a_first_line_that_repeats_the_title_is_no_paragraph() -> None:
    for title in ("Gula Naik", "Pedagang menahan stok gula."):
        article = parse(f"{title}\n{_MORE}\n{_PROSE}", title=title)
        assert (article.title, article.paragraphs) == (title, (_MORE.strip(), _PROSE.strip()))
        assert [d.code for d in article.diagnostics] == ["missing-dateline"]
    assert parse("Gula Naik Lagi", title="Gula Naik Lagi").paragraphs == ("Gula Naik Lagi",)
    other = parse(f"Harga “Gula” Naik!\n{_PROSE}", title='Harga "Gula" naik')
    assert (other.title, other.paragraphs) == ('Harga "Gula" naik', (_PROSE.strip(),))
    assert other.boilerplate == ("Harga “Gula” Naik!",)
    marks = parse(f"–\n{_PROSE}", title="!")
    assert (marks.title, marks.paragraphs, marks.boilerplate) == ("!", (_PROSE.strip(),), ("–",))


@pytest.mark.parametrize(
    "prose",
    ["Sebanyak 40% puas, kata survei Reuters/Lembah.", "Reuters/Lembah merilis survei itu."],
)
def test_a_caption_in_the_story_takes_no_paragraph(prose: str) -> None:
    article = parse(f"{_STORY}\nILUSTRASI. Karung gula.\n{prose}")
    assert article.captions == ("ILUSTRASI. Karung gula.",)
    assert article.paragraphs[-1] == prose


@pytest.mark.parametrize(
    "told",
    [
        "Harga gula naik, tulis KONTAN.CO.ID. Kenaikan itu wajar.",
        "Harga gula naik, menurut catatan KONTAN.CO.ID. Kenaikan itu wajar.",
        "Kata dia kepada wartawan KONTAN.CO.ID Senin lalu. Kenaikan itu wajar.",
        "Redaktur KONTAN.CO.ID. Ratri menulis. Kenaikan itu wajar.",
        "Dia berkata begitu (KONTAN.CO.ID - Senin). Kenaikan itu wajar.",
        "Harga gula naik. KONTAN.CO.ID Senin lalu menulisnya. Kenaikan itu wajar.",
        "Harga gula naik. KONTAN-CO.ID Senin lalu menulisnya. Kenaikan itu wajar.",
        "Kata dia kepada wartawan KONTAN.CO.ID JAKARTA. Kenaikan itu wajar.",
        "Kata dia kepada KONTAN.CO.ID - JAKARTA. Kenaikan itu wajar.",
    ],
)
def test_prose_that_names_the_outlet_has_no_headline(told: str) -> None:
    article = parse(told + _MORE + _MORE)
    assert article.title is None
    assert article.paragraphs == (told + _MORE + _MORE,)


@pytest.mark.parametrize(
    ("title", "opens"),
    [
        ("Harga Gula Naik Lagi", "KONTAN.CO.ID - JAKARTA."),
        ("Harga gula naik lagi", "KONTAN.CO.ID - JAKARTA."),
        ("Harga Gula Naik Lagi", "KONTAN.CO.ID -"),
        ("Harga Gula Naik Lagi", "KONTAN.CO.ID. JAKARTA."),
        ("Harga gula naik lagi", "JAKARTA - KONTAN.CO.ID."),
        ("Kabar dari WONOMUKTI. Harga Gula Naik", "KONTAN.CO.ID -"),
    ],
)
def test_a_headline_in_one_line_with_its_story_is_cut_off(title: str, opens: str) -> None:
    article = parse(f"{title} {opens} Kenaikan itu wajar.{_MORE}{_MORE}")
    assert article.title == title
    assert article.paragraphs == (f"Kenaikan itu wajar.{_MORE}{_MORE}",)


@pytest.mark.parametrize("prose", ["Menteri bertolak ke TOKYO, 12 Juni 2024", "Pasar di JAKARTA"])
def test_an_editor_in_one_line_has_no_small_words(prose: str) -> None:
    article = parse(f"{_HEADER} {prose} - Rombongan tiba.{_MORE}")
    assert article.editors == ("Ningsih Larasati",)
    assert article.paragraphs == (f"{prose} - Rombongan tiba.{_MORE}",)


def test_an_editor_in_one_line_is_not_one_whose_name_is_shorter() -> None:
    article = parse(f"Reporter: Bagas Pramudito | Editor: Edy Candra Ratri menahan stok.{_MORE}")
    assert article.editors == ("Edy Candra",)


_DAY = "Kamis, 05 Desember 2013 | 10:15 WIB"


@pytest.mark.parametrize("apart", ["\n", " "])
@pytest.mark.parametrize(
    ("top", "byline", "authors"),
    [
        (f"Oleh Intan Kemala - {_DAY}", "Oleh Intan Kemala", ("Intan Kemala",)),
        (f"Oleh Intan Kemala | {_DAY}", "Oleh Intan Kemala", ("Intan Kemala",)),
        (f"| {_DAY}", None, ()),
    ],
)
def test_a_date_tells_a_role_without_a_colon(
    top: str, byline: str | None, authors: tuple[str, ...], apart: str
) -> None:
    article = parse(apart.join(("Harga Garam Naik Lagi", top, f"JAKARTA. Garam naik.{_MORE * 2}")))
    assert article.title == "Harga Garam Naik Lagi"
    assert (article.byline, article.authors) == (byline, authors)
    assert article.published_text == _DAY
    assert article.dateline is not None


def test_several_roles_without_colons_stand_before_one_date() -> None:
    article = parse(
        f"Harga Garam\nReporter Intan Kemala Editor Bagas Permadi {_DAY}\nMOMSMONEY.ID - Naik."
    )
    assert (article.reporters, article.editors) == (("Intan Kemala",), ("Bagas Permadi",))
    assert article.byline == "Reporter Intan Kemala Editor Bagas Permadi"
    assert article.published_text == _DAY


@pytest.mark.parametrize(
    "headline",
    [
        "Oleh-Oleh Khas Wonomukti Laris",
        "Editor Majalah Lembah Raih Penghargaan",
        "Reporter Lembah Ditahan pada Kamis, 05 Desember 2013",
        "Oleh Intan Kemala",
    ],
)
def test_a_role_without_colon_and_date_is_a_headline(headline: str) -> None:
    article = parse(f"{headline}\nKONTAN.CO.ID - JAKARTA. Garam naik.{_MORE}")
    assert (article.title, article.byline, article.published) == (headline, None, None)


@pytest.mark.parametrize("apart", ["\n", " "])
def test_a_weekday_may_touch_the_day_behind_its_comma(apart: str) -> None:
    top = ("Harga Garam Naik", "Selasa,15 Juni 2026 / 10:42 WIB", f"{_STORY}{_MORE * 2}")
    article = parse(apart.join(top))
    assert article.title == "Harga Garam Naik"
    assert article.published is not None
    assert [d.code for d in article.diagnostics if d.code == "weekday-mismatch"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f") masuk ke golongan ini. {_PROSE}", ") masuk ke golongan ini."),
        (", begitu kata pedagang.", ", begitu kata pedagang."),
        ("KONTAN.CO.ID - JAKARTA. ) masuk ke dalam golongan ini.", None),
        ("(GULA) masuk ke dalam golongan ini.", None),
        (".id ialah akhiran alamat situs.", None),
    ],
)
def test_a_story_that_begins_with_an_end_has_lost_words(text: str, told: str | None) -> None:
    lost = [d for d in parse(text).diagnostics if d.code == "lost-words"]
    assert [f"'{told}" in d.message and d.line == 1 for d in lost] == ([True] if told else [])
