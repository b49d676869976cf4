"""Grading a class: the results, what is kept between two runs, and how a run can end."""

from __future__ import annotations

import copy
import errno
import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import autograder
from autograder import cli
from autograder.errors import UsageError
from autograder.grading import Stopped, grade, shard
from autograder.grading.journal import alone_in
from autograder.grading.limits import Limits
from autograder.grading.shard import grade_works
from tests import course

STATUSES = {"graded", "unreadable", "crashed", "timed_out", "rejected"}
OUTCOMES = {"passed", "partial", "failed", "error", "not_attempted"}
HEAD = {"assignment", "max_score", "isolation", "submissions", "kit", "seed"}
ROW = {"student", "status", "score", "max_score", "seconds", "flags", "sha256", "feedback",
       "tasks", "reason"}
TASK = {"task", "title", "name", "outcome", "score", "max_score", "follow_through", "mistake",
        "checks"}
CHECK = {"name", "passed", "points", "max_points", "message"}


class Class:
    """A class of one assignment, made from its solution and its release."""

    def __init__(self, name, folder):
        self.name = name
        self.table = course.table(name)
        self.submissions, self.out = folder / "class", folder / "out"
        self.solved, self.released = course.solved(name), course.released(name)
        self.submissions.mkdir(parents=True)
        self.scratch = folder / "scratch"
        self.scratch.mkdir()

    def hand_in(self, student, cells):
        return course.write_notebook(self.submissions / f"{student}.ipynb", cells)

    def grade(self, *options, out=None):
        """Run the command; temporary files go where they can be seen."""
        return course.run("grade", self.submissions, "--out", out or self.out,
                          "--assignment", self.name, *options, env=self.environment())

    def environment(self):
        return os.environ | {"TMPDIR": str(self.scratch)}

    def results(self, out=None):
        return json.loads(((out or self.out) / "results.json").read_text(encoding="utf-8"))

    def rows(self, out=None):
        return {row["student"]: row for row in self.results(out)["submissions"]}

    def left_over(self):
        """Temporary files, as soon as the processes that clean up have ended."""
        for _ in range(50):
            if not any(self.scratch.iterdir()):
                break
            time.sleep(0.1)
        return list(self.scratch.iterdir())


@pytest.fixture(scope="module", params=course.ASSIGNMENTS)
def graded(request, tmp_path_factory):
    """A class with one of each kind, graded once by the command."""
    made = Class(request.param, tmp_path_factory.mktemp("class"))
    first, last = made.table.stubs[0], made.table.stubs[-1]
    made.hand_in("solution", made.solved)
    made.hand_in("bare", made.released)
    made.hand_in("turned round", made.solved[::-1])
    made.hand_in("zoë", [*made.solved, f"def {first}(*args, **kwargs):\n    return None"])
    made.hand_in("raises", [*made.solved, f"def {last}(*args, **kwargs):\n    return 1 / 0"])
    made.hand_in("exits", [*made.solved, "import os",
                           f"def {first}(*args, **kwargs):\n    os._exit(0)"])
    (made.submissions / "script.py").write_text("\n\n".join(
        cell for cell in made.solved if "checker" not in cell) + "\nimport numpy as np\n"
        "import matplotlib.pyplot as plt\n", encoding="utf-8")
    (made.submissions / "empty.ipynb").write_bytes(b"")
    (made.submissions / "link.ipynb").symlink_to(made.submissions / "solution.ipynb")
    (made.submissions / "two").mkdir()
    for name in ("a.py", "b.py"):
        (made.submissions / "two" / name).write_text("x = 1\n")
    if sys.platform.startswith("linux"):
        shutil.copy(made.submissions / "solution.ipynb",
                    made.submissions / os.fsdecode(b"caf\xe9.ipynb"))
    (made.submissions / ".hidden").touch()
    made.done = made.grade("--jobs", "2")
    return made


# ---- the results -------------------------------------------------------------------------


