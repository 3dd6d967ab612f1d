"""Batches that are stopped, go on, and lose workers: with real processes and real signals."""

from __future__ import annotations

import json
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kontan_parse
from conftest import Run, hear_interrupts
from kontan_parse import Document, Origin, UnreadableInput, batch, packaged, sinks, sources
from kontan_parse.batch import tasks, workers
from kontan_parse.batch.parts import ForeignParts, Parts
from kontan_parse.batch.tasks import Done, Tally, Task
from kontan_parse.sinks import files

PARTS = "out.jsonl.parts"


@pytest.fixture
def many(tmp_path: Path, story: str) -> Path:
    """A folder of 900 articles, each a little different."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(900):
        (folder / f"{number}.txt").write_text(story.replace("3%", f"{number}%"))
    return folder


@pytest.fixture
def started(
    command: str, environment: dict[str, str], tmp_path: Path
) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the command in a session of its own; whatever of it is left at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [command, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment,
            text=True,
            start_new_session=True,
            preexec_fn=hear_interrupts,  # noqa: PLW1509 - no threads here
        )
        running.append(process)
        return process

    yield start
    for process in running:
        with process:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def until(true: Callable[[], object], seconds: float = 30) -> object:
    """What `true` gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.005)
    raise AssertionError("it did not come about")


def readers(fifo: Path) -> list[int]:
    """The processes that have `fifo` open."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            try:
                if any(link.readlink() == fifo for link in (entry / "fd").iterdir()):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


# Going on


def test_a_killed_batch_goes_on_to_the_same_bytes(
    run: Run, started: Callable[..., subprocess.Popen[str]], many: Path, tmp_path: Path
) -> None:
    assert run("batch", many.name, "-o", "whole.jsonl", "-q").returncode == 0
    whole = (tmp_path / "whole.jsonl").read_bytes()
    assert whole.count(b"\n") == 900
    chance = random.Random(5)  # noqa: S311 - moments, not secrets
    for _ in range(3):
        process = started("batch", many.name, "-o", "out.jsonl", "-j", "2", "--resume", "-q")
        time.sleep(chance.uniform(0.1, 0.5))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        out = tmp_path / "out.jsonl"
        assert not out.exists() or out.read_bytes() == whole  # on a fast machine it was through
    done = run("batch", many.name, "-o", "out.jsonl", "-j", "2", "--resume")
    assert done.returncode == 0
    assert "900 in = 900 parsed + 0 failed" in done.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == whole
    assert not (tmp_path / PARTS).exists()


OFTEN = """
import os, random, signal, time
from pathlib import Path
from kontan_parse import batch, sources
from kontan_parse.batch import tasks

settings = tasks.Settings()
paths = [*sources.find(["many"])]

def here(todo, hold):
    for task in todo:
        yield task, hold(task, tasks.perform(task, settings))

def run(output):
    return batch.run(paths, output, settings, here, resume=True)

begun = time.monotonic()
run("whole.jsonl")
taken = time.monotonic() - begun
whole = Path("whole.jsonl").read_bytes()
out, chance = Path("out.jsonl"), random.Random(5)
killed, kept = 0, set()
while killed < 20:
    child = os.fork()
    if not child:
        run("out.jsonl")
        os._exit(0)
    time.sleep(chance.uniform(0, taken / 3))
    os.kill(child, signal.SIGKILL)
    killed += os.waitpid(child, 0)[1] == signal.SIGKILL
    kept.add(len([*Path("out.jsonl.parts").glob("0*.json")]))
    assert not out.exists() or out.read_bytes() == whole
    out.unlink(missing_ok=True)
