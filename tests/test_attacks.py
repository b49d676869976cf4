"""Hostile submissions, graded as one class between honest ones, and judged from outside."""

from __future__ import annotations

import json
import os
import re
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

from autograder.grading.limits import Limits
from autograder.grading.shard import grade_code
from autograder.worker.probe import probe
from tests.hostile import (
    ATTACKS,
    HIDDEN,
    HONEST,
    MARK,
    NEIGHBOURS,
    NOBODY,
    ROOT,
    SEED,
    copy_kit,
    digests,
    ears,
    give_to,
    honest_source,
    lay_bait,
    left_running,
    source_of,
)
from tests.public_python import python_for_everybody

# One of each kind, without those that have to be waited for.
REPRESENTATIVE = (
    "answer_empty", "answer_nan", "call_back_spoil_the_reference", "chmod_files", "crash",
    "exit_silently", "forge_answer_ahead", "forge_array_dtype", "forge_giant_failure",
    "forge_giant_length", "fork_children", "hostile_exception_text", "kill_the_parent",
    "leak_by_exception", "lease_files", "lying_subclass", "network_tcp", "network_udp",
    "open_the_gradebook", "patch_numpy_testing", "peek_at_later_requests",
    "patch_wire_encode", "read_parent_environment", "read_reference", "run_a_shell",
    "steer_the_terminal", "take_all_memory_by_numpy", "walk_the_frames", "write_results",
)

GRADERS_OWN = ("out", ".cache", ".config")
GRADE = """
import os
from pathlib import Path
from autograder.grading import grade
from autograder.grading.limits import Limits
grade(Path({submissions!r}), Path({out!r}), seed=os.environ["AUTOGRADER_SEED"], jobs=2,
      require_isolation=2, limits=Limits(statement=1, call=1.5, submission=5))
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
    with graded(ATTACKS, wanted) as found:
        judge(found)


@contextmanager
def graded(attacks: list[Path], user: int | None = None) -> Iterator[Class]:
    """Grade attacks between honest submissions, with a copy of the kit that can be harmed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attacks-")))
        heard = stack.enter_context(ears())
        submissions = _prepare(folder, attacks, heard.port)
        python = sys.executable
        if user and os.geteuid() == 0:
            others = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="python-")))
            others.chmod(0o755)
            python = python_for_everybody(others)
        identity = give_to(user, folder)
        left = stack.enter_context(left_running())
        before = digests(folder, GRADERS_OWN)
        began = time.monotonic()
        done = subprocess.run(
            [python, "-c", GRADE.format(submissions=str(submissions), out=str(folder / "out"))],
            cwd=folder / "kit", timeout=1200, capture_output=True, check=False,
            env={"PATH": os.environ["PATH"], "AUTOGRADER_SEED": SEED, "PYTHONPATH": "",
                 "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(folder)}, **identity)
        seconds = time.monotonic() - began
        assert done.returncode == 0, done.stderr.decode()[-3000:]
        for secret in (SEED, *NEIGHBOURS, MARK):
            assert secret.encode() not in done.stdout + done.stderr
        yield Class(folder, json.loads((folder / "out" / "results.json").read_text()), before,
                    digests(folder, GRADERS_OWN), heard.count(), left(5), seconds)


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
        for secret in HIDDEN:
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
    "leak_by_exception", "leak_by_hint", "leak_by_labels", "leak_by_memory", "leak_by_place",
    "leak_by_type_name"])
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
    submissions, target = folder / "class", folder / "target"
    copy_kit(folder / "kit")
    submissions.mkdir()
    lay_bait(target)
    (folder / "out").mkdir()
    words = {"@OUT@": folder / "out", "@CLASS@": submissions, "@TARGET@": target, "@PORT@": port,
             "@GRADEBOOK@": target / "bait"}
    for attack in attacks:
        (submissions / attack.name).write_text(source_of(attack, words), encoding="utf-8")
    for name in HONEST:
        (submissions / f"{name}.py").write_text(honest_source(name), encoding="utf-8")
    return submissions
