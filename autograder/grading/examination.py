"""One submission before the hidden graders.

Sees to it that a check whose needs are not met is not run, that one mistake costs one task,
that nothing secret gets into a message, and keeps what each check found.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from autograder.checker.assignment import Task
from autograder.checker.expect import CheckFailed
from autograder.checker.student import NotAttempted, StudentError
from autograder.errors import UsageError
from autograder.grading.checks import Graders, HiddenCheck
from autograder.grading.flags import flags_of
from autograder.grading.rehearsal import Departed, Rehearsed
from autograder.grading.results import NOT_RUN, Check, Graded
from autograder.grading.student import RemoteStudent
from autograder.grading.submissions import Submission
from autograder.symptoms import NEVER_ENDS
from autograder.worker.client import TimedOut, TimeSpent, WorkerLost, Workers

if TYPE_CHECKING:
    from autograder.diagnosis import Mistake

FAILURES = (CheckFailed, StudentError, NotAttempted, WorkerLost)
LONGEST = 3_000  # characters of one message


def examine(graders: Graders, submission: Submission, workers: Workers) -> Graded:
    """Run every hidden check on a submission.

    Raises
    ------
    UsageError
        If no worker can be started here: the kit's own failure must never become a mark.
    """
    began = time.perf_counter()
    one = Examination(graders, submission, workers)
    try:
        for stub, checks in graders.by_stub():
            one.take(stub, checks)
        one.conclude()
    finally:
        one.student.close()
    one.graded.seconds = time.perf_counter() - began
    return one.graded


class Examination:
    """The state of a submission on its way through the checks.

    Attributes
    ----------
    graded : Graded
        What was found so far.
    student : RemoteStudent
        The submission in its worker.
    mistakes : dict
        Stub that failed a check → the mistake in it, None if it is no known one.
    """

    def __init__(self, graders: Graders, submission: Submission, workers: Workers) -> None:
        self.graded = Graded(submission)
        self.student = RemoteStudent(graders.assignment, submission.cells, workers,
                                     graders.limits)
        self._graders = graders
        self._lost_in: set[str] = set()  # the stubs over which the worker was lost
        self.mistakes: dict[str, Mistake | None] = {}

    def take(self, stub: str, checks: list[HiddenCheck]) -> None:
        """Run all checks of a stub; what right work was asked before is asked in one go."""
        student, rehearsals = self.student, self._graders.rehearsals
        if self._right_ones(checks[0]) or not self._is_ready(stub):
            for check in checks:
                self.run(check)
            return
        known = rehearsals.get(stub)
        if known is not None and student.ask_ahead(known):
            passed = [self._run_rehearsed(check, rehearsed)
                      for check, rehearsed in zip(checks, known.checks, strict=True)]
            if all(passed) and student.at_hand is None:
                del rehearsals[stub]  # right work is asked something else now
        else:
            recorder = student.record() if self._is_ready(stub) else None
            passed = [self._run_recorded(check) for check in checks]
            if all(passed) and recorder is not None and student.recorder is recorder:
                rehearsals[stub] = recorder.rehearsal
        student.forget_answers()

    def _run_recorded(self, hidden: HiddenCheck) -> bool:
        """Run a check; what it asks is kept."""
        passed = self.run(hidden).passed
        self.student.end_check()
        return passed

    def _run_rehearsed(self, hidden: HiddenCheck, rehearsed: Rehearsed) -> bool:
        """Run a check whose answers are at hand; the same answers are judged once."""
        at_hand = self.student.at_hand
        if at_hand is None:  # an earlier check has gone another way
            return self.run(hidden).passed
        digest, end = at_hand.digest(rehearsed), at_hand.used + len(rehearsed.requests)
        if digest in rehearsed.right:
            task = self._graders.assignment.task(hidden.stub)
            self.graded.checks.setdefault(task.name, []).append(_outcome(hidden, "passed"))
            self.student.skip(rehearsed)
            return True
        passed = self.run(hidden).passed
        if passed and digest is not None and self.student.at_hand is at_hand \
                and at_hand.used == end:
            rehearsed.remember(digest)
        return passed

    def run(self, hidden: HiddenCheck) -> Check:
        """Run one check, if nothing stands in its way, and keep what it found."""
        task = self._graders.assignment.task(hidden.stub)
        check = _outcome(hidden, "not_run", self._obstacle(hidden, task))
        self.graded.checks.setdefault(task.name, []).append(check)
        if not check.message:
            self._carry_out(hidden, check, task)
        return check

    def _obstacle(self, hidden: HiddenCheck, task: Task) -> str:
        """Why a check need not be run; empty if nothing stands in its way."""
        if hidden.stub in self._lost_in:
            return f"{NOT_RUN}: the program was lost in an earlier check of {hidden.stub}"
        before = {check.name: check for check in self.graded.checks.get(task.name, ())}
        for need in hidden.needs:
            if need not in before or not before[need].passed:
                line = before[need].line if need in before else need
                return f"{NOT_RUN}: it needs “{line.rstrip('.')}” first"
        return ""

    def _right_ones(self, hidden: HiddenCheck) -> dict[str, Any]:
        """The reference's parts for those that the stub builds on and that are wrong."""
        wrong = {check.stub for checks in self.graded.checks.values() for check in checks
                 if not check.passed}
        return {name: part for name, part in self._parts(hidden).items() if name in wrong}

    def _parts(self, hidden: HiddenCheck) -> dict[str, Any]:
        """The reference's own parts for the stubs that the checked one builds on."""
        return {name: getattr(self._graders.reference, name) for name in hidden.builds_on}

    def _carry_out(self, hidden: HiddenCheck, check: Check, task: Task) -> None:
        """Run the check; if it fails, also with other earlier parts than the learner's own.

        What an earlier part does wrong, or in float32, must not cost this task too. So the
        check counts as passed if it passes with the reference's parts where the learner's are
        wrong, with all of the learner's own, which may depart from the contract and yet fit
        together, or with all of the reference's.
        """
        student, parts = self.student, self._parts(hidden)
        right_ones = self._right_ones(hidden)
        ways = [right_ones]
        ways += [way for way in ({}, parts) if way not in ways]
        failures: list[Exception] = []
        for substitutes in ways:
            failure = self._attempt(hidden, substitutes, public=False)
            if failure is None:
                check.kind = "passed"
                if student.used_substitutes:
                    self.graded.given.setdefault(task.name, set()).update(
                        student.used_substitutes)
                return
            failures.append(failure)
            if isinstance(failure, WorkerLost):
                break
        lost = next((one for one in failures if isinstance(one, WorkerLost)), None)
        failure = lost or failures[0]
        check.kind = _kind(failure, check.stub)
        check.message = _without_data(failure, check)
        if lost is not None:
            self._lost_in.add(check.stub)
            called = student.last is not None and not isinstance(lost, TimeSpent)
            if isinstance(lost, TimedOut) and called and not self.mistakes.get(check.stub):
                self.mistakes[check.stub] = self._graders.diagnosis.mistake(
                    check.stub, NEVER_ENDS)
        elif check.kind != "not_attempted":
            student.close()  # what has seen the secret data must not answer for the public ones
            with student.time_of_its_own():
                if not isinstance(failure, NotAttempted):
                    self._show(hidden, check, task, right_ones)
                if check.stub not in self.mistakes:
                    self.mistakes[check.stub] = self._named(check, task, right_ones)

    def _show(self, hidden: HiddenCheck, check: Check, task: Task, parts: dict[str, Any]) -> None:
        """Let the message show the fault on public data, if it shows there."""
        student = self.student
        shown = self._attempt(hidden, parts, public=True)
        if isinstance(shown, (CheckFailed, StudentError)):
            call = f"{student.last.describe()}\n" if student.last else ""
            told = call and any(other.message.startswith(call)
                                for other in self.graded.checks[task.name])
            check.message = (("In the same call:\n" if told else call) + str(shown))[:LONGEST]

    def _named(self, check: Check, task: Task, parts: dict[str, Any]) -> Mistake | None:
        """Does a known mistake give these answers?

        Whoever gives them has seen no secret data: a hint may quote them.
        """
        self.student.substitute(parts)
        try:
            self._expect_ready()
            return self._graders.diagnosis.name(self.student, check.stub, check.name)
        except FAILURES:
            return None  # what cannot be asked cannot be named
        except UsageError:
            raise
        except Exception as error:  # a name is worth no submission's marks
            self.graded.flags.append(f"Naming the mistake in task {task.number} failed with "
                                     f"{type(error).__name__}: {error}")
            return None

    def _attempt(self, hidden: HiddenCheck, parts: dict[str, Any], public: bool
                 ) -> Exception | None:
        try:
            return self._attempt_once(hidden, parts, public)
        except Departed:
            self.student.close()
            return self._attempt_once(hidden, parts, public)

    def _attempt_once(self, hidden: HiddenCheck, parts: dict[str, Any], public: bool
                      ) -> Exception | None:
        student = self.student
        if hidden.draw is not None:
            hidden.draw.restart(None if public else self._graders.seed)
        student.last = None
        student.substitute(parts)
        try:
            self._expect_ready()
            student.close_figures()
            hidden.function(**hidden.arguments | {"student": student})
        except FAILURES as failure:
            return failure
        except (Departed, UsageError):
            raise
        except Exception as error:  # a grader must survive what no author thought of
            self.graded.flags.append(f"The check {hidden.name} itself failed with "
                                     f"{type(error).__name__}: {error}")
            return CheckFailed("What came back could not be judged.")
        return None

    def _expect_ready(self) -> None:
        with _the_kits_own_failure():
            self.student.ready()

    def _is_ready(self, stub: str) -> bool:
        with _the_kits_own_failure():
            return self.student.is_ready_with_own_parts(stub)

    def conclude(self) -> None:
        """Put it all in order; add the flags, and what the loss of a worker means for the whole."""
        submission = self.graded.submission
        for task in self._graders.assignment.tasks:
            checks = self._graders.in_order(self.graded.checks.get(task.name, []))
            self.graded.checks[task.name] = checks
            mistake = next(filter(None, (self.mistakes.get(one.stub) for one in checks)), None)
            if mistake is not None:
                self.graded.mistakes[task.name] = mistake
        self.graded.flags += flags_of(submission.cells, self._graders.assignment)
        if self.student.losses:
            lost = self.student.losses[0]
            submission.status = "timed_out" if isinstance(lost, TimedOut) else "crashed"
            submission.reason = str(lost)


