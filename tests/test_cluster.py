"""`batch --cluster`: a real scheduler and two real workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from conftest import Run
from kontan_parse.batch import cluster as cluster_room
from kontan_parse.batch.tasks import Settings

pytest.importorskip("distributed")


@pytest.fixture
def many(tmp_path: Path, story: str) -> Path:
    """A folder of 1,500 articles and a file that is none."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.txt").write_text(story.replace("3%", f"{number}%"))
    (folder / "broken.txt").write_bytes(b"\0")
    return folder


class Cluster:
    """A scheduler and its workers, on this machine's loopback."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        self.file = folder / "scheduler.json"
        self.processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0")]
        self.workers = [self._start("worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
        self.processes += self.workers

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        module = f"distributed.cli.dask_{what}"
        return subprocess.Popen(
            [
                *(sys.executable, "-m", module, "--scheduler-file", str(self.file)),
                *("--no-dashboard", *arguments),
            ],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def address(self) -> str:
        """Where the scheduler listens, once it does."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.file.exists() and self.file.read_text().strip():
                return str(json.loads(self.file.read_text())["address"])
            time.sleep(0.05)
        raise AssertionError("the scheduler does not start")

    def lose(
        self,
        victims: Iterable[subprocess.Popen[bytes]],
        command: Sequence[str],
        *,
        once: Callable[[], bool],
    ) -> tuple[int, str]:
        """Kill the `victims` while `command` works here, `once` so much is done; how it ends."""
        process = subprocess.Popen(
            command,
            cwd=self.folder.parent,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        end = time.monotonic() + 60
        while not once() and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        for victim in victims:
            os.kill(victim.pid, signal.SIGKILL)
        _, err = process.communicate(timeout=120)
        return process.returncode, err

    def close(self) -> None:
        """End all of it."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path, environment: dict[str, str]) -> Iterator[Cluster]:
    """A running cluster."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    started = Cluster(folder, environment)
    yield started
    started.close()


@pytest.mark.parametrize("when", ["plan.json", "0*.json"], ids=["at the start", "at work"])
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    when: str,
    run: Run,
    command: str,
    cluster: Cluster,
    many: Path,
    tmp_path: Path,
) -> None:
    assert run("batch", str(many), "-o", "here.jsonl", "-q").returncode == 1
    code, err = cluster.lose(
        cluster.workers[:1],
        [command, "batch", str(many), "-o", "there.jsonl", "--cluster", cluster.address],
        once=lambda: any((tmp_path / "there.jsonl.parts").glob(when)),
    )
    assert code == 1, err
    assert "1,501 in = 1,500 parsed + 1 failed" in err
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()


@pytest.mark.parametrize("lost", ["scheduler", "workers"])
def test_a_cluster_that_is_lost_can_be_gone_on_without(
    lost: str,
    run: Run,
    command: str,
    cluster: Cluster,
    many: Path,
    tmp_path: Path,
) -> None:
    slow = tmp_path / "slow.txt"
    os.mkfifo(slow)
    code, err = cluster.lose(
        cluster.workers if lost == "workers" else cluster.processes[:1],
        [command, "batch", str(many), str(slow), "-o", "out.jsonl", "--cluster", cluster.address],
        once=lambda: len([*(tmp_path / "out.jsonl.parts").glob("0*.json")]) >= 15,
    )
    told = (
        f"error: the Dask cluster at {cluster.address} was lost: its scheduler or all its workers "
        "ended\nthe parts are kept; the same command with --resume goes on where it was\n"
    )
    assert (code, err) == (1, told)
    assert not (tmp_path / "out.jsonl").exists()
    slow.unlink()
    slow.write_text("KONTAN.CO.ID - SEOUL. Harga gula naik.")
    done = run("batch", str(many), str(slow), "-o", "out.jsonl", "--resume")
    assert "1,502 in = 1,501 parsed + 1 failed" in done.stderr
    assert "1,500 of them were done by an earlier run" in done.stderr


LARGE = """
import logging, sys
import distributed
from kontan_parse import batch, sources
from kontan_parse.batch import cluster, tasks

before = logging.getLogger("distributed.client").level

class Large:
    def __contains__(self, title):
        raise MemoryError

settings = tasks.Settings(known_titles=Large())
given = batch.items(sources.find([sys.argv[1]]), settings)
runner = cluster.there(sys.argv[2], settings)
report = batch.run(given, "out.jsonl", settings, runner, on_failure=print)
print(report.parsed, report.failures)
print(logging.getLogger("distributed.client").level == before)
"""


def test_an_input_that_memory_does_not_suffice_for_is_a_failure_of_its_own(
    cluster: Cluster, tmp_path: Path, story: str
) -> None:
    flat = "KONTAN.CO.ID - SEOUL. Naik. Baca Juga: Gula Naik Lagi Pedagang mengatakan stok cukup."
    folder = tmp_path / "some"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(flat if number == 7 else story)
    done = subprocess.run(
        [sys.executable, "-c", LARGE, folder, cluster.address],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (
        f"{folder}/7.txt: workers of the cluster had no memory left for it; given up\n"
        "119 {'worker-died': 1}\n"
        "True\n",  # what Dask tells others is theirs to set
        "",
    )


class Flaky:
    """A client whose workers die while data is sent to them, so many times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def scatter(self, data: object, *, broadcast: bool) -> object:
        """What the real one gives stands for `data`; here it is the same."""
        assert broadcast
        self.times -= 1
        if self.times >= 0:
            raise OSError("Stream is closed")
        return data


def test_settings_are_sent_again() -> None:
    settings = Settings()
    assert cluster_room._shared(Flaky(2), "tcp://10.0.0.1:8786", settings) is settings
    with pytest.raises(cluster_room.NoCluster, match="cannot be reached: Stream"):
        cluster_room._shared(Flaky(3), "tcp://10.0.0.1:8786", settings)


def test_no_cluster_is_a_clear_failure(run: Run, story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story)
    done = run("batch", "a.txt", "-o", "out.jsonl", "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