print(run("out.jsonl").parsed, out.read_bytes() == whole, len(kept) > 2)
"""


@pytest.mark.usefixtures("many")
def test_a_batch_that_is_killed_at_twenty_moments_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    """The same without the time that a command takes to start."""
    done = script(tmp_path, OFTEN)
    assert (done.stdout, done.stderr) == ("900 True True\n", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("many", "out.jsonl", "script.py", "whole.jsonl")
    ]


def test_one_batch_at_a_time_writes_an_output(
    run: Run, started: Callable[..., subprocess.Popen[str]], many: Path, tmp_path: Path
) -> None:
    first = started("batch", many.name, "-o", "out.jsonl", "-j", "1")
    until((tmp_path / PARTS / "plan.json").exists)
    first.send_signal(signal.SIGSTOP)
    os.mkfifo(tmp_path / "slow.lst")  # nobody waits for the titles first
    for more in ((), ("--resume",), ("--titles", "slow.lst")):
        second = run("batch", many.name, "-o", "out.jsonl", *more)
        assert second.returncode == 1
        assert second.stderr == (
            "error: another batch is writing out.jsonl; wait for it, or name another output\n"
        )
    first.send_signal(signal.SIGCONT)
    assert "900 in = 900 parsed" in first.communicate()[1]
    assert first.returncode == 0
    third = run("batch", many.name, "-o", "out.jsonl")
    assert third.returncode == 0


@pytest.mark.parametrize("output", ["link.sqlite", "there/real.sqlite", "./real.sqlite"])
def test_a_link_is_no_other_output(run: Run, tmp_path: Path, story: str, output: str) -> None:
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "link.sqlite").symlink_to("real.sqlite")
    (tmp_path / "there").symlink_to(".")
    first = Parts(str(tmp_path / "real.sqlite"))
    first.open({}, resume=False)
    second = run("batch", "a.txt", "-o", output)
    first.drop()
    assert second.returncode == 1
    assert second.stderr == (
        f"error: another batch is writing {output}; wait for it, or name another output\n"
    )
    assert run("batch", "a.txt", "-o", output).returncode == 0
    names = ["a.txt", "link.sqlite", "real.sqlite", "there"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def stopped(
    started: Callable[..., subprocess.Popen[str]],
    tmp_path: Path,
    *arguments: str,
    end: signal.Signals = signal.SIGINT,
) -> subprocess.Popen[str]:
    """A batch that was interrupted with parts done, held back by a pipe that nobody writes."""
    os.mkfifo(tmp_path / "slow")
    process = started("batch", "many", "slow", "-o", "out.jsonl", "-j", "2", *arguments)
    until(lambda: len(list((tmp_path / PARTS).glob("*.json"))) >= 10)  # nine and the plan
    process.send_signal(end)
    process.wait(timeout=10)
    (tmp_path / "slow").unlink()
    return process


@pytest.mark.usefixtures("many")
def test_an_interrupt_says_how_to_go_on(
    run: Run, started: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    process = stopped(started, tmp_path)
    assert process.returncode == 130
    assert process.stderr is not None
    assert "the same command with --resume goes on where it was" in process.stderr.read()
    assert not (tmp_path / "out.jsonl").exists()
    (tmp_path / "slow").write_text("KONTAN.CO.ID - SEOUL. Harga gula naik.")
    done = run("batch", "many", "slow", "-o", "out.jsonl", "--resume", "--report", "report.json")
    assert done.returncode == 0
    assert json.loads((tmp_path / "report.json").read_text())["resumed"] == 900
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 901


@pytest.mark.parametrize("output", ["out.jsonl", "link.jsonl"])
@pytest.mark.parametrize(
    ("number", "told"), [(0, ""), (1, "1 finished part"), (2, "2 finished parts")]
)
def test_work_that_is_thrown_away_is_told_first(
    run: Run, tmp_path: Path, story: str, number: int, told: str, output: str
) -> None:
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "link.jsonl").symlink_to("out.jsonl")
    leave(tmp_path, number)
    done = run("batch", "a.txt", "-o", output, "-q")
    assert done.returncode == 0
    warning = (
        f"{output}: warning: a stopped batch has left {told}, which this one throws away; "
        "--resume would go on with them\n"
    )
    assert done.stderr == (warning if number else "")
    assert run("batch", "a.txt", "-o", output, "-q").stderr == ""


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (["--resume"], 0, "1 in = 1 parsed"),
        (["--max-size", "1M"], 0, "1 in = 1 parsed"),
        (["--text-field", "isi"], 0, "1 in = 1 parsed"),
        (["notes.txt"], 1, "error: "),
    ],
)
def test_work_is_not_called_lost_where_it_is_kept_or_of_no_use(
    run: Run, tmp_path: Path, story: str, more: list[str], code: int, told: str
) -> None:
    (tmp_path / "a.txt").write_text(story)
    leave(tmp_path, 2)
    if more == ["notes.txt"]:
        (tmp_path / PARTS / "notes.txt").write_text("precious")
        more = []
    done = run("batch", "a.txt", "-o", "out.jsonl", *more)
    assert done.returncode == code
    assert done.stderr.startswith(told)


def leave(tmp_path: Path, number: int) -> None:
    """So many finished parts, and one that is none yet, as a batch that was killed leaves them."""
    parts = Parts(str(tmp_path / "out.jsonl"))
    parts.open(batch.plan(tasks.Settings()), resume=False)
    for task in range(number):
        parts.write(task, "fingerprint", Done(b"{}\n", (), Tally(parsed=1)))
    parts.hold(Task(number, ("a.txt",), "fingerprint"), Done(b"{}\n", (), Tally(parsed=1)))
    parts.close()


@pytest.mark.usefixtures("many")
def test_sigterm_says_how_to_go_on(
    started: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    process = stopped(started, tmp_path, "-q", end=signal.SIGTERM)
    assert process.returncode == 143
    assert process.stderr is not None
    told = "ended from outside; the same command with --resume goes on where it was\n"
    assert process.stderr.read() == told


def test_a_changed_input_is_done_again(
    run: Run, started: Callable[..., subprocess.Popen[str]], many: Path, tmp_path: Path
) -> None:
    stopped(started, tmp_path)
    changed = "KONTAN.CO.ID - SEOUL. Berita lain."
    (many / "3.txt").write_text(changed)
    done = run("batch", "many", "-o", "out.jsonl", "--resume", "--report", "report.json")
    assert done.returncode == 0
    assert json.loads((tmp_path / "report.json").read_text())["resumed"] == 800
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert json.loads(lines[3])["paragraphs"] == ["Berita lain."]


ROWS = "{},judul\nKONTAN.CO.ID - SEOUL. Harga gula naik.,Gula\n"


@pytest.mark.parametrize(
    "table",
    [
        ROWS.format("html").encode(),
        ROWS.format("isi").encode("utf-16"),
        ROWS.format("isi").encode().replace(b" naik", b"\xa0naik"),
        ROWS.format("isi").replace("Gula", "Kopi").encode(),
    ],
    ids=["a page", "another encoding", "damaged", "another title"],
)
def test_records_that_are_read_otherwise_are_others(tmp_path: Path, table: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(ROWS.format("isi").encode())
    before = tasks.fingerprint(list(sources.documents(str(path))))
    assert tasks.fingerprint(list(sources.documents(str(path)))) == before
    path.write_bytes(table)
    assert tasks.fingerprint(list(sources.documents(str(path)))) != before


def test_another_file_in_its_place_is_another(tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    for file, text in ((one, "Gula naik."), (two, "Kopi naik.")):
        file.write_text(text)
        os.utime(file, (1, 1))
    before = tasks.fingerprint([str(one)])
    assert tasks.fingerprint([str(one)]) == before
    two.replace(one)
    assert tasks.fingerprint([str(one)]) != before


def test_names_and_titles_that_nobody_can_write_have_a_fingerprint() -> None:
    for odd in ("a\0b.txt", "a\ud800.txt", "a\udcff.txt"):
        document = Document(text="", origin=Origin(path="a.jsonl", record=odd), title=odd)
        for item in (odd, document):
            assert tasks.fingerprint([item])
            assert tasks.fingerprint([item]) == tasks.fingerprint([item])


def test_a_title_that_is_known_now_does_all_again(
    run: Run, started: Callable[..., subprocess.Popen[str]], many: Path, tmp_path: Path
) -> None:
    stopped(started, tmp_path)
    (many / "3.txt").write_text("Gula Naik Lagi\nEditor: Edi Contoh\nKONTAN.CO.ID - SEOUL. Naik.")
    done = run("batch", "many", "-o", "out.jsonl", "--resume", "--report", "report.json")
    assert done.returncode == 0
    assert json.loads((tmp_path / "report.json").read_text())["resumed"] == 0


def test_standard_input_reaches_the_workers(run: Run, story: str) -> None:
    done = run("batch", "-", "-q", "--timeout", "20", stdin=story.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["editors"] == ["Edi Contoh"]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("arguments", ["many -j 2", "many/1.txt --timeout 20"])
def test_a_pipe_of_the_shell_reaches_the_workers(shell: Run, arguments: str) -> None:
    one = "printf 'KONTAN.CO.ID - SEOUL. Harga gula naik.'"
    line = f"kontan-parse batch <({one}) {arguments} <(printf '\\0') -q"
    done = shell(f"{line} | jq -rs '.[0].paragraphs[0]'")
    assert done.stdout == "Harga gula naik.\n"
    assert done.stderr.endswith(
        ": error: holds a NUL byte (at byte 0), so it is not text [binary]\n"
    )


@pytest.mark.parametrize("damage", [lambda data: data[:-100], lambda data: data.swapcase()])
@pytest.mark.usefixtures("many")
def test_a_damaged_part_is_done_again(
    run: Run,
    started: Callable[..., subprocess.Popen[str]],
    tmp_path: Path,
    damage: Callable[[bytes], bytes],
) -> None:
    assert run("batch", "many", "-o", "whole.jsonl").returncode == 0
    stopped(started, tmp_path)
    part = min((tmp_path / PARTS).glob("*.jsonl"))
    part.write_bytes(damage(part.read_bytes()))
    assert run("batch", "many", "-o", "out.jsonl", "--resume").returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: {},
        lambda _: None,
        lambda _: [],
        lambda _: [1],
        lambda told: told | {"parsed": None},
        lambda told: told | {"failures": []},
        lambda told: told | {"findings": {"glued-line": "banyak"}},
        lambda told: told | {"failed": [["a.txt"]]},
        lambda told: {key: value for key, value in told.items() if key != "shapes"},
    ],
)
def test_what_tells_no_part_is_none(tmp_path: Path, damage: Callable[[Any], object]) -> None:
    parts = Parts(str(tmp_path / "out.jsonl"))
    parts.open({}, resume=False)
    parts.write(0, "fingerprint", Done(b"{}\n", (), Tally(parsed=1)))
    assert parts.read(0, "fingerprint") is not None
    told = tmp_path / PARTS / "00000000.json"
    told.write_text(json.dumps(damage(json.loads(told.read_text()))))
    assert parts.read(0, "fingerprint") is None
    parts.drop()


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        *((code, False) for code in ("timeout", "worker-died", "bug")),
        *((code, False) for code in ("missing-extra", "no-permission", "unreadable")),
        *((code, True) for code in ("binary", "broken", "tangled", "too-large")),
    ],
)
def test_a_failure_that_may_pass_is_tried_again(tmp_path: Path, code: str, kept: bool) -> None:
    parts = Parts(str(tmp_path / "out.jsonl"))
    parts.open({}, resume=False)
    tally = Tally(parsed=1, failures=Counter((code,)))
    parts.write(0, "fingerprint", Done(b"{}\n", (("1.txt", code, "so it is"),), tally))
    assert (parts.read(0, "fingerprint") is not None) is kept
    parts.drop()


def test_a_lock_that_went_with_its_folder_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch before ends just when this one has found its lock."""
    fcntl = pytest.importorskip("fcntl")
    first, second = (Parts(str(tmp_path / "out.jsonl")) for _ in range(2))
    first.open({}, resume=False)
    lock = fcntl.flock

    def late(*arguments: Any) -> None:
        first.drop()
        lock(*arguments)

    monkeypatch.setattr(fcntl, "flock", late)
    with pytest.raises(ForeignParts, match="another batch is writing"):
        second.open({}, resume=False)
    monkeypatch.undo()
    second.open({}, resume=False)
    second.drop()


