"""Pages: one story in any writing, nothing visible lost, and markup that means harm."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from html import escape, unescape
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import inscriptis
import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import cases
from conftest import Run
from kontan_parse import (
    Article,
    Document,
    UnreadableInput,
    lines,
    parse,
    parse_html,
    record,
    writing,
)
from kontan_parse.model import Origin
from kontan_parse.page import original, resolve
from kontan_parse.pages import elements, html, markup, tangle

# One story, four writings


class Story(NamedTuple):
    """An invented story; `body` holds pairs of an element and its text."""

    title: str
    day: str
    time: str
    caption: str
    author: tuple[str, str]
    editor: str
    dateline: str
    body: tuple[tuple[str, str], ...]


PRINTED = re.compile(r"(?:Foto )?https?://\S+|/r")
"""Addresses and pictures, which Markdown prints."""
NEWS = "Cek Berita dan Artikel yang lain di Google News"
LINK_LABELS = ("Baca Juga", "Tonton", "Selanjutnya", "Menarik Dibaca")
STORIES = (
    Story(
        "Gula Naik, Pedagang Menahan Stok",
        "Senin, 28 April 2025",
        "20:46 WIB",
        "ILUSTRASI. Karung gula di gudang (12/4/2025). KONTAN/Surya Atmaja",
        ("Reporter", "Bagas Pramudito"),
        "Ningsih Larasati",
        "KONTAN.CO.ID - JAKARTA.",
        (
            ("p", "Harga gula kristal di pasar induk Wonomukti naik 3% pada Senin (28/4/2025)."),
            ("Baca Juga", "Pabrik Gula Wonomukti Kembali Giling"),
            ("p", "Kenaikan itu musiman, kata Ratri Wulandika, analis Lembah Riset & Rekan."),
            ("Tonton", "Begini Cara Pedagang Menyimpan Gula"),
            ("p", "Stok pedagang masih cukup untuk tiga pekan ke depan."),
            ("Selanjutnya", "Lima Merek Gula Terlaris"),
            ("Menarik Dibaca", "Resep Kue Tanpa Gula"),
        ),
    ),
    Story(
        "Dua Ibu Kota Sepakat Soal Karet",
        "Kamis, 26 Maret 2026",
        "07:05 WIB",
        "ILUSTRASI. Getah karet ditimbang di pelabuhan",
        ("Sumber", "Radio Samudra"),
        "Prita Hapsari",
        "KONTAN.CO.ID - HANOI/BEIJING.",
        (
            ("p", 'Dua negara sepakat menahan ekspor karet. "Sampai Juni," kata juru bicaranya.'),
            ("p", "Harga di bursa naik <5% sesudah kabar itu, lalu turun lagi menjelang petang."),
            ("Baca Juga", "Karet Menguat Tiga Hari Berturut-turut"),
        ),
    ),
    Story(
        "Kiat Menyimpan Madu agar Tidak Mengkristal",
        "Jumat, 29 Juli 2022",
        "12:12 WITA",
        "ILUSTRASI. Madu di botol kaca.",
        ("Penulis", "Sekar Ayuning"),
        "Sekar Ayuning",
        "MOMSMONEY.ID -",
        (
            ("p", "Madu mudah mengkristal di lemari pendingin, begini kiat agar tetap cair."),
            ("h3", "1. Pilih botol kaca"),
            ("p", "Botol plastik menyerap bau dapur:"),
            ("li", "botol susu"),
            ("li", "botol cuka"),
            ("Baca Juga", "Empat Teh Daun dari Lereng Arenga"),
            ("p", "Cuci dulu dengan air hangat."),
        ),
    ),
)


def in_lines(story: Story) -> str:
    """A line for each element."""
    (_, lead), *body = story.body
    told = [f"{kind}: {text}" if kind in LINK_LABELS else text for kind, text in body]
    return "\n".join(
        (
            story.title,
            f"{story.day} / {story.time}",
            story.caption,
            f"{story.author[0]}: {story.author[1]} | Editor: {story.editor}",
            f"{story.dateline} {lead}",
            *told,
            NEWS,
        )
    )


def _element(number: int, kind: str, text: str) -> str:
    said, address = escape(text), f"https://contoh.example/news/{number}"
    if kind in LINK_LABELS:
        return f'<p><strong>{kind}: <a class="track-x" href="{address}">{said}</a></strong></p>'
    if kind == "li":
        return f"<ul><li>{said}</li></ul>"
    return f"<{kind}>{said}</{kind}>"


def _body(story: Story) -> str:
    (_, lead), *body = story.body
    elements = [_element(number, *part) for number, part in enumerate(body)]
    elements.insert(1, '<div class="heightads250"><script>tampil("<p>iklan</p>")</script></div>')
    news = NEWS.replace("Google News", '<a href="https://news.google.com/x">Google News</a>')
    return (
        f"<p><strong>{story.dateline} </strong>{escape(lead)}</p>{''.join(elements)}<p>{news}</p>"
    )


def on_a_desktop(story: Story) -> str:
    """The page in the desktop template."""
    role, name = story.author
    return f"""<!DOCTYPE html><html><head><title>{story.title} - Kontan</title></head><body>
<h1 class="detail-desk">{story.title}</h1>
<div class="fs14 ff-opensans font-gray">{story.day} / {story.time}</div>
<div class="img-detail-desk"><img src="x.jpg" alt="Foto"><p>{story.caption}</p></div>
<div class="tmpt-desk-kon" itemprop="articleBody">
<p>{role}: <a href="/r">{name}</a> | Editor: <a href="/e">{story.editor}</a></p>
{_body(story)}<!-- pagination end --></div></body></html>"""


def on_a_phone(story: Story) -> str:
    """The page in the mobile template, as a fragment."""
    role, name = story.author
    return f"""<h1 class="jdl_dtl">{story.title} </h1>
