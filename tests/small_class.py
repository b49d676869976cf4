"""A course with a small class that nbgrader's own commands have graded, for Formgrader."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from autograder import catalogue
from autograder.nbgrader.cells import stub_id
from tests import course
from tests.hostile import ROOT, copy_kit

NAME = "linear_regression"
FOLDER = Path("assignments", NAME)
FILE = f"{NAME}.ipynb"
MISTAKE = "gradients.factor_two_missing"
# Student → how many tasks they have done, and the mistake that they have made in one of them.
STUDENTS: dict[str, tuple[int, str | None]] = {
    "ada": (9, None), "emmy": (9, "gradients.dW_not_averaged"), "grace": (9, MISTAKE),
    "linus": (5, None), "nobody": (0, None)}
PARTLY = "emmy"  # has a part of a task's points


def answers(tasks: int = 9, mistake: str | None = None) -> dict[str, str]:
    """Id of a stub's cell → what a learner has written there, for the first tasks."""
    solved = {cell["id"]: re.sub(r"\n *### (BEGIN|END) SOLUTION", "", cell["source"])
              for cell in read(ROOT / "solutions" / NAME / FILE)["cells"]}
    found = {stub_id(stub.name): solved[stub_id(stub.name)]
             for task in course.table(NAME).tasks[:tasks] for stub in task.stubs}
    if mistake is not None:
        entry = next(one for one in catalogue.load(NAME).mistakes if one.id == mistake)
        found[stub_id(entry.stub)] = entry.source.strip()
    return found


def read(path: Path) -> dict[str, Any]:
    """A notebook, with each cell's source as one text."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def handed_in(tasks: int, mistake: str | None) -> str:
    """The released notebook, filled in."""
    notebook, filled = read(ROOT / FOLDER / FILE), answers(tasks, mistake)
    for cell in notebook["cells"]:
        cell["source"] = filled.get(cell["id"], cell["source"])
    return json.dumps(notebook)


def graded(folder: Path) -> Path:
    """Lay out a course in an empty folder and grade its class."""
    copy_kit(folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for student, work in STUDENTS.items():
        path = folder / "submitted" / student / NAME / FILE
        path.parent.mkdir(parents=True)
        path.write_text(handed_in(*work), encoding="utf-8")
    for command in (["generate_assignment", NAME, "--force"], ["autograde", NAME],
                    ["generate_feedback", NAME]):
        done = subprocess.run([sys.executable, "-m", "nbgrader", *command], cwd=folder,
                              env=os.environ | {"JUPYTER_CONFIG_DIR": str(folder / ".jupyter")},
                              capture_output=True, encoding="utf-8", timeout=600, check=False)
        assert done.returncode == 0, done.stderr
    return folder
