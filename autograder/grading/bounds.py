"""Bounds on the grader's own code where a worker chooses its arguments."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.checker.timing import deadline
from autograder.worker import wire
from autograder.worker.confine import MEMORY, address_space

SMALL = 2_000  # numbers of one argument
SMALL_TOGETHER = 10_000_000  # if all are broadcast against one another


def are_small(call: wire.CallBack) -> bool:
    """Whether these arguments cannot cost much time or memory, whatever is done with them."""
    sizes = [_size(value) for value in (*call.args, *call.kwargs.values())]
    return all(size <= SMALL for size in sizes) and math.prod(sizes) <= SMALL_TOGETHER


def _size(value: wire.Value) -> float:
    """How many numbers can come of a value; an empty side counts as one, as it may be multiplied
    away."""
    if isinstance(value, wire.Array):
        return math.prod(max(size, 1) for size in value.shape)
    if isinstance(value, int):
        return max(abs(value), 1)
    return 1 if value is None or isinstance(value, float) else math.inf


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
