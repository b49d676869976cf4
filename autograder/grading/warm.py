"""Getting a grading process ready: its slowest part starts first, and beside the others."""

from __future__ import annotations

import atexit
import contextlib
import threading

from autograder.worker.client import Workers

_workers: Workers | None = None


def prepare(assignment: str, inside: bool) -> None:
    """Start the worker server, and collect the graders while it imports what students need; once.

    What goes wrong here goes wrong again, and is said, when the first submission is graded.
    """
    if _workers is not None:
        return
    starting = threading.Thread(target=_start, args=[workers(inside)])
    starting.start()
    with contextlib.suppress(Exception):
        from autograder.grading.places import assignment_named
        from autograder.grading.session import collected

        collected(assignment_named(assignment))
    starting.join()


def _start(workers: Workers) -> None:
    with contextlib.suppress(Exception):
        workers.start().end()


def workers(inside: bool) -> Workers:
    """This process's worker server; started once, ended with the process."""
    global _workers
    if _workers is None or _workers.inside != inside:
        _workers = Workers(inside)
        atexit.register(_workers.close)
    return _workers
