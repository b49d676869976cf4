"""A deadline for the learner's code in this process.

It works where the platform has interval timers and the code runs in the main thread; the
engine's own deadline, from outside the process, holds everywhere.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class DeadlineExceeded(BaseException):
    """The code was stopped because its time was up."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise :class:`DeadlineExceeded` in the block when its time is up, and again every half
    second until the block is left, for code that catches it. Deadlines may be nested."""
    if not hasattr(signal, "setitimer") or \
            threading.current_thread() is not threading.main_thread():
        yield
        return

    began = time.monotonic()
    outer, again = signal.setitimer(signal.ITIMER_REAL, 0)
    previous = signal.getsignal(signal.SIGALRM)
    if previous is not stop:
        signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, min(seconds, outer or seconds), 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if previous is not stop:
            signal.signal(signal.SIGALRM, previous)
        if outer:
            left = outer - (time.monotonic() - began)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), again)


def stop(signum: int, frame: Any) -> None:
    """The handler of SIGALRM; where it is in place from the start, a deadline costs less."""
    raise DeadlineExceeded
