"""nbgrader's own commands on a small class, and what they are made of."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import v4
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.build import build
from autograder.checker.assignment import load
from autograder.errors import UsageError
from autograder.grading.submissions import Submission
from autograder.nbgrader import gradebook
from autograder.nbgrader.carriers import restore_carriers
from autograder.nbgrader.feedback import comments, task_html, task_text
from autograder.nbgrader.submissions import SubmissionExporter, as_notebook
from tests.sample_course import ROOT, make_course

NAME = "linear_regression"
NOTEBOOK = f"{NAME}.ipynb"
POINTS = 20.0


def run(course, *command):
    """Run a module of this Python as an instructor would: its scripts folder is not on PATH."""
    environment = os.environ | {"PATH": os.defpath, "PYTHONPATH": str(ROOT),
                                "JUPYTER_CONFIG_DIR": str(course / ".jupyter"),
                                "IPYTHONDIR": str(course / ".ipython")}
    return subprocess.run([sys.executable, "-m", *command], cwd=course, env=environment,
                          capture_output=True, encoding="utf-8", timeout=300, check=False)


def nbgrader(course, *arguments):
    done = run(course, "nbgrader", *arguments)
    assert done.returncode == 0, done.stderr
    return done


def lay_out(course):
    """The repository's assignment as a course of its own, built."""
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions" / NAME, course / "solutions" / NAME)
    build(course)
    return course


def hand_in(course, student, content, name=NOTEBOOK):
    path = course / "submitted" / student / NAME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def released(course):
    return read(course / "assignments" / NAME / NOTEBOOK)


def finished(course):
    """The released notebook with the solution's cells in it."""
    answers = {cell["id"]: cell["source"]
               for cell in read(course / "solutions" / NAME / NOTEBOOK)["cells"]}
    notebook = released(course)
    for cell in notebook["cells"]:
        cell["source"] = answers[cell["id"]]
    return notebook


def without_metadata(notebook):
    """What some editors leave: no metadata, no ids."""
    notebook["nbformat_minor"] = 2
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    return notebook


def doubled(notebook):
    """Every cell twice, with the same metadata, as copying cells does it."""
    copies = [cell | {"id": f"copy-{number}"} for number, cell in enumerate(notebook["cells"])]
    notebook["cells"] += copies
    return notebook


def marks(course, database="gradebook.db"):
    """Student → score, from the gradebook."""
    with Gradebook(f"sqlite:///{course / database}") as book:
        return {row["student"]: row["score"] for row in book.submission_dicts(NAME)}


def our_marks(course):
    results = read(course / ".autograder" / NAME / "results.json")
    return {row["student"]: row["score"] for row in results["submissions"]}


