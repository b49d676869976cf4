"""Grading a part of the class on one machine: what the grader hands to an executor.

All that is sent there and back is plain data: works go by value, and the graders are those
of the machine that grades. The students' workers are two processes away: this one looks
after a grading process, which must not take it along, and that one after the workers.
"""

from __future__ import annotations

import atexit
import platform
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from autograder.errors import UsageError
from autograder.grading.kit import expect_same_kit
from autograder.grading.limits import Limits
from autograder.grading.places import assignment_named
from autograder.grading.processes import Processes, ProcessHung, ProcessLost
from autograder.grading.results import Graded
from autograder.grading.submissions import Submission
from autograder.worker.probe import CONFINED, probe

Rows = list[dict[str, Any]]

ALLOWANCE = 60.0  # seconds in which a worker server starts, more than once if need be

_all = Processes()
atexit.register(_all.close)
_thread = threading.local()


@dataclass(frozen=True)
class Conditions:
    """What the marks of a class depend on besides the files.

    Attributes
    ----------
    assignment : str
        Which graders.
    seed : str
        The course's secret seed.
    limits : Limits
        How long a student's code may take.
    level : int
        The isolation level; 3 is inside bubblewrap.
    kit : dict
        What grades, as `autograder.grading.kit` has it.
    """

    assignment: str
    seed: str
    limits: Limits
    level: int
    kit: dict[str, str]


class Work(NamedTuple):
    """A file's content, whoever handed it in: equal files are graded once."""

    key: str
    suffix: str
    content: bytes


@contextmanager
def local(jobs: int) -> Iterator[Executor]:
    """An executor on processes of this machine, one for each shard that is graded at a time."""
    mine = Processes(jobs)
    with ThreadPoolExecutor(jobs, initializer=setattr, initargs=(_thread, "processes", mine)
                            ) as threads, mine:
        yield threads


def _processes() -> Processes:
    """Those of the executor that this thread belongs to, or else of the whole program."""
    return getattr(_thread, "processes", _all)


def grade_shard(conditions: Conditions, works: list[Work]) -> Rows | Exception:
    """Grade some works on this machine, whatever they do to the process that grades them.

    A grading process that dies, or does not come to an end, is started anew, and its works
    are graded one by one. The work that kills its process also when alone gets a row that
    says so.

    Returns
    -------
    list of dict or Exception
        Rows of ``results.json`` in which the keys stand for the students. Or what speaks
        against grading here, such as a `UsageError` if this machine would not give the same
        marks as the one that asks. What is raised instead is the executor's own loss.
    """
    try:
        expect_same_kit(conditions.assignment, conditions.kit)
        if probe(inside=conditions.level > CONFINED)["level"] < conditions.level:
            raise UsageError(f"{platform.node()} does not reach isolation level "
                             f"{conditions.level}, on which this class is graded. Run "
                             "`autograder doctor` there.")
        return _graded(conditions, works)
    except CancelledError:
        raise
    except Exception as error:
        return error


def _graded(conditions: Conditions, works: list[Work]) -> Rows:
    try:
        return _on(conditions, works)
    except ProcessLost:
        return [row for one in works for row in _alone(conditions, one)]


def _on(conditions: Conditions, works: list[Work]) -> Rows:
    limits = conditions.limits
    seconds = ALLOWANCE + len(works) * 2 * (limits.submission + limits.call)
    return _processes().call(grade_works, conditions, works, seconds=seconds)


def _alone(conditions: Conditions, work: Work) -> Rows:
    try:
        return _on(conditions, [work])
    except ProcessLost as error:
        _expect_grading_to_work(conditions)
        status, what = ("timed_out", "did not come to an end") if isinstance(error, ProcessHung) \
            else ("crashed", "died")
        lost = _submission(work)
        lost.status, lost.reason = status, f"The grader's own process {what} on this file, twice."
        return [Graded(lost).as_dict(assignment_named(conditions.assignment))]


def _expect_grading_to_work(conditions: Conditions) -> None:
    """The kit's own failure must never become a mark."""
    try:
        _on(conditions, [])
    except ProcessLost:
        raise UsageError(f"The graders do not run on {platform.node()}: their process dies with "
                         "nothing to grade. Run `autograder doctor` there.") from None


def grade_works(conditions: Conditions, works: list[Work]) -> Rows:
    """Grade works in this very process; see `grade_shard`."""
    from autograder.grading.warm import prepare

    prepare(conditions.assignment, conditions.level > CONFINED)
    submissions = [_submission(work) for work in works]
    for submission, work in zip(submissions, works, strict=True):
        submission.parse(work.content, work.suffix)
    return _rows(conditions.assignment, submissions, conditions.seed, conditions.limits,
                 conditions.level > CONFINED)


def _submission(work: Work) -> Submission:
    return Submission(work.key, sha256=work.key.removesuffix(work.suffix))


def grade_code(assignment_name: str, shard: list[tuple[str, list[str]]], seed: str,
               limits: Limits, inside: bool) -> Rows:
    """Grade submissions that are no files, in this process: name and code cells of each."""
    submissions = [Submission(name, cells=cells) for name, cells in shard]
    return _rows(assignment_name, submissions, seed, limits, inside)


def _rows(assignment_name: str, submissions: list[Submission], seed: str, limits: Limits,
          inside: bool) -> Rows:
    # Only the process that grades needs pytest, NumPy and the graders.
    from autograder.grading.session import grade_batch
    from autograder.grading.warm import workers

    assignment = assignment_named(assignment_name)
    graded = [Graded(one) for one in submissions if one.reason is not None]
    readable = [one for one in submissions if one.reason is None]
    if readable:
        graded += grade_batch(assignment, readable, workers(inside), seed, limits)
    return [one.as_dict(assignment) for one in graded]
