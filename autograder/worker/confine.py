"""What a worker gives up before it runs a student's code.

On Linux: its user if that is root, every descriptor but its socket, more memory and time
than agreed, the file system but for Python's own libraries (:mod:`.landlock`), and the
system calls that reach beyond the process (:mod:`.seccomp`). Elsewhere the limits only.
Which of it holds on a machine is not assumed but tried: see :mod:`.probe`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import sysconfig
from pathlib import Path

if sys.platform != "win32":
    import resource
LINUX = sys.platform.startswith("linux")
if LINUX:
    from autograder.worker import kernel, landlock, seccomp

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1 << 30  # bytes that a worker may take beyond what it starts with
SECONDS = 120  # of processor time; the grader's deadlines are far shorter
DESCRIPTORS = 64
NOBODY = 65534
DAC_OVERRIDE, DAC_READ_SEARCH = 1 << 1, 1 << 2  # capabilities(7): to pass by file permissions

# What Python, NumPy and matplotlib may still load while a student's code runs.
SYSTEM_FILES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib",
                "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo",
                "/usr/share/fonts", "/dev/urandom")


class Confinement:
    """Made once by the process that forks the workers; each worker enters it.

    A layer that this machine does not have is left out. One that it has holds in every
    worker: :meth:`enter` raises rather than go on without it.
    """

    def __init__(self) -> None:
        self._server = os.getpid()
        self._rules: int | None = None
        self._filter: bytes | None = None
        if LINUX:
            self._memory = address_space() + MEMORY
            self._capabilities = 0 if _everybody_can_read(sys.prefix, sys.base_prefix) \
                else DAC_READ_SEARCH
            with contextlib.suppress(OSError):  # where memory runs out, workers go first
                Path("/proc/self/oom_score_adj").write_text("1000")
            with contextlib.suppress(OSError):
                self._rules = landlock.ruleset(readable_paths())
            if seccomp.available():
                with contextlib.suppress(OSError):
                    self._filter = seccomp.program()

    def enter(self, keep: int) -> None:
        """Confine this process for good.

        Parameters
        ----------
        keep
            The one descriptor beside the standard ones that stays open.
        """
        if hasattr(os, "setsid"):
            with contextlib.suppress(PermissionError):  # a session's first process has its own
                os.setsid()
        if LINUX:
            _become_nobody(self._capabilities)
            kernel.prctl(kernel.SET_PDEATHSIG, signal.SIGKILL)  # a change of user clears it
            if os.getpid() != self._server and os.getppid() != self._server:
                os._exit(1)  # the server died first
            kernel.prctl(kernel.SET_DUMPABLE, 0)
            kernel.prctl(kernel.SET_NO_NEW_PRIVS, 1)
            if self._rules is not None:
                landlock.restrict(self._rules)
        os.closerange(3, keep)
        os.closerange(keep + 1, 65536)
        self._set_limits()
        if self._filter is not None:
            seccomp.restrict(self._filter)

    def _set_limits(self) -> None:
        if sys.platform == "win32":  # the grader's deadline is the only limit there
            return
        limits = {"CORE": 0, "FSIZE": 0, "CPU": SECONDS, "NOFILE": DESCRIPTORS}
        if LINUX:
            # Signals, locked pages and queues are counted for all processes of a user together.
            limits |= {"AS": self._memory, "NPROC": 0, "SIGPENDING": 0, "MEMLOCK": 0,
                       "MSGQUEUE": 0}
        for name, value in limits.items():
            try:
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
            except ValueError:
                raise OSError(f"its RLIMIT_{name} would be {value}, and less is allowed here "
                              "(ulimit)") from None


def readable_paths() -> list[str]:
    """Files and folders that Python and its libraries need; none holds the repository."""
    folders = sysconfig.get_paths()
    found = {Path(folders[name]).resolve() for name in ("stdlib", "platstdlib", "purelib",
                                                        "platlib")}
    for prefix in (sys.prefix, sys.base_prefix):
        found |= {Path(prefix, folder).resolve() for folder in ("lib", "lib64")}
    found |= {Path(path) for path in SYSTEM_FILES}
    return sorted(str(path) for path in found if not ROOT.is_relative_to(path))


def address_space() -> int:
    """Bytes of address space that this process takes now."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _become_nobody(capabilities: int) -> None:
    """Root becomes an ordinary user, so that limits bind it and permissions stop it.

    Parameters
    ----------
    capabilities
        What it keeps all the same. Where Python lies below a folder that only root may enter
        that is the right to read past permissions: without it no library could be loaded any
        more. Landlock still confines it to the readable paths.
    """
    if os.geteuid() != 0:
        return
    kernel.prctl(kernel.SET_KEEPCAPS, 1)
    with contextlib.suppress(OSError):  # a container without that user
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    try:
        kernel.set_capabilities(capabilities)
    except PermissionError:  # a container's root has not that one, but mostly the larger one
        kernel.set_capabilities(DAC_OVERRIDE)


def _everybody_can_read(*folders: str) -> bool:
    paths = {path for folder in folders for path in (Path(folder), *Path(folder).parents)}
    return all(path.stat().st_mode & 0o001 for path in paths)
