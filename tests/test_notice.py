"""Notices that an article first appeared elsewhere, in the forms that newsrooms give them."""

from __future__ import annotations

import pytest

from kontan_parse import parse
from kontan_parse.model import Syndication

_STORY = "KONTAN.CO.ID - JAKARTA. Harga gula kristal di pasar induk Wonomukti naik tipis pekan ini."
_NOTICE = "Artikel ini telah tayang di"


@pytest.mark.parametrize("apart", ["\n\n", " "])
@pytest.mark.parametrize(
    ("told", "outlet", "title", "author", "url"),
    [
        (" Lembahwarta.com dengan judul Gula Naik, Warga Antre",
         "Lembahwarta.com", "Gula Naik, Warga Antre", None, None),
        (" Lembahwarta.com dengan judul Gula Naik 2.5 Persen.",
         "Lembahwarta.com", "Gula Naik 2.5 Persen", None, None),
        (" Lembahwarta.com dengan judul Gula Naik, https://contoh.example/gula.",
         "Lembahwarta.com", "Gula Naik", None, "https://contoh.example/gula"),
        (" Lembahwarta.com dengan judul Gula Naik|Penulis: Rangga Widyatmaja|Editor: Prita Hapsari",
         "Lembahwarta.com", "Gula Naik", "Rangga Widyatmaja", None),
        (' Lembahwarta.com dengan judul "Gula Naik",|Klik untuk baca: https://contoh.example/gula.|'
         "Penulis : Rangga Widyatmaja|Editor : Prita Hapsari",
         "Lembahwarta.com", "Gula Naik", "Rangga Widyatmaja", "https://contoh.example/gula"),
        (' Lembahwarta.com dengan judul "Gula Naik" , https://contoh.example/gula . '
         "Penulis : Rangga Widyatmaja Editor : Prita Hapsari",
         "Lembahwarta.com", "Gula Naik", "Rangga Widyatmaja", "https://contoh.example/gula"),
        (" Lembah TV dengan judul Gula Naik", "Lembah TV", "Gula Naik", None, None),
        (' Warta Lembah Raya dengan judul "Gula"', "Warta Lembah Raya", "Gula", None, None),
        (" Radio Lembah", "Radio Lembah", None, None, None),
        (" www.contoh.example dengan judul 'Gula Naik'",
         "contoh.example", "Gula Naik", None, None),
        (' Lembahwarta.com dengan judul "Harga "Gula" Naik", Klik untuk baca: https://contoh.example',
         "Lembahwarta.com", 'Harga "Gula" Naik', None, "https://contoh.example"),
        ('Lembahwarta.comdengan judul "Gula Naik"', "Lembahwarta.com", "Gula Naik", None, None),
        (" Harian Lembah edisi 12 Juni 2024.", "Harian Lembah", None, None, None),
        (" Lembahwarta.com pada Rabu, 12 Juni 2024 dengan judul 'Gula Naik'",
         "Lembahwarta.com", "Gula Naik", None, None),
    ],
)  # fmt: skip
def test_a_notice_is_read_whole(
    told: str, outlet: str, title: str | None, author: str | None, url: str | None, apart: str
) -> None:
    """On lines of its own and in one line; the other paper's staff is not Kontan's."""
    tail = "Cek Berita dan Artikel yang lain di Google News"
    notice = (_NOTICE + told).replace("|", apart)
    article = parse(apart.join((_STORY, notice, tail)))
    assert article.paragraphs == (_STORY.partition(". ")[2],)
    assert article.byline is None
    assert article.syndicated == Syndication(outlet=outlet, title=title, author=author, url=url)


@pytest.mark.parametrize("apart", ["\n\n", " "])
@pytest.mark.parametrize(
    ("told", "prose"),
    [
        (' Lembahwarta.com dengan judul "Gula Naik". Ratri menyebut "stok aman" saja.',
         'Ratri menyebut "stok aman" saja.'),
        (" Lembahwarta.com dengan judul Gula Naik. Ratri menyebut stok aman.",
         "dengan judul Gula Naik. Ratri menyebut stok aman."),
        (" Lembahwarta.com Menurut Ratri, stok aman.", "Menurut Ratri, stok aman."),
    ],
)  # fmt: skip
def test_prose_behind_a_notice_stays(told: str, prose: str, apart: str) -> None:
    article = parse(apart.join((_STORY, _NOTICE + told)))
    assert article.paragraphs[-1] == prose


def test_an_editor_behind_another_editor_is_kontans() -> None:
    told = f"{_NOTICE} Lembahwarta.com\nPenulis: Rangga Widyatmaja | Editor: Prita Hapsari"
    article = parse(f"{_STORY}\n{told}\nEditor: Ningsih Larasati")
    assert article.syndicated is not None
    assert article.syndicated.author == "Rangga Widyatmaja"
    assert article.editors == ("Ningsih Larasati",)


