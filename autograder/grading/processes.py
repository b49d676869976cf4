"""Spreading work over processes of this machine."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

T = TypeVar("T")
Rows = list[dict[str, Any]]


def on_processes(shards: Sequence[T], jobs: int, work: Callable[[T], Rows]) -> Iterator[Rows]:
    """Let processes of this machine do the work; rows come as they are ready.

    Parameters
    ----------
    shards
        Parts of the work.
    jobs
        How many processes.
    work
        What does one part; it and the parts must be picklable.

    Raises
    ------
    BrokenProcessPool
        If one of the processes dies.
    """
    with _pool(jobs) as pool:
        futures = {pool.submit(work, shard) for shard in shards}
        yield from _as_ready(futures)


def _as_ready(futures: set[Future[Rows]]) -> Iterator[Rows]:
    while futures:
        ready, futures = wait(futures, return_when=FIRST_COMPLETED)
        for future in ready:
            yield future.result()


@contextlib.contextmanager
def _pool(jobs: int) -> Iterator[Executor]:
    """Processes that leave Ctrl-C to this one, and that end with it."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_ignore_interrupts)
    try:
        yield pool
    except BaseException:
        children = multiprocessing.active_children()
        pool.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.terminate()
        raise
    else:
        pool.shutdown()


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """How many processors this process may use."""
    if sys.platform.startswith("linux"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
