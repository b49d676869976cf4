"""Processes of this machine that do one call after another, and that can be ended at any time.

They are started by a fresh ``exec``, so they work wherever this process may be: a script, a
notebook, a thread of a Dask worker, a rank of MPI.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from typing import Any, TypeVar

from autograder.errors import UsageError
from autograder.grading.places import ROOT

S = TypeVar("S")
T = TypeVar("T")

START_SECONDS = 120.0  # imports of a cold machine
PATIENCE = 10.0  # seconds in which a process that has nothing to do cleans up and ends
# The new process finds modules where this one does; nothing secret is on its command line.
BOOT = ("import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
        "from autograder.grading.processes import serve; serve()")


class ProcessLost(Exception):  # noqa: N818
    """The process is gone before its call was done."""


class ProcessDied(ProcessLost):
    """It ended by itself."""


class ProcessHung(ProcessLost):
    """It had to be ended, its time was up."""


class Process:
    """A process that does calls for this one.

    Parameters
    ----------
    core
        The processor on which it and all that it starts shall run; any if left out.

    Raises
    ------
    UsageError
        If no process can be started.
    """

    def __init__(self, core: int | None = None) -> None:
        self.core = core
        self._is_late = False
        self._process = subprocess.Popen(
            # -P and another folder: a file among the submissions may be called pickle.py.
            [sys.executable, "-P", "-c", BOOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=_environment(), cwd=ROOT,
            start_new_session=True)  # Ctrl-C is for the process that the user sees
        if core is not None and sys.platform.startswith("linux"):
            with contextlib.suppress(OSError):
                os.sched_setaffinity(self._process.pid, {core})
        try:
            self._ask(list(map(os.path.abspath, sys.path)), START_SECONDS)
        except ProcessLost:
            raise UsageError("No process for grading can be started here. Run "
                             "`autograder doctor`.") from None
        except BaseException:  # no thread for the deadline, or Ctrl-C
            self.end()
            raise

    def call(self, function: Callable[..., T], *arguments: Any, seconds: float | None = None) -> T:
        """Let the process call a function; all that goes there and back must be picklable.

        Raises
        ------
        ProcessLost
            If the process dies, or is not done in so many seconds. It is gone then.
        """
        error, value = self._ask(pickle.dumps((function, arguments)), seconds)
        if error is not None:
            raise error
        return value

    def _ask(self, message: Any, seconds: float | None) -> Any:
        timer = threading.Timer(seconds or 0, self._is_overdue)
        timer.daemon = True
        if seconds is not None:
            timer.start()
        try:
            _send(message, self._process.stdin)
            return pickle.load(self._process.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.end()
            raise ProcessHung if self._is_late else ProcessDied from None
        finally:
            timer.cancel()

    def _is_overdue(self) -> None:
        self._is_late = True
        self._process.kill()

    def hang_up(self) -> None:
        """Let the process end when it has done its call."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]

    def end(self, seconds: float = 0.0) -> None:
        """End the process, whatever it does; give it time to end by itself."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.hang_up()
        self._process.stdout.close()  # type: ignore[union-attr]


class Processes:
    """Keeps processes for the next call, as many as there are calls at a time.

    Use it as a context manager, or call `close`.

    Parameters
    ----------
    jobs
        How many there will be, if that is known. With one for each processor, each stays on
        its own: what a grader has just written to a worker, or read from it, is still in the
        cache there.
    """

    def __init__(self, jobs: int = 0) -> None:
        self._cores = processors() if jobs == cores() > 1 else []
        self._idle: list[Process] = []
        self._busy: set[Process] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, function: Callable[..., T], *arguments: Any, seconds: float | None = None) -> T:
        """`Process.call` in a process that has nothing else to do.

        Raises
        ------
        CancelledError
            If it is closed already.
        """
        process = self._take()
        try:
            value = process.call(function, *arguments, seconds=seconds)
        except ProcessLost:
            with self._lock:
                self._busy.discard(process)
                self._cores += [] if process.core is None else [process.core]
            raise
        except BaseException:
            self._put_back(process)
            raise
        self._put_back(process)
        return value

    def _take(self) -> Process:
        with self._lock:
            process = self._idle.pop() if self._idle else None
            core = self._cores.pop() if process is None and self._cores else None
        process = process or Process(core)
        with self._lock:
            if not self._closed:
                self._busy.add(process)
                return process
        process.end()
        raise CancelledError

    def _put_back(self, process: Process) -> None:
        with self._lock:
            self._busy.discard(process)
            if not self._closed:
                self._idle.append(process)
                return
        process.end()

    def close(self) -> None:
        """End all processes; what they are doing is lost."""
        with self._lock:
            self._closed = True
            busy, idle = list(self._busy), self._idle
            self._idle = []
        for process in busy:
            process.end()
        for process in idle:
            process.hang_up()
        for process in idle:
            process.end(PATIENCE)


def _environment() -> dict[str, str]:
    """Without what would take the docstrings away: a check's is the line that a learner reads."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONOPTIMIZE"}


def serve() -> None:
    """Do calls that come through standard input, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a grader prints is no answer
    try:
        threading.Thread(target=_end_with_the_caller, daemon=True).start()
    except RuntimeError as error:  # no room for one: whoever asked says that there is no process
        sys.exit(str(error))
    _send(None, answers)
    with contextlib.suppress(EOFError, OSError):
        while True:
            _send(_answer(pickle.load(sys.stdin.buffer)), answers)


def _end_with_the_caller() -> None:
    """End in the midst of a call, which may take minutes, if whoever asked for it was killed."""
    if hasattr(select, "poll"):
        gone = select.poll()
        gone.register(0, 0)  # for no event; that the other end is closed is always told
        gone.poll()
        os._exit(1)


def _answer(message: bytes) -> tuple[Exception | None, Any]:
    """The exception or the value of a call; a fault of the kit's is never a process that died."""
    try:
        function, arguments = pickle.loads(message)
        value = function(*arguments)
        pickle.dumps(value)
    except Exception as error:
        error.add_note(traceback.format_exc())
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return RuntimeError(traceback.format_exc()), None
        return error, None
    return None, value


def _send(message: Any, pipe: Any) -> None:
    pickle.dump(message, pipe)
    pipe.flush()


def on_processes(shards: Sequence[S], jobs: int, work: Callable[[S], T]) -> Iterator[T]:
    """Let processes of this machine do the work; what they give comes as it is ready.

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
    ProcessLost
        If one of the processes dies.
    """
    with ThreadPoolExecutor(jobs) as pool, Processes(jobs) as processes:
        for done in as_completed([pool.submit(processes.call, work, one) for one in shards]):
            yield done.result()


def processors() -> list[int]:
    """The processors that this process may use, where the system tells."""
    return sorted(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else []


def cores() -> int:
    """How many processors this process may use."""
    return len(processors()) or os.cpu_count() or 1
