"""Invented pages around a story, for `make bench`: whole as a browser gets it, and a fragment."""

from __future__ import annotations

from html import escape

HEADLINE = "Arta Segara Tambah Tiga Gudang Pendingin di Kawasan Timur"
ADDRESS = "https://industri.kontan.co.id/news/arta-segara-tambah-tiga-gudang-pendingin"
SECTIONS = "news keuangan investasi industri internasional peluang kesehatan regional kolom".split()
AD = (
    '<!--inside article --><div class="pad-5 heightads250"><div id="div-inside-{n}" style="margin:'
    " auto;width: 300px\"><script>googletag.cmd.push(function() {{ googletag.display('div-inside-"
    "{n}'); }});</script></div></div><!-- inside article end -->"
)


def _paragraphs(story: str) -> list[str]:
    """The story's lines as paragraphs, cross-links with their anchors, an ad after each third."""
    made = []
    for number, line in enumerate(line for line in story.split("\n") if line):
        if line.startswith("Baca Juga: "):
            title = line.removeprefix("Baca Juga: ")
            made.append(
                '<p><strong>Baca Juga: <a class="track-bacajuga-inside" '
                f'href="{ADDRESS}-{number}">{escape(title)}</a></strong></p>'
            )
        else:
            made.append(f"<p>{escape(line)}</p>")
        if number % 3 == 2:
            made.append(AD.format(n=number))
    return made


def _links(count: int, what: str) -> str:
    return "".join(
        f'<li class="menu-{what}"><div class="list-{what} pad-10"><a class="font-black" href="'
        f'https://{SECTIONS[n % 9]}.kontan.co.id/{what}/{n}"><span class="fs14">Judul {what} '
        f'nomor {n}</span></a><i class="fa fa-angle-right"></i></div></li>\n'
        for n in range(count)
    )


def desktop(story: str) -> str:
    """A whole page in the desktop template."""
    metas = "".join(
        f'<meta property="og:x{n}" content="Keterangan halaman nomor {n}">\n' for n in range(30)
    )
    style = "".join(
        f".kelas-{n} {{margin:{n}px;padding:0 {n}px;color:#0072b1}}\n" for n in range(400)
    )
    script = "".join(
        f"window.data[{n}]={{id:{n},nama:'unit-{n}',ukuran:[300,250]}};\n" for n in range(400)
    )
    return f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{HEADLINE} - Kontan</title>
<link rel="canonical" href="{ADDRESS}"><meta property="og:title" content="{HEADLINE}">
<meta name="content_PublishedDate" content="2026-07-15 18:04:11">
{metas}<style>{style}</style><script>{script}</script></head><body>
<nav><ul>{_links(120, "kanal")}</ul></nav>
<div class="breadcumb fs18"><a href="/">Home</a> / <a href="/industri">Industri</a></div>
<h1 class="detail-desk">{HEADLINE}</h1>
<div class="fs14 ff-opensans font-gray">Rabu, 15 Juli 2026 / 18:04 WIB</div>
<div class="img-detail-desk"><img alt="" src="https://foto.kontan.co.id/x.jpg">
<p>ILUSTRASI. Gudang pendingin di pelabuhan (10/7/2026).</p></div>
<div class="tmpt-desk-kon" itemprop="articleBody">{"".join(_paragraphs(story))}
<!-- pagination end --></div>
<div class="mar-v-10 wrap-tag"><div class="tagtxt">Tag</div><div class="tagl"><ul>
<li><a href="/tag/gudang">gudang</a></li><li><a href="/tag/ikan">ikan</a></li></ul></div></div>
<aside><h3>TERBARU</h3><ul>{_links(60, "terbaru")}</ul></aside>
<footer><ul>{_links(80, "kaki")}</ul></footer><script>{script}</script></body></html>
"""


def fragment(story: str) -> str:
    """What a scraper keeps of a page in the mobile template: headline, date, body and its tail."""
    return f"""<h1 class="jdl_dtl">{HEADLINE}</h1>
<div class="fs13 color-gray mar-t-10"> Rabu, 15 Juli 2026 | 18:04 WIB <span class="" id="penulis">
\u00a0 Reporter: Kirana Paramitha</span> </div>
<div class="ctn" itemprop="articleBody"> <p></p> {" ".join(_paragraphs(story))}
<!-- pagination start --> <div class="ff-opensans"> <div class="paginations"> </div> </div>
<!-- pagination end --> <div class="tpt_shr"> <div class="" id="editor">Editor: Wisnu Baskoro</div>
</div> <div class="listbut-shr"> <ul class="fs20"> {_links(6, "bagi")} </ul> </div>
<div class="mar-v-10 wrap-tag"> <div class="tagtxt">Tag</div> <div class="tagl"> <ul>
<li><a href="/tag/gudang">gudang</a></li> <li><a href="/tag/ikan">ikan</a></li> </ul> </div> </div>
</div>
"""
