"""Processes that work off tasks, and what happens when one dies or hangs.

Each worker has a pipe and a clock: two numbers in shared memory that say which input it is at,
and since when. So the one at the other end knows what killed it. An input that two workers die
of, or that takes too long, becomes a named failure, and its task is done again without it.
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from kontan_parse.batch.tasks import Done, Hold, Settings, Task, name, perform
from kontan_parse.diagnostics import KontanParseError, UnreadableInput

AHEAD = 4
"""Tasks for each worker that may be out before the earliest of them is back."""
LIVES = 2
"""Workers that may die of an input before it is given up."""
STILLBORN = 5
"""Workers in a row that may end before their first task is done and any of its inputs begun."""
_NO_MEMORY = 12
"""How a worker ends that has no memory left: the number of the system's error, ENOMEM."""
_SPARE = 8
"""Files that are open at a time while a process is started: a socket, two pipes and some more."""
_COLLECTED = 100_000
"""Objects that a worker may have made before it looks for cycles; a page makes some thousand."""
_KEPT = 4 << 20
"""Bytes of the block that a worker takes and lets go at its start: a page needs half of them."""
_PULSE = 0.2
"""Seconds between two looks at the clocks."""


def serve(pipe: Connection, clock: Any, settings: Settings, hold: Hold | None) -> None:
    """Work off the tasks that come through `pipe` until it closes; the life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_die_with_the_parent, daemon=True).start()
    # A parse leaves no cycles behind, so what a collection would look at is all in use.
    gc.freeze()
    gc.set_threshold(_COLLECTED)
    # glibc gives memory back after each small page and fetches it for the next, a tenth of the
    # time; but it keeps twice the largest block that was ever let go.
    block = bytes(_KEPT)
    del block

    def at(index: int) -> None:
        clock[1] = time.monotonic()  # before the input: who looks between them is too lenient
        clock[0] = index

    try:
        while True:
            task = pipe.recv()
            done = perform(task, settings, at)
            clock[1] = 0.0
            pipe.send(hold(task, done) if hold else done)
    except (EOFError, ConnectionError):  # whoever gave the tasks is gone
        return
    except MemoryError:  # the parent says so
        os._exit(_NO_MEMORY)


def _die_with_the_parent() -> None:
    """End this process when the parent has ended, also while an input hangs that nobody asks for.

    The fork server tells nothing of that: it lives as long as one of its processes does.
    """
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    clock: Any
    task: Task | None = None
    at: tuple[float, float] = (-1.0, 0.0)
    """What its clock said when somebody last looked."""
    seen: float = 0.0
    """Seconds that it was seen to say so."""
    works: bool = False
    """Whether a task of its has come back."""


_FORKSERVER = "forkserver"
# A fork server is a process without threads, so its forks are safe, and it has read the code
# already; where there is none, each worker starts from nothing.
_METHOD = _FORKSERVER if _FORKSERVER in mp.get_all_start_methods() else "spawn"


def warm_up() -> None:
    """Start the process that workers are forked from, so that it reads the code in the meantime.

    Where one runs already, or none can, this does nothing.
    """
    if _METHOD != _FORKSERVER:
        return
    from multiprocessing import forkserver, resource_tracker

    forkserver.set_forkserver_preload(["kontan_parse.tasks", "kontan_parse.html"])
    # It hears no Ctrl-C while it starts, and tells nothing of it. Starting the tracker, which it
    # needs, would let signals through again.
    with suppress(OSError):  # a pool that needs it says what is wrong
        resource_tracker.ensure_running()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        with suppress(OSError):
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


class NoWorkers(KontanParseError):  # noqa: N818 - a state, like the other failures
    """Processes cannot be started here."""


class Pool:
    """`jobs` workers. A context: leaving it ends them."""

    def __init__(
        self,
        jobs: int,
        settings: Settings,
        timeout: float | None = None,
        hold: Hold | None = None,
    ) -> None:
        self.jobs, self.settings, self.timeout, self.hold = jobs, settings, timeout, hold
        self._context: Any = mp.get_context(_METHOD)
        warm_up()
        self._workers: list[_Worker] = []
        self._deaths: Counter[tuple[int, int]] = Counter()
        self._stillborn = 0
        self._looked = time.monotonic()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done]]:
        """Each task with what came of it, as they are done; the earliest is never far behind."""
        source = iter(tasks)
        waiting: deque[Task] = deque()
        out: set[int] = set()
        latest = 0
        exhausted = False
        while True:
            while (
                not exhausted
                and len(waiting) < self.jobs
                and (not out or latest - min(out) < AHEAD * self.jobs)
            ):
                task = next(source, None)
                exhausted = task is None
                if task is not None:
                    waiting.append(task)
                    latest = task.number
                    out.add(latest)
            self._hand_out(waiting)
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy and not waiting:
                if exhausted:
                    return
                continue
            for task, done in self._collect(busy, waiting):
                out.discard(task.number)
                yield task, done

    def _hand_out(self, waiting: deque[Task]) -> None:
        """Give each idle worker a task, and start workers while there are too few."""
        idle = sum(worker.task is None for worker in self._workers)
        while idle < len(waiting) and len(self._workers) < self.jobs:
            self._workers.append(self._start())
            idle += 1
        for worker in list(self._workers):
            if worker.task is None and waiting:
                worker.task = waiting.popleft()
                worker.clock[1], worker.clock[0] = time.monotonic(), -1
                with suppress(BrokenPipeError):  # it died idle; its end is seen below
                    worker.pipe.send(worker.task)

    def _start(self) -> _Worker:
        try:
            ours, theirs = self._context.Pipe()
            clock = self._context.RawArray("d", [-1.0, 0.0])
            process = self._context.Process(
                target=serve, args=(theirs, clock, self.settings, self.hold), daemon=True
            )
            if _METHOD == _FORKSERVER:
                _spare(ours.fileno())
            process.start()
        except (OSError, EOFError) as error:  # the second where the fork server cannot fork
            reason = getattr(error, "strerror", None) or str(error)
            raise NoWorkers(
                f"process {len(self._workers) + 1} of {self.jobs} cannot be started: {reason}; "
                "take fewer, with --jobs, or raise the limit, see `ulimit -a`"
            ) from error
        theirs.close()
        return _Worker(process, ours, clock)

    def _collect(self, busy: list[_Worker], waiting: deque[Task]) -> Iterator[tuple[Task, Done]]:
        """What came back; the tasks of workers that died or hang go back into `waiting`."""
        ready = wait([worker.pipe for worker in busy], timeout=_PULSE)
        now = time.monotonic()
        # Where this process itself was stopped, so were the workers, as by Ctrl-Z.
        passed, self._looked = min(now - self._looked, _PULSE), now
        for worker in busy:
            task = worker.task
            if task is None:
                continue
            if worker.pipe in ready:
                try:
                    done: Done = worker.pipe.recv()
                except (EOFError, OSError):
                    waiting.appendleft(self._without(worker, task, hung=False))
                else:
                    worker.task, worker.works = None, True
                    self._stillborn = 0
                    self._hand_out(waiting)  # it need not wait until `done` is written
                    yield task, done
            elif self.timeout is not None and self._hangs(worker, passed):
                worker.process.kill()
                waiting.appendleft(self._without(worker, task, hung=True))

    def _hangs(self, worker: _Worker, passed: float) -> bool:
        """Whether it is at one input for too long, where so much time has passed since a look."""
        at = float(worker.clock[0]), float(worker.clock[1])
        worker.seen = worker.seen + passed if at == worker.at else 0.0
        worker.at = at
        return at[0] >= 0 and at[1] > 0 and worker.seen > (self.timeout or 0.0)

    def _without(self, worker: _Worker, task: Task, *, hung: bool) -> Task:
        """`task` again, for another worker: without the input that is to blame, if it is known."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        index = int(worker.clock[0])
        if index < 0:  # it died before it began, perhaps while it waited
            self._stillborn += not worker.works
            if self._stillborn >= STILLBORN:
                raise NoWorkers(
                    f"{STILLBORN} processes ended before they began (with "
                    f"{worker.process.exitcode}); a script that starts them needs "
                    "`if __name__ == '__main__':`"
                )
            return task
        self._deaths[task.number, index] += 1
        item = task.items[index]
        if hung:
            failure = UnreadableInput(
                name(item), "timeout", f"took longer than {self.timeout:g} seconds; given up"
            )
        elif self._deaths[task.number, index] >= LIVES:
            how = _told(worker.process.exitcode or 0)
            failure = UnreadableInput(
                name(item), "worker-died", f"{LIVES} processes died of it ({how}); given up"
            )
        else:
            return task
        return task._replace(items=(*task.items[:index], failure, *task.items[index + 1 :]))


def _told(exitcode: int) -> str:
    """How a process ended, for a message."""
    if exitcode == _NO_MEMORY:
        return "out of memory"
    return f"killed by signal {-exitcode}" if exitcode < 0 else f"ended with {exitcode}"


def _spare(descriptor: int) -> None:
    """Raise `OSError` where this process may open fewer files than it takes to start another.

    A fork server that somebody speaks to and then cannot would end with a traceback.
    """
    held: list[int] = []
    try:
        while len(held) < _SPARE:
            held.append(os.dup(descriptor))
    finally:
        for copy in held:
            os.close(copy)