<div class="fs13 color-gray"> {story.day} | {story.time} <span id="penulis">&nbsp; {role}: {name}
</span> </div><div>{story.caption}</div>
<div class="ctn" itemprop="articleBody"> <p></p> {_body(story)}
<!-- pagination start --> <div class="paginations"> </div> <!-- pagination end -->
<div class="tpt_shr"> <div id="editor">Editor: {story.editor}</div> </div></div>"""


def in_markdown(story: Story) -> str:
    """As a crawler stores the page."""
    (_, lead), *body = story.body
    told = []
    for number, (kind, text) in enumerate(body):
        said = re.sub("([&<])", r"\\\1", text.replace(".", "\\.", kind == "h3"))
        link = f"[{said}](https://contoh.example/news/{number})"
        label = (f"**{kind}: {link}**", f"**{kind}:** {link}", f"## {kind}: {link}")[number % 3]
        written = {"h3": f"### {said}", "li": f"- {said}"}.get(kind, said)
        told.append(label if kind in LINK_LABELS else written)
    news = NEWS.replace("Google News", "[Google News](https://news.google.com/x)")
    outlet, dash, place = story.dateline.partition(" -")
    return "\n\n".join(
        (
            f"# {story.title}",
            f"{story.day} / {story.time}",
            f"![Foto](https://contoh.example/x.jpg)\n\n_{story.caption}_",
            f"{story.author[0]}: [{story.author[1]}](/r) | Editor: **{story.editor}**",
            f"**{outlet}{dash}**{f' **{place.strip()}**' if place else ''} {lead}",
            *told,
            news,
        )
    )


def _told(article: Article, *, flat: bool = False) -> dict[str, Any]:
    """What an article says, but not how: no addresses, findings, origin; the bar of a date."""
    made = record.to_dict(article)
    for key in ("origin", "url", "diagnostics"):
        del made[key]
    made["published_text"] = made["published_text"].replace("|", "/")
    made["paragraphs"] = [text.removeprefix("- ") for text in made["paragraphs"]]
    made["boilerplate"] = [text for text in made["boilerplate"] if not PRINTED.fullmatch(text)]
    for link in made["cross_links"]:
        del link["url"]
        if flat:
            del link["after_paragraph"]
    if flat:
        made["paragraphs"] = " ".join(made["paragraphs"])
        for date in made["dates"]:
            del date["paragraph"]
    return made


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_a_story_is_the_same_in_every_writing(story: Story) -> None:
    text = in_lines(story)
    titles = {title for kind, title in story.body if kind in LINK_LABELS}
    article = parse(text)
    assert article.title == story.title
    assert len(article.paragraphs) == sum(kind not in LINK_LABELS for kind, _ in story.body)
    assert {link.title for link in article.cross_links} == titles
    for page in (on_a_desktop(story), on_a_phone(story)):
        assert _told(parse_html(page)) == _told(article)
        assert all(link.url for link in parse_html(page).cross_links)
    flat = parse(text.replace("\n", " "), known_titles=titles)
    assert _told(flat, flat=True) == _told(article, flat=True)
    indented = parse(text.replace("\n", " " * 8))
    assert _told(indented, flat=True) == _told(article, flat=True)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_a_story_is_the_same_in_markdown(story: Story) -> None:
    article, text = parse(in_lines(story)), in_markdown(story)
    written = parse(text)
    assert _told(written) == _told(article)
    assert all(link.url for link in written.cross_links)
    # In one line a list keeps its dashes.
    listed = parse(in_lines(story).replace("\nbotol", "\n- botol"))
    flat = parse(" ".join(text.split()))
    assert _told(flat, flat=True) == _told(listed, flat=True) | {
        "paragraphs": " ".join(listed.paragraphs)
    }
    assert all(link.url for link in flat.cross_links)


# Nothing visible is lost

LABELS = frozenset(
    "reporter editor sumber penulis oleh baca juga tonton selanjutnya menarik dibaca tag".split()
)
"""What a key of the record stands for, so that it need not be kept as words."""
PAGES = [path for path in cases.texts() if path.suffix == ".html"]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [string for item in items for string in _strings(item)]


def _kept(made: dict[str, Any]) -> list[str]:
    return _strings({k: v for k, v in made.items() if k not in ("origin", "diagnostics", "schema")})


UNSEEN = re.compile(
    r"(?s)<(canvas|iframe|noscript|svg|template|video)\b.*?</\1>|<span hidden>.*?</span>"
)
"""What browsers do not show and Inscriptis does."""


MENU = "<ul><li><a href='/x'>Menu induk</a></li></ul>"
BULK = f"<!-- {'x' * markup.SMALL} -->"
"""What makes a page large enough that menus are read in a hurry, and prints nothing."""


def _seen(page: str) -> set[str]:
    """The words that another reader sees; it numbers lists, which the page does not."""
    return _words(inscriptis.get_text(re.sub(r"<(/?)ol\b", r"<\1ul", UNSEEN.sub("", page))))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_another_reader_sees_is_kept(path: Path) -> None:
    kept = {word for string in _kept(cases.parsed(path)) for word in _words(string)}
    assert not _seen(cases.document(path).text) - kept - LABELS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_is_kept_that_nobody_sees(path: Path) -> None:
    """No word of the lines comes from a script, a style, a comment or an attribute.

    What is hidden may be shown later, so it is read. Inscriptis reads `&amp;lt;` as `<`.
    """
    text = cases.document(path).text
    page = html.read(text)
    shown = text.replace("display: none", "").replace(" hidden>", ">")
    assert _words(unescape(page.story + page.around)) <= _seen(shown)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_the_same_however_large_it_is(path: Path) -> None:
    """In a large one the lines far from the body are read in a hurry."""
    page = cases.document(path).text
    assert parse_html(page + BULK) == parse_html(page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_blanks_where_an_element_begins_change_nothing(path: Path) -> None:
    page = cases.document(path).text
    set_out = re.sub(r"(<(?:article|div|figcaption|h\d|li|p|t[dh])\b[^<>]*>)", r"\1\n\t ", page)
    assert parse_html(set_out) == parse_html(page)


# Elements


def _read_lines(page: str) -> list[str]:
    """All lines of a page, in its order."""
    read = html.read(page)
    return [
        (told or beside).strip()
        for told, beside in zip(read.story.split("\n"), read.around.split("\n"), strict=True)
    ]


FAR = ("", "<article>Teh</article>" + MENU * 50 + BULK)
"""What stands above some lines, so that they are read with their place, and in a hurry."""


@pytest.mark.parametrize(
    "name",
    (
        "address article aside blockquote button center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu "
        "nav ol optgroup option p pre search section select summary ul xmp"
    ).split(),
)
@pytest.mark.parametrize("above", FAR, ids=["near", "far"])
def test_a_block_is_a_line_of_its_own(above: str, name: str) -> None:
    page = f"{above}<div>Harga <{name}>gula</{name}> naik</div>"
    assert _read_lines(page)[-3:] == ["Harga", "gula", "naik"]


@pytest.mark.parametrize("above", FAR, ids=["near", "far"])
def test_a_break_ends_a_line(above: str) -> None:
    for written in ("Harga<br>gula<br/>naik", "Harga<hr>gula<hr>naik"):
        assert _read_lines(f"{above}<div>{written}</div>")[-3:] == ["Harga", "gula", "naik"]


@pytest.mark.parametrize("written", ["&#13;", "&#10;", "&#13;&#10;", "&nbsp;"])
def test_a_written_line_break_is_a_blank(written: str) -> None:
    """Also beside the story, so that both count the same lines."""
    box = f"<div>Harga{written}teh</div>"
    article = parse_html(box + STORY.format(f"<p>Harga{written}turun.</p>") + box)
    assert article.paragraphs == ("Harga gula naik.", "Harga turun.")
    assert article.boilerplate == ("Harga teh", "Harga teh")


@pytest.mark.parametrize(
    "name",
    "a abbr b cite del em font i ins label mark object q small span sub sup time u x-y".split(),
)
@pytest.mark.parametrize("above", FAR, ids=["near", "far"])
def test_an_inline_element_leaves_no_trace(above: str, name: str) -> None:
    assert _read_lines(f"{above}<div>gu<{name}>la</{name}> naik</div>")[-1] == "gula naik"


@pytest.mark.parametrize(
    "name",
    "audio canvas iframe noembed noframes noscript script style svg template title video".split(),
)
@pytest.mark.parametrize("above", FAR, ids=["near", "far"])
def test_what_is_not_shown_is_not_read(above: str, name: str) -> None:
    page = f"{above}<div>Harga <{name}>teh <q>turun</q></{name}>gula naik</div>"
    assert _read_lines(page)[-1].replace("  ", " ") == "Harga gula naik"


@pytest.mark.parametrize(
    "inside",
    [
        "<noscript><p>teh</p><br></noscript>",
        "<template><p>teh</p><br></template>",
        "<svg><foreignObject><p>teh</p><br></foreignObject></svg>",
    ],
)
@pytest.mark.parametrize("above", FAR, ids=["near", "far"])
def test_what_is_not_shown_parts_no_line(above: str, inside: str) -> None:
    assert _read_lines(f"{above}<div>gu{inside}la naik</div>")[-1] == "gula naik"


# Tag soup

SOUP = (
    "<p>", "</p>", "<div>", "</div>", "<p class=ctn>", '<div class="ctn">',
    '<div class="tmpt-desk-kon" itemprop=articleBody>', "<article>", "</article>",
    "<h1>", "</h1>", '<h1 class="detail-desk">', "<h2>", "</h3>", "<br>", "<br/>", "</br>",
    "<b>", "</b>", "<i>", "</i>", "<strong>", "</strong>", "<em id='x'>", "<span>", "</span>",
    '<a href="/news/gula">', "<a href='https://contoh.example/a'>", "<a>", "</a>",
    "<a href=//x.y/z",
    "<ul>", "<li>", "</li>", "</ul>", "<ol><li>", "<dl><dt>", "<dd>",
    "<table>", "<tr>", "<td>", "<th>", "</table>", "<table><tr><td><table><tr><td>", "<caption>",
    "</td></tr>", "<tbody>", "<script>", "</script>", "<style>", "</style>", "<noscript>",
    "</noscript>", "<iframe>", "</iframe>", "<svg>", "</svg>", "<template>", "</template>",
    "<select><option>", "</select>", "<button>", "<form>", "<input value='Cari'>",
    "<!-- catatan -->", "<!-- pagination end -->", "<!-- <p>lama</p> -->", "<!--", "-->", "<!>",
    "<!DOCTYPE html>", "<html amp>", "<head>", "</head>", "<body>", "</body>", "<![CDATA[", "]]>",
    "<?php echo 1 ?>", '<p title="a > b \' c">', "<p title='>\"'>", "<div style='display: none'>",
    '<div class="wrap-tag">', '<div class="paginations">', '<div class="kontan_premiun">',
    '<div class="boxdonasi">', "<div id=share-it>", "<p hidden>", "<p a b c = 'd' e=>", "</",
    "&amp;", "&nbsp;", "&lt;", "&#0;", "&#x41;", "&", "&takada;", "&ampT", "\u00a0", "\u200b",
    '<base href="//contoh.example/x/">', '<link rel=canonical href="/news/b?page=2">',
    '<meta property="og:title" content="Gula Naik">', "<meta name=content_PublishedDate content=x>",
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Gula Naik"}</script>',
    "KONTAN.CO.ID - JAKARTA. Harga gula naik dua persen pada pekan pertama.", "Tag", "2", "a", " ",
    "Reporter: Bagas Pramudito | Editor: Ningsih Larasati", "Editor: Ningsih Larasati", "\n",
    "Senin, 28 April 2025 / 20:46 WIB", "Baca Juga: ", "Gula Naik", "Selanjutnya", "Halaman 1 2",
    "Menurut Ratri Wulandika, analis Lembah Riset, kenaikan itu bersifat musiman dan akan mereda.",
)  # fmt: skip
"""No `<title>`, `<xmp>` or `<plaintext>`, whose text may be markup."""
BODIES = ("ctn", "tmpt-desk-kon", "<article")


def _soups(fragments: tuple[str, ...]) -> st.SearchStrategy[str]:
    letters = st.text(st.characters(exclude_characters="<\0\r"), max_size=8)
    return st.lists(st.sampled_from(fragments) | letters, max_size=40).map("".join)


soup = _soups(SOUP)
bodiless = _soups(tuple(part for part in SOUP if not any(body in part for body in BODIES)))
calm = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])


VALIDATOR = jsonschema.Draft202012Validator(record.schema())
STORY = (
    '<h1 class="detail-desk">Gula Naik</h1><div class="tmpt-desk-kon">'
    "<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>{}</div>"
)
pages = soup | soup.map(STORY.format)


@calm
@given(pages)
def test_any_soup_gives_a_valid_record(page: str) -> None:
    made = record.to_dict(parse_html(page))
    VALIDATOR.validate(made)
    for string in _kept(made):
        assert string == " ".join(string.split()) != ""
        assert "<p" not in string
        assert "<div" not in string


@calm
@given(pages)
def test_a_page_is_the_same_as_text_and_as_bytes(page: str) -> None:
    data = page.removeprefix("\ufeff").encode("utf-8", "replace")
    read = parse_html(data)
    assert replace(read, origin=Origin()) == replace(parse_html(data.decode()), origin=Origin())


@calm
@given(pages)
def test_story_and_surroundings_count_the_same_lines(page: str) -> None:
    read = html.read(page)
    story, around = read.story.split("\n"), read.around.split("\n")
    assert len(story) == len(around)
    assert not [pair for pair in zip(story, around, strict=True) if all(pair)]
    assert all(1 <= number <= len(story) for number in (*read.marks, *read.anchors))


@calm
@given(bodiless, soup, soup, st.sampled_from([0, 100]), st.sampled_from([0, 100]))
@example("<a hidden>\x1b", "<h1><div>", "", 0, 100)
@example("", "", MENU * 50 + "<p>Menu<b style='DISPLAY: none'>\x1b<i>\x1b</i></b>", 0, 0)
@example("", "", MENU * 50 + "<a hidden>\x1b<p>\x1b</p></a>", 0, 0)
@example("<table><td>\x1b<p>\x1b</table>", "", "", 0, 0)
@example("<![CDATA[", "<h1>Reporter: Bagas Pramudito | Editor: Ningsih Larasati", "", 0, 0)
def test_far_menus_that_are_read_in_a_hurry_change_no_story(
    before: str, inside: str, behind: str, above: int, below: int
) -> None:
    """But for a list of pages far above the headline, which is none of the story's.

    A table far from it is in more lines, and a finding may be told of each.
    """
    page = MENU * above + before + STORY.format(inside) + behind + MENU * below + BULK
    hurried = parse_html(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "read", partial(markup.read, whole=True))
        whole = parse_html(page)
    aside: dict[str, Any] = {"boilerplate": (), "truncated": None, "diagnostics": ()}
    assert replace(hurried, **aside) == replace(whole, **aside)
    assert set(hurried.diagnostics) == set(whole.diagnostics)


@pytest.mark.parametrize("length", [0, 1, 39, 40, 41, 200])
def test_a_menu_around_the_page_changes_nothing(length: int) -> None:
    """However long the menus above and below, the story between them is the same."""
    page = on_a_desktop(STORIES[0])
    article = parse_html(page)
    menu = MENU * length + BULK
    around = parse_html(page.replace("<body>", f"<body>{menu}").replace("</body>", menu))
    assert replace(around, boilerplate=()) == replace(article, boilerplate=())
    assert len(around.boilerplate) == len(article.boilerplate) + 2 * length


def test_threads_read_their_own_pages() -> None:
    """What finds elements is one for each thread, and keeps nothing of a page."""
    pages = [on_a_desktop(story) for story in STORIES] * 20
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(parse_html, pages)) == list(map(parse_html, pages))


# Markup that means harm


def _outcome(page: str | bytes) -> Article | str:
    """The article, or the code of the one failure that may be."""
    try:
        return parse_html(page)
    except UnreadableInput as failure:
        return failure.code


@pytest.mark.parametrize("depth", [25_000, 100_000])
@pytest.mark.parametrize(
    "opened",
    [
        "<div>", "<span>", "<ul><li>", "<b>", "<a><table>", "<div\n>", "<article>x", "<p><x-y>",
        # what ends before a block inside of it does not end the block
        "<i><div></i>", "<a><b><div></a>", "<nobr><section></nobr>",
    ],
)  # fmt: skip
def test_deep_nesting_is_a_named_failure(opened: str, depth: int) -> None:
    assert _outcome(STORY.format(opened * depth + "dalam")) == "tangled"


@pytest.mark.parametrize(("path", "told"), [("gula.html", "gula.html"), (None, "markup")])
def test_a_failure_names_the_page(path: str | None, told: str) -> None:
    with pytest.raises(UnreadableInput) as failure:
        html.read("<div>" * 25_000, path)
    assert failure.value.path == told


@pytest.mark.parametrize("opened", ["<div>", "<span>", "<ul><li>", "<article>", "<table><tr><td>"])
def test_what_nests_less_deep_is_an_article(opened: str) -> None:
    article = parse_html(STORY.format("<p>Harga turun.</p>" + opened * 500 + "Harga tetap."))
    assert article.paragraphs == ("Harga gula naik.", "Harga turun.", "Harga tetap.")


@pytest.mark.skipif(not markup.__file__.endswith(".py"), reason="looks into what is compiled")
def test_links_in_a_row_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def tidy(text: str) -> str:
        nonlocal read
        read += len(text)
        return lines.tidy(text)

    monkeypatch.setattr(markup, "tidy", tidy)
    link = "<a href='https://contoh.example/gula'>Gula</a> "
    article = parse_html(STORY.format(f"<p>{link * 2_000}naik.</p>"))
    assert article.paragraphs[-1] == "Gula " * 2_000 + "naik."
    assert read < 5 * len(article.paragraphs[-1])


@pytest.mark.parametrize("between", [0, 30])
def test_tags_well_behind_the_story_are_read(between: int) -> None:
    tags = "<p><a href='/tag/gula'>gula</a></p><p><a href='/tag/susu'>susu</a></p>"
    for label in ("Tag", "Tags", "TAG :", "\n TAGS:\n"):
        below = "<p>Gula Lain</p>" * between + f"<p>{label}</p>{tags}" + MENU * 100 + BULK
        assert parse_html(STORY.format("") + below).tags == ("gula", "susu")


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        *(
            (name, True)
            for name in (
                "ads-inreads ads-partner-wrap artikel__sosmed block-shared boxdonasi heightads "
                "heightads250 insideads kgmModal kgnw-root listbut-shr mar-v-10 persona-widget "
                "prmtn state-picker state-result bor-top head-sec overlay penampang_paging"
            ).split()
        ),
        *(
            (name, False)
            for name in "xprmtn prmtn-x mar-v-100 heightads-x iklan artikel__ state".split()
        ),
    ],
)
@pytest.mark.parametrize("written", ["{}", "a {} b", "a\t{}\nb"])
def test_a_class_tells_what_stands_beside_the_story(written: str, name: str, beside: bool) -> None:
    box = f"<div class='{written.format(name)}'>Harga teh.</div>"
    article = parse_html(STORY.format(box + "<p>Harga turun.</p>"))
    told = () if beside else ("Harga teh.",)
    assert article.paragraphs == ("Harga gula naik.", *told, "Harga turun.")
    assert article.boilerplate == (("Harga teh.",) if beside else ())


@pytest.mark.parametrize("name", "mar-v-10 bor-top head-sec overlay penampang_paging".split())
def test_a_class_of_margins_tells_nothing_outside_of_a_body(name: str) -> None:
    """There it may hold the story, or stand beside another class that says more."""
    lead = "<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>"
    for body in ("div", "article"):
        article = parse_html(f"<{body}><div class={name}>{lead}{PROSE}</div></{body}>")
        assert len(article.paragraphs) == 2
    for both in (f"{name} wrap-tag", f"wrap-tag {name}", f"{name} overlay wrap-tag"):
        page = STORY.format(f"<div class='{both}'><a href=/t>gula</a></div>")
        assert parse_html(page).tags == ("gula",)


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        *(
            (name, True)
            for name in (
                "share-it adsoutsream endscroll isi-diskus-det loop_lastest persona-widget "
                "div-inside-Investasi div-inside- div-belowarticle div-belowarticle-Industri"
            ).split()
        ),
        *((name, False) for name in "xpersona-widget persona div-insides isi-diskus".split()),
        ("Endscroll", False),
    ],
)
def test_an_id_tells_what_stands_beside_the_story(name: str, beside: bool) -> None:
    box = f"<div id='{name}'><p>Harga teh.</p></div>"
    article = parse_html(STORY.format(box + "<p>Harga turun.</p><!-- pagination end -->"))
    told = () if beside else ("Harga teh.",)
    assert article.paragraphs == ("Harga gula naik.", *told, "Harga turun.")


def test_a_page_without_a_headline_has_none_guessed() -> None:
    prose = "Harga gula kristal di pasar induk itu naik tipis pada pekan pertama bulan ini. " * 2
    page = f'<div itemprop="articleBody"><h2>Dari mana gula datang</h2><p>{prose}</p></div>'
    assert (parse_html(page).title, len(parse_html(page).paragraphs)) == (None, 2)


@pytest.mark.parametrize("style", ["display:none", "Color: red;DISPLAY: None", "display:\n\tnone"])
@pytest.mark.parametrize("tag", ["div", "span"])
def test_a_style_hides_however_it_is_written(tag: str, style: str) -> None:
    box = f'<{tag} style="{style}">Harga teh.</{tag}>'
    assert parse_html(STORY.format(box)).paragraphs == ("Harga gula naik.",)


@pytest.mark.parametrize("name", ["h2", "h3", "h4", "h5", "h6", "p", "div", "h7"])
def test_a_button_in_a_heading_is_the_story_s(name: str) -> None:
    """It unfolds a part of the story."""
    page = STORY.format(f"<{name}><button>Harga teh</button></{name}><p>Harga turun.</p>")
    told = ("Harga teh",) if name in ("h2", "h3", "h4", "h5", "h6") else ()
    assert parse_html(page).paragraphs == ("Harga gula naik.", *told, "Harga turun.")


@pytest.mark.parametrize(
    "name", ["pagination", "paginations", "paging", "tpt_shr", "kontan_premiun", "kgmPWall"]
)
@pytest.mark.parametrize("tag", ["div", "ul", "span"])
def test_a_class_tells_where_the_story_ends(tag: str, name: str) -> None:
    """A block's: what is inline is a part of its line."""
    box = f'<{tag} class="a {name}"><b>Masuk</b></{tag}>'
    page = STORY.format(f"{box}<p>Harga turun.</p><!-- pagination end -->")
    behind = ("Masuk", "Harga turun.") if tag == "span" else ()
    assert parse_html(page).paragraphs == ("Harga gula naik.", *behind)
    above = page.replace("<p>", f"<div>{box}</div><p>", 1)
    assert parse_html(above).paragraphs == ("Harga gula naik.", *behind)


