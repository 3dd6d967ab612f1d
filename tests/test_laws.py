"""Laws over free text and over shuffled lines that look like an article's."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from kontan_parse import (
    Document,
    blocks,
    byline,
    entities,
    flat,
    gaps,
    lines,
    parse,
    parser,
    record,
    shreds,
)
from kontan_parse.batch import Titles

LINES = (
    "Reporter: Bagas Pramudito | Editor: Ningsih Larasati",
    "Sumber:Radio Samudra,Radio Samudra| Editor:Ningsih Larasati",
    "Penulis: Damar Wicaksana",
    "Editor : Selasa, 02 Agustus 2022 | 16:12 WIB | Reporter: Sekar Ayuning",
    "Editor: Ningsih Larasati",
    "Senin, 28 April 2025 / 20:46 WIB",
    "Selasa, 02 Agustus 2022 | 16:12 WIB \u00a0 Reporter: Sekar Ayuning",
    "28 April 2025",
    "28 April 2025 / 20:46 WIB",
    "28 April 2025 / 21:15 WIB Reporter: Bagas Pramudito",
    "28 April 2025 / 21:15 WIBReporter: Bagas Pramudito",
    "Industri | Senin, 28 April 2025 / 20:46 WIB",
    "Senin, 28 April 2025 | Reporter: Bagas Pramudito | 28 April 2025 / 20:46 WIB",
    "KONTAN.CO.ID - JAKARTA. Harga gula naik dua persen.",
    "KONTAN.CO.ID -PT Lembah Gula Tbk (LGLA) membukukan laba.",
    "KONTAN-CO.ID - BEIJING/HANOI. Dua negara sepakat soal gula.",
    "SURABAYA. Pedagang menahan stok gula sampai pekan depan.",
    "JAKARTA - KONTAN.CO.ID.Dua pabrik gula berhenti giling.",
    "Baca Juga: Pabrik Gula Wonomukti Kembali Giling",
    "Tonton:Pabrik Gula Terbakar Tadi Malam dan Pekerja Diungsikan ke Balai KotaTiga Pabrik Besar "
    "yang Masih Giling",
    "Kalimat biasa. Baca Juga: Pabrik Gula Wonomukti Kembali Giling",
    "(Baca Juga: Harga Gula Turun )",
    "Selanjutnya: Lima Merek Gula Terlaris",
    "Selanjutnya Halaman 1 2 Tampilkan Semua",
    "ILUSTRASI. Karung gula (24/5/2020). Foto KONTAN/Surya Atmaja",
    "Laba naik.Gula Impor Ditahan di Pelabuhan© 2026 Konten oleh Kontan",
    "Pasar ramai. © Foto oleh Lembah Gula",
    "Pembayaran: 10 JuliLGLA Chartby TradingView",
    "Cek Berita dan Artikel yang lain diGoogle News",
    '(Rangga Widyatmaja) Artikel ini telah tayang di Kompas.com dengan judul "Gula Naik"',
    "(Rangga Widyatmaja ) Artikel ini telah tayang di Kompas.com",
    "Penulis : Rangga Widyatmaja",
    "Hanya Rp 5.000 untuk membaca artikel ini. BELI SEKARANG",
    "Tag",
    "Tag: gula, harga pangan",
    "INDEKS BERITA",
    "TERBARU",
    "Kontan Academy",
    "kontan.co.id",
    "| : WIB | INDIKATOR |",
    "  • EMAS 1.704.000   0   0,00%",
    "Sumber: Logam Mulia",
    "Kata Ratri, Selasa (18/6), harga gula naik sejak Mei 2022, dan turun Rabu (19/6//2024).",
    "Rapat akan digelar 19-20 Juni, besok (20/6), atau 31 Juni 2024, bukan pekan lalu.",
    "Gula Naik, Pedagang Menahan Stok",
    "Gula Naik, Pedagang Menahan Stok",
    "1. Lembah Gula (naik 11,2%)",
    "Menurut Ratri Wulandika, analis Lembah Riset, kenaikan itu bersifat musiman dan akan mereda "
    "begitu pabrik kembali berproduksi penuh pada bulan depan.",
    "\u200b\u00a0",
    "",
)
article_like = st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)
free = st.text(max_size=400)
fragments = st.lists(
    st.sampled_from(
        (*LINES, "\r", "\r\n", "\n", " ", " " * 8, "KONTAN.CO.ID", "Baca Juga:", "©", ":", "|")
    )
    | st.text(max_size=12),
    max_size=30,
).map("".join)
anything = free | article_like | fragments
calm = settings(suppress_health_check=[HealthCheck.too_slow])

LABELS = re.compile(
    r"(?i)(?<![^\W_])(?:(?:baca juga|tonton|selanjutnya|menarik dibaca) ?:|tags?\b(?: terkait\b)?)"
)
"""What a key of the record stands for, so that it need not be kept as words."""
TAGS = re.compile(r"(?i)tags?\b(?: terkait\b)?(?: ?:)?")
GLUED = re.compile(rf"(?:(?<=\d WIB)|(?<=\d WIT)|(?<=\d WITA))(?=(?:{'|'.join(byline.LABELS)}) ?:)")
TOLD = frozenset(
    "title published_text byline dateline paragraphs cross_links captions tags credits syndicated "
    "boilerplate".split()
)
"""The keys that hold words as printed; what others say stands in one of them as well."""


def printed(value: Any) -> str:
    """Every string anywhere in a record."""
    if isinstance(value, str):
        return value + "\n"
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "".join(map(printed, items))


def _lost(text: str) -> list[tuple[str, str]]:
    """The words of `text` that its record does not hold, or not as often as a part of it does.

    A part that stands twice may be kept once, and so may a tag, and a date that another in its
    line holds.
    """
    made = record.to_dict(parse(text))
    decoded = entities.decoded(text)
    text = decoded.text if decoded else text
    kept = _words(printed({k: v for k, v in made.items() if k in TOLD}))
    split = shreds.join(lines.split(text))
    pieces = flat.cut(split.lines, split.text, gaps=gaps.find(split)).lines
    labels = {(line.number, word) for line in pieces for word in _words(_labels(line.text))}
    whole = [
        (word, text)
        for number, text in split.lines
        for word in _words(text)
        if word not in kept and (number, word) not in labels
    ]
    parts = [
        (word, text)
        for _, text in pieces
        for word in _words(_once(text)) - _words(_labels(text)) - kept
    ]
    return whole + parts


def _labels(text: str) -> str:
    return " ".join(LABELS.findall(text))


def _words(text: str) -> Counter[str]:
    """The words of `text`; a role that is glued to a zone is one of its own.

    Underscores may be marks of Markdown.
    """
    return Counter(re.findall(r"[^\W_]+", GLUED.sub(" ", text)))


def _once(text: str) -> str:
    """`text` without the dates that another of its dates holds, word for word; each tag once."""
    text = GLUED.sub(" ", text)
    tags = TAGS.match(text)
    if tags:
        text = ",".join(dict.fromkeys(tag.strip() for tag in text[tags.end() :].split(",")))
    dates = {match[0] for match in byline.DATE_LINE.finditer(text)}
    said = {date: " ".join(re.findall(r"\w+", date)) for date in dates}
    full = [date for date in dates if not any(said[date] in said[o] for o in dates - {date})]
    return " ".join((byline.DATE_LINE.sub(" ", text), *full))


@calm
@given(anything)
@example("Reporter: Bagas 00:00 WIBAnu | Editor: Ningsih Larasati")
def test_nothing_is_lost(text: str) -> None:
    assert not _lost(text)


MARKED = (
    "{}", "**{}**", "__{}__", "*{}*", "_{}_", "***{}***", "## {}", "### **{}**", "> {}", "{}  ",
    "{}\\", "[{}](https://contoh.example/a_b)", "{} ![](https://contoh.example/a_b)",
)  # fmt: skip
"""How Markdown may write a line."""
WRITTEN = tuple(line.strip() for line in LINES if line.strip("\u200b\u00a0 "))


def _in_markdown(line: str, mark: str) -> str:
    """A line with a mark; a link's is around its title, and that of no other line a link."""
    line = re.sub(r"([*_\[\]])", r"\\\1", line)
    label = re.match(r"(?:Baca Juga|Selanjutnya): (?!.*Baca)", line)
    if mark.startswith("["):
        return line[: label.end()] + mark.format(line[label.end() :]) if label else line
    return mark.format(line)


