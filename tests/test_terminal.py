"""The table, `explain` and the progress bar on a real pseudo-terminal, read by an emulator."""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pyte
import pytest
from rich.console import RenderableType

from kontan_parse import Article, CrossLink, Dateline, DateMention, Diagnostic, Origin, render
from kontan_parse.model import PublishedEstimate, Syndication

ROWS = 400
MARGIN = 40
"""Columns that the emulator has more than the terminal says, to see what would run over."""

EVIL = "\x1b[2J\x07\x7f\u009b31m\u202eabc\u2066"
TEXT = f"""\
Harga Kakao Turun Tipis di Tengah Panen Raya, Pabrik Cokelat Menunggu Kepastian Pasokan
Senin, 09 Maret 2026 / 08:15 WIB
Sumber: Reuters, Kantor Berita Contoh | Editor: Edi Contoh

ILUSTRASI. Pekerja menjemur biji kakao di halaman gudang contoh. KONTAN/Foto Contoh/09/03/2026
KONTAN.CO.ID - SURABAYA. Harga kakao [bold]turun[/bold] 3% pada Senin (9/3) :smile: setelah panen.
Baca Juga: Harga Gula Naik Lagi, Pedagang Menunggu Impor Tahap Kedua dari Negara Tetangga
Lihat https://contoh.invalid/{"sangat/panjang/" * 12}akhir untuk keterangan; 可可豆价格下跌 juga.
Kalimat dengan {EVIL} di dalamnya masih dapat dibaca sampai habis.
Selanjutnya: Pabrik Cokelat Menambah Jalur Produksi di Tiga Kota Sekaligus Tahun Ini
Menurut Tono Contoh, pasokan akan pulih pada kuartal ketiga dan harga kembali stabil seperti dulu.
Cek Berita dan Artikel yang lain di Google News
"""
VISIBLE = TEXT.replace(EVIL, r"\x1b[2J\x07\x7f\x9b31mabc")  # marks of direction print nothing


class Shown:
    """What a terminal of `width` columns received, and what it shows."""

    def __init__(self, raw: bytes, width: int, code: int) -> None:
        self.raw, self.code = raw.decode(), code
        screen = pyte.Screen(width + MARGIN, ROWS)
        pyte.Stream(screen).feed(self.raw)
        self.beyond = [line[width:].strip() for line in screen.display]
        self.lines = [line[:width].rstrip() for line in screen.display]

    @property
    def compact(self) -> str:
        """All that is shown, without blanks: folding does not matter."""
        return "".join("".join(self.lines).split())

    @property
    def controls(self) -> list[str]:
        """What was sent besides text, line ends and colors."""
        rest = re.sub(r"\x1b\[[0-9;]*m|\r\n", "", self.raw)
        return re.findall(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", rest)


Terminal: TypeAlias = Callable[..., Shown]


@pytest.fixture
def terminal(command: str, environment: dict[str, str], tmp_path: Path) -> Terminal:
    """Run the command with a terminal of so many columns as all three streams, or as some."""

    def terminal(*arguments: str, width: int = 80, stdout: int | None = None, **env: str) -> Shown:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, width, 0, 0))
        process = subprocess.Popen(
            [command, *arguments],
            stdin=slave,
            stdout=slave if stdout is None else stdout,
            stderr=slave,
            cwd=tmp_path,
            env=environment | env,
        )
        os.close(slave)
        received = []
        while data := _some(master):
            received.append(data)
        os.close(master)
        return Shown(b"".join(received), width, process.wait(timeout=60))

    return terminal


def _some(master: int) -> bytes:
    """What came next, nothing at the end, which Linux calls an error."""
    try:
        return os.read(master, 65536)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


@pytest.mark.parametrize("width", [60, 80, 160])
def test_the_table_fits_and_holds_every_word(
    terminal: Terminal, tmp_path: Path, width: int
) -> None:
    (tmp_path / "artikel.txt").write_text(TEXT)
    shown = terminal("parse", "artikel.txt", width=width)
    assert shown.code == 0
    assert not any(shown.beyond)
    assert shown.controls == []
    compact = shown.compact
    for line in VISIBLE.splitlines():
        text = line.removeprefix("Baca Juga: ").removeprefix("Selanjutnya: ")
        for part in re.split(r"Sumber: | \| Editor: |(?<=SURABAYA\.) ", text):
            assert "".join(part.split()) in compact, part
    for label in ("file", "published", "printed as", "sources", "editors", "dateline", "places"):
        assert any(row.startswith(label + " ") for row in shown.lines), label
    assert "baca-juga:" in compact
    assert "[control-characters]" in compact
    assert "…" not in compact


