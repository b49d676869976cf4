"""The grader's side of a worker: start it, ask it, and never wait for it longer than agreed."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder.worker import bubble, wire

SERVER = Path(__file__).with_name("server.py")
START_SECONDS = 120.0  # imports of a cold machine
GRACE = 1.0  # how much later than the worker's own deadline the grader's falls
PARSING = 10.0  # the same while a submission loads: between two statements a cell may be parsed
UNREADABLE = "The program sent an answer that cannot be read."
NOTHING = memoryview(b"")


class WorkerLost(Exception):  # noqa: N818
    """The worker is gone; the text says how, for the learner."""


class Crashed(WorkerLost):
    """The worker's process ended, or spoke no longer as agreed."""


class TimedOut(WorkerLost):
    """The worker did not answer in time and was killed."""


class TimeSpent(TimedOut):
    """All the time that the submission had is spent."""


class Worker:
    """One process with one submission in it.

    Parameters
    ----------
    connection
        The socket to it.
    kill
        Ends the process, and no other.

    Attributes
    ----------
    lost : WorkerLost or None
        How the worker was lost; None while it lives.
    call_back : callable or None
        Answers a call back: from the call and the message that it came in to the answer's frame.
    """

    def __init__(self, connection: socket.socket, kill: Callable[[], None]) -> None:
        self._connection = connection
        self._kill = kill
        self.lost: WorkerLost | None = None
        self.call_back: Callable[[wire.CallBack, bytes], bytes] | None = None
        self._received = wire.Received()
        connection.setblocking(False)

    def ask(self, request: wire.Request, seconds: float,
            progress: Callable[[int], None] | None = None) -> wire.Reply:
        """Send a request and wait for its reply.

        Parameters
        ----------
        request
            What to ask.
        seconds
            How long to wait, in all.
        progress
            Is told the numbers of the statements while a submission loads.

        Raises
        ------
        WorkerLost
            If there is no proper reply in time. The worker is dead then.
        """
        if self.lost is not None:
            raise self.lost
        end = time.monotonic() + seconds + GRACE
        step = request.seconds + PARSING if isinstance(request, wire.Load) else seconds + GRACE
        try:
            self._expect_silence()
            self._send(wire.frame(request), end)
            while True:
                body = self._receive(min(end, time.monotonic() + step))
                reply = wire.decode_reply(body)
                if isinstance(reply, wire.Statement) and progress is not None:
                    progress(reply.number)
                elif isinstance(reply, wire.CallBack) and self.call_back is not None:
                    self._send(self.call_back(reply, body), end)
                else:
                    return reply
        except WorkerLost as lost:
            self.end(lost)
            raise
        except wire.WireError:  # its text may quote what the worker knows of the secret data
            self.end(Crashed(UNREADABLE))
            assert self.lost is not None
            raise self.lost from None

    def ask_ahead(self, frames: list[bytes], seconds: float, all_seconds: float) -> list[bytes]:
        """Send many requests at once and collect their replies, each a message's bytes.

        The first reply that is no plain answer is the last: the worker is ended then.

        Parameters
        ----------
        frames
            The requests, each as a frame.
        seconds
            How long each may take.
        all_seconds
            How long they may take together.

        Raises
        ------
        WorkerLost
            If the replies do not come in time. Some may have been on their way.
        """
        replies: list[bytes] = []
        size = 0
        began = time.monotonic()
        all_end, end = began + all_seconds + GRACE, began + seconds + GRACE
        waiting = memoryview(b"".join(frames))
        try:
            self._expect_silence()
            while len(replies) < len(frames):
                body = self._received.message()
                if body is None:
                    waiting = self._exchange(waiting, min(all_end, end))
                    continue
                end = time.monotonic() + seconds + GRACE
                replies.append(body)
                size += len(body)
                if size > wire.MOST_BYTES:  # they are all kept
                    raise Crashed(UNREADABLE)
                if not isinstance(wire.decode_reply(body), (wire.Answer, wire.Seen)):
                    self.end()
                    break
        except WorkerLost as lost:
            self.end(lost)
            raise
        except wire.WireError:
            self.end(Crashed(UNREADABLE))
            assert self.lost is not None
            raise self.lost from None
        return replies

    def _expect_silence(self) -> None:
        if self._received or select.select([self._connection], [], [], 0)[0]:
            raise Crashed("The program ended by itself, or wrote where it must not.")

    def _exchange(self, waiting: memoryview, end: float) -> memoryview:
        """Receive some more, and send some; gives back what is still to be sent.

        Both sides may have more to say than the socket holds, so neither may wait for the
        other.
        """
        if waiting:
            with contextlib.suppress(BlockingIOError):
                waiting = waiting[self._push(waiting):]
        left = end - time.monotonic()
        readable, writable, _ = select.select(
            [self._connection], [self._connection] if waiting else [], [], max(left, 0))
        if left <= 0 or not (readable or writable):  # also where bytes drip in without end
            raise TimedOut("The program did not come back in time.")
        if readable:
            self._pull()
        return waiting

    def _send(self, data: bytes, end: float) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._push(rest):]
            except BlockingIOError:
                left = end - time.monotonic()
                if left <= 0 or not select.select([], [self._connection], [], left)[1]:
                    raise TimedOut("The program did not come back in time.") from None

    def _push(self, data: memoryview) -> int:
        try:
            return self._connection.send(data)
        except BlockingIOError:
            raise
        except OSError:
            raise Crashed("The program ended by itself.") from None

    def _receive(self, end: float) -> bytes:
        while (body := self._received.message()) is None:
            self._exchange(NOTHING, end)
        return body

    def _pull(self) -> None:
        try:
            part = self._connection.recv(wire.PART)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if not part:
            raise Crashed("The program ended by itself (an exit, a crash, or too much memory).")
        self._received.add(part)

    def end(self, reason: WorkerLost | None = None) -> None:
        """Kill the process and hang up; harmless if it is gone already."""
        if self.lost is None:
            self.lost = reason or Crashed("The worker was closed.")
            self._kill()
            self._connection.close()