def test_the_command_ends_well_and_says_what_it_did(graded):
    assert graded.done.returncode == 0, graded.done.stderr
    count = len(graded.results()["submissions"])
    assert f"{count} submissions, mean score" in graded.done.stdout
    assert "empty: unreadable. empty.ipynb: the file is empty." in graded.done.stdout
    assert "1 hidden entries were passed over." in graded.done.stdout
    assert str(graded.out / "results.json") in graded.done.stdout
    assert f"graded {count} of {count}" in graded.done.stderr
    assert "Traceback" not in graded.done.stderr
    assert graded.left_over() == []


def test_the_document_is_as_the_contract_has_it(graded):
    document, table = graded.results(), graded.table
    assert set(document) >= HEAD
    assert document["assignment"] == graded.name
    assert document["max_score"] == table.points
    assert document["kit"] == autograder.__version__
    assert set(document["isolation"]) == {"level", "denied"}
    assert "autograder" not in document["seed"]
    students = [row["student"] for row in document["submissions"]]
    assert students == sorted(students)
    assert set(students) >= {"solution", "bare", "turned round", "zoë", "two", "link"}
    for row in document["submissions"]:
        assert set(row) >= ROW
        assert row["status"] in STATUSES
        assert (row["reason"] is None) == (row["status"] == "graded")
        assert row["max_score"] == table.points
        assert row["score"] == sum(task["score"] for task in row["tasks"])
        assert isinstance(row["score"], float)
        assert isinstance(row["seconds"], float)
        assert isinstance(row["flags"], list)
        assert (graded.out / row["feedback"]).is_file()
        assert [task["task"] for task in row["tasks"]] == [task.number for task in table.tasks]
        for found, task in zip(row["tasks"], table.tasks, strict=True):
            assert_task(found, task, row)


def test_every_field_is_told(graded):
    told = set(re.findall(r"`(\w+)`", (course.ROOT / "docs" / "results.md").read_text("utf-8")))
    document = graded.results()
    tasks = [task for row in document["submissions"] for task in row["tasks"]]
    checks = [check for task in tasks for check in task["checks"]]
    for fields in (document, document["isolation"], *document["submissions"], *tasks, *checks):
        assert set(fields) <= told


def assert_task(found, task, row):
    assert set(found) >= TASK
    assert (found["name"], found["title"]) == (task.name, task.title)
    assert found["max_score"] == task.points
    assert found["outcome"] in OUTCOMES
    assert (found["outcome"] == "passed") == (found["score"] == task.points)
    assert (found["outcome"] == "partial") == (0 < found["score"] < task.points)
    assert found["follow_through"] in (True, False)
    if found["mistake"] is not None:
        assert set(found["mistake"]) == {"id", "hint"}
    if row["status"] in ("unreadable", "rejected"):
        assert (found["score"], found["checks"]) == (0, [])
        return
    assert sum(check["max_points"] for check in found["checks"]) == task.points
    assert sum(check["points"] for check in found["checks"]) == found["score"]
    for check in found["checks"]:
        assert set(check) >= CHECK
        assert check["points"] == (check["max_points"] if check["passed"] else 0)
        assert bool(check["message"]) != check["passed"]


def test_the_digest_is_that_of_the_file(graded):
    for student, row in graded.rows().items():
        path = graded.submissions / f"{student}.ipynb"
        if path.is_file() and not path.is_symlink():
            assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_right_work_gets_all_points_and_bare_stubs_none(graded):
    rows = graded.rows()
    for student in ("solution", "script", "caf\udce9"):
        if student in rows:
            assert rows[student]["score"] == graded.table.points, student
            assert rows[student]["status"] == "graded"
            assert rows[student]["flags"] == []
            assert {task["outcome"] for task in rows[student]["tasks"]} == {"passed"}
    assert rows["bare"]["score"] == 0
    assert rows["bare"]["status"] == "graded"
    assert {task["outcome"] for task in rows["bare"]["tasks"]} == {"not_attempted"}


def test_the_order_of_the_cells_costs_nothing(graded):
    """Except where a definition needs another at once, as a notebook run from the top does."""
    assert graded.rows()["turned round"]["score"] == graded.table.points


