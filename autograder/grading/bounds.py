"""Bounds on the grader's own code where a worker chooses its arguments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.checker.timing import deadline
from autograder.worker.confine import MEMORY, address_space


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
