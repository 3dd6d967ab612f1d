"""The article as schema.org's JSON-LD and as IPTC's ninjs."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontan_parse import (
    Article,
    CrossLink,
    Dateline,
    Origin,
    Syndication,
    parse,
    parse_html,
    record,
    standards,
)

WIB = dt.timezone(dt.timedelta(hours=7))
URL = "https://industri.kontan.co.id/news/harga-gula-naik"
FULL = Article(
    origin=Origin(path="gula.html", sha256=hashlib.sha256(b"gula").hexdigest()),
    title="Harga Gula Naik",
    url=URL,
    published=dt.datetime(2026, 6, 15, 9, 20, tzinfo=WIB),
    byline="Sumber: Reuters | Reporter: Ratri Wulandari | Editor: Edi Contoh",
    sources=("Reuters",),
    reporters=("Ratri Wulandari",),
    authors=("Bagas Permadi", "Ratri Wulandari"),
    editors=("Edi Contoh",),
    dateline=Dateline(
        text="KONTAN.CO.ID - MEDAN/SOLO.", outlet="KONTAN.CO.ID", places=("MEDAN", "SOLO")
    ),
    paragraphs=("Harga gula naik.", "Stok turun."),
    cross_links=(
        CrossLink(kind="baca-juga", title="Kopi Turun", url=f"{URL}-2", after_paragraph=1),
        CrossLink(kind="tonton", title="Panen Tebu", url=None, after_paragraph=2),
    ),
    captions=("ILUSTRASI. Kebun tebu.",),
    tags=("gula",),
    credits=("Sumber: Dinas Perkebunan",),
    syndicated=Syndication(outlet="Kompas.com", title="Gula Naik", author="Ningsih Larasati"),
    truncated="paywall",
)


def test_json_ld_says_what_an_article_says() -> None:
    assert standards.json_ld(FULL) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": URL,
        "url": URL,
        "headline": "Harga Gula Naik",
        "datePublished": "2026-06-15T09:20:00+07:00",
        "inLanguage": "id",
        "author": [
            {"@type": "Person", "name": "Ratri Wulandari"},
            {"@type": "Person", "name": "Bagas Permadi"},
        ],
        "editor": [{"@type": "Person", "name": "Edi Contoh"}],
        "sourceOrganization": [{"@type": "Organization", "name": "Reuters"}],
        "creditText": "Sumber: Reuters | Reporter: Ratri Wulandari | Editor: Edi Contoh",
        "dateline": "KONTAN.CO.ID - MEDAN/SOLO.",
        "locationCreated": [
            {"@type": "Place", "name": "MEDAN"},
            {"@type": "Place", "name": "SOLO"},
        ],
        "articleBody": "Harga gula naik.\n\nStok turun.",
        "mentions": [
            {"@type": "NewsArticle", "name": "Kopi Turun", "url": f"{URL}-2"},
            {"@type": "VideoObject", "name": "Panen Tebu"},
        ],
        "keywords": ["gula"],
        "image": [{"@type": "ImageObject", "caption": "ILUSTRASI. Kebun tebu."}],
        "citation": ["Sumber: Dinas Perkebunan"],
        "isBasedOn": {
            "@type": "NewsArticle",
            "headline": "Gula Naik",
            "author": {"@type": "Person", "name": "Ningsih Larasati"},
            "publisher": {"@type": "Organization", "name": "Kompas.com"},
        },
        "isAccessibleForFree": False,
    }


def test_ninjs_says_what_an_article_says() -> None:
    assert standards.ninjs(FULL) == {
        "uri": URL,
        "standard": standards.NINJS,
        "type": "text",
        "representationType": "partial",
        "contentCreated": "2026-06-15T09:20:00+07:00",
        "language": "id",
        "headlines": [{"value": "Harga Gula Naik"}],
        "by": "Sumber: Reuters | Reporter: Ratri Wulandari | Editor: Edi Contoh",
        "people": [
            {"name": "Ratri Wulandari", "rel": "reporter"},
            {"name": "Bagas Permadi", "rel": "author"},
            {"name": "Ratri Wulandari", "rel": "author"},
            {"name": "Edi Contoh", "rel": "editor"},
        ],
        "infoSources": [
            {"name": "Reuters", "role": "source"},
            {"literal": "Sumber: Dinas Perkebunan", "role": "credit"},
        ],
        "located": "MEDAN/SOLO",
        "places": [
            {"name": "MEDAN", "rel": "dateline"},
            {"name": "SOLO", "rel": "dateline"},
        ],
        "bodies": [
            {
                "contentType": "text/plain",
                "charCount": 29,
                "wordCount": 5,
                "value": "Harga gula naik.\n\nStok turun.",
            }
        ],
        "descriptions": [{"role": "caption", "value": "ILUSTRASI. Kebun tebu."}],
        "subjects": [{"name": "gula", "rel": "tag"}],
        "associations": [
            {
                "name": "Kopi Turun",
                "rel": "baca-juga",
                "uri": f"{URL}-2",
                "type": "text",
                "headlines": [{"value": "Kopi Turun"}],
            }
        ],
    }


def test_the_docs_say_what_becomes_of_each_key() -> None:
    docs = Path(__file__).parents[1] / "docs" / "schema.md"
    table = docs.read_text(encoding="utf-8").partition("## Other standards\n")[2]
    rows = re.findall(r"^\| (`.+?) \| (.*?) \| (.*?) \|$", table, re.M)
    told = {key for row in rows for key in re.findall(r"`(\w+)`", row[0])}
    left = {"schema", "origin", "published_text", "published_estimate"}
    left |= {"boilerplate", "dates", "diagnostics"}
    assert told | left == set(record.schema()["properties"])
    for column, made in ((1, standards.json_ld(FULL)), (2, standards.ninjs(FULL))):
        firsts = {first for row in rows for first in re.findall(r"^`(@?\w+)`", row[column])}
        assert firsts <= set(made)


def test_what_is_not_said_is_left_out() -> None:
    assert standards.json_ld(Article()) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "inLanguage": "id",
    }
    assert set(standards.ninjs(Article())) == {
        *("uri", "standard", "type", "representationType", "language"),
    }


@pytest.mark.parametrize("published", [None, dt.date(2026, 6, 15), dt.datetime(2026, 6, 15, 9, 20)])
def test_ninjs_needs_a_time_with_its_zone(published: dt.date | None) -> None:
    assert "contentCreated" not in standards.ninjs(replace(FULL, published=published))


@pytest.mark.parametrize("url", [None, "/news/gula", "Kontan", "https://kontan.co.id/a b"])
def test_what_has_no_address_is_named_by_its_bytes(url: str | None) -> None:
    """By RFC 6920."""
    link = replace(FULL.cross_links[0], url=url)
    made = standards.ninjs(replace(FULL, url=url, cross_links=(link,)))
    scheme, _, digest = made["uri"].partition(";")
    assert scheme == "ni:///sha-256"
    assert base64.urlsafe_b64decode(f"{digest}=") == hashlib.sha256(b"gula").digest()
    assert "associations" not in made


@pytest.mark.parametrize("url", [None, "/news/gula", "tidak ada", "https://kontan.co.id/a b"])
def test_what_is_no_address_is_none_of_json_ld(url: str | None) -> None:
    assert FULL.syndicated
    link, syndicated = replace(FULL.cross_links[0], url=url), replace(FULL.syndicated, url=url)
    made = standards.json_ld(replace(FULL, url=url, cross_links=(link,), syndicated=syndicated))
    assert "@id" not in made
    assert not [one for one in values(made) if isinstance(one, dict) and "url" in one]
    linked = standards.json_ld(replace(FULL, syndicated=replace(syndicated, url=URL)))
    assert linked["isBasedOn"]["url"] == linked["@id"] == URL


def test_texts_without_bytes_are_named_by_what_they_say() -> None:
    one, two = parse("KONTAN.CO.ID - SOLO. Naik."), parse("KONTAN.CO.ID - SOLO. Turun.")
    assert standards.ninjs(one)["uri"] == standards.ninjs(one)["uri"]
    assert standards.ninjs(one)["uri"] != standards.ninjs(two)["uri"]


def test_a_page_that_declares_it_says_the_same() -> None:
    """Read back by what reads the JSON-LD of pages."""
    declared = json.dumps(standards.json_ld(FULL))
    page = parse_html(
        f'<head><script type="application/ld+json">{declared}</script></head>'
        "<article><p>KONTAN.CO.ID - MEDAN. Harga gula naik.</p></article>"
    )
    assert (page.title, page.url, page.published) == (FULL.title, FULL.url, FULL.published)


def values(made: Any) -> list[Any]:
    """All values inside of one."""
    inner = made.values() if isinstance(made, dict) else made if isinstance(made, list) else ()
    return [made, *(value for part in inner for value in values(part))]


@given(st.lists(st.sampled_from(["Editor: Edi", "Baca Juga: Kopi", "Gula naik.", "\ud800", "%"])))
def test_nothing_empty_is_said_and_all_of_the_story_is(lines: list[str]) -> None:
    article = parse("\n".join(["KONTAN.CO.ID - SOLO. Naik.", *lines]))
    for shape in (standards.json_ld, standards.ninjs):
        made = json.loads(record.dumps(shape(article)))
        assert not {None, ""} & {
            value for value in values(made) if not isinstance(value, dict | list)
        }
        assert all(paragraph in str(values(made)) for paragraph in article.paragraphs)


@pytest.mark.parametrize("form", ["json-ld", "ninjs"])
def test_the_command_writes_them(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.txt").write_text("Editor: Edi\nKONTAN.CO.ID - SOLO. Harga gula naik.")

    def run(*files: str) -> Any:
        command = [sys.executable, "-m", "kontan_parse", "parse", "-f", form, *files]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
        return json.loads(done.stdout)

    one = run("a.txt")
    assert one["@type" if form == "json-ld" else "type"] in ("NewsArticle", "text")
    assert run("a.txt", "a.txt") == [one, one]
