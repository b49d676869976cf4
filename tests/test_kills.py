"""A grader that is killed, runs out of disk or loses its helpers: nothing of it is lost.

The moments are drawn by chance from a fixed seed. What must hold, holds at any moment.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.journal import Journal
from tests import course
from tests.hostile import ROOT, left_running

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"),
                                reason="looks at processes as Linux has them")
slow = pytest.mark.slow
NAME = course.ASSIGNMENTS[0]
ATTACKS = ("answer_nan", "crash", "exit_silently", "forge_garbage", "patch_expect", "recurse")


# ---- a class that is graded to its end, however often the grader is stopped --------------


class Class:
    """A small class, and the results of a run that nobody has disturbed."""

    def __init__(self, folder: Path) -> None:
        self.submissions, self.scratch = folder / "class", folder / "scratch"
        self.scratch.mkdir()
        solved = course.solved(NAME)
        for i in range(24):
            course.write_notebook(self.submissions / f"honest{i:02}.ipynb", [*solved, f"# {i}"])
        for attack in ATTACKS:
            shutil.copy(ROOT / "tests" / "attacks" / f"{attack}.py", self.submissions)
        began = time.monotonic()
        done = self.start(folder / "undisturbed")
        _, said = done.communicate(timeout=300)
        assert done.returncode == 0, said
        self.seconds = time.monotonic() - began
        self.results = results(folder / "undisturbed")

    def start(self, out: Path, *options: str, **keywords: Any) -> subprocess.Popen[str]:
        """Begin to grade into a folder."""
        return subprocess.Popen(
            course.command("grade", self.submissions, "--out", out, "--jobs", "2", *options),
            cwd=ROOT, text=True,
            # Where a file cannot grow, Python would keep half of a compiled module.
            env=os.environ | {"TMPDIR": str(self.scratch), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **keywords)

    def finish(self, out: Path) -> None:
        """Go on to the end, and compare."""
        process = self.start(out)
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
        assert results(out) == self.results


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Class:
    return Class(tmp_path_factory.mktemp("kills"))


@pytest.fixture
def none_left(made: Class) -> Iterator[None]:
    """Afterwards no process of the grader is left."""
    with left_running() as left:
        yield
        assert left(60) == []


def results(out: Path) -> dict[str, Any]:
    """The content of ``results.json``, but for what two runs may differ in."""
    found = json.loads((out / "results.json").read_text(encoding="utf-8"))
    for row in found["submissions"]:
        del row["seconds"]
    return found


@slow
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"])
def test_a_grader_that_is_killed_goes_on(
        made: Class, tmp_path: Path, none_left: None, how: str) -> None:
    moments = random.Random(f"kill {how}")
    for _ in range(3):
        process = made.start(tmp_path / "out")
        time.sleep(moments.uniform(0, made.seconds))
        process.send_signal(getattr(signal, how))
        process.communicate(timeout=60)
    made.finish(tmp_path / "out")


@slow
@pytest.mark.parametrize("victim", ["server", "worker", "grader"])
def test_a_helper_that_dies_is_replaced(
        made: Class, tmp_path: Path, none_left: None, victim: str) -> None:
    """Who loses a worker may lose points by it; nobody else does, and the run goes on.

    A work over which its grading process dies twice would be held to be the cause.
    """
    most = 1 if victim == "grader" else 3
    moments = random.Random(f"helper {victim}")
    process = made.start(tmp_path / "out")
    killed = 0
    while process.poll() is None and killed < most:
        time.sleep(moments.uniform(0.2, 0.6))
        found = _helpers(process.pid)[victim]
        if found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(moments.choice(found), signal.SIGKILL)
                killed += 1
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    found_rows = {row["student"]: row for row in results(tmp_path / "out")["submissions"]}
    rows = {row["student"]: row for row in made.results["submissions"]}
    assert set(found_rows) == set(rows)
    harmed = {student for student in rows if found_rows[student] != rows[student]}
    assert len(harmed) <= (0 if victim == "grader" else killed)
    assert all(found_rows[student]["reason"] for student in harmed)


def _helpers(grader: int) -> dict[str, list[int]]:
    """The processes below the grader that are at work, by what they do."""
    parents, programs = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number = int(stat.parent.name)
            parents[number] = int(stat.read_text().rpartition(")")[2].split()[1])
            programs[number] = (stat.parent / "cmdline").read_bytes()
    workers = [number for number, program in programs.items()
               if b"server.py\0fork" in program
               and b"server.py\0fork" in programs.get(parents[number], b"")
               and parents.get(parents.get(parents[number], 0)) == grader]
    servers = {parents[number] for number in workers}
    return {"worker": workers, "server": sorted(servers),
            "grader": sorted({parents[number] for number in servers})}


# ---- a disk that is full -----------------------------------------------------------------


@slow
@pytest.mark.parametrize("room", [1_000, 40_000, 150_000])
def test_a_file_that_cannot_grow(
        made: Class, tmp_path: Path, none_left: None, room: int) -> None:
    out = tmp_path / "out"
    process = made.start(
        out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    _, said = process.communicate(timeout=300)
    assert process.returncode == 2
    assert re.search(r"\Aautograder: .*File too large.*[.:]", said.splitlines()[-1])
    made.finish(out)


@slow
def test_a_full_disk(made: Class, tmp_path: Path, none_left: None) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "none", disk],
                             capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        process = made.start(disk / "out")
        _, said = process.communicate(timeout=300)
        assert process.returncode == 2
        assert "No space left on device" in said.splitlines()[-1]
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        made.finish(disk / "out")
    finally:
        subprocess.run(["umount", disk], check=True)


# ---- a journal that was broken off -------------------------------------------------------

CONDITIONS = {"seed": "5"}
ROWS = [{"student": key, "reason": f"Zoë's “reason” {key}", "tasks": [{"score": 0.25}]}
        for key in ("one", "two", "three")]
KEYS = {"one", "two", "three", "four"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a journal."""
    out = tmp_path_factory.mktemp("journal")
    Journal(out, CONDITIONS, KEYS).add(ROWS)
    return (out / ".graded.jsonl").read_bytes()