@pytest.mark.usefixtures("many")
def test_a_changed_program_refuses_to_go_on(
    run: Run, started: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    stopped(started, tmp_path)
    plan = tmp_path / PARTS / "plan.json"
    made = json.loads(plan.read_text())
    plan.write_text(json.dumps(made | {"program": "kontan-parse 0.0.9"}))
    done = run("batch", "many", "-o", "out.jsonl", "--resume")
    assert done.returncode == 1
    assert "were made with program 'kontan-parse 0.0.9'" in done.stderr
    assert "run without --resume to start over" in done.stderr
    options = run("batch", "many", "-o", "out.jsonl", "--resume", "--max-size", "1M")
    assert options.returncode == 1
    plan.write_text(json.dumps(made))
    fields = run("batch", "many", "-o", "out.jsonl", "--resume", "--text-field", "isi")
    assert fields.returncode == 1
    assert "were made with text field none, and this is 'isi'; run without" in fields.stderr
    assert run("batch", "many", "-o", "out.jsonl").returncode == 0
    assert not (tmp_path / PARTS).exists()


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("changed", ["blocks/rules.py", "cli/archive.py", "era.json", None])
def test_a_program_that_changed_under_its_version_refuses_to_go_on(
    started: Callable[..., subprocess.Popen[str]],
    environment: dict[str, str],
    tmp_path: Path,
    changed: str | None,
) -> None:
    """It is known by what it holds, and not by where it lies."""
    stopped(started, tmp_path)
    other = tmp_path / "other" / "kontan_parse"
    shutil.copytree(Path(kontan_parse.__file__).parent, other)
    if changed is not None:
        with (other / changed).open("a") as file:
            file.write("\n")
    done = subprocess.run(
        [sys.executable, "-m", "kontan_parse", "batch", "many", "-o", "out.jsonl", "--resume"],
        cwd=tmp_path, env=environment | {"PYTHONPATH": str(other.parent)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if changed is None:
        assert (done.returncode, "900 of them were done" in done.stderr) == (0, True)
    else:
        made = f"'kontan-parse {kontan_parse.__version__} ({packaged.digest()})'"
        assert done.returncode == 1
        assert f"were made with program {made}, and this is 'kontan-parse" in done.stderr
        assert "run without --resume to start over" in done.stderr


def test_a_program_in_a_zip_is_the_same(tmp_path: Path) -> None:
    shutil.make_archive(
        str(tmp_path / "all"), "zip", Path(kontan_parse.__file__).parents[1], "kontan_parse"
    )
    asked = "from kontan_parse import packaged; print(packaged.__file__, packaged.digest())"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "all.zip")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    place = tmp_path / "all.zip" / "kontan_parse" / "packaged.py"
    assert done.stdout == f"{place} {packaged.digest()}\n", done.stderr


@pytest.mark.usefixtures("many")
def test_a_full_disk_can_be_gone_on_with(run: Run, shell: Run, tmp_path: Path) -> None:
    unset = "env -u COVERAGE_PROCESS_CONFIG"  # its data would not fit either
    # Room for each part, but not for all of them in one file.
    done = shell(f"ulimit -f 400; {unset} kontan-parse batch many -o out.jsonl -j 2")
    assert done.returncode == 1
    assert done.stderr == (
        "out.jsonl: error: cannot be written: File too large [unwritable]\n"
        "the parts are kept; the same command with --resume goes on where it was\n"
    )
    assert not (tmp_path / "out.jsonl").exists()
    again = run("batch", "many", "-o", "out.jsonl", "--resume", "--report", "report.json")
    assert again.returncode == 0
    assert json.loads((tmp_path / "report.json").read_text())["resumed"] == 900
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 900
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many", "out.jsonl", "report.json"]


@pytest.mark.usefixtures("many")
def test_a_disk_without_room_for_a_part_is_one_clear_failure(shell: Run, tmp_path: Path) -> None:
    unset = "env -u COVERAGE_PROCESS_CONFIG"  # as above
    done = shell(f"ulimit -f 8; {unset} kontan-parse batch many -o out.jsonl -j 2")
    assert done.returncode == 1
    assert "out.jsonl: error: cannot be written: File too large [unwritable]" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["many"]


KILLED = """
import os, signal, sys
from kontan_parse import sinks

def blocks():
    yield open("line", "rb").read()
    os.kill(os.getpid(), signal.SIGKILL)

sinks.collect(blocks(), sys.argv[1])
"""


@pytest.mark.parametrize("output", ["out.jsonl", "out.sqlite", "out/", "link.jsonl"])
def test_what_was_joined_at_a_kill_goes_with_the_next_batch(
    run: Run, environment: dict[str, str], tmp_path: Path, story: str, output: str
) -> None:
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "b").mkdir()
    (tmp_path / "link.jsonl").symlink_to("b/out.jsonl")
    (tmp_path / "line").write_text(run("batch", "a.txt", "-q").stdout)
    (tmp_path / ".kontan-parse-x.part").write_text("another's")
    before = {path.name for path in tmp_path.rglob("*")}
    for _ in range(2):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, output], cwd=tmp_path, env=environment, check=False
        )
        assert killed.returncode == -signal.SIGKILL
    assert len({path.name for path in tmp_path.rglob("*")} - before) >= 2
    assert run("batch", "a.txt", "-o", output, "--resume", "-q").returncode == 0
    left = {path.name for path in tmp_path.rglob("*")} - before
    assert left == {"out/": {"out", "part-00000.jsonl"}, "link.jsonl": {"out.jsonl"}}.get(
        output, {output}
    )


