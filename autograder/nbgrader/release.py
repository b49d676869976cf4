"""Steps of ``nbgrader generate_assignment``: from the solved notebook to the release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from nbgrader.utils import is_solution

from autograder import checker
from autograder.checker.assignment import Assignment, load
from autograder.nbgrader.cells import stub_id

Resources = dict[str, Any]


class ClearAnswers(ClearSolutions):
    """Put ``raise NotImplementedError("Task 4 (forward): forward")`` where an answer stood."""

    _stubs: dict[str, str]

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        assignment: Assignment = load(resources["metadata"]["path"])
        self._stubs = {stub_id(stub.name): f"Task {task.number} ({task.name}): {stub.name}"
                       for task in assignment.tasks for stub in task.stubs}
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, cell_index: int
                        ) -> tuple[NotebookNode, Resources]:
        if is_solution(cell):
            name = self._stubs[cell.metadata.nbgrader.grade_id]
            self.code_stub = {"python": f'raise NotImplementedError("{name}")'}
        return super().preprocess_cell(cell, resources, cell_index)


class PlaceChecker(NbGraderPreprocessor):
    """Give the release its own copy of the checker, so that it needs nothing of this kit.

    With it comes every stub as it is released, so that a learner can bring one back.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        folder = Path(checker.__path__[0])
        # nbconvert writes these files beside the notebook.
        resources["outputs"] = {
            f"checker/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for path in sorted(folder.rglob("*.py"))}
        stubs = {cell.metadata.nbgrader.grade_id.removeprefix(stub_id("")): cell.source
                 for cell in nb.cells if is_solution(cell)}
        resources["outputs"]["checker/stubs.json"] = (
            json.dumps(stubs, indent=1, ensure_ascii=False) + "\n").encode()
        return nb, resources