@pytest.mark.parametrize(("student", "place", "status", "outcomes"), [
    ("zoë", 0, "graded", {"failed"}), ("raises", -1, "graded", {"error", "partial"}),
    ("exits", 0, "crashed", {"error"}),
])
def test_one_wrong_stub_costs_its_own_task(graded, student, place, status, outcomes):
    row = graded.rows()[student]
    assert row["status"] == status
    wrong = graded.table.task(graded.table.stubs[place])
    for task in row["tasks"]:
        if task["name"] == wrong.name:
            assert task["outcome"] in outcomes
        else:
            assert task["score"] == task["max_score"], task["name"]


@pytest.mark.parametrize(("student", "status", "words"), [
    ("empty", "unreadable", "the file is empty"), ("link", "rejected", "a link"),
    ("two", "rejected", "There are 2 files and none is called"),
])
def test_what_cannot_be_graded_has_a_row_and_a_reason(graded, student, status, words):
    row = graded.rows()[student]
    assert (row["status"], row["score"]) == (status, 0)
    assert words in row["reason"]


def test_hidden_code_is_in_no_output(graded):
    reference = (course.ROOT / "reference" / f"{graded.name}.py").read_text(encoding="utf-8")
    telling = [line.strip() for line in reference.splitlines() if len(line.strip()) > 60]
    for path in [graded.out / "results.json", graded.out / "report.html",
                 *(graded.out / "feedback").iterdir()]:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not [line for line in telling if line in text], path.name


# ---- a second run ------------------------------------------------------------------------


def without_seconds(document):
    document = copy.deepcopy(document)
    for row in document["submissions"]:
        del row["seconds"]
    return document


@pytest.fixture
def copied(graded, tmp_path):
    """The class and its results once more, to be changed."""
    made = Class(graded.name, tmp_path / "copy")
    shutil.rmtree(made.submissions)
    shutil.copytree(graded.submissions, made.submissions, symlinks=True)
    shutil.copytree(graded.out, made.out)
    return made


def test_a_second_run_grades_what_is_new_or_changed(copied):
    before = copied.rows()
    copied.hand_in("bare", [*copied.solved, "x = 1"])
    copied.hand_in("new", [*copied.released, "x = 2"])
    (copied.submissions / "script.py").unlink()
    done = copied.grade("--jobs", "1")
    assert done.returncode == 0, done.stderr
    rows = copied.rows()
    assert set(rows) == set(before) - {"script"} | {"new"}
    assert rows["bare"]["score"] == copied.table.points
    assert rows["new"]["score"] == 0
    kept = set(before) - {"bare", "script", "link", "two"}
    for student in kept:
        assert rows[student] == before[student], student
    assert done.stderr.splitlines()[0] == f"graded {len(kept)} of {len(rows)}"
    assert not (copied.out / "feedback" / "script.html").exists()


def test_a_run_from_the_start_finds_the_same(copied):
    before = copied.results()
    again = ("solution", "bare", "zoë")
    for path in copied.submissions.iterdir():
        if path.stem not in again and not path.name.startswith("."):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    before["submissions"] = [row for row in before["submissions"] if row["student"] in again]
    done = copied.grade("--fresh", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0].startswith("graded 0 of")
    assert without_seconds(copied.results()) == without_seconds(before)
    assert copied.left_over() == []


@pytest.mark.slow
def test_another_seed_gives_the_same_marks_and_is_not_mixed_in(copied):
    before = copied.results()
    done = copied.grade("--seed", "another", "--jobs", "2")
    assert done.stderr.splitlines()[0].startswith("graded 0 of")
    after = copied.results()
    assert after["seed"] != before["seed"]
    for row, other in zip(before["submissions"], after["submissions"], strict=True):
        assert [(task["score"], task["outcome"]) for task in row["tasks"]] == \
            [(task["score"], task["outcome"]) for task in other["tasks"]]