def test_old_shards_are_kept_until_there_are_new_ones(tmp_path: Path) -> None:
    line = b'{"schema":"kontan-parse/1"}\n'
    sinks.collect([line], f"{tmp_path}/out/")
    old = tmp_path / f"{files.prefix(tmp_path / 'out')}x{files.OLD}"
    (tmp_path / "out").rename(old)
    sinks.sweep(f"{tmp_path}/out/")
    assert (old / "part-00000.jsonl").exists()
    sinks.collect([line], f"{tmp_path}/out/")
    sinks.sweep(f"{tmp_path}/out/")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_worker_holds_is_no_part_yet(tmp_path: Path) -> None:
    """A worker that outlives its batch leaves nothing that the next would take for done."""
    parts = Parts(str(tmp_path / "out.jsonl"))
    parts.open({}, resume=False)
    task = Task(0, ("1.txt",), "fingerprint")
    done = Done(b"{}\n", (), Tally(parsed=1))
    held = parts.hold(task, done)
    assert held.data == b""
    assert parts.read(0, task.reads) is None
    parts.write(0, task.reads, held)
    assert list(parts.blocks(1)) == [b"{}\n"]
    assert parts.read(0, task.reads) == Done(b"", (), Tally(parsed=1))
    parts.drop()
    assert parts.hold(task, done) == done