@calm
@given(st.lists(st.tuples(st.sampled_from(WRITTEN), st.sampled_from(MARKED)), max_size=20))
@example([("Tag", "__{}__"), ("Senin, 08 Juni 2020 / 10:42 WIB", "{}")])
def test_markdown_says_what_its_lines_say(parts: list[tuple[str, str]]) -> None:
    """And loses no word: what is an address of no cross-link is boilerplate."""
    text = "**Gula Naik Tajam**\n\n" + "\n\n".join(_in_markdown(*part) for part in parts)
    written, plain = (
        record.to_dict(parse(said))
        for said in (text, "\n\n".join(("Gula Naik Tajam", *(line for line, _ in parts))))
    )
    codes = [{d["code"] for d in made.pop("diagnostics")} for made in (written, plain)]
    labels = _labels(text.replace("_", " "))  # which may be marks around one
    assert _words(text).keys() <= _words(printed(written) + labels).keys()
    for link in written["cross_links"]:
        link["url"] = None
    address = "https://contoh.example/a_b"
    written["boilerplate"] = [said for said in written["boilerplate"] if said != address]
    del written["origin"], plain["origin"]
    assert written == plain
    assert codes[0] == codes[1]


@calm
@given(anything)
def test_every_line_is_in_exactly_one_block(text: str) -> None:
    split = shreds.join(lines.split(text))
    pieces = flat.cut(split.lines, split.text, gaps=gaps.find(split)).lines
    classified, _ = blocks.classify(pieces, split.text)
    assert tuple(line for block in classified for line in block.lines) == pieces
    assert all(block.lines for block in classified)