def test_a_journal_that_was_broken_off_is_gone_on_with(copied):
    journal = copied.out / ".graded.jsonl"
    lines = journal.read_text(encoding="utf-8").splitlines()
    journal.write_text("\n".join([*lines[:3], lines[3][:100]]), encoding="utf-8")
    (copied.out / "results.json").unlink()
    before = len(lines) - 1
    for student in sorted(path.name for path in copied.submissions.iterdir()):
        if not student.startswith(("bare", "empty")):
            path = copied.submissions / student
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    done = copied.grade("--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert before > len(copied.rows()) == 2
    assert copied.rows()["bare"]["status"] == "graded"


@pytest.mark.skipif(sys.platform == "win32", reason="no such lock there")
def test_two_runs_never_write_to_one_folder(copied, capsys):
    before = (copied.out / "results.json").read_bytes()
    with alone_in(copied.out):
        assert cli.run(["grade", str(copied.submissions), "--out", str(copied.out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Another run is writing to" in said
    assert (copied.out / "results.json").read_bytes() == before


def test_a_file_that_changes_while_the_class_is_graded_has_a_row_and_so_have_its_equals(tmp_path):
    made = Class(course.ASSIGNMENTS[0], tmp_path)
    for student, more in (("a", ""), ("b", ""), ("c", "y = 2")):
        made.hand_in(student, [*made.released, more])
    told, counts = [], []

    def progress(done, total):
        if not counts:
            made.hand_in("a", [*made.released, "x = 1"])
            (made.submissions / "c.ipynb").unlink()
        counts.append((done, total))

    results = grade(made.submissions, made.out, made.name, jobs=1, progress=progress,
                            each=lambda row: told.append((row["student"], row["status"])))
    rows = {row["student"]: row for row in results["submissions"]}
    assert sorted(told) == [("a", "graded"), ("b", "graded"), ("c", "unreadable")]
    assert rows["a"]["sha256"] != rows["b"]["sha256"]
    assert counts[-1] == (3, 3)


# ---- Ctrl-C ------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_ctrl_c_keeps_what_is_graded(jobs, tmp_path):
    made = Class(course.ASSIGNMENTS[0], tmp_path)
    for student in ("a", "b"):
        made.hand_in(student, made.released)
    for student in ("c", "d"):
        made.hand_in(student, ["import time", *["x = time.sleep(3)"] * 9])
    process = subprocess.Popen(
        course.command("grade", made.submissions, "--out", made.out, "--assignment", made.name,
                       "--jobs", jobs), cwd=course.ROOT, env=made.environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    lines = []
    for line in process.stderr:
        lines.append(line)
        if line.startswith("graded") and not line.startswith("graded 0"):
            break
    time.sleep(0.5)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - began < 10
    assert process.returncode == 130, "".join(lines) + err
    assert re.search(r"Stopped\. [12] of 4 submissions are graded and kept", err)
    assert "Traceback" not in out + err
    kept = made.rows()
    assert {"a", "b"} >= set(kept) != set()
    assert made.left_over() == []
    for student in ("c", "d"):
        made.hand_in(student, made.released)
    assert made.grade("--jobs", "1").returncode == 0
    rows = made.rows()
    assert set(rows) == set("abcd")
    assert all(rows[student] == row for student, row in kept.items())


def stop(made, **options):
    """Grade until the first submission is graded, and press Ctrl-C."""
    def progress(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(Stopped) as stopped:
        grade(made.submissions, made.out, made.name, jobs=1, progress=progress, **options)
    return str(stopped.value)


@pytest.mark.parametrize("options", [{"fresh": True}, {"seed": "another"}])
def test_a_run_that_is_stopped_leaves_the_reports_of_whom_it_has_not_graded(small, options):
    for student in ("bob", "cy"):
        small.hand_in(student, [*small.released, student])
    grade(small.submissions, small.out, small.name, jobs=1)
    before = {path: path.read_bytes() for path in small.out.rglob("*.*") if path.name[0] != "."}
    said = stop(small, **options)
    assert "1 of 3 submissions are graded and kept" in said
    assert "those of the earlier run" in said
    assert ("without --fresh" in said) == ("fresh" in options)
    assert {path: path.read_bytes() for path in before} == before
    options.pop("fresh", None)
    counts = []
    grade(small.submissions, small.out, small.name, jobs=1, **options,
          progress=lambda done, total: counts.append(done))
    assert counts[0] == 1
    assert set(small.rows()) == {"ada", "bob", "cy"}


def test_a_run_that_is_stopped_shows_more_than_the_one_before(small):
    grade(small.submissions, small.out, small.name, jobs=1)
    for student in ("bob", "cy"):
        small.hand_in(student, [*small.released, student])
    assert "the same command goes on" in stop(small)
    assert set(small.rows()) == {"ada"}


# ---- wrong usage -------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path):
    made = Class(course.ASSIGNMENTS[0], tmp_path)
    made.hand_in("ada", made.released)
    return made


def said(capsys, *arguments):
    """The exit code and what was said, of a command run in this process."""
    try:
        code = cli.run(list(map(str, arguments)))
    except SystemExit as ended:
        code = ended.code
    return code, capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "words"), [
    (["grade", "{tmp}/nowhere", "--out", "{out}"], "There is no folder"),
    (["grade", "{tmp}/\x1b[31m\udcff", "--out", "{out}"], "/�[31m�."),
    (["grade", "{tmp}/empty", "--out", "{out}"], "holds no submissions"),
    (["grade", "{class}"], "required: --out"),
    (["grade", "{class}", "--out", "{out}", "--assignment", "nothing"],
     "There is no assignment 'nothing'. There is: "),
    (["grade", "{class}", "--out", "{class}/out"], "would lie among the submissions"),
    (["grade", "{class}", "--out", "{class}"], "would lie among the submissions"),
    (["grade", "{class}", "--out", "{class}/ada.ipynb"], "would lie among the submissions"),
    (["grade", "{class}", "--out", "{tmp}/file"], "File exists"),
    (["grade", "{class}", "--out", "{tmp}/file/out"], "Not a directory"),
    (["grade", "{class}", "--out", "{tmp}/loop"], "File exists"),
    (["grade", "{class}", "--out", "{tmp}/taken"], "/taken/.graded.jsonl"),
    (["grade", "{class}", "--out", "{tmp}/loop/out"], "symbolic links"),
    (["grade", "{tmp}/loop", "--out", "{out}"], "There is no folder"),
    (["grade", "{class}", "--out", "{out}", "--jobs", "0"], "from 1 up"),
    (["grade", "{class}", "--out", "{out}", "--jobs", "-3"], "from 1 up"),
    (["grade", "{class}", "--out", "{out}", "--jobs", "two"], "from 1 up"),
    (["grade", "{class}", "--out", "{out}", "--jobs", "²"], "from 1 up"),
    (["grade", "{class}", "--out", "{out}", "--require-isolation", "9"], "invalid choice"),
    (["grade", "{class}", "--out", "{out}", "--wrong"], "unrecognized arguments: --wrong"),
    (["grade"], "required"), (["no-such-command"], "invalid choice"), ([], "required"),
])
def test_wrong_usage_is_one_line_and_exit_code_2(small, tmp_path, capsys, arguments, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "taken" / ".graded.jsonl").mkdir(parents=True)
    places = {"tmp": tmp_path, "class": small.submissions, "out": small.out}
    code, text = said(capsys, *(word.format(**places) for word in arguments))
    assert code == 2
    assert words in text
    assert text.count("\n") == 1
    assert not (small.out / "results.json").exists()


@pytest.mark.parametrize("seed", ["", "\n", "\udcff\udcfe"])
def test_a_seed_that_is_none_is_refused(small, capsys, monkeypatch, seed):
    arguments = "grade", small.submissions, "--out", small.out
    for options in (["--seed", seed], []):
        code, text = said(capsys, *arguments, *options)
        assert code == 2
        assert "The seed in" in text
        monkeypatch.setenv("AUTOGRADER_SEED", seed)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh")
@pytest.mark.parametrize("around", [
    "%s <&- >&- 2>&-", "{ %s; } 2>&1 | true",
    "export PYTHONIOENCODING=ascii HOME=/nowhere TMPDIR=/nowhere TERM=dumb PYTHONOPTIMIZE=2; %s",
    *(pytest.param(one, marks=pytest.mark.slow) for one in (
        "%s 2>&-", "%s >&-", "%s <&-", "%s | true",
        "export LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0; %s"))])
def test_whoever_listens_and_in_what_letters_a_class_is_graded(tmp_path, around):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "Zoë 中.py").touch()
    (tmp_path / "class" / "ada.py").write_text("x = 1" if around.count("&-") == 3 else "")
    command = shlex.join(course.command("grade", tmp_path / "class", "--out", tmp_path / "out"))
    # Python writes at once where this is set, and otherwise only when it ends.
    around = "unset PYTHONUNBUFFERED; " + around
    script = around % f"{command} || touch {shlex.quote(str(tmp_path / 'failed'))}"
    done = subprocess.run(["sh", "-c", script], cwd=course.ROOT, capture_output=True, check=False)
    assert not (tmp_path / "failed").exists(), done.stderr.decode()
    assert b"Traceback" not in done.stderr + done.stdout
    assert (tmp_path / "out" / "report.html").exists()


def test_settings_of_other_projects_for_pytest_change_nothing(tmp_path):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_text("x = 1")
    done = course.run("grade", tmp_path / "class", "--out", tmp_path / "out", env=os.environ | {
        "PYTEST_ADDOPTS": "--no-such-option", "PYTEST_PLUGINS": "no_such_plugin"})
    assert done.returncode == 0, done.stderr
    assert "no_such" not in done.stderr + done.stdout
    assert "not_attempted" in (tmp_path / "out" / "results.json").read_text()


@pytest.mark.parametrize("command", ["demo", "test", "build", "grade", "doctor", "verify"])
def test_every_command_has_help_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.run([command, "--help"])
    assert ended.value.code == 0
    assert re.search(r"example: .*autograder " + command, capsys.readouterr().out)


def test_a_results_file_is_whole_or_the_old_one(copied, monkeypatch, capsys):
    from autograder.grading import run

    before = (copied.out / "results.json").read_bytes()

    def full(path, head, rows):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(run, "write_document", full)
    code, text = said(capsys, "grade", copied.submissions, "--out", copied.out,
                      "--assignment", copied.name, "--jobs", "2")
    assert (code, text.splitlines()[-1]) == (
        2, f"autograder: No space left on device: {copied.out / 'results.json'}")
    assert (copied.out / "results.json").read_bytes() == before


def test_broken_graders_are_said_and_are_no_marks(small, tmp_path, monkeypatch):
    from autograder.grading import session
    from autograder.grading.submissions import Submission

    graders = tmp_path / "graders" / small.name
    graders.mkdir(parents=True)
    (graders / "test_broken.py").write_text("def broken(:\n")
    monkeypatch.setattr(session, "GRADERS", graders.parent)
    monkeypatch.setattr(session, "collected", session.collected.__wrapped__)  # not seen before
    with pytest.raises(UsageError, match="could not run the graders in"):
        session.grade_batch(small.table, [Submission("ada")], None, "no such seed", Limits())


@pytest.mark.slow
def test_one_submission_can_be_graded_by_plain_pytest(graded):
    graders = course.ROOT / "autograder" / "graders" / graded.name
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(graders),
         "--submission", str(graded.submissions / "zoë.ipynb")],
        cwd=course.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"\d+ failed, \d+ passed", done.stdout)
    named = [task["mistake"] for task in graded.rows()["zoë"]["tasks"] if task["mistake"]]
    assert named
    assert all(f"{one['id']}. Hint: {one['hint']}" in done.stdout for one in named)
    assert Path(graders).is_dir()
    assert "Traceback" not in done.stdout


GRADE = ("from pathlib import Path\nfrom autograder.grading import grade\n"
         "grade(Path({submissions!r}), Path({out!r}), jobs=2)\n")


@pytest.fixture
def two(tmp_path):
    """Two submissions, and a program that grades them."""
    submissions, out = tmp_path / "class", tmp_path / "out"
    for name in ("ada", "bob"):
        course.write_notebook(submissions / f"{name}.ipynb", [f"x = '{name}'"])
    return GRADE.format(submissions=str(submissions), out=str(out)), out


def test_a_program_without_a_file_can_grade(two):
    """From standard input, as in a notebook, there is no file that a new process could read."""
    program, out = two
    ended = subprocess.run([sys.executable, "-"], input=program, cwd=course.ROOT, text=True,
                           capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(json.loads((out / "results.json").read_text())["submissions"]) == 2


def test_a_machine_that_cannot_start_processes_gives_no_marks(small, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UsageError, match="No process for grading can be started here"):
        grade(small.submissions, small.out, small.name)
    assert not (small.out / "results.json").exists()


@pytest.mark.parametrize("place", ["subprocess.Popen.__init__", "threading.Thread.start"])
def test_a_machine_without_room_for_a_process_is_told_in_one_line(
        small, monkeypatch, capsys, place):
    error = (RuntimeError("can't start new thread") if place.startswith("threading")
             else BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)))

    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(place, refuse)
    code, text = said(capsys, "grade", small.submissions, "--out", small.out)
    assert code == 2
    assert text.endswith("no more processes can be started here. Are they limited (ulimit -u)?\n")
    assert not (small.out / "results.json").exists()


