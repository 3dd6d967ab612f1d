"""What stands behind a story: foot, tags, who signed it; and the story's own last words."""

from __future__ import annotations

import pytest

from kontan_parse import Article, parse

MOBILE = "        "
"""Blanks of a source's indentation."""
STORY = "KONTAN.CO.ID - JAKARTA. Sup tahu laris. Warung menambah porsi."
EDITOR = "Editor: Ratri Wulandari"


def codes(article: Article) -> list[str]:
    """The findings' codes, but for that of a cut."""
    return [d.code for d in article.diagnostics if d.code != "glued-line"]


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


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (
            f"{STORY}  {EDITOR}{MOBILE}INDEKS BERITA  Sup Tahu  Resep Sup  resep sup",
            "Sup Tahu Resep Sup resep sup",
        ),
        (
            f"{STORY}  {EDITOR}{MOBILE}INDEKS BERITA  Sup Tahu  Resep Sup  TERBARU  Gula Naik",
            "Sup Tahu Resep Sup",
        ),
        (
            f"{STORY}  {EDITOR}{MOBILE}INDEKS BERITA  Sup Tahu  Resep  Baca Juga: Gula Naik",
            "Sup Tahu Resep",
        ),
        (
            f"{STORY}\n{EDITOR}\nINDEKS BERITA\nSup Tahu\nResep Sup\nresep sup",
            "Sup Tahu Resep Sup resep sup",
        ),
        (f"{STORY}\n{EDITOR}\nINDEKS BERITA\nSup Tahu\nTERBARU\nGula Naik", "Sup Tahu"),
        (f"{STORY}\n{EDITOR}\nINDEKS BERITA\nSup Tahu\n© 2026 Kontan", "Sup Tahu"),
        (f"{STORY}\n{EDITOR}\nIndeks Berita\nSup Tahu\nSumber: Warta Lembah", "Sup Tahu"),
    ],
)
def test_tags_without_their_label_are_no_story(text: str, tags: str) -> None:
    article = parse(text)
    assert article.paragraphs == ("Sup tahu laris. Warung menambah porsi.",)
    assert codes(article) == ["unsplit-tags"]
    assert any(d.message.endswith(f": {tags!r}") for d in article.diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        f"INDEKS BERITA\nSup Tahu\nResep Sup\n{STORY}",
        f"{STORY}\nINDEKS BERITA\nSup Tahu\nResep Sup",
        f"{STORY}\n{EDITOR}\nINDEKS BERITA\nSup Tahu\nWarung itu buka lagi.",
        f"{STORY}\n{EDITOR}\nINDEKS BERITA\nSup Tahu\nTERBARU\nWarung itu buka lagi.",
        f"{STORY}\n{EDITOR}\nINDEKS BERITA" + "\nSup Tahu" * 40,
        f"{STORY}\n{EDITOR}\nINDEKS BERITA\nBagikan\nSup Tahu",
        f"{STORY}\n{EDITOR}\nBagikan\nSup Tahu",
        f"{STORY}  {EDITOR}{MOBILE}INDEKS BERITA  Sup Tahu  Warung itu buka lagi.",
        f"INDEKS BERITA{MOBILE}Sup Tahu  Resep Sup  resep sup",
    ],
)
def test_what_stands_below_the_index_is_kept_where_it_may_be_story(text: str) -> None:
    assert "unsplit-tags" not in codes(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        f"Sawi mudah.{MOBILE}Daftar Isi   Pilih BibitCara MenyiramCara Memanen   Sawi perlu air.",
        "Sawi mudah.\nDaftar isi:\nPilih BibitCara MenyiramCara Memanen\nSawi perlu air.",
        "Sawi mudah.\nDaftar Isi\nPilih Bibit Cara Memanen\nSawi perlu air.\nPilih Bibit",
    ],
)
def test_headings_joined_in_a_row_are_contents(text: str) -> None:
    article = parse(f"KONTAN.CO.ID - JAKARTA. {text}")
    assert article.paragraphs[:2] == ("Sawi mudah.", "Sawi perlu air.")


