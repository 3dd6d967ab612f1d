"""The invented articles of samples/: each is read as a careful person would read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import inscriptis
import jsonschema
import pytest

from kontan_parse import Document, parser, record, sources
from kontan_parse.lines import tidy

FOLDER = Path(__file__).parent.parent / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in sources.SUFFIXES)
VALIDATOR = jsonschema.Draft202012Validator(record.schema())


def parsed(path: Path) -> dict[str, Any]:
    return record.to_dict(parser.read(sources.read(str(path))))


def strings(value: object) -> Iterator[str]:
    """Every string of a record, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def shown(document: Document) -> str:
    """What a reader sees of it, without the numbers of ordered lists."""
    if document.origin.media_type == sources.MARKUP:
        return str(inscriptis.get_text(document.text.replace("<ol", "<ul")))
    return document.text


def words(text: str) -> list[str]:
    return re.findall(r"\w+", tidy(text))


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 10


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_an_article(path: Path) -> None:
    article = parsed(path)
    VALIDATOR.validate(article)
    assert article["dateline"]
    assert article["paragraphs"]
    assert "error" not in {finding["severity"] for finding in article["diagnostics"]}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_is_lost(path: Path) -> None:
    """Every word that is shown stands in the record, whatever key it went to."""
    article = parsed(path)
    told = {key: value for key, value in article.items() if key not in ("origin", "diagnostics")}
    kept = Counter(words("\n".join(strings(told))))
    text = shown(sources.read(str(path)))
    labels = {"Baca", "Juga", "Tonton", "Selanjutnya", "Menarik", "Dibaca", "Tag"}
    assert set(words(text)) - set(kept) - labels == set()


WANTED: dict[str, dict[str, Any]] = {
    "01-plain": {
        "reporters": ["Ratri Wulandari"],
        "editors": ["Bagas Permadi"],
        "paragraphs": 6,
        "cross_links": 2,
        "diagnostics": 0,
    },
    "02-glued-header": {
        "reporters": ["Dimas Prakoso", "Sekar Ayuningtyas"],
        "editors": ["Bagas Permadi"],
        "paragraphs": 4,
        "boilerplate": 2,
    },
    "03-two-places": {"sources": ["Reuters"], "paragraphs": 5, "cross_links": 2},
    "04-no-place": {"authors": ["Laksmi Hapsari"], "paragraphs": 7},
    "05-momsmoney": {"paragraphs": 4, "cross_links": 3, "boilerplate": 0},
    "06-old-style": {"editors": ["Edwina Tarigan"], "paragraphs": 3},
    "07-page-copy": {
        "title": "Pasar ikan Muara Biru dibuka lagi, nelayan diminta antre lewat ponsel",
        "published": "2020-06-08T10:42:00+07:00",
        "captions": 1,
        "paragraphs": 3,
        "boilerplate": 11,
    },
    "08-caption-crlf": {"captions": 1, "paragraphs": 3, "reporters": ["Farah Nabila"]},
    "09-amp": {
        "title": "Petani Kakao Jual Biji Fermentasi Langsung, Harga Naik 18%",
        "editors": ["Edwina Tarigan"],
        "paragraphs": 3,
    },
    "10-video-chart": {"paragraphs": 4, "cross_links": 2, "boilerplate": 3},
    "11-syndicated-tags": {
        "tags": ["bus listrik", "Bandung", "angkutan umum"],
        "paragraphs": 3,
    },
    "12-press-release": {"paragraphs": 5, "byline": None, "diagnostics": 0},
    "13-windows-1252": {"paragraphs": 3, "diagnostics": 1},
    "14-table-source": {"credits": ["Sumber: Logam Mulia"], "paragraphs": 6},
    "15-new-york": {"sources": ["AP News", "Reuters"], "paragraphs": 4},
    "16-mobile-paywall": {
        "published": "2022-08-02T16:12:00+07:00",
        "reporters": ["Sekar Ayuningtyas"],
        "editors": ["Edwina Tarigan"],
        "truncated": "paywall",
        "paragraphs": 2,
    },
    "17-desktop": {
        "title": "Petambak Garam di Sabu Raijua Bidik Pabrik Kaca, Panen Naik 22%",
        "published": "2026-09-09T07:35:42+07:00",
        "reporters": ["Farah Nabila"],
        "editors": ["Rendra Suwito"],
        "paragraphs": 16,
        "cross_links": 4,
        "captions": 1,
        "credits": ["Sumber: Koperasi Garam Liae Sejahtera"],
        "tags": ["garam", "Sabu Raijua", "pabrik kaca", "KBNS"],
        "diagnostics": 0,
    },
    "18-mobile": {
        "title": "Bahu Kaku Setelah Seharian Mengetik? Coba 4 Gerakan Ringan Ini",
        "published": "2022-05-05T11:20:00+07:00",
        "reporters": ["Sekar Ayuningtyas"],
        "editors": ["Edwina Tarigan"],
        "paragraphs": 14,
        "cross_links": 3,
        "tags": ["bahu kaku", "fisioterapi", "Kesehatan Kerja"],
        "truncated": "page",
        "diagnostics": 0,
    },
}
"""What a reader finds in each sample; a number counts the items of a list."""

PLACES = {
    "01-plain": ["JAKARTA"],
    "03-two-places": ["BEIJING", "WASHINGTON"],
    "04-no-place": [],
    "05-momsmoney": [],
    "06-old-style": ["JAKARTA"],
    "09-amp": ["MAKASSAR"],
    "12-press-release": ["SURABAYA"],
    "15-new-york": ["NEW YORK"],
    "17-desktop": ["KUPANG"],
}


def test_every_sample_is_looked_at() -> None:
    assert set(WANTED) == {path.stem for path in SAMPLES}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_a_reader_finds(path: Path) -> None:
    name, article = path.stem, parsed(path)
    got = {
        key: len(article[key]) if isinstance(wanted, int) else article[key]
        for key, wanted in WANTED[name].items()
    }
    assert got == WANTED[name]
    if name in PLACES:
        assert article["dateline"]["places"] == PLACES[name]


def test_the_samples_keep_their_bytes() -> None:
    """A checkout that tidied newlines or encodings would empty two samples of sense."""
    crlf = (FOLDER / "08-caption-crlf.txt").read_bytes()
    assert crlf.count(b"\r\n") == crlf.count(b"\n") > 0
    assert parsed(FOLDER / "13-windows-1252.txt")["origin"]["encoding"] == "windows-1252"


def test_a_notice_names_the_first_publication() -> None:
    notice = parsed(FOLDER / "11-syndicated-tags.txt")["syndicated"]
    assert (notice["outlet"], notice["author"]) == ("Kompas.com", "Nugraha Adiputra")
    assert notice["title"] == "Bus Pengumpan Bandung Diuji Agustus, Gratis Sebulan"
    assert parsed(FOLDER / "12-press-release.txt")["dateline"]["date"] == "2026-06-27"


def test_the_links_of_a_page_have_their_address() -> None:
    """Absolute, relative to the page and without a scheme: all of them lead somewhere."""
    links = [link for path in SAMPLES[-2:] for link in parsed(path)["cross_links"]]
    assert len(links) == 7
    assert {link["url"].split("/")[0] for link in links} == {"https:"}
    assert parsed(SAMPLES[-1])["url"].startswith("https://kesehatan.kontan.co.id/news/bahu-kaku")
