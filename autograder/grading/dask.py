"""A Dask cluster as the place where shards are graded."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from autograder.errors import UsageError

SECONDS = 30.0  # until the scheduler answers, and has a worker


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor on the workers of a scheduler, and how many shards they do at a time.

    Raises
    ------
    UsageError
        If Dask is not installed, nobody answers, or there is no worker.
    """
    try:
        from distributed import Client
        from distributed.comm import resolve_address
    except ImportError:
        raise UsageError("Dask is not installed here. Install it: "
                         "python -m pip install distributed") from None
    try:
        resolve_address(address)  # of one that is none a Client lets go only after a minute
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"No Dask scheduler answers at {address}: {error}. Start one with "
                         "`dask scheduler`; it prints its address.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError:
            raise UsageError(f"The scheduler at {address} has no worker. Start some: "
                             f"dask worker {address}") from None
        room = sum(client.nthreads().values())
        # Not pure: a shard that was lost is another task when it is sent again.
        yield client.get_executor(pure=False), room
