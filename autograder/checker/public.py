"""Running the public checks: the same for the notebook's ``check(...)`` and for pytest."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np

from .assignment import Assignment, Task
from .expect import CheckFailed
from .explain import explain, raised_by
from .marks import check_line, checks_of, mark_of
from .student import NotAttempted, Student, StudentError

PASSED, WRONG, NOT_STARTED, NOT_RUN = "passed", "wrong", "not started", "not run"
DONE, HALF_DONE, WAITING = "done", "half done", "waiting"
PRINTED, WIDEST = 8, 72  # how many lines of what a learner's code prints are shown, and how wide


@dataclass
class Outcome:
    """What one public check found."""

    stub: str
    line: str
    state: str
    message: str = ""


@dataclass
class Verdict:
    """What all public checks of one task found."""

    task: Task
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def state(self) -> str:
        """``done``, ``wrong``, ``not started``, ``half done`` where one stub of two is started, or
        ``waiting`` for a part of another task.
        """
        states = [outcome.state for outcome in self.outcomes]
        for state in (WRONG, NOT_STARTED, WAITING):
            if state in states:
                return HALF_DONE if state == NOT_STARTED and PASSED in states else state
        return DONE if states else NOT_STARTED

    @property
    def first_wrong(self) -> Outcome | None:
        """The check to look at first."""
        return next((one for one in self.outcomes if one.state == WRONG), None)

    @property
    def looked_at(self) -> list[Outcome]:
        """What a learner is shown: the checks that hold, and at the end the one to look at."""
        passed = [one for one in self.outcomes if one.state == PASSED]
        return [*passed, self.first_wrong] if self.first_wrong else passed

    @property
    def missing(self) -> list[str]:
        """What is still to be written, in sentences."""
        return list(dict.fromkeys(one.message for one in self.outcomes
                                  if one.state in (NOT_STARTED, WAITING)))


def carry_out(name: str, stub: str, classes: Mapping[str, type], student: Student
              ) -> tuple[str, str]:
    """Run one check of a stub; returns its state and the message for the learner.

    A check that fails where an earlier stub, on which it builds, is at fault or not written waits
    for that one.
    """
    state, message = _call(name, stub, classes, student)
    if state == WRONG:
        for earlier in _builds_on(classes[stub], name):
            fault = _fault(earlier, classes, student)
            if fault:
                return WAITING, _waits(stub, earlier, fault, student)
    return state, message


def _waits(stub: str, earlier: str, fault: str, student: Student) -> str:
    number = student.assignment.task(earlier).number
    return (f"This check of {stub} needs {earlier} (task {number}), which is not "
            f"{'right' if fault == WRONG else 'there'} yet.")


def _builds_on(cls: type, name: str) -> tuple[str, ...]:
    """The stubs of earlier tasks that a check calls through the one that it is about."""
    mark = mark_of(getattr(cls, f"test_{name}"), "builds_on") or mark_of(cls, "builds_on")
    return mark.args if mark else ()


def _fault(stub: str, classes: Mapping[str, type], student: Student) -> str:
    """The state of the first of a stub's own checks that fails; looked up once for each student."""
    if stub not in student.faults:
        states = (_call(name, stub, classes, student)[0] for name, _ in checks_of(classes[stub]))
        student.faults[stub] = next((one for one in states if one in (WRONG, NOT_STARTED)), "")
    return student.faults[stub]


def _call(name: str, stub: str, classes: Mapping[str, type], student: Student) -> tuple[str, str]:
    check = getattr(classes[stub](), f"test_{name}")
    student.last = None
    try:
        with quiet() as printed:
            check(student)
    except NotAttempted as missing:
        lacking = missing.args[0]
        if lacking == stub:
            return NOT_STARTED, missing.args[1] if missing.args[1:] else \
                f"{stub} is not written yet."
        return WAITING, _waits(stub, lacking, NOT_STARTED, student)
    except (CheckFailed, StudentError) as failure:
        return WRONG, _with_call(student, str(failure)) + _tail(printed)
    except Exception as error:  # the answer was such that the check itself stumbled
        return WRONG, _with_call(student, explain(raised_by(error, {}))) + _tail(printed)
    return PASSED, ""


def _with_call(student: Student, text: str) -> str:
    return f"{student.last.describe()}\n{text}" if student.last else text


def _tail(printed: io.StringIO) -> str:
    """The last lines that a learner's code has printed: they may be there to find the fault."""
    lines = [] if printed.closed else printed.getvalue().rstrip().splitlines()
    if not lines:
        return ""
    shown = [f"  {line[:WIDEST]}" for line in lines[-PRINTED:]]
    head = "The last lines that your code printed" if len(lines) > PRINTED else "Your code printed"
    return "\n".join([f"\n{head}:", *shown])


def classes_of(module: ModuleType) -> dict[str, type]:
    """Stub → the class of its checks."""
    return {mark.args[0]: cls for cls in vars(module).values()
            if isinstance(cls, type) and (mark := mark_of(cls, "stub"))}


def run_checks(module: ModuleType, student: Student, tasks: Iterable[Task]) -> list[Verdict]:
    """Run the public checks of some tasks; after a stub's first failure its others are not run."""
    classes = classes_of(module)
    verdicts = []
    for task in tasks:
        verdict = Verdict(task)
        for stub in task.stubs:
            ended = False
            for name, function in checks_of(classes[stub.name]):
                outcome = Outcome(stub.name, check_line(function), NOT_RUN)
                if not ended:
                    outcome.state, outcome.message = carry_out(name, stub.name, classes, student)
                    ended = outcome.state != PASSED
                verdict.outcomes.append(outcome)
        verdicts.append(verdict)
    return verdicts


def next_step(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The first task that is not done."""
    return next((one for one in verdicts if one.state != DONE), None)


def load_checks(folder: Path, assignment: Assignment) -> ModuleType:
    """Import ``test_<assignment>.py`` of a released folder."""
    return load_module(folder / f"test_{assignment.name}.py")


def load_module(path: Path) -> ModuleType:
    """Import a module of a released folder, whatever the current folder is."""
    name = path.stem
    known = sys.modules.get(name)
    if known is not None:
        return known
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[name] = module
    return module


@contextlib.contextmanager
def quiet() -> Iterator[io.StringIO]:
    """While the checks run: no input, warnings or windows; figures are closed again.

    Gives what is printed, and nobody sees.
    """
    import matplotlib.pyplot as plt

    before = set(plt.get_fignums())
    with contextlib.redirect_stdout(io.StringIO()) as printed, \
            patch.object(sys, "stdin", io.StringIO()), \
            patch.object(plt, "show", _show_nothing), np.errstate(all="ignore"), \
            warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if before:  # what draws on the current Axes must not draw on one of the learner's
            plt.figure()
        try:
            yield printed
        finally:
            for number in set(plt.get_fignums()) - before:
                plt.close(number)


def _show_nothing(*args: Any, **kwargs: Any) -> None:
    """Stands in for ``plt.show`` while the checks run."""