BAR = "<div id=share-it><ul><li>Bagikan</ul></div>"
LATEST = "<h1><a href=/kopi>Kopi Turun</a></h1><p>Warga memetik kopi.</p><a href=/2>Selanjutnya</a>"


@pytest.mark.parametrize("body", ["tmpt-desk-kon", "ctn"])
@pytest.mark.parametrize("bar", [BAR, "<div id=share-it><i class=fa></i></div>"])
@pytest.mark.parametrize(
    "told", ["<p>KONTAN.CO.ID - SEOUL. Gula naik.</p>", f"<p>{'Gula ' * 16}.</p>"]
)
def test_a_share_bar_ends_the_story(told: str, bar: str, body: str) -> None:
    """Inside of its element, behind prose or a dateline, whether it prints something or not."""
    credits = "<p>Reporter: Ani | Editor: Edi</p>"
    for behind in ("<p>Teh turun.</p>", f"<h2>TERBARU</h2>{LATEST}", f"{LATEST}<hr>{bar}"):
        page = f"<h1>Gula Naik</h1><div class={body}>{credits}{told}{bar}{behind}</div>"
        article = parse_html(page)
        assert len(article.paragraphs) == 1
        assert (article.title, article.truncated) == ("Gula Naik", None)
        assert parse_html(page.replace(credits, credits + bar)).paragraphs == article.paragraphs
        assert parse_html(page.replace(told, bar + told)).paragraphs == article.paragraphs


@pytest.mark.parametrize(
    "page",
    [
        "<div class=ctn>{bar}{lead}{more}</div>",
        "<div class=ctn><p>Editor: Edi</p>{bar}{lead}{more}</div>",
        "<div class=ctn><figure><figcaption>{long}</figcaption></figure>{bar}{lead}{more}</div>",
        "<div class=ctn><h1>{long}</h1>{bar}{lead}{more}</div>",
        "<div class=ctn>{lead}{bar}{more}<!-- pagination end --></div>",
        "<div class=ctn>{lead}{bar}{more}<div class=pagination></div><p>Teh</p></div>",
        "<article>{lead}{bar}{more}</article>",
        "<div itemprop=articleBody>{lead}{bar}{more}</div>",
        "<div>{lead}{bar}{more}</div>",
        "<div class=ctn>{lead}<span id=share-it></span>{more}</div>",
        "<div class=ctn>{lead}<div id=share-it-2></div>{more}</div>",
    ],
)
def test_a_share_bar_ends_no_story_elsewhere(page: str) -> None:
    """Above the story, where another mark stands below, or outside of Kontan's templates."""
    lead = "<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>"
    page = page.format(lead=lead, more=PROSE, bar=BAR, long=f"{'Gula ' * 16}.")
    assert len(parse_html(f"<h1>Gula Naik</h1>{page}").paragraphs) == 2


def test_a_body_that_ends_with_a_share_bar_does_not_go_on_beside_it() -> None:
    story = f"<div class=tmpt-desk-kon><p>KONTAN.CO.ID - SEOUL. Gula naik.</p>{BAR}</div>"
    for bar in (BAR, "<div id=share-it></div>"):
        page = f"<h1>Gula Naik</h1>{story.replace(BAR, bar)}{PROSE}<!-- pagination end -->"
        assert parse_html(page).paragraphs == ("Gula naik.",)


@pytest.mark.parametrize(
    ("name", "known"),
    [("wrap-tag", True), ("tagl", True), ("artikel__tags", True), ("tags", False)],
)
def test_a_class_tells_which_links_are_tags(name: str, known: bool) -> None:
    page = STORY.format("") + f"<div class='a {name}'><a href=/t>gula</a></div>"
    assert parse_html(page).tags == (("gula",) if known else ())


TAGGED = "<a href='//a.example/tag/gula'>gula</a> <a href=/tag/teh-hijau>teh hijau</a>"


@pytest.mark.parametrize(
    ("box", "tags", "beside"),
    [
        (f"<i class='fa fa-tag'></i>{TAGGED}", ("gula", "teh hijau"), ()),
        (f"Tag: {TAGGED}", ("gula", "teh hijau"), ("Tag:",)),
        (
            "<ul><li><a href=/tag/gula>gula</a><li><a href=/tag/teh>teh</a></ul>",
            ("gula", "teh"),
            (),
        ),
        (f"<div class=bor-top>{TAGGED}</div>", ("gula", "teh hijau"), ()),
        (f"{TAGGED} <a href=/kopi>Kopi Turun</a>", (), ("gula teh hijau Kopi Turun",)),
        ("<a href=/gula>Gula</a>", (), ("Gula",)),
        ("gula <a>teh</a>", (), ("gula teh",)),
    ],
)
@pytest.mark.parametrize("end", ["", "<!-- pagination end -->", BAR])
def test_a_margin_behind_the_story_may_list_tags(
    end: str, box: str, tags: tuple[str, ...], beside: tuple[str, ...]
) -> None:
    """Inside of the body, if all links in a line lead to tags."""
    shared = ("Bagikan",) if end == BAR else ()
    margin = f"<div class=mar-v-10>{box}</div>"
    article = parse_html(STORY.format(f"{end}{margin}"))
    assert article.paragraphs == ("Harga gula naik.",)
    assert (article.tags, article.boilerplate) == (tags, shared + beside)
    for page in (STORY.format(f"{margin}<p>Harga turun.</p>"), STORY.format("") + margin):
        assert parse_html(page).tags == ()
    both = STORY.format(f"{margin}<p>Teh</p><div class=tagl><a href=/t>susu</a></div>")
    assert parse_html(both).tags == ("susu",)


def test_tags_of_another_template_are_no_paragraph() -> None:
    tags = "<div class=artikel__tags><span>Tag </span><a href=/tag/gula>gula</a></div>"
    for body in ("article", "div"):
        article = parse_html(f"<h1>Gula Naik</h1><{body}>{LEAD}{PROSE}{tags}</{body}>{BULK}")
        assert len(article.paragraphs) == 2
        assert (article.tags, article.boilerplate) == (("gula",), ("Tag",))
    far = f"<article>{LEAD}{PROSE}</article>{'<p>Teh</p>' * 50}{tags}{MENU}{BULK}"
    assert parse_html(far).tags == ("gula",)


def test_links_in_a_row_to_one_place_are_one() -> None:
    line = (
        "<p><a href=/a>Gula</a> naik, <a href=/b>Teh</a> <a href=/b>Turun</a><a href=/c></a>"
        "<a>Kopi</a><a href=/c>Susu</a> <a href=/c> </a><a href=/d>&#8203;</a><a href=/b>Teh</a>"
        " lagi</p>"
    )
    read = html.read(STORY.format(line))
    (anchors,) = read.anchors.values()
    assert anchors == (("Gula", "/a"), ("Teh Turun", "/b"), ("Susu", "/c"), ("Teh", "/b"))


def test_a_page_without_an_article_has_no_tags() -> None:
    page = (
        "<h1>Industri</h1><div class=wrap-tag><a href=/tag/gula>gula</a></div>"
        "<p>Tag</p><p><a href=/tag/teh>teh</a></p>"
    )
    article = parse_html(page)
    assert article.tags == ()
    assert article.boilerplate == ("Industri", "gula", "Tag", "teh")


def test_a_page_without_an_article_may_sell_one() -> None:
    page = "<h1>Gula Naik</h1><div class=kontan_premiun>Ini Artikel Spesial</div>"
    assert parse_html(page).truncated == "paywall"


@pytest.mark.parametrize(
    ("name", "truncated"),
    [("paginations", "page"), ("kontan_premiun", "paywall"), ("kgmPWall", "paywall")],
)
def test_a_box_says_that_the_rest_is_elsewhere(name: str, truncated: str) -> None:
    """From the beginning of the body to well behind it."""
    box = f"<div class={name}>1 2 3</div>"
    assert parse_html(STORY.replace("<p>", f"{box}<p>").format("")).truncated == truncated
    for between, said in ((39, truncated), (40, None)):
        page = STORY.format("") + "<p>Teh</p>" * between + box
        assert parse_html(page).truncated == said
    page = box + STORY.replace("</h1>", f"</h1><p>Editor: Bagas Permadi</p>{box}").format("")
    article = parse_html(page)
    assert article.truncated is None
    assert article.boilerplate == ("1 2 3", "1 2 3")


def test_pages_are_listed_in_the_body() -> None:
    """In `.paging`, which other lists than that of a story's pages have as well."""
    pages = "<div class=paging><a>1</a><a href='?page=2'>2</a></div>"
    article = parse_html(STORY.format(f"{pages}<p>Harga turun.</p>"))
    assert (article.truncated, article.boilerplate) == ("page", ("12", "Harga turun."))
    assert parse_html(STORY.replace("<p>", f"{pages}<p>").format(PROSE)).truncated == "page"
    for page in (STORY.format("") + pages, f"<article>{LEAD}{PROSE}{pages}</article>"):
        assert parse_html(page).truncated is None
    assert parse_html(STORY.format("<div class=paging></div>")).truncated is None


def test_a_window_that_sells_the_rest_is_of_the_paywall() -> None:
    window = "<div class=kgmModal><p>Masuk</p><button>Langganan</button></div>"
    article = parse_html(STORY.format(f"<div class=kgmPWall>{window}</div><p>Teh</p>"))
    assert (article.truncated, article.boilerplate) == ("paywall", ("Masuk", "Langganan", "Teh"))
    assert parse_html(STORY.format(window)).truncated is None


PRICE = "Hanya Rp 5.000 untuk membaca artikel ini. BELI SEKARANG"


@pytest.mark.parametrize(
    ("behind", "truncated"),
    [
        (f"<div><p>Ini Artikel Spesial</p><p>{PRICE}</p></div>", "paywall"),
        ("<p>Rubrik</p>" * 39 + f"<div>{PRICE}</div>", "paywall"),
        ("<p>Rubrik</p>" * 40 + f"<div>{PRICE}</div>", None),
        ("<p>BELI SEKARANG</p><p>Ini Artikel Spesial</p>", None),
        ("<p>Buku seharga Rp 5.000. BELI SEKARANG</p>", None),
        (f"<div class=prmtn>{PRICE}</div>", None),
    ],
)
def test_a_price_behind_the_story_sells_its_rest(behind: str, truncated: str | None) -> None:
    article = parse_html(STORY.format("") + behind)
    assert article.truncated == truncated
    assert article.paragraphs == ("Harga gula naik.",)
    assert parse_html(f"<p>{PRICE}</p>" + STORY.format("")).truncated is None


def test_what_sells_the_story_is_no_other_text() -> None:
    """A story that is cut off is shorter than the box that sells its rest."""
    box = (
        "<p>Ini Artikel Spesial</p><p>Segera berlangganan sekarang untuk membaca sampai tuntas.</p>"
        f"<ul><li>E-paper tiap pagi</li><li>Arsip Premium</li></ul>{PRICE}"
    )
    lead = "<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>"
    page = f"<h1>Gula Naik</h1><div>{lead}<p>{FIRST}</p><div>{box}</div></div><p>Rubrik</p>"
    article = parse_html(page)
    assert article.paragraphs == ("Harga gula naik.", FIRST.strip())
    assert article.truncated == "paywall"
    assert article.boilerplate[-2:] == (PRICE, "Rubrik")


@pytest.mark.parametrize(("between", "read"), [(39, True), (40, False)])
def test_the_editor_stands_near_the_end(between: int, read: bool) -> None:
    """However long the story is, and the first alone, with a reporter right above."""
    page = STORY.format("<p>Harga turun.</p>" * 50) + "<p>Teh</p>" * between
    article = parse_html(page + "<p>Editor: Bagas Permadi</p><p>Editor: Ratri Wulan</p>")
    assert article.editors == (("Bagas Permadi",) if read else ())
    page = STORY.format("") + "<p>Reporter: Ratri Wulan</p>{}<p>Editor: Bagas Permadi</p>"
    assert parse_html(page.format("")).reporters == ("Ratri Wulan",)
    assert parse_html(page.format("<p>Teh</p>")).reporters == ()


def test_a_caption_stands_between_the_headline_and_the_end() -> None:
    caption = "<figcaption>Karung gula di gudang</figcaption>"
    for page in (
        STORY.format(caption),
        STORY.replace("</h1>", "</h1>" + caption).format(""),
    ):
        assert parse_html(page).captions == ("Karung gula di gudang",)
    for page in (STORY.format("") + caption, caption + STORY.format("")):
        assert parse_html(page).captions == ()


@pytest.mark.parametrize(
    ("caption", "inserted"),
    [
        ("Petambak Menunggu Kemarau © 2026 Konten oleh Kontan", True),
        ("Petambak Menunggu Kemarau©2026 Konten oleh Kontan.", True),
        ("<b>Petambak Menunggu</b>\n&copy;\n2026 Konten oleh <i>Kontan</i>", True),
        ("Petambak menunggu kemarau © Foto oleh Satria Wibawa", False),
        ("Petambak menunggu kemarau, 2026. Konten oleh Kontan", False),
    ],
)
def test_a_video_below_a_figure_is_no_caption(caption: str, inserted: bool) -> None:
    """Whether the figure stands between paragraphs or inside of one."""
    figure = f"<figure><figcaption>{caption}</figcaption></figure>"
    text = lines.tidy(unescape(re.sub("<.*?>", "", caption)))
    for page in (STORY.format(figure), STORY.replace("</p>", figure + "</p>").format("")):
        article = parse_html(page)
        assert article.paragraphs == ("Harga gula naik.",)
        assert article.captions == (() if inserted else (text,))
        assert article.boilerplate == ((text,) if inserted else ())