# ---- what becomes of the process that grades ----------------------------------------------


def fall(conditions, works):
    """Grade as always, except that some works end the process that grades them, or hang it."""
    for work in works:
        if b"falls ill" in work.content and len(works) > 1:
            os._exit(1)
        if b"dies" in work.content:
            os._exit(1)
        if b"hangs" in work.content:
            time.sleep(1000)
    return grade_works(conditions, works)


def refuse(conditions, works):
    os._exit(1)


def fail(conditions, works):
    raise AttributeError("a fault of the kit's")


@pytest.mark.skipif(sys.platform == "win32", reason="os._exit is another thing there")
def test_a_grading_process_takes_nobody_along(small, monkeypatch):
    """Whatever a submission does to the process of the graders: the others are graded."""
    monkeypatch.setattr(shard, "grade_works", fall)
    for student in ("falls ill", "dies", "bob", "eve"):
        small.hand_in(student, [*small.solved, f"name = {student!r}"])
    document = grade(small.submissions, small.out, small.name, jobs=1)
    rows = {row["student"]: row for row in document["submissions"]}
    assert {student: row["status"] for student, row in rows.items()} == {
        "ada": "graded", "bob": "graded", "eve": "graded", "falls ill": "graded",
        "dies": "crashed"}
    assert rows["eve"]["score"] == rows["falls ill"]["score"] == small.table.points
    assert rows["dies"]["reason"] == "The grader's own process died on this file, twice."


