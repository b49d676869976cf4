"""What a learner calls in the notebook: ``check(forward)``, ``hint("forward")`` and others."""

from __future__ import annotations

import contextlib
import os
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

from . import packages  # noqa: F401 - first of all: says what is not installed
from .assignment import Assignment, Task, load
from .panel import Fold, Panel
from .public import (
    DONE,
    HALF_DONE,
    NOT_STARTED,
    Verdict,
    classes_of,
    load_checks,
    load_module,
    run_checks,
)
from .restore import released
from .sketch import Comparison, compare
from .student import LocalStudent, Student
from .unknown import advise

FOLDER = Path(__file__).resolve().parent.parent
_given: dict[str, int] = {}  # task → how many of its hints were asked for
_known: dict[str, tuple[Verdict, list[object]]] = {}  # task → its verdict, and of what

advise(lambda: load(FOLDER).stubs)


def __getattr__(name: str) -> ModuleType:
    """``from checker.notebook import pictures``: a module that lies beside the notebook.

    It is found from here because the notebook may run in another folder than its own.
    """
    path = FOLDER / f"{name}.py"
    if name.startswith("_") or not path.is_file():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return load_module(path)


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
    asked = list(dict.fromkeys(tasks))
    for task in asked:
        _known.pop(task.name, None)
    verdicts = {task: _verdict(assignment, task, namespace) for task in assignment.tasks}
    panel = Panel([verdicts[task] for task in asked], list(verdicts.values()),
                  _comparisons(assignment, asked, namespace))
    if mode == "validate":
        if any(verdicts[task].state != DONE for task in asked):
            raise NotDone(repr(panel))
        return None  # nbgrader takes what a cell returns for its score
    return panel


class _TextAlone(Exception):  # noqa: N818 - as below: what a learner reads, no crash
    """IPython shows its text and no traceback, which would lead into the checker."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


class NotDone(_TextAlone, AssertionError):  # noqa: N818
    """Public checks that do not pass yet: what nbgrader validate shows the learner."""


class NoSuchTask(_TextAlone, ValueError):  # noqa: N818
    """A name that neither a task nor a stub has."""


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
    return all(_verdict(assignment, task, namespace).state == DONE for task in tasks)


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


def model_answer(name: Any) -> Fold:
    """A model answer to a task's question, once the task is done.

    Parameters
    ----------
    name
        A task's name or number, or a stub.
    """
    namespace = sys._getframe(1).f_globals
    assignment = load(FOLDER)
    task = _task(assignment, name, namespace)
    if _verdict(assignment, task, namespace).state != DONE:
        return Fold(f"○ The model answer comes here once {task.label} is done.")
    return Fold("A model answer (say yours first)", _answer(task))


def answer_text(assignment: Assignment, name: str | int, student: Student) -> str:
    """The model answer for the terminal, once the task is done in a learner's saved work."""
    task = _task(assignment, name, {})
    verdict, = run_checks(load_checks(FOLDER, assignment), student, [task])
    if verdict.state != DONE:
        return f"The model answer comes once {task.label} is done."
    return textwrap.fill(" ".join(_answer(task).split()), 80)


def _answer(task: Task) -> str:
    import tomllib  # not there in a Python that is too old; packages has said so by now

    path = FOLDER / "answers.toml"
    answers = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if task.name not in answers:
        raise ValueError(f"{task.label} has no model answer.")
    return str(answers[task.name]).strip()


def restore(stub: Any) -> None:
    """Put a stub, as it was released, into a new cell below; your own stays where it is.

    Parameters
    ----------
    stub
        The function or class, or its name: ``restore("forward")``.
    """
    assignment = load(FOLDER)
    name = stub if isinstance(stub, str) else getattr(stub, "__name__", repr(stub))
    if name not in assignment.stubs:
        raise NoSuchTask(f"There is no stub {name!r}. The stubs: {', '.join(assignment.stubs)}")
    with contextlib.suppress(ModuleNotFoundError, AttributeError):  # outside of a notebook
        from IPython import get_ipython

        get_ipython().set_next_input(released(name))
    print(f"{name} as it was released, in a new cell below. (No new cell? Copy it from here.)\n"
          f"Of two definitions the one further down counts.\n\n{released(name)}")


def _verdict(assignment: Assignment, task: Task, namespace: dict[str, Any]) -> Verdict:
    """What the checks say of a task; remembered until one of the stubs up to it is redefined."""
    stubs = [namespace.get(stub.name) for one in assignment.tasks if one.number <= task.number
             for stub in one.stubs]
    if task.name in _known:
        verdict, judged = _known[task.name]
        if all(now is then for now, then in zip(stubs, judged, strict=True)):
            return verdict
    student = LocalStudent(assignment, namespace)
    verdict, = run_checks(load_checks(FOLDER, assignment), student, [task])
    if verdict.state not in (NOT_STARTED, HALF_DONE):
        _known[task.name] = verdict, stubs
    return verdict


def _comparisons(assignment: Assignment, tasks: list[Task], namespace: dict[str, Any]
                 ) -> dict[str, Comparison]:
    """Stub → your picture and the expected one, for the plots among the tasks' stubs."""
    classes = classes_of(load_checks(FOLDER, assignment))
    student = LocalStudent(assignment, namespace)
    found = {stub.name: compare(classes[stub.name], student)
             for task in tasks for stub in task.stubs}
    return {name: comparison for name, comparison in found.items() if comparison}


def _task(assignment: Assignment, stub: Any, namespace: dict[str, Any]) -> Task:
    if not isinstance(stub, (str, int)):
        named = [name for name in assignment.stubs if namespace.get(name) is stub]
        stub = named[0] if named else getattr(stub, "__name__", repr(stub))
    try:
        return assignment.task(stub)
    except KeyError as error:
        raise NoSuchTask(error.args[0]) from None