def test_what_a_task_reads_tells_it_from_another(tmp_path: Path) -> None:
    file, twin = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (file, twin):
        path.write_text("Gula naik.")
        os.utime(path, (1_000_000_000, 1_000_000_000))
    article = Document(
        text="Naik.",
        origin=Origin(path="a.csv", record=1, sha256="a"),
        title="Gula",
        url="https://contoh.example/gula",
        published="2026-06-15",
    )
    line = sources.Packed("a.jsonl", 1, b'{"text": "Gula naik."}', None, 100)
    failure = UnreadableInput("a.csv:1", "no-text", "its text is null")
    items: list[tasks.Item] = [
        str(file),
        str(twin),
        str(tmp_path / "none.txt"),
        article,
        replace(article, origin=Origin(path="a.csv", record=2, sha256="a")),
        replace(article, origin=Origin(path="b.csv", record=1, sha256="a")),
        replace(article, origin=Origin(path="a.csv", record=1, sha256="b")),
        replace(article, title="Kopi"),
        replace(article, title=None),
        replace(article, url="https://contoh.example/kopi"),
        replace(article, published="2026-06-16"),
        line,
        line._replace(path="b.jsonl"),
        line._replace(number=2),
        line._replace(data=b'{"text": "Gula turun"}'),
        failure,
        UnreadableInput("a.csv:2", "no-text", "its text is null"),
        UnreadableInput("a.csv:1", "broken-row", "its text is null"),
        UnreadableInput("a.csv:1", "no-text", "its text is none"),
    ]
    told = [tasks.fingerprint((item,)) for item in items]
    assert told == [tasks.fingerprint((item,)) for item in items]
    told += [tasks.fingerprint(some) for some in ((), (line, failure), (failure, line))]
    file.write_text("Gula turun.")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    told.append(tasks.fingerprint((str(file),)))
    os.utime(file, (1_000_000_001, 1_000_000_001))
    told.append(tasks.fingerprint((str(file),)))
    assert len({*told}) == len(told)
    assert "" not in told


def test_nobody_says_when_an_address_changed(tmp_path: Path) -> None:
    assert tasks.fingerprint(("a.txt", "memory://a.txt")) == ""
    parts = Parts(str(tmp_path / "out.jsonl"))
    parts.open({}, resume=False)
    parts.write(0, "", Done(b"{}\n", (), Tally(parsed=1)))
    assert parts.read(0, "") is None
    parts.drop()


def lay(folder: Path, files: dict[str, str | None]) -> None:
    """Files with their text, or folders for None."""
    folder.mkdir()
    for name, text in files.items():
        if text is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_text(text)


PLAN = '{"program": "kontan-parse 0.0.9"}'


