"""The same attacks on nbgrader as it comes, and on nbgrader with this kit.

``python -m tests.stock_nbgrader`` prints the table that SECURITY.md shows; names of attacks
may follow. It takes its time: a quarter of an hour and more. Each attack is handed in between
two honest students to a course of its own in a temporary folder, and what became of it is seen
from outside.

nbgrader as it comes does not confine anything, so what runs here is a choice of attacks that
end by themselves and reach for nothing but that folder, loopback and their own parent. They
still run with the rights of whoever starts this; root becomes an ordinary user first.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from nbformat import v4
from nbgrader.api import Gradebook, MissingEntry

from autograder.bootstrap import requirements
from tests import course
from tests.hostile import (
    ROOT,
    copy_kit,
    digests,
    ears,
    give_to,
    lay_bait,
    left_running,
    source_of,
)
from tests.public_python import python_for_everybody

NAME = "linear_regression"
NOTEBOOK = f"{NAME}.ipynb"
FIRST, LAST = "aa_honest", "zz_honest"  # graded before the attack, and after it
USER = 65534
SECONDS = 300  # that a run may take before it counts as stopped
LIMITS = {resource.RLIMIT_AS: 8 << 30, resource.RLIMIT_FSIZE: 256 << 20, resource.RLIMIT_CPU: 600}
WRITTEN = (".autograder", "autograded", ".home", "gradebook.db", "gradebook.db-journal")

CHOSEN = (
    "patch_numpy_testing", "empty_the_later_cells", "pass_every_assertion", "answer_empty",
    "lying_number", "read_the_notebook_it_is_in", "open_the_gradebook", "write_other_submission",
    "delete_files", "truncate_files", "rename_files", "run_a_shell", "spawn_a_program",
    "network_tcp", "network_udp", "network_unix", "fork_children", "kill_the_parent",
    "exit_silently", "loop_forever", "crash",
)

# A course as it is usually written for nbgrader: hidden tests beside a right implementation.
RIGHT = '''\
### BEGIN HIDDEN TESTS
def right_linear_equation(x, w, b):
    return w * x + b

def right_forward(X, W, b):
    return X @ W + b

def right_mse_loss(y_true, y_hat):
    return float(np.mean((y_hat - y_true) ** 2))

def right_gradients(X, y_true, y_hat):
    n = len(X)
    return 2 / n * X.T @ (y_hat - y_true), 2 / n * float(np.sum(y_hat - y_true))

def right_update(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, b - learning_rate * db

rng = np.random.default_rng(5)
X, W, b = rng.standard_normal((20, 2)), np.array([[1.0], [-3.0]]), 1.0
y = X @ W + b
y_hat = y + rng.standard_normal((20, 1))
# tests begin
'''
CHECKS = {
    "introduction": RIGHT + '''\
np.testing.assert_allclose(linear_equation(3.0, 2.0, 1.0), right_linear_equation(3.0, 2.0, 1.0))
''',
    "dataset": '''\
X1, y1 = generate_data(W, b, num_examples=200, noise_std=0.0, seed=1)
np.testing.assert_allclose(y1, right_forward(X1, W, b))
np.testing.assert_allclose(np.shape(y1), (200, 1))
''',
    "parameters": '''\
model = LinearModel(2, seed=0)
assert np.shape(model.W) == (2, 1), "W has another shape"
''',
    "forward": "np.testing.assert_allclose(forward(X, W, b), right_forward(X, W, b))\n",
    "loss": "np.testing.assert_allclose(mse_loss(y, y_hat), right_mse_loss(y, y_hat))\n",
    "gradients": '''\
for mine, right in zip(gradients(X, y, y_hat), right_gradients(X, y, y_hat)):
    np.testing.assert_allclose(mine, right)
''',
    "update": '''\
for mine, right in zip(update(W, b, W, b, 0.1), right_update(W, b, W, b, 0.1)):
    np.testing.assert_allclose(mine, right)
''',
    "training": '''\
losses = train(LinearModel(2, seed=0), X, y, learning_rate=0.1, iterations=200)
np.testing.assert_allclose(losses[-1], 0, atol=1e-6)
''',
    "predictions": '''\
mine = compare_predictions(LinearModel(2, seed=0), LinearModel(2, seed=0), X)
np.testing.assert_allclose(mine[0], mine[1])
''',
}
STOCK_CONFIG = """
c = get_config()
c.Execute.timeout = 10
"""


@dataclass
class Outcome:
    """What became of a course in which one student attacks."""

    points: float | None
    most: float
    harms: list[str]

    def __str__(self) -> str:
        earned = [] if not self.points else [f"**{self.points:g} of {self.most:g} points**"]
        return ", ".join([*earned, *(f"**{harm}**" for harm in self.harms)]) or "nothing"


class Laid:
    """Two courses, laid out and released once, to be copied for each attack."""

    def __init__(self, folder: Path) -> None:
        self.stock, self.kit = folder / "stock", folder / "kit"
        _lay_out_stock(self.stock)
        copy_kit(self.kit)
        shutil.copy(ROOT / "nbgrader_config.py", self.kit)
        for place in (self.stock, self.kit):
            (place / ".home").mkdir()
            done = _nbgrader(sys.executable, place, "generate_assignment", NAME, "--force")
            assert done.returncode == 0, done.stderr


def _lay_out_stock(folder: Path) -> None:
    table = course.table(NAME)
    solved = json.loads((ROOT / "solutions" / NAME / NOTEBOOK).read_text(encoding="utf-8"))
    answers = {cell["id"]: "".join(cell["source"]) for cell in solved["cells"]}
    cells = [v4.new_code_cell("import matplotlib.pyplot as plt\nimport numpy as np", id="imports")]
    for task in table.tasks:
        cells += [_cell(f"stub-{stub.name}", answers[f"stub-{stub.name}"], solution=True)
                  for stub in task.stubs]
        source = CHECKS[task.name]
        if "BEGIN HIDDEN" not in source:
            source = "### BEGIN HIDDEN TESTS\n" + source
        cells.append(_cell(f"check-{task.name}", source + "### END HIDDEN TESTS", grade=True,
                           locked=True, points=task.points))
    notebook = v4.new_notebook(cells=cells, metadata=solved["metadata"])
    path = folder / "source" / NAME / NOTEBOOK
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(STOCK_CONFIG)


def _cell(id: str, source: str, **facts: object) -> object:
    metadata = {"schema_version": 3, "grade_id": id, "grade": False, "solution": False,
                "locked": False, "task": False} | facts
    return v4.new_code_cell(source, id=id, metadata={"nbgrader": metadata})


def _nbgrader(python: str, folder: Path, *arguments: str, **identity: object
              ) -> subprocess.CompletedProcess[str]:
    def bounded() -> None:
        for limit, most in LIMITS.items():
            resource.setrlimit(limit, (most, most))

    path = os.pathsep.join([str(Path(sys.executable).parent), os.defpath])
    return subprocess.run(
        [python, "-m", "nbgrader", *arguments], cwd=folder, timeout=SECONDS, check=False,
        capture_output=True, encoding="utf-8", errors="replace", preexec_fn=bounded,
        env={"PATH": path, "HOME": str(folder / ".home"), "PYTHONDONTWRITEBYTECODE": "1",
             "PYTHONPATH": str(folder), "OPENBLAS_NUM_THREADS": "1"}, **identity)


def outcome(template: Path, attack: str, python: str, user: int | None) -> Outcome:
    """Hand an attack in to a copy of a course, have it autograded, and look around."""
    with ExitStack() as stack:
        outside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stock-")))
        outside.chmod(0o755)
        folder = outside / "course"
        shutil.copytree(template, folder)
        heard = stack.enter_context(ears())
        lay_bait(outside / "target")
        work = {name: folder / "submitted" / name / NAME / NOTEBOOK
                for name in (FIRST, attack, LAST)}
        words = {"@CLASS@/zz_honest.py": work[LAST], "@CLASS@": folder / "submitted",
                 "@OUT@": folder / "results", "@GRADEBOOK@": folder / "gradebook.db",
                 "@TARGET@": outside / "target", "@PORT@": heard.port}
        (folder / "results").mkdir()
        for name, path in work.items():
            path.parent.mkdir(parents=True)
            source = None if name != attack else source_of(
                ROOT / "tests" / "attacks" / f"{attack}.py", words)
            path.write_text(json.dumps(_handed_in(folder, source)), encoding="utf-8")
        identity = give_to(user, outside)
        left = stack.enter_context(left_running())
        before = digests(outside, [f"course/{one}" for one in WRITTEN])
        harms = []
        try:
            _nbgrader(python, folder, "autograde", NAME, **identity)
        except subprocess.TimeoutExpired:
            harms.append("the run never ended")
        if running := left(20):  # a kernel may take its time to end
            harms.append("processes left running")
            for process in running:
                os.kill(process, signal.SIGKILL)
        if digests(outside, [f"course/{one}" for one in WRITTEN]) != before:
            harms.append("files changed")
        if heard.count():
            harms.append("data sent out")
        marks, most = _marks(folder / "gradebook.db")
        if marks.get(LAST) is None:
            harms.append("the rest of the class not graded")
        elif (marks.get(FIRST), marks[LAST]) != (20.0, 20.0):
            harms.append("others' marks changed")
        return Outcome(marks.get(attack), most, harms)


def _handed_in(folder: Path, attack: str | None) -> object:
    """The course's release as a student hands it in: solved, or with an attack in its place."""
    release = next(place for place in (folder / "release", folder / "assignments")
                   if place.is_dir()) / NAME / NOTEBOOK
    source = next(place for place in (folder / "source", folder / "solutions")
                  if place.is_dir()) / NAME / NOTEBOOK
    notebook = json.loads(release.read_text(encoding="utf-8"))
    answers = {cell["id"]: cell["source"]
               for cell in json.loads(source.read_text(encoding="utf-8"))["cells"]}
    stubs = [cell for cell in notebook["cells"] if cell["id"].startswith("stub-")]
    for cell in stubs:
        cell["source"] = answers[cell["id"]] if attack is None else "# see above"
    if attack is not None:
        stubs[0]["source"] = attack
    return notebook