@pytest.mark.parametrize("place", ["", "<div class='wrap-tag'><a href='/t'>t</a></div>"])
def test_a_body_that_the_page_ends_with_is_read_to_its_end(place: str) -> None:
    page = BULK + STORY.removesuffix("</div>").format(place + "<p>Harga turun.</p>" * 100)
    assert len(parse_html(page).paragraphs) == 101


PROSE = f"<p>{'Harga turun lagi. ' * 6}</p>"


def test_a_story_below_a_body_that_holds_none_is_read_to_its_end() -> None:
    story = f"<div><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>{PROSE * 100}</div>"
    page = f"<h1>Gula Naik</h1><div class=ctn><p>Masuk</p></div>{story}"
    assert len(parse_html(page + BULK).paragraphs) == 101


TEMPLATES = ("<div class=tmpt-desk-kon>", "<div class=ctn>")
REST = '<p>Stok menipis.</p><p>Baca Juga: <a href="https://a.example/b">Teh Turun</a></p>'


@pytest.mark.parametrize("body", TEMPLATES)
@pytest.mark.parametrize(
    "end", ["<!-- pagination end -->", "<div class=paginations></div>", "<div class=pagination>1 2"]
)
@pytest.mark.parametrize(
    ("rest", "paragraphs"),
    [(REST, 2), (PROSE, 2), (f"{REST}<h3>Prospek</h3><ul><li>Naik</ul>{PROSE}", 5)],
)
def test_a_stray_tag_closes_no_body(body: str, end: str, rest: str, paragraphs: int) -> None:
    """Where the story goes on beside it, up to an end that is marked."""
    story = f"<h1>Gula Naik</h1><div>{body}<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p></div>"
    article = parse_html(f"{story}{rest}</div>{end}</div><p>Rubrik</p>")
    whole = parse_html(f"{story.removesuffix('</div>')}{rest}</div>{end}</div><p>Rubrik</p>")
    assert article.paragraphs == whole.paragraphs
    assert article.cross_links == whole.cross_links
    assert article.boilerplate == whole.boilerplate
    assert len(article.paragraphs) == paragraphs


@pytest.mark.parametrize("inside", [PROSE * 2, PROSE.replace("</p>", f"<br><br>{PROSE[3:]}")])
def test_a_cell_of_paragraphs_lays_out_a_page_beside_a_cell_of_one(inside: str) -> None:
    story = f"<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>{inside}"
    menu = "<tr><td><p>Menu</p></td><td><p>Masuk</p></td></tr>"
    for rows in (0, 8):
        page = (
            f"<h1>Gula Naik</h1><table>{menu * rows}<tr><td><p>Iklan</p></td><td>{story}</td></tr>"
        )
        assert len(parse_html(page).paragraphs) == 3


def test_a_headline_that_comes_again_begins_no_other_story() -> None:
    page = (
        "<h1>Gula Naik</h1><div class=ctn><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p></div>"
        "<h1>Gula Naik</h1><p>Editor: Edi</p><div class=wrap-tag><a href=/tag/gula>gula</a></div>"
        "<div class=paginations>1 2</div>"
    )
    article = parse_html(page)
    assert (article.editors, article.tags, article.truncated) == (("Edi",), ("gula",), "page")


def test_few_links_in_a_row_are_no_menu_behind_a_stray_tag() -> None:
    links = "<p><a href=/teh>Teh Turun</a></p>" * 3
    story = "<h1>Gula Naik</h1><div class=ctn><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p></div>"
    article = parse_html(f"{story}{links}{PROSE}{links}<!-- pagination end -->")
    assert len(article.paragraphs) == 8


@pytest.mark.parametrize("body", TEMPLATES)
def test_a_stray_tag_behind_the_credits_closes_no_body(body: str) -> None:
    """The dateline behind it is its own."""
    credits = f"<h1>Gula Naik</h1>{body}<p>Reporter: Ani | Editor: Edi</p></div>"
    story = "<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p><p>Stok menipis.</p>"
    tags = "<!-- pagination end --><div class=wrap-tag><a href=/tag/gula>gula</a></div>"
    article = parse_html(credits + story + tags)
    assert article.paragraphs == ("Harga gula naik.", "Stok menipis.")
    assert (article.editors, article.tags) == (("Edi",), ("gula",))


@pytest.mark.parametrize("body", TEMPLATES)
@pytest.mark.parametrize(
    "between",
    [
        "<p>Stok menipis.</p>",
        f"<div>{REST}</div>",
        f"<div>{PROSE}</div>",
        f"<h1>Teh Turun</h1>{PROSE}",
        f"{PROSE}<p>Selasa, 18 Juni 2024 / 08:00 WIB</p>",
        f"<p>KONTAN.CO.ID - SOLO. Teh turun.</p>{PROSE}",
        f"{PROSE}<div itemprop=articleBody><p>Teh</p></div>",
        f"{PROSE}<div class=wrap-tag><a href=/tag/teh>teh</a></div>",
        f"{PROSE}<footer><p>Tentang kami</p></footer>",
        PROSE + "<p><a href=/teh>Teh Turun</a></p>" * 4,
        f"<!-- pagination end -->{PROSE}",
    ],
)
def test_what_stands_behind_a_body_is_not_its_own(body: str, between: str) -> None:
    story = f"<h1>Gula Naik</h1>{body}<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p></div>"
    article = parse_html(f"{story}{between}<!-- pagination end -->")
    assert article.paragraphs == ("Harga gula naik.",)
    for without_end in (f"{story}{REST}", f"{story}<!-- pagination end -->{REST}"):
        assert parse_html(without_end).paragraphs == ("Harga gula naik.",)


@pytest.mark.parametrize("inside", ["<p>Masuk</p>", f"<div class=prmtn>{PROSE}</div>"])
def test_a_body_that_holds_no_story_is_none(inside: str) -> None:
    """Whether it stands above the story or below."""
    empty = f"<div class=ctn>{inside}</div>"
    story = f"<article><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>{PROSE}</article>"
    for page in (empty + story, story + empty):
        article = parse_html("<h1>Gula Naik</h1>" + page)
        assert len(article.paragraphs) == 2
        assert len(article.boilerplate) == 1


def test_a_long_comment_below_a_short_story_is_none() -> None:
    page = (
        "<h1>Gula Naik</h1><article><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p></article>"
        f"<article>{PROSE * 2}</article>"
    )
    assert parse_html(page).paragraphs == ("Harga gula naik.",)


def test_a_headline_below_parts_names_none_of_them() -> None:
    """Parts below one headline are one story's, and the longest is the body."""
    body = "<div class=ctn><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>{}</div>"
    page = "<h1>Gula Naik</h1>" + body.format("") + body.format(PROSE) + "<h1>Teh Turun</h1>"
    assert len(parse_html(page).paragraphs) == 2


@pytest.mark.parametrize("above", ["<p>KONTAN.CO.ID - MEDAN. Harga teh turun.</p>", PROSE * 2])
def test_a_teaser_above_a_headline_is_no_story(above: str) -> None:
    page = f"<div class=tmpt-desk-kon>{above}</div>" + STORY.format(PROSE * 3)
    assert parse_html(page).paragraphs[0] == "Harga gula naik."


SIDE_BY_SIDE = (
    "<div><div><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>{}</div>"
    "<div><p>KONTAN.CO.ID - MEDAN. Harga gula naik.</p>{}</div></div>"
)


@pytest.mark.parametrize(
    ("page", "place"),
    [
        (SIDE_BY_SIDE.format("", ""), None),
        (SIDE_BY_SIDE.format("", PROSE), "MEDAN"),
        (SIDE_BY_SIDE.format("", "<p>Teh</p>" + PROSE), None),
        (SIDE_BY_SIDE.format(PROSE, ""), "SEOUL"),
        (SIDE_BY_SIDE.replace("MEDAN", "SEOUL").format("", ""), "SEOUL"),
        (SIDE_BY_SIDE.replace("<div><p>KONTAN.CO.ID - M", "<div class=prmtn><p>KONTAN.CO.ID - M")
         .format("", ""), "SEOUL"),
        (SIDE_BY_SIDE.replace("</div><div>", "").format("", ""), "SEOUL"),
        (SIDE_BY_SIDE.replace("</div><div>", "").format("<p>Teh</p>", ""), None),
        *(
            (f"<h1>Warta</h1>{line * count}" + SIDE_BY_SIDE.format("", ""), place)
            for line, count, place in (
                ("<p>Rubrik</p>", 39, "SEOUL"),
                ("<p>Rubrik</p>", 40, None),
                ("<p><a href=/x>Rubrik</a></p>", 3, None),
                ("<p><a href=/x>Rubrik</a></p>", 4, "SEOUL"),
            )
        ),
    ],
)  # fmt: skip
def test_stories_side_by_side_are_teasers(page: str, place: str | None) -> None:
    """But one below a headline of its own or above prose, and lines of one in a row or again."""
    article = parse_html("<p>Beranda</p>" + page)
    assert (article.dateline and article.dateline.places[0]) == place


FIRST = "Pedagang gula menahan stok sampai panen raya usai. " * 2
SECOND = "Kopi, kata Ratri, belum."


@pytest.mark.parametrize(
    ("page", "paragraphs", "code"),
    [
        ("<p>{0}</p><p>{1}</p>", 2, "unknown-template"),
        ("<div><div><p>{0}</p></div><p>{1}</p></div>", 2, "unknown-template"),
        ("{0}<br><br>{1}", 2, "unknown-template"),
        ("<h3>Gula</h3><p>{0}</p><ul><li>teh<li>kopi</ul>", 4, "unknown-template"),
        ("<p>{0}</p><h2>Warta</h2>" + "<p>Rubrik gula pasir</p>" * 5, 7, "unknown-template"),
        ("<p>{0}</p><h2>Warta</h2>" + "<p>Rubrik gula pasir</p>" * 6, 0, "not-an-article"),
        ("<p><a href=/x>Gula Naik</a></p><p>{0}</p>", 0, "not-an-article"),
        ("<p>{1}</p>", 0, "not-an-article"),
        ("<body><p>{0}</p><p>{1}</p>", 0, "not-an-article"),
        ("<!DOCTYPE html><p>{0}</p><p>{1}</p>", 0, "not-an-article"),
        ("<html><p>{0}</p><p>{1}</p>", 0, "not-an-article"),
        ("<head></head><p>{0}</p><p>{1}</p>", 0, "not-an-article"),
        ("<svg><title>Warta</title></svg><p>{0}</p><p>{1}</p>", 2, "unknown-template"),
        ("<div><a href=/x>Gula</a><p>{0}</p></div>" * 3, 0, "not-an-article"),
    ],
)
def test_a_fragment_of_prose_is_a_story(page: str, paragraphs: int, code: str) -> None:
    """As a column of a table holds it; a page needs more than prose to be one."""
    article = parse_html(page.format(FIRST, SECOND))
    assert len(article.paragraphs) == paragraphs
    assert code in {finding.code for finding in article.diagnostics}


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("Sumber: https://contoh.example/news/panen-gula", 2),
        ("SUMBER : https://contoh.example/news/panen-gula", 2),
        ("Sumber: <a href=https://contoh.example/a>https://contoh.example/a</a>", 2),
        ("https://contoh.example/news/panen-gula", 3),
        ("Lihat https://contoh.example/news/panen-gula", 1),
        ("Sumber: https://contoh.example/news/panen-gula Rubrik Lain", 1),
    ],
)
def test_the_address_of_a_source_is_no_other_text(written: str, paragraphs: int) -> None:
    """A short story is shorter than what stands below it."""
    page = f"<p>KONTAN.CO.ID - SOLO. {FIRST}</p><p>{SECOND}</p><p>{written}</p>"
    article = parse_html(f"<div>{page}</div><p>Rubrik Lain</p>")
    assert len(article.paragraphs) == paragraphs
    assert article.boilerplate[-1] == "Rubrik Lain"


@pytest.mark.parametrize("behind", [" KONTAN.CO.ID - SEOUL. ", "KONTAN.CO.ID -SEOUL."])
def test_credits_tell_a_story_with_its_dateline_glued_behind(behind: str) -> None:
    credits = "Reporter: Ratri Wulandari | Editor: Bagas Permadi"
    article = parse_html(f"<body><p>{credits}{behind}Gula naik.</p><p>Teh turun.</p></body>")
    assert article.editors == ("Bagas Permadi",)
    assert article.dateline is not None
    assert article.dateline.places == ("SEOUL",)
    assert article.paragraphs[0] == "Gula naik."
    for other in ("Menurut Ratri", "Reporter: kata Ratri", "Ini Sumber: Ratri"):
        page = f"<body><p>{other} KONTAN.CO.ID - SEOUL. Gula naik.</p><p>Teh turun.</p></body>"
        assert not parse_html(page).paragraphs