@pytest.mark.parametrize(
    "below",
    [
        "Pilih BibitPanen",
        "Pilih BibitCara dan PanenRaya hari ini.",
        "Pilih bibit sawi\nPilih bibit",
        "Gula Merah\nGula",
        "Pilih Bibit Cara Memanen\nSawi perlu air.",
    ],
)
def test_other_lines_below_that_label_are_no_contents(below: str) -> None:
    text = f"KONTAN.CO.ID - JAKARTA. Sawi mudah.\nPilih Bibit\nDaftar Isi\n{below}"
    assert parse(text).paragraphs == (
        "Sawi mudah.",
        "Pilih Bibit",
        "Daftar Isi",
        *below.split("\n"),
    )


@pytest.mark.parametrize("apart", ["\n", MOBILE])
@pytest.mark.parametrize("name", ["(Suparjo)", "(Rudi Hartono)"])
@pytest.mark.parametrize(
    "below",
    [
        (),
        ("Cek Berita dan Artikel yang lain di Google News", EDITOR),
        ("Baca Juga: Sup Tahu", "Menarik Dibaca: Sup Jagung", EDITOR, "INDEKS BERITA"),
        ("Tag: sup, tahu",),
        ("Sumber: Warta Lembah",),
        ("TERBARU", "Sup Jagung"),
        (
            "Cek Berita dan Artikel yang lain di Google News",
            EDITOR,
            "INDEKS BERITA",
            f"Tag {'sup tahu ' * 20}",
        ),
    ],
)
def test_a_name_in_brackets_ends_a_story(name: str, below: tuple[str, ...], apart: str) -> None:
    article = parse(apart.join((STORY, "“Kami senang,” katanya.", name, *below)))
    assert article.paragraphs == (STORY.partition(". ")[2], "“Kami senang,” katanya.")
    assert name in article.boilerplate


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n(SPRJ)\n{EDITOR}",
        f"{STORY}\n(Persen)\n{EDITOR}",
        f"{STORY}\n(Reuters)\n{EDITOR}",
        f"{STORY}\n(Antara)\n{EDITOR}",
        f"{STORY}\n(suparjo)\n{EDITOR}",
        f"{STORY}\n(S)\n{EDITOR}",
        f"{STORY}\nHarga Sup\n(Suparjo)\n{EDITOR}",
        f"{STORY}\n(Suparjo)\nHarga Sup\n{EDITOR}",
        f"{STORY}\n(Suparjo)\nWarung itu buka lagi.\n{EDITOR}",
        f"{STORY}\n(Suparjo)\nSup | Tahu\nTahu | Sup",
        f"{STORY}\n(Suparjo)\nBaca Juga: Sup Tahu\nSup Jagung",
    ],
)
def test_another_word_in_brackets_is_no_name(text: str) -> None:
    lines = [line for line in text.splitlines() if line.startswith("(")]
    assert [p for p in parse(text).paragraphs if p.startswith("(")] == lines


def test_names_of_two_words_need_no_foot_behind_them() -> None:
    assert parse(f"{STORY}\n(Rudi Hartono)\nSup Jagung").boilerplate == ("(Rudi Hartono)",)


SITE = ("Tentang Kami", "Redaksi", "Pedoman Media Siber", "Copyright © 2026 Kontan")


@pytest.mark.parametrize("bullet", ["", "• ", "- ", "* ", "·", "– "])
@pytest.mark.parametrize(
    "below",
    [
        (),
        SITE,
        SITE[1:],
        SITE[:2],
        ("© 2026 Kontan", "Karier"),
        ("Copyright © 2026 Kontan", "Karier"),
        ("Hak Cipta © 2026 PT Lembah Warta", "Karier"),
        ("Privacy Policy",),
        ("Kebijakan Privasi", "Redaksi"),
        ("Pedoman Pemberitaan Media Siber", "Redaksi"),
        ("TERBARU", "Sup Jagung"),
    ],
)
def test_tags_in_lines_end_above_the_foot(below: tuple[str, ...], bullet: str) -> None:
    text = "\n".join((STORY, "Tag", f"{bullet}sup", f"{bullet}harga tahu", *below))
    article = parse(text)
    assert article.tags == ("sup", "harga tahu")
    assert article.paragraphs == (STORY.partition(". ")[2],)
    assert article.boilerplate == below
    assert parse("\n".join((STORY, *below))).boilerplate == below


