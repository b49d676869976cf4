"""The pytest plugin of the hidden graders.

The graders are ordinary pytest classes. This plugin gives them ``student``, ``reference``
and ``draw``, runs them for every submission of a batch, sees to it that a check whose needs
are not met is not run, and keeps what each check found.
"""

from __future__ import annotations

import builtins
import importlib
import re
import time
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, cast

import pytest

from autograder.checker import marks
from autograder.checker.assignment import Assignment, Task
from autograder.checker.expect import CheckFailed
from autograder.checker.explain import Raised, explain
from autograder.checker.student import NotAttempted, StudentError
from autograder.diagnosis import Diagnosis
from autograder.grading.draw import Draw
from autograder.grading.flags import flags_of
from autograder.grading.results import Check, Graded
from autograder.grading.student import Limits, RemoteStudent
from autograder.grading.submissions import Submission
from autograder.worker.client import TimedOut, WorkerLost, Workers

FAILURES = (CheckFailed, StudentError, NotAttempted, WorkerLost)
LONGEST = 3_000  # characters of one message
BROKEN = 3  # pytest's exit code when the kit itself has failed


@dataclass
class Batch:
    """Submissions that one pytest session grades, and what it finds."""

    assignment: Assignment
    submissions: list[Submission]
    workers: Workers
    seed: str
    limits: Limits = field(default_factory=Limits)
    graded: list[Graded] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reference: ModuleType = importlib.import_module(f"reference.{self.assignment.name}")


class Grading:
    """The hooks and fixtures of a grading session."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self._student: RemoteStudent | None = None
        self._lost_in: set[str] = set()  # the tasks in which the worker was lost
        self._given: dict[str, dict[str, Any]] = {}  # stub → the parts it was given
        self._diagnosis: Diagnosis | None = None

    # ---- collection ------------------------------------------------------------------

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "submission" in metafunc.fixturenames:
            submissions = self.batch.submissions
            metafunc.parametrize("submission", submissions, scope="session",
                                 ids=[f"submission{i}" for i in range(len(submissions))])

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Submission by submission, and in each in the order of the stubs."""
        place = {id(one): i for i, one in enumerate(self.batch.submissions)}
        order = {name: i for i, name in enumerate(self.batch.assignment.stubs)}
        items.sort(key=lambda item: (place[id(_submission(item))], order[stub_of(item)]))

    # ---- fixtures --------------------------------------------------------------------

    @pytest.fixture
    def student(self, submission: Submission) -> RemoteStudent:
        """The submission, as an object with a method for every stub."""
        assert self._student is not None
        return self._student

    @pytest.fixture
    def reference(self) -> ModuleType:
        """The independent implementation that is known to be right."""
        return self.batch.reference

    @pytest.fixture
    def draw(self, request: pytest.FixtureRequest) -> Draw:
        """Random data for this check, the same for every student of the course."""
        return Draw(self.batch.seed, stub_of(request.node), request.node.originalname)

    # ---- running ---------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Any:
        submission = _submission(item)
        began = time.perf_counter()
        if self._student is None:
            self.batch.graded.append(Graded(submission))
            self._lost_in = set()
            self._student = RemoteStudent(self.batch.assignment, submission.cells,
                                          self.batch.workers, self.batch.limits)
        try:
            return (yield)
        finally:
            graded = self.batch.graded[-1]
            if nextitem is None or _submission(nextitem) is not submission:
                self._name_mistakes(graded, self._student)
                graded.flags += flags_of(submission.cells, self.batch.assignment)
                conclude(graded, self._student)
                self._student.close()
                self._student = None
            graded.seconds += time.perf_counter() - began

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Carry out one check and keep what it found."""
        graded = self.batch.graded[-1]
        task = self.batch.assignment.task(stub_of(pyfuncitem))
        check = Check(
            name=marks.check_name(pyfuncitem.originalname),
            line=marks.check_line(pyfuncitem.function),
            stub=stub_of(pyfuncitem),
            max_points=points_of(pyfuncitem),
            kind="not_run",
            message=self._obstacle(pyfuncitem, graded, task),
        )
        graded.checks.setdefault(task.name, []).append(check)
        if not check.message:
            self._carry_out(pyfuncitem, check, graded, task)
        if check.kind in ("not_run", "not_attempted"):
            pytest.skip(check.message)
        if not check.passed:
            pytest.fail(f"{check.line}\n{check.message}", pytrace=False)
        return True

    def _obstacle(self, item: pytest.Function, graded: Graded, task: Task) -> str:
        """Why a check need not be run; empty if nothing stands in its way."""
        if task.name in self._lost_in:
            return "not run: the program was lost in an earlier check of this task"
        passed = {check.name for check in graded.checks.get(task.name, ()) if check.passed}
        mark = item.get_closest_marker("needs")
        for need in mark.args if mark else ():
            if need not in passed:
                return f"not run: it needs “{need.replace('_', ' ')}” first"
        return ""

    def _carry_out(self, item: pytest.Function, check: Check, graded: Graded, task: Task) -> None:
        """Run the check; if it fails, also with other earlier parts than the learner's own.

        What an earlier part does wrong, or in float32, must not cost this task too. So the
        check counts as passed if it passes with the reference's parts where the learner's are
        wrong, with all of the learner's own, which may depart from the contract and yet fit
        together, or with all of the reference's.
        """
        student = cast(RemoteStudent, item.funcargs["student"])
        parts = self._parts(item)
        wrong = {check.stub for checks in graded.checks.values() for check in checks
                 if not check.passed}
        right_ones = {name: part for name, part in parts.items() if name in wrong}
        self._given[check.stub] = right_ones
        ways = [right_ones]
        ways += [way for way in ({}, parts) if way not in ways]
        failures: list[Exception] = []
        for substitutes in ways:
            failure = self._attempt(item, student, substitutes, graded, public=False)
            if failure is None:
                check.kind = "passed"
                if student.used_substitutes:
                    graded.given.setdefault(task.name, set()).update(student.used_substitutes)
                return
            failures.append(failure)
            if isinstance(failure, WorkerLost):
                break
        lost = next((one for one in failures if isinstance(one, WorkerLost)), None)
        if lost is not None:
            self._lost_in.add(task.name)
        failure = lost or failures[0]
        check.kind = _kind(failure, check.stub)
        if isinstance(failure, (CheckFailed, StudentError)):
            student.close()  # what has seen the secret data must not answer for the public ones
            shown = self._attempt(item, student, ways[0], graded, public=True)
            if isinstance(shown, (CheckFailed, StudentError)):
                call = f"{student.last.describe()}\n" if student.last else ""
                told = call and any(other.message.startswith(call)
                                    for other in graded.checks[task.name])
                check.message = (("In the same call:\n" if told else call) + str(shown))[:LONGEST]
                return
        check.message = _without_data(failure, check, student.cells)

    def _attempt(self, item: pytest.Function, student: RemoteStudent, parts: dict[str, Any],
                 graded: Graded, public: bool) -> Exception | None:
        arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
        draw = cast(Draw | None, item.funcargs.get("draw"))
        if draw is not None:
            draw.restart(public)
        student.last = None
        student.substitute(parts)
        try:
            student.ready()
        except WorkerLost as lost:
            return lost
        except Exception as error:  # the kit's own failure must never become a mark
            pytest.exit(f"no worker could be started: {error}", returncode=BROKEN)
        try:
            student.close_figures()
            item.obj(**arguments)
        except FAILURES as failure:
            return failure
        except Exception as error:  # a grader must survive what no author thought of
            graded.flags.append(f"The check {item.originalname} itself failed with "
                                f"{type(error).__name__}: {error}")
            return CheckFailed("What came back could not be judged.")
        return None

    def _name_mistakes(self, graded: Graded, student: RemoteStudent) -> None:
        """For every task that lost points: does a known mistake give these answers?"""
        for task in self.batch.assignment.tasks:
            failed: dict[str, str] = {}
            for check in graded.checks.get(task.name, ()):
                if check.kind in ("failed", "error"):
                    failed.setdefault(check.stub, check.name)
            if not failed or task.name in self._lost_in:
                continue
            if self._diagnosis is None:
                self._diagnosis = Diagnosis(self.batch.assignment)
            mistake = None
            try:
                for stub, check_name in failed.items():
                    student.substitute(self._given[stub])
                    student.ready()
                    mistake = mistake or self._diagnosis.name(student, stub, check_name)
            except FAILURES:
                continue  # what cannot be asked cannot be named
            except Exception as error:  # a name is worth no submission's marks
                graded.flags.append(f"Naming the mistake in task {task.number} failed with "
                                    f"{type(error).__name__}: {error}")
                continue
            if mistake is not None:
                graded.mistakes[task.name] = mistake

    def _parts(self, item: pytest.Item) -> dict[str, Any]:
        """The reference's own parts for the stubs that the checked one builds on."""
        mark = item.get_closest_marker("builds_on")
        return {name: getattr(self.batch.reference, name) for name in (mark.args if mark else ())}


