"""Hostile submissions, graded as one class between honest ones, and judged from outside.

Every file of ``tests/attacks`` is one attack; its docstring is the harm that it tries, and
nothing in it is a right answer. ``@OUT@``, ``@CLASS@``, ``@TARGET@`` and ``@PORT@`` in it
stand for the folder of the results, that of the submissions, a folder with bait, and a port
on which the test listens.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.shard import grade_code
from autograder.grading.student import Limits
from autograder.worker.probe import probe

ROOT = Path(__file__).resolve().parents[1]
ATTACKS = sorted((ROOT / "tests" / "attacks").glob("*.py"))
SEED = "course-seed-5e1f0c97"
MARK = "written by an honest student 71c4"
NEIGHBOURS = ("aa_kim_4821", "mm_lee_9376")  # names that no attack knows
HONEST = (*NEIGHBOURS, "zz_honest")
NOBODY = 65534
REFERENCE = (ROOT / "reference" / "linear_regression.py").read_text(encoding="utf-8")[3:80]

# One of each kind, without those that have to be waited for.
REPRESENTATIVE = (
    "answer_empty", "answer_nan", "call_back_spoil_the_reference", "chmod_files", "crash",
    "exit_silently", "forge_answer_ahead", "forge_array_dtype", "forge_giant_failure",
    "forge_giant_length", "fork_children", "hostile_exception_text", "kill_the_parent",
    "leak_by_exception", "lying_subclass", "network_tcp", "network_udp", "patch_numpy_testing",
    "patch_wire_encode", "read_parent_environment", "read_reference", "run_a_shell",
    "steer_the_terminal", "take_all_memory_by_numpy", "walk_the_frames", "write_results",
)

GRADE = """
import os
from pathlib import Path
from autograder.grading import grade
from autograder.grading.student import Limits
grade(Path({submissions!r}), Path({out!r}), seed=os.environ["AUTOGRADER_SEED"], jobs=2,
      require_isolation=2, limits=Limits(statement=1, call=1.5, submission=8))
"""

pytestmark = pytest.mark.skipif(
    probe()["level"] < 2, reason="isolation level 2 does not work here; see autograder doctor")


@dataclass
class Class:
    """A graded class, and what could be seen of it from outside."""

    folder: Path
    results: dict[str, Any]
    before: dict[str, str]
    after: dict[str, str]
    heard: int
    left_over: list[int]
    seconds: float

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Student → row of the results."""
        return {row["student"]: row for row in self.results["submissions"]}


def test_representative_attacks() -> None:
    """The fast part: one attack of each kind, under the user who runs the tests."""
    assert {path.stem for path in ATTACKS} >= set(REPRESENTATIVE)
    with graded([path for path in ATTACKS if path.stem in REPRESENTATIVE]) as found:
        judge(found)


@pytest.mark.slow
@pytest.mark.parametrize("user", ["root", "ordinary user"])
def test_all_attacks(user: str) -> None:
    """All attacks, as root and as an ordinary user."""
    assert len(ATTACKS) >= 80
    wanted = 0 if user == "root" else NOBODY
    if os.geteuid() != 0:
        if user == "root":
            pytest.skip("the tests do not run as root")
        wanted = os.geteuid()
    elif user != "root":
        skip_unless_usable_by(wanted)
    with graded(ATTACKS, wanted) as found:
        judge(found)


def skip_unless_usable_by(user: int) -> None:
    """Root's Python may lie where nobody else may read it."""
    tried = subprocess.run([sys.executable, "-I", "-c", "import numpy, matplotlib, msgspec"],
                           user=user, group=user, extra_groups=[], cwd="/", check=False,
                           capture_output=True) if _executable_by_all() else None
    if tried is None or tried.returncode != 0:
        pytest.skip(f"an ordinary user cannot run {sys.executable}")


def _executable_by_all() -> bool:
    python = Path(sys.executable).resolve()
    return all(path.stat().st_mode & 0o001 for path in (python, *python.parents))