def _marks(database: Path) -> tuple[dict[str, float], float]:
    """Student → points of those who have a mark, and the most that there are."""
    with Gradebook(f"sqlite:///{database}") as book:
        found = {}
        for student in book.students:
            try:
                submission = book.find_submission(NAME, student.id)
            except MissingEntry:
                continue
            if any(grade.auto_score is not None or grade.manual_score is not None
                   for notebook in submission.notebooks for grade in notebook.grades):
                found[student.id] = submission.score
        return found, sum(task.points for task in course.table(NAME).tasks)


def rows(attacks: tuple[str, ...]) -> list[str]:
    """The rows of the table, for these attacks."""
    found = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stock-")))
        python, user = sys.executable, None
        if os.geteuid() == 0:
            folder.chmod(0o755)
            python = python_for_everybody(folder / "python", (*requirements(), "ipykernel"))
            user = USER
        laid = Laid(folder)
        for attack in attacks:
            harm = (ROOT / "tests" / "attacks" / f"{attack}.py").read_text().split('"""')[1]
            harm = " ".join(harm.split()).rstrip(".").replace("|", "\\|")
            both = [str(outcome(template, attack, python, user))
                    for template in (laid.stock, laid.kit)]
            found.append(f"| {harm} (`{attack}`) | {both[0]} | {both[1]} |")
            print(found[-1], flush=True)
    return found


if __name__ == "__main__":
    rows(tuple(sys.argv[1:]) or CHOSEN)