def test_tags_of_markdown_have_no_bullets() -> None:
    text = f"{STORY}\n\nTag\n\n- [sup](/tag/sup)\n- [harga tahu](/tag/tahu)\n\n© 2026 Kontan"
    assert parse(text).tags == ("sup", "harga tahu")


def test_a_video_below_tags_is_none() -> None:
    article = parse(f"{STORY}\nTag\nsup\n© 2026 Konten oleh Kontan")
    assert (article.tags, article.boilerplate) == (("sup",), ("© 2026 Konten oleh Kontan",))


@pytest.mark.parametrize(
    ("below", "tags"), [("•\nsup\n•\ntahu", ("sup", "tahu")), ("•", ()), ("• sup\n•", ("sup",))]
)
def test_a_bullet_that_was_torn_off_is_no_tag(below: str, tags: tuple[str, ...]) -> None:
    assert parse(f"{STORY}\nTag\n{below}").tags == tags


def test_what_has_no_bullet_below_tags_that_have_one_is_none() -> None:
    article = parse(f"{STORY}\nTag\n• sup\n• - tahu\nSup Jagung")
    assert article.tags == ("sup", "- tahu")
    assert article.paragraphs[1:] == ("Sup Jagung",)


@pytest.mark.parametrize(
    "last",
    [
        "Redaksi\nJalan Lembah 5",
        "Tentang Kami",
        "Kebijakan Privasi\nWarung itu menyimpan nama pembeli.",
        "Redaksi lama\nRedaksi baru",
        "Copyright © 2026 " + "sup " * 25,
    ],
)
def test_a_word_of_the_sites_foot_is_story_elsewhere(last: str) -> None:
    article = parse(f"{STORY}\n{last}")
    assert article.paragraphs[1:] == tuple(line.strip() for line in last.split("\n"))


@pytest.mark.parametrize("heading", ["Video Pilihan", "TERBARU", "Berita Terkait"])
@pytest.mark.parametrize("listed", [(), ("Sup Jagung", "Sup Tahu Naik Daun")])
@pytest.mark.parametrize("reporter", [(), ("Reporter: Intan Kemala",)])
@pytest.mark.parametrize(
    "below",
    [(), ("INDEKS BERITA",), ("Tag", "sup"), ("Tag: sup, tahu",), ("TERBARU", "Sup"), SITE],
)
def test_the_editor_below_a_heading_of_the_foot_is_the_storys(
    heading: str, listed: tuple[str, ...], reporter: tuple[str, ...], below: tuple[str, ...]
) -> None:
    article = parse("\n".join((STORY, heading, *listed, *reporter, EDITOR, *below)))
    assert article.editors == ("Ratri Wulandari",)
    assert article.reporters == (("Intan Kemala",) if reporter else ())
    assert article.paragraphs == (STORY.partition(". ")[2],)
    assert article.boilerplate[: 1 + len(listed)] == (heading, *listed)


@pytest.mark.parametrize(
    "text",
    [
        f"Editor: Bagas Permadi\n{STORY}" + "\nSup laris." * 50 + f"\nVideo Pilihan\n{EDITOR}",
        f"{STORY}\nEditor: Bagas Permadi\nVideo Pilihan\nSup Jagung\n{EDITOR}\nTag\nsup",
        f"Editor: Bagas Permadi\n{STORY}\nVideo Pilihan\nSup Jagung\n{EDITOR}\nSup Tahu",
    ],
)
def test_where_an_editor_was_named_one_in_the_foot_is_another_storys(text: str) -> None:
    article = parse(text)
    assert article.editors == ("Bagas Permadi",)
    assert EDITOR in article.boilerplate


@pytest.mark.parametrize(
    "below",
    [
        f"Sup Jagung\n{EDITOR}\nSup Tahu",
        "Sup Jagung\nReporter: Intan Kemala",
        f"Sup Jagung\n| Jumat, 06 Maret 2026 | 08:55 WIB\n{EDITOR}",
    ],
)
def test_credits_among_other_stories_are_theirs(below: str) -> None:
    article = parse(f"{STORY}\nTERBARU\n{below}")
    assert article.byline is None
    assert article.boilerplate == ("TERBARU", *below.split("\n"))
