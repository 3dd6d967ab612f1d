"""Measure parsing, cold start and growth: `make bench`.

Only ratios mean something here. Both sides of a ratio run in turn, round after round, so that
whatever else the machine does hits both; the median of the rounds is printed. Nothing fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pages
from selectolax.lexbor import LexborHTMLParser

from kontan_parse import __version__, parse, parse_html, parser, record

ARTICLE = """\
Reporter:Kirana Paramitha| Editor:Wisnu Baskoro

KONTAN.CO.ID -JAKARTA.PT Arta Segara Tbk (ARSG) menambah tiga gudang pendingin di Makassar, \
Ambon, dan Sorong. Perusahaan penyimpanan ikan ini menyiapkan Rp 275 miliar untuk proyek itu, \
terbesar sejak perusahaan berdiri pada 2009.

Direktur Keuangan ARSG Puspita Rahayu bilang, pembangunan dimulai pada kuartal III-2026 dan \
berlangsung sepuluh bulan. "Kami mulai dari Sorong karena lahannya sudah siap," katanya kepada \
Kontan, Selasa (14/7/2026).

Kapasitas gudang baru mencapai 18.000 ton, atau sepertiga dari kapasitas yang ada sekarang. \
Dengan tambahan itu, ARSG bisa menyimpan hasil tangkapan sampai empat bulan, sehingga nelayan \
tidak perlu menjual rugi ketika panen ikan berlebih.

Baca Juga: Ekspor Tuna Beku Tumbuh Dua Digit, Pengusaha Berburu Gudang Pendingin

Puspita menambahkan, separuh ruang sudah dipesan oleh eksportir tuna dan cakalang. Sisanya akan \
ditawarkan kepada koperasi nelayan dengan tarif harian yang lebih murah daripada tarif kontrak. \
Tiga koperasi di Seram dan Buru sudah menyatakan minat.

Untuk membiayai proyek tersebut, perusahaan memakai kas internal Rp 110 miliar. Kekurangannya \
ditutup dengan pinjaman bank berjangka tujuh tahun dengan bunga sekitar 8,5% per tahun. \
Pinjaman itu ditandatangani akhir bulan lalu di Surabaya.

Sepanjang semester I-2026, pendapatan ARSG tumbuh 16,3% menjadi Rp 642 miliar. Laba bersihnya \
naik lebih cepat, yakni 21% menjadi Rp 88,7 miliar, karena ongkos listrik per ton berkurang. \
Jumlah pelanggan bertambah dari 212 menjadi 240 perusahaan, terutama pengolah udang dan rajungan.

ARSG Chartby TradingView

Menurut Puspita, listrik masih menyumbang 40% dari seluruh biaya. Karena itu, perusahaan memasang \
panel surya di atap dua gudang lama sejak Mei lalu, dengan kapasitas 2,4 megawatt. Penghematannya \
diperkirakan Rp 3,1 miliar setahun dan cukup untuk membayar bunga pinjaman dua bulan.

Baca Juga: Panel Surya Atap Makin Diminati Pabrik, Ini Hitungan Balik Modalnya

Analis Sagara Sekuritas Yudistira Halim menilai, ekspansi ini tidak membebani neraca. Rasio utang \
terhadap modal baru 0,6 kali, sedangkan batas dalam perjanjian kredit adalah 1,5 kali. \
Arus kas operasinya selalu positif sejak 2019, bahkan ketika tangkapan nelayan turun tajam.

Namun, ia mengingatkan bahwa pasokan ikan di kawasan timur sangat bergantung pada cuaca. "Dua \
bulan ombak tinggi saja bisa mengosongkan setengah gudang," ujarnya, Rabu (15/7/2026). Ia \
menyarankan manajemen mengikat kontrak jangka panjang dengan armada besar.

Yudistira memperkirakan pendapatan ARSG akan mencapai Rp 1,38 triliun pada akhir tahun. Angka ini \
sedikit di atas target manajemen sebesar Rp 1,35 triliun, dengan asumsi tarif sewa tidak berubah.