LEAD = "<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p>"
LISTED = "<ul>" + "<li><a href=/x>Kabar\nPasar</a></li>" * 4 + "</ul>"
TOLD = {
    word: f"Harga {word} kembali turun {'di pasar induk Wonomukti ' * 4}."
    for word in ("gula", "teh", "kopi", "susu", "madu")
}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f"{LEAD}<p>Rubrik Lain</p>", []),
        (f"<div>{LEAD}</div><div><p><a href=/x>Teh Turun</a></p><p>{{teh}}</p></div>", []),
        (
            f"<div>{LEAD}<p>Harga tetap.</p></div><div><p>Komentar</p><p>{{teh}}</p></div>",
            ["Harga tetap."],
        ),
        (
            f"<div><div>{LEAD}<p>{{gula}}</p><p>{{teh}}</p></div>"
            "<div><p>Komentar</p><p>{kopi}</p></div></div>"
            "<div><p>Lain</p><p>{susu}</p><p>{madu}</p></div>",
            ["{gula}", "{teh}"],
        ),
        (
            f"{LEAD}<p>{{gula}}</p>"
            "<div><p>{teh}</p><p>{kopi}</p><p>Komentar</p><p>{susu}</p></div>",
            ["{gula}", "{teh}", "{kopi}"],
        ),
        (
            f"{LEAD}<p>{{gula}}</p><p>{{teh}}</p>"
            "<table><tr><th>Kopi<th>Susu<tr><td>{kopi}<td>2</table>",
            ["{gula}", "{teh}", "Kopi | Susu", "{kopi} | 2"],
        ),
        (f"{LEAD}<p>{{gula}}</p><p>{{teh}}</p>{LISTED}", ["{gula}", "{teh}"]),
        (
            f"{LEAD}<p>{{gula}}</p>{LISTED}<p>{{teh}}</p>",
            ["{gula}", *["Kabar Pasar"] * 4, "{teh}"],
        ),
        (f"{LEAD}<p>{{gula}}</p><p>Harga tetap.</p>{LISTED}", ["{gula}", "Harga tetap."]),
        (
            f"{LEAD}<p>{{gula}}</p><p>Daftar merek:</p>{LISTED * 2}",
            ["{gula}", "Daftar merek:", *["Kabar Pasar"] * 8],
        ),
        (
            f"<div>{LEAD}<p>{{gula}}</p><p>{{teh}}</p></div>"
            "<div><p><a href=/x>{kopi}</a></p><p><a href=/y>{susu}</a></p></div>",
            ["{gula}", "{teh}"],
        ),
        (
            f"<div>{LEAD}<p>{{gula}}</p></div><div><p>{{teh}}</p><p>{{kopi}}</p></div>"
            "<div><p>Ya.</p><p>{susu}</p></div>",
            ["{gula}", "{teh}", "{kopi}"],
        ),
        *(
            (f"{LEAD}<p>{{gula}}</p><p>{{teh}}</p><p>{above}</p>{behind}", told)
            for told, above, behind in (
                (["{gula}", "{teh}", "Ya.", "{kopi}"], "Ya.", "<div><div>{kopi}</div></div>"),
                (
                    ["{gula}", "{teh}", "Ya.", "{kopi}"],
                    "Ya.",
                    "<blockquote><p>{kopi}</p></blockquote>",
                ),
                (
                    ["{gula}", "{teh}", "Ya.", "{kopi}", "Tidak.", "{susu}"],
                    "<a href=/x>Ya</a>.",
                    "<div style=x><p>{kopi}</p></div><div><p>Tidak.</p><p>{susu}</p></div>",
                ),
                (
                    ["{gula}", "{teh}", "Ya.", "{kopi}", "{susu}", "Tidak.", "{madu}"],
                    "Ya.",
                    "<div class=x><p>{kopi}</p><p>{susu}</p><p>Tidak.</p><p>{madu}</p></div>",
                ),
                (["{gula}", "{teh}", "Komentar"], "Komentar", "<div><div>{kopi}</div></div>"),
                (["{gula}", "{teh}", "Ya."], "Ya.", "<div><p>{kopi} <a href=/x>Ya</a>.</p></div>"),
                (["{gula}", "{teh}", "Ya."], "Ya.", "<div><p>{kopi}</p><p>Daftar</p></div>"),
                (["{gula}", "{teh}", "Ya."], "Ya.", "<div><p>Ya.</p><p>Ani</p><p>{kopi}</p></div>"),
                (["{gula}", "{teh}", "Ya."], "Ya.", "<div class=x><p>{kopi}</p></div>"),
                (["{gula}", "{teh}", "Ya."], "Ya.", "<div><div id=x><p>{kopi}</p></div></div>"),
                (
                    ["{gula}", "{teh}", "Ya.", "{kopi}"],
                    "Ya.",
                    "<div><p>{kopi}</p></div><div><h3>Komentar</h3><p>{susu}</p></div>",
                ),
            )
        ),
    ],
)
def test_a_page_without_a_template_is_the_story_s_as_far_as_its_paragraphs(
    page: str, told: list[str]
) -> None:
    """What is short, alone or below a link in an element of its own is beside it."""
    article = parse_html(f"<h1>Gula Naik</h1><div>{page.format(**TOLD)}</div>")
    assert article.paragraphs == ("Harga gula naik.", *[text.format(**TOLD) for text in told])


def test_a_menu_above_a_story_is_no_headline() -> None:
    page = f"<div>{LISTED}{LEAD}<p>{{gula}}</p><p>{{teh}}</p></div>"
    article = parse_html(page.format(**TOLD))
    assert article.title is None
    assert [finding.code for finding in article.diagnostics] == ["unknown-template"]


@pytest.mark.parametrize(("between", "title"), [(39, "Gula Naik"), (40, None)])
def test_a_headline_stands_near_its_body(between: int, title: str | None) -> None:
    page = STORY.replace("</h1>", "</h1>" + "<p>Rubrik</p>" * between).format("")
    assert parse_html("<p>Beranda</p>" + page).title == title


def test_a_headline_in_the_body_is_none_where_one_is_above() -> None:
    article = parse_html(STORY.format("<h1>Teh Turun</h1><p>Harga turun.</p>"))
    assert article.title == "Gula Naik"
    assert article.paragraphs == ("Harga gula naik.", "Teh Turun", "Harga turun.")


def test_of_several_captions_with_a_dateline_the_first_opens_the_story() -> None:
    caption = "<figcaption>KONTAN.CO.ID - {}. Harga gula naik.</figcaption>"
    page = f"<h1>Gula Naik</h1><article>{caption}{caption}</article>".format("SEOUL", "MEDAN")
    article = parse_html(page)
    assert article.paragraphs == ("Harga gula naik.",)
    assert article.captions == ("KONTAN.CO.ID - MEDAN. Harga gula naik.",)


def test_a_date_above_the_headline_is_the_story_s_beside_credits() -> None:
    """However its body is dated, and but for one that is today's, with all that stands above it."""
    date, credit = "<p>Senin, 28 April 2025</p>", "<p>Editor: Bagas Permadi</p>"
    page = date + credit + STORY.format("<p>Rabu, 30 April 2025</p><p>Harga turun.</p>")
    article = parse_html(page)
    assert article.published_text == "Senin, 28 April 2025"
    assert article.paragraphs[1:] == ("Rabu, 30 April 2025", "Harga turun.")
    below = "</h1><p>Selasa, 29 April 2025 / 20:10 WIB</p>"
    article = parse_html(credit + date + STORY.replace("</h1>", below).format(""))
    assert article.published_text == "Selasa, 29 April 2025 / 20:10 WIB"
    assert article.boilerplate == ("Editor: Bagas Permadi", "Senin, 28 April 2025")


@pytest.mark.parametrize("lines", [3, 100])
def test_a_body_with_another_inside_is_read_to_its_end(lines: int) -> None:
    inner = "<article><p>Harga tetap.</p></article>"
    page = STORY.format(inner + "<p>Harga turun.</p>" * lines) + MENU + BULK
    assert len(parse_html(page).paragraphs) == lines + 2


def test_the_headline_is_the_last_above_the_body_or_at_its_beginning() -> None:
    lead = f"<p>KONTAN.CO.ID - MEDAN. Harga gula naik. {'Gula naik lagi. ' * 6}</p>"
    long = f"Harga Gula {'Naik ' * 16}Lagi"
    for above, inside, behind, title in (
        ("<h1>Kabar Gula</h1>", "<h1>Harga Gula Naik</h1>", "", "Harga Gula Naik"),
        ("<h1>Kabar Gula</h1>", f"<h1>{long}</h1>", "", long),
        ("<h1>Harga Gula Naik</h1>", "", "<h1>Harga Garam Turun</h1>", "Harga Gula Naik"),
        ("", f"{lead}<h1>Harga Gula Naik</h1>", "", "Harga Gula Naik"),
        ("<h1>Harga Gula Naik</h1>", "<p>Gula naik.</p><h1>Sebabnya</h1>", "", "Harga Gula Naik"),
        ("", f"<h1>{long}</h1><div class=tpt_shr>Bagikan</div>", "", long),
        ("<h1>Kontan</h1>", "<p>Industri</p><h1>Harga Gula Naik</h1>", "", "Harga Gula Naik"),
        ("", "", "<h1>Harga Garam Turun</h1>", None),
    ):
        article = parse_html(f"{above}<article>{inside}{lead}{behind}</article>")
        assert article.title == title
        assert article.dateline is not None


TITLE, LONG_TITLE = "Harga Gula Naik di Pasar", "Harga Gula Naik di Pasar, Ini Sebabnya!"


@pytest.mark.parametrize("body", ["div", "article", "div class=tmpt-desk-kon"])
@pytest.mark.parametrize("title", [TITLE, LONG_TITLE])
@pytest.mark.parametrize(
    ("head", "above", "printed"),
    [
        ("<title>{0}</title>", "<h1>Kabar Gula</h1>", "<h2>{0}</h2>"),
        ("<title>{0} - Warta Gula</title>", "<div>Manis Sepanjang Hari</div>", "<h2>{0}</h2>"),
        ("<title>{0} | Warta</title>", "<h1><a href=/>Kabar Gula</a></h1>", "<h3>{0}</h3>"),
        ('<meta property="og:title" content="{0}">', "<h1>Kabar Gula</h1>", "<p>{0}</p>"),
        ("<title>{0}</title>", "<h1>Kabar Gula</h1>", "<h2><a href=/gula>{0}</a></h2>"),
    ],
)
def test_a_declared_title_above_a_story_is_its_headline(
    body: str, title: str, head: str, above: str, printed: str
) -> None:
    top = f"{printed.format(title)}<p>Senin, 28 April 2025 / 20:46 WIB</p>"
    story = f"<{body}><p>{FIRST}</p><p>{FIRST}</p></{body.split()[0]}>"
    article = parse_html(f"{head.format(title)}{above}<main>{top}{story}</main>")
    assert article.title == title
    assert article.published_text == "Senin, 28 April 2025 / 20:46 WIB"
    assert len(article.paragraphs) == 2
    assert title not in article.boilerplate


@pytest.mark.parametrize(
    ("declared", "above", "below", "title"),
    [
        (TITLE, TITLE, "Stok Menipis", "Gula Naik"),
        (TITLE, "", f"{TITLE}, Lalu Turun", "Gula Naik"),
        (f"{TITLE}, Lalu Turun", "", TITLE, "Gula Naik"),
        ("Industri Gula - Warta", "", "Industri Gula", "Gula Naik"),
        ("Gula Naik", "", f"Gula Naik</p><p>{TITLE}", "Gula Naik"),
    ],
)
def test_other_lines_are_no_declared_headline(
    declared: str, above: str, below: str, title: str
) -> None:
    page = STORY.replace("</h1>", f"</h1><p>{below}</p>").format(f"<p>{declared}</p>")
    head = f"<html><head><title>{declared}</title></head><body><p>{above}</p>"
    assert parse_html(head + page).title == title


@pytest.mark.parametrize(
    ("href", "home"),
    [
        ("/", True),
        ("https://contoh.example/", True),
        ("//contoh.example", True),
        (" https://web.archive.org/web/20210716013000/https://contoh.example/ ", True),
        ("/gula", False),
        ("#", False),
        ("", False),
        ("https://contoh.example/?p=5", False),
    ],
)
def test_a_link_home_is_no_headline(href: str, home: bool) -> None:
    page = f'<h1><a href="{href}">Kabar Gula</a></h1><article>{LEAD}</article>'
    assert parse_html(page.format(**TOLD)).title == (None if home else "Kabar Gula")
    part = f'<h1><a href="{href}">Gula</a> Naik</h1><article>{LEAD}</article>'
    assert parse_html(part.format(**TOLD)).title == "Gula Naik"


CARD = (
    '<li><h1><a href="{}">Harga {} Turun Lagi</a></h1><i>Senin, 28 April 2025 | 20:46 WIB</i>'
    "<p>KONTAN.CO.ID - SOLO. Harga {} turun.</p></li>"
)


def _listing(address: str, *leads: str, title: str = "Warta") -> Article:
    """A page at `address` with a headline and a lead for each of the addresses `leads`."""
    cards = "".join(CARD.format(lead, f"Gula {n}", n) for n, lead in enumerate(leads))
    head = f'<html><title>{title}</title><link rel="canonical" href="{address}"><body>'
    return parse_html(f"{head}<h1>Gula</h1><ul>{cards}</ul>")


SITE = "https://contoh.example"


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        (f"{SITE}/tag/gula", ("/news/a", "/news/b")),
        (f"{SITE}/tag/gula?page=2", (f"{SITE}/news/a", "//contoh.example/news/b/", "/news/c?x=1")),
        (f"{SITE}/", ("/news/a",)),
        (SITE, ("/news/a", "/news/a")),
        (f"https://web.archive.org/web/20210716013000/{SITE}/", (f"/web/2021/{SITE}/news/a",)),
    ],
)
def test_a_list_of_headlines_that_are_links_is_no_article(
    address: str, leads: tuple[str, ...]
) -> None:
    article = _listing(address, *leads)
    assert article.diagnostics[0].code == "not-an-article"
    assert article.paragraphs == ()


@pytest.mark.parametrize(
    ("address", "leads", "title"),
    [
        (f"{SITE}/news/a", ("/news/a",), "Warta"),
        (f"{SITE}/news/a", ("/news/a", "/news/b", "/news/c"), "Warta"),
        (f"{SITE}/news/a?page=all", ("http://m.contoh.example/amp/a/#atas", "/news/b"), "Warta"),
        (f"{SITE}/news/a", ("/news/b", "/news/b"), "Warta"),
        (f"{SITE}/", ("/?p=5",), "Warta"),
        (f"{SITE}/", ("/news/a",), "Harga Gula 0 Turun Lagi"),
        ("", ("/news/a", "/news/b"), "Warta"),
    ],
)
def test_a_story_whose_headline_leads_to_itself_is_one(
    address: str, leads: tuple[str, ...], title: str
) -> None:
    article = _listing(address, *leads, title=title)
    assert article.title == "Harga Gula 0 Turun Lagi"
    assert article.paragraphs[0] == "Harga 0 turun."