@calm
@given(anything)
def test_a_cut_moves_no_character(text: str) -> None:
    split = shreds.join(lines.split(text))
    pieces = flat.cut(split.lines, split.text, gaps=gaps.find(split)).lines
    assert _squeezed(pieces) == _squeezed(split.lines)
    assert [p.number for p in pieces] == sorted(p.number for p in pieces)


def _squeezed(split: tuple[lines.Line, ...]) -> str:
    return "".join(line.text for line in split).replace(" ", "")


@calm
@given(st.text(alphabet=st.characters(), max_size=300) | anything, st.text(max_size=20))
def test_any_string_gives_a_valid_record(text: str, title: str) -> None:
    article = parse(text, title=title, url=title, published=title)
    made = record.to_dict(article)
    jsonschema.validate(made, record.schema(), cls=jsonschema.Draft202012Validator)
    assert record.from_dict(made) == article
    written = record.dumps(made)
    assert written.endswith(b"\n")
    assert written.count(b"\n") == 1


starred = st.lists(
    st.sampled_from((*WRITTEN, "**", "_", "[", "](/a)", "| ", "\n", " ")), max_size=20
)
"""Marks of Markdown that are torn from each other by line ends."""


@calm
@given(
    st.text(alphabet=st.characters(exclude_characters="\r"), max_size=300)
    | article_like
    | starred.map("".join)
)
@example("Pedagang **tunai\n| dan kredit** naik\\")
def test_line_ends_make_no_difference(text: str) -> None:
    text = text.replace("\r", "")
    assert parse(text) == parse(text.replace("\n", "\r\n")) == parse(text.replace("\n", "\r"))


@calm
@given(article_like)
def test_blank_lines_and_odd_blanks_make_no_difference(text: str) -> None:
    spaced = text.replace("\n", "\n\n\u00a0\n").replace(" ", "\u00a0 ")
    article = parse(text)
    # A text that seems wrapped at a width is joined where no blank line stands between.
    assume(all(finding.code != "wrapped-lines" for finding in article.diagnostics))
    assert parse(spaced) == article


def test_all_that_python_takes_for_a_blank_is_one() -> None:
    blanks = {c for c in map(chr, range(sys.maxunicode + 1)) if c.isspace()} - {"\n", "\r"}
    for blank in blanks:
        assert lines.split(f"{blank}a{blank}{blank} b").lines == (lines.Line(1, "a b"),), blank


@calm
@given(anything)
def test_strings_are_never_empty_and_have_single_blanks(text: str) -> None:
    made = record.to_dict(parse(text))
    for string in printed({k: v for k, v in made.items() if k != "diagnostics"}).split("\n"):
        assert "  " not in string
        assert string == string.strip()
    assert all(_strings(made))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [string for item in items for string in _strings(item)]


@calm
@given(article_like)
def test_order_is_kept(text: str) -> None:
    """Paragraphs stand in the record as they stand in the text, links between them."""
    article = parse(text)
    squeezed = lines.tidy(text).replace(" ", "")
    at = 0
    for paragraph in article.paragraphs:
        found = squeezed.find(paragraph.replace(" ", ""), at)
        assert found >= at
        at = found + 1
    positions = [link.after_paragraph for link in article.cross_links]
    assert positions == sorted(positions)
    assert all(0 <= p <= len(article.paragraphs) for p in positions)


