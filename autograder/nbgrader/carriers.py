"""The cells that carry marks and comments, restored in whatever a student handed in.

Our marks come from the names of the stubs, not from cells. But nbgrader shows a mark at a
cell, so each notebook gets every one of them exactly once, whatever became of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nbformat import NotebookNode, from_dict

from autograder.checker.assignment import Assignment
from autograder.nbgrader.cells import check_id, check_metadata, stub_id, stub_metadata


def restore_carriers(nb: NotebookNode, assignment: Assignment, checks: Mapping[str, str]) -> None:
    """Give a notebook without metadata its stub and check cells.

    A stub is carried by the last cell that defines it: the last definition wins, here as in
    grading. A task's check cell comes after its last stub.

    Parameters
    ----------
    nb
        The notebook; it is changed in place.
    assignment
        The table.
    checks
        Source of the check cells, by their ids. The notebook's own ones are replaced.
    """
    nb.cells = [cell for cell in nb.cells if cell.source.strip() not in checks.values()]
    place = len(nb.cells)
    for task in assignment.tasks:
        for stub in task.stubs:
            carrier = _defining_cell(nb, stub.name)
            if carrier is None:
                carrier = code_cell("", f"# {stub.name} has no cell of its own here.")
                nb.cells.insert(place, carrier)
            carrier.id = stub_id(stub.name)
            carrier.metadata.nbgrader = stub_metadata(stub.name)
            place = nb.cells.index(carrier) + 1
        id = check_id(task.name)
        carrier = code_cell(id, checks[id])
        carrier.metadata.nbgrader = check_metadata(task)
        nb.cells.insert(place, carrier)
        place += 1


def code_cell(id: str, source: str) -> NotebookNode:
    """A cell of code. ``nbformat.v4`` would draw an id and validate each of a class's cells."""
    return from_dict({"id": id, "cell_type": "code", "metadata": {}, "execution_count": None,
                      "source": source, "outputs": []})


def text_cell(id: str, source: str) -> NotebookNode:
    """A cell of text."""
    return from_dict({"id": id, "cell_type": "markdown", "metadata": {}, "source": source})


def _defining_cell(nb: NotebookNode, stub: str) -> NotebookNode | None:
    """The last cell that defines a stub and does not carry another one."""
    definition = re.compile(rf"^(?:(?:def|class)\s+{stub}\b|{stub}\s*=)", re.MULTILINE)
    return next((cell for cell in reversed(nb.cells)
                 if cell.cell_type == "code" and "nbgrader" not in cell.metadata
                 and definition.search(cell.source)), None)
