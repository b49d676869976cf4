"""What a learner sees: `pytest` in the released folder, and `check(…)` in the notebook."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from html import escape, unescape

import pytest

from autograder.catalogue import load as load_catalogue
from tests import course

CASES = {name: tomllib.loads(path.read_text(encoding="utf-8"))["case"]
         for name in course.ASSIGNMENTS
         if (path := course.ROOT / "tests" / "data" / f"{name}.toml").exists()}


class Release:
    """A released folder, with its sources as they are now, and a learner in it."""

    def __init__(self, name, folder):
        self.name, self.folder, self.table = name, folder, course.table(name)
        copy = partial(shutil.copytree, dirs_exist_ok=True,
                       ignore=shutil.ignore_patterns("__pycache__", ".*", f"{name}.*"))
        copy(course.ROOT / "assignments" / name, folder)
        copy(course.ROOT / "solutions" / name, folder)
        copy(course.ROOT / "autograder" / "checker", folder / "checker")
        self.notebook = folder / f"{name}.ipynb"

    def save(self, cells):
        return course.write_notebook(self.notebook, cells)

    def pytest(self, *options, **variables):
        """Run pytest as a learner does; nothing of this repository can be imported."""
        return self.python("-m", "pytest", "-p", "no:cacheprovider", *options, **variables)

    def python(self, *arguments, **variables):
        environment = {key: value for key, value in os.environ.items()
                       if key not in ("PYTHONPATH", "PYTEST_ADDOPTS")}
        return subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, text=True, encoding="utf-8",
            env=environment | {"PYTHONIOENCODING": "utf-8", "MPLBACKEND": "Agg"} | variables,
            stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def states(self, said):
        """Task number → what pytest says of it."""
        return {int(number): state for number, state in
                re.findall(r"^ \S Task (\d+) .*?  (done|wrong|not started|half done|waiting)$",
                           said, re.MULTILINE)}


@pytest.fixture(scope="module", params=course.ASSIGNMENTS)
def release(request, tmp_path_factory):
    made = Release(request.param, tmp_path_factory.mktemp("learner") / request.param)
    made.save(course.released(made.name))
    return made


@pytest.fixture
def saved(release):
    """The release, and afterwards its notebook as before."""
    before = release.notebook.read_bytes()
    yield release
    if release.notebook.is_fifo():
        release.notebook.unlink()
    release.notebook.write_bytes(before)


@pytest.mark.slow
def test_numpy_matplotlib_and_pytest_are_enough(saved, tmp_path, monkeypatch):
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "lean"], check=True)
    python = tmp_path / "lean" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "numpy", "matplotlib", "pytest"],
                   check=True, stdout=subprocess.DEVNULL)
    monkeypatch.setattr(sys, "executable", str(python))
    untouched = saved.pytest()
    assert set(saved.states(untouched.stdout).values()) == {"not started"}, untouched.stdout
    saved.save(course.solved(saved.name))
    right = saved.pytest()
    assert right.returncode == 0
    assert set(saved.states(right.stdout).values()) == {"done"}, right.stdout


# ---- pytest ------------------------------------------------------------------------------


def test_the_notebook_as_released_is_not_started(release):
    done = release.pytest()
    first = release.table.tasks[0]
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(release.states(done.stdout).items()) == {
        (task.number, "not started") for task in release.table.tasks}
    assert f"Next: start {first.label}" in done.stdout
    assert f"  {first.stubs[0].name} is not written yet." in done.stdout
    assert f"Stuck? python -m checker hint {first.name}" in done.stdout
    assert f"0 of {len(release.table.tasks)} tasks done" in done.stdout
    assert not re.search(r"failed|passed|Traceback|warning", done.stdout)


def test_the_solution_is_done(saved):
    saved.save(course.solved(saved.name))
    (saved.folder / "outdated.py").write_text(
        "def pytest_collection():\n    import warnings; warnings.warn('old', DeprecationWarning)\n")
    done = saved.pytest("-p", "outdated")
    count = len(saved.table.tasks)
    assert done.returncode == 0, done.stdout + done.stderr
    assert saved.states(done.stdout) == {task.number: "done" for task in saved.table.tasks}
    assert f"All public checks passed. Hand in {saved.notebook.name}." in done.stdout
    assert f"{'█' * count} {count} of {count} tasks done" in done.stdout
    assert "warning" not in done.stdout


def test_half_the_work_names_what_is_wrong_and_the_next_step(saved):
    first, second, *others = saved.table.tasks
    wrong, raising = others[0].stubs[0].name, others[1].stubs[0].name
    cells = [cell for cell in course.solved(saved.name)
             if not re.match(rf"(def|class) ({'|'.join(stub.name for stub in second.stubs)})\b",
                             cell)]
    saved.save([*cells, f"def {wrong}(*args, **kwargs):\n    return 'nonsense'",
                "x = '\\d'\nnoise = print('loud')\nlater = undefined",
                f"def {raising}(*args, **kwargs):\n    return 1 / 0"])
    done = saved.pytest()
    assert done.returncode == 1
    states = saved.states(done.stdout)
    assert (states[first.number], states[second.number]) == ("done", "not started")
    assert (states[others[0].number], states[others[1].number]) == ("wrong", "wrong")
    assert f"Next: start {second.label}" in done.stdout
    assert not re.search(r"Traceback|warning|loud|Error\b.*conftest", done.stdout)
    task = others[1]
    done = saved.pytest("-k", f"task{task.number}")
    assert done.returncode == 1
    assert list(saved.states(done.stdout)) == [task.number]
    assert f"Next: {task.label}, {raising}" in done.stdout
    assert "ZeroDivisionError" in done.stdout
    assert f"Only this task: pytest -k task{task.number}" in done.stdout
    assert "tasks done" not in done.stdout


def test_what_is_not_there_yet_is_not_wrong(saved):
    """Neither the part of a task that is written, nor what builds on a stub that is not."""
    def without(stub):
        return [*course.solved(saved.name),
                next(cell for cell in course.released(saved.name)
                     if re.match(rf"(def|class) {stub}\b", cell))]

    task = next(task for task in saved.table.tasks if len(task.stubs) > 1)
    saved.save(without(task.stubs[-1].name))
    done = saved.pytest()
    assert saved.states(done.stdout)[task.number] == "half done"
    assert f"Next: {task.label}\n" in done.stdout
    assert "Write your code in place of the line" in done.stdout
    assert f"{task.stubs[-1].name} stands in the file more than once. The last one counts." \
        in done.stdout

    checks = (saved.folder / f"test_{saved.name}.py").read_text(encoding="utf-8")
    stub = re.search(r'@builds_on\("(\w+)"', checks)[1]
    saved.save(without(stub))
    states = saved.states(saved.pytest().stdout)
    task = saved.table.task(stub)
    assert states.pop(task.number) == "not started"
    assert set(states.values()) == {"done", "waiting"}
    waiting = next(number for number, state in states.items() if state == "waiting")
    said = " ".join(saved.pytest("-k", f"task{waiting}").stdout.split())
    assert f"needs {stub} (task {task.number}), which is not there yet." in said
    assert "begins with raise" not in said


def test_a_script_of_the_name_will_do_and_the_later_saved_counts(saved):
    script = saved.folder / f"{saved.name}.py"
    script.write_text("\n".join(cell for cell in course.solved(saved.name)
                                if not cell.startswith("%")), encoding="utf-8")
    try:
        for at, state in ((2**31, "done"), (1, "not started")):
            os.utime(script, (at, at))
            assert saved.states(saved.pytest("-q", "-k", "task1").stdout) == {1: state}
    finally:
        script.unlink()


def test_the_tenth_task_is_not_taken_for_the_first(release):
    table = release.folder / "assignment.toml"
    before = table.read_text(encoding="utf-8")
    last = release.table.tasks[-1].number
    table.write_text(before.replace(f"number = {last}\n", "number = 10\n"), encoding="utf-8")
    try:
        for one, asked in ((1, "task1"), (10, "Task10"), (2, "task2 and not task10")):
            assert list(release.states(release.pytest("-k", asked).stdout)) == [one]
    finally:
        table.write_text(before, encoding="utf-8")


def test_signs_are_plain_where_the_terminal_is(release):
    done = release.pytest("-k", "task1", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stdout
    assert f"o Task 1 - {release.table.tasks[0].title}" in done.stdout
    assert done.stdout.isascii()


def put_nothing(path):
    path.unlink()


def put_fifo(path):
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(("put", "words"), [
    (put_nothing, "There is no {0}.ipynb in "),
    (lambda path: path.rename(path.with_name("mine.ipynb")), 'pytest --submission="mine.ipynb"'),
    (lambda path: path.write_bytes(path.read_bytes()[:200]),
     "{0}.ipynb: it is not a whole notebook: broken off or damaged at line 1."),
    (put_fifo, "{0}.ipynb: it is not a regular file."),
])
def test_a_notebook_that_cannot_be_read_is_one_clear_line(saved, put, words):
    put(saved.notebook)
    done = saved.pytest("-q")
    assert done.returncode == 4
    assert words.format(saved.name) in done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert "Traceback" not in done.stdout + done.stderr
    (saved.folder / "mine.ipynb").unlink(missing_ok=True)


def test_a_name_that_no_check_has_is_said(release):
    done = release.pytest("-k", "nothing")
    assert "No check has this name. One task: pytest -k task4" in done.stdout


def test_a_stub_that_is_not_there_can_be_brought_back(saved):
    gone = saved.table.tasks[0].stubs[0].name
    saved.save([cell for cell in course.solved(saved.name) if f"def {gone}(" not in cell])
    said = " ".join(saved.pytest("-k", "task1").stdout.split())
    assert f"There is no {gone} in the file." in said
    assert f"python -m checker restore {gone} brings it back." in said
    assert "begins with raise" not in said


def test_the_header_tells_when_the_file_was_saved(saved):
    os.utime(saved.notebook, (10**9, 10**9))
    assert re.search(rf"^checking {saved.name}\.ipynb as it was saved at 2001-09-\d\d \d\d:\d\d$",
                     saved.pytest("-k", "task1").stdout, re.MULTILINE)


def test_a_submission_can_lie_anywhere(release, tmp_path):
    path = course.write_notebook(tmp_path / "elsewhere.ipynb", course.solved(release.name))
    done = release.pytest(f"--submission={path}", "-k", "task1")
    assert release.states(done.stdout) == {1: "done"}
    assert "checking elsewhere.ipynb" in done.stdout
    assert "These public checks passed. All tasks: pytest" in done.stdout
    assert "Hand in" not in done.stdout


def test_hints_come_in_tiers_and_wrong_names_are_said(release):
    task = release.table.tasks[0]
    said = {tier: release.python("-m", "checker", "hint", task.name, tier).stdout
            for tier in ("1", "3")}
    assert said["1"] != said["3"]
    assert said["3"].startswith("Hint 3 of 3")
    assert f"python -m checker hint {task.name} 2" in said["1"]
    assert "python" not in said["3"]
    wrong = release.python("-m", "checker", "hint", "nothing")
    assert wrong.returncode == 2
    assert "There is no task or stub 'nothing'" in wrong.stdout
    assert "usage:" in release.python("-m", "checker").stdout


def test_the_release_needs_nothing_of_the_repository(release):
    code = ("import sys, checker, checker.pytest_plugin, checker.notebook; "
            "print([name for name in sys.modules if name.startswith(('autograder', 'reference', "
            "'msgspec', 'jinja2', 'nbformat', 'nbgrader'))])")
    assert release.python("-c", code).stdout.strip() == "[]"


# ---- check(…) in the notebook ------------------------------------------------------------

PANELS = """
import json, sys, warnings
import matplotlib.pyplot  # an older one makes others warn
warnings.simplefilter("error")
import checker, checker.student
from checker import check, done, hint