def test_a_cell_of_many_lines_lays_out_the_page() -> None:
    """As newsletters do."""
    story = "KONTAN.CO.ID - SOLO. Gula naik.<br><br>Stok menipis.<br><br>Teh turun."
    page = f"<table><tr><td>{story}</td><td><a href=/a>Kopi Naik</a></td></tr></table>"
    assert parse_html(page).paragraphs[:3] == ("Gula naik.", "Stok menipis.", "Teh turun.")
    data = "<table><tr><th>Kota<br>besar<th>Harga<tr><td>Solo<td>Rp 12.000</table>"
    assert parse_html(STORY.format(data)).paragraphs[1:] == (
        "Kota besar | Harga",
        "Solo | Rp 12.000",
    )


OPENED = (*TEMPLATES, "<div itemprop=articleBody>", "<article>")
NEXT = (
    "<p>Selasa, 18 Juni 2024 / 08:00 WIB</p>{}<p>Reporter: Sri Lestari | Editor: Budi Utomo</p>"
    "<p>KONTAN.CO.ID - SOLO. {} Teh turun.</p><p>{} Teh naik.</p></div></article>"
)


@pytest.mark.parametrize("body", [*OPENED, "<div>"])
def test_a_heading_below_the_opening_is_a_subheading(body: str) -> None:
    """As text processors write them, whose titles are no headings."""
    top = "<p>Harga Gula Naik di Pasar</p><p>Reporter: Adi Wibowo | Editor: Edi Santoso</p>"
    lead = f"<p>KONTAN.CO.ID - SOLO. {FIRST}</p>"
    page = f"{body}{top}{lead}<h1>Stok menipis</h1><p>{FIRST}</p></div></article>"
    article = parse_html(page)
    assert article.title == "Harga Gula Naik di Pasar"
    assert article.editors == ("Edi Santoso",)
    assert article.paragraphs[1] == "Stok menipis"
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize("body", [*OPENED, "<div>", ""])
@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_a_story_that_follows_is_another(body: str, heading: str) -> None:
    """As pages give that load the next one when their end is near."""
    if (body, heading) in (("<div>", "h2"), ("", "h2")):
        return  # in no known body only an `h1` tells
    story = (
        f"<h1>Gula Naik</h1><p>Senin, 17 Juni 2024 / 10:30 WIB</p>{body}<p>Reporter: Adi Wibowo | "
        f"Editor: Edi Santoso</p><p>KONTAN.CO.ID - JAKARTA. {FIRST}</p><p>{FIRST} Gula.</p>"
        "</div></article>"
    )
    behind = f"<{heading}>Teh Turun</{heading}>{NEXT.format(body, FIRST, FIRST)}"
    alone, article = parse_html(story), parse_html(story + behind)
    for field in ("title", "published", "reporters", "editors", "dateline", "paragraphs", "tags"):
        assert getattr(article, field) == getattr(alone, field), field
    assert len(article.paragraphs) == 2


@pytest.mark.parametrize("opened", ["<h1>Teh Turun</h1>", "<p>KONTAN.CO.ID - SOLO. Teh turun.</p>"])
@pytest.mark.parametrize(
    ("box", "truncated", "tags"),
    [
        ("<div class=paginations>Halaman 1 2</div>", "page", ()),
        ("<div class=kontan_premiun><p>Ini Artikel Spesial</p></div>", "paywall", ()),
        (f"<p>{PRICE}</p>", "paywall", ()),
        ("<div class=wrap-tag><a href=/tag/teh>teh</a></div>", None, ("teh",)),
        ("<p>Tag</p><p><a href=/tag/teh>teh</a></p>", None, ("teh",)),
    ],
)
def test_what_stands_behind_another_story_is_its_own(
    opened: str, box: str, truncated: str | None, tags: tuple[str, ...]
) -> None:
    """But what stands behind a link to one, or another box, is this story's."""
    link = "<div><a href=/a>Teh Turun</a><p>Senin, 17 Juni 2024</p></div>"
    promoted = f"<div class=prmtn>{opened}</div>"
    for between, said in (("", True), (link, True), (promoted, True), (opened, False)):
        article = parse_html(STORY.format("") + between + box)
        assert article.truncated == (truncated if said else None)
        assert article.tags == (tags if said else ())
        assert article.paragraphs == ("Harga gula naik.",)


@pytest.mark.parametrize("body", OPENED[:3])
def test_the_pages_of_a_story_that_were_joined_are_one(body: str) -> None:
    first, part = f"{body}<p>KONTAN.CO.ID - SOLO. {FIRST}</p>", f"{body}<p>{FIRST}</p>"
    end = "</div></article>"
    whole = parse_html(f"<h1>Gula Naik</h1>{first}{end}{part}{end}{part}{end}")
    assert len(whole.paragraphs) == 3
    for between in ("<p>Iklan</p>", f"{body}<p>Rubrik</p>{end}", "<h1>Teh</h1>"):
        torn = parse_html(f"<h1>Gula Naik</h1>{first}{end}{between}{part}{end}")
        assert len(torn.paragraphs) == 1


@pytest.mark.parametrize("opened", ['<div class="ctn">', "<div itemprop=articleBody>", "<article>"])
def test_a_headline_that_is_never_closed_ends_at_the_body(opened: str) -> None:
    body = "<p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p><p>Harga turun.</p>"
    article = parse_html(f"<h1>Gula Naik{opened}{body}")
    assert article.title == "Gula Naik"
    assert article.paragraphs == ("Harga gula naik.", "Harga turun.")


@pytest.mark.parametrize(("depth", "known"), [(7, True), (8, False)])
def test_a_body_inside_of_too_many_bodies_is_not_known(depth: int, known: bool) -> None:
    article = parse_html("<article>" * depth + STORY.format(""))
    assert article.paragraphs == ("Harga gula naik.",)
    assert (not article.diagnostics) is known


@pytest.mark.parametrize(("depth", "rows"), [(7, ("a | b",)), (8, ("a", "b"))])
def test_a_table_inside_of_too_many_tables_lays_out_the_page(
    depth: int, rows: tuple[str, ...]
) -> None:
    page = STORY.format("<table><tr><td>" * depth + "<table><tr><td>a<td>b</table>")
    assert parse_html(page).paragraphs[1:] == rows


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("<tr><th>a<th>b<tr><td><p>c<td>d", ("a | b", "c | d")),
        ("<tr><td><p>a<p>b<td>c", ("a b | c",)),
        ("<tr><td><p>a<p>b<p>c<td>d", ("a", "b", "c", "d")),
        ("<tr><td><div>a</div><div>b</div><div>c</div><td>d", ("a", "b", "c", "d")),
        ("<tr><td><ul><li>a<li>b<li>c</ul><td>d", ("a", "b", "c", "d")),
        ("<tr><td>a<td><table><tr><td>b<td>c</table>", ("a", "b | c")),
        ("<tr><td><h2>a</h2><h3>b</h3><h6>c</h6><td>d", ("a", "b", "c", "d")),
        ("<tr><td><ul><li>a</ul><ol><li>b</ol><td>c", ("a", "b", "c")),
        ("<tr><th><h4>a</h4><th>b<tr><td>c<td><ul><li>d</ul>", ("a | b", "c | d")),
        ("<tr><th><p>a<th><p>b<br>c<tr><td><p>d<td><p>e", ("a | b c", "d | e")),
        ("<tr><td><p>a<td><p>b<p>c<tr><td><p>d<td><p>e", ("a | b c", "d | e")),
        ("<tr><td><p>a<br>b<br>c<br>d<td><p>e", ("a", "b", "c", "d", "e")),
        ("<tr><td><div>a<br>b</div><td><div>c</div>", ("a", "b", "c")),
        ("<tr><td><noscript><p></p><p></p><p></p></noscript>a<td>b", ("a | b",)),
        (
            "<tr><td><svg><foreignObject><p></p><p></p><p></p></foreignObject></svg>a<td>b",
            ("a | b",),
        ),
    ],
)
def test_a_table_holds_data_where_most_cells_are_one_block(
    rows: str, told: tuple[str, ...]
) -> None:
    """As long as it holds no other table; what is not shown does not count."""
    assert parse_html(STORY.format(f"<table>{rows}</table>")).paragraphs[1:] == told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("<td><h2>a</h2><p>b</p>", ("a", "b")),
        ("<td>a<br>b", ("a", "b")),
        ("<th><ul><li>a</li><li>b</li></ul>", ("a", "b")),
        ("<td><b>a</b> b", ("a b",)),
        ("<td>a<td>b<br>c", ("a | b c",)),
    ],
)
def test_a_column_of_cells_joins_nothing(row: str, told: tuple[str, ...]) -> None:
    """As newsletters lay out their parts."""
    rows = "<tr><td>Teh</tr>" * 4 + f"<tr>{row}</tr>"
    article = parse_html(STORY.format(f"<table>{rows}</table>"))
    assert article.paragraphs[1:] == ("Teh",) * 4 + told


@pytest.mark.parametrize(("between", "found"), [(39, True), (40, False)])
def test_a_bare_place_opens_a_story_near_a_headline(between: int, found: bool) -> None:
    """Far below one it is any prose of a page that is not known."""
    told = "{}. Harga gula kristal di pasar induk Wonomukti naik dua persen pada pekan pertama."
    box = f"<figcaption>{told.format('MEDAN')}</figcaption>" + "<p>Rubrik</p>" * (between - 1)
    top = "<p>Beranda</p><h1>Gula Naik</h1>"
    article = parse_html(f"{top}{box}<div><p>{told.format('JAKARTA')}</p></div>")
    assert (article.dateline is not None and article.dateline.places == ("JAKARTA",)) is found


def test_unclosed_formatting_is_dropped() -> None:
    opened = "".join(f"<b id=i{n}>" for n in range(1_000))
    page = STORY.format(opened + "<p>Harga <b>gula</b> turun.</p>" * 1_000)
    assert parse_html(page).paragraphs == ("Harga gula naik.", *["Harga gula turun."] * 1_000)
    assert b"<b" not in tangle.tame(page.encode(), "page")
    assert b"<b" in tangle.tame(page[:5_000].encode(), "page")


@pytest.mark.parametrize(
    "name",
    (
        "b big code em font i nobr s small strike strong tt u "
        "B BIG CODE EM FONT I NOBR S SMALL STRIKE STRONG TT U"
    ).split(),
)
@pytest.mark.parametrize("mark", [" id=a", "\nid=a", "/"])
def test_unclosed_formatting_is_dropped_whatever_it_is(name: str, mark: str) -> None:
    page = f"<{name}{mark}><{name}>gula</{name} >" * 2_000
    assert tangle.tame(page.encode(), "page") == b"gula" * 2_000


@pytest.mark.parametrize("name", "span a br body body-i i-x".split())
def test_what_is_not_formatting_is_left(name: str) -> None:
    page = f"<b id=a><{name} id=a>gula</{name}></b>" * 2_000
    assert (
        tangle.tame(page.encode(), "page")
        == page.replace("<b id=a>", "").replace("</b>", "").encode()
    )


@pytest.mark.parametrize(
    "written",
    [
        "<div>gula</div>",
        "<DIV>gula</div>",
        "<div>gula</Div\n>",
        "<div/id=a>gula</div>",
        "<div><span>gula</div>",
        "<div><b><div>gula</b></div></div>",
        "</div>gula</span>",
        *(
            f"<{name}>gula"
            for name in (
                "area base body br col dd dt embed head hr html img input li LI link meta option p "
                "rp rt source tbody td tfoot th thead tr track wbr"
            ).split()
        ),
    ],
)
def test_what_closes_or_need_not_close_nests_nothing(written: str) -> None:
    page = (written * 21_000).encode()
    assert tangle.tame(page, "page") == page


@pytest.mark.parametrize(("depth", "outcome"), [(1_998, "read"), (1_999, "tangled")])
def test_two_thousand_elements_may_nest(depth: int, outcome: str) -> None:
    """A header before them is closed, and takes with it what it left open."""
    page = (
        "<header><span></header><html><main>" + "<div>" * depth + "</span><x-y>" + "<br>" * 21_000
    )
    assert (_outcome(page) == "tangled") is (outcome == "tangled")


@pytest.mark.parametrize(
    "attribute",
    [
        " a{0}",
        "\fa{0}",
        " a{0}=1",
        ' a{0}="x"',
        ' a{0}="<b>"',
        "/a{0}=' '",
        " a{0}='<b>'",
        " a{0} = '<b>'b{0}=''",
        " a{0}=1 b{0}='>'",
        " A{0}",
    ],
)
def test_a_tag_of_thousands_of_attributes_is_a_named_failure(attribute: str) -> None:
    tag = "<P" + "".join(attribute.format(n) for n in range(20_000)) + ">"
    with pytest.raises(UnreadableInput) as failure:
        parse_html(STORY.format(tag))
    assert failure.value.code == "tangled"
    assert "attributes" in failure.value.reason


@pytest.mark.parametrize("tag", ["<p a=1>", "<p a=1 b='2' c=\"3\" d>", "<P a =\n'>' b=\">\"/>"])
def test_thousands_of_attributes_in_as_many_tags_are_no_harm(tag: str) -> None:
    page = f"{tag}Harga gula = 5 </p>".encode() * 12_000
    assert tangle.tame(page, "page") == page


@pytest.mark.parametrize("quote", ["'", '"'])
def test_thousands_of_words_in_an_attribute_are_no_harm(quote: str) -> None:
    page = f"<p title={quote}{'gula naik/turun = ' * 12_000}{quote}>Harga turun.</p>".encode()
    assert tangle.tame(page, "page") == page


@pytest.mark.parametrize(
    ("attribute", "count", "outcome"),
    [(" a{0}", 9_900, "read"), (" a{0}=1", 9_900, "read"), (" a{0}=1", 10_500, "tangled")],
)
def test_attributes_with_values_count_twice(attribute: str, count: int, outcome: str) -> None:
    tag = "<p" + "".join(attribute.format(n) for n in range(count)) + ">"
    assert (_outcome(STORY.format(tag)) == "tangled") is (outcome == "tangled")


def test_tags_that_open_in_tags_are_read_once() -> None:
    """A search for the end of a tag from each of its thousands of beginnings would not end."""
    assert _outcome(("<a " * 9_000 + ">") * 10) == "tangled"