@pytest.mark.slow
def test_a_grading_process_that_hangs_stops_nobody(small, monkeypatch):
    monkeypatch.setattr(shard, "grade_works", fall)
    monkeypatch.setattr(shard, "ALLOWANCE", 20.0)  # seconds for the imports of a busy machine
    for student in ("hangs", "bob", "eve"):
        small.hand_in(student, [*small.released, f"name = {student!r}"])
    document = grade(small.submissions, small.out, small.name, jobs=1,
                     limits=Limits(statement=1, call=1, submission=4))
    rows = {row["student"]: row for row in document["submissions"]}
    assert {student: row["status"] for student, row in rows.items()} == {
        "ada": "graded", "bob": "graded", "eve": "graded", "hangs": "timed_out"}
    assert "did not come to an end on this file, twice" in rows["hangs"]["reason"]


@pytest.mark.parametrize(("broken", "error", "words"), [
    (refuse, UsageError, "dies with nothing to grade"), (fail, AttributeError, "a fault"),
])
def test_a_fault_of_the_kit_is_no_mark(small, monkeypatch, broken, error, words):
    monkeypatch.setattr(shard, "grade_works", broken)
    with pytest.raises(error, match=words):
        grade(small.submissions, small.out, small.name)
    assert not (small.out / "results.json").exists()