# ---- one real run, in the fast tier ---------------------------------------------------


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course in which a small class was autograded."""
    course = lay_out(tmp_path_factory.mktemp("course"))
    nothing = {"assignment": NAME, "submissions": []}
    gradebook.write(nothing, f"sqlite:///{course / 'gradebook.db'}", course)
    hand_in(course, "ada", finished(course))
    hand_in(course, "bob", released(course))
    hand_in(course, "cy", without_metadata(doubled(finished(course))))
    hand_in(course, "dan", b"def forward(X, W, b):\n    return X @ W + b\n", "homework.py")
    hand_in(course, "eve", json.dumps(released(course)).encode()[:4000])
    nbgrader(course, "autograde", NAME)
    return course


def autograded(course, student):
    cells = read(course / "autograded" / student / NAME / NOTEBOOK)["cells"]
    return {cell["id"]: cell for cell in cells}


def test_autograde_gives_our_marks(graded):
    assert marks(graded) == our_marks(graded) == {
        "ada": POINTS, "bob": 0.0, "cy": POINTS, "dan": 2.0, "eve": 0.0}


def test_a_check_cell_shows_the_mark_and_the_messages(graded):
    message, mark = autograded(graded, "dan")["check-forward"]["outputs"]
    assert mark["output_type"] == "execute_result"
    assert mark["data"]["text/plain"] == ["2.0"]
    assert "Task 4 · Forward pass: All right, 2 of 2 points" in message["data"]["text/plain"][0]
    assert "<p>" in message["data"]["text/html"][0]


def test_a_stub_cell_shows_the_comment(graded):
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        def comment(student, stub):
            return book.find_comment(f"stub-{stub}", NAME, NAME, student).comment
        assert comment("ada", "forward") is None
        assert comment("bob", "forward") == "Not attempted."
        assert "broken off" in comment("eve", "linear_equation")


def test_the_students_own_code_is_shown_and_nothing_of_theirs_was_run(graded):
    assert "return X @ W + b" in "".join(autograded(graded, "dan")["stub-forward"]["source"])
    for student in ("ada", "cy", "dan"):
        for name, cell in autograded(graded, student).items():
            assert name.startswith("check-") or not cell.get("outputs")


# ---- the whole way --------------------------------------------------------------------


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course on the whole way, from generate_assignment to export, with an unruly class."""
    course = lay_out(tmp_path_factory.mktemp("whole"))
    release = course / "assignments"
    before = {path: path.read_bytes() for path in release.rglob("*") if path.is_file()}
    nbgrader(course, "generate_assignment", NAME, "--force")
    after = {path: path.read_bytes() for path in release.rglob("*") if path.is_file()}
    assert after == before
    hand_in(course, "full", finished(course))
    hand_in(course, "stub", released(course))
    hand_in(course, "doubled", doubled(finished(course)))
    hand_in(course, "stripped", without_metadata(finished(course)))
    bare = finished(course)
    bare["cells"] = [cell for cell in bare["cells"] if not cell["id"].startswith("check-")]
    hand_in(course, "no checks", bare)
    renamed = finished(course)
    for cell in renamed["cells"]:
        if facts := cell["metadata"].get("nbgrader"):
            facts |= {"grade_id": f"my-{facts['grade_id']}", "schema_version": 1, "points": 900}
    hand_in(course, "renamed", renamed)
    hand_in(course, "moved", finished(course) | {"cells": finished(course)["cells"][::-1]})
    hand_in(course, "other name", finished(course), "hw1.ipynb")
    code = "\n\n".join("".join(cell["source"]) for cell in finished(course)["cells"]
                       if cell["id"].startswith("stub-"))
    imports = "import matplotlib.pyplot as plt\nimport numpy as np\n\n"
    hand_in(course, "script", f"{imports}{code}\n".encode(), f"{NAME}.py")
    wrong = finished(course)
    for cell in wrong["cells"]:
        if cell["id"] == "stub-forward":
            cell["source"] = ["def forward(X, W, b):\n", "    return '<script>alert(1)</script>'\n"]
    hand_in(course, "wrong", wrong)
    hand_in(course, "empty", b"")
    hand_in(course, "cut off", json.dumps(released(course)).encode()[:4000])
    hand_in(course, "binary", bytes(range(256)) * 20)
    hand_in(course, "two", finished(course), "a.ipynb")
    hand_in(course, "two", finished(course), "b.ipynb")
    (course / "submitted" / "nothing" / NAME).mkdir(parents=True)
    nbgrader(course, "autograde", NAME)
    nbgrader(course, "generate_feedback", NAME)
    nbgrader(course, "export")
    return course


FULL = {"full", "doubled", "stripped", "no checks", "renamed", "moved", "other name", "script"}
NONE = {"stub", "empty", "cut off", "binary", "two", "nothing"}


@pytest.mark.slow
def test_every_student_has_a_row_with_our_marks(course):
    found = marks(course)
    assert found == our_marks(course)
    assert set(found) == FULL | NONE | {"wrong"}
    assert {student for student, score in found.items() if score == POINTS} == FULL
    assert {student for student, score in found.items() if score == 0} == NONE
    with open(course / "grades.csv", encoding="utf-8") as file:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)} == found