@contextmanager
def graded(attacks: list[Path], user: int | None = None) -> Iterator[Class]:
    """Grade attacks between honest submissions, with a copy of the kit that can be harmed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attacks-")))
        heard = stack.enter_context(_ears())
        submissions = _prepare(folder, attacks, heard.port)
        if user is not None and os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, user, user)
        _adopt_orphans()
        before = _digests(folder)
        began = time.monotonic()
        identity: dict[str, Any] = {} if user is None or os.geteuid() != 0 else \
            {"user": user, "group": user, "extra_groups": []}
        done = subprocess.run(
            [sys.executable, "-c", GRADE.format(submissions=str(submissions),
                                                out=str(folder / "out"))],
            cwd=folder / "kit", timeout=1200, capture_output=True, check=False,
            env={"PATH": os.environ["PATH"], "AUTOGRADER_SEED": SEED, "PYTHONPATH": "",
                 "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(folder)}, **identity)
        seconds = time.monotonic() - began
        assert done.returncode == 0, done.stderr.decode()[-3000:]
        for secret in (SEED, *NEIGHBOURS, MARK):
            assert secret.encode() not in done.stdout + done.stderr
        yield Class(folder, json.loads((folder / "out" / "results.json").read_text()), before,
                    _digests(folder), heard.count(), _orphans(), seconds)


def judge(found: Class) -> None:
    """What must hold whatever the submissions try."""
    rows = found.rows
    assert {name: rows[name]["score"] for name in HONEST} == dict.fromkeys(HONEST, 20.0)
    hostile = {name: row for name, row in rows.items() if name not in HONEST}
    assert {name: row["score"] for name, row in hostile.items() if row["score"]} == {}
    assert found.results["isolation"]["level"] >= 2

    assert found.after == found.before, "files were changed"
    assert found.heard == 0, "something was sent over the network"
    assert found.left_over == [], "processes are left"

    for name, row in hostile.items():
        text = json.dumps(row)
        page = (found.folder / "out" / row["feedback"]).read_text(encoding="utf-8")
        for secret in (SEED, *NEIGHBOURS, MARK, "def test_", REFERENCE):
            assert secret not in text, f"{name} shows {secret!r}"
            assert secret not in page, f"{name} shows {secret!r}"
        assert len(text) < 200_000, f"{name} fills the results"
        assert "\x1b" not in text + page
        assert "<script>alert" not in page
        assert row["seconds"] < 30, f"{name} took {row['seconds']} s"
        assert row["status"] == "graded" or row["reason"]
    assert found.seconds < 60 + 6 * len(rows)
    table = (found.folder / "out" / "grades.csv").read_text(encoding="utf-8-sig")
    assert not re.search(r"(?m)(^|,)[=+@]", table)


@pytest.mark.parametrize("name", [
    "leak_by_exception", "leak_by_labels", "leak_by_memory", "leak_by_type_name"])
def test_messages_do_not_depend_on_the_secret_data(name: str) -> None:
    """What a learner reads is the same whatever the seed, so nothing of its data is in it."""
    source = (ROOT / "tests" / "attacks" / f"{name}.py").read_text(encoding="utf-8")
    one, other = (
        grade_code("linear_regression", [(name, [source])], seed, Limits(call=2.0), inside=False)
        for seed in (SEED, "another seed"))
    for row in (*one, *other):
        del row["seconds"]
    assert one == other


def _prepare(folder: Path, attacks: list[Path], port: int) -> Path:
    folder.chmod(0o777)
    kit, submissions, target = folder / "kit", folder / "class", folder / "target"
    for part in ("autograder", "reference", "solutions", "assignments"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, kit / part,
                            ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", kit)
    submissions.mkdir()
    target.mkdir(mode=0o777)
    target.chmod(0o777)
    (target / "bait").write_text("bait")
    (target / "bait").chmod(0o666)
    (folder / "out").mkdir()
    words = {"@OUT@": folder / "out", "@CLASS@": submissions, "@TARGET@": target, "@PORT@": port}
    for attack in attacks:
        text = attack.read_text(encoding="utf-8")
        for word, meaning in words.items():
            text = text.replace(word, str(meaning))
        (submissions / attack.name).write_text(text, encoding="utf-8")
    solution = ROOT / "solutions" / "linear_regression" / "linear_regression.py"
    for name in HONEST:
        text = f"# {MARK}\n" + solution.read_text(encoding="utf-8")
        (submissions / f"{name}.py").write_text(text, encoding="utf-8")
    return submissions


def _digests(folder: Path) -> dict[str, str]:
    """What every file but the results is: its content, rights, owner and date."""
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if inside.parts[0] in ("out", ".cache", ".config") or "__pycache__" in inside.parts:
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
def _ears() -> Iterator[Ears]:
    with ExitStack() as stack:
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = tcp.getsockname()[1]
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", port))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(f"\0autograder-{port}")
        unix.listen()
        yield Ears(port, [tcp, udp, unix])


def _adopt_orphans() -> None:
    """Whatever the grader leaves behind becomes a child of this process (prctl(2))."""
    assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0


def _orphans() -> list[int]:
    """Children of this process a moment after the grader has ended."""
    end = time.monotonic() + 5
    while (left := _children()) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def _children() -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == os.getpid():
            if state == "Z":
                os.waitpid(int(stat.parent.name), 0)
            else:
                found.append(int(stat.parent.name))
    return found
