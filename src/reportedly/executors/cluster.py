"""Work spread over a Ray cluster: Ray hands out our own functions and tries again where a worker was ended, nothing more.

It needs the extra `ray`, and on every machine of the cluster the same versions of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from reportedly.executors import ExecutorError, R, T, weightless
from reportedly.executors.turns import in_turn

TRIES = 3  # times that an item is handed out again after its worker was ended
WAIT = 3_600.0  # seconds for the result of an item; whatever takes longer hangs


@dataclass(frozen=True, slots=True)
class Cluster:
    """The Ray cluster at an address ("auto" for the one that this machine is part of); without an address, workers of this
    machine. A cluster that runs already is joined and left; one that was begun for the work ends with it.
    """

    address: str | None = None

    def in_order(
        self,
        work: Callable[[T], R],
        items: Iterable[T],
        lost: Callable[[T], R],
        weigh: Callable[[T], int] = weightless,
    ) -> Iterator[R]:
        """As every executor. Raises ExecutorError where Ray is not installed or no cluster answers."""
        ray = _ray()
        joined = bool(ray.is_initialized())
        if not joined:
            _join(ray, self.address)
        task: Any = ray.remote(max_retries=TRIES)(_call)
        shared = ray.put(work)

        def result(item: T, handed: Any) -> R:
            try:
                done: R = ray.get(handed, timeout=WAIT)
            except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.GetTimeoutError):
                return lost(item)
            return done

        workers = max(1, int(ray.cluster_resources().get("CPU", 1)))
        try:
            yield from in_turn(items, lambda item: task.remote(shared, item), result, workers, weigh)
        finally:
            if not joined:
                ray.shutdown()


def _call(work: Callable[[T], R], item: T) -> R:
    return work(item)


def _ray() -> ModuleType:
    try:
        import ray
    except ImportError as error:
        raise ExecutorError("the engine ray needs Ray: `pip install 'reportedly[ray]'` adds it") from error
    module: ModuleType = ray
    return module


def _join(ray: Any, address: str | None) -> None:
    """Join the cluster, or begin one of this machine's cores that nothing outside it can reach."""
    alone = {} if address else {"include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    try:
        ray.init(address=address, log_to_driver=False, logging_level="error", **alone)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ExecutorError(
            f"no Ray cluster at {address or 'this machine'} ({error}); `ray start --head` begins one"
        ) from error