@pytest.mark.slow
def test_grade_gives_the_same_marks_and_fills_the_same_gradebook(course):
    done = run(ROOT, "autograder", "grade", str(course / "submitted"), "--out",
               str(course / "out"), "--gradebook", f"sqlite:///{course / 'ours.db'}")
    assert done.returncode == 0, done.stderr
    assert marks(course, "ours.db") == marks(course)
    nbgrader(course, "generate_assignment", NAME, "--force",
             "--db", f"sqlite:///{course / 'ours.db'}")  # finds the very cells that it would make


def feedback(course, student):
    return (course / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_feedback_shows_our_messages(course):
    page = feedback(course, "wrong")
    assert "Called forward(X, W, b) with" in page
    assert "Task 4 · Forward pass: Not right yet, 0 of 2 points" in page
    assert "<script>alert" not in page
    assert "could not be read" in feedback(course, "cut off")


def lines(path):
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
def test_no_hidden_source_is_in_any_output(course):
    hidden = {line for path in (ROOT / "autograder" / "graders" / NAME).glob("test_*.py")
              for line in lines(path) if "reference." in line or "draw." in line}
    hidden -= set(lines(ROOT / "solutions" / NAME / f"test_{NAME}.py"))
    assert len(hidden) > 10
    places = [path for folder in ("autograded", "feedback")
              for path in (course / folder).rglob("*") if path.is_file()]
    for path in [*places, course / "gradebook.db"]:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not [line for line in hidden if line in text], path


@pytest.mark.slow
def test_autograding_again_keeps_what_the_instructor_wrote(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        _judge(book, "stub")
    nbgrader(course, "autograde", NAME, "--student", "stub", "--force")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        _assert_judged(book, "stub", auto_score=0.0)
    assert marks(course)["full"] == POINTS


@pytest.mark.slow
def test_one_student_is_graded_alone(tmp_path):
    course = lay_out(tmp_path)
    nothing = {"assignment": NAME, "submissions": []}
    gradebook.write(nothing, f"sqlite:///{course / 'gradebook.db'}", course)
    hand_in(course, "ada", finished(course))
    hand_in(course, "bob", released(course))
    nbgrader(course, "autograde", NAME, "--student", "bob")
    assert marks(course) == our_marks(course) == {"bob": 0.0}
    nbgrader(course, "autograde", NAME)
    assert marks(course) == our_marks(course) == {"ada": POINTS, "bob": 0.0}


@pytest.mark.slow
def test_validate_names_the_open_tasks_and_passes_the_solution(course, tmp_path):
    folder = tmp_path / "release"
    shutil.copytree(course / "assignments" / NAME, folder)
    said = nbgrader(folder, "validate", NOTEBOOK).stdout
    assert "VALIDATION FAILED ON 9 CELL(S)" in said
    assert "Task 4 · Forward pass: not started" in said
    (folder / NOTEBOOK).write_text(json.dumps(finished(course)), encoding="utf-8")
    done = nbgrader(folder, "validate", NOTEBOOK)
    assert "Success! Your notebook passes all the tests." in done.stdout
    assert "cannot be converted" not in done.stderr


@pytest.mark.slow
def test_nbgrader_without_our_steps_refuses(course, tmp_path):
    shutil.copytree(course / "assignments" / NAME, tmp_path / "source" / NAME)
    hand_in(tmp_path, "ada", finished(course))
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"}
    command = [sys.executable, "-m", "nbgrader"]
    for arguments, code in ((["generate_assignment", NAME], 0), (["autograde", NAME], 1)):
        done = subprocess.run([*command, *arguments], cwd=tmp_path, env=environment,
                              capture_output=True, encoding="utf-8", timeout=300, check=False)
        assert done.returncode == code, done.stderr
    assert "nbgrader_config.py" in done.stderr
    assert marks(tmp_path) == {"ada": 0.0}


@pytest.mark.slow
def test_a_second_assignment_is_generated_with_no_change_to_the_engine(tmp_path):
    course = make_course(tmp_path)
    build(course)
    release = course / "assignments" / "sample"
    before = {path: path.read_bytes() for path in release.rglob("*") if path.is_file()}
    nbgrader(course, "generate_assignment", "sample", "--force")
    assert {path: path.read_bytes() for path in release.rglob("*") if path.is_file()} == before


# ---- carriers -------------------------------------------------------------------------

CHECKS = {"check-doubling": "check(double)", "check-counting": "check(Counter, count_to)"}
ALL = ["stub-double", "check-doubling", "stub-Counter", "stub-count_to", "check-counting"]


@pytest.fixture
def sample(tmp_path):
    return load(make_course(tmp_path) / "solutions" / "sample")


def restored(sample, *sources):
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source, id=f"cell-{number}")
                                      for number, source in enumerate(sources)])
    restore_carriers(notebook, sample, CHECKS)
    return notebook.cells