Pesaing terdekat ARSG, PT Bahari Beku Sentosa, juga menambah gudang di Bitung. Meski begitu, \
jarak kedua pelabuhan cukup jauh sehingga keduanya jarang memperebutkan pelanggan yang sama. \
Bahari Beku lebih banyak melayani kapal asing yang singgah dalam perjalanan ke utara.

Yudistira merekomendasikan beli dengan target harga Rp 940 per saham. Pada perdagangan Rabu \
(15/7/2026), saham ARSG ditutup menguat 2,4% ke level Rp 845 per saham, tertinggi dalam sebulan.

Cek Berita dan Artikel yang lain diGoogle News
"""
"""An invented story in the size of a real one."""

PARSE_ROUNDS, PARSE_CALLS = 40, 50
START_ROUNDS = 21
GROWTH_ROUNDS = 3
PAGE_ROUNDS, PAGE_CALLS = 30, 10
PEER_ROUNDS = 7
PARSE_GOAL, START_GOAL = 12.0, 2.5
LEXBOR_GOAL, PEER_GOAL = 5.0, 10.0

HEADER = re.compile(r"^(Reporter|Sumber|Penulis) ?: ?(.+?) ?\| ?Editor ?: ?(.+)$", re.MULTILINE)
DATELINE = re.compile(r"KONTAN\.CO\.ID ?[-–] ?([A-Z/ ]+?) ?\. ?")
LINK = re.compile(r"^Baca Juga: ?(.+)$", re.MULTILINE)


def script(text: str) -> bytes:
    """What anybody would write in ten minutes: the rival of the parser."""
    header, dateline = HEADER.search(text), DATELINE.search(text)
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    story = [
        p for p in parts if not HEADER.match(p) and not LINK.match(p) and "Cek Berita" not in p
    ]
    fields = {
        "names": header[2].split(",") if header else [],
        "editor": header[3] if header else None,
        "place": dateline[1] if dateline else None,
        "links": LINK.findall(text),
        "paragraphs": [DATELINE.sub("", p, count=1) for p in story],
    }
    return json.dumps(fields, ensure_ascii=False).encode()


def whole(text: str) -> bytes:
    """The parser, down to its JSON."""
    return record.dumps(record.to_dict(parse(text)))


def whole_page(markup: str) -> bytes:
    """The same for a page."""
    return record.dumps(record.to_dict(parse_html(markup)))


def peer() -> Callable[[str], object] | None:
    """A general extractor that gives text and metadata, where the extra `peers` is installed."""
    try:
        import trafilatura
    except ImportError:
        return None
    return lambda markup: trafilatura.extract(markup, output_format="json", with_metadata=True)


def seconds(work: Callable[[], object], calls: int = 1) -> float:
    """Seconds for one call of `work`, over `calls`."""
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - start) / calls


def interleaved(
    one: Callable[[], object], two: Callable[[], object], rounds: int, calls: int = 1
) -> tuple[float, float, float]:
    """Median seconds of each, and the median of the rounds' ratios one : two."""
    seconds(one, calls), seconds(two, calls)
    pairs = [(seconds(one, calls), seconds(two, calls)) for _ in range(rounds)]
    ones, twos = zip(*pairs, strict=True)
    return median(ones), median(twos), median(a / b for a, b in pairs)


def started(*command: str) -> Callable[[], object]:
    """A run of `command` into a pipe."""
    return lambda: subprocess.run(command, capture_output=True, check=True)