@pytest.mark.parametrize("apart", ["\n\n", " "])
@pytest.mark.parametrize("verb", ["tayang", "terbit", "dimuat", "dipublikasikan"])
def test_a_notice_has_one_of_several_verbs(verb: str, apart: str) -> None:
    article = parse(apart.join((_STORY, f"Artikel ini sudah {verb} di Lembahwarta.com")))
    assert article.syndicated is not None
    assert article.syndicated.outlet == "Lembahwarta.com"


@pytest.mark.parametrize("apart", ["\n\n", " "])
@pytest.mark.parametrize(
    "prose",
    [
        "Artikel ini telah dipublikasikan di Jurnal Ekonomi Gula, lalu dibahas dalam seminar.",
        "Tulisan ini pernah dimuat di harian Lembah dan menuai kritik.",
        "Tulisan ini pernah dimuat di Lembahwarta.com dan menuai kritik.",
        "Tulisan ini pernah terbit di Warta Lembah edisi Juni 2020 dan menuai kritik.",
        "“Tulisan ini sudah dimuat di mana-mana,” kata Ratri.",
        "Berita ini telah dimuat di media sosial dan sudah dibaca banyak orang.",
        "Artikel ini telah terbit di Lembahwarta. Ratri membacanya.",
    ],
)
def test_prose_about_where_an_article_stood_is_no_notice(prose: str, apart: str) -> None:
    article = parse(apart.join((_STORY, prose)))
    assert article.syndicated is None
    assert article.paragraphs[-1].endswith(prose)


@pytest.mark.parametrize(
    ("behind", "author", "editors", "sources"),
    [
        ("Editor: Ningsih Larasati", None, ("Ningsih Larasati",), ()),
        ("Reporter: Surya Atmaja", "Surya Atmaja", (), ()),
        ("Penulis: Surya Atmaja\nEditor: Adi Wira", "Surya Atmaja", (), ()),
        (
            "Penulis: Surya Atmaja\nSumber: Radio Samudra | Editor: Ningsih Larasati",
            "Surya Atmaja", ("Ningsih Larasati",), ("Radio Samudra",),
        ),
    ],
)  # fmt: skip
def test_of_the_credits_behind_a_notice_the_others_are_the_first(
    behind: str, author: str | None, editors: tuple[str, ...], sources: tuple[str, ...]
) -> None:
    article = parse(
        "KONTAN.CO.ID - JAKARTA. Harga gula naik.\n"
        f"Artikel ini telah tayang di Contoh.com\n{behind}"
    )
    assert article.syndicated is not None
    assert article.syndicated.author == author
    assert (article.editors, article.sources) == (editors, sources)


_OWN = f'{_NOTICE} Kontan.co.id dengan judul "Gula naik, warga antre", Klik untuk baca: '
_ADDRESS = "https://industri.kontan.co.id/news/gula-naik-warga-antre?page=all"


@pytest.mark.parametrize("apart", ["\n\n", " "])
@pytest.mark.parametrize(
    ("behind", "editors", "reporters"),
    [
        ("", (), ()),
        ("Editor: Bagas Permadi", ("Bagas Permadi",), ()),
        ("Editor: Bagas Permadi  | Reporter: Intan Kemala", ("Bagas Permadi",), ("Intan Kemala",)),
        ("Editor: Bagas Permadi|Reporter: Intan Kemala", ("Bagas Permadi",), ("Intan Kemala",)),
        ("Reporter: Intan Kemala|Editor: Bagas Permadi", ("Bagas Permadi",), ("Intan Kemala",)),
    ],
)
def test_what_is_copied_from_kontan_says_its_title_and_address(
    behind: str, editors: tuple[str, ...], reporters: tuple[str, ...], apart: str
) -> None:
    """As its pages' script puts it behind what readers copy, with the house's own staff."""
    credits = behind if " | " in behind else behind.replace("|", apart)
    article = parse(apart.join((_STORY, f"{_OWN}{_ADDRESS}.", credits)))
    assert (article.title, article.url) == ("Gula naik, warga antre", _ADDRESS)
    assert (article.editors, article.reporters) == (editors, reporters)
    assert article.syndicated is None
    assert article.boilerplate == (f"{_OWN}{_ADDRESS}.",)


@pytest.mark.parametrize("title", ["Gula Naik, Warga Antre", "“Gula naik”, warga antre"])
def test_a_title_that_is_printed_stands_before_that_of_the_notice(title: str) -> None:
    article = parse(f"{title}\n\n{_STORY}\n\n{_OWN}{_ADDRESS}.")
    assert (article.title, article.url, article.syndicated) == (title, _ADDRESS, None)
    assert not article.diagnostics


