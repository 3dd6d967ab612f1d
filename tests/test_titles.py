"""The model of where a title ends: its data, and the script that fits and measures it."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kontan_parse import parse, titles
from kontan_parse.lines import tidy

TOOL = Path(__file__).parent.parent / "tools" / "titles.py"
HEADLINES = (
    "Harga Gula Naik, Pedagang Menahan Stok",
    "Pabrik Wonomukti Kembali Giling Pekan Depan",
    "Impor Beras Tertahan, Warga Antre di Pasar",
    "Ini Lima Merek Kopi Terlaris Tahun Ini",
    "Laba Lembah Gula (LGLA) Tumbuh 12% di Kuartal II",
)
LONGEST = "Koperasi Petambak Garam Jeneponto Menahan Stok Garam Krosok hingga Akhir Triwulan Dua"
SENTENCES = (
    "Menurut Ratri, kenaikan harga itu bersifat musiman dan akan mereda.",
    "Ia menambahkan, pemerintah daerah sudah memantau gudang pedagang.",
    '"Stok kami masih cukup," kata Bagas kepada wartawan di pasar induk.',
    "Sementara itu, asosiasi pedagang meminta pasokan dari luar pulau.",
    "Adapun pabrik kedua masih menunggu suku cadang mesin giling.",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    chance = random.Random(1)  # noqa: S311 - reproducible, not secret
    path = tmp_path / "corpus.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(60):
            body = [chance.choice(SENTENCES) for _ in range(6)]
            body.insert(2, f"Baca Juga: {chance.choice(HEADLINES)}")
            text = "KONTAN.CO.ID - JAKARTA. Harga naik.\n" + "\n".join(body)
            title = chance.choice(HEADLINES)
            file.write(json.dumps({"text": text, "title": title}) + "\n")
    return path


def _guessed(text: str, start: int) -> str:
    """The title at `start` as it is guessed."""
    guess = titles.guess(text, titles.Vocabulary(text), start, len(text))
    return text[start : guess.end] if guess else ""


def run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, str(TOOL), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_fit_writes_weights_and_no_sentence(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights.json"
    assert "weights" in run("fit", str(corpus), "-o", str(out))
    weights = json.loads(out.read_text(encoding="utf-8"))
    assert weights
    assert all(isinstance(weight, int) for kind in weights.values() for weight in kind.values())
    assert max(value.count(" ") for kind in weights.values() for value in kind) <= 1


def test_measure_keeps_articles_out_of_training(corpus: Path) -> None:
    told = run("measure", str(corpus))
    for kind in ("title case", "glued", "sentence case", "titles of the corpus known"):
        assert kind in told


def test_a_title_that_somebody_has_read_is_learned(corpus: Path, tmp_path: Path) -> None:
    """It stops in front of a word that the corpus knows from headlines alone."""
    title, behind = "Pabrik Baru Giling Kopi", "Terlaris itu Pedagang Wonomukti, kata Bagas."
    text = f"KONTAN.CO.ID - JAKARTA. Harga naik. Baca Juga: {title} {behind} {SENTENCES[0]}"
    row = json.dumps({"text": text, "links": [title]})
    learned = {}
    for name, rows in (("without", []), ("with", [row] * 12)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text(corpus.read_text(encoding="utf-8") + "\n".join(rows), encoding="utf-8")
        run("fit", str(path), "-o", str(tmp_path / name))
        weights = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        start = text.index(title)
        guess = titles.guess(text, titles.Vocabulary(text), start, len(text), weights=weights)
        learned[name] = guess is not None and text[start : guess.end] == title
    assert learned == {"without": False, "with": True}


def test_the_packaged_data_is_small_and_holds_no_sentence() -> None:
    data = Path(titles.__file__).with_name("titles.json")
    assert data.stat().st_size < 300_000
    weights = json.loads(data.read_text(encoding="utf-8"))
    assert max(value.count(" ") for kind in weights.values() for value in kind) <= 1


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("joint", [" ", ""], ids=["blank", "glued"])
def test_the_end_is_found(headline: str, sentence: str, joint: str) -> None:
    text = f"KONTAN.CO.ID - JAKARTA. Harga naik. Baca Juga: {headline}{joint}{sentence} Begitulah."
    article = parse(text)
    assert [link.title for link in article.cross_links] == [headline]
    assert article.paragraphs[-1] == f"{sentence} Begitulah."


@pytest.mark.parametrize(
    "glued",
    [
        "Tabungan Garam Gen Z|Menurut Ratri",
        "Laba Tumbuh Semester I|Direktur itu",
        "Naik I-2026|• Satu",
        "Laba Naik Tahun ini|Pada segmen itu",
        "Laba Naik Tahun ini|GoPay membuka",
    ],
)
def test_two_words_that_touch_are_parted(glued: str) -> None:
    text = f"Pedagang Garam Menahan Stok {glued}"
    found = titles.ends(text.replace("|", ""), 0, len(text))
    assert (text.index("|"), True) in found


@pytest.mark.parametrize("name", ["F-15|EX", "Open|AI", "i|Pad", "setiapTik|Tok"])
def test_a_name_with_capitals_inside_is_not_parted(name: str) -> None:
    parted = f"Pabrik Itu Siap Merakit Jika Contoh Memilih {name} Ratri menjelaskan rencana itu."
    text = parted.replace("|", "")
    assert (parted.index("|"), True) not in titles.ends(text, 0, len(text))


@pytest.mark.parametrize(
    ("parted", "may_end"), [("berkata pada hari|Minggu", False), ("Naik Lima Hari|Minggu", True)]
)
def test_no_title_ends_between_a_day_and_its_name(parted: str, may_end: bool) -> None:
    text = f"Pedagang Garam di Pasar Induk {parted} ini stok masih cukup."
    found = [end for end, _ in titles.ends(text.replace("|", " "), 0, len(text))]
    assert (text.index("|") in found) is may_end


def test_a_title_may_end_with_a_number() -> None:
    title = "Pedagang Menahan Stok Garam hingga 2026"
    text = f"{title} {SENTENCES[0]}"
    assert (len(title), False) in titles.ends(text, 0, len(text))


@pytest.mark.parametrize("joint", [" ", ""], ids=["blank", "glued"])
def test_the_longest_title_may_end(joint: str) -> None:
    text = f"{LONGEST}{joint}{SENTENCES[0]}"
    assert titles.ends(text, 0, len(text))[-1] == (titles.TITLE_LIMIT, not joint)


@pytest.mark.parametrize(
    ("parted", "kind", "values"),
    [
        ("Pedagang Menahan Stok “Gula| Pasir” di Pasar", "is", {"open-bracket"}),
        ("Pedagang Menahan Stok (Gula) Pasir| Ratri menilai", "is", set()),
        ('Pedagang "menahan Stok| Gula" di Pasar', "is", {"open-quote"}),
        ("Pedagang Menahan Stok. Ratri Wulandari| Ia menilai", "is", {"inner-stop"}),
        ("Pedagang Menahan Stok Gula|", "is", {"limit"}),
        ("Pedagang Menahan Stok|Ratri menilai", "is", {"glued"}),
        ("Pedagang Menahan Stok| RatriWulandari menilai", "is", set()),
        ("Pedagang Menahan StokRatri Wulandari| Ia menilai", "is", {"over-glue"}),
        ("Pedagang Menahan StokRatri Wulandari|Ia menilai", "is", {"glued", "over-glue"}),
        ("Pedagang Menahan Stok| Ratri Wulandari, analis", "comma", {"1|a"}),
        ("Pedagang Menahan Stok| Ratri menilai Bagas keliru", "comma", set()),
        ("Pedagang Menahan Stok| Ratri menilai Bagas keliru", "then", {"menilai", "keliru"}),
        ("Mengapa Pedagang Menahan Stok?| Ratri menilai", "punct", {"?t"}),
        ("Pedagang Menahan Stok| Ratri menilai", "punct", {"wt"}),
    ],
)
def test_the_model_looks_at_what_stands_around(parted: str, kind: str, values: set[str]) -> None:
    text = parted.replace("|", "")
    places = titles.ends(text, 0, len(text))
    at = [end for end, _ in places].index(parted.index("|"))
    seen = titles.features(text, 0, len(text), places)[at]
    assert {value for told, value in seen if told == kind} == values


@pytest.mark.parametrize(
    "parted",
    [
        "Naik Lagi! Menurut|Ratri",
        "Naik Lagi! Sedangkan|Ratri",
        "Naik Lagi! Sekaligus|Ratri",
        "Naik Lagi! Dalam|Ratri",
        "Terus, Ini 6|Langkah",
        "Naik Lagi! Dilansir|Ratri",
    ],
)
def test_no_title_ends_in_a_word_that_asks_for_another(parted: str) -> None:
    text = f"Harga Gula Pasir di Pasar Induk {parted} Wulandari, pedagang menahan stok."
    found = [end for end, _ in titles.ends(text.replace("|", " "), 0, len(text))]
    assert text.index("|") not in found
    assert text.index("|") - len(parted.partition("|")[0].rpartition(" ")[2]) - 1 in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Dilansir_Wall_Street_Journal, stok masih cukup.",
        "Melansir_dari_Mayo_Clinic, stok masih cukup.",
        "Merujuk_Trading_Economics, stok masih cukup.",
        "Kementerian Perdagangan_(Kemendag) menetapkan aturan bagi petani tebu.",
    ],
)
def test_no_title_ends_inside_a_name(sentence: str) -> None:
    parted = f"Ini Alasan Petani Tebu Menolak Impor {sentence}"
    found = {end for end, _ in titles.ends(parted.replace("_", " "), 0, len(parted))}
    assert parted.index(sentence) - 1 in found
    assert not found & {at for at, letter in enumerate(parted) if letter == "_"}


def test_a_title_may_say_how_deep() -> None:
    title = "Pasar Panik, Harga Gula Anjlok Paling Dalam"
    text = f"Baca Juga: {title} Sementara itu, Ratri Wulandari menilai stok masih cukup."
    assert _guessed(text, text.index(title)) == title


@pytest.mark.parametrize("name", ["PTPN", "Lembah Gula", "Koperasi Lembah Gula"])
def test_what_stands_there_twice_belongs_to_two_lines(name: str) -> None:
    title = f"Ini Sebab Harga Gula Belum Turun Menurut {name}"
    text = f"Baca Juga: {title} {name} juga akan menambah gudang, kata Ratri Wulandari."
    assert _guessed(text, text.index(title)) == title


def test_the_longest_title_before_another_part_is_no_guess() -> None:
    behind = "Cek Berita dan Artikel yang lain di Google News"
    article = parse(f"KONTAN.CO.ID - JAKARTA. {SENTENCES[0]} Baca Juga: {LONGEST} {behind}")
    assert [link.title for link in article.cross_links] == [LONGEST]
    assert "guessed-title-end" not in {finding.code for finding in article.diagnostics}


@pytest.mark.parametrize(
    ("behind", "title"),
    [
        ('"Kami siap," kata Ratri. Baca Juga: Kopi Naik', HEADLINES[0]),
        ("Ratri bungkam.", None),
        ("", HEADLINES[0]),
    ],
)
def test_what_ends_with_a_full_stop_is_hardly_a_title(behind: str, title: str | None) -> None:
    text = f"KONTAN.CO.ID - JAKARTA. {SENTENCES[0]} Baca Juga: {HEADLINES[0]} {behind}"
    article = parse(text)
    guessed = "guessed-title-end" in {finding.code for finding in article.diagnostics}
    assert guessed == bool(behind)
    if title is not None:
        assert article.cross_links[0].title == title


@pytest.mark.parametrize("item", ["2. Gula", "• Gula"])
def test_a_list_ends_a_title(item: str) -> None:
    title = "Harga Pangan Naik, Stok di Gudang Tinggal 32%"
    text = f"Baca Juga: {title} {item} pasir juga naik, kata Ratri Wulandari di pasar."
    assert _guessed(text, text.index(title)) == title


@pytest.mark.parametrize("joint", [" ", "", "  ", "\n"], ids=["blank", "glued", "blanks", "lines"])
def test_flattening_keeps_what_a_source_says(joint: str) -> None:
    """That of a table, with a paragraph behind it, and the address of an article's first page."""
    told = (
        "KONTAN.CO.ID - JAKARTA. Harga garam naik tipis pada pekan ini di pasar induk Jeneponto.",
        "Sumber: Pusat Data Kontan dan RTI",
        "Pedagang menahan stok sampai panen raya usai, kata Ratri Wulandari, Selasa (9/6/2026).",
        "Sumber: https://contoh.example/garam-naik?page=all#page2.",
        "Cek Berita dan Artikel yang lain di Google News",
    )
    article = parse(joint.join(told))
    assert article.credits == (told[1], told[3])
    assert " ".join(article.paragraphs) == f"{told[0][24:]} {told[2]}"
    assert article.boilerplate[:1] == told[4:]