# ---- equal files -------------------------------------------------------------------------


def counting(conditions, works):
    with open(os.environ["COUNTED"], "a") as file:
        file.writelines(f"{work.key}\n" for work in works)
    return grade_works(conditions, works)


def test_equal_files_are_graded_once_and_each_student_has_a_row(tmp_path, monkeypatch):
    made = Class(course.ASSIGNMENTS[0], tmp_path)
    monkeypatch.setattr(shard, "grade_works", counting)
    monkeypatch.setenv("COUNTED", str(tmp_path / "counted"))
    for student in ("ada", "bob", "eve"):
        made.hand_in(student, [*made.solved, f"def {made.table.stubs[0]}(*args): return None"])
    for student in ("mia", "noa"):
        (made.submissions / f"{student}.ipynb").write_text('{"cells": 5}')
    (made.submissions / "zoe.py").write_text('{"cells": 5}')  # the same bytes, another thing
    told = []
    grade(made.submissions, made.out, made.name, jobs=1, progress=lambda *two: told.append(two))
    assert told[0] == (0, 6)
    assert told[-1] == (6, 6)
    counted = (tmp_path / "counted").read_text().split()
    assert len(counted) == len(set(counted)) == 3
    rows = made.rows()
    assert len(rows) == 6
    for student in ("ada", "bob", "eve"):
        others = {"student": student, "feedback": f"feedback/{student}.html"}
        assert rows[student] == rows["ada"] | others
        page = (made.out / "feedback" / f"{student}.html").read_text(encoding="utf-8")
        assert f"<bdi>{student}</bdi>" in page
    assert rows["mia"]["reason"].startswith("mia.ipynb: it is JSON")
    assert rows["noa"]["reason"].startswith("noa.ipynb: it is JSON")
    assert rows["zoe"]["status"] == "graded"

    (made.submissions / "ada.ipynb").unlink()  # also from one run to the next
    shutil.copy(made.submissions / "bob.ipynb", made.submissions / "new.ipynb")
    again = grade(made.submissions, made.out, made.name, jobs=1)
    assert (tmp_path / "counted").read_text().split() == counted
    assert {row["student"] for row in again["submissions"]} == {
        "bob", "eve", "mia", "new", "noa", "zoe"}
    assert made.rows()["new"]["score"] == rows["bob"]["score"] < made.table.points