def _confined(connection: socket.socket, kill: Callable[[], None]) -> Worker:
    """The worker, as soon as it is confined; nothing of a submission's has run until then.

    Raises
    ------
    OSError or RuntimeError
        If it cannot be.
    """
    connection.settimeout(START_SECONDS)
    try:
        said = connection.recv(wire.PART)
        if said != wire.READY:
            raise RuntimeError("A worker cannot be shut in: "
                               f"{said.decode(errors='replace') or 'it has ended'}.")
    except BaseException:
        kill()
        connection.close()
        raise
    return Worker(connection, kill)


class Workers:
    """Starts workers: forks of one warm server on Linux, fresh processes elsewhere.

    Use it as a context manager; on leaving, the server ends.

    Parameters
    ----------
    inside
        Whether the server runs inside bubblewrap.
    """

    def __init__(self, inside: bool = False) -> None:
        self.inside = inside
        self._forks = sys.platform.startswith("linux")
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="autograder-")

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the server. Its workers end with their connections."""
        self._stop_server()
        self._folder.cleanup()

    def start(self) -> Worker:
        """A fresh worker that has loaded nothing yet."""
        if not self._forks:
            return self._spawned()
        try:
            return self._forked()
        except (OSError, RuntimeError):  # the server has died: a new one, once
            self._stop_server()
            return self._forked()

    def _forked(self) -> Worker:
        if self._control is None:
            self._control, theirs = socket.socketpair()
            self._server = self._popen("fork", theirs)
            self._control.settimeout(START_SECONDS)
            if self._control.recv(16) != b"ready":
                self._stop_server()
                raise RuntimeError("The worker server did not start.")
        mine, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [b"fork"], [theirs.fileno()])
            _, descriptors, _, _ = socket.recv_fds(self._control, 16, 1)
            if not descriptors:
                raise OSError("the worker server has ended")
        except OSError:
            mine.close()
            raise
        process = descriptors[0]

        def kill() -> None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(process, signal.SIGKILL)
            os.close(process)

        return _confined(mine, kill)

    def _spawned(self) -> Worker:
        mine, theirs = socket.socketpair()
        process = self._popen("single", theirs)

        def kill() -> None:
            process.kill()
            process.wait()

        return _confined(mine, kill)

    def _popen(self, mode: str, theirs: socket.socket) -> subprocess.Popen[bytes]:
        prefix = bubble.command() if self.inside else []
        command = [*prefix, sys.executable, "-I", str(SERVER), mode]
        with theirs:
            if sys.platform == "win32":
                process = subprocess.Popen([*command, "0", self._folder.name],
                                           stdin=subprocess.PIPE, env=self._environment())
                share = theirs.share(process.pid)
                assert process.stdin is not None
                process.stdin.write(share)
                process.stdin.close()
                return process
            return subprocess.Popen(
                [*command, str(theirs.fileno()), self._folder.name],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                env=self._environment(), start_new_session=True,
                cwd=self._folder.name)  # a matplotlibrc where the grader was started is no one's

    def _environment(self) -> dict[str, str]:
        """What a worker may know: one thread, a folder of its own, nothing of the grader's."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "OPENBLAS_CORETYPE",
                                                    "OPENBLAS_L2_SIZE") if name in os.environ}
        folder = self._folder.name
        os.makedirs(folder, exist_ok=True)  # a server that ends takes it along
        return kept | {
            "PATH": os.defpath, "HOME": folder, "MPLCONFIGDIR": folder, "TMPDIR": folder,
            "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0", "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
        }

    def _stop_server(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._server is not None:
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None
