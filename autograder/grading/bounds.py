"""Bounds on the grader's own code where a worker chooses its arguments."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.checker.timing import deadline
from autograder.worker import wire
from autograder.worker.confine import MEMORY, address_space

SMALL = 2_000  # numbers of an array: two such, broadcast against each other, make 4 million


def are_small(call: wire.CallBack) -> bool:
    """Whether these arguments cannot cost much time or memory, whatever is done with them."""
    return all(_is_small(value) for value in (*call.args, *call.kwargs.values()))


def _is_small(value: wire.Value) -> bool:
    if isinstance(value, wire.Array):
        return all(size >= 0 for size in value.shape) and math.prod(value.shape) <= SMALL
    if isinstance(value, int):
        return abs(value) <= SMALL
    return value is None or isinstance(value, float)


@contextmanager
def own_parts_bounded(seconds: float) -> Iterator[None]:
    """No longer than this, and no more memory than a worker may take.

    Raises
    ------
    DeadlineExceeded, MemoryError
        In the block, when it would take more.
    """
    with deadline(seconds):
        if not sys.platform.startswith("linux"):
            yield
            return
        import resource

        before = resource.getrlimit(resource.RLIMIT_AS)
        most = address_space() + MEMORY
        if before[1] != resource.RLIM_INFINITY:
            most = min(most, before[1])
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, before)