checker.student.SECONDS = 5.0
panels = []
for case in json.load(open("cases.json", encoding="utf-8")):
    checker.student.SECONDS = case.get("seconds", 5.0)
    namespace = {"check": check, "stub": case["stub"]}
    exec(compile(case["code"], "<cell>", "exec"), namespace)
    panel = eval("check(stub)", namespace)
    panels.append([repr(panel), panel._repr_html_()])
json.dump(panels, open("panels.json", "w", encoding="utf-8"))
"""


@pytest.fixture(scope="module")
def panels(release):
    """Each case with the panel that `check(…)` gives for it, as text and as HTML."""
    cases = CASES.get(release.name, [])
    (release.folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    done = release.python("-c", PANELS)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    found = json.loads((release.folder / "panels.json").read_text(encoding="utf-8"))
    return list(zip(cases, found, strict=True))


def plain(text):
    """A text on one line, however it was wrapped."""
    return " ".join(text.split())


def test_a_panel_says_what_a_learner_needs(panels):
    for case, (text, _) in panels:
        for words in case["says"]:
            assert words in plain(text), text
        for words in case.get("not_says", ()):
            assert words not in plain(text), text
        assert "Traceback" not in text
        assert max(map(len, text.splitlines())) <= 80, text
        assert re.search(r"\n[█░]+ \d+ of \d+ tasks done$", text)


def test_a_panel_in_html_says_the_same(panels):
    for case, (text, html) in panels:
        said = plain(unescape(re.sub(r"<[^>]+>", " ", html)))
        for words in case["says"]:
            if not re.search(r': [a-z]|"|`|≠', words) and words in plain(text):
                assert words in said, html
        assert 'role="status"' in html
        assert re.search(r"[█░]+ \d+ of \d+ tasks done", said)


def test_a_panel_works_where_nothing_is_trusted(panels):
    """No script, style sheet, form or address: a notebook shows it as it is, also offline."""
    tags = "div|span|b|br|details|summary|table|tr|td|mark|figure|figcaption|img"
    for _, (_, html) in panels:
        assert not re.search(rf"<(?!/?({tags})\b)", html)
        assert not re.search(r"\bon\w+=|javascript:|https?:", html)
        for image in re.findall(r"<img\b[^>]*>", html):
            assert re.search(r'alt="[^"]{20,}" src="data:image/png;base64,', image)


def test_a_panel_has_all_hints_folded_up_unless_the_task_is_done(release, panels):
    for case, (_, html) in panels:
        task = release.table.task(case["stub"])
        state = re.search(r"</span> ([a-z ]+)</b>", html)[1]
        shown = [hint for hint in task.hints if escape(" ".join(hint.split()), quote=False) in html]
        assert len(shown) == (len(task.hints) if state in ("wrong", "not started") else 0)
        assert html.count("<summary>Hint ") == len(shown)


def test_a_panel_marks_the_entries_that_differ(panels):
    marked = [case for case, _ in panels if "marks" in case]
    for case, (_, html) in panels:
        if "marks" in case:
            assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == case["marks"], html
    assert marked or not panels


def test_a_panel_shows_a_plot_beside_the_expected_one(panels):
    shown = 0
    for case, (_, html) in panels:
        if "pictures" in case:
            assert re.findall(r"<figcaption>(\w+)</figcaption>", html) == case["pictures"]
            assert ("<details open>" in html) == bool(case["pictures"])
            shown += 1
    assert shown or not panels


IN_THE_NOTEBOOK = """
import io, contextlib, sys
sys.argv = ["x"]
import json
namespace = {"__name__": "__main__"}
seen = []
for cell in json.load(open("cells.json", encoding="utf-8")):
    if cell.startswith("%"):
        continue
    exec(cell, namespace)