@pytest.mark.parametrize("more", [(), ("--resume",)])
@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": "mine"},
        {"plan.json": '{"mine": 1}'},
        {"plan.json": "[]"},
        {"plan.json": "bab satu"},
        {"plan.json": PLAN, "notes.txt": "precious"},
        {"plan.json": PLAN, "00000000.jsonl": None},
        {"00000000.jsonl": "{}", "lock": ""},
    ],
    ids=str,
)
def test_a_folder_of_somebody_else_is_left_alone(
    run: Run, tmp_path: Path, story: str, files: dict[str, str | None], more: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(story)
    lay(tmp_path / PARTS, files)
    done = run("batch", "a.txt", "-o", "out.jsonl", *more)
    assert done.returncode == 1
    last = max(files, key=lambda name: (name[0].isdecimal(), name == "notes.txt"))
    assert done.stderr == (
        f"error: {tmp_path / PARTS / last} is in the way and was not made by a batch; move it\n"
    )
    assert {file.name for file in (tmp_path / PARTS).iterdir()} == set(files)
    for name, text in files.items():
        assert text is None or (tmp_path / PARTS / name).read_text() == text


def test_a_file_in_the_place_of_the_parts_is_left_alone(
    run: Run, tmp_path: Path, story: str
) -> None:
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / PARTS).write_text("mine")
    done = run("batch", "a.txt", "-o", "out.jsonl")
    assert done.returncode == 1
    assert done.stderr == (
        f"error: {tmp_path / PARTS} is in the way and was not made by a batch; move it\n"
    )
    assert (tmp_path / PARTS).read_text() == "mine"


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"lock": ""},
        {".plan.json.tmp": "{", "lock": "", ".00000000.77.tmp": "{}"},
        {"plan.json": "", "00000000.jsonl": "{}", "00000000.json": "{}", ".00000000.json.tmp": ""},
        {"plan.json": "\0\0", "lock": ""},
        {"plan.json": PLAN, "00000000.jsonl": "{}"},
    ],
    ids=str,
)
def test_what_a_batch_has_left_is_thrown_away(
    run: Run, tmp_path: Path, story: str, files: dict[str, str | None]
) -> None:
    (tmp_path / "a.txt").write_text(story)
    lay(tmp_path / PARTS, files)
    done = run("batch", "a.txt", "-o", "out.jsonl")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        0,
        "1 in = 1 parsed + 0 failed → out.jsonl",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.jsonl"]


def test_a_plan_that_a_power_cut_emptied_is_not_gone_on_with(
    run: Run, tmp_path: Path, story: str
) -> None:
    (tmp_path / "a.txt").write_text(story)
    lay(tmp_path / PARTS, {"plan.json": "", "00000000.jsonl": "{}"})
    done = run("batch", "a.txt", "-o", "out.jsonl", "--resume")
    assert done.returncode == 1
    assert done.stderr == (
        f"error: nothing is left of {tmp_path / PARTS / 'plan.json'}; "
        "run without --resume to start over\n"
    )


def test_what_somebody_adds_meanwhile_stays(tmp_path: Path) -> None:
    parts = Parts(str(tmp_path / "out.jsonl"))
    parts.open({}, resume=False)
    (tmp_path / PARTS / "notes.txt").write_text("precious")
    parts.drop()
    assert [path.name for path in (tmp_path / PARTS).iterdir()] == ["notes.txt"]


# Workers