def _reopened(out: Path, content: bytes) -> list[dict[str, Any]]:
    """The rows that are known after a journal was left like this, and one more was added."""
    (out / ".graded.jsonl").write_bytes(content)
    Journal(out, CONDITIONS, KEYS).add([{"student": "four"}])
    journal = Journal(out, CONDITIONS, KEYS)
    assert "four" in journal
    return list(journal.rows([key for key in ("one", "two", "three") if key in journal]))


def test_a_journal_cut_at_any_byte_keeps_every_whole_line(whole: bytes, tmp_path: Path) -> None:
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(len(whole) + 1):
        # A line whose end alone is missing is whole.
        lines = sum(cut >= end - 1 for end in ends)
        known = ROWS[:max(lines - 1, 0)] if cut >= ends[0] else []
        assert _reopened(tmp_path, whole[:cut]) == known, cut


@pytest.mark.parametrize("rest", [b"\0" * 4096, b"\xff\xfe\xfa", b"{", b"[" * 100_000,
                                  b'{"student": "three', b"null\n", b'"three"\n', b"{}\n"])
def test_a_journal_with_a_spoiled_end_keeps_the_rest(
        whole: bytes, tmp_path: Path, rest: bytes) -> None:
    lines = whole.splitlines(keepends=True)
    assert _reopened(tmp_path, b"".join(lines[:3]) + rest) == ROWS[:2]


def test_a_journal_with_any_byte_damaged_keeps_the_other_lines(
        whole: bytes, tmp_path: Path) -> None:
    head, first, second = whole.splitlines(keepends=True)[:3]
    for place in range(len(first) - 1):
        damaged = first[:place] + bytes([first[place] ^ 1]) + first[place + 1:]
        assert _reopened(tmp_path, head + damaged + second) == [ROWS[1]], damaged


def test_a_journal_of_other_conditions_is_dropped(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / ".graded.jsonl").write_bytes(whole)
    for conditions in ({"seed": "6"}, CONDITIONS):  # it does not come back with the old ones
        journal = Journal(tmp_path, conditions, KEYS)
        assert not any(key in journal for key in KEYS)


def test_a_line_that_stands_twice_is_kept_once(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / ".graded.jsonl"
    path.write_bytes(whole + whole.partition(b"\n")[2])
    assert list(Journal(tmp_path, CONDITIONS, KEYS).rows(("one", "two", "three"))) == ROWS
    assert path.read_bytes() == whole


def test_what_is_graded_is_on_the_disk_at_once(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path, CONDITIONS, KEYS)
    lengths = []
    monkeypatch.setattr("os.fsync", lambda file: lengths.append(os.fstat(file).st_size))
    journal.add(ROWS)
    assert lengths == [(tmp_path / ".graded.jsonl").stat().st_size]


# ---- the gradebook -----------------------------------------------------------------------

WRITE = """
import json, sys
from pathlib import Path
from autograder.nbgrader.gradebook import write
write(json.loads(Path(sys.argv[1]).read_text()), sys.argv[2])
"""


@slow
def test_a_gradebook_is_written_whole_or_not_at_all(made: Class, tmp_path: Path) -> None:
    row = made.results["submissions"][-1]
    many = made.results | {"submissions": [row | {"student": f"s{i}"} for i in range(200)]}
    (tmp_path / "many.json").write_text(json.dumps(many))

    def start(database: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path / "many.json"),
                                 f"sqlite:///{database}"], cwd=ROOT)

    began = time.monotonic()
    assert start(tmp_path / "undisturbed.db").wait(300) == 0
    seconds = time.monotonic() - began
    moments = random.Random("gradebook")
    for number in range(5):
        database = tmp_path / f"{number}.db"
        process = start(database)
        time.sleep(moments.uniform(0.2, 1) * seconds)
        process.kill()
        process.wait()
        assert _counts(database) in ((None, 0, 0), (1, 0, 0), (1, 200, 1800))
        assert start(database).wait(300) == 0
        assert _counts(database) == (1, 200, 1800)


def _counts(database: Path) -> tuple[int | None, int, int]:
    """How many versions, students and marks are in a gradebook; None if there is none."""
    if not database.exists():
        return None, 0, 0
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        versions, students, marks = (
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("alembic_version", "student", "grade WHERE auto_score IS NOT NULL"))
        return versions, students, marks
