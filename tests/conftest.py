"""The installed command, run as a user would, and an invented article to give it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # a busy machine breaks no law

Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]

ARTICLE = """\
Harga Kakao Turun Tipis, Pabrik Cokelat Menunggu Pasokan
Senin, 09 Maret 2026 / 08:15 WIB

Sumber: Reuters | Editor: Edi Contoh

KONTAN.CO.ID - SURABAYA. Harga kakao turun 3% pada Senin (9/3), kata para pedagang.

Baca Juga: Harga Gula Naik Lagi

Menurut Tono Contoh, pasokan akan pulih pada kuartal ketiga.
"""


def hear_interrupts() -> None:
    """Before a command starts: a shell's background jobs, and what they start, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def story() -> str:
    """An article with a headline, a date, a byline, a dateline, two paragraphs and a link."""
    return ARTICLE


@pytest.fixture
def command() -> str:
    """The installed script, beside the interpreter that runs the tests."""
    return str(Path(sys.executable).with_name("kontan-parse"))


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a plain terminal, whatever the machine of the tests sets."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "_KONTAN"))
        and name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE")
    }
    scripts = str(Path(sys.executable).parent)
    return kept | {
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": f"{scripts}{os.pathsep}{kept.get('PATH', os.defpath)}",
    }


@pytest.fixture
def run(command: str, environment: dict[str, str], tmp_path: Path) -> Run:
    """Run the command in an empty folder; standard input is empty unless given."""

    def run(
        *arguments: str | bytes, stdin: bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [command, *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment | variables,
            check=False,
            timeout=60,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture
def shell(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run a line of bash there, with the command on the path and pipes that tell failures."""

    def shell(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            check=False,
            timeout=60,
        )

    return shell
