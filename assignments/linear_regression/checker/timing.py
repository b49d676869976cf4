"""A deadline for the learner's code in this process.

It works where the platform has interval timers and the code runs in the main thread; the
engine's own deadline, from outside the process, holds everywhere.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar

AGAIN = 0.5  # seconds until code that catches a deadline is stopped again
TICK = 0.1  # seconds between two looks at the clock, where it ticks


class DeadlineExceeded(BaseException):
    """The code was stopped because its time was up."""


def deadline(seconds: float) -> AbstractContextManager[None]:
    """Raise :class:`DeadlineExceeded` in the block when its time is up, and again and again
    until the block is left, for code that catches it. Deadlines may be nested."""
    return _Ticked(seconds) if _Ticked.is_on else _alarm(seconds)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """A deadline that sets a timer, and leaves it as it was."""
    if not hasattr(signal, "setitimer") or \
            threading.current_thread() is not threading.main_thread():
        yield
        return

    began = time.monotonic()
    outer, again = signal.setitimer(signal.ITIMER_REAL, 0)
    previous = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, min(seconds, outer or seconds), AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        if outer:
            left = outer - (time.monotonic() - began)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), again)


def _stop(signum: int, frame: Any) -> None:
    raise DeadlineExceeded


class _Ticked:
    """A deadline in a process whose clock ticks anyway: it costs no call of the system."""

    is_on = False
    _ends: ClassVar[list[float]] = []  # of the blocks that the process is in, the earliest last

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def __enter__(self) -> None:
        ends = self._ends
        self._depth = len(ends)
        ends.append(min(self._end, ends[-1]) if ends else self._end)

    def __exit__(self, *_: object) -> None:
        del self._ends[self._depth:]

    @classmethod
    def look(cls, signum: int, frame: Any) -> None:
        """The handler of the ticks."""
        if cls._ends and time.monotonic() >= cls._ends[-1]:
            raise DeadlineExceeded


def keep_ticking() -> None:
    """Let the clock tick from now on, in a process that is there for a learner's code alone."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _Ticked.look)
        signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
        _Ticked.is_on = True
