"""A class in three nbgrader courses: stock, ours, and ours with the grading taken out.

The stock course is what an instructor without this kit would have: the same stubs, asserts in
the check cells, the three plots, and nbgrader executing all of it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from autograder.build import build
from autograder.nbgrader.cells import check_id, check_metadata, stub_id
from tests.benchmarks import classes, measure
from tests.benchmarks.classes import ASSIGNMENT, NAME, ROOT

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
          "language_info": {"name": "python"}}
IMPORTS = "import matplotlib.pyplot as plt\nimport numpy as np"
# What such a course asserts, with the plots that its notebook draws.
ASSERTS = {
    "introduction": "assert linear_equation(2.0, 3.0, 1.0) == 7.0",
    "dataset": """
X, y = generate_data(np.array([[1.0], [-3.0]]), 1.0, 1000, 0.5, seed=1)
assert X.shape == (1000, 2) and y.shape == (1000, 1)
np.testing.assert_allclose(y, generate_data(np.array([[1.0], [-3.0]]), 1.0, 1000, 0.5, seed=1)[1])
plt.figure()
plot_data(X, y)
plt.show()""",
    "parameters": "model = LinearModel(2, seed=6)\nassert model.W.shape == (2, 1)",
    "forward": "np.testing.assert_allclose(forward(X, model.W, 2.0), X @ model.W + 2.0)",
    "loss": "np.testing.assert_allclose(mse_loss(y, y + 2.0), 4.0)",
    "gradients": """
dW, db = gradients(X, y, y + 1.0)
np.testing.assert_allclose(dW, 2 * X.mean(axis=0, keepdims=True).T)
np.testing.assert_allclose(db, 2.0)""",
    "update": "np.testing.assert_allclose(update(np.ones((2, 1)), 1.0, dW, db, 0.1)[1], 0.8)",
    "training": """
losses = train(model, X, y, 0.01, 1000)
assert len(losses) == 1000 and losses[-1] < 0.3
np.testing.assert_allclose(model.W, [[1.0], [-3.0]], atol=0.1)
plt.figure()
plot_losses(losses)
plt.show()""",
    "predictions": """
before, after = compare_predictions(LinearModel(2, seed=6), model, X)
np.testing.assert_allclose(after, X @ model.W + model.b)
plt.figure()
plot_predictions(y, before, after)
plt.show()""",
}
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'stock'\n"
# nbgrader's own reading and steps, without the one that executes.
EMPTY = """
c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.IgnorePattern", "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput", "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties", "nbgrader.preprocessors.CheckCellMetadata"]
"""


def stock(course: Path, size: int) -> Path:
    """A course that executes notebooks with asserts in them."""
    source = course / "source" / NAME
    source.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    (source / ASSIGNMENT.notebook).write_text(json.dumps(_notebook()), encoding="utf-8")
    _generate(course)
    released = json.loads((course / "release" / NAME / ASSIGNMENT.notebook).read_text("utf-8"))
    answers = {cell["id"]: cell["source"] for cell in _notebook()["cells"]}
    for number in range(size):
        for cell in released["cells"]:
            facts = cell["metadata"].get("nbgrader", {})
            if facts.get("solution"):
                cell["source"] = f"{answers[facts['grade_id']]}\n    # of student {number}\n"
        _hand_in(course, f"student{number:03}", released)
    return course


def ours(course: Path, size: int) -> Path:
    """This kit's own course."""
    shutil.copytree(ROOT / "solutions" / NAME, course / "solutions" / NAME)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    build(course)
    _generate(course)
    for file in sorted(classes.correct(course / "class", size).iterdir()):
        _hand_in(course, file.stem, json.loads(file.read_text(encoding="utf-8")))
    return course


def empty(course: Path, size: int) -> Path:
    """This kit's course with nothing in the place of the execution: nbgrader's bookkeeping."""
    with open(ours(course, size) / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write(EMPTY)
    return course


def autograde(course: Path) -> float:
    """Seconds of ``nbgrader autograde`` on a class that it has not seen."""
    return measure.command(["-m", "nbgrader", "autograde", NAME], course).seconds


def _notebook() -> dict[str, Any]:
    solution = {cell["id"]: "".join(cell["source"]) for cell in classes.solved()["cells"]}
    metadata = {cell["id"]: cell["metadata"] for cell in classes.solved()["cells"]}
    cells = [_cell("imports", IMPORTS, {})]
    for task in ASSIGNMENT.tasks:
        cells += [_cell(stub_id(stub.name), solution[stub_id(stub.name)],
                        metadata[stub_id(stub.name)]) for stub in task.stubs]
        cells.append(_cell(check_id(task.name), ASSERTS[task.name].strip(),
                           {"nbgrader": check_metadata(task)}))
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": KERNEL, "cells": cells}


def _cell(id: str, source: str, metadata: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "id": id, "metadata": metadata, "source": source,
            "outputs": [], "execution_count": None}


def _generate(course: Path) -> None:
    measure.command(["-m", "nbgrader", "generate_assignment", NAME, "--force"], course)


def _hand_in(course: Path, student: str, notebook: dict[str, Any]) -> None:
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    (folder / ASSIGNMENT.notebook).write_text(json.dumps(notebook), encoding="utf-8")
