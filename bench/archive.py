"""Measure batches the size of an archive: `make bench`, behind the other figures.

Ratios against something in the same run, on folders of invented articles that are written first.
`--files` and `--pages` make it smaller.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pages
from bench import ARTICLE, row

COMMAND = Path(sys.executable).with_name("kontan-parse")
TRAFILATURA = Path(sys.executable).with_name("trafilatura")
BARE = """
import os, sys, orjson
with open(sys.argv[2], "wb") as out:
    for entry in sorted(os.listdir(sys.argv[1])):
        with open(os.path.join(sys.argv[1], entry), "rb") as file:
            out.write(orjson.dumps({"text": file.read().decode()}) + b"\\n")
"""
BARE_GOAL, PAGES_GOAL, WORKERS_GOAL, LINES_GOAL, MEMORY_GOAL = 4.0, 10.0, 1.7, 1.0, 1.15
PEER_PAGES = 100
MEMORY = (20_000, 200_000)


def articles(folder: Path, count: int) -> None:
    """So many articles, each a little different."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(ARTICLE.replace("275", str(number)), encoding="utf-8")


def lines(file: Path, count: int, *, titled: bool = False) -> None:
    """The same as JSON Lines, each with a title of its own if they are `titled`."""
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            row = {"id": number, "text": ARTICLE.replace("275", str(number))}
            out.write(json.dumps(row | {"title": f"Judul {number}"} if titled else row) + "\n")


def seconds(*command: object) -> float:
    """How long the command takes."""
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return time.perf_counter() - start


def peak(*command: object) -> float:
    """The most memory that the command and its workers have at a time, in MB, as Linux tells."""
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, _session(process.pid))
        time.sleep(0.05)
    return most


def _session(leader: int) -> float:
    """MB that the processes of a session hold by themselves."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if os.getsid(int(entry.name)) == leader:
                rollup = (entry / "smaps_rollup").read_text()
                total += sum(
                    int(line.split()[1])
                    for line in rollup.splitlines()
                    if line.startswith(("Private_Clean", "Private_Dirty"))
                )
        except (OSError, ValueError):
            continue
    return total / 1000


def main() -> None:
    """Write the folders, run both sides, print the ratios."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--files", type=int, default=20_000)
    options.add_argument("--pages", type=int, default=2_000)
    options.add_argument("--no-memory", action="store_true", help="leave the slowest part out")
    given = options.parse_args()
    row("batch", "kontan-parse", "other", "ratio", "goal")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _texts(folder, given.files)
        _pages(folder, given.pages)
        if not given.no_memory:
            _memory(folder)


def _texts(folder: Path, count: int) -> None:
    articles(folder / "texts", count)
    lines(folder / "in.jsonl", count)
    out = folder / "out.jsonl"
    run = (COMMAND, "batch", "-q", "-o", out)
    bare = seconds(sys.executable, "-c", BARE, folder / "texts", folder / "bare.jsonl")
    one = seconds(*run, folder / "texts", "-j", 1)
    two = seconds(*run, folder / "texts", "-j", 2)
    from_lines = seconds(*run, folder / "in.jsonl", "-j", 2)
    row(
        f"{count:,} files, 2 workers : bare loop",
        f"{two:,.1f} s", f"{bare:,.1f} s", f"{two / bare:.2f}", f"<= {BARE_GOAL}",
    )  # fmt: skip
    row(
        "1 worker : 2 workers",
        f"{two:,.1f} s", f"{one:,.1f} s", f"{one / two:.2f}", f">= {WORKERS_GOAL}",
    )  # fmt: skip
    row(
        "files : JSON Lines",
        f"{from_lines:,.1f} s", f"{two:,.1f} s", f"{two / from_lines:.2f}", f">= {LINES_GOAL}",
    )  # fmt: skip


def _pages(folder: Path, count: int) -> None:
    if not TRAFILATURA.exists():
        sys.stdout.write("trafilatura is not installed: pip install '.[peers]'\n")
        return
    page = pages.desktop(ARTICLE)
    for name, many in (("pages", count), ("few", PEER_PAGES)):
        (folder / name).mkdir()
        for number in range(many):
            (folder / name / f"{number}.html").write_text(page.replace("275", str(number)))
    ours = count / seconds(COMMAND, "batch", "-q", folder / "pages", "-o", folder / "p.jsonl")
    theirs = PEER_PAGES / seconds(
        TRAFILATURA, "--input-dir", folder / "few", "--output-dir", folder / "theirs",
        "--with-metadata", "--json", "--parallel", os.cpu_count() or 1,
    )  # fmt: skip
    row(
        f"{count:,} pages : trafilatura's command",
        f"{ours:,.0f}/s", f"{theirs:,.0f}/s", f"{ours / theirs:.1f}", f">= {PAGES_GOAL}",
    )  # fmt: skip


def _memory(folder: Path) -> None:
    most = []
    for count in MEMORY:
        lines(folder / "many.jsonl", count, titled=True)
        most.append(peak(COMMAND, "batch", "-q", folder / "many.jsonl", "-o", folder / "m.jsonl"))
    row(
        "peak memory: 200,000 : 20,000",
        f"{most[1]:,.0f} MB", f"{most[0]:,.0f} MB", f"{most[1] / most[0]:.2f}", f"<= {MEMORY_GOAL}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