def test_flattening_keeps_header_dateline_links_and_words() -> None:
    lines = (
        "Reporter: Bagas Pramudito | Editor: Ningsih Larasati\n\n"
        f"KONTAN.CO.ID - JAKARTA. {SENTENCES[0]}\n\nBaca Juga: {HEADLINES[0]}\n\n{SENTENCES[1]}"
        f"\n\nBaca Juga: {HEADLINES[1]}\n\n{SENTENCES[2]}\n\n"
        "Cek Berita dan Artikel yang lain di Google News"
    )
    shaped, flat = parse(lines), parse(tidy(lines))
    for name in ("byline", "reporters", "editors", "dateline", "boilerplate"):
        assert getattr(flat, name) == getattr(shaped, name)
    assert [link.title for link in flat.cross_links] == [link.title for link in shaped.cross_links]
    assert " ".join(flat.paragraphs) == " ".join(shaped.paragraphs)


def test_a_known_title_does_not_end_a_longer_one() -> None:
    known = {"Harga Bawang Ikut Turun"}
    text = "Harga Bawang Ikut Turun, Pedagang Menahan Stok"
    assert titles.known_end(text, 0, len(text), known) is None
    assert titles.known_end(text.replace(",", " Sekali"), 0, len(text), known) == 23
    assert titles.known_end(text.replace(",", ""), 0, len(text), known) == 23
    assert titles.known_end(text.replace(",", "kan"), 0, len(text), known) is None


def test_a_known_title_ends_with_its_mark() -> None:
    text = "Mengapa Bawang Ikut Turun?begini penjelasan Ratri"
    assert titles.known_end(text, 0, len(text), {"Mengapa Bawang Ikut Turun?"}) == 26


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("Menurut Ratri, stok di gudang masih cukup.", None),
        ("Bulog Bulog mengumumkan rencana mengimpor bawang.", "'Bulog'"),
    ],
)
def test_a_guess_that_is_close_names_the_other(behind: str, told: str | None) -> None:
    title = "Soal Impor Bawang dan Kedelai dari Lembah, Ini Kata Pedagang"
    text = f"KONTAN.CO.ID - JAKARTA. {SENTENCES[0]} Baca Juga: {title} {behind} {SENTENCES[1]}"
    (guess,) = (d for d in parse(text).diagnostics if d.code == "guessed-title-end")
    words = re.search(r", or with(?:out)? ('.+')", guess.message)
    assert (words[1] if words else None) == told