exec('''
from checker import check, done
panel = check()
first = check(FIRST)
finished = done(*NAMES), done(FIRST)
del FIRST_NAME
gone = done(FIRST)
'''.replace("FIRST_NAME", NAMES[0]).replace("NAMES", repr(NAMES)).replace("FIRST", repr(NAMES[0])),
namespace)
print(json.dumps([repr(namespace["panel"]), repr(namespace["first"]), namespace["finished"],
                  namespace["gone"]]))
"""


def test_check_judges_the_live_functions(release):
    cells = [cell for cell in course.solved(release.name) if not re.search(r"^\s*if done", cell,
                                                                         re.MULTILINE)]
    (release.folder / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    code = f"NAMES = {list(release.table.stubs)!r}\n" + IN_THE_NOTEBOOK
    done = release.python("-c", code)
    assert done.returncode == 0, done.stderr
    everything, first, finished, gone = json.loads(done.stdout.splitlines()[-1])
    assert everything.count(": done") == len(release.table.tasks)
    assert first.startswith(f"✔ {release.table.tasks[0].label}: done")
    assert finished == [True, True]
    assert gone is False


STATES = """
import json, sys
from pathlib import Path
from checker import reader
from checker.assignment import load
from checker.public import load_checks, quiet, run_checks
from checker.student import LocalStudent