@pytest.mark.parametrize("width", [60, 80, 160])
def test_explain_fits_and_holds_every_word(terminal: Terminal, tmp_path: Path, width: int) -> None:
    (tmp_path / "artikel.txt").write_text(TEXT)
    shown = terminal("explain", "artikel.txt", width=width)
    assert shown.code == 0
    assert shown.controls == []
    # Below the table stand the findings, on standard error.
    end = next(at for at, line in enumerate(shown.lines) if line.startswith("artikel.txt:"))
    assert not any(shown.beyond[:end])
    text_at = shown.lines[0].index("text")
    compact = "".join(line[text_at:] for line in shown.lines[:end]).replace(" ", "")
    for word in VISIBLE.split():
        assert word in compact, word
    for kind in ("title", "date-line", "header", "caption", "dateline", "cross-link", "paragraph"):
        assert any(kind in line[:text_at].split() for line in shown.lines), kind


def evil(name: str) -> str:
    """A text that would steer a terminal, and would be markup."""
    return f"[bold]{name}[/bold]{EVIL}"


def test_whatever_an_article_holds_is_shown_and_steers_nothing() -> None:
    article = Article(
        origin=Origin(path=evil("path")),
        title=evil("title"),
        url=evil("url"),
        published_text=evil("printed"),
        published_estimate=PublishedEstimate(
            date=dt.date(2026, 3, 9), basis="latest-date", text=evil("estimate")
        ),
        sources=(evil("source"),),
        reporters=(evil("reporter"),),
        authors=(evil("author"),),
        editors=(evil("editor"),),
        dateline=Dateline(text=evil("dateline"), places=(evil("place"),)),
        paragraphs=(evil("paragraph"),),
        cross_links=(
            CrossLink(kind="baca-juga", title=evil("link"), after_paragraph=0),
            CrossLink(kind="tonton", title=evil("last"), after_paragraph=1),
        ),
        captions=(evil("caption"),),
        tags=(evil("tag"),),
        credits=(evil("credit"),),
        syndicated=Syndication(outlet=evil("outlet"), title=evil("there"), url=evil("address")),
        boilerplate=tuple(evil(f"line{number}") for number in range(10)),
        dates=(
            DateMention(text=evil("open"), value=None, basis=None, paragraph=1),
            *(
                DateMention(text=evil("day"), value="2026-03-09", basis="printed", paragraph=at)
                for at in (1, 2)
            ),
        ),
        diagnostics=(Diagnostic(code="odd", severity="warning", message=evil("finding")),),
    )
    shown = printed(render.article(article))
    assert shown.controls == []
    rest = shown.compact
    names = (
        "title path url printed estimate source reporter author editor dateline place caption "
        "credit tag outlet there address link paragraph last "
        "open day line0 line7 …and2linesmore finding"
    )
    for name in names.split():  # in this order, each once
        told = name if "…" in name else f"[bold]{name}[/bold]" + r"\x1b[2J\x07\x7f\x9b31m"
        before, found, rest = rest.partition(told)
        assert found, (name, before)
        assert name != "line0" or before.count("[bold]day") == 0
    heading = printed(render.article(Article(origin=Origin(path=evil("path")))))
    assert (heading.controls, heading.compact.count("[bold]path[/bold]")) == ([], 1)


def printed(page: RenderableType) -> Shown:
    """What a terminal would be sent for `page`."""
    out = io.StringIO()
    screen = render.console(out)
    screen.width = 200
    screen.print(page)
    return Shown(out.getvalue().replace("\n", "\r\n").encode(), 200, 0)


def test_a_very_narrow_terminal_loses_no_word(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "artikel.txt").write_text(TEXT)
    shown = terminal("parse", "artikel.txt", width=30)
    assert not any(shown.beyond)
    assert "MenurutTonoContoh,pasokanakanpulihpadakuartalketiga" in shown.compact


