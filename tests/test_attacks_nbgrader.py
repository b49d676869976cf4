"""The same attacks through nbgrader's own commands, and those on nbgrader itself."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.worker.probe import probe
from tests.course import write_notebook
from tests.hostile import (
    ATTACKS,
    HIDDEN,
    HONEST,
    ROOT,
    SEED,
    copy_kit,
    digests,
    ears,
    honest_source,
    lay_bait,
    left_running,
    source_of,
)

NAME = "linear_regression"
NOTEBOOK = f"{NAME}.ipynb"
WRITTEN = (".autograder", "autograded", "feedback", "gradebook.db", "grades.csv", ".home")
OUTSIDE = "what lies outside of the class 5e0a"

# Names and files that are aimed at nbgrader, which copies, dates and lists what it finds.
NAMES = ("=HYPERLINK(1)", "new\nline", "\x1b[31mred", "<script>alert(1)", "[a-z]*",
         "zz_honest,,,,20.0,0.0,20.0,20.0", "back\\slash", "{student_id}", "%s", "-rf", "a'b\"c")
NO_TEXT = os.fsdecode(b"caf\xe9")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(
    probe()["level"] < 2, reason="isolation level 2 does not work here; see autograder doctor")]


@dataclass
class Course:
    """A course whose class was graded by nbgrader's commands."""

    folder: Path
    said: str
    marks: dict[str, float]
    before: dict[str, str]
    after: dict[str, str]
    heard: int
    left_over: list[int]

    def pages(self, student: str) -> str:
        """All that the student, or whoever looks at the student's work, may get to see."""
        found = [path for step in ("autograded", "feedback")
                 for path in (self.folder / step / student).rglob("*") if path.is_file()]
        assert found, student
        return "".join(path.read_text(encoding="utf-8") for path in found)


@pytest.fixture(scope="module")
def course() -> Iterator[Course]:
    with ExitStack() as stack:
        outside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attacks-")))
        folder = outside / "course"
        heard = stack.enter_context(ears())
        copy_kit(folder)
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        _shorten_the_deadlines(folder)
        lay_bait(outside / "target")
        words = {"@CLASS@/zz_honest.py": _work(folder, "zz_honest"),
                 "@CLASS@": folder / "submitted", "@OUT@": folder / ".autograder" / NAME,
                 "@GRADEBOOK@": folder / "gradebook.db", "@TARGET@": outside / "target",
                 "@PORT@": heard.port}
        for attack in ATTACKS:
            write_notebook(_work(folder, attack.stem), [source_of(attack, words)])
        for name in HONEST:
            write_notebook(_work(folder, name), [honest_source(name)])
        _lay_traps_for_nbgrader(folder, outside)
        (folder / ".home").mkdir()
        nbgrader(folder, "generate_assignment", NAME, "--force")
        left = stack.enter_context(left_running())
        before = digests(outside, [f"course/{one}" for one in WRITTEN])
        said = nbgrader(folder, "autograde", NAME) + feedback_in_two_halves(folder)
        said += nbgrader(folder, "export")
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            marks = {row["student"]: row["score"] for row in book.submission_dicts(NAME)}
        yield Course(folder, said, marks, before,
                     digests(outside, [f"course/{one}" for one in WRITTEN]),
                     heard.count(), left(5))


def nbgrader(folder: Path, *arguments: str) -> str:
    """Run a command as an instructor would; returns what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments], cwd=folder, timeout=1200, check=False,
        capture_output=True, encoding="utf-8", errors="surrogateescape",
        env={"PATH": os.defpath, "PYTHONPATH": str(folder), "HOME": str(folder / ".home"),
             "PYTHONDONTWRITEBYTECODE": "1", "AUTOGRADER_SEED": SEED})
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr


def feedback_in_two_halves(folder: Path) -> str:
    """Pages take nbgrader longer than all the rest; two commands side by side take half of it."""
    with ThreadPoolExecutor() as pool:
        return "".join(pool.map(
            lambda names: nbgrader(folder, "generate_feedback", NAME, f"--student={names}"),
            ("[a-l]*", "[!a-l]*")))


def _work(folder: Path, student: str) -> Path:
    return folder / "submitted" / student / NAME / NOTEBOOK


def _shorten_the_deadlines(folder: Path) -> None:
    """Attacks that never end shall not take all of this test's time."""
    path = folder / "autograder" / "grading" / "limits.py"
    text = path.read_text(encoding="utf-8")
    for limit, seconds in (("statement", 1.0), ("call", 1.5), ("submission", 5.0)):
        text, count = re.subn(rf"(?m)^    {limit}: float = [\d.]+$",
                              f"    {limit}: float = {seconds}", text)
        assert count == 1
    path.write_text(text, encoding="utf-8")