def test_an_empty_notebook_gets_every_carrier_once(sample):
    cells = restored(sample)
    assert [cell.id for cell in cells] == ALL
    assert [cell.metadata.nbgrader.grade_id for cell in cells] == ALL
    assert [cell.metadata.nbgrader.get("points") for cell in cells] == [None, 1, None, None, 2.5]


def test_the_last_definition_carries_the_stub_and_its_check_follows(sample):
    cells = restored(sample, "def double(x): return 1", "check(double)", "def helper(): ...",
                     "def double(x): return 2", "check(double)", "double(3)")
    assert [cell.id for cell in cells] == ["cell-0", "cell-2", *ALL, "cell-5"]
    assert cells[2].source == "def double(x): return 2"
    assert cells[3].source == "check(double)"


def test_one_cell_with_all_stubs_carries_one_of_them(sample):
    cells = restored(sample, "double = lambda x: 2 * x\nclass Counter: ...\ndef count_to(n): ...")
    assert [cell.id for cell in cells] == ALL
    assert cells[0].source.startswith("double = ")
    assert cells[2].source == "# Counter has no cell of its own here."


def test_text_of_a_students_own_is_not_rendered(tmp_path):
    path = tmp_path / "work.ipynb"
    path.write_text(json.dumps({"cells": [
        {"cell_type": "markdown", "source": ["# Given\n", "text"]},
        {"cell_type": "markdown", "source": "<script>\nalert(1)</script>"},
        {"cell_type": "raw", "source": None}, {"cell_type": "code", "source": "x = 1"}, 5]}))
    cells = as_notebook(Submission("ada", path), {"# Given\ntext"}).cells
    assert [(cell.cell_type, cell.source) for cell in cells] == [
        ("markdown", "# Given\ntext"), ("markdown", "    <script>\n    alert(1)</script>"),
        ("markdown", ""), ("code", "x = 1")]


def test_a_class_that_cannot_be_graded_says_why(tmp_path):
    course = make_course(tmp_path)
    (course / "submitted" / "ada" / "sample").mkdir(parents=True)
    directory = CourseDirectory(root=str(course), assignment_id="sample",
                                source_directory="solutions", release_directory="assignments")
    with pytest.raises(NbGraderException, match="autograder build"):
        SubmissionExporter(parent=Autograde(coursedir=directory))
    build(course)
    with pytest.raises(NbGraderException, match="no assignment 'sample'"):
        SubmissionExporter(parent=Autograde(coursedir=directory))


# ---- what is said ---------------------------------------------------------------------


def check_row(stub, name, passed, points=0.5, message=""):
    return {"name": name, "line": f"{stub} {name}.", "stub": stub, "passed": passed,
            "points": points * passed, "max_points": points, "message": message}


def task_row(number, name, outcome, score, points, checks, hint=""):
    return {"task": number, "name": name, "title": name.title(), "outcome": outcome,
            "score": score, "max_score": points, "follow_through": False, "checks": checks,
            "mistake": {"id": f"{name}.x", "hint": hint} if hint else None}


def results(*rows):
    return {"assignment": "sample", "max_score": 3.5, "submissions": [*rows]}


