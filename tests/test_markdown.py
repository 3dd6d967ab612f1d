"""Text that is Markdown: its marks, what only looks like them, and what stands above it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kontan_parse import Document, parse, sources, writing
from kontan_parse.page import Anchor
from kontan_parse.pages import markdown

SURE = "[Gula](https://contoh.example/gula)\n"


def read(text: str) -> str:
    """The lines of a text that is surely Markdown, with single blanks."""
    page = markdown.read(SURE + text)
    assert page is not None
    return "\n".join(" ".join(line.split()) for line in page.story.split("\n")[1:])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**KONTAN.CO.ID -** **JAKARTA.** Harga", "KONTAN.CO.ID - JAKARTA. Harga"),
        ("**KONTAN.CO.ID - JAKARTA**. Harga", "KONTAN.CO.ID - JAKARTA. Harga"),
        ("**KONTAN.CO.ID -****JAKARTA.** Harga", "KONTAN.CO.ID -JAKARTA. Harga"),
        ("**KONTAN.CO.ID - **JAKARTA. Harga", "KONTAN.CO.ID - JAKARTA. Harga"),
        ("** KONTAN.CO.ID - ** JAKARTA. Harga", "KONTAN.CO.ID - JAKARTA. Harga"),
        ("**KONTAN.CO.ID -**JAKARTA. Harga", "KONTAN.CO.ID -JAKARTA. Harga"),
        ("***KONTAN.CO.ID*** - *SOLO*. Harga", "KONTAN.CO.ID - SOLO. Harga"),
        ("**Reporter: **Adi | **Editor: **Edi", "Reporter: Adi | Editor: Edi"),
        ("**Baca Juga: **[Kopi](/b)", "Baca Juga: Kopi"),
        ("## Selanjutnya: [Kopi](/b) ##", "Selanjutnya: Kopi"),
        ("**a *b* c** ***d** e* _**f**_ **_g_**", "a b c d e f g"),
        ("**“Gula,”** kata (**Ratri**), *“ya”*.", "“Gula,” kata (Ratri), “ya”."),
        ("di*upgrade*nya _online_nya me_review_ ulang", "diupgradenya onlinenya mereview ulang"),
        ("laman_Lembah Riset_ _Lembah Riset_tahun", "laman_Lembah Riset_ Lembah Risettahun"),
        ("Laman*[Kopi](/b)* dan*\u00a0Teh Wangi* itu", "LamanKopi dan Teh Wangi itu"),
        ("[[Kopi](/b) lain](/c)", "[Kopi lain](/c)"),
        ("a  \n**b  \nc** d\\\ne", "a\nb\nc d\ne"),
        ("1\\. Gula \\*asli\\* \\[x\\]", "1. Gula *asli* [x]"),
        ("- a **b**\n* c *d*\n+ e", "- a b\n* c d\n+ e"),
        ("> kutip **a**\n>> b\n>", "kutip a\nb\n"),
        ("---\n***\n* * *\n_ _ _", "\n\n\n"),
        ("Gula&nbsp;&amp;&#32;kopi &lt;5%&#10;AT&T", "Gula & kopi <5% AT&T"),
        ("Judul\n=====\nBagian\n---\nx", "Judul\n\nBagian\n\nx"),
        ("### Bagian\n#garam\n#\n####### x", "Bagian\n#garam\n\n####### x"),
        ("| a | b |\n|---|:--:|\n| 1 | **2** |\n| c | |\nd", "a | b\n\n1 | 2\nc\nd"),
        ("|  |  |\n| --- | --- |\n| a \\| b | [c](/c) |", "\n\na | b | c"),
        ("a | b\n---|---\nc | d", "a | b\n\nc | d"),
        ("<https://contoh.example/a> a<br>b", "https://contoh.example/a a b"),
        (
            "[Kopi [Foto]](/a_(b)_c) dan [\\[Video\\] Teh](</t e> 'Teh')",
            "Kopi [Foto] dan [Video] Teh",
        ),
        ("__KONTAN.CO.ID -____SOLO.__Harga", "KONTAN.CO.ID -SOLO.Harga"),
        (
            "Bagikan __ [ __](https://contoh.example/?teks=Gula naik https://a.example) x",
            "Bagikan x",
        ),
        ("![Foto](a.jpg) [![Foto](b.jpg)](/b) x", "x"),
    ],
)
def test_a_pair_of_marks_vanishes(text: str, said: str) -> None:
    assert read(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "5*3*2 dan 5 * 3 dan 4 ** 2",
        "Rp 12*per kilogram* lebih",
        "nama_akun_resmi @_budi_santoso",
        "*) catatan 10%* lain",
        "Rp 5.000* per kg, Rp 6.000** per ton\n*belum pajak\n**juga belum",
        "(**) sementara, (***) sangat sementara",
        "**a* dan b*",
        "k**tol* a***",
        "[a](b dan [a] (b) dan [a]",
        ">5% naik",
        "= dan == dan -",
    ],
)
def test_marks_without_a_pair_stay_as_printed(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "**KONTAN.CO.ID - ** JAKARTA. Harga",
        "__KONTAN.CO.ID__ - JAKARTA. Harga",
        "*KONTAN.CO.ID - JAKARTA.* Harga",
        "_KONTAN.CO.ID - JAKARTA._ Harga",
        "**Reporter: **Adi",
        "__Baca Juga: Kopi__",
        "Editor: **Edi**",
        "Harga **gula** naik",
        "[Gula](/gula)",
        "[Gula](<https://contoh.example/gula>)",
        "Title: Gula\n\nURL Source: https://contoh.example\n\nMarkdown Content:\nHarga",
        "---\ntitle: Gula\n---\nHarga",
    ],
)
def test_a_text_that_is_surely_markdown(text: str) -> None:
    page = markdown.read(text)
    assert page is not None
    assert parse(text).paragraphs or page.story.strip()
    assert "**" not in page.story


@pytest.mark.parametrize(
    "text",
    [
        "*) a **) b",
        "5 ** 3 ** 2",
        "Rp 1** dan Rp 2**",
        "a** b **c",
        "(**) sementara, (***) sangat",
        "*Harga* naik _sekali_ __lagi__",
        "**Sumber: Koperasi",
        "**Kontan mencatat",
        "[kata](pedagang)",
        "[1] (https://contoh.example)",
        "Title: Gula\nHarga naik",
        "---\nHarga: naik\n---\nGula",
        "---\ntitle: Gula",
        "# Gula",
    ],
)
def test_a_text_that_may_be_none_stays_as_printed(text: str) -> None:
    assert markdown.read(text) is None
    assert parse(text).paragraphs or parse(text).credits


def test_lines_keep_their_numbers() -> None:
    text = "---\ntitle: Gula\n---\n\n# Gula\n\n**KONTAN.CO.ID - SOLO.** Naik.\r\n\r\n[Kopi](/k)."
    page = markdown.read(text)
    assert page is not None
    assert page.anchors == {9: (Anchor("Kopi", "/k"),)}
    classified = writing.classify(Document(text=text + "\nBaca Juga: [Teh](/t)")).blocks
    at = [(block.kind, block.lines[0].number) for block in classified]
    assert at == [
        ("boilerplate", 2),
        ("title", 5),
        ("dateline", 7),
        ("paragraph", 9),
        ("boilerplate", 9),
        ("cross-link", 10),
    ]


def test_an_address_is_where_a_cross_link_leads_or_boilerplate() -> None:
    text = (
        "**KONTAN.CO.ID - SOLO.** [Gula](https://a.example) naik.\n"
        "Baca Juga: [Kopi](https://b.example) ![Foto](https://c.example)\nTonton: [Teh](/t)"
    )
    article = parse(text)
    assert [link.url for link in article.cross_links] == ["https://b.example", None]
    assert article.boilerplate == ("https://a.example", "Foto https://c.example", "/t")
    resolved = parse(text, url="https://www.kontan.co.id/news/x")
    assert resolved.cross_links[1].url == "https://www.kontan.co.id/t"
    assert resolved.boilerplate == ("https://a.example", "Foto https://c.example")


def test_what_a_link_shows_above_it_is_kept_where_it_says_more() -> None:
    text = "**KONTAN.CO.ID - SOLO.** [Gula](/g \"Gula\") dan [kopi](/k 'Kopi Gayo') naik.\n\n[ ]"
    assert parse(text).boilerplate == ("Kopi Gayo", "/g", "/k", "[ ]")


PROSE = "Menurut Ratri Wulandika, analis Lembah Riset, kenaikan itu bersifat musiman. " * 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Gula\n\n{PROSE}\n\n# Kopi", "Gula"),
        (f"Gula\n====\n\n{PROSE}", "Gula"),
        (f"# [Kontan](https://www.kontan.co.id/)\n\n# **Gula**\n\n{PROSE}", "Gula"),
        (f"---\ntitle: Gula\n---\nKontan\n\nGula\n\n{PROSE}\n\n{PROSE}", "Gula"),
        (f"{PROSE}\n\n# Kopi\n\n{PROSE}", None),
        (f"**KONTAN.CO.ID - SOLO.** Naik.\n\n# Kopi\n\n{PROSE}", None),
        (f"## Gula\n\n{PROSE}\n\n{PROSE}", None),
    ],
)
def test_the_first_heading_above_the_story_is_the_headline(text: str, title: str | None) -> None:
    article = parse(text + f"\n\n{SURE}")
    assert article.title == title
    assert writing.printed_title(Document(text=text + f"\n\n{SURE}")) == title
    assert all("#" not in paragraph for paragraph in article.paragraphs)
    assert article.paragraphs[0] != title


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_what_a_reader_declares(between: str) -> None:
    header = ("Title: Gula Naik Lagi - Kontan", "URL Source: https://a.kontan.co.id/news/gula",
              "Published Time: 2026-06-15T10:42:10", "Markdown Content:", "")  # fmt: skip
    article = parse(between.join(header) + "**KONTAN.CO.ID - SOLO.** Gula naik.")
    assert article.title == "Gula Naik Lagi"
    assert article.url == "https://a.kontan.co.id/news/gula"
    assert article.published is not None
    assert article.published.isoformat() == "2026-06-15T10:42:10+07:00"
    assert article.paragraphs == ("Gula naik.",)


@pytest.mark.parametrize("key", ["url", "source", "source_url", "sourceURL", "canonical"])
@pytest.mark.parametrize("day", ["date", "published", "published_at", "Published Time"])
def test_what_front_matter_declares(key: str, day: str) -> None:
    text = f"---\ntitle: 'Gula'\n{key}: https://a.example/b\n{day}: 2026-06-15\ntags:\n- a\n---\n"
    article = parse(f"{text}{PROSE}")
    assert (article.title, article.url) == ("Gula", "https://a.example/b")
    assert str(article.published) == "2026-06-15"
    assert len(article.paragraphs) == 1


def test_what_is_printed_stands_over_what_is_declared() -> None:
    text = "---\ntitle: Kopi Turun\ndate: 2026-06-16\nsource: Kontan\n---\n# Gula Naik\n"
    article = parse(f"{text}Senin, 15 Juni 2026 / 10:42 WIB\nKONTAN.CO.ID - SOLO. Naik.")
    assert article.title == "Gula Naik"
    assert article.published is not None
    assert article.published.day == 15
    assert article.url is None
    told = {finding.code for finding in article.diagnostics}
    assert told == {"conflicting-titles", "conflicting-dates"}


def test_a_crawlers_field_of_markdown_is_the_text(tmp_path: Path) -> None:
    """As Firecrawl has it, beside the page that it was made of."""
    row = {"markdown": SURE, "metadata": {"sourceURL": "https://contoh.example/gula"}}
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (document,) = sources.documents(file)
    assert isinstance(document, Document)
    assert document.text == SURE
