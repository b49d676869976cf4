"""The worker: the process in which a student's code runs.

This file is started by a fresh ``exec`` of Python, never by a fork of the grader, so that
nothing of the graders, the reference or the expected values is in its memory. It imports
what students need once and then either forks a worker for each request on its control
socket (``fork``), or is itself one worker (``single``).
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MOST_KEPT = 1 << 16  # bytes of answers that wait for more of them
LONGEST_KEPT = 0.02  # seconds
sys.path.insert(0, str(ROOT))

import matplotlib  # noqa: E402 - the package itself is found through ROOT

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

from autograder.checker import reader  # noqa: E402
from autograder.checker.explain import raised_by  # noqa: E402
from autograder.checker.picture import picture  # noqa: E402
from autograder.checker.student import global_random_state  # noqa: E402
from autograder.checker.timing import deadline, keep_ticking  # noqa: E402
from autograder.worker import wire  # noqa: E402
from autograder.worker.confine import Confinement  # noqa: E402
from autograder.worker.figures import keep_spare_figures  # noqa: E402
from autograder.worker.released import know_released_cells  # noqa: E402
from autograder.worker.warm_up import warm_up  # noqa: E402


class Server:
    """Answers a grader's requests about one submission, until the grader hangs up."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._received = wire.Received()
        self._kept = bytearray()
        self._flushed = time.monotonic()
        self._handles = wire.Handles()
        self._work = reader.Work({})
        self._random_state: int | None = None  # after the call before, if nothing came between

    def serve(self) -> None:
        """Answer requests, one after another."""
        while (request := self._receive()) is not None:
            self._send(self._answer(request))

    def _receive(self) -> wire.Request | None:
        """The next request; answers that are kept back for company go out before a wait."""
        while (body := self._received.message()) is None:
            self._flush()
            part = self._connection.recv(wire.PART)
            if not part:
                return None
            self._received.add(part)
        if len(self._kept) > MOST_KEPT or time.monotonic() - self._flushed > LONGEST_KEPT:
            self._flush()
        return wire.decode_request(body)

    def _send(self, reply: wire.Reply) -> None:
        try:
            self._kept += wire.frame(reply)
        except wire.WireError as error:
            self._kept += wire.frame(wire.Failure("ValueError", str(error), "", "", "", ""))

    def _flush(self) -> None:
        if self._kept:
            self._connection.sendall(self._kept)
            self._kept.clear()
        self._flushed = time.monotonic()

    def _answer(self, request: wire.Request) -> wire.Reply:
        if isinstance(request, wire.Load):
            return self._load(request)
        if isinstance(request, wire.Substitute):
            self._work.namespace[request.name] = self._substitute(request)
            self._work.problems.pop(request.name, None)
            return wire.Answer(None)
        try:
            return self._use(request)
        except BaseException as error:
            # Whatever a student's code raises, SystemExit and the deadline included, is an answer.
            return self._failure(error)

    def _load(self, request: wire.Load) -> wire.Reply:
        self._work = reader.run(
            request.cells, request.stubs, request.seconds, request.skip,
            announce=self._announce if request.announce else None)
        return wire.Loaded(
            [name for name in request.stubs if name in self._work.namespace],
            {name: wire.text(reason) for name, reason in self._work.problems.items()
             if name in request.stubs})

    def _announce(self, number: int) -> None:
        self._send(wire.Statement(number))
        self._flush()

    def _use(self, request: wire.Request) -> wire.Reply:
        if isinstance(request, wire.Invoke):
            return self._invoke(request)
        self._random_state = None  # an attribute may be code that draws
        if isinstance(request, wire.NewAxes):
            return wire.Answer(self._handles.handle(plt.subplots()[1]))
        if isinstance(request, wire.CloseFigures):
            plt.close("all")
            self._handles.clear()
            return wire.Answer(None)
        if isinstance(request, wire.Look):
            with deadline(request.seconds):
                seen = picture(self._handles.thing(request.target))
            return wire.encode_picture(seen)
        if isinstance(request, wire.Get):
            with deadline(request.seconds):
                value = getattr(self._handles.thing(request.target), request.name)
            return wire.Answer(self._encode(value))
        if isinstance(request, wire.Set):
            with deadline(request.seconds):
                setattr(self._handles.thing(request.target), request.name,
                        self._decode(request.value))
            return wire.Answer(None)
        raise wire.WireError(f"{type(request).__name__} out of turn")

    def _invoke(self, request: wire.Invoke) -> wire.Reply:
        args = [self._decode(arg) for arg in request.args]
        kwargs = {name: self._decode(arg) for name, arg in request.kwargs.items()}
        target = (self._work.namespace[request.target] if isinstance(request.target, str)
                  else self._handles.thing(request.target))
        before = self._random_state or global_random_state()
        with deadline(request.seconds):
            returned = target(*args, **kwargs)
        value = self._encode(returned)
        after = [self._encode(arg) for arg in (*args, *kwargs.values())]
        self._random_state = global_random_state()
        return wire.Answer(value, after, self._random_state != before)

    def _failure(self, error: BaseException) -> wire.Failure:
        self._random_state = None
        raised = raised_by(error, self._work.namespace, self._work.problems)
        return wire.Failure(*(wire.text(part) for part in (
            raised.type, raised.text, raised.place, raised.line, raised.function,
            raised.remark)))

    def _substitute(self, request: wire.Substitute) -> Any:
        if request.methods is None:
            return self._call_back(request.name)
        return type(request.name, (), {
            method: self._call_back(f"{request.name}.{method}") for method in request.methods})

    def _call_back(self, name: str) -> Any:
        def substitute(*args: Any, **kwargs: Any) -> Any:
            self._send(wire.CallBack(
                name, [self._encode(arg) for arg in args],
                {key: self._encode(arg) for key, arg in kwargs.items()}))
            while True:  # the grader may look at a handle before it returns
                request = self._receive()
                if request is None:
                    raise SystemExit
                if isinstance(request, wire.Return):
                    if request.error is not None:
                        raise ValueError(request.error)
                    return self._decode(request.value)
                self._send(self._answer(request))

        return substitute

    def _encode(self, value: Any) -> wire.Value:
        return wire.encode(value, self._handles)

    def _decode(self, value: wire.Value) -> Any:
        return wire.decode(value, self._handles.thing)