def test_what_takes_too_long_is_a_named_failure(run: Run, many: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slow")
    done = run(
        "batch", f"{many.name}/1.txt", "slow", f"{many.name}/2.txt", "--timeout", "0.5", "-j", "2"
    )
    assert done.returncode == 1
    assert "slow: error: took longer than 0.5 seconds; given up [timeout]" in done.stderr
    assert "3 in = 2 parsed + 1 failed" in done.stderr
    paths = [json.loads(line)["origin"]["path"] for line in done.stdout.splitlines()]
    assert paths == ["many/1.txt", "many/2.txt"]


def test_a_worker_that_dies_costs_a_retry_then_one_failure(
    started: Callable[..., subprocess.Popen[str]], many: Path, tmp_path: Path
) -> None:
    fifo = tmp_path / "slow"
    os.mkfifo(fifo)
    process = started(
        "batch", f"{many.name}/1.txt", "slow", many.name, "-o", "out.jsonl", "-j", "2"
    )
    killed: set[int] = set()
    with fifo.open("wb"):  # opens when a worker reads it
        for _ in range(2):
            victims = until(lambda: set(readers(fifo)) - killed)
            assert isinstance(victims, set)
            for victim in victims:
                os.kill(victim, signal.SIGKILL)
            killed.update(victims)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert "slow: error: 2 processes died of it (killed by signal 9); given up" in err
    assert "901 in = 900 parsed + 1 failed" in err
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 900


def test_a_worker_that_dies_by_chance_loses_nothing(
    started: Callable[..., subprocess.Popen[str]], many: Path, tmp_path: Path
) -> None:
    fifo = tmp_path / "slow"
    os.mkfifo(fifo)
    process = started(
        "batch", f"{many.name}/1.txt", "slow", many.name, "-o", "out.jsonl", "-j", "2"
    )
    with fifo.open("w") as pipe:
        victims = until(lambda: readers(fifo))
        assert isinstance(victims, list)
        os.kill(victims[0], signal.SIGKILL)
        until(lambda: set(readers(fifo)) - set(victims))  # what is written now is another's
        pipe.write("KONTAN.CO.ID - SEOUL. Harga gula naik.")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "901 in = 901 parsed + 0 failed" in err


def test_the_time_of_a_stopped_batch_is_nobodys(
    started: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Ctrl-Z stops the command and its workers, and `fg` lets them go on."""
    os.mkfifo(tmp_path / "slow")
    process = started("batch", "slow", "--timeout", "2")
    with (tmp_path / "slow").open("w") as pipe:  # opens when a worker reads it
        os.killpg(process.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)
        time.sleep(2.5)
        os.killpg(process.pid, signal.SIGCONT)
        time.sleep(0.5)  # long enough for a look at the clocks
        pipe.write("KONTAN.CO.ID - SEOUL. Harga gula naik.")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert err.startswith("1 in = 1 parsed + 0 failed\n")
    assert json.loads(out)["dateline"]["places"] == ["SEOUL"]


def test_a_worker_dies_with_its_command(
    started: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Also while it waits for what nobody writes."""
    os.mkfifo(tmp_path / "slow")
    process = started("batch", "slow", "--timeout", "600", "-o", "out.jsonl")
    with (tmp_path / "slow").open("wb") as pipe:  # opens when a worker reads it
        process.kill()
        process.wait()
        seen = select.poll()
        seen.register(pipe, 0)
        assert seen.poll(30_000) == [(pipe.fileno(), select.POLLERR)]  # nobody reads it any more


@pytest.mark.usefixtures("many")
def test_as_many_workers_work_as_were_asked_for(
    started: Callable[..., subprocess.Popen[str]],
) -> None:
    """Also on tasks that are done as fast as they are handed out."""
    process = started("batch", "many", "-o", "out.jsonl", "-j", "3", "-q")
    most = 0
    while process.poll() is None:
        most = max(most, len(session(process.pid)))
    assert process.returncode == 0
    assert most >= 6  # the command, two that multiprocessing has, and three workers


def session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if os.getsid(int(entry.name)) == leader:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def test_the_number_of_workers_changes_nothing(run: Run, many: Path, tmp_path: Path) -> None:
    (many / "broken.txt").write_bytes(b"\0")
    written = []
    for jobs in ("1", "2", "5"):
        done = run("batch", many.name, "-o", "out.jsonl", "-j", jobs, "--rejects", "no.jsonl")
        assert done.returncode == 1
        written.append(
            ((tmp_path / "out.jsonl").read_bytes(), (tmp_path / "no.jsonl").read_bytes())
        )
    assert written[0] == written[1] == written[2]
    assert run("batch", many.name, "-q", "-j", "3").stdout.encode() == written[0][0]


def test_a_bug_ends_no_worker(tmp_path: Path, story: str) -> None:
    flat = "KONTAN.CO.ID - SEOUL. Naik. Baca Juga: Gula Naik Lagi Pedagang mengatakan stok cukup."
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(flat if number % 50 == 7 else story)
    (tmp_path / "script.py").write_text(
        "import os\n"
        "from kontan_parse import batch, sources\n"
        "from kontan_parse.batch import tasks\n"
        "class Broken:\n"
        "    def __contains__(self, title):\n"
        "        raise LookupError(os.getpid())\n"
        "if __name__ == '__main__':\n"
        "    settings = tasks.Settings(known_titles=Broken())\n"
        "    given = batch.items(sources.find(['.']), settings)\n"
        "    failures = []\n"
        "    report = batch.run(given, 'out.jsonl', settings, batch.here(settings, jobs=1),\n"
        "                       on_failure=failures.append)\n"
        "    print(report.parsed, report.failures, len({failure.reason for failure in failures}))\n"
    )
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("392 {'bug': 8} 1\n", "")


def test_an_input_that_memory_does_not_suffice_for_is_a_failure_of_its_own(
    tmp_path: Path, story: str
) -> None:
    """Its workers end without a word of their own."""
    flat = "KONTAN.CO.ID - SEOUL. Naik. Baca Juga: Gula Naik Lagi Pedagang mengatakan stok cukup."
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(flat if number == 107 else story)
    done = script(
        tmp_path,
        "from kontan_parse import batch, sources",
        "from kontan_parse.batch import tasks",
        "class Large:",
        "    def __contains__(self, title):",
        "        raise MemoryError",
        "if __name__ == '__main__':",
        "    settings = tasks.Settings(known_titles=Large())",
        "    given = batch.items(sources.find(['.']), settings)",
        "    report = batch.run(given, 'out.jsonl', settings, batch.here(settings, jobs=2),",
        "                       on_failure=print)",
        "    print(report.parsed, report.failures)",
    )
    told = "./107.txt: 2 processes died of it (out of memory); given up\n399 {'worker-died': 1}\n"
    assert (done.stdout, done.stderr) == (told, "")


def test_workers_that_cannot_start_are_one_clear_failure(tmp_path: Path, story: str) -> None:
    """As under a script without the guard that processes need."""
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(story)
    (tmp_path / "script.py").write_text(
        "from kontan_parse import batch, sources\n"
        "from kontan_parse.batch import tasks\n"
        "settings = tasks.Settings()\n"
        "runner = batch.here(settings, jobs=2)\n"
        "batch.run(sources.find(['.']), 'out.jsonl', settings, runner)\n"
    )
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "NoWorkers: 5 processes ended before they began" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("files", range(16, 28, 2))
def test_a_worker_too_many_is_one_clear_failure(shell: Run, tmp_path: Path, files: int) -> None:
    """In each moment of its start, and without a word of those that it starts from."""
    unset = "env -u COVERAGE_PROCESS_CONFIG"  # its data are files, too
    done = shell(f"ulimit -n {files}; {unset} kontan-parse batch many -o out.jsonl -j 8")
    assert done.returncode == 1
    told = (
        r"error: process \d of 8 cannot be started: Too many open files; take fewer, with --jobs, "
        r"or raise the limit, see `ulimit -a`\n"
        r"(the parts are kept; the same command with --resume goes on where it was\n)?"
    )
    assert re.fullmatch(told, done.stderr), done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_workers_that_die_while_they_wait_are_replaced(story: str) -> None:
    """As where the system needs memory, and inputs come slowly."""
    jobs = workers.STILLBORN + 1
    text = Document(text=story)
    pool = workers.Pool(jobs, tasks.Settings())

    def drawn() -> Iterator[tasks.Task]:
        yield from (Task(number, (text,)) for number in range(jobs))
        assert len(pool._workers) == jobs
        for worker in pool._workers:
            assert worker.task is None or worker.pipe.poll(30)  # it is done, and waits
            worker.process.kill()
        for worker in pool._workers:
            worker.process.join()
        yield from (Task(number, (text,)) for number in range(jobs, 3 * jobs))

    with pool:
        assert sorted(task.number for task, _ in pool.run(drawn())) == [*range(3 * jobs)]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [("['1.txt'] * 200", 0), ("['1.txt'] * 201", 1), ("['1.jsonl']", 1), ("[]", 0)],
)
def test_workers_are_got_ready_only_where_they_will_be_wanted(inputs: str, expected: int) -> None:
    script = (
        "from multiprocessing import forkserver\n"
        "from kontan_parse import batch\n"
        f"batch.expect({inputs})\n"
        f"batch.expect({inputs})\n"
        "print(int(forkserver._forkserver._forkserver_pid is not None))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == (f"{expected}\n", "")


def script(tmp_path: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    """What came of a program in a process of its own."""
    (tmp_path / "script.py").write_text("\n".join(lines))
    return subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_what_workers_are_forked_from_hears_no_interrupt_as_it_starts(tmp_path: Path) -> None:
    done = script(
        tmp_path,
        "import signal",
        "from multiprocessing import forkserver",
        "from pathlib import Path",
        "from kontan_parse.batch import workers",
        "workers.warm_up()",
        "told = Path(f'/proc/{forkserver._forkserver._forkserver_pid}/status').read_text()",
        "(blocked,) = (line.split()[1] for line in told.splitlines() if 'SigBlk' in line)",
        "print(int(blocked, 16) >> (signal.SIGINT - 1) & 1)",
        "print(signal.pthread_sigmask(signal.SIG_BLOCK, ()))",
    )
    assert (done.stdout, done.stderr) == ("1\nset()\n", "")


def test_a_worker_whose_parent_is_gone_ends_without_a_word(tmp_path: Path) -> None:
    """Also where the parent was killed before it took what came of the last task."""
    done = script(
        tmp_path,
        "import multiprocessing as mp",
        "from kontan_parse.batch import tasks, workers",
        "if __name__ == '__main__':",
        "    context = mp.get_context('spawn')",
        "    ours, theirs = context.Pipe()",
        "    clock = context.RawArray('d', [-1.0, 0.0])",
        "    given = theirs, clock, tasks.Settings(), None",
        "    worker = context.Process(target=workers.serve, args=given)",
        "    worker.start()",
        "    theirs.close()",
        "    ours.send(tasks.Task(0, ('gone.txt',)))",
        "    ours.poll(None)",
        "    ours.close()",
        "    worker.join()",
        "    print(worker.exitcode)",
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


# Told


def test_the_report_adds_up(run: Run, many: Path, tmp_path: Path) -> None:
    (many / "broken.txt").write_bytes(b"\0")
    (many / "page.html").write_text("<article>KONTAN.CO.ID - SEOUL. Naik.</article>")
    assert run("batch", many.name, "-o", "out.jsonl", "--report", "report.json").returncode == 1
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["total"] == report["parsed"] + report["failed"] == 902
    assert sum(report["failures"].values()) == report["failed"] == 1
    assert report["shapes"] == {"txt": 901, "html": 1}
    assert report["findings"]["unknown-template"] == 1


def test_plain_progress_is_lines(run: Run, many: Path) -> None:
    done = run("batch", many.name, "-o", "out.jsonl", "--progress", "plain")
    assert "900 of 900 done, 0 failed" in done.stderr
    assert "\x1b" not in done.stderr


def test_no_task_runs_far_ahead_of_one_that_takes_long(tmp_path: Path, story: str) -> None:
    """What is done before its turn waits in memory where there is no output file."""
    slow = tmp_path / "slow"
    os.mkfifo(slow)
    text = Document(text=story)
    done: list[int] = []
    furthest = 0

    def drawn() -> Iterator[tasks.Task]:
        nonlocal furthest
        yield tasks.Task(0, (str(slow),))
        for number in range(1, 50):
            furthest = furthest if 0 in done else number
            yield tasks.Task(number, (text,))

    with workers.Pool(2, tasks.Settings()) as pool:
        for task, _ in pool.run(drawn()):
            done.append(task.number)
            if len(done) == 2 * workers.AHEAD:
                slow.write_text(story)
    assert sorted(done) == [*range(50)]
    assert furthest == 2 * workers.AHEAD