# ---- some students -----------------------------------------------------------------------


def test_only_the_students_who_are_named_are_graded(tmp_path):
    made = Class(course.ASSIGNMENTS[0], tmp_path)
    for student in ("ada", "bob", "eve"):
        made.hand_in(student, [*made.released, f"name = {student!r}"])
    assert made.grade("--student", "bob").returncode == 0
    assert set(made.rows()) == {"bob"}
    bob = made.rows()["bob"]
    assert made.grade("--student", "ada", "--student", "bob").returncode == 0
    assert set(made.rows()) == {"ada", "bob"}
    assert made.rows()["bob"] == bob
    (made.submissions / "mia.ipynb").symlink_to(made.submissions / "ada.ipynb")
    done = made.grade("--stream")
    streamed = {row["student"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert streamed == made.rows()
    assert set(streamed) == {"ada", "bob", "eve", "mia"}
    kept = made.rows()["ada"]
    made.hand_in("bob", [*made.solved, "x = 1"])
    assert made.grade("--student", "bob", "--fresh").returncode == 0
    assert set(made.rows()) == {"ada", "bob", "eve", "mia"}
    assert made.rows()["ada"] == kept
    assert made.rows()["bob"]["score"] == made.table.points
    done = made.grade("--student", "nobody")
    assert (done.returncode, done.stderr) == (
        2, "autograder: There is no submission of nobody.\n")


def test_one_student_under_other_conditions_does_not_cost_the_results_of_the_others(small):
    small.hand_in("bob", [*small.released, "x = 1"])
    grade(small.submissions, small.out, small.name, jobs=1)
    before = small.results()
    with pytest.raises(UsageError, match="were graded with another seed"):
        grade(small.submissions, small.out, small.name, students=["ada"], seed="another")
    assert small.results() == before
    grade(small.submissions, small.out, small.name, students=["ada"])  # it is all still there
    assert small.results() == before
    grade(small.submissions, small.out, small.name, students=["ada"], seed="another", fresh=True)
    assert set(small.rows()) == {"ada"}
    grade(small.submissions, small.out, small.name, students=["ada"], seed="a third")
    assert set(small.rows()) == {"ada"}, "no one's results are in the way"