def row(student, doubling=1.0, status="graded", reason=None):
    passed = doubling == 1.0
    return {"student": student, "status": status, "reason": reason, "score": doubling,
            "max_score": 3.5, "flags": [], "tasks": [
                task_row(1, "doubling", "passed" if passed else "failed", doubling, 1.0, [
                    check_row("double", "runs", True, 0.0),
                    check_row("double", "matches", passed, 1.0,
                              "" if passed else "Returned '</pre><b>`*x*`', expected 4."),
                    check_row("double", "keeps", passed, 0.0,
                              "" if passed else "not run: it needs “matches” first")],
                    "" if passed else "Add x to what?"),
                task_row(2, "counting", "not_attempted", 0.0, 2.5, [
                    check_row("Counter", "runs", False, 0.0, "Not attempted yet."),
                    check_row("count_to", "runs", False, 0.0, "Not attempted yet.")])]}


def test_a_task_is_told_as_text_and_as_html():
    task, untouched = row("ada", 0.0)["tasks"]
    assert task_text(task) == (
        "Task 1 · Doubling: Not right yet, 0 of 1 points\n"
        "✓ double runs.\n"
        "✕ double matches. (0 of 1)\n"
        "    Returned '</pre><b>`*x*`', expected 4.\n"
        "○ double keeps. – not run: it needs “matches” first\n"
        "Hint: Add x to what?")
    assert "&lt;/pre&gt;&lt;b&gt;" in task_html(task)
    assert "</pre><b>" not in task_html(task)
    assert task_text(untouched) == "Task 2 · Counting: Not attempted, 0 of 2.5 points"


def test_comments_say_what_failed_and_quote_it_unrendered(sample):
    assert comments(row("ada", 0.0), sample) == {
        "stub-double": "✕ double matches.\n\n    Returned '</pre><b>`*x*`', expected 4.\n\n"
                       "Hint: Add x to what?",
        "stub-Counter": "Not attempted.", "stub-count_to": "Not attempted."}
    assert "stub-double" not in comments(row("ada"), sample)


def test_a_refused_submission_has_its_reason_at_its_first_stub(sample):
    refused = row("eve", status="unreadable", reason="eve.ipynb: the file is empty.")
    assert comments(refused | {"tasks": []}, sample) == {
        "stub-double": "Your file could not be read, so it could not be graded.\n\n"
                       "    eve.ipynb: the file is empty."}


# ---- the gradebook --------------------------------------------------------------------


def _judge(book, student, name=NAME, check="check-forward", stub="stub-forward"):
    grade = book.find_grade(check, name, name, student)
    grade.manual_score, grade.extra_credit = 0.5, 0.25
    book.find_comment(stub, name, name, student).manual_comment = "See me."
    book.db.commit()


def _assert_judged(book, student, auto_score, name=NAME, check="check-forward",
                   stub="stub-forward"):
    grade = book.find_grade(check, name, name, student)
    assert (grade.manual_score, grade.extra_credit) == (0.5, 0.25)
    assert grade.auto_score == auto_score
    assert grade.needs_manual_grade
    assert book.find_comment(stub, name, name, student).comment == "See me."


@pytest.fixture(scope="module")
def empty_gradebook(tmp_path_factory):
    """A course with a gradebook that knows its cells; making one asks alembic, which is slow."""
    course = make_course(tmp_path_factory.mktemp("sample"))
    build(course)
    gradebook.write(results(), f"sqlite:///{course / 'gradebook.db'}", course)
    return course


@pytest.fixture
def book(empty_gradebook, tmp_path):
    shutil.copytree(empty_gradebook, tmp_path / "course")
    return tmp_path / "course"


def write(course, *rows):
    gradebook.write(results(*rows), f"sqlite:///{course / 'gradebook.db'}", course)


def open_book(course):
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}")