@calm
@given(anything)
def test_findings_name_lines_of_the_text(text: str) -> None:
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for finding in parser.read(Document(text=text)).diagnostics:
        assert finding.line is None or 1 <= finding.line <= last


@calm
@given(anything, st.none() | st.dates())
def test_dates_stand_where_they_say(text: str, published: dt.date | None) -> None:
    """Each date is in its paragraph, or in the title; none is without a reason to be open."""
    article = parse(text, published=published)
    told = {finding.code for finding in article.diagnostics}
    places = [-1 if date.paragraph is None else date.paragraph for date in article.dates]
    assert places == sorted(places)
    for date in article.dates:
        stands = article.title if date.paragraph is None else article.paragraphs[date.paragraph]
        assert stands is not None
        assert date.text in stands
        assert (date.value is None) is (date.basis is None)
        assert date.value is not None or told & {"open-year", "unreadable-date"}
    assert article.published is None or article.published_estimate is None


@given(st.lists(st.text(max_size=30), max_size=300), st.text(max_size=30))
def test_known_titles_are_known_and_no_others(given_titles: list[str], other: str) -> None:
    known = Titles(given_titles)
    titles = {title for title in given_titles if title}
    assert len(known) == len(titles)
    assert all(title in known for title in titles)
    assert (other in known) is (other in titles)
    assert known.fingerprint == Titles(reversed(given_titles)).fingerprint


@pytest.mark.parametrize(
    "text",
    [
        "1 Mei 2025 2 Mei 2026\nReporter: Adi",
        "28 April 2025 | 22 Maret 2026\nKONTAN.CO.ID - JAKARTA. Naik.",
        "Reporter: Adi 28 April 2025 22 Maret 2026\nKONTAN.CO.ID - JAKARTA. Naik.",
        "1 Mei 2025 Reporter: Adi | 2 Mei 2026\nKONTAN.CO.ID - JAKARTA. Naik.",
        "28 April 2025 / 20:46 WIB 28 April 2025 / 21:15 WIB\nReporter: Adi",
        "28 April 2025 / 20:46 WIB Reporter: Adi | 28 April 2025 / 21:15 WIB | Editor: Edi",
        "Senin, 28 April 2025 | Reporter: Adi | 28 April 2025 / 20:46 WIB\nKONTAN.CO.ID - Naik.",
    ],
)
def test_of_two_dates_in_a_line_none_is_lost(text: str) -> None:
    assert not _lost(text)


@pytest.mark.parametrize(
    "line",
    [
        "28 April 2025 | Senin, 28 April 2025 / 20:46 WIB",
        "Senin, 28 April 2025 / 20:46 WIB , 28 April 2025",
        "28 April 2025 | Reporter: Adi | Senin, 28 April 2025 / 20:46 WIB",
    ],
)
def test_of_two_dates_that_agree_the_fuller_stands(line: str) -> None:
    article = parse(f"{line}\nKONTAN.CO.ID - JAKARTA. Naik.")
    assert article.published_text == "Senin, 28 April 2025 / 20:46 WIB"
    assert not article.boilerplate


def test_a_torn_word_is_kept_whole_however_long() -> None:
    word = "naik" + "a" * 80
    article = parse(f"KONTAN.CO.ID - SEOUL. Harga {word}Tiga Hal Penting© 2026 Konten oleh Kontan")
    assert f"{word}Tiga" in article.boilerplate


@pytest.mark.parametrize("indent", ["\t" * 8, "\u00a0" * 8, " \t \t"], ids=ascii)
def test_blanks_of_any_kind_end_paragraphs(indent: str) -> None:
    story = "KONTAN.CO.ID - JAKARTA. " + (" " * 8).join([LINES[-3]] * 3)
    assert len(parse(story).paragraphs) == 3
    assert parse(story.replace(" " * 8, indent)) == parse(story)


def test_blanks_at_the_ends_of_lines_say_nothing_of_others() -> None:
    said = LINES[-3].removesuffix(".")
    story = f"KONTAN.CO.ID - JAKARTA. {said}, kata dia. {said}.\u00a0 {LINES[-3]}\nHarga naik."
    assert len(parse(story).paragraphs) == 2
    assert parse(story.replace("\n", "  \n  ") + "   ") == parse(story)
