"""Every example of README.md, run as a reader would and compared to the letter.

`python tests/test_readme.py` writes into the page what the commands print now.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)
COMMANDS = ("parse", "batch", "explain", "schema")


class Example(NamedTuple):
    """A command line of a console block and what it prints, both streams together."""

    command: str
    output: str


def fences(kind: str) -> list[re.Match[str]]:
    return [fence for fence in FENCE.finditer(README) if fence["kind"] == kind]


def examples() -> list[Example]:
    """All console examples, in the order of the page."""
    found = []
    for block in fences("console"):
        for piece in re.split(r"^\$ ", block["body"], flags=re.M)[1:]:
            command, _, output = piece.partition("\n")
            found.append(Example(command, output))
    return found


def environment() -> dict[str, str]:
    """The reader's shell: the command on the path, no colour, a plain locale."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(ROOT), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def run(command: str, folder: Path) -> str:
    """What `command` prints in `folder`; the streams share one pipe, as on a terminal."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.stdout.decode()


def furnish(folder: Path) -> None:
    """The files that the page tells the reader to have."""
    for block in FENCE.finditer(README):
        if block["file"]:
            (folder / block["file"]).write_text(block["body"], encoding="utf-8")
    shutil.copytree(ROOT / "samples", folder / "samples")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reader")
    furnish(made)
    return made


def test_the_page_has_examples() -> None:
    assert len(examples()) >= 10
    assert len(fences("python")) == 1
    assert [block["file"] for block in fences("text")] == ["article.txt"]
    assert [block["file"] for block in fences("html")] == ["page.html"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown(command: str) -> None:
    assert any(f"kontan-parse {command} " in example.command for example in examples())


# Later examples read files that earlier ones write, so all of them are one test.
def test_console_examples(folder: Path) -> None:
    printed = [Example(e.command, run(e.command, folder)) for e in examples()]
    assert printed == examples()


def test_python_example(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements run; an expression's value is what the comment behind it says."""
    monkeypatch.chdir(folder)
    body = fences("python")[0]["body"].replace("open(", "_open(")
    lines = body.splitlines()
    names: dict[str, Any] = {"_open": _open}
    compared = 0
    for statement in ast.parse(body).body:
        source = ast.unparse(statement)
        if isinstance(statement, ast.Expr):
            value = eval(source, names)  # noqa: S307 - our own page
            assert repr(value) == lines[statement.lineno - 1].partition("  # ")[2]
            compared += 1
        else:
            exec(source, names)  # noqa: S102 - our own page
    assert compared == 5


class _open:  # noqa: N801 - stands for the function
    """`open` that leaves no file open, which the tests would rightly take for an error."""

    def __init__(self, path: str, mode: str = "r", encoding: str = "utf-8") -> None:
        data = Path(path).read_bytes()
        self.held = data if mode == "rb" else data.decode(encoding)

    def read(self) -> str | bytes:
        return self.held


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, folder: Path) -> None:
    command = f"_KONTAN_PARSE_COMPLETE={shell}_source kontan-parse"
    assert command in README
    assert "kontan-parse" in run(command, folder)


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"`?make ([a-z]+)\b", README + (ROOT / "CONTRIBUTING.md").read_text()))
    assert {"demo", "test"} <= told
    assert {t for t in told if not re.search(rf"^{t}:", makefile, re.M)} == set()


def accept() -> None:
    """Write what every console example prints now as what it must print; the diff is the review."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        furnish(folder)

        def rewritten(fence: re.Match[str]) -> str:
            if fence["kind"] != "console":
                return fence[0]
            pieces = re.split(r"^\$ ", fence["body"], flags=re.M)[1:]
            commands = [piece.partition("\n")[0] for piece in pieces]
            return "".join(("```console\n", *(f"$ {c}\n{run(c, folder)}" for c in commands), "```"))

        (ROOT / "README.md").write_text(FENCE.sub(rewritten, README), encoding="utf-8")


if __name__ == "__main__":
    accept()