@pytest.mark.parametrize(
    "text",
    [
        f"{_STORY.replace('KONTAN.CO.ID', 'MOMSMONEY.ID')}\n{_OWN}{_ADDRESS}",
        f"Harga Beras Turun\n{_STORY}\n{_OWN}{_ADDRESS}",
        f"LEMBAHWARTA.COM, JAKARTA. Harga gula naik di pasar induk.\n{_OWN}{_ADDRESS}",
        f"{_STORY}\n{_OWN.replace('Kontan.co.id', 'Momsmoney.id')}https://momsmoney.id/news/gula",
    ],
)
def test_what_was_published_twice_keeps_its_notice(text: str) -> None:
    article = parse(text)
    assert article.syndicated is not None
    assert article.syndicated.title == "Gula naik, warga antre"
    assert article.title != "Gula naik, warga antre"
    assert article.url is None


_AWAY = f'{_NOTICE} Lembahwarta.com dengan judul "Gula Naik"'


@pytest.mark.parametrize("apart", ["\n\n", "   "])
@pytest.mark.parametrize(
    "links", [(), ("Baca Juga: Garam naik lagi",), ("Baca Juga: Garam", "Selanjutnya: Kopi naik")]
)
def test_an_author_glued_to_the_story_is_that_of_the_notice_below(
    links: tuple[str, ...], apart: str
) -> None:
    article = parse(apart.join((f"{_STORY}(Rangga Widyatmaja)", *links, _AWAY)))
    assert article.syndicated is not None
    assert article.syndicated.author == "Rangga Widyatmaja"
    assert article.paragraphs == (_STORY.partition(". ")[2],)
    assert [link.title for link in article.cross_links] == [x.partition(": ")[2] for x in links]
    assert article.boilerplate[0] == "(Rangga Widyatmaja)"


@pytest.mark.parametrize("apart", ["\n\n", " "])
@pytest.mark.parametrize("links", [(), ("Baca Juga: Garam naik lagi",)])
@pytest.mark.parametrize("name", ["(Rangga)", " (Rangga)", " (Rangga Widyatmaja)"])
@pytest.mark.parametrize("stop", [".", "!"])
def test_an_author_of_one_word_or_apart_is_that_of_the_notice_below(
    stop: str, name: str, links: tuple[str, ...], apart: str
) -> None:
    story = f"{_STORY[:-1]}{stop}"
    article = parse(apart.join((story + name, *links, _AWAY)))
    assert article.syndicated is not None
    assert article.syndicated.author == name.strip(" ()")
    assert article.paragraphs == (story.partition(". ")[2],)
    assert len(article.cross_links) == len(links)


@pytest.mark.parametrize("apart", ["\n\n", " "])
@pytest.mark.parametrize("links", [(), ("Baca Juga: Garam naik lagi",)])
@pytest.mark.parametrize("name", ["(Rangga)", "(Rangga Widyatmaja)", "(Rangga Adi/Surya Atmaja)"])
def test_an_author_behind_the_last_sentence_is_no_part_of_it(
    name: str, links: tuple[str, ...], apart: str
) -> None:
    tail = "Cek Berita dan Artikel yang lain di Google News"
    article = parse(apart.join((f"{_STORY} {name}", *links, tail)))
    assert article.paragraphs == (_STORY.partition(". ")[2],)
    assert article.boilerplate == (name, tail)


@pytest.mark.parametrize(
    "text",
    [
        f"{_STORY}\nHarga garam tetap. (Rangga)\n{_AWAY}",
        f"{_STORY} (Surya Atmaja)\nHarga beras tetap.\nHarga garam tetap. (Rangga)\n{_AWAY}",
        f"{_STORY}\nKata Ratri, “Harga garam tetap.” (Rangga)\n{_AWAY}",
        f"{_STORY}\nStok aman. (Surya Atmaja) Harga garam tetap. (Rangga)\n{_AWAY}",
    ],
)
def test_the_author_ends_the_line_above_the_notice(text: str) -> None:
    article = parse(text)
    assert article.syndicated is not None
    assert article.syndicated.author == "Rangga"
    assert article.paragraphs[-1].strip("”").endswith("Harga garam tetap.")
    assert article.boilerplate[0] == "(Rangga)"


def test_a_name_within_a_sentence_of_one_line_is_no_author() -> None:
    link = "Baca Juga: Garam naik lagi"
    article = parse(f"{_STORY} (RNGG) Garam tetap di pasar (Rangga) {link} {_AWAY}")
    assert article.syndicated is not None
    assert article.syndicated.author is None


@pytest.mark.parametrize(
    "told",
    [
        f"{_STORY}(Dalam Rupiah)",
        f"{_STORY}(Reuters)",
        f"{_STORY}(RNGG)",
        f"{_STORY}(Rangga Widyatmaja) Harga garam tetap.",
        f"{_STORY[:-1]} (Rangga Widyatmaja) lagi.",
        f"{_STORY[:-1]} (Rangga)",
        f"{_STORY} (Rangga) Harga garam tetap.",
        f"{_STORY} (RNGG)",
    ],
)
def test_what_stands_in_brackets_within_a_story_is_no_author(told: str) -> None:
    article = parse(f"{told}\n{_AWAY}")
    assert article.syndicated is not None
    assert article.syndicated.author is None
    assert article.paragraphs == (told.partition(". ")[2],)
