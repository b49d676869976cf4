"""``nbgrader autograde`` once more: the class has changed, or the last run was cut short."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory

from autograder.grading.submissions import TIMESTAMP
from autograder.nbgrader import gradebook
from autograder.nbgrader.handed_in import show
from autograder.nbgrader.scores import MARKED
from tests.test_nbgrader import (
    NAME,
    NOTEBOOK,
    POINTS,
    finished,
    hand_in,
    lay_out,
    marks,
    nbgrader,
    our_marks,
    released,
    run,
)


@pytest.fixture
def course(tmp_path):
    """A class of four, of whom nobody is graded yet."""
    course = lay_out(tmp_path)
    nothing = {"assignment": NAME, "submissions": []}
    gradebook.write(nothing, f"sqlite:///{course / 'gradebook.db'}", course)
    for student in ("ada", "bob", "cy", "dan"):
        hand_in(course, student, finished(course))
    return course


def autograded(course, student):
    return course / "autograded" / student / NAME / NOTEBOOK


@pytest.mark.slow
def test_a_changed_and_a_removed_file_and_one_half_done_are_marked_again_and_no_other(course):
    nbgrader(course, "autograde", NAME)
    assert set(marks(course).values()) == {POINTS}
    hand_in(course, "bob", released(course))
    (course / "submitted" / "cy" / NAME / NOTEBOOK).unlink()
    half = json.loads(autograded(course, "dan").read_text(encoding="utf-8"))
    del half["metadata"][MARKED]
    autograded(course, "dan").chmod(0o644)
    autograded(course, "dan").write_text(json.dumps(half), encoding="utf-8")
    said = nbgrader(course, "autograde", NAME).stderr
    assert [name for name in ("ada", "bob", "cy", "dan") if f"{name} is marked again" in said] \
        == ["bob", "cy", "dan"]
    assert "Skipping existing assignment" in said
    assert marks(course) == our_marks(course) == {
        "ada": POINTS, "bob": 0.0, "cy": 0.0, "dan": POINTS}
    assert "is marked again" not in nbgrader(course, "autograde", NAME).stderr


@pytest.mark.slow
def test_what_archives_and_python_put_beside_the_class_is_no_student(course):
    for beside in ("__MACOSX", "__pycache__", ".ada"):
        hand_in(course, beside, finished(course))
    nbgrader(course, "autograde", NAME)
    assert marks(course) == our_marks(course) == dict.fromkeys(("ada", "bob", "cy", "dan"), POINTS)
    done = run(course, "nbgrader", "autograde", NAME, "--student", "__MACOSX")
    assert done.returncode == 1
    assert "There is no submission of" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_who_was_half_done_when_nbgrader_was_killed_has_a_mark_in_the_end(course):
    with subprocess.Popen([sys.executable, "-m", "nbgrader", "autograde", NAME], cwd=course,
                          stderr=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stderr:
            if "Autograding" in line:  # nothing of this student is in the gradebook yet
                process.send_signal(signal.SIGKILL)
                break
    left = [path.name for path in (course / "autograded").iterdir()]
    assert left == ["ada"]
    nbgrader(course, "autograde", NAME)
    assert marks(course) == our_marks(course) == dict.fromkeys(("ada", "bob", "cy", "dan"), POINTS)


def test_one_run_takes_nothing_from_another_at_the_same_time(tmp_path):
    folders = {}
    for student in ("ada", "bob"):
        folders[student] = tmp_path / "submitted" / student / NAME
        folders[student].mkdir(parents=True)
        (folders[student] / TIMESTAMP).write_text("2030-01-01 12:00:00 UTC")
    course = CourseDirectory(root=str(tmp_path), assignment_id=NAME)
    cache = tmp_path / ".autograder" / "submitted"
    _, shown = show(course, folders, cache, NOTEBOOK)
    (folders["ada"] / TIMESTAMP).unlink()
    show(course, {"ada": folders["ada"]}, cache, NOTEBOOK)
    dates = {Path(folder).parent.name: Path(folder, TIMESTAMP).exists() for folder in shown}
    assert dates == {"ada": False, "bob": True}
    assert all(Path(*notebooks).exists() for notebooks in shown.values())