def _kind(failure: Exception, stub: str) -> str:
    if isinstance(failure, NotAttempted):
        return "not_attempted" if failure.args[0] == stub else "failed"
    return "failed" if isinstance(failure, CheckFailed) else "error"


def _without_data(failure: Exception, check: Check, cells: list[str]) -> str:
    """What may be said of a failure that shows on the secret data only."""
    if isinstance(failure, NotAttempted):
        missing = failure.args[0]
        return "Not attempted yet." if missing == check.stub else \
            f"{check.stub} needs {missing}, which is not written yet."
    if isinstance(failure, WorkerLost):
        return f"{check.stub}: {failure}"
    if isinstance(failure, StudentError) and failure.raised is not None:
        return explain(_from_their_source(failure.raised, cells))
    return f"On the course's own random data this does not hold: {check.line}"


def _from_their_source(raised: Raised, cells: list[str]) -> Raised:
    """An exception without its text, and without a word that is not in the learner's file.

    The worker could have put the secret data into any part of it.
    """
    source = "\n".join(cells)
    words = re.findall(r"\w+", raised.place)
    return Raised(
        type=raised.type if hasattr(builtins, raised.type) else "an exception of its own",
        text="",
        place=raised.place if all(word in source or (word.isdigit() and len(word) < 6)
                                  for word in words if word not in ("cell", "line")) else "",
        line=raised.line if raised.line in source else "")


def conclude(graded: Graded, student: RemoteStudent) -> None:
    """What the loss of a worker means for the submission as a whole."""
    if student.losses:
        lost = student.losses[0]
        graded.submission.status = "timed_out" if isinstance(lost, TimedOut) else "crashed"
        graded.submission.reason = str(lost)


def stub_of(item: pytest.Item) -> str:
    """The stub that a check is about."""
    mark = item.get_closest_marker("stub")
    if mark is None:
        raise pytest.UsageError(f"{item.nodeid}: its class has no @stub(…).")
    return str(mark.args[0])


def points_of(item: pytest.Item) -> float:
    """What a check is worth."""
    mark = item.get_closest_marker("points")
    return float(mark.args[0]) if mark else 0.0


def _submission(item: pytest.Item) -> Submission:
    return item.callspec.params["submission"]  # type: ignore[attr-defined]
