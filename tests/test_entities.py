"""Character references that were left in a text."""

from __future__ import annotations

import pytest

from kontan_parse import Document, entities, parse, writing

STORY = "Harga kecap naik karena panen kedelai mundur."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Gula &amp; garam", "Gula & garam"),
        ("Gula&nbsp;&nbsp;garam", "Gula\xa0\xa0garam"),
        ("&quot;Naik,&quot; kata &#39;dia&#x27; &apos;itu&apos;", "\"Naik,\" kata 'dia' 'itu'"),
        ("&ldquo;Naik&rdquo; &#8211; &hellip; 5&deg; &frac12; &eacute;", "“Naik” – … 5° ½ é"),
        ("&lt; 5% &gt; 3%", "< 5% > 3%"),
        ("&amp;nbsp;&amp;amp;ldquo;", "\xa0“"),
        ("Win&shy;dows&#150;1252 &#8203;", "Win\xaddows–1252 \u200b"),
        ("satu&#10;dua&#13;tiga&#9;empat", "satu dua tiga empat"),
        ("AT&amp;T dan R&D; &c; x", "AT&T dan R&D; &c; x"),
        ("https://kontan.example/a?b=1&amp;c=2", "https://kontan.example/a?b=1&c=2"),
    ],
)
def test_references_are_decoded(written: str, read: str) -> None:
    decoded = entities.decoded(written)
    assert decoded is not None
    assert decoded.text == read


@pytest.mark.parametrize(
    "text",
    [
        "AT&T", "R&D; Tom&Jerry; Q&A;", "&c;", "a & b; c", "&nbsp tanpa titik koma", "&amp",
        "https://kontan.example/?a=1&copy=2;", "&takada;", "&#;", "&#x;", "&#12345678;",
        "&#0;", "&#1;", "&#xD800;", "&#1114112;", "& amp;", "&NBSP;", "&CounterClockwise;", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert entities.decoded(text) is None
    assert not any(found.code == "undecoded-entities" for found in parse(text).diagnostics)


def test_a_text_reads_as_if_it_had_been_decoded() -> None:
    text = f"KONTAN.CO.ID -&nbsp;JAKARTA.&nbsp;{STORY}\nBaca Juga:&nbsp;Gula &amp;amp; Garam Naik"
    article = parse(text, title="Kecap &amp; Kedelai")
    plain = parse(text.replace("&nbsp;", "\xa0").replace("&amp;amp;", "&"), title="Kecap & Kedelai")
    assert article.dateline == plain.dateline
    assert article.paragraphs == plain.paragraphs == (STORY,)
    assert article.cross_links == plain.cross_links
    assert article.title == plain.title


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=ascii)
def test_the_finding_names_the_line_of_the_first(end: str) -> None:
    text = end.join([STORY, "", "R&D; naik&hellip;", "Turun&hellip;"])
    (found,) = [one for one in parse(text).diagnostics if one.code == "undecoded-entities"]
    assert (found.line, found.severity) == (3, "note")
    assert "'&hellip;'" in found.message


def test_a_headline_is_found_decoded() -> None:
    text = f"Gula &amp; Garam Naik\nSenin, 15 Juni 2026 / 10:42 WIB\n{STORY}"
    assert writing.printed_title(Document(text=text)) == "Gula & Garam Naik"