def repeated(piece: str) -> Callable[[int], str]:
    """A text of so many bytes that repeats `piece`."""
    return lambda size: (piece * (size // len(piece.encode()) + 1))[:size]


HOSTILE: dict[str, Callable[[int], str]] = {
    "the article, again and again": repeated(ARTICLE),
    "one line of prose": repeated("harga naik tipis "),
    "one line of capitals": repeated("JAKARTA "),
    "datelines in a line": repeated("KONTAN.CO.ID - JAKARTA."),
    "cross-links in a line": repeated("Naik.Baca Juga: Harga "),
    "videos in a line": repeated("Naik.Turun © 2026 Konten oleh Kontan"),
    "charts in a line": repeated("ANTM Chart by TradingView"),
    "short lines": repeated("a\n"),
    "credit lines": repeated("Reporter: A | Editor: B\n"),
    "date lines": repeated("Senin, 08 Juni 2020 / 10:42 WIB\n"),
    "digits and slashes": repeated("12/3/45"),
    "dates without end": repeated("Senin (9/6), 2024-2026, "),
    "equal long lines": repeated("x" * 130 + "\n"),
    "titles and leads in turn": repeated("Judul pendek\n" + "kata " * 30 + "\n"),
    "tag headings": repeated("Tag\nsawit\n"),
    "brackets": repeated("(("),
    "no-break spaces": repeated("\u00a0a"),
}


def row(*cells: str) -> None:
    sys.stdout.write(f"{cells[0]:<34}" + "".join(f"{cell:>13}" for cell in cells[1:]) + "\n")


def main() -> None:
    lines = len([line for line in ARTICLE.split("\n") if line])
    size = len(ARTICLE.encode())
    built = "as Python" if parser.__file__.endswith(".py") else "compiled"
    sys.stdout.write(f"the parser of kontan-parse {__version__} runs {built}\n\n")
    row("ratio", "kontan-parse", "other", "ratio", "goal")
    ours, other, ratio = interleaved(
        lambda: whole(ARTICLE), lambda: script(ARTICLE), PARSE_ROUNDS, PARSE_CALLS
    )
    row(
        f"parse + JSON ({size:,} B, {lines} lines)",
        f"{ours * 1e6:,.0f} µs", f"{other * 1e6:,.0f} µs", f"{ratio:.2f}", f"<= {PARSE_GOAL}",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "article.txt")
        file.write_text(ARTICLE, encoding="utf-8")
        command = Path(sys.executable).with_name("kontan-parse")
        ours, other, ratio = interleaved(
            started(str(command), "parse", str(file)),
            started(sys.executable, "-c", "import click"),
            START_ROUNDS,
        )
    row(
        "cold start : import click",
        f"{ours * 1e3:,.0f} ms", f"{other * 1e3:,.0f} ms", f"{ratio:.2f}", f"<= {START_GOAL}",
    )  # fmt: skip
    _pages()
    sys.stdout.write("\n")
    row("growth: ms per KB of", "10 KB", "100 KB", "1,000 KB", "last : first")
    for name, make in HOSTILE.items():
        per_size = []
        for size in (10, 100, 1000):
            text = make(size * 1000)
            calls = max(1, 200 // size)
            per_size.append(
                median(seconds(lambda text=text: whole(text), calls) for _ in range(GROWTH_ROUNDS))  # type: ignore[misc]
                / size * 1e3
            )  # fmt: skip
        row(name, *(f"{ms:.4f}" for ms in per_size), f"{per_size[-1] / per_size[0]:.1f}")


def _pages() -> None:
    extract = peer()
    for name, make in (("whole page", pages.desktop), ("fragment", pages.fragment)):
        page = make(ARTICLE)
        size = f"{len(page.encode()) / 1000:,.0f} KB"
        ours, bare, ratio = interleaved(
            lambda page=page: whole_page(page),  # type: ignore[misc]
            lambda page=page: LexborHTMLParser(page),  # type: ignore[misc]
            PAGE_ROUNDS, PAGE_CALLS,
        )  # fmt: skip
        row(
            f"{name} ({size}) : bare lexbor",
            f"{ours * 1e6:,.0f} µs", f"{bare * 1e6:,.0f} µs", f"{ratio:.2f}", f"<= {LEXBOR_GOAL}",
        )  # fmt: skip
        if extract is None:
            sys.stdout.write("trafilatura is not installed: pip install '.[peers]'\n")
            continue
        theirs, ours, ratio = interleaved(
            lambda page=page: extract(page),  # type: ignore[misc]
            lambda page=page: whole_page(page),  # type: ignore[misc]
            PEER_ROUNDS, PAGE_CALLS,
        )  # fmt: skip
        row(
            f"trafilatura : {name}",
            f"{ours * 1e6:,.0f} µs", f"{theirs * 1e6:,.0f} µs", f"{ratio:.1f}", f">= {PEER_GOAL}",
        )  # fmt: skip


if __name__ == "__main__":
    main()