def test_a_new_gradebook_knows_the_assignment_as_nbgrader_would(book):
    with open_book(book) as opened:
        notebook = opened.find_notebook("sample", "sample")
        assert notebook.max_score == 3.5
        assert {cell.name for cell in notebook.solution_cells} == {
            "stub-double", "stub-Counter", "stub-count_to"}
        assert {cell.name: (cell.locked, cell.source) for cell in notebook.source_cells
                if cell.locked} == {name: (True, source) for name, source in CHECKS.items()}
        assert json.loads(notebook.kernelspec)["name"] == "python3"


def test_marks_and_comments_are_written(book):
    write(book, row("ada"), row("bob", 0.0), row("eve", 0.0, "unreadable", "Why."))
    with open_book(book) as opened:
        assert {one["student"]: one["score"] for one in opened.submission_dicts("sample")} == {
            "ada": 1.0, "bob": 0.0, "eve": 0.0}
        assert "Returned" in opened.find_comment("stub-double", "sample", "sample", "bob").comment
        assert not opened.find_submission("sample", "ada").needs_manual_grade


def test_writing_again_renews_our_marks_and_keeps_the_instructors(book):
    write(book, row("ada", 0.0), row("bob", 0.0))
    places = {"name": "sample", "check": "check-doubling", "stub": "stub-double"}
    with open_book(book) as opened:
        _judge(opened, "ada", **places)
    write(book, row("ada"), row("bob"))
    with open_book(book) as opened:
        _assert_judged(opened, "ada", auto_score=1.0, **places)
        assert opened.find_submission("sample", "ada").score == 0.75
        assert opened.find_submission("sample", "bob").score == 1.0
        assert opened.find_comment("stub-double", "sample", "sample", "bob").comment is None


def test_a_gradebook_is_never_half_written(book):
    broken = row("bob") | {"tasks": [{"name": "doubling"}]}
    with pytest.raises(KeyError):
        write(book, row("ada"), broken)
    with open_book(book) as opened, pytest.raises(MissingEntry):
        opened.find_submission("sample", "ada")


def test_a_gradebook_that_another_run_has_made_meanwhile_is_kept(book, monkeypatch):
    write(book, row("ada"))
    monkeypatch.setattr(Path, "exists", lambda path: False)  # as it was when this run looked
    write(book, row("bob"))
    monkeypatch.undo()
    with open_book(book) as opened:
        assert {one["student"] for one in opened.submission_dicts("sample")} == {"ada", "bob"}
    assert [path.name for path in book.glob("*.db")] == ["gradebook.db"]


def test_a_name_that_is_no_utf8_is_stored_readably(book):
    write(book, row("caf\udce9"))
    with open_book(book) as opened:
        assert opened.find_submission("sample", "caf\\xe9").score == 1.0


def test_a_gradebook_with_other_cells_is_refused(book):
    with open_book(book) as opened:
        opened.db.delete(opened.find_solution_cell("stub-double", "sample", "sample"))
        opened.db.commit()
    with pytest.raises(UsageError, match="without the cells stub-double"):
        write(book, row("ada"))


def test_new_points_in_the_table_reach_the_gradebook(book):
    table = book / "solutions" / "sample" / "assignment.toml"
    table.write_text(table.read_text().replace("points = 1\n", "points = 4\n"))
    write(book, row("ada"))
    with open_book(book) as opened:
        assert opened.find_submission("sample", "ada").max_score == 6.5


@pytest.mark.parametrize("url", [
    "gradebook.db", "nosuch://gradebook", "sqlite:////no/such/folder/gradebook.db", "",
    "postgresql://host:port/name", "sqlite:///a%00b", "sqlite:///a.db?timeout=soon",
    "sqlite:///\udcff.db"])
def test_a_wrong_address_is_a_usage_error(book, url):
    with pytest.raises(UsageError, match="could not be written"):
        gradebook.write(results(), url, book)


def test_a_course_that_is_not_built_is_a_usage_error(book):
    shutil.rmtree(book / "assignments")
    with open_book(book) as opened:
        opened.remove_assignment("sample")
    with pytest.raises(UsageError, match="autograder build"):
        write(book, row("ada"))
