"""A class of attacks, and what can be seen of its grading from outside.

Every file of ``tests/attacks`` is one attack; its docstring is the harm that it tries, and
nothing in it is a right answer. ``@OUT@``, ``@CLASS@``, ``@TARGET@`` and ``@PORT@`` in it
stand for the folder of the results, that of the submissions, a folder with bait, and a port
on which the test listens; ``@GRADEBOOK@`` for nbgrader's.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import select
import shutil
import socket
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ATTACKS = sorted((ROOT / "tests" / "attacks").glob("*.py"))
SOLUTION = ROOT / "solutions" / "linear_regression" / "linear_regression.py"
SEED = "course-seed-5e1f0c97"
MARK = "written by an honest student 71c4"
# Names that no attack knows. They are spread over the class: what right work has been asked is
# known in every process that grades, and attacks are met both before and after.
NEIGHBOURS = ("aa_kim_4821", "ba_roe_5530", "ea_ito_1187", "ga_may_2764", "mm_lee_9376",
              "pa_fox_6093", "sa_eck_3318")
HONEST = (*NEIGHBOURS, "zz_honest")
NOBODY = 65534
REFERENCE = (ROOT / "reference" / "linear_regression.py").read_text(encoding="utf-8")[3:80]
GRADERS = "".join(path.read_text(encoding="utf-8") for path in sorted(
    (ROOT / "autograder" / "graders" / "linear_regression").glob("test_*.py")))
# What shall be in nobody else's outputs.
HIDDEN = (SEED, *NEIGHBOURS, MARK, REFERENCE, *(
    line.strip() for line in GRADERS.splitlines() if "reference." in line))


def source_of(attack: Path, words: Mapping[str, object]) -> str:
    """An attack's program with its words filled in."""
    text = attack.read_text(encoding="utf-8")
    for word, meaning in words.items():
        text = text.replace(word, str(meaning))
    return text


def honest_source(student: object = "") -> str:
    """What an honest student hands in; equal files would be graded once."""
    return f"# {MARK} {student}\n" + SOLUTION.read_text(encoding="utf-8")


def copy_kit(folder: Path) -> None:
    """A copy of the kit that may be harmed."""
    for part in ("autograder", "reference", "solutions", "assignments"):
        shutil.copytree(ROOT / part, folder / part,
                        ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    shutil.copy(ROOT / "pyproject.toml", folder)


def lay_bait(target: Path) -> None:
    """A folder in which everybody may do everything."""
    target.mkdir()
    target.chmod(0o777)
    (target / "bait").write_text("bait")
    (target / "bait").chmod(0o666)


def give_to(user: int | None, folder: Path) -> dict[str, Any]:
    """Make a folder a user's; returns how :mod:`subprocess` runs a program as that user."""
    if user is None or os.geteuid() != 0:
        return {}
    for path in (folder, *folder.rglob("*")):
        os.lchown(path, user, user)
    return {"user": user, "group": user, "extra_groups": []}


def digests(folder: Path, passed_over: Collection[str]) -> dict[str, str]:
    """What every file is: its content, rights, owner and date.

    Parameters
    ----------
    folder
        Where to look.
    passed_over
        What the grading itself writes: paths below the folder.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if "__pycache__" in inside.parts or any(inside.is_relative_to(one)
                                                for one in passed_over):
            continue
        status = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        date = status.st_mtime_ns if path.is_file() else 0
        found[str(inside)] = f"{content} {status.st_mode:o} {status.st_uid} {date}"
    return found


@dataclass
class Ears:
    """Sockets on which nothing should arrive."""

    port: int
    sockets: list[socket.socket]

    def count(self) -> int:
        """How many of them heard something."""
        return len(select.select(self.sockets, [], [], 0.2)[0])


@contextmanager
def ears() -> Iterator[Ears]:
    """Listen on a port of loopback, by TCP, UDP and a UNIX socket."""
    with ExitStack() as stack:
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = tcp.getsockname()[1]
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", port))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(f"\0autograder-{port}")
        unix.listen()
        yield Ears(port, [tcp, udp, unix])


@contextmanager
def left_running() -> Iterator[Callable[[float], list[int]]]:
    """Meanwhile whatever a program leaves behind becomes a child of this process (prctl(2)).

    Gives a function that tells what is left, as soon as there is nothing or so many seconds
    have passed.
    """
    before = set(_children())

    def left(seconds: float) -> list[int]:
        end = time.monotonic() + seconds
        while (found := _children(but=before)) and time.monotonic() < end:
            time.sleep(0.1)
        return found

    _adopt(True)
    try:
        yield left
    finally:
        left(0)  # who has ended meanwhile is nobody's child any more
        _adopt(False)


def _adopt(orphans: bool) -> None:
    set_child_subreaper = 36
    assert ctypes.CDLL(None).prctl(set_child_subreaper, int(orphans), 0, 0, 0) == 0


def _children(but: Collection[int] = ()) -> list[int]:
    """The living children of this process; dead ones are let go."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        number = int(stat.parent.name)
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) != os.getpid() or number in but:
            continue
        if state == "Z":
            with suppress(ChildProcessError):  # a thread that waits for it was first
                os.waitpid(number, 0)
        else:
            found.append(number)
    return sorted(found)