assignment = load(Path())
checks = load_checks(Path(), assignment)
given = json.load(open("entries.json", encoding="utf-8"))
states = {}
for name, source in given["entries"].items():
    with quiet():
        work = reader.run([*given["cells"], source], assignment.stubs)
    student = LocalStudent(assignment, work.namespace, work.problems)
    task = assignment.task(name.partition(".")[0])
    states[name] = {verdict.task.name: (verdict.state, str(verdict.first_wrong))
                    for verdict in run_checks(checks, student,
                                              assignment.tasks[assignment.tasks.index(task):])}
print(json.dumps(states))
"""


def public_states(release, entries):
    """Entry of the catalogue → its task and later ones → what their public checks find."""
    (release.folder / "entries.json").write_text(json.dumps({
        "cells": course.solved(release.name), "entries": {one.id: one.source for one in entries}}),
        encoding="utf-8")
    done = release.python("-c", STATES)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_right_work_in_another_style_passes_the_public_checks(release):
    states = public_states(release, load_catalogue(release.name).variants)
    assert states
    assert not {entry: said for entry, tasks in states.items()
                for state, said in tasks.values() if state != "done"}


@pytest.mark.slow
def test_a_known_mistake_is_wrong_in_its_task_and_in_no_other(release):
    """As with the hidden graders: what builds on a faulty part waits for it."""
    states = public_states(release, load_catalogue(release.name).mistakes)
    assert states
    assert not {entry: wrong for entry, tasks in states.items()
                if (wrong := [task for task, (state, _) in tasks.items() if state == "wrong"])
                != [entry.partition(".")[0]]}


def test_a_wrong_name_for_a_check_is_said(release):
    done = release.python("-c", "from checker import check\ncheck('nothing')")
    assert done.stderr.splitlines()[-1].startswith("checker.notebook.NoSuchTask: ")
    assert "There is no task or stub 'nothing'" in done.stderr


PROGRESS = """
import json
namespace = {"__name__": "__main__"}
for cell in json.load(open("cells.json", encoding="utf-8")):
    exec(compile(cell, "<cell>", "exec"), namespace)
def progress():
    return repr(eval("check(LAST)", namespace)).splitlines()[-1]
before = progress()
exec("def FIRST(*args): return 'nonsense'", namespace)
after = progress(), eval("done(*NAMES)", namespace), eval("done('FIRST')", namespace)
print(json.dumps([before, *after]))
"""


def test_the_progress_follows_what_is_redefined(release):
    cells = [cell for cell in course.solved(release.name) if not re.search(r"^\s*if done", cell,
                                                                         re.MULTILINE)]
    (release.folder / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    stubs, tasks = release.table.stubs, len(release.table.tasks)
    code = PROGRESS.replace("LAST", stubs[-1]).replace("FIRST", stubs[0])
    done = release.python("-c", code.replace("NAMES", repr(stubs)))
    assert done.returncode == 0, done.stderr
    before, after, everything, first = json.loads(done.stdout.splitlines()[-1])
    assert before.endswith(f" {tasks} of {tasks} tasks done")
    assert after.endswith(f" {tasks - 1} of {tasks} tasks done")
    assert (everything, first) == (False, False)