def test_a_long_page_is_an_article() -> None:
    page = STORY.format("<p>Harga <em>gula</em> di pasar induk Wonomukti naik.</p>" * 35_000)
    assert len(page) > 1_900_000
    assert len(parse_html(page).paragraphs) == 35_001


def test_a_large_picture_inside_the_page_is_no_text() -> None:
    picture = base64.b64encode(bytes(range(256)) * 9_000).decode()
    page = STORY.format(f'<img src="data:image/png;base64,{picture}"><p>Harga turun.</p>')
    assert len(page) > 3_000_000
    assert parse_html(page).paragraphs == ("Harga gula naik.", "Harga turun.")


EMPTY = (
    "a b button canvas div dl form h1 iframe i noembed noframes noscript object ol option p script "
    "select span style table template textarea title ul video x-y xmp"
).split()


@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.parametrize("attributes", ["", ' class="heightads250"', " hidden='>/' ", "\nid = ''"])
def test_an_element_that_closes_itself_holds_nothing(name: str, attributes: str) -> None:
    """That is how XML writes one; in HTML its slash says nothing."""
    box = f"<{name}{attributes}/>"
    article = parse_html(box + STORY.format(f"{box}<p>Stok menipis.</p><{name.upper()}/>"))
    assert article == parse_html(STORY.format("<p>Stok menipis.</p>"))


@pytest.mark.parametrize(
    "written",
    [
        "<br/>", "<BR />", '<img src="a"/>', '<META name="a"/>', '<circle r="1"/>', "< div/>",
        "<a href=https://contoh.example/>gula</a>", '<div title="1<2"/>', "<div", "5 </> 4 />",
        "<!-- <div/> -->", "<!-->", "<!--->", "<!-- <script/> --!>", "<!-- <div/> ", "<!---/>-->",
        "<script>$('<script/>')</script>", "<STYLE a='b'>/* <style/> <div/> */</Style>",
        "<script>'</div/>' < '<script/>'</script>", "<title><title/></title>", "<textarea><b/>",
    ],
)  # fmt: skip
def test_what_holds_nothing_or_is_no_tag_is_no_pair(written: str) -> None:
    page = f"<i/>gula{written}"
    assert tangle.paired(page.encode()) == page.replace("<i/>", "<i></i>", 1).encode()
    assert tangle.paired(written.encode()) == written.encode()


def test_the_slash_of_an_element_that_ends_all_the_same_is_a_slip() -> None:
    for page in (b'<h1 id="a"/>Gula</h1>', b"<p>Teh</p><P />Gula</p>", b"<script /></script>"):
        assert tangle.paired(page) == page
    others = tangle.paired(b"<div/><div></div><p>Teh<p/>Gula")
    assert others == b"<div></div><div></div><p>Teh<p></p>Gula"


def test_plaintext_is_text_to_the_end() -> None:
    article = parse_html(STORY.format("<plaintext>Harga <b>turun</b>.\n</plaintext>"))
    assert article.paragraphs == (
        "Harga gula naik.",
        "Harga <b>turun</b>. </plaintext></div>",
    )


def test_entities_of_a_document_type_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>' + STORY.format("<p>&l9;</p>")
    article = parse_html(page)
    assert article.paragraphs == ("Harga gula naik.", "&l9;")
    assert sum(map(len, _kept(record.to_dict(article)))) < len(page)


def test_nuls_of_a_string_are_told_as_those_of_bytes_are() -> None:
    page = (
        '<h1 class="detail-desk">Gula Na\0ik</h1>'
        '<d\0iv class="tmpt-desk-kon"><p>KONTAN.CO.ID - SEOUL. Harga\0 gula naik.</p></div>'
    )
    article = parse_html(page)
    assert (article.title, article.paragraphs) == ("Gula Naik", ("Harga gula naik.",))
    assert html.headline(page) == "Gula Naik"
    (finding,) = article.diagnostics
    assert (finding.code, finding.message.count("(3)")) == ("nul-bytes", 1)
    assert parse_html(page.encode()).diagnostics == article.diagnostics
    assert [d.code for d in parse_html("\0" * len(page) + page).diagnostics] == ["nul-bytes"]


def test_lone_surrogates_hide_no_other_finding() -> None:
    page = "<h1>Gula Naik</h1><article>KONTAN.CO.ID - SEOUL. Harga \ud800 turun.</article>"
    found = {finding.code for finding in parse_html(page).diagnostics}
    assert found == {"unknown-template", "lone-surrogates"}


def test_lone_surrogates_are_replaced_and_told() -> None:
    article = parse_html(STORY.format("<p>Harga \ud800 turun, kata \udfff.</p>"))
    assert article.paragraphs[1] == "Harga \ufffd turun, kata \ufffd."
    assert [finding.code for finding in article.diagnostics] == ["lone-surrogates"]
    assert record.dumps(record.to_dict(article))


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100_000,
        '{"@graph": ' * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"@graph": [' * 400 + '{"@type": "Thing"}' + "]}" * 400,
        '{"@type": "NewsArticle", "headline": ["Gula"], "datePublished": 5, "url": {}}',
        '{"@type": ["NewsArticle", 1, null], "mainEntityOfPage": []}',
        "\ufeffnull",
        "1" * 5_000,
    ],
    ids=lambda data: data[:20],
)
def test_json_that_is_no_article_is_not_believed(data: str) -> None:
    page = f'<script type="application/ld+json">{data}</script>' + STORY.format("")
    assert parse_html(page) == parse_html(STORY.format(""))


UNITS = (
    "<p>Baca Juga: <a href=/x>Gula Naik</a></p>",
    "<a href=/x{}>Gula {}</a> Baca Juga: Naik ",
    "<a href=/x{}>Gula {}</a>. ",
    "<p>Editor: B</p>",
    "<p>Tag</p><p><a href=/tag/x>x</a></p>",
    "<!-- pagination end --> Harga turun.<br>",
    "<table><tr><td>a<td>b</table>",
    "<td>a",
    "<h1>Gula Turun</h1>",
    "<article><p>KONTAN.CO.ID - SEOUL. Harga turun.</p></article>",
    "<div class=ctn>Harga turun.</div>",
    "<div class=paginations>1</div>",
    "<div class=wrap-tag><a href=/x>x</a></div>",
    "<b id={}><p>x</b>",
    "<title>Gula - Kontan</title>",
    "<script type=application/ld+json>[[]]</script>",
    "sharer.php?u=https://",
    "/login/?uri=https://",
    "<p>&amp;lt;",
    "<svg><title>",
    "<i/>",
    "<script/><style/>",
    "<script><i a='",
    "<!--<i/>",
    "<br a/>/>",
)


