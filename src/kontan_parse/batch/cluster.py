"""The same tasks on the workers of a Dask cluster that runs already.

Each task is a future: the cluster decides where it runs, and does it again when a worker dies.
Files are read by the workers, so their names must mean the same there: a shared folder, or an
address that fsspec knows. What comes of a task comes back here, and is written here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kontan_parse.batch.tasks import Done, Hold, Runner, Settings, Task, joined, name, perform
from kontan_parse.diagnostics import KontanParseError, UnreadableInput

AHEAD = 4
"""Tasks for each thread of the cluster that are out at a time."""
_SENDINGS = 3
"""How often the settings are sent before the cluster is given up."""
CONNECT = 10
"""Seconds to wait for the scheduler."""


class NoCluster(KontanParseError):  # noqa: N818 - a state, like the other failures
    """There is no cluster at the address, or not any more, or nothing here to speak to it with."""


def there(address: str, settings: Settings) -> Runner:
    """Work on the cluster whose scheduler is at `address`, as `tcp://host:8786`.

    Raises `NoCluster`, also when it is lost: its scheduler, or all workers at a time.
    """
    try:
        from distributed import CancelledError
    except ImportError:
        raise NoCluster("--cluster needs Dask; type: pip install 'kontan-parse[cluster]'") from None

    def performed(todo: Iterable[Task], _: Hold | None) -> Iterator[tuple[Task, Done]]:
        with _quiet(), _connected(address) as client:
            try:
                yield from _submitted(client, _shared(client, address, settings), todo)
            except Exception as error:
                if isinstance(error, CancelledError | OSError) or client.status != "running":
                    raise NoCluster(
                        f"the Dask cluster at {address} was lost: its scheduler or all its "
                        "workers ended"
                    ) from None
                raise

    return performed


def _connected(address: str) -> Any:
    """A client of the scheduler at `address`; a context."""
    from distributed import Client

    try:
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address}: {error}") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """No word of Dask's own of workers that are lost, which is mended or said here."""
    logger = logging.getLogger("distributed.client")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _shared(client: Any, address: str, settings: Settings) -> Any:
    """The settings on all workers: sent again where one of them dies while they come."""
    reason: OSError | None = None
    for _ in range(_SENDINGS):
        try:
            return client.scatter(settings, broadcast=True)
        except OSError as error:
            reason = error
    raise NoCluster(f"the workers of {address} cannot be reached: {reason}")


def _submitted(client: Any, shared: Any, todo: Iterable[Task]) -> Iterator[tuple[Task, Done]]:
    """The tasks as they come back, a bounded number of them out at a time."""
    from distributed import KilledWorker, as_completed

    rest = iter(todo)
    out: dict[Any, Task] = {}
    completed = as_completed(loop=client.loop)
    limit = AHEAD * max(1, sum(client.nthreads().values()))
    while True:
        while len(out) < limit and (task := next(rest, None)) is not None:
            # Not pure: a second run with the same task is another task.
            future = client.submit(perform, task, shared, pure=False, retries=2)
            out[future] = task
            completed.add(future)
        if not out:
            return
        future = next(completed)
        task = out.pop(future)
        try:
            done: Done = future.result()
        except (KilledWorker, MemoryError):
            done = joined(_alone(client, shared, task))
        future.release()
        yield task, done


def _alone(client: Any, shared: Any, task: Task) -> Iterator[Done]:
    """The inputs of a task that workers could not bear, each by itself, so that one is to blame."""
    from distributed import KilledWorker

    for item in task.items:
        alone = Task(task.number, (item,))
        future = client.submit(perform, alone, shared, pure=False, retries=1)
        try:
            done: Done = future.result()
        except (KilledWorker, MemoryError) as error:
            how = "died of it" if isinstance(error, KilledWorker) else "had no memory left for it"
            failure = UnreadableInput(
                name(item), "worker-died", f"workers of the cluster {how}; given up"
            )
            done = perform(Task(task.number, (failure,)), Settings())
        yield done