def _lay_traps_for_nbgrader(folder: Path, outside: Path) -> None:
    (outside / "secret.txt").write_text(OUTSIDE)
    names = [*NAMES, NO_TEXT] if sys.platform.startswith("linux") else NAMES
    for name in (*names, "links", "date_fifo", "date_garbage", "date_long", "date_link"):
        write_notebook(_work(folder, name), ["x = 1"])
    for student in ("links", "[a-z]*"):
        place = _work(folder, student).parent
        (place / "leak.txt").symlink_to(outside / "secret.txt")
        (place / "endless.txt").symlink_to("/dev/zero")
        (place / "graders").symlink_to(folder / "autograder" / "graders")
        os.mkfifo(place / "fifo.txt")
        (place / "page.html").write_text("<script>alert(1)</script>")
    os.mkfifo(_work(folder, "date_fifo").with_name("timestamp.txt"))
    _work(folder, "date_garbage").with_name("timestamp.txt").write_text("no date at all")
    _work(folder, "date_long").with_name("timestamp.txt").write_text("1" * 1_000_000)
    _work(folder, "date_link").with_name("timestamp.txt").symlink_to("/dev/zero")
    (folder / "submitted" / "link.to_another").symlink_to(folder / "submitted" / HONEST[0])


def test_every_mark_is_what_was_earned(course: Course) -> None:
    assert {name: course.marks[name] for name in HONEST} == dict.fromkeys(HONEST, 20.0)
    assert {name: mark for name, mark in course.marks.items() if mark and name not in HONEST} == {}
    assert {path.stem for path in ATTACKS} <= set(course.marks)
    assert len(course.marks) == len(list((course.folder / "submitted").iterdir()))


def test_no_neighbour_is_harmed(course: Course) -> None:
    assert course.after == course.before, "files were changed"
    assert course.heard == 0, "something was sent over the network"
    assert course.left_over == [], "processes are left"


def test_nothing_hidden_is_in_what_is_shown(course: Course) -> None:
    for student in set(course.marks) - set(HONEST):
        page = course.pages(student)
        for secret in (*HIDDEN, OUTSIDE):
            assert secret not in page, f"{student} shows {secret!r}"
        assert "\x1b" not in page
        feedback = course.folder / "feedback" / student / NAME / f"{NAME}.html"
        assert "<script>alert" not in feedback.read_text(encoding="utf-8")
    assert SEED not in course.said
    assert "\x1b[31mred" not in course.said


def test_no_file_of_a_student_is_handed_on(course: Course) -> None:
    for step in ("autograded", "feedback"):
        for path in (course.folder / step).rglob("*"):
            assert not path.is_symlink()
            assert path.name not in ("leak.txt", "endless.txt", "fifo.txt", "page.html")


def test_names_stay_in_their_cells(course: Course) -> None:
    text = (course.folder / "grades.csv").read_text(encoding="utf-8")
    assert not re.search(r"(?m)(^|,)\"?[=+@-]", text)
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == len(course.marks)
    assert {row["student_id"].lstrip("'"): float(row["score"]) for row in rows} == course.marks


def test_the_gradebook_holds_nothing_of_what_is_hidden(course: Course) -> None:
    content = (course.folder / "gradebook.db").read_bytes()
    for secret in (SEED, OUTSIDE):
        assert secret.encode() not in content
    results = json.loads(
        (course.folder / ".autograder" / NAME / "results.json").read_text(encoding="utf-8"))
    assert {row["score"] for row in results["submissions"]} == {0.0, 20.0}