def test_dates_stand_with_their_value(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "artikel.txt").write_text(
        "KONTAN.CO.ID - SEOUL. Harga naik sejak Mei 2022, kata Tono, Selasa (18/6). Sepi (9/7).\n"
    )
    shown = terminal("parse", "artikel.txt", width=80)
    compact = shown.compact
    assert "datesMei2022=2022-05[printed]" in compact
    assert "Selasa(18/6)=2024-06-18[context]" in compact
    assert "estimated2024-06-18bySelasa(18/6)[latest-weekday-date]" in compact
    alone = terminal("parse", "artikel.txt", "--published", "2025-07-10", width=80)
    assert "(9/7)=2025-07-09[published]" in alone.compact
    assert "estimated" not in alone.compact


def test_several_articles_are_told_apart(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("KONTAN.CO.ID - SEOUL. Harga naik.\n")
    shown = terminal("parse", "a.txt", "b.txt", "none.txt", width=60)
    assert shown.code == 1
    assert shown.lines.count("─" * 60) == 1
    assert "b.txt" in shown.lines
    assert "none.txt: error: no such file; check the name [missing]" in shown.lines


def test_colors_and_no_color(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    color = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")
    assert color.search(terminal("parse", "a.txt").raw)
    plain = terminal("parse", "a.txt", NO_COLOR="1")
    assert not color.search(plain.raw)
    assert plain.compact == terminal("parse", "a.txt").compact
    assert "\x1b" not in terminal("parse", "a.txt", TERM="dumb").raw


def test_json_on_a_terminal_steers_nothing(terminal: Terminal, tmp_path: Path) -> None:
    name = f"a{EVIL}.txt"
    (tmp_path / name).write_text(TEXT)
    for form in ("json", "jsonl"):
        shown = terminal("parse", "-f", form, name)
        assert shown.code == 0
        assert shown.controls == []
        assert "\x1b" not in shown.raw
    for arguments in (("parse", name), ("explain", name), ("batch", "-q", name, "none" + EVIL)):
        assert terminal(*arguments).controls == []


def test_a_command_without_input_does_not_wait(terminal: Terminal) -> None:
    for arguments in (("parse",), ("explain",)):
        shown = terminal(*arguments)
        assert shown.code == 2
        assert any("name a file, or pipe an article in" in line for line in shown.lines)


def test_batch_shows_progress_and_leaves_the_summary(terminal: Terminal, tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text("KONTAN.CO.ID - SEOUL. Harga naik.\n")
    (tmp_path / "7.txt").write_bytes(b"\0")
    shown = terminal("batch", ".", "-o", "out.jsonl", width=100)
    assert shown.code == 1
    assert "200/200" in shown.raw
    assert "files/s" in shown.raw
    assert "1 failed" in shown.raw
    assert [line for line in shown.lines if line] == [
        "./7.txt: error: holds a NUL byte (at byte 0), so it is not text [binary]",
        "200 in = 199 parsed + 1 failed → out.jsonl",
        "with title 0, url 0, published 0, byline 0, dateline 199",
    ]
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 199
    assert "files/s" not in terminal("batch", "-q", ".", "-o", "out.jsonl").raw


def test_the_bar_counts_records_of_which_nobody_knows_how_many(
    terminal: Terminal, tmp_path: Path
) -> None:
    line = json.dumps({"text": "KONTAN.CO.ID - SEOUL. Harga naik."})
    (tmp_path / "a.jsonl").write_text(f"{line}\n" * 1200)
    shown = terminal("batch", "a.jsonl", "-o", "out.jsonl", "-j", "1", width=100)
    assert shown.code == 0
    assert shown.lines.count("1,200 in = 1,200 parsed + 0 failed → out.jsonl") == 1
    assert "articles/s" in shown.raw
    assert not re.search(r"files/s|/\?|1200", shown.raw)


def test_records_do_not_mix_with_the_progress(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KONTAN.CO.ID - SEOUL. Harga naik.\n")
    with (tmp_path / "out").open("wb") as out:
        shown = terminal("batch", "a.txt", stdout=out.fileno())
    assert "1/1" in shown.raw
    assert (tmp_path / "out").read_text().startswith('{"schema":')
    assert "\x1b" not in (tmp_path / "out").read_text()
