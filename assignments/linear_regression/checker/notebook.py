"""What a learner calls in the notebook: ``check(forward)``, ``hint("forward")``."""

from __future__ import annotations

import os
import sys
import textwrap
from pathlib import Path
from typing import Any

from .assignment import Assignment, Task, load
from .panel import Panel
from .public import DONE, Verdict, load_checks, run_checks
from .student import LocalStudent

FOLDER = Path(__file__).resolve().parent.parent
_given: dict[str, int] = {}  # task → how many of its hints were asked for


def check(*stubs: Any) -> object:
    """Check your work on some stubs; without any, on all of them.

    Parameters
    ----------
    *stubs
        The functions or classes themselves, or names of stubs or tasks:
        ``check(forward)``, ``check("forward")``, ``check(4)``.

    Returns
    -------
    Panel
        What the checks found, shown below the cell.
    """
    mode = os.environ.get("NBGRADER_EXECUTION")
    if mode == "autograde":
        return _refuse_to_grade()
    namespace = sys._getframe(1).f_globals
    assignment = load(FOLDER)
    tasks = [_task(assignment, stub, namespace) for stub in stubs] or list(assignment.tasks)
    verdicts = _verdicts(assignment, list(dict.fromkeys(tasks)), namespace)
    panel = Panel(assignment, verdicts)
    if mode == "validate":
        if any(verdict.state != DONE for verdict in verdicts):
            raise NotDone(repr(panel))
        return None  # nbgrader takes what a cell returns for its score
    return panel


class NotDone(AssertionError):  # noqa: N818 - what nbgrader validate shows the learner
    """Public checks that do not pass yet; IPython shows the text alone."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


class Refusal:
    """Read by nbgrader as more points than there are, which it takes for an error."""

    def __repr__(self) -> str:
        return "inf"


def _refuse_to_grade() -> Refusal:
    """Make nbgrader fail: these are the public checks, and a mark is never given for them."""
    from IPython.display import publish_display_data

    # No notebook can hold this output, so nbgrader stops here and logs what is in it.
    publish_display_data({"text/plain": {"error": (
        "These are the public checks, which earn no marks. Autograde with the kit's own "
        "nbgrader_config.py, which runs the hidden graders instead.")}})
    return Refusal()


def done(*stubs: Any) -> bool:
    """Whether all public checks of these stubs or tasks pass; shows nothing."""
    namespace = sys._getframe(1).f_globals
    assignment = load(FOLDER)
    tasks = [_task(assignment, stub, namespace) for stub in stubs]
    return all(one.state == DONE for one in _verdicts(assignment, tasks, namespace))


def hint(name: Any, tier: int | None = None) -> None:
    """Print a hint for a task; each further call goes one step further.

    Parameters
    ----------
    name
        A task's name or number, or a stub: ``hint("forward")``, ``hint(4)``.
    tier
        1 for a nudge, 2 and 3 for more. Left out, the next one that you have not seen.
    """
    assignment = load(FOLDER)
    task = _task(assignment, name, {})
    last = len(task.hints)
    if tier is None:
        tier = _given[task.name] = min(_given.get(task.name, 0) + 1, last)
    if not 1 <= tier <= last:
        print(f"{task.label} has the hints 1 to {last}.")
        return
    text = " ".join(task.hints[tier - 1].split())
    print(textwrap.fill(f"Hint {tier} of {last}: {text}", 80))


def _verdicts(assignment: Assignment, tasks: list[Task], namespace: dict[str, Any]
              ) -> list[Verdict]:
    student = LocalStudent(assignment, namespace)
    return run_checks(load_checks(FOLDER, assignment), student, tasks)


def _task(assignment: Assignment, stub: Any, namespace: dict[str, Any]) -> Task:
    if not isinstance(stub, (str, int)):
        named = [name for name in assignment.stubs if namespace.get(name) is stub]
        stub = named[0] if named else getattr(stub, "__name__", repr(stub))
    try:
        return assignment.task(stub)
    except KeyError as error:
        raise ValueError(error.args[0]) from None