def _work(action: Callable[[], Any]) -> int:
    """Lines of Python that `action` runs."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()  # of a measured test run
    sys.settrace(count)
    try:
        action()
    finally:
        sys.settrace(before)
    return lines


def test_work_grows_with_the_ends_that_a_page_shows() -> None:
    """Which of many comments ends the story is asked once, wherever its first prose stands."""

    def page(count: int) -> str:
        ends = "<p>x</p><!-- pagination end -->" * count
        return f"<article>{ends}<p>{'Gula naik lagi di pasar. ' * 8}</p></article>"

    once = _work(lambda: _outcome(page(100)))
    assert _work(lambda: _outcome(page(800))) <= 12 * once + 2_000


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_page(unit: str) -> None:
    """Eight times the page, less than twelve times the work; one that is refused is no work."""
    small, large = (
        STORY.format("".join(unit.replace("{}", str(n)) for n in range(size)))
        for size in (100, 800)
    )
    once = _work(lambda: _outcome(small))
    assert _work(lambda: _outcome(large)) <= 12 * once + 2_000


EVIL = "\x1b[2J\x07\x7f\u009b31m\u202eabc\u2066"


def test_nothing_in_a_page_steers_a_terminal(run: Run) -> None:
    page = f"<title>{EVIL}</title>" + STORY.replace("Gula", f"Gula {EVIL}").format(
        f"<p>Baca Juga: <a href='/{EVIL}'>Gula {EVIL} Turun</a></p>"
    )
    for arguments in (("parse", "-f", "json"), ("parse", "-f", "table"), ("explain",)):
        done = run(*arguments, stdin=page.encode())
        assert done.returncode == 0
        for char in EVIL.replace("[2J", "").replace("31m", "").replace("abc", ""):
            assert char not in done.stdout + done.stderr


# What a page declares

BODY = '<div class="tmpt-desk-kon"><p>KONTAN.CO.ID - SEOUL. Harga gula naik.</p></div>'
RUBRICS = (
    "Nasional", "Keuangan", "Investasi", "Industri", "Internasional", "Regional", "Peluang Usaha",
    "PeluangUsaha", "Kesehatan", "Personal Finance", "PersonalFinance", "Lifestyle", "Kiat",
    "Kiaton", "Insight", "Executive", "Analisis", "Fokus", "Tekno", "Saham", "Harian",
)  # fmt: skip


@pytest.mark.parametrize(
    "site",
    [
        " | Kontan",
        "| KONTAN",
        "|kontan.co.id",
        " - Kontan.id",
        " – Kontan Online",
        " — Kontan News",
        " : kontan.co.id",
        " « Kontan",
        " - MomsMoney",
        " | Momsmoney.id",
        " - industri.kontan.co.id",
        " - Page 2 - Kontan",
        " - Halaman 12 - Kontan",
        " - Halaman all - Kontan",
        " - Keuangan - Page 2 - Kontan.co.id",
        " - Personal Finance - Kontan",
        " - Kontan - Warta Ekonomi dan Bisnis",
        " - Kontan | Warta Ekonomi",
    ],
)
def test_a_title_is_read_without_its_site(site: str) -> None:
    assert parse_html(f"<title>Gula Naik{site}</title>{BODY}").title == "Gula Naik"


@pytest.mark.parametrize("rubric", RUBRICS)
def test_a_title_is_read_without_its_rubric(rubric: str) -> None:
    for site in (f" - {rubric} - Kontan", f" | {rubric} Kontan"):
        assert parse_html(f"<title>Gula Naik{site}</title>{BODY}").title == "Gula Naik"


@pytest.mark.parametrize(
    "title",
    [
        "Gula Naik, Kata Kontan",
        "Gula Naik-Kontan",
        "Gula Naik - Kontanan",
        "Gula Naik - Kontan - Teh Turun - Kopi Tetap",
        "Gula Naik - Kontan – Teh – Kopi",
        "Gula Naik - Kontan — Teh — Kopi",
        "Gula Naik - Kontan - Teh | Kopi",
        "Gula Naik - Kontan - Teh!",
        "Gula Naik - Kontan " + "- Warta" * 7,
        "Gula Naik - Kontan - " + "Warta " * 7 + "Warta",
    ],
)
def test_a_title_may_end_like_a_site(title: str) -> None:
    assert parse_html(f"<title>{title}</title>{BODY}").title == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Gula &amp;amp; Teh Naik", "Gula & Teh Naik"),
        ("Gula &lt;i&gt;Naik&lt;/i&gt; Lagi", "Gula Naik Lagi"),
        ("&amp;lt;B class=x&amp;gt;Gula&amp;lt;/B&amp;gt; Naik", "Gula Naik"),
        ("Gula <i>Naik</i> > Teh", "Gula Naik > Teh"),
        ("Gula <Naik <i>Lagi</i>", "Gula <Naik Lagi"),
        ("Gula <3> Teh", "Gula <3> Teh"),
        ("Gula\n Naik\u200b", "Gula Naik"),
    ],
)
def test_a_declared_text_may_hold_markup(written: str, title: str) -> None:
    page = f'<meta property="og:title" content="{written}">{BODY}'
    assert parse_html(page).title == title


@pytest.mark.parametrize("blank", [" ", "  ", "\n", "&nbsp;"])
def test_a_headline_may_end_like_a_site(blank: str) -> None:
    """Where the page declares it without that, they are the same, however it is set."""
    page = f"<title>Gula Naik | Kontan</title><h1>Gula Naik{blank}- Kontan</h1>{BODY}"
    article = parse_html(page)
    assert article.title == "Gula Naik - Kontan"
    assert article.diagnostics == ()


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:url' content='https://contoh.example/gula'>",
        "<meta property='' name='OG:URL' content='https://contoh.example/gula'>",
        "<link><link rel=amphtml href=/amp><link rel=Canonical href='https://contoh.example/gula'>",
        "<meta property='og:url'><meta property='og:url' content='https://contoh.example/gula'>"
        "<meta property='og:url' content='https://contoh.example/teh'>",
        "<script type='Application/LD+JSON'>"
        '{"@type": "NewsArticle", "url": "https://contoh.example/gula"}</script>',
        "<base href=https://contoh.example/news/><link rel=canonical href=/gula>",
    ],
)
def test_an_address_is_declared(head: str) -> None:
    assert parse_html(head + BODY).url == "https://contoh.example/gula"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=content_PublishedDate content='2025-04-28 20:46'>",
        "<meta property=article:published_time content='2025-04-28T13:46Z'>",
        "<script type=application/ld+json>"
        '{"@type": "NewsArticle", "datePublished": "2025-04-28T20:46+07:00"}</script>',
    ],
)
def test_a_time_is_declared(head: str) -> None:
    published = parse_html(head + BODY).published
    assert published == dt.datetime(2025, 4, 28, 13, 46, tzinfo=dt.UTC)


def test_the_first_base_that_leads_somewhere_counts() -> None:
    head = "<base target=_top><base href='https://contoh.example/news/'><base href='/x/'>"
    page = head + STORY.format("<p>Baca Juga: <a href=teh>Teh Turun</a></p>")
    assert parse_html(page).cross_links[0].url == "https://contoh.example/news/teh"


@pytest.mark.parametrize(
    "address",
    [
        "https://contoh.example/gula'",
        "https://contoh.example/gula&amp;t=Gula",
        "https://contoh.example/gula<",
        "https://contoh.example/gula>",
        "https://contoh.example/gula\nkopi",
        "https%3A%2F%2Fcontoh.example%2Fgula",
        "https%3a%2f%2fcontoh.example%2fgula",
    ],
)
@pytest.mark.parametrize("button", ["facebook.com/sharer.php?u=", "contoh.example/login/?uri="])
@pytest.mark.parametrize("head", ["", "<link rel=canonical href=/gula>"])
def test_a_button_gives_the_address_away(head: str, button: str, address: str) -> None:
    """Where the page does not declare it, or not whole."""
    page = f'{head}{BODY}<a href="https://{button}{address}">Bagikan</a>'
    assert parse_html(page).url == "https://contoh.example/gula"
    other = page.replace("https:", "http:").replace("https%", "http%")
    assert parse_html(other).url == "http://contoh.example/gula"


@pytest.mark.parametrize(
    ("saved", "address"),
    [
        ("(0028)https://contoh.example/gula", "https://contoh.example/gula"),
        ("(0034)http://contoh.example/gula?a=b&c=d", "http://contoh.example/gula?a=b&c=d"),
        ("(0014)about:internet", None),
        ("(0020)file:///C:/gula.html", None),
        (f"(0600)https://contoh.example/{'gula-' * 120}", None),
    ],
)
def test_a_browser_says_where_it_saved_a_page_from(saved: str, address: str | None) -> None:
    page = f"<!DOCTYPE html>\n<!-- saved from url={saved} -->\n<html>{BODY}</html>"
    assert parse_html(page).url == address
    button = '<a href="https://facebook.com/sharer.php?u=https://contoh.example/teh">Bagikan</a>'
    for other in (page + button, page.replace("<html>", "<link rel=canonical href=/teh>" + button)):
        assert parse_html(other).url == "https://contoh.example/teh"


def test_a_button_gives_no_part_of_an_address_away() -> None:
    page = f'{BODY}<a href="sharer.php?u=https://contoh.example/{"gula-" * 120}">Bagikan</a>'
    assert parse_html(page).url is None


@pytest.mark.parametrize(
    "kind",
    [
        '"NewsArticle"', '"Article"', '"ReportageNewsArticle"', '"AnalysisNewsArticle"',
        '[{}, "Article"]',
    ],
)  # fmt: skip
def test_json_of_an_article_is_believed(kind: str) -> None:
    """Of the first alone, and its line breaks are blanks."""
    page = (
        f'<script type="application/ld+json">[{{"@type": {kind}, "headline": "Gula\nNaik"}},'
        '{"@type": "Article", "headline": "Teh", "url": "https://contoh.example/teh"}]</script>'
    )
    article = parse_html(page + BODY)
    assert (article.title, article.url) == ("Gula Naik", None)
    assert parse_html(page.replace("ld+", "") + BODY).title is None


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ('<h1 class="detail-desk">Gula &amp; <em>Teh</em> Naik</h1>', "Gula & Teh Naik"),
        ("<h1 id=a class='a b-c d e f jdl_dtl g' data-x=1>\n Gula\nNaik </h1>", "Gula Naik"),
        ("<h1 class=jdl_dtl>Gula</h1><h1 class=detail-desk>Teh</h1>", "Gula"),
        ("<h1>Teh</h1><h1 class=detail-desk>Gula</h1>", "Gula"),
        (
            "<h1 class=detail-desk>Gula > <b>Teh</b> > Kopi <3 <b>Susu</b></h1>",
            "Gula > Teh > Kopi <3 Susu",
        ),
        ("<h1 class=detail-desk><img></h1>", None),
        ("<h1 class=detail-desks>Gula</h1>", None),
        ("<h1><b class=detail-desk>Gula</b></h1>", None),
        ("<h2 class=detail-desk>Gula</h2>", None),
        ("<h12 class=detail-desk>Gula</h1>", None),
        ("<h1 subclass=detail-desk>Gula</h1>", None),
        ("<h1>Gula</h1>", None),
    ],
)
def test_a_headline_is_found_alone(page: str, title: str | None) -> None:
    document = Document(text=page, origin=Origin(media_type="text/html"))
    assert writing.printed_title(document) == title


# Addresses

HERE = "http://contoh.example/news/a"


@pytest.mark.parametrize(
    ("base", "href", "address"),
    [
        (HERE, "/news/b", "http://contoh.example/news/b"),
        (HERE, " /news/b\n", "http://contoh.example/news/b"),
        (HERE, " /web/20210716013000/http://lain.example/b", "http://lain.example/b"),
        (HERE, "//lain.example/b", "http://lain.example/b"),
        (None, "//lain.example/b", "https://lain.example/b"),
        (None, "https://contoh.example/g\tu\rl\na\r\n", "https://contoh.example/gula"),
        (None, "https://contoh.example/gula naik", "https://contoh.example/gula%20naik"),
        (None, "https://contoh.example/g\x85<p>", "https://contoh.example/g%C2%85%3Cp%3E"),
        (HERE, '/"gula"\u3000naik', "http://contoh.example/%22gula%22%E3%80%80naik"),
        (None, "//contoh.example/teh?q=é", "https://contoh.example/teh?q=é"),
        (None, "https://contoh.example:8080/gula", "https://contoh.example:8080/gula"),
        (None, "news/b", None),
        (HERE, " #komentar", None),
        (HERE, "ftp://contoh.example/b", None),
        (HERE, "mailto:a@contoh.example", None),
        (None, "https:///b", None),
        (HERE, "https://[b", None),
    ],
)
def test_a_link_leads_where_a_browser_goes(
    base: str | None, href: str, address: str | None
) -> None:
    assert resolve(base, href) == address


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("https://web.archive.org/web/20210716013000/", True),
        ("http://web.archive.org/web/2021/", True),
        ("//web.archive.org/web/20210716013000im_/", True),
        ("/web/20210716013000/", True),
        ("/web/202/", False),
        ("/web/202107160130000/", False),
        ("https://contoh.example/web/20210716013000/", False),
    ],
)
@pytest.mark.parametrize("page", ["https://lain.example/gula", "http://lain.example/gu\nla"])
def test_an_archive_keeps_a_page_at_its_own_address(before: str, kept: bool, page: str) -> None:
    assert original(before + page) == (page if kept else before + page)


# The command


def test_a_page_is_told_by_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Bukan <em>teks</em>")
    (tmp_path / "page.txt").write_text("Bukan <em>teks</em>")
    page, text = (json.loads(run("parse", f"page.{s}").stdout) for s in ("html", "txt"))
    assert page["origin"]["media_type"] == "text/html"
    assert page["boilerplate"] == ["Bukan teks"]
    assert text["origin"]["media_type"] == "text/plain"
    assert text["paragraphs"] == ["Bukan <em>teks</em>"]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        ("<!DOCTYPE html><p>Gula", "text/html"),
        ("\ufeff\n <!-- a --> <!-- b --><HTML>", "text/html"),
        ("<h1 class=x>Gula</h1>", "text/html"),
        ("<p>Gula</p>", "text/html"),
        ("<div>Gula</div>", "text/html"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html>', "text/html"),
        ("<strong>Gula</strong>", "text/html"),
        ("<h2>Gula</h2>", "text/html"),
        ("<ul><li>Gula</ul>", "text/html"),
        ("<main>Gula</main>", "text/html"),
        ("<CENTER>Gula</CENTER>", "text/html"),
        ("<span class=x>Gula</span>", "text/html"),
        ("<br/>Gula", "text/html"),
        ("<link rel=canonical href=/x>", "text/html"),
        ("[<p>Gula</p>, <p>Susu</p>]", "text/html"),
        ('<?xml version="1.0"?><rss>', "text/plain"),
        ("[gula] <p>", "text/plain"),
        ("<b5> gula", "text/plain"),
        ("<5% gula", "text/plain"),
        ("<pasar> gula", "text/plain"),
        ("<centeran> gula", "text/plain"),
        ("Gula <p>naik</p>", "text/plain"),
        ("&lt;p&gt;Gula naik&lt;/p&gt;", "text/html"),
        ("&amp;lt;p&amp;gt;Gula naik&amp;lt;/p&amp;gt;", "text/html"),
        ("Gula &lt;p&gt;naik&lt;/p&gt;", "text/plain"),
        ("<!-- gula naik", "text/plain"),
        ("", "text/plain"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(run: Run, data: str, media_type: str) -> None:
    done = run("parse", stdin=data.encode())
    assert json.loads(done.stdout)["origin"]["media_type"] == media_type


def test_the_media_type_can_be_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>KONTAN.CO.ID - SEOUL. Naik.</p>")
    done = run("parse", "page.html", "--media-type", "text/plain")
    made = json.loads(done.stdout)
    assert made["origin"]["media_type"] == "text/plain"
    assert made["paragraphs"] == ["<p>KONTAN.CO.ID - SEOUL. Naik.</p>"]
    text = b"KONTAN.CO.ID - SEOUL. Naik <b>&amp;</b> turun."
    assert json.loads(run("parse", stdin=text).stdout)["paragraphs"] == ["Naik <b>&</b> turun."]
    made = json.loads(run("parse", "--media-type", "text/html", stdin=text).stdout)
    assert made["paragraphs"] == ["Naik & turun."]


def test_explain_says_what_each_line_of_a_page_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<nav>Beranda</nav>"
        + on_a_phone(STORIES[0])
        + '<div class="wrap-tag"><ul><li><a href="/tag/gula">gula</a></li></ul></div>'
    )
    rows = [line.split("\t") for line in run("explain", "page.html").stdout.splitlines()]
    assert [row[1] for row in rows] == [
        "boilerplate", "title", "header", "caption", "dateline", "cross-link", "paragraph",
        "cross-link", "paragraph", "cross-link", "cross-link", "boilerplate", "header", "tags",
    ]  # fmt: skip
    assert [row[2] for row in rows if row[1] == "boilerplate"] == ["page-furniture", "google-news"]
    assert rows[-1][2:] == ["tag-box", "gula"]


@pytest.fixture
def folder(tmp_path: Path, story: str) -> Path:
    """A text, three pages, and a page that is a bomb."""
    folder = tmp_path / "berita"
    folder.mkdir()
    (folder / "1.txt").write_text(story)
    (folder / "2.html").write_text(on_a_desktop(STORIES[0]))
    (folder / "3.HTM").write_text(on_a_phone(STORIES[1]))
    (folder / "4.html").write_text(STORY.format("<div>" * 100_000))
    (folder / "5.htm").write_text("<h1>Industri</h1>")
    (folder / "6.xml").write_text("<p>tidak diminta</p>")
    return folder


def test_texts_and_pages_go_into_one_batch(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("batch", folder.name, "-o", "out.jsonl", "--rejects", "failed.jsonl")
    assert done.returncode == 1
    made = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [(r["origin"]["path"], r["origin"]["media_type"]) for r in made] == [
        ("berita/1.txt", "text/plain"),
        ("berita/2.html", "text/html"),
        ("berita/3.HTM", "text/html"),
        ("berita/5.htm", "text/html"),
    ]
    assert [r["title"] for r in made[1:3]] == [story.title for story in STORIES[:2]]
    refused = [json.loads(line) for line in (tmp_path / "failed.jsonl").read_text().splitlines()]
    assert [(r["path"], r["code"]) for r in refused] == [("berita/4.html", "tangled")]
    assert "berita/4.html: error: nests more than 2,000 elements" in done.stderr
    assert "[tangled]\n" in done.stderr
    assert "5 in = 4 parsed + 1 failed" in done.stderr


def test_a_page_that_is_no_article_can_fail_a_run(run: Run, folder: Path) -> None:
    done = run("batch", f"{folder.name}/5.htm", "--fail-on", "error")
    assert done.returncode == 1
    assert "not-an-article 1" in done.stderr


def test_headlines_of_pages_end_the_links_of_texts(run: Run, folder: Path) -> None:
    """In one-line text, a link that bears the headline of another input ends with it."""
    tail = "Para pedagang di pasar induk mengatakan bahwa stok mereka cukup untuk tiga pekan."
    text = f"KONTAN.CO.ID - SEOUL. Naik. Baca Juga: {STORIES[0].title} {tail}"
    (folder / "1.txt").write_text(text)
    done = run("batch", f"{folder.name}/1.txt", f"{folder.name}/2.html")
    made = json.loads(done.stdout.splitlines()[0])
    assert made["cross_links"][0]["title"] == STORIES[0].title
    assert made["paragraphs"] == ["Naik.", tail]


@pytest.mark.parametrize("headline", ["<h1></h1>", "<h1><img src=a.png></h1>", ""])
def test_credits_above_a_headline_that_prints_nothing_are_read(headline: str) -> None:
    """The lines far above a body are skimmed, up to the first headline."""
    page = (
        "<nav><a href=/>Home</a></nav><p>Senin, 15 Juni 2026 / 09:20 WIB</p>"
        f"<p>Reporter: Ratri Wulandari | Editor: Bagas Permadi</p>{headline}"
        "<article><p>KONTAN.CO.ID - MEDAN. Harga kopi naik 7% dalam sebulan.</p></article>"
    )
    article = parse_html(page)
    assert article.reporters == ("Ratri Wulandari",)
    assert article.published is not None
    assert article.boilerplate == ("Home",)


def test_credits_far_above_a_body_are_its_own_whatever_the_page_ends_with() -> None:
    page = (
        "<nav><a href=/>Home</a></nav><p>Senin, 15 Juni 2026 / 09:20 WIB</p>"
        "<p>Reporter: Ratri Wulandari | Editor: Bagas Permadi</p><h1>Kopi Naik</h1>"
        "<article><p>KONTAN.CO.ID - MEDAN. Harga kopi naik 7% dalam sebulan.</p></article>"
        + "<p class=boxdonasi><a href=/donasi>Donasi</a></p>"
        * 3
    )
    article = parse_html(page + BULK)
    assert article == parse_html(page)
    assert article.reporters == ("Ratri Wulandari",)
    assert article.boilerplate == ("Home", "Donasi", "Donasi", "Donasi")


def test_no_long_class_is_kept_in_memory() -> None:
    kept = elements._kept.cache_info().currsize
    assert elements.kind_of("tmpt-desk-kon " + "x" * 1_000) == "desktop"
    assert elements._kept.cache_info().currsize == kept
