"""Two thousand submissions in one run, one in three of them hostile."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from pathlib import Path
from statistics import median

import pytest

from autograder.grading import grade
from autograder.grading.limits import Limits
from autograder.worker.probe import probe
from tests.hostile import (
    ATTACKS,
    digests,
    honest_source,
    lay_bait,
    left_running,
    source_of,
)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(
    not sys.platform.startswith("linux") or probe()["level"] < 2,
    reason="isolation level 2 does not work here; see autograder doctor")]

COUNT = 2_000
# Bytes that all processes of the grader together may grow by in the second half of the run, in
# which they grade a thousand submissions.
GROWTH = 32 << 20
PAUSE = 0.5  # seconds between two looks at their memory

# What has to be waited for, or takes all the memory or output that there is, comes once, and
# first; what ends by itself comes again and again.
PATIENT = ("answer_complex", "answer_largest", "call_back", "count_to", "crash_at_import",
           "disable_the_alarm", "drip", "endless", "fill_the_disk", "forge_answer", "forge_giant",
           "forge_half", "forge_many", "forge_statements", "kernel_calls", "leave_the_session",
           "loop", "lying", "memory", "pass_every", "print_without", "raise_its", "recurse",
           "replace_the_deadline", "return_", "sleep", "slow", "thread_goes_on", "undo_the")


def test_a_large_class_with_many_attacks(tmp_path: Path) -> None:
    submissions = tmp_path / "class"
    submissions.mkdir()
    lay_bait(tmp_path / "target")
    words = {"@OUT@": tmp_path / "out", "@CLASS@": submissions, "@TARGET@": tmp_path / "target",
             "@GRADEBOOK@": tmp_path / "target" / "bait", "@PORT@": 9}
    quick = [attack for attack in ATTACKS
             if not any(word in attack.stem for word in PATIENT)]
    once = [attack for attack in ATTACKS if attack not in quick]
    hostile = once + [quick[i % len(quick)] for i in range(COUNT // 3 - len(once))]
    for number in range(COUNT):
        is_hostile = number % 3 == 1 and number // 3 < len(hostile)
        text = source_of(hostile[number // 3], words) if is_hostile else honest_source(number)
        kind = "hostile" if is_hostile else "honest"
        # Equal files would be graded once.
        (submissions / f"{number:04}_{kind}.py").write_text(f"{text}\n# {number}\n")
    before = digests(tmp_path, ["out"])

    with left_running() as left:
        with _watched() as sizes:
            results = grade(submissions, tmp_path / "out", jobs=2, require_isolation=2,
                            limits=Limits(statement=1, call=1, submission=4))
        assert left(30) == []

    rows = {row["student"]: row for row in results["submissions"]}
    assert len(rows) == COUNT
    wrong = {name: row["score"] for name, row in rows.items()
             if row["score"] != (20.0 if name.endswith("_honest") else 0.0)}
    assert wrong == {}
    assert digests(tmp_path, ["out"]) == before
    quarter = len(sizes) // 4
    assert quarter > 10
    growth = median(sizes[-quarter:]) - median(sizes[quarter:2 * quarter])
    assert growth < GROWTH, f"the grader has grown by {growth / 2**20:.0f} MB"


@contextlib.contextmanager
def _watched():
    """Sizes in memory, from now and then, of this process and of all below but workers."""
    sizes: list[int] = []
    end = threading.Event()

    def look() -> None:
        while not end.wait(PAUSE):
            sizes.append(_memory())

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield sizes
    finally:
        end.set()
        watching.join()


def _memory() -> int:
    parents, sizes, is_server = {}, {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            number = int(stat.parent.name)
            parents[number] = int(stat.read_text().rpartition(")")[2].split()[1])
            pages = int((stat.parent / "statm").read_text().split()[1])
            sizes[number] = pages * os.sysconf("SC_PAGE_SIZE")
            is_server[number] = b"server.py" in (stat.parent / "cmdline").read_bytes()
    counted, open_ = 0, [os.getpid()]
    while open_:
        one = open_.pop()
        counted += sizes.get(one, 0)
        open_ += [number for number, parent in parents.items() if parent == one
                  and not (is_server.get(number) and is_server.get(one))]  # a worker
    return counted
