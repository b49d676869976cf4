"""The cells on which nbgrader hangs marks and comments: stubs and checks, by stable ids.

Marks belong to the check cell of a task; comments belong to the stub cells.
"""

from __future__ import annotations

from typing import Any

from autograder.checker.assignment import Task

SCHEMA_VERSION = 3


def stub_id(stub: str) -> str:
    """The id of the cell that holds a stub: ``stub-forward``."""
    return f"stub-{stub}"


def check_id(task: str) -> str:
    """The id of the graded cell of a task: ``check-forward``."""
    return f"check-{task}"


def stub_metadata(stub: str) -> dict[str, Any]:
    """nbgrader's metadata of a cell that the learner fills in."""
    return {"schema_version": SCHEMA_VERSION, "grade_id": stub_id(stub),
            "grade": False, "solution": True, "locked": False, "task": False}


def check_metadata(task: Task) -> dict[str, Any]:
    """nbgrader's metadata of the cell that carries a task's points."""
    return {"schema_version": SCHEMA_VERSION, "grade_id": check_id(task.name),
            "grade": True, "solution": False, "locked": True, "task": False,
            "points": task.points}