def prepare() -> None:
    """Have ready what every worker needs, and forget where it came from.

    The rest of the kit cannot be imported from a worker.
    """
    know_released_cells()
    warm_up()
    keep_spare_figures()
    Figure.savefig = _save_nothing  # type: ignore[method-assign]
    sys.path[:] = [path for path in sys.path if path and Path(path).resolve() != ROOT]
    for name in ("autograder", "autograder.checker", "autograder.worker"):
        sys.modules[name].__path__ = []
    sys.argv = ["submission"]
    gc.collect()
    gc.freeze()


def _save_nothing(*_: object, **__: object) -> None:
    """In the place of ``savefig``: a worker can write no file, and honest code may try."""


def become_worker(connection: socket.socket, confinement: Confinement) -> None:
    """Serve one submission in this process, with nothing else open, and end.

    The first that the grader hears is that the process is confined, or why it cannot be: that
    is nothing to be held against a submission.
    """
    silent = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(silent, standard)
    try:
        confinement.enter(keep=connection.fileno())
    except Exception as error:
        connection.sendall(str(error).encode())
        raise
    connection.sendall(wire.READY)
    keep_ticking()
    Server(connection).serve()


def fork_workers(control: socket.socket, confinement: Confinement) -> None:
    """Fork a worker for every connection that comes over the control socket.

    The answer is a descriptor of the worker's process, by which the grader can kill that
    process and no other.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps the workers
    control.sendall(b"ready")
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 16, 1)
        if not message:
            return
        connection = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if pid == 0:
            try:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                control.close()
                become_worker(connection, confinement)
            finally:
                os._exit(0)
        connection.close()
        process = os.pidfd_open(pid)
        socket.send_fds(control, [b"forked"], [process])
        os.close(process)


def main() -> None:
    """``server.py fork|single DESCRIPTOR FOLDER``; the folder is the workers' home."""
    mode, descriptor, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    prepare()
    confinement = Confinement()
    if sys.platform == "win32":  # the grader sends the socket itself through standard input
        channel = socket.fromshare(sys.stdin.buffer.read())
    else:
        channel = socket.socket(fileno=descriptor)
    if mode == "fork":
        try:
            with contextlib.suppress(OSError):  # the grader has gone while this was starting
                fork_workers(channel, confinement)
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # the grader may have been killed
    else:
        become_worker(channel, confinement)


if __name__ == "__main__":
    main()
