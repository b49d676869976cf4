"""What a worker must not be able to do, tried in one that is thrown away.

Run by :mod:`.probe` as a script of its own. It confines a fork of itself exactly as the
worker server does and prints, as JSON, which acts were refused. Every act aims at this
script's own process, files and sockets.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import json
import mmap
import os
import platform
import resource
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from autograder.worker import kernel, seccomp  # noqa: E402 - found through ROOT
from autograder.worker.confine import MEMORY, Confinement  # noqa: E402

PTRACE_SEIZE = 0x4206
# A refusal. Another error means that the act was not stopped but went wrong by itself.
REFUSALS = (errno.EPERM, errno.EACCES, errno.EAGAIN, errno.ENOMEM)


def acts(target: str, address: tuple[str, int]) -> dict[str, list[Callable[[], object]]]:
    """Name → what is tried under it; a name counts as denied if all of it was refused.

    Parameters
    ----------
    target
        A file that anybody may write, by its permissions.
    address
        Where this script listens.
    """
    other = os.getpid()  # the process that forks the worker

    def fork() -> None:
        if os.fork() == 0:
            os._exit(0)

    def call(name: str, *arguments: object) -> Callable[[], object]:
        return lambda: kernel.syscall(seccomp.refused(platform.machine())[name], *arguments)

    def lock() -> None:
        with open(os.__file__, "rb") as file:
            fcntl.lockf(file, fcntl.LOCK_SH)

    def udp() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.sendto(b"", address)

    return {
        "open": [lambda: open(__file__).close(), lambda: os.listdir("/"), lambda: os.listdir(ROOT),
                 lambda: open(f"/proc/{other}/environ").close(),
                 lambda: open(f"/proc/{other}/mem").close()],
        "write": [lambda: open(target, "w").close(), lambda: open(target + "-new", "w").close(),
                  lambda: os.unlink(target), lambda: os.mkdir(target + "-folder")],
        "chmod": [lambda: os.chmod(target, 0o600), lambda: os.utime(target)],
        "kill": [lambda: os.kill(other, 0)],
        "ptrace": [call("ptrace", PTRACE_SEIZE, other, None, ctypes.c_void_p(0))],
        "limits": [lambda: resource.prlimit(other, resource.RLIMIT_CPU),
                   lambda: os.setpriority(os.PRIO_PROCESS, other, 5)],
        "socket": [lambda: socket.create_connection(address, timeout=1).close(), udp,
                   lambda: socket.socket(socket.AF_UNIX).close()],
        # What all processes share, aimed at what is not there.
        "queues": [call("msgctl", -1, 0, None), call("semctl", -1, 0, 0),
                   call("mq_unlink", b"nothing of this name"), call("sync"), lock],
        "memory": [lambda: mmap.mmap(-1, 2 * MEMORY).close()],
        "fork": [fork],
        "exec": [lambda: os.execv("/bin/true", ["true"])],  # the last: it may not come back
    }


def is_refused(act: Callable[[], object]) -> bool:
    """Whether the act was refused, and did not merely fail."""
    try:
        act()
    except OSError as error:
        return error.errno in REFUSALS
    return False


@contextlib.contextmanager
def surroundings() -> Iterator[dict[str, list[Callable[[], object]]]]:
    """The acts, with something for them to aim at."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listener:
        os.chmod(folder, 0o777)
        target = Path(folder, "target")
        target.write_text("")
        target.chmod(0o666)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield acts(str(target), listener.getsockname())


def main() -> None:
    """Print the names of the acts that were refused, and of those that were not."""
    with surroundings() as tried:
        confinement = Confinement()
        ours, theirs = os.pipe()
        worker = os.fork()
        if worker == 0:
            try:
                confinement.enter(keep=theirs)
                for name, ways in tried.items():
                    if all(map(is_refused, ways)):
                        os.write(theirs, f"{name}\n".encode())
            finally:
                os._exit(0)
        os.close(theirs)
        with open(ours, encoding="utf-8") as answers:
            denied = answers.read().split()
        os.waitpid(worker, 0)
    print(json.dumps({"denied": denied,
                      "allowed": [name for name in tried if name not in denied]}))


if __name__ == "__main__":
    main()