@contextmanager
def _the_kits_own_failure() -> Iterator[None]:
    """That no worker can be started must never become a mark."""
    try:
        yield
    except WorkerLost:
        raise
    except Exception as error:
        raise UsageError(f"No worker could be started. {str(error).rstrip('.')}. "
                         "Run `autograder doctor`.") from error


def _outcome(hidden: HiddenCheck, kind: str, message: str = "") -> Check:
    return Check(name=hidden.name, line=hidden.line, stub=hidden.stub,
                 max_points=hidden.points, kind=kind, message=message)


def _kind(failure: Exception, stub: str) -> str:
    if isinstance(failure, NotAttempted):
        return "not_attempted" if failure.args[0] == stub else "failed"
    return "failed" if isinstance(failure, CheckFailed) else "error"


def _without_data(failure: Exception, check: Check) -> str:
    """What may be said of a failure that shows on the secret data only."""
    if isinstance(failure, NotAttempted):
        missing = failure.args[0]
        return "Not attempted yet." if missing == check.stub else \
            f"{check.stub} needs {missing}, which is not written yet."
    if isinstance(failure, WorkerLost):
        return f"{check.stub}: {failure}"
    # Not a word of an exception's: which one, and in which line, the worker may have chosen by
    # the secret data.
    if isinstance(failure, StudentError) and failure.raised is not None:
        return f"On the course's own random data your code raises an exception: {check.line}"
    return f"On the course's own random data this does not hold: {check.line}"
