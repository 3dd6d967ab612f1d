"""Texts that are torn at every inline tag: joined as the page reads, and no others."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from kontan_parse import Article, Document, lines, parse, parse_html, shreds, writing

PROSE = (
    "Pabrik kecap di Lembah Tirta menambah dua lini produksi tahun ini karena pesanan dari toko "
    "daring terus naik."
)
OPENING = f"<p><strong>KONTAN.CO.ID -</strong> <strong>JAKARTA.</strong> {PROSE}</p>"
TICKER = (
    '<p>Direktur PT Kecap Lembah Tbk (<a href="/KCLB">KCLB</a>) Rangga Suwito mengatakan lini itu '
    "selesai pada bulan depan.</p>"
)
FOOT = (
    '<p>Cek Berita dan Artikel yang lain di <a href="https://news.google.com/kontan">Google News'
    "</a></p>"
)
CREDITS = "<p>Reporter: <b>Ratri Wulandari</b> | Editor: <b>Intan Kemala</b></p>"
DESKTOP = (
    '<h1 class="detail-desk">Pabrik Kecap Menambah Lini</h1>'
    "<div>Senin, 15 Juni 2026 / 10:42 WIB</div>"
    f'<div class="tmpt-desk-kon">{CREDITS}%s{FOOT}</div>'
)
MOBILE = (
    '<h1 class="jdl_dtl">Pabrik Kecap Menambah Lini</h1><div>Senin, 15 Juni 2026 | 10:42 WIB '
    '<span id="penulis">Reporter: Ratri Wulandari</span></div>'
    f'<div class="ctn" itemprop="articleBody"><p></p>%s{FOOT}</div>'
    "<div>Editor: <b>Intan Kemala</b></div><div>INDEKS BERITA</div>"
)

BODIES = {
    "ticker": OPENING + TICKER,
    "tickers": OPENING
    + "<p>Analis menyukai PT Kecap Lembah Tbk (<a>KCLB</a>), PT Garam Biru Tbk (<a>GRBR</a>), dan "
    "PT Gula Wonomukti Tbk (<a>GLWM</a>).</p>",
    "bare ticker": OPENING + TICKER + "<p>Harga saham <a>KCLB</a> naik 4% pada pekan lalu.</p>",
    "italics at the start": OPENING + "<p><em>Buyback</em> saham itu dimulai pekan depan.</p>"
    "<p>Dana <em>buyback</em> berasal dari kas.</p>" + TICKER,
    "italics in the middle": OPENING
    + "<p>Perusahaan menyiapkan dana untuk <em>capital expenditure</em> tahun depan. Sebagian "
    "berasal dari <em>cash flow</em> yang membaik.</p>",
    "italics at the end": OPENING
    + "<p>Perusahaan menyiapkan Rp 12 miliar dari kas untuk <em>buyback</em>.</p>"
    "<p>Pabrik itu membeli kedelai dari petani di lereng selatan.</p>",
    "italics before a comma": OPENING
    + "<p>Setelah <em>stock split</em>, harga saham menjadi Rp 815 per saham.</p>" + TICKER,
    "italics in brackets": OPENING
    + "<p>Laba naik 12% secara tahunan (<em>year on year</em>/yoy) menjadi Rp 88 miliar.</p>",
    "italics beside a bracket": OPENING
    + "<p>Kenaikan itu terjadi setelah <em>initial public offering</em> (IPO) selesai.</p>",
    "italics in a quotation": OPENING
    + "<p>“Kami tidak melihat <em>oversupply</em> pada tahun ini,” ujar Rangga.</p>" + TICKER,
    "a quotation in italics": OPENING
    + '<p>Ia menyebut pola itu "<em>panic buying</em>" yang biasa terjadi pada awal puasa.</p>',
    "half a word": OPENING
    + "<p>Ruang untuk <em>re-rating</em>-nya terbatas karena valuasi <em>startup</em> itu "
    "mahal.</p>" + TICKER,
    "a name in bold": OPENING
    + "<p>Menurut <strong>Rangga Suwito</strong>, direktur perusahaan itu, lini baru selesai pada "
    "bulan depan. Kepala pabrik <strong>Joko Susilo</strong> menambahkan, mesin sudah tiba.</p>",
    "a name behind a comma": OPENING
    + "<p>Direktur utama perusahaan kecap dari Lembah Tirta itu, <b>Rangga Suwito</b> Wibawa yang "
    "juga pendirinya, menilai harga naik.</p>" + TICKER,
    "a name with a verb": OPENING
    + "<p>Kepala pabrik <b>Joko Susilo</b> menambahkan, mesin sudah tiba.</p>" + TICKER,
    "a clause": OPENING
    + "<p>Ia bilang, stabilitas <em>yield</em> Surat Berharga Negara yang masih terjaga menopang "
    "hasil investasi.</p><p>Dana itu ditaruh di <em>money market</em>.</p>",
    "a number in bold": OPENING
    + "<p>Kapasitas pabrik itu tumbuh <b>12%</b> menjadi <b>18.000</b> ton setahun.</p>" + TICKER,
    "a site": OPENING
    + "<p>Dilansir dari <a>Warta Lembah</a>, kedelai dari lereng selatan lebih gurih.</p>"
    "<p>Melansir <a>Warta Lembah</a>, panen raya tiba bulan depan.</p>",
    "a subheading": OPENING + "<p><strong>Prospek Kecap Lembah</strong></p>" + TICKER
    + "<h2>Rekomendasi saham</h2>" + TICKER,
    "a subheading with a ticker": OPENING
    + "<p><strong>PT Kecap Lembah Tbk (<a>KCLB</a>)</strong></p>" + TICKER
    + f"<p><strong>PT Garam Biru Tbk (<a>GRBR</a>)</strong></p><p>{PROSE}</p>",
    "a subheading above a ticker": OPENING + TICKER
    + "<h2>Ini Prospek Kecap Lembah ke depan</h2><p><a>KCLB</a> naik 4% pada pekan lalu.</p>",
    "a subheading below a paragraph without its stop": OPENING + TICKER
    + "<p>Perusahaan itu menyiapkan Rp 12 miliar dari kas untuk <em>buyback</em></p>"
    f"<p><b>Prospek Kecap Lembah</b></p><p>{PROSE}</p>",
    "subheadings with numbers": OPENING + TICKER
    + f"<p><strong>1. Menambah kapasitas</strong></p><p>{PROSE}</p>"
    f"<p><strong>2. Membuka gudang</strong></p><p>{PROSE}</p>",
    "a list": OPENING + "<p>Berikut bahannya:</p><ul><li>Kedelai hitam 2 kg</li><li>Gula aren 1 kg"
    "</li><li>Garam</li></ul>" + TICKER,
    "a list in lower case": OPENING
    + "<p>Berikut bahannya:</p><ul><li>kedelai hitam pilihan yang direndam semalam sampai "
    "lunak</li><li>gula aren</li><li>garam halus</li></ul>" + TICKER,
    "a list with tickers": OPENING
    + "<p>Berikut sahamnya:</p><ol><li>PT Kecap Lembah Tbk (<a>KCLB</a>) naik 4%</li><li>PT Garam "
    "Biru Tbk (<a>GRBR</a>) naik 3%</li></ol>",
    "a list with amounts": OPENING + TICKER
    + "<p>Target harga</p><ul><li>250 gram kedelai hitam</li><li>garam secukupnya</li>"
    "<li>1 butir telur</li></ul>",
    "a cross-link": OPENING
    + '<p><strong>Baca Juga: <a href="/kedelai">Harga Kedelai Naik</a></strong></p>' + TICKER
    + f'<p>{PROSE}</p><p>Selanjutnya: <a href="/beras">Beras Melimpah</a></p>',
    "a cross-link above lower case": OPENING + TICKER
    + '<p>Baca Juga: <a href="/kedelai">Harga Kedelai Naik</a></p><p>kata Rangga kemudian.</p>',
    "a source": OPENING + TICKER + "<p>Sumber: <a>Warta Lembah</a></p>",
    "a dateline closed outside": "<p><strong>KONTAN.CO.ID - JAKARTA</strong>. Harga kecap naik "
    "karena panen kedelai mundur.</p>" + TICKER,
    "a dateline of three": "<p><strong>KONTAN.CO.ID</strong> - <strong>JAKARTA</strong>. Harga "
    "kecap naik karena panen kedelai mundur.</p>" + TICKER,
    "a dateline without a place": "<p><strong>KONTAN.CO.ID -</strong> Harga kecap naik karena "
    "panen kedelai mundur.</p>" + TICKER,
    "an old dateline": "<p><strong>JAKARTA.</strong> Harga kecap naik karena panen kedelai "
    "mundur ke bulan depan.</p>" + TICKER,
    "a paragraph without its stop": OPENING + TICKER
    + "<p>Pabrik itu membayar petani di lereng selatan pada awal setiap musim tanam</p>"
    f"<p>{PROSE}</p>",
    "a name that begins small": OPENING + TICKER
    + f"<p><strong>Prospek Kecap Lembah</strong></p><p>eFish membeli kecap itu. {PROSE}</p>",
}  # fmt: skip


def torn(markup: str, *, strip: bool) -> str:
    """The text of a page, each text node a line, as readers of pages give it."""
    body = LexborHTMLParser(markup).body
    assert body is not None
    return body.text(separator="\n", strip=strip)


def told(article: Article) -> dict[str, object]:
    """What the text of a page tells as well as its markup."""
    return {
        "title": article.title,
        "published": article.published,
        "people": (article.reporters, article.editors),
        "dateline": article.dateline,
        "paragraphs": article.paragraphs,
        "links": [(link.kind, link.title, link.after_paragraph) for link in article.cross_links],
        "credits": article.credits,
    }


@pytest.mark.parametrize("strip", [True, False], ids=["stripped", "as it stands"])
@pytest.mark.parametrize("template", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_torn_page_reads_as_the_page(body: str, template: str, strip: bool) -> None:
    page = template % body
    text = torn(page, strip=strip)
    assert told(parse(text)) == told(parse_html(page))
    compact = "\n".join(line for line in text.split("\n") if line.strip())
    assert told(parse(compact)) == told(parse_html(page))


UNTORN = {
    "one in lower case": f"KONTAN.CO.ID - JAKARTA. {PROSE}\nPanen mundur karena\nhujan.\n{PROSE}",
    "two accidents": f"KONTAN.CO.ID - JAKARTA. {PROSE}\nPanen kedelai di lereng selatan mundur ke "
    f"bulan depan\n, kata dia.\n{PROSE}\nHarga kedelai naik menurut para pedagang di pasar induk\n"
    f"dan di toko daring.\n{PROSE}",
    "a bracket whose ticker is lost": f"KONTAN.CO.ID - JAKARTA. {PROSE}\nSaham PT Kecap Tbk ("
    f"\n{PROSE}\nBaca Juga:\nHarga Kedelai Naik",
    "a list below a colon": f"KONTAN.CO.ID - JAKARTA.\n{PROSE}\nBaca Juga:\nHarga Kedelai Naik\n"
    "Berikut syarat petani:\nmemiliki lahan sendiri yang tidak disewakan kepada petani lain\n"
    "terdaftar pada koperasi di lereng selatan atau lereng utara gunung itu\nbersedia dibayar di "
    "muka.\nPendaftaran dibuka sampai akhir bulan.",
    "a list without a colon": f"KONTAN.CO.ID - JAKARTA.\n{PROSE}\nBahan\n2 kg kedelai\ngaram\ngula "
    f"aren\nCara Membuat\nrendam semalam\nkukus\n{PROSE}",
    "a table": f"KONTAN.CO.ID - JAKARTA.\n{PROSE}\nSaham\nHarga\nnaik\nturun\nKCLB\n815\nya\ntidak",
    "tags": f"KONTAN.CO.ID - JAKARTA. {PROSE}\nCek Berita dan Artikel yang lain di\nGoogle News\n"
    "INDEKS BERITA\nKecap\nkedelai hitam\nharga kedelai\npabrik kecap di lereng selatan gunung itu",
    "styles": f"KONTAN.CO.ID - JAKARTA.\n{PROSE}\n.tg {{border-collapse:collapse}}\n{PROSE}",
    "marks behind a stop": f"KONTAN.CO.ID - JAKARTA.\n{PROSE}\n), katanya.\n{PROSE}\n, naik.",
    "a bracket and an item": f"KONTAN.CO.ID - JAKARTA. {PROSE}\nPT Kecap (\n1) Gula\n, gula.",
    "a bracket and another": f"KONTAN.CO.ID - JAKARTA. {PROSE}\nPT Kecap (\nGula (815)\n, gula.",
    "bullets": f"KONTAN.CO.ID - JAKARTA.\n{PROSE}\nSyarat\n-kedelai hitam\n-gula aren\n-garam",
}


@pytest.mark.parametrize("text", UNTORN.values(), ids=UNTORN)
def test_what_only_looks_torn_stays_as_it_is(text: str) -> None:
    split = lines.split(text)
    assert shreds.join(split) is split


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["Saham PT Kecap Tbk (", "KCLB", ")", "naik."], "Saham PT Kecap Tbk (KCLB) naik."),
        (["Tbk (", "KCLB", "), Biru Tbk (", "GRBR", ")", "."], "Tbk (KCLB), Biru Tbk (GRBR)."),
        (["Laba (", "yoy", ") naik 5", "%", "; rugi", ": 2."], "Laba (yoy) naik 5%; rugi: 2."),
        (["Laba (", "year on year", "/yoy) naik."], "Laba (year on year/yoy) naik."),
        (["Laba (", "yoy", "/", "ytd", ") naik."], "Laba (yoy/ytd) naik."),
        (["Ruang (", "re-", "rating", "-nya) naik."], "Ruang (re-rating-nya) naik."),
        (['Ia (', "Joko", ') bilang "', "rebound", '" tiba.'], 'Ia (Joko) bilang "rebound" tiba.'),
        (["Ia (", "Joko", ") bilang “", "rebound", "” tiba."], "Ia (Joko) bilang “rebound” tiba."),
        (["Ia (", "Joko", ") bilang ‘", "rebound", "’ tiba."], "Ia (Joko) bilang ‘rebound’ tiba."),
        (["Toko (", "Ratri", ") ", "& Putra", " tutup."], "Toko (Ratri) & Putra tutup."),
        (["1.", "Saham KCLB (", "Kecap", ") naik."], "1. Saham KCLB (Kecap) naik."),
        (["Laba PT.", "kecap (", "KCLB", ") naik."], "Laba PT. kecap (KCLB) naik."),
        (['"Laba (', "yoy", ') naik."', "ujar Rangga."], '"Laba (yoy) naik." ujar Rangga.'),
    ],
)  # fmt: skip
def test_a_blank_stands_between_unless_a_mark_says_otherwise(pieces: list[str], whole: str) -> None:
    split = lines.split("\n".join(["KONTAN.CO.ID - JAKARTA. Naik.", *pieces, "Panen mundur."]))
    assert [line.text for line in shreds.join(split).lines[1:]] == [whole, "Panen mundur."]


TORN = "Saham PT Kecap Tbk (\nKCLB\n) naik."


@pytest.mark.parametrize(
    "around",
    [
        f"Beranda\nnasional\nkeuangan dan semua yang lain tentang uang keluarga\n{{}}\n{PROSE}",
        f"{{}}\n{PROSE}\nTag\nharga kedelai\npabrik kecap di lereng selatan gunung itu\nkecap",
        f"{{}}\n{PROSE}\nINDEKS BERITA\nsaham kecap naik sejak awal tahun ini\nkecap\ngula",
        f"{{}}\n{PROSE}\npanen kedelai di lereng selatan mundur.\nhujan turun terus.",
        f"{{}}\n{PROSE}\nProspek Kecap Lembah\n{PROSE}\nRekomendasi saham\n{PROSE}",
        f"{{}}\n{PROSE}\nSURABAYA.\n{PROSE}",
        f"{{}}\n{PROSE}\n-kedelai hitam\n-gula aren\n-garam\n{PROSE}",
        f"{{}}\n{PROSE}\nLaba Bersih\n(Miliar Rupiah)\n815\n{PROSE}",
        f"{{}}\nBahan kecap\n2 kg kedelai hitam\ngaram\n{PROSE}",
        f"{{}}\nBahan kecap\n2 kg\ngula aren yang disisir dan garam yang digiling halus\n{PROSE}",
        f"{{}}\nGula aren\nCara Membuat\nrendam semalam\nkukus\n{PROSE}",
        f"{{}}\n1. Kedelai\n2. Gula\n• garam\n- air\na) kecap\n{PROSE}",
    ],
)
def test_in_a_torn_text_other_lines_stay(around: str) -> None:
    opening = f"KONTAN.CO.ID - JAKARTA. {PROSE}"
    split = lines.split(around.format(f"{opening}\n{TORN}"))
    joined = [line.text for line in shreds.join(split).lines]
    assert "Saham PT Kecap Tbk (KCLB) naik." in joined
    assert len(joined) == len(split.lines) - 2


@pytest.mark.parametrize(
    "sign",
    [
        "Baca Juga:\nHarga Kedelai Naik",
        "Cek Berita dan Artikel yang lain di\nGoogle News",
        "Reporter:\nRatri Wulandari\n| Editor:\nIntan Kemala",
    ],
)
def test_what_stands_alone_in_its_line_is_a_sign(sign: str) -> None:
    said = "Pabrik itu membayar petani di lereng selatan pada awal\nmusim\nhujan."
    text = f"KONTAN.CO.ID - JAKARTA. {PROSE}\n{said}"
    assert len(parse(text).paragraphs) == 4
    assert said.replace("\n", " ") in parse(f"{text}\n{sign}").paragraphs


def test_a_source_whose_name_is_below_is_no_accident() -> None:
    said = "Panen kedelai di lereng selatan mundur karena hujan, dilansir dari\nWarta Lembah."
    text = f"KONTAN.CO.ID - JAKARTA.\n{PROSE}\n{said}\n{PROSE}\nTag\nkedelai"
    assert parse(text).paragraphs == (PROSE, said.replace("\n", " "), PROSE)


def test_a_line_of_the_foot_amid_the_story_ends_nothing() -> None:
    news = "Cek Berita dan Artikel yang lain di Google News"
    text = f"KONTAN.CO.ID - JAKARTA. {PROSE}\n{news}\n{TORN}\n{PROSE} {PROSE}"
    assert "Saham PT Kecap Tbk (KCLB) naik." in parse(text).paragraphs


def test_a_joined_line_has_the_number_of_its_first_piece_and_a_finding() -> None:
    text = f"KONTAN.CO.ID - JAKARTA. {PROSE}\n\nPT Kecap Tbk (\n\nKCLB\n) naik.\n{PROSE}\n"
    joined = shreds.join(lines.split(text))
    assert [line.number for line in joined.lines] == [1, 3, 7]
    assert joined.text == "\n".join(line.text for line in joined.lines)
    (finding,) = [found for found in parse(text).diagnostics if found.code == "torn-lines"]
    assert (finding.line, finding.severity) == (3, "note")
    assert "2 of its lines" in finding.message


def test_blanks_of_a_torn_text_end_no_element() -> None:
    said = f"{PROSE} " * 4
    text = f"{PROSE}\nPT Kecap Tbk (\nKCLB\n) naik. {said}      {said}\n{PROSE}"
    assert len(parse(text).paragraphs) == 3


def test_a_torn_headline_is_found_without_parsing() -> None:
    text = f"Laba PT Kecap Tbk (\nKCLB\n) Naik\nSenin, 15 Juni 2026 / 10:42 WIB\n{PROSE}\n{PROSE}"
    assert writing.printed_title(Document(text=text)) == "Laba PT Kecap Tbk (KCLB) Naik"
    assert parse(text).title == "Laba PT Kecap Tbk (KCLB) Naik"


def test_the_longest_joined_line_is_bounded() -> None:
    split = lines.split("PT Kecap (\nKCLB\n)\n" + "\n".join([f"dan {PROSE[:-1].lower()}"] * 1000))
    longest = max(len(line.text) for line in shreds.join(split).lines)
    assert longest < 11_000
